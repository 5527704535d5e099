//! «Опись на старте» (2 §3): what the leaver holds when the case opens, one ledger line each, with its values frozen.
//! Every kind is one INSERT … SELECT, so that ten thousand objects open as fast as ten.

use super::{Ctx, ctx_counts};
use crate::base::{CaseId, ClientId, Code, DAY_MS, Day, EmployeeId, Fault, HOUR_MS, Kind, MINUTE_MS, Ref, Res};
use crate::domain::Extent;
use crate::reads::frozen;
use crate::store::{Tx, named_params, params};

/// The columns every kind fills, in this order.
const COLUMNS: &str = "case_id, kind, object_id, reference, parent_id, title, segment, temperature, stage_kind, amount, \
                       currency, due_at, ctx_required";

/// What a deal owes is `context::required_of_deal`, what a client without an open deal of the leaver's owes is
/// `context::required_of_client`; here as SQL, since a snapshot is made in one statement. A test compares them.
const CLIENTS: &str = "SELECT :case, 'client', id, '', NULL, name, segment, temperature, '', 0, '', next_due_at, \
  CASE WHEN deals > 0 THEN 0 WHEN segment = 'vip' OR temperature <> 'cold' THEN 3 ELSE 1 END FROM ( \
  SELECT c.*, \
    CASE WHEN c.final_deals > 0 OR c.next_due_at <= :hot THEN 'hot' \
         WHEN c.open_deals > 0 OR c.last_touch_at >= :warm THEN 'warm' ELSE 'cold' END AS temperature, \
    (SELECT count(*) FROM deal d WHERE d.client_id = c.id AND d.stage_kind IN ('open','final') AND d.owner_id = :who) AS deals \
  FROM client c WHERE c.owner_id = :who AND c.deleted = 0) ORDER BY id";

const DEALS: &str = "SELECT :case, 'deal', id, '', parent, title, segment, temperature, stage_kind, amount, currency, due, \
  CASE WHEN segment = 'vip' OR stage_kind = 'final' OR temperature = 'hot' THEN 5 WHEN temperature = 'warm' THEN 3 ELSE 1 END \
  FROM (SELECT d.*, coalesce(c.segment, '') AS segment, l.id AS parent, \
      coalesce(t.due, d.expected_close * :day + :evening) AS due, \
      CASE WHEN d.stage_kind = 'final' OR t.due <= :hot THEN 'hot' ELSE 'warm' END AS temperature \
    FROM deal d LEFT JOIN client c ON c.id = d.client_id \
    LEFT JOIN (SELECT deal_id, min(due_at) AS due FROM task WHERE state = 'open' AND deal_id IN \
         (SELECT id FROM deal WHERE owner_id = :who AND stage_kind IN ('open','final')) GROUP BY deal_id) t ON t.deal_id = d.id \
    LEFT JOIN ledger_line l ON l.case_id = :case AND l.kind = 'client' AND l.object_id = d.client_id \
    WHERE d.owner_id = :who AND d.stage_kind IN ('open','final')) ORDER BY id";

const TASKS: &str = "SELECT :case, 'task', t.id, '', coalesce(ld.id, lc.id), t.title, \
    coalesce((SELECT segment FROM client WHERE id = coalesce(t.client_id, (SELECT client_id FROM deal WHERE id = t.deal_id))), ''), \
    CASE WHEN t.due_at <= :hot THEN 'hot' ELSE 'cold' END, '', 0, '', t.due_at, 0 \
  FROM task t \
  LEFT JOIN ledger_line ld ON ld.case_id = :case AND ld.kind = 'deal' AND ld.object_id = t.deal_id \
  LEFT JOIN ledger_line lc ON lc.case_id = :case AND lc.kind = 'client' \
       AND lc.object_id = coalesce(t.client_id, (SELECT client_id FROM deal WHERE id = t.deal_id)) \
  WHERE t.owner_id = :who AND t.state = 'open' ORDER BY t.id";

const LEADS: &str = "SELECT :case, 'lead', l.id, '', lc.id, l.title, \
    coalesce((SELECT segment FROM client WHERE id = l.client_id), ''), 'cold', '', 0, '', NULL, 0 \
  FROM lead l LEFT JOIN ledger_line lc ON lc.case_id = :case AND lc.kind = 'client' AND lc.object_id = l.client_id \
  WHERE l.owner_id = :who AND l.state IN ('new','working') ORDER BY l.id";

const TEAMS: &str = "SELECT :case, 'team', t.id, '', NULL, c.name, c.segment, '', '', 0, '', NULL, 0 \
  FROM client_team t JOIN client c ON c.id = t.client_id AND c.deleted = 0 WHERE t.employee_id = :who ORDER BY t.id";

const AUTHORED: &str = "SELECT :case, 'authored', id, '', NULL, title, '', '', '', 0, '', due_at, 0 FROM task \
  WHERE author_id = :who AND state = 'open' AND owner_id IS NOT :who ORDER BY id";

const REFERENCES: &str = "SELECT :case, 'reference', id, word || id, NULL, name, '', '', '', 0, '', NULL, 0 FROM ( \
    SELECT 1 AS o, 'deputy:' AS word, id, name FROM employee WHERE deputy_id = :who AND id <> :who AND status <> 'dismissed' \
    UNION ALL SELECT 2, 'head:', id, name FROM employee WHERE head_id = :who AND id <> :who AND status <> 'dismissed' \
    UNION ALL SELECT 3, 'department:', id, name FROM department WHERE head_id = :who \
    UNION ALL SELECT 4, 'rule:', id, kind FROM rule WHERE to_id = :who) ORDER BY o, id";

/// Freezes everything the leaver holds into the ledger of `case` and takes the objects for this case. Gives the number of
/// lines.
///
/// Errors: `AlreadyInCase` when one of the objects is in another active handover (2 §9.18).
pub(super) fn take(tx: &mut Tx<'_>, cx: &Ctx<'_>, case: CaseId, leaver: EmployeeId) -> Res<u64> {
    let mut lines = held(tx, cx, case, leaver, COLUMNS, |select| select.to_owned())?;
    for select in [TEAMS, AUTHORED, REFERENCES] {
        lines += tx.insert_all(Kind::Line, COLUMNS, select, named_params! { ":case": case, ":who": leaver })?;
    }
    occupy(tx, case)?;
    // Context that was written before the case counts from the start; most leavers bring none.
    let written = "SELECT count(*) FROM context_block b JOIN ledger_line l ON l.kind = b.kind AND l.object_id = b.object_id \
                   WHERE l.case_id = ?1";
    if tx.count(written, params![case])? > 0 {
        ctx_counts::recount(tx, case, None)?;
    }
    Ok(lines)
}

/// One client handed over alone: the client, and of what its manager holds the open deals, tasks and leads of this client
/// (2 §3). Colleagues' deals on it are not moved. Gives the number of lines.
///
/// Errors: as [`take`].
pub(super) fn take_client(
    tx: &mut Tx<'_>,
    cx: &Ctx<'_>,
    case: CaseId,
    owner: EmployeeId,
    client: ClientId,
) -> Res<u64> {
    let id = client.0;
    let lines = held(tx, cx, case, owner, COLUMNS, |select| {
        format!(
            "WITH q({COLUMNS}) AS ({select}) SELECT * FROM q WHERE CASE q.kind \
               WHEN 'client' THEN q.object_id = {id} \
               WHEN 'deal' THEN EXISTS (SELECT 1 FROM deal d WHERE d.id = q.object_id AND d.client_id = {id}) \
               WHEN 'task' THEN EXISTS (SELECT 1 FROM task t LEFT JOIN deal d ON d.id = t.deal_id \
                 WHERE t.id = q.object_id AND coalesce(t.client_id, d.client_id) = {id}) \
               ELSE EXISTS (SELECT 1 FROM lead e WHERE e.id = q.object_id AND e.client_id = {id}) END"
        )
    })?;
    occupy(tx, case)?;
    Ok(lines)
}

/// What a substitute takes over while somebody is away: the days, and whether only what falls due in them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Window {
    pub from: Day,
    pub to: Day,
    pub extent: Extent,
    /// It was taken once already: what is in no line yet comes in late, and what is new since whenever it falls due.
    pub late: bool,
    /// New leads are the substitute's; else those that come late wait for the return.
    pub leads: bool,
}

/// It came to him since the case was opened. A task for a later day waits for his return.
const NEW: &str = " OR (q.kind <> 'task' OR q.due_at IS NULL) AND EXISTS (SELECT 1 FROM op_row o WHERE o.kind = q.kind \
    AND o.id = q.object_id AND o.field IN ('','owner_id') \
    AND o.seq > (SELECT min(j.seq) FROM journal j WHERE j.case_id = :case AND j.kind = 'absence-open'))";

/// For an absence (2 §3): every open deal with its client, tasks due by its end, clients with a contact agreed in it, leads;
/// or everything open. What is in another handover stays there, and what the case itself has asked is none of it. Gives the
/// number of lines.
pub(super) fn take_window(tx: &mut Tx<'_>, cx: &Ctx<'_>, case: CaseId, who: EmployeeId, w: &Window) -> Res<u64> {
    let columns = if w.late { format!("{COLUMNS}, late") } else { COLUMNS.to_owned() };
    let late = if w.late { ", 1" } else { "" };
    let (from, to, end) = (w.from.0, w.to.0, cx.clock.zone.at(w.to.plus(1), 0).0);
    let due = match w.extent {
        Extent::All => "1".to_owned(),
        Extent::Due => format!(
            "CASE q.kind WHEN 'client' THEN EXISTS (SELECT 1 FROM deal d WHERE d.client_id = q.object_id AND d.owner_id = {who} \
                AND d.stage_kind IN ('open','final')) \
              OR EXISTS (SELECT 1 FROM client c WHERE c.id = q.object_id AND c.next_contact_on BETWEEN {from} AND {to}) \
              OR EXISTS (SELECT 1 FROM task t WHERE t.client_id = q.object_id AND t.owner_id = {who} AND t.state = 'open' \
                AND t.due_at < {end}) \
             WHEN 'task' THEN coalesce(q.due_at < {end}, 0) ELSE 1 END{new}",
            who = who.0,
            new = if w.late { NEW } else { "" },
        ),
    };
    let due = if w.late && !w.leads { format!("q.kind <> 'lead' AND ({due})") } else { due };
    let lines = held(tx, cx, case, who, &columns, |select| {
        format!(
            "WITH q({COLUMNS}) AS ({select}) SELECT q.*{late} FROM q WHERE ({due}) \
             AND NOT EXISTS (SELECT 1 FROM ledger_line l WHERE l.case_id = :case AND l.kind = q.kind AND l.object_id = q.object_id) \
             AND NOT EXISTS (SELECT 1 FROM active_object a WHERE a.kind = q.kind AND a.id = q.object_id) \
             AND NOT (q.kind = 'task' AND EXISTS (SELECT 1 FROM task t WHERE t.id = q.object_id AND t.case_id IS NOT NULL))"
        )
    })?;
    occupy_more(tx, case)?;
    ctx_counts::recount(tx, case, None)?;
    Ok(lines)
}

/// An absence has become a departure: what was not handed over for the time comes into the same ledger, positions and all.
pub(super) fn take_rest(tx: &mut Tx<'_>, cx: &Ctx<'_>, case: CaseId, leaver: EmployeeId) -> Res<u64> {
    let whole = Window { from: cx.clock.today(), to: cx.clock.today(), extent: Extent::All, late: false, leads: true };
    let mut lines = take_window(tx, cx, case, leaver, &whole)?;
    for select in [TEAMS, AUTHORED, REFERENCES] {
        lines += tx.insert_all(Kind::Line, COLUMNS, select, named_params! { ":case": case, ":who": leaver })?;
    }
    occupy_more(tx, case)?;
    Ok(lines)
}

/// What came to the leaver after the snapshot: «поздно пришедшее», a line each, to be decided like the others (2 §3). The
/// tasks that the case itself gave the leaver («Передача дел») are none.
/// Gives the number of lines.
pub(super) fn late(tx: &mut Tx<'_>, cx: &Ctx<'_>, case: CaseId, leaver: EmployeeId) -> Res<u64> {
    let columns = format!("{COLUMNS}, late");
    let new = |select: &str| {
        format!(
            "WITH q({COLUMNS}) AS ({select}) SELECT q.*, 1 FROM q WHERE NOT EXISTS (SELECT 1 FROM ledger_line l \
               WHERE l.case_id = :case AND l.kind = q.kind AND l.object_id = q.object_id) \
             AND NOT EXISTS (SELECT 1 FROM active_object a WHERE a.kind = q.kind AND a.id = q.object_id) \
             AND NOT (q.kind IN ('task','authored') AND EXISTS (SELECT 1 FROM task t WHERE t.id = q.object_id AND t.case_id = :case))"
        )
    };
    let mut lines = held(tx, cx, case, leaver, &columns, new)?;
    let leaves = "SELECT count(*) FROM handover_case WHERE id = ?1 AND kind IN ('planned','crisis')";
    if tx.count(leaves, params![case])? > 0 {
        // Whoever stays, or is only away, goes on answering for what he asked of others.
        lines +=
            tx.insert_all(Kind::Line, &columns, &new(AUTHORED), named_params! { ":case": case, ":who": leaver })?;
    }
    if lines > 0 {
        occupy_more(tx, case)?;
        // What comes back from another handover brings its context along.
        ctx_counts::recount(tx, case, None)?;
    }
    Ok(lines)
}

/// Lines of the clients, deals, tasks and leads the leaver holds now; `wrap` may narrow each statement.
fn held(
    tx: &mut Tx<'_>,
    cx: &Ctx<'_>,
    case: CaseId,
    leaver: EmployeeId,
    columns: &str,
    wrap: impl Fn(&str) -> String,
) -> Res<u64> {
    let now = cx.clock.now;
    let hot = now.plus(i64::from(cx.office.hot_hours) * HOUR_MS);
    let warm = now.plus(-i64::from(cx.office.warm_days) * DAY_MS);
    let evening = (i64::from(cx.office.day_end) - i64::from(cx.clock.zone.0)) * MINUTE_MS;
    let mut lines = 0;
    let mut kind = |tx: &mut Tx<'_>, select: &str, names: &[&str]| -> Res<()> {
        let all = named_params! {
            ":case": case, ":who": leaver, ":hot": hot, ":warm": warm, ":day": DAY_MS, ":evening": evening
        };
        let given: Vec<_> = all.iter().filter(|(n, _)| names.contains(n)).copied().collect();
        lines += tx.insert_all(Kind::Line, columns, &wrap(select), given.as_slice())?;
        Ok(())
    };
    kind(tx, CLIENTS, &[":case", ":who", ":hot", ":warm"])?;
    kind(tx, DEALS, &[":case", ":who", ":hot", ":day", ":evening"])?;
    kind(tx, TASKS, &[":case", ":who", ":hot"])?;
    kind(tx, LEADS, &[":case", ":who"])?;
    Ok(lines)
}

/// What the lines of the case are about is this case's from now on; what is another's already was left out.
pub(super) fn occupy_more(tx: &mut Tx<'_>, case: CaseId) -> Res<()> {
    tx.exec(
        "INSERT OR IGNORE INTO active_object (kind, id, case_id) SELECT kind, object_id, case_id FROM ledger_line \
         WHERE case_id = ?1 AND kind <> 'reference'",
        params![case],
    )?;
    Ok(())
}

/// Positions are no objects: two people may leave the same department's rules at once.
fn occupy(tx: &mut Tx<'_>, case: CaseId) -> Res<()> {
    let taken = tx.one(
        "SELECT a.kind, a.id, a.case_id FROM ledger_line l JOIN active_object a ON a.kind = l.kind AND a.id = l.object_id \
         WHERE l.case_id = ?1 AND l.kind <> 'reference' LIMIT 1",
        params![case],
        |r| Ok((r.get::<_, String>(0)?, r.get::<_, i64>(1)?, r.get::<_, i64>(2)?)),
    )?;
    if let Some((kind, id, other)) = taken {
        let name = Kind::of(&kind).map_or_else(|| format!("{kind}:{id}"), |k| Ref::new(k, id).to_string());
        return Err(Fault::new(Code::AlreadyInCase).with("name", name).with("case", other));
    }
    tx.exec(
        "INSERT INTO active_object (kind, id, case_id) SELECT kind, object_id, case_id FROM ledger_line \
         WHERE case_id = ?1 AND kind <> 'reference'",
        params![case],
    )?;
    Ok(())
}

/// The hash that the act prints: sha256 over the frozen lines.
pub(super) fn hash(tx: &Tx<'_>, case: CaseId) -> Res<Vec<u8>> {
    Ok(frozen::hash(tx.conn(), case)?.to_vec())
}
