//! The receiver leaves too (2 §9.1): what he was only offered returns to the case it came from, what he has accepted
//! closes there as passed on and enters his own snapshot. What he led is led by another one first.

use serde_json::json;

use super::apply::OWNERS;
use super::case_open::Opening;
use super::case_row::CaseRow;
use super::inbox::{Note, tell};
use super::lines::{self, Line};
use super::{Ctx, after, case_prepare, give_back, inbox_close, lead_passes, single_withdraw, temporary_who};
use crate::base::{CaseId, EmployeeId, Kind, LineId, Res};
use crate::domain::{AcceptanceState, CaseKind, CaseState, CrmState, InboxKind, LineKind};
use crate::store::{Tx, Val, params, table};

/// The reason that a passed line carries in its first case.
const PASSED: &str = include_str!("../../assets/checklists/passed-on.txt");

/// Frees the new leaver from every other open case; runs before his own snapshot is taken.
pub(super) fn release(tx: &mut Tx<'_>, cx: &Ctx<'_>, o: &Opening) -> Res<()> {
    case_prepare::overtaken(tx, o.leaver, o.case)?;
    let led = lead_passes::pass(tx, cx, o)?;
    temporary_who::replace(tx, cx, o.leaver)?;
    let overtaken = overtake(tx, o)?;
    let sql = "SELECT DISTINCT l.case_id FROM ledger_line l JOIN handover_case h ON h.id = l.case_id \
               WHERE l.case_id <> ?1 AND (l.to_id = ?2 OR (l.proposed_id = ?2 AND l.batch_seq IS NULL)) \
                 AND h.state IN ('open','distributing','handing_over','signing','paused') ORDER BY l.case_id";
    let mut others = tx.all(sql, params![o.case, o.leaver], |r| r.get::<_, CaseId>(0))?;
    for &other in &others {
        let case = CaseRow::any(tx, other)?;
        let returned = free(tx, &case, o)?;
        unpropose(tx, other, o.leaver)?;
        if let Some(head) = case.head.filter(|_| returned > 0) {
            let args = json!({ "name": o.leaver_name, "n": returned, "case": other.0 });
            tell(tx, Note { to: head, kind: InboxKind::ReceiverLeaves, object: other.into(), args, due: None })?;
        }
    }
    others.extend(led.into_iter().chain(overtaken));
    others.sort_unstable();
    others.dedup();
    for other in others {
        if CaseRow::any(tx, other)?.state.is_active() {
            after::settle(tx, cx, other)?;
        }
    }
    take_along(tx, o)
}

/// What he holds by now for another reason than a line that was offered to him: kept or archived with him, given to him
/// past the case. A decided line has nothing more to say about it; a crisis begins whatever the others say. What is over is in
/// no snapshot of his, so it stays in the case that has to decide on its line.
fn take_along(tx: &mut Tx<'_>, o: &Opening) -> Res<()> {
    for (kind, open) in [
        (Kind::Client, "deleted = 0"),
        (Kind::Deal, "stage_kind IN ('open','final')"),
        (Kind::Task, "state = 'open'"),
        (Kind::Lead, "state IN ('new','working')"),
    ] {
        let sql = format!(
            "DELETE FROM active_object WHERE kind = ?1 AND case_id <> ?2 AND id IN (SELECT id FROM {table} WHERE owner_id = ?3 AND {open}) \
               AND (?4 OR EXISTS (SELECT 1 FROM ledger_line l WHERE l.case_id = active_object.case_id \
                 AND l.kind = active_object.kind AND l.object_id = active_object.id AND l.batch_seq IS NOT NULL))",
            table = kind.word()
        );
        tx.exec(&sql, params![kind.word(), o.case, o.leaver, o.kind == CaseKind::Crisis])?;
    }
    Ok(())
}

/// A client of the leaver's that was to be handed over alone, and is still his, goes the way of everything he holds: no
/// small handover keeps a departure from beginning. What somebody has by now stays in its case, and the rest of that case
/// ends there as passed on; one that nobody has anything of is withdrawn, and its step with it. Gives the cases that go on.
fn overtake(tx: &mut Tx<'_>, o: &Opening) -> Res<Vec<CaseId>> {
    let sql = "SELECT h.id, NOT EXISTS (SELECT 1 FROM ledger_line l WHERE l.case_id = h.id AND l.batch_seq IS NOT NULL) \
               FROM handover_case h WHERE h.leaver_id = ?1 AND h.kind = 'single' \
                 AND h.state IN ('open','distributing','handing_over','paused') ORDER BY h.id";
    let mut go_on = Vec::new();
    for (case, untouched) in tx.all(sql, params![o.leaver], |r| Ok((r.get::<_, CaseId>(0)?, r.get::<_, bool>(1)?)))? {
        tx.exec(
            "DELETE FROM active_object WHERE case_id = ?1 AND EXISTS (SELECT 1 FROM ledger_line l WHERE l.case_id = ?1 \
               AND l.kind = active_object.kind AND l.object_id = active_object.id AND l.batch_seq IS NULL)",
            params![case],
        )?;
        if untouched {
            tx.set(Kind::Case, case.0, &[("state", CaseState::Withdrawn.into()), ("closed_at", tx.at().into())])?;
            inbox_close::close_all(tx, case)?;
            single_withdraw::forget_step(tx, &CaseRow::any(tx, case)?, o.leaver)?;
        } else {
            let fields = ["disposition", "reason", "batch_seq", "proposed_id"];
            let rest = "SELECT id, 'exclude', ?2, ?3, NULL FROM ledger_line WHERE case_id = ?1 AND batch_seq IS NULL";
            let seq = tx.seq();
            tx.set_all(Kind::Line, &fields, rest, params![case, passed(o.case), seq])?;
            go_on.push(case);
        }
    }
    Ok(go_on)
}

/// Gives the number of lines that are to be decided again.
fn free(tx: &mut Tx<'_>, case: &CaseRow, o: &Opening) -> Res<u32> {
    let cond = "l.disposition = 'assign' AND l.batch_seq IS NOT NULL";
    let mut returned = 0;
    for line in lines::lines(tx, case.id, cond, Some(o.leaver))? {
        if case.kind == CaseKind::Absence {
            // It was never his: what he only stood in for is the head's until somebody else does.
            if still_his(tx, &line, o.leaver)? {
                unaccept(tx, line.id)?;
                returned += give_back::give_back(tx, case, &line, AcceptanceState::Withdrawn, None)?;
            }
        } else if line.is_offered_kind() && !give_back::taken(tx, line.id)? {
            // A child has gone back with its parent already.
            if still_his(tx, &line, o.leaver)? {
                returned += give_back::give_back(tx, case, &line, AcceptanceState::Withdrawn, None)?;
            }
        } else {
            pass_on(tx, case.id, &line, o)?;
        }
    }
    Ok(returned)
}

/// What he has taken for the time is taken no longer.
fn unaccept(tx: &mut Tx<'_>, line: LineId) -> Res<()> {
    let select = "SELECT id, 'withdrawn' FROM acceptance WHERE line_id = ?1 AND state IN ('accepted','forced')";
    tx.set_all(Kind::Acceptance, &["state"], select, params![line])?;
    Ok(())
}

fn still_his(tx: &Tx<'_>, line: &Line, who: EmployeeId) -> Res<bool> {
    Ok(tx.count("SELECT count(*) FROM ledger_line WHERE id = ?1 AND to_id = ?2", params![line.id, who])? > 0)
}

/// The line stays accepted; the object is free for the new case, and the CRM need only learn the last owner.
fn pass_on(tx: &mut Tx<'_>, case: CaseId, line: &Line, o: &Opening) -> Res<()> {
    let fields = [("reason", Val::from(passed(o.case))), ("crm_state", Val::NULL)];
    tx.set(Kind::Line, line.id.0, &fields)?;
    tx.exec(
        "DELETE FROM active_object WHERE kind = ?1 AND id = ?2 AND case_id = ?3",
        params![line.kind, line.object, case],
    )?;
    Ok(())
}

fn passed(case: CaseId) -> String {
    PASSED.trim().replace("{case}", &case.0.to_string())
}

/// He stays after all: what he had accepted was not passed on, its line ends with him, and the CRM is to know it; what was
/// to be handed over alone is to be decided there again.
pub(super) fn stays(tx: &mut Tx<'_>, case: CaseId, leaver: EmployeeId) -> Res<()> {
    for (line, reference, kind, column) in OWNERS {
        let sql = format!(
            "SELECT l.id, l.case_id, h.kind, l.to_id IS NOT NULL FROM ledger_line l JOIN handover_case h ON h.id = l.case_id \
               JOIN {} x ON x.id = l.object_id \
             WHERE l.case_id <> ?1 AND (l.to_id = ?2 OR l.to_id IS NULL) AND l.reason = ?3 AND l.kind = ?4 \
               AND l.reference LIKE ?5 || '%' AND x.{column} IS ?2 \
               AND h.state IN ('open','distributing','handing_over','signing','paused') ORDER BY l.id",
            table(kind)
        );
        let back = tx.all(&sql, params![case, leaver, passed(case), line, reference], |r| {
            Ok((r.get::<_, LineId>(0)?, r.get::<_, CaseId>(1)?, r.get::<_, CaseKind>(2)?, r.get::<_, bool>(3)?))
        })?;
        for (id, other, of, accepted) in back {
            let tells = matches!(kind, Kind::Client | Kind::Deal | Kind::Lead) || line == LineKind::Task;
            let crm = if accepted && tells && of != CaseKind::Absence { CrmState::Pending.into() } else { Val::NULL };
            let mut fields = vec![("reason", Val::NULL), ("crm_state", crm)];
            if !accepted {
                fields.extend([("disposition", Val::NULL), ("batch_seq", Val::NULL)]);
            }
            tx.set(Kind::Line, id.0, &fields)?;
            tx.exec(
                "INSERT OR IGNORE INTO active_object (kind, id, case_id) SELECT kind, object_id, case_id FROM ledger_line \
                 WHERE id = ?1 AND case_id = ?2 AND kind <> 'reference'",
                params![id, other],
            )?;
        }
    }
    Ok(())
}

/// He is no target any more: what was only proposed for him is to be proposed anew.
fn unpropose(tx: &mut Tx<'_>, case: CaseId, who: EmployeeId) -> Res<()> {
    tx.set_all(
        Kind::Line,
        &["proposed_id", "rule", "why", "over_capacity", "hand_reason"],
        "SELECT id, NULL, NULL, NULL, 0, NULL FROM ledger_line WHERE case_id = ?1 AND proposed_id = ?2 AND batch_seq IS NULL",
        params![case, who],
    )?;
    Ok(())
}
