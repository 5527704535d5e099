//! Whose an object is, whatever its kind: the one column per kind that a handover moves.

use super::lines::Line;
use crate::base::{Code, EmployeeId, Fault, Kind, Res};
use crate::domain::LineKind;
use crate::store::{Tx, Val, params};

/// The row and the column that say whose the line's object is.
///
/// Errors: `Internal` for a reference that names nothing known: the ledger was not written by this program.
fn place(line: &Line) -> Res<(Kind, i64, &'static str)> {
    Ok(match line.kind {
        LineKind::Client => (Kind::Client, line.object, "owner_id"),
        LineKind::Deal => (Kind::Deal, line.object, "owner_id"),
        LineKind::Task => (Kind::Task, line.object, "owner_id"),
        LineKind::Lead => (Kind::Lead, line.object, "owner_id"),
        LineKind::Team => (Kind::Team, line.object, "employee_id"),
        LineKind::Authored => (Kind::Task, line.object, "author_id"),
        LineKind::Reference => return position(&line.reference),
    })
}

/// `deputy:12`, `head:3`, `department:4`, `rule:2`: a position that names the leaver.
fn position(reference: &str) -> Res<(Kind, i64, &'static str)> {
    let broken = || Fault::new(Code::Internal).with("detail", reference);
    let (word, id) = reference.split_once(':').ok_or_else(broken)?;
    let id: i64 = id.parse().map_err(|_| broken())?;
    Ok(match word {
        "deputy" => (Kind::Employee, id, "deputy_id"),
        "head" => (Kind::Employee, id, "head_id"),
        "department" => (Kind::Department, id, "head_id"),
        "rule" => (Kind::Rule, id, "to_id"),
        _ => return Err(broken()),
    })
}

/// Who has it now; `None`: nobody, or the row is gone.
pub(super) fn owner(tx: &Tx<'_>, line: &Line) -> Res<Option<EmployeeId>> {
    let (kind, id, column) = place(line)?;
    // Table and column are words of ours, chosen above.
    let sql = format!("SELECT {column} FROM {} WHERE id = ?1", table(kind));
    Ok(tx.one(&sql, params![id], |r| r.get(0))?.flatten())
}

/// Gives it to somebody, or to nobody.
pub(super) fn give(tx: &mut Tx<'_>, line: &Line, who: Option<EmployeeId>) -> Res<bool> {
    let (kind, id, column) = place(line)?;
    if kind == Kind::Team
        && let Some(who) = who
    {
        return give_team_place(tx, id, who);
    }
    if line.kind == LineKind::Task {
        // Set for oneself: the task is its new owner's own, and nothing open names the leaver any more.
        let own = "SELECT owner_id IS author_id FROM task WHERE id = ?1";
        if tx.one(own, params![id], |r| r.get(0))?.unwrap_or(false) {
            return tx.set(kind, id, &[(column, Val::from(who)), ("author_id", Val::from(who))]);
        }
    }
    tx.set(kind, id, &[(column, Val::from(who))])
}

/// A place in a team cannot be held twice by one person: then the leaver's place goes.
fn give_team_place(tx: &mut Tx<'_>, id: i64, who: EmployeeId) -> Res<bool> {
    let taken = tx.count(
        "SELECT count(*) FROM client_team t JOIN client_team o ON o.client_id = t.client_id \
          WHERE t.id = ?1 AND o.employee_id = ?2 AND o.id <> t.id",
        params![id, who],
    )?;
    if taken > 0 {
        return Ok(tx.exec("DELETE FROM client_team WHERE id = ?1", params![id])? > 0);
    }
    tx.set(Kind::Team, id, &[("employee_id", who.into())])
}

const fn table(kind: Kind) -> &'static str {
    match kind {
        Kind::Client => "client",
        Kind::Deal => "deal",
        Kind::Task => "task",
        Kind::Lead => "lead",
        Kind::Team => "client_team",
        Kind::Employee => "employee",
        Kind::Department => "department",
        _ => "rule",
    }
}
