//! One person's workstation as a value: screens, popups, drafts, what is waited for.

use serde_json::Value;

use super::actions::{self, Act, Decl, Place, places};
use super::cx::{Ctx, Cx, Drafts};
use super::due_watch::DueWatch;
use super::effect::{Ask, Asked, Effect, Out, Owner, RunId};
use super::popup::Shown;
use super::screens::{self, Focus, Screen, ScreenDecl, ScreenId};
use super::undoing::Undoing;
use super::widgets::{Notice, NoticeKind};
use crate::base::{At, Ref};
use crate::domain::rights::Right;
use crate::domain::second::Want;
use crate::reads::Facts;

/// Rest after the last key before drafts are written, and the longest they wait under steady typing (5, "Drafts").
const DRAFT_REST_MS: u64 = 800;
const DRAFT_MAX_MS: u64 = 3_000;
/// A command that takes longer is told.
const SLOW_MS: u64 = 300;
/// While one is waited for, who holds the base is looked at so often.
const HOLDER_MS: u64 = 1_000;
/// How long a notice that nobody has to act upon stays.
const NOTICE_MS: u64 = 8_000;

pub struct Model {
    pub(super) screens: Vec<Box<dyn Screen>>,
    pub(super) at: usize,
    /// How often the base has changed so far, and how much of that each screen has heard; `None`: never shown yet.
    changes: u64,
    heard: Vec<Option<u64>>,
    /// Where Esc goes back to.
    pub(super) trail: Vec<usize>,
    /// What a screen stands on when it is shown next.
    pub(super) next: Option<(ScreenId, Ref)>,
    pub(super) popups: Vec<Shown>,
    pub(super) notice: Option<(Notice, u64)>,
    pub(super) facts: Facts,
    pub(super) next_run: u64,
    pub(super) owners: Vec<Asked>,
    pub(super) drafts: Drafts,
    pub(super) undoing: Undoing,
    /// The command that is running, and since when.
    pub(super) running: Option<(RunId, u64)>,
    /// Who else holds the base while our command waits.
    pub(super) holder: Option<Holder>,
    /// When the unsaved drafts were first and last touched.
    pub(super) unsaved: Option<(u64, u64)>,
    /// When the workstation does what has come due.
    pub(super) due: DueWatch,
    /// What was refused until another person agrees, while it is asked whether to ask them.
    pub(super) second: Option<Want>,
    /// The minute shown by the clock.
    pub(super) minute: i64,
    pub(super) quit: bool,
}

impl Model {
    /// A model on its first screen; `kept` is what an earlier session left (drafts and places), or null.
    pub fn new(facts: Facts, kept: &Value) -> Model {
        let mut screens: Vec<Box<dyn Screen>> = screens::ALL.iter().map(|d| (d.make)()).collect();
        for (s, d) in screens.iter_mut().zip(screens::ALL) {
            if let Some(m) = kept.get("places").and_then(|p| p.get(d.id.0)) {
                s.recall(m);
            }
        }
        let drafts = kept
            .get("drafts")
            .and_then(Value::as_object)
            .map(|o| o.iter().map(|(k, v)| (k.clone(), v.clone())).collect())
            .unwrap_or_default();
        let last = kept.get("at").and_then(Value::as_str);
        let at = if facts.empty { Some(screens::welcome::ID.0) } else { last.filter(|w| *w != screens::welcome::ID.0) };
        let at = at.and_then(|w| screens::ALL.iter().position(|d| d.id.0 == w)).unwrap_or(0);
        Model {
            changes: 0,
            heard: vec![None; screens.len()],
            screens,
            at,
            trail: Vec::new(),
            next: None,
            popups: Vec::new(),
            notice: None,
            facts,
            next_run: 0,
            owners: Vec::new(),
            drafts,
            undoing: Undoing::default(),
            running: None,
            holder: None,
            unsaved: None,
            due: DueWatch::default(),
            minute: 0,
            second: None,
            quit: false,
        }
    }

    /// The first step: the current screen asks for its data.
    pub fn start(&mut self, ctx: &Ctx) -> Vec<Effect> {
        self.mark_minute(ctx);
        let mut effects = super::update::entered(self, ctx, |_, _, _| {});
        effects.extend(super::update::due_work(self, ctx));
        effects
    }

    /// Shows a screen, as its key would.
    pub fn go(&mut self, id: ScreenId, ctx: &Ctx) -> Vec<Effect> {
        super::update::go(self, id, None, ctx)
    }

    pub fn decl(&self) -> &'static ScreenDecl {
        &screens::ALL[self.at]
    }

    pub fn screen_id(&self) -> ScreenId {
        self.decl().id
    }

    pub fn facts(&self) -> &Facts {
        &self.facts
    }

    pub fn has_quit(&self) -> bool {
        self.quit
    }

    /// Where keys are heard now.
    pub fn focus(&self) -> Focus {
        match self.popups.last() {
            Some(p) => p.popup.focus(),
            None => self.screen_focus(),
        }
    }

    /// Why an action cannot be done just now.
    pub fn refuses(&self, act: Act, ctx: &Ctx) -> Option<String> {
        let of_place = |p| actions::in_place(p).find(|d| d.act == act);
        let right = self.screen_places().into_iter().find_map(of_place).and_then(|d| d.right);
        self.refused(act, ctx).or_else(|| self.lacks(right, ctx))
    }

    /// The same of an action whose row is known.
    pub(super) fn refuses_row(&self, d: &Decl, ctx: &Ctx) -> Option<String> {
        self.refused(d.act, ctx).or_else(|| self.lacks(d.right, ctx))
    }

    fn lacks(&self, right: Option<Right>, ctx: &Ctx) -> Option<String> {
        Cx { ctx, facts: &self.facts, drafts: &self.drafts }.lacks(right)
    }

    fn refused(&self, act: Act, ctx: &Ctx) -> Option<String> {
        let cx = Cx { ctx, facts: &self.facts, drafts: &self.drafts };
        self.screens[self.at].refuses(act, &cx)
    }

    /// The places of the screen under the popups: what menu and help speak of.
    pub(super) fn screen_places(&self) -> Vec<Place> {
        self.screen_focus().places
    }

    /// What the screen hears, and under it what is heard anywhere: the key that finds, too, where no list takes it. Letters
    /// typed after it would else be keys that nobody meant.
    fn screen_focus(&self) -> Focus {
        let mut f = self.screens[self.at].focus();
        if !f.places.contains(&places::SEARCH) {
            f.places.push(places::NO_SEARCH);
        }
        f.places.push(places::ANYWHERE);
        f
    }

    // ── Changes of the base ──

    /// The base has changed: the current screen is told.
    pub(super) fn hear_change(&mut self) {
        self.changes += 1;
        self.heard[self.at] = Some(self.changes);
    }

    /// Whether the current screen, which is being shown, has not heard of a change; from now on it has.
    pub(super) fn has_missed_change(&mut self) -> bool {
        self.heard[self.at].replace(self.changes).is_some_and(|heard| heard < self.changes)
    }

    // ── Drafts and places ──

    pub fn draft(&self, key: &str) -> Option<&Value> {
        self.drafts.get(key)
    }

    pub(super) fn set_draft(&mut self, key: String, value: Option<Value>, mono: u64) {
        match value {
            Some(v) => {
                self.drafts.insert(key, v);
            }
            None => {
                self.drafts.remove(&key);
            }
        }
        self.touched(mono);
    }

    pub(super) fn touched(&mut self, mono: u64) {
        let first = self.unsaved.map_or(mono, |(first, _)| first);
        self.unsaved = Some((first, mono));
    }

    /// Something typed or chosen is not in the file yet.
    pub fn is_unsaved(&self) -> bool {
        self.unsaved.is_some()
    }

    /// Everything worth keeping, as the file beside the base holds it.
    pub fn kept(&self) -> Vec<u8> {
        let places: serde_json::Map<String, Value> =
            screens::ALL.iter().zip(&self.screens).map(|(d, s)| (d.id.0.to_owned(), s.memory())).collect();
        let v = serde_json::json!({ "at": self.screen_id().0, "places": places, "drafts": self.drafts });
        v.to_string().into_bytes()
    }

    // ── Time ──

    /// When `Msg::Tick` is wanted at the latest, on the `mono` clock; `None`: nothing will change by itself.
    pub fn next_deadline(&self, ctx: &Ctx) -> Option<u64> {
        let draft = self.unsaved.map(|(first, last)| (last + DRAFT_REST_MS).min(first + DRAFT_MAX_MS));
        let notice = self.notice.as_ref().filter(|(n, _)| n.kind != NoticeKind::Bad).map(|(_, t)| t + NOTICE_MS);
        let minute = (!ctx.fixed).then(|| {
            let ms = ctx.clock.now.0.rem_euclid(60_000) as u64;
            ctx.mono + 60_000 - ms
        });
        let running = self.running.map(|(_, since)| {
            let slow = since + SLOW_MS;
            if ctx.mono < slow { slow } else { ctx.mono + HOLDER_MS }
        });
        let due = self.due.deadline(self.next_due(ctx), ctx);
        [running, draft, notice, minute, due, self.screens[self.at].deadline()].into_iter().flatten().min()
    }

    /// When something falls due that this workstation may do.
    pub(super) fn next_due(&self, ctx: &Ctx) -> Option<At> {
        self.facts.next_due.filter(|_| self.facts.runs_due && !ctx.readonly)
    }

    /// Who holds the base while our command waits; asked by the session while `is_slow`.
    pub fn set_holder(&mut self, holder: Option<Holder>) {
        self.holder = holder;
    }

    /// A command has been running for a while.
    pub fn is_slow(&self, mono: u64) -> bool {
        self.running.is_some_and(|(_, since)| mono >= since + SLOW_MS)
    }

    pub(super) fn drafts_due(&self, mono: u64) -> bool {
        self.unsaved.is_some_and(|(first, last)| mono >= last + DRAFT_REST_MS || mono >= first + DRAFT_MAX_MS)
    }

    pub(super) fn notice_over(&self, mono: u64) -> bool {
        self.notice.as_ref().is_some_and(|(n, t)| n.kind != NoticeKind::Bad && mono >= t + NOTICE_MS)
    }

    /// True when the clock shows another minute now.
    pub(super) fn mark_minute(&mut self, ctx: &Ctx) -> bool {
        let minute = ctx.clock.now.0.div_euclid(60_000);
        std::mem::replace(&mut self.minute, minute) != minute
    }

    pub(super) fn out(&mut self, owner: Owner) -> (Out<'_>, &mut Vec<Box<dyn Screen>>, &Facts, &Drafts) {
        let out = Out {
            owner,
            next_run: &mut self.next_run,
            owners: &mut self.owners,
            effects: Vec::new(),
            asks: Vec::new(),
            ran: None,
        };
        (out, &mut self.screens, &self.facts, &self.drafts)
    }

    pub(super) fn push_notice(&mut self, n: Notice, mono: u64) {
        self.notice = Some((n, mono));
    }
}

/// Another process that is writing (5, "Import": waiters show it).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    pub who: String,
    /// The command's word.
    pub what: String,
    pub percent: Option<u8>,
}

/// Effects and asks of one step, taken out of its `Out`.
pub(super) struct Wishes {
    pub effects: Vec<Effect>,
    pub asks: Vec<Ask>,
    pub ran: Option<RunId>,
}
