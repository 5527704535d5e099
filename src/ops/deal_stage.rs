//! Closing a deal as won or lost.

use crate::base::{Kind, Res};
use crate::domain::StageKind;
use crate::store::{Tx, Val, params};

/// The deal goes to a stage of that kind in its own pipeline, else in any; where none is known, only the kind changes.
pub(super) fn close(tx: &mut Tx<'_>, deal: i64, kind: StageKind, loss_reason: Option<&str>) -> Res<()> {
    let stage: Option<i64> = tx.one(
        "SELECT s.id FROM stage s, deal d JOIN stage o ON o.id = d.stage_id WHERE d.id = ?1 AND s.kind = ?2 \
          ORDER BY s.source <> o.source, s.pipeline <> o.pipeline, s.ord, s.id LIMIT 1",
        params![deal, kind],
        |r| r.get(0),
    )?;
    let mut fields = vec![("stage_kind", Val::from(kind)), ("closed_at", tx.at().into())];
    if let Some(stage) = stage {
        fields.push(("stage_id", stage.into()));
        fields.push(("stage_since", tx.at().into()));
    }
    if let Some(reason) = loss_reason {
        fields.push(("loss_reason", reason.into()));
    }
    tx.set(Kind::Deal, deal, &fields)?;
    Ok(())
}
