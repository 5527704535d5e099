//! Входящие: what the program tells one person, by deadline; the whole sentence beside it; Enter goes where it is done.

mod place;
mod view;

pub(super) use place::open;
pub(super) use view::told;

use ratatui::layout::{Position, Rect};
use serde_json::{Value, json};

use super::{Focus, Screen, ScreenDecl, ScreenId, browse};
use crate::base::{Fault, InboxId, Kind, Ref};
use crate::domain::InboxKind;
use crate::domain::names::short;
use crate::ops::{Done, InboxDone, InboxRead, Outcome, SecondAnswer};
use crate::reads::inbox::{Find, InboxRow, Whose};
use crate::reads::{Answer, Query};
use crate::ui::actions::{self, Act, Decl, Place, places};
use crate::ui::body_panes;
use crate::ui::cx::Cx;
use crate::ui::effect::{Out, RunId, Slot};
use crate::ui::input::Mouse;
use crate::ui::popup::{Popup, Reply, Tag};
use crate::ui::widgets::{ListState, Marks, Notice, Paint, Row};

pub const ID: ScreenId = ScreenId("inbox");
pub const PLACE: Place = Place("inbox");
pub const GO: Act = Act("go.inbox");
pub const DONE: Act = Act("inbox.done");
pub const READ: Act = Act("inbox.read");
pub const SHOW: Act = Act("inbox.show");
pub const AGREE: Act = Act("inbox.agree");

const LIST: Slot = Slot("inbox.list");
const FILTER_TAG: Tag = Tag("inbox.filter");
const AGREE_TAG: Tag = Tag("inbox.agree");

pub const DECL: ScreenDecl = ScreenDecl {
    id: ID,
    kind: Some(Kind::Inbox),
    tab: false,
    actions: &[
        Decl::new(GO, places::ANYWHERE, &["I"], |x| x.t().inbox_name(), |x| x.t().inbox_go_help()),
        Decl::new(DONE, PLACE, &["d"], |x| x.t().inbox_done(), |x| x.t().inbox_done_help()).footer(3),
        Decl::new(AGREE, PLACE, &["y"], |x| x.t().inbox_agree(), |x| x.t().inbox_agree_help()).footer(2),
        Decl::new(READ, PLACE, &["r"], |x| x.t().inbox_read(), |x| x.t().inbox_read_help()).footer(4),
        Decl::new(SHOW, PLACE, &["f"], |x| x.t().inbox_show(), |x| x.t().inbox_show_help()).footer(5),
    ],
    inner: &[],
    make: || Box::new(Inbox::default()),
};

impl Row for InboxRow {
    fn id(&self) -> i64 {
        self.id.0
    }
}

/// The state of the screen.
#[derive(Default)]
pub struct Inbox {
    list: ListState<InboxRow>,
    find: Find,
    /// The card has the keys: scrolled beside the list, or alone on a narrow screen.
    in_card: bool,
    card_top: u16,
    /// An entry was opened where it is done: who comes back stands on it; who comes anew stands on what is due first.
    opened: bool,
    /// What was marked last, and what is said when it is done.
    marked: Option<(RunId, Said)>,
    /// The entry that is being answered.
    asked: Option<InboxId>,
}

/// Somebody asks to agree to more than they may do alone.
fn is_question(r: &InboxRow) -> bool {
    r.kind == InboxKind::SecondAsked && r.done_at.is_none()
}

/// What a command of this screen was for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    Done,
    Reopened,
    /// Told by the mark in the list.
    Nothing,
}

impl Inbox {
    fn pump(&mut self, out: &mut Out) {
        if self.list.wants().is_some() {
            let run = out.load(LIST, Query::Inbox(self.find));
            self.list.asked(run);
        }
    }

    fn restart(&mut self, out: &mut Out) {
        self.list.restart(false);
        out.remember();
        self.pump(out);
    }

    /// The marked rows, else the one under the cursor.
    fn chosen(&self) -> Vec<&InboxRow> {
        let rows = self.list.rows().iter();
        match self.list.marks() {
            Marks::Ids(ids) if ids.is_empty() => self.list.current().into_iter().collect(),
            _ => rows.filter(|r| self.list.is_marked(r.id.0)).collect(),
        }
    }

    fn ids(&self) -> Vec<InboxId> {
        self.chosen().iter().map(|r| r.id).collect()
    }

    /// Enter: to the place where it is done; going there is reading it.
    fn open(&mut self, cx: &Cx, out: &mut Out) {
        let Some(r) = self.list.current() else { return };
        let (id, unread, goal) = (r.id, r.unread && r.done_at.is_none(), place::goal(r));
        if unread && !cx.readonly {
            self.marked = Some((out.run(InboxRead { entries: vec![id], read: true }), Said::Nothing));
        }
        match goal {
            place::Goal::Nowhere => self.in_card = true,
            goal => {
                self.opened = true;
                goal.go(out);
            }
        }
    }
}

impl Screen for Inbox {
    fn focus(&self) -> Focus {
        Focus::on(&[PLACE, if self.in_card { places::CARD } else { places::LIST }])
    }

    fn enter(&mut self, _cx: &Cx, out: &mut Out) {
        self.list.restart(std::mem::take(&mut self.opened));
        self.pump(out);
    }

    fn act(&mut self, act: Act, cx: &Cx, out: &mut Out) -> bool {
        let page = browse::page(body_panes(cx).list);
        match act {
            actions::BACK | actions::LEFT | actions::QUIT if self.in_card => self.in_card = false,
            actions::BACK if self.list.has_marks() => self.list.clear_marks(),
            actions::BACK if self.find != Find::default() => {
                self.find = Find::default();
                self.restart(out);
            }
            actions::OPEN => self.open(cx, out),
            actions::RIGHT => self.in_card = self.list.cursor().is_some(),
            SHOW => out.open(FILTER_TAG, Popup::Pick(view::filters(self.find, cx))),
            AGREE => {
                if let Some(r) = self.list.current() {
                    self.asked = Some(r.id);
                    out.open(AGREE_TAG, view::agree(r, cx));
                }
            }
            DONE => {
                let done = !self.find.done;
                let run = out.run(InboxDone { entries: self.ids(), done });
                self.marked = Some((run, if done { Said::Done } else { Said::Reopened }));
            }
            READ => {
                // Several at once become read as soon as one of them is not.
                let read = self.chosen().iter().any(|r| r.unread);
                self.marked = Some((out.run(InboxRead { entries: self.ids(), read }), Said::Nothing));
            }
            _ if self.in_card => {
                if !browse::scroll(&mut self.card_top, act, cx) {
                    return false;
                }
            }
            _ if self.list.act(act, page) => self.card_top = 0,
            _ => return false,
        }
        self.pump(out);
        true
    }

    fn refuses(&self, act: Act, cx: &Cx) -> Option<String> {
        let t = cx.texts.t();
        match act {
            actions::OPEN | actions::RIGHT | actions::MARK | actions::MARK_ALL | DONE | READ | AGREE
                if self.list.cursor().is_none() =>
            {
                Some(t.ui_no_row())
            }
            AGREE if !self.list.current().is_some_and(is_question) => Some(t.inbox_agree_none()),
            READ if self.find.done => Some(t.inbox_done_is_read()),
            _ => None,
        }
    }

    fn mouse(&mut self, mouse: Mouse, area: Rect, cx: &Cx, out: &mut Out) {
        let list = crate::ui::plan::panes(area).list;
        self.list.mouse(mouse, browse::row_at(list, mouse), browse::page(body_panes(cx).list));
        self.card_top = 0;
        self.pump(out);
    }

    fn answer(&mut self, run: RunId, answer: Result<Answer, Fault>, _cx: &Cx, out: &mut Out) {
        match answer {
            Ok(Answer::Inbox(page)) => {
                self.list.answer(run, Ok(page));
            }
            Ok(_) => {}
            Err(fault) => {
                self.list.answer(run, Err(fault));
            }
        }
        self.in_card &= self.list.cursor().is_some();
        self.pump(out);
    }

    fn ran(&mut self, run: RunId, result: Result<Done<Outcome>, Fault>, cx: &Cx, out: &mut Out) {
        if let Ok(Done { out: Outcome::SecondAnswer(a), .. }) = &result {
            let t = cx.texts.t();
            out.notice(match a.until {
                Some(until) => Notice::good(t.second_agreed(short(&a.name), cx.texts.at(until, &cx.clock))),
                None => Notice::info(t.second_declined(short(&a.name))),
            });
            return;
        }
        let Some((_, said)) = self.marked.take_if(|(r, _)| *r == run) else { return };
        if let Ok(Done { out: Outcome::InboxDone(m) | Outcome::InboxRead(m), .. }) = result {
            self.list.clear_marks();
            let n = cx.texts.number(m.marked as i64);
            match said {
                Said::Done => out.notice(Notice::good(cx.texts.t().inbox_marked_done(n))),
                Said::Reopened => out.notice(Notice::good(cx.texts.t().inbox_reopened(n))),
                Said::Nothing => {}
            }
        }
    }

    fn reply(&mut self, tag: Tag, reply: Reply, _cx: &Cx, out: &mut Out) {
        if tag == AGREE_TAG {
            if let (Some(entry), Reply::Pressed(answer @ ("yes" | "no"))) = (self.asked.take(), reply) {
                out.run(SecondAnswer { entry, yes: answer == "yes" });
            }
            return;
        }
        if let (FILTER_TAG, Reply::Picked(key)) = (tag, reply) {
            self.find = view::picked(&key);
            self.restart(out);
        }
    }

    fn changed(&mut self, _cx: &Cx, out: &mut Out) {
        self.list.restart(true);
        self.pump(out);
    }

    fn show(&mut self, at: Ref, _cx: &Cx, out: &mut Out) {
        self.find = Find::default();
        self.list.go(at.id);
        self.pump(out);
    }

    fn about(&self, cx: &Cx) -> String {
        cx.texts.t().inbox_about()
    }

    fn memory(&self) -> Value {
        json!({ "show": view::word(self.find) })
    }

    fn recall(&mut self, m: &Value) {
        self.find = view::picked(m["show"].as_str().unwrap_or(""));
    }

    fn view(&self, area: Rect, cx: &Cx, p: &mut Paint) -> Option<Position> {
        view::view(self, area, cx, p);
        None
    }
}

impl Inbox {
    fn whose(&self) -> Whose {
        self.find.whose
    }
}
