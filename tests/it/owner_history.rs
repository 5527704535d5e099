//! Owners' history (1-C5): who, from when to when, why; read from the journal's inverses.

use estafeta::base::*;
use estafeta::domain::*;
use estafeta::ops::*;
use estafeta::reads::owner_change::{Along, Chosen, Wish};
use estafeta::reads::owner_history::{self, Held};

use super::desk::{Desk, cast, day};

fn of(d: &Desk, object: impl Into<Ref>) -> Vec<Held> {
    owner_history::of(d.base.conn(), object.into()).unwrap()
}

fn names(held: &[Held]) -> Vec<&str> {
    held.iter().map(|h| h.owner.as_ref().map_or("", |(_, n)| n.as_str())).collect()
}

#[test]
fn every_change_has_its_person_its_time_and_its_reason() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let born = d.clock.now;
    assert_eq!(names(&of(&d, c.plain)), ["Иванов Пётр"]);
    assert_eq!((of(&d, c.plain)[0].from, of(&d, c.plain)[0].until), (Some(born), None));

    d.later(HOUR_MS);
    d.actor = Actor::Person(c.head);
    let chosen = Chosen::These(vec![c.plain]);
    let wish = Wish { chosen, to: c.anna, along: Along::ALL, seen: None };
    d.run(&OwnerChange { wish, reason: "её регион".into(), alone: None });
    let first = d.clock.now;
    d.later(HOUR_MS);
    let case = d.run(&CaseOpen::planned(c.anna, day("2026-11-24"))).case;
    d.run(&Propose { case });
    d.run(&Reassign { case, objects: vec![c.plain.into()], to: c.boris, reason: "знает клиента".into() });
    d.run(&Apply { case });

    for object in [Ref::from(c.plain), c.warm_deal.into(), c.call.into()] {
        let held = of(&d, object);
        assert_eq!(names(&held), ["Громов Борис", "Белова Анна", "Иванов Пётр"], "{object}");
        assert_eq!((held[0].until, held[1].from, held[1].until), (None, Some(first), Some(d.clock.now)));
        assert_eq!((held[1].why.reason.as_str(), held[1].why.by.as_str()), ("её регион", "Орлова Мария"));
        assert_eq!((held[0].why.command.as_str(), held[0].why.case), ("case-apply", Some(case)));
    }
    assert_eq!(of(&d, c.plain)[0].why.reason, "знает клиента");
    assert_eq!(of(&d, c.warm_deal)[0].why.rule, "with_client");
    // What was undone was still so for a time.
    d.run(&UndoBatch { case, batch: None });
    assert_eq!(names(&of(&d, c.plain)), ["Белова Анна", "Громов Борис", "Белова Анна", "Иванов Пётр"]);
    assert!(owner_history::of(d.base.conn(), Ref::new(Kind::Client, 9_999)).unwrap().is_empty());
}

#[test]
fn each_batch_tells_the_reason_it_had_itself() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = d.run(&CaseOpen::planned(c.leaver, day("2026-11-24"))).case;
    d.run(&Propose { case });
    d.run(&Apply { case });
    let by_rule = of(&d, c.plain)[0].why.clone();
    assert!(!by_rule.rule.is_empty() && by_rule.rule != "hand" && by_rule.reason.is_empty(), "{by_rule:?}");
    d.run(&UndoBatch { case, batch: None });
    d.run(&Reassign { case, objects: vec![c.plain.into()], to: c.vera, reason: "просил клиент".into() });
    d.run(&Apply { case });
    let told: Vec<_> = of(&d, c.plain).into_iter().map(|h| (h.why.command, h.why.rule, h.why.reason)).collect();
    let want =
        [("case-apply", "hand", "просил клиент"), ("case-undo", "", ""), ("case-apply", by_rule.rule.as_str(), "")];
    let want = want.map(|(command, rule, reason)| (command.to_owned(), rule.to_owned(), reason.to_owned()));
    assert_eq!(told[..3], want, "the first change was the rule's, whatever the line says now");
}

/// An import makes a client and derives its manager from the deals of the same files.
#[test]
fn what_one_entry_makes_and_gives_nobody_had_in_between() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let client = d.write(|tx| {
        let fields = [("name", "Омега".into()), ("name_fold", "омега".into()), ("match_fold", "омега".into())];
        let id = tx.insert(Kind::Client, &fields).unwrap();
        tx.set(Kind::Client, id, &[("owner_id", c.anna.into())]).unwrap();
        ClientId(id)
    });
    assert_eq!(of(&d, client).len(), 1, "{:?}", names(&of(&d, client)));
    assert_eq!(d.owner(client), c.anna.0);
    // Made without anybody and given later is another thing.
    let alone = d.client("Сигма", c.anna, Segment::Regular);
    d.later(60_000);
    d.set(alone, "owner_id", c.boris);
    assert_eq!(of(&d, alone).len(), 2);
}
