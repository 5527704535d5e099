//! `estafeta check`: the invariants of 6 §2 on any base, each made anew from the rows and never from what is kept.
//! Reads the whole base, past every scope: it tells numbers of rows and no data.

use serde::Serialize;

use super::frozen;
use super::owed::owed;
use super::q::{all, count};
use crate::base::{CaseId, Code, Fault, Kind, Res};
use crate::store::verify::{Verified, verify};
use crate::store::{Connection, integrity, table};

/// What is checked; the word is the `name` of the JSON contract, the title comes from the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckName {
    /// SQLite's own integrity check.
    Integrity,
    ForeignKeys,
    /// The journal's chain, inverses and payloads.
    Journal,
    /// Every row's version is an entry that says it wrote this row.
    RowVersions,
    /// What stands on the client equals its deals, tasks and touches.
    ClientValues,
    /// The sums by owner equal the rows.
    OwnerSums,
    /// A deal's copy of its stage's kind; one that a case has closed may stand in the last stage the CRM told of it.
    DealStages,
    /// Every client has one search document, under its owner.
    Search,
    /// An object is in one active handover, and a line of that one; a person leaves or is away by one.
    OneHandover,
    /// What an applied batch gave has the owner it was given to, unless changed since.
    Batches,
    /// The frozen lines of every case still give its snapshot's hash.
    Snapshots,
    /// What an open case's lines say of their context is what the blocks give.
    Contexts,
    /// Lines of open and closed cases add up.
    Ledgers,
    /// A line has at most one live acceptance, by the one it was given to.
    Acceptances,
    /// Only undecided lines of an open crisis are held for the time being, and somebody is named for them.
    Temporary,
    /// An absence that is closed has had its way back, taken or waived; what was taken back is with nobody who stood in.
    Absences,
    /// Nothing open belongs to a dismissed person of a closed case, but what came late.
    Dismissed,
    /// No contact got a first letter twice.
    Letters,
    /// Side effects belong to an entry of the journal.
    Jobs,
    /// What a case sets going at its start is done once, nothing of the chain waits twice, and what is done says when.
    Chain,
    /// No command closed one access twice without its having been given back, none runs beside another, and what a
    /// command closed has evidence.
    Hooks,
    /// No line of the CRM's log was taken out or put in since its import.
    LogEvents,
    /// A signal that became an incident has one, and the other way round.
    Incidents,
    /// Only an unusual promise that nobody agreed to waits, and what the head said is dated.
    Promises,
}

/// One invariant on this base.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Check {
    pub name: CheckName,
    pub ok: bool,
    /// References of what breaks it (`client:42 client:43 +7`), or how much was looked at; the same in every language.
    pub detail: String,
}

/// How many references a detail names.
const NAMED: usize = 5;

/// Queries that give a reference for each row that breaks the invariant.
const RULES: &[(CheckName, &str)] = &[
    (CheckName::ForeignKeys, "SELECT \"table\" || ':' || coalesce(rowid, '?') FROM pragma_foreign_key_check"),
    (
        CheckName::ClientValues,
        "SELECT 'client:' || c.id FROM client c
         WHERE c.open_deals IS NOT
               (SELECT count(*) FROM deal d WHERE d.client_id = c.id AND d.stage_kind IN ('open', 'final'))
            OR c.final_deals IS NOT (SELECT count(*) FROM deal d WHERE d.client_id = c.id AND d.stage_kind = 'final')
            OR c.next_due_at IS NOT
               (SELECT min(t.due_at) FROM task t INDEXED BY task_client WHERE t.client_id = c.id AND t.state = 'open')
            OR c.last_touch_at IS NOT (SELECT max(u.at) FROM live_touch u WHERE u.client_id = c.id)",
    ),
    (
        CheckName::OwnerSums,
        "WITH made AS (
           SELECT coalesce(owner_id, 0) o, 'client' k, '' s, '' c, count(*) n, 0 a FROM client WHERE deleted = 0 GROUP BY 1
           UNION ALL
           SELECT coalesce(owner_id, 0), 'deal', stage_kind, currency, count(*), sum(amount) FROM deal GROUP BY 1, 3, 4
           UNION ALL
           SELECT coalesce(owner_id, 0), 'task', 'open', '', count(*), 0 FROM task WHERE state = 'open' GROUP BY 1),
         kept AS (SELECT owner_id o, kind k, stage_kind s, currency c, n, amount a FROM owner_stats)
         SELECT DISTINCT 'employee:' || o FROM (
           SELECT * FROM (SELECT * FROM made EXCEPT SELECT * FROM kept)
           UNION ALL SELECT * FROM (SELECT * FROM kept EXCEPT SELECT * FROM made))",
    ),
    (
        CheckName::DealStages,
        "SELECT 'deal:' || d.id FROM deal d JOIN stage s ON s.id = d.stage_id WHERE s.kind <> d.stage_kind
            AND NOT (d.stage_kind IN ('won', 'lost') AND EXISTS (SELECT 1 FROM op_row o JOIN journal j ON j.seq = o.seq
                      WHERE o.kind = 'deal' AND o.id = d.id AND o.field = 'stage_kind' AND j.kind = 'dispose'))",
    ),
    (
        CheckName::OneHandover,
        "SELECT a.kind || ':' || a.id FROM active_object a LEFT JOIN handover_case h ON h.id = a.case_id
          WHERE h.state IS NULL OR h.state NOT IN ('open', 'distributing', 'handing_over', 'signing', 'paused')
             OR NOT EXISTS (SELECT 1 FROM ledger_line l
                             WHERE l.kind = a.kind AND l.object_id = a.id AND l.case_id = a.case_id)
         UNION ALL
         SELECT l.kind || ':' || l.object_id FROM ledger_line l JOIN handover_case h ON h.id = l.case_id
          WHERE h.state IN ('open', 'distributing', 'handing_over', 'signing', 'paused')
            AND l.kind IN ('client', 'deal', 'task', 'lead') AND l.disposition IS NULL
            AND NOT EXISTS (SELECT 1 FROM active_object a WHERE a.kind = l.kind AND a.id = l.object_id)
         UNION ALL
         SELECT 'case:' || max(h.id) FROM handover_case h
          WHERE h.leaver_id IS NOT NULL AND h.kind <> 'single'
            AND h.state IN ('open', 'distributing', 'handing_over', 'signing', 'paused')
          GROUP BY h.leaver_id HAVING count(*) > 1",
    ),
    (
        CheckName::Batches,
        "WITH given AS (SELECT l.id, l.kind, l.object_id, l.to_id, l.batch_seq FROM ledger_line l
                         WHERE l.batch_seq IS NOT NULL AND l.disposition = 'assign'
                           AND l.kind IN ('client', 'deal', 'task', 'lead'))
         SELECT 'line:' || g.id FROM given g
          WHERE (CASE g.kind WHEN 'client' THEN (SELECT owner_id FROM client WHERE id = g.object_id)
                             WHEN 'deal' THEN (SELECT owner_id FROM deal WHERE id = g.object_id)
                             WHEN 'task' THEN (SELECT owner_id FROM task WHERE id = g.object_id)
                             ELSE (SELECT owner_id FROM lead WHERE id = g.object_id) END) IS NOT g.to_id
            AND NOT EXISTS (SELECT 1 FROM op_row o WHERE o.kind = g.kind AND o.id = g.object_id
                               AND o.field = 'owner_id' AND o.seq > g.batch_seq)
         UNION ALL
         SELECT 'line:' || l.id FROM ledger_line l
          WHERE l.batch_seq IS NOT NULL AND NOT EXISTS (SELECT 1 FROM journal j WHERE j.seq = l.batch_seq)
         UNION ALL
         SELECT 'line:' || l.id FROM ledger_line l JOIN journal j ON j.seq = l.batch_seq
          WHERE j.undone_by IS NOT NULL AND l.disposition = 'assign'
            AND EXISTS (SELECT 1 FROM op_row o WHERE o.kind = l.kind AND o.id = l.object_id
                           AND o.field = 'owner_id' AND o.seq = j.undone_by)",
    ),
    (
        CheckName::Ledgers,
        "SELECT 'line:' || l.id FROM ledger_line l
          WHERE (l.batch_seq IS NOT NULL AND l.disposition IS NULL)
             OR (l.batch_seq IS NOT NULL AND l.disposition = 'assign' AND l.kind <> 'reference' AND l.to_id IS NULL)
         UNION ALL
         SELECT 'line:' || l.id FROM ledger_line l JOIN handover_case h ON h.id = l.case_id
          WHERE h.state IN ('closed', 'observing', 'finished') AND h.kind IN ('planned', 'crisis')
            AND (l.disposition IS NULL OR l.batch_seq IS NULL
                 OR (l.disposition = 'assign' AND l.kind IN ('client', 'deal', 'task', 'lead')
                     AND NOT EXISTS (SELECT 1 FROM acceptance a
                                      WHERE a.line_id = l.id AND a.state IN ('accepted', 'forced'))))
         UNION ALL
         SELECT 'case:' || h.id FROM handover_case h
          WHERE h.hidden = 0 AND h.state <> 'draft' AND h.leaver_id IS NOT NULL AND h.snapshot_hash IS NULL",
    ),
    (
        CheckName::Acceptances,
        "SELECT 'line:' || a.line_id FROM acceptance a WHERE a.state IN ('offered', 'accepted', 'forced')
          GROUP BY a.line_id HAVING count(*) > 1
         UNION ALL
         SELECT 'acceptance:' || a.id FROM acceptance a JOIN ledger_line l ON l.id = a.line_id
          WHERE a.case_id <> l.case_id OR (a.state = 'offered' AND a.receiver_id IS NOT l.to_id)",
    ),
    (
        CheckName::Temporary,
        "SELECT 'line:' || l.id FROM ledger_line l JOIN handover_case h ON h.id = l.case_id
          WHERE l.temp_id IS NOT NULL
            AND (l.batch_seq IS NOT NULL OR l.disposition IS NOT NULL OR h.temporary_id IS NULL OR h.kind <> 'crisis'
                 OR h.state NOT IN ('open', 'distributing', 'handing_over', 'signing', 'paused'))",
    ),
    (
        CheckName::Absences,
        "SELECT 'case:' || h.id FROM handover_case h
          WHERE (h.kind = 'absence' AND h.state IN ('closed', 'observing', 'finished') AND h.returned_seq IS NULL)
             OR (h.returned_seq IS NOT NULL AND (h.kind <> 'absence' OR h.state NOT IN ('closed', 'finished')
                 OR NOT EXISTS (SELECT 1 FROM journal j WHERE j.seq = h.returned_seq AND j.kind = 'absence-return')))
             OR (h.kind = 'absence' AND h.state IN ('open', 'distributing', 'handing_over', 'paused')
                 AND (h.absence_id IS NULL OR h.until_day IS NULL OR h.extent IS NULL))
         UNION ALL
         SELECT l.kind || ':' || l.object_id FROM handover_case h JOIN ledger_line l ON l.case_id = h.id
          WHERE h.returned_seq IS NOT NULL AND h.comment IS NULL AND l.disposition = 'assign' AND l.to_id IS NOT h.leaver_id
            AND (CASE l.kind WHEN 'client' THEN (SELECT owner_id FROM client WHERE id = l.object_id AND deleted = 0)
                             WHEN 'deal' THEN (SELECT owner_id FROM deal WHERE id = l.object_id AND stage_kind IN ('open', 'final'))
                             WHEN 'task' THEN (SELECT owner_id FROM task WHERE id = l.object_id AND state = 'open')
                             ELSE (SELECT owner_id FROM lead WHERE id = l.object_id AND state IN ('new', 'working')) END) = l.to_id
            AND NOT EXISTS (SELECT 1 FROM op_row o WHERE o.kind = l.kind AND o.id = l.object_id
                               AND o.field IN ('owner_id', 'state', 'stage_kind') AND o.seq > h.returned_seq)",
    ),
    (
        CheckName::Dismissed,
        // What landed there since the closing came late: it is told every morning, and no fault of the base.
        "WITH gone AS (SELECT e.id, (SELECT coalesce(max(j.seq), 9e18) FROM handover_case h JOIN journal j
                            ON j.case_id = h.id AND j.kind = 'case-close' WHERE h.leaver_id = e.id) AS closed
                         FROM employee e WHERE e.status = 'dismissed'
                          AND EXISTS (SELECT 1 FROM handover_case h WHERE h.leaver_id = e.id
                                         AND h.kind IN ('planned', 'crisis')
                                         AND h.state IN ('closed', 'observing', 'finished')))
         SELECT 'client:' || c.id FROM gone g JOIN client c ON c.owner_id = g.id WHERE c.deleted = 0
            AND NOT EXISTS (SELECT 1 FROM op_row o WHERE o.kind = 'client' AND o.id = c.id
                            AND o.field IN ('', 'owner_id') AND o.seq > g.closed)
         UNION ALL
         SELECT 'deal:' || d.id FROM gone g JOIN deal d ON d.owner_id = g.id WHERE d.stage_kind IN ('open', 'final')
            AND NOT EXISTS (SELECT 1 FROM op_row o WHERE o.kind = 'deal' AND o.id = d.id
                            AND o.field IN ('', 'owner_id') AND o.seq > g.closed)
         UNION ALL
         SELECT 'task:' || t.id FROM gone g JOIN task t ON t.owner_id = g.id WHERE t.state = 'open'
            AND NOT EXISTS (SELECT 1 FROM op_row o WHERE o.kind = 'task' AND o.id = t.id
                            AND o.field IN ('', 'owner_id') AND o.seq > g.closed)
         UNION ALL
         SELECT 'lead:' || l.id FROM gone g JOIN lead l ON l.owner_id = g.id WHERE l.state IN ('new', 'working')
            AND NOT EXISTS (SELECT 1 FROM op_row o WHERE o.kind = 'lead' AND o.id = l.id
                            AND o.field IN ('', 'owner_id') AND o.seq > g.closed)",
    ),
    (
        CheckName::Letters,
        "SELECT 'letter:' || min(l.id) FROM letter l
          WHERE l.state IN ('sending', 'sent', 'not_bounced', 'confirmed', 'bounced', 'unknown') AND l.kind = 'first'
          GROUP BY l.case_id, l.client_id, l.contact_id, l.address HAVING count(*) > 1
         UNION ALL
         SELECT 'letter:' || l.id FROM letter l WHERE l.state IN ('sent', 'not_bounced', 'confirmed') AND l.sent_at IS NULL
         UNION ALL
         SELECT 'letter:' || l.id FROM letter l WHERE l.problem IN ('no_address', 'do_not_write') AND l.tell_id IS NULL
         UNION ALL
         SELECT 'letter:' || l.id FROM letter l WHERE l.kind = 'clarify' AND l.case_id IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM letter x WHERE x.client_id = l.client_id AND x.id < l.id)",
    ),
    (
        CheckName::Jobs,
        "SELECT 'job:' || b.id FROM job b WHERE NOT EXISTS (SELECT 1 FROM journal j WHERE j.seq = b.seq)",
    ),
    (
        CheckName::Chain,
        "SELECT 'job:' || max(id) FROM job WHERE step <> '' AND (due_rule = 'start' OR state IN ('queued','running')) \
         GROUP BY case_id, step HAVING count(*) > 1 \
         UNION ALL SELECT 'job:' || id FROM job WHERE step <> '' AND state = 'done' AND done_at IS NULL",
    ),
    (
        CheckName::Hooks,
        "WITH ran AS (SELECT access_id, kind, state, lease_until,
                             state = 'done' AND coalesce(result, '') LIKE '{%\"exited\":0}%' AS done
                        FROM job WHERE access_id IS NOT NULL)
         SELECT 'access:' || access_id FROM ran GROUP BY access_id
          HAVING sum(done AND kind = 'revoke') > 1 + (SELECT count(*) FROM op_row o WHERE o.kind = 'access'
                   AND o.id = access_id AND o.field = 'state' AND o.old = 'restore')
              OR sum(state IN ('queued', 'running')) > 1 OR sum(state = 'running' AND lease_until IS NULL) > 0
         UNION ALL
         SELECT 'access:' || a.id FROM access a WHERE a.done_by = 'system:hook' AND coalesce(a.evidence, '') = ''
         UNION ALL
         SELECT 'access:' || a.id FROM access a WHERE a.state IN ('done', 'verified') AND a.done_at IS NULL",
    ),
    (
        // By what the journal says of each import, which the chain covers.
        CheckName::LogEvents,
        "WITH said AS (SELECT json_extract(p.payload, '$.out.import') AS import, sum(json_extract(f.value, '$.new')) AS n
                         FROM journal j JOIN journal_payload p ON p.seq = j.seq, json_each(p.payload, '$.out.files') f
                        WHERE j.kind = 'import' AND p.payload IS NOT NULL
                          AND json_extract(p.payload, '$.command.files[' || f.key || '].shape.kind') = 'log' GROUP BY 1),
              had AS (SELECT import_id AS import, count(*) AS n FROM log_event GROUP BY 1)
         SELECT 'import:' || s.import FROM said s LEFT JOIN had h ON h.import = s.import WHERE s.n <> coalesce(h.n, 0)
         UNION ALL
         SELECT 'import:' || h.import FROM had h WHERE h.import NOT IN (SELECT id FROM import)",
    ),
    (
        CheckName::Incidents,
        "SELECT 'signal:' || s.id FROM signal s WHERE s.state = 'incident'
            AND NOT EXISTS (SELECT 1 FROM incident i WHERE i.signal_id = s.id)
         UNION ALL
         SELECT 'incident:' || i.id FROM incident i JOIN signal s ON s.id = i.signal_id
          WHERE i.state <> 'dismissed' AND s.state <> 'incident'
         UNION ALL
         SELECT 'incident:' || i.id FROM incident i WHERE i.notified_24 < i.found_at OR i.notified_72 < i.found_at",
    ),
    (
        CheckName::Promises,
        "SELECT 'promise:' || id FROM promise WHERE (state = 'waiting' AND decided_at IS NULL AND (unusual = 0 OR agreed_with <> ''))
            OR (state IN ('approved', 'refused') AND (decided_at IS NULL OR decided_by IS NULL))
            OR (state = 'refused' AND answer = '') OR (due_day IS NULL) <> (due_at IS NULL)",
    ),
];

/// Checks everything, in a fixed order. Long on a large base: run it on a reader that can be interrupted, inside one
/// `view`.
pub fn check(c: &Connection) -> Res<Vec<Check>> {
    let mut out = vec![found(CheckName::Integrity, integrity(c)?)];
    let journal = verify(c, &[])?;
    out.push(Check { name: CheckName::Journal, ok: journal.is_ok(), detail: told(&journal) });
    out.push(found(CheckName::RowVersions, row_versions(c)?));
    for (name, sql) in RULES {
        out.push(found(*name, refs(c, sql)?));
    }
    out.push(found(CheckName::Snapshots, snapshots(c)?));
    out.push(found(CheckName::Contexts, contexts(c)?));
    out.push(found(CheckName::Search, search(c)?));
    Ok(out)
}

/// Refuses a base that breaks an invariant: the check of a backup before it gets its name. Errors: `BackupBroken`.
pub fn must_hold(c: &Connection) -> Res<()> {
    match check(c)?.into_iter().find(|c| !c.ok) {
        Some(bad) => Err(Fault::new(Code::BackupBroken).with("detail", format!("{:?} {}", bad.name, bad.detail))),
        None => Ok(()),
    }
}

fn found(name: CheckName, breaks: Vec<String>) -> Check {
    let mut detail = breaks.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(" ");
    if breaks.len() > NAMED {
        detail.push_str(&format!(" +{}", breaks.len() - NAMED));
    }
    Check { name, ok: breaks.is_empty(), detail }
}

fn told(v: &Verified) -> String {
    let listed: Vec<String> = v
        .broken
        .iter()
        .take(NAMED)
        .map(|(seq, b)| {
            let word = serde_json::to_value(b).ok().and_then(|w| w.as_str().map(str::to_owned)).unwrap_or_default();
            format!("{seq}={word}")
        })
        .collect();
    if listed.is_empty() { v.head.map(|m| m.text()).unwrap_or_default() } else { listed.join(" ") }
}

fn refs(c: &Connection, sql: &str) -> Res<Vec<String>> {
    let mut st = c.prepare(sql)?;
    let rows = st.query_map([], |r| r.get(0))?;
    Ok(rows.collect::<Result<Vec<String>, _>>()?)
}

fn snapshots(c: &Connection) -> Res<Vec<String>> {
    let sql = "SELECT id, snapshot_hash FROM handover_case WHERE snapshot_hash IS NOT NULL";
    let mut out = Vec::new();
    for (case, kept) in all(c, sql, [], |r| Ok((r.get::<_, CaseId>(0)?, r.get::<_, Vec<u8>>(1)?)))? {
        if frozen::hash(c, case)?.as_slice() != kept {
            out.push(case.to_string());
        }
    }
    Ok(out)
}

/// Lines whose debt arose or ended outside the case (a deal closed in the CRM) are counted anew at the case's next
/// command, so only debts that both sides know are compared.
fn contexts(c: &Connection) -> Res<Vec<String>> {
    let sql = "SELECT id FROM handover_case WHERE state IN ('open', 'distributing', 'handing_over', 'signing')";
    let mut out = Vec::new();
    for case in all(c, sql, [], |r| r.get::<_, CaseId>(0))? {
        for o in owed(c, case, None)? {
            let now = o.completeness();
            if now.required > 0 && o.kept.0 > 0 && o.kept != (now.required, now.filled + now.waived) {
                out.push(o.line.to_string());
            }
        }
    }
    Ok(out)
}

fn row_versions(c: &Connection) -> Res<Vec<String>> {
    let mut out = Vec::new();
    for kind in Kind::ALL {
        let (t, w) = (table(kind), kind.word());
        let sql = format!(
            "SELECT '{w}:' || t.id FROM {t} t WHERE NOT EXISTS \
             (SELECT 1 FROM op_row o WHERE o.seq = t.rev AND o.kind = '{w}' AND o.id = t.id)"
        );
        out.extend(refs(c, &sql)?);
    }
    Ok(out)
}

/// The documents hold no text that could be read back, so they are asked: each owner's token finds as many clients as
/// the owner has.
fn search(c: &Connection) -> Res<Vec<String>> {
    let mut out = refs(
        c,
        "SELECT 'client:' || id FROM client WHERE deleted = 0 AND id NOT IN (SELECT rowid FROM client_search)
         UNION ALL
         SELECT 'client:' || rowid FROM client_search WHERE rowid NOT IN (SELECT id FROM client WHERE deleted = 0)",
    )?;
    let owners = refs(c, "SELECT coalesce(owner_id, 0) || '' FROM client WHERE deleted = 0 GROUP BY owner_id")?;
    for owner in owners {
        let have = "SELECT count(*) FROM client WHERE deleted = 0 AND coalesce(owner_id, 0) = CAST(?1 AS INTEGER)";
        let said = "SELECT count(*) FROM client_search WHERE client_search MATCH '\"¤' || ?1 || '¤\"'";
        if count(c, have, [&owner])? != count(c, said, [&owner])? {
            out.push(format!("employee:{owner}"));
        }
    }
    Ok(out)
}
