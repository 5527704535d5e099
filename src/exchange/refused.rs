//! Refused rows as a CSV that can be mended and imported again: the file's own columns, then the row's number and why.

use crate::base::{Code, Fault, Res};
use crate::domain::records::Refused;
use crate::texts::Texts;

/// What a spreadsheet would take for a formula gets an apostrophe, which the import takes off again (3 §3).
fn harmless(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}

/// The bytes: UTF-8 with a mark, `;`, CRLF, as a Russian spreadsheet opens it.
pub fn refused_csv(headers: &[String], rows: &[Refused], texts: &Texts) -> Res<Vec<u8>> {
    let fail = |e: csv::Error| Fault::from(Code::Io, e);
    let mut out = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .flexible(true)
        .from_writer("\u{feff}".as_bytes().to_vec());
    let t = texts.t();
    let head = headers.iter().map(|h| harmless(h)).chain([t.import_column_row(), t.import_column_reason()]);
    out.write_record(head).map_err(fail)?;
    for r in rows {
        let mut cells: Vec<String> = r.cells.iter().take(headers.len()).map(|c| harmless(c)).collect();
        // What stands beyond the header keeps its place in the sentence of the reason.
        cells.resize(headers.len(), String::new());
        cells.push(r.row.to_string());
        cells.push(texts.refused(r));
        out.write_record(&cells).map_err(fail)?;
    }
    out.into_inner().map_err(|e| Fault::from(Code::Io, e.into_error()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::records::Reason;
    use crate::texts::Lang;

    #[test]
    fn a_refused_row_keeps_its_cells_and_says_why() {
        let texts = Texts::load(Lang::Ru);
        let cells = ["=1+1".to_owned(), "а;б".to_owned()];
        let r = Refused::new(7, "Бюджет", "двести", Reason::BadAmount).with_cells(&cells);
        let csv = String::from_utf8(refused_csv(&["ID".into(), "Бюджет".into()], &[r], &texts).unwrap()).unwrap();
        let lines: Vec<&str> = csv.trim_start_matches('\u{feff}').lines().collect();
        assert_eq!(lines[0], "ID;Бюджет;Строка;Причина");
        assert_eq!(lines[1], "'=1+1;\"а;б\";7;Столбец «Бюджет»: «двести» — не сумма");
    }
}
