//! `due`: what has come due is done once, however often and by how many it is run.

use std::cell::Cell;
use std::path::Path;

use estafeta::base::*;
use estafeta::domain::*;
use estafeta::gateway::Children;
use estafeta::jobs::due::{DueEnv, Ran, run};
use estafeta::ops::{Apply, CaseOpen, CaseWithdraw, CrisisOpen, Propose};
use estafeta::store::{OpId, Val};
use estafeta::texts::{Lang, Texts};

use crate::desk::{Desk, cast, day};

pub fn due(d: &mut Desk) -> Vec<Ran> {
    let texts = Texts::load(Lang::Ru);
    let n = Cell::new(u64::from(fastrand::u32(..)) << 32);
    let new_op = || {
        n.set(n.get() + 1);
        OpId((u128::from(n.get()) | (1 << 127)).to_be_bytes())
    };
    let env = DueEnv { office: &d.office, clock: d.clock, texts: &texts, new_op: &new_op, hooks: &Children };
    run(&mut d.base, &env).unwrap()
}

fn whats(ran: &[Ran]) -> Vec<&str> {
    ran.iter().map(|r| r.what.as_str()).collect()
}

#[test]
fn the_heads_report_and_the_reminders_come_once_each_in_their_time() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    assert!(due(&mut d).is_empty());
    let case = d.run(&CaseOpen::planned(c.leaver, day("2026-11-24"))).case;
    let first = due(&mut d);
    assert_eq!(whats(&first), ["report", "report"]);
    let text = std::fs::read_to_string(Path::new(&first[0].result)).unwrap();
    assert!(text.contains("Договор с Альфой") && !text.contains("Аренда Бете"), "the leaver's own deals only");
    assert_eq!(
        d.one("SELECT count(*) FROM inbox WHERE kind = 'report_done'"),
        2,
        "deals and clients, neither in place of the other"
    );
    let entries = d.one("SELECT count(*) FROM journal");
    assert!(due(&mut d).is_empty());
    assert_eq!(d.one("SELECT count(*) FROM journal"), entries, "nothing due, nothing written");
    d.clock.now = At::parse("2026-11-17T09:00:00+03:00", Zone::UTC).unwrap();
    assert_eq!(whats(&due(&mut d)), ["reminder"]);
    assert_eq!(d.one(&format!("SELECT count(*) FROM inbox WHERE kind = 'reminder' AND employee_id = {}", c.head.0)), 1);
    assert!(d.text("SELECT args FROM inbox WHERE kind = 'reminder'").contains("за 5 дней"));
    assert!(due(&mut d).is_empty());
    d.run(&CaseWithdraw { case });
    d.clock.now = At::parse("2026-11-30T09:00:00+03:00", Zone::UTC).unwrap();
    assert!(due(&mut d).is_empty(), "a withdrawn case reminds of nothing");
}

#[test]
fn offers_that_nobody_answered_return_to_the_head() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = d.run(&CaseOpen::planned(c.leaver, day("2026-11-24"))).case;
    d.run(&Propose { case });
    d.run(&Apply { case });
    due(&mut d);
    let offered = d.one("SELECT count(*) FROM acceptance WHERE state = 'offered'");
    assert!(offered > 0);
    d.clock.now = At::parse("2026-11-16T12:00:00+03:00", Zone::UTC).unwrap();
    let ran = due(&mut d);
    assert_eq!(whats(&ran), ["expire"]);
    assert!(ran[0].result.parse::<i64>().unwrap() >= offered, "a client takes its deals back with it");
    assert_eq!(d.one("SELECT count(*) FROM acceptance WHERE state = 'offered'"), 0);
    assert_eq!(d.owner(c.lone_task), c.head.0);
    assert!(due(&mut d).is_empty());
}

/// One case is broken: its offers cannot fall to a head it does not have. The other one's do, and so does the rest.
#[test]
fn what_one_thing_refuses_does_not_stop_the_others() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let other = d.person("Лукин Олег", Role::Manager, c.sales, Some(c.head));
    d.client("Омега", other, Segment::Regular);
    let cases = [c.leaver, other].map(|who| {
        let case = d.run(&CaseOpen::planned(who, day("2026-11-24"))).case;
        d.run(&Propose { case });
        d.run(&Apply { case });
        let sql = "INSERT INTO acceptance (rev, case_id, line_id, receiver_id, state, offered_at, due_at) \
                   SELECT 1, case_id, id, to_id, 'offered', ?2, ?2 FROM ledger_line l WHERE case_id = ?1 AND kind = 'client' \
                     AND NOT EXISTS (SELECT 1 FROM acceptance a WHERE a.line_id = l.id)";
        let at = d.clock.now;
        d.write(|tx| tx.exec(sql, (case.0, at.0)).unwrap());
        case
    });
    d.set(cases[0], "head_id", Val::NULL);
    d.clock.now = At::parse("2026-11-17T09:00:00+03:00", Zone::UTC).unwrap();
    let ran = due(&mut d);
    let of = |what: &str, case: CaseId| ran.iter().any(|r| r.what == what && r.case == Some(case.0));
    assert!(!of("expire", cases[0]), "{ran:?}");
    assert!(of("expire", cases[1]) && of("reminder", cases[1]) && of("report", cases[0]), "{ran:?}");
    let left = |case: CaseId| {
        d.one(&format!("SELECT count(*) FROM acceptance WHERE state = 'offered' AND case_id = {}", case.0))
    };
    assert!(left(cases[0]) > 0 && left(cases[1]) == 0, "what was refused is as it was");
    // Mended, it goes on by itself.
    d.set(cases[0], "head_id", c.head);
    assert!(due(&mut d).iter().any(|r| r.what == "expire" && r.case == Some(cases[0].0)));
}

#[test]
fn a_job_whose_taker_never_came_back_is_taken_again() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    d.run(&CaseOpen::planned(c.leaver, day("2026-11-24")));
    let lease = d.clock.now.plus(10 * MINUTE_MS);
    d.write(|tx| {
        let sql = "UPDATE job SET state = 'running', lease_until = ? WHERE kind = 'report'";
        tx.exec(sql, [lease.0]).unwrap()
    });
    assert!(due(&mut d).is_empty(), "somebody works on it");
    d.later(11 * MINUTE_MS);
    assert_eq!(whats(&due(&mut d)), ["report", "report"]);
    assert_eq!(d.text("SELECT group_concat(DISTINCT state) FROM job WHERE kind = 'report'"), JobState::Done.word());
}

#[test]
fn letters_come_through_and_an_access_planned_apart_is_asked_for_in_its_time() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = d.run(&CaseOpen::planned(c.leaver, day("2026-11-24"))).case;
    due(&mut d);
    let (sent, receiver, client) = (d.clock.now, c.head, d.one("SELECT min(id) FROM client"));
    let access = d.write(|tx| {
        let letter = [
            ("case_id", case.into()),
            ("client_id", client.into()),
            ("receiver_id", receiver.into()),
            ("state", LetterState::Sent.into()),
            ("message_id", "a@b".into()),
            ("sent_at", sent.into()),
        ];
        tx.insert(Kind::Letter, &letter).unwrap();
        let access = [
            ("employee_id", c.leaver.into()),
            ("system", "own".into()),
            ("title", "VPN".into()),
            ("case_id", case.into()),
            ("due_at", sent.plus(HOUR_MS).into()),
        ];
        tx.insert(Kind::Access, &access).unwrap()
    });
    assert!(due(&mut d).is_empty());
    d.later(2 * HOUR_MS);
    assert_eq!(whats(&due(&mut d)), ["access"]);
    assert_eq!(d.text(&format!("SELECT state FROM access WHERE id = {access}")), "asked");
    let told = "SELECT count(*) FROM inbox WHERE kind = 'accesses_cut' AND role = 'it' AND done_at IS NULL";
    assert!(d.one(told) >= 1);
    // Two working days after it was sent.
    d.later(6 * DAY_MS);
    assert!(whats(&due(&mut d)).contains(&"letters"));
    assert_eq!(d.text("SELECT state FROM letter"), "not_bounced");
    assert!(!whats(&due(&mut d)).contains(&"letters"));
}

/// «Передача № 3: : …» says nothing: whatever a line of `due` is called by its title has one.
#[test]
fn what_is_told_by_its_title_has_one() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    d.run(&CaseOpen::planned(c.anna, day("2026-11-24")));
    d.run(&CrisisOpen::of(c.leaver));
    let mut seen = Vec::new();
    for _ in 0..20 {
        for r in due(&mut d) {
            // These say what they are by their word.
            if !["expire", "letters", "access", "late", "revoke", "restore", "reminder"].contains(&r.what.as_str()) {
                assert_ne!(r.title.trim(), "", "{r:?}");
                seen.push(r.what);
            }
        }
        d.later(DAY_MS);
    }
    assert!(seen.iter().any(|w| w == "report") && seen.iter().any(|w| w == "temporary_end"), "{seen:?}");
}
