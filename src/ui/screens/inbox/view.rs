//! How the inbox looks: until when, what, about whom; the card with the whole sentence and the place where it is done.

use ratatui::layout::Rect;
use serde_json::Value;

use super::Inbox;
use super::place::{self, Goal};
use crate::base::At;
use crate::domain::CaseKind;
use crate::domain::names::short;
use crate::domain::rights::Right;
use crate::domain::second::Want;
use crate::reads::inbox::{Find, InboxRow, Whose};
use crate::texts::{InboxSaid, Noun, Told};
use crate::ui::cx::Cx;
use crate::ui::plan::panes;
use crate::ui::popup::{Button, Dialog, Pick, PickItem, Popup};
use crate::ui::screens::{self, browse, cases};
use crate::ui::theme::Tone;
use crate::ui::widgets::{Card, Col, Paint, Section, Span, Table, Wide, list_totals, table};

/// A row in words.
pub(in crate::ui::screens) fn told(r: &InboxRow, cx: &Cx) -> Told {
    let to = r.employee.map(|e| e.0);
    let other = if r.employee == cx.facts.me_id { "" } else { &r.to };
    let (kind, role, args, leaver) = (r.kind, r.role, &r.args, &r.leaver);
    cx.texts.inbox(&InboxSaid { kind, role, to, other, leaver, args, today: cx.today() })
}

pub(super) fn word(find: Find) -> &'static str {
    match find {
        Find { done: true, .. } => "done",
        Find { whose: Whose::Mine, .. } => "mine",
        Find { whose: Whose::Role | Whose::Of(_), .. } => "role",
        Find { whose: Whose::All, .. } => "",
    }
}

pub(super) fn picked(word: &str) -> Find {
    let whose = match word {
        "mine" => Whose::Mine,
        "role" => Whose::Role,
        _ => Whose::All,
    };
    Find { whose, done: word == "done" }
}

fn name(find: Find, cx: &Cx) -> String {
    let t = cx.texts.t();
    match word(find) {
        "done" => t.inbox_show_done(),
        "mine" => t.inbox_show_mine(),
        "role" => t.inbox_show_role(),
        _ => t.inbox_show_all(),
    }
}

pub(super) fn filters(now: Find, cx: &Cx) -> Pick {
    let words = ["", "mine", "role", "done"];
    let items = words.iter().map(|w| PickItem::new(*w, name(picked(w), cx))).collect();
    Pick::new(cx.texts.t().ui_filter_title(), items).at(word(now))
}

fn columns(done: bool, cx: &Cx) -> Vec<Col<InboxRow>> {
    let t = cx.texts.t();
    let when = if done { t.inbox_col_done() } else { t.inbox_col_due() };
    vec![
        Col::new("", Wide::Fixed(1), |r: &InboxRow, _| (if r.unread { "●" } else { " " }.to_owned(), Tone::Accent)),
        Col::new(when, Wide::Fixed(14), due).sorted(Some(done)),
        Col::new(t.inbox_col_what(), Wide::Flex { weight: 4, min: 24 }, |r: &InboxRow, cx| {
            (told(r, cx).what, if r.unread && r.done_at.is_none() { Tone::Title } else { Tone::Plain })
        }),
        Col::new(t.inbox_col_to(), Wide::Fixed(13), |r: &InboxRow, cx| (to(r, cx), Tone::Dim)).from(78),
        Col::new(t.inbox_col_case(), Wide::Flex { weight: 1, min: 12 }, |r: &InboxRow, _| (about(r), Tone::Dim))
            .from(90),
    ]
}

fn due(r: &InboxRow, cx: &Cx) -> Span {
    match (r.done_at, r.due_at) {
        (Some(at), _) => (when(at, cx), Tone::Dim),
        (None, Some(at)) => (when(at, cx), if r.overdue { Tone::Late } else { Tone::Plain }),
        (None, None) => (cx.texts.t().inbox_no_due(), Tone::Dim),
    }
}

/// «24 нояб. 14:00»; the card has the weekday.
fn when(at: At, cx: &Cx) -> String {
    let day = cx.texts.day_short(cx.clock.zone.day(at), cx.today());
    format!("{day} {}", cx.texts.time(at, &cx.clock))
}

/// A role by its name, the reader as «вам», anybody else by name.
fn to(r: &InboxRow, cx: &Cx) -> String {
    match r.role {
        Some(role) => cx.texts.term(role),
        None if r.to == cx.facts.me => cx.texts.t().inbox_in_person(),
        None => short(&r.to),
    }
}

/// «№12 Ковалёв».
fn about(r: &InboxRow) -> String {
    let surname = r.leaver.split_whitespace().next().unwrap_or_default();
    r.case.map_or_else(String::new, |c| format!("№{} {surname}", c.0))
}

pub(super) fn view(s: &Inbox, area: Rect, cx: &Cx, p: &mut Paint) {
    let t = cx.texts.t();
    let split = panes(area);
    if split.card.is_none() && s.in_card {
        card(s, Rect { x: area.x + 1, width: area.width - 2, ..area }, cx, p);
        return;
    }
    let head = Rect { x: split.list.x + 1, width: split.list.width.saturating_sub(2), height: 1, ..split.list };
    p.text(head.x, head.y, head.width, &name(s.find, cx), Tone::Title);
    let t = Table {
        cols: &columns(s.find.done, cx),
        active: !s.in_card,
        empty: match (s.find.done, s.whose()) {
            (true, _) => t.inbox_empty_done(),
            (false, Whose::All) => t.inbox_empty(),
            (false, _) => t.ui_filter_empty(),
        },
        totals: list_totals(&s.list, Noun::Entry, cx),
    };
    table(p, browse::rows_area(split.list), &s.list, &t, cx);
    if let Some(c) = split.card {
        p.vline(c.x - 1, c.y, c.height);
        card(s, Rect { x: c.x + 1, width: c.width - 2, ..c }, cx, p);
    }
}

fn card(s: &Inbox, area: Rect, cx: &Cx, p: &mut Paint) {
    let Some(r) = s.list.current() else { return };
    let t = cx.texts.t();
    let said = told(r, cx);
    let mut what = Section::default();
    what.line(said.what, Tone::Plain).line("", Tone::Plain).line(said.why, Tone::Plain);
    let mut facts = Section::default();
    let at = |at| cx.texts.at(at, &cx.clock);
    facts.pair(t.inbox_card_due(), r.due_at.map_or_else(|| t.inbox_no_due(), at));
    if let (true, Some(due)) = (r.overdue, r.due_at) {
        facts.line(cx.texts.late(cx.clock.now.0 - due.0), Tone::Late);
    }
    facts.pair(t.inbox_card_to(), to(r, cx));
    facts.pair(t.inbox_card_told(), at(r.at));
    facts.pair(t.inbox_card_done(), r.done_at.map(at).unwrap_or_default());
    facts.pair(t.inbox_card_place(), place_name(r, cx));
    let title = match r.case {
        Some(case) => t.inbox_card_case(case.0.to_string(), short(&r.leaver)),
        None => t.inbox_name(),
    };
    let card = Card { title, sections: vec![what, facts], top: s.card_top };
    card.view(p, area, s.in_card);
}

/// To agree to what another may not do alone, or not.
pub(super) fn agree(r: &InboxRow, cx: &Cx) -> Popup {
    let t = cx.texts.t();
    let text = |key: &str| r.args.get(key).and_then(Value::as_str).unwrap_or_default();
    let right = Right::of(text("right")).unwrap_or(Right::Bulk);
    let count = r.args.get("count").and_then(Value::as_u64).unwrap_or_default();
    let buttons = vec![
        Button::new("later", t.second_answer_later()),
        Button::new("no", t.second_answer_no()),
        Button::new("yes", t.second_answer_yes()),
    ];
    let what = cx.texts.want(Want { right, count });
    Popup::Dialog(Dialog::new(t.second_answer_title(short(text("name"))), t.second_answer_text(what), buttons))
}

/// Where Enter goes, in words.
fn place_name(r: &InboxRow, cx: &Cx) -> String {
    let t = cx.texts.t();
    let screen = |id| {
        let go = screens::ALL.iter().find(|d| d.id == id).and_then(|d| d.actions.first());
        go.map(|g| (g.label)(cx.texts)).unwrap_or_default()
    };
    match place::goal(r) {
        Goal::Step(_, step) => t.inbox_place_step(cases::step_name(step, CaseKind::Planned, cx)),
        Goal::Object(id, _) | Goal::Screen(id) => t.inbox_place_screen(screen(id)),
        Goal::Nowhere => t.inbox_place_nowhere(),
    }
}
