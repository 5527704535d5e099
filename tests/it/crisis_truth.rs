//! What a crisis counts is so: its terms, its calls, its loads, and what came from the mailbox.

use estafeta::base::*;
use estafeta::domain::rights::Who;
use estafeta::domain::*;
use estafeta::gateway::Children;
use estafeta::jobs::due::{self, DueEnv};
use estafeta::ops::*;
use estafeta::reads::today::{AlarmKind, Waits, today};
use estafeta::reads::{Asker, Scope, employees};
use estafeta::texts::{Lang, Texts};

use crate::desk::{Cast, Desk, cast, now};
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

fn begun(at: At) -> (Desk, Cast, CaseId) {
    let mut d = Desk::new();
    let c = cast(&mut d);
    d.clock.now = at;
    let case = d.run(&CrisisOpen::of(c.leaver)).case;
    (d, c, case)
}

fn item(d: &Desk, computed: &str) -> String {
    d.text(&format!("SELECT state FROM checklist_item WHERE computed = '{computed}'"))
}

#[test]
fn the_export_is_blocked_when_it_is_closed_in_the_crm() {
    let (mut d, _, case) = begun(now());
    assert_eq!((item(&d, "export_blocked"), item(&d, "leads_off")), ("open".into(), "done".into()));
    let id = AccessId(d.one("SELECT id FROM access WHERE system = 'crm_export'"));
    let evidence = Some("право снято".to_owned());
    d.run(&AccessTick { case, which: AccessPick::One(id), mark: AccessMark::Done, evidence });
    assert_eq!(item(&d, "export_blocked"), "done");
    assert_sound(&d.base, "the export is closed");
}

#[test]
fn nothing_is_late_in_the_first_second_and_all_screens_name_one_term() {
    // Two minutes before midnight: the calls wait for the next evening.
    let (d, ..) = begun(At::parse("2026-11-10T23:53:00+03:00", Zone::MOSCOW).unwrap());
    let now = d.clock.now.0;
    assert_eq!(d.one(&format!("SELECT count(*) FROM access WHERE case_id IS NOT NULL AND due_at <= {now}")), 0);
    let late = format!("SELECT count(*) FROM checklist_item WHERE state = 'open' AND due_at <= {now}");
    assert_eq!(d.one(&late), 0);
    let rows = today(&asker(&d), 1).unwrap().rows;
    let calls = rows.iter().find(|r| r.waits == Waits::Calls).unwrap();
    let term = d.one("SELECT due_at FROM checklist_item WHERE computed = 'burning_called'");
    assert_eq!(calls.due_at, Some(At(term)));
}

#[test]
fn a_client_who_heard_of_the_temporary_owner_does_not_know_the_new_manager() {
    let (mut d, c, case) = begun(now());
    let notified = |d: &Desk| {
        let items = estafeta::reads::checklist::of_case(d.base.conn(), &Scope::All, case, d.clock.now).unwrap();
        items.iter().find(|i| i.code == "clients_notified").and_then(|i| i.computed).unwrap().1.done
    };
    let reached = |d: &mut Desk| {
        let outcome = CallResult::Reached;
        d.later(MINUTE_MS);
        d.run(&CallOutcome { case, client: c.vip, outcome, note: "на связи".into(), again_at: None });
    };
    reached(&mut d);
    assert_eq!(notified(&d), 0, "he knows that somebody answers for the time being");
    d.later(MINUTE_MS);
    d.run(&Propose { case });
    d.run(&Apply { case });
    assert_eq!(notified(&d), 0);
    reached(&mut d);
    assert_eq!(notified(&d), 1);
}

#[test]
fn what_somebody_holds_for_now_is_no_load() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let load = |d: &Desk| {
        let rows = employees::list(&asker(d), "").unwrap();
        rows.into_iter().find(|r| r.id == c.vera).map(|r| (r.load, r.for_now.deals, r.open_deals)).unwrap()
    };
    let before = load(&d);
    d.run(&CrisisOpen { temporary: Some(c.vera), ..CrisisOpen::of(c.leaver) });
    let after = load(&d);
    assert_eq!(after.0, before.0);
    assert!(after.1 > 0 && after.2 == before.2 + after.1, "{after:?}");
}

#[test]
fn what_the_mailbox_held_did_not_come_to_the_leaver() {
    let (mut d, c, case) = begun(now());
    let found = MailFinding {
        case,
        client: Some(c.plain),
        kind: MailFound::Promise,
        text: "отсрочка 30 дней".into(),
        due: None,
    };
    d.run(&found);
    let late =
        |d: &Desk| today(&asker(d), 1).unwrap().alarms.into_iter().find(|a| a.kind == AlarmKind::Late).map(|a| a.n);
    assert_eq!(late(&d), None, "it is mine, and no source is to be switched off");
    let look = |d: &mut Desk| {
        d.later(DAY_MS);
        let texts = Texts::load(Lang::Ru);
        let env =
            DueEnv { office: &d.office, clock: d.clock, texts: &texts, new_op: &crate::kit::op, hooks: &Children };
        due::run(&mut d.base, &env).unwrap();
        d.one("SELECT count(*) FROM inbox WHERE kind = 'late_arrivals'")
    };
    assert_eq!(look(&mut d), 0);
    d.task("Ответить клиенту", c.leaver, None, None, None, None);
    assert_eq!(look(&mut d), 1, "what did come is told");
    assert_eq!(late(&d), Some(1));
}

#[test]
fn a_log_without_the_leaver_says_nothing_of_them() {
    let (mut d, c, case) = begun(now());
    d.later(MINUTE_MS);
    let at = d.clock.now.0;
    let exec = |d: &mut Desk, sql: String| d.write(|tx| tx.exec(&sql, []).map(drop)).unwrap();
    exec(
        &mut d,
        format!(
            "INSERT INTO import (seq, at, source, files, kinds) SELECT max(seq) + 1, {at}, 'test', '[]', 'log' FROM journal"
        ),
    );
    let event = |user: &str, n: i64| {
        format!(
            "INSERT INTO log_event (at, digest, user_id, kind, written, import_id, line) \
             SELECT {at}, {n}, id, 'login', 'вход', 1, {n} FROM log_user WHERE written = '{user}'"
        )
    };
    let user = |name: &str, who: EmployeeId| {
        format!("INSERT INTO log_user (rev, source, written, employee_id) VALUES (1, 'test', '{name}', {})", who.0)
    };
    let count = |d: &Desk| {
        let items = estafeta::reads::checklist::of_case(d.base.conn(), &Scope::All, case, d.clock.now).unwrap();
        items.iter().find(|i| i.code == "log_read").and_then(|i| i.computed).unwrap().1.done
    };
    exec(&mut d, user("other", c.anna));
    exec(&mut d, event("other", 1));
    assert_eq!(count(&d), 0);
    exec(&mut d, user("leaver", c.leaver));
    exec(&mut d, event("leaver", 2));
    assert_eq!(count(&d), 1);
}
