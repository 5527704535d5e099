//! Lines of other handovers that wait for the answer of somebody who goes away (2 §9.2): nobody answers for him while he is
//! not there, so their terms run from his return, or the head decides them anew.

use std::collections::BTreeSet;

use super::absence::Absence;
use super::case_row::CaseRow;
use super::give_back::{give_back, waiting};
use super::offer::{Weight, past_absence};
use super::{Ctx, after, lines};
use crate::base::{AcceptanceId, At, CaseId, Kind, LineId, Ref, Res};
use crate::domain::{AcceptanceState, Offers};
use crate::store::{Tx, Val, params};

struct Open {
    offer: AcceptanceId,
    case: CaseId,
    line: LineId,
    due: At,
    weight: Weight,
}

/// Called once the absence has its row.
pub(super) fn settle(tx: &mut Tx<'_>, cx: &Ctx<'_>, a: &Absence, how: Offers) -> Res<()> {
    let open = open(tx, a)?;
    match how {
        Offers::Wait => wait(tx, cx, a, &open),
        Offers::Back => back(tx, cx, &open),
    }
}

fn open(tx: &Tx<'_>, a: &Absence) -> Res<Vec<Open>> {
    let sql = "SELECT o.id, o.case_id, o.line_id, o.due_at, coalesce(l.segment, ''), coalesce(l.stage_kind, ''), \
                 coalesce(l.temperature, '') \
               FROM acceptance o JOIN ledger_line l ON l.id = o.line_id JOIN handover_case h ON h.id = o.case_id \
               WHERE o.receiver_id = ?1 AND o.state = 'offered' AND o.case_id <> ?2 AND h.hidden = 0 \
                 AND h.state IN ('open','distributing','handing_over','signing','paused') ORDER BY o.id";
    tx.all(sql, params![a.who, a.case.id], |r| {
        let weight = Weight::of(&r.get::<_, String>(4)?, &r.get::<_, String>(5)?, &r.get::<_, String>(6)?);
        Ok(Open { offer: r.get(0)?, case: r.get(1)?, line: r.get(2)?, due: r.get(3)?, weight })
    })
}

/// A term that would end while he is away.
fn wait(tx: &mut Tx<'_>, cx: &Ctx<'_>, a: &Absence, open: &[Open]) -> Res<()> {
    let mut rows = Vec::new();
    for o in open {
        let due = past_absence(tx, cx, a.who, o.weight, o.due)?;
        if due != o.due {
            rows.push((o.offer.0, vec![Val::from(due)]));
        }
    }
    tx.set_rows(Kind::Acceptance, &["due_at"], rows).map(drop)
}

/// Nobody has declined: the lines are to be decided anew, the head has them for the time being.
fn back(tx: &mut Tx<'_>, cx: &Ctx<'_>, open: &[Open]) -> Res<()> {
    for o in open {
        // A client that went before has taken this one back with it.
        if waiting(tx, o.line)?.is_none() {
            continue;
        }
        let case = CaseRow::any(tx, o.case)?;
        let line = lines::find(tx, o.case, Ref::new(Kind::Line, o.line.0))?;
        give_back(tx, &case, &line, AcceptanceState::Withdrawn, None)?;
    }
    for case in open.iter().map(|o| o.case).collect::<BTreeSet<_>>() {
        after::settle(tx, cx, case)?;
    }
    Ok(())
}
