//! Two working days without a bounce are «не вернулось» (2 §6).

use super::{DueEnv, Ran};
use crate::base::Res;
use crate::ops::{LetterMark, LettersMark};
use crate::reads::due;
use crate::store::Base;

pub(super) fn run(base: &mut Base, env: &DueEnv<'_>, out: &mut Vec<Ran>) -> Res<()> {
    for (case, letters) in due::came_through(base.conn(), &env.calendar(), env.clock.now)? {
        let mark = LettersMark { case, letters, mark: LetterMark::NotBounced, note: None };
        let Some(done) = env.attempt(base, &mark)? else { continue };
        out.push(Ran::new("letters", case, done.marked.to_string()));
    }
    Ok(())
}
