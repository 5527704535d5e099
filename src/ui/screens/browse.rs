//! A list with a filter line above it and a card beside it: what «Сотрудники», «Клиенты», «Сделки», «Задачи», «Журнал»
//! and «Сигналы» do alike. A screen does its own actions first and gives the others to `act`.

use ratatui::layout::{Position, Rect};

use super::Focus;
use crate::ui::actions::{self, Act, Place, places};
use crate::ui::body_panes;
use crate::ui::cx::Cx;
use crate::ui::effect::{Out, RunId};
use crate::ui::input::{Key, Mouse};
use crate::ui::plan::panes;
use crate::ui::theme::Tone;
use crate::ui::widgets::{Beside, Card, FilterLine, FilterStep, ListState, Paint, Row, Table, page_rows, table};

pub struct Browse<R, C> {
    pub list: ListState<R>,
    pub filter: FilterLine,
    pub card: Beside<C>,
    /// The card has the keys: scrolled beside the list, or alone on a narrow screen.
    pub in_card: bool,
    card_top: u16,
    loaded: bool,
}

impl<R, C> Default for Browse<R, C>
where
    ListState<R>: Default,
{
    fn default() -> Self {
        Self {
            list: ListState::default(),
            filter: FilterLine::default(),
            card: Beside::default(),
            in_card: false,
            card_top: 0,
            loaded: false,
        }
    }
}

/// What a shared action came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// It is no shared action.
    Unknown,
    Done,
    /// The cursor may stand on another row.
    Moved,
    /// Another filter: the list is to begin anew.
    Restart,
}

impl<R: Row, C> Browse<R, C> {
    /// `own`: the places of the screen's own actions.
    pub fn focus(&self, own: &[Place]) -> Focus {
        if self.filter.is_open() {
            return Focus::typing(&[places::FILTER]);
        }
        let shared: &[Place] = if self.in_card { &[places::CARD] } else { &[places::LIST, places::SEARCH] };
        Focus::on(&[own, shared].concat())
    }

    /// The screen is shown: the first time from the first row, later where the reader was.
    pub fn enter(&mut self) {
        self.list.restart(self.loaded);
        self.loaded = true;
    }

    /// The list begins at its first row, and what it shows is remembered.
    pub fn restart(&mut self, out: &mut Out) {
        self.list.restart(false);
        out.remember();
    }

    /// The same rows in another order.
    pub fn sorted(&mut self, out: &mut Out) {
        self.list.reorder();
        out.remember();
    }

    /// Asks for the card when it is wanted.
    pub fn pump_card(&mut self, cx: &Cx, ask: impl FnOnce(i64) -> RunId) {
        let shown = body_panes(cx).card.is_some() || self.in_card;
        if self.card.is_wanted(shown, cx.mono)
            && let Some(id) = self.list.cursor()
        {
            self.card.asked(ask(id));
        }
    }

    pub fn act(&mut self, act: Act, cx: &Cx) -> Step {
        match act {
            actions::FIND => self.filter.open(),
            actions::CHOOSE if self.filter.is_open() => self.filter.close(),
            actions::BACK if self.filter.is_open() => {
                if self.filter.drop() {
                    return Step::Restart;
                }
            }
            actions::BACK | actions::LEFT | actions::QUIT if self.in_card => self.in_card = false,
            actions::BACK if self.list.has_marks() => self.list.clear_marks(),
            actions::BACK if !self.filter.is_empty() => {
                self.filter.drop();
                return Step::Restart;
            }
            actions::OPEN | actions::RIGHT if self.list.cursor().is_some() => self.open_card(cx),
            _ if self.in_card => {
                if !scroll(&mut self.card_top, act, cx) {
                    return Step::Unknown;
                }
            }
            _ if self.list.act(act, page(body_panes(cx).list)) => {
                self.moved(cx);
                return Step::Moved;
            }
            _ => return Step::Unknown,
        }
        Step::Done
    }

    /// Nothing is open, marked or looked for: Esc has nothing of this to take back.
    pub fn is_plain(&self) -> bool {
        self.filter.is_empty() && !self.filter.is_open() && !self.in_card && !self.list.has_marks()
    }

    fn open_card(&mut self, cx: &Cx) {
        self.in_card = true;
        if self.card.of(self.list.cursor()).is_none() {
            self.card.now(cx.mono);
        }
    }

    fn moved(&mut self, cx: &Cx) {
        self.follow(cx);
        self.card_top = 0;
    }

    /// The card is that of the row under the cursor, after a rest.
    pub fn follow(&mut self, cx: &Cx) {
        self.card.follow(self.list.cursor(), cx.mono);
    }

    /// True when another filter stands in the line.
    pub fn text(&mut self, key: Key) -> bool {
        self.filter.key(key) == FilterStep::Changed
    }

    /// True when another filter stands in the line.
    pub fn paste(&mut self, text: &str) -> bool {
        self.filter.paste(text) == FilterStep::Changed
    }

    pub fn mouse(&mut self, mouse: Mouse, area: Rect, cx: &Cx) {
        let list = panes(area).list;
        self.list.mouse(mouse, row_at(list, mouse), page(list));
        self.moved(cx);
    }

    /// The base has changed: both are read again, the cursor stays.
    pub fn changed(&mut self, cx: &Cx) {
        self.list.restart(true);
        self.card.now(cx.mono);
    }

    /// From elsewhere to one row: nothing filters it away, and its card is open.
    pub fn show(&mut self, id: i64, cx: &Cx) {
        self.filter.drop();
        self.list.go(id);
        self.in_card = true;
        self.card.now(cx.mono);
    }

    /// The row where the cursor stood when the program was left.
    pub fn recall(&mut self, cursor: Option<i64>) {
        if let Some(id) = cursor {
            self.list.go(id);
            self.loaded = true;
        }
    }

    /// The list's cursor is bright.
    pub fn is_active(&self) -> bool {
        !self.in_card && !self.filter.is_open()
    }

    /// The filter line, the table and the card beside them, or the card alone. `card`: what there is to say, once it is read.
    pub fn view(
        &self,
        area: Rect,
        name: &str,
        t: &Table<'_, R>,
        card: impl Fn() -> Option<Card>,
        cx: &Cx,
        p: &mut Paint,
    ) -> Option<Position> {
        let split = panes(area);
        if split.card.is_none() && self.in_card {
            self.view_card(inner(area), card, cx, p);
            return None;
        }
        let cursor = self.filter.view(Rect { height: 1, ..split.list }, name, cx, p);
        table(p, rows_area(split.list), &self.list, t, cx);
        if let Some(c) = split.card {
            p.vline(c.x - 1, c.y, c.height);
            self.view_card(inner(c), card, cx, p);
        }
        cursor
    }

    fn view_card(&self, area: Rect, card: impl Fn() -> Option<Card>, cx: &Cx, p: &mut Paint) {
        match card() {
            Some(c) => Card { top: self.card_top, ..c }.view(p, area, self.in_card),
            None if self.list.cursor().is_some() => {
                p.text(area.x, area.y, area.width, &cx.texts.t().ui_reading(), Tone::Dim);
            }
            None => {}
        }
    }
}

fn inner(area: Rect) -> Rect {
    Rect { x: area.x + 1, width: area.width - 2, ..area }
}

/// The rows stand under the line that says what is listed.
pub fn rows_area(list: Rect) -> Rect {
    Rect { y: list.y + 1, height: list.height.saturating_sub(1), ..list }
}

pub fn page(list: Rect) -> usize {
    page_rows(rows_area(list))
}

/// Which line of the rows a click meant.
pub fn row_at(list: Rect, mouse: Mouse) -> Option<usize> {
    let first = rows_area(list).y + 1;
    (mouse.y >= first && mouse.x < list.right()).then(|| usize::from(mouse.y - first))
}

/// False for an action that scrolls nothing: the frame's own keys work beside a card as everywhere.
pub fn scroll(top: &mut u16, act: Act, cx: &Cx) -> bool {
    let mut card = Card { top: *top, ..Card::default() };
    let known = card.act(act, body_panes(cx).list.height.saturating_sub(2));
    *top = card.top;
    known
}
