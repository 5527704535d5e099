//! A line that was declined, or not answered in time, returns to «решить»: the head owns it for the time being (2 §5).

use super::case_row::CaseRow;
use super::dispose::is_open;
use super::lines::{self, Line};
use super::owner;
use crate::base::{AcceptanceId, EmployeeId, Kind, LineId, Res};
use crate::domain::AcceptanceState;
use crate::store::{Tx, Val, params};

/// The offer of a line that still waits for an answer.
pub(super) fn waiting(tx: &Tx<'_>, line: LineId) -> Res<Option<AcceptanceId>> {
    let sql = "SELECT id FROM acceptance WHERE line_id = ?1 AND state = 'offered' ORDER BY id DESC LIMIT 1";
    tx.one(sql, params![line], |r| r.get(0))
}

/// Whether somebody has taken the line already.
pub(super) fn taken(tx: &Tx<'_>, line: LineId) -> Res<bool> {
    let sql = "SELECT count(*) FROM acceptance WHERE line_id = ?1 AND state IN ('accepted','forced')";
    Ok(tx.count(sql, params![line])? > 0)
}

/// Closes the offer as `how`, gives the object to the head and clears the decision and the proposal. What moves with the
/// line and is not taken yet returns with it as «снято», so that a client and its deals stay together. Gives the number
/// of lines returned.
pub(super) fn give_back(
    tx: &mut Tx<'_>,
    case: &CaseRow,
    line: &Line,
    how: AcceptanceState,
    reason: Option<&str>,
) -> Res<u32> {
    if let Some(offer) = waiting(tx, line.id)? {
        let fields = [("state", Val::from(how)), ("answered_at", tx.at().into()), ("reason", reason.into())];
        tx.set(Kind::Acceptance, offer.0, &fields)?;
    }
    undecide(tx, line, case.head()?)?;
    let mut n = 1;
    for child in lines::children(tx, line.id)? {
        if child.is_assigned() && child.to == line.to && !taken(tx, child.id)? {
            n += give_back(tx, case, &child, AcceptanceState::Withdrawn, None)?;
        }
    }
    // Tasks that the leaver set for others about it are in the name of whoever answers for it.
    if let Some(to) = line.to {
        for set in lines::authored(tx, case.id, line, to)? {
            undecide(tx, &set, case.head()?)?;
        }
    }
    Ok(n)
}

/// To be decided anew, with the head until then.
fn undecide(tx: &mut Tx<'_>, line: &Line, head: EmployeeId) -> Res<()> {
    // What is over stays with whoever it was over with (2 §9.17).
    if is_open(tx, line)? {
        owner::give(tx, line, Some(head))?;
    }
    tx.set(
        Kind::Line,
        line.id.0,
        &[
            ("disposition", Val::NULL),
            ("to_id", Val::NULL),
            ("reason", Val::NULL),
            ("batch_seq", Val::NULL),
            ("proposed_id", Val::NULL),
            ("rule", Val::NULL),
            ("why", Val::NULL),
            ("over_capacity", false.into()),
            ("hand_reason", Val::NULL),
            ("crm_state", Val::NULL),
            ("crm_at", Val::NULL),
            ("crm_by", Val::NULL),
        ],
    )?;
    Ok(())
}
