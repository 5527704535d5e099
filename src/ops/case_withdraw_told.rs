//! Whoever was to take over, or has taken already, learns that the handover is off: who decided it, how much went back and
//! what stays for now. Nothing else tells them: the offers just vanish from their inbox.

use serde_json::json;

use super::Ctx;
use super::case_row::CaseRow;
use super::inbox::{Note, tell};
use super::owner_change::by;
use crate::base::{EmployeeId, Res};
use crate::domain::{Actor, CaseKind, InboxKind};
use crate::store::{Tx, params};

/// One receiver of the case; the counts are lines.
pub(super) struct Receiver {
    who: EmployeeId,
    returned: i64,
    accepted: i64,
}

/// What somebody has by the case: applied and still theirs, held for the time being, or offered until the batch was taken
/// back, which told them nothing; what was given to another one since is no news to them. What a substitute has accepted goes
/// back with the rest.
const SHARES: &str = "WITH line AS ( \
     SELECT l.id, l.to_id, l.temp_id, l.disposition IS 'assign' AND l.batch_seq IS NOT NULL AS applied, \
       CASE l.kind WHEN 'client' THEN (SELECT owner_id FROM client WHERE id = l.object_id) \
         WHEN 'deal' THEN (SELECT owner_id FROM deal WHERE id = l.object_id) \
         WHEN 'task' THEN (SELECT owner_id FROM task WHERE id = l.object_id) \
         ELSE (SELECT owner_id FROM lead WHERE id = l.object_id) END AS owner, \
       EXISTS (SELECT 1 FROM acceptance a WHERE a.line_id = l.id AND a.state IN ('accepted','forced')) AS taken \
     FROM ledger_line l WHERE l.case_id = ?1 AND l.kind IN ('client','deal','task','lead')), \
   share(who, line, stays) AS ( \
     SELECT to_id, id, taken AND ?2 FROM line WHERE applied AND owner IS to_id \
     UNION ALL SELECT temp_id, id, 0 FROM line WHERE temp_id IS NOT NULL AND owner IS temp_id \
     UNION ALL SELECT a.receiver_id, a.line_id, 0 FROM acceptance a JOIN journal j ON j.seq = a.rev \
       JOIN line l ON l.id = a.line_id AND NOT l.applied \
       WHERE a.case_id = ?1 AND a.state = 'withdrawn' AND j.kind IN ('case-undo','undo')) \
   SELECT s.who, count(DISTINCT s.line) FILTER (WHERE NOT s.stays), count(DISTINCT s.line) FILTER (WHERE s.stays) \
   FROM share s JOIN employee e ON e.id = s.who WHERE e.status IN ('active','probation') GROUP BY s.who ORDER BY s.who";

/// Who is to be told. Before anything goes back: afterwards no line names them. The head of a departure has an entry of
/// their own, and whoever withdraws knows.
pub(super) fn receivers(tx: &Tx<'_>, cx: &Ctx<'_>, case: &CaseRow) -> Res<Vec<Receiver>> {
    let stays = case.kind != CaseKind::Absence;
    let mut all = tx.all(SHARES, params![case.id, stays], |r| {
        Ok(Receiver { who: r.get(0)?, returned: r.get(1)?, accepted: r.get(2)? })
    })?;
    let told = case.head.filter(|_| case.kind.has_act());
    all.retain(|r| Some(r.who) != case.leaver && Some(r.who) != told && cx.actor != Actor::Person(r.who));
    Ok(all)
}

/// `name` is who stays; of one client handed over alone the sentence names the client.
pub(super) fn tell_all(tx: &mut Tx<'_>, cx: &Ctx<'_>, case: &CaseRow, name: &str, all: &[Receiver]) -> Res<()> {
    let by = by(tx, cx)?;
    let sql = "SELECT k.name, k.owner_id FROM handover_case h JOIN client k ON k.id = h.client_id WHERE h.id = ?1";
    let single = tx.one(sql, params![case.id], |r| Ok((r.get::<_, String>(0)?, r.get::<_, Option<EmployeeId>>(1)?)))?;
    let client = single.as_ref().map(|(client, _)| client);
    let note = |to, returned, accepted, keeps| {
        let args = json!({
            "name": name, "client": client, "by": by, "returned": returned, "accepted": accepted, "case": case.id.0, "keeps": keeps,
            "absence": case.kind == CaseKind::Absence,
        });
        Note { to, kind: InboxKind::OffersOff, object: case.id.into(), args, due: None }
    };
    for r in all {
        tell(tx, note(r.who, r.returned, r.accepted, false))?;
    }
    // The manager was told that somebody else answers for the client now.
    match single.as_ref().and_then(|(_, owner)| *owner).filter(|o| Some(*o) == case.leaver) {
        Some(manager) if cx.actor != Actor::Person(manager) && works(tx, manager)? => {
            tell(tx, note(manager, 0, 0, true))
        }
        _ => Ok(()),
    }
}

fn works(tx: &Tx<'_>, who: EmployeeId) -> Res<bool> {
    let sql = "SELECT count(*) FROM employee WHERE id = ?1 AND status IN ('active','probation')";
    Ok(tx.count(sql, params![who])? > 0)
}
