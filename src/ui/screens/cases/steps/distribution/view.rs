//! The receivers with their loads before and after, and under them the lines of the one under the cursor.

use ratatui::layout::Rect;

use super::{Distribution, Person, explain};
use crate::domain::Segment;
use crate::domain::distribution::Warning;
use crate::domain::names::short;
use crate::reads::ledger::LedgerRow;
use crate::reads::proposals::ReceiverRow;
use crate::reads::wizard::{StepKind, Wizard};
use crate::texts::Noun;
use crate::ui::cx::Cx;
use crate::ui::receivers;
use crate::ui::screens::cases::steps::of_client;
use crate::ui::theme::{Glyph, Theme, Tone};
use crate::ui::widgets::{Col, Paint, Span, Table, Wide, bar, list_totals, page_rows, table, wrap};

/// Rows of the receivers' table: at most so many, and never more than two fifths of the height.
const PEOPLE_ROWS: u16 = 8;
const BAR_W: u16 = 10;

fn split(area: Rect, people: usize) -> (Rect, Rect) {
    let rows = (people as u16).min(PEOPLE_ROWS).min(area.height * 2 / 5).max(2) + 2;
    let upper = Rect { height: rows.min(area.height), ..area };
    let lower = Rect { y: area.y + upper.height + 1, height: area.height.saturating_sub(upper.height + 1), ..area };
    (upper, lower)
}

/// Rows that fit into the two tables, for paging.
pub(super) fn pages(body: Rect) -> (usize, usize) {
    let (upper, lower) = split(Rect { height: body.height.saturating_sub(4), ..body }, usize::from(PEOPLE_ROWS));
    (page_rows(upper), page_rows(lower))
}

fn people_columns(cx: &Cx) -> Vec<Col<Person>> {
    let t = cx.texts.t();
    vec![
        Col::new(t.dist_col_to(), Wide::Flex { weight: 2, min: 14 }, |r: &Person, cx| match r {
            Person::Nobody(n) => (cx.texts.t().dist_nobody_yet(cx.texts.number(*n as i64)), Tone::Warn),
            Person::Receiver(r) => match &r.away {
                Some(a) => (format!("{}, {}", short(&r.name), cx.texts.term(a.kind).to_lowercase()), Tone::Warn),
                None => (short(&r.name), Tone::Plain),
            },
        }),
        Col::new(t.dist_col_deals(), Wide::Fixed(10), |r: &Person, _| {
            r.cell(|r| (format!("{} → {}", r.deals_before, r.deals_after), Tone::Plain))
        })
        .right(),
        Col::new(t.dist_col_before(), Wide::Fixed(BAR_W), |r: &Person, _| {
            r.cell(|r| load_bar(r.load_before.percent()))
        })
        .from(92),
        Col::new(t.dist_col_load(), Wide::Fixed(16), |r: &Person, _| r.cell(loads)).right(),
        Col::new(t.dist_col_after(), Wide::Fixed(BAR_W), |r: &Person, _| r.cell(|r| load_bar(r.load_after.percent())))
            .from(80),
        Col::new(t.dist_col_clients(), Wide::Fixed(9), |r: &Person, cx| {
            r.cell(|r| (none_or(r.mix.clients, cx), Tone::Plain))
        })
        .right(),
        Col::new(t.dist_col_mix(), Wide::Fixed(11), |r: &Person, _| r.cell(mix)).right().from(66),
    ]
}

impl Person {
    /// A cell that only people fill.
    fn cell(&self, of: impl Fn(&ReceiverRow) -> Span) -> Span {
        match self {
            Person::Nobody(_) => (String::new(), Tone::Plain),
            Person::Receiver(r) => of(r),
        }
    }
}

fn loads(r: &ReceiverRow) -> Span {
    let p = |v: Option<u64>| v.map_or_else(|| "–".to_owned(), |n| format!("{n} %"));
    let over = r.load_after.percent().is_none_or(|n| n > 100);
    let text = format!("{} → {}", p(r.load_before.percent()), p(r.load_after.percent()));
    let mark = if over { "! " } else { "" };
    (format!("{mark}{text}"), if over { Tone::Late } else { Tone::Plain })
}

fn mix(r: &ReceiverRow) -> Span {
    let m = r.mix;
    let text = if m.hot + m.warm + m.cold == 0 { "–".into() } else { format!("{}/{}/{}", m.hot, m.warm, m.cold) };
    (text, Tone::Dim)
}

fn none_or(n: u32, cx: &Cx) -> String {
    if n == 0 { "–".to_owned() } else { cx.texts.number(n.into()) }
}

/// A full bar is a full load; what is over it shows by the figure and its colour.
fn load_bar(percent: Option<u64>) -> (String, Tone) {
    let n = percent.unwrap_or(100);
    (bar(&Theme::new(crate::ui::theme::Look::Dark), n, 100, BAR_W), if n > 100 { Tone::Late } else { Tone::Accent })
}

/// «клиент: Белова З. А.»: what the column of the rules holds where a client and its deal go to two people.
const APART_W: u16 = 22;
/// From so many columns on that has a column of its own.
const APART_FROM: u16 = 110;

fn line_columns(rows: &[LedgerRow], width: u16, cx: &Cx) -> Vec<Col<LedgerRow>> {
    let (any, roomy) = (rows.iter().any(|r| !r.apart.is_empty()), width >= APART_FROM);
    let mut cols = plain_columns(any && !roomy, cx);
    if any && roomy {
        let apart = |r: &LedgerRow, cx: &Cx| (explain::halves(r, cx), Tone::Warn);
        cols.insert(cols.len() - 1, Col::new(cx.texts.t().dist_col_apart(), Wide::Fixed(APART_W), apart));
    }
    cols
}

/// `both`: the rule gives way to who has the other half.
fn plain_columns(both: bool, cx: &Cx) -> Vec<Col<LedgerRow>> {
    let t = cx.texts.t();
    let rule: fn(&LedgerRow, &Cx) -> Span = match both {
        true => |r, cx| if r.apart.is_empty() { ruled(r, cx) } else { (explain::halves(r, cx), Tone::Warn) },
        false => ruled,
    };
    let rule_w = if both { Wide::Fixed(APART_W) } else { Wide::Flex { weight: 1, min: 15 } };
    vec![
        Col::new("", Wide::Fixed(3), |r: &LedgerRow, cx| {
            if r.over_capacity && r.batch.is_none() {
                ("!".to_owned(), Tone::Late)
            } else if r.segment == Segment::Vip.word() {
                (cx.texts.term(Segment::Vip), Tone::Accent)
            } else {
                (String::new(), Tone::Plain)
            }
        }),
        Col::new(t.dist_col_kind(), Wide::Fixed(8), |r: &LedgerRow, cx| {
            (cx.texts.term(r.kind).to_lowercase(), Tone::Dim)
        }),
        Col::new(t.dist_col_title(), Wide::Flex { weight: 3, min: 16 }, |r: &LedgerRow, cx| {
            (of_client(r.client.as_deref(), &r.title, cx), Tone::Plain)
        }),
        Col::new(t.dist_col_amount(), Wide::Fixed(14), |r: &LedgerRow, cx| match r.amount {
            Some(m) if m.minor != 0 => (cx.texts.money(m), Tone::Plain),
            _ => (String::new(), Tone::Plain),
        })
        .right()
        .from(84),
        Col::new(t.dist_col_rule(), rule_w, rule),
        Col::new("", Wide::Fixed(11), |r: &LedgerRow, cx| {
            let t = cx.texts.t();
            match (r.batch, r.disposition, &r.proposed) {
                (Some(_), ..) => (t.dist_state_applied(), Tone::Good),
                (None, None, None) => (t.dist_state_open(), Tone::Warn),
                _ => (t.dist_state_proposed(), Tone::Dim),
            }
        })
        .from(60),
    ]
}

fn ruled(r: &LedgerRow, cx: &Cx) -> Span {
    (explain::rule(r, cx), Tone::Dim)
}

/// What the rules warn of, in a sentence each, and who is fuller than full: the capacity counts deals, the load everything.
fn warnings(s: &Distribution, cx: &Cx) -> Vec<String> {
    let t = cx.texts.t();
    let lines = |n: u32| cx.texts.count(Noun::Line, n.into());
    let said = |w: &Warning| match w {
        Warning::DepartmentOfOne => t.dist_warn_one(),
        Warning::NobodyElse(n) => t.dist_warn_nobody(lines(*n)),
        Warning::OverCapacity(n) => t.dist_warn_over(lines(*n)),
        Warning::HeadUnavailable => t.dist_warn_head(),
    };
    let mut out: Vec<String> = s.preview.warnings.iter().map(said).collect();
    let full = s.preview.receivers.iter().filter(|r| r.is_full());
    let full: Vec<String> = full
        .map(|r| {
            format!("{} {}", short(&r.name), r.load_after.percent().map_or_else(String::new, |p| format!("{p} %")))
        })
        .collect();
    let gets = s.preview.receivers.iter().filter(|r| r.mix.all() > 0);
    let away = gets.filter_map(|r| Some(format!("{}: {}", short(&r.name), receivers::away(r.away.as_ref()?, cx))));
    let away: Vec<String> = away.collect();
    out.extend((!away.is_empty()).then(|| t.dist_warn_away(away.join("; "))));
    out.extend((!full.is_empty()).then(|| t.dist_warn_full(full.join(", "))));
    out
}

pub(super) fn view(s: &Distribution, area: Rect, w: &Wizard, cx: &Cx, p: &mut Paint) {
    let t = cx.texts.t();
    let alarm = p.theme.glyph(Glyph::Alarm);
    let warned = warnings(s, cx);
    let warned: Vec<String> =
        warned.iter().flat_map(|text| wrap(&format!("{alarm} {text}"), area.width.saturating_sub(2))).collect();
    let gone = (warned.len() as u16).min(area.height);
    let (upper, lower) = split(Rect { height: area.height - gone, ..area }, s.people.rows().len());
    let lower = Rect { y: lower.y + gone, ..lower };
    let next = if w.count(StepKind::Distribution).is_done() {
        t.dist_next_done()
    } else if w.unproposed > 0 {
        t.dist_next_propose()
    } else {
        t.dist_next_apply()
    };
    let totals = vec![(next, Tone::Accent)];
    let people = Table { cols: &people_columns(cx), active: !s.in_lines, empty: t.dist_no_people(), totals };
    table(p, upper, &s.people, &people, cx);
    for (text, y) in warned.iter().zip(upper.bottom()..area.bottom()) {
        p.text(area.x + 1, y, area.width.saturating_sub(1), text, Tone::Warn);
    }
    if lower.height < 3 {
        return;
    }
    p.hline(lower.x, lower.y - 1, lower.width);
    let mut totals = list_totals(&s.lines, Noun::Line, cx);
    if s.in_lines {
        totals.push((format!(" · {}", t.dist_lines_hint()), Tone::Dim));
    }
    let empty = match s.preview.receivers.iter().find(|r| Some(r.id.0) == s.of) {
        Some(r) if r.waits > 0 => t.dist_would_get(),
        _ => t.dist_no_lines(),
    };
    let lines = Table { cols: &line_columns(s.lines.rows(), lower.width, cx), active: s.in_lines, empty, totals };
    table(p, lower, &s.lines, &lines, cx);
}
