//! Tasks in a handover (1-B3, 2 §3): those the leaver set for others, those a promise became, what each kind has to say.

use estafeta::base::*;
use estafeta::domain::*;
use estafeta::gateway::Children;
use estafeta::jobs::due::{self, DueEnv};
use estafeta::ops::{Apply, CaseOpen, Decline, PromiseSave, PromiseTask, Propose, UndoBatch, Waive};
use estafeta::reads::ledger::{LedgerFilter, LedgerRow, window};
use estafeta::reads::today::{AlarmKind, today};
use estafeta::reads::{Asker, Scope, case};

use crate::desk::{Cast, Desk, cast, day};
use crate::kit::{assert_sound, op};

/// What `due` does at this moment.
fn due_at(d: &mut Desk, at: &str) {
    d.clock.now = At::parse(at, Zone::MOSCOW).unwrap();
    let texts = estafeta::texts::Texts::load(estafeta::texts::Lang::Ru);
    let env = DueEnv { office: &d.office, clock: d.clock, texts: &texts, new_op: &op, hooks: &Children };
    due::run(&mut d.base, &env).unwrap();
}

fn opened(d: &mut Desk, c: &Cast) -> CaseId {
    let case = d.run(&CaseOpen::planned(c.leaver, day("2026-11-24"))).case;
    d.run(&Propose { case });
    case
}

fn author(d: &Desk, task: TaskId) -> i64 {
    d.one(&format!("SELECT author_id FROM task WHERE id = {}", task.0))
}

fn line(d: &Desk, case: CaseId, kind: LineKind, title: &str) -> LedgerRow {
    let filter = LedgerFilter { kind: Some(kind), ..LedgerFilter::default() };
    let all = window(d.base.conn(), &Scope::All, case, &filter, None, 100).unwrap();
    all.into_iter().find(|r| r.title == title).unwrap()
}

fn person(row: &LedgerRow) -> EmployeeId {
    row.to.as_ref().or(row.proposed.as_ref()).unwrap().0
}

#[test]
fn a_task_set_for_another_goes_to_whoever_gets_its_client() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let asked = d.task("Посчитать доставку", c.vera, Some(c.leaver), Some(c.plain), None, None);
    let of_deal = d.task("Проверить договор", c.vera, Some(c.leaver), None, Some(c.final_deal), None);
    let foreign = d.task("Узнать остаток", c.vera, Some(c.leaver), Some(c.foreign), None, None);
    let case = opened(&mut d, &c);
    let client = person(&line(&d, case, LineKind::Client, "Бета"));
    assert_eq!(person(&line(&d, case, LineKind::Authored, "Посчитать доставку")), client);
    assert_eq!(person(&line(&d, case, LineKind::Authored, "Проверить договор")), c.head, "its deal is the head's");
    assert_eq!(person(&line(&d, case, LineKind::Authored, "Узнать остаток")), c.anna, "whose client it is about");
    assert_eq!(person(&line(&d, case, LineKind::Authored, "Проверить склад")), c.head, "it is about no client");

    let batch = d.run(&Apply { case }).batch.unwrap();
    let authors = [asked, of_deal, foreign, c.authored].map(|t| author(&d, t));
    assert_eq!(authors, [client.0, c.head.0, c.anna.0, c.head.0]);
    let owner = format!("SELECT owner_id FROM task WHERE id = {}", asked.0);
    assert_eq!(d.one(&owner), c.vera.0, "who does it is nobody's business here");
    let named =
        format!("SELECT count(*) FROM task WHERE author_id = {} AND state = 'open' AND case_id IS NULL", c.leaver.0);
    assert_eq!(d.one(&named), 0, "nothing open names the leaver");

    d.run(&UndoBatch { case, batch: Some(batch) });
    assert_eq!([asked, of_deal, foreign, c.authored].map(|t| author(&d, t)), [c.leaver.0; 4]);
    assert_sound(&d.base, "after the undo");
}

#[test]
fn a_declined_client_gives_back_what_was_asked_of_others_about_it() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let asked = d.task("Посчитать доставку", c.vera, Some(c.leaver), Some(c.idle), None, None);
    let case = opened(&mut d, &c);
    d.run(&Apply { case });
    let row = line(&d, case, LineKind::Client, "Гамма");
    let receiver = person(&row);
    d.run(&Waive { case, objects: vec![row.object], block: None, reason: "случайный клиент".into() });
    assert_eq!(author(&d, asked), receiver.0);
    let reason = "не моя отрасль".to_owned();
    d.run(&Decline { case, receiver, objects: vec![row.object], reason, via: Via::Words });
    assert_eq!(author(&d, asked), c.head.0);
    assert_eq!(line(&d, case, LineKind::Authored, "Посчитать доставку").disposition, None);
    // Decided anew it goes along again, and that is no conflict.
    d.run(&Propose { case });
    let again = d.run(&Apply { case });
    assert_eq!(again.conflicts, []);
    assert_eq!(author(&d, asked), person(&line(&d, case, LineKind::Client, "Гамма")).0);
}

#[test]
fn what_the_leaver_asks_of_others_meanwhile_is_a_line_too() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = opened(&mut d, &c);
    d.run(&Apply { case });
    let later = d.task("Отгрузить образцы", c.boris, Some(c.leaver), Some(c.plain), None, None);
    due_at(&mut d, "2026-11-10T10:01:00+03:00");
    due_at(&mut d, "2026-11-11T09:00:00+03:00");
    let row = line(&d, case, LineKind::Authored, "Отгрузить образцы");
    assert!(row.late);
    d.run(&Propose { case });
    d.run(&Apply { case });
    assert_eq!(author(&d, later), d.owner(c.plain), "the client's new manager");
}

#[test]
fn a_promise_that_became_a_task_did_not_arrive_late() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = opened(&mut d, &c);
    let promise = d
        .run(&PromiseSave {
            case,
            object: c.warm_deal.into(),
            promise: None,
            text: "прислать образцы".into(),
            due: Due::parse("2026-11-13"),
            unusual: false,
            agreed_with: String::new(),
            agreed_on: None,
            why: String::new(),
            seen: None,
        })
        .promise;
    d.run(&PromiseTask { case, promise });
    let alarms = |d: &Desk| {
        let who = estafeta::domain::rights::Who::Owner { read_only: false };
        let a = Asker { conn: d.base.conn(), scope: &Scope::All, who, clock: d.clock, office: &d.office };
        today(&a, 7).unwrap().alarm(AlarmKind::Late)
    };
    assert_eq!(alarms(&d), 0);
    let view = case::case(d.base.conn(), &Scope::All, case, &d.clock).unwrap();
    assert_eq!(view.ledger.late, 0);
    assert_eq!(view.ledger.remaining.tasks, 3, "but it is to be decided like the others");
    // What does land on the leaver rings.
    d.task("Срочно", c.leaver, None, Some(c.plain), None, None);
    due_at(&mut d, "2026-11-10T10:01:00+03:00");
    due_at(&mut d, "2026-11-11T09:00:00+03:00");
    assert_eq!(alarms(&d), 1);
}
