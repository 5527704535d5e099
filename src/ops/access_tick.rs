//! One access: asked for, redirected, closed, verified (2 §7). A mailbox or a number is not closed before its redirection
//! is recorded or waived.

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::case_row::CaseRow;
use super::hook_end::settle_case;
use super::inbox::tell_role;
use super::waive::reason;
use super::{About, Asks, Command, Ctx};
use crate::base::{AccessId, At, CaseId, Code, Fault, Kind, Ref, Res, clean, fold};
use crate::domain::accesses::may_step;
use crate::domain::rights::Right;
use crate::domain::{AccessState, Actor, CaseState, InboxKind, Role};
use crate::store::{Tx, Val, params};

/// Which accesses of the case: one row, or every account in a system (its code or its title).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AccessPick {
    One(AccessId),
    System(String),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AccessMark {
    Asked,
    /// `evidence` says where to, or why nothing needs to be redirected.
    Redirected,
    Done,
    /// By another person than the one who closed it.
    Verified,
    /// Given back.
    Restored,
}

/// Errors: `AccessNotRedirected`, `WrongState` (verifying what is not closed, closing twice), `NeedsSecond` (verifying what one has closed oneself), `ReasonNeeded` (a redirection
/// without saying where), `UnknownAccess`, `UnknownCase`, `CaseClosed`.
#[derive(Debug, Clone, Serialize)]
pub struct AccessTick {
    pub case: CaseId,
    pub which: AccessPick,
    pub mark: AccessMark,
    pub evidence: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessTicked {
    pub accesses: Vec<AccessId>,
}

struct Row {
    id: AccessId,
    system: String,
    title: String,
    state: AccessState,
    needs_redirect: bool,
    redirected: bool,
    done_by: Option<String>,
}

impl Command for AccessTick {
    type Out = AccessTicked;
    const WORD: &'static str = "access-tick";

    fn object(&self) -> Option<Ref> {
        Some(self.case.into())
    }

    fn asks(&self) -> Vec<Asks> {
        let right = match self.mark {
            AccessMark::Asked => Right::AccessAsk,
            AccessMark::Verified => Right::AccessVerify,
            AccessMark::Redirected | AccessMark::Done | AccessMark::Restored => Right::AccessDone,
        };
        vec![Asks::new(right, About::Case(self.case))]
    }

    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<AccessTicked> {
        let case = CaseRow::any(tx, self.case)?;
        // What is given back is given back after the case as well; a pause never stops accesses (2 §3).
        if self.mark == AccessMark::Restored || case.state == CaseState::Paused {
            tx.about(case.id);
        } else {
            CaseRow::tickable(tx, self.case)?;
        }
        let rows = self.rows(tx)?;
        let mut out = AccessTicked { accesses: Vec::new() };
        for row in rows {
            self.tick(tx, cx, &row)?;
            out.accesses.push(row.id);
        }
        if self.mark == AccessMark::Asked {
            let args = json!({ "case": self.case.0, "n": out.accesses.len() });
            let sql = "SELECT min(due_at) FROM access WHERE case_id = ?1 AND state = 'asked'";
            let due: Option<At> = tx.one(sql, params![self.case], |r| r.get(0))?.flatten();
            tell_role(tx, Role::It, InboxKind::AccessesAsked, self.case.into(), args, due)?;
        }
        settle_case(tx, cx, Some(self.case))?;
        Ok(out)
    }
}

impl AccessTick {
    fn rows(&self, tx: &Tx<'_>) -> Res<Vec<Row>> {
        let sql = "SELECT id, system, title, state, needs_redirect, redirected IS NOT NULL, done_by FROM access \
                   WHERE case_id = ?1 ORDER BY id";
        let all = tx.all(sql, params![self.case], |r| {
            Ok(Row {
                id: r.get(0)?,
                system: r.get(1)?,
                title: r.get(2)?,
                state: r.get(3)?,
                needs_redirect: r.get(4)?,
                redirected: r.get(5)?,
                done_by: r.get(6)?,
            })
        })?;
        let (picked, name): (Vec<Row>, String) = match &self.which {
            AccessPick::One(id) => (all.into_iter().filter(|r| r.id == *id).collect(), id.to_string()),
            AccessPick::System(s) => {
                let wanted = fold(s);
                let same = |r: &Row| r.system == *s || fold(&r.title) == wanted;
                (all.into_iter().filter(same).collect(), s.clone())
            }
        };
        match picked.is_empty() {
            true => Err(Fault::new(Code::UnknownAccess).with("name", name)),
            false => Ok(picked),
        }
    }

    fn tick(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>, row: &Row) -> Res<()> {
        let at = Val::from(tx.at());
        let who = Val::from(&cx.actor);
        let evidence = self.evidence.as_deref().map(|e| clean(e).trim().to_owned()).filter(|e| !e.is_empty());
        let step = |to| {
            may_step(row.state, to, row.needs_redirect, row.redirected).map_err(|f| f.with("name", &row.title))?;
            Ok::<_, Fault>(("state", Val::from(to)))
        };
        let fields = match self.mark {
            AccessMark::Asked => vec![step(AccessState::Asked)?, ("asked_at", at)],
            AccessMark::Redirected => {
                vec![("redirected", reason(evidence.as_deref().unwrap_or_default())?.into())]
            }
            AccessMark::Done => {
                let mut f = vec![step(AccessState::Done)?, ("done_at", at), ("done_by", who)];
                f.extend(evidence.map(|e| ("evidence", e.into())));
                f
            }
            // One's own machine: the owner is everybody at once.
            AccessMark::Verified if cx.actor != Actor::Owner && row.done_by == Some(cx.actor.to_string()) => {
                return Err(Fault::new(Code::NeedsSecond).with("reason", "closed_it_himself"));
            }
            AccessMark::Restored => vec![step(AccessState::Restored)?],
            AccessMark::Verified => {
                let mut f = vec![step(AccessState::Verified)?, ("verified_at", at), ("verified_by", who)];
                f.extend(evidence.map(|e| ("evidence", e.into())));
                f
            }
        };
        tx.set(Kind::Access, row.id.0, &fields)?;
        Ok(())
    }
}
