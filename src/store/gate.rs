//! The write gate (6 §2): the only way to write. `BEGIN IMMEDIATE`, because a read that turns into a write is refused at
//! once; a jittered wait, because SQLite's own timeout is unfair; patience that ends at 15 s without a heartbeat.

use std::path::Path;

use rusqlite::{Connection, ErrorCode, Transaction, TransactionBehavior};

use super::Base;
use super::beat::{self, mono_ms};
use super::file::{at, beside};
use crate::base::{Code, Fault, Res};

/// How long one waits for a holder that shows no sign of work, ms.
const GIVE_UP_MS: u64 = 15_000;
/// Looking at the beat costs a file read; short waits, which are nearly all, go without.
const LOOK_AFTER_MS: u64 = 500;

/// One wait at the gate: decides how long to sleep, or that it is enough.
struct Patience {
    started: u64,
    since: u64,
    seen: Vec<u8>,
    rng: fastrand::Rng,
}

impl Patience {
    fn new(now: u64) -> Self {
        Self { started: now, since: now, seen: Vec::new(), rng: fastrand::Rng::new() }
    }

    /// The next sleep in microseconds, or `None` when nobody has shown work for 15 s.
    fn next(&mut self, now: u64, beat: impl FnOnce() -> Vec<u8>) -> Option<u64> {
        let waited = now.saturating_sub(self.started);
        if waited > LOOK_AFTER_MS {
            let b = beat();
            if !b.is_empty() && b != self.seen {
                self.seen = b;
                self.since = now;
            }
            if now.saturating_sub(self.since) > GIVE_UP_MS {
                return None;
            }
        }
        // Short at first (most holds are under 2 ms), wide later, always random: equal steps let one writer starve.
        let top = (500 + waited * 100).min(25_000);
        Some(self.rng.u64(200..=top))
    }
}

/// Installs the jittered wait on a connection.
pub(super) fn install(conn: &mut Connection, base: &Path) -> Res<()> {
    let path = beside(base, "-beat");
    let mut patience = Patience::new(mono_ms());
    conn.busy_handler(Some(move |count: i32| {
        let now = mono_ms();
        if count == 0 {
            patience = Patience::new(now);
        }
        let Some(us) = patience.next(now, || beat::raw(&path)) else { return false };
        std::thread::sleep(std::time::Duration::from_micros(us));
        true
    }))?;
    Ok(())
}

impl Base {
    /// Runs `f` inside the write gate and commits; any error rolls everything back. `what` is the command's word, shown
    /// to those who wait. The bell rings after the commit.
    ///
    /// Errors: those of `f`; `BaseBusy` with `who` and `percent` of the holder after 15 s without a heartbeat; `DiskFull`,
    /// `Io`, `BaseReadOnly`; `BaseNewer` or `BaseOlder` when the base was migrated or restored meanwhile.
    pub fn with_write<T>(&mut self, what: &str, f: impl FnOnce(&Transaction<'_>) -> Res<T>) -> Res<T> {
        self.gate(what, None, f)
    }

    /// `with_write` for a command that journals `op_id`: when COMMIT itself fails, the journal is asked whether the
    /// command is there before anything is said. An error after that is safe to repeat with the same `op_id`.
    pub fn with_op<T>(&mut self, what: &str, op_id: &[u8], f: impl FnOnce(&Transaction<'_>) -> Res<T>) -> Res<T> {
        self.gate(what, Some(op_id), f)
    }

    fn gate<T>(&mut self, what: &str, op: Option<&[u8]>, f: impl FnOnce(&Transaction<'_>) -> Res<T>) -> Res<T> {
        if !self.writable {
            return Err(at(Code::BaseReadOnly, &self.path));
        }
        // Outside the gate the connection cannot write at all, so nothing can slip past it.
        insist(|| self.conn.pragma_update(None, "query_only", false))?;
        let out = self.inside(what, op, f);
        if !self.conn.is_autocommit() {
            // The rollback itself was interrupted: without it the next command would continue this one.
            insist(|| self.conn.execute_batch("ROLLBACK"))?;
        }
        // What is committed is committed, whatever happens to this switch; the next command sets it anyway.
        let _ = insist(|| self.conn.pragma_update(None, "query_only", true));
        let out = out?;
        self.bell.ring();
        Ok(out)
    }

    fn inside<T>(&mut self, what: &str, op: Option<&[u8]>, f: impl FnOnce(&Transaction<'_>) -> Res<T>) -> Res<T> {
        let tx = Transaction::new(&mut self.conn, TransactionBehavior::Immediate)
            .map_err(|e| busy_with_holder(e.into(), &self.path))?;
        let _held = self.pulse.hold(what, mono_ms());
        let version: i32 = tx.query_row("PRAGMA user_version", [], |r| r.get(0))?;
        if version != self.version {
            // Somebody migrated the base, or restored an old one, under our feet.
            let code = if version > self.version { Code::BaseNewer } else { Code::BaseOlder };
            return Err(at(code, &self.path).with("version", version));
        }
        let out = f(&tx)?;
        if let Err(e) = tx.commit()
            && !self.is_done(op)
        {
            return Err(e.into());
        }
        Ok(out)
    }

    /// Whether an operation stands in the journal; `false` also when the journal cannot be read.
    fn is_done(&self, op: Option<&[u8]>) -> bool {
        let Some(op) = op else { return false };
        self.conn.is_autocommit()
            && self.conn.query_row("SELECT 1 FROM journal WHERE op_id = ?1", [op], |_| Ok(())).is_ok()
    }
}

/// Repeats a short statement that an interrupt meant for another one has hit.
pub(super) fn insist(mut f: impl FnMut() -> rusqlite::Result<()>) -> Res<()> {
    for _ in 0..1_000 {
        match f() {
            Err(e) if e.sqlite_error_code() == Some(ErrorCode::OperationInterrupted) => std::thread::yield_now(),
            other => return Ok(other?),
        }
    }
    Err(Code::Interrupted.into())
}

fn busy_with_holder(fault: Fault, base: &Path) -> Fault {
    match beat::read(base) {
        Some(b) if fault.code == Code::BaseBusy => {
            let percent = b.percent.map(|p| p.to_string()).unwrap_or_default();
            fault.with("who", b.who).with("percent", percent)
        }
        _ => fault,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patience_ends_after_fifteen_seconds_without_a_beat() {
        let mut p = Patience::new(0);
        assert!(p.next(14_999, Vec::new).is_some());
        assert!(p.next(15_001, Vec::new).is_none());
        // A beat that never changes is a dead holder's.
        let mut p = Patience::new(0);
        assert!(p.next(10_000, || b"1".to_vec()).is_some());
        assert!(p.next(24_000, || b"1".to_vec()).is_some());
        assert!(p.next(25_001, || b"1".to_vec()).is_none());
    }

    #[test]
    fn patience_lasts_as_long_as_the_holder_works() {
        let mut p = Patience::new(0);
        for s in 1..200u64 {
            assert!(p.next(s * 1_000, || s.to_string().into_bytes()).is_some());
        }
    }

    #[test]
    fn sleeps_are_short_and_differ() {
        let mut p = Patience::new(0);
        let sleeps: Vec<u64> = (0..50).filter_map(|i| p.next(i * 20, Vec::new)).collect();
        assert_eq!(sleeps.len(), 50);
        assert!(sleeps.iter().all(|s| (200..=25_000).contains(s)));
        assert!(sleeps.windows(2).any(|w| w[0] != w[1]));
    }
}
