//! «Сегодня»: what to do now over all open cases, by deadline; how each case goes; what alarms (4 §1).
//!
//! It is the first screen, so everything here is read by an index or from kept sums: its cost does not grow with the base.

mod alarms;
mod cases;
mod rows;

use std::collections::BTreeSet;

use serde::Serialize;

use super::Scope;
use super::ask::Asker;
use super::case::{led, visible};
use super::inbox::{self, InboxRow};
use crate::base::{At, CaseId, Clock, Day, Res};
use crate::domain::ledger::Tally;
use crate::domain::{CaseKind, InboxKind, SignalKind};
use crate::reads::orphans::Held;
use crate::reads::receives::Away;

/// What kind of thing waits; the screen has a sentence for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Waits {
    /// An item of the checklist; `title` is its wording, `number` its number within the case.
    Item,
    /// Accesses of one deadline and role that are not closed; `title` names one, `who` and `note` whom to ring.
    Access,
    /// Lines offered to one receiver; `who` is the receiver.
    Acceptance,
    /// Letters that can be looked at and approved, and approved ones that are not sent.
    LettersToApprove,
    LettersToSend,
    /// VIP clients the head has not called yet; `title` names one.
    VipCall,
    /// Clients there is nowhere to write to; `who` rings them, `title` names one.
    Tell,
    /// Clients of a crisis that nobody has reached yet: `n` of them.
    Calls,
    /// Unusual promises that wait for the head; `title` is one of them.
    Promise,
    /// The act that is to be written; `title` is `outdated` where one is written and later decisions have overtaken it.
    Act,
    /// Sides that have not signed the act.
    Signature,
    /// What the reader hands over and has not written down: `n` deals and clients of `number`.
    Context,
    /// A task the case made, or a first action of a handed-over line; `who` is its owner.
    Task,
    /// Lines that the CRM still gives to the leaver.
    Crm,
    /// Clients whose new manager has not spoken to them yet; `who` is the manager.
    FirstContact,
    /// A notice of 152-ФЗ that is to be made; `id` is the incident, `number` its hours.
    Notice,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    Overdue,
    Today,
    Tomorrow,
    Later,
}

/// One line of «Сейчас». `n` is how many things it stands for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TodayRow {
    pub when: When,
    pub due_at: Option<At>,
    pub waits: Waits,
    pub case: Option<CaseId>,
    pub leaver: String,
    pub title: String,
    pub who: Option<String>,
    pub n: u64,
    /// The row's own number: item, access, task, incident; the receiver of an acceptance.
    pub id: Option<i64>,
    /// The number people know it by: of an item within its case.
    pub number: Option<i64>,
    /// What stands under it: why, what was said, whom to ring.
    pub note: String,
    /// Whoever owes a first contact is away when it falls due.
    #[serde(skip)]
    pub away: Option<Away>,
    /// It can be ticked right here: an item that does not tick itself, a task.
    pub by_hand: bool,
}

/// One open case with its bars: done of all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CaseBars {
    pub case: CaseId,
    pub kind: CaseKind,
    pub leaver: String,
    /// Whom the handover of one client alone is about.
    pub client: Option<String>,
    pub last_day: Option<Day>,
    /// Since when it is a crisis.
    pub crisis_at: Option<At>,
    pub data_at: Option<At>,
    pub context: (u64, u64),
    pub accepted: (u64, u64),
    /// Clients who were written to, as the step «Клиенты» counts them.
    pub letters: (u64, u64),
    pub accesses: (u64, u64),
    /// Clients reached of the call list; of a crisis and of an absence.
    pub calls: (u64, u64),
    /// Signals of the log that nobody has judged, and the newest of them.
    pub signals: u64,
    pub signal: Option<SeenSignal>,
    /// What has no applied decision.
    pub remaining: Tally,
    /// What he held shows with the fresh export.
    pub awaits_export: bool,
    /// Who looks does not lead the case: a receiver sees what is theirs counted, the leaver what others have taken.
    pub only_mine: bool,
}

/// «выгрузка 1 480 строк, вчера 23:12».
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SeenSignal {
    pub kind: SignalKind,
    pub n: u64,
    pub rows: u64,
    pub at: At,
}

/// What nobody should have to find by chance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AlarmKind {
    /// Landed on a leaver after the snapshot.
    Late,
    /// Came to somebody who is away, and nobody has it yet.
    LateAway,
    /// Signals of the CRM's log that nobody has judged.
    Signals,
    /// A temporary owner whose days are over.
    Temporary,
    /// Somebody who was away is back, and what a substitute had is not.
    Return,
    /// Side effects of which nobody knows whether they happened.
    Unknown,
    /// Lines declined twice or more that still wait for a decision.
    DeclinedAgain,
    Bounced,
    /// Open objects of dismissed people, and of nobody.
    Orphans,
    Ownerless,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Alarm {
    pub kind: AlarmKind,
    pub n: u64,
    /// The case it is about, where it is about one.
    pub case: Option<CaseId>,
    /// Whom it is about.
    pub name: String,
    /// What of each kind, where that is known.
    pub held: Held,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Today {
    pub rows: Vec<TodayRow>,
    /// What the reader was told and is shown by no row of its own, by deadline.
    pub inbox: Vec<InboxRow>,
    pub cases: Vec<CaseBars>,
    pub alarms: Vec<Alarm>,
}

impl Today {
    /// How many of one kind of alarm, over all cases.
    pub fn alarm(&self, kind: AlarmKind) -> u64 {
        self.alarms.iter().filter(|a| a.kind == kind).map(|a| a.n).sum()
    }
}

/// Everything on the first screen. Rows reach `days` ahead; overdue ones are all there, the oldest first.
pub fn today(a: &Asker<'_>, days: i32) -> Res<Today> {
    let wide = a.scope;
    let scope = led(a)?;
    let a = &Asker { conn: a.conn, scope: &scope, who: a.who, clock: a.clock, office: a.office };
    let Some(seen) = visible(a.scope) else { return Ok(Today { inbox: told(a, &[])?, ..Today::default() }) };
    let until = a.clock.zone.at(a.clock.today().plus(days + 1), 0);
    let mut rows = rows::rows(a, seen, until)?;
    rows.sort_by(|a, b| {
        (a.when, a.due_at.is_none(), a.due_at, a.case).cmp(&(b.when, b.due_at.is_none(), b.due_at, b.case))
    });
    let inbox = told(a, &rows)?;
    Ok(Today { rows, inbox, cases: cases::bars(a, seen)?, alarms: alarms::alarms(a, wide, seen)? })
}

/// Entries of the reader's inbox that no row stands for: also those of another department's case, of which the reader was
/// given something.
fn told(a: &Asker<'_>, rows_of: &[TodayRow]) -> Res<Vec<InboxRow>> {
    let sees_all = matches!(a.scope, Scope::All | Scope::Department(_));
    let mut rows = inbox::list(a, inbox::Find::default())?.rows;
    let has_rows = |r: &InboxRow| !matches!(a.scope, Scope::Department(_)) || rows_of.iter().any(|t| t.case == r.case);
    // A receiver's own row says what waits on the desk, and the leaver's what is still to be written.
    let on_desk = |r: &InboxRow| {
        let waits = match r.kind {
            InboxKind::Offered => Waits::Acceptance,
            InboxKind::CaseOpened => Waits::Context,
            _ => return false,
        };
        rows_of.iter().any(|t| t.waits == waits && t.case == r.case)
    };
    rows.retain(|r| r.due_at.is_some() && !on_desk(r) && !(sees_all && r.kind.is_shown_apart() && has_rows(r)));
    // Told to a person and to a role, or to two roles: whoever reads both is told once, by the nearer term.
    let mut told = BTreeSet::new();
    rows.retain(|r| r.object.is_none_or(|o| told.insert((r.kind, o))));
    Ok(rows)
}

/// When something is due, as the day is divided.
pub fn when(due: Option<At>, clock: &Clock) -> When {
    let Some(due) = due else { return When::Today };
    let (day, today) = (clock.zone.day(due), clock.today());
    if due < clock.now {
        When::Overdue
    } else if day == today {
        When::Today
    } else if day == today.plus(1) {
        When::Tomorrow
    } else {
        When::Later
    }
}
