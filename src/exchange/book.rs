//! What every spreadsheet of ours shares: the looks, days, texts that stay texts.

use rust_xlsxwriter::{Color, DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::base::{At, Clock, Code, Due, Fault, clean};

/// A cell of a spreadsheet holds 32,767 characters; one less than a text that was cut, so that this is seen.
const CELL_MAX: usize = 32_000;
/// As text, so that «=», «+» and «25.11» stay what was typed.
pub(super) const TEXT_FORMAT: u8 = 49;
pub(super) const A4: u8 = 9;
pub(super) const GREY: Color = Color::RGB(0xEC_EC_EC);
pub(super) const LINES: Color = Color::RGB(0xA6_A6_A6);

pub(super) fn failed(e: XlsxError) -> Fault {
    Fault::from(Code::Internal, e)
}

/// The book says when it was made, by our clock: the same rows at the same time give the same bytes.
pub(super) fn made_at(book: &mut Workbook, at: At, clock: &Clock) {
    if let Some(made) = moment(Due::at(clock.zone.day(at), clock.zone.minute(at))) {
        book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    }
}

/// `None` for a year that spreadsheets do not know.
pub(super) fn moment(due: Due) -> Option<ExcelDateTime> {
    let (year, month, day) = (due.day.year(), due.day.month(), due.day.day_of_month());
    let at = ExcelDateTime::from_ymd(u16::try_from(year).ok()?, month as u8, day as u8).ok()?;
    let minute = due.minute.unwrap_or(0);
    at.and_hms(minute / 60, (minute % 60) as u8, 0_u8).ok()
}

/// Cleaned, and cut to what a cell holds.
pub(super) fn fit(text: &str) -> String {
    let text = clean(text);
    if text.chars().count() <= CELL_MAX {
        return text;
    }
    text.chars().take(CELL_MAX).chain(['…']).collect()
}
