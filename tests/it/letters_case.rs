//! Letters (2 §6): drafted when a client is accepted, approved only when they are true, followed to their end.

use estafeta::base::*;
use estafeta::domain::*;
use estafeta::ops::*;
use estafeta::store::Val;

use super::hand::{COLD, Hand};

struct Post {
    h: Hand,
    case: CaseId,
    head: EmployeeId,
    receiver: EmployeeId,
}

impl Post {
    fn new() -> Post {
        let mut h = Hand::new();
        let (leaver, head) = (h.person("Ковалёв Д.", Role::Manager), h.person("Иванова М.", Role::Head));
        let receiver = h.person("Смирнов А.", Role::Manager);
        let case = h.case(leaver, head);
        Post { h, case, head, receiver }
    }

    /// A client assigned to the receiver, with a contact who has a mail unless it is empty.
    fn client(&mut self, name: &str, segment: Segment, contact: &str, mail: &str) -> ClientId {
        let client = self.h.client(name, EmployeeId(1), segment);
        let line = self.h.line(self.case, client.into(), None, COLD, 0);
        self.h.assign(line, self.receiver);
        let fields = [("name", contact.into()), ("name_fold", fold(contact).into())];
        let id = self.h.insert(Kind::Contact, &fields);
        self.h.exec(&format!("INSERT INTO client_contact VALUES ({}, {id})", client.0));
        if !mail.is_empty() {
            let point = "INSERT INTO point (contact_id, kind, written, norm) VALUES";
            self.h.exec(&format!("{point} ({id}, 'mail', '{mail}', '{mail}')"));
        }
        client
    }

    fn accept(&mut self, clients: &[ClientId]) {
        let c = Accept {
            case: self.case,
            receiver: self.receiver,
            which: Which::Objects(clients.iter().map(|c| (*c).into()).collect()),
            next_step: Some("позвонить и представиться".into()),
            on: Due::parse("2026-11-27"),
            via: Via::Words,
            force: Some("по телефону".into()),
        };
        self.h.done(&c);
    }

    fn letter(&self, client: ClientId) -> LetterId {
        LetterId(self.h.int(&format!("SELECT id FROM letter WHERE client_id = {}", client.0)))
    }

    fn column(&self, client: ClientId, column: &str) -> String {
        self.h.text(&format!("SELECT {column} FROM letter WHERE client_id = {}", client.0))
    }

    fn text(&self, client: ClientId, looked_at: bool) -> ApprovedText {
        ApprovedText {
            letter: self.letter(client),
            subject: "Новый менеджер".into(),
            body: "Здравствуйте! Теперь с вами работает Алексей Смирнов.".into(),
            salutation: looked_at.then(String::new),
            without_call: false,
        }
    }

    fn approve(&self, letters: Vec<ApprovedText>) -> LettersApprove {
        LettersApprove { case: self.case, letters }
    }

    fn reason(&mut self, c: &LettersApprove) -> String {
        let fault = self.h.run(c).unwrap_err();
        assert_eq!(fault.code, Code::LetterNotReady);
        fault.arg("reason").to_owned()
    }

    fn mark(&self, client: ClientId, mark: LetterMark) -> LettersMark {
        LettersMark { case: self.case, letters: vec![self.letter(client)], mark, note: None }
    }
}

#[test]
fn an_accepted_client_gets_one_draft_with_what_stands_against_it() {
    let mut p = Post::new();
    let sure = p.client("Каскад", Segment::Regular, "Орлов Пётр Ильич", "orlov@x.ru");
    let guessed = p.client("Ладога", Segment::Regular, "Анна", "anna@x.ru");
    let mute = p.client("Факел", Segment::Regular, "Ким", "");
    let asked = p.client("Кварц", Segment::Regular, "Рябов Иван Ильич", "r@x.ru");
    let old = p.client("Полюс", Segment::Regular, "Громов Сергей Никитич", "gromov@x.ru");
    p.h.set(Kind::Contact, 4, &[("do_not_write", true.into())]);
    // A card that says «checked» without the words that were: nobody has checked a greeting.
    p.h.set(Kind::Contact, 2, &[("salutation_state", Salutation::Certain.into())]);
    assert_eq!(p.h.int("SELECT count(*) FROM letter"), 0, "nobody has accepted yet");
    p.accept(&[sure, guessed, mute, asked, old]);
    assert_eq!(p.h.int("SELECT count(*) FROM letter WHERE state = 'draft'"), 5);
    let row = |c| (p.column(c, "salutation"), p.column(c, "address"), p.column(c, "problem"));
    let s = |a: &str, b: &str, c: &str| (a.to_owned(), b.to_owned(), c.to_owned());
    assert_eq!(row(sure), s("Уважаемый Пётр Ильич", "orlov@x.ru", ""));
    assert_eq!(row(guessed), s("Уважаемая Анна", "anna@x.ru", "salutation"));
    assert_eq!(row(mute), s("", "", "no_address"));
    assert_eq!(row(asked), s("", "", "do_not_write"));
    assert_eq!(row(old), s("Уважаемый Сергей Никитич", "gromov@x.ru", ""));
    assert_eq!(p.h.int("SELECT count(DISTINCT message_id) FROM letter"), 5);
}

#[test]
fn whom_not_to_involve_is_never_written_to_and_the_own_mailbox_comes_last() {
    let mut p = Post::new();
    let client = p.client("Каскад", Segment::Regular, "Секретарь Анна Ильинична", "s@x.ru");
    p.h.set(Kind::Contact, 1, &[("decision", DecisionRole::Avoid.into())]);
    p.h.exec("INSERT INTO point (client_id, kind, written, norm) VALUES (1, 'mail', 'info@x.ru', 'info@x.ru')");
    p.accept(&[client]);
    assert_eq!((p.column(client, "address"), p.column(client, "problem")), ("info@x.ru".into(), String::new()));
}

#[test]
fn only_what_is_true_and_looked_at_is_approved() {
    let mut p = Post::new();
    let sure = p.client("Каскад", Segment::Regular, "Орлов Пётр Ильич", "orlov@x.ru");
    let guessed = p.client("Ладога", Segment::Regular, "Анна", "anna@x.ru");
    let mute = p.client("Факел", Segment::Regular, "Ким", "");
    p.accept(&[sure, guessed, mute]);
    let alone = p.approve(vec![p.text(guessed, false)]);
    assert_eq!(p.reason(&alone), "salutation");
    let nowhere = p.approve(vec![p.text(mute, true)]);
    assert_eq!(p.reason(&nowhere), "no_address");
    let empty = p.approve(vec![ApprovedText { body: "Уважаемый {{ имя }}".into(), ..p.text(sure, false) }]);
    assert_eq!(p.reason(&empty), "text");
    // Taken back behind the letter's back: it would say what is no longer true.
    let state = "SELECT state FROM acceptance WHERE line_id = 1";
    assert_eq!(p.h.text(state), "forced");
    p.h.set(Kind::Acceptance, 1, &[("state", AcceptanceState::Withdrawn.into())]);
    let untrue = p.approve(vec![p.text(sure, false)]);
    assert_eq!(p.reason(&untrue), "not_accepted");
    p.h.set(Kind::Acceptance, 1, &[("state", AcceptanceState::Forced.into())]);
    let both = p.approve(vec![p.text(sure, false), p.text(guessed, true)]);
    let done = p.h.done(&both);
    assert_eq!((done.approved, done.refused.len(), done.refused[0].reason.as_str()), (1, 1, "salutation"));
    let singly = p
        .approve(vec![ApprovedText {
            salutation: Some("Уважаемая Анна Олеговна".into()), ..p.text(guessed, true)
        }]);
    p.h.done(&singly);
    assert_eq!(
        (p.column(guessed, "state"), p.column(guessed, "salutation")),
        ("approved".into(), "Уважаемая Анна Олеговна".into())
    );
    assert_eq!(p.h.run(&singly).unwrap().seq, None, "the same again");
}

#[test]
fn a_vip_is_called_by_the_head_before_the_letter() {
    let mut p = Post::new();
    let vip = p.client("Магнит", Segment::Vip, "Орлов Пётр Ильич", "orlov@x.ru");
    p.accept(&[vip]);
    let letter = p.approve(vec![p.text(vip, true)]);
    let without = p.approve(vec![ApprovedText { without_call: true, ..p.text(vip, true) }]);
    assert_eq!(p.reason(&letter), "call_first");
    assert_eq!(p.reason(&without), "call_first");
    let call = |p: &mut Post, outcome: &str| {
        let (head, at) = (p.head, p.h.clock.now);
        let fields = [
            ("client_id", Val::from(vip)),
            ("employee_id", head.into()),
            ("kind", "call".into()),
            ("at", at.into()),
            ("outcome", outcome.into()),
        ];
        p.h.insert(Kind::Touch, &fields);
    };
    call(&mut p, "no_answer");
    assert_eq!(p.reason(&without), "call_first");
    call(&mut p, "no_answer");
    assert_eq!(p.reason(&letter), "call_first");
    p.h.done(&without);
    assert_eq!(p.column(vip, "state"), "approved");
}

#[test]
fn a_letter_is_followed_to_its_end() {
    let mut p = Post::new();
    let client = p.client("Каскад", Segment::Regular, "Орлов Пётр Ильич", "orlov@x.ru");
    p.accept(&[client]);
    let sent = p.mark(client, LetterMark::Sent);
    assert_eq!(p.h.refused(&sent), Code::WrongState, "a draft cannot have been sent");
    let file = LettersExported { case: p.case, files: vec![(p.letter(client), "1.eml".into())] };
    assert_eq!(p.h.refused(&file), Code::LetterNotReady);
    p.h.done(&p.approve(vec![p.text(client, false)]));
    p.h.done(&file);
    assert_eq!(p.column(client, "file"), "1.eml");
    p.h.done(&sent);
    assert_eq!(p.h.run(&sent).unwrap().seq, None);
    p.h.done(&p.mark(client, LetterMark::NotBounced));
    let bounced =
        LettersMark { note: Some("550 нет такого ящика".into()), ..p.mark(client, LetterMark::Bounced) };
    p.h.done(&bounced);
    assert_eq!(
        (p.column(client, "state"), p.column(client, "result")),
        ("bounced".into(), "550 нет такого ящика".into())
    );
    assert_eq!(p.h.int("SELECT count(*) FROM inbox WHERE kind = 'letter_bounced' AND employee_id = 2"), 1);
    let unknown = LettersMark { letters: vec![LetterId(77)], ..sent };
    assert_eq!(p.h.refused(&unknown), Code::UnknownLetter);
}

#[test]
fn a_contact_of_two_clients_gets_one_letter() {
    let mut p = Post::new();
    let first = p.client("Каскад", Segment::Regular, "Орлов Пётр Ильич", "orlov@x.ru");
    let second = p.client("Каскад-2", Segment::Regular, "Без почты", "");
    p.h.exec("INSERT INTO client_contact VALUES (2, 1)");
    p.accept(&[first, second]);
    assert_eq!((p.column(first, "problem"), p.column(second, "problem")), (String::new(), "joined".into()));
    let alone = p.approve(vec![p.text(second, true)]);
    assert_eq!(p.reason(&alone), "joined");
    // One letter goes out, and so many the list of what can be taken back counts.
    let approved = p.h.run(&p.approve(vec![p.text(first, false)])).unwrap();
    let counted = estafeta::reads::touched(p.h.base.conn(), approved.seq.unwrap(), false).unwrap();
    assert_eq!((approved.out.approved, counted), (1, vec![(Kind::Letter, 1)]));
    p.h.done(&p.mark(first, LetterMark::Sent));
    assert_eq!(p.h.int("SELECT count(*) FROM letter WHERE state = 'sent'"), 2);
}

#[test]
fn a_vip_that_another_letter_speaks_for_is_called_first_as_well() {
    let mut p = Post::new();
    let first = p.client("Каскад", Segment::Regular, "Орлов Пётр Ильич", "orlov@x.ru");
    let vip = p.client("Магнит", Segment::Vip, "Без почты", "");
    p.h.exec("INSERT INTO client_contact VALUES (2, 1)");
    p.accept(&[first, vip]);
    assert_eq!(p.column(vip, "problem"), "joined");
    let letter = p.approve(vec![p.text(first, true)]);
    assert_eq!(p.reason(&letter), "call_first");
    let (case, outcome) = (p.case, CallResult::Reached);
    p.h.done(&TellCall { case, client: vip, outcome, note: String::new(), again_at: None });
    p.h.done(&letter);
}

#[test]
fn a_letter_approved_before_another_client_joined_is_approved_again_and_a_sent_one_is_not_joined() {
    let mut p = Post::new();
    let first = p.client("Каскад", Segment::Regular, "Орлов Пётр Ильич", "orlov@x.ru");
    let second = p.client("Каскад-2", Segment::Regular, "Без почты", "");
    let third = p.client("Каскад-3", Segment::Regular, "Тоже без почты", "");
    p.h.exec("INSERT INTO client_contact VALUES (2, 1), (3, 1)");
    p.accept(&[first]);
    p.h.done(&p.approve(vec![p.text(first, true)]));
    p.accept(&[second]);
    assert_eq!((p.column(first, "state"), p.column(second, "problem")), ("draft".into(), "joined".into()));
    p.h.done(&p.approve(vec![p.text(first, true)]));
    p.h.done(&p.mark(first, LetterMark::Sent));
    p.accept(&[third]);
    assert_ne!(p.column(third, "problem"), "joined");
    assert_eq!(p.h.int("SELECT count(*) FROM letter WHERE state = 'sent'"), 2);
}

/// The client goes back to be decided and to somebody else, as an undone batch and a new one leave it.
fn give_to(p: &mut Post, client: ClientId, to: EmployeeId) {
    let line = p.h.int(&format!("SELECT id FROM ledger_line WHERE kind = 'client' AND object_id = {}", client.0));
    p.h.exec(&format!("UPDATE acceptance SET state = 'withdrawn' WHERE line_id = {line}"));
    p.h.assign(LineId(line), to);
    p.receiver = to;
    p.accept(&[client]);
}

fn last(p: &Post, client: ClientId, column: &str) -> String {
    p.h.text(&format!("SELECT {column} FROM current_letter WHERE client_id = {}", client.0))
}

#[test]
fn a_manager_who_changes_after_the_letter_raises_a_clarification_by_itself() {
    let mut p = Post::new();
    let second = p.h.person("Петрова Елена Викторовна", Role::Manager);
    let told = p.client("Каскад", Segment::Regular, "Орлов Пётр Ильич", "orlov@x.ru");
    let waiting = p.client("Ладога", Segment::Regular, "Рябов Иван Ильич", "r@x.ru");
    p.accept(&[told, waiting]);
    p.h.done(&p.approve(vec![p.text(told, false), p.text(waiting, false)]));
    p.h.done(&LettersExported { case: p.case, files: vec![(p.letter(waiting), "2.eml".into())] });
    p.h.done(&p.mark(told, LetterMark::Sent));
    give_to(&mut p, told, second);
    assert_eq!(p.h.int("SELECT count(*) FROM letter WHERE client_id = 1"), 2);
    assert_eq!((last(&p, told, "kind"), last(&p, told, "state")), ("clarify".into(), "draft".into()));
    assert_eq!(
        p.h.text("SELECT state FROM letter WHERE client_id = 1 AND kind = 'first'"),
        "sent",
        "what went out stays"
    );
    // One that had not gone out yet speaks of the new one at once, and its old file is none of its any more.
    give_to(&mut p, waiting, second);
    assert_eq!(p.h.int("SELECT count(*) FROM letter WHERE client_id = 2"), 1);
    assert_eq!(
        (last(&p, waiting, "kind"), last(&p, waiting, "state"), last(&p, waiting, "file")),
        ("first".into(), "draft".into(), String::new())
    );
    // The same acceptance once more raises nothing.
    p.accept(&[told, waiting]);
    assert_eq!(p.h.int("SELECT count(*) FROM letter"), 3);
    // The client who was told of somebody else knows nothing of the new one yet.
    let sent = estafeta::reads::computed::counts(p.h.base.conn(), p.case, &[checklist::Computed::LettersSent]).unwrap();
    assert_eq!((sent[0].done, sent[0].all), (0, 2));
}

#[test]
fn a_letter_that_came_back_is_written_anew_to_the_next_manager() {
    let mut p = Post::new();
    let second = p.h.person("Петрова Елена Викторовна", Role::Manager);
    let client = p.client("Каскад", Segment::Regular, "Орлов Пётр Ильич", "orlov@x.ru");
    p.accept(&[client]);
    p.h.done(&p.approve(vec![p.text(client, false)]));
    p.h.done(&p.mark(client, LetterMark::Sent));
    let was = p.column(client, "message_id");
    p.h.done(&p.mark(client, LetterMark::Bounced));
    assert_eq!(p.h.int("SELECT tell_id FROM letter"), p.receiver.0, "whom the letter named rings instead");
    give_to(&mut p, client, second);
    assert_eq!(p.h.int("SELECT count(*) FROM letter"), 1);
    assert_eq!((p.column(client, "kind"), p.column(client, "state")), ("first".into(), "draft".into()));
    assert_ne!(p.column(client, "message_id"), was, "the answer to the old one may still come");
}

#[test]
fn a_first_contact_of_the_named_manager_confirms_the_letter() {
    let mut p = Post::new();
    let client = p.client("Каскад", Segment::Regular, "Орлов Пётр Ильич", "orlov@x.ru");
    p.accept(&[client]);
    p.h.done(&p.approve(vec![p.text(client, false)]));
    let call = |by: EmployeeId| TouchAdd {
        client,
        kind: TouchKind::Call,
        outcome: "Познакомились, счёт ждут в среду".into(),
        by: Some(by),
        at: None,
        recorded: false,
    };
    let before = p.h.done(&call(p.receiver));
    assert_eq!(p.column(client, "state"), "approved", "nothing has gone out");
    p.h.exec(&format!("DELETE FROM touch WHERE id = {}", before.touch.0));
    p.h.done(&p.mark(client, LetterMark::Sent));
    p.h.done(&call(p.head));
    assert_eq!(p.column(client, "state"), "sent", "the head is not the new manager");
    let seq = p.h.run(&call(p.receiver)).unwrap().seq.unwrap();
    assert_eq!(p.column(client, "state"), "confirmed");
    p.h.done(&Undo { seq });
    assert_eq!(p.column(client, "state"), "sent", "taken back with the call");
    // Nothing came back, so the client knew; a call after that makes it no later.
    let knew = p.h.clock.now.0 + 1;
    p.h.exec(&format!("UPDATE letter SET state = 'not_bounced', result_at = {knew}"));
    p.h.at("2026-12-20 10:00");
    p.h.done(&call(p.receiver));
    assert_eq!(p.column(client, "state"), "confirmed");
    assert_eq!(p.h.int("SELECT result_at FROM letter"), knew);
}

#[test]
fn what_a_person_looked_at_is_kept_with_the_contact() {
    let mut p = Post::new();
    let guessed = p.client("Ладога", Segment::Regular, "Анна", "anna@x.ru");
    let nameless = p.client("Факел", Segment::Regular, "приёмная", "info@x.ru");
    p.accept(&[guessed, nameless]);
    assert_eq!(p.column(nameless, "problem"), "salutation");
    let own = ApprovedText {
        salutation: Some("Уважаемая Анна Олеговна".into()), ..p.text(guessed, true)
    };
    p.h.done(&p.approve(vec![own]));
    p.h.done(&p.approve(vec![p.text(nameless, true)]));
    let contact = |id: i64| {
        let sql = format!("SELECT coalesce(salutation, '') || '/' || salutation_state FROM contact WHERE id = {id}");
        p.h.text(&sql)
    };
    assert_eq!(contact(1), "Уважаемая Анна Олеговна/certain");
    assert_eq!(contact(2), "/unknown", "«Здравствуйте!» says nothing of a name");
}

#[test]
fn nowhere_to_write_is_somebodys_call_until_it_is_made() {
    let mut p = Post::new();
    let mute = p.client("Факел", Segment::Regular, "Ким", "");
    let asked = p.client("Кварц", Segment::Regular, "Рябов Иван Ильич", "r@x.ru");
    p.h.set(Kind::Contact, 2, &[("do_not_write", true.into())]);
    p.accept(&[mute, asked]);
    let waits = |p: &Post, who: EmployeeId| {
        let sql = "SELECT count(*) FROM inbox WHERE kind = 'tell_client' AND done_at IS NULL AND employee_id";
        p.h.int(&format!("{sql} = {}", who.0))
    };
    assert_eq!(waits(&p, p.receiver), 2, "the new manager rings");
    assert!(p.h.int("SELECT min(tell_by) FROM letter") > p.h.clock.now.0, "with a term");
    let until = At::parse("2026-11-26 12:00", Zone::MOSCOW);
    let who = TellWho { case: p.case, clients: vec![mute], who: p.head, until };
    assert_eq!(p.h.done(&who).given, 1);
    assert_eq!((waits(&p, p.receiver), waits(&p, p.head)), (1, 1), "the one before is asked no longer");
    let case = p.case;
    let call = |outcome| TellCall {
        case, client: mute, outcome, note: "секретарь передаст".into(), again_at: None
    };
    let (tried, reached) = (call(CallResult::NoAnswer), call(CallResult::Reached));
    assert_eq!(p.h.done(&tried).attempts, 1);
    assert_eq!(waits(&p, p.head), 1, "an attempt tells the client nothing");
    let done = p.h.done(&reached);
    assert_eq!((done.attempts, done.vip), (2, false));
    assert_eq!(waits(&p, p.head), 0);
    let by = format!("SELECT employee_id FROM touch WHERE id = {}", done.touch.0);
    assert_eq!(p.h.int(&by), p.head.0, "whoever answers for it, where the program does not know who rang");
    let written = TellWho { clients: vec![asked], until: At::parse("2026-11-20 12:00", Zone::MOSCOW), ..who };
    assert_eq!(p.h.refused(&written), Code::BadTime);
}

#[test]
fn the_head_introduces_the_new_manager_to_a_vip_and_the_letter_waits_for_it() {
    let mut p = Post::new();
    let vip = p.client("Магнит", Segment::Vip, "Орлов Пётр Ильич", "orlov@x.ru");
    let plain = p.client("Каскад", Segment::Regular, "Рябов Иван Ильич", "r@x.ru");
    p.accept(&[vip, plain]);
    let rows = |p: &Post| {
        let scope = estafeta::reads::Scope::All;
        let asker = estafeta::reads::Asker {
            conn: p.h.base.conn(),
            scope: &scope,
            who: rights::Who::Owner { read_only: false },
            clock: p.h.clock,
            office: &p.h.office,
        };
        estafeta::reads::tell::tell(&asker, p.case).unwrap()
    };
    let row = rows(&p).remove(0);
    assert_eq!((rows(&p).len(), row.client, row.attempts, row.may_skip), (1, vip, 0, false));
    assert_eq!((row.manager.0, row.by.unwrap().0, row.accepted), (p.receiver, p.head, true));
    let case = p.case;
    let call = |outcome, note: &str| TellCall { case, client: vip, outcome, note: note.into(), again_at: None };
    let tried = call(CallResult::NoAnswer, "");
    p.h.done(&tried);
    let letter = p.approve(vec![p.text(vip, true)]);
    let without = p.approve(vec![ApprovedText { without_call: true, ..p.text(vip, true) }]);
    assert_eq!(p.reason(&without), "call_first", "one attempt is too few");
    // The next day at the same hour: one working day has passed.
    p.h.at("2026-11-25 10:00");
    assert!(rows(&p)[0].may_skip);
    assert_eq!(p.reason(&letter), "call_first", "nobody has chosen it yet");
    p.h.done(&call(CallResult::Reached, "представил, рады"));
    let both = p.approve(vec![p.text(vip, true), p.text(plain, false)]);
    assert_eq!(p.h.done(&both).refused[0].reason, "singly", "a VIP's letter never goes with others");
    assert_eq!((rows(&p)[0].state, rows(&p)[0].may_skip), (estafeta::reads::tell::TellState::Told, false));
    p.h.done(&letter);
    assert_eq!(
        p.h.int("SELECT count(*) FROM touch WHERE employee_id = 2"),
        2,
        "both are the head's, attempt and outcome"
    );
    // Given to somebody else, the client has not met the new one.
    let second = p.h.person("Петрова Елена Викторовна", Role::Manager);
    p.h.at("2026-11-25 12:00");
    give_to(&mut p, vip, second);
    assert_eq!(rows(&p)[0].attempts, 0);
    let other = TellCall { client: ClientId(77), ..call(CallResult::Reached, "") };
    assert_eq!(p.h.refused(&other), Code::NotInCase);
}

#[test]
fn a_client_told_of_somebody_is_written_to_when_the_notice_is_withdrawn_and_it_goes_back() {
    let mut p = Post::new();
    let told = p.client("Каскад", Segment::Regular, "Орлов Пётр Ильич", "orlov@x.ru");
    let other = p.client("Ладога", Segment::Regular, "Рябов Иван Ильич", "r@x.ru");
    p.accept(&[told, other]);
    p.h.done(&p.approve(vec![p.text(told, false)]));
    p.h.done(&p.mark(told, LetterMark::Sent));
    let case = p.case;
    p.h.done(&CaseWithdraw { case });
    assert_eq!(p.h.int("SELECT count(*) FROM letter"), 2, "whose it will be is not decided");
    // Nobody is introduced while that is open.
    assert_eq!(p.h.refused(&p.approve(vec![p.text(other, false)])), Code::WrongState);
    let wish = estafeta::reads::owner_change::Wish {
        chosen: estafeta::reads::owner_change::Chosen::These(vec![told]),
        to: EmployeeId(1),
        along: estafeta::reads::owner_change::Along::ALL,
        seen: None,
    };
    p.h.done(&OwnerChange { wish, reason: "остаётся".into(), alone: None });
    assert_eq!((last(&p, told, "kind"), last(&p, told, "state")), ("clarify".into(), "draft".into()));
    let now = |column: &str| p.h.int(&format!("SELECT {column} FROM current_letter WHERE client_id = {}", told.0));
    assert_eq!(now("receiver_id"), 1);
    let id = LetterId(now("id"));
    let text = ApprovedText { letter: id, ..p.text(told, false) };
    p.h.done(&p.approve(vec![text]));
    assert_eq!(last(&p, told, "state"), "approved", "a correction goes out of a withdrawn case");
    // What was ticked when the case ended stays so, whatever its count would say by now.
    p.h.exec(
        "INSERT INTO checklist_item (rev, case_id, n, code, title, list, phase, role, computed, state, done_by) \
         VALUES (1, 1, 90, 'leads', 'Лиды', 'notice', 'closing', 'head', 'leads_off', 'done', 'owner')",
    );
    p.h.done(&LettersMark { letters: vec![id], ..p.mark(told, LetterMark::Sent) });
    assert_eq!(last(&p, told, "state"), "sent");
    assert_eq!(p.h.text("SELECT state FROM checklist_item WHERE n = 90"), "done");
}

#[test]
fn a_letter_that_came_back_goes_to_another_address_of_the_same_contact() {
    let mut p = Post::new();
    let client = p.client("Каскад", Segment::Regular, "Орлов Пётр Ильич", "orlov@x.ru");
    p.accept(&[client]);
    p.h.done(&p.approve(vec![p.text(client, false)]));
    p.h.done(&p.mark(client, LetterMark::Sent));
    let case = p.case;
    let anew = |p: &Post, address: &str| LettersAnew { case, letter: p.letter(client), address: address.into() };
    assert_eq!(p.h.refused(&anew(&p, "petr@x.ru")), Code::WrongState, "it may have arrived");
    let was = p.column(client, "message_id");
    p.h.done(&p.mark(client, LetterMark::Bounced));
    for (address, why) in [("orlov@X.ru", "same_address"), ("у Орлова", "no_such_address"), ("a@b", "no_such_address")]
    {
        let fault = p.h.run(&anew(&p, address)).unwrap_err();
        assert_eq!((fault.code, fault.arg("reason")), (Code::LetterNotReady, why), "{address}");
    }
    p.h.done(&anew(&p, " petr@x.ru "));
    assert_eq!((p.column(client, "state"), p.column(client, "address")), ("draft".into(), "petr@x.ru".into()));
    assert_eq!(p.h.int("SELECT receiver_id FROM letter"), p.receiver.0, "the manager is the same");
    assert_ne!(p.column(client, "message_id"), was);
    assert_eq!(p.h.int("SELECT count(*) FROM point WHERE written = 'petr@x.ru'"), 1, "kept with the contact");
    assert_eq!(p.h.int("SELECT count(*) FROM inbox WHERE kind = 'letter_bounced' AND done_at IS NULL"), 0);
    p.h.done(&p.approve(vec![p.text(client, false)]));
    assert_eq!(p.column(client, "state"), "approved");
}

/// Written to the first address, which it came back from, and again to the one that was typed.
fn came_back_and_written_anew(p: &mut Post, client: ClientId) -> Done<LetterAnew> {
    p.accept(&[client]);
    p.h.done(&p.approve(vec![p.text(client, false)]));
    p.h.done(&p.mark(client, LetterMark::Sent));
    p.h.done(&p.mark(client, LetterMark::Bounced));
    let anew = LettersAnew { case: p.case, letter: p.letter(client), address: "petr@x.ru".into() };
    p.h.run(&anew).unwrap()
}

#[test]
fn the_next_manager_is_named_to_the_address_that_did_not_come_back() {
    let mut p = Post::new();
    let second = p.h.person("Петрова Елена Викторовна", Role::Manager);
    let third = p.h.person("Зотов Пётр Ильич", Role::Manager);
    let client = p.client("Каскад", Segment::Regular, "Орлов Пётр Ильич", "orlov@x.ru");
    came_back_and_written_anew(&mut p, client);
    // Still a draft: the new receiver does not set it back.
    give_to(&mut p, client, second);
    assert_eq!((last(&p, client, "kind"), last(&p, client, "address")), ("first".into(), "petr@x.ru".into()));
    p.h.done(&p.approve(vec![p.text(client, false)]));
    p.h.done(&p.mark(client, LetterMark::Sent));
    give_to(&mut p, client, third);
    assert_eq!((last(&p, client, "kind"), last(&p, client, "address")), ("clarify".into(), "petr@x.ru".into()));
}

#[test]
fn an_address_typed_by_mistake_goes_with_the_undo_and_one_that_was_there_stays() {
    let mut p = Post::new();
    let known = p.client("Ладога", Segment::Regular, "Рябов Иван Ильич", "r@x.ru");
    p.h.exec("INSERT INTO point (contact_id, kind, written, norm) VALUES (1, 'mail', 'petr@x.ru', 'petr@x.ru')");
    let typed = p.client("Каскад", Segment::Regular, "Орлов Пётр Ильич", "orlov@x.ru");
    let of = |p: &Post, contact: i64| {
        p.h.int(&format!("SELECT count(*) FROM point WHERE contact_id = {contact} AND written = 'petr@x.ru'"))
    };
    for (client, contact, left) in [(known, 1, 1), (typed, 2, 0)] {
        let done = came_back_and_written_anew(&mut p, client);
        assert_eq!(of(&p, contact), 1);
        p.h.done(&Undo { seq: done.seq.unwrap() });
        assert_eq!(of(&p, contact), left, "{client:?}");
        assert_eq!(p.column(client, "state"), "bounced");
    }
    let found = "SELECT count(*) FROM client_search WHERE client_search MATCH '\"petr@x.ru\"' AND rowid = 2";
    assert_eq!(p.h.int(found), 0);
}

#[test]
fn who_can_be_reached_is_written_to_before_an_address_that_came_back() {
    let mut p = Post::new();
    let second = p.h.person("Петрова Елена Викторовна", Role::Manager);
    let client = p.client("Каскад", Segment::Regular, "Орлов Пётр Ильич", "orlov@x.ru");
    p.h.exec("INSERT INTO point (client_id, kind, written, norm) VALUES (1, 'mail', 'info@x.ru', 'info@x.ru')");
    p.accept(&[client]);
    assert_eq!(p.column(client, "address"), "orlov@x.ru");
    p.h.done(&p.approve(vec![p.text(client, false)]));
    p.h.done(&p.mark(client, LetterMark::Sent));
    p.h.done(&p.mark(client, LetterMark::Bounced));
    give_to(&mut p, client, second);
    assert_eq!(p.column(client, "address"), "info@x.ru");
}

/// A draft is written anew by the next answer; one that no answer has made stays when its entry is taken back, and is said to.
#[test]
fn a_draft_that_no_answer_made_is_said_to_stay() {
    let mut p = Post::new();
    let client = p.client("Каскад", Segment::Regular, "Орлов Пётр Ильич", "orlov@x.ru");
    let fields = [
        ("case_id", p.case.into()),
        ("client_id", client.into()),
        ("receiver_id", p.receiver.into()),
        ("state", LetterState::Draft.into()),
        ("message_id", "1@estafeta.invalid".into()),
    ];
    let made = p.h.insert(Kind::Letter, &fields);
    let seq = Seq(p.h.int("SELECT max(seq) FROM journal"));
    let done = p.h.done(&Undo { seq });
    assert_eq!((done.left, done.left_in_all), (vec![Ref::new(Kind::Letter, made)], 1));
    let other = p.client("Ладога", Segment::Regular, "Ким Анна Ильинична", "kim@x.ru");
    p.accept(&[other]);
    let seq = Seq(p.h.int("SELECT max(seq) FROM journal"));
    let done = p.h.done(&Undo { seq });
    assert!(done.left.is_empty(), "{done:?}");
}
