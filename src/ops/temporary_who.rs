//! Who answers for the time being: whoever is named and may, else whoever the office has left (2 §9.1, §9.11).

use serde_json::json;

use super::inbox::{Note, tell};
use super::{Ctx, temporary};
use crate::base::{CaseId, Code, EmployeeId, Fault, Res};
use crate::domain::{EmployeeStatus, InboxKind};
use crate::reads::crisis_plan::MAY_ANSWER;
use crate::store::{Tx, params};

/// Whether somebody may answer for the leaver's clients from this minute on: here today, not leaving, not the leaver.
///
/// Errors: `UnknownEmployee`, `NotEligible`.
pub(super) fn may_answer(tx: &Tx<'_>, cx: &Ctx<'_>, leaver: EmployeeId, who: EmployeeId) -> Res<()> {
    let sql = "SELECT name, status, blocked OR access_closed, EXISTS (SELECT 1 FROM absence a \
                 WHERE a.employee_id = e.id AND a.from_day <= ?2 AND a.to_day >= ?2) FROM employee e WHERE id = ?1";
    let found = tx.one(sql, params![who, cx.clock.today()], |r| {
        Ok((r.get::<_, String>(0)?, r.get::<_, EmployeeStatus>(1)?, r.get::<_, bool>(2)? || r.get::<_, bool>(3)?))
    })?;
    let (name, status, closed_or_away) = found.ok_or_else(|| Fault::new(Code::UnknownEmployee).with("name", who))?;
    if who == leaver || closed_or_away || !works(status) {
        return Err(Fault::new(Code::NotEligible).with("name", name));
    }
    Ok(())
}

const fn works(status: EmployeeStatus) -> bool {
    matches!(status, EmployeeStatus::Active | EmployeeStatus::Probation)
}

/// Whether the one who was named has left since, or is about to.
pub(super) fn leaves(tx: &Tx<'_>, who: EmployeeId) -> Res<bool> {
    let status = tx.one("SELECT status FROM employee WHERE id = ?1", params![who], |r| r.get(0))?;
    Ok(!status.is_some_and(works))
}

/// Who answers when nobody was named: the first whom the confirmation of a crisis offers, too.
fn choose(tx: &Tx<'_>, cx: &Ctx<'_>, leaver: EmployeeId, head: EmployeeId) -> Res<Option<EmployeeId>> {
    tx.one(&format!("{MAY_ANSWER} LIMIT 1"), params![leaver, head, cx.clock.today()], |r| r.get(0))
}

/// Names whoever there is. Where nobody is here, what is undecided lies on the leaver's card, and the head is alarmed: he
/// is cut off all the same, and no client is lost for want of a name.
pub(super) fn name(
    tx: &mut Tx<'_>,
    cx: &Ctx<'_>,
    case: CaseId,
    leaver: EmployeeId,
    head: Option<EmployeeId>,
) -> Res<()> {
    let next = match head {
        Some(head) => choose(tx, cx, leaver, head)?,
        None => None,
    };
    if let Some(next) = next {
        return temporary::appoint(tx, case, leaver, next, cx.clock.now).map(drop);
    }
    temporary::give_back(tx, case, leaver)?;
    temporary::dismiss(tx, case)?;
    let Some(to) = head else { return Ok(()) };
    let sql = "SELECT (SELECT name FROM employee WHERE id = ?2), \
                 (SELECT count(*) FROM ledger_line WHERE case_id = ?1 AND batch_seq IS NULL)";
    let found = tx.one(sql, params![case, leaver], |r| Ok((r.get::<_, String>(0)?, r.get::<_, i64>(1)?)))?;
    let Some((name, n)) = found.filter(|(_, n)| *n > 0) else { return Ok(()) };
    let args = json!({ "case": case.0, "name": name, "n": n });
    tell(tx, Note { to, kind: InboxKind::TemporaryNobody, object: case.into(), args, due: Some(tx.at()) })
}

/// A temporary owner leaves too (2 §9.1): somebody else answers in every case where he did.
pub(super) fn replace(tx: &mut Tx<'_>, cx: &Ctx<'_>, gone: EmployeeId) -> Res<()> {
    let sql = "SELECT id, leaver_id, head_id FROM handover_case WHERE temporary_id = ?1 AND leaver_id IS NOT NULL \
               AND state IN ('open','distributing','handing_over','signing','paused') ORDER BY id";
    let cases = tx.all(sql, params![gone], |r| {
        Ok((r.get::<_, CaseId>(0)?, r.get::<_, EmployeeId>(1)?, r.get::<_, Option<EmployeeId>>(2)?))
    })?;
    for (case, leaver, head) in cases {
        name(tx, cx, case, leaver, head)?;
    }
    Ok(())
}
