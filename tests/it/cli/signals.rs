//! `import --kind log`, `signal …`, `incident …` as a script calls them.

use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;

use crate::logbook::Logbook;

fn run(dir: &Path, args: &[&str]) -> (i32, Value) {
    let out = Command::cargo_bin("estafeta")
        .unwrap()
        .env_clear()
        .env("PATH", "/usr/bin:/bin")
        .env("HOME", dir)
        .env("ESTAFETA_NOW", "2026-11-24T10:00:00+03:00")
        .env("ESTAFETA_DB", dir.join("e.db"))
        .arg("--json")
        .args(args)
        .output()
        .unwrap();
    let code = out.status.code().unwrap();
    let text = if matches!(code, 0 | 3) { out.stdout } else { out.stderr };
    let text = String::from_utf8(text).unwrap();
    (code, serde_json::from_str(&text).unwrap_or_else(|e| panic!("{args:?} → {code}: {e}\n{text}")))
}

#[test]
fn a_log_a_signal_an_incident() {
    let dir = tempfile::tempdir().unwrap();
    let day = |s| estafeta::base::Day::parse(s).unwrap();
    std::fs::copy(crate::flow::training(), dir.path().join("e.db")).unwrap();
    let ok = |args: &[&str]| {
        let (code, v) = run(dir.path(), args);
        assert_eq!(code, 0, "{args:?}: {v}");
        v
    };
    assert_eq!(ok(&["signal", "list"])["log_until"], Value::Null);
    let mut book = Logbook::new(4);
    book.ordinary(&["s.yudin"], day("2026-10-12"), day("2026-11-23"));
    book.plant("s.yudin", day("2026-11-23"), estafeta::domain::SignalKind::Export);
    book.plant("s.yudin", day("2026-11-20"), estafeta::domain::SignalKind::Deletion);
    let log = dir.path().join("log.csv");
    std::fs::write(&log, book.csv()).unwrap();
    let v = ok(&["import", log.to_str().unwrap(), "--kind", "log"]);
    assert_eq!((v["files"][0]["kind"].as_str(), v["signals"].as_u64()), (Some("log"), Some(2)));

    let v = ok(&["signal", "list", "--employee", "Юдин"]);
    assert_eq!(v["signals"].as_array().unwrap().len(), 2);
    let export = &v["signals"][0];
    assert_eq!((export["kind"].as_str(), export["rows"].as_u64()), (Some("export"), Some(1480)));
    let (export, deletion) = (export["id"].to_string(), v["signals"][1]["id"].to_string());
    let v = ok(&["signal", "show", &deletion, "--limit", "5"]);
    assert_eq!((v["total"].as_u64(), v["log"].as_array().unwrap().len()), (Some(12), 5));
    assert_eq!(v["log"][0]["file"], "log.csv");
    ok(&["signal", "dismiss", &deletion, "--reason", "чистил дубли"]);
    assert_eq!(ok(&["signal", "list"])["signals"].as_array().unwrap().len(), 1);

    let v = ok(&["incident", "add", "--signal", &export]);
    assert_eq!((v["state"].as_str(), v["notices"][0]["hours"].as_u64()), (Some("suspected"), Some(24)));
    let id = v["id"].to_string();
    let v = ok(&["incident", "notified", &id, "--hours", "24"]);
    assert!(v["notices"][0]["notified_at"].is_string() && v["notices"][1]["notified_at"].is_null());
    assert_eq!(ok(&["incident", "confirm", &id, "--reason", "нашли файл"])["state"], "confirmed");
    assert_eq!(ok(&["incident", "list"])["incidents"].as_array().unwrap().len(), 1);
    let (code, v) = run(dir.path(), &["incident", "dismiss", &id]);
    assert_eq!((code, v["error"]["code"].as_str()), (1, Some("reason_needed")));
    let (code, _) = run(dir.path(), &["incident", "add", "--employee", "Юдин"]);
    assert_eq!(code, 1);
}

#[test]
fn personal_data_is_believed_whatever_the_incident_begins_with() {
    let dir = tempfile::tempdir().unwrap();
    let day = |s| estafeta::base::Day::parse(s).unwrap();
    std::fs::copy(crate::flow::training(), dir.path().join("e.db")).unwrap();
    let ok = |args: &[&str]| {
        let (code, v) = run(dir.path(), args);
        assert_eq!(code, 0, "{args:?}: {v}");
        v
    };
    let mut book = Logbook::new(4);
    book.ordinary(&["s.yudin"], day("2026-10-12"), day("2026-11-23"));
    book.plant("s.yudin", day("2026-11-23"), estafeta::domain::SignalKind::OffHours);
    let log = dir.path().join("log.csv");
    std::fs::write(&log, book.csv()).unwrap();
    ok(&["import", log.to_str().unwrap(), "--kind", "log"]);
    let v = ok(&["signal", "list"]);
    assert_eq!(v["signals"][0]["kind"], "off_hours");
    let signal = v["signals"][0]["id"].to_string();
    let v = ok(&["incident", "add", "--signal", &signal, "--personal"]);
    assert_eq!((v["personal"].as_bool(), v["notices"].as_array().unwrap().len()), (Some(true), 2));
    // A confirmed leak with nothing left to do stays in the list; a dismissed one does not.
    let id = v["id"].to_string();
    ok(&["incident", "confirm", &id, "--personal", "no"]);
    assert_eq!(ok(&["incident", "list"])["incidents"].as_array().unwrap().len(), 1);
}
