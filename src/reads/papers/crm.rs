//! Every owner that changed, as the CRM has to learn it: with its own numbers and the comment for the card.

use std::collections::BTreeMap;

use super::q;
use crate::base::{At, CaseId, Clock, Code, Day, Due, Fault, Kind, Ref, Res, Seq};
use crate::domain::papers::{CrmChange, PromiseSaid};
use crate::domain::{Block, LineKind, Source};
use crate::reads::case::{own_lines, visible};
use crate::reads::{Scope, case, promises};
use crate::store::{Connection, params};

/// The changes of a case, or of one of its batches: clients, deals, tasks and leads by receiver, then title.
///
/// Errors: `UnknownCase`.
pub fn crm_changes(
    c: &Connection,
    scope: &Scope,
    id: CaseId,
    batch: Option<Seq>,
    clock: &Clock,
) -> Res<Vec<CrmChange>> {
    let view = case::case(c, scope, id, clock)?;
    let from = view.leaver.map(|w| w.name).unwrap_or_default();
    let mut ext = ext_refs(c, id)?;
    let mut blocks = blocks(c, id)?;
    let mut promised = promised(c, scope, id)?;
    let Some((department, person)) = visible(scope) else { return Ok(Vec::new()) };
    let sql = format!(
        "SELECT l.kind, l.object_id, l.title, e.name, a.next_step, a.on_day, a.on_minute, a.answered_at, l.id, l.comment_at IS NOT NULL, \
        CASE l.kind WHEN 'deal' THEN (SELECT c.name FROM deal d JOIN client c ON c.id = d.client_id WHERE d.id = l.object_id) \
          WHEN 'task' THEN (SELECT c.name FROM task t JOIN client c ON c.id = t.client_id WHERE t.id = l.object_id) END \
      FROM ledger_line l JOIN handover_case h ON h.id = l.case_id JOIN employee e ON e.id = l.to_id \
      LEFT JOIN acceptance a ON a.id = (SELECT max(x.id) FROM acceptance x \
        WHERE x.line_id = l.id AND x.state IN ('accepted','forced')) \
      WHERE l.case_id = ?1 AND l.disposition = 'assign' AND l.batch_seq IS NOT NULL AND (?4 IS NULL OR l.batch_seq = ?4) \
        AND l.kind IN ('client','deal','task','lead') AND {} \
      ORDER BY e.name_fold, e.id, l.kind, l.title, l.id",
        own_lines()
    );
    let rows = q::all(c, &sql, params![id, department, person, batch], |r| {
        let kind: LineKind = r.get(0)?;
        let minute: Option<u16> = r.get(6)?;
        let answered: Option<At> = r.get(7)?;
        Ok(CrmChange {
            object: Ref::new(object_kind(kind), r.get(1)?),
            title: r.get(2)?,
            client: r.get(10)?,
            ext: Vec::new(),
            from: from.clone(),
            to: r.get(3)?,
            blocks: Vec::new(),
            promises: Vec::new(),
            first_action: r.get::<_, Option<String>>(4)?.unwrap_or_default(),
            due: r.get::<_, Option<Day>>(5)?.map(|day| Due { day, minute }),
            accepted_on: answered.map(|at| clock.zone.day(at)),
            line: r.get(8)?,
            commented: r.get(9)?,
        })
    })?;
    let with = rows.into_iter().map(|row| CrmChange {
        ext: ext.remove(&row.object).unwrap_or_default(),
        blocks: blocks.remove(&row.object).unwrap_or_default(),
        promises: promised.remove(&row.object).unwrap_or_default(),
        ..row
    });
    Ok(with.collect())
}

/// The comments for the CRM's cards: one per accepted client and deal.
///
/// Errors: `UnknownCase`.
pub fn comments(c: &Connection, scope: &Scope, id: CaseId, clock: &Clock) -> Res<Vec<CrmChange>> {
    let mut all = crm_changes(c, scope, id, None, clock)?;
    all.retain(CrmChange::has_comment);
    Ok(all)
}

/// The case a batch belongs to. Errors: `UnknownBatch`.
pub fn case_of_batch(c: &Connection, batch: Seq) -> Res<CaseId> {
    let sql = "SELECT case_id FROM ledger_line WHERE batch_seq = ?1 LIMIT 1";
    q::one(c, sql, params![batch], |r| r.get(0))?.ok_or_else(|| Fault::new(Code::UnknownBatch).with("name", batch.0))
}

fn object_kind(kind: LineKind) -> Kind {
    match kind {
        LineKind::Client => Kind::Client,
        LineKind::Deal => Kind::Deal,
        LineKind::Task | LineKind::Authored => Kind::Task,
        LineKind::Lead => Kind::Lead,
        LineKind::Team => Kind::Team,
        LineKind::Reference => Kind::Line,
    }
}

fn ext_refs(c: &Connection, id: CaseId) -> Res<BTreeMap<Ref, Vec<(Source, String)>>> {
    let sql = "SELECT l.kind, l.object_id, x.source, x.ext_id FROM ledger_line l \
               JOIN ext_ref x ON x.kind = l.kind AND x.id = l.object_id \
               WHERE l.case_id = ?1 AND l.kind IN ('client','deal','task','lead') ORDER BY x.source, x.ext_id";
    let rows = q::all(c, sql, params![id], |r| {
        let object = Ref::new(object_kind(r.get(0)?), r.get(1)?);
        Ok((object, r.get::<_, Source>(2)?, r.get::<_, String>(3)?))
    })?;
    let mut out: BTreeMap<Ref, Vec<(Source, String)>> = BTreeMap::new();
    for (object, source, ext_id) in rows {
        out.entry(object).or_default().push((source, ext_id));
    }
    Ok(out)
}

fn promised(c: &Connection, scope: &Scope, id: CaseId) -> Res<BTreeMap<Ref, Vec<PromiseSaid>>> {
    let mut out: BTreeMap<Ref, Vec<PromiseSaid>> = BTreeMap::new();
    for p in promises::of_case(c, scope, id)? {
        out.entry(p.object).or_default().push(p.said());
    }
    Ok(out)
}

/// Filled blocks in the order of the form.
fn blocks(c: &Connection, id: CaseId) -> Res<BTreeMap<Ref, Vec<(Block, String)>>> {
    let sql = "SELECT l.kind, l.object_id, b.block, b.text FROM ledger_line l \
               JOIN context_block b ON b.kind = l.kind AND b.object_id = l.object_id AND b.state = 'filled' \
               WHERE l.case_id = ?1";
    let rows = q::all(c, sql, params![id], |r| {
        let object = Ref::new(object_kind(r.get(0)?), r.get(1)?);
        Ok((object, r.get::<_, Block>(2)?, r.get::<_, String>(3)?))
    })?;
    let mut out: BTreeMap<Ref, Vec<(Block, String)>> = BTreeMap::new();
    for (object, block, text) in rows {
        out.entry(object).or_default().push((block, text));
    }
    out.values_mut().for_each(|blocks| blocks.sort_by_key(|(b, _)| *b));
    Ok(out)
}
