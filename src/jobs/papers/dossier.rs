//! Everything of one case in one folder, with a manifest of SHA-256 sums (3 §3): what is made of it now, and copies of what
//! is on record.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::{
    CrmOf, Papers, ReportFile, ReportFormat, ReportOf, Taken, note_taken, report, write_checklist, write_crm,
    write_report,
};
use crate::base::{CaseId, Code, Res};
use crate::exchange::files::{free_path, private_folder, safe_name, sha256_hex, write_new};
use crate::reads::papers::{OnRecord, on_record};
use crate::store::{Base, Connection};

/// The manifest, as `sha256sum -c` reads it.
pub const MANIFEST: &str = "SHA256SUMS.txt";
/// What was written by the program is small and of these kinds; whatever else a path of the base names stays where it is.
const COPIED_MAX: u64 = 64 << 20;
const COPIED: [&str; 4] = ["docx", "txt", "eml", "xlsx"];

/// The JSON of `case papers`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Dossier {
    pub folder: PathBuf,
    pub manifest: PathBuf,
    pub files: Vec<Summed>,
    /// On record, and not where they were written any more.
    pub missing: Vec<PathBuf>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Summed {
    /// Within the folder.
    pub file: PathBuf,
    pub sha256: String,
}

/// Writes a new folder into `to`, which is made when it is not there. It takes rows out of the program, and asks for the
/// right to.
///
/// Errors: `UnknownCase`, `Denied`, `NeedsSecond` and those of writing: then the folder is gone again.
pub fn write_dossier(c: &Connection, p: &Papers<'_>, case: CaseId, to: &Path) -> Res<Dossier> {
    private_folder(to)?;
    let folder = free_folder(to, &p.texts.t().dossier_name(case.0.to_string()));
    private_folder(&folder)?;
    fill(c, p, case, &folder).inspect_err(|_| {
        // Half of it would pass for all of it; the refusal is what matters, not a failure to tidy.
        let _ = fs::remove_dir_all(&folder);
    })
}

/// [`write_dossier`] for somebody who takes it out: it is journaled, and is gone again where it cannot be.
pub fn take_dossier(base: &mut Base, p: &Papers<'_>, case: CaseId, to: &Path) -> Res<Dossier> {
    let done = write_dossier(base.conn(), p, case, to)?;
    let rows = report(base.conn(), p, ReportOf::Ledger(case), None)?.rows.len();
    let taken = Taken { what: "papers", case: Some(case), employee: None, rows, at: &done.folder };
    note_taken(base, p, taken, || drop(fs::remove_dir_all(&done.folder)))?;
    Ok(done)
}

/// A folder that is not there yet.
fn free_folder(to: &Path, name: &str) -> PathBuf {
    let name = safe_name(name);
    let nth = |n: u32| to.join(if n == 1 { name.clone() } else { format!("{name}-{n}") });
    (1..).map(nth).find(|f| fs::symlink_metadata(f).is_err()).unwrap_or_else(|| to.join(&name))
}

fn fill(c: &Connection, p: &Papers<'_>, case: CaseId, folder: &Path) -> Res<Dossier> {
    let t = p.texts.t();
    let mut files: Vec<PathBuf> = Vec::new();
    for of in [ReportOf::Ledger(case), ReportOf::Metrics(Some(case))] {
        for format in [ReportFormat::Xlsx, ReportFormat::Csv] {
            files.push(write_report(c, p, &ReportFile { of, employee: None, format }, folder)?.0);
        }
    }
    files.push(write_checklist(c, p, case, folder)?);
    match write_crm(c, p, CrmOf::Case(case, None), &folder.join(safe_name(&t.dossier_crm()))) {
        Ok(crm) => files.extend(crm.files),
        // Nobody has got anything yet.
        Err(f) if f.code == Code::NothingToDo => {}
        Err(f) => return Err(f),
    }
    let mut missing = Vec::new();
    for (kind, from) in on_record(c, p.scope, case, &p.cx.clock)? {
        let dir = folder.join(safe_name(&match kind {
            OnRecord::Act => t.dossier_acts(),
            OnRecord::Letter => t.dossier_letters(),
            OnRecord::Sheet => t.dossier_sheets(),
        }));
        match copied(&from, &dir)? {
            Some(file) => files.push(file),
            None => missing.push(from),
        }
    }
    let mut summed = Vec::with_capacity(files.len());
    for path in files {
        let sha256 = sha256_hex(&fs::read(&path)?);
        summed.push(Summed { file: path.strip_prefix(folder).unwrap_or(&path).to_owned(), sha256 });
    }
    summed.sort_by(|a, b| a.file.cmp(&b.file));
    let text: String = summed.iter().map(|s| format!("{}  {}\n", s.sha256, s.file.display())).collect();
    let manifest = folder.join(MANIFEST);
    write_new(&manifest, text.as_bytes())?;
    Ok(Dossier { folder: folder.to_owned(), manifest, files: summed, missing })
}

/// A copy under its own name; `None` where there is no plain file any more.
fn copied(from: &Path, dir: &Path) -> Res<Option<PathBuf>> {
    let is_file = fs::symlink_metadata(from).is_ok_and(|m| m.is_file() && m.len() <= COPIED_MAX);
    let name = |part: Option<&std::ffi::OsStr>| part.map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let ending = name(from.extension());
    if !is_file || !COPIED.contains(&ending.as_str()) {
        return Ok(None);
    }
    private_folder(dir)?;
    let to = free_path(dir, &name(from.file_stem()), &ending);
    write_new(&to, &fs::read(from)?)?;
    Ok(Some(to))
}
