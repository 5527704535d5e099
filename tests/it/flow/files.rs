//! «В файл» by keys: a person's deals, a case's ledger and checklists, the figures of all; nothing over another.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use super::App;
use super::handover::leaving;

fn papers(app: &App, folder: &str) -> Vec<PathBuf> {
    let dir = app.path().with_file_name("estafeta.db-papers").join(folder);
    let mut all: Vec<PathBuf> = std::fs::read_dir(&dir).unwrap().map(|e| e.unwrap().path()).collect();
    all.sort();
    let mode = |p: &Path| std::fs::metadata(p).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&dir), 0o700);
    assert!(all.iter().all(|p| mode(p) == 0o600), "{all:?}");
    all
}

fn names(app: &App, folder: &str) -> Vec<String> {
    papers(app, folder).iter().map(|p| p.file_name().unwrap().to_str().unwrap().to_owned()).collect()
}

#[test]
fn what_a_person_holds_is_written_from_the_people() {
    let mut app = App::demo();
    app.keys("2/ковал<Enter><F6>")
        .see("Отчёт файлом: Ковалёв")
        .see("Активные сделки, XLSX")
        .see("Открытые задачи, CSV");
    app.keys("<Enter>").see("Записано").see("estafeta.db-papers/reports").see("Активные_сделки_Ковалёв").keys("<Esc>");
    app.keys("<F6>клиенты, csv<Enter>").see("Клиенты_Ковалёв").keys("<Esc>");
    // A second one stands beside the first.
    app.keys("<F6><Enter>").see("Записано").keys("<Esc>");
    let written = names(&app, "reports");
    assert_eq!(written.len(), 3, "{written:?}");
    assert!(written.iter().any(|n| n.ends_with("-2.xlsx")), "{written:?}");
    let deals = &papers(&app, "reports")[1];
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(deals).unwrap();
    let (tab, cells) = calamine::Reader::worksheets(&mut book).remove(0);
    assert!(tab.starts_with("Активные сделки"), "{tab}");
    assert!(cells.height() > 2 && cells.width() > 8, "{:?}", cells.get_size());
}

#[test]
fn the_papers_of_a_case_are_written_from_every_step_of_it() {
    let mut app = leaving();
    app.keys("6<Enter>").see("РАСПРЕДЕЛЕНИЕ");
    app.keys("<F6>").see("Бумаги передачи №1").see("Ведомость: решения по каждому объекту, XLSX");
    app.keys("<Enter>").see("Ведомость_передачи_1.xlsx").keys("<Esc>");
    app.keys("n<F6>чек<Enter>").see("Чек-листы_передачи_1.txt").keys("<Esc>");
    // From the rail too.
    app.keys("<Esc><F6>показ<Enter>").see("Показатели_передачи_1.xlsx").keys("<Esc>");
    let mut written = names(&app, "case-1");
    // Beside the two reports that every departure makes by itself.
    written.retain(|n| !n.ends_with(".csv"));
    assert_eq!(written, ["Ведомость_передачи_1.xlsx", "Показатели_передачи_1.xlsx", "Чек-листы_передачи_1.txt"]);
    let text = std::fs::read_to_string(papers(&app, "case-1").pop().unwrap()).unwrap();
    assert!(text.contains("[ ] 19. "), "{text}");
    app.keys("<F6>целиком<Esc><F6>папкой<Enter>").see("Передача_1_целиком").see("SHA256SUMS.txt").keys("<Esc>");
    app.keys("9<F6><Enter>").see("Показатели_передач.xlsx");
}
