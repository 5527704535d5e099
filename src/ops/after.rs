//! What follows by itself after a command changed a case: lines that became ready are offered, computed items tick or
//! untick, the state moves (2 §3, §5), what was asked of people and is done leaves their inboxes.

use super::{Ctx, case_close, case_state, checklist_compute, inbox_close, letters_draft, offer};
use crate::base::{CaseId, Res};
use crate::store::Tx;

/// Gives the number of lines offered.
pub(super) fn settle(tx: &mut Tx<'_>, cx: &Ctx<'_>, case: CaseId) -> Res<u32> {
    let offered = offer::offer_ready(tx, cx, case)?;
    letters_draft::confirm(tx, case)?;
    checklist_compute::compute(tx, cx, case)?;
    case_state::advance(tx, case)?;
    inbox_close::close_answered(tx, case)?;
    case_close::end_single(tx, cx, case)?;
    Ok(offered)
}
