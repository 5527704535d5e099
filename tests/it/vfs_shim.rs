//! A shim over SQLite's unix file system that asks before each operation and tells after it. It becomes the default of
//! its process, so only children of the tests install it. All the unsafe code of the tests of failing disks and of
//! power cuts is here.

#![allow(unsafe_op_in_unsafe_fn, reason = "every function here is a callback of SQLite, unsafe as a whole")]

use std::ffi::{CStr, c_char, c_int, c_void};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicPtr, Ordering};

use rusqlite::ffi::{self, sqlite3_file, sqlite3_int64, sqlite3_io_methods, sqlite3_vfs};

/// One operation of SQLite on a file.
pub enum Op<'a> {
    Open,
    Read,
    Write { at: u64, bytes: &'a [u8] },
    Truncate(u64),
    Sync,
    ShmMap,
    Delete { synced: bool },
}

/// What becomes of an operation.
pub enum Fate {
    Pass,
    /// It does not happen and answers this code.
    Refuse(c_int),
    /// A write reaches the disk by half and answers this code.
    Half(c_int),
}

/// Who decides and listens. `file` is the path as SQLite names it; empty for a temporary file.
pub trait Disk: Sync {
    fn ask(&self, _file: &str, _op: &Op<'_>) -> Fate {
        Fate::Pass
    }
    /// The operation has succeeded.
    fn done(&self, _file: &str, _op: &Op<'_>) {}
}

static DISK: OnceLock<&'static dyn Disk> = OnceLock::new();
static REAL: AtomicPtr<sqlite3_vfs> = AtomicPtr::new(std::ptr::null_mut());

/// The shim's methods and, behind them, the real ones.
#[repr(C)]
struct Methods {
    ours: sqlite3_io_methods,
    real: *const sqlite3_io_methods,
    name: String,
}

/// Runs an operation under the eyes of the disk.
fn watched(file: &str, op: &Op<'_>, run: impl FnOnce() -> c_int, half: impl FnOnce()) -> c_int {
    let Some(disk) = DISK.get() else { return run() };
    match disk.ask(file, op) {
        Fate::Refuse(code) => code,
        Fate::Half(code) => {
            half();
            code
        }
        Fate::Pass => {
            let rc = run();
            if rc == ffi::SQLITE_OK {
                disk.done(file, op);
            }
            rc
        }
    }
}

unsafe fn methods(f: *mut sqlite3_file) -> &'static Methods {
    &*((*f).pMethods as *const Methods)
}

unsafe extern "C" fn x_write(f: *mut sqlite3_file, buf: *const c_void, n: c_int, at: sqlite3_int64) -> c_int {
    let m = methods(f);
    let w = (*m.real).xWrite.unwrap();
    let bytes = std::slice::from_raw_parts(buf.cast::<u8>(), n as usize);
    let half = || {
        w(f, buf, n / 2, at);
    };
    watched(&m.name, &Op::Write { at: at as u64, bytes }, || w(f, buf, n, at), half)
}

unsafe extern "C" fn x_read(f: *mut sqlite3_file, buf: *mut c_void, n: c_int, at: sqlite3_int64) -> c_int {
    let m = methods(f);
    watched(&m.name, &Op::Read, || (*m.real).xRead.unwrap()(f, buf, n, at), || ())
}

unsafe extern "C" fn x_sync(f: *mut sqlite3_file, flags: c_int) -> c_int {
    let m = methods(f);
    watched(&m.name, &Op::Sync, || (*m.real).xSync.unwrap()(f, flags), || ())
}

unsafe extern "C" fn x_truncate(f: *mut sqlite3_file, n: sqlite3_int64) -> c_int {
    let m = methods(f);
    watched(&m.name, &Op::Truncate(n as u64), || (*m.real).xTruncate.unwrap()(f, n), || ())
}

unsafe extern "C" fn x_shm_map(f: *mut sqlite3_file, i: c_int, n: c_int, more: c_int, p: *mut *mut c_void) -> c_int {
    let m = methods(f);
    watched(&m.name, &Op::ShmMap, || (*m.real).xShmMap.unwrap()(f, i, n, more, p), || ())
}

unsafe fn text(name: *const c_char) -> String {
    if name.is_null() { String::new() } else { CStr::from_ptr(name).to_string_lossy().into_owned() }
}

unsafe extern "C" fn x_delete(_: *mut sqlite3_vfs, name: *const c_char, sync_dir: c_int) -> c_int {
    let vfs = REAL.load(Ordering::SeqCst);
    let op = Op::Delete { synced: sync_dir != 0 };
    watched(&text(name), &op, || (*vfs).xDelete.unwrap()(vfs, name, sync_dir), || ())
}

unsafe extern "C" fn x_open(
    _: *mut sqlite3_vfs,
    name: *const c_char,
    f: *mut sqlite3_file,
    flags: c_int,
    out: *mut c_int,
) -> c_int {
    let vfs = REAL.load(Ordering::SeqCst);
    let name_text = text(name);
    // What is not opened has no methods, and SQLite then does not close it.
    (*f).pMethods = std::ptr::null();
    let rc = watched(&name_text, &Op::Open, || (*vfs).xOpen.unwrap()(vfs, name, f, flags, out), || ());
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
        (*f).pMethods = &Box::leak(Box::new(Methods { ours, real, name: name_text })).ours;
    }
    rc
}

/// Makes the shim this process's default.
pub fn install(disk: &'static dyn Disk) {
    assert!(DISK.set(disk).is_ok(), "one disk in a process");
    // SAFETY: the default file system of SQLite lives as long as the process, and so does the leaked copy.
    unsafe {
        ffi::sqlite3_initialize();
        let real = ffi::sqlite3_vfs_find(std::ptr::null());
        REAL.store(real, Ordering::SeqCst);
        let mut vfs = *real;
        vfs.zName = c"shim".as_ptr();
        vfs.pNext = std::ptr::null_mut();
        vfs.xOpen = Some(x_open);
        vfs.xDelete = Some(x_delete);
        assert_eq!(ffi::sqlite3_vfs_register(Box::leak(Box::new(vfs)), 1), ffi::SQLITE_OK);
    }
}
