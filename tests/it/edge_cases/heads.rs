//! The head leaves, there is nobody beside the head, nobody is left to ask (2 §9.10, §9.11, §9.16).

use estafeta::domain::distribution::Warning;
use estafeta::domain::metrics::Metric;
use estafeta::reads::{Scope, metrics, proposals};

use super::*;
use crate::desk::cast;
use crate::kit::assert_sound;

#[test]
fn case_10_the_head_leaves_and_whoever_acts_is_named_first() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let first = opened(&mut d, &c);
    let own = d.client("Омега", c.head, Segment::Regular);
    let deal = d.deal("Договор с Омегой", c.head, Some(own), StageKind::Final, 70_000);
    let order = CaseOpen::planned(c.head, day("2026-11-27"));
    assert_eq!(d.refused(&order), Code::HeadNeeded);
    assert_eq!(d.refused(&CaseOpen { acting_head: Some(c.leaver), ..order.clone() }), Code::NotEligible);
    let second = d.run(&CaseOpen { acting_head: Some(c.vera), ..order }).case;
    for (case, finale) in [(first, c.final_deal), (second, deal)] {
        let lead = d.one(&format!("SELECT head_id FROM handover_case WHERE id = {}", case.0));
        assert_eq!(lead, c.vera.0);
        d.run(&Propose { case });
        assert_eq!(proposed(&d, case, finale), c.vera.0, "rule 1 points to whoever acts");
        let to_head =
            format!("SELECT count(*) FROM ledger_line WHERE proposed_id = {} AND batch_seq IS NULL", c.head.0);
        assert_eq!(d.one(&to_head), 0);
        assert_eq!(d.run(&Apply { case }).conflicts, []);
    }
    // So do the signatures.
    let act = ActRecord {
        anew: false,
        case: first,
        format: "docx".into(),
        file: "act-1.docx".into(),
        sha256: "ab".repeat(32),
        journal_head: "00".into(),
    };
    d.run(&act);
    let head = "SELECT group_concat(employee_id) FROM signature WHERE party = 'head'";
    assert_eq!(d.text(head), c.vera.0.to_string());
    assert_sound(&d.base, "the head leaves");
}

#[test]
fn case_11_a_department_of_one_gives_everything_to_the_head_and_says_so() {
    let mut d = Desk::new();
    let office = d.department("Продажи");
    let head = d.person("Орлова Мария", Role::Head, office, None);
    let only = d.person("Иванов Пётр", Role::Manager, office, Some(head));
    let client = d.client("Бета", only, Segment::Vip);
    let deal = d.deal("Поставка", only, Some(client), StageKind::Open, 120_000);
    let task = d.task("Позвонить", only, None, None, None, None);
    let lead = d.lead("Заявка", only);
    let place = d.client("Гамма", head, Segment::Regular);
    d.team(place, only);
    let case = d.run(&CaseOpen::planned(only, day("2026-11-24"))).case;
    d.run(&Propose { case });
    let all = proposals::proposals(d.base.conn(), &Scope::All, case).unwrap();
    assert_eq!(all.len(), 5);
    assert!(all.iter().all(|p| p.to.0 == head));
    let preview = proposals::preview(d.base.conn(), &Scope::All, case, &d.clock, &d.office).unwrap();
    assert_eq!(preview.warnings, [Warning::DepartmentOfOne], "and it is said");
    assert_eq!(d.run(&Apply { case }).conflicts, []);
    for object in [Ref::from(client), deal.into(), task.into(), lead.into()] {
        assert_eq!(d.owner(object), head.0, "{object}");
    }
    assert_sound(&d.base, "a department of one");
}

#[test]
fn case_16_a_deal_nobody_can_tell_of_is_waived_and_counted() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = d.run(&CrisisOpen::of(c.leaver)).case;
    distributed(&mut d, case);
    let receiver = EmployeeId(d.owner(c.final_deal));
    let take = accept(case, receiver, [c.final_deal.into()]);
    assert_eq!(d.refused(&take), Code::NotOffered, "five blocks are owed, and nobody has written them");
    let bare = Waive { case, objects: vec![c.final_deal.into()], block: None, reason: "-".into() };
    assert_eq!(d.refused(&bare), Code::ReasonNeeded);
    let waived = d.run(&Waive { reason: "ушёл, не отвечает".into(), ..bare });
    assert_eq!((waived.blocks, waived.offered), (5, 1));
    d.run(&take);
    // Waived is neither written nor confirmed.
    let all = metrics::of_case(d.base.conn(), case, &d.clock, &d.office).unwrap();
    let f = all.get(Metric::Context).unwrap();
    assert_eq!(f.numerator, 0);
    assert!(f.denominator.unwrap() >= 5);
    let who = "SELECT count(*) FROM context_block WHERE state = 'waived' AND reason = 'ушёл, не отвечает'";
    assert_eq!(d.one(who), 5);
    assert_sound(&d.base, "a waiver");
}
