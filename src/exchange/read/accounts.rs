//! A list of accounts: who has what in which system, under which login (2 §7). Any delimited text, HTML table or book with a
//! header row; what a column means is told by its name.

use std::collections::BTreeMap;
use std::io::{Read, Seek};

use serde::Deserialize;

use super::body::{Body, Form};
use super::bytes::Encoding;
use super::delimited::Cut;
use super::names::fold_header;
use super::{limits, values};
use crate::base::{Code, Fault, Res, fold};
use crate::domain::records::{Reason, Refused};

const NAMES: &str = include_str!("../../../assets/import/accesses.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    employee: Vec<String>,
    system: Vec<String>,
    login: Vec<String>,
    shared: Vec<String>,
    note: Vec<String>,
    yes: Vec<String>,
    no: Vec<String>,
}

/// One account as the file has it; `employee` is empty where the file has no such column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// As a spreadsheet numbers it, from 1.
    pub row: u64,
    pub employee: String,
    pub system: String,
    pub login: String,
    pub shared: Option<bool>,
    pub note: String,
    pub cells: Vec<String>,
}

/// What was read: the file's own headings, its accounts, and the rows that are none.
#[derive(Debug, Default)]
pub struct Accounts {
    pub headers: Vec<String>,
    pub accounts: Vec<Account>,
    pub refused: Vec<Refused>,
}

/// Reads a whole list. Without `one_person` a column with the person is needed.
///
/// Errors: `FileNoHeader` when no row of the first fifteen names the columns; `FileTooManyRows`; those of reading.
pub fn accounts<R: Read + Seek>(input: R, encoding: Option<Encoding>, one_person: bool) -> Res<Accounts> {
    let names: Names = toml::from_str(NAMES).map_err(|e| Fault::from(Code::Internal, e))?;
    let mut body = Body::open(input, encoding)?;
    let mut best: Option<(u64, Columns, Vec<String>, Form)> = None;
    for form in body.forms() {
        for (row, cells) in body.head(&form)? {
            let columns = Columns::of(&cells, &names);
            let whole = columns.0.contains_key("system") && (one_person || columns.0.contains_key("employee"));
            if whole && best.as_ref().is_none_or(|(_, b, ..)| columns.0.len() > b.0.len()) {
                best = Some((row, columns, cells, form.clone()));
            }
        }
    }
    let Some((header_row, columns, headers, form)) = best else { return Err(Code::FileNoHeader.into()) };
    let mut rows = body.rows(&form)?;
    let mut out = Accounts { headers, ..Accounts::default() };
    while let Some((row, cut)) = rows.next()? {
        if row <= header_row {
            continue;
        }
        if out.accounts.len() as u64 >= limits::ROWS {
            return Err(Fault::new(Code::FileTooManyRows).with("limit", limits::ROWS));
        }
        match cut {
            Cut::Broken { reason, line } => out.refused.push(Refused::new(row, "", &line, reason)),
            Cut::Cells(cells) => {
                let cells: Vec<String> = cells.iter().map(|c| values::text(c)).collect();
                match columns.read(row, &cells, &names) {
                    _ if cells.iter().all(String::is_empty) => {}
                    Ok(account) => out.accounts.push(account),
                    Err(refused) => out.refused.push(refused),
                }
            }
        }
    }
    Ok(out)
}

/// Where each known column stands.
struct Columns(BTreeMap<&'static str, usize>);

impl Columns {
    fn of(cells: &[String], names: &Names) -> Columns {
        let known = [
            ("employee", &names.employee),
            ("system", &names.system),
            ("login", &names.login),
            ("shared", &names.shared),
            ("note", &names.note),
        ];
        let mut found = BTreeMap::new();
        for (i, cell) in cells.iter().enumerate() {
            let cell = fold_header(cell);
            if let Some((word, _)) = known.iter().find(|(_, all)| all.iter().any(|n| fold_header(n) == cell)) {
                found.entry(*word).or_insert(i);
            }
        }
        Columns(found)
    }

    fn read(&self, row: u64, cells: &[String], names: &Names) -> Result<Account, Refused> {
        let cell = |word: &str| self.0.get(word).and_then(|i| cells.get(*i)).map_or("", |c| c.trim());
        let system = cell("system").to_owned();
        if system.is_empty() {
            return Err(Refused::new(row, "", "", Reason::NoSystem).with_cells(cells));
        }
        let said = fold(cell("shared"));
        let is = |list: &[String]| list.iter().any(|w| fold(w) == said);
        let shared = if is(&names.yes) { Some(true) } else { is(&names.no).then_some(false) };
        Ok(Account {
            row,
            employee: cell("employee").to_owned(),
            system,
            login: cell("login").to_owned(),
            shared,
            note: cell("note").to_owned(),
            cells: cells.to_vec(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    #[test]
    fn a_list_is_read_by_its_headings() {
        let text = "Учётные записи отдела\n\nФИО;Система;Логин;Общий;Комментарий\nИванов Пётр;CRM: вход;p.ivanov;нет;\n\
                    Белова;Склад;общий@v.example;Да;третий ящик\n;;;;\nОрлов;;x;;\n";
        let read = accounts(Cursor::new(text), None, false).unwrap();
        let said: Vec<_> = read.accounts.iter().map(|a| (a.row, a.system.as_str(), a.shared)).collect();
        assert_eq!(said, [(4, "CRM: вход", Some(false)), (5, "Склад", Some(true))]);
        assert_eq!(read.accounts[1].note, "третий ящик");
        assert_eq!((read.refused.len(), read.refused[0].row, read.refused[0].reason), (1, 7, Reason::NoSystem));
    }

    #[test]
    fn without_a_column_of_people_it_is_one_persons_list() {
        let text = "Система,Login\nVPN,ivanov\n";
        assert_eq!(accounts(Cursor::new(text), None, false).unwrap_err().code, Code::FileNoHeader);
        assert_eq!(accounts(Cursor::new(text), None, true).unwrap().accounts[0].login, "ivanov");
    }
}
