//! «Возврат»: whoever was away is back (2 §3). What the substitute changed stays changed; what he closed stays his; what came
//! meanwhile is offered; the rest is given back as one batch that can be undone. Or the return is waived with a reason.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::absence::{Absence, TakenBack, end_offers, forget, plan, substitutes, take_back};
use super::case_open::leaver_beside;
use super::case_row::CaseRow;
use super::inbox::{Note, tell};
use super::waive::reason;
use super::{About, Asks, Command, Ctx, inbox_close, offer_terms, snapshot};
use crate::base::{CaseId, Code, Fault, Kind, Ref, Res, Seq};
use crate::domain::rights::Right;
use crate::domain::{CaseState, EmployeeStatus, InboxKind};
use crate::reads::absence::came_ids;
use crate::store::{Tx, params};

/// `came`: what of the things that came meanwhile goes with it. `waive`: nothing is given back, and why.
///
/// Errors: `WrongState`, also when whoever was away is dismissed by now (the return may still be waived), `NotInCase` for something that did not come meanwhile, `ReasonNeeded`, `UnknownCase`, `CaseClosed`.
#[derive(Debug, Clone, Serialize)]
pub struct AbsenceReturn {
    pub case: CaseId,
    pub came: Vec<Ref>,
    pub waive: Option<String>,
}

/// `batch` undoes it. `closed` are deals and tasks the substitute has ended, `moved` what went on to somebody else: both stay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AbsenceReturned {
    pub batch: Seq,
    pub returned: u64,
    pub came: u64,
    pub closed: Vec<Ref>,
    pub moved: Vec<Ref>,
}

impl Command for AbsenceReturn {
    type Out = AbsenceReturned;
    const WORD: &'static str = "absence-return";

    fn object(&self) -> Option<Ref> {
        Some(self.case.into())
    }

    fn asks(&self) -> Vec<Asks> {
        vec![Asks::new(Right::Batch, About::Case(self.case))]
    }

    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<AbsenceReturned> {
        let a = Absence::open(tx, self.case)?;
        let why = self.waive.as_deref().map(reason).transpose()?;
        if why.is_none() {
            still_employed(tx, &a)?;
        }
        let taken = if why.is_some() { TakenBack::default() } else { take_back(tx, &a)? };
        let came = if why.is_some() { 0 } else { self.bring(tx, &a)? };
        end_offers(tx, self.case, false)?;
        end_absence(tx, cx, &a)?;
        let fields = [
            ("state", CaseState::Closed.into()),
            ("closed_at", tx.at().into()),
            ("returned_seq", tx.seq().into()),
            ("comment", why.into()),
        ];
        tx.set(Kind::Case, self.case.0, &fields)?;
        tx.exec("DELETE FROM active_object WHERE case_id = ?1", params![self.case])?;
        forget(tx, self.case)?;
        inbox_close::close_all(tx, self.case)?;
        if self.waive.is_none() {
            self.tell_all(tx, &a, taken.returned, came)?;
        }
        let TakenBack { returned, closed, moved } = taken;
        Ok(AbsenceReturned { batch: tx.seq(), returned, came, closed, moved })
    }
}

impl AbsenceReturn {
    fn bring(&self, tx: &mut Tx<'_>, a: &Absence) -> Res<u64> {
        let offered = came_ids(tx.conn(), self.case)?;
        let mut goes: BTreeSet<Ref> = BTreeSet::new();
        for r in &self.came {
            if !offered.contains(r) {
                return Err(Fault::new(Code::NotInCase).with("name", r));
            }
            goes.insert(*r);
            if r.kind == Kind::Client {
                self.along(tx, *r, &mut goes)?;
            }
        }
        for r in &goes {
            tx.set(r.kind, r.id, &[("owner_id", a.who.into())])?;
        }
        Ok(goes.len() as u64)
    }

    /// What is open of a client with whoever has the client goes where the client goes, unless another handover holds it.
    fn along(&self, tx: &Tx<'_>, client: Ref, out: &mut BTreeSet<Ref>) -> Res<()> {
        let sql = "SELECT x.kind, x.id FROM ( \
                     SELECT 'deal' AS kind, d.id FROM client c JOIN deal d ON d.client_id = c.id AND d.owner_id = c.owner_id \
                       WHERE c.id = ?1 AND d.stage_kind IN ('open','final') \
                     UNION ALL SELECT 'task', t.id FROM client c JOIN task t ON t.owner_id = c.owner_id AND t.state = 'open' \
                       AND t.case_id IS NULL LEFT JOIN deal d ON d.id = t.deal_id \
                       WHERE c.id = ?1 AND coalesce(t.client_id, d.client_id) = ?1 \
                     UNION ALL SELECT 'lead', e.id FROM client c JOIN lead e ON e.client_id = c.id AND e.owner_id = c.owner_id \
                       WHERE c.id = ?1 AND e.state IN ('new','working')) x \
                   WHERE NOT EXISTS (SELECT 1 FROM active_object o WHERE o.kind = x.kind AND o.id = x.id AND o.case_id <> ?2)";
        let rows = tx.all(sql, params![client.id, self.case], |r| Ok(Ref::new(r.get::<_, Kind>(0)?, r.get(1)?)))?;
        out.extend(rows);
        Ok(())
    }

    fn tell_all(&self, tx: &mut Tx<'_>, a: &Absence, n: u64, came: u64) -> Res<()> {
        let mut people = substitutes(tx, self.case)?;
        people.push(a.who);
        for to in people {
            let args = json!({ "name": a.name, "n": n, "came": came });
            tell(tx, Note { to, kind: InboxKind::AbsenceReturned, object: self.case.into(), args, due: None })?;
        }
        Ok(())
    }
}

/// Nothing is given to somebody who is gone. Errors: `WrongState`, `AlreadyInCase` when he leaves by another case.
fn still_employed(tx: &Tx<'_>, a: &Absence) -> Res<EmployeeStatus> {
    Ok(leaver_beside(tx, a.who, Some(a.case.id))?.status)
}

/// Whoever is back before the last day of his absence is away no longer, and gets leads again unless he leaves.
fn end_absence(tx: &mut Tx<'_>, cx: &Ctx<'_>, a: &Absence) -> Res<()> {
    let today = cx.clock.today();
    if a.to >= today {
        tx.set(Kind::Absence, a.row, &[("to_day", today.plus(-1).max(a.from.plus(-1)).into())])?;
        offer_terms::settle(tx, cx, a.who)?;
    }
    let works = "SELECT count(*) FROM employee WHERE id = ?1 AND status IN ('active','probation')";
    if a.leads_too && tx.count(works, params![a.who])? > 0 {
        tx.set(Kind::Employee, a.who.0, &[("leads_off", false.into())])?;
    }
    Ok(())
}

/// The absence was called off before or while it ran: everything comes back, accepted or not, and nobody is away.
pub(super) fn call_off(tx: &mut Tx<'_>, cx: &Ctx<'_>, case: &CaseRow) -> Res<TakenBack> {
    let a = Absence::of(tx, case.clone())?;
    let taken = take_back(tx, &a)?;
    undecide(tx, case.id)?;
    end_offers(tx, case.id, true)?;
    end_absence(tx, cx, &a)?;
    forget(tx, case.id)?;
    Ok(taken)
}

/// What a substitute took for the time was no decision: every line is to be decided again.
fn undecide(tx: &mut Tx<'_>, case: CaseId) -> Res<()> {
    const DECIDED: &str = "FROM ledger_line WHERE case_id = ?1 AND (disposition IS NULL OR disposition = 'assign')";
    let proposal = format!("SELECT id, NULL, NULL, NULL, 0, NULL {DECIDED}");
    tx.set_all(Kind::Line, &["proposed_id", "rule", "why", "over_capacity", "hand_reason"], &proposal, params![case])?;
    let decision = format!("SELECT id, NULL, NULL, NULL {DECIDED}");
    tx.set_all(Kind::Line, &["disposition", "to_id", "batch_seq"], &decision, params![case])?;
    Ok(())
}

/// Undo has put every field back: the case works again, so its objects are its own and its days lie ahead.
///
/// Errors: `AlreadyInCase` when something of it, or the person, is in another handover by now; `WrongState` for one who
/// leaves or is gone.
pub(super) fn resume(tx: &mut Tx<'_>, cx: &Ctx<'_>, case: CaseId) -> Res<()> {
    let taken = "SELECT a.kind, a.id, a.case_id FROM ledger_line l JOIN active_object a ON a.kind = l.kind AND a.id = l.object_id \
                 WHERE l.case_id = ?1 AND a.case_id <> ?1 LIMIT 1";
    let row =
        tx.one(taken, params![case], |r| Ok((r.get::<_, Kind>(0)?, r.get::<_, i64>(1)?, r.get::<_, CaseId>(2)?)))?;
    if let Some((kind, id, other)) = row {
        return Err(Fault::new(Code::AlreadyInCase).with("name", Ref::new(kind, id)).with("case", other.0));
    }
    let a = Absence::of(tx, CaseRow::any(tx, case)?)?;
    let status = still_employed(tx, &a)?;
    if status == EmployeeStatus::Leaving {
        return Err(Fault::new(Code::WrongState).with("name", a.name).with("state", status.word()));
    }
    snapshot::occupy_more(tx, case)?;
    plan(tx, cx, &a)
}

/// The return may be undone though it closed the case; nothing else of a closed absence may.
///
/// Errors: `WrongState` when the case went on since.
pub(super) fn may_undo(tx: &mut Tx<'_>, case: CaseId, seq: Seq) -> Res<()> {
    let sql = "SELECT count(*) FROM handover_case WHERE id = ?1 AND state = 'closed' AND returned_seq = ?2";
    match tx.count(sql, params![case, seq])? {
        0 => Err(Fault::new(Code::WrongState).with("case", case.0)),
        _ => {
            tx.about(case);
            Ok(())
        }
    }
}
