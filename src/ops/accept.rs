//! «Принял»: each line with its own dated first action (2 §5, 1-B4).

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::case_row::CaseRow;
use super::give_back::{taken, waiting};
use super::lines::{self, Line};
use super::waive::reason;
use super::{About, Asks, Command, Ctx, after, first_action, letters_draft};
use crate::base::{CaseId, ClientId, Code, Due, EmployeeId, Fault, Kind, Ref, Res, clean};
use crate::domain::context::{is_past, require_next_step};
use crate::domain::rights::Right;
use crate::domain::spoken_dated::{Written, dated};
use crate::domain::{AcceptanceState, CaseKind, LineKind, Via};
use crate::reads::steps::{Step, own_step};
use crate::store::{Tx, Val, params};

/// One text for more clients than this is «принято списком», counted apart.
const BY_HAND: usize = 3;

/// Which lines: those named, or all that are offered to the receiver.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Which {
    All,
    Objects(Vec<Ref>),
}

/// Without `next_step` each line takes its own. `force` is the head's reason: then lines that were never offered are
/// taken too, and a line without a step goes without one.
///
/// Errors: `NotOffered`, `NextStepNoDate` (also: a line without a step of its own), `NextStepVague`, `Placeholder`,
/// `DateInPast`, `ReasonNeeded`, `NotInCase`, `UnknownCase`, `CaseClosed`.
#[derive(Debug, Clone, Serialize)]
pub struct Accept {
    pub case: CaseId,
    pub receiver: EmployeeId,
    pub which: Which,
    pub next_step: Option<String>,
    pub on: Option<Due>,
    pub via: Via,
    pub force: Option<String>,
}

/// A line that `Which::All` left alone, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusedLine {
    pub object: Ref,
    pub title: String,
    /// The word of a `Code`.
    pub code: String,
}

/// `remaining` are the receiver's lines that nobody has accepted yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accepted {
    pub accepted: u32,
    pub remaining: u32,
    pub by_list: bool,
    /// By the head's decision: nobody has taken anything.
    #[serde(default)]
    pub forced: bool,
    pub refused: Vec<RefusedLine>,
}

/// What is the same for all lines of one answer.
#[derive(Clone, Copy)]
struct How<'a> {
    by_list: bool,
    /// The step was said for one line: one text for many moves no task's own date.
    alone: bool,
    /// The head's reason.
    force: Option<&'a str>,
}

impl Command for Accept {
    type Out = Accepted;
    const WORD: &'static str = "accept";

    fn object(&self) -> Option<Ref> {
        Some(self.case.into())
    }

    fn asks(&self) -> Vec<Asks> {
        vec![asks(self.case, self.receiver, self.via, self.force.is_some())]
    }

    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<Accepted> {
        let kind = CaseRow::open(tx, self.case)?.kind;
        let force = self.force.as_deref().map(reason).transpose()?;
        let given = self.given(cx)?;
        let lines = self.lines(tx, force.is_some())?;
        let how = How {
            by_list: given.is_some() && clients(tx, &lines)? > BY_HAND,
            alone: given.is_some() && lines.len() == 1,
            force: force.as_deref(),
        };
        let mut out = Accepted {
            accepted: 0,
            remaining: 0,
            by_list: how.by_list,
            forced: how.force.is_some(),
            refused: Vec::new(),
        };
        let mut first_fault = None;
        for line in &lines {
            let step = match &given {
                Some(step) => Some(step.clone()),
                None => match self.own(tx, cx, line) {
                    Ok(step) => Some(step),
                    Err(_) if force.is_some() => None,
                    Err(fault) if self.which == Which::All || lines.len() > 1 => {
                        let code = fault.code.word();
                        out.refused.push(RefusedLine { object: line.object(), title: line.title.clone(), code });
                        first_fault.get_or_insert(fault);
                        continue;
                    }
                    Err(fault) => return Err(fault),
                },
            };
            self.take(tx, cx, line, step.as_ref(), how)?;
            // Nobody writes to clients about somebody who only stands in (2 §6).
            if line.kind == LineKind::Client && kind != CaseKind::Absence {
                letters_draft::draft(tx, cx, self.case, ClientId(line.object), self.receiver)?;
            }
            out.accepted += 1;
        }
        if let (0, Some(fault)) = (out.accepted, first_fault) {
            return Err(fault);
        }
        out.remaining = remaining(tx, self.case, self.receiver)?;
        if out.accepted > 0 {
            after::settle(tx, cx, self.case)?;
        }
        Ok(out)
    }
}

/// A receiver answers for themselves; what came on a sheet or by word the head records, who alone decides against the
/// receiver (2 §4, 6 §3): whoever may only open and withdraw a case answers for nobody.
pub(super) const fn asks(case: CaseId, receiver: EmployeeId, via: Via, force: bool) -> Asks {
    match via {
        Via::Screen if !force => Asks::new(Right::Accept, About::Person(receiver)),
        Via::Screen | Via::Sheet | Via::Words => Asks::new(Right::Batch, About::Case(case)),
    }
}

impl Accept {
    /// The step said for all lines at once, checked.
    fn given(&self, cx: &Ctx<'_>) -> Res<Option<Step>> {
        let Some(text) = &self.next_step else {
            return match self.on {
                // A date without a step would be lost silently.
                Some(on) => Err(Fault::new(Code::Placeholder).with("value", on)),
                None => Ok(None),
            };
        };
        let text = clean(text).trim().to_owned();
        require_next_step(&text, self.on, cx.clock)?;
        let written = if self.via == Via::Sheet { Written::Sometime } else { Written::Now };
        Ok(Some(Step { text: dated(&text, self.on, cx.clock, written), on: self.on }))
    }

    /// Deals first, so that a client's step that is one of its deals' makes no second task.
    fn lines(&self, tx: &Tx<'_>, force: bool) -> Res<Vec<Line>> {
        let mut out = Vec::new();
        match &self.which {
            Which::All => {
                let all = lines::lines(tx, self.case, "l.disposition = 'assign'", Some(self.receiver))?;
                for line in all.into_iter().filter(|l| l.is_offered_kind() && l.is_assigned()) {
                    let open = if force { !taken(tx, line.id)? } else { waiting(tx, line.id)?.is_some() };
                    if open {
                        out.push(line);
                    }
                }
            }
            Which::Objects(objects) => {
                for line in lines::find_all(tx, self.case, objects)? {
                    let mine = line.is_offered_kind() && line.is_assigned() && line.to == Some(self.receiver);
                    if mine && taken(tx, line.id)? {
                        continue;
                    }
                    if !mine || (!force && waiting(tx, line.id)?.is_none()) {
                        return Err(Fault::new(Code::NotOffered).with("name", &line.title));
                    }
                    out.push(line);
                }
            }
        }
        out.sort_by_key(|l| (l.kind == LineKind::Client, l.id));
        Ok(out)
    }

    /// The line's own step. Errors: `NextStepNoDate` without one, `DateInPast` when its day has gone by.
    fn own(&self, tx: &Tx<'_>, cx: &Ctx<'_>, line: &Line) -> Res<Step> {
        let none = || Fault::new(Code::NextStepNoDate).with("name", &line.title);
        let step = own_step(tx.conn(), self.case, line.kind, line.object)?.ok_or_else(none)?;
        let on = step.on.ok_or_else(none)?;
        if is_past(on, cx.clock) {
            return Err(Fault::new(Code::DateInPast).with("name", &line.title).with("value", on));
        }
        Ok(step)
    }

    fn take(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>, line: &Line, step: Option<&Step>, how: How<'_>) -> Res<()> {
        let state = if how.force.is_some() { AcceptanceState::Forced } else { AcceptanceState::Accepted };
        let on = step.and_then(|s| s.on);
        let answer = [
            ("state", Val::from(state)),
            ("answered_at", tx.at().into()),
            ("via", self.via.into()),
            ("by_list", how.by_list.into()),
            ("next_step", step.map(|s| s.text.as_str()).into()),
            ("on_day", on.map(|d| d.day).into()),
            ("on_minute", on.and_then(|d| d.minute).into()),
            ("reason", how.force.into()),
        ];
        match waiting(tx, line.id)? {
            Some(offer) => {
                tx.set(Kind::Acceptance, offer.0, &answer)?;
            }
            None => {
                let key = [
                    ("case_id", Val::from(self.case)),
                    ("line_id", line.id.into()),
                    ("receiver_id", self.receiver.into()),
                    ("offered_at", tx.at().into()),
                    ("due_at", tx.at().into()),
                ];
                tx.insert(Kind::Acceptance, &[&key[..], &answer[..]].concat())?;
            }
        }
        if let Some(step) = step {
            first_action::write(tx, cx, line, self.receiver, step, how.alone)?;
        }
        Ok(())
    }
}

/// How many clients the lines are about; a line without a client counts for one.
fn clients(tx: &Tx<'_>, lines: &[Line]) -> Res<usize> {
    let mut seen = BTreeSet::new();
    let mut loose = 0;
    for line in lines {
        match first_action::client_of(tx, line)? {
            Some(client) => {
                seen.insert(client);
            }
            None => loose += 1,
        }
    }
    Ok(seen.len() + loose)
}

/// The receiver's assigned lines that are neither accepted nor forced.
pub(super) fn remaining(tx: &Tx<'_>, case: CaseId, receiver: EmployeeId) -> Res<u32> {
    let n = tx.count(
        "SELECT count(*) FROM ledger_line l WHERE l.case_id = ?1 AND l.to_id = ?2 AND l.disposition = 'assign' \
           AND l.batch_seq IS NOT NULL AND l.kind IN ('client','deal','task','lead') \
           AND NOT EXISTS (SELECT 1 FROM acceptance a WHERE a.line_id = l.id AND a.state IN ('accepted','forced'))",
        params![case, receiver],
    )?;
    Ok(u32::try_from(n).unwrap_or(u32::MAX))
}
