//! Which row is the header, and what each column means (3 §1).

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::super::files::sha256_hex;
use super::names::{Field, Names, Profile, fold_header};
use crate::base::{Code, Fault};
use crate::domain::{FileKind, Source};

/// What a person said about a file instead of leaving it to be found out.
#[derive(Debug, Clone, Default)]
pub struct Wish {
    pub kind: Option<FileKind>,
    pub source: Option<Source>,
    /// `--map "COLUMN=FIELD"`: header → field, stronger than the table.
    pub map: Vec<(String, Field)>,
    /// What is said now of files with certain headers, by their [`digest`]; `map` goes before it.
    pub said: HashMap<String, Recall>,
    /// What was said of earlier files, likewise.
    pub remembered: HashMap<String, Recall>,
}

/// What a person said about files with these headers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recall {
    pub kind: Option<FileKind>,
    pub source: Option<Source>,
    pub map: Vec<(String, Field)>,
    /// Columns that are kept as they are, whatever the tables say of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub plain: Vec<String>,
}

/// The name of a set of headers: the same for the same headers in the same places.
pub fn digest(headers: &[String]) -> String {
    let folded: Vec<String> = headers.iter().map(|h| fold_header(h)).collect();
    sha256_hex(folded.join("\u{1f}").as_bytes())
}

/// How it is known what a column means.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum How {
    /// The table of a source's headers says so, or nothing is known.
    #[default]
    Known,
    /// By words that people use in tables of their own, or by how the header begins: worth a look.
    Guessed,
    /// A person said so, now or earlier.
    Said,
}

/// A column in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The header as written; a repeated one carries its number, one without a name its position.
    pub name: String,
    pub field: Option<Field>,
    pub how: How,
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
    /// Compares delimiters and rows: what a person said to be headers goes before everything, a form of one source before one
    /// of any; then a form that has what it must have, and then how many headers are known.
    pub score: (u8, bool, usize),
}

/// The best header among `rows`; `Err` gives how many known names the best row had without making a known form.
pub fn find(rows: &[(u64, Vec<String>)], names: &Names, wish: &Wish) -> Result<Header, usize> {
    let given = Recall { kind: wish.kind, source: wish.source, map: wish.map.clone(), plain: Vec::new() };
    let mut best: Option<Header> = None;
    let mut partial = 0;
    for (row, cells) in rows {
        let folded: Vec<String> = cells.iter().map(|c| fold_header(c)).collect();
        let named_columns = numbered(cells);
        let digest = digest(cells);
        let told = || wish.said.get(&digest).or_else(|| wish.remembered.get(&digest));
        let recall = if given.map.is_empty() { told().unwrap_or(&given) } else { &given };
        let said = Said::of(recall, &folded, &named_columns);
        let Some(said) = said else { continue };
        for p in names.profiles.iter().filter(|p| fits(p, recall, names)) {
            let column = |i: usize| said.column(i).unwrap_or_else(|| by_table(p, &folded[i]));
            let score = (0..cells.len()).filter(|i| column(*i).0.is_some()).count();
            let has = |h: &String| folded.contains(h);
            // Naming the kind by hand, with the id and the rest of the columns, makes any table a known one.
            let named = recall.kind.is_some_and(|k| recall.map.iter().any(|(_, f)| k.key_fields().contains(&f.word())));
            let whole = p.must.iter().all(|group| group.iter().any(has));
            if !named && !whole {
                partial = partial.max(score);
                continue;
            }
            let rank = if named { 2 } else { u8::from(p.source != Source::Other) };
            let score = (rank, whole, score);
            if best.as_ref().is_none_or(|b| score > b.score) {
                let columns = named_columns.iter().enumerate().map(|(i, name)| {
                    let (field, how) = column(i);
                    Column { name: name.clone(), field, how }
                });
                let source = if named { recall.source.unwrap_or(Source::Other) } else { p.source };
                best = Some(Header {
                    source,
                    kind: p.kind,
                    form: p.form.clone(),
                    row: *row,
                    columns: columns.collect(),
                    digest: digest.clone(),
                    score,
                });
            }
        }
    }
    best.ok_or(partial)
}

/// What a table of the kind that was named would have to have.
pub struct Lacking {
    pub known: usize,
    kind: FileKind,
    /// A heading and the field it feeds, of each group of which none is there.
    lacks: Vec<(String, Field)>,
    columns: Vec<String>,
}

/// Headings of a file that its error names; a table may have hundreds.
const NAMED: usize = 12;

impl Lacking {
    pub fn fault(&self) -> Fault {
        let lacks: Vec<String> = self.lacks.iter().map(|(h, f)| format!("{h} = {}", f.word())).collect();
        let columns = self.columns.iter().filter(|c| !c.is_empty()).take(NAMED);
        Fault::new(Code::FileLacksColumns)
            .with("kind", self.kind.word())
            .with("keys", self.kind.key_fields().join(", "))
            .with("lacks", lacks.join("\n"))
            .with("columns", columns.map(String::as_str).collect::<Vec<_>>().join("\n"))
    }
}

/// What keeps `rows`, in which nothing was found, from being of the kind that was named: of the row and the form that come
/// nearest. `None` where no kind was named, or no row is one of a table.
pub fn lacking(rows: &[(u64, Vec<String>)], names: &Names, wish: &Wish) -> Option<Lacking> {
    let kind = wish.kind?;
    let mut best: Option<Lacking> = None;
    for (_, cells) in rows.iter().filter(|(_, cells)| cells.iter().filter(|c| !c.is_empty()).count() > 1) {
        let folded: Vec<String> = cells.iter().map(|c| fold_header(c)).collect();
        let shown = numbered(cells);
        let is_there = |header: &str| {
            let header = fold_header(header);
            folded.contains(&header) || shown.iter().any(|name| fold_header(name) == header)
        };
        let mapped = |p: &Profile, header: &String| {
            let field = p.columns.get(header);
            wish.map.iter().any(|(_, f)| Some(f) == field)
        };
        let of_source = |p: &&Profile| wish.source.is_none_or(|s| s == p.source || s == Source::Other);
        let mut forms: Vec<&Profile> = names.profiles.iter().filter(|p| p.kind == kind).collect();
        if forms.iter().any(of_source) {
            forms.retain(of_source);
        }
        for p in forms {
            let strange = wish.map.iter().filter(|(name, _)| !is_there(name)).cloned();
            let missing = p.must.iter().filter(|group| !group.iter().any(|h| folded.contains(h) || mapped(p, h)));
            let first = missing.filter_map(|g| g.first()).filter_map(|h| Some((h.clone(), *p.columns.get(h)?)));
            let lacks: Vec<(String, Field)> = strange.chain(first).collect();
            let known = folded.iter().filter(|h| p.field(h).is_some()).count();
            let nearer = |b: &Lacking| (known, b.lacks.len()) > (b.known, lacks.len());
            if best.as_ref().is_none_or(nearer) {
                best = Some(Lacking { known, kind, lacks, columns: cells.clone() });
            }
        }
    }
    best.filter(|b| !b.lacks.is_empty())
}

/// What a person said of the columns of one row, by their places.
struct Said(Vec<Option<(Option<Field>, How)>>);

impl Said {
    /// `None`: the row does not have the columns that were given a meaning. A column is named by its header, or by the name
    /// that a repeated or nameless one is shown under.
    fn of(recall: &Recall, folded: &[String], names: &[String]) -> Option<Said> {
        let mut out = vec![None; folded.len()];
        let plain = recall.plain.iter().map(|name| (fold_header(name), None));
        let entries: Vec<(String, Option<Field>)> =
            recall.map.iter().map(|(name, f)| (fold_header(name), Some(*f))).chain(plain).collect();
        // A repeated header is meant as a whole; after that, those of them that are named apart.
        let mut found = vec![false; entries.len()];
        for (n, (name, field)) in entries.iter().enumerate() {
            for i in (0..folded.len()).filter(|i| folded[*i] == *name) {
                (out[i], found[n]) = (Some((*field, How::Said)), true);
            }
        }
        for (n, (name, field)) in entries.iter().enumerate() {
            let apart = (0..folded.len()).find(|i| folded[*i] != *name && fold_header(&names[*i]) == *name);
            if let Some(i) = apart {
                (out[i], found[n]) = (Some((*field, How::Said)), true);
            }
        }
        let all = entries.iter().zip(found).all(|((_, field), found)| found || field.is_none());
        all.then_some(Said(out))
    }

    fn column(&self, i: usize) -> Option<(Option<Field>, How)> {
        self.0.get(i).copied().flatten()
    }
}

fn by_table(p: &Profile, folded: &str) -> (Option<Field>, How) {
    let field = p.field(folded);
    let sure = field.is_none() || (p.source != Source::Other && p.columns.contains_key(folded));
    (field, if sure { How::Known } else { How::Guessed })
}

/// A profile that the file may be read by. A source that has no such kind of file lends the forms of all others.
fn fits(p: &Profile, recall: &Recall, names: &Names) -> bool {
    let known = |s: Source| s != Source::Other && names.profiles.iter().any(|o| o.source == s && o.kind == p.kind);
    recall.kind.is_none_or(|k| k == p.kind)
        && recall.source.is_none_or(|s| s == p.source || (!known(s) && !recall.map.is_empty()) || s == Source::Other)
}

/// The names of columns as they are shown: a repeated one carries its number, one without a name its position. Headers that
/// differ by case or by a currency sign only are repeated ones too, so that no two columns answer to one name.
pub fn numbered(cells: &[String]) -> Vec<String> {
    let folded: Vec<String> = cells.iter().map(|c| fold_header(c)).collect();
    let written: HashSet<&str> = folded.iter().map(String::as_str).collect();
    let mut times: HashMap<&str, usize> = HashMap::new();
    let mut given: HashSet<String> = HashSet::new();
    let mut out = Vec::with_capacity(cells.len());
    for (i, cell) in cells.iter().enumerate() {
        let n = times.entry(&folded[i]).or_default();
        *n += 1;
        let name = match (cell.is_empty(), *n) {
            (false, 1) => cell.clone(),
            (is_empty, n) => {
                // A header may be written as another one would be numbered.
                let mut tries = (0..=cells.len()).map(|more| match is_empty {
                    true if more == 0 => format!("#{}", i + 1),
                    true => format!("#{} ({})", i + 1, more + 1),
                    false => format!("{cell} ({})", n + more),
                });
                let is_free = |name: &String| {
                    let name = fold_header(name);
                    !written.contains(name.as_str()) && !given.contains(&name)
                };
                tries.find(is_free).unwrap_or_default()
            }
        };
        given.insert(fold_header(&name));
        out.push(name);
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
        let recall = Recall { kind: Some(FileKind::Deals), source: None, map, plain: Vec::new() };
        let remembered = [(digest(&rows[0].1), recall)].into();
        let again = find(&rows, &names, &Wish { remembered, ..Wish::default() }).unwrap();
        assert_eq!((again.kind, again.columns), (h.kind, h.columns));
    }

    #[test]
    fn what_a_person_said_goes_before_the_table_column_by_column() {
        let names = Names::shipped().unwrap();
        let cells = row(1, &["ID", "Название сделки", "Этап сделки", "Источник", "Источник", "Бюджет", ""]);
        let said = |map: &[(&str, Field)], plain: &[&str]| {
            let map = map.iter().map(|(h, f)| ((*h).to_owned(), *f)).collect();
            let plain = plain.iter().map(|h| (*h).to_owned()).collect();
            let recall = Recall { kind: Some(FileKind::Deals), source: Some(Source::Amocrm), map, plain };
            let wish = Wish { said: [(digest(&cells.1), recall)].into(), ..Wish::default() };
            let h = find(std::slice::from_ref(&cells), &names, &wish).unwrap();
            assert_eq!((h.source, h.kind), (Source::Amocrm, FileKind::Deals));
            h.columns.iter().map(|c| (c.field, c.how)).collect::<Vec<_>>()
        };
        let h = said(&[("Источник (2)", Field::Region), ("#7", Field::Note)], &["Бюджет"]);
        assert_eq!(h[3], (Some(Field::Source), How::Known));
        assert_eq!(h[4], (Some(Field::Region), How::Said));
        assert_eq!((h[5], h[6]), ((None, How::Said), (Some(Field::Note), How::Said)));
        // The name of a repeated header speaks of all of them, whatever stands first in what was said.
        let h = said(&[("Источник (2)", Field::Region)], &["Источник"]);
        assert_eq!((h[3], h[4]), ((None, How::Said), (Some(Field::Region), How::Said)));
    }

    #[test]
    fn no_two_columns_answer_to_one_name() {
        let names = |list: &[&str]| numbered(&list.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>());
        assert_eq!(names(&["Бюджет", "Бюджет ₽", "БЮДЖЕТ"]), ["Бюджет", "Бюджет ₽ (2)", "БЮДЖЕТ (3)"]);
        assert_eq!(names(&["Товар", "Товар", "Товар (2)"]), ["Товар", "Товар (3)", "Товар (2)"]);
        assert_eq!(names(&["#2", "", "", "#3"]), ["#2", "#2 (2)", "#3 (2)", "#3"]);
        assert_eq!(names(&["", "₽"]), ["#1", "₽ (2)"]);
    }

    #[test]
    fn a_kind_that_a_source_has_no_form_of_is_read_by_what_was_said() {
        let names = Names::shipped().unwrap();
        let cells = row(3, &["Когда было", "С кем", "Кто звонил"]);
        let map = vec![("Когда было".to_owned(), Field::At), ("С кем".to_owned(), Field::Phone)];
        let recall = Recall { kind: Some(FileKind::Calls), source: Some(Source::Bitrix24), map, plain: Vec::new() };
        let wish = Wish { said: [(digest(&cells.1), recall)].into(), ..Wish::default() };
        let h = find(&[cells], &names, &wish).unwrap();
        assert_eq!((h.source, h.kind, h.row), (Source::Bitrix24, FileKind::Calls, 3));
    }
}
