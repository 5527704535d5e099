//! Text from files cannot drive the terminal (3 §5, 6 R10): hostile strings in every name, every screen drawn, and only
//! our own escape sequences come out.

use estafeta::host::Writer;
use estafeta::store::Connection;
use estafeta::ui::screens;

use super::App;

const HOSTILE: &[&str] = &[
    "\u{1b}[31mкрасный",
    "\u{1b}]0;чужой заголовок\u{7}",
    "\u{1b}]52;c;aGVsbG8=\u{7}",
    "\u{9b}2J",
    "\u{90}q\u{9c}",
    "\u{202e}задом наперёд",
    "нуль\u{200b}ширины",
    "\r\nновая строка",
    "\u{8}\u{8}\u{8}забой",
    "\u{1b}c",
    "\t\u{b}\u{c}",
    "=cmd|'/c calc'!A0",
    "\u{feff}\u{2028}\u{e0001}",
    "и\u{306}\u{306}\u{306}\u{306}\u{306}\u{306}",
    "👩‍👩‍👧‍👦 семья",
    "日本語の会社",
];

/// Every name in the base made hostile, behind the program's back.
fn poison(app: &App) {
    let c = Connection::open(app.path()).unwrap();
    for (table, column) in [
        ("client", "name"),
        ("client", "region"),
        ("client", "address"),
        ("employee", "name"),
        ("deal", "title"),
        ("task", "title"),
        ("contact", "name"),
        ("note", "text"),
        ("stage", "name"),
        ("department", "name"),
    ] {
        for (i, evil) in HOSTILE.iter().enumerate() {
            let sql = format!("UPDATE {table} SET {column} = ?1 WHERE id % {} = {i}", HOSTILE.len());
            c.execute(&sql, [evil]).unwrap();
        }
    }
}

/// Fails unless the bytes are text and the sequences that the writer itself makes.
#[track_caller]
fn only_ours(bytes: &[u8]) {
    let text = std::str::from_utf8(bytes).unwrap();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '\u{1b}' {
            match chars.next() {
                Some('[') => {
                    let end = chars.by_ref().find(|c| ('@'..='~').contains(c)).unwrap();
                    assert!("HmJhlr".contains(end), "CSI … {end}");
                }
                Some('M') => {}
                other => panic!("ESC {other:?} came out"),
            }
        } else {
            assert!(!c.is_control() || c == '\n', "{c:?} came out");
            assert!(!('\u{202a}'..='\u{202e}').contains(&c), "{c:?} came out");
        }
    }
}

#[test]
fn hostile_names_never_drive_the_terminal() {
    let mut app = App::demo();
    poison(&app);
    let mut writer = Writer::default();
    for d in screens::ALL {
        let key = d.actions[0].keys[0];
        app.keys(&if key.chars().count() == 1 { key.to_owned() } else { format!("<{key}>") });
        for script in ["", "<Down>", "<Down>", "<Enter>", "<PgDn>", "<Esc>", "<End>", "m", "<Esc>", "<F9>е", "<Esc>"] {
            app.keys(script);
            only_ours(&writer.frame(app.buffer(), None).unwrap());
        }
    }
}
