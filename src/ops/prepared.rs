//! The work of a hidden preparation (2 §3) stands in the job that will begin it: no card, line or inbox knows of it before
//! that minute. Then it becomes what the same words would have become in the open.

use serde::{Deserialize, Serialize};

use super::case_prepare::{START_JOB, known};
use super::context_save::{ContextSave, Said, write_block};
use super::interview_save::{InterviewSaved, has_history};
use super::promise_save::PromiseSave;
use super::propose::store_proposals;
use super::reassign::Reassign;
use super::waive::reason;
use super::{About, Asks, Command, Ctx, after, ctx_counts};
use crate::base::{At, CaseId, Code, DealId, Due, EmployeeId, Fault, Kind, Ref, Res};
use crate::domain::context::{check_text, require_next_step};
use crate::domain::prepared::{Answer, Wish, Work};
use crate::domain::promised::{Promised, Told, told};
use crate::domain::rights::Right;
use crate::domain::spoken_dated::{Written, dated};
use crate::domain::{Block, BlockState};
use crate::reads::hidden;
use crate::reads::receives::Term;
use crate::store::{Tx, Val, params};

/// Who shall get a client, a deal, when the case begins: a word of the head against the rules.
///
/// Errors: `UnknownCase` for what is no hidden preparation, or is one this actor may not know of; `NotInCase` for what the
/// leaver does not hold; `ReasonNeeded`, `NotEligible`.
#[derive(Debug, Clone, Serialize)]
pub struct PrepareWish {
    pub case: CaseId,
    pub object: Ref,
    pub to: EmployeeId,
    pub reason: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wished {
    pub wishes: u32,
}

impl Command for PrepareWish {
    type Out = Wished;
    const WORD: &'static str = "prepare-wish";

    fn object(&self) -> Option<Ref> {
        Some(self.case.into())
    }

    fn asks(&self) -> Vec<Asks> {
        vec![Asks::new(Right::Batch, About::Case(self.case))]
    }

    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<Wished> {
        let of = known(tx, cx, self.case)?;
        let reason = reason(&self.reason)?;
        must_hold(tx, of.leaver, self.object)?;
        super::reassign::may_receive(tx, Some(of.leaver), self.to, Term::Since(cx.clock.today()))?;
        let mut work = hidden::work(tx.conn(), self.case)?;
        work.wish(Wish { object: self.object, to: self.to, reason, by: cx.actor.to_string() });
        keep(tx, self.case, &work)?;
        Ok(Wished { wishes: work.wishes.len() as u32 })
    }
}

/// The answers of the interview, before the minute. What moves is dated now: it was said now.
pub(super) fn answer(
    tx: &mut Tx<'_>,
    cx: &Ctx<'_>,
    case: CaseId,
    deal: DealId,
    promised: &Promised,
    next: Option<&(String, Option<Due>)>,
) -> Res<InterviewSaved> {
    let of = known(tx, cx, case)?;
    must_hold(tx, of.leaver, deal.into())?;
    let mut work = hidden::work(tx.conn(), case)?;
    let answer = work.answer(deal, cx.actor.to_string());
    match promised {
        Promised::Unsaid => {}
        Promised::Nothing => (answer.nothing, answer.promises) = (true, Vec::new()),
        // All of them at once: the form shows what stands there.
        Promised::These(text) => {
            answer.nothing = false;
            answer.promises = told(text, cx.clock);
            for p in &mut answer.promises {
                check_text(&p.text).map_err(|problem| problem.fault(&p.text))?;
                p.text = dated(&p.text, p.due, cx.clock, Written::Now);
            }
        }
    }
    if let Some((text, on)) = next {
        require_next_step(text, *on, cx.clock)?;
        answer.next = on.map(|on| (dated(text, Some(on), cx.clock, Written::Now), on));
    }
    let promises = answer.promises.len() as u32;
    let waiting = answer.promises.iter().filter(|p| p.unusual && p.agreed_with.is_empty()).count() as u32;
    keep(tx, case, &work)?;
    Ok(InterviewSaved { promises, waiting, offered: 0 })
}

/// Errors: `NotInCase` for what is not open work of the leaver's.
fn must_hold(tx: &Tx<'_>, leaver: EmployeeId, object: Ref) -> Res<()> {
    let sql = match object.kind {
        Kind::Deal => "SELECT count(*) FROM deal WHERE id = ?1 AND owner_id = ?2 AND stage_kind IN ('open','final')",
        Kind::Client => "SELECT count(*) FROM client WHERE id = ?1 AND owner_id = ?2 AND deleted = 0",
        _ => return Err(Fault::new(Code::NotInCase).with("name", object)),
    };
    match tx.count(sql, params![object.id, leaver])? {
        0 => Err(Fault::new(Code::NotInCase).with("name", object)),
        _ => Ok(()),
    }
}

/// The job is said anew, for the same minute. Errors: `WrongState` when that has passed without its beginning.
fn keep(tx: &mut Tx<'_>, case: CaseId, work: &Work) -> Res<()> {
    let sql = "SELECT due_at FROM job WHERE case_id = ?1 AND kind = ?2 AND state = 'queued'";
    let start: Option<At> = tx.one(sql, params![case, START_JOB], |r| r.get(0))?;
    let start = start.ok_or_else(|| Fault::new(Code::WrongState).with("name", case.0))?;
    queue(tx, case, start, work)
}

/// The one job that will begin the case, with what is written down for that minute.
pub(super) fn queue(tx: &mut Tx<'_>, case: CaseId, start: At, work: &Work) -> Res<()> {
    tx.about(case);
    super::case_prepare::forget(tx, case)?;
    let payload = serde_json::to_string(work).map_err(|e| Fault::from(Code::Internal, e))?;
    let head = "SELECT leaver_id, head_id FROM handover_case WHERE id = ?1";
    let (leaver, head) = tx
        .one(head, params![case], |r| Ok((r.get::<_, EmployeeId>(0)?, r.get::<_, Option<i64>>(1)?)))?
        .ok_or_else(|| super::case_row::CaseRow::unknown(case))?;
    let job = tx.job(START_JOB, &payload, start, head)?;
    tx.exec("UPDATE job SET case_id = ?2, employee_id = ?3 WHERE id = ?1", params![job, case, leaver])?;
    Ok(())
}

/// The minute has come: what was written down goes to the cards and into the distribution. What left the leaver's hands
/// meanwhile, and who may not receive any more, is passed over.
pub(super) fn bring(tx: &mut Tx<'_>, cx: &Ctx<'_>, case: CaseId, work: &Work) -> Res<()> {
    for a in &work.answers {
        if super::lines::find(tx, case, a.deal.into()).is_ok() {
            tell(tx, &by(cx, &a.by), case, a)?;
        }
    }
    if !work.answers.is_empty() {
        ctx_counts::recount(tx, case, None)?;
    }
    // The head has seen what the rules give while it was prepared: they are not to be asked once more.
    store_proposals(tx, cx, case)?;
    for w in &work.wishes {
        let wish = Reassign { case, objects: vec![w.object], to: w.to, reason: w.reason.clone() };
        match wish.run(tx, &by(cx, &w.by)) {
            Ok(_) => {}
            Err(f)
                if matches!(
                    f.code,
                    Code::NotInCase
                        | Code::NotEligible
                        | Code::WrongState
                        | Code::LineGiven
                        | Code::LineTaken
                        | Code::NothingToDo
                ) => {}
            Err(f) => return Err(f),
        }
    }
    after::settle(tx, cx, case)?;
    Ok(())
}

/// It was whoever wrote it down who said so, not the clock that brings it.
fn by<'a>(cx: &Ctx<'a>, actor: &str) -> Ctx<'a> {
    let actor = actor.parse().unwrap_or_else(|()| cx.actor.clone());
    Ctx { actor, clock: cx.clock, op_id: cx.op_id, office: cx.office }
}

fn tell(tx: &mut Tx<'_>, cx: &Ctx<'_>, case: CaseId, a: &Answer) -> Res<()> {
    let object = Ref::from(a.deal);
    for Told { text, due, unusual, agreed_with } in a.promises.clone() {
        let save = PromiseSave {
            case,
            object,
            promise: None,
            text,
            due,
            unusual,
            agreed_with,
            agreed_on: None,
            why: String::new(),
            seen: None,
        };
        save.run(tx, cx)?;
    }
    if a.nothing && !has_history(tx, a.deal)? {
        let none = ContextSave {
            case: Some(case),
            object,
            block: Block::History,
            said: Said::NothingSpecial,
            on: None,
            seen: None,
        };
        match none.run(tx, cx) {
            Err(f) if f.code != Code::PromisesStand => return Err(f),
            _ => {}
        }
    }
    if let Some((text, on)) = &a.next {
        // Its day may have passed while everybody kept silent: it is what was agreed all the same.
        let fields = [
            ("state", Val::from(BlockState::Filled)),
            ("text", text.as_str().into()),
            ("on_day", on.day.into()),
            ("on_minute", on.minute.into()),
            ("reason", Val::NULL),
        ];
        write_block(tx, cx, object, Block::NextStep, None, &fields)?;
    }
    Ok(())
}
