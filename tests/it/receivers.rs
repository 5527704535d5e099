//! Whoever was given something finds it, wherever they sit, and nothing beside it.

use estafeta::base::*;
use estafeta::domain::rights::Matrix;
use estafeta::domain::*;
use estafeta::ops::{Accept, Apply, CaseOpen, Decline, Propose, Reassign, Waive, Which};
use estafeta::reads::wizard::StepKind;
use estafeta::reads::{Anchor, Answer, Asker, Query, Window, ask, today, who};

use crate::desk::{Cast, Desk, cast, day};

/// A senior of another department gets a client of the case.
fn given() -> (Desk, Cast, CaseId, EmployeeId) {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let other = d.department("Опт");
    let senior = d.person("Ежова Нина", Role::Senior, other, None);
    let case = d.run(&CaseOpen::planned(c.leaver, day("2026-11-24"))).case;
    d.run(&Propose { case });
    let objects = vec![c.idle.into()];
    d.run(&Reassign { case, objects: objects.clone(), to: senior, reason: "знает клиента".into() });
    d.run(&Apply { case });
    d.run(&Waive { case, objects, block: None, reason: "случайный клиент".into() });
    (d, c, case, senior)
}

fn asked<T>(d: &Desk, person: EmployeeId, of: impl FnOnce(&Asker<'_>) -> T) -> T {
    let me = who::who(d.base.conn(), &Actor::Person(person), &d.clock, false).unwrap();
    let scope = who::scope(&Matrix::shipped().unwrap(), &me);
    of(&Asker { conn: d.base.conn(), scope: &scope, who: me, clock: d.clock, office: &d.office })
}

#[test]
fn a_senior_of_another_department_finds_her_desk() {
    let (d, c, case, senior) = given();
    let cases = asked(&d, senior, |a| ask(a, Query::Cases(Window { anchor: Anchor::First, limit: 20 }))).unwrap();
    assert!(matches!(cases, Answer::Cases(page) if page.rows.len() == 1));
    let Answer::Wizard(w) = asked(&d, senior, |a| ask(a, Query::Wizard(case))).unwrap() else { panic!() };
    assert_eq!((w.part.receiver(), w.asks_me, w.waiting(d.clock.now)), (Some(senior), true, StepKind::Acceptance));
    let Answer::Desk(rows) = asked(&d, senior, |a| ask(a, Query::Desk(case, senior))).unwrap() else { panic!() };
    assert_eq!(rows.iter().map(|r| r.object).collect::<Vec<_>>(), [Ref::from(c.idle)]);
    let rows = asked(&d, senior, |a| today::today(a, 7)).unwrap().rows;
    let offered = |r: &&today::TodayRow| r.waits == today::Waits::Acceptance && r.case == Some(case);
    assert_eq!(rows.iter().filter(offered).map(|r| r.id).collect::<Vec<_>>(), [Some(senior.0)], "{rows:?}");
    // Somebody of that department who was given nothing sees nothing.
    let mut d = d;
    let other = DepartmentId(d.one("SELECT id FROM department WHERE name = 'Опт'"));
    let stranger = d.person("Чужой Пётр", Role::Senior, other, None);
    let refused = asked(&d, stranger, |a| ask(a, Query::Wizard(case))).unwrap_err();
    assert_eq!(refused.code, Code::UnknownCase);
}

#[test]
fn the_head_records_what_came_by_word_and_a_receiver_only_answers_herself() {
    let (mut d, c, case, senior) = given();
    let decline =
        |via| Decline {
            case, receiver: senior, objects: vec![c.idle.into()], reason: "нет времени".into(), via
        };
    let accept = |via| Accept {
        case,
        receiver: senior,
        which: Which::Objects(vec![c.idle.into()]),
        next_step: Some("позвонить, представиться".into()),
        on: Due::parse("2026-11-12"),
        via,
        force: None,
    };
    d.actor = Actor::Person(senior);
    assert_eq!(d.refused(&decline(Via::Words)), Code::Denied, "nobody says of oneself what somebody else heard");
    d.actor = Actor::Person(c.head);
    assert_eq!(d.refused(&accept(Via::Screen)), Code::Denied, "the head is not at her screen");
    let done = d.run(&accept(Via::Words));
    assert_eq!(done.accepted, 1);
    assert_eq!(d.text("SELECT via FROM acceptance WHERE state = 'accepted'"), "words");
}
