//! Старт: what the status change has set going. The checklist with its deadlines; what can be counted ticks itself.

pub(super) mod turns;

use ratatui::layout::{Position, Rect};

use crate::base::Fault;
use crate::domain::checklist::CORRESPONDENCE;
use crate::domain::rights::Right;
use crate::domain::{CaseKind, CaseState, ItemState};
use crate::ops::{CaseChange, CaseWithdraw, CheckItem, Done, Outcome, Tick};
use crate::reads::Page;
use crate::reads::checklist::ItemView;
use crate::reads::wizard::{StepKind, Wizard};
use crate::reads::{Answer, Query};
use crate::texts::Noun;
use crate::ui::actions::{self, Act, Decl, Place, places};
use crate::ui::clocks::near;
use crate::ui::cx::Cx;
use crate::ui::effect::{Out, RunId, Slot};
use crate::ui::popup::{Button, Dialog, FormPopup, Popup, Reply, Tag, Viewer};
use crate::ui::screens::Focus;
use crate::ui::screens::cases::steps::links::{self, Links};
use crate::ui::screens::cases::steps::taken;
use crate::ui::screens::cases::{Step, first_minute};
use crate::ui::theme::{Glyph, Tone};
use crate::ui::widgets::{
    Card, Col, Field, Form, ListState, Notice, Paint, Problems, Row, Section, Table, Values, Wide, list_totals,
    page_rows, table,
};
use crate::ui::{body_panes, said};

pub const PLACE: Place = Place("cases.start");
pub const DONE: Act = Act("start.done");
pub const WAIVE: Act = Act("start.waive");
pub const LAST_DAY: Act = Act("start.last-day");
pub const WITHDRAW: Act = Act("start.withdraw");
pub const LINKS: Act = Act("start.links");

const ITEMS: Slot = Slot("cases.items");
const DONE_TAG: Tag = Tag("start.done");
const WAIVE_TAG: Tag = Tag("start.waive");
const DAY_TAG: Tag = Tag("start.last-day");
const WITHDRAW_TAG: Tag = Tag("start.withdraw");

pub const ACTIONS: &[Decl] = &[
    Decl::new(DONE, PLACE, &["d"], |x| x.t().start_done(), |x| x.t().start_done_help()).right(Right::Case).footer(10),
    Decl::new(WAIVE, PLACE, &["w"], |x| x.t().start_waive(), |x| x.t().start_waive_help())
        .right(Right::Case)
        .footer(11),
    Decl::new(LAST_DAY, PLACE, &["t"], |x| x.t().start_last_day(), |x| x.t().start_last_day_help()).footer(12),
    Decl::new(LINKS, PLACE, &["c"], |x| x.t().links_show(), |x| x.t().links_show_help()).footer(13),
    Decl::new(WITHDRAW, PLACE, &["x"], |x| x.t().start_withdraw(), |x| x.t().start_withdraw_help()).right(Right::Case),
    turns::CAME_BACK_DECL,
    turns::WORKS_ON_DECL,
    turns::NOT_COME_DECL,
];

impl Row for ItemView {
    fn id(&self) -> i64 {
        i64::from(self.n)
    }
}

#[derive(Default)]
pub struct Start {
    items: ListState<ItemView>,
    /// The other side of the step: what the program does by itself.
    links: Option<Links>,
}

impl Start {
    /// The items a key is about: the marked ones, else the one under the cursor; those that tick themselves are left out.
    fn chosen(&self) -> Vec<i64> {
        let marked = self.items.has_marks();
        self.items
            .rows()
            .iter()
            .filter(|i| if marked { self.items.is_marked(i.id()) } else { Some(i.id()) == self.items.cursor() })
            .filter(|i| i.state == ItemState::Open)
            .map(Row::id)
            .collect()
    }

    fn computed(&self) -> bool {
        self.items.current().is_some_and(|i| i.computed.is_some())
    }

    /// What to say where the correspondence is to be ticked while not every client is confirmed: a word is owed then.
    fn unproved(&self, w: &Wizard, cx: &Cx) -> Option<String> {
        let (x, chosen, said) = (cx.texts, self.chosen(), w.count(StepKind::Correspondence));
        let asked = |i: &ItemView| i.code == CORRESPONDENCE && chosen.contains(&i.id());
        let owed = !said.is_done() && self.items.rows().iter().any(asked);
        owed.then(|| x.t().start_done_unproved(x.n_of(said.done as i64, said.total as i64)))
    }

    fn give(&self, w: &Wizard, tick: &Tick, out: &mut Out) {
        for item in self.chosen() {
            out.run(CheckItem { case: w.case.id, item, tick: tick.clone() });
        }
    }
}

fn reasoned(v: &Values, cx: &Cx) -> Problems {
    if v["reason"].is_empty() { vec![("reason", cx.texts.t().start_reason_needed())] } else { Problems::new() }
}

fn proved(v: &Values, cx: &Cx) -> Problems {
    if v["evidence"].is_empty() { vec![("evidence", cx.texts.t().start_evidence_needed())] } else { Problems::new() }
}

fn dated(v: &Values, cx: &Cx) -> Problems {
    if v["on"].is_empty() { vec![("on", cx.texts.t().start_day_needed())] } else { Problems::new() }
}

fn free(_: &Values, _: &Cx) -> Problems {
    Problems::new()
}

impl Step for Start {
    fn focus(&self) -> Focus {
        Focus::on(&[if self.links.is_some() { links::PLACE } else { PLACE }, places::LIST])
    }

    fn enter(&mut self, w: &Wizard, _cx: &Cx, out: &mut Out) {
        if let Some(links) = &mut self.links {
            links.load(w, out);
        }
        self.items.restart(true);
        if self.items.wants().is_some() {
            let run = out.load(ITEMS, Query::Checklist(w.case.id));
            self.items.asked(run);
        }
    }

    fn act(&mut self, act: Act, w: &Wizard, cx: &Cx, out: &mut Out) -> bool {
        if let Some(links) = &mut self.links {
            if act != actions::BACK {
                return links.act(act, w, cx, out);
            }
            self.links = None;
            return true;
        }
        let t = cx.texts.t();
        match act {
            LINKS => self.links.insert(Links::default()).load(w, out),
            DONE => {
                let unproved = self.unproved(w, cx);
                let check = if unproved.is_some() { proved } else { free };
                let form = Form::new(vec![Field::line("evidence", t.start_evidence(), "")], check);
                let note = unproved.unwrap_or_else(|| t.start_done_note());
                out.open(DONE_TAG, Popup::Form(FormPopup::new(t.start_done_title(), form).note(note)));
            }
            WAIVE => {
                let form = Form::new(vec![Field::line("reason", t.start_reason(), "")], reasoned);
                out.open(
                    WAIVE_TAG,
                    Popup::Form(FormPopup::new(t.start_waive_title(), form).note(t.start_waive_note())),
                );
            }
            LAST_DAY => {
                let form = Form::new(vec![Field::spoken("on", t.start_last_day(), "", said::echo)], dated);
                out.open(DAY_TAG, Popup::Form(FormPopup::new(t.start_day_title(), form).note(t.start_day_note())));
            }
            WITHDRAW => {
                let name = w.case.leaver.as_ref().map_or("", |l| l.name.as_str());
                let buttons =
                    vec![Button::new("no", t.start_withdraw_no()), Button::new("yes", t.start_withdraw_yes()).danger()];
                let dialog = Dialog::new(t.start_withdraw_title(), t.start_withdraw_text(), buttons).surname(name);
                out.open(WITHDRAW_TAG, Popup::Dialog(dialog));
            }
            actions::OPEN => {
                if let Some(i) = self.items.current() {
                    out.open(Tag("start.item"), Popup::Viewer(Viewer::new(card(i, cx))));
                }
            }
            actions::BACK if self.items.has_marks() => self.items.clear_marks(),
            _ if turns::act(act, w, cx, out) => {}
            _ => return self.items.act(act, page_rows(body_panes(cx).list).saturating_sub(4)),
        }
        true
    }

    fn refuses(&self, act: Act, w: &Wizard, cx: &Cx) -> Option<String> {
        if let Some(links) = &self.links {
            return links.refuses(act, w, cx);
        }
        let t = cx.texts.t();
        let over = matches!(w.case.state, CaseState::Closed | CaseState::Finished | CaseState::Withdrawn);
        match act {
            DONE | WAIVE | LAST_DAY | WITHDRAW | turns::CAME_BACK | turns::WORKS_ON | turns::NOT_COME if over => {
                Some(t.start_case_over())
            }
            LAST_DAY | WITHDRAW if w.case.kind == CaseKind::Crisis => Some(t.turn_use_came_back()),
            DONE if !self.items.has_marks() && self.computed() => Some(t.start_computed()),
            DONE | WAIVE if self.chosen().is_empty() => Some(t.start_nothing_open()),
            _ => turns::refuses(act, w, cx),
        }
    }

    fn answer(&mut self, run: RunId, answer: Result<Answer, Fault>, _w: &Wizard, _cx: &Cx, _out: &mut Out) {
        match answer {
            Ok(Answer::Chain(_)) => {
                if let Some(links) = &mut self.links {
                    links.answer(run, answer);
                }
            }
            Ok(Answer::Checklist(items)) => {
                self.items.answer(run, Ok(Page::whole(items)));
            }
            Err(fault) if self.items.is_pending(run) => {
                self.items.answer(run, Err(fault));
            }
            Err(fault) => {
                if let Some(links) = &mut self.links {
                    links.answer(run, Err(fault));
                }
            }
            _ => {}
        }
    }

    fn ran(&mut self, _run: RunId, result: Result<Done<Outcome>, Fault>, _w: &Wizard, cx: &Cx, out: &mut Out) {
        if let Ok(Outcome::CaseWithdraw(done)) = result.map(|d| d.out) {
            let left = cx.texts.count(Noun::Object, done.accepted.len() as i64);
            out.notice(Notice::good(cx.texts.t().start_withdrawn(left)));
        }
    }

    fn reply(&mut self, tag: Tag, reply: Reply, w: &Wizard, cx: &Cx, out: &mut Out) {
        match (tag, reply) {
            (DONE_TAG, Reply::Filled(v)) => {
                let evidence = Some(v["evidence"].clone()).filter(|e| !e.is_empty());
                self.give(w, &Tick::Done { evidence }, out);
            }
            (WAIVE_TAG, Reply::Filled(v)) => self.give(w, &Tick::Waive(v["reason"].clone()), out),
            (DAY_TAG, Reply::Filled(v)) => {
                let last_day = said::due(&v["on"], cx).map(|d| d.day);
                out.run(CaseChange { case: w.case.id, kind: None, last_day, dismissed_on: None, order: None });
            }
            (WITHDRAW_TAG, Reply::Pressed("yes")) => {
                out.run(CaseWithdraw { case: w.case.id });
            }
            (tag, reply) => turns::reply(tag, &reply, w, cx, out),
        }
    }

    fn view(&self, area: Rect, w: &Wizard, cx: &Cx, p: &mut Paint) -> Option<Position> {
        let below = |area: Rect, used| Rect { y: area.y + used, height: area.height.saturating_sub(used), ..area };
        let area = below(area, first_minute::view(area, w, cx, p));
        let area = below(area, taken::view(area, w, cx, p));
        if let Some(links) = &self.links {
            return links.view(area, cx, p);
        }
        let t = Table {
            cols: &columns(cx),
            active: true,
            empty: cx.texts.t().start_no_items(),
            totals: list_totals(&self.items, Noun::Item, cx),
        };
        table(p, area, &self.items, &t, cx);
        None
    }
}

fn columns(cx: &Cx) -> Vec<Col<ItemView>> {
    let t = cx.texts.t();
    vec![
        Col::new("", Wide::Fixed(1), |i: &ItemView, _| match i.state {
            ItemState::Done if i.is_empty() => ("–".to_owned(), Tone::Dim),
            ItemState::Done => (mark(Glyph::Done), Tone::Good),
            ItemState::NotApplicable | ItemState::Waived => ("–".to_owned(), Tone::Warn),
            ItemState::Open if i.dropped() => ("–".to_owned(), Tone::Dim),
            ItemState::Open if i.overdue => (mark(Glyph::Alarm), Tone::Late),
            ItemState::Open => (mark(Glyph::Open), Tone::Dim),
        }),
        Col::new(t.cases_col_number(), Wide::Fixed(2), |i: &ItemView, _| (i.n.to_string(), Tone::Dim)).right(),
        Col::new(t.start_col_item(), Wide::Flex { weight: 4, min: 20 }, |i: &ItemView, _| {
            (i.title.clone(), if i.state == ItemState::Open && !i.dropped() { Tone::Plain } else { Tone::Dim })
        }),
        Col::new(t.start_col_count(), Wide::Fixed(13), |i: &ItemView, cx| {
            if matches!(i.state, ItemState::NotApplicable | ItemState::Waived) {
                return (cx.texts.term(i.state), Tone::Warn);
            }
            if i.dropped() || i.is_empty() {
                return (cx.texts.term(ItemState::NotApplicable), Tone::Dim);
            }
            if i.awaits_export {
                return (cx.texts.t().cases_awaits_export(), Tone::Dim);
            }
            let text = i.computed.filter(|(_, c)| c.all > 1 && !i.over);
            (text.map_or_else(String::new, |(_, c)| cx.texts.n_of(c.done as i64, c.all as i64)), Tone::Plain)
        })
        .right(),
        Col::new(t.start_col_who(), Wide::Fixed(13), |i: &ItemView, cx| {
            (i.role.map_or_else(String::new, |r| cx.texts.term(r)), Tone::Dim)
        })
        .from(100),
        Col::new(t.start_col_due(), Wide::Fixed(19), |i: &ItemView, cx| match i.due_at {
            Some(at) if i.state == ItemState::Open => {
                let short = if i.shortened { "!" } else { "" };
                let day = cx.clock.zone.day(at);
                let soon = day == cx.today();
                let day = if soon { near(at, cx) } else { cx.texts.day_short(day, cx.today()) };
                (format!("{day}{short}"), if i.overdue { Tone::Late } else { Tone::Plain })
            }
            // What is done says when, by the journal.
            _ => match i.done_at.filter(|_| !i.is_empty()) {
                Some(at) => (cx.texts.t().start_done_at(near(at, cx)), Tone::Dim),
                None => (String::new(), Tone::Dim),
            },
        })
        .right(),
    ]
}

fn mark(g: Glyph) -> String {
    g.mark().to_owned()
}

fn card(i: &ItemView, cx: &Cx) -> Card {
    let (x, t) = (cx.texts, cx.texts.t());
    let mut s = Section::new("");
    s.pair(t.start_card_state(), x.term(if i.dropped() || i.is_empty() { ItemState::NotApplicable } else { i.state }));
    s.pair(t.start_card_list(), x.term(i.list));
    s.pair(t.start_card_phase(), x.term(i.phase));
    if let Some(role) = i.role {
        s.pair(t.start_col_who(), x.term(role));
    }
    if let Some((_, name)) = &i.person {
        s.pair("", name.clone());
    }
    if let Some(at) = i.due_at {
        s.pair(t.start_col_due(), x.at(at, &cx.clock));
    }
    if i.shortened {
        s.line(t.start_shortened(), Tone::Warn);
    }
    if let Some((_, c)) = i.computed.as_ref().filter(|_| !i.over) {
        let count = if i.awaits_export { t.cases_awaits_export() } else { x.n_of(c.done as i64, c.all as i64) };
        s.pair(t.start_col_count(), count);
        s.line(t.start_computed(), Tone::Dim);
    }
    // What ticks itself nobody has ticked.
    let by = i.done_by.as_deref().filter(|_| i.computed.is_none()).map(|by| x.doer(by));
    for (label, value) in
        [(t.start_evidence(), i.evidence.clone()), (t.start_reason(), i.reason.clone()), (t.start_card_by(), by)]
    {
        if let Some(v) = value {
            s.pair(label, v);
        }
    }
    if let Some(at) = i.done_at.filter(|_| !i.is_empty()) {
        s.pair(t.start_card_when(), x.at(at, &cx.clock));
    }
    Card { title: i.title.clone(), sections: vec![s], top: 0 }
}
