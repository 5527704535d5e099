//! The chain of one case: what was done by itself, what waits for its time or for the order, what failed (1-A2).

use super::case::{OWN_PART, VISIBLE, visible};
use super::{Asker, Scope, q};
use crate::base::{At, CaseId, JobId, Res};
use crate::domain::chain::{Deed, Receiver, Trigger};
use crate::domain::{CaseState, JobState};
use crate::store::params;

/// One link. `state` and `due_at` are `None` while it waits for the order of dismissal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkRow {
    /// Its place in the list, from one.
    pub n: u32,
    pub job: Option<JobId>,
    pub step: String,
    pub deed: Deed,
    pub on: Trigger,
    pub due_at: Option<At>,
    /// The person who is told, where it is a person.
    pub to: Option<String>,
    pub state: Option<JobState>,
    /// As the job keeps it; `texts` puts it into words.
    pub result: String,
    pub done_at: Option<At>,
    pub tries: u32,
}

impl LinkRow {
    /// The word of the JSON contract.
    pub fn state_word(&self) -> &'static str {
        self.state.map_or("waiting", JobState::word)
    }

    /// Its time has passed and nobody has done it.
    pub fn is_late(&self, now: At) -> bool {
        matches!(self.state, Some(JobState::Queued)) && self.due_at.is_some_and(|d| d < now)
    }

    /// A person has to look at it.
    pub fn is_stuck(&self) -> bool {
        matches!(self.state, Some(JobState::Failed | JobState::Unknown))
    }
}

/// The links of a case in the order of their times; what waits for the order stands last. What suspicions plan is not
/// shown to the leaver (2 §7).
pub fn of_case(a: &Asker<'_>, case: CaseId) -> Res<Vec<LinkRow>> {
    let Some((department, person)) = visible(a.scope) else { return Ok(Vec::new()) };
    let sql = format!(
        "SELECT j.id, j.step, j.payload, j.due_rule, j.due_at, e.name, j.state, coalesce(j.result, ''), j.done_at, j.tries \
         FROM job j JOIN handover_case h ON h.id = j.case_id LEFT JOIN employee e ON e.id = j.receiver_id \
         WHERE j.case_id = ?1 AND j.step <> '' AND {VISIBLE} AND NOT {OWN_PART} ORDER BY j.due_at, j.id"
    );
    let rows = q::all(a.conn, &sql, params![case, department, person], |r| {
        let (payload, on): (String, String) = (r.get(2)?, r.get(3)?);
        let read = serde_json::from_str::<Deed>(&payload).ok().zip(on.parse::<Trigger>().ok());
        let Some((deed, on)) = read else { return Ok(None) };
        Ok(Some(LinkRow {
            n: 0,
            job: r.get(0)?,
            step: r.get(1)?,
            deed,
            on,
            due_at: r.get(4)?,
            to: r.get(5)?,
            state: r.get(6)?,
            result: r.get(7)?,
            done_at: r.get(8)?,
            tries: r.get(9)?,
        }))
    })?;
    let mut rows: Vec<LinkRow> = rows.into_iter().flatten().collect();
    waiting_for_order(a, case, &mut rows)?;
    if matches!(a.scope, Scope::Own(_)) {
        rows.retain(|r| !r.deed.only_risk);
    }
    rows.iter_mut().zip(1..).for_each(|(row, n)| row.n = n);
    Ok(rows)
}

/// What the order of dismissal will set going, as long as it has not.
fn waiting_for_order(a: &Asker<'_>, case: CaseId, rows: &mut Vec<LinkRow>) -> Res<()> {
    let sql = "SELECT state, risk FROM handover_case WHERE id = ?1 AND kind = 'planned'";
    let found = q::one(a.conn, sql, params![case], |r| Ok((r.get::<_, CaseState>(0)?, r.get::<_, bool>(1)?)))?;
    let Some((state, risk)) = found else { return Ok(()) };
    if rows.is_empty() || matches!(state, CaseState::Draft | CaseState::Withdrawn) {
        return Ok(());
    }
    let head = "SELECT e.name FROM handover_case h JOIN employee e ON e.id = h.head_id WHERE h.id = ?1";
    let head: Option<String> = q::one(a.conn, head, params![case], |r| r.get(0))?;
    for step in a.office.chain()?.iter().filter(|s| s.on == Trigger::Dismissed && (risk || !s.only_risk)) {
        if rows.iter().any(|r| r.step == step.code) {
            continue;
        }
        rows.push(LinkRow {
            n: 0,
            job: None,
            step: step.code.clone(),
            deed: Deed::of(step),
            on: step.on,
            due_at: None,
            to: head.clone().filter(|_| step.to == Some(Receiver::Head)),
            state: None,
            result: String::new(),
            done_at: None,
            tries: 0,
        });
    }
    Ok(())
}
