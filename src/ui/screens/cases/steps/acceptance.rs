//! Приём дел: who was offered what and has answered; a receiver reads and answers, the head records what came on a sheet or
//! by word, or forces.

mod answer;
mod card;

use ratatui::layout::{Position, Rect};

use crate::base::{EmployeeId, Fault, Ref};
use crate::domain::names::short;
use crate::domain::rights::Right;
use crate::domain::{CaseState, Role, Via};
use crate::jobs::task::TaskDone;
use crate::ops::{Accept, Decline, Done, Outcome, Which};
use crate::reads::acceptance::{DeskRow, ReceiverRow};
use crate::reads::wizard::{StepKind, Wizard};
use crate::reads::{Answer, Page, Query};
use crate::texts::Noun;
use crate::ui::actions::{self, Act, Decl, Place, places};
use crate::ui::cx::Cx;
use crate::ui::effect::{Out, RunId, Slot};
use crate::ui::popup::{Popup, Reply, Tag, Viewer};
use crate::ui::receivers::away;
use crate::ui::screens::Focus;
use crate::ui::screens::cases::Step;
use crate::ui::screens::cases::sheets::{SHEETS, Sheets};
use crate::ui::screens::cases::steps::undistributed;
use crate::ui::theme::{Look, Theme, Tone};
use crate::ui::widgets::{Col, ListState, Notice, Paint, Row, Span, Table, Wide, gauge, list_totals, page_rows, table};
use crate::ui::{body_panes, said};

pub const PEOPLE: Place = Place("cases.acceptance.people");
pub const LINES: Place = Place("cases.acceptance.lines");
/// A line is being read.
pub const READING: Place = Place("cases.acceptance.reading");
pub const ACCEPT: Act = Act("acceptance.accept");
pub const DECLINE: Act = Act("acceptance.decline");
pub const FORCE: Act = Act("acceptance.force");

const RECEIVERS: Slot = Slot("cases.receivers");
const DESK: Slot = Slot("cases.desk");
const CARD: Slot = Slot("cases.offered");
const ACCEPT_TAG: Tag = Tag("acceptance.accept");
const DECLINE_TAG: Tag = Tag("acceptance.decline");
const FORCE_TAG: Tag = Tag("acceptance.force");
const CARD_TAG: Tag = Tag("acceptance.card");
pub const ACTIONS: &[Decl] = &[
    Decl::new(ACCEPT, PEOPLE, &["F2"], |x| x.t().recv_accept_all(), |x| x.t().recv_accept_all_help()).footer(10),
    Decl::new(FORCE, PEOPLE, &["w"], |x| x.t().recv_force(), |x| x.t().recv_force_help())
        .right(Right::Batch)
        .footer(12),
    Decl::new(SHEETS, PEOPLE, &["e"], |x| x.t().sheet_ui_act(), |x| x.t().sheet_ui_act_help())
        .right(Right::Export)
        .footer(13),
    Decl::new(actions::OPEN, LINES, &["Enter"], |x| x.t().desk_read(), |x| x.t().desk_read_help()).footer(9),
    Decl::new(ACCEPT, LINES, &["F2", "p"], |x| x.t().recv_accept(), |x| x.t().recv_accept_help()).footer(10),
    Decl::new(DECLINE, LINES, &["d"], |x| x.t().recv_decline(), |x| x.t().recv_decline_help()).footer(11),
    Decl::new(FORCE, LINES, &["w"], |x| x.t().recv_force(), |x| x.t().recv_force_help()).right(Right::Batch).footer(12),
    Decl::new(SHEETS, LINES, &["e"], |x| x.t().sheet_ui_act(), |x| x.t().sheet_ui_act_help())
        .right(Right::Export)
        .footer(13),
    Decl::new(ACCEPT, READING, &["F2", "p"], |x| x.t().recv_accept(), |x| x.t().desk_accept_read_help()).footer(10),
    Decl::new(DECLINE, READING, &["d"], |x| x.t().recv_decline(), |x| x.t().desk_decline_read_help()).footer(11),
];

impl Row for ReceiverRow {
    fn id(&self) -> i64 {
        self.id.0
    }
}

impl Row for DeskRow {
    fn id(&self) -> i64 {
        self.line.0
    }
}

#[derive(Default)]
pub struct Acceptance {
    people: ListState<ReceiverRow>,
    lines: ListState<DeskRow>,
    of: Option<EmployeeId>,
    in_lines: bool,
    /// The card of a line is being read: this one.
    reading: Option<(RunId, Ref)>,
    /// The one line that is answered from its card, whatever is marked.
    only: Option<Ref>,
    sheets: Sheets,
}

fn split(area: Rect, people: usize) -> (Rect, Rect) {
    let rows = (people as u16).min(area.height * 2 / 5).max(2) + 2;
    let upper = Rect { height: rows.min(area.height), ..area };
    (upper, Rect { y: area.y + upper.height + 1, height: area.height.saturating_sub(upper.height + 1), ..area })
}

/// The head for everybody, and everybody else for themselves alone; nobody forces themselves.
fn may_answer(act: Act, receiver: EmployeeId, cx: &Cx) -> bool {
    let is_mine = cx.facts.me_id == Some(receiver) && act != FORCE;
    is_mine || cx.facts.role.is_none_or(|role| role == Role::Head)
}

impl Acceptance {
    fn load_lines(&mut self, w: &Wizard, out: &mut Out) {
        self.lines.reload();
        if let Some(who) = self.of
            && self.lines.wants().is_some()
        {
            let run = out.load(DESK, Query::Desk(w.case.id, who));
            self.lines.asked(run);
        }
    }

    fn follow(&mut self, w: &Wizard, out: &mut Out) {
        let now = self.people.cursor().map(EmployeeId);
        if now != self.of {
            self.of = now;
            self.lines.clear_marks();
            self.load_lines(w, out);
        }
    }

    /// All lines of the receiver, or those chosen below.
    fn which(&self) -> Which {
        if self.in_lines { Which::Objects(self.objects()) } else { Which::All }
    }

    fn objects(&self) -> Vec<Ref> {
        self.answered().into_iter().map(|l| l.object).collect()
    }

    /// The lines the answer is about.
    fn answered(&self) -> Vec<&DeskRow> {
        match self.only {
            Some(one) => self.lines.rows().iter().filter(|l| l.object == one).collect(),
            None if self.in_lines => super::chosen(&self.lines),
            None => self.lines.rows().iter().collect(),
        }
    }

    /// The receiver answers, and nobody in their place.
    fn is_mine(&self, cx: &Cx) -> bool {
        self.of.is_some() && self.of == cx.facts.me_id
    }

    /// The form of an answer.
    fn ask(&self, act: Act, cx: &Cx, out: &mut Out) {
        let t = cx.texts.t();
        if act == ACCEPT {
            return out.open(ACCEPT_TAG, self.accept_form(cx));
        }
        let (title, note) = (t.recv_decline_title(self.subject(cx)), t.recv_decline_note());
        out.open(DECLINE_TAG, Self::reason_form(title, note, self.via(cx), cx));
    }
}

impl Step for Acceptance {
    fn focus(&self) -> Focus {
        Focus::on(&[if self.in_lines { LINES } else { PEOPLE }, places::LIST])
    }

    fn enter(&mut self, w: &Wizard, _cx: &Cx, out: &mut Out) {
        self.people.restart(true);
        if self.people.wants().is_some() {
            let run = out.load(RECEIVERS, Query::Receivers(w.case.id));
            self.people.asked(run);
        }
        self.load_lines(w, out);
    }

    fn act(&mut self, act: Act, w: &Wizard, cx: &Cx, out: &mut Out) -> bool {
        let t = cx.texts.t();
        let page = page_rows(body_panes(cx).list).saturating_sub(10).max(1);
        match act {
            ACCEPT | DECLINE => {
                self.only = None;
                self.ask(act, cx, out);
            }
            FORCE => {
                self.only = None;
                let (title, note) = (t.recv_force_title(self.subject(cx)), t.recv_force_note());
                out.open(FORCE_TAG, Self::reason_form(title, note, None, cx));
            }
            actions::OPEN if self.in_lines => {
                if let Some((line, object)) = self.lines.current().map(|l| (l.line, l.object)) {
                    self.reading = Some((out.load(CARD, Query::Offered(w.case.id, line)), object));
                }
            }
            SHEETS => self.sheets.receivers(self.people.rows(), self.people.current(), w, cx, out),
            actions::OPEN | actions::RIGHT if !self.in_lines => self.in_lines = !self.lines.rows().is_empty(),
            actions::BACK if self.in_lines && self.lines.has_marks() => self.lines.clear_marks(),
            actions::BACK | actions::LEFT if self.in_lines => self.in_lines = false,
            _ if self.in_lines => return self.lines.act(act, page),
            actions::MARK | actions::MARK_ALL => self.in_lines = !self.lines.rows().is_empty(),
            _ if self.people.act(act, page) => self.follow(w, out),
            _ => return false,
        }
        true
    }

    fn refuses(&self, act: Act, w: &Wizard, cx: &Cx) -> Option<String> {
        let t = cx.texts.t();
        let Some(p) = self.people.current() else {
            return matches!(act, ACCEPT | DECLINE | FORCE).then(|| t.recv_nobody());
        };
        match act {
            FORCE if !w.part.is_whole() => Some(t.desk_force_head()),
            ACCEPT | DECLINE | FORCE if !may_answer(act, p.id, cx) => Some(t.desk_answers_head()),
            ACCEPT | DECLINE if p.offered == 0 && p.waiting > 0 => Some(t.recv_context_first()),
            ACCEPT | DECLINE if p.offered == 0 => Some(t.recv_all_answered()),
            FORCE if p.accepted + p.forced >= p.assigned => Some(t.recv_all_answered()),
            _ => None,
        }
    }

    fn answer(&mut self, run: RunId, answer: Result<Answer, Fault>, w: &Wizard, cx: &Cx, out: &mut Out) {
        if self.sheets.answer(run, &answer, cx, out) {
            return;
        }
        match answer {
            Ok(Answer::Receivers(rows)) => {
                // Whoever something is offered to stands on their own desk at once.
                let first = self.people.rows().is_empty() && w.asks_me;
                self.people.answer(run, Ok(Page::whole(rows)));
                if let Some(me) = cx.facts.me_id.filter(|_| first) {
                    self.people.go(me.0);
                    self.in_lines = true;
                }
                self.follow(w, out);
            }
            Ok(Answer::Offered(found)) => {
                if let Some((_, object)) = self.reading.take_if(|(r, _)| *r == run)
                    && let Some(o) = found
                {
                    let card = Viewer::new(card::card(&o, cx));
                    let may_answer = self.refuses(ACCEPT, w, cx).is_none();
                    self.only = Some(object).filter(|_| may_answer);
                    out.open(CARD_TAG, Popup::Viewer(if may_answer { card.with_keys(READING) } else { card }));
                }
            }
            Ok(Answer::Desk(rows)) => {
                self.lines.answer(run, Ok(Page::whole(rows)));
                if self.lines.rows().is_empty() {
                    self.in_lines = false;
                }
            }
            Err(fault) if self.people.is_pending(run) => {
                self.people.answer(run, Err(fault));
            }
            Err(fault) if self.lines.is_pending(run) => {
                self.lines.answer(run, Err(fault));
            }
            _ => {}
        }
    }

    fn ran(&mut self, _run: RunId, result: Result<Done<Outcome>, Fault>, _w: &Wizard, cx: &Cx, out: &mut Out) {
        let (x, t) = (cx.texts, cx.texts.t());
        match result.map(|d| d.out) {
            Ok(Outcome::Accept(a)) => {
                self.lines.clear_marks();
                let n = x.count(Noun::Line, a.accepted.into());
                if a.refused.is_empty() {
                    out.notice(Notice::good(if a.forced { t.recv_forced(n) } else { t.recv_accepted(n) }));
                } else {
                    out.notice(Notice::bad(t.recv_accepted_some(n, x.count(Noun::Line, a.refused.len() as i64))));
                    out.open(CARD_TAG, Popup::Viewer(Viewer::new(card::left_alone(&a.refused, cx))));
                }
            }
            Ok(Outcome::Decline(_)) => {
                self.lines.clear_marks();
                out.say(t.recv_declined());
            }
            _ => {}
        }
    }

    fn finished(&mut self, run: RunId, result: Result<TaskDone, Fault>, _w: &Wizard, cx: &Cx, out: &mut Out) {
        self.sheets.finished(run, result, cx, out);
    }

    fn reply(&mut self, tag: Tag, reply: Reply, w: &Wizard, cx: &Cx, out: &mut Out) {
        if self.sheets.reply(tag, &reply, w, cx, out) {
            return;
        }
        let v = match reply {
            Reply::Pressed(word) if tag == CARD_TAG => {
                let act = [ACCEPT, DECLINE].into_iter().find(|a| a.0 == word);
                return act.into_iter().for_each(|act| self.ask(act, cx, out));
            }
            Reply::Filled(v) => v,
            _ => return self.only = None,
        };
        let Some(receiver) = self.of else { return };
        let case = w.case.id;
        let via = v.get("via").and_then(|w| Via::of(w)).unwrap_or(Via::Screen);
        let accept =
            |next_step, on, via, force| Accept { case, receiver, which: self.which(), next_step, on, via, force };
        match tag {
            ACCEPT_TAG => {
                let step = Some(v["step"].clone()).filter(|s| !s.is_empty());
                out.run(accept(step, said::due(&v["on"], cx), via, None));
            }
            FORCE_TAG => {
                out.run(accept(None, None, Via::Screen, Some(v["reason"].clone())));
            }
            DECLINE_TAG => {
                out.run(Decline { case, receiver, objects: self.objects(), reason: v["reason"].clone(), via });
            }
            _ => {}
        }
    }

    fn view(&self, area: Rect, w: &Wizard, cx: &Cx, p: &mut Paint) -> Option<Position> {
        let t = cx.texts.t();
        let (upper, lower) = split(area, self.people.rows().len());
        let empty = match w.count(StepKind::Distribution).done {
            _ if w.case.state == CaseState::Withdrawn => t.cases_called_off(),
            0 => t.recv_early(),
            _ => t.recv_nobody(),
        };
        let may = self.refuses(ACCEPT, w, cx).is_none();
        let next = match (self.in_lines, may) {
            _ if w.count(StepKind::Acceptance).is_done() => t.recv_next_done(),
            (true, true) => t.desk_hint_lines(),
            (true, false) => t.desk_hint_lines_read(),
            (false, true) => t.recv_next(),
            (false, false) => t.desk_hint_read(),
        };
        let assigned = self.people.rows().iter().map(|p| p.assigned).sum();
        let next = match undistributed(StepKind::Acceptance, assigned, w, cx) {
            Some(rest) => format!("{next} · {rest}"),
            None => next,
        };
        let upper = if self.people.rows().is_empty() { area } else { upper };
        let people = Table { cols: &people_columns(cx), active: !self.in_lines, empty, totals: self.totals(next, cx) };
        table(p, upper, &self.people, &people, cx);
        if lower.height >= 3 && !self.people.rows().is_empty() {
            p.hline(lower.x, lower.y - 1, lower.width);
            let lines = Table {
                cols: &line_columns(cx),
                active: self.in_lines,
                empty: self.why_empty(cx),
                totals: list_totals(&self.lines, Noun::Line, cx),
            };
            table(p, lower, &self.lines, &lines, cx);
        }
        None
    }
}

impl Acceptance {
    /// What to do next, and how the one under the cursor has answered, each way apart.
    fn totals(&self, next: String, cx: &Cx) -> Vec<Span> {
        let (x, t) = (cx.texts, cx.texts.t());
        let hint = (next, Tone::Accent);
        let mut out = Vec::new();
        if let Some(p) = self.people.current() {
            let n = |n: u64| x.number(n as i64);
            let parts = [
                (p.by_list, t.desk_count_list(n(p.by_list))),
                (p.by_sheet, t.desk_count_sheet(n(p.by_sheet))),
                (p.by_words, t.desk_count_words(n(p.by_words))),
                (p.forced, t.desk_count_forced(n(p.forced))),
            ];
            let parts: Vec<String> = parts.into_iter().filter(|(n, _)| *n > 0).map(|(_, said)| said).collect();
            if !parts.is_empty() {
                out.push((format!("{} · ", t.desk_counts(short(&p.name), parts.join(", "))), Tone::Dim));
            }
        }
        out.push(hint);
        out
    }

    fn why_empty(&self, cx: &Cx) -> String {
        let t = cx.texts.t();
        match self.people.current() {
            Some(p) if p.waiting > 0 => t.recv_waiting(cx.texts.count(Noun::Line, p.waiting as i64)),
            _ => t.recv_all_answered(),
        }
    }
}

fn people_columns(cx: &Cx) -> Vec<Col<ReceiverRow>> {
    let t = cx.texts.t();
    vec![
        Col::new(t.recv_col_who(), Wide::Flex { weight: 2, min: 14 }, |r: &ReceiverRow, cx| match &r.away {
            Some(a) => (format!("{}, {}", short(&r.name), away(a, cx)), Tone::Warn),
            None => (short(&r.name), Tone::Plain),
        }),
        Col::new(t.recv_col_accepted(), Wide::Fixed(12), |r: &ReceiverRow, cx| {
            (cx.texts.n_of((r.accepted + r.forced) as i64, r.assigned as i64), Tone::Plain)
        })
        .right(),
        Col::new("", Wide::Fixed(10), |r: &ReceiverRow, _| {
            (gauge(&Theme::new(Look::Dark), r.accepted + r.forced, r.assigned, 10), Tone::Accent)
        })
        .from(88),
        Col::new(t.recv_col_offered(), Wide::Fixed(11), |r: &ReceiverRow, _| some(r.offered, Tone::Plain)).right(),
        Col::new(t.recv_col_waiting(), Wide::Fixed(13), |r: &ReceiverRow, _| some(r.waiting, Tone::Warn))
            .right()
            .from(70),
        Col::new(t.recv_col_due(), Wide::Fixed(20), |r: &ReceiverRow, cx| match r.due_at {
            Some(at) if r.overdue > 0 => (cx.texts.late(cx.clock.now.0 - at.0), Tone::Late),
            Some(at) => (cx.texts.at(at, &cx.clock), Tone::Plain),
            None => (String::new(), Tone::Dim),
        })
        .right(),
    ]
}

fn some(n: u64, tone: Tone) -> (String, Tone) {
    if n == 0 { ("–".to_owned(), Tone::Dim) } else { (n.to_string(), tone) }
}

fn line_columns(cx: &Cx) -> Vec<Col<DeskRow>> {
    let t = cx.texts.t();
    vec![
        Col::new(t.dist_col_kind(), Wide::Fixed(8), |r: &DeskRow, cx| {
            (cx.texts.term(r.kind).to_lowercase(), Tone::Dim)
        }),
        Col::new(t.dist_col_title(), Wide::Flex { weight: 3, min: 16 }, |r: &DeskRow, cx| {
            (super::of_client(r.client.as_deref(), &r.title, cx), Tone::Plain)
        }),
        Col::new(t.recv_col_step(), Wide::Flex { weight: 2, min: 16 }, |r: &DeskRow, cx| match &r.step {
            Some(s) => {
                let on = s.on.map_or_else(String::new, |d| cx.texts.due(d, cx.today()));
                // A task is its own next step: its title stands beside it already.
                let text = if s.text == r.title { "" } else { s.text.as_str() };
                let parts = [text, on.as_str()].into_iter().filter(|p| !p.is_empty());
                (parts.collect::<Vec<_>>().join(" · "), if s.on.is_some() { Tone::Plain } else { Tone::Warn })
            }
            None => (cx.texts.t().recv_no_step(), Tone::Warn),
        }),
        Col::new(t.recv_col_due(), Wide::Fixed(20), |r: &DeskRow, cx| {
            let late = r.due_at < cx.clock.now;
            let text = if late { cx.texts.late(cx.clock.now.0 - r.due_at.0) } else { cx.texts.at(r.due_at, &cx.clock) };
            (text, if late { Tone::Late } else { Tone::Dim })
        })
        .right()
        .from(80),
    ]
}
