//! The correspondence of each client (1-B5): confirmed singly and in bulk, counted, and claimed by the act only so far.

use estafeta::base::*;
use estafeta::domain::checklist::Computed;
use estafeta::domain::rights::Who;
use estafeta::domain::*;
use estafeta::exchange::paper::Piece;
use estafeta::ops::*;
use estafeta::reads::correspondence::CorrespondenceRow;
use estafeta::reads::{Asker, Scope, computed, correspondence, papers};
use estafeta::texts::{Lang, Texts};

use super::hand::{COLD, Hand};

struct Archive {
    h: Hand,
    case: CaseId,
    first: ClientId,
    second: ClientId,
    line: LineId,
}

/// Two clients; the first owes a block of context.
fn archive() -> Archive {
    let mut h = Hand::new();
    let (leaver, head) = (h.person("Ковалёв Денис", Role::Manager), h.person("Иванова Мария", Role::Head));
    let case = h.case(leaver, head);
    let (first, second) = (h.client("Каскад", leaver, Segment::Regular), h.client("Ладога", leaver, Segment::Regular));
    let line = h.line(case, first.into(), None, COLD, 1);
    h.line(case, second.into(), None, COLD, 0);
    Archive { h, case, first, second, line }
}

impl Archive {
    fn say(&self, clients: Vec<ClientId>, state: CorrespondenceState, note: Option<&str>) -> CorrespondenceSet {
        let (case, parts) = (self.case, CorrespondencePart::ALL.to_vec());
        CorrespondenceSet { case, clients, parts, state, note: note.map(str::to_owned) }
    }

    fn rows(&self) -> Vec<CorrespondenceRow> {
        let (scope, who) = (Scope::All, Who::Owner { read_only: false });
        let asker = Asker { conn: self.h.base.conn(), scope: &scope, who, clock: self.h.clock, office: &self.h.office };
        correspondence::correspondence(&asker, self.case).unwrap()
    }

    fn count(&self) -> (u64, u64) {
        let n = computed::counts(self.h.base.conn(), self.case, &[Computed::Correspondence]).unwrap()[0];
        (n.done, n.all)
    }
}

#[test]
fn all_are_confirmed_at_once_and_what_is_in_the_head_counts_with_them() {
    let mut a = archive();
    assert_eq!((a.count(), a.rows().len()), ((0, 2), 2));
    let said = a.h.done(&a.say(vec![], CorrespondenceState::Done, None));
    assert_eq!((said.clients, said.parts), (2, 6));
    assert_eq!(a.count(), (1, 2), "the first client's context is not written yet");
    let row = &a.rows()[0];
    assert_eq!((row.client, row.is_complete(), row.context.all), (a.first, false, 1), "what is missing comes first");
    assert!(row.parts.iter().all(|p| p.by_owner && p.who("владелец") == "владелец" && p.at == Some(a.h.clock.now)));
    a.h.set(Kind::Line, a.line.0, &[("ctx_filled", 1.into())]);
    assert_eq!(a.count(), (2, 2));
    assert_eq!(a.h.run(&a.say(vec![], CorrespondenceState::Done, None)).unwrap().seq, None, "the same again");
}

/// The item of the checklist is a person's word about the whole: it follows the last confirmation, and may be given by hand.
#[test]
fn the_item_of_the_checklist_follows_the_last_confirmation_and_its_taking_back() {
    let mut a = archive();
    let item = [
        ("case_id", a.case.into()),
        ("n", 1.into()),
        ("code", "correspondence".into()),
        ("title", "Переписка".into()),
        ("list", ListKind::Notice.into()),
        ("phase", Phase::Closing.into()),
        ("role", "leaver".into()),
    ];
    a.h.insert(Kind::Item, &item);
    let state = |a: &Archive| a.h.text("SELECT state FROM checklist_item");
    a.h.set(Kind::Line, a.line.0, &[("ctx_filled", 1.into())]);
    a.h.done(&a.say(vec![a.first], CorrespondenceState::Done, None));
    assert_eq!(state(&a), "open");
    a.h.done(&a.say(vec![a.second], CorrespondenceState::None, Some("клиент только звонил, писем не было")));
    assert_eq!(state(&a), "done");
    a.h.done(&a.say(vec![a.second], CorrespondenceState::Open, None));
    assert_eq!(state(&a), "open");
    let by_hand = |word: &str| CheckItem { case: a.case, item: 1, tick: Tick::Done { evidence: Some(word.into()) } };
    let (bare, dash, proved) = (by_hand(""), by_hand("-"), by_hand("проверил сам"));
    // One of two clients is confirmed: the word about both owes what it rests on.
    for bare in [&bare, &dash] {
        let fault = a.h.run(bare).unwrap_err();
        assert_eq!((fault.code, fault.arg("done"), fault.arg("all")), (Code::EvidenceNeeded, "1", "2"));
    }
    assert_eq!(state(&a), "open");
    a.h.done(&proved);
    assert_eq!((state(&a), a.count()), ("done".into(), (1, 2)), "said of the whole; the clients stay as they are");
}

#[test]
fn that_there_was_none_is_said_with_a_reason_and_a_confirmation_is_taken_back() {
    let mut a = archive();
    let none = a.say(vec![a.second], CorrespondenceState::None, None);
    assert_eq!(a.h.refused(&none), Code::ReasonNeeded);
    let with = CorrespondenceSet {
        parts: vec![CorrespondencePart::Chats],
        ..a.say(vec![a.second], CorrespondenceState::None, Some("чатов не было, только почта отдела"))
    };
    a.h.done(&with);
    let chats = a.rows().into_iter().find(|r| r.client == a.second).unwrap().parts[1].clone();
    assert_eq!((chats.state, chats.note.as_str()), (CorrespondenceState::None, "чатов не было, только почта отдела"));
    let seq = a.h.run(&a.say(vec![a.second], CorrespondenceState::Done, None)).unwrap().seq.unwrap();
    assert_eq!(a.count(), (1, 2));
    a.h.done(&Undo { seq });
    assert_eq!((a.count(), a.rows()[1].parts[1].state), ((0, 2), CorrespondenceState::None), "as it was before");
    a.h.done(&a.say(vec![a.second], CorrespondenceState::Open, None));
    assert!(a.rows().iter().all(|r| r.parts.iter().all(|p| p.state == CorrespondenceState::Open && p.by.is_empty())));
    let stranger = a.say(vec![ClientId(99)], CorrespondenceState::Done, None);
    assert_eq!(a.h.refused(&stranger), Code::NotInCase);
}

#[test]
fn the_act_claims_no_more_than_was_confirmed() {
    let mut a = archive();
    let mail = CorrespondenceSet {
        parts: vec![CorrespondencePart::Mail],
        ..a.say(vec![a.first, a.second], CorrespondenceState::Done, None)
    };
    a.h.done(&mail);
    let said = |a: &Archive| {
        let data = papers::act(a.h.base.conn(), &Scope::All, a.case, &a.h.office, &a.h.clock).unwrap();
        let paper = estafeta::exchange::act::act(&data, &Texts::load(Lang::Ru));
        let text = |p: &Piece| if let Piece::Text(t) = p { Some(t.clone()) } else { None };
        paper.pieces.iter().filter_map(text).collect::<Vec<_>>().join("\n")
    };
    let text = said(&a);
    assert!(text.contains("почта привязана — 2 из 2; чаты перенесены — 0 из 2"), "{text}");
    assert!(text.contains("О том, что не подтверждено, акт ничего не утверждает."), "{text}");
    a.h.done(&a.say(vec![], CorrespondenceState::Done, None));
    assert!(!said(&a).contains("О том, что не подтверждено"));
}

#[test]
fn clients_stand_by_what_they_are_called_not_by_their_legal_form() {
    let mut h = Hand::new();
    let (leaver, head) = (h.person("Ковалёв Денис", Role::Manager), h.person("Иванова Мария", Role::Head));
    let case = h.case(leaver, head);
    for name in ["АО «Ясень»", "ООО «Берёза»", "ИП Дубов"] {
        let client = h.client(name, leaver, Segment::Regular);
        h.line(case, client.into(), None, COLD, 1);
    }
    let (scope, who) = (Scope::All, Who::Owner { read_only: false });
    let asker = Asker { conn: h.base.conn(), scope: &scope, who, clock: h.clock, office: &h.office };
    let rows = correspondence::correspondence(&asker, case).unwrap();
    let names: Vec<&str> = rows.iter().map(|r| r.name.as_str()).collect();
    assert_eq!(names, ["ООО «Берёза»", "ИП Дубов", "АО «Ясень»"]);
}
