//! Whether a CRM changes the owner of what it has by a file (3 §2): declared per source and kind, with the page of its own
//! documentation that says so. No CRM is known to, so no update file is made; what nobody has verified counts as no.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::words::{Source, words};
use crate::base::Kind;

words! {
    InPlace { No = "no", NotVerified = "not_verified" }
}

/// How the owners compare.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct CrmCounts {
    pub agreed: u64,
    pub still_leaver: u64,
    pub other: u64,
    pub not_compared: u64,
}

/// What is declared of one kind of card in one CRM.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Way {
    pub source: Source,
    pub kind: Kind,
    #[serde(rename = "updates_in_place")]
    pub in_place: InPlace,
    /// The CRM's own page; empty where none was found.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub docs: &'static str,
}

/// «Only new deals can be imported. Existing data cannot be updated.»
const BITRIX24_DEALS: &str = "https://helpdesk.bitrix24.de/open/25757535";
/// Contacts and companies: what to do with duplicates is asked; not whether that changes the owner.
const BITRIX24_DUPLICATES: &str = "https://helpdesk.bitrix24.pl/open/11009548";

pub fn way(source: Source, kind: Kind) -> Way {
    let (in_place, docs) = match (source, kind) {
        (Source::Bitrix24, Kind::Deal) => (InPlace::No, BITRIX24_DEALS),
        (Source::Bitrix24, Kind::Client) => (InPlace::NotVerified, BITRIX24_DUPLICATES),
        _ => (InPlace::NotVerified, ""),
    };
    Way { source, kind, in_place, docs }
}

/// Of what is to be changed, each once.
pub fn ways(cards: impl IntoIterator<Item = (Source, Kind)>) -> Vec<Way> {
    let all: BTreeSet<Way> = cards.into_iter().map(|(source, kind)| way(source, kind)).collect();
    all.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_declared_no_names_its_page_and_the_rest_is_not_verified() {
        for source in Source::ALL {
            for kind in [Kind::Client, Kind::Deal, Kind::Task, Kind::Lead] {
                let w = way(*source, kind);
                assert!(w.in_place == InPlace::NotVerified || w.docs.starts_with("https://"), "{w:?}");
            }
        }
        let cards = [(Source::Bitrix24, Kind::Deal), (Source::Amocrm, Kind::Deal), (Source::Bitrix24, Kind::Deal)];
        let said: Vec<_> = ways(cards).into_iter().map(|w| (w.source, w.in_place)).collect();
        assert_eq!(said, [(Source::Bitrix24, InPlace::No), (Source::Amocrm, InPlace::NotVerified)]);
    }
}
