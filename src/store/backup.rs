//! Backups while people work, checked after writing; and the way back.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};
use sha2::{Digest, Sha256};

use super::error::code_of;
use super::file::{self, at, beside};
use super::migrate;
use super::open::{self, APPLICATION_ID, Base, Mode};
use crate::base::{Code, Fault, Res};

/// Pages per step: 4 MiB, some milliseconds, so that a cancel is prompt.
const PAGES: i32 = 1_024;

/// What a finished backup is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    pub path: PathBuf,
    pub bytes: u64,
    /// Hex, of the whole file.
    pub sha256: String,
}

/// Told (pages done, pages in all) before each step; `false` cancels with `Interrupted`.
pub type Progress<'a> = &'a mut dyn FnMut(u64, u64) -> bool;
/// A further check of the finished copy, such as the invariants of `check`; an error refuses the copy.
pub type Check<'a> = &'a mut dyn FnMut(&Connection) -> Res<()>;

impl Base {
    /// Copies the base to `to` while others write, checks the copy and only then gives it its name. The copy is one
    /// private file with one state of the base. Errors: `OutputExists`, `DiskFull`, `Interrupted`, `BackupBroken`.
    pub fn backup(&self, to: &Path, progress: Progress<'_>, check: Check<'_>) -> Res<Made> {
        let reader = self.reader()?;
        copy(reader.conn(), to, progress, check)
    }
}

/// `Base::backup` on any connection.
pub(super) fn copy(from: &Connection, to: &Path, progress: Progress<'_>, check: Check<'_>) -> Res<Made> {
    let to = file::resolve(to).map_err(|f| Fault { code: Code::FileMissing, ..f })?;
    if to.exists() {
        return Err(at(Code::OutputExists, &to));
    }
    let part = beside(&to, ".part");
    let made = write_part(from, &part, progress, check).and_then(|()| {
        let made = Made { bytes: fs::metadata(&part)?.len(), sha256: sha256(&part)?, path: to.clone() };
        rename_new(&part, &to)?;
        file::sync_dir(&to)?;
        Ok(made)
    });
    if made.is_err() {
        let _ = fs::remove_file(&part);
    }
    made.map_err(|f| if f.arg("path").is_empty() { f.with("path", to.display()) } else { f })
}

fn write_part(from: &Connection, part: &Path, progress: Progress<'_>, check: Check<'_>) -> Res<()> {
    // What a cut-off backup left behind.
    let _ = fs::remove_file(part);
    drop(file::create_private(part)?);
    // Without locks: nobody else knows the name, and a share in the office may have none.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_NOFOLLOW;
    #[allow(clippy::disallowed_methods, reason = "the copy is a base too")]
    let mut into = Connection::open_with_flags_and_vfs(part, flags, c"unix-none")?;
    // Exclusive, so that the copied header may say WAL without any shared memory.
    into.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
    into.pragma_update(None, "synchronous", "OFF")?;
    // One state held from here on: without it every commit of another process starts the copy anew, for ever.
    let hold = from.is_autocommit();
    if hold {
        from.execute_batch("BEGIN; SELECT 1 FROM sqlite_schema LIMIT 1")?;
    }
    let stepped = steps(from, &mut into, progress);
    if hold {
        from.execute_batch("ROLLBACK")?;
    }
    stepped?;
    // One plain file: no log beside it that could be left behind when it is carried away.
    into.query_row("PRAGMA journal_mode=DELETE", [], |_| Ok(()))?;
    let wrong = open::quick_check(&into)?;
    if let Some(first) = wrong.first() {
        return Err(at(Code::BackupBroken, part).with("detail", first));
    }
    check(&into)?;
    into.close().map_err(|(_, e)| e)?;
    File::open(part)?.sync_all()?;
    Ok(())
}

fn steps(from: &Connection, into: &mut Connection, progress: Progress<'_>) -> Res<()> {
    let b = Backup::new(from, into)?;
    // A destination in use answers «busy»; the holder has 15 s of 20 ms looks.
    let mut patience = 750;
    loop {
        let p = b.progress();
        let (all, left) = (p.pagecount.max(0) as u64, p.remaining.max(0) as u64);
        if !progress(all.saturating_sub(left), all) {
            return Err(Code::Interrupted.into());
        }
        match b.step(PAGES)? {
            StepResult::Done => return Ok(()),
            StepResult::More => {}
            _ if patience == 0 => return Err(Code::BaseBusy.into()),
            _ => {
                patience -= 1;
                std::thread::sleep(std::time::Duration::from_millis(20));
            }
        }
    }
}

/// Puts a backup in the place of a base, in one transaction of that base: a crash leaves the old or the new, and
/// processes that have it open go on with the new. What was there is kept in a backup of its own, whose path is given.
/// Errors: those of `Base::open` for the backup; `BackupBroken` when it fails its check.
pub fn restore(backup: &Path, target: &Path, progress: Progress<'_>, check: Check<'_>) -> Res<Option<PathBuf>> {
    let backup = file::resolve(backup)?;
    let target = file::resolve(target)?;
    let from = sound_backup(&backup, check)?;
    if !target.exists() {
        copy(&from, &target, progress, &mut |_| Ok(()))?;
        return Ok(None);
    }
    let kept = free_name(&target, "before-restore");
    match Base::open(&target, Mode::ReadWrite) {
        Ok(mut base) => {
            copy(&base.conn, &kept, &mut |_, _| true, &mut |_| Ok(()))?;
            pour(&from, &mut base, progress)?;
        }
        Err(f) if matches!(f.code, Code::BaseCorrupt | Code::BaseNotABase | Code::BaseEmptyFile) => {
            // Nothing in it can be read, so nobody can be at work in it.
            rename_new(&target, &kept)?;
            for log in ["-wal", "-shm"] {
                let _ = fs::rename(beside(&target, log), beside(&kept, log));
            }
            copy(&from, &target, progress, &mut |_| Ok(()))?;
        }
        Err(f) => return Err(f),
    }
    Ok(Some(kept))
}

/// Puts what a base holds in the place of what `into` holds, in one transaction of it: processes that have it open go on
/// with the new.
pub fn pour(from: &Connection, into: &mut Base, progress: Progress<'_>) -> Res<()> {
    into.conn.pragma_update(None, "query_only", false)?;
    steps(from, &mut into.conn, progress)?;
    into.bell.ring();
    Ok(())
}

fn sound_backup(path: &Path, check: Check<'_>) -> Res<Connection> {
    if file::inspect_any(path)? == 0 {
        return Err(at(Code::BaseEmptyFile, path));
    }
    let conn = open::connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let named = |e: rusqlite::Error| Fault::from(code_of(&e), e).with("path", path.display());
    let app: i32 = conn.query_row("PRAGMA application_id", [], |r| r.get(0)).map_err(named)?;
    let version: i32 = conn.query_row("PRAGMA user_version", [], |r| r.get(0)).map_err(named)?;
    if app != APPLICATION_ID {
        return Err(at(Code::BaseNotOurs, path));
    }
    if version > migrate::VERSION {
        return Err(at(Code::BaseNewer, path).with("version", version));
    }
    if let Some(first) = open::quick_check(&conn)?.first() {
        return Err(at(Code::BackupBroken, path).with("detail", first));
    }
    check(&conn)?;
    Ok(conn)
}

/// `x.db` → `x.v1.db`, `x.v1-2.db`…: the first such name that is free.
pub(super) fn free_name(base: &Path, word: &str) -> PathBuf {
    let stem = base.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let ext = base.extension().map(|e| format!(".{}", e.to_string_lossy())).unwrap_or_default();
    let mut n = 1;
    loop {
        let no = if n == 1 { String::new() } else { format!("-{n}") };
        let p = base.with_file_name(format!("{stem}.{word}{no}{ext}"));
        if !p.exists() {
            return p;
        }
        n += 1;
    }
}

fn rename_new(from: &Path, to: &Path) -> Res<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
        Ok(()) => Ok(()),
        Err(rustix::io::Errno::EXIST) => Err(at(Code::OutputExists, to)),
        // File systems that cannot promise it (FAT on a stick).
        Err(rustix::io::Errno::INVAL | rustix::io::Errno::NOSYS) if !to.exists() => Ok(fs::rename(from, to)?),
        Err(e) => Err(io::Error::from(e).into()),
    }
}

/// SHA-256 of a file that no connection has open, hex.
pub fn sha256(path: &Path) -> Res<String> {
    let mut f = File::open(path)?;
    let mut h = Sha256::new();
    let mut buf = vec![0u8; 1 << 16];
    loop {
        let n = f.read(&mut buf)?;
        if n == 0 {
            break;
        }
        h.update(&buf[..n]);
    }
    Ok(h.finalize().iter().map(|b| format!("{b:02x}")).collect())
}
