//! What comes to the model from outside.

use crate::base::{Fault, Res};
use crate::jobs::due::Ran;
use crate::jobs::task::TaskDone;
use crate::ops::{Done, Outcome};
use crate::reads::{Answer, Facts};
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
    /// What a command would come to.
    Rehearsed(RunId, Res<Outcome>),
    /// Long work has come so far.
    Progress(RunId, u64, Option<u64>),
    /// Long work has ended.
    Finished(RunId, Res<TaskDone>),
    /// What had come due is done, as far as it went.
    DueRan(Res<Vec<Ran>>),
    /// What the header says, read anew.
    Facts(Facts),
    /// The base was changed; the journal stands at this number.
    Bell(i64),
    /// Something beside the work went wrong (drafts, header): said at once, typing goes on.
    Trouble(Fault),
}
