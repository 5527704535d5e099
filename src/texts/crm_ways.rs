//! Whether a CRM takes new owners by a file, in words, and what it says of each owner.

use super::Texts;
use crate::base::Kind;
use crate::domain::CrmNames;
use crate::domain::crm_update::{CrmCounts, InPlace, Way};
use crate::domain::names::short;

impl Texts {
    /// A line per CRM and answer: «Битрикс24, сделки: нет, …».
    pub fn crm_ways(&self, ways: &[Way]) -> Vec<String> {
        let same = |a: &Way, b: &Way| (a.source, a.in_place, a.docs) == (b.source, b.in_place, b.docs);
        let mut said: Vec<(Way, Vec<String>)> = Vec::new();
        for w in ways {
            let list = self.crm_list(w.kind).to_lowercase();
            match said.iter_mut().find(|(s, _)| same(s, w)) {
                Some((_, lists)) => lists.push(list),
                None => said.push((*w, vec![list])),
            }
        }
        said.into_iter().map(|(w, lists)| self.crm_way(&w, &lists.join(", "))).collect()
    }

    fn crm_way(&self, w: &Way, lists: &str) -> String {
        let (t, source) = (self.t(), self.term(w.source));
        match (w.in_place, w.docs) {
            (InPlace::No, docs) => t.crm_way_no(source, lists, docs),
            (InPlace::NotVerified, "") => t.crm_way_unknown(source, lists),
            (InPlace::NotVerified, docs) => t.crm_way_duplicates(source, lists, docs),
        }
    }

    /// What the CRM calls its list of these.
    pub fn crm_list(&self, kind: Kind) -> String {
        let t = self.t();
        match kind {
            Kind::Deal => t.crm_list_deals(),
            Kind::Task => t.crm_list_tasks(),
            Kind::Lead => t.crm_list_leads(),
            _ => t.crm_list_clients(),
        }
    }

    /// How the owners compare, what needs a hand first; what there is none of is left out.
    pub fn crm_counts(&self, c: &CrmCounts, leaver: &str) -> Vec<String> {
        let t = self.t();
        let n = |n: u64| self.number(n as i64);
        let all = [
            (c.still_leaver, t.crm_compare_still(leaver, n(c.still_leaver))),
            (c.other, t.crm_compare_other(n(c.other))),
            (c.not_compared, t.crm_compare_waits(n(c.not_compared))),
            (c.agreed, t.crm_compare_agreed(n(c.agreed))),
        ];
        all.into_iter().filter(|(n, _)| *n > 0).map(|(_, line)| line).collect()
    }

    /// Whom the CRM names, as far as the last export tells: «ещё на: Ковалёв Д.».
    pub fn crm_names(&self, names: CrmNames, who: Option<&str>) -> String {
        let t = self.t();
        let who = who.map(short).unwrap_or_default();
        match names {
            CrmNames::Agreed => t.crm_names_agreed(),
            CrmNames::StillLeaver => t.crm_names_still(who),
            CrmNames::Other => who,
            CrmNames::NotCompared => t.crm_names_not_compared(),
        }
    }
}
