//! Side effects that have come due: a reminder is told, other work is taken for a while and ended with its result.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::chain::tell_of;
use super::inbox::{Entry, Note, answered, tell, tell_role, write};
use super::{Asks, Command, Ctx};
use crate::base::{CaseId, EmployeeId, JobId, MINUTE_MS, Res};
use crate::domain::chain::{Deed, pause_after};
use crate::domain::{InboxKind, JobState, Role};
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

/// Ends a job that was taken: `done` with the file it made, `failed` with the word of a `Code`. A failure that may be tried
/// again is queued for later, each pause twice as long as the one before; nobody is told of it until the last.
#[derive(Debug, Clone, Serialize)]
pub struct JobEnd {
    pub job: JobId,
    pub state: JobState,
    pub result: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobEnded {
    pub job: JobId,
    /// What the job is now.
    pub state: JobState,
}

/// A job as the base keeps it.
pub(super) struct JobRow {
    pub payload: Value,
    pub case: Option<CaseId>,
    pub receiver: Option<EmployeeId>,
    /// The trigger of its step, as the chain's file says it.
    pub due_rule: String,
}

/// A job whose time has come and that nobody works on.
pub(super) fn waiting(tx: &Tx<'_>, job: JobId) -> Res<Option<JobRow>> {
    let sql = "SELECT payload, case_id, receiver_id, due_rule FROM job WHERE id = ?1 AND due_at <= ?2 \
               AND (state = 'queued' OR (state = 'running' AND lease_until < ?2))";
    tx.one(sql, params![job, tx.at()], |r| {
        let payload: String = r.get(0)?;
        Ok(JobRow {
            payload: serde_json::from_str(&payload).unwrap_or_default(),
            case: r.get(1)?,
            receiver: r.get(2)?,
            due_rule: r.get(3)?,
        })
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
            (Some(case), Some(to)) => {
                let step = job.payload.get("step").and_then(Value::as_str).unwrap_or_default();
                tell_of(tx, case, to, step)?
            }
            _ => false,
        };
        tx.exec(
            "UPDATE job SET state = 'done', done_at = ?2, tries = tries + 1 WHERE id = ?1",
            params![self.job, tx.at()],
        )?;
        Ok(Reminded { told })
    }
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
        let Some(job) = Ending::of(tx, self.job)? else { return Ok(JobEnded { job: self.job, state: self.state }) };
        if let Some(case) = job.case {
            tx.about(case);
        }
        let tries = job.tries + u32::from(!job.taken);
        if self.state == JobState::Failed && tries <= job.retries {
            let next = tx.at().plus(pause_after(job.pause_min, tries));
            let sql = "UPDATE job SET state = 'queued', result = ?2, due_at = ?3, tries = ?4, lease_until = NULL WHERE id = ?1";
            tx.exec(sql, params![self.job, self.result, next, tries])?;
            return Ok(JobEnded { job: self.job, state: JobState::Queued });
        }
        tx.exec(
            "UPDATE job SET state = ?2, result = ?3, done_at = ?4, tries = ?5, lease_until = NULL WHERE id = ?1",
            params![self.job, self.state, self.result, tx.at(), tries],
        )?;
        job.tell(tx, self)?;
        Ok(JobEnded { job: self.job, state: self.state })
    }
}

/// A job that is about to end: taken by whoever ends it, or refused before it could be taken.
struct Ending {
    kind: String,
    deed: Option<Deed>,
    case: Option<CaseId>,
    receiver: Option<EmployeeId>,
    role: Option<Role>,
    taken: bool,
    tries: u32,
    retries: u32,
    pause_min: u32,
}

impl Ending {
    fn of(tx: &Tx<'_>, job: JobId) -> Res<Option<Ending>> {
        let sql = "SELECT kind, payload, case_id, receiver_id, role, state = 'running', tries, retries, pause_min FROM job \
                   WHERE id = ?1 AND state IN ('running','queued')";
        tx.one(sql, params![job], |r| {
            Ok(Ending {
                kind: r.get(0)?,
                deed: serde_json::from_str(&r.get::<_, String>(1)?).ok(),
                case: r.get(2)?,
                receiver: r.get(3)?,
                role: r.get(4)?,
                taken: r.get(5)?,
                tries: r.get(6)?,
                retries: r.get(7)?,
                pause_min: r.get(8)?,
            })
        })
    }

    /// Whoever was to have what it makes learns that it is there, or that it is not.
    fn tell(&self, tx: &mut Tx<'_>, end: &JobEnd) -> Res<()> {
        let (Some(case), Some(news)) = (self.case, InboxKind::of_job(&self.kind, end.state)) else { return Ok(()) };
        let report = self.deed.as_ref().map(|d| d.action.word());
        let title = self.deed.as_ref().map(|d| d.ru.as_str());
        let args = json!({ "what": self.kind, "result": end.result, "report": report, "title": title });
        match (self.receiver, self.role) {
            (Some(to), _) => {
                if news == InboxKind::ReportDone {
                    answered(tx, to, InboxKind::ReportFailed, case.into())?;
                    // Each file is news of its own: one does not take the other's place.
                    let entry = Entry { to: Some(to), role: None, kind: news, object: case.into(), args, due: None };
                    return write(tx, &entry).map(|_| ());
                }
                tell(tx, Note { to, kind: news, object: case.into(), args, due: None })
            }
            (None, Some(role)) => tell_role(tx, role, news, case.into(), args, None),
            (None, None) => Ok(()),
        }
    }
}
