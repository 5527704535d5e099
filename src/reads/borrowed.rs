//! What somebody holds of others' handovers and would not hand over himself (2 §9.1): what he was offered and has not taken
//! returns to the case it came from, what he only keeps for the time goes to another temporary owner.

use super::employees::ForNow;
use super::q;
use crate::base::{CaseId, EmployeeId, Res};
use crate::store::{Connection, params};

/// What returns to one case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Returns {
    pub case: CaseId,
    /// Who leaves in it, or is away.
    pub leaver: String,
    pub lines: u64,
    pub clients: u64,
    pub deals: u64,
    pub tasks: u64,
    pub leads: u64,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Borrowed {
    pub returns: Vec<Returns>,
    pub for_now: ForNow,
}

impl Borrowed {
    fn sum(&self, of: impl Fn(&Returns) -> u64) -> u64 {
        self.returns.iter().map(of).sum()
    }

    pub fn clients(&self) -> u64 {
        self.for_now.clients + self.sum(|r| r.clients)
    }

    pub fn deals(&self) -> u64 {
        self.for_now.deals + self.sum(|r| r.deals)
    }

    pub fn tasks(&self) -> u64 {
        self.for_now.tasks + self.sum(|r| r.tasks)
    }

    pub fn leads(&self) -> u64 {
        self.sum(|r| r.leads)
    }
}

/// By the rule that `ops/passed_on` follows when he leaves: lines given to him that nobody has taken, and of an absence
/// all, which were never his. Objects are counted where they are open and in his name.
const RETURNS: &str = "\
SELECT h.id, coalesce(e.name, ''), count(*), \
       count(*) FILTER (WHERE l.kind = 'client' AND EXISTS (SELECT 1 FROM client x WHERE x.id = l.object_id \
         AND x.owner_id = ?1 AND x.deleted = 0)), \
       count(*) FILTER (WHERE l.kind = 'deal' AND EXISTS (SELECT 1 FROM deal x WHERE x.id = l.object_id \
         AND x.owner_id = ?1 AND x.stage_kind IN ('open','final'))), \
       count(*) FILTER (WHERE l.kind = 'task' AND EXISTS (SELECT 1 FROM task x WHERE x.id = l.object_id \
         AND x.owner_id = ?1 AND x.state = 'open')), \
       count(*) FILTER (WHERE l.kind = 'lead' AND EXISTS (SELECT 1 FROM lead x WHERE x.id = l.object_id \
         AND x.owner_id = ?1 AND x.state IN ('new','working'))) \
  FROM ledger_line l JOIN handover_case h ON h.id = l.case_id LEFT JOIN employee e ON e.id = h.leaver_id \
 WHERE l.to_id = ?1 AND l.disposition = 'assign' AND l.batch_seq IS NOT NULL AND l.kind IN ('client','deal','task','lead') \
   AND h.state IN ('open','distributing','handing_over','signing','paused') \
   AND (h.kind = 'absence' OR NOT EXISTS (SELECT 1 FROM acceptance a WHERE a.line_id = l.id AND a.state IN ('accepted','forced'))) \
 GROUP BY h.id ORDER BY h.id";

pub(super) fn borrowed(c: &Connection, who: EmployeeId, for_now: ForNow) -> Res<Borrowed> {
    let returns = q::all(c, RETURNS, params![who], |r| {
        let n = |i| r.get::<_, i64>(i).map(i64::unsigned_abs);
        Ok(Returns {
            case: r.get(0)?,
            leaver: r.get(1)?,
            lines: n(2)?,
            clients: n(3)?,
            deals: n(4)?,
            tasks: n(5)?,
            leads: n(6)?,
        })
    })?;
    Ok(Borrowed { returns, for_now })
}
