//! The correspondence of each client of a case (1-B5): what is in the card, who says so and when; «что в голове» by the
//! context.

use std::collections::BTreeMap;

use serde::Serialize;

use super::case::{VISIBLE, own_lines, visible};
use super::{Asker, q};
use crate::base::{At, CaseId, ClientId, EmployeeId, Res, match_fold};
use crate::domain::checklist::Count;
use crate::domain::{Actor, CorrespondencePart, CorrespondenceState, Segment};
use crate::reads::papers::actor_name;
use crate::store::{Connection, params};

/// What is said of one part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PartSaid {
    pub part: CorrespondencePart,
    pub state: CorrespondenceState,
    /// Who confirmed it, by name; empty while nobody has, and for the owner of the base, who is none of the people in it.
    pub by: String,
    #[serde(skip)]
    pub by_owner: bool,
    #[serde(skip)]
    pub at: Option<At>,
    pub note: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorrespondenceRow {
    pub client: ClientId,
    pub name: String,
    pub segment: Segment,
    pub to: Option<(EmployeeId, String)>,
    /// In the order of `CorrespondencePart::ALL`.
    pub parts: Vec<PartSaid>,
    /// «Что в голове»: lines of this client whose context is written or waived, of those that owe one.
    pub context: Count,
}

impl CorrespondenceRow {
    pub fn is_complete(&self) -> bool {
        self.context.done >= self.context.all && self.parts.iter().all(|p| p.state != CorrespondenceState::Open)
    }
}

/// Every client the case hands over, what is missing first. Empty for a case that the scope does not see.
pub fn correspondence(a: &Asker<'_>, case: CaseId) -> Res<Vec<CorrespondenceRow>> {
    let Some((department, person)) = visible(a.scope) else { return Ok(Vec::new()) };
    let sql = format!(
        "SELECT c.id, c.name, c.segment, l.to_id, m.name, \
           (l.ctx_required > 0) + (SELECT count(*) FROM deal d JOIN ledger_line x ON x.case_id = l.case_id AND x.kind = 'deal' \
              AND x.object_id = d.id WHERE d.client_id = c.id AND x.ctx_required > 0 AND (x.disposition IS NULL OR x.disposition = 'assign')), \
           (l.ctx_required > 0 AND l.ctx_filled >= l.ctx_required) + (SELECT count(*) FROM deal d JOIN ledger_line x \
              ON x.case_id = l.case_id AND x.kind = 'deal' AND x.object_id = d.id WHERE d.client_id = c.id AND x.ctx_required > 0 \
              AND x.ctx_filled >= x.ctx_required AND (x.disposition IS NULL OR x.disposition = 'assign')) \
         FROM handover_case h JOIN ledger_line l ON l.case_id = h.id AND l.kind = 'client' \
           AND (l.disposition IS NULL OR l.disposition = 'assign') \
         JOIN client c ON c.id = l.object_id LEFT JOIN employee m ON m.id = l.to_id \
         WHERE h.id = ?1 AND {VISIBLE} AND {} ORDER BY c.name_fold, c.id",
        own_lines()
    );
    let mut rows = q::all(a.conn, &sql, params![case, department, person], |r| {
        let (all, done): (i64, i64) = (r.get(5)?, r.get(6)?);
        Ok(CorrespondenceRow {
            client: r.get(0)?,
            name: r.get(1)?,
            segment: r.get(2)?,
            to: r.get::<_, Option<EmployeeId>>(3)?.zip(r.get(4)?),
            parts: Vec::new(),
            context: Count { done: done.unsigned_abs(), all: all.unsigned_abs() },
        })
    })?;
    let said = said(a.conn, case)?;
    for row in &mut rows {
        let of = |part: &CorrespondencePart| {
            said.get(&(row.client, *part)).cloned().unwrap_or_else(|| PartSaid::open(*part))
        };
        row.parts = CorrespondencePart::ALL.iter().map(of).collect();
    }
    // By what a company is called: the legal form before it says nothing.
    rows.sort_by_cached_key(|r| (r.is_complete(), match_fold(&r.name), r.client));
    Ok(rows)
}

impl PartSaid {
    /// Who said so; `owner` is what the owner of the base is called.
    pub fn who(&self, owner: &str) -> String {
        if self.by_owner { owner.to_owned() } else { self.by.clone() }
    }

    const fn open(part: CorrespondencePart) -> Self {
        Self {
            part,
            state: CorrespondenceState::Open,
            by: String::new(),
            by_owner: false,
            at: None,
            note: String::new(),
        }
    }
}

fn said(c: &Connection, case: CaseId) -> Res<BTreeMap<(ClientId, CorrespondencePart), PartSaid>> {
    let sql = "SELECT client_id, part, state, coalesce(by_actor, ''), at, note FROM correspondence WHERE case_id = ?1";
    let rows = q::all(c, sql, params![case], |r| {
        let (part, state, by, at, note) = (r.get(1)?, r.get(2)?, r.get::<_, String>(3)?, r.get(4)?, r.get(5)?);
        let part = PartSaid { part, state, by_owner: by == Actor::Owner.to_string(), by, at, note };
        Ok((r.get::<_, ClientId>(0)?, part))
    })?;
    let named = |(client, part): (ClientId, PartSaid)| {
        let by = if part.by.is_empty() { String::new() } else { actor_name(c, &part.by, "")? };
        Ok(((client, part.part), PartSaid { by, ..part }))
    };
    rows.into_iter().map(named).collect()
}

/// Of how many clients each part is confirmed, of all: what the act may claim.
pub fn totals(c: &Connection, case: CaseId) -> Res<Vec<(CorrespondencePart, Count)>> {
    let sql = "SELECT (SELECT count(*) FROM correspondence k JOIN ledger_line l ON l.case_id = k.case_id AND l.kind = 'client' \
                  AND l.object_id = k.client_id AND (l.disposition IS NULL OR l.disposition = 'assign') \
                 WHERE k.case_id = ?1 AND k.part = ?2 AND k.state <> 'open'), \
               (SELECT count(*) FROM ledger_line l WHERE l.case_id = ?1 AND l.kind = 'client' \
                  AND (l.disposition IS NULL OR l.disposition = 'assign'))";
    let one = |part: &CorrespondencePart| {
        let count = q::one(c, sql, params![case, part], |r| {
            Ok(Count { done: r.get::<_, i64>(0)?.unsigned_abs(), all: r.get::<_, i64>(1)?.unsigned_abs() })
        })?;
        Ok((*part, count.unwrap_or_default()))
    };
    CorrespondencePart::ALL.iter().map(one).collect()
}
