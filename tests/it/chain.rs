//! The chain over simulated weeks: each link once, at its time, whoever runs it and however it is stopped (1-A2…A4, R1).

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout};
use std::time::Duration;

use estafeta::base::*;
use estafeta::domain::chain::{CHAIN, Step, read};
use estafeta::domain::own::Own;
use estafeta::domain::settings::Office;
use estafeta::domain::*;
use estafeta::jobs::due::{DueEnv, Ran, run};
use estafeta::ops::{self, CaseChange, CaseOpen, CaseWithdraw, Ctx, JobAgain, JobTake};
use estafeta::reads::{Asker, Scope, chain, due as reads_due};
use estafeta::store::{Base, Mode};
use estafeta::texts::{Lang, Texts};

use crate::desk::{Cast, Desk, cast, day};
use crate::kit::{self, assert_sound, number, soak};

fn at(s: &str) -> At {
    At::parse(s, Zone::MOSCOW).unwrap()
}

/// What `estafeta due` does, at this time.
fn due(base: &mut Base, office: &Office, now: At) -> Vec<Ran> {
    let texts = Texts::load(Lang::Ru);
    let clock = Clock { now, zone: Zone::MOSCOW };
    run(base, &DueEnv::real(office, clock, &texts, &kit::op)).unwrap()
}

/// Every few hours from one instant to another, day and night.
fn walk(base: &mut Base, office: &Office, from: &str, to: &str, hours: i64) -> Vec<(At, Ran)> {
    let mut out = Vec::new();
    let mut now = at(from);
    while now <= at(to) {
        out.extend(due(base, office, now).into_iter().map(|r| (now, r)));
        now = now.plus(hours * HOUR_MS);
    }
    out
}

/// An office in which somebody gave notice three weeks before the holidays end: the last day is Thursday, 14 January.
fn leaving() -> (Desk, Cast, CaseId) {
    let mut d = Desk::new();
    let c = cast(&mut d);
    d.clock.now = at("2026-12-23 11:00");
    let case = d.run(&CaseOpen::planned(c.leaver, day("2027-01-14"))).case;
    (d, c, case)
}

/// When each link was done, by its step; fails for one that was done twice.
fn done(base: &Base) -> BTreeMap<String, At> {
    let mut st = base.conn().prepare("SELECT step, done_at FROM job WHERE step <> '' AND state = 'done'").unwrap();
    let rows = st.query_map([], |r| Ok((r.get::<_, String>(0)?, At(r.get(1)?)))).unwrap();
    let mut out = BTreeMap::new();
    for row in rows {
        let (step, when) = row.unwrap();
        assert!(out.insert(step.clone(), when).is_none(), "{step} was done twice");
    }
    out
}

/// The links that a planned departure without suspicions has, with their times.
const LINKS: &[(&str, &str)] = &[
    ("export_off", "2026-12-23 11:00"),
    ("leads_off", "2026-12-23 11:00"),
    ("report_deals", "2026-12-23 11:00"),
    ("report_clients", "2026-12-23 11:00"),
    ("task_leaver", "2026-12-23 11:00"),
    ("task_head", "2026-12-23 11:00"),
    ("inform_head", "2026-12-23 11:00"),
    ("inform_leaver", "2026-12-23 11:00"),
    ("inform_hr", "2026-12-23 11:00"),
    ("inform_it", "2026-12-23 11:00"),
    ("inform_security", "2026-12-23 11:00"),
    // Five and three working days before the fourteenth, with the long holidays between.
    ("remind_5", "2026-12-29 09:00"),
    ("remind_3", "2027-01-11 09:00"),
    ("remind_last", "2027-01-14 09:00"),
    ("cut_accesses", "2027-01-14 18:00"),
];

/// What the links leave behind, each exactly once; `by` is how far the clock has come.
fn effects(base: &Base, by: At, when: &str) {
    let links: Vec<&str> = LINKS.iter().filter(|(_, t)| at(t) <= by).map(|(s, _)| *s).collect();
    let made = done(base);
    assert_eq!(made.len(), links.len(), "{when}: {made:?}");
    let count = |sql: &str| number(base, sql);
    assert_eq!(count("SELECT count(*) FROM task WHERE title LIKE 'Передача дел%'"), 2, "{when}");
    assert_eq!(count("SELECT count(*) FROM inbox WHERE kind = 'case_opened'"), 5, "{when}");
    assert_eq!(count("SELECT count(*) FROM inbox WHERE kind = 'report_done'"), 2, "{when}");
    let files = std::fs::read_dir(papers(base)).unwrap().count();
    assert_eq!(files, 2, "{when}: a file too many or too few");
    let steps = links.iter().filter(|s| s.starts_with("remind")).count() as i64;
    // A reminder that nobody has seen yet is brought up to date instead of being said again.
    assert_eq!(count("SELECT count(*) FROM inbox WHERE kind = 'reminder'"), steps.min(1), "{when}");
    assert_eq!(count("SELECT count(*) FROM journal WHERE kind = 'chain-step'"), links.len() as i64 - 13 + 2, "{when}");
    let shut = i64::from(links.contains(&"cut_accesses"));
    assert_eq!(count("SELECT sum(access_closed) FROM employee"), shut, "{when}");
    assert_sound(base, when);
}

fn papers(base: &Base) -> PathBuf {
    let mut p = base.path().as_os_str().to_owned();
    p.push("-papers");
    PathBuf::from(p).join("case-1")
}

#[test]
fn three_weeks_across_the_holidays_do_each_link_once_in_its_time() {
    let (mut d, c, case) = leaving();
    let ran = walk(&mut d.base, &d.office.clone(), "2026-12-23 11:00", "2027-01-16 11:00", 3);
    let made = done(&d.base);
    for (step, time) in LINKS {
        let late = made[*step].0 - at(time).0;
        assert!((0..3 * HOUR_MS).contains(&late), "{step} was done {} minutes late", late / MINUTE_MS);
    }
    effects(&d.base, at("2027-01-16 11:00"), "after three weeks");
    assert_eq!(ran.iter().filter(|(_, r)| r.state != JobState::Done).count(), 0);
    // Not a minute before the last day's end, and of nobody else.
    assert_eq!(d.one(&format!("SELECT access_closed FROM employee WHERE id = {}", c.leaver.0)), 1);
    assert_eq!(d.text(&format!("SELECT status FROM employee WHERE id = {}", c.leaver.0)), "leaving", "no order yet");
    assert_eq!(d.one(&format!("SELECT blocked FROM employee WHERE id = {}", c.leaver.0)), 0);
    assert!(d.one("SELECT count(*) FROM inbox WHERE kind = 'accesses_cut' AND role = 'it'") == 1);
    // The order.
    d.clock.now = at("2027-01-18 10:00");
    let change = CaseChange { case, kind: None, last_day: None, dismissed_on: None, order: None };
    d.run(&CaseChange { dismissed_on: Some(day("2027-01-18")), order: Some("7-к".into()), ..change });
    assert_eq!(d.one(&format!("SELECT blocked FROM employee WHERE id = {}", c.leaver.0)), 1);
    let made = done(&d.base);
    assert_eq!((made["block_role"], made["tell_security"]), (d.clock.now, d.clock.now));
    assert_eq!(d.one("SELECT count(*) FROM inbox WHERE kind = 'chain_done' AND role = 'it'"), 1);
    assert_sound(&d.base, "dismissed");
}

#[test]
fn a_link_is_never_done_before_its_minute() {
    let (mut d, ..) = leaving();
    let office = d.office.clone();
    due(&mut d.base, &office, at("2026-12-23 11:00"));
    for (step, time) in &LINKS[11..] {
        due(&mut d.base, &office, at(time).plus(-1));
        assert!(!done(&d.base).contains_key(*step), "{step} too early");
        due(&mut d.base, &office, at(time));
        assert_eq!(done(&d.base)[*step], at(time));
    }
}

// ── The last day moves, the notice is taken back, time is short ──

fn moved(d: &mut Desk, case: CaseId, to: &str) {
    d.run(&CaseChange { case, kind: None, last_day: Some(day(to)), dismissed_on: None, order: None });
}

fn queued(d: &Desk, step: &str) -> Option<At> {
    let found = d.one(&format!("SELECT max(due_at) FROM job WHERE step = '{step}' AND state = 'queued'"));
    (found > 0).then_some(At(found))
}

#[test]
fn when_the_last_day_moves_what_waits_moves_along_and_what_is_done_stays() {
    let (mut d, c, case) = leaving();
    let office = d.office.clone();
    due(&mut d.base, &office, at("2026-12-29 09:00"));
    let first = done(&d.base);
    d.clock.now = at("2026-12-29 10:00");
    moved(&mut d, case, "2027-01-21");
    assert_eq!(queued(&d, "cut_accesses"), Some(at("2027-01-21 18:00")));
    assert_eq!(queued(&d, "remind_3"), Some(at("2027-01-18 09:00")));
    assert_eq!(queued(&d, "remind_5"), Some(at("2027-01-14 09:00")), "it is ahead again");
    let due_of = |d: &Desk, who: EmployeeId| {
        d.one(&format!("SELECT due_at FROM task WHERE owner_id = {} AND title LIKE 'Передача дел%'", who.0))
    };
    assert_eq!(At(due_of(&d, c.head)), at("2027-01-18 18:00"), "three days before the new day");
    // And back, closer than it was: what is behind is passed over, the cut is not.
    moved(&mut d, case, "2026-12-30");
    assert_eq!(queued(&d, "cut_accesses"), Some(at("2026-12-30 18:00")));
    assert_eq!((queued(&d, "remind_5"), queued(&d, "remind_3")), (None, None));
    assert!(queued(&d, "remind_short").is_some(), "time has become short");
    for (step, when) in first {
        assert_eq!(done(&d.base)[&step], when, "{step} stays as it was done");
    }
    let ran = walk(&mut d.base, &office, "2026-12-29 12:00", "2027-01-03 12:00", 4);
    let whats: Vec<&str> = ran.iter().map(|(_, r)| r.what.as_str()).collect();
    assert_eq!(whats, ["reminder", "reminder", "cut_accesses"]);
    assert_eq!(d.one(&format!("SELECT access_closed FROM employee WHERE id = {}", c.leaver.0)), 1);
    // He stays after all: he may come in again, and is shut out on the new day.
    d.clock.now = at("2026-12-30 20:00");
    moved(&mut d, case, "2027-01-12");
    assert_eq!(d.one(&format!("SELECT access_closed FROM employee WHERE id = {}", c.leaver.0)), 0);
    assert_eq!(queued(&d, "cut_accesses"), Some(at("2027-01-12 18:00")));
    assert_sound(&d.base, "moved");
}

/// An office of its own mind: HR is told five days before the last one, and the head gets his report with it.
fn told_five_days_before() -> Vec<Step> {
    let own = "[[step]]\ncode = 'tell_hr_5'\nru = 'Кадры: приказ'\naction = 'inform'\non = 'last-5d@morning'\nto = 'hr'\n\
               [[step]]\ncode = 'report_5'\nru = 'Отчёт'\naction = 'report_deals'\non = 'last-5d@morning'\nto = 'head'\n";
    read(&format!("{CHAIN}\n{own}")).unwrap()
}

#[test]
fn what_was_done_before_the_last_day_is_not_done_again_because_the_day_moves() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    d.office.own = std::sync::Arc::new(Own { chain: Some(told_five_days_before()), ..Own::default() });
    let case = d.run(&CaseOpen::planned(c.leaver, day("2026-11-24"))).case;
    let office = d.office.clone();
    due(&mut d.base, &office, at("2026-11-17 09:00"));
    let times = |d: &Desk, step: &str| d.one(&format!("SELECT count(*) FROM job WHERE step = '{step}'"));
    assert_eq!(done(&d.base)["tell_hr_5"], at("2026-11-17 09:00"));
    // A day later and a day earlier: the fifth day before it is behind in both.
    d.clock.now = at("2026-11-18 10:00");
    for last in ["2026-11-25", "2026-11-23"] {
        moved(&mut d, case, last);
        due(&mut d.base, &office, d.clock.now);
        assert_eq!((times(&d, "tell_hr_5"), times(&d, "report_5")), (1, 1), "{last}");
    }
    // He did not come, and works his notice after all.
    for (kind, last) in [(CaseKind::Crisis, None), (CaseKind::Planned, Some(day("2026-11-24")))] {
        d.run(&CaseChange { case, kind: Some(kind), last_day: last, dismissed_on: None, order: None });
    }
    assert_eq!((times(&d, "tell_hr_5"), times(&d, "report_5")), (1, 1), "and back into a planned case");
    // Far enough, and it is ahead again.
    moved(&mut d, case, "2026-12-08");
    assert_eq!(queued(&d, "tell_hr_5"), Some(at("2026-12-01 09:00")));
    assert_sound(&d.base, "moved to and fro");
}

#[test]
fn a_notice_taken_back_stops_the_chain_and_gives_everything_back() {
    let (mut d, c, case) = leaving();
    let office = d.office.clone();
    due(&mut d.base, &office, at("2027-01-14 18:00"));
    assert_eq!(d.one(&format!("SELECT access_closed FROM employee WHERE id = {}", c.leaver.0)), 1);
    d.clock.now = at("2027-01-14 23:59");
    d.run(&CaseWithdraw { case });
    let e = format!("FROM employee WHERE id = {}", c.leaver.0);
    assert_eq!(d.one(&format!("SELECT access_closed + export_off + leads_off + blocked {e}")), 0);
    let entries = d.one("SELECT count(*) FROM journal");
    assert!(walk(&mut d.base, &office, "2027-01-15 00:00", "2027-01-20 00:00", 5).is_empty());
    assert_eq!(d.one("SELECT count(*) FROM journal"), entries);
}

#[test]
fn a_notice_of_one_day_reminds_before_its_deadline_and_cuts_in_the_evening() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    d.clock.now = at("2026-11-24 12:00");
    d.run(&CaseOpen::planned(c.leaver, day("2026-11-24")));
    let ran = walk(&mut d.base, &d.office.clone(), "2026-11-24 12:00", "2026-11-25 12:00", 1);
    let whats: Vec<(&str, At)> = ran.iter().map(|(at, r)| (r.what.as_str(), *at)).collect();
    let noon = at("2026-11-24 12:00");
    let wanted = [
        ("report", noon),
        ("report", noon),
        ("reminder", at("2026-11-24 14:00")),
        ("cut_accesses", at("2026-11-24 18:00")),
    ];
    assert_eq!(whats[..4], wanted);
}

#[test]
fn neither_a_pause_nor_an_early_closing_stops_the_cut() {
    for state in [CaseState::Paused, CaseState::Closed, CaseState::Finished] {
        let (mut d, c, case) = leaving();
        d.set(case, "state", state);
        let office = d.office.clone();
        due(&mut d.base, &office, at("2027-01-14 18:00"));
        assert_eq!(d.one(&format!("SELECT access_closed FROM employee WHERE id = {}", c.leaver.0)), 1, "{state:?}");
        assert_eq!(d.one("SELECT count(*) FROM access WHERE state = 'planned' AND due_at <= 1799938800000"), 0);
        let told = d.one("SELECT count(*) FROM inbox WHERE kind = 'reminder'");
        assert_eq!(told, i64::from(state == CaseState::Paused), "nobody is reminded of what is over");
    }
}

#[test]
fn suspicions_limit_at_once_and_are_not_shown_to_the_leaver() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = d.run(&CaseOpen { risk: true, ..CaseOpen::planned(c.leaver, day("2026-11-24")) }).case;
    assert_eq!(done(&d.base)["early_limits"], d.clock.now);
    assert_eq!(d.one(&format!("SELECT access_closed FROM employee WHERE id = {}", c.leaver.0)), 0, "not the login");
    let steps = |d: &Desk, scope: &Scope| {
        let who = estafeta::reads::who::who(d.base.conn(), &Actor::Owner, &d.clock, false).unwrap();
        let a = Asker { conn: d.base.conn(), scope, who, clock: d.clock, office: &d.office };
        chain::of_case(&a, case).unwrap().into_iter().map(|l| l.step).collect::<Vec<_>>()
    };
    assert!(steps(&d, &Scope::All).contains(&"early_limits".to_owned()));
    assert_eq!(steps(&d, &Scope::Own(c.leaver)), Vec::<String>::new(), "nor when anything of his ends");
}

// ── Failures ──

#[test]
fn a_file_that_cannot_be_written_is_tried_again_ever_later_and_then_told() {
    let (mut d, c, case) = leaving();
    let office = d.office.clone();
    // A file stands where the folder of papers should be.
    let in_the_way = papers(&d.base).parent().unwrap().to_path_buf();
    std::fs::write(&in_the_way, b"x").unwrap();
    let mut now = d.clock.now;
    let mut waits = Vec::new();
    let first = due(&mut d.base, &office, now);
    assert!(first.iter().all(|r| r.state == JobState::Queued), "{first:?}");
    while let Some(next) = queued(&d, "report_deals") {
        waits.push((next.0 - now.0) / MINUTE_MS);
        assert_eq!(due(&mut d.base, &office, next.plus(-1)).len(), 0, "not before its pause is over");
        assert_eq!(d.one("SELECT count(*) FROM inbox WHERE kind = 'report_failed'"), 0, "nobody is told yet");
        now = next;
        due(&mut d.base, &office, now);
    }
    assert_eq!(waits, [2, 4, 8, 16, 32]);
    assert_eq!(d.text("SELECT group_concat(DISTINCT state) FROM job WHERE kind = 'report'"), "failed");
    let told = format!("SELECT count(*) FROM inbox WHERE kind = 'report_failed' AND employee_id = {}", c.head.0);
    assert_eq!(d.one(&told), 1);
    assert!(due(&mut d.base, &office, now.plus(DAY_MS)).is_empty(), "what failed for good is not repeated by itself");
    // A person mends it and wishes it again.
    std::fs::remove_file(&in_the_way).unwrap();
    d.clock.now = now.plus(DAY_MS);
    let job = JobId(d.one("SELECT id FROM job WHERE step = 'report_deals'"));
    d.run(&JobAgain { case, job });
    assert_eq!(d.refused(&JobAgain { case, job }), Code::NothingToDo);
    let again = due(&mut d.base, &office, d.clock.now);
    assert_eq!(again.iter().map(|r| r.state).collect::<Vec<_>>(), [JobState::Done]);
    assert_eq!(d.one("SELECT count(*) FROM inbox WHERE kind = 'report_failed' AND done_at IS NULL"), 0);
}

#[test]
fn an_unknown_outcome_is_never_repeated_by_itself() {
    let (mut d, ..) = leaving();
    d.write(|tx| tx.exec("UPDATE job SET state = 'unknown' WHERE step = 'cut_accesses'", []).unwrap());
    let office = d.office.clone();
    due(&mut d.base, &office, at("2027-02-01 10:00"));
    assert_eq!(d.text("SELECT state FROM job WHERE step = 'cut_accesses'"), "unknown");
}

#[test]
fn the_next_due_time_is_known_and_comes_closer() {
    let (mut d, ..) = leaving();
    let office = d.office.clone();
    let next = |d: &Desk| reads_due::next(d.base.conn(), &office).unwrap();
    assert_eq!(next(&d), Some(at("2026-12-23 11:00")), "the reports");
    due(&mut d.base, &office, at("2026-12-23 11:00"));
    let mut seen = Vec::new();
    while let Some(now) = next(&d).filter(|n| *n <= at("2027-01-14 18:00")) {
        seen.push(now);
        due(&mut d.base, &office, now);
        assert!(next(&d).is_none_or(|n| n > now), "what is due at {} stays due", now.iso(Zone::MOSCOW));
    }
    // Between them only the mornings on which late arrivals are counted.
    let mornings = |t: &At| Zone::MOSCOW.minute(*t) == 9 * 60;
    assert!(
        LINKS[11..].iter().all(|(_, t)| seen.contains(&at(t))) && seen.iter().filter(|t| !mornings(t)).count() == 1
    );
}

// ── Two at once, and kill −9 ──

fn env(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// Runs `due` at each of the moments it is told, and says when it is through with one.
#[test]
#[ignore = "a child of the test of two at once"]
fn child_walks() {
    let Some(path) = env("ESTAFETA_TEST_BASE") else { return };
    let mut base = Base::open(Path::new(&path), Mode::ReadWrite).unwrap();
    println!();
    for line in std::io::stdin().lines() {
        for r in due(&mut base, &Office::default(), at(&line.unwrap())) {
            println!("ack {}:{}", r.what, r.title);
        }
        println!("{THROUGH}");
    }
}

const THROUGH: &str = "through";

/// Both run at the same simulated moment: one that is ahead would rightly take what the other holds past its lease.
fn in_step(children: &mut [(Child, BufReader<ChildStdout>)], moments: impl Iterator<Item = String>) -> Vec<String> {
    let mut told = Vec::new();
    for moment in moments {
        for (child, _) in children.iter_mut() {
            writeln!(child.stdin.as_mut().unwrap(), "{moment}").unwrap();
        }
        for (_, out) in children.iter_mut() {
            let lines = out.lines().map(Result::unwrap).take_while(|l| l != THROUGH);
            told.extend(lines.filter_map(|l| l.strip_prefix("ack ").map(str::to_owned)));
        }
    }
    for (child, _) in children {
        drop(child.stdin.take());
        assert!(child.wait().unwrap().success());
    }
    told
}

#[test]
fn two_at_once_do_each_link_once() {
    let (d, ..) = leaving();
    let path = d.base.path().to_str().unwrap().to_owned();
    let start = || kit::child("chain::child_walks", &[("ESTAFETA_TEST_BASE", &path)]);
    let (from, to) = (at("2026-12-23 11:00"), at("2027-01-16 11:00"));
    let moments = (0..).map(|i| from.plus(i * 3 * HOUR_MS)).take_while(|t| *t <= to);
    let mut ran = in_step(&mut [start(), start()], moments.map(|t| t.iso(Zone::MOSCOW)));
    effects(&d.base, at("2027-01-16 11:00"), "two at once");
    let all = ran.len();
    ran.sort();
    ran.dedup();
    assert_eq!((all, ran.len()), (6, 6), "each was told by one of them: {ran:?}");
    for (step, time) in LINKS {
        let late = done(&d.base)[*step].0 - at(time).0;
        assert!((0..3 * HOUR_MS).contains(&late), "{step}");
    }
}

/// Does one thing and would go on, had it not been killed.
#[test]
#[ignore = "a child of the kill test"]
fn child_does_one_thing() {
    let (Some(path), Some(now), Some(deed)) =
        (env("ESTAFETA_TEST_BASE"), env("ESTAFETA_TEST_NOW"), env("ESTAFETA_TEST_DEED"))
    else {
        return;
    };
    let mut base = Base::open(Path::new(&path), Mode::ReadWrite).unwrap();
    println!("\nready");
    deed_of(&deed, &mut base, at(&now));
    println!("ended");
    std::thread::sleep(Duration::from_secs(60));
}

fn deed_of(deed: &str, base: &mut Base, now: At) {
    let office = Office::default();
    let clock = Clock { now, zone: Zone::MOSCOW };
    let cx = Ctx { actor: Actor::Owner, clock, op_id: kit::op(), office: &office };
    let leaver = EmployeeId(number(base, "SELECT id FROM employee WHERE name = 'Иванов Пётр'"));
    match deed {
        "open" if number(base, "SELECT count(*) FROM handover_case") == 0 => {
            ops::run(base, &cx, &CaseOpen::planned(leaver, day("2027-01-14"))).unwrap();
        }
        "order" if number(base, "SELECT sum(blocked) FROM employee") == 0 => {
            let order = CaseChange {
                case: CaseId(1),
                kind: None,
                last_day: None,
                dismissed_on: Some(day("2027-01-18")),
                order: Some("7-к".into()),
            };
            ops::run(base, &cx, &order).unwrap();
        }
        "due" => drop(due(base, &office, now)),
        _ => {}
    }
}

/// Each action, what has to have happened before it, and when it is done.
const DEEDS: &[(&str, &str)] = &[
    ("open", "2026-12-23 11:00"),
    ("due", "2026-12-23 11:00"),
    ("due", "2026-12-29 09:00"),
    ("due", "2027-01-11 09:00"),
    ("due", "2027-01-14 09:00"),
    ("due", "2027-01-14 18:00"),
    ("order", "2027-01-18 10:00"),
];

#[test]
fn a_kill_in_the_middle_of_any_action_is_made_good_by_the_next_run() {
    let dir = tempfile::tempdir().unwrap();
    let mut d = Desk::new();
    cast(&mut d);
    let rounds = if soak() { 40 } else { 6 };
    let seed = fastrand::u64(..);
    println!("seed {seed}");
    let mut rng = fastrand::Rng::with_seed(seed);
    let (mut cut, mut whole) = (0, 0);
    for (n, (deed, time)) in DEEDS.iter().enumerate() {
        let template = dir.path().join(format!("{n}.db"));
        d.base.backup(&template, &mut |_, _| true, &mut |_| Ok(())).unwrap();
        copy_papers(&d.base, &template);
        let mut longest = 0;
        for round in 0..rounds {
            let path = dir.path().join(format!("{n}-{round}.db"));
            std::fs::copy(&template, &path).unwrap();
            copy_papers(&Base::open(&template, Mode::ReadOnly).unwrap(), &path);
            let when = format!("{deed} at {time}, seed {seed}, round {round}");
            let base = path.to_str().unwrap();
            let vars = [("ESTAFETA_TEST_BASE", base), ("ESTAFETA_TEST_NOW", *time), ("ESTAFETA_TEST_DEED", *deed)];
            let (mut victim, mut out) = kit::child("chain::child_does_one_thing", &vars);
            let mut heard = String::new();
            let started = loop {
                assert!(out.read_line(&mut heard).unwrap() > 0, "the child ended by itself: {when}: {heard}");
                if heard.contains("ready") {
                    break std::time::Instant::now();
                }
            };
            if round == 0 {
                // The first is let through, to know how long the deed takes.
                while !heard.contains("ended") {
                    assert!(out.read_line(&mut heard).unwrap() > 0, "{when}: {heard}");
                }
                longest = started.elapsed().as_micros() as u64;
            } else {
                std::thread::sleep(Duration::from_micros(rng.u64(0..longest.max(1))));
            }
            victim.kill().unwrap();
            victim.wait().unwrap();
            if made_good(deed, time, &path, &when) { whole += 1 } else { cut += 1 }
        }
        // The office goes on with this action done, once, by nobody who is killed.
        d.clock.now = at(time);
        deed_of(deed, &mut d.base, at(time));
    }
    println!("{cut} were killed inside an action, {whole} after it");
    assert!(cut * 4 > whole, "void: {cut} were killed inside an action, {whole} after it");
}

fn copy_papers(base: &Base, to: &Path) {
    let from = papers(base);
    let Ok(files) = std::fs::read_dir(&from) else { return };
    let mut folder = to.as_os_str().to_owned();
    folder.push("-papers");
    let folder = PathBuf::from(folder).join("case-1");
    std::fs::create_dir_all(&folder).unwrap();
    for f in files.flatten() {
        std::fs::copy(f.path(), folder.join(f.file_name())).unwrap();
    }
}

/// Whether the action was whole already; the next run completes it either way, and exactly once.
fn made_good(deed: &str, time: &str, path: &Path, when: &str) -> bool {
    let mut base = Base::open(path, Mode::ReadWrite).unwrap();
    assert_sound(&base, when);
    let state = |base: &Base| {
        let made = number(base, "SELECT count(*) FROM job WHERE state = 'done'");
        (number(base, "SELECT count(*) FROM handover_case"), made, number(base, "SELECT sum(blocked) FROM employee"))
    };
    let before = state(&base);
    deed_of(deed, &mut base, at(time));
    // What was taken by the one who was killed is taken again when its lease is over.
    let later = at(time).plus(11 * MINUTE_MS);
    due(&mut base, &Office::default(), later);
    if deed == "order" {
        assert_eq!(
            number(&base, "SELECT count(*) FROM job WHERE due_rule = 'dismissed' AND state = 'done'"),
            2,
            "{when}"
        );
        assert_eq!(number(&base, "SELECT count(*) FROM inbox WHERE kind = 'chain_done'"), 3, "{when}");
        assert_sound(&base, when);
    } else {
        effects(&base, later, when);
    }
    before == state(&base)
}

#[test]
fn a_report_that_was_written_but_not_said_to_be_is_not_written_again() {
    let (mut d, ..) = leaving();
    let office = d.office.clone();
    for (n, written) in [(0, true), (1, false)] {
        let job = JobId(d.one(&format!("SELECT id FROM job WHERE kind = 'report' ORDER BY id LIMIT 1 OFFSET {n}")));
        assert!(d.run(&JobTake { job }).taken);
        if written {
            // As the one who took it would have done before he was killed.
            let name = format!("Активные_сделки_{}.csv", job.0);
            std::fs::create_dir_all(papers(&d.base)).unwrap();
            std::fs::write(papers(&d.base).join(name), b"whole").unwrap();
        }
    }
    assert!(due(&mut d.base, &office, d.clock.now).is_empty(), "somebody works on them");
    let ran = due(&mut d.base, &office, d.clock.now.plus(11 * MINUTE_MS));
    assert_eq!(ran.iter().map(|r| r.state).collect::<Vec<_>>(), [JobState::Done, JobState::Done]);
    assert_eq!(std::fs::read(&ran[0].result).unwrap(), b"whole");
    assert_eq!(std::fs::read_dir(papers(&d.base)).unwrap().count(), 2);
}
