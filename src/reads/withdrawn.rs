//! What a withdrawn notice leaves to decide on (2 §2): what others accepted, or hold since, and whether the client was told.

use serde::Serialize;

use super::q;
use crate::base::{CaseId, LineId, Ref, Res};
use crate::reads::case::Part;
use crate::reads::proposals::object_of;
use crate::store::{Connection, params};

/// Something of a withdrawn case that is not with the one who stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Taken {
    pub object: Ref,
    pub title: String,
    pub holder: String,
    /// A letter named the new manager to the client.
    pub told: bool,
}

/// As the ledger has it, clients first; empty for a case that is not withdrawn, and to whoever does not lead it. Whatever
/// is given back since is gone from it.
pub fn taken(c: &Connection, case: CaseId, part: Part) -> Res<Vec<Taken>> {
    if !part.is_whole() {
        return Ok(Vec::new());
    }
    const SQL: &str = "\
        SELECT x.kind, x.object_id, x.id, x.title, e.name, x.kind = 'client' AND EXISTS (SELECT 1 FROM letter t \
                 WHERE t.case_id = x.case_id AND t.client_id = x.object_id AND t.state IN ('sent','not_bounced','confirmed')) \
          FROM (SELECT l.*, h.leaver_id, CASE l.kind \
                    WHEN 'client' THEN (SELECT o.owner_id FROM client o WHERE o.id = l.object_id) \
                    WHEN 'deal' THEN (SELECT o.owner_id FROM deal o WHERE o.id = l.object_id) \
                    WHEN 'task' THEN (SELECT o.owner_id FROM task o WHERE o.id = l.object_id) \
                    WHEN 'lead' THEN (SELECT o.owner_id FROM lead o WHERE o.id = l.object_id) END AS holder \
                  FROM handover_case h JOIN ledger_line l ON l.case_id = h.id \
                 WHERE h.id = ?1 AND h.state = 'withdrawn' AND h.kind IN ('planned','crisis') \
                   AND l.disposition = 'assign' AND l.batch_seq IS NOT NULL) x \
          JOIN employee e ON e.id = x.holder WHERE x.holder IS NOT x.leaver_id \
         ORDER BY CASE x.kind WHEN 'client' THEN 0 WHEN 'deal' THEN 1 WHEN 'task' THEN 2 ELSE 3 END, x.title, x.id";
    q::all(c, SQL, params![case], |r| {
        let line: LineId = r.get(2)?;
        Ok(Taken {
            object: object_of(r.get(0)?, r.get(1)?, line),
            title: r.get(3)?,
            holder: r.get(4)?,
            told: r.get(5)?,
        })
    })
}
