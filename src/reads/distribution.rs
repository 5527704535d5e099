//! What the distribution needs to know (2 §5), read from the base: `domain::distribution` decides.

use super::frozen::money;
use super::q;
use super::receives::Term;
use crate::base::{
    At, CaseId, ClientId, Clock, Code, Currency, Day, DealId, DepartmentId, EmployeeId, Fault, LineId, Res,
};
use crate::domain::distribution::{Client, Held, Input, Line, Load, Person, Points, Rule};
use crate::domain::settings::Office;
use crate::domain::temperature::{Signs, temperature};
use crate::domain::{LineKind, Temperature};
use crate::store::{Connection, Row, SqlError, params};

/// The rows behind one distribution; [`World::input`] is what the rules take.
#[derive(Debug, Clone)]
pub struct World {
    pub leaver: EmployeeId,
    pub head: EmployeeId,
    pub department: Option<DepartmentId>,
    pub lines: Vec<Line>,
    pub clients: Vec<Client>,
    pub persons: Vec<Person>,
    pub holders: Vec<EmployeeId>,
    pub declined: Vec<(LineId, EmployeeId)>,
    pub refused: Vec<LineId>,
    pub rules: Vec<Rule>,
    pub points: Points,
    pub base_currency: Currency,
}

impl World {
    pub fn input(&self) -> Input<'_> {
        Input {
            leaver: self.leaver,
            department: self.department,
            head: self.head,
            lines: &self.lines,
            clients: &self.clients,
            persons: &self.persons,
            holders: &self.holders,
            declined: &self.declined,
            refused: &self.refused,
            rules: &self.rules,
            points: self.points,
            base_currency: self.base_currency,
        }
    }
}

/// Which lines are looked at, and which choices of them count as made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fixed {
    /// Only the head's own: for a new proposal.
    ByHand,
    /// Everything proposed: for the loads that the stored proposals lead to.
    AllProposed,
    /// Everything proposed, and what was applied and is still with its receiver as if it were only proposed: for what the
    /// whole handover does to everybody.
    AllGiven,
}

/// Who was given lines of the case.
const HOLDERS: &str = "SELECT DISTINCT to_id FROM ledger_line \
    WHERE case_id = ?1 AND batch_seq IS NOT NULL AND to_id IS NOT NULL AND disposition = 'assign'";

/// Lines without an applied disposition; a task's client is its deal's where it has none of its own.
const LINES: &str = "SELECT l.id, l.kind, \
    CASE l.kind WHEN 'client' THEN l.object_id \
      WHEN 'deal' THEN (SELECT client_id FROM deal WHERE id = l.object_id) \
      WHEN 'lead' THEN (SELECT client_id FROM lead WHERE id = l.object_id) \
      WHEN 'team' THEN (SELECT client_id FROM client_team WHERE id = l.object_id) \
      ELSE (SELECT coalesce(t.client_id, d.client_id) FROM task t LEFT JOIN deal d ON d.id = t.deal_id \
             WHERE t.id = l.object_id AND l.kind IN ('task','authored')) END, \
    CASE WHEN l.kind = 'deal' THEN l.object_id WHEN l.kind IN ('task','authored') THEN (SELECT deal_id FROM task WHERE id = l.object_id) END, \
    CASE l.kind WHEN 'deal' THEN (SELECT stage_kind = 'final' FROM deal WHERE id = l.object_id) ELSE 0 END, \
    l.temperature, l.due_at, l.currency, l.amount, \
    CASE WHEN l.batch_seq IS NOT NULL THEN l.to_id WHEN ?2 OR l.rule = 'hand' THEN l.proposed_id END \
  FROM ledger_line l WHERE l.case_id = ?1 AND (l.batch_seq IS NULL AND l.disposition IS NULL OR ?3 AND GIVEN) ORDER BY l.id";

/// Line `l` was applied, and its receiver still has the object as open work.
const GIVEN: &str = "(l.batch_seq IS NOT NULL AND l.disposition = 'assign' AND WITH(l.to_id))";

/// Line `l` is to be decided, and the head has its object for the time being: it was declined, or nobody answered.
const FELL_BACK: &str = "(l.batch_seq IS NULL AND l.disposition IS NULL AND l.temp_id IS NULL AND WITH(h.head_id))";

/// The object of line `l` is somebody's, and open work.
const WITH: &str = "CASE l.kind \
    WHEN 'client' THEN EXISTS (SELECT 1 FROM client x WHERE x.id = l.object_id AND x.owner_id = WHO AND x.deleted = 0) \
    WHEN 'deal' THEN EXISTS (SELECT 1 FROM deal x WHERE x.id = l.object_id AND x.owner_id = WHO AND x.stage_kind IN ('open','final')) \
    WHEN 'task' THEN EXISTS (SELECT 1 FROM task x WHERE x.id = l.object_id AND x.owner_id = WHO AND x.state = 'open') \
    WHEN 'lead' THEN EXISTS (SELECT 1 FROM lead x WHERE x.id = l.object_id AND x.owner_id = WHO AND x.state IN ('new','working')) \
    ELSE 0 END";

/// What somebody has of the case: open deals, clients without one, open tasks, clients.
const HELD: &str = "SELECT WHO, sum(l.kind = 'deal'), \
    sum(l.kind = 'client' AND (SELECT x.open_deals = 0 FROM client x WHERE x.id = l.object_id)), \
    sum(l.kind = 'task'), sum(l.kind = 'client') \
  FROM ledger_line l JOIN handover_case h ON h.id = l.case_id WHERE l.case_id = ?1 AND THESE GROUP BY WHO";

fn given() -> String {
    GIVEN.replace("WITH(l.to_id)", &WITH.replace("WHO", "l.to_id"))
}

fn fell_back() -> String {
    FELL_BACK.replace("WITH(h.head_id)", &WITH.replace("WHO", "h.head_id"))
}

/// An acceptance `a` that an absence took back: its receiver is not there to answer (2 §9.2).
pub(super) const TAKEN_BACK: &str = "(a.state = 'withdrawn' AND EXISTS (SELECT 1 FROM op_row o JOIN journal j ON j.seq = o.seq \
    WHERE o.kind = 'acceptance' AND o.id = a.id AND o.field = 'state' AND j.kind = 'absence-open'))";

/// Who was asked for a line and said no; and from whom it was taken back, while he is away.
const DECLINED: &str = "SELECT DISTINCT a.line_id, a.receiver_id FROM acceptance a JOIN ledger_line l ON l.id = a.line_id \
  WHERE a.case_id = ?1 AND l.batch_seq IS NULL AND (a.state = 'declined' OR TAKEN_BACK AND EXISTS (SELECT 1 FROM absence b \
    WHERE b.employee_id = a.receiver_id AND b.to_day >= ?2)) ORDER BY 1, 2";

/// Lines declined twice or more that nobody has decided since: those that alarm.
const REFUSED: &str = "SELECT a.line_id FROM acceptance a JOIN ledger_line l ON l.id = a.line_id \
  WHERE a.case_id = ?1 AND l.batch_seq IS NULL AND a.state = 'declined' GROUP BY a.line_id HAVING count(*) > 1 ORDER BY 1";

/// Whoever holds a client for the time being is not its owner here: the leaver is.
const CLIENTS: &str = "SELECT c.id, CASE WHEN EXISTS (SELECT 1 FROM ledger_line t WHERE t.case_id = ?1 AND t.kind = 'client' \
      AND t.object_id = c.id AND t.temp_id IS NOT NULL) THEN (SELECT leaver_id FROM handover_case WHERE id = ?1) ELSE c.owner_id END, \
    c.segment, c.region, c.industry, c.open_deals, c.final_deals, \
    c.next_due_at, c.last_touch_at, (SELECT group_concat(employee_id) FROM (SELECT employee_id FROM client_team WHERE client_id = c.id ORDER BY id)) \
  FROM client c WHERE c.id IN (WHOSE) ORDER BY c.id";

/// Of the lines of a ledger.
const OF_LEDGER: &str = "SELECT object_id FROM ledger_line WHERE case_id = ?1 AND kind = 'client' AND (?2 OR batch_seq IS NULL) \
    UNION SELECT d.client_id FROM ledger_line l JOIN deal d ON d.id = l.object_id \
           WHERE l.case_id = ?1 AND l.kind = 'deal' AND (?2 OR l.batch_seq IS NULL) \
    UNION SELECT coalesce(t.client_id, d.client_id) FROM ledger_line l JOIN task t ON t.id = l.object_id \
           LEFT JOIN deal d ON d.id = t.deal_id WHERE l.case_id = ?1 AND l.kind IN ('task','authored') AND (?2 OR l.batch_seq IS NULL) \
    UNION SELECT e.client_id FROM ledger_line l JOIN lead e ON e.id = l.object_id \
           WHERE l.case_id = ?1 AND l.kind = 'lead' AND (?2 OR l.batch_seq IS NULL) \
    UNION SELECT m.client_id FROM ledger_line l JOIN client_team m ON m.id = l.object_id \
           WHERE l.case_id = ?1 AND l.kind = 'team' AND l.batch_seq IS NULL";

/// Of the work of whoever a case is prepared for; there is no ledger yet.
const OF_LEAVER: &str = "SELECT k.id FROM client k, handover_case h WHERE h.id = ?1 AND k.owner_id = h.leaver_id AND ?2 = 0 \
    UNION SELECT d.client_id FROM deal d, handover_case h WHERE h.id = ?1 AND d.owner_id = h.leaver_id AND d.stage_kind IN ('open','final') \
    UNION SELECT coalesce(t.client_id, d.client_id) FROM handover_case h JOIN task t ON t.owner_id = h.leaver_id AND t.state = 'open' \
           LEFT JOIN deal d ON d.id = t.deal_id WHERE h.id = ?1 \
    UNION SELECT e.client_id FROM lead e, handover_case h WHERE h.id = ?1 AND e.owner_id = h.leaver_id AND e.state IN ('new','working')";

/// People with open work from the kept sums. The client counts come from `client_owner` alone.
/// What somebody holds for the time being is not his load: it goes with the distribution.
const PERSONS: &str = "SELECT e.id, e.name, e.role, e.status, e.department_id, e.capacity, e.weight_pct, e.receives_off, \
    (SELECT coalesce(sum(n), 0) FROM owner_stats s WHERE s.owner_id = e.id AND s.kind = 'deal' AND s.stage_kind IN ('open','final')) \
      - (SELECT count(*) FROM ledger_line l JOIN deal d ON d.id = l.object_id WHERE l.temp_id = e.id AND l.kind = 'deal' \
            AND d.owner_id = e.id AND d.stage_kind IN ('open','final')), \
    (SELECT count(*) FROM client c WHERE c.owner_id = e.id AND c.deleted = 0 AND c.open_deals = 0) \
      - (SELECT count(*) FROM ledger_line l JOIN client c ON c.id = l.object_id WHERE l.temp_id = e.id AND l.kind = 'client' \
            AND c.owner_id = e.id AND c.deleted = 0 AND c.open_deals = 0), \
    (SELECT coalesce(sum(n), 0) FROM owner_stats s WHERE s.owner_id = e.id AND s.kind = 'task') \
      - (SELECT count(*) FROM ledger_line l JOIN task t ON t.id = l.object_id WHERE l.temp_id = e.id AND l.kind = 'task' \
            AND t.owner_id = e.id AND t.state = 'open'), \
    (SELECT coalesce(sum(n), 0) FROM owner_stats s WHERE s.owner_id = e.id AND s.kind = 'client') \
      - (SELECT count(*) FROM ledger_line l JOIN client c ON c.id = l.object_id WHERE l.temp_id = e.id AND l.kind = 'client' \
            AND c.owner_id = e.id AND c.deleted = 0), \
    (SELECT group_concat(value, char(10)) FROM employee_tag t WHERE t.employee_id = e.id AND t.tag = 'region'), \
    (SELECT group_concat(value, char(10)) FROM employee_tag t WHERE t.employee_id = e.id AND t.tag = 'industry'), \
    (SELECT count(*) FROM absence a WHERE a.employee_id = e.id AND a.from_day <= ?2 AND a.to_day >= ?1), \
    (SELECT a.substitute_id FROM absence a WHERE a.employee_id = e.id AND a.from_day <= ?2 AND a.to_day >= ?1 ORDER BY a.id LIMIT 1) \
  FROM employee e";

const STILL_HERE: &str = "WHERE e.status <> 'dismissed' AND e.access_closed = 0 AND e.blocked = 0 ORDER BY e.id";

/// Reads the distribution of a case. Errors: `UnknownCase`; `HeadNeeded` when nobody leads it.
pub fn world(c: &Connection, case: CaseId, clock: &Clock, office: &Office, fixed: Fixed) -> Res<World> {
    // Who came into the base with a crisis has no department yet: his head's is the one to distribute in.
    let sql = "SELECT h.leaver_id, h.head_id, coalesce(e.department_id, b.department_id) FROM handover_case h \
               JOIN employee e ON e.id = h.leaver_id LEFT JOIN employee b ON b.id = h.head_id WHERE h.id = ?1";
    let found = q::one(c, sql, params![case], |r| {
        Ok((r.get::<_, EmployeeId>(0)?, r.get::<_, Option<EmployeeId>>(1)?, r.get(2)?))
    })?;
    let (leaver, head, department) = found.ok_or_else(|| Fault::new(Code::UnknownCase).with("name", case.0))?;
    let head = head.ok_or_else(|| Fault::new(Code::HeadNeeded).with("name", leaver))?;
    let days = days(c, case, clock)?;
    Ok(World {
        leaver,
        head,
        department,
        lines: lines(c, case, fixed)?,
        clients: clients(c, case, OF_LEDGER, fixed, clock.now, office)?,
        persons: less(c, case, fixed, persons(c, &days, office)?)?,
        holders: q::all(c, HOLDERS, params![case], |r| r.get(0))?,
        declined: q::all(c, &DECLINED.replace("TAKEN_BACK", TAKEN_BACK), params![case, clock.today()], |r| {
            Ok((r.get(0)?, r.get(1)?))
        })?,
        refused: q::all(c, REFUSED, params![case], |r| r.get(0))?,
        rules: rules(c)?,
        points: points(office),
        base_currency: office.currency,
    })
}

fn lines(c: &Connection, case: CaseId, fixed: Fixed) -> Res<Vec<Line>> {
    let sql = LINES.replace("GIVEN", &given());
    q::all(c, &sql, params![case, fixed != Fixed::ByHand, fixed == Fixed::AllGiven], |r| {
        Ok(Line {
            id: r.get::<_, LineId>(0)?,
            kind: r.get::<_, LineKind>(1)?,
            client: r.get::<_, Option<ClientId>>(2)?,
            deal: r.get::<_, Option<DealId>>(3)?,
            final_stage: r.get::<_, Option<bool>>(4)?.unwrap_or(false),
            temperature: Temperature::of(&r.get::<_, String>(5)?).unwrap_or(Temperature::Cold),
            due: r.get(6)?,
            amount: money(r, 7, 8)?,
            fixed: r.get(9)?,
        })
    })
}

/// The clients of a hidden preparation.
pub(super) fn draft_clients(c: &Connection, case: CaseId, now: At, office: &Office) -> Res<Vec<Client>> {
    clients(c, case, OF_LEAVER, Fixed::ByHand, now, office)
}

fn clients(c: &Connection, case: CaseId, whose: &str, fixed: Fixed, now: At, office: &Office) -> Res<Vec<Client>> {
    q::all(c, &CLIENTS.replace("WHOSE", whose), params![case, fixed == Fixed::AllGiven], |r| {
        let signs = Signs { open_deals: r.get(5)?, final_deals: r.get(6)?, next_due: r.get(7)?, last_touch: r.get(8)? };
        let team: Option<String> = r.get(9)?;
        Ok(Client {
            id: r.get(0)?,
            owner: r.get(1)?,
            segment: r.get(2)?,
            region: r.get::<_, Option<String>>(3)?.filter(|s| !s.trim().is_empty()),
            industry: r.get::<_, Option<String>>(4)?.filter(|s| !s.trim().is_empty()),
            team: team.iter().flat_map(|t| t.split(',')).filter_map(|n| n.parse().ok()).map(EmployeeId).collect(),
            temperature: temperature(signs, now, office),
            has_deals: signs.open_deals > 0,
        })
    })
}

/// The days a receiver has to be there.
pub(super) struct Days {
    from: Day,
    to: Day,
    /// Somebody stands in on them: who is away on any of them does not, whoever stands in for him.
    in_stead: bool,
}

impl Days {
    pub(super) fn just(day: Day) -> Days {
        Days { from: day, to: day, in_stead: false }
    }
}

/// Those that are left of an absence; today in every other case.
fn days(c: &Connection, case: CaseId, clock: &Clock) -> Res<Days> {
    let today = clock.today();
    let sql = "SELECT a.from_day, a.to_day FROM handover_case h JOIN absence a ON a.id = h.absence_id \
               WHERE h.id = ?1 AND h.kind = 'absence'";
    let found = q::one(c, sql, params![case], |r| Ok((r.get::<_, Day>(0)?, r.get::<_, Day>(1)?)))?;
    Ok(match found {
        Some((from, to)) => Days { from: from.max(today), to: to.max(today), in_stead: true },
        None => Days::just(today),
    })
}

/// Takes off what is no load of somebody's own: what fell back to the head, and, as if nothing of the case had been applied,
/// what its receivers have of it.
fn less(c: &Connection, case: CaseId, fixed: Fixed, mut persons: Vec<Person>) -> Res<Vec<Person>> {
    let held = |who: &str, these: &str| HELD.replace("WHO", who).replace("THESE", these);
    let mut queries = vec![held("h.head_id", &fell_back())];
    queries.extend((fixed == Fixed::AllGiven).then(|| held("l.to_id", &given())));
    for sql in queries {
        let rows = q::all(c, &sql, params![case], |r| {
            let held =
                Held { deals: r.get(1)?, clients_without_deals: r.get(2)?, tasks: r.get(3)?, clients: r.get(4)? };
            Ok((r.get::<_, Option<EmployeeId>>(0)?, held))
        })?;
        for (id, part) in rows {
            if let Some(p) = persons.iter_mut().find(|p| Some(p.id) == id) {
                p.held = p.held.less(part);
            }
        }
    }
    Ok(persons)
}

/// For which days the case gives something to somebody.
pub(super) fn term(c: &Connection, case: CaseId, clock: &Clock) -> Res<Term> {
    let Days { from, to, in_stead } = days(c, case, clock)?;
    Ok(if in_stead { Term::Within(from, to) } else { Term::Since(from) })
}

/// Everybody who is still here with what they hold; what somebody holds for the time being is not counted.
pub(super) fn persons(c: &Connection, days: &Days, office: &Office) -> Res<Vec<Person>> {
    let sql = format!("{PERSONS} {STILL_HERE}");
    q::all(c, &sql, params![days.from, days.to], |r| person(r, days, office))
}

/// What one person holds and has room for, here or not: the load that every list and card shows is this one (2 §5).
pub(super) fn weigh(c: &Connection, who: EmployeeId, clock: &Clock, office: &Office) -> Res<Option<(Held, Load)>> {
    let days = Days::just(clock.today());
    let sql = format!("{PERSONS} WHERE e.id = ?3");
    let found = q::one(c, &sql, params![days.from, days.to, who], |r| person(r, &days, office))?;
    Ok(found.map(|p| {
        let room = u64::from(p.capacity) * u64::from(p.weight);
        (p.held, Load { points: points(office).of(p.held), room })
    }))
}

fn person(r: &Row<'_>, days: &Days, office: &Office) -> Result<Person, SqlError> {
    let list = |s: Option<String>| s.iter().flat_map(|s| s.lines()).map(str::to_owned).collect();
    Ok(Person {
        id: r.get(0)?,
        name: r.get(1)?,
        role: r.get(2)?,
        status: r.get(3)?,
        department: r.get(4)?,
        capacity: r.get::<_, Option<u32>>(5)?.unwrap_or(office.capacity),
        weight: r.get(6)?,
        switched_off: r.get(7)?,
        held: Held { deals: r.get(8)?, clients_without_deals: r.get(9)?, tasks: r.get(10)?, clients: r.get(11)? },
        regions: list(r.get(12)?),
        industries: list(r.get(13)?),
        absent: r.get::<_, i64>(14)? > 0,
        substitute: r.get::<_, Option<EmployeeId>>(15)?.filter(|_| !days.in_stead),
    })
}

/// The office's weights.
pub(super) const fn points(office: &Office) -> Points {
    Points { deal: office.points_deal, client_without_deal: office.points_client, task: office.points_task }
}

/// The office's rules; the shipped five where the base holds none. A kind that this version does not know is passed over.
pub fn rules(c: &Connection) -> Res<Vec<Rule>> {
    let rows = q::all(c, "SELECT id, ord, enabled, kind, params, to_id FROM rule ORDER BY ord, id", [], |r| {
        let only = serde_json::from_str::<serde_json::Value>(&r.get::<_, String>(4)?)
            .ok()
            .and_then(|v| v.get("only").and_then(|o| o.as_str()).map(str::to_owned));
        Ok(Rule::stored(r.get(0)?, r.get(1)?, r.get(2)?, &r.get::<_, String>(3)?, only, r.get(5)?))
    })?;
    if rows.is_empty() {
        return Ok(crate::domain::distribution::shipped());
    }
    Ok(rows.into_iter().flatten().collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Base;

    /// Everybody's load stands in every list of people: what one weighs without a deal is counted in an index of just those
    /// clients, not fetched client by client.
    #[test]
    fn a_load_counts_clients_without_deals_where_only_they_are() {
        let dir = tempfile::tempdir().unwrap();
        let base = Base::create(&dir.path().join("x.db")).unwrap();
        let plan = q::plan(base.conn(), PERSONS, params![0, 0]);
        let counted = "SEARCH c USING COVERING INDEX client_quiet (owner_id=?)";
        assert!(plan.iter().any(|step| step == counted), "{plan:#?}");
    }
}
