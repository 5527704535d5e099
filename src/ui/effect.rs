//! What `update` wants done outside: values, run by the session. And `Out`, through which screens say them.

use std::path::PathBuf;

use crate::base::{CaseId, Ref};
use crate::jobs::task::Task;
use crate::ops::Order;
use crate::reads::Query;
use crate::reads::wizard::StepKind;
use crate::ui::popup::{PickItem, Popup, Tag};
use crate::ui::screens::ScreenId;
use crate::ui::widgets::Notice;

/// The number of one request; an answer to a request nobody waits for any more is dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RunId(pub u64);

/// Requests of one slot replace each other: the older one is interrupted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slot(pub &'static str);

#[allow(clippy::large_enum_variant, reason = "one at a time, moved and gone: a box would only hide it")]
#[derive(Debug)]
pub enum Effect {
    Load(RunId, Slot, Query),
    /// The same for rows nobody sees yet: the frame about to be drawn does not wait for them.
    Ahead(RunId, Slot, Query),
    /// A command, in one transaction.
    Run(RunId, Order),
    /// What the command would come to, with nothing of it kept.
    Rehearse(RunId, Order),
    /// Read the header's figures again.
    ReadFacts,
    /// Do what has come due.
    RunDue,
    /// Write these drafts and the remembered places beside the base.
    SaveDraft(Vec<u8>),
    /// To the terminal's clipboard (OSC 52).
    Copy(String),
    /// Long work: progress comes to `Screen::progress`, the end to `Screen::finished`.
    Job(RunId, Task),
    /// Stops long work; it ends with `Interrupted`.
    Stop(RunId),
    /// Open this base instead.
    OpenBase(PathBuf),
    Quit,
}

/// Who asked, and so who gets the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    Shell,
    Screen(ScreenId),
}

/// A request that is waited for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked {
    pub run: RunId,
    pub owner: Owner,
    pub slot: Option<Slot>,
}

/// What a screen asks of the frame itself.
pub enum Ask {
    Open(Owner, Tag, Box<Popup>),
    /// Another screen, perhaps at one object.
    Go(ScreenId, Option<Ref>),
    /// The wizard of a case, at one step.
    GoStep(CaseId, StepKind),
    /// Another screen stands on this object when it is shown next.
    Next(ScreenId, Ref),
    Notice(Notice),
    /// The top popup of this owner is done with.
    Close,
    /// The rows of the pick opened with this tag, which was shown before they were read.
    Fill(Tag, Vec<PickItem>),
    /// How far the long work shown on top has come.
    Progress(u64, Option<u64>, String),
    /// A place, filter or order has changed: remember it.
    Remember,
    /// Show the list of what can be undone.
    Undo,
    /// Keep what is being typed under this key; `None` forgets it.
    Draft(String, Option<serde_json::Value>),
}

/// Collects what one step of a screen or popup wants.
pub struct Out<'a> {
    pub(super) owner: Owner,
    pub(super) next_run: &'a mut u64,
    pub(super) owners: &'a mut Vec<Asked>,
    pub(super) effects: Vec<Effect>,
    pub(super) asks: Vec<Ask>,
    /// The last command issued in this step: a form waits for it.
    pub(super) ran: Option<RunId>,
}

impl Out<'_> {
    /// For tests of a part of a screen.
    #[cfg(test)]
    pub(super) fn of<'a>(next_run: &'a mut u64, owners: &'a mut Vec<Asked>) -> Out<'a> {
        let (effects, asks) = (Vec::new(), Vec::new());
        Out { owner: Owner::Shell, next_run, owners, effects, asks, ran: None }
    }

    fn run_id(&mut self, slot: Option<Slot>) -> RunId {
        *self.next_run += 1;
        let run = RunId(*self.next_run);
        // The request this one replaces may never be answered; one that has not gone out yet is not made.
        self.effects.retain(|e| !matches!(e, Effect::Load(_, s, _) | Effect::Ahead(_, s, _) if Some(*s) == slot));
        self.owners.retain(|a| slot.is_none() || a.slot != slot || a.owner != self.owner);
        self.owners.push(Asked { run, owner: self.owner, slot });
        run
    }

    /// Asks the base; the answer comes to `Screen::answer` with this number.
    pub fn load(&mut self, slot: Slot, query: Query) -> RunId {
        let run = self.run_id(Some(slot));
        self.effects.push(Effect::Load(run, slot, query));
        run
    }

    /// Asks for rows beyond the screen; the answer comes as that of `load`.
    pub fn ahead(&mut self, slot: Slot, query: Query) -> RunId {
        let run = self.run_id(Some(slot));
        self.effects.push(Effect::Ahead(run, slot, query));
        run
    }

    /// A command; the result comes to `Screen::ran`.
    pub fn run(&mut self, order: impl Into<Order>) -> RunId {
        let run = self.run_id(None);
        self.ran = Some(run);
        self.effects.push(Effect::Run(run, order.into()));
        run
    }

    /// What a command would come to, before anybody is asked whether it shall.
    pub fn rehearse(&mut self, order: impl Into<Order>) -> RunId {
        let run = self.run_id(None);
        self.effects.push(Effect::Rehearse(run, order.into()));
        run
    }

    /// Long work on a worker.
    pub fn job(&mut self, task: Task) -> RunId {
        let run = self.run_id(None);
        self.effects.push(Effect::Job(run, task));
        run
    }

    pub fn progress(&mut self, done: u64, total: Option<u64>, what: impl Into<String>) {
        self.asks.push(Ask::Progress(done, total, what.into()));
    }

    /// A place, filter or order has changed: it is remembered across restarts.
    pub fn remember(&mut self) {
        self.asks.push(Ask::Remember);
    }

    pub fn undo(&mut self) {
        self.asks.push(Ask::Undo);
    }

    pub fn open(&mut self, tag: Tag, popup: Popup) {
        self.asks.push(Ask::Open(self.owner, tag, Box::new(popup)));
    }

    pub fn close(&mut self) {
        self.asks.push(Ask::Close);
    }

    /// A pick is opened at once, so that what is typed ahead reaches it, and gets its rows when they are read.
    pub fn fill(&mut self, tag: Tag, items: Vec<PickItem>) {
        self.asks.push(Ask::Fill(tag, items));
    }

    pub fn go(&mut self, screen: ScreenId, at: Option<Ref>) {
        self.asks.push(Ask::Go(screen, at));
    }

    /// The wizard of `case`, at `step`.
    pub fn go_step(&mut self, case: CaseId, step: StepKind) {
        self.asks.push(Ask::GoStep(case, step));
    }

    /// Whoever goes to `screen` next, by its key, finds it on `at`.
    pub fn next(&mut self, screen: ScreenId, at: Ref) {
        self.asks.push(Ask::Next(screen, at));
    }

    pub fn notice(&mut self, notice: Notice) {
        self.asks.push(Ask::Notice(notice));
    }

    pub fn say(&mut self, text: impl Into<String>) {
        self.notice(Notice::info(text));
    }

    pub fn copy(&mut self, text: String) {
        self.effects.push(Effect::Copy(text));
    }

    pub fn draft(&mut self, key: impl Into<String>, value: Option<serde_json::Value>) {
        self.asks.push(Ask::Draft(key.into(), value));
    }

    pub fn effect(&mut self, e: Effect) {
        self.effects.push(e);
    }
}
