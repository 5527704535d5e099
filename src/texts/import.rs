//! Words of an import: why a row was refused, why a sheet was left out.

use super::Texts;
use crate::base::show;
use crate::domain::records::{Reason, Refused, Skip};

impl Texts {
    /// Why a sheet of a book was left out.
    pub fn skip(&self, why: Skip) -> String {
        let t = self.t();
        match why {
            Skip::Blank => t.import_skip_blank(),
            Skip::NoRows => t.import_skip_no_rows(),
            Skip::NoHeader => t.import_skip_no_header(),
            Skip::UnknownKind => t.import_skip_unknown_kind(),
        }
    }

    /// Why a row was refused, with the column and the value where one is at fault.
    pub fn refused(&self, r: &Refused) -> String {
        let t = self.t();
        let value = t.quoted(show(&r.value));
        let why = match r.reason {
            Reason::UnclosedQuote => t.import_reason_unclosed_quote(),
            Reason::CellTooLong => t.import_reason_cell_too_long(),
            Reason::TooManyCells => t.import_reason_too_many_cells(),
            Reason::ExtraCells => t.import_reason_extra_cells(value),
            Reason::NoId => t.import_reason_no_id(),
            Reason::NoName => t.import_reason_no_name(),
            Reason::NoNumber => t.import_reason_no_number(),
            Reason::BadAmount => t.import_reason_bad_amount(value),
            Reason::BadDate => t.import_reason_bad_date(value),
            Reason::DuplicateId => t.import_reason_duplicate_id(value),
            Reason::NoSystem => t.import_reason_no_system(),
            Reason::NoSuchPerson => t.import_reason_no_such_person(value),
            Reason::SeveralPeople => t.import_reason_several_people(value),
        };
        if r.column.is_empty() { why } else { t.import_in_column(t.quoted(show(&r.column)), why) }
    }
}
