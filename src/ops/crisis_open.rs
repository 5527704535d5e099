//! «Не вышел»: a crisis begins (1-G1, 2 §3, §7, §9.9). In one transaction the status is «Увольняется» (never «Уволен»: he
//! may be ill), access is closed, what he holds is frozen, accesses are cut or asked for with thirty minutes on each, and
//! everything open answers to a temporary owner.

use serde::Serialize;
use serde_json::json;

use super::access_cut::{CUT_TERM_MS, Cut, CutWhich, cut};
use super::case_open::{CaseOpened, Leaver, Opening, leaver};
use super::inbox::{Note, tell, tell_role};
use super::{About, Asks, Command, Ctx, after, case_checklist, passed_on, signals, snapshot, temporary, temporary_who};
use crate::base::{At, CaseId, Code, DAY_MS, EmployeeId, Fault, Kind, Ref, Res, clean, fold};
use crate::domain::crisis::HOURS24_MS;
use crate::domain::rights::{Part, Right};
use crate::domain::{Actor, CaseKind, CaseState, EmployeeStatus, InboxKind, Role};
use crate::reads::find;
use crate::reads::freshness::freshness;
use crate::store::{Tx, params};

/// Who did not come. Homonyms are asked about by whoever fills this in: a new name must fit nobody in the base.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CrisisWho {
    Known(EmployeeId),
    /// A surname that is not in the base yet.
    New {
        name: String,
    },
}

/// `since` is when he was last seen; what the base knows of it when not given, else «начало неизвестно». `temporary` is
/// the head when not given.
///
/// Errors: `BadName`, `AmbiguousEmployee` (a new name that fits somebody), `UnknownEmployee`, `WrongState`,
/// `AlreadyInCase`, `BadTime` (seen tomorrow), `HeadNeeded`, `NotEligible`.
#[derive(Debug, Clone, Serialize)]
pub struct CrisisOpen {
    pub employee: CrisisWho,
    pub since: Option<At>,
    pub temporary: Option<EmployeeId>,
    pub acting_head: Option<EmployeeId>,
}

impl CrisisOpen {
    /// The usual crisis: everything by default.
    pub fn of(employee: EmployeeId) -> Self {
        Self { employee: CrisisWho::Known(employee), since: None, temporary: None, acting_head: None }
    }
}

impl Command for CrisisOpen {
    type Out = CaseOpened;
    const WORD: &'static str = "crisis-open";

    fn object(&self) -> Option<Ref> {
        match self.employee {
            CrisisWho::Known(id) => Some(id.into()),
            CrisisWho::New { .. } => None,
        }
    }

    /// The cut-off itself is also IT's; who answers and who leads in the meantime is not.
    fn asks(&self) -> Vec<Asks> {
        let about = match self.employee {
            CrisisWho::Known(id) => About::Person(id),
            CrisisWho::New { .. } => About::Newcomer,
        };
        let mut out = vec![Asks::new(Right::CutOff, about)];
        if self.temporary.is_some() || self.acting_head.is_some() {
            out.push(Asks { part: Some(Part::Urgent), ..Asks::new(Right::Case, about) });
        }
        out
    }

    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<CaseOpened> {
        let since = since(self.since, cx)?;
        let who = match &self.employee {
            CrisisWho::Known(id) => *id,
            CrisisWho::New { name } => newcomer(tx, name)?,
        };
        let leaver = leaver(tx, who)?;
        let head = self.head(tx, cx, who, &leaver)?;
        if let Some(to) = self.temporary {
            temporary_who::may_answer(tx, cx, who, to)?;
        }
        let case = self.insert(tx, cx, who, head, since)?;
        let o = Opening {
            case,
            kind: CaseKind::Crisis,
            leaver: who,
            leaver_name: leaver.name.clone(),
            head,
            opened: cx.clock.now,
            last_day: cx.clock.today(),
            risk: false,
        };
        shut(tx, who, leaver.status)?;
        passed_on::release(tx, cx, &o)?;
        let lines = snapshot::take(tx, cx, case, who)?;
        let hash = snapshot::hash(tx, case)?;
        tx.set(Kind::Case, case.0, &[("snapshot_hash", hash.into())])?;
        case_checklist::make(tx, cx, &o)?;
        let all = Cut { case, employee: who, which: CutWhich::All, due: o.opened.plus(CUT_TERM_MS) };
        cut(tx, cx, &all)?;
        match self.temporary {
            Some(to) => temporary::appoint(tx, case, who, to, o.opened).map(drop)?,
            None => temporary_who::name(tx, cx, case, who, Some(head))?,
        }
        inform(tx, &o)?;
        signals::of_person(tx, cx, who)?;
        after::settle(tx, cx, case)?;
        Ok(CaseOpened { case, lines })
    }
}

impl CrisisOpen {
    fn insert(
        &self,
        tx: &mut Tx<'_>,
        cx: &Ctx<'_>,
        who: EmployeeId,
        head: EmployeeId,
        since: Option<At>,
    ) -> Res<CaseId> {
        let fresh = freshness(tx.conn())?;
        let since = match since {
            Some(at) => Some(at),
            None => last_seen(tx, who)?,
        };
        let case = CaseId(tx.insert(
            Kind::Case,
            &[
                ("kind", CaseKind::Crisis.into()),
                ("state", CaseState::Open.into()),
                ("leaver_id", who.into()),
                ("head_id", head.into()),
                ("opened_at", cx.clock.now.into()),
                ("opened_by", (&cx.actor).into()),
                ("crisis_at", cx.clock.now.into()),
                ("since_at", since.into()),
                ("data_at", fresh.data_at.into()),
                ("not_loaded", fresh.not_loaded_words().into()),
            ],
        )?);
        tx.about(case);
        Ok(case)
    }

    /// Who leads: the acting head, else the leaver's own, else the head who opens, else the only head there is.
    /// Errors: `HeadNeeded`; `NotEligible` for an acting head who leaves or is away.
    fn head(&self, tx: &Tx<'_>, cx: &Ctx<'_>, who: EmployeeId, leaver: &Leaver) -> Res<EmployeeId> {
        let works = "SELECT count(*) FROM employee WHERE id = ?1 AND id <> ?2 AND status IN ('active','probation') \
                     AND blocked = 0 AND access_closed = 0";
        if let Some(acting) = self.acting_head {
            return temporary_who::may_answer(tx, cx, who, acting).map(|()| acting);
        }
        let leads = "SELECT id FROM employee WHERE id = ?1 AND role IN ('head','director')";
        let opener = match cx.actor {
            Actor::Person(id) => tx.one(leads, params![id], |r| r.get(0))?,
            _ => None,
        };
        for head in [leaver.head, opener].into_iter().flatten() {
            if tx.count(works, params![head, who])? > 0 {
                return Ok(head);
            }
        }
        let heads: Vec<EmployeeId> = tx.all(
            "SELECT id FROM employee WHERE role = 'head' AND status IN ('active','probation') ORDER BY id LIMIT 2",
            [],
            |r| r.get(0),
        )?;
        match heads.as_slice() {
            [only] if *only != who => Ok(*only),
            _ => Err(Fault::new(Code::HeadNeeded).with("name", &leaver.name)),
        }
    }
}

/// Seen in the future, or more than a year ago, is a slip of the hand.
fn since(at: Option<At>, cx: &Ctx<'_>) -> Res<Option<At>> {
    let slip = |at: &At| *at > cx.clock.now || *at < cx.clock.now.plus(-366 * DAY_MS);
    match at.filter(slip) {
        Some(at) => Err(Fault::new(Code::BadTime).with("value", at.iso(cx.clock.zone))),
        None => Ok(at),
    }
}

/// What the base knows of his last appearance, in an import or in the log.
pub(super) fn last_seen(tx: &Tx<'_>, who: EmployeeId) -> Res<Option<At>> {
    Ok(tx.one("SELECT seen_at FROM employee WHERE id = ?1", params![who], |r| r.get(0))?.flatten())
}

/// A person by a name that fits nobody in the base: department and the rest come with the next export.
fn newcomer(tx: &mut Tx<'_>, name: &str) -> Res<EmployeeId> {
    let name = clean(name).split_whitespace().collect::<Vec<_>>().join(" ");
    if name.chars().filter(|c| c.is_alphabetic()).count() < 2 {
        return Err(Fault::new(Code::BadName).with("value", name));
    }
    match find::employee(tx.conn(), &name) {
        Err(f) if f.code == Code::UnknownEmployee => {}
        Err(f) => return Err(f),
        Ok(id) => {
            let known = tx.one("SELECT name FROM employee WHERE id = ?1", params![id], |r| r.get::<_, String>(0))?;
            let candidates = format!("{} ({id})", known.unwrap_or_default());
            return Err(Fault::new(Code::AmbiguousEmployee).with("name", name).with("candidates", candidates));
        }
    }
    let fields = [("name_fold", fold(&name).into()), ("name", name.into()), ("role", Role::Manager.into())];
    Ok(EmployeeId(tx.insert(Kind::Employee, &fields)?))
}

/// Status and overlays in the same moment: nothing goes in or out by his name any more.
pub(super) fn shut(tx: &mut Tx<'_>, who: EmployeeId, status: EmployeeStatus) -> Res<()> {
    let mut fields = vec![
        ("status", EmployeeStatus::Leaving.into()),
        ("access_closed", true.into()),
        ("export_off", true.into()),
        ("leads_off", true.into()),
    ];
    if status != EmployeeStatus::Leaving {
        fields.push(("prior_status", status.into()));
    }
    tx.set(Kind::Employee, who.0, &fields)?;
    Ok(())
}

/// The head, HR and security learn at once; the one who did not come is told nothing. The report of active deals is
/// made for the head.
pub(super) fn inform(tx: &mut Tx<'_>, o: &Opening) -> Res<()> {
    let args = || json!({ "name": o.leaver_name, "case": o.case.0 });
    let due = Some(o.opened.plus(HOURS24_MS));
    let note = Note { to: o.head, kind: InboxKind::CrisisOpened, object: o.case.into(), args: args(), due };
    tell(tx, note)?;
    // IT is asked for the accesses themselves, by the cut: not twice.
    for role in [Role::Hr, Role::Security] {
        tell_role(tx, role, InboxKind::CrisisOpened, o.case.into(), args(), due)?;
    }
    let report = json!({ "report": "deals", "case": o.case, "employee": o.leaver });
    tx.job("report", &report.to_string(), o.opened, Some(o.head.0))?;
    Ok(())
}
