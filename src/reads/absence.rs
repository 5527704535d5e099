//! An absence and its way back (2 §3): who is away and who stands in, what would come back, what stays, what came meanwhile.

use std::collections::BTreeSet;

use super::ask::Asker;
use super::case::{VISIBLE, Who, visible};
use super::crisis::Held;
use super::q;
use crate::base::{At, CaseId, Day, EmployeeId, Kind, Ref, Res, Seq};
use crate::domain::{AbsenceKind, Extent, JobState, LineKind};
use crate::store::{Connection, params};

/// One of the days of an absence, and whether it has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AbsenceLink {
    /// `start`, `remind`, `return`.
    pub what: String,
    pub due_at: At,
    pub state: JobState,
}

/// Something of the substitute's that came while somebody was away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Came {
    pub object: Ref,
    pub title: String,
    /// The client it is about; empty for a client itself and for a lead of nobody.
    pub client: String,
    pub by: String,
    /// It is about a client of the one who was away; else it may be the substitute's own.
    pub sure: bool,
}

/// What somebody ended or has by now: it stays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stays {
    pub object: Ref,
    pub title: String,
    /// Who has it.
    pub by: String,
    /// Closed by the substitute; else it went on to somebody else.
    pub closed: bool,
}

/// The whole absence as its two steps show it.
#[derive(Debug, Clone, PartialEq)]
pub struct AbsenceView {
    pub kind: AbsenceKind,
    pub from: Day,
    pub to: Day,
    /// The first working day after it.
    pub back: Day,
    pub who: Who,
    pub substitutes: Vec<Who>,
    pub extent: Extent,
    pub leads_too: bool,
    pub links: Vec<AbsenceLink>,
    /// What is with the substitutes now and would come back.
    pub held: Held,
    pub stays: Vec<Stays>,
    pub came: Vec<Came>,
    /// Calls, letters and meetings of the substitutes with these clients since the opening.
    pub touches: u64,
    /// The entry that took everything back, and when.
    pub returned: Option<(Seq, At)>,
    /// Why nothing was taken back.
    pub waived: Option<String>,
}

/// `None` for a case of another kind or out of the scope.
pub fn view(a: &Asker<'_>, case: CaseId) -> Res<Option<AbsenceView>> {
    let Some((department, person)) = visible(a.scope) else { return Ok(None) };
    let sql = format!(
        "SELECT x.kind, x.from_day, x.to_day, h.until_day, e.id, e.name, h.extent, h.leads_too, h.returned_seq, h.closed_at, \
           CASE WHEN h.returned_seq IS NOT NULL THEN h.comment END \
         FROM handover_case h JOIN absence x ON x.id = h.absence_id JOIN employee e ON e.id = h.leaver_id \
         WHERE h.id = ?1 AND h.kind = 'absence' AND {VISIBLE}"
    );
    let found = q::one(a.conn, &sql, params![case, department, person], |r| {
        let to: Day = r.get(2)?;
        let returned: Option<Seq> = r.get(8)?;
        Ok(AbsenceView {
            kind: r.get(0)?,
            from: r.get(1)?,
            to,
            back: r.get::<_, Option<Day>>(3)?.unwrap_or(to.plus(1)),
            who: Who { id: r.get(4)?, name: r.get(5)? },
            substitutes: Vec::new(),
            extent: r.get(6)?,
            leads_too: r.get(7)?,
            links: Vec::new(),
            held: Held::default(),
            stays: Vec::new(),
            came: Vec::new(),
            touches: 0,
            returned: returned.zip(r.get(9)?),
            waived: r.get(10)?,
        })
    })?;
    let Some(mut out) = found else { return Ok(None) };
    out.links = links(a.conn, case)?;
    out.substitutes = q::all(a.conn, SUBSTITUTES, params![case], |r| Ok(Who { id: r.get(0)?, name: r.get(1)? }))?;
    (out.held, out.stays) = held(a.conn, case, out.who.id)?;
    if out.returned.is_none() {
        out.came = came(a.conn, case)?;
    }
    out.touches = q::count(a.conn, TOUCHES, params![case])?.unsigned_abs();
    Ok(Some(out))
}

const SUBSTITUTES: &str = "\
SELECT e.id, e.name FROM employee e WHERE e.id IN (SELECT coalesce(to_id, proposed_id) FROM ledger_line WHERE case_id = ?1) \
    OR e.id = (SELECT a.substitute_id FROM handover_case h JOIN absence a ON a.id = h.absence_id WHERE h.id = ?1 \
         AND NOT EXISTS (SELECT 1 FROM ledger_line WHERE case_id = ?1)) ORDER BY e.name_fold, e.id";

const TOUCHES: &str = "\
SELECT count(*) FROM live_touch u JOIN handover_case h ON h.id = ?1 AND u.at >= h.opened_at \
 WHERE u.client_id IN (SELECT object_id FROM ledger_line WHERE case_id = ?1 AND kind = 'client') \
   AND u.employee_id IN (SELECT to_id FROM ledger_line WHERE case_id = ?1)";

fn links(c: &Connection, case: CaseId) -> Res<Vec<AbsenceLink>> {
    let sql = "SELECT coalesce(json_extract(payload, '$.what'), ''), due_at, state FROM job \
               WHERE case_id = ?1 AND kind = 'absence' ORDER BY due_at, id";
    q::all(c, sql, params![case], |r| Ok(AbsenceLink { what: r.get(0)?, due_at: r.get(1)?, state: r.get(2)? }))
}

/// Lines that were given to a substitute and their objects as they are now, without those that are back.
const GIVEN: &str = "\
SELECT l.kind, l.object_id, l.title, e.name, x.owner_id IS l.to_id, x.work FROM ledger_line l JOIN ( \
    SELECT 'client' AS kind, id, owner_id, deleted = 0 AS work FROM client \
    UNION ALL SELECT 'deal', id, owner_id, stage_kind IN ('open','final') FROM deal \
    UNION ALL SELECT 'task', id, owner_id, state = 'open' FROM task \
    UNION ALL SELECT 'lead', id, owner_id, state IN ('new','working') FROM lead) x ON x.kind = l.kind AND x.id = l.object_id \
 LEFT JOIN employee e ON e.id = x.owner_id \
 WHERE l.case_id = ?1 AND l.disposition = 'assign' AND l.batch_seq IS NOT NULL AND x.owner_id IS NOT ?2 ORDER BY l.id";

fn held(c: &Connection, case: CaseId, who: EmployeeId) -> Res<(Held, Vec<Stays>)> {
    let (mut held, mut stays) = (Held::default(), Vec::new());
    let rows = q::all(c, GIVEN, params![case, who], |r| {
        let key: (LineKind, i64) = (r.get(0)?, r.get(1)?);
        Ok((key, r.get::<_, String>(2)?, r.get::<_, Option<String>>(3)?, r.get::<_, bool>(4)?, r.get::<_, bool>(5)?))
    })?;
    for ((kind, id), title, by, in_place, work) in rows {
        let of = match kind {
            LineKind::Client => (&mut held.clients, Kind::Client),
            LineKind::Deal => (&mut held.deals, Kind::Deal),
            LineKind::Task => (&mut held.tasks, Kind::Task),
            _ => (&mut held.leads, Kind::Lead),
        };
        if work && in_place {
            *of.0 += 1;
        } else {
            stays.push(Stays { object: Ref::new(of.1, id), title, by: by.unwrap_or_default(), closed: !work });
        }
    }
    Ok((held, stays))
}

/// What the substitutes have that is younger than the absence: of the absent one's clients, and what may be meant for them.
/// What another running handover holds is its own (2 §9.18).
const CAME: &str = "\
WITH born AS (SELECT min(seq) AS seq FROM journal WHERE case_id = ?1 AND kind = 'absence-open'), \
 subs AS (SELECT DISTINCT to_id AS id FROM ledger_line WHERE case_id = ?1 AND to_id IS NOT NULL), \
 theirs AS (SELECT object_id AS id FROM ledger_line WHERE case_id = ?1 AND kind = 'client' \
            UNION SELECT d.client_id FROM ledger_line l JOIN deal d ON d.id = l.object_id \
                   WHERE l.case_id = ?1 AND l.kind = 'deal' AND d.client_id IS NOT NULL), \
 found AS ( \
   SELECT 'client' AS kind, c.id, c.name AS title, NULL AS client, c.owner_id, 0 AS sure FROM subs s JOIN client c ON c.owner_id = s.id \
    WHERE c.deleted = 0 \
   UNION ALL SELECT 'deal', d.id, d.title, d.client_id, d.owner_id, 1 FROM subs s JOIN deal d ON d.owner_id = s.id \
    WHERE d.stage_kind IN ('open','final') AND d.client_id IN (SELECT id FROM theirs) \
   UNION ALL SELECT 'task', t.id, t.title, coalesce(t.client_id, k.client_id), t.owner_id, 1 FROM subs s \
     JOIN task t ON t.owner_id = s.id LEFT JOIN deal k ON k.id = t.deal_id \
    WHERE t.state = 'open' AND t.case_id IS NULL AND coalesce(t.client_id, k.client_id) IN (SELECT id FROM theirs) \
   UNION ALL SELECT 'lead', e.id, e.title, e.client_id, e.owner_id, coalesce(e.client_id IN (SELECT id FROM theirs), 0) FROM subs s \
     JOIN lead e ON e.owner_id = s.id WHERE e.state IN ('new','working')) \
SELECT f.kind, f.id, f.title, coalesce(c.name, ''), p.name, f.sure FROM found f JOIN employee p ON p.id = f.owner_id \
  LEFT JOIN client c ON c.id = f.client \
 WHERE EXISTS (SELECT 1 FROM op_row o, born b WHERE o.kind = f.kind AND o.id = f.id AND o.field = '' AND o.seq > b.seq) \
   AND NOT EXISTS (SELECT 1 FROM ledger_line l WHERE l.case_id = ?1 AND l.kind = f.kind AND l.object_id = f.id) \
   AND NOT EXISTS (SELECT 1 FROM active_object o WHERE o.kind = f.kind AND o.id = f.id AND o.case_id <> ?1) \
 ORDER BY f.sure DESC, c.name_fold, f.kind, f.id";

fn came(c: &Connection, case: CaseId) -> Res<Vec<Came>> {
    q::all(c, CAME, params![case], |r| {
        Ok(Came {
            object: Ref::new(r.get::<_, Kind>(0)?, r.get(1)?),
            title: r.get(2)?,
            client: r.get(3)?,
            by: r.get(4)?,
            sure: r.get(5)?,
        })
    })
}

/// What may be given back along with the rest.
pub(crate) fn came_ids(c: &Connection, case: CaseId) -> Res<BTreeSet<Ref>> {
    Ok(came(c, case)?.into_iter().map(|c| c.object).collect())
}

/// The entry that closed an absence by giving everything back, or by waiving that.
pub fn returned(c: &Connection, case: CaseId) -> Res<Option<Seq>> {
    let sql = "SELECT returned_seq FROM handover_case WHERE id = ?1 AND kind = 'absence' AND state = 'closed'";
    Ok(q::one(c, sql, params![case], |r| r.get(0))?.flatten())
}
