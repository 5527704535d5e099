//! «Сменить куратора»: the form over the marked clients, then what it leads to, and one key that does it (1-C4).

use ratatui::layout::Rect;

use super::owner_change_view as view;
use crate::base::{ClientId, EmployeeId, Fault};
use crate::ops::{ALONE, OwnerChange, OwnersChanged};
use crate::reads::Query;
use crate::reads::clients::Find;
use crate::reads::employees::EmployeeRow;
use crate::reads::owner_change::{Along, Chosen, Preview, Wish};
use crate::ui::actions::{self, Act, Decl, Place};
use crate::ui::cx::Cx;
use crate::ui::effect::{Out, RunId, Slot};
use crate::ui::popup::{Popup, Reply, Tag};
use crate::ui::widgets::{Card, ListState, Marks, Notice, Paint, Row, Values};

pub const PREVIEW: Place = Place("clients.owners");
pub const APPLY: Act = Act("clients.owners.apply");
pub const AGAIN: Act = Act("clients.owners.again");

const SLOT: Slot = Slot("clients.owners");
const FORM_TAG: Tag = Tag("clients.owners");
const SECOND_TAG: Tag = Tag("clients.owners.second");

pub const ACTIONS: &[Decl] = &[
    Decl::new(APPLY, PREVIEW, &["F2"], |x| x.t().owners_apply(), |x| x.t().owners_apply_help()).footer(1),
    Decl::new(AGAIN, PREVIEW, &["e"], |x| x.t().owners_again(), |x| x.t().owners_again_help()).footer(2),
];

/// A change of owners on its way: asked about, shown, applied.
#[derive(Default)]
pub(super) struct Changing {
    /// Which clients, and how many where that is known.
    chosen: Option<(Chosen, Option<u64>)>,
    values: Values,
    asked: Option<RunId>,
    shown: Option<Box<Preview>>,
    ran: Option<RunId>,
    top: u16,
}

impl Changing {
    /// The preview has the screen, or is being made.
    pub fn is_shown(&self) -> bool {
        self.asked.is_some() || self.shown.is_some()
    }

    /// Opens the form over what is marked, or the row under the cursor.
    pub fn begin<R: Row>(&mut self, list: &ListState<R>, find: Find, people: &[EmployeeRow], cx: &Cx, out: &mut Out) {
        let chosen = match list.marks() {
            Marks::AllOf { except } => {
                let except = except.iter().copied().collect();
                (Chosen::Found { find, except }, list.marked())
            }
            Marks::Ids(ids) if !ids.is_empty() => {
                (Chosen::These(ids.iter().map(|id| ClientId(*id)).collect()), Some(ids.len() as u64))
            }
            Marks::Ids(_) => match list.cursor() {
                Some(id) => (Chosen::These(vec![ClientId(id)]), Some(1)),
                None => return,
            },
        };
        *self = Changing { chosen: Some(chosen), ..Changing::default() };
        self.ask(people, cx, out);
    }

    fn ask(&self, people: &[EmployeeRow], cx: &Cx, out: &mut Out) {
        let n = self.chosen.as_ref().and_then(|(_, n)| *n);
        out.open(FORM_TAG, Popup::Form(view::form(n, &self.values, people, cx)));
    }

    fn wish(&self) -> Option<Wish> {
        let v = &self.values;
        let goes = |id: &str| v.get(id).is_some_and(|x| x == view::GOES);
        Some(Wish {
            chosen: self.chosen.as_ref()?.0.clone(),
            to: EmployeeId(v.get("to")?.parse().ok()?),
            along: Along { deals: goes("deals"), tasks: goes("tasks"), plans: goes("plans") },
            seen: self.shown.as_ref().map(|p| p.seen),
        })
    }

    /// Gives false for a popup that is not of this flow.
    pub fn reply(&mut self, tag: Tag, reply: &Reply, out: &mut Out) -> bool {
        match (tag, reply) {
            (FORM_TAG, Reply::Filled(v)) => {
                (self.values, self.shown, self.top) = (v.clone(), None, 0);
                if let Some(wish) = self.wish() {
                    self.asked = Some(out.load(SLOT, Query::OwnerChange(Box::new(wish))));
                }
            }
            (SECOND_TAG, Reply::Pressed("apply")) => self.apply(self.shown.as_ref().map(|p| p.to.name.clone()), out),
            (FORM_TAG | SECOND_TAG, _) => {}
            _ => return false,
        }
        true
    }

    pub fn preview(&mut self, run: RunId, preview: Box<Preview>) {
        if self.asked.take_if(|r| *r == run).is_some() {
            self.shown = Some(preview);
        }
    }

    /// The preview could not be made: told, and the list is back.
    pub fn failed(&mut self, run: RunId, fault: &Fault, cx: &Cx, out: &mut Out) -> bool {
        let ours = self.asked.take_if(|r| *r == run).is_some();
        if ours {
            out.notice(Notice::bad(cx.texts.fault(fault).line()));
        }
        ours
    }

    /// Keys while the preview has the screen.
    pub fn act(&mut self, act: Act, page: u16, people: &[EmployeeRow], cx: &Cx, out: &mut Out) -> bool {
        match act {
            actions::BACK | actions::LEFT | actions::QUIT => *self = Changing::default(),
            AGAIN => self.ask(people, cx, out),
            APPLY => {
                let Some(p) = &self.shown else { return true };
                let n = p.moved.all();
                if n > ALONE && cx.facts.role.is_none() {
                    // One user on an own machine: the second person is the surname typed again.
                    out.open(SECOND_TAG, Popup::Dialog(view::second(&p.to.name, n, cx)));
                } else {
                    self.apply(None, out);
                }
            }
            _ => {
                let mut card = Card { top: self.top, ..Card::default() };
                let known = card.act(act, page);
                self.top = card.top;
                return known;
            }
        }
        true
    }

    pub fn refuses(&self, act: Act, cx: &Cx) -> Option<String> {
        let t = cx.texts.t();
        match (act, &self.shown) {
            (APPLY, None) => Some(t.ui_reading()),
            (APPLY, Some(p)) if p.moved.all() == 0 => Some(t.owners_nothing()),
            _ => None,
        }
    }

    /// `alone`: the receiver, whose surname was typed again.
    fn apply(&mut self, alone: Option<String>, out: &mut Out) {
        let reason = self.values.get("reason").cloned().unwrap_or_default();
        if let Some(wish) = self.wish() {
            self.ran = Some(out.run(OwnerChange { wish, reason, alone }));
        }
    }

    /// It is done; gives what to say. The preview is over.
    pub fn done(&mut self, run: RunId, done: &OwnersChanged, cx: &Cx) -> Option<Notice> {
        self.ran.take_if(|r| *r == run)?;
        let name = self.shown.take().map_or_else(String::new, |p| p.to.name);
        *self = Changing::default();
        Some(view::done(done, &name, cx))
    }

    pub fn view(&self, area: Rect, cx: &Cx, p: &mut Paint) {
        let Some(preview) = &self.shown else {
            p.text(
                area.x + 1,
                area.y,
                area.width.saturating_sub(2),
                &cx.texts.t().ui_reading(),
                crate::ui::theme::Tone::Dim,
            );
            return;
        };
        let reason = self.values.get("reason").map_or("", String::as_str);
        let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
        Card { top: self.top, ..view::card(preview, reason, inner.width, cx) }.view(p, inner, true);
    }
}
