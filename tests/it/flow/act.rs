//! The act says how it stands: not written, written too early, signed by how many, overtaken by what was decided since.

use estafeta::base::{At, CaseId, ClientId, Clock, Code, Day, Due, EmployeeId, Ref, Seq, Zone};
use estafeta::domain::rights::Who;
use estafeta::domain::settings::Office;
use estafeta::domain::{Actor, SignatureState, Via};
use estafeta::ops::{Accept, ActRecord, Apply, Ctx, Decline, Propose, Sign, Undo, UndoBatch, Which, run};
use estafeta::reads::today::{Waits, today};
use estafeta::reads::wizard::{StepKind, Wizard};
use estafeta::reads::{Asker, Scope};

use super::App;
use super::app::{clock, command};
use super::handover::leaving;

const CASE: CaseId = CaseId(1);

fn on<T>(app: &App, now: At, f: impl FnOnce(&Asker<'_>) -> T) -> T {
    let (base, office) = (app.base(), Office::default());
    let (who, clock) = (Who::Owner { read_only: false }, Clock { now, ..clock() });
    f(&Asker { conn: base.conn(), scope: &Scope::All, who, clock, office: &office })
}

fn wizard(app: &App) -> Wizard {
    on(app, clock().now, |a| estafeta::reads::wizard::wizard(a, CASE).unwrap())
}

/// A case that is distributed, with nothing accepted.
fn distributed() -> App {
    let mut app = leaving();
    command(&app, &Propose { case: CASE });
    command(&app, &Apply { case: CASE });
    app.ring();
    app
}

fn record(app: &App) {
    let (sha256, journal_head) = ("0".repeat(64), String::new());
    command(
        app,
        &ActRecord { anew: false, case: CASE, format: "docx".into(), file: "act.docx".into(), sha256, journal_head },
    );
}

#[test]
fn an_act_before_the_acceptance_is_asked_about_first() {
    let mut app = distributed();
    app.keys("6<Enter><Esc><End><Up><Enter>").see("АКТ").see("Принято 0 из");
    app.keys("<F2>").see("Составить акт сейчас?").see("принято 0 из").keys("<Enter>").see_not("Акт составлен");
    app.keys("<F2><Tab><Enter>").see("Акт составлен").see("подписали 0 из");
}

#[test]
fn a_written_act_is_done_when_all_have_signed_and_no_sooner() {
    let mut app = distributed();
    record(&app);
    let step = wizard(&app).count(StepKind::Act);
    assert!(step.done == 0 && step.total > 2, "{step:?}");
    app.ring().keys("6<Enter><Esc><End><Up>").see("АКТ").see(&format!(" 0/{}", step.total));
    app.keys("<Enter>aoкомиссия: Иванова, Смирнов<F2>").see_not("подписан всеми");
    app.see(&format!("подписали 0 из {}, об остальных записано", step.total));
    assert!(wizard(&app).count(StepKind::Act).is_done());
}

/// What is on record with whoever attested it does not give way to a signature by the way.
#[test]
fn a_refusal_is_attested_by_two_and_stays_on_record() {
    let mut app = distributed();
    record(&app);
    app.ring().keys("6<Enter><Esc><End><Up><Enter><Home>r");
    app.keys("Кузнецова<F2>").see("хотя бы двое").keys(", Громов<F2>").see("отказ");
    let refused = |app: &App| {
        let sql = "SELECT count(*) FROM signature WHERE state = 'refused' AND note = 'Кузнецова, Громов'";
        app.base().conn().query_row(sql, [], |r| r.get::<_, i64>(0)).unwrap()
    };
    app.keys("ad").see("Не тронуты, потому что записан отказ").keys("<Esc>");
    assert_eq!(refused(&app), 1);
    app.keys("<Home>d").see("Заменить на подпись?").see("Громов»").keys("<Enter>");
    assert_eq!(refused(&app), 1);
    app.keys("d<Tab><Enter>");
    assert_eq!(refused(&app), 0);
    // All have signed by now: what is said of all of them at once takes no signature away.
    app.keys("aoКузнецова, Громов<F2>").see("Не тронуты, потому что уже записано другое");
    assert_eq!(wizard(&app).count(StepKind::Act).done, wizard(&app).count(StepKind::Act).total);
}

/// Signatures stand under one paper: another one begins without them, and that is asked first. No undo brings them back
/// under the paper that nobody has signed.
#[test]
fn signatures_are_not_lost_without_a_question() {
    let mut app = distributed();
    record(&app);
    app.ring().keys("6<Enter><Esc><End><Up><Enter>d").see("подписали 1 из");
    app.keys("<Down>oв отпуске<F2>").see("подписали 1 из").see("отказ или отсутствие: 1");
    app.keys("<F2>").see("Составить акт заново?").see("1 подпись").keys("<Enter>").see("подписали 1 из");
    app.keys("<F2><Tab><Enter>").see("подписали 0 из").see("отказ или отсутствие: 1");
    let sql = "SELECT max(seq) FROM journal WHERE kind = 'act'";
    let seq = Seq(app.base().conn().query_row(sql, [], |r| r.get(0)).unwrap());
    let office = Office::default();
    let cx = Ctx { actor: Actor::Owner, clock: clock(), op_id: crate::kit::op(), office: &office };
    assert_eq!(run(&mut app.base(), &cx, &Undo { seq }).unwrap_err().code, Code::OwnWayBack);
}

/// Whatever was asked: what somebody has signed since is asked about too.
#[test]
fn a_signature_that_comes_while_a_question_stands_is_asked_about() {
    let mut app = distributed();
    record(&app);
    let signs = |app: &mut App, who: &str| {
        let sql = format!("SELECT {who} FROM handover_case WHERE id = 1");
        let who = EmployeeId(app.base().conn().query_row(&sql, [], |r| r.get(0)).unwrap());
        command(app, &Sign { case: CASE, who, state: SignatureState::Signed, note: None });
        app.ring();
    };
    app.ring().keys("6<Enter><Esc><End><Up><Enter><F2>").see("Составить акт сейчас?");
    signs(&mut app, "leaver_id");
    app.keys("<Tab><Enter>").see("Составить акт заново?").see("1 подпись");
    // The head stands on two sides of it.
    signs(&mut app, "head_id");
    app.keys("<Tab><Enter>").see("Составить акт заново?").see("3 подписи");
    app.keys("<Tab><Enter>").see("подписали 0 из");
}

#[test]
fn lines_that_return_overtake_the_act() {
    let mut app = distributed();
    record(&app);
    let lines = "SELECT count(*) FROM ledger_line WHERE case_id = 1 AND batch_seq IS NULL";
    let sql = "SELECT a.receiver_id, l.object_id FROM acceptance a JOIN ledger_line l ON l.id = a.line_id \
               WHERE a.state = 'offered' AND l.kind = 'client' ORDER BY a.id LIMIT 1";
    let (receiver, client) = app
        .base()
        .conn()
        .query_row(sql, [], |r| Ok((estafeta::base::EmployeeId(r.get(0)?), estafeta::base::ClientId(r.get(1)?))))
        .unwrap();
    let reason = "не моя отрасль, есть кому".to_owned();
    command(&app, &Decline { case: CASE, receiver, objects: vec![client.into()], reason, via: Via::Words });
    let returned: i64 = app.base().conn().query_row(lines, [], |r| r.get(0)).unwrap();
    assert!(returned > 0);
    app.ring().keys("6<Enter><Esc><End><Up><Enter>").see("с тех пор другое решение или ответ");
    app.keys("d").see("подписывать его нельзя");
    let step = wizard(&app).count(StepKind::Act);
    assert_eq!((step.done, step.total), (0, 1));
    let missing = estafeta::reads::closing::of_case(app.base().conn(), CASE).unwrap();
    assert!(missing.iter().any(|b| b.code() == "no_act"), "{missing:?}");
}

/// What the annex calls taken and is not any more overtakes the act, however many have signed it; taken again, it says the
/// truth again. Who takes more than it says overtakes nothing.
#[test]
fn an_answer_taken_back_overtakes_the_act() {
    let mut app = distributed();
    let sql = "SELECT a.receiver_id, l.object_id FROM acceptance a JOIN ledger_line l ON l.id = a.line_id \
               WHERE a.state = 'offered' AND l.kind = 'client' ORDER BY a.id LIMIT 1 OFFSET ?1";
    let offered = |n: i64| -> (EmployeeId, Ref) {
        let base = app.base();
        let row = base.conn().query_row(sql, [n], |r| Ok((EmployeeId(r.get(0)?), ClientId(r.get(1)?).into())));
        row.unwrap()
    };
    let accept = |(receiver, object): (EmployeeId, Ref)| Accept {
        case: CASE,
        receiver,
        which: Which::Objects(vec![object]),
        next_step: Some("позвонить и обсудить поставку".into()),
        on: Some(Due::day(Day::parse("2026-11-30").unwrap())),
        via: Via::Words,
        force: None,
    };
    let (one, other) = (offered(0), offered(1));
    command(&app, &accept(one));
    record(&app);
    app.ring().keys("6<Enter><Esc><End><Up><Enter>").see("подписали 0 из").see("Подписывать лучше");
    app.keys("aoкомиссия: Иванова, Смирнов<F2>").see("об остальных записано").see_not("Подписывать лучше");
    command(&app, &accept(other));
    app.ring().see("После него приняли ещё 1 строк").see_not("устарел");
    let undo = |app: &App, entry: &str| {
        let seq = app.base().conn().query_row(entry, [], |r| r.get(0)).unwrap();
        command(app, &Undo { seq: Seq(seq) });
    };
    undo(&app, "SELECT min(seq) FROM journal WHERE kind = 'accept'");
    app.ring().see("устарел: у 1 строки с тех пор другое решение или ответ").see_not("приняли ещё");
    assert_eq!(wizard(&app).count(StepKind::Act).done, 0);
    undo(&app, "SELECT max(seq) FROM journal WHERE kind = 'undo'");
    app.ring().see("После него приняли ещё 1 строк").see_not("устарел");
}

#[test]
fn signatures_are_asked_for_by_the_term_of_the_act() {
    let app = distributed();
    let asked = |now: &str| -> Vec<(Waits, String, u64)> {
        let rows = on(&app, At::parse(now, Zone::MOSCOW).unwrap(), |a| today(a, 7).unwrap()).rows;
        let of_act = rows.into_iter().filter(|r| matches!(r.waits, Waits::Act | Waits::Signature));
        of_act.map(|r| (r.waits, r.title, r.n)).collect()
    };
    let (now, last_week) = (super::app::NOW, "2026-12-04T10:00:00+03:00");
    // The last day is 8 December: on 24 November there is nothing to write or sign yet.
    assert_eq!(asked(now), []);
    assert_eq!(asked(last_week), [(Waits::Act, String::new(), 1)]);
    record(&app);
    assert_eq!(asked(now), []);
    let sides = wizard(&app).count(StepKind::Act).total;
    assert_eq!(asked(last_week), [(Waits::Signature, String::new(), sides)]);
    command(&app, &UndoBatch { case: CASE, batch: None });
    assert_eq!(asked(last_week), [(Waits::Act, "outdated".to_owned(), 1)]);
}

/// Who has accepted nothing has not accepted, on the screen and on paper; and the screen says when to sign.
#[test]
fn nobody_is_said_to_have_accepted_what_they_have_not() {
    let mut app = distributed();
    app.keys("6<Enter><Esc><End><Up><Enter>").see("АКТ").see("принято 0 из");
    app.keys("v").see("назначены принимающим").see_not("переданы и приняты").keys("<Esc>");
    record(&app);
    app.ring().see("Подписывать лучше, когда приняты все строки");
}

/// The command refuses what the screen refuses.
#[test]
fn an_overtaken_act_is_signed_by_nobody() {
    let app = distributed();
    record(&app);
    let who: i64 =
        app.base().conn().query_row("SELECT leaver_id FROM handover_case WHERE id = 1", [], |r| r.get(0)).unwrap();
    let sign =
        |state| Sign {
            case: CASE, who: EmployeeId(who), state, note: Some("комиссия: Иванова, Смирнов".into())
        };
    command(&app, &UndoBatch { case: CASE, batch: None });
    let refused = super::app::try_command(&app, &sign(SignatureState::Signed)).unwrap_err();
    assert_eq!(refused.code.word(), "act_outdated");
    assert!(super::app::try_command(&app, &sign(SignatureState::Absent)).is_ok());
}

/// What the step is for is in its footer at every size.
#[test]
fn the_files_for_the_crm_are_offered_at_every_size() {
    let mut app = distributed();
    for (w, h) in [(80, 24), (120, 36), (140, 40)] {
        app = app.size(w, h);
        app.keys("1<Esc>6<Enter>");
        while !app.screen().contains("В CRM ") || !app.screen().contains("e файлы для CRM") {
            assert!(!app.screen().contains("АКТ"), "no key for the files at {w}x{h}:\n{}", app.screen());
            app.keys("n");
        }
    }
    app.keys("e").see("комментарии подряд").see("то же текстом").keys("<Esc>");
}

/// A case whose files hold more than a thousand objects, half of them such as the CRM is not asked about.
fn large() -> App {
    let app = distributed();
    let sql = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) \
        INSERT INTO ledger_line (rev, case_id, kind, object_id, title, disposition, to_id, batch_seq, crm_state) \
        SELECT 1, 1, 'lead', 100000 + i, 'Заявка ' || i, 'assign', b.to_id, b.batch_seq, CASE WHEN i % 2 THEN 'pending' END \
        FROM n, (SELECT to_id, max(batch_seq) batch_seq FROM ledger_line WHERE case_id = 1 AND to_id IS NOT NULL) b";
    app.sql(sql);
    app
}

/// More than a thousand objects leave by two: nothing is written before the surname. All that the files hold is counted,
/// also lines that the CRM is not asked about.
#[test]
fn the_files_of_more_than_a_thousand_objects_ask_for_the_surname_first() {
    let mut app = large();
    let (base, clock) = (app.base(), clock());
    let found = estafeta::reads::crm::compare(base.conn(), &Scope::All, CASE).unwrap();
    let files = estafeta::reads::papers::crm_changes(base.conn(), &Scope::All, CASE, None, &clock).unwrap();
    assert!(found.in_files > 1_000 && found.lines.len() < 1_000, "{}, {}", found.in_files, found.lines.len());
    assert_eq!(found.in_files, files.len() as u64);
    drop(base);
    let written = |app: &App| written_under(app.path().parent().unwrap());
    to_files(&mut app);
    let before = written(&app);
    app.keys("e").see("Больше тысячи строк в одном файле").keys("<Tab><Enter>");
    assert_eq!(written(&app), before, "a file before the surname");
    app.keys("<Esc>e").keys("Ковалёв<Enter>").see("комментарии подряд");
    assert_eq!(written(&app), before + 4);
}

/// Lists and comments in the folder of the base, however deep.
fn written_under(dir: &std::path::Path) -> usize {
    let is_paper = |p: &std::path::Path| p.extension().is_some_and(|e| e == "csv" || e == "txt" || e == "docx");
    let entries = std::fs::read_dir(dir).unwrap().map(|e| e.unwrap().path());
    entries.map(|p| if p.is_dir() { written_under(&p) } else { usize::from(is_paper(&p)) }).sum()
}

/// At the CRM step, with its files.
fn to_files(app: &mut App) {
    app.ring().keys("6<Enter>");
    while !app.screen().contains("e файлы для CRM") {
        app.keys("n").see_not("АКТ");
    }
}

/// Whoever has signed in asks another with the same right, by the same key; with the answer the files are written.
#[test]
fn a_second_person_agrees_from_the_inbox_and_the_files_are_written() {
    let app = large();
    let written = |app: &App| written_under(app.path().parent().unwrap());
    let mut head = app.second_as("Иванова");
    to_files(&mut head);
    head.keys("e").see("Такое делают вдвоём").keys("<Tab><Enter>").see("Согласие дать некому");
    app.sql("UPDATE employee SET role = 'head' WHERE name LIKE 'Смирнов%'");
    let before = written(&app);
    head.keys("e").see("Такое делают вдвоём").keys("<Tab><Enter>").see("Спрошено согласие: Смирнов");
    assert_eq!(written(&app), before, "asking is no answer");
    let mut other = app.second_as("Смирнов");
    other.keys("I").see("просит вашего согласия").see("файл на 1 ");
    other.keys("y").see("Нужно второе лицо").keys("<Tab><Tab><Enter>").see("Согласие дано: Иванова");
    other.keys("y").see("согласия не просит");
    to_files(&mut head);
    head.keys("e").see("комментарии подряд");
    assert_eq!(written(&app), before + 4);
    head.keys("<Esc>I").see("Согласие дано (Смирнов");
}
