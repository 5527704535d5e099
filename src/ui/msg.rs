//! What comes to the model from outside.

use crate::base::Res;
use crate::ops::{Done, Outcome};
use crate::reads::Answer;
use crate::ui::cx::Facts;
use crate::ui::effect::RunId;
use crate::ui::input::Input;

#[derive(Debug)]
pub enum Msg {
    Input(Input),
    /// The size in `Ctx` is another.
    Resized,
    /// `Model::next_deadline` has passed.
    Tick,
    /// A load is answered.
    Answer(RunId, Res<Answer>),
    /// A command is done or refused.
    Ran(RunId, Res<Done<Outcome>>),
    /// What the header says, read anew.
    Facts(Facts),
    /// The base was changed by somebody else.
    Bell,
    /// The drafts could not be written: said at once, typing goes on.
    DraftsLost(crate::base::Fault),
}
