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
        let top = self.top.min(self.rows.len());
        &self.rows[top..(top + page).min(self.rows.len())]
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
        match (mouse.kind, row) {
            (MouseKind::Click, Some(r)) if self.top + r < self.rows.len() => self.put(self.top + r),
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
mod tests {
    use super::*;

    struct N(i64);
    impl Row for N {
        fn id(&self) -> i64 {
            self.0
        }
    }

    /// A base of `n` rows with ids 0…n-1.
    fn base(n: i64, w: Window) -> Page<N> {
        let k = i64::from(w.limit);
        let (a, b) = match w.anchor {
            Anchor::First => (0, k),
            Anchor::Last => (n - k, n),
            Anchor::After(i) => (i + 1, i + 1 + k),
            Anchor::Before(i) => (i - k, i),
            Anchor::Around(i) => (i - k / 2, i + k / 2),
        };
        let (a, b) = (a.max(0), b.min(n));
        let total = Some(Total::Exact(n as u64));
        Page { rows: (a..b).map(N).collect(), at_start: a == 0, at_end: b == n, before: Some(a as u64), total }
    }

    fn pump(l: &mut ListState<N>, n: i64, run: &mut u64) {
        while let Some(w) = l.wants() {
            *run += 1;
            l.asked(RunId(*run));
            assert!(l.answer(RunId(*run), Ok(base(n, w))));
        }
    }

    #[test]
    fn a_long_list_is_walked_without_being_held() {
        let (mut l, mut run, n) = (ListState::default(), 0, 10_000);
        l.restart(false);
        pump(&mut l, n, &mut run);
        for i in 1..500 {
            l.act(actions::DOWN, 10);
            pump(&mut l, n, &mut run);
            assert_eq!((l.cursor(), l.position()), (Some(i), Some(i as u64 + 1)));
            assert!(l.visible(10).iter().any(|r| r.0 == i));
            assert!(l.rows().len() <= 160, "{}", l.rows().len());
        }
        for i in (0..499).rev() {
            l.act(actions::UP, 10);
            pump(&mut l, n, &mut run);
            assert_eq!((l.cursor(), l.position()), (Some(i), Some(i as u64 + 1)));
            assert!(l.visible(10).iter().any(|r| r.0 == i));
        }
        l.act(actions::LAST, 10);
        pump(&mut l, n, &mut run);
        assert_eq!(l.position(), Some(10_000));
        assert_eq!(l.visible(10).len(), 10);
        l.act(actions::PAGE_UP, 10);
        pump(&mut l, n, &mut run);
        assert_eq!(l.cursor(), Some(9_990));
    }

    #[test]
    fn what_is_done_with_leaves_the_cursor_on_what_came_in_its_place() {
        let mut l = ListState::default();
        let whole = |l: &mut ListState<N>, ids: &[i64], run: u64| {
            assert!(l.wants().is_some());
            l.asked(RunId(run));
            assert!(l.answer(RunId(run), Ok(Page::whole(ids.iter().copied().map(N).collect()))));
        };
        l.restart(false);
        whole(&mut l, &[1, 2, 3, 4], 1);
        l.go(3);
        l.reload();
        whole(&mut l, &[1, 2, 4], 2);
        assert_eq!(l.cursor(), Some(4));
        l.reload();
        whole(&mut l, &[1, 2], 3);
        assert_eq!(l.cursor(), Some(2), "the last one went: the one before it");
        l.reload();
        whole(&mut l, &[0, 1, 2], 4);
        assert_eq!(l.cursor(), Some(2), "its own row is still there");
        // A list that begins anew begins at its start.
        l.restart(true);
        whole(&mut l, &[7, 8], 5);
        assert_eq!(l.cursor(), Some(7));
    }

    #[test]
    fn going_on_leaves_the_rows_above_where_they_are() {
        let (mut l, mut run, n) = (ListState::default(), 0, 17);
        l.restart(false);
        pump(&mut l, n, &mut run);
        l.act(actions::DOWN, 25);
        l.go_on();
        l.restart(true);
        pump(&mut l, n, &mut run);
        assert_eq!((l.cursor(), l.visible(25).len()), (Some(2), 17));
    }

    #[test]
    fn beside_a_card_the_edge_is_passed_by_half_a_page() {
        let (mut l, mut run, n) = (ListState::default(), 0, 1_000);
        l.beside = true;
        l.restart(false);
        pump(&mut l, n, &mut run);
        let mut tops = Vec::new();
        let mut walk = |l: &mut ListState<N>, act, steps: usize| {
            for _ in 0..steps {
                l.act(act, 10);
                pump(l, n, &mut run);
                assert!(l.visible(10).iter().any(|r| Some(r.0) == l.cursor()) && l.visible(10).len() == 10);
                tops.push(l.visible(10)[0].0);
            }
            tops.dedup();
            std::mem::take(&mut tops)
        };
        assert_eq!(walk(&mut l, actions::DOWN, 22), [0, 6, 12, 18]);
        assert_eq!(walk(&mut l, actions::UP, 22), [18, 12, 6, 0]);
    }

    #[test]
    fn the_screen_never_waits_for_rows_beyond_it() {
        let mut l = ListState::default();
        l.restart(false);
        assert!(!l.is_ahead(), "the first rows are the screen");
        let w = l.wants().unwrap();
        l.asked(RunId(1));
        l.answer(RunId(1), Ok(base(1_000, w)));
        let mut waited = 0;
        for run in 2..40 {
            l.act(actions::PAGE_DOWN, 20);
            if let Some(w) = l.wants() {
                waited += u32::from(!l.is_ahead());
                l.asked(RunId(run));
                l.answer(RunId(run), Ok(base(1_000, w)));
            }
        }
        assert_eq!((waited, l.cursor()), (0, Some(38 * 19)));
    }

    #[test]
    fn a_count_to_the_end_says_where_a_window_far_inside_stands() {
        let mut l: ListState<N> = ListState::default();
        let (mut next, mut owners) = (0, Vec::new());
        let mut out = Out::of(&mut next, &mut owners);
        let w = Window { anchor: Anchor::Around(500), limit: 40 };
        l.go(500);
        l.wants();
        l.asked(RunId(1));
        l.answer(RunId(1), Ok(Page { before: None, total: Some(Total::AtLeast(50)), ..base(1_000, w) }));
        assert_eq!((l.position(), l.total()), (None, Total::AtLeast(50)));
        l.place(Slot("t"), &mut out, |id| Query::ClientPlace(Default::default(), crate::base::ClientId(id)));
        let run = l.placing.unwrap();
        l.placed(RunId(99), Some(Place { id: 500, above: 7, total: 8 }));
        assert_eq!(l.position(), None, "an answer to another question");
        l.placed(run, Some(Place { id: 500, above: 70_000, total: 90_000 }));
        assert_eq!((l.position(), l.total()), (Some(70_001), Total::Exact(90_000)));
        l.act(actions::DOWN, 10);
        assert_eq!(l.position(), Some(70_002));
    }

    #[test]
    fn a_late_answer_is_dropped() {
        let mut l: ListState<N> = ListState::default();
        l.restart(false);
        let w = l.wants().unwrap();
        l.asked(RunId(1));
        l.restart(false);
        l.asked(RunId(2));
        assert!(!l.answer(RunId(1), Ok(base(5, w))));
        assert!(l.is_waiting());
        assert!(l.answer(RunId(2), Ok(base(5, w))));
        assert_eq!(l.rows().len(), 5);
    }

    #[test]
    fn marks_are_ids_or_all_but_some() {
        let (mut l, mut run) = (ListState::default(), 0);
        l.restart(false);
        pump(&mut l, 100, &mut run);
        l.act(actions::MARK, 10);
        assert_eq!((l.marked(), l.is_marked(0), l.cursor()), (Some(1), true, Some(1)));
        l.act(actions::MARK_ALL, 10);
        assert_eq!(l.marked(), Some(100));
        l.act(actions::MARK, 10);
        assert_eq!((l.marked(), l.is_marked(1)), (Some(99), false));
        l.act(actions::MARK_ALL, 10);
        assert!(!l.has_marks());
    }

    #[test]
    fn a_reload_keeps_the_row_and_its_height() {
        let (mut l, mut run) = (ListState::default(), 0);
        l.restart(false);
        pump(&mut l, 1_000, &mut run);
        for _ in 0..14 {
            l.act(actions::DOWN, 10);
            pump(&mut l, 1_000, &mut run);
        }
        let seen: Vec<i64> = l.visible(10).iter().map(|r| r.0).collect();
        l.restart(true);
        pump(&mut l, 1_000, &mut run);
        assert_eq!(l.cursor(), Some(14));
        assert_eq!(l.visible(10).iter().map(|r| r.0).collect::<Vec<_>>(), seen);
    }
}
