//! The doorbell: a file beside the base whose times are touched after every commit, so that other processes wake
//! without polling. Its content is the boot in which the base was last known to be sound.

use std::fs;
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustix::event::{EventfdFlags, PollFd, PollFlags, Timespec, eventfd, poll};
use rustix::fd::OwnedFd;
use rustix::fs::{Timestamps, UTIME_NOW, futimens};

use super::file::{beside, open_private};
use crate::base::Res;

/// How often a watcher looks when the kernel refuses it another inotify instance.
const FALLBACK_MS: u64 = 5_000;

/// The bell of one base.
#[derive(Debug, Clone)]
pub struct Bell {
    path: PathBuf,
}

impl Bell {
    pub fn of(base: &Path) -> Bell {
        Bell { path: beside(base, "-bell") }
    }

    /// Touches the bell. By path and not by a kept descriptor: a bell that somebody replaced must ring too. A bell
    /// that cannot be rung is healed by `data_version`, so nothing fails here.
    pub fn ring(&self) {
        let now = rustix::fs::Timespec { tv_sec: 0, tv_nsec: UTIME_NOW };
        if let Ok(f) = open_private(&self.path) {
            let _ = futimens(&f, &Timestamps { last_access: now, last_modification: now });
        }
    }

    /// The boot written here, empty when none is.
    pub(super) fn boot(&self) -> String {
        fs::read_to_string(&self.path).unwrap_or_default().trim().to_owned()
    }

    pub(super) fn set_boot(&self, boot: &str) -> io::Result<()> {
        let mut f = open_private(&self.path)?;
        let mut old = String::new();
        f.read_to_string(&mut old)?;
        if old.trim() != boot {
            f.set_len(0)?;
            f.rewind()?;
            writeln!(f, "{boot}")?;
        }
        Ok(())
    }
}

/// Why a watcher returned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wake {
    /// Somebody may have committed (it can be oneself): read the journal since the last `seq`.
    Rung,
    /// The time that was asked for has passed.
    Timeout,
    /// `Stopper::stop` was called; every later wait returns this too.
    Stopped,
}

/// Waits for the bell. Make it before the first read of the journal, else a commit between the two is missed.
pub struct Watch {
    bell: PathBuf,
    #[cfg(target_os = "linux")]
    ino: Option<inotify::Inotify>,
    stop: Arc<OwnedFd>,
}

/// Ends a `Watch::wait` from another thread.
#[derive(Clone)]
pub struct Stopper(Arc<OwnedFd>);

impl Stopper {
    pub fn stop(&self) {
        let _ = rustix::io::write(&*self.0, &1u64.to_ne_bytes());
    }
}

impl Watch {
    /// Sets the watch. Past the inotify limit of the Unix user it falls back to a look every five seconds.
    pub fn new(base: &Path) -> Res<Watch> {
        let bell = beside(base, "-bell");
        open_private(&bell)?;
        let stop = Arc::new(eventfd(0, EventfdFlags::CLOEXEC).map_err(io::Error::from)?);
        let mut w = Watch {
            bell,
            #[cfg(target_os = "linux")]
            ino: inotify::Inotify::init().ok(),
            stop,
        };
        w.set();
        Ok(w)
    }

    /// Whether wakes come from the kernel; otherwise from the five-second look.
    pub fn is_live(&self) -> bool {
        #[cfg(target_os = "linux")]
        return self.ino.is_some();
        #[cfg(not(target_os = "linux"))]
        false
    }

    /// For the tests of the fallback and for machines that are out of inotify instances.
    pub fn without_inotify(mut self) -> Watch {
        #[cfg(target_os = "linux")]
        {
            self.ino = None;
        }
        self
    }

    pub fn stopper(&self) -> Stopper {
        Stopper(Arc::clone(&self.stop))
    }

    fn set(&mut self) {
        #[cfg(target_os = "linux")]
        if let Some(ino) = &self.ino {
            use inotify::WatchMask as M;
            // A bell that was deleted is made again, or nobody would ever ring the new one for us.
            let _ = open_private(&self.bell);
            if ino.watches().add(&self.bell, M::ATTRIB | M::DELETE_SELF | M::MOVE_SELF).is_err() {
                self.ino = None;
            }
        }
    }

    /// Blocks until the bell rings, the watch is stopped, or `timeout_ms` passes; `None` waits for ever.
    pub fn wait(&mut self, timeout_ms: Option<u64>) -> Wake {
        let live = self.is_live();
        let ms = if live { timeout_ms } else { Some(timeout_ms.map_or(FALLBACK_MS, |t| t.min(FALLBACK_MS))) };
        let limit = ms.map(|ms| Timespec { tv_sec: (ms / 1000) as i64, tv_nsec: (ms % 1000 * 1_000_000) as i64 });
        loop {
            let (stopped, rung) = {
                let mut fds = vec![PollFd::new(&*self.stop, PollFlags::IN)];
                #[cfg(target_os = "linux")]
                if let Some(ino) = &self.ino {
                    fds.push(PollFd::new(ino, PollFlags::IN));
                }
                match poll(&mut fds, limit.as_ref()) {
                    Err(rustix::io::Errno::INTR) => continue,
                    Err(_) => return Wake::Stopped,
                    Ok(_) => (!fds[0].revents().is_empty(), fds.get(1).is_some_and(|f| !f.revents().is_empty())),
                }
            };
            if stopped {
                return Wake::Stopped;
            }
            if rung {
                self.drain();
                return Wake::Rung;
            }
            let looked = !live && timeout_ms.is_none_or(|t| t >= FALLBACK_MS);
            return if looked { Wake::Rung } else { Wake::Timeout };
        }
    }

    /// Takes all waiting events, so that a burst of commits is one wake.
    fn drain(&mut self) {
        #[cfg(target_os = "linux")]
        {
            use inotify::EventMask as M;
            let mut gone = false;
            let mut buf = [0u8; 4096];
            if let Some(ino) = &mut self.ino
                && let Ok(events) = ino.read_events(&mut buf)
            {
                for e in events {
                    gone |= e.mask.intersects(M::DELETE_SELF | M::MOVE_SELF | M::IGNORED);
                }
            }
            // Unlinking shows first as ATTRIB (the link count fell); the deletion event may never follow while
            // somebody holds the file open, so the watch is set anew whenever the name points elsewhere.
            if gone || !self.bell.exists() {
                self.set();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ring_wakes_and_a_replaced_bell_still_rings() {
        let dir = tempfile::tempdir().unwrap();
        let base = dir.path().join("x.db");
        let bell = Bell::of(&base);
        let mut w = Watch::new(&base).unwrap();
        assert!(w.is_live());
        assert_eq!(w.wait(Some(0)), Wake::Timeout);
        bell.ring();
        assert_eq!(w.wait(None), Wake::Rung);
        fs::remove_file(beside(&base, "-bell")).unwrap();
        assert_eq!(w.wait(None), Wake::Rung);
        bell.ring();
        assert_eq!(w.wait(None), Wake::Rung);
    }

    #[test]
    fn without_inotify_it_looks_by_the_clock_and_can_be_stopped() {
        let dir = tempfile::tempdir().unwrap();
        let mut w = Watch::new(&dir.path().join("x.db")).unwrap().without_inotify();
        assert!(!w.is_live());
        assert_eq!(w.wait(Some(1)), Wake::Timeout);
        w.stopper().stop();
        assert_eq!(w.wait(None), Wake::Stopped);
    }

    #[test]
    fn the_boot_survives_rings() {
        let dir = tempfile::tempdir().unwrap();
        let bell = Bell::of(&dir.path().join("x.db"));
        assert_eq!(bell.boot(), "");
        bell.set_boot("abc").unwrap();
        bell.ring();
        assert_eq!(bell.boot(), "abc");
        bell.set_boot("d").unwrap();
        assert_eq!(bell.boot(), "d");
    }
}
