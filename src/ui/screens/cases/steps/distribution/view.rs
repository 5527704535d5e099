//! The receivers with their loads before and after, and under them the lines of the one under the cursor.

use ratatui::layout::Rect;

use super::{Distribution, NOBODY, Person, explain};
use crate::domain::distribution::Warning;
use crate::domain::names::short;
use crate::domain::{LineKind, Segment};
use crate::reads::ledger::LedgerRow;
use crate::reads::proposals::ReceiverRow;
use crate::reads::wizard::{StepKind, Wizard};
use crate::texts::Noun;
use crate::ui::body_panes;
use crate::ui::cx::Cx;
use crate::ui::plan::WIDE;
use crate::ui::receivers;
use crate::ui::screens::cases::rail::RAIL_W;
use crate::ui::screens::cases::steps::of_client;
use crate::ui::theme::{Theme, Tone};
use crate::ui::widgets::{Col, Paint, Span, Table, Wide, bar, list_totals, page_rows, table, wrap};

/// Lines of a step's heading where it has all of them.
const HEADING: u16 = 4;
/// Rows of the receivers' table: at most so many, and never more than two fifths of the height.
const PEOPLE_ROWS: u16 = 8;
/// With fewer rows than that whoever has the keys gets the room, and warnings are counted.
const TIGHT: u16 = 24;
const BAR_W: u16 = 10;

/// Whether the screen is too low for the heading of other steps and a warning on each line.
pub(super) fn is_tight(cx: &Cx) -> bool {
    body_panes(cx).list.height < TIGHT
}

/// Where everything stands: the receivers, what is warned of, the lines.
struct Parts {
    people: Rect,
    warned: Rect,
    said: Vec<String>,
    lines: Rect,
}

fn parts(s: &Distribution, area: Rect, cx: &Cx) -> Parts {
    let tight = is_tight(cx);
    let said = said(s, area.width.saturating_sub(2), tight, cx);
    let gone = (said.len() as u16).min(area.height);
    let left = area.height - gone;
    let all = s.people.rows().len() as u16;
    let rows = match (tight, s.in_lines) {
        // What is above says whose the lines are.
        (true, true) => 1,
        (true, false) => all.min(PEOPLE_ROWS).min(left / 2),
        (false, _) => all.min(PEOPLE_ROWS).min(left * 2 / 5).max(2),
    };
    let people = Rect { height: (rows + 2).min(left), ..area };
    let warned = Rect { y: people.bottom(), height: gone, ..area };
    let under = area.bottom().saturating_sub(warned.bottom() + 1);
    Parts { people, warned, said, lines: Rect { y: warned.bottom() + 1, height: under, ..area } }
}

/// The warnings, a line or more each; where there is no room for that, how many there are and the key that shows them.
fn said(s: &Distribution, width: u16, tight: bool, cx: &Cx) -> Vec<String> {
    let alarm = |text: &String| format!("! {text}");
    let all = warnings(s, cx);
    let lines: Vec<String> = all.iter().flat_map(|text| wrap(&alarm(text), width)).collect();
    if tight && lines.len() > 1 {
        return vec![alarm(&cx.texts.t().dist_warn_count(cx.texts.number(all.len() as i64)))];
    }
    lines
}

/// Rows that fit into the two tables, for paging.
pub(super) fn pages(s: &Distribution, cx: &Cx) -> (usize, usize) {
    let body = body_panes(cx).list;
    let heading = if is_tight(cx) { 1 } else { HEADING };
    let rail = if cx.size.0 < WIDE { 2 } else { RAIL_W + 5 };
    let area = Rect { height: body.height.saturating_sub(heading), width: cx.size.0.saturating_sub(rail), ..body };
    let p = parts(s, area, cx);
    (page_rows(p.people), page_rows(p.lines))
}

fn people_columns(cx: &Cx) -> Vec<Col<Person>> {
    let t = cx.texts.t();
    vec![
        Col::new(t.dist_col_to(), Wide::Flex { weight: 2, min: 14 }, |r: &Person, cx| match r {
            Person::Nobody { all, left } if all == left => {
                (cx.texts.t().dist_left(cx.texts.number(*left as i64)), Tone::Warn)
            }
            Person::Nobody { all, .. } => (cx.texts.t().dist_nobody_yet(cx.texts.number(*all as i64)), Tone::Warn),
            Person::Receiver(r) if cx.facts.is_prepared(r.id) => {
                (format!("{}, {}", short(&r.name), cx.texts.t().dist_prepared()), Tone::Warn)
            }
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
            Person::Nobody { .. } => (String::new(), Tone::Plain),
            Person::Receiver(r) => of(r),
        }
    }
}

fn loads(r: &ReceiverRow) -> Span {
    let p = |v: Option<u64>| v.map_or_else(|| "–".to_owned(), |n| format!("{n} %"));
    let over = r.is_over();
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
    let mut cols = plain_columns(rows, any && !roomy, cx);
    if any && roomy {
        let apart = |r: &LedgerRow, cx: &Cx| (explain::halves(r, cx), Tone::Warn);
        cols.push(Col::new(cx.texts.t().dist_col_apart(), Wide::Fixed(APART_W), apart));
    }
    if common_state(rows, cx).is_none() {
        cols.push(Col::new("", Wide::Fixed(11), state));
    }
    cols
}

/// `both`: the rule gives way to who has the other half. A column that says nothing of any of the rows is left out.
fn plain_columns(rows: &[LedgerRow], both: bool, cx: &Cx) -> Vec<Col<LedgerRow>> {
    let t = cx.texts.t();
    let rule: fn(&LedgerRow, &Cx) -> Span = match both {
        true => |r, cx| if r.apart.is_empty() { ruled(r, cx) } else { (explain::halves(r, cx), Tone::Warn) },
        false => ruled,
    };
    let worth = rows.iter().any(|r| r.amount.is_some_and(|m| m.minor != 0));
    let ruled_by = both || rows.iter().any(|r| !explain::is_substitute(r));
    let rule_w = if both { Wide::Fixed(APART_W) } else { Wide::Flex { weight: 1, min: 15 } };
    let mut cols = vec![
        Col::new("", Wide::Fixed(3), |r: &LedgerRow, cx| {
            if (r.over_capacity || explain::is_left(r)) && r.batch.is_none() {
                ("!".to_owned(), Tone::Late)
            } else if r.segment == Segment::Vip.word() {
                (cx.texts.term(Segment::Vip), Tone::Accent)
            } else {
                (String::new(), Tone::Plain)
            }
        }),
        Col::new(t.dist_col_kind(), Wide::Fixed(10), |r: &LedgerRow, cx| (kind(r.kind, cx), Tone::Dim)),
        Col::new(t.dist_col_title(), Wide::Flex { weight: 3, min: 16 }, |r: &LedgerRow, cx| {
            (of_client(r.client.as_deref(), &r.title, cx), Tone::Plain)
        }),
    ];
    if worth {
        let amount = Col::new(t.dist_col_amount(), Wide::Fixed(14), |r: &LedgerRow, cx| match r.amount {
            Some(m) if m.minor != 0 => {
                (cx.texts.money(m), if r.kind == LineKind::Client { Tone::Dim } else { Tone::Plain })
            }
            _ => (String::new(), Tone::Plain),
        });
        // Where no rule stands beside it there is room on a narrow screen too.
        cols.push(amount.right().from(if ruled_by { 84 } else { 66 }));
    }
    if ruled_by {
        cols.push(Col::new(t.dist_col_rule(), rule_w, rule));
    }
    cols
}

/// What a line is, in a word that fits its column.
fn kind(kind: LineKind, cx: &Cx) -> String {
    let t = cx.texts.t();
    match kind {
        LineKind::Team => t.dist_kind_team(),
        LineKind::Authored => t.dist_kind_authored(),
        other => cx.texts.term(other).to_lowercase(),
    }
}

fn ruled(r: &LedgerRow, cx: &Cx) -> Span {
    (explain::rule(r, cx), if explain::is_left(r) { Tone::Warn } else { Tone::Dim })
}

/// How a line stands.
fn state(r: &LedgerRow, cx: &Cx) -> Span {
    let t = cx.texts.t();
    match (r.batch, r.disposition, &r.proposed) {
        (Some(_), ..) => (t.dist_state_applied(), Tone::Good),
        (None, None, None) => (t.dist_state_open(), Tone::Warn),
        _ => (t.dist_state_proposed(), Tone::Dim),
    }
}

/// How all of them stand, where it is the same: then it is said once.
fn common_state(rows: &[LedgerRow], cx: &Cx) -> Option<Span> {
    let first = state(rows.first()?, cx);
    rows.iter().all(|r| state(r, cx) == first).then_some(first)
}

/// What the rules warn of, in a sentence each, and who is fuller than full: the capacity counts deals, the load everything.
pub(super) fn warnings(s: &Distribution, cx: &Cx) -> Vec<String> {
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
    let leaves = s.preview.receivers.iter().filter(|r| r.mix.all() > 0 && cx.facts.is_prepared(r.id));
    let leaves: Vec<String> = leaves.map(|r| short(&r.name)).collect();
    let young = s.preview.receivers.iter().filter(|r| r.mix.hot > 0 && r.young);
    let young: Vec<String> =
        young.map(|r| format!("{} — {}", short(&r.name), cx.texts.number(r.mix.hot.into()))).collect();
    out.extend((!young.is_empty()).then(|| t.dist_warn_young(young.join(", "))));
    out.extend((!leaves.is_empty()).then(|| t.dist_warn_prepared(leaves.join(", "))));
    out.extend((!away.is_empty()).then(|| t.dist_warn_away(away.join("; "))));
    out.extend((!full.is_empty()).then(|| t.dist_warn_full(full.join(", "))));
    out
}

pub(super) fn view(s: &Distribution, area: Rect, w: &Wizard, cx: &Cx, p: &mut Paint) {
    let t = cx.texts.t();
    let at = parts(s, area, cx);
    let c = w.count(StepKind::Distribution);
    let next = if c.is_done() {
        t.dist_next_done()
    } else if w.unproposed > 0 {
        t.dist_next_propose()
    } else if w.left > 0 && (s.of == Some(NOBODY) || !s.waits()) {
        t.dist_next_left()
    } else {
        t.dist_next_apply()
    };
    let mut totals = vec![(next, Tone::Accent)];
    if is_tight(cx) {
        totals.insert(0, (format!("{} · ", cx.texts.n_of(c.done as i64, c.total as i64)), Tone::Dim));
    }
    let people = Table { cols: &people_columns(cx), active: !s.in_lines, empty: t.dist_no_people(), totals };
    table(p, at.people, &s.people, &people, cx);
    for (text, y) in at.said.iter().zip(at.warned.y..at.warned.bottom()) {
        p.text(area.x + 1, y, area.width.saturating_sub(1), text, Tone::Warn);
    }
    if at.lines.height < 3 {
        return;
    }
    p.hline(at.lines.x, at.lines.y - 1, at.lines.width);
    let mut totals = list_totals(&s.lines, Noun::Line, cx);
    totals.extend(common_state(s.lines.rows(), cx).map(|(text, tone)| (format!(" · {text}"), tone)));
    if s.in_lines {
        totals.push((format!(" · {}", t.dist_lines_hint()), Tone::Dim));
    }
    let empty = match s.preview.receivers.iter().find(|r| Some(r.id.0) == s.of) {
        Some(r) if r.waits > 0 => t.dist_would_get(),
        _ => t.dist_no_lines(),
    };
    let lines = Table { cols: &line_columns(s.lines.rows(), at.lines.width, cx), active: s.in_lines, empty, totals };
    table(p, at.lines, &s.lines, &lines, cx);
}
