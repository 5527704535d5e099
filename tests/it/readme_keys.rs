//! The key tables of the documents are made from the declarations. `ESTAFETA_UPDATE=1` writes them anew.

use estafeta::texts::{Lang, Texts};
use estafeta::ui::actions;

const FROM: &str = "<!-- keys -->";
const TO: &str = "<!-- /keys -->";

#[test]
fn the_readme_has_todays_keys() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let Ok(text) = std::fs::read_to_string(path) else {
        eprintln!("skipped: no README.md");
        return;
    };
    let (Some(a), Some(b)) = (text.find(FROM), text.find(TO)) else {
        eprintln!("skipped: no {FROM} in README.md");
        return;
    };
    let table = format!("{FROM}\n{}\n", actions::markdown(&Texts::load(Lang::En)));
    let fresh = format!("{}{table}{}", &text[..a], &text[b..]);
    if std::env::var("ESTAFETA_UPDATE").is_ok() {
        std::fs::write(path, &fresh).unwrap();
    }
    assert!(text == fresh || std::env::var("ESTAFETA_UPDATE").is_ok(), "run with ESTAFETA_UPDATE=1");
}
