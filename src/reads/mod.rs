//! Scoped questions to the base: list windows, cards, counts, data for papers. Never writes.

pub mod case;
pub mod cases;
pub mod check;
pub mod distribution;
pub mod find;
pub mod freshness;
pub mod frozen;
pub mod ledger;
pub mod owed;
pub mod people;
pub mod proposals;
mod q;
pub mod steps;

use crate::base::{DepartmentId, EmployeeId};

/// Whose rows an answer may hold. Made by the rights of 6 §3, taken by every function in this room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    All,
    Department(DepartmentId),
    Own(EmployeeId),
    Nothing,
}
