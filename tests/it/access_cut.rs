//! Closing accesses: by command where the office has one, else by the people who are asked (2 §7).

use estafeta::base::*;
use estafeta::domain::calendar;
use estafeta::domain::hooks::Hook;
use estafeta::ops::*;

use crate::desk::{Desk, cast, day};

fn hook(args: &[&str]) -> Hook {
    Hook { revoke: args.iter().map(|a| (*a).to_owned()).collect(), ..Hook::default() }
}

fn states(d: &Desk, sql_where: &str) -> String {
    d.text(&format!(
        "SELECT group_concat(system || ':' || state, ' ') FROM (SELECT * FROM access WHERE {sql_where} ORDER BY id)"
    ))
}

#[test]
fn what_has_a_command_is_ordered_and_the_rest_is_asked_for() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    d.set(c.leaver, "login", "p.ivanov");
    d.set(c.leaver, "email", "ivanov@vector.example");
    d.office.hooks.insert("crm_login".into(), hook(&["/opt/crm-off", "{login}"]));
    d.office.hooks.insert("mail".into(), hook(&["/opt/mail-off", "{login}"]));
    d.office.hooks.insert("chats".into(), hook(&["/opt/chat-off", "{employee}"]));
    let case = d.run(&CaseOpen::planned(c.leaver, day("2026-11-24"))).case;
    let all = d.one("SELECT count(*) FROM access");
    let counts = d.run(&AccessCut { case, which: CutWhich::All });
    // The mailbox has a command, but its redirection comes first; telephony has none at all.
    assert_eq!((counts.ordered, counts.asked, counts.redirect), (2, u32::try_from(all).unwrap() - 2, 2));
    assert_eq!(
        d.text("SELECT group_concat(a.system || ' ' || j.state) FROM job j JOIN access a ON a.id = j.access_id"),
        "crm_login queued,chats queued"
    );
    assert_eq!(d.one("SELECT count(*) FROM access WHERE state <> 'asked'"), 0);
    let term = d.clock.now.plus(CUT_TERM_MS).0;
    assert_eq!(d.one(&format!("SELECT count(*) FROM access WHERE due_at > {term}")), 0, "half an hour");
    assert_eq!(d.one("SELECT count(*) FROM inbox WHERE kind = 'accesses_cut'"), 2, "IT and security, once");
    // Again: nothing is doubled.
    d.run(&AccessCut { case, which: CutWhich::All });
    assert_eq!(d.one("SELECT count(*) FROM job WHERE kind = 'revoke'"), 2);
    assert_eq!(d.one("SELECT count(*) FROM inbox WHERE kind = 'accesses_cut'"), 2);
}

#[test]
fn only_what_is_due_or_named_is_closed() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    d.office.hooks.insert("crm_export".into(), hook(&["/opt/export-off", "{employee_id}"]));
    d.office.hooks.insert("vpn".into(), hook(&["/opt/vpn-off", "{login}"]));
    let case = d.run(&CaseOpen::planned(c.leaver, day("2026-11-24"))).case;
    let now = d.clock.now;
    let counts = d.run(&AccessCut { case, which: CutWhich::DueBy(now) });
    assert_eq!((counts.ordered, counts.asked), (1, 0), "the export, at the start");
    let none = d.run(&AccessCut { case, which: CutWhich::Codes(vec!["vpn".into()]) });
    assert_eq!((none.ordered, none.asked), (0, 0), "he has none");
    // An account without a login is nobody's to guess: people are asked.
    d.run(&AccessAdd::of(c.leaver, "vpn", ""));
    let asked = d.run(&AccessCut { case, which: CutWhich::Codes(vec!["vpn".into()]) });
    assert_eq!((asked.ordered, asked.asked), (0, 1));
}

#[test]
fn a_register_of_one_row_does_not_hide_what_everybody_has() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    d.set(c.leaver, "login", "p.ivanov");
    d.run(&AccessAdd::of(c.leaver, "vpn", "ivanov"));
    d.run(&CaseOpen::planned(c.leaver, day("2026-11-24")));
    assert!(states(&d, "login <> ''").contains("crm_login:asked"), "with the card's login");
    assert_eq!(d.one("SELECT count(*) FROM access WHERE system = 'vpn'"), 1);
}

#[test]
fn the_export_is_asked_for_at_once_and_has_the_hours_of_its_item() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = d.run(&CaseOpen::planned(c.leaver, day("2026-11-27"))).case;
    let sql = format!(
        "SELECT a.due_at = (SELECT i.due_at FROM checklist_item i WHERE i.case_id = a.case_id AND i.code = 'export_blocked') \
           AND a.cut_at = {} AND a.state = 'asked' FROM access a WHERE a.system = 'crm_export'",
        d.clock.now.0
    );
    assert_eq!(d.one(&sql), 1, "the same term as its item, and asked for since the opening");
    // A command runs at once all the same.
    let calendar = calendar::Calendar::of(&d.office);
    let now = estafeta::reads::due::accesses_to_cut(d.base.conn(), &calendar, |_, _| true, d.clock.now).unwrap();
    assert_eq!((now.len(), now[0].0, now[0].1.len()), (1, case, 1));
    // Its time has come by itself, which does not make the term shorter.
    let before = d.one("SELECT due_at FROM access WHERE system = 'crm_export'");
    d.later(MINUTE_MS);
    let cut = d.run(&AccessCut { case, which: CutWhich::DueBy(d.clock.now) });
    assert_eq!((cut.asked, d.one("SELECT due_at FROM access WHERE system = 'crm_export'")), (1, before));
}

#[test]
fn where_there_are_suspicions_nobody_has_hours() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    d.run(&CaseOpen { risk: true, ..CaseOpen::planned(c.leaver, day("2026-11-27")) });
    let half_an_hour = d.clock.now.plus(30 * MINUTE_MS).0;
    assert_eq!(d.one("SELECT due_at FROM access WHERE system = 'crm_export'"), half_an_hour);
}
