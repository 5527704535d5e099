//! How an import looks: the folder, the report, the end.

use ratatui::layout::Rect;

use super::files::{FOOT, Files, HEAD, top};
use super::report::{Item, Line, Review};
use super::{changes, compare, sheet_view};
use crate::base::show;
use crate::domain::Segment;
use crate::domain::records::Shape;
use crate::jobs::import::glance::Glance;
use crate::jobs::import::{FileReport, Report, say};
use crate::ops::import::{OwnerAnswer, OwnerKnown, Question, SegmentKnown, Take};
use crate::texts::{Noun, Texts};
use crate::ui::cx::Cx;
use crate::ui::plan::panes;
use crate::ui::theme::{Glyph, Tone};
use crate::ui::widgets::{Card, Paint, Section, Span, fit, width, wrap};

// ── The folder ──

pub(super) fn files(f: &Files, area: Rect, cx: &Cx, p: &mut Paint) {
    let t = cx.texts.t();
    let (x, w) = (area.x + 1, area.width.saturating_sub(2));
    p.text(x, area.y, w, &t.imp_name(), Tone::Title);
    let used = width(&t.imp_name()) + 3;
    p.text(x + used, area.y, w.saturating_sub(used), &t.imp_files_note(), Tone::Dim);
    if let Some(folder) = &f.folder {
        let path = folder.path.display().to_string();
        let room = w.saturating_sub(width(&t.imp_folder()) + 1);
        // The end of a path says where one is.
        let cut = width(&path).saturating_sub(room);
        let tail: String = path.chars().skip(usize::from(cut)).collect();
        p.spans(x, area.y + 2, w, &[(format!("{} ", t.imp_folder()), Tone::Dim), (tail, Tone::Plain)]);
    }
    let rows = Files::height(area);
    let first = top(f.at, rows);
    let (mark, cursor) = (p.theme.glyph(Glyph::Marked), p.theme.glyph(Glyph::Cursor));
    let wide = area.width >= 90;
    for (dy, row) in f.rows.iter().skip(first).take(usize::from(rows)).enumerate() {
        let y = area.y + HEAD + dy as u16;
        let here = first + dy == f.at;
        if here {
            p.text(area.x + 1, y, 1, cursor, Tone::Accent);
        }
        match row {
            None => {
                p.text(area.x + 5, y, w, &t.imp_up_row(), Tone::Dim);
            }
            Some(e) if e.is_folder => {
                p.text(area.x + 5, y, w.saturating_sub(4), &format!("{}/", e.name), Tone::Accent);
            }
            Some(e) => {
                if f.is_chosen(e) {
                    p.text(area.x + 3, y, 1, mark, Tone::Accent);
                }
                let when = e.changed.filter(|_| wide).map_or_else(String::new, |at| cx.texts.at(at, &cx.clock));
                let name_w = area.width.saturating_sub(if wide { 42 } else { 20 });
                p.text(area.x + 5, y, name_w, &e.name, Tone::Plain);
                p.right(area.x + 6 + name_w, y, 10, &size(e.size, cx), Tone::Dim);
                p.right(area.x + 17 + name_w, y, area.width.saturating_sub(18 + name_w), &when, Tone::Dim);
            }
        }
        if here {
            p.tone(Rect::new(area.x, y, area.width, 1), Tone::Cursor);
        }
    }
    if f.folder.is_some() && !f.rows.iter().flatten().any(|e| !e.is_folder) {
        let y = area.y + HEAD + (f.rows.len() as u16).min(rows) + 1;
        for (i, l) in wrap(&t.imp_no_files_here(), w.saturating_sub(4)).iter().enumerate() {
            if y + (i as u16) < area.bottom().saturating_sub(FOOT) {
                p.text(area.x + 5, y + i as u16, w.saturating_sub(4), l, Tone::Dim);
            }
        }
    }
    let y = area.bottom().saturating_sub(2);
    let box_mark = if f.create { "[x]" } else { "[ ]" };
    p.spans(x, y, w, &[(format!("{box_mark} "), Tone::Accent), (t.imp_create_option(), Tone::Plain)]);
    let chosen: Vec<String> =
        f.chosen.iter().map(|c| c.file_name().unwrap_or(c.as_os_str()).to_string_lossy().into_owned()).collect();
    let line = if chosen.is_empty() {
        (t.imp_none_chosen(), Tone::Dim)
    } else {
        (t.imp_chosen(cx.texts.count(Noun::File, chosen.len() as i64), chosen.join(", ")), Tone::Plain)
    };
    p.spans(x, y + 1, w, &[line]);
}

fn size(bytes: u64, cx: &Cx) -> String {
    let t = cx.texts.t();
    let n = |v: u64| cx.texts.number(i64::try_from(v).unwrap_or(i64::MAX));
    match bytes {
        0..1024 => t.imp_bytes(n(bytes)),
        1024..1_048_576 => t.imp_kilobytes(n(bytes / 1024)),
        _ => t.imp_megabytes(n(bytes / 1_048_576)),
    }
}

// ── The report ──

pub(super) fn review(r: &Review, create: bool, area: Rect, cx: &Cx, p: &mut Paint) {
    let t = cx.texts.t();
    let split = panes(area);
    let a = split.list;
    let (x, w) = (a.x + 1, a.width.saturating_sub(2));
    let used = p.text(x, a.y, w, &t.imp_report(), Tone::Title) + 3;
    p.text(x + used, a.y, w.saturating_sub(used), &t.imp_report_note(), Tone::Warn);
    let Some(report) = &r.report else { return };
    p.text(x, a.y + 1, w, &sheet_view::whole(&report.files, &r.seen.glances, cx), Tone::Plain);
    let lines = r.lines();
    let rows = Review::height(a);
    let first = r.top(&lines, rows);
    for (dy, line) in lines.iter().skip(first).take(usize::from(rows)).enumerate() {
        let y = a.y + 2 + 1 + dy as u16;
        match line {
            Line::Blank => {}
            Line::Head(i) => {
                p.text(x, y, w, &heading(r, report, r.items[*i], cx), Tone::Title);
            }
            Line::Item(i) => row(r, report, *i, create, Rect::new(a.x, y, a.width, 1), cx, p),
        }
    }
    totals(r, report, create, Rect::new(x, a.bottom().saturating_sub(1), w, 1), cx, p);
    if let Some(c) = split.card {
        p.vline(c.x - 1, c.y, c.height);
        if let Some(card) = about(r, create, cx) {
            card.view(p, Rect { x: c.x + 1, width: c.width.saturating_sub(2), ..c }, false);
        }
    }
}

fn number(n: u64, cx: &Cx) -> String {
    cx.texts.number(i64::try_from(n).unwrap_or(i64::MAX))
}

fn totals(r: &Review, report: &Report, create: bool, at: Rect, cx: &Cx, p: &mut Paint) {
    let t = cx.texts.t();
    let sum = |f: fn(&FileReport) -> u64| number(report.files.iter().map(f).sum(), cx);
    let mut spans = Vec::new();
    // What waits for the person first: the end of the line may be cut.
    let open = r.open(create);
    if open > 0 {
        spans.push((format!("{} · ", cx.texts.count(Noun::Question, open as i64)), Tone::Warn));
    }
    let refused: u64 = report.files.iter().map(|f| f.refused).sum();
    if refused > 0 {
        spans.push((format!("{} · ", t.import_refused(number(refused, cx))), Tone::Late));
    }
    let counts = t.import_counts(sum(|f| f.rows), sum(|f| f.new), sum(|f| f.changed), sum(|f| f.unchanged));
    spans.push((counts, Tone::Plain));
    p.spans(at.x, at.y, at.width, &spans);
}

fn heading(r: &Review, report: &Report, item: Item, cx: &Cx) -> String {
    let t = cx.texts.t();
    match item {
        Item::File(_) => t.imp_head_files(),
        Item::Skipped(_) => t.imp_head_skipped(),
        Item::Broken(_) => t.imp_head_broken(),
        Item::Question(i) => match &report.questions[i] {
            Question::Owner { .. } => t.imp_head_owners(),
            Question::Duplicate { .. } => t.imp_head_duplicates(),
            Question::Link { .. } => t.imp_head_links(),
            Question::Segment { .. } => t.imp_head_segments(),
            _ => t.imp_head_conflicts(),
        },
        Item::Stage(i) => match report.stages[i].pipeline.as_str() {
            "" => t.imp_head_stages(),
            pipeline => t.imp_head_stages_of(t.quoted(pipeline)),
        },
        Item::Refused(_) if r.seen.refused_in_all > r.seen.refused.len() as u64 => {
            t.imp_head_refused_first(number(r.seen.refused.len() as u64, cx), number(r.seen.refused_in_all, cx))
        }
        Item::Refused(_) => t.imp_head_refused(),
        Item::Known(_) | Item::KnownSegment(_) => t.imp_answers_known(),
        Item::Changed(_) if report.changes_more > 0 => {
            let listed = report.changes.len() as u64;
            t.imp_head_changes_first(number(listed, cx), number(listed + report.changes_more, cx))
        }
        Item::Changed(_) => t.imp_head_changes(),
    }
}

/// What will be done about a question as it stands.
fn decided(r: &Review, q: &Question, create: bool, cx: &Cx) -> Span {
    let t = cx.texts.t();
    match q {
        Question::Owner { written, candidates, .. } => match r.owner_answer(written) {
            Some(answer) => owner_said(r, answer, cx),
            None if create && candidates.is_empty() => (t.imp_will_create(), Tone::Good),
            None => (t.imp_unanswered(), Tone::Warn),
        },
        Question::Duplicate { ext_id, one, .. } => match r.client_answer(ext_id, *one) {
            Some(Some(_)) => (t.imp_is_same(), Tone::Good),
            Some(None) => (t.imp_is_other(), Tone::Good),
            None => (t.imp_unanswered(), Tone::Warn),
        },
        Question::Link { source, ext_id, written, .. } => match r.link_answer(*source, ext_id, written) {
            Some(Some(_)) => (t.imp_linked(), Tone::Good),
            Some(None) => (t.imp_unlinked(), Tone::Good),
            None => (t.imp_unanswered(), Tone::Warn),
        },
        Question::Conflict { object, field, held, .. } => match r.given.take(*object, field) {
            Some(Take::Theirs) if !held => (t.imp_theirs_taken(), Tone::Good),
            Some(_) => (t.imp_ours_said(), Tone::Good),
            None => (t.imp_ours_stays(), Tone::Dim),
        },
        Question::Segment { source, written, .. } => match r.segment_answer(*source, written) {
            Some(said) => (segment_said(said, cx), Tone::Good),
            None => (t.imp_unanswered(), Tone::Warn),
        },
        Question::Stage { .. } => (t.imp_ours_stays(), Tone::Dim),
    }
}

/// Who an earlier answer says it is, or what is answered now.
fn owner(r: &Review, known: &OwnerKnown, cx: &Cx) -> Span {
    match r.owner_answer(&known.written) {
        Some(answer) => owner_said(r, answer, cx),
        None => (known.name.clone(), Tone::Plain),
    }
}

/// What an earlier answer says the word means, or what is answered now.
fn segment(r: &Review, known: &SegmentKnown, cx: &Cx) -> Span {
    match r.segment_answer(known.source, &known.written) {
        Some(said) => (segment_said(said, cx), Tone::Good),
        None => (segment_said(known.segment, cx), Tone::Plain),
    }
}

fn segment_said(segment: Option<Segment>, cx: &Cx) -> String {
    segment.map_or_else(|| cx.texts.t().imp_segment_none(), |s| cx.texts.term(s))
}

fn owner_said(r: &Review, answer: OwnerAnswer, cx: &Cx) -> Span {
    let said = match answer {
        OwnerAnswer::Is(id) => r.person(id),
        OwnerAnswer::Create => cx.texts.t().imp_will_create(),
        OwnerAnswer::Nobody => cx.texts.t().imp_owner_nobody(),
    };
    (said, Tone::Good)
}

fn row(r: &Review, report: &Report, i: usize, create: bool, at: Rect, cx: &Cx, p: &mut Paint) {
    let (x, t) = (cx.texts, cx.texts.t());
    let item = r.items[i];
    let here = i == r.at;
    let (left, right): (Vec<Span>, Span) = match item {
        Item::File(f) => {
            let f = &report.files[f];
            let mut counts = Vec::new();
            let mut add = |n: u64, text: fn(&Texts, String) -> String| {
                if n > 0 {
                    counts.push(text(x, number(n, cx)));
                }
            };
            add(f.new, |x, n| x.t().imp_file_new(n));
            add(f.changed, |x, n| x.t().imp_file_changed(n));
            add(f.unchanged, |x, n| x.t().imp_file_unchanged(n));
            add(f.refused, |x, n| x.t().imp_file_refused(n));
            let counts = counts.join(" · ");
            let tone = if f.refused > 0 { Tone::Warn } else { Tone::Plain };
            let what = format!("  {}", x.term(f.kind));
            (vec![(say::name(f, x), Tone::Plain), (what, Tone::Dim)], (counts, tone))
        }
        Item::Skipped(i) => {
            let s = &report.skipped[i];
            let tone = if s.reason.can_be_said() { Tone::Warn } else { Tone::Dim };
            (vec![(say::sheet_of(s, x), Tone::Plain)], (x.skip(s.reason), tone))
        }
        Item::Broken(i) => {
            let b = &report.broken[i];
            (vec![(show(&b.file), Tone::Plain)], (x.fault(&b.fault()).what, Tone::Late))
        }
        Item::Question(q) => {
            let q = &report.questions[q];
            let (name, n) = match q {
                Question::Owner { written, objects, .. } => (t.quoted(written.clone()), Some(*objects)),
                Question::Duplicate { name, .. } | Question::Link { name, .. } => (t.quoted(name.clone()), None),
                Question::Segment { written, objects, .. } => (t.quoted(written.clone()), Some(*objects)),
                Question::Stage { stage, .. } => (t.quoted(stage.clone()), None),
                Question::Conflict { object, name, field, .. } => {
                    let name = format!("{} {}", x.term(object.kind), t.quoted(name.clone()));
                    (format!("{name}  {}", x.told_field(field)), None)
                }
            };
            let n = n.map_or_else(String::new, |n| format!("  {}", x.count(Noun::Object, n as i64)));
            (vec![(name, Tone::Plain), (n, Tone::Dim)], decided(r, q, create, cx))
        }
        Item::Stage(s) => {
            let stage = &report.stages[s];
            let (kind, settled) = r.stage(s).unwrap_or((stage.kind, true));
            let n = format!("  {}", x.count(Noun::Deal, stage.objects as i64));
            let name = if stage.stage.is_empty() { t.imp_no_stage() } else { stage.stage.clone() };
            let tone = if settled { Tone::Plain } else { Tone::Warn };
            (vec![(name, Tone::Plain), (n, Tone::Dim)], (x.term(kind), tone))
        }
        Item::Refused(n) => {
            let (file, row) = &r.seen.refused[n];
            let lead = t.imp_refused_row(number(row.row, cx));
            let file = if report.files.len() > 1 { format!("  {}", report.files[*file].file) } else { String::new() };
            (vec![(lead, Tone::Dim), (format!("  {}", x.refused(row)), Tone::Plain)], (file, Tone::Dim))
        }
        Item::Known(n) => {
            let known = &report.owners_known[n];
            let n = format!("  {}", x.count(Noun::Object, known.objects as i64));
            (vec![(t.quoted(known.written.clone()), Tone::Plain), (n, Tone::Dim)], owner(r, known, cx))
        }
        Item::KnownSegment(n) => {
            let known = &report.segments_known[n];
            let n = format!("  {}", x.count(Noun::Object, known.objects as i64));
            (vec![(t.quoted(known.written.clone()), Tone::Plain), (n, Tone::Dim)], segment(r, known, cx))
        }
        Item::Changed(n) => changes::row(&report.changes[n], cx),
    };
    let (cursor, question) = (p.theme.glyph(Glyph::Cursor), "?");
    if here {
        p.text(at.x + 1, at.y, 1, cursor, Tone::Accent);
    }
    if r.is_open(item, create) {
        p.text(at.x + 3, at.y, 1, question, Tone::Warn);
    }
    let right_w = width(&right.0).min(at.width * 3 / 5);
    p.spans(at.x + 5, at.y, at.width.saturating_sub(right_w + 8), &left);
    p.right(at.right().saturating_sub(right_w + 1), at.y, right_w, &right.0, right.1);
    if here {
        p.tone(at, Tone::Cursor);
    }
}

/// Everything about the line under the cursor.
pub(super) fn about(r: &Review, create: bool, cx: &Cx) -> Option<Card> {
    let (x, t) = (cx.texts, cx.texts.t());
    let report = r.report.as_ref()?;
    let mut s = Section::new("");
    let mut sections = Vec::new();
    let title = match r.item()? {
        Item::File(i) => {
            let f = &report.files[i];
            file(f, r.seen.glances.get(i), &mut s, cx);
            if let Some(shape) = r.seen.shapes.get(i) {
                sections.extend(columns(shape, cx));
            }
            let mut hint = Section::new("");
            hint.line(t.imp_glance_hint(), Tone::Dim);
            sections.push(hint);
            f.file.clone()
        }
        Item::Skipped(i) => {
            let skipped = &report.skipped[i];
            s.pair(t.imp_file(), skipped.file.clone()).pair(t.imp_sheet(), t.quoted(skipped.sheet.clone()));
            s.pair(t.imp_skipped_why(), x.skip(skipped.reason));
            let hint = if skipped.reason.can_be_said() { t.imp_hint_skipped() } else { t.imp_sheet_empty() };
            s.line("", Tone::Dim).line(hint, Tone::Dim);
            skipped.sheet.clone()
        }
        Item::Broken(i) => {
            let b = &report.broken[i];
            let why = x.fault(&b.fault());
            s.line(why.what, Tone::Late).line(why.why, Tone::Plain).line("", Tone::Dim);
            if b.can_be_said() {
                s.line(t.imp_hint_broken_say(), Tone::Dim);
            } else {
                s.line(why.hint, Tone::Plain).line(t.imp_hint_broken(), Tone::Dim);
            }
            show(&b.file)
        }
        Item::Question(i) => {
            let q = &report.questions[i];
            match r.versions().into_iter().find(|v| is_of(v, q)) {
                Some(v) => {
                    s.pair(t.imp_version_field(), x.told_field(v.field));
                    s.pair(t.imp_version_was(), compare::value(&v, v.was, cx));
                    s.pair(t.imp_version_ours(), compare::value(&v, v.ours, cx));
                    s.pair(t.imp_version_theirs(), compare::value(&v, v.theirs, cx));
                }
                None => {
                    s.line(say::question(q, x), Tone::Plain);
                }
            }
            let (what, tone) = decided(r, q, create, cx);
            s.spans(vec![(format!("{:<14} ", t.imp_decision()), Tone::Dim), (what, tone)]);
            let hint = match q {
                Question::Owner { .. } => t.imp_hint_owner(),
                Question::Duplicate { .. } => t.imp_hint_duplicate(),
                Question::Link { .. } => t.imp_hint_link(),
                Question::Segment { .. } => t.imp_hint_segment(),
                _ => t.imp_hint_conflict(),
            };
            sections.extend(candidates(q, cx));
            let mut end = Section::new("");
            end.line(hint, Tone::Dim);
            let n = r.alike().len();
            if n > 1 {
                end.line(t.imp_hint_alike(x.number(n as i64)), Tone::Dim);
            }
            sections.push(end);
            t.imp_question()
        }
        Item::Stage(i) => {
            let stage = &report.stages[i];
            let (kind, settled) = r.stage(i)?;
            s.pair(t.imp_stage_kind(), x.term(kind));
            s.pair(t.imp_stage_deals(), number(stage.objects, cx));
            if !settled {
                s.line(t.imp_stage_guessed(), Tone::Warn);
            }
            s.line("", Tone::Dim).line(t.imp_hint_stage(), Tone::Dim);
            if stage.stage.is_empty() { t.imp_no_stage() } else { stage.stage.clone() }
        }
        Item::Refused(i) => {
            let (file, row) = &r.seen.refused[i];
            s.pair(t.imp_file(), report.files.get(*file).map_or_else(String::new, |f| f.file.clone()));
            s.pair(t.import_column_reason(), x.refused(row));
            let mut cells = Section::new(t.imp_cells());
            let columns = r.seen.shapes.get(*file).map(|s| s.columns.as_slice()).unwrap_or_default();
            for (n, cell) in row.cells.iter().enumerate().filter(|(_, c)| !c.trim().is_empty()) {
                let name = columns.get(n).map_or_else(|| (n + 1).to_string(), |(name, _)| name.clone());
                cells.pair(fit(&name, 14, "…"), cell.clone());
            }
            sections.push(cells);
            let mut hint = Section::new("");
            hint.line(t.imp_hint_refused(), Tone::Dim);
            sections.push(hint);
            t.imp_refused_row(number(row.row, cx))
        }
        Item::Known(n) => {
            let known = &report.owners_known[n];
            let (who, tone) = owner(r, known, cx);
            s.spans(vec![(format!("{:<14} ", t.imp_decision()), Tone::Dim), (who, tone)]);
            s.line("", Tone::Dim).line(t.imp_hint_known(), Tone::Dim);
            known.written.clone()
        }
        Item::KnownSegment(n) => {
            let known = &report.segments_known[n];
            s.spans(vec![(format!("{:<14} ", t.imp_decision()), Tone::Dim), segment(r, known, cx)]);
            s.line("", Tone::Dim).line(t.imp_hint_known(), Tone::Dim);
            known.written.clone()
        }
        Item::Changed(n) => {
            changes::card(&report.changes[n], &mut s, cx);
            report.changes[n].name.clone()
        }
    };
    sections.insert(0, s);
    Some(Card { title, sections, top: 0 })
}

fn is_of(v: &compare::Versions<'_>, q: &Question) -> bool {
    matches!(q, Question::Conflict { object, field, .. } if (*object, field.as_str()) == (v.object, v.field))
}

/// Who or what may be meant, with what tells them apart.
fn candidates(q: &Question, cx: &Cx) -> Option<Section> {
    let (Question::Owner { candidates, .. }
    | Question::Duplicate { candidates, .. }
    | Question::Link { candidates, .. }) = q
    else {
        return None;
    };
    let mut s = Section::new(cx.texts.t().imp_candidates());
    for c in candidates {
        let about = if c.about.is_empty() { String::new() } else { format!("   {}", c.about) };
        s.spans(vec![(c.name.clone(), Tone::Plain), (about, Tone::Dim)]);
    }
    Some(s).filter(|s| !s.lines.is_empty())
}

fn file(f: &FileReport, glance: Option<&Glance>, s: &mut Section, cx: &Cx) {
    let (x, t) = (cx.texts, cx.texts.t());
    s.pair(t.imp_source(), x.term(f.source));
    s.pair(t.imp_kind(), x.term(f.kind));
    // A book has no code page to choose.
    s.pair(t.imp_encoding(), if f.sheet.is_empty() { f.encoding.clone() } else { f.encoding.to_uppercase() });
    let delimiter = match f.delimiter.as_str() {
        "" => t.imp_delimiter_html(),
        "\t" => t.imp_delimiter_tab(),
        other => t.quoted(other),
    };
    match f.sheet.as_str() {
        "" => s.pair(t.imp_delimiter(), delimiter),
        sheet => s.pair(t.imp_sheet(), t.quoted(sheet)),
    };
    s.pair(t.imp_header_row(), number(f.header_row, cx));
    s.pair(t.imp_count_rows(), number(f.rows, cx));
    s.pair(t.imp_dates(), glance.and_then(|g| sheet_view::span(g, cx)).unwrap_or_default());
    s.pair(t.imp_count_new(), number(f.new, cx));
    s.pair(t.imp_count_changed(), number(f.changed, cx));
    s.pair(t.imp_count_unchanged(), number(f.unchanged, cx));
    s.pair(t.imp_count_refused(), number(f.refused, cx));
    s.pair(t.imp_count_questions(), number(f.questions, cx));
    s.pair(t.imp_count_conflicts(), number(f.conflicts, cx));
}

/// Which columns were understood. The meaning is not named: a person knows their own headings.
fn columns(shape: &Shape, cx: &Cx) -> [Section; 2] {
    let t = cx.texts.t();
    let names = |known: bool| {
        // A column without a heading goes by its place; an empty one before the table is nothing to show.
        let all = shape.columns.iter().enumerate().filter(|(i, (name, _))| *name != format!("#{}", i + 1));
        let all = all.filter(|(_, (_, f))| f.is_some() == known);
        all.map(|(_, (name, _))| name.clone()).collect::<Vec<_>>().join(" · ")
    };
    let part = |title: String, text: String| {
        let mut s = Section::new(title);
        if !text.is_empty() {
            s.line(text, Tone::Plain);
        }
        s
    };
    [part(t.imp_columns_known(), names(true)), part(t.imp_columns_kept(), names(false))]
}
