//! Context (2 §4): what is refused and why, what counts, and that a complete line is offered by itself.

use estafeta::base::*;
use estafeta::domain::promised::Promised;
use estafeta::domain::*;
use estafeta::ops::{Accept, ContextMany, ContextSave, InterviewSave, Said, TaskFieldSave, Waive, Which};

use super::hand::{COLD, Frozen, Hand};

struct One {
    h: Hand,
    case: CaseId,
    client: ClientId,
    deal: DealId,
    receiver: EmployeeId,
}

/// A regular client with one warm deal, assigned to a receiver.
fn one(temperature: Temperature) -> One {
    let mut h = Hand::new();
    let (leaver, head) = (h.person("Ковалёв Д.", Role::Manager), h.person("Иванова М.", Role::Head));
    let receiver = h.person("Смирнов А.", Role::Manager);
    let client = h.client("АО «Каскад»", leaver, Segment::Regular);
    let deal = h.deal("Поставка № 118", Some(client), leaver, StageKind::Open, 1000);
    let case = h.case(leaver, head);
    let c = h.line(case, client.into(), None, Frozen { temperature, ..COLD }, 0);
    let owed = if temperature == Temperature::Cold { 1 } else { 3 };
    let frozen = Frozen { temperature, stage: Some(StageKind::Open), amount: 100_000, ..COLD };
    let d = h.line(case, deal.into(), Some(c), frozen, owed);
    h.assign(c, receiver);
    h.assign(d, receiver);
    One { h, case, client, deal, receiver }
}

impl One {
    fn save(&self, block: Block, said: Said, on: Option<&str>) -> ContextSave {
        let on = on.map(|d| Due::parse(d).unwrap());
        ContextSave { case: Some(self.case), object: self.deal.into(), block, said, on, seen: None }
    }

    fn text(&self, block: Block, text: &str, on: Option<&str>) -> ContextSave {
        self.save(block, Said::Text(text.to_owned()), on)
    }

    fn counts(&self) -> (i64, i64) {
        let n = |c: &str| self.h.int(&format!("SELECT {c} FROM ledger_line WHERE kind = 'deal'"));
        (n("ctx_filled"), n("ctx_required"))
    }
}

#[test]
fn nothing_promised_wipes_no_history_that_is_written() {
    let mut o = one(Temperature::Warm);
    o.h.done(&o.text(Block::History, "три года покупают насосы, сервис по договору", None));
    let hour = InterviewSave { case: o.case, deal: o.deal, promised: Promised::Nothing, next: None, seen: None };
    o.h.done(&hour);
    let text =
        "SELECT count(*) FROM context_block WHERE block = 'history' AND text LIKE 'три года%' AND state = 'filled'";
    assert_eq!(o.h.int(text), 1);
}

#[test]
fn each_text_that_says_nothing_is_refused_with_its_code() {
    let mut o = one(Temperature::Warm);
    for (text, on, code) in [
        ("-", Some("2026-11-25"), Code::Placeholder),
        ("см. CRM", Some("2026-11-25"), Code::Placeholder),
        ("созвониться", Some("2026-11-25"), Code::NextStepVague),
        ("позвонить, обсудить скидку на объём", None, Code::NextStepNoDate),
        ("позвонить, обсудить скидку на объём", Some("2026-11-23"), Code::DateInPast),
        ("позвонить, обсудить скидку на объём", Some("2026-11-24 09:00"), Code::DateInPast),
    ] {
        let c = o.text(Block::NextStep, text, on);
        assert_eq!(o.h.refused(&c), code, "{text} {on:?}");
    }
    let c = o.text(Block::History, "ааааа", None);
    assert_eq!(o.h.refused(&c), Code::Placeholder);
    let c = o.text(Block::Specifics, "Бюджет утверждён: ", None);
    assert_eq!(o.h.refused(&c), Code::Unfinished);
    let c = o.text(Block::Deciders, "директор решает сам", None);
    assert_eq!(o.h.refused(&c), Code::BlockNotHere);
    let c = ContextSave {
        object: DealId(99).into(), ..o.text(Block::History, "скидка до конца года", None)
    };
    assert_eq!(o.h.refused(&c), Code::UnknownObject);
    let c =
        ContextSave { case: Some(CaseId(9)), ..o.text(Block::History, "скидка до конца года", None) };
    assert_eq!(o.h.refused(&c), Code::UnknownCase);
}

/// «Завтра» would be another day in the act: the date it meant stands beside it, and saying the same again changes nothing.
#[test]
fn a_day_that_moves_is_kept_with_the_date_it_meant() {
    let mut o = one(Temperature::Warm);
    let kept = |o: &One, block: &str| o.h.text(&format!("SELECT text FROM context_block WHERE block = '{block}'"));
    let step = o.text(Block::NextStep, "позвонить завтра в 11 про оплату", Some("2026-11-25 11:00"));
    o.h.done(&step);
    assert_eq!(kept(&o, "next_step"), "позвонить завтра (25 нояб.) в 11 про оплату");
    let history = o.text(Block::History, "Вчера обещали скидку, в пятницу просил ещё", None);
    o.h.done(&history);
    assert_eq!(kept(&o, "history"), "Вчера (23 нояб.) обещали скидку, в пятницу просил ещё");
    let again = o.text(Block::History, "Вчера (23 нояб.) обещали скидку, в пятницу просил ещё", None);
    assert_eq!(o.h.run(&again).unwrap().seq, None);
    let step = o.text(Block::NextStep, "прислать договор до пятницы", Some("2026-11-27"));
    o.h.done(&step);
    assert_eq!(kept(&o, "next_step"), "прислать договор до пятницы (27 нояб.)");
    let task = "SELECT title FROM task WHERE id = (SELECT max(id) FROM task)";
    let all = Accept {
        case: o.case,
        receiver: o.receiver,
        which: Which::Objects(vec![o.deal.into()]),
        next_step: Some("Позвонить послезавтра, представиться".into()),
        on: Due::parse("2026-11-26"),
        via: Via::Words,
        force: Some("решил руководитель".into()),
    };
    o.h.done(&all);
    assert_eq!(o.h.text(task), "Позвонить послезавтра (26 нояб.), представиться");
}

#[test]
fn a_line_is_offered_the_moment_its_context_is_complete() {
    let mut o = one(Temperature::Warm);
    let c = o.text(Block::NextStep, "позвонить, обсудить скидку на объём", Some("2026-11-25 11:00"));
    // The client owes nothing of its own, so it was ready already and goes with the first look.
    assert_eq!(o.h.done(&c).offered, 1);
    assert_eq!(o.counts(), (1, 3));
    let c = o.save(Block::History, Said::NothingSpecial, None);
    assert_eq!(o.h.done(&c).state, BlockState::Confirmed);
    let c = o.text(Block::People, "Орлов решает, Ким помогает", None);
    assert_eq!(o.h.done(&c).offered, 1);
    assert_eq!(o.counts(), (3, 3));
    let offers = "SELECT count(*) FROM acceptance WHERE state = 'offered'";
    assert_eq!(o.h.int(offers), 2);
    // Warm: two working days from now.
    let due = o.h.int("SELECT due_at FROM acceptance ORDER BY id DESC LIMIT 1");
    assert_eq!(At(due), At::parse("2026-11-26 10:00", Zone::MOSCOW).unwrap());
    // One entry in the inbox tells of both, and saying the same again writes nothing.
    assert_eq!(o.h.text("SELECT args FROM inbox WHERE kind = 'offered'"), format!("{{\"case\":{},\"n\":2}}", o.case.0));
    let again = o.text(Block::People, "Орлов решает, Ким помогает", None);
    assert_eq!(o.h.run(&again).unwrap().seq, None);
    let due = o.h.text("SELECT on_day || ' ' || on_minute FROM context_block WHERE block = 'next_step'");
    assert_eq!(due, format!("{} 660", Day::parse("2026-11-25").unwrap().0));
    assert_eq!(o.h.int("SELECT count(*) FROM acceptance WHERE receiver_id = 3"), 2);
    assert_eq!(o.receiver, EmployeeId(3));
}

#[test]
fn the_second_to_save_is_told() {
    let mut o = one(Temperature::Warm);
    let new = ContextSave {
        seen: Some(Seq(0)), ..o.text(Block::History, "обещана отсрочка 30 дней", None)
    };
    o.h.done(&new);
    let other =
        ContextSave { seen: Some(Seq(0)), ..o.text(Block::History, "отсрочки не обещали", None) };
    assert_eq!(o.h.refused(&other), Code::Stale);
    let rev = Seq(o.h.int("SELECT rev FROM context_block"));
    o.h.done(&ContextSave { seen: Some(rev), ..other });
    assert_eq!(o.h.text("SELECT text FROM context_block"), "отсрочки не обещали");
}

#[test]
fn a_waiver_needs_a_reason_is_counted_and_lets_the_line_be_offered() {
    let mut o = one(Temperature::Warm);
    let w = |objects: Vec<Ref>, block, reason: &str| Waive { case: o.case, objects, block, reason: reason.into() };
    let blank = w(vec![o.deal.into()], None, " - ");
    let step = w(vec![o.deal.into()], Some(Block::NextStep), "уволен, спросить некого");
    // Through the client: its deal carries the context.
    let rest = w(vec![o.client.into()], None, "уволен, спросить некого");
    let closed = w(vec![TaskId(5).into()], None, "уволен, спросить некого");
    assert_eq!(o.h.refused(&blank), Code::ReasonNeeded);
    assert_eq!(o.h.refused(&closed), Code::NotInCase);
    assert_eq!(o.h.done(&step).blocks, 1);
    assert_eq!(o.counts(), (1, 3));
    let done = o.h.done(&rest);
    assert_eq!((done.blocks, done.lines, done.offered), (2, 1, 1));
    assert_eq!(o.h.int("SELECT count(*) FROM context_block WHERE state = 'waived' AND reason <> ''"), 3);
    o.h.set(Kind::Case, o.case.0, &[("state", CaseState::Closed.into())]);
    assert_eq!(o.h.refused(&rest), Code::CaseClosed);
}

#[test]
fn a_cold_deal_owes_its_next_step_and_a_closed_one_nothing() {
    let mut o = one(Temperature::Cold);
    let c = o.text(Block::History, "ничего не обещали", None);
    o.h.done(&c);
    assert_eq!(o.counts(), (0, 1));
    let stage = o.h.stage(StageKind::Won);
    o.h.set(Kind::Deal, o.deal.0, &[("stage_id", stage.into()), ("stage_kind", StageKind::Won.into())]);
    let c = o.text(Block::History, "ничего не обещали вовсе", None);
    o.h.done(&c);
    assert_eq!(o.counts(), (0, 0));
}

#[test]
fn a_task_takes_the_fields_of_its_kind() {
    let mut o = one(Temperature::Warm);
    let task = o.h.task("Встреча", TaskKind::Meeting, Some(o.client), EmployeeId(1), "2026-11-26 12:00");
    let save = |field, text: &str| TaskFieldSave { task, field, text: text.into() };
    assert_eq!(o.h.refused(&save(TaskField::Format, "pdf")), Code::BlockNotHere);
    assert_eq!(o.h.refused(&save(TaskField::Place, "...")), Code::Placeholder);
    let done = o.h.done(&save(TaskField::Place, "Ленина, 5, третий этаж"));
    assert_eq!(done.missing, [TaskField::Participants, TaskField::Agenda]);
    assert_eq!(o.h.text("SELECT fields FROM task"), r#"{"place":"Ленина, 5, третий этаж"}"#);
    assert_eq!(o.h.done(&save(TaskField::Place, "")).missing.len(), 3);
}

#[test]
fn occasional_clients_are_written_in_bulk_and_nobody_else() {
    let mut o = one(Temperature::Warm);
    let case = o.case;
    let occasional = |o: &mut One, name: &str| {
        let c = o.h.client(name, EmployeeId(1), Segment::Occasional);
        o.h.line(
            case,
            c.into(),
            None,
            Frozen { segment: Segment::Occasional, temperature: Temperature::Warm, ..COLD },
            3,
        );
        Ref::from(c)
    };
    let (a, b) = (occasional(&mut o, "ИП Жуков"), occasional(&mut o, "ИП Гусев"));
    let text = |s: &str| Said::Text(s.to_owned());
    let own = ContextSave { object: a, ..o.text(Block::Terms, "скидка 3 % по договору", None) };
    o.h.done(&own);
    let many = |objects: Vec<Ref>, on: Option<&str>| ContextMany {
        case,
        objects,
        blocks: vec![
            (Block::Terms, Said::NothingSpecial),
            (Block::Deciders, text("решает владелец")),
            (Block::NextContact, text("позвонить, узнать о закупке")),
        ],
        on: on.map(|d| Due::parse(d).unwrap()),
    };
    let (wrong, undated, right) = (
        many(vec![a, o.client.into()], Some("2026-12-10")),
        many(vec![a, b], None),
        many(vec![a, b], Some("2026-12-10")),
    );
    assert_eq!(o.h.refused(&wrong), Code::NotOccasional);
    assert_eq!(o.h.refused(&undated), Code::NextStepNoDate);
    let done = o.h.done(&right);
    assert_eq!((done.clients, done.blocks), (2, 5), "what was written stays");
    assert_eq!(
        o.h.text("SELECT group_concat(text, '|') FROM context_block WHERE block = 'terms'"),
        "скидка 3 % по договору|"
    );
    assert_eq!(o.h.done(&right).blocks, 0);
}

/// 6 §3: who leaves adds a field, corrects his own, and leaves alone what another wrote last.
#[test]
fn a_leaver_fills_fields_of_a_task_and_rewrites_none_of_others() {
    let mut o = one(Temperature::Warm);
    let leaver = EmployeeId(1);
    let task = o.h.task("встреча на складе", TaskKind::Meeting, Some(o.client), o.receiver, "2026-11-26 12:00");
    o.h.line(o.case, task.into(), None, COLD, 0);
    o.h.set(Kind::Employee, leaver.0, &[("status", EmployeeStatus::Leaving.into())]);
    let save = |field, text: &str| TaskFieldSave { task, field, text: text.into() };
    o.h.actor = Actor::Person(leaver);
    o.h.done(&save(TaskField::Place, "Ленина, 5, третий этаж"));
    o.h.done(&save(TaskField::Place, "Ленина, 5, второй этаж"));
    o.h.actor = Actor::Person(o.receiver);
    o.h.done(&save(TaskField::Agenda, "цены на первый квартал"));
    o.h.actor = Actor::Person(leaver);
    assert_eq!(o.h.refused(&save(TaskField::Agenda, "")), Code::Denied);
    o.h.done(&save(TaskField::Participants, "Орлов и Ким"));
}
