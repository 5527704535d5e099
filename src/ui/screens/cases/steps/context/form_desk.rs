//! What is done at the open form: saved and on, skipped, taken over, confirmed, waived.

use super::promise_desk::Heard;
use super::{
    BLOCK_TAG, Context, Desk, KNOWN_TAG, TAKE_TAG, TOLD_TAG, Way, known, promises, take, tasks, waiver, writing,
};
use crate::reads::wizard::Wizard;
use crate::ui::actions::{self, Act};
use crate::ui::cx::Cx;
use crate::ui::effect::Out;
use crate::ui::popup::{Popup, Viewer};
use crate::ui::screens::tasks::form;

impl Context {
    pub(super) fn in_form(&mut self, act: Act, w: &Wizard, cx: &Cx, out: &mut Out) -> bool {
        let Desk::Form(f) = &mut self.desk else { return false };
        self.pace.beat(cx.mono);
        match act {
            actions::NEXT | actions::PREV | actions::UP | actions::DOWN => f.act(act, cx),
            actions::OPEN if f.is_on_tasks() => match f.task() {
                Some(k) if k.told.all().is_empty() => out.say(cx.texts.t().told_none_needed()),
                Some(k) => {
                    let filling = tasks::filling(k);
                    out.open(TOLD_TAG, Popup::Form(form::form(k.kind, &k.title, &filling, cx)));
                    self.told = Some(filling);
                }
                None => {}
            },
            actions::OPEN => {
                let (object, old) = (f.card.object, f.promise().cloned());
                self.write_promise(object, old, cx, out);
            }
            promises::TASK | promises::DROP => {
                if let Some(p) = f.promise().cloned() {
                    return self.on_promise(act, p, w, cx, out);
                }
            }
            actions::SAVE if self.saving.is_some() => {}
            actions::SAVE => match f.finish(w.case.id, cx) {
                Some(form) if form.blocks.is_empty() => {
                    let left = f.left(&form);
                    f.forget(out);
                    if !self.go(Way::On, w, cx, out) {
                        self.over(left, cx, out);
                    }
                }
                Some(form) => {
                    let blocks = (f.written(&form), f.left(&form));
                    let (object, title) = (f.card.object, known::title(&f.card));
                    let told = promises::unwritten(&f.card, &form, cx).into_iter();
                    self.telling = told.map(|told| Heard { object, title: title.clone(), told }).collect();
                    self.saving = Some((out.run(form), blocks));
                }
                None => {}
            },
            writing::SKIP | writing::BEFORE => {
                let (draft, way) = (f.has_draft(cx), if act == writing::SKIP { Way::On } else { Way::Back });
                match self.go(way, w, cx, out) {
                    true if draft => out.say(cx.texts.t().ctx_skipped()),
                    true => {}
                    false if way == Way::Back => out.say(cx.texts.t().ctx_first()),
                    false => out.say(cx.texts.t().ctx_only_one()),
                }
            }
            writing::KNOWN => out.open(KNOWN_TAG, Popup::Viewer(Viewer::new(known::card(&f.card, cx)))),
            writing::TAKE => match f.block().and_then(|b| take::pick(&f.card, b, cx)) {
                Some(pick) => out.open(TAKE_TAG, Popup::Pick(pick)),
                None => out.say(cx.texts.t().ctx_take_none()),
            },
            writing::NOTHING => f.nothing(cx, out),
            writing::NOT_NEEDED => {
                let block = f.block().map_or_else(String::new, |b| cx.texts.term(b));
                out.open(BLOCK_TAG, Popup::Form(waiver(cx.texts.t().ctx_waive_block(block), cx)));
            }
            actions::BACK | actions::QUIT => {
                if f.has_draft(cx) {
                    out.say(cx.texts.t().ui_draft_kept());
                }
                self.close();
            }
            _ => return false,
        }
        true
    }
}
