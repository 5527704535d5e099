//! Checklists to print and hang on the wall (seed 0): boxes, who, until when.

use super::paper::{Paper, Piece};
use crate::base::Clock;
use crate::domain::papers::TickRow;
use crate::domain::{ItemState, ListKind};
use crate::texts::Texts;

/// The checklist of a case or of a template, list by list in the seed's order; `title` names whose it is.
pub fn checklist(title: &str, rows: &[TickRow], texts: &Texts, clock: &Clock) -> Paper {
    let t = texts.t();
    let mut pieces = vec![Piece::Title(t.checklist_title(), title.to_owned())];
    for list in ListKind::ALL {
        let own: Vec<_> = rows.iter().filter(|r| r.list == *list).collect();
        if own.is_empty() {
            continue;
        }
        pieces.push(Piece::Heading(texts.term(*list)));
        pieces.push(Piece::Ticks(own.into_iter().map(|r| line(r, texts, clock)).collect()));
    }
    Paper { running: title.to_owned(), page_of: [t.paper_page(), t.paper_page_of()], pieces }
}

fn line(r: &TickRow, texts: &Texts, clock: &Clock) -> (bool, String) {
    let t = texts.t();
    let mut s = format!("{}. {}", r.n, r.title);
    let due = r.due.map(|at| t.checklist_until(texts.at(at, clock)));
    let after: Vec<_> = [Some(r.who.clone()).filter(|w| !w.is_empty()), due].into_iter().flatten().collect();
    if !after.is_empty() {
        s = format!("{s} — {}", after.join(", "));
    }
    if r.state != ItemState::Open {
        let note = if r.note.is_empty() { String::new() } else { format!(": {}", r.note) };
        s = format!("{s} ({}{note})", texts.term(r.state));
    }
    (r.state != ItemState::Open, s)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{At, Zone};
    use crate::exchange::plain::plain;
    use crate::texts::Lang;

    #[test]
    fn boxes_stand_under_the_seeds_lists() {
        let clock = Clock { now: At::parse("2026-11-24T14:00:00+03:00", Zone::UTC).unwrap(), zone: Zone::MOSCOW };
        let row = |n, list, title: &str, state, note: &str| TickRow {
            n,
            list,
            title: title.to_owned(),
            who: "РОП".to_owned(),
            due: Some(clock.now),
            state,
            note: note.to_owned(),
        };
        let rows = [
            row(7, ListKind::Day, "Пароли от общих аккаунтов сменены", ItemState::Open, ""),
            row(1, ListKind::Notice, "Экспорт данных заблокирован", ItemState::Done, "по журналу"),
        ];
        let text = plain(&checklist("Передача № 12, Ковалёв Д.", &rows, &Texts::load(Lang::Ru), &clock));
        let first = text.find("[x] 1. Экспорт данных заблокирован — РОП, до вт, 24 нояб., 14:00 (сделано: по журналу)");
        let second = text.find("[ ] 7. Пароли от общих аккаунтов сменены — РОП, до вт, 24 нояб., 14:00");
        assert!(first.is_some() && first < second, "{text}");
        assert!(text.contains("ПРИ ПОЛУЧЕНИИ ЗАЯВЛЕНИЯ"));
        assert!(!text.contains("ПЕРВЫЕ 24 ЧАСА"), "an empty list is left out");
    }
}
