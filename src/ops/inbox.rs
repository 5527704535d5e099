//! What the program tells one person: what, about what, until when. Its sentence is `texts::inbox`.

use serde_json::Value;

use crate::base::{At, CaseId, EmployeeId, Kind, Ref, Res};
use crate::domain::{InboxKind, Role};
use crate::store::{Tx, Val, params};

/// One entry in somebody's inbox.
pub(super) struct Note {
    pub to: EmployeeId,
    pub kind: InboxKind,
    pub object: Ref,
    /// The values of `InboxKind::needs`.
    pub args: Value,
    pub due: Option<At>,
}

/// Tells a person. An entry of the same kind about the same object that is not done yet is brought up to date instead
/// of being said twice.
pub(super) fn tell(tx: &mut Tx<'_>, note: Note) -> Res<()> {
    debug_assert!(is_whole(note.kind, &note.args), "{:?} lacks a value of its sentence", note.kind);
    let args = note.args.to_string();
    let sql = "SELECT id FROM inbox WHERE employee_id = ?1 AND kind = ?2 AND object = ?3 AND done_at IS NULL LIMIT 1";
    let old: Option<i64> = tx.one(sql, params![note.to, note.kind, note.object.to_string()], |r| r.get(0))?;
    match old {
        Some(id) => {
            tx.set(Kind::Inbox, id, &[("args", args.into()), ("due_at", note.due.into()), ("read_at", Val::NULL)])?;
        }
        None => {
            let Note { to, kind, object, args, due } = note;
            write(tx, &Entry { to: Some(to), role: None, kind, object, args, due })?;
        }
    }
    Ok(())
}

/// An entry to a person, or to whoever holds a role.
pub(super) struct Entry {
    pub to: Option<EmployeeId>,
    pub role: Option<Role>,
    pub kind: InboxKind,
    pub object: Ref,
    pub args: Value,
    pub due: Option<At>,
}

/// Writes an entry, whatever was told before; gives its number.
pub(super) fn write(tx: &mut Tx<'_>, e: &Entry) -> Res<i64> {
    debug_assert!(is_whole(e.kind, &e.args), "{:?} lacks a value of its sentence", e.kind);
    let fields = [
        ("employee_id", Val::from(e.to)),
        ("role", e.role.into()),
        ("kind", e.kind.into()),
        ("object", e.object.into()),
        ("case_id", case_of(e.object, &e.args).into()),
        ("args", e.args.to_string().into()),
        ("at", tx.at().into()),
        ("due_at", e.due.into()),
    ];
    tx.insert(Kind::Inbox, &fields)
}

/// Every value its sentence needs is there.
fn is_whole(kind: InboxKind, args: &Value) -> bool {
    kind.needs().iter().all(|key| args.get(key).is_some())
}

/// The case an entry belongs to: what it is about, or what its values name.
fn case_of(object: Ref, args: &Value) -> Option<CaseId> {
    match object.kind {
        Kind::Case => Some(CaseId(object.id)),
        _ => args.get("case").and_then(Value::as_i64).map(CaseId),
    }
}

/// Tells whoever holds a role, once until it is done.
pub(super) fn tell_role(
    tx: &mut Tx<'_>,
    role: Role,
    kind: InboxKind,
    object: Ref,
    args: Value,
    due: Option<At>,
) -> Res<()> {
    debug_assert!(is_whole(kind, &args), "{kind:?} lacks a value of its sentence");
    let sql = "SELECT id FROM inbox WHERE employee_id IS NULL AND role = ?1 AND kind = ?2 AND object = ?3 \
               AND done_at IS NULL LIMIT 1";
    let old: Option<i64> = tx.one(sql, params![role, kind, object.to_string()], |r| r.get(0))?;
    if let Some(id) = old {
        let fields = [("args", args.to_string().into()), ("due_at", due.into()), ("read_at", Val::NULL)];
        tx.set(Kind::Inbox, id, &fields)?;
        return Ok(());
    }
    write(tx, &Entry { to: None, role: Some(role), kind, object, args, due }).map(|_| ())
}

/// Marks what everybody was told about an object as done.
pub(super) fn over(tx: &mut Tx<'_>, kind: InboxKind, object: Ref) -> Res<()> {
    let sql = "SELECT id FROM inbox WHERE object = ?1 AND kind = ?2 AND done_at IS NULL";
    for id in tx.all(sql, params![object.to_string(), kind], |r| r.get::<_, i64>(0))? {
        tx.set(Kind::Inbox, id, &[("done_at", tx.at().into())])?;
    }
    Ok(())
}

/// Marks what was asked of a person as done.
pub(super) fn answered(tx: &mut Tx<'_>, to: EmployeeId, kind: InboxKind, object: Ref) -> Res<()> {
    let sql = "SELECT id FROM inbox WHERE employee_id = ?1 AND kind = ?2 AND object = ?3 AND done_at IS NULL";
    for id in tx.all(sql, params![to, kind, object.to_string()], |r| r.get::<_, i64>(0))? {
        tx.set(Kind::Inbox, id, &[("done_at", tx.at().into())])?;
    }
    Ok(())
}
