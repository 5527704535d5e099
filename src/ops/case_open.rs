//! «Увольняется»: opens a planned handover in one transaction (2 §3, 1-A2).

use serde::{Deserialize, Serialize};

use super::temporary_who::may_answer;
use super::{About, Asks, Command, Ctx, after, case_checklist, chain, passed_on, signals, snapshot};
use crate::base::{At, CaseId, Code, DAY_MS, Day, EmployeeId, Fault, Kind, Ref, Res};
use crate::domain::rights::Right;
use crate::domain::{Actor, CaseKind, CaseState, EmployeeStatus};
use crate::reads::freshness::freshness;
use crate::store::{Tx, params};

/// Opens a handover. Planned is what this version opens; it needs the last working day.
#[derive(Debug, Clone, Serialize)]
pub struct CaseOpen {
    pub employee: EmployeeId,
    pub kind: CaseKind,
    pub last_day: Option<Day>,
    /// When the application was received; now when not given.
    pub notice: Option<At>,
    /// Who leads the case instead of the leaver's head; needed when the head leaves (2 §9.10).
    pub acting_head: Option<EmployeeId>,
    pub risk: bool,
}

impl CaseOpen {
    /// The usual planned case.
    pub fn planned(employee: EmployeeId, last_day: Day) -> Self {
        Self {
            employee,
            kind: CaseKind::Planned,
            last_day: Some(last_day),
            notice: None,
            acting_head: None,
            risk: false,
        }
    }
}

/// The case, and how many lines its ledger has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseOpened {
    pub case: CaseId,
    pub lines: u64,
}

/// Everything the parts of the opening need to know.
pub(super) struct Opening {
    pub case: CaseId,
    pub kind: CaseKind,
    pub leaver: EmployeeId,
    pub leaver_name: String,
    pub head: EmployeeId,
    pub opened: At,
    pub last_day: Day,
    pub risk: bool,
}

impl Opening {
    /// The opening of a case as it stands now; `None` for one that has no leaver.
    pub fn of(tx: &Tx<'_>, cx: &Ctx<'_>, case: CaseId) -> Res<Option<Opening>> {
        let sql = "SELECT h.leaver_id, e.name, h.head_id, coalesce(h.opened_at, 0), h.last_day, h.risk, h.kind \
                   FROM handover_case h JOIN employee e ON e.id = h.leaver_id WHERE h.id = ?1";
        let found = tx.one(sql, params![case], |r| {
            let (leaver, opened): (EmployeeId, At) = (r.get(0)?, r.get(3)?);
            Ok(Opening {
                case,
                leaver,
                leaver_name: r.get(1)?,
                head: r.get::<_, Option<EmployeeId>>(2)?.unwrap_or(leaver),
                opened,
                // A crisis has none: he did not come on the day it was opened.
                last_day: r.get::<_, Option<Day>>(4)?.unwrap_or_else(|| cx.clock.zone.day(opened)),
                risk: r.get(5)?,
                kind: r.get(6)?,
            })
        })?;
        Ok(found)
    }
}

pub(super) struct Leaver {
    pub name: String,
    pub status: EmployeeStatus,
    pub head: Option<EmployeeId>,
}

/// Who leaves, checked: still employed, and in no open case. Errors: `UnknownEmployee`, `WrongState`, `AlreadyInCase`.
pub(super) fn leaver(tx: &Tx<'_>, employee: EmployeeId) -> Res<Leaver> {
    leaver_beside(tx, employee, None)
}

/// The same where one of his cases, `own`, is open by right. A hidden preparation is not told of by keeping others out.
pub(super) fn leaver_beside(tx: &Tx<'_>, employee: EmployeeId, own: Option<CaseId>) -> Res<Leaver> {
    let sql = "SELECT e.name, e.status, coalesce(e.head_id, d.head_id) FROM employee e \
               LEFT JOIN department d ON d.id = e.department_id WHERE e.id = ?1";
    let found =
        tx.one(sql, params![employee], |r| Ok(Leaver { name: r.get(0)?, status: r.get(1)?, head: r.get(2)? }))?;
    let leaver = found.ok_or_else(|| Fault::new(Code::UnknownEmployee).with("name", employee))?;
    if leaver.status == EmployeeStatus::Dismissed {
        return Err(Fault::new(Code::WrongState).with("name", leaver.name).with("state", leaver.status.word()));
    }
    let sql = "SELECT id FROM handover_case WHERE leaver_id = ?1 AND kind <> 'single' AND id IS NOT ?2 \
               AND state IN ('open','distributing','handing_over','signing','paused') LIMIT 1";
    if let Some(case) = tx.one(sql, params![employee, own], |r| r.get::<_, i64>(0))? {
        return Err(Fault::new(Code::AlreadyInCase).with("name", leaver.name).with("case", case));
    }
    Ok(leaver)
}

/// Who leads a case of `who`: the acting head, else their own, else the person who opens; at work, and not they themselves.
/// Errors: `UnknownEmployee`; `NotEligible` for an acting head who is not at work today.
pub(super) fn lead(tx: &Tx<'_>, cx: &Ctx<'_>, who: EmployeeId, acting: Option<EmployeeId>) -> Res<Option<EmployeeId>> {
    if let Some(acting) = acting {
        return may_answer(tx, cx, who, acting).map(|()| Some(acting));
    }
    let opener = match cx.actor {
        Actor::Person(id) => Some(id),
        _ => None,
    };
    let own = "SELECT coalesce(e.head_id, d.head_id) FROM employee e LEFT JOIN department d ON d.id = e.department_id \
               WHERE e.id = ?1";
    let own: Option<EmployeeId> = tx.one(own, params![who], |r| r.get(0))?.flatten();
    let works = "SELECT count(*) FROM employee WHERE id = ?1 AND status IN ('active','probation')";
    for head in [own, opener].into_iter().flatten() {
        if head != who && tx.count(works, params![head])? > 0 {
            return Ok(Some(head));
        }
    }
    Ok(None)
}

impl Command for CaseOpen {
    type Out = CaseOpened;
    const WORD: &'static str = "case-open";

    fn object(&self) -> Option<Ref> {
        Some(self.employee.into())
    }

    fn asks(&self) -> Vec<Asks> {
        vec![Asks::new(Right::Case, About::Person(self.employee))]
    }

    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<CaseOpened> {
        let leaver = leaver(tx, self.employee)?;
        self.must_be_planned()?;
        let last_day = self.last_day(cx)?;
        let notice = self.notice(cx)?;
        let head = self.head(tx, cx, &leaver)?;
        let fresh = freshness(tx.conn())?;
        let case = tx.insert(
            Kind::Case,
            &[
                ("kind", self.kind.into()),
                ("state", CaseState::Open.into()),
                ("leaver_id", self.employee.into()),
                ("head_id", head.into()),
                ("opened_at", cx.clock.now.into()),
                ("opened_by", (&cx.actor).into()),
                ("notice_at", notice.into()),
                ("last_day", last_day.into()),
                ("risk", self.risk.into()),
                ("data_at", fresh.data_at.into()),
                ("not_loaded", fresh.not_loaded_words().into()),
            ],
        )?;
        let case = CaseId(case);
        tx.about(case);
        let opening = Opening {
            case,
            kind: self.kind,
            leaver: self.employee,
            leaver_name: leaver.name.clone(),
            head,
            opened: cx.clock.now,
            last_day,
            risk: self.risk,
        };
        let lines = begin(tx, cx, &opening, notice)?;
        Ok(CaseOpened { case, lines })
    }
}

/// Everything a notice sets going, in a planned case that has its row; gives the number of lines of its ledger.
pub(super) fn begin(tx: &mut Tx<'_>, cx: &Ctx<'_>, o: &Opening, notice: At) -> Res<u64> {
    mark_leaving(tx, o.leaver, notice, o.last_day)?;
    passed_on::release(tx, cx, o)?;
    let lines = snapshot::take(tx, cx, o.case, o.leaver)?;
    let hash = snapshot::hash(tx, o.case)?;
    tx.set(Kind::Case, o.case.0, &[("snapshot_hash", hash.into())])?;
    case_checklist::make(tx, cx, o)?;
    chain::begin(tx, cx, o)?;
    signals::of_person(tx, cx, o.leaver)?;
    after::settle(tx, cx, o.case)?;
    Ok(lines)
}

impl CaseOpen {
    fn must_be_planned(&self) -> Res<()> {
        if self.kind != CaseKind::Planned {
            return Err(Fault::new(Code::NotBuilt).with("name", self.kind.word()));
        }
        Ok(())
    }

    fn last_day(&self, cx: &Ctx<'_>) -> Res<Day> {
        let day = self.last_day.ok_or_else(|| Fault::new(Code::BadDate).with("value", ""))?;
        if day < cx.clock.today() {
            return Err(Fault::new(Code::DateInPast).with("value", day));
        }
        Ok(day)
    }

    /// A notice from tomorrow, or from more than a year ago, is a slip of the hand.
    fn notice(&self, cx: &Ctx<'_>) -> Res<At> {
        let at = self.notice.unwrap_or(cx.clock.now);
        if at > cx.clock.now || at < cx.clock.now.plus(-366 * DAY_MS) {
            return Err(Fault::new(Code::BadDate).with("value", cx.clock.zone.day(at)));
        }
        Ok(at)
    }

    /// Errors: `HeadNeeded`; `NotEligible` for an acting head who leaves or is away.
    fn head(&self, tx: &Tx<'_>, cx: &Ctx<'_>, leaver: &Leaver) -> Res<EmployeeId> {
        let found = lead(tx, cx, self.employee, self.acting_head)?;
        found.ok_or_else(|| Fault::new(Code::HeadNeeded).with("name", &leaver.name))
    }
}

/// Export and leads go off with the status, in the same moment (1-E2).
pub(super) fn mark_leaving(tx: &mut Tx<'_>, who: EmployeeId, notice: At, last_day: Day) -> Res<()> {
    let status = "SELECT status FROM employee WHERE id = ?1";
    let status: Option<EmployeeStatus> = tx.one(status, params![who], |r| r.get(0))?;
    let mut fields = vec![
        ("status", EmployeeStatus::Leaving.into()),
        ("notice_at", notice.into()),
        ("last_day", last_day.into()),
        ("export_off", true.into()),
        ("leads_off", true.into()),
    ];
    if let Some(status) = status.filter(|s| *s != EmployeeStatus::Leaving) {
        fields.push(("prior_status", status.into()));
    }
    tx.set(Kind::Employee, who.0, &fields)?;
    Ok(())
}
