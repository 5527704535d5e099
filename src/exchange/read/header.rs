//! Which row is the header, and what each column means (3 §1).

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::super::files::sha256_hex;
use super::names::{Field, Names, Profile, fold_header};
use crate::domain::{FileKind, Source};

/// What a person said about a file instead of leaving it to be found out.
#[derive(Debug, Clone, Default)]
pub struct Wish {
    pub kind: Option<FileKind>,
    pub source: Option<Source>,
    /// `--map "COLUMN=FIELD"`: header → field, stronger than the table.
    pub map: Vec<(String, Field)>,
    /// What was said of earlier files, by [`digest`] of their headers; `map` goes before it.
    pub remembered: HashMap<String, Recall>,
}

/// What a person said about files with these headers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recall {
    pub kind: Option<FileKind>,
    pub source: Option<Source>,
    pub map: Vec<(String, Field)>,
}

/// The name of a set of headers: the same for the same headers in the same places.
pub fn digest(headers: &[String]) -> String {
    let folded: Vec<String> = headers.iter().map(|h| fold_header(h)).collect();
    sha256_hex(folded.join("\u{1f}").as_bytes())
}

/// A column in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The header as written; a repeated one carries its number, one without a name its position.
    pub name: String,
    pub field: Option<Field>,
}

/// The header row that was found.
#[derive(Debug, Clone)]
pub struct Header {
    pub source: Source,
    pub kind: FileKind,
    /// Which of several forms of one source and kind it is; empty where there is one.
    pub form: String,
    pub row: u64,
    pub columns: Vec<Column>,
    pub digest: String,
    /// How many headers are known: compares delimiters, sheets and rows. A form of one source goes before one of any.
    pub score: (bool, usize),
}

/// The best header among `rows`; `Err` gives how many known names the best row had without making a known form.
pub fn find(rows: &[(u64, Vec<String>)], names: &Names, wish: &Wish) -> Result<Header, usize> {
    let given = Recall { kind: wish.kind, source: wish.source, map: wish.map.clone() };
    let mut best: Option<Header> = None;
    let mut partial = 0;
    for (row, cells) in rows {
        let folded: Vec<String> = cells.iter().map(|c| fold_header(c)).collect();
        let remembered = || wish.remembered.get(&digest(cells));
        let wish = if given.map.is_empty() { remembered().unwrap_or(&given) } else { &given };
        let map: Vec<(String, Field)> = wish.map.iter().map(|(h, f)| (fold_header(h), *f)).collect();
        if !map.iter().all(|(h, _)| folded.contains(h)) {
            continue;
        }
        for p in names.profiles.iter().filter(|p| fits(p, wish)) {
            let field = |h: &String| map.iter().find(|(name, _)| name == h).map(|(_, f)| *f).or_else(|| p.field(h));
            let score = folded.iter().filter(|h| field(h).is_some()).count();
            let has = |h: &String| folded.contains(h);
            // Naming the kind by hand, with the id and the rest of the columns, makes any table a known one.
            let named = wish.kind.is_some_and(|k| map.iter().any(|(_, f)| k.key_fields().contains(&f.word())));
            if !named && !p.must.iter().all(|group| group.iter().any(has)) {
                partial = partial.max(score);
                continue;
            }
            let known = score;
            let score = (named || p.source != Source::Other, known);
            if best.as_ref().is_none_or(|b| score > b.score) {
                let columns = columns(cells, folded.iter().map(field));
                let source = if named { wish.source.unwrap_or(Source::Other) } else { p.source };
                best = Some(Header {
                    source,
                    kind: p.kind,
                    form: p.form.clone(),
                    row: *row,
                    columns,
                    digest: digest(cells),
                    score,
                });
            }
        }
    }
    best.ok_or(partial)
}

fn fits(p: &Profile, wish: &Recall) -> bool {
    let foreign = wish.source == Some(Source::Other);
    wish.kind.is_none_or(|k| k == p.kind) && (foreign || wish.source.is_none_or(|s| s == p.source))
}

fn columns(cells: &[String], fields: impl Iterator<Item = Option<Field>>) -> Vec<Column> {
    let mut out: Vec<Column> = Vec::new();
    let mut seen: Vec<&str> = Vec::new();
    for (i, (cell, field)) in cells.iter().zip(fields).enumerate() {
        let times = seen.iter().filter(|s| **s == cell).count() + 1;
        seen.push(cell);
        let name = match (cell.is_empty(), times) {
            (true, _) => format!("#{}", i + 1),
            (false, 1) => cell.clone(),
            (false, n) => format!("{cell} ({n})"),
        };
        out.push(Column { name, field });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(n: u64, list: &[&str]) -> (u64, Vec<String>) {
        (n, list.iter().map(|s| (*s).to_owned()).collect())
    }

    #[test]
    fn the_header_is_the_best_match_and_not_the_first_row() {
        let names = Names::shipped().unwrap();
        let rows = [
            row(1, &["Отчёт по сделкам", ""]),
            row(4, &["", "ID", "Название сделки", "Этап сделки", "Источник", "Источник", ""]),
        ];
        let h = find(&rows, &names, &Wish::default()).unwrap();
        assert_eq!((h.source, h.kind, h.row), (Source::Amocrm, FileKind::Deals, 4));
        let names: Vec<_> = h.columns.iter().map(|c| c.name.as_str()).collect();
        assert_eq!(names, ["#1", "ID", "Название сделки", "Этап сделки", "Источник", "Источник (2)", "#7"]);
    }

    #[test]
    fn when_who_what_is_an_activity_log() {
        let rows = [row(1, &["Когда", "Кто", "Что", "Объект"])];
        let h = find(&rows, &Names::shipped().unwrap(), &Wish::default()).unwrap();
        assert_eq!(h.kind, FileKind::Log);
        let fields: Vec<_> = h.columns.iter().filter_map(|c| c.field).collect();
        assert_eq!(fields, [Field::At, Field::User, Field::Event, Field::Object]);
    }

    #[test]
    fn a_foreign_table_is_read_by_a_map() {
        let names = Names::shipped().unwrap();
        let rows = [row(1, &["Шифр", "Вещь", "Чей"])];
        assert_eq!(find(&rows, &names, &Wish::default()).unwrap_err(), 0);
        let map = [("Шифр", Field::ExtId), ("вещь", Field::Title), ("Чей", Field::Owner)];
        let map: Vec<_> = map.iter().map(|(h, f)| ((*h).to_owned(), *f)).collect();
        let h =
            find(&rows, &names, &Wish { kind: Some(FileKind::Deals), map: map.clone(), ..Wish::default() }).unwrap();
        assert_eq!((h.source, h.kind), (Source::Other, FileKind::Deals));
        assert_eq!(h.columns[2].field, Some(Field::Owner));
        // The same headers another time need no map.
        let recall = Recall { kind: Some(FileKind::Deals), source: None, map };
        let remembered = [(digest(&rows[0].1), recall)].into();
        let again = find(&rows, &names, &Wish { remembered, ..Wish::default() }).unwrap();
        assert_eq!((again.kind, again.columns), (h.kind, h.columns));
    }
}
