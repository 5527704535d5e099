//! Who answered for a client, a deal, a task or a lead: from when to when, and why (1-C5). Read from the inverses of the
//! journal, so that no second truth is kept; newest first.

use super::q;
use crate::base::{At, CaseId, EmployeeId, Kind, Ref, Res};
use crate::domain::SingleReason;
use crate::store::{Connection, params};

/// So many are shown of one object.
const LAST: i64 = 20;

/// One person's time with an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// `None`: nobody.
    pub owner: Option<(EmployeeId, String)>,
    /// `None`: it was made outside the journal.
    pub from: Option<At>,
    /// `None`: until now.
    pub until: Option<At>,
    pub why: Why,
}

/// How it came to this person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Why {
    /// The command's word; empty where it is not known.
    pub command: String,
    /// As it was given; empty: none was asked for, or it has been erased.
    pub reason: String,
    /// The rule that proposed it, or `hand`; empty outside a distribution.
    pub rule: String,
    /// Why one client alone was handed over, where it was.
    pub single: Option<SingleReason>,
    pub case: Option<CaseId>,
    /// The name of who did it; empty: the owner of the file, or the program.
    pub by: String,
}

/// The entries that gave it to somebody, newest first. A distribution's reason stands on its line, a command's in what it
/// was asked; other payloads may be long and are not looked into.
fn changes() -> String {
    let (hand, reason, rule) = (line_then("hand_reason"), line_then("reason"), line_then("rule"));
    format!(
        "\
SELECT h.from_id, f.name, h.at, h.command, h.case_id, coalesce(a.name, ''), \
       coalesce({hand}, {reason}, CASE WHEN h.command IN ('owner-change','orphans-give','decline','dispose') \
         THEN CAST(json_extract(p.payload, '$.command.reason') AS TEXT) END, ''), \
       coalesce({rule}, ''), s.reason \
  FROM owner_history h LEFT JOIN employee f ON f.id = h.from_id \
  LEFT JOIN employee a ON h.actor = 'employee:' || a.id \
  LEFT JOIN journal_payload p ON p.seq = h.seq \
  LEFT JOIN ledger_line l ON h.command = 'case-apply' AND l.case_id = h.case_id AND l.kind = h.kind AND l.object_id = h.id \
       AND l.reference = '' \
  LEFT JOIN handover_case s ON s.id = h.case_id AND s.kind = 'single' \
 WHERE h.kind = ?1 AND h.id = ?2 ORDER BY h.seq DESC LIMIT ?3"
    )
}

/// What a column of the line held when the batch was applied: what the first entry after it found there, else what stands
/// there still. A line is decided again after a decline, an undo or another proposal.
fn line_then(column: &str) -> String {
    let later =
        format!("FROM op_row o WHERE o.kind = 'line' AND o.id = l.id AND o.field = '{column}' AND o.seq > h.seq");
    format!(
        "CASE WHEN EXISTS (SELECT 1 {later}) THEN CAST((SELECT o.old {later} ORDER BY o.seq LIMIT 1) AS TEXT) \
         ELSE l.{column} END"
    )
}

/// The entry that made it.
const MADE: &str = "SELECT j.at, j.kind, coalesce(a.name, '') FROM op_row o JOIN journal j ON j.seq = o.seq \
    LEFT JOIN employee a ON j.actor = 'employee:' || a.id WHERE o.kind = ?1 AND o.id = ?2 AND o.field = '' LIMIT 1";

/// Whoever had an object, newest first; the first of them has it now. The scope is the caller's: a history belongs to a
/// card that has been seen.
pub fn of(c: &Connection, object: Ref) -> Res<Vec<Held>> {
    let table = match object.kind {
        Kind::Client => "client",
        Kind::Deal => "deal",
        Kind::Task => "task",
        Kind::Lead => "lead",
        _ => return Ok(Vec::new()),
    };
    let sql =
        format!("SELECT o.owner_id, e.name FROM {table} o LEFT JOIN employee e ON e.id = o.owner_id WHERE o.id = ?1");
    let now = q::one(c, &sql, params![object.id], |r| {
        Ok((r.get::<_, Option<EmployeeId>>(0)?, r.get::<_, Option<String>>(1)?))
    })?;
    let Some((id, name)) = now else { return Ok(Vec::new()) };
    let changes = q::all(c, &changes(), params![object.kind, object.id, LAST + 1], |r| {
        let from: Option<EmployeeId> = r.get(0)?;
        let (command, reason, rule, single) = (r.get(3)?, r.get(6)?, r.get(7)?, r.get(8)?);
        let why = Why { command, reason, rule, single, case: r.get(4)?, by: r.get(5)? };
        Ok((from.zip(r.get(1)?), r.get::<_, At>(2)?, why))
    })?;
    let mut out = Vec::new();
    let (mut owner, mut until) = (id.zip(name), None);
    for (before, at, why) in changes {
        out.push(Held { owner, from: Some(at), until, why });
        (owner, until) = (before, Some(at));
    }
    let made = q::one(c, MADE, params![object.kind, object.id], |r| {
        Ok((r.get::<_, At>(0)?, Why { command: r.get(1)?, by: r.get(2)?, ..Why::default() }))
    })?;
    let (from, why) = made.map_or((None, Why::default()), |(at, why)| (Some(at), why));
    // Made and given by one entry: nobody had it in between.
    if owner.is_some() || from.is_none() || from != until {
        out.push(Held { owner, from, until, why });
    }
    out.truncate(LAST as usize);
    Ok(out)
}
