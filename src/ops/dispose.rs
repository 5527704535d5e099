//! The ends of a ledger line other than a receiver: closed as won or lost, kept, archived, merged, left out; each with a
//! reason, each applied at once (2 §3).

use serde::{Deserialize, Serialize};

use super::case_row::CaseRow;
use super::give_back::{taken, waiting};
use super::lines::{self, Line};
use super::waive::reason;
use super::{About, Asks, Command, Ctx, after, ctx_counts, deal_stage, merge, owner, temporary};
use crate::base::{CaseId, Code, EmployeeId, Fault, Kind, Ref, Res};
use crate::domain::rights::Right;
use crate::domain::{AcceptanceState, Disposition, LeadState, LineKind, StageKind, TaskState};
use crate::store::{Tx, Val, params};

/// `to` is the person who keeps (`keep`), or the object that swallows (`merge`).
///
/// Errors: `ReasonNeeded`; `WrongState` for a disposition that does not fit the object, for `assign` (that is `apply`),
/// for a line somebody has accepted, and for leaving out what is still open on the leaver; `NotInCase`,
/// `UnknownEmployee`, `UnknownCase`, `CaseClosed`.
#[derive(Debug, Clone, Serialize)]
pub struct Dispose {
    pub case: CaseId,
    pub objects: Vec<Ref>,
    pub disposition: Disposition,
    pub to: Option<Ref>,
    pub reason: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disposed {
    pub lines: u32,
}

impl Command for Dispose {
    type Out = Disposed;
    const WORD: &'static str = "dispose";

    fn object(&self) -> Option<Ref> {
        Some(self.case.into())
    }

    fn asks(&self) -> Vec<Asks> {
        vec![Asks::new(Right::Case, About::Case(self.case)).many(self.objects.len())]
    }

    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<Disposed> {
        let reason = reason(&self.reason)?;
        let case = CaseRow::open(tx, self.case)?;
        let lines = lines::find_all(tx, self.case, &self.objects)?;
        let mut done = 0;
        for line in &lines {
            if line.disposition == Some(self.disposition) && line.batch.is_some() {
                continue;
            }
            if taken(tx, line.id)? {
                return Err(wrong(line, AcceptanceState::Accepted.word()));
            }
            let held = temporary::holder(tx, line.id)?;
            let mut keeper = self.settle(tx, &case, line, &reason, held)?;
            if let (Some(who), Some(leaver)) = (held, case.leaver) {
                // What is over was never the temporary owner's: closed deals stay credited (2 §9.17).
                if !is_open(tx, line)? && owner::owner(tx, line)? == held {
                    owner::give(tx, line, Some(leaver))?;
                } else if self.disposition == Disposition::Keep {
                    keeper = keeper.or(Some(who));
                }
            }
            if let Some(offer) = waiting(tx, line.id)? {
                let fields = [("state", AcceptanceState::Withdrawn.into()), ("answered_at", tx.at().into())];
                tx.set(Kind::Acceptance, offer.0, &fields)?;
            }
            let decided = [
                ("disposition", self.disposition.into()),
                ("to_id", keeper.into()),
                ("reason", reason.as_str().into()),
                ("batch_seq", tx.seq().into()),
                ("temp_id", Val::NULL),
                ("crm_state", Val::NULL),
                ("crm_at", Val::NULL),
                ("crm_by", Val::NULL),
            ];
            tx.set(Kind::Line, line.id.0, &decided)?;
            done += 1;
        }
        if done > 0 {
            // A client whose last deal was closed owes its own short fields now.
            ctx_counts::recount(tx, self.case, None)?;
            after::settle(tx, cx, self.case)?;
        }
        Ok(Disposed { lines: done })
    }
}

impl Dispose {
    /// Does to the object what the disposition says. Gives the person it stays with, where there is one.
    /// `held` is who holds it for the time being.
    fn settle(
        &self,
        tx: &mut Tx<'_>,
        case: &CaseRow,
        line: &Line,
        reason: &str,
        held: Option<EmployeeId>,
    ) -> Res<Option<EmployeeId>> {
        match self.disposition {
            Disposition::Assign => Err(wrong(line, "assign")),
            Disposition::CloseWon => close_deal(tx, line, StageKind::Won, reason),
            Disposition::CloseLost => close_deal(tx, line, StageKind::Lost, reason),
            Disposition::Keep => {
                let Some(to) = self.to else { return Ok(None) };
                let who = person(tx, to)?;
                // What is over stays credited, whatever is decided of its line (2 §9.17).
                if is_open(tx, line)? {
                    owner::give(tx, line, Some(who))?;
                }
                Ok(Some(who))
            }
            Disposition::Archive => archive(tx, case, line, reason),
            Disposition::Merge => {
                let into = self.to.ok_or_else(|| Fault::new(Code::UnknownObject).with("name", ""))?;
                merge::merge(tx, line, into)?;
                Ok(None)
            }
            Disposition::Exclude => {
                let owner = owner::owner(tx, line)?;
                let waits = owner.is_some() && (owner == case.leaver || owner == held);
                if waits && is_open(tx, line)? {
                    return Err(wrong(line, "leaving"));
                }
                Ok(None)
            }
        }
    }
}

fn wrong(line: &Line, state: &str) -> Fault {
    Fault::new(Code::WrongState).with("name", &line.title).with("state", state)
}

fn person(tx: &Tx<'_>, who: Ref) -> Res<EmployeeId> {
    let unknown = || Fault::new(Code::UnknownEmployee).with("name", who);
    if who.kind != Kind::Employee {
        return Err(unknown());
    }
    let sql = "SELECT id FROM employee WHERE id = ?1 AND status IN ('active','probation')";
    tx.one(sql, params![who.id], |r| r.get(0))?.ok_or_else(unknown)
}

fn close_deal(tx: &mut Tx<'_>, line: &Line, kind: StageKind, reason: &str) -> Res<Option<EmployeeId>> {
    if line.kind != LineKind::Deal {
        return Err(wrong(line, line.kind.word()));
    }
    deal_stage::close(tx, line.object, kind, (kind == StageKind::Lost).then_some(reason))?;
    Ok(None)
}

/// Nobody works on it any more: a task is done with, a lead closed; what can only lie somewhere lies with the head.
fn archive(tx: &mut Tx<'_>, case: &CaseRow, line: &Line, reason: &str) -> Res<Option<EmployeeId>> {
    match line.kind {
        LineKind::Task => {
            let fields = [("state", TaskState::Done.into()), ("done_at", tx.at().into()), ("result", reason.into())];
            tx.set(Kind::Task, line.object, &fields)?;
            Ok(None)
        }
        LineKind::Lead => {
            tx.set(Kind::Lead, line.object, &[("state", LeadState::Closed.into())])?;
            Ok(None)
        }
        _ if !is_open(tx, line)? => Ok(None),
        _ => {
            let head = case.head()?;
            owner::give(tx, line, Some(head))?;
            Ok(Some(head))
        }
    }
}

/// Work that somebody would still have to do.
pub(super) fn is_open(tx: &Tx<'_>, line: &Line) -> Res<bool> {
    let sql = match line.kind {
        LineKind::Client => "SELECT count(*) FROM client WHERE id = ?1 AND deleted = 0",
        LineKind::Deal => "SELECT count(*) FROM deal WHERE id = ?1 AND stage_kind IN ('open','final')",
        LineKind::Task | LineKind::Authored => "SELECT count(*) FROM task WHERE id = ?1 AND state = 'open'",
        LineKind::Lead => "SELECT count(*) FROM lead WHERE id = ?1 AND state IN ('new','working')",
        LineKind::Team | LineKind::Reference => return Ok(true),
    };
    Ok(tx.count(sql, params![line.object])? > 0)
}
