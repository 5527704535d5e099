//! What a leaver holds beside the plain client with its deals: what is a colleague's, what stands alone, where he is only
//! named, what is over, what is in another handover, and nothing at all (2 §9.3, §9.5, §9.6, §9.17–§9.19).

use estafeta::reads::{Scope, case};

use super::*;
use crate::desk::cast;
use crate::kit::assert_sound;

#[test]
fn case_03_a_colleagues_deal_on_the_client_and_the_reverse() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = opened(&mut d, &c);
    assert_eq!(line(&d, case, c.colleague_deal, "id"), "", "a colleague's deal is no line");
    assert_eq!(line(&d, case, c.foreign, "id"), "", "nor is a colleague's client");
    assert_eq!(line(&d, case, c.foreign_deal, "coalesce(parent_id, 'alone')"), "alone");
    d.run(&Propose { case });
    assert_eq!(proposed(&d, case, c.foreign_deal), c.anna.0, "to the client's owner");
    // She may not receive: then the rules speak with the client's own values.
    d.set(c.foreign, "region", "Урал");
    d.run(&EmployeeSet { regions: Some(vec!["урал".into()]), ..EmployeeSet::of(c.boris) });
    d.run(&EmployeeSet { receives: Some(false), ..EmployeeSet::of(c.anna) });
    d.run(&Propose { case });
    assert_eq!(
        (proposed(&d, case, c.foreign_deal), line(&d, case, c.foreign_deal, "rule").as_str()),
        (c.boris.0, "region")
    );
    assert_eq!(d.run(&Apply { case }).conflicts, []);
    assert_eq!((d.owner(c.colleague_deal), d.owner(c.foreign)), (c.boris.0, c.anna.0), "neither has moved");
    assert_eq!(d.owner(c.foreign_deal), c.boris.0);
    assert_sound(&d.base, "colleagues");
}

#[test]
fn case_05_what_stands_alone_is_worth_nothing_or_counts_in_another_currency() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let free = d.deal("Пробная поставка", c.leaver, Some(c.plain), StageKind::Open, 0);
    let abroad = d.deal("Экспорт", c.leaver, None, StageKind::Open, 2_500);
    d.set(abroad, "currency", "USD");
    let of_client = d.task("Поздравить", c.leaver, None, Some(c.idle), None, None);
    let case = opened(&mut d, &c);
    let ledger = |d: &Desk| case::case(d.base.conn(), &Scope::All, case, &d.clock).unwrap().ledger;
    let s = ledger(&d).snapshot;
    assert_eq!((s.deals, s.tasks, s.clients), (6, 3, 3));
    assert_eq!((s.amounts.get(Currency::RUB), s.amounts.get(Currency::USD)), (636_000, 2_500), "never added up");
    let parent = |object: Ref| line(&d, case, object, "coalesce(parent_id, 'alone')");
    assert_eq!(parent(abroad.into()), "alone");
    assert_eq!(parent(c.lone_deal.into()), "alone");
    assert_eq!(parent(c.lone_task.into()), "alone");
    assert_eq!(parent(of_client.into()), line(&d, case, c.idle, "id"), "a task without a deal follows its client");
    assert_eq!(parent(free.into()), line(&d, case, c.plain, "id"));
    distributed(&mut d, case);
    for object in
        [Ref::from(free), abroad.into(), c.lone_deal.into(), c.lone_task.into(), of_client.into(), c.idle.into()]
    {
        assert_ne!(d.owner(object), c.leaver.0, "{object}");
    }
    assert_eq!(d.owner(of_client), d.owner(c.idle));
    let after = ledger(&d);
    assert!(after.remaining.is_empty());
    assert_eq!(after.by_disposition[&Disposition::Assign].amounts, after.snapshot.amounts);
    assert_sound(&d.base, "odd objects");
}

#[test]
fn case_06_wherever_the_leaver_is_only_named() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    d.set(c.anna, "head_id", c.leaver);
    let other = d.department("Опт");
    d.set(other, "head_id", c.leaver);
    let rule = d.write(|tx| {
        let fields = [("ord", 1.into()), ("kind", "industry".into()), ("to_id", c.leaver.into())];
        tx.insert(Kind::Rule, &fields).unwrap()
    });
    let acting = CaseOpen { acting_head: Some(c.vera), ..CaseOpen::planned(c.leaver, day("2026-11-24")) };
    let case = d.run(&acting).case;
    let named = "SELECT group_concat(CASE kind WHEN 'reference' THEN substr(reference, 1, instr(reference, ':') - 1) ELSE kind END) \
                 FROM (SELECT * FROM ledger_line WHERE kind IN ('team', 'authored', 'reference') ORDER BY id)";
    assert_eq!(d.text(named), "team,authored,deputy,head,department,rule");
    distributed(&mut d, case);
    let heir = |sql: &str| d.one(sql);
    assert_eq!(heir(&format!("SELECT author_id FROM task WHERE id = {}", c.authored.0)), c.vera.0);
    assert_eq!(heir(&format!("SELECT deputy_id FROM employee WHERE id = {}", c.boris.0)), c.vera.0);
    assert_eq!(heir(&format!("SELECT head_id FROM employee WHERE id = {}", c.anna.0)), c.vera.0);
    assert_eq!(heir(&format!("SELECT head_id FROM department WHERE id = {}", other.0)), c.vera.0);
    assert_eq!(heir(&format!("SELECT to_id FROM rule WHERE id = {rule}")), c.vera.0);
    let place = heir(&format!("SELECT employee_id FROM client_team WHERE id = {}", c.place));
    assert!(place != c.leaver.0 && place != c.anna.0, "somebody else, and not the client's own manager");
    assert_eq!(closing::on_leaver(d.base.conn(), c.leaver, case).unwrap(), []);
    assert_eq!(d.run(&UndoBatch { case, batch: None }).conflicts, []);
    assert_eq!(d.one(&format!("SELECT to_id FROM rule WHERE id = {rule}")), c.leaver.0, "and exactly back");
    assert_eq!(closing::on_leaver(d.base.conn(), c.leaver, case).unwrap().len(), 10 + 6);
}

#[test]
fn case_17_closed_deals_stay_credited_to_whoever_closed_them() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let lost = d.deal("Ушли к другим", c.leaver, Some(c.plain), StageKind::Lost, 3_000);
    let case = opened(&mut d, &c);
    assert_eq!(line(&d, case, c.won_deal, "id") + &line(&d, case, lost, "id"), "", "what is over is no line");
    // Closed on the way, in the case itself and in the CRM behind its back.
    let won = Dispose {
        case,
        objects: vec![c.lone_deal.into()],
        disposition: Disposition::CloseWon,
        to: None,
        reason: "оплата пришла".into(),
    };
    d.run(&won);
    d.run(&Propose { case });
    let stage = d.one("SELECT id FROM stage WHERE kind = 'won'");
    d.write(|tx| {
        let fields = [("stage_id", stage.into()), ("stage_kind", StageKind::Won.into())];
        tx.set(Kind::Deal, c.final_deal.0, &fields).unwrap()
    });
    let conflicts = d.run(&Apply { case }).conflicts;
    assert_eq!(
        conflicts.iter().map(|x| (x.object, x.reason)).collect::<Vec<_>>(),
        [(c.final_deal.into(), ConflictReason::Closed)]
    );
    for deal in [c.won_deal, lost, c.lone_deal, c.final_deal] {
        assert_eq!(d.owner(deal), c.leaver.0, "deal:{}", deal.0);
    }
    assert_eq!(d.owner(c.plain), d.owner(c.warm_deal), "the client has gone with what is open");
    let held = closing::on_leaver(d.base.conn(), c.leaver, case).unwrap();
    assert!(!held.iter().any(|r| r.kind == Kind::Deal), "and they keep nothing from closing: {held:?}");
    assert_sound(&d.base, "closed deals");
}

#[test]
fn case_17_another_decision_about_a_deal_that_is_over_moves_nothing() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = opened(&mut d, &c);
    let mut decide = |disposition, to| {
        let reason = "решено на планёрке".to_owned();
        d.run(&Dispose { case, objects: vec![c.lone_deal.into()], disposition, to, reason });
        d.owner(c.lone_deal)
    };
    assert_eq!(decide(Disposition::CloseWon, None), c.leaver.0);
    assert_eq!(decide(Disposition::Keep, Some(c.anna.into())), c.leaver.0);
    assert_eq!(decide(Disposition::Archive, None), c.leaver.0);
}

#[test]
fn case_17_an_answer_that_comes_after_the_deal_is_over_moves_nothing() {
    for expires in [false, true] {
        let mut d = Desk::new();
        let c = cast(&mut d);
        let case = opened(&mut d, &c);
        distributed(&mut d, case);
        d.run(&Waive {
            case, objects: vec![c.lone_deal.into()], block: None, reason: "спросить некого".into()
        });
        let receiver = EmployeeId(d.owner(c.lone_deal));
        d.set(c.lone_deal, "stage_kind", StageKind::Won);
        if expires {
            d.later(7 * DAY_MS);
            assert!(d.run(&Expire { case }).expired > 0);
        } else {
            let objects = vec![c.lone_deal.into()];
            d.run(&Decline { case, receiver, objects, reason: "уже продано".into(), via: Via::Screen });
        }
        assert_eq!(d.owner(c.lone_deal), receiver.0, "won by whoever had it");
        assert_eq!(line(&d, case, c.lone_deal, "batch_seq IS NULL"), "1", "and to be decided, as whatever nobody took");
    }
}

pub fn single(client: ClientId, to: EmployeeId) -> SingleOpen {
    SingleOpen {
        client,
        to,
        reason: SingleReason::ClientRequest,
        comment: "Просят другого менеджера".into(),
        people: None,
        next_step: "Позвонить и познакомиться с закупщиком".into(),
        on: Some(Due::day(day("2026-11-18"))),
        told: None,
    }
}

#[test]
fn case_18_what_a_single_handover_has_not_given_yet_goes_with_the_departure() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let first = d.run(&single(c.plain, c.anna)).case;
    let keep = Dispose {
        case: first,
        objects: vec![c.call.into()],
        disposition: Disposition::Archive,
        to: None,
        reason: "уже позвонили".into(),
    };
    d.run(&keep);
    let case = opened(&mut d, &c);
    // It ends there, and with it the small case; it is decided here.
    let passed = format!("exclude Передано дальше, передача № {}", case.0);
    assert_eq!(line(&d, first, c.warm_deal, "disposition || ' ' || reason"), passed);
    assert_eq!(line(&d, case, c.warm_deal, "batch_seq IS NULL"), "1");
    // What is written of it counts in both.
    d.run(&Waive {
        case, objects: vec![c.warm_deal.into()], block: None, reason: "спросить некого".into()
    });
    assert_sound(&d.base, "overtaken");
    d.run(&CaseWithdraw { case });
    assert_eq!(d.text(&format!("SELECT state FROM handover_case WHERE id = {}", first.0)), "closed");
    let again = d.run(&single(c.plain, c.anna)).case;
    distributed(&mut d, again);
    assert_eq!(d.owner(c.warm_deal), c.anna.0, "he stays, and it may be handed over again");
    assert_sound(&d.base, "and goes on");
}

#[test]
fn case_18_one_object_is_in_one_active_handover() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = opened(&mut d, &c);
    let single = single(c.plain, c.anna);
    assert_eq!(d.refused(&single), Code::AlreadyInCase);
    assert_eq!(d.refused(&CaseOpen::planned(c.leaver, day("2026-11-24"))), Code::AlreadyInCase);
    d.run(&Propose { case });
    d.run(&give(case, [c.plain.into()], c.boris));
    d.run(&Apply { case });
    // Boris has it now and goes on leave: his substitute is not given what he has not taken yet.
    let leave = AbsenceOpen {
        employee: c.boris,
        kind: AbsenceKind::Leave,
        from: day("2026-11-16"),
        to: day("2026-11-20"),
        substitute: Some(c.vera),
        extent: Extent::All,
        leads: false,
        acting_head: None,
        offers: estafeta::domain::Offers::Wait,
    };
    let second = d.run(&leave).case;
    assert_eq!(line(&d, second, c.plain, "id"), "");
    assert_ne!(line(&d, second, c.colleague_deal, "id"), "", "his own work is");
    let active = "SELECT count(*) FROM (SELECT kind, id FROM active_object GROUP BY kind, id HAVING count(*) > 1)";
    assert_eq!(d.one(active), 0);
    // Taken back, it is free.
    d.run(&CaseWithdraw { case });
    d.run(&CaseWithdraw { case: second });
    d.run(&single);
    assert_sound(&d.base, "one handover");
}

#[test]
fn case_19_a_case_with_nothing_in_it_closes_without_ceremony() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let new = d.person("Новиков Олег", Role::Manager, c.sales, Some(c.head));
    d.set(new, "status", EmployeeStatus::Probation);
    let opened = d.run(&CaseOpen::planned(new, day("2026-11-13")));
    assert_eq!(opened.lines, 0);
    let case = opened.case;
    // Nothing to hand over, to accept, to tell of or to sign; what he could open is closed like everybody's.
    assert_eq!(missing(&d, case), ["items_open"]);
    d.run(&Propose { case });
    assert_eq!(d.run(&Apply { case }).batch, None, "nothing happens, and nothing breaks");
    for access in d.all("SELECT system FROM access WHERE case_id IS NOT NULL") {
        let tick = |mark| AccessTick {
            case,
            which: AccessPick::System(access.clone()),
            mark,
            evidence: Some("заявка".into()),
        };
        let _ = d.try_run(&tick(AccessMark::Redirected));
        d.run(&tick(AccessMark::Done));
    }
    let by_hand =
        "SELECT n || '' FROM checklist_item WHERE state = 'open' AND computed = '' AND mandatory AND phase = 'closing'";
    for n in d.all(by_hand) {
        let tick = Tick::NotApplicable("клиентов не было".into());
        d.run(&CheckItem { case, item: n.parse().unwrap(), tick });
    }
    assert_eq!(d.run(&CaseClose { case }).state, CaseState::Closed);
    assert_sound(&d.base, "an empty case");
}

/// The CRM has given a deal of the leaver's to somebody else and closed it there; then he does not come. His snapshot holds
/// what is open: the line stays the first case's to decide.
#[test]
fn case_18_what_is_over_stays_in_the_case_that_has_its_line() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let first = opened(&mut d, &c);
    d.set(c.lone_deal, "owner_id", c.boris);
    d.set(c.lone_deal, "stage_kind", StageKind::Won);
    d.run(&CrisisOpen::of(c.boris));
    let held = "SELECT coalesce(max(case_id), 0) FROM active_object WHERE kind = 'deal' AND id = ";
    assert_eq!(d.one(&format!("{held}{}", c.lone_deal.0)), first.0);
    assert_eq!(line(&d, first, c.lone_deal, "disposition"), "");
}
