//! What an import changes of a record: its line in the report, and its card.

use crate::jobs::import::say;
use crate::ops::import::Changed;
use crate::ui::cx::Cx;
use crate::ui::theme::Tone;
use crate::ui::widgets::{Section, Span};

/// The record with the names of its fields, and what becomes of it where that is one.
pub(super) fn row(c: &Changed, cx: &Cx) -> (Vec<Span>, Span) {
    let (x, t) = (cx.texts, cx.texts.t());
    let names: Vec<String> = c.fields.iter().map(|f| say::changed_field(f, x)).collect();
    let becomes = match &c.fields[..] {
        [] => t.import_change_beside(),
        [one] => say::was_becomes(c.object.kind, one, x),
        more => t.imp_fields_changed(x.number(more.len() as i64)),
    };
    let left = vec![(say::changed_record(c, x), Tone::Plain), (format!("  {}", names.join(", ")), Tone::Dim)];
    (left, (becomes, Tone::Plain))
}

pub(super) fn card(c: &Changed, s: &mut Section, cx: &Cx) {
    for f in &c.fields {
        s.pair(say::changed_field(f, cx.texts), say::was_becomes(c.object.kind, f, cx.texts));
    }
    if c.fields.is_empty() {
        s.line(cx.texts.t().import_change_beside(), Tone::Plain);
    }
}
