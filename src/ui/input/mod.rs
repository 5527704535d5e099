//! Keys: what arrives, how it is written down, and what it means in the place where the person is.

mod key;
mod notation;
mod resolve;

pub use key::{Code as KeyCode, Input, Key, Mouse, MouseKind};
pub use notation::{BadNotation, keys, name};
pub use resolve::{Resolved, resolve};
