//! `import` as a script calls it: its JSON is a contract.

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use serde_json::Value;

struct Est(tempfile::TempDir);

impl Est {
    fn new() -> Est {
        Est(tempfile::tempdir().unwrap())
    }

    fn run(&self, args: &[&str]) -> (i32, String, String) {
        let out = Command::cargo_bin("estafeta")
            .unwrap()
            .env_clear()
            .env("PATH", "/usr/bin:/bin")
            .env("HOME", self.0.path())
            .env("ESTAFETA_NOW", "2026-11-24T10:00:00+03:00")
            .env("ESTAFETA_DB", self.0.path().join("e.db"))
            .args(args)
            .output()
            .unwrap();
        let text = |b: Vec<u8>| String::from_utf8(b).unwrap();
        (out.status.code().unwrap(), text(out.stdout), text(out.stderr))
    }

    fn json(&self, args: &[&str]) -> (i32, Value) {
        let (code, out, err) = self.run(&[&["--json"], args].concat());
        let text = if code == 0 || code == 3 { &out } else { &err };
        (code, serde_json::from_str(text).unwrap_or_else(|e| panic!("{args:?} → {code}: {e}\n{out}{err}")))
    }
}

fn fixture(name: &str) -> String {
    let p: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import").join(name);
    p.to_str().unwrap().to_owned()
}

#[test]
fn the_json_of_an_import() {
    let e = Est::new();
    let files = ["amocrm-deals-1251.csv", "bitrix-companies.csv", "bitrix-deals.xls"].map(fixture);
    let args = ["import", &files[0], &files[1], &files[2], "--create-employees"];
    let (code, v) = e.json(&args);
    assert_eq!(code, 3);
    insta::assert_json_snapshot!(v);
    let (code, again) = e.json(&args);
    assert_eq!(code, 3, "the stage is still unknown");
    for f in again["files"].as_array().unwrap() {
        assert_eq!((f["new"].as_u64(), f["changed"].as_u64()), (Some(0), Some(0)), "{f}");
    }
}

#[test]
fn a_dry_run_keeps_nothing_and_makes_no_base() {
    let e = Est::new();
    let file = fixture("amocrm-deals-utf8.csv");
    let (code, v) = e.json(&["import", &file, "--dry-run"]);
    assert_eq!((code, v["committed"].as_bool(), v["files"][0]["new"].as_u64()), (3, Some(false), Some(5)));
    assert_eq!(std::fs::read_dir(e.0.path()).unwrap().count(), 0);
    e.json(&["import", &file, "--create-employees"]);
    let (_, v) = e.json(&["import", &fixture("bitrix-deals.csv"), "--dry-run", "--create-employees"]);
    assert_eq!(v["files"][0]["new"].as_u64(), Some(4));
    let (code, v) = e.json(&["import", &file, "--dry-run"]);
    assert_eq!((code, v["files"][0]["unchanged"].as_u64()), (3, Some(5)));
}

#[test]
fn what_cannot_be_read_is_refused_and_leaves_no_base() {
    let e = Est::new();
    let bad = e.0.path().join("book.csv");
    let bad = bad.to_str().unwrap();
    let cases: [(&[u8], &str); 6] = [
        (b"PK\x03\x04", "file_broken"),
        (b"", "file_empty"),
        (b"a\0b", "file_encoding"),
        ("просто текст".as_bytes(), "file_no_header"),
        ("ID;Этап сделки\n".as_bytes(), "file_empty"),
        ("ID;Ответственный;Телефон;Комментарий\n1;2;3;4\n".as_bytes(), "file_unknown_kind"),
    ];
    for (bytes, want) in cases {
        std::fs::write(bad, bytes).unwrap();
        let (code, v) = e.json(&["import", &fixture("amocrm-deals-utf8.csv"), bad]);
        assert_eq!((code, v["error"]["code"].as_str()), (1, Some(want)));
        assert!(v["error"]["message"].as_str().unwrap().contains("book.csv"), "{v}");
        assert_eq!(std::fs::read_dir(e.0.path()).unwrap().count(), 1, "{want}");
    }
    let (code, v) = e.json(&["import", "/nowhere/x.csv"]);
    assert_eq!((code, v["error"]["code"].as_str()), (1, Some("file_missing")));
    let (code, v) = e.json(&["--readonly", "import", &fixture("hostile.csv")]);
    assert_eq!((code, v["error"]["code"].as_str()), (1, Some("read_only_mode")));
    let (code, v) = e.json(&["import", &fixture("hostile.csv"), "--map", "ID=нечто"]);
    assert_eq!((code, v["error"]["code"].as_str()), (1, Some("bad_map")));
}

/// By itself one broken file keeps all of an import back; said so, the others come in and it is told.
#[test]
fn broken_files_are_left_out_when_that_is_said() {
    let e = Est::new();
    let bad = e.0.path().join("book.xlsx");
    std::fs::write(&bad, b"PK\x03\x04").unwrap();
    let (bad, good) = (bad.to_str().unwrap(), fixture("amocrm-deals-utf8.csv"));
    let (code, v) = e.json(&["import", bad, "/nowhere/x.csv", "--skip-broken"]);
    assert_eq!((code, v["error"]["code"].is_string()), (1, true), "{v}");
    assert_eq!(std::fs::read_dir(e.0.path()).unwrap().count(), 1);
    let args = ["import", bad, &good, "/nowhere/x.csv", "--skip-broken", "--create-employees"];
    let (code, v) = e.json(&args);
    assert_eq!((code, &v["committed"], &v["files"][0]["new"]), (3, &true.into(), &5.into()), "{v}");
    let told: Vec<_> = v["broken"].as_array().unwrap().iter().map(|b| (b["file"].clone(), b["code"].clone())).collect();
    assert_eq!(told, [("book.xlsx".into(), "file_broken".into()), ("x.csv".into(), "file_missing".into())]);
    let (_, out, _) = e.run(&args);
    assert!(out.contains("book.xlsx — не прочитан"), "{out}");
}

/// Whoever looks for a row of a report in the CRM needs the number it has there; of several systems, which it is of.
#[test]
fn reports_carry_the_numbers_of_the_crm() {
    let e = Est::new();
    let file = |name: &str, text: &str| {
        let path = e.0.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let clients = file("c.csv", "ID;Название компании;Тип компании;ИНН\n17;Кварц;Клиент;7707083893\n");
    let deals = file("d.csv", "ID;Название сделки;Этап сделки;Компания контакта\n205;Поставка;Переговоры;Бета\n");
    let numbers = |what: &str| -> Vec<Value> {
        e.json(&["report", what]).1.as_array().unwrap().iter().map(|r| r["crm_id"].clone()).collect()
    };
    assert_eq!(e.json(&["import", &clients, &deals]).0, 0);
    // A client that the CRM only names has no number there.
    assert_eq!((numbers("clients"), numbers("deals")), (vec![Value::Null, "17".into()], vec!["205".into()]));
    let again = file("a.csv", "ID;Тип;Название компании;Дата создания контакта;ИНН\n9;компания;Кварц;;7707083893\n");
    let (code, v) = e.json(&["import", &again]);
    assert_eq!(code, 0, "{v}");
    assert_eq!(numbers("clients"), [Value::Null, "amoCRM 9, Битрикс24 17".into()]);
    let (_, csv, _) = e.run(&["report", "clients", "--format", "csv"]);
    assert!(csv.contains("№ в CRM") && csv.contains("amoCRM 9"), "{csv}");
}

/// One word, one number: a deal in a final stage is an open one, and is counted once.
#[test]
fn a_report_counts_the_deals_of_a_client_as_the_list_does() {
    let e = Est::new();
    let file = e.0.path().join("deals.csv");
    let head = "ID;Название сделки;Этап сделки;Компания контакта";
    std::fs::write(&file, format!("{head}\n1;А;Переговоры;Кварц\n2;Б;Договор;Кварц\n3;В;Успешно реализовано;Кварц\n"))
        .unwrap();
    assert_eq!(e.json(&["import", file.to_str().unwrap(), "--source", "amocrm", "--kind", "deals"]).0, 0);
    let listed = e.json(&["client", "list"]).1["items"][0]["open_deals"].clone();
    assert_eq!((listed, e.json(&["report", "clients"]).1[0]["open_deals"].clone()), (2.into(), 2.into()));
}

/// The kind was named: what is missing is said, and how to map it, not that the kind should be named.
#[test]
fn a_named_kind_names_the_columns_it_lacks() {
    let e = Est::new();
    let file = e.0.path().join("own.csv");
    std::fs::write(&file, "Шифр;Предмет договора;Цена\n1;Поставка;100\n").unwrap();
    let file = file.to_str().unwrap();
    let (code, v) = e.json(&["import", file, "--kind", "deals"]);
    assert_eq!((code, v["error"]["code"].as_str()), (1, Some("file_lacks_columns")), "{v}");
    let said = format!("{} {}", v["error"]["message"], v["error"]["hint"]);
    for part in ["own.csv", "«сделки»", "title", "--map", "ext_id, title", "«Шифр», «Предмет договора», «Цена»"]
    {
        assert!(said.contains(part), "{part} in {said}");
    }
    assert!(!said.contains("--kind"), "{said}");
    // A column that the file does not have is named as it was given.
    let (_, v) = e.json(&["import", file, "--kind", "deals", "--map", "Тема=title"]);
    assert!(v["error"]["message"].as_str().unwrap().contains("«Тема = title»"), "{v}");
    let map = ["import", file, "--kind", "deals", "--map", "Предмет договора=title"];
    assert_eq!(e.json(&map).0, 0, "as the error says");
}

#[test]
fn words_for_people_and_no_escape_sequence() {
    let e = Est::new();
    let (code, out, err) = e.run(&["import", &fixture("hostile.csv")]);
    assert_eq!(code, 3, "{err}");
    assert!(out.contains("новых 2") && out.contains("Осталось вопросов: 1") && out.ends_with("Сохранено.\n"), "{out}");
    assert!(!out.contains('\u{1b}') && !err.contains('\u{1b}'));
    let refused = e.0.path().join("r.csv");
    let (_, out, _) = e.run(&["import", &fixture("refused.csv"), "--refused", refused.to_str().unwrap()]);
    assert!(out.contains("не принято строк: 5"), "{out}");
    assert!(std::fs::read_to_string(&refused).unwrap().contains("«двести» — не сумма"));
}

/// What the screen's «так на все» says, said beforehand: nothing is asked, and the answers hold.
#[test]
fn questions_are_answered_by_switches() {
    let e = Est::new();
    let file = |name: &str, text: &str| {
        let path = e.0.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let questions = |v: &Value| v["questions"].as_array().unwrap().len();
    let bitrix = "ID;Название компании;Тип компании;ИНН\n";
    let first = file("first.csv", &format!("{bitrix}1;ООО «Кварц»;Клиент;\n2;АО «Бета»;Клиент;\n"));
    assert_eq!(e.json(&["import", &first]).0, 0);
    // Cards of the same CRM under other ids: only a person knows whether these are the same.
    let second = file("second.csv", &format!("{bitrix}10;Кварц;Клиент;\n20;Бета;Клиент;\n"));
    let (code, v) = e.json(&["import", &second, "--dry-run"]);
    assert_eq!((code, questions(&v)), (3, 2), "{v}");
    let (code, v) = e.json(&["import", &second, "--duplicates", "same"]);
    assert_eq!((code, questions(&v)), (0, 0), "{v}");
    assert_eq!(e.json(&["client", "list"]).1["total"], 2);
    // The three-way compare: the office renamed them, the file too.
    let base = rusqlite::Connection::open(e.0.path().join("e.db")).unwrap();
    base.execute_batch("UPDATE client SET name = name || '-наш', name_fold = name_fold || '-наш'").unwrap();
    drop(base);
    let again = file("first.csv", &format!("{bitrix}1;Кварц-их;Клиент;\n2;Бета-их;Клиент;\n"));
    let dry = |take: &[&str]| e.json(&[&["import", again.as_str(), "--dry-run"], take].concat());
    let left = |take: &[&str]| questions(&dry(take).1);
    assert_eq!((left(&[]), left(&["--take", "ours"]), left(&["--take", "client.name=ours"])), (2, 0, 0));
    assert_eq!(left(&["--take", "deal.title=ours"]), 2, "another field");
    let (code, v) = dry(&["--take", "их"]);
    assert_eq!((code, v["error"]["code"].as_str()), (1, Some("bad_answer")));
    assert_eq!(e.json(&["import", &again, "--take", "ours", "--take", "client.name=theirs"]).0, 0);
    let names = e.json(&["client", "list"]).1.to_string();
    assert!(names.contains("Кварц-их") && names.contains("Бета-их") && !names.contains("наш"), "{names}");
}

/// A sheet nobody can read is no reason to refuse the book, and none to be silent.
#[test]
fn sheets_that_are_left_out_are_listed() {
    let e = Est::new();
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet().set_name("Компании").unwrap();
    for (c, cell) in ["ID", "Название компании", "Тип компании"].iter().enumerate() {
        sheet.write(0, c as u16, *cell).unwrap().write(1, c as u16, c as f64).unwrap();
    }
    let notes = book.add_worksheet().set_name("Наши партнёры").unwrap();
    notes.write(0, 0, "Партнёр").unwrap().write(0, 1, "Кто").unwrap().write(1, 0, "Кварц").unwrap();
    let path = e.0.path().join("книга.xlsx");
    book.save(&path).unwrap();
    let file = path.to_str().unwrap();
    let (code, v) = e.json(&["import", file, "--dry-run"]);
    assert_eq!((code, v["files"].as_array().unwrap().len()), (0, 1), "{v}");
    let last = v["skipped"].as_array().unwrap().last().unwrap();
    assert_eq!(*last, serde_json::json!({ "file": "книга.xlsx", "sheet": "Наши партнёры", "reason": "no_header" }));
    let (_, out, _) = e.run(&["import", file]);
    assert!(out.contains("лист «Наши партнёры» — пропущен: не нашлась строка заголовков"), "{out}");
    assert!(!out.contains('\u{1b}'));
}

#[test]
fn a_field_nobody_compares_is_refused_with_those_that_are() {
    let e = Est::new();
    let file = fixture("bitrix-companies.csv");
    let code = |args: &[&str]| {
        let (code, v) = e.json(&[&["import", file.as_str(), "--dry-run"], args].concat());
        (code, v["error"]["code"].as_str().unwrap_or_default().to_owned(), v["error"]["message"].to_string())
    };
    let (n, word, message) = code(&["--take", "client.nane=theirs"]);
    assert_eq!((n, word.as_str()), (1, "no_such_field"));
    assert!(message.contains("client.nane=theirs") && message.contains("client.name, client.inn"), "{message}");
    assert_eq!(code(&["--take", "ours", "--take", "theirs"]).1, "answered_twice");
    assert_eq!(code(&["--link", "А=deal:1", "--link", "А=none"]).1, "answered_twice");
    assert_eq!(code(&["--duplicates", "same", "--duplicates", "other"]).0, 2);
    assert_eq!(std::fs::read_dir(e.0.path()).unwrap().count(), 0, "a base was made");
}

/// «Тот же» and «другой» are told apart by what is then in the base.
#[test]
fn duplicates_other_makes_clients_of_their_own() {
    let e = Est::new();
    let head = "ID;Название компании;Тип компании;ИНН\n";
    let file = |name: &str, text: &str| {
        let path = e.0.path().join(name);
        std::fs::write(&path, format!("{head}{text}")).unwrap();
        path.to_str().unwrap().to_owned()
    };
    assert_eq!(e.json(&["import", &file("first.csv", "1;ООО «Кварц»;Клиент;\n")]).0, 0);
    let second = file("second.csv", "10;Кварц;Клиент;\n");
    let (code, v) = e.json(&["import", &second, "--duplicates", "other"]);
    assert_eq!((code, v["questions"].as_array().unwrap().len(), v["files"][0]["new"].as_u64()), (0, 0, Some(1)), "{v}");
    assert_eq!(e.json(&["client", "list"]).1["total"], 2);
    // The same file again finds its own.
    let (code, v) = e.json(&["import", &second, "--duplicates", "other"]);
    assert_eq!((code, v["files"][0]["unchanged"].as_u64()), (0, Some(1)));
    assert_eq!(e.json(&["client", "list"]).1["total"], 2);
}

/// Two deals of one title: a task finds the one it is said to be about, or none.
#[test]
fn link_says_which_deal_tasks_are_about() {
    let links = |name: &str| {
        let p = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/links").join(name);
        p.to_str().unwrap().to_owned()
    };
    let names: Vec<String> =
        std::fs::read_dir(links("")).unwrap().map(|e| e.unwrap().path().to_str().unwrap().to_owned()).collect();
    let all: Vec<&str> = names.iter().map(String::as_str).collect();
    let import = |e: &Est, link: &[&str]| e.json(&[&["import", "--create-employees"], &all[..], link].concat());
    let titled = |e: &Est| -> Vec<i64> {
        let base = rusqlite::Connection::open(e.0.path().join("e.db")).unwrap();
        let mut st = base.prepare("SELECT deal_id FROM task WHERE deal_id IS NOT NULL").unwrap();
        st.query_map([], |r| r.get(0)).unwrap().map(Result::unwrap).collect()
    };
    let e = Est::new();
    let (code, v) = import(&e, &[]);
    assert_eq!(code, 3, "{v}");
    let q = &v["questions"][0];
    assert_eq!((q["kind"].as_str(), titled(&e).len()), (Some("link"), 0), "{q}");
    // What the question offers is what the switch takes.
    let (written, second) = (q["written"].as_str().unwrap(), q["candidates"][1]["object"].as_str().unwrap());
    let (code, v) = import(&e, &["--link", &format!("{written}={second}")]);
    assert_eq!((code, v["questions"].as_array().unwrap().len()), (0, 0), "{v}");
    assert_eq!(titled(&e), [second.split_once(':').unwrap().1.parse::<i64>().unwrap()]);
    let e = Est::new();
    let (code, v) = import(&e, &["--link", &format!("{written}=none")]);
    assert_eq!((code, titled(&e).len()), (0, 0), "{v}");
    // A name that no task writes answers nothing.
    assert_eq!(import(&Est::new(), &["--link", "Другое=none"]).0, 3);
}
