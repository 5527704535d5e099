//! What was promised: rows under the form, all of a case in a list, and the forms to write one down or decide on it.

use ratatui::layout::Rect;

use crate::base::{CaseId, Day, Ref};
use crate::domain::PromiseState;
use crate::domain::context::check_text;
use crate::domain::promise::block_of;
use crate::domain::promised::{Told, is_told_of, looks_unusual, mentioned, unusual_word};
use crate::ops::{ContextForm, PromiseDecide, PromiseSave, Said};
use crate::reads::context::ContextCard;
use crate::reads::promises::PromiseView;
use crate::texts::Noun;
use crate::ui::actions::{self, Act, Decl, Place};
use crate::ui::cx::Cx;
use crate::ui::popup::{FormPopup, PickItem};
use crate::ui::said;
use crate::ui::theme::Tone;
use crate::ui::widgets::{
    Col, Field, Form, ListState, Paint, Problems, Row, Span, Table, Values, Wide, list_totals, table,
};

/// The rows under the form.
pub const ROWS: Place = Place("cases.context.form.promises");
/// The list of a case.
pub const LIST: Place = Place("cases.context.promises");
pub const TASK: Act = Act("promise.task");
pub const EDIT: Act = Act("promise.edit");
pub const DROP: Act = Act("promise.drop");

macro_rules! row {
    ($act:expr, $place:ident, $key:literal, $label:ident, $help:ident) => {
        Decl::new($act, $place, &[$key], |x| x.t().$label(), |x| x.t().$help())
    };
}

pub const ACTIONS: &[Decl] = &[
    row!(actions::OPEN, ROWS, "Enter", prom_open, prom_open_help).footer(1),
    row!(TASK, ROWS, "t", prom_task, prom_task_help).footer(2),
    row!(DROP, ROWS, "x", prom_drop, prom_drop_help).footer(3),
    row!(actions::UP, ROWS, "Up", ui_act_up, ui_act_up_help).plain(),
    row!(actions::DOWN, ROWS, "Down", ui_act_down, ui_act_down_help).plain(),
    row!(actions::OPEN, LIST, "Enter", prom_decide, prom_decide_help).footer(1),
    row!(EDIT, LIST, "e", prom_edit, prom_edit_help).footer(2),
    row!(TASK, LIST, "t", prom_task, prom_task_help).footer(3),
    row!(DROP, LIST, "x", prom_drop, prom_drop_help).footer(4),
];

impl Row for PromiseView {
    fn id(&self) -> i64 {
        self.id.0
    }
}

// ── Rows and list ──

fn tone(state: PromiseState) -> Tone {
    match state {
        PromiseState::Waiting => Tone::Warn,
        PromiseState::Refused => Tone::Late,
        PromiseState::Approved => Tone::Good,
        PromiseState::Noted | PromiseState::Dropped => Tone::Plain,
    }
}

/// The rows under the form; the last one writes a new promise.
pub fn rows(all: &[PromiseView], cx: &Cx) -> Vec<Span> {
    let t = cx.texts.t();
    let mut out: Vec<Span> = all
        .iter()
        .map(|p| {
            let mark = if p.unusual { "! " } else { "" };
            let task = p.task.map_or_else(String::new, |_| format!(" · {}", t.prom_has_task()));
            (format!("{mark}{}{task}", cx.texts.promise(&p.said(), cx.today())), tone(p.state))
        })
        .collect();
    out.push((t.prom_new(), Tone::Dim));
    out
}

pub fn view(list: &ListState<PromiseView>, area: Rect, cx: &Cx, p: &mut Paint) {
    let t = cx.texts.t();
    let cols = vec![
        Col::new(t.prom_col_text(), Wide::Flex { weight: 3, min: 20 }, |p: &PromiseView, _| {
            (p.text.clone(), if p.unusual { Tone::Warn } else { Tone::Plain })
        }),
        Col::new(t.prom_col_due(), Wide::Fixed(12), |p: &PromiseView, cx| {
            let late = p.due.is_some_and(|d| d.day < cx.today());
            let due = p.due.map_or_else(String::new, |d| cx.texts.day_short(d.day, cx.today()));
            (due, if late { Tone::Late } else { Tone::Plain })
        }),
        Col::new(t.prom_col_state(), Wide::Flex { weight: 2, min: 14 }, |p: &PromiseView, cx| {
            (cx.texts.promise_stands(p.state, &p.agreed_with, p.task.is_some()), tone(p.state))
        }),
        Col::new(t.dist_col_title(), Wide::Flex { weight: 2, min: 16 }, |p: &PromiseView, _| {
            (p.title.clone(), Tone::Dim)
        })
        .from(80),
    ];
    let totals = list_totals(list, Noun::Promise, cx);
    table(p, area, list, &Table { cols: &cols, active: true, empty: t.prom_empty(), totals }, cx);
}

// ── Forms ──

const UNUSUAL: &str = "unusual";
/// Nobody has said which: its words do.
const GUESSED: &str = "guessed";

/// What the texts that are being saved tell of promises, and what is not written down as one.
pub fn unwritten(card: &ContextCard, form: &ContextForm, cx: &Cx) -> Vec<Told> {
    let block = block_of(card.object.kind);
    let text = form.blocks.iter().find_map(|b| match &b.said {
        Said::Text(text) if Some(b.block) == block => Some(text),
        _ => None,
    });
    let left = left_alone(card.object, cx);
    let known = |t: &Told| left.contains(&t.text) || card.promises.iter().any(|p| is_told_of(&p.text, &t.text));
    text.map(|text| mentioned(text, cx.clock)).unwrap_or_default().into_iter().filter(|t| !known(t)).collect()
}

/// Where it is remembered which sentences of a card are no promise to be written down: with the drafts of whoever said so.
pub fn left_key(object: Ref) -> String {
    format!("promise.left:{object}")
}

pub fn left_alone(object: Ref, cx: &Cx) -> Vec<String> {
    let all = cx.drafts.get(&left_key(object)).and_then(|v| v.as_array());
    all.into_iter().flatten().filter_map(|v| v.as_str()).map(str::to_owned).collect()
}

/// A promise that a text tells of, to be written down by one key or left alone.
pub fn offered(told: &Told, title: &str, cx: &Cx) -> FormPopup {
    let due = told.due.map_or_else(String::new, |d| cx.texts.due_figures(d));
    let mut form = filled(Filling { text: &told.text, due, kind: GUESSED, ..Filling::default() }, cx);
    // Whoever writes on without looking up does not write into the promise.
    form.go("kind");
    let t = cx.texts.t();
    FormPopup::new(t.prom_heard_title(), form).note(t.prom_heard_note(title)).live(waits).unasked()
}

#[derive(Default)]
struct Filling<'t> {
    text: &'t str,
    due: String,
    kind: &'t str,
    agreed_with: &'t str,
    agreed_on: String,
    why: &'t str,
}

/// Written down anew, or changed.
pub fn form(old: Option<&PromiseView>, object: Ref, cx: &Cx) -> FormPopup {
    let t = cx.texts.t();
    let filling = old.map_or_else(
        || Filling { kind: GUESSED, ..Filling::default() },
        |p| Filling {
            text: &p.text,
            due: p.due.map_or_else(String::new, |d| cx.texts.due_figures(d)),
            kind: if p.unusual { UNUSUAL } else { "usual" },
            agreed_with: &p.agreed_with,
            agreed_on: p.agreed_on.map_or_else(String::new, |d| cx.texts.day_figures(d)),
            why: &p.why,
        },
    );
    let key = old.map_or_else(|| format!("promise:{object}"), |p| format!("promise:{}", p.id.0));
    let title = if old.is_some() { t.prom_edit_title() } else { t.prom_new_title() };
    FormPopup::new(title, filled(filling, cx)).live(waits).draft(key)
}

fn filled(f: Filling<'_>, cx: &Cx) -> Form {
    let t = cx.texts.t();
    let kinds = vec![
        PickItem::new(GUESSED, t.prom_guessed()),
        PickItem::new(UNUSUAL, t.prom_unusual()),
        PickItem::new("usual", t.prom_usual()),
    ];
    let fields = vec![
        Field::area("text", t.prom_text(), f.text),
        Field::spoken("due", t.prom_due(), &f.due, said::echo_any),
        Field::choice("kind", t.prom_kind(), kinds, Some(f.kind.to_owned())),
        Field::line("agreed_with", t.prom_agreed_with(), f.agreed_with),
        Field::spoken("agreed_on", t.prom_agreed_on(), &f.agreed_on, said::echo_any),
        Field::line("why", t.prom_why(), f.why),
    ];
    Form::new(fields, check).term_from("text", "due")
}

fn is_unusual(v: &Values) -> bool {
    match v["kind"].as_str() {
        GUESSED => looks_unusual(&v["text"]),
        kind => kind == UNUSUAL,
    }
}

fn check(v: &Values, cx: &Cx) -> Problems {
    let mut out = Problems::new();
    let needed = ["text"].into_iter().chain((!v["agreed_with"].is_empty()).then_some("agreed_with"));
    for id in needed {
        if let Err(problem) = check_text(&v[id]) {
            out.push((id, cx.texts.fault(&problem.fault(&v[id])).line()));
        }
    }
    out
}

/// What comes of it: which it is by its words, whose word the agreement is, and that an unusual promise that nobody agreed
/// to goes to the head.
fn waits(v: &Values, cx: &Cx) -> Vec<(String, String)> {
    let t = cx.texts.t();
    let unusual = is_unusual(v);
    let guessed = v["kind"] == GUESSED && !v["text"].is_empty();
    let kind = unusual_word(&v["text"]).map_or_else(|| t.prom_looks_usual(), |word| t.prom_looks_unusual(word));
    let agreed = v["agreed_with"].trim();
    [
        guessed.then(|| (t.prom_kind(), kind)),
        (!agreed.is_empty()).then(|| (t.prom_agreed_live(), t.prom_on_your_word(agreed))),
        (unusual && agreed.is_empty()).then(|| (t.prom_then(), t.prom_then_waits())),
    ]
    .into_iter()
    .flatten()
    .collect()
}

pub fn save(old: Option<&PromiseView>, case: CaseId, object: Ref, v: &Values, cx: &Cx) -> PromiseSave {
    let day = |id: &str| -> Option<Day> { said::due(&v[id], cx).map(|d| d.day) };
    PromiseSave {
        case,
        object,
        promise: old.map(|p| p.id),
        text: v["text"].clone(),
        due: said::due(&v["due"], cx),
        unusual: is_unusual(v),
        agreed_with: v["agreed_with"].clone(),
        agreed_on: day("agreed_on"),
        why: v["why"].clone(),
        seen: old.map(|p| p.rev),
    }
}

const APPROVE: &str = "approve";

/// «Подтверждаем» or «обсудим лично», and what the client is to be told.
pub fn decision(p: &PromiseView, cx: &Cx) -> FormPopup {
    let t = cx.texts.t();
    let options = vec![PickItem::new(APPROVE, t.prom_approve()), PickItem::new("refuse", t.prom_refuse())];
    let chosen = if p.state == PromiseState::Refused { "refuse" } else { APPROVE };
    let fields = vec![
        Field::choice("word", t.prom_word(), options, Some(chosen.to_owned())),
        Field::area("answer", t.prom_answer(), &p.answer),
    ];
    let form = Form::new(fields, |v, cx| {
        let needed = v["word"] != APPROVE || !v["answer"].is_empty();
        match check_text(&v["answer"]) {
            Err(_) if needed => vec![("answer", cx.texts.t().prom_answer_needed())],
            _ => Problems::new(),
        }
    });
    let due = p.due.map_or_else(String::new, |d| format!(" — {}", cx.texts.due_long(d, cx.today())));
    let why = if p.why.is_empty() { String::new() } else { format!(" {}", t.prom_because(p.why.clone())) };
    FormPopup::new(p.title.clone(), form).note(format!("{}{due}.{why}", t.quoted(p.text.clone())))
}

pub fn decide(p: &PromiseView, case: CaseId, v: &Values) -> PromiseDecide {
    PromiseDecide { case, promise: p.id, approve: v["word"] == APPROVE, answer: v["answer"].clone() }
}
