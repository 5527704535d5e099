//! Bytes ↔ values and documents. No base, no clock.

pub mod read;
