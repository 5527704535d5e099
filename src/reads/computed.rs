//! What the computable items of a checklist mean in rows: «47 из 50» (2 §3). One statement per meaning, each giving
//! done and all.

use super::moved::{IS_ACCEPTED, TO_ACCEPT};
use super::{act_state, calls, q};
use crate::base::{CaseId, Res};
use crate::domain::checklist::{Computed, Count};
use crate::store::{Connection, SqlError, params};

const FRESH_EXPORT: &str = "\
SELECT EXISTS (SELECT 1 FROM import i WHERE i.at >= coalesce(h.crisis_at, h.opened_at) \
         AND i.seq > (SELECT min(j.seq) FROM journal j WHERE j.case_id = h.id) AND ',' || i.kinds || ',' LIKE '%,deals,%' \
         AND coalesce(i.data_at, i.at) >= coalesce(h.data_at, 0)) AS came, 1 \
  FROM handover_case h WHERE h.id = ?1";

/// A crisis of somebody of whom the base knows nothing, before a fresh export has come: nothing known is not all done.
/// Where somebody said why no export will come, the empty ledger is what there is.
pub fn awaits_export(c: &Connection, case: CaseId) -> Res<bool> {
    let sql = format!(
        "SELECT EXISTS (SELECT 1 FROM handover_case WHERE id = ?1 AND kind = 'crisis' \
             AND state IN ('open','distributing','handing_over','signing','paused')) \
           AND NOT EXISTS (SELECT 1 FROM ledger_line WHERE case_id = ?1) \
           AND NOT EXISTS (SELECT 1 FROM checklist_item WHERE case_id = ?1 AND computed = 'fresh_export' \
             AND state IN ('waived','not_applicable')) \
           AND NOT (SELECT came FROM ({FRESH_EXPORT}))"
    );
    Ok(q::one(c, &sql, params![case], |r| r.get(0))?.unwrap_or(false))
}

/// How far each of these items is, in the order asked for. The ledger is read once for all that it answers.
pub fn counts(c: &Connection, case: CaseId, wanted: &[Computed]) -> Res<Vec<Count>> {
    let mut ledger = None;
    let mut out = Vec::with_capacity(wanted.len());
    let unknown = wanted.iter().any(|w| w.of_data()) && awaits_export(c, case)?;
    for what in wanted {
        if unknown && what.of_data() {
            out.push(Count::UNKNOWN);
            continue;
        }
        match what {
            Computed::BurningCalled => {
                out.push(calls::progress(c, case)?);
                continue;
            }
            Computed::ActSigned => {
                out.push(act_state::signed(c, case)?);
                continue;
            }
            _ => {}
        }
        out.push(match sql(*what) {
            Some(sql) => {
                let row = q::one(c, sql, params![case], |r| Ok(Count { done: n(r.get(0)?), all: n(r.get(1)?) }))?;
                row.unwrap_or_default()
            }
            None => {
                let counted = match &ledger {
                    Some(counted) => counted,
                    None => ledger.insert(read_ledger(c, case)?),
                };
                counted.of(*what)
            }
        });
    }
    Ok(out)
}

fn n(v: i64) -> u64 {
    u64::try_from(v).unwrap_or(0)
}

/// What one pass over the ledger answers.
#[derive(Default)]
struct Counted {
    clients: Count,
    deals: Count,
    tasks: Count,
    context: Count,
    crm: Count,
    accepted: Count,
}

impl Counted {
    fn of(&self, what: Computed) -> Count {
        match what {
            Computed::AllClientsDistributed => self.clients,
            Computed::AllDealsReassigned => self.deals,
            Computed::AllTasksReassigned => self.tasks,
            Computed::ContextFilled => self.context,
            Computed::CrmConfirmed => self.crm,
            _ => self.accepted,
        }
    }
}

/// Undecided lines stand in every «all»: nothing is done merely because nobody has begun.
fn read_ledger(c: &Connection, case: CaseId) -> Res<Counted> {
    let sql = format!(
        "SELECT count(batch_seq) FILTER (WHERE kind = 'client'), count(*) FILTER (WHERE kind = 'client'), \
           count(batch_seq) FILTER (WHERE kind = 'deal'), count(*) FILTER (WHERE kind = 'deal'), \
           count(batch_seq) FILTER (WHERE kind IN ('task','authored')), count(*) FILTER (WHERE kind IN ('task','authored')), \
           count(*) FILTER (WHERE owed AND ctx_filled >= ctx_required), count(*) FILTER (WHERE owed), \
           count(*) FILTER (WHERE moved AND crm_state = 'confirmed'), \
           count(*) FILTER (WHERE moved AND (batch_seq IS NULL OR crm_state IS NOT NULL)), \
           count(*) FILTER (WHERE asked AND accepted), count(*) FILTER (WHERE asked) \
         FROM (SELECT kind, batch_seq, ctx_filled, ctx_required, crm_state, {TO_ACCEPT} AS asked, CASE WHEN {TO_ACCEPT} THEN {IS_ACCEPTED} END AS accepted, \
             ctx_required > 0 AND (disposition IS NULL OR disposition = 'assign') AS owed, \
             kind IN ('client','deal','task','lead') AS moved FROM ledger_line l WHERE case_id = ?1)"
    );
    let row = q::one(c, &sql, params![case], |r| {
        let count = |i: usize| -> Result<Count, SqlError> { Ok(Count { done: n(r.get(i)?), all: n(r.get(i + 1)?) }) };
        Ok(Counted {
            clients: count(0)?,
            deals: count(2)?,
            tasks: count(4)?,
            context: count(6)?,
            crm: count(8)?,
            accepted: count(10)?,
        })
    })?;
    Ok(row.unwrap_or_default())
}

/// The statement of what the ledger's own pass does not answer.
const fn sql(what: Computed) -> Option<&'static str> {
    Some(match what {
        Computed::StatusLeaving => {
            "SELECT e.status IN ('leaving','dismissed'), 1 FROM handover_case h JOIN employee e ON e.id = h.leaver_id \
              WHERE h.id = ?1"
        }
        Computed::ExportBlocked => {
            "SELECT CASE WHEN a.n > 0 THEN a.closed ELSE e.export_off END, max(a.n, 1) \
               FROM handover_case h JOIN employee e ON e.id = h.leaver_id, \
                 (SELECT count(*) AS n, count(*) FILTER (WHERE state IN ('done','verified')) AS closed FROM access \
                   WHERE case_id = ?1 AND system = 'crm_export' AND state <> 'void') a WHERE h.id = ?1"
        }
        Computed::LeadsOff => {
            "SELECT e.leads_off, 1 FROM handover_case h JOIN employee e ON e.id = h.leaver_id WHERE h.id = ?1"
        }
        Computed::AllClientsDistributed
        | Computed::AllDealsReassigned
        | Computed::AllTasksReassigned
        | Computed::ContextFilled
        | Computed::CrmConfirmed
        | Computed::BurningCalled
        | Computed::ActSigned
        | Computed::AllAccepted => return None,
        Computed::Listed => "SELECT snapshot_hash IS NOT NULL, 1 FROM handover_case WHERE id = ?1",
        Computed::TemporaryOwner => {
            // Who is named for nobody's objects is named all the same.
            "SELECT CASE WHEN n = 0 THEN named ELSE done END, max(n, named) FROM ( \
             SELECT count(*) FILTER (WHERE batch_seq IS NOT NULL OR NOT open_on) AS done, count(*) AS n, \
               (SELECT temporary_id IS NOT NULL FROM handover_case WHERE id = ?1) AS named FROM ( \
               SELECT l.batch_seq, CASE l.kind \
                   WHEN 'client' THEN EXISTS (SELECT 1 FROM client x WHERE x.id = l.object_id AND x.owner_id IS h.leaver_id \
                        AND x.deleted = 0) \
                   WHEN 'deal' THEN EXISTS (SELECT 1 FROM deal x WHERE x.id = l.object_id AND x.owner_id IS h.leaver_id \
                        AND x.stage_kind IN ('open','final')) \
                   WHEN 'task' THEN EXISTS (SELECT 1 FROM task x WHERE x.id = l.object_id AND x.owner_id IS h.leaver_id \
                        AND x.state = 'open') \
                   ELSE EXISTS (SELECT 1 FROM lead x WHERE x.id = l.object_id AND x.owner_id IS h.leaver_id \
                        AND x.state IN ('new','working')) END AS open_on \
                 FROM ledger_line l JOIN handover_case h ON h.id = l.case_id \
                WHERE l.case_id = ?1 AND l.kind IN ('client','deal','task','lead')))"
        }
        Computed::LogRead => {
            "SELECT EXISTS (SELECT 1 FROM import i WHERE i.at >= coalesce(h.crisis_at, h.opened_at) \
         AND i.seq > (SELECT min(j.seq) FROM journal j WHERE j.case_id = h.id) AND ',' || i.kinds || ',' LIKE '%,log,%') \
                 AND EXISTS (SELECT 1 FROM log_user u JOIN log_event v ON v.user_id = u.id WHERE u.employee_id = h.leaver_id), 1 \
               FROM handover_case h WHERE h.id = ?1"
        }
        Computed::FreshExport => FRESH_EXPORT,
        Computed::Correspondence => {
            "SELECT count(*) FILTER (WHERE said = 3 AND NOT owes), count(*) FROM ( \
               SELECT (SELECT count(*) FROM correspondence k WHERE k.case_id = l.case_id AND k.client_id = l.object_id \
                         AND k.state <> 'open') AS said, \
                      l.ctx_filled < l.ctx_required OR EXISTS (SELECT 1 FROM deal d JOIN ledger_line x ON x.case_id = l.case_id \
                         AND x.kind = 'deal' AND x.object_id = d.id WHERE d.client_id = l.object_id AND x.ctx_filled < x.ctx_required \
                         AND (x.disposition IS NULL OR x.disposition = 'assign')) AS owes \
                 FROM ledger_line l WHERE l.case_id = ?1 AND l.kind = 'client' \
                  AND (l.disposition IS NULL OR l.disposition = 'assign'))"
        }
        Computed::MailboxCombed => "SELECT mail_at IS NOT NULL, 1 FROM handover_case WHERE id = ?1",
        Computed::AccessesClosed => {
            "SELECT count(*) FILTER (WHERE state IN ('done','verified')), count(*) FROM access WHERE case_id = ?1"
        }
        Computed::SharedClosed => {
            "SELECT count(*) FILTER (WHERE state IN ('done','verified')), count(*) FROM access \
              WHERE case_id = ?1 AND shared = 1"
        }
        // A call of a crisis tells of the temporary owner only: of the new manager, once there is one.
        Computed::LettersSent => {
            "SELECT count(*) FILTER (WHERE \
                 EXISTS (SELECT 1 FROM current_letter t WHERE t.case_id = l.case_id AND t.client_id = l.object_id AND t.receiver_id IS l.to_id \
                         AND (t.state IN ('sent','not_bounced','confirmed') OR t.problem IN ('no_address','do_not_write'))) \
                 OR EXISTS (SELECT 1 FROM reached_touch u WHERE u.client_id = l.object_id AND u.kind = 'call' AND u.at >= h.opened_at \
                            AND (h.kind <> 'crisis' OR u.at >= (SELECT j.at FROM journal j WHERE j.seq = l.batch_seq)) \
                            AND u.employee_id IS NOT h.leaver_id)), count(*) \
               FROM ledger_line l JOIN handover_case h ON h.id = l.case_id \
              WHERE l.case_id = ?1 AND l.kind = 'client' AND (l.disposition IS NULL OR l.disposition = 'assign')"
        }
        Computed::ClientsNotified => {
            "SELECT count(*) FILTER (WHERE \
                 EXISTS (SELECT 1 FROM current_letter t WHERE t.case_id = l.case_id AND t.client_id = l.object_id AND t.receiver_id IS l.to_id \
                         AND t.state IN ('not_bounced','confirmed')) \
                 OR EXISTS (SELECT 1 FROM reached_touch u WHERE u.client_id = l.object_id AND u.kind = 'call' AND u.at >= h.opened_at \
                            AND (h.kind <> 'crisis' OR u.at >= (SELECT j.at FROM journal j WHERE j.seq = l.batch_seq)) \
                            AND u.employee_id IS NOT h.leaver_id)), count(*) \
               FROM ledger_line l JOIN handover_case h ON h.id = l.case_id \
              WHERE l.case_id = ?1 AND l.kind = 'client' AND (l.disposition IS NULL OR l.disposition = 'assign')"
        }
        Computed::FirstContacts => {
            "SELECT count(*) FILTER (WHERE EXISTS (SELECT 1 FROM reached_touch u JOIN acceptance a ON a.line_id = l.id \
                    AND a.state IN ('accepted','forced') \
                   WHERE u.client_id = l.object_id AND u.employee_id = l.to_id AND u.at >= a.answered_at)), count(*) \
               FROM ledger_line l \
              WHERE l.case_id = ?1 AND l.kind = 'client' AND (l.disposition IS NULL OR l.disposition = 'assign')"
        }
    })
}
