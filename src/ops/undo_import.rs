//! Takes back the last import as one batch: rows it made go, fields it changed go back; what somebody has touched since, and
//! what handovers stand on, stays and is listed (1-C6).

use super::undo::UndoDone;
use crate::base::{At, Code, Fault, ImportId, Res, Seq};
use crate::store::{Tx, params};

pub const WORD: &str = "import";

/// Errors: `ImportLater` when another import came after; `NothingToDo` when it is taken back already.
pub fn undo(tx: &mut Tx<'_>, seq: Seq) -> Res<UndoDone> {
    let row = "SELECT id, at FROM import WHERE seq = ?";
    let import = tx.one(row, params![seq], |r| Ok((r.get::<_, ImportId>(0)?, r.get::<_, At>(1)?)))?;
    let Some((import, at)) = import else { return Err(Code::NothingToDo.into()) };
    // A later import may have found what this one made; taken back in turn, each finds its own.
    let later = tx.one("SELECT max(seq) FROM import WHERE seq > ?", params![seq], |r| r.get::<_, Option<i64>>(0))?;
    if let Some(later) = later.flatten() {
        return Err(Fault::new(Code::ImportLater).with("name", later));
    }
    let made = tx.unmake(seq)?;
    as_before(tx, seq, at)?;
    let done = tx.undo_fields(seq)?;
    tx.exec("DELETE FROM portfolio_change WHERE seq = ?", params![seq])?;
    tx.exec("DELETE FROM import_question WHERE import_id = ?", params![import])?;
    // The data is as fresh as the import before says.
    tx.exec("DELETE FROM import WHERE id = ?", params![import])?;
    Ok(UndoDone {
        restored: done.restored,
        objects: Vec::new(),
        removed: made.removed,
        conflicts: done.conflicts,
        left_in_all: made.stays,
        left: made.named,
    })
}

/// What the CRM is remembered to have said is what it said before, so that the same file loaded again changes it again. What
/// stands beside a row (numbers, notes) was added and stays.
fn as_before(tx: &mut Tx<'_>, seq: Seq, at: At) -> Res<()> {
    let fields = tx.all(
        "SELECT DISTINCT field FROM op_row WHERE seq = ?1 AND field <> '' AND kind IN ('client','deal','task','lead','contact','employee')",
        params![seq],
        |r| r.get::<_, String>(0),
    )?;
    for field in fields {
        tx.exec(
            "UPDATE ext_ref SET seen = json_set(seen, '$.' || ?2, o.old) FROM op_row o \
              WHERE o.seq = ?1 AND o.field = ?2 AND o.kind = ext_ref.kind AND o.id = ext_ref.id AND ext_ref.seen_at = ?3 \
                AND json_type(ext_ref.seen, '$.' || ?2) IS NOT NULL",
            params![seq, field, at],
        )?;
    }
    Ok(())
}
