//! «Объединить»: the same client or deal twice becomes one; everything of the first moves to the second.

use super::deal_stage;
use super::lines::Line;
use crate::base::{Code, Fault, Kind, Ref, Res};
use crate::domain::{LineKind, StageKind};
use crate::store::{Tx, params};

/// What hangs on a client or a deal and moves with it: the rows' kind, their table and the column.
const OF_CLIENT: [(Kind, &str); 5] = [
    (Kind::Deal, "SELECT id FROM deal WHERE client_id = ?1"),
    (Kind::Task, "SELECT id FROM task WHERE client_id = ?1"),
    (Kind::Lead, "SELECT id FROM lead WHERE client_id = ?1"),
    (Kind::Touch, "SELECT id FROM touch WHERE client_id = ?1"),
    (Kind::Note, "SELECT id FROM note WHERE client_id = ?1"),
];
const OF_DEAL: [(Kind, &str); 2] =
    [(Kind::Task, "SELECT id FROM task WHERE deal_id = ?1"), (Kind::Note, "SELECT id FROM note WHERE deal_id = ?1")];

/// Moves what hangs on the line's object to `into`, which must be another one of the same kind. The swallowed client is
/// deleted softly, the swallowed deal closed without counting as lost (its disposition says so: 2 §8).
///
/// Errors: `WrongState` for other kinds, `UnknownObject` when `into` is not there or is the same.
pub(super) fn merge(tx: &mut Tx<'_>, line: &Line, into: Ref) -> Res<()> {
    let unknown = || Fault::new(Code::UnknownObject).with("name", into);
    if into == line.object() || into.kind != line.object().kind {
        return Err(unknown());
    }
    match line.kind {
        LineKind::Client => {
            let sql = "SELECT count(*) FROM client WHERE id = ?1 AND deleted = 0";
            if tx.count(sql, params![into.id])? == 0 {
                return Err(unknown());
            }
            move_all(tx, &OF_CLIENT, "client_id", line.object, into.id)?;
            tx.exec(
                "INSERT OR IGNORE INTO client_contact (client_id, contact_id) \
                 SELECT ?2, contact_id FROM client_contact WHERE client_id = ?1",
                params![line.object, into.id],
            )?;
            tx.exec(
                "INSERT OR IGNORE INTO point (client_id, kind, written, norm) \
                 SELECT ?2, kind, written, norm FROM point WHERE client_id = ?1",
                params![line.object, into.id],
            )?;
            // The CRM goes on naming the old client by its id: its next export must find the one that is left.
            tx.exec("UPDATE ext_ref SET id = ?2 WHERE kind = 'client' AND id = ?1", params![line.object, into.id])?;
            tx.reindex(crate::base::ClientId(into.id));
            tx.set(Kind::Client, line.object, &[("deleted", true.into())])?;
        }
        LineKind::Deal => {
            if tx.count("SELECT count(*) FROM deal WHERE id = ?1", params![into.id])? == 0 {
                return Err(unknown());
            }
            move_all(tx, &OF_DEAL, "deal_id", line.object, into.id)?;
            deal_stage::close(tx, line.object, StageKind::Lost, None)?;
        }
        _ => return Err(Fault::new(Code::WrongState).with("name", &line.title).with("state", line.kind.word())),
    }
    Ok(())
}

fn move_all(tx: &mut Tx<'_>, hanging: &[(Kind, &str)], column: &str, from: i64, to: i64) -> Res<()> {
    for (kind, sql) in hanging {
        for id in tx.all(sql, params![from], |r| r.get::<_, i64>(0))? {
            tx.set(*kind, id, &[(column, to.into())])?;
        }
    }
    Ok(())
}
