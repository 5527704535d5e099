//! Who acts, as rights see them, and whose rows they may read (6 §3).

use super::{Scope, q, second};
use crate::base::{Clock, Code, Day, EmployeeId, Fault, Res};
use crate::domain::rights::{Matrix, Object, Overlays, Reach, Right, Verdict, Who};
use crate::domain::second::Want;
use crate::domain::{Actor, EmployeeStatus};
use crate::store::{Connection, params};

/// The actor with role, department and overlays. Errors: `UnknownEmployee`.
pub fn who(c: &Connection, actor: &Actor, clock: &Clock, read_only: bool) -> Res<Who> {
    let id = match actor {
        Actor::Owner => return Ok(Who::Owner { read_only }),
        Actor::System(_) => return Ok(Who::System),
        Actor::Person(id) => *id,
    };
    let sql = "SELECT role, department_id, status, last_day, access_closed OR blocked FROM employee WHERE id = ?1";
    let found = q::one(c, sql, params![id], |r| {
        let status: EmployeeStatus = r.get(2)?;
        let last_day: Option<Day> = r.get(3)?;
        let gone = status == EmployeeStatus::Dismissed
            || (status == EmployeeStatus::Leaving && last_day.is_some_and(|d| d < clock.today()));
        let overlays =
            Overlays { leaver: status == EmployeeStatus::Leaving, closed: gone || r.get::<_, bool>(4)?, read_only };
        Ok(Who::Person { id, role: r.get(0)?, department: r.get(1)?, overlays })
    })?;
    found.ok_or_else(|| Fault::new(Code::UnknownEmployee).with("name", id))
}

/// Whose clients, deals and tasks this one sees.
pub fn scope(matrix: &Matrix, who: &Who) -> Scope {
    reach(matrix, who, Right::See)
}

/// Whether so many rows of what one sees may be taken out of the program (6 §3): what another has agreed to may. On one's
/// own machine the second person is the surname typed again, which the screen asks for.
///
/// Errors: `Denied`, `NeedsSecond`.
pub fn may_export(c: &Connection, actor: &Actor, clock: &Clock, rows: usize) -> Res<()> {
    if !matches!(actor, Actor::Person(_)) {
        return Ok(());
    }
    let who = who(c, actor, clock, false)?;
    // Rows are read within one's own department already.
    let department = match who {
        Who::Person { department, .. } => department,
        Who::Owner { .. } | Who::System => None,
    };
    let want = Want { right: Right::Export, count: rows as u64 };
    let object = Object { department, count: want.count, ..Object::default() };
    match (Matrix::shipped()?.may(&who, want.right, &object), actor) {
        (Verdict::NeedsSecond(_), Actor::Person(me)) if second::is_given(c, *me, want, clock.now)? => Ok(()),
        (Verdict::NeedsSecond(reason), _) => Err(want.refused(reason)),
        (verdict, _) => verdict.given(),
    }
}

/// Whose signals and incidents one sees: those of a scope, and never what is said of oneself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sight {
    pub scope: Scope,
    /// The one who looks; `None`: the owner of the file, or the program.
    pub me: Option<EmployeeId>,
}

impl Sight {
    pub const ALL: Sight = Sight { scope: Scope::All, me: None };

    pub fn is_blind(&self) -> bool {
        self.scope == Scope::Nothing
    }
}

/// Whose signals and incidents this one sees; whoever leaves sees none.
pub fn watch(matrix: &Matrix, who: &Who) -> Sight {
    let me = match *who {
        Who::Person { id, .. } => Some(id),
        Who::Owner { .. } | Who::System => None,
    };
    Sight { scope: reach(matrix, who, Right::IncidentsRead), me }
}

/// Whose accounts this one has to do with; not whose clients, which IT may not see.
pub fn accesses(matrix: &Matrix, who: &Who) -> Scope {
    reach(matrix, who, Right::AccessRead)
}

fn reach(matrix: &Matrix, who: &Who, right: Right) -> Scope {
    match matrix.reach(who, right) {
        Reach::Nothing => Scope::Nothing,
        Reach::Own(e) => Scope::Own(e),
        Reach::Department(d) => Scope::Department(d),
        Reach::All => Scope::All,
    }
}
