//! One who did not pick up was not reached: nothing that waits for a call is silenced by an attempt (2 §6).

use estafeta::base::*;
use estafeta::domain::rights::Who;
use estafeta::domain::*;
use estafeta::ops::*;
use estafeta::reads::today::{AlarmKind, Today, Waits, today};
use estafeta::reads::{Asker, Scope};

use crate::desk::{Cast, Desk, cast, day};
use crate::kit::assert_sound;

fn morning(d: &Desk) -> Today {
    let who = Who::Owner { read_only: false };
    let a = Asker { conn: d.base.conn(), scope: &Scope::All, who, clock: d.clock, office: &d.office };
    today(&a, 7).unwrap()
}

/// Clients that wait for a call of this kind.
fn waits(d: &Desk, kind: Waits) -> u64 {
    morning(d).rows.iter().filter(|r| r.waits == kind).map(|r| r.n).sum()
}

/// The VIP is Anna's by now, accepted; its letter is a draft.
fn accepted(d: &mut Desk, c: &Cast) -> CaseId {
    let contact = d.write(|tx| {
        tx.insert(Kind::Contact, &[("name", "Орлов Пётр Ильич".into()), ("name_fold", "орлов пётр ильич".into())])
            .unwrap()
    });
    d.write(|tx| {
        tx.exec(&format!("INSERT INTO client_contact VALUES ({}, {contact})", c.vip.0), []).unwrap();
        let point = "INSERT INTO point (contact_id, kind, written, norm) VALUES";
        tx.exec(&format!("{point} ({contact}, 'mail', 'orlov@x.ru', 'orlov@x.ru')"), []).unwrap()
    });
    let case = d.run(&CaseOpen::planned(c.leaver, day("2026-11-24"))).case;
    d.run(&Propose { case });
    d.run(&Reassign {
        case,
        objects: vec![c.vip.into(), c.final_deal.into()],
        to: c.anna,
        reason: "знает клиента".into(),
    });
    d.run(&Apply { case });
    d.run(&Waive {
        case,
        objects: vec![c.vip.into(), c.final_deal.into()],
        block: None,
        reason: "спросить некого".into(),
    });
    d.run(&Accept {
        case,
        receiver: c.anna,
        which: Which::Objects(vec![c.vip.into(), c.final_deal.into()]),
        next_step: Some("позвонить и представиться, уточнить договорённости".into()),
        on: Some(Due::day(d.clock.today().plus(1))),
        via: Via::Screen,
        force: None,
    });
    d.later(HOUR_MS);
    case
}

fn call(d: &mut Desk, by: EmployeeId, case: CaseId, client: ClientId, outcome: CallResult) {
    d.actor = Actor::Person(by);
    let again_at = (outcome == CallResult::CallBack).then(|| d.clock.now.plus(HOUR_MS));
    d.run(&CallOutcome { case, client, outcome, note: String::new(), again_at });
    d.actor = Actor::Owner;
    d.later(MINUTE_MS);
}

#[test]
fn a_vip_who_did_not_pick_up_still_waits_for_the_heads_call() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = accepted(&mut d, &c);
    assert_eq!(waits(&d, Waits::VipCall), 1);
    for outcome in [CallResult::NoAnswer, CallResult::CallBack] {
        call(&mut d, c.head, case, c.vip, outcome);
        assert_eq!(waits(&d, Waits::VipCall), 1, "{outcome:?}");
    }
    call(&mut d, c.head, case, c.vip, CallResult::Reached);
    assert_eq!(waits(&d, Waits::VipCall), 0);
    assert_sound(&d.base, "a VIP was rung");
}

#[test]
fn an_attempt_is_no_first_contact() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = accepted(&mut d, &c);
    d.set(case, "state", CaseState::HandingOver);
    assert_eq!(waits(&d, Waits::FirstContact), 1);
    for outcome in [CallResult::NoAnswer, CallResult::CallBack] {
        call(&mut d, c.anna, case, c.vip, outcome);
        assert_eq!(waits(&d, Waits::FirstContact), 1, "{outcome:?}");
    }
    call(&mut d, c.anna, case, c.vip, CallResult::Reached);
    assert_eq!(waits(&d, Waits::FirstContact), 0);
}

#[test]
fn a_bounced_letter_alarms_until_somebody_was_reached() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = accepted(&mut d, &c);
    let letter = LetterId(d.one("SELECT id FROM letter"));
    d.set(letter, "state", LetterState::Sent);
    d.run(&LettersMark { case, letters: vec![letter], mark: LetterMark::Bounced, note: Some("550".into()) });
    let told = "SELECT count(*) FROM inbox WHERE kind = 'letter_bounced' AND done_at IS NULL";
    let rings = |d: &Desk| (morning(d).alarm(AlarmKind::Bounced), d.one(told));
    assert_eq!(rings(&d), (1, 1));
    call(&mut d, c.anna, case, c.vip, CallResult::NoAnswer);
    assert_eq!(rings(&d), (1, 1), "nobody knows yet");
    call(&mut d, c.anna, case, c.vip, CallResult::Reached);
    assert_eq!(rings(&d), (0, 0));
}
