//! A call or a meeting written down by mistake and taken back (1-C6): the client was not reached, was not told, and is
//! rung again.

use estafeta::base::*;
use estafeta::domain::metrics::Metric;
use estafeta::domain::rights::{Matrix, Who};
use estafeta::domain::*;
use estafeta::ops::*;
use estafeta::reads::calls::{CallRow, CallState, calls};
use estafeta::reads::{Answer, Asker, Query, Scope, UndoRow, ask, metrics, who};

use crate::desk::{Desk, cast, day};
use crate::kit::assert_sound;

fn row(d: &Desk, case: CaseId, client: ClientId) -> CallRow {
    let a = Asker {
        conn: d.base.conn(),
        scope: &Scope::All,
        who: Who::Owner { read_only: false },
        clock: d.clock,
        office: &d.office,
    };
    calls(&a, case).unwrap().into_iter().find(|r| r.client == client).unwrap()
}

fn told(d: &Desk, case: CaseId) -> i128 {
    let m = metrics::of_case(d.base.conn(), case, &d.clock, &d.office).unwrap();
    m.get(Metric::NotifiedByLastDay).unwrap().numerator
}

fn count(d: &Desk, code: &str) -> String {
    d.text(&format!("SELECT state || ' ' || coalesce(evidence, '') FROM checklist_item WHERE code = '{code}'"))
}

fn last(d: &Desk) -> Seq {
    Seq(d.one("SELECT max(seq) FROM journal"))
}

#[test]
fn a_call_taken_back_reached_nobody() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = d.run(&CrisisOpen::of(c.leaver)).case;
    d.run(&Propose { case });
    d.run(&Apply { case });
    let before = (row(&d, case, c.plain), told(&d, case), count(&d, "burning_called"));
    let call = CallOutcome {
        case,
        client: c.plain,
        outcome: CallResult::Reached,
        note: "знает о новом менеджере".into(),
        again_at: None,
    };
    d.run(&call);
    assert_eq!(row(&d, case, c.plain).state, CallState::Reached);
    assert_eq!(told(&d, case), before.1 + 1);
    let seq = last(&d);
    let undone = d.run(&Undo { seq });
    assert!(undone.left.is_empty(), "nothing of it stays: {undone:?}");
    assert_eq!((row(&d, case, c.plain), told(&d, case), count(&d, "burning_called")), before);
    assert_eq!(
        d.one(&format!("SELECT count(*) FROM client WHERE id = {} AND last_touch_at IS NOT NULL", c.plain.0)),
        0
    );
    assert_sound(&d.base, "a call taken back");
    // The one that was made counts as the first.
    assert_eq!(d.run(&CallOutcome { outcome: CallResult::NoAnswer, ..call }).attempts, 1);
    // And the taking back can be taken back.
    let seq = Seq(d.one("SELECT max(seq) FROM journal WHERE kind = 'undo'"));
    d.run(&Undo { seq });
    assert_eq!(row(&d, case, c.plain).attempts, 2);
    assert_sound(&d.base, "and back");
}

#[test]
fn both_clients_of_the_list_count_as_called_and_no_more_once_one_is_taken_back() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = d.run(&CrisisOpen::of(c.leaver)).case;
    for client in [c.vip, c.plain] {
        let outcome = CallResult::Reached;
        d.run(&CallOutcome { case, client, outcome, note: String::new(), again_at: None });
    }
    let state = |d: &Desk| d.text("SELECT state FROM checklist_item WHERE code = 'burning_called'");
    assert_eq!(state(&d), "done");
    let seq = last(&d);
    d.run(&Undo { seq });
    assert_eq!(state(&d), "open", "the item ticks by itself, and unticks by itself");
}

#[test]
fn first_contacts_are_counted_when_the_case_is_closed_already() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = d.run(&CaseOpen::planned(c.leaver, day("2026-11-24"))).case;
    d.run(&Propose { case });
    d.run(&Apply { case });
    let clients = [c.vip, c.plain, c.idle];
    let objects = clients.iter().map(|c| Ref::from(*c)).chain([c.warm_deal.into(), c.final_deal.into()]).collect();
    d.run(&Waive { case, objects, block: None, reason: "спросить некого".into() });
    for receiver in [c.head, c.anna, c.boris, c.vera] {
        let next_step = Some("позвонить и представиться, уточнить договорённости".into());
        let on = Some(Due::day(d.clock.today().plus(1)));
        // Who got nothing has nothing to accept.
        let _ = d.try_run(&Accept { case, receiver, which: Which::All, next_step, on, via: Via::Screen, force: None });
    }
    d.set(case, "state", CaseState::Closed);
    let item = |d: &Desk| d.text("SELECT state FROM checklist_item WHERE code = 'first_contacts'");
    d.later(HOUR_MS);
    for client in clients {
        assert_eq!(item(&d), "open");
        let by = Some(EmployeeId(d.owner(client)));
        let outcome = "представился, подтвердил отгрузку".to_owned();
        d.run(&TouchAdd { client, kind: TouchKind::Call, outcome, by, at: None, recorded: false });
    }
    assert_eq!(item(&d), "done");
    let seq = last(&d);
    d.run(&Undo { seq });
    assert_eq!(item(&d), "open", "one of them was a slip");
}

#[test]
fn a_touch_taken_back_was_no_touch() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let touch = |d: &mut Desk, outcome: &str, at| {
        d.run(&TouchAdd {
            client: c.plain,
            kind: TouchKind::Call,
            outcome: outcome.into(),
            by: Some(c.anna),
            at: Some(at),
            recorded: false,
        })
    };
    let (first, second) = (d.clock.now.plus(-DAY_MS), d.clock.now);
    touch(&mut d, "обсудили счёт", first);
    touch(&mut d, "не тот клиент", second);
    let at = format!("SELECT last_touch_at FROM client WHERE id = {}", c.plain.0);
    assert_eq!(At(d.one(&at)), second);
    let seq = last(&d);
    d.run(&Undo { seq });
    assert_eq!(At(d.one(&at)), first, "the temperature is read from what did happen");
    assert_sound(&d.base, "a touch taken back");
}

/// What `u` offers this person.
fn offered(d: &Desk, who: EmployeeId) -> Vec<UndoRow> {
    let me = who::who(d.base.conn(), &Actor::Person(who), &d.clock, false).unwrap();
    let scope = who::scope(&Matrix::shipped().unwrap(), &me);
    match ask(
        &Asker { conn: d.base.conn(), scope: &scope, who: me, clock: d.clock, office: &d.office },
        Query::Undoable,
    ) {
        Ok(Answer::Undoable(rows)) => rows,
        found => panic!("{found:?}"),
    }
}

#[test]
fn everybody_takes_back_a_call_of_his_own_and_is_offered_nothing_else() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = d.run(&CaseOpen::planned(c.leaver, day("2026-11-24"))).case;
    let touch = |client| TouchAdd {
        client,
        kind: TouchKind::Call,
        outcome: "обсудили счёт".into(),
        by: None,
        at: None,
        recorded: false,
    };
    for (who, client) in [(c.anna, c.foreign), (c.leaver, c.idle), (c.vera, c.plain)] {
        d.actor = Actor::Person(who);
        let task = d.task("Своё", who, Some(who), None, None, None);
        d.run(&TaskDone { task, result: Some("сделано".into()) });
        d.run(&touch(client));
        let rows = offered(&d, who);
        let words: Vec<&str> = rows.iter().map(|r| r.word.as_str()).collect();
        assert_eq!(words, ["touch", "task-done"], "{who}: no more than can be taken back");
        assert!(d.run(&Undo { seq: rows[0].seq }).left.is_empty());
        assert_eq!(d.one("SELECT count(*) FROM touch WHERE undone = 0"), 0);
    }
    // A call of the list, and somebody else's.
    d.actor = Actor::Person(c.leaver);
    d.run(&CallOutcome { case, client: c.idle, outcome: CallResult::NoAnswer, note: String::new(), again_at: None });
    let seq = last(&d);
    d.actor = Actor::Person(c.boris);
    assert_eq!(d.refused(&Undo { seq }), Code::Denied);
    assert!(offered(&d, c.boris).is_empty());
    d.actor = Actor::Person(c.leaver);
    assert_eq!(offered(&d, c.leaver)[0].seq, seq);
    d.run(&Undo { seq });
    // The client went on: what is written on its card is the new manager's to judge.
    d.run(&touch(c.idle));
    let seq = last(&d);
    d.actor = Actor::Owner;
    d.set(c.idle, "owner_id", c.boris);
    d.actor = Actor::Person(c.leaver);
    assert!(offered(&d, c.leaver).iter().all(|r| r.seq != seq || r.undone));
    assert_eq!(d.refused(&Undo { seq }), Code::Denied);
    // The head takes back what anybody did.
    assert!(offered(&d, c.head).iter().any(|r| r.seq == seq));
    d.actor = Actor::Person(c.head);
    d.run(&Undo { seq });
    assert_sound(&d.base, "calls of one's own");
}
