//! A notice that was taken back (2 §2): the case has no terms any more, and what others hold of it is a list to decide on.

use estafeta::base::*;
use estafeta::domain::*;
use estafeta::ops::*;
use estafeta::reads::case::Part;
use estafeta::reads::{Asker, Scope, case, cases, checklist as items, withdrawn, wizard};

use crate::desk::{Cast, Desk, cast, day};
use crate::kit::assert_sound;

fn applied(d: &mut Desk, c: &Cast) -> CaseId {
    let case = d.run(&CaseOpen::planned(c.leaver, day("2026-11-27"))).case;
    d.run(&Propose { case });
    d.run(&Reassign { case, objects: vec![c.idle.into()], to: c.boris, reason: "знает".into() });
    d.run(&Apply { case });
    case
}

fn taken_by(d: &mut Desk, c: &Cast, case: CaseId) {
    let objects = vec![c.idle.into()];
    d.run(&Waive { case, objects: objects.clone(), block: None, reason: "спросить некого".into() });
    d.run(&Accept {
        case,
        receiver: c.boris,
        which: Which::Objects(objects),
        next_step: Some("позвонить и представиться".into()),
        on: Due::parse("2026-11-27"),
        via: Via::Screen,
        force: None,
    });
}

#[test]
fn a_withdrawn_case_has_no_terms_and_nothing_of_it_is_late() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = applied(&mut d, &c);
    d.clock.now = d.clock.now.plus(2 * DAY_MS);
    let late = case::case(d.base.conn(), &Scope::All, case, &d.clock).unwrap().checklist.overdue;
    assert!(late > 0, "it runs, and something is late by now");
    d.run(&CaseWithdraw { case });
    let view = case::case(d.base.conn(), &Scope::All, case, &d.clock).unwrap();
    assert_eq!(view.checklist.overdue, 0);
    assert_eq!(cases::cases(d.base.conn(), &Scope::All, &d.clock).unwrap()[0].items_overdue, 0);
    let rows = items::of_case(d.base.conn(), &Scope::All, case, d.clock.now).unwrap();
    let open: Vec<_> = rows.iter().filter(|i| i.state == ItemState::Open).collect();
    assert!(!open.is_empty() && open.iter().all(|i| i.dropped && !i.overdue && i.due_at.is_none()));
    let (scope, who) = (Scope::All, rights::Who::Owner { read_only: false });
    let asker = Asker { conn: d.base.conn(), scope: &scope, who, clock: d.clock, office: &d.office };
    let w = wizard::wizard(&asker, case).unwrap();
    assert!(w.steps.iter().all(|s| s.due.is_none()) && w.blockers.is_empty());
}

#[test]
fn what_others_accepted_is_a_list_until_it_is_given_back() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = applied(&mut d, &c);
    taken_by(&mut d, &c, case);
    assert!(withdrawn::taken(d.base.conn(), case, Part::Whole).unwrap().is_empty(), "nobody has taken the notice back");
    d.run(&CaseWithdraw { case });
    assert!(withdrawn::taken(d.base.conn(), case, Part::Receives(c.boris)).unwrap().is_empty(), "the head decides");
    let list = withdrawn::taken(d.base.conn(), case, Part::Whole).unwrap();
    let of: Vec<Ref> = list.iter().map(|t| t.object).collect();
    assert_eq!((of, list[0].holder.as_str(), list[0].told), (vec![Ref::from(c.idle)], "Громов Борис", false));
    d.set(c.idle, "owner_id", c.leaver);
    assert!(withdrawn::taken(d.base.conn(), case, Part::Whole).unwrap().is_empty());
    assert_sound(&d.base, "withdrawn");
}
