//! Доступы as employees × systems: one mark per person and system, those with something due first.

use std::collections::BTreeMap;

use super::accesses::{AccessView, Find, register};
use super::ask::Asker;
use super::q;
use crate::base::{CaseId, EmployeeId, Res};
use crate::domain::{AccessState, EmployeeStatus, JobState};
use crate::store::params;

/// What a cell says; of several accounts in one system the most urgent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// In the register, nothing is to be done.
    Has,
    Verified,
    Done,
    /// In a case, its time has not come to be asked for.
    Planned,
    Asked,
    /// To be given back.
    Restore,
    Late,
    Failed,
    /// Nobody knows whether its command ran.
    Unknown,
}

impl Mark {
    pub const ALL: [Mark; 9] = [
        Mark::Has,
        Mark::Planned,
        Mark::Asked,
        Mark::Done,
        Mark::Verified,
        Mark::Late,
        Mark::Failed,
        Mark::Unknown,
        Mark::Restore,
    ];

    fn of(a: &AccessView) -> Mark {
        match (a.state, a.command) {
            _ if a.waits() && a.command == Some(JobState::Unknown) => Mark::Unknown,
            _ if a.waits() && a.command == Some(JobState::Failed) => Mark::Failed,
            (AccessState::Restore, _) => Mark::Restore,
            (AccessState::Verified, _) => Mark::Verified,
            (AccessState::Done, _) => Mark::Done,
            _ if a.case.is_none() => Mark::Has,
            _ if a.overdue => Mark::Late,
            (AccessState::Asked, _) => Mark::Asked,
            _ => Mark::Planned,
        }
    }
}

/// A system of the matrix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct System {
    pub code: String,
    /// A few letters, for the heading.
    pub short: String,
    pub title: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatrixRow {
    pub employee: EmployeeId,
    pub name: String,
    pub status: EmployeeStatus,
    pub case: Option<CaseId>,
    /// By the place of the system.
    pub cells: Vec<Option<Mark>>,
    /// Closed of those that are in a case, and of these how many are late.
    pub closed: u32,
    pub all: u32,
    pub late: u32,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AccessMatrix {
    pub systems: Vec<System>,
    pub rows: Vec<MatrixRow>,
}

/// Everybody who has an account written down, and whoever is in a handover. Systems in the order of the catalogue, the
/// office's own words after them.
pub fn matrix(a: &Asker<'_>, lang: &str) -> Res<AccessMatrix> {
    let accesses = register(a, &Find::default())?;
    let systems = systems(a, &accesses, lang)?;
    let place: BTreeMap<&str, usize> = systems.iter().enumerate().map(|(i, s)| (s.code.as_str(), i)).collect();
    let mut rows: BTreeMap<EmployeeId, MatrixRow> = BTreeMap::new();
    for access in &accesses {
        let row = rows.entry(access.employee).or_insert_with(|| MatrixRow {
            employee: access.employee,
            name: access.name.clone(),
            status: EmployeeStatus::Active,
            case: None,
            cells: vec![None; systems.len()],
            closed: 0,
            all: 0,
            late: 0,
        });
        let mark = Mark::of(access);
        if let Some(cell) = place.get(access.system.as_str()).and_then(|i| row.cells.get_mut(*i)) {
            *cell = (*cell).max(Some(mark));
        }
        row.case = row.case.max(access.case);
        if access.case.is_some() || mark == Mark::Restore {
            row.all += 1;
            row.closed += u32::from(matches!(mark, Mark::Done | Mark::Verified));
            row.late += u32::from(matches!(mark, Mark::Late | Mark::Failed | Mark::Unknown));
        }
    }
    let mut rows: Vec<MatrixRow> = rows.into_values().collect();
    for row in &mut rows {
        let sql = "SELECT status FROM employee WHERE id = ?1";
        row.status = q::one(a.conn, sql, params![row.employee], |r| r.get(0))?.unwrap_or(row.status);
    }
    // Late ones first, then those with something to do, then by name.
    rows.sort_by(|x, y| {
        let key = |r: &MatrixRow| (r.late == 0, r.all == r.closed);
        key(x).cmp(&key(y)).then_with(|| crate::base::fold(&x.name).cmp(&crate::base::fold(&y.name)))
    });
    Ok(AccessMatrix { systems, rows })
}

fn systems(a: &Asker<'_>, accesses: &[AccessView], lang: &str) -> Res<Vec<System>> {
    let catalogue = a.office.catalogue()?;
    let used = |code: &str| accesses.iter().any(|x| x.system == code);
    let mut out: Vec<System> = catalogue
        .iter()
        .filter(|i| used(&i.code))
        .map(|i| System { code: i.code.clone(), short: i.short(lang), title: i.title(lang).to_owned() })
        .collect();
    for access in accesses {
        if !out.iter().any(|s| s.code == access.system) {
            let short = access.title.chars().take(5).collect();
            out.push(System { code: access.system.clone(), short, title: access.title.clone() });
        }
    }
    Ok(out)
}
