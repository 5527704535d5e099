//! What the columns of one file mean, as a value that a person changes before the file is read again.

use std::path::PathBuf;
use std::sync::Arc;

use super::glance::{Glance, ROWS, short};
use crate::domain::records::Shape;
use crate::domain::{FileKind, Source};
pub use crate::exchange::read::{Column, Field, How, Recall};
use crate::exchange::read::{Head, Names, Unknown, fold_header, suggest};

/// A file that was read, or one that nobody could make out.
#[derive(Debug, Clone)]
pub struct Mapping {
    pub path: PathBuf,
    /// The sheet, of a book.
    pub sheet: Option<String>,
    pub source: Source,
    pub kind: FileKind,
    pub columns: Vec<Column>,
    /// The first rows under the headings: their numbers and cells.
    pub rows: Vec<(u64, Vec<String>)>,
    digest: String,
    names: Arc<Names>,
    /// Rows that may hold the headings, and which does; none of a file that was understood.
    heads: Vec<Head>,
    at: usize,
    /// What a person said of columns, by their headings, whatever the kind and the row of headings were then: each holds
    /// wherever there is such a column and the kind has such a field.
    told: Vec<(String, Option<Field>)>,
    /// Before the person changed anything.
    before: Option<(Source, FileKind, Vec<Column>)>,
}

impl Mapping {
    /// Of a file that was read.
    pub fn known(shape: &Shape, glance: &Glance, names: &Arc<Names>) -> Mapping {
        let how = |i: usize| glance.hows.get(i).copied().unwrap_or_default();
        let column = |(i, (name, field)): (usize, &(String, Option<String>))| Column {
            name: name.clone(),
            field: field.as_deref().and_then(Field::of),
            how: how(i),
        };
        let columns: Vec<Column> = shape.columns.iter().enumerate().map(column).collect();
        let told = columns.iter().filter(|c| c.how == How::Said).map(|c| (c.name.clone(), c.field)).collect();
        Mapping {
            path: glance.path.clone(),
            sheet: shape.sheet.clone(),
            source: shape.source,
            kind: shape.kind,
            before: Some((shape.source, shape.kind, columns.clone())),
            columns,
            rows: glance.rows.clone(),
            digest: shape.headers_digest.clone(),
            names: Arc::clone(names),
            heads: Vec::new(),
            at: 0,
            told,
        }
    }

    /// Of a file that nobody knows: with what its headings and cells look like.
    pub fn unknown(path: PathBuf, found: Unknown, names: &Arc<Names>) -> Mapping {
        let rows = found.rows.into_iter().map(|(n, cells)| (n, cells.iter().map(|c| short(c)).collect())).collect();
        let mut m = Mapping {
            path,
            sheet: found.sheet,
            source: Source::Other,
            kind: FileKind::Clients,
            columns: Vec::new(),
            rows,
            digest: String::new(),
            names: Arc::clone(names),
            heads: found.heads,
            at: found.at,
            told: Vec::new(),
            before: None,
        };
        m.guess(None);
        m
    }

    /// Nobody knew the file: all of it is the person's to say.
    pub fn is_unknown(&self) -> bool {
        self.before.is_none()
    }

    /// Another meaning than the file was read with.
    pub fn is_changed(&self) -> bool {
        self.before.as_ref().is_some_and(|(s, k, c)| (*s, *k) != (self.source, self.kind) || *c != self.columns)
    }

    /// A person said something of a column, be it of a kind or of headings that are not chosen now.
    pub fn is_said(&self) -> bool {
        !self.told.is_empty()
    }

    /// Rows that may hold the headings: number and text.
    pub fn heads(&self) -> impl Iterator<Item = (u64, String)> {
        let named = |(i, n): &(usize, &String)| **n != format!("#{}", i + 1);
        let text = move |h: &Head| {
            let names = h.names.iter().enumerate().filter(named).map(|(_, n)| n.as_str());
            short(&names.collect::<Vec<_>>().join(" · "))
        };
        self.heads.iter().map(move |h| (h.row, text(h)))
    }

    pub fn head_row(&self) -> Option<u64> {
        self.heads.get(self.at).map(|h| h.row)
    }

    /// The rows below the headings.
    pub fn shown(&self) -> &[(u64, Vec<String>)] {
        let from = self.head_row().map_or(0, |row| self.rows.iter().take_while(|(n, _)| *n <= row).count());
        let rows = &self.rows[from..];
        &rows[..rows.len().min(ROWS)]
    }

    /// The headings stand in this row; what was said of columns of the same names stays.
    pub fn set_head(&mut self, row: u64) {
        if let Some(at) = self.heads.iter().position(|h| h.row == row) {
            self.at = at;
            self.guess(None);
        }
    }

    /// The rows are of this kind; what the columns mean then is guessed anew, what a person said of them stays wherever the
    /// kind knows such a thing.
    pub fn set_kind(&mut self, kind: FileKind) {
        if self.kind != kind {
            self.guess(Some(kind));
        }
    }

    fn guess(&mut self, kind: Option<FileKind>) {
        let headers: Vec<String> = match self.heads.get(self.at) {
            Some(h) => {
                self.digest.clone_from(&h.digest);
                h.names.clone()
            }
            None => self.columns.iter().map(|c| c.name.clone()).collect(),
        };
        let rows: Vec<Vec<String>> = self.shown().iter().map(|(_, cells)| cells.clone()).collect();
        let (kind, fields) = match kind {
            Some(kind) => (kind, suggest::columns(&self.names, kind, &headers, &rows)),
            None => suggest::kind(&self.names, &headers, &rows),
        };
        self.kind = kind;
        let how = |f: &Option<Field>| if f.is_some() { How::Guessed } else { How::Known };
        self.columns =
            headers.into_iter().zip(fields).map(|(name, field)| Column { name, field, how: how(&field) }).collect();
        // Of the kind it was read as, more is known than a guess.
        if let Some((_, k, columns)) = &self.before
            && *k == self.kind
        {
            self.columns.clone_from(columns);
        }
        self.say_again();
    }

    /// What was said, over what is guessed: the later word goes before the earlier one, and any word before a guess.
    fn say_again(&mut self) {
        let fields = self.fields();
        for (name, field) in self.told.clone() {
            let Some(at) = self.columns.iter().position(|c| c.name == name) else { continue };
            if field.is_some_and(|f| !fields.contains(&f)) {
                continue;
            }
            for (_, c) in self.columns.iter_mut().enumerate().filter(|(i, _)| *i != at) {
                if c.field.is_some_and(|f| !f.many() && Some(f) == field) {
                    (c.field, c.how) = (None, How::Known);
                }
            }
            let c = &mut self.columns[at];
            (c.field, c.how) = (field, How::Said);
        }
    }

    /// What a column can mean here.
    pub fn fields(&self) -> Vec<Field> {
        self.names.fields(self.kind)
    }

    /// The column that means this already, where one only can.
    pub fn taken(&self, field: Field) -> Option<usize> {
        if field.many() {
            return None;
        }
        self.columns.iter().position(|c| c.field == Some(field))
    }

    /// The column means this; `None`: it is kept as it is. Any other that meant it is kept as it is then, where one only can
    /// mean it: also of two columns of one heading, of which the first would else count.
    pub fn set(&mut self, column: usize, field: Option<Field>) {
        let Some(chosen) = self.columns.get(column) else { return };
        let single = field.filter(|f| !f.many());
        let gives_way = |(i, c): &(usize, &Column)| *i != column && single.is_some() && c.field == single;
        let others: Vec<usize> = self.columns.iter().enumerate().filter(gives_way).map(|(i, _)| i).collect();
        if chosen.field == field && others.is_empty() {
            return;
        }
        for i in others {
            let c = &mut self.columns[i];
            let gone = c.field.take();
            c.how = How::Said;
            // It is said to be nothing: as another kind it may be guessed again. What was said of it before is withdrawn.
            let name = c.name.clone();
            self.told.retain(|(n, f)| *n != name || *f != gone);
        }
        let c = &mut self.columns[column];
        (c.field, c.how) = (field, How::Said);
        let name = c.name.clone();
        self.told.retain(|(n, _)| *n != name);
        self.told.push((name, field));
    }

    /// What a row is told by is missing: one of these has to be there. Empty when it is.
    pub fn lacks(&self) -> Vec<Field> {
        let keys: Vec<Field> = self.kind.key_fields().iter().filter_map(|w| Field::of(w)).collect();
        let told = self.columns.iter().filter_map(|c| c.field).any(|f| keys.contains(&f));
        if told { Vec::new() } else { keys }
    }

    /// What the person said, under the name of the headers, for the next reading and for later files of this form.
    ///
    /// Of a file that a table knows only what differs from it, so that a better table of later serves the rest.
    pub fn said(&self) -> (String, Recall) {
        let kind_said = self.before.as_ref().is_none_or(|(_, k, _)| *k != self.kind);
        let said = |c: &&Column| kind_said || c.how == How::Said || self.is_repeated(&c.name);
        let (map, plain): (Vec<&Column>, Vec<&Column>) =
            self.columns.iter().filter(said).partition(|c| c.field.is_some());
        let recall = Recall {
            kind: Some(self.kind),
            source: Some(self.source),
            map: map.into_iter().filter_map(|c| c.field.map(|f| (c.name.clone(), f))).collect(),
            plain: plain.into_iter().map(|c| c.name.clone()).collect(),
        };
        (self.digest.clone(), recall)
    }

    /// The header stands several times: what is said of it names each of them, or it would mean all.
    fn is_repeated(&self, name: &str) -> bool {
        let stem = |n: &str| match n.rsplit_once(" (") {
            Some((stem, n)) if n.trim_end_matches(')').bytes().all(|b| b.is_ascii_digit()) => fold_header(stem),
            _ => fold_header(n),
        };
        let said = |c: &&Column| c.how == How::Said && stem(&c.name) == stem(name);
        self.columns.iter().any(|c| said(&c))
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;
    use crate::exchange::read::{Options, Wish, open, unknown};

    const TEXT: &str =
        "Наши партнёры;;;\nФирма-партнёр;Кто ведёт;Связь;Прочее\nООО «Кварц»;Ким Анна;+7 912 345-67-89;важно\n";

    fn names() -> Arc<Names> {
        Arc::new(Names::shipped().unwrap())
    }

    fn of_unknown(text: &str) -> Mapping {
        let found = unknown(Cursor::new(text.as_bytes()), &Options::default(), ROWS, None).unwrap();
        Mapping::unknown(PathBuf::from("own.csv"), found, &names())
    }

    /// The columns as the file is then read.
    fn read_as(text: &str, m: &Mapping) -> (FileKind, Vec<Option<Field>>) {
        let options = Options { wish: Wish { said: [m.said()].into(), ..Wish::default() }, ..Options::default() };
        let names = Names::shipped().unwrap();
        let input = open(Cursor::new(text.as_bytes()), &names, &options).unwrap();
        let shape = input.shapes().remove(0);
        (shape.kind, shape.columns.iter().map(|(_, f)| f.as_deref().and_then(Field::of)).collect())
    }

    #[test]
    fn a_file_is_read_exactly_as_it_was_said() {
        let mut m = of_unknown(TEXT);
        assert!(m.is_unknown() && m.lacks().is_empty());
        assert_eq!((m.kind, m.head_row(), m.shown().len()), (FileKind::Clients, Some(2), 1));
        assert_eq!(
            m.columns.iter().map(|c| c.field).collect::<Vec<_>>(),
            [Some(Field::Name), None, Some(Field::Phone), None]
        );
        m.set(1, Some(Field::Owner));
        m.set(3, Some(Field::Note));
        m.set(2, None);
        let wanted = [Some(Field::Name), Some(Field::Owner), None, Some(Field::Note)];
        assert_eq!(read_as(TEXT, &m), (FileKind::Clients, wanted.to_vec()));
    }

    #[test]
    fn what_tells_a_row_has_to_be_there_and_one_column_only_can_mean_it() {
        let mut m = of_unknown(TEXT);
        m.set(3, Some(Field::Name));
        assert_eq!((m.columns[0].field, m.columns[3].field), (None, Some(Field::Name)));
        m.set(3, None);
        assert_eq!(m.lacks(), [Field::ExtId, Field::Name, Field::Inn]);
        m.set_kind(FileKind::Deals);
        assert_eq!(m.columns[0].field, Some(Field::Client));
        m.set(3, Some(Field::Title));
        assert_eq!(read_as(TEXT, &m).0, FileKind::Deals);
    }

    /// Of two columns of one heading either can be the one that counts; read again the file says the same, and so does the
    /// next file of this form.
    #[test]
    fn either_of_two_columns_of_one_heading_can_be_meant() {
        let text = "ID;Название сделки;Этап сделки;Источник;ИСТОЧНИК ;Бюджет;Бюджет ₽\n1;А;Договор;сайт;Урал;5;6\n";
        let names = names();
        let open_with = |wish: Wish| {
            let options = Options { wish, ..Options::default() };
            let mut input = open(Cursor::new(text.as_bytes()), &names, &options).unwrap();
            let (shape, hows) = (input.shapes().remove(0), input.hows(0));
            let row = input.rows(0).unwrap().next().unwrap().unwrap();
            let crate::domain::records::Row::Record(crate::domain::records::Record::Deal(d)) = row else { panic!() };
            (Mapping::known(&shape, &Glance { hows, ..Glance::default() }, &names), d.source.clone(), d.amount)
        };
        let fields = |m: &Mapping| m.columns.iter().map(|c| c.field).collect::<Vec<_>>();
        let (first, source, amount) = open_with(Wish::default());
        assert_eq!((source.as_str(), amount), ("сайт", Some(500)), "the first one counts");
        let mut m = first.clone();
        m.set(4, Some(Field::Source));
        m.set(6, Some(Field::Amount));
        assert_eq!((m.columns[3].field, m.columns[5].field), (None, None));
        let said = m.said();
        for wish in [
            Wish { said: [said.clone()].into(), ..Wish::default() },
            Wish { remembered: [said].into(), ..Wish::default() },
        ] {
            let (again, source, amount) = open_with(wish);
            assert_eq!((source.as_str(), amount), ("Урал", Some(600)));
            assert_eq!(fields(&again), fields(&m));
            // And back again.
            let mut back = again.clone();
            back.set(3, Some(Field::Source));
            let (_, source, amount) = open_with(Wish { said: [back.said()].into(), ..Wish::default() });
            assert_eq!((source.as_str(), amount), ("сайт", Some(600)));
        }
    }

    #[test]
    fn what_gave_way_is_not_said_again() {
        let mut m = of_unknown(TEXT);
        m.set(1, Some(Field::Owner));
        m.set(3, Some(Field::Owner));
        m.set(3, Some(Field::Note));
        m.set_kind(FileKind::Deals);
        m.set_kind(FileKind::Clients);
        assert_eq!((m.columns[1].field, m.columns[3].field), (None, Some(Field::Note)));
    }

    #[test]
    fn what_was_said_of_columns_outlives_another_kind_and_other_headings() {
        let mut m = of_unknown(TEXT);
        m.set(3, Some(Field::Owner));
        m.set(2, None);
        m.set_kind(FileKind::Deals);
        assert_eq!((m.columns[3].field, m.columns[2].field), (Some(Field::Owner), None));
        assert!(m.columns[2..].iter().all(|c| c.how == How::Said));
        // A person's word goes before a guess: two columns never mean one thing.
        m.set(1, Some(Field::Title));
        m.set_kind(FileKind::Tasks);
        let titles = m.columns.iter().filter(|c| c.field == Some(Field::Title)).count();
        assert_eq!((titles, m.columns[1].field), (1, Some(Field::Title)));
        // What a kind has no place for is remembered for one that has.
        m.set_kind(FileKind::Employees);
        assert_eq!((m.columns[1].field, m.columns[1].how), (None, How::Known));
        assert!(m.is_said());
        m.set_kind(FileKind::Deals);
        assert_eq!((m.columns[1].field, m.columns[3].field), (Some(Field::Title), Some(Field::Owner)));
        // Another row of headings: there is nothing of these columns; back again, and all of it is there.
        m.set_head(1);
        assert!(m.is_said() && m.columns.iter().all(|c| c.how != How::Said));
        m.set_head(2);
        m.set_kind(FileKind::Deals);
        assert_eq!((m.columns[1].field, m.columns[3].field), (Some(Field::Title), Some(Field::Owner)));
        assert!(!of_unknown(TEXT).is_said());
    }

    /// Trying another kind and coming back is no change, and asks nothing.
    #[test]
    fn a_known_file_comes_back_to_what_it_was_read_as() {
        let text = "ID;Название сделки;Этап сделки;Ответственный;Бюджет\n1;А;Договор;Ким;5\n";
        let names = names();
        let input = open(Cursor::new(text.as_bytes()), &names, &Options::default()).unwrap();
        let glance = Glance { hows: input.hows(0), ..Glance::default() };
        let mut m = Mapping::known(&input.shapes()[0], &glance, &names);
        m.set_kind(FileKind::Clients);
        assert!(m.is_changed());
        m.set_kind(FileKind::Deals);
        assert!(!m.is_changed());
    }

    #[test]
    fn other_headings_are_another_set_of_columns() {
        let mut m = of_unknown(TEXT);
        let before = m.said().0;
        m.set_head(1);
        assert_eq!(m.columns[0].name, "Наши партнёры");
        assert_ne!(m.said().0, before);
        assert_eq!(m.shown().len(), 2);
    }

    #[test]
    fn of_a_known_file_only_what_differs_is_said() {
        let text = "ID;Название сделки;Этап сделки;Источник;Источник;Бюджет\n1;А;Договор;сайт;Урал;5\n";
        let names = names();
        let input = open(Cursor::new(text.as_bytes()), &names, &Options::default()).unwrap();
        let glance = Glance { hows: input.hows(0), ..Glance::default() };
        let mut m = Mapping::known(&input.shapes()[0], &glance, &names);
        assert!(!m.is_changed() && !m.is_unknown());
        m.set(4, Some(Field::Region));
        assert!(m.is_changed());
        let (_, recall) = m.said();
        assert_eq!(recall.map, [("Источник".to_owned(), Field::Source), ("Источник (2)".to_owned(), Field::Region)]);
        let fields = read_as(text, &m).1;
        assert_eq!((fields[3], fields[4], fields[5]), (Some(Field::Source), Some(Field::Region), Some(Field::Amount)));
        m.set(4, Some(Field::Source));
        assert_eq!(m.columns[3].field, None);
    }
}
