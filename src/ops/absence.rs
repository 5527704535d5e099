//! What the commands of an absence share: the case as it stands, the jobs of its days, everything taken back (2 §3).

use serde_json::json;

use super::Ctx;
use super::apply::{FELL_TO_HEAD, OWNERS};
use super::case_row::CaseRow;
use super::reassign::may_receive;
use crate::base::{At, CaseId, Code, Day, EmployeeId, Fault, Kind, LineId, Ref, Res};
use crate::domain::{AcceptanceState, CaseKind, Extent, LineKind};
use crate::reads::proposals::object_of;
use crate::reads::receives::Term;
use crate::store::{Tx, Val, params};

/// The kind of its jobs.
pub(super) const ABSENCE_JOB: &str = "absence";

/// An absence that is being worked on.
pub(super) struct Absence {
    pub case: CaseRow,
    /// Who is away.
    pub who: EmployeeId,
    pub name: String,
    pub head: EmployeeId,
    pub row: i64,
    pub from: Day,
    pub to: Day,
    pub substitute: Option<EmployeeId>,
    pub extent: Extent,
    pub leads_too: bool,
}

impl Absence {
    /// Errors: those of `CaseRow::open`; `WrongState` for a case of another kind.
    pub fn open(tx: &mut Tx<'_>, id: CaseId) -> Res<Absence> {
        let case = CaseRow::open(tx, id)?;
        Self::of(tx, case)
    }

    pub fn of(tx: &Tx<'_>, case: CaseRow) -> Res<Absence> {
        let other = || Fault::new(Code::WrongState).with("case", case.id.0).with("state", case.kind.word());
        let Some(who) = case.leaver.filter(|_| case.kind == CaseKind::Absence) else { return Err(other()) };
        let sql = "SELECT e.name, a.id, a.from_day, a.to_day, a.substitute_id, h.extent, h.leads_too FROM handover_case h \
                   JOIN employee e ON e.id = h.leaver_id JOIN absence a ON a.id = h.absence_id WHERE h.id = ?1";
        let head = case.head()?;
        tx.one(sql, params![case.id], |r| {
            Ok(Absence {
                who,
                name: r.get(0)?,
                head,
                row: r.get(1)?,
                from: r.get(2)?,
                to: r.get(3)?,
                substitute: r.get(4)?,
                extent: r.get(5)?,
                leads_too: r.get(6)?,
                case: case.clone(),
            })
        })?
        .ok_or_else(other)
    }

    /// What is left of its days.
    pub fn ahead(&self, cx: &Ctx<'_>) -> Term {
        let today = cx.clock.today();
        Term::Within(self.from.max(today), self.to.max(today))
    }

    /// Who is away cannot stand in for others meanwhile: what he holds for them would be nobody's. Errors: `StandsIn`.
    pub fn stands_in_for_nobody(&self, tx: &Tx<'_>) -> Res<()> {
        let sql = "SELECT e.name, h.id FROM handover_case h JOIN absence a ON a.id = h.absence_id \
                   JOIN employee e ON e.id = h.leaver_id WHERE h.kind = 'absence' AND h.id <> ?1 \
                     AND h.state IN ('open','distributing','handing_over','signing','paused') \
                     AND a.from_day <= ?4 AND a.to_day >= ?3 AND EXISTS (SELECT 1 FROM ledger_line l WHERE l.case_id = h.id \
                       AND (l.to_id = ?2 OR l.batch_seq IS NULL AND l.proposed_id = ?2)) ORDER BY h.id LIMIT 1";
        let other = tx.one(sql, params![self.case.id, self.who, self.from, self.to], |r| {
            Ok((r.get::<_, String>(0)?, r.get::<_, CaseId>(1)?))
        })?;
        match other {
            Some((value, case)) => {
                Err(Fault::new(Code::StandsIn).with("name", &self.name).with("value", value).with("case", case.0))
            }
            None => Ok(()),
        }
    }

    /// The first working day after it.
    pub fn back(&self, cx: &Ctx<'_>) -> Day {
        back(cx, self.to)
    }
}

/// The first working day after an absence that ends with `to`.
pub(super) fn back(cx: &Ctx<'_>, to: Day) -> Day {
    cx.calendar().on_or_after(to.plus(1))
}

/// Everybody who stands in, and the one the absence names first.
pub(super) fn substitutes(tx: &Tx<'_>, case: CaseId) -> Res<Vec<EmployeeId>> {
    let sql = "SELECT DISTINCT coalesce(to_id, proposed_id) FROM ledger_line WHERE case_id = ?1 \
               AND coalesce(to_id, proposed_id) IS NOT NULL ORDER BY 1";
    tx.all(sql, params![case], |r| r.get(0))
}

/// Who takes what the new days bring: the one it names, or else another who stands in already and is there.
/// Errors: `NotEligible` for the first of them when nobody is.
pub(super) fn next_in_line(tx: &Tx<'_>, cx: &Ctx<'_>, a: &Absence) -> Res<Option<EmployeeId>> {
    let mut refused = None;
    for to in a.substitute.into_iter().chain(substitutes(tx, a.case.id)?) {
        match may_receive(tx, Some(a.who), to, a.ahead(cx)) {
            Ok(()) => return Ok(Some(to)),
            Err(e) => refused = refused.or(Some(e)),
        }
    }
    refused.map_or(Ok(None), Err)
}

/// Proposes the substitute for every line that nobody has decided or chosen somebody for.
pub(super) fn propose(tx: &mut Tx<'_>, cx: &Ctx<'_>, a: &Absence, substitute: EmployeeId) -> Res<()> {
    may_receive(tx, Some(a.who), substitute, a.ahead(cx))?;
    tx.set_all(
        Kind::Line,
        &["proposed_id", "rule"],
        "SELECT id, ?2, 'hand' FROM ledger_line WHERE case_id = ?1 AND batch_seq IS NULL AND disposition IS NULL \
           AND proposed_id IS NULL",
        params![a.case.id, substitute],
    )?;
    Ok(())
}

/// The links of an absence: it begins, it ends on the next working day, it is over. Those whose time has passed are not
/// made; what was queued before gives way.
pub(super) fn plan(tx: &mut Tx<'_>, cx: &Ctx<'_>, a: &Absence) -> Res<()> {
    forget(tx, a.case.id)?;
    let calendar = cx.calendar();
    let back = a.back(cx);
    let links: [(&str, At); 3] = [
        ("start", calendar.start_of(calendar.on_or_after(a.from))),
        ("remind", calendar.start_of(calendar.add_working_days(back, -1))),
        ("return", calendar.start_of(back)),
    ];
    for (what, due) in links.into_iter().filter(|(what, due)| *due > cx.clock.now || *what == "return") {
        let payload = json!({ "what": what }).to_string();
        let job = tx.job(ABSENCE_JOB, &payload, due, Some(a.head.0))?;
        tx.exec("UPDATE job SET case_id = ?2, employee_id = ?3 WHERE id = ?1", params![job, a.case.id, a.who])?;
    }
    Ok(())
}

pub(super) fn forget(tx: &mut Tx<'_>, case: CaseId) -> Res<()> {
    let sql = "DELETE FROM job WHERE case_id = ?1 AND kind = ?2 AND state = 'queued'";
    tx.exec(sql, params![case, ABSENCE_JOB])?;
    Ok(())
}

/// What came of taking everything back.
#[derive(Default)]
pub(super) struct TakenBack {
    pub returned: u64,
    /// Deals and tasks the substitute has closed: they stay to his credit (2 §9.17).
    pub closed: Vec<Ref>,
    /// What went on to somebody else meanwhile.
    pub moved: Vec<Ref>,
}

/// Where each kind of line keeps its owner, and what of it is still work.
const WORK: [(LineKind, &str); 4] = [
    (LineKind::Client, "x.deleted = 0"),
    (LineKind::Deal, "x.stage_kind IN ('open','final')"),
    (LineKind::Task, "x.state = 'open'"),
    (LineKind::Lead, "x.state IN ('new','working')"),
];

/// Gives what is still work and still with its substitute (or, declined, with the head) back to the one who was away. What
/// the substitute changed on it stays; so does what is closed, and what somebody else has by now.
pub(super) fn take_back(tx: &mut Tx<'_>, a: &Absence) -> Res<TakenBack> {
    let mut out = TakenBack::default();
    let case = a.case.id;
    for (line, work) in WORK {
        let Some((_, _, kind, column)) = OWNERS.into_iter().find(|(l, ..)| *l == line) else { continue };
        let table = kind.word();
        let head = format!("l.batch_seq IS NULL AND x.{column} IS ?4 AND {FELL_TO_HEAD}");
        let sql = format!(
            "SELECT l.id, l.object_id, {work}, x.{column} IS l.to_id OR ({head}), l.batch_seq IS NOT NULL \
             FROM ledger_line l JOIN {table} x ON x.id = l.object_id \
             WHERE l.case_id = ?1 AND l.kind = ?2 AND x.{column} IS NOT ?3 \
               AND (l.disposition = 'assign' AND l.batch_seq IS NOT NULL OR {head}) ORDER BY l.id"
        );
        let rows = tx.all(&sql, params![case, line, a.who, a.head], |r| {
            Ok((r.get::<_, LineId>(0)?, r.get::<_, i64>(1)?, r.get::<_, bool>(2)?, r.get::<_, bool>(3)?))
        })?;
        let mut back = Vec::new();
        for (id, object, is_work, in_place) in rows {
            match (is_work, in_place) {
                (false, _) => out.closed.push(object_of(line, object, id)),
                (true, false) => out.moved.push(object_of(line, object, id)),
                (true, true) => back.push((object, vec![Val::from(a.who)])),
            }
        }
        out.returned += back.len() as u64;
        tx.set_rows(kind, &[column], back)?;
    }
    // A task he had set for himself had become the substitute's own.
    let authors = "SELECT t.id, ?2 FROM ledger_line l JOIN task t ON t.id = l.object_id WHERE l.case_id = ?1 AND l.kind = 'task' \
           AND t.owner_id = ?2 AND t.author_id IS l.to_id AND EXISTS (SELECT 1 FROM op_row o WHERE o.kind = 'task' \
             AND o.id = t.id AND o.field = 'author_id' AND o.seq = l.batch_seq)";
    tx.set_all(Kind::Task, &["author_id"], authors, params![case, a.who])?;
    Ok(out)
}

/// Nobody is asked any more to accept what is taken back.
pub(super) fn end_offers(tx: &mut Tx<'_>, case: CaseId, accepted_too: bool) -> Res<()> {
    let at = tx.at();
    tx.set_all(
        Kind::Acceptance,
        &["state", "answered_at"],
        "SELECT id, ?4, CASE state WHEN 'offered' THEN ?2 ELSE answered_at END FROM acceptance WHERE case_id = ?1 \
           AND (state = 'offered' OR (?3 AND state IN ('accepted','forced')))",
        params![case, at, accepted_too, AcceptanceState::Withdrawn],
    )?;
    Ok(())
}
