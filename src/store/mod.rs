//! SQLite: opening, the write gate, the schema, the row writer, the journal, backups, the doorbell. The only room that
//! names the SQLite crate.

pub mod backup;
pub mod beat;
pub mod bell;
mod bulk;
mod command;
mod error;
pub mod file;
pub mod floor;
mod gate;
pub mod journal;
pub mod kept;
mod load;
mod log;
pub mod migrate;
mod open;
mod staging;
mod tx;
mod unmake;
mod values;
pub mod verify;

pub use command::{Ended, Stamp};
pub use journal::OpId;
pub use load::forget;
pub use log::{Same, StagedEvent};
pub use open::{Base, Mode, Reader, integrity};
pub use rusqlite::{
    Connection, Error as SqlError, OptionalExtension, Params, Row, named_params, params, params_from_iter,
};
pub use staging::{Staged, Staging};
pub use tx::{Field, Tx, Undone, table, written_since};
pub use unmake::Unmade;
pub use values::Val;
