//! He did not come (1-G, 2 §9.9): the first minute, the calls, the first week, and both ways back.

use estafeta::base::*;
use estafeta::domain::rights::Who;
use estafeta::domain::*;
use estafeta::ops::*;
use estafeta::reads::calls::{CallState, calls};
use estafeta::reads::{Asker, Scope, case};

use crate::desk::{Cast, Desk, cast, day};
use crate::kit::assert_sound;

fn asker(d: &Desk) -> Asker<'_> {
    Asker {
        conn: d.base.conn(),
        scope: &Scope::All,
        who: Who::Owner { read_only: false },
        clock: d.clock,
        office: &d.office,
    }
}

fn crisis(d: &mut Desk, c: &Cast) -> CaseId {
    d.run(&CrisisOpen::of(c.leaver)).case
}

fn view(d: &Desk, id: CaseId) -> case::CaseView {
    case::case(d.base.conn(), &Scope::All, id, &d.clock).unwrap()
}

fn leaver(d: &Desk, c: &Cast, field: &str) -> String {
    d.text(&format!("SELECT ({field}) || '' FROM employee WHERE id = {}", c.leaver.0))
}

#[test]
fn the_first_minute_is_one_transaction() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = crisis(&mut d, &c);
    assert_eq!(leaver(&d, &c, "status"), "leaving", "never «Уволен»: he may be ill");
    assert_eq!(leaver(&d, &c, "access_closed + export_off + leads_off"), "3");
    assert_eq!(leaver(&d, &c, "prior_status"), "active");
    for object in [Ref::from(c.vip), c.plain.into(), c.idle.into(), c.final_deal.into(), c.lone_deal.into()] {
        assert_eq!(d.owner(object), c.head.0, "{object}");
    }
    assert_eq!((d.owner(c.call), d.owner(c.lead)), (c.head.0, c.head.0));
    assert_eq!(d.owner(c.won_deal), c.leaver.0, "closed deals stay credited");
    assert_eq!((d.owner(c.foreign), d.owner(c.colleague_deal)), (c.anna.0, c.boris.0), "colleagues keep theirs");
    let v = view(&d, case);
    assert_eq!((v.kind, v.state), (CaseKind::Crisis, CaseState::Open));
    assert_eq!(v.temporary.as_ref().map(|w| w.id), Some(c.head));
    assert_eq!(v.temporary_until, Some(d.clock.now.plus(7 * DAY_MS)));
    assert_eq!(v.ledger.remaining, v.ledger.snapshot, "a temporary owner is no distribution");
    let due = format!("SELECT max(due_at) - {} FROM access WHERE case_id = {}", d.clock.now.0, case.0);
    assert_eq!(d.one(&due), 30 * MINUTE_MS, "each access has thirty minutes");
    assert_eq!(d.one("SELECT count(*) FROM access WHERE state <> 'asked'"), 0);
    assert_eq!(d.one("SELECT count(*) FROM journal WHERE kind = 'crisis-open'"), 1);
    assert_eq!(d.one("SELECT count(*) FROM job WHERE kind = 'temporary_end'"), 1);
    assert_eq!(d.one(&format!("SELECT count(*) FROM inbox WHERE employee_id = {}", c.leaver.0)), 0);
    assert_eq!(d.one("SELECT count(*) FROM owner_history WHERE seq = (SELECT max(seq) FROM journal)"), 10);
    let clocks = v.clocks.unwrap();
    assert!(clocks[0].total >= 8 && !clocks[0].is_late(d.clock.now));
    d.later(31 * MINUTE_MS);
    assert!(view(&d, case).clocks.unwrap()[0].is_late(d.clock.now), "an access only asked for is red after 30 minutes");
    assert_sound(&d.base, "a crisis has begun");
}

#[test]
fn what_it_and_security_were_told_ends_with_their_own_part() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    d.run(&AccessAdd::of(c.leaver, "sim", "+7 912 000-00-01"));
    let case = crisis(&mut d, &c);
    let told = |d: &Desk, kind: &str, role: &str| {
        d.one(&format!("SELECT count(*) FROM inbox WHERE kind = '{kind}' AND role = '{role}' AND done_at IS NULL"))
    };
    let of_it = d.text("SELECT group_concat(id) FROM access WHERE role = 'it'");
    assert!(d.one("SELECT count(*) FROM access WHERE role <> 'it'") > 0);
    for id in of_it.split(',') {
        for mark in [AccessMark::Redirected, AccessMark::Done] {
            let which = AccessPick::One(AccessId(id.parse().unwrap()));
            d.run(&AccessTick { case, which, mark, evidence: Some("на sales@".into()) });
        }
    }
    assert_eq!(told(&d, "accesses_cut", "it"), 0, "what others have to close is not IT's");
    assert_eq!(told(&d, "accesses_cut", "security"), 1, "security sees to all of it");
    assert_eq!(told(&d, "crisis_opened", "security"), 1);
    let item = d.one("SELECT n FROM checklist_item WHERE code = 'log_read'");
    d.run(&CheckItem { case, item, tick: Tick::Waive("CRM не ведёт журнала".into()) });
    assert_eq!((told(&d, "crisis_opened", "security"), told(&d, "crisis_opened", "hr")), (0, 1));
}

#[test]
fn a_surname_that_is_not_in_the_base_yet() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let new =
        |name: &str| CrisisOpen { employee: CrisisWho::New { name: name.to_owned() }, ..CrisisOpen::of(c.leaver) };
    let fault = d.try_run(&new("Иванов")).unwrap_err();
    assert_eq!(fault.code, Code::AmbiguousEmployee, "a name that fits somebody is asked about");
    assert!(fault.arg("candidates").contains("Иванов Пётр"));
    assert_eq!(d.refused(&new(" - ")), Code::BadName);
    let opened = d.run(&new("  Лукина   Жанна "));
    assert_eq!(opened.lines, 0);
    let who = "FROM employee WHERE name = 'Лукина Жанна'";
    assert_eq!(d.text(&format!("SELECT status || access_closed {who}")), "leaving1");
    assert_eq!(d.one(&format!("SELECT count(*) {who} AND department_id IS NULL")), 1);
    let v = view(&d, opened.case);
    assert_eq!((v.head.map(|w| w.id), v.temporary.map(|w| w.id)), (Some(c.head), Some(c.head)));
    assert_eq!(v.since, None, "начало неизвестно");
    let scope = Scope::Department(c.sales);
    assert!(case::case(d.base.conn(), &scope, opened.case, &d.clock).is_ok(), "the head sees whom nobody placed yet");
    assert_sound(&d.base, "an unknown surname");
}

#[test]
fn who_answers_for_the_time_being() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let with = |to| CrisisOpen { temporary: Some(to), ..CrisisOpen::of(c.leaver) };
    d.run(&EmployeeSet {
        absence: Some(AbsenceSet {
            kind: AbsenceKind::Leave,
            from: day("2026-11-09"),
            to: day("2026-11-20"),
            substitute: Some(c.boris),
        }),
        ..EmployeeSet::of(c.anna)
    });
    assert_eq!(d.refused(&with(c.anna)), Code::NotEligible, "who is away answers nobody");
    assert_eq!(d.refused(&with(c.leaver)), Code::NotEligible);
    assert_eq!(d.refused(&with(EmployeeId(99))), Code::UnknownEmployee);
    assert_eq!(d.refused(&CrisisOpen::of(c.head)), Code::HeadNeeded, "the head who leaves needs an acting head");
    let future = CrisisOpen { since: Some(d.clock.now.plus(1)), ..CrisisOpen::of(c.leaver) };
    assert_eq!(d.refused(&future), Code::BadTime);
    let acting = CrisisOpen { acting_head: Some(c.vera), ..CrisisOpen::of(c.head) };
    let case = d.run(&acting).case;
    assert_eq!(d.one(&format!("SELECT temporary_id FROM handover_case WHERE id = {}", case.0)), c.vera.0);
    d.run(&CaseWithdraw { case });
    // The head is away: the senior answers.
    let today = d.clock.today();
    d.write(|tx| {
        let fields = [("employee_id", c.head.into()), ("kind", "illness".into()), ("from_day", today.into())];
        tx.insert(Kind::Absence, &[&fields[..], &[("to_day", today.into())]].concat()).unwrap()
    });
    let case = crisis(&mut d, &c);
    assert_eq!(d.one(&format!("SELECT temporary_id FROM handover_case WHERE id = {}", case.0)), c.vera.0);
    assert_eq!(d.refused(&CrisisOpen::of(c.leaver)), Code::AlreadyInCase);
    assert_sound(&d.base, "temporary owners");
}

#[test]
fn the_temporary_batch_is_taken_back_as_one() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let before = d.owners();
    let case = crisis(&mut d, &c);
    let held = d.owners();
    assert_ne!(held, before);
    let done = d.run(&TemporarySet { case, to: Some(c.vera) });
    assert_eq!((done.clients, done.deals, done.tasks, done.leads), (3, 4, 2, 1));
    assert_eq!(d.owner(c.vip), c.vera.0);
    let until = view(&d, case).temporary_until;
    assert_eq!(until, Some(d.clock.now.plus(7 * DAY_MS)), "another name does not make it longer");
    let seq = Seq(d.one("SELECT max(seq) FROM journal"));
    d.run(&Undo { seq });
    assert_eq!(d.owners(), held, "the one before answers again");
    d.run(&TemporarySet { case, to: None });
    assert_eq!(d.owners(), before, "sums by owner are as they were");
    assert_eq!(d.refused(&TemporarySet { case, to: None }), Code::NothingToDo);
    assert_eq!(d.one("SELECT count(*) FROM job WHERE kind = 'temporary_end' AND state = 'queued'"), 0);
    assert_sound(&d.base, "taken back");
}

#[test]
fn from_the_temporary_owner_to_the_new_ones() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = crisis(&mut d, &c);
    let held = d.owners();
    d.run(&Propose { case });
    let world = estafeta::reads::distribution::world(
        d.base.conn(),
        case,
        &d.clock,
        &d.office,
        estafeta::reads::distribution::Fixed::ByHand,
    )
    .unwrap();
    let head = world.persons.iter().find(|p| p.id == c.head).unwrap();
    assert_eq!((head.held.deals, head.held.clients, head.held.tasks), (0, 0, 0), "what he holds for now is no load");
    let applied = d.run(&Apply { case });
    assert!(applied.conflicts.is_empty(), "{:?}", applied.conflicts);
    assert_eq!(d.one("SELECT count(*) FROM ledger_line WHERE temp_id IS NOT NULL"), 0);
    assert_ne!(d.owner(c.plain), c.head.0);
    d.run(&UndoBatch { case, batch: None });
    assert_eq!(d.owners(), held, "an undone batch falls back to the temporary owner");
    assert_eq!(d.one("SELECT count(*) FROM ledger_line WHERE temp_id IS NOT NULL"), 10);
    let again = d.run(&Apply { case });
    assert!(again.conflicts.is_empty());
    assert_sound(&d.base, "distributed");
}

#[test]
fn he_was_ill_and_comes_back() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let before = d.owners();
    let case = crisis(&mut d, &c);
    d.set(c.call, "state", "done");
    d.later(20 * DAY_MS);
    let out = d.run(&CaseWithdraw { case });
    assert_eq!((out.returned, out.accepted.len(), out.moved.len()), (10, 0, 0));
    assert_eq!(d.owners(), before);
    assert_eq!(d.text(&format!("SELECT state FROM task WHERE id = {}", c.call.0)), "done", "what was done stays done");
    assert_eq!(leaver(&d, &c, "status"), "active");
    assert_eq!(leaver(&d, &c, "access_closed + export_off + leads_off"), "0");
    assert_sound(&d.base, "he is back");
}

#[test]
fn the_call_list_and_its_outcomes() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let far = d.client("Омега", c.leaver, Segment::Regular);
    let call = |d: &mut Desk, client, outcome, again_at| {
        d.try_run(&CallOutcome { case: CaseId(1), client, outcome, note: "ждёт счёт".into(), again_at })
    };
    let case = crisis(&mut d, &c);
    let names = |d: &Desk| -> Vec<(String, CallState)> {
        calls(&asker(d), case).unwrap().into_iter().map(|r| (r.name, r.state)).collect()
    };
    let want = |list: &[(&str, CallState)]| list.iter().map(|(n, s)| ((*n).to_owned(), *s)).collect::<Vec<_>>();
    assert_eq!(
        names(&d),
        want(&[("ООО «Альфа»", CallState::Now), ("Бета", CallState::Now)]),
        "a final stage, then a task due today; nobody else burns"
    );
    assert_eq!(call(&mut d, far, CallResult::Reached, None).unwrap().out.attempts, 1, "any client of the case");
    assert_eq!(call(&mut d, c.vip, CallResult::CallBack, None).unwrap_err().code, Code::BadTime);
    let later = d.clock.now.plus(HOUR_MS);
    call(&mut d, c.vip, CallResult::CallBack, Some(later)).unwrap();
    let list = names(&d);
    assert_eq!(list[0], ("Бета".to_owned(), CallState::Now));
    assert_eq!(list[1], ("ООО «Альфа»".to_owned(), CallState::Later(Some(later))));
    d.later(2 * HOUR_MS);
    assert_eq!(names(&d)[0], ("ООО «Альфа»".to_owned(), CallState::Now), "its time has come");
    call(&mut d, c.vip, CallResult::Reached, None).unwrap();
    let row = calls(&asker(&d), case).unwrap().into_iter().find(|r| r.client == c.vip).unwrap();
    assert_eq!((row.attempts, row.state), (2, CallState::Reached));
    assert_eq!(row.last.unwrap().note, "ждёт счёт");
    let stranger = d.client("Чужой", c.anna, Segment::Regular);
    assert_eq!(call(&mut d, stranger, CallResult::Reached, None).unwrap_err().code, Code::NotInCase);
    assert_sound(&d.base, "calls are recorded");
}

/// What each role is asked has a term in which it can be done, and ends when that role has done its own.
#[test]
fn what_a_role_is_told_has_its_own_term_and_end() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    d.run(&AccessAdd::of(c.leaver, "keys", ""));
    let case = crisis(&mut d, &c);
    assert_eq!(
        d.one(&format!("SELECT count(*) FROM inbox WHERE due_at <= {}", d.clock.now.0)),
        0,
        "nothing is late at once"
    );
    let open = |d: &Desk, kind: &str, role: &str| {
        d.one(&format!("SELECT count(*) FROM inbox WHERE kind = '{kind}' AND role = '{role}' AND done_at IS NULL"))
    };
    let hr = d.one("SELECT min(id) FROM access WHERE role = 'hr' AND case_id IS NOT NULL");
    assert_eq!(d.one("SELECT count(*) FROM access WHERE role = 'hr' AND case_id IS NOT NULL"), 1);
    assert_eq!([open(&d, "accesses_cut", "hr"), open(&d, "accesses_cut", "it")], [1, 1]);
    let which = AccessPick::One(AccessId(hr));
    d.run(&AccessTick { case, which, mark: AccessMark::Done, evidence: Some("пропуск сдан".into()) });
    assert_eq!([open(&d, "accesses_cut", "hr"), open(&d, "accesses_cut", "it")], [0, 1]);
    assert_eq!([open(&d, "crisis_opened", "security"), open(&d, "crisis_opened", "it")], [1, 0], "IT hears it once");
    let n = d.one("SELECT n FROM checklist_item WHERE computed = 'log_read'");
    d.run(&CheckItem { case, item: n, tick: Tick::Waive("журнала в этой CRM нет".into()) });
    assert_eq!(open(&d, "crisis_opened", "security"), 0);
}
