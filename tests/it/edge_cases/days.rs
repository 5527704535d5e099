//! The last minute, the last day that moves or is no working day, terms across weekends and zones (2 §9.8, §9.14).

use std::sync::Arc;

use super::*;
use crate::desk::cast;
use crate::kit::assert_sound;

fn at(d: &mut Desk, when: &str) {
    d.clock.now = At::parse(when, d.clock.zone).unwrap();
}

/// The office sits in another zone than the one it was made in.
fn in_zone(d: &mut Desk, zone: &str) {
    d.clock.zone = Zone::parse(zone).unwrap();
    d.office.zone = d.clock.zone;
}

#[test]
fn case_08_the_notice_is_withdrawn_at_the_last_minute_of_the_last_day() {
    for (zone, last, late) in [
        ("+03:00", "2026-11-24 23:59", "2026-11-25 00:00"),
        // The same minute of the office's own day, seven hours before Moscow's.
        ("+10:00", "2026-11-24 23:59", "2026-11-25 00:00"),
    ] {
        let mut d = Desk::new();
        in_zone(&mut d, zone);
        let c = cast(&mut d);
        let before = d.owners();
        let case = opened(&mut d, &c);
        distributed(&mut d, case);
        at(&mut d, late);
        assert_eq!(d.refused(&CaseWithdraw { case }), Code::WithdrawTooLate, "{zone}");
        at(&mut d, last);
        let out = d.run(&CaseWithdraw { case });
        assert_eq!((out.returned, out.accepted.len(), out.moved.len()), (13, 0, 0), "{zone}");
        let mut after = d.owners();
        after.retain(|object, _| before.contains_key(object));
        assert_eq!(after, before, "{zone}");
        let e = format!("FROM employee WHERE id = {}", c.leaver.0);
        assert_eq!(d.text(&format!("SELECT status || export_off || leads_off {e}")), "active00", "{zone}");
        assert_sound(&d.base, "withdrawn at the last minute");
    }
}

#[test]
fn case_08_the_last_day_moves_and_the_terms_with_it() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = opened(&mut d, &c);
    let cut = format!("SELECT due_at FROM job WHERE case_id = {} AND step = 'cut_accesses'", case.0);
    let when = |s: &str| At::parse(s, Zone::MOSCOW).unwrap().0;
    assert_eq!(d.one(&cut), when("2026-11-24 18:00"));
    // What follows the start is due on the first day; the rest follows the last one.
    let rest =
        format!("state = 'open' AND due_at BETWEEN {} AND {}", when("2026-11-11 00:00"), when("2026-12-01 00:00"));
    let ticked = d.one(&format!("SELECT n FROM checklist_item WHERE {rest} AND computed = '' ORDER BY n LIMIT 1"));
    d.run(&CheckItem { case, item: ticked, tick: Tick::Done { evidence: Some("проверено".into()) } });
    let done = d.text(&format!("SELECT state || due_at FROM checklist_item WHERE n = {ticked}"));
    let to =
        |day_of: &str| CaseChange { case, kind: None, last_day: Some(day(day_of)), dismissed_on: None, order: None };
    d.run(&to("2026-12-11"));
    assert_eq!(d.one(&cut), when("2026-12-11 18:00"));
    assert_eq!(
        d.text(&format!("SELECT state || due_at FROM checklist_item WHERE n = {ticked}")),
        done,
        "what is done stays"
    );
    assert_eq!(
        d.one(&format!("SELECT count(*) FROM checklist_item WHERE {rest}")),
        0,
        "no open term is left on the old day"
    );
    assert_eq!(d.refused(&to("2026-11-09")), Code::DateInPast);
    // Nearer again, and the withdrawal ends with the new day.
    d.run(&to("2026-11-12"));
    at(&mut d, "2026-11-13 00:00");
    assert_eq!(d.refused(&CaseWithdraw { case }), Code::WithdrawTooLate);
    assert_sound(&d.base, "the last day moved");
}

#[test]
fn case_08_a_last_day_on_a_holiday_is_served_on_working_days() {
    let mut d = Desk::new();
    at(&mut d, "2026-10-20 10:00");
    let c = cast(&mut d);
    // Wednesday, 4 November: the day of national unity; the day before is short.
    let case = d.run(&CaseOpen::planned(c.leaver, day("2026-11-04"))).case;
    let due = |step: &str| d.one(&format!("SELECT due_at FROM job WHERE case_id = {} AND step = '{step}'", case.0));
    let when = |s: &str| At::parse(s, Zone::MOSCOW).unwrap().0;
    assert_eq!(due("cut_accesses"), when("2026-11-04 18:00"), "the day itself, holiday or not");
    assert_eq!(due("remind_3"), when("2026-10-30 09:00"), "three working days before: 3, 2 November, 30 October");
    assert_eq!(due("remind_5"), when("2026-10-28 09:00"));
    let context = "SELECT due_at FROM checklist_item WHERE code = 'context_written'";
    assert_eq!(d.one(context), when("2026-10-30 18:00"), "the leaver's own terms too");
    let (from, to) = (when("2026-10-31 00:00"), when("2026-11-02 00:00"));
    let weekend = format!("SELECT count(*) FROM checklist_item WHERE due_at BETWEEN {from} AND {}", to - 1);
    assert_eq!(d.one(&weekend), 0, "none on a weekend");
}

/// The term of each deal's and client's offer that was made at `when`, as the office's clock shows it.
fn offered_at(d: &mut Desk, when: &str) -> (CaseId, Cast, Vec<String>) {
    let c = cast(d);
    let case = opened(d, &c);
    at(d, when);
    distributed(d, case);
    let deals = [c.final_deal, c.warm_deal, c.lone_deal].map(Ref::from);
    d.run(&Waive { case, objects: deals.to_vec(), block: None, reason: "спросить некого".into() });
    let term = |object: Ref| {
        let sql = "SELECT a.due_at FROM acceptance a JOIN ledger_line l ON l.id = a.line_id WHERE a.state = 'offered'";
        let at = At(d.one(&format!("{sql} AND l.kind = 'deal' AND l.object_id = {}", object.id)));
        at.iso(d.clock.zone)[..16].replace('T', " ")
    };
    let terms = deals.map(term).to_vec();
    (case, c, terms)
}

#[test]
fn case_14_terms_pass_in_working_time_only() {
    // Friday afternoon: final stage four working hours, hot one working day, warm two.
    let mut d = Desk::new();
    let (case, _, terms) = offered_at(&mut d, "2026-11-13 16:00");
    assert_eq!(terms, ["2026-11-16 11:00", "2026-11-16 16:00", "2026-11-17 16:00"]);
    // More than 24 hours have passed on Sunday, and no working minute.
    at(&mut d, "2026-11-15 18:00");
    assert_eq!(d.run(&Expire { case }).expired, 0);
    let waits = "SELECT count(*) FROM acceptance a JOIN ledger_line l ON l.id = a.line_id WHERE a.state = 'offered' AND l.kind = 'deal'";
    at(&mut d, "2026-11-16 11:01");
    d.run(&Expire { case });
    assert_eq!(d.one(waits), 2, "the one in its final stage");
}

#[test]
fn case_14_a_short_day_ends_earlier_and_a_moved_one_counts() {
    let mut d = Desk::new();
    at(&mut d, "2026-11-02 10:00");
    // Tuesday the 3rd is short, Wednesday the 4th is off.
    let (_, _, terms) = offered_at(&mut d, "2026-11-03 15:00");
    assert_eq!(terms, ["2026-11-05 11:00", "2026-11-05 15:00", "2026-11-06 15:00"]);
    // The office works on that Saturday, and not on the Monday after.
    let mut d = Desk::new();
    let days = [(day("2026-11-14"), calendar::DayKind::Work), (day("2026-11-16"), calendar::DayKind::Off)];
    d.office.own = Arc::new(own::Own { days: days.into(), ..Default::default() });
    let (_, _, terms) = offered_at(&mut d, "2026-11-13 16:00");
    assert_eq!(terms, ["2026-11-14 11:00", "2026-11-14 16:00", "2026-11-17 16:00"]);
}

#[test]
fn case_14_the_office_lives_in_its_own_zone() {
    let mut d = Desk::new();
    in_zone(&mut d, "+10:00");
    // Friday evening in Vladivostok is still Friday noon in Moscow.
    let (_, _, terms) = offered_at(&mut d, "2026-11-13 19:00");
    assert_eq!(terms, ["2026-11-16 13:00", "2026-11-17 09:00", "2026-11-18 09:00"]);
}
