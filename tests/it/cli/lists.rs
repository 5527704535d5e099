//! Lists, the filter language, cards.

use super::Est;

#[test]
fn the_json_of_the_lists() {
    let e = Est::demo();
    insta::assert_json_snapshot!("clients", e.json(&["client", "list", "--owner", "Ковалёв", "--limit", "2"]));
    insta::assert_json_snapshot!(
        "deals",
        e.json(&["deal", "list", "--owner", "employee:2", "--query", "статус:open", "--limit", "2"])
    );
    insta::assert_json_snapshot!("tasks", e.json(&["task", "list", "--owner", "Ковалёв Д. О.", "--limit", "2"]));
    insta::assert_json_snapshot!("employee", e.json(&["employee", "show", "Петрова"]));
}

#[test]
fn a_list_is_found_by_words_in_either_layout() {
    let e = Est::demo();
    let name = e.json(&["client", "list", "--limit", "1"])["items"][0]["name"].as_str().unwrap().to_owned();
    let word = name.rsplit(['«', '»', ' ']).find(|w| w.chars().count() > 3).unwrap().to_lowercase();
    let typed = estafeta::base::swap_layout(&word);
    let total = |q: &str| e.json(&["client", "list", "--query", q])["total"].as_u64().unwrap();
    assert!(total(&word) > 0, "{word}");
    assert_eq!(total(&typed), total(&word), "{typed}");
    assert_eq!(total("такого клиента нет"), 0);
    // The sum under a list is the sum of all its rows, not of those shown.
    let all = e.json(&["deal", "list", "--limit", "1000"]);
    let one = e.json(&["deal", "list", "--limit", "1"]);
    assert_eq!(all["amounts"], one["amounts"]);
    let sum: i64 = all["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|d| d["currency"] == "RUB")
        .map(|d| d["amount"].as_i64().unwrap())
        .sum();
    assert_eq!(all["amounts"]["RUB"].as_i64(), Some(sum));
    assert_eq!(all["total"].as_u64(), Some(all["items"].as_array().unwrap().len() as u64));
}

#[test]
fn a_person_sees_what_the_role_reaches() {
    let e = Est::demo();
    let total = |actor: &str| e.json(&["--actor", actor, "client", "list"])["total"].as_u64().unwrap();
    let own = e.json(&["employee", "show", "Петрова"])["clients"].as_u64().unwrap();
    assert_eq!(total("Петрова"), own);
    assert_eq!(total("Громов"), 0, "the administrator has no business with clients");
    assert!(total("Иванова") > own);
    assert_eq!(e.json(&["client", "list"])["total"].as_u64(), Some(60));
}

#[test]
fn cards_change_and_the_journal_says_who() {
    let e = Est::demo();
    let set = [
        "employee",
        "set",
        "Петрова",
        "--capacity",
        "35",
        "--region",
        "Урал",
        "Сибирь",
        "--absent",
        "2026-12-01..2026-12-05",
        "--substitute",
        "Смирнов",
    ];
    let card = e.json(&set);
    assert_eq!((card["capacity"].as_u64(), card["regions"].as_array().map(Vec::len)), (Some(35), Some(2)));
    assert_eq!(card["absences"][0]["substitute"], "Смирнов Алексей Юрьевич");
    let client = e.json(&["client", "list", "--owner", "Ковалёв", "--limit", "1"])["items"][0]["id"].to_string();
    let client = format!("client:{client}");
    let card =
        e.json(&["client", "set", &client, "--segment", "vip", "--second", "Смирнов", "--next-contact", "2026-12-15"]);
    assert_eq!((card["segment"].as_str(), card["next_contact"].as_str()), (Some("vip"), Some("2026-12-15")));
    assert_eq!(card["team"][0], "Смирнов Алексей Юрьевич");
    e.json(&["touch", "--client", &client, "--kind", "call", "--outcome", "договорились о встрече"]);
    let entries = e.json(&["--actor", "Иванова", "journal", "list", "--limit", "3"]);
    assert_eq!(entries["entries"].as_array().map(Vec::len), Some(0), "the head has written nothing yet");
    let entries = e.json(&["journal", "list", "--limit", "3"]);
    let kinds: Vec<&str> = entries["entries"].as_array().unwrap().iter().map(|j| j["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["touch", "client-set", "employee-set"]);
    assert!(entries["entries"].as_array().unwrap().iter().all(|j| j["actor"] == "owner"));
    assert_eq!(e.json(&["check"])["ok"], true);
}

/// Who takes rows out of the program is journaled: who, how many, where to (2 §12).
#[test]
fn what_leaves_as_a_file_is_journaled() {
    let e = Est::demo();
    let last = |e: &Est| e.json(&["journal", "list", "--limit", "1"])["entries"][0].clone();
    let before = last(&e)["seq"].as_i64().unwrap();
    let file = e.path("клиенты.csv");
    // A look is none, and neither is what the program refuses.
    e.json(&["report", "clients"]);
    e.json(&["client", "list"]);
    assert_eq!(e.run(&["--actor", "Петрова", "report", "clients", "--format", "csv"]).0, 1);
    assert_eq!(last(&e)["seq"].as_i64(), Some(before));
    e.json(&["report", "clients", "--employee", "Петрова", "--format", "csv", "-o", file.to_str().unwrap()]);
    let entry = last(&e);
    let rows = e.json(&["report", "clients", "--employee", "Петрова"]).as_array().unwrap().len();
    assert_eq!((entry["kind"].as_str(), entry["seq"].as_i64()), (Some("exported"), Some(before + 1)));
    assert_eq!(entry["taken"], serde_json::json!({ "what": "clients", "rows": rows, "file": "клиенты.csv" }));
    assert!(entry["object"].as_str().unwrap().starts_with("employee:"));
    // By the other ways out: a book, and the standard output.
    e.json(&["--actor", "Иванова", "report", "deals", "--format", "xlsx", "-o", e.path("out.xlsx").to_str().unwrap()]);
    assert_eq!(
        (last(&e)["taken"]["what"].as_str(), last(&e)["name"].as_str()),
        (Some("deals"), Some("Иванова Марина Сергеевна"))
    );
    assert_eq!(e.run(&["report", "tasks", "--format", "csv"]).0, 0);
    assert_eq!((last(&e)["taken"]["what"].as_str(), last(&e)["seq"].as_i64()), (Some("tasks"), Some(before + 3)));
    let (_, said, _) = e.run(&["journal", "list", "--limit", "3"]);
    assert!(said.contains("Выгрузка в файл. Взято строк:") && said.contains("«клиенты.csv»"), "{said}");
    // A file that is there already is not taken, and nothing is said of it.
    assert_eq!(e.run(&["report", "clients", "--format", "csv", "-o", file.to_str().unwrap()]).0, 1);
    assert_eq!(last(&e)["seq"].as_i64(), Some(before + 3));
    // Where nothing can be written nothing is journaled; the rows can be read.
    assert_eq!(e.run(&["--readonly", "report", "tasks", "--format", "csv"]).0, 0);
    let book = e.path("unnoted.xlsx");
    let (_, said, _) = e.run(&["--readonly", "report", "tasks", "--format", "xlsx", "-o", book.to_str().unwrap()]);
    assert!(said.contains("в журнал эта выгрузка не записана"), "{said}");
    assert_eq!(last(&e)["seq"].as_i64(), Some(before + 3));
    assert_eq!((e.run(&["journal", "verify"]).0, e.run(&["check"]).0), (0, 0));
}

/// What is told to a role is asked for by the role; who is nobody is told who there is.
#[test]
fn the_inbox_of_a_role_is_read_by_its_name() {
    let e = Est::demo();
    e.json(&["case", "open", "--employee", "Ковалёв", "--last-day", "2026-12-08"]);
    let all = e.json(&["inbox", "list"])["items"].as_array().unwrap().clone();
    let of = |role: &str| all.iter().filter(|i| i["role"].as_str() == Some(role)).count();
    for (asked, role) in [("ИТ", "it"), ("кадры", "hr"), ("it", "it")] {
        let shown = e.json(&["inbox", "list", "--for", asked]);
        assert_eq!(shown["total"].as_u64(), Some(of(role) as u64), "{asked}: {all:?}");
        assert!(shown["items"].as_array().unwrap().iter().all(|i| i["role"].as_str() == Some(role)));
    }
    assert!(of("it") > 0, "IT is asked for the accesses: {all:?}");
    let (code, _, said) = e.run(&["--actor", "Петрова", "inbox", "list", "--for", "ИТ"]);
    assert!(code == 1, "{said}");
    let (code, _, said) = e.run(&["inbox", "list", "--for", "Бухгалтерия"]);
    assert!(code == 1 && said.contains("кадры, ИТ, безопасность"), "{said}");
}

#[test]
fn a_client_is_found_by_the_number_that_lists_show() {
    let e = Est::demo();
    let by = |name: &str| e.json(&["client", "show", name])["id"].as_i64();
    assert_eq!(by("7"), Some(7));
    assert_eq!(by("№ 7"), by("client:7"));
    assert_eq!(e.refused(&["client", "show", "70000"]).1, "unknown_client");
}
