//! What a file may ask of the program (6 R11). Beyond a limit there is a message, never a swollen process.

/// Rows of one file, the header's included.
pub const ROWS: u64 = 2_000_000;
/// Columns of one row.
pub const COLUMNS: usize = 512;
/// Bytes of one cell, as UTF-8.
pub const CELL: usize = 32 * 1024;
/// Bytes of one record: no honest row is larger, and an unclosed quote is noticed here at the latest.
pub const RECORD: usize = 1024 * 1024;
/// Bytes of one HTML tag: attributes are compared pairwise, so a tag costs the square of its length.
pub const TAG: usize = 64 * 1024;
/// Rows among which the header row is looked for.
pub const HEADER_ROWS: usize = 15;
/// Different users in one activity log; an office has hundreds, a wrong column has as many as rows.
pub const LOG_USERS: usize = 50_000;
