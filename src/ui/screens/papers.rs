//! «В файл» (F6): what can be written as files of a person or a case, chosen from a menu; what was written is told in a
//! card. Shared by the screens that have the key.

use crate::base::{DepartmentId, Fault};
use crate::domain::rights::{Matrix, Object, Overlays, Right, Verdict, Who};
use crate::domain::second::Want;
use crate::jobs::papers::{ReportFile, ReportFormat};
use crate::jobs::task::{Task, TaskDone};
use crate::texts::Noun;
use crate::ui::actions::Act;
use crate::ui::cx::Cx;
use crate::ui::effect::{Out, RunId};
use crate::ui::popup::{Button, Dialog, Pick, PickItem, Popup, Reply, Tag};
use crate::ui::screens::written::written;
use crate::ui::widgets::Notice;

pub const PAPERS: Act = Act("papers");
pub const KEY: &str = "F6";

/// The button that writes all the same.
pub const WRITE: &str = "write";

const MENU: Tag = Tag("papers.menu");
const MANY: Tag = Tag("papers.many");
const DONE: Tag = Tag("papers.done");

/// A row of the menu.
pub struct Choice {
    pub label: String,
    /// How much it holds, in words.
    pub note: String,
    /// Rows it takes out of the program, where that is known.
    pub rows: u64,
    pub task: Task,
    pub refused: Option<String>,
}

impl Choice {
    /// A report in both formats: `note` says how much it holds.
    pub fn report(label: &str, note: &str, rows: u64, of: ReportFile, cx: &Cx) -> [Choice; 2] {
        [(ReportFormat::Xlsx, "XLSX"), (ReportFormat::Csv, "CSV")].map(|(format, word)| Choice {
            label: cx.texts.t().files_row(label, word),
            note: note.to_owned(),
            rows,
            task: Task::Report(ReportFile { format, ..of }),
            refused: refused(rows, cx),
        })
    }
}

/// Why whoever sits here may not take so many rows of their own department out of the program. What another may agree to is
/// tried: the frame then offers to ask. On one's own machine the surname is asked for instead.
pub fn refused(rows: u64, cx: &Cx) -> Option<String> {
    let (id, role) = cx.facts.me_id.zip(cx.facts.role)?;
    let department = Some(DepartmentId(0));
    let who = Who::Person { id, role, department, overlays: Overlays::default() };
    let object = Object { department, count: rows, ..Object::default() };
    let verdict = Matrix::shipped().map(|m| m.may(&who, Right::Export, &object));
    let fault = match verdict {
        Ok(Verdict::NeedsSecond(_)) => return None,
        verdict => verdict.and_then(Verdict::given).err()?,
    };
    Some(cx.texts.fault(&fault).line())
}

/// More rows than one takes out alone: on one's own machine the surname typed again stands for the second person. `None` for
/// fewer, and for whoever has signed in: they ask another.
pub fn by_two(rows: u64, surname: &str, cx: &Cx) -> Option<Popup> {
    let t = cx.texts.t();
    if cx.facts.me_id.is_some() {
        return None;
    }
    Matrix::shipped().is_ok_and(|m| m.needs_two(Right::Export, rows)).then(|| {
        let buttons = vec![Button::new("no", t.files_many_no()), Button::new(WRITE, t.files_many_yes()).danger()];
        let text = t.files_many(cx.texts.count(Noun::Line, rows as i64));
        Popup::Dialog(Dialog::new(t.files_many_title(), text, buttons).surname(surname))
    })
}

#[derive(Default)]
pub struct Files {
    offered: Vec<Choice>,
    /// Whose surname is typed for a large one.
    surname: String,
    large: Option<Task>,
    busy: Option<RunId>,
}

impl Files {
    /// Opens the menu. `surname`: whose is typed again for more rows than one takes out alone.
    pub fn offer(&mut self, title: String, surname: &str, choices: Vec<Choice>, out: &mut Out) {
        let row = |(i, c): (usize, &Choice)| {
            PickItem::new(i.to_string(), c.label.clone()).note(c.note.clone()).refused(c.refused.clone())
        };
        out.open(MENU, Popup::Pick(Pick::new(title, choices.iter().enumerate().map(row).collect())));
        self.offered = choices;
        self.surname = surname.to_owned();
    }

    /// Gives false for a reply to somebody else.
    pub fn reply(&mut self, tag: Tag, reply: &Reply, cx: &Cx, out: &mut Out) -> bool {
        match (tag, reply) {
            (MENU, Reply::Picked(key)) => {
                let chosen = key.parse().ok().filter(|i: &usize| *i < self.offered.len());
                if let Some(choice) = chosen.map(|i| self.offered.swap_remove(i)) {
                    self.chosen(choice, cx, out);
                }
                self.offered.clear();
            }
            (MANY, Reply::Pressed(WRITE)) => {
                if let Some(task) = self.large.take() {
                    self.busy = Some(out.job(task));
                }
            }
            (MANY, _) => self.large = None,
            (MENU | DONE, _) => {}
            _ => return false,
        }
        true
    }

    fn chosen(&mut self, choice: Choice, cx: &Cx, out: &mut Out) {
        match by_two(choice.rows, &self.surname, cx) {
            Some(ask) => {
                self.large = Some(choice.task);
                out.open(MANY, ask);
            }
            None => self.busy = Some(out.job(choice.task)),
        }
    }

    /// Gives back what is somebody else's.
    pub fn finished(
        &mut self,
        run: RunId,
        result: Result<TaskDone, Fault>,
        cx: &Cx,
        out: &mut Out,
    ) -> Option<Result<TaskDone, Fault>> {
        if self.busy.take_if(|r| *r == run).is_none() {
            return Some(result);
        }
        let t = cx.texts.t();
        match result {
            Ok(TaskDone::Files(dir, files)) => {
                let next = if cx.readonly { t.files_not_journaled() } else { t.files_mode() };
                let card = written(t.files_written(), &dir, &files, next);
                out.open(DONE, card);
            }
            Ok(_) => {}
            // The frame asks for the second person.
            Err(fault) if Want::of(&fault).is_some() => {}
            Err(fault) => {
                let ok = Button::new("ok", t.imp_understood());
                out.notice(Notice::bad(t.files_failed()));
                out.open(DONE, Popup::Dialog(Dialog::new(t.files_failed(), cx.texts.fault(&fault).line(), vec![ok])));
            }
        }
        None
    }
}
