//! The last operations, newest first: what `u` offers (4 §3).

use super::ask::Asker;
use super::{Scope, q};
use crate::base::{At, Res, Seq};
use crate::store::params;

/// How many are offered.
const LAST: i64 = 30;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UndoRow {
    pub seq: Seq,
    pub at: At,
    pub actor: String,
    /// The command's word.
    pub word: String,
    /// The main object, `client:42`, or empty.
    pub about: String,
    pub rows: u64,
    pub undone: bool,
}

/// A person sees what may be taken back: the head everything that people did, others their own. What the program did by
/// itself when it fell due is in the journal, not here: the first row is the last thing somebody meant.
pub fn last(a: &Asker<'_>) -> Res<Vec<UndoRow>> {
    let own = match a.scope {
        Scope::All | Scope::Department(_) => None,
        Scope::Own(id) => Some(id.to_string()),
        Scope::Nothing => return Ok(Vec::new()),
    };
    q::all(
        a.conn,
        "SELECT seq, at, actor, kind, object, n_rows, undone_by IS NOT NULL FROM journal
          WHERE n_rows > 0 AND undoes IS NULL AND (?1 IS NULL OR actor = ?1)
            AND actor NOT LIKE 'system:%' ORDER BY seq DESC LIMIT ?2",
        params![own, LAST],
        |r| {
            Ok(UndoRow {
                seq: r.get(0)?,
                at: r.get(1)?,
                actor: r.get(2)?,
                word: r.get(3)?,
                about: r.get(4)?,
                rows: r.get::<_, i64>(5)? as u64,
                undone: r.get(6)?,
            })
        },
    )
}
