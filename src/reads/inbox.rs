//! What the program tells one person: what, about whom, until when. Everybody sees their own and their role's (6 §3).

use std::collections::BTreeMap;

use super::ask::Asker;
use super::q;
use super::window::Page;
use crate::base::{At, CaseId, EmployeeId, InboxId, Ref, Res};
use crate::domain::rights::Who;
use crate::domain::{InboxKind, Role};
use crate::store::{Connection, params};

/// Nobody has more that waits: what is beyond would not be read anyway.
const MOST: u32 = 500;

/// One entry; `args` are the values of its sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InboxRow {
    pub id: InboxId,
    pub employee: Option<EmployeeId>,
    pub role: Option<Role>,
    pub kind: InboxKind,
    pub object: Option<Ref>,
    pub args: BTreeMap<String, serde_json::Value>,
    pub at: At,
    pub due_at: Option<At>,
    pub unread: bool,
    pub overdue: bool,
    pub done_at: Option<At>,
    pub case: Option<CaseId>,
    /// The person it was told to; empty where it was told to a role.
    pub to: String,
    /// Who leaves in that case; empty where there is none.
    pub leaver: String,
}

/// Whose entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Whose {
    /// Everything the reader may see.
    #[default]
    All,
    /// Told to the reader in person.
    Mine,
    /// Told to the reader's role.
    Role,
    /// Told to this role, whoever reads.
    Of(Role),
}

/// What the list shows: open entries, or those that are done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Find {
    pub whose: Whose,
    pub done: bool,
}

/// Who reads, as the statements take it. Whoever has no access any more reads nothing.
#[derive(Debug, Clone, Copy)]
struct Reader {
    /// The person; `None`: the owner of the file, head and administrator at once, sees every entry.
    person: Option<EmployeeId>,
    role: Option<Role>,
}

impl Reader {
    fn of(who: &Who) -> Option<Reader> {
        match *who {
            Who::Owner { .. } | Who::System => Some(Reader { person: None, role: None }),
            Who::Person { overlays, .. } if overlays.closed => None,
            Who::Person { id, role, .. } => Some(Reader { person: Some(id), role: Some(role) }),
        }
    }
}

/// Whether the entry `i` speaks of the person `?1`: of their leaving, of themselves, of a signal or an incident that
/// names them.
pub const OF_ONESELF: &str = "(i.object = 'employee:' || ?1 \
     OR EXISTS (SELECT 1 FROM handover_case o WHERE o.id = i.case_id AND o.leaver_id = ?1) \
     OR (i.object LIKE 'signal:%' AND EXISTS (SELECT 1 FROM signal o \
       WHERE o.id = CAST(substr(i.object, 8) AS INTEGER) AND o.employee_id = ?1)) \
     OR (i.object LIKE 'incident:%' AND EXISTS (SELECT 1 FROM incident o \
       WHERE o.id = CAST(substr(i.object, 10) AS INTEGER) AND o.employee_id = ?1)))";

/// `?1` the person or NULL, `?2` the role. What is told to a role about oneself is not for one's own eyes, and a case in
/// hidden preparation is for the head, HR and security alone.
fn seen() -> String {
    format!(
        "(?1 IS NULL OR ((i.employee_id = ?1 OR (i.employee_id IS NULL AND i.role = ?2 AND NOT {OF_ONESELF})) \
           AND (?2 IN ('head','hr','security') OR NOT EXISTS (SELECT 1 FROM handover_case o WHERE o.id = i.case_id \
             AND o.hidden = 1 AND o.state = 'draft'))))"
    )
}

/// What waits for the person of an open offer `i`: so many lines, the earliest until then. Some of them may have been answered since the
/// entry was written, and then it must neither count nor press as it did.
const WAITING: &str = "(SELECT {what} FROM acceptance a WHERE a.case_id = i.case_id AND a.receiver_id = i.employee_id AND a.state = 'offered')";

/// The deadline of the entry `i`.
fn due() -> String {
    let waiting = WAITING.replace("{what}", "min(a.due_at)");
    format!("CASE WHEN i.kind = 'offered' AND i.done_at IS NULL THEN coalesce({waiting}, i.due_at) ELSE i.due_at END")
}

/// The values of its sentence.
fn args() -> String {
    let waiting = WAITING.replace("{what}", "count(*)");
    format!(
        "CASE WHEN i.kind = 'offered' AND i.done_at IS NULL THEN json_set(i.args, '$.n', {waiting}) ELSE i.args END"
    )
}

/// The entries of the list: open ones by deadline, newest first among those without; done ones by when they were done.
pub fn list(a: &Asker<'_>, find: Find) -> Res<Page<InboxRow>> {
    let Some(reader) = Reader::of(&a.who) else { return Ok(Page::empty()) };
    Ok(Page::whole(rows(a.conn, reader, find, a.clock.now, MOST)?))
}

fn rows(c: &Connection, reader: Reader, find: Find, now: At, limit: u32) -> Res<Vec<InboxRow>> {
    let open = "i.done_at IS NULL";
    let (state, order) = match find.done {
        false => (open, "due IS NULL, due, i.at DESC, i.id DESC"),
        true => ("i.done_at IS NOT NULL", "i.done_at DESC, i.id DESC"),
    };
    let of = match find.whose {
        Whose::Of(role) => Some(role),
        Whose::All | Whose::Mine | Whose::Role => None,
    };
    let whose = match find.whose {
        Whose::All => "1",
        Whose::Mine => "i.employee_id = ?1",
        Whose::Role | Whose::Of(_) => "i.employee_id IS NULL",
    };
    let sql = format!(
        "SELECT i.id, i.employee_id, i.role, i.kind, i.object, {}, i.at, {} AS due, i.read_at IS NULL, i.done_at, \
           i.case_id, coalesce(e.name, ''), coalesce(p.name, '') FROM inbox i LEFT JOIN handover_case h ON h.id = i.case_id \
           LEFT JOIN employee p ON p.id = i.employee_id LEFT JOIN employee e ON e.id = h.leaver_id \
         WHERE {state} AND {} AND {whose} AND (?4 IS NULL OR i.role = ?4) ORDER BY {order} LIMIT ?3",
        args(),
        due(),
        seen()
    );
    q::all(c, &sql, params![reader.person, reader.role, limit, of], |r| {
        let due_at: Option<At> = r.get(7)?;
        let done_at: Option<At> = r.get(9)?;
        Ok(InboxRow {
            id: r.get(0)?,
            employee: r.get(1)?,
            role: r.get(2)?,
            kind: r.get(3)?,
            object: r.get::<_, String>(4)?.parse().ok(),
            args: serde_json::from_str(&r.get::<_, String>(5)?).unwrap_or_default(),
            at: r.get(6)?,
            due_at,
            unread: r.get(8)?,
            overdue: done_at.is_none() && due_at.is_some_and(|d| d < now),
            done_at,
            case: r.get(10)?,
            leaver: r.get(11)?,
            to: r.get(12)?,
        })
    })
}

/// How many are unread, and how many overdue, for the header; neither is counted beyond `most`.
pub fn counts(c: &Connection, who: &Who, now: At, most: u32) -> Res<(u64, u64)> {
    let Some(reader) = Reader::of(who) else { return Ok((0, 0)) };
    let count = |what: &str| -> Res<u64> {
        let sql = format!(
            "SELECT count(*) FROM (SELECT 1 FROM inbox i WHERE i.done_at IS NULL AND {} AND {what} LIMIT ?4)",
            seen()
        );
        Ok(q::count(c, &sql, params![reader.person, reader.role, now, most])?.unsigned_abs())
    };
    Ok((count("i.read_at IS NULL AND ?3 > 0")?, count(&format!("{} < ?3", due()))?))
}
