//! How clients look: columns, totals, the card.

use ratatui::layout::{Position, Rect};

use super::Clients;
use crate::domain::Segment;
use crate::domain::names::short;
use crate::domain::rights::Right;
use crate::reads::clients::{ClientCard, ClientRow, Sort};
use crate::texts::Noun;
use crate::ui::cx::Cx;
use crate::ui::popup::{Pick, PickItem};
use crate::ui::theme::Tone;
use crate::ui::widgets::{Card, Col, Paint, Section, Span, Table, Wide, list_totals};

pub(super) fn sorts(now: Sort, cx: &Cx) -> Pick {
    let t = cx.texts.t();
    let items = vec![PickItem::new("name", t.clients_sort_name()), PickItem::new("due", t.clients_sort_due())];
    Pick::new(t.ui_sort_title(), items).at(if now == Sort::Due { "due" } else { "name" })
}

fn columns(sort: Sort, cx: &Cx) -> Vec<Col<ClientRow>> {
    let t = cx.texts.t();
    vec![
        Col::new("", Wide::Fixed(3), |r: &ClientRow, cx| match r.segment {
            Segment::Vip => (cx.texts.term(Segment::Vip), Tone::Accent),
            _ => (String::new(), Tone::Plain),
        }),
        Col::new(t.clients_col_name(), Wide::Flex { weight: 8, min: 16 }, |r: &ClientRow, _| {
            (r.name.clone(), Tone::Plain)
        })
        .sorted((sort == Sort::Name).then_some(false)),
        Col::new(t.clients_col_owner(), Wide::Flex { weight: 1, min: 13 }, owner),
        Col::new(t.clients_col_region(), Wide::Flex { weight: 1, min: 8 }, |r: &ClientRow, _| {
            (r.region.clone(), Tone::Dim)
        })
        .from(110),
        Col::new(t.clients_col_deals(), Wide::Fixed(6), |r: &ClientRow, cx| {
            (if r.open_deals == 0 { String::new() } else { cx.texts.number(r.open_deals.into()) }, Tone::Plain)
        })
        .right(),
        Col::new(t.clients_col_amount(), Wide::Fixed(14), |r: &ClientRow, cx| {
            (if r.amount.minor == 0 { String::new() } else { cx.texts.money(r.amount) }, Tone::Plain)
        })
        .right()
        // Beside a card, which says it too, the room is the name's.
        .from(78),
        Col::new(t.clients_col_temperature(), Wide::Fixed(4), |r: &ClientRow, cx| {
            (cx.texts.temperature_short(r.temperature), Tone::Dim)
        }),
        Col::new(t.clients_col_due(), Wide::Fixed(11), due).right().sorted((sort == Sort::Due).then_some(false)),
    ]
}

fn owner(r: &ClientRow, cx: &Cx) -> Span {
    if r.owner.is_empty() { (cx.texts.t().ui_nobody(), Tone::Late) } else { (short(&r.owner), Tone::Plain) }
}

fn due(r: &ClientRow, cx: &Cx) -> Span {
    match r.next_due {
        None => (String::new(), Tone::Plain),
        Some(at) => {
            let tone = if at < cx.clock.now { Tone::Late } else { Tone::Plain };
            (cx.texts.day_short(cx.clock.zone.day(at), cx.today()), tone)
        }
    }
}

pub(super) fn view(s: &Clients, area: Rect, cx: &Cx, p: &mut Paint) -> Option<Position> {
    let t = Table {
        cols: &columns(s.sort, cx),
        active: s.browse.is_active(),
        empty: match (s.browse.filter.is_empty(), cx.facts.lacks(Right::Import)) {
            (false, _) => cx.texts.t().ui_filter_empty(),
            (true, None) => cx.texts.t().clients_empty(),
            (true, Some(_)) => cx.texts.t().clients_empty_own(),
        },
        totals: list_totals(&s.browse.list, Noun::Client, cx),
    };
    let card = || s.browse.card.value().map(|c| Card { title: c.row.name.clone(), sections: sections(c, cx), top: 0 });
    s.browse.view(area, &cx.texts.t().clients_name(), &t, card, cx, p)
}

fn sections(c: &ClientCard, cx: &Cx) -> Vec<Section> {
    let (x, t) = (cx.texts, cx.texts.t());
    let mut head = Section::new("");
    let owner = if c.row.owner.is_empty() { t.ui_nobody() } else { c.row.owner.clone() };
    head.pair(t.clients_col_owner(), owner);
    for (name, duty) in &c.team {
        let second = if duty.is_empty() { name.clone() } else { format!("{name} · {duty}") };
        head.pair(t.clients_card_second(), second);
    }
    head.pair(t.clients_card_segment(), format!("{} · {}", x.term(c.row.segment), x.term(c.row.temperature)));
    head.pair(t.clients_col_region(), &c.row.region);
    head.pair(t.clients_card_industry(), &c.industry);
    head.pair(t.clients_card_inn(), &c.inn);
    head.pair(t.clients_card_address(), &c.address);
    if let Some(day) = c.next_contact {
        head.pair(t.clients_card_next(), x.day_near(day, cx.today()));
    }
    if let Some(at) = c.last_touch {
        head.pair(t.clients_card_touch(), x.at(at, &cx.clock));
    }
    head.pair(t.clients_card_docs(), &c.docs_owed);
    for point in &c.points {
        head.line(point, Tone::Plain);
    }
    let mut contacts = Section::new(t.clients_card_contacts());
    for k in &c.contacts {
        contacts.spans(vec![
            (k.name.clone(), Tone::Plain),
            (format!(" — {}", x.term(k.decision)), Tone::Dim),
            (if k.position.is_empty() { String::new() } else { format!(", {}", k.position) }, Tone::Dim),
        ]);
        for point in &k.points {
            contacts.line(format!("  {point}"), Tone::Dim);
        }
    }
    let mut deals = Section::new(t.clients_card_deals());
    for d in &c.deals {
        let open = d.kind.is_open();
        let tone = if open { Tone::Plain } else { Tone::Dim };
        let mut rest = vec![(d.stage.clone(), Tone::Dim)];
        if d.owner_id != c.row.owner_id {
            // What is closed stays credited to whoever closed it (2 §9.17).
            rest.push((short(&d.owner), if open { Tone::Warn } else { Tone::Dim }));
        }
        rest.push((x.money(d.amount), tone));
        deals.row((d.title.clone(), tone), rest);
    }
    let mut tasks = Section::new(t.clients_card_tasks());
    for k in &c.tasks {
        let when = k.due.map_or_else(String::new, |at| x.at(at, &cx.clock));
        let tone = if k.due.is_some_and(|at| at < cx.clock.now) { Tone::Late } else { Tone::Dim };
        tasks.row((format!("{}: {}", x.term(k.kind), k.title), Tone::Plain), vec![(when, tone)]);
    }
    let mut steps = Section::new(t.clients_card_steps());
    for s in &c.steps {
        let about = if s.deal.is_empty() { s.text.clone() } else { format!("{} · {}", s.text, s.deal) };
        steps.row((about, Tone::Plain), vec![(x.due(s.on, cx.today()), Tone::Accent)]);
    }
    let owners = crate::ui::owners::section(&c.owners, cx);
    let mut notes = Section::new(t.clients_card_notes());
    for (at, text) in &c.notes {
        let when = at.map_or_else(String::new, |at| format!("{}  ", x.at(at, &cx.clock)));
        notes.line(format!("{when}{text}"), Tone::Plain);
    }
    vec![head, steps, crate::ui::promises::section(&c.promises, cx), contacts, deals, tasks, notes, owners]
}
