//! The baton goes all the way once, headless: the Maven set in, a closed case out. The same walk runs on a small
//! fixture of ours in the same shape, so that it always runs. In `context` it goes with everything the leaver knows.

mod context;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use serde_json::Value;

const NOW: &str = "2026-11-24T10:00:00+03:00";

/// The program on one base, driven as a script drives it.
pub struct Est {
    dir: tempfile::TempDir,
}

impl Est {
    fn new() -> Est {
        Est { dir: tempfile::tempdir().unwrap() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn run(&self, args: &[&str]) -> (i32, String, String) {
        let out = Command::cargo_bin("estafeta")
            .unwrap()
            .env_clear()
            .env("PATH", "/usr/bin:/bin")
            .env("HOME", self.dir.path())
            .env("ESTAFETA_NOW", NOW)
            .env("ESTAFETA_DB", self.path("e.db"))
            .args(args)
            .output()
            .unwrap();
        let text = |b: Vec<u8>| String::from_utf8(b).unwrap();
        (out.status.code().unwrap(), text(out.stdout), text(out.stderr))
    }

    /// One JSON answer of a command that must be done (0), or done with questions left (3).
    fn json(&self, args: &[&str]) -> Value {
        let args: Vec<&str> = args.iter().copied().chain(["--json"]).collect();
        let (code, out, err) = self.run(&args);
        assert!(code == 0 || code == 3, "{args:?} → {code}\n{err}");
        serde_json::from_str(&out).unwrap_or_else(|e| panic!("{args:?}: {e}\n{out}"))
    }

    /// The code of a refusal.
    fn refused(&self, args: &[&str]) -> String {
        let args: Vec<&str> = args.iter().copied().chain(["--json"]).collect();
        let (code, out, err) = self.run(&args);
        assert_eq!(code, 1, "{args:?}: {out}");
        let v: Value = serde_json::from_str(err.trim()).unwrap_or_else(|e| panic!("{e}: {err}"));
        v["error"]["code"].as_str().unwrap().to_owned()
    }

    fn import(&self, folder: &Path) -> Value {
        let files: Vec<String> = ["sales_teams.csv", "accounts.csv", "products.csv", "sales_pipeline.csv"]
            .iter()
            .map(|f| folder.join(f).to_str().unwrap().to_owned())
            .collect();
        let mut args = vec!["import"];
        args.extend(files.iter().map(String::as_str));
        args.push("--create-employees");
        self.json(&args)
    }

    /// Everything that is open in the base and not the leaver's: what a handover must not touch.
    fn others(&self, leaver: &str) -> Vec<(String, String)> {
        self.json(&["deal", "list", "--limit", "100000"])["items"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|d| d["owner"].as_str() != Some(leaver))
            .map(|d| (d["id"].to_string(), d["owner"].to_string()))
            .collect()
    }
}

fn n(v: &Value) -> i64 {
    v.as_i64().unwrap_or_else(|| panic!("not a number: {v}"))
}

/// The walk itself: `deals` and `loose` are the leaver's open deals and those of them without a client.
fn hand_over(e: &Est, leaver: &str, deals: i64, loose: i64) {
    let before = e.others(leaver);
    let shown = e.json(&["case", "open", "--employee", leaver, "--last-day", "2026-12-08"]);
    let id = shown["id"].to_string();
    let id = id.as_str();
    assert_eq!(n(&shown["ledger"]["snapshot"]["deals"]), deals);
    assert_eq!(shown["ledger"]["remaining"], shown["ledger"]["snapshot"]);
    assert!(!shown["blockers"].as_array().unwrap().is_empty());
    assert_eq!(e.refused(&["case", "close", id]), "case_blocked");
    assert_eq!(e.refused(&["case", "open", "--employee", leaver, "--last-day", "2026-12-08"]), "already_in_case");

    let proposed = e.json(&["case", "propose", id]);
    assert_eq!(proposed, e.json(&["case", "propose", id]), "the same question has the same answer");
    let applied = e.json(&["case", "apply", id]);
    assert_eq!(n(&applied["applied"]["deals"]), deals);
    assert_eq!(applied["conflicts"], serde_json::json!([]));
    let undone = e.json(&["case", "undo", id]);
    assert_eq!(undone["conflicts"], serde_json::json!([]));
    assert_eq!(e.json(&["case", "show", id])["ledger"]["remaining"], shown["ledger"]["snapshot"]);
    e.json(&["case", "propose", id]);
    let applied = e.json(&["case", "apply", id]);
    assert_eq!(n(&applied["applied"]["deals"]), deals);
    let again = e.json(&["case", "apply", id]);
    assert_eq!(n(&again["applied"]["deals"]), 0, "a second application changes nothing");

    e.json(&["case", "crm", id, "--confirm", "--all"]);

    // Nobody knows the context of a fictitious company: one honest waiver for the blocks, a real next step for each.
    let lines = e.json(&["report", "ledger", "--case", id, "--format", "json"]);
    let lines = lines.as_array().unwrap();
    let of = |kind: &str| -> Vec<&Value> { lines.iter().filter(|l| l["kind"] == kind).collect() };
    assert_eq!(of("deal").len() as i64, deals);
    let without_client = of("deal").iter().filter(|l| l["client"].is_null()).count() as i64;
    assert_eq!(without_client, loose);
    let mut waive = vec!["case", "waive", id, "--reason", "учебный набор: контекста в источнике нет"];
    for l in lines.iter().filter(|l| l["kind"] == "deal" || l["kind"] == "client") {
        waive.extend(["--object", l["object"].as_str().unwrap()]);
    }
    e.json(&waive);
    let receivers: BTreeSet<&str> = lines.iter().filter_map(|l| l["to"].as_str()).collect();
    for to in &receivers {
        let step = ["--next-step", "позвонить и обсудить сроки поставки", "--on", "2026-12-01"];
        e.json(&[&["case", "accept", id, "--receiver", to, "--all"][..], &step].concat());
    }
    assert_eq!(e.json(&["case", "show", id])["state"], "signing");

    finish(e, id, leaver, &receivers);
    let moved: Vec<_> = e.others(leaver);
    for was in &before {
        assert!(moved.contains(was), "a colleague's deal has moved: {was:?}");
    }
}

/// From «Подписание» to «Закрыта»: accesses, the act with its signatures, the checklist, the six conditions.
fn finish(e: &Est, id: &str, leaver: &str, receivers: &BTreeSet<&str>) {
    for item in e.json(&["case", "show", id])["accesses"].as_array().unwrap() {
        let (system, redirect) = (item["system"].as_str().unwrap(), item["needs_redirect"] == true);
        if redirect {
            e.json(&["case", "access", id, "--system", system, "--redirected", "--evidence", "на почту отдела"]);
        }
        e.json(&["case", "access", id, "--system", system, "--done", "--evidence", "заявка 118"]);
    }

    let act = e.path("act.docx");
    let made = e.json(&["act", id, "--format", "docx", "-o", act.to_str().unwrap()]);
    assert_eq!(made["sha256"].as_str().unwrap().len(), 64);
    assert!(std::fs::read(&act).unwrap().starts_with(b"PK"));
    e.json(&["letters", "list", "--case", id]);
    let head = e.json(&["case", "show", id])["head"].as_str().unwrap().to_owned();
    let sides: BTreeSet<&str> = receivers.iter().copied().chain([leaver, head.as_str()]).collect();
    for who in sides {
        e.json(&["case", "sign", id, "--who", who, "--as", "signed"]);
    }

    for item in e.json(&["case", "show", id])["items"].as_array().unwrap() {
        if item["state"] == "open" && item["computed"].is_null() {
            let number = item["item"].to_string();
            e.json(&["case", "check-item", id, "--item", &number, "--evidence", "проверено по журналу"]);
        }
    }
    let last = e.json(&["case", "show", id]);
    assert_eq!(last["blockers"], serde_json::json!([]), "{last:#}");
    let closed = e.json(&["case", "close", id]);
    assert_eq!(closed["state"], "closed");

    let left = e.json(&["employee", "show", leaver]);
    assert_eq!((n(&left["clients"]), n(&left["open_deals"]), n(&left["open_tasks"])), (0, 0, 0), "{left:#}");
    assert_eq!(e.json(&["check"])["ok"], true);
    assert_eq!(e.json(&["journal", "verify"])["ok"], true);
}

fn shared() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    std::env::var_os("ESTAFETA_SHARED").map_or_else(|| root.join("../shared"), PathBuf::from)
}

#[test]
fn the_maven_set_goes_all_the_way() {
    let folder = shared().join("data/maven-crm");
    if !folder.is_dir() {
        eprintln!("skipped: {} is not there (set ESTAFETA_SHARED)", folder.display());
        return;
    }
    let e = Est::new();
    let report = e.import(&folder);
    let rows: i64 = report["files"].as_array().unwrap().iter().map(|f| n(&f["rows"])).sum();
    assert_eq!(rows, 35 + 85 + 7 + 8_800);
    assert_eq!(report["committed"], true);
    let again = e.import(&folder);
    for f in again["files"].as_array().unwrap() {
        assert_eq!((n(&f["new"]), n(&f["changed"])), (0, 0), "the same file twice changes nothing: {f}");
    }
    assert_eq!(n(&e.json(&["client", "list", "--limit", "1"])["total"]), 85);
    let deals = |q: &str| n(&e.json(&["deal", "list", "--query", q, "--limit", "1"])["total"]);
    assert_eq!((deals(""), deals("stage:won"), deals("stage:lost")), (8_800, 4_238, 2_473));
    let people = e.json(&["employee", "list"]);
    let role = |r: &str| people["employees"].as_array().unwrap().iter().filter(|p| p["role"] == r).count();
    assert_eq!((role("manager"), role("head")), (35, 6));
    hand_over(&e, "Darcel Schlecht", 194, 134);
}

#[test]
fn our_own_small_set_in_the_same_shape_goes_all_the_way() {
    let e = Est::new();
    e.import(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/maven-small"));
    hand_over(&e, "Dora Lane", 9, 4);
}
