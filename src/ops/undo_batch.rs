//! Takes an applied batch back (2 §5): exactly the values before, or a conflict; what is accepted stays.

use serde::{Deserialize, Serialize};

use super::apply::{Apply, Conflict, ConflictReason, OWNERS};
use super::case_row::CaseRow;
use super::{About, Asks, Command, Ctx, after, temporary};
use crate::base::{CaseId, Code, Fault, Kind, LineId, Ref, Res, Seq};
use crate::domain::LineKind;
use crate::domain::rights::Right;
use crate::reads::proposals::object_of;
use crate::store::{Tx, params, written_since};

/// `batch` is the number the apply gave; the newest one that is not undone when not named.
#[derive(Debug, Clone, Serialize)]
pub struct UndoBatch {
    pub case: CaseId,
    pub batch: Option<Seq>,
}

/// `restored` counts ledger lines that are to be decided again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchUndone {
    pub batch: Seq,
    pub restored: u64,
    pub conflicts: Vec<Conflict>,
}

impl Command for UndoBatch {
    type Out = BatchUndone;
    const WORD: &'static str = "case-undo";

    fn object(&self) -> Option<Ref> {
        Some(self.case.into())
    }

    fn asks(&self) -> Vec<Asks> {
        vec![Asks::new(Right::Batch, About::Case(self.case))]
    }

    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<BatchUndone> {
        let case = CaseRow::open(tx, self.case)?;
        let batch = self.batch(tx)?;
        let conflicts = conflicts(tx, case.id, batch)?;
        let before = tx.count(LINES, params![case.id, batch])?;
        let keep: Vec<Ref> = conflicts.iter().flat_map(kept).collect();
        let undone = tx.undo_except(batch, &keep)?;
        let restored = before - tx.count(LINES, params![case.id, batch])?;
        temporary::reconcile(tx, cx, case.id)?;
        withdraw_offers(tx, case.id)?;
        after::settle(tx, cx, case.id)?;
        let mut conflicts: Vec<Conflict> = conflicts.into_iter().map(|k| k.conflict).collect();
        conflicts.extend(gone(tx, case.id, &undone.conflicts, &conflicts)?);
        Ok(BatchUndone { batch, restored: restored.unsigned_abs(), conflicts })
    }
}

const LINES: &str = "SELECT count(*) FROM ledger_line WHERE case_id = ?1 AND batch_seq = ?2";

impl UndoBatch {
    fn batch(&self, tx: &Tx<'_>) -> Res<Seq> {
        let sql = "SELECT seq, undone_by IS NOT NULL FROM journal WHERE case_id = ?1 AND kind = ?2 AND (?3 IS NULL OR seq = ?3) \
                   ORDER BY undone_by IS NOT NULL, seq DESC LIMIT 1";
        let found = tx.one(sql, params![self.case, Apply::WORD, self.batch], |r| {
            Ok((r.get::<_, Seq>(0)?, r.get::<_, bool>(1)?))
        })?;
        match (found, self.batch) {
            (Some((_, true)), _) | (None, None) => Err(Code::NothingToDo.into()),
            (Some((seq, false)), _) => Ok(seq),
            (None, Some(named)) => Err(Fault::new(Code::UnknownBatch).with("name", named.0)),
        }
    }
}

/// Objects of lines that left the batch since (declined, expired): they keep the owner they have now, and that is said.
fn gone(tx: &Tx<'_>, case: CaseId, objects: &[Ref], known: &[Conflict]) -> Res<Vec<Conflict>> {
    let mut out = Vec::new();
    for r in objects.iter().filter(|r| !known.iter().any(|k| k.object == **r)) {
        let sql = "SELECT id, title FROM ledger_line WHERE case_id = ?1 AND kind = ?2 AND object_id = ?3";
        let line = tx.one(sql, params![case, r.kind, r.id], |row| Ok((row.get(0)?, row.get(1)?)))?;
        out.extend(line.map(|(line, title)| Conflict {
            line,
            object: *r,
            title,
            reason: ConflictReason::OwnerChanged,
        }));
    }
    Ok(out)
}

/// A line that stays, with the row that stays with it.
struct Kept {
    conflict: Conflict,
    row: Option<Ref>,
}

fn kept(k: &Kept) -> Vec<Ref> {
    [Some(Ref::from(k.conflict.line)), k.row].into_iter().flatten().collect()
}

/// Lines of the batch that are accepted by now, or whose object got another owner since: line and object stay together.
fn conflicts(tx: &Tx<'_>, case: CaseId, batch: Seq) -> Res<Vec<Kept>> {
    let mut out = Vec::new();
    for (line, reference, kind, column) in OWNERS {
        // A change of owner that was taken back since moved nothing.
        let moved = written_since("?5", "w.object_id", "?6", "?2");
        let sql = format!(
            "SELECT w.id, w.object_id, w.title, \
               EXISTS (SELECT 1 FROM acceptance a WHERE a.line_id = w.id AND a.state IN ('accepted','forced')) AS taken, \
               {moved} AS moved \
             FROM ledger_line w WHERE w.case_id = ?1 AND w.batch_seq = ?2 AND w.kind = ?3 AND w.reference LIKE ?4 || '%' \
               AND (taken OR moved) ORDER BY w.id"
        );
        let rows = tx.all(&sql, params![case, batch, line, reference, kind, column], |r| {
            Ok((r.get::<_, LineId>(0)?, r.get::<_, i64>(1)?, r.get::<_, String>(2)?, r.get::<_, bool>(3)?))
        })?;
        out.extend(rows.into_iter().map(|(id, object, title, taken)| {
            let reason = if taken { ConflictReason::Accepted } else { ConflictReason::OwnerChanged };
            let conflict = Conflict { line: id, object: object_of(line, object, id), title, reason };
            // A row of people or rules may hold several positions: it stays where any of them conflicts.
            Kept { conflict, row: (line != LineKind::Authored).then_some(Ref::new(kind, object)) }
        }));
    }
    out.extend(left(tx, case, batch)?);
    out.sort_by_key(|k| k.conflict.line);
    Ok(out)
}

/// Lines that were declined, expired or decided otherwise since: nothing of them is as the batch left it.
fn left(tx: &Tx<'_>, case: CaseId, batch: Seq) -> Res<Vec<Kept>> {
    let sql = "SELECT l.id, l.kind, l.object_id, l.title, l.reference FROM op_row o JOIN ledger_line l ON l.id = o.id \
               WHERE o.seq = ?2 AND o.kind = 'line' AND o.field = 'batch_seq' AND l.case_id = ?1 AND l.batch_seq IS NOT ?2";
    tx.all(sql, params![case, batch], |r| {
        let (line, kind, object) = (r.get::<_, LineId>(0)?, r.get::<_, LineKind>(1)?, r.get::<_, i64>(2)?);
        let (title, reference) = (r.get(3)?, r.get::<_, String>(4)?);
        let place = OWNERS.into_iter().find(|(of, word, ..)| *of == kind && reference.starts_with(word));
        let reason = ConflictReason::OwnerChanged;
        let row = place.filter(|_| kind != LineKind::Authored).map(|(_, _, table, _)| Ref::new(table, object));
        Ok(Kept { conflict: Conflict { line, object: object_of(kind, object, line), title, reason }, row })
    })
}

/// Offers of lines that are to be decided again lose their ground, and so does what the CRM was to learn.
pub(super) fn withdraw_offers(tx: &mut Tx<'_>, case: CaseId) -> Res<()> {
    let at = tx.at();
    tx.set_all(
        Kind::Acceptance,
        &["state", "answered_at"],
        "SELECT a.id, 'withdrawn', ?2 FROM acceptance a JOIN ledger_line l ON l.id = a.line_id \
         WHERE a.case_id = ?1 AND a.state = 'offered' AND l.batch_seq IS NULL",
        params![case, at],
    )?;
    tx.set_all(
        Kind::Line,
        &["crm_state", "crm_at", "crm_by"],
        "SELECT id, NULL, NULL, NULL FROM ledger_line WHERE case_id = ?1 AND batch_seq IS NULL AND crm_state IS NOT NULL",
        params![case],
    )?;
    Ok(())
}
