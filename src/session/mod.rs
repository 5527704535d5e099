//! One person at one base: the model, effects on workers, drafts. Several sessions share nothing but the base and its
//! bell.

mod bell;
mod drafts;
mod open;
mod work;
mod workers;

pub use drafts::Drafts;
pub use open::{Options, Session, Step, View};
pub use work::{Desk, Work};
pub use workers::{Tell, Workers};
