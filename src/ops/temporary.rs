//! «Временный ответственный»: everything open that the leaver of a crisis holds answers to one person for seven days at
//! most (2 §3, §7). It is no distribution: the lines stay to be decided, and the object is the leaver's again when he
//! comes back or when it is taken back.

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::case_row::CaseRow;
use super::inbox::{Note, answered, tell};
use super::{About, Asks, Command, Ctx, after};
use crate::base::{At, CaseId, Code, Day, EmployeeId, Fault, Kind, LineId, Ref, Res};
use crate::domain::crisis::WEEK_MS;
use crate::domain::rights::Right;
use crate::domain::{CaseKind, EmployeeStatus, InboxKind, LineKind};
use crate::reads::proposals::object_of;
use crate::store::{Tx, Val, params};

/// The job that raises the alarm when the seven days are over.
pub(super) const END_JOB: &str = "temporary_end";

/// Names another temporary owner for what is not decided yet, or (`to` is `None`) takes the temporary ownership back.
///
/// Errors: `WrongState` for a case that is no crisis; `NotEligible` for somebody who leaves, is away or is the leaver;
/// `NothingToDo` when there is nothing to take back.
#[derive(Debug, Clone, Serialize)]
pub struct TemporarySet {
    pub case: CaseId,
    pub to: Option<EmployeeId>,
}

/// Objects that changed their owner, and those that had gone on to somebody else meanwhile.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemporaryDone {
    pub clients: u64,
    pub deals: u64,
    pub tasks: u64,
    pub leads: u64,
    pub moved: Vec<Ref>,
}

impl TemporaryDone {
    pub fn total(&self) -> u64 {
        self.clients + self.deals + self.tasks + self.leads
    }

    fn count(&mut self, kind: LineKind, n: u64) {
        match kind {
            LineKind::Client => self.clients += n,
            LineKind::Deal => self.deals += n,
            LineKind::Task => self.tasks += n,
            _ => self.leads += n,
        }
    }
}

impl Command for TemporarySet {
    type Out = TemporaryDone;
    const WORD: &'static str = "temporary-set";

    fn object(&self) -> Option<Ref> {
        Some(self.case.into())
    }

    fn asks(&self) -> Vec<Asks> {
        vec![Asks::new(Right::Batch, About::Case(self.case))]
    }

    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<TemporaryDone> {
        let case = CaseRow::open(tx, self.case)?;
        let Some(leaver) = case.leaver.filter(|_| case.kind == CaseKind::Crisis) else {
            return Err(Fault::new(Code::WrongState).with("case", case.id.0).with("state", case.kind.word()));
        };
        let out = match self.to {
            Some(to) => {
                may_answer(tx, cx, leaver, to)?;
                appoint(tx, case.id, leaver, to, tx.at())?
            }
            None => {
                if held(tx, case.id)? == 0 {
                    return Err(Code::NothingToDo.into());
                }
                let out = give_back(tx, case.id, leaver)?;
                dismiss(tx, case.id)?;
                out
            }
        };
        after::settle(tx, cx, case.id)?;
        Ok(out)
    }
}

/// Where each kind of object keeps its owner, and what of it is still work.
const HELD: [(LineKind, Kind, &str); 4] = [
    (LineKind::Client, Kind::Client, "x.deleted = 0"),
    (LineKind::Deal, Kind::Deal, "x.stage_kind IN ('open','final')"),
    (LineKind::Task, Kind::Task, "x.state = 'open'"),
    (LineKind::Lead, Kind::Lead, "x.state IN ('new','working')"),
];

/// Lines that somebody holds for the time being.
pub(super) fn held(tx: &Tx<'_>, case: CaseId) -> Res<i64> {
    tx.count("SELECT count(*) FROM ledger_line WHERE case_id = ?1 AND temp_id IS NOT NULL", params![case])
}

/// Who holds the line's object for the time being.
pub(super) fn holder(tx: &Tx<'_>, line: LineId) -> Res<Option<EmployeeId>> {
    Ok(tx.one("SELECT temp_id FROM ledger_line WHERE id = ?1", params![line], |r| r.get(0))?.flatten())
}

/// Whether somebody may answer for the leaver's clients from this minute on: here today, not leaving, not the leaver.
///
/// Errors: `UnknownEmployee`, `NotEligible`.
pub(super) fn may_answer(tx: &Tx<'_>, cx: &Ctx<'_>, leaver: EmployeeId, who: EmployeeId) -> Res<()> {
    let sql = "SELECT name, status, blocked OR access_closed FROM employee WHERE id = ?1";
    let found = tx.one(sql, params![who], |r| {
        Ok((r.get::<_, String>(0)?, r.get::<_, EmployeeStatus>(1)?, r.get::<_, bool>(2)?))
    })?;
    let (name, status, closed) = found.ok_or_else(|| Fault::new(Code::UnknownEmployee).with("name", who))?;
    let works = matches!(status, EmployeeStatus::Active | EmployeeStatus::Probation);
    if who == leaver || !works || closed || is_away(tx, who, cx.clock.today())? {
        return Err(Fault::new(Code::NotEligible).with("name", name));
    }
    Ok(())
}

fn is_away(tx: &Tx<'_>, who: EmployeeId, today: Day) -> Res<bool> {
    let sql = "SELECT count(*) FROM absence WHERE employee_id = ?1 AND from_day <= ?2 AND to_day >= ?2";
    Ok(tx.count(sql, params![who, today])? > 0)
}

/// Who answers when nobody was named: the head, else the least loaded senior of the department, else of the company,
/// else a manager in the same order; only those who are here today. Errors: `NotEligible` when nobody is.
pub(super) fn choose(tx: &Tx<'_>, cx: &Ctx<'_>, leaver: EmployeeId, head: EmployeeId) -> Res<EmployeeId> {
    if may_answer(tx, cx, leaver, head).is_ok() {
        return Ok(head);
    }
    let sql = "SELECT e.id FROM employee e, (SELECT coalesce( \
                  (SELECT department_id FROM employee WHERE id = ?1), (SELECT department_id FROM employee WHERE id = ?2)) AS d) \
        WHERE e.id <> ?1 AND e.status IN ('active','probation') AND e.blocked = 0 AND e.access_closed = 0 \
          AND e.receives_off = 0 AND e.role IN ('senior','manager') \
          AND NOT EXISTS (SELECT 1 FROM absence a WHERE a.employee_id = e.id AND a.from_day <= ?3 AND a.to_day >= ?3) \
        ORDER BY e.role <> 'senior', e.department_id IS NOT d, e.status <> 'active', \
          (SELECT coalesce(sum(n), 0) FROM owner_stats s WHERE s.owner_id = e.id AND s.kind = 'deal' \
              AND s.stage_kind IN ('open','final')) * 100 / max(e.weight_pct, 1), e.name_fold, e.id LIMIT 1";
    let name = || tx.one("SELECT name FROM employee WHERE id = ?1", params![head], |r| r.get::<_, String>(0));
    match tx.one(sql, params![leaver, head, cx.clock.today()], |r| r.get(0))? {
        Some(who) => Ok(who),
        None => Err(Fault::new(Code::NotEligible).with("name", name()?.unwrap_or_default())),
    }
}

/// Makes `to` the temporary owner of everything undecided in the case, tells him, and sets the alarm. The seven days
/// run from the first appointment: another name does not make them longer.
pub(super) fn appoint(
    tx: &mut Tx<'_>,
    case: CaseId,
    leaver: EmployeeId,
    to: EmployeeId,
    start: At,
) -> Res<TemporaryDone> {
    let out = give(tx, case, leaver, to)?;
    let sql = "SELECT temporary_until, temporary_id, head_id FROM handover_case WHERE id = ?1";
    let (until, before, head) = tx
        .one(sql, params![case], |r| {
            Ok((r.get::<_, Option<At>>(0)?, r.get::<_, Option<EmployeeId>>(1)?, r.get::<_, Option<EmployeeId>>(2)?))
        })?
        .unwrap_or((None, None, None));
    let end = until.unwrap_or(start.plus(WEEK_MS));
    tx.set(Kind::Case, case.0, &[("temporary_id", to.into()), ("temporary_until", end.into())])?;
    if until.is_none() {
        tx.job(END_JOB, &json!({ "case": case }).to_string(), end, head.map(|h| h.0))?;
    }
    if let Some(before) = before.filter(|b| *b != to) {
        answered(tx, before, InboxKind::TemporaryOwner, case.into())?;
    }
    let name = tx.one("SELECT name FROM employee WHERE id = ?1", params![leaver], |r| r.get::<_, String>(0))?;
    let args = json!({ "case": case.0, "name": name, "clients": out.clients, "deals": out.deals, "tasks": out.tasks });
    tell(tx, Note { to, kind: InboxKind::TemporaryOwner, object: case.into(), args, due: Some(end) })?;
    Ok(out)
}

/// The owners alone: what is undecided, open and still the leaver's (or the temporary owner's before) becomes `to`'s.
/// Set-based, so that ten thousand objects cost a few statements.
pub(super) fn give(tx: &mut Tx<'_>, case: CaseId, leaver: EmployeeId, to: EmployeeId) -> Res<TemporaryDone> {
    let sql = "SELECT temporary_id FROM handover_case WHERE id = ?1";
    let before = tx.one(sql, params![case], |r| r.get::<_, Option<EmployeeId>>(0))?.flatten();
    let mut out = TemporaryDone::default();
    for (line, kind, open) in HELD {
        let table = kind.word();
        let from = format!(
            "FROM ledger_line l JOIN {table} x ON x.id = l.object_id \
             WHERE l.case_id = ?1 AND l.kind = ?2 AND l.batch_seq IS NULL AND {open}"
        );
        let lines = format!("SELECT l.id, ?4 {from} AND (x.owner_id IS ?3 OR x.owner_id = l.temp_id)");
        tx.set_all(Kind::Line, &["temp_id"], &lines, params![case, line, leaver, to])?;
        let owners =
            format!("SELECT l.object_id, ?4 {from} AND l.temp_id = ?4 AND (x.owner_id IS ?3 OR x.owner_id = ?5)");
        let n = tx.set_all(kind, &["owner_id"], &owners, params![case, line, leaver, to, before])?;
        out.count(line, n);
    }
    Ok(out)
}

/// What came to the leaver after the opening answers to the temporary owner too, where there is one.
pub(super) fn extend(tx: &mut Tx<'_>, case: CaseId, leaver: EmployeeId) -> Res<()> {
    let sql = "SELECT temporary_id FROM handover_case WHERE id = ?1";
    match tx.one(sql, params![case], |r| r.get::<_, Option<EmployeeId>>(0))?.flatten() {
        Some(to) => give(tx, case, leaver, to).map(drop),
        None => Ok(()),
    }
}

/// Everything that is held for the time being goes back to the leaver, closed work too: it was never anybody else's.
/// What went on to another person meanwhile stays there and is listed.
pub(super) fn give_back(tx: &mut Tx<'_>, case: CaseId, leaver: EmployeeId) -> Res<TemporaryDone> {
    let mut out = TemporaryDone::default();
    for (line, kind, _) in HELD {
        let table = kind.word();
        let from = format!(
            "FROM ledger_line l JOIN {table} x ON x.id = l.object_id \
             WHERE l.case_id = ?1 AND l.kind = ?2 AND l.temp_id IS NOT NULL"
        );
        let moved = format!("SELECT l.object_id, l.id {from} AND x.owner_id IS NOT l.temp_id ORDER BY l.id");
        out.moved.extend(tx.all(&moved, params![case, line], |r| Ok(object_of(line, r.get(0)?, r.get(1)?)))?);
        let back = format!("SELECT l.object_id, ?3 {from} AND x.owner_id IS l.temp_id");
        let n = tx.set_all(kind, &["owner_id"], &back, params![case, line, leaver])?;
        out.count(line, n);
    }
    let clear = "SELECT id, NULL FROM ledger_line WHERE case_id = ?1 AND temp_id IS NOT NULL";
    tx.set_all(Kind::Line, &["temp_id"], clear, params![case])?;
    Ok(out)
}

/// A temporary owner leaves too (2 §9.1): somebody else answers in every case where he did.
pub(super) fn replace(tx: &mut Tx<'_>, cx: &Ctx<'_>, gone: EmployeeId) -> Res<()> {
    let sql = "SELECT id, leaver_id, head_id FROM handover_case WHERE temporary_id = ?1 AND leaver_id IS NOT NULL \
               AND state IN ('open','distributing','handing_over','signing','paused') ORDER BY id";
    let cases = tx.all(sql, params![gone], |r| {
        Ok((r.get::<_, CaseId>(0)?, r.get::<_, EmployeeId>(1)?, r.get::<_, Option<EmployeeId>>(2)?))
    })?;
    for (case, leaver, head) in cases {
        let Some(head) = head else { continue };
        let next = choose(tx, cx, leaver, head)?;
        appoint(tx, case, leaver, next, tx.at())?;
    }
    Ok(())
}

/// Nobody is the temporary owner any more: the alarm and what he was told are done with.
pub(super) fn dismiss(tx: &mut Tx<'_>, case: CaseId) -> Res<()> {
    let sql = "SELECT temporary_id FROM handover_case WHERE id = ?1";
    if let Some(who) = tx.one(sql, params![case], |r| r.get::<_, Option<EmployeeId>>(0))?.flatten() {
        answered(tx, who, InboxKind::TemporaryOwner, case.into())?;
    }
    tx.set(Kind::Case, case.0, &[("temporary_id", Val::NULL), ("temporary_until", Val::NULL)])?;
    tx.exec("DELETE FROM job WHERE case_id = ?1 AND kind = ?2 AND state = 'queued'", params![case, END_JOB])?;
    Ok(())
}
