//! What the program tells one person: what, about what, until when.

use std::collections::BTreeMap;

use super::q;
use crate::base::{At, EmployeeId, InboxId, Ref, Res};
use crate::domain::{InboxKind, Role};
use crate::store::{Connection, params};

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
}

/// Entries that are not done yet, by deadline, newest first among those without; of one person and of the role that
/// person holds, or of everybody (the owner of the file).
pub fn open(c: &Connection, who: Option<EmployeeId>, now: At, limit: u32) -> Res<Vec<InboxRow>> {
    let sql = "SELECT i.id, i.employee_id, i.role, i.kind, i.object, i.args, i.at, i.due_at, i.read_at IS NULL FROM inbox i \
               WHERE i.done_at IS NULL AND (?1 IS NULL OR i.employee_id = ?1 \
                 OR (i.employee_id IS NULL AND i.role = (SELECT e.role FROM employee e WHERE e.id = ?1))) \
               ORDER BY i.due_at IS NULL, i.due_at, i.at DESC, i.id DESC LIMIT ?2";
    q::all(c, sql, params![who, limit], |r| {
        let due_at: Option<At> = r.get(7)?;
        let role: Option<String> = r.get(2)?;
        Ok(InboxRow {
            id: r.get(0)?,
            employee: r.get(1)?,
            role: role.as_deref().and_then(Role::of),
            kind: r.get(3)?,
            object: r.get::<_, String>(4)?.parse().ok(),
            args: serde_json::from_str(&r.get::<_, String>(5)?).unwrap_or_default(),
            at: r.get(6)?,
            due_at,
            unread: r.get(8)?,
            overdue: due_at.is_some_and(|d| d < now),
        })
    })
}

/// How many are unread, and how many overdue, for the header.
pub fn counts(c: &Connection, who: Option<EmployeeId>, now: At) -> Res<(u64, u64)> {
    let sql = "SELECT count(*) FILTER (WHERE i.read_at IS NULL), count(*) FILTER (WHERE i.due_at < ?2) FROM inbox i \
               WHERE i.done_at IS NULL AND (?1 IS NULL OR i.employee_id = ?1 \
                 OR (i.employee_id IS NULL AND i.role = (SELECT e.role FROM employee e WHERE e.id = ?1)))";
    let n = |v: i64| v.unsigned_abs();
    let row = q::one(c, sql, params![who, now], |r| Ok((n(r.get(0)?), n(r.get(1)?))))?;
    Ok(row.unwrap_or_default())
}
