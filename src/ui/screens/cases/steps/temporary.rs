//! Временный ответственный: who answers for everything until the distribution decides, and for how long.

use ratatui::layout::{Position, Rect};

use crate::base::{EmployeeId, Fault};
use crate::domain::crisis::WEEK_MS;
use crate::domain::rights::Right;
use crate::ops::{Done, Outcome, TemporarySet};
use crate::reads::crisis::Held;
use crate::reads::crisis_plan::CrisisPlan;
use crate::reads::wizard::Wizard;
use crate::reads::{Answer, Query};
use crate::texts::Noun;
use crate::ui::actions::{Act, Decl, Place};
use crate::ui::cx::Cx;
use crate::ui::effect::{Out, RunId, Slot};
use crate::ui::popup::{Button, Dialog, Pick, PickItem, Popup, Reply, Tag};
use crate::ui::screens::Focus;
use crate::ui::screens::cases::{Step, first_minute};
use crate::ui::theme::Tone;
use crate::ui::widgets::{Notice, Paint, gauge};

pub const PLACE: Place = Place("cases.temporary");
pub const OTHER: Act = Act("temporary.other");
pub const BACK: Act = Act("temporary.back");

const PLAN: Slot = Slot("cases.temporary");
const OTHER_TAG: Tag = Tag("temporary.other");
const BACK_TAG: Tag = Tag("temporary.back");

pub const ACTIONS: &[Decl] = &[
    Decl::new(OTHER, PLACE, &["r"], |x| x.t().temp_other(), |x| x.t().temp_other_help()).right(Right::Batch).footer(10),
    Decl::new(BACK, PLACE, &["x"], |x| x.t().temp_back(), |x| x.t().temp_back_help()).right(Right::Batch).footer(11),
];

#[derive(Default)]
pub struct Temporary {
    plan: Option<Box<CrisisPlan>>,
    asked: Option<RunId>,
}

impl Step for Temporary {
    fn focus(&self) -> Focus {
        Focus::on(&[PLACE])
    }

    fn enter(&mut self, w: &Wizard, _cx: &Cx, out: &mut Out) {
        if let Some(leaver) = &w.case.leaver {
            self.asked = Some(out.load(PLAN, Query::CrisisPlan(Some(leaver.id))));
        }
    }

    fn act(&mut self, act: Act, w: &Wizard, cx: &Cx, out: &mut Out) -> bool {
        let t = cx.texts.t();
        match act {
            OTHER => {
                let Some(plan) = &self.plan else { return true };
                let item = |p: &crate::reads::person_form::Person| {
                    PickItem::new(p.id.0.to_string(), p.name.clone()).note(cx.texts.term(p.role))
                };
                let pick = Pick::new(t.krizis_temporary(), plan.may_answer.iter().map(item).collect());
                let now = w.crisis.as_ref().and_then(|c| c.temporary.as_ref()).map(|t| t.id.0.to_string());
                out.open(OTHER_TAG, Popup::Pick(pick.at(&now.unwrap_or_default())));
            }
            BACK => {
                let buttons = vec![Button::new("no", t.temp_back_no()), Button::new("yes", t.temp_back_yes()).danger()];
                out.open(BACK_TAG, Popup::Dialog(Dialog::new(t.temp_back_title(), t.temp_back_text(), buttons)));
            }
            _ => return false,
        }
        true
    }

    fn refuses(&self, act: Act, w: &Wizard, cx: &Cx) -> Option<String> {
        let t = cx.texts.t();
        let nobody = w.crisis.as_ref().is_none_or(|c| c.temporary.is_none());
        match act {
            OTHER | BACK if !w.case.state.is_work() => Some(t.start_case_over()),
            BACK if nobody => Some(t.first_temporary_none()),
            OTHER if self.plan.as_ref().is_some_and(|p| p.may_answer.is_empty()) => Some(t.krizis_temporary_nobody()),
            _ => None,
        }
    }

    fn answer(&mut self, run: RunId, answer: Result<Answer, Fault>, _w: &Wizard, cx: &Cx, out: &mut Out) {
        if self.asked.take_if(|r| *r == run).is_none() {
            return;
        }
        match answer {
            Ok(Answer::CrisisPlan(plan)) => self.plan = plan,
            Err(fault) => out.notice(Notice::bad(cx.texts.fault(&fault).line())),
            Ok(_) => {}
        }
    }

    fn ran(&mut self, _run: RunId, result: Result<Done<Outcome>, Fault>, _w: &Wizard, cx: &Cx, out: &mut Out) {
        if let Ok(Outcome::TemporarySet(done)) = result.map(|d| d.out) {
            let held = Held { clients: done.clients, deals: done.deals, tasks: done.tasks, leads: done.leads };
            out.notice(Notice::good(cx.texts.t().temp_moved(first_minute::held(&held, cx))));
        }
    }

    fn reply(&mut self, tag: Tag, reply: Reply, w: &Wizard, _cx: &Cx, out: &mut Out) {
        match (tag, reply) {
            (OTHER_TAG, Reply::Picked(key)) => {
                if let Ok(id) = key.parse() {
                    out.run(TemporarySet { case: w.case.id, to: Some(EmployeeId(id)) });
                }
            }
            (BACK_TAG, Reply::Pressed("yes")) => {
                out.run(TemporarySet { case: w.case.id, to: None });
            }
            _ => {}
        }
    }

    fn view(&self, area: Rect, w: &Wizard, cx: &Cx, p: &mut Paint) -> Option<Position> {
        let Some(c) = &w.crisis else { return None };
        let (x, t) = (cx.texts, cx.texts.t());
        let mut y = area.y;
        let mut pair = |p: &mut Paint, label: &str, text: &str, tone: Tone| {
            p.text(area.x, y, 20, label, Tone::Dim);
            p.text(area.x + 20, y, area.width.saturating_sub(20), text, tone);
            y += 1;
        };
        match &c.temporary {
            Some(who) => pair(p, &t.krizis_temporary_label(), &who.name, Tone::Title),
            None => pair(p, &t.krizis_temporary_label(), &t.temp_nobody(), Tone::Warn),
        }
        let label = if c.temporary.is_some() { t.temp_holds() } else { t.temp_unheld() };
        let held = if w.awaits_export { t.krizis_held_unknown() } else { first_minute::held(&c.held, cx) };
        pair(p, &label, &held, Tone::Plain);
        let decided = w.case.ledger.snapshot.lines().saturating_sub(w.case.ledger.remaining.lines());
        pair(p, &t.temp_decided(), &x.count(Noun::Line, decided as i64), Tone::Plain);
        if let Some(until) = c.temporary_until {
            let left = until.0 - cx.clock.now.0;
            let day = x.at(until, &cx.clock);
            let (text, tone) = if left < 0 { (x.late(-left), Tone::Late) } else { (x.span(left), Tone::Plain) };
            let text = if left < 0 { text } else { t.temp_left(text) };
            pair(p, &t.temp_until(), &format!("{day} · {text}"), tone);
            let gone = (WEEK_MS - left).clamp(0, WEEK_MS).unsigned_abs();
            let bar = gauge(p.theme, gone, WEEK_MS.unsigned_abs(), 20.min(area.width / 3));
            pair(p, "", &bar, if left < 0 { Tone::Late } else { Tone::Accent });
        }
        for l in crate::ui::widgets::wrap(&t.temp_hint(), area.width) {
            p.text(area.x, y + 1, area.width, &l, Tone::Dim);
            y += 1;
        }
        None
    }
}
