//! Context and promises as scripts write them: whatever the form does.

use serde_json::Value;

use super::Est;

fn list<'v>(v: &'v Value, key: &str) -> &'v [Value] {
    v[key].as_array().unwrap()
}

fn text<'v>(v: &'v Value, key: &str) -> &'v str {
    v[key].as_str().unwrap()
}

fn opened() -> Est {
    let e = Est::demo();
    e.json(&["case", "open", "--employee", "Ковалёв", "--last-day", "2026-12-08"]);
    e.json(&["case", "propose", "1"]);
    e
}

/// The first row of the queue that has `n` required blocks and none of them.
fn row(e: &Est, n: u64) -> Value {
    let queue = e.json(&["case", "context", "1"]);
    let found = list(&queue, "queue").iter().find(|r| r["required"] == n && r["filled"] == 0);
    found.cloned().unwrap()
}

#[test]
fn the_queue_a_card_and_a_block_taken_over() {
    let e = opened();
    let all = e.json(&["case", "context", "1"]);
    assert_eq!(all["progress"]["objects"], list(&all, "queue").len());
    let first = row(&e, 3);
    assert_eq!(first["missing"], serde_json::json!(["next_step", "history", "people"]));
    let object = text(&first, "object");
    let card = e.json(&["case", "context", "1", "--object", object]);
    assert_eq!(list(&card, "blocks").len(), 5);
    assert!(card["known"]["contacts"].is_array() && card["known"]["stage"] != "");

    let history = ["case", "context", "1", "--object", object, "--block", "history"];
    let with = |more: &[&'static str]| [&history[..], more].concat();
    e.json(&with(&["--text", "обещали отсрочку до конца года"]));
    // A text is taken over within a client only.
    assert_eq!(e.refused(&with(&["--like", "deal:999999"])).1, "unknown_object");
    // Half a command is a usage error, not a list.
    assert_eq!(e.run(&with(&[])).0, 2);
    assert_eq!(e.run(&["case", "context", "1", "--object", object, "--text", "x"]).0, 2);
}

#[test]
fn a_promise_from_the_first_word_to_the_task() {
    let e = opened();
    let first = row(&e, 3);
    let object = text(&first, "object");
    let made = e.json(&[
        "case",
        "promise",
        "1",
        "--object",
        object,
        "--text",
        "отсрочка 90 дней",
        "--unusual",
        "--due",
        "2026-12-01",
    ]);
    assert_eq!((made["total"].as_u64(), made["waiting"].as_u64()), (Some(1), Some(1)));
    assert_eq!(made["promises"][0]["state"], "waiting");
    assert_eq!(e.refused(&["case", "promise", "1", "--promise", "1", "--refuse"]).1, "placeholder");
    let said = e.json(&["case", "promise", "1", "--promise", "1", "--approve", "--answer", "даём 60 дней"]);
    assert_eq!((said["waiting"].as_u64(), text(&said["promises"][0], "answer")), (Some(0), "даём 60 дней"));
    let tasked = e.json(&["case", "promise", "1", "--promise", "1", "--task"]);
    assert!(tasked["promises"][0]["task"].is_number());
    assert_eq!(e.refused(&["case", "promise", "1", "--promise", "1", "--task"]).1, "nothing_to_do");
    let card = e.json(&["case", "context", "1", "--object", object]);
    assert_eq!(list(&card, "promises").len(), 1);
    // Changed without being told anew: the date stays.
    let changed = e.json(&["case", "promise", "1", "--promise", "1", "--text", "отсрочка 60 дней"]);
    assert_eq!(text(&changed["promises"][0], "due"), "2026-12-01");
    assert_eq!(changed["waiting"], 1);
    assert_eq!(e.json(&["case", "promise", "1", "--promise", "1", "--take-back"])["total"], 0);
    assert_eq!(e.json(&["check"])["ok"], true);
    assert_eq!(e.run(&["case", "promise", "1", "--promise", "1"]).0, 2, "which, but not what");
}
