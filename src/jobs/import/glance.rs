//! What one look at a file shows: its first rows as they stand in it, and between which days its dates lie.

use std::path::PathBuf;

use crate::base::At;
use crate::domain::records::{Record, Row};
use crate::exchange::read::How;

/// Rows that are shown before anything is kept.
pub const ROWS: usize = 20;
/// Characters of a cell that are worth showing in a row among others.
const CELL: usize = 120;

/// The beginning of a table, and the span of its dates.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Glance {
    pub path: PathBuf,
    /// How the meaning of each column is known.
    pub hows: Vec<How>,
    /// The number of the row in the file, and its cells in the order of the columns; a refused row is among them.
    pub rows: Vec<(u64, Vec<String>)>,
    pub oldest: Option<At>,
    pub newest: Option<At>,
}

/// A cell as one short line.
pub fn short(cell: &str) -> String {
    cell.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(CELL).collect()
}

impl Glance {
    /// Takes note of one more row. `cells` are those of a row that was read.
    pub(super) fn note(&mut self, row: &Row, cells: &[String]) {
        if self.rows.len() < ROWS {
            let (n, cells) = match row {
                Row::Record(r) => (r.row(), cells),
                Row::Refused(r) => (r.row, r.cells.as_slice()),
            };
            self.rows.push((n, cells.iter().map(|c| short(c)).collect()));
        }
        if let Row::Record(r) = row {
            for at in dates(r).into_iter().flatten() {
                self.oldest = Some(self.oldest.map_or(at, |o| o.min(at)));
                self.newest = self.newest.max(Some(at));
            }
        }
    }
}

/// When what the row tells of happened. A term lies ahead and says nothing of the file's age.
fn dates(record: &Record) -> [Option<At>; 3] {
    match record {
        Record::Deal(r) => [r.created, r.modified, r.closed],
        Record::Client(r) => [r.created, r.modified, None],
        Record::Contact(r) => [r.created, r.modified, None],
        Record::Task(r) => [r.created, r.modified, r.closed],
        Record::Lead(r) => [r.created, r.modified, None],
        Record::Call(r) => [Some(r.at), None, None],
        Record::Event(r) => [Some(r.at), None, None],
        Record::Employee(_) | Record::Product(_) => [None; 3],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::records::{Reason, RecordClient, Refused};
    use crate::exchange::read::Field;
    use crate::texts::{Lang, Texts};

    #[test]
    fn every_field_has_a_name() {
        let texts = [Lang::Ru, Lang::En].map(Texts::load);
        for (x, f) in texts.iter().flat_map(|x| Field::ALL.iter().map(move |f| (x, f.word()))) {
            assert_ne!(x.column_means(f), f);
        }
    }

    fn client(row: u64, created: i64) -> Row {
        Row::Record(Record::Client(Box::new(RecordClient {
            row,
            created: Some(At(created)),
            ..RecordClient::default()
        })))
    }

    #[test]
    fn the_first_rows_are_kept_short_and_the_dates_of_all_are_seen() {
        let mut g = Glance::default();
        g.note(&client(2, 500), &["ООО\n «Факел»".to_owned(), "я".repeat(300)]);
        let refused = Refused::new(3, "ИНН", "x", Reason::NoName).with_cells(&["".to_owned(), "x".to_owned()]);
        g.note(&Row::Refused(refused), &["not these".to_owned()]);
        (4..60).for_each(|n| g.note(&client(n, n as i64), &[]));
        assert_eq!(g.rows.len(), ROWS);
        assert_eq!(g.rows[0].1[0], "ООО «Факел»");
        assert_eq!(g.rows[0].1[1].chars().count(), CELL);
        assert_eq!(g.rows[1], (3, vec![String::new(), "x".to_owned()]));
        assert_eq!((g.oldest, g.newest), (Some(At(4)), Some(At(500))));
    }
}
