//! Takes back one journal entry: every field it changed, unless something changed it again since (1-C6).

use serde::{Deserialize, Serialize};

use super::{About, Asks, Command, Ctx};
use crate::base::{Kind, Ref, Res, Seq};
use crate::domain::rights::Right;
use crate::store::Tx;

/// `seq` is the entry to take back.
#[derive(Debug, Clone, Serialize)]
pub struct Undo {
    pub seq: Seq,
}

/// `conflicts` were changed again since and stay as they are; `left` are rows the entry had made, which stay too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UndoDone {
    pub restored: u64,
    pub conflicts: Vec<Ref>,
    pub left: Vec<Ref>,
}

impl Command for Undo {
    type Out = UndoDone;
    const WORD: &'static str = "undo";

    fn asks(&self) -> Vec<Asks> {
        vec![Asks::new(Right::Batch, About::Office)]
    }

    fn run(&self, tx: &mut Tx<'_>, _cx: &Ctx<'_>) -> Res<UndoDone> {
        let done = tx.undo(self.seq)?;
        let mut left = Vec::new();
        for r in done.created {
            // An offer made by the undone entry has nothing to stand on any more.
            if r.kind == Kind::Acceptance {
                tx.set(Kind::Acceptance, r.id, &[("state", "withdrawn".into())])?;
            } else {
                left.push(r);
            }
        }
        Ok(UndoDone { restored: done.restored, conflicts: done.conflicts, left })
    }
}
