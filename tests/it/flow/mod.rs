//! The whole program without a terminal: real base, fixed clock, keys in, the screen as text out.

mod absence;
mod accesses;
mod app;
mod bonus;
mod chain;
mod clients;
mod comments;
mod context;
mod crisis;
mod crisis_truth;
mod deals_tasks;
mod desk;
mod distribution;
mod employees;
mod frame;
mod fresh;
mod handover;
mod import;
mod inbox;
mod journal;
mod letters;
mod load;
mod monkey;
mod orphans;
mod owner_change;
mod sessions;
mod sheets;
mod signals;
mod single;
mod task_details;
mod today;
mod withdrawal;

pub use app::{App, clock, training};
pub use handover::leaving;
pub use monkey::KEYS as MONKEY_KEYS;
