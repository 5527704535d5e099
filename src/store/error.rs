//! The one place where a SQLite error becomes a `Fault`.

use rusqlite::ErrorCode as E;
use rusqlite::ffi;

use crate::base::{Code, Fault};

/// What a SQLite error means to a person. `QueryReturnedNoRows` is a row that somebody named and that is not there.
pub fn code_of(e: &rusqlite::Error) -> Code {
    match e {
        rusqlite::Error::SqliteFailure(f, _) => code_of_failure(*f),
        rusqlite::Error::QueryReturnedNoRows => Code::UnknownObject,
        _ => Code::Internal,
    }
}

fn code_of_failure(f: ffi::Error) -> Code {
    match f.extended_code {
        // Quotas and full memory files come as a failed write and not as SQLITE_FULL.
        ffi::SQLITE_IOERR_WRITE | ffi::SQLITE_IOERR_SHMSIZE => return Code::DiskFull,
        ffi::SQLITE_CANTOPEN_SYMLINK => return Code::BaseLink,
        _ => {}
    }
    match f.code {
        E::DatabaseBusy | E::DatabaseLocked | E::FileLockingProtocolFailed => Code::BaseBusy,
        E::DiskFull => Code::DiskFull,
        E::SystemIoFailure | E::CannotOpen => Code::Io,
        E::ReadOnly | E::PermissionDenied => Code::BaseReadOnly,
        E::DatabaseCorrupt => Code::BaseCorrupt,
        E::NotADatabase => Code::BaseNotABase,
        E::OperationInterrupted => Code::Interrupted,
        _ => Code::Internal,
    }
}

impl From<rusqlite::Error> for Fault {
    fn from(e: rusqlite::Error) -> Self {
        Fault::from(code_of(&e), e)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_failure_of_the_file_has_its_code() {
        for (n, code) in [
            (ffi::SQLITE_BUSY, Code::BaseBusy),
            (ffi::SQLITE_FULL, Code::DiskFull),
            (778, Code::DiskFull),
            (ffi::SQLITE_IOERR_FSYNC, Code::Io),
            (ffi::SQLITE_READONLY, Code::BaseReadOnly),
            (ffi::SQLITE_CORRUPT, Code::BaseCorrupt),
            (ffi::SQLITE_NOTADB, Code::BaseNotABase),
            (ffi::SQLITE_INTERRUPT, Code::Interrupted),
            (ffi::SQLITE_CANTOPEN_SYMLINK, Code::BaseLink),
        ] {
            let e = rusqlite::Error::SqliteFailure(ffi::Error::new(n), None);
            assert_eq!(code_of(&e), code, "{n}");
        }
    }
}
