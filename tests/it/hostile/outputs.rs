//! What leaves the program: tables and JSON on a terminal, files for spreadsheets, Word and mail.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use estafeta::ui::screens;

use super::base::lived_in;
use super::corpus::{FORGED, corpus, drives};
use super::poison::{poison_all, poison_dense, stranger};
use crate::cli::Est;

fn hostile(from: usize) -> Est {
    let e = Est::new();
    std::fs::copy(lived_in(), e.path("e.db")).unwrap();
    poison_all(&e.path("e.db"), &corpus(), from);
    e
}

/// Questions to the base, each as text and as JSON.
const ASKED: &[&[&str]] = &[
    &["access", "list"],
    &["case", "calls", "2"],
    &["case", "context", "1"],
    &["case", "correspondence", "2"],
    &["case", "crm", "1"],
    &["case", "fresh", "2"],
    &["case", "interview", "1"],
    &["case", "list"],
    &["case", "mail", "2"],
    &["case", "promise", "1"],
    &["case", "sheet", "1"],
    &["case", "show", "1"],
    &["case", "show", "2"],
    &["case", "show", "3"],
    &["case", "show", "4"],
    &["case", "tell", "1"],
    &["check"],
    &["client", "list", "--limit", "1000"],
    &["client", "show", "client:1"],
    &["deal", "list", "--limit", "2000"],
    &["deal", "show", "deal:1"],
    &["employee", "list"],
    &["employee", "show", "employee:2"],
    &["inbox", "list"],
    &["incident", "list"],
    &["journal", "list", "--limit", "1000"],
    &["journal", "verify"],
    &["letters", "list", "--case", "1"],
    &["orphans", "list"],
    &["report", "checklist", "--case", "1"],
    &["report", "clients"],
    &["report", "deals"],
    &["report", "ledger", "--case", "1"],
    &["report", "metrics", "--case", "1"],
    &["report", "tasks"],
    &["signal", "list"],
    &["signal", "show", "1"],
    &["task", "list", "--limit", "1000"],
    &["task", "show", "task:1"],
];

/// What is done to the base answers in words too; each may be refused, and says so as harmlessly.
const DONE: &[&[&str]] = &[
    &["due"],
    &["case", "propose", "1"],
    &["case", "temporary", "2", "--to", "employee:3"],
    &["case", "accept", "1", "--receiver", "employee:3", "--all", "--force", "--reason", "по телефону"],
    &["case", "undo", "1"],
    &["case", "close", "1"],
    &["client", "owner", "--owner", "employee:4", "--to", "employee:3", "--reason", "перераспределение"],
    &["client", "owner", "client:1", "--to", "нет такого", "--reason", "болезнь"],
    &["touch", "--client", "client:1", "--kind", "call", "--outcome", "договорились о встрече"],
    &[
        "transfer",
        "--client",
        "client:2",
        "--to",
        "employee:3",
        "--reason",
        "client_request",
        "--comment",
        "обещана скидка",
        "--next-step",
        "позвонить и обсудить смету",
        "--on",
        "2026-12-02",
    ],
    &["orphans", "give", "--to", "employee:3", "--owner", "employee:9", "--reason", "болезнь"],
    &["inbox", "read", "1"],
    &["signal", "dismiss", "1", "--reason", "отчёт для директора"],
    &["letters", "approve", "--case", "1"],
    &["access", "remove", "1", "--reason", "ошибка"],
    &["employee", "set", "employee:3", "--capacity", "5"],
    &["access", "add", "--employee", "employee:3", "--system", "почта", "--login", "x"],
    &["access", "set", "2", "--note", "см. сейф"],
    &["access", "answer", "2", "--done"],
    &["act", "1", "--format", "docx", "-o", FILE],
    &["act", "1", "--format", "text", "-o", FILE],
    &["case", "open", "--employee", "employee:5", "--last-day", "2026-12-15"],
    &["case", "context", "1", "--object", DEAL, "--block", "history", "--text", "ждут смету с сентября"],
    &["case", "task", "1", "--object", TASK, "--field", "why", "--text", "смета у клиента"],
    &["case", "waive", "1", "--object", DEAL, "--reason", "в работе у директора"],
    &["case", "dispose", "1", "--object", CLIENT, "--as", "exclude", "--reason", "не клиент"],
    &["case", "reassign", "1", "--object", CLIENT, "--to", "employee:3", "--reason", "знает их"],
    &["case", "apply", "1"],
    &["case", "decline", "1", "--receiver", "employee:3", "--object", CLIENT, "--reason", "нет времени"],
    &["case", "bonus", "1", "--object", DEAL, "--to", "employee:3", "--share", "50"],
    &["case", "check-item", "1", "--item", "1", "--evidence", "лист 2"],
    &["case", "call", "2", "--client", "client:7", "--as", "reached", "--note", "ждут встречи"],
    &["case", "access", "1", "--system", "почта", "--done"],
    &["case", "papers", "1", "-o", FILE],
    &["case", "sign", "1", "--who", "employee:3", "--as", "refused", "--evidence", "лист 3"],
    &["case", "crm", "1", "--confirm", "--all"],
    &["case", "change", "1", "--last-day", "2026-12-18"],
    &["case", "start", "1"],
    &["case", "return", "3"],
    &["client", "set", "client:1", "--region", "Тула"],
    &["crm-update", "1", "-o", FILE],
    &["inbox", "done", "1"],
    &["inbox", "ask-second", "--right", "export", "--count", "5000"],
    &["inbox", "agree", "1"],
    &["incident", "add", "--client", "client:1", "--former-call", "--what", "звонил бывший"],
    &["incident", "confirm", "1", "--personal", "yes"],
    &["incident", "notified", "1", "--hours", "24"],
    &["incident", "dismiss", "1", "--reason", "ошибка"],
    &["letters", "export", "--case", "1", "-o", FILE],
    &["letters", "mark", "--case", "1", "--as", "sent"],
    &["letters", "anew", "--case", "1", "--client", "client:1", "--address", "new@example.ru"],
    &["case", "withdraw", "2"],
];

/// Where a command writes what it writes; its content is looked at in the tests of files below.
const FILE: &str = "out";
/// Lines of the first case.
const CLIENT: &str = "client:?";
const DEAL: &str = "deal:?";
const TASK: &str = "task:?";

/// Answer with numbers, or with what the caller typed; or are tried as files below and in tests of their own.
const UNTRIED: &[&str] =
    &["access import", "backup", "bench", "completions", "demo", "import", "letters read", "man", "restore", "screen"];

/// Lines of people: nothing that drives, and no line that a value has begun.
#[track_caller]
fn is_harmless_text(text: &str, when: &str) {
    for line in text.lines() {
        assert_eq!(line.chars().find(|c| drives(*c)), None, "{when}: {line:?}");
        assert!(!line.trim_start().starts_with(FORGED), "{when}: a value began a line: {line:?}");
    }
}

fn dense() -> Est {
    let e = Est::new();
    std::fs::copy(lived_in(), e.path("e.db")).unwrap();
    poison_dense(&e.path("e.db"), &corpus());
    e
}

/// Once by rows, and once with all of the corpus in every column, also in those of a table of three rows.
#[test]
fn tables_and_json_drive_no_terminal() {
    answers_are_harmless(&hostile(0));
}

#[test]
fn the_whole_corpus_in_every_column_drives_no_terminal() {
    answers_are_harmless(&dense());
}

#[test]
fn what_is_done_to_a_hostile_base_is_told_harmlessly() {
    let e = dense();
    std::fs::create_dir(e.path(FILE)).unwrap();
    let line = |kind: &str| {
        let sql = "SELECT kind || ':' || min(object_id) FROM ledger_line WHERE case_id = 1 AND kind = ?1";
        stranger(&e.path("e.db")).query_row(sql, [kind], |r| r.get::<_, String>(0)).unwrap()
    };
    let file = e.path(FILE).to_str().unwrap().to_owned();
    let said = BTreeMap::from([(FILE, file), (CLIENT, line("client")), (DEAL, line("deal")), (TASK, line("task"))]);
    let mut done = 0;
    for args in DONE {
        for json in [&[][..], &["--json"]] {
            let when = args.join(" ");
            let args: Vec<&str> = args.iter().map(|a| said.get(a).map_or(*a, String::as_str)).collect();
            let (code, out, err) = e.run(&[json, &args].concat());
            assert!((0..=3).contains(&code) && !(out.is_empty() && err.is_empty()), "{when} → {code}: {out}{err}");
            done += i32::from(code == 0);
            assert_ne!(code, 2, "{when} is no command: {err}");
            is_harmless_text(&err, &when);
            match json {
                [] => is_harmless_text(&out, &when),
                _ => assert_eq!(out.chars().find(|c| *c != '\n' && drives(*c)), None, "{when} --json"),
            }
        }
    }
    assert!(done >= 50, "only {done} were done");
}

/// A question that the program learns to answer comes into one of the lists above, or here with the reason why not.
#[test]
fn every_subcommand_is_tried_on_hostile_text() {
    let e = Est::new();
    let inner = |of: &[&str]| -> Vec<String> {
        let (_, help, _) = e.run(&[of, &["--help", "--lang", "ru"]].concat());
        let list = help.split("Команды:").nth(1).unwrap_or_default();
        let names = list.lines().filter_map(|l| l.strip_prefix("  ")).filter(|l| !l.starts_with(' '));
        names
            .filter_map(|l| l.split_whitespace().next())
            .filter(|w| *w != "help" && !w.starts_with('-'))
            .map(str::to_owned)
            .collect()
    };
    let top = inner(&[]);
    assert!(top.len() > 20, "{top:?}");
    let mut untried = Vec::new();
    for name in &top {
        let more = inner(&[name]);
        let leaves = if more.is_empty() {
            vec![vec![name.clone()]]
        } else {
            more.into_iter().map(|m| vec![name.clone(), m]).collect()
        };
        for leaf in leaves {
            let is = |args: &&[&str]| args.len() >= leaf.len() && args.iter().zip(&leaf).all(|(a, b)| a == b);
            if !ASKED.iter().chain(DONE).any(is) {
                untried.push(leaf.join(" "));
            }
        }
    }
    assert_eq!(untried, UNTRIED, "say of each how its answers are tried");
}

fn answers_are_harmless(e: &Est) {
    for args in ASKED {
        let when = args.join(" ");
        let (code, out, err) = e.run(args);
        // What was edited is found by the two that look for it; nothing else is put off.
        let want = i32::from(matches!(args[0], "check") || when == "journal verify");
        assert_eq!(code, want, "{when}: {out}{err}");
        assert!(!out.is_empty(), "{when}");
        is_harmless_text(&out, &when);
        is_harmless_text(&err, &when);
        let (_, json, err) = e.run(&[&["--json"], *args].concat());
        is_harmless_text(&err, &when);
        assert_eq!(json.chars().find(|c| *c != '\n' && drives(*c)), None, "{when} --json");
        serde_json::from_str::<serde_json::Value>(&json).unwrap_or_else(|f| panic!("{when}: {f}"));
    }
}

#[test]
fn screens_without_a_terminal_hold_only_colours() {
    let e = hostile(100);
    let clean = Est::new();
    std::fs::copy(lived_in(), clean.path("e.db")).unwrap();
    let tags = |svg: &str| -> BTreeSet<String> {
        let names = svg.split('<').skip(1);
        names.map(|t| t.chars().take_while(|c| !matches!(c, ' ' | '>' | '/' | '\n')).collect()).collect()
    };
    for d in screens::ALL {
        let draw = |e: &Est, format| e.run(&["screen", d.id.0, "--format", format, "--size", "140x60"]).1;
        let text = draw(&e, "text");
        assert_eq!(text.chars().find(|c| *c != '\n' && drives(*c)), None, "{:?}", d.id);
        let ansi = draw(&e, "ansi");
        for part in ansi.split('\u{1b}').skip(1) {
            let (codes, _) = part.split_once('m').unwrap_or((part, ""));
            assert!(
                codes.strip_prefix('[').is_some_and(|c| c.bytes().all(|b| b.is_ascii_digit() || b == b';')),
                "{part:?}"
            );
        }
        assert_eq!(ansi.chars().find(|c| !matches!(c, '\n' | '\u{1b}') && drives(*c)), None, "{:?}", d.id);
        let svg = draw(&e, "svg");
        assert!(tags(&svg).is_subset(&tags(&draw(&clean, "svg"))), "{:?}: {:?}", d.id, tags(&svg));
    }
}

fn files(dir: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(files(&path));
        } else {
            all.push(path);
        }
    }
    all
}

fn parts(path: &Path) -> Vec<(String, String)> {
    let mut zip = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let names: Vec<String> = zip.file_names().map(|n| n.unwrap().to_string()).collect();
    let read = |name: String| {
        let mut text = String::new();
        zip.by_name(&name).unwrap().read_to_string(&mut text).unwrap();
        (name, text)
    };
    names.into_iter().map(read).collect()
}

/// Looks at a file as the program that opens it would.
fn is_harmless_file(path: &Path) {
    let when = path.display().to_string();
    let name = path.file_name().unwrap().to_str().unwrap();
    assert!(name.chars().all(|c| c.is_alphanumeric() || "-_.".contains(c)) && !name.starts_with('.'), "{when}");
    match path.extension().and_then(|e| e.to_str()).unwrap() {
        "txt" => {
            let text = std::fs::read_to_string(path).unwrap();
            let bad = text.chars().find(|c| !matches!(c, '\n' | '\r' | '\t' | '\u{c}' | '\u{feff}') && drives(*c));
            assert_eq!(bad, None, "{when}");
        }
        "csv" => {
            let bytes = std::fs::read(path).unwrap();
            let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap();
            let mut reader = csv::ReaderBuilder::new().delimiter(b';').has_headers(false).from_reader(bytes);
            let mut width = None;
            for record in reader.records() {
                let record = record.unwrap_or_else(|e| panic!("{when}: {e}"));
                assert_eq!(*width.get_or_insert(record.len()), record.len(), "{when}");
                for cell in &record {
                    let cell: &str = cell;
                    assert!(
                        !cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']) || is_figure(cell),
                        "{when}: {cell:?}"
                    );
                    assert_eq!(
                        cell.chars().find(|c| !matches!(c, '\n' | '\t') && drives(*c)),
                        None,
                        "{when}: {cell:?}"
                    );
                }
            }
        }
        "xlsx" | "docx" => {
            for (part, text) in parts(path) {
                let bad = text.chars().find(|c| !matches!(c, '\n' | '\r' | '\t') && drives(*c));
                assert_eq!(bad, None, "{when}: {part}");
                let code = ["<f>", "<f ", "<oleObject", "TargetMode=\"External\"", "vbaProject"];
                let word = code.iter().find(|w| text.contains(**w));
                assert_eq!(word, None, "{when}: {part}");
            }
            if path.extension().is_some_and(|e| e == "docx") {
                docx_rs::read_docx(&std::fs::read(path).unwrap()).unwrap_or_else(|e| panic!("{when}: {e}"));
            } else {
                let mut book: calamine::Xlsx<_> =
                    calamine::Reader::new(Cursor::new(std::fs::read(path).unwrap())).unwrap();
                for sheet in calamine::Reader::sheet_names(&book) {
                    calamine::Reader::worksheet_range(&mut book, &sheet).unwrap_or_else(|e| panic!("{when}: {e}"));
                }
            }
        }
        "eml" => {
            let text = std::fs::read_to_string(path).unwrap();
            let head = text.split_once("\r\n\r\n").unwrap().0.replace("\r\n ", " ");
            let names: Vec<_> = head.split("\r\n").map(|l| l.split(':').next().unwrap()).collect();
            let want = [
                "Message-ID",
                "Date",
                "From",
                "To",
                "Subject",
                "Content-Type",
                "X-Unsent",
                "Content-Transfer-Encoding",
            ];
            assert_eq!(names, want, "{when}");
            assert!(!text.contains("\nBcc") && head.is_ascii(), "{when}");
        }
        other => panic!("{when}: nobody looks at {other}"),
    }
}

/// A negative amount of ours.
fn is_figure(cell: &str) -> bool {
    cell.strip_prefix('-').is_some_and(|n| !n.is_empty() && n.chars().all(|c| c.is_ascii_digit() || c == ','))
}

#[test]
fn files_are_harmless_to_spreadsheets_word_and_mail() {
    let mut kinds = BTreeSet::new();
    for e in [0, 111, 222, 333].map(hostile).into_iter().chain([dense()]) {
        let out = e.path("out");
        std::fs::create_dir(&out).unwrap();
        let file = |name: &str| out.join(name).to_str().unwrap().to_owned();
        let mut done = 0;
        for args in [
            vec!["act", "1", "--format", "docx", "-o", &file("act.docx")],
            vec!["act", "1", "--format", "text", "-o", &file("act.txt")],
            vec!["case", "sheet", "1", "-o", &file("sheets")],
            vec!["crm-update", "1", "-o", &file("crm")],
            vec!["case", "papers", "1", "-o", &file("all")],
            vec!["letters", "export", "--case", "1", "-o", &file("letters")],
            vec!["report", "clients", "--format", "csv", "-o", &file("clients.csv")],
            vec!["report", "deals", "--format", "csv", "-o", &file("deals.csv")],
            vec!["report", "tasks", "--format", "csv", "-o", &file("tasks.csv")],
            vec!["report", "ledger", "--case", "1", "--format", "csv", "-o", &file("ledger.csv")],
            vec!["report", "clients", "--format", "xlsx", "-o", &file("clients.xlsx")],
            vec!["report", "ledger", "--case", "1", "--format", "xlsx", "-o", &file("ledger.xlsx")],
            vec!["report", "checklist", "--case", "1", "-o", &file("checklist.txt")],
            vec!["access", "list", "--format", "csv", "-o", &file("access.csv")],
        ] {
            let (code, said, err) = e.run(&args);
            assert!(code == 0 || (code == 1 && !err.is_empty()), "{args:?} → {code}: {said}{err}");
            is_harmless_text(&(said + &err), &args.join(" "));
            done += i32::from(code == 0);
        }
        assert!(done >= 9, "only {done} were written");
        for path in files(&out) {
            is_harmless_file(&path);
            kinds.insert(path.extension().unwrap().to_str().unwrap().to_owned());
        }
    }
    assert_eq!(kinds.iter().map(String::as_str).collect::<Vec<_>>(), ["csv", "docx", "txt", "xlsx"]);
}

/// Letters are refused where an address is none; with sound ones everything else of them may be hostile.
#[test]
fn letters_to_sound_addresses_are_harmless_whatever_is_in_them() {
    let mut written = 0;
    for e in [0, 111, 222, 333].map(hostile).into_iter().chain([dense()]) {
        let sound = "UPDATE letter SET address = 'a' || id || '@client.example', message_id = '<' || id || '@office.example>', file = NULL;
                     UPDATE employee SET email = 'm' || id || '@office.example'";
        stranger(&e.path("e.db")).execute_batch(sound).unwrap();
        let (out, export) = (e.path("out"), ["letters", "export", "--case", "1", "-o"]);
        let (code, said, err) = e.run(&[&export[..], &[out.to_str().unwrap()]].concat());
        is_harmless_text(&(said.clone() + &err), "letters export");
        assert_eq!(code, 0, "{said}{err}");
        for path in files(&out) {
            is_harmless_file(&path);
            written += 1;
        }
    }
    assert!(written >= 5, "only {written} letters were written");
}
