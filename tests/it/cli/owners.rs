//! `client owner`, and the owners' history of `client show`, `deal show`, `task show`.

use serde_json::{Value, json};

use super::Est;

/// Somebody who has clients and sells on, and somebody else who can take them.
fn two(e: &Est) -> (String, String) {
    let people = e.json(&["employee", "list"]);
    let sells = |p: &&Value| p["status"] == "active" && ["manager", "senior"].contains(&p["role"].as_str().unwrap());
    let list: Vec<&Value> = people["employees"].as_array().unwrap().iter().filter(sells).collect();
    let from = list.iter().max_by_key(|p| p["clients"].as_u64()).unwrap();
    let to = list.iter().find(|p| p["id"] != from["id"] && p["department"] == from["department"]).unwrap();
    (format!("employee:{}", from["id"]), format!("employee:{}", to["id"]))
}

#[test]
fn clients_change_hands_by_a_filter_and_the_history_says_why() {
    let e = Est::demo();
    let (from, to) = two(&e);
    let sums = |e: &Est| e.json(&["deal", "list", "--limit", "100000"])["amounts"].clone();
    let before = sums(&e);
    let dry = e.json(&["client", "owner", "--owner", &from, "--to", &to, "--dry-run"]);
    let n = dry["moved"]["clients"].as_u64().unwrap();
    assert!(n > 3, "{dry}");
    assert_eq!(dry["moves"][0]["to"], dry["to"]["name"]);
    assert_eq!(dry["people"][1]["clients_after"], json!(dry["people"][1]["clients_before"].as_u64().unwrap() - n));
    let client =
        dry["moves"].as_array().unwrap().iter().find(|m| m["object"].as_str().unwrap().starts_with("client")).unwrap();
    let deal =
        dry["moves"].as_array().unwrap().iter().find(|m| m["object"].as_str().unwrap().starts_with("deal")).unwrap();

    let seen = dry["seen"].to_string();
    let args = ["client", "owner", "--owner", &from, "--to", &to, "--reason", "закрываем участок", "--seen", &seen];
    let done = e.json(&args);
    assert_eq!((&done["moved"], &done["stays_total"]), (&dry["moved"], &json!(0)));
    assert_eq!(sums(&e), before, "nothing is lost or made");
    assert_eq!(e.refused(&args).1, "nothing_to_do", "a second time changes nothing");

    // The CRM learns it by the same files as after a handover, each group under its former manager.
    let dir = e.path("crm");
    let batch = done["batch"].to_string();
    let files = e.json(&["crm-update", "--batch", &batch, "-o", dir.to_str().unwrap()]);
    let all: u64 = ["clients", "deals", "tasks", "leads"].iter().map(|k| done["moved"][k].as_u64().unwrap()).sum();
    assert_eq!(files["objects"], all);
    let list = files["files"].as_array().unwrap().iter().find(|f| f.as_str().unwrap().ends_with(".txt")).unwrap();
    let text = std::fs::read_to_string(list.as_str().unwrap()).unwrap();
    assert!(
        text.contains(dry["people"][1]["name"].as_str().unwrap()) && text.contains(dry["to"]["name"].as_str().unwrap())
    );
    assert_eq!(e.refused(&["crm-update", "--batch", "1", "-o", dir.to_str().unwrap()]).1, "unknown_batch");

    for (show, object) in [("client", client), ("deal", deal)] {
        let card = e.json(&[show, "show", object["object"].as_str().unwrap()]);
        let owners = card["owners"].as_array().unwrap();
        assert_eq!((&owners[0]["owner"], &owners[0]["reason"]), (&dry["to"]["name"], &json!("закрываем участок")));
        assert_eq!((&owners[0]["until"], &owners[0]["command"]), (&Value::Null, &json!("owner-change")));
        assert_eq!((&owners[1]["owner"], &owners[1]["until"]), (&object["from"], &owners[0]["from"]));
    }
    let (code, out, _) = e.run(&["client", "show", client["object"].as_str().unwrap()]);
    assert_eq!(code, 0);
    assert!(out.contains("Сменён ответственный: «закрываем участок»"), "{out}");
    let task = e.json(&["task", "list", "--owner", &to, "--limit", "1"])["items"][0]["id"].to_string();
    assert!(e.json(&["task", "show", &task])["owners"].as_array().is_some_and(|o| !o.is_empty()));
}

#[test]
fn clients_by_name_and_what_is_refused() {
    let e = Est::demo();
    let (from, to) = two(&e);
    let client = e.json(&["client", "list", "--owner", &from, "--limit", "1"])["items"][0]["id"].to_string();
    let name = format!("client:{client}");
    let one = e.json(&["client", "owner", &name, "--to", &to, "--reason", "просил клиент", "--with", "none"]);
    assert_eq!(one["moved"], json!({ "clients": 1, "deals": 0, "tasks": 0, "leads": 0 }));
    assert_eq!(
        e.refused(&["client", "owner", "--query", "цвет:синий", "--to", &to, "--reason", "так решено"]).1,
        "bad_query"
    );
    assert_eq!(
        e.run(&["client", "owner", "--to", &to, "--reason", "так решено"]).0,
        2,
        "all clients of the office are not a default"
    );
    assert_eq!(e.run(&["client", "owner", &name, "--to", &to]).0, 2, "a reason is needed");
    assert_eq!(e.refused(&["deal", "show", "client:1"]).1, "unknown_object");
}
