//! A case takes another turn: he was ill and came back, works his notice after all, or stops coming in the middle of it
//! (2 §3: the kind may change without losing the ledger).

use crate::domain::CaseKind;
use crate::domain::rights::Right;
use crate::ops::{CaseChange, CaseWithdraw};
use crate::reads::wizard::Wizard;
use crate::ui::actions::{Act, Decl};
use crate::ui::cx::Cx;
use crate::ui::effect::Out;
use crate::ui::popup::{Button, Dialog, FormPopup, Popup, Reply, Tag};
use crate::ui::said;
use crate::ui::widgets::{Field, Form};

pub const CAME_BACK: Act = Act("start.came-back");
pub const WORKS_ON: Act = Act("start.works-on");
pub const NOT_COME: Act = Act("start.not-come");

const CAME_BACK_TAG: Tag = Tag("start.came-back");
const WORKS_ON_TAG: Tag = Tag("start.works-on");
const NOT_COME_TAG: Tag = Tag("start.not-come");

pub(super) const CAME_BACK_DECL: Decl =
    Decl::new(CAME_BACK, super::PLACE, &["b"], |x| x.t().turn_came_back(), |x| x.t().turn_came_back_help())
        .right(Right::Case)
        .footer(13);
pub(super) const WORKS_ON_DECL: Decl =
    Decl::new(WORKS_ON, super::PLACE, &["p"], |x| x.t().turn_works_on(), |x| x.t().turn_works_on_help())
        .right(Right::Case)
        .footer(14);
pub(super) const NOT_COME_DECL: Decl =
    Decl::new(NOT_COME, super::PLACE, &["o"], |x| x.t().turn_not_come(), |x| x.t().turn_not_come_help())
        .right(Right::Case);

/// Gives false for an action that is none of these.
pub(in crate::ui::screens::cases) fn act(act: Act, w: &Wizard, cx: &Cx, out: &mut Out) -> bool {
    let t = cx.texts.t();
    let name = w.case.leaver.as_ref().map_or("", |l| l.name.as_str());
    match act {
        CAME_BACK => {
            let buttons = vec![Button::new("no", t.turn_no()), Button::new("yes", t.turn_came_back_yes()).danger()];
            let dialog = Dialog::new(t.turn_came_back_title(name), t.turn_came_back_text(), buttons);
            out.open(CAME_BACK_TAG, Popup::Dialog(dialog.surname(name)));
        }
        WORKS_ON => {
            let form = Form::new(vec![Field::spoken("on", t.start_last_day(), "", said::echo)], super::dated);
            out.open(
                WORKS_ON_TAG,
                Popup::Form(FormPopup::new(t.turn_works_on_title(), form).note(t.turn_works_on_note())),
            );
        }
        NOT_COME => {
            let buttons = vec![Button::new("no", t.krizis_no()), Button::new("yes", t.krizis_begin()).danger()];
            let text = t.krizis_text_turn(w.case.id.0.to_string());
            let dialog = Dialog::new(t.krizis_title(name), text, buttons);
            out.open(NOT_COME_TAG, Popup::Dialog(dialog.surname(name)));
        }
        _ => return false,
    }
    true
}

pub(super) fn refuses(act: Act, w: &Wizard, cx: &Cx) -> Option<String> {
    let t = cx.texts.t();
    let crisis = w.case.kind == CaseKind::Crisis;
    match act {
        CAME_BACK | WORKS_ON if !crisis => Some(t.turn_no_crisis()),
        NOT_COME if crisis => Some(t.turn_is_crisis()),
        _ => None,
    }
}

pub(in crate::ui::screens::cases) fn reply(tag: Tag, reply: &Reply, w: &Wizard, cx: &Cx, out: &mut Out) {
    let case = w.case.id;
    let change = |kind, last_day| CaseChange { case, kind: Some(kind), last_day, dismissed_on: None, order: None };
    match (tag, reply) {
        (CAME_BACK_TAG, Reply::Pressed("yes")) => {
            out.run(CaseWithdraw { case });
        }
        (WORKS_ON_TAG, Reply::Filled(v)) => {
            out.run(change(CaseKind::Planned, said::due(&v["on"], cx).map(|d| d.day)));
        }
        (NOT_COME_TAG, Reply::Pressed("yes")) => {
            out.run(change(CaseKind::Crisis, None));
        }
        _ => {}
    }
}
