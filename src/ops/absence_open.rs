//! «Замещение»: somebody goes on leave, is ill, travels; a substitute takes over for the time (2 §3, 1-J4). What falls due in
//! these days is frozen and proposed to the substitute; applying, context and acceptance are those of every handover.

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::absence::{Absence, back, plan, propose};
use super::case_open::{lead, leaver};
use super::case_row::CaseRow;
use super::inbox::{Note, tell};
use super::snapshot::Window;
use super::{About, Asks, Command, Ctx, absence_offers, after, snapshot};
use crate::base::{CaseId, Code, Day, EmployeeId, Fault, Kind, Ref, Res};
use crate::domain::offers::OffersLeft;
use crate::domain::rights::Right;
use crate::domain::{AbsenceKind, CaseKind, CaseState, Extent, InboxKind, Offers};
use crate::reads::freshness::freshness;
use crate::store::{Tx, params};

/// No absence is longer: beyond it is a slip of the hand.
const LONGEST_DAYS: i32 = 366;

/// `to` is the last day away. Without a `substitute` it is the deputy. `leads`: new leads stop coming to whoever is away.
/// `offers`: what becomes of lines of other handovers that wait for his answer.
///
/// Errors: `UnknownEmployee`, `WrongState`, `AlreadyInCase`, `BadDate`, `DateInPast`, `HeadNeeded`, `SubstituteNeeded`,
/// `NotEligible` for a substitute who leaves or is away on any of these days, `StandsIn` for one who stands in for others then.
#[derive(Debug, Clone, Serialize)]
pub struct AbsenceOpen {
    pub employee: EmployeeId,
    pub kind: AbsenceKind,
    pub from: Day,
    pub to: Day,
    pub substitute: Option<EmployeeId>,
    pub extent: Extent,
    pub leads: bool,
    pub acting_head: Option<EmployeeId>,
    pub offers: Offers,
}

/// The case, how many lines its ledger has, and what `Offers::Back` did not take back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AbsenceOpened {
    pub case: CaseId,
    pub lines: u64,
    #[serde(default)]
    pub left: Vec<OffersLeft>,
}

impl Command for AbsenceOpen {
    type Out = AbsenceOpened;
    const WORD: &'static str = "absence-open";

    fn object(&self) -> Option<Ref> {
        Some(self.employee.into())
    }

    fn asks(&self) -> Vec<Asks> {
        vec![Asks::new(Right::Case, About::Person(self.employee))]
    }

    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<AbsenceOpened> {
        let name = leaver(tx, self.employee)?.name;
        if self.to < self.from || self.to.0 - self.from.0 > LONGEST_DAYS {
            return Err(Fault::new(Code::BadDate).with("value", self.to));
        }
        if self.to < cx.clock.today() {
            return Err(Fault::new(Code::DateInPast).with("value", self.to));
        }
        let substitute = self.substitute(tx, &name)?;
        let case = self.insert(tx, cx, substitute, &name)?;
        let window = Window { from: self.from, to: self.to, extent: self.extent, late: false, leads: self.leads };
        let lines = snapshot::take_window(tx, cx, case, self.employee, &window)?;
        let hash = snapshot::hash(tx, case)?;
        tx.set(Kind::Case, case.0, &[("snapshot_hash", hash.into())])?;
        if self.leads {
            tx.set(Kind::Employee, self.employee.0, &[("leads_off", true.into())])?;
        }
        let a = Absence::of(tx, CaseRow::any(tx, case)?)?;
        a.stands_in_for_nobody(tx)?;
        propose(tx, cx, &a, substitute)?;
        plan(tx, cx, &a)?;
        tell_substitute(tx, &a, substitute)?;
        let left = absence_offers::settle(tx, cx, &a, self.offers)?;
        after::settle(tx, cx, case)?;
        Ok(AbsenceOpened { case, lines, left })
    }
}

impl AbsenceOpen {
    fn substitute(&self, tx: &Tx<'_>, name: &str) -> Res<EmployeeId> {
        let sql = "SELECT deputy_id FROM employee WHERE id = ?1";
        let deputy = tx.one(sql, params![self.employee], |r| r.get::<_, Option<EmployeeId>>(0))?.flatten();
        self.substitute.or(deputy).ok_or_else(|| Fault::new(Code::SubstituteNeeded).with("name", name))
    }

    fn insert(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>, substitute: EmployeeId, name: &str) -> Res<CaseId> {
        let head = lead(tx, cx, self.employee, self.acting_head)?;
        // Who leads and has nobody above leaves the lead to whoever stands in.
        let head = head.or(Some(substitute).filter(|s| *s != self.employee));
        let head = head.ok_or_else(|| Fault::new(Code::HeadNeeded).with("name", name))?;
        let fresh = freshness(tx.conn())?;
        let row = self.row(tx, substitute)?;
        let case = CaseId(tx.insert(
            Kind::Case,
            &[
                ("kind", CaseKind::Absence.into()),
                ("state", CaseState::Open.into()),
                ("leaver_id", self.employee.into()),
                ("head_id", head.into()),
                ("opened_at", cx.clock.now.into()),
                ("opened_by", (&cx.actor).into()),
                ("absence_id", row.into()),
                ("until_day", back(cx, self.to).into()),
                ("extent", self.extent.into()),
                ("leads_too", self.leads.into()),
                ("data_at", fresh.data_at.into()),
                ("not_loaded", fresh.not_loaded_words().into()),
            ],
        )?);
        tx.about(case);
        Ok(case)
    }

    /// One absence at a time: the one it overlaps is brought up to date.
    fn row(&self, tx: &mut Tx<'_>, substitute: EmployeeId) -> Res<i64> {
        let fields = [
            ("kind", self.kind.into()),
            ("from_day", self.from.into()),
            ("to_day", self.to.into()),
            ("substitute_id", substitute.into()),
        ];
        let sql =
            "SELECT id FROM absence WHERE employee_id = ?1 AND from_day <= ?3 AND to_day >= ?2 ORDER BY id LIMIT 1";
        match tx.one(sql, params![self.employee, self.from, self.to], |r| r.get::<_, i64>(0))? {
            Some(id) => tx.set(Kind::Absence, id, &fields).map(|_| id),
            None => tx.insert(Kind::Absence, &[&fields[..], &[("employee_id", self.employee.into())]].concat()),
        }
    }
}

fn tell_substitute(tx: &mut Tx<'_>, a: &Absence, to: EmployeeId) -> Res<()> {
    let sql = "SELECT count(*) FILTER (WHERE kind = 'client'), count(*) FILTER (WHERE kind = 'deal'), \
                 count(*) FILTER (WHERE kind = 'task') FROM ledger_line WHERE case_id = ?1";
    let n = tx.one(sql, params![a.case.id], |r| Ok((r.get::<_, i64>(0)?, r.get::<_, i64>(1)?, r.get::<_, i64>(2)?)))?;
    let (clients, deals, tasks) = n.unwrap_or_default();
    let args = json!({
        "name": a.name, "until": a.to.to_string(), "clients": clients, "deals": deals, "tasks": tasks,
    });
    // It only informs: what is to be answered, and until when, are the offers.
    tell(tx, Note { to, kind: InboxKind::SubstituteFor, object: a.case.id.into(), args, due: None })
}
