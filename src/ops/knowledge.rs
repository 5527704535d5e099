//! What whoever hands something over may still write about it: he adds, and corrects what he wrote himself (6 §3).

use super::promise_save::Row;
use super::{Ctx, ctx_counts, give_back, guard};
use crate::base::{Code, Fault, Ref, Res, TaskId};
use crate::domain::rights::Who;
use crate::domain::{Actor, Block, BlockState, PromiseState};
use crate::reads::who::who;
use crate::store::{Tx, params};

/// A block: an empty or a waived one is anybody's to fill. Errors: `Denied`.
pub(super) fn may_write_block(tx: &Tx<'_>, cx: &Ctx<'_>, object: Ref, block: Block) -> Res<()> {
    if !adds_only(tx, cx, object)? {
        return Ok(());
    }
    let sql = "SELECT state, by_actor FROM context_block WHERE kind = ?1 AND object_id = ?2 AND block = ?3";
    let written: Option<(BlockState, String)> =
        tx.one(sql, params![object.kind, object.id, block], |r| Ok((r.get(0)?, r.get(1)?)))?;
    match written {
        Some((BlockState::Filled | BlockState::Confirmed, by)) if by != cx.actor.to_string() => {
            Err(denied("adds_only"))
        }
        _ => Ok(()),
    }
}

/// A promise, or with `None` one more of them. What the head has decided on stays as it is. Errors: `Denied`.
pub(super) fn may_write_promise(tx: &Tx<'_>, cx: &Ctx<'_>, card: Ref, old: Option<&Row>) -> Res<()> {
    if !adds_only(tx, cx, card)? {
        return Ok(());
    }
    match old {
        Some(o) if matches!(o.state, PromiseState::Approved | PromiseState::Refused) => Err(denied("head_decided")),
        Some(o) if o.by != cx.actor.to_string() => Err(denied("adds_only")),
        _ => Ok(()),
    }
}

/// A field of a task; its author is whoever wrote the task's fields last. Errors: `Denied`.
pub(super) fn may_write_field(tx: &Tx<'_>, cx: &Ctx<'_>, task: TaskId, is_empty: bool) -> Res<()> {
    if !adds_only(tx, cx, task.into())? || is_empty {
        return Ok(());
    }
    let sql = "SELECT j.actor FROM op_row o JOIN journal j ON j.seq = o.seq \
               WHERE o.kind = 'task' AND o.id = ?1 AND o.field = 'fields' ORDER BY o.seq DESC LIMIT 1";
    let by: Option<String> = tx.one(sql, params![task], |r| r.get(0))?;
    match by {
        Some(by) if by == cx.actor.to_string() => Ok(()),
        _ => Err(denied("adds_only")),
    }
}

/// Whoever acts hands this over and is no more its owner, or leaves. Errors: `Denied` once the line was accepted.
fn adds_only(tx: &Tx<'_>, cx: &Ctx<'_>, object: Ref) -> Res<bool> {
    let Actor::Person(me) = cx.actor else { return Ok(false) };
    if !guard::hands_over(tx, me, object)? || (guard::owner(tx, object)? == Some(me) && !leaves(tx, cx)?) {
        return Ok(false);
    }
    match ctx_counts::active_line(tx, object)? {
        Some((_, line)) if give_back::taken(tx, line)? => Err(denied("accepted_by_other")),
        _ => Ok(true),
    }
}

fn leaves(tx: &Tx<'_>, cx: &Ctx<'_>) -> Res<bool> {
    Ok(match who(tx.conn(), &cx.actor, &cx.clock, false)? {
        Who::Person { overlays, .. } => overlays.leaver,
        Who::Owner { .. } | Who::System => false,
    })
}

fn denied(reason: &'static str) -> Fault {
    Fault::new(Code::Denied).with("reason", reason)
}
