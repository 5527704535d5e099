//! The rows of the CRM's log behind a signal, or all of it: a window, so that a million rows scroll.

use ratatui::layout::{Position, Rect};

use super::view;
use crate::base::Fault;
use crate::domain::LogKind;
use crate::domain::names::short;
use crate::reads::log::{EventRow, Find};
use crate::reads::{Page, Query};
use crate::texts::Noun;
use crate::ui::actions::{self, Act, places};
use crate::ui::body_panes;
use crate::ui::cx::Cx;
use crate::ui::effect::{Out, RunId, Slot};
use crate::ui::input::{Key, Mouse};
use crate::ui::plan::panes;
use crate::ui::screens::Focus;
use crate::ui::theme::Tone;
use crate::ui::widgets::{
    Card, Col, FilterLine, FilterStep, ListState, Paint, Row, Section, Span, Table, Wide, list_totals, table,
};

const SLOT: Slot = Slot("signals.log");

impl Row for EventRow {
    fn id(&self) -> i64 {
        self.id.0
    }
}

/// What a key came to.
pub(super) enum Step {
    Stay,
    /// Back to the signals.
    Left,
    Unknown,
}

pub(super) struct Log {
    find: Find,
    title: String,
    list: ListState<EventRow>,
    filter: FilterLine,
    in_card: bool,
    card_top: u16,
}

impl Log {
    pub fn new(find: Find, title: String) -> Log {
        let mut list = ListState::default();
        list.restart(false);
        Log { find, title, list, filter: FilterLine::default(), in_card: false, card_top: 0 }
    }

    pub fn pump(&mut self, out: &mut Out) {
        let find = || Find { text: self.filter.text().to_owned(), ..self.find.clone() };
        self.list.pump(SLOT, false, out, |window| Query::Log(find(), window));
    }

    pub fn focus(&self) -> Focus {
        if self.filter.is_open() {
            Focus::typing(&[places::FILTER])
        } else if self.in_card {
            Focus::on(&[places::CARD])
        } else {
            Focus::on(&[places::LIST, places::SEARCH])
        }
    }

    pub fn act(&mut self, act: Act, cx: &Cx) -> Step {
        let page = view::page(body_panes(cx).list);
        match act {
            actions::FIND => self.filter.open(),
            actions::CHOOSE if self.filter.is_open() => self.filter.close(),
            actions::BACK if self.filter.is_open() => self.drop_filter(),
            actions::BACK | actions::LEFT | actions::QUIT if self.in_card => self.in_card = false,
            actions::BACK if !self.filter.is_empty() => self.drop_filter(),
            actions::BACK | actions::LEFT | actions::QUIT => return Step::Left,
            actions::OPEN | actions::RIGHT => self.in_card = self.list.current().is_some(),
            _ if self.in_card => view::scroll(&mut self.card_top, act, cx),
            _ if self.list.act(act, page) => self.card_top = 0,
            _ => return Step::Unknown,
        }
        Step::Stay
    }

    fn drop_filter(&mut self) {
        if self.filter.drop() {
            self.list.restart(false);
        }
    }

    pub fn text(&mut self, key: Key) {
        if self.filter.key(key) == FilterStep::Changed {
            self.list.restart(false);
        }
    }

    pub fn paste(&mut self, text: &str) {
        if self.filter.paste(text) == FilterStep::Changed {
            self.list.restart(false);
        }
    }

    pub fn mouse(&mut self, mouse: Mouse, row: Option<usize>, page: usize) {
        self.list.mouse(mouse, row, page);
    }

    pub fn answer(&mut self, run: RunId, page: Result<Page<EventRow>, Fault>) {
        if self.list.is_pending(run) {
            self.list.answer(run, page);
        }
    }

    pub fn view(&self, area: Rect, cx: &Cx, p: &mut Paint) -> Option<Position> {
        let split = panes(area);
        if split.card.is_none() && self.in_card {
            self.card(Rect { x: area.x + 1, width: area.width - 2, ..area }, cx, p);
            return None;
        }
        let cursor = self.filter.view(Rect { height: 1, ..split.list }, &self.title, cx, p);
        let tab = Table {
            cols: &columns(cx),
            active: !self.in_card && !self.filter.is_open(),
            empty: cx.texts.t().signals_log_empty(),
            totals: list_totals(&self.list, Noun::Event, cx),
        };
        table(p, view::rows_area(split.list), &self.list, &tab, cx);
        if let Some(c) = split.card {
            p.vline(c.x - 1, c.y, c.height);
            self.card(Rect { x: c.x + 1, width: c.width - 2, ..c }, cx, p);
        }
        cursor
    }

    fn card(&self, area: Rect, cx: &Cx, p: &mut Paint) {
        let Some(e) = self.list.current() else { return };
        let t = cx.texts.t();
        let mut s = Section::new("");
        s.pair(t.signals_col_when(), cx.texts.at(e.at, &cx.clock));
        s.pair(t.signals_col_who(), &e.who);
        if e.unknown {
            s.line(t.signals_card_unknown(), Tone::Warn);
        }
        s.pair(t.signals_card_written(), &e.written);
        s.pair(t.signals_col_object(), &e.object);
        s.pair(t.signals_col_address(), &e.address);
        if e.rows > 0 {
            s.pair(t.signals_col_rows(), cx.texts.number(i64::try_from(e.rows).unwrap_or(i64::MAX)));
        }
        s.pair(t.signals_card_detail(), &e.detail);
        let line = cx.texts.number(i64::try_from(e.line).unwrap_or(i64::MAX));
        s.pair(t.signals_card_file(), t.signals_file_line(e.file.clone(), line));
        Card { title: event(e, cx), sections: vec![s], top: self.card_top }.view(p, area, self.in_card);
    }
}

/// The kind of event; what is of none is called as the log does.
pub(super) fn event(e: &EventRow, cx: &Cx) -> String {
    if e.kind == LogKind::Other { e.written.clone() } else { cx.texts.term(e.kind) }
}

fn tone(kind: LogKind) -> Tone {
    match kind {
        LogKind::Export | LogKind::Delete | LogKind::EditContact | LogKind::FailedLogin | LogKind::Bulk => Tone::Warn,
        _ => Tone::Plain,
    }
}

fn columns(cx: &Cx) -> Vec<Col<EventRow>> {
    let t = cx.texts.t();
    let rows = |r: &EventRow, cx: &Cx| -> Span {
        let n = i64::try_from(r.rows).unwrap_or(i64::MAX);
        (if n == 0 { String::new() } else { cx.texts.number(n) }, Tone::Plain)
    };
    vec![
        Col::new(t.signals_col_when(), Wide::Fixed(15), |r: &EventRow, cx| (view::when(r.at, cx), Tone::Plain)),
        Col::new(t.signals_col_who(), Wide::Fixed(14), |r: &EventRow, _| {
            let who = if r.unknown { r.who.clone() } else { short(&r.who) };
            (who, if r.unknown { Tone::Dim } else { Tone::Plain })
        })
        .from(56),
        Col::new(t.signals_col_event(), Wide::Flex { weight: 2, min: 14 }, |r: &EventRow, cx| {
            (event(r, cx), tone(r.kind))
        }),
        Col::new(t.signals_col_object(), Wide::Flex { weight: 3, min: 12 }, |r: &EventRow, _| {
            (r.object.clone(), Tone::Plain)
        }),
        Col::new(t.signals_col_rows(), Wide::Fixed(7), rows).right().from(64),
        Col::new(t.signals_col_address(), Wide::Fixed(15), |r: &EventRow, _| (r.address.clone(), Tone::Dim)).from(90),
    ]
}
