//! Импорт: files are chosen in a folder, read, reported; questions are answered; F2 keeps all in one transaction and
//! Esc leaves without a trace (3 §1).

mod files;
mod report;
mod view;

use std::path::PathBuf;

use ratatui::layout::{Position, Rect};

use self::files::Files;
use self::report::Review;
use super::{Focus, Screen, ScreenDecl, ScreenId, clients};
use crate::base::{Code, Fault};
use crate::jobs::import::Report;
use crate::jobs::import::screen::{Came, Wanted};
use crate::jobs::task::{Task, TaskDone};
use crate::reads::{Answer, Query};
use crate::ui::actions::{self, Act, Decl, Place, places};
use crate::ui::cx::Cx;
use crate::ui::effect::{Effect, Out, RunId, Slot};
use crate::ui::input::{Key, Mouse, MouseKind};
use crate::ui::popup::{Button, Dialog, FormPopup, Popup, Progress, Reply, Tag, Viewer};
use crate::ui::widgets::{Field, Form, Notice, Paint, Problems, Values};

pub const ID: ScreenId = ScreenId("import");
pub const FILES: Place = Place("import.files");
pub const REPORT: Place = Place("import.report");
pub const DONE: Place = Place("import.done");
/// The arrows, the same in both lists.
pub const MOVE: Place = Place("import.move");

pub const GO: Act = Act("go.import");
pub const CHOOSE: Act = Act("import.choose");
pub const ALL_HERE: Act = Act("import.all");
pub const OPEN: Act = Act("import.open");
pub const PATH: Act = Act("import.path");
pub const CREATE: Act = Act("import.create");
pub const READ: Act = Act("import.read");
pub const ANSWER: Act = Act("import.answer");
pub const KEEP: Act = Act("import.keep");
pub const SAVE_REFUSED: Act = Act("import.save-refused");
pub const LEAVE: Act = Act("import.leave");
pub const CLIENTS: Act = Act("import.clients");

const FILES_ACTIONS: &[Decl] = &[
    Decl::new(READ, FILES, &["F2"], |x| x.t().imp_read(), |x| x.t().imp_read_help()).footer(1),
    Decl::new(OPEN, FILES, &["Enter"], |x| x.t().imp_open(), |x| x.t().imp_open_help()).footer(2),
    Decl::new(CHOOSE, FILES, &["Space"], |x| x.t().imp_choose(), |x| x.t().imp_choose_help()).footer(3),
    Decl::new(ALL_HERE, FILES, &["a"], |x| x.t().imp_all(), |x| x.t().imp_all_help()),
    Decl::new(PATH, FILES, &["p"], |x| x.t().imp_path(), |x| x.t().imp_path_help()).footer(4),
    Decl::new(CREATE, FILES, &["c"], |x| x.t().imp_create(), |x| x.t().imp_create_help()).footer(5),
    Decl::new(actions::LEFT, FILES, &["Left", "h", "Backspace"], |x| x.t().imp_up(), |x| x.t().imp_up_help()).plain(),
];

const REPORT_ACTIONS: &[Decl] = &[
    Decl::new(KEEP, REPORT, &["F2"], |x| x.t().imp_keep(), |x| x.t().imp_keep_help()).footer(1),
    Decl::new(ANSWER, REPORT, &["Enter"], |x| x.t().imp_answer(), |x| x.t().imp_answer_help()).footer(2),
    Decl::new(CREATE, REPORT, &["c"], |x| x.t().imp_create(), |x| x.t().imp_create_help()).footer(3),
    Decl::new(SAVE_REFUSED, REPORT, &["w"], |x| x.t().imp_refused(), |x| x.t().imp_refused_help()).footer(4),
    Decl::new(LEAVE, REPORT, &["Esc"], |x| x.t().imp_leave(), |x| x.t().imp_leave_help()).footer(5),
];

const DONE_ACTIONS: &[Decl] = &[
    Decl::new(CLIENTS, DONE, &["Enter"], |x| x.t().imp_clients(), |x| x.t().imp_clients_help()).footer(1),
    Decl::new(SAVE_REFUSED, DONE, &["w"], |x| x.t().imp_refused(), |x| x.t().imp_refused_help()).footer(2),
    Decl::new(LEAVE, DONE, &["Esc"], |x| x.t().imp_more(), |x| x.t().imp_more_help()).footer(3),
];

macro_rules! moves {
    ($($act:ident, [$($key:literal),+], $label:ident, $help:ident);+ $(;)?) => {
        &[$(Decl::new(actions::$act, MOVE, &[$($key),+], |x| x.t().$label(), |x| x.t().$help()).plain()),+]
    };
}

const MOVES: &[Decl] = moves! {
    UP, ["Up", "k"], ui_act_up, ui_act_up_help;
    DOWN, ["Down", "j"], ui_act_down, ui_act_down_help;
    PAGE_UP, ["PgUp"], ui_act_page_up, ui_act_page_up_help;
    PAGE_DOWN, ["PgDn"], ui_act_page_down, ui_act_page_down_help;
    FIRST, ["Home"], ui_act_first, ui_act_first_help;
    LAST, ["End"], ui_act_last, ui_act_last_help;
    RIGHT, ["Right", "l"], ui_act_right, ui_act_right_help;
};

const PEOPLE: Slot = Slot("import.people");
const BUSY_TAG: Tag = Tag("import.busy");
const PATH_TAG: Tag = Tag("import.path");
const FAULT_TAG: Tag = Tag("import.fault");
const ANSWER_TAG: Tag = Tag("import.answer");
const ABOUT_TAG: Tag = Tag("import.about");
const KEEP_TAG: Tag = Tag("import.keep");
const REFUSED_TAG: Tag = Tag("import.refused");

pub const DECL: ScreenDecl = ScreenDecl {
    id: ID,
    kind: None,
    tab: false,
    actions: &[Decl::new(GO, places::ANYWHERE, &["i"], |x| x.t().imp_name(), |x| x.t().imp_go_help())],
    inner: &[FILES_ACTIONS, REPORT_ACTIONS, DONE_ACTIONS, MOVES],
    make: || Box::new(Import::default()),
};

/// What the long work under the bar is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Doing {
    Reading,
    Comparing,
    Keeping,
    Saving,
}

#[derive(Default)]
pub struct Import {
    files: Files,
    /// Read and reported, not kept yet.
    review: Option<Review>,
    /// Kept: what was done.
    kept: Option<Report>,
    busy: Option<(RunId, Doing)>,
    listing: Option<RunId>,
}

impl Import {
    fn list(&mut self, path: PathBuf, out: &mut Out) {
        self.listing = Some(out.job(Task::Folder(path)));
    }

    fn start(&mut self, doing: Doing, wanted: Wanted, cx: &Cx, out: &mut Out) {
        let t = cx.texts.t();
        let title = match doing {
            Doing::Reading => t.imp_reading(),
            Doing::Comparing => t.imp_comparing(),
            Doing::Keeping => t.imp_keeping(),
            Doing::Saving => t.imp_saving(),
        };
        self.busy = Some((out.job(Task::Import(Box::new(wanted))), doing));
        out.open(BUSY_TAG, Popup::Progress(Progress::new(title, cx.mono)));
    }

    fn read(&mut self, cx: &Cx, out: &mut Out) {
        let files = self.files.wanted();
        if !files.is_empty() {
            self.start(Doing::Reading, Wanted::Read(files), cx, out);
        }
    }

    fn keep(&mut self, cx: &Cx, out: &mut Out) {
        if let Some(r) = &self.review {
            let wanted = Wanted::Keep(r.held.clone(), r.answers(self.files.create));
            self.start(Doing::Keeping, wanted, cx, out);
        }
    }

    fn leave(&mut self, cx: &Cx, out: &mut Out) {
        if self.kept.take().is_none() && self.review.is_some() {
            out.say(cx.texts.t().imp_nothing_kept());
        }
        self.review = None;
    }

    fn came(&mut self, came: Came, cx: &Cx, out: &mut Out) {
        let (x, t) = (cx.texts, cx.texts.t());
        match came {
            Came::Read(held, seen) => {
                let review = Review::new(held, seen);
                let wanted = Wanted::Report(review.held.clone(), review.answers(self.files.create));
                self.review = Some(review);
                self.start(Doing::Comparing, wanted, cx, out);
            }
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
    fn trouble(&mut self, doing: Doing, fault: &Fault, cx: &Cx, out: &mut Out) {
        let t = cx.texts.t();
        if fault.code == Code::Interrupted {
            out.say(t.imp_stopped());
        } else {
            let title = match doing {
                Doing::Reading => t.imp_not_read(),
                Doing::Comparing | Doing::Keeping => t.imp_not_kept(),
                Doing::Saving => t.imp_not_saved(),
            };
            let ok = Button::new("ok", t.imp_understood());
            out.open(FAULT_TAG, Popup::Dialog(Dialog::new(title, cx.texts.fault(fault).line(), vec![ok])));
        }
        if doing == Doing::Comparing {
            self.review = None;
        }
    }

    fn ask_keep(&mut self, cx: &Cx, out: &mut Out) {
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
    fn answer_at(&mut self, cx: &Cx, out: &mut Out) {
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

fn named(v: &Values, cx: &Cx) -> Problems {
    if v["path"].is_empty() { vec![("path", cx.texts.t().imp_path_needed())] } else { Problems::new() }
}

impl Screen for Import {
    fn focus(&self) -> Focus {
        if self.kept.is_some() {
            Focus::on(&[DONE])
        } else if self.review.is_some() {
            Focus::on(&[REPORT, MOVE])
        } else {
            Focus::on(&[FILES, MOVE])
        }
    }

    fn enter(&mut self, _cx: &Cx, out: &mut Out) {
        if self.files.folder.is_none() && self.listing.is_none() {
            let at = self.files.start.clone().unwrap_or_else(|| PathBuf::from("."));
            self.list(at, out);
        }
    }

    fn act(&mut self, act: Act, cx: &Cx, out: &mut Out) -> bool {
        let t = cx.texts.t();
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
                out.remember();
            }
            PATH => {
                let folder = self.files.folder.as_ref().map_or_else(String::new, |f| f.path.display().to_string());
                let form = Form::new(vec![Field::line("path", t.imp_path_label(), &folder)], named);
                out.open(PATH_TAG, Popup::Form(FormPopup::new(t.imp_path_title(), form).note(t.imp_path_note())));
            }
            KEEP => self.ask_keep(cx, out),
            ANSWER => self.answer_at(cx, out),
            SAVE_REFUSED => {
                let folder = self.files.folder.as_ref().map(|f| f.path.clone()).unwrap_or_default();
                let name = folder.join(t.imp_refused_file()).display().to_string();
                let form = Form::new(vec![Field::line("path", t.imp_path_label(), &name)], named);
                out.open(REFUSED_TAG, Popup::Form(FormPopup::new(t.imp_refused_help(), form)));
            }
            CLIENTS => {
                self.leave(cx, out);
                out.go(clients::ID, None);
            }
            LEAVE => self.leave(cx, out),
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
            SAVE_REFUSED if self.review.as_ref().is_none_or(|r| r.seen.refused_in_all == 0) => Some(t.imp_no_refused()),
            _ => None,
        }
    }

    fn text(&mut self, _key: Key, _cx: &Cx, _out: &mut Out) {}

    /// A path dropped on the window or pasted is a file to read.
    fn paste(&mut self, text: &str, cx: &Cx, out: &mut Out) {
        if self.review.is_none() && self.kept.is_none() {
            self.files.add(text);
            out.say(cx.texts.t().imp_added());
        }
    }

    fn mouse(&mut self, mouse: Mouse, area: Rect, _cx: &Cx, _out: &mut Out) {
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
            (ANSWER_TAG, Reply::Picked(key)) => {
                if let Some(r) = &mut self.review {
                    r.answer(&key);
                }
            }
            _ => {}
        }
    }

    fn about(&self, cx: &Cx) -> String {
        cx.texts.t().imp_about()
    }

    fn memory(&self) -> serde_json::Value {
        let folder = self.files.folder.as_ref().map(|f| f.path.display().to_string());
        serde_json::json!({ "folder": folder, "create": self.files.create })
    }

    fn recall(&mut self, m: &serde_json::Value) {
        self.files.start = m["folder"].as_str().map(PathBuf::from);
        self.files.create = m["create"].as_bool().unwrap_or(false);
    }

    fn view(&self, area: Rect, cx: &Cx, p: &mut Paint) -> Option<Position> {
        match (&self.kept, &self.review) {
            (Some(report), _) => view::kept(report, area, cx, p),
            (None, Some(r)) => view::review(r, self.files.create, area, cx, p),
            (None, None) => view::files(&self.files, area, cx, p),
        }
        None
    }
}
