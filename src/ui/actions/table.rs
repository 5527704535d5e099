//! The key table of the README, made from the declarations so that it stays true.

use super::{Decl, all};
use crate::texts::Texts;
use crate::ui::input;

/// A Markdown table: key, action, what it does; one section per place, in the order of declaration.
pub fn markdown(texts: &Texts) -> String {
    let mut out = String::new();
    let mut place = None;
    for d in all() {
        if place != Some(d.place) {
            place = Some(d.place);
            out.push_str(&format!("\n**{}**\n\n| | | |\n|---|---|---|\n", d.place.0));
        }
        out.push_str(&row(d, texts));
    }
    out
}

fn row(d: &Decl, texts: &Texts) -> String {
    let keys: Vec<String> = d.keys.iter().map(|k| format!("`{}`", input::name(k))).collect();
    format!("| {} | {} | {} |\n", keys.join(" "), (d.label)(texts), (d.help)(texts))
}
