//! Клиенты: a letter to each client about the new manager, looked at, approved, written as `.eml`, ticked as sent; and
//! behind one key the short list of those who are told by telephone.

mod tell;

use std::path::PathBuf;

use ratatui::layout::{Position, Rect};

use self::tell::Tell;
use crate::base::{ClientId, Fault, LetterId};
use crate::domain::names::short;
use crate::domain::rights::Right;
use crate::domain::{LetterKind, LetterState};
use crate::jobs::papers::{Approval, MailRead};
use crate::jobs::task::{Paper, Task, TaskDone};
use crate::ops::{Done, LetterMark, LettersAnew, LettersMark, Outcome, SALUTATION};
use crate::reads::papers::LetterRow;
use crate::reads::wizard::{StepKind, Wizard};
use crate::reads::{Answer, Page, Query};
use crate::texts::Noun;
use crate::ui::actions::{self, Act, Decl, Place, places};
use crate::ui::body_panes;
use crate::ui::clocks::near;
use crate::ui::cx::Cx;
use crate::ui::effect::{Out, RunId, Slot};
use crate::ui::popup::{FormPopup, PickItem, Popup, Reply, Tag, Viewer};
use crate::ui::screens::Focus;
use crate::ui::screens::cases::Step;
use crate::ui::theme::Tone;
use crate::ui::widgets::{
    Card, Col, Field, Form, ListState, Notice, Paint, Problems, Row, Section, Span, Table, Values, Wide, list_totals,
    page_rows, table,
};

pub const PLACE: Place = Place("cases.letters");
/// The samples are being read.
pub const SAMPLES: Place = Place("cases.letters.samples");
pub const APPROVE: Act = Act("letters.approve");
pub const APPROVE_ALL: Act = Act("letters.approve-all");
pub const EXPORT: Act = Act("letters.export");
pub const MARK: Act = Act("letters.mark");
pub const TELL: Act = Act("letters.tell");
pub const RETURNED: Act = Act("letters.returned");
pub const ANEW: Act = Act("letters.anew");

const ROWS: Slot = Slot("cases.letters");
const MARK_TAG: Tag = Tag("letters.mark");
const SAMPLES_TAG: Tag = Tag("letters.samples");
const LOOK_TAG: Tag = Tag("letters.look");
const RETURNED_TAG: Tag = Tag("letters.returned");
const ANEW_TAG: Tag = Tag("letters.anew");

pub const ACTIONS: &[Decl] = &[
    Decl::new(APPROVE_ALL, PLACE, &["F2"], |x| x.t().let_all(), |x| x.t().let_all_help())
        .right(Right::Letters)
        .footer(10),
    Decl::new(APPROVE, PLACE, &["p"], |x| x.t().let_one(), |x| x.t().let_one_help()).right(Right::Letters).footer(11),
    Decl::new(EXPORT, PLACE, &["e"], |x| x.t().let_export(), |x| x.t().let_export_help())
        .right(Right::Letters)
        .footer(12),
    Decl::new(MARK, PLACE, &["d"], |x| x.t().let_mark(), |x| x.t().let_mark_help()).right(Right::Letters).footer(13),
    Decl::new(TELL, PLACE, &["v"], |x| x.t().let_tell(), |x| x.t().let_tell_help()).footer(14),
    Decl::new(RETURNED, PLACE, &["b"], |x| x.t().let_returned(), |x| x.t().let_returned_help()).right(Right::Letters),
    Decl::new(ANEW, PLACE, &["r"], |x| x.t().let_anew(), |x| x.t().let_anew_help()).right(Right::Letters),
    Decl::new(APPROVE_ALL, SAMPLES, &["F2"], |x| x.t().let_all(), |x| x.t().let_all_sampled_help()).footer(1),
    Decl::new(actions::BACK, SAMPLES, &["Esc", "F10", "q"], |x| x.t().let_all_no(), |x| x.t().let_all_no_help())
        .footer(2)
        .plain(),
];

/// Of the list of whom to ring, with its own keys.
pub const TELL_ACTIONS: &[Decl] = tell::ACTIONS;

impl Row for LetterRow {
    fn id(&self) -> i64 {
        self.id.0
    }
}

#[derive(Default)]
pub struct Letters {
    rows: ListState<LetterRow>,
    tell: Tell,
    /// The list of whom to ring has the screen and the keys.
    telling: bool,
    /// The samples that come before letters are approved together.
    sampling: Option<RunId>,
}

impl Letters {
    fn current(&self) -> Option<ClientId> {
        self.rows.current().map(|r| r.client)
    }

    /// A letter whose greeting nobody is sure of is approved with it in sight; a VIP's singly as well.
    fn look_at(&self, w: &Wizard, cx: &Cx, out: &mut Out) {
        match self.rows.current() {
            Some(r) if r.problem == SALUTATION => out.open(LOOK_TAG, Popup::Form(look(r, cx))),
            Some(r) => {
                let approval = Approval { client: Some(r.client), ..Approval::default() };
                out.job(Task::Paper(w.case.id, Paper::ApproveLetters(approval)));
            }
            None => {}
        }
    }

    /// Three letters to read, and how many go with them.
    fn samples(&self, text: String, cx: &Cx) -> Viewer {
        let t = cx.texts.t();
        let n = self.rows.rows().iter().filter(|r| r.is_ready()).count();
        let (mut about, mut letters) = (Section::new(""), Section::new(""));
        about.line(t.let_all_text(cx.texts.count(Noun::Letter, n as i64)), Tone::Plain);
        letters.line(text, Tone::Plain);
        let card = Card { title: t.let_samples(), sections: vec![about, letters], top: 0 };
        Viewer::new(card).with_keys(SAMPLES).guarded()
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
        Focus::on(&[if self.telling { tell::PLACE } else { PLACE }, places::LIST])
    }

    fn enter(&mut self, w: &Wizard, _cx: &Cx, out: &mut Out) {
        self.rows.restart(true);
        if self.rows.wants().is_some() {
            let run = out.load(ROWS, Query::Letters(w.case.id));
            self.rows.asked(run);
        }
        self.tell.load(w, out);
    }

    fn act(&mut self, act: Act, w: &Wizard, cx: &Cx, out: &mut Out) -> bool {
        let t = cx.texts.t();
        let case = w.case.id;
        if self.telling {
            match act {
                actions::BACK => self.telling = false,
                _ => return self.tell.act(act, w, cx, out),
            }
            return true;
        }
        match act {
            TELL => self.telling = true,
            RETURNED => {
                let form = Form::new(vec![Field::line("path", t.let_returned_path(), "")], path_needed);
                let popup = FormPopup::new(t.let_returned_title(), form).note(t.let_returned_note());
                out.open(RETURNED_TAG, Popup::Form(popup));
            }
            actions::OPEN => {
                if let Some(client) = self.current() {
                    out.job(Task::Paper(case, Paper::LetterText(client)));
                }
            }
            ANEW => {
                if let Some(r) = self.rows.current() {
                    let form = Form::new(vec![Field::line("address", t.let_anew_field(), "")], |_, _| Problems::new());
                    let popup = FormPopup::new(t.let_anew_title(r.client_name.clone()), form);
                    out.open(ANEW_TAG, Popup::Form(popup.note(t.let_anew_note(r.address.clone()))));
                }
            }
            APPROVE => self.look_at(w, cx, out),
            APPROVE_ALL => self.sampling = Some(out.job(Task::Paper(case, Paper::LetterSamples))),
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
        if self.telling {
            return self.tell.refuses(act, cx);
        }
        match act {
            TELL if self.tell.is_empty() => Some(t.tell_empty()),
            APPROVE_ALL if !self.rows.rows().iter().any(LetterRow::is_ready) => Some(t.let_none_ready()),
            APPROVE | MARK | actions::OPEN if self.rows.cursor().is_none() => Some(t.ui_no_row()),
            ANEW if !self.rows.current().is_some_and(came_back) => Some(t.let_anew_not_back()),
            EXPORT if !self.has(LetterState::Approved) => Some(t.let_none_approved()),
            _ => None,
        }
    }

    fn answer(&mut self, run: RunId, answer: Result<Answer, Fault>, _w: &Wizard, _cx: &Cx, _out: &mut Out) {
        let mut answer = Some(answer);
        if self.tell.answer(run, &mut answer) {
            return;
        }
        let Some(answer) = answer else { return };
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

    fn ran(&mut self, _run: RunId, result: Result<Done<Outcome>, Fault>, _w: &Wizard, cx: &Cx, out: &mut Out) {
        let (x, t) = (cx.texts, cx.texts.t());
        match result.map(|d| d.out) {
            Ok(Outcome::TellCall(told)) => out.notice(Notice::good(t.ring_recorded(x.number(told.attempts.into())))),
            Ok(Outcome::LettersAnew(done)) => out.notice(Notice::good(t.let_anew_done(done.address))),
            Ok(Outcome::TellWho(_)) => out.notice(Notice::good(t.tell_given())),
            _ => {}
        }
    }

    fn finished(&mut self, run: RunId, result: Result<TaskDone, Fault>, _w: &Wizard, cx: &Cx, out: &mut Out) {
        let (x, t) = (cx.texts, cx.texts.t());
        match result {
            Ok(TaskDone::Text(text)) => {
                if self.sampling.take_if(|r| *r == run).is_some() {
                    out.open(SAMPLES_TAG, Popup::Viewer(self.samples(text, cx)));
                    return;
                }
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
            Ok(TaskDone::Mail(read)) => out.notice(said_of(&read, cx)),
            Ok(_) => {}
            Err(fault) => out.notice(Notice::bad(x.fault(&fault).line())),
        }
    }

    fn reply(&mut self, tag: Tag, reply: Reply, w: &Wizard, cx: &Cx, out: &mut Out) {
        self.tell.reply(tag, &reply, w, cx, out);
        match (tag, reply) {
            (LOOK_TAG, Reply::Filled(v)) => {
                let salutation = Some(v["salutation"].clone());
                let approval = Approval { client: self.current(), salutation, ..Approval::default() };
                out.job(Task::Paper(w.case.id, Paper::ApproveLetters(approval)));
            }
            (ANEW_TAG, Reply::Filled(v)) => {
                if let Some(letter) = self.rows.current().map(|r| r.id) {
                    out.run(LettersAnew { case: w.case.id, letter, address: v["address"].clone() });
                }
            }
            (RETURNED_TAG, Reply::Filled(v)) => {
                out.job(Task::MailIn(w.case.id, PathBuf::from(v["path"].trim())));
            }
            (SAMPLES_TAG, Reply::Pressed(key)) if key == APPROVE_ALL.0 => {
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
        if self.telling {
            self.tell.view(area, cx, p);
            return None;
        }
        let waiting = self.tell.waiting(cx).map(|waiting| t.let_tell_line(waiting));
        let used = match &waiting {
            Some(line) => {
                p.text(area.x, area.y, area.width, line, Tone::Warn);
                2
            }
            None => 0,
        };
        let area = Rect { y: area.y + used, height: area.height.saturating_sub(used), ..area };
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
            Col::new(t.let_col_state(), Wide::Flex { weight: 1, min: 16 }, |r: &LetterRow, cx| state(r, cx)),
        ];
        let empty = if w.count(StepKind::Acceptance).done == 0 { t.let_early() } else { t.let_empty() };
        let mut totals = list_totals(&self.rows, Noun::Letter, cx);
        if self.rows.rows().iter().any(LetterRow::is_ready) {
            totals.push((format!(" · {}", t.let_hint_approve()), Tone::Accent));
        } else if self.has(LetterState::Approved) {
            totals.push((format!(" · {}", t.let_hint_export()), Tone::Accent));
        }
        table(p, area, &self.rows, &Table { cols: &cols, active: true, empty, totals }, cx);
        None
    }
}

/// Where a letter is, or what keeps it; who tells the client where no letter goes. One that corrects the first says so.
fn state(r: &LetterRow, cx: &Cx) -> Span {
    let (x, t) = (cx.texts, cx.texts.t());
    let (text, tone) = match (r.state, &r.tell) {
        (LetterState::Draft, Some((who, until))) => {
            let what = x.letter_problem(&r.problem);
            let late = *until < cx.clock.now;
            return (t.let_tells(what, short(who), near(*until, cx)), if late { Tone::Late } else { Tone::Warn });
        }
        (LetterState::Draft, None) if r.call_first => (x.letter_problem("call_first"), Tone::Warn),
        (LetterState::Draft, None) if !r.problem.is_empty() => (x.letter_problem(&r.problem), Tone::Warn),
        (LetterState::Draft, None) if r.away.is_some() => {
            (r.away.map(|a| x.letter_away(&a, cx.today())).unwrap_or_default(), Tone::Warn)
        }
        (LetterState::Sent | LetterState::NotBounced | LetterState::Confirmed, _) => (x.term(r.state), Tone::Good),
        (LetterState::Bounced | LetterState::Failed, _) => (x.term(r.state), Tone::Late),
        _ => (x.term(r.state), Tone::Plain),
    };
    match r.kind {
        LetterKind::First => (text, tone),
        LetterKind::Clarify => (format!("{} · {text}", x.term(r.kind)), tone),
    }
}

/// How a contact is greeted, looked at: as the card has it, as the name suggests, or without a name.
fn look(r: &LetterRow, cx: &Cx) -> FormPopup {
    let t = cx.texts.t();
    let form = Form::new(vec![Field::line("salutation", t.let_salutation(), &r.salutation)], |_, _| Problems::new());
    let name = if r.contact_name.is_empty() { r.address.clone() } else { r.contact_name.clone() };
    FormPopup::new(t.let_look_title(r.client_name.clone()), form).note(t.let_look_note(name)).live(|v, cx| {
        let t = cx.texts.t();
        let said = v["salutation"].trim();
        let greeting = if said.is_empty() { t.letter_greeting_neutral() } else { t.letter_greeting(said) };
        vec![(t.let_look_begins(), greeting)]
    })
}

fn came_back(r: &LetterRow) -> bool {
    matches!(r.state, LetterState::Bounced | LetterState::Failed)
}

fn path_needed(v: &Values, cx: &Cx) -> Problems {
    if v["path"].trim().is_empty() { vec![("path", cx.texts.t().let_returned_needed())] } else { Problems::new() }
}

/// What reading the mail came to.
fn said_of(read: &MailRead, cx: &Cx) -> Notice {
    let (x, t) = (cx.texts, cx.texts.t());
    let n = |list: usize| x.number(list as i64);
    let text = t.let_returned_done(n(read.bounced.len()), n(read.confirmed.len()), n(read.left.len()));
    if read.bounced.is_empty() && read.confirmed.is_empty() { Notice::bad(text) } else { Notice::good(text) }
}
