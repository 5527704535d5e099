//! How fresh the data is and what was never loaded: every screen of a case and the act say it (2 §3).

use std::collections::BTreeSet;

use serde::Serialize;

use super::{log, q};
use crate::base::{At, Res};
use crate::domain::FileKind;
use crate::store::Connection;

/// The kinds a handover speaks about.
const EXPECTED: [FileKind; 6] =
    [FileKind::Clients, FileKind::Deals, FileKind::Contacts, FileKind::Tasks, FileKind::Leads, FileKind::Calls];

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Freshness {
    /// What the newest import says of its data, else when it was kept; `None` when nothing was ever imported.
    pub data_at: Option<At>,
    /// Until when the activity log was read: it says nothing of how fresh clients and deals are.
    pub log_at: Option<At>,
    /// Kinds that no import brought. Empty for a base that lives without imports.
    pub not_loaded: Vec<FileKind>,
}

impl Freshness {
    /// What was loaded and what was not, the activity log with the kinds a handover speaks about. Where nothing was ever
    /// imported only the log is told of: there is no other file that could be missing.
    pub fn kinds(&self) -> (Vec<FileKind>, Vec<FileKind>) {
        let imported = if self.data_at.is_some() { &EXPECTED[..] } else { &[] };
        let all = imported.iter().copied().chain([FileKind::Log]);
        all.partition(|k| if *k == FileKind::Log { self.log_at.is_some() } else { !self.not_loaded.contains(k) })
    }

    /// The comma list that a case stores.
    pub fn not_loaded_words(&self) -> String {
        self.not_loaded.iter().map(|k| k.word()).collect::<Vec<_>>().join(",")
    }
}

/// The freshness of the whole base.
pub fn freshness(c: &Connection) -> Res<Freshness> {
    let imports =
        q::all(c, "SELECT coalesce(data_at, at), kinds FROM import WHERE kinds <> 'log' ORDER BY id", [], |r| {
            Ok((r.get::<_, At>(0)?, r.get::<_, String>(1)?))
        })?;
    let log_at = log::span(c)?.map(|s| s.last);
    if imports.is_empty() {
        return Ok(Freshness { log_at, ..Freshness::default() });
    }
    let loaded: BTreeSet<&str> = imports.iter().flat_map(|(_, kinds)| kinds.split(',')).map(str::trim).collect();
    Ok(Freshness {
        log_at,
        data_at: imports.iter().map(|(at, _)| *at).max(),
        not_loaded: EXPECTED.into_iter().filter(|k| !loaded.contains(k.word())).collect(),
    })
}
