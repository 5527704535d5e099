//! How deals look: columns, totals with sums, the card.

use ratatui::layout::{Position, Rect};

use super::Deals;
use crate::domain::names::short;
use crate::domain::rights::Right;
use crate::domain::{Block, BlockState, Segment};
use crate::reads::deals::{DealCard, DealRow, Sort};
use crate::texts::Noun;
use crate::ui::cx::Cx;
use crate::ui::popup::{Pick, PickItem};
use crate::ui::theme::Tone;
use crate::ui::widgets::{Card, Col, Paint, Section, Span, Table, Wide, list_totals};

pub(super) fn sort_word(sort: Sort) -> &'static str {
    match sort {
        Sort::Title => "title",
        Sort::Close => "close",
        Sort::Amount => "amount",
    }
}

pub(super) fn sort_of(word: &str) -> Sort {
    match word {
        "close" => Sort::Close,
        "amount" => Sort::Amount,
        _ => Sort::Title,
    }
}

pub(super) fn sorts(now: Sort, cx: &Cx) -> Pick {
    let t = cx.texts.t();
    let items = vec![
        PickItem::new("title", t.deals_sort_title()),
        PickItem::new("close", t.deals_sort_close()),
        PickItem::new("amount", t.deals_sort_amount()),
    ];
    Pick::new(t.ui_sort_title(), items).at(sort_word(now))
}

fn columns(sort: Sort, cx: &Cx) -> Vec<Col<DealRow>> {
    let t = cx.texts.t();
    vec![
        Col::new(t.deals_col_title(), Wide::Flex { weight: 2, min: 10 }, |r: &DealRow, _| {
            (r.title.clone(), if r.kind.is_open() { Tone::Plain } else { Tone::Dim })
        })
        .sorted((sort == Sort::Title).then_some(false)),
        Col::new(t.deals_col_client(), Wide::Flex { weight: 2, min: 11 }, client),
        Col::new(t.deals_col_stage(), Wide::Fixed(10), |r: &DealRow, _| (r.stage.clone(), Tone::Dim)),
        Col::new(t.deals_col_owner(), Wide::Flex { weight: 1, min: 11 }, owner).from(80),
        Col::new(t.deals_col_amount(), Wide::Fixed(12), |r: &DealRow, cx| {
            (if r.amount.minor == 0 { String::new() } else { cx.texts.money(r.amount) }, Tone::Plain)
        })
        .right()
        .sorted((sort == Sort::Amount).then_some(true)),
        Col::new(t.deals_col_close(), Wide::Fixed(13), close).right().sorted((sort == Sort::Close).then_some(false)),
        Col::new(t.deals_col_context(), Wide::Fixed(3), context).right(),
    ]
}

fn client(r: &DealRow, cx: &Cx) -> Span {
    let tone = if r.segment == Some(Segment::Vip) { Tone::Accent } else { Tone::Plain };
    if r.client_id.is_none() { (cx.texts.t().deals_without_client(), Tone::Late) } else { (r.client.clone(), tone) }
}

fn owner(r: &DealRow, cx: &Cx) -> Span {
    if r.owner.is_empty() { (cx.texts.t().ui_nobody(), Tone::Late) } else { (short(&r.owner), Tone::Plain) }
}

fn close(r: &DealRow, cx: &Cx) -> Span {
    match r.expected_close {
        None => (String::new(), Tone::Plain),
        Some(day) => {
            let late = day < cx.today() && r.kind.is_open();
            (cx.texts.day_short(day, cx.today()), if late { Tone::Late } else { Tone::Plain })
        }
    }
}

fn context(r: &DealRow, cx: &Cx) -> Span {
    let all = Block::DEAL.len() as u32;
    let text = format!("{}/{}", cx.texts.number(r.context.into()), cx.texts.number(all.into()));
    (text, if r.context >= all { Tone::Good } else { Tone::Dim })
}

pub(super) fn view(s: &Deals, area: Rect, cx: &Cx, p: &mut Paint) -> Option<Position> {
    let mut totals = list_totals(&s.browse.list, Noun::Deal, cx);
    let sums = s.sums().filter(|s| !s.0.is_empty()).map(|sums| cx.texts.sums(sums)).unwrap_or_default();
    if !sums.is_empty() && s.browse.list.problem().is_none() {
        totals.push((format!(" · {}", cx.texts.t().deals_sum(sums)), Tone::Plain));
    }
    let t = Table {
        cols: &columns(s.sort, cx),
        active: s.browse.is_active(),
        empty: match (s.browse.filter.is_empty(), cx.facts.lacks(Right::Import)) {
            (false, _) => cx.texts.t().ui_filter_empty(),
            (true, None) => cx.texts.t().deals_empty(),
            (true, Some(_)) => cx.texts.t().deals_empty_own(),
        },
        totals,
    };
    let card = || s.browse.card.value().map(|c| Card { title: c.row.title.clone(), sections: sections(c, cx), top: 0 });
    s.browse.view(area, &cx.texts.t().deals_name(), &t, card, cx, p)
}

fn head(c: &DealCard, cx: &Cx) -> Section {
    let (x, t) = (cx.texts, cx.texts.t());
    let r = &c.row;
    let mut s = Section::new("");
    let client = match r.segment {
        Some(segment) => format!("{} · {}", r.client, x.term(segment)),
        None => t.deals_without_client(),
    };
    s.pair(t.deals_col_client(), client);
    s.pair(t.deals_col_owner(), if r.owner.is_empty() { t.ui_nobody() } else { r.owner.clone() });
    let stage = if r.stage.is_empty() { x.term(r.kind) } else { format!("{} · {}", r.stage, x.term(r.kind)) };
    s.pair(t.deals_col_stage(), stage);
    if let Some(at) = c.stage_since {
        s.pair(t.deals_card_since(), x.at(at, &cx.clock));
    }
    s.pair(t.deals_col_amount(), x.money(r.amount));
    if let Some(day) = r.expected_close {
        s.pair(t.deals_card_close(), x.day_near(day, cx.today()));
    }
    if let Some(at) = c.created {
        s.pair(t.deals_card_created(), x.at(at, &cx.clock));
    }
    if let Some(at) = c.closed {
        s.pair(t.deals_card_closed(), x.at(at, &cx.clock));
    }
    s.pair(t.deals_card_loss(), &c.loss_reason);
    s.pair(t.bonus_card(), c.bonus.as_ref().map_or_else(String::new, |b| x.bonus(b)));
    if let Some((kind, at, result, said)) = &c.last_touch {
        let outcome = x.touch_outcome(*result, said);
        let what = format!("{}, {}", x.term(*kind), x.at(*at, &cx.clock));
        s.pair(t.deals_card_touch(), if outcome.is_empty() { what } else { format!("{what}: {outcome}") });
    }
    s
}

fn sections(c: &DealCard, cx: &Cx) -> Vec<Section> {
    let (x, t) = (cx.texts, cx.texts.t());
    let all = x.number(Block::DEAL.len() as i64);
    let mut blocks = Section::new(t.deals_card_context(x.number(c.row.context.into()), all));
    for block in Block::DEAL {
        let b = c.blocks.iter().find(|b| b.block == block).filter(|b| b.state != BlockState::Empty);
        let Some(b) = b else {
            // What was promised is the history, where nothing else is written of it.
            if block == Block::History && !c.promises.is_empty() {
                blocks.pair(x.block_short(block), x.count(Noun::Promise, c.promises.len() as i64));
                continue;
            }
            blocks.spans(vec![
                (format!("{:<14} ", x.block_short(block)), Tone::Dim),
                (x.term(BlockState::Empty), Tone::Warn),
            ]);
            continue;
        };
        let text = if b.text.is_empty() { x.term(b.state) } else { b.text.clone() };
        let when = b.on.map_or_else(String::new, |d| format!(" → {}", x.due(d, cx.today())));
        blocks.pair(x.block_short(block), format!("{text}{when}"));
    }
    let promises = crate::ui::promises::section(&c.promises, cx);
    let mut contacts = Section::new(t.deals_card_contacts());
    for (name, decision, point) in &c.contacts {
        let point = if point.is_empty() { String::new() } else { format!(", {point}") };
        contacts.line(format!("{name} — {}{point}", x.term(*decision)), Tone::Plain);
    }
    let mut tasks = Section::new(t.deals_card_tasks());
    for k in &c.tasks {
        let when = k.due.map_or_else(String::new, |at| format!(" — {}", x.at(at, &cx.clock)));
        let tone = if k.due.is_some_and(|at| at < cx.clock.now) { Tone::Late } else { Tone::Plain };
        tasks.line(format!("{}: {}{when}", x.term(k.kind), k.title), tone);
    }
    let mut notes = Section::new(t.deals_card_notes());
    for (at, text) in &c.notes {
        let when = at.map_or_else(String::new, |at| format!("{}  ", x.at(at, &cx.clock)));
        notes.line(format!("{when}{text}"), Tone::Plain);
    }
    let owners = crate::ui::owners::section(&c.owners, cx);
    vec![head(c, cx), blocks, promises, contacts, tasks, notes, owners]
}
