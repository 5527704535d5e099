//! What a signal says: the short measure of a cell, and the sentence with its threshold.

use super::{Noun, Texts};
use crate::domain::signals::Rule;
use crate::domain::{IncidentKind, Notice, SignalKind};

fn whole(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

impl Texts {
    /// «1 480 строк», «310 событий»: how much it was.
    pub fn signal_size(&self, kind: SignalKind, n: u64, rows: u64) -> String {
        match (kind, rows) {
            (SignalKind::Export, rows) if rows > 0 => self.count(Noun::Line, whole(rows)),
            (SignalKind::Portfolio, _) => self.t().signal_contacts(self.number(whole(n))),
            _ => self.count(Noun::Event, whole(n)),
        }
    }

    /// Which threshold was reached, and by how much.
    pub fn signal_why(&self, rule: Rule, reached: u64, limit: u64) -> String {
        let (t, n, limit) = (self.t(), self.number(whole(reached)), self.number(whole(limit)));
        match rule {
            Rule::Gone => t.signal_why_gone(n),
            Rule::ExportRows => t.signal_why_export_rows(n, limit),
            Rule::Exports => t.signal_why_exports(n, limit),
            Rule::ViewsHour => t.signal_why_views_hour(n, limit),
            Rule::ViewsDay => t.signal_why_views_day(n, limit),
            Rule::ViewsMedian => t.signal_why_views_median(n, limit),
            Rule::Deletions => t.signal_why_deletions(n, limit),
            Rule::ContactEdits => t.signal_why_contact_edits(n, limit),
            Rule::OffHours => t.signal_why_off_hours(n, limit),
            Rule::DayOff => t.signal_why_day_off(n, limit),
            Rule::Address => t.signal_why_address(n, limit),
            Rule::Portfolio => t.signal_why_portfolio(n, limit),
        }
    }

    /// What has to be done with a notice: «уведомить Роскомнадзор об инциденте».
    pub fn notice(&self, notice: Notice) -> String {
        match notice {
            Notice::Hours24 => self.t().notice_24(),
            Notice::Hours72 => self.t().notice_72(),
        }
    }

    /// What kind of suspicion, for a heading: «Звонил бывший менеджер».
    pub fn incident_title(&self, kind: IncidentKind) -> String {
        let mut chars = self.term(kind);
        if let Some(first) = chars.chars().next() {
            let upper: String = first.to_uppercase().collect();
            chars.replace_range(..first.len_utf8(), &upper);
        }
        chars
    }
}
