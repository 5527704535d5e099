//! The head leaves (2 §9.1, §9.10): whoever acts takes over the cases first, so that the departure begins in every state
//! of them, and nothing of them waits for somebody who is gone.

use estafeta::base::*;
use estafeta::domain::papers::Party;
use estafeta::domain::*;
use estafeta::ops::*;
use estafeta::reads::{Scope, papers};

use crate::desk::{Cast, Desk, cast, day};
use crate::due_work::due;
use crate::kit::assert_sound;

fn without(d: &mut Desk, c: &Cast) -> CaseOpened {
    d.run(&CrisisOpen { acting_head: Some(c.vera), ..CrisisOpen::of(c.head) })
}

fn lead(d: &Desk, case: CaseId) -> i64 {
    d.one(&format!("SELECT head_id FROM handover_case WHERE id = {}", case.0))
}

/// Lines of `case` that are offered to `who`.
fn offered(d: &Desk, case: CaseId, who: EmployeeId) -> i64 {
    d.one(&format!(
        "SELECT count(*) FROM acceptance WHERE case_id = {} AND receiver_id = {} AND state = 'offered'",
        case.0, who.0
    ))
}

fn open_line(d: &Desk, case: CaseId, object: impl Into<Ref>) -> i64 {
    let r = object.into();
    d.one(&format!(
        "SELECT count(*) FROM ledger_line WHERE case_id = {} AND kind = '{}' AND object_id = {} AND batch_seq IS NULL",
        case.0,
        r.kind.word(),
        r.id
    ))
}

/// What still waits in the program for `who`, about `case`.
fn waits_for(d: &Desk, case: CaseId, who: EmployeeId) -> String {
    let jobs = format!(
        "SELECT group_concat(kind) FROM job WHERE case_id = {} AND receiver_id = {} AND state = 'queued'",
        case.0, who.0
    );
    let told = format!(
        "SELECT group_concat(kind) FROM inbox WHERE case_id = {} AND employee_id = {} AND done_at IS NULL",
        case.0, who.0
    );
    let items = format!(
        "SELECT group_concat(code) FROM checklist_item WHERE case_id = {} AND person_id = {} AND state = 'open'",
        case.0, who.0
    );
    [jobs, told, items].map(|sql| d.text(&sql)).join("|")
}

/// A planned case, applied: everything of `objects` to the head.
fn given_to_head(d: &mut Desk, c: &Cast, objects: Vec<Ref>) -> CaseId {
    let case = d.run(&CaseOpen::planned(c.leaver, day("2026-11-24"))).case;
    d.run(&Propose { case });
    d.run(&Reassign { case, objects, to: c.head, reason: "финальная стадия".into() });
    assert!(d.run(&Apply { case }).conflicts.is_empty());
    case
}

#[test]
fn a_head_to_whom_lines_were_given_can_leave_in_a_crisis() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = given_to_head(&mut d, &c, vec![c.vip.into(), c.idle.into()]);
    let final_deal = d.owner(c.final_deal);
    assert_eq!((d.owner(c.vip), final_deal), (c.head.0, c.head.0));
    let second = without(&mut d, &c).case;
    assert_eq!(lead(&d, case), c.vera.0);
    for object in [Ref::from(c.vip), c.idle.into(), c.final_deal.into()] {
        assert_eq!(d.owner(object), c.vera.0, "{object}: to be decided again, and not hers");
        assert_eq!(open_line(&d, case, object), 1, "{object}");
        assert_eq!(open_line(&d, second, object), 0, "{object}: no part of her own case");
    }
    assert_eq!(offered(&d, case, c.head), 0);
    assert_eq!(waits_for(&d, case, c.head), "||", "nothing of it waits for her");
    assert_sound(&d.base, "the head did not come");
    // Both go on.
    d.run(&Propose { case });
    assert!(d.run(&Apply { case }).conflicts.is_empty());
    d.run(&Propose { case: second });
    assert!(d.run(&Apply { case: second }).conflicts.is_empty());
    assert_sound(&d.base, "both applied");
}

#[test]
fn a_head_to_whom_lines_were_given_can_leave_by_notice() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = given_to_head(&mut d, &c, vec![c.vip.into()]);
    d.run(&CaseOpen { acting_head: Some(c.vera), ..CaseOpen::planned(c.head, day("2026-11-27")) });
    assert_eq!((lead(&d, case), d.owner(c.vip)), (c.vera.0, c.vera.0));
    assert_sound(&d.base, "the head gave notice");
}

#[test]
fn what_fell_to_her_falls_to_whoever_acts() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = d.run(&CaseOpen::planned(c.leaver, day("2026-11-24"))).case;
    d.run(&Propose { case });
    d.run(&Reassign { case, objects: vec![c.idle.into()], to: c.boris, reason: "знает".into() });
    d.run(&Apply { case });
    let objects = vec![c.idle.into()];
    d.run(&Waive { case, objects: objects.clone(), block: None, reason: "спросить некого".into() });
    d.run(&Decline {
        case, receiver: c.boris, objects, reason: "нет времени на ещё одного".into(), via: Via::Screen
    });
    assert_eq!((d.owner(c.idle), open_line(&d, case, c.idle)), (c.head.0, 1), "hers for the time being");
    let told = format!(
        "SELECT count(*) FROM inbox WHERE kind = 'declined' AND done_at IS NULL AND employee_id = {}",
        c.vera.0
    );
    assert_eq!(d.one(&told), 0);
    let second = without(&mut d, &c).case;
    assert_eq!((d.owner(c.idle), open_line(&d, second, c.idle)), (c.vera.0, 0));
    assert_eq!(d.one(&told), 1, "the one who acts has it to decide");
    assert_eq!(waits_for(&d, case, c.head), "||");
    d.run(&Propose { case });
    assert!(d.run(&Apply { case }).conflicts.is_empty(), "and it can be given again");
    assert_sound(&d.base, "what fell to the head");
}

#[test]
fn what_was_kept_by_her_goes_with_everything_she_holds() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = d.run(&CaseOpen::planned(c.leaver, day("2026-11-24"))).case;
    let keep = |objects: Vec<Ref>, disposition, to: Option<Ref>| Dispose {
        case,
        objects,
        disposition,
        to,
        reason: "ведёт руководитель".into(),
    };
    d.run(&keep(vec![c.idle.into()], Disposition::Keep, Some(c.head.into())));
    d.run(&keep(vec![c.plain.into()], Disposition::Archive, None));
    assert_eq!((d.owner(c.idle), d.owner(c.plain)), (c.head.0, c.head.0));
    let second = without(&mut d, &c).case;
    assert_eq!((open_line(&d, case, c.idle), open_line(&d, second, c.idle)), (0, 1));
    assert_eq!((open_line(&d, case, c.plain), open_line(&d, second, c.plain)), (0, 1));
    let reason = format!(
        "SELECT reason FROM ledger_line WHERE case_id = {} AND kind = 'client' AND object_id = {}",
        case.0, c.idle.0
    );
    assert_eq!(d.text(&reason), "ведёт руководитель", "the decision stands as it was made");
    assert_sound(&d.base, "kept by the head");
}

#[test]
fn a_crisis_begins_whatever_its_objects_are_part_of() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = d.run(&CaseOpen::planned(c.leaver, day("2026-11-24"))).case;
    // Given past the case, by hand or in the CRM: its line does not know yet.
    d.set(c.plain, "owner_id", c.boris);
    let second = d.run(&CrisisOpen::of(c.boris)).case;
    assert_eq!(open_line(&d, second, c.plain), 1, "he held it");
    assert_eq!(open_line(&d, case, c.plain), 1, "and the first case says what has happened to it");
    assert_sound(&d.base, "an object of two cases");
}

#[test]
fn a_crisis_that_she_led_and_answered_for_is_another_ones_now() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = d.run(&CrisisOpen { temporary: Some(c.head), ..CrisisOpen::of(c.leaver) }).case;
    assert_eq!(d.owner(c.plain), c.head.0);
    let second = without(&mut d, &c).case;
    assert_eq!(lead(&d, case), c.vera.0);
    assert_eq!(d.one(&format!("SELECT temporary_id FROM handover_case WHERE id = {}", case.0)), c.vera.0);
    assert_eq!((d.owner(c.plain), open_line(&d, second, c.plain)), (c.vera.0, 0));
    assert_eq!(waits_for(&d, case, c.head), "||");
    // The seven days are over: the one who acts is alarmed.
    d.later(7 * DAY_MS + HOUR_MS);
    due(&mut d);
    let over =
        "SELECT group_concat(coalesce(employee_id, role)) FROM inbox WHERE kind = 'temporary_over' AND done_at IS NULL";
    assert_eq!(d.text(&format!("{over} AND case_id = {}", case.0)), format!("{},director", c.vera.0));
    assert_sound(&d.base, "the head of a crisis leaves");
}

#[test]
fn her_cases_are_reminded_of_to_whoever_acts() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = d.run(&CaseOpen::planned(c.leaver, day("2026-11-24"))).case;
    let hers = waits_for(&d, case, c.head);
    assert!(hers.contains("reminder") && !hers.ends_with('|'), "{hers}");
    d.run(&CaseOpen { acting_head: Some(c.vera), ..CaseOpen::planned(c.head, day("2026-11-27")) });
    assert_eq!(waits_for(&d, case, c.head), "||");
    assert_eq!(waits_for(&d, case, c.vera), hers, "all of it");
    let tasks = format!(
        "SELECT count(*) FROM task WHERE case_id = {} AND state = 'open' AND {} IN (owner_id, author_id)",
        case.0, c.head.0
    );
    assert_eq!(d.one(&tasks), 0, "what the case itself asks for is asked by whoever leads it");
    assert_sound(&d.base, "the head gave notice");
}

/// Vera goes on leave in a week, and a case of hers is led by the head who leaves.
fn leave_of_vera(c: &Cast, from: &str) -> AbsenceOpen {
    AbsenceOpen {
        employee: c.vera,
        kind: AbsenceKind::Leave,
        from: day(from),
        to: day("2026-11-29"),
        substitute: Some(c.boris),
        extent: Extent::All,
        leads: true,
        acting_head: None,
        offers: Offers::Wait,
    }
}

#[test]
fn nobody_comes_to_lead_his_own_case() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let director = d.person("Павлова Ирина", Role::Director, c.sales, None);
    let hers = d.run(&leave_of_vera(&c, "2026-11-23")).case;
    let other = d.run(&CaseOpen::planned(c.leaver, day("2026-11-24"))).case;
    let departure = CaseOpen { acting_head: Some(c.vera), ..CaseOpen::planned(c.head, day("2026-11-27")) };
    d.set(c.head, "head_id", director);
    d.run(&departure);
    assert_eq!((lead(&d, hers), lead(&d, other)), (director.0, c.vera.0));
    assert_eq!(waits_for(&d, hers, c.vera).matches("absence").count(), 0, "its days ring elsewhere");
    assert_sound(&d.base, "hers is led from above");
}

#[test]
fn where_nobody_is_above_whoever_stands_in_leads_and_else_a_head_is_asked_for() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let hers = d.run(&leave_of_vera(&c, "2026-11-23")).case;
    let departure = CaseOpen { acting_head: Some(c.vera), ..CaseOpen::planned(c.head, day("2026-11-27")) };
    d.set(c.boris, "blocked", 1);
    assert_eq!(d.refused(&departure), Code::HeadNeeded);
    assert_eq!(lead(&d, hers), c.head.0);
    d.set(c.boris, "blocked", 0);
    d.run(&departure);
    assert_eq!(lead(&d, hers), c.boris.0);
    assert_sound(&d.base, "hers is led by whoever stands in");
}

#[test]
fn whoever_is_away_today_does_not_act() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let today = d.clock.today().to_string();
    d.run(&leave_of_vera(&c, &today));
    let departure = CaseOpen { acting_head: Some(c.vera), ..CaseOpen::planned(c.head, day("2026-11-27")) };
    assert_eq!(d.refused(&departure), Code::NotEligible);
    let crisis = CrisisOpen { acting_head: Some(c.vera), ..CrisisOpen::of(c.head) };
    assert_eq!(d.refused(&crisis), Code::NotEligible);
    let absence = AbsenceOpen { employee: c.head, acting_head: Some(c.vera), ..leave_of_vera(&c, "2026-11-23") };
    assert_eq!(d.refused(&absence), Code::NotEligible);
}

/// A hidden preparation of somebody whom the head leads.
fn prepared(d: &mut Desk, who: EmployeeId) -> CaseId {
    let start = At::parse("2026-11-12 11:30", Zone::MOSCOW).unwrap();
    let order =
        CasePrepare { employee: who, last_day: day("2026-11-24"), start, notice: None, acting_head: None, risk: false };
    d.run(&order).case
}

#[test]
fn what_is_prepared_in_hiding_stops_no_departure_and_goes_to_a_head_alone() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let director = d.person("Павлова Ирина", Role::Director, c.sales, None);
    let south = d.department("Юг");
    let boss = d.person("Старшева Ольга", Role::Head, south, None);
    // About the very senior who acts, and about a manager: she may know of neither.
    let (hers, his) = (prepared(&mut d, c.vera), prepared(&mut d, c.leaver));
    d.set(c.head, "head_id", director);
    d.run(&CaseOpen { acting_head: Some(c.vera), ..CaseOpen::planned(c.head, day("2026-11-27")) });
    assert_eq!((lead(&d, hers), lead(&d, his)), (c.head.0, c.head.0), "no head to lead them, and nobody else does");
    let told = "SELECT count(*) FROM inbox WHERE kind = 'draft_headless' AND done_at IS NULL";
    assert_eq!((d.one(told), d.one(&format!("{told} AND role = 'hr' AND employee_id IS NULL"))), (2, 2));
    assert_sound(&d.base, "drafts without a head");
    let start = At::parse("2026-11-12 11:30", Zone::MOSCOW).unwrap();
    let last_day = day("2026-11-24");
    let acting_head = Some(boss);
    d.run(&CasePrepare { employee: c.vera, last_day, start, notice: None, acting_head, risk: false });
    assert_eq!((lead(&d, hers), d.one(told)), (boss.0, 1), "HR has named one");
    d.run(&CaseWithdraw { case: his });
    assert_eq!(d.one(told), 0);
}

#[test]
fn nobody_above_is_no_reason_to_refuse_for_what_is_hidden_and_a_head_who_acts_leads_it() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let hers = prepared(&mut d, c.vera);
    without(&mut d, &c);
    assert_eq!(lead(&d, hers), c.head.0);

    let mut d = Desk::new();
    let c = cast(&mut d);
    let boss = d.person("Старшева Ольга", Role::Head, c.sales, None);
    let his = prepared(&mut d, c.leaver);
    d.run(&CrisisOpen { acting_head: Some(boss), ..CrisisOpen::of(c.head) });
    assert_eq!(lead(&d, his), boss.0);
    let job = format!("SELECT receiver_id FROM job WHERE kind = 'case_start' AND case_id = {}", his.0);
    assert_eq!((d.one(&job), d.one("SELECT count(*) FROM inbox WHERE kind = 'draft_headless'")), (boss.0, 0));
    assert_sound(&d.base, "led by a head");
}

#[test]
fn what_is_closed_is_looked_after_by_whoever_acts_and_keeps_nobody_from_leaving() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let closed = d.run(&CaseOpen::planned(c.leaver, day("2026-11-24"))).case;
    let hers = d.run(&CaseOpen::planned(c.boris, day("2026-11-24"))).case;
    d.set(closed, "state", CaseState::Observing);
    d.set(hers, "state", CaseState::Finished);
    without(&mut d, &c);
    assert_eq!(lead(&d, closed), c.vera.0, "somebody looks after the first contacts");
    assert_eq!(lead(&d, hers), c.head.0, "what is finished says who led it");
}

/// The case changed hands before it was signed: the act names the one who signed it.
#[test]
fn the_act_of_a_closed_case_names_the_head_who_signed() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = given_to_head(&mut d, &c, vec![c.vip.into()]);
    let signed = |who| Sign { case, who, state: SignatureState::Signed, note: None };
    let act = ActRecord {
        anew: false,
        case,
        format: "docx".into(),
        file: "act.docx".into(),
        sha256: "ab".repeat(32),
        journal_head: "00".into(),
    };
    assert_eq!(d.refused(&signed(c.leaver)), Code::ActMissing);
    d.run(&act);
    d.run(&signed(c.leaver));
    without(&mut d, &c);
    // Her lines are to be decided again: the act does not say so, and nobody signs it.
    assert_eq!(d.refused(&signed(c.vera)), Code::ActOutdated);
    d.run(&Propose { case });
    d.run(&Apply { case });
    d.run(&act);
    d.run(&signed(c.vera));
    d.set(case, "state", CaseState::Closed);
    let act = papers::act(d.base.conn(), &Scope::All, case, &d.office, &d.clock).unwrap();
    let side = act.signatures.iter().find(|s| s.party == Party::Head).unwrap();
    assert_eq!((act.head.name.as_str(), side.state), ("Зимина Вера", SignatureState::Signed));
}

#[test]
fn a_closed_case_of_the_one_who_acts_stays_where_nobody_else_can_lead() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let closed = d.run(&CaseOpen::planned(c.vera, day("2026-11-24"))).case;
    d.set(closed, "state", CaseState::Closed);
    d.set(c.vera, "status", EmployeeStatus::Active);
    without(&mut d, &c);
    assert_eq!(lead(&d, closed), c.head.0);
}
