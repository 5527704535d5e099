//! A thread for signals: size, resume, and the three that mean «leave now».

use std::sync::Arc;
use std::thread;

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGWINCH};
use signal_hook::iterator::Signals;

use super::leave::Leave;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    Resized,
    Resumed,
}

/// A hang-up finds the loop perhaps in the middle of a step: this thread saves and ends the process itself.
pub fn watch(leave: Arc<Leave>, tell: impl Fn(Told) + Send + 'static) -> std::io::Result<()> {
    let mut signals = Signals::new([SIGHUP, SIGTERM, SIGINT, SIGWINCH, SIGCONT])?;
    thread::Builder::new().name("signals".into()).spawn(move || {
        for s in signals.forever() {
            match s {
                SIGWINCH => tell(Told::Resized),
                SIGCONT => tell(Told::Resumed),
                s => leave.exit(128 + s),
            }
        }
    })?;
    Ok(())
}
