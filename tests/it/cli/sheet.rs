//! `case sheet`: given out to one or all, read back, the counts of the contract.

use std::path::PathBuf;

use super::Est;
use crate::sheets::grid::{Grid, day, text};

fn files(v: &serde_json::Value) -> Vec<PathBuf> {
    v["files"].as_array().unwrap().iter().map(|f| PathBuf::from(f.as_str().unwrap())).collect()
}

#[test]
fn sheets_of_a_whole_case_go_out_and_come_back() {
    let e = Est::demo();
    e.json(&["case", "open", "--employee", "Ковалёв", "--last-day", "2026-12-08"]);
    e.json(&["case", "propose", "1"]);
    e.json(&["case", "apply", "1"]);
    let dir = e.path("листы");
    let dir = dir.to_str().unwrap();
    let all = files(&e.json(&["case", "sheet", "1", "-o", dir]));
    assert!(all.len() > 1 && all.iter().all(|f| f.starts_with(dir) && f.is_file()), "{all:?}");
    let one = e.path("один.xlsx");
    let one = one.to_str().unwrap();
    assert_eq!(files(&e.json(&["case", "sheet", "1", "--for", "Ковалёв", "-o", one])), [PathBuf::from(one)]);
    assert_eq!(e.refused(&["case", "sheet", "1", "--for", "Ковалёв", "-o", one]), (1, "output_exists".into()));
    let folder = format!("{}/", e.path("новая").display());
    let into = files(&e.json(&["case", "sheet", "1", "--for", "Ковалёв", "-o", &folder]));
    assert!(into.len() == 1 && into[0].starts_with(&folder) && into[0].is_file(), "{into:?}");
    assert_eq!(e.refused(&["case", "sheet", "1", "--for", "Кузнецова", "-o", dir]), (1, "sheet_nobody".into()));
    assert_eq!(e.refused(&["case", "sheet", "1", "--read", "/нет.xlsx"]), (1, "file_missing".into()));
    assert_eq!(e.run(&["case", "sheet", "1", "--for", "Ковалёв"]).0, 2);
    assert_eq!(e.run(&["case", "sheet", "1", "--read", one, "--for", "Ковалёв"]).0, 2);

    let mut grid = Grid::open(one.as_ref());
    let tab = grid.tab("Сделки");
    let (row, next, on) = (tab.head() + 1, tab.column("Следующий шаг"), tab.column("Когда"));
    let people = tab.column("Контактные лица");
    tab.rows[row][next] = text("позвонить, согласовать отсрочку");
    tab.rows[row][on] = day("2026-12-01 11:00");
    tab.rows[row + 1][people] = text("-");
    let back = e.path("обратно.xlsx");
    grid.save(&back);
    let args = ["--json", "case", "sheet", "1", "--read", back.to_str().unwrap()];
    let (code, out, err) = e.run(&args);
    assert_eq!(code, 3, "something is left: {out}{err}");
    let v: serde_json::Value = serde_json::from_str(&out).unwrap();
    let n = |key: &str| v[key].as_u64().unwrap();
    assert_eq!((n("filled"), n("refused"), n("questions"), n("accepted"), n("declined")), (1, 1, 0, 0, 0), "{v}");
    let line = &v["lines"][0];
    assert_eq!((line["trouble"].as_str(), line["column"].as_str()), (Some("placeholder"), Some("people")));
    assert_eq!((line["tab"].as_str(), line["row"].as_u64()), (Some("Сделки"), Some(row as u64 + 2)));
    let (code, out, _) = e.run(&args[1..]);
    assert_eq!(code, 3);
    assert!(out.contains("Не взято: 1") && out.contains("«-» ничего не говорит"), "{out}");
    let given = e.json(&["case", "sheet", "1"]);
    let given = given["sheets"].as_array().unwrap();
    assert_eq!(given.len(), all.len(), "one line each, however many were written");
    assert_eq!((given[0]["kind"].as_str(), given[0]["came_at"].is_string()), (Some("context"), true));
    assert!(given[1..].iter().all(|s| s["kind"] == "acceptance" && s["came_at"].is_null()), "{given:?}");
    assert_eq!(e.json(&["check"])["ok"], true);
}
