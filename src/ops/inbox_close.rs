//! What is done elsewhere is done in the inbox too: an entry ends when what it asked for has happened.

use crate::base::{CaseId, Kind, Res};
use crate::reads::ledger::CAME;
use crate::store::{Tx, params};

/// For each kind of entry of a case, when what it asked for is over; `i` is the entry.
const OVER: &str = "CASE \
    WHEN i.kind IN ('declined','declined_again') THEN NOT EXISTS (SELECT 1 FROM ledger_line l \
        WHERE l.id = CAST(substr(i.object, instr(i.object, ':') + 1) AS INTEGER) AND l.batch_seq IS NULL) \
    WHEN i.kind = 'offered' THEN NOT EXISTS (SELECT 1 FROM acceptance a WHERE a.case_id = i.case_id \
        AND a.receiver_id = i.employee_id AND a.state = 'offered') \
    WHEN i.kind = 'substitute_for' THEN NOT EXISTS (SELECT 1 FROM ledger_line l WHERE l.case_id = i.case_id \
        AND l.kind IN ('client','deal','task','lead') AND NOT EXISTS (SELECT 1 FROM acceptance a WHERE a.line_id = l.id \
          AND a.state IN ('accepted','forced'))) \
    WHEN i.kind = 'absence_starts' THEN NOT EXISTS (SELECT 1 FROM ledger_line l WHERE l.case_id = i.case_id \
        AND l.batch_seq IS NULL) \
    WHEN i.kind = 'expired' THEN NOT EXISTS (SELECT 1 FROM ledger_line l JOIN acceptance a ON a.line_id = l.id \
        WHERE l.case_id = i.case_id AND l.batch_seq IS NULL AND a.state = 'expired') \
    WHEN i.kind = 'offers_back' THEN NOT EXISTS (SELECT 1 FROM ledger_line l JOIN acceptance a ON a.line_id = l.id \
        WHERE l.case_id = i.case_id AND l.batch_seq IS NULL AND a.state = 'withdrawn' \
        AND a.receiver_id = CAST(substr(i.object, instr(i.object, ':') + 1) AS INTEGER)) \
    WHEN i.kind = 'case_opened' THEN i.role = 'it' AND NOT EXISTS (SELECT 1 FROM access a WHERE a.case_id = i.case_id \
        AND a.state IN ('planned','asked')) \
    WHEN i.kind IN ('temporary_owner','temporary_over') THEN NOT EXISTS (SELECT 1 FROM ledger_line l \
        WHERE l.case_id = i.case_id AND l.temp_id IS NOT NULL) \
    WHEN i.kind = 'crisis_opened' THEN CASE i.role WHEN 'it' THEN NOT EXISTS (SELECT 1 FROM access a \
        WHERE a.case_id = i.case_id AND a.state IN ('planned','asked')) WHEN 'security' THEN EXISTS (SELECT 1 FROM checklist_item k \
        WHERE k.case_id = i.case_id AND k.computed = 'log_read' AND k.state <> 'open') ELSE 0 END \
    WHEN i.kind = 'temporary_nobody' THEN EXISTS (SELECT 1 FROM handover_case h WHERE h.id = i.case_id \
        AND h.temporary_id IS NOT NULL) OR NOT EXISTS (SELECT 1 FROM ledger_line l WHERE l.case_id = i.case_id AND l.batch_seq IS NULL) \
    WHEN i.kind = 'accesses_asked' THEN NOT EXISTS (SELECT 1 FROM access a WHERE a.case_id = i.case_id AND a.state = 'asked') \
    WHEN i.kind = 'accesses_cut' THEN NOT EXISTS (SELECT 1 FROM access a WHERE a.case_id = i.case_id \
        AND a.state IN ('planned','asked') AND (i.role = 'security' OR a.role = coalesce(i.role, 'head'))) \
    WHEN i.kind = 'accesses_restore' THEN NOT EXISTS (SELECT 1 FROM access a WHERE a.case_id = i.case_id AND a.state = 'restore') \
    WHEN i.kind = 'hook_failed' THEN NOT EXISTS (SELECT 1 FROM access a \
        WHERE a.id = CAST(substr(i.object, instr(i.object, ':') + 1) AS INTEGER) AND a.state IN ('planned','asked','restore')) \
    WHEN i.kind = 'hook_unknown' THEN NOT EXISTS (SELECT 1 FROM job j WHERE j.state = 'unknown' \
        AND j.access_id = CAST(substr(i.object, instr(i.object, ':') + 1) AS INTEGER)) \
    WHEN i.kind = 'letter_bounced' THEN NOT EXISTS (SELECT 1 FROM letter t \
        WHERE t.id = CAST(substr(i.object, instr(i.object, ':') + 1) AS INTEGER) AND t.state = 'bounced' \
        AND NOT EXISTS (SELECT 1 FROM reached_touch u WHERE u.client_id = t.client_id AND u.kind = 'call' AND u.at >= i.at)) \
    WHEN i.kind = 'tell_client' THEN NOT EXISTS (SELECT 1 FROM current_letter t \
        WHERE t.id = CAST(substr(i.object, instr(i.object, ':') + 1) AS INTEGER) AND t.tell_id IS i.employee_id \
        AND t.problem IN ('no_address','do_not_write') \
        AND NOT EXISTS (SELECT 1 FROM reached_touch u WHERE u.client_id = t.client_id AND u.kind = 'call' AND u.at >= i.at)) \
    WHEN i.kind = 'promise_waits' THEN NOT EXISTS (SELECT 1 FROM promise p \
        WHERE p.id = CAST(substr(i.object, instr(i.object, ':') + 1) AS INTEGER) AND p.state = 'waiting') \
    WHEN i.kind IN ('late_arrivals','absence_waits') THEN NOT EXISTS (SELECT 1 FROM ledger_line l WHERE l.case_id = i.case_id AND l.late = 1 \
        AND l.batch_seq IS NULL AND {CAME}) \
    ELSE 0 END";

/// Ends the entries of a case whose ground is gone. Runs after every change of a case.
pub(super) fn close_answered(tx: &mut Tx<'_>, case: CaseId) -> Res<()> {
    let at = tx.at();
    let over = OVER.replace("{CAME}", CAME);
    let sql = format!("SELECT i.id, ?2 FROM inbox i WHERE i.case_id = ?1 AND i.done_at IS NULL AND ({over})");
    tx.set_all(Kind::Inbox, &["done_at"], &sql, params![case, at])?;
    Ok(())
}

/// The case has ended: so has everything it told.
pub(super) fn close_all(tx: &mut Tx<'_>, case: CaseId) -> Res<()> {
    let at = tx.at();
    let sql = "SELECT id, ?2 FROM inbox WHERE case_id = ?1 AND done_at IS NULL";
    tx.set_all(Kind::Inbox, &["done_at"], sql, params![case, at])?;
    Ok(())
}

/// What the opening and the accesses of a planned departure asked for until its last day.
const PLANNED: &str = "case_id = ?1 AND kind IN ('case_opened','accesses_asked')";

/// The departure has become a crisis, which tells everybody anew: two terms for one thing are none.
pub(super) fn close_planned(tx: &mut Tx<'_>, case: CaseId) -> Res<()> {
    let at = tx.at();
    let sql = format!("SELECT id, ?2 FROM inbox WHERE {PLANNED} AND done_at IS NULL");
    tx.set_all(Kind::Inbox, &["done_at"], &sql, params![case, at])?;
    Ok(())
}

/// It is planned again: what the crisis had ended is asked for again. Before the crisis is forgotten.
pub(super) fn reopen_planned(tx: &mut Tx<'_>, case: CaseId) -> Res<()> {
    let sql = format!(
        "SELECT id, NULL FROM inbox WHERE {PLANNED} AND done_at = (SELECT crisis_at FROM handover_case WHERE id = ?1)"
    );
    tx.set_all(Kind::Inbox, &["done_at"], &sql, params![case])?;
    Ok(())
}

/// The crisis is none any more: what it told is over.
pub(super) fn close_crisis(tx: &mut Tx<'_>, case: CaseId) -> Res<()> {
    let at = tx.at();
    let sql = "SELECT id, ?2 FROM inbox WHERE case_id = ?1 AND done_at IS NULL \
               AND kind IN ('crisis_opened','temporary_owner','temporary_over','temporary_nobody')";
    tx.set_all(Kind::Inbox, &["done_at"], sql, params![case, at])?;
    Ok(())
}
