//! The temporary owner (2 §3, §9.1, §9.11): what undo brings back is what the case says today, and an office where nobody
//! is left to answer still cuts off and loses nothing.

use estafeta::base::*;
use estafeta::domain::*;
use estafeta::ops::*;

use crate::desk::{Cast, Desk, cast, day};
use crate::kit::assert_sound;

fn crisis(d: &mut Desk, c: &Cast) -> CaseId {
    d.run(&CrisisOpen::of(c.leaver)).case
}

fn applied(d: &mut Desk, case: CaseId) {
    d.run(&Propose { case });
    assert!(d.run(&Apply { case }).conflicts.is_empty());
}

fn change(case: CaseId, kind: CaseKind, last_day: Option<&str>) -> CaseChange {
    CaseChange { case, kind: Some(kind), last_day: last_day.map(day), dismissed_on: None, order: None }
}

fn away(d: &mut Desk, who: EmployeeId) {
    let today = d.clock.today();
    d.write(|tx| {
        let fields = [("employee_id", who.into()), ("kind", "leave".into()), ("from_day", today.into())];
        tx.insert(Kind::Absence, &[&fields[..], &[("to_day", today.plus(30).into())]].concat()).unwrap()
    });
}

/// Who has the leaver's open work now, and how many lines say that it is for the time being.
fn holders(d: &Desk, c: &Cast) -> (Vec<i64>, i64) {
    let objects = [c.vip.into(), c.plain.into(), c.idle.into(), c.warm_deal.into(), c.call.into(), c.lead.into()];
    let mut who: Vec<i64> = objects.iter().map(|r: &Ref| d.owner(*r)).collect();
    who.sort();
    who.dedup();
    (who, d.one("SELECT count(*) FROM ledger_line WHERE temp_id IS NOT NULL"))
}

#[test]
fn a_batch_undone_after_he_came_back_to_work_his_notice_is_his_again() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let before = d.owners();
    let case = crisis(&mut d, &c);
    applied(&mut d, case);
    d.run(&change(case, CaseKind::Planned, Some("2026-11-24")));
    d.run(&UndoBatch { case, batch: None });
    let mut owners = d.owners();
    owners.retain(|r, _| before.contains_key(r));
    assert_eq!(owners, before, "nobody answers for the time being in a planned case");
    assert_eq!(holders(&d, &c).1, 0);
    assert_sound(&d.base, "undone in a planned case");
    assert!(d.run(&Apply { case }).conflicts.is_empty(), "and can be given again");
}

#[test]
fn a_batch_undone_answers_to_whoever_is_named_today() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = crisis(&mut d, &c);
    applied(&mut d, case);
    d.run(&TemporarySet { case, to: Some(c.vera) });
    d.run(&UndoBatch { case, batch: None });
    assert_eq!(holders(&d, &c), (vec![c.vera.0], 10));
    assert_sound(&d.base, "undone to another temporary owner");
    // And back to the leaver, all of it.
    d.run(&TemporarySet { case, to: None });
    assert_eq!(holders(&d, &c), (vec![c.leaver.0], 0));
}

#[test]
fn a_batch_of_the_notice_undone_in_a_crisis_answers_to_the_temporary_owner() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = d.run(&CaseOpen::planned(c.leaver, day("2026-11-24"))).case;
    applied(&mut d, case);
    d.run(&change(case, CaseKind::Crisis, None));
    d.run(&UndoBatch { case, batch: None });
    assert_eq!(holders(&d, &c), (vec![c.head.0], 10));
    assert_sound(&d.base, "a planned batch undone in a crisis");
}

#[test]
fn a_batch_undone_after_the_temporary_owner_left_does_not_go_to_her() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = d.run(&CrisisOpen { temporary: Some(c.vera), ..CrisisOpen::of(c.leaver) }).case;
    applied(&mut d, case);
    d.run(&CaseOpen::planned(c.vera, day("2026-11-24")));
    d.run(&UndoBatch { case, batch: None });
    assert!(!holders(&d, &c).0.contains(&c.vera.0), "{:?}", holders(&d, &c));
    assert_eq!(d.one(&format!("SELECT count(*) FROM ledger_line WHERE temp_id = {}", c.vera.0)), 0);
    assert_sound(&d.base, "undone past a leaving temporary owner");
}

#[test]
fn what_is_taken_back_never_names_a_temporary_owner_who_leaves() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = d.run(&CrisisOpen { temporary: Some(c.anna), ..CrisisOpen::of(c.leaver) }).case;
    d.run(&TemporarySet { case, to: Some(c.vera) });
    let seq = Seq(d.one("SELECT max(seq) FROM journal"));
    d.run(&CaseOpen::planned(c.anna, day("2026-11-24")));
    d.run(&Undo { seq });
    assert_eq!(d.one("SELECT temporary_id FROM handover_case WHERE id = 1"), c.head.0, "she leaves by now");
    assert_eq!(holders(&d, &c), (vec![c.head.0], 10));
    assert_sound(&d.base, "the one before leaves");
}

#[test]
fn a_decision_undone_after_the_kind_changed_leaves_nobody_in_between() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = crisis(&mut d, &c);
    d.run(&Dispose {
        case,
        objects: vec![c.idle.into()],
        disposition: Disposition::Keep,
        to: Some(c.anna.into()),
        reason: "её регион".into(),
    });
    let seq = Seq(d.one("SELECT max(seq) FROM journal"));
    d.run(&change(case, CaseKind::Planned, Some("2026-11-24")));
    d.run(&Undo { seq });
    assert_eq!(holders(&d, &c), (vec![c.leaver.0], 0));
    assert_sound(&d.base, "a decision undone");
}

#[test]
fn taking_back_that_nobody_answers_sets_the_alarm_again() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = crisis(&mut d, &c);
    d.run(&TemporarySet { case, to: None });
    let waits = "SELECT count(*) FROM job WHERE kind = 'temporary_end' AND state = 'queued'";
    assert_eq!(d.one(waits), 0);
    let seq = Seq(d.one("SELECT max(seq) FROM journal"));
    d.run(&Undo { seq });
    assert_eq!(holders(&d, &c), (vec![c.head.0], 10));
    assert_eq!(d.one(waits), 1, "the seven days end as they would have");
    let filed = "SELECT count(*) FROM job WHERE kind = 'temporary_end' AND case_id IS NULL";
    assert_eq!(d.one(filed), 0);
    assert_sound(&d.base, "the alarm again");
}

#[test]
fn another_name_takes_over_from_whoever_the_line_says() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = crisis(&mut d, &c);
    // As an older version left it: one client is with somebody the case does not name.
    d.set(c.plain, "owner_id", c.boris);
    let line =
        format!("UPDATE ledger_line SET temp_id = {} WHERE kind = 'client' AND object_id = {}", c.boris.0, c.plain.0);
    d.write(|tx| tx.exec(&line, []).unwrap());
    d.run(&TemporarySet { case, to: Some(c.vera) });
    assert_eq!(holders(&d, &c), (vec![c.vera.0], 10));
}

#[test]
fn an_order_of_dismissal_ends_every_change_of_kind() {
    for (first, then) in [(CaseKind::Crisis, CaseKind::Planned), (CaseKind::Planned, CaseKind::Crisis)] {
        let mut d = Desk::new();
        let c = cast(&mut d);
        let case = match first {
            CaseKind::Crisis => crisis(&mut d, &c),
            _ => d.run(&CaseOpen::planned(c.leaver, day("2026-11-24"))).case,
        };
        d.run(&CaseChange {
            case,
            kind: None,
            last_day: None,
            dismissed_on: Some(day("2026-11-10")),
            order: Some("7-к".into()),
        });
        assert_eq!(d.refused(&change(case, then, Some("2026-11-24"))), Code::WrongState, "{then:?}");
        assert_eq!(d.text(&format!("SELECT status FROM employee WHERE id = {}", c.leaver.0)), "dismissed");
    }
}

// ── A small office ──

/// A department of two, the leaver with one client.
struct Small {
    sales: DepartmentId,
    head: EmployeeId,
    leaver: EmployeeId,
    client: ClientId,
}

fn small(d: &mut Desk) -> Small {
    let sales = d.department("Продажи");
    let head = d.person("Орлова Мария", Role::Head, sales, None);
    let leaver = d.person("Иванов Пётр", Role::Manager, sales, Some(head));
    let client = d.client("Бета", leaver, Segment::Regular);
    Small { sales, head, leaver, client }
}

fn nobody_told(d: &Desk, to: EmployeeId) -> i64 {
    let sql = "SELECT count(*) FROM inbox WHERE kind = 'temporary_nobody' AND done_at IS NULL AND employee_id =";
    d.one(&format!("{sql} {}", to.0))
}

#[test]
fn an_office_of_two_cuts_off_though_nobody_is_here_to_answer() {
    let mut d = Desk::new();
    let Small { head, leaver, client, .. } = small(&mut d);
    away(&mut d, head);
    let case = d.run(&CrisisOpen::of(leaver)).case;
    assert_eq!(d.one(&format!("SELECT access_closed FROM employee WHERE id = {}", leaver.0)), 1);
    assert_eq!(d.one("SELECT count(*) FROM handover_case WHERE temporary_id IS NOT NULL"), 0);
    assert_eq!((d.owner(client), nobody_told(&d, head)), (leaver.0, 1), "on his card, and the head knows");
    assert_sound(&d.base, "nobody answers");
    // She is back, and names herself.
    d.later(31 * DAY_MS);
    d.run(&TemporarySet { case, to: Some(head) });
    assert_eq!((d.owner(client), nobody_told(&d, head)), (head.0, 0));
    assert_sound(&d.base, "she answers");
}

/// Nobody answers, and the mailbox is combed all the same: what is found is the head's, never the absent one's.
#[test]
fn a_finding_in_the_mailbox_is_never_the_absent_leavers_task() {
    let mut d = Desk::new();
    let Small { sales, head, leaver, client } = small(&mut d);
    away(&mut d, head);
    let case = d.run(&CrisisOpen::of(leaver)).case;
    let text = "прислать договор до пятницы".to_owned();
    let found = MailFinding { case, client: Some(client), kind: MailFound::Promise, text, due: None };
    let out = d.run(&found);
    assert_eq!((out.owner, d.owner(out.task)), (head, head.0));
    let line = format!("SELECT count(*) FROM ledger_line WHERE kind = 'task' AND object_id = {}", out.task.0);
    assert_eq!(d.one(&line), 1, "and goes on with its client");
    assert_sound(&d.base, "found while nobody answers");
    let receiver = d.person("Белова Анна", Role::Manager, sales, Some(head));
    d.run(&Reassign { case, objects: vec![client.into()], to: receiver, reason: "её регион".into() });
    d.run(&Propose { case });
    let applied = d.run(&Apply { case });
    assert!(applied.conflicts.is_empty(), "{:?}", applied.conflicts);
    assert_eq!((d.owner(client), d.owner(out.task)), (receiver.0, receiver.0));
    assert_sound(&d.base, "handed over");
}

#[test]
fn a_director_answers_before_nobody_does() {
    let mut d = Desk::new();
    let Small { sales, head, leaver, client } = small(&mut d);
    let director = d.person("Белый Глеб", Role::Director, sales, None);
    away(&mut d, head);
    d.run(&CrisisOpen::of(leaver));
    assert_eq!((d.owner(client), nobody_told(&d, head)), (director.0, 0));
}

#[test]
fn the_last_one_who_answered_leaves_too() {
    let mut d = Desk::new();
    let Small { sales, head, leaver, client } = small(&mut d);
    let vera = d.person("Зимина Вера", Role::Senior, sales, Some(head));
    away(&mut d, head);
    let case = d.run(&CrisisOpen::of(leaver)).case;
    assert_eq!(d.owner(client), vera.0);
    d.run(&CaseOpen::planned(vera, day("2026-11-24")));
    assert_eq!((d.owner(client), nobody_told(&d, head)), (leaver.0, 1));
    assert_eq!(d.one(&format!("SELECT count(*) FROM handover_case WHERE id = {} AND temporary_id IS NULL", case.0)), 1);
    assert_eq!(d.one("SELECT count(*) FROM job WHERE kind = 'temporary_end' AND state = 'queued'"), 0);
    assert_sound(&d.base, "nobody is left");
}

/// Everything of the leaver's lies on his card, and the mailbox is combed all the same.
#[test]
fn where_nobody_answers_what_the_mailbox_held_is_the_heads_and_goes_on_with_the_client() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = crisis(&mut d, &c);
    d.run(&TemporarySet { case, to: None });
    assert_eq!(d.owner(c.plain), c.leaver.0);
    let found =
        |client, text: &str| MailFinding { case, client, kind: MailFound::Promise, text: text.into(), due: None };
    let out = d.run(&found(Some(c.plain), "отсрочка 30 дней"));
    assert_eq!((out.owner, d.owner(out.task)), (c.head, c.head.0), "the one who did not come answers no letters");
    let line =
        format!("SELECT count(*) FROM ledger_line WHERE kind = 'task' AND object_id = {} AND late = 1", out.task.0);
    assert_eq!(d.one(&line), 1);
    assert_sound(&d.base, "found while nobody answers");
    d.run(&Propose { case });
    d.run(&Reassign { case, objects: vec![c.plain.into()], to: c.boris, reason: "знает клиента".into() });
    assert_eq!(d.run(&Apply { case }).conflicts, []);
    assert_eq!((d.owner(c.plain), d.owner(out.task)), (c.boris.0, c.boris.0));
    let after = d.run(&found(Some(c.plain), "встреча в декабре"));
    assert_eq!(
        (
            after.owner,
            d.one(&format!("SELECT count(*) FROM ledger_line WHERE kind = 'task' AND object_id = {}", after.task.0))
        ),
        (c.boris, 0)
    );
    assert_sound(&d.base, "and given on");
}

#[test]
fn what_was_found_while_nobody_answered_is_his_again_when_he_comes_back() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = crisis(&mut d, &c);
    d.run(&TemporarySet { case, to: None });
    let kind = MailFound::Unanswered;
    let out =
        d.run(&MailFinding { case, client: Some(c.plain), kind, text: "вопрос о сроке".into(), due: None });
    d.run(&CaseWithdraw { case });
    assert_eq!(d.owner(out.task), c.leaver.0);
    assert_sound(&d.base, "withdrawn");
}
