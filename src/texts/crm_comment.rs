//! The comment for one card of the CRM (2 §4).

use super::Texts;
use crate::base::{Clock, fold};
use crate::domain::papers::CrmChange;
use crate::domain::{Block, PromiseState};

impl Texts {
    /// Who to whom and when, the first action, then what the receiver must know. Lines about a person who must not be
    /// involved stay out of the CRM (2 §1).
    pub fn crm_comment(&self, c: &CrmChange, clock: &Clock) -> String {
        let t = self.t();
        let when = self.day_paper(c.accepted_on.unwrap_or_else(|| clock.today()));
        let mut lines = vec![t.crm_comment_head(&c.from, &c.to, when)];
        if !c.first_action.is_empty() {
            let due = c.due.map(|d| format!(" ({})", self.due(d, clock.today()))).unwrap_or_default();
            lines.push(t.crm_comment_line(t.crm_comment_first(), format!("{}{due}", c.first_action)));
        }
        for (block, text, on) in &c.blocks {
            let text =
                if matches!(block, Block::People | Block::Deciders) { without_avoided(text) } else { text.clone() };
            let text = text.trim();
            let said = *block == Block::NextStep && text == c.first_action;
            if !text.is_empty() && !said {
                lines.push(t.crm_comment_line(
                    self.term(*block),
                    on.map_or_else(|| text.to_owned(), |d| format!("{text} — {}", self.due(d, clock.today()))),
                ));
            }
        }
        for p in &c.promises {
            // Whoever reads the card must not confirm to the client what the head has not.
            let label = if p.state == PromiseState::Waiting { t.crm_comment_waits() } else { t.prom_said() };
            lines.push(t.crm_comment_line(label, self.promise(p, clock.today())));
        }
        lines.join("\n")
    }
}

/// Each contact stands on its own line or between semicolons.
fn without_avoided(text: &str) -> String {
    let avoided = |part: &str| {
        let part = fold(part);
        ["не вовлекать", "обходить", "keep out", "avoid"].iter().any(|w| part.contains(w))
    };
    let lines = text.lines().map(|line| {
        let parts: Vec<_> = line.split(';').filter(|p| !avoided(p)).map(str::trim).collect();
        parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join("; ")
    });
    lines.filter(|l| !l.is_empty()).collect::<Vec<_>>().join("\n")
}
