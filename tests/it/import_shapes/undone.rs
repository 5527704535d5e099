//! An import that is taken back leaves what was there before it as it was, with everything it had added beside (1-C6).

use estafeta::base::{ClientId, Code, Seq};
use estafeta::domain::Actor;
use estafeta::domain::rights::Who;
use estafeta::ops::import::Answers;
use estafeta::ops::{self, ClientSet, Ctx, Undo, UndoDone};
use estafeta::reads::{Answer, Asker, Query, Scope, ask};

use super::Desk;
use crate::kit;

const COMPANIES: &str = "ID;Название компании;Тип компании;Телефон;E-mail;Комментарий\n";
const PEOPLE: &str = "ID;Имя;Фамилия;Компания;Мобильный телефон;Обращение;Комментарий\n";
const CALLS: &str = "Дата;Номер;Сотрудник;Направление;Длительность\n";
const AMO: &str =
    "ID;Название сделки;Бюджет;Этап сделки;Ответственный;Компания;Основной контакт;Рабочий телефон;Примечание\n";

fn undo(d: &mut Desk) -> UndoDone {
    let seq = Seq(d.number("SELECT max(seq) FROM import"));
    run(d, &Undo { seq })
}

fn run<C: ops::Command>(d: &mut Desk, command: &C) -> C::Out {
    let cx = Ctx { actor: Actor::Owner, clock: d.clock, op_id: kit::op(), office: &d.office };
    ops::run(&mut d.base, &cx, command).unwrap().out
}

/// What stands before: two clients, one of them with a deal, and people.
fn before() -> Desk {
    let mut d = Desk::new();
    let companies =
        d.text("c.csv", &format!("{COMPANIES}1;ООО «Кварц»;Клиент;200-11-22;a@x.ru;старое\n2;Бета;Клиент;;;\n"));
    let people = d.text("p.csv", &format!("{PEOPLE}7;Анна;Ким;Кварц;+7 900 000-00-01;;\n8;Пётр;Орлов;Бета;;;\n"));
    let deals = d.text("a.csv", &format!("{AMO}5;Поставка;100;Договор;Ким Анна;Кварц;;;первая\n"));
    d.import(&[companies, people, deals]);
    d
}

/// The same objects told anew, with more of everything, and another CRM's word of one of them.
fn more(d: &Desk) -> Vec<std::path::PathBuf> {
    let companies =
        "1;ООО «Кварц»;Клиент;200-11-22, 200-33-44;a@x.ru, b@x.ru;новое\n2;Бета;Клиент;8 912 345-67-89;;о Бете\n";
    let people = "7;Анна;Ким;Кварц;+7 900 000-00-02;;записка\n8;Пётр;Орлов;Кварц;+7 900 000-00-03;;\n";
    let deals = "5;Поставка;100;Договор;Ким Анна;Кварц;Жуков Юрий;8 900 111-22-33;вторая\n\
                 6;Сервис;50;Договор;Ким Анна;Бета;Орлов Пётр;;\n";
    let calls = "24.11.2026 09:05:00;89123456789;Ким А.;входящий;00:02:15\n";
    vec![
        d.text("c2.csv", &format!("{COMPANIES}{companies}")),
        d.text("p2.csv", &format!("{PEOPLE}{people}")),
        d.text("a2.csv", &format!("{AMO}{deals}")),
        d.text("calls.csv", &format!("{CALLS}{calls}")),
    ]
}

#[test]
fn what_was_added_beside_older_rows_goes_too_and_comes_again() {
    let mut d = before();
    let then = kit::dump(&d.base);
    let files = more(&d);
    d.import(&files);
    let full = kit::dump(&d.base);
    // It did add something of every kind.
    for (n, sql) in [
        (8, "SELECT count(*) FROM point WHERE client_id IN (1, 2) OR contact_id IN (1, 2)"),
        (2, "SELECT count(*) FROM client_contact WHERE client_id = 1 AND contact_id IN (1, 2)"),
        (1, "SELECT count(*) FROM touch"),
        (1, "SELECT count(*) FROM note WHERE text = 'новое'"),
        (1, "SELECT count(*) FROM import_link"),
    ] {
        assert_eq!(d.number(sql), n, "{sql}");
    }
    let done = undo(&mut d);
    assert!(done.is_whole() && done.removed > 0, "{done:?}");
    assert_eq!(kit::dump(&d.base), then);
    kit::assert_sound(&d.base, "taken back");
    // The same files once more add the same, though nothing of it was new to whoever remembers what the CRM said.
    d.import(&files);
    let without_ids = |s: &str| s.lines().count();
    assert_eq!(without_ids(&kit::dump(&d.base)), without_ids(&full));
    assert_eq!(d.number("SELECT count(*) FROM note WHERE text IN ('новое', 'вторая', 'о Бете', 'записка')"), 4);
    kit::assert_sound(&d.base, "kept again");
}

#[test]
fn what_was_worked_with_keeps_what_was_added_to_it() {
    let mut d = Desk::new();
    let first =
        d.text("c.csv", &format!("{COMPANIES}1;Кварц;Клиент;200-11-22;;о Кварце\n2;Бета;Клиент;200-33-44;;о Бете\n"));
    d.import(&[first]);
    run(&mut d, &ClientSet { industry: Some("Логистика".into()), ..ClientSet::of(ClientId(1)) });
    let done = undo(&mut d);
    assert_eq!((done.left_in_all, d.number("SELECT count(*) FROM client")), (1, 1));
    assert_eq!(d.list("SELECT text FROM note"), ["о Кварце"]);
    assert_eq!(d.list("SELECT written FROM point"), ["200-11-22"]);
    assert_eq!(d.list("SELECT ext_id FROM ext_ref WHERE kind = 'client'"), ["1"]);
    kit::assert_sound(&d.base, "what stays");
}

/// An earlier version wrote nothing of what it added: its imports are taken back as that version did it.
#[test]
fn an_import_of_an_earlier_version_is_taken_back_as_far_as_it_can_be() {
    let mut d = before();
    let files = more(&d);
    d.import(&files);
    let forget =
        "UPDATE import SET points_after = NULL, points_last = NULL; DELETE FROM import_ref; DELETE FROM import_link";
    rusqlite::Connection::open(d.base.path()).unwrap().execute_batch(forget).unwrap();
    let points = d.number("SELECT count(*) FROM point WHERE client_id = 1");
    undo(&mut d);
    assert_eq!(d.number("SELECT count(*) FROM point WHERE client_id = 1"), points);
    assert_eq!(d.number("SELECT count(*) FROM note WHERE text = 'новое'"), 1, "it would not come again");
    kit::assert_sound(&d.base, "of an earlier version");
    let answers = Answers { create_employees: true, ..Answers::default() };
    d.import_with(&files, &estafeta::exchange::read::Options::default(), &answers);
    kit::assert_sound(&d.base, "kept again");
}

/// Rows of the CRM's log are evidence: they stay, and it is said how many.
#[test]
fn rows_of_the_log_stay_and_are_counted() {
    let mut d = before();
    let log = "Дата;Пользователь;Событие;Объект;IP\n24.11.2026 09:00;kim;Вход;;10.0.0.1\n24.11.2026 09:10;kim;Выход;;10.0.0.1\n";
    let file = d.text("log.csv", log);
    d.import(&[file]);
    let done = undo(&mut d);
    assert_eq!((done.events, done.is_whole()), (2, false));
    assert_eq!(d.number("SELECT count(*) FROM log_event"), 2);
    kit::assert_sound(&d.base, "a log taken back");
    assert_eq!(
        d.list("SELECT json_extract(files, '$[0].name') FROM import"),
        ["c.csv", "log.csv"],
        "where the evidence stands"
    );
    // Taken back once; and the import before it is the last one by now.
    let again = Undo { seq: Seq(d.number("SELECT max(seq) FROM import")) };
    let cx = Ctx { actor: Actor::Owner, clock: d.clock, op_id: kit::op(), office: &d.office };
    assert_eq!(ops::run(&mut d.base, &cx, &again).unwrap_err().code, Code::NothingToDo);
    let before = Undo { seq: Seq(d.number("SELECT min(seq) FROM import")) };
    assert!(run(&mut d, &before).removed > 0);
    kit::assert_sound(&d.base, "both taken back");
}

/// The same files again change nothing: the import before them is taken back as if they had not been read.
#[test]
fn an_import_that_changed_nothing_holds_none_before_it() {
    let mut d = before();
    let files = more(&d);
    d.import(&files);
    let seq = Seq(d.number("SELECT max(seq) FROM import"));
    d.import(&files);
    assert!(d.number("SELECT max(seq) FROM import") > seq.0, "the second is journaled too");
    let done = run(&mut d, &Undo { seq });
    assert!(done.conflicts.is_empty(), "{done:?}");
    assert_eq!(d.number("SELECT count(*) FROM deal"), 1);
    kit::assert_sound(&d.base, "taken back past an import of nothing");
}

/// A later import may have written no row of the base and only what the CRM is remembered to say: taken back past it, the
/// earlier one would put back what is older than that. The one in the way is named as people look for it.
#[test]
fn an_import_that_only_remembers_what_the_crm_says_goes_first() {
    let mut d = Desk::new();
    let industry = |d: &Desk, file: &str, said: &str| {
        d.text(file, &format!("ID;Название компании;Тип компании;Сфера деятельности\n1;Кварц;Клиент;{said}\n"))
    };
    let first = industry(&d, "c.csv", "Логистика");
    d.import(&[first]);
    let second = industry(&d, "c2.csv", "Связь");
    d.import(&[second]);
    let seq = Seq(d.number("SELECT max(seq) FROM import"));
    // Changed here too: what the CRM says next is a question, and nothing of the client changes.
    run(&mut d, &ClientSet { industry: Some("Право".into()), ..ClientSet::of(ClientId(1)) });
    let third = industry(&d, "c3.csv", "Медицина");
    d.import(&[third]);
    let last = Seq(d.number("SELECT max(seq) FROM import"));
    let rows = |d: &Desk, seq: Seq| d.number(&format!("SELECT count(*) FROM op_row WHERE seq = {}", seq.0));
    assert!(rows(&d, last) == 0 && last > seq, "it wrote no row");
    let seen = |d: &Desk| d.list("SELECT json_extract(seen, '$.industry') FROM ext_ref WHERE kind = 'client'");
    assert_eq!(seen(&d), ["Медицина"]);
    let cx = Ctx { actor: Actor::Owner, clock: d.clock, op_id: kit::op(), office: &d.office };
    let later = ops::run(&mut d.base, &cx, &Undo { seq }).unwrap_err();
    assert_eq!((later.code, later.arg("value"), later.arg("name")), (Code::ImportLater, "2026-11-24 10:00", "c3.csv"));
    // And it can be taken back: it stands in the list.
    let who = Who::Owner { read_only: false };
    let a = Asker { conn: d.base.conn(), scope: &Scope::All, who, clock: d.clock, office: &d.office };
    let Answer::Undoable(rows) = ask(&a, Query::Undoable).unwrap() else { panic!() };
    assert_eq!((rows[0].seq, rows[0].word.as_str()), (last, "import"));
    for (seq, said) in [(last, "Связь"), (seq, "Логистика")] {
        run(&mut d, &Undo { seq });
        assert_eq!(seen(&d), [said]);
        kit::assert_sound(&d.base, said);
    }
}
