//! One command: one transaction through the write gate, one journal entry, or nothing at all.

use rusqlite::{Connection, OptionalExtension};

use super::Base;
use super::journal::{self, OpId};
use super::tx::Tx;
use crate::base::{At, Code, EmployeeId, Fault, Res, Seq};

/// What the entry says of the command, apart from what it did.
pub struct Stamp<'a> {
    pub op_id: OpId,
    pub actor: &'a str,
    pub at: At,
    pub word: &'static str,
    pub object: String,
}

/// How a command ended.
pub enum Ended<T> {
    Done {
        seq: Seq,
        value: T,
    },
    /// An earlier try of the same `op_id` did it; its payload, unless it has been erased since.
    Before {
        seq: Seq,
        payload: Option<String>,
    },
    /// Nothing had to change: no entry was written.
    Nothing(T),
}

impl Base {
    /// Runs `f` and journals what it did; `f` gives its value and the payload's JSON.
    ///
    /// Errors of `f` roll everything back. After an error at COMMIT the caller may ask again with the same `op_id`.
    pub fn command<T>(&mut self, stamp: &Stamp<'_>, f: impl FnOnce(&mut Tx<'_>) -> Res<(T, String)>) -> Res<Ended<T>> {
        self.pulse.set_who(&person(self.conn(), stamp.actor)?);
        // An empty command leaves by this door, so that the gate rolls it back instead of committing nothing.
        let mut nothing = None;
        let loading = self.loading;
        let ended = self.with_op(stamp.word, &stamp.op_id.0, |conn| {
            if let Some((seq, payload)) = journal::find(conn, stamp.op_id)? {
                return Ok(Ended::Before { seq, payload });
            }
            let mut tx = Tx::begin(conn, stamp.at)?;
            if loading {
                tx.keep_later();
            }
            let (value, payload) = f(&mut tx)?;
            if tx.is_empty() {
                nothing = Some(value);
                return Err(Fault::new(Code::NothingToDo));
            }
            let seq = tx.finish(stamp.op_id, stamp.actor, stamp.word, &stamp.object, &payload)?;
            Ok(Ended::Done { seq, value })
        });
        match nothing {
            Some(value) => Ok(Ended::Nothing(value)),
            None => ended,
        }
    }
}

/// The name that those who wait at the gate see; the owner of the file and the program's jobs have none.
fn person(conn: &Connection, actor: &str) -> Res<String> {
    let Some(id) = actor.parse::<EmployeeId>().ok() else { return Ok(String::new()) };
    let sql = "SELECT name FROM employee WHERE id = ?";
    Ok(conn.prepare_cached(sql)?.query_row([id], |r| r.get(0)).optional()?.unwrap_or_default())
}
