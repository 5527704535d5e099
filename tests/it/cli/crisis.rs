//! A crisis by subcommands: what scripts read of it (spec 8).

use super::Est;

#[test]
fn the_json_of_a_crisis_from_the_first_minute_to_the_mailbox() {
    let e = Est::demo();
    let near = e.refused(&["case", "open", "--employee", "Ковалв", "--kind", "crisis"]);
    assert_eq!(near, (1, "unknown_employee".into()), "a slip of the hand makes no new person");
    let opened = e.json(&["case", "open", "--employee", "Ковалёв", "--kind", "crisis", "--since", "2026-11-23 18:00"]);
    assert_eq!((&opened["kind"], &opened["last_day"]), (&"crisis".into(), &serde_json::Value::Null));
    assert_eq!(opened["since"], "2026-11-23T18:00:00+03:00");
    assert_eq!(opened["temporary"], opened["head"]);
    assert_eq!(opened["temporary_until"], "2026-12-01T14:05:00+03:00");
    let clocks = &opened["clocks"];
    assert_eq!(clocks["hours24"]["ends_at"], "2026-11-25T14:05:00+03:00");
    assert_eq!((&clocks["hours24"]["late"], &clocks["week"]["late"]), (&false.into(), &false.into()));
    assert_eq!(opened["ledger"]["remaining"], opened["ledger"]["snapshot"]);
    assert!(opened["accesses"].as_array().unwrap().iter().all(|a| a["due"] == "2026-11-24T14:35:00+03:00"));

    let list = e.json(&["case", "calls", "1"]);
    let first = &list["calls"][0];
    insta::assert_json_snapshot!("first_call", first);
    let client = first["client"].as_str().unwrap();
    fn call<'a>(client: &'a str, more: &[&'a str]) -> Vec<&'a str> {
        [&["case", "call", "1", "--client", client], more].concat()
    }
    assert_eq!(e.refused(&call(client, &["--as", "call-back"])).0, 2, "when, then?");
    let back = e.json(&call(client, &["--as", "call-back", "--again", "2026-11-24 16:00", "--note", "ждёт счёт"]));
    let row = back["calls"].as_array().unwrap().iter().find(|r| r["client"] == client).unwrap();
    assert_eq!((&row["state"], &row["attempts"]), (&"later".into(), &1.into()));
    assert_eq!(row["last"]["again_at"], "2026-11-24T16:00:00+03:00");
    assert_eq!(e.json(&call(client, &["--as", "reached"]))["reached"], 1);

    let fresh = e.json(&["case", "fresh", "1"]);
    let log = fresh["fresh"].as_array().unwrap().iter().find(|f| f["kind"] == "log").unwrap();
    assert_eq!((&log["arrived"], &log["data_at"]), (&false.into(), &serde_json::Value::Null));
    assert!(log["menus"][0]["menu"].as_str().unwrap().contains('→'));

    let found = e.json(&["case", "mail", "1", "--client", client, "--kind", "promise", "--text", "отсрочка 30 дней"]);
    assert_eq!((&found["findings"][0]["kind"], &found["combed_at"]), (&"promise".into(), &serde_json::Value::Null));
    let combed = e.json(&["case", "mail", "1", "--done", "--letters", "143"]);
    assert_eq!(combed["letters"], 143);

    let other = e.json(&["case", "temporary", "1", "--to", "Смирнов"]);
    assert_ne!(other["temporary"], opened["temporary"]);
    assert_eq!(e.json(&["case", "change", "1", "--kind", "planned", "--last-day", "2026-12-08"])["kind"], "planned");
    assert_eq!(e.json(&["case", "withdraw", "1"])["state"], "withdrawn");
    assert_eq!(e.json(&["check"])["ok"], true);
}

#[test]
fn a_call_is_put_off_in_words_and_never_into_the_past() {
    let e = Est::demo();
    e.json(&["case", "open", "--employee", "Ковалёв", "--kind", "crisis"]);
    let list = e.json(&["case", "calls", "1"]);
    let client = list["calls"][0]["client"].as_str().unwrap().to_owned();
    let call = |more: &[&'static str]| -> Vec<String> {
        ["case", "call", "1", "--client", &client, "--as", "call-back"]
            .iter()
            .chain(more)
            .map(|s| (*s).to_owned())
            .collect()
    };
    let run = |args: Vec<String>| e.run(&args.iter().map(String::as_str).collect::<Vec<_>>());
    let (_, _, said) = run(call(&["--again", "2026-11-24 09:00"]));
    assert!(said.contains("Время «2026-11-24 09:00» уже прошло."), "{said}");
    let (_, out, _) = run([vec!["--json".to_owned()], call(&["--again", "завтра 15:00"])].concat());
    assert!(out.contains("2026-11-25T15:00:00+03:00"), "{out}");
    // Whom the refusal is about is said by name.
    let other = e.json(&["client", "list", "--owner", "Петрова"]);
    let other = other["items"][0]["name"].as_str().unwrap().to_owned();
    let (_, _, said) = e.run(&["case", "call", "1", "--client", &other, "--as", "reached"]);
    assert!(said.contains("нет в этой передаче") && !said.contains("client:"), "{said}");
}

#[test]
fn who_leaves_attests_no_act() {
    let e = Est::demo();
    e.json(&["case", "open", "--employee", "Ковалёв", "--kind", "crisis"]);
    let sign = |members: &[&'static str]| -> String {
        let base = ["case", "sign", "1", "--who", "Ковалёв", "--as", "absent", "--commission"];
        e.run(&[&base, members].concat()).2
    };
    let said = sign(&["Петрова", "Ковалёв"]);
    assert!(said.contains("не может войти в комиссию"), "{said}");
    let said = sign(&["Петрова"]);
    assert!(said.contains("После «--commission» нужно значений: 2 или больше."), "{said}");
}
