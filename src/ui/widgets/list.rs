//! The state of a list that is a window on the base: it holds at most a few screens of rows, asks for more near an
//! edge, and keeps its cursor by id (5, "Lists").

use std::collections::BTreeSet;

use crate::base::Fault;
use crate::reads::{Anchor, Page, Place, Query, Total, Window};
use crate::ui::actions::{self, Act};
use crate::ui::effect::{Out, RunId, Slot};
use crate::ui::input::{Mouse, MouseKind};

/// Screens of rows kept in memory, and the rows asked for at once.
const SCREENS: usize = 3;

/// Rows asked for at first, when nobody has said how tall the screen is.
const FIRST: usize = 80;

/// A row that can be pointed at.
pub trait Row {
    /// Unique in the list and stable over reloads: the row's id in the base.
    fn id(&self) -> i64;
}

/// What is marked: these rows, or all that the query finds except these.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Marks {
    Ids(BTreeSet<i64>),
    AllOf { except: BTreeSet<i64> },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Load {
    /// Replace the window.
    Fresh,
    Below,
    Above,
}

#[derive(Debug)]
pub struct ListState<R> {
    rows: Vec<R>,
    cursor: Option<i64>,
    /// The next fresh answer may lack the cursor's row: the cursor keeps its place then.
    in_place: bool,
    /// Index in `rows` of the first row on the screen.
    top: usize,
    at_start: bool,
    at_end: bool,
    before: Option<u64>,
    total: Total,
    marks: Marks,
    want: Option<(Load, Anchor)>,
    pending: Option<(RunId, Load)>,
    problem: Option<Fault>,
    loaded: bool,
    page: usize,
    /// The count to the end that is waited for.
    placing: Option<RunId>,
    /// A card stands beside the rows: a scroll region would take it along, so the edge is passed by half a page.
    beside: bool,
}

impl<R> Default for ListState<R> {
    fn default() -> Self {
        Self {
            rows: Vec::new(),
            cursor: None,
            in_place: false,
            top: 0,
            at_start: true,
            at_end: true,
            before: Some(0),
            total: Total::Unknown,
            marks: Marks::Ids(BTreeSet::new()),
            want: None,
            pending: None,
            problem: None,
            loaded: false,
            page: 20,
            placing: None,
            beside: false,
        }
    }
}

impl<R: Row> ListState<R> {
    // ── What it shows ──

    pub fn rows(&self) -> &[R] {
        &self.rows
    }

    /// The rows on the screen, given how many fit.
    pub fn visible(&self, page: usize) -> &[R] {
        let top = self.first_shown(page);
        &self.rows[top..(top + page).min(self.rows.len())]
    }

    /// Where `page` rows begin. It is drawn with fewer than the last key knew of when a line has come above it meanwhile: the
    /// cursor's row is on the screen all the same.
    fn first_shown(&self, page: usize) -> usize {
        let lowest = self.index().map_or(0, |i| (i + 1).saturating_sub(page));
        self.top.max(lowest).min(self.rows.len())
    }

    pub fn cursor(&self) -> Option<i64> {
        self.cursor
    }

    pub fn current(&self) -> Option<&R> {
        self.index().map(|i| &self.rows[i])
    }

    pub fn total(&self) -> Total {
        self.total
    }

    /// The cursor's place in the whole list, from 1, where it is known.
    pub fn position(&self) -> Option<u64> {
        Some(self.before? + self.index()? as u64 + 1)
    }

    /// Nothing has been answered yet.
    pub fn is_waiting(&self) -> bool {
        !self.loaded && self.problem.is_none()
    }

    pub fn problem(&self) -> Option<&Fault> {
        self.problem.as_ref()
    }

    pub fn is_marked(&self, id: i64) -> bool {
        match &self.marks {
            Marks::Ids(ids) => ids.contains(&id),
            Marks::AllOf { except } => !except.contains(&id),
        }
    }

    pub fn marks(&self) -> &Marks {
        &self.marks
    }

    /// How many are marked; `None` when that depends on a total not known exactly.
    pub fn marked(&self) -> Option<u64> {
        match (&self.marks, self.total) {
            (Marks::Ids(ids), _) => Some(ids.len() as u64),
            (Marks::AllOf { except }, Total::Exact(n)) => Some(n.saturating_sub(except.len() as u64)),
            _ => None,
        }
    }

    pub fn has_marks(&self) -> bool {
        self.marked() != Some(0)
    }

    // ── What the person does ──

    /// Starts over with a changed filter or order; the cursor stays on its row where the new list has it.
    pub fn restart(&mut self, keep_cursor: bool) {
        let anchor = if keep_cursor { self.cursor.map_or(Anchor::First, Anchor::Around) } else { Anchor::First };
        if !keep_cursor {
            self.cursor = None;
            self.clear_marks();
        }
        self.want = Some((Load::Fresh, anchor));
    }

    /// Another order of the same rows: it is read from its top, and what is marked stays marked.
    pub fn reorder(&mut self) {
        self.cursor = None;
        self.want = Some((Load::Fresh, Anchor::First));
    }

    /// Starts over when rows may have gone: the cursor stays on its row, else on what stands in its place now. Of a list
    /// that comes whole.
    pub fn reload(&mut self) {
        self.restart(true);
        self.in_place = true;
    }

    /// Puts the cursor on a row, wherever it is.
    pub fn go(&mut self, id: i64) {
        self.cursor = Some(id);
        if self.index().is_none() {
            self.want = Some((Load::Fresh, Anchor::Around(id)));
        }
    }

    pub fn clear_marks(&mut self) {
        self.marks = Marks::Ids(BTreeSet::new());
    }

    /// Takes one of the list's own actions; false for any other. `page` is the number of rows on the screen.
    pub fn act(&mut self, act: Act, page: usize) -> bool {
        self.page = page.max(1);
        let step = self.page.saturating_sub(1).max(1) as isize;
        match act {
            actions::UP => self.step(-1),
            actions::DOWN => self.step(1),
            actions::PAGE_UP => self.step(-step),
            actions::PAGE_DOWN => self.step(step),
            actions::FIRST if self.at_start => self.put(0),
            actions::FIRST => self.want = Some((Load::Fresh, Anchor::First)),
            actions::LAST if self.at_end => self.put(self.rows.len().saturating_sub(1)),
            actions::LAST => self.want = Some((Load::Fresh, Anchor::Last)),
            actions::MARK => self.mark(),
            actions::MARK_ALL => {
                self.marks = match self.marks {
                    Marks::AllOf { .. } => Marks::Ids(BTreeSet::new()),
                    Marks::Ids(_) => Marks::AllOf { except: BTreeSet::new() },
                }
            }
            _ => return false,
        }
        true
    }

    /// To the next row, when the one under the cursor is done with; on the screen as it stands.
    pub fn go_on(&mut self) {
        self.step(1);
    }

    /// A click on the `row`-th line of the rows, or the wheel.
    pub fn mouse(&mut self, mouse: Mouse, row: Option<usize>, page: usize) {
        self.page = page.max(1);
        let top = self.first_shown(self.page);
        match (mouse.kind, row) {
            (MouseKind::Click, Some(r)) if top + r < self.rows.len() => self.put(top + r),
            (MouseKind::WheelUp, _) => self.step(-3),
            (MouseKind::WheelDown, _) => self.step(3),
            _ => {}
        }
    }

    fn mark(&mut self) {
        let Some(id) = self.cursor else { return };
        let set = match &mut self.marks {
            Marks::Ids(ids) => ids,
            Marks::AllOf { except } => except,
        };
        if !set.remove(&id) {
            set.insert(id);
        }
        self.step(1);
    }

    fn index(&self) -> Option<usize> {
        let id = self.cursor?;
        self.rows.iter().position(|r| r.id() == id)
    }

    fn step(&mut self, by: isize) {
        let Some(last) = self.rows.len().checked_sub(1) else { return };
        let to = self.index().unwrap_or(0).saturating_add_signed(by).min(last);
        // A page moves the view with the cursor, so that what was read does not come again.
        if by.unsigned_abs() > 1 {
            self.top = self.top.saturating_add_signed(by).min(self.rows.len().saturating_sub(self.page));
        }
        self.put(to);
    }

    fn put(&mut self, i: usize) {
        if self.rows.is_empty() {
            return;
        }
        self.cursor = Some(self.rows[i].id());
        self.settle();
        self.near_edge(i);
    }

    /// Keeps the cursor's row on the screen.
    fn settle(&mut self) {
        let i = self.index().unwrap_or(0);
        let lowest = (i + 1).saturating_sub(self.page);
        let further = if self.beside { self.page / 2 } else { 0 };
        if i < self.top {
            self.top = i.saturating_sub(further);
        } else if self.top < lowest {
            self.top = (lowest + further).min(i).min(self.rows.len().saturating_sub(self.page)).max(lowest);
        }
        self.top = self.top.min(self.rows.len().saturating_sub(1));
        if self.at_end {
            // A list that grew above its cursor shows what came, where there is room for it.
            self.top = self.top.min(self.rows.len().saturating_sub(self.page));
        }
    }

    fn near_edge(&mut self, i: usize) {
        if self.pending.is_some() || self.want.is_some() {
            return;
        }
        let (first, last) = match (self.rows.first(), self.rows.last()) {
            (Some(f), Some(l)) => (f.id(), l.id()),
            _ => return,
        };
        // A page is always there before it is asked for.
        let near = 2 * self.page;
        if !self.at_end && i + near >= self.rows.len() {
            self.want = Some((Load::Below, Anchor::After(last)));
        } else if !self.at_start && i < near {
            self.want = Some((Load::Above, Anchor::Before(first)));
        }
    }

    // ── What it asks for and gets ──

    /// The window to ask for, if one is wanted: call it after every step, pass the answer's number to `asked`.
    pub fn wants(&mut self) -> Option<Window> {
        let (load, anchor) = self.want?;
        if load != Load::Fresh && self.pending.is_some() {
            return None;
        }
        let rows = if load == Load::Fresh { (self.page * (SCREENS - 1)).max(FIRST) } else { self.page.max(FIRST / 2) };
        Some(Window { anchor, limit: rows as u32 })
    }

    /// What is wanted lies beyond the screen: what is shown does not wait for it.
    fn is_ahead(&self) -> bool {
        matches!(self.want, Some((Load::Below | Load::Above, _))) && self.top + self.page <= self.rows.len()
    }

    /// Asks for the window that is wanted, if one is. Called at the end of every step; `beside`: a card stands beside it.
    pub fn pump(&mut self, slot: Slot, beside: bool, out: &mut Out, query: impl FnOnce(Window) -> Query) {
        self.beside = beside;
        if let Some(window) = self.wants() {
            let query = query(window);
            let run = if self.is_ahead() { out.ahead(slot, query) } else { out.load(slot, query) };
            self.asked(run);
        }
    }

    /// Far inside a long list the window does not know where it stands: asks for one of its rows to be counted to, which may
    /// take a while. Called when a window has come.
    pub fn place(&mut self, slot: Slot, out: &mut Out, query: impl FnOnce(i64) -> Query) {
        let unknown = self.before.is_none() || !matches!(self.total, Total::Exact(_));
        if let Some(id) = self.cursor.filter(|_| unknown && self.placing.is_none()) {
            self.placing = Some(out.ahead(slot, query(id)));
        }
    }

    /// Takes the answer to that.
    pub fn placed(&mut self, run: RunId, place: Option<Place>) {
        if self.placing != Some(run) {
            return;
        }
        self.placing = None;
        let Some(p) = place else { return };
        self.total = Total::Exact(p.total);
        if let Some(i) = self.rows.iter().position(|r| r.id() == p.id) {
            self.before = p.above.checked_sub(i as u64);
        }
    }

    pub fn asked(&mut self, run: RunId) {
        if let Some((load, _)) = self.want.take() {
            if load == Load::Fresh {
                self.placing = None;
            }
            self.pending = Some((run, load));
        }
    }

    pub fn is_pending(&self, run: RunId) -> bool {
        self.pending.is_some_and(|(r, _)| r == run)
    }

    /// Takes the answer to `run`; false when it is not (or no longer) waited for.
    pub fn answer(&mut self, run: RunId, page: Result<Page<R>, Fault>) -> bool {
        let Some((_, load)) = self.pending.filter(|(r, _)| *r == run) else { return false };
        self.pending = None;
        match page {
            Err(f) => self.problem = Some(f),
            Ok(page) => {
                self.problem = None;
                self.loaded = true;
                self.take(load, page);
            }
        }
        true
    }

    fn take(&mut self, load: Load, page: Page<R>) {
        if let Some(t) = page.total {
            self.total = t;
        }
        let keep = (self.page * SCREENS).max(FIRST + FIRST / 2);
        match load {
            Load::Fresh => {
                let at = self.index();
                let offset = at.map(|i| i.saturating_sub(self.top));
                self.rows = page.rows;
                (self.at_start, self.at_end, self.before) = (page.at_start, page.at_end, page.before);
                if let Some(i) = at.filter(|_| std::mem::take(&mut self.in_place) && self.index().is_none()) {
                    let here = self.rows.get(i).or(self.rows.last());
                    self.cursor = here.map(Row::id).or(self.cursor);
                }
                self.place_cursor(offset);
            }
            Load::Below => {
                self.at_end = page.at_end;
                self.rows.extend(page.rows);
                let drop = self.rows.len().saturating_sub(keep).min(self.top);
                if drop > 0 {
                    self.rows.drain(..drop);
                    self.top -= drop;
                    self.before = self.before.map(|b| b + drop as u64);
                    self.at_start = false;
                }
            }
            Load::Above => {
                self.at_start = page.at_start;
                let n = page.rows.len();
                self.rows.splice(0..0, page.rows);
                self.top += n;
                self.before = if page.at_start { Some(0) } else { self.before.map(|b| b.saturating_sub(n as u64)) };
                let max = keep.max(self.top + self.page);
                if self.rows.len() > max {
                    self.rows.truncate(max);
                    self.at_end = false;
                }
            }
        }
        self.settle();
    }

    /// After a fresh window: the same row at the same height where it is still there, else an end of the list.
    fn place_cursor(&mut self, offset: Option<usize>) {
        match self.index() {
            Some(i) => self.top = i.saturating_sub(offset.unwrap_or(self.page / 2)),
            None if self.at_end && !self.at_start => {
                self.cursor = self.rows.last().map(Row::id);
                self.top = self.rows.len().saturating_sub(self.page);
            }
            None => {
                self.cursor = self.rows.first().map(Row::id);
                self.top = 0;
            }
        }
    }
}

#[cfg(test)]
mod tests;
