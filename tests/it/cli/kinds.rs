//! One client alone and an absence, by subcommands.

use super::Est;

const CLIENT: [&str; 6] = ["--to", "Иванова", "--reason", "client_request", "--on", "2026-11-26"];
const STORY: [&str; 6] = [
    "--comment",
    "Ждут смету с сентября, обещана скидка, согласовано",
    "--next-step",
    "Позвонить и согласовать смету",
    "--people",
    "Решает директор",
];

fn clients(e: &Est, owner: &str) -> Vec<String> {
    let v = e.json(&["client", "list", "--owner", owner, "--limit", "1000"]);
    v["items"].as_array().unwrap().iter().map(|c| format!("client:{}", c["id"])).collect()
}

fn transfer<'a>(names: &[&'a str]) -> Vec<&'a str> {
    [&["transfer", "--client"], names, &CLIENT[..], &STORY[..]].concat()
}

#[test]
fn one_client_is_transferred_as_a_case_of_its_own() {
    let e = Est::demo();
    let mine = clients(&e, "Ковалёв");
    let case = e.json(&transfer(&[&mine[0]]));
    assert_eq!(
        (&case["kind"], &case["reason"], &case["state"]),
        (&"single".into(), &"client_request".into(), &"handing_over".into())
    );
    assert_eq!(case["ledger"]["snapshot"]["clients"], 1);
    assert!(clients(&e, "Иванова").contains(&mine[0]));
    assert_eq!(e.refused(&transfer(&[&mine[0]])), (1, "already_in_case".into()));
    // Several: what is refused stops none of the others.
    let both = e.json(&transfer(&[&mine[0], &mine[1], &mine[2]]));
    assert_eq!((both["cases"].as_array().unwrap().len(), &both["refused"][0]["code"]), (2, &"already_in_case".into()));
    let undone = e.json(&["case", "undo", "1"]);
    assert!(undone["restored"].as_i64().unwrap() > 0);
    assert_eq!(e.json(&["case", "withdraw", "1"])["state"], "withdrawn");
    assert_eq!(e.json(&["check"])["ok"], true);
}

#[test]
fn a_case_of_one_client_may_be_opened_and_applied_apart() {
    let e = Est::demo();
    let mine = clients(&e, "Ковалёв");
    let args = [&["case", "open", "--kind", "single", "--client", &mine[0]], &CLIENT[..], &STORY[..]].concat();
    assert_eq!(e.json(&args)["state"], "distributing");
    assert!(clients(&e, "Ковалёв").contains(&mine[0]));
    let proposals = e.json(&["case", "propose", "1"]);
    assert_eq!(proposals["proposals"][0]["rule"], "hand");
    e.json(&["case", "apply", "1"]);
    assert!(!clients(&e, "Ковалёв").contains(&mine[0]));
    assert_eq!(e.refused(&["case", "open", "--kind", "single", "--client", &mine[1]]).0, 2, "half a story");
}

#[test]
fn an_absence_is_opened_moved_given_back_and_undone() {
    let e = Est::demo();
    let before = clients(&e, "Ковалёв");
    let open = ["case", "open", "--kind", "absence", "--employee", "Ковалёв", "--temporary", "Иванова"];
    let case = e.json(&[&open[..], &["--from", "2026-11-25", "--until", "2026-12-08"]].concat());
    assert_eq!(
        (&case["kind"], &case["absence"], &case["from"], &case["until"]),
        (&"absence".into(), &"leave".into(), &"2026-11-25".into(), &"2026-12-08".into())
    );
    e.json(&["case", "apply", "1"]);
    assert!(clients(&e, "Ковалёв").len() < before.len());
    assert_eq!(e.json(&["case", "change", "1", "--until", "2026-12-10"])["until"], "2026-12-10");
    assert_eq!(e.refused(&["case", "close", "1"]), (1, "case_blocked".into()));
    assert_eq!(e.json(&["case", "return", "1"])["state"], "closed");
    assert_eq!(clients(&e, "Ковалёв"), before);
    assert_eq!(e.json(&["check"])["ok"], true);
    assert!(e.json(&["case", "undo", "1"])["restored"].as_i64().unwrap() > 0);
    assert!(clients(&e, "Ковалёв").len() < before.len());
    assert_eq!(e.json(&["case", "return", "1", "--waive", "переходит в другой отдел"])["state"], "closed");
    assert_eq!(e.json(&["check"])["ok"], true);
}

/// Whom work goes to is never dropped without a word.
#[test]
fn the_receiver_of_an_absence_is_taken_and_of_a_departure_refused() {
    let e = Est::demo();
    let days = ["--from", "2026-11-25", "--until", "2026-12-08"];
    let open = ["case", "open", "--kind", "absence", "--employee", "Ковалёв", "--to", "Иванова"];
    let twice = [&open[..], &days, &["--temporary", "Смирнов"]].concat();
    assert_eq!(e.refused(&twice).0, 2);
    assert_eq!(e.refused(&[&open[..], &days, &["--comment", "отпуск"]].concat()).0, 2);
    let planned = ["case", "open", "--employee", "Ковалёв", "--last-day", "2026-12-08", "--to", "Иванова"];
    assert_eq!(e.refused(&planned).0, 2);
    e.json(&[&open[..], &days].concat());
    let lines = e.json(&["case", "propose", "1"]);
    assert!(lines["proposals"][0]["to"].to_string().contains("Иванова"), "{lines}");
}

/// HR opens what it may not read: that it was opened is said, and no refusal.
#[test]
fn whoever_may_not_read_a_case_is_told_what_they_did_to_it() {
    let e = Est::demo();
    let hr: String = {
        let all = e.json(&["employee", "list"]);
        let found = all["employees"].as_array().unwrap().iter().find(|p| p["role"] == "hr").cloned();
        found.unwrap()["name"].as_str().unwrap().to_owned()
    };
    let open = ["--actor", &hr, "case", "open", "--employee", "Ковалёв", "--last-day", "2026-12-08"];
    let opened = e.json(&open);
    assert_eq!((&opened["id"], &opened["kind"]), (&1.into(), &"planned".into()));
    assert!(opened["ledger"].is_null(), "and nothing of whose clients they are");
    assert_eq!(e.refused(&["--actor", &hr, "case", "show", "1"]), (1, "unknown_case".into()));
    assert_eq!(e.json(&["--actor", &hr, "case", "withdraw", "1"])["state"], "withdrawn");
}
