//! The checklist and the accesses of a case that opens (2 §3, §7).

use super::Ctx;
use super::case_open::Opening;
use crate::base::{Kind, Res};
use crate::store::{Tx, params};

/// Writes the items of the template with their deadlines and takes the leaver's accesses into the case.
pub(super) fn make(tx: &mut Tx<'_>, cx: &Ctx<'_>, o: &Opening) -> Res<()> {
    accesses(tx, cx, o)
}

/// The register's rows get the case and their deadline.
fn accesses(tx: &mut Tx<'_>, cx: &Ctx<'_>, o: &Opening) -> Res<()> {
    let end = cx.calendar().end_of(o.last_day);
    let sql = "SELECT id, due_at IS NULL FROM access WHERE employee_id = ?1 AND state <> 'verified' ORDER BY id";
    for (id, undated) in tx.all(sql, params![o.leaver], |r| Ok((r.get::<_, i64>(0)?, r.get::<_, bool>(1)?)))? {
        let mut fields = vec![("case_id", o.case.into())];
        if undated {
            fields.push(("due_at", end.into()));
        }
        tx.set(Kind::Access, id, &fields)?;
    }
    Ok(())
}
