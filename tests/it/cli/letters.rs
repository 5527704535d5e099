//! Letters, whom to tell in person, and the correspondence by subcommands: what scripts read of them (spec 8).

use serde_json::Value;

use super::Est;

fn list<'a>(v: &'a Value, field: &str) -> &'a [Value] {
    v[field].as_array().map_or(&[], Vec::as_slice)
}

fn of<'a>(v: &'a Value, field: &str, client: &str) -> &'a Value {
    list(v, field).iter().find(|r| r["client"] == client).unwrap_or_else(|| panic!("no {client} in {v}"))
}

/// A case whose lines everybody has taken by the head's decision.
fn taken() -> Est {
    let e = Est::demo();
    e.json(&["case", "open", "--employee", "Ковалёв", "--last-day", "2026-12-08"]);
    let plan = e.json(&["case", "propose", "1"]);
    e.json(&["case", "apply", "1"]);
    for receiver in list(&plan, "receivers").iter().filter_map(|r| r["name"].as_str()) {
        let step = ["--next-step", "позвонить и представиться клиенту", "--on", "2026-11-27"];
        let force =
            ["case", "accept", "1", "--receiver", receiver, "--all", "--force", "--reason", "решено на планёрке"];
        e.run(&[&force[..], &step[..]].concat());
    }
    e
}

#[test]
fn whom_to_tell_is_a_list_and_each_call_is_written_down() {
    let e = taken();
    let letters = e.json(&["letters", "list", "--case", "1"]);
    let first = &list(&letters, "letters")[0];
    assert_eq!((&first["kind"], &first["state"]), (&"first".into(), &"draft".into()));
    let client = first["client"].as_str().unwrap();
    e.json(&["client", "set", client, "--segment", "vip"]);
    let told = e.json(&["case", "tell", "1"]);
    let row = of(&told, "tell", client);
    assert_eq!((&row["why"], &row["attempts"], &row["state"]), (&"vip".into(), &0.into(), &"now".into()));
    let letter = ["letters", "approve", "--case", "1", "--client", client, "--without-call"];
    assert_eq!(e.refused(&letter).1, "letter_not_ready", "nobody has tried yet");
    for n in 1..=2 {
        let told = e.json(&["case", "tell", "1", "--client", client, "--as", "no-answer"]);
        let row = of(&told, "tell", client);
        assert_eq!((&row["attempts"], &row["may_skip"]), (&n.into(), &(n == 2).into()));
    }
    assert_eq!(e.refused(&["case", "tell", "1", "--client", client, "--as", "call-back"]).0, 2, "when, then?");
    assert_eq!(e.json(&letter)["done"], 1);
    assert_eq!(of(&e.json(&["case", "tell", "1"]), "tell", client)["state"], "without_call");
    let who = e.refused(&["case", "tell", "1", "--client", client, "--who", "Иванова"]);
    assert_eq!(who.1, "unknown_letter", "a client that can be written to is nobody's to ring instead");
    assert_eq!(e.json(&["check"])["ok"], true);
}

#[test]
fn the_correspondence_is_confirmed_for_one_and_for_all() {
    let e = taken();
    let before = e.json(&["case", "correspondence", "1"]);
    assert!(before["total"].as_u64().unwrap() > 0 && before["complete"] == 0, "{before}");
    let client = list(&before, "clients")[0]["client"].as_str().unwrap();
    let no_reason = ["case", "correspondence", "1", "--client", client, "--part", "chats", "--as", "none"];
    assert_eq!(e.refused(&no_reason).1, "reason_needed");
    let said = e.json(&[&no_reason[..], &["--note", "чатов не было, только почта"]].concat());
    let parts = &of(&said, "clients", client)["parts"];
    assert_eq!((&parts["chats"]["state"], &parts["mail"]["state"]), (&"none".into(), &"open".into()));
    assert_eq!(e.refused(&["case", "correspondence", "1", "--as", "done"]).1, "nothing_to_do", "of whom?");
    let all = e.json(&["case", "correspondence", "1", "--all", "--as", "done"]);
    let done = |r: &Value| ["mail", "chats", "recordings"].iter().all(|p| r["parts"][p]["state"] == "done");
    assert!(list(&all, "clients").iter().all(done), "{all}");
    assert_eq!(e.json(&["check"])["ok"], true);
}
