//! The register of accesses (2 §7): by hand, from a list, shared accounts, and everything given back.

use estafeta::base::*;
use estafeta::domain::*;
use estafeta::ops::*;

use crate::desk::{Cast, Desk, cast, day};
use crate::due_work::due;

fn open() -> (Desk, Cast, CaseId) {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = d.run(&CaseOpen::planned(c.leaver, day("2026-11-24"))).case;
    (d, c, case)
}

fn tick(d: &mut Desk, case: CaseId, system: &str, mark: AccessMark) {
    let evidence = (mark == AccessMark::Redirected).then(|| "на Белову".to_owned());
    d.run(&AccessTick { case, which: AccessPick::System(system.into()), mark, evidence });
}

fn state(d: &Desk, system: &str) -> String {
    d.text(&format!("SELECT state FROM access WHERE system = '{system}'"))
}

fn switches(d: &Desk, who: EmployeeId) -> i64 {
    d.one(&format!("SELECT export_off + leads_off + access_closed FROM employee WHERE id = {}", who.0))
}

fn accesses_closed(d: &Desk) -> String {
    d.text("SELECT state FROM checklist_item WHERE computed = 'accesses_closed'")
}

/// He leaves all the same: what was closed is open until the last day, and the case goes on counting it.
#[test]
fn what_is_given_back_while_he_leaves_stays_in_the_case() {
    let (mut d, c, case) = open();
    tick(&mut d, case, "crm_login", AccessMark::Done);
    tick(&mut d, case, "mail", AccessMark::Redirected);
    d.set(c.leaver, "access_closed", true);
    let in_case = |d: &Desk| d.one(&format!("SELECT count(*) FROM access WHERE case_id = {}", case.0));
    let (all, asked) = (in_case(&d), d.one("SELECT count(*) FROM access WHERE state = 'asked'"));
    let done = d.run(&AccessRestore { case });
    assert_eq!((done.restore, done.ordered, done.released), (1, 0, 0), "what is only asked for stays asked for");
    assert_eq!((state(&d, "crm_login").as_str(), state(&d, "mail").as_str()), ("restore", "asked"));
    assert_eq!((in_case(&d), d.one("SELECT count(*) FROM access WHERE state = 'asked'")), (all, asked));
    assert_eq!(accesses_closed(&d), "open", "never 0 of 0");
    assert_eq!(switches(&d, c.leaver), 3, "the three switches are the notice's, not the register's");
    assert_eq!(d.one("SELECT count(*) FROM inbox WHERE kind = 'accesses_restore' AND done_at IS NULL"), 2);
    assert_eq!(d.refused(&AccessRestore { case }), Code::NothingToDo);
    // One entry, taken back as one.
    let seq = Seq(d.one("SELECT max(seq) FROM journal WHERE kind = 'access-restore'"));
    d.run(&Undo { seq });
    assert_eq!(state(&d, "crm_login").as_str(), "done");
    assert_eq!(d.one("SELECT count(*) FROM inbox WHERE kind = 'accesses_restore' AND done_at IS NULL"), 0);
}

#[test]
fn what_was_given_back_is_closed_again_with_the_last_day_and_not_before() {
    for given in [true, false] {
        let (mut d, _, case) = open();
        tick(&mut d, case, "crm_login", AccessMark::Done);
        d.run(&AccessRestore { case });
        if given {
            tick(&mut d, case, "crm_login", AccessMark::Restored);
        }
        let before = state(&d, "crm_login");
        d.run(&AccessCut { case, which: CutWhich::Codes(vec!["chats".into()]) });
        d.run(&AccessCut { case, which: CutWhich::DueBy(d.clock.now.plus(DAY_MS)) });
        assert_eq!(state(&d, "crm_login"), before, "others are cut, this one is his until the last day");
        d.clock.now = At::parse("2026-11-24T18:00:00+03:00", Zone::UTC).unwrap();
        due(&mut d);
        assert_eq!(state(&d, "crm_login"), "asked");
        let late = "SELECT due_at FROM access WHERE system = 'crm_login'";
        assert!(At(d.one(late)) >= d.clock.now, "its new closing is not late by two weeks");
    }
}

#[test]
fn given_back_is_marked_by_people_and_the_lag_stays_what_it_was() {
    let (mut d, _, case) = open();
    tick(&mut d, case, "crm_login", AccessMark::Done);
    let lag = "SELECT done_at - due_at FROM access WHERE system = 'crm_login'";
    let before = d.one(lag);
    d.run(&AccessRestore { case });
    tick(&mut d, case, "crm_login", AccessMark::Restored);
    assert_eq!((state(&d, "crm_login").as_str(), d.one(lag)), ("restored", before));
    assert_eq!(d.one("SELECT count(*) FROM inbox WHERE kind = 'accesses_restore' AND done_at IS NULL"), 0);
    // He leaves after all: it is open again, and closed again.
    d.run(&AccessCut { case, which: CutWhich::All });
    assert_eq!(state(&d, "crm_login"), "asked");
    assert_eq!(
        d.text("SELECT coalesce(evidence, '') || coalesce(done_at, '') FROM access WHERE system = 'crm_login'"),
        ""
    );
}

#[test]
fn a_withdrawn_notice_gives_back_what_was_closed() {
    let (mut d, c, case) = open();
    tick(&mut d, case, "crm_export", AccessMark::Done);
    tick(&mut d, case, "mail", AccessMark::Redirected);
    d.set(c.leaver, "access_closed", true);
    d.run(&CaseWithdraw { case });
    // The export was closed, the mailbox is redirected; the rest was only asked for.
    assert_eq!((state(&d, "crm_export").as_str(), state(&d, "mail").as_str()), ("restore", "restore"));
    assert_eq!((state(&d, "crm_login").as_str(), switches(&d, c.leaver)), ("planned", 0));
    assert_eq!(d.one("SELECT count(*) FROM inbox WHERE kind = 'accesses_restore' AND done_at IS NULL"), 2);
    tick(&mut d, case, "crm_export", AccessMark::Restored);
    tick(&mut d, case, "mail", AccessMark::Restored);
    assert_eq!((state(&d, "crm_export").as_str(), state(&d, "mail").as_str()), ("restored", "restored"));
    let told = "SELECT count(*) FROM inbox WHERE kind = 'accesses_restore' AND done_at IS NULL";
    assert_eq!(d.one(told), 0, "it is done in the inbox of a case that is over, too");
}

#[test]
fn a_shared_account_is_closed_for_each_leaver_apart() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    for who in [c.leaver, c.boris, c.anna] {
        d.run(&AccessAdd::of(who, "shared", "zakaz@vector.example"));
    }
    let first = d.run(&CaseOpen::planned(c.leaver, day("2026-11-24"))).case;
    let second = d.run(&CaseOpen::planned(c.boris, day("2026-12-01"))).case;
    tick(&mut d, first, "shared", AccessMark::Done);
    let of = |case: CaseId| format!("SELECT state FROM access WHERE system = 'shared' AND case_id = {}", case.0);
    assert_eq!((d.text(&of(first)).as_str(), d.text(&of(second)).as_str()), ("done", "asked"));
    let staying = format!("SELECT state FROM access WHERE system = 'shared' AND employee_id = {}", c.anna.0);
    assert_eq!(d.text(&staying), "planned", "she stays, and is to be told the new password");
}

#[test]
fn whoever_closed_it_does_not_verify_it() {
    let (mut d, c, case) = open();
    let it = d.person("Седов Иван", Role::It, c.sales, None);
    let guard = d.person("Комаров Лев", Role::Security, c.sales, None);
    d.actor = Actor::Person(it);
    tick(&mut d, case, "crm_export", AccessMark::Done);
    let verify =
        AccessTick { case, which: AccessPick::System("crm_export".into()), mark: AccessMark::Verified, evidence: None };
    assert_eq!(d.refused(&verify), Code::Denied, "IT does not verify at all");
    d.actor = Actor::Person(guard);
    d.run(&verify);
    let closes = AccessTick { mark: AccessMark::Done, which: AccessPick::System("chats".into()), ..verify.clone() };
    assert_eq!(d.refused(&closes), Code::Denied, "and security does not close");
    // The head only asks; and who has both roles in turn is still one person.
    d.actor = Actor::Person(c.head);
    d.set(AccessId(d.one("SELECT id FROM access WHERE system = 'chats'")), "state", AccessState::Planned);
    tick(&mut d, case, "chats", AccessMark::Asked);
    assert_eq!(d.refused(&closes), Code::Denied);
    d.actor = Actor::Person(it);
    tick(&mut d, case, "chats", AccessMark::Done);
    d.set(it, "role", Role::Security);
    let own = AccessTick { which: AccessPick::System("chats".into()), ..verify };
    assert_eq!(d.refused(&own), Code::NeedsSecond);
}

#[test]
fn what_he_never_had_is_told_apart_and_not_planned_again() {
    let (mut d, c, case) = open();
    let access = AccessId(d.one("SELECT id FROM access WHERE system = 'telephony'"));
    let void = |reason: &str| AccessVoid { access, employee: c.leaver, reason: reason.into() };
    assert_eq!(d.refused(&void("-")), Code::ReasonNeeded);
    d.run(&void("номера у него не было"));
    assert_eq!(state(&d, "telephony"), "void");
    assert_eq!(d.one("SELECT count(*) FROM access WHERE case_id IS NOT NULL AND system = 'telephony'"), 0);
    d.run(&AccessCut { case, which: CutWhich::All });
    assert_eq!(state(&d, "telephony"), "void");
    assert_eq!(d.one("SELECT count(*) FROM access WHERE system = 'telephony'"), 1);
    tick(&mut d, case, "crm_login", AccessMark::Done);
    let login = AccessId(d.one("SELECT id FROM access WHERE system = 'crm_login'"));
    let closed = AccessVoid { access: login, employee: c.leaver, reason: "ошибка".into() };
    assert_eq!(d.refused(&closed), Code::WrongState, "what was closed did exist");
}

#[test]
fn a_list_fills_the_registers_and_takes_nothing_away() {
    let (mut d, c, case) = open();
    let line = |employee, system: &str, login: &str| AccessLine {
        employee,
        system: system.into(),
        login: login.into(),
        shared: None,
        note: String::new(),
    };
    let lines =
        vec![line(c.leaver, "CRM: вход", "p.ivanov"), line(c.leaver, "Склад", "ivanov"), line(c.anna, "VPN", "belova")];
    let done = d.run(&AccessImport { lines: lines.clone() });
    assert_eq!((done.new, done.changed, done.unchanged), (2, 1, 0), "the usual row gets its login");
    assert_eq!(d.text("SELECT login FROM access WHERE system = 'crm_login'"), "p.ivanov");
    assert_eq!(d.text("SELECT state FROM access WHERE system = 'Склад'"), "asked", "he leaves: asked for at once");
    assert_eq!(d.text("SELECT state FROM access WHERE system = 'vpn'"), "planned", "she stays");
    assert_eq!(d.one("SELECT case_id FROM access WHERE system = 'Склад'"), case.0);
    let entries = d.one("SELECT count(*) FROM journal");
    let again = d.run(&AccessImport { lines });
    assert_eq!((again.new, again.changed, again.unchanged), (0, 0, 3));
    assert_eq!(d.one("SELECT count(*) FROM journal"), entries, "the same list twice changes nothing");
}

#[test]
fn a_row_is_corrected_and_passed_on() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let access = d.run(&AccessAdd::of(c.anna, "sim", "+7 912 000-00-01")).access;
    d.run(&AccessSet { login: Some("+7 912 000-00-02".into()), to: Some(c.boris), ..AccessSet::of(access, c.anna) });
    let row = "SELECT employee_id || ' ' || login || ' ' || role FROM access";
    assert_eq!(d.text(row), format!("{} +7 912 000-00-02 head", c.boris.0));
    assert_eq!(d.refused(&AccessSet::of(access, c.anna)), Code::UnknownAccess, "it is not hers any more");
    d.run(&CaseOpen::planned(c.boris, day("2026-11-24")));
    let away = AccessSet { to: Some(c.anna), ..AccessSet::of(access, c.boris) };
    assert_eq!(d.refused(&away), Code::AlreadyInCase, "not out of a handover");
}
