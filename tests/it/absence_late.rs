//! What comes to somebody who is away, and who may stand in on which days (2 §3, §9.2).

use estafeta::base::*;
use estafeta::domain::rights::Who;
use estafeta::domain::*;
use estafeta::gateway::Children;
use estafeta::jobs::due::{self, DueEnv};
use estafeta::ops::*;
use estafeta::reads::absence::view;
use estafeta::reads::today::{AlarmKind, today};
use estafeta::reads::{Asker, Scope};
use estafeta::texts::{Lang, Texts};

use super::desk::{Cast, Desk, cast, day};
use super::kit::assert_sound;

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

fn due(d: &mut Desk, at: &str) {
    d.clock.now = At::parse(at, Zone::MOSCOW).unwrap();
    let texts = Texts::load(Lang::Ru);
    let env = DueEnv { office: &d.office, clock: d.clock, texts: &texts, new_op: &super::kit::op, hooks: &Children };
    due::run(&mut d.base, &env).unwrap();
}

fn asked<T>(d: &Desk, f: impl FnOnce(&Asker<'_>) -> T) -> T {
    let who = Who::Owner { read_only: false };
    f(&Asker { conn: d.base.conn(), scope: &Scope::All, who, clock: d.clock, office: &d.office })
}

fn told(d: &Desk, kind: &str, to: EmployeeId) -> i64 {
    d.one(&format!("SELECT count(*) FROM inbox WHERE kind = '{kind}' AND employee_id = {} AND done_at IS NULL", to.0))
}

fn alarm(d: &Desk, kind: AlarmKind) -> u64 {
    asked(d, |a| today(a, 7).unwrap().alarm(kind))
}

#[test]
fn what_comes_to_somebody_who_is_away_is_the_substitutes_and_offered() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = d.run(&leave(&c)).case;
    d.run(&Apply { case });
    due(&mut d, "2026-11-13T09:01:00+03:00");
    let early = d.lead("Пока он ещё на месте", c.leaver);
    due(&mut d, "2026-11-13T12:00:00+03:00");
    assert_eq!(d.owner(early), c.leaver.0, "he is there until the 15th");
    due(&mut d, "2026-11-16T09:01:00+03:00");
    assert_eq!(d.owner(early), c.anna.0, "the first morning of the absence takes it");
    let client = d.client("Новый завод", c.leaver, Segment::Regular);
    let task = d.task("Отправить каталог", c.leaver, None, Some(client), None, None);
    let far = d.clock.zone.at(day("2026-12-20"), 600);
    let later = d.task("Позвонить после отпуска", c.leaver, None, Some(client), None, Some(far));
    due(&mut d, "2026-11-17T09:00:00+03:00");
    assert_eq!((d.owner(client), d.owner(task), d.owner(later)), (c.anna.0, c.anna.0, c.leaver.0));
    let offered = format!(
        "SELECT count(*) FROM acceptance a JOIN ledger_line l ON l.id = a.line_id WHERE l.late = 1 AND a.state = 'offered' \
         AND a.receiver_id = {}",
        c.anna.0
    );
    assert_eq!(d.one(&offered), 2, "the lead and the task owe no context");
    assert_eq!((told(&d, "absence_came", c.anna), told(&d, "absence_came", c.head)), (1, 1));
    assert_eq!((told(&d, "absence_waits", c.head), alarm(&d, AlarmKind::LateAway)), (0, 0));
    assert_eq!(asked(&d, |a| view(a, case).unwrap().unwrap().came.len()), 0, "it is in the ledger, not offered twice");
    assert_sound(&d.base, "away");
    d.run(&AbsenceReturn { case, came: Vec::new(), waive: None });
    assert_eq!((d.owner(early), d.owner(client), d.owner(task)), (c.leaver.0, c.leaver.0, c.leaver.0));
    assert_sound(&d.base, "returned");
    let lead = d.lead("Уже вышел", c.leaver);
    due(&mut d, "2026-11-18T09:00:00+03:00");
    assert_eq!(d.owner(lead), c.leaver.0);
}

#[test]
fn leads_that_wait_for_him_wait_and_what_nobody_has_applied_is_applied_with_the_rest() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = d.run(&AbsenceOpen { leads: false, ..leave(&c) }).case;
    due(&mut d, "2026-11-16T09:01:00+03:00");
    let lead = d.lead("Заявка с сайта", c.leaver);
    let deal = d.deal("Новая сделка", c.leaver, Some(c.vip), StageKind::Open, 10_000);
    due(&mut d, "2026-11-17T09:00:00+03:00");
    assert_eq!(
        (d.owner(lead), d.owner(deal)),
        (c.leaver.0, c.leaver.0),
        "the head has not applied the substitution yet"
    );
    assert_eq!((told(&d, "absence_waits", c.head), alarm(&d, AlarmKind::LateAway)), (1, 1));
    d.run(&Apply { case });
    assert_eq!((d.owner(lead), d.owner(deal)), (c.leaver.0, c.anna.0));
    assert_eq!((told(&d, "absence_waits", c.head), alarm(&d, AlarmKind::LateAway)), (0, 0));
    assert_sound(&d.base, "applied");
}

#[test]
fn nobody_there_to_stand_in_is_told_and_rings() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = d.run(&leave(&c)).case;
    d.run(&Apply { case });
    d.set(c.anna, "access_closed", true);
    due(&mut d, "2026-11-16T09:01:00+03:00");
    let lead = d.lead("Заявка с сайта", c.leaver);
    due(&mut d, "2026-11-17T09:00:00+03:00");
    assert_eq!(d.owner(lead), c.leaver.0);
    assert_eq!((told(&d, "absence_waits", c.head), alarm(&d, AlarmKind::LateAway)), (1, 1));
    d.run(&Reassign { case, objects: vec![lead.into()], to: c.boris, reason: "замещает дальше".into() });
    d.run(&Apply { case });
    assert_eq!((d.owner(lead), alarm(&d, AlarmKind::LateAway)), (c.boris.0, 0));
}

/// The rules, the hand and the apply ask one question: is he there on all of the days?
#[test]
fn the_rules_and_the_apply_look_at_all_the_days() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = d.run(&leave(&c)).case;
    // Everybody but Борис is away somewhere in the window, and nobody today.
    for who in [c.anna, c.vera] {
        d.write(|tx| {
            let fields = [
                ("employee_id", who.into()),
                ("kind", "leave".into()),
                ("from_day", day("2026-11-25").into()),
                ("to_day", day("2026-11-26").into()),
                ("substitute_id", c.boris.into()),
            ];
            tx.insert(Kind::Absence, &fields).map(drop).unwrap();
        });
    }
    let owners = d.owners();
    let out = d.run(&Apply { case });
    assert_eq!((out.batch, d.owners()), (None, owners), "Анна is not there any more on all of the days");
    assert!(!out.conflicts.is_empty() && out.conflicts.iter().all(|x| x.reason == ConflictReason::ReceiverAway));
    let sql = format!("SELECT id FROM ledger_line WHERE case_id = {}", case.0);
    let ids: Vec<i64> = {
        let mut st = d.base.conn().prepare(&sql).unwrap();
        st.query_map([], |r| r.get(0)).unwrap().map(|r| r.unwrap()).collect()
    };
    d.write(|tx| {
        for id in &ids {
            tx.set(
                Kind::Line,
                *id,
                &[("proposed_id", estafeta::store::Val::NULL), ("rule", estafeta::store::Val::NULL)],
            )
            .unwrap();
        }
    });
    d.run(&Propose { case });
    let away = format!("SELECT count(*) FROM ledger_line WHERE proposed_id IN ({}, {})", c.anna.0, c.vera.0);
    assert_eq!(d.one(&away), 0, "away on the 25th is away");
    assert_eq!(d.run(&Apply { case }).conflicts, []);
    assert_sound(&d.base, "applied");
}

#[test]
fn who_went_on_leave_since_the_proposal_is_skipped_by_the_apply() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = d.run(&CaseOpen::planned(c.leaver, day("2026-11-24"))).case;
    d.run(&Reassign { case, objects: vec![c.plain.into()], to: c.anna, reason: "знает клиента".into() });
    let today = d.clock.today();
    d.write(|tx| {
        let fields = [
            ("employee_id", c.anna.into()),
            ("kind", "illness".into()),
            ("from_day", today.into()),
            ("to_day", today.into()),
        ];
        tx.insert(Kind::Absence, &fields).map(drop).unwrap();
    });
    let out = d.run(&Apply { case });
    assert!(out.conflicts.iter().all(|x| x.reason == ConflictReason::ReceiverAway) && !out.conflicts.is_empty());
    assert_eq!(d.owner(c.plain), c.leaver.0);
}

#[test]
fn a_new_client_goes_back_with_its_deals_and_tasks() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = d.run(&leave(&c)).case;
    d.run(&Apply { case });
    let client = d.client("Пришёл в отпуск", c.anna, Segment::Regular);
    let deal = d.deal("Первая сделка", c.anna, Some(client), StageKind::Open, 5_000);
    let task = d.task("Отправить счёт", c.anna, Some(c.anna), None, Some(deal), None);
    let colleague = d.deal("Чужая", c.boris, Some(client), StageKind::Open, 1);
    let done = d.run(&AbsenceReturn { case, came: vec![client.into()], waive: None });
    assert_eq!(done.came, 3);
    assert_eq!((d.owner(client), d.owner(deal), d.owner(task)), (c.leaver.0, c.leaver.0, c.leaver.0));
    assert_eq!(d.owner(colleague), c.boris.0);
    assert_sound(&d.base, "returned");
}
