//! The days of an absence come: it begins, it ends on the next working day, it is over. Run by `due`.

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::absence::{Absence, substitutes};
use super::case_row::CaseRow;
use super::inbox::{Note, over, tell};
use super::job_step::waiting;
use super::{Asks, Command, Ctx};
use crate::base::{EmployeeId, JobId, Res};
use crate::domain::InboxKind;
use crate::store::{Tx, params};

/// One link of an absence.
#[derive(Debug, Clone, Serialize)]
pub struct AbsenceDue {
    pub job: JobId,
}

/// Which link it was: `start`, `remind`, `return`; `None` when it was not the time, done already, or the absence is over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AbsenceTold {
    pub told: Option<String>,
}

impl Command for AbsenceDue {
    type Out = AbsenceTold;
    const WORD: &'static str = "absence-due";

    fn asks(&self) -> Vec<Asks> {
        Vec::new()
    }

    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<AbsenceTold> {
        let none = AbsenceTold { told: None };
        let Some(job) = waiting(tx, self.job)? else { return Ok(none) };
        let Some(case) = job.case else { return Ok(none) };
        tx.about(case);
        let done = "UPDATE job SET state = 'done', done_at = ?2, tries = tries + 1 WHERE id = ?1";
        tx.exec(done, params![self.job, tx.at()])?;
        let row = CaseRow::any(tx, case)?;
        if !row.state.is_work() {
            return Ok(none);
        }
        let Ok(a) = Absence::of(tx, row) else { return Ok(none) };
        let what = job.payload["what"].as_str().unwrap_or_default().to_owned();
        match what.as_str() {
            "start" => self.starts(tx, cx, &a)?,
            "remind" => self.ends(tx, cx, &a)?,
            _ => self.over(tx, cx, &a)?,
        }
        Ok(AbsenceTold { told: Some(what) })
    }
}

impl AbsenceDue {
    /// The head and the substitutes learn that it begins, and what is not with them yet.
    fn starts(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>, a: &Absence) -> Res<()> {
        let sql = "SELECT count(*) FILTER (WHERE batch_seq IS NULL), count(*) FILTER (WHERE batch_seq IS NOT NULL \
                     AND NOT EXISTS (SELECT 1 FROM acceptance c WHERE c.line_id = l.id AND c.state IN ('accepted','forced'))) \
                   FROM ledger_line l WHERE case_id = ?1 AND kind IN ('client','deal','task','lead')";
        let n = tx.one(sql, params![a.case.id], |r| Ok((r.get::<_, i64>(0)?, r.get::<_, i64>(1)?)))?;
        let (n, unaccepted) = n.unwrap_or_default();
        let due = Some(cx.calendar().end_of_work(tx.at()));
        for to in people(tx, a, false)? {
            let args = json!({ "name": a.name, "until": a.to.to_string(), "n": n, "unaccepted": unaccepted });
            tell(tx, Note { to, kind: InboxKind::AbsenceStarts, object: a.case.id.into(), args, due })?;
        }
        Ok(())
    }

    /// Tomorrow he is back: the substitutes make ready.
    fn ends(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>, a: &Absence) -> Res<()> {
        let back = a.back(cx);
        let due = Some(cx.calendar().start_of(back));
        for to in people(tx, a, false)? {
            let args = json!({ "name": a.name, "back": back.to_string() });
            tell(tx, Note { to, kind: InboxKind::AbsenceEnds, object: a.case.id.into(), args, due })?;
        }
        Ok(())
    }

    /// He is back: the head takes the batch of the return, «Сегодня» rings until then.
    fn over(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>, a: &Absence) -> Res<()> {
        let n = tx.count(
            "SELECT count(*) FROM ledger_line WHERE case_id = ?1 AND batch_seq IS NOT NULL",
            params![a.case.id],
        )?;
        let due = Some(cx.calendar().end_of_work(tx.at()));
        // What was told of the days of the absence is behind everybody.
        for kind in [InboxKind::SubstituteFor, InboxKind::AbsenceStarts, InboxKind::AbsenceEnds] {
            over(tx, kind, a.case.id.into())?;
        }
        for to in people(tx, a, true)? {
            let args = json!({ "name": a.name, "back": a.back(cx).to_string(), "n": n });
            tell(tx, Note { to, kind: InboxKind::AbsenceOver, object: a.case.id.into(), args, due })?;
        }
        Ok(())
    }
}

/// The head and the substitutes; or the head and whoever is back.
fn people(tx: &Tx<'_>, a: &Absence, returned: bool) -> Res<Vec<EmployeeId>> {
    let mut out = vec![a.head];
    if returned {
        out.push(a.who);
    } else {
        out.extend(substitutes(tx, a.case.id)?);
    }
    out.sort_unstable();
    out.dedup();
    Ok(out)
}
