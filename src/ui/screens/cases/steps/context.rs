//! Контекст и задачи: deal after deal without leaving the form, in the order of receivers and of what burns.

mod fields;
mod form_desk;
pub mod hour;
pub mod known;
mod promise_desk;
mod promises;
mod queue;
mod take;
mod tasks;
mod writing;

use std::collections::VecDeque;

use ratatui::layout::{Position, Rect};

use self::promise_desk::{Heard, refusal};
use self::writing::Writing;
use crate::base::{Code, Fault, Kind, Ref};
use crate::domain::pace::Pace;
use crate::domain::rights::Right;
use crate::domain::{PromiseState, Segment};
use crate::jobs::task::TaskDone;
use crate::ops::{Done, Outcome, Waive};
use crate::reads::context::QueueRow;
use crate::reads::promises::PromiseView;
use crate::reads::wizard::Wizard;
use crate::reads::{Answer, Page, Query};
use crate::texts::Noun;
use crate::ui::actions::{self, Act, Decl, Place, places};
use crate::ui::body_panes;
use crate::ui::cx::Cx;
use crate::ui::effect::{Out, RunId, Slot};
use crate::ui::input::Key;
use crate::ui::popup::{FormPopup, Popup, Reply, Tag};
use crate::ui::screens::Focus;
use crate::ui::screens::cases::Step;
use crate::ui::screens::cases::sheets::{SHEETS, Sheets};
use crate::ui::screens::tasks::form::{Filling, changes};
use crate::ui::theme::Tone;
use crate::ui::widgets::{Field, Form, ListState, Notice, Paint, Problems, page_rows};

pub const PLACE: Place = Place("cases.context");
pub const WAIVE: Act = Act("context.waive");
pub const MANY: Act = Act("context.many");
pub const PROMISES: Act = Act("context.promises");
/// «Опрос за час».
pub const HOUR: Act = Act("context.hour");
pub use promises::ACTIONS as PROMISE_ACTIONS;
pub use tasks::ACTIONS as TASK_ACTIONS;
pub use writing::ACTIONS as FORM_ACTIONS;

const QUEUE: Slot = Slot("cases.context");
const PROMISE_LIST: Slot = Slot("cases.context.promises");
const CARD: Slot = Slot("cases.context.card");
const WAIVE_TAG: Tag = Tag("context.waive");
const BLOCK_TAG: Tag = Tag("context.block");
const PROMISE_TAG: Tag = Tag("context.promise");
const HEARD_TAG: Tag = Tag("context.promise-heard");
const MANY_TAG: Tag = Tag("context.many");
const DECIDE_TAG: Tag = Tag("context.decide");
const TAKE_TAG: Tag = Tag("context.take");
const KNOWN_TAG: Tag = Tag("context.known");
const TOLD_TAG: Tag = Tag("context.told");
/// With fewer columns beside the rail the form takes its place.
const FORM_ROOM: u16 = 110;
/// Keys typed while the next form is being read.
const AHEAD: usize = 200;

pub const ACTIONS: &[Decl] = &[
    Decl::new(WAIVE, PLACE, &["w"], |x| x.t().ctx_waive(), |x| x.t().ctx_waive_help()).right(Right::Case).footer(11),
    Decl::new(MANY, PLACE, &["b"], |x| x.t().ctx_many(), |x| x.t().ctx_many_help()),
    Decl::new(PROMISES, PLACE, &["p"], |x| x.t().prom_list(), |x| x.t().prom_list_help()).footer(12),
    Decl::new(HOUR, PLACE, &["o"], |x| x.t().hour_act(), |x| x.t().hour_help()).right(Right::Case).footer(14),
    Decl::new(SHEETS, PLACE, &["e"], |x| x.t().sheet_ui_act(), |x| x.t().sheet_ui_act_help())
        .right(Right::Export)
        .footer(13),
];

/// What stands on the step.
#[derive(Default)]
enum Desk {
    #[default]
    Queue,
    /// What was promised in the whole case.
    Promises,
    /// The form asked for is being read; what is typed meanwhile goes into it.
    Opening(RunId, Vec<Key>),
    Form(Box<Writing>),
}

#[derive(Default)]
pub struct Context {
    queue: ListState<QueueRow>,
    promises: ListState<PromiseView>,
    desk: Desk,
    /// The promise a form is open over, and the card it stands on.
    about: Option<(Ref, Option<PromiseView>)>,
    /// The task whose details are being written.
    told: Option<Filling>,
    /// The open form's card is read anew: somebody has written.
    renewing: Option<RunId>,
    /// The form's own save, the blocks it adds, and those that are still open after it.
    saving: Option<(RunId, (u32, u32))>,
    /// What the texts being saved tell of promises that nobody has written down.
    telling: Vec<Heard>,
    /// The same of what is saved; the form over the first of them is open while `asking`.
    heard: VecDeque<Heard>,
    asking: bool,
    pace: Pace,
    sheets: Sheets,
    hour: hour::Hour,
}

/// Which way to the next form.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// The next row that lacks something, round the end.
    On,
    /// The row above, whatever it has.
    Back,
}

impl Context {
    fn open(&mut self, w: &Wizard, cx: &Cx, out: &mut Out) {
        let Some(object) = self.queue.current().map(|r| r.object) else { return };
        self.pace.beat(cx.mono);
        self.desk = Desk::Opening(out.load(CARD, Query::Context(w.case.id, object)), Vec::new());
    }

    /// Opens the form of another row; false where there is none.
    fn go(&mut self, way: Way, w: &Wizard, cx: &Cx, out: &mut Out) -> bool {
        let rows = self.queue.rows();
        let Some(at) = self.queue.cursor().and_then(|id| rows.iter().position(|r| r.line.0 == id)) else {
            return false;
        };
        let to = match way {
            Way::Back => at.checked_sub(1),
            Way::On => (at + 1..rows.len()).chain(0..at).find(|i| !rows[*i].is_ready()),
        };
        let Some(id) = to.map(|i| rows[i].line.0) else { return false };
        self.queue.go(id);
        self.open(w, cx, out);
        true
    }

    fn close(&mut self) {
        self.desk = Desk::Queue;
        self.pace.rest();
    }

    /// The queue ends here: nothing else lacks anything. `left`: blocks that this very line still lacks.
    fn over(&mut self, left: u32, cx: &Cx, out: &mut Out) {
        let (x, t) = (cx.texts, cx.texts.t());
        self.close();
        match left {
            0 => out.say(t.ctx_all_written()),
            n => out.notice(Notice::bad(t.ctx_last_left(x.count(Noun::Block, n.into())))),
        }
    }

    /// Promises that wait for the head.
    fn waiting(&self) -> usize {
        self.promises.rows().iter().filter(|p| p.state == PromiseState::Waiting).count()
    }

    /// Only these are written with one text for all.
    fn is_occasional(&self) -> bool {
        let bulk = |r: &&QueueRow| r.segment == Segment::Occasional && r.object.kind == Kind::Client;
        super::chosen(&self.queue).iter().all(bulk)
    }

    fn chosen(&self) -> Vec<Ref> {
        super::chosen(&self.queue).into_iter().map(|r| r.object).collect()
    }
}

/// A reason is asked for, and told where it goes.
fn waiver(title: String, cx: &Cx) -> FormPopup {
    let t = cx.texts.t();
    let form = Form::new(vec![Field::line("reason", t.start_reason(), "")], |v, cx| {
        if v["reason"].is_empty() { vec![("reason", cx.texts.t().start_reason_needed())] } else { Problems::new() }
    });
    FormPopup::new(title, form).note(t.ctx_waive_note())
}

impl Context {
    fn is_form(&self) -> bool {
        matches!(self.desk, Desk::Opening(..) | Desk::Form(_))
    }
}

impl Step for Context {
    fn focus(&self) -> Focus {
        match &self.desk {
            Desk::Queue => Focus::on(&[PLACE, places::LIST]),
            Desk::Promises => Focus::on(&[promises::LIST, places::LIST]),
            Desk::Opening(..) => Focus::typing(&[]),
            Desk::Form(f) => f.focus(),
        }
    }

    fn fields(&self, cx: &Cx) -> Vec<(String, String)> {
        match &self.desk {
            Desk::Form(f) => f.meanings(cx),
            Desk::Queue | Desk::Promises | Desk::Opening(..) => Vec::new(),
        }
    }

    fn room(&self) -> u16 {
        if self.is_form() { FORM_ROOM } else { 0 }
    }

    fn has_own_heading(&self, _cx: &Cx) -> bool {
        self.is_form()
    }

    fn enter(&mut self, w: &Wizard, _cx: &Cx, out: &mut Out) {
        self.queue.restart(true);
        if self.queue.wants().is_some() {
            let run = out.load(QUEUE, Query::ContextQueue(w.case.id));
            self.queue.asked(run);
        }
        self.promises.restart(true);
        if self.promises.wants().is_some() {
            let run = out.load(PROMISE_LIST, Query::Promises(w.case.id));
            self.promises.asked(run);
        }
        if let Desk::Form(f) = &self.desk
            && self.saving.is_none()
        {
            self.renewing = Some(out.load(CARD, Query::Context(w.case.id, f.card.object)));
        }
    }

    fn act(&mut self, act: Act, w: &Wizard, cx: &Cx, out: &mut Out) -> bool {
        let t = cx.texts.t();
        match (&self.desk, act) {
            (Desk::Form(_), _) => return self.in_form(act, w, cx, out),
            (Desk::Promises, _) => return self.in_promises(act, w, cx, out),
            (_, MANY) => {
                let n = cx.texts.count(Noun::Object, self.chosen().len() as i64);
                out.open(MANY_TAG, Popup::Form(fields::many(t.ctx_many_title(n), cx)));
            }
            (_, PROMISES) => self.desk = Desk::Promises,
            (Desk::Opening(..), actions::BACK) => self.close(),
            (Desk::Opening(..), _) => return false,
            (_, actions::OPEN) => self.open(w, cx, out),
            (_, WAIVE) => {
                let n = cx.texts.count(Noun::Object, self.chosen().len() as i64);
                out.open(WAIVE_TAG, Popup::Form(waiver(t.ctx_waive_title(n), cx)));
            }
            (_, SHEETS) => self.sheets.leaver(w, cx, out),
            (_, HOUR) => self.hour.begin(w.case.id, out),
            (_, actions::BACK) if self.queue.has_marks() => self.queue.clear_marks(),
            _ => return self.queue.act(act, page_rows(body_panes(cx).list).saturating_sub(5)),
        }
        true
    }

    fn refuses(&self, act: Act, _w: &Wizard, cx: &Cx) -> Option<String> {
        let t = cx.texts.t();
        match &self.desk {
            Desk::Form(f) => match act {
                writing::NOT_NEEDED => (!f.is_missing()).then(|| t.ctx_not_asked()),
                promises::TASK | promises::DROP => {
                    f.promise().map_or_else(|| Some(t.ui_no_row()), |p| refusal(act, p, cx))
                }
                _ => None,
            },
            Desk::Promises => {
                let on_row = matches!(act, promises::TASK | promises::DROP | promises::EDIT | actions::OPEN);
                let row = self.promises.current();
                on_row.then_some(())?;
                row.map_or_else(|| Some(t.ui_no_row()), |p| refusal(act, p, cx))
            }
            _ if matches!(act, WAIVE | MANY | actions::OPEN) && self.queue.cursor().is_none() => Some(t.ui_no_row()),
            _ => (act == MANY && !self.is_occasional()).then(|| t.ctx_many_only()),
        }
    }

    fn text(&mut self, key: Key, _w: &Wizard, cx: &Cx, out: &mut Out) {
        match &mut self.desk {
            Desk::Form(f) if self.saving.is_none() => {
                self.pace.beat(cx.mono);
                f.key(key, cx, out);
            }
            Desk::Opening(_, ahead) if ahead.len() < AHEAD => ahead.push(key),
            _ => {}
        }
    }

    fn paste(&mut self, text: &str, _w: &Wizard, cx: &Cx, out: &mut Out) {
        if let Desk::Form(f) = &mut self.desk {
            self.pace.beat(cx.mono);
            f.paste(text, cx, out);
        }
    }

    fn answer(&mut self, run: RunId, answer: Result<Answer, Fault>, _w: &Wizard, cx: &Cx, out: &mut Out) {
        if self.sheets.answer(run, &answer, cx, out) || self.hour.answer(run, &answer, cx, out) {
            return;
        }
        match answer {
            Ok(Answer::ContextQueue(rows)) => {
                self.queue.answer(run, Ok(Page::whole(rows)));
            }
            Ok(Answer::Promises(rows)) => {
                self.promises.answer(run, Ok(Page::whole(rows)));
            }
            Ok(Answer::Context(card)) => match &mut self.desk {
                Desk::Opening(wanted, ahead) if *wanted == run => {
                    let ahead = std::mem::take(ahead);
                    let (mut form, had_draft) = Writing::new(*card, cx, out);
                    ahead.into_iter().for_each(|key| form.key(key, cx, out));
                    if had_draft {
                        out.say(cx.texts.t().ui_draft_restored());
                    }
                    self.desk = Desk::Form(Box::new(form));
                }
                Desk::Form(f) if self.renewing == Some(run) => f.renew(*card, cx),
                _ => {}
            },
            Ok(_) => {}
            Err(fault) if self.queue.is_pending(run) => {
                self.queue.answer(run, Err(fault));
            }
            Err(fault) if self.promises.is_pending(run) => {
                self.promises.answer(run, Err(fault));
            }
            Err(fault) => {
                if matches!(self.desk, Desk::Opening(wanted, _) if wanted == run) {
                    self.close();
                    out.say(cx.texts.fault(&fault).line());
                }
            }
        }
    }

    fn ran(&mut self, run: RunId, result: Result<Done<Outcome>, Fault>, w: &Wizard, cx: &Cx, out: &mut Out) {
        let (x, t) = (cx.texts, cx.texts.t());
        if self.hour.ran(run, &result, cx, out) {
            return;
        }
        let own = self.saving.filter(|(r, _)| *r == run);
        if own.is_some() {
            self.saving = None;
        }
        match (result.map(|d| d.out), own, &self.desk) {
            (Ok(Outcome::ContextForm(_)), Some((_, (blocks, left))), Desk::Form(f)) => {
                f.forget(out);
                self.heard.extend(self.telling.drain(..));
                self.pace.wrote(blocks);
                out.notice(Notice::good(t.ctx_saved(known::title(&f.card))));
                if !self.go(Way::On, w, cx, out) {
                    self.over(left, cx, out);
                }
                self.offer_promise(cx, out);
            }
            (Err(fault), Some(_), Desk::Form(f)) if fault.code == Code::Stale => {
                self.renewing = Some(out.load(CARD, Query::Context(w.case.id, f.card.object)));
            }
            (Ok(Outcome::PromiseSave(saved)), _, _) => out.say(match saved.state {
                PromiseState::Waiting => t.prom_saved_waits(),
                _ => t.prom_saved(),
            }),
            (Ok(Outcome::ContextMany(done)), _, _) => {
                self.queue.clear_marks();
                out.say(t.ctx_many_done(x.count(Noun::Client, done.clients.into())));
            }
            (Ok(Outcome::PromiseDrop(_)), _, _) => out.say(t.prom_dropped()),
            (Ok(Outcome::PromiseDecide(_)), _, _) => out.say(t.prom_decided()),
            (Ok(Outcome::PromiseTask(done)), _, _) => {
                out.say(if done.along { t.prom_tasked() } else { t.prom_tasked_theirs() });
            }
            (Ok(Outcome::TaskFieldSave(_)), _, _) => out.say(t.tasks_saved()),
            (Ok(Outcome::Waive(done)), _, _) => {
                self.queue.clear_marks();
                out.say(t.ctx_waived(x.count(Noun::Block, done.blocks.into())));
            }
            _ => {}
        }
    }

    fn finished(&mut self, run: RunId, result: Result<TaskDone, Fault>, _w: &Wizard, cx: &Cx, out: &mut Out) {
        self.sheets.finished(run, result, cx, out);
    }

    fn reply(&mut self, tag: Tag, reply: Reply, w: &Wizard, cx: &Cx, out: &mut Out) {
        if self.sheets.reply(tag, &reply, w, cx, out) || self.hour.reply(tag, &reply, cx, out) {
            return;
        }
        match (tag, reply, &mut self.desk) {
            (TAKE_TAG, Reply::Picked(text), Desk::Form(f)) => f.take(&text, cx, out),
            (BLOCK_TAG, Reply::Filled(v), Desk::Form(f)) => {
                let (objects, block) = (vec![f.card.object], f.block());
                out.run(Waive { case: w.case.id, objects, block, reason: v["reason"].clone() });
            }
            (PROMISE_TAG, Reply::Filled(v), _) => {
                if let Some((object, old)) = &self.about {
                    out.run(promises::save(old.as_ref(), w.case.id, *object, &v, cx));
                }
            }
            (HEARD_TAG, reply, _) => self.answered(&reply, w, cx, out),
            (TOLD_TAG, Reply::Filled(v), _) => {
                for order in self.told.iter().flat_map(|filling| changes(filling, &v)) {
                    out.run(order);
                }
            }
            (MANY_TAG, Reply::Filled(v), _) => {
                out.run(fields::said_of_many(w.case.id, self.chosen(), &v, cx));
            }
            (DECIDE_TAG, Reply::Filled(v), _) => {
                if let Some((_, Some(p))) = &self.about {
                    out.run(promises::decide(p, w.case.id, &v));
                }
            }
            (WAIVE_TAG, Reply::Filled(v), _) => {
                let objects = self.chosen();
                out.run(Waive { case: w.case.id, objects, block: None, reason: v["reason"].clone() });
            }
            _ => {}
        }
    }

    fn view(&self, area: Rect, _w: &Wizard, cx: &Cx, p: &mut Paint) -> Option<Position> {
        match &self.desk {
            Desk::Queue => {
                queue::view(&self.queue, &self.pace, self.waiting(), area, cx, p);
                None
            }
            Desk::Promises => {
                promises::view(&self.promises, area, cx, p);
                None
            }
            Desk::Opening(..) => {
                p.text(area.x, area.y, area.width, &cx.texts.t().ui_reading(), Tone::Dim);
                None
            }
            Desk::Form(f) => f.view(area, &queue::progress(self.queue.rows(), &self.pace, cx), cx, p),
        }
    }
}
