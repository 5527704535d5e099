//! Files that were written, told in one card: where they are, what they are called, what comes next.

use std::path::{Path, PathBuf};

use crate::ui::popup::{Popup, Viewer};
use crate::ui::theme::Tone;
use crate::ui::widgets::{Card, Section};

/// The folder, the names in it, and what to do with them.
pub fn written(title: String, dir: &Path, files: &[PathBuf], next: String) -> Popup {
    let mut s = Section::new("");
    s.line(dir.display().to_string(), Tone::Plain);
    for f in files {
        // What lies deeper says so.
        let name = f.strip_prefix(dir).unwrap_or(f);
        s.line(name.display().to_string(), Tone::Title);
    }
    s.line(next, Tone::Dim);
    Popup::Viewer(Viewer::new(Card { title, sections: vec![s], top: 0 }))
}
