//! Whoever should receive: leaves too, is away, is full, is one of a pair that leaves (2 §9.1, §9.2, §9.7).

use estafeta::reads::{Asker, Scope, clients, proposals, who};

use super::*;
use crate::desk::cast;
use crate::kit::assert_sound;

/// Boris has taken a deal of the leaver's with its whole context, and was only offered the rest, when he leaves as well.
fn taken_by_boris(d: &mut Desk, c: &Cast) -> CaseId {
    let case = opened(d, c);
    d.run(&Propose { case });
    d.run(&give(case, [c.plain.into(), c.idle.into(), c.lead.into()], c.boris));
    d.run(&Apply { case });
    for (b, text) in [
        (Block::State, "КП отправлено, ждут бюджет"),
        (Block::NextStep, "Согласовать спецификацию с закупщиком"),
        (Block::Specifics, "Бюджет утверждают до десятого числа"),
        (Block::History, "Обещали скидку за самовывоз"),
        (Block::People, "Решает Сидоров, звонить после обеда"),
    ] {
        d.run(&block(case, c.warm_deal, b, text));
    }
    d.run(&accept(case, c.boris, [c.warm_deal.into(), c.plain.into()]));
    case
}

#[test]
fn case_01_the_receiver_leaves_too() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let first = taken_by_boris(&mut d, &c);
    let second = d.run(&CaseOpen::planned(c.boris, day("2026-11-30"))).case;
    // Accepted: closed in the first case as passed on, and a line of the second with everything that is known of it.
    let passed = format!("Передано дальше, передача № {}", second.0);
    for object in [Ref::from(c.warm_deal), c.plain.into()] {
        assert_eq!(line(&d, first, object, "disposition || '|' || reason"), format!("assign|{passed}"), "{object}");
        assert_eq!(line(&d, first, object, "crm_state"), "", "{object}: the CRM need only learn the last owner");
        assert_eq!(line(&d, second, object, "batch_seq IS NULL"), "1", "{object}: to be decided there");
    }
    assert_eq!(line(&d, second, c.warm_deal, "ctx_filled || '/' || ctx_required"), "5/5");
    // Only offered: back to be decided in the first case, and no part of the second.
    assert_eq!(line(&d, first, c.idle, "batch_seq IS NULL"), "1");
    assert_eq!((line(&d, second, c.idle, "id").as_str(), d.owner(c.idle)), ("", c.head.0));
    // Never a target again.
    for (case, object) in [(first, Ref::from(c.idle)), (second, c.warm_deal.into())] {
        assert_eq!(d.refused(&give(case, [object], c.boris)), Code::NotEligible);
        d.run(&Propose { case });
        let to_boris = format!(
            "SELECT count(*) FROM ledger_line WHERE case_id = {} AND batch_seq IS NULL AND proposed_id IN ({}, {})",
            case.0, c.boris.0, c.leaver.0
        );
        assert_eq!(d.one(&to_boris), 0);
        assert_eq!(d.run(&Apply { case }).conflicts, []);
    }
    // What is known already is offered at once to the next one, and waits for nobody in the first case.
    let offered = "SELECT count(*) FROM acceptance a JOIN ledger_line l ON l.id = a.line_id WHERE a.state = 'offered'";
    let warm =
        format!("{offered} AND l.case_id = {} AND l.kind = 'deal' AND l.object_id = {}", second.0, c.warm_deal.0);
    assert_eq!(d.one(&warm), 1);
    let waits = closing::of_case(d.base.conn(), first).unwrap();
    assert!(
        waits.iter().all(|b| !b.refs().iter().any(|r| *r == c.warm_deal.into() || *r == c.plain.into())),
        "{waits:?}"
    );
    assert_sound(&d.base, "the receiver leaves too");
}

#[test]
fn case_01_the_receiver_who_meant_to_leave_stays() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let first = taken_by_boris(&mut d, &c);
    let second = d.run(&CaseOpen::planned(c.boris, day("2026-11-30"))).case;
    distributed(&mut d, second);
    d.run(&CaseWithdraw { case: second });
    assert_eq!((d.owner(c.warm_deal), d.owner(c.plain)), (c.boris.0, c.boris.0));
    // Nothing was passed on after all: the line ends with him, and the CRM is to know it.
    for object in [Ref::from(c.warm_deal), c.plain.into()] {
        assert_eq!(line(&d, first, object, "disposition || coalesce(reason, '')"), "assign", "{object}");
        assert_eq!(line(&d, first, object, "crm_state"), "pending", "{object}");
    }
    let free = holdings::single(c.plain, c.anna);
    assert_eq!(d.refused(&free), Code::AlreadyInCase, "they are the first case's again");
    assert_sound(&d.base, "the receiver stays");
}

fn away(d: &mut Desk, who: EmployeeId, substitute: Option<EmployeeId>) {
    let absence = AbsenceSet { kind: AbsenceKind::Illness, from: day("2026-11-09"), to: day("2026-11-20"), substitute };
    d.run(&EmployeeSet { absence: Some(absence), ..EmployeeSet::of(who) });
}

#[test]
fn case_02_the_receiver_is_away_and_has_a_substitute_or_is_not_eligible() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = opened(&mut d, &c);
    d.run(&Propose { case });
    assert_eq!(proposed(&d, case, c.vip), c.vera.0, "VIP goes to the senior");
    away(&mut d, c.vera, None);
    assert_eq!(d.refused(&give(case, [c.vip.into()], c.vera)), Code::NotEligible);
    d.run(&Propose { case });
    assert_ne!(proposed(&d, case, c.vip), c.vera.0, "nobody stands in for her");
    away(&mut d, c.vera, Some(c.anna));
    d.run(&Propose { case });
    let all = proposals::proposals(d.base.conn(), &Scope::All, case).unwrap();
    let vip = all.iter().find(|p| p.title == "ООО «Альфа»").unwrap();
    assert_eq!((vip.to.0, vip.why.as_ref().unwrap().substitute), (c.vera, Some(c.anna)));
    assert_eq!(d.run(&Apply { case }).conflicts, []);
    assert_sound(&d.base, "the receiver is away");
}

#[test]
fn case_02_whoever_fell_ill_since_the_preview_is_given_nothing() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = opened(&mut d, &c);
    d.run(&Propose { case });
    assert_eq!(proposed(&d, case, c.vip), c.vera.0);
    away(&mut d, c.vera, None);
    let applied = d.run(&Apply { case });
    let vip: Vec<_> = applied.conflicts.iter().filter(|x| x.object == c.vip.into()).map(|x| x.reason).collect();
    assert_eq!(vip, [ConflictReason::ReceiverAway]);
    assert_eq!(d.owner(c.vip), c.leaver.0);
    away(&mut d, c.vera, Some(c.anna));
    assert_eq!(d.run(&Apply { case }).conflicts, [], "somebody stands in");
    assert_eq!(d.owner(c.vip), c.vera.0);
}

#[test]
fn case_02_whoever_is_full_is_said_to_be_and_given_more_by_choice_only() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    d.run(&EmployeeSet { capacity: Some(0), ..EmployeeSet::of(c.anna) });
    for who in [c.boris, c.vera] {
        d.run(&EmployeeSet { capacity: Some(1), ..EmployeeSet::of(who) });
    }
    let case = opened(&mut d, &c);
    d.run(&Propose { case });
    let over =
        |d: &Desk| d.one(&format!("SELECT count(*) FROM ledger_line WHERE case_id = {} AND over_capacity", case.0));
    assert!(over(&d) > 0, "more deals than room");
    let to_anna = format!("SELECT count(*) FROM ledger_line WHERE proposed_id = {} AND rule = 'even'", c.anna.0);
    assert_eq!(d.one(&to_anna), 0, "nobody without room while others have it");
    let bare = Reassign { reason: " ".into(), ..give(case, [c.plain.into()], c.boris) };
    assert_eq!(d.refused(&bare), Code::ReasonNeeded);
    assert!(d.run(&give(case, [c.plain.into()], c.boris)).over_capacity > 0, "and it is said");
    assert_eq!(line(&d, case, c.warm_deal, "over_capacity"), "1");
    assert_eq!(d.run(&Apply { case }).conflicts, [], "a flag is no refusal");
}

/// The VIP client of the leaver has Boris beside him.
fn pair(d: &mut Desk) -> Cast {
    let c = cast(d);
    d.team(c.vip, c.boris);
    c
}

/// Whoever stands beside the client's manager, as its card shows.
fn beside(d: &Desk, client: ClientId) -> Vec<String> {
    let who = who::who(d.base.conn(), &Actor::Owner, &d.clock, false).unwrap();
    let asker = Asker { conn: d.base.conn(), scope: &Scope::All, who, clock: d.clock, office: &d.office };
    let card = clients::card(&asker, client).unwrap().unwrap();
    card.team.into_iter().map(|(name, _)| name).collect()
}

#[test]
fn case_07_the_second_of_a_vip_pair_is_the_natural_successor() {
    let mut d = Desk::new();
    let c = pair(&mut d);
    let case = opened(&mut d, &c);
    assert_eq!(beside(&d, c.vip), ["Громов Борис"]);
    distributed(&mut d, case);
    assert_eq!(d.owner(c.vip), c.boris.0);
    assert_eq!(beside(&d, c.vip), [""; 0], "nobody stands beside himself");
    d.run(&UndoBatch { case, batch: None });
    assert_eq!(beside(&d, c.vip), ["Громов Борис"]);
}

#[test]
fn case_07_both_of_a_vip_pair_leave() {
    for second_first in [false, true] {
        let mut d = Desk::new();
        let c = pair(&mut d);
        // The senior would be the least loaded for the second place too.
        for n in 1..=5 {
            d.deal(&format!("Своя сделка {n}"), c.anna, None, StageKind::Open, 1_000);
        }
        let mut cases = Vec::new();
        let order = if second_first { [c.boris, c.leaver] } else { [c.leaver, c.boris] };
        for who in order {
            let case = d.run(&CaseOpen::planned(who, day("2026-11-24"))).case;
            d.run(&Propose { case });
            cases.push(case);
        }
        let of_leaver = cases[usize::from(second_first)];
        for &case in &cases {
            d.run(&Propose { case });
        }
        assert_eq!(proposed(&d, of_leaver, c.vip), c.vera.0, "neither of the two: the senior");
        for &case in &cases {
            assert_eq!(d.run(&Apply { case }).conflicts, []);
        }
        assert_eq!(d.owner(c.vip), c.vera.0);
        assert_eq!(beside(&d, c.vip), ["Белова Анна"], "the place of the second goes on too, and not to the first");
        assert_sound(&d.base, "both of a pair");
    }
}

#[test]
fn case_07_the_second_leaves_after_taking_the_client_over() {
    let mut d = Desk::new();
    let c = pair(&mut d);
    let first = opened(&mut d, &c);
    distributed(&mut d, first);
    assert_eq!(d.owner(c.vip), c.boris.0);
    d.run(&Waive { case: first, objects: vec![c.vip.into()], block: None, reason: "передал лично".into() });
    let second = d.run(&CaseOpen::planned(c.boris, day("2026-11-30"))).case;
    for case in [first, second] {
        distributed(&mut d, case);
    }
    let owner = d.owner(c.vip);
    assert!(owner != c.boris.0 && owner != c.leaver.0);
    let left = format!("SELECT count(*) FROM client_team WHERE employee_id IN ({}, {})", c.boris.0, c.leaver.0);
    assert_eq!(d.one(&left), 0);
    assert_eq!(beside(&d, c.vip).len(), 1);
}
