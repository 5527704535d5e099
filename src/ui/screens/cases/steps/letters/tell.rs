//! «Сказать лично»: the short list of whom a call tells of the new manager. VIP clients, whom the head calls before any
//! letter (1-C7), and those with nowhere to write (2 §6); one key per outcome.

use ratatui::layout::Rect;

use super::super::calls::{call_back, moment, noted, said_from, spoken};
use super::super::odd_hours::OddHours;
use crate::base::{At, ClientId, EmployeeId, Fault, Ref};
use crate::domain::names::short;
use crate::domain::papers::LetterPerson;
use crate::domain::rights::Right;
use crate::domain::{CallResult, Segment};
use crate::jobs::papers::Approval;
use crate::jobs::task::{Paper, Task};
use crate::ops::{TellCall, TellWho};
use crate::reads::tell::{TellRow, TellState, TellWhy, Teller};
use crate::reads::wizard::Wizard;
use crate::reads::{Answer, Page, Query};
use crate::texts::Noun;
use crate::ui::actions::{self, Act, Decl, Place};
use crate::ui::clocks::near;
use crate::ui::cx::Cx;
use crate::ui::effect::{Out, RunId, Slot};
use crate::ui::popup::{Button, Dialog, FormPopup, PickItem, Popup, Reply, Tag, Viewer};
use crate::ui::screens::clients;
use crate::ui::theme::{Glyph, Tone};
use crate::ui::widgets::{
    Card, Col, Field, Form, ListState, Paint, Problems, Row, Section, Span, Table, Wide, list_totals, page_rows, table,
};
use crate::ui::{GUARD_MS, body_panes, said};

pub const PLACE: Place = Place("cases.tell");
pub const REACHED: Act = Act("tell.reached");
pub const NO_ANSWER: Act = Act("tell.no-answer");
pub const CALL_BACK: Act = Act("tell.call-back");
pub const NOTED: Act = Act("tell.noted");
pub const WITHOUT: Act = Act("tell.without");
pub const WHO: Act = Act("tell.who");
pub const CLIENT: Act = Act("tell.client");

const ROWS: Slot = Slot("cases.tell");
const BACK_TAG: Tag = Tag("tell.back");
const NOTED_TAG: Tag = Tag("tell.noted");
const WITHOUT_TAG: Tag = Tag("tell.without");
const WHO_TAG: Tag = Tag("tell.who");

pub const ACTIONS: &[Decl] = &[
    Decl::new(actions::OPEN, PLACE, &["Enter"], |x| x.t().ring_card(), |x| x.t().tell_card_help()).footer(1),
    Decl::new(REACHED, PLACE, &["c"], |x| x.t().ring_reached(), |x| x.t().tell_reached_help())
        .right(Right::Letters)
        .footer(10),
    Decl::new(NO_ANSWER, PLACE, &["o"], |x| x.t().ring_no_answer(), |x| x.t().tell_no_answer_help())
        .right(Right::Letters)
        .footer(11),
    Decl::new(CALL_BACK, PLACE, &["p"], |x| x.t().ring_call_back(), |x| x.t().tell_call_back_help())
        .right(Right::Letters)
        .footer(12),
    Decl::new(NOTED, PLACE, &["r"], |x| x.t().ring_noted(), |x| x.t().ring_noted_help())
        .right(Right::Letters)
        .footer(15),
    Decl::new(WITHOUT, PLACE, &["w"], |x| x.t().tell_without(), |x| x.t().tell_without_help())
        .right(Right::Letters)
        .footer(13),
    Decl::new(WHO, PLACE, &["t"], |x| x.t().tell_who(), |x| x.t().tell_who_help()).right(Right::Letters).footer(14),
    Decl::new(CLIENT, PLACE, &["b"], |x| x.t().ring_client(), |x| x.t().ring_client_help()),
];

impl Row for TellRow {
    fn id(&self) -> i64 {
        self.client.0
    }
}

/// The part of the step «Клиенты» that rings.
#[derive(Default)]
pub struct Tell {
    rows: ListState<TellRow>,
    people: Vec<Teller>,
    /// When the last outcome was recorded by one key.
    recorded: Option<u64>,
    odd: OddHours,
}

impl Tell {
    pub fn load(&mut self, w: &Wizard, out: &mut Out) {
        self.rows.restart(true);
        if self.rows.wants().is_some() {
            let run = out.load(ROWS, Query::Tell(w.case.id));
            self.rows.asked(run);
        }
    }

    pub fn is_empty(&self) -> bool {
        self.rows.rows().is_empty()
    }

    /// «представить VIP: 2, некуда писать: 1», of those nobody has told yet.
    pub fn waiting(&self, cx: &Cx) -> Option<String> {
        let t = cx.texts.t();
        let open = |vip: bool| {
            let waits = |r: &&TellRow| {
                matches!(r.state, TellState::Now | TellState::Later(_)) && (r.why == TellWhy::Vip) == vip
            };
            self.rows.rows().iter().filter(waits).count() as i64
        };
        let (vip, others) = (open(true), open(false));
        let parts = [
            (vip > 0).then(|| t.tell_waits_vip(cx.texts.number(vip))),
            (others > 0).then(|| t.tell_waits_others(cx.texts.number(others))),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }

    fn current(&self) -> Option<&TellRow> {
        self.rows.current()
    }

    pub fn act(&mut self, act: Act, w: &Wizard, cx: &Cx, out: &mut Out) -> bool {
        match act {
            REACHED | NO_ANSWER => {
                let outcome = if act == REACHED { CallResult::Reached } else { CallResult::NoAnswer };
                let name = self.current().map(|r| r.name.clone()).unwrap_or_default();
                if !self.odd.ask(&name, outcome, cx, out) {
                    self.at_once(w, outcome, cx, out);
                }
            }
            CALL_BACK | NOTED | WITHOUT | WHO | actions::OPEN => {
                if let Some(row) = self.current() {
                    match act {
                        CALL_BACK => out.open(BACK_TAG, Popup::Form(call_back(&row.name, cx))),
                        NOTED => out.open(NOTED_TAG, Popup::Form(noted(&row.name, cx))),
                        WITHOUT => out.open(WITHOUT_TAG, Popup::Dialog(without(row, cx))),
                        WHO => out.open(WHO_TAG, Popup::Form(self.who(row, cx))),
                        _ => out.open(Tag("tell.card"), Popup::Viewer(Viewer::new(card(row, cx)))),
                    }
                }
            }
            CLIENT => out.go(clients::ID, self.rows.cursor().map(|id| Ref::from(ClientId(id)))),
            _ => return self.rows.act(act, page_rows(body_panes(cx).list).saturating_sub(6)),
        }
        true
    }

    pub fn refuses(&self, act: Act, cx: &Cx) -> Option<String> {
        let t = cx.texts.t();
        let row = self.current();
        match act {
            actions::MARK | actions::MARK_ALL => Some(t.ring_no_marks()),
            actions::OPEN | CLIENT | REACHED | NO_ANSWER | CALL_BACK | NOTED | WITHOUT | WHO if row.is_none() => {
                Some(t.ui_no_row())
            }
            WITHOUT => row.and_then(|r| match r {
                r if r.why != TellWhy::Vip => Some(t.tell_without_vip_only()),
                r if r.state == TellState::Told => Some(t.tell_without_told()),
                r if !r.may_skip => Some(t.tell_without_early()),
                r if !r.accepted => Some(t.tell_without_unaccepted()),
                _ => None,
            }),
            WHO => row.filter(|r| r.why == TellWhy::Vip).map(|_| t.tell_who_vip()),
            _ => None,
        }
    }

    /// False for an answer to somebody else's question.
    pub fn answer(&mut self, run: RunId, answer: &mut Option<Result<Answer, Fault>>) -> bool {
        if !self.rows.is_pending(run) {
            return false;
        }
        match answer.take() {
            Some(Ok(Answer::Tell(rows, people))) => {
                self.people = people;
                self.rows.answer(run, Ok(Page::whole(rows)))
            }
            Some(Err(fault)) => self.rows.answer(run, Err(fault)),
            _ => false,
        }
    }

    pub fn reply(&mut self, tag: Tag, reply: &Reply, w: &Wizard, cx: &Cx, out: &mut Out) {
        if let Some(outcome) = self.odd.answered(tag, reply) {
            return self.record(w, outcome, String::new(), None, out);
        }
        match (tag, reply) {
            (WITHOUT_TAG, Reply::Pressed("yes")) => {
                if let Some(client) = self.rows.cursor().map(ClientId) {
                    let approval = Approval { client: Some(client), without_call: true, salutation: None };
                    out.job(Task::Paper(w.case.id, Paper::ApproveLetters(approval)));
                }
            }
            (BACK_TAG, Reply::Filled(v)) => {
                let again = said::due(&v["again"], cx).map(|d| moment(d, cx));
                self.record(w, CallResult::CallBack, v["note"].clone(), again, out);
            }
            (NOTED_TAG, Reply::Filled(v)) => {
                let again = said::due(&v["again"], cx).map(|d| moment(d, cx));
                if let Some(outcome) = CallResult::of(&v["outcome"]) {
                    self.record(w, outcome, v["note"].clone(), again, out);
                }
            }
            (WHO_TAG, Reply::Filled(v)) => {
                let until = said::due(&v["until"], cx).map(|d| moment(d, cx));
                if let (Some(client), Ok(who)) = (self.rows.cursor().map(ClientId), v["who"].parse().map(EmployeeId)) {
                    out.run(TellWho { case: w.case.id, clients: vec![client], who, until });
                }
            }
            _ => {}
        }
    }

    /// One key, one call: a held key records nothing of the clients further down.
    fn at_once(&mut self, w: &Wizard, outcome: CallResult, cx: &Cx, out: &mut Out) {
        if self.recorded.is_none_or(|at| cx.mono >= at + GUARD_MS) {
            self.record(w, outcome, String::new(), None, out);
        }
        self.recorded = Some(cx.mono);
    }

    /// The row that was rung goes down the list, and the cursor must not go with it.
    fn record(&mut self, w: &Wizard, outcome: CallResult, note: String, again_at: Option<At>, out: &mut Out) {
        let Some(client) = self.rows.cursor().map(ClientId) else { return };
        self.rows.go_on();
        out.run(TellCall { case: w.case.id, client, outcome, note, again_at });
    }

    fn who(&self, row: &TellRow, cx: &Cx) -> FormPopup {
        let t = cx.texts.t();
        let item = |p: &Teller| PickItem::new(p.id.0.to_string(), p.name.clone()).note(cx.texts.term(p.role));
        let now = row.by.as_ref().map(|b| b.0.0.to_string());
        let fields = vec![
            Field::choice("who", t.tell_who_field(), self.people.iter().map(item).collect(), now),
            Field::spoken("until", t.tell_until_field(), "", said::echo),
        ];
        let form = Form::new(fields, |v, cx| {
            if v["who"].is_empty() { vec![("who", cx.texts.t().tell_who_needed())] } else { Problems::new() }
        });
        FormPopup::new(t.tell_who_title(row.name.clone()), form).note(t.tell_who_note())
    }

    pub fn view(&self, area: Rect, cx: &Cx, p: &mut Paint) {
        let t = cx.texts.t();
        let cols = vec![
            Col::new("", Wide::Fixed(1), |r: &TellRow, _| match r.state {
                TellState::Told => (Glyph::Done.mark().to_owned(), Tone::Good),
                TellState::Without => (Glyph::Done.mark().to_owned(), Tone::Dim),
                TellState::Later(_) => (Glyph::Half.mark().to_owned(), Tone::Warn),
                TellState::Now => (Glyph::Open.mark().to_owned(), Tone::Plain),
            }),
            Col::new(t.let_col_client(), Wide::Flex { weight: 2, min: 14 }, |r: &TellRow, cx| {
                let vip =
                    if r.segment == Segment::Vip { format!("{} ", cx.texts.term(r.segment)) } else { String::new() };
                (format!("{vip}{}", r.name), if is_over(r) { Tone::Dim } else { Tone::Plain })
            }),
            Col::new(t.tell_col_what(), Wide::Flex { weight: 3, min: 16 }, what),
            Col::new(t.tell_col_who(), Wide::Fixed(14), |r: &TellRow, _| {
                (r.by.as_ref().map_or_else(String::new, |(_, name)| short(name)), Tone::Dim)
            })
            .from(84),
            Col::new(t.ring_col_contact(), Wide::Flex { weight: 1, min: 12 }, |r: &TellRow, _| {
                (r.contact.as_ref().map_or_else(String::new, |c| short(&c.name)), Tone::Dim)
            })
            .from(100),
            Col::new(t.employees_card_phone(), Wide::Fixed(16), |r: &TellRow, cx| match r.phones.first() {
                Some(phone) => (phone.clone(), if is_over(r) { Tone::Dim } else { Tone::Plain }),
                None => (cx.texts.t().ring_col_no_phone(), Tone::Warn),
            }),
        ];
        let mut totals = list_totals(&self.rows, Noun::Client, cx);
        if let Some(waiting) = self.waiting(cx) {
            totals.push((format!(" · {waiting}"), Tone::Warn));
        }
        table(p, area, &self.rows, &Table { cols: &cols, active: true, empty: t.tell_empty(), totals }, cx);
    }
}

const fn is_over(r: &TellRow) -> bool {
    matches!(r.state, TellState::Told | TellState::Without)
}

/// What is to be said, and what came of it.
fn what(r: &TellRow, cx: &Cx) -> Span {
    let (x, t) = (cx.texts, cx.texts.t());
    let why = match r.why {
        TellWhy::Vip => t.tell_introduce(short(&r.manager.1)),
        TellWhy::NoAddress => x.letter_problem("no_address"),
        TellWhy::DoNotWrite => x.letter_problem("do_not_write"),
        TellWhy::Bounced => t.tell_bounced(),
    };
    let last = r.last.as_ref();
    match r.state {
        TellState::Told => (t.ring_said_reached(last.map_or_else(String::new, |l| near(l.at, cx))), Tone::Dim),
        TellState::Without => (t.tell_went_without(), Tone::Dim),
        TellState::Later(Some(at)) => (format!("{} · {why}", t.ring_said_again(near(at, cx))), Tone::Warn),
        TellState::Later(None) => {
            (format!("{} · {why}", t.ring_said_no_answer(r.attempts, x.number(r.attempts.into()))), Tone::Warn)
        }
        TellState::Now => match r.due.filter(|_| r.why != TellWhy::Vip) {
            Some(at) => {
                let late = at < cx.clock.now;
                (format!("{why} · {}", t.tell_until(near(at, cx))), if late { Tone::Late } else { Tone::Plain })
            }
            None => (why, Tone::Plain),
        },
    }
}

fn without(row: &TellRow, cx: &Cx) -> Dialog {
    let t = cx.texts.t();
    let buttons = vec![Button::new("no", t.tell_without_no()), Button::new("yes", t.tell_without_yes())];
    let tries = cx.texts.number(row.attempts.into());
    Dialog::new(t.tell_without_title(), t.tell_without_text(row.name.clone(), tries), buttons)
}

/// Whom to ask for, what to say, what came of it before.
fn card(r: &TellRow, cx: &Cx) -> Card {
    let (x, t) = (cx.texts, cx.texts.t());
    let mut who = Section::new("");
    if let Some(c) = &r.contact {
        let about = if c.position.is_empty() { String::new() } else { format!(" — {}", c.position) };
        who.pair(t.ring_col_contact(), format!("{}{about}", c.name));
    }
    for (i, phone) in r.phones.iter().enumerate() {
        who.pair(if i == 0 { t.employees_card_phone() } else { String::new() }, phone.clone());
    }
    if r.phones.is_empty() {
        who.line(t.ring_no_phone(), Tone::Warn);
    }
    if let Some((_, name)) = &r.by {
        who.pair(t.tell_col_who(), name.clone());
    }
    if let Some(at) = r.due.filter(|_| r.why != TellWhy::Vip) {
        who.pair(t.tell_until_field(), x.at(at, &cx.clock));
    }
    let mut say = Section::new(t.ring_say());
    say.line(t.tell_say(LetterPerson::of(&r.manager.1, None, "", "").name), Tone::Plain);
    say.pair(t.tell_manager_phone(), r.manager_phone.clone());
    if !r.accepted {
        say.line(t.tell_not_accepted(), Tone::Warn);
    }
    if let Some(s) = &r.say {
        say.pair(said_from(s.kind, cx), spoken(s, cx));
    }
    let mut sections = vec![who, say];
    if let Some(l) = &r.last {
        let mut last = Section::new(t.ring_last());
        let again = l.again_at.map_or_else(String::new, |at| format!(" · {}", t.ring_said_again(near(at, cx))));
        last.pair(x.at(l.at, &cx.clock), format!("{}{again}", x.term(l.result)));
        if !l.note.is_empty() {
            last.pair(t.ring_note(), l.note.clone());
        }
        last.pair(t.ring_by(), l.by.clone());
        last.pair(t.ring_attempts(), x.number(r.attempts.into()));
        sections.push(last);
    }
    Card { title: r.name.clone(), sections, top: 0 }
}
