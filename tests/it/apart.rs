//! A client and its deal with two people (2 §5, rule 1): both halves are told of each other, and each has a step of its own.

use estafeta::base::*;
use estafeta::domain::*;
use estafeta::ops::{CaseOpen, ContextSave, Propose, Reassign, Said};
use estafeta::reads::ledger::{Apart, LedgerFilter, window};
use estafeta::reads::steps::own_step;
use estafeta::reads::{Scope, offered};

use crate::desk::{Cast, Desk, cast, day};

/// The deal in its final stage is proposed for the head, its client for the senior; the deal has a next step.
fn split() -> (Desk, Cast, CaseId) {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = d.run(&CaseOpen::planned(c.leaver, day("2026-11-24"))).case;
    d.run(&Propose { case });
    d.run(&ContextSave {
        case: Some(case),
        object: c.final_deal.into(),
        block: Block::NextStep,
        said: Said::Text("позвонить про оплату".into()),
        on: Due::parse("2026-11-12"),
        seen: None,
    });
    (d, c, case)
}

fn apart(d: &Desk, case: CaseId, object: impl Into<Ref>) -> Vec<Apart> {
    let object = object.into();
    let rows = window(d.base.conn(), &Scope::All, case, &LedgerFilter::default(), None, 100).unwrap();
    rows.into_iter().find(|r| r.object == object).unwrap().apart
}

#[test]
fn both_halves_name_each_other_and_nobody_does_the_others_step() {
    let (mut d, c, case) = split();
    let client = Apart {
        kind: LineKind::Client, title: "ООО «Альфа»".into(), with: (c.vera, "Зимина Вера".into())
    };
    let deal = Apart {
        kind: LineKind::Deal, title: "Договор с Альфой".into(), with: (c.head, "Орлова Мария".into())
    };
    assert_eq!(apart(&d, case, c.final_deal), [client]);
    assert_eq!(apart(&d, case, c.vip), [deal]);
    assert_eq!(apart(&d, case, c.plain), []);
    let step = |d: &Desk| own_step(d.base.conn(), case, LineKind::Client, c.vip.0).unwrap().map(|s| s.text);
    assert_eq!(step(&d), None, "the head rings about the payment, not the client's manager too");
    d.run(&Reassign {
        case, objects: vec![c.vip.into()], to: c.head, reason: "вместе со сделкой".into()
    });
    assert_eq!((apart(&d, case, c.final_deal), apart(&d, case, c.vip)), (vec![], vec![]));
    assert_eq!(step(&d).as_deref(), Some("позвонить про оплату"));
}

/// A colleague's client keeps its owner: whoever else is given the leaver's deal with it is told.
#[test]
fn a_deal_with_a_colleagues_client_says_whose_that_is_and_a_client_whose_deals_stay() {
    let (mut d, c, case) = split();
    assert_eq!(apart(&d, case, c.foreign_deal), [], "it goes to the client's own manager");
    d.run(&Reassign {
        case, objects: vec![c.foreign_deal.into()], to: c.boris, reason: "знает сервис".into()
    });
    let client =
        Apart { kind: LineKind::Client, title: "Дельта".into(), with: (c.anna, "Белова Анна".into()) };
    assert_eq!(apart(&d, case, c.foreign_deal), [client]);
    let line = d.one(&format!("SELECT id FROM ledger_line WHERE kind = 'client' AND object_id = {}", c.plain.0));
    let told = offered::offered(d.base.conn(), &Scope::All, case, LineId(line)).unwrap().unwrap();
    let stays = Apart {
        kind: LineKind::Deal, title: "Аренда Бете".into(), with: (c.boris, "Громов Борис".into())
    };
    assert_eq!(told.colleagues, [stays]);
}
