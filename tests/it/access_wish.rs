//! What an access is wished to be now is the one rule by which its commands are begun and with which their ends are
//! compared (2 §7): a person may stay, leave after all, be ill or come back while a command waits, runs, or is in doubt.

use estafeta::base::*;
use estafeta::domain::hooks::{Hook, HookEnd};
use estafeta::domain::*;
use estafeta::ops::*;

use crate::desk::{Cast, Desk, cast, day};
use crate::hook_work::{Fake, due, ended, ordered, running, sound, state, told};

/// An office with a command for the CRM login and for the mailbox.
fn office() -> (Desk, Cast) {
    let mut d = Desk::new();
    let c = cast(&mut d);
    d.set(c.leaver, "login", "p.ivanov");
    d.set(c.leaver, "email", "ivanov@vector.example");
    for (system, file) in [("crm_login", "crm"), ("mail", "mail")] {
        let argv = |way: &str| vec![format!("/opt/{file}-{way}"), "{login}".to_owned()];
        d.office.hooks.insert(system.into(), Hook { revoke: argv("off"), restore: argv("on"), ..Hook::default() });
    }
    (d, c)
}

fn at(d: &mut Desk, when: &str) {
    d.clock.now = At::parse(when, Zone::UTC).unwrap();
}

fn change(case: CaseId, kind: Option<CaseKind>, last_day: &str) -> CaseChange {
    CaseChange { case, kind, last_day: Some(day(last_day)), dismissed_on: None, order: None }
}

fn redirect(d: &mut Desk, case: CaseId) {
    let which = AccessPick::System("mail".into());
    d.run(&AccessTick { case, which, mark: AccessMark::Redirected, evidence: Some("на Белову".into()) });
}

fn mail(d: &Desk) -> String {
    d.text("SELECT state FROM access WHERE system = 'mail'")
}

/// What is due is closed though no link of the chain says so.
fn no_chain(d: &mut Desk) {
    d.write(|tx| tx.exec("DELETE FROM job WHERE step <> '' AND state = 'queued'", []).unwrap());
}

fn undo_last(d: &mut Desk, word: &str) {
    let seq = Seq(d.one(&format!("SELECT max(seq) FROM journal WHERE kind = '{word}'")));
    d.run(&Undo { seq });
}

#[test]
fn what_is_being_given_back_is_his_until_the_last_day_of_his_next_case() {
    let (mut d, c) = office();
    let first = d.run(&CrisisOpen::of(c.leaver)).case;
    due(&mut d, &Fake::default());
    d.run(&CaseWithdraw { case: first });
    assert_eq!(state(&d), "restore done,queued");
    // He gives notice before anybody has given his login back.
    let second = d.run(&CaseOpen::planned(c.leaver, day("2026-11-24"))).case;
    assert_eq!(state(&d), "restore done,queued", "closed two weeks early else");
    let of_first = format!(
        "SELECT count(*) FROM inbox WHERE kind = 'accesses_restore' AND done_at IS NULL AND case_id = {}",
        first.0
    );
    assert_eq!((d.one(&of_first), told(&d, "accesses_restore")), (0, 2), "told in the case it belongs to now");
    due(&mut d, &Fake::default());
    assert_eq!(state(&d), "restored done,done");
    assert_eq!(d.one("SELECT case_id FROM access WHERE system = 'crm_login'"), second.0);
    assert_eq!(told(&d, "accesses_restore"), 0, "it is done, in the case it belongs to now");
    at(&mut d, "2026-11-24T18:00:00+03:00");
    due(&mut d, &Fake::default());
    assert_eq!(state(&d), "done done,done,done");
    assert_eq!(d.one("SELECT case_id FROM access WHERE system = 'crm_login'"), second.0);
    sound(&d);
}

#[test]
fn a_closing_that_ends_in_his_next_case_belongs_to_it_and_is_opened_again() {
    let (mut d, c, first, _) = ordered(false);
    let job = running(&mut d);
    d.run(&CaseWithdraw { case: first });
    let second = d.run(&CaseOpen::planned(c.leaver, day("2026-11-24"))).case;
    d.run(&ended(job, HookEnd::Exited(0)));
    assert_eq!(state(&d), "restore done,queued", "he works until the last day");
    assert_eq!(d.one("SELECT case_id FROM access WHERE system = 'crm_login'"), second.0);
    due(&mut d, &Fake::default());
    assert_eq!(state(&d), "restored done,done");
    sound(&d);
}

#[test]
fn a_second_closing_has_its_command_like_the_first() {
    for failed in [false, true] {
        let (mut d, c) = office();
        let case = d.run(&CrisisOpen::of(c.leaver)).case;
        d.later(MINUTE_MS);
        redirect(&mut d, case);
        let end = if failed { HookEnd::Exited(1) } else { HookEnd::Exited(0) };
        due(&mut d, &Fake::with(&[("mail", end)]));
        assert_eq!(mail(&d), if failed { "asked" } else { "done" }, "it was to be closed at once, not in half an hour");
        d.later(DAY_MS);
        d.run(&change(case, Some(CaseKind::Planned), "2026-11-24"));
        due(&mut d, &Fake::default());
        assert_eq!(mail(&d), "restored", "also where only its letters went elsewhere");
        at(&mut d, "2026-11-24T18:00:00+03:00");
        due(&mut d, &Fake::default());
        assert_eq!(mail(&d), "asked", "its redirection comes first");
        d.later(MINUTE_MS);
        redirect(&mut d, case);
        let fake = Fake::default();
        due(&mut d, &fake);
        assert_eq!((mail(&d).as_str(), fake.times()), ("done", 1));
        sound(&d);
    }
}

#[test]
fn a_failure_of_the_crisis_says_nothing_about_the_last_day() {
    let (mut d, c) = office();
    let case = d.run(&CrisisOpen::of(c.leaver)).case;
    due(&mut d, &Fake::with(&[("crm_login", HookEnd::Exited(1))]));
    assert_eq!(state(&d), "asked failed");
    d.later(DAY_MS);
    d.run(&change(case, Some(CaseKind::Planned), "2026-11-24"));
    due(&mut d, &Fake::default());
    assert_eq!(state(&d), "asked failed");
    no_chain(&mut d);
    at(&mut d, "2026-11-24T18:00:00+03:00");
    due(&mut d, &Fake::default());
    assert_eq!(state(&d), "done failed,done");
    sound(&d);
}

#[test]
fn undone_while_it_runs_what_was_given_back_is_closed_again() {
    for (end, then) in [(HookEnd::Exited(0), "asked done,done,queued"), (HookEnd::Exited(1), "done done,failed")] {
        let (mut d, _, case, _) = ordered(false);
        due(&mut d, &Fake::default());
        assert_eq!(d.run(&AccessRestore { case }).ordered, 1);
        let job = running(&mut d);
        undo_last(&mut d, "access-restore");
        assert_eq!(state(&d), "done done,running");
        d.run(&ended(job, end));
        assert_eq!(state(&d), then);
        due(&mut d, &Fake::default());
        assert!(state(&d).starts_with("done "), "{}", state(&d));
        sound(&d);
    }
}

#[test]
fn undone_in_doubt_it_is_closed_again_by_whom_a_command_cannot_spare() {
    let (mut d, _, case, access) = ordered(false);
    due(&mut d, &Fake::default());
    d.run(&AccessRestore { case });
    due(&mut d, &Fake::with(&[("crm_login", HookEnd::TimedOut)]));
    undo_last(&mut d, "access-restore");
    assert_eq!(
        (state(&d).as_str(), told(&d, "hook_unknown")),
        ("done done,unknown", 2),
        "the doubt is still asked about"
    );
    d.office.hooks.get_mut("crm_login").unwrap().revoke.clear();
    d.run(&HookAnswer { case, access, done: true, evidence: None });
    assert_eq!((state(&d).as_str(), told(&d, "accesses_cut")), ("asked done,done", 2));
    assert_eq!(
        d.text("SELECT coalesce(evidence, '') FROM access WHERE system = 'crm_login'"),
        "",
        "not closed any more"
    );
    sound(&d);
}

#[test]
fn undone_while_the_closing_runs_it_is_opened_again() {
    let (mut d, ..) = ordered(false);
    let job = running(&mut d);
    undo_last(&mut d, "access-cut");
    d.run(&ended(job, HookEnd::Exited(0)));
    assert_eq!((state(&d).as_str(), told(&d, "accesses_restore")), ("restore done,queued", 2));
    due(&mut d, &Fake::default());
    assert_eq!(state(&d), "restored done,done");
    sound(&d);
}

#[test]
fn he_works_his_notice_though_the_closing_of_the_crisis_ran_or_is_in_doubt() {
    for doubt in [false, true] {
        let (mut d, c) = office();
        let case = d.run(&CrisisOpen::of(c.leaver)).case;
        let job = running(&mut d);
        if doubt {
            d.run(&ended(job, HookEnd::TimedOut));
        }
        d.run(&change(case, Some(CaseKind::Planned), "2026-11-24"));
        assert_eq!(state(&d), if doubt { "restore unknown" } else { "asked running" });
        if doubt {
            let access = AccessId(d.one("SELECT id FROM access WHERE system = 'crm_login'"));
            assert!(d.run(&HookAnswer { case, access, done: true, evidence: None }).again);
        } else {
            d.run(&ended(job, HookEnd::Exited(0)));
        }
        assert_eq!((state(&d).as_str(), told(&d, "accesses_restore")), ("restore done,queued", 2));
        due(&mut d, &Fake::default());
        assert_eq!(state(&d), "restored done,done");
        at(&mut d, "2026-11-24T18:00:00+03:00");
        due(&mut d, &Fake::default());
        assert_eq!(state(&d), "done done,done,done");
        sound(&d);
    }
}

#[test]
fn what_a_person_closes_early_stays_to_be_closed_when_the_last_day_moves() {
    let (mut d, _, case, _) = ordered(false);
    let job = running(&mut d);
    d.run(&change(case, None, "2026-11-27"));
    d.run(&ended(job, HookEnd::Exited(0)));
    assert_eq!(state(&d), "done done");
    sound(&d);
}

/// The taker of a command died, and meanwhile nobody wishes any more what it was for: that is a doubt all the same.
#[test]
fn a_lost_command_that_nobody_wishes_any_more_is_a_doubt() {
    for idempotent in [false, true] {
        let (mut d, _, case, _) = ordered(idempotent);
        running(&mut d);
        d.run(&CaseWithdraw { case });
        d.later(3 * MINUTE_MS);
        let fake = Fake::default();
        due(&mut d, &fake);
        assert_eq!((state(&d).as_str(), fake.times()), ("planned unknown", 0));
        assert!(told(&d, "hook_unknown") > 0);
        sound(&d);
    }
}

#[test]
fn nothing_is_given_back_whose_time_to_be_closed_has_come() {
    let (mut d, _, case, _) = ordered(false);
    due(&mut d, &Fake::default());
    at(&mut d, "2026-11-24T17:00:00+03:00");
    d.run(&AccessRestore { case });
    let until = "SELECT group_concat(DISTINCT args ->> 'until') FROM inbox WHERE kind = 'accesses_restore'";
    assert_eq!(d.text(until), "2026-11-24", "it is said until when");
    due(&mut d, &Fake::default());
    at(&mut d, "2026-11-24T18:00:00+03:00");
    due(&mut d, &Fake::default());
    assert_eq!(state(&d), "done done,done,done");
    at(&mut d, "2026-11-26T10:00:00+03:00");
    assert_eq!(d.refused(&AccessRestore { case }), Code::AccessDue);
    // The last day moves: it is his again until then, and closed with it, though no link of the chain does it.
    d.run(&change(case, None, "2026-11-30"));
    d.run(&AccessRestore { case });
    due(&mut d, &Fake::default());
    assert_eq!(d.text("SELECT state FROM access WHERE system = 'crm_login'"), "restored");
    no_chain(&mut d);
    at(&mut d, "2026-12-01T09:00:00+03:00");
    due(&mut d, &Fake::default());
    assert_eq!(d.text("SELECT state FROM access WHERE system = 'crm_login'"), "done");
    sound(&d);
}

#[test]
fn in_a_crisis_nothing_is_given_back() {
    let (mut d, c) = office();
    let case = d.run(&CaseOpen::planned(c.leaver, day("2026-11-24"))).case;
    let crisis = CaseChange { last_day: None, ..change(case, Some(CaseKind::Crisis), "2026-11-24") };
    d.run(&crisis);
    due(&mut d, &Fake::default());
    assert_eq!(d.refused(&AccessRestore { case }), Code::AccessDue, "though its last day is ahead");
}

/// The case is closed, and he still works his notice.
#[test]
fn who_still_leaves_is_not_taken_for_one_who_stays() {
    let (mut d, c, case, _) = ordered(false);
    due(&mut d, &Fake::default());
    d.set(case, "state", CaseState::Closed);
    let asked = d.one("SELECT count(*) FROM access WHERE state = 'asked'");
    assert_eq!(d.run(&AccessRestore { case }).released, 0);
    assert_eq!(d.one("SELECT count(*) FROM access WHERE state = 'asked'"), asked, "asked for, and in the case");
    let overlays = format!("SELECT export_off + leads_off FROM employee WHERE id = {}", c.leaver.0);
    assert_eq!(d.one(&overlays), 2, "export and leads stay off");
    due(&mut d, &Fake::default());
    at(&mut d, "2026-11-24T18:00:00+03:00");
    due(&mut d, &Fake::default());
    assert_eq!(d.text("SELECT state FROM access WHERE system = 'crm_login'"), "done");
}
