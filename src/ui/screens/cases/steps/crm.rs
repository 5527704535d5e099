//! В CRM: the CRM itself must show the new owners, and say on each card what was handed over. What still waits, ticked
//! «проверено в CRM» or by a later import; the comments for the cards, copied by one key and ticked by one.

mod comments;
mod owners;

use std::path::{Path, PathBuf};

use ratatui::layout::{Position, Rect};

use crate::base::{Fault, Ref};
use crate::domain::crm_update::{CrmCounts, Way};
use crate::domain::papers::CrmChange;
use crate::domain::rights::Right;
use crate::domain::second::Want;
use crate::jobs::task::{Paper, Task, TaskDone};
use crate::ops::{CrmConfirm, Done, Outcome};
use crate::reads::crm::CrmLine;
use crate::reads::wizard::{StepKind, Wizard};
use crate::reads::{Answer, Page, Query, Total};
use crate::texts::Noun;
use crate::ui::actions::{self, Act, Decl, Place, places};
use crate::ui::body_panes;
use crate::ui::cx::Cx;
use crate::ui::effect::{Out, RunId, Slot};
use crate::ui::popup::{Button, Dialog, Popup, Reply, Tag, Viewer};
use crate::ui::screens::cases::Step;
use crate::ui::screens::cases::steps::{chosen, undistributed};
use crate::ui::screens::{Focus, import, papers};
use crate::ui::theme::Tone;
use crate::ui::widgets::{Card, ListState, Notice, Paint, Row, Section, Table, list_totals, page_rows, table};

pub const PLACE: Place = Place("cases.crm");
pub const CONFIRM: Act = Act("crm.confirm");
pub const ALL: Act = Act("crm.all");
pub const COPY: Act = Act("crm.copy");
/// A fresh export, to compare owner by owner.
pub const COMPARE: Act = Act("crm.compare");
/// The work lists and the comments, as files.
pub const FILES: Act = Act("crm.files");
/// The comments have the keys.
pub const COMMENTS: Place = Place("cases.crm.comments");
pub const OTHER: Act = Act("crm.other");
pub const TICK: Act = Act("crm.tick");

const ROWS: Slot = Slot("cases.crm");
const COMMENT_ROWS: Slot = Slot("cases.crm.comments");
const FILES_TAG: Tag = Tag("crm.files");
const TEXT_TAG: Tag = Tag("crm.comment");
const MANY_TAG: Tag = Tag("crm.many");
const ALL_TAG: Tag = Tag("crm.all");

pub const ACTIONS: &[Decl] = &[
    Decl::new(ALL, PLACE, &["F2"], |x| x.t().crmstep_all(), |x| x.t().crmstep_all_help())
        .right(Right::Batch)
        .footer(10),
    Decl::new(CONFIRM, PLACE, &["d"], |x| x.t().crmstep_confirm(), |x| x.t().crmstep_confirm_help())
        .right(Right::Batch)
        .footer(11),
    Decl::new(COPY, PLACE, &["y"], |x| x.t().crmstep_copy(), |x| x.t().crm_copy_help()).footer(13),
    Decl::new(OTHER, PLACE, &["c"], |x| x.t().comm_act(), |x| x.t().comm_act_help()).footer(12),
    Decl::new(COMPARE, PLACE, &["i"], |x| x.t().crm_compare_act(), |x| x.t().crm_compare_help()).footer(10),
    Decl::new(FILES, PLACE, &["e"], |x| x.t().crmfiles(), |x| x.t().crmfiles_help()).right(Right::Export).footer(9),
    Decl::new(actions::OPEN, COMMENTS, &["Enter"], |x| x.t().comm_read(), |x| x.t().comm_read_help()).footer(9),
    Decl::new(COPY, COMMENTS, &["y"], |x| x.t().comm_copy(), |x| x.t().comm_copy_help()).footer(10),
    Decl::new(TICK, COMMENTS, &["d"], |x| x.t().comm_tick(), |x| x.t().comm_tick_help()).footer(11),
    Decl::new(OTHER, COMMENTS, &["c"], |x| x.t().comm_owners(), |x| x.t().comm_owners_help()).footer(12),
];

impl Row for CrmLine {
    fn id(&self) -> i64 {
        self.line.0
    }
}

impl Row for CrmChange {
    fn id(&self) -> i64 {
        self.line.map_or(0, |l| l.0)
    }
}

#[derive(Default)]
pub struct Crm {
    rows: ListState<CrmLine>,
    counts: CrmCounts,
    /// Objects that the files hold.
    in_files: u64,
    ways: Vec<Way>,
    comments: ListState<CrmChange>,
    in_comments: bool,
}

impl Crm {
    /// Objects that the CRM does not name the new owner of, as far as we know.
    fn waiting(&self) -> u64 {
        match self.rows.total() {
            Total::Exact(n) | Total::AtLeast(n) => n,
            Total::Unknown => 0,
        }
    }

    fn objects(&self) -> Vec<Ref> {
        chosen(&self.rows).into_iter().map(|r| r.object).collect()
    }
}

impl Step for Crm {
    fn focus(&self) -> Focus {
        Focus::on(&[if self.in_comments { COMMENTS } else { PLACE }, places::LIST])
    }

    fn enter(&mut self, w: &Wizard, _cx: &Cx, out: &mut Out) {
        self.rows.restart(true);
        if self.rows.wants().is_some() {
            let run = out.load(ROWS, Query::Crm(w.case.id));
            self.rows.asked(run);
        }
        self.comments.restart(true);
        if self.comments.wants().is_some() {
            let run = out.load(COMMENT_ROWS, Query::Comments(w.case.id));
            self.comments.asked(run);
        }
        // The owners in the CRM are the head's concern.
        self.in_comments |= !w.part.is_whole();
    }

    fn act(&mut self, act: Act, w: &Wizard, cx: &Cx, out: &mut Out) -> bool {
        let t = cx.texts.t();
        if self.in_comments {
            return self.in_comments(act, w, cx, out);
        }
        match act {
            OTHER => self.in_comments = true,
            CONFIRM => {
                out.run(CrmConfirm { case: w.case.id, objects: self.objects() });
            }
            ALL => {
                let n = cx.texts.count(Noun::Object, self.waiting() as i64);
                let buttons = vec![Button::new("no", t.crmstep_no()), Button::new("yes", t.crmstep_yes())];
                out.open(ALL_TAG, Popup::Dialog(Dialog::new(t.crmstep_title(), t.crmstep_text(n), buttons)));
            }
            FILES => match papers::by_two(self.in_files, surname(w), cx) {
                Some(ask) => out.open(MANY_TAG, ask),
                None => write(w, out),
            },
            COPY => owners::copy(&chosen(&self.rows), cx, out),
            COMPARE => out.go(import::ID, None),
            actions::BACK if self.rows.has_marks() => self.rows.clear_marks(),
            _ => return self.rows.act(act, page_rows(body_panes(cx).list).saturating_sub(5)),
        }
        true
    }

    fn refuses(&self, act: Act, w: &Wizard, cx: &Cx) -> Option<String> {
        let t = cx.texts.t();
        if self.in_comments {
            let row = self.comments.current();
            return match act {
                OTHER if !w.part.is_whole() => Some(t.comm_owners_head()),
                COPY | TICK | actions::OPEN if row.is_none() => Some(t.comm_empty()),
                _ => None,
            };
        }
        match act {
            ALL | CONFIRM | FILES if is_early(w) => Some(t.crmstep_early()),
            // Before it is known how many there are it is not known whether a second person is needed.
            FILES if self.rows.total() == Total::Unknown => Some(t.ui_reading()),
            // Said before, and not by a file that fails.
            FILES => papers::refused(self.in_files, cx),
            ALL | CONFIRM if self.waiting() == 0 => Some(t.crmstep_done()),
            CONFIRM | COPY if self.rows.cursor().is_none() => Some(t.ui_no_row()),
            _ => None,
        }
    }

    fn answer(&mut self, run: RunId, answer: Result<Answer, Fault>, _w: &Wizard, _cx: &Cx, _out: &mut Out) {
        match answer {
            Ok(Answer::Crm(found)) => {
                let ours = self.rows.answer(run, Ok(Page::whole(found.lines)));
                if ours {
                    (self.counts, self.in_files, self.ways) = (found.counts, found.in_files, found.ways);
                }
            }
            Ok(Answer::Comments(rows)) => {
                self.comments.answer(run, Ok(Page::whole(rows)));
            }
            Err(fault) if self.comments.is_pending(run) => {
                self.comments.answer(run, Err(fault));
            }
            Err(fault) if self.rows.is_pending(run) => {
                self.rows.answer(run, Err(fault));
            }
            _ => {}
        }
    }

    fn ran(&mut self, _run: RunId, result: Result<Done<Outcome>, Fault>, _w: &Wizard, cx: &Cx, out: &mut Out) {
        match result.map(|d| d.out) {
            Ok(Outcome::CrmConfirm(done)) => {
                self.rows.clear_marks();
                out.say(cx.texts.t().crmstep_confirmed(cx.texts.count(Noun::Object, done.confirmed as i64)));
            }
            Ok(Outcome::CommentTick(done)) => {
                self.comments.clear_marks();
                // On to the next card.
                self.comments.act(actions::DOWN, page_rows(body_panes(cx).list).saturating_sub(5));
                out.say(cx.texts.t().comm_ticked(cx.texts.number(done.waiting as i64)));
            }
            _ => {}
        }
    }

    /// Where the files are: they are opened outside the program.
    fn finished(&mut self, _run: RunId, result: Result<TaskDone, Fault>, _w: &Wizard, cx: &Cx, out: &mut Out) {
        match result {
            Ok(TaskDone::Files(folder, files)) => {
                out.open(FILES_TAG, Popup::Viewer(Viewer::new(files_card(&folder, &files, cx))));
            }
            Ok(_) => {}
            // The frame asks for the second person.
            Err(fault) if Want::of(&fault).is_some() => {}
            Err(fault) => out.notice(Notice::bad(cx.texts.fault(&fault).line())),
        }
    }

    fn reply(&mut self, tag: Tag, reply: Reply, w: &Wizard, _cx: &Cx, out: &mut Out) {
        if tag == MANY_TAG && reply == Reply::Pressed(papers::WRITE) {
            return write(w, out);
        }
        if tag == ALL_TAG && reply == Reply::Pressed("yes") {
            // No objects means all that wait.
            out.run(CrmConfirm { case: w.case.id, objects: Vec::new() });
        }
    }

    fn view(&self, area: Rect, w: &Wizard, cx: &Cx, p: &mut Paint) -> Option<Position> {
        let t = cx.texts.t();
        if self.in_comments {
            self.comments_view(area, cx, p);
            return None;
        }
        let empty = if is_early(w) { t.crmstep_early() } else { t.crmstep_done() };
        let mut totals = list_totals(&self.rows, Noun::Object, cx);
        let c = w.count(StepKind::Crm);
        let shown = match self.rows.total() {
            Total::Exact(n) => n + c.done,
            _ => c.total,
        };
        totals.extend(undistributed(StepKind::Crm, shown, w, cx).map(|rest| (format!(" · {rest}"), Tone::Warn)));
        if !self.comments.rows().is_empty() {
            totals.push((format!(" · {}", t.comm_hint(self.ticked(cx))), Tone::Dim));
        }
        let body = self.compared(area, w, cx, p);
        table(p, body, &self.rows, &Table { cols: &owners::columns(cx), active: true, empty, totals }, cx);
        None
    }
}

/// The lists and the comments, into the case's folder.
fn write(w: &Wizard, out: &mut Out) {
    out.job(Task::Paper(w.case.id, Paper::Crm));
}

/// Whose name is typed for more than one takes out alone.
fn surname(w: &Wizard) -> &str {
    w.case.leaver.as_ref().map_or("", |l| l.name.as_str())
}

/// What was written and what each file is for.
fn files_card(folder: &Path, files: &[PathBuf], cx: &Cx) -> Card {
    let t = cx.texts.t();
    let mut s = Section::new(t.crmfiles_folder());
    s.line(folder.display().to_string(), Tone::Accent);
    let mut what = Section::new(t.crmfiles_files());
    for file in files {
        let name = file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let said = match file.extension().and_then(|e| e.to_str()) {
            Some("csv") => t.crmfiles_csv(),
            Some("docx") => t.crmfiles_docx(),
            // The list is printed and is text too; the comments are for copying.
            _ if files.contains(&file.with_extension("docx")) => t.crmfiles_text(),
            _ => t.crmfiles_comments(),
        };
        what.spans(vec![(name, Tone::Plain)]);
        what.line(format!("  {said}"), Tone::Dim);
    }
    if cx.readonly {
        what.line(t.files_not_journaled(), Tone::Warn);
    }
    Card { title: t.crmfiles_title(), sections: vec![s, what], top: 0 }
}

/// Nobody has got anything yet.
fn is_early(w: &Wizard) -> bool {
    w.count(StepKind::Distribution).done == 0
}
