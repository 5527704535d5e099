//! Letters of a case: rendered to be looked at, approved with the text that was shown, written as `.eml` (2 §6).

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::Papers;
use crate::base::{CaseId, ClientId, Code, Fault, LetterId, Res};
use crate::domain::LetterState;
use crate::domain::names::short;
use crate::domain::papers::LetterPerson;
use crate::exchange::eml::{Mail, eml};
use crate::exchange::files::{free_path, private_folder, write_new};
use crate::exchange::letter::{LetterText, letter};
use crate::ops::{self, ApprovedText, LettersApprove, LettersApproved, LettersExported};
use crate::reads::papers::{self, LetterRow};
use crate::store::{Base, Connection};

/// A letter and the text it would go out with; what was approved keeps its text.
#[derive(Debug)]
pub struct Preview {
    pub row: LetterRow,
    pub text: Res<LetterText>,
}

/// What a person decided after looking. Without a client: every draft that nothing stands against.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Approval {
    pub client: Option<ClientId>,
    /// «Письмо без звонка» to a VIP.
    pub without_call: bool,
    /// How that client is greeted, where somebody put it otherwise; empty: «Здравствуйте!».
    pub salutation: Option<String>,
}

/// Letters that go together are looked at in this many samples first (2 §6).
pub const SAMPLES: usize = 3;

/// The letters of a case, each with its text. `template` is the office's own, or `None` for the shipped one.
///
/// Errors: `UnknownCase`; what is wrong with a single letter stands in its `text`.
pub fn previews(
    c: &Connection,
    p: &Papers<'_>,
    case: CaseId,
    client: Option<ClientId>,
    template: Option<&str>,
) -> Res<Vec<Preview>> {
    let rows = papers::letters(c, p.scope, case, client, &p.cx.clock)?;
    rows.into_iter().map(|row| preview(c, p, case, row, template)).collect()
}

fn preview(c: &Connection, p: &Papers<'_>, case: CaseId, row: LetterRow, template: Option<&str>) -> Res<Preview> {
    let text = if row.state == LetterState::Draft {
        let data = papers::letter_data(c, p.scope, case, &row, p.cx.office, &p.cx.clock)?;
        letter(&data, p.texts, template)
    } else {
        Ok(LetterText { subject: row.subject.clone(), body: row.body.clone() })
    };
    Ok(Preview { row, text })
}

/// What whoever looks at a letter has to know of it and the client has not: «Лукина Т. А.: отпуск по 5 дек.» and an empty
/// line; empty where there is nothing.
pub fn away_line(p: &Papers<'_>, row: &LetterRow) -> String {
    let said = row.away.as_ref().map(|a| p.texts.letter_away(a, p.cx.clock.today()));
    said.map(|said| format!("{}: {said}\n\n", short(&row.receiver_name))).unwrap_or_default()
}

/// What is looked at before letters are approved together: one of each new manager first, then as they come.
///
/// Errors: `UnknownCase`; what is wrong with a single letter stands in its `text`.
pub fn samples(c: &Connection, p: &Papers<'_>, case: CaseId, template: Option<&str>) -> Res<Vec<Preview>> {
    let rows = papers::letters(c, p.scope, case, None, &p.cx.clock)?;
    let ready: Vec<LetterRow> = rows.into_iter().filter(LetterRow::is_ready).collect();
    let is_first = |i: usize| ready[..i].iter().all(|r| r.receiver != ready[i].receiver);
    let (first, rest): (Vec<usize>, Vec<usize>) = (0..ready.len()).partition(|i| is_first(*i));
    let chosen = first.into_iter().chain(rest).take(SAMPLES).map(|i| ready[i].clone());
    chosen.map(|row| preview(c, p, case, row, template)).collect()
}

/// Approves with the text as rendered now. One client's letter counts as looked at: its salutation stands as it is.
///
/// Errors: `NothingToDo` without drafts; `LetterNotReady`, `BadTemplate`, `Denied`… when none could be approved.
pub fn approve(
    base: &mut Base,
    p: &Papers<'_>,
    case: CaseId,
    approval: &Approval,
    template: Option<&str>,
) -> Res<LettersApproved> {
    let mut letters = Vec::new();
    let mut first_fault = None;
    let singly = approval.client.is_some();
    for mut row in papers::letters(base.conn(), p.scope, case, approval.client, &p.cx.clock)? {
        if row.state != LetterState::Draft || (!singly && !row.is_ready()) {
            continue;
        }
        if let Some(salutation) = approval.salutation.as_ref().filter(|_| singly) {
            row.salutation = salutation.trim().to_owned();
        }
        let Preview { row, text } = preview(base.conn(), p, case, row, template)?;
        match text {
            Ok(LetterText { subject, body }) => letters.push(ApprovedText {
                letter: row.id,
                subject,
                body,
                salutation: singly.then_some(row.salutation),
                without_call: approval.without_call,
            }),
            Err(fault) => {
                first_fault.get_or_insert(fault);
            }
        }
    }
    if letters.is_empty() {
        return Err(first_fault.unwrap_or_else(|| Code::NothingToDo.into()));
    }
    Ok(ops::run(base, p.cx, &LettersApprove { case, letters })?.out)
}

/// The JSON of `letters export`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Exported {
    pub files: Vec<PathBuf>,
    /// Written by an earlier call, and still there.
    pub already: usize,
}

/// Writes every approved letter into `dir` as `.eml` and records where. A second call writes only what is missing.
///
/// Errors: `NothingToDo` when no letter is approved; `LetterNotReady` when the signing head has no mail address;
/// `BadAddress`; those of writing. A refused record leaves no file behind.
pub fn export(base: &mut Base, p: &Papers<'_>, case: CaseId, client: Option<ClientId>, dir: &Path) -> Res<Exported> {
    let rows = papers::letters(base.conn(), p.scope, case, client, &p.cx.clock)?;
    let ready = |r: &&LetterRow| r.state == LetterState::Approved && !r.is_joined();
    let (here, missing): (Vec<_>, Vec<_>) = rows.iter().filter(ready).partition(|r| r.file_is_there());
    if here.is_empty() && missing.is_empty() {
        return Err(Code::NothingToDo.into());
    }
    private_folder(dir)?;
    let mut out = Exported { files: Vec::new(), already: here.len() };
    let mut written: Vec<(LetterId, String)> = Vec::new();
    let done = missing.into_iter().try_for_each(|row| {
        let path = write_one(base.conn(), p, case, row, dir)?;
        written.push((row.id, path.display().to_string()));
        out.files.push(path);
        Ok(())
    });
    let recorded = done.and_then(|()| match written.is_empty() {
        true => Ok(()),
        false => ops::run(base, p.cx, &LettersExported { case, files: written }).map(|_| ()),
    });
    if let Err(fault) = recorded {
        for file in &out.files {
            // Letters without a record would be sent twice; the refusal is what matters, not a failure to tidy.
            let _ = std::fs::remove_file(file);
        }
        return Err(fault);
    }
    Ok(out)
}

fn write_one(c: &Connection, p: &Papers<'_>, case: CaseId, row: &LetterRow, dir: &Path) -> Res<PathBuf> {
    let data = papers::letter_data(c, p.scope, case, row, p.cx.office, &p.cx.clock)?;
    if data.signer.email.is_empty() {
        return Err(Fault::new(Code::LetterNotReady).with("reason", "no_signer_mail").with("name", &row.client_name));
    }
    let to = LetterPerson::of(&row.contact_name, None, "", &row.address);
    let bytes = eml(&Mail {
        message_id: &row.message_id,
        at: row.approved_at.unwrap_or(p.cx.clock.now),
        from: (&data.signer.name, &data.signer.email),
        to: (&to.name, &to.email),
        text: &LetterText { subject: row.subject.clone(), body: row.body.clone() },
    })
    .map_err(|f| f.with("name", &row.client_name))?;
    let path = free_path(dir, &row.client_name, "eml");
    write_new(&path, &bytes)?;
    Ok(path)
}

impl LetterRow {
    /// Nothing stands against approving it together with others.
    pub fn is_ready(&self) -> bool {
        self.state == LetterState::Draft && self.problem.is_empty() && !self.singly
    }

    /// Another letter to the same contact speaks for this one.
    fn is_joined(&self) -> bool {
        self.problem == ops::JOINED
    }

    fn file_is_there(&self) -> bool {
        self.file.as_deref().is_some_and(|f| Path::new(f).is_file())
    }
}
