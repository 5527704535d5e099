//! «Второе лицо»: what one may not do alone, another with the same right may agree to (6 §3). Wherever it was refused, the
//! frame offers to ask them.

use super::cx::Ctx;
use super::effect::{Effect, Owner};
use super::model::Model;
use super::popup::{Button, Dialog, Popup, Reply, Tag};
use super::shell::open;
use super::widgets::Notice;
use crate::base::Fault;
use crate::domain::names::short;
use crate::domain::second::Want;
use crate::ops::{SecondAsk, SecondAsked};

const TAG: Tag = Tag("shell.second");

/// False for any other refusal, and for the owner of the file, who types a surname instead.
pub(super) fn offer(m: &mut Model, fault: &Fault, ctx: &Ctx) -> bool {
    let Some(want) = Want::of(fault).filter(|_| m.facts.me_id.is_some()) else { return false };
    let t = ctx.texts.t();
    let buttons = vec![Button::new("no", t.second_ask_no()), Button::new("yes", t.second_ask_yes())];
    let text = t.second_ask_text(ctx.texts.want(want));
    open(m, TAG, Popup::Dialog(Dialog::new(t.second_ask_title(), text, buttons)), ctx);
    m.second = Some(want);
    true
}

/// `None` for a reply to somebody else.
pub(super) fn reply(m: &mut Model, tag: Tag, reply: &Reply) -> Option<Vec<Effect>> {
    if tag != TAG {
        return None;
    }
    let want = m.second.take().filter(|_| *reply == Reply::Pressed("yes"));
    let Some(Want { right, count }) = want else { return Some(Vec::new()) };
    let (mut out, ..) = m.out(Owner::Shell);
    out.run(SecondAsk { right, count });
    Some(out.effects)
}

pub(super) fn told(asked: &SecondAsked, ctx: &Ctx) -> Notice {
    let names: Vec<String> = asked.told.iter().map(|name| short(name)).collect();
    Notice::good(ctx.texts.t().second_asked(names.join(", ")))
}
