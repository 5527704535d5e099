//! Whoever is away answers nothing (2 §9.2): a term that would end meanwhile runs from the return, and the head may take back
//! what waits for an answer.

use estafeta::base::*;
use estafeta::domain::calendar::Calendar;
use estafeta::domain::deadlines::acceptance_due;
use estafeta::domain::offers::OffersLeft;
use estafeta::domain::*;
use estafeta::ops::{
    AbsenceMove, AbsenceOpen, AbsenceReturn, AbsenceSet, Apply, CaseOpen, EmployeeSet, Propose, Reassign, Undo, Waive,
};
use estafeta::reads::receives::Away;
use estafeta::reads::{Asker, Scope, acceptance, person_form, proposals, who};
use estafeta::store::Val;

use crate::desk::{Cast, Desk, cast, day};
use crate::kit::assert_sound;

/// Anna gets a client by hand; applied, with nothing owed: it is offered at once.
fn offered(d: &mut Desk, c: &Cast) -> CaseId {
    let case = d.run(&CaseOpen::planned(c.leaver, day("2026-12-08"))).case;
    d.run(&Propose { case });
    d.run(&Reassign { case, objects: vec![c.idle.into()], to: c.anna, reason: "знает клиента".into() });
    d.run(&Apply { case });
    d.run(&Waive { case, objects: vec![c.idle.into()], block: None, reason: "случайный клиент".into() });
    case
}

fn on_leave(d: &mut Desk, c: &Cast, to: &str) {
    let fields = [
        ("employee_id", c.anna.into()),
        ("kind", AbsenceKind::Leave.into()),
        ("from_day", d.clock.today().into()),
        ("to_day", day(to).into()),
        ("substitute_id", c.boris.into()),
    ];
    d.write(|tx| tx.insert(Kind::Absence, &fields).unwrap());
}

fn due(d: &Desk, c: &Cast) -> At {
    let sql = "SELECT a.due_at FROM acceptance a JOIN ledger_line l ON l.id = a.line_id WHERE l.kind = 'client' AND a.state = 'offered'";
    At(d.one(&format!("{sql} AND l.object_id = {}", c.idle.0)))
}

/// The term of a cold client from an instant on.
fn term(d: &Desk, from: At) -> At {
    acceptance_due(&Calendar::of(&d.office), &d.office, from, Segment::Occasional, false, Temperature::Cold)
}

/// The first minute of the working day after.
fn back(d: &Desk, on: &str) -> At {
    Calendar::of(&d.office).start_of(day(on))
}

fn asked(d: &Desk, c: &Cast) -> Option<person_form::Asked> {
    let who = who::who(d.base.conn(), &Actor::Owner, &d.clock, false).unwrap();
    let a = Asker { conn: d.base.conn(), scope: &Scope::All, who, clock: d.clock, office: &d.office };
    person_form::person_form(&a, c.anna).unwrap().unwrap().asked
}

fn leave(c: &Cast, offers: Offers) -> AbsenceOpen {
    AbsenceOpen {
        employee: c.anna,
        kind: AbsenceKind::Leave,
        from: day("2026-11-11"),
        to: day("2026-11-20"),
        substitute: Some(c.boris),
        extent: Extent::Due,
        leads: false,
        acting_head: None,
        offers,
    }
}

#[test]
fn what_is_offered_to_somebody_away_is_due_after_the_return_and_says_so() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    // Friday the 20th is the last day: back on Monday.
    on_leave(&mut d, &c, "2026-11-20");
    let case = offered(&mut d, &c);
    assert_eq!(due(&d, &c), term(&d, back(&d, "2026-11-23")));
    let away =
        Away { kind: AbsenceKind::Leave, until: day("2026-11-20"), stands_in: Some("Громов Борис".into()) };
    let seen = proposals::preview(d.base.conn(), &Scope::All, case, &d.clock, &d.office).unwrap();
    let of = |id| seen.receivers.iter().find(|r| r.id == id).unwrap().away.clone();
    assert_eq!((of(c.anna), of(c.boris)), (Some(away.clone()), None));
    let rows = acceptance::receivers(d.base.conn(), &Scope::All, case, &d.clock).unwrap();
    assert_eq!(rows.iter().find(|r| r.id == c.anna).unwrap().away, Some(away));
    // The others' terms run as ever.
    let sql = format!("SELECT max(due_at) FROM acceptance WHERE state = 'offered' AND receiver_id <> {}", c.anna.0);
    assert!(d.one(&sql) < back(&d, "2026-11-23").0);
}

#[test]
fn what_waits_for_her_answer_when_she_goes_waits_for_the_return() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = offered(&mut d, &c);
    assert_eq!(due(&d, &c), term(&d, d.clock.now));
    let asked = asked(&d, &c).unwrap();
    assert_eq!(asked.cases, [case]);
    assert!(asked.lines >= 1 && asked.due_at <= due(&d, &c));
    d.run(&leave(&c, Offers::Wait));
    assert_eq!(due(&d, &c), term(&d, back(&d, "2026-11-23")), "it would have ended on her second day away");
    assert_sound(&d.base, "waiting");
}

#[test]
fn or_the_head_has_it_back_to_give_to_another_and_nobody_has_declined() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = offered(&mut d, &c);
    let owner = d.owner(c.idle);
    let load = |d: &Desk| {
        let seen = proposals::preview(d.base.conn(), &Scope::All, case, &d.clock, &d.office).unwrap();
        seen.receivers.iter().find(|r| r.id == c.head).map(|r| (r.load_before, r.deals_before))
    };
    let before = load(&d);
    d.run(&leave(&c, Offers::Back));
    assert_eq!(load(&d), before, "what the head has for the time being is no load");
    assert_eq!((owner, d.owner(c.idle)), (c.anna.0, c.head.0));
    assert_eq!(asked(&d, &c), None, "nothing waits for her any more");
    assert_eq!(d.one("SELECT count(*) FROM acceptance WHERE state = 'declined'"), 0);
    d.run(&Propose { case });
    let sql =
        format!("SELECT coalesce(proposed_id, 0) FROM ledger_line WHERE kind = 'client' AND object_id = {}", c.idle.0);
    let proposed = d.one(&sql);
    assert!([c.boris, c.vera].iter().any(|p| p.0 == proposed), "decided anew, and not by asking her again");
    let told = format!(
        "SELECT count(*) FROM inbox WHERE kind = 'offers_back' AND employee_id = {} AND done_at IS NULL",
        c.head.0
    );
    assert_eq!(d.one(&told), 1, "the head, who has them, knows");
    let by = d.one("SELECT due_at FROM inbox WHERE kind = 'offers_back'");
    assert_eq!(At(by), term(&d, d.clock.now), "and has the term of their weight to decide");
    d.run(&Reassign { case, objects: vec![c.idle.into()], to: c.vera, reason: "знает отрасль".into() });
    d.run(&Apply { case });
    assert_eq!(d.one(&told), 0, "it is decided: nothing is asked any more");
    assert_sound(&d.base, "back");
}

#[test]
fn what_is_due_after_the_return_is_not_taken_back() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    offered(&mut d, &c);
    let waits = due(&d, &c);
    let trip = day("2026-11-11");
    assert!(waits > back(&d, "2026-11-12"), "one day away, and time left after it");
    d.run(&AbsenceOpen { from: trip, to: trip, ..leave(&c, Offers::Back) });
    assert_eq!((d.owner(c.idle), due(&d, &c)), (c.anna.0, waits));
    assert_sound(&d.base, "a trip");
}

#[test]
fn what_comes_back_of_two_people_is_told_of_each() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = d.run(&CaseOpen::planned(c.leaver, day("2026-12-08"))).case;
    d.run(&Propose { case });
    let give =
        |object: Ref, to| Reassign { case, objects: vec![object], to, reason: "знает клиента".into() };
    d.run(&give(c.idle.into(), c.anna));
    d.run(&give(c.lead.into(), c.boris));
    d.run(&Apply { case });
    d.run(&Waive { case, objects: vec![c.idle.into()], block: None, reason: "случайный клиент".into() });
    d.run(&AbsenceOpen { substitute: Some(c.vera), ..leave(&c, Offers::Back) });
    let now = d.clock.today();
    d.run(&AbsenceOpen { employee: c.boris, from: now, substitute: Some(c.vera), ..leave(&c, Offers::Back) });
    let told = "SELECT count(DISTINCT object) FROM inbox WHERE kind = 'offers_back' AND done_at IS NULL";
    let offered = "SELECT count(*) FROM acceptance WHERE state = 'offered' AND receiver_id <> ";
    assert_eq!((d.one(&format!("{offered}{}", c.vera.0)), d.one(told)), (0, 2));
    assert_sound(&d.base, "two");
}

#[test]
fn a_longer_leave_taken_back_late_leaves_the_whole_term_to_answer() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    offered(&mut d, &c);
    let absence = |to: &str| EmployeeSet {
        absence: Some(AbsenceSet {
            kind: AbsenceKind::Illness,
            from: day("2026-11-11"),
            to: day(to),
            substitute: None,
        }),
        ..EmployeeSet::of(c.anna)
    };
    d.run(&absence("2026-11-13"));
    let short = due(&d, &c);
    let seq = d.try_run(&absence("2026-11-27")).unwrap().seq.unwrap();
    let long = due(&d, &c);
    // Three weeks on the short term is over; nobody has asked her since, for she was held to be away.
    d.later(15 * DAY_MS);
    assert!(short < d.clock.now && d.clock.now < long);
    d.run(&Undo { seq });
    assert_eq!(due(&d, &c), long.min(term(&d, d.clock.now)));
    assert_sound(&d.base, "late");
}

/// The row of the absence that is hers by now.
fn back_on(d: &mut Desk, c: &Cast) -> CaseId {
    CaseId(d.one(&format!("SELECT max(id) FROM handover_case WHERE leaver_id = {}", c.anna.0)))
}

#[test]
fn a_longer_leave_takes_the_terms_along_and_an_early_return_brings_them_back() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    offered(&mut d, &c);
    let first = due(&d, &c);
    d.run(&leave(&c, Offers::Wait));
    let away = back_on(&mut d, &c);
    let seq = d.try_run(&AbsenceMove { case: away, to: day("2026-11-27") }).unwrap().seq.unwrap();
    assert_eq!(due(&d, &c), term(&d, back(&d, "2026-11-30")), "nothing is missed on the new days");
    let told =
        format!("SELECT due_at FROM inbox WHERE kind = 'offered' AND employee_id = {} AND done_at IS NULL", c.anna.0);
    assert_eq!(d.one(&told), due(&d, &c).0, "and she is asked until then");
    d.run(&Undo { seq });
    assert_eq!(due(&d, &c), term(&d, back(&d, "2026-11-23")));
    // Back on Thursday the 12th: the whole term from that minute on, and none of the time she was away.
    d.later(2 * DAY_MS);
    d.run(&AbsenceReturn { case: away, came: Vec::new(), waive: None });
    assert_eq!(due(&d, &c), term(&d, d.clock.now));
    assert!(first < due(&d, &c) && due(&d, &c) < back(&d, "2026-11-23"));
    assert_sound(&d.base, "back early");
}

#[test]
fn an_absence_on_the_card_moves_the_terms_too() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    offered(&mut d, &c);
    let absence = |from: &str, to: &str| EmployeeSet {
        absence: Some(AbsenceSet { kind: AbsenceKind::Illness, from: day(from), to: day(to), substitute: None }),
        ..EmployeeSet::of(c.anna)
    };
    let first = due(&d, &c);
    d.run(&absence("2026-11-11", "2026-11-13"));
    assert_eq!(due(&d, &c), term(&d, back(&d, "2026-11-16")));
    d.run(&absence("2026-11-11", "2026-11-20"));
    assert_eq!(due(&d, &c), term(&d, back(&d, "2026-11-23")));
    // Not away on the day it falls due: the term is the one of the offer.
    d.run(&absence("2026-11-20", "2026-11-20"));
    assert_eq!(due(&d, &c), first);
    assert_sound(&d.base, "on the card");
}

#[test]
fn only_whoever_decides_on_a_handover_takes_its_offers_back() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = offered(&mut d, &c);
    let (owner, waits) = (d.owner(c.idle), due(&d, &c));
    let office = d.department("Кадры");
    let hr = d.person("Седова Инна", Role::Hr, office, None);
    d.actor = Actor::Person(hr);
    let lines = d
        .one(&format!("SELECT count(*) FROM acceptance WHERE state = 'offered' AND receiver_id = {}", c.anna.0))
        as u64;
    let left = d.run(&leave(&c, Offers::Back)).left;
    let head = d.text(&format!("SELECT name FROM employee WHERE id = {}", c.head.0));
    assert_eq!(left, [OffersLeft { case, lines, head }], "and it is said");
    assert_eq!((owner, d.owner(c.idle)), (c.anna.0, c.anna.0), "it is the head's to decide");
    assert_eq!(
        (due(&d, &c), waits < due(&d, &c)),
        (term(&d, back(&d, "2026-11-23")), true),
        "so they wait for the return"
    );
    assert_eq!(d.one("SELECT count(*) FROM inbox WHERE kind = 'offers_back'"), 0);
    assert_eq!(
        d.one(&format!("SELECT count(*) FROM acceptance WHERE case_id = {} AND state = 'withdrawn'", case.0)),
        0
    );
    assert_sound(&d.base, "hr");
}

#[test]
fn what_can_be_answered_before_the_leave_is_not_taken_back() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    offered(&mut d, &c);
    let waits = due(&d, &c);
    d.run(&AbsenceOpen { from: day("2026-11-19"), to: day("2026-11-27"), ..leave(&c, Offers::Back) });
    assert_eq!((d.owner(c.idle), due(&d, &c)), (c.anna.0, waits));
    assert_sound(&d.base, "before");
}

/// What is over is waited for by nobody, and what is hidden is nobody's business: their terms stay as they were.
#[test]
fn terms_move_only_where_somebody_may_still_answer() {
    for (field, value) in [("state", Val::from("closed")), ("state", "withdrawn".into()), ("hidden", true.into())] {
        let mut d = Desk::new();
        let c = cast(&mut d);
        let case = offered(&mut d, &c);
        let before = due(&d, &c);
        d.write(|tx| tx.set(Kind::Case, case.0, &[(field, value)]).unwrap());
        d.run(&leave(&c, Offers::Wait));
        assert_eq!(due(&d, &c), before, "{field}");
    }
}
