//! Доступы: what the leaver can still open, in the order it must be closed; redirected first, then closed, then
//! verified by another.

use ratatui::layout::{Position, Rect};

use crate::base::{AccessId, Fault};
use crate::domain::names::short;
use crate::domain::{AccessState, JobState};
use crate::ops::{AccessMark, AccessPick, AccessTick};
use crate::reads::accesses::AccessView;
use crate::reads::wizard::Wizard;
use crate::reads::{Answer, Page, Query};
use crate::texts::Noun;
use crate::ui::actions::{self, Act, Decl, Place, places};
use crate::ui::body_panes;
use crate::ui::clocks::near;
use crate::ui::cx::Cx;
use crate::ui::effect::{Out, RunId, Slot};
use crate::ui::popup::{FormPopup, Popup, Reply, Tag, Viewer};
use crate::ui::screens::Focus;
use crate::ui::screens::cases::Step;
use crate::ui::theme::Tone;
use crate::ui::widgets::{
    Card, Col, Field, Form, ListState, Paint, Problems, Row, Section, Span, Table, Wide, list_totals, page_rows, table,
    wrap,
};

pub const PLACE: Place = Place("cases.accesses");
pub const ASKED: Act = Act("accesses.asked");
pub const REDIRECT: Act = Act("accesses.redirect");
pub const DONE: Act = Act("accesses.done");
pub const VERIFY: Act = Act("accesses.verify");

const ROWS: Slot = Slot("cases.accesses");
const REDIRECT_TAG: Tag = Tag("accesses.redirect");
const DONE_TAG: Tag = Tag("accesses.done");

pub const ACTIONS: &[Decl] = &[
    Decl::new(ASKED, PLACE, &["p"], |x| x.t().acc_asked(), |x| x.t().acc_asked_help()).footer(11),
    Decl::new(REDIRECT, PLACE, &["r"], |x| x.t().acc_redirect(), |x| x.t().acc_redirect_help()).footer(12),
    Decl::new(DONE, PLACE, &["d"], |x| x.t().acc_done(), |x| x.t().acc_done_help()).footer(10),
    Decl::new(VERIFY, PLACE, &["v"], |x| x.t().acc_verify(), |x| x.t().acc_verify_help()).footer(13),
];

impl Row for AccessView {
    fn id(&self) -> i64 {
        self.id.0
    }
}

#[derive(Default)]
pub struct Accesses {
    rows: ListState<AccessView>,
}

impl Accesses {
    /// Of the chosen ones those the mark can be about: what needs no redirection is not asked for one.
    fn ids(&self, mark: AccessMark) -> Vec<AccessId> {
        let fits = |a: &&AccessView| mark != AccessMark::Redirected || (a.needs_redirect && a.redirected.is_none());
        super::chosen(&self.rows).into_iter().filter(fits).map(|a| a.id).collect()
    }

    fn give(&self, w: &Wizard, mark: AccessMark, evidence: &Option<String>, out: &mut Out) {
        for id in self.ids(mark) {
            out.run(AccessTick { case: w.case.id, which: AccessPick::One(id), mark, evidence: evidence.clone() });
        }
    }
}

fn ask(label: String, title: String, note: String, required: bool) -> Popup {
    let check = if required { needed } else { free };
    Popup::Form(FormPopup::new(title, Form::new(vec![Field::line("evidence", label, "")], check)).note(note))
}

fn needed(v: &crate::ui::widgets::Values, cx: &Cx) -> Problems {
    if v["evidence"].is_empty() { vec![("evidence", cx.texts.t().acc_redirect_needed())] } else { Problems::new() }
}

fn free(_: &crate::ui::widgets::Values, _: &Cx) -> Problems {
    Problems::new()
}

impl Step for Accesses {
    fn focus(&self) -> Focus {
        Focus::on(&[PLACE, places::LIST])
    }

    fn enter(&mut self, w: &Wizard, _cx: &Cx, out: &mut Out) {
        self.rows.restart(true);
        if self.rows.wants().is_some() {
            let run = out.load(ROWS, Query::Accesses(w.case.id));
            self.rows.asked(run);
        }
    }

    fn act(&mut self, act: Act, w: &Wizard, cx: &Cx, out: &mut Out) -> bool {
        let t = cx.texts.t();
        match act {
            ASKED => self.give(w, AccessMark::Asked, &None, out),
            VERIFY => self.give(w, AccessMark::Verified, &None, out),
            REDIRECT => {
                out.open(REDIRECT_TAG, ask(t.acc_redirect_to(), t.acc_redirect_title(), t.acc_redirect_note(), true));
            }
            DONE => out.open(DONE_TAG, ask(t.start_evidence(), t.acc_done_title(), t.acc_done_note(), false)),
            actions::OPEN => {
                if let Some(a) = self.rows.current() {
                    out.open(Tag("accesses.card"), Popup::Viewer(Viewer::new(card(a, cx))));
                }
            }
            actions::BACK if self.rows.has_marks() => self.rows.clear_marks(),
            _ => return self.rows.act(act, page_rows(body_panes(cx).list).saturating_sub(5)),
        }
        true
    }

    fn refuses(&self, act: Act, _w: &Wizard, cx: &Cx) -> Option<String> {
        let t = cx.texts.t();
        let rows = super::chosen(&self.rows);
        match act {
            ASKED | REDIRECT | DONE | VERIFY if rows.is_empty() => Some(t.ui_no_row()),
            DONE if rows.iter().any(|a| a.needs_redirect && a.redirected.is_none()) => Some(t.acc_redirect_first()),
            REDIRECT if !rows.iter().any(|a| a.needs_redirect) => Some(t.acc_no_redirect()),
            VERIFY if !rows.iter().all(|a| a.state == AccessState::Done) => Some(t.acc_verify_later()),
            ASKED | DONE if rows.iter().all(|a| matches!(a.state, AccessState::Done | AccessState::Verified)) => {
                Some(t.acc_closed_already())
            }
            _ => None,
        }
    }

    fn answer(&mut self, run: RunId, answer: Result<Answer, Fault>, _w: &Wizard, _cx: &Cx, _out: &mut Out) {
        match answer {
            Ok(Answer::Accesses(rows)) => {
                self.rows.answer(run, Ok(Page::whole(rows)));
            }
            Err(fault) if self.rows.is_pending(run) => {
                self.rows.answer(run, Err(fault));
            }
            _ => {}
        }
    }

    fn reply(&mut self, tag: Tag, reply: Reply, w: &Wizard, _cx: &Cx, out: &mut Out) {
        let Reply::Filled(v) = reply else { return };
        let evidence = Some(v["evidence"].clone()).filter(|e| !e.is_empty());
        match tag {
            REDIRECT_TAG => self.give(w, AccessMark::Redirected, &evidence, out),
            DONE_TAG => self.give(w, AccessMark::Done, &evidence, out),
            _ => {}
        }
    }

    fn view(&self, area: Rect, _w: &Wizard, cx: &Cx, p: &mut Paint) -> Option<Position> {
        let t = cx.texts.t();
        let cols = vec![
            Col::new(t.acc_col_what(), Wide::Flex { weight: 4, min: 22 }, |a: &AccessView, _| {
                let shared = if a.login.is_empty() { String::new() } else { format!(" · {}", a.login) };
                (format!("{}{shared}", a.title), Tone::Plain)
            }),
            Col::new(t.acc_col_redirect(), Wide::Flex { weight: 1, min: 13 }, |a: &AccessView, cx| {
                match (&a.redirected, a.needs_redirect) {
                    (Some(to), _) => (to.clone(), Tone::Dim),
                    (None, true) => (cx.texts.t().acc_needs_redirect(), Tone::Warn),
                    (None, false) => (String::new(), Tone::Dim),
                }
            })
            .from(72),
            Col::new(t.acc_col_due(), Wide::Fixed(12), |a: &AccessView, cx| match a.due_at {
                Some(at) if a.done_at.is_none() => {
                    (near(at, cx), if at < cx.clock.now { Tone::Late } else { Tone::Plain })
                }
                _ => (String::new(), Tone::Dim),
            })
            .right(),
            Col::new(t.acc_col_state(), Wide::Flex { weight: 2, min: 22 }, state),
        ];
        let totals = list_totals(&self.rows, Noun::Access, cx);
        let late = late(self.rows.rows(), cx);
        let lines = if late.is_empty() { Vec::new() } else { wrap(&late, area.width) };
        for (i, l) in lines.iter().enumerate() {
            p.text(area.x, area.y + i as u16, area.width, l, Tone::Late);
        }
        let used = lines.len() as u16;
        let area = Rect { y: area.y + used, height: area.height.saturating_sub(used), ..area };
        table(p, area, &self.rows, &Table { cols: &cols, active: true, empty: t.acc_empty(), totals }, cx);
        None
    }
}

/// «Не закрыто в срок. Звонить: ИТ — Громов И. Н., +7 343 …»: whom to ring, each once; empty while nothing is late.
fn late(rows: &[AccessView], cx: &Cx) -> String {
    let late = |a: &&AccessView| a.state == AccessState::Asked && a.due_at.is_some_and(|due| due < cx.clock.now);
    let mut ring: Vec<String> = Vec::new();
    for a in rows.iter().filter(late) {
        let who = match &a.ring {
            Some(h) => format!("{} — {}, {}", cx.texts.term(a.role), short(&h.name), h.phone),
            None => cx.texts.term(a.role),
        };
        if !ring.contains(&who) {
            ring.push(who);
        }
    }
    if ring.is_empty() { String::new() } else { cx.texts.t().cut_late(ring.join("; ")) }
}

/// «Поручено: ИТ», «команда выполняется», «опоздание 5 мин».
fn state(a: &AccessView, cx: &Cx) -> Span {
    let (x, t) = (cx.texts, cx.texts.t());
    match (a.state, a.command) {
        (AccessState::Done, _) => match a.done_at {
            Some(at) => (t.cut_done(near(at, cx)), Tone::Good),
            None => (x.term(a.state), Tone::Good),
        },
        (AccessState::Verified, _) => (x.term(a.state), Tone::Good),
        (AccessState::Asked, Some(JobState::Failed)) => (t.cut_failed(), Tone::Late),
        (AccessState::Asked, Some(JobState::Unknown)) => (t.cut_unknown(), Tone::Late),
        (AccessState::Asked, _) if a.due_at.is_some_and(|due| due < cx.clock.now) => {
            (x.late(cx.clock.now.0 - a.due_at.map_or(cx.clock.now.0, |d| d.0)), Tone::Late)
        }
        (AccessState::Asked, Some(JobState::Queued)) => (t.cut_queued(), Tone::Plain),
        (AccessState::Asked, Some(JobState::Running)) => (t.cut_running(), Tone::Accent),
        (AccessState::Asked, _) => (t.cut_asked(x.term(a.role)), Tone::Plain),
        (AccessState::Restore, _) => (x.term(a.state), Tone::Warn),
        (AccessState::Planned | AccessState::Restored | AccessState::Void, _) => (x.term(a.state), Tone::Dim),
    }
}

fn card(a: &AccessView, cx: &Cx) -> Card {
    let (x, t) = (cx.texts, cx.texts.t());
    let mut s = Section::new("");
    s.pair(t.acc_col_state(), x.term(a.state));
    s.pair(t.acc_login(), a.login.clone());
    s.pair(t.acc_action(), a.action.clone());
    if let Some(command) = a.command {
        s.pair(t.cut_command(), x.term(command));
    }
    if let Some(h) = a.ring.as_ref().filter(|_| a.done_at.is_none()) {
        s.pair(t.cut_ring(), format!("{}, {}", h.phone, h.name));
    }
    if a.shared {
        s.line(t.acc_shared(), Tone::Warn);
    }
    if let Some(to) = &a.redirected {
        s.pair(t.acc_col_redirect(), to.clone());
    }
    for (label, at) in [(t.acc_col_due(), a.due_at), (t.acc_asked_at(), a.asked_at), (t.acc_done_at(), a.done_at)] {
        if let Some(at) = at {
            s.pair(label, x.at(at, &cx.clock));
        }
    }
    for (label, text) in [(t.start_evidence(), &a.evidence), (t.acc_verified_by(), &a.verified_by)] {
        if let Some(text) = text {
            s.pair(label, text.clone());
        }
    }
    Card { title: a.title.clone(), sections: vec![s], top: 0 }
}
