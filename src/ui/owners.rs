//! «Ответственные» on a card: who, from when to when, and why (1-C5). One look for clients, deals and tasks.

use super::cx::Cx;
use super::theme::Tone;
use super::widgets::Section;
use crate::domain::names::short;
use crate::reads::owner_history::Held;
use crate::texts::OwnerCame;

pub fn section(held: &[Held], cx: &Cx) -> Section {
    let (x, t) = (cx.texts, cx.texts.t());
    let mut out = Section::new(t.owners_history());
    for h in held {
        let who = h.owner.as_ref().map_or_else(|| t.ui_nobody(), |(_, name)| short(name));
        let when = x.held_when(h.from, h.until, &cx.clock);
        let tone = if h.until.is_none() { Tone::Plain } else { Tone::Dim };
        out.spans(vec![(format!("{who}  "), tone), (when, Tone::Dim)]);
        out.line(format!("  {}", x.owner_came(&came(h))), Tone::Dim);
    }
    out
}

/// For the sentence of one change.
pub fn came(h: &Held) -> OwnerCame<'_> {
    let w = &h.why;
    OwnerCame {
        command: &w.command,
        reason: &w.reason,
        rule: &w.rule,
        single: w.single,
        case: w.case.map(|c| c.0),
        by: &w.by,
    }
}
