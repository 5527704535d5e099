//! A hidden preparation in the list of cases: what it is, begun by hand or called off.

use crate::base::{Fault, Ref};
use crate::ops::{CaseStart, CaseWithdraw, Done, Outcome};
use crate::reads::cases::CaseItem;
use crate::ui::cx::Cx;
use crate::ui::effect::Out;
use crate::ui::popup::{Button, Dialog, Popup, Reply, Tag};
use crate::ui::widgets::Notice;

const TAG: Tag = Tag("cases.draft");

pub(super) fn show(row: &CaseItem, cx: &Cx, out: &mut Out) {
    let (x, t) = (cx.texts, cx.texts.t());
    let mut facts = Vec::new();
    facts.extend(row.starts_at.map(|at| (t.hidden_starts_label(), x.at(at, &cx.clock))));
    facts.extend(row.last_day.map(|d| (t.start_last_day(), x.day(d, cx.today()))));
    let buttons = vec![
        Button::new("no", t.hidden_keep()),
        Button::new("start", t.hidden_start()).danger(),
        Button::new("off", t.hidden_call_off()),
    ];
    let dialog = Dialog::new(t.hidden_title(&row.name), t.hidden_text(), buttons).facts(facts);
    out.open(TAG, Popup::Dialog(dialog));
}

pub(super) fn reply(tag: Tag, reply: &Reply, row: &CaseItem, out: &mut Out) {
    if tag != TAG || row.starts_at.is_none() {
        return;
    }
    match reply {
        Reply::Pressed("start") => {
            out.run(CaseStart { case: row.id, job: None });
        }
        Reply::Pressed("off") => {
            out.run(CaseWithdraw { case: row.id });
        }
        _ => {}
    }
}

pub(super) fn ran(result: Result<Done<Outcome>, Fault>, cx: &Cx, out: &mut Out) {
    match result.map(|d| d.out) {
        Ok(Outcome::CaseStart(done)) => out.go(super::ID, Some(Ref::from(done.case))),
        Ok(Outcome::CaseWithdraw(_)) => out.notice(Notice::good(cx.texts.t().hidden_called_off())),
        _ => {}
    }
}
