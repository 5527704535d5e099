//! Rows of «Лист приёма»: the receiver's answers, recorded as «по листу».

use super::super::accept::{Accept, Which};
use super::super::decline::Decline;
use super::super::inbox::{Note, tell};
use super::super::{About, Asks, Command, Ctx, guard};
use super::{AnswerSaid, SheetRow, Taking, lines};
use crate::base::{AcceptanceId, Code, Due, EmployeeId, Kind, LineId, Res};
use crate::domain::context::require_next_step;
use crate::domain::rights::Right;
use crate::domain::sheets::{SheetColumn, SheetTrouble, print};
use crate::domain::{AcceptanceState, InboxKind, Via};
use crate::store::{Tx, params};
use serde_json::json;

type Row<'r> = (&'r SheetRow, &'r AnswerSaid);
/// One first action for several lines, as one person said it.
type Same<'r> = ((EmployeeId, &'r str, Option<Due>), Vec<&'r SheetRow>);

/// Acceptances first, clients last: a client that is declined takes back what was not answered apart.
pub(super) fn take(tx: &mut Tx<'_>, cx: &Ctx<'_>, taking: &mut Taking, rows: Vec<Row<'_>>) -> Res<()> {
    let (mut accepted, mut declined) = (Vec::new(), Vec::new());
    for (row, said) in rows {
        if may_answer(tx, cx, taking, row).is_err() {
            taking.against(row, None, SheetTrouble::Denied, "");
            continue;
        }
        let Some(offer) = Offer::of(tx, taking, row, said)? else {
            taking.against(row, None, SheetTrouble::NotOffered, "");
            continue;
        };
        let before = (taking.out.asked, taking.out.troubles.len());
        ask(tx, taking, row, said, &offer)?;
        match said.accepts {
            Some(true) if offer.is_taken() => {}
            Some(false) if offer.is_back() => {}
            Some(_) if offer.is_taken() || offer.is_back() => {
                taking.against(row, Some(SheetColumn::Answer), SheetTrouble::Answered, "");
            }
            Some(_) if offer.state != AcceptanceState::Offered => {
                taking.against(row, Some(SheetColumn::Answer), SheetTrouble::NotOffered, "");
            }
            Some(true) => {
                accepted.push((row, said));
                continue;
            }
            Some(false) => {
                declined.push((row, said));
                continue;
            }
            None if !said.why.is_empty() || print(&said.step, said.on) != said.sent.print => {
                taking.against(row, Some(SheetColumn::Answer), SheetTrouble::NoAnswer, "");
            }
            None => {}
        }
        if before == (taking.out.asked, taking.out.troubles.len()) {
            taking.out.unchanged += 1;
        }
    }
    accept(tx, cx, taking, accepted)?;
    declined.sort_by_key(|(row, _)| row.object.kind == Kind::Client);
    declined.into_iter().try_for_each(|(row, said)| decline(tx, cx, taking, row, said))
}

/// The receiver, or the head who records what the receiver wrote.
fn may_answer(tx: &Tx<'_>, cx: &Ctx<'_>, taking: &Taking, row: &SheetRow) -> Res<()> {
    if taking.leads {
        return Ok(());
    }
    guard::check(tx, cx, &[Asks::new(Right::Accept, About::Person(row.person))])
}

/// The offer that the row was made for.
struct Offer {
    id: AcceptanceId,
    state: AcceptanceState,
    line: LineId,
    title: String,
    question: String,
}

impl Offer {
    fn of(tx: &Tx<'_>, taking: &Taking, row: &SheetRow, said: &AnswerSaid) -> Res<Option<Offer>> {
        let sql = "SELECT a.id, a.state, a.line_id, coalesce(a.question, '') FROM acceptance a \
                   WHERE a.id = ?1 AND a.case_id = ?2 AND a.receiver_id = ?3";
        let found = tx.one(sql, params![said.sent.rev, taking.case, row.person], |r| {
            Ok((r.get(0)?, r.get(1)?, r.get::<_, LineId>(2)?, r.get(3)?))
        })?;
        let Some((id, state, line, question)) = found else { return Ok(None) };
        let held = lines::find(tx, taking.case, row.object).ok().filter(|l| l.id == line);
        Ok(held.map(|l| Offer { id, state, line, title: l.title, question }))
    }

    fn is_taken(&self) -> bool {
        matches!(self.state, AcceptanceState::Accepted | AcceptanceState::Forced)
    }

    fn is_back(&self) -> bool {
        matches!(self.state, AcceptanceState::Declined | AcceptanceState::Withdrawn)
    }
}

/// A question is kept with the offer and told to the head, whatever is decided.
fn ask(tx: &mut Tx<'_>, taking: &mut Taking, row: &SheetRow, said: &AnswerSaid, offer: &Offer) -> Res<()> {
    if said.question.is_empty() || said.question == offer.question {
        return Ok(());
    }
    tx.set(Kind::Acceptance, offer.id.0, &[("question", said.question.as_str().into())])?;
    let sql = "SELECT name FROM employee WHERE id = ?1";
    let receiver: Option<String> = tx.one(sql, params![row.person], |r| r.get(0))?;
    let head = super::CaseRow::open(tx, taking.case)?.head()?;
    let args = json!({ "case": taking.case.0, "title": offer.title, "receiver": receiver, "question": said.question });
    tell(tx, Note { to: head, kind: InboxKind::ReceiverAsks, object: offer.line.into(), args, due: None })?;
    taking.out.asked += 1;
    taking.came.insert(row.sheet);
    Ok(())
}

/// What was said for several lines in the same words goes together, so that «списком» is seen; a line's own step stays
/// its own, and is not judged again. Deals before clients, as on the receiver's desk.
fn accept(tx: &mut Tx<'_>, cx: &Ctx<'_>, taking: &mut Taking, mut rows: Vec<Row<'_>>) -> Res<()> {
    rows.sort_by_key(|(row, _)| row.object.kind == Kind::Client);
    let mut same: Vec<Same<'_>> = Vec::new();
    for (row, said) in rows {
        if said.step.is_empty() {
            taking.against(row, Some(SheetColumn::Step), SheetTrouble::NoStep, "");
            continue;
        }
        if print(&said.step, said.on) == said.sent.print {
            let one = command(taking, row.person, vec![row], None, None);
            match one.run(tx, cx) {
                Ok(done) => taken(taking, &[row], done.accepted),
                // The day of the card had passed already as the sheet went out, and was left to be filled in.
                Err(fault) if said.on.is_none() && fault.code == Code::DateInPast => {
                    taking.refused(row, SheetColumn::StepOn, Code::NextStepNoDate.into(), "")?;
                }
                Err(fault) => taking.refused(row, SheetColumn::StepOn, fault, &text_of(said.on))?,
            }
            continue;
        }
        if let Err(fault) = require_next_step(&said.step, said.on, cx.clock) {
            let trouble = SheetTrouble::from_code(fault.code);
            let of_the_day = matches!(trouble, Some(SheetTrouble::Past | SheetTrouble::NoDate));
            let (column, value) = if of_the_day {
                (SheetColumn::StepOn, text_of(said.on))
            } else {
                (SheetColumn::Step, said.step.clone())
            };
            taking.refused(row, column, fault, &value)?;
            continue;
        }
        let key = (row.person, said.step.as_str(), said.on);
        match same.iter_mut().find(|(k, _)| *k == key) {
            Some((_, all)) => all.push(row),
            None => same.push((key, vec![row])),
        }
    }
    for ((person, step, on), rows) in same {
        let done = command(taking, person, rows.clone(), Some(step.to_owned()), on).run(tx, cx)?;
        taken(taking, &rows, done.accepted);
    }
    Ok(())
}

fn command(
    taking: &Taking,
    receiver: EmployeeId,
    rows: Vec<&SheetRow>,
    next_step: Option<String>,
    on: Option<Due>,
) -> Accept {
    let which = Which::Objects(rows.into_iter().map(|r| r.object).collect());
    Accept { case: taking.case, receiver, which, next_step, on, via: Via::Sheet, force: None }
}

fn taken(taking: &mut Taking, rows: &[&SheetRow], accepted: u32) {
    taking.out.accepted += accepted;
    taking.came.extend(rows.iter().map(|r| r.sheet));
}

fn text_of(on: Option<Due>) -> String {
    on.map_or_else(String::new, |d| d.to_string())
}

fn decline(tx: &mut Tx<'_>, cx: &Ctx<'_>, taking: &mut Taking, row: &SheetRow, said: &AnswerSaid) -> Res<()> {
    // A client declined before may have taken this line back with it.
    if Offer::of(tx, taking, row, said)?.is_some_and(|o| o.is_back()) {
        taking.out.declined += 1;
        return Ok(());
    }
    let command = Decline {
        case: taking.case,
        receiver: row.person,
        objects: vec![row.object],
        reason: said.why.clone(),
        via: Via::Sheet,
    };
    match command.run(tx, cx) {
        Ok(done) => {
            taking.out.declined += done.declined;
            taking.came.insert(row.sheet);
            Ok(())
        }
        Err(fault) => taking.refused(row, SheetColumn::Why, fault, &said.why),
    }
}
