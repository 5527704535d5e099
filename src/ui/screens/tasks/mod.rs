//! Задачи: the list by deadline, the card, and the form of what a task of its kind needs before it is handed over (2 §4).

pub mod form;
mod view;

use ratatui::layout::{Position, Rect};
use serde_json::{Value, json};

use super::browse::{Browse, Step};
use super::{Focus, Screen, ScreenDecl, ScreenId, clients, deals};
use crate::base::{Fault, Kind, Ref, TaskId};
use crate::domain::TaskField;
use crate::ops::{Done, Outcome};
use crate::reads::tasks::{Find, TaskCard, TaskRow};
use crate::reads::{Answer, Query};
use crate::ui::actions::{self, Act, Decl, Place, places};
use crate::ui::body_panes;
use crate::ui::cx::Cx;
use crate::ui::effect::{Out, RunId, Slot};
use crate::ui::input::{Key, Mouse};
use crate::ui::popup::{PickItem, Popup, Reply, Tag};
use crate::ui::saved_filters::{Replied, SavedFilters};
use crate::ui::widgets::{Notice, Paint, Row};

pub const ID: ScreenId = ScreenId("tasks");
pub const PLACE: Place = Place("tasks");
pub const GO: Act = Act("go.tasks");
pub const COPY: Act = Act("tasks.copy");
pub const FILL: Act = Act("tasks.fill");
pub const ABOUT: Act = Act("tasks.about");

const LIST: Slot = Slot("tasks.list");
const CARD: Slot = Slot("tasks.card");
const COUNT: Slot = Slot("tasks.count");
const FORM: Slot = Slot("tasks.form");
const FORM_TAG: Tag = Tag("tasks.form");

pub const DECL: ScreenDecl = ScreenDecl {
    id: ID,
    kind: Some(Kind::Task),
    tab: true,
    actions: &[
        Decl::new(GO, places::ANYWHERE, &["5"], |x| x.t().tasks_name(), |x| x.t().tasks_go_help()),
        Decl::new(FILL, PLACE, &["e"], |x| x.t().tasks_fill(), |x| x.t().tasks_fill_help()).footer(3),
        Decl::new(ABOUT, PLACE, &["c"], |x| x.t().tasks_object(), |x| x.t().tasks_object_help()).footer(4),
        Decl::new(COPY, PLACE, &["y"], |x| x.t().tasks_copy(), |x| x.t().tasks_copy_help()),
    ],
    inner: &[],
    make: || Box::new(Tasks::default()),
};

impl Row for TaskRow {
    fn id(&self) -> i64 {
        self.id.0
    }
}

/// The state of the screen.
#[derive(Default)]
pub struct Tasks {
    browse: Browse<TaskRow, TaskCard>,
    named: SavedFilters,
    /// The card asked for by the form.
    asked: Option<RunId>,
    filled: Option<form::Filling>,
    /// The last field's command: the form waits for it.
    saved: Option<RunId>,
}

impl Tasks {
    /// Asks for what the list and the card want now. Called at the end of every step.
    fn pump(&mut self, cx: &Cx, out: &mut Out) {
        let wide = body_panes(cx).card.is_some();
        let find = || Find { filter: self.browse.filter.text().to_owned() };
        self.browse.list.pump(LIST, wide, out, |window| Query::Tasks(find(), window));
        self.browse.pump_card(cx, |id| out.load(CARD, Query::Task(TaskId(id))));
    }

    fn restart(&mut self, cx: &Cx, out: &mut Out) {
        self.browse.restart(out);
        self.pump(cx, out);
    }
}

impl Screen for Tasks {
    fn focus(&self) -> Focus {
        self.browse.focus(&[PLACE])
    }

    fn enter(&mut self, cx: &Cx, out: &mut Out) {
        self.browse.enter();
        self.pump(cx, out);
    }

    fn act(&mut self, act: Act, cx: &Cx, out: &mut Out) -> bool {
        match act {
            actions::FILTER => self.named.open(filters(cx), &self.browse.filter, cx, out),
            COPY => {
                if let Some(r) = self.browse.list.current() {
                    out.copy(r.title.clone());
                    out.say(cx.texts.t().ui_copied());
                }
            }
            FILL => {
                if let Some(id) = self.browse.list.cursor() {
                    self.asked = Some(out.load(FORM, Query::Task(TaskId(id))));
                }
            }
            ABOUT => {
                let Some(r) = self.browse.list.current() else { return true };
                match (r.deal_id, r.client_id) {
                    (Some(deal), _) => out.go(deals::ID, Some(deal.into())),
                    (None, Some(client)) => out.go(clients::ID, Some(client.into())),
                    (None, None) => {}
                }
            }
            _ => match self.browse.act(act, cx) {
                Step::Unknown => return false,
                Step::Restart => self.browse.restart(out),
                Step::Done | Step::Moved => {}
            },
        }
        self.pump(cx, out);
        true
    }

    fn refuses(&self, act: Act, cx: &Cx) -> Option<String> {
        let needs_row = matches!(act, actions::OPEN | actions::MARK | actions::MARK_ALL | COPY | FILL | ABOUT);
        if needs_row && !self.browse.filter.is_open() && self.browse.list.cursor().is_none() {
            return Some(cx.texts.t().ui_no_row());
        }
        let row = self.browse.list.current()?;
        match act {
            actions::SORT => Some(cx.texts.t().tasks_one_order()),
            FILL if TaskField::of_kind(row.kind).is_empty() => Some(cx.texts.t().tasks_no_fields()),
            ABOUT if row.deal_id.is_none() && row.client_id.is_none() => Some(cx.texts.t().tasks_no_object()),
            _ => None,
        }
    }

    fn text(&mut self, key: Key, cx: &Cx, out: &mut Out) {
        if self.browse.text(key) {
            self.restart(cx, out);
        }
    }

    fn paste(&mut self, text: &str, cx: &Cx, out: &mut Out) {
        if self.browse.paste(text) {
            self.restart(cx, out);
        }
    }

    fn mouse(&mut self, mouse: Mouse, area: Rect, cx: &Cx, out: &mut Out) {
        self.browse.mouse(mouse, area, cx);
        self.pump(cx, out);
    }

    fn answer(&mut self, run: RunId, answer: Result<Answer, Fault>, cx: &Cx, out: &mut Out) {
        match answer {
            Ok(Answer::Tasks(page)) => {
                if self.browse.list.answer(run, Ok(page)) {
                    let find = Find { filter: self.browse.filter.text().to_owned() };
                    self.browse.list.place(COUNT, out, |id| Query::TaskPlace(find, TaskId(id)));
                    self.browse.follow(cx);
                }
            }
            Ok(Answer::Task(_, Some(card))) if self.asked == Some(run) => {
                self.asked = None;
                let filling = (card.row.id, card.row.told.all().to_vec());
                out.open(FORM_TAG, Popup::Form(form::form(card.row.kind, &card.row.title, &filling, cx)));
                self.filled = Some(filling);
            }
            Ok(Answer::Task(id, card)) => {
                self.browse.card.answer(run, id.0, card.map(|c| *c));
            }
            Ok(Answer::Place(place)) => self.browse.list.placed(run, place),
            Ok(_) => {}
            Err(fault) => {
                if self.browse.list.is_pending(run) {
                    self.browse.list.answer(run, Err(fault));
                } else if self.asked == Some(run) {
                    self.asked = None;
                    out.notice(Notice::bad(cx.texts.fault(&fault).line()));
                }
            }
        }
        self.pump(cx, out);
    }

    fn reply(&mut self, tag: Tag, reply: Reply, cx: &Cx, out: &mut Out) {
        match self.named.reply(tag, &reply, &mut self.browse.filter, cx, out) {
            Replied::NotOurs => {}
            Replied::Done => return,
            Replied::Changed => return self.restart(cx, out),
        }
        if let (FORM_TAG, Reply::Filled(values), Some(filling)) = (tag, reply, &self.filled) {
            for order in form::changes(filling, &values) {
                self.saved = Some(out.run(order));
            }
        }
    }

    fn ran(&mut self, run: RunId, result: Result<Done<Outcome>, Fault>, cx: &Cx, out: &mut Out) {
        if self.saved == Some(run) {
            self.saved = None;
            if result.is_ok() {
                out.notice(Notice::good(cx.texts.t().tasks_saved()));
            }
        }
    }

    fn changed(&mut self, cx: &Cx, out: &mut Out) {
        self.browse.changed(cx);
        self.pump(cx, out);
    }

    fn deadline(&self) -> Option<u64> {
        self.browse.card.deadline()
    }

    fn tick(&mut self, cx: &Cx, out: &mut Out) {
        self.pump(cx, out);
    }

    fn show(&mut self, at: Ref, cx: &Cx, out: &mut Out) {
        self.browse.show(at.id, cx);
        self.pump(cx, out);
    }

    fn about(&self, cx: &Cx) -> String {
        cx.texts.t().tasks_about()
    }

    fn memory(&self) -> Value {
        json!({ "filter": self.browse.filter.text(), "cursor": self.browse.list.cursor(), "saved": self.named.memory() })
    }

    fn recall(&mut self, m: &Value) {
        self.browse.filter.set(m["filter"].as_str().unwrap_or(""));
        self.named.recall(&m["saved"]);
        self.browse.recall(m["cursor"].as_i64());
    }

    fn view(&self, area: Rect, cx: &Cx, p: &mut Paint) -> Option<Position> {
        view::view(self, area, cx, p)
    }
}

/// Ready-made filters, as one would type them.
fn filters(cx: &Cx) -> Vec<PickItem> {
    let t = cx.texts.t();
    let coded = |code: String, label: String| PickItem::new(code.clone(), label).note(code);
    vec![
        PickItem::new("", t.tasks_filter_open()),
        coded(t.tasks_code_overdue(), t.tasks_filter_overdue()),
        coded(t.tasks_code_soon(), t.tasks_filter_soon()),
        coded(t.tasks_code_calls(), t.tasks_filter_calls()),
        coded(t.tasks_code_meetings(), t.tasks_filter_meetings()),
        coded(t.tasks_code_documents(), t.tasks_filter_documents()),
        coded(t.tasks_code_invoices(), t.tasks_filter_invoices()),
        coded(t.tasks_code_done(), t.tasks_filter_done()),
        coded(t.tasks_code_all(), t.tasks_filter_all()),
    ]
}
