//! A tab as a spreadsheet: what may be typed into is unlocked, the heading stays in sight and on every printed page, and
//! no text can become a formula.

use rust_xlsxwriter::{
    Color, ConditionalFormatBlank, DataValidation, DataValidationRule, Format, FormatAlign, FormatBorder, Formula,
    ProtectionOptions, Workbook, Worksheet, XlsxError, utility,
};

use crate::base::{Clock, Due, Res, clean};
use crate::domain::sheets::{OutSheet, SheetColumn};
use crate::exchange::book::{A4, GREY, LINES, TEXT_FORMAT, failed, fit, made_at, moment};
use crate::texts::Texts;

/// What a column is for.
pub(super) enum Use {
    /// Locked.
    Told,
    /// Typed freely; the choices are offered, not forced.
    Typed(Vec<String>),
    /// One of the choices and nothing else.
    Chosen(Vec<String>),
    /// A day, or a day and a time.
    Day,
    /// Locked and out of sight.
    Hidden,
}

pub(super) struct Column {
    pub column: SheetColumn,
    /// In characters.
    pub width: u16,
    pub used: Use,
    /// Shown beside a cell that is being filled in.
    pub hint: String,
}

pub(super) enum Cell {
    Text(String),
    /// Must be filled in: coloured as long as it is empty.
    Owed(String),
    Day {
        on: Option<Due>,
        owed: bool,
    },
}

pub(super) struct Tab {
    pub name: String,
    /// The title and what to do, above the heading.
    pub intro: Vec<String>,
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Cell>>,
}

/// A list inside a cell's rule holds 255 characters in all.
const LIST_MAX: usize = 255;
const DAY_FORMAT: &str = "dd.mm.yyyy hh:mm";
const LINE: f64 = 13.0;
/// What a spreadsheet lets a row be, in points.
const HEIGHT_MAX: f64 = 400.0;
const YELLOW: Color = Color::RGB(0xFF_F2_CC);

pub(super) fn write(tabs: &[Tab], out: &OutSheet, texts: &Texts, clock: &Clock) -> Res<Vec<u8>> {
    build(tabs, out, texts, clock).map_err(failed)
}

fn build(tabs: &[Tab], out: &OutSheet, texts: &Texts, clock: &Clock) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    made_at(&mut book, out.made_at, clock);
    let mut lists = Lists { name: texts.t().sheet_lists(), all: Vec::new() };
    for tab in tabs {
        let sheet = book.add_worksheet();
        sheet.set_name(&tab.name)?;
        fill(sheet, tab, &mut lists, texts, clock)?;
        page(sheet, tab, out, texts)?;
    }
    if !lists.all.is_empty() {
        lists.write(book.add_worksheet())?;
    }
    book.save_to_buffer()
}

/// Choices that a cell's own rule cannot hold, because there a comma parts them and they are 255 characters in all: a column
/// each on a sheet out of sight.
struct Lists {
    name: String,
    all: Vec<Vec<String>>,
}

impl Lists {
    fn offer(&mut self, rule: DataValidation, choices: &[String]) -> Result<DataValidation, XlsxError> {
        let length: usize = choices.iter().map(|s| s.encode_utf16().count() + 1).sum();
        if length <= LIST_MAX && choices.iter().all(|s| !s.contains(',')) {
            return rule.allow_list_strings(choices);
        }
        let at = self.all.iter().position(|l| l == choices).unwrap_or_else(|| {
            self.all.push(choices.to_vec());
            self.all.len() - 1
        });
        let column = utility::column_number_to_name(u16::try_from(at).unwrap_or_default());
        let range = format!("='{}'!${column}$1:${column}${}", self.name, choices.len());
        Ok(rule.allow_list_formula(Formula::new(range)))
    }

    fn write(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        sheet.set_name(&self.name)?.set_hidden(true).protect();
        let text = Format::new().set_num_format_index(TEXT_FORMAT).set_quote_prefix();
        for (column, choices) in (0_u16..).zip(&self.all) {
            for (row, choice) in (0_u32..).zip(choices) {
                sheet.write_string_with_format(row, column, fit(choice), &text)?;
            }
        }
        Ok(())
    }
}

/// The row of the heading, counted from 0.
fn head_row(tab: &Tab) -> u32 {
    tab.intro.len() as u32
}

fn fill(sheet: &mut Worksheet, tab: &Tab, lists: &mut Lists, texts: &Texts, clock: &Clock) -> Result<(), XlsxError> {
    let base = || Format::new().set_font_size(10).set_align(FormatAlign::Top).set_text_wrap();
    let framed = || base().set_border(FormatBorder::Thin).set_border_color(LINES);
    let text = || framed().set_num_format_index(TEXT_FORMAT).set_quote_prefix();
    let told = text().set_background_color(GREY);
    let typed = text().set_unlocked();
    let dated = framed().set_num_format(DAY_FORMAT).set_align(FormatAlign::Left).set_unlocked();
    let head = framed().set_bold().set_background_color(GREY).set_align(FormatAlign::VerticalCenter);
    let (first, line) = (Format::new().set_bold().set_font_size(13), Format::new().set_font_size(10));
    for (row, text) in (0_u32..).zip(&tab.intro) {
        sheet.write_string_with_format(row, 0, fit(text), if row == 0 { &first } else { &line })?;
    }
    let top = head_row(tab);
    for (i, column) in (0_u16..).zip(&tab.columns) {
        sheet.set_column_width(i, column.width)?;
        sheet.write_string_with_format(top, i, texts.sheet_heading(column.column), &head)?;
        if matches!(column.used, Use::Hidden) {
            sheet.set_column_hidden(i)?;
        }
    }
    sheet.set_row_height(top, 2.0 * LINE + 4.0)?;
    for (row, cells) in (top + 1..).zip(&tab.rows) {
        let mut lines = 1;
        for (i, (cell, column)) in (0_u16..).zip(cells.iter().zip(&tab.columns)) {
            match cell {
                Cell::Text(text) | Cell::Owed(text) => {
                    let locked = matches!(column.used, Use::Told | Use::Hidden);
                    let text = fit(text);
                    if !matches!(column.used, Use::Hidden) {
                        lines = lines.max(height(&text, column.width));
                    }
                    sheet.write_string_with_format(row, i, text, if locked { &told } else { &typed })?;
                }
                Cell::Day { on, .. } => match on.and_then(moment) {
                    Some(at) => drop(sheet.write_datetime_with_format(row, i, &at, &dated)?),
                    None => drop(sheet.write_blank(row, i, &dated)?),
                },
            }
            if matches!(cell, Cell::Owed(_) | Cell::Day { owed: true, .. }) {
                let empty = ConditionalFormatBlank::new().set_format(Format::new().set_background_color(YELLOW));
                sheet.add_conditional_format(row, i, row, i, &empty)?;
            }
        }
        sheet.set_row_height(row, (f64::from(lines) * LINE + 4.0).min(HEIGHT_MAX))?;
    }
    let last = top + tab.rows.len() as u32;
    for (i, column) in (0_u16..).zip(&tab.columns).filter(|_| last > top) {
        if let Some(rule) = rule(column, lists, texts, clock)? {
            sheet.add_data_validation(top + 1, i, last, i, &rule)?;
        }
    }
    Ok(())
}

fn rule(column: &Column, lists: &mut Lists, texts: &Texts, clock: &Clock) -> Result<Option<DataValidation>, XlsxError> {
    let t = texts.t();
    let rule = DataValidation::new().ignore_blank(true);
    let rule = match &column.used {
        Use::Told | Use::Hidden => return Ok(None),
        Use::Typed(offered) if offered.is_empty() => rule.allow_any_value(),
        Use::Typed(offered) => lists.offer(rule, offered)?.show_error_message(false),
        Use::Chosen(all) => lists
            .offer(rule, all)?
            .set_error_title(t.sheet_bad_choice_title())?
            .set_error_message(t.sheet_bad_choice())?,
        Use::Day => {
            let (from, to) = (clock.today(), clock.today().plus(5 * 366));
            let both = moment(Due::day(from)).zip(moment(Due::day(to)));
            let Some((from, to)) = both else { return Ok(None) };
            rule.allow_date(DataValidationRule::Between(from, to))
                .set_error_title(t.sheet_bad_day_title())?
                .set_error_message(t.sheet_bad_day(super::sample(texts, clock)))?
        }
    };
    let title: String = texts.sheet_heading(column.column).chars().take(32).collect();
    Ok(Some(rule.set_input_title(title)?.set_input_message(&column.hint)?))
}

fn page(sheet: &mut Worksheet, tab: &Tab, out: &OutSheet, texts: &Texts) -> Result<(), XlsxError> {
    let top = head_row(tab);
    sheet.set_freeze_panes(top + 1, 2)?;
    // Widths, heights and the order of rows are the reader's own business.
    sheet.protect_with_options(&ProtectionOptions {
        format_columns: true,
        format_rows: true,
        sort: true,
        use_autofilter: true,
        delete_rows: true,
        ..ProtectionOptions::new()
    });
    sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3).set_repeat_rows(top, top)?;
    sheet.set_footer(footer(out, texts));
    Ok(())
}

/// The spreadsheet's own marks: left, centre, right; the page and their number. A doubled `&` is one in a name.
fn footer(out: &OutSheet, texts: &Texts) -> String {
    let t = texts.t();
    let name: String = clean(&out.person).chars().take(80).collect();
    let who = t.sheet_footer_who(name.replace('&', "&&"), out.case.0.to_string());
    format!("&L{who}&C{}&R{}", t.sheet_footer_page("&P", "&N"), t.sheet_footer_sign())
}

/// Lines of a wrapped text, since a spreadsheet does not grow a row by itself.
fn height(text: &str, width: u16) -> u32 {
    // Widths are counted in larger letters than ours: a tenth more fits.
    let width = usize::from(width.max(1)) * 11 / 10;
    let lines: usize = text.lines().map(|l| l.chars().count().div_ceil(width).max(1)).sum();
    u32::try_from(lines).unwrap_or(u32::MAX)
}
