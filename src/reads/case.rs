//! One handover as `case show` and the head of its screen tell it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::frozen::money;
use super::ledger::CAME;
use super::{Asker, Scope, q};
use crate::base::{At, CaseId, ClientId, Clock, Code, Day, EmployeeId, Fault, Res};
use crate::domain::crisis::Countdown;
use crate::domain::ledger::{Ledger, Row as LedgerRow};
use crate::domain::rights::{self, Right};
use crate::domain::{AbsenceKind, CaseKind, CaseState, FileKind, ItemState, ListKind, SingleReason};
use crate::store::{Connection, Row, params};

/// Somebody by number and name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Who {
    pub id: EmployeeId,
    pub name: String,
}

/// When somebody is away, and until which day they are waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Away {
    pub kind: AbsenceKind,
    pub from: Day,
    pub to: Day,
    pub back: Day,
}

/// Items of the checklist; what is not applicable or waived counts as done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct ChecklistCount {
    pub done: u64,
    pub total: u64,
    pub overdue: u64,
}

/// A case. Blockers and metrics are `closing` and `metrics`, which cost more and are asked for apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseView {
    pub id: CaseId,
    pub kind: CaseKind,
    pub state: CaseState,
    pub leaver: Option<Who>,
    /// Whom the handover of one client alone is about, and why.
    pub client: Option<(ClientId, String)>,
    pub reason: Option<SingleReason>,
    /// The days of an absence, and the first working one after it.
    pub away: Option<Away>,
    pub head: Option<Who>,
    pub opened_at: Option<At>,
    pub notice_at: Option<At>,
    pub last_day: Option<Day>,
    pub closed_at: Option<At>,
    /// Who answers for the time being, until when, and when the leaver of a crisis was last seen.
    pub temporary: Option<Who>,
    pub temporary_until: Option<At>,
    pub since: Option<At>,
    /// Since when it is a crisis.
    pub crisis_at: Option<At>,
    /// The two clocks of a crisis.
    pub clocks: Option<[Countdown; 2]>,
    pub ledger: Ledger,
    pub checklist: ChecklistCount,
    /// How fresh the data was at the snapshot.
    pub data_at: Option<At>,
    pub not_loaded: Vec<FileKind>,
    pub snapshot_hash: String,
}

/// The JSON of `case show` without `blockers` and `metrics`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CaseJson {
    pub id: i64,
    pub kind: CaseKind,
    pub state: CaseState,
    pub employee: String,
    pub employee_id: Option<EmployeeId>,
    /// Only of one client handed over alone: whom, and the word of the reason.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<SingleReason>,
    /// Only of an absence: its kind, its first and last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub absence: Option<AbsenceKind>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    pub head: Option<String>,
    pub opened_at: Option<String>,
    pub notice_at: Option<String>,
    pub last_day: Option<String>,
    pub temporary: Option<String>,
    pub temporary_until: Option<String>,
    pub since: Option<String>,
    pub clocks: Option<BTreeMap<&'static str, ClockJson>>,
    pub data_at: Option<String>,
    pub not_loaded: Vec<FileKind>,
    pub snapshot_sha256: String,
    pub ledger: Ledger,
    pub checklist: ChecklistCount,
}

/// A clock of a crisis as scripts read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClockJson {
    pub ends_at: String,
    pub late: bool,
    pub done: u64,
    pub total: u64,
    pub overdue: u64,
}

impl CaseView {
    /// The contract's shape; instants carry the office's offset.
    pub fn json(&self, clock: &Clock) -> CaseJson {
        let iso = |at: Option<At>| at.map(|a| a.iso(clock.zone));
        CaseJson {
            id: self.id.0,
            kind: self.kind,
            state: self.state,
            employee: self.leaver.as_ref().map(|w| w.name.clone()).unwrap_or_default(),
            employee_id: self.leaver.as_ref().map(|w| w.id),
            client: self.client.as_ref().map(|(_, name)| name.clone()),
            reason: self.reason,
            absence: self.away.map(|a| a.kind),
            from: self.away.map(|a| a.from.to_string()),
            until: self.away.map(|a| a.to.to_string()),
            head: self.head.as_ref().map(|w| w.name.clone()),
            opened_at: iso(self.opened_at),
            notice_at: iso(self.notice_at),
            last_day: self.last_day.map(|d| d.to_string()),
            temporary: self.temporary.as_ref().map(|w| w.name.clone()),
            temporary_until: iso(self.temporary_until),
            since: iso(self.since),
            clocks: self.clocks.map(|both| {
                let clock_json = |c: Countdown| ClockJson {
                    ends_at: c.ends_at.iso(clock.zone),
                    late: c.is_late(clock.now),
                    done: c.done,
                    total: c.total,
                    overdue: c.overdue,
                };
                both.into_iter().map(|c| (c.list.word(), clock_json(c))).collect()
            }),
            data_at: iso(self.data_at),
            not_loaded: self.not_loaded.clone(),
            snapshot_sha256: self.snapshot_hash.clone(),
            ledger: self.ledger.clone(),
            checklist: self.checklist,
        }
    }
}

/// Whose cases a scope sees: `?2` the department (the head's, for a leaver who has none yet), `?3` the person (as leaver,
/// head, temporary owner or receiver), both NULL for all.
/// Hidden cases are for those who see all (2 §3).
pub(crate) const VISIBLE: &str = "(h.hidden = 0 AND ((?2 IS NULL AND ?3 IS NULL) OR ( \
    (?2 IS NOT NULL AND (EXISTS (SELECT 1 FROM employee s WHERE s.id = h.leaver_id AND s.department_id = ?2) \
        OR EXISTS (SELECT 1 FROM employee s, employee b WHERE s.id = h.leaver_id AND s.department_id IS NULL \
              AND b.id = h.head_id AND b.department_id = ?2))) \
    OR (?3 IS NOT NULL AND (h.leaver_id = ?3 OR h.head_id = ?3 OR h.temporary_id = ?3 \
        OR EXISTS (SELECT 1 FROM ledger_line s WHERE s.case_id = h.id AND s.to_id = ?3))))))";

/// Whoever sees all of a case that a person's own scope sees: the one who hands over, the head, the temporary owner.
pub(crate) const LEADS: &str = "?3 IN (h.leaver_id, h.head_id, h.temporary_id)";

/// Whoever has only received something of a case, over `h`: it is looked at, by them, for what is theirs. `?3` is the person.
pub(crate) const ONLY_RECEIVES: &str =
    "(?3 IS NOT NULL AND ?3 IS NOT h.leaver_id AND ?3 IS NOT h.head_id AND ?3 IS NOT h.temporary_id)";

/// Whoever does not lead a case, over `h`: the one who hands over and those who receive. What is the head's to do there, and
/// when anybody's accesses end, they are not told.
pub(crate) const OWN_PART: &str = "(?3 IS NOT NULL AND ?3 IS NOT h.head_id AND ?3 IS NOT h.temporary_id)";

/// Whose cases somebody has to do with: whoever sees the clients of a department without leading it (a senior) sees of its
/// handovers what is their own.
pub(crate) fn led(a: &Asker<'_>) -> Res<Scope> {
    match (a.scope, a.who) {
        (Scope::Department(_), rights::Who::Person { id, .. })
            if rights::Matrix::shipped()?.reach(&a.who, Right::Batch) == rights::Reach::Nothing =>
        {
            Ok(Scope::Own(id))
        }
        (scope, _) => Ok(*scope),
    }
}

/// How a case is looked at: who sees a department and was given something of another one's case sees what is theirs of it.
pub(crate) fn scope_in(a: &Asker<'_>, id: CaseId) -> Res<Scope> {
    let scope = led(a)?;
    let (Scope::Department(_), rights::Who::Person { id: me, .. }, Some((department, person))) =
        (scope, a.who, visible(&scope))
    else {
        return Ok(scope);
    };
    let sql = format!("SELECT count(*) FROM handover_case h WHERE h.id = ?1 AND {VISIBLE}");
    let seen = q::count(a.conn, &sql, params![id, department, person])? > 0;
    Ok(if seen { scope } else { Scope::Own(me) })
}

/// What whoever looks has to do with a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// All of it.
    Whole,
    /// They hand over: what they know, and their signature.
    HandsOver(EmployeeId),
    /// What they were given of it.
    Receives(EmployeeId),
}

impl Part {
    pub const fn is_whole(self) -> bool {
        matches!(self, Part::Whole)
    }

    pub const fn receiver(self) -> Option<EmployeeId> {
        match self {
            Part::Receives(id) => Some(id),
            Part::Whole | Part::HandsOver(_) => None,
        }
    }
}

/// The part of a case that a scope has to do with.
pub(crate) fn part(view: &CaseView, scope: &Scope) -> Part {
    let Scope::Own(me) = *scope else { return Part::Whole };
    let is = |who: &Option<Who>| who.as_ref().is_some_and(|w| w.id == me);
    if is(&view.head) || is(&view.temporary) {
        Part::Whole
    } else if is(&view.leaver) {
        Part::HandsOver(me)
    } else {
        Part::Receives(me)
    }
}

/// Goes with [`VISIBLE`] wherever lines of a case are read, or what is known of them, over `h` and `ledger_line l`: who
/// has received something of a case reads what was given to them or is theirs, and nothing of the other receivers.
pub(crate) fn own_lines() -> String {
    format!(
        "(?3 IS NULL OR {LEADS} OR ?3 IN (l.to_id, l.temp_id) OR ?3 = CASE l.kind \
           WHEN 'client' THEN (SELECT o.owner_id FROM client o WHERE o.id = l.object_id) \
           WHEN 'deal' THEN (SELECT o.owner_id FROM deal o WHERE o.id = l.object_id) \
           WHEN 'task' THEN (SELECT o.owner_id FROM task o WHERE o.id = l.object_id) \
           WHEN 'lead' THEN (SELECT o.owner_id FROM lead o WHERE o.id = l.object_id) END)"
    )
}

/// The two parameters of [`VISIBLE`]; `None`: nothing may be seen.
pub(crate) fn visible(scope: &Scope) -> Option<(Option<i64>, Option<i64>)> {
    match scope {
        Scope::All => Some((None, None)),
        Scope::Department(d) => Some((Some(d.0), None)),
        Scope::Own(e) => Some((None, Some(e.0))),
        Scope::Nothing => None,
    }
}

/// A case by its number. Errors: `UnknownCase`, also for one that the scope does not see.
pub fn case(c: &Connection, scope: &Scope, id: CaseId, clock: &Clock) -> Res<CaseView> {
    let unknown = || Fault::new(Code::UnknownCase).with("name", id.0);
    let (department, person) = visible(scope).ok_or_else(unknown)?;
    let sql = format!(
        "SELECT h.kind, h.state, h.leaver_id, l.name, h.head_id, b.name, h.opened_at, h.notice_at, h.last_day, h.closed_at, \
           h.data_at, h.not_loaded, coalesce(lower(hex(h.snapshot_hash)), ''), h.temporary_id, t.name, h.temporary_until, \
           h.since_at, h.crisis_at, h.client_id, k.name, \
           CASE h.kind WHEN 'single' THEN h.reason END, x.kind, x.from_day, x.to_day, h.until_day \
         FROM handover_case h LEFT JOIN employee l ON l.id = h.leaver_id LEFT JOIN employee b ON b.id = h.head_id \
         LEFT JOIN employee t ON t.id = h.temporary_id LEFT JOIN client k ON k.id = h.client_id \
         LEFT JOIN absence x ON x.id = h.absence_id WHERE h.id = ?1 AND {VISIBLE}"
    );
    let who = |id: Option<EmployeeId>, name: Option<String>| id.zip(name).map(|(id, name)| Who { id, name });
    let found = q::one(c, &sql, params![id, department, person], |r| {
        let not_loaded: String = r.get(11)?;
        Ok(CaseView {
            id,
            kind: r.get(0)?,
            state: r.get(1)?,
            leaver: who(r.get(2)?, r.get(3)?),
            client: r.get::<_, Option<ClientId>>(18)?.zip(r.get(19)?),
            reason: r.get(20)?,
            away: match (r.get(21)?, r.get(22)?, r.get::<_, Option<Day>>(23)?, r.get::<_, Option<Day>>(24)?) {
                (Some(kind), Some(from), Some(to), back) => {
                    Some(Away { kind, from, to, back: back.unwrap_or(to.plus(1)) })
                }
                _ => None,
            },
            head: who(r.get(4)?, r.get(5)?),
            opened_at: r.get(6)?,
            notice_at: r.get(7)?,
            last_day: r.get(8)?,
            closed_at: r.get(9)?,
            data_at: r.get(10)?,
            not_loaded: not_loaded.split(',').filter_map(FileKind::of).collect(),
            snapshot_hash: r.get(12)?,
            temporary: who(r.get(13)?, r.get(14)?),
            temporary_until: r.get(15)?,
            since: r.get(16)?,
            crisis_at: r.get(17)?,
            clocks: None,
            ledger: Ledger::default(),
            checklist: ChecklistCount::default(),
        })
    })?;
    let mut view = found.ok_or_else(unknown)?;
    let part = part(&view, scope);
    view.ledger = ledger(c, id, part.receiver())?;
    if !part.is_whole() {
        return Ok(view);
    }
    view.checklist = checklist(c, id, clock.now)?;
    // What was called off has no terms.
    let runs = view.state != CaseState::Withdrawn;
    if !runs {
        view.checklist.overdue = 0;
    }
    view.clocks = match view.crisis_at.or(view.opened_at) {
        Some(opened) if runs && view.kind == CaseKind::Crisis => Some(clocks(c, id, opened, clock.now)?),
        _ => None,
    };
    Ok(view)
}

/// Counts and sums of a case's ledger (2 §3), or of what went to one person.
pub fn ledger(c: &Connection, id: CaseId, to: Option<EmployeeId>) -> Res<Ledger> {
    let sql = format!(
        "SELECT l.kind, l.late, l.currency, l.amount, l.disposition, l.batch_seq IS NOT NULL, l.late AND NOT ({CAME}) \
         FROM ledger_line l WHERE l.case_id = ?1 AND (?2 IS NULL OR l.to_id = ?2)"
    );
    let rows = q::all(c, &sql, params![id, to], |r| {
        Ok(LedgerRow {
            kind: r.get(0)?,
            late: r.get(1)?,
            own: r.get(6)?,
            amount: money(r, 2, 3)?,
            disposition: r.get(4)?,
            applied: r.get(5)?,
        })
    })?;
    Ok(Ledger::of(rows))
}

/// «24 часа» and «неделя» of a crisis, with the items that keep them running; what is observed after the closing does not.
pub fn clocks(c: &Connection, id: CaseId, opened: At, now: At) -> Res<[Countdown; 2]> {
    let sql = "SELECT count(*) FILTER (WHERE state <> 'open'), count(*), count(*) FILTER (WHERE state = 'open' AND due_at < ?3) \
               FROM checklist_item WHERE case_id = ?1 AND list = ?2 AND phase = 'closing' AND mandatory = 1";
    let mut out = [Countdown::new(ListKind::Hours24, opened), Countdown::new(ListKind::Week, opened)];
    for clock in &mut out {
        let n = |r: &Row<'_>, i| r.get::<_, i64>(i).map(i64::unsigned_abs);
        let row = q::one(c, sql, params![id, clock.list, now], |r| Ok((n(r, 0)?, n(r, 1)?, n(r, 2)?)))?;
        (clock.done, clock.total, clock.overdue) = row.unwrap_or_default();
    }
    Ok(out)
}

fn checklist(c: &Connection, id: CaseId, now: At) -> Res<ChecklistCount> {
    let sql = "SELECT state, due_at FROM checklist_item WHERE case_id = ?1";
    let mut out = ChecklistCount::default();
    for (state, due) in q::all(c, sql, params![id], |r| Ok((r.get::<_, ItemState>(0)?, r.get::<_, Option<At>>(1)?)))? {
        out.total += 1;
        if state != ItemState::Open {
            out.done += 1;
        } else if due.is_some_and(|d| d < now) {
            out.overdue += 1;
        }
    }
    Ok(out)
}
