//! Applies what is proposed as one batch (2 §5): all or nothing, conflicts skipped and listed, a second time nothing.

use serde::{Deserialize, Serialize};

use super::case_row::CaseRow;
use super::reassign::{self, may_receive};
use super::{About, Asks, Command, Ctx, after};
use crate::base::{CaseId, Code, EmployeeId, Kind, LineId, Ref, Res, Seq};
use crate::domain::rights::Right;
use crate::domain::{CaseKind, LineKind};
use crate::reads::proposals::object_of;
use crate::store::{Tx, params};

/// Gives every proposed line its owner.
#[derive(Debug, Clone, Serialize)]
pub struct Apply {
    pub case: CaseId,
}

/// Why a line was skipped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConflictReason {
    /// Its owner is no longer the leaver: somebody changed it since the preview.
    OwnerChanged,
    /// A deal or task that was closed meanwhile.
    Closed,
    /// The receiver leaves too, or has left.
    ReceiverGone,
    /// The receiver is not there on the days it is about and nobody answers for him, or is switched off by now.
    ReceiverAway,
    /// The receiver has a place in this client's team already, or is its manager.
    InTeam,
    /// The line is decided and accepted by now.
    Accepted,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflict {
    pub line: LineId,
    pub object: Ref,
    pub title: String,
    pub reason: ConflictReason,
}

/// Objects by kind, as the JSON contract counts them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppliedCounts {
    pub clients: u64,
    pub deals: u64,
    pub tasks: u64,
    pub leads: u64,
    /// Positions, team places and tasks set for others.
    pub others: u64,
}

impl AppliedCounts {
    pub fn total(&self) -> u64 {
        self.clients + self.deals + self.tasks + self.leads + self.others
    }
}

/// `batch` is `None` when there was nothing to apply.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Applied {
    pub batch: Option<Seq>,
    pub applied: AppliedCounts,
    pub conflicts: Vec<Conflict>,
}

impl Command for Apply {
    type Out = Applied;
    const WORD: &'static str = "case-apply";

    fn object(&self) -> Option<Ref> {
        Some(self.case.into())
    }

    fn asks(&self) -> Vec<Asks> {
        vec![Asks::new(Right::Batch, About::Case(self.case))]
    }

    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<Applied> {
        let case = CaseRow::open(tx, self.case)?;
        let mut conflicts = conflicts(tx, &case)?;
        conflicts.extend(away(tx, cx, &case, &conflicts)?);
        let skip: Vec<LineId> = conflicts.iter().map(|c| c.line).collect();
        let applied = assign(tx, case.id, &skip, LineId(0))?;
        if applied.total() == 0 {
            return Ok(Applied { batch: None, applied, conflicts });
        }
        give_owners(tx, case.id)?;
        give_authors(tx, case.id, case.leaver)?;
        after::settle(tx, cx, case.id)?;
        Ok(Applied { batch: Some(tx.seq()), applied, conflicts })
    }
}

/// Lines that wait to be applied and whose object is not as the preview knew it.
const CONFLICTS: &str = "SELECT * FROM (SELECT l.id, l.kind, l.object_id, l.title, CASE \
    WHEN e.status NOT IN ('active','probation') THEN 'receiver_gone' \
    WHEN l.kind = 'client' AND NOT EXISTS (SELECT 1 FROM client WHERE id = l.object_id AND owner_id IS ?2 AND deleted = 0) \
      THEN 'owner_changed' \
    WHEN l.kind = 'deal' AND EXISTS (SELECT 1 FROM deal WHERE id = l.object_id AND stage_kind NOT IN ('open','final')) THEN 'closed' \
    WHEN l.kind = 'deal' AND NOT EXISTS (SELECT 1 FROM deal WHERE id = l.object_id AND owner_id IS ?2) THEN 'owner_changed' \
    WHEN l.kind IN ('task','authored') AND EXISTS (SELECT 1 FROM task WHERE id = l.object_id AND state <> 'open') THEN 'closed' \
    WHEN l.kind = 'task' AND NOT EXISTS (SELECT 1 FROM task WHERE id = l.object_id AND owner_id IS ?2) THEN 'owner_changed' \
    WHEN l.kind = 'authored' AND NOT EXISTS (SELECT 1 FROM task WHERE id = l.object_id AND author_id IS ?2) THEN 'owner_changed' \
    WHEN l.kind = 'lead' AND EXISTS (SELECT 1 FROM lead WHERE id = l.object_id AND state NOT IN ('new','working')) THEN 'closed' \
    WHEN l.kind = 'lead' AND NOT EXISTS (SELECT 1 FROM lead WHERE id = l.object_id AND owner_id IS ?2) THEN 'owner_changed' \
    WHEN l.kind = 'team' AND NOT EXISTS (SELECT 1 FROM client_team WHERE id = l.object_id AND employee_id = ?2) THEN 'owner_changed' \
    WHEN l.kind = 'team' AND EXISTS (SELECT 1 FROM client_team a JOIN client_team b ON b.client_id = a.client_id \
         WHERE a.id = l.object_id AND b.employee_id = l.proposed_id) THEN 'in_team' \
    WHEN l.kind = 'team' AND EXISTS (SELECT 1 FROM client_team a JOIN client c ON c.id = a.client_id \
         WHERE a.id = l.object_id AND c.owner_id = l.proposed_id AND c.owner_id IS NOT ?3) THEN 'in_team' \
    WHEN l.reference LIKE 'deputy:%' AND NOT EXISTS (SELECT 1 FROM employee WHERE id = l.object_id AND deputy_id = ?2) \
      THEN 'owner_changed' \
    WHEN l.reference LIKE 'head:%' AND NOT EXISTS (SELECT 1 FROM employee WHERE id = l.object_id AND head_id = ?2) \
      THEN 'owner_changed' \
    WHEN l.reference LIKE 'department:%' AND NOT EXISTS (SELECT 1 FROM department WHERE id = l.object_id AND head_id = ?2) \
      THEN 'owner_changed' \
    WHEN l.reference LIKE 'rule:%' AND NOT EXISTS (SELECT 1 FROM rule WHERE id = l.object_id AND to_id = ?2) \
      THEN 'owner_changed' END AS reason \
  FROM ledger_line l JOIN employee e ON e.id = l.proposed_id \
  WHERE l.case_id = ?1 AND l.batch_seq IS NULL AND l.disposition IS NULL) WHERE reason IS NOT NULL ORDER BY id";

/// Why the head holds an object of line `l` for the time being: its receiver declined it, let the term pass, leaves too
/// or goes away (2 §5, §9.1, §9.2); or it is a task that was made for a client whom nobody else answered for.
pub(super) const FELL_TO_HEAD: &str = "EXISTS (SELECT 1 FROM op_row o JOIN journal j ON j.seq = o.seq \
    WHERE o.kind = l.kind AND o.id = l.object_id AND (o.field = 'owner_id' \
      AND (j.kind IN ('decline','expire','sheet-in') AND j.case_id = l.case_id \
        OR j.kind IN ('case-open','crisis-open','case-change','absence-open') AND j.case_id IS NOT l.case_id) \
      OR o.field = '' AND j.kind IN ('mail-finding','promise-task') AND j.case_id = l.case_id))";

fn conflicts(tx: &Tx<'_>, case: &CaseRow) -> Res<Vec<Conflict>> {
    // Anything but the leaver's, the temporary owner's, or the head's for the time being happened behind the preview's back.
    let held = format!("(owner_id IS ?2 OR owner_id = l.temp_id OR (owner_id IS ?3 AND {FELL_TO_HEAD}))");
    // And so is a task set for others whose client was declined.
    let sql =
        CONFLICTS.replace("author_id IS ?2", "(author_id IS ?2 OR author_id IS ?3)").replace("owner_id IS ?2", &held);
    let rows = tx.all(&sql, params![case.id, case.leaver, case.head], |r| {
        let (line, kind) = (r.get::<_, LineId>(0)?, r.get::<_, LineKind>(1)?);
        let reason = match r.get::<_, String>(4)?.as_str() {
            "closed" => ConflictReason::Closed,
            "receiver_gone" => ConflictReason::ReceiverGone,
            "in_team" => ConflictReason::InTeam,
            _ => ConflictReason::OwnerChanged,
        };
        Ok(Conflict { line, object: object_of(kind, r.get(2)?, line), title: r.get(3)?, reason })
    })?;
    Ok(rows)
}

/// Lines whose receiver may not be given anything by now: the rule of a choice by hand, asked again. The head is the last
/// resort, there or not.
fn away(tx: &Tx<'_>, cx: &Ctx<'_>, case: &CaseRow, known: &[Conflict]) -> Res<Vec<Conflict>> {
    let term = reassign::term(tx, cx, case)?;
    let sql = "SELECT DISTINCT proposed_id FROM ledger_line WHERE case_id = ?1 AND batch_seq IS NULL AND disposition IS NULL \
               AND proposed_id IS NOT NULL ORDER BY 1";
    let mut out = Vec::new();
    for to in tx.all(sql, params![case.id], |r| r.get::<_, EmployeeId>(0))? {
        let last_resort = case.kind != CaseKind::Absence && Some(to) == case.head;
        if last_resort {
            continue;
        }
        match may_receive(tx, case.leaver, to, term) {
            Ok(()) => continue,
            Err(f) if f.code == Code::NotEligible => {}
            Err(f) => return Err(f),
        }
        let sql = "SELECT id, kind, object_id, title FROM ledger_line WHERE case_id = ?1 AND batch_seq IS NULL \
                   AND disposition IS NULL AND proposed_id = ?2 ORDER BY id";
        let lines = tx.all(sql, params![case.id, to], |r| {
            let (line, kind) = (r.get::<_, LineId>(0)?, r.get::<_, LineKind>(1)?);
            let object = object_of(kind, r.get(2)?, line);
            Ok(Conflict { line, object, title: r.get(3)?, reason: ConflictReason::ReceiverAway })
        })?;
        out.extend(lines.into_iter().filter(|c| known.iter().all(|k| k.line != c.line)));
    }
    Ok(out)
}

/// Lines after this one that are proposed become the proposed one's by this entry; gives their number. The owners are
/// the caller's to set.
pub(super) fn take_over(tx: &mut Tx<'_>, case: CaseId, after: LineId) -> Res<u64> {
    Ok(assign(tx, case, &[], after)?.total())
}

/// Marks the lines as decided by this entry.
fn assign(tx: &mut Tx<'_>, case: CaseId, skip: &[LineId], after: LineId) -> Res<AppliedCounts> {
    let skip = serde_json::to_string(&skip.iter().map(|l| l.0).collect::<Vec<_>>()).unwrap_or_default();
    let seq = tx.seq();
    // Nobody holds a decided line for the time being. The CRM's owner stays while somebody is only away.
    let select = "SELECT id, 'assign', proposed_id, ?2, NULL, \
        CASE WHEN kind IN ('client','deal','task','lead') \
             AND (SELECT h.kind FROM handover_case h WHERE h.id = ?1) <> 'absence' THEN 'pending' ELSE crm_state END FROM ledger_line \
      WHERE case_id = ?1 AND batch_seq IS NULL AND disposition IS NULL AND proposed_id IS NOT NULL \
        AND id > ?4 AND id NOT IN (SELECT value FROM json_each(?3))";
    tx.set_all(
        Kind::Line,
        &["disposition", "to_id", "batch_seq", "temp_id", "crm_state"],
        select,
        params![case, seq, skip, after],
    )?;
    let mut out = AppliedCounts::default();
    let sql = "SELECT kind, count(*) FROM ledger_line WHERE case_id = ?1 AND batch_seq = ?2 GROUP BY kind";
    for (kind, n) in tx.all(sql, params![case, seq], |r| Ok((r.get::<_, LineKind>(0)?, r.get::<_, i64>(1)?)))? {
        let n = n.unsigned_abs();
        match kind {
            LineKind::Client => out.clients += n,
            LineKind::Deal => out.deals += n,
            LineKind::Task => out.tasks += n,
            LineKind::Lead => out.leads += n,
            LineKind::Team | LineKind::Authored | LineKind::Reference => out.others += n,
        }
    }
    Ok(out)
}

/// Where each kind of line keeps who it belongs to: the line's kind and the start of its reference, the row's kind, the
/// column. Undo looks at the same places.
pub(super) const OWNERS: [(LineKind, &str, Kind, &str); 10] = [
    (LineKind::Client, "", Kind::Client, "owner_id"),
    (LineKind::Deal, "", Kind::Deal, "owner_id"),
    (LineKind::Task, "", Kind::Task, "owner_id"),
    (LineKind::Authored, "", Kind::Task, "author_id"),
    (LineKind::Lead, "", Kind::Lead, "owner_id"),
    (LineKind::Team, "", Kind::Team, "employee_id"),
    (LineKind::Reference, "deputy:", Kind::Employee, "deputy_id"),
    (LineKind::Reference, "head:", Kind::Employee, "head_id"),
    (LineKind::Reference, "department:", Kind::Department, "head_id"),
    (LineKind::Reference, "rule:", Kind::Rule, "to_id"),
];

/// A task that the leaver had set for himself is its new owner's own from now on: nothing open may name him (2 §3).
pub(super) fn give_authors(tx: &mut Tx<'_>, case: CaseId, leaver: Option<EmployeeId>) -> Res<()> {
    let select = "SELECT t.id, l.to_id FROM ledger_line l JOIN task t ON t.id = l.object_id \
                  WHERE l.case_id = ?1 AND l.batch_seq = ?2 AND l.kind = 'task' AND t.author_id = ?3";
    let seq = tx.seq();
    tx.set_all(Kind::Task, &["author_id"], select, params![case, seq, leaver])?;
    Ok(())
}

/// Sets the owners that the lines of this entry say.
pub(super) fn give_owners(tx: &mut Tx<'_>, case: CaseId) -> Res<()> {
    let seq = tx.seq();
    for (line, reference, kind, column) in OWNERS {
        let select = "SELECT object_id, to_id FROM ledger_line \
                      WHERE case_id = ?1 AND batch_seq = ?2 AND kind = ?3 AND reference LIKE ?4 || '%'";
        tx.set_all(kind, &[column], select, params![case, seq, line, reference])?;
    }
    Ok(())
}
