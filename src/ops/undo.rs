//! Takes back one journal entry: every field it changed, unless something changed it again since (1-C6).

use serde::{Deserialize, Serialize};

use super::absence::{self, Absence};
use super::absence_move::AbsenceMove;
use super::absence_return::{self, AbsenceReturn};
use super::accept::Accept;
use super::apply::{Apply, ConflictReason};
use super::case_row::CaseRow;
use super::employee_set::EmployeeSet;
use super::exported::Exported;
use super::hook_end::settle_case;
use super::letters_anew::{self, LettersAnew};
use super::orphans_give::GiveOrphans;
use super::owner_change::OwnerChange;
use super::promise_task::PromiseTask;
use super::undo_batch::UndoBatch;
use super::undo_import;
use super::{About, Asks, Command, Ctx, ctx_counts, guard, offer_terms, temporary};
use crate::base::{CaseId, Code, EmployeeId, Fault, Kind, Ref, Res, Seq};
use crate::domain::rights::Right;
use crate::domain::{
    AcceptanceState, BlockState, CaseState, CorrespondenceState, IncidentState, PromiseState, TaskState,
};
use crate::reads::journal::KNOWN;
use crate::reads::{OWN_WAY, about, touched};
use crate::store::{Tx, Val, params};

/// `seq` is the entry to take back.
#[derive(Debug, Clone, Serialize)]
pub struct Undo {
    pub seq: Seq,
}

/// `conflicts` were changed again since, or may not go back any more, and stay as they are; `left` are rows the entry had made, which stay too.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UndoDone {
    pub restored: u64,
    /// The same as people count it: so many objects of each kind are as they were.
    #[serde(default)]
    pub objects: Vec<(Kind, u64)>,
    /// Rows an import had made that are gone again.
    #[serde(default)]
    pub removed: u64,
    /// Phones, mails and links to contacts that an import had added to what was there before, and that are gone again.
    #[serde(default)]
    pub beside: u64,
    pub conflicts: Vec<Ref>,
    pub left: Vec<Ref>,
    /// Of an import's rows the first are listed.
    #[serde(default)]
    pub left_in_all: u64,
    /// Rows of the CRM's log that an import brought: they are evidence, and stay.
    #[serde(default)]
    pub events: u64,
    /// An import of an earlier version: phones, mails, notes, calls and ids that it added beside rows that were there before
    /// have no trace, and stay.
    #[serde(default)]
    pub traceless: bool,
    /// So many of `conflicts` stay because somebody has accepted them.
    #[serde(default)]
    pub accepted: u64,
    /// What the first of `conflicts` are called.
    #[serde(default)]
    pub stay: Vec<String>,
}

impl UndoDone {
    /// Nothing of the entry is left.
    pub fn is_whole(&self) -> bool {
        self.conflicts.is_empty() && self.left.is_empty() && self.events == 0 && !self.traceless
    }
}

/// What makes a task beside what it is about.
const BESIDE: [&str; 2] = [Accept::WORD, PromiseTask::WORD];

/// So many of what stays are named.
const NAMED: usize = 3;

/// An import that was taken back is loaded again. A batch that was taken back is given again by applying: its proposals
/// still stand, and what moved since is looked at. A promise is made a task again by the key that does it.
fn took_back_what_is_done_anew(tx: &Tx<'_>, seq: Seq) -> Res<bool> {
    let sql =
        "SELECT count(*) FROM journal u JOIN journal b ON b.seq = u.undoes WHERE u.seq = ?1 AND b.kind IN (?2, ?3, ?4)";
    Ok(tx.count(sql, params![seq, Apply::WORD, undo_import::WORD, PromiseTask::WORD])? > 0)
}

/// A change of somebody's status opened a case or ended one inside the same entry, or it was an order of dismissal: its way
/// back is the case's own, or a new hiring (2 §2).
fn turned_a_case(tx: &Tx<'_>, seq: Seq) -> Res<bool> {
    let sql = "SELECT count(*) FROM op_row o JOIN handover_case h ON h.id = o.id WHERE o.seq = ?1 AND o.kind = 'case' \
               AND (o.field = '' OR (o.field = 'state' AND h.state = 'withdrawn'))";
    let order = "SELECT count(*) FROM op_row o JOIN employee e ON e.id = o.id WHERE o.seq = ?1 AND o.kind = 'employee' \
                 AND o.field = 'dismissed_on' AND e.status = 'dismissed'";
    Ok(tx.count(sql, params![seq])? + tx.count(order, params![seq])? > 0)
}

/// The entry moved owners outside any case, or took such a moving back (and so on).
fn moved_owners(tx: &Tx<'_>, seq: Seq) -> Res<bool> {
    let sql = "WITH RECURSIVE chain(seq) AS (SELECT ?1 UNION SELECT j.undoes FROM chain c JOIN journal j ON j.seq = c.seq \
                 WHERE j.undoes IS NOT NULL) \
               SELECT count(*) FROM chain c JOIN journal j ON j.seq = c.seq WHERE j.kind IN (?2, ?3)";
    Ok(tx.count(sql, params![seq, OwnerChange::WORD, GiveOrphans::WORD])? > 0)
}

/// What such an entry moved and what must stay with whoever has it: a running handover counts on it by now (2 §9.18), its
/// former owner was dismissed since and may be given no work, or it is over and stays credited (2 §9.17).
fn stays_where_it_is(tx: &Tx<'_>, seq: Seq) -> Res<Vec<Ref>> {
    let sql = "SELECT DISTINCT o.kind, o.id FROM op_row o WHERE o.seq = ?1 AND ( \
                 EXISTS (SELECT 1 FROM active_object a WHERE a.kind = o.kind AND a.id = o.id) \
                 OR o.field = 'owner_id' AND (EXISTS (SELECT 1 FROM employee e WHERE e.id = o.old AND e.status = 'dismissed' \
                     AND EXISTS (SELECT 1 FROM op_row s WHERE s.kind = 'employee' AND s.id = e.id AND s.field = 'status' \
                       AND s.seq > o.seq)) \
                   OR o.kind = 'deal' AND EXISTS (SELECT 1 FROM deal d WHERE d.id = o.id AND d.stage_kind NOT IN ('open','final')) \
                   OR o.kind = 'task' AND EXISTS (SELECT 1 FROM task t WHERE t.id = o.id AND t.state <> 'open') \
                   OR o.kind = 'lead' AND EXISTS (SELECT 1 FROM lead l WHERE l.id = o.id AND l.state NOT IN ('new','working')))) \
               ORDER BY 1, 2";
    tx.all(sql, params![seq], |r| Ok(Ref::new(r.get::<_, Kind>(0)?, r.get(1)?)))
}

/// What was said of signals and incidents is taken back by whoever may say it, and never by whom it is about.
fn may_speak_of_incidents(tx: &Tx<'_>, cx: &Ctx<'_>, seq: Seq) -> Res<()> {
    let sql = "SELECT coalesce(i.employee_id, s.employee_id) FROM op_row o \
               LEFT JOIN incident i ON o.kind = 'incident' AND i.id = o.id \
               LEFT JOIN signal s ON o.kind = 'signal' AND s.id = o.id \
               WHERE o.seq = ?1 AND o.kind IN ('incident','signal')";
    for about in tx.all(sql, params![seq], |r| r.get::<_, Option<EmployeeId>>(0))? {
        guard::not_oneself(cx, about)?;
        guard::check(tx, cx, &[Asks::new(Right::Incidents, about.map_or(About::Office, About::Person))])?;
    }
    Ok(())
}

impl Command for Undo {
    type Out = UndoDone;
    const WORD: &'static str = "undo";

    fn asks(&self) -> Vec<Asks> {
        vec![Asks::new(Right::Batch, About::Entry(self.seq))]
    }

    /// Errors: `UnknownBatch`; `NothingToDo` when it is undone already; `CaseClosed` for a decision of a closed case; `OwnWayBack` for an opening, a change, a withdrawal, a
    /// closing or a batch taken back; `ImportLater` for an import before another; those of `case-undo` for a batch.
    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<UndoDone> {
        let sql = format!("SELECT kind, case_id FROM journal j WHERE seq = ?1 AND {KNOWN}");
        let entry =
            tx.one(&sql, params![self.seq], |r| Ok((r.get::<_, String>(0)?, r.get::<_, Option<CaseId>>(1)?)))?;
        let (word, case) = entry.ok_or_else(|| Fault::new(Code::UnknownBatch).with("name", self.seq.0))?;
        let turned = word == EmployeeSet::WORD && turned_a_case(tx, self.seq)?;
        if turned || OWN_WAY.contains(&word.as_str()) || took_back_what_is_done_anew(tx, self.seq)? {
            return Err(Code::OwnWayBack.into());
        }
        if word == Exported::WORD {
            return Err(Code::NothingToDo.into());
        }
        may_speak_of_incidents(tx, cx, self.seq)?;
        if word == undo_import::WORD {
            return undo_import::undo(tx, cx, self.seq);
        }
        if let (Apply::WORD, Some(case)) = (word.as_str(), case) {
            let done = UndoBatch { case, batch: Some(self.seq) }.run(tx, cx)?;
            let accepted = done.conflicts.iter().filter(|c| c.reason == ConflictReason::Accepted).count() as u64;
            let conflicts: Vec<Ref> = done.conflicts.into_iter().map(|c| c.object).collect();
            let (objects, stay) = (came_back(tx, self.seq, &conflicts)?, named(tx, &conflicts)?);
            let restored = done.restored;
            return Ok(UndoDone { restored, objects, conflicts, accepted, stay, ..UndoDone::default() });
        }
        if let Some(case) = case {
            // What is decided in a closed case stays decided; what goes on after the closing may be taken back.
            let after = ["touch", "letters", "check-item", "access", "bonus"];
            if word == AbsenceReturn::WORD {
                absence_return::may_undo(tx, case, self.seq)?;
            } else if after.iter().any(|w| word.starts_with(w)) {
                CaseRow::tickable(tx, case)?;
            } else {
                CaseRow::open(tx, case)?;
            }
        }
        let held = if moved_owners(tx, self.seq)? { stays_where_it_is(tx, self.seq)? } else { Vec::new() };
        let stood = offer_terms::of_entry(tx, self.seq)?;
        let mut done = tx.undo_except(self.seq, &held)?;
        done.conflicts.extend(held);
        done.conflicts.sort();
        done.conflicts.dedup();
        match (word.as_str(), case) {
            (AbsenceReturn::WORD, Some(case)) => absence_return::resume(tx, cx, case)?,
            (AbsenceMove::WORD, Some(case)) => {
                let a = Absence::open(tx, case)?;
                absence::plan(tx, cx, &a)?;
            }
            (LettersAnew::WORD, _) => letters_anew::unkeep(tx, self.seq)?,
            _ => {}
        }
        offer_terms::settle_undone(tx, cx, &stood)?;
        // Side effects that nobody has begun are not begun any more.
        tx.exec("DELETE FROM job WHERE seq = ?1 AND state = 'queued'", params![self.seq])?;
        let mut left = Vec::new();
        for r in std::mem::take(&mut done.created) {
            match r.kind {
                // An offer that waits has nothing to stand on any more; an answered one stays with its answer.
                Kind::Acceptance if waits(tx, r.id)? => {
                    tx.set(Kind::Acceptance, r.id, &[("state", AcceptanceState::Withdrawn.into())])?;
                }
                Kind::Acceptance => done.conflicts.push(r),
                Kind::Context => {
                    tx.set(Kind::Context, r.id, &[("state", BlockState::Empty.into()), ("text", "".into())])?;
                }
                Kind::Inbox => {
                    tx.set(Kind::Inbox, r.id, &[("done_at", tx.at().into())])?;
                }
                // A call or a meeting that did not happen counts nowhere: the client was not reached, and was not told.
                Kind::Touch => {
                    tx.set(Kind::Touch, r.id, &[("undone", true.into())])?;
                }
                Kind::Correspondence => {
                    let open =
                        [("state", CorrespondenceState::Open.into()), ("by_actor", Val::NULL), ("at", Val::NULL)];
                    tx.set(Kind::Correspondence, r.id, &open)?;
                }
                // The first action of an answer that does not stand is nothing to do any more, nor is a promise that is no task
                // again: neither is due on anybody's list.
                Kind::Task if BESIDE.contains(&word.as_str()) && is_as_made(tx, r.id, self.seq)? => {
                    let fields = [("state", TaskState::Done.into()), ("done_at", tx.at().into())];
                    tx.set(Kind::Task, r.id, &fields)?;
                }
                Kind::Line if word == PromiseTask::WORD && leaves_the_ledger(tx, r.id)? => {}
                // A correction that nobody has looked at corrects nothing any more: what the client was told stands.
                Kind::Letter if corrects_only(tx, r.id)? => {
                    tx.exec("DELETE FROM letter WHERE id = ?1", params![r.id])?;
                }
                // A draft nobody has approved is no word to the client; the next answer writes the same one anew.
                Kind::Letter if answers(tx, self.seq)? && is_draft(tx, r.id)? => {}
                // Nobody has promised it: it owes nothing, fills no block and waits for nobody.
                Kind::Promise => {
                    tx.set(Kind::Promise, r.id, &[("state", PromiseState::Dropped.into())])?;
                }
                // What was recorded by a slip of the hand stays in the list, as dismissed.
                Kind::Incident => {
                    tx.set(Kind::Incident, r.id, &[("state", IncidentState::Dismissed.into())])?;
                }
                _ => left.push(r),
            }
        }
        if let Some(case) = case {
            settle(tx, cx, case)?;
        }
        let objects = came_back(tx, self.seq, &done.conflicts)?;
        let (left_in_all, stay) = (left.len() as u64, named(tx, &done.conflicts)?);
        let (restored, conflicts) = (done.restored, done.conflicts);
        Ok(UndoDone { restored, objects, conflicts, left, left_in_all, stay, ..UndoDone::default() })
    }
}

/// What was taken back changed a case: who holds what for the time being, what is owed and what follows is counted anew.
pub(super) fn settle(tx: &mut Tx<'_>, cx: &Ctx<'_>, case: CaseId) -> Res<()> {
    if is_work(tx, case)? {
        temporary::reconcile(tx, cx, case)?;
        ctx_counts::recount(tx, case, None)?;
    }
    settle_case(tx, cx, Some(case))
}

/// What the first of them are called, where they have a name.
pub(super) fn named(tx: &Tx<'_>, all: &[Ref]) -> Res<Vec<String>> {
    let name = |r: &Ref| about::name(tx.conn(), &r.to_string());
    let mut out = Vec::new();
    for r in all.iter().take(NAMED) {
        out.push(name(r)?);
    }
    out.retain(|n| !n.is_empty());
    Ok(out)
}

/// What of each kind the entry had touched and is as it was.
fn came_back(tx: &Tx<'_>, seq: Seq, stayed: &[Ref]) -> Res<Vec<(Kind, u64)>> {
    let stayed = |kind: Kind| stayed.iter().filter(|r| r.kind == kind).count() as u64;
    let all = touched(tx.conn(), seq, true)?.into_iter();
    Ok(all.map(|(kind, n)| (kind, n.saturating_sub(stayed(kind)))).filter(|(_, n)| *n > 0).collect())
}

/// Nobody has touched the task since the entry made it.
fn is_as_made(tx: &Tx<'_>, task: i64, seq: Seq) -> Res<bool> {
    let sql = "SELECT count(*) FROM task WHERE id = ?1 AND rev = ?2 AND state = 'open'";
    Ok(tx.count(sql, params![task, seq])? > 0)
}

/// A line that was never given and about which nothing was decided is none any more.
fn leaves_the_ledger(tx: &mut Tx<'_>, line: i64) -> Res<bool> {
    let sql = "SELECT object_id, case_id FROM ledger_line l WHERE id = ?1 AND batch_seq IS NULL AND disposition IS NULL \
                 AND NOT EXISTS (SELECT 1 FROM acceptance a WHERE a.line_id = l.id)";
    let Some((task, case)) = tx.one(sql, params![line], |r| Ok((r.get::<_, i64>(0)?, r.get::<_, CaseId>(1)?)))? else {
        return Ok(false);
    };
    tx.exec("DELETE FROM active_object WHERE kind = 'task' AND id = ?1 AND case_id = ?2", params![task, case])?;
    tx.exec("DELETE FROM ledger_line WHERE id = ?1", params![line])?;
    Ok(true)
}

/// The entry was a receiver's answer, or the head's in his place.
fn answers(tx: &Tx<'_>, seq: Seq) -> Res<bool> {
    let sql = "SELECT count(*) FROM op_row WHERE seq = ?1 AND kind = 'acceptance' AND field IN ('state', '')";
    Ok(tx.count(sql, params![seq])? > 0)
}

fn corrects_only(tx: &Tx<'_>, letter: i64) -> Res<bool> {
    let sql = "SELECT count(*) FROM letter WHERE id = ?1 AND kind = 'clarify' AND state = 'draft'";
    Ok(tx.count(sql, params![letter])? > 0)
}

fn is_draft(tx: &Tx<'_>, letter: i64) -> Res<bool> {
    Ok(tx.count("SELECT count(*) FROM letter WHERE id = ?1 AND state = 'draft'", params![letter])? > 0)
}

fn waits(tx: &Tx<'_>, acceptance: i64) -> Res<bool> {
    let sql = "SELECT count(*) FROM acceptance WHERE id = ?1 AND state IN ('offered','withdrawn')";
    Ok(tx.count(sql, params![acceptance])? > 0)
}

fn is_work(tx: &Tx<'_>, case: CaseId) -> Res<bool> {
    let state = tx.one("SELECT state FROM handover_case WHERE id = ?1", params![case], |r| r.get::<_, CaseState>(0))?;
    Ok(state.is_some_and(CaseState::is_work))
}
