//! В CRM: the CRM itself must show the new owners. What still waits, ticked «проверено в CRM» or by a later import.

use ratatui::layout::{Position, Rect};

use crate::base::{Fault, Ref};
use crate::domain::CrmState;
use crate::domain::names::short;
use crate::ops::{CrmConfirm, Done, Outcome};
use crate::reads::ledger::{LedgerFilter, LedgerRow, LineStand};
use crate::reads::wizard::{StepKind, Wizard};
use crate::reads::{Answer, Query};
use crate::texts::Noun;
use crate::ui::actions::{self, Act, Decl, Place, places};
use crate::ui::body_panes;
use crate::ui::cx::Cx;
use crate::ui::effect::{Out, RunId, Slot};
use crate::ui::popup::{Button, Dialog, Popup, Reply, Tag};
use crate::ui::screens::Focus;
use crate::ui::screens::cases::Step;
use crate::ui::theme::Tone;
use crate::ui::widgets::{Col, ListState, Paint, Table, Wide, list_totals, page_rows, table};

pub const PLACE: Place = Place("cases.crm");
pub const CONFIRM: Act = Act("crm.confirm");
pub const ALL: Act = Act("crm.all");
pub const COPY: Act = Act("crm.copy");

const ROWS: Slot = Slot("cases.crm");
const ALL_TAG: Tag = Tag("crm.all");

pub const ACTIONS: &[Decl] = &[
    Decl::new(ALL, PLACE, &["F2"], |x| x.t().crmstep_all(), |x| x.t().crmstep_all_help()).footer(10),
    Decl::new(CONFIRM, PLACE, &["d"], |x| x.t().crmstep_confirm(), |x| x.t().crmstep_confirm_help()).footer(11),
    Decl::new(COPY, PLACE, &["y"], |x| x.t().crmstep_copy(), |x| x.t().crmstep_copy_help()).footer(12),
];

#[derive(Default)]
pub struct Crm {
    rows: ListState<LedgerRow>,
}

impl Crm {
    fn objects(&self) -> Vec<Ref> {
        super::chosen(&self.rows).into_iter().map(|r| r.object).collect()
    }
}

impl Step for Crm {
    fn focus(&self) -> Focus {
        Focus::on(&[PLACE, places::LIST])
    }

    fn enter(&mut self, w: &Wizard, _cx: &Cx, out: &mut Out) {
        self.rows.restart(true);
        if self.rows.wants().is_some() {
            let filter = LedgerFilter { stand: LineStand::CrmPending, ..LedgerFilter::default() };
            let run = out.load(ROWS, Query::Ledger(w.case.id, filter));
            self.rows.asked(run);
        }
    }

    fn act(&mut self, act: Act, w: &Wizard, cx: &Cx, out: &mut Out) -> bool {
        let t = cx.texts.t();
        match act {
            CONFIRM => {
                out.run(CrmConfirm { case: w.case.id, objects: self.objects() });
            }
            ALL => {
                let c = w.count(StepKind::Crm);
                let n = cx.texts.count(Noun::Object, (c.total - c.done) as i64);
                let buttons = vec![Button::new("no", t.crmstep_no()), Button::new("yes", t.crmstep_yes())];
                out.open(ALL_TAG, Popup::Dialog(Dialog::new(t.crmstep_title(), t.crmstep_text(n), buttons)));
            }
            COPY => {
                let ids: Vec<String> = super::chosen(&self.rows).into_iter().map(|r| r.title.clone()).collect();
                out.copy(ids.join("\n"));
                out.say(t.ui_copied());
            }
            actions::BACK if self.rows.has_marks() => self.rows.clear_marks(),
            _ => return self.rows.act(act, page_rows(body_panes(cx).list).saturating_sub(5)),
        }
        true
    }

    fn refuses(&self, act: Act, w: &Wizard, cx: &Cx) -> Option<String> {
        let t = cx.texts.t();
        let c = w.count(StepKind::Crm);
        match act {
            ALL | CONFIRM if c.total == 0 => Some(t.crmstep_early()),
            ALL | CONFIRM if c.is_done() => Some(t.crmstep_done()),
            CONFIRM | COPY if self.rows.cursor().is_none() => Some(t.ui_no_row()),
            _ => None,
        }
    }

    fn answer(&mut self, run: RunId, answer: Result<Answer, Fault>, _w: &Wizard, _cx: &Cx, _out: &mut Out) {
        match answer {
            Ok(Answer::Ledger(rows)) => {
                self.rows.answer(run, Ok(rows));
            }
            Err(fault) if self.rows.is_pending(run) => {
                self.rows.answer(run, Err(fault));
            }
            _ => {}
        }
    }

    fn ran(&mut self, _run: RunId, result: Result<Done<Outcome>, Fault>, _w: &Wizard, cx: &Cx, out: &mut Out) {
        if let Ok(Outcome::CrmConfirm(done)) = result.map(|d| d.out) {
            self.rows.clear_marks();
            out.say(cx.texts.t().crmstep_confirmed(cx.texts.count(Noun::Object, done.confirmed as i64)));
        }
    }

    fn reply(&mut self, tag: Tag, reply: Reply, w: &Wizard, _cx: &Cx, out: &mut Out) {
        if tag == ALL_TAG && reply == Reply::Pressed("yes") {
            // No objects means all that wait.
            out.run(CrmConfirm { case: w.case.id, objects: Vec::new() });
        }
    }

    fn view(&self, area: Rect, w: &Wizard, cx: &Cx, p: &mut Paint) -> Option<Position> {
        let t = cx.texts.t();
        let c = w.count(StepKind::Crm);
        let empty = if c.total == 0 { t.crmstep_early() } else { t.crmstep_done() };
        let mut totals = list_totals(&self.rows, Noun::Object, cx);
        if c.total > c.done {
            totals.push((format!(" · {}", t.crmstep_hint()), Tone::Accent));
        }
        let cols = vec![
            Col::new(t.dist_col_to(), Wide::Flex { weight: 1, min: 12 }, |r: &LedgerRow, _| {
                (r.to.as_ref().map_or_else(String::new, |(_, n)| short(n)), Tone::Plain)
            }),
            Col::new(t.dist_col_kind(), Wide::Fixed(8), |r: &LedgerRow, cx| {
                (cx.texts.term(r.kind).to_lowercase(), Tone::Dim)
            }),
            Col::new(t.dist_col_title(), Wide::Flex { weight: 3, min: 18 }, |r: &LedgerRow, _| {
                let client = r.client.as_ref().map_or_else(String::new, |c| format!(" · {c}"));
                (format!("{}{client}", r.title), Tone::Plain)
            }),
            Col::new(t.crmstep_col_state(), Wide::Fixed(22), |r: &LedgerRow, cx| match r.crm {
                Some(s) => (cx.texts.term(s), if s == CrmState::StillLeaver { Tone::Late } else { Tone::Dim }),
                None => (String::new(), Tone::Dim),
            }),
        ];
        table(p, area, &self.rows, &Table { cols: &cols, active: true, empty, totals }, cx);
        None
    }
}
