//! Причина: why one client goes to another manager, what was told of it, and how often that has happened.

use ratatui::layout::{Position, Rect};

use crate::base::Fault;
use crate::domain::rights::Right;
use crate::domain::{CaseState, SingleReason};
use crate::ops::{CaseWithdraw, Done, FIFTH, Outcome};
use crate::reads::single::SingleView;
use crate::reads::wizard::Wizard;
use crate::reads::{Answer, Query};
use crate::ui::actions::{Act, Decl, Place};
use crate::ui::cx::Cx;
use crate::ui::effect::{Out, RunId, Slot};
use crate::ui::popup::{Button, Dialog, Popup, Reply, Tag};
use crate::ui::screens::cases::Step;
use crate::ui::screens::{Focus, clients};
use crate::ui::theme::Tone;
use crate::ui::widgets::{Card, Notice, Paint, Section};

pub const PLACE: Place = Place("cases.reason");
pub const CLIENT: Act = Act("reason.client");
pub const WITHDRAW: Act = Act("reason.withdraw");

const VIEW: Slot = Slot("cases.single");
const WITHDRAW_TAG: Tag = Tag("reason.withdraw");

pub const ACTIONS: &[Decl] = &[
    Decl::new(CLIENT, PLACE, &["g"], |x| x.t().single_open_client(), |x| x.t().single_open_client_help()).footer(10),
    Decl::new(WITHDRAW, PLACE, &["x"], |x| x.t().single_withdraw(), |x| x.t().single_withdraw_help())
        .right(Right::Case)
        .footer(11),
];

#[derive(Default)]
pub struct Reason {
    view: Option<Box<SingleView>>,
    asked: Option<RunId>,
}

impl Step for Reason {
    fn focus(&self) -> Focus {
        Focus::on(&[PLACE])
    }

    fn enter(&mut self, w: &Wizard, _cx: &Cx, out: &mut Out) {
        self.asked = Some(out.load(VIEW, Query::Single(w.case.id)));
    }

    fn act(&mut self, act: Act, w: &Wizard, cx: &Cx, out: &mut Out) -> bool {
        let t = cx.texts.t();
        match (act, &w.case.client) {
            (CLIENT, Some((client, _))) => out.go(clients::ID, Some((*client).into())),
            (WITHDRAW, Some((_, name))) => {
                let buttons =
                    vec![Button::new("no", t.single_withdraw_no()), Button::new("yes", t.single_withdraw_yes())];
                let dialog = Dialog::new(t.single_withdraw_title(name), t.single_withdraw_text(), buttons);
                out.open(WITHDRAW_TAG, Popup::Dialog(dialog));
            }
            _ => return false,
        }
        true
    }

    fn refuses(&self, act: Act, w: &Wizard, cx: &Cx) -> Option<String> {
        let over = matches!(w.case.state, CaseState::Closed | CaseState::Finished | CaseState::Withdrawn);
        (act == WITHDRAW && over).then(|| cx.texts.t().start_case_over())
    }

    fn answer(&mut self, run: RunId, answer: Result<Answer, Fault>, _w: &Wizard, cx: &Cx, out: &mut Out) {
        if self.asked.take_if(|r| *r == run).is_none() {
            return;
        }
        match answer {
            Ok(Answer::Single(view)) => self.view = view,
            Err(fault) => out.notice(Notice::bad(cx.texts.fault(&fault).line())),
            Ok(_) => {}
        }
    }

    fn ran(&mut self, _run: RunId, result: Result<Done<Outcome>, Fault>, _w: &Wizard, cx: &Cx, out: &mut Out) {
        if let Ok(Outcome::CaseWithdraw(_)) = result.map(|d| d.out) {
            out.notice(Notice::good(cx.texts.t().single_withdrawn()));
        }
    }

    fn reply(&mut self, tag: Tag, reply: Reply, w: &Wizard, _cx: &Cx, out: &mut Out) {
        if let (WITHDRAW_TAG, Reply::Pressed("yes")) = (tag, reply) {
            out.run(CaseWithdraw { case: w.case.id });
        }
    }

    fn view(&self, area: Rect, _w: &Wizard, cx: &Cx, p: &mut Paint) -> Option<Position> {
        let Some(v) = &self.view else { return None };
        let (x, t) = (cx.texts, cx.texts.t());
        let mut facts = Section::new("");
        facts.pair(t.single_reason(), v.reason.map_or_else(String::new, |r| x.term(r)));
        facts.pair(t.single_from(), v.from.as_ref().map_or_else(String::new, |w| w.name.clone()));
        facts.pair(t.single_to(), v.to.as_ref().map_or_else(String::new, |w| w.name.clone()));
        facts.pair(t.single_opened(), v.opened_at.map_or_else(String::new, |at| x.at(at, &cx.clock)));
        if v.handovers > 1 {
            facts.pair(t.single_before(), t.single_before_times(v.handovers as i64 - 1));
        }
        if v.reason == Some(SingleReason::ClientRequest) && v.requests >= FIFTH as u64 {
            facts.line(t.single_fifth(x.number(v.requests as i64)), Tone::Late);
        }
        let mut told = Section::new(t.single_comment());
        v.comment.lines().for_each(|l| {
            told.line(l, Tone::Plain);
        });
        Card { title: String::new(), sections: vec![facts, told], top: 0 }.view(p, area, false);
        None
    }
}
