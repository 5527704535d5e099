//! Side effects that have come due: a reminder is told, other work is taken for a while and ended with its result.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::inbox::{Note, answered, tell};
use super::{Asks, Command, Ctx};
use crate::base::{CaseId, Day, EmployeeId, JobId, MINUTE_MS, Res};
use crate::domain::{CaseState, InboxKind, JobState};
use crate::store::{Tx, params};

/// How long somebody who took a job may work before another may take it.
const LEASE_MS: i64 = 10 * MINUTE_MS;

/// Tells the head what a queued reminder is about. `told` is false when its time is not yet, when it was told already, or
/// when the case has ended.
#[derive(Debug, Clone, Serialize)]
pub struct Remind {
    pub job: JobId,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminded {
    pub told: bool,
}

/// Takes a due job for ten minutes. `taken` is false when somebody else has it or it is done.
#[derive(Debug, Clone, Serialize)]
pub struct JobTake {
    pub job: JobId,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobTaken {
    pub taken: bool,
}

/// Ends a job that was taken: `done` with the file it made, `failed` with the word of a `Code`.
#[derive(Debug, Clone, Serialize)]
pub struct JobEnd {
    pub job: JobId,
    pub state: JobState,
    pub result: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobEnded {
    pub job: JobId,
}

/// A job as the base keeps it.
pub(super) struct JobRow {
    payload: Value,
    pub case: Option<CaseId>,
    receiver: Option<EmployeeId>,
}

pub(super) fn waiting(tx: &Tx<'_>, job: JobId) -> Res<Option<JobRow>> {
    let sql = "SELECT payload, case_id, receiver_id FROM job WHERE id = ?1 AND due_at <= ?2 \
               AND (state = 'queued' OR (state = 'running' AND lease_until < ?2))";
    tx.one(sql, params![job, tx.at()], |r| {
        let payload: String = r.get(0)?;
        Ok(JobRow { payload: serde_json::from_str(&payload).unwrap_or_default(), case: r.get(1)?, receiver: r.get(2)? })
    })
}

impl Command for Remind {
    type Out = Reminded;
    const WORD: &'static str = "reminder";

    fn asks(&self) -> Vec<Asks> {
        Vec::new()
    }

    fn run(&self, tx: &mut Tx<'_>, _cx: &Ctx<'_>) -> Res<Reminded> {
        let Some(job) = waiting(tx, self.job)? else { return Ok(Reminded { told: false }) };
        let told = match (job.case, job.receiver) {
            (Some(case), Some(to)) => tell_of(tx, case, to, &job.payload)?,
            _ => false,
        };
        tx.exec(
            "UPDATE job SET state = 'done', done_at = ?2, tries = tries + 1 WHERE id = ?1",
            params![self.job, tx.at()],
        )?;
        Ok(Reminded { told })
    }
}

fn tell_of(tx: &mut Tx<'_>, case: CaseId, to: EmployeeId, payload: &Value) -> Res<bool> {
    tx.about(case);
    let sql = "SELECT h.state, h.last_day, coalesce(e.name, ''), \
                 (SELECT count(*) FROM ledger_line l WHERE l.case_id = h.id AND l.batch_seq IS NULL), \
                 (SELECT count(*) FROM checklist_item i WHERE i.case_id = h.id AND i.state = 'open' AND i.mandatory = 1 \
                    AND i.phase = 'closing') \
               FROM handover_case h LEFT JOIN employee e ON e.id = h.leaver_id WHERE h.id = ?1";
    let found = tx.one(sql, params![case], |r| {
        let counts = (r.get::<_, i64>(3)?, r.get::<_, i64>(4)?);
        Ok((r.get::<_, CaseState>(0)?, r.get::<_, Option<Day>>(1)?, r.get::<_, String>(2)?, counts))
    })?;
    let Some((state, last_day, name, (remaining, items))) = found.filter(|f| f.0.is_active()) else { return Ok(false) };
    let last_day = last_day.map(|d| d.to_string());
    let step = payload.get("step").and_then(Value::as_str).unwrap_or_default();
    let args = json!({
        "name": name, "last_day": last_day, "step": step, "remaining": remaining, "items": items, "state": state.word(),
    });
    tell(tx, Note { to, kind: InboxKind::Reminder, object: case.into(), args, due: None })?;
    Ok(true)
}

impl Command for JobTake {
    type Out = JobTaken;
    const WORD: &'static str = "job-take";

    fn asks(&self) -> Vec<Asks> {
        Vec::new()
    }

    fn run(&self, tx: &mut Tx<'_>, _cx: &Ctx<'_>) -> Res<JobTaken> {
        let Some(job) = waiting(tx, self.job)? else { return Ok(JobTaken { taken: false }) };
        if let Some(case) = job.case {
            tx.about(case);
        }
        tx.exec(
            "UPDATE job SET state = 'running', lease_until = ?2, tries = tries + 1 WHERE id = ?1",
            params![self.job, tx.at().plus(LEASE_MS)],
        )?;
        Ok(JobTaken { taken: true })
    }
}

impl Command for JobEnd {
    type Out = JobEnded;
    const WORD: &'static str = "job-end";

    fn asks(&self) -> Vec<Asks> {
        Vec::new()
    }

    fn run(&self, tx: &mut Tx<'_>, _cx: &Ctx<'_>) -> Res<JobEnded> {
        let sql = "SELECT kind, case_id, receiver_id FROM job WHERE id = ?1 AND state = 'running'";
        let found = tx.one(sql, params![self.job], |r| {
            Ok((r.get::<_, String>(0)?, r.get::<_, Option<CaseId>>(1)?, r.get::<_, Option<EmployeeId>>(2)?))
        })?;
        let Some((kind, case, receiver)) = found else { return Ok(JobEnded { job: self.job }) };
        tx.exec(
            "UPDATE job SET state = ?2, result = ?3, done_at = ?4, lease_until = NULL WHERE id = ?1",
            params![self.job, self.state, self.result, tx.at()],
        )?;
        if let (Some(case), Some(to)) = (case, receiver) {
            tx.about(case);
            if (kind.as_str(), self.state) == ("report", JobState::Done) {
                answered(tx, to, InboxKind::ReportFailed, case.into())?;
            }
            if let Some(news) = InboxKind::of_job(&kind, self.state) {
                let args = json!({ "what": kind, "result": self.result });
                tell(tx, Note { to, kind: news, object: case.into(), args, due: None })?;
            }
        }
        Ok(JobEnded { job: self.job })
    }
}
