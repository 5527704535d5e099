//! One client handed over outside any departure (1-B6): the reason, the story, the next action, the word to the client.

use estafeta::base::*;
use estafeta::domain::rights::Who;
use estafeta::domain::*;
use estafeta::ops::*;
use estafeta::reads::{Asker, Scope, clients, closing};

use super::desk::{Cast, Desk, cast, day};
use super::kit::assert_sound;

const STORY: &str = "Просили отсрочку 30 дней, согласовано с РОПом; смету ещё не считали";

fn pass(client: ClientId, to: EmployeeId) -> SingleOpen {
    SingleOpen {
        client,
        to,
        reason: SingleReason::ClientRequest,
        comment: STORY.into(),
        people: Some("Решает Орлов П., бухгалтерию не вовлекать".into()),
        next_step: "Позвонить, представиться и обсудить отсрочку".into(),
        on: Some(Due { day: day("2026-11-12"), minute: Some(11 * 60) }),
        told: None,
    }
}

fn handed(d: &mut Desk, c: &SingleOpen) -> CaseId {
    let case = d.run(c).case;
    d.run(&Apply { case });
    case
}

fn state(d: &Desk, case: CaseId) -> String {
    d.text(&format!("SELECT state FROM handover_case WHERE id = {}", case.0))
}

fn missing(d: &Desk, case: CaseId) -> Vec<&'static str> {
    closing::of_case(d.base.conn(), case).unwrap().iter().map(|b| b.word()).collect()
}

/// The client is warm, its call is hot: two blocks of the deal are left to be written.
fn write_the_rest(d: &mut Desk, c: &Cast, case: CaseId) {
    for block in [Block::State, Block::Specifics] {
        let said = Said::Text("Смета на согласовании, бюджет до конца года".into());
        d.run(&ContextSave { case: Some(case), object: c.warm_deal.into(), block, said, on: None, seen: None });
    }
}

fn accept_all(d: &mut Desk, case: CaseId, receiver: EmployeeId) -> Accepted {
    d.run(&Accept {
        case,
        receiver,
        which: Which::All,
        next_step: Some("Позвонить, представиться и обсудить отсрочку".into()),
        on: Some(Due { day: day("2026-11-12"), minute: None }),
        via: Via::Screen,
        force: None,
    })
}

#[test]
fn what_is_open_of_the_client_moves_and_nothing_else() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = d.run(&pass(c.plain, c.anna)).case;
    let before = d.owners();
    assert_eq!(d.one("SELECT count(*) FROM ledger_line"), 3, "the client, its deal and the call about it");
    d.run(&Apply { case });
    for object in [Ref::from(c.plain), c.warm_deal.into(), c.call.into()] {
        assert_eq!(d.owner(object), c.anna.0, "{object}");
    }
    let others =
        [Ref::from(c.vip), c.final_deal.into(), c.colleague_deal.into(), c.won_deal.into(), c.lone_task.into()];
    for object in others {
        assert_eq!(d.owner(object), before[&object], "{object}");
    }
    let status = d.text(&format!("SELECT status || leads_off || export_off FROM employee WHERE id = {}", c.leaver.0));
    assert_eq!(status, "active00", "nobody leaves");
    assert_eq!(d.one("SELECT count(*) FROM checklist_item") + d.one("SELECT count(*) FROM access"), 0);
    assert_sound(&d.base, "handed over");
}

#[test]
fn the_story_becomes_the_context_and_is_offered_when_all_is_written() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = handed(&mut d, &pass(c.plain, c.anna));
    let block = |d: &Desk, b: &str| {
        d.text(&format!(
            "SELECT text FROM context_block WHERE kind = 'deal' AND object_id = {} AND block = '{b}'",
            c.warm_deal.0
        ))
    };
    assert_eq!(block(&d, "history"), STORY);
    assert_eq!(block(&d, "people"), "Решает Орлов П., бухгалтерию не вовлекать");
    assert_eq!(block(&d, "next_step"), "Позвонить, представиться и обсудить отсрочку");
    let deal = "SELECT count(*) FROM acceptance a JOIN ledger_line l ON l.id = a.line_id WHERE l.kind = 'deal'";
    assert_eq!(d.one(deal), 0, "a hot deal owes two blocks more");
    write_the_rest(&mut d, &c, case);
    assert_eq!(d.one(deal), 1);
    assert_sound(&d.base, "offered");
}

#[test]
fn what_is_written_already_is_kept() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let save = |block, text: &str, on| ContextSave {
        case: None,
        object: c.warm_deal.into(),
        block,
        said: Said::Text(text.into()),
        on,
        seen: None,
    };
    d.run(&save(Block::History, "Обещан подарок к юбилею", None));
    let on = Some(Due { day: day("2026-11-20"), minute: None });
    d.run(&save(Block::NextStep, "Отправить договор юристам", on));
    handed(&mut d, &pass(c.plain, c.anna));
    let text = |b: &str| format!("SELECT text FROM context_block WHERE kind = 'deal' AND block = '{b}'");
    assert_eq!(d.text(&text("history")), format!("Обещан подарок к юбилею\n{STORY}"));
    assert_eq!(d.text(&text("next_step")), "Отправить договор юристам", "more exact than one for the client");
    // What was said of the client is not lost for it: both stand on the card, the nearer first.
    let who = Who::Owner { read_only: false };
    let asker = Asker { conn: d.base.conn(), scope: &Scope::All, who, clock: d.clock, office: &d.office };
    let card = clients::card(&asker, c.plain).unwrap().unwrap();
    let steps: Vec<_> = card.steps.iter().map(|s| (s.text.as_str(), s.deal.is_empty(), s.on.day)).collect();
    let said = "Позвонить, представиться и обсудить отсрочку";
    let agreed = ("Отправить договор юристам", false, day("2026-11-20"));
    assert_eq!((steps, card.next_contact), (vec![(said, true, day("2026-11-12")), agreed], Some(day("2026-11-12"))));
}

#[test]
fn it_closes_by_itself_when_it_is_accepted_and_the_client_knows() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = handed(&mut d, &pass(c.plain, c.anna));
    write_the_rest(&mut d, &c, case);
    assert_eq!(missing(&d, case), ["not_accepted", "not_notified"]);
    assert_eq!(accept_all(&mut d, case, c.anna).remaining, 0);
    assert_eq!((state(&d, case).as_str(), missing(&d, case)), ("handing_over", vec!["not_notified"]));
    assert_eq!(d.one("SELECT count(*) FROM letter WHERE state = 'draft'"), 1, "the letter follows the acceptance");
    d.later(HOUR_MS);
    let outcome = "Представилась, договорились о встрече".to_owned();
    d.run(&TouchAdd { client: c.plain, kind: TouchKind::Call, outcome, by: Some(c.anna), at: None, recorded: false });
    assert_eq!(state(&d, case), "closed");
    assert_eq!(d.one("SELECT count(*) FROM active_object"), 0, "free for another handover");
    assert_sound(&d.base, "closed");
    handed(&mut d, &pass(c.plain, c.boris));
    assert_sound(&d.base, "handed over again");
}

#[test]
fn a_client_told_by_telephone_needs_no_letter() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let told = Some("Клиенту сказано: новый менеджер Белова А.".to_owned());
    let case = handed(&mut d, &SingleOpen { told, ..pass(c.plain, c.anna) });
    write_the_rest(&mut d, &c, case);
    assert_eq!(missing(&d, case), ["not_accepted"]);
    accept_all(&mut d, case, c.anna);
    assert_eq!(state(&d, case), "closed");
    assert_sound(&d.base, "closed");
}

#[test]
fn the_batch_is_undone_and_the_case_withdrawn() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let before = d.owners();
    let case = handed(&mut d, &pass(c.plain, c.anna));
    d.run(&UndoBatch { case, batch: None });
    assert_eq!(d.owners(), before);
    assert_eq!(missing(&d, case), ["undecided"]);
    assert_eq!(d.refused(&CaseClose { case }), Code::CaseBlocked);
    d.run(&Apply { case });
    d.run(&CaseWithdraw { case });
    assert_eq!(d.owners(), before);
    let person = d.text(&format!("SELECT status FROM employee WHERE id = {}", c.leaver.0));
    assert_eq!((state(&d, case).as_str(), person.as_str()), ("withdrawn", "active"));
    assert_sound(&d.base, "withdrawn");
}

/// The step as it stands: the client's date, the client's own block, the deal's.
fn steps(d: &Desk, c: &Cast) -> [String; 3] {
    let block = |kind: &str, id: i64, block: &str| {
        let of = format!("kind = '{kind}' AND object_id = {id} AND block = '{block}'");
        d.text(&format!("SELECT state || ' ' || text || ' ' || coalesce(on_day, '') FROM context_block WHERE {of}"))
    };
    [
        d.text(&format!("SELECT next_contact_on || '' FROM client WHERE id = {}", c.plain.0)),
        block("client", c.plain.0, "next_contact"),
        block("deal", c.warm_deal.0, "next_step"),
    ]
}

/// Nobody is to call whom nobody hands over: the step goes with the handover that typed it.
#[test]
fn the_step_of_a_withdrawn_handover_leaves_the_clients_card() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = handed(&mut d, &pass(c.plain, c.anna));
    d.run(&UndoBatch { case, batch: None });
    d.run(&CaseWithdraw { case });
    assert_eq!(steps(&d, &c), ["", "empty  ", "empty  "]);
    let history = "SELECT text FROM context_block WHERE kind = 'deal' AND block = 'history'";
    assert_eq!(d.text(history), STORY, "what is known stays known");
    let asker = Asker {
        conn: d.base.conn(),
        scope: &Scope::All,
        who: Who::Owner { read_only: false },
        clock: d.clock,
        office: &d.office,
    };
    let card = clients::card(&asker, c.plain).unwrap().unwrap();
    assert!(card.steps.is_empty() && card.next_contact.is_none(), "{:?}", card.steps);
    assert_sound(&d.base, "withdrawn");
}

#[test]
fn what_was_agreed_before_a_withdrawn_handover_stands_again() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let say = |d: &mut Desk, object: Ref, block, text: &str, on: &str| {
        let on = Some(Due { day: day(on), minute: None });
        d.run(&ContextSave { case: None, object, block, said: Said::Text(text.into()), on, seen: None });
    };
    say(&mut d, c.plain.into(), Block::NextContact, "Поздравить с юбилеем компании", "2026-11-20");
    say(&mut d, c.warm_deal.into(), Block::NextStep, "Отправить смету на согласование", "2026-11-10");
    d.set(c.plain, "next_contact_on", day("2026-11-20"));
    d.later(2 * DAY_MS);
    let before = steps(&d, &c);
    let case = handed(&mut d, &SingleOpen { on: Some(Due::day(day("2026-11-13"))), ..pass(c.plain, c.anna) });
    assert!(steps(&d, &c).iter().zip(&before).all(|(now, was)| now != was), "all three say the new step");
    d.run(&CaseWithdraw { case });
    assert_eq!(steps(&d, &c), before);
    // What the manager has written meanwhile is newer than both.
    let case = handed(&mut d, &SingleOpen { on: Some(Due::day(day("2026-11-13"))), ..pass(c.plain, c.anna) });
    say(&mut d, c.plain.into(), Block::NextContact, "Позвонить после выставки", "2026-11-17");
    d.set(c.plain, "next_contact_on", day("2026-11-17"));
    let written = steps(&d, &c);
    d.run(&CaseWithdraw { case });
    let now = steps(&d, &c);
    assert_eq!((&now[..2], &now[2]), (&written[..2], &before[2]));
    assert_sound(&d.base, "withdrawn twice");
}

#[test]
fn the_fifth_request_of_a_client_is_the_heads_to_talk_over() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let alarm = |d: &Desk| d.one("SELECT count(*) FROM inbox WHERE kind = 'client_asks' AND done_at IS NULL");
    let told = || Some("Клиенту сказано по телефону".to_owned());
    let mut to = [c.anna, c.boris].into_iter().cycle();
    for n in 1..=5 {
        let receiver = to.next().unwrap();
        let case = handed(&mut d, &SingleOpen { told: told(), ..pass(c.idle, receiver) });
        assert_eq!(alarm(&d), i64::from(n == 5), "request {n}");
        accept_all(&mut d, case, receiver);
        assert_eq!(state(&d, case), "closed");
        d.later(HOUR_MS);
    }
    let to_whom = format!("SELECT count(*) FROM inbox WHERE kind = 'client_asks' AND employee_id = {}", c.head.0);
    assert_eq!(d.one(&to_whom), 1, "the head is told");
    let case = d.one("SELECT count(*) FROM inbox WHERE kind = 'client_asks' AND case_id IS NULL");
    assert_eq!(case, 1, "the talk outlives the handover");
    assert_sound(&d.base, "five times");
}

#[test]
fn another_reason_five_times_alarms_nobody() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let told = || Some("Клиенту сказано по телефону".to_owned());
    for to in [c.anna, c.boris].into_iter().cycle().take(6) {
        let order = SingleOpen { told: told(), reason: SingleReason::FreshStart, ..pass(c.idle, to) };
        let case = handed(&mut d, &order);
        accept_all(&mut d, case, to);
        d.later(HOUR_MS);
    }
    assert_eq!(d.one("SELECT count(*) FROM inbox WHERE kind = 'client_asks'"), 0);
}

#[test]
fn what_says_nothing_is_refused_and_changes_nothing() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let ok = pass(c.plain, c.anna);
    let cases = [
        (SingleOpen { comment: "см. CRM".into(), ..ok.clone() }, Code::Placeholder),
        (SingleOpen { next_step: "созвониться".into(), ..ok.clone() }, Code::NextStepVague),
        (SingleOpen { on: None, ..ok.clone() }, Code::NextStepNoDate),
        (SingleOpen { on: Some(Due { day: day("2026-11-01"), minute: None }), ..ok.clone() }, Code::DateInPast),
        (SingleOpen { to: c.leaver, ..ok.clone() }, Code::NotEligible),
        (SingleOpen { client: ClientId(999), ..ok.clone() }, Code::UnknownClient),
    ];
    for (order, code) in cases {
        assert_eq!(d.refused(&order), code);
    }
    d.write(|tx| tx.set(Kind::Client, c.idle.0, &[("owner_id", estafeta::store::Val::NULL)]).unwrap());
    assert_eq!(d.refused(&pass(c.idle, c.anna)), Code::NoManager);
    assert_eq!(d.one("SELECT count(*) FROM handover_case"), 0);
    d.run(&ok);
    assert_eq!(d.refused(&pass(c.plain, c.boris)), Code::AlreadyInCase, "one handover at a time");
}

/// A resignation and a crisis begin whatever small handover hangs about; what somebody has by now stays there.
#[test]
fn a_departure_overtakes_a_client_that_was_not_handed_over_yet() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let waits = d.run(&pass(c.plain, c.anna)).case;
    let given = handed(&mut d, &pass(c.idle, c.boris));
    let case = d.run(&CaseOpen::planned(c.leaver, day("2026-11-24"))).case;
    assert_eq!(state(&d, waits), "withdrawn");
    assert_eq!(
        steps(&d, &c),
        ["", "empty  ", "empty  "],
        "the step was for the receiver, and goes into no other ledger"
    );
    let lines = format!("SELECT count(*) FROM ledger_line WHERE case_id = {} AND kind = 'client'", case.0);
    assert_eq!((d.one(&lines), state(&d, given).as_str()), (2, "handing_over"));
    assert_sound(&d.base, "overtaken");
}

#[test]
fn a_receiver_who_leaves_gives_back_what_he_was_only_offered() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = handed(&mut d, &pass(c.idle, c.anna));
    d.run(&CaseOpen::planned(c.anna, day("2026-11-24")));
    assert_eq!((d.owner(c.idle), missing(&d, case)), (c.head.0, vec!["undecided"]));
    assert_sound(&d.base, "returned");
}
