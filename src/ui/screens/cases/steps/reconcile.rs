//! Сверка: the ledger closes to zero or the case does not close. What is missing, each with the step where it is done.

use ratatui::layout::{Position, Rect};

use crate::base::Fault;
use crate::domain::closing::Blocker;
use crate::domain::ledger::Tally;
use crate::domain::rights::Right;
use crate::domain::{CaseState, Disposition};
use crate::ops::{CaseClose, Done, Outcome};
use crate::reads::Answer;
use crate::reads::wizard::{StepKind, Wizard};
use crate::ui::actions::{self, Act, Decl, Place};
use crate::ui::cx::Cx;
use crate::ui::effect::{Out, RunId};
use crate::ui::popup::{Button, Dialog, Popup, Reply, Tag};
use crate::ui::screens::Focus;
use crate::ui::screens::cases::Step;
use crate::ui::theme::{Glyph, Tone};
use crate::ui::widgets::{Notice, Paint, wrap};

pub const PLACE: Place = Place("cases.reconcile");
pub const CLOSE: Act = Act("reconcile.close");

const CLOSE_TAG: Tag = Tag("reconcile.close");

pub const ACTIONS: &[Decl] = &[
    Decl::new(CLOSE, PLACE, &["F2"], |x| x.t().rec_close(), |x| x.t().rec_close_help()).right(Right::Case).footer(10),
    Decl::new(actions::LEFT, PLACE, &["Left", "h"], |x| x.t().ui_act_left(), |x| x.t().ui_act_left_help()).plain(),
];

#[derive(Default)]
pub struct Reconcile {
    closing: Option<RunId>,
}

impl Step for Reconcile {
    fn focus(&self) -> Focus {
        Focus::on(&[PLACE])
    }

    fn enter(&mut self, _w: &Wizard, _cx: &Cx, _out: &mut Out) {}

    fn act(&mut self, act: Act, w: &Wizard, cx: &Cx, out: &mut Out) -> bool {
        if act != CLOSE {
            return false;
        }
        let t = cx.texts.t();
        let name = w.case.leaver.as_ref().map_or("", |l| l.name.as_str());
        let buttons = vec![Button::new("no", t.rec_close_no()), Button::new("close", t.rec_close_yes()).danger()];
        let mut text = t.rec_close_text();
        let letters = w.count(StepKind::Letters);
        if !letters.is_done() {
            // The letters do not block the closing, but nobody should learn it afterwards.
            let n = cx.texts.n_of(letters.done as i64, letters.total as i64);
            text = format!("{} {text}", t.rec_letters_open(n));
        }
        let dialog = Dialog::new(t.rec_close_title(), text, buttons).surname(name);
        out.open(CLOSE_TAG, Popup::Dialog(dialog));
        true
    }

    fn refuses(&self, act: Act, w: &Wizard, cx: &Cx) -> Option<String> {
        match act {
            CLOSE if w.case.state == CaseState::Closed => Some(cx.texts.t().rec_closed_already()),
            CLOSE if !w.blockers.is_empty() => Some(cx.texts.t().rec_blocked()),
            _ => None,
        }
    }

    fn answer(&mut self, _run: RunId, _answer: Result<Answer, Fault>, _w: &Wizard, _cx: &Cx, _out: &mut Out) {}

    fn ran(&mut self, run: RunId, result: Result<Done<Outcome>, Fault>, _w: &Wizard, cx: &Cx, out: &mut Out) {
        if self.closing == Some(run) && result.is_ok() {
            out.notice(Notice::good(cx.texts.t().rec_closed()));
        }
    }

    fn reply(&mut self, tag: Tag, reply: Reply, w: &Wizard, _cx: &Cx, out: &mut Out) {
        if tag == CLOSE_TAG && reply == Reply::Pressed("close") {
            self.closing = Some(out.run(CaseClose { case: w.case.id }));
        }
    }

    fn view(&self, area: Rect, w: &Wizard, cx: &Cx, p: &mut Paint) -> Option<Position> {
        let y = ledger(w, area, cx, p) + 1;
        missing(w, Rect { y, height: area.bottom().saturating_sub(y), ..area }, cx, p);
        None
    }
}

/// The ledger as a table: what was frozen, where it went, what is left. Gives the first free row.
fn ledger(w: &Wizard, area: Rect, cx: &Cx, p: &mut Paint) -> u16 {
    let (x, t) = (cx.texts, cx.texts.t());
    let l = &w.case.ledger;
    let heads = [t.rec_col_clients(), t.rec_col_deals(), t.rec_col_tasks(), t.rec_col_leads(), t.rec_col_references()];
    // At 80 columns the sum of the deals must still be read whole.
    let (name_w, w_col) = if area.width < 84 { (18, 8) } else { (20, 9) };
    for (i, h) in heads.iter().enumerate() {
        p.right(area.x + name_w + i as u16 * w_col, area.y, w_col, h, Tone::Dim);
    }
    let sums_x = area.x + name_w + 5 * w_col + 3;
    p.text(sums_x, area.y, area.right().saturating_sub(sums_x), &t.rec_col_amount(), Tone::Dim);
    let mut y = area.y + 1;
    let mut row = |p: &mut Paint, name: &str, v: &Tally, tone: Tone| {
        p.text(area.x, y, name_w, name, tone);
        for (i, n) in [v.clients, v.deals, v.tasks + v.authored, v.leads, v.references].into_iter().enumerate() {
            let text = if n == 0 { "–".to_owned() } else { x.number(n as i64) };
            p.right(area.x + name_w + i as u16 * w_col, y, w_col, &text, if n == 0 { Tone::Dim } else { tone });
        }
        if !v.amounts.is_zero() {
            p.text(sums_x, y, area.right().saturating_sub(sums_x), &x.sums(&v.amounts), tone);
        }
        y += 1;
    };
    row(p, &t.rec_row_snapshot(), &l.snapshot, Tone::Plain);
    for d in Disposition::ALL {
        if let Some(v) = l.by_disposition.get(d) {
            row(p, &became(*d, cx), v, Tone::Plain);
        }
    }
    let zero = l.remaining == Tally::default();
    row(p, &t.rec_row_remaining(), &l.remaining, if zero { Tone::Good } else { Tone::Warn });
    y
}

/// What has become of lines decided so.
fn became(d: Disposition, cx: &Cx) -> String {
    let t = cx.texts.t();
    match d {
        Disposition::Assign => t.rec_row_assign(),
        Disposition::Keep => t.rec_row_keep(),
        Disposition::CloseWon => t.rec_row_won(),
        Disposition::CloseLost => t.rec_row_lost(),
        Disposition::Archive => t.rec_row_archive(),
        Disposition::Merge => t.rec_row_merge(),
        Disposition::Exclude => t.rec_row_exclude(),
    }
}

fn missing(w: &Wizard, area: Rect, cx: &Cx, p: &mut Paint) {
    let t = cx.texts.t();
    if area.height == 0 {
        return;
    }
    p.hline(area.x, area.y, area.width);
    let mut y = area.y + 1;
    if w.case.state == CaseState::Closed {
        p.text(area.x, y, area.width, &t.rec_is_closed(), Tone::Good);
        return;
    }
    if w.blockers.is_empty() {
        p.text(area.x, y, area.width, &t.rec_ready(), Tone::Good);
        return;
    }
    p.text(area.x, y, area.width, &t.rec_missing(), Tone::Title);
    y += 1;
    for b in &w.blockers {
        let mark = p.theme.glyph(Glyph::Problem);
        let text = match b {
            // By the numbers of the checklist, where they are done.
            Blocker::ItemsOpen { numbers, .. } => {
                let all: Vec<String> = numbers.iter().map(u32::to_string).collect();
                format!("{}: {}", cx.texts.blocker(b), t.rec_items(all.join(", ")))
            }
            _ => cx.texts.blocker(b),
        };
        for (i, l) in wrap(&text, area.width.saturating_sub(2)).iter().enumerate() {
            if y >= area.bottom() {
                return;
            }
            if i == 0 {
                p.text(area.x, y, 1, mark, Tone::Late);
            }
            p.text(area.x + 2, y, area.width.saturating_sub(2), l, Tone::Plain);
            y += 1;
        }
    }
    if !w.case.snapshot_hash.is_empty() && y + 1 < area.bottom() {
        p.text(area.x, y + 1, area.width, &t.rec_hash(w.case.snapshot_hash.clone()), Tone::Dim);
    }
}
