//! A file of its own beside the base into which an import is read before anything is kept (5, «Import»). It is gone with
//! the value, so that a cancelled import leaves no trace; what a killed process left is removed by the next one.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags, OptionalExtension, params};

use super::file::{self, beside};
use super::journal::OpId;
use super::log;
use super::open::connect;
use crate::base::Res;
use crate::domain::records::Refused;
use crate::domain::{FileKind, Source};

const SCHEMA: &str = "
CREATE TABLE row (
  id     INTEGER PRIMARY KEY,
  file   INTEGER NOT NULL,
  kind   TEXT NOT NULL,
  source TEXT NOT NULL,
  ext_id TEXT NOT NULL,
  body   TEXT NOT NULL,
  UNIQUE (source, kind, ext_id)
) STRICT;
CREATE TABLE refused (
  file   INTEGER NOT NULL,
  row    INTEGER NOT NULL,
  body   TEXT NOT NULL,
  PRIMARY KEY (file, row)
) STRICT, WITHOUT ROWID;
";

/// Rows of one import, in the order of its files.
pub struct Staging {
    pub(super) conn: Connection,
    path: PathBuf,
}

/// A staged row: its number here, the number of its file, and the record as JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staged {
    pub id: i64,
    pub file: usize,
    pub body: String,
}

const NAME: &str = "-import-";

impl Staging {
    /// Makes the file beside the base. `op` makes its name unique.
    pub fn create(base: &Path, op: OpId) -> Res<Staging> {
        let base = file::resolve(base)?;
        sweep(&base);
        let path = beside(&base, &format!("{NAME}{}-{}", std::process::id(), op.text()));
        file::create_private(&path)?;
        let conn = connect(&path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        // Nothing here outlives the process, so nothing is paid for keeping it.
        conn.execute_batch(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA locking_mode=EXCLUSIVE; PRAGMA cache_size=-16384;",
        )?;
        conn.execute_batch(SCHEMA)?;
        conn.execute_batch(log::STAGED)?;
        conn.execute_batch("BEGIN")?;
        Ok(Staging { conn, path })
    }

    /// Stages a record; `false` when this external id is there already.
    pub fn put(&mut self, file: usize, kind: FileKind, source: Source, ext_id: &str, body: &str) -> Res<bool> {
        let sql = "INSERT INTO row (file, kind, source, ext_id, body) VALUES (?,?,?,?,?) ON CONFLICT DO NOTHING";
        let n = self.conn.prepare_cached(sql)?.execute(params![file as i64, kind, source, ext_id, body])?;
        Ok(n == 1)
    }

    /// What stands under an external id: the number of its file, and the record.
    pub fn get(&self, kind: FileKind, source: Source, ext_id: &str) -> Res<Option<Staged>> {
        let sql = "SELECT id, file, body FROM row WHERE source = ? AND kind = ? AND ext_id = ?";
        Ok(self.conn.prepare_cached(sql)?.query_row(params![source, kind, ext_id], staged).optional()?)
    }

    /// Puts another record in the place of one.
    pub fn replace(&mut self, id: i64, body: &str) -> Res<()> {
        self.conn.prepare_cached("UPDATE row SET body = ? WHERE id = ?")?.execute(params![body, id])?;
        Ok(())
    }

    /// Keeps a refused row.
    pub fn refuse(&mut self, file: usize, refused: &Refused) -> Res<()> {
        let body = serde_json::to_string(refused).unwrap_or_default();
        self.conn
            .prepare_cached("INSERT OR REPLACE INTO refused (file, row, body) VALUES (?,?,?)")?
            .execute(params![file as i64, refused.row as i64, body])?;
        Ok(())
    }

    /// Up to `limit` rows of a kind after the row `after`, in order.
    pub fn page(&self, kind: FileKind, after: i64, limit: usize) -> Res<Vec<Staged>> {
        let sql = "SELECT id, file, body FROM row WHERE id > ? AND kind = ? ORDER BY id LIMIT ?";
        let mut st = self.conn.prepare_cached(sql)?;
        let rows = st.query_map(params![after, kind, limit as i64], staged)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How many records and events are staged in all.
    pub fn count(&self) -> Res<u64> {
        let n: i64 = self
            .conn
            .prepare_cached("SELECT (SELECT count(*) FROM row) + (SELECT count(*) FROM event)")?
            .query_row([], |r| r.get(0))?;
        Ok(n as u64)
    }

    /// Refused rows of a file from row `from` on, in order.
    pub fn refused(&self, file: usize, from: u64, limit: usize) -> Res<Vec<Refused>> {
        let sql = "SELECT body FROM refused WHERE file = ? AND row >= ? ORDER BY row LIMIT ?";
        let mut st = self.conn.prepare_cached(sql)?;
        let rows = st.query_map(params![file as i64, from as i64, limit as i64], |r| r.get::<_, String>(0))?;
        let mut out = Vec::new();
        for body in rows {
            out.extend(serde_json::from_str::<Refused>(&body?).ok());
        }
        Ok(out)
    }
}

fn staged(r: &rusqlite::Row<'_>) -> rusqlite::Result<Staged> {
    Ok(Staged { id: r.get(0)?, file: r.get::<_, i64>(1)? as usize, body: r.get(2)? })
}

impl Drop for Staging {
    fn drop(&mut self) {
        // The descriptor closes after; on Linux the name may go first.
        let _ = fs::remove_file(&self.path);
    }
}

/// Removes what imports of processes that are gone left behind; what cannot be removed stays.
fn sweep(base: &Path) {
    let (Some(dir), Some(name)) = (base.parent(), base.file_name().and_then(|n| n.to_str())) else { return };
    let prefix = format!("{name}{NAME}");
    let Ok(entries) = fs::read_dir(dir) else { return };
    for e in entries.flatten() {
        let n = e.file_name();
        let pid = n.to_str().and_then(|n| n.strip_prefix(&prefix)).and_then(|n| n.split('-').next());
        if let Some(pid) = pid
            && pid.bytes().all(|b| b.is_ascii_digit())
            && Path::new("/proc/self").exists()
            && !Path::new("/proc").join(pid).exists()
        {
            let _ = fs::remove_file(e.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::records::Reason;

    #[test]
    fn rows_are_staged_once_and_leave_no_trace() {
        let dir = tempfile::tempdir().unwrap();
        let base = dir.path().join("x.db");
        fs::write(dir.path().join("x.db-import-999999999-dead"), "").unwrap();
        fs::write(dir.path().join("x.db-import-keep"), "").unwrap();
        {
            let mut s = Staging::create(&base, OpId([1; 16])).unwrap();
            assert!(s.put(0, FileKind::Deals, Source::Amocrm, "1", "a").unwrap());
            assert!(!s.put(1, FileKind::Deals, Source::Amocrm, "1", "b").unwrap());
            assert!(s.put(1, FileKind::Deals, Source::Bitrix24, "1", "c").unwrap());
            s.refuse(0, &Refused::new(7, "Бюджет", "x", Reason::BadAmount)).unwrap();
            let got = s.get(FileKind::Deals, Source::Amocrm, "1").unwrap().unwrap();
            assert_eq!((got.file, got.body.as_str()), (0, "a"));
            s.replace(got.id, "d").unwrap();
            let page = s.page(FileKind::Deals, 0, 10).unwrap();
            assert_eq!(page.iter().map(|r| r.body.as_str()).collect::<Vec<_>>(), ["d", "c"]);
            assert_eq!((s.count().unwrap(), s.refused(0, 0, 9).unwrap()[0].row), (2, 7));
        }
        let left: Vec<_> = fs::read_dir(dir.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
        assert_eq!(left, ["x.db-import-keep"]);
    }
}
