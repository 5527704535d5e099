//! Somebody is away, a substitute stands in, everything comes back (1-J4; 2 §3).

use estafeta::base::*;
use estafeta::domain::*;
use estafeta::jobs::due::{self, DueEnv};
use estafeta::ops::*;
use estafeta::reads::{Scope, closing, proposals, today};
use estafeta::store::OpId;
use estafeta::texts::{Lang, Texts};

use super::desk::{Cast, Desk, cast, day};
use super::kit::assert_sound;

/// Two weeks of leave from Monday the 16th; back on Monday the 30th.
fn leave(c: &Cast) -> AbsenceOpen {
    AbsenceOpen {
        employee: c.leaver,
        kind: AbsenceKind::Leave,
        from: day("2026-11-16"),
        to: day("2026-11-29"),
        substitute: Some(c.anna),
        extent: Extent::Due,
        leads: true,
        acting_head: None,
        offers: Offers::Wait,
    }
}

pub fn away(d: &mut Desk, c: &Cast) -> CaseId {
    let case = d.run(&leave(c)).case;
    d.run(&Apply { case });
    case
}

fn state(d: &Desk, case: CaseId) -> String {
    d.text(&format!("SELECT state FROM handover_case WHERE id = {}", case.0))
}

fn back(case: CaseId) -> AbsenceReturn {
    AbsenceReturn { case, came: Vec::new(), waive: None }
}

fn held(d: &Desk, case: CaseId) -> Vec<String> {
    let sql = format!("SELECT kind || ':' || object_id FROM ledger_line WHERE case_id = {} ORDER BY id", case.0);
    let mut st = d.base.conn().prepare(&sql).unwrap();
    st.query_map([], |r| r.get(0)).unwrap().map(|r| r.unwrap()).collect()
}

fn names(refs: &[Ref]) -> Vec<String> {
    refs.iter().map(Ref::to_string).collect()
}

#[test]
fn a_substitute_takes_deals_and_what_falls_due_in_the_days() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let far = d.clock.zone.at(day("2026-12-20"), 600);
    let later = d.task("Позвонить после отпуска", c.leaver, None, Some(c.vip), None, Some(far));
    d.set(c.idle, "next_contact_on", day("2026-11-20"));
    let quiet = d.client("Омега", c.leaver, Segment::Occasional);
    let case = d.run(&leave(&c)).case;
    let deals = [c.final_deal, c.warm_deal, c.lone_deal, c.foreign_deal].map(Ref::from);
    let want =
        [names(&[c.vip.into(), c.plain.into(), c.idle.into()]), names(&deals), names(&[c.call.into(), c.lead.into()])];
    assert_eq!(held(&d, case), want.concat(), "no quiet client, no undated task, nothing after the leave");
    d.run(&Apply { case });
    assert_eq!((d.owner(c.vip), d.owner(c.warm_deal), d.owner(c.lead)), (c.anna.0, c.anna.0, c.anna.0));
    assert_eq!((d.owner(quiet), d.owner(later), d.owner(c.lone_task)), (c.leaver.0, c.leaver.0, c.leaver.0));
    let person = d.text(&format!("SELECT status || leads_off || export_off FROM employee WHERE id = {}", c.leaver.0));
    assert_eq!(person, "active10", "nobody leaves: new leads alone stop");
    assert_eq!(d.one("SELECT count(*) FROM ledger_line WHERE crm_state IS NOT NULL"), 0, "the CRM's owner stays");
    assert_sound(&d.base, "away");
}

#[test]
fn everything_open_is_another_extent() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = d.run(&AbsenceOpen { extent: Extent::All, ..leave(&c) }).case;
    assert!(held(&d, case).contains(&Ref::from(c.idle).to_string()));
    assert!(held(&d, case).contains(&Ref::from(c.lone_task).to_string()));
    assert_eq!(d.one("SELECT count(*) FROM ledger_line WHERE kind IN ('team','authored','reference')"), 0);
}

/// Whoever is alone in a department goes away: the substitute has everything, nothing falls to a head.
#[test]
fn a_substitute_of_another_department_is_warned_of_by_nobody() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let alone = d.department("Ключевые клиенты");
    d.set(c.leaver, "department_id", alone);
    let case = d.run(&leave(&c)).case;
    let seen = proposals::preview(d.base.conn(), &Scope::All, case, &d.clock, &d.office).unwrap();
    assert_eq!(seen.warnings, []);
}

#[test]
fn the_substitute_accepts_with_context_and_nobody_writes_to_clients() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = away(&mut d, &c);
    let offered = d.one("SELECT count(*) FROM acceptance WHERE state = 'offered'");
    assert!(offered > 0 && offered < held(&d, case).len() as i64, "deals wait for their context");
    d.run(&Waive {
        case,
        objects: vec![c.vip.into(), c.plain.into(), c.lone_deal.into(), c.foreign_deal.into()],
        block: None,
        reason: "две недели".into(),
    });
    d.run(&Accept {
        case,
        receiver: c.anna,
        which: Which::All,
        next_step: Some("Позвонить и представиться на время отпуска".into()),
        on: Some(Due { day: day("2026-11-17"), minute: None }),
        via: Via::Screen,
        force: None,
    });
    assert_eq!(d.one("SELECT count(*) FROM acceptance WHERE state = 'accepted'"), held(&d, case).len() as i64);
    assert_eq!(d.one("SELECT count(*) FROM letter"), 0, "no mass letter about a substitute");
    assert_eq!(state(&d, case), "handing_over");
    assert_sound(&d.base, "accepted");
}

#[test]
fn what_the_substitute_changed_stays_and_the_rest_comes_back_as_one_batch() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let before = d.owners();
    let case = away(&mut d, &c);
    d.later(10 * DAY_MS);
    // The substitute works: a deal is won, a call is done, a stage and a touch are written, one deal goes to a colleague.
    d.write(|tx| tx.set(Kind::Deal, c.lone_deal.0, &[("stage_kind", "won".into()), ("stage_id", 3.into())]).unwrap());
    d.run(&TaskDone { task: c.call, result: Some("Дозвонилась, ждут счёт".into()) });
    d.set(c.warm_deal, "amount", 777_000);
    d.set(c.foreign_deal, "owner_id", c.boris);
    d.run(&TouchAdd {
        client: c.vip,
        kind: TouchKind::Meeting,
        outcome: "Подписали спецификацию".into(),
        by: Some(c.anna),
        at: None,
        recorded: false,
    });
    let done = d.run(&back(case));
    assert_eq!(names(&done.closed), names(&[c.lone_deal.into(), c.call.into()]));
    assert_eq!(names(&done.moved), names(&[c.foreign_deal.into()]));
    assert_eq!((d.owner(c.lone_deal), d.owner(c.foreign_deal)), (c.anna.0, c.boris.0), "to whom they are credited now");
    for object in [Ref::from(c.vip), c.plain.into(), c.final_deal.into(), c.warm_deal.into(), c.lead.into()] {
        assert_eq!(d.owner(object), before[&object], "{object}");
    }
    assert_eq!(d.one(&format!("SELECT amount FROM deal WHERE id = {}", c.warm_deal.0)), 777_000);
    assert_eq!(state(&d, case), "closed");
    let person = format!("SELECT leads_off FROM employee WHERE id = {}", c.leaver.0);
    assert_eq!(d.one(&person) + d.one("SELECT count(*) FROM active_object"), 0);
    assert_eq!(d.one("SELECT count(*) FROM absence WHERE to_day >= 20777"), 0, "back early: away no longer");
    assert_sound(&d.base, "returned");

    let kept = d.owners();
    d.run(&Undo { seq: done.batch });
    assert_eq!((d.owner(c.vip), d.owner(c.warm_deal), state(&d, case).as_str()), (c.anna.0, c.anna.0, "handing_over"));
    assert_eq!(
        (d.one(&person), d.one("SELECT count(*) FROM job WHERE kind = 'absence' AND state = 'queued'") > 0),
        (1, true)
    );
    assert_sound(&d.base, "the return is undone");
    d.run(&back(case));
    assert_eq!(d.owners(), kept);
    assert_sound(&d.base, "returned again");
}

#[test]
fn what_came_meanwhile_is_offered_and_goes_along_when_it_is_chosen() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = away(&mut d, &c);
    let task = d.task("Отправить новое КП", c.anna, Some(c.anna), Some(c.vip), None, None);
    let deal = d.deal("Расширение для Альфы", c.anna, Some(c.vip), StageKind::Open, 30_000);
    let other = d.lead("Заявка с выставки", c.anna);
    let own = d.task("Своя задача", c.anna, Some(c.anna), Some(c.foreign), None, None);
    let colleague = d.deal("Чужое", c.boris, Some(c.vip), StageKind::Open, 1);
    let came = came(&mut d, case);
    let sure: Vec<_> = came.iter().filter(|c| c.sure).map(|c| c.object).collect();
    assert_eq!(names(&sure), names(&[own.into(), deal.into(), task.into()]), "a deal on Дельта was handed over too");
    assert_eq!(came.iter().filter(|c| !c.sure).map(|c| c.object).collect::<Vec<_>>(), [Ref::from(other)]);
    let refused = AbsenceReturn { came: vec![colleague.into()], ..back(case) };
    assert_eq!(d.refused(&refused), Code::NotInCase);
    let done = d.run(&AbsenceReturn { came: vec![task.into(), deal.into()], ..back(case) });
    assert_eq!((done.came, d.owner(task), d.owner(deal)), (2, c.leaver.0, c.leaver.0));
    assert_eq!((d.owner(own), d.owner(other)), (c.anna.0, c.anna.0));
    assert_sound(&d.base, "returned");
}

#[test]
fn what_came_and_is_another_handovers_by_now_is_not_offered() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = away(&mut d, &c);
    // A colleague leaves; what he got meanwhile goes to the substitute, and his handover counts on it until it is closed.
    let taken = d.client("Эпсилон", c.boris, Segment::Regular);
    let deal = d.deal("Первая с Эпсилоном", c.boris, Some(taken), StageKind::Open, 1_000);
    let departure = d.run(&CaseOpen::planned(c.boris, day("2026-11-24"))).case;
    d.run(&Reassign {
        case: departure, objects: vec![taken.into()], to: c.anna, reason: "знает клиента".into()
    });
    d.run(&Apply { case: departure });
    assert_eq!((d.owner(taken), d.owner(deal)), (c.anna.0, c.anna.0));
    assert!(came(&mut d, case).iter().all(|x| ![taken.into(), deal.into()].contains(&x.object)));
    assert_eq!(d.refused(&AbsenceReturn { came: vec![taken.into()], ..back(case) }), Code::NotInCase);
    // A client that is free takes no deal along that the departure counts on.
    let free = d.client("Дзета", c.anna, Segment::Regular);
    d.set(deal, "client_id", free);
    let done = d.run(&AbsenceReturn { came: vec![free.into()], ..back(case) });
    assert_eq!((done.came, d.owner(free), d.owner(deal)), (1, c.leaver.0, c.anna.0));
    assert_sound(&d.base, "returned beside a departure");
}

fn came(d: &mut Desk, case: CaseId) -> Vec<estafeta::reads::absence::Came> {
    use estafeta::domain::rights::Who;
    use estafeta::reads::{Asker, Scope, absence};
    let asker = Asker {
        conn: d.base.conn(),
        scope: &Scope::All,
        who: Who::Owner { read_only: false },
        clock: d.clock,
        office: &d.office,
    };
    absence::view(&asker, case).unwrap().unwrap().came
}

#[test]
fn a_return_may_be_waived_with_a_reason_and_the_case_closes_no_other_way() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = away(&mut d, &c);
    assert_eq!(
        closing::of_case(d.base.conn(), case).unwrap().iter().map(|b| b.word()).collect::<Vec<_>>(),
        ["not_returned"]
    );
    assert_eq!(d.refused(&CaseClose { case }), Code::CaseBlocked);
    assert_eq!(d.refused(&AbsenceReturn { waive: Some("-".into()), ..back(case) }), Code::ReasonNeeded);
    let kept = d.owners();
    d.run(&AbsenceReturn { waive: Some("переходит в другой отдел".into()), ..back(case) });
    assert_eq!((d.owners(), state(&d, case).as_str()), (kept, "closed"));
    assert_sound(&d.base, "waived");
}

#[test]
fn the_day_of_return_moves_and_what_the_new_days_bring_comes_too() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let soon = d.clock.zone.at(day("2026-12-03"), 600);
    let later = d.task("Позвонить в Альфу", c.leaver, None, Some(c.vip), None, Some(soon));
    let case = away(&mut d, &c);
    let due = |d: &Desk| d.one("SELECT max(due_at) FROM job WHERE kind = 'absence' AND state = 'queued'");
    assert_eq!(due(&d), d.clock.zone.at(day("2026-11-30"), 9 * 60).0);
    assert_eq!(d.run(&AbsenceMove { case, to: day("2026-12-04") }).lines, 1);
    assert_eq!(due(&d), d.clock.zone.at(day("2026-12-07"), 9 * 60).0, "the 5th is a Saturday");
    d.run(&Apply { case });
    assert_eq!(d.owner(later), c.anna.0);
    assert_eq!(d.run(&AbsenceMove { case, to: day("2026-11-20") }).lines, 0);
    assert_eq!(d.refused(&AbsenceMove { case, to: day("2026-11-01") }), Code::BadDate);
    let seq = Seq(d.one("SELECT max(seq) FROM journal WHERE kind = 'absence-move'"));
    d.run(&Undo { seq });
    assert_eq!(due(&d), d.clock.zone.at(day("2026-12-07"), 9 * 60).0, "the days are what they were");
    d.run(&back(case));
    assert_eq!(d.owner(later), c.leaver.0);
    assert_sound(&d.base, "moved");
}

#[test]
fn an_absence_that_is_called_off_gives_back_what_was_accepted_too() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let before = d.owners();
    let case = away(&mut d, &c);
    let force = Some("по телефону".to_owned());
    d.run(&Accept { case, receiver: c.anna, which: Which::All, next_step: None, on: None, via: Via::Words, force });
    d.run(&CaseWithdraw { case });
    let tasks_aside: Vec<_> = d.owners().into_iter().filter(|(r, _)| before.contains_key(r)).collect();
    assert_eq!(tasks_aside, before.into_iter().collect::<Vec<_>>());
    assert_eq!(state(&d, case), "withdrawn");
    assert_eq!(d.one("SELECT count(*) FROM job WHERE kind = 'absence' AND state = 'queued'"), 0);
    assert_sound(&d.base, "called off");
    d.run(&leave(&c));
}

#[test]
fn whoever_does_not_come_back_leaves_by_the_same_ledger() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = away(&mut d, &c);
    let force = Some("по телефону".to_owned());
    d.run(&Accept { case, receiver: c.anna, which: Which::All, next_step: None, on: None, via: Via::Words, force });
    let order = CaseChange {
        case,
        kind: Some(CaseKind::Planned),
        last_day: Some(day("2026-12-08")),
        dismissed_on: None,
        order: None,
    };
    d.run(&order);
    assert_eq!(d.text(&format!("SELECT kind || state FROM handover_case WHERE id = {}", case.0)), "plannedopen");
    let lines = format!("SELECT count(*) FROM ledger_line WHERE case_id = {} AND batch_seq IS NULL", case.0);
    assert_eq!(d.one(&lines), held(&d, case).len() as i64, "a substitution was no decision");
    for kind in ["team", "authored", "reference"] {
        assert!(held(&d, case).iter().any(|l| l.starts_with(kind)), "{kind}");
    }
    assert_eq!(d.text(&format!("SELECT status FROM employee WHERE id = {}", c.leaver.0)), "leaving");
    assert!(d.one("SELECT count(*) FROM checklist_item") > 0);
    assert_sound(&d.base, "leaves");
    d.run(&Propose { case });
    d.run(&Apply { case });
    assert_sound(&d.base, "distributed");
}

#[test]
fn whoever_disappears_from_an_absence_is_a_crisis() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = away(&mut d, &c);
    d.run(&CaseChange { case, kind: Some(CaseKind::Crisis), last_day: None, dismissed_on: None, order: None });
    assert_eq!(d.owner(c.vip), c.head.0, "the head answers for the time being");
    assert!(d.one("SELECT count(*) FROM checklist_item WHERE list = 'hours24'") > 0);
    assert_sound(&d.base, "crisis");
}

#[test]
fn a_substitute_who_leaves_keeps_nothing_of_what_he_stood_in_for() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = away(&mut d, &c);
    let force = Some("по телефону".to_owned());
    d.run(&Accept { case, receiver: c.anna, which: Which::All, next_step: None, on: None, via: Via::Words, force });
    let departure = d.run(&CaseOpen::planned(c.anna, day("2026-11-24"))).case;
    assert_eq!(d.owner(c.vip), c.head.0, "the head's until somebody else stands in");
    assert!(!held(&d, departure).contains(&Ref::from(c.vip).to_string()));
    d.run(&Reassign { case, objects: vec![c.vip.into()], to: c.boris, reason: "замещает дальше".into() });
    d.run(&Apply { case });
    assert_eq!(d.owner(c.vip), c.boris.0);
    let offered = format!(
        "SELECT count(*) FROM acceptance a JOIN ledger_line l ON l.id = a.line_id WHERE l.kind = 'client' \
           AND l.object_id = {} AND a.state = 'offered' AND a.receiver_id = {}",
        c.vip.0, c.boris.0
    );
    assert_eq!(d.one(&offered), 1, "what one has accepted is not accepted by the next");
    d.run(&back(case));
    assert_eq!(d.owner(c.vip), c.leaver.0);
    assert_eq!(d.owner(c.plain), c.leaver.0, "what fell to the head comes back as well");
    assert_sound(&d.base, "returned");
}

#[test]
fn the_days_come_by_themselves_and_today_rings_until_the_return() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = away(&mut d, &c);
    let entry = |d: &Desk, kind: &str, to: EmployeeId| {
        d.one(&format!(
            "SELECT count(*) FROM inbox WHERE kind = '{kind}' AND employee_id = {} AND done_at IS NULL",
            to.0
        ))
    };
    assert_eq!((entry(&d, "substitute_for", c.anna), entry(&d, "absence_starts", c.head)), (1, 0));
    run_due(&mut d, "2026-11-16T09:01:00+03:00");
    assert_eq!((entry(&d, "absence_starts", c.head), entry(&d, "absence_starts", c.anna)), (1, 1));
    assert_eq!(alarms(&d), 0);
    run_due(&mut d, "2026-11-27T09:01:00+03:00");
    assert_eq!((entry(&d, "absence_ends", c.head), entry(&d, "absence_ends", c.anna)), (1, 1));
    run_due(&mut d, "2026-11-30T09:01:00+03:00");
    assert_eq!((entry(&d, "absence_over", c.head), entry(&d, "absence_over", c.leaver), alarms(&d)), (1, 1, 1));
    d.run(&back(case));
    assert_eq!((entry(&d, "absence_over", c.head), alarms(&d)), (0, 0));
    assert_eq!((entry(&d, "absence_returned", c.leaver), entry(&d, "absence_returned", c.anna)), (1, 1));
    run_due(&mut d, "2026-12-30T09:01:00+03:00");
    assert_sound(&d.base, "over");
}

/// Whoever is told something the minute it happens is not late that minute.
#[test]
fn what_is_told_of_an_absence_makes_nobody_late() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let late = |d: &Desk| {
        let (told, now) = (d.clock.now.plus(-MINUTE_MS), d.clock.now.plus(MINUTE_MS));
        d.one(&format!("SELECT count(*) FROM inbox WHERE done_at IS NULL AND at >= {} AND due_at < {}", told.0, now.0))
    };
    // Ill from today on.
    let today = d.clock.today();
    let case = d.run(&AbsenceOpen { kind: AbsenceKind::Illness, from: today, ..leave(&c) }).case;
    assert_eq!((late(&d), d.one("SELECT count(*) FROM inbox WHERE kind = 'substitute_for'")), (0, 1));
    d.run(&CaseWithdraw { case });
    let case = away(&mut d, &c);
    for morning in ["2026-11-16", "2026-11-27", "2026-11-30"] {
        run_due(&mut d, &format!("{morning}T09:01:00+03:00"));
        assert_eq!(late(&d), 0, "{morning}");
    }
    let open = "SELECT group_concat(DISTINCT kind) FROM inbox WHERE done_at IS NULL AND kind LIKE '%absence%' OR kind = 'substitute_for' AND done_at IS NULL";
    assert_eq!(d.text(open), "absence_over", "what was told of the days is behind everybody");
    let evening = At::parse("2026-11-30T18:00:00+03:00", Zone::UTC).unwrap();
    assert_eq!(d.one("SELECT max(due_at) FROM inbox WHERE kind = 'absence_over'"), evening.0);
    d.run(&back(case));
    assert_sound(&d.base, "told");
}

fn alarms(d: &Desk) -> u64 {
    use estafeta::domain::rights::Who;
    use estafeta::reads::{Asker, Scope};
    let who = Who::Owner { read_only: false };
    let asker = Asker { conn: d.base.conn(), scope: &Scope::All, who, clock: d.clock, office: &d.office };
    let read = today::today(&asker, 7).unwrap();
    read.alarms.iter().filter(|a| a.kind == today::AlarmKind::Return).count() as u64
}

fn run_due(d: &mut Desk, at: &str) {
    d.clock.now = At::parse(at, Zone::UTC).unwrap();
    let texts = Texts::load(Lang::Ru);
    let new_op = || OpId(*uuid::Uuid::now_v7().as_bytes());
    let office = d.office.clone();
    let env = DueEnv::real(&office, d.clock, &texts, &new_op);
    due::run(&mut d.base, &env).unwrap();
}

#[test]
fn what_cannot_be_is_refused() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let ok = leave(&c);
    for (order, code) in [
        (AbsenceOpen { to: day("2026-11-01"), ..ok.clone() }, Code::BadDate),
        (AbsenceOpen { from: day("2026-11-01"), to: day("2026-11-02"), ..ok.clone() }, Code::DateInPast),
        (AbsenceOpen { substitute: None, ..ok.clone() }, Code::SubstituteNeeded),
        (AbsenceOpen { substitute: Some(c.leaver), ..ok.clone() }, Code::NotEligible),
    ] {
        assert_eq!(d.refused(&order), code);
    }
    d.set(c.leaver, "deputy_id", c.vera);
    let case = d.run(&AbsenceOpen { substitute: None, ..ok.clone() }).case;
    assert_eq!(d.one("SELECT count(DISTINCT proposed_id) FROM ledger_line"), 1);
    assert_eq!(d.one("SELECT max(proposed_id) FROM ledger_line"), c.vera.0, "the deputy stands in");
    assert_eq!(d.refused(&ok), Code::AlreadyInCase);
    assert_eq!(d.refused(&CaseOpen::planned(c.leaver, day("2026-11-24"))), Code::AlreadyInCase);
    let _ = case;
}

/// The return was waived, and he leaves since: the absence does not come to life beside the departure.
#[test]
fn a_waived_return_is_not_undone_beside_a_departure() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = away(&mut d, &c);
    let done =
        d.run(&AbsenceReturn { waive: Some("переходит в другой отдел".into()), ..back(case) });
    let departure = d.run(&CaseOpen::planned(c.leaver, day("2026-11-24"))).case;
    let owners = d.owners();
    assert_eq!(d.refused(&Undo { seq: done.batch }), Code::AlreadyInCase);
    d.run(&CaseWithdraw { case: departure });
    d.set(c.leaver, "status", "leaving");
    assert_eq!(d.refused(&Undo { seq: done.batch }), Code::WrongState, "he leaves, whoever said so");
    d.set(c.leaver, "status", "dismissed");
    assert_eq!(d.refused(&Undo { seq: done.batch }), Code::WrongState);
    assert_eq!((d.owners(), state(&d, case).as_str()), (owners, "closed"));
    d.set(c.leaver, "status", "active");
    d.run(&Undo { seq: done.batch });
    assert_sound(&d.base, "he stays after all");
}

#[test]
fn nothing_is_given_back_to_somebody_who_is_gone_and_leads_stay_off() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = away(&mut d, &c);
    d.set(c.leaver, "status", "dismissed");
    let owners = d.owners();
    assert_eq!(d.refused(&back(case)), Code::WrongState);
    d.run(&AbsenceReturn { waive: Some("уволен, дела остаются".into()), ..back(case) });
    assert_eq!((d.owners(), state(&d, case).as_str()), (owners, "closed"));
    assert_eq!(d.one(&format!("SELECT leads_off FROM employee WHERE id = {}", c.leaver.0)), 1);
}

#[test]
fn two_active_cases_of_one_person_are_no_sound_base() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = away(&mut d, &c);
    d.run(&AbsenceReturn { waive: Some("переходит в другой отдел".into()), ..back(case) });
    let second = d.run(&CaseOpen::planned(c.leaver, day("2026-11-24"))).case;
    d.write(|tx| tx.set(Kind::Case, case.0, &[("state", "handing_over".into())]).unwrap());
    let checks = estafeta::reads::check::check(d.base.conn()).unwrap();
    let bad = checks.iter().find(|k| k.name == estafeta::reads::check::CheckName::OneHandover).unwrap();
    assert!(!bad.ok && bad.detail.contains(&Ref::from(second).to_string()), "{}", bad.detail);
}

fn away_too(c: &Cast, from: &str, to: &str) -> AbsenceOpen {
    let (from, to) = (day(from), day(to));
    AbsenceOpen { employee: c.anna, substitute: Some(c.boris), from, to, ..leave(c) }
}

#[test]
fn a_substitute_is_there_on_all_the_days() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    d.run(&away_too(&c, "2026-11-29", "2026-12-02"));
    assert_eq!(d.refused(&leave(&c)), Code::NotEligible, "away on the last day, though not today");
    d.set(c.leaver, "deputy_id", c.anna);
    assert_eq!(d.refused(&AbsenceOpen { substitute: None, ..leave(&c) }), Code::NotEligible, "nor as the deputy");
    let case = d.run(&AbsenceOpen { to: day("2026-11-27"), ..leave(&c) }).case;
    assert_eq!(d.refused(&AbsenceMove { case, to: day("2026-12-01") }), Code::NotEligible);
    d.run(&Reassign { case, objects: vec![c.vip.into()], to: c.vera, reason: "знает клиента".into() });
    let soon = d.clock.zone.at(day("2026-11-30"), 600);
    d.task("Позвонить в Альфу", c.leaver, None, Some(c.vip), None, Some(soon));
    assert_eq!(d.run(&AbsenceMove { case, to: day("2026-12-01") }).lines, 1);
    let late =
        d.one(&format!("SELECT proposed_id FROM ledger_line WHERE case_id = {} ORDER BY id DESC LIMIT 1", case.0));
    assert_eq!(late, c.vera.0, "another who stands in has the new days");
    let back =
        Reassign { case, objects: vec![c.vip.into()], to: c.anna, reason: "вернулась раньше".into() };
    assert_eq!(d.refused(&back), Code::NotEligible);
    assert_sound(&d.base, "two absences");
}

#[test]
fn what_a_client_has_goes_to_the_other_substitute_with_it() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = d.run(&leave(&c)).case;
    let proposed = |d: &Desk| {
        let sql = format!(
            "SELECT proposed_id FROM ledger_line WHERE case_id = {} AND kind = 'deal' AND object_id = {}",
            case.0, c.final_deal.0
        );
        EmployeeId(d.one(&sql))
    };
    assert_eq!(proposed(&d), c.anna);
    d.run(&Reassign { case, objects: vec![c.vip.into()], to: c.vera, reason: "знает клиента".into() });
    assert_eq!(proposed(&d), c.vera);
    // What was chosen for the deal itself stays.
    d.run(&Reassign {
        case, objects: vec![c.final_deal.into()], to: c.anna, reason: "ведёт договор".into()
    });
    d.run(&Reassign { case, objects: vec![c.vip.into()], to: c.boris, reason: "ближе".into() });
    assert_eq!(proposed(&d), c.anna);
    d.run(&Apply { case });
    assert_eq!((d.owner(c.vip), d.owner(c.final_deal)), (c.boris.0, c.anna.0));
    assert_sound(&d.base, "two substitutes");
}

#[test]
fn whoever_stands_in_does_not_go_away_meanwhile() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = away(&mut d, &c);
    let order = away_too(&c, "2026-11-20", "2026-12-02");
    let said = d.try_run(&order).err().unwrap();
    assert_eq!((said.code, said.arg("value"), said.arg("case")), (Code::StandsIn, "Иванов Пётр", "1"));
    assert_eq!(case.0, 1);
    let later = d.run(&away_too(&c, "2026-11-30", "2026-12-02")).case;
    assert_eq!(d.refused(&AbsenceMove { case, to: day("2026-12-01") }), Code::NotEligible);
    d.run(&CaseWithdraw { case: later });
    d.run(&CaseWithdraw { case });
    d.run(&order);
    assert_sound(&d.base, "the way out");
}

#[test]
fn who_is_away_gets_for_good_only_with_a_substitute_who_is_there() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = d.run(&CaseOpen::planned(c.leaver, day("2026-11-24"))).case;
    let today = d.clock.today();
    let fields = |who: EmployeeId, sub: EmployeeId| {
        [
            ("employee_id", who.into()),
            ("kind", "leave".into()),
            ("from_day", today.into()),
            ("to_day", today.into()),
            ("substitute_id", sub.into()),
        ]
    };
    d.write(|tx| tx.insert(Kind::Absence, &fields(c.anna, c.boris)).map(drop).unwrap());
    let give = Reassign { case, objects: vec![c.vip.into()], to: c.anna, reason: "знает клиента".into() };
    d.run(&give);
    d.write(|tx| tx.insert(Kind::Absence, &fields(c.boris, c.anna)).map(drop).unwrap());
    assert_eq!(d.refused(&give), Code::NotEligible, "each of two who are away stands in for the other");
}
