//! `case bonus`: on the line, in the report and in the act's annex.

use serde_json::{Value, json};

use super::Est;

#[test]
fn a_bonus_is_in_the_report_and_in_the_annex() {
    let e = Est::demo();
    let case = e.json(&["case", "open", "--employee", "Ковалёв", "--last-day", "2026-12-08"])["id"].to_string();
    e.json(&["case", "propose", &case]);
    e.json(&["case", "apply", &case]);
    let rows = e.json(&["report", "ledger", "--case", &case, "--format", "json"]);
    let line = rows.as_array().unwrap().iter().find(|r| r["kind"] == "deal" && r["disposition"] == "assign").unwrap();
    let deal = line["object"].as_str().unwrap();
    let to = line["to"].as_str().unwrap();
    let args =
        ["case", "bonus", &case, "--object", deal, "--to", to, "--share", "40", "--agreed", "с директором 20.11"];
    assert_eq!(e.json(&args), json!({ "lines": 1 }));
    let rows = e.json(&["report", "ledger", "--case", &case, "--format", "json"]);
    let row = rows.as_array().unwrap().iter().find(|r| r["object"] == deal).unwrap();
    assert_eq!(
        (&row["bonus_to"], &row["bonus_share"], &row["bonus_agreed"]),
        (&json!(to), &json!(40), &json!("с директором 20.11"))
    );
    assert_eq!(e.json(&["deal", "show", deal])["bonus"]["share"], 40);
    let act = e.path("act.txt");
    e.json(&["act", &case, "--format", "text", "-o", act.to_str().unwrap()]);
    let text = std::fs::read_to_string(&act).unwrap();
    assert!(text.contains("Премия по сделкам") && text.contains("40 %"), "{text}");
    e.json(&["case", "bonus", &case, "--object", deal, "--none"]);
    assert_eq!(e.json(&["deal", "show", deal])["bonus"], Value::Null);
    assert_eq!(e.run(&["case", "bonus", &case, "--object", deal]).0, 2, "either somebody or nobody");
}
