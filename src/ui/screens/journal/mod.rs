//! Журнал: who did what and when, newest first; what an entry changed; whether the chain is whole; taking an entry back.

mod view;

pub use self::view::{taken_back, undone};
use ratatui::layout::{Position, Rect};
use serde_json::{Value, json};

use super::browse::{Browse, Step};
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
use crate::ui::widgets::{Notice, Paint, Row};

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
    browse: Browse<JournalRow, Vec<Change>>,
    /// Only operations of this word; empty means all.
    word: String,
    /// The chain is being verified.
    verifying: Option<RunId>,
    /// The entry being taken back.
    undoing: Option<RunId>,
    /// The entry the question names: the list goes on under it.
    asked: Option<Seq>,
}

impl Journal {
    /// Asks for what the list and the card want now. Called at the end of every step.
    fn pump(&mut self, cx: &Cx, out: &mut Out) {
        let wide = body_panes(cx).card.is_some();
        let find = || Find { text: self.browse.filter.text().to_owned(), word: self.word.clone() };
        self.browse.list.pump(LIST, wide, out, |window| Query::Journal(find(), window));
        self.browse.pump_card(cx, |id| out.load(CARD, Query::Entry(Seq(id))));
    }

    fn restart(&mut self, cx: &Cx, out: &mut Out) {
        self.browse.restart(out);
        self.pump(cx, out);
    }
}

impl Screen for Journal {
    fn focus(&self) -> Focus {
        self.browse.focus(&[PLACE])
    }

    fn enter(&mut self, cx: &Cx, out: &mut Out) {
        self.browse.enter();
        self.pump(cx, out);
    }

    fn act(&mut self, act: Act, cx: &Cx, out: &mut Out) -> bool {
        match act {
            actions::BACK if self.browse.is_plain() && !self.word.is_empty() => {
                self.word.clear();
                self.restart(cx, out);
            }
            actions::FILTER => out.open(FILTER_TAG, Popup::Pick(view::words(&self.word, cx))),
            VERIFY => {
                self.verifying = Some(out.job(Task::VerifyJournal));
                out.open(BUSY_TAG, Popup::Progress(Progress::new(cx.texts.t().journal_verifying(), cx.mono)));
            }
            TAKE_BACK => {
                if let Some(r) = self.browse.list.current() {
                    self.asked = Some(r.entry.seq);
                    out.open(UNDO_TAG, Popup::Dialog(view::undo(r, cx)));
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
        let t = cx.texts.t();
        if matches!(act, actions::MARK | actions::MARK_ALL) {
            return Some(t.journal_no_marks());
        }
        if act == actions::SORT {
            return Some(t.journal_one_order());
        }
        if !matches!(act, actions::OPEN | TAKE_BACK) || self.browse.filter.is_open() {
            return None;
        }
        let Some(r) = self.browse.list.current() else { return Some(t.ui_no_row()) };
        let number = |s: Seq| s.0.to_string();
        match (r.entry.undone_by, r.entry.undoes) {
            _ if act == actions::OPEN => None,
            (Some(by), _) => Some(t.journal_undone(number(by))),
            (_, Some(of)) => Some(t.journal_is_undo(number(of))),
            // An import may have changed no row and still hold the one before it, by what it remembers of the CRM.
            _ if r.entry.rows == 0 && r.entry.kind != view::IMPORT => Some(t.journal_no_rows()),
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
            Ok(Answer::Journal(page)) => {
                if self.browse.list.answer(run, Ok(page)) {
                    self.browse.follow(cx);
                }
            }
            Ok(Answer::Entry(seq, changes)) => {
                self.browse.card.answer(run, seq.0, Some(changes));
            }
            Ok(_) => {}
            Err(fault) => {
                if self.browse.list.is_pending(run) {
                    self.browse.list.answer(run, Err(fault));
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
                self.undoing = self.asked.take().map(|seq| out.run(Undo { seq }));
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
            if u.is_whole() {
                out.notice(Notice::good(undone(&u, cx)));
            } else {
                out.open(TOLD_TAG, Popup::Viewer(Viewer::new(taken_back(&u, cx))));
            }
        }
    }

    fn changed(&mut self, cx: &Cx, out: &mut Out) {
        // Who stands on the newest entry wants to see the next one.
        let on_newest = self.browse.list.position() == Some(1);
        self.browse.list.restart(!on_newest);
        self.browse.card.now(cx.mono);
        self.pump(cx, out);
    }

    fn deadline(&self) -> Option<u64> {
        self.browse.card.deadline()
    }

    fn tick(&mut self, cx: &Cx, out: &mut Out) {
        self.pump(cx, out);
    }

    fn about(&self, cx: &Cx) -> String {
        cx.texts.t().journal_about()
    }

    fn memory(&self) -> Value {
        json!({ "filter": self.browse.filter.text(), "word": self.word })
    }

    fn recall(&mut self, m: &Value) {
        self.browse.filter.set(m["filter"].as_str().unwrap_or(""));
        self.word = m["word"].as_str().unwrap_or("").to_owned();
    }

    fn view(&self, area: Rect, cx: &Cx, p: &mut Paint) -> Option<Position> {
        view::view(self, area, cx, p)
    }
}
