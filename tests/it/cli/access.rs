//! The register of accesses by subcommands: lists, a list loaded, a command that closes, everything given back.

use super::Est;

fn leaving() -> Est {
    let e = Est::demo();
    e.json(&["case", "open", "--employee", "Ковалёв", "--last-day", "2026-12-08"]);
    e
}

#[test]
fn lists_are_for_whoever_closes() {
    let e = leaving();
    let all = e.json(&["access", "list", "--employee", "Ковалёв"]);
    let it = e.json(&["access", "list", "--for", "it"]);
    assert!(it["total"].as_u64() < all["total"].as_u64());
    let first = &it["accesses"][0];
    for field in
        ["id", "employee", "system", "login", "action", "closes", "state", "due", "overdue", "command", "evidence"]
    {
        assert!(first.get(field).is_some(), "no {field} in {first}");
    }
    assert_eq!((first["closes"].as_str(), first["system"].as_str()), (Some("it"), Some("crm_export")));
    let (code, csv, _) = e.run(&["access", "list", "--for", "it", "--format", "csv"]);
    assert_eq!((code, csv.lines().count() as u64), (0, it["total"].as_u64().unwrap() + 1));
    let (_, text, _) = e.run(&["access", "list", "--for", "security"]);
    assert!(text.starts_with("Доступы · безопасность · "), "{text}");
    assert_eq!(e.refused(&["access", "list", "--due", "когда-нибудь"]), (1, "bad_date".into()));
}

#[test]
fn a_list_is_loaded_and_its_refused_rows_are_saved() {
    let e = leaving();
    let list = "Сотрудник;Система;Логин\nКовалёв;Склад;kovalev\nНикто Н;VPN;x\nКовалёв;;y\n";
    std::fs::write(e.path("a.csv"), list).unwrap();
    let (file, refused) = (e.path("a.csv").display().to_string(), e.path("r.csv").display().to_string());
    let v = e.json(&["access", "import", &file, "--refused", &refused]);
    assert_eq!((v["rows"].as_u64(), v["new"].as_u64(), v["refused"].as_u64()), (Some(3), Some(1), Some(2)));
    let saved = std::fs::read_to_string(e.path("r.csv")).unwrap();
    assert!(saved.contains("Никто Н;VPN;x;3;") && saved.contains("не указана система"), "{saved}");
    let (code, ..) = e.run(&["access", "import", &file]);
    assert_eq!(code, 3, "done, with rows left to mend");
}

#[test]
fn a_command_closes_and_gives_back() {
    let e = leaving();
    let hooks = "[hooks.crm_login]\nrevoke = ['/bin/sh', '-c', 'echo off $ESTAFETA_LOGIN']\nrestore = ['/bin/true']\n";
    std::fs::write(e.path("e.toml"), hooks).unwrap();
    let config = e.path("e.toml").display().to_string();
    let with = |args: &[&str]| e.json(&[&["--config", config.as_str()], args].concat());
    let state = |name: &str| {
        let all = e.json(&["access", "list", "--employee", "Ковалёв"]);
        let row = all["accesses"].as_array().unwrap().iter().find(|a| a["system"] == name).unwrap().clone();
        (row["state"].as_str().unwrap().to_owned(), row["evidence"].as_str().unwrap_or_default().to_owned())
    };
    with(&["case", "access", "1", "--cut"]);
    let ran = with(&["due"]);
    assert!(ran["ran"].as_array().unwrap().iter().any(|r| r["what"] == "revoke"), "{ran}");
    let (now, evidence) = state("crm_login");
    assert!(now == "done" && evidence.ends_with("off d.kovalev"), "{now} {evidence}");
    e.json(&["case", "access", "1", "--system", "chats", "--done", "--evidence", "заявка 7"]);
    with(&["case", "access", "1", "--restore"]);
    assert_eq!(state("crm_login").0, "restore");
    with(&["due"]);
    assert_eq!((state("crm_login").0.as_str(), state("chats").0.as_str()), ("restored", "restore"));
    e.json(&["case", "access", "1", "--system", "chats", "--given-back"]);
    assert_eq!(state("chats").0, "restored");
    let (code, ..) = e.run(&["check"]);
    assert_eq!(code, 0);
}

#[test]
fn a_command_without_a_full_path_is_refused_before_anything_runs() {
    let e = leaving();
    std::fs::write(e.path("e.toml"), "[hooks.vpn]\nrevoke = ['off', '{login}']\n").unwrap();
    let config = e.path("e.toml").display().to_string();
    assert_eq!(e.refused(&["--config", &config, "due"]), (1, "hook_path".into()));
}
