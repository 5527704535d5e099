//! Who is meant: homonyms, maiden names, ё and е, somebody who came back, an address that is somebody else's by now. The
//! program asks and never guesses (2 §9.12).

use estafeta::ops::import::{OwnerAnswer, Question};
use estafeta::reads::find;

use super::*;
use crate::desk::cast;

/// The only question of an import: the name it asks about, and who may be meant.
fn asked(r: &Report) -> (String, Vec<Ref>) {
    match &r.questions[..] {
        [Question::Owner { written, candidates, .. }] => {
            (written.clone(), candidates.iter().map(|c| c.object).collect())
        }
        other => panic!("one question about an owner was expected: {other:?}"),
    }
}

#[test]
fn case_12_homonyms_are_asked_about() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let other = d.person("Иванов Пётр", Role::Manager, c.sales, Some(c.head));
    let found = find::employee(d.base.conn(), "Иванов Петр").unwrap_err();
    assert_eq!(found.code, Code::AmbiguousEmployee);
    let rows = ["1,Станки,100,Иванов Пётр,,Переговоры,Вектор"];
    let r = bring(&mut d, &rows, &Answers::default());
    assert_eq!(asked(&r), ("Иванов Пётр".into(), vec![c.leaver.into(), other.into()]));
    let deal = crm_deal(&d, 1);
    assert_eq!(d.owner(deal), 0, "neither of the two until somebody says which");
    let said = Answers { owners: vec![("Иванов Пётр".into(), OwnerAnswer::Is(other))], ..Answers::default() };
    assert_eq!(bring(&mut d, &rows, &said).questions, []);
    assert_eq!(d.owner(deal), other.0);
}

#[test]
fn case_12_yo_and_the_order_of_words_are_no_difference() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let rows = ["1,Станки,100,ПЕТР ИВАНОВ,,Переговоры,Вектор", "2,Насосы,100,Иванов П.,,Переговоры,Вектор"];
    let r = bring(&mut d, &rows, &Answers::default());
    assert_eq!(r.questions, []);
    for n in [1, 2] {
        assert_eq!(d.owner(crm_deal(&d, n)), c.leaver.0);
    }
    assert_eq!(d.one("SELECT count(*) FROM employee"), 5, "and nobody new");
}

#[test]
fn case_12_a_changed_surname_and_an_address_used_again_are_asked_about() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    d.set(c.anna, "email", "sales3@example.com");
    // Married, or somebody else who was given her address: the mail alone does not say.
    for (n, written) in [(1, "Смирнова Анна"), (2, "Котов Егор")] {
        let row = format!("{n},Станки,100,{written},sales3@example.com,Переговоры,Вектор");
        let create = Answers { create_employees: true, ..Answers::default() };
        let r = bring(&mut d, &[&row], &create);
        assert_eq!(asked(&r), (written.into(), vec![c.anna.into()]));
        assert_eq!(d.owner(crm_deal(&d, n)), 0);
    }
    assert_eq!(d.one("SELECT count(*) FROM employee"), 5, "nobody is made of a question");
    // The same words in another spelling are she: two signs that agree.
    let row = "3,Станки,100,Белова А.,SALES3@example.com,Переговоры,Вектор";
    assert_eq!(bring(&mut d, &[row], &Answers::default()).questions, []);
    assert_eq!(d.owner(crm_deal(&d, 3)), c.anna.0);
    let row = "1,Станки,100,Смирнова Анна,sales3@example.com,Переговоры,Вектор";
    let said =
        Answers { owners: vec![("Смирнова Анна".into(), OwnerAnswer::Is(c.anna))], ..Answers::default() };
    assert_eq!(bring(&mut d, &[row], &said).questions, []);
    assert_eq!(d.owner(crm_deal(&d, 1)), c.anna.0);
    let row = "2,Станки,100,Котов Егор,sales3@example.com,Переговоры,Вектор";
    let said = Answers { owners: vec![("Котов Егор".into(), OwnerAnswer::Create)], ..Answers::default() };
    bring(&mut d, &[row], &said);
    assert_eq!(
        d.one("SELECT count(*) FROM employee WHERE name = 'Котов Егор'"),
        1,
        "somebody else, when a person says so"
    );
}

#[test]
fn case_12_whoever_is_taken_on_again_has_a_new_period_and_the_old_case_stays() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = opened(&mut d, &c);
    distributed(&mut d, case);
    let order = CaseChange {
        case,
        kind: None,
        last_day: None,
        dismissed_on: Some(day("2026-11-24")),
        order: Some("12-к".into()),
    };
    d.run(&order);
    let again = |status| EmployeeSet { status: Some(status), ..EmployeeSet::of(c.leaver) };
    d.run(&again(EmployeeStatus::Probation));
    assert_eq!(d.text(&format!("SELECT state FROM handover_case WHERE id = {}", case.0)), "handing_over");
    assert_ne!(d.owner(c.plain), c.leaver.0, "nothing comes back by itself");
    let e = format!("FROM employee WHERE id = {}", c.leaver.0);
    assert_eq!(d.text(&format!("SELECT status || blocked || coalesce(order_no, '') {e}")), "probation0");
    // His first departure is still being worked on: the second waits for its end.
    assert_eq!(d.refused(&again(EmployeeStatus::Leaving)), Code::AlreadyInCase);
}

#[test]
fn case_12_a_list_of_people_that_names_somebody_dismissed_is_asked_about() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    d.set(c.leaver, "status", EmployeeStatus::Dismissed);
    let file = |d: &Desk| {
        let file = d.base.path().with_file_name("people.csv");
        std::fs::write(&file, "sales_agent,manager,regional_office\nИванов Пётр,Орлова Мария,Урал\n").unwrap();
        file
    };
    let keep = |d: &mut Desk, answers: Answers| {
        let (path, op) = (file(d), || OpId(*uuid::Uuid::now_v7().as_bytes()));
        let names = Names::shipped().unwrap();
        let options = Options::default();
        let read = import::prepare(d.base.path(), op(), &[path], &names, &options, d.clock, &|_| true).unwrap();
        let cx = Ctx { actor: d.actor.clone(), clock: d.clock, op_id: op(), office: &d.office };
        import::keep(&mut d.base, &cx, &read, &answers, &|_| true).unwrap()
    };
    let r = keep(&mut d, Answers::default());
    assert_eq!(asked(&r), ("Иванов Пётр".into(), vec![c.leaver.into()]));
    let known = "SELECT count(*) FROM ext_ref WHERE kind = 'employee'";
    assert_eq!((d.one("SELECT count(*) FROM employee"), d.one(known)), (5, 0), "neither taken for him nor made anew");
    let of = |a| Answers { owners: vec![("Иванов Пётр".into(), a)], ..Answers::default() };
    let mut two = Desk::new();
    let other = cast(&mut two);
    two.set(other.leaver, "status", EmployeeStatus::Dismissed);
    assert_eq!(keep(&mut two, of(OwnerAnswer::Create)).questions, []);
    assert_eq!(two.one("SELECT count(*) FROM employee WHERE name = 'Иванов Пётр'"), 2, "somebody of the same name");
    assert_eq!(keep(&mut d, of(OwnerAnswer::Is(c.leaver))).questions, []);
    assert_eq!((d.one("SELECT count(*) FROM employee"), d.one(known)), (5, 1), "he is back");
    assert_eq!(keep(&mut d, Answers::default()).questions, [], "and is known from now on");
}
