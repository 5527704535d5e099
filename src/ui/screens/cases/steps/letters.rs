//! Клиенты: a letter to each client about the new manager, looked at, approved, written as `.eml`, ticked as sent.

use ratatui::layout::{Position, Rect};

use crate::base::{ClientId, Fault, LetterId};
use crate::domain::LetterState;
use crate::domain::names::short;
use crate::jobs::papers::Approval;
use crate::jobs::task::{Paper, Task, TaskDone};
use crate::ops::{LetterMark, LettersMark};
use crate::reads::papers::LetterRow;
use crate::reads::wizard::{StepKind, Wizard};
use crate::reads::{Answer, Page, Query};
use crate::texts::Noun;
use crate::ui::actions::{self, Act, Decl, Place, places};
use crate::ui::body_panes;
use crate::ui::cx::Cx;
use crate::ui::effect::{Out, RunId, Slot};
use crate::ui::popup::{Button, Dialog, PickItem, Popup, Reply, Tag, Viewer};
use crate::ui::screens::Focus;
use crate::ui::screens::cases::Step;
use crate::ui::theme::Tone;
use crate::ui::widgets::{
    Card, Col, ListState, Notice, Paint, Row, Section, Table, Wide, list_totals, page_rows, table,
};

pub const PLACE: Place = Place("cases.letters");
pub const APPROVE: Act = Act("letters.approve");
pub const APPROVE_ALL: Act = Act("letters.approve-all");
pub const EXPORT: Act = Act("letters.export");
pub const MARK: Act = Act("letters.mark");

const ROWS: Slot = Slot("cases.letters");
const ALL_TAG: Tag = Tag("letters.all");
const MARK_TAG: Tag = Tag("letters.mark");

pub const ACTIONS: &[Decl] = &[
    Decl::new(APPROVE_ALL, PLACE, &["F2"], |x| x.t().let_all(), |x| x.t().let_all_help()).footer(10),
    Decl::new(APPROVE, PLACE, &["p"], |x| x.t().let_one(), |x| x.t().let_one_help()).footer(11),
    Decl::new(EXPORT, PLACE, &["e"], |x| x.t().let_export(), |x| x.t().let_export_help()).footer(12),
    Decl::new(MARK, PLACE, &["d"], |x| x.t().let_mark(), |x| x.t().let_mark_help()).footer(13),
];

impl Row for LetterRow {
    fn id(&self) -> i64 {
        self.id.0
    }
}

#[derive(Default)]
pub struct Letters {
    rows: ListState<LetterRow>,
}

impl Letters {
    fn current(&self) -> Option<ClientId> {
        self.rows.current().map(|r| r.client)
    }

    /// Of the chosen ones those the mark can be about: a draft cannot have been sent, an unsent one cannot bounce.
    fn ids(&self, mark: LetterMark) -> Vec<LetterId> {
        let fits = |r: &&LetterRow| match mark {
            LetterMark::Sent => r.state == LetterState::Approved,
            _ => matches!(r.state, LetterState::Sent | LetterState::NotBounced),
        };
        super::chosen(&self.rows).into_iter().filter(fits).map(|r| r.id).collect()
    }

    fn has(&self, state: LetterState) -> bool {
        self.rows.rows().iter().any(|r| r.state == state)
    }
}

impl Step for Letters {
    fn focus(&self) -> Focus {
        Focus::on(&[PLACE, places::LIST])
    }

    fn enter(&mut self, w: &Wizard, _cx: &Cx, out: &mut Out) {
        self.rows.restart(true);
        if self.rows.wants().is_some() {
            let run = out.load(ROWS, Query::Letters(w.case.id));
            self.rows.asked(run);
        }
    }

    fn act(&mut self, act: Act, w: &Wizard, cx: &Cx, out: &mut Out) -> bool {
        let t = cx.texts.t();
        let case = w.case.id;
        match act {
            actions::OPEN => {
                if let Some(client) = self.current() {
                    out.job(Task::Paper(case, Paper::LetterText(client)));
                }
            }
            APPROVE => {
                let approval = Approval { client: self.current(), ..Approval::default() };
                out.job(Task::Paper(case, Paper::ApproveLetters(approval)));
            }
            APPROVE_ALL => {
                let buttons = vec![Button::new("no", t.let_all_no()), Button::new("yes", t.let_all_yes())];
                let n = self.rows.rows().iter().filter(|r| ready(r)).count();
                let text = t.let_all_text(cx.texts.count(Noun::Letter, n as i64));
                out.open(ALL_TAG, Popup::Dialog(Dialog::new(t.let_all_title(), text, buttons)));
            }
            EXPORT => {
                out.job(Task::Paper(case, Paper::ExportLetters));
            }
            MARK => {
                let items = LetterMark::BY_HAND
                    .into_iter()
                    .map(|m| PickItem::new(m.state().word(), cx.texts.term(m.state())))
                    .collect();
                out.open(MARK_TAG, Popup::Pick(crate::ui::popup::Pick::new(t.let_mark_title(), items)));
            }
            actions::BACK if self.rows.has_marks() => self.rows.clear_marks(),
            _ => return self.rows.act(act, page_rows(body_panes(cx).list).saturating_sub(5)),
        }
        true
    }

    fn refuses(&self, act: Act, _w: &Wizard, cx: &Cx) -> Option<String> {
        let t = cx.texts.t();
        match act {
            APPROVE_ALL if !self.rows.rows().iter().any(ready) => Some(t.let_none_ready()),
            APPROVE | MARK | actions::OPEN if self.rows.cursor().is_none() => Some(t.ui_no_row()),
            EXPORT if !self.has(LetterState::Approved) => Some(t.let_none_approved()),
            _ => None,
        }
    }

    fn answer(&mut self, run: RunId, answer: Result<Answer, Fault>, _w: &Wizard, _cx: &Cx, _out: &mut Out) {
        match answer {
            Ok(Answer::Letters(rows)) => {
                self.rows.answer(run, Ok(Page::whole(rows)));
            }
            Err(fault) if self.rows.is_pending(run) => {
                self.rows.answer(run, Err(fault));
            }
            _ => {}
        }
    }

    fn finished(&mut self, _run: RunId, result: Result<TaskDone, Fault>, _w: &Wizard, cx: &Cx, out: &mut Out) {
        let (x, t) = (cx.texts, cx.texts.t());
        match result {
            Ok(TaskDone::Text(text)) => {
                let mut s = Section::new("");
                s.line(text, Tone::Plain);
                let card = Card { title: t.let_preview(), sections: vec![s], top: 0 };
                out.open(Tag("letters.preview"), Popup::Viewer(Viewer::new(card)));
            }
            Ok(TaskDone::Approved(a)) => {
                let n = x.count(Noun::Letter, a.approved.into());
                if a.refused.is_empty() {
                    out.notice(Notice::good(t.let_approved(n)));
                } else {
                    out.notice(Notice::bad(t.let_approved_some(n, x.count(Noun::Letter, a.refused.len() as i64))));
                }
            }
            Ok(TaskDone::Files(dir, files)) => {
                let n = x.count(Noun::File, files.len() as i64);
                out.notice(Notice::good(t.let_written(n, dir.display().to_string())));
            }
            Ok(_) => {}
            Err(fault) => out.notice(Notice::bad(x.fault(&fault).line())),
        }
    }

    fn reply(&mut self, tag: Tag, reply: Reply, w: &Wizard, cx: &Cx, out: &mut Out) {
        match (tag, reply) {
            (ALL_TAG, Reply::Pressed("yes")) => {
                out.job(Task::Paper(w.case.id, Paper::ApproveLetters(Approval::default())));
            }
            (MARK_TAG, Reply::Picked(word)) => {
                if let Some(mark) = LetterMark::BY_HAND.into_iter().find(|m| m.state().word() == word) {
                    let letters = self.ids(mark);
                    if letters.is_empty() {
                        out.notice(Notice::bad(cx.texts.t().let_none_fit()));
                    } else {
                        out.run(LettersMark { case: w.case.id, letters, mark, note: None });
                    }
                }
            }
            _ => {}
        }
    }

    fn view(&self, area: Rect, w: &Wizard, cx: &Cx, p: &mut Paint) -> Option<Position> {
        let t = cx.texts.t();
        let cols = vec![
            Col::new(t.let_col_client(), Wide::Flex { weight: 2, min: 16 }, |r: &LetterRow, _| {
                (r.client_name.clone(), Tone::Plain)
            }),
            Col::new(t.let_col_to(), Wide::Flex { weight: 2, min: 12 }, |r: &LetterRow, _| {
                let text = if r.address.is_empty() { r.contact_name.clone() } else { r.address.clone() };
                (text, Tone::Dim)
            })
            .from(72),
            Col::new(t.let_col_manager(), Wide::Flex { weight: 1, min: 12 }, |r: &LetterRow, _| {
                (short(&r.receiver_name), Tone::Plain)
            }),
            Col::new(t.let_col_state(), Wide::Flex { weight: 1, min: 16 }, |r: &LetterRow, cx| {
                if r.state == LetterState::Draft && !r.problem.is_empty() {
                    (cx.texts.letter_problem(&r.problem), Tone::Warn)
                } else {
                    let good = matches!(r.state, LetterState::Sent | LetterState::NotBounced | LetterState::Confirmed);
                    (cx.texts.term(r.state), if good { Tone::Good } else { Tone::Plain })
                }
            }),
        ];
        let empty = if w.count(StepKind::Acceptance).done == 0 { t.let_early() } else { t.let_empty() };
        let mut totals = list_totals(&self.rows, Noun::Letter, cx);
        if self.rows.rows().iter().any(ready) {
            totals.push((format!(" · {}", t.let_hint_approve()), Tone::Accent));
        } else if self.has(LetterState::Approved) {
            totals.push((format!(" · {}", t.let_hint_export()), Tone::Accent));
        }
        table(p, area, &self.rows, &Table { cols: &cols, active: true, empty, totals }, cx);
        None
    }
}

/// Nothing stands against approving it together with others.
fn ready(r: &LetterRow) -> bool {
    r.state == LetterState::Draft && r.problem.is_empty()
}
