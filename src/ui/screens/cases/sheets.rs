//! «Лист передачи» and «Лист приёма» on the steps «Контекст» and «Приём дел»: given out, read back, what is left told.

use std::path::{Path, PathBuf};

use crate::base::{EmployeeId, Fault};
use crate::domain::names::short;
use crate::domain::sheets::SheetKind;
use crate::jobs::folder::Folder;
use crate::jobs::papers::{ForWhom, SheetReport};
use crate::jobs::task::{Paper, Task, TaskDone};
use crate::reads::acceptance::ReceiverRow;
use crate::reads::sheets::Given;
use crate::reads::wizard::Wizard;
use crate::reads::{Answer, Query};
use crate::ui::actions::Act;
use crate::ui::cx::Cx;
use crate::ui::effect::{Out, RunId, Slot};
use crate::ui::popup::{Button, Dialog, FormPopup, Pick, PickItem, Popup, Reply, TYPED, Tag, Viewer};
use crate::ui::screens::written::written;
use crate::ui::theme::Tone;
use crate::ui::widgets::{Card, Field, Form, Notice, Problems, Section};

pub const SHEETS: Act = Act("cases.sheets");

const GIVEN: Slot = Slot("cases.sheets");
const MENU: Tag = Tag("sheets.menu");
const FILES: Tag = Tag("sheets.files");
const PATH: Tag = Tag("sheets.path");
const REPORT: Tag = Tag("sheets.report");
const ASK: Tag = Tag("sheets.ask");
const FAULT: Tag = Tag("sheets.fault");
/// The keys of the menu's and the list's own rows; a row of the list else carries its path.
const ALL: &str = "all";
const ONE: &str = "one:";
const READ: &str = "read";
const TYPE: &str = "type";
const ENDING: &str = "xlsx";

/// What is being done.
enum Doing {
    Writing,
    Listing,
    Reading(PathBuf),
}

/// A row of the menu: whose sheets it gives out, `None` for everybody's.
struct Giving {
    person: Option<EmployeeId>,
    label: String,
    refused: Option<String>,
}

/// The part both steps share.
#[derive(Default)]
pub struct Sheets {
    giving: Vec<Giving>,
    looking: Option<RunId>,
    busy: Option<(RunId, Doing)>,
    kind: Option<SheetKind>,
    folder: PathBuf,
    /// Read, with cells where the card and the sheet disagree.
    asked: Option<(PathBuf, usize)>,
}

impl Sheets {
    /// What can be done with the leaver's sheet.
    pub fn leaver(&mut self, w: &Wizard, cx: &Cx, out: &mut Out) {
        let t = cx.texts.t();
        let name = w.case.leaver.as_ref().map(|l| short(&l.name)).unwrap_or_default();
        self.kind = Some(SheetKind::Context);
        self.giving = vec![Giving { person: None, label: t.sheet_ui_give(name), refused: None }];
        self.menu(w, cx, out);
    }

    /// What can be done with the receivers'; `at` is the one under the cursor.
    pub fn receivers(&mut self, rows: &[ReceiverRow], at: Option<&ReceiverRow>, w: &Wizard, cx: &Cx, out: &mut Out) {
        let t = cx.texts.t();
        self.kind = Some(SheetKind::Acceptance);
        let waiting = rows.iter().filter(|r| r.offered > 0).count();
        let refused = (waiting == 0).then(|| t.sheet_ui_nobody());
        let all = Giving { person: None, label: t.sheet_ui_give_all(cx.texts.number(waiting as i64)), refused };
        let one = at.filter(|r| r.offered > 0 && waiting > 1).map(|r| Giving {
            person: Some(r.id),
            label: t.sheet_ui_give_one(short(&r.name)),
            refused: None,
        });
        self.giving = one.into_iter().chain([all]).collect();
        self.menu(w, cx, out);
    }

    /// Opened at once; when each sheet went out and came back is written in as soon as it is read.
    fn menu(&mut self, w: &Wizard, cx: &Cx, out: &mut Out) {
        out.open(MENU, Popup::Pick(Pick::new(cx.texts.t().sheet_ui_title(), self.rows(&[], cx)).menu()));
        self.looking = Some(out.load(GIVEN, Query::Sheets(w.case.id)));
    }

    fn rows(&self, given: &[Given], cx: &Cx) -> Vec<PickItem> {
        let row = |g: &Giving| {
            let key = g.person.map_or_else(|| ALL.to_owned(), |p| format!("{ONE}{}", p.0));
            PickItem::new(key, g.label.clone()).note(self.when(g, given, cx)).refused(g.refused.clone())
        };
        let read = PickItem::new(READ, cx.texts.t().sheet_ui_read());
        self.giving.iter().map(row).chain([read]).collect()
    }

    /// «выдан вт, 24 нояб., 10:00», «заполнен …»; of everybody, how many are back.
    fn when(&self, g: &Giving, given: &[Given], cx: &Cx) -> String {
        let t = cx.texts.t();
        let ours = |s: &&Given| Some(s.kind) == self.kind && g.person.is_none_or(|p| p == s.person);
        let found: Vec<&Given> = given.iter().filter(ours).collect();
        let several = g.person.is_none() && self.kind == Some(SheetKind::Acceptance);
        match found.as_slice() {
            [] => String::new(),
            all if several => {
                let back = all.iter().filter(|s| s.came_at.is_some()).count();
                t.sheet_ui_back(cx.texts.n_of(back as i64, all.len() as i64))
            }
            [one, ..] => match one.came_at {
                Some(at) => t.sheet_ui_came(cx.texts.at(at, &cx.clock)),
                None => t.sheet_ui_given(cx.texts.at(one.at, &cx.clock)),
            },
        }
    }

    /// Gives false for an answer to somebody else.
    pub fn answer(&mut self, run: RunId, answer: &Result<Answer, Fault>, cx: &Cx, out: &mut Out) -> bool {
        if self.looking.take_if(|r| *r == run).is_none() {
            return false;
        }
        if let Ok(Answer::Sheets(given)) = answer {
            out.fill(MENU, self.rows(given, cx));
        }
        true
    }

    fn list(&mut self, folder: PathBuf, out: &mut Out) {
        self.busy = Some((out.job(Task::Folder(folder)), Doing::Listing));
    }

    fn read(&mut self, path: PathBuf, over: bool, w: &Wizard, cx: &Cx, out: &mut Out) {
        out.say(cx.texts.t().sheet_ui_reading());
        // The next sheet most likely lies beside this one.
        self.folder = path.parent().map(Path::to_path_buf).unwrap_or_default();
        self.busy = Some((out.job(Task::SheetIn(w.case.id, path.clone(), over)), Doing::Reading(path)));
    }

    /// Gives false for a reply to somebody else.
    pub fn reply(&mut self, tag: Tag, reply: &Reply, w: &Wizard, cx: &Cx, out: &mut Out) -> bool {
        match (tag, reply) {
            (MENU, Reply::Picked(key)) if key == READ => {
                let from = if self.folder.as_os_str().is_empty() { PathBuf::from(".") } else { self.folder.clone() };
                self.list(from, out);
            }
            (MENU, Reply::Picked(key)) => {
                let one = key.strip_prefix(ONE).and_then(|n| n.parse().ok()).map(EmployeeId);
                let whom = one.map_or(ForWhom::All(self.kind.unwrap_or(SheetKind::Context)), ForWhom::One);
                self.busy = Some((out.job(Task::Paper(w.case.id, Paper::Sheets(whom))), Doing::Writing));
            }
            (FILES, Reply::Picked(key)) if key == TYPE => out.open(PATH, Popup::Form(typed(&self.folder, cx))),
            (FILES, Reply::Picked(path)) => self.chosen(self.folder.join(path), w, cx, out),
            (PATH, Reply::Filled(v)) => {
                out.close();
                self.chosen(self.folder.join(v["path"].trim().trim_matches(['\'', '"'])), w, cx, out);
            }
            (REPORT, Reply::Left) => {
                if let Some((_, n)) = &self.asked {
                    out.open(ASK, Popup::Dialog(which_is_right(*n, cx)));
                }
            }
            (ASK, Reply::Pressed("sheet")) => {
                if let Some((path, _)) = self.asked.take() {
                    self.read(path, true, w, cx, out);
                }
            }
            (ASK, _) => self.asked = None,
            (MENU | FILES | PATH | REPORT | FAULT, _) => {}
            _ => return false,
        }
        true
    }

    /// A folder is looked into, a file is read.
    fn chosen(&mut self, path: PathBuf, w: &Wizard, cx: &Cx, out: &mut Out) {
        let is_file = path.extension().is_some_and(|x| x.eq_ignore_ascii_case(ENDING));
        if is_file { self.read(path, false, w, cx, out) } else { self.list(path, out) }
    }

    pub fn finished(&mut self, run: RunId, result: Result<TaskDone, Fault>, cx: &Cx, out: &mut Out) {
        let Some((_, doing)) = self.busy.take_if(|(r, _)| *r == run) else { return };
        let t = cx.texts.t();
        match (doing, result) {
            (Doing::Listing, Ok(TaskDone::Folder(folder))) => {
                out.open(FILES, Popup::Pick(files(&folder, cx)));
                self.folder = folder.path;
            }
            (Doing::Writing, Ok(TaskDone::Files(dir, files))) => {
                out.open(FAULT, written(t.sheet_ui_written(), &dir, &files, t.sheet_ui_next()));
                self.folder = dir;
            }
            (Doing::Reading(path), Ok(TaskDone::Sheet(report))) => self.told(path, &report, cx, out),
            (_, Err(fault)) => {
                let ok = Button::new("ok", t.imp_understood());
                let title = t.sheet_ui_failed();
                out.notice(Notice::bad(title.clone()));
                out.open(FAULT, Popup::Dialog(Dialog::new(title, cx.texts.fault(&fault).line(), vec![ok])));
            }
            (_, Ok(_)) => {}
        }
    }

    fn told(&mut self, path: PathBuf, report: &SheetReport, cx: &Cx, out: &mut Out) {
        let done = report.done(cx.texts);
        let left = report.left(cx.texts);
        self.asked = (!report.questions.is_empty()).then_some((path, report.questions.len()));
        if left.is_empty() {
            out.notice(Notice::good(done));
            return;
        }
        // Says it again after the report is closed, instead of «читаю».
        out.say(if done.is_empty() { cx.texts.t().sheet_ui_report() } else { done.clone() });
        let mut sections = Vec::new();
        if !done.is_empty() {
            let mut s = Section::new("");
            s.line(done, Tone::Good);
            sections.push(s);
        }
        for (head, lines) in left {
            let mut s = Section::new(head);
            for l in lines {
                s.line(l, Tone::Plain);
            }
            sections.push(s);
        }
        let card = Card { title: cx.texts.t().sheet_ui_report(), sections, top: 0 };
        out.open(REPORT, Popup::Viewer(Viewer::new(card)));
    }
}

/// Folders to go into and books to read; a path may be typed.
fn files(folder: &Folder, cx: &Cx) -> Pick {
    let t = cx.texts.t();
    let key = |p: &Path| p.display().to_string();
    let mut rows: Vec<PickItem> =
        folder.path.parent().map(|up| PickItem::new(key(up), t.imp_up_row())).into_iter().collect();
    let wanted = folder
        .entries
        .iter()
        .filter(|e| e.is_folder || e.path.extension().is_some_and(|x| x.eq_ignore_ascii_case(ENDING)));
    rows.extend(wanted.map(|e| match e.is_folder {
        true => PickItem::new(key(&e.path), format!("{}/", e.name)),
        false => {
            let when = e.changed.map_or_else(String::new, |at| cx.texts.at(at, &cx.clock));
            PickItem::new(key(&e.path), e.name.clone()).note(when)
        }
    }));
    rows.push(PickItem::new(TYPE, t.sheet_ui_type()));
    let first = folder.entries.iter().find(|e| !e.is_folder).map(|e| key(&e.path));
    Pick::new(key(&folder.path), rows).of_files(t.sheet_ui_open(TYPED)).at(&first.unwrap_or_default())
}

fn typed(folder: &Path, cx: &Cx) -> FormPopup {
    let t = cx.texts.t();
    let field = Field::line("path", t.imp_path_label(), "");
    let form = Form::new(vec![field], |v, cx| {
        if v["path"].is_empty() { vec![("path", cx.texts.t().imp_path_needed())] } else { Problems::new() }
    });
    FormPopup::new(t.sheet_ui_read(), form).note(t.sheet_ui_path_note(folder.display().to_string()))
}

fn which_is_right(n: usize, cx: &Cx) -> Dialog {
    let t = cx.texts.t();
    let buttons = vec![Button::new("card", t.sheet_ui_card()), Button::new("sheet", t.sheet_ui_sheet()).danger()];
    Dialog::new(t.sheet_read_questions(cx.texts.number(n as i64)), t.sheet_ui_ask(), buttons)
}
