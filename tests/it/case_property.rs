//! Whatever people do in whatever order: the ledger adds up, every object has one owner, colleagues' work stays, and the
//! base holds its invariants.

use std::collections::BTreeMap;

use estafeta::base::*;
use estafeta::domain::*;
use estafeta::ops::{
    Accept, Apply, CaseChange, CaseOpen, CaseWithdraw, CrisisOpen, CrmConfirm, Decline, Propose, Reassign,
    TemporarySet, Undo, UndoBatch, Waive, Which,
};
use estafeta::reads::check::check;
use estafeta::reads::{Scope, case};
use proptest::prelude::*;

use crate::desk::{Cast, Desk, cast, day};

#[derive(Debug, Clone)]
enum Step {
    Propose,
    Reassign(usize, usize),
    Apply,
    UndoBatch,
    UndoLast,
    /// Somebody else moves a client of the leaver's behind the preview's back.
    Moves(usize, usize),
    /// The CRM says that a deal is won.
    Wins(usize),
    WaiveAll,
    Decline(usize),
    Accept(usize),
    Crm,
    Withdraw,
    /// Another temporary owner, or none.
    Temporary(usize),
    /// He stops coming, or works his notice after all.
    Kind(bool),
}

fn any_step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => Just(Step::Propose),
        3 => (0usize..10, 0usize..5).prop_map(|(o, p)| Step::Reassign(o, p)),
        4 => Just(Step::Apply),
        3 => Just(Step::UndoBatch),
        2 => Just(Step::UndoLast),
        1 => (0usize..3, 0usize..4).prop_map(|(o, p)| Step::Moves(o, p)),
        1 => (0usize..4).prop_map(Step::Wins),
        2 => Just(Step::WaiveAll),
        2 => (0usize..10).prop_map(Step::Decline),
        3 => (0usize..10).prop_map(Step::Accept),
        1 => Just(Step::Crm),
        1 => Just(Step::Withdraw),
        2 => (0usize..6).prop_map(Step::Temporary),
        2 => any::<bool>().prop_map(Step::Kind),
    ]
}

fn objects(c: &Cast) -> Vec<Ref> {
    vec![
        c.vip.into(),
        c.plain.into(),
        c.idle.into(),
        c.final_deal.into(),
        c.warm_deal.into(),
        c.lone_deal.into(),
        c.foreign_deal.into(),
        c.call.into(),
        c.lone_task.into(),
        c.lead.into(),
    ]
}

/// Whom the object's line is assigned to; nobody's number where it is not.
fn receiver(d: &Desk, object: Ref) -> EmployeeId {
    let sql =
        format!("SELECT to_id FROM ledger_line WHERE kind = '{}' AND object_id = {}", object.kind.word(), object.id);
    EmployeeId(d.one(&sql))
}

fn step(d: &mut Desk, c: &Cast, case: CaseId, s: &Step) {
    let people = [c.head, c.anna, c.boris, c.vera, c.leaver];
    d.later(HOUR_MS);
    // A refusal is an answer too; what counts is what stands in the base after it.
    let _ = match s {
        Step::Propose => d.try_run(&Propose { case }).map(|_| ()),
        Step::Reassign(o, p) => {
            let objects = vec![objects(c)[*o]];
            d.try_run(&Reassign { case, objects, to: people[*p], reason: "так лучше".into() }).map(|_| ())
        }
        Step::Apply => d.try_run(&Apply { case }).map(|_| ()),
        Step::UndoBatch => d.try_run(&UndoBatch { case, batch: None }).map(|_| ()),
        Step::UndoLast => {
            let seq = Seq(d.one("SELECT max(seq) FROM journal"));
            d.try_run(&Undo { seq }).map(|_| ())
        }
        Step::Moves(o, p) => {
            d.set(objects(c)[*o], "owner_id", people[*p]);
            Ok(())
        }
        Step::Wins(n) => {
            let stage = d.one("SELECT min(id) FROM stage WHERE kind = 'won'");
            let deal = objects(c)[3 + n];
            d.write(|tx| {
                tx.set(deal.kind, deal.id, &[("stage_id", stage.into()), ("stage_kind", "won".into())]).unwrap()
            });
            Ok(())
        }
        Step::WaiveAll => {
            let all: Vec<Ref> =
                objects(c).into_iter().filter(|r| matches!(r.kind, Kind::Client | Kind::Deal)).collect();
            d.try_run(&Waive { case, objects: all, block: None, reason: "нет на месте".into() }).map(|_| ())
        }
        Step::Decline(o) => {
            let object = objects(c)[*o];
            let receiver = receiver(d, object);
            let reason = "не мой профиль".into();
            d.try_run(&Decline { case, receiver, objects: vec![object], reason, via: Via::Words }).map(|_| ())
        }
        Step::Accept(o) => {
            let object = objects(c)[*o];
            let accept = Accept {
                case,
                receiver: receiver(d, object),
                which: Which::Objects(vec![object]),
                next_step: Some("Позвонить и обсудить условия поставки".into()),
                on: Some(Due::day(d.clock.today().plus(2))),
                via: Via::Screen,
                force: None,
            };
            d.try_run(&accept).map(|_| ())
        }
        Step::Crm => d.try_run(&CrmConfirm { case, objects: vec![] }).map(|_| ()),
        Step::Withdraw => d.try_run(&CaseWithdraw { case }).map(|_| ()),
        Step::Temporary(n) => d.try_run(&TemporarySet { case, to: people.get(*n).copied() }).map(|_| ()),
        Step::Kind(crisis) => {
            let kind = Some(if *crisis { CaseKind::Crisis } else { CaseKind::Planned });
            let last_day = (!crisis).then(|| day("2026-12-01"));
            d.try_run(&CaseChange { case, kind, last_day, dismissed_on: None, order: None }).map(|_| ())
        }
    };
}

fn holds(d: &Desk, c: &Cast, case: CaseId, at_start: &BTreeMap<Ref, i64>) -> Result<(), TestCaseError> {
    let view = case::case(d.base.conn(), &Scope::All, case, &d.clock).unwrap();
    let l = &view.ledger;
    prop_assert_eq!(l.snapshot.lines(), 13);
    prop_assert_eq!(l.snapshot.amounts.get(Currency::RUB), 636_000);
    let settled: u64 = l.by_disposition.values().map(|t| t.lines()).sum();
    prop_assert_eq!(settled + l.remaining.lines(), 13);
    let now = d.owners();
    for object in at_start.keys() {
        prop_assert!(now[object] > 0, "{} has no owner", object);
    }
    prop_assert_eq!(now[&c.colleague_deal.into()], c.boris.0);
    prop_assert_eq!(now[&c.won_deal.into()], c.leaver.0);
    prop_assert_eq!(now[&c.foreign.into()], c.anna.0);
    prop_assert_eq!(d.one("SELECT count(*) FROM ledger_line WHERE disposition = 'assign' AND to_id IS NULL"), 0);
    for bad in check(d.base.conn()).unwrap().into_iter().filter(|c| !c.ok) {
        prop_assert!(false, "{:?}: {}", bad.name, bad.detail);
    }
    Ok(())
}

/// Few in CI, many with `ESTAFETA_SOAK=1`.
fn rounds() -> u32 {
    if std::env::var_os("ESTAFETA_SOAK").is_some() { 500 } else { 24 }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: rounds(), max_shrink_iters: 200, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_order_of_deeds_keeps_the_ledger_and_the_owners(
        crisis in any::<bool>(),
        steps in prop::collection::vec(any_step(), 1..14),
    ) {
        let mut d = Desk::new();
        let c = cast(&mut d);
        let at_start = d.owners();
        let case = match crisis {
            true => d.run(&CrisisOpen::of(c.leaver)).case,
            false => d.run(&CaseOpen::planned(c.leaver, day("2026-11-24"))).case,
        };
        for s in &steps {
            step(&mut d, &c, case, s);
        }
        holds(&d, &c, case, &at_start)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: rounds(), max_shrink_iters: 200, failure_persistence: None, ..ProptestConfig::default() })]
    /// Whoever answers for the time being, in whatever turn: when he is back, everything is as it was.
    #[test]
    fn a_temporary_owner_leaves_no_trace(turns in prop::collection::vec(0usize..6, 0..6)) {
        let mut d = Desk::new();
        let c = cast(&mut d);
        let (at_start, sums) = (d.owners(), sums(&d));
        let case = d.run(&CrisisOpen::of(c.leaver)).case;
        for n in &turns {
            step(&mut d, &c, case, &Step::Temporary(*n));
            prop_assert_eq!(total(&d), total_of(&sums), "nothing is lost in between");
        }
        d.run(&CaseWithdraw { case });
        prop_assert_eq!(d.owners(), at_start);
        prop_assert_eq!(self::sums(&d), sums);
        for bad in check(d.base.conn()).unwrap().into_iter().filter(|c| !c.ok) {
            prop_assert!(false, "{:?}: {}", bad.name, bad.detail);
        }
    }
}

type Sums = BTreeMap<(i64, String), (i64, i64)>;

/// Counts and amounts by owner and kind, as they are kept.
fn sums(d: &Desk) -> Sums {
    let sql = "SELECT owner_id, kind || stage_kind || currency, n, amount FROM owner_stats";
    let mut st = d.base.conn().prepare(sql).unwrap();
    let rows = st.query_map([], |r| Ok(((r.get(0)?, r.get(1)?), (r.get(2)?, r.get(3)?)))).unwrap();
    rows.map(Result::unwrap).collect()
}

fn total_of(sums: &Sums) -> (i64, i64) {
    sums.values().fold((0, 0), |(n, a), (m, b)| (n + m, a + b))
}

fn total(d: &Desk) -> (i64, i64) {
    total_of(&sums(d))
}
