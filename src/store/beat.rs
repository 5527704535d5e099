//! The heartbeat of whoever holds the write gate for more than a second, in a small file that waiters show.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU8, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::file::{beside, open_private};
use crate::base::clean;

/// Milliseconds that never jump; only differences mean anything.
pub(super) fn mono_ms() -> u64 {
    let t = rustix::time::clock_gettime(rustix::time::ClockId::Monotonic);
    t.tv_sec as u64 * 1000 + t.tv_nsec as u64 / 1_000_000
}

/// Nobody else hears of a hold shorter than this, ms; later it is the pace of the beat.
const PACE_MS: u64 = 1_000;
const NO_PERCENT: u8 = 255;

/// What a waiter learns of the one who holds the gate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beat {
    pub pid: u32,
    /// The person or job, as that process gave it.
    pub who: String,
    /// The command's word.
    pub what: String,
    pub percent: Option<u8>,
}

/// Reads the beat of a base; `None` when nobody holds the gate for long. Cheap enough for every frame of a wait.
pub fn read(base: &Path) -> Option<Beat> {
    parse(&raw(&beside(base, "-beat")))
}

pub(super) fn raw(path: &Path) -> Vec<u8> {
    fs::read(path).unwrap_or_default()
}

fn parse(raw: &[u8]) -> Option<Beat> {
    let text = clean(&String::from_utf8_lossy(raw));
    let mut lines = text.lines();
    let _count = lines.next()?;
    let pid = lines.next()?.parse().ok()?;
    let percent = lines.next()?.parse().ok();
    Some(Beat { pid, percent, who: lines.next()?.to_owned(), what: lines.next()?.to_owned() })
}

/// While it lives, its connection holds the gate.
pub(super) struct Held(Arc<Pulse>);

impl Drop for Held {
    fn drop(&mut self) {
        self.0.end();
    }
}

/// The holder's side. One per connection, shared with SQLite's progress handler: a beat therefore means that work
/// goes on, not merely that the process lives.
#[derive(Debug)]
pub struct Pulse {
    path: PathBuf,
    who: Mutex<String>,
    what: Mutex<String>,
    percent: AtomicU8,
    holding: AtomicBool,
    last: AtomicU64,
    count: AtomicU64,
}

impl Pulse {
    pub(super) fn of(base: &Path) -> Arc<Pulse> {
        Arc::new(Pulse {
            path: beside(base, "-beat"),
            who: Mutex::default(),
            what: Mutex::default(),
            percent: AtomicU8::new(NO_PERCENT),
            holding: AtomicBool::new(false),
            last: AtomicU64::new(0),
            count: AtomicU64::new(0),
        })
    }

    /// Whose name waiters see.
    pub fn set_who(&self, who: &str) {
        *self.who.lock().unwrap_or_else(PoisonError::into_inner) = who.to_owned();
    }

    /// How far the command is, 0…100; a command that computes long between statements calls it as it goes.
    pub fn percent(&self, percent: u8) {
        self.percent.store(percent.min(100), Ordering::Relaxed);
        self.tick(mono_ms());
    }

    /// Holds the gate until the guard is dropped, a panic included.
    pub(super) fn hold(self: &Arc<Self>, what: &str, now: u64) -> Held {
        self.begin(what, now);
        Held(Arc::clone(self))
    }

    fn begin(&self, what: &str, now: u64) {
        *self.what.lock().unwrap_or_else(PoisonError::into_inner) = what.to_owned();
        self.percent.store(NO_PERCENT, Ordering::Relaxed);
        self.count.store(0, Ordering::Relaxed);
        self.last.store(now, Ordering::Relaxed);
        self.holding.store(true, Ordering::Release);
    }

    /// Beats when a second has passed since the last beat. A beat that cannot be written costs the waiters patience
    /// and nothing else, so it fails nothing.
    pub(super) fn tick(&self, now: u64) {
        if !self.holding.load(Ordering::Acquire) || now.saturating_sub(self.last.load(Ordering::Relaxed)) < PACE_MS {
            return;
        }
        self.last.store(now, Ordering::Relaxed);
        let n = self.count.fetch_add(1, Ordering::Relaxed) + 1;
        let _ = self.write(n);
    }

    fn write(&self, n: u64) -> io::Result<()> {
        use std::os::unix::fs::FileExt;
        let who = self.who.lock().unwrap_or_else(PoisonError::into_inner).replace('\n', " ");
        let what = self.what.lock().unwrap_or_else(PoisonError::into_inner).replace('\n', " ");
        let percent = match self.percent.load(Ordering::Relaxed) {
            NO_PERCENT => String::new(),
            p => p.to_string(),
        };
        let text = format!("{n}\n{}\n{percent}\n{who}\n{what}\n", std::process::id());
        let f = open_private(&self.path)?;
        f.set_len(0)?;
        f.write_all_at(text.as_bytes(), 0)
    }

    fn end(&self) {
        self.holding.store(false, Ordering::Release);
        if self.count.swap(0, Ordering::Relaxed) > 0
            && let Ok(f) = open_private(&self.path)
        {
            let _ = f.set_len(0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_hold_is_seen_and_a_short_one_is_not() {
        let dir = tempfile::tempdir().unwrap();
        let base = dir.path().join("x.db");
        let p = Pulse::of(&base);
        p.set_who("Орлова\nАнна");
        p.begin("import", 10);
        p.tick(900);
        assert_eq!(read(&base), None);
        p.tick(1_011);
        let b = read(&base).unwrap();
        assert_eq!((b.who.as_str(), b.what.as_str(), b.percent), ("Орлова Анна", "import", None));
        assert_eq!(b.pid, std::process::id());
        let first = raw(&beside(&base, "-beat"));
        p.percent.store(42, Ordering::Relaxed);
        p.tick(2_100);
        assert_ne!(raw(&beside(&base, "-beat")), first);
        assert_eq!(read(&base).unwrap().percent, Some(42));
        p.end();
        assert_eq!(read(&base), None);
    }
}
