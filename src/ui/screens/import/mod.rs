//! Импорт: files are chosen in a folder, read, reported; questions are answered; F2 keeps all in one transaction and
//! Esc leaves without a trace (3 §1).

mod alike;
mod changes;
mod compare;
pub mod decl;
mod end;
mod files;
mod report;
mod sheet;
mod sheet_acts;
mod sheet_view;
mod view;
mod work;

use std::path::PathBuf;

use ratatui::layout::{Position, Rect};

use self::compare::Compare;
use self::decl::*;
use self::files::Files;
use self::report::{Item, Review};
use self::sheet::Sheet;
use self::work::{Doing, named};
use super::{Focus, Screen, ScreenDecl, ScreenId, clients, journal};
use crate::base::Fault;
use crate::jobs::import::Report;
use crate::jobs::import::mapping::Recall;
use crate::jobs::import::screen::Wanted;
use crate::jobs::task::TaskDone;
use crate::ops::import::Question;
use crate::ops::{Done, Outcome, Undo};
use crate::reads::Answer;
use crate::texts::Noun;
use crate::ui::actions::{self, Act, Decl, places};
use crate::ui::cx::Cx;
use crate::ui::effect::{Effect, Out, RunId, Slot};
use crate::ui::input::{Key, Mouse, MouseKind};
use crate::ui::popup::{Button, Dialog, FormPopup, Popup, Reply, Tag, Viewer};
use crate::ui::widgets::{Field, Form, Notice, Paint};

pub const ID: ScreenId = ScreenId("import");

const PEOPLE: Slot = Slot("import.people");
const BUSY_TAG: Tag = Tag("import.busy");
const PATH_TAG: Tag = Tag("import.path");
const FAULT_TAG: Tag = Tag("import.fault");
const ANSWER_TAG: Tag = Tag("import.answer");
const ALIKE_TAG: Tag = Tag("import.alike");
const BACK_TAG: Tag = Tag("import.take-back");
const ABOUT_TAG: Tag = Tag("import.about");
const KEEP_TAG: Tag = Tag("import.keep");
const MEANS_TAG: Tag = Tag("import.means");
const KIND_TAG: Tag = Tag("import.kind");
const SOURCE_TAG: Tag = Tag("import.source");
const HEAD_TAG: Tag = Tag("import.head");
const UNSAID_TAG: Tag = Tag("import.unsaid");
const LEAVE_TAG: Tag = Tag("import.leave");
const REFUSED_TAG: Tag = Tag("import.refused");

pub const DECL: ScreenDecl = ScreenDecl {
    id: ID,
    kind: None,
    tab: false,
    actions: &[Decl::new(GO, places::ANYWHERE, &["i"], |x| x.t().imp_name(), |x| x.t().imp_go_help())],
    inner: &[FILES_ACTIONS, REPORT_ACTIONS, ENTER_ACTIONS, COMPARE_ACTIONS, SHEET_ACTIONS, DONE_ACTIONS, MOVES],
    make: || Box::new(Import::default()),
};

#[derive(Default)]
pub struct Import {
    files: Files,
    /// Read and reported, not kept yet.
    review: Option<Review>,
    /// One file is looked at: of the review, or one that nobody knows.
    sheet: Option<Sheet>,
    /// What both sides have changed is compared.
    compare: Option<Compare>,
    /// The undo of what was kept.
    taking_back: Option<RunId>,
    /// What is being imported, and what was said of its headings.
    reading: Vec<PathBuf>,
    said: Vec<(String, Recall)>,
    /// Kept: what was done.
    kept: Option<Report>,
    busy: Option<(RunId, Doing)>,
    listing: Option<RunId>,
}

impl Screen for Import {
    fn focus(&self) -> Focus {
        if self.kept.is_some() {
            Focus::on(&[DONE])
        } else if self.sheet.is_some() {
            Focus::on(&[SHEET, MOVE])
        } else if self.compare.is_some() {
            Focus::on(&[COMPARE, MOVE])
        } else if let Some(r) = &self.review {
            let enter = match r.item() {
                Some(Item::File(_)) => REPORT_FILE,
                Some(Item::Skipped(_)) => REPORT_SHEET,
                Some(Item::Broken(_)) if r.to_say().is_some() => REPORT_SHEET,
                Some(Item::Broken(_)) => REPORT_ROW,
                Some(Item::Refused(_) | Item::Changed(_)) => REPORT_ROW,
                Some(i) if matches!(r.question(i), Some(Question::Conflict { .. })) => REPORT_CONFLICT,
                _ => REPORT_ASK,
            };
            Focus::on(&[enter, REPORT, MOVE])
        } else {
            Focus::on(&[FILES, MOVE])
        }
    }

    fn enter(&mut self, _cx: &Cx, out: &mut Out) {
        // A result looked at before may have been taken back elsewhere since, and a folder may hold a fresh file.
        if self.busy.is_none() && self.kept.take().is_some() {
            (self.review, self.sheet, self.compare) = (None, None, None);
        }
        if self.review.is_none() && self.listing.is_none() {
            let now = self.files.folder.as_ref().map(|f| f.path.clone()).or_else(|| self.files.start.clone());
            self.list(now.unwrap_or_else(|| PathBuf::from(".")), out);
        }
    }

    fn act(&mut self, act: Act, cx: &Cx, out: &mut Out) -> bool {
        let t = cx.texts.t();
        if self.sheet.is_some() && self.kept.is_none() {
            return self.sheet_act(act, cx, out);
        }
        if self.compare.is_some() && self.review.is_some() && self.kept.is_none() {
            return self.compare_act(act, cx, out);
        }
        match act {
            READ => self.read(cx, out),
            OPEN | actions::RIGHT if self.review.is_none() => match self.files.folder_here() {
                Some(path) => self.list(path, out),
                None if act == OPEN => self.read(cx, out),
                None => {}
            },
            actions::LEFT | actions::BACK if self.review.is_none() && self.kept.is_none() => {
                if act == actions::BACK {
                    if self.files.chosen.is_empty() {
                        return false;
                    }
                    self.files.chosen.clear();
                } else if let Some(up) = self.files.parent() {
                    self.list(up, out);
                }
            }
            CHOOSE => self.files.toggle(),
            ALL_HERE => self.files.toggle_all(),
            CREATE => {
                self.files.create = !self.files.create;
            }
            PATH => {
                let folder = self.files.folder.as_ref().map_or_else(String::new, |f| f.path.display().to_string());
                let form = Form::new(vec![Field::line("path", t.imp_path_label(), &folder)], named);
                out.open(PATH_TAG, Popup::Form(FormPopup::new(t.imp_path_title(), form).note(t.imp_path_note())));
            }
            KEEP => self.ask_keep(cx, out),
            ANSWER | WHOLE => self.answer_at(cx, out),
            AGAIN => self.compare(cx, out),
            ALIKE => {
                if let Some(pick) = self.review.as_ref().and_then(|r| r.pick_alike(cx)) {
                    out.open(ALIKE_TAG, Popup::Pick(pick));
                }
            }
            LOOK => self.look_at(),
            SAY_SHEET => self.say_sheet(cx, out),
            COMPARE_ALL => self.compare_from_here(),
            SAVE_REFUSED => {
                let folder = self.files.folder.as_ref().map(|f| f.path.clone()).unwrap_or_default();
                let name = folder.join(t.imp_refused_file()).display().to_string();
                let form = Form::new(vec![Field::line("path", t.imp_path_label(), &name)], named);
                out.open(REFUSED_TAG, Popup::Form(FormPopup::new(t.imp_refused_help(), form)));
            }
            TAKE_BACK => {
                let buttons = vec![Button::new("no", t.imp_take_back_no()), Button::new("yes", t.imp_take_back_yes())];
                let dialog = Dialog::new(t.imp_take_back_title(), t.imp_take_back_note(), buttons);
                out.open(BACK_TAG, Popup::Dialog(dialog));
            }
            CLIENTS => {
                self.leave(cx, out);
                out.go(clients::ID, None);
            }
            LEAVE => self.ask_leave(cx, out),
            actions::REFRESH if self.review.is_none() => {
                if let Some(f) = &self.files.folder {
                    let path = f.path.clone();
                    self.list(path, out);
                }
            }
            _ => {
                let page = usize::from(crate::ui::body_panes(cx).list.height.saturating_sub(6)).max(1);
                let (at, n) = match &mut self.review {
                    Some(r) => (&mut r.at, r.items.len()),
                    None => (&mut self.files.at, self.files.rows.len()),
                };
                return files::moved(at, n, act, page);
            }
        }
        true
    }

    fn refuses(&self, act: Act, cx: &Cx) -> Option<String> {
        let t = cx.texts.t();
        match act {
            READ if cx.readonly => Some(t.imp_readonly()),
            READ if self.files.wanted().is_empty() => Some(t.imp_no_file()),
            ALIKE if self.review.as_ref().is_none_or(|r| r.alike().len() < 2) => Some(t.imp_alike_none()),
            SAY_SHEET if self.review.as_ref().is_none_or(|r| r.to_say().is_none()) => Some(t.imp_sheet_empty()),
            SAVE_REFUSED if self.review.as_ref().is_none_or(|r| r.seen.refused_in_all == 0) => Some(t.imp_no_refused()),
            _ => self.sheet_refuses(act, cx).or_else(|| self.compare_refuses(act, cx)),
        }
    }

    fn text(&mut self, _key: Key, _cx: &Cx, _out: &mut Out) {}

    /// A path dropped on the window or pasted is a file to read.
    fn paste(&mut self, text: &str, cx: &Cx, out: &mut Out) {
        if self.review.is_none() && self.kept.is_none() && self.sheet.is_none() {
            self.files.add(text);
            out.say(cx.texts.t().imp_added());
        }
    }

    fn mouse(&mut self, mouse: Mouse, area: Rect, _cx: &Cx, _out: &mut Out) {
        if self.sheet.is_some() || self.compare.is_some() {
            return;
        }
        let (at, n, top) = match &mut self.review {
            Some(r) => {
                let row = r.row_at(mouse, area);
                (&mut r.at, r.items.len(), row)
            }
            None => {
                let row = self.files.row_at(mouse, area);
                (&mut self.files.at, self.files.rows.len(), row)
            }
        };
        match (mouse.kind, top) {
            (MouseKind::Click, Some(row)) if row < n => *at = row,
            (MouseKind::WheelUp, _) => *at = at.saturating_sub(3),
            (MouseKind::WheelDown, _) => *at = (*at + 3).min(n.saturating_sub(1)),
            _ => {}
        }
    }

    fn answer(&mut self, _run: RunId, answer: Result<Answer, Fault>, _cx: &Cx, _out: &mut Out) {
        if let (Some(r), Ok(Answer::Employees(page))) = (&mut self.review, answer) {
            r.people = page.rows.into_iter().map(|e| (e.id, e.name)).collect();
        }
    }

    fn progress(&mut self, run: RunId, done: u64, total: Option<u64>, cx: &Cx, out: &mut Out) {
        if self.busy.is_some_and(|(r, _)| r == run) {
            out.progress(done, total, cx.texts.t().imp_rows());
        }
    }

    fn finished(&mut self, run: RunId, result: Result<TaskDone, Fault>, cx: &Cx, out: &mut Out) {
        if self.listing == Some(run) {
            self.listing = None;
            match result {
                Ok(TaskDone::Folder(folder)) => {
                    self.files.take(folder);
                    out.remember();
                }
                Ok(_) => {}
                Err(f) => {
                    // A folder that is gone since the last time is no reason to show none.
                    if self.files.folder.is_none() && self.files.start.take().is_some() {
                        self.list(PathBuf::from("."), out);
                    } else {
                        out.notice(Notice::bad(cx.texts.fault(&f).line()));
                    }
                }
            }
            return;
        }
        let Some((_, doing)) = self.busy.filter(|(r, _)| *r == run) else { return };
        self.busy = None;
        out.close();
        match result {
            Ok(TaskDone::Import(came)) => self.came(*came, cx, out),
            Ok(_) => {}
            Err(f) => self.trouble(doing, &f, cx, out),
        }
    }

    fn reply(&mut self, tag: Tag, reply: Reply, cx: &Cx, out: &mut Out) {
        match (tag, reply) {
            (BUSY_TAG, Reply::Stop) => {
                if let Some((run, _)) = self.busy {
                    out.effect(Effect::Stop(run));
                }
            }
            (PATH_TAG, Reply::Filled(v)) => {
                self.files.add(&v["path"]);
                match self.files.single_without_ending() {
                    Some(folder) => self.list(folder, out),
                    None => self.read(cx, out),
                }
            }
            (REFUSED_TAG, Reply::Filled(v)) => {
                if let Some(r) = &self.review {
                    let wanted = Wanted::SaveRefused(r.held.clone(), PathBuf::from(&v["path"]));
                    self.start(Doing::Saving, wanted, cx, out);
                }
            }
            (KEEP_TAG, Reply::Pressed("keep")) => self.keep(cx, out),
            (KEEP_TAG, Reply::Pressed(_)) => {
                if let Some(r) = &mut self.review {
                    r.turn_to_question(self.files.create);
                }
            }
            (LEAVE_TAG, Reply::Pressed("leave")) => self.leave(cx, out),
            (ANSWER_TAG, Reply::Picked(key)) => {
                if let Some(r) = &mut self.review {
                    r.answer(&key);
                }
            }
            (BACK_TAG, Reply::Pressed("yes")) => {
                let seq = self.kept.as_ref().and_then(|r| r.seq);
                self.taking_back = seq.map(|seq| out.run(Undo { seq }));
            }
            (ALIKE_TAG, Reply::Picked(key)) => {
                if let Some(r) = &mut self.review {
                    let n = r.answer_alike(&key);
                    out.say(cx.texts.t().imp_alike_done(cx.texts.count(Noun::Question, n as i64)));
                }
            }
            (tag, reply) => self.sheet_reply(tag, &reply, cx, out),
        }
    }

    /// The import was taken back: what stays of it is listed.
    fn ran(&mut self, run: RunId, result: Result<Done<Outcome>, Fault>, cx: &Cx, out: &mut Out) {
        if self.taking_back != Some(run) {
            return;
        }
        self.taking_back = None;
        if let Ok(Done { out: Outcome::Undo(u), .. }) = result {
            self.leave(cx, out);
            if u.is_whole() {
                out.notice(Notice::good(journal::undone(&u, cx)));
            } else {
                out.open(ABOUT_TAG, Popup::Viewer(Viewer::new(journal::taken_back(&u, cx))));
            }
        }
    }

    fn about(&self, cx: &Cx) -> String {
        cx.texts.t().imp_about()
    }

    fn memory(&self) -> serde_json::Value {
        let folder = self.files.folder.as_ref().map(|f| f.path.display().to_string());
        serde_json::json!({ "folder": folder })
    }

    fn recall(&mut self, m: &serde_json::Value) {
        self.files.start = m["folder"].as_str().map(PathBuf::from);
    }

    fn view(&self, area: Rect, cx: &Cx, p: &mut Paint) -> Option<Position> {
        match (&self.kept, &self.sheet, &self.review) {
            (Some(report), ..) => end::view(report, area, cx, p),
            (None, Some(s), r) => sheet_view::sheet(s, r.as_ref(), area, cx, p),
            (None, None, Some(r)) if let Some(c) = self.compare => compare::view(c, r, area, cx, p),
            (None, None, Some(r)) => view::review(r, self.files.create, area, cx, p),
            (None, None, None) => view::files(&self.files, area, cx, p),
        }
        None
    }
}
