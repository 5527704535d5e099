//! Bytes ↔ values and documents. No base, no clock.

pub mod act;
mod book;
pub mod checklist;
pub mod docx;
pub mod eml;
pub mod files;
pub mod letter;
pub mod paper;
pub mod plain;
pub mod read;
pub mod refused;
mod report_book;
pub mod returned;
pub mod sheets;
pub mod table;
pub mod worklist;
pub mod xlsx;

#[cfg(test)]
mod hostile_tests;
