//! Promises to clients (2 §4): what fills the context, what waits for the head, what becomes a task.

use estafeta::base::*;
use estafeta::domain::rights::Who;
use estafeta::domain::*;
use estafeta::ops::{ContextSave, PromiseDecide, PromiseDrop, PromiseSave, PromiseTask, Propose, Said, Undo, Waive};
use estafeta::reads::check::{CheckName, check};
use estafeta::reads::{Asker, Scope, clients, deals, promises};

use super::hand::{COLD, Frozen, Hand};

struct One {
    h: Hand,
    case: CaseId,
    client: ClientId,
    deal: DealId,
    leaver: EmployeeId,
    head: EmployeeId,
    receiver: EmployeeId,
}

/// A regular client with one warm deal: next step, history and people are owed.
fn one() -> One {
    let mut h = Hand::new();
    let (leaver, head) = (h.person("Ковалёв Д.", Role::Manager), h.person("Иванова М.", Role::Head));
    let receiver = h.person("Смирнов А.", Role::Manager);
    let client = h.client("АО «Каскад»", leaver, Segment::Regular);
    let deal = h.deal("Поставка № 118", Some(client), leaver, StageKind::Open, 1000);
    let case = h.case(leaver, head);
    let temperature = Temperature::Warm;
    let c = h.line(case, client.into(), None, Frozen { temperature, ..COLD }, 0);
    h.line(case, deal.into(), Some(c), Frozen { temperature, stage: Some(StageKind::Open), ..COLD }, 3);
    One { h, case, client, deal, leaver, head, receiver }
}

impl One {
    fn promise(&self, text: &str) -> PromiseSave {
        PromiseSave {
            case: self.case,
            object: self.deal.into(),
            promise: None,
            text: text.into(),
            due: None,
            unusual: false,
            agreed_with: String::new(),
            agreed_on: None,
            why: String::new(),
            seen: None,
        }
    }

    fn unusual(&self, text: &str) -> PromiseSave {
        PromiseSave { unusual: true, why: "иначе ушли бы к другим".into(), ..self.promise(text) }
    }

    fn counts(&self) -> (i64, i64) {
        let n = |c: &str| self.h.int(&format!("SELECT {c} FROM ledger_line WHERE kind = 'deal'"));
        (n("ctx_filled"), n("ctx_required"))
    }

    fn nothing_special(&self) -> ContextSave {
        ContextSave {
            case: Some(self.case),
            object: self.deal.into(),
            block: Block::History,
            said: Said::NothingSpecial,
            on: None,
            seen: None,
        }
    }

    fn waiting(&self) -> i64 {
        self.h.int("SELECT count(*) FROM inbox WHERE kind = 'promise_waits' AND done_at IS NULL")
    }
}

#[test]
fn a_promise_fills_the_history_and_leaves_it_when_it_is_taken_back() {
    let mut o = one();
    let c = o.promise("-");
    assert_eq!(o.h.refused(&c), Code::Placeholder);
    let c = PromiseSave { object: TaskId(1).into(), ..o.promise("скидка 5 %") };
    assert_eq!(o.h.refused(&c), Code::UnknownObject);
    let c = o.promise("скидка 5 % на первую поставку");
    let done = o.h.done(&c);
    assert_eq!((done.state, o.counts()), (PromiseState::Noted, (1, 3)));
    // Who promised something cannot have had nothing to say, before or after.
    let nothing = o.nothing_special();
    assert_eq!(o.h.refused(&nothing), Code::PromisesStand);
    let c = PromiseDrop { case: o.case, promise: done.promise };
    o.h.done(&c);
    assert_eq!(o.counts(), (0, 3));
    assert_eq!(o.h.refused(&c), Code::NothingToDo);
    o.h.done(&nothing);
    assert_eq!(o.counts(), (1, 3));
    let c = o.promise("скидка 5 % на первую поставку");
    o.h.done(&c);
    assert_eq!(o.h.text("SELECT state FROM context_block"), "empty", "the confirmation is gone");
    assert_eq!(o.counts(), (1, 3));
    let held = [CheckName::Journal, CheckName::RowVersions, CheckName::Contexts, CheckName::Promises];
    let broken: Vec<_> =
        check(o.h.base.conn()).unwrap().into_iter().filter(|c| !c.ok && held.contains(&c.name)).collect();
    assert!(broken.is_empty(), "{broken:?}");
}

#[test]
fn an_unusual_promise_that_nobody_agreed_to_waits_for_the_head() {
    let mut o = one();
    let agreed =
        PromiseSave { agreed_with: "Иванова М.".into(), ..o.unusual("монтаж за наш счёт") };
    assert_eq!(o.h.done(&agreed).state, PromiseState::Noted);
    assert_eq!(o.waiting(), 0);
    o.h.actor = Actor::Person(o.leaver);
    let c = o.unusual("отсрочка 90 дней");
    let done = o.h.done(&c);
    assert_eq!((done.state, o.waiting()), (PromiseState::Waiting, 1));
    assert_eq!(o.h.int("SELECT employee_id FROM inbox WHERE kind = 'promise_waits'"), o.head.0);

    // He does not approve it himself; the head does, or says what to tell the client.
    let word =
        |approve, answer: &str| PromiseDecide { case: o.case, promise: done.promise, approve, answer: answer.into() };
    let (silent, no, yes) = (word(false, ""), word(false, "обсудим лично в пятницу"), word(true, ""));
    assert_eq!(o.h.refused(&yes), Code::Denied);
    // HR leads cases of every department, but reads no promise in them.
    let hr = o.h.person("Орлова Н.", Role::Hr);
    o.h.actor = Actor::Person(hr);
    assert_eq!(o.h.refused(&yes), Code::Denied);
    o.h.actor = Actor::Owner;
    assert_eq!(o.h.refused(&silent), Code::Placeholder);
    assert_eq!(o.h.done(&no).state, PromiseState::Refused);
    assert_eq!(o.waiting(), 0);
    let told = "SELECT count(*) FROM inbox WHERE kind = 'promise_answered' AND employee_id = 1";
    assert_eq!(o.h.int(told), 1);
    // The word may be changed; another promise is another question.
    assert_eq!(o.h.done(&yes).state, PromiseState::Approved);
    let same = PromiseSave { promise: Some(done.promise), due: Due::parse("2026-12-01"), ..c.clone() };
    assert_eq!(o.h.done(&same).state, PromiseState::Approved);
    let other = PromiseSave { text: "отсрочка 180 дней".into(), ..same };
    assert_eq!(o.h.done(&other).state, PromiseState::Waiting);
    assert_eq!(o.waiting(), 1);
    let list = promises::of_case(o.h.base.conn(), &Scope::All, o.case).unwrap();
    assert_eq!((list[0].id, list[0].title.as_str()), (done.promise, "АО «Каскад» — Поставка № 118"));
    assert!(promises::of_case(o.h.base.conn(), &Scope::Nothing, o.case).unwrap().is_empty());
    let c = PromiseDrop { case: o.case, promise: done.promise };
    o.h.done(&c);
    assert_eq!(o.waiting(), 0, "what is taken back asks for nothing");
}

#[test]
fn the_second_to_change_a_promise_is_told() {
    let mut o = one();
    let c = o.promise("скидка 5 %");
    let id = o.h.done(&c).promise;
    let rev = Seq(o.h.int("SELECT rev FROM promise"));
    let change = |text: &str| PromiseSave { promise: Some(id), seen: Some(rev), ..o.promise(text) };
    let (first, second) = (change("скидка 7 %"), change("скидка 9 %"));
    o.h.done(&first);
    assert_eq!(o.h.refused(&second), Code::Stale);
    let elsewhere = PromiseSave { object: o.client.into(), seen: None, ..second };
    assert_eq!(o.h.refused(&elsewhere), Code::UnknownObject);
}

#[test]
fn a_promise_with_a_date_becomes_a_task_that_goes_with_its_deal() {
    let mut o = one();
    let c = o.promise("прислать образцы");
    let id = o.h.done(&c).promise;
    let task = PromiseTask { case: o.case, promise: id };
    assert_eq!(o.h.refused(&task), Code::PromiseNoDate);
    let c = PromiseSave { promise: Some(id), due: Due::parse("2026-11-27 15:00"), ..c };
    o.h.done(&c);
    let done = o.h.run(&task).unwrap();
    let (seq, out) = (done.seq.unwrap(), done.out);
    assert_eq!(out.owner, Some(o.leaver));
    let row = "SELECT title || ' ' || due_minute || ' ' || deal_id FROM task";
    assert_eq!(o.h.text(row), format!("прислать образцы 900 {}", o.deal.0));
    assert_eq!(o.h.refused(&task), Code::NothingToDo);
    // It is a line of the ledger and goes where its deal goes.
    let c = Propose { case: o.case };
    o.h.done(&c);
    let to = "SELECT count(DISTINCT proposed_id) FROM ledger_line WHERE kind IN ('deal','task')";
    assert_eq!((o.h.int(to), o.h.int("SELECT late FROM ledger_line WHERE kind = 'task'")), (1, 1));
    // One undo parts them again: nothing is due and nothing more is to be decided.
    let proposed = Seq(o.h.int("SELECT max(seq) FROM journal"));
    let c = Undo { seq };
    let undone = o.h.run(&c).unwrap();
    assert!(undone.out.is_whole(), "{undone:?}");
    let left = "SELECT (SELECT count(*) FROM promise WHERE task_id IS NOT NULL) || ' ' || (SELECT state FROM task) || ' ' || \
                (SELECT count(*) FROM ledger_line WHERE kind = 'task') || ' ' || (SELECT count(*) FROM active_object WHERE kind = 'task')";
    assert_eq!(o.h.text(left), "0 done 0 0");
    let again = Undo { seq: undone.seq.unwrap() };
    assert_eq!(o.h.refused(&again), Code::OwnWayBack);
    // What was proposed of the line that is none any more can be taken back like the rest, and the promise be a task again.
    let c = Undo { seq: proposed };
    o.h.done(&c);
    o.h.done(&task);
    assert_eq!(o.h.int("SELECT count(*) FROM active_object WHERE kind = 'task'"), 1);
    assert_eq!(o.receiver, EmployeeId(3));
}

#[test]
fn a_promise_taken_back_is_owed_by_nobody() {
    let mut o = one();
    let before = o.counts();
    let c = o.promise("скидка 5 %");
    let seq = o.h.run(&c).unwrap().seq.unwrap();
    assert_ne!(o.counts(), before, "it fills what was promised");
    let undone = o.h.run(&Undo { seq }).unwrap().out;
    assert!(undone.is_whole(), "{undone:?}");
    assert_eq!(o.h.text("SELECT state FROM promise"), "dropped");
    assert_eq!(o.counts(), before);
}

/// Whoever opens the card sees what is owed to the client, and the history that the context counts is not called empty.
#[test]
fn a_promise_stands_on_the_cards_of_its_deal_and_client() {
    let mut o = one();
    let c = PromiseSave { due: Due::parse("2026-12-25"), ..o.promise("бесплатный монтаж") };
    let card = |o: &One| {
        let (scope, who) = (Scope::All, Who::Owner { read_only: false });
        let a = Asker { conn: o.h.base.conn(), scope: &scope, who, clock: o.h.clock, office: &o.h.office };
        (deals::card(&a, o.deal).unwrap().unwrap(), clients::card(&a, o.client).unwrap().unwrap())
    };
    assert_eq!(card(&o).0.row.context, 0);
    let id = o.h.done(&c).promise;
    let (deal, client) = card(&o);
    assert_eq!((deal.row.context, deal.promises.len(), client.promises.len()), (1, 1, 1));
    assert_eq!(client.promises[0].text, "бесплатный монтаж");
    let c = PromiseDrop { case: o.case, promise: id };
    o.h.done(&c);
    let (deal, client) = card(&o);
    assert_eq!((deal.row.context, deal.promises.len(), client.promises.len()), (0, 0, 0));
}

#[test]
fn a_waived_history_is_none_once_something_was_promised() {
    let mut o = one();
    let c = Waive {
        case: o.case, objects: vec![o.deal.into()], block: None, reason: "уволен, спросить некого".into()
    };
    o.h.done(&c);
    let c = o.promise("скидка 5 %");
    o.h.done(&c);
    assert_eq!(o.h.int("SELECT count(*) FROM context_block WHERE state = 'waived'"), 2);
    assert_eq!(o.counts(), (3, 3));
}

/// Owners change first, what is in the head is written down afterwards: until the last day by whoever knows it.
#[test]
fn the_leaver_writes_on_after_the_owners_have_changed() {
    let mut o = one();
    o.h.set(Kind::Employee, o.leaver.0, &[("status", EmployeeStatus::Leaving.into())]);
    o.h.set(Kind::Deal, o.deal.0, &[("owner_id", o.receiver.into())]);
    let (promise, block) = (o.promise("скидка 5 %"), ContextSave { block: Block::People, ..o.nothing_special() });
    o.h.actor = Actor::Person(o.leaver);
    let id = o.h.done(&promise).promise;
    o.h.done(&block);
    let stranger = o.h.person("Зуев П.", Role::Manager);
    o.h.actor = Actor::Person(stranger);
    assert_eq!(o.h.refused(&promise), Code::Denied);
    // The new owner may, and once the case is closed the leaver may no more.
    o.h.actor = Actor::Person(o.receiver);
    let c = PromiseDrop { case: o.case, promise: id };
    o.h.done(&c);
    o.h.set(Kind::Case, o.case.0, &[("state", CaseState::Withdrawn.into())]);
    o.h.actor = Actor::Person(o.leaver);
    assert_eq!(o.h.refused(&promise), Code::Denied);
}

/// 6 §3: who leaves adds to what is known, and rewrites nothing but his own.
#[test]
fn the_leaver_adds_and_changes_nothing_of_others() {
    let mut o = one();
    o.h.set(Kind::Employee, o.leaver.0, &[("status", EmployeeStatus::Leaving.into())]);
    o.h.set(Kind::Deal, o.deal.0, &[("owner_id", o.receiver.into())]);
    let line = o.h.int("SELECT id FROM ledger_line WHERE kind = 'deal'");
    o.h.assign(LineId(line), o.receiver);
    let said = |o: &One, block, t: &str| ContextSave { block, said: Said::Text(t.into()), ..o.nothing_special() };
    o.h.actor = Actor::Person(o.receiver);
    let theirs = said(&o, Block::People, "решает Орлов, спрашивать только его");
    o.h.done(&theirs);
    let due = Due::parse("2026-11-27 15:00");
    let new = PromiseSave { due, ..o.promise("прислать образцы") };
    let not_his = o.h.done(&new).promise;

    o.h.actor = Actor::Person(o.leaver);
    let over = said(&o, Block::People, "решает кто угодно из отдела");
    assert_eq!(o.h.refused(&over), Code::Denied);
    let gone = ContextSave { said: Said::Nothing, ..over };
    assert_eq!(o.h.refused(&gone), Code::Denied);
    let (first, second) =
        (said(&o, Block::History, "обещана отсрочка 30 дней"), said(&o, Block::History, "обещана отсрочка 45 дней"));
    o.h.done(&first);
    o.h.done(&second);
    let change = PromiseSave { promise: Some(not_his), ..o.promise("образцов не обещали") };
    assert_eq!(o.h.refused(&change), Code::Denied);
    let his = o.unusual("отсрочка 90 дней");
    let his_id = o.h.done(&his).promise;
    let task = PromiseTask { case: o.case, promise: not_his };
    o.h.done(&task);
    assert_eq!(o.h.int("SELECT author_id FROM task"), o.head.0, "nothing new in the name of who leaves");

    // The head has said no: neither another wording nor taking it back makes it unsaid.
    o.h.actor = Actor::Owner;
    let no = PromiseDecide {
        case: o.case, promise: his_id, approve: false, answer: "обсудим лично в пятницу".into()
    };
    o.h.done(&no);
    o.h.actor = Actor::Person(o.leaver);
    let agreed = PromiseSave { promise: Some(his_id), agreed_with: "директор Ким".into(), ..his };
    assert_eq!(o.h.refused(&agreed), Code::Denied);
    let drop = PromiseDrop { case: o.case, promise: his_id };
    assert_eq!(o.h.refused(&drop), Code::Denied);
    // Whoever answers for it now may, and then the head is asked again.
    o.h.actor = Actor::Person(o.receiver);
    assert_eq!((o.h.done(&agreed).state, o.waiting()), (PromiseState::Waiting, 1));

    // What was accepted is its receiver's alone.
    o.h.insert(
        Kind::Acceptance,
        &[
            ("case_id", o.case.into()),
            ("line_id", line.into()),
            ("receiver_id", o.receiver.into()),
            ("state", AcceptanceState::Accepted.into()),
            ("offered_at", At(1).into()),
            ("due_at", At(2).into()),
        ],
    );
    o.h.actor = Actor::Person(o.leaver);
    let late = o.promise("скидка 5 %");
    assert_eq!(o.h.refused(&late), Code::Denied);
    assert_eq!(o.h.refused(&first), Code::Denied);
}

#[test]
fn what_the_head_approved_is_not_asked_again_for_a_date_or_a_comma() {
    let mut o = one();
    let c = o.unusual("скидка 7 % до конца месяца на всё");
    let id = o.h.done(&c).promise;
    let yes = PromiseDecide { case: o.case, promise: id, approve: true, answer: String::new() };
    o.h.done(&yes);
    // As it stood before days were kept with their dates; a fortnight has passed.
    o.h.set(Kind::Promise, id.0, &[("text", c.text.as_str().into())]);
    o.h.at("2026-12-08 10:00");
    let text = |o: &One| o.h.text("SELECT text FROM promise");
    let again = PromiseSave { promise: Some(id), why: "иначе уйдут".into(), ..c.clone() };
    assert_eq!(o.h.done(&again).state, PromiseState::Approved);
    assert_eq!(text(&o), c.text, "the end of another month is not what was promised");
    let again = PromiseSave { text: "Скидка 7 % до конца месяца, на всё.".into(), ..again };
    assert_eq!(o.h.done(&again).state, PromiseState::Approved);
    assert_eq!(text(&o), again.text);
    let again = PromiseSave { due: Due::parse("2026-12-31"), ..again };
    assert_eq!(o.h.done(&again).state, PromiseState::Approved, "the date behind the words is the program's");
    let later = PromiseSave { due: Due::parse("2027-06-30"), ..again.clone() };
    assert_eq!(o.h.done(&later).state, PromiseState::Waiting, "half a year more is another promise");
    o.h.done(&yes);
    let other = PromiseSave { text: "Скидка 17 % до конца месяца, на всё.".into(), ..later };
    assert_eq!(o.h.done(&other).state, PromiseState::Waiting);
}

/// What was changed after the head's decision waits for him again, whatever it says of itself: the check knows that.
#[test]
fn what_is_changed_after_the_decision_waits_again_and_breaks_no_rule() {
    let mut o = one();
    let c = o.unusual("скидка 7 %");
    let id = o.h.done(&c).promise;
    let yes = PromiseDecide { case: o.case, promise: id, approve: true, answer: String::new() };
    for said in [PromiseSave { agreed_with: "РОП".into(), ..c.clone() }, PromiseSave { unusual: false, ..c }] {
        o.h.done(&yes);
        assert_eq!(o.h.done(&PromiseSave { promise: Some(id), ..said }).state, PromiseState::Waiting);
        let found = check(o.h.base.conn()).unwrap().into_iter().find(|c| c.name == CheckName::Promises).unwrap();
        assert!(found.ok, "{found:?}");
    }
}
