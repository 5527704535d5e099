//! Items with a computable meaning tick and untick themselves (2 §3).

use super::Ctx;
use crate::base::{CaseId, Res};
use crate::store::Tx;

pub(super) fn compute(_tx: &mut Tx<'_>, _cx: &Ctx<'_>, _case: CaseId) -> Res<()> {
    Ok(())
}
