//! A paper as DOCX: A4, repeating header rows, page numbers. The same paper gives the same bytes.

use std::io::Cursor;

use docx_rs::*;

use super::paper::{Column, Paper, Piece, Side, SignLine, Table as Grid};
use crate::base::{At, Code, Fault, Res, Zone, clean};

/// Lengths in twentieths of a point: A4 with 2 cm at the left for binding, 1.5 cm at the right.
const PAGE: (u32, u32) = (11906, 16838);
const MARGIN_LEFT: usize = 1134;
const MARGIN_RIGHT: usize = 850;
const WIDTH: usize = PAGE.0 as usize - MARGIN_LEFT - MARGIN_RIGHT;

/// Half points.
const SIZE_TITLE: usize = 28;
const SIZE_HEADING: usize = 24;
const SIZE_TEXT: usize = 22;
const SIZE_CELL: usize = 18;
const SIZE_FINE: usize = 17;

const FONT: &str = "Times New Roman";
const GREY: &str = "595959";
const HEAD_FILL: &str = "EDEDED";

/// Marks a header row; the library cannot say that a row repeats, so the finished XML is told (`repeat_headers`).
const HEADER_HEIGHT: f32 = 283.0;

/// The paper as the bytes of a DOCX; `made` goes into the file's properties.
///
/// # Errors
/// `Internal` when the package cannot be put together.
pub fn docx(paper: &Paper, made: At) -> Res<Vec<u8>> {
    let mut out = Cursor::new(Vec::new());
    package(paper, made)?.pack(&mut out).map_err(|e| Fault::from(Code::Internal, e))?;
    Ok(out.into_inner())
}

fn package(paper: &Paper, made: At) -> Res<XMLDocx> {
    let iso = made.iso(Zone::UTC);
    let font = RunFonts::new().ascii(FONT).hi_ansi(FONT).cs(FONT).east_asia(FONT);
    let margin = PageMargin::new()
        .top(1000)
        .bottom(1000)
        .left(MARGIN_LEFT as i32)
        .right(MARGIN_RIGHT as i32)
        .header(500)
        .footer(500);
    let mut doc = Docx::new()
        .created_at(&iso)
        .updated_at(&iso)
        .page_size(PAGE.0, PAGE.1)
        .page_margin(margin)
        .default_fonts(font)
        .default_size(SIZE_TEXT)
        .footer(footer(paper));
    let mut fresh_page = false;
    for piece in &paper.pieces {
        let broke = std::mem::replace(&mut fresh_page, false);
        match piece {
            Piece::Title(title, sub) => {
                let spacing = LineSpacing::new().before(0).after(0);
                let title = para(SIZE_TITLE, title, true).align(AlignmentType::Center).line_spacing(spacing);
                let sub = para(SIZE_HEADING, sub, true).align(AlignmentType::Center).line_spacing(after(200));
                doc = doc.add_paragraph(title.page_break_before(broke)).add_paragraph(sub);
            }
            Piece::Sides(left, right) => {
                let tab = Tab::new().val(TabValueType::Right).pos(WIDTH);
                let run = Run::new().size(SIZE_TEXT).add_text(text(left)).add_tab().add_text(text(right));
                doc = doc.add_paragraph(Paragraph::new().add_tab(tab).add_run(run).line_spacing(after(160)));
            }
            Piece::Heading(h) => {
                let spacing = LineSpacing::new().before(220).after(80);
                doc = doc.add_paragraph(para(SIZE_HEADING, h, true).keep_next(true).line_spacing(spacing));
            }
            Piece::SubHeading(h) => {
                let spacing = LineSpacing::new().before(180).after(60);
                doc = doc.add_paragraph(para(SIZE_TEXT, h, true).keep_next(true).line_spacing(spacing));
            }
            Piece::Text(s) => doc = doc.add_paragraph(para(SIZE_TEXT, s, false).line_spacing(after(80))),
            Piece::Verbatim(s) => doc = doc.add_paragraph(para(SIZE_CELL, s, false).line_spacing(after(120))),
            Piece::Fine(s) => {
                let spacing = LineSpacing::new().before(200).after(0);
                doc = doc.add_paragraph(para(SIZE_FINE, s, false).color(GREY).line_spacing(spacing));
            }
            Piece::Facts(facts) => doc = doc.add_table(fact_table(facts)).add_paragraph(gap()),
            Piece::Table(grid) => doc = doc.add_table(data_table(grid)).add_paragraph(gap()),
            Piece::Signatures(lines) => doc = doc.add_table(sign_table(lines)).add_paragraph(gap()),
            Piece::Ticks(ticks) => {
                for (done, tick) in ticks {
                    let mark = if *done { '☒' } else { '☐' };
                    let hang = SpecialIndentType::Hanging(340);
                    let p = para(SIZE_TEXT, &format!("{mark} {tick}"), false).indent(Some(340), Some(hang), None, None);
                    doc = doc.add_paragraph(p.line_spacing(after(60)));
                }
            }
            Piece::Blank(n) => {
                for _ in 0..*n {
                    let tab = Tab::new().val(TabValueType::Right).leader(TabLeaderType::Underscore).pos(WIDTH);
                    let p = Paragraph::new().add_tab(tab).add_run(Run::new().add_tab());
                    doc = doc.add_paragraph(p.line_spacing(after(120)));
                }
            }
            Piece::PageBreak => fresh_page = true,
        }
    }
    let mut package = doc.build();
    package.document = repeat_headers(package.document)?;
    Ok(package)
}

/// What Word refuses is taken out; line breaks are the caller's.
fn text(s: &str) -> String {
    clean(s).replace(['\n', '\t'], " ")
}

fn after(twips: u32) -> LineSpacing {
    LineSpacing::new().before(0).after(twips)
}

/// The thin line between a table and what follows.
fn gap() -> Paragraph {
    Paragraph::new().size(8).line_spacing(after(0))
}

/// A paragraph of one run; the lines of a longer text stay lines.
fn para(size: usize, s: &str, bold: bool) -> Paragraph {
    let mut run = Run::new().size(size);
    if bold {
        run = run.bold();
    }
    for (i, line) in clean(s).split('\n').enumerate() {
        if i > 0 {
            run = run.add_break(BreakType::TextWrapping);
        }
        run = run.add_text(line.replace('\t', " "));
    }
    Paragraph::new().add_run(run)
}

/// Amounts do not break between their digits.
fn glued(s: &str) -> String {
    let chars: Vec<char> = s.chars().collect();
    let joins = |i: usize| {
        let before = i.checked_sub(1).and_then(|j| chars.get(j)).is_some_and(char::is_ascii_digit);
        before && chars.get(i + 1).is_some_and(|c| c.is_ascii_digit() || !c.is_alphabetic())
    };
    chars.iter().enumerate().map(|(i, c)| if *c == ' ' && joins(i) { '\u{a0}' } else { *c }).collect()
}

fn widths(columns: &[Column]) -> Vec<usize> {
    let all: usize = columns.iter().map(|c| c.share).sum::<usize>().max(1);
    columns.iter().map(|c| WIDTH * c.share / all).collect()
}

fn frame(rows: Vec<TableRow>, grid: Vec<usize>) -> Table {
    Table::new(rows)
        .set_grid(grid)
        .layout(TableLayoutType::Fixed)
        .width(WIDTH, WidthType::Dxa)
        .margins(TableCellMargins::new().margin(30, 60, 30, 60))
}

fn data_table(grid: &Grid) -> Table {
    let widths = widths(&grid.columns);
    let cell = |i: usize, s: &str, bold: bool| {
        let right = grid.columns.get(i).is_some_and(|c| c.side == Side::Right);
        let s = if right { glued(s) } else { s.to_owned() };
        let align = if right { AlignmentType::Right } else { AlignmentType::Left };
        let width = widths.get(i).copied().unwrap_or_default();
        let p = para(SIZE_CELL, &s, bold).align(align).line_spacing(after(0));
        TableCell::new().width(width, WidthType::Dxa).add_paragraph(p)
    };
    let fill = || Shading::new().shd_type(ShdType::Clear).color("auto").fill(HEAD_FILL);
    let head = grid.columns.iter().enumerate().map(|(i, c)| cell(i, &c.title, true).shading(fill())).collect();
    let mut rows = vec![TableRow::new(head).cant_split().row_height(HEADER_HEIGHT).height_rule(HeightRule::AtLeast)];
    for row in &grid.rows {
        let cells = row.iter().enumerate().map(|(i, s)| cell(i, s, false)).collect();
        rows.push(TableRow::new(cells).cant_split());
    }
    if let Some(total) = &grid.total {
        let cells = total.iter().enumerate().map(|(i, s)| cell(i, s, true)).collect();
        rows.push(TableRow::new(cells).cant_split());
    }
    frame(rows, widths)
}

fn fact_table(facts: &[(String, String)]) -> Table {
    let (left, right) = (WIDTH * 27 / 100, WIDTH - WIDTH * 27 / 100);
    let rows = facts.iter().map(|(label, value)| {
        let label = para(SIZE_TEXT, label, false).color(GREY).line_spacing(after(0));
        let value = para(SIZE_TEXT, value, false).line_spacing(after(0));
        TableRow::new(vec![
            TableCell::new().width(left, WidthType::Dxa).add_paragraph(label),
            TableCell::new().width(right, WidthType::Dxa).add_paragraph(value),
        ])
    });
    frame(rows.collect(), vec![left, right]).clear_all_border()
}

/// What is signed, the line for it, the name in print, the line for the date; what they are for in small print below.
fn sign_table(lines: &[SignLine]) -> Table {
    let grid: Vec<usize> = [34, 20, 29, 17].iter().map(|share| WIDTH * share / 100).collect();
    let width = |i: usize| grid.get(i).copied().unwrap_or_default();
    let cell = |i: usize, size: usize, s: &str, line: bool| {
        let p = para(size, s, false).line_spacing(after(0));
        let p = if size == SIZE_FINE { p.align(AlignmentType::Center) } else { p };
        let c = TableCell::new().width(width(i), WidthType::Dxa).vertical_align(VAlignType::Bottom).add_paragraph(p);
        let under = TableCellBorder::new(TableCellBorderPosition::Bottom).border_type(BorderType::Single).size(6);
        let borders = TableCellBorders::with_empty();
        c.set_borders(if line { borders.set(under) } else { borders })
    };
    let mut rows = Vec::new();
    for l in lines {
        let by_hand = l.instead.is_empty();
        let cells = vec![
            cell(0, SIZE_TEXT, &l.as_what, false),
            cell(1, SIZE_CELL, &l.instead, by_hand),
            cell(2, SIZE_TEXT, &l.name, l.name.is_empty()),
            cell(3, SIZE_TEXT, "", by_hand),
        ];
        rows.push(TableRow::new(cells).cant_split().row_height(560.0).height_rule(HeightRule::AtLeast));
        let small = |i: usize, s: &str| cell(i, SIZE_FINE, s, false);
        let (sign, date) = if by_hand { (l.sign.as_str(), l.date.as_str()) } else { ("", "") };
        rows.push(TableRow::new(vec![small(0, ""), small(1, sign), small(2, ""), small(3, date)]).cant_split());
    }
    frame(rows, grid.clone()).clear_all_border()
}

/// What runs at the foot of every page: the paper's name, then «Лист N из M».
fn footer(paper: &Paper) -> Footer {
    let run = || Run::new().size(SIZE_FINE).color(GREY);
    let field = |instruction: InstrText| {
        [
            run().add_field_char(FieldCharType::Begin, false),
            run().add_instr_text(instruction),
            run().add_field_char(FieldCharType::Separate, false),
            run().add_text("1"),
            run().add_field_char(FieldCharType::End, false),
        ]
    };
    let [page, of] = &paper.page_of;
    let mut p = Paragraph::new()
        .add_tab(Tab::new().val(TabValueType::Right).pos(WIDTH))
        .add_run(run().add_text(text(&paper.running)).add_tab().add_text(format!("{} ", text(page))));
    for r in field(InstrText::PAGE(InstrPAGE::new())) {
        p = p.add_run(r);
    }
    p = p.add_run(run().add_text(format!(" {} ", text(of))));
    for r in field(InstrText::NUMPAGES(InstrNUMPAGES::new())) {
        p = p.add_run(r);
    }
    Footer::new().add_paragraph(p)
}

/// Header rows repeat on every page. A cell's text cannot look like the mark: its `<` is escaped.
fn repeat_headers(document: Vec<u8>) -> Res<Vec<u8>> {
    let xml = String::from_utf8(document).map_err(|e| Fault::from(Code::Internal, e))?;
    let mark = format!("<w:trHeight w:val=\"{HEADER_HEIGHT}\"");
    Ok(xml.replace(&mark, &format!("<w:tblHeader />{mark}")).into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::papers::ActData;
    use crate::exchange::act::{act, sample};
    use crate::texts::{Lang, Texts};

    fn bytes(data: &ActData, lang: Lang) -> Vec<u8> {
        docx(&act(data, &Texts::load(lang)), data.made_at).unwrap()
    }

    #[test]
    fn the_same_paper_gives_the_same_bytes() {
        let data = sample::act();
        assert_eq!(bytes(&data, Lang::Ru), bytes(&data, Lang::Ru));
        assert_ne!(bytes(&data, Lang::Ru), bytes(&data, Lang::En));
    }

    #[test]
    fn header_rows_repeat_and_nothing_hostile_gets_in() {
        let evil = "\u{1b}[2J\u{1}\u{fffe}<w:trHeight w:val=\"283\"/>&";
        let columns = vec![Column::left(evil.to_owned(), 1), Column::right("b".to_owned(), 1)];
        let rows = vec![vec![evil.to_owned(), "1 240 000 ₽".to_owned()]];
        let paper = Paper {
            running: evil.to_owned(),
            page_of: [evil.to_owned(), evil.to_owned()],
            pieces: vec![
                Piece::Title(evil.to_owned(), evil.to_owned()),
                Piece::Table(Grid { columns, rows, total: None }),
                Piece::Text(evil.to_owned()),
            ],
        };
        let xml = String::from_utf8(package(&paper, At(0)).unwrap().document).unwrap();
        assert_eq!(xml.matches("<w:tblHeader />").count(), 1);
        assert!(!xml.contains(['\u{1b}', '\u{1}', '\u{fffe}']), "control characters reach the XML");
        assert!(!xml.contains("<w:trHeight w:val=\"283\"/>"), "text became markup");
        assert!(xml.contains("1\u{a0}240\u{a0}000\u{a0}₽"));
    }
}
