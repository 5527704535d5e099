//! The rows of the CRM's log behind a signal, or all of it: a window, so that a million rows scroll.

use ratatui::layout::{Position, Rect};

use super::view;
use crate::base::Fault;
use crate::domain::LogKind;
use crate::domain::names::short;
use crate::reads::log::{EventRow, Find};
use crate::reads::{Page, Query};
use crate::texts::Noun;
use crate::ui::actions::{self, Act};
use crate::ui::cx::Cx;
use crate::ui::effect::{Out, RunId, Slot};
use crate::ui::input::{Key, Mouse};
use crate::ui::screens::Focus;
use crate::ui::screens::browse::{self, Browse};
use crate::ui::theme::Tone;
use crate::ui::widgets::{Card, Col, Paint, Row, Section, Span, Table, Wide, list_totals};

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
    /// The card says what the row says, in full.
    browse: Browse<EventRow, ()>,
}

impl Log {
    pub fn new(find: Find, title: String) -> Log {
        let mut browse = Browse::default();
        browse.enter();
        Log { find, title, browse }
    }

    pub fn pump(&mut self, out: &mut Out) {
        let find = || Find { text: self.browse.filter.text().to_owned(), ..self.find.clone() };
        self.browse.list.pump(SLOT, false, out, |window| Query::Log(find(), window));
    }

    pub fn focus(&self) -> Focus {
        self.browse.focus(&[])
    }

    pub fn act(&mut self, act: Act, cx: &Cx) -> Step {
        match self.browse.act(act, cx) {
            browse::Step::Unknown if matches!(act, actions::BACK | actions::LEFT | actions::QUIT) => Step::Left,
            browse::Step::Unknown => Step::Unknown,
            browse::Step::Restart => {
                self.browse.list.restart(false);
                Step::Stay
            }
            browse::Step::Done | browse::Step::Moved => Step::Stay,
        }
    }

    pub fn text(&mut self, key: Key) {
        if self.browse.text(key) {
            self.browse.list.restart(false);
        }
    }

    pub fn paste(&mut self, text: &str) {
        if self.browse.paste(text) {
            self.browse.list.restart(false);
        }
    }

    pub fn mouse(&mut self, mouse: Mouse, area: Rect, cx: &Cx) {
        self.browse.mouse(mouse, area, cx);
    }

    pub fn answer(&mut self, run: RunId, page: Result<Page<EventRow>, Fault>) {
        if self.browse.list.is_pending(run) {
            self.browse.list.answer(run, page);
        }
    }

    /// `read`: some log was read.
    pub fn view(&self, read: bool, area: Rect, cx: &Cx, p: &mut Paint) -> Option<Position> {
        let t = cx.texts.t();
        let tab = Table {
            cols: &columns(cx),
            active: self.browse.is_active(),
            empty: if read { t.signals_log_empty() } else { t.signals_log_never() },
            totals: list_totals(&self.browse.list, Noun::Event, cx),
        };
        let card = || self.browse.list.current().map(|e| card(e, cx));
        self.browse.view(area, &self.title, &tab, card, cx, p)
    }
}

fn card(e: &EventRow, cx: &Cx) -> Card {
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
    Card { title: event(e, cx), sections: vec![s], top: 0 }
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
