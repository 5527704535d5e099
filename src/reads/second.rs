//! What another person has agreed to (6 §3): the answer in the asker's inbox is the row that lets the work through.

use super::q;
use crate::base::{At, DepartmentId, EmployeeId, Res};
use crate::domain::rights::{Matrix, Object, Overlays, Verdict, Who};
use crate::domain::second::Want;
use crate::domain::{InboxKind, Role};
use crate::store::{Connection, params};

/// Somebody has agreed that this one does as much, and it is not over yet.
pub fn is_given(c: &Connection, who: EmployeeId, want: Want, now: At) -> Res<bool> {
    let sql = "SELECT count(*) FROM inbox WHERE employee_id = ?1 AND kind = ?2 AND json_extract(args, '$.right') = ?3 \
               AND json_extract(args, '$.yes') = 1 AND json_extract(args, '$.count') >= ?4 \
               AND json_extract(args, '$.until_at') > ?5";
    Ok(q::count(c, sql, params![who, InboxKind::SecondAnswered, want.right.word(), want.count as i64, now])? > 0)
}

/// Who else has the right, over the same department: one of them agrees or does not.
pub fn others(
    c: &Connection,
    matrix: &Matrix,
    asker: EmployeeId,
    department: Option<DepartmentId>,
    want: Want,
) -> Res<Vec<(EmployeeId, String)>> {
    type Person = (EmployeeId, Role, Option<DepartmentId>, String);
    let sql = "SELECT id, role, department_id, name FROM employee WHERE id <> ?1 AND status IN ('active','probation') \
               AND access_closed = 0 AND blocked = 0 ORDER BY name_fold, id";
    let all: Vec<Person> = q::all(c, sql, params![asker], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?)))?;
    let object = Object { department, count: want.count, ..Object::default() };
    let may = |(id, role, department, _): &Person| {
        let who = Who::Person { id: *id, role: *role, department: *department, overlays: Overlays::default() };
        !matches!(matrix.may(&who, want.right, &object), Verdict::Deny(_))
    };
    Ok(all.into_iter().filter(may).map(|(id, _, _, name)| (id, name)).collect())
}
