//! Every screen, every dialog a monkey can open, and the bytes the terminal gets for them.

use estafeta::host::Writer;
use estafeta::ui::screens;

use super::base::lived_in;
use super::corpus::{corpus, drives};
use super::poison::{columns, poison, poison_all, poison_dense, stranger};
use crate::flow::{App, MONKEY_KEYS};
use crate::kit::soak;

/// Fails unless the bytes are text and the sequences that the writer itself makes.
fn only_ours(bytes: &[u8], when: &dyn Fn() -> String) {
    let text = std::str::from_utf8(bytes).unwrap();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c != '\u{1b}' {
            assert!(c == '\n' || !drives(c), "{c:?} came out: {}", when());
            continue;
        }
        match chars.next() {
            Some('[') => {
                let end = chars.by_ref().find(|c| ('@'..='~').contains(c)).unwrap();
                assert!("HmCJKhlr".contains(end), "CSI … {end}: {}", when());
            }
            Some('M') => {}
            other => panic!("ESC {other:?} came out: {}", when()),
        }
    }
}

/// An application whose every frame goes through the terminal's writer under the eyes of `only_ours`.
struct Watched {
    app: App,
    writer: Writer,
}

impl Watched {
    fn on(path: &std::path::Path, size: (u16, u16)) -> Watched {
        Watched { app: App::on(path).size(size.0, size.1), writer: Writer::default() }
    }

    fn press(&mut self, key: &str, when: &str) {
        self.app.keys(key);
        let frame = self.app.buffer();
        let said = || format!("{when}, {key}\n{}", estafeta::ui::export::text(&self.app.buffer()));
        for cell in frame.content() {
            assert!(!cell.symbol().chars().any(drives), "{:?} stands in a cell: {}", cell.symbol(), said());
        }
        only_ours(&self.writer.frame(frame, None), &said);
    }
}

fn key_of(d: &screens::ScreenDecl) -> String {
    let key = d.actions[0].keys[0];
    if key.chars().count() == 1 { key.to_owned() } else { format!("<{key}>") }
}

fn copy() -> (tempfile::TempDir, std::path::PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("e.db");
    std::fs::copy(lived_in(), &path).unwrap();
    (dir, path)
}

#[test]
fn every_string_is_shown_on_every_screen_and_drives_nothing() {
    let evil = corpus();
    // Sixty rows on a screen: so many turns show the whole corpus in every list.
    let tall = 44;
    for from in (0..evil.len()).step_by(tall) {
        let (_dir, path) = copy();
        poison_all(&path, &evil, from);
        let mut w = Watched::on(&path, (120, 60));
        for d in screens::ALL {
            let when = format!("strings from {from}, screen {}", d.id.0);
            w.press(&key_of(d), &when);
            w.press("<Enter>", &when);
            w.app.keys("<Esc>");
        }
    }
}

/// The same with all of it in every column at once: tables of a few rows hold the whole corpus too.
#[test]
fn a_cell_full_of_hostile_lines_drives_nothing() {
    let (_dir, path) = copy();
    poison_dense(&path, &corpus());
    let mut w = Watched::on(&path, (120, 60));
    for d in screens::ALL {
        let when = format!("the whole corpus, screen {}", d.id.0);
        w.press(&key_of(d), &when);
        w.press("<Enter>", &when);
        w.app.keys("<Esc>");
    }
}

#[test]
fn a_monkey_among_hostile_text_sees_only_our_sequences() {
    let seed = std::env::var("ESTAFETA_SEED").ok().and_then(|s| s.parse().ok()).unwrap_or(20_261_124);
    eprintln!("seed {seed}");
    let mut rng = fastrand::Rng::with_seed(seed);
    let evil = corpus();
    for round in 0..if soak() { 100 } else { 3 } {
        let (_dir, path) = copy();
        poison_all(&path, &evil, rng.usize(..evil.len()));
        let size = [(120, 36), (80, 24), (200, 60)][round % 3];
        let mut w = Watched::on(&path, size);
        // Each starts on a case: that is where most dialogs are.
        w.press("6", "the first key");
        for n in 0..150 {
            let key = MONKEY_KEYS[rng.usize(..MONKEY_KEYS.len())];
            w.press(key, &format!("seed {seed}, round {round}, key {n}"));
            if w.app.quit {
                break;
            }
        }
    }
}

#[test]
fn a_wrong_word_in_any_column_neither_panics_nor_drives() {
    let evil: Vec<String> = ["\u{1b}]0;x\u{7}", "\u{9b}2J\u{202e}", "нет такого", ""].map(str::to_owned).into();
    let (_dir, path) = copy();
    let words: Vec<_> = columns(&stranger(&path)).into_iter().filter(|c| c.is_word).collect();
    assert!(words.len() > 40, "{}", words.len());
    for (n, column) in words.iter().enumerate() {
        let (_dir, path) = copy();
        let c = stranger(&path);
        c.execute_batch("BEGIN").unwrap();
        poison(&c, column, &evil, n);
        c.execute_batch("COMMIT").unwrap();
        drop(c);
        let when = format!("a wrong word in {}.{}", column.table, column.name);
        let Some(app) = App::try_on(&path) else { continue };
        let mut w = Watched { app, writer: Writer::default() };
        // A third of the screens for each column, by turns: all of them take half a minute.
        for (_, d) in screens::ALL.iter().enumerate().filter(|(i, _)| soak() || i % 3 == n % 3) {
            w.press(&key_of(d), &when);
            w.press("<Enter>", &when);
            w.app.keys("<Esc>");
        }
    }
}
