//! How signals and incidents look: columns, clocks, the card with its evidence.

use ratatui::layout::{Position, Rect};

use super::Signals;
use super::log::event;
use crate::base::{At, Money};
use crate::domain::names::short;
use crate::domain::{IncidentState, Notice, PortfolioField, SignalState};
use crate::reads::Total;
use crate::reads::incidents::IncidentRow;
use crate::reads::signals::{ChangeRow, SignalRow};
use crate::reads::watch::{WatchCard, WatchRow};
use crate::texts::Noun;
use crate::ui::cx::Cx;
use crate::ui::popup::{Pick, PickItem};
use crate::ui::theme::Tone;
use crate::ui::widgets::{Card, Col, Paint, Section, Span, Table, Wide};

pub(super) fn filters(s: &Signals, cx: &Cx) -> Pick {
    let t = cx.texts.t();
    let mut items = vec![PickItem::new("open", t.signals_only_open()), PickItem::new("all", t.signals_all())];
    if let Some(row) = s.browse.list.current()
        && let Some(person) = row.person()
    {
        items.push(PickItem::new(format!("person:{}", person.0), t.signals_of(row.name())));
    }
    Pick::new(t.ui_filter_title(), items).at(if s.show.open { "open" } else { "all" })
}

/// «Ковалёв Д.: выгрузка, пн, 9 нояб.»
pub(super) fn title(r: &WatchRow, cx: &Cx) -> String {
    let x = cx.texts;
    match r {
        WatchRow::Signal(s) => format!("{}: {}, {}", short(&s.name), x.term(s.kind), x.day(s.day, cx.today())),
        WatchRow::Incident(i) if i.name.is_empty() => x.incident_title(i.kind),
        WatchRow::Incident(i) => format!("{}: {}", short(&i.name), x.term(i.kind)),
    }
}

fn columns(cx: &Cx) -> Vec<Col<WatchRow>> {
    let t = cx.texts.t();
    vec![
        Col::new(t.signals_col_when(), Wide::Fixed(15), |r: &WatchRow, cx| (when(r.at(), cx), Tone::Plain)),
        Col::new(t.signals_col_who(), Wide::Flex { weight: 1, min: 13 }, |r: &WatchRow, cx| match r.name() {
            "" => (cx.texts.t().signals_nobody(), Tone::Dim),
            name => (short(name), Tone::Plain),
        }),
        Col::new(t.signals_col_what(), Wide::Flex { weight: 3, min: 18 }, what),
        Col::new(t.signals_col_size(), Wide::Fixed(13), |r: &WatchRow, cx| match r {
            WatchRow::Signal(s) => (cx.texts.signal_size(s.kind, s.n, s.rows), Tone::Plain),
            WatchRow::Incident(_) => (String::new(), Tone::Plain),
        })
        .right()
        .from(74),
        Col::new(t.signals_col_state(), Wide::Fixed(14), state),
    ]
}

/// «вчера 23:12», «23 нояб. 23:12».
pub(in crate::ui::screens) fn when(at: At, cx: &Cx) -> String {
    format!("{} {}", cx.texts.day_short(cx.clock.zone.day(at), cx.today()), cx.texts.time(at, &cx.clock))
}

fn what(r: &WatchRow, cx: &Cx) -> Span {
    match r {
        WatchRow::Signal(s) if s.detail.is_empty() => (cx.texts.term(s.kind), Tone::Plain),
        WatchRow::Signal(s) => (format!("{} {}", cx.texts.term(s.kind), s.detail), Tone::Plain),
        WatchRow::Incident(i) => (cx.texts.t().signals_incident_row(cx.texts.term(i.kind)), Tone::Accent),
    }
}

fn state(r: &WatchRow, cx: &Cx) -> Span {
    match r {
        WatchRow::Signal(s) => {
            (cx.texts.term(s.state), if s.state == SignalState::New { Tone::Warn } else { Tone::Dim })
        }
        WatchRow::Incident(i) => match i.next() {
            Some((_, due)) if due < cx.clock.now => (cx.texts.late(cx.clock.now.0 - due.0), Tone::Late),
            _ => {
                let tone = match i.state {
                    IncidentState::Suspected => Tone::Warn,
                    IncidentState::Confirmed => Tone::Late,
                    IncidentState::Dismissed => Tone::Dim,
                };
                (cx.texts.term(i.state), tone)
            }
        },
    }
}

pub(super) fn view(s: &Signals, area: Rect, cx: &Cx, p: &mut Paint) -> Option<Position> {
    let t = cx.texts.t();
    let name = if s.show.open { t.signals_only_open() } else { t.signals_all() };
    let until = match s.span {
        _ if s.hidden => String::new(),
        Some(span) => t.signals_log_until(cx.texts.at(span.last, &cx.clock)),
        None => t.signals_log_none(),
    };
    let tab = Table {
        cols: &columns(cx),
        active: s.browse.is_active(),
        empty: match (s.span, s.browse.list.is_waiting()) {
            _ if s.hidden => t.signals_hidden(),
            (None, false) if s.browse.filter.is_empty() => t.signals_empty_no_log(),
            _ => t.signals_empty(),
        },
        totals: vec![(until, if s.span.is_some() { Tone::Dim } else { Tone::Warn })],
    };
    let card = || s.browse.list.current().map(|r| card(s, r, cx));
    s.browse.view(area, &name, &tab, card, cx, p)
}

fn card(s: &Signals, r: &WatchRow, cx: &Cx) -> Card {
    let mut sections = match r {
        WatchRow::Signal(s) => vec![signal(s, cx)],
        WatchRow::Incident(i) => vec![incident(i, cx), notices(i, cx)],
    };
    match s.browse.card.of(s.browse.list.cursor()) {
        Some(c) => {
            if let (WatchRow::Incident(_), Some(s)) = (r, &c.signal) {
                sections.push(signal(s, cx));
            }
            sections.extend(evidence(c, cx));
        }
        None => {
            let mut wait = Section::new("");
            wait.line(cx.texts.t().ui_reading(), Tone::Dim);
            sections.push(wait);
        }
    }
    Card { title: title(r, cx), sections, top: 0 }
}

fn signal(s: &SignalRow, cx: &Cx) -> Section {
    let (x, t) = (cx.texts, cx.texts.t());
    let mut out = Section::new("");
    out.line(x.signal_why(s.rule, s.reached, s.limit), Tone::Accent);
    out.pair(t.signals_card_day(), x.day(s.day, cx.today()));
    out.pair(t.signals_card_span(), t.signals_from_to(x.at(s.first, &cx.clock), x.at(s.last, &cx.clock)));
    out.pair(t.signals_card_address(), &s.detail);
    out.pair(t.signals_card_state(), x.term(s.state));
    out.pair(t.signals_card_reason(), &s.reason);
    if let Some(case) = s.case {
        out.pair(t.signals_card_case(), format!("№{}", case.0));
    }
    out
}

fn incident(i: &IncidentRow, cx: &Cx) -> Section {
    let (x, t) = (cx.texts, cx.texts.t());
    let mut out = Section::new("");
    out.pair(t.signals_card_state(), x.term(i.state));
    out.pair(t.signals_card_found(), x.at(i.found_at, &cx.clock));
    out.pair(t.signals_card_client(), &i.client_name);
    out.pair(t.signals_card_what(), &i.what);
    out.pair(t.signals_card_reason(), &i.reason);
    out.pair(t.signals_card_personal(), if i.personal { t.signals_personal_yes() } else { t.signals_personal_no() });
    out
}

/// Both clocks: made, running with what is left, late in words and colour.
fn notices(i: &IncidentRow, cx: &Cx) -> Section {
    let (x, t) = (cx.texts, cx.texts.t());
    let mut out = Section::new(t.signals_card_notices());
    for notice in Notice::ALL.iter().copied() {
        let Some(due) = i.due(notice) else { continue };
        out.line(x.notice(notice), Tone::Plain);
        let left = due.0 - cx.clock.now.0;
        let (text, tone) = match i.notified(notice) {
            Some(at) => (t.signals_notice_made(x.at(at, &cx.clock)), Tone::Good),
            None if left < 0 => (x.late(-left), Tone::Late),
            None => {
                let until = t.signals_notice_due(x.at(due, &cx.clock));
                (format!("{until} · {}", t.signals_clock_left(x.span(left))), Tone::Warn)
            }
        };
        out.line(format!("  {text}"), tone);
    }
    out
}

fn evidence(c: &WatchCard, cx: &Cx) -> Vec<Section> {
    let (x, t) = (cx.texts, cx.texts.t());
    let mut out = Vec::new();
    if let Some(total) = c.total {
        let n = match total {
            Total::Exact(n) | Total::AtLeast(n) => x.count(Noun::Event, i64::try_from(n).unwrap_or(i64::MAX)),
            Total::Unknown => String::new(),
        };
        let mut s = Section::new(t.signals_card_events(n.clone()));
        for e in &c.events {
            let time = x.time(e.at, &cx.clock);
            let mut line = vec![(format!("{time}  "), Tone::Dim), (event(e, cx), Tone::Plain)];
            if e.rows > 0 {
                let rows = x.count(Noun::Line, i64::try_from(e.rows).unwrap_or(i64::MAX));
                line.push((format!("  {rows}"), Tone::Warn));
            }
            line.push((format!("  {}", e.object), Tone::Dim));
            s.spans(line);
        }
        if matches!(total, Total::Exact(n) | Total::AtLeast(n) if n > c.events.len() as u64) {
            s.line(t.signals_card_more(n), Tone::Dim);
        }
        out.push(s);
    }
    if !c.changes.is_empty() {
        let mut s = Section::new(t.signals_card_changes());
        for ch in &c.changes {
            s.line(ch.client.clone(), Tone::Plain);
            s.line(format!("  {}", change(ch, cx)), Tone::Warn);
        }
        out.push(s);
    }
    out
}

/// «телефон: +7 912 … → +7 900 …», «нет в новой выгрузке».
pub(in crate::ui::screens) fn change(c: &ChangeRow, cx: &Cx) -> String {
    let (x, t) = (cx.texts, cx.texts.t());
    let term = x.term(c.field);
    let said = |s: &str| match c.field {
        PortfolioField::Amount => s
            .split_once(' ')
            .and_then(|(n, code)| Some(Money { minor: n.parse().ok()?, currency: crate::base::Currency::parse(code)? }))
            .map_or_else(|| s.to_owned(), |m| x.money(m)),
        _ if s.is_empty() => t.signals_gone(),
        _ => s.to_owned(),
    };
    let deal = if c.deal.is_empty() || c.deal == c.client { String::new() } else { format!(" · {}", c.deal) };
    match c.field {
        PortfolioField::Missing => format!("{term}{deal}"),
        _ => format!("{term}: {}{deal}", t.signals_was_now(said(&c.before), said(&c.after))),
    }
}
