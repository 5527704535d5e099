//! A shim over SQLite's unix file system whose n-th operation of a kind fails. It becomes the default of its process,
//! so only children of the tests install it.

#![allow(unsafe_op_in_unsafe_fn, reason = "every function here is a callback of SQLite, unsafe as a whole")]

use std::ffi::{c_char, c_int, c_void};
use std::sync::atomic::{AtomicI64, AtomicPtr, AtomicU8, Ordering};

use rusqlite::ffi::{self, sqlite3_file, sqlite3_int64, sqlite3_io_methods, sqlite3_vfs};

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
static REAL: AtomicPtr<sqlite3_vfs> = AtomicPtr::new(std::ptr::null_mut());

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

/// The shim's methods and, behind them, the real ones.
#[repr(C)]
struct Methods {
    ours: sqlite3_io_methods,
    real: *const sqlite3_io_methods,
}

unsafe fn real(f: *mut sqlite3_file) -> &'static sqlite3_io_methods {
    &*(*((*f).pMethods as *const Methods)).real
}

unsafe extern "C" fn x_write(f: *mut sqlite3_file, buf: *const c_void, n: c_int, at: sqlite3_int64) -> c_int {
    if fails(Fail::Full) {
        return ffi::SQLITE_FULL;
    }
    let w = real(f).xWrite.unwrap();
    if fails(Fail::Write) {
        w(f, buf, n / 2, at);
        return ffi::SQLITE_IOERR_WRITE;
    }
    w(f, buf, n, at)
}

unsafe extern "C" fn x_read(f: *mut sqlite3_file, buf: *mut c_void, n: c_int, at: sqlite3_int64) -> c_int {
    if fails(Fail::Read) { ffi::SQLITE_IOERR_READ } else { real(f).xRead.unwrap()(f, buf, n, at) }
}

unsafe extern "C" fn x_sync(f: *mut sqlite3_file, flags: c_int) -> c_int {
    if fails(Fail::Fsync) { ffi::SQLITE_IOERR_FSYNC } else { real(f).xSync.unwrap()(f, flags) }
}

unsafe extern "C" fn x_truncate(f: *mut sqlite3_file, n: sqlite3_int64) -> c_int {
    if fails(Fail::Truncate) { ffi::SQLITE_IOERR_TRUNCATE } else { real(f).xTruncate.unwrap()(f, n) }
}

unsafe extern "C" fn x_shm_map(f: *mut sqlite3_file, i: c_int, n: c_int, more: c_int, p: *mut *mut c_void) -> c_int {
    if fails(Fail::Shm) { ffi::SQLITE_IOERR_SHMMAP } else { real(f).xShmMap.unwrap()(f, i, n, more, p) }
}

unsafe extern "C" fn x_open(
    _: *mut sqlite3_vfs,
    name: *const c_char,
    f: *mut sqlite3_file,
    flags: c_int,
    out: *mut c_int,
) -> c_int {
    if fails(Fail::Open) {
        (*f).pMethods = std::ptr::null();
        return ffi::SQLITE_CANTOPEN;
    }
    let vfs = REAL.load(Ordering::SeqCst);
    let rc = (*vfs).xOpen.unwrap()(vfs, name, f, flags, out);
    if rc == ffi::SQLITE_OK && !(*f).pMethods.is_null() {
        let real = (*f).pMethods;
        let mut ours = *real;
        ours.xWrite = Some(x_write);
        ours.xRead = Some(x_read);
        ours.xSync = Some(x_sync);
        ours.xTruncate = Some(x_truncate);
        if ours.xShmMap.is_some() {
            ours.xShmMap = Some(x_shm_map);
        }
        // A few hundred bytes for each file that is opened, in a process that lives for seconds.
        (*f).pMethods = &Box::leak(Box::new(Methods { ours, real })).ours;
    }
    rc
}

/// Makes the shim this process's default.
pub fn install() {
    // SAFETY: the default file system of SQLite lives as long as the process, and so does the leaked copy.
    unsafe {
        ffi::sqlite3_initialize();
        let real = ffi::sqlite3_vfs_find(std::ptr::null());
        REAL.store(real, Ordering::SeqCst);
        let mut vfs = *real;
        vfs.zName = c"failing".as_ptr();
        vfs.pNext = std::ptr::null_mut();
        vfs.xOpen = Some(x_open);
        assert_eq!(ffi::sqlite3_vfs_register(Box::leak(Box::new(vfs)), 1), ffi::SQLITE_OK);
    }
}
