//! A notice that was taken back (2 §2): the case has no terms any more, and what others hold of it is a list to decide on.

use estafeta::base::*;
use estafeta::domain::*;
use estafeta::ops::*;
use estafeta::reads::case::Part;
use estafeta::reads::{Asker, Scope, case, cases, checklist as items, withdrawn, wizard};

use crate::absence::away;
use crate::desk::{Cast, Desk, cast, day};
use crate::kit::assert_sound;

fn applied(d: &mut Desk, c: &Cast) -> CaseId {
    let case = d.run(&CaseOpen::planned(c.leaver, day("2026-11-27"))).case;
    d.run(&Propose { case });
    d.run(&Reassign { case, objects: vec![c.idle.into()], to: c.boris, reason: "знает".into() });
    d.run(&Apply { case });
    case
}

fn taken_by(d: &mut Desk, c: &Cast, case: CaseId) {
    let objects = vec![c.idle.into()];
    d.run(&Waive { case, objects: objects.clone(), block: None, reason: "спросить некого".into() });
    d.run(&Accept {
        case,
        receiver: c.boris,
        which: Which::Objects(objects),
        next_step: Some("позвонить и представиться".into()),
        on: Due::parse("2026-11-27"),
        via: Via::Screen,
        force: None,
    });
}

#[test]
fn a_withdrawn_case_has_no_terms_and_nothing_of_it_is_late() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = applied(&mut d, &c);
    d.clock.now = d.clock.now.plus(2 * DAY_MS);
    let late = case::case(d.base.conn(), &Scope::All, case, &d.clock).unwrap().checklist.overdue;
    assert!(late > 0, "it runs, and something is late by now");
    d.run(&CaseWithdraw { case });
    let view = case::case(d.base.conn(), &Scope::All, case, &d.clock).unwrap();
    assert_eq!(view.checklist.overdue, 0);
    assert_eq!(cases::cases(d.base.conn(), &Scope::All, &d.clock).unwrap()[0].items_overdue, 0);
    let rows = items::of_case(d.base.conn(), &Scope::All, case, d.clock.now).unwrap();
    let open: Vec<_> = rows.iter().filter(|i| i.state == ItemState::Open).collect();
    assert!(!open.is_empty() && open.iter().all(|i| i.dropped() && !i.overdue && i.due_at.is_none()));
    let (scope, who) = (Scope::All, rights::Who::Owner { read_only: false });
    let asker = Asker { conn: d.base.conn(), scope: &scope, who, clock: d.clock, office: &d.office };
    let w = wizard::wizard(&asker, case).unwrap();
    assert!(w.steps.iter().all(|s| s.due.is_none()) && w.blockers.is_empty());
}

#[test]
fn what_others_accepted_is_a_list_until_it_is_given_back() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = applied(&mut d, &c);
    taken_by(&mut d, &c, case);
    assert!(withdrawn::taken(d.base.conn(), case, Part::Whole).unwrap().is_empty(), "nobody has taken the notice back");
    d.run(&CaseWithdraw { case });
    assert!(withdrawn::taken(d.base.conn(), case, Part::Receives(c.boris)).unwrap().is_empty(), "the head decides");
    let list = withdrawn::taken(d.base.conn(), case, Part::Whole).unwrap();
    let of: Vec<Ref> = list.iter().map(|t| t.object).collect();
    assert_eq!((of, list[0].holder.as_str(), list[0].told), (vec![Ref::from(c.idle)], "Громов Борис", false));
    d.set(c.idle, "owner_id", c.leaver);
    assert!(withdrawn::taken(d.base.conn(), case, Part::Whole).unwrap().is_empty());
    assert_sound(&d.base, "withdrawn");
}

/// The news of a withdrawal that a person has: what went back, what stays.
fn told(d: &Desk, who: EmployeeId) -> Vec<String> {
    d.all(&format!(
        "SELECT args ->> 'returned' || ' ' || (args ->> 'accepted') || coalesce(' ' || (args ->> 'by'), '') FROM inbox \
         WHERE kind = 'offers_off' AND done_at IS NULL AND employee_id = {}",
        who.0
    ))
}

/// Offers vanished from the inbox, clients from the list, and nobody said why.
#[test]
fn whoever_was_to_take_over_is_told_that_it_is_off() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = d.run(&CaseOpen::planned(c.leaver, day("2026-11-27"))).case;
    d.run(&Propose { case });
    let to = |d: &mut Desk, object: Ref, to| {
        d.run(&Reassign { case, objects: vec![object], to, reason: "знает".into() });
    };
    to(&mut d, c.idle.into(), c.boris);
    to(&mut d, c.lone_task.into(), c.boris);
    to(&mut d, c.vip.into(), c.vera);
    d.run(&Apply { case });
    taken_by(&mut d, &c, case);
    let of = |d: &Desk, who: EmployeeId| {
        d.one(&format!(
            "SELECT count(*) FROM ledger_line WHERE to_id = {} AND kind IN ('client','deal','task','lead')",
            who.0
        ))
    };
    let (his, hers) = (of(&d, c.boris), of(&d, c.vera));
    d.actor = Actor::Person(c.head);
    d.run(&CaseWithdraw { case });
    assert_eq!(told(&d, c.boris), [format!("{} 1 Орлова Мария", his - 1)], "one is accepted");
    assert_eq!(told(&d, c.vera), [format!("{hers} 0 Орлова Мария")], "not offered yet, and hers since the batch");
    let others = [c.head, c.leaver];
    assert!(others.iter().all(|who| told(&d, *who).is_empty()), "they have news of their own");
    assert_sound(&d.base, "withdrawn");
}

#[test]
fn who_lost_the_offers_with_the_batch_is_told_once_when_the_case_is_withdrawn() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = applied(&mut d, &c);
    d.run(&Waive { case, objects: vec![c.idle.into()], block: None, reason: "спросить некого".into() });
    let offers =
        d.one(&format!("SELECT count(*) FROM acceptance WHERE state = 'offered' AND receiver_id = {}", c.boris.0));
    assert!(offers > 0);
    d.run(&UndoBatch { case, batch: None });
    assert_eq!(told(&d, c.boris), [""; 0], "it may be applied again in a minute");
    d.run(&CaseWithdraw { case });
    assert_eq!(told(&d, c.boris), [format!("{offers} 0")]);
    assert_sound(&d.base, "undone and withdrawn");
}

/// Of one client handed over alone nobody's status changes, and a receiver is told all the same; so is whoever held
/// everything of a crisis for the time being.
#[test]
fn a_receiver_of_one_client_and_a_temporary_owner_are_told_too() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let single = SingleOpen {
        client: c.idle,
        to: c.boris,
        reason: SingleReason::Overloaded,
        comment: "Просят другого менеджера, с этим не сошлись".into(),
        people: None,
        next_step: "Позвонить и познакомиться с закупщиком".into(),
        on: Due::parse("2026-11-13"),
        told: None,
    };
    let case = d.run(&single).case;
    d.run(&Apply { case });
    d.run(&CaseWithdraw { case });
    assert_eq!(told(&d, c.boris), ["1 0"]);
    assert_eq!(told(&d, c.leaver), ["0 0"], "the client stays with its manager");
    let crisis = d.run(&CrisisOpen { temporary: Some(c.anna), ..CrisisOpen::of(c.leaver) }).case;
    d.run(&CaseWithdraw { case: crisis });
    assert!(told(&d, c.anna)[0].ends_with(" 0") && !told(&d, c.anna)[0].starts_with("0 "), "{:?}", told(&d, c.anna));
    assert_sound(&d.base, "withdrawn");
}

/// By the next batch a line is somebody else's: to whoever was offered it before it does not go back.
#[test]
fn what_went_on_to_another_one_is_not_said_to_have_come_back() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = applied(&mut d, &c);
    d.run(&Waive { case, objects: vec![c.idle.into()], block: None, reason: "спросить некого".into() });
    d.run(&UndoBatch { case, batch: None });
    d.run(&Reassign { case, objects: vec![c.idle.into()], to: c.anna, reason: "знает лучше".into() });
    d.run(&Apply { case });
    // What the rules gave him stays his until the withdrawal.
    let his = d.one(&format!(
        "SELECT count(*) FROM ledger_line WHERE to_id = {} AND kind IN ('client','deal','task','lead')",
        c.boris.0
    ));
    d.run(&CaseWithdraw { case });
    assert_eq!(told(&d, c.boris), [format!("{his} 0")]);
    assert!(!told(&d, c.anna).is_empty());
    assert_sound(&d.base, "given to another one and withdrawn");
}

/// Nobody was leaving: an absence that is called off, or becomes something else, is over for whoever stood in.
#[test]
fn a_substitute_is_told_when_the_absence_is_called_off_or_becomes_a_departure() {
    let becomes = |kind, last: Option<&str>| Some((kind, last.map(day)));
    for to in [None, becomes(CaseKind::Planned, Some("2026-12-08")), becomes(CaseKind::Crisis, None)] {
        let mut d = Desk::new();
        let c = cast(&mut d);
        let case = away(&mut d, &c);
        let lines = d.one(&format!("SELECT count(*) FROM ledger_line WHERE to_id = {} AND batch_seq > 0", c.anna.0));
        assert!(lines > 0);
        match to {
            None => drop(d.run(&CaseWithdraw { case })),
            Some((kind, last_day)) => {
                d.run(&CaseChange { case, kind: Some(kind), last_day, dismissed_on: None, order: None });
            }
        }
        assert_eq!(told(&d, c.anna), [format!("{lines} 0")], "{to:?}");
        assert_eq!(d.one("SELECT count(*) FROM inbox WHERE kind = 'offers_off' AND args ->> 'absence' = 1"), 1);
        assert!(told(&d, c.leaver).is_empty() && told(&d, c.head).is_empty(), "{to:?}");
        assert_sound(&d.base, "called off");
    }
}
