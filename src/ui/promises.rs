//! What was promised, on a card: each with its day and what has become of it.

use super::cx::Cx;
use super::theme::Tone;
use super::widgets::Section;
use crate::domain::papers::PromiseSaid;

pub(super) fn section(all: &[PromiseSaid], cx: &Cx) -> Section {
    let mut s = Section::new(cx.texts.t().prom_rows());
    for p in all {
        s.line(cx.texts.promise(p, cx.today()), Tone::Plain);
    }
    s
}
