//! The activity log's own way in: a million events come in one import, append-only, so they go past `Tx::insert` with its
//! inverses. Staged as columns, appended as they were staged; an event that is there already adds nothing.

use rusqlite::params;

use super::staging::Staging;
use super::tx::Tx;
use crate::base::{At, ImportId, LogUserId, Res};
use crate::domain::LogKind;
use crate::domain::records::RecordEvent;

/// The staging file's table of events.
pub(super) const STAGED: &str = "
CREATE TABLE event (
  id      INTEGER PRIMARY KEY,
  file    INTEGER NOT NULL,
  user    INTEGER NOT NULL,
  at      INTEGER NOT NULL,
  digest  INTEGER NOT NULL,
  kind    TEXT NOT NULL,
  written TEXT NOT NULL,
  n_rows  INTEGER NOT NULL,
  object  TEXT NOT NULL,
  address TEXT NOT NULL,
  detail  TEXT NOT NULL,
  line    INTEGER NOT NULL
) STRICT;
";

/// A staged event: its number here, its file, its user's place in the import's list, its digest, and what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StagedEvent {
    pub id: i64,
    pub file: usize,
    pub user: usize,
    pub digest: i64,
    pub event: RecordEvent,
}

impl Staging {
    /// Stages an event; `user` is its place in the caller's list.
    pub fn put_event(&mut self, file: usize, user: usize, digest: i64, e: &RecordEvent) -> Res<()> {
        let sql = "INSERT INTO event (file, user, at, digest, kind, written, n_rows, object, address, detail, line) \
                   VALUES (?,?,?,?,?,?,?,?,?,?,?)";
        self.conn.prepare_cached(sql)?.execute(params![
            file as i64,
            user as i64,
            e.at,
            digest,
            e.kind,
            e.written,
            e.rows as i64,
            e.object,
            e.address,
            e.detail,
            e.row as i64
        ])?;
        Ok(())
    }

    /// Up to `limit` events after the event `after`, in order.
    pub fn events(&self, after: i64, limit: usize) -> Res<Vec<StagedEvent>> {
        let sql = "SELECT id, file, user, at, digest, kind, written, n_rows, object, address, detail, line FROM event \
                    WHERE id > ? ORDER BY id LIMIT ?";
        let mut st = self.conn.prepare_cached(sql)?;
        let rows = st.query_map(params![after, limit as i64], |r| {
            Ok(StagedEvent {
                id: r.get(0)?,
                file: r.get::<_, i64>(1)? as usize,
                user: r.get::<_, i64>(2)? as usize,
                digest: r.get(4)?,
                event: RecordEvent {
                    at: r.get::<_, At>(3)?,
                    kind: r.get::<_, LogKind>(5)?,
                    written: r.get(6)?,
                    rows: r.get::<_, i64>(7)?.unsigned_abs(),
                    object: r.get(8)?,
                    address: r.get(9)?,
                    detail: r.get(10)?,
                    row: r.get::<_, i64>(11)?.unsigned_abs(),
                    user: String::new(),
                },
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Tx<'_> {
    /// Appends events of one import; `user` gives the row of a staged user. Gives for each whether it was new.
    pub fn append_events(
        &mut self,
        import: ImportId,
        events: &[StagedEvent],
        user: impl Fn(usize) -> Option<LogUserId>,
    ) -> Res<Vec<bool>> {
        let sql = "INSERT INTO log_event (at, digest, user_id, kind, written, n_rows, object, address, detail, import_id, line) \
                   VALUES (?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT (at, digest) DO NOTHING";
        let mut st = self.conn().prepare_cached(sql)?;
        let mut fresh = Vec::with_capacity(events.len());
        for s in events {
            let Some(user) = user(s.user) else { continue };
            let e = &s.event;
            let n = st.execute(params![
                e.at,
                s.digest,
                user,
                e.kind,
                e.written,
                e.rows as i64,
                e.object,
                e.address,
                e.detail,
                import,
                e.row as i64
            ])?;
            fresh.push(n == 1);
        }
        self.touched(fresh.iter().filter(|f| **f).count() as u64, std::iter::empty());
        Ok(fresh)
    }
}
