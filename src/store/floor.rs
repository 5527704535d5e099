//! Floors of `bench`: frozen SQL scripts on a base that is thrown away afterwards. They go past commands and journal on
//! purpose, with the pragmas of the real writer, so that a ratio says what the commands cost on top of their rows.

use std::path::Path;

use rusqlite::fallible_iterator::FallibleIterator as _;
use rusqlite::{Batch, Connection, OpenFlags, Transaction, TransactionBehavior};

use super::open::{connect, prepare_writer};
use super::values::Val;
use crate::base::Res;

/// A base that only scripts write to.
pub struct Floor {
    conn: Connection,
}

impl Floor {
    pub fn open(path: &Path) -> Res<Floor> {
        let mut conn = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        prepare_writer(&mut conn, path)?;
        Ok(Floor { conn })
    }

    pub fn conn(&self) -> &Connection {
        &self.conn
    }

    /// Makes another base readable under `name`.
    pub fn beside(&self, path: &Path, name: &str) -> Res<()> {
        self.conn.execute(&format!("ATTACH ?1 AS {name}"), [path.display().to_string()])?;
        Ok(())
    }

    /// Runs a script in one transaction. `:name` in its statements is bound to the argument of that name.
    pub fn run(&mut self, script: &str, args: &[(&str, Val)]) -> Res<()> {
        let tx = Transaction::new(&mut self.conn, TransactionBehavior::Immediate)?;
        let mut batch = Batch::new(&tx, script);
        while let Some(mut st) = batch.next()? {
            for (name, value) in args {
                if let Some(i) = st.parameter_index(name)? {
                    st.raw_bind_parameter(i, value)?;
                }
            }
            let mut rows = st.raw_query();
            while rows.next()?.is_some() {}
        }
        tx.commit()?;
        Ok(())
    }
}

/// Reads all rows of a script's one SELECT and gives their first column.
pub fn ask(conn: &Connection, script: &str, args: &[(&str, Val)]) -> Res<Vec<i64>> {
    let mut st = conn.prepare_cached(script)?;
    for (name, value) in args {
        if let Some(i) = st.parameter_index(name)? {
            st.raw_bind_parameter(i, value)?;
        }
    }
    let mut rows = st.raw_query();
    let mut out = Vec::new();
    while let Some(r) = rows.next()? {
        out.push(r.get(0)?);
    }
    Ok(out)
}
