//! «Сверить» (3 §2): a fresh export of Bitrix24 compared owner by owner, and what its documentation says of files.

use serde_json::Value;

use super::Est;

const HEAD: &str = "ID;Название сделки;Стадия сделки;Сумма;Валюта;Ответственный";

/// The deals of an export; `owner` by number.
fn export(e: &Est, name: &str, owner: impl Fn(usize) -> String) -> String {
    let row = |n: usize| format!("{};Поставка {n};Переговоры;{n}000;RUB;{}", 700 + n, owner(n));
    let rows: Vec<String> = (1..=12).map(row).collect();
    let path = e.path(name);
    std::fs::write(&path, format!("\u{feff}{HEAD}\r\n{}\r\n", rows.join("\r\n"))).unwrap();
    path.to_str().unwrap().to_owned()
}

/// Ten deals of a leaver are given to others, and the CRM has heard of six: of three it still names him, one it has given
/// to somebody else.
pub fn reconciled() -> Est {
    let e = Est::new();
    let others = |n: usize| if n == 11 { "Смирнов Алексей" } else { "Зуев Павел" }.to_owned();
    let first = export(&e, "deals.csv", |n| if n <= 10 { "Ковалёв Денис".to_owned() } else { others(n) });
    e.json(&["import", &first, "--create-employees"]);
    e.json(&["case", "open", "--employee", "Ковалёв", "--last-day", "2026-12-08", "--acting-head", "Зуев"]);
    e.json(&["case", "propose", "1"]);
    let objects: Vec<String> = (1..=10).map(|n| format!("deal:{n}")).collect();
    let all: Vec<&str> = objects.iter().map(String::as_str).collect();
    let give =
        [&["case", "reassign", "1", "--to", "Смирнов", "--reason", "знает клиентов", "--object"], &all[..]].concat();
    e.json(&give);
    e.json(&["case", "apply", "1"]);
    let fresh = export(&e, "fresh.csv", |n| match n {
        1..=6 => "Смирнов Алексей".to_owned(),
        7..=9 => "Ковалёв Денис".to_owned(),
        10 => "Зуев Павел".to_owned(),
        n => others(n),
    });
    let r = e.json(&["import", &fresh]);
    assert_eq!(
        (&r["crm_confirmed"], &r["crm_still_leaver"], &r["crm_other"]),
        (&6.into(), &3.into(), &1.into()),
        "{r}"
    );
    e
}

#[test]
fn a_fresh_export_is_compared_owner_by_owner() {
    let e = reconciled();
    let v = e.json(&["case", "crm", "1"]);
    let counts = serde_json::json!({ "agreed": 6, "still_leaver": 3, "other": 1, "not_compared": 0 });
    assert_eq!(v["counts"], counts);
    let said: Vec<(String, String, String)> = v["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|i| {
            let word = |key: &str| i[key].as_str().unwrap_or_default().to_owned();
            (i["ext"][0]["id"].as_str().unwrap().to_owned(), word("crm"), word("crm_owner"))
        })
        .collect();
    let of = |id: &str| said.iter().find(|s| s.0 == id).map(|s| (s.1.as_str(), s.2.as_str())).unwrap();
    assert_eq!(of("701"), ("agreed", "Смирнов Алексей"));
    for id in ["707", "708", "709"] {
        assert_eq!(of(id), ("still_leaver", "Ковалёв Денис"));
    }
    assert_eq!(of("710"), ("other", "Зуев Павел"));
    assert_eq!(said[0].1, "still_leaver", "what needs a hand comes first");
    let (_, text, _) = e.run(&["case", "crm", "1"]);
    for must in [
        "в CRM ещё на «Ковалёв Д.»: 3",
        "на третьем человеке: 1",
        "стоит новый ответственный: 6",
        "ещё на: Ковалёв Д.",
        "710",
    ] {
        assert!(text.contains(must), "{must} is missing in\n{text}");
    }
    assert!(!text.contains("701"), "what agrees is only counted: {text}");
    // The case does not close on it, and asks for one that is not the leaver's any more too.
    let blockers = e.json(&["case", "show", "1"])["blockers"].to_string();
    assert!(blockers.contains("crm_still_leaver") && blockers.contains("crm_unknown"), "{blockers}");
    let one = e.json(&["case", "crm", "1", "--object", "deal:10"]);
    assert_eq!(one["items"].as_array().map(Vec::len), Some(1));
}

/// Updates in place are declared with the page of the CRM's own help; «yes» stands nowhere, so no update file is made.
#[test]
fn the_work_list_says_whether_a_file_would_do() {
    let e = reconciled();
    let dir = e.path("crm");
    let v = e.json(&["crm-update", "1", "-o", dir.to_str().unwrap()]);
    assert_eq!(v["ways"][0]["source"], "bitrix24");
    assert_eq!((&v["ways"][0]["kind"], &v["ways"][0]["updates_in_place"]), (&Value::from("deal"), &Value::from("no")));
    assert!(v["ways"][0]["docs"].as_str().unwrap().starts_with("https://helpdesk.bitrix24."), "{v}");
    let list = std::fs::read_dir(&dir).unwrap().map(|f| f.unwrap().path());
    let list = list
        .filter(|p| p.to_str().unwrap().ends_with("ответственных.txt"))
        .map(|p| std::fs::read_to_string(p).unwrap());
    let text: String = list.collect();
    assert!(text.contains("Битрикс24, сделки: нет") && text.contains("710, 707, 708, 709"), "{text}");
    assert!(!text.contains("701"), "what the CRM shows already is no work: {text}");
}
