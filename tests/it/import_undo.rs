//! An import taken back beside handovers (1-C6, 2 §9.13): what was frozen, answered or written to since stays and is named;
//! what is read off the rows of a running case is counted again.

use std::path::PathBuf;

use estafeta::base::*;
use estafeta::domain::*;
use estafeta::exchange::read::{Names, Options};
use estafeta::jobs::import;
use estafeta::ops::import::Answers;
use estafeta::ops::*;
use estafeta::reads::check::check;
use estafeta::store::OpId;

use crate::hand::{COLD, Hand};

const COMPANIES: &str = "ID;Название компании;Тип компании;Телефон;E-mail;Ответственный;Комментарий\n";
const CALLS: &str = "Дата;Номер;Сотрудник;Направление;Длительность\n";
const PHONE: &str = "+7 343 200-00-01";

struct Office {
    h: Hand,
    leaver: EmployeeId,
    head: EmployeeId,
    receiver: EmployeeId,
}

impl Office {
    /// «Каскад» of the leaver, known to the CRM.
    fn new() -> Office {
        let mut h = Hand::new();
        let (leaver, head) = (h.person("Ковалёв Денис", Role::Manager), h.person("Иванова Мария", Role::Head));
        let receiver = h.person("Смирнов Алексей", Role::Manager);
        let mut o = Office { h, leaver, head, receiver };
        o.companies("first.csv", "k@x.ru", "Ковалёв Денис", "");
        o
    }

    fn import(&mut self, name: &str, text: &str) -> Seq {
        let op = || OpId(*uuid::Uuid::now_v7().as_bytes());
        let path: PathBuf = self.h.base.path().with_file_name(name);
        std::fs::write(&path, text).unwrap();
        let (names, clock) = (Names::shipped().unwrap(), self.h.clock);
        let p =
            import::prepare(self.h.base.path(), op(), &[path], &names, &Options::default(), clock, &|_| true).unwrap();
        let cx = Ctx { actor: self.h.actor.clone(), clock, op_id: op(), office: &self.h.office };
        import::keep(&mut self.h.base, &cx, &p, &Answers::default(), &|_| true).unwrap();
        Seq(self.h.int("SELECT max(seq) FROM import"))
    }

    fn companies(&mut self, name: &str, mail: &str, owner: &str, note: &str) -> Seq {
        self.import(name, &format!("{COMPANIES}1;ООО «Каскад»;Клиент;{PHONE};{mail};{owner};{note}\n"))
    }

    fn call(&mut self) -> Seq {
        self.import("calls.csv", &format!("{CALLS}24.11.2026 09:55:00;{PHONE};Смирнов Алексей;исходящий;00:02:15\n"))
    }

    /// The client stands in a case of the leaver, applied and accepted.
    fn handed_over(&mut self) -> CaseId {
        let case = self.h.case(self.leaver, self.head);
        let line = self.h.line(case, ClientId(1).into(), None, COLD, 0);
        self.h.assign(line, self.receiver);
        case
    }

    fn accept(&mut self, case: CaseId) {
        let accept = Accept {
            case,
            receiver: self.receiver,
            which: Which::Objects(vec![ClientId(1).into()]),
            next_step: Some("позвонить и представиться".into()),
            on: Due::parse("2026-11-27"),
            via: Via::Words,
            force: Some("по телефону".into()),
        };
        self.h.done(&accept);
    }

    fn undo(&mut self, seq: Seq) -> UndoDone {
        // A case made by hand has no snapshot; nothing else may break.
        let broken = |h: &Hand| check(h.base.conn()).unwrap().into_iter().filter(|c| !c.ok).collect::<Vec<_>>();
        let before = broken(&self.h);
        let done = self.h.done(&Undo { seq });
        assert_eq!(broken(&self.h), before, "taken back");
        done
    }
}

#[test]
fn a_call_of_the_import_is_a_first_contact_no_more() {
    let mut o = Office::new();
    let case = o.handed_over();
    o.h.at("2026-11-24 09:30");
    o.accept(case);
    o.h.set(Kind::Letter, 1, &[("state", LetterState::Sent.into()), ("sent_at", o.h.clock.now.into())]);
    o.h.at("2026-11-24 10:00");
    let letter = "SELECT state || ':' || coalesce(result_at, '') FROM letter";
    let before = o.h.text(letter);
    let seq = o.call();
    assert!(o.h.text(letter).starts_with("confirmed:"), "{}", o.h.text(letter));
    let done = o.undo(seq);
    assert!(done.is_whole() && done.removed == 1, "{done:?}");
    assert_eq!((o.h.text(letter), o.h.int("SELECT count(*) FROM touch")), (before, 0));
}

/// The last client was told after the import: what it had ticked with the call of the import is open again.
#[test]
fn what_the_case_counts_is_counted_again() {
    let mut o = Office::new();
    o.h.at("2026-11-24 09:30");
    let case = o.handed_over();
    let other = o.h.client("Ладога", o.leaver, Segment::Regular);
    let line = o.h.line(case, other.into(), None, COLD, 0);
    o.h.assign(line, o.receiver);
    let item = [
        ("case_id", case.into()),
        ("n", 1.into()),
        ("code", "clients_notified".into()),
        ("title", "Клиенты знают".into()),
        ("list", "head".into()),
        ("phase", "after".into()),
        ("role", "head".into()),
        ("computed", "clients_notified".into()),
    ];
    o.h.insert(Kind::Item, &item);
    o.h.at("2026-11-24 10:00");
    let seq = o.call();
    let told = TouchAdd {
        client: other,
        kind: TouchKind::Call,
        outcome: "знает о новом менеджере".into(),
        by: Some(o.receiver),
        at: None,
        recorded: false,
    };
    o.h.done(&told);
    let state = "SELECT state FROM checklist_item";
    assert_eq!(o.h.text(state), "done");
    o.undo(seq);
    assert_eq!(o.h.text(state), "open");
}

#[test]
fn what_a_snapshot_was_taken_of_keeps_its_calls_and_notes() {
    let mut o = Office::new();
    let second = o.companies("second.csv", "k@x.ru", "Ковалёв Денис", "обещали скидку");
    let third = o.call();
    o.h.done(&CaseOpen { acting_head: Some(o.head), ..CaseOpen::planned(o.leaver, Day::parse("2026-12-08").unwrap()) });
    for (seq, left) in [(third, "SELECT count(*) FROM touch"), (second, "SELECT count(*) FROM note")] {
        let done = o.undo(seq);
        assert_eq!((done.removed, o.h.int(left)), (0, 1), "{done:?}");
        assert_eq!(done.conflicts, [Ref::from(ClientId(1))]);
        assert_eq!(done.stay, ["ООО «Каскад»"]);
    }
}

/// What the receiver took was said by the import; what somebody wrote of the client as well.
#[test]
fn what_was_taken_or_written_down_since_keeps_what_it_was_taken_by() {
    let mut o = Office::new();
    let case = o.handed_over();
    let seq = o.companies("second.csv", "k@x.ru", "Смирнов Алексей", "обещали скидку");
    o.h.at("2026-11-24 11:00");
    o.accept(case);
    let done = o.undo(seq);
    assert_eq!(
        (done.conflicts.contains(&ClientId(1).into()), o.h.int("SELECT count(*) FROM note")),
        (true, 1),
        "{done:?}"
    );
}

#[test]
fn a_correction_that_the_import_had_drafted_goes_with_it() {
    for mail in ["k@x.ru", ""] {
        let mut o = Office::new();
        if mail.is_empty() {
            o.h.exec("DELETE FROM point WHERE kind = 'mail'");
        }
        let case = o.h.case(o.head, o.head);
        let sent = [
            ("case_id", case.into()),
            ("client_id", 1.into()),
            ("receiver_id", o.leaver.into()),
            ("state", LetterState::Sent.into()),
            ("message_id", "1@estafeta.invalid".into()),
            ("sent_at", o.h.clock.now.into()),
        ];
        o.h.insert(Kind::Letter, &sent);
        let told = "SELECT count(*) FROM inbox WHERE kind = 'tell_client' AND done_at IS NULL";
        let corrections = "SELECT count(*) FROM letter WHERE kind = 'clarify'";
        let seq = o.companies("second.csv", mail, "Смирнов Алексей", "");
        assert_eq!((o.h.int(corrections), o.h.int(told)), (1, i64::from(mail.is_empty())));
        let done = o.undo(seq);
        assert!(done.is_whole(), "{done:?}");
        assert_eq!((o.h.int(corrections), o.h.int(told)), (0, 0));
        // One that was approved since is a word to the client: it stays and is listed.
        let seq = o.companies("second.csv", mail, "Смирнов Алексей", "");
        let letter = o.h.int("SELECT id FROM letter WHERE kind = 'clarify'");
        o.h.set(Kind::Letter, letter, &[("state", LetterState::Approved.into())]);
        let done = o.undo(seq);
        assert_eq!((done.left, done.left_in_all), (vec![Ref::new(Kind::Letter, letter)], 1));
    }
}

/// The file gave an older client to somebody whose case is open: the line stays, and so does its client with the leaver.
#[test]
fn a_line_that_came_late_keeps_its_client() {
    let mut o = Office::new();
    o.import("other.csv", &format!("{COMPANIES}2;ООО «Ладога»;Клиент;;;Смирнов Алексей;\n"));
    o.h.case(o.leaver, o.head);
    o.h.line(CaseId(1), ClientId(1).into(), None, COLD, 0);
    let seq = o.import("late.csv", &format!("{COMPANIES}2;ООО «Ладога»;Клиент;;;Ковалёв Денис;\n"));
    let late = "SELECT group_concat(object_id) FROM ledger_line WHERE late = 1";
    assert_eq!(o.h.text(late), "2");
    let done = o.undo(seq);
    assert_eq!(done.conflicts, [Ref::from(ClientId(2))]);
    assert_eq!((o.h.text(late), o.h.int("SELECT owner_id FROM client WHERE id = 2")), ("2".into(), o.leaver.0));
}

/// A case names those whose head the leaver is: somebody whom the import made stays with the line.
#[test]
fn a_person_whom_a_line_names_stays() {
    let mut o = Office::new();
    let seq = o.import("more.csv", &format!("{COMPANIES}2;ООО «Ладога»;Клиент;;;;\n"));
    let made =
        [("name", "Новикова Ольга".into()), ("name_fold", "новикова ольга".into()), ("head_id", o.leaver.into())];
    let person = o.h.insert(Kind::Employee, &made);
    // As if the file had named her.
    let c = rusqlite::Connection::open(o.h.base.path()).unwrap();
    c.execute("UPDATE op_row SET seq = ?1 WHERE kind = 'employee' AND id = ?2", [seq.0, person]).unwrap();
    o.h.done(&CaseOpen { acting_head: Some(o.head), ..CaseOpen::planned(o.leaver, Day::parse("2026-12-08").unwrap()) });
    let named = format!("SELECT count(*) FROM ledger_line WHERE reference = 'head:{person}'");
    assert_eq!(o.h.int(&named), 1);
    let done = o.h.done(&Undo { seq });
    assert!(done.left.contains(&Ref::new(Kind::Employee, person)), "{done:?}");
}

/// A draft is to an address of the file: it is drafted to the one that stays. One that somebody typed by hand stays though the
/// file had it before; so does one that a letter has gone to.
#[test]
fn a_mail_that_somebody_typed_or_wrote_to_stays() {
    for (approved, typed) in [(false, false), (true, false), (false, true)] {
        let mut o = Office::new();
        let case = o.handed_over();
        o.h.exec("UPDATE point SET written = 'old@x.ru', norm = 'old@x.ru' WHERE kind = 'mail'");
        if !typed {
            o.h.exec("DELETE FROM point WHERE kind = 'mail'");
        }
        o.accept(case);
        let seq = o.companies("second.csv", "new@x.ru", "Смирнов Алексей", "");
        let address = "SELECT address FROM letter";
        if typed {
            o.h.set(Kind::Letter, 1, &[("state", LetterState::Bounced.into())]);
            o.h.done(&LettersAnew { case, letter: LetterId(1), address: "New@x.ru".into() });
        } else {
            // Somebody has the draft made anew since the mail is known.
            let draft = [("address", "new@x.ru".into()), ("problem", "".into())];
            o.h.set(Kind::Letter, 1, &draft);
            if approved {
                o.h.set(Kind::Letter, 1, &[("state", LetterState::Approved.into())]);
            }
        }
        let done = o.undo(seq);
        let mails = o.h.text("SELECT coalesce(group_concat(written), '') FROM point WHERE kind = 'mail'");
        match (approved, typed) {
            (false, false) => {
                assert_eq!((mails.as_str(), o.h.text(address).as_str()), ("", ""));
                assert_eq!(o.h.text("SELECT problem FROM letter"), "no_address");
            }
            (true, _) => assert_eq!((mails.as_str(), o.h.text(address).as_str()), ("new@x.ru", "new@x.ru")),
            (_, true) => assert_eq!((mails.as_str(), o.h.text(address).as_str()), ("old@x.ru,new@x.ru", "New@x.ru")),
        }
        assert_eq!(done.conflicts.contains(&ClientId(1).into()), approved || typed, "{done:?}");
    }
}

/// What a case was closed with stays: its lines, its list and its figures do not go back to a case that waits.
#[test]
fn a_case_that_was_closed_since_keeps_what_it_was_closed_with() {
    let mut o = Office::new();
    let case = o.handed_over();
    let item = [
        ("case_id", case.into()),
        ("n", 1.into()),
        ("code", "crm".into()),
        ("title", "crm".into()),
        ("list", ListKind::Notice.into()),
        ("phase", Phase::Closing.into()),
        ("role", "head".into()),
        ("mandatory", true.into()),
        ("computed", "crm_confirmed".into()),
    ];
    o.h.insert(Kind::Item, &item);
    o.accept(case);
    let state =
        "SELECT l.crm_state || ' ' || i.state || ' ' || h.state FROM ledger_line l, checklist_item i, handover_case h";
    let seq = o.companies("second.csv", "k@x.ru", "Смирнов Алексей", "");
    assert!(o.h.text(state).starts_with("confirmed done "), "{}", o.h.text(state));
    o.h.at("2026-11-24 12:00");
    let closed = [("state", CaseState::Closed.into()), ("closed_at", o.h.clock.now.into())];
    o.h.set(Kind::Case, case.0, &closed);
    let done = o.undo(seq);
    assert_eq!(o.h.text(state), "confirmed done closed");
    assert_eq!(done.conflicts, [Ref::from(case)]);
}

/// A file that adds a phone to a known client writes no value: it is counted all the same.
#[test]
fn numbers_that_were_added_are_counted_when_they_go() {
    let mut o = Office::new();
    let phones = "SELECT count(*) FROM point WHERE kind = 'phone'";
    let seq =
        o.import("more.csv", &format!("{COMPANIES}1;ООО «Каскад»;Клиент;+7 343 200-00-02;k@x.ru;Ковалёв Денис;\n"));
    assert_eq!(o.h.int(phones), 2);
    let done = o.undo(seq);
    assert_eq!((done.removed, done.restored, done.beside, o.h.int(phones)), (0, 0, 1, 1), "{done:?}");
}

/// The card that the receiver took showed the client's people, with their numbers.
#[test]
fn people_of_a_client_that_was_taken_since_stay_with_their_numbers() {
    const PEOPLE: &str = "ID;Имя;Фамилия;Компания;Мобильный телефон;Обращение\n";
    let mut o = Office::new();
    o.import("people.csv", &format!("{PEOPLE}7;Анна;Ким;ООО «Каскад»;+7 900 000-00-01;\n"));
    let case = o.handed_over();
    let more = "7;Анна;Ким;ООО «Каскад»;+7 900 000-00-02;\n8;Пётр;Орлов;ООО «Каскад»;+7 900 000-00-03;\n";
    let (people, numbers) = ("SELECT count(*) FROM client_contact", "SELECT count(*) FROM point WHERE contact_id > 0");
    let before = (o.h.int(people), o.h.int(numbers));
    let seq = o.import("more.csv", &format!("{PEOPLE}{more}"));
    assert_eq!((before, (o.h.int(people), o.h.int(numbers))), ((1, 1), (2, 3)));
    o.h.at("2026-11-24 11:00");
    o.accept(case);
    let done = o.undo(seq);
    assert_eq!((o.h.int(people), o.h.int(numbers), done.removed), (2, 3, 0), "{done:?}");
    assert!(done.conflicts.contains(&Ref::new(Kind::Contact, 1)), "{done:?}");
    assert_eq!(done.left, [Ref::new(Kind::Contact, 2)]);
}

/// Of an import of an earlier version too: where the value stays, so does what the CRM is remembered to have said.
#[test]
fn what_the_crm_said_of_a_row_that_stays_is_remembered() {
    let mut o = Office::new();
    let columns = "ID;Название компании;Тип компании;Сфера деятельности;Ответственный\n";
    o.import("opt.csv", &format!("{columns}1;ООО «Каскад»;Клиент;опт;Ковалёв Денис\n"));
    let seq = o.import("shop.csv", &format!("{columns}1;ООО «Каскад»;Клиент;розница;Ковалёв Денис\n"));
    let c = rusqlite::Connection::open(o.h.base.path()).unwrap();
    c.execute("UPDATE import SET points_after = NULL, points_last = NULL WHERE seq = ?1", [seq.0]).unwrap();
    c.execute("DELETE FROM import_ref WHERE seq = ?1", [seq.0]).unwrap();
    o.h.done(&CaseOpen { acting_head: Some(o.head), ..CaseOpen::planned(o.leaver, Day::parse("2026-12-08").unwrap()) });
    let done = o.undo(seq);
    assert!(done.conflicts.contains(&ClientId(1).into()), "{done:?}");
    let said = "SELECT c.industry || ' ' || (e.seen ->> '$.industry') FROM client c JOIN ext_ref e ON e.kind = 'client' AND e.id = c.id";
    assert_eq!(o.h.text(said), "розница розница");
}
