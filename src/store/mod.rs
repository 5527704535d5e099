//! SQLite: opening, the write gate, the schema, the row writer, the journal. The only room that names the SQLite crate.

mod error;
pub mod journal;
pub mod kept;
mod tx;
mod values;

pub use journal::OpId;
pub use rusqlite::{OptionalExtension, Row, named_params, params};
pub use tx::{Field, Tx, Undone};
pub use values::Val;
