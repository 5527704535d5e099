//! Логи: when the leaver was last seen in the CRM, what in the log needs a look, what changed at the clients between two
//! exports, and how fresh the log is.

use ratatui::layout::{Position, Rect};

use crate::base::{DAY_MS, Fault, Ref};
use crate::domain::{FileKind, SignalState};
use crate::reads::signals::{CaseLog, ChangeRow, SignalRow};
use crate::reads::wizard::Wizard;
use crate::reads::{Answer, Page, Query};
use crate::texts::Noun;
use crate::ui::actions::{self, Act, Decl, Place, places};
use crate::ui::body_panes;
use crate::ui::cx::Cx;
use crate::ui::effect::{Out, RunId, Slot};
use crate::ui::popup::{Popup, Tag, Viewer};
use crate::ui::screens::cases::Step;
use crate::ui::screens::{Focus, signals};
use crate::ui::theme::Tone;
use crate::ui::widgets::{
    Card, Col, ListState, Paint, Row, Section, Span, Table, Wide, list_totals, page_rows, table, wrap,
};

pub const PLACE: Place = Place("cases.logs");
pub const LOG: Act = Act("logs.open");

const ROWS: Slot = Slot("cases.logs");
const CARD_TAG: Tag = Tag("cases.logs.card");
/// A log that ends earlier than this says nothing of the last night.
const FRESH_MS: i64 = DAY_MS;

pub const ACTIONS: &[Decl] =
    &[Decl::new(LOG, PLACE, &["o"], |x| x.t().logs_open(), |x| x.t().logs_open_help()).footer(10)];

/// One line: a signal of this leaver, or a difference between two exports.
enum Line {
    Signal(Box<SignalRow>),
    Change(Box<ChangeRow>),
}

impl Row for Line {
    fn id(&self) -> i64 {
        match self {
            Line::Signal(s) => s.id.0 * 2,
            Line::Change(c) => c.id * 2 + 1,
        }
    }
}

#[derive(Default)]
pub struct Logs {
    rows: ListState<Line>,
    log: CaseLog,
    known: bool,
}

impl Step for Logs {
    fn focus(&self) -> Focus {
        Focus::on(&[PLACE, places::LIST])
    }

    fn enter(&mut self, w: &Wizard, _cx: &Cx, out: &mut Out) {
        self.rows.restart(true);
        if self.rows.wants().is_some() {
            let run = out.load(ROWS, Query::CaseLog(w.case.id));
            self.rows.asked(run);
        }
    }

    fn act(&mut self, act: Act, w: &Wizard, cx: &Cx, out: &mut Out) -> bool {
        match act {
            LOG => out.go(signals::ID, w.case.leaver.as_ref().map(|l| l.id.into())),
            actions::OPEN => match self.rows.current() {
                Some(Line::Signal(s)) => out.go(signals::ID, Some(Ref::from(s.id))),
                Some(Line::Change(c)) => {
                    let mut s = Section::new("");
                    s.line(signals::change(c, cx), Tone::Plain);
                    s.pair(cx.texts.t().signals_col_when(), cx.texts.at(c.at, &cx.clock));
                    let card = Card { title: c.client.clone(), sections: vec![s], top: 0 };
                    out.open(CARD_TAG, Popup::Viewer(Viewer::new(card)));
                }
                None => {}
            },
            _ => return self.rows.act(act, page_rows(body_panes(cx).list).saturating_sub(8)),
        }
        true
    }

    fn refuses(&self, act: Act, _w: &Wizard, cx: &Cx) -> Option<String> {
        let t = cx.texts.t();
        match act {
            actions::MARK | actions::MARK_ALL => Some(t.signals_no_marks()),
            actions::OPEN if self.rows.current().is_none() => Some(t.ui_no_row()),
            _ => None,
        }
    }

    fn answer(&mut self, run: RunId, answer: Result<Answer, Fault>, _w: &Wizard, _cx: &Cx, _out: &mut Out) {
        match answer {
            Ok(Answer::CaseLog(log)) if self.rows.is_pending(run) => {
                let signals = log.signals.iter().cloned().map(|s| Line::Signal(Box::new(s)));
                let changes = log.changes.iter().cloned().map(|c| Line::Change(Box::new(c)));
                self.rows.answer(run, Ok(Page::whole(signals.chain(changes).collect())));
                self.log = *log;
                self.known = true;
            }
            Err(fault) if self.rows.is_pending(run) => {
                self.rows.answer(run, Err(fault));
            }
            _ => {}
        }
    }

    fn view(&self, area: Rect, _w: &Wizard, cx: &Cx, p: &mut Paint) -> Option<Position> {
        let mut y = area.y;
        if self.known {
            for (text, tone) in self.head(cx) {
                for line in wrap(&text, area.width) {
                    if y + 4 < area.bottom() {
                        p.text(area.x, y, area.width, &line, tone);
                        y += 1;
                    }
                }
            }
            y += 1;
        }
        let t = cx.texts.t();
        let tab = Table {
            cols: &columns(cx),
            active: true,
            empty: match self.log.span {
                _ if self.log.hidden => t.signals_hidden(),
                None => t.logs_empty_no_log(),
                Some(_) => t.logs_empty(),
            },
            totals: list_totals(&self.rows, Noun::Line, cx),
        };
        table(p, Rect { y, height: area.bottom().saturating_sub(y), ..area }, &self.rows, &tab, cx);
        None
    }
}

impl Logs {
    /// Last seen, the log's age, and how to fetch a fresh one where it is missing or old.
    fn head(&self, cx: &Cx) -> Vec<Span> {
        let (x, t) = (cx.texts, cx.texts.t());
        let mut out = Vec::new();
        if self.log.hidden {
            return out;
        }
        match (self.log.seen.login, self.log.seen.any) {
            (Some(login), Some(any)) => {
                out.push((t.logs_seen(x.at(login, &cx.clock)), Tone::Plain));
                out.push((t.logs_seen_any(x.at(any, &cx.clock)), Tone::Plain));
            }
            (None, Some(any)) => {
                out.push((t.logs_seen_no_login(), Tone::Plain));
                out.push((t.logs_seen_any(x.at(any, &cx.clock)), Tone::Plain));
            }
            _ if self.log.unmatched => out.push((t.logs_unmatched(), Tone::Warn)),
            _ => {}
        }
        let old = match self.log.span {
            None => {
                out.push((t.logs_none(), Tone::Warn));
                true
            }
            Some(span) => {
                let age = cx.clock.now.0 - span.last.0;
                let old = age > FRESH_MS;
                let until = t.signals_log_until(x.at(span.last, &cx.clock));
                let text = if old { t.logs_old(until, x.span(age)) } else { until };
                out.push((text, if old { Tone::Warn } else { Tone::Dim }));
                old
            }
        };
        if old {
            let menu = self.log.source.map(|s| (x.term(s), x.export_menu(s, FileKind::Log)));
            let how = match menu.filter(|(_, menu)| !menu.is_empty()) {
                Some((crm, menu)) => t.logs_how(crm, menu),
                None => t.logs_how_other(),
            };
            out.push((how, Tone::Dim));
        }
        out
    }
}

fn columns(cx: &Cx) -> Vec<Col<Line>> {
    let t = cx.texts.t();
    vec![
        Col::new(t.signals_col_when(), Wide::Fixed(15), |r: &Line, cx| {
            let at = match r {
                Line::Signal(s) => s.last,
                Line::Change(c) => c.at,
            };
            (signals::when(at, cx), Tone::Plain)
        }),
        Col::new(t.signals_col_what(), Wide::Flex { weight: 2, min: 16 }, |r: &Line, cx| match r {
            Line::Signal(s) => (cx.texts.term(s.kind), Tone::Plain),
            Line::Change(c) => (c.client.clone(), Tone::Plain),
        }),
        Col::new(t.signals_col_size(), Wide::Flex { weight: 3, min: 18 }, |r: &Line, cx| match r {
            Line::Signal(s) if s.detail.is_empty() => (cx.texts.signal_size(s.kind, s.n, s.rows), Tone::Plain),
            Line::Signal(s) => (format!("{} · {}", cx.texts.signal_size(s.kind, s.n, s.rows), s.detail), Tone::Plain),
            Line::Change(c) => (signals::change(c, cx), Tone::Warn),
        }),
        Col::new(t.signals_col_state(), Wide::Fixed(9), |r: &Line, cx| match r {
            Line::Signal(s) => {
                (cx.texts.term(s.state), if s.state == SignalState::New { Tone::Warn } else { Tone::Dim })
            }
            Line::Change(_) => (String::new(), Tone::Dim),
        })
        .from(60),
    ]
}
