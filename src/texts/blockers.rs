//! What keeps a case from closing, in words (2 §3).

use super::Texts;
use crate::domain::closing::Blocker;

impl Texts {
    /// «3 строки без решения»: one thing that is missing, as a part of a list.
    pub fn blocker(&self, b: &Blocker) -> String {
        self.blocker_words(b.word(), b.count())
    }

    /// The same from a fault's words; one that this version does not know stays as it is.
    pub(super) fn blocker_words(&self, word: &str, n: u64) -> String {
        let n = i64::try_from(n).unwrap_or(i64::MAX);
        let (t, s) = (self.t(), self.number(n));
        match word {
            "undecided" => t.blocker_undecided(n, s),
            "not_applied" => t.blocker_not_applied(n, s),
            "late_undecided" => t.blocker_late_undecided(n, s),
            "sums_differ" => t.blocker_sums_differ().to_owned(),
            "on_leaver" => t.blocker_on_leaver(n, s),
            "not_accepted" => t.blocker_not_accepted(n, s),
            "items_open" => t.blocker_items_open(n, s),
            "no_act" => t.blocker_no_act().to_owned(),
            "crm_unknown" => t.blocker_crm_unknown(n, s),
            "crm_still_leaver" => t.blocker_crm_still_leaver(n, s),
            "not_returned" => t.blocker_not_returned().to_owned(),
            "not_notified" => t.blocker_not_notified().to_owned(),
            other => other.to_owned(),
        }
    }
}
