//! A person's card: everything of it that people set, and the one change of status that starts or ends a handover (2 §2).

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::case_change::dismiss;
use super::case_open::CaseOpen;
use super::case_withdraw::CaseWithdraw;
use super::{About, Asks, Command, Ctx, offer_terms};
use crate::base::{CaseId, Code, Day, DepartmentId, EmployeeId, Fault, Kind, Ref, Res, clean, fold};
use crate::domain::deadlines::propose_last_day;
use crate::domain::employment::{Move, Order, may_become};
use crate::domain::rights::Right;
use crate::domain::{AbsenceKind, EmployeeStatus, Gender, Role};
use crate::reads::cases::of_leaver;
use crate::store::{Field, Tx, Val, params};

/// An absence from … to, both days included; not a status.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AbsenceSet {
    pub kind: AbsenceKind,
    pub from: Day,
    pub to: Day,
    pub substitute: Option<EmployeeId>,
}

/// What is `None` stays as it is. Without `who` a new person is made, and `name` is needed.
#[derive(Debug, Clone, Default, Serialize)]
pub struct EmployeeSet {
    pub who: Option<EmployeeId>,
    pub name: Option<String>,
    /// «Увольняется» opens a planned case, its way back withdraws it, «Уволен» needs the order.
    pub status: Option<EmployeeStatus>,
    /// For «Увольняется»; what the law gives when not said.
    pub last_day: Option<Day>,
    /// The dismissal order: its date and number.
    pub dismissed_on: Option<Day>,
    pub order: Option<String>,
    pub role: Option<Role>,
    /// By name; made when there is none.
    pub department: Option<String>,
    pub head: Option<EmployeeId>,
    pub deputy: Option<EmployeeId>,
    pub regions: Option<Vec<String>>,
    pub industries: Option<Vec<String>>,
    pub capacity: Option<u32>,
    /// Part of full time, percent.
    pub weight: Option<u32>,
    pub gender: Option<Gender>,
    pub login: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    /// «Участвует в распределении».
    pub receives: Option<bool>,
    pub absence: Option<AbsenceSet>,
}

/// `case` is the one that the change of status opened or withdrew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmployeeSaved {
    pub employee: EmployeeId,
    pub case: Option<CaseId>,
}

impl EmployeeSet {
    /// A change of somebody's card, with nothing changed yet.
    pub fn of(who: EmployeeId) -> Self {
        Self { who: Some(who), ..Self::default() }
    }

    /// A change of status is the head's, the rest of the card is the administrator's (6 §3).
    fn is_status_only(&self) -> bool {
        let texts = [&self.name, &self.department, &self.login, &self.email, &self.phone];
        self.status.is_some()
            && self.who.is_some()
            && texts.iter().all(|t| t.is_none())
            && (self.role.is_none() && self.head.is_none() && self.deputy.is_none() && self.gender.is_none())
            && (self.regions.is_none() && self.industries.is_none() && self.absence.is_none())
            && (self.capacity.is_none() && self.weight.is_none() && self.receives.is_none())
    }
}

impl Command for EmployeeSet {
    type Out = EmployeeSaved;
    const WORD: &'static str = "employee-set";

    fn object(&self) -> Option<Ref> {
        self.who.map(Ref::from)
    }

    fn asks(&self) -> Vec<Asks> {
        let about = self.who.map_or(About::Office, About::Person);
        let mut out = Vec::new();
        if !self.is_status_only() {
            out.push(Asks::new(Right::People, about));
        }
        match self.status {
            Some(EmployeeStatus::Dismissed) => out.push(Asks::new(Right::Dismiss, about)),
            Some(EmployeeStatus::Leaving) => out.push(Asks::new(Right::Case, about)),
            Some(EmployeeStatus::Active | EmployeeStatus::Probation) => out.push(Asks::new(Right::People, about)),
            None => {}
        }
        out
    }

    /// Errors: `UnknownEmployee`, `BadName`, `BadNumber`, `BadDate` (an absence that ends before it begins), `NotEligible`
    /// (own head, deputy or substitute), `WrongState`, `OrderNeeded`, and those of `case-open` and `case-withdraw`.
    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<EmployeeSaved> {
        let who = match self.who {
            Some(who) => who,
            None => self.make(tx)?,
        };
        let known = tx.count("SELECT count(*) FROM employee WHERE id = ?1", params![who])?;
        if known == 0 {
            return Err(Fault::new(Code::UnknownEmployee).with("name", who));
        }
        for other in [self.head, self.deputy, self.absence.as_ref().and_then(|a| a.substitute)].into_iter().flatten() {
            if other == who {
                return Err(Fault::new(Code::NotEligible).with("name", other));
            }
        }
        let department = match &self.department {
            Some(name) => Some(department(tx, name)?),
            None => None,
        };
        let fields = self.fields(department)?;
        if !fields.is_empty() {
            tx.set(Kind::Employee, who.0, &fields)?;
        }
        tags(tx, who, "region", self.regions.as_deref())?;
        tags(tx, who, "industry", self.industries.as_deref())?;
        self.absent(tx, cx, who)?;
        let case = match self.status {
            Some(to) => self.turn(tx, cx, who, to)?,
            None => None,
        };
        Ok(EmployeeSaved { employee: who, case })
    }
}

impl EmployeeSet {
    fn make(&self, tx: &mut Tx<'_>) -> Res<EmployeeId> {
        let name = named(self.name.as_deref().unwrap_or_default())?;
        // A new person starts with the status that is asked for, if it is one to start with.
        let status = match self.status {
            Some(EmployeeStatus::Probation) => EmployeeStatus::Probation,
            _ => EmployeeStatus::Active,
        };
        let fields = [("name_fold", fold(&name).into()), ("name", name.into()), ("status", status.into())];
        Ok(EmployeeId(tx.insert(Kind::Employee, &fields)?))
    }

    fn fields(&self, department: Option<DepartmentId>) -> Res<Vec<Field<'static>>> {
        let mut out: Vec<Field<'static>> = Vec::new();
        if let Some(name) = &self.name {
            let name = named(name)?;
            out.push(("name_fold", fold(&name).into()));
            out.push(("name", name.into()));
        }
        let mut put = |name: &'static str, value: Option<Val>| out.extend(value.map(|v| (name, v)));
        put("role", self.role.map(Val::from));
        put("department_id", department.map(Val::from));
        put("head_id", self.head.map(Val::from));
        put("deputy_id", self.deputy.map(Val::from));
        put("gender", self.gender.map(Val::from));
        put("receives_off", self.receives.map(|r| Val::from(!r)));
        for (name, value) in [("login", &self.login), ("email", &self.email), ("phone", &self.phone)] {
            put(name, value.as_deref().map(text));
        }
        if let Some(n) = self.capacity {
            if n > 100_000 {
                return Err(Fault::new(Code::BadNumber).with("value", n));
            }
            put("capacity", Some(n.into()));
        }
        if let Some(n) = self.weight {
            if !(1..=200).contains(&n) {
                return Err(Fault::new(Code::BadNumber).with("value", n));
            }
            put("weight_pct", Some(n.into()));
        }
        Ok(out)
    }

    fn absent(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>, who: EmployeeId) -> Res<()> {
        let Some(a) = &self.absence else { return Ok(()) };
        if a.to < a.from {
            return Err(Fault::new(Code::BadDate).with("value", a.to));
        }
        let fields: [Field<'_>; 4] = [
            ("kind", a.kind.into()),
            ("from_day", a.from.into()),
            ("to_day", a.to.into()),
            ("substitute_id", a.substitute.into()),
        ];
        // One absence at a time: the one it overlaps is brought up to date.
        let sql =
            "SELECT id FROM absence WHERE employee_id = ?1 AND from_day <= ?3 AND to_day >= ?2 ORDER BY id LIMIT 1";
        match tx.one(sql, params![who, a.from, a.to], |r| r.get::<_, i64>(0))? {
            Some(id) => tx.set(Kind::Absence, id, &fields).map(drop)?,
            None => tx.insert(Kind::Absence, &[&fields[..], &[("employee_id", who.into())]].concat()).map(drop)?,
        }
        offer_terms::settle(tx, cx, who)
    }

    /// The moves of 2 §2 and what each sets in motion.
    fn turn(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>, who: EmployeeId, to: EmployeeStatus) -> Res<Option<CaseId>> {
        let sql = "SELECT status, prior_status FROM employee WHERE id = ?1";
        let found = tx.one(sql, params![who], |r| Ok((r.get::<_, EmployeeStatus>(0)?, r.get(1)?)))?;
        let (from, prior) = found.ok_or_else(|| Fault::new(Code::UnknownEmployee).with("name", who))?;
        if from == to {
            return Ok(None);
        }
        let order = self.dismissed_on.zip(self.order.clone()).map(|(day, number)| Order { day, number });
        match may_become(from, to, prior, order.as_ref())? {
            Move::Notice => {
                let today = cx.clock.today();
                let trial = from == EmployeeStatus::Probation;
                let last = self.last_day.unwrap_or_else(|| propose_last_day(&cx.calendar(), today, trial));
                Ok(Some(CaseOpen::planned(who, last).run(tx, cx)?.case))
            }
            Move::Withdrawn => match of_leaver(tx.conn(), who)? {
                Some(case) => CaseWithdraw { case }.run(tx, cx).map(|_| Some(case)),
                None => stays(tx, who, to).map(|()| None),
            },
            Move::Dismissed => match order {
                Some(order) => dismiss(tx, cx, who, &order).map(|()| None),
                None => Err(Code::OrderNeeded.into()),
            },
            Move::Passed => tx.set(Kind::Employee, who.0, &[("status", to.into())]).map(|_| None),
            Move::Rehired => {
                let fields = [("blocked", false.into()), ("access_closed", false.into()), ("order_no", Val::NULL)];
                tx.set(Kind::Employee, who.0, &fields)?;
                tx.set(Kind::Employee, who.0, &[("dismissed_on", Val::NULL)])?;
                stays(tx, who, to).map(|()| None)
            }
        }
    }
}

/// Here again, with everything the notice took.
fn stays(tx: &mut Tx<'_>, who: EmployeeId, status: EmployeeStatus) -> Res<()> {
    let fields = [
        ("status", status.into()),
        ("prior_status", Val::NULL),
        ("notice_at", Val::NULL),
        ("last_day", Val::NULL),
        ("export_off", false.into()),
        ("leads_off", false.into()),
    ];
    tx.set(Kind::Employee, who.0, &fields).map(|_| ())
}

/// A cleaned name, not empty. Errors: `BadName`.
pub(super) fn named(name: &str) -> Res<String> {
    let name = clean(name).split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() { Err(Fault::new(Code::BadName).with("value", name)) } else { Ok(name) }
}

/// A cleaned line; an empty one takes the value away.
pub(super) fn text(s: &str) -> Val {
    let s = clean(s).trim().to_owned();
    if s.is_empty() { Val::NULL } else { s.into() }
}

/// The department of that name, made when there is none. Errors: `BadName`.
pub(super) fn department(tx: &mut Tx<'_>, name: &str) -> Res<DepartmentId> {
    let name = named(name)?;
    let folded = fold(&name);
    let found = tx.one("SELECT id FROM department WHERE name_fold = ?1", params![folded], |r| r.get(0))?;
    match found {
        Some(id) => Ok(id),
        None => Ok(DepartmentId(tx.insert(Kind::Department, &[("name", name.into()), ("name_fold", folded.into())])?)),
    }
}

/// Replaces the values of a tag, when they differ.
fn tags(tx: &mut Tx<'_>, who: EmployeeId, tag: &str, values: Option<&[String]>) -> Res<()> {
    let Some(values) = values else { return Ok(()) };
    let wanted: BTreeSet<String> =
        values.iter().map(|v| clean(v).trim().to_owned()).filter(|v| !v.is_empty()).collect();
    let sql = "SELECT value FROM employee_tag WHERE employee_id = ?1 AND tag = ?2";
    let now: BTreeSet<String> = tx.all(sql, params![who, tag], |r| r.get(0))?.into_iter().collect();
    if now == wanted {
        return Ok(());
    }
    tx.exec("DELETE FROM employee_tag WHERE employee_id = ?1 AND tag = ?2", params![who, tag])?;
    for value in wanted {
        tx.exec(
            "INSERT OR REPLACE INTO employee_tag (employee_id, tag, value, value_fold) VALUES (?1, ?2, ?3, ?4)",
            params![who, tag, value, fold(&value)],
        )?;
    }
    Ok(())
}
