//! Papers from the base to files and back on record: the act, letters, the CRM's lists, reports.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use estafeta::base::*;
use estafeta::domain::*;
use estafeta::exchange::files::sha256_hex;
use estafeta::jobs::papers::*;
use estafeta::ops::*;
use estafeta::reads::{Scope, papers};
use estafeta::store::{OpId, Val};
use estafeta::texts::{Lang, Texts};

use super::hand::{COLD, Frozen, Hand};

struct Desk {
    h: Hand,
    case: CaseId,
    leaver: EmployeeId,
    receiver: EmployeeId,
    client: ClientId,
    deal: DealId,
    dir: tempfile::TempDir,
    op: u8,
}

/// One client with a deal and a task, assigned to one receiver and accepted by word of mouth.
fn desk() -> Desk {
    agreed(Day::parse("2026-12-01"))
}

/// The same, with the day of the next contact that is on the client's card.
fn agreed(next_contact: Option<Day>) -> Desk {
    let mut h = Hand::new();
    let leaver = h.person("Ковалёв Денис Игоревич", Role::Manager);
    let head = h.person("Иванова Мария Сергеевна", Role::Head);
    let receiver = h.person("Смирнов Алексей Павлович", Role::Manager);
    h.set(Kind::Employee, head.0, &[("email", "ivanova@vector.example".into()), ("phone", "+7 343 200-11-22".into())]);
    h.set(Kind::Employee, receiver.0, &[("phone", "+7 912 345-67-89".into())]);
    h.set(Kind::Employee, leaver.0, &[("status", EmployeeStatus::Leaving.into()), ("head_id", head.into())]);
    let client = h.client("АО «Каскад»", leaver, Segment::Regular);
    h.set(Kind::Client, client.0, &[("next_contact_on", next_contact.into())]);
    for (name, decision, mail) in [
        ("Орлов Пётр Ильич", DecisionRole::Decides, Some("orlov@kaskad.example")),
        ("Секретарь Скрытная", DecisionRole::Avoid, None),
    ] {
        let fields = [
            ("name", name.into()),
            ("name_fold", fold(name).into()),
            ("decision", decision.into()),
            ("salutation", "Уважаемый Пётр Ильич".into()),
            ("salutation_state", Salutation::Certain.into()),
        ];
        let contact = h.insert(Kind::Contact, &fields);
        h.exec(&format!("INSERT INTO client_contact VALUES ({}, {contact})", client.0));
        if let Some(mail) = mail {
            let sql = format!(
                "INSERT INTO point (contact_id, kind, written, norm) VALUES ({contact}, 'mail', '{mail}', '{mail}')"
            );
            h.exec(&sql);
        }
    }
    let deal = h.deal("Поставка №118", Some(client), leaver, StageKind::Open, 1_240_000);
    let task = h.task("Отправить договор", TaskKind::Document, Some(client), leaver, "2026-11-30");
    h.exec(&format!(
        "INSERT INTO ext_ref (source, kind, ext_id, id, seen, seen_at) VALUES ('bitrix24', 'deal', '118', {}, '{{}}', 0)",
        deal.0
    ));
    let case = h.case(leaver, head);
    let c = h.line(case, client.into(), None, COLD, 0);
    let frozen = Frozen { stage: Some(StageKind::Open), amount: 124_000_000, ..COLD };
    let d = h.line(case, deal.into(), Some(c), frozen, 0);
    let t = h.line(case, task.into(), Some(d), COLD, 0);
    for line in [c, d, t] {
        h.assign(line, receiver);
    }
    for (block, state, text) in [
        (Block::History, BlockState::Filled, "обещана отсрочка 30 дней"),
        (Block::Specifics, BlockState::Confirmed, ""),
        (Block::People, BlockState::Waived, ""),
    ] {
        h.insert(
            Kind::Context,
            &[
                ("kind", "deal".into()),
                ("object_id", deal.0.into()),
                ("block", block.into()),
                ("state", state.into()),
                ("text", text.into()),
                ("reason", "никого не нашли".into()),
                ("by_actor", "owner".into()),
                ("at", h.clock.now.into()),
            ],
        );
    }
    h.done(&Accept {
        case,
        receiver,
        which: Which::Objects(vec![client.into(), deal.into(), task.into()]),
        next_step: Some("позвонить и согласовать отгрузку".into()),
        on: Due::parse("2026-12-01 11:00"),
        via: Via::Words,
        force: Some("договорились устно".into()),
    });
    Desk { h, case, leaver, receiver, client, deal, dir: tempfile::tempdir().unwrap(), op: 100 }
}

impl Desk {
    fn job<T>(&mut self, job: impl FnOnce(&mut estafeta::store::Base, &Papers<'_>) -> T) -> T {
        self.op += 1;
        let texts = Texts::load(Lang::Ru);
        let cx = Ctx { actor: Actor::Owner, clock: self.h.clock, op_id: OpId([self.op; 16]), office: &self.h.office };
        job(&mut self.h.base, &Papers { cx: &cx, scope: &Scope::All, texts: &texts })
    }

    fn act(&mut self, format: ActFormat, to: &Path) -> Res<ActWritten> {
        let case = self.case;
        self.job(|base, p| write_act(base, p, case, format, to, false))
    }
}

#[test]
fn the_act_is_written_once_and_stands_on_record() {
    let mut d = desk();
    let folder = d.dir.path().to_owned();
    let done = d.act(ActFormat::Text, &folder).unwrap();
    assert_eq!(done.file.file_name().unwrap().to_str(), Some("Акт-1.txt"));
    let bytes = fs::read(&done.file).unwrap();
    assert_eq!(done.sha256, sha256_hex(&bytes));
    assert_eq!(fs::metadata(&done.file).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(d.h.text("SELECT sha256 FROM act"), done.sha256);
    assert_eq!(d.h.text("SELECT journal_head FROM act"), done.journal_head);
    let text = String::from_utf8(bytes).unwrap();
    for must in [
        "Ковалёв Денис Игоревич",
        "Смирнов Алексей Павлович",
        "АО «Каскад»",
        "Поставка №118",
        "1 240 000 ₽",
        "согласовать отгрузку",
        "1 дек., 11:00",
        "ничего особенного",
        "никого не нашли",
        "Орлов Пётр Ильич,",
        "решением руководителя 3",
        &done.journal_head,
    ] {
        assert!(text.contains(must), "{must} is missing in\n{text}");
    }
    assert!(!text.contains("Секретарь Скрытная"), "whom not to involve is never printed");
    let again = d.act(ActFormat::Text, &folder).unwrap();
    assert_ne!(again.file, done.file, "nothing is overwritten");
    let refused = d.act(ActFormat::Text, &done.file).unwrap_err();
    assert_eq!(refused.code, Code::OutputExists);
    assert_eq!(d.h.int("SELECT count(*) FROM act"), 2);
}

/// A new act is another paper: nobody loses a signature without having said so.
#[test]
fn what_was_accepted_says_whose_it_is_and_which_way_leads_back() {
    let mut d = desk();
    let to = d.h.person("Петрова Елена Викторовна", Role::Manager);
    let c = Reassign { case: d.case, objects: vec![d.client.into()], to, reason: "знает клиента".into() };
    let said = |d: &mut Desk| Texts::load(Lang::Ru).fault(&d.h.run(&c).map(drop).unwrap_err());
    // Nothing was offered: the head's decision stands by itself and goes with no undo.
    let forced = said(&mut d);
    assert_eq!(forced.what, "Уже передано решением руководителя «client:1»: Смирнов Алексей Павлович.");
    assert!(!forced.hint.contains('№'), "{}", forced.hint);

    d.h.exec("UPDATE acceptance SET state = 'offered'");
    d.h.done(&Accept {
        case: d.case,
        receiver: d.receiver,
        which: Which::Objects(vec![d.client.into()]),
        next_step: Some("позвонить и согласовать отгрузку".into()),
        on: Due::parse("2026-12-01 11:00"),
        via: Via::Words,
        force: None,
    });
    let seq = Seq(d.h.int("SELECT max(seq) FROM journal WHERE kind = 'accept'"));
    let taken = said(&mut d);
    assert_eq!(taken.what, "Уже передано и принято «client:1»: Смирнов Алексей Павлович.");
    assert!(taken.hint.contains(&format!("№ {})", seq.0)), "{}", taken.hint);
    d.h.done(&Undo { seq });
    assert_eq!(d.h.refused(&c), Code::LineGiven);
}

/// The log is a kind of its own: nobody has to read it, and the act does not say that somebody has.
#[test]
fn the_act_says_what_was_loaded_and_what_was_not() {
    let mut d = desk();
    let said = |d: &mut Desk, name: &str| {
        let to = d.dir.path().join(name);
        let done = d.act(ActFormat::Text, &to).unwrap();
        fs::read_to_string(done.file).unwrap().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let text = said(&mut d, "a.txt");
    assert!(text.contains("В программу не загружались: журнал действий."), "{text}");
    assert!(!text.contains("В программу загружены"), "{text}");
    d.h.exec(
        "INSERT INTO import (seq, at, source, files, kinds) VALUES (1, 0, 'bitrix24', '[]', 'clients,deals,contacts,tasks,leads,calls')",
    );
    let text = said(&mut d, "b.txt");
    assert!(text.contains("В программу загружены: клиенты, сделки, контакты, задачи, лиды, звонки. В прог"), "{text}");
    assert!(text.contains("не загружались: журнал действий. О них"), "{text}");
}

/// A promise is the receiver's by then, and so is its task, though it was made after the owners had changed.
#[test]
fn an_approved_promise_and_its_task_stand_in_the_annex() {
    let mut d = desk();
    let promise = d.h.done(&PromiseSave {
        case: d.case,
        object: d.deal.into(),
        promise: None,
        text: "Обещал скидку 7 % до 10 декабря".into(),
        due: Due::parse("2026-12-10"),
        unusual: true,
        agreed_with: String::new(),
        agreed_on: None,
        why: "иначе ушли бы к другим".into(),
        seen: None,
    });
    let promise = promise.promise;
    d.h.done(&PromiseDecide { case: d.case, promise, approve: true, answer: String::new() });
    let made = d.h.done(&PromiseTask { case: d.case, promise });
    assert_eq!((made.owner, made.along), (Some(d.receiver), false));
    let annex = |d: &mut Desk, name: &str| {
        let to = d.dir.path().join(name);
        let done = d.act(ActFormat::Text, &to).unwrap();
        let text = fs::read_to_string(done.file).unwrap();
        let annex = text.split("Приложение № 1").last().unwrap_or_default();
        annex.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let text = annex(&mut d, "a.txt");
    let said = text.split("Обещания клиентам").nth(1).unwrap_or_else(|| panic!("no promises: {text}"));
    for must in ["скидку 7 %", "10 дек.", "— Поставка", "подтверждено", "задачах"]
    {
        assert!(said.contains(must), "{must} is missing: {said}");
    }
    d.h.done(&TaskDone { task: made.task, result: None });
    assert!(!annex(&mut d, "b.txt").contains("Обещания"), "kept");
}

#[test]
fn a_signed_act_is_written_anew_only_where_that_is_meant() {
    let mut d = desk();
    let (case, who, folder) = (d.case, d.receiver, d.dir.path().to_owned());
    d.act(ActFormat::Text, &folder).unwrap();
    d.h.done(&Sign { case, who, state: SignatureState::Signed, note: None });
    let signed = "SELECT count(*) FROM signature WHERE state = 'signed'";
    let refused = d.act(ActFormat::Text, &folder).unwrap_err();
    assert_eq!((refused.code, d.h.int(signed)), (Code::ActSigned, 1));
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "the refused act is not left behind");
    d.job(|base, p| write_act(base, p, case, ActFormat::Text, &folder, true)).unwrap();
    assert_eq!(d.h.int(signed), 0);
    d.act(ActFormat::Text, &folder).unwrap();
}

#[test]
fn an_act_that_cannot_be_recorded_leaves_no_file() {
    let mut d = desk();
    let case = d.case;
    d.h.set(Kind::Case, case.0, &[("state", CaseState::Closed.into())]);
    let to = d.dir.path().join("act.docx");
    assert_eq!(d.act(ActFormat::Docx, &to).unwrap_err().code, Code::CaseClosed);
    assert_eq!(fs::read_dir(d.dir.path()).unwrap().count(), 0);
    let unknown = d.job(|base, p| write_act(base, p, CaseId(99), ActFormat::Docx, &to, false)).unwrap_err();
    assert_eq!(unknown.code, Code::UnknownCase);
}

#[test]
fn letters_are_approved_written_once_and_ticked_as_sent() {
    let mut d = desk();
    let (case, folder) = (d.case, d.dir.path().join("письма"));
    let early = d.job(|base, p| export(base, p, case, None, &folder)).unwrap_err();
    assert_eq!(early.code, Code::NothingToDo, "nothing is approved yet");
    let approved = d.job(|base, p| approve(base, p, case, &Approval::default(), None)).unwrap();
    assert_eq!((approved.approved, approved.refused.len()), (1, 0));
    let body = d.h.text("SELECT body FROM letter");
    assert!(body.starts_with("Уважаемый Пётр Ильич!\n"), "{body}");
    // The head decided in his place: that he has read anything is nobody's word.
    assert!(body.contains("сохранены в силе, Алексей свяжется с вами в ближайшие дни."), "{body}");
    assert!(body.contains("контакте тоже в силе: 1 декабря 2026 г."), "{body}");
    assert!(!body.contains("отсрочка"), "promises never enter a letter");
    let done = d.job(|base, p| export(base, p, case, None, &folder)).unwrap();
    assert_eq!((done.files.len(), done.already), (1, 0));
    let eml = fs::read_to_string(&done.files[0]).unwrap();
    assert!(eml.contains("orlov@kaskad.example") && eml.contains("ivanova@vector.example"), "{eml}");
    assert!(eml.contains(&d.h.text("SELECT message_id FROM letter")));
    let again = d.job(|base, p| export(base, p, case, None, &folder)).unwrap();
    assert_eq!((again.files.len(), again.already), (0, 1), "a second call writes nothing twice");
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
    let rows = papers::letters(d.h.base.conn(), &Scope::All, case, None, &d.h.clock).unwrap();
    d.h.done(&LettersMark { case, letters: vec![rows[0].id], mark: LetterMark::Sent, note: None });
    assert_eq!(d.h.text("SELECT state FROM letter"), "sent");
}

#[test]
fn a_letter_promises_nothing_for_the_days_its_manager_is_away() {
    let mut d = desk();
    let (case, receiver) = (d.case, d.receiver);
    d.h.exec("UPDATE acceptance SET state = 'accepted'");
    let letter = |d: &mut Desk| {
        let all = d.job(|base, p| previews(base.conn(), p, case, None, None)).unwrap();
        let shown = all.into_iter().next().unwrap();
        let line = d.job(|_, p| away_line(p, &shown.row));
        (line, shown.text.unwrap().body)
    };
    let (line, body) = letter(&mut d);
    assert_eq!(line, "");
    let said = "Алексей уже ознакомился с историей нашего сотрудничества и свяжется с вами в ближайшие дни.";
    assert!(body.contains(said), "{body}");

    // The client waits for him on 1 December; until the 5th nobody comes.
    let day = |s: &str| Val::from(Day::parse(s));
    let fields = [("employee_id", Val::from(receiver)), ("kind", AbsenceKind::Leave.into())];
    let days = [("from_day", day("2026-11-20")), ("to_day", day("2026-12-05"))];
    let leave = d.h.insert(Kind::Absence, &[fields, days].concat());
    let (line, body) = letter(&mut d);
    assert!(line.starts_with("Смирнов А. П.: отпуск по 5 дек.; обещанный контакт 1 дек."), "{line}");
    assert!(body.contains("сотрудничества и свяжется с вами после 5 декабря 2026 г.\n"), "{body}");
    assert!(!body.contains("тоже в силе") && !body.contains("в ближайшие дни"), "{body}");

    // Here until then, away on the day itself.
    d.h.set(Kind::Absence, leave, &[("from_day", day("2026-11-30"))]);
    let (line, body) = letter(&mut d);
    assert!(line.contains("обещанный контакт 1 дек."), "{line}");
    assert!(!body.contains("тоже в силе") && body.contains("в ближайшие дни"), "{body}");
    d.h.set(Kind::Absence, leave, &[("from_day", day("2026-12-02"))]);
    let (line, body) = letter(&mut d);
    assert!(line.is_empty() && body.contains("тоже в силе: 1 декабря 2026 г."), "{line}{body}");
}

/// What the receiver means to do first is not what the client was told.
#[test]
fn a_letter_repeats_no_day_that_nobody_agreed_with_the_client() {
    let mut d = agreed(None);
    let case = d.case;
    d.job(|base, p| approve(base, p, case, &Approval::default(), None)).unwrap();
    let body = d.h.text("SELECT body FROM letter");
    assert!(!body.contains("тоже в силе"), "{body}");
}

#[test]
fn a_letter_without_what_it_needs_says_so() {
    let mut d = desk();
    let case = d.case;
    let receiver = d.receiver;
    d.h.set(Kind::Employee, receiver.0, &[("phone", "".into())]);
    let f = d.job(|base, p| approve(base, p, case, &Approval::default(), None)).unwrap_err();
    let said = Texts::load(Lang::Ru).fault(&f).what;
    assert_eq!(said, "Письмо «АО „Каскад“» пока нельзя утвердить: у нового менеджера нет ни телефона, ни почты.");
    d.h.set(Kind::Employee, receiver.0, &[("phone", "+7 912 345-67-89".into())]);
    d.job(|base, p| approve(base, p, case, &Approval::default(), None)).unwrap();
    d.h.exec("UPDATE employee SET email = NULL");
    let folder = d.dir.path().join("x");
    let f = d.job(|base, p| export(base, p, case, None, &folder)).unwrap_err();
    assert_eq!((f.code, f.arg("reason")), (Code::LetterNotReady, "no_signer_mail"));
    assert_eq!(d.h.text("SELECT file FROM letter"), "");
}

/// The letter is out; what the mail brings back is read from files.
#[test]
fn returned_mail_and_answers_are_read_from_their_files() {
    let mut d = desk();
    let (case, folder) = (d.case, d.dir.path().join("почта"));
    fs::create_dir(&folder).unwrap();
    d.job(|base, p| approve(base, p, case, &Approval::default(), None)).unwrap();
    let id = d.h.text("SELECT message_id FROM letter");
    let reply = format!("From: orlov@kaskad.example\nIn-Reply-To: <{id}>\nSubject: Re\n\nСпасибо\n");
    fs::write(folder.join("1.eml"), &reply).unwrap();
    let early = d.job(|base, p| read_mail(base, p, case, &folder)).unwrap();
    assert_eq!(early.left, [("1.eml".to_owned(), LeftAlone::State)], "nothing has gone out yet");
    d.h.done(&LettersMark { case, letters: vec![LetterId(1)], mark: LetterMark::Sent, note: None });
    fs::write(folder.join("2.eml"), "From: x@y.example\nSubject: Скидки\n\nтекст\n").unwrap();
    let away = format!("From: orlov@kaskad.example\nAuto-Submitted: auto-replied\nIn-Reply-To: <{id}>\n\nв отпуске\n");
    fs::write(folder.join("3.EML"), away).unwrap();
    let read = d.job(|base, p| read_mail(base, p, case, &folder)).unwrap();
    assert_eq!((read.bounced.len(), read.confirmed.as_slice()), (0, &["АО «Каскад»".to_owned()][..]));
    assert_eq!(read.left.iter().map(|l| l.1).collect::<Vec<_>>(), [LeftAlone::Unrelated, LeftAlone::Automatic]);
    assert_eq!(d.h.text("SELECT state FROM letter"), "confirmed");
    let again = d.job(|base, p| read_mail(base, p, case, &folder)).unwrap();
    assert_eq!((again.confirmed.len(), again.left.len()), (0, 3), "a second reading changes nothing");
    let nothing = d.job(|base, p| read_mail(base, p, case, &folder.join("нет"))).unwrap_err();
    assert_eq!(nothing.code, Code::FileMissing);
}

#[test]
fn a_bounce_without_our_number_is_known_by_its_address() {
    let mut d = desk();
    let (case, file) = (d.case, d.dir.path().join("bounce.eml"));
    d.job(|base, p| approve(base, p, case, &Approval::default(), None)).unwrap();
    d.h.done(&LettersMark { case, letters: vec![LetterId(1)], mark: LetterMark::Sent, note: None });
    let bounce = "From: MAILER-DAEMON@mx.example\n\nFinal-Recipient: rfc822; ORLOV@kaskad.example\nAction: failed\n\
                  Diagnostic-Code: smtp; 550 no such user\n";
    fs::write(&file, bounce).unwrap();
    let read = d.job(|base, p| read_mail(base, p, case, &file)).unwrap();
    assert_eq!(read.bounced, ["АО «Каскад»"]);
    assert_eq!(
        (d.h.text("SELECT state FROM letter"), d.h.text("SELECT result FROM letter")),
        ("bounced".into(), "550 no such user".into())
    );
}

/// A contact of two clients that went to different managers (`case_04` is the same by commands alone); and whoever leads
/// the case by now signs.
#[test]
fn one_letter_names_both_managers_and_the_acting_head_signs() {
    let mut d = desk();
    let case = d.case;
    let other = d.h.person("Петрова Елена Викторовна", Role::Manager);
    d.h.set(Kind::Employee, other.0, &[("email", "petrova@vector.example".into())]);
    let second = d.h.client("ООО «Ладога»", d.leaver, Segment::Regular);
    d.h.exec(&format!("INSERT INTO client_contact VALUES ({}, 1)", second.0));
    let line = d.h.line(case, second.into(), None, COLD, 0);
    d.h.assign(line, other);
    d.h.done(&Accept {
        case,
        receiver: other,
        which: Which::Objects(vec![second.into()]),
        next_step: Some("позвонить и согласовать поставку".into()),
        on: Due::parse("2026-12-01"),
        via: Via::Words,
        force: Some("договорились устно".into()),
    });
    let acting = d.h.person("Лукина Жанна Олеговна", Role::Senior);
    d.h.set(Kind::Employee, acting.0, &[("email", "lukina@vector.example".into())]);
    d.h.set(Kind::Case, case.0, &[("head_id", acting.into())]);
    d.job(|base, p| approve(base, p, case, &Approval::default(), None)).unwrap();
    let body = d.h.text("SELECT body FROM letter WHERE client_id = 1");
    assert!(body.contains("Алексей Смирнов (АО «Каскад»): +7 912 345-67-89"), "{body}");
    assert!(body.contains("Елена Петрова (ООО «Ладога»): petrova@vector.example"), "{body}");
    assert!(body.contains("С уважением,\nЖанна Лукина,"), "{body}");
    assert_eq!(d.h.int("SELECT count(*) FROM letter WHERE state = 'approved'"), 2);
    let folder = d.dir.path().join("x");
    let done = d.job(|base, p| export(base, p, case, None, &folder)).unwrap();
    assert_eq!(done.files.len(), 1, "one letter goes out");
    assert!(fs::read_to_string(&done.files[0]).unwrap().contains("lukina@vector.example"));
}

#[test]
fn samples_come_before_letters_go_together_and_show_each_manager() {
    let mut d = desk();
    let case = d.case;
    let seen = d.job(|base, p| samples(base.conn(), p, case, None)).unwrap();
    assert_eq!(seen.len(), 1);
    assert!(seen[0].text.as_ref().unwrap().body.contains("Алексей Смирнов"));
    d.job(|base, p| approve(base, p, case, &Approval::default(), None)).unwrap();
    assert!(d.job(|base, p| samples(base.conn(), p, case, None)).unwrap().is_empty());
}

#[test]
fn the_crm_gets_its_list_and_its_comments() {
    let mut d = desk();
    let (case, dir) = (d.case, d.dir.path().join("crm"));
    let done = d.job(|base, p| write_crm(base.conn(), p, CrmOf::Case(case, None), &dir)).unwrap();
    assert_eq!((done.files.len(), done.objects), (4, 3));
    let all: String = done
        .files
        .iter()
        .filter(|f| f.extension().is_some_and(|e| e != "docx"))
        .map(|f| fs::read_to_string(f).unwrap())
        .collect();
    for must in [
        "118",
        "1 сделка",
        "обещана отсрочка 30 дней",
        "Ковалёв Денис Игоревич → Смирнов Алексей Павлович",
        "Битрикс24;сделка;118;",
    ] {
        assert!(all.contains(must), "{must} is missing in\n{all}");
    }
    let batch = d.h.int("SELECT batch_seq FROM ledger_line WHERE kind = 'deal'");
    let one = papers::crm_changes(d.h.base.conn(), &Scope::All, case, Some(Seq(batch)), &d.h.clock).unwrap();
    assert_eq!(one.len(), 1);
    assert_eq!(one[0].object, Ref::from(d.deal));
}

#[test]
fn reports_hold_what_the_scope_sees() {
    let mut d = desk();
    let (case, receiver, leaver, client) = (d.case, d.receiver, d.leaver, d.client);
    let rows = |d: &mut Desk, of, who| d.job(|base, p| report(base.conn(), p, of, who)).unwrap().rows.len();
    assert_eq!(rows(&mut d, ReportOf::Deals, Some(receiver)), 1);
    assert_eq!(rows(&mut d, ReportOf::Deals, Some(leaver)), 0);
    assert_eq!(rows(&mut d, ReportOf::Clients, None), 1);
    assert_eq!(rows(&mut d, ReportOf::Ledger(case), None), 3);
    let clock = d.h.clock;
    let json = d.job(|base, p| report(base.conn(), p, ReportOf::Clients, None)).unwrap().json(&clock);
    assert_eq!(json[0]["id"], client.to_string());
    let own = estafeta::reads::report::deals(d.h.base.conn(), &Scope::Own(leaver), None).unwrap();
    assert!(own.is_empty());
    assert!(estafeta::reads::report::deals(d.h.base.conn(), &Scope::Nothing, None).unwrap().is_empty());
}

/// 6 §3: the head takes out up to a thousand rows, a manager none; what one may only see stays on the screen.
#[test]
fn a_report_leaves_the_program_only_with_the_right_to_take_it_out() {
    let mut d = desk();
    let (case, head) = (d.case, EmployeeId(d.h.int("SELECT id FROM employee WHERE role = 'head'")));
    let (receiver, to) = (d.receiver, d.dir.path().join("отчёты"));
    d.h.exec("INSERT INTO department (id, rev, name, name_fold) VALUES (7, 1, 'Продажи', 'продажи')");
    d.h.exec("UPDATE employee SET department_id = 7");
    fs::create_dir(&to).unwrap();
    let write = |d: &mut Desk, who: Actor, of| {
        let texts = Texts::load(Lang::Ru);
        let cx = Ctx { actor: who, clock: d.h.clock, op_id: OpId([3; 16]), office: &d.h.office };
        let p = Papers { cx: &cx, scope: &Scope::All, texts: &texts };
        let wanted = ReportFile { of, employee: None, format: ReportFormat::Xlsx };
        write_report(d.h.base.conn(), &p, &wanted, &to).map(|(_, rows)| rows.rows.len())
    };
    assert_eq!(write(&mut d, Actor::Person(receiver), ReportOf::Clients).unwrap_err().code, Code::Denied);
    assert_eq!(write(&mut d, Actor::Person(head), ReportOf::Ledger(case)).unwrap(), 3);
    let many = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1001) \
                INSERT INTO client (rev, name, name_fold, match_fold, owner_id) SELECT 1, i, i, i, ";
    d.h.exec(&format!("{many} {} FROM n", receiver.0));
    assert_eq!(write(&mut d, Actor::Person(head), ReportOf::Clients).unwrap_err().code, Code::NeedsSecond);
    assert_eq!(fs::read_dir(&to).unwrap().count(), 1, "what is refused leaves no file");
    assert_eq!(write(&mut d, Actor::Owner, ReportOf::Clients).unwrap(), 1_002);
    // On one's own machine one person takes so many: the journal says that there was no second one.
    let entries = |d: &Desk| {
        let all =
            estafeta::reads::journal::entries(d.h.base.conn(), &Scope::All, &Default::default(), None, 9).unwrap();
        all.into_iter().filter_map(|e| Some((e.seq, e.alone, e.taken?.rows))).collect::<Vec<_>>()
    };
    assert_eq!(entries(&d).len(), 0);
    let many = ReportFile { of: ReportOf::Clients, employee: None, format: ReportFormat::Csv };
    let few = ReportFile { of: ReportOf::Ledger(case), ..many };
    let at = d.dir.path().join("взято");
    fs::create_dir(&at).unwrap();
    d.job(|base, p| take_report(base, p, &few, &at)).unwrap();
    d.job(|base, p| take_report(base, p, &many, &at)).unwrap();
    let told = entries(&d);
    assert_eq!(told.iter().map(|(_, alone, rows)| (*alone, *rows)).collect::<Vec<_>>(), [(true, 1_002), (false, 3)]);
    // Nothing changed, and nothing can be taken back.
    let undone = d.h.refused(&Undo { seq: told[0].0 });
    assert_eq!(undone, Code::NothingToDo);
    // What cannot be journaled does not leave.
    let n = fs::read_dir(&at).unwrap().count();
    let broken = "ALTER TABLE journal_payload RENAME TO gone";
    rusqlite::Connection::open(d.h.base.path()).unwrap().execute_batch(broken).unwrap();
    assert!(d.job(|base, p| take_report(base, p, &few, &at)).is_err());
    assert_eq!(fs::read_dir(&at).unwrap().count(), n);
}

/// 3 §3: one folder with all of a case; every file of it under its sum, and what is on record copied.
#[test]
fn everything_of_a_case_stands_in_one_folder_under_its_sums() {
    let mut d = desk();
    let (case, to) = (d.case, d.dir.path().join("дело"));
    let act = d.act(ActFormat::Docx, &d.dir.path().join("акт.docx")).unwrap();
    let folder = d.dir.path().join("письма");
    d.job(|base, p| approve(base, p, case, &Approval::default(), None)).unwrap();
    let letters = d.job(|base, p| export(base, p, case, None, &folder)).unwrap();
    let done = d.job(|base, p| write_dossier(base.conn(), p, case, &to)).unwrap();
    assert_eq!(done.folder.file_name().unwrap().to_str(), Some("Передача_1_целиком"));
    let sums = fs::read_to_string(&done.manifest).unwrap();
    assert_eq!((sums.lines().count(), done.files.len(), done.missing.len()), (done.files.len(), 11, 0), "{sums}");
    for line in sums.lines() {
        let (sum, file) = line.split_once("  ").unwrap();
        let path = done.folder.join(file);
        assert_eq!(sha256_hex(&fs::read(&path).unwrap()), sum, "{file}");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600, "{file}");
    }
    assert!(sums.contains(&format!("{}  Акты/акт.docx", act.sha256)), "{sums}");
    for part in
        ["Ведомость_передачи_1.xlsx", "Ведомость_передачи_1.csv", "Чек-листы_передачи_1.txt", "Для_CRM/", "Письма/"]
    {
        assert!(sums.contains(part), "{part} is not in\n{sums}");
    }
    // A letter whose file was moved away is named, a second folder stands beside the first, and a refusal leaves none.
    fs::remove_file(&letters.files[0]).unwrap();
    let again = d.job(|base, p| write_dossier(base.conn(), p, case, &to)).unwrap();
    assert_eq!((again.missing.as_slice(), again.files.len()), (&letters.files[..], 10));
    assert!(again.folder.to_str().unwrap().ends_with("целиком-2"));
    let actor = Actor::Person(d.receiver);
    let texts = Texts::load(Lang::Ru);
    let cx = Ctx { actor, clock: d.h.clock, op_id: OpId([9; 16]), office: &d.h.office };
    let p = Papers { cx: &cx, scope: &Scope::All, texts: &texts };
    assert_eq!(write_dossier(d.h.base.conn(), &p, case, &to).unwrap_err().code, Code::Denied);
    assert_eq!(fs::read_dir(&to).unwrap().count(), 2);
}
