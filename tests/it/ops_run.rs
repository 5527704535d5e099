//! One command: one transaction, one entry; the same wish twice is one deed.

use estafeta::base::{At, Clock, Code, Kind, Res, Seq, Zone};
use estafeta::domain::Actor;
use estafeta::domain::rights::Right;
use estafeta::domain::settings::Office;
use estafeta::ops::{self, About, Asks, Command, Ctx, Undo};
use estafeta::store::{Base, OpId, Tx};
use serde::Serialize;

#[derive(Serialize)]
struct Hire {
    name: String,
    fail: bool,
}

impl Command for Hire {
    type Out = i64;
    const WORD: &'static str = "hire";

    fn asks(&self) -> Vec<Asks> {
        vec![Asks::new(Right::People, About::Office)]
    }

    fn run(&self, tx: &mut Tx<'_>, _: &Ctx<'_>) -> Res<i64> {
        let id = tx.insert(Kind::Employee, &[("name", (&self.name).into()), ("name_fold", (&self.name).into())])?;
        if self.fail { Err(Code::Denied.into()) } else { Ok(id) }
    }
}

fn run<C: Command>(base: &mut Base, n: u8, c: &C) -> Res<ops::Done<C::Out>> {
    run_as(Actor::Owner, base, n, c)
}

fn run_as<C: Command>(actor: Actor, base: &mut Base, n: u8, c: &C) -> Res<ops::Done<C::Out>> {
    let office = Office::default();
    let clock = Clock { now: At(1_000), zone: Zone::MOSCOW };
    ops::run(base, &Ctx { actor, clock, op_id: OpId([n; 16]), office: &office }, c)
}

fn entries(base: &Base) -> i64 {
    base.conn().query_row("SELECT count(*) FROM journal", [], |r| r.get(0)).unwrap()
}

#[test]
fn a_command_is_whole_or_nothing_and_a_retry_answers_as_the_first_try_did() {
    let dir = tempfile::tempdir().unwrap();
    let mut base = Base::create(&dir.path().join("e.db")).unwrap();
    let first = run(&mut base, 1, &Hire { name: "Ковалёв".into(), fail: false }).unwrap();
    assert!(!first.repeated && first.seq.is_some());
    let again = run(&mut base, 1, &Hire { name: "Ковалёв".into(), fail: false }).unwrap();
    assert!(again.repeated);
    assert_eq!((again.out, again.seq), (first.out, first.seq));
    let bad = run(&mut base, 2, &Hire { name: "Никто".into(), fail: true });
    assert_eq!(bad.map(|d| d.out).map_err(|f| f.code), Err(Code::Denied));
    assert_eq!(entries(&base), 1);
    let nobody: i64 = base.conn().query_row("SELECT count(*) FROM employee", [], |r| r.get(0)).unwrap();
    assert_eq!(nobody, 1);
    // What was not there cannot be undone, and says so.
    assert_eq!(run(&mut base, 3, &Undo { seq: Seq(99) }).map(|_| ()).map_err(|f| f.code), Err(Code::UnknownBatch));
}

/// A rehearsal tells what would come, refuses what would be refused, and leaves nothing.
#[test]
fn a_rehearsed_command_says_what_would_come_of_it_and_nothing_is_kept() {
    let dir = tempfile::tempdir().unwrap();
    let mut base = Base::create(&dir.path().join("e.db")).unwrap();
    let (office, clock) = (Office::default(), Clock { now: At(1_000), zone: Zone::MOSCOW });
    let rehearse = |base: &mut Base, c: &Hire| {
        ops::rehearse(base, &Ctx { actor: Actor::Owner, clock, op_id: OpId([7; 16]), office: &office }, c)
    };
    let hire = |fail| Hire { name: "Ковалёв".into(), fail };
    assert_eq!(rehearse(&mut base, &hire(false)).unwrap(), 1);
    assert_eq!(rehearse(&mut base, &hire(true)).map_err(|f| f.code), Err(Code::Denied));
    let people =
        |base: &Base| -> i64 { base.conn().query_row("SELECT count(*) FROM employee", [], |r| r.get(0)).unwrap() };
    assert_eq!((entries(&base), people(&base)), (0, 0));
    assert_eq!(run(&mut base, 7, &hire(false)).unwrap().out, 1, "the same wish can still be done");
    assert_eq!((entries(&base), people(&base)), (1, 1));
}

#[test]
fn a_manager_may_not_do_what_the_matrix_does_not_give() {
    let dir = tempfile::tempdir().unwrap();
    let mut base = Base::create(&dir.path().join("e.db")).unwrap();
    let id = run(&mut base, 1, &Hire { name: "Ковалёв".into(), fail: false }).unwrap().out;
    let manager = Actor::Person(estafeta::base::EmployeeId(id));
    let hire = run_as(manager.clone(), &mut base, 2, &Hire { name: "Чужой".into(), fail: false });
    assert_eq!(hire.map(|d| d.out).map_err(|f| f.code), Err(Code::Denied));
    let undo = run_as(manager, &mut base, 3, &Undo { seq: Seq(1) });
    assert_eq!(undo.map(|_| ()).map_err(|f| f.code), Err(Code::Denied));
    assert_eq!(entries(&base), 1);
}
