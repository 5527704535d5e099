//! What is done outside the model, one piece at a time. Threads run it for a person, tests run it in place.

use crate::base::{Clock, Code, Fault, Res};
use crate::domain::settings::Office;
use crate::domain::{Actor, rights::Matrix};
use crate::jobs::due::{self, DueEnv};
use crate::jobs::task::{self, Task, TaskDone, TaskEnv, Told};
use crate::ops::{Ctx, Order};
use crate::reads::{Asker, Query, ask, case, facts, who};
use crate::store::{Base, Connection, OpId};
use crate::texts::{Lang, Texts};
use crate::ui::{Msg, RunId};

/// One piece of work, with the time it was asked for.
#[allow(clippy::large_enum_variant, reason = "one at a time, moved and gone: a box would only hide it")]
#[derive(Debug)]
pub enum Work {
    Load(RunId, Query, Clock),
    Facts(Clock),
    Run(RunId, Order, Clock),
    Rehearse(RunId, Order, Clock),
    Job(RunId, Task, Clock),
    /// Whatever has come due.
    Due(Clock),
}

/// Who works, and by which settings.
#[derive(Debug, Clone)]
pub struct Desk {
    pub actor: Actor,
    pub office: Office,
    pub readonly: bool,
    /// The language of papers.
    pub lang: Lang,
}

impl Desk {
    /// A question, on any connection; gives the message for the model.
    pub fn look(&self, conn: &Connection, work: Work) -> Msg {
        match work {
            Work::Load(run, query, clock) => Msg::Answer(run, self.asked(conn, clock, |a| ask(a, query))),
            Work::Facts(clock) => match self.asked(conn, clock, |a| facts(a, &self.actor)) {
                Ok(f) => Msg::Facts(f),
                Err(f) => Msg::Trouble(f),
            },
            Work::Run(run, ..) => Msg::Ran(run, Err(Code::ReadOnlyMode.into())),
            Work::Rehearse(run, ..) => Msg::Rehearsed(run, Err(Code::ReadOnlyMode.into())),
            Work::Job(run, ..) => Msg::Finished(run, Err(Code::ReadOnlyMode.into())),
            Work::Due(_) => Msg::DueRan(Err(Code::ReadOnlyMode.into())),
        }
    }

    /// Whose rows may be seen is asked each time: rights can be taken away while the screen is open.
    fn asked<T>(&self, conn: &Connection, clock: Clock, f: impl FnOnce(&Asker<'_>) -> Res<T>) -> Res<T> {
        let person = who::who(conn, &self.actor, &clock, self.readonly)?;
        let scope = who::scope(&Matrix::shipped()?, &person);
        f(&Asker { conn, scope: &scope, who: person, clock, office: &self.office })
    }

    /// Anything, on the writing connection.
    pub fn work(&self, base: &mut Base, work: Work, told: Told<'_>) -> Msg {
        match work {
            Work::Run(run, ..) if self.readonly => Msg::Ran(run, Err(Code::ReadOnlyMode.into())),
            Work::Run(run, order, clock) => Msg::Ran(run, order.run(base, &self.now(clock))),
            Work::Rehearse(run, order, clock) if !self.readonly => {
                Msg::Rehearsed(run, order.rehearse(base, &self.now(clock)))
            }
            Work::Job(run, task, clock) => Msg::Finished(run, self.job(base, task, clock, told)),
            Work::Due(_) if self.readonly => Msg::DueRan(Err(Code::ReadOnlyMode.into())),
            Work::Due(clock) => {
                let (texts, new_op) = (Texts::load(self.lang), || OpId(*uuid::Uuid::now_v7().as_bytes()));
                Msg::DueRan(due::run(base, &DueEnv::real(&self.office, clock, &texts, &new_op)))
            }
            other => self.look(base.conn(), other),
        }
    }
}

impl Desk {
    /// A wish of its own: by whom and when.
    fn now(&self, clock: Clock) -> Ctx<'_> {
        let op_id = OpId(*uuid::Uuid::now_v7().as_bytes());
        Ctx { actor: self.actor.clone(), clock, op_id, office: &self.office }
    }

    fn job(&self, base: &mut Base, task: Task, clock: Clock, told: Told<'_>) -> Res<TaskDone> {
        let person = who::who(base.conn(), &self.actor, &clock, self.readonly)?;
        let mut scope = who::scope(&Matrix::shipped()?, &person);
        if let Some(id) = task.case() {
            let a = Asker { conn: base.conn(), scope: &scope, who: person, clock, office: &self.office };
            scope = case::scope_in(&a, id)?;
        }
        let (cx, texts) = (self.now(clock), Texts::load(self.lang));
        task::run(task, &mut TaskEnv { base, office: &self.office, clock, cx, scope: &scope, texts: &texts }, told)
    }
}

impl Work {
    /// The answer when the worker itself broke.
    pub fn broken(&self) -> Option<Msg> {
        let fault = || Fault::new(Code::Internal);
        match self {
            Work::Load(run, ..) => Some(Msg::Answer(*run, Err(fault()))),
            Work::Run(run, ..) => Some(Msg::Ran(*run, Err(fault()))),
            Work::Rehearse(run, ..) => Some(Msg::Rehearsed(*run, Err(fault()))),
            Work::Job(run, ..) => Some(Msg::Finished(*run, Err(fault()))),
            Work::Due(_) => Some(Msg::DueRan(Err(fault()))),
            Work::Facts(_) => None,
        }
    }
}
