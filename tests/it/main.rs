//! One binary for all integration tests: one link instead of twenty.

#![allow(
    clippy::disallowed_macros,
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails loudly, says what it skipped, and may read the environment"
)]

mod absence;
mod absence_late;
mod accept_lines;
mod access_cut;
mod access_register;
mod access_wish;
mod activity_log;
mod apart;
mod away;
mod bombs;
mod bonus;
mod by_two;
mod case_apply;
mod case_metrics;
mod case_open;
mod case_people;
mod case_property;
mod case_reads;
mod catalogue;
mod chain;
mod cli;
mod close_case;
mod context_save;
mod correspondence;
mod crisis;
mod crisis_truth;
mod crisis_week;
mod desk;
mod due_work;
mod edge_cases;
mod failing_vfs;
mod flow;
mod fuzz;
mod hand;
mod handed_tasks;
mod head_leaves;
mod hidden;
mod hook_work;
mod hostile;
mod import_case;
mod import_cli;
mod import_shapes;
mod import_undo;
mod inbox;
mod incidents;
mod kit;
mod late;
mod letters_case;
mod logbook;
mod maven;
mod ops_run;
mod owner_change;
mod owner_history;
mod papers;
mod pictures;
mod portfolio;
mod power_cut;
mod promises;
mod pty;
mod reached;
mod readme_keys;
mod receivers;
mod recording_vfs;
mod sheets;
mod single;
mod state_machine;
mod store_check;
mod store_io;
mod store_journal;
mod store_kill;
mod store_live;
mod store_open;
mod store_schema;
mod temporary;
mod touch_undo;
mod vfs_shim;
mod withdrawal;
