//! `due`, what a case says of its chain, and the office's own chain beside the settings.

use super::Est;

const SHIPPED: &str = include_str!("../../../assets/chain.toml");

fn leaving(e: &Est) {
    e.json(&["case", "open", "--employee", "Ковалёв", "--last-day", "2026-12-08"]);
}

#[test]
fn what_is_due_is_done_once_and_told_by_its_name() {
    let e = Est::demo();
    leaving(&e);
    let ran = e.json(&["due"]);
    let ran: Vec<_> = ran["ran"].as_array().unwrap().iter().filter(|r| r["what"] == "report").collect();
    assert_eq!(ran.len(), 2);
    for (r, title) in ran.iter().zip(["Отчёт по активным сделкам", "Отчёт по клиентам"])
    {
        assert_eq!(
            (r["case"].as_i64(), r["state"].as_str(), r["title"].as_str()),
            (Some(1), Some("done"), Some(title))
        );
        assert!(std::path::Path::new(r["result"].as_str().unwrap()).is_file());
    }
    assert_eq!(e.json(&["due"])["ran"], serde_json::json!([]));
    let (code, out, _) = e.run(&["due"]);
    assert_eq!((code, out.trim()), (0, "Делать сейчас нечего."));
}

#[test]
fn a_case_shows_its_chain() {
    let e = Est::demo();
    leaving(&e);
    let chain = e.json(&["case", "show", "1"])["chain"].clone();
    let link = |step: &str| chain.as_array().unwrap().iter().find(|l| l["step"] == step).unwrap().clone();
    let cut = link("cut_accesses");
    assert_eq!(cut["due_at"], "2026-12-08T18:00:00+03:00");
    assert_eq!((cut["receiver"].as_str(), cut["state"].as_str()), (Some("it"), Some("queued")));
    assert_eq!(link("export_off")["done_at"], "2026-11-24T14:05:00+03:00");
    let block = link("block_role");
    assert!(block["due_at"].is_null() && block["job"].is_null() && block["state"] == "waiting");
    e.json(&["case", "change", "1", "--dismissed-on", "2026-12-08", "--order", "7-к"]);
    let chain = e.json(&["case", "show", "1"])["chain"].clone();
    assert!(chain.as_array().unwrap().iter().any(|l| l["step"] == "block_role" && l["state"] == "done"));
}

#[test]
fn how_to_leave_it_to_systemd_or_cron_names_this_program_and_this_base() {
    let e = Est::new();
    let help = e.json(&["due", "--install-help"]);
    let base = e.path("e.db").display().to_string();
    let program = assert_cmd::cargo::cargo_bin("estafeta").display().to_string();
    for key in ["service", "cron"] {
        let text = help[key].as_str().unwrap();
        assert!(text.contains(&base) && text.contains(&program) && text.contains("--lang ru due"), "{key}: {text}");
    }
    assert!(help["timer"].as_str().unwrap().contains("OnCalendar=*-*-* *:*:00"));
    assert!(!e.path("e.db").exists(), "nothing is run");
    let dir = e.path("units").display().to_string();
    let files = e.json(&["due", "--install-help", "-o", &dir])["files"].clone();
    assert_eq!(files.as_array().map(Vec::len), Some(3));
    assert_eq!(
        std::fs::read_to_string(e.path("units/estafeta-due.service")).unwrap(),
        help["service"].as_str().unwrap()
    );
    assert_eq!(
        e.refused(&["due", "--install-help", "-o", &dir]),
        (1, "output_exists".into()),
        "nothing is overwritten"
    );
    assert_eq!(e.refused(&["due", "-o", &dir]).0, 2);
}

#[test]
fn the_offices_own_chain_lies_beside_its_settings() {
    let e = Est::demo();
    let folder = e.path(".config/estafeta");
    std::fs::create_dir_all(&folder).unwrap();
    let write = |text: &str| std::fs::write(folder.join("chain.toml"), text).unwrap();
    // Broken: the file, the line and the key are named, in the language of the screen.
    write(&SHIPPED.replace("on = \"dismissed\"", "on = \"когда-нибудь\""));
    let (code, _, err) = e.run(&["due"]);
    assert_eq!(code, 1);
    assert!(err.contains("chain.toml") && err.contains("«on»") && err.contains("строка"), "{err}");
    // Against a rule: the step and the reason.
    write(&SHIPPED.replace("on = \"last\"", "on = \"last-1d\""));
    let (_, _, err) = e.run(&["due"]);
    assert!(err.contains("«cut_accesses»") && err.contains("раньше последнего дня"), "{err}");
    // Right: another hour, and no report of clients.
    let (before, rest) = SHIPPED.split_once("[[step]]\ncode = \"report_clients\"").unwrap();
    let (_, after) = rest.split_once("\n\n").unwrap();
    write(&format!("{before}{after}").replace("on = \"last\"", "on = \"last@18:30\""));
    leaving(&e);
    let chain = e.json(&["case", "show", "1"])["chain"].clone();
    let steps: Vec<&str> = chain.as_array().unwrap().iter().map(|l| l["step"].as_str().unwrap()).collect();
    assert!(!steps.contains(&"report_clients") && steps.contains(&"report_deals"));
    let cut = chain.as_array().unwrap().iter().find(|l| l["step"] == "cut_accesses").unwrap();
    assert_eq!(cut["due_at"], "2026-12-08T18:30:00+03:00");
}
