//! Старт, its other side: what the program does by itself in this case. What was done, with its result; what comes, and
//! when; what did not come off, to be wished again.

use ratatui::layout::{Position, Rect};

use crate::base::Fault;
use crate::domain::rights::Right;
use crate::domain::{CaseState, JobState};
use crate::ops::JobAgain;
use crate::reads::chain::LinkRow;
use crate::reads::wizard::Wizard;
use crate::reads::{Answer, Page, Query};
use crate::texts::Noun;
use crate::ui::actions::{self, Act, Decl, Place};
use crate::ui::body_panes;
use crate::ui::cx::Cx;
use crate::ui::effect::{Out, RunId, Slot};
use crate::ui::popup::{Popup, Tag, Viewer};
use crate::ui::theme::{Glyph, Tone};
use crate::ui::widgets::{Card, Col, ListState, Paint, Row, Section, Table, Wide, list_totals, page_rows, table};

pub const PLACE: Place = Place("cases.links");
pub const AGAIN: Act = Act("links.again");

const LINKS: Slot = Slot("cases.links");

pub const ACTIONS: &[Decl] = &[Decl::new(AGAIN, PLACE, &["r"], |x| x.t().links_again(), |x| x.t().links_again_help())
    .right(Right::Case)
    .footer(10)];

impl Row for LinkRow {
    fn id(&self) -> i64 {
        i64::from(self.n)
    }
}

#[derive(Default)]
pub struct Links {
    rows: ListState<LinkRow>,
}

impl Links {
    pub fn load(&mut self, w: &Wizard, out: &mut Out) {
        self.rows.restart(true);
        if self.rows.wants().is_some() {
            let run = out.load(LINKS, Query::Chain(w.case.id));
            self.rows.asked(run);
        }
    }

    pub fn act(&mut self, act: Act, w: &Wizard, cx: &Cx, out: &mut Out) -> bool {
        match act {
            AGAIN => {
                if let Some(job) = self.rows.current().and_then(|l| l.job) {
                    out.run(JobAgain { case: w.case.id, job });
                }
            }
            actions::OPEN => {
                if let Some(l) = self.rows.current() {
                    out.open(Tag("links.card"), Popup::Viewer(Viewer::new(card(l, cx))));
                }
            }
            _ => return self.rows.act(act, page_rows(body_panes(cx).list).saturating_sub(4)),
        }
        true
    }

    pub fn refuses(&self, act: Act, w: &Wizard, cx: &Cx) -> Option<String> {
        let t = cx.texts.t();
        match act {
            AGAIN if w.case.state == CaseState::Withdrawn => Some(t.start_case_over()),
            AGAIN => match self.rows.current().map(|l| l.state) {
                Some(Some(JobState::Failed)) => None,
                Some(Some(JobState::Unknown)) => Some(t.links_unknown()),
                Some(_) => Some(t.links_not_failed()),
                None => Some(t.ui_no_row()),
            },
            _ => None,
        }
    }

    pub fn answer(&mut self, run: RunId, answer: Result<Answer, Fault>) {
        match answer {
            Ok(Answer::Chain(rows)) => {
                self.rows.answer(run, Ok(Page::whole(rows)));
            }
            Err(fault) if self.rows.is_pending(run) => {
                self.rows.answer(run, Err(fault));
            }
            _ => {}
        }
    }

    pub fn view(&self, area: Rect, cx: &Cx, p: &mut Paint) -> Option<Position> {
        let t = Table {
            cols: &columns(cx),
            active: true,
            empty: cx.texts.t().links_none(),
            totals: list_totals(&self.rows, Noun::Action, cx),
        };
        table(p, area, &self.rows, &t, cx);
        None
    }
}

/// «17 нояб. 09:00», or what it waits for.
fn when(l: &LinkRow, cx: &Cx) -> String {
    let x = cx.texts;
    match l.done_at.filter(|_| l.state == Some(JobState::Done)).or(l.due_at) {
        Some(at) => format!("{} {}", x.day_short(cx.clock.zone.day(at), cx.today()), x.time(at, &cx.clock)),
        None => x.waits_for(l.on),
    }
}

/// A result, or what the link is in while it has none.
fn came_of(l: &LinkRow, cx: &Cx) -> String {
    let x = cx.texts;
    let failed = matches!(l.state, Some(JobState::Failed | JobState::Queued));
    match l.state {
        Some(JobState::Done | JobState::Failed) => x.link_result(&l.result, failed),
        Some(JobState::Queued) if l.tries > 0 => x.t().links_retry(x.link_result(&l.result, failed)),
        Some(JobState::Queued) | None => String::new(),
        Some(other) => x.term(other),
    }
}

fn tone(l: &LinkRow, cx: &Cx) -> Tone {
    match l.state {
        Some(JobState::Done) => Tone::Dim,
        _ if l.is_stuck() || l.is_late(cx.clock.now) => Tone::Late,
        Some(JobState::Queued) if l.tries > 0 => Tone::Warn,
        _ => Tone::Plain,
    }
}

fn columns(cx: &Cx) -> Vec<Col<LinkRow>> {
    let t = cx.texts.t();
    vec![
        Col::new("", Wide::Fixed(1), |l: &LinkRow, _| match l.state {
            Some(JobState::Done) => (mark(Glyph::Done), Tone::Good),
            Some(JobState::Failed | JobState::Unknown) => (mark(Glyph::Alarm), Tone::Late),
            Some(JobState::Running) => (mark(Glyph::Half), Tone::Plain),
            Some(JobState::Queued) | None => (mark(Glyph::Open), Tone::Dim),
        }),
        Col::new(t.chain_col_when(), Wide::Fixed(16), |l: &LinkRow, cx| (when(l, cx), tone(l, cx))),
        Col::new(t.chain_col_what(), Wide::Flex { weight: 3, min: 22 }, |l: &LinkRow, cx| {
            (cx.texts.deed(&l.deed), tone(l, cx))
        }),
        Col::new(t.chain_col_who(), Wide::Flex { weight: 1, min: 13 }, |l: &LinkRow, cx| {
            (cx.texts.receiver(l.deed.to), Tone::Dim)
        }),
        Col::new(t.chain_col_result(), Wide::Flex { weight: 3, min: 18 }, |l: &LinkRow, cx| {
            let said = came_of(l, cx);
            // Of a file its name; the card has the whole path.
            let said = if said.starts_with('/') { said.rsplit('/').next().unwrap_or_default() } else { &said };
            (said.to_owned(), if l.is_stuck() { Tone::Late } else { Tone::Dim })
        })
        .from(84),
    ]
}

fn mark(g: Glyph) -> String {
    g.mark().to_owned()
}

fn card(l: &LinkRow, cx: &Cx) -> Card {
    let (x, t) = (cx.texts, cx.texts.t());
    let mut s = Section::new("");
    s.pair(t.start_card_state(), l.state.map_or_else(|| x.waits_for(l.on), |state| x.term(state)));
    if let Some(at) = l.due_at {
        s.pair(t.links_due(), x.at(at, &cx.clock));
    }
    if let Some(at) = l.done_at {
        s.pair(t.links_done_at(), x.at(at, &cx.clock));
    }
    let role = x.receiver(l.deed.to);
    s.pair(t.chain_col_who(), l.to.as_ref().map_or_else(|| role.clone(), |name| format!("{name}, {role}")));
    s.pair(t.chain_col_result(), came_of(l, cx));
    if l.tries > 1 {
        s.pair(t.links_tries(), x.number(l.tries.into()));
    }
    if l.is_stuck() {
        s.line(if l.state == Some(JobState::Unknown) { t.links_unknown() } else { t.links_again_help() }, Tone::Warn);
    }
    Card { title: x.deed(&l.deed), sections: vec![s], top: 0 }
}
