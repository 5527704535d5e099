//! Filling a new base. Random index writes are what a mass insert spends its time on, so a load drops the indexes, keeps
//! no derived values, and makes indexes, sums and search documents once, after the rows (5, "Import").

use std::path::Path;

use rusqlite::Connection;

use super::file::{at, is_free, sync_dir};
use super::kept;
use super::open::{Base, Mode, WRITER_CACHE_KIB};
use crate::base::{Code, Res};

/// Room for sorting a large index, given back when the load ends. It counts twice: the sorter takes as much as the pages.
const LOAD_CACHE_KIB: i32 = 24 * 1024;
/// Clients per transaction when their values and search documents are made.
const CHUNK: i64 = 20_000;
/// FTS5 gathers so many bytes before it writes a segment; fewer segments are less merging. What it really takes is more
/// than twice as much.
const SEARCH_HASH: i64 = 8 << 20;
const SEARCH_HASH_USUAL: i64 = 1 << 20;

/// Told after each stage how many of how many are done; `false` stops with `Interrupted`.
pub type Told<'a> = &'a mut dyn FnMut(u64, u64) -> bool;

impl Base {
    /// From here on commands of this base keep no derived values and there are no indexes beside those of keys. Only for
    /// a base that nobody else has open, made a moment ago. Errors: `BaseExists` when it has clients already.
    pub fn begin_load(&mut self) -> Res<()> {
        let has_rows: bool = self.conn.query_row("SELECT EXISTS (SELECT 1 FROM client)", [], |r| r.get(0))?;
        if has_rows {
            return Err(at(Code::BaseExists, &self.path));
        }
        self.conn.pragma_update(None, "cache_size", -LOAD_CACHE_KIB)?;
        self.dropped = self.with_write("load", |tx| {
            let indexes = indexes(tx)?;
            for (name, ..) in &indexes {
                tx.execute_batch(&format!("DROP INDEX \"{name}\""))?;
            }
            Ok(indexes.into_iter().map(|(_, table, sql)| (table, sql)).collect())
        })?;
        self.loading = true;
        Ok(())
    }

    /// Makes what the load left out; the base is then as if its rows had come one by one.
    pub fn end_load(&mut self, told: Told<'_>) -> Res<()> {
        let last: i64 = self.conn.query_row("SELECT coalesce(max(id), 0) FROM client", [], |r| r.get(0))?;
        let (before, after): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.dropped).into_iter().partition(|(table, _)| table != "client");
        let chunks = last.div_euclid(CHUNK) + 1;
        let all = before.len() as u64 + after.len() as u64 + 2 * chunks.unsigned_abs() + 1;
        let mut done = 0;
        let mut step = |base: &mut Base, f: &mut dyn FnMut(&Connection) -> Res<()>| -> Res<()> {
            base.with_write("load", |tx| f(tx))?;
            done += 1;
            if told(done, all) { Ok(()) } else { Err(Code::Interrupted.into()) }
        };
        for (_, sql) in before {
            step(self, &mut |c| Ok(c.execute_batch(&sql)?))?;
        }
        // The client's own indexes come after the values they hold.
        for n in 0..chunks {
            step(self, &mut |c| kept::fill_clients(c, n * CHUNK + 1, (n + 1) * CHUNK))?;
        }
        for (_, sql) in after {
            step(self, &mut |c| Ok(c.execute_batch(&sql)?))?;
        }
        self.search_hash(SEARCH_HASH)?;
        for n in 0..chunks {
            step(self, &mut |c| kept::fill_search(c, n * CHUNK + 1, (n + 1) * CHUNK))?;
        }
        self.search_hash(SEARCH_HASH_USUAL)?;
        self.conn.pragma_update(None, "cache_size", -WRITER_CACHE_KIB)?;
        step(self, &mut kept::fill_owners)?;
        self.loading = false;
        Ok(())
    }

    fn search_hash(&mut self, bytes: i64) -> Res<()> {
        self.with_write("load", |tx| {
            tx.execute("INSERT INTO client_search (client_search, rank) VALUES ('hashsize', ?)", [bytes])?;
            Ok(())
        })
    }

    /// Gives a finished base its name: what is under `self` stands at `to` afterwards, opened anew. Errors: `BaseExists`.
    pub fn rename(self, to: &Path) -> Res<Base> {
        if !is_free(to)? {
            return Err(at(Code::BaseExists, to));
        }
        let from = self.path.clone();
        self.conn.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")?;
        drop(self);
        std::fs::rename(&from, to)?;
        forget(&from);
        sync_dir(to)?;
        Base::open(to, Mode::ReadWrite)
    }
}

/// Removes a base and the files beside it; for one that was made a moment ago by us and is of no use to anybody.
pub fn forget(path: &Path) {
    for suffix in ["", "-wal", "-shm", "-bell", "-beat"] {
        let _ = std::fs::remove_file(super::file::beside(path, suffix));
    }
}

/// The indexes that do not belong to a key: name, table, SQL.
fn indexes(c: &Connection) -> Res<Vec<(String, String, String)>> {
    let mut st = c.prepare(
        "SELECT name, tbl_name, sql FROM sqlite_schema s WHERE type = 'index' AND sql IS NOT NULL \
           AND NOT EXISTS (SELECT 1 FROM pragma_table_list t WHERE t.name = s.tbl_name AND t.type = 'shadow') ORDER BY name",
    )?;
    let rows = st.query_map([], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?;
    Ok(rows.collect::<Result<Vec<_>, _>>()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{At, Kind};
    use crate::store::{OpId, Stamp, migrate};

    #[test]
    fn a_loaded_base_is_the_one_that_grew_row_by_row() {
        let dir = tempfile::tempdir().unwrap();
        let made = |name: &str, load: bool| {
            let path = dir.path().join(name);
            let mut base = Base::create(&path).unwrap();
            if load {
                base.begin_load().unwrap();
            }
            let stamp = Stamp { op_id: OpId([7; 16]), actor: "owner", at: At(1), word: "t", object: String::new() };
            base.command(&stamp, |tx| {
                let p = tx.insert(Kind::Employee, &[("name", "п".into()), ("name_fold", "п".into())])?;
                for n in 0..3 {
                    let name = format!("клиент {n}");
                    let fields =
                        [("name", (&name).into()), ("name_fold", (&name).into()), ("match_fold", (&name).into())];
                    let c = tx.insert(Kind::Client, &[&fields[..], &[("owner_id", p.into())]].concat())?;
                    let touch = [("client_id", c.into()), ("kind", "call".into()), ("at", (n + 5).into())];
                    tx.insert(Kind::Touch, &touch)?;
                }
                Ok(((), "{}".to_owned()))
            })
            .unwrap();
            if load {
                base.end_load(&mut |_, _| true).unwrap();
                base = base.rename(&dir.path().join("named")).unwrap();
            }
            let text = |sql: &str| -> String { base.conn().query_row(sql, [], |r| r.get(0)).unwrap() };
            (
                migrate::dump(base.conn()).unwrap(),
                text("SELECT group_concat(id || name || last_touch_at || open_deals) FROM client"),
                text("SELECT group_concat(owner_id || kind || n) FROM owner_stats"),
                text("SELECT group_concat(rowid) FROM client_search WHERE client_search MATCH '\"¤1¤\"'"),
            )
        };
        let (rows, load) = (made("a", false), made("b", true));
        assert_eq!(rows, load);
        assert!(!dir.path().join("b").exists() && !dir.path().join("b-bell").exists());
    }
}
