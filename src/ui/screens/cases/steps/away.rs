//! Отсутствие: who is away and until when, who stands in, what the program says on which day; and what may become of it: the
//! day of return moves, it is called off, or nobody comes back.

use ratatui::layout::{Position, Rect};

use super::start::turns;
use crate::base::Fault;
use crate::domain::rights::Right;
use crate::domain::{CaseKind, JobState};
use crate::ops::{AbsenceMove, CaseChange, CaseWithdraw, Done, Outcome};
use crate::reads::absence::AbsenceView;
use crate::reads::wizard::Wizard;
use crate::reads::{Answer, Query};
use crate::texts::Noun;
use crate::ui::actions::{Act, Decl, Place};
use crate::ui::cx::Cx;
use crate::ui::effect::{Out, RunId, Slot};
use crate::ui::popup::{Button, Dialog, FormPopup, Popup, Reply, Tag};
use crate::ui::said;
use crate::ui::screens::Focus;
use crate::ui::screens::cases::Step;
use crate::ui::theme::Tone;
use crate::ui::widgets::{Card, Field, Form, Notice, Paint, Problems, Section, Values};

pub const PLACE: Place = Place("cases.away");
pub const MOVE: Act = Act("away.move");
pub const CALL_OFF: Act = Act("away.call-off");
/// «Увольняется»: on a Russian keyboard the key is З, as in the crisis that becomes planned.
pub const RESIGNS: Act = Act("away.resigns");

const VIEW: Slot = Slot("cases.absence");
const MOVE_TAG: Tag = Tag("away.move");
const CALL_OFF_TAG: Tag = Tag("away.call-off");
const RESIGNS_TAG: Tag = Tag("away.resigns");

pub const ACTIONS: &[Decl] = &[
    Decl::new(MOVE, PLACE, &["t"], |x| x.t().away_move(), |x| x.t().away_move_help()).right(Right::Case).footer(10),
    Decl::new(RESIGNS, PLACE, &["p"], |x| x.t().away_resigns(), |x| x.t().away_resigns_help())
        .right(Right::Case)
        .footer(11),
    Decl::new(turns::NOT_COME, PLACE, &["o"], |x| x.t().turn_not_come(), |x| x.t().turn_not_come_help())
        .right(Right::Case)
        .footer(13),
    Decl::new(CALL_OFF, PLACE, &["x"], |x| x.t().away_call_off(), |x| x.t().away_call_off_help())
        .right(Right::Case)
        .footer(12),
];

#[derive(Default)]
pub struct Away {
    view: Option<Box<AbsenceView>>,
    asked: Option<RunId>,
}

fn dated(v: &Values, cx: &Cx) -> Problems {
    if v["to"].is_empty() { vec![("to", cx.texts.t().away_day_needed())] } else { Problems::new() }
}

impl Step for Away {
    fn focus(&self) -> Focus {
        Focus::on(&[PLACE])
    }

    fn enter(&mut self, w: &Wizard, _cx: &Cx, out: &mut Out) {
        self.asked = Some(out.load(VIEW, Query::Absence(w.case.id)));
    }

    fn act(&mut self, act: Act, w: &Wizard, cx: &Cx, out: &mut Out) -> bool {
        let t = cx.texts.t();
        let name = w.case.leaver.as_ref().map_or("", |l| l.name.as_str());
        match act {
            MOVE => {
                let form = Form::new(vec![Field::spoken("to", t.away_to(), "", said::echo)], dated);
                out.open(MOVE_TAG, Popup::Form(FormPopup::new(t.away_move_title(), form).note(t.away_move_note())));
            }
            RESIGNS => {
                let form = Form::new(vec![Field::spoken("to", t.start_last_day(), "", said::echo)], dated);
                let form = FormPopup::new(t.away_resigns_title(name), form).note(t.away_resigns_note());
                out.open(RESIGNS_TAG, Popup::Form(form));
            }
            CALL_OFF => {
                let buttons = vec![Button::new("no", t.away_call_off_no()), Button::new("yes", t.away_call_off_yes())];
                let dialog = Dialog::new(t.away_call_off_title(name), t.away_call_off_text(), buttons);
                out.open(CALL_OFF_TAG, Popup::Dialog(dialog));
            }
            _ => return turns::act(act, w, cx, out),
        }
        true
    }

    fn refuses(&self, _act: Act, w: &Wizard, cx: &Cx) -> Option<String> {
        (!w.case.state.is_work()).then(|| cx.texts.t().start_case_over())
    }

    fn answer(&mut self, run: RunId, answer: Result<Answer, Fault>, _w: &Wizard, cx: &Cx, out: &mut Out) {
        if self.asked.take_if(|r| *r == run).is_none() {
            return;
        }
        match answer {
            Ok(Answer::Absence(view)) => self.view = view,
            Err(fault) => out.notice(Notice::bad(cx.texts.fault(&fault).line())),
            Ok(_) => {}
        }
    }

    fn ran(&mut self, _run: RunId, result: Result<Done<Outcome>, Fault>, _w: &Wizard, cx: &Cx, out: &mut Out) {
        let (x, t) = (cx.texts, cx.texts.t());
        match result.map(|d| d.out) {
            Ok(Outcome::AbsenceMove(done)) if done.lines > 0 => {
                out.notice(Notice::good(t.away_moved_more(x.count(Noun::Line, done.lines as i64))));
            }
            Ok(Outcome::AbsenceMove(_)) => out.notice(Notice::good(t.away_moved())),
            Ok(Outcome::CaseWithdraw(_)) => out.notice(Notice::good(t.away_called_off())),
            _ => {}
        }
    }

    fn reply(&mut self, tag: Tag, reply: Reply, w: &Wizard, cx: &Cx, out: &mut Out) {
        match (tag, reply) {
            (MOVE_TAG, Reply::Filled(v)) => {
                if let Some(to) = said::due(&v["to"], cx) {
                    out.run(AbsenceMove { case: w.case.id, to: to.day });
                }
            }
            (RESIGNS_TAG, Reply::Filled(v)) => {
                let last_day = said::due(&v["to"], cx).map(|d| d.day);
                let kind = Some(CaseKind::Planned);
                out.run(CaseChange { case: w.case.id, kind, last_day, dismissed_on: None, order: None });
            }
            (CALL_OFF_TAG, Reply::Pressed("yes")) => {
                out.run(CaseWithdraw { case: w.case.id });
            }
            (tag, reply) => turns::reply(tag, &reply, w, cx, out),
        }
    }

    fn view(&self, area: Rect, _w: &Wizard, cx: &Cx, p: &mut Paint) -> Option<Position> {
        let Some(v) = &self.view else { return None };
        let (x, t) = (cx.texts, cx.texts.t());
        let day = |d| x.day(d, cx.today());
        let mut facts = Section::new("");
        facts.pair(x.term(v.kind), t.away_days(day(v.from), day(v.to)));
        facts.pair(t.away_back(), day(v.back));
        let names: Vec<String> = v.substitutes.iter().map(|s| s.name.clone()).collect();
        facts.pair(t.away_substitute(), names.join(", "));
        facts.pair(t.away_extent(), x.term(v.extent));
        facts.pair(t.away_leads(), if v.leads_too { t.away_leads_yes() } else { t.away_leads_no() });
        let mut links = Section::new(t.away_links());
        for l in &v.links {
            let said = match l.what.as_str() {
                "start" => t.away_link_start(),
                "remind" => t.away_link_remind(day(v.back)),
                _ => t.away_link_return(),
            };
            let tone = if l.state == JobState::Done { Tone::Dim } else { Tone::Plain };
            links.spans(vec![(format!("{:<22} ", x.at(l.due_at, &cx.clock)), Tone::Dim), (said, tone)]);
        }
        Card { title: String::new(), sections: vec![facts, links], top: 0 }.view(p, area, false);
        None
    }
}
