//! Opening and making a base (6 §2): each wrong thing has its own code, and nothing wrong is ever written to.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, InterruptHandle, OpenFlags, Transaction, TransactionBehavior};

use super::beat::{Pulse, mono_ms};
use super::bell::Bell;
use super::file::{self, at, beside};
use super::{gate, migrate};
use crate::base::{Code, Fault, Res};

/// «Estf» in the header of the file: no other program's base carries it.
pub const APPLICATION_ID: i32 = 0x4573_7466;
/// Older versions can tear a WAL base when a checkpoint and a writer meet.
const OLDEST_SQLITE: i32 = 3_051_003;

pub(super) const WRITER_CACHE_KIB: i32 = 16 * 1024;
const READER_CACHE_KIB: i32 = 2 * 1024;
/// Log bytes kept on the disk after a large batch has been folded in.
const LOG_KEPT: i64 = 32 << 20;
/// How many steps of SQLite's machine pass between two looks at the clock while a command holds the gate.
const STEPS_PER_LOOK: i32 = 50_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    ReadWrite,
    ReadOnly,
}

/// An open base: the one connection that may write, through `with_write`.
pub struct Base {
    pub(super) path: PathBuf,
    pub(super) conn: Connection,
    pub(super) bell: Bell,
    pub(super) pulse: Arc<Pulse>,
    pub(super) writable: bool,
    /// The schema this connection was opened on.
    pub(super) version: i32,
    /// A new base is being filled (`load.rs`): derived values wait, and these indexes (table, SQL) are made at its end.
    pub(super) loading: bool,
    pub(super) dropped: Vec<(String, String)>,
    unclean: bool,
}

/// A connection that can only read; several per session.
pub struct Reader {
    conn: Connection,
}

impl Base {
    /// Makes a base, private to its owner, where there is none; an empty file of ours and a creation that was cut off
    /// count as none. Errors: `BaseExists`, `BaseMissing` (no such folder), `BaseReadOnly`, `BaseLink`, `BaseOwner`,
    /// `BaseNetworkFs`, `DiskFull`.
    pub fn create(path: &Path) -> Res<Base> {
        sqlite_is_new_enough()?;
        let path = file::resolve(path)?;
        file::local(&path)?;
        match file::create_private(&path) {
            Ok(_) => {}
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {
                if file::inspect(&path)? > 0 && !is_unfinished(&path)? {
                    return Err(at(Code::BaseExists, &path));
                }
            }
            Err(e) => return Err(Fault::from(io_code(&e), e).with("path", path.display())),
        }
        let mut conn = connect(&path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        prepare_writer(&mut conn, &path)?;
        migrate::found(&mut conn, &path)?;
        Base::finish(path, conn, true, false)
    }

    /// Opens a base, migrating an older one after a backup. Errors: `BaseMissing`, `BaseEmptyFile`, `BaseNotABase` (a text
    /// or anything else), `BaseNotOurs` (another program's base), `BaseNewer`, `BaseOlder` (only with `ReadOnly`),
    /// `BaseReadOnly`, `BaseLink`, `BaseOwner`, `BaseNetworkFs`, `BaseCorrupt`.
    pub fn open(path: &Path, mode: Mode) -> Res<Base> {
        sqlite_is_new_enough()?;
        let path = file::resolve(path)?;
        if file::inspect(&path)? == 0 {
            return Err(at(Code::BaseEmptyFile, &path));
        }
        file::local(&path)?;
        let had_log = fs::metadata(beside(&path, "-wal")).is_ok_and(|m| m.len() > 0);
        // Kept until the real connection stands: closing it earlier would throw away the index of a long log.
        let look = connect(&path, OpenFlags::SQLITE_OPEN_READ_ONLY).map_err(|e| cannot_read(e, &path))?;
        let version = identify(&look, &path)?;
        if mode == Mode::ReadWrite {
            file::writable(&path)?;
        }
        if version < migrate::VERSION && mode == Mode::ReadOnly {
            return Err(at(Code::BaseOlder, &path).with("version", version));
        }
        let conn = if mode == Mode::ReadOnly {
            let mut conn = look;
            prepare(&mut conn, &path, WRITER_CACHE_KIB)?;
            conn
        } else {
            let mut conn = connect(&path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
            prepare_writer(&mut conn, &path)?;
            migrate::bring_up(&mut conn, &path, migrate::STEPS, &mut |_| Ok(()))?;
            conn
        };
        Base::finish(path, conn, mode == Mode::ReadWrite, had_log)
    }

    fn finish(path: PathBuf, mut conn: Connection, writable: bool, had_log: bool) -> Res<Base> {
        let pulse = Pulse::of(&path);
        let beating = Arc::clone(&pulse);
        conn.progress_handler(
            STEPS_PER_LOOK,
            Some(move || {
                beating.tick(mono_ms());
                false
            }),
        )?;
        conn.pragma_update(None, "query_only", true)?;
        let version = conn.query_row("PRAGMA user_version", [], |r| r.get(0))?;
        let bell = Bell::of(&path);
        // A log that outlived the boot it was written in: the machine went down with the base open.
        let unclean = writable && had_log && bell.boot() != boot_id();
        if writable && !unclean {
            bell.set_boot(&boot_id())?;
        }
        Ok(Base { path, conn, bell, pulse, writable, version, loading: false, dropped: Vec::new(), unclean })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// For reading with the writer's connection (one-shot commands). It refuses every write.
    pub fn conn(&self) -> &Connection {
        &self.conn
    }

    pub fn is_read_only(&self) -> bool {
        !self.writable
    }

    /// Another connection that only reads.
    pub fn reader(&self) -> Res<Reader> {
        Reader::open(&self.path)
    }

    pub fn bell(&self) -> &Bell {
        &self.bell
    }

    /// The heartbeat of this connection's commands: whose name waiters see, and how far the command is.
    pub fn pulse(&self) -> Arc<Pulse> {
        Arc::clone(&self.pulse)
    }

    /// Stops the command that runs on this connection; it rolls back with `Interrupted`.
    pub fn interrupt_handle(&self) -> InterruptHandle {
        self.conn.get_interrupt_handle()
    }

    /// Changes whenever another connection commits; asked before every write and load, it heals a lost bell.
    pub fn data_version(&self) -> Res<i64> {
        data_version(&self.conn)
    }

    /// The machine went down with this base open: run `Reader::quick_check` in the background and, when it finds
    /// nothing, say so with `settle_boot`.
    pub fn is_after_unclean_boot(&self) -> bool {
        self.unclean
    }

    /// Remembers that the base is sound in this boot.
    pub fn settle_boot(&mut self) -> Res<()> {
        self.bell.set_boot(&boot_id())?;
        self.unclean = false;
        Ok(())
    }
}

impl Reader {
    fn open(path: &Path) -> Res<Reader> {
        let mut conn = connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        prepare(&mut conn, path, READER_CACHE_KIB)?;
        conn.pragma_update(None, "query_only", true)?;
        Ok(Reader { conn })
    }

    /// For single statements; several that must agree belong in `view`.
    pub fn conn(&self) -> &Connection {
        &self.conn
    }

    /// Runs several reads on one state of the base. Keep it under two seconds: the log cannot be folded in meanwhile.
    pub fn view<T>(&mut self, f: impl FnOnce(&Transaction<'_>) -> Res<T>) -> Res<T> {
        let out = {
            let tx = Transaction::new(&mut self.conn, TransactionBehavior::Deferred)?;
            f(&tx)
        };
        if !self.conn.is_autocommit() {
            // An interrupt hit the rollback: left open, this reader would see the same old state for ever.
            gate::insist(|| self.conn.execute_batch("ROLLBACK"))?;
        }
        out
    }

    /// Stops what runs on this reader from another thread; it ends with `Interrupted`.
    pub fn interrupt_handle(&self) -> InterruptHandle {
        self.conn.get_interrupt_handle()
    }

    /// See `Base::data_version`.
    pub fn data_version(&self) -> Res<i64> {
        data_version(&self.conn)
    }

    /// SQLite's quick check; empty when the file is sound.
    pub fn quick_check(&self) -> Res<Vec<String>> {
        quick_check(&self.conn)
    }
}

fn data_version(conn: &Connection) -> Res<i64> {
    Ok(conn.prepare_cached("PRAGMA data_version")?.query_row([], |r| r.get(0))?)
}

pub(super) fn quick_check(conn: &Connection) -> Res<Vec<String>> {
    pragma_lines(conn, "PRAGMA quick_check(100)")
}

/// SQLite's full check of the file, its indexes and search tables; empty when all is sound.
pub fn integrity(conn: &Connection) -> Res<Vec<String>> {
    pragma_lines(conn, "PRAGMA integrity_check(100)")
}

/// The lines of a check that are not «ok».
fn pragma_lines(conn: &Connection, sql: &str) -> Res<Vec<String>> {
    let mut st = conn.prepare(sql)?;
    let lines = st.query_map([], |r| r.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
    Ok(lines.into_iter().filter(|l| l != "ok").collect())
}

fn sqlite_is_new_enough() -> Res<()> {
    let have = rusqlite::version_number();
    if have < OLDEST_SQLITE { Err(Fault::new(Code::SqliteTooOld).with("version", rusqlite::version())) } else { Ok(()) }
}

fn io_code(e: &io::Error) -> Code {
    match e.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Code::BaseReadOnly,
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Code::DiskFull,
        _ => Code::Io,
    }
}

/// The kernel's name of this boot; empty where there is none, and then no boot ever counts as unclean.
fn boot_id() -> String {
    fs::read_to_string("/proc/sys/kernel/random/boot_id").unwrap_or_default().trim().to_owned()
}

/// Opens without making, following links or reading the path as a URI.
pub(super) fn connect(path: &Path, rights: OpenFlags) -> Res<Connection> {
    let flags = rights | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_NOFOLLOW;
    #[allow(clippy::disallowed_methods, reason = "the only place that opens a base")]
    let conn = Connection::open_with_flags(path, flags)?;
    Ok(conn)
}

/// Whose base it is and which schema it has; touches nothing.
fn identify(conn: &Connection, path: &Path) -> Res<i32> {
    let read = || -> rusqlite::Result<(i32, i32, i64)> {
        Ok((
            conn.query_row("PRAGMA application_id", [], |r| r.get(0))?,
            conn.query_row("PRAGMA user_version", [], |r| r.get(0))?,
            conn.query_row("SELECT count(*) FROM sqlite_schema", [], |r| r.get(0))?,
        ))
    };
    let (app, version, objects) = read().map_err(|e| cannot_read(e.into(), path))?;
    match (app, version, objects) {
        (APPLICATION_ID, v, _) if v > migrate::VERSION => Err(at(Code::BaseNewer, path).with("version", v)),
        (APPLICATION_ID, v, _) => Ok(v),
        (0, 0, 0) => Err(at(Code::BaseEmptyFile, path)),
        _ => Err(at(Code::BaseNotOurs, path)),
    }
}

fn is_unfinished(path: &Path) -> Res<bool> {
    let look = |rights| connect(path, rights).and_then(|c| identify(&c, path));
    let mut seen = look(OpenFlags::SQLITE_OPEN_READ_ONLY);
    if seen.as_ref().is_err_and(|f| f.code == Code::BaseReadOnly) && is_first_page(path) {
        // The power went while the first page was written: its journal takes the page back, which only a writer may do.
        seen = look(OpenFlags::SQLITE_OPEN_READ_WRITE);
    }
    match seen {
        Err(f) if f.code == Code::BaseEmptyFile => Ok(true),
        Err(f) if f.code == Code::Io => Err(f),
        _ => Ok(false),
    }
}

/// No table can be in it yet, ours or another program's; and a journal stands beside it.
fn is_first_page(path: &Path) -> bool {
    const PAGE: u64 = 4_096;
    fs::metadata(path).is_ok_and(|m| m.len() <= PAGE) && beside(path, "-journal").exists()
}

/// Names the file, and tells a place where SQLite cannot keep its log from a broken disk.
fn cannot_read(mut fault: Fault, path: &Path) -> Fault {
    if fault.code == Code::Io && file::writable(path).is_err() {
        fault.code = Code::BaseReadOnly;
    }
    fault.with("path", path.display())
}

/// What every connection gets: nothing in the file may run code or lie about itself.
fn prepare(conn: &mut Connection, path: &Path, cache_kib: i32) -> Res<()> {
    gate::install(conn, path)?;
    for (option, on) in [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DML, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DDL, false),
        // A plan does not depend on the values bound. Without this SQLite marks a statement with `column = ?` to be planned
        // anew when its bindings change, and a cached statement is given back with none: every use of it was a compile.
        (DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true),
    ] {
        conn.set_db_config(option, on)?;
    }
    conn.set_prepared_statement_cache_capacity(128);
    conn.pragma_update(None, "cell_size_check", true)?;
    conn.pragma_update(None, "mmap_size", 0)?;
    conn.pragma_update(None, "cache_size", -cache_kib)?;
    conn.pragma_update(None, "foreign_keys", true)?;
    Ok(())
}

/// What the writer gets on top: a log that survives a power loss.
pub(super) fn prepare_writer(conn: &mut Connection, path: &Path) -> Res<()> {
    prepare(conn, path, WRITER_CACHE_KIB)?;
    let mode: String = conn.query_row("PRAGMA journal_mode=WAL", [], |r| r.get(0))?;
    if mode != "wal" {
        return Err(at(Code::Io, path).with("detail", format!("journal_mode={mode}")));
    }
    conn.pragma_update(None, "synchronous", "FULL")?;
    conn.pragma_update(None, "fullfsync", true)?;
    conn.pragma_update(None, "checkpoint_fullfsync", true)?;
    conn.pragma_update(None, "journal_size_limit", LOG_KEPT)?;
    Ok(())
}
