//! A promise in one line: what, by when, what has become of it.

use super::Texts;
use crate::base::Day;
use crate::domain::PromiseState;
use crate::domain::papers::PromiseSaid;

impl Texts {
    /// «образцы бесплатно — пт, 4 дек. · подтверждено · клиенту: «пришлём две упаковки»».
    pub fn promise(&self, p: &PromiseSaid, today: Day) -> String {
        let t = self.t();
        let mut out = p.text.clone();
        if let Some(due) = p.due {
            out = format!("{out} — {}", self.due(due, today));
        }
        if p.state != PromiseState::Noted {
            out = format!("{out} · {}", self.term(p.state));
        }
        if !p.agreed_with.is_empty() {
            out = format!("{out} · {}", t.prom_agreed(p.agreed_with.clone()));
        }
        if !p.answer.is_empty() {
            out = format!("{out} · {}", t.prom_to_client(p.answer.clone()));
        }
        out
    }
}
