//! How old the data of each kind is, and which fresh exports a crisis still waits for: the call list is only as good as
//! the last file (1-G1). Where each CRM keeps its export is the catalogue's to say, by source and kind.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Asker, q};
use crate::base::{At, CaseId, Res};
use crate::domain::{FileKind, Source};
use crate::store::params;

/// What a crisis needs fresh, in the order of its worth: what burns, what was planned, who to ring, what he did.
pub const NEEDED: [FileKind; 5] =
    [FileKind::Deals, FileKind::Tasks, FileKind::Clients, FileKind::Contacts, FileKind::Log];

/// CRMs whose menus the catalogue knows.
const KNOWN: [Source; 5] = [Source::Bitrix24, Source::Amocrm, Source::Onec, Source::Hubspot, Source::Pipedrive];

/// One kind of data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FreshRow {
    pub kind: FileKind,
    /// What the newest file of the kind says of itself, else when it was kept; `None`: never loaded.
    pub data_at: Option<At>,
    /// When that file was kept.
    pub loaded_at: Option<At>,
    /// It came since the case was opened.
    pub arrived: bool,
    /// Where to fetch it: the CRMs this office has loaded from, all known ones for an office that never has.
    pub sources: Vec<Source>,
}

/// What the case has and waits for, in the order of `NEEDED`. Imports are the office's, not one person's.
pub fn fresh(a: &Asker<'_>, case: CaseId) -> Res<Vec<FreshRow>> {
    let sql = "SELECT coalesce(crisis_at, opened_at) FROM handover_case WHERE id = ?1";
    let opened = q::one(a.conn, sql, params![case], |r| r.get::<_, Option<At>>(0))?.flatten();
    let sql = "SELECT at, coalesce(data_at, at), source, kinds FROM import ORDER BY id";
    let imports = q::all(a.conn, sql, [], |r| {
        Ok((r.get::<_, At>(0)?, r.get::<_, At>(1)?, r.get::<_, String>(2)?, r.get::<_, String>(3)?))
    })?;
    let mut used: BTreeMap<Source, ()> = BTreeMap::new();
    let mut newest: BTreeMap<FileKind, (At, At)> = BTreeMap::new();
    for (at, data_at, source, kinds) in &imports {
        used.extend(Source::of(source).filter(|s| KNOWN.contains(s)).map(|s| (s, ())));
        for kind in kinds.split(',').filter_map(|k| FileKind::of(k.trim())) {
            newest.insert(kind, (*at, *data_at));
        }
    }
    let sources: Vec<Source> = if used.is_empty() { KNOWN.to_vec() } else { used.into_keys().collect() };
    Ok(NEEDED
        .into_iter()
        .map(|kind| {
            let found = newest.get(&kind).copied();
            FreshRow {
                kind,
                data_at: found.map(|(_, data)| data),
                loaded_at: found.map(|(at, _)| at),
                arrived: found.zip(opened).is_some_and(|((at, _), opened)| at >= opened),
                sources: sources.clone(),
            }
        })
        .collect())
}
