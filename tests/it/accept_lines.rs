//! Acceptance (2 §5): a dated first action per line, «списком» counted apart, forced by the head, declined, expired.

use estafeta::base::*;
use estafeta::domain::*;
use estafeta::ops::*;
use estafeta::store::Val;

use super::hand::{COLD, Frozen, Hand};

struct Desk {
    h: Hand,
    case: CaseId,
    head: EmployeeId,
    receiver: EmployeeId,
    clients: Vec<ClientId>,
}

/// `n` cold clients without deals, assigned to one receiver and offered.
fn desk(n: i64) -> Desk {
    let mut h = Hand::new();
    let (leaver, head) = (h.person("Ковалёв Д.", Role::Manager), h.person("Иванова М.", Role::Head));
    let receiver = h.person("Смирнов А.", Role::Manager);
    let case = h.case(leaver, head);
    let clients: Vec<ClientId> =
        (0..n).map(|i| h.client(&format!("Клиент {i}"), leaver, Segment::Occasional)).collect();
    for c in &clients {
        let line = h.line(case, (*c).into(), None, COLD, 1);
        h.assign(line, receiver);
    }
    h.done(&Waive {
        case,
        objects: clients.iter().map(|c| (*c).into()).collect(),
        block: None,
        reason: "случайные клиенты".into(),
    });
    Desk { h, case, head, receiver, clients }
}

impl Desk {
    fn accept(&self, clients: &[ClientId], step: Option<&str>, on: Option<&str>) -> Accept {
        Accept {
            case: self.case,
            receiver: self.receiver,
            which: Which::Objects(clients.iter().map(|c| (*c).into()).collect()),
            next_step: step.map(str::to_owned),
            on: on.map(|d| Due::parse(d).unwrap()),
            via: Via::Screen,
            force: None,
        }
    }

    fn decline(&self, client: ClientId, reason: &str) -> Decline {
        let objects = vec![client.into()];
        Decline { case: self.case, receiver: self.receiver, objects, reason: reason.into(), via: Via::Words }
    }

    fn owner(&self, client: ClientId) -> i64 {
        self.h.int(&format!("SELECT owner_id FROM client WHERE id = {}", client.0))
    }
}

const STEP: &str = "позвонить, представиться и спросить о планах";

#[test]
fn an_acceptance_creates_the_dated_first_action() {
    let mut d = desk(2);
    let done = d.h.done(&d.accept(&d.clients[..1], Some(STEP), Some("2026-11-26 12:00")));
    assert_eq!((done.accepted, done.remaining, done.by_list), (1, 1, false));
    let task = "SELECT kind || ' ' || owner_id || ' ' || client_id || ' ' || title || ' ' || due_minute FROM task";
    assert_eq!(d.h.text(task), format!("call {} {} {STEP} 720", d.receiver.0, d.clients[0].0));
    assert_eq!(At(d.h.int("SELECT due_at FROM task")), At::parse("2026-11-26 12:00", Zone::MOSCOW).unwrap());
    assert_eq!(
        d.h.int("SELECT next_contact_on FROM client WHERE id = 1"),
        i64::from(Day::parse("2026-11-26").unwrap().0)
    );
    let row =
        "SELECT state || ' ' || via || ' ' || by_list || ' ' || next_step FROM acceptance WHERE state <> 'offered'";
    assert_eq!(d.h.text(row), format!("accepted screen 0 {STEP}"));
    // The same again changes nothing.
    let again = d.accept(&d.clients[..1], Some(STEP), Some("2026-11-26 12:00"));
    assert_eq!(d.h.run(&again).unwrap().seq, None);
    assert_eq!(d.h.int("SELECT count(*) FROM task"), 1);
}

#[test]
fn what_is_wrong_with_an_acceptance_has_its_code() {
    let mut d = desk(1);
    let all = d.clients.clone();
    for (step, on, code) in [
        (Some("связаться"), Some("2026-11-26"), Code::NextStepVague),
        (Some(STEP), None, Code::NextStepNoDate),
        (Some(STEP), Some("2026-11-20"), Code::DateInPast),
        (Some("---"), Some("2026-11-26"), Code::Placeholder),
        (None, None, Code::NextStepNoDate),
    ] {
        let c = d.accept(&all, step, on);
        assert_eq!(d.h.refused(&c), code, "{step:?}");
    }
    let other = Accept { receiver: d.head, ..d.accept(&all, Some(STEP), Some("2026-11-26")) };
    assert_eq!(d.h.refused(&other), Code::NotOffered);
    let force = Accept { force: Some(String::new()), ..d.accept(&all, Some(STEP), Some("2026-11-26")) };
    assert_eq!(d.h.refused(&force), Code::ReasonNeeded);
    let empty = Accept { which: Which::All, ..d.accept(&[], None, None) };
    assert_eq!(d.h.refused(&empty), Code::NextStepNoDate);
}

#[test]
fn one_text_for_more_than_three_clients_is_by_list() {
    let mut d = desk(7);
    let all = d.clients.clone();
    assert!(!d.h.done(&d.accept(&all[..3], Some(STEP), Some("2026-11-26"))).by_list);
    let done = d.h.done(&d.accept(&all[3..], Some(STEP), Some("2026-11-26")));
    assert_eq!((done.by_list, done.accepted, done.remaining), (true, 4, 0));
    assert_eq!(d.h.int("SELECT count(*) FROM acceptance WHERE by_list = 1"), 4);
    assert_eq!(d.h.text("SELECT state FROM handover_case"), "signing");
    assert_eq!(d.h.int("SELECT count(*) FROM inbox WHERE kind = 'offered' AND done_at IS NULL"), 0);
}

#[test]
fn all_takes_each_lines_own_step_and_names_those_without() {
    let mut d = desk(3);
    let ids: Vec<i64> = d.clients.iter().map(|c| c.0).collect();
    let save = |id: i64, on: &str| ContextSave {
        case: Some(d.case),
        object: ClientId(id).into(),
        block: Block::NextContact,
        said: Said::Text(format!("спросить клиента {id} о планах")),
        on: Due::parse(on),
        seen: None,
    };
    let (a, b) = (save(ids[0], "2026-11-25"), save(ids[1], "2026-11-26 10:30"));
    d.h.done(&a);
    d.h.done(&b);
    // The first one's day goes by.
    d.h.at("2026-11-26 09:00");
    let all = Accept { which: Which::All, ..d.accept(&[], None, None) };
    let done = d.h.done(&all);
    let codes: Vec<(i64, &str)> = done.refused.iter().map(|r| (r.object.id, r.code.as_str())).collect();
    assert_eq!((done.accepted, done.remaining), (1, 2));
    assert_eq!(codes, [(ids[0], "date_in_past"), (ids[2], "next_step_no_date")]);
    assert_eq!(d.h.text("SELECT title FROM task"), format!("спросить клиента {} о планах", ids[1]));
}

#[test]
fn a_task_line_is_its_own_first_action() {
    let mut d = desk(1);
    let task = d.h.task("Отправить КП", TaskKind::Document, Some(d.clients[0]), EmployeeId(1), "2026-11-23");
    let line = d.h.line(d.case, task.into(), None, COLD, 0);
    d.h.assign(line, d.receiver);
    // Anything that settles the case offers it.
    let offered = d.h.done(&ContextSave {
        case: None,
        object: d.clients[0].into(),
        block: Block::Terms,
        said: Said::Text("отсрочка 14 дней".into()),
        on: None,
        seen: None,
    });
    assert_eq!(offered.offered, 1);
    let own = Accept { which: Which::Objects(vec![task.into()]), ..d.accept(&[], None, None) };
    assert_eq!(d.h.refused(&own), Code::DateInPast);
    let moved = Accept {
        which: own.which.clone(),
        ..d.accept(&[], Some("отправить КП с новой ценой"), Some("2026-11-27"))
    };
    d.h.done(&moved);
    assert_eq!(d.h.int("SELECT count(*) FROM task"), 1);
    assert_eq!(d.h.int("SELECT due_day FROM task"), i64::from(Day::parse("2026-11-27").unwrap().0));
}

/// But a day that has passed is none: with the new owner the task would be late from the first minute.
#[test]
fn one_text_for_many_moves_only_tasks_whose_day_has_passed() {
    let mut d = desk(1);
    let task = d.h.task("Отправить КП", TaskKind::Document, Some(d.clients[0]), EmployeeId(1), "2026-11-30");
    let passed = d.h.task("Позвонить", TaskKind::Call, Some(d.clients[0]), EmployeeId(1), "2026-11-20 15:00");
    for object in [task, passed] {
        let line = d.h.line(d.case, object.into(), None, COLD, 0);
        d.h.assign(line, d.receiver);
    }
    d.h.done(&ContextSave {
        case: None,
        object: d.clients[0].into(),
        block: Block::Terms,
        said: Said::Text("отсрочка 14 дней".into()),
        on: None,
        seen: None,
    });
    let both = Accept {
        which: Which::Objects(vec![task.into(), passed.into(), d.clients[0].into()]),
        ..d.accept(&[], Some("познакомиться, прочитать карточку"), Some("2026-11-27"))
    };
    assert_eq!(d.h.done(&both).accepted, 3);
    let due = |id: TaskId| d.h.int(&format!("SELECT due_day FROM task WHERE id = {}", id.0));
    let day = |s: &str| i64::from(Day::parse(s).unwrap().0);
    assert_eq!((due(task), due(passed)), (day("2026-11-30"), day("2026-11-27")));
}

#[test]
fn a_clients_step_that_is_its_deals_makes_one_task() {
    let mut h = Hand::new();
    let (leaver, head) = (h.person("Ковалёв Д.", Role::Manager), h.person("Иванова М.", Role::Head));
    let receiver = h.person("Смирнов А.", Role::Manager);
    let client = h.client("АО «Каскад»", leaver, Segment::Regular);
    let deal = h.deal("Поставка", Some(client), leaver, StageKind::Open, 10);
    let case = h.case(leaver, head);
    let c = h.line(case, client.into(), None, COLD, 0);
    let d = h.line(case, deal.into(), Some(c), Frozen { stage: Some(StageKind::Open), ..COLD }, 1);
    h.assign(c, receiver);
    h.assign(d, receiver);
    h.done(&ContextSave {
        case: Some(case),
        object: deal.into(),
        block: Block::NextStep,
        said: Said::Text("отправить договор на подпись".into()),
        on: Due::parse("2026-11-27"),
        seen: None,
    });
    let all = Accept { case, receiver, which: Which::All, next_step: None, on: None, via: Via::Sheet, force: None };
    assert_eq!(h.done(&all).accepted, 2);
    assert_eq!(h.int("SELECT count(*) FROM task"), 1);
    assert_eq!(h.int("SELECT deal_id FROM task"), deal.0);
}

#[test]
fn a_decline_returns_the_line_and_the_second_alarms() {
    let mut d = desk(1);
    let client = d.clients[0];
    let blank = d.decline(client, "нет");
    assert_eq!(d.h.refused(&d.decline(client, ".")), Code::ReasonNeeded);
    let done = d.h.done(&blank);
    assert_eq!((done.declined, done.returned, done.alarms, done.remaining), (1, 1, 0, 0));
    assert_eq!(d.owner(client), d.head.0);
    let open = "SELECT count(*) FROM ledger_line WHERE disposition IS NULL AND to_id IS NULL AND batch_seq IS NULL \
                AND proposed_id IS NULL AND crm_state IS NULL";
    assert_eq!(d.h.int(open), 1);
    assert_eq!(d.h.text("SELECT state || ' ' || reason || ' ' || via FROM acceptance"), "declined нет words");
    assert_eq!(d.h.refused(&blank), Code::NotOffered);
    let line = LineId(d.h.int("SELECT id FROM ledger_line"));
    d.h.assign(line, d.receiver);
    d.h.done(&ContextSave {
        case: None,
        object: client.into(),
        block: Block::Terms,
        said: Said::NothingSpecial,
        on: None,
        seen: None,
    });
    let again = d.h.done(&d.decline(client, "у меня и так сорок клиентов"));
    assert_eq!(again.alarms, 1);
    let alarm = "SELECT count(*) FROM inbox WHERE kind = 'declined_again' AND employee_id = 2";
    assert_eq!(d.h.int(alarm), 1);
}

#[test]
fn a_declined_client_takes_what_moves_with_it_back() {
    let mut d = desk(1);
    let client = d.clients[0];
    let parent = LineId(d.h.int("SELECT id FROM ledger_line"));
    let task = d.h.task("Позвонить", TaskKind::Call, Some(client), EmployeeId(1), "2026-11-27");
    let line = d.h.line(d.case, task.into(), Some(parent), COLD, 0);
    d.h.assign(line, d.receiver);
    let done = d.h.done(&d.decline(client, "не моя отрасль"));
    assert_eq!((done.declined, done.returned, done.remaining), (1, 2, 0));
    assert_eq!(d.h.int("SELECT owner_id FROM task"), d.head.0);
}

#[test]
fn what_nobody_answers_in_time_returns_to_the_head() {
    let mut d = desk(2);
    d.h.done(&d.accept(&d.clients[..1], Some(STEP), Some("2026-11-30")));
    let expire = Expire { case: d.case };
    assert_eq!(d.h.run(&expire).unwrap().seq, None);
    // Two working days after Tuesday 10:00.
    d.h.at("2026-11-26 10:01");
    let done = d.h.done(&expire);
    assert_eq!((done.expired, done.returned), (1, 1));
    assert_eq!((d.owner(d.clients[0]), d.owner(d.clients[1])), (d.receiver.0, d.head.0));
    assert_eq!(d.h.text("SELECT group_concat(state) FROM acceptance"), "accepted,expired");
    assert_eq!(d.h.int("SELECT count(*) FROM inbox WHERE kind = 'expired'"), 1);
    assert_eq!(d.h.run(&expire).unwrap().seq, None);
}

#[test]
fn the_head_may_force_with_a_reason() {
    let mut d = desk(1);
    let deal = d.h.deal("Без контекста", Some(d.clients[0]), EmployeeId(1), StageKind::Open, 5);
    let line = d.h.line(d.case, deal.into(), None, Frozen { stage: Some(StageKind::Open), ..COLD }, 1);
    d.h.assign(line, d.receiver);
    let named = Accept { which: Which::Objects(vec![deal.into()]), ..d.accept(&[], None, None) };
    assert_eq!(d.h.refused(&named), Code::NotOffered);
    let forced = Accept { force: Some("в отпуске до среды".into()), ..named };
    assert_eq!(d.h.done(&forced).accepted, 1);
    assert_eq!(d.h.text("SELECT reason FROM acceptance WHERE state = 'forced'"), "в отпуске до среды");
    assert_eq!(d.h.int("SELECT count(*) FROM task"), 0);
}

#[test]
fn a_declined_line_is_assigned_anew_and_a_change_behind_its_back_is_still_a_conflict() {
    let mut d = desk(2);
    let (declined, stolen) = (d.clients[0], d.clients[1]);
    d.h.done(&d.decline(declined, "не моя отрасль"));
    let other = d.h.person("Петрова Е.", Role::Manager);
    let propose = [("proposed_id", other.into()), ("rule", "hand".into())];
    let back = [("disposition", Val::NULL), ("to_id", Val::NULL), ("batch_seq", Val::NULL)];
    for line in 1..=2 {
        d.h.set(Kind::Line, line, &propose);
    }
    d.h.set(Kind::Line, 2, &back);
    d.h.set(Kind::Client, stolen.0, &[("owner_id", d.head.into())]);
    let done = d.h.done(&Apply { case: d.case });
    assert_eq!((done.applied.clients, done.conflicts.len()), (1, 1));
    assert_eq!((d.owner(declined), d.owner(stolen)), (other.0, d.head.0));
}

#[test]
fn for_a_receiver_answers_the_head_and_nobody_who_only_opens_and_withdraws() {
    use super::desk::{Desk, cast, day};
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = d.run(&CaseOpen::planned(c.leaver, day("2026-11-24"))).case;
    d.run(&Propose { case });
    d.run(&Reassign { case, objects: vec![c.idle.into()], to: c.boris, reason: "знает".into() });
    d.run(&Apply { case });
    let objects = vec![c.idle.into()];
    d.run(&Waive { case, objects: objects.clone(), block: None, reason: "спросить некого".into() });
    let accept = |via, force: Option<&str>| Accept {
        case,
        receiver: c.boris,
        which: Which::Objects(vec![c.idle.into()]),
        next_step: Some(STEP.into()),
        on: Due::parse("2026-11-26"),
        via,
        force: force.map(str::to_owned),
    };
    let decline = Decline { case, receiver: c.boris, objects, reason: "некогда".into(), via: Via::Words };
    for role in [Role::Hr, Role::Director, Role::Security] {
        let other = d.person("Сторонний Лев", role, c.sales, None);
        d.actor = Actor::Person(other);
        for (via, force) in
            [(Via::Words, None), (Via::Sheet, None), (Via::Screen, Some("решено")), (Via::Words, Some("решено"))]
        {
            assert_eq!(d.refused(&accept(via, force)), Code::Denied, "{role:?} {via:?} {force:?}");
        }
        assert_eq!(d.refused(&decline), Code::Denied, "{role:?}");
        d.actor = Actor::Owner;
    }
    d.actor = Actor::Person(c.head);
    assert_eq!(d.run(&accept(Via::Words, None)).accepted, 1);
}
