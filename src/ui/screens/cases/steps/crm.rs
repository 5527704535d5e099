//! В CRM: the CRM itself must show the new owners, and say on each card what was handed over. What still waits, ticked
//! «проверено в CRM» or by a later import; the comments for the cards, copied by one key and ticked by one.

use std::path::{Path, PathBuf};

use ratatui::layout::{Position, Rect};

use crate::base::{Fault, Ref};
use crate::domain::CrmState;
use crate::domain::names::short;
use crate::domain::papers::CrmChange;
use crate::domain::rights::Right;
use crate::jobs::task::{Paper, Task, TaskDone};
use crate::ops::{CommentTick, CrmConfirm, Done, Outcome};
use crate::reads::ledger::{LedgerFilter, LedgerRow, LineStand};
use crate::reads::wizard::{StepKind, Wizard};
use crate::reads::{Answer, Page, Query, Total};
use crate::texts::Noun;
use crate::ui::actions::{self, Act, Decl, Place, places};
use crate::ui::body_panes;
use crate::ui::cx::Cx;
use crate::ui::effect::{Out, RunId, Slot};
use crate::ui::popup::{Button, Dialog, Popup, Reply, Tag, Viewer};
use crate::ui::screens::Focus;
use crate::ui::screens::cases::Step;
use crate::ui::theme::Tone;
use crate::ui::widgets::{
    Card, Col, ListState, Notice, Paint, Row, Section, Table, Wide, list_totals, page_rows, table,
};

pub const PLACE: Place = Place("cases.crm");
pub const CONFIRM: Act = Act("crm.confirm");
pub const ALL: Act = Act("crm.all");
pub const COPY: Act = Act("crm.copy");
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
const ALL_TAG: Tag = Tag("crm.all");

pub const ACTIONS: &[Decl] = &[
    Decl::new(ALL, PLACE, &["F2"], |x| x.t().crmstep_all(), |x| x.t().crmstep_all_help())
        .right(Right::Batch)
        .footer(10),
    Decl::new(CONFIRM, PLACE, &["d"], |x| x.t().crmstep_confirm(), |x| x.t().crmstep_confirm_help())
        .right(Right::Batch)
        .footer(11),
    Decl::new(COPY, PLACE, &["y"], |x| x.t().crmstep_copy(), |x| x.t().crmstep_copy_help()).footer(13),
    Decl::new(OTHER, PLACE, &["c"], |x| x.t().comm_act(), |x| x.t().comm_act_help()).footer(12),
    Decl::new(FILES, PLACE, &["e"], |x| x.t().crmfiles(), |x| x.t().crmfiles_help()).footer(14),
    Decl::new(actions::OPEN, COMMENTS, &["Enter"], |x| x.t().comm_read(), |x| x.t().comm_read_help()).footer(9),
    Decl::new(COPY, COMMENTS, &["y"], |x| x.t().comm_copy(), |x| x.t().comm_copy_help()).footer(10),
    Decl::new(TICK, COMMENTS, &["d"], |x| x.t().comm_tick(), |x| x.t().comm_tick_help()).footer(11),
    Decl::new(OTHER, COMMENTS, &["c"], |x| x.t().comm_owners(), |x| x.t().comm_owners_help()).footer(12),
];

impl Row for CrmChange {
    fn id(&self) -> i64 {
        self.line.map_or(0, |l| l.0)
    }
}

#[derive(Default)]
pub struct Crm {
    rows: ListState<LedgerRow>,
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
        super::chosen(&self.rows).into_iter().map(|r| r.object).collect()
    }
}

impl Step for Crm {
    fn focus(&self) -> Focus {
        Focus::on(&[if self.in_comments { COMMENTS } else { PLACE }, places::LIST])
    }

    fn enter(&mut self, w: &Wizard, _cx: &Cx, out: &mut Out) {
        self.rows.restart(true);
        if self.rows.wants().is_some() {
            let filter = LedgerFilter { stand: LineStand::CrmPending, ..LedgerFilter::default() };
            let run = out.load(ROWS, Query::Ledger(w.case.id, filter));
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
            FILES => {
                out.job(Task::Paper(w.case.id, Paper::Crm));
            }
            COPY => {
                let ids: Vec<String> = super::chosen(&self.rows).into_iter().map(|r| r.title.clone()).collect();
                out.copy(ids.join("\n"));
                out.say(t.ui_copied());
            }
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
            ALL | CONFIRM if self.waiting() == 0 => Some(t.crmstep_done()),
            CONFIRM | COPY if self.rows.cursor().is_none() => Some(t.ui_no_row()),
            _ => None,
        }
    }

    fn answer(&mut self, run: RunId, answer: Result<Answer, Fault>, _w: &Wizard, _cx: &Cx, _out: &mut Out) {
        match answer {
            Ok(Answer::Ledger(rows)) => {
                self.rows.answer(run, Ok(rows));
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
            Err(fault) => out.notice(Notice::bad(cx.texts.fault(&fault).line())),
        }
    }

    fn reply(&mut self, tag: Tag, reply: Reply, w: &Wizard, _cx: &Cx, out: &mut Out) {
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
        if !self.comments.rows().is_empty() {
            totals.push((format!(" · {}", t.comm_hint(self.ticked(cx))), Tone::Dim));
        }
        let cols = vec![
            Col::new(t.dist_col_to(), Wide::Flex { weight: 1, min: 12 }, |r: &LedgerRow, _| {
                (r.to.as_ref().map_or_else(String::new, |(_, n)| short(n)), Tone::Plain)
            }),
            Col::new(t.dist_col_kind(), Wide::Fixed(8), |r: &LedgerRow, cx| {
                (cx.texts.term(r.kind).to_lowercase(), Tone::Dim)
            }),
            Col::new(t.dist_col_title(), Wide::Flex { weight: 3, min: 18 }, |r: &LedgerRow, _| {
                let client = r.client.as_ref().map_or_else(String::new, |c| format!(" · {c}"));
                (format!("{}{client}", r.title), Tone::Plain)
            }),
            Col::new(t.crmstep_col_state(), Wide::Fixed(22), |r: &LedgerRow, cx| match r.crm {
                Some(s) => (cx.texts.term(s), if s == CrmState::StillLeaver { Tone::Late } else { Tone::Dim }),
                None => (String::new(), Tone::Dim),
            }),
        ];
        table(p, area, &self.rows, &Table { cols: &cols, active: true, empty, totals }, cx);
        None
    }
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
            _ => t.crmfiles_text(),
        };
        what.spans(vec![(name, Tone::Plain)]);
        what.line(format!("  {said}"), Tone::Dim);
    }
    Card { title: t.crmfiles_title(), sections: vec![s, what], top: 0 }
}

/// Nobody has got anything yet.
fn is_early(w: &Wizard) -> bool {
    w.count(StepKind::Distribution).done == 0
}

// ── The comments for the cards ──

impl Crm {
    fn in_comments(&mut self, act: Act, w: &Wizard, cx: &Cx, out: &mut Out) -> bool {
        let (x, t) = (cx.texts, cx.texts.t());
        match act {
            OTHER => self.in_comments = false,
            COPY => {
                let all: Vec<String> =
                    super::chosen(&self.comments).into_iter().map(|c| x.crm_comment(c, &cx.clock)).collect();
                out.copy(all.join("\n\n"));
                out.say(t.comm_copied());
            }
            TICK => {
                let objects = super::chosen(&self.comments).into_iter().map(|c| c.object).collect();
                out.run(CommentTick { case: w.case.id, receiver: w.part.receiver(), objects });
            }
            actions::OPEN => {
                if let Some(c) = self.comments.current() {
                    let mut s = Section::new("");
                    for line in x.crm_comment(c, &cx.clock).lines() {
                        s.line(line.to_owned(), Tone::Plain);
                    }
                    let card = Card { title: named(c), sections: vec![s], top: 0 };
                    out.open(TEXT_TAG, Popup::Viewer(Viewer::new(card)));
                }
            }
            actions::BACK if self.comments.has_marks() => self.comments.clear_marks(),
            actions::BACK | actions::LEFT if w.part.is_whole() => self.in_comments = false,
            _ => return self.comments.act(act, page_rows(body_panes(cx).list).saturating_sub(5)),
        }
        true
    }

    /// «3 из 20».
    fn ticked(&self, cx: &Cx) -> String {
        let rows = self.comments.rows();
        cx.texts.n_of(rows.iter().filter(|c| c.commented).count() as i64, rows.len() as i64)
    }

    fn comments_view(&self, area: Rect, cx: &Cx, p: &mut Paint) {
        let t = cx.texts.t();
        let mut totals = list_totals(&self.comments, Noun::Object, cx);
        if !self.comments.rows().is_empty() {
            totals.push((format!(" · {}", t.comm_done(self.ticked(cx))), Tone::Accent));
        }
        let cols = vec![
            Col::new(t.dist_col_to(), Wide::Flex { weight: 1, min: 12 }, |c: &CrmChange, _| {
                (short(&c.to), Tone::Plain)
            }),
            Col::new(t.dist_col_title(), Wide::Flex { weight: 3, min: 18 }, |c: &CrmChange, _| (named(c), Tone::Plain)),
            Col::new(t.comm_col_number(), Wide::Flex { weight: 1, min: 12 }, |c: &CrmChange, cx| {
                let all: Vec<String> = c.ext.iter().map(|(s, id)| format!("{} {id}", cx.texts.term(*s))).collect();
                (all.join(", "), Tone::Dim)
            })
            .from(64),
            Col::new(t.comm_col_ticked(), Wide::Fixed(11), |c: &CrmChange, cx| match c.commented {
                true => (cx.texts.t().comm_is_there(), Tone::Good),
                false => ("–".to_owned(), Tone::Dim),
            }),
        ];
        let table_of = Table { cols: &cols, active: true, empty: t.comm_empty(), totals };
        table(p, area, &self.comments, &table_of, cx);
    }
}

/// «Поставка № 118 · АО «Каскад»».
fn named(c: &CrmChange) -> String {
    let client = c.client.as_ref().map_or_else(String::new, |n| format!(" · {n}"));
    format!("{}{client}", c.title)
}
