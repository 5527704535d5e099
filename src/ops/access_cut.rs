//! Closing the leaver's accesses, all of them or those whose time has come: by the office's own command where there is
//! one, else by the people who are asked to (2 §7).
//!
//! A mailbox or a number is never disabled before its redirection is recorded or waived, and an emergency is no
//! exception: its command is not queued, its people are asked, and what they are told names the redirection as the first
//! step. Once that is recorded, `due` queues the command by itself.

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::access_take::{Terms, afresh, take};
use super::case_row::CaseRow;
use super::hook_job::{self, HookRow};
use super::inbox::{Note, tell, tell_role};
use super::{About, Asks, Command, Ctx, after};
use crate::base::{AccessId, At, CaseId, Code, EmployeeId, Fault, Kind, MINUTE_MS, Ref, Res};
use crate::domain::hooks::HookAction;
use crate::domain::rights::Right;
use crate::domain::{AccessState, CaseState, InboxKind, Role};
use crate::store::{Tx, params};

/// Which open accesses of the leaver are closed now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CutWhich {
    All,
    /// Those whose term has come.
    DueBy(At),
    /// Those of the named systems (codes of the catalogue).
    Codes(Vec<String>),
    /// These very accounts.
    These(Vec<AccessId>),
}

/// Somebody closes accesses of a case without waiting for their term. Errors: `UnknownCase`, `CaseClosed`, `WrongState`.
#[derive(Debug, Clone, Serialize)]
pub struct AccessCut {
    pub case: CaseId,
    pub which: CutWhich,
}

impl Command for AccessCut {
    type Out = CutCounts;
    const WORD: &'static str = "access-cut";

    fn object(&self) -> Option<Ref> {
        Some(self.case.into())
    }

    fn asks(&self) -> Vec<Asks> {
        vec![Asks::new(Right::CutOff, About::Case(self.case))]
    }

    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<CutCounts> {
        let case = match CaseRow::any(tx, self.case)? {
            // A pause stops the terms of acceptance, never the closing of accesses (2 §3).
            paused if paused.state == CaseState::Paused => paused,
            _ => CaseRow::tickable(tx, self.case)?,
        };
        tx.about(case.id);
        let employee = case.leaver.ok_or_else(|| Fault::new(Code::WrongState).with("case", case.id.0))?;
        let due = cx.clock.now.plus(CUT_TERM_MS);
        let counts = cut(tx, cx, &Cut { case: case.id, employee, which: self.which.clone(), due })?;
        after::settle(tx, cx, case.id)?;
        Ok(counts)
    }
}

pub(super) struct Cut {
    pub case: CaseId,
    pub employee: EmployeeId,
    pub which: CutWhich,
    /// Until when; a term that stands already and is earlier stays.
    pub due: At,
}

/// How soon an access that is cut must be closed (2 §7).
pub const CUT_TERM_MS: i64 = 30 * MINUTE_MS;

/// `ordered` accesses have a command on its way, `asked` ones are somebody's to close; `redirect` of these need their
/// redirection first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CutCounts {
    pub ordered: u32,
    pub asked: u32,
    pub redirect: u32,
}

struct Row {
    id: AccessId,
    system: String,
    state: AccessState,
    /// When it is to be closed: what was given back before its time was given back until the last day.
    due: Option<At>,
    /// It was asked for at once, or cut before: since when.
    since: Option<At>,
    role: Role,
    /// A mailbox or a number whose redirection is neither recorded nor waived.
    redirect: bool,
}

/// Closes or asks for them, in the caller's transaction and under the caller's rights; may be called again at any time:
/// what is closed stays closed, and no command is queued beside another.
///
/// Errors: `UnknownCase`.
pub(super) fn cut(tx: &mut Tx<'_>, cx: &Ctx<'_>, c: &Cut) -> Res<CutCounts> {
    let (terms, (head, name)) = (Terms::of(tx, c.case, c.employee)?, people(tx, c)?);
    take(tx, cx, &terms, AccessState::Planned)?;
    let (mut counts, now) = (CutCounts::default(), cx.clock.now);
    let mut told: Vec<(Role, u32)> = Vec::new();
    for row in rows(tx, cx, c, &terms)? {
        let again = was_given_back(row.state);
        let due = match (&c.which, row.since.and(row.due)) {
            // Its time has come by itself, and its term is not over by that.
            (CutWhich::DueBy(_), Some(term)) => term,
            // Nobody closes in no time: where the term is this very moment, the cut's own stands.
            _ => row.due.filter(|d| *d != now).map_or(c.due, |d| d.min(c.due)),
        };
        // Who cuts does not wait for the term.
        let since = row.since.filter(|_| matches!(c.which, CutWhich::DueBy(_)));
        let cut_at = since.or((due > now).then_some(now));
        let mut fields = vec![("state", AccessState::Asked.into()), ("due_at", due.into()), ("cut_at", cut_at.into())];
        if again {
            fields.extend(afresh());
        }
        // What was asked for by the last day and is to be closed at once is asked for now.
        if again || row.state == AccessState::Planned || row.due.is_some_and(|before| due < before) {
            fields.push(("asked_at", now.into()));
        }
        tx.set(Kind::Access, row.id.0, &fields)?;
        let job = HookRow { access: row.id, case: Some(c.case), employee: c.employee, action: HookAction::Revoke };
        if !row.redirect && hook_job::order(tx, cx, &job)? {
            counts.ordered += 1;
            continue;
        }
        counts.asked += 1;
        counts.redirect += u32::from(row.redirect);
        match told.iter_mut().find(|(role, _)| *role == row.role) {
            Some((_, n)) => *n += 1,
            None => told.push((row.role, 1)),
        }
    }
    if counts.ordered + counts.asked > 0 {
        tell_everybody(tx, c, &name, head, counts, &told)?;
    }
    Ok(counts)
}

/// Who leads the case, and what the leaver is called.
fn people(tx: &Tx<'_>, c: &Cut) -> Res<(Option<EmployeeId>, String)> {
    let sql = "SELECT h.head_id, e.name FROM handover_case h, employee e WHERE h.id = ?1 AND e.id = ?2";
    let found = tx.one(sql, params![c.case, c.employee], |r| Ok((r.get(0)?, r.get(1)?)))?;
    found.ok_or_else(|| Fault::new(Code::UnknownEmployee).with("name", c.employee))
}

/// Given back, or to be given back by somebody: it may be open by now.
const fn was_given_back(state: AccessState) -> bool {
    matches!(state, AccessState::Restore | AccessState::Restored)
}

fn rows(tx: &Tx<'_>, cx: &Ctx<'_>, c: &Cut, terms: &Terms) -> Res<Vec<Row>> {
    let until = terms.until(cx);
    // The redirection of an earlier closing says nothing about this one.
    let sql = "SELECT id, system, state, due_at, role, \
                 needs_redirect AND (redirected IS NULL OR state IN ('restore','restored')), cut_at FROM access \
               WHERE case_id = ?1 AND employee_id = ?2 AND state IN ('planned','asked','restore','restored') ORDER BY id";
    let mut rows = tx.all(sql, params![c.case, c.employee], |r| {
        let state = r.get(2)?;
        let back = was_given_back(state);
        Ok(Row {
            id: r.get(0)?,
            system: r.get(1)?,
            state,
            due: if back { until } else { r.get(3)? },
            since: if back { None } else { r.get(6)? },
            role: r.get(4)?,
            redirect: r.get(5)?,
        })
    })?;
    rows.retain(|r| match &c.which {
        CutWhich::All => true,
        CutWhich::DueBy(at) => r.since.or(r.due).map_or(was_given_back(r.state), |d| d <= *at),
        CutWhich::Codes(codes) => codes.contains(&r.system),
        CutWhich::These(ids) => ids.contains(&r.id),
    });
    Ok(rows)
}

/// IT and security hear of every cut, once; the others of what is theirs to close.
fn tell_everybody(
    tx: &mut Tx<'_>,
    c: &Cut,
    name: &str,
    head: Option<EmployeeId>,
    counts: CutCounts,
    told: &[(Role, u32)],
) -> Res<()> {
    let object: Ref = c.case.into();
    for role in [Role::It, Role::Security, Role::Hr, Role::Head] {
        let n = told.iter().find(|(r, _)| *r == role).map_or(0, |(_, n)| *n);
        if n == 0 && !matches!(role, Role::It | Role::Security) {
            continue;
        }
        let args = json!({
            "case": c.case.0, "name": name, "n": n, "ordered": counts.ordered, "redirect": counts.redirect,
        });
        match (role, head) {
            (Role::Head, Some(to)) => {
                tell(tx, Note { to, kind: InboxKind::AccessesCut, object, args, due: Some(c.due) })?;
            }
            _ => tell_role(tx, role, InboxKind::AccessesCut, object, args, Some(c.due))?,
        }
    }
    Ok(())
}
