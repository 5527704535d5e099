//! Scoped questions to the base: list windows, cards, counts, data for papers. Never writes.

pub mod about;
pub mod absence;
pub mod acceptance;
pub mod access_matrix;
pub mod accesses;
pub mod act_state;
mod ask;
pub mod borrowed;
pub mod calls;
pub mod case;
pub mod cases;
pub mod chain;
pub mod check;
pub mod checklist;
pub mod clients;
pub mod closing;
pub mod computed;
mod conditions;
pub mod context;
pub mod correspondence;
pub mod crisis;
pub mod crisis_plan;
pub mod crm;
pub mod deals;
pub mod distribution;
pub mod due;
pub mod employees;
pub mod facts;
pub mod find;
mod found;
pub mod fresh;
pub mod freshness;
pub mod frozen;
pub mod hidden;
pub mod inbox;
pub mod incidents;
pub mod interview;
pub mod journal;
mod keyset;
pub mod ledger;
pub mod log;
pub mod mail;
pub mod metrics;
mod moved;
pub mod offered;
pub mod orphans;
pub mod owed;
pub mod owner_change;
pub mod owner_history;
pub mod papers;
pub mod person_form;
pub mod promises;
pub mod proposals;
mod q;
pub mod receives;
pub mod rehearsal;
pub mod report;
pub mod second;
pub mod sheets;
pub mod signals;
pub mod signatures;
pub mod single;
pub mod steps;
pub mod tasks;
pub mod tell;
pub mod today;
mod undoable;
pub mod watch;
pub mod who;
mod window;
pub mod withdrawn;
pub mod wizard;

pub use ask::{Answer, Asker, Query, ask};
pub use facts::{Facts, facts, seq};
pub use found::Found;
pub use undoable::{ANSWERS, OWN_WAY, TOUCHES, UndoRow, WRITINGS, touched};
pub use window::{Anchor, Page, Place, Total, Window};

use crate::base::{DepartmentId, EmployeeId};

/// Whose rows an answer may hold. Made by the rights of 6 §3, taken by every function in this room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    All,
    Department(DepartmentId),
    Own(EmployeeId),
    Nothing,
}
