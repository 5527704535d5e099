//! The ground floor: values every room speaks in. No clock, no files, no base.

mod code;
mod fold;
mod id;
mod layout;
mod money;
mod show;
mod time;

pub use code::{Code, Fault, Res};
pub use fold::{bare_name, digits, fold, match_fold, phone_key, phone_number, phone_spans};
pub use id::*;
pub use layout::{key_of, swap_layout};
pub use money::{Currency, Money, Sums};
pub use show::{clean, is_hostile, show, show_json, show_lines};
pub use time::{At, Clock, DAY_MS, Day, Due, HOUR_MS, MINUTE_MS, Zone};
