//! People: the list with everybody's load, and one card.

use super::ask::Asker;
use super::distribution::{points, weigh};
use super::receives::{Away, Shut, Term, judge};
use super::{Scope, cases, q};
use crate::base::{At, CaseId, Currency, Day, DepartmentId, EmployeeId, Money, Res, Sums};
use crate::domain::distribution::{Held, Load};
use crate::domain::filter::{Cond, filter};
use crate::domain::settings::Office;
use crate::domain::{AbsenceKind, AccessState, CaseKind, CaseState, EmployeeStatus, Role};
use crate::store::{Connection, Row, SqlError, params};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmployeeRow {
    pub id: EmployeeId,
    pub name: String,
    pub status: EmployeeStatus,
    pub role: Role,
    pub department_id: Option<DepartmentId>,
    /// Empty: none.
    pub department: String,
    pub head: String,
    pub deputy: String,
    pub regions: Vec<String>,
    pub industries: Vec<String>,
    /// Open deals the person may hold; `None`: the office's default.
    pub capacity: Option<u32>,
    /// Of what follows, held for the time being only: it goes with the distribution and is no load.
    pub for_now: ForNow,
    /// The points of what is held for good by that capacity and the part-time weight, percent (2 §5); `None` when there
    /// is no capacity to divide by.
    pub load: Option<u64>,
    /// What that load is made of, and what it is divided by.
    pub held: Held,
    pub room: u64,
    pub last_day: Option<Day>,
    /// Whoever asks may see the figures; else they are none, and not nought.
    pub seen: bool,
    pub clients: u64,
    pub open_deals: u64,
    pub open_amounts: Sums,
    pub open_tasks: u64,
    /// The handover the person leaves or is away in now, and of what kind it is.
    pub case: Option<CaseId>,
    pub case_kind: Option<CaseKind>,
    /// Away today: why and until when, and who stands in.
    pub absent: Option<Away>,
    /// Why nobody may give this person anything today.
    pub shut: Option<Shut>,
    /// New leads do not come, export is blocked, access is closed.
    pub leads_off: bool,
    pub export_off: bool,
    pub access_closed: bool,
}

impl EmployeeRow {
    /// What the load would be with other holdings, percent; `None` where the load itself is not known.
    pub fn load_holding(&self, held: Held, office: &Office) -> Option<u64> {
        self.load.and(Load { points: points(office).of(held), room: self.room }.percent())
    }
}

/// What a temporary owner holds of somebody else's.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ForNow {
    pub clients: u64,
    pub deals: u64,
    pub tasks: u64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmployeeCard {
    pub row: EmployeeRow,
    pub phone: String,
    pub email: String,
    pub login: String,
    pub notice_at: Option<At>,
    pub dismissed_on: Option<Day>,
    pub order_no: String,
    pub absences: Vec<AbsenceLine>,
    pub accesses: Vec<AccessLine>,
    /// Places in clients' teams, and who is led or replaced by this person.
    pub teams: u64,
    pub deputy_of: Vec<String>,
    pub head_of: Vec<String>,
    /// Handovers the person has left in before, newest first.
    pub past: Vec<PastCase>,
}

/// A handover that is over, or the one that runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastCase {
    pub case: CaseId,
    pub kind: CaseKind,
    pub state: CaseState,
    pub opened: Option<At>,
    pub closed: Option<At>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AbsenceLine {
    pub kind: AbsenceKind,
    pub from: Day,
    pub to: Day,
    pub substitute: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccessLine {
    pub title: String,
    pub login: String,
    pub state: AccessState,
    pub shared: bool,
}

const COLUMNS: &str = "e.id, e.name, e.status, e.role, e.department_id, coalesce(d.name, ''), coalesce(h.name, ''), \
    coalesce(p.name, ''), e.capacity, e.last_day, e.leads_off, e.export_off, e.access_closed, \
    (SELECT group_concat(t.value, char(31)) FROM employee_tag t WHERE t.employee_id = e.id AND t.tag = 'region'), \
    (SELECT group_concat(t.value, char(31)) FROM employee_tag t WHERE t.employee_id = e.id AND t.tag = 'industry')";
const FROM: &str = "employee e LEFT JOIN department d ON d.id = e.department_id \
    LEFT JOIN employee h ON h.id = e.head_id LEFT JOIN employee p ON p.id = e.deputy_id";

fn list_of(text: Option<String>) -> Vec<String> {
    text.map(|t| t.split('\u{1f}').map(str::to_owned).collect()).unwrap_or_default()
}

fn read(r: &Row<'_>) -> Result<EmployeeRow, SqlError> {
    Ok(EmployeeRow {
        id: r.get(0)?,
        name: r.get(1)?,
        status: r.get(2)?,
        role: r.get(3)?,
        department_id: r.get(4)?,
        department: r.get(5)?,
        head: r.get(6)?,
        deputy: r.get(7)?,
        capacity: r.get(8)?,
        load: None,
        held: Held::default(),
        room: 0,
        for_now: ForNow::default(),
        last_day: r.get(9)?,
        leads_off: r.get(10)?,
        export_off: r.get(11)?,
        access_closed: r.get(12)?,
        regions: list_of(r.get(13)?),
        industries: list_of(r.get(14)?),
        seen: false,
        clients: 0,
        open_deals: 0,
        open_amounts: Sums::default(),
        open_tasks: 0,
        case: None,
        case_kind: None,
        absent: None,
        shut: None,
    })
}

/// The name is for everybody; figures only where the scope reaches.
fn figures(a: &Asker<'_>, row: &mut EmployeeRow) -> Res<()> {
    row.seen = match a.scope {
        Scope::All => true,
        Scope::Department(d) => row.department_id == Some(*d),
        Scope::Own(e) => row.id == *e,
        Scope::Nothing => false,
    };
    if row.seen {
        let sql = "SELECT kind, stage_kind, currency, n, amount FROM owner_stats WHERE owner_id = ?1";
        let stats = q::all(a.conn, sql, params![row.id], |r| {
            let kind: (String, String, String) = (r.get(0)?, r.get(1)?, r.get(2)?);
            Ok((kind, r.get::<_, i64>(3)?.unsigned_abs(), r.get::<_, i64>(4)?))
        })?;
        for ((kind, stage, currency), n, amount) in stats {
            match (kind.as_str(), stage.as_str()) {
                ("client", _) => row.clients += n,
                ("task", _) => row.open_tasks += n,
                ("deal", "open" | "final") => {
                    row.open_deals += n;
                    let currency = Currency::parse(&currency).unwrap_or(Currency::RUB);
                    row.open_amounts.add(Money::new(amount, currency));
                }
                _ => {}
            }
        }
        row.for_now = for_now(a, row.id)?;
        if let Some((held, load)) = weigh(a.conn, row.id, &a.clock, a.office)? {
            (row.held, row.room, row.load) = (held, load.room, load.percent());
        }
        (row.case, row.case_kind) = cases::running(a.conn, row.id)?.unzip();
    }
    if let Some(found) = judge(a.conn, row.id, None, Term::Since(a.clock.today()))? {
        (row.absent, row.shut) = (found.away, found.shut);
    }
    Ok(())
}

fn for_now(a: &Asker<'_>, who: EmployeeId) -> Res<ForNow> {
    let sql = "SELECT count(*) FILTER (WHERE l.kind = 'client' AND EXISTS (SELECT 1 FROM client x WHERE x.id = l.object_id \
                   AND x.owner_id = ?1 AND x.deleted = 0)), \
                 count(*) FILTER (WHERE l.kind = 'deal' AND EXISTS (SELECT 1 FROM deal x WHERE x.id = l.object_id \
                   AND x.owner_id = ?1 AND x.stage_kind IN ('open','final'))), \
                 count(*) FILTER (WHERE l.kind = 'task' AND EXISTS (SELECT 1 FROM task x WHERE x.id = l.object_id \
                   AND x.owner_id = ?1 AND x.state = 'open')) \
               FROM handover_case h CROSS JOIN ledger_line l ON l.case_id = h.id \
              WHERE h.temporary_id = ?1 AND l.temp_id = ?1";
    let n = |r: &Row<'_>, i| r.get::<_, i64>(i).map(i64::unsigned_abs);
    let found =
        q::one(a.conn, sql, params![who], |r| Ok(ForNow { clients: n(r, 0)?, deals: n(r, 1)?, tasks: n(r, 2)? }))?;
    Ok(found.unwrap_or_default())
}

/// Everybody the filter finds, by name. An office has hundreds of people, so the list comes whole.
pub fn list(a: &Asker<'_>, text: &str) -> Res<Vec<EmployeeRow>> {
    let f = filter(text);
    let found = |words: &[String]| -> Res<Vec<EmployeeRow>> {
        let sql = format!("SELECT {COLUMNS}, e.name_fold FROM {FROM} ORDER BY e.name_fold, e.id");
        let rows = q::all(a.conn, &sql, [], |r| Ok((read(r)?, r.get::<_, String>(15)?)))?;
        let fits = rows
            .into_iter()
            .filter(|(row, folded)| words.iter().all(|w| folded.contains(w.as_str())) && fits(row, &f.conds));
        Ok(fits.map(|(row, _)| row).collect())
    };
    let mut rows = found(&f.words)?;
    if rows.is_empty()
        && let Some(other) = f.swapped()
    {
        rows = found(&other)?;
    }
    rows.iter_mut().try_for_each(|r| figures(a, r))?;
    Ok(rows)
}

fn fits(row: &EmployeeRow, conds: &[Cond]) -> bool {
    let any = |list: &[String], v: &str| list.iter().any(|x| crate::base::fold(x).contains(v));
    conds.iter().all(|c| match c {
        Cond::Region(v) => any(&row.regions, v),
        Cond::Industry(v) => any(&row.industries, v),
        Cond::State(v) => row.status.word() == v || row.role.word() == v || status_of(v) == Some(row.status),
        Cond::Owner(_) | Cond::OwnerIs(_) => false,
        // What a person does not have finds nobody, and the echo says what was asked.
        Cond::Segment(_) | Cond::Temperature(_) | Cond::Stage(_) | Cond::Due(..) | Cond::Context(..) => false,
    })
}

/// A person's name; empty when there is no such number.
pub fn name(c: &Connection, id: EmployeeId) -> Res<String> {
    Ok(q::one(c, "SELECT name FROM employee WHERE id = ?1", params![id], |r| r.get(0))?.unwrap_or_default())
}

/// A status as a person types it, folded; its beginning is enough.
fn status_of(typed: &str) -> Option<EmployeeStatus> {
    use EmployeeStatus::{Active, Dismissed, Leaving, Probation};
    [("увольня", Leaving), ("уволен", Dismissed), ("активн", Active), ("работа", Active), ("испыт", Probation)]
        .into_iter()
        .find(|(word, _)| typed.starts_with(word))
        .map(|(_, s)| s)
}

/// One person, or `None`.
pub fn card(a: &Asker<'_>, id: EmployeeId) -> Res<Option<EmployeeCard>> {
    let sql = format!("SELECT {COLUMNS} FROM {FROM} WHERE e.id = ?1");
    let Some(mut row) = q::one(a.conn, &sql, params![id], read)? else { return Ok(None) };
    figures(a, &mut row)?;
    let teams = "SELECT count(*) FROM client_team WHERE employee_id = ?1";
    let teams = if row.seen { q::count(a.conn, teams, params![id])?.unsigned_abs() } else { 0 };
    let sql = "SELECT coalesce(phone, ''), coalesce(email, ''), coalesce(login, ''), notice_at, dismissed_on, \
               coalesce(order_no, '') FROM employee WHERE id = ?1";
    let more =
        q::one(a.conn, sql, params![id], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?, r.get(4)?, r.get(5)?)))?;
    let Some((phone, email, login, notice_at, dismissed_on, order_no)) = more else { return Ok(None) };
    let names = |sql: &str| q::all(a.conn, sql, params![id], |r| r.get::<_, String>(0));
    Ok(Some(EmployeeCard {
        row,
        phone,
        email,
        login,
        notice_at,
        dismissed_on,
        order_no,
        absences: q::all(
            a.conn,
            "SELECT b.kind, b.from_day, b.to_day, coalesce(s.name, '') FROM absence b \
               LEFT JOIN employee s ON s.id = b.substitute_id WHERE b.employee_id = ?1 AND b.to_day >= b.from_day \
               ORDER BY b.from_day DESC LIMIT 20",
            params![id],
            |r| Ok(AbsenceLine { kind: r.get(0)?, from: r.get(1)?, to: r.get(2)?, substitute: r.get(3)? }),
        )?,
        accesses: q::all(
            a.conn,
            "SELECT title, login, state, shared FROM access WHERE employee_id = ?1 ORDER BY id LIMIT 100",
            params![id],
            |r| Ok(AccessLine { title: r.get(0)?, login: r.get(1)?, state: r.get(2)?, shared: r.get(3)? }),
        )?,
        teams,
        deputy_of: names("SELECT name FROM employee WHERE deputy_id = ?1 ORDER BY name_fold LIMIT 50")?,
        head_of: names("SELECT name FROM department WHERE head_id = ?1 ORDER BY name_fold LIMIT 50")?,
        past: q::all(
            a.conn,
            "SELECT id, kind, state, opened_at, closed_at FROM handover_case WHERE leaver_id = ?1 AND hidden = 0 \
               ORDER BY id DESC LIMIT 10",
            params![id],
            |r| {
                Ok(PastCase {
                    case: r.get(0)?,
                    kind: r.get(1)?,
                    state: r.get(2)?,
                    opened: r.get(3)?,
                    closed: r.get(4)?,
                })
            },
        )?,
    }))
}
