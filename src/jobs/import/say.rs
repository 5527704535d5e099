//! The report of an import in words, for the screen and the command line alike.

use super::{Broken, FileReport, Phase, Progress, Question, Report, Skipped};
use crate::base::{Kind, show};
use crate::domain::Segment;
use crate::ops::import::{Candidate, Changed, FieldChanged};
use crate::texts::Texts;

fn number(texts: &Texts, n: u64) -> String {
    texts.number(i64::try_from(n).unwrap_or(i64::MAX))
}

fn quoted(texts: &Texts, s: &str) -> String {
    texts.t().quoted(show(s))
}

fn list(texts: &Texts, candidates: &[Candidate]) -> String {
    candidates.iter().map(|c| quoted(texts, &c.name)).collect::<Vec<_>>().join(", ")
}

/// What a file is, and what came of it: two or more short lines.
pub fn file(f: &FileReport, texts: &Texts) -> Vec<String> {
    let t = texts.t();
    let n = |v| number(texts, v);
    let mut counts = vec![t.import_counts(n(f.rows), n(f.new), n(f.changed), n(f.unchanged))];
    if f.refused > 0 {
        counts.push(t.import_refused(n(f.refused)));
    }
    if f.conflicts > 0 {
        counts.push(t.import_conflicts(n(f.conflicts)));
    }
    let head =
        t.import_file(name(f, texts), texts.term(f.source), texts.term(f.kind), f.encoding.clone(), n(f.header_row));
    vec![head, counts.join(", ")]
}

/// The file, and of a book the sheet.
pub fn name(f: &FileReport, texts: &Texts) -> String {
    match f.sheet.as_str() {
        "" => show(&f.file),
        sheet => texts.t().import_sheet_of(show(&f.file), quoted(texts, sheet)),
    }
}

/// A sheet that was left out, and why.
pub fn skipped(s: &Skipped, texts: &Texts) -> String {
    texts.t().import_skipped(sheet_of(s, texts), texts.skip(s.reason))
}

/// A file that could not be read, and why.
pub fn broken(b: &Broken, texts: &Texts) -> String {
    let mut fault = b.fault();
    // The sentence begins with its name.
    fault.args.retain(|(key, _)| !matches!(*key, "path" | "file"));
    texts.t().import_broken(show(&b.file), texts.fault(&fault).line())
}

/// «учёт.xlsx, лист «Заметки»».
pub fn sheet_of(s: &Skipped, texts: &Texts) -> String {
    texts.t().import_sheet_of(show(&s.file), quoted(texts, &s.sheet))
}

/// One question.
pub fn question(q: &Question, texts: &Texts) -> String {
    let t = texts.t();
    match q {
        Question::Owner { written, objects, candidates, .. } if candidates.is_empty() => {
            t.import_ask_owner_nobody(quoted(texts, written), number(texts, *objects))
        }
        Question::Owner { written, objects, candidates, .. } => {
            t.import_ask_owner_maybe(quoted(texts, written), number(texts, *objects), list(texts, candidates))
        }
        Question::Stage { pipeline, stage, objects, .. } => {
            let of = if pipeline.is_empty() { String::new() } else { t.import_of_pipeline(quoted(texts, pipeline)) };
            t.import_ask_stage(quoted(texts, stage), of, number(texts, *objects))
        }
        Question::Segment { written, objects, .. } => {
            t.import_ask_segment(quoted(texts, written), number(texts, *objects), texts.term(Segment::Regular))
        }
        Question::Duplicate { name, candidates, .. } => {
            t.import_ask_duplicate(quoted(texts, name), list(texts, candidates))
        }
        Question::Link { name, written, candidates, .. } => {
            t.import_ask_link(quoted(texts, name), quoted(texts, written), number(texts, candidates.len() as u64))
        }
        Question::Conflict { object, name, field, ours, theirs, .. } => t.import_ask_conflict(
            format!("{object} {}", quoted(texts, name)),
            texts.told_field(field),
            quoted(texts, &texts.told_value(object.kind, field, ours)),
            quoted(texts, &texts.told_value(object.kind, field, theirs)),
        ),
    }
}

/// A value of a field that the CRM tells, as a person reads it; sums with their thousands apart.
pub fn value(kind: Kind, field: &str, text: &str, texts: &Texts) -> String {
    if text.is_empty() {
        return texts.t().imp_version_empty();
    }
    if field != "amount" {
        return show(&texts.told_value(kind, field, text));
    }
    let (whole, part) = text.split_once('.').unwrap_or((text, "00"));
    match whole.parse::<i64>() {
        Ok(n) if part == "00" => texts.number(n),
        Ok(n) => format!("{},{part}", texts.number(n)),
        Err(_) => show(text),
    }
}

/// What a changed record is called.
pub fn changed_record(c: &Changed, texts: &Texts) -> String {
    format!("{} {}", texts.term(c.object.kind), quoted(texts, &c.name))
}

/// What the field is called: a column that has no field of its own goes by its heading.
pub fn changed_field(f: &FieldChanged, texts: &Texts) -> String {
    match f.column.as_str() {
        "" => texts.told_field(&f.field),
        // Columns that are understood and have no place of their own are kept among the others.
        "products" => texts.column_means("product"),
        "description" => texts.column_means("note"),
        "person" => texts.column_means("contact"),
        "company" => texts.column_means("client"),
        column => show(&texts.column_means(column)),
    }
}

/// «100 → 200».
pub fn was_becomes(kind: Kind, f: &FieldChanged, texts: &Texts) -> String {
    let say = |v: &str| value(kind, &f.field, v, texts);
    texts.t().import_was_becomes(say(&f.before), say(&f.after))
}

/// A record with all that is changed of it, in a line.
pub fn change(c: &Changed, texts: &Texts) -> String {
    let t = texts.t();
    let one = |f: &FieldChanged| t.import_field_change(changed_field(f, texts), was_becomes(c.object.kind, f, texts));
    let fields: Vec<String> = c.fields.iter().map(one).collect();
    let said = if fields.is_empty() { t.import_change_beside() } else { fields.join("; ") };
    t.import_change(changed_record(c, texts), said)
}

/// The first `most` changed records, and how many more there are.
pub fn changes(r: &Report, most: usize, texts: &Texts) -> Vec<String> {
    let mut out: Vec<String> = r.changes.iter().take(most).map(|c| change(c, texts)).collect();
    let more = r.changes.len().saturating_sub(most) as u64 + r.changes_more;
    if more > 0 {
        out.push(texts.t().import_changes_more(number(texts, more)));
    }
    out
}

/// What happened beside the files' own counts.
pub fn outcome(r: &Report, texts: &Texts) -> Vec<String> {
    let t = texts.t();
    let known = r.owners_known.iter();
    let known = known.map(|k| t.import_owner_known(quoted(texts, &k.written), number(texts, k.objects), show(&k.name)));
    let mut out: Vec<String> = known.collect();
    out.extend(r.segments_known.iter().map(|k| {
        let (written, n) = (quoted(texts, &k.written), number(texts, k.objects));
        match k.segment {
            Some(segment) => t.import_segment_known(written, n, texts.term(segment)),
            None => t.import_segment_known_none(written, n),
        }
    }));
    let mut add = |n: u64, line: fn(&Texts, String) -> String| {
        if n > 0 {
            out.push(line(texts, number(texts, n)));
        }
    };
    add(r.employees_created, |x, n| x.t().import_employees_created(n));
    add(r.owners_derived, |x, n| x.t().import_owners_derived(n));
    add(r.crm_confirmed, |x, n| x.t().import_crm_confirmed(n));
    add(r.crm_still_leaver, |x, n| x.t().import_crm_still(n));
    add(r.crm_other, |x, n| x.t().import_crm_other(n));
    add(r.late, |x, n| x.t().import_late(n));
    add(r.calls_unknown, |x, n| x.t().import_calls_unknown(n));
    add(r.portfolio, |x, n| x.t().import_portfolio(n));
    add(r.signals, |x, n| x.t().import_signals(n));
    add(r.files.iter().map(|f| f.questions).sum(), |x, n| x.t().import_questions_left(n));
    if r.log_unknown > 0 {
        let more = r.log_unknown > r.log_unknown_names.len() as u64;
        let mut names: Vec<String> = r.log_unknown_names.iter().map(|n| quoted(texts, n)).collect();
        if more {
            names.push("…".to_owned());
        }
        out.push(t.import_log_unknown(number(texts, r.log_unknown), names.join(", ")));
    }
    out.push(if r.committed { t.import_kept() } else { t.import_not_kept() });
    out
}

/// Progress with rate and remaining time; `elapsed_ms` since the phase began.
pub fn progress(p: Progress, elapsed_ms: u64, texts: &Texts) -> String {
    let t = texts.t();
    let percent = (p.done * 100 / p.total.max(1)).min(100);
    let rate = p.rows * 1000 / elapsed_ms.max(1);
    let left = (p.total.saturating_sub(p.done) * elapsed_ms).checked_div(p.done).unwrap_or(0) / 1000;
    let n = |v| number(texts, v);
    match p.phase {
        Phase::Reading => t.import_reading(n(percent), n(rate), n(left)),
        Phase::Keeping => t.import_keeping(n(percent), n(rate), n(left)),
    }
}
