//! What follows by itself after a command changed a case: lines that became ready are offered, computed items tick or
//! untick, the state moves (2 §3, §5).

use super::{Ctx, case_state, checklist_compute, offer};
use crate::base::{CaseId, Res};
use crate::store::Tx;

/// Gives the number of lines offered.
pub(super) fn settle(tx: &mut Tx<'_>, cx: &Ctx<'_>, case: CaseId) -> Res<u32> {
    let offered = offer::offer_ready(tx, cx, case)?;
    checklist_compute::compute(tx, cx, case)?;
    case_state::advance(tx, case)?;
    Ok(offered)
}
