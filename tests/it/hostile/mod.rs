//! R10: hostile text cannot drive the terminal, a spreadsheet, Word or mail: at least four hundred strings in every text
//! column × every screen × every output.

mod base;
mod corpus;
mod outputs;
mod poison;
mod screens;
