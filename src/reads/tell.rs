//! Whom to tell by telephone (1-C7, 2 §6): VIP clients, to whom the head introduces the new manager before any letter goes;
//! clients with nowhere to write, each with who rings and until when; and those whose letter came back.

use serde::Serialize;

use super::calls::{CallContact, LastCall, Say, whom};
use super::case::{LEADS, VISIBLE, visible};
use super::{Asker, q};
use crate::base::{At, CaseId, ClientId, EmployeeId, LetterId, Res};
use crate::domain::calendar::Calendar;
use crate::domain::letter::VipCall;
use crate::domain::{CallResult, LetterState, Role, Segment};
use crate::store::{Connection, params};

/// Why a client is rung.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TellWhy {
    /// The head introduces the new manager in person.
    Vip,
    NoAddress,
    DoNotWrite,
    Bounced,
}

/// Where a row stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TellState {
    /// To be rung now: not yet tried, or the time to ring again has come.
    Now,
    /// Tried; again at the time agreed.
    Later(Option<At>),
    /// A VIP's letter went without a call, as the head decided.
    Without,
    Told,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TellRow {
    pub client: ClientId,
    pub name: String,
    pub segment: Segment,
    pub why: TellWhy,
    /// Who is introduced, and their number: the client will ask for it.
    pub manager: (EmployeeId, String),
    pub manager_phone: String,
    /// The manager has taken the client: what is said of them is true.
    pub accepted: bool,
    /// Who rings, and until when.
    pub by: Option<(EmployeeId, String)>,
    pub due: Option<At>,
    pub contact: Option<CallContact>,
    pub phones: Vec<String>,
    /// What to go on with after the introduction.
    pub say: Option<Say>,
    pub attempts: u32,
    pub last: Option<LastCall>,
    pub state: TellState,
    /// «Письмо без звонка» may be chosen by now; only of a VIP whose letter waits.
    pub may_skip: bool,
    /// The current letter, where there is one.
    pub letter: Option<LetterId>,
}

/// Whoever the client was told by since there is a new manager to speak of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rung {
    pub attempts: u32,
    pub reached: bool,
    pub first: Option<At>,
    pub last: Option<LastCall>,
}

/// From when a call can be about the new manager: since the client was given to them. A client handed over alone may have
/// been told at the opening.
const SINCE: &str = "coalesce(CASE WHEN h.kind <> 'single' THEN (SELECT j.at FROM ledger_line b JOIN journal j ON j.seq = b.batch_seq \
     WHERE b.case_id = h.id AND b.kind = 'client' AND b.object_id = u.client_id) END, h.opened_at)";

/// The calls to a client about the new manager: by one person, or by anybody but the leaver.
pub fn rung(c: &Connection, case: CaseId, client: ClientId, by: Option<EmployeeId>) -> Res<Rung> {
    let sql = format!(
        "SELECT CASE WHEN u.result <> '' THEN u.result WHEN r.id IS NOT NULL THEN 'reached' ELSE 'no_answer' END, \
           u.outcome, u.at, coalesce(e.name, ''), u.again_at \
         FROM handover_case h JOIN live_touch u ON u.client_id = ?2 AND u.kind = 'call' AND u.at >= {SINCE} \
         LEFT JOIN reached_touch r ON r.id = u.id LEFT JOIN employee e ON e.id = u.employee_id \
         WHERE h.id = ?1 AND CASE WHEN ?3 IS NULL THEN u.employee_id IS NOT h.leaver_id ELSE u.employee_id IS ?3 END \
         ORDER BY u.at, u.id"
    );
    let calls = q::all(c, &sql, params![case, client, by], |r| {
        Ok(LastCall { result: r.get(0)?, note: r.get(1)?, at: r.get(2)?, by: r.get(3)?, again_at: r.get(4)? })
    })?;
    Ok(Rung {
        attempts: u32::try_from(calls.len()).unwrap_or(u32::MAX),
        reached: calls.iter().any(|call| call.result == CallResult::Reached),
        first: calls.first().map(|call| call.at),
        last: calls.into_iter().last(),
    })
}

impl Rung {
    /// What the rule of the VIP's letter asks; `without`: the head chose «письмо без звонка».
    pub fn vip(&self, calendar: &Calendar, now: At, without: bool) -> VipCall {
        let day_passed = self.first.is_some_and(|at| now >= calendar.same_time_after(at, 1));
        VipCall { reached: self.reached, attempts: self.attempts, day_passed, without }
    }

    fn state(&self, now: At) -> TellState {
        match &self.last {
            _ if self.reached => TellState::Told,
            Some(last) if last.again_at.is_none_or(|at| at > now) => TellState::Later(last.again_at),
            _ => TellState::Now,
        }
    }
}

/// What the first statement gives; the rest is asked per row, of which there are few.
struct Head {
    client: ClientId,
    name: String,
    segment: Segment,
    why: TellWhy,
    manager: (EmployeeId, String),
    manager_phone: String,
    accepted: bool,
    by: Option<(EmployeeId, String)>,
    due: Option<At>,
    letter: Option<LetterId>,
    state: Option<LetterState>,
    without: bool,
}

const ROWS: &str = "\
SELECT c.id, c.name, c.segment, t.problem, l.to_id, m.name, coalesce(m.phone, ''), \
       EXISTS (SELECT 1 FROM acceptance a WHERE a.line_id = l.id AND a.receiver_id = l.to_id AND a.state IN ('accepted','forced')), \
       coalesce(p.id, h.head_id), coalesce(p.name, g.name), t.tell_by, h.head_id, g.name, t.id, t.state, coalesce(t.without_call, 0) \
  FROM handover_case h \
  JOIN ledger_line l ON l.case_id = h.id AND l.kind = 'client' AND l.disposition = 'assign' AND l.batch_seq IS NOT NULL \
   AND l.temp_id IS NULL AND l.to_id IS NOT NULL \
  JOIN client c ON c.id = l.object_id AND c.deleted = 0 JOIN employee m ON m.id = l.to_id \
  LEFT JOIN employee g ON g.id = h.head_id \
  LEFT JOIN current_letter t ON t.case_id = h.id AND t.client_id = c.id AND t.receiver_id = l.to_id \
  LEFT JOIN employee p ON p.id = coalesce(t.tell_id, l.to_id) AND p.status IN ('active','probation') \
 WHERE h.id = ?1 AND h.kind <> 'absence' \
   AND (c.segment = 'vip' OR t.problem IN ('no_address','do_not_write') OR t.state IN ('bounced','failed'))";

/// Whom to ring, who waits first; where whoever was to ring is leaving too, it is the head's; empty for a case that the scope does not see.
pub fn tell(a: &Asker<'_>, case: CaseId) -> Res<Vec<TellRow>> {
    let Some((department, person)) = visible(a.scope) else { return Ok(Vec::new()) };
    let sql = format!(
        "{ROWS} AND {VISIBLE} AND (?3 IS NULL OR {LEADS} OR ?3 IN (l.to_id, t.tell_id)) ORDER BY c.name_fold, c.id"
    );
    let heads = q::all(a.conn, &sql, params![case, department, person], |r| {
        let segment: Segment = r.get(2)?;
        let (problem, state): (Option<String>, Option<LetterState>) = (r.get(3)?, r.get(14)?);
        let why = match problem.as_deref() {
            _ if segment == Segment::Vip => TellWhy::Vip,
            Some("no_address") => TellWhy::NoAddress,
            Some("do_not_write") => TellWhy::DoNotWrite,
            _ => TellWhy::Bounced,
        };
        let by = if why == TellWhy::Vip { (r.get(11)?, r.get(12)?) } else { (r.get(8)?, r.get(9)?) };
        let by: (Option<EmployeeId>, Option<String>) = by;
        Ok(Head {
            client: r.get(0)?,
            name: r.get(1)?,
            segment,
            why,
            manager: (r.get(4)?, r.get(5)?),
            manager_phone: r.get(6)?,
            accepted: r.get(7)?,
            by: by.0.zip(by.1),
            due: r.get(10)?,
            letter: r.get(13)?,
            state,
            without: r.get(15)?,
        })
    })?;
    let calendar = Calendar::of(a.office);
    let mut rows = heads.into_iter().map(|h| row(a, &calendar, case, h)).collect::<Res<Vec<_>>>()?;
    rows.sort_by_key(|r| (r.state, r.why, r.due));
    Ok(rows)
}

/// Somebody who can be asked to tell a client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Teller {
    pub id: EmployeeId,
    pub name: String,
    pub role: Role,
}

/// Who is here and can ring: the receivers of the case, the head, and the leaver's department. Empty for a case that the
/// scope does not see.
pub fn tellers(a: &Asker<'_>, case: CaseId) -> Res<Vec<Teller>> {
    let Some((department, person)) = visible(a.scope) else { return Ok(Vec::new()) };
    let sql = format!(
        "SELECT e.id, e.name, e.role FROM handover_case h JOIN employee e ON e.status IN ('active','probation') \
          WHERE h.id = ?1 AND {VISIBLE} AND e.id IS NOT h.leaver_id AND (e.id = h.head_id \
            OR e.department_id IS (SELECT x.department_id FROM employee x WHERE x.id = h.leaver_id) \
            OR e.id IN (SELECT l.to_id FROM ledger_line l WHERE l.case_id = h.id)) ORDER BY e.name_fold, e.id LIMIT 300"
    );
    q::all(a.conn, &sql, params![case, department, person], |r| {
        Ok(Teller { id: r.get(0)?, name: r.get(1)?, role: r.get(2)? })
    })
}

fn row(a: &Asker<'_>, calendar: &Calendar, case: CaseId, h: Head) -> Res<TellRow> {
    let vip = h.why == TellWhy::Vip;
    let caller = if vip { h.by.as_ref().map(|b| b.0) } else { None };
    let rung = rung(a.conn, case, h.client, caller)?;
    let now = a.clock.now;
    let waits = matches!(h.state, None | Some(LetterState::Draft));
    let state = match rung.state(now) {
        TellState::Told => TellState::Told,
        _ if vip && h.without => TellState::Without,
        state => state,
    };
    let (contact, phones, say) = whom(a.conn, case, h.client)?;
    Ok(TellRow {
        may_skip: vip && waits && !rung.reached && rung.vip(calendar, now, false).may_go_without(),
        client: h.client,
        name: h.name,
        segment: h.segment,
        why: h.why,
        manager: h.manager,
        manager_phone: h.manager_phone,
        accepted: h.accepted,
        by: h.by,
        due: h.due,
        contact,
        phones,
        say,
        attempts: rung.attempts,
        last: rung.last,
        state,
        letter: h.letter,
    })
}
