//! Every owner that changed, as the CRM has to learn it: with its own numbers and the comment for the card.

use std::collections::BTreeMap;

use super::q;
use crate::base::{At, CaseId, Clock, Code, Day, Due, Fault, Kind, Ref, Res, Seq};
use crate::domain::papers::{BlockSaid, CrmChange, PromiseSaid};
use crate::domain::{Block, LineKind, Source};
use crate::reads::case::{VISIBLE, own_lines, visible};
use crate::reads::{Scope, case, promises};
use crate::store::{Connection, Params, params};

/// The lines whose new owner the CRM has to learn or has learnt, over `ledger_line l`: what the files hold.
const GIVEN: &str =
    "l.disposition = 'assign' AND l.batch_seq IS NOT NULL AND l.kind IN ('client','deal','task','lead')";

/// How many objects the files of a case hold for whoever sees it: what its rights count, before anything is written.
pub(in crate::reads) fn held(c: &Connection, scope: &Scope, id: CaseId) -> Res<u64> {
    let Some((department, person)) = visible(scope) else { return Ok(0) };
    let sql = format!(
        "SELECT count(*) FROM ledger_line l JOIN handover_case h ON h.id = l.case_id \
         WHERE l.case_id = ?1 AND l.to_id IS NOT NULL AND {VISIBLE} AND {GIVEN} AND {}",
        own_lines()
    );
    Ok(q::count(c, &sql, params![id, department, person])?.unsigned_abs())
}

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
    let mut ext = ext_refs(c, OF_CASE, params![id.0])?;
    let mut blocks = blocks(c, OF_CASE, id.0)?;
    let mut promised = promised(c, scope, id)?;
    let Some((department, person)) = visible(scope) else { return Ok(Vec::new()) };
    let sql = format!(
        "SELECT l.kind, l.object_id, l.title, e.name, a.next_step, a.on_day, a.on_minute, a.answered_at, l.id, l.comment_at IS NOT NULL, l.crm_state IS 'confirmed', \
        CASE l.kind WHEN 'deal' THEN (SELECT c.name FROM deal d JOIN client c ON c.id = d.client_id WHERE d.id = l.object_id) \
          WHEN 'task' THEN (SELECT c.name FROM task t JOIN client c ON c.id = t.client_id WHERE t.id = l.object_id) END \
      FROM ledger_line l JOIN handover_case h ON h.id = l.case_id JOIN employee e ON e.id = l.to_id \
      LEFT JOIN acceptance a ON a.id = (SELECT max(x.id) FROM acceptance x \
        WHERE x.line_id = l.id AND x.state IN ('accepted','forced')) \
      WHERE l.case_id = ?1 AND {GIVEN} AND (?4 IS NULL OR l.batch_seq = ?4) AND {} \
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
            client: r.get(11)?,
            ext: Vec::new(),
            from: from.clone(),
            to: r.get(3)?,
            blocks: Vec::new(),
            promises: Vec::new(),
            first_action: r.get::<_, Option<String>>(4)?.unwrap_or_default(),
            due: r.get::<_, Option<Day>>(5)?.map(|day| Due { day, minute }),
            accepted_on: answered.map(|at| clock.zone.day(at)),
            line: Some(r.get(8)?),
            commented: r.get(9)?,
            confirmed: r.get(10)?,
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

/// What an operation outside any case changed, for the CRM: whatever still has another owner than before it, by receiver,
/// then title.
///
/// Errors: `UnknownBatch` for an entry that is no such operation.
pub fn batch_changes(c: &Connection, scope: &Scope, batch: Seq, clock: &Clock) -> Res<Vec<CrmChange>> {
    let department = match scope {
        Scope::All => None,
        Scope::Department(d) => Some(*d),
        Scope::Own(_) | Scope::Nothing => return Ok(Vec::new()),
    };
    let sql = "SELECT at FROM journal WHERE seq = ?1 AND case_id IS NULL AND kind IN ('owner-change','orphans-give')";
    let at = q::one(c, sql, params![batch], |r| r.get::<_, At>(0))?;
    let at = at.ok_or_else(|| Fault::new(Code::UnknownBatch).with("name", batch.0))?;
    let mut ext = ext_refs(c, OF_BATCH, params![batch.0])?;
    let mut blocks = blocks(c, OF_BATCH, batch.0)?;
    let of = |kind: Kind, title: &str, client: &str| {
        format!(
            "SELECT '{kind}' kind, o.id, x.{title} title, {client} client, o.old, x.owner_id \
               FROM op_row o JOIN {kind} x ON x.id = o.id \
              WHERE o.seq = ?1 AND o.kind = '{kind}' AND o.field = 'owner_id' AND x.owner_id IS NOT o.old",
            kind = kind.word()
        )
    };
    let client = "(SELECT k.name FROM client k WHERE k.id = x.client_id)";
    let all = [
        of(Kind::Client, "name", "NULL"),
        of(Kind::Deal, "title", client),
        of(Kind::Task, "title", client),
        of(Kind::Lead, "title", client),
    ];
    let sql = format!(
        "SELECT m.kind, m.id, m.title, m.client, coalesce(f.name, ''), e.name FROM ({}) m \
           JOIN employee e ON e.id = m.owner_id LEFT JOIN employee f ON f.id = m.old \
          WHERE ?2 IS NULL OR e.department_id = ?2 ORDER BY e.name_fold, e.id, m.kind, m.title, m.id",
        all.join(" UNION ALL ")
    );
    let rows = q::all(c, &sql, params![batch, department], |r| {
        Ok(CrmChange {
            object: Ref::new(r.get(0)?, r.get(1)?),
            title: r.get(2)?,
            client: r.get(3)?,
            ext: Vec::new(),
            from: r.get(4)?,
            to: r.get(5)?,
            blocks: Vec::new(),
            promises: Vec::new(),
            first_action: String::new(),
            due: None,
            accepted_on: Some(clock.zone.day(at)),
            line: None,
            commented: false,
            confirmed: false,
        })
    })?;
    let with = rows.into_iter().map(|row| CrmChange {
        ext: ext.remove(&row.object).unwrap_or_default(),
        blocks: blocks.remove(&row.object).unwrap_or_default(),
        ..row
    });
    Ok(with.collect())
}

/// The case a batch belongs to; `None`: it was done outside any.
pub fn case_of_batch(c: &Connection, batch: Seq) -> Res<Option<CaseId>> {
    q::one(c, "SELECT case_id FROM ledger_line WHERE batch_seq = ?1 LIMIT 1", params![batch], |r| r.get(0))
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

/// The objects of a case, and those an entry of the journal gave somebody; `?1` names it.
const OF_CASE: &str = "SELECT kind, object_id AS id FROM ledger_line WHERE case_id = ?1";
const OF_BATCH: &str = "SELECT kind, id FROM op_row WHERE seq = ?1 AND field = 'owner_id'";

/// The CRM's own numbers of everything a case holds.
pub(in crate::reads) fn ext_refs_of(c: &Connection, case: CaseId) -> Res<BTreeMap<Ref, Vec<(Source, String)>>> {
    ext_refs(c, OF_CASE, params![case.0])
}

/// An id an import made up where a file has none: a kind with a colon, or the name the row had then, alone or with what
/// tells rows of one name apart behind a dot. Nobody finds it in the CRM. In the Maven set the names are the ids.
const MADE_UP: &str = "(x.ext_id LIKE 'name:%' OR x.ext_id LIKE 'contact:%' OR x.ext_id LIKE 'call:%' \
    OR x.source <> 'maven' AND x.ext_id GLOB '*[^0-9]*' \
       AND substr(x.ext_id || ' · ', 1, length(x.called) + 3) = x.called || ' · ' \
    OR instr(x.ext_id, ' · ') > 0 AND x.called = '#' || x.ext_id)";

/// The numbers in the CRM of the objects that `of` selects as `kind` and `id`, where it has numbers of them.
pub(in crate::reads) fn ext_refs(
    c: &Connection,
    of: &str,
    p: impl Params,
) -> Res<BTreeMap<Ref, Vec<(Source, String)>>> {
    let sql = format!(
        "SELECT l.kind, l.id, x.source, x.ext_id FROM ({of}) l \
           JOIN (SELECT *, coalesce(seen ->> '$.title', seen ->> '$.name') AS called FROM ext_ref) x ON x.kind = l.kind AND x.id = l.id \
         WHERE l.kind IN ('client','deal','task','lead') AND NOT coalesce({MADE_UP}, 0) \
         ORDER BY x.source, x.ext_id"
    );
    let rows = q::all(c, &sql, p, |r| {
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
fn blocks(c: &Connection, of: &str, key: i64) -> Res<BTreeMap<Ref, Vec<BlockSaid>>> {
    let sql = format!(
        "SELECT l.kind, l.id, b.block, b.text, b.on_day, b.on_minute FROM ({of}) l \
         JOIN context_block b ON b.kind = l.kind AND b.object_id = l.id AND b.state = 'filled'"
    );
    let rows = q::all(c, &sql, params![key], |r| {
        let object = Ref::new(object_kind(r.get(0)?), r.get(1)?);
        let minute: Option<u16> = r.get(5)?;
        let on = r.get::<_, Option<Day>>(4)?.map(|day| Due { day, minute });
        Ok((object, (r.get::<_, Block>(2)?, r.get::<_, String>(3)?, on)))
    })?;
    let mut out: BTreeMap<Ref, Vec<BlockSaid>> = BTreeMap::new();
    for (object, block) in rows {
        out.entry(object).or_default().push(block);
    }
    out.values_mut().for_each(|blocks| blocks.sort_by_key(|(b, ..)| *b));
    Ok(out)
}
