//! The one guarded way out: drafts saved, terminal given back. Whoever comes first does it: the loop, the signal
//! thread, the panic hook.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use super::tty::Tty;
use crate::session::Drafts;

pub struct Leave {
    tty: Arc<Tty>,
    drafts: Mutex<Option<Arc<Drafts>>>,
    left: AtomicBool,
}

impl Leave {
    pub fn new(tty: Arc<Tty>) -> Leave {
        Leave { tty, drafts: Mutex::new(None), left: AtomicBool::new(false) }
    }

    /// The session whose drafts are to be saved.
    pub fn watch(&self, drafts: Arc<Drafts>) {
        if let Ok(mut d) = self.drafts.lock() {
            *d = Some(drafts);
        }
    }

    /// Saves and restores; true for the first caller only.
    pub fn now(&self) -> bool {
        if self.left.swap(true, Ordering::SeqCst) {
            return false;
        }
        if let Some(d) = self.drafts.try_lock().ok().and_then(|d| d.clone()) {
            d.save_now();
        }
        self.tty.leave();
        true
    }

    /// Leaves and ends the process with `code`; a second caller waits for the first to end it.
    pub fn exit(&self, code: i32) -> ! {
        if self.now() {
            std::process::exit(code);
        }
        loop {
            std::thread::park();
        }
    }
}

/// A panic of the loop restores the terminal and saves drafts before it is told; one of a worker is answered as a fault
/// and touches nothing (5, "Errors"). The report names a place in the code, never what was on the screen.
pub fn on_panic(leave: Arc<Leave>) {
    let old = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        let is_worker = std::thread::current().name().is_some_and(|n| n.starts_with("work-"));
        if is_worker {
            return;
        }
        leave.now();
        old(info);
    }));
}
