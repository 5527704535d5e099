//! «Премия: кому, доля, согласовано» of a deal's line (2 §5): who may say it, where it is seen, how it is taken back.

use estafeta::base::*;
use estafeta::domain::ledger::Bonus;
use estafeta::domain::*;
use estafeta::ops::*;
use estafeta::reads::Scope;
use estafeta::reads::ledger::{LedgerFilter, window};

use super::desk::{Cast, Desk, cast, day};
use super::kit::{self, assert_sound};

fn opened() -> (Desk, Cast, CaseId) {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = d.run(&CaseOpen::planned(c.leaver, day("2026-11-24"))).case;
    (d, c, case)
}

fn bonus(d: &Desk, case: CaseId, deal: DealId) -> Option<Bonus> {
    let rows = window(d.base.conn(), &Scope::All, case, &LedgerFilter::default(), None, 100).unwrap();
    rows.into_iter().find(|r| r.object == deal.into()).unwrap().bonus
}

fn note(case: CaseId, objects: Vec<Ref>, to: EmployeeId, share: u32) -> BonusSet {
    let bonus = Some(BonusNote { to, share, agreed: " с директором, 9 ноября ".into() });
    BonusSet { case, objects, bonus }
}

#[test]
fn it_stands_on_the_line_through_the_batch_and_is_taken_back() {
    let (mut d, c, case) = opened();
    let out = d.run(&note(case, vec![c.warm_deal.into(), c.final_deal.into()], c.leaver, 50));
    assert_eq!(out.lines, 2);
    let said = Bonus {
        name: "Иванов Пётр".into(), share: 50, agreed: "с директором, 9 ноября".into()
    };
    assert_eq!(bonus(&d, case, c.warm_deal), Some(said.clone()));
    assert_eq!(bonus(&d, case, c.lone_deal), None);
    d.run(&Propose { case });
    d.run(&Apply { case });
    assert_eq!(bonus(&d, case, c.warm_deal), Some(said.clone()), "applying does not forget it");
    d.run(&BonusSet { case, objects: vec![c.warm_deal.into()], bonus: None });
    assert_eq!(bonus(&d, case, c.warm_deal), None);
    let seq = Seq(d.one("SELECT max(seq) FROM journal WHERE kind = 'bonus-set'"));
    d.run(&Undo { seq });
    assert_eq!(bonus(&d, case, c.warm_deal), Some(said));
    assert_sound(&d.base, "after the bonuses");
}

#[test]
fn only_the_head_says_it_and_only_of_a_deal() {
    let (mut d, c, case) = opened();
    let deal = || vec![Ref::from(c.warm_deal)];
    assert_eq!(d.refused(&note(case, vec![c.plain.into()], c.leaver, 50)), Code::NotDeal);
    assert_eq!(d.refused(&note(case, vec![c.colleague_deal.into()], c.leaver, 50)), Code::NotInCase);
    for share in [0, 101] {
        assert_eq!(d.refused(&note(case, deal(), c.leaver, share)), Code::BadNumber);
    }
    assert_eq!(d.refused(&note(case, deal(), EmployeeId(999), 50)), Code::UnknownEmployee);
    for who in [c.leaver, c.anna, c.vera] {
        d.actor = Actor::Person(who);
        assert_eq!(d.refused(&note(case, deal(), c.leaver, 50)), Code::Denied);
    }
    d.actor = Actor::Person(c.head);
    assert_eq!(d.run(&note(case, deal(), c.anna, 100)).lines, 1);
}

/// Deals close long after the case: the note may come then.
#[test]
fn a_closed_case_still_takes_it_and_a_withdrawn_one_does_not() {
    let (mut d, c, case) = opened();
    let stand = |d: &mut Desk, state: CaseState| {
        kit::command(&mut d.base, kit::op(), "state", |tx| tx.set(Kind::Case, case.0, &[("state", state.into())]))
            .unwrap();
    };
    stand(&mut d, CaseState::Closed);
    assert_eq!(d.run(&note(case, vec![c.warm_deal.into()], c.leaver, 30)).lines, 1);
    stand(&mut d, CaseState::Withdrawn);
    assert_eq!(d.refused(&note(case, vec![c.warm_deal.into()], c.leaver, 40)), Code::WrongState);
}
