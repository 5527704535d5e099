//! One item of the checklist: done with its evidence, not applicable, or waived (2 §3).

use serde::{Deserialize, Serialize};

use super::case_row::CaseRow;
use super::waive::reason;
use super::{About, Asks, Command, Ctx, after};
use crate::base::{CaseId, Code, Fault, ItemId, Kind, Ref, Res, clean};
use crate::domain::ItemState;
use crate::domain::checklist::{CORRESPONDENCE, Computed, may_set};
use crate::domain::rights::Right;
use crate::reads::computed;
use crate::store::{Tx, Val, params};

/// What a person says of an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Tick {
    Done {
        evidence: Option<String>,
    },
    NotApplicable(String),
    Waive(String),
    /// Ticked by mistake.
    Open,
}

/// `item` is its number within the case.
///
/// Errors: `ComputedItem` (it ticks itself), `EvidenceNeeded` (the correspondence, not confirmed of every client),
/// `ReasonNeeded`, `UnknownItem`, `UnknownCase`, `CaseClosed`.
#[derive(Debug, Clone, Serialize)]
pub struct CheckItem {
    pub case: CaseId,
    pub item: i64,
    pub tick: Tick,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemChecked {
    pub item: ItemId,
    pub state: ItemState,
}

impl Command for CheckItem {
    type Out = ItemChecked;
    const WORD: &'static str = "check-item";

    fn object(&self) -> Option<Ref> {
        Some(self.case.into())
    }

    fn asks(&self) -> Vec<Asks> {
        vec![Asks::new(Right::Case, About::Case(self.case))]
    }

    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<ItemChecked> {
        CaseRow::tickable(tx, self.case)?;
        let sql = "SELECT id, title, computed <> '', code FROM checklist_item WHERE case_id = ?1 AND n = ?2";
        let (id, title, computed, code) = tx
            .one(sql, params![self.case, self.item], |r| {
                Ok((r.get::<_, ItemId>(0)?, r.get::<_, String>(1)?, r.get::<_, bool>(2)?, r.get::<_, String>(3)?))
            })?
            .ok_or_else(|| Fault::new(Code::UnknownItem).with("name", self.item))?;
        let (state, evidence, why) = match &self.tick {
            Tick::Done { evidence } => (ItemState::Done, evidence.as_deref().map(clean), None),
            Tick::NotApplicable(why) => (ItemState::NotApplicable, None, Some(reason(why)?)),
            Tick::Waive(why) => (ItemState::Waived, None, Some(reason(why)?)),
            Tick::Open => (ItemState::Open, None, None),
        };
        // A waived computable item may be given back to its own counting.
        let back = computed && self.tick == Tick::Open;
        if !back {
            may_set(computed, state, why.as_deref().unwrap_or_default()).map_err(|f| f.with("name", &title))?;
        }
        if state == ItemState::Done && code == CORRESPONDENCE {
            self.borne_out(tx, &title, evidence.as_deref().unwrap_or_default())?;
        }
        let open = state == ItemState::Open;
        let changed = tx.set(
            Kind::Item,
            id.0,
            &[("state", state.into()), ("evidence", evidence.into()), ("reason", why.into())],
        )?;
        if changed {
            let by = if open { Val::NULL } else { Val::from(&cx.actor) };
            let at = if open { Val::NULL } else { tx.at().into() };
            tx.set(Kind::Item, id.0, &[("done_by", by), ("done_at", at)])?;
            after::settle(tx, cx, self.case)?;
        }
        Ok(ItemChecked { item: id, state })
    }
}

impl CheckItem {
    /// The item of the correspondence is a person's word about the whole: where the clients are not all confirmed, it says
    /// what it rests on.
    fn borne_out(&self, tx: &Tx<'_>, title: &str, evidence: &str) -> Res<()> {
        let counted = computed::counts(tx.conn(), self.case, &[Computed::Correspondence])?;
        match counted.iter().find(|n| !n.is_done()) {
            Some(n) if reason(evidence).is_err() => {
                let fault = Fault::new(Code::EvidenceNeeded).with("name", title);
                Err(fault.with("done", n.done).with("all", n.all))
            }
            _ => Ok(()),
        }
    }
}
