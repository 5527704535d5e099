//! People's cards and what a change of status sets in motion; withdrawing, moving the last day, the order.

use estafeta::base::*;
use estafeta::domain::*;
use estafeta::ops::{
    AbsenceSet, Accept, AccessAdd, AccessRestore, Apply, CaseChange, CaseOpen, CaseWithdraw, ClientSet, EmployeeSet,
    Propose, Reassign, TouchAdd, Undo, Which,
};
use estafeta::reads::find;

use crate::desk::{Desk, cast, day};

fn change(case: CaseId) -> CaseChange {
    CaseChange { case, kind: None, last_day: None, dismissed_on: None, order: None }
}

#[test]
fn names_are_found_in_any_order_and_homonyms_are_asked_about() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let who = |d: &Desk, s: &str| find::employee(d.base.conn(), s);
    assert_eq!(who(&d, "петр иванов").unwrap(), c.leaver);
    assert_eq!(who(&d, "Иванов П.").unwrap(), c.leaver);
    assert_eq!(who(&d, &format!("employee:{}", c.anna.0)).unwrap(), c.anna);
    let fault = who(&d, "Иванова").unwrap_err();
    assert_eq!((fault.code, fault.arg("near")), (Code::UnknownEmployee, "Иванов Пётр"));
    let other = d.person("Иванов Павел", Role::Manager, c.sales, None);
    let fault = who(&d, "Иванов П.").unwrap_err();
    assert_eq!(fault.code, Code::AmbiguousEmployee);
    assert!(fault.arg("candidates").contains(&format!("Иванов Павел ({other})")));
    assert_eq!(who(&d, "Иванов Павел").unwrap(), other);
    let client = |d: &Desk, s: &str| find::client(d.base.conn(), s);
    assert_eq!(client(&d, "альфа").unwrap(), c.vip, "without the form and the quotes");
    assert_eq!(client(&d, "client:2").unwrap(), ClientId(2));
    d.client("ЗАО Альфа", c.anna, Segment::Regular);
    assert_eq!(client(&d, "Альфа").unwrap_err().code, Code::AmbiguousClient);
    assert_eq!(client(&d, "ООО «Альфа»").unwrap(), c.vip, "the name as it stands is enough");
    let fault = client(&d, "Бетта").unwrap_err();
    assert_eq!((fault.code, fault.arg("near")), (Code::UnknownClient, ""));
}

#[test]
fn a_card_is_set_field_by_field_and_taken_back_as_one() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let set = EmployeeSet {
        department: Some("Опт".into()),
        regions: Some(vec!["Урал".into(), " ".into()]),
        capacity: Some(12),
        email: Some(" anna@example.com ".into()),
        absence: Some(AbsenceSet {
            kind: AbsenceKind::Leave,
            from: day("2026-11-09"),
            to: day("2026-11-20"),
            substitute: Some(c.boris),
        }),
        ..EmployeeSet::of(c.anna)
    };
    d.run(&set);
    let e = format!("FROM employee e JOIN department d ON d.id = e.department_id WHERE e.id = {}", c.anna.0);
    assert_eq!(d.text(&format!("SELECT d.name || ' ' || email || ' ' || capacity {e}")), "Опт anna@example.com 12");
    assert_eq!(d.one("SELECT count(*) FROM employee_tag"), 1);
    d.run(&set);
    assert_eq!(d.one("SELECT count(*) FROM absence"), 1, "the same absence again is brought up to date");
    let made = d.run(&EmployeeSet { name: Some("Новый  Человек".into()), ..EmployeeSet::default() }).employee;
    assert_eq!(d.text(&format!("SELECT name FROM employee WHERE id = {}", made.0)), "Новый Человек");
    assert_eq!(d.refused(&EmployeeSet::default()), Code::BadName);
    assert_eq!(d.refused(&EmployeeSet { head: Some(c.anna), ..EmployeeSet::of(c.anna) }), Code::NotEligible);
    assert_eq!(d.refused(&EmployeeSet::of(EmployeeId(99))), Code::UnknownEmployee);
    let seq = Seq(d.one("SELECT max(seq) FROM journal WHERE kind = 'employee-set' AND object = 'employee:3'"));
    d.run(&Undo { seq });
    assert_eq!(
        d.text(&format!(
            "SELECT name FROM department WHERE id = (SELECT department_id FROM employee WHERE id = {})",
            c.anna.0
        )),
        "Продажи"
    );
}

#[test]
fn leaving_as_a_status_opens_the_case_and_its_way_back_withdraws_it() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let to = |status| EmployeeSet { status: Some(status), ..EmployeeSet::of(c.leaver) };
    let case = d.run(&to(EmployeeStatus::Leaving)).case.unwrap();
    let last = d.one(&format!("SELECT last_day FROM handover_case WHERE id = {}", case.0));
    assert_eq!(last, i64::from(day("2026-11-24").0), "two weeks from the day after the notice");
    assert_eq!(d.run(&to(EmployeeStatus::Active)).case, Some(case));
    assert_eq!(d.text(&format!("SELECT state FROM handover_case WHERE id = {}", case.0)), "withdrawn");
    assert_eq!(d.one(&format!("SELECT export_off + leads_off FROM employee WHERE id = {}", c.leaver.0)), 0);
    assert_eq!(d.refused(&to(EmployeeStatus::Dismissed)), Code::WrongState);
    let again = d.run(&to(EmployeeStatus::Leaving)).case.unwrap();
    assert_ne!(again, case, "a second notice is a second case");
    assert_eq!(d.refused(&to(EmployeeStatus::Dismissed)), Code::OrderNeeded);
    let order = EmployeeSet {
        dismissed_on: Some(day("2026-11-24")),
        order: Some("12-к".into()),
        ..to(EmployeeStatus::Dismissed)
    };
    d.run(&order);
    let e = format!("FROM employee WHERE id = {}", c.leaver.0);
    assert_eq!(d.text(&format!("SELECT status || order_no {e}")), "dismissed12-к");
    assert_eq!(d.one(&format!("SELECT blocked {e}")), 1);
    d.run(&to(EmployeeStatus::Probation));
    assert_eq!(d.one(&format!("SELECT blocked + export_off {e}")), 0, "rehired");
}

fn last(d: &Desk) -> Seq {
    Seq(d.one("SELECT max(seq) FROM journal"))
}

/// A step of a case's life has its own way back: half of it taken back would leave what the rest has set going.
#[test]
fn a_change_of_status_that_opened_or_ended_a_case_is_not_taken_back_by_undo() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let to = |status| EmployeeSet { status: Some(status), ..EmployeeSet::of(c.leaver) };
    let case = d.run(&to(EmployeeStatus::Leaving)).case.unwrap();
    let state = |d: &Desk| d.text(&format!("SELECT state FROM handover_case WHERE id = {}", case.0));
    let seq = last(&d);
    assert_eq!(d.refused(&Undo { seq }), Code::OwnWayBack);
    assert_eq!((last(&d), state(&d).as_str()), (seq, "open"), "and nothing was written");
    d.run(&to(EmployeeStatus::Active));
    let seq = last(&d);
    assert_eq!(d.refused(&Undo { seq }), Code::OwnWayBack);
    assert_eq!((last(&d), state(&d).as_str()), (seq, "withdrawn"));
    d.run(&to(EmployeeStatus::Leaving));
    let order = EmployeeSet {
        dismissed_on: Some(day("2026-11-24")),
        order: Some("12-к".into()),
        ..to(EmployeeStatus::Dismissed)
    };
    d.run(&order);
    let seq = last(&d);
    assert_eq!(d.refused(&Undo { seq }), Code::OwnWayBack, "an order is followed by a new hiring, not by an undo");
    // One that did neither is taken back like any other change of a card.
    d.set(c.anna, "status", EmployeeStatus::Probation);
    d.run(&EmployeeSet { status: Some(EmployeeStatus::Active), ..EmployeeSet::of(c.anna) });
    let seq = last(&d);
    d.run(&Undo { seq });
    assert_eq!(d.text(&format!("SELECT status FROM employee WHERE id = {}", c.anna.0)), "probation");
}

#[test]
fn what_changed_about_a_case_is_not_taken_back_by_undo() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = d.run(&CaseOpen::planned(c.leaver, day("2026-11-24"))).case;
    let changes = [
        CaseChange { last_day: Some(day("2026-11-27")), ..change(case) },
        CaseChange { kind: Some(CaseKind::Crisis), ..change(case) },
        CaseChange { dismissed_on: Some(day("2026-11-10")), order: Some("7-к".into()), ..change(case) },
    ];
    for what in changes {
        d.run(&what);
        let seq = last(&d);
        assert_eq!(d.refused(&Undo { seq }), Code::OwnWayBack, "{what:?}");
        assert_eq!(last(&d), seq, "nothing was written");
    }
}

#[test]
fn whom_an_order_has_dismissed_no_withdrawal_brings_back() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = d.run(&CaseOpen::planned(c.leaver, day("2026-11-24"))).case;
    d.run(&CaseChange { dismissed_on: Some(day("2026-11-10")), order: Some("7-к".into()), ..change(case) });
    assert_eq!(d.refused(&CaseWithdraw { case }), Code::WrongState, "that is a new hiring");
    assert_eq!(d.refused(&AccessRestore { case }), Code::WrongState);
    let e = format!("SELECT status || blocked FROM employee WHERE id = {}", c.leaver.0);
    assert_eq!(d.text(&e), "dismissed1");
    assert_eq!(d.text(&format!("SELECT state FROM handover_case WHERE id = {}", case.0)), "open");
}

#[test]
fn a_withdrawal_returns_what_nobody_took_and_lists_the_rest() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let before = d.owners();
    let case = d.run(&CaseOpen::planned(c.leaver, day("2026-11-24"))).case;
    d.run(&Propose { case });
    d.run(&Apply { case });
    d.write(|tx| {
        let sql = "SELECT id FROM acceptance WHERE line_id = (SELECT id FROM ledger_line WHERE kind = 'task' AND object_id = ?)";
        let id = tx.one(sql, [c.lone_task.0], |r| r.get::<_, i64>(0)).unwrap().unwrap();
        tx.set(Kind::Acceptance, id, &[("state", "accepted".into())]).unwrap()
    });
    d.set(c.idle, "owner_id", c.head);
    let taker = d.owner(c.lone_task);
    let out = d.run(&CaseWithdraw { case });
    assert_eq!((out.returned, &out.accepted, &out.moved), (11, &vec![c.lone_task.into()], &vec![c.idle.into()]));
    let mut want = before;
    want.insert(c.lone_task.into(), taker);
    want.insert(c.idle.into(), c.head.0);
    let mut now = d.owners();
    now.retain(|r, _| want.contains_key(r));
    assert_eq!(now, want);
    assert_eq!(d.one("SELECT count(*) FROM active_object"), 0);
    assert_eq!(d.one("SELECT count(*) FROM job WHERE state = 'queued'"), 0);
    assert_eq!(d.one("SELECT count(*) FROM acceptance WHERE state = 'offered'"), 0);
    assert_eq!(d.one("SELECT count(*) FROM task WHERE case_id IS NOT NULL AND state = 'open'"), 0);
    assert_eq!(d.one("SELECT count(*) FROM access WHERE case_id IS NOT NULL"), 0);
    assert_eq!(d.text(&format!("SELECT status FROM employee WHERE id = {}", c.leaver.0)), "active");
    assert_eq!(d.one(&format!("SELECT deputy_id FROM employee WHERE id = {}", c.boris.0)), c.leaver.0);
    assert!(matches!(d.refused(&Apply { case }), Code::WrongState));
    assert!(matches!(d.refused(&CaseWithdraw { case }), Code::WrongState));
    // The same person may leave again.
    d.run(&CaseOpen::planned(c.leaver, day("2026-11-30")));
}

#[test]
fn after_the_last_day_it_is_too_late_to_withdraw() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = d.run(&CaseOpen::planned(c.leaver, day("2026-11-24"))).case;
    d.clock.now = At::parse("2026-11-25T00:01:00+03:00", Zone::UTC).unwrap();
    assert_eq!(d.refused(&CaseWithdraw { case }), Code::WithdrawTooLate);
    d.clock.now = At::parse("2026-11-24T23:59:00+03:00", Zone::UTC).unwrap();
    d.run(&CaseWithdraw { case });
}

#[test]
fn when_the_last_day_moves_open_terms_follow_and_done_items_stay() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = d.run(&CaseOpen::planned(c.leaver, day("2026-11-24"))).case;
    let of = |d: &Desk, code: &str| d.one(&format!("SELECT due_at FROM checklist_item WHERE code = '{code}'"));
    let hand = "SELECT id FROM checklist_item WHERE state = 'open' AND computed = '' AND due_at > 0 ORDER BY due_at DESC LIMIT 1";
    let done = d.one(hand);
    d.write(|tx| tx.set(Kind::Item, done, &[("state", "done".into())]).unwrap());
    let done_due = d.one(&format!("SELECT due_at FROM checklist_item WHERE id = {done}"));
    let before = of(&d, "clients_distributed");
    let reminders = d.text("SELECT group_concat(due_at) FROM job WHERE kind = 'reminder'");
    d.later(2 * DAY_MS);
    d.run(&CaseChange { last_day: Some(day("2026-12-04")), ..change(case) });
    assert_eq!(of(&d, "clients_distributed") - before, 10 * DAY_MS);
    assert_eq!(d.one(&format!("SELECT due_at FROM checklist_item WHERE id = {done}")), done_due);
    assert_ne!(d.text("SELECT group_concat(due_at) FROM job WHERE kind = 'reminder'"), reminders);
    assert_eq!(d.one("SELECT count(*) FROM job WHERE kind = 'reminder'"), 3);
    assert_eq!(
        d.one(&format!("SELECT last_day FROM employee WHERE id = {}", c.leaver.0)),
        i64::from(day("2026-12-04").0)
    );
    let due = d.text("SELECT group_concat(DISTINCT due_day) FROM task WHERE case_id IS NOT NULL");
    assert_eq!(due, day("2026-12-01").0.to_string(), "both tasks three days before the new day");
    assert_eq!(d.refused(&CaseChange { last_day: Some(day("2026-11-11")), ..change(case) }), Code::DateInPast);
    assert_eq!(d.refused(&CaseChange { kind: Some(CaseKind::Single), ..change(case) }), Code::NotBuilt);
    assert_eq!(d.refused(&CaseChange { order: Some("1".into()), ..change(case) }), Code::OrderNeeded);
    let order = CaseChange { dismissed_on: Some(day("2026-12-04")), order: Some("7-к".into()), ..change(case) };
    d.run(&order);
    assert_eq!(d.text(&format!("SELECT status FROM employee WHERE id = {}", c.leaver.0)), "dismissed");
}

#[test]
fn the_register_of_accesses_goes_with_the_case() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let add = |system: &str| AccessAdd::of(c.leaver, system, "ivanov");
    d.run(&add("crm_login"));
    let case = d.run(&CaseOpen::planned(c.leaver, day("2026-11-24"))).case;
    // One row by hand must not hide the mailbox that everybody has: what is not there is told apart by hand.
    assert_eq!(d.one("SELECT count(*) FROM access"), 6);
    assert_eq!(d.one("SELECT count(*) FROM access WHERE system = 'crm_login'"), 1, "his own row, not a second one");
    assert_eq!(d.text("SELECT DISTINCT state FROM access"), "asked");
    let added = d.run(&add("Касса на складе"));
    assert_eq!(added.case, Some(case));
    assert_eq!(d.one("SELECT count(*) FROM access WHERE case_id IS NOT NULL AND due_at IS NOT NULL"), 7);
    assert_eq!(d.refused(&add(" ")), Code::BadName);
    let other = d.run(&CaseOpen::planned(c.boris, day("2026-11-24"))).case;
    assert!(d.one(&format!("SELECT count(*) FROM access WHERE case_id = {}", other.0)) > 5, "the usual ones");
}

#[test]
fn a_client_gets_its_second_manager_and_a_touch_is_kept() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let team = |d: &Desk| {
        d.text("SELECT group_concat(employee_id) FROM (SELECT employee_id FROM client_team WHERE client_id = 1 ORDER BY id)")
    };
    let second = |who| ClientSet { second: Some(who), ..ClientSet::of(c.vip) };
    d.run(&second(c.anna));
    assert_eq!(team(&d), c.anna.0.to_string());
    d.team(c.vip, c.boris);
    d.run(&second(c.boris));
    assert_eq!(team(&d), format!("{},{}", c.boris.0, c.anna.0));
    assert_eq!(d.refused(&second(c.leaver)), Code::NotEligible, "the owner is no second manager");
    let set =
        ClientSet { segment: Some(Segment::Important), region: Some("Урал".into()), ..ClientSet::of(c.plain) };
    d.run(&set);
    assert_eq!(d.text(&format!("SELECT segment || region_fold FROM client WHERE id = {}", c.plain.0)), "importantурал");
    let touch = |outcome: &str| TouchAdd {
        client: c.plain,
        kind: TouchKind::Call,
        outcome: outcome.into(),
        by: None,
        at: None,
        recorded: false,
    };
    d.run(&touch("Договорились о встрече во вторник"));
    assert_eq!(d.one(&format!("SELECT last_touch_at FROM client WHERE id = {}", c.plain.0)), d.clock.now.0);
    assert_eq!(d.refused(&touch("-")), Code::Placeholder);
    let tomorrow = TouchAdd { at: Some(d.clock.now.plus(DAY_MS)), ..touch("Позвонил") };
    assert_eq!(d.refused(&tomorrow), Code::BadDate);
}

#[test]
fn a_receiver_who_leaves_too_gives_back_the_offered_and_takes_the_accepted_along() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let first = d.run(&CaseOpen::planned(c.leaver, day("2026-11-24"))).case;
    d.run(&Propose { case: first });
    let to_boris = |objects: Vec<Ref>| Reassign { case: first, objects, to: c.boris, reason: "знает".into() };
    d.run(&to_boris(vec![c.plain.into(), c.lone_task.into(), c.lead.into()]));
    d.run(&Apply { case: first });
    let accept = Accept {
        case: first,
        receiver: c.boris,
        which: Which::Objects(vec![c.lone_task.into()]),
        next_step: Some("Собрать отчёт за квартал и показать".into()),
        on: Some(Due::day(day("2026-11-16"))),
        via: Via::Screen,
        force: None,
    };
    d.run(&accept);
    let second = d.run(&CaseOpen::planned(c.boris, day("2026-11-30"))).case;
    let line = |d: &Desk, case: CaseId, kind: &str, id: i64| {
        d.text(&format!(
            "SELECT coalesce(disposition, 'open') || ' ' || coalesce(reason, '') FROM ledger_line \
             WHERE case_id = {} AND kind = '{kind}' AND object_id = {id}",
            case.0
        ))
    };
    assert_eq!(line(&d, first, "task", c.lone_task.0), format!("assign Передано дальше, передача № {}", second.0));
    assert_eq!(line(&d, second, "task", c.lone_task.0), "open ");
    assert_eq!(line(&d, first, "client", c.plain.0), "open ", "unaccepted: to be decided again");
    assert_eq!(line(&d, first, "lead", c.lead.0), "open ");
    assert_eq!((d.owner(c.plain), d.owner(c.lead)), (c.head.0, c.head.0));
    assert_eq!(line(&d, second, "client", c.plain.0), "", "and no part of the second case");
    assert_eq!(line(&d, second, "deal", c.colleague_deal.0), "open ", "his own deal is");
    assert_eq!(
        d.one(&format!("SELECT count(*) FROM ledger_line WHERE proposed_id = {} AND batch_seq IS NULL", c.boris.0)),
        0
    );
    assert_eq!(d.one("SELECT count(*) FROM inbox WHERE kind = 'receiver_leaves'"), 1);
    // Both go on: neither ever proposes the other.
    d.run(&Propose { case: first });
    d.run(&Propose { case: second });
    let sql = format!(
        "SELECT count(*) FROM ledger_line WHERE batch_seq IS NULL AND proposed_id IN ({}, {})",
        c.leaver.0, c.boris.0
    );
    assert_eq!(d.one(&sql), 0);
    assert!(d.run(&Apply { case: first }).conflicts.is_empty());
    assert!(d.run(&Apply { case: second }).conflicts.is_empty());
    let bad = estafeta::reads::check::check(d.base.conn()).unwrap().into_iter().find(|c| !c.ok);
    assert!(bad.is_none(), "{bad:?}");
}
