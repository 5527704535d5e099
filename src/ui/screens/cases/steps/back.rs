//! Возврат: what comes back to whoever was away, what stays and why, what came meanwhile. Space says of each thing that came
//! whether it goes along; F2 gives everything back as one batch, z takes that back.

use std::collections::BTreeSet;

use ratatui::layout::{Position, Rect};

use crate::base::{Fault, Ref};
use crate::domain::LineKind;
use crate::domain::names::short;
use crate::domain::rights::Right;
use crate::ops::{AbsenceReturn, Done, Outcome, Undo};
use crate::reads::absence::{AbsenceView, Came};
use crate::reads::wizard::Wizard;
use crate::reads::{Answer, Page, Query};
use crate::texts::Noun;
use crate::ui::actions::{self, Act, Decl, Place, places};
use crate::ui::body_panes;
use crate::ui::cx::Cx;
use crate::ui::effect::{Out, RunId, Slot};
use crate::ui::popup::{Button, Dialog, FormPopup, Popup, Reply, Tag};
use crate::ui::screens::cases::{Step, first_minute};
use crate::ui::screens::{Focus, of_kind};
use crate::ui::theme::{Glyph, Tone};
use crate::ui::widgets::{
    Col, Field, Form, ListState, Notice, Paint, Problems, Row, Table, Values, Wide, list_totals, page_rows, table, wrap,
};

pub const PLACE: Place = Place("cases.return");
pub const RETURN: Act = Act("return.all");
pub const WAIVE: Act = Act("return.waive");
pub const UNDO: Act = Act("return.undo");

const VIEW: Slot = Slot("cases.return");
const RETURN_TAG: Tag = Tag("return.all");
const WAIVE_TAG: Tag = Tag("return.waive");

pub const ACTIONS: &[Decl] = &[
    Decl::new(RETURN, PLACE, &["F2"], |x| x.t().back_all(), |x| x.t().back_all_help()).right(Right::Batch).footer(10),
    Decl::new(WAIVE, PLACE, &["w"], |x| x.t().back_waive(), |x| x.t().back_waive_help()).right(Right::Batch).footer(11),
    Decl::new(UNDO, PLACE, &["z"], |x| x.t().back_undo(), |x| x.t().back_undo_help()).right(Right::Batch).footer(12),
];

/// One thing that came, with its number on the list.
struct Numbered {
    n: i64,
    came: Came,
    goes: bool,
}

impl Row for Numbered {
    fn id(&self) -> i64 {
        self.n
    }
}

#[derive(Default)]
pub struct Back {
    view: Option<Box<AbsenceView>>,
    list: ListState<Numbered>,
    /// What a hand has said otherwise than the program would.
    turned: BTreeSet<Ref>,
    asked: Option<RunId>,
}

fn reasoned(v: &Values, cx: &Cx) -> Problems {
    if v["reason"].is_empty() { vec![("reason", cx.texts.t().start_reason_needed())] } else { Problems::new() }
}

impl Back {
    fn goes(&self, c: &Came) -> bool {
        c.sure != self.turned.contains(&c.object)
    }

    /// The list is whole in memory: it is shown anew after every mark.
    fn show(&mut self) {
        let Some(v) = &self.view else { return };
        let rows: Vec<Numbered> =
            v.came.iter().zip(1..).map(|(c, n)| Numbered { n, came: c.clone(), goes: self.goes(c) }).collect();
        self.list.restart(true);
        if self.list.wants().is_some() {
            self.list.asked(RunId(0));
            self.list.answer(RunId(0), Ok(Page::whole(rows)));
        }
    }

    fn chosen(&self) -> Vec<Ref> {
        let came = self.view.as_ref().map(|v| v.came.as_slice()).unwrap_or_default();
        came.iter().filter(|c| self.goes(c)).map(|c| c.object).collect()
    }

    fn confirm(&self, cx: &Cx, out: &mut Out) {
        let Some(v) = &self.view else { return };
        let t = cx.texts.t();
        let mut facts = vec![(t.back_comes(), first_minute::held(&v.held, cx))];
        let came = self.chosen().len() as i64;
        if came > 0 {
            facts.push((t.back_came(), cx.texts.count(Noun::Object, came)));
        }
        if !v.stays.is_empty() {
            facts.push((t.back_stays(), cx.texts.count(Noun::Object, v.stays.len() as i64)));
        }
        let buttons = vec![Button::new("no", t.back_no()), Button::new("yes", t.back_yes())];
        let dialog = Dialog::new(t.back_title(short(&v.who.name)), t.back_text(), buttons).facts(facts);
        out.open(RETURN_TAG, Popup::Dialog(dialog));
    }
}

impl Step for Back {
    fn focus(&self) -> Focus {
        Focus::on(&[PLACE, places::LIST])
    }

    fn enter(&mut self, w: &Wizard, _cx: &Cx, out: &mut Out) {
        self.asked = Some(out.load(VIEW, Query::Absence(w.case.id)));
    }

    fn act(&mut self, act: Act, _w: &Wizard, cx: &Cx, out: &mut Out) -> bool {
        let t = cx.texts.t();
        match act {
            RETURN => self.confirm(cx, out),
            WAIVE => {
                let form = Form::new(vec![Field::line("reason", t.start_reason(), "")], reasoned);
                let form = FormPopup::new(t.back_waive_title(), form).note(t.back_waive_note());
                out.open(WAIVE_TAG, Popup::Form(form));
            }
            UNDO => {
                if let Some((seq, _)) = self.view.as_ref().and_then(|v| v.returned) {
                    out.run(Undo { seq });
                }
            }
            actions::OPEN => {
                if let Some(object) = self.list.current().map(|r| r.came.object)
                    && let Some(screen) = of_kind(object.kind)
                {
                    out.go(screen, Some(object));
                }
            }
            actions::MARK => {
                if let Some(object) = self.list.current().map(|r| r.came.object) {
                    if !self.turned.remove(&object) {
                        self.turned.insert(object);
                    }
                    self.show();
                }
            }
            actions::MARK_ALL => {
                let came = self.view.as_ref().map(|v| v.came.as_slice()).unwrap_or_default();
                self.turned = came.iter().filter(|c| !c.sure).map(|c| c.object).collect();
                self.show();
            }
            _ => return self.list.act(act, page_rows(body_panes(cx).list).saturating_sub(8)),
        }
        true
    }

    fn refuses(&self, act: Act, w: &Wizard, cx: &Cx) -> Option<String> {
        let t = cx.texts.t();
        let returned = self.view.as_ref().is_some_and(|v| v.returned.is_some());
        match act {
            RETURN | WAIVE if !w.case.state.is_work() => Some(t.start_case_over()),
            UNDO if !returned => Some(t.back_not_yet()),
            actions::MARK | actions::OPEN if self.list.cursor().is_none() => Some(t.back_nothing_came()),
            _ => None,
        }
    }

    fn answer(&mut self, run: RunId, answer: Result<Answer, Fault>, _w: &Wizard, cx: &Cx, out: &mut Out) {
        if self.asked.take_if(|r| *r == run).is_none() {
            return;
        }
        match answer {
            Ok(Answer::Absence(view)) => {
                self.view = view;
                self.show();
            }
            Err(fault) => out.notice(Notice::bad(cx.texts.fault(&fault).line())),
            Ok(_) => {}
        }
    }

    fn ran(&mut self, _run: RunId, result: Result<Done<Outcome>, Fault>, _w: &Wizard, cx: &Cx, out: &mut Out) {
        let (x, t) = (cx.texts, cx.texts.t());
        match result.map(|d| d.out) {
            Ok(Outcome::AbsenceReturn(done)) => {
                let n = x.count(Noun::Object, (done.returned + done.came) as i64);
                out.notice(Notice::good(t.back_done(n)));
            }
            Ok(Outcome::Undo(_)) => out.notice(Notice::good(t.back_undone())),
            _ => {}
        }
    }

    fn reply(&mut self, tag: Tag, reply: Reply, w: &Wizard, _cx: &Cx, out: &mut Out) {
        match (tag, reply) {
            (RETURN_TAG, Reply::Pressed("yes")) => {
                out.run(AbsenceReturn { case: w.case.id, came: self.chosen(), waive: None });
            }
            (WAIVE_TAG, Reply::Filled(v)) => {
                out.run(AbsenceReturn { case: w.case.id, came: Vec::new(), waive: Some(v["reason"].clone()) });
            }
            _ => {}
        }
    }

    fn view(&self, area: Rect, _w: &Wizard, cx: &Cx, p: &mut Paint) -> Option<Position> {
        let Some(v) = &self.view else { return None };
        let mut y = area.y;
        for (text, tone) in lines(v, cx) {
            for l in wrap(&text, area.width) {
                if y < area.bottom() {
                    p.text(area.x, y, area.width, &l, tone);
                    y += 1;
                }
            }
        }
        if v.returned.is_none() {
            y += 1;
            let t = Table {
                cols: &columns(cx),
                active: true,
                empty: cx.texts.t().back_nothing_came(),
                totals: list_totals(&self.list, Noun::Object, cx),
            };
            table(p, Rect { y, height: area.bottom().saturating_sub(y), ..area }, &self.list, &t, cx);
        }
        None
    }
}

/// The state of the return in a few sentences.
fn lines(v: &AbsenceView, cx: &Cx) -> Vec<(String, Tone)> {
    let (x, t) = (cx.texts, cx.texts.t());
    let mut out = Vec::new();
    match (&v.returned, &v.waived) {
        (Some((_, at)), Some(why)) => out.push((t.back_is_waived(x.at(*at, &cx.clock), why), Tone::Plain)),
        (Some((_, at)), None) => out.push((t.back_is_done(x.at(*at, &cx.clock)), Tone::Good)),
        (None, _) => {
            let late = v.back <= cx.today();
            let day = x.day(v.back, cx.today());
            out.push(if late { (t.back_today(day), Tone::Late) } else { (t.back_on(day), Tone::Plain) });
            out.push((format!("{}: {}", t.back_comes(), first_minute::held(&v.held, cx)), Tone::Plain));
        }
    }
    if v.touches > 0 {
        out.push((t.back_touches(x.number(v.touches as i64)), Tone::Dim));
    }
    let named = |closed: bool| -> String {
        let some: Vec<String> = v.stays.iter().filter(|s| s.closed == closed).map(|s| s.title.clone()).collect();
        some.join(", ")
    };
    for (text, said) in [(named(true), t.back_closed(named(true))), (named(false), t.back_moved(named(false)))] {
        if !text.is_empty() {
            out.push((said, Tone::Dim));
        }
    }
    out
}

fn columns(cx: &Cx) -> Vec<Col<Numbered>> {
    let t = cx.texts.t();
    vec![
        Col::new("", Wide::Fixed(1), |r: &Numbered, _| match r.goes {
            true => (Glyph::Done.mark().to_owned(), Tone::Good),
            false => (Glyph::Open.mark().to_owned(), Tone::Dim),
        }),
        Col::new(t.back_col_what(), Wide::Fixed(8), |r: &Numbered, cx| {
            (LineKind::of(r.came.object.kind.word()).map_or_else(String::new, |k| cx.texts.term(k)), Tone::Dim)
        }),
        Col::new(t.back_col_title(), Wide::Flex { weight: 3, min: 18 }, |r: &Numbered, _| {
            (r.came.title.clone(), Tone::Plain)
        }),
        Col::new(t.clients_col_name(), Wide::Flex { weight: 2, min: 12 }, |r: &Numbered, _| {
            (r.came.client.clone(), Tone::Dim)
        }),
        Col::new(t.back_col_by(), Wide::Fixed(14), |r: &Numbered, _| (short(&r.came.by), Tone::Dim)).from(70),
    ]
}
