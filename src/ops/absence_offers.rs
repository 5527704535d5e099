//! Lines of other handovers that wait for the answer of somebody who goes away (2 §9.2): nobody answers for him while he is
//! not there, so their terms run from his return, or the head who decides on them has them back.

use std::collections::BTreeMap;

use serde_json::json;

use super::absence::Absence;
use super::case_row::CaseRow;
use super::give_back::{give_back, waiting};
use super::guard::{self, About, Asks};
use super::inbox::{Entry, write};
use super::offer::{decide_by, earlier};
use super::offer_terms::RUNNING;
use super::{Ctx, after, lines, offer_terms};
use crate::base::{CaseId, Code, Kind, LineId, Ref, Res};
use crate::domain::offers::OffersLeft;
use crate::domain::rights::Right;
use crate::domain::{AcceptanceState, InboxKind, Offers};
use crate::store::{Tx, params};

/// Called once the absence has its row. Gives what may not be taken back by whoever writes the absence.
pub(super) fn settle(tx: &mut Tx<'_>, cx: &Ctx<'_>, a: &Absence, how: Offers) -> Res<Vec<OffersLeft>> {
    let mut left = Vec::new();
    if how == Offers::Back {
        for (case, offered) in open(tx, cx, a)? {
            if may_decide(tx, cx, case)? {
                back(tx, cx, a, case, &offered)?;
            } else {
                let sql = "SELECT e.name FROM handover_case h JOIN employee e ON e.id = h.head_id WHERE h.id = ?1";
                let head = tx.one(sql, params![case], |r| r.get(0))?.unwrap_or_default();
                left.push(OffersLeft { case, lines: offered.len() as u64, head });
            }
        }
    }
    offer_terms::settle(tx, cx, a.who)?;
    Ok(left)
}

/// What of each case waits for an answer that falls due while he is away; the rest he answers before he goes or after he is back.
fn open(tx: &Tx<'_>, cx: &Ctx<'_>, a: &Absence) -> Res<BTreeMap<CaseId, Vec<LineId>>> {
    let sql = format!(
        "SELECT o.case_id, o.line_id FROM acceptance o JOIN handover_case h ON h.id = o.case_id \
         WHERE o.receiver_id = ?1 AND o.state = 'offered' AND o.case_id <> ?2 AND o.due_at >= ?3 AND o.due_at < ?4 \
           AND {RUNNING} ORDER BY o.id"
    );
    let mut out: BTreeMap<CaseId, Vec<LineId>> = BTreeMap::new();
    let (from, end) = (cx.calendar().start_of(a.from), cx.calendar().start_of(a.to.plus(1)));
    for (case, line) in tx.all(&sql, params![a.who, a.case.id, from, end], |r| Ok((r.get(0)?, r.get(1)?)))? {
        out.entry(case).or_default().push(line);
    }
    Ok(out)
}

/// To take an offer back is to decide on the case's batch, which its department's head does (6 §3).
fn may_decide(tx: &Tx<'_>, cx: &Ctx<'_>, case: CaseId) -> Res<bool> {
    match guard::check(tx, cx, &[Asks::new(Right::Batch, About::Case(case))]) {
        Ok(()) => Ok(true),
        Err(f) if matches!(f.code, Code::Denied | Code::NeedsSecond) => Ok(false),
        Err(f) => Err(f),
    }
}

/// Nobody has declined: the lines are to be decided anew, the head has them for the time being and is told so.
fn back(tx: &mut Tx<'_>, cx: &Ctx<'_>, a: &Absence, id: CaseId, offered: &[LineId]) -> Res<()> {
    let case = CaseRow::any(tx, id)?;
    let head = case.head()?;
    let (mut n, mut due) = (0, None);
    for line in offered {
        // A client that went before has taken this one back with it.
        if waiting(tx, *line)?.is_none() {
            continue;
        }
        let line = lines::find(tx, id, Ref::new(Kind::Line, line.0))?;
        n += give_back(tx, &case, &line, AcceptanceState::Withdrawn, None)?;
        due = earlier(due, decide_by(tx, cx, head, line.id)?);
    }
    if n > 0 {
        let args = json!({ "case": id.0, "name": a.name, "n": n, "until": a.to.to_string() });
        let to = Some(head);
        // About him: of another one who goes away the head is told beside it.
        let object = Ref::new(Kind::Employee, a.who.0);
        write(tx, &Entry { to, role: None, kind: InboxKind::OffersBack, object, args, due })?;
    }
    after::settle(tx, cx, id).map(drop)
}
