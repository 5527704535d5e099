//! The workstation as pure functions: `update(&mut Model, Msg, &Ctx) -> Vec<Effect>`, `plan(size) -> Layout`,
//! `view(&Model, …, &mut Buffer) -> cursor`. No clock, no files, no threads.

pub mod actions;
mod by_two;
pub mod clocks;
mod cx;
mod drafts;
mod due_watch;
mod effect;
pub mod export;
mod help;
pub mod input;
mod model;
mod msg;
pub mod owners;
pub mod plan;
pub mod popup;
mod promises;
pub mod receivers;
pub mod said;
mod saved_filters;
pub mod screens;
mod shell;
pub mod theme;
mod undoing;
mod update;
mod view;
pub mod widgets;

pub use cx::{Ctx, Cx};
pub use effect::{Effect, Out, Owner, RunId, Slot};
pub use model::{Holder, Model};
pub use msg::Msg;
pub use plan::plan;
pub use update::{GUARD_MS, body_panes, update};
pub use view::{draw, view};
