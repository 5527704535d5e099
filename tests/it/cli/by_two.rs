//! «Второе лицо», by subcommands.

use super::Est;

const ASK: [&str; 8] = ["--actor", "Иванова", "inbox", "ask-second", "--right", "export", "--count", "1340"];

#[test]
fn one_asks_and_another_agrees() {
    let e = Est::demo();
    assert_eq!(e.refused(&ASK), (1, "no_second".into()), "one head alone in the department");
    let department = e.json(&["employee", "show", "Иванова"])["department"].as_str().unwrap().to_owned();
    e.json(&["employee", "set", "Смирнов", "--role", "head", "--department", &department]);
    assert_eq!(e.json(&ASK)["asked"].as_array().map(Vec::len), Some(1));
    let inbox = e.json(&["--actor", "Смирнов", "inbox", "list"]);
    let items = inbox["items"].as_array().unwrap();
    let asked = items.iter().find(|i| i["kind"] == "second_asked").unwrap();
    let id = asked["id"].to_string();
    assert_eq!(e.refused(&["--actor", "Иванова", "inbox", "agree", &id]), (1, "denied".into()));
    let agreed = e.json(&["--actor", "Смирнов", "inbox", "agree", &id]);
    assert_eq!((&agreed["agreed"], &agreed["until"]), (&true.into(), &"2026-11-24T18:00:00+03:00".into()));
    assert_eq!(e.refused(&ASK), (1, "nothing_to_do".into()), "it is agreed to already");
    assert_eq!(e.refused(&["--actor", "Смирнов", "inbox", "agree", &id]), (1, "nothing_to_do".into()));
    assert_eq!(e.json(&["check"])["ok"], true);
}
