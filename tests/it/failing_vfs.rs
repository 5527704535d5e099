//! A disk whose n-th operation of a kind fails.

use std::sync::atomic::{AtomicI64, AtomicU8, Ordering};

use rusqlite::ffi;

use crate::vfs_shim::{self, Disk, Fate, Op};

/// What fails, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Fail {
    /// No space: a write answers SQLITE_FULL.
    Full = 1,
    /// A write reaches the disk by half and answers an I/O error.
    Write,
    Fsync,
    /// The shared index of the log cannot be mapped.
    Shm,
    Read,
    Truncate,
    Open,
}

static KIND: AtomicU8 = AtomicU8::new(0);
/// Operations of the kind to let pass before the failure.
static LEFT: AtomicI64 = AtomicI64::new(i64::MAX);
/// How many operations fail from then on.
static TIMES: AtomicI64 = AtomicI64::new(0);
static HITS: AtomicI64 = AtomicI64::new(0);

/// From now on the `n`-th operation of this kind fails, and `times - 1` after it.
pub fn arm(kind: Fail, n: i64, times: i64) {
    HITS.store(0, Ordering::SeqCst);
    LEFT.store(n, Ordering::SeqCst);
    TIMES.store(times, Ordering::SeqCst);
    KIND.store(kind as u8, Ordering::SeqCst);
}

/// The disk is well again; how many operations failed since `arm`.
pub fn disarm() -> i64 {
    KIND.store(0, Ordering::SeqCst);
    HITS.load(Ordering::SeqCst)
}

fn fails(kind: Fail) -> bool {
    if KIND.load(Ordering::SeqCst) != kind as u8 || LEFT.fetch_sub(1, Ordering::SeqCst) > 0 {
        return false;
    }
    if TIMES.fetch_sub(1, Ordering::SeqCst) > 0 {
        HITS.fetch_add(1, Ordering::SeqCst);
        return true;
    }
    false
}

struct Failing;

impl Disk for Failing {
    fn ask(&self, _file: &str, op: &Op<'_>) -> Fate {
        let refuse = |kind, code| if fails(kind) { Fate::Refuse(code) } else { Fate::Pass };
        match op {
            Op::Write { .. } if fails(Fail::Full) => Fate::Refuse(ffi::SQLITE_FULL),
            Op::Write { .. } if fails(Fail::Write) => Fate::Half(ffi::SQLITE_IOERR_WRITE),
            Op::Read => refuse(Fail::Read, ffi::SQLITE_IOERR_READ),
            Op::Sync => refuse(Fail::Fsync, ffi::SQLITE_IOERR_FSYNC),
            Op::Truncate(_) => refuse(Fail::Truncate, ffi::SQLITE_IOERR_TRUNCATE),
            Op::ShmMap => refuse(Fail::Shm, ffi::SQLITE_IOERR_SHMMAP),
            Op::Open => refuse(Fail::Open, ffi::SQLITE_CANTOPEN),
            Op::Write { .. } | Op::Delete { .. } => Fate::Pass,
        }
    }
}

pub fn install() {
    vfs_shim::install(&Failing);
}
