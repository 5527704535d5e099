//! One block of the context of a deal, or of a client without an open deal (2 §4).

use serde::{Deserialize, Serialize};

use super::case_row::CaseRow;
use super::{About, Asks, Command, Ctx, after, ctx_counts, knowledge, lines};
use crate::base::{CaseId, Code, Day, Due, Fault, Kind, LineId, Ref, Res, Seq, clean};
use crate::domain::context::{Problem, check_text, require_next_step};
use crate::domain::promise::block_of;
use crate::domain::rights::Right;
use crate::domain::spoken_dated::{Kept, Written, corrected};
use crate::domain::{Block, BlockState};
use crate::store::{Tx, Val, params};

/// What a person says about a block.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Said {
    Text(String),
    /// «Ничего особенного, подтверждаю»: printed in the act with name and time.
    NothingSpecial,
    /// Taken back: the block is empty again.
    Nothing,
}

/// `case` demands that its ledger holds the object. `on` belongs to `next_step` and `next_contact` only. `seen` is the
/// block's `rev` the form was filled over, `Seq(0)` where there was none; `None` saves over anything.
///
/// Errors: `UnknownObject`, `UnknownCase`, `CaseClosed`, `BlockNotHere`, `Stale`, `Placeholder`, `NextStepVague`,
/// `NextStepNoDate`, `DateInPast`, `PromisesStand`; `Denied` for what others wrote, to whoever hands it over.
#[derive(Debug, Clone, Serialize)]
pub struct ContextSave {
    pub case: Option<CaseId>,
    pub object: Ref,
    pub block: Block,
    pub said: Said,
    pub on: Option<Due>,
    pub seen: Option<Seq>,
}

/// `state` is what the block is now; `offered` counts the lines that could be offered by this.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContextSaved {
    pub state: BlockState,
    pub offered: u32,
}

impl Command for ContextSave {
    type Out = ContextSaved;
    const WORD: &'static str = "context-save";

    fn object(&self) -> Option<Ref> {
        Some(self.object)
    }

    fn asks(&self) -> Vec<Asks> {
        vec![Asks::new(Right::Add, About::Knowledge(self.object))]
    }

    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<ContextSaved> {
        let (state, at) = self.keep(tx, cx, Written::Now)?;
        let Some((case, line)) = at else { return Ok(ContextSaved { state, offered: 0 }) };
        ctx_counts::recount(tx, case, Some(line))?;
        let offered = after::settle(tx, cx, case)?;
        Ok(ContextSaved { state, offered })
    }
}

impl ContextSave {
    /// Checks and writes; what follows from it is left to whoever saves many. Gives the case and the line to count anew.
    /// Every refusal comes before the first write.
    pub(super) fn keep(
        &self,
        tx: &mut Tx<'_>,
        cx: &Ctx<'_>,
        written: Written,
    ) -> Res<(BlockState, Option<(CaseId, LineId)>)> {
        let blocks: &[Block] = match self.object.kind {
            Kind::Deal => &Block::DEAL,
            Kind::Client => &Block::CLIENT,
            _ => return Err(Fault::new(Code::UnknownObject).with("name", self.object)),
        };
        if !blocks.contains(&self.block) {
            return Err(Fault::new(Code::BlockNotHere).with("name", self.object).with("block", self.block.word()));
        }
        self.exists(tx)?;
        self.nothing_is_true(tx)?;
        if let Some(case) = self.case {
            CaseRow::open(tx, case)?;
            lines::find(tx, case, self.object)?;
        }
        knowledge::may_write_block(tx, cx, self.object, self.block)?;
        let at = ctx_counts::active_line(tx, self.object)?;
        if let Some((case, _)) = at {
            tx.about(case);
        }
        Ok((self.write(tx, cx, written)?, at))
    }

    fn exists(&self, tx: &Tx<'_>) -> Res<()> {
        let sql = match self.object.kind {
            Kind::Deal => "SELECT count(*) FROM deal WHERE id = ?1",
            _ => "SELECT count(*) FROM client WHERE id = ?1 AND deleted = 0",
        };
        match tx.count(sql, params![self.object.id])? {
            0 => Err(Fault::new(Code::UnknownObject).with("name", self.object)),
            _ => Ok(()),
        }
    }

    /// «Ничего особенного» where something was promised would stand in the act beside the promise.
    fn nothing_is_true(&self, tx: &Tx<'_>) -> Res<()> {
        if self.said != Said::NothingSpecial || block_of(self.object.kind) != Some(self.block) {
            return Ok(());
        }
        let sql = "SELECT count(*) FROM promise WHERE kind = ?1 AND object_id = ?2 AND state <> 'dropped'";
        match tx.count(sql, params![self.object.kind, self.object.id])? {
            0 => Ok(()),
            _ => Err(Fault::new(Code::PromisesStand).with("name", self.object)),
        }
    }

    fn has_day(&self) -> bool {
        matches!(self.block, Block::NextStep | Block::NextContact)
    }

    /// The text as it is kept, after the checks of 2 §4, with the dates of the days that move.
    fn checked(&self, cx: &Ctx<'_>, kept: Kept<'_>, written: Written) -> Res<(BlockState, String, Option<Due>)> {
        Ok(match &self.said {
            Said::Text(text) => {
                let text = clean(text).trim().to_owned();
                if self.has_day() {
                    require_next_step(&text, self.on, cx.clock)?;
                } else {
                    check_text(&text).map_err(|p: Problem| p.fault(&text))?;
                }
                let on = self.on.filter(|_| self.has_day());
                (BlockState::Filled, corrected(&text, on, kept, cx.clock, written), on)
            }
            Said::NothingSpecial => (BlockState::Confirmed, String::new(), None),
            Said::Nothing => (BlockState::Empty, String::new(), None),
        })
    }

    fn stands(&self, tx: &Tx<'_>) -> Res<Option<(String, Option<Due>)>> {
        let sql = "SELECT text, on_day, on_minute FROM context_block WHERE kind = ?1 AND object_id = ?2 AND block = ?3";
        tx.one(sql, params![self.object.kind, self.object.id, self.block], |r| {
            let (day, minute): (Option<Day>, Option<u16>) = (r.get(1)?, r.get(2)?);
            Ok((r.get(0)?, day.map(|day| Due { day, minute })))
        })
    }

    fn write(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>, written: Written) -> Res<BlockState> {
        let old = self.stands(tx)?;
        let kept = old.as_ref().map(|(text, on)| Kept { text, on: *on }).unwrap_or_default();
        let (state, text, on) = self.checked(cx, kept, written)?;
        write_block(
            tx,
            cx,
            self.object,
            self.block,
            self.seen,
            &[
                ("state", state.into()),
                ("text", text.into()),
                ("on_day", on.map(|d| d.day).into()),
                ("on_minute", on.and_then(|d| d.minute).into()),
                ("reason", Val::NULL),
            ],
        )?;
        Ok(state)
    }
}

/// Inserts or changes a block; who and when are kept only when it says something else than before.
pub(super) fn write_block(
    tx: &mut Tx<'_>,
    cx: &Ctx<'_>,
    object: Ref,
    block: Block,
    seen: Option<Seq>,
    fields: &[(&str, Val)],
) -> Res<()> {
    let sql = "SELECT id, rev FROM context_block WHERE kind = ?1 AND object_id = ?2 AND block = ?3";
    let old =
        tx.one(sql, params![object.kind, object.id, block], |r| Ok((r.get::<_, i64>(0)?, r.get::<_, Seq>(1)?)))?;
    if seen.is_some_and(|s| s != old.map_or(Seq(0), |(_, rev)| rev)) {
        return Err(Fault::new(Code::Stale).with("name", object));
    }
    let by = [("by_actor", Val::from(&cx.actor)), ("at", tx.at().into())];
    match old {
        Some((id, _)) => {
            if tx.set(Kind::Context, id, fields)? {
                tx.set(Kind::Context, id, &by)?;
            }
        }
        None => {
            let key = [("kind", object.kind.into()), ("object_id", object.id.into()), ("block", block.into())];
            tx.insert(Kind::Context, &[&key[..], fields, &by[..]].concat())?;
        }
    }
    Ok(())
}
