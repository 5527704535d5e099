//! «Взять готовое»: what is written for another deal of the client, what the card has, and phrases that everybody uses.

use super::known;
use crate::base::{Kind, fold};
use crate::domain::{Block, DecisionRole};
use crate::reads::context::ContextCard;
use crate::ui::cx::Cx;
use crate::ui::popup::{Pick, PickItem};

/// A text that may go into the block, and where it is from.
struct Ready {
    text: String,
    from: String,
}

fn ready(card: &ContextCard, block: Block, cx: &Cx) -> Vec<Ready> {
    let t = cx.texts.t();
    let mut out: Vec<Ready> = Vec::new();
    let mut add = |text: String, from: String| {
        let known = out.iter().any(|r| fold(&r.text) == fold(&text));
        if !known && !text.trim().is_empty() {
            out.push(Ready { text, from });
        }
    };
    for o in card.others.iter().filter(|o| o.block.is_like(block)) {
        let from = if o.object.kind == Kind::Deal { t.ctx_from_deal(o.title.clone()) } else { t.ctx_from_client() };
        add(o.text.clone(), from);
    }
    if matches!(block, Block::People | Block::Deciders) {
        // Who must not be involved is never printed, and this text is.
        let seen = card.contacts.iter().filter(|k| k.decision != DecisionRole::Avoid);
        let all: Vec<String> = seen.map(|k| known::contact(k, true, cx)).collect();
        add(all.join("; "), t.ctx_from_contacts());
    }
    // A broken file of the office was told when it was read.
    for p in cx.office.phrases().iter().flat_map(|all| all.iter()).filter(|p| p.block == block) {
        add(p.text.clone(), t.ctx_from_phrase());
    }
    if !matches!(block, Block::NextStep | Block::NextContact | Block::People | Block::Deciders) {
        for n in &card.notes {
            add(n.text.clone(), t.ctx_from_note());
        }
        for k in card.touches.iter().take(1) {
            add(cx.texts.touch_outcome(k.result, &k.outcome), t.ctx_from_touch());
        }
    }
    out
}

/// The list to choose from; a row's key is the text itself.
pub fn pick(card: &ContextCard, block: Block, cx: &Cx) -> Option<Pick> {
    let rows = ready(card, block, cx);
    let items: Vec<PickItem> = rows.into_iter().map(|r| PickItem::new(r.text.clone(), r.text).note(r.from)).collect();
    (!items.is_empty()).then(|| Pick::new(cx.texts.t().ctx_take_title(), items))
}
