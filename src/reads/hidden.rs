//! Hidden preparation (2 §3): a handover of somebody who does not know yet. Nothing else in this room shows one: who may
//! know of it asks here, and everybody else is told that there is nothing.

use super::ask::Asker;
use super::case::Who as Named;
use super::q;
use crate::base::{At, CaseId, Code, Day, DepartmentId, EmployeeId, Fault, Res};
use crate::domain::Role;
use crate::domain::prepared::Work;
use crate::domain::rights::Who;
use crate::store::{Connection, params};

/// One that waits for its minute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prepared {
    pub id: CaseId,
    pub employee: Named,
    pub head: Option<Named>,
    pub start_at: At,
    pub last_day: Option<Day>,
    pub risk: bool,
}

/// Whose it is, for who may know of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Of {
    pub leaver: EmployeeId,
    pub head: Option<EmployeeId>,
    pub department: Option<DepartmentId>,
}

/// The head, HR and security, and never the one it is about.
pub fn may_know(who: &Who, of: Of) -> bool {
    match *who {
        Who::Owner { .. } | Who::System => true,
        Who::Person { id, role, department, overlays } => {
            let leads = role == Role::Head && department.is_some() && department == of.department;
            id != of.leaver
                && !overlays.closed
                && !overlays.leaver
                && (of.head == Some(id) || leads || matches!(role, Role::Hr | Role::Security))
        }
    }
}

/// Whose a hidden draft is; `None` for every other case.
pub fn of(c: &Connection, case: CaseId) -> Res<Option<Of>> {
    whose(c, case, "h.state = 'draft'")
}

/// What is written down for the minute it begins.
pub fn work(c: &Connection, case: CaseId) -> Res<Work> {
    let sql = "SELECT payload FROM job WHERE case_id = ?1 AND kind = 'case_start' ORDER BY id DESC LIMIT 1";
    let payload: Option<String> = q::one(c, sql, params![case], |r| r.get(0))?;
    payload.map_or(Ok(Work::default()), |p| serde_json::from_str(&p).map_err(|e| Fault::from(Code::Internal, e)))
}

/// Whether there is one, prepared or called off, that this one may not know of.
pub fn is_kept_from(c: &Connection, who: &Who, case: CaseId) -> Res<bool> {
    Ok(whose(c, case, "1")?.is_some_and(|of| !may_know(who, of)))
}

fn whose(c: &Connection, case: CaseId, which: &str) -> Res<Option<Of>> {
    let sql = format!(
        "SELECT h.leaver_id, h.head_id, e.department_id FROM handover_case h JOIN employee e ON e.id = h.leaver_id \
         WHERE h.id = ?1 AND h.hidden = 1 AND {which}"
    );
    q::one(c, &sql, params![case], |r| Ok(Of { leaver: r.get(0)?, head: r.get(1)?, department: r.get(2)? }))
}

/// Those this one may know of, the next to start first.
pub fn prepared(a: &Asker<'_>) -> Res<Vec<Prepared>> {
    let sql = "SELECT h.id, e.id, e.name, b.id, b.name, h.start_at, h.last_day, h.risk, e.department_id FROM handover_case h \
               JOIN employee e ON e.id = h.leaver_id LEFT JOIN employee b ON b.id = h.head_id \
               WHERE h.hidden = 1 AND h.state = 'draft' AND h.start_at IS NOT NULL ORDER BY h.start_at, h.id";
    let rows = q::all(a.conn, sql, [], |r| {
        let head = r.get::<_, Option<EmployeeId>>(3)?.zip(r.get(4)?).map(|(id, name)| Named { id, name });
        let prepared = Prepared {
            id: r.get(0)?,
            employee: Named { id: r.get(1)?, name: r.get(2)? },
            head,
            start_at: r.get(5)?,
            last_day: r.get(6)?,
            risk: r.get(7)?,
        };
        Ok((prepared, r.get::<_, Option<DepartmentId>>(8)?))
    })?;
    let known = rows.into_iter().filter(|(p, department)| {
        let head = p.head.as_ref().map(|h| h.id);
        may_know(&a.who, Of { leaver: p.employee.id, head, department: *department })
    });
    Ok(known.map(|(p, _)| p).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rights::Overlays;

    #[test]
    fn the_head_hr_and_security_know_and_nobody_else() {
        let of = Of { leaver: EmployeeId(5), head: Some(EmployeeId(2)), department: Some(DepartmentId(1)) };
        let person = |id, role, department| Who::Person {
            id: EmployeeId(id),
            role,
            department: Some(DepartmentId(department)),
            overlays: Overlays::default(),
        };
        for knows in
            [person(2, Role::Head, 9), person(3, Role::Head, 1), person(4, Role::Hr, 9), person(6, Role::Security, 9)]
        {
            assert!(may_know(&knows, of), "{knows:?}");
        }
        for (id, role, department) in [
            (3, Role::Head, 9),
            (7, Role::Senior, 1),
            (8, Role::Manager, 1),
            (9, Role::It, 1),
            (10, Role::Director, 1),
            (5, Role::Hr, 1),
            (5, Role::Head, 1),
        ] {
            assert!(!may_know(&person(id, role, department), of), "{role:?}");
        }
    }
}
