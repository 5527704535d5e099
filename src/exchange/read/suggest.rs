//! What the columns of a table that nobody knows may mean: a proposal for a person to look at, never a reading.

use super::names::{Field, Names, fold_header};
use super::values;
use crate::base::fold;
use crate::domain::FileKind;

/// Shorter names say too little to be found inside others («ид» is in «видео»).
const TELLING: usize = 4;

impl Names {
    /// What a column of a file of this kind can mean: whatever some known form of the kind has, what tells a row first.
    pub fn fields(&self, kind: FileKind) -> Vec<Field> {
        let known = |f: &Field| {
            let of_kind = self.profiles.iter().filter(|p| p.kind == kind);
            of_kind.flat_map(|p| p.columns.values().chain(p.beginnings.iter().map(|(_, f)| f))).any(|k| k == f)
        };
        let key = |f: &Field| kind.key_fields().contains(&f.word());
        let mut out: Vec<Field> = Field::ALL.iter().copied().filter(|f| key(f) || known(f)).collect();
        out.sort_by_key(|f| !key(f));
        out
    }
}

/// The kind whose fields explain most of the columns, and what each column may mean then.
pub fn kind(names: &Names, headers: &[String], rows: &[Vec<String>]) -> (FileKind, Vec<Option<Field>>) {
    let mut best = (FileKind::Clients, Vec::new(), (false, 0));
    for kind in FileKind::SAID {
        let fields = columns(names, kind, headers, rows);
        let told = fields.iter().flatten().any(|f| kind.key_fields().contains(&f.word()));
        let score = (told, fields.iter().flatten().count());
        if score > best.2 {
            best = (kind, fields, score);
        }
    }
    if best.1.is_empty() { (best.0, vec![None; headers.len()]) } else { (best.0, best.1) }
}

/// What each column may mean in a file of this kind: by its name in any form of the kind, then by a part of the name, then
/// by what its cells look like. One field is proposed for one column, unless it collects several.
pub fn columns(names: &Names, kind: FileKind, headers: &[String], rows: &[Vec<String>]) -> Vec<Option<Field>> {
    let fields = names.fields(kind);
    let known: Vec<(&String, Field)> =
        names.profiles.iter().filter(|p| p.kind == kind).flat_map(|p| p.columns.iter().map(|(h, f)| (h, *f))).collect();
    let folded: Vec<String> = headers.iter().map(|h| fold_header(h)).collect();
    let by_name = |h: &String| known.iter().find(|(k, _)| *k == h).map(|(_, f)| *f);
    let by_part = |h: &String| {
        let near = known.iter().filter(|(k, _)| is_part(k, h) || is_part(h, k));
        // The longest name says most; of equally long ones the first by alphabet, so that a guess is always the same.
        near.max_by_key(|(k, _)| (k.chars().count(), std::cmp::Reverse(*k))).map(|(_, f)| *f)
    };
    let cells = |i: usize| -> Vec<&str> {
        rows.iter().filter_map(|r| r.get(i)).map(String::as_str).filter(|c| !c.is_empty()).collect()
    };
    let mut out = vec![None; headers.len()];
    let take = |out: &mut Vec<Option<Field>>, i: usize, field: Option<Field>| {
        let Some(f) = field.filter(|f| fields.contains(f)) else { return };
        if out[i].is_none() && (f.many() || !out.contains(&Some(f))) {
            out[i] = Some(f);
        }
    };
    for (i, h) in folded.iter().enumerate() {
        take(&mut out, i, by_name(h));
    }
    for i in 0..headers.len() {
        take(&mut out, i, looks_like(kind, &cells(i)));
    }
    for (i, h) in folded.iter().enumerate() {
        take(&mut out, i, by_part(h));
    }
    out
}

/// `part` stands in `whole` where a word begins.
fn is_part(part: &str, whole: &str) -> bool {
    let begins = |i: usize| !whole[..i].chars().next_back().is_some_and(char::is_alphanumeric);
    part.chars().count() >= TELLING && part != whole && whole.match_indices(part).any(|(i, _)| begins(i))
}

/// What nine of ten cells look like.
fn looks_like(kind: FileKind, cells: &[&str]) -> Option<Field> {
    if cells.is_empty() {
        return None;
    }
    let mostly = |is: fn(&str) -> bool| cells.iter().filter(|c| is(c)).count() * 10 >= cells.len() * 9;
    let company = if kind == FileKind::Clients { Field::Name } else { Field::Client };
    if mostly(|c| c.contains('@') && !c.contains(' ')) {
        Some(Field::Email)
    } else if mostly(|c| matches!(values::inn(c).len(), 10 | 12) && c.bytes().all(|b| b.is_ascii_digit()))
        && !mostly(is_phone)
    {
        Some(Field::Inn)
    } else if mostly(is_phone) {
        Some(Field::Phone)
    } else if mostly(|c| c.starts_with("http") || c.starts_with("www.")) {
        Some(Field::Site)
    } else if mostly(is_company) {
        Some(company)
    } else {
        None
    }
}

/// A Russian number with its country, or any number written as a phone is.
fn is_phone(c: &str) -> bool {
    let digits = c.bytes().filter(u8::is_ascii_digit).count();
    let shaped = c.starts_with('+') || c.contains('(') || c.matches('-').count() >= 2;
    let bare = digits == 11 && c.len() == 11 && (c.starts_with('7') || c.starts_with('8'));
    (10..=12).contains(&digits) && (shaped || bare) && !c.chars().any(char::is_alphabetic)
}

fn is_company(c: &str) -> bool {
    let first = fold(c);
    let first = first.split([' ', '«', '"']).next().unwrap_or_default();
    matches!(first, "ооо" | "ао" | "оао" | "зао" | "пао" | "ип" | "нко" | "фгуп" | "муп" | "гуп")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(list: &[&[&str]]) -> Vec<Vec<String>> {
        list.iter().map(|r| r.iter().map(|c| (*c).to_owned()).collect()).collect()
    }

    #[test]
    fn a_table_nobody_knows_is_guessed_by_names_and_by_cells() {
        let names = Names::shipped().unwrap();
        let headers = ["Фирма-партнёр", "Ответственный менеджер (ФИО)", "Связь", "Пишем на", "ИНН", "Прочее"];
        let headers = headers.map(str::to_owned);
        let rows = rows(&[
            &["ООО «Кварц»", "Ким Анна", "+7 912 345-67-89", "a@x.ru", "7707083893", "важно"],
            &["АО Бета", "Ким Анна", "8 (343) 200-11-22", "b@x.ru", "", ""],
        ]);
        let (kind, fields) = kind(&names, &headers, &rows);
        assert_eq!(kind, FileKind::Clients);
        let wanted =
            [Some(Field::Name), Some(Field::Owner), Some(Field::Phone), Some(Field::Email), Some(Field::Inn), None];
        assert_eq!(fields, wanted);
    }

    #[test]
    fn one_field_is_proposed_once_and_nothing_is_guessed_of_nothing() {
        let names = Names::shipped().unwrap();
        let headers = ["Клиент", "Клиент прежний", "Телефон 1", "Телефон 2"].map(str::to_owned);
        let fields = columns(&names, FileKind::Clients, &headers, &[]);
        assert_eq!(fields, [Some(Field::Name), None, Some(Field::Phone), Some(Field::Phone)]);
        let (kind, fields) = kind(&names, &["а".to_owned(), "б".to_owned()], &rows(&[&["1", "2"]]));
        assert_eq!((kind, fields), (FileKind::Clients, vec![None, None]));
    }

    #[test]
    fn a_kind_offers_what_tells_a_row_first() {
        let names = Names::shipped().unwrap();
        let f = names.fields(FileKind::Deals);
        assert_eq!(f[..2], [Field::ExtId, Field::Title]);
        assert!(f.contains(&Field::Amount) && !f.contains(&Field::Ip) && !f.contains(&Field::Login));
        assert!(FileKind::SAID.iter().all(|k| names.fields(*k).len() > 3));
    }
}
