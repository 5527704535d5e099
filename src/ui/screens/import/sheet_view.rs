//! How one file of the import looks: what was understood of it, and its first rows under what each column means.

use ratatui::layout::Rect;

use super::report::Review;
use super::sheet::{GAP, NUMBER, Sheet, is_figures, left, widths};
use crate::domain::records::Shape;
use crate::jobs::import::glance::Glance;
use crate::jobs::import::{FileReport, say};
use crate::texts::{Noun, Texts};
use crate::ui::cx::Cx;
use crate::ui::theme::{Glyph, Tone};
use crate::ui::widgets::{Paint, Span};

/// Lines above the rows: name, two sentences, a blank, what the columns mean, their headings.
const HEAD: u16 = 6;
/// Lines under them.
const FOOT: u16 = 2;

/// Rows seen at once in an area of the screen.
pub(super) fn rows_in(area: Rect) -> usize {
    usize::from(area.height.saturating_sub(HEAD + FOOT)).max(1)
}

/// The heading of a column as a person names it.
pub(super) fn heading(i: usize, name: &str, x: &Texts) -> String {
    if name == format!("#{}", i + 1) { x.t().imp_column_nameless((i + 1).to_string()) } else { name.to_owned() }
}

fn number(n: usize, x: &Texts) -> String {
    x.number(i64::try_from(n).unwrap_or(i64::MAX))
}

/// Source, kind, code page and how it is cut; where the headings stand, unless they come first.
pub(super) fn form(f: &FileReport, x: &Texts) -> String {
    let t = x.t();
    let mut out = vec![x.term(f.source), x.term(f.kind)];
    match (f.sheet.as_str(), f.delimiter.as_str()) {
        ("", "") => out.extend([t.imp_glance_html(), f.encoding.clone()]),
        ("", d) => {
            let d = if d == "\t" { t.imp_delimiter_tab() } else { t.quoted(d) };
            out.extend([f.encoding.clone(), t.imp_glance_delimiter(d)]);
        }
        (sheet, _) => out.extend([t.imp_glance_book(), t.imp_glance_sheet(t.quoted(sheet))]),
    }
    if f.header_row > 1 {
        out.push(t.imp_glance_header(f.header_row.to_string()));
    }
    out.join(" · ")
}

/// Between which days the dates of a file lie: «01.03.2025 – 20.11.2026».
pub(super) fn span(g: &Glance, cx: &Cx) -> Option<String> {
    let day = |at| cx.texts.day_figures(cx.clock.zone.day(at));
    let (from, to) = (day(g.oldest?), day(g.newest?));
    Some(if from == to { from } else { format!("{from} – {to}") })
}

/// All that was read, in one line: «Битрикс24 · 2 файла · 4 120 строк · даты …».
pub(super) fn whole(files: &[FileReport], glances: &[Glance], cx: &Cx) -> String {
    let (x, t) = (cx.texts, cx.texts.t());
    let mut sources: Vec<String> = Vec::new();
    for source in files.iter().map(|f| x.term(f.source)) {
        if !sources.contains(&source) {
            sources.push(source);
        }
    }
    let rows = files.iter().map(|f| f.rows).sum::<u64>();
    let mut out = vec![sources.join(", "), x.count(Noun::File, files.len() as i64), x.count(Noun::Line, rows as i64)];
    let all = Glance {
        oldest: glances.iter().filter_map(|g| g.oldest).min(),
        newest: glances.iter().filter_map(|g| g.newest).max(),
        rows: Vec::new(),
    };
    out.extend(span(&all, cx).map(|s| t.imp_glance_dates(s)));
    out.join(" · ")
}

/// How many columns have a meaning, and how many there are with a heading or a cell.
pub(super) fn understood(shape: &Shape) -> (usize, usize) {
    let named =
        |(i, (name, field)): &(usize, &(String, Option<String>))| field.is_some() || *name != format!("#{}", i + 1);
    let all = shape.columns.iter().enumerate().filter(named).count();
    (shape.columns.iter().filter(|(_, f)| f.is_some()).count(), all)
}

fn told(f: &FileReport, shape: &Shape, g: &Glance, cx: &Cx) -> String {
    let (x, t) = (cx.texts, cx.texts.t());
    let (known, all) = understood(shape);
    let mut out = vec![x.count(Noun::Line, f.rows as i64)];
    out.push(span(g, cx).map_or_else(|| t.imp_glance_no_dates(), |s| t.imp_glance_dates(s)));
    out.push(t.imp_glance_columns(number(known, x), number(all, x)));
    if all > known {
        out.push(t.imp_glance_kept(number(all - known, x)));
    }
    out.join(" · ")
}

pub(super) fn sheet(s: &Sheet, r: &Review, area: Rect, cx: &Cx, p: &mut Paint) {
    let (x, t) = (cx.texts, cx.texts.t());
    let Some(report) = &r.report else { return };
    let (Some(f), Some(shape), Some(g)) =
        (report.files.get(s.file), r.seen.shapes.get(s.file), r.seen.glances.get(s.file))
    else {
        return;
    };
    let (x0, w) = (area.x + 1, area.width.saturating_sub(2));
    let lead = match report.files.len() {
        1 => t.imp_sheet_one(),
        all => t.imp_sheet_of(number(s.file + 1, x), number(all, x)),
    };
    let note = t.imp_report_note();
    let room = w.saturating_sub(crate::ui::widgets::width(&note) + 2);
    p.spans(x0, area.y, room, &[(format!("{lead}   "), Tone::Dim), (say::name(f, x), Tone::Title)]);
    p.right(x0, area.y, w, &note, Tone::Warn);
    p.text(x0, area.y + 1, w, &form(f, x), Tone::Plain);
    p.text(x0, area.y + 2, w, &told(f, shape, g, cx), Tone::Dim);
    let inner = Rect { y: area.y + 4, height: area.height.saturating_sub(4), ..area };
    grid(s, shape, g, &|row| r.seen.refused.iter().any(|(f, x)| (*f, x.row) == (s.file, row)), inner, cx, p);
    foot(s, f, shape, g, Rect { x: x0, width: w, y: area.bottom().saturating_sub(1), height: 1 }, cx, p);
}

/// What a column means, as it stands above its heading.
fn meaning(field: Option<&str>, x: &Texts) -> Span {
    match field {
        Some(f) => (x.column_means(f), Tone::Good),
        None => (x.t().imp_column_plain(), Tone::Dim),
    }
}

/// `refused` rows carry a mark at their number.
fn grid(s: &Sheet, shape: &Shape, g: &Glance, refused: &dyn Fn(u64) -> bool, area: Rect, cx: &Cx, p: &mut Paint) {
    let heads: Vec<(Span, String)> = shape
        .columns
        .iter()
        .enumerate()
        .map(|(i, (name, field))| (meaning(field.as_deref(), cx.texts), heading(i, name, cx.texts)))
        .collect();
    let column = |i: usize| g.rows.iter().map(move |(_, cells)| cells.get(i).map_or("", String::as_str));
    let texts = heads.iter().enumerate().flat_map(|(i, ((means, _), head))| [(i, means.as_str()), (i, head.as_str())]);
    let cells = (0..heads.len()).flat_map(|i| column(i).map(move |c| (i, c)));
    let wide = widths(heads.len(), texts.chain(cells));
    let room = area.width.saturating_sub(NUMBER + 3);
    let rows = usize::from(area.height.saturating_sub(2 + FOOT));
    for (dy, (n, _)) in g.rows.iter().skip(s.top).take(rows).enumerate() {
        let y = area.y + 2 + dy as u16;
        match refused(*n) {
            true => p.right(area.x, y, NUMBER, &format!("{} {n}", p.theme.glyph(Glyph::Problem)), Tone::Late),
            false => p.right(area.x, y, NUMBER, &n.to_string(), Tone::Dim),
        };
    }
    let mut at = area.x + NUMBER + GAP;
    let right = area.x + NUMBER + GAP + room;
    for (i, ((means, tone), head)) in heads.iter().enumerate().skip(left(&wide, s.column, room)) {
        if at >= right {
            break;
        }
        let w = wide[i].min(right - at);
        let figures = is_figures(column(i));
        let mut put = |y: u16, text: &str, tone: Tone| {
            if figures {
                p.right(at, y, w, text, tone)
            } else {
                p.text(at, y, w, text, tone)
            };
        };
        put(area.y, means, *tone);
        put(area.y + 1, head, Tone::Title);
        for (dy, cell) in column(i).skip(s.top).take(rows).enumerate() {
            put(area.y + 2 + dy as u16, cell, Tone::Plain);
        }
        if i == s.column {
            p.tone(Rect::new(at.saturating_sub(1), area.y, w + 2, 2), Tone::Cursor);
        }
        at += w + GAP;
    }
}

fn foot(s: &Sheet, f: &FileReport, shape: &Shape, g: &Glance, at: Rect, cx: &Cx, p: &mut Paint) {
    let (x, t) = (cx.texts, cx.texts.t());
    let rows = match g.rows.len() {
        n if (n as u64) < f.rows => t.imp_rows_first(number(n, x), number(f.rows as usize, x)),
        n => t.imp_rows_all(number(n, x)),
    };
    let mut used = 0;
    if let Some((name, field)) = shape.columns.get(s.column) {
        let name = t.quoted(heading(s.column, name, x));
        let (means, _) = meaning(field.as_deref(), x);
        let line = t.imp_column_here(number(s.column + 1, x), number(shape.columns.len(), x), name, means);
        used = p.text(at.x, at.y, at.width.saturating_sub(crate::ui::widgets::width(&rows) + 2), &line, Tone::Plain);
    }
    p.right(at.x + used, at.y, at.width.saturating_sub(used), &rows, Tone::Dim);
}
