//! «Кому позвонить сегодня» and «Что горит»: the same clients, once as a list to ring through with one key per outcome,
//! once by the reason why they burn (4 §2, sketch «Кризис, first minute»).

mod card;
mod view;

pub(super) use card::{said_from, spoken};

use ratatui::layout::{Position, Rect};

use super::odd_hours::OddHours;
use crate::base::{At, ClientId, Due, Fault, Ref};
use crate::domain::CallResult;
use crate::ops::{CallOutcome, Done, Outcome};
use crate::reads::calls::{CallRow, LooseDeal};
use crate::reads::wizard::Wizard;
use crate::reads::{Answer, Page, Query};
use crate::ui::actions::{self, Act, Decl, Place, places};
use crate::ui::cx::Cx;
use crate::ui::effect::{Out, RunId, Slot};
use crate::ui::popup::{FormPopup, PickItem, Popup, Reply, Tag, Viewer};
use crate::ui::screens::cases::Step;
use crate::ui::screens::{Focus, clients};
use crate::ui::widgets::{Field, Form, ListState, Notice, Paint, Problems, Row, Values};
use crate::ui::{GUARD_MS, body_panes, said};

pub const PLACE: Place = Place("cases.calls");
/// The same list without the keys that record a call.
pub const BURNING_PLACE: Place = Place("cases.burning");
pub const REACHED: Act = Act("calls.reached");
pub const NO_ANSWER: Act = Act("calls.no-answer");
pub const CALL_BACK: Act = Act("calls.call-back");
pub const NOTED: Act = Act("calls.noted");
pub const CLIENT: Act = Act("calls.client");
pub const LOOSE: Act = Act("calls.loose");

/// The lists want their columns more than the rail beside them; whom to ask for and the stage with its amount more yet.
const ROOM: u16 = 108;
const BURNING_ROOM: u16 = 84;

const ROWS: Slot = Slot("cases.calls");
const BACK_TAG: Tag = Tag("calls.back");
const NOTED_TAG: Tag = Tag("calls.noted");

pub const ACTIONS: &[Decl] = &[
    Decl::new(actions::OPEN, PLACE, &["Enter"], |x| x.t().ring_card(), |x| x.t().ring_card_help()).footer(1),
    Decl::new(REACHED, PLACE, &["c"], |x| x.t().ring_reached(), |x| x.t().ring_reached_help()).footer(10),
    Decl::new(NO_ANSWER, PLACE, &["o"], |x| x.t().ring_no_answer(), |x| x.t().ring_no_answer_help()).footer(11),
    Decl::new(CALL_BACK, PLACE, &["p"], |x| x.t().ring_call_back(), |x| x.t().ring_call_back_help()).footer(12),
    Decl::new(NOTED, PLACE, &["r"], |x| x.t().ring_noted(), |x| x.t().ring_noted_help()).footer(13),
    Decl::new(LOOSE, PLACE, &["w"], |x| x.t().ring_loose(), |x| x.t().ring_loose_help()),
    Decl::new(CLIENT, PLACE, &["v"], |x| x.t().ring_client(), |x| x.t().ring_client_help()),
];

pub const BURNING_ACTIONS: &[Decl] = &[
    Decl::new(actions::OPEN, BURNING_PLACE, &["Enter"], |x| x.t().ring_card(), |x| x.t().ring_card_help()).footer(1),
    Decl::new(CLIENT, BURNING_PLACE, &["v"], |x| x.t().ring_client(), |x| x.t().ring_client_help()).footer(10),
    Decl::new(LOOSE, BURNING_PLACE, &["w"], |x| x.t().ring_loose(), |x| x.t().ring_loose_help()).footer(11),
];

/// A client with its number on the list.
struct Numbered {
    n: usize,
    call: CallRow,
}

impl Row for Numbered {
    fn id(&self) -> i64 {
        self.call.client.0
    }
}

#[derive(Default)]
pub struct Calls {
    rows: ListState<Numbered>,
    /// Deals that burn and belong to no client.
    loose: Vec<LooseDeal>,
    /// When the last outcome was recorded by one key.
    recorded: Option<u64>,
    odd: OddHours,
    /// «Что горит»: by the reason, and nothing is recorded.
    by_reason: bool,
}

impl Calls {
    pub fn to_ring() -> Calls {
        Calls::default()
    }

    pub fn burning() -> Calls {
        Calls { by_reason: true, ..Calls::default() }
    }

    fn take(&mut self, run: RunId, mut calls: Vec<CallRow>, cx: &Cx) {
        if self.by_reason {
            calls.sort_by_key(|c| view::reason(c, cx));
        }
        let rows = calls.into_iter().enumerate().map(|(i, call)| Numbered { n: i + 1, call }).collect();
        self.rows.answer(run, Ok(Page::whole(rows)));
    }

    /// One key, one call: a held key records nothing of the clients further down.
    fn at_once(&mut self, w: &Wizard, outcome: CallResult, cx: &Cx, out: &mut Out) {
        if self.recorded.is_none_or(|at| cx.mono >= at + GUARD_MS) {
            self.record(w, outcome, String::new(), None, out);
        }
        self.recorded = Some(cx.mono);
    }

    /// Records an outcome for the row under the cursor, which goes on to the next one first: the one rung goes down the
    /// list, and the cursor must not go with it.
    fn record(&mut self, w: &Wizard, outcome: CallResult, note: String, again_at: Option<At>, out: &mut Out) {
        let Some(client) = self.rows.cursor().map(ClientId) else { return };
        self.rows.go_on();
        out.run(CallOutcome { case: w.case.id, client, outcome, note, again_at });
    }

    fn current(&self) -> Option<&CallRow> {
        self.rows.current().map(|r| &r.call)
    }
}

impl Step for Calls {
    fn room(&self) -> u16 {
        if self.by_reason { BURNING_ROOM } else { ROOM }
    }

    fn focus(&self) -> Focus {
        Focus::on(&[if self.by_reason { BURNING_PLACE } else { PLACE }, places::LIST])
    }

    fn enter(&mut self, w: &Wizard, _cx: &Cx, out: &mut Out) {
        self.rows.restart(true);
        if self.rows.wants().is_some() {
            let run = out.load(ROWS, Query::Calls(w.case.id));
            self.rows.asked(run);
        }
    }

    fn act(&mut self, act: Act, w: &Wizard, cx: &Cx, out: &mut Out) -> bool {
        match act {
            REACHED | NO_ANSWER => {
                let outcome = if act == REACHED { CallResult::Reached } else { CallResult::NoAnswer };
                let name = self.current().map(|c| c.name.clone()).unwrap_or_default();
                if !self.odd.ask(&name, outcome, cx, out) {
                    self.at_once(w, outcome, cx, out);
                }
            }
            CALL_BACK => {
                if let Some(call) = self.current() {
                    out.open(BACK_TAG, Popup::Form(call_back(&call.name, cx)));
                }
            }
            NOTED => {
                if let Some(call) = self.current() {
                    out.open(NOTED_TAG, Popup::Form(noted(&call.name, cx)));
                }
            }
            CLIENT => out.go(clients::ID, self.rows.cursor().map(|id| Ref::from(ClientId(id)))),
            LOOSE => out.open(Tag("calls.loose"), Popup::Viewer(Viewer::new(card::loose(&self.loose, cx)))),
            actions::OPEN => {
                if let Some(call) = self.current() {
                    out.open(Tag("calls.card"), Popup::Viewer(Viewer::new(card::card(call, cx))));
                }
            }
            _ => return self.rows.act(act, view::page(body_panes(cx).list, w, self.by_reason)),
        }
        true
    }

    fn refuses(&self, act: Act, w: &Wizard, cx: &Cx) -> Option<String> {
        let t = cx.texts.t();
        match act {
            actions::MARK | actions::MARK_ALL => Some(t.ring_no_marks()),
            LOOSE => self.loose.is_empty().then(|| t.ring_loose_none()),
            actions::OPEN | CLIENT | REACHED | NO_ANSWER | CALL_BACK | NOTED if self.rows.cursor().is_none() => {
                Some(t.ui_no_row())
            }
            REACHED | NO_ANSWER | CALL_BACK | NOTED if !w.case.state.is_work() => Some(t.start_case_over()),
            _ => None,
        }
    }

    fn answer(&mut self, run: RunId, answer: Result<Answer, Fault>, _w: &Wizard, cx: &Cx, _out: &mut Out) {
        match answer {
            Ok(Answer::Calls(calls, loose)) if self.rows.is_pending(run) => {
                self.loose = loose;
                self.take(run, calls, cx);
            }
            Err(fault) if self.rows.is_pending(run) => {
                self.rows.answer(run, Err(fault));
            }
            _ => {}
        }
    }

    fn ran(&mut self, _run: RunId, result: Result<Done<Outcome>, Fault>, _w: &Wizard, cx: &Cx, out: &mut Out) {
        if let Ok(Outcome::CallOutcome(done)) = result.map(|d| d.out) {
            out.notice(Notice::good(cx.texts.t().ring_recorded(cx.texts.number(done.attempts.into()))));
        }
    }

    fn reply(&mut self, tag: Tag, reply: Reply, w: &Wizard, cx: &Cx, out: &mut Out) {
        if let Some(outcome) = self.odd.answered(tag, &reply) {
            return self.record(w, outcome, String::new(), None, out);
        }
        let Reply::Filled(v) = reply else { return };
        let again = said::due(&v["again"], cx).map(|d| moment(d, cx));
        match tag {
            BACK_TAG => self.record(w, CallResult::CallBack, v["note"].clone(), again, out),
            NOTED_TAG => {
                let Some(outcome) = CallResult::of(&v["outcome"]) else { return };
                self.record(w, outcome, v["note"].clone(), again, out);
            }
            _ => {}
        }
    }

    fn view(&self, area: Rect, w: &Wizard, cx: &Cx, p: &mut Paint) -> Option<Position> {
        if self.by_reason {
            view::burning(&self.rows, &self.loose, area, w, cx, p);
        } else {
            view::to_ring(&self.rows, &self.loose, area, w, cx, p);
        }
        None
    }
}

/// A day without an hour is its morning: the list shows the client again from then on.
pub(super) fn moment(due: Due, cx: &Cx) -> At {
    cx.clock.zone.at(due.day, due.minute.unwrap_or(cx.office.day_start))
}

/// When to ring again; for every list of calls.
pub(super) fn call_back(client: &str, cx: &Cx) -> FormPopup {
    let t = cx.texts.t();
    let fields = vec![Field::spoken("again", t.ring_again(), "", said::echo), Field::line("note", t.ring_note(), "")];
    let form = Form::new(fields, |v, cx| when_needed(v, cx, true));
    FormPopup::new(t.ring_back_title(client), form).note(t.ring_back_note())
}

/// What came of a call, with a word of one's own.
pub(super) fn noted(client: &str, cx: &Cx) -> FormPopup {
    let t = cx.texts.t();
    let outcomes = CallResult::ALL.iter().map(|r| PickItem::new(r.word(), cx.texts.term(*r))).collect();
    let fields = vec![
        Field::choice("outcome", t.ring_outcome(), outcomes, Some(CallResult::Reached.word().to_owned())),
        Field::line("note", t.ring_note(), ""),
        Field::spoken("again", t.ring_again(), "", said::echo),
    ];
    let form = Form::new(fields, |v, cx| when_needed(v, cx, v["outcome"] == CallResult::CallBack.word()));
    FormPopup::new(t.ring_noted_title(client), form).note(t.ring_noted_note())
}

fn when_needed(v: &Values, cx: &Cx, needed: bool) -> Problems {
    if needed && v["again"].is_empty() { vec![("again", cx.texts.t().ring_when_needed())] } else { Problems::new() }
}
