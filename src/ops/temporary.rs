//! «Временный ответственный»: everything open that the leaver of a crisis holds answers to one person for seven days at
//! most (2 §3, §7). It is no distribution: the lines stay to be decided, and the object is the leaver's again when he
//! comes back or when it is taken back.

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::case_row::CaseRow;
use super::inbox::{Note, answered, tell};
use super::temporary_who::may_answer;
use super::{About, Asks, Command, Ctx, after, temporary_who};
use crate::base::{At, CaseId, Code, EmployeeId, Fault, Kind, LineId, Ref, Res};
use crate::domain::crisis::WEEK_MS;
use crate::domain::rights::Right;
use crate::domain::{CaseKind, InboxKind, LineKind};
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
    set_alarm(tx, case, head)?;
    if let Some(before) = before.filter(|b| *b != to) {
        answered(tx, before, InboxKind::TemporaryOwner, case.into())?;
    }
    let name = tx.one("SELECT name FROM employee WHERE id = ?1", params![leaver], |r| r.get::<_, String>(0))?;
    let args = json!({ "case": case.0, "name": name, "clients": out.clients, "deals": out.deals, "tasks": out.tasks });
    tell(tx, Note { to, kind: InboxKind::TemporaryOwner, object: case.into(), args, due: Some(end) })?;
    Ok(out)
}

/// The owners alone: what is undecided, open and still the leaver's becomes `to`'s, and so does what the lines say
/// somebody else holds for the time being. Set-based, so that ten thousand objects cost a few statements.
pub(super) fn give(tx: &mut Tx<'_>, case: CaseId, leaver: EmployeeId, to: EmployeeId) -> Res<TemporaryDone> {
    let moved = give_back_but(tx, case, leaver, Some(to))?.moved;
    let mut out = TemporaryDone { moved, ..TemporaryDone::default() };
    for (line, kind, open) in HELD {
        let table = kind.word();
        let from = format!(
            "FROM ledger_line l JOIN {table} x ON x.id = l.object_id \
             WHERE l.case_id = ?1 AND l.kind = ?2 AND l.batch_seq IS NULL AND {open} AND x.owner_id IS ?3"
        );
        let lines = format!("SELECT l.id, ?4 {from}");
        tx.set_all(Kind::Line, &["temp_id"], &lines, params![case, line, leaver, to])?;
        let owners = format!("SELECT l.object_id, ?4 {from}");
        let n = tx.set_all(kind, &["owner_id"], &owners, params![case, line, leaver, to])?;
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
    give_back_but(tx, case, leaver, None)
}

/// The same, but for what `stays` holds.
fn give_back_but(tx: &mut Tx<'_>, case: CaseId, leaver: EmployeeId, stays: Option<EmployeeId>) -> Res<TemporaryDone> {
    let mut out = TemporaryDone::default();
    for (line, kind, _) in HELD {
        let table = kind.word();
        let from = format!(
            "FROM ledger_line l JOIN {table} x ON x.id = l.object_id \
             WHERE l.case_id = ?1 AND l.kind = ?2 AND l.temp_id IS NOT NULL AND l.temp_id IS NOT ?3"
        );
        let moved = format!("SELECT l.object_id, l.id {from} AND x.owner_id IS NOT l.temp_id ORDER BY l.id");
        out.moved.extend(tx.all(&moved, params![case, line, stays], |r| Ok(object_of(line, r.get(0)?, r.get(1)?)))?);
        let back = format!("SELECT l.object_id, ?4 {from} AND x.owner_id IS l.temp_id");
        let n = tx.set_all(kind, &["owner_id"], &back, params![case, line, stays, leaver])?;
        out.count(line, n);
    }
    let clear = "SELECT id, NULL FROM ledger_line WHERE case_id = ?1 AND temp_id IS NOT NULL AND temp_id IS NOT ?2";
    tx.set_all(Kind::Line, &["temp_id"], clear, params![case, stays])?;
    Ok(out)
}

/// Something was taken back, and with it who held objects for the time being as it was then. What the case says now
/// counts: no crisis or nobody named, and they are the leaver's; else they answer to whoever is named today, and to
/// somebody else if that one leaves by now.
pub(super) fn reconcile(tx: &mut Tx<'_>, cx: &Ctx<'_>, case: CaseId) -> Res<()> {
    let case = CaseRow::any(tx, case)?;
    let Some(leaver) = case.leaver else { return Ok(()) };
    let sql = "SELECT temporary_id FROM handover_case WHERE id = ?1";
    let named = tx.one(sql, params![case.id], |r| r.get::<_, Option<EmployeeId>>(0))?.flatten();
    match named.filter(|_| case.kind == CaseKind::Crisis) {
        None => give_back(tx, case.id, leaver).map(drop),
        Some(who) if temporary_who::leaves(tx, who)? => temporary_who::name(tx, cx, case.id, leaver, case.head),
        Some(who) => {
            give(tx, case.id, leaver, who)?;
            set_alarm(tx, case.id, case.head)
        }
    }
}

/// The alarm of the end of the seven days, which may have gone with whoever was taken off.
fn set_alarm(tx: &mut Tx<'_>, case: CaseId, head: Option<EmployeeId>) -> Res<()> {
    let sql = "SELECT temporary_until FROM handover_case h WHERE id = ?1 AND temporary_until IS NOT NULL AND NOT EXISTS \
               (SELECT 1 FROM job j WHERE j.case_id = h.id AND j.kind = ?2 AND j.due_at = h.temporary_until)";
    if let Some(end) = tx.one(sql, params![case, END_JOB], |r| r.get::<_, At>(0))? {
        let job = tx.job(END_JOB, &json!({ "case": case }).to_string(), end, head.map(|h| h.0))?;
        // The entry may be about another case: the one in which a temporary owner leaves.
        tx.exec("UPDATE job SET case_id = ?2 WHERE id = ?1", params![job, case])?;
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
