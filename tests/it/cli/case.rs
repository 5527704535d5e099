//! One planned departure of the training base, from its opening to the closed case, by subcommands alone.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::Est;

fn list<'v>(v: &'v Value, key: &str) -> &'v [Value] {
    v[key].as_array().unwrap_or_else(|| panic!("no {key} in {v}"))
}

fn text<'v>(v: &'v Value, key: &str) -> &'v str {
    v[key].as_str().unwrap_or_else(|| panic!("no {key} in {v}"))
}

/// The numbers of the contract, without the lists that follow them.
fn head(mut v: Value) -> Value {
    for key in ["items", "accesses", "snapshot_sha256"] {
        v.as_object_mut().unwrap().remove(key);
    }
    v
}

#[test]
fn the_json_of_an_opened_case() {
    let e = Est::demo();
    let opened = e.json(&["case", "open", "--employee", "Ковалёв", "--last-day", "2026-12-08"]);
    insta::assert_json_snapshot!("opened", head(opened.clone()));
    insta::assert_json_snapshot!("its_checklist", opened["items"]);
    insta::assert_json_snapshot!("its_accesses", opened["accesses"]);
    insta::assert_json_snapshot!("case_list", e.json(&["case", "list"]));
    let again = e.refused(&["case", "open", "--employee", "Ковалёв", "--last-day", "2026-12-08"]);
    assert_eq!(again, (1, "already_in_case".into()));
    let proposed = e.json(&["case", "propose", "1"]);
    insta::assert_json_snapshot!("receivers", proposed["receivers"]);
    insta::assert_json_snapshot!("first_proposals", list(&proposed, "proposals")[..3]);
    assert_eq!(e.refused(&["case", "close", "1"]), (1, "case_blocked".into()));
}

/// The same question asked by the screen and by a script has the same answer: of another's case one's own part.
#[test]
fn whoever_does_not_lead_a_case_reads_their_own_part_of_it() {
    let e = Est::demo();
    e.json(&["case", "open", "--employee", "Ковалёв", "--last-day", "2026-12-08"]);
    e.json(&["case", "propose", "1"]);
    e.json(&["case", "apply", "1"]);
    let whole = e.json(&["case", "show", "1"]);
    assert!(!list(&whole, "accesses").is_empty() && !list(&whole, "chain").is_empty() && whole["metrics"] != json!({}));
    let printed = e.json(&["report", "checklist", "--case", "1"]);
    let all = printed.as_array().unwrap().len();
    for actor in ["Ковалёв", "Петрова", "Смирнов"] {
        let shown = e.json(&["--actor", actor, "case", "show", "1"]);
        for key in ["accesses", "chain"] {
            assert!(list(&shown, key).is_empty(), "{actor} {key}");
        }
        assert_eq!(shown["metrics"], json!({}), "{actor}");
        assert!(list(&shown, "items").len() < list(&whole, "items").len(), "{actor}");
        let printed = e.json(&["--actor", actor, "report", "checklist", "--case", "1"]);
        let items = list(&shown, "items").len();
        assert!(items < all && printed.as_array().unwrap().len() == items, "{actor}: {printed}");
        // What goes out of the program needs the right to.
        assert_eq!(e.refused(&["--actor", actor, "crm-update", "1", "-o", "crm"]), (1, "denied".into()));
    }
}

#[test]
fn what_was_applied_is_undone_whole() {
    let e = Est::demo();
    e.json(&["case", "open", "--employee", "Ковалёв", "--last-day", "2026-12-08"]);
    let owners = |e: &Est| {
        let args = ["list", "--owner", "Ковалёв", "--limit", "1000"];
        let clients = e.json(&[&["client"], &args[..]].concat())["items"].clone();
        [clients, e.json(&[&["deal"], &args[..], &["--query", "статус:open"]].concat())["items"].clone()]
    };
    let before = owners(&e);
    let proposed = e.json(&["case", "propose", "1"]);
    let first = text(&list(&proposed, "proposals")[0], "object").to_owned();
    let hand = e.json(&["case", "reassign", "1", "--object", &first, "--to", "Иванова", "--reason", "знает клиента"]);
    let moved = list(&hand, "proposals").iter().find(|p| p["object"] == first.as_str()).unwrap();
    assert_eq!((text(moved, "to"), text(moved, "rule")), ("Иванова Марина Сергеевна", "hand"));
    let applied = e.json(&["case", "apply", "1"]);
    insta::assert_json_snapshot!("applied", applied);
    assert!(owners(&e).iter().all(|v| v.as_array().unwrap().is_empty()), "nothing open is left");
    assert_eq!(e.json(&["check"])["ok"], true);
    insta::assert_json_snapshot!("undone", e.json(&["case", "undo", "1"]));
    assert_eq!(owners(&e), before);
    assert_eq!(e.json(&["check"])["ok"], true);
    assert_eq!(e.refused(&["case", "undo", "1"]).0, 1, "the same undo twice");
    let again = e.json(&["case", "apply", "1"]);
    assert_eq!(again["applied"]["clients"], applied["applied"]["clients"]);
}

#[test]
fn the_baton_goes_all_the_way() {
    let e = Est::demo();
    e.json(&["case", "open", "--employee", "Ковалёв", "--last-day", "2026-12-08"]);
    let proposed = e.json(&["case", "propose", "1"]);
    let lines = list(&proposed, "proposals");
    let receivers: BTreeSet<&str> = lines.iter().map(|p| text(p, "to")).collect();
    e.json(&["case", "apply", "1"]);

    // The context: a bare word is refused, what is asked for passes.
    let of =
        |kind: &str| lines.iter().map(|p| text(p, "object")).filter(move |o| o.starts_with(kind)).collect::<Vec<_>>();
    let deals = of("deal:");
    let step = |object: &str, words: &str, on: &str| {
        ["case", "context", "1", "--object", object, "--block", "next_step", "--text", words, "--on", on]
            .map(str::to_owned)
    };
    let refused = |a: [String; 11]| e.refused(&a.iter().map(String::as_str).collect::<Vec<_>>()).1;
    assert_eq!(refused(step(deals[0], "созвониться", "2026-11-27")), "next_step_vague");
    assert_eq!(refused(step(deals[0], "позвонить и обсудить скидку", "2026-11-01")), "date_in_past");
    for deal in &deals {
        for block in ["state", "specifics", "history", "people"] {
            e.json(&[
                "case",
                "context",
                "1",
                "--object",
                deal,
                "--block",
                block,
                "--text",
                "Договор у юристов, ждём правок",
            ]);
        }
        let a = step(deal, "позвонить и обсудить скидку на объём", "2026-11-27 11:00");
        e.json(&a.iter().map(String::as_str).collect::<Vec<_>>());
    }
    let waive = |o: &str| e.run(&["case", "waive", "1", "--object", o, "--reason", "случайный, сделок не было"]).0;
    for client in of("client:") {
        let a = [
            "case",
            "context",
            "1",
            "--object",
            client,
            "--block",
            "next_contact",
            "--text",
            "позвонить и познакомиться, рассказать о новинках",
            "--on",
            "2026-12-10",
        ];
        // A client whose deals carry the context has no blocks of its own.
        if e.run(&a).0 == 0 {
            waive(client);
        }
    }

    // Whoever receives is told of their own answers alone, not of what the case lacks.
    let codes = |shown: &Value| list(shown, "blockers").iter().map(|b| text(b, "code").to_owned()).collect::<Vec<_>>();
    assert!(codes(&e.json(&["case", "show", "1"])).len() > 1);
    assert_eq!(codes(&e.json(&["--actor", receivers.first().unwrap(), "case", "show", "1"])), ["not_accepted"]);

    // Acceptance: each with a dated first action, what has none is asked for by name.
    for receiver in &receivers {
        let all = e.json(&["case", "accept", "1", "--receiver", receiver, "--all"]);
        for line in list(&all, "refused") {
            let object = text(line, "object");
            e.json(&[
                "case",
                "accept",
                "1",
                "--receiver",
                receiver,
                "--object",
                object,
                "--next-step",
                "позвонить и уточнить сроки оплаты",
                "--on",
                "2026-11-26",
            ]);
        }
    }
    let shown = e.json(&["case", "show", "1"]);
    assert!(list(&shown, "blockers").iter().all(|b| b["code"] != "not_accepted"), "{:?}", shown["blockers"]);

    // The CRM, the letters, the accesses.
    let crm = e.path("crm");
    assert!(!list(&e.json(&["crm-update", "1", "-o", crm.to_str().unwrap()]), "files").is_empty());
    e.json(&["case", "crm", "1", "--confirm", "--all"]);
    e.json(&["letters", "approve", "--case", "1"]);
    for letter in list(&e.json(&["letters", "list", "--case", "1"]), "letters").to_vec() {
        if letter["state"] == "draft" {
            let client = text(&letter, "client").to_owned();
            e.json(&["touch", "--client", &client, "--kind", "call", "--outcome", "познакомил с новым менеджером"]);
            e.json(&["letters", "approve", "--case", "1", "--client", &client]);
        }
    }
    let folder = e.path("letters");
    e.json(&["letters", "export", "--case", "1", "-o", folder.to_str().unwrap()]);
    e.json(&["letters", "mark", "--case", "1", "--as", "sent"]);
    for access in list(&shown, "accesses") {
        let system = text(access, "system");
        if access["needs_redirect"] == true {
            assert_eq!(e.refused(&["case", "access", "1", "--system", system, "--done"]).1, "access_not_redirected");
            e.json(&["case", "access", "1", "--system", system, "--redirected", "--evidence", "на РОПа"]);
        }
        e.json(&["case", "access", "1", "--system", system, "--done", "--evidence", "заявка 17"]);
    }

    // The act and the signatures; a refusal to sign is a recorded state.
    let act = e.path("act.docx");
    let made = e.json(&["act", "1", "--format", "docx", "-o", act.to_str().unwrap()]);
    assert!(act.exists() && text(&made, "sha256").len() == 64);
    assert_eq!(e.refused(&["act", "1", "--format", "docx", "-o", act.to_str().unwrap()]).1, "output_exists");
    e.json(&["case", "sign", "1", "--who", "Ковалёв", "--as", "refused"]);
    for receiver in receivers.iter().chain(["Иванова"].iter()) {
        e.run(&["case", "sign", "1", "--who", receiver, "--as", "signed"]);
    }
    for item in list(&e.json(&["case", "show", "1"]), "items") {
        if item["state"] == "open" && item["computed"].is_null() {
            e.json(&["case", "check-item", "1", "--item", &item["item"].to_string(), "--evidence", "проверено"]);
        }
    }
    let closed = e.json(&["case", "close", "1"]);
    assert_eq!(text(&closed, "state"), "closed", "{:?}", closed["blockers"]);
    insta::assert_json_snapshot!("closed", head(closed));
    for (what, query) in [("client", ""), ("deal", "статус:open"), ("task", "")] {
        assert_eq!(e.json(&[what, "list", "--owner", "Ковалёв", "--query", query])["total"], 0, "{what}");
    }
    assert_eq!(e.json(&["check"])["ok"], true);
    assert_eq!(e.json(&["journal", "verify"])["ok"], true);
    assert_eq!(e.refused(&["case", "apply", "1"]), (1, "case_closed".into()));
    let rows = e.json(&["report", "metrics", "--case", "1"]);
    assert!(rows.as_array().unwrap().iter().any(|r| r["metric"] == "leaks" && r["state"] == "not_measured"));
}

#[test]
fn days_are_read_as_the_forms_read_them() {
    for said in ["2026-12-08", "08.12.2026", "8.12", "8 декабря"] {
        let e = Est::demo();
        let shown = e.json(&["case", "open", "--employee", "Ковалёв", "--last-day", said]);
        assert_eq!(shown["last_day"], "2026-12-08", "{said}");
        assert_eq!(e.refused(&["case", "change", "1", "--last-day", "скоро"]), (1, "bad_date".into()));
    }
}
