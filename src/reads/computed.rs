//! What the computable items of a checklist mean in rows: «47 из 50» (2 §3). One statement per meaning, each giving
//! done and all.

use super::q;
use crate::base::{CaseId, Res};
use crate::domain::checklist::{Computed, Count};
use crate::store::{Connection, params};

/// How far a computable item is.
pub fn count(c: &Connection, case: CaseId, what: Computed) -> Res<Count> {
    let n = |v: i64| u64::try_from(v).unwrap_or(0);
    let row = q::one(c, sql(what), params![case], |r| Ok(Count { done: n(r.get(0)?), all: n(r.get(1)?) }))?;
    Ok(row.unwrap_or_default())
}

/// Undecided lines stand in every «all»: nothing is done merely because nobody has begun.
const fn sql(what: Computed) -> &'static str {
    match what {
        Computed::StatusLeaving => {
            "SELECT e.status IN ('leaving','dismissed'), 1 FROM handover_case h JOIN employee e ON e.id = h.leaver_id \
              WHERE h.id = ?1"
        }
        Computed::ExportBlocked => {
            "SELECT e.export_off, 1 FROM handover_case h JOIN employee e ON e.id = h.leaver_id WHERE h.id = ?1"
        }
        Computed::LeadsOff => {
            "SELECT e.leads_off, 1 FROM handover_case h JOIN employee e ON e.id = h.leaver_id WHERE h.id = ?1"
        }
        Computed::AllClientsDistributed => {
            "SELECT count(batch_seq), count(*) FROM ledger_line WHERE case_id = ?1 AND kind = 'client'"
        }
        Computed::AllDealsReassigned => {
            "SELECT count(batch_seq), count(*) FROM ledger_line WHERE case_id = ?1 AND kind = 'deal'"
        }
        Computed::AllTasksReassigned => {
            "SELECT count(batch_seq), count(*) FROM ledger_line WHERE case_id = ?1 AND kind IN ('task','authored')"
        }
        Computed::ContextFilled => {
            "SELECT count(*) FILTER (WHERE ctx_filled >= ctx_required), count(*) FROM ledger_line \
              WHERE case_id = ?1 AND ctx_required > 0 AND (disposition IS NULL OR disposition = 'assign')"
        }
        Computed::CrmConfirmed => {
            "SELECT count(*) FILTER (WHERE crm_state = 'confirmed'), count(*) FROM ledger_line \
              WHERE case_id = ?1 AND kind IN ('client','deal','task','lead') \
                AND (batch_seq IS NULL OR crm_state IS NOT NULL)"
        }
        Computed::AllAccepted => {
            "SELECT count(*) FILTER (WHERE EXISTS (SELECT 1 FROM acceptance a WHERE a.line_id = l.id \
                    AND a.state IN ('accepted','forced'))), count(*) FROM ledger_line l \
              WHERE l.case_id = ?1 AND l.kind IN ('client','deal','task','lead') \
                AND (l.disposition IS NULL OR l.disposition = 'assign')"
        }
        // An empty ledger closes without ceremony (2 §9.19).
        Computed::ActSigned => {
            "SELECT CASE WHEN EXISTS (SELECT 1 FROM act WHERE case_id = ?1) \
                         THEN (SELECT count(*) FROM signature WHERE case_id = ?1 AND state <> 'waiting') ELSE 0 END, \
                    CASE WHEN EXISTS (SELECT 1 FROM ledger_line WHERE case_id = ?1) \
                         THEN max(1, (SELECT count(*) FROM signature WHERE case_id = ?1)) ELSE 0 END"
        }
        Computed::AccessesClosed => {
            "SELECT count(*) FILTER (WHERE state IN ('done','verified')), count(*) FROM access WHERE case_id = ?1"
        }
        Computed::SharedClosed => {
            "SELECT count(*) FILTER (WHERE state IN ('done','verified')), count(*) FROM access \
              WHERE case_id = ?1 AND shared = 1"
        }
        Computed::LettersSent => {
            "SELECT count(*) FILTER (WHERE \
                 EXISTS (SELECT 1 FROM letter t WHERE t.case_id = l.case_id AND t.client_id = l.object_id \
                         AND (t.state IN ('sent','not_bounced','confirmed') OR t.problem IN ('no_address','do_not_write'))) \
                 OR EXISTS (SELECT 1 FROM touch u WHERE u.client_id = l.object_id AND u.kind = 'call' AND u.at >= h.opened_at \
                            AND u.employee_id IS NOT h.leaver_id)), count(*) \
               FROM ledger_line l JOIN handover_case h ON h.id = l.case_id \
              WHERE l.case_id = ?1 AND l.kind = 'client' AND (l.disposition IS NULL OR l.disposition = 'assign')"
        }
        Computed::ClientsNotified => {
            "SELECT count(*) FILTER (WHERE \
                 EXISTS (SELECT 1 FROM letter t WHERE t.case_id = l.case_id AND t.client_id = l.object_id \
                         AND t.state IN ('not_bounced','confirmed')) \
                 OR EXISTS (SELECT 1 FROM touch u WHERE u.client_id = l.object_id AND u.kind = 'call' AND u.at >= h.opened_at \
                            AND u.employee_id IS NOT h.leaver_id)), count(*) \
               FROM ledger_line l JOIN handover_case h ON h.id = l.case_id \
              WHERE l.case_id = ?1 AND l.kind = 'client' AND (l.disposition IS NULL OR l.disposition = 'assign')"
        }
        Computed::FirstContacts => {
            "SELECT count(*) FILTER (WHERE EXISTS (SELECT 1 FROM touch u JOIN acceptance a ON a.line_id = l.id \
                    AND a.state IN ('accepted','forced') \
                   WHERE u.client_id = l.object_id AND u.employee_id = l.to_id AND u.at >= a.answered_at)), count(*) \
               FROM ledger_line l \
              WHERE l.case_id = ?1 AND l.kind = 'client' AND (l.disposition IS NULL OR l.disposition = 'assign')"
        }
    }
}
