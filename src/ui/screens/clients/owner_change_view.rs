//! How a change of owners looks: the form, what it leads to, what is said afterwards.

use crate::domain::distribution::Load;
use crate::domain::names::short;
use crate::ops::OwnersChanged;
use crate::reads::employees::EmployeeRow;
use crate::reads::owner_change::{Move, Moved, PersonLoad, Preview, Stays};
use crate::texts::Noun;
use crate::ui::cx::Cx;
use crate::ui::popup::{Button, Dialog, FormPopup, PickItem};
use crate::ui::receivers::{self, For};
use crate::ui::theme::{Look, Theme, Tone};
use crate::ui::widgets::{Card, Field, Form, Notice, Problems, Section, Span, Values, bar, fit, width};

pub(super) const GOES: &str = "goes";
const BAR_W: u16 = 10;

pub(super) fn form(n: Option<u64>, values: &Values, people: &[EmployeeRow], cx: &Cx) -> FormPopup {
    let t = cx.texts.t();
    let switch = |id, label: String| {
        let options = vec![PickItem::new(GOES, t.owners_goes()), PickItem::new("stays", t.owners_remains())];
        Field::choice(id, label, options, Some(GOES.to_owned()))
    };
    let fields = vec![
        Field::choice("to", t.owners_to(), receivers::items(people, None, For::Good, cx), None),
        switch("deals", t.owners_deals()),
        switch("tasks", t.owners_tasks()),
        switch("plans", t.owners_plans()),
        Field::line("reason", t.owners_reason(), ""),
    ];
    let mut form = Form::new(fields, check);
    for (id, v) in values.iter().filter(|(_, v)| !v.is_empty()) {
        form.set(id, v);
    }
    let title = match n {
        Some(n) => t.owners_title(cx.texts.count(Noun::Client, n as i64)),
        None => t.owners_title_all(),
    };
    FormPopup::new(title, form).note(t.owners_note()).draft("owner-change").showing()
}

fn check(v: &Values, cx: &Cx) -> Problems {
    let t = cx.texts.t();
    let mut out = Problems::new();
    if v["to"].is_empty() {
        out.push(("to", t.owners_to_needed()));
    }
    if crate::domain::context::check_text(&v["reason"]).is_err() {
        out.push(("reason", t.owners_reason_needed()));
    }
    out
}

/// So many at once are done by two; alone, the surname is typed again.
pub(super) fn second(to: &str, n: u64, cx: &Cx) -> Dialog {
    let t = cx.texts.t();
    let buttons = vec![Button::new("no", t.owners_second_no()), Button::new("apply", t.owners_second_do()).danger()];
    let text = t.owners_second_text(cx.texts.count(Noun::Object, n as i64));
    Dialog::new(t.owners_second_title(), text, buttons).surname(to)
}

/// «12 клиентов · 8 сделок».
fn counted(m: &Moved, cx: &Cx) -> String {
    [(Noun::Client, m.clients), (Noun::Deal, m.deals), (Noun::Task, m.tasks), (Noun::Lead, m.leads)]
        .into_iter()
        .filter(|(_, n)| *n > 0)
        .map(|(noun, n)| cx.texts.count(noun, n as i64))
        .collect::<Vec<_>>()
        .join(" · ")
}

pub(super) fn done(done: &OwnersChanged, to: &str, cx: &Cx) -> Notice {
    let (t, name, what) = (cx.texts.t(), short(to), counted(&done.moved, cx));
    match (done.batch, done.stays_total) {
        (None, _) => Notice::bad(t.owners_nothing()),
        (Some(_), 0) => Notice::good(t.owners_done(name, what)),
        (Some(_), n) => Notice::good(t.owners_done_but(name, what, cx.texts.count(Noun::Object, n as i64))),
    }
}

/// Everything the head wants to know before F2, the important first.
pub(super) fn card(p: &Preview, reason: &str, w: u16, cx: &Cx) -> Card {
    let t = cx.texts.t();
    let sections = vec![head(p, reason, cx), loads(p, cx), stays(p, cx), colleagues(p, cx), moves(p, w, cx)];
    Card { title: t.owners_preview(p.to.name.clone()), sections, top: 0 }
}

fn head(p: &Preview, reason: &str, cx: &Cx) -> Section {
    let (x, t) = (cx.texts, cx.texts.t());
    let mut s = Section::new("");
    s.pair(t.owners_moves(), if p.moved.all() == 0 { t.owners_moves_nothing() } else { counted(&p.moved, cx) });
    if !p.sums.is_zero() {
        s.pair(t.owners_sum(), x.sums(&p.sums));
    }
    if p.same > 0 {
        s.pair(t.owners_same(), x.count(Noun::Client, p.same as i64));
    }
    s.pair(t.owners_why(), reason);
    s
}

/// `Петрова Е. А.   ███████▌    41 % → 52 %, сделок 41 → 52`.
fn loads(p: &Preview, cx: &Cx) -> Section {
    let t = cx.texts.t();
    let mut s = Section::new(t.owners_load());
    let names: Vec<String> = p.people.iter().map(|w| short(&w.name)).collect();
    let wide = names.iter().map(|n| width(n)).max().unwrap_or(0);
    for (name, who) in names.iter().zip(&p.people) {
        let gap = " ".repeat(usize::from(wide.saturating_sub(width(name)) + 2));
        let mut spans = vec![(format!("{name}{gap}"), Tone::Plain), filled(who.after)];
        spans.push((format!("  {}", told(who, cx)), if who.is_over() { Tone::Late } else { Tone::Plain }));
        s.spans(spans);
    }
    s
}

fn told(who: &PersonLoad, cx: &Cx) -> String {
    let t = cx.texts.t();
    let line =
        t.owners_load_line(percent(who.before), percent(who.after), format!("{} → {}", who.deals.0, who.deals.1));
    if who.is_over() { format!("{line} · {}", t.owners_over()) } else { line }
}

fn percent(l: Load) -> String {
    l.percent().map_or_else(|| "–".to_owned(), |n| format!("{n} %"))
}

/// A full bar is a full load; padded, so that the figures stand under each other.
fn filled(l: Load) -> Span {
    let n = l.percent().unwrap_or(100);
    let drawn = bar(&Theme::new(Look::Dark), n, 100, BAR_W);
    let pad = " ".repeat(usize::from(BAR_W.saturating_sub(width(&drawn))));
    (drawn + &pad, if n > 100 { Tone::Late } else { Tone::Accent })
}

fn stays(p: &Preview, cx: &Cx) -> Section {
    let (x, t) = (cx.texts, cx.texts.t());
    let mut s = Section::new(t.owners_stays(x.count(Noun::Object, p.stays_total as i64)));
    let why = |s: &Stays| match s.case {
        Some(case) => t.owners_stays_case(x.term(s.why), case.to_string()),
        None => x.term(s.why),
    };
    for row in &p.stays {
        s.spans(vec![(format!("! {}  ", row.title), Tone::Warn), (why(row), Tone::Dim)]);
    }
    more(&mut s, p.stays_total, p.stays.len(), cx);
    s
}

fn colleagues(p: &Preview, cx: &Cx) -> Section {
    let (x, t) = (cx.texts, cx.texts.t());
    let mut s = Section::new(t.owners_colleagues(x.count(Noun::Deal, p.colleagues_total as i64)));
    for c in &p.colleagues {
        let owner = if c.owner.is_empty() { t.ui_nobody() } else { short(&c.owner) };
        s.spans(vec![(format!("{}  ", c.title), Tone::Plain), (format!("{} · {owner}", c.client), Tone::Dim)]);
    }
    more(&mut s, p.colleagues_total, p.colleagues.len(), cx);
    s
}

/// Each object with whose it was, whose it becomes and how full that one is with it; what goes along stands under its client.
fn moves(p: &Preview, w: u16, cx: &Cx) -> Section {
    let (x, t) = (cx.texts, cx.texts.t());
    let mut s = Section::new(t.owners_objects(x.count(Noun::Object, p.moved.all() as i64)));
    for m in &p.moves {
        s.spans(line(m, &p.to.name, w, cx));
    }
    more(&mut s, p.moved.all(), p.moves.len(), cx);
    s
}

fn line(m: &Move, to: &str, w: u16, cx: &Cx) -> Vec<Span> {
    let t = cx.texts.t();
    let from = m.from.as_ref().map_or_else(|| t.ui_nobody(), |(_, name)| short(name));
    let amount = m.amount.filter(|a| a.minor != 0).map_or_else(String::new, |a| format!("{}  ", cx.texts.money(a)));
    let lead = match m.object.kind {
        crate::base::Kind::Client => String::new(),
        kind => format!("  {}: ", cx.texts.term(kind)),
    };
    // The percent is the receiver's, so it stands by the receiver's name.
    let end = format!("{amount}{from} → {} {}", short(to), percent(m.load_after));
    let room = w.saturating_sub(width(&end) + width(&lead) + 2);
    let title = fit(&m.title, room, "…");
    let gap = " ".repeat(usize::from(room.saturating_sub(width(&title)) + 2));
    vec![(lead, Tone::Dim), (title, Tone::Plain), (format!("{gap}{end}"), Tone::Dim)]
}

fn more(s: &mut Section, total: u64, shown: usize, cx: &Cx) {
    let rest = total.saturating_sub(shown as u64);
    if rest > 0 {
        s.line(cx.texts.t().owners_more(cx.texts.number(rest as i64)), Tone::Dim);
    }
}
