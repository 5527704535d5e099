//! The CRM step of open cases: an import that names the new owner confirms the line, one that names the leaver shows it
//! as «в CRM ещё на …», never as a reversal (2 §3, condition 6). A third person is neither.

use std::collections::{BTreeSet, HashMap};

use super::super::absence::Absence;
use super::super::case_row::CaseRow;
use super::super::{Ctx, absence_late, after, late};
use super::Merge;
use crate::base::{CaseId, EmployeeId, Kind, LineId, Res};
use crate::domain::{CaseKind, CrmState};
use crate::store::Tx;

struct Line {
    id: LineId,
    case: CaseId,
    to: EmployeeId,
    leaver: Option<EmployeeId>,
    state: Option<CrmState>,
}

/// Applied lines that the CRM has not confirmed, by their object; and the cases whose lines this import changed.
pub struct Pending {
    lines: HashMap<(Kind, i64), Vec<Line>>,
    pub(super) cases: BTreeSet<CaseId>,
}

impl Pending {
    pub fn load(tx: &Tx<'_>) -> Res<Pending> {
        let sql = "SELECT l.kind, l.object_id, l.id, l.to_id, c.leaver_id, l.crm_state, l.case_id \
             FROM ledger_line l JOIN handover_case c ON c.id = l.case_id \
            WHERE l.kind IN ('client', 'deal', 'task', 'lead') AND l.to_id IS NOT NULL AND l.batch_seq IS NOT NULL \
              AND l.disposition = 'assign' AND l.crm_state IN ('pending', 'still_leaver') \
              AND c.state NOT IN ('draft', 'withdrawn', 'finished')";
        let rows = tx.all(sql, [], |r| {
            let line = Line { id: r.get(2)?, to: r.get(3)?, leaver: r.get(4)?, state: r.get(5)?, case: r.get(6)? };
            Ok(((r.get::<_, Kind>(0)?, r.get::<_, i64>(1)?), line))
        })?;
        let mut lines: HashMap<_, Vec<Line>> = HashMap::new();
        for (key, line) in rows {
            lines.entry(key).or_default().push(line);
        }
        Ok(Pending { lines, cases: BTreeSet::new() })
    }
}

impl Merge<'_> {
    /// A client whose owner no file tells is known to the CRM by its deals: when all of its deals in the case are
    /// confirmed, it is.
    pub(super) fn crm_through_deals(&mut self, tx: &mut Tx<'_>) -> Res<()> {
        if self.crm.lines.is_empty() {
            return Ok(());
        }
        let sql = "SELECT l.id, l.case_id FROM ledger_line l JOIN handover_case c ON c.id = l.case_id \
            WHERE l.kind = 'client' AND l.disposition = 'assign' AND l.batch_seq IS NOT NULL \
              AND l.crm_state IN ('pending', 'still_leaver') AND c.state NOT IN ('draft', 'withdrawn', 'finished') \
              AND EXISTS (SELECT 1 FROM ledger_line d WHERE d.parent_id = l.id AND d.kind = 'deal') \
              AND NOT EXISTS (SELECT 1 FROM ledger_line d WHERE d.parent_id = l.id AND d.kind = 'deal' \
                    AND coalesce(d.crm_state, 'pending') <> 'confirmed') \
              AND NOT EXISTS (SELECT 1 FROM ext_ref e WHERE e.kind = 'client' AND e.id = l.object_id \
                    AND e.seen LIKE '%\"owner_id\":%')";
        for (id, case) in tx.all(sql, [], |r| Ok((r.get::<_, LineId>(0)?, r.get::<_, CaseId>(1)?)))? {
            self.crm.cases.insert(case);
            self.done.crm_confirmed += 1;
            let by = format!("import:{}", self.done.import.0);
            let fields = [("crm_state", CrmState::Confirmed.into()), ("crm_at", self.at.into()), ("crm_by", by.into())];
            tx.set(Kind::Line, id.0, &fields)?;
        }
        Ok(())
    }

    /// What follows in open cases: objects that came to a leaver after the snapshot become lines of their own, and each
    /// case that changed is settled.
    pub(super) fn cases(&mut self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<()> {
        let sql = "SELECT id, leaver_id, kind FROM handover_case WHERE leaver_id IS NOT NULL AND kind <> 'single' \
            AND state IN ('open', 'distributing', 'handing_over', 'signing') ORDER BY id";
        let rows =
            tx.all(sql, [], |r| Ok((r.get::<_, CaseId>(0)?, r.get::<_, EmployeeId>(1)?, r.get::<_, CaseKind>(2)?)))?;
        for (case, leaver, kind) in rows {
            let came = match kind {
                CaseKind::Absence => {
                    let a = Absence::of(tx, CaseRow::any(tx, case)?)?;
                    absence_late::take(tx, cx, &a)?
                }
                _ => late::land(tx, cx, case, leaver)?,
            };
            self.done.late += came;
            if came > 0 || self.crm.cases.contains(&case) {
                after::settle(tx, cx, case)?;
            }
        }
        Ok(())
    }

    /// Compares the owner the CRM names with what cases have applied.
    pub(super) fn crm(&mut self, tx: &mut Tx<'_>, kind: Kind, id: i64, owner: Option<EmployeeId>) -> Res<()> {
        let Some(lines) = self.crm.lines.get_mut(&(kind, id)) else { return Ok(()) };
        for line in lines {
            let Some(owner) = owner else { continue };
            let (state, count) = if owner == line.to {
                (CrmState::Confirmed, &mut self.done.crm_confirmed)
            } else if Some(owner) == line.leaver {
                (CrmState::StillLeaver, &mut self.done.crm_still_leaver)
            } else {
                // Somebody else's over there: neither done nor the leaver's any more.
                (CrmState::Pending, &mut self.done.crm_other)
            };
            *count += 1;
            if line.state != Some(state) {
                line.state = Some(state);
                self.crm.cases.insert(line.case);
                let fields = [
                    ("crm_state", state.into()),
                    ("crm_at", self.at.into()),
                    ("crm_by", format!("import:{}", self.done.import.0).into()),
                ];
                tx.set(Kind::Line, line.id.0, &fields)?;
            }
        }
        Ok(())
    }
}
