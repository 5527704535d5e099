//! What was typed and not saved: kept under the form's key, put back when it is opened again. What says the same as what is
//! stored is no draft.

use serde_json::Value;

use super::cx::Ctx;
use super::model::Model;
use super::popup::FormPopup;
use super::widgets::Notice;

/// Keeps it, or forgets it: then nothing tells of what was restored any more.
pub(super) fn keep(m: &mut Model, key: String, value: Option<Value>, ctx: &Ctx) {
    let restored = ctx.texts.t().ui_draft_restored();
    if value.is_none() && m.notice.as_ref().is_some_and(|(n, _)| n.text == restored) {
        m.notice = None;
    }
    m.set_draft(key, value, ctx.mono);
}

/// Puts back what an earlier attempt left, and says so where it is anything else than what the form says anyway.
pub(super) fn restore(m: &mut Model, form: &mut FormPopup, ctx: &Ctx) {
    let Some(draft) = m.drafts.get(&form.draft) else { return };
    form.form.restore(draft);
    if form.kept().is_none() {
        keep(m, form.draft.clone(), None, ctx);
    } else {
        m.push_notice(Notice::info(ctx.texts.t().ui_draft_restored()), ctx.mono);
    }
}
