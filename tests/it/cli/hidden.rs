//! Hidden preparation and «опрос за час», by subcommands.

use super::Est;

const OPEN: [&str; 6] = ["case", "open", "--employee", "Ковалёв", "--last-day", "2026-12-08"];

#[test]
fn a_hidden_preparation_is_opened_asked_about_and_begun() {
    let e = Est::demo();
    let crisis = [&OPEN[..], &["--kind", "crisis", "--hidden"]].concat();
    assert_eq!(e.refused(&crisis), (1, "not_hidden".into()), "never before everybody's eyes instead");
    let hidden = e.json(&[&OPEN[..], &["--hidden", "--risk"]].concat());
    assert_eq!((&hidden["id"], &hidden["kind"], &hidden["state"]), (&1.into(), &"planned".into(), &"draft".into()));
    assert_eq!(hidden["starts_at"], "2026-12-08T09:00:00+03:00", "the morning of the last day");
    let sooner = e.json(&[&OPEN[..], &["--hidden", "--start", "2026-11-27 10:00"]].concat());
    assert_eq!((&sooner["id"], &sooner["starts_at"]), (&1.into(), &"2026-11-27T10:00:00+03:00".into()), "one draft");
    assert_eq!(e.json(&["case", "list"])["cases"][0]["state"], "draft");
    for other in ["Ковалёв", "Петрова"] {
        assert_eq!(e.json(&["--actor", other, "case", "list"])["cases"], serde_json::json!([]), "{other}");
    }
    assert_eq!(e.json(&["employee", "show", "Ковалёв"])["status"], "active");

    let asked = e.json(&["case", "interview", "1"]);
    let deals = asked["deals"].as_array().unwrap();
    assert!(!deals.is_empty() && deals.len() <= 15, "{asked}");
    assert!(deals.iter().all(|d| d["answered"] == false));
    assert_eq!(e.refused(&["--actor", "Ковалёв", "case", "interview", "1"]), (1, "unknown_case".into()));

    let begun = e.json(&["case", "start", "1"]);
    assert_eq!((&begun["state"], &begun["employee"]), (&"distributing".into(), &"Ковалёв Дмитрий Олегович".into()));
    assert!(begun["ledger"]["snapshot"]["clients"].as_i64().unwrap() > 0);
    assert_eq!(e.json(&["employee", "show", "Ковалёв"])["status"], "leaving");
    assert_eq!(e.json(&["check"])["ok"], true);
}

/// It is 14:05, and the working day began at nine: an hour is left for the interview.
#[test]
fn a_departure_of_today_is_prepared_after_its_morning_too() {
    let e = Est::demo();
    let of = |day: &'static str| ["case", "open", "--employee", "Ковалёв", "--hidden", "--last-day", day];
    assert_eq!(e.refused(&of("2026-11-23")), (1, "date_in_past".into()));
    let today = e.json(&of("2026-11-24"));
    assert_eq!((&today["state"], &today["starts_at"]), (&"draft".into(), &"2026-11-24T15:05:00+03:00".into()));
    assert_eq!(e.json(&["case", "start", "1"])["last_day"], "2026-11-24");
}

#[test]
fn the_interview_shows_what_has_been_answered() {
    let e = Est::demo();
    e.json(&OPEN);
    let asked = |e: &Est| e.json(&["case", "interview", "1"])["deals"].clone();
    let deal = asked(&e)[0]["object"].as_str().unwrap().to_owned();
    let of = ["1", "--object", &deal];
    let promise = ["--text", "скидка 7 % на первую поставку", "--due", "2026-12-10"];
    e.json(&[&["case", "promise"], &of[..], &promise].concat());
    let step = ["--block", "next_step", "--text", "позвонить, обсудить скидку", "--on", "2026-11-27"];
    e.json(&[&["case", "context"], &of[..], &step].concat());
    let now = asked(&e);
    let now = now.as_array().unwrap().iter().find(|d| d["object"] == deal.as_str()).unwrap();
    assert_eq!(now["promises"][0]["text"], "скидка 7 % на первую поставку");
    assert_eq!((&now["next_step"], &now["on"]), (&"позвонить, обсудить скидку".into(), &"2026-11-27".into()));
    assert_eq!(now["answered"], true);
    let (code, text, _) = e.run(&["case", "interview", "1"]);
    assert!(code == 0 && text.contains("скидка 7 %") && text.contains("обсудить скидку"), "{text}");
}
