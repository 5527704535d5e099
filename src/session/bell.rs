//! Waits for commits of others, in this process or another (5, "Other processes").

use std::path::Path;

use super::workers::Tell;
use crate::base::Res;
use crate::reads::seq;
use crate::store::bell::{Stopper, Wake, Watch};
use crate::store::{Base, Mode};
use crate::ui::Msg;

/// Ends the waiting when the session ends.
pub struct Bell(Stopper);

impl Drop for Bell {
    fn drop(&mut self) {
        self.0.stop();
    }
}

/// Starts a thread that tells the journal's number after each commit. The watch is set before the first look at the
/// journal, so that nothing between the two is missed.
pub fn listen(path: &Path, tell: Tell) -> Res<Bell> {
    let mut watch = Watch::new(path)?;
    let stopper = watch.stopper();
    let base = Base::open(path, Mode::ReadOnly)?;
    std::thread::Builder::new().name("work-bell".into()).spawn(move || {
        let mut last = seq(base.conn()).unwrap_or(0);
        while watch.wait(None) != Wake::Stopped {
            match seq(base.conn()) {
                Ok(now) if now > last => {
                    last = now;
                    tell(Msg::Bell(now));
                }
                _ => {}
            }
        }
    })?;
    Ok(Bell(stopper))
}
