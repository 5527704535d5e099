//! Signals and incidents as the screen shows them: one list, newest first, and the card of each.

use super::ask::Asker;
use super::incidents::{self, IncidentRow};
use super::log;
use super::signals::{self, ChangeRow, SignalRow};
use super::window::{Anchor, Page, Window};
use crate::base::{At, DAY_MS, EmployeeId, IncidentId, Res, SignalId, fold, swap_layout};
use crate::domain::{SignalKind, SignalState};

/// Events a card shows before the whole window is opened.
const EVENTS: u32 = 12;
/// Which of the two a row is stands in the last bit of its number.
const INCIDENT: i64 = 1;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WatchId {
    Signal(SignalId),
    Incident(IncidentId),
}

impl WatchId {
    /// A number of its own among both.
    pub const fn number(self) -> i64 {
        match self {
            WatchId::Signal(id) => id.0 * 2,
            WatchId::Incident(id) => id.0 * 2 + INCIDENT,
        }
    }
}

/// One line of the list. A signal that became an incident is shown as that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WatchRow {
    Signal(SignalRow),
    Incident(IncidentRow),
}

impl WatchRow {
    pub fn id(&self) -> WatchId {
        match self {
            WatchRow::Signal(s) => WatchId::Signal(s.id),
            WatchRow::Incident(i) => WatchId::Incident(i.id),
        }
    }

    /// When it was last seen, or found.
    pub fn at(&self) -> At {
        match self {
            WatchRow::Signal(s) => s.last,
            WatchRow::Incident(i) => i.found_at,
        }
    }

    pub fn person(&self) -> Option<EmployeeId> {
        match self {
            WatchRow::Signal(s) => Some(s.employee),
            WatchRow::Incident(i) => i.employee,
        }
    }

    /// The person's name; empty: nobody known.
    pub fn name(&self) -> &str {
        match self {
            WatchRow::Signal(s) => &s.name,
            WatchRow::Incident(i) => &i.name,
        }
    }
}

/// Which of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Find {
    pub text: String,
    pub person: Option<EmployeeId>,
    /// Only what waits for a look, a decision or a notice.
    pub open: bool,
}

/// The list and until when the log was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Watch {
    pub rows: Vec<WatchRow>,
    pub log: Option<log::Span>,
    /// The reader may see no signals at all: an empty list says nothing.
    pub hidden: bool,
}

pub fn list(a: &Asker<'_>, find: &Find) -> Res<Watch> {
    let sight = a.watch()?;
    let log = if sight.is_blind() { None } else { log::span(a.conn)? };
    let which = signals::Find { person: find.person, open: find.open, case: None };
    let signals = signals::list(a.conn, &sight, &which)?;
    let mut rows: Vec<WatchRow> =
        signals.into_iter().filter(|s| s.state != SignalState::Incident).map(WatchRow::Signal).collect();
    rows.extend(incidents::list(a.conn, &sight, find.person, find.open)?.into_iter().map(WatchRow::Incident));
    rows.sort_by_key(|r| (std::cmp::Reverse(r.at()), std::cmp::Reverse(r.id().number())));
    let found = |text: &str| -> Vec<WatchRow> {
        let words: Vec<String> = text.split_whitespace().map(fold).collect();
        rows.iter().filter(|r| words.iter().all(|w| words_of(r).contains(w))).cloned().collect()
    };
    let mut kept = found(&find.text);
    if kept.is_empty() {
        kept = found(&swap_layout(&find.text));
    }
    Ok(Watch { rows: kept, log, hidden: sight.is_blind() })
}

fn words_of(r: &WatchRow) -> String {
    match r {
        WatchRow::Signal(s) => fold(&format!("{} {}", s.name, s.detail)),
        WatchRow::Incident(i) => fold(&format!("{} {} {}", i.name, i.client_name, i.what)),
    }
}

/// What stands beside the list: the first events behind it, and what changed at the person's clients.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct WatchCard {
    pub signal: Option<SignalRow>,
    /// The question to the log that gives every row behind it; `None` where no rows are.
    pub evidence: Option<log::Find>,
    pub events: Vec<log::EventRow>,
    pub total: Option<super::Total>,
    pub changes: Vec<ChangeRow>,
}

pub fn card(a: &Asker<'_>, id: WatchId) -> Res<Option<WatchCard>> {
    let sight = a.watch()?;
    let signal = match id {
        WatchId::Signal(id) => Some(id),
        WatchId::Incident(id) => match incidents::one(a.conn, &sight, id)? {
            Some(i) => i.signal,
            None => return Ok(None),
        },
    };
    let Some(signal) = signal else { return Ok(Some(WatchCard::default())) };
    let Some(signal) = signals::one(a.conn, &sight, signal)? else { return Ok(None) };
    if signal.kind == SignalKind::Portfolio {
        let zone = a.office.zone;
        let from = zone.at(signal.day, 0);
        let mut changes = signals::changes(a.conn, &sight.scope, signal.employee, Some(from))?;
        changes.retain(|c| c.at < from.plus(DAY_MS));
        return Ok(Some(WatchCard { signal: Some(signal), changes, ..WatchCard::default() }));
    }
    let evidence = signals::evidence(&signal, a.office);
    let window = Window { anchor: Anchor::Last, limit: EVENTS };
    let Page { mut rows, total, .. } = log::window(a, &sight, &evidence, window)?;
    rows.reverse();
    Ok(Some(WatchCard { signal: Some(signal), evidence: Some(evidence), events: rows, total, changes: Vec::new() }))
}
