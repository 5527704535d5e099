//! The form of one deal or client, over the whole step: what is written, and beside it what the card knows.

use std::collections::BTreeMap;

use ratatui::layout::{Position, Rect};

use super::fields::{self, ON, PROMISES, TASKS};
use super::{known, promises, tasks};
use crate::base::CaseId;
use crate::domain::promise::block_of;
use crate::domain::rights::Right;
use crate::domain::{Block, BlockState};
use crate::ops::{ContextForm, Said};
use crate::reads::context::{BlockView, ContextCard, KnownTask};
use crate::reads::promises::PromiseView;
use crate::ui::actions::{self, Act, Decl, Place};
use crate::ui::cx::Cx;
use crate::ui::effect::Out;
use crate::ui::input::{Key, KeyCode};
use crate::ui::screens::Focus;
use crate::ui::theme::Tone;
use crate::ui::widgets::{Form, FormStep, Paint, Span, Values, gauge, wrap};

pub const PLACE: Place = Place("cases.context.form");
pub const SKIP: Act = Act("context.skip");
pub const BEFORE: Act = Act("context.before");
pub const KNOWN: Act = Act("context.known");
pub const TAKE: Act = Act("context.take");
pub const NOTHING: Act = Act("context.nothing");
pub const NOT_NEEDED: Act = Act("context.not-needed");

pub const ACTIONS: &[Decl] = &[
    Decl::new(actions::SAVE, PLACE, &["F2"], |x| x.t().ctx_save_next(), |x| x.t().ctx_save_next_help()).footer(1),
    Decl::new(TAKE, PLACE, &["F4"], |x| x.t().ctx_take(), |x| x.t().ctx_take_help()).footer(2),
    Decl::new(NOTHING, PLACE, &["F7"], |x| x.t().ctx_nothing(), |x| x.t().ctx_nothing_help()).footer(3),
    Decl::new(SKIP, PLACE, &["PgDn"], |x| x.t().ctx_skip(), |x| x.t().ctx_skip_help()).footer(4),
    Decl::new(NOT_NEEDED, PLACE, &["F6"], |x| x.t().ctx_not_needed(), |x| x.t().ctx_not_needed_help())
        .right(Right::Case)
        .footer(5),
    Decl::new(KNOWN, PLACE, &["F3"], |x| x.t().ctx_known_act(), |x| x.t().ctx_known_act_help()).footer(6),
    Decl::new(BEFORE, PLACE, &["PgUp"], |x| x.t().ctx_before(), |x| x.t().ctx_before_help()).footer(7),
    Decl::new(actions::NEXT, PLACE, &["Tab"], |x| x.t().ui_act_next_field(), |x| x.t().ctx_next_field_help())
        .footer(8)
        .plain(),
    Decl::new(actions::PREV, PLACE, &["S-Tab"], |x| x.t().ui_act_prev_field(), |x| x.t().ui_act_prev_field_help())
        .plain(),
    Decl::new(actions::BACK, PLACE, &["Esc", "F10"], |x| x.t().ctx_leave(), |x| x.t().ctx_leave_help())
        .footer(9)
        .plain(),
];

/// From here the card stands beside the form.
const BESIDE: u16 = 100;

pub struct Writing {
    pub card: ContextCard,
    form: Form,
    /// The fields as the card has them.
    stored: Values,
    /// What somebody else wrote meanwhile into blocks that were being written here.
    theirs: Vec<(Block, String)>,
    /// What F7 put aside: text and day come back with its second press.
    aside: BTreeMap<Block, (String, String)>,
}

impl Writing {
    /// Filled from the card, and over it what an earlier attempt left; says whether that is anything else.
    pub fn new(card: ContextCard, cx: &Cx, out: &mut Out) -> (Writing, bool) {
        let mut form = fields::form(&card, cx);
        let stored = form.values();
        let draft = cx.drafts.get(&key(&card));
        if let Some(draft) = draft {
            form.restore(draft);
        }
        let differs = form.values() != stored;
        let writing = Writing { card, form, stored, theirs: Vec::new(), aside: BTreeMap::new() };
        if draft.is_some() && !differs {
            writing.forget(out);
        }
        (writing, differs)
    }

    /// On the rows letters are keys, everywhere else they are text.
    pub fn focus(&self) -> Focus {
        match self.form.at() {
            PROMISES => Focus::on(&[promises::ROWS, PLACE]),
            TASKS => Focus::on(&[tasks::ROWS, PLACE]),
            _ => Focus::typing(&[PLACE]),
        }
    }

    /// What each field is for.
    pub fn meanings(&self, cx: &Cx) -> Vec<(String, String)> {
        self.form.meanings(cx)
    }

    pub fn is_on_tasks(&self) -> bool {
        self.form.at() == TASKS
    }

    /// The task under the cursor; `None` off the rows.
    pub fn task(&self) -> Option<&KnownTask> {
        let at = self.form.row().filter(|_| self.form.at() == TASKS)?;
        tasks::handed(&self.card).nth(at)
    }

    /// The promise under the cursor; `None` on the row that writes a new one, and off the rows.
    pub fn promise(&self) -> Option<&PromiseView> {
        self.card.promises.get(self.form.row().filter(|_| self.form.at() == PROMISES)?)
    }

    /// The block of the field with the focus; the day belongs to the block it stands under.
    pub fn block(&self) -> Option<Block> {
        match self.form.at() {
            ON => self.card.blocks.iter().map(|b| b.block).find(|b| fields::has_day(*b)),
            word => Block::of(word),
        }
    }

    /// The block with the focus keeps the line from being offered.
    pub fn is_missing(&self) -> bool {
        let block = self.block();
        self.card.blocks.iter().any(|b| Some(b.block) == block && b.required && b.state == BlockState::Empty)
    }

    // ── What the person does ──

    pub fn act(&mut self, act: Act, cx: &Cx) {
        match act {
            actions::UP => self.form.key(Key::of(KeyCode::Up), cx),
            actions::DOWN => self.form.key(Key::of(KeyCode::Down), cx),
            _ => self.form.act(act, cx),
        };
    }

    pub fn key(&mut self, key: Key, cx: &Cx, out: &mut Out) {
        if self.form.key(key, cx) == FormStep::Changed {
            self.keep(out);
        }
    }

    pub fn paste(&mut self, text: &str, cx: &Cx, out: &mut Out) {
        if self.form.paste(text, cx) == FormStep::Changed {
            self.keep(out);
        }
    }

    /// Puts a ready text where the cursor stands, in the block's own field.
    pub fn take(&mut self, text: &str, cx: &Cx, out: &mut Out) {
        let Some(block) = self.block() else { return };
        self.form.go(block.word());
        if fields::is_nothing(&self.form.value(block.word()), cx) {
            self.form.set(block.word(), "");
        }
        self.paste(text, cx, out);
    }

    /// «Ничего особенного, подтверждаю», or that taken back.
    pub fn nothing(&mut self, cx: &Cx, out: &mut Out) {
        let Some(block) = self.block() else { return };
        let text = self.form.value(block.word());
        let day = if fields::has_day(block) { self.form.value(ON) } else { String::new() };
        let (text, day) = if fields::is_nothing(&text, cx) {
            self.aside.remove(&block).unwrap_or_default()
        } else {
            self.aside.insert(block, (text, day));
            (cx.texts.t().ctx_nothing_text(), String::new())
        };
        self.form.set(block.word(), &text);
        if fields::has_day(block) {
            self.form.set(ON, &day);
        }
        self.keep(out);
    }

    /// What is typed is a draft as long as it differs from what is stored.
    fn keep(&self, out: &mut Out) {
        let values = self.form.values();
        let draft = (values != self.stored).then(|| serde_json::to_value(values).unwrap_or_default());
        out.draft(key(&self.card), draft);
    }

    pub fn forget(&self, out: &mut Out) {
        out.draft(key(&self.card), None);
    }

    pub fn has_draft(&self, cx: &Cx) -> bool {
        cx.drafts.contains_key(&key(&self.card))
    }

    /// What is to be saved, if nothing is wrong with it; else the first problem has the focus.
    pub fn finish(&mut self, case: CaseId, cx: &Cx) -> Option<ContextForm> {
        let values = self.form.finish(cx)?;
        Some(ContextForm { object: self.card.object, blocks: fields::changed(&self.card, &values, case, cx) })
    }

    /// How many blocks of a form say something that were silent before.
    pub fn written(&self, form: &ContextForm) -> u32 {
        let silent = |b: Block| {
            let state = self.card.blocks.iter().find(|v| v.block == b).map(|v| v.state);
            matches!(state, Some(BlockState::Empty | BlockState::Waived))
        };
        form.blocks.iter().filter(|b| b.said != Said::Nothing && silent(b.block)).count() as u32
    }

    /// How many blocks still keep the line from being offered once a form is saved.
    pub fn left(&self, form: &ContextForm) -> u32 {
        let told = |b: Block| form.blocks.iter().find(|s| s.block == b).map(|s| s.said != Said::Nothing);
        let open = |v: &&BlockView| v.required && !told(v.block).unwrap_or(v.state != BlockState::Empty);
        self.card.blocks.iter().filter(open).count() as u32
    }

    // ── What comes from the base ──

    /// The card as it is now. What is being written stays; a block that somebody else has written meanwhile is told, and
    /// saving then is a choice.
    pub fn renew(&mut self, card: ContextCard, cx: &Cx) {
        if card == self.card {
            return;
        }
        let (was, at) = (self.form.values(), self.form.at());
        let old = std::mem::replace(&mut self.card, card);
        let mut form = fields::form(&self.card, cx);
        let original = std::mem::replace(&mut self.stored, form.values());
        let touched = |id: &str| was.get(id) != original.get(id);
        for (id, value) in was.iter().filter(|(id, _)| touched(id)) {
            form.set(id, value);
        }
        for (now, before) in self.card.blocks.iter().zip(&old.blocks) {
            if now.rev != before.rev && touched(now.block.word()) && now.state != BlockState::Empty {
                self.theirs.retain(|(b, _)| *b != now.block);
                self.theirs.push((now.block, fields::shown(now, cx)));
            }
        }
        form.go(at);
        self.form = form;
    }

    // ── Looks ──

    pub fn view(&self, area: Rect, progress: &[Span], cx: &Cx, p: &mut Paint) -> Option<Position> {
        let (done, all) = self.count(cx);
        let count = format!("{} {done}/{all}", gauge(p.theme, done, all, 5));
        let title = known::title(&self.card);
        p.text(area.x, area.y, area.width.saturating_sub(12), &title, Tone::Title);
        p.right(area.x, area.y, area.width, &count, if done >= all { Tone::Good } else { Tone::Accent });
        let star = cx.texts.t().ctx_star();
        p.text(area.x, area.y + 1, area.width.saturating_sub(16), &known::head(&self.card, cx), Tone::Plain);
        p.right(area.x, area.y + 1, area.width, &star, Tone::Dim);
        p.spans(area.x, area.y + 2, area.width, progress);
        p.hline(area.x, area.y + 3, area.width);
        let body = Rect { y: area.y + 4, height: area.height.saturating_sub(4), ..area };
        if area.width < BESIDE {
            return self.narrow(body, cx, p);
        }
        let w = area.width * 3 / 5;
        let x = area.x + w + 2;
        p.vline(x - 1, body.y, body.height);
        let beside = Rect { x: x + 1, width: area.right().saturating_sub(x + 1), ..body };
        known::card(&self.card, cx).view(p, beside, false);
        self.fields(Rect { width: w, ..body }, cx, p)
    }

    /// Under the fields one line of what is known; the rest is behind its key.
    fn narrow(&self, body: Rect, cx: &Cx, p: &mut Paint) -> Option<Position> {
        let y = body.bottom().saturating_sub(1);
        let line = format!("F3 {}: {}", cx.texts.t().ctx_known(), known::line(&self.card, cx));
        p.hline(body.x, y.saturating_sub(1), body.width);
        p.text(body.x, y, body.width, &line, Tone::Dim);
        self.fields(Rect { height: body.height.saturating_sub(2), ..body }, cx, p)
    }

    fn fields(&self, area: Rect, cx: &Cx, p: &mut Paint) -> Option<Position> {
        let told: Vec<String> = self
            .theirs
            .iter()
            .flat_map(|(b, text)| wrap(&cx.texts.t().ctx_theirs(cx.texts.term(*b), text.clone()), area.width))
            .collect();
        let room = area.height.saturating_sub(told.len() as u16);
        for (i, l) in told.iter().enumerate() {
            p.text(area.x, area.y + room + i as u16, area.width, l, Tone::Late);
        }
        self.form.view(Rect { height: room, ..area }, cx, p)
    }

    /// Required blocks that say something as the form stands now, of all that are required.
    fn count(&self, cx: &Cx) -> (u64, u64) {
        let (values, problems) = (self.form.values(), self.form.problems(cx));
        let required = self.card.blocks.iter().filter(|b| b.required);
        let promised = |b: Block| !self.card.promises.is_empty() && block_of(self.card.object.kind) == Some(b);
        let done = required
            .clone()
            .filter(|b| b.state == BlockState::Waived || promised(b.block) || says(&values, b.block, &problems));
        (done.count() as u64, required.count() as u64)
    }
}

fn says(values: &Values, block: Block, problems: &[(&'static str, String)]) -> bool {
    let wrong = |id: &str| problems.iter().any(|(p, _)| *p == id);
    let text = values.get(block.word()).map_or("", String::as_str);
    let is_wrong = wrong(block.word()) || (fields::has_day(block) && wrong(ON));
    !text.is_empty() && !is_wrong
}

fn key(card: &ContextCard) -> String {
    format!("context:{}", card.object)
}
