//! «Скрытая подготовка» (2 §3): a departure that the employee does not know of yet. Nobody is told, nothing of theirs is
//! touched; at a set minute, or by hand, it becomes the planned case it was prepared to be.

use serde::{Deserialize, Serialize};

use super::case_open::{Opening, begin, lead, leaver_beside};
use super::case_row::CaseRow;
use super::inbox::over;
use super::{About, Asks, Command, Ctx, prepared};
use crate::base::{At, CaseId, Code, DAY_MS, Day, EmployeeId, Fault, JobId, Kind, Ref, Res};
use crate::domain::rights::{Reason, Right};
use crate::domain::{CaseKind, CaseState, InboxKind};
use crate::reads::freshness::freshness;
use crate::reads::hidden::{self, Of, may_know};
use crate::reads::who::who;
use crate::store::{Tx, Val, params};

/// The kind of its job.
pub const START_JOB: &str = "case_start";
/// Nobody prepares for longer: beyond it is a slip of the hand.
const LONGEST_MS: i64 = 92 * DAY_MS;

/// Prepares it, or changes what is prepared for this person already. `start`: when it begins by itself.
///
/// Errors: those of `CaseOpen`; `DateInPast` for a start that has passed, `BadDate` for one too far ahead; `Denied` to
/// whoever may not know of such a thing.
#[derive(Debug, Clone, Serialize)]
pub struct CasePrepare {
    pub employee: EmployeeId,
    pub last_day: Day,
    pub start: At,
    pub notice: Option<At>,
    pub acting_head: Option<EmployeeId>,
    pub risk: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CasePrepared {
    pub case: CaseId,
    pub start: At,
}

/// Begins what was prepared: by the job whose minute has come, or by hand. From here on everybody is told.
///
/// Errors: `UnknownCase`, also for one that may not be known; `WrongState`, `AlreadyInCase` when he is gone or away by now;
/// `HeadNeeded` when whoever was to lead it is gone.
#[derive(Debug, Clone, Serialize)]
pub struct CaseStart {
    pub case: CaseId,
    pub job: Option<JobId>,
}

/// `lines` of its ledger; `None` when the job had nothing to begin any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseStarted {
    pub case: CaseId,
    pub lines: Option<u64>,
}

impl Command for CasePrepare {
    type Out = CasePrepared;
    const WORD: &'static str = "case-prepare";

    fn object(&self) -> Option<Ref> {
        Some(self.employee.into())
    }

    fn asks(&self) -> Vec<Asks> {
        vec![Asks::new(Right::Case, About::Person(self.employee))]
    }

    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<CasePrepared> {
        let name = leaver_beside(tx, self.employee, None)?.name;
        self.check(cx)?;
        let head = lead(tx, cx, self.employee, self.acting_head)?;
        let head = head.ok_or_else(|| Fault::new(Code::HeadNeeded).with("name", &name))?;
        let sql = "SELECT department_id FROM employee WHERE id = ?1";
        let department = tx.one(sql, params![self.employee], |r| r.get(0))?.flatten();
        let of = Of { leaver: self.employee, head: Some(head), department };
        if !may_know(&who(tx.conn(), &cx.actor, &cx.clock, false)?, of) {
            return Err(Fault::new(Code::Denied).with("reason", Reason::NotOwn.word()));
        }
        let case = self.write(tx, cx, head)?;
        // What is written down already goes along to the new minute.
        let work = hidden::work(tx.conn(), case)?;
        prepared::queue(tx, case, self.start, &work)?;
        Ok(CasePrepared { case, start: self.start })
    }
}

impl CasePrepare {
    fn check(&self, cx: &Ctx<'_>) -> Res<()> {
        let now = cx.clock.now;
        let day = |at| cx.clock.zone.day(at);
        if self.start <= now {
            return Err(Fault::new(Code::DateInPast).with("value", day(self.start)));
        }
        if self.start > now.plus(LONGEST_MS) {
            return Err(Fault::new(Code::BadDate).with("value", day(self.start)));
        }
        if self.last_day < day(self.start) {
            return Err(Fault::new(Code::BadDate).with("value", self.last_day));
        }
        match self.notice {
            Some(at) if at > now || at < now.plus(-366 * DAY_MS) => {
                Err(Fault::new(Code::BadDate).with("value", day(at)))
            }
            _ => Ok(()),
        }
    }

    /// One draft a person: the second word about it changes the first.
    fn write(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>, head: EmployeeId) -> Res<CaseId> {
        let fields = [
            ("head_id", Val::from(head)),
            ("notice_at", self.notice.into()),
            ("last_day", self.last_day.into()),
            ("risk", self.risk.into()),
            ("start_at", self.start.into()),
        ];
        let sql = "SELECT id FROM handover_case WHERE leaver_id = ?1 AND hidden = 1 AND state = 'draft' LIMIT 1";
        if let Some(id) = tx.one(sql, params![self.employee], |r| r.get::<_, i64>(0))? {
            tx.set(Kind::Case, id, &fields)?;
            over(tx, InboxKind::DraftHeadless, CaseId(id).into())?;
            return Ok(CaseId(id));
        }
        let born = [
            ("kind", Val::from(CaseKind::Planned)),
            ("state", CaseState::Draft.into()),
            ("hidden", true.into()),
            ("leaver_id", self.employee.into()),
            ("opened_by", (&cx.actor).into()),
        ];
        Ok(CaseId(tx.insert(Kind::Case, &[&born[..], &fields[..]].concat())?))
    }
}

impl Command for CaseStart {
    type Out = CaseStarted;
    const WORD: &'static str = "case-start";

    fn object(&self) -> Option<Ref> {
        Some(self.case.into())
    }

    fn asks(&self) -> Vec<Asks> {
        vec![Asks::new(Right::Case, About::Case(self.case))]
    }

    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<CaseStarted> {
        if let Some(job) = self.job
            && super::job_step::waiting(tx, job)?.is_none()
        {
            return Ok(CaseStarted { case: self.case, lines: None });
        }
        known(tx, cx, self.case)?;
        let (notice, risk, last_day) = self.what(tx)?;
        let row = CaseRow::or_hidden(tx, self.case)?;
        let (Some(who), Some(head)) = (row.leaver, row.head) else {
            return Err(CaseRow::unknown(self.case));
        };
        let person = leaver_beside(tx, who, Some(self.case))?;
        let works = "SELECT count(*) FROM employee WHERE id = ?1 AND status IN ('active','probation')";
        if tx.count(works, params![head])? == 0 {
            return Err(Fault::new(Code::HeadNeeded).with("name", person.name));
        }
        let now = cx.clock.now;
        // The office's machine may have been off on the minute, and on the day as well.
        let last_day = last_day.unwrap_or_else(|| cx.clock.today()).max(cx.clock.today());
        let notice = notice.unwrap_or(now);
        let fresh = freshness(tx.conn())?;
        let work = hidden::work(tx.conn(), self.case)?;
        let fields = [
            ("state", Val::from(CaseState::Open)),
            ("hidden", false.into()),
            ("opened_at", now.into()),
            ("notice_at", notice.into()),
            ("last_day", last_day.into()),
            ("data_at", fresh.data_at.into()),
            ("not_loaded", fresh.not_loaded_words().into()),
        ];
        tx.set(Kind::Case, self.case.0, &fields)?;
        tx.about(self.case);
        let done = "UPDATE job SET state = 'done', done_at = ?2, tries = tries + 1 WHERE case_id = ?1 AND kind = ?3 AND state = 'queued'";
        tx.exec(done, params![self.case, tx.at(), START_JOB])?;
        over(tx, InboxKind::DraftHeadless, self.case.into())?;
        let o = Opening {
            case: self.case,
            kind: CaseKind::Planned,
            leaver: who,
            leaver_name: person.name,
            head,
            opened: now,
            last_day,
            risk,
        };
        let lines = begin(tx, cx, &o, notice)?;
        prepared::bring(tx, cx, self.case, &work)?;
        Ok(CaseStarted { case: self.case, lines: Some(lines) })
    }
}

impl CaseStart {
    fn what(&self, tx: &Tx<'_>) -> Res<(Option<At>, bool, Option<Day>)> {
        let sql = "SELECT notice_at, risk, last_day FROM handover_case WHERE id = ?1";
        let found = tx.one(sql, params![self.case], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?;
        found.ok_or_else(|| CaseRow::unknown(self.case))
    }
}

/// Errors: `UnknownCase` for what is no hidden draft, or is one this actor may not know of.
pub(super) fn known(tx: &Tx<'_>, cx: &Ctx<'_>, case: CaseId) -> Res<Of> {
    let of = hidden::of(tx.conn(), case)?.ok_or_else(|| CaseRow::unknown(case))?;
    if may_know(&who(tx.conn(), &cx.actor, &cx.clock, false)?, of) { Ok(of) } else { Err(CaseRow::unknown(case)) }
}

/// Nothing waits for its minute any more.
pub(super) fn forget(tx: &mut Tx<'_>, case: CaseId) -> Res<()> {
    let sql = "DELETE FROM job WHERE case_id = ?1 AND kind = ?2 AND state = 'queued'";
    tx.exec(sql, params![case, START_JOB])?;
    Ok(())
}

/// The preparation is called off, and nobody will have known.
pub(super) fn call_off(tx: &mut Tx<'_>, case: CaseId) -> Res<()> {
    tx.set(Kind::Case, case.0, &[("state", CaseState::Withdrawn.into()), ("closed_at", tx.at().into())])?;
    over(tx, InboxKind::DraftHeadless, case.into())?;
    forget(tx, case)
}

/// He leaves by another case now: what was prepared for him has no ground any more.
pub(super) fn overtaken(tx: &mut Tx<'_>, leaver: EmployeeId, by: CaseId) -> Res<()> {
    let sql = "SELECT id FROM handover_case WHERE leaver_id = ?1 AND hidden = 1 AND state = 'draft' AND id <> ?2";
    for draft in tx.all(sql, params![leaver, by], |r| r.get::<_, CaseId>(0))? {
        call_off(tx, draft)?;
    }
    Ok(())
}
