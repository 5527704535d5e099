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

#[test]
fn the_cursor_is_shown_where_fewer_rows_fit_than_the_last_key_knew_of() {
    let (mut l, mut run, n) = (ListState::default(), 0, 30);
    l.restart(false);
    pump(&mut l, n, &mut run);
    l.act(actions::LAST, 20);
    for page in [20, 9, 3, 1] {
        assert!(l.visible(page).iter().any(|r| Some(r.0) == l.cursor()), "{page} rows");
        assert_eq!(l.visible(page).len(), page);
    }
}
