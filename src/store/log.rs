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
  nth     INTEGER NOT NULL,
  kind    TEXT NOT NULL,
  written TEXT NOT NULL,
  n_rows  INTEGER NOT NULL,
  object  TEXT NOT NULL,
  address TEXT NOT NULL,
  detail  TEXT NOT NULL,
  line    INTEGER NOT NULL
) STRICT;
";

/// What tells an event from others: a digest of who, what and on what, and how many equal ones of its instant came before
/// it in its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Same {
    pub digest: i64,
    pub nth: u32,
}

/// A staged event: its number here, its file, its user's place in the import's list, what makes it the same, and what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StagedEvent {
    pub id: i64,
    pub file: usize,
    pub user: usize,
    pub same: Same,
    pub event: RecordEvent,
}

impl Staging {
    /// Stages an event; `user` is its place in the caller's list.
    pub fn put_event(&mut self, file: usize, user: usize, same: Same, e: &RecordEvent) -> Res<()> {
        let sql = "INSERT INTO event (file, user, at, digest, nth, kind, written, n_rows, object, address, detail, line) \
                   VALUES (?,?,?,?,?,?,?,?,?,?,?,?)";
        self.conn.prepare_cached(sql)?.execute(params![
            file as i64,
            user as i64,
            e.at,
            same.digest,
            same.nth,
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
        let sql = "SELECT id, file, user, at, digest, kind, written, n_rows, object, address, detail, line, nth FROM event \
                    WHERE id > ? ORDER BY id LIMIT ?";
        let mut st = self.conn.prepare_cached(sql)?;
        let rows = st.query_map(params![after, limit as i64], |r| {
            Ok(StagedEvent {
                id: r.get(0)?,
                file: r.get::<_, i64>(1)? as usize,
                user: r.get::<_, i64>(2)? as usize,
                same: Same { digest: r.get(4)?, nth: r.get(12)? },
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
    /// The last event that is there now.
    pub fn last_event(&self) -> Res<i64> {
        self.count("SELECT coalesce(max(id), 0) FROM log_event", [])
    }

    /// Appends events of one import; `users` are the rows a staged user may have been kept under before, his own first.
    /// Gives for each event whether it was new: one that is there already is only told where it had been silent.
    pub fn append_events<'u>(
        &mut self,
        import: ImportId,
        before: i64,
        events: &[StagedEvent],
        users: impl Fn(usize) -> &'u [LogUserId],
    ) -> Res<Vec<bool>> {
        let sql = "INSERT INTO log_event (at, digest, user_id, kind, written, n_rows, object, address, detail, import_id, line) \
                   VALUES (?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT (at, digest) DO NOTHING";
        let mut st = self.conn().prepare_cached(sql)?;
        let mut fresh = Vec::with_capacity(events.len());
        let mut wrote = 0;
        for s in events {
            let ids = users(s.user);
            let Some(user) = ids.first() else { continue };
            let e = &s.event;
            if let Some(known) = self.known_event(s, ids, before)? {
                wrote += self.tell_event(known, e)?;
                fresh.push(false);
                continue;
            }
            let n = st.execute(params![
                e.at,
                s.same.digest,
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
            wrote += n as u64;
            fresh.push(n == 1);
        }
        self.touched(wrote);
        Ok(fresh)
    }

    /// The event in the base: by its digest, else, under a user of the same person or from before digests left out what an
    /// export adds, by what it says.
    fn known_event(&self, s: &StagedEvent, users: &[LogUserId], before: i64) -> Res<Option<i64>> {
        let e = &s.event;
        let sql = "SELECT id FROM log_event WHERE at = ? AND digest = ?";
        if let Some(id) = self.one(sql, params![e.at, s.same.digest], |r| r.get(0))? {
            return Ok(Some(id));
        }
        let sql = "SELECT id FROM log_event WHERE user_id = ? AND at = ? AND id <= ? AND written = ? AND object = ? ORDER BY id";
        let mut past = s.same.nth;
        for user in users {
            for id in self.all(sql, params![user, e.at, before, e.written, e.object], |r| r.get::<_, i64>(0))? {
                match past.checked_sub(1) {
                    Some(left) => past = left,
                    None => return Ok(Some(id)),
                }
            }
        }
        Ok(None)
    }

    /// Fills in what an earlier export was silent about.
    fn tell_event(&self, id: i64, e: &RecordEvent) -> Res<u64> {
        if e.address.is_empty() && e.detail.is_empty() && e.rows == 0 {
            return Ok(0);
        }
        let sql = "UPDATE log_event SET address = iif(address = '', ?2, address), detail = iif(detail = '', ?3, detail), \
              n_rows = iif(n_rows = 0, ?4, n_rows) \
            WHERE id = ?1 AND ((address = '' AND ?2 <> '') OR (detail = '' AND ?3 <> '') OR (n_rows = 0 AND ?4 <> 0))";
        let n = self.conn().prepare_cached(sql)?.execute(params![id, e.address, e.detail, e.rows as i64])?;
        Ok(n as u64)
    }
}
