//! How one file of the import looks: what was understood of it, its first rows under what each column means, and its columns
//! one under the other with examples.

use ratatui::layout::Rect;

use super::report::Review;
use super::sheet::{Face, GAP, NUMBER, Sheet, is_figures, left, widths};
use super::sheet_acts::lacking;
use crate::domain::records::Shape;
use crate::jobs::import::glance::Glance;
use crate::jobs::import::mapping::{Column, How, Mapping};
use crate::jobs::import::{FileReport, say};
use crate::texts::{Noun, Texts};
use crate::ui::cx::Cx;
use crate::ui::theme::{Glyph, Tone};
use crate::ui::widgets::{Paint, Span, fit, width};

/// Lines above the rows: name, two sentences, a blank, what the columns mean, their headings.
const HEAD: u16 = 6;
/// Lines under them.
const FOOT: u16 = 2;
/// Examples that say what is in a column.
const EXAMPLES: usize = 4;

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
    let (oldest, newest) =
        (glances.iter().filter_map(|g| g.oldest).min(), glances.iter().filter_map(|g| g.newest).max());
    let all = Glance { oldest, newest, ..Glance::default() };
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
    let guessed = g.hows.iter().zip(&shape.columns).filter(|(h, (_, f))| **h == How::Guessed && f.is_some()).count();
    if guessed > 0 {
        out.push(t.imp_glance_guessed(number(guessed, x)));
    }
    if all > known {
        out.push(t.imp_glance_kept(number(all - known, x)));
    }
    out.join(" · ")
}

pub(super) fn sheet(s: &Sheet, r: Option<&Review>, area: Rect, cx: &Cx, p: &mut Paint) {
    let t = cx.texts.t();
    let (x, w) = (area.x + 1, area.width.saturating_sub(2));
    let note = t.imp_report_note();
    let room = w.saturating_sub(width(&note) + 2);
    let (lead, name, form, told) = match of_report(s, r) {
        Some((report, f, shape, g)) => {
            let lead = match report {
                1 => t.imp_sheet_one(),
                all => t.imp_sheet_of(number(s.file.unwrap_or(0) + 1, cx.texts), number(all, cx.texts)),
            };
            (lead, say::name(f, cx.texts), form(f, cx.texts), told(f, shape, g, cx))
        }
        None => {
            let file = s.mapping.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let (lead, name) = match &s.mapping.sheet {
                Some(sheet) => (t.imp_unknown_sheet(), t.import_sheet_of(file, t.quoted(sheet.clone()))),
                None => (t.imp_unknown(), file),
            };
            (lead, name, said_of(&s.mapping, cx), t.imp_unknown_note())
        }
    };
    p.spans(x, area.y, room, &[(format!("{lead}   "), Tone::Dim), (name, Tone::Title)]);
    p.right(x, area.y, w, &note, Tone::Warn);
    p.text(x, area.y + 1, w, &form, Tone::Plain);
    let (told, tone) = if !s.mapping.lacks().is_empty() {
        (lacking(&s.mapping, cx), Tone::Warn)
    } else if s.mapping.is_changed() {
        (t.imp_changed_note(said_of(&s.mapping, cx)), Tone::Warn)
    } else {
        (told, Tone::Dim)
    };
    p.text(x, area.y + 2, w, &told, tone);
    let inner = Rect { y: area.y + 4, height: area.height.saturating_sub(4), ..area };
    let refused = |row: u64| r.is_some_and(|r| r.seen.refused.iter().any(|(f, x)| Some(*f) == s.file && x.row == row));
    match s.face {
        Face::Rows => grid(s, &refused, inner, cx, p),
        Face::Columns => list(s, inner, cx, p),
    }
    let rows = of_report(s, r).map_or(s.mapping.shown().len() as u64, |(_, f, ..)| f.rows);
    foot(s, rows, Rect { x, width: w, y: area.bottom().saturating_sub(1), height: 1 }, cx, p);
}

type OfReport<'a> = (usize, &'a FileReport, &'a Shape, &'a Glance);

/// How many files there are, and what the report says of this one.
fn of_report<'a>(s: &Sheet, r: Option<&'a Review>) -> Option<OfReport<'a>> {
    let (r, i) = (r?, s.file?);
    let report = r.report.as_ref()?;
    Some((report.files.len(), report.files.get(i)?, r.seen.shapes.get(i)?, r.seen.glances.get(i)?))
}

/// What the rows are, from where, and where their headings stand, as far as it was said.
fn said_of(m: &Mapping, cx: &Cx) -> String {
    let x = cx.texts;
    let head = m.head_row().map(|n| x.t().imp_glance_header(n.to_string()));
    [Some(x.term(m.kind)), Some(x.term(m.source)), head].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// What a column means: how sure it is stands in its tone and its mark.
fn meaning(c: &Column, p: &Paint, x: &Texts) -> Span {
    match (c.field, c.how) {
        (None, _) => (x.t().imp_column_plain(), Tone::Dim),
        (Some(f), How::Guessed) => (format!("? {}", x.column_means(f.word())), Tone::Warn),
        (Some(f), How::Said) => (format!("{} {}", p.theme.glyph(Glyph::Done), x.column_means(f.word())), Tone::Accent),
        (Some(f), How::Known) => (x.column_means(f.word()), Tone::Good),
    }
}

fn how(c: &Column, x: &Texts) -> String {
    match (c.field, c.how) {
        (_, How::Said) => x.t().imp_how_said(),
        (None, _) => String::new(),
        (_, How::Guessed) => x.t().imp_how_guessed(),
        (_, How::Known) => x.t().imp_how_known(),
    }
}

/// `refused` rows carry a mark at their number.
fn grid(s: &Sheet, refused: &dyn Fn(u64) -> bool, area: Rect, cx: &Cx, p: &mut Paint) {
    let shown = s.mapping.shown();
    let heads: Vec<(Span, String)> = (s.mapping.columns.iter().enumerate())
        .map(|(i, c)| (meaning(c, p, cx.texts), heading(i, &c.name, cx.texts)))
        .collect();
    let column = |i: usize| shown.iter().map(move |(_, cells)| cells.get(i).map_or("", String::as_str));
    let texts = heads.iter().enumerate().flat_map(|(i, ((means, _), head))| [(i, means.as_str()), (i, head.as_str())]);
    let cells = (0..heads.len()).flat_map(|i| column(i).map(move |c| (i, c)));
    let wide = widths(heads.len(), texts.chain(cells));
    let room = area.width.saturating_sub(NUMBER + 3);
    let rows = usize::from(area.height.saturating_sub(2 + FOOT));
    for (dy, (n, _)) in shown.iter().skip(s.top).take(rows).enumerate() {
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

/// The columns one under the other: heading, meaning, how it is known, examples.
fn list(s: &Sheet, area: Rect, cx: &Cx, p: &mut Paint) {
    let (x, t) = (cx.texts, cx.texts.t());
    let (name_w, means_w) = (if area.width < 100 { 22 } else { 30 }, 22);
    let how_w = if area.width < 100 { 0 } else { 12 };
    let at = [area.x + 5, area.x + 7 + name_w, area.x + 9 + name_w + means_w];
    let examples_x = at[2] + if how_w > 0 { how_w + 2 } else { 0 };
    let room = area.right().saturating_sub(examples_x + 1);
    p.text(at[0], area.y, name_w, &t.imp_head_column(), Tone::Dim);
    p.text(at[1], area.y, means_w, &t.imp_head_means(), Tone::Dim);
    p.text(at[2], area.y, how_w, &t.imp_head_how(), Tone::Dim);
    p.text(examples_x, area.y, room, &t.imp_head_examples(), Tone::Dim);
    // As many lines as rows beside it: the page of the keys is the same.
    let rows = area.height.saturating_sub(2 + FOOT);
    let first = super::files::top(s.column, rows);
    for (dy, (i, c)) in s.mapping.columns.iter().enumerate().skip(first).take(usize::from(rows)).enumerate() {
        let y = area.y + 1 + dy as u16;
        p.right(area.x, y, 3, &(i + 1).to_string(), Tone::Dim);
        p.text(at[0], y, name_w, &heading(i, &c.name, x), Tone::Plain);
        let (means, tone) = meaning(c, p, x);
        p.text(at[1], y, means_w, &means, tone);
        p.text(at[2], y, how_w, &how(c, x), Tone::Dim);
        p.text(examples_x, y, room, &examples(&s.mapping, i), Tone::Dim);
        if i == s.column {
            p.tone(Rect::new(area.x, y, area.width, 1), Tone::Cursor);
        }
    }
}

/// The first different cells of a column.
fn examples(m: &Mapping, column: usize) -> String {
    let mut out: Vec<&str> = Vec::new();
    for cell in m.shown().iter().filter_map(|(_, c)| c.get(column)).map(String::as_str) {
        if !cell.is_empty() && !out.contains(&cell) && out.len() < EXAMPLES {
            out.push(cell);
        }
    }
    out.iter().map(|c| fit(c, 30, "…")).collect::<Vec<_>>().join(" · ")
}

fn foot(s: &Sheet, rows: u64, at: Rect, cx: &Cx, p: &mut Paint) {
    let (x, t) = (cx.texts, cx.texts.t());
    let rows = match s.mapping.shown().len() {
        n if (n as u64) < rows => t.imp_rows_first(number(n, x), number(rows as usize, x)),
        n if s.file.is_none() => t.imp_rows_below(number(n, x)),
        n => t.imp_rows_all(number(n, x)),
    };
    let mut used = 0;
    if let Some(c) = s.mapping.columns.get(s.column) {
        let name = t.quoted(heading(s.column, &c.name, x));
        let means = c.field.map_or_else(|| t.imp_column_plain(), |f| x.column_means(f.word()));
        let mut line = t.imp_column_here(number(s.column + 1, x), number(s.mapping.columns.len(), x), name, means);
        if c.field.is_some() && c.how == How::Guessed {
            line = format!("{line} ({})", t.imp_how_guessed());
        }
        used = p.text(at.x, at.y, at.width.saturating_sub(width(&rows) + 2), &line, Tone::Plain);
    }
    p.right(at.x + used, at.y, at.width.saturating_sub(used), &rows, Tone::Dim);
}
