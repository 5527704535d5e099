//! A base in which something has happened in every corner.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::poison::{empty_tables, stranger};
use crate::cli::Est;
use crate::logbook::Logbook;

/// Tables that stay empty here, with the reason why. A new table comes into the story below, or here.
const EMPTY: &[&str] = &[];

/// More rows than the corpus has strings, and cases of all four kinds. Made once, copied by every test.
pub fn lived_in() -> &'static Path {
    static MADE: OnceLock<(Est, PathBuf)> = OnceLock::new();
    let (_, path) = MADE.get_or_init(|| {
        let e = Est::new();
        story(&e);
        let path = e.path("e.db");
        let c = stranger(&path);
        c.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(())).unwrap();
        assert_eq!(empty_tables(&c), EMPTY, "nothing of these tables is tried");
        (e, path)
    });
    path
}

fn story(e: &Est) {
    let ok = |args: &[&str]| {
        let (code, out, err) = e.run(args);
        assert!(matches!(code, 0 | 3), "{args:?} → {code}\n{out}{err}");
    };
    ok(&["demo", "--clients", "480", "--employees", "12"]);
    let day = |s| estafeta::base::Day::parse(s).unwrap();
    let mut book = Logbook::new(4);
    book.ordinary(&["s.yudin"], day("2026-11-10"), day("2026-11-23"));
    book.plant("s.yudin", day("2026-11-23"), estafeta::domain::SignalKind::Export);
    let log = e.path("log.csv");
    std::fs::write(&log, book.csv()).unwrap();
    ok(&["import", log.to_str().unwrap(), "--kind", "log"]);
    ok(&["incident", "add", "--signal", "1"]);

    ok(&["case", "open", "--employee", "Ковалёв", "--last-day", "2026-12-08"]);
    let proposed = e.json(&["case", "propose", "1"]);
    let lines = proposed["proposals"].as_array().unwrap();
    let deal = lines.iter().filter_map(|p| p["object"].as_str()).find(|o| o.starts_with("deal:")).unwrap();
    ok(&["case", "apply", "1"]);
    let unusual = ["--due", "2026-12-01", "--unusual", "--agreed-with", "Иванова", "--why", "давний клиент"];
    ok(&[&["case", "promise", "1", "--object", deal, "--text", "отгрузка до пятницы"][..], &unusual].concat());
    let client = e.json(&["client", "list", "--owner", "Петрова", "--limit", "1"])["items"][0]["id"].to_string();
    let client = format!("client:{client}");
    let story = "Ждут смету с сентября, обещана скидка, согласовано";
    let step = ["--next-step", "позвонить и обсудить смету", "--on", "2026-11-27"];
    let single = ["transfer", "--client", &client, "--to", "Лукина", "--reason", "client_request", "--comment", story];
    let accept = ["--all", "--force", "--reason", "по телефону"];
    ok(&[&["case", "accept", "1", "--receiver", "Петрова"][..], &accept, &step].concat());
    ok(&["case", "sheet", "1", "-o", e.path("sheets").to_str().unwrap()]);
    ok(&["act", "1", "--format", "docx", "-o", e.path("act.docx").to_str().unwrap()]);
    ok(&["case", "sign", "1", "--who", "Иванова", "--as", "signed", "--evidence", "лист 3"]);
    ok(&["touch", "--client", &client, "--kind", "call", "--outcome", "договорились о встрече"]);
    ok(&["case", "open", "--employee", "Белова", "--kind", "crisis"]);
    ok(&["case", "mail", "2", "--client", "client:7", "--kind", "promise", "--text", "обещал скидку к пятнице"]);
    ok(&["case", "open", "--employee", "Смирнов", "--kind", "absence", "--until", "2026-12-10", "--temporary", "Юдин"]);
    ok(&[&single[..], &step].concat());
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import");
    ok(&["import", fixtures.join("amocrm-deals-utf8.csv").to_str().unwrap()]);
    // A file told anew: what was remembered of it before is kept for the way back.
    let more = e.path("партнёры.csv");
    let known = "ID;Название компании;Тип компании;Телефон\n901;Кварц;Клиент;200-11-22\n";
    for text in [known.to_owned(), known.replace("200-11-22", "200-33-44")] {
        std::fs::write(&more, text).unwrap();
        ok(&["import", more.to_str().unwrap()]);
    }
    let foreign = e.path("чужая.csv");
    std::fs::write(&foreign, "Номер;Предмет;Чей\n1;Насос;Юдин\n").unwrap();
    let map = ["--kind", "deals", "--map", "Номер=ext_id", "--map", "Предмет=title", "--map", "Чей=owner"];
    ok(&[&["import", foreign.to_str().unwrap()][..], &map].concat());
    ok(&["due"]);
    // What takes a second export of somebody under watch, calls to every VIP, an answer for each client's mail, and a
    // rule of the office's own.
    let rows = "INSERT INTO portfolio_change (seq, at, owner_id, kind, object_id, field, before, after)
                VALUES (1, 0, 2, 'client', 1, 'phone', 'x', 'y');
                INSERT INTO correspondence (rev, case_id, client_id, part, state, by_actor, at, note)
                  SELECT 1, case_id, object_id, 'mail', 'done', 'owner', 0, 'x' FROM ledger_line
                  WHERE case_id = 1 AND kind = 'client';
                INSERT INTO rule (rev, ord, kind) VALUES (1, 1, 'vip');
                UPDATE letter SET state = 'approved', approved_at = 0, subject = 'x', body = 'y'";
    stranger(&e.path("e.db")).execute_batch(rows).unwrap();
}
