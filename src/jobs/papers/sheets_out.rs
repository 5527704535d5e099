//! «Лист передачи» and «Лист приёма» to files and on record.

use std::path::{Path, PathBuf};

use super::Papers;
use crate::base::{CaseId, Code, EmployeeId, Res};
use crate::domain::sheets::{OutSheet, SheetKind, name_and_secret};
use crate::exchange::files::{free_path, private_folder, write_new};
use crate::exchange::sheets::{file_name, sheet};
use crate::ops::{self, SheetIssued, SheetsOut};
use crate::reads::case;
use crate::reads::sheets::{name, people, rows};
use crate::store::{Base, Connection};

/// Which sheets of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ForWhom {
    One(EmployeeId),
    All(SheetKind),
    Everybody,
}

/// Writes the sheets to `to`: into it when it is a folder or there are several, else under this very name.
///
/// Errors: `UnknownCase`, `CaseClosed`, `SheetNobody` when nobody of them has one, `Denied`, `NeedsSecond`,
/// `OutputExists` and those of writing. A refused record leaves no file behind.
pub fn write_sheets(base: &mut Base, p: &Papers<'_>, case: CaseId, whom: ForWhom, to: &Path) -> Res<Vec<PathBuf>> {
    let wanted = wanted(base.conn(), p, case, whom)?;
    // One sheet may be given a name; «листы/» names a folder all the same.
    let names_a_folder = to.as_os_str().as_encoded_bytes().ends_with(b"/");
    if names_a_folder || !matches!(whom, ForWhom::One(_)) {
        private_folder(to)?;
    }
    let mut made: Vec<(PathBuf, SheetIssued)> = Vec::new();
    let written = wanted.into_iter().enumerate().try_for_each(|(nth, (person, kind))| {
        let out = out(base.conn(), p, case, person, kind, nth)?;
        let path = if to.is_dir() { free_path(to, &file_name(&out, p.texts), "xlsx") } else { to.to_owned() };
        write_new(&path, &sheet(&out, p.texts, &p.cx.clock)?)?;
        let (file, lines) = (path.display().to_string(), out.rows.len() as u64);
        made.push((path, SheetIssued { person, kind, code: out.code, secret: out.secret, file, lines }));
        Ok(())
    });
    let (paths, sheets): (Vec<PathBuf>, Vec<SheetIssued>) = made.into_iter().unzip();
    let kept = written.and_then(|()| ops::run(base, p.cx, &SheetsOut { case, sheets }).map(|_| ()));
    if let Err(fault) = kept {
        for path in &paths {
            // What is not on record could not be read again; the refusal is what matters, not a failure to tidy.
            let _ = std::fs::remove_file(path);
        }
        return Err(fault);
    }
    Ok(paths)
}

fn wanted(c: &Connection, p: &Papers<'_>, id: CaseId, whom: ForWhom) -> Res<Vec<(EmployeeId, SheetKind)>> {
    let mut all = people(c, p.scope, id, &p.cx.clock)?;
    match whom {
        ForWhom::Everybody => {}
        ForWhom::All(kind) => all.retain(|(_, k)| *k == kind),
        ForWhom::One(person) => all.retain(|(who, _)| *who == person),
    }
    match (all.is_empty(), whom) {
        (false, _) => Ok(all),
        // Says the name.
        (true, ForWhom::One(person)) => {
            rows(c, p.scope, id, &p.cx.clock, person, SheetKind::Acceptance).map(|_| Vec::new())
        }
        (true, _) => Err(Code::SheetNobody.into()),
    }
}

fn out(c: &Connection, p: &Papers<'_>, id: CaseId, person: EmployeeId, kind: SheetKind, nth: usize) -> Res<OutSheet> {
    let view = case::case(c, p.scope, id, &p.cx.clock)?;
    let leaver = view.leaver.as_ref().map(|w| w.name.clone()).unwrap_or_default();
    let (code, secret) = name_and_secret(&p.cx.op_id.0, nth);
    Ok(OutSheet {
        case: id,
        person: name(c, person)?,
        leaver,
        last_day: view.last_day,
        made_at: p.cx.clock.now,
        code,
        secret,
        rows: rows(c, p.scope, id, &p.cx.clock, person, kind)?,
    })
}
