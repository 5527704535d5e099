//! A session from its opening to its end: messages in, effects handed on.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::bell::{self, Bell};
use super::drafts::Drafts;
use super::work::{Desk, Work};
use super::workers::{Tell, Workers};
use crate::base::{Clock, Code, Res};
use crate::domain::Actor;
use crate::domain::settings::Office;
use crate::reads::find;
use crate::store::{Base, Mode, beat};
use crate::texts::{Lang, Texts};
use crate::ui::screens::ScreenId;
use crate::ui::{Ctx, Effect, Holder, Model, Msg, update};

/// With what a session is opened.
pub struct Options {
    pub path: PathBuf,
    pub office: Office,
    /// Who works, as named on the command line or in the settings; `None`: the owner of the file.
    pub actor: Option<String>,
    pub readonly: bool,
    pub lang: Lang,
    pub clock: Clock,
}

/// What the loop does next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    Go,
    Quit,
    /// Open this base instead.
    Open(PathBuf),
}

pub struct Session {
    pub model: Model,
    pub path: PathBuf,
    desk: Desk,
    drafts: Arc<Drafts>,
    workers: Option<Workers>,
    /// Held for its end: the bell's thread stops with the session.
    bell: Option<Bell>,
    /// For tests: everything is done in place, on this connection.
    in_place: Option<Base>,
    /// The journal's number of our own last command.
    seq: i64,
    /// A load was handed on in the last step: its answer is worth a moment's waiting.
    loading: bool,
    copied: Vec<String>,
}

impl Session {
    /// Opens the base (makes it where there is none) and starts the workers. Errors: those of `Base::open`, and of an
    /// actor that is not in the base.
    pub fn open(o: &Options, tell: &Tell) -> Res<Session> {
        let (mut s, base) = Session::prepare(o)?;
        s.bell = Some(bell::listen(&s.path, Arc::clone(tell))?);
        s.workers = Some(Workers::start(base, &s.desk, tell)?);
        Ok(s)
    }

    /// The same without threads: every effect is done before `step` returns.
    pub fn open_in_place(o: &Options) -> Res<Session> {
        let (mut s, base) = Session::prepare(o)?;
        s.in_place = Some(base);
        Ok(s)
    }

    fn prepare(o: &Options) -> Res<(Session, Base)> {
        let base = open_or_make(&o.path, o.readonly)?;
        let actor = match o.actor.as_deref() {
            None | Some("owner") => Actor::Owner,
            Some(name) => find::employee(base.conn(), name).map(Actor::Person)?,
        };
        let desk = Desk { actor, office: o.office.clone(), readonly: o.readonly, lang: o.lang };
        let drafts = Arc::new(Drafts::of(base.path(), &desk.actor));
        let facts = match desk.look(base.conn(), Work::Facts(o.clock)) {
            Msg::Facts(f) => f,
            Msg::Trouble(fault) => return Err(fault),
            _ => return Err(Code::Internal.into()),
        };
        let seq = facts.seq;
        base.pulse().set_who(if facts.me.is_empty() { "owner" } else { &facts.me });
        let model = Model::new(facts, &drafts.read());
        let path = base.path().to_path_buf();
        let s = Session {
            model,
            path,
            desk,
            drafts,
            workers: None,
            bell: None,
            in_place: None,
            seq,
            loading: false,
            copied: Vec::new(),
        };
        Ok((s, base))
    }

    pub fn office(&self) -> &Office {
        &self.desk.office
    }

    pub fn is_readonly(&self) -> bool {
        self.desk.readonly
    }

    pub fn drafts(&self) -> Arc<Drafts> {
        Arc::clone(&self.drafts)
    }

    /// True when an answer is on its way that belongs to the frame about to be drawn.
    pub fn is_loading(&self) -> bool {
        self.loading
    }

    /// What was copied since the last call.
    pub fn take_copied(&mut self) -> Vec<String> {
        std::mem::take(&mut self.copied)
    }

    pub fn start(&mut self, ctx: &View<'_>) -> Step {
        let office = self.desk.office.clone();
        let path = self.path.clone();
        let ctx = ctx.ctx(&path, &office, self.desk.readonly);
        let effects = self.model.start(&ctx);
        self.run(effects, &ctx)
    }

    /// Shows a screen at once, as its key would.
    pub fn go(&mut self, screen: ScreenId, view: &View<'_>) -> Step {
        let office = self.desk.office.clone();
        let path = self.path.clone();
        let ctx = view.ctx(&path, &office, self.desk.readonly);
        let effects = self.model.go(screen, &ctx);
        self.run(effects, &ctx)
    }

    /// One message through the model, its effects handed on.
    pub fn step(&mut self, msg: Msg, view: &View<'_>) -> Step {
        match &msg {
            Msg::Ran(_, Ok(done)) => {
                self.seq = self.seq.max(done.seq.map_or(0, |s| s.0));
                self.model.set_holder(None);
            }
            Msg::Bell(seq) if *seq <= self.seq => return Step::Go,
            Msg::Bell(seq) => self.seq = *seq,
            Msg::Answer(..) => self.loading = false,
            Msg::Tick if self.model.is_slow(view.mono) => self.model.set_holder(holder(&self.path)),
            Msg::Ran(..) | Msg::Rehearsed(..) => self.model.set_holder(None),
            _ => {}
        }
        let office = self.desk.office.clone();
        let path = self.path.clone();
        let ctx = view.ctx(&path, &office, self.desk.readonly);
        let effects = update(&mut self.model, msg, &ctx);
        let step = self.run(effects, &ctx);
        if self.model.is_unsaved() {
            self.drafts.hold(self.model.kept());
        }
        step
    }

    fn run(&mut self, effects: Vec<Effect>, ctx: &Ctx<'_>) -> Step {
        let mut step = Step::Go;
        for effect in effects {
            match effect {
                Effect::Quit => step = Step::Quit,
                Effect::OpenBase(path) => step = Step::Open(path),
                Effect::Copy(text) => self.copied.push(text),
                Effect::SaveDraft(_) if self.desk.readonly => {}
                Effect::SaveDraft(bytes) => {
                    if let Err(f) = self.drafts.save(&bytes) {
                        update(&mut self.model, Msg::Trouble(f), ctx);
                    }
                }
                other => {
                    let next = self.hand_on(other, ctx);
                    if next != Step::Go {
                        step = next;
                    }
                }
            }
        }
        step
    }

    fn hand_on(&mut self, effect: Effect, ctx: &Ctx<'_>) -> Step {
        // What takes long by its nature is not worth holding a frame for.
        self.loading |= matches!(&effect, Effect::Load(_, _, query) if !query.is_heavy());
        if let Some(w) = &self.workers {
            w.take(effect, ctx.clock);
            return Step::Go;
        }
        let work = match effect {
            Effect::Load(run, _, query) | Effect::Ahead(run, _, query) => Work::Load(run, query, ctx.clock),
            Effect::ReadFacts => Work::Facts(ctx.clock),
            Effect::RunDue => Work::Due(ctx.clock),
            Effect::Run(run, order) => Work::Run(run, order, ctx.clock),
            Effect::Rehearse(run, order) => Work::Rehearse(run, order, ctx.clock),
            Effect::Job(run, task) => Work::Job(run, task, ctx.clock),
            _ => return Step::Go,
        };
        let Some(base) = self.in_place.as_mut() else { return Step::Go };
        let msg = self.desk.work(base, work, &mut |_, _| true);
        if let Msg::Ran(_, Ok(done)) = &msg {
            self.seq = self.seq.max(done.seq.map_or(0, |s| s.0));
        }
        self.loading = false;
        let effects = update(&mut self.model, msg, ctx);
        self.run(effects, ctx)
    }
}

/// What the host knows and a session does not: time, size, language.
#[derive(Clone, Copy)]
pub struct View<'a> {
    pub clock: Clock,
    pub fixed: bool,
    pub mono: u64,
    pub size: (u16, u16),
    pub texts: &'a Texts,
}

impl<'a> View<'a> {
    pub fn ctx(&self, path: &'a Path, office: &'a Office, readonly: bool) -> Ctx<'a> {
        Ctx {
            clock: self.clock,
            fixed: self.fixed,
            readonly,
            path,
            office,
            mono: self.mono,
            size: self.size,
            texts: self.texts,
        }
    }
}

/// Another process that has been writing for more than a second.
fn holder(base: &Path) -> Option<Holder> {
    let b = beat::read(base).filter(|b| b.pid != std::process::id())?;
    Some(Holder { who: b.who, what: b.what, percent: b.percent })
}

fn open_or_make(path: &Path, readonly: bool) -> Res<Base> {
    let mode = if readonly { Mode::ReadOnly } else { Mode::ReadWrite };
    match Base::open(path, mode) {
        Err(f) if matches!(f.code, Code::BaseMissing | Code::BaseEmptyFile) && !readonly => {
            if let Some(folder) = path.parent().filter(|p| !p.as_os_str().is_empty()) {
                std::fs::create_dir_all(folder)?;
            }
            Base::create(path)
        }
        other => other,
    }
}
