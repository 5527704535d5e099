//! The work of an import under a bar: what is asked of it, and what is done with what came.

use std::path::PathBuf;

use super::report::Review;
use super::sheet::Sheet;
use super::{ABOUT_TAG, ANSWER_TAG, BUSY_TAG, FAULT_TAG, Import, KEEP_TAG, LEAVE_TAG, PEOPLE, view};
use crate::base::{Code, Fault};
use crate::jobs::import::screen::{Came, Wanted};
use crate::jobs::task::Task;
use crate::reads::Query;
use crate::ui::cx::Cx;
use crate::ui::effect::Out;
use crate::ui::popup::{Button, Dialog, Popup, Progress, Viewer};
use crate::ui::widgets::{Notice, Problems, Values};

/// What the long work under the bar is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Doing {
    Reading,
    Looking,
    Comparing,
    Keeping,
    Saving,
}

impl Import {
    pub(super) fn list(&mut self, path: PathBuf, out: &mut Out) {
        self.listing = Some(out.job(Task::Folder(path)));
    }

    pub(super) fn start(&mut self, doing: Doing, wanted: Wanted, cx: &Cx, out: &mut Out) {
        let t = cx.texts.t();
        let title = match doing {
            Doing::Reading => t.imp_reading(),
            Doing::Looking => t.imp_looking(),
            Doing::Comparing => t.imp_comparing(),
            Doing::Keeping => t.imp_keeping(),
            Doing::Saving => t.imp_saving(),
        };
        self.busy = Some((out.job(Task::Import(Box::new(wanted))), doing));
        out.open(BUSY_TAG, Popup::Progress(Progress::new(title, cx.mono)));
    }

    pub(super) fn read(&mut self, cx: &Cx, out: &mut Out) {
        self.reading = self.files.wanted();
        self.said.clear();
        self.read_again(cx, out);
    }

    /// The same files, with what was said of them meanwhile.
    pub(super) fn read_again(&mut self, cx: &Cx, out: &mut Out) {
        if !self.reading.is_empty() {
            self.start(Doing::Reading, Wanted::Read(self.reading.clone(), self.said.clone()), cx, out);
        }
    }

    /// What keeping would do, with the answers given so far.
    pub(super) fn compare(&mut self, cx: &Cx, out: &mut Out) {
        if let Some(r) = &self.review {
            let wanted = Wanted::Report(r.held.clone(), r.answers(self.files.create));
            self.start(Doing::Comparing, wanted, cx, out);
        }
    }

    pub(super) fn keep(&mut self, cx: &Cx, out: &mut Out) {
        if let Some(r) = &self.review {
            let wanted = Wanted::Keep(r.held.clone(), r.answers(self.files.create));
            self.start(Doing::Keeping, wanted, cx, out);
        }
    }

    /// Answers that were given are not lost by one key.
    pub(super) fn ask_leave(&mut self, cx: &Cx, out: &mut Out) {
        if self.kept.is_some() || self.review.as_ref().is_none_or(|r| !r.is_answered()) {
            return self.leave(cx, out);
        }
        let t = cx.texts.t();
        let buttons = vec![Button::new("stay", t.imp_leave_stay()), Button::new("leave", t.imp_leave_go())];
        out.open(LEAVE_TAG, Popup::Dialog(Dialog::new(t.imp_leave_title(), t.imp_leave_note(), buttons)));
    }

    pub(super) fn leave(&mut self, cx: &Cx, out: &mut Out) {
        if self.kept.take().is_none() && self.review.is_some() {
            out.say(cx.texts.t().imp_nothing_kept());
        }
        self.review = None;
        self.sheet = None;
        self.compare = None;
        // Said of these files, not of the next ones.
        self.files.create = false;
    }

    pub(super) fn came(&mut self, came: Came, cx: &Cx, out: &mut Out) {
        let (x, t) = (cx.texts, cx.texts.t());
        match came {
            Came::Read(held, seen) => {
                // Read again: what was answered stays answered, and the place is kept.
                let review = match self.review.take() {
                    Some(before) => before.again(held, seen),
                    None => Review::new(held, seen),
                };
                self.review = Some(review);
                // What was said of an earlier file is not said of this one.
                out.say(t.imp_was_read());
                self.compare(cx, out);
            }
            Came::Unknown(mapping) => self.sheet = Some(Sheet::new(None, *mapping)),
            Came::Reported(report) => {
                if let Some(r) = &mut self.review {
                    r.take(report);
                    out.load(PEOPLE, Query::Employees(String::new()));
                }
            }
            Came::Kept(report) => {
                self.kept = Some(report);
                self.files.chosen.clear();
                out.notice(Notice::good(t.import_kept()));
            }
            Came::Saved(paths) => {
                let paths: Vec<String> = paths.iter().map(|p| p.display().to_string()).collect();
                out.notice(Notice::good(x.t().import_refused_saved(paths.join(", "))));
            }
        }
    }

    /// What went wrong, whole: a line of the notice would cut it.
    pub(super) fn trouble(&mut self, doing: Doing, fault: &Fault, cx: &Cx, out: &mut Out) {
        let t = cx.texts.t();
        if fault.code == Code::Interrupted {
            out.say(t.imp_stopped());
        } else {
            let title = match doing {
                Doing::Reading | Doing::Looking => t.imp_not_read(),
                Doing::Comparing | Doing::Keeping => t.imp_not_kept(),
                Doing::Saving => t.imp_not_saved(),
            };
            let ok = Button::new("ok", t.imp_understood());
            out.open(FAULT_TAG, Popup::Dialog(Dialog::new(title, cx.texts.fault(fault).line(), vec![ok])));
        }
        // Compared once, it can be kept; a first comparison that failed leaves nothing to keep.
        if doing == Doing::Comparing && self.review.as_ref().is_some_and(|r| r.report.is_none()) {
            self.review = None;
        }
    }

    pub(super) fn ask_keep(&mut self, cx: &Cx, out: &mut Out) {
        let t = cx.texts.t();
        let open = self.review.as_ref().map_or(0, |r| r.open(self.files.create));
        if open == 0 {
            return self.keep(cx, out);
        }
        let n = cx.texts.count(crate::texts::Noun::Question, open as i64);
        let buttons = vec![Button::new("back", t.imp_to_questions()), Button::new("keep", t.imp_keep_anyway())];
        out.open(KEEP_TAG, Popup::Dialog(Dialog::new(t.imp_open_questions(n), t.imp_open_questions_note(), buttons)));
    }

    /// Enter on a line of the report: a question is answered, anything else is shown whole.
    pub(super) fn answer_at(&mut self, cx: &Cx, out: &mut Out) {
        let Some(r) = &self.review else { return };
        match r.pick(cx) {
            Some(pick) => out.open(ANSWER_TAG, Popup::Pick(pick)),
            None => {
                if let Some(card) = view::about(r, self.files.create, cx) {
                    out.open(ABOUT_TAG, Popup::Viewer(Viewer::new(card)));
                }
            }
        }
    }
}

/// A path was typed.
pub(super) fn named(v: &Values, cx: &Cx) -> Problems {
    if v["path"].is_empty() { vec![("path", cx.texts.t().imp_path_needed())] } else { Problems::new() }
}
