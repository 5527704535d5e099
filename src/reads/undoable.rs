//! The last operations, newest first: what `u` offers (4 §3).

use super::about::name_of;
use super::ask::Asker;
use super::journal::KNOWN;
use super::q;
use crate::base::{At, Res, Seq};
use crate::domain::rights::{Matrix, Reach, Right, Who};
use crate::store::params;

/// How many are offered.
const LAST: i64 = 30;

/// Entries that wrote a call or a meeting down and nothing else. Who wrote it takes it back himself (1-C6).
pub const TOUCHES: &str = "kind IN ('touch','touch-call')";

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UndoRow {
    pub seq: Seq,
    pub at: At,
    pub actor: String,
    /// The command's word.
    pub word: String,
    /// The main object, `client:42`, or empty.
    pub object: String,
    /// What it is called; empty where it has no name.
    pub about: String,
    pub rows: u64,
    pub undone: bool,
}

/// A person sees what may be taken back: the head everything that people did, others the calls and meetings that they
/// wrote down themselves, about clients that are theirs to write about. What the program did by itself when it fell due
/// is in the journal, not here: the first row is the last thing somebody meant.
pub fn last(a: &Asker<'_>) -> Res<Vec<UndoRow>> {
    let matrix = Matrix::shipped()?;
    let cond = match (matrix.reach(&a.who, Right::Batch), a.who) {
        (Reach::All | Reach::Department(_), _) => "actor NOT LIKE 'system:%'".to_owned(),
        (_, Who::Person { id, .. }) => {
            let client =
                "SELECT 1 FROM client c LEFT JOIN employee e ON e.id = c.owner_id WHERE j.object = 'client:' || c.id";
            let theirs = match matrix.reach(&a.who, Right::Add) {
                Reach::Nothing => return Ok(Vec::new()),
                Reach::Own(id) => format!(" AND c.owner_id = {}", id.0),
                Reach::Department(d) => format!(" AND e.department_id = {}", d.0),
                Reach::All => String::new(),
            };
            format!("actor = '{id}' AND {TOUCHES} AND EXISTS ({client}{theirs})")
        }
        _ => return Ok(Vec::new()),
    };
    let sql = format!(
        "SELECT seq, at, actor, kind, object, n_rows, undone_by IS NOT NULL, {} FROM journal j \
          WHERE n_rows > 0 AND undoes IS NULL AND {cond} AND {KNOWN} ORDER BY seq DESC LIMIT ?1",
        name_of("j.object")
    );
    q::all(a.conn, &sql, params![LAST], |r| {
        Ok(UndoRow {
            seq: r.get(0)?,
            at: r.get(1)?,
            actor: r.get(2)?,
            word: r.get(3)?,
            object: r.get(4)?,
            about: r.get(7)?,
            rows: r.get::<_, i64>(5)?.unsigned_abs(),
            undone: r.get(6)?,
        })
    })
}
