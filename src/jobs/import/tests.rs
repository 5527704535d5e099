use std::cell::Cell;

use super::*;
use crate::base::{EmployeeId, Zone};
use crate::domain::settings::Office;
use crate::domain::{Segment, StageKind};
use crate::exchange::read::Wish;
use crate::ops::import::{
    Alike, ClientAnswer, ConflictAlike, ConflictAnswer, OwnerAnswer, SegmentAnswer, StageAnswer, Take,
};
use crate::texts::{Lang, Texts};

mod memory;

/// A base, and imports into it.
struct Bench {
    dir: tempfile::TempDir,
    base: Base,
    office: Office,
    clock: Clock,
    ops: Cell<u8>,
}

const GO: Watch<'static> = &|_| true;

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import").join(name)
}

impl Bench {
    fn new() -> Bench {
        let dir = tempfile::tempdir().unwrap();
        let base = Base::create(&dir.path().join("x.db")).unwrap();
        let clock = Clock { now: At::parse("2026-11-24 10:00", Zone::MOSCOW).unwrap(), zone: Zone::MOSCOW };
        Bench { dir, base, office: Office::default(), clock, ops: Cell::new(0) }
    }

    fn op(&self) -> OpId {
        self.ops.set(self.ops.get() + 1);
        OpId([self.ops.get(); 16])
    }

    fn prepare(&self, files: &[PathBuf]) -> Res<Prepared> {
        prepare(self.base.path(), self.op(), files, &Names::shipped().unwrap(), &Options::default(), self.clock, GO)
    }

    fn keep(&mut self, p: &Prepared, answers: &Answers) -> Report {
        let cx = Ctx { actor: Actor::Owner, clock: self.clock, op_id: self.op(), office: &self.office };
        keep(&mut self.base, &cx, p, answers, GO).unwrap()
    }

    fn report(&mut self, p: &Prepared, answers: &Answers) -> Report {
        let cx = Ctx { actor: Actor::Owner, clock: self.clock, op_id: self.op(), office: &self.office };
        report(&mut self.base, &cx, p, answers, GO).unwrap()
    }

    /// Somebody changes a deal by hand.
    fn edit(&mut self, deal: i64, fields: &[crate::store::Field<'_>]) {
        let stamp = crate::store::Stamp {
            op_id: self.op(),
            actor: "owner",
            at: self.clock.now,
            word: "hand",
            object: String::new(),
        };
        let done = self.base.command(&stamp, |tx| {
            tx.set(crate::base::Kind::Deal, deal, fields)?;
            Ok(((), "{}".to_owned()))
        });
        assert!(done.is_ok());
    }

    fn import(&mut self, files: &[PathBuf], create: bool) -> Report {
        let p = self.prepare(files).unwrap();
        self.keep(&p, &Answers { create_employees: create, ..Answers::default() })
    }

    fn fixtures(&mut self, names: &[&str], create: bool) -> Report {
        self.import(&names.iter().map(|n| fixture(n)).collect::<Vec<_>>(), create)
    }

    /// Imports text as a file.
    fn text(&mut self, name: &str, text: &str, create: bool) -> Report {
        let path = self.dir.path().join(name);
        std::fs::write(&path, text).unwrap();
        self.import(&[path], create)
    }

    fn int(&self, sql: &str) -> i64 {
        self.base.conn().query_row(sql, [], |r| r.get::<_, Option<i64>>(0)).unwrap().unwrap_or(0)
    }

    fn str(&self, sql: &str) -> String {
        self.base.conn().query_row(sql, [], |r| r.get::<_, Option<String>>(0)).unwrap().unwrap_or_default()
    }

    fn left_over(&self) -> usize {
        let entries = std::fs::read_dir(self.dir.path()).unwrap();
        entries.filter(|e| e.as_ref().unwrap().file_name().to_string_lossy().contains("-import-")).count()
    }
}

/// new, changed, unchanged, refused, questions
fn counts(f: &FileReport) -> [u64; 5] {
    [f.new, f.changed, f.unchanged, f.refused, f.questions]
}

#[test]
fn amocrm_in_and_the_same_file_twice_changes_nothing() {
    let mut b = Bench::new();
    let r = b.fixtures(&["amocrm-deals-utf8.csv"], true);
    assert!(r.committed);
    assert_eq!(counts(&r.files[0]), [5, 0, 0, 0, 1], "{:?}", r.questions);
    assert!(matches!(&r.questions[0], Question::Stage { stage, .. } if stage == "Ждём звезду"));
    assert_eq!(r.employees_created, 3);
    assert_eq!(
        b.str("SELECT group_concat(name, ', ') FROM (SELECT name FROM client ORDER BY name_fold)"),
        "АО «Каскад», Ким Анна, ООО \"Факел\""
    );
    assert_eq!(b.str("SELECT e.name FROM client c JOIN employee e ON e.id = c.owner_id WHERE c.match_fold = 'каскад' AND c.owner_derived = 1"), "Иванов Иван");
    assert_eq!(b.int("SELECT count(*) FROM deal WHERE client_id IS NULL"), 1);
    assert_eq!(b.int("SELECT count(*) FROM point"), 5);
    assert_eq!(b.int("SELECT count(*) FROM note"), 3);
    assert_eq!(b.int("SELECT amount FROM deal WHERE title = 'Поставка насосов'"), 125_000_000);
    let rows = b.int("SELECT count(*) FROM op_row");
    // The other encoding and delimiter say the same, so the other file changes nothing either.
    for again in ["amocrm-deals-utf8.csv", "amocrm-deals-1251.csv"] {
        let r = b.fixtures(&[again], true);
        assert_eq!(counts(&r.files[0]), [0, 0, 5, 0, 1]);
        assert_eq!(b.int("SELECT count(*) FROM op_row"), rows);
    }
    assert_eq!(b.int("SELECT count(*) FROM import"), 3);
    assert_eq!(b.int("SELECT count(*) FROM import_question"), 1, "the same question is kept once");
    assert_eq!(b.left_over(), 0);
}

#[test]
fn bitrix_sums_products_and_says_the_same_as_xls() {
    let mut b = Bench::new();
    let r = b.fixtures(&["bitrix-companies.csv", "bitrix-deals.csv"], true);
    // «кварц ооо» under another id is probably «ООО «Кварц»»: asked, and kept as new.
    assert_eq!(counts(&r.files[0]), [3, 0, 0, 0, 1], "{:?}", r.questions);
    assert!(matches!(&r.questions[0], Question::Duplicate { ext_id, .. } if ext_id == "73"));
    assert_eq!((r.files[1].rows, counts(&r.files[1])), (5, [4, 0, 0, 0, 0]));
    assert_eq!(b.int("SELECT amount FROM deal WHERE title = 'Станки'"), 12_500_050);
    assert_eq!(b.int("SELECT count(*) FROM client"), 3, "deals find the companies of the other file");
    assert_eq!(
        b.int("SELECT count(*) FROM deal d JOIN client c ON c.id = d.client_id WHERE c.name = 'ООО «Кварц»'"),
        1
    );
    assert_eq!(b.int("SELECT count(*) FROM client WHERE owner_derived = 1"), 0);
    assert_eq!(b.int("SELECT count(*) FROM employee"), 3, "«Денис Ковалев» is «Ковалёв Денис»");
    let r = b.fixtures(&["bitrix-deals.xls"], true);
    assert_eq!(counts(&r.files[0]), [0, 0, 4, 0, 0]);
    assert_eq!((r.files[0].delimiter.as_str(), r.files[0].encoding.as_str()), ("", "utf-8"));
}

#[test]
fn a_duplicate_answered_is_one_client() {
    let mut b = Bench::new();
    let p = b.prepare(&[fixture("bitrix-companies.csv")]).unwrap();
    let first = b.report(&p, &Answers::default());
    assert!(!first.committed);
    assert_eq!(
        (b.int("SELECT count(*) FROM client"), b.int("SELECT count(*) FROM journal")),
        (0, 0),
        "a report keeps nothing"
    );
    b.keep(&p, &Answers::default());
    assert_eq!(b.int("SELECT count(*) FROM client"), 3);
    let mut c = Bench::new();
    c.text("one.csv", "ID;Название компании;Тип компании;Ответственный\n71;ООО «Кварц»;Клиент;\n", false);
    let id = crate::base::ClientId(c.int("SELECT id FROM client"));
    let same = ClientAnswer { source: Source::Bitrix24, ext_id: "73".into(), same: Some(id) };
    let p = c.prepare(&[fixture("bitrix-companies.csv")]).unwrap();
    let r = c.keep(&p, &Answers { clients: vec![same], ..Answers::default() });
    assert_eq!(c.int("SELECT count(*) FROM client"), 2);
    assert!(r.questions.iter().all(|q| !matches!(q, Question::Duplicate { .. })));
}

#[test]
fn unknown_owners_are_questions_and_answers_settle_them() {
    let mut b = Bench::new();
    let p = b.prepare(&[fixture("bitrix-deals.csv")]).unwrap();
    let r = b.report(&p, &Answers::default());
    assert!(r.has_questions());
    let names: Vec<_> = r
        .questions
        .iter()
        .filter_map(|q| match q {
            Question::Owner { written, objects, .. } => Some((written.as_str(), *objects)),
            _ => None,
        })
        .collect();
    assert_eq!(names, [("Белова Зоя", 1), ("Денис Ковалев", 3)], "two spellings are one question");
    let r = b.keep(&p, &Answers::default());
    assert_eq!(r.files[0].questions, 2);
    assert_eq!(
        (b.int("SELECT count(*) FROM deal WHERE owner_id IS NULL"), b.int("SELECT count(*) FROM employee")),
        (4, 0)
    );
    let answers = Answers {
        owners: vec![("Ковалёв Денис".into(), OwnerAnswer::Create), ("Белова Зоя".into(), OwnerAnswer::Nobody)],
        ..Answers::default()
    };
    let p = b.prepare(&[fixture("bitrix-deals.csv")]).unwrap();
    let r = b.keep(&p, &answers);
    assert_eq!(b.int("SELECT count(*) FROM deal d JOIN employee e ON e.id = d.owner_id"), 3, "{:?}", r.questions);
    assert_eq!(r.files[0].questions, 0);
}

#[test]
fn a_stage_answer_moves_the_deals_of_earlier_imports_too() {
    let mut b = Bench::new();
    b.fixtures(&["amocrm-deals-utf8.csv"], true);
    assert_eq!(b.str("SELECT stage_kind FROM deal WHERE title = 'Без клиента'"), "open");
    let answer = StageAnswer {
        source: Source::Amocrm,
        pipeline: "Сервис".into(),
        stage: "Ждём звезду".into(),
        kind: StageKind::Final,
    };
    let p = b.prepare(&[fixture("amocrm-deals-utf8.csv")]).unwrap();
    let r = b.keep(&p, &Answers { stages: vec![answer], ..Answers::default() });
    assert_eq!(counts(&r.files[0]), [0, 0, 5, 0, 0]);
    assert_eq!(b.str("SELECT stage_kind FROM deal WHERE title = 'Без клиента'"), "final");
    let r = b.fixtures(&["amocrm-deals-utf8.csv"], true);
    assert_eq!(r.files[0].questions, 0, "answered once");
}

fn deal(id: u32, title: &str, stage: &str, owner: &str) -> String {
    format!("ID;Название сделки;Этап сделки;Ответственный\n{id};{title};{stage};{owner}\n")
}

#[test]
fn three_ways_theirs_ours_and_a_conflict() {
    let mut b = Bench::new();
    b.text("a.csv", &deal(1, "Альфа", "Переговоры", "Иванов Иван"), true);
    // Ours changed, theirs not: ours stays and nobody is asked.
    let edit = |b: &mut Bench, title: &str| {
        b.edit(1, &[("title", title.into()), ("title_fold", crate::base::fold(title).into())]);
    };
    edit(&mut b, "Наша");
    let r = b.text("a.csv", &deal(1, "Альфа", "Переговоры", "Иванов Иван"), true);
    assert_eq!((counts(&r.files[0]), b.str("SELECT title FROM deal")), ([0, 0, 1, 0, 0], "Наша".into()));
    // Theirs changed elsewhere: taken, and ours stays where theirs did not change.
    let r = b.text("a.csv", &deal(1, "Альфа", "Договор", "Иванов Иван"), true);
    assert_eq!(counts(&r.files[0]), [0, 1, 0, 0, 0]);
    assert_eq!(b.str("SELECT title || '/' || stage_kind FROM deal"), "Наша/final");
    // Both changed the title: a conflict, shown once, ours stays.
    let r = b.text("a.csv", &deal(1, "Бета", "Договор", "Иванов Иван"), true);
    assert_eq!((counts(&r.files[0]), r.files[0].conflicts), ([0, 0, 1, 0, 0], 1), "nothing of it is another");
    assert!(matches!(&r.questions[0], Question::Conflict { ours, theirs, .. } if ours == "Наша" && theirs == "Бета"));
    assert_eq!(b.str("SELECT title FROM deal"), "Наша");
    let r = b.text("a.csv", &deal(1, "Бета", "Договор", "Иванов Иван"), true);
    assert_eq!((counts(&r.files[0]), r.files[0].conflicts), ([0, 0, 1, 0, 0], 0));
    // A file without a column says nothing of it.
    let r = b.text("b.csv", "ID;Этап сделки;Бюджет\n1;Договор;5\n", true);
    assert_eq!((r.files[0].changed, b.int("SELECT amount FROM deal")), (1, 500));
    assert_eq!(b.int("SELECT count(*) FROM deal WHERE owner_id IS NOT NULL"), 1);
}

/// No file says since when a deal stands in its stage: neither the day it was made nor that of its last change is it.
#[test]
fn since_when_a_deal_is_in_its_stage_is_known_when_it_was_seen_to_come_there() {
    let mut b = Bench::new();
    let file = |stage: &str, modified: &str| {
        let head = "ID;Название сделки;Этап сделки;Дата создания сделки;Дата редактирования";
        format!("{head}\n1;А;{stage};01.02.2026 10:00:00;{modified} 10:00:00\n")
    };
    let since = "SELECT stage_since FROM deal";
    b.text("a.csv", &file("Переговоры", "03.02.2026"), true);
    assert_eq!((b.int("SELECT created_at > 0 FROM deal"), b.int("SELECT stage_since IS NULL FROM deal")), (1, 1));
    b.text("a.csv", &file("Договор", "05.11.2026"), true);
    assert_eq!(b.int(since), At::parse("2026-11-05 10:00", Zone::MOSCOW).unwrap().0);
}

/// A record is counted as changed when something of it is another than before, and the report says what.
#[test]
fn changed_records_are_named_with_what_was_and_what_is() {
    let mut b = Bench::new();
    let file = |rows: [&str; 4]| {
        let head = "ID;Название сделки;Этап сделки;Ответственный;Бюджет;Примечание;Цвет";
        format!("{head}\n{}\n", rows.join("\n"))
    };
    let first = [
        "1;А;Переговоры;Ким Анна;5;;белый",
        "2;Б;Переговоры;Ким Анна;5;;",
        "3;В;Договор;Ким Анна;5;;",
        "4;Г;Договор;Ким Анна;5;;",
    ];
    b.text("a.csv", &file(first), true);
    b.edit(2, &[("amount", 900_i64.into())]);
    // The first one changes three times over, the second by hand and there, the third by a note, the fourth stays.
    let again = [
        "1;А2;Переговоры;Белов Ян;7;;синий",
        "2;Б;Переговоры;Ким Анна;8;;",
        "3;В;Договор;Ким Анна;5;звонил;",
        first[3],
    ];
    let path = b.dir.path().join("a.csv");
    std::fs::write(&path, file(again)).unwrap();
    let p = b.prepare(&[path]).unwrap();
    let create = Answers { create_employees: true, ..Answers::default() };
    let trial = b.report(&p, &create);
    let r = b.keep(&p, &create);
    assert_eq!((&trial.changes, trial.changes_more), (&r.changes, 0));
    assert_eq!((counts(&r.files[0]), r.files[0].conflicts), ([0, 2, 2, 0, 0], 1), "{:?}", r.changes);
    let texts = Texts::load(Lang::Ru);
    assert_eq!(
        say::changes(&r, 9, &texts),
        [
            "сделка «А2» — Название: А → А2; Ответственный: Ким Анна → Белов Ян; Сумма: 5 → 7; Цвет: белый → синий",
            "сделка «В» — добавлены заметки, телефоны, почта или контакты",
        ]
    );
    assert_eq!(say::changes(&r, 1, &texts)[1], "… и ещё изменено записей: 1");
}

/// Where the day stays the hour is what has changed; no note was added.
#[test]
fn a_term_that_moves_within_its_day_is_said_with_its_hour() {
    let mut b = Bench::new();
    let mut changes = |due: &str, state: &str| {
        let head = "ID;Название;Ответственный;Постановщик;Статус;Крайний срок;Дата закрытия";
        let r = b.text("t.csv", &format!("{head}\n1;Встреча;Ким А.;Ким А.;{state};{due}\n"), true);
        say::changes(&r, 9, &Texts::load(Lang::Ru))
    };
    assert!(changes("01.12.2026 10:00:00;", "Выполняется").is_empty());
    let said = changes("01.12.2026 15:00:00;", "Выполняется");
    assert_eq!(said, ["задача «Встреча» — Срок: 01.12.2026 10:00 → 01.12.2026 15:00"]);
    changes("01.12.2026 15:00:00;20.11.2026 12:00:00", "Завершена");
    let said = changes("01.12.2026 15:00:00;20.11.2026 13:30:00", "Завершена");
    assert_eq!(said, ["задача «Встреча» — Выполнено: 20.11.2026 12:00 → 20.11.2026 13:30"]);
}

#[test]
fn of_three_versions_the_one_a_person_said_stays() {
    let mut b = Bench::new();
    let deals = |titles: [&str; 3], stage: &str| -> String {
        let head = "ID;Название сделки;Этап сделки;Бюджет;Дата закрытия\n";
        let row = |(n, t): (usize, &&str)| format!("{};{t};{stage};{}00;\n", n + 1, n + 1);
        format!("{head}{}", titles.iter().enumerate().map(row).collect::<String>())
    };
    b.text("a.csv", &deals(["А", "Б", "В"], "Переговоры"), true);
    for id in 1..=3 {
        b.edit(id, &[("title", format!("Наша {id}").into()), ("title_fold", format!("наша {id}").into())]);
    }
    let path = b.dir.path().join("a.csv");
    std::fs::write(&path, deals(["А2", "Б2", "В2"], "Переговоры")).unwrap();
    let p = b.prepare(&[path]).unwrap();
    let r = b.report(&p, &Answers::default());
    assert_eq!(r.files[0].conflicts, 3);
    let Question::Conflict { object, was, ours, theirs, held, case, .. } = &r.questions[1] else {
        panic!("{:?}", r.questions)
    };
    assert_eq!((was.as_str(), ours.as_str(), theirs.as_str(), *held, *case), ("Б", "Наша 2", "Б2", false, None));
    // For all of this field the file's, for one of them ours: said once, it is not asked, kept or counted.
    let field = "title".to_owned();
    let alike = Alike {
        conflicts: vec![ConflictAlike { kind: object.kind, field: field.clone(), take: Take::Theirs }],
        ..Alike::default()
    };
    let conflicts = vec![ConflictAnswer { object: *object, field, take: Take::Ours }];
    let r = b.keep(&p, &Answers { conflicts, alike, ..Answers::default() });
    assert_eq!((r.files[0].conflicts, r.questions.len()), (0, 0));
    assert_eq!(b.str("SELECT group_concat(title || '/' || title_fold) FROM deal"), "А2/а2,Наша 2/наша 2,В2/в2");
    assert_eq!(b.int("SELECT count(*) FROM import_question"), 0);
}

#[test]
fn refused_rows_are_counted_and_saved() {
    let mut b = Bench::new();
    let p = b.prepare(&[fixture("refused.csv"), fixture("broken-quote.csv")]).unwrap();
    assert_eq!(p.refused_count(), 7, "id 1 of the second file stood in the first");
    let out = b.dir.path().join("отказ.csv");
    let texts = Texts::load(Lang::Ru);
    let paths = save_refused(&p, &out, &texts).unwrap();
    assert_eq!(paths.len(), 2);
    let csv = std::fs::read_to_string(&out).unwrap();
    assert!(csv.lines().next().unwrap().ends_with("Строка;Причина"), "{csv}");
    assert!(csv.contains("4;Не дата;Переговоры;1;Иванов Иван;31.02.2026;5;"), "{csv}");
    assert!(csv.contains("1;Повтор;Переговоры;5;Иванов Иван;;7;"), "{csv}");
    assert_eq!(save_refused(&p, &out, &texts).unwrap_err().code, Code::OutputExists);
    let r = b.keep(&p, &Answers { create_employees: true, ..Answers::default() });
    assert_eq!(r.files[0].refused, 5);
}

#[test]
fn a_cancelled_import_leaves_no_trace() {
    let mut b = Bench::new();
    let mut text = String::from("ID;Название сделки;Этап сделки;Ответственный\n");
    (0..2000).for_each(|i| text.push_str(&format!("{i};Сделка {i};Переговоры;Иванов Иван\n")));
    let path = b.dir.path().join("many.csv");
    std::fs::write(&path, text).unwrap();
    let names = Names::shipped().unwrap();
    let stop = |p: Progress| p.rows < 1000;
    let op = b.op();
    let err = prepare(b.base.path(), op, std::slice::from_ref(&path), &names, &Options::default(), b.clock, &stop)
        .err()
        .unwrap();
    assert_eq!((err.code, b.left_over()), (Code::Interrupted, 0));
    let p = b.prepare(&[path]).unwrap();
    let cx = Ctx { actor: Actor::Owner, clock: b.clock, op_id: b.op(), office: &b.office };
    let err = keep(&mut b.base, &cx, &p, &Answers::default(), &stop).unwrap_err();
    assert_eq!(
        (err.code, b.int("SELECT count(*) FROM deal"), b.int("SELECT count(*) FROM journal")),
        (Code::Interrupted, 0, 0)
    );
    drop(p);
    assert_eq!(b.left_over(), 0);
}

#[test]
fn only_who_may_import_does() {
    let mut b = Bench::new();
    b.fixtures(&["maven-teams.csv"], true);
    let p = b.prepare(&[fixture("amocrm-deals-utf8.csv")]).unwrap();
    for (name, ok) in [("Mia Frost", true), ("Ada Stone", false)] {
        let id = EmployeeId(b.int(&format!("SELECT id FROM employee WHERE name = '{name}'")));
        let cx = Ctx { actor: Actor::Person(id), clock: b.clock, op_id: b.op(), office: &b.office };
        let done = report(&mut b.base, &cx, &p, &Answers::default(), GO);
        assert_eq!(done.as_ref().map_err(|f| f.code).err(), (!ok).then_some(Code::Denied), "{name}");
    }
}

#[test]
fn a_broken_file_among_good_ones_keeps_nothing_and_is_named() {
    let b = Bench::new();
    let bad = b.dir.path().join("книга.xlsx");
    std::fs::write(&bad, b"PK\x03\x04....").unwrap();
    let err = b.prepare(&[fixture("amocrm-deals-utf8.csv"), bad]).err().unwrap();
    assert_eq!((err.code, err.arg("path"), b.left_over()), (Code::FileBroken, "книга.xlsx", 0));
    let err = b.prepare(&[b.dir.path().join("нет.csv")]).err().unwrap();
    assert_eq!(err.code, Code::FileMissing);
}

#[test]
fn a_map_reads_a_foreign_table() {
    let mut b = Bench::new();
    let path = b.dir.path().join("x.csv");
    std::fs::write(&path, "Номер,Что,Кто\n5,Насос,Иванов Иван\n").unwrap();
    use crate::exchange::read::Field;
    let map =
        vec![("Номер".to_owned(), Field::ExtId), ("Что".to_owned(), Field::Title), ("Кто".to_owned(), Field::Owner)];
    let options = Options { wish: Wish { kind: Some(FileKind::Deals), map, ..Wish::default() }, ..Options::default() };
    let op = b.op();
    let p = prepare(b.base.path(), op, std::slice::from_ref(&path), &Names::shipped().unwrap(), &options, b.clock, GO)
        .unwrap();
    let r = b.keep(&p, &Answers { create_employees: true, ..Answers::default() });
    assert_eq!((r.files[0].source.word(), counts(&r.files[0])), ("other", [1, 0, 0, 0, 0]));
    assert_eq!(b.str("SELECT d.title || e.name FROM deal d JOIN employee e ON e.id = d.owner_id"), "НасосИванов Иван");
    // Without the map the table is foreign, unless the base remembers it.
    assert_eq!(b.prepare(std::slice::from_ref(&path)).err().unwrap().code, Code::FileNoHeader);
    let wish = Wish { remembered: remembered(&b.base).unwrap(), ..Wish::default() };
    let (op, options) = (b.op(), Options { wish, ..Options::default() });
    let p = prepare(b.base.path(), op, &[path], &Names::shipped().unwrap(), &options, b.clock, GO).unwrap();
    let r = b.keep(&p, &Answers::default());
    assert_eq!(counts(&r.files[0]), [0, 0, 1, 0, 0]);
}

const MAVEN: [&str; 4] = ["teams", "accounts", "products", "pipeline"];

#[test]
fn our_small_set_in_the_maven_shape() {
    let mut b = Bench::new();
    let files: Vec<String> = MAVEN.iter().map(|n| format!("maven-{n}.csv")).collect();
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    let r = b.fixtures(&files, false);
    assert!(!r.has_questions(), "{:?}", r.questions);
    assert_eq!(
        r.files.iter().map(counts).collect::<Vec<_>>(),
        [[3, 0, 0, 0, 0], [4, 0, 0, 0, 0], [0, 0, 1, 0, 0], [9, 0, 0, 0, 0]]
    );
    assert_eq!(
        b.str("SELECT group_concat(name, ';') FROM (SELECT name FROM employee WHERE role = 'head' ORDER BY name)"),
        "Mia Frost;Otto Vale"
    );
    assert_eq!(
        b.int("SELECT count(*) FROM employee e JOIN department d ON d.id = e.department_id AND d.head_id = e.head_id"),
        3
    );
    assert_eq!(
        b.str("SELECT group_concat(value, ';') FROM (SELECT DISTINCT value FROM employee_tag ORDER BY value)"),
        "North;South"
    );
    assert_eq!(b.str("SELECT industry FROM client WHERE name = 'Basalt'"), "technolgy");
    // Arbor: most open deals; Basalt: no open, equal won value, so the name decides; Dune has no deal and no owner.
    let owners = "SELECT group_concat(c.name || '=' || coalesce(e.name, '-') || c.owner_derived, ';') FROM \
                  (SELECT * FROM client ORDER BY name) c LEFT JOIN employee e ON e.id = c.owner_id";
    assert_eq!(b.str(owners), "Arbor=Ada Stone1;Basalt=Ben Reed1;Cobalt=Cid Marsh1;Dune=-0");
    assert_eq!(b.int("SELECT count(*) FROM deal WHERE client_id IS NULL"), 2);
    let rows = b.int("SELECT count(*) FROM op_row");
    let r = b.fixtures(&files, false);
    assert_eq!(
        r.files.iter().map(counts).collect::<Vec<_>>(),
        [[0, 0, 3, 0, 0], [0, 0, 4, 0, 0], [0, 0, 1, 0, 0], [0, 0, 9, 0, 0]]
    );
    assert_eq!(b.int("SELECT count(*) FROM op_row"), rows);
}

#[test]
fn the_maven_set_itself() {
    let shared = std::env::var("ESTAFETA_SHARED")
        .map_or_else(|_| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let dir = shared.join("data/maven-crm");
    if !dir.exists() {
        eprintln!("skipped: no {}", dir.display());
        return;
    }
    // The pipeline before the teams: the order of the files does not matter.
    let files: Vec<PathBuf> =
        ["sales_pipeline.csv", "accounts.csv", "products.csv", "sales_teams.csv"].iter().map(|f| dir.join(f)).collect();
    let mut b = Bench::new();
    let r = b.import(&files, true);
    assert!(!r.has_questions(), "{:?}", r.questions);
    assert_eq!(r.files.iter().map(|f| f.new).collect::<Vec<_>>(), [8800, 85, 0, 35]);
    let kind = |b: &Bench, k: &str| b.int(&format!("SELECT count(*) FROM deal WHERE stage_kind = '{k}'"));
    assert_eq!([kind(&b, "won"), kind(&b, "lost"), kind(&b, "open"), kind(&b, "final")], [4238, 2473, 2089, 0]);
    assert_eq!(b.int("SELECT count(*) FROM client"), 85);
    assert_eq!(b.int("SELECT count(*) FROM client WHERE owner_id IS NOT NULL AND owner_derived = 1"), 85);
    assert_eq!(b.int("SELECT count(*) FROM deal WHERE client_id IS NULL"), 1425);
    assert_eq!(b.int("SELECT count(*) FROM employee WHERE role = 'head'"), 6);
    assert_eq!(b.int("SELECT count(*) FROM employee WHERE role = 'manager' AND head_id IS NOT NULL"), 35);
    assert_eq!(b.int("SELECT count(DISTINCT value) FROM employee_tag WHERE tag = 'region'"), 3);
    assert_eq!(b.int("SELECT count(*) FROM employee_tag WHERE tag = 'region'"), 41);
    let darcel = EmployeeId(b.int("SELECT id FROM employee WHERE name = 'Darcel Schlecht'"));
    let open = format!("SELECT count(*) FROM deal WHERE owner_id = {} AND stage_kind = 'open'", darcel.0);
    assert_eq!((b.int(&open), b.int(&format!("{open} AND client_id IS NULL"))), (194, 134));
    let rows = b.int("SELECT count(*) FROM op_row");
    let r = b.import(&files, true);
    assert_eq!(
        r.files.iter().map(counts).collect::<Vec<_>>(),
        [[0, 0, 8800, 0, 0], [0, 0, 85, 0, 0], [0, 0, 7, 0, 0], [0, 0, 35, 0, 0]]
    );
    assert_eq!(b.int("SELECT count(*) FROM op_row"), rows);
    assert!(crate::store::verify::verify(b.base.conn(), &[]).unwrap().is_ok());
}
