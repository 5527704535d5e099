//! One client stays with its manager after all, or goes on with everything of theirs: the next step that was typed for the receiver is none of theirs, and what
//! was agreed before stands again. The story stays, being what is known of the client now.

use super::Command;
use super::case_row::CaseRow;
use super::ctx_counts;
use super::single_open::SingleOpen;
use crate::base::{EmployeeId, Kind, Res, Seq};
use crate::domain::BlockState;
use crate::store::{Tx, Val, params, written_since};

/// A block of the step that the entry `?1` wrote, on what is the manager's (`?2`) again, and nothing changed since. What a
/// receiver has accepted stays with the step that was accepted with it.
fn blocks() -> String {
    let since = written_since("o.kind", "o.id", "l.field", "o.seq");
    format!(
        "FROM op_row o JOIN context_block b ON b.id = o.id WHERE o.seq = ?1 AND o.kind = 'context' \
           AND b.block IN ('next_contact','next_step') AND NOT {since} \
           AND CASE b.kind WHEN 'client' THEN (SELECT owner_id FROM client WHERE id = b.object_id) \
             ELSE (SELECT owner_id FROM deal WHERE id = b.object_id) END IS ?2"
    )
}

const FIELDS: [&str; 7] = ["state", "text", "on_day", "on_minute", "reason", "by_actor", "at"];

/// Runs when what comes back is the manager's already.
pub(super) fn forget_step(tx: &mut Tx<'_>, case: &CaseRow, manager: EmployeeId) -> Res<()> {
    let sql = "SELECT seq FROM journal WHERE case_id = ?1 AND kind = ?2 ORDER BY seq LIMIT 1";
    let opening = tx.one(sql, params![case.id, SingleOpen::WORD], |r| r.get::<_, Seq>(0))?;
    let Some(opening) = opening else { return Ok(()) };
    let since = written_since("o.kind", "o.id", "o.field", "o.seq");
    let day = format!(
        "SELECT o.id, o.old FROM op_row o JOIN client c ON c.id = o.id WHERE o.seq = ?1 AND o.kind = 'client' \
           AND o.field = 'next_contact_on' AND c.owner_id IS ?2 AND NOT {since}"
    );
    tx.set_all(Kind::Client, &["next_contact_on"], &day, params![opening, manager])?;
    let typed = format!("SELECT o.id, max(o.field = '') {} GROUP BY o.id ORDER BY o.id", blocks());
    let typed = tx.all(&typed, params![opening, manager], |r| Ok((r.get::<_, i64>(0)?, r.get::<_, bool>(1)?)))?;
    for (block, made) in typed {
        let before = if made { nothing() } else { before(tx, opening, block)? };
        tx.set(Kind::Context, block, &before)?;
    }
    ctx_counts::recount(tx, case.id, None)
}

/// A row stays: it says that nothing is written.
fn nothing() -> Vec<(&'static str, Val)> {
    vec![
        ("state", BlockState::Empty.into()),
        ("text", "".into()),
        ("on_day", Val::NULL),
        ("on_minute", Val::NULL),
        ("reason", Val::NULL),
    ]
}

fn before(tx: &Tx<'_>, opening: Seq, block: i64) -> Res<Vec<(&'static str, Val)>> {
    let sql = "SELECT field, old FROM op_row WHERE seq = ?1 AND kind = 'context' AND id = ?2";
    let old = tx.all(sql, params![opening, block], |r| Ok((r.get::<_, String>(0)?, r.get::<_, Val>(1)?)))?;
    let known = |(field, old): (String, Val)| FIELDS.into_iter().find(|f| *f == field).map(|f| (f, old));
    Ok(old.into_iter().filter_map(known).collect())
}
