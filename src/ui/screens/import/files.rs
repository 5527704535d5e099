//! The files to read: one folder at a time, chosen ones remembered over folders.

use std::path::{Path, PathBuf};

use ratatui::layout::Rect;

use crate::jobs::folder::{Entry, Folder};
use crate::ui::actions::{self, Act};
use crate::ui::input::Mouse;

/// Rows above the list.
pub(super) const HEAD: u16 = 4;
/// Rows below it: what is chosen.
pub(super) const FOOT: u16 = 3;

/// One line of the list: `None` is the way up.
pub(super) type Line = Option<Entry>;

#[derive(Default)]
pub(super) struct Files {
    pub folder: Option<Folder>,
    /// Where to begin, from the last time.
    pub start: Option<PathBuf>,
    pub rows: Vec<Line>,
    pub at: usize,
    pub chosen: Vec<PathBuf>,
    /// Make an employee of every owner nobody in the base is called like.
    pub create: bool,
}

/// Moves a cursor over `n` rows; false for another action.
pub(super) fn moved(at: &mut usize, n: usize, act: Act, page: usize) -> bool {
    let last = n.saturating_sub(1);
    *at = match act {
        actions::UP => at.saturating_sub(1),
        actions::DOWN => *at + 1,
        actions::PAGE_UP => at.saturating_sub(page),
        actions::PAGE_DOWN => *at + page,
        actions::FIRST => 0,
        actions::LAST => last,
        _ => return false,
    }
    .min(last);
    true
}

/// The first row to draw so that `at` is seen.
pub(super) fn top(at: usize, rows: u16) -> usize {
    (at + 1).saturating_sub(usize::from(rows))
}

impl Files {
    pub fn take(&mut self, folder: Folder) {
        let up = folder.path.parent().map(|_| None);
        let came_from = self.folder.as_ref().map(|f| f.path.clone());
        self.rows = up.into_iter().chain(folder.entries.iter().cloned().map(Some)).collect();
        let is_there = |e: &Line| e.as_ref().is_some_and(|e| Some(&e.path) == came_from.as_ref());
        // Going up puts the cursor on the folder left, going in on the first file.
        let first = self.rows.iter().position(|r| r.as_ref().is_some_and(|e| !e.is_folder));
        let same = came_from.as_ref() == Some(&folder.path);
        self.at = match self.rows.iter().position(is_there) {
            Some(i) => i,
            None if same => self.at.min(self.rows.len().saturating_sub(1)),
            None => first.unwrap_or(0),
        };
        self.folder = Some(folder);
    }

    fn here(&self) -> Option<&Entry> {
        self.rows.get(self.at)?.as_ref()
    }

    /// The folder under the cursor.
    pub fn folder_here(&self) -> Option<PathBuf> {
        match self.rows.get(self.at)? {
            None => self.parent(),
            Some(e) => e.is_folder.then(|| e.path.clone()),
        }
    }

    pub fn parent(&self) -> Option<PathBuf> {
        self.folder.as_ref()?.path.parent().map(Path::to_path_buf)
    }

    /// The chosen files, else the one under the cursor.
    pub fn wanted(&self) -> Vec<PathBuf> {
        if !self.chosen.is_empty() {
            return self.chosen.clone();
        }
        self.here().filter(|e| !e.is_folder).map(|e| e.path.clone()).into_iter().collect()
    }

    pub fn is_chosen(&self, e: &Entry) -> bool {
        self.chosen.contains(&e.path)
    }

    fn flip(&mut self, path: PathBuf) {
        match self.chosen.iter().position(|c| *c == path) {
            Some(i) => drop(self.chosen.remove(i)),
            None => self.chosen.push(path),
        }
    }

    pub fn toggle(&mut self) {
        if let Some(path) = self.here().filter(|e| !e.is_folder).map(|e| e.path.clone()) {
            self.flip(path);
        }
        self.at = (self.at + 1).min(self.rows.len().saturating_sub(1));
    }

    /// All files of this folder, or none of them when all are chosen.
    pub fn toggle_all(&mut self) {
        let here: Vec<PathBuf> = self.rows.iter().flatten().filter(|e| !e.is_folder).map(|e| e.path.clone()).collect();
        let all = here.iter().all(|p| self.chosen.contains(p));
        self.chosen.retain(|c| !here.contains(c));
        if !all {
            self.chosen.extend(here);
        }
    }

    /// Typed or pasted paths: one a line or divided by semicolons, perhaps in quotes, relative to this folder.
    pub fn add(&mut self, text: &str) {
        for piece in text.split(['\n', ';']) {
            let piece = self.folder.as_ref().map_or(piece.trim(), |f| anew(&f.path, piece.trim()));
            let piece = piece.trim_matches(['\'', '"']);
            if piece.is_empty() {
                continue;
            }
            let piece = piece.strip_prefix("file://").unwrap_or(piece);
            let path = self.folder.as_ref().map_or_else(|| PathBuf::from(piece), |f| f.path.join(piece));
            if !self.chosen.contains(&path) {
                self.chosen.push(path);
            }
        }
    }

    /// A typed path without an ending is a folder to look into.
    pub fn single_without_ending(&mut self) -> Option<PathBuf> {
        let last = self.chosen.last()?;
        if last.extension().is_some() {
            return None;
        }
        self.chosen.pop()
    }

    /// Rows of the list in an area of the screen.
    pub fn height(area: Rect) -> u16 {
        area.height.saturating_sub(HEAD + FOOT)
    }

    pub fn row_at(&self, mouse: Mouse, area: Rect) -> Option<usize> {
        let y = mouse.y.checked_sub(area.y + HEAD)?;
        (y < Self::height(area)).then(|| top(self.at, Self::height(area)) + usize::from(y))
    }
}

/// The folder stands in the field already: whoever pastes a whole path behind it means that path.
fn anew<'t>(folder: &Path, text: &'t str) -> &'t str {
    let Some(rest) = folder.to_str().and_then(|f| text.strip_prefix(f)) else { return text };
    // Within a folder of the root `/data/data` is as likely a folder of the same name.
    let first = |p: &Path| p.components().nth(1).map(|c| c.as_os_str().to_owned());
    let deep = folder.components().count() > 2;
    let whole = deep && Path::new(rest).is_absolute() && first(Path::new(rest)) == first(folder);
    if whole || rest.starts_with("file://") || rest.starts_with(['\'', '"']) { rest } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_path_behind_the_folder_is_meant_by_itself() {
        let folder = Path::new("/home/u");
        for (typed, meant) in [
            ("/home/u/home/u/Загрузки/x.csv", "/home/u/Загрузки/x.csv"),
            ("/home/u'/media/usb/x.csv'", "'/media/usb/x.csv'"),
            ("/home/ufile:///media/x.csv", "file:///media/x.csv"),
            ("/home/u/x.csv", "/home/u/x.csv"),
            ("/home/u/usb/x.csv", "/home/u/usb/x.csv"),
            ("/media/x.csv", "/media/x.csv"),
        ] {
            assert_eq!(anew(folder, typed), meant, "{typed}");
        }
        assert_eq!(anew(Path::new("/data"), "/data/data/x.csv"), "/data/data/x.csv");
    }

    #[test]
    fn pasted_paths_lose_their_quotes_and_double_ones_are_one() {
        let mut f = Files::default();
        f.add("'/a/сделки май.csv'\n\"/b.xls\"; /b.xls");
        assert_eq!(f.chosen, [PathBuf::from("/a/сделки май.csv"), PathBuf::from("/b.xls")]);
        f.add("/tmp");
        assert_eq!(f.single_without_ending(), Some(PathBuf::from("/tmp")));
        assert_eq!(f.single_without_ending(), None);
    }
}
