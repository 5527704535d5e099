//! «Второе лицо» (6 §3): more than one does alone goes through once another person with the same right has agreed.

use estafeta::base::*;
use estafeta::domain::rights::Right;
use estafeta::domain::*;
use estafeta::ops::*;
use estafeta::reads::clients::{Find, Sort};
use estafeta::reads::owner_change::{Along, Chosen, Wish};
use estafeta::reads::who::may_export;

use super::desk::{Cast, Desk, cast};
use super::kit::assert_sound;

/// Two heads lead the department.
fn office() -> (Desk, Cast, EmployeeId) {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let other = d.person("Лукин Олег", Role::Head, c.sales, None);
    d.actor = Actor::Person(c.head);
    (d, c, other)
}

fn export(d: &Desk, who: EmployeeId, rows: usize) -> Res<()> {
    may_export(d.base.conn(), &Actor::Person(who), &d.clock, rows)
}

fn ask(count: u64) -> SecondAsk {
    SecondAsk { right: Right::Export, count }
}

/// The open question in somebody's inbox.
fn question(d: &Desk, of: EmployeeId) -> InboxId {
    let sql = "SELECT max(id) FROM inbox WHERE kind = 'second_asked' AND done_at IS NULL AND employee_id = ";
    InboxId(d.one(&format!("{sql}{}", of.0)))
}

#[test]
fn what_another_agrees_to_goes_through_until_the_evening_and_no_further() {
    let (mut d, c, other) = office();
    assert_eq!(export(&d, c.head, 1_340).unwrap_err().code, Code::NeedsSecond);
    assert_eq!(d.run(&ask(1_340)).told, ["Лукин Олег"]);
    assert_eq!(export(&d, c.head, 1_340).unwrap_err().code, Code::NeedsSecond, "asking is no answer");
    let entry = question(&d, other);
    assert_eq!(d.refused(&SecondAnswer { entry, yes: true }), Code::Denied, "nobody agrees with himself");
    d.actor = Actor::Person(other);
    let until = d.run(&SecondAnswer { entry, yes: true }).until.unwrap();
    assert!(export(&d, c.head, 1_340).is_ok());
    assert_eq!(export(&d, c.head, 1_341).unwrap_err().code, Code::NeedsSecond, "not more than was agreed to");
    assert_eq!(export(&d, other, 1_340).unwrap_err().code, Code::NeedsSecond, "nor for whoever agreed");
    let told = "SELECT count(*) FROM inbox WHERE kind = 'second_answered' AND employee_id = ";
    assert_eq!(d.one(&format!("{told}{}", c.head.0)), 1);
    assert_eq!(d.refused(&SecondAnswer { entry, yes: false }), Code::NothingToDo, "answered once");
    d.clock.now = until;
    assert_eq!(export(&d, c.head, 1_340).unwrap_err().code, Code::NeedsSecond, "in the evening it is over");
    assert_sound(&d.base, "by two");
}

#[test]
fn a_refusal_lets_nothing_through() {
    let (mut d, c, other) = office();
    d.run(&ask(2_000));
    d.actor = Actor::Person(other);
    let entry = question(&d, other);
    assert_eq!(d.run(&SecondAnswer { entry, yes: false }).until, None);
    assert_eq!(export(&d, c.head, 2_000).unwrap_err().code, Code::NeedsSecond);
}

/// Many objects at once are changed by two as well: the command itself asks.
#[test]
fn a_change_of_many_is_agreed_to_like_a_file() {
    let (mut d, c, other) = office();
    d.clients(501, c.leaver);
    let find = Find { filter: "seg:regular".into(), sort: Sort::Name };
    let chosen = Chosen::Found { find, except: Vec::new() };
    let wish = Wish { chosen, to: c.anna, along: Along::NOTHING, seen: None };
    let all = OwnerChange { wish, reason: "новый отдел".into(), alone: None };
    assert_eq!(d.refused(&all), Code::NeedsSecond);
    d.run(&SecondAsk { right: Right::Bulk, count: 600 });
    d.actor = Actor::Person(other);
    d.run(&SecondAnswer { entry: question(&d, other), yes: true });
    d.actor = Actor::Person(c.head);
    d.run(&all);
    assert!(d.one(&format!("SELECT count(*) FROM client WHERE owner_id = {}", c.anna.0)) > 500);
}

#[test]
fn nobody_is_asked_without_need_and_it_is_said_where_nobody_can_agree() {
    let (mut d, c, other) = office();
    assert_eq!(d.refused(&ask(1_000)), Code::NothingToDo, "as much one does alone");
    d.set(other, "access_closed", true);
    assert_eq!(d.refused(&ask(1_340)), Code::NoSecond);
    d.actor = Actor::Person(c.anna);
    assert_eq!(d.refused(&ask(1_340)), Code::Denied, "who has no such right asks nobody");
    d.actor = Actor::Owner;
    assert_eq!(d.refused(&ask(1_340)), Code::NothingToDo, "the owner types a surname instead");
}

/// Who had the right when asked and has it no longer does not agree any more.
#[test]
fn whoever_lost_the_right_does_not_agree() {
    let (mut d, c, other) = office();
    d.run(&ask(1_340));
    let entry = question(&d, other);
    d.set(other, "role", "manager");
    d.actor = Actor::Person(other);
    assert_eq!(d.refused(&SecondAnswer { entry, yes: true }), Code::Denied);
    assert!(export(&d, c.head, 1_340).is_err());
}
