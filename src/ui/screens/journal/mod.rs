//! Журнал: who did what and when, newest first; what an entry changed; whether the chain is whole; taking an entry back.

mod view;

pub use self::view::{taken_back, undone};
use ratatui::layout::{Position, Rect};
use serde_json::{Value, json};

use super::{Focus, Screen, ScreenDecl, ScreenId};
use crate::base::{Fault, Seq};
use crate::jobs::task::{Task, TaskDone};
use crate::ops::{Done, Outcome, Undo};
use crate::reads::journal::{Change, Find, JournalRow};
use crate::reads::{Answer, Query};
use crate::ui::actions::{self, Act, Decl, Place, places};
use crate::ui::body_panes;
use crate::ui::cx::Cx;
use crate::ui::effect::{Effect, Out, RunId, Slot};
use crate::ui::input::{Key, Mouse};
use crate::ui::popup::{Popup, Progress, Reply, Tag, Viewer};
use crate::ui::widgets::{Beside, FilterLine, FilterStep, ListState, Notice, Paint, Row};

pub const ID: ScreenId = ScreenId("journal");
pub const PLACE: Place = Place("journal");
pub const GO: Act = Act("go.journal");
pub const VERIFY: Act = Act("journal.verify");
pub const TAKE_BACK: Act = Act("journal.take-back");

const LIST: Slot = Slot("journal.list");
const CARD: Slot = Slot("journal.card");
const UNDO_TAG: Tag = Tag("journal.undo");
const TOLD_TAG: Tag = Tag("journal.told");
const BUSY_TAG: Tag = Tag("journal.busy");
const FILTER_TAG: Tag = Tag("journal.filter");

pub const DECL: ScreenDecl = ScreenDecl {
    id: ID,
    kind: None,
    tab: false,
    actions: &[
        Decl::new(GO, places::ANYWHERE, &["J"], |x| x.t().journal_name(), |x| x.t().journal_go_help()),
        Decl::new(TAKE_BACK, PLACE, &["x"], |x| x.t().journal_undo(), |x| x.t().journal_undo_help()).footer(3),
        Decl::new(VERIFY, PLACE, &["v"], |x| x.t().journal_verify(), |x| x.t().journal_verify_help()).footer(4),
    ],
    inner: &[],
    make: || Box::new(Journal::default()),
};

impl Row for JournalRow {
    fn id(&self) -> i64 {
        self.entry.seq.0
    }
}

/// The state of the screen.
#[derive(Default)]
pub struct Journal {
    list: ListState<JournalRow>,
    filter: FilterLine,
    /// Only operations of this word; empty means all.
    word: String,
    card: Beside<Vec<Change>>,
    /// The card has the keys: scrolled beside the list, or alone on a narrow screen.
    in_card: bool,
    card_top: u16,
    loaded: bool,
    /// The chain is being verified.
    verifying: Option<RunId>,
    /// The entry being taken back.
    undoing: Option<RunId>,
}

impl Journal {
    /// Asks for what the list and the card want now. Called at the end of every step.
    fn pump(&mut self, cx: &Cx, out: &mut Out) {
        let wide = body_panes(cx).card.is_some();
        let find = || Find { text: self.filter.text().to_owned(), word: self.word.clone() };
        self.list.pump(LIST, wide, out, |window| Query::Journal(find(), window));
        if self.card.is_wanted(wide || self.in_card, cx.mono)
            && let Some(id) = self.list.cursor()
        {
            let run = out.load(CARD, Query::Entry(Seq(id)));
            self.card.asked(run);
        }
    }

    fn page(&self, cx: &Cx) -> usize {
        view::page(body_panes(cx).list)
    }

    fn moved(&mut self, cx: &Cx) {
        self.card.follow(self.list.cursor(), cx.mono);
        self.card_top = 0;
    }

    fn restart(&mut self, cx: &Cx, out: &mut Out) {
        self.list.restart(false);
        out.remember();
        self.pump(cx, out);
    }
}

impl Screen for Journal {
    fn focus(&self) -> Focus {
        if self.filter.is_open() {
            Focus::typing(&[places::FILTER])
        } else if self.in_card {
            Focus::on(&[PLACE, places::CARD])
        } else {
            Focus::on(&[PLACE, places::LIST, places::SEARCH])
        }
    }

    fn enter(&mut self, cx: &Cx, out: &mut Out) {
        self.list.restart(self.loaded);
        self.loaded = true;
        self.pump(cx, out);
    }

    fn act(&mut self, act: Act, cx: &Cx, out: &mut Out) -> bool {
        let page = self.page(cx);
        match act {
            actions::FIND => self.filter.open(),
            actions::CHOOSE if self.filter.is_open() => self.filter.close(),
            actions::BACK if self.filter.is_open() => {
                if self.filter.drop() {
                    self.restart(cx, out);
                }
            }
            actions::BACK | actions::LEFT | actions::QUIT if self.in_card => self.in_card = false,
            actions::BACK if self.list.has_marks() => self.list.clear_marks(),
            actions::BACK if !self.filter.is_empty() || !self.word.is_empty() => {
                self.filter.drop();
                self.word.clear();
                self.restart(cx, out);
            }
            actions::OPEN | actions::RIGHT if self.list.cursor().is_some() => {
                self.in_card = true;
                if self.card.of(self.list.cursor()).is_none() {
                    self.card.now(cx.mono);
                }
            }
            actions::FILTER => out.open(FILTER_TAG, Popup::Pick(view::words(&self.word, cx))),
            VERIFY => {
                self.verifying = Some(out.job(Task::VerifyJournal));
                out.open(BUSY_TAG, Popup::Progress(Progress::new(cx.texts.t().journal_verifying(), cx.mono)));
            }
            TAKE_BACK => {
                if let Some(r) = self.list.current() {
                    out.open(UNDO_TAG, Popup::Dialog(view::undo(r, cx)));
                }
            }
            _ if self.in_card => view::scroll(&mut self.card_top, act, cx),
            _ if self.list.act(act, page) => self.moved(cx),
            _ => return false,
        }
        self.pump(cx, out);
        true
    }

    fn refuses(&self, act: Act, cx: &Cx) -> Option<String> {
        let t = cx.texts.t();
        if matches!(act, actions::MARK | actions::MARK_ALL) {
            return Some(t.journal_no_marks());
        }
        if act == actions::SORT {
            return Some(t.journal_one_order());
        }
        if !matches!(act, actions::OPEN | TAKE_BACK) || self.filter.is_open() {
            return None;
        }
        let Some(r) = self.list.current() else { return Some(t.ui_no_row()) };
        let number = |s: Seq| s.0.to_string();
        match (r.entry.undone_by, r.entry.undoes) {
            _ if act == actions::OPEN => None,
            (Some(by), _) => Some(t.journal_undone(number(by))),
            (_, Some(of)) => Some(t.journal_is_undo(number(of))),
            _ if r.entry.rows == 0 => Some(t.journal_no_rows()),
            _ => None,
        }
    }

    fn text(&mut self, key: Key, cx: &Cx, out: &mut Out) {
        if self.filter.key(key) == FilterStep::Changed {
            self.restart(cx, out);
        }
    }

    fn paste(&mut self, text: &str, cx: &Cx, out: &mut Out) {
        if self.filter.paste(text) == FilterStep::Changed {
            self.restart(cx, out);
        }
    }

    fn mouse(&mut self, mouse: Mouse, area: Rect, cx: &Cx, out: &mut Out) {
        let list = crate::ui::plan::panes(area).list;
        let row = view::row_at(list, mouse);
        let page = self.page(cx);
        self.list.mouse(mouse, row, page);
        self.moved(cx);
        self.pump(cx, out);
    }

    fn answer(&mut self, run: RunId, answer: Result<Answer, Fault>, cx: &Cx, out: &mut Out) {
        match answer {
            Ok(Answer::Journal(page)) => {
                if self.list.answer(run, Ok(page)) {
                    self.card.follow(self.list.cursor(), cx.mono);
                }
            }
            Ok(Answer::Entry(seq, changes)) => {
                self.card.answer(run, seq.0, Some(changes));
            }
            Ok(_) => {}
            Err(fault) => {
                if self.list.is_pending(run) {
                    self.list.answer(run, Err(fault));
                }
            }
        }
        self.pump(cx, out);
    }

    fn reply(&mut self, tag: Tag, reply: Reply, cx: &Cx, out: &mut Out) {
        match (tag, reply) {
            (FILTER_TAG, Reply::Picked(key)) => {
                self.word = key;
                self.restart(cx, out);
            }
            (UNDO_TAG, Reply::Pressed("undo")) => {
                if let Some(r) = self.list.current() {
                    self.undoing = Some(out.run(Undo { seq: r.entry.seq }));
                }
            }
            (BUSY_TAG, Reply::Stop) => {
                if let Some(run) = self.verifying {
                    out.effect(Effect::Stop(run));
                }
            }
            _ => {}
        }
    }

    fn finished(&mut self, run: RunId, result: Result<TaskDone, Fault>, cx: &Cx, out: &mut Out) {
        if self.verifying != Some(run) {
            return;
        }
        self.verifying = None;
        out.close();
        match result {
            Ok(TaskDone::Verified(v)) if v.is_ok() => out.notice(Notice::good(view::whole(&v, cx))),
            Ok(TaskDone::Verified(v)) => out.open(TOLD_TAG, Popup::Viewer(Viewer::new(view::broken(&v, cx)))),
            Ok(_) => {}
            Err(f) => out.notice(Notice::bad(cx.texts.fault(&f).line())),
        }
    }

    fn ran(&mut self, run: RunId, result: Result<Done<Outcome>, Fault>, cx: &Cx, out: &mut Out) {
        if self.undoing != Some(run) {
            return;
        }
        self.undoing = None;
        if let Ok(Done { out: Outcome::Undo(u), .. }) = result {
            if u.conflicts.is_empty() && u.left.is_empty() {
                out.notice(Notice::good(undone(&u, cx)));
            } else {
                out.open(TOLD_TAG, Popup::Viewer(Viewer::new(taken_back(&u, cx))));
            }
        }
    }

    fn changed(&mut self, cx: &Cx, out: &mut Out) {
        // Who stands on the newest entry wants to see the next one.
        let on_newest = self.list.position() == Some(1);
        self.list.restart(!on_newest);
        self.card.now(cx.mono);
        self.pump(cx, out);
    }

    fn deadline(&self) -> Option<u64> {
        self.card.deadline()
    }

    fn tick(&mut self, cx: &Cx, out: &mut Out) {
        self.pump(cx, out);
    }

    fn about(&self, cx: &Cx) -> String {
        cx.texts.t().journal_about()
    }

    fn memory(&self) -> Value {
        json!({ "filter": self.filter.text(), "word": self.word })
    }

    fn recall(&mut self, m: &Value) {
        self.filter.set(m["filter"].as_str().unwrap_or(""));
        self.word = m["word"].as_str().unwrap_or("").to_owned();
    }

    fn view(&self, area: Rect, cx: &Cx, p: &mut Paint) -> Option<Position> {
        view::view(self, area, cx, p)
    }
}
