//! Сигналы: what in the CRM's log needs a look, the incidents that came of it with their clocks, and the rows of the log.

mod forms;
mod log;
mod view;

pub(in crate::ui::screens) use view::{change, when};

use ratatui::layout::{Position, Rect};
use serde_json::{Value, json};

use super::browse::{Browse, Step};
use super::{Focus, Screen, ScreenDecl, ScreenId};
use crate::base::{EmployeeId, Fault, IncidentId, Kind, Ref, SignalId};
use crate::domain::{IncidentState, SignalState};
use crate::ops::{Done, IncidentAdd, IncidentNotify, Outcome, Suspicion};
use crate::reads::employees::EmployeeRow;
use crate::reads::log::Span;
use crate::reads::watch::{Find, WatchCard, WatchId, WatchRow};
use crate::reads::{Answer, Page, Query};
use crate::ui::actions::{self, Act, Decl, Place, places};
use crate::ui::body_panes;
use crate::ui::cx::Cx;
use crate::ui::effect::{Out, RunId, Slot};
use crate::ui::input::{Key, Mouse};
use crate::ui::popup::{Popup, Reply, Tag};
use crate::ui::widgets::{Notice, Paint, Row};

pub const ID: ScreenId = ScreenId("signals");
pub const PLACE: Place = Place("signals");
pub const GO: Act = Act("go.signals");
pub const NORMAL: Act = Act("signals.normal");
pub const INCIDENT: Act = Act("signals.incident");
pub const CONFIRM: Act = Act("signals.confirm");
pub const DISMISS: Act = Act("signals.dismiss");
pub const NOTICE: Act = Act("signals.notice");
pub const TELL: Act = Act("signals.tell");
pub const WRITE: Act = Act("signals.write");
pub const LOG: Act = Act("signals.log");

const LIST: Slot = Slot("signals.list");
const CARD: Slot = Slot("signals.card");
const PEOPLE: Slot = Slot("signals.people");
const FILTER_TAG: Tag = Tag("signals.filter");
const NORMAL_TAG: Tag = Tag("signals.normal");
const CONFIRM_TAG: Tag = Tag("signals.confirm");
const DISMISS_TAG: Tag = Tag("signals.dismiss");
const TELL_TAG: Tag = Tag("signals.tell");
const WRITE_TAG: Tag = Tag("signals.write");

pub const DECL: ScreenDecl = ScreenDecl {
    id: ID,
    kind: Some(Kind::Signal),
    tab: false,
    actions: &[
        Decl::new(GO, places::ANYWHERE, &["S"], |x| x.t().signals_name(), |x| x.t().signals_go_help()),
        Decl::new(NORMAL, PLACE, &["n"], |x| x.t().signals_normal(), |x| x.t().signals_normal_help()).footer(3),
        Decl::new(INCIDENT, PLACE, &["b"], |x| x.t().signals_incident(), |x| x.t().signals_incident_help()).footer(4),
        Decl::new(CONFIRM, PLACE, &["c"], |x| x.t().signals_confirm(), |x| x.t().signals_confirm_help()).footer(5),
        Decl::new(DISMISS, PLACE, &["x"], |x| x.t().signals_dismiss(), |x| x.t().signals_dismiss_help()).footer(6),
        Decl::new(NOTICE, PLACE, &["t"], |x| x.t().signals_notice(), |x| x.t().signals_notice_help()).footer(7),
        Decl::new(TELL, PLACE, &["e"], |x| x.t().signals_tell(), |x| x.t().signals_tell_help()).footer(8),
        Decl::new(WRITE, PLACE, &["w"], |x| x.t().signals_write(), |x| x.t().signals_write_help()),
        Decl::new(LOG, PLACE, &["o"], |x| x.t().signals_log(), |x| x.t().signals_log_help()).footer(9),
    ],
    inner: &[],
    make: || Box::new(Signals::default()),
};

impl Row for WatchRow {
    fn id(&self) -> i64 {
        WatchRow::id(self).number()
    }
}

/// Whose signals, and which.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Show {
    open: bool,
    person: Option<EmployeeId>,
}

/// The state of the screen.
pub struct Signals {
    browse: Browse<WatchRow, WatchCard>,
    show: Show,
    /// Until when the log was read.
    span: Option<Span>,
    /// They are not for the one who looks.
    hidden: bool,
    /// Enter was pressed before the card was there: it opens when it comes.
    opening: bool,
    /// The rows of the log behind a line, or the whole log.
    log: Option<log::Log>,
    people: Vec<EmployeeRow>,
}

impl Default for Signals {
    fn default() -> Self {
        Self {
            browse: Browse::default(),
            show: Show { open: true, person: None },
            span: None,
            hidden: false,
            opening: false,
            log: None,
            people: Vec::new(),
        }
    }
}

impl Signals {
    fn pump(&mut self, cx: &Cx, out: &mut Out) {
        if let Some(log) = &mut self.log {
            log.pump(out);
            return;
        }
        if self.browse.list.wants().is_some() {
            let find =
                Find { text: self.browse.filter.text().to_owned(), person: self.show.person, open: self.show.open };
            let run = out.load(LIST, Query::Watch(find));
            self.browse.list.asked(run);
        }
        let wide = body_panes(cx).card.is_some();
        if self.browse.card.is_wanted(wide || self.browse.in_card || self.opening, cx.mono)
            && let Some(row) = self.browse.list.current()
        {
            let run = out.load(CARD, Query::WatchCard(row.id()));
            self.browse.card.asked(run);
        }
    }

    fn restart(&mut self, cx: &Cx, out: &mut Out) {
        self.browse.restart(out);
        self.pump(cx, out);
    }

    fn signal(&self) -> Option<SignalId> {
        match self.browse.list.current()? {
            WatchRow::Signal(s) => Some(s.id),
            WatchRow::Incident(_) => None,
        }
    }

    fn incident(&self) -> Option<IncidentId> {
        match self.browse.list.current()? {
            WatchRow::Incident(i) => Some(i.id),
            WatchRow::Signal(_) => None,
        }
    }

    /// Enter: the rows of the log where there are any, else the card.
    fn open(&mut self, cx: &Cx, out: &mut Out) {
        let Some(card) = self.browse.card.of(self.browse.list.cursor()) else {
            self.opening = true;
            self.browse.card.now(cx.mono);
            return self.pump(cx, out);
        };
        self.opening = false;
        match (card.evidence.clone(), self.browse.list.current()) {
            (Some(find), Some(row)) => self.log = Some(log::Log::new(find, view::title(row, cx))),
            _ => self.browse.in_card = true,
        }
        self.pump(cx, out);
    }

    fn in_log(&mut self, act: Act, cx: &Cx, out: &mut Out) -> bool {
        let Some(log) = &mut self.log else { return false };
        match log.act(act, cx) {
            log::Step::Left => self.log = None,
            log::Step::Stay => {}
            log::Step::Unknown => return false,
        }
        self.pump(cx, out);
        true
    }
}

impl Screen for Signals {
    fn focus(&self) -> Focus {
        if let Some(log) = &self.log {
            return log.focus();
        }
        self.browse.focus(&[PLACE])
    }

    fn enter(&mut self, cx: &Cx, out: &mut Out) {
        self.browse.enter();
        out.load(PEOPLE, Query::Employees(String::new()));
        self.pump(cx, out);
    }

    fn act(&mut self, act: Act, cx: &Cx, out: &mut Out) -> bool {
        if self.log.is_some() {
            return self.in_log(act, cx, out);
        }
        match act {
            actions::BACK if self.browse.is_plain() && self.show.person.is_some() => {
                self.show.person = None;
                self.restart(cx, out);
            }
            actions::OPEN if self.browse.list.current().is_some() => self.open(cx, out),
            actions::FILTER => out.open(FILTER_TAG, Popup::Pick(view::filters(self, cx))),
            LOG => self.log = Some(log::Log::new(crate::reads::log::Find::default(), cx.texts.t().signals_log_title())),
            NORMAL => out.open(NORMAL_TAG, Popup::Form(forms::reason(forms::Why::Normal, cx))),
            DISMISS => out.open(DISMISS_TAG, Popup::Form(forms::reason(forms::Why::Dismiss, cx))),
            INCIDENT => {
                if let Some(id) = self.signal() {
                    out.run(IncidentAdd { from: Suspicion::Signal(id), what: String::new(), personal: false });
                }
            }
            CONFIRM | TELL => {
                if let Some(WatchRow::Incident(i)) = self.browse.list.current() {
                    let (tag, form) = match act {
                        CONFIRM => (CONFIRM_TAG, forms::confirm(i, cx)),
                        _ => (TELL_TAG, forms::tell(i, cx)),
                    };
                    out.open(tag, Popup::Form(form));
                }
            }
            NOTICE => {
                if let Some(WatchRow::Incident(i)) = self.browse.list.current()
                    && let Some((notice, _)) = i.next()
                {
                    out.run(IncidentNotify { incident: i.id, notice });
                }
            }
            WRITE => out.open(WRITE_TAG, Popup::Form(forms::write(&self.people, cx))),
            _ => match self.browse.act(act, cx) {
                Step::Unknown => return false,
                Step::Restart => self.browse.restart(out),
                Step::Moved => self.opening = false,
                Step::Done => {}
            },
        }
        self.pump(cx, out);
        true
    }

    fn refuses(&self, act: Act, cx: &Cx) -> Option<String> {
        let t = cx.texts.t();
        match act {
            actions::MARK | actions::MARK_ALL => return Some(t.signals_no_marks()),
            actions::SORT => return Some(t.signals_one_order()),
            actions::FILTER if self.log.is_some() => return Some(t.signals_one_order()),
            _ => {}
        }
        if self.log.is_some() || self.browse.filter.is_open() {
            return None;
        }
        if !matches!(act, actions::OPEN | NORMAL | INCIDENT | CONFIRM | DISMISS | NOTICE | TELL) {
            return None;
        }
        match (self.browse.list.current(), act) {
            (None, _) => Some(t.ui_no_row()),
            (_, actions::OPEN) => None,
            (Some(WatchRow::Signal(s)), NORMAL | INCIDENT) => {
                (act == NORMAL && s.state == SignalState::Normal).then(|| t.signals_looked_already())
            }
            (Some(WatchRow::Signal(_)), _) => Some(t.signals_not_incident()),
            (Some(WatchRow::Incident(_)), NORMAL | INCIDENT) => Some(t.signals_not_signal()),
            (Some(WatchRow::Incident(i)), NOTICE) => {
                match (i.personal && i.state != IncidentState::Dismissed, i.next()) {
                    (false, _) => Some(t.signals_no_clock()),
                    (true, None) => Some(t.signals_notices_done()),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    fn text(&mut self, key: Key, cx: &Cx, out: &mut Out) {
        if let Some(log) = &mut self.log {
            log.text(key);
            self.pump(cx, out);
        } else if self.browse.text(key) {
            self.restart(cx, out);
        }
    }

    fn paste(&mut self, text: &str, cx: &Cx, out: &mut Out) {
        if let Some(log) = &mut self.log {
            log.paste(text);
            self.pump(cx, out);
        } else if self.browse.paste(text) {
            self.restart(cx, out);
        }
    }

    fn mouse(&mut self, mouse: Mouse, area: Rect, cx: &Cx, out: &mut Out) {
        match &mut self.log {
            Some(log) => log.mouse(mouse, area, cx),
            None => {
                self.browse.mouse(mouse, area, cx);
                self.opening = false;
            }
        }
        self.pump(cx, out);
    }

    fn answer(&mut self, run: RunId, answer: Result<Answer, Fault>, cx: &Cx, out: &mut Out) {
        match answer {
            Ok(Answer::Watch(w)) => {
                if self.browse.list.answer(run, Ok(Page::whole(w.rows))) {
                    self.span = w.log;
                    self.hidden = w.hidden;
                    self.browse.follow(cx);
                }
            }
            Ok(Answer::WatchCard(id, card)) => {
                self.browse.card.answer(run, id.number(), card.map(|c| *c));
                if std::mem::take(&mut self.opening) && self.browse.card.of(self.browse.list.cursor()).is_some() {
                    self.open(cx, out);
                }
            }
            Ok(Answer::Log(page)) => {
                if let Some(log) = &mut self.log {
                    log.answer(run, Ok(page));
                }
            }
            Ok(Answer::Employees(page)) => self.people = page.rows,
            Ok(_) => {}
            Err(fault) => match &mut self.log {
                Some(log) => log.answer(run, Err(fault)),
                None if self.browse.list.is_pending(run) => {
                    self.browse.list.answer(run, Err(fault));
                }
                None => {}
            },
        }
        self.pump(cx, out);
    }

    fn reply(&mut self, tag: Tag, reply: Reply, cx: &Cx, out: &mut Out) {
        match reply {
            Reply::Picked(key) if tag == FILTER_TAG => {
                self.show = match key.strip_prefix("person:") {
                    Some(id) => Show { open: false, person: id.parse().ok().map(EmployeeId) },
                    None => Show { open: key == "open", person: None },
                };
                self.restart(cx, out);
            }
            Reply::Filled(v) => {
                let ids = (self.signal(), self.incident());
                match (tag, ids) {
                    (NORMAL_TAG, (Some(id), _)) => drop(out.run(forms::normal(id, &v))),
                    (DISMISS_TAG, (_, Some(id))) => drop(out.run(forms::dismissed(id, &v))),
                    (CONFIRM_TAG, (_, Some(id))) => drop(out.run(forms::confirmed(id, &v))),
                    (TELL_TAG, (_, Some(id))) => drop(out.run(forms::told(id, &v))),
                    (WRITE_TAG, _) => drop(out.run(forms::written(&v))),
                    _ => {}
                }
            }
            _ => {}
        }
    }

    fn ran(&mut self, _run: RunId, result: Result<Done<Outcome>, Fault>, cx: &Cx, out: &mut Out) {
        let t = cx.texts.t();
        let Ok(done) = result else { return };
        let said = match done.out {
            Outcome::SignalLook(_) => t.signals_saved_normal(),
            Outcome::IncidentAdd(a) => {
                self.browse.list.go(WatchId::Incident(a.incident).number());
                t.signals_saved_incident(a.incident.0.to_string())
            }
            Outcome::IncidentDecide(d) if d.state == IncidentState::Confirmed => t.signals_saved_confirmed(),
            Outcome::IncidentDecide(_) => t.signals_saved_dismissed(),
            Outcome::IncidentNotify(_) => t.signals_saved_notice(),
            _ => t.ui_saved(),
        };
        out.notice(Notice::good(said));
    }

    fn changed(&mut self, cx: &Cx, out: &mut Out) {
        self.browse.changed(cx);
        self.pump(cx, out);
    }

    fn deadline(&self) -> Option<u64> {
        self.browse.card.deadline()
    }

    fn tick(&mut self, cx: &Cx, out: &mut Out) {
        self.pump(cx, out);
    }

    fn show(&mut self, at: Ref, cx: &Cx, out: &mut Out) {
        self.log = None;
        self.browse.filter.drop();
        self.show = Show { open: false, person: None };
        match at.kind {
            Kind::Signal => self.browse.list.go(WatchId::Signal(SignalId(at.id)).number()),
            Kind::Incident => self.browse.list.go(WatchId::Incident(IncidentId(at.id)).number()),
            // Everything about one person.
            _ => {
                self.show.person = Some(EmployeeId(at.id));
                self.browse.list.restart(false);
            }
        }
        self.browse.card.now(cx.mono);
        self.pump(cx, out);
    }

    fn about(&self, cx: &Cx) -> String {
        cx.texts.t().signals_about()
    }

    fn memory(&self) -> Value {
        json!({ "filter": self.browse.filter.text(), "open": self.show.open })
    }

    fn recall(&mut self, m: &Value) {
        self.browse.filter.set(m["filter"].as_str().unwrap_or(""));
        self.show.open = m["open"].as_bool().unwrap_or(true);
    }

    fn view(&self, area: Rect, cx: &Cx, p: &mut Paint) -> Option<Position> {
        match &self.log {
            Some(log) => log.view(self.span.is_some(), area, cx, p),
            None => view::view(self, area, cx, p),
        }
    }
}
