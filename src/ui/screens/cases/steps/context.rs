//! Контекст и задачи: deal after deal without leaving the form, in the order of receivers and of what burns.

use ratatui::layout::{Position, Rect};

use crate::base::{DAY_MS, Due, Fault, Ref};
use crate::domain::context::{Hint, check_next_step, check_text};
use crate::domain::names::short;
use crate::domain::{Block, BlockState, DecisionRole};
use crate::ops::{ContextForm, ContextSave, Done, Outcome, Said, Waive};
use crate::reads::context::{BlockView, ContextCard, QueueRow};
use crate::reads::wizard::Wizard;
use crate::reads::{Answer, Page, Query};
use crate::texts::Noun;
use crate::ui::actions::{self, Act, Decl, Place, places};
use crate::ui::cx::Cx;
use crate::ui::effect::{Out, RunId, Slot};
use crate::ui::popup::{FormPopup, Popup, Reply, Tag};
use crate::ui::screens::Focus;
use crate::ui::screens::cases::Step;
use crate::ui::theme::Tone;
use crate::ui::widgets::{
    Col, Field, Form, ListState, Paint, Problems, Row, Table, Values, Wide, gauge, list_totals, page_rows, table,
};
use crate::ui::{body_panes, said};

pub const PLACE: Place = Place("cases.context");
pub const WAIVE: Act = Act("context.waive");

const QUEUE: Slot = Slot("cases.context");
const CARD: Slot = Slot("cases.context.card");
const FORM_TAG: Tag = Tag("context.form");
const WAIVE_TAG: Tag = Tag("context.waive");
/// «Ничего особенного, подтверждаю» is typed with one key, and stands as a sentence in the act.
const NOTHING: &str = "=";

pub const ACTIONS: &[Decl] =
    &[Decl::new(WAIVE, PLACE, &["w"], |x| x.t().ctx_waive(), |x| x.t().ctx_waive_help()).footer(11)];

impl Row for QueueRow {
    fn id(&self) -> i64 {
        self.line.0
    }
}

#[derive(Default)]
pub struct Context {
    queue: ListState<QueueRow>,
    /// The card asked for, to be opened as a form.
    card_run: Option<RunId>,
    /// What the open form was filled over.
    card: Option<Box<ContextCard>>,
    saving: Option<RunId>,
}

impl Context {
    fn open(&mut self, w: &Wizard, out: &mut Out) {
        if let Some(row) = self.queue.current() {
            self.card_run = Some(out.load(CARD, Query::Context(w.case.id, row.object)));
        }
    }

    fn chosen(&self) -> Vec<Ref> {
        super::chosen(&self.queue).into_iter().map(|r| r.object).collect()
    }
}

impl Step for Context {
    fn focus(&self) -> Focus {
        Focus::on(&[PLACE, places::LIST])
    }

    fn enter(&mut self, w: &Wizard, _cx: &Cx, out: &mut Out) {
        self.queue.restart(true);
        if self.queue.wants().is_some() {
            let run = out.load(QUEUE, Query::ContextQueue(w.case.id));
            self.queue.asked(run);
        }
    }

    fn act(&mut self, act: Act, w: &Wizard, cx: &Cx, out: &mut Out) -> bool {
        let t = cx.texts.t();
        match act {
            actions::OPEN => self.open(w, out),
            WAIVE => {
                let n = cx.texts.count(Noun::Object, self.chosen().len() as i64);
                let form = Form::new(vec![Field::line("reason", t.start_reason(), "")], |v, cx| {
                    if v["reason"].is_empty() {
                        vec![("reason", cx.texts.t().start_reason_needed())]
                    } else {
                        Problems::new()
                    }
                });
                let popup = FormPopup::new(t.ctx_waive_title(n), form).note(t.ctx_waive_note());
                out.open(WAIVE_TAG, Popup::Form(popup));
            }
            actions::BACK if self.queue.has_marks() => self.queue.clear_marks(),
            _ => return self.queue.act(act, page_rows(body_panes(cx).list).saturating_sub(5)),
        }
        true
    }

    fn refuses(&self, act: Act, _w: &Wizard, cx: &Cx) -> Option<String> {
        (matches!(act, WAIVE | actions::OPEN) && self.queue.cursor().is_none()).then(|| cx.texts.t().ui_no_row())
    }

    fn answer(&mut self, run: RunId, answer: Result<Answer, Fault>, _w: &Wizard, cx: &Cx, out: &mut Out) {
        match answer {
            Ok(Answer::ContextQueue(rows)) => {
                self.queue.answer(run, Ok(Page::whole(rows)));
            }
            Ok(Answer::Context(card)) if self.card_run == Some(run) => {
                self.card_run = None;
                out.open(FORM_TAG, Popup::Form(form(&card, cx)));
                self.card = Some(card);
            }
            Err(fault) if self.queue.is_pending(run) => {
                self.queue.answer(run, Err(fault));
            }
            _ => {}
        }
    }

    fn ran(&mut self, run: RunId, result: Result<Done<Outcome>, Fault>, w: &Wizard, cx: &Cx, out: &mut Out) {
        let (x, t) = (cx.texts, cx.texts.t());
        match result.map(|d| d.out) {
            Ok(Outcome::ContextForm(_)) if self.saving == Some(run) => {
                self.saving = None;
                self.card = None;
                let before = self.queue.cursor();
                self.queue.act(actions::DOWN, 1);
                if self.queue.cursor() == before {
                    out.say(t.ctx_last());
                } else {
                    self.open(w, out);
                }
            }
            Ok(Outcome::Waive(done)) => {
                self.queue.clear_marks();
                out.say(t.ctx_waived(x.count(Noun::Block, done.blocks.into())));
            }
            _ => {}
        }
    }

    fn reply(&mut self, tag: Tag, reply: Reply, w: &Wizard, cx: &Cx, out: &mut Out) {
        match (tag, reply) {
            (FORM_TAG, Reply::Filled(v)) => {
                let Some(card) = &self.card else { return };
                let blocks = changed(card, &v, w, cx);
                if blocks.is_empty() {
                    out.close();
                    out.say(cx.texts.t().ctx_unchanged());
                } else {
                    self.saving = Some(out.run(ContextForm { object: card.object, blocks }));
                }
            }
            (WAIVE_TAG, Reply::Filled(v)) => {
                let objects = self.chosen();
                out.run(Waive { case: w.case.id, objects, block: None, reason: v["reason"].clone() });
            }
            _ => {}
        }
    }

    fn view(&self, area: Rect, _w: &Wizard, cx: &Cx, p: &mut Paint) -> Option<Position> {
        let mut totals = list_totals(&self.queue, Noun::Object, cx);
        totals.push((format!(" · {}", cx.texts.t().ctx_hint()), Tone::Accent));
        let t = Table { cols: &columns(cx), active: true, empty: cx.texts.t().ctx_empty(), totals };
        table(p, area, &self.queue, &t, cx);
        None
    }
}

fn columns(cx: &Cx) -> Vec<Col<QueueRow>> {
    let t = cx.texts.t();
    vec![
        Col::new(t.dist_col_to(), Wide::Flex { weight: 1, min: 11 }, |r: &QueueRow, cx| match &r.receiver {
            Some((_, name)) => (short(name), Tone::Dim),
            None => (cx.texts.t().ctx_no_receiver(), Tone::Dim),
        }),
        Col::new(t.dist_col_title(), Wide::Flex { weight: 3, min: 16 }, |r: &QueueRow, _| {
            let client = r.client.as_ref().map_or_else(String::new, |c| format!("{c} — "));
            (format!("{client}{}", r.title), Tone::Plain)
        }),
        Col::new(t.ctx_col_ready(), Wide::Fixed(5), |r: &QueueRow, _| {
            let done = r.missing.is_empty();
            (format!("{}/{}", r.filled + r.waived, r.required), if done { Tone::Good } else { Tone::Plain })
        })
        .right(),
        Col::new("", Wide::Fixed(5), |r: &QueueRow, _| {
            let theme = crate::ui::theme::Theme::new(crate::ui::theme::Look::Dark);
            (gauge(&theme, u64::from(r.filled + r.waived), u64::from(r.required), 5), Tone::Accent)
        })
        .from(70),
        Col::new(t.ctx_col_missing(), Wide::Flex { weight: 2, min: 12 }, |r: &QueueRow, cx| {
            let all: Vec<String> = r.missing.iter().map(|b| cx.texts.block_short(*b)).collect();
            (all.join(", "), Tone::Warn)
        })
        .from(64),
    ]
}

/// The form of one object: a field per block, and the day beside the block that has one.
fn form(card: &ContextCard, cx: &Cx) -> FormPopup {
    let t = cx.texts.t();
    let mut fields = Vec::new();
    for b in &card.blocks {
        let star = if b.required { "*" } else { "" };
        let label = format!("{}{star}", cx.texts.term(b.block));
        let text = match b.state {
            BlockState::Confirmed => NOTHING.to_owned(),
            _ => b.text.clone(),
        };
        fields.push(Field::area(b.block.word(), label, &text));
        if has_day(b.block) {
            let on = b.on.map_or_else(String::new, |d| d.to_string());
            fields.push(Field::spoken("on", t.ctx_when(), &on, said::echo));
        }
        if b.state == BlockState::Waived {
            fields.push(Field::told("waived", "", t.ctx_is_waived(b.reason.clone())));
        }
    }
    fields.push(Field::told("known", t.ctx_known(), known(card, cx)));
    let client = card.client.as_ref().filter(|(id, _)| Ref::from(*id) != card.object);
    let title = client.map_or_else(|| card.title.clone(), |(_, c)| format!("{c} — {}", card.title));
    let check = if card.blocks.iter().any(|b| b.block == Block::NextStep) { check_deal } else { check_client };
    FormPopup::new(title, Form::new(fields, check)).note(head(card, cx)).draft(format!("context:{}", card.object))
}

const fn has_day(b: Block) -> bool {
    matches!(b, Block::NextStep | Block::NextContact)
}

/// Stage, amount, close date, who receives: what the card already says, in one line.
fn head(card: &ContextCard, cx: &Cx) -> String {
    let (x, t) = (cx.texts, cx.texts.t());
    let mut parts = Vec::new();
    if !card.stage.is_empty() {
        parts.push(card.stage.clone());
    }
    if let Some(m) = card.amount.filter(|m| m.minor != 0) {
        parts.push(x.money(m));
    }
    if let Some(day) = card.expected_close {
        parts.push(t.ctx_close(x.day(day, cx.today())));
    }
    if let Some((_, name)) = &card.receiver {
        parts.push(t.ctx_to(short(name)));
    }
    parts.push(t.ctx_nothing_hint());
    parts.join(" · ")
}

fn known(card: &ContextCard, cx: &Cx) -> String {
    let (x, t) = (cx.texts, cx.texts.t());
    let mut parts = Vec::new();
    if let Some(at) = card.created_at {
        parts.push(t.ctx_created(x.day(cx.clock.zone.day(at), cx.today())));
    }
    if let Some(at) = card.stage_since {
        parts.push(t.ctx_in_stage(x.count(Noun::Day, (cx.clock.now.0 - at.0).max(0) / DAY_MS)));
    }
    for k in card.contacts.iter().take(4) {
        let role =
            if k.decision == DecisionRole::Unknown { String::new() } else { format!(" — {}", x.term(k.decision)) };
        parts.push(format!("{}{role}{}", k.name, k.points.first().map_or_else(String::new, |p| format!(" {p}"))));
    }
    for k in card.tasks.iter().take(3) {
        let when = k.due.map_or_else(String::new, |d| format!(", {}", x.due(d, cx.today())));
        parts.push(format!("{}: {}{when}", x.term(k.kind), k.title));
    }
    for n in card.notes.iter().take(3) {
        parts.push(format!("«{}»", n.text));
    }
    for u in card.touches.iter().take(2) {
        let said = x.touch_outcome(u.result, &u.outcome);
        parts.push(format!("{} {}: {said}", x.term(u.kind), x.at(u.at, &cx.clock)));
    }
    if parts.is_empty() { t.ctx_known_nothing() } else { parts.join("; ") }
}

fn check_deal(v: &Values, cx: &Cx) -> Problems {
    check(v, &Block::DEAL, cx)
}

fn check_client(v: &Values, cx: &Cx) -> Problems {
    check(v, &Block::CLIENT, cx)
}

/// Empty fields are allowed: a form may be saved half done. What is written must count.
fn check(v: &Values, blocks: &[Block], cx: &Cx) -> Problems {
    let mut out = Problems::new();
    for b in blocks {
        let text = v.get(b.word()).map_or("", |s| s.trim());
        if text.is_empty() || text == NOTHING {
            continue;
        }
        let result = if *b == Block::NextStep {
            check_next_step(text, day(v, cx), cx.clock).map(|_: Option<Hint>| ())
        } else {
            check_text(text)
        };
        if let Err(problem) = result {
            out.push((b.word(), cx.texts.fault(&problem.fault(text)).line()));
        }
    }
    out
}

fn day(v: &Values, cx: &Cx) -> Option<Due> {
    v.get("on").and_then(|s| said::due(s, cx))
}

/// The blocks that differ from what the form was opened with.
fn changed(card: &ContextCard, v: &Values, w: &Wizard, cx: &Cx) -> Vec<ContextSave> {
    let on = day(v, cx);
    let save = |b: &BlockView| {
        let text = v.get(b.block.word())?.trim();
        let said = match text {
            "" => Said::Nothing,
            NOTHING => Said::NothingSpecial,
            t => Said::Text(t.to_owned()),
        };
        let was = match b.state {
            BlockState::Empty | BlockState::Waived => Said::Nothing,
            BlockState::Confirmed => Said::NothingSpecial,
            BlockState::Filled => Said::Text(b.text.clone()),
        };
        let on = if has_day(b.block) { on } else { None };
        let same = said == was && (!has_day(b.block) || on == b.on);
        (!same).then_some(ContextSave {
            case: Some(w.case.id),
            object: card.object,
            block: b.block,
            said,
            on,
            seen: Some(b.rev),
        })
    };
    card.blocks.iter().filter_map(save).collect()
}
