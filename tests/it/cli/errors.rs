//! What cannot be done says so in a sentence, changes nothing and ends with the right status.

use super::Est;

#[test]
fn a_wrong_command_line_ends_with_two_in_our_own_words() {
    let e = Est::new();
    for args in [
        vec!["backpu"],
        vec!["backup"],
        vec!["case"],
        vec!["case", "show"],
        vec!["case", "show", "x"],
        vec!["--lang", "de", "check"],
        vec!["case", "open", "--employee", "Ковалёв"],
        vec!["case", "accept", "1", "--receiver", "x"],
        vec!["case", "accept", "1", "--receiver", "x", "--all", "--object", "client:1"],
        // A departure alone is prepared in hiding: nothing else may begin at once instead.
        vec!["case", "open", "--client", "x", "--last-day", "2026-12-08", "--start", "завтра 10:00"],
        vec![
            "case",
            "open",
            "--employee",
            "x",
            "--kind",
            "absence",
            "--until",
            "2026-12-08",
            "--last-day",
            "2026-12-08",
            "--start",
            "завтра 10:00",
        ],
        vec!["client", "list", "--limit", "0"],
        vec!["touch", "--client", "x", "--kind", "pigeon", "--outcome", "y"],
        vec!["report", "dreams"],
    ] {
        assert_eq!(e.refused(&args).0, 2, "{args:?}");
        let (code, out, err) = e.run(&args);
        assert_eq!((code, out.as_str()), (2, ""), "{args:?}");
        let latin = err.split(|c: char| !c.is_alphanumeric()).filter(|w| w.len() > 3 && w.is_ascii()).count();
        assert!(err.chars().any(|c| ('а'..='я').contains(&c)) && latin < 12, "{args:?}: {err}");
    }
    let (_, _, err) = e.run(&["backpu"]);
    assert!(err.contains("«backup»"), "the nearest command is named: {err}");
}

#[test]
fn help_and_version_are_answers() {
    let e = Est::new();
    for args in [vec!["--help"], vec!["--version"], vec!["case", "accept", "--help"]] {
        let (code, out, err) = e.run(&args);
        assert_eq!((code, err.as_str()), (0, ""), "{args:?}");
        assert!(!out.is_empty());
    }
    let (_, help, _) = e.run(&["--help"]);
    insta::assert_snapshot!(help);
    for (asked, meant) in [(&["help"][..], &["--help"][..]), (&["help", "case", "open"], &["case", "open", "--help"])] {
        assert_eq!(e.run(asked), e.run(meant));
    }
}

#[test]
fn refusals_have_their_codes() {
    let e = Est::new();
    assert_eq!(e.refused(&["employee", "list"]), (1, "base_missing".into()));
    assert!(!e.path("e.db").exists(), "looking makes no base");
    let e = Est::demo();
    for (args, code) in [
        (vec!["employee", "show", "Зимин"], "unknown_employee"),
        (vec!["employee", "show", "employee:999"], "unknown_employee"),
        (vec!["client", "list", "--owner", "Никто"], "unknown_employee"),
        (vec!["client", "set", "ООО «Нет такого»", "--segment", "vip"], "unknown_client"),
        (vec!["case", "show", "5"], "unknown_case"),
        (vec!["case", "open", "--employee", "Ковалёв", "--last-day", "32.13"], "bad_date"),
        (vec!["case", "open", "--employee", "Ковалёв", "--last-day", "2026-11-01"], "date_in_past"),
        (
            vec![
                "case",
                "open",
                "--employee",
                "Ковалёв",
                "--kind",
                "absence",
                "--until",
                "2026-12-08",
                "--temporary",
                "Ковалёв",
            ],
            "not_eligible",
        ),
        (
            vec![
                "case",
                "open",
                "--employee",
                "Ковалёв",
                "--kind",
                "crisis",
                "--last-day",
                "2026-12-08",
                "--start",
                "завтра 10:00",
            ],
            "not_hidden",
        ),
        (vec!["--readonly", "touch", "--client", "client:1", "--kind", "call", "--outcome", "да"], "read_only_mode"),
        (vec!["--actor", "Петрова", "case", "open", "--employee", "Ковалёв", "--last-day", "2026-12-08"], "denied"),
    ] {
        assert_eq!(e.refused(&args), (1, code.into()), "{args:?}");
    }
    assert_eq!(e.json(&["case", "list"])["cases"].as_array().map(Vec::len), Some(0));
}

#[test]
fn a_clock_that_means_no_instant_is_refused() {
    let e = Est::demo();
    for now in ["завтра", "2026-11-24T14:05:00", "2026-11-24"] {
        let out = e.command().env("ESTAFETA_NOW", now).args(["--json", "check"]).output().unwrap();
        assert_eq!(out.status.code(), Some(1), "{now}");
        assert!(String::from_utf8_lossy(&out.stderr).contains("bad_time"), "{now}");
    }
}

#[test]
fn settings_are_read_and_their_slips_named() {
    let e = Est::demo();
    let file = e.path("estafeta.toml");
    let run = |text: &str| {
        std::fs::write(&file, text).unwrap();
        let out =
            e.command().args(["--json", "--config", file.to_str().unwrap(), "employee", "list"]).output().unwrap();
        (out.status.code(), String::from_utf8(out.stderr).unwrap())
    };
    assert_eq!(run("actor = 'Петрова'\n[office]\ncapacity = 20\n").0, Some(0));
    let (code, err) = run("actr = 'Петрова'");
    assert!(code == Some(1) && err.contains("unknown_config_key") && err.contains("actor"), "{err}");
    let (code, err) = run("[office]\nzone = 'Москва'");
    assert!(code == Some(1) && err.contains("bad_config") && err.contains("office.zone"), "{err}");
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    use std::io::Read;
    use std::process::Stdio;
    let e = Est::demo();
    let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin("estafeta"))
        .args(["--json", "client", "list", "--limit", "1000"])
        .env("HOME", e.path(""))
        .env("ESTAFETA_DB", e.path("e.db"))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut err = String::new();
    child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    assert_eq!((child.wait().unwrap().code(), err.as_str()), (Some(0), ""));
}

#[test]
fn a_backup_comes_back() {
    let e = Est::demo();
    let copy = e.path("copy.db");
    let copy = copy.to_str().unwrap();
    let made = e.json(&["backup", copy]);
    assert_eq!(made["sha256"].as_str().map(str::len), Some(64));
    assert_eq!(e.refused(&["backup", copy]), (1, "output_exists".into()));
    e.json(&["touch", "--client", "client:1", "--kind", "call", "--outcome", "после копии"]);
    let before = e.json(&["journal", "verify"])["entries"].as_u64().unwrap();
    let back = e.json(&["restore", copy]);
    assert_eq!(back["sha256"], made["sha256"]);
    assert_eq!(e.json(&["journal", "verify"])["entries"].as_u64(), Some(before - 1));
    assert!(std::path::Path::new(back["kept"].as_str().unwrap()).exists(), "what was there before is kept");
}
