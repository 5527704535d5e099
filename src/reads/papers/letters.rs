//! The letters of a case, and what one of them says.

use std::collections::BTreeMap;

use super::{person, q};
use crate::base::{At, CaseId, ClientId, Clock, ContactId, Day, Due, EmployeeId, LetterId, Res};
use crate::domain::papers::{LetterAway, LetterData, LetterManager, LetterPerson};
use crate::domain::settings::Office;
use crate::domain::{AbsenceKind, LetterKind, LetterState};
use crate::reads::tell::rung;
use crate::reads::{Scope, case};
use crate::store::{Connection, params};

/// One letter as lists and the export need it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterRow {
    pub id: LetterId,
    pub client: ClientId,
    pub client_name: String,
    pub contact: Option<ContactId>,
    pub contact_name: String,
    pub receiver: EmployeeId,
    pub receiver_name: String,
    pub kind: LetterKind,
    pub state: LetterState,
    pub address: String,
    pub salutation: String,
    /// Why it cannot be approved; empty when nothing stands against it.
    pub problem: String,
    pub message_id: String,
    pub subject: String,
    pub body: String,
    pub file: Option<String>,
    pub approved_at: Option<At>,
    pub sent_at: Option<At>,
    /// «Некуда писать»: who tells the client instead, and until when.
    pub tell: Option<(String, At)>,
    /// It is approved singly: a VIP's, and one about a manager who did not accept the client in this case.
    pub singly: bool,
    /// The head has not introduced the new manager yet.
    pub call_first: bool,
    /// The new manager of a draft is away in these days, or on the day the client expects them.
    pub away: Option<LetterAway>,
}

/// The letters of a case by client, or those of one client. Errors: `UnknownCase`.
pub fn letters(
    c: &Connection,
    scope: &Scope,
    id: CaseId,
    client: Option<ClientId>,
    clock: &Clock,
) -> Res<Vec<LetterRow>> {
    let head = case::case(c, scope, id, clock)?.head.map(|w| w.id);
    let sql = "SELECT t.id, t.client_id, c.name, t.contact_id, coalesce(k.name, ''), t.receiver_id, e.name, t.state, t.address, \
                 t.salutation, t.problem, t.message_id, t.subject, t.body, t.file, t.approved_at, t.sent_at, \
                 t.kind, p.name, t.tell_by, c.segment = 'vip' OR EXISTS (SELECT 1 FROM letter j JOIN client v ON v.id = j.client_id WHERE j.case_id = t.case_id \
                   AND j.contact_id = t.contact_id AND j.id <> t.id AND j.problem = 'joined' AND v.segment = 'vip') \
                   OR (t.kind = 'clarify' AND NOT EXISTS (SELECT 1 FROM ledger_line l WHERE l.case_id = t.case_id AND l.kind = 'client' \
                     AND l.object_id = t.client_id AND l.to_id = t.receiver_id)), \
                 c.segment = 'vip' \
               FROM letter t JOIN client c ON c.id = t.client_id JOIN employee e ON e.id = t.receiver_id \
               LEFT JOIN employee p ON p.id = t.tell_id \
               LEFT JOIN contact k ON k.id = t.contact_id \
               WHERE t.case_id = ?1 AND (?2 IS NULL OR t.client_id = ?2) ORDER BY c.name_fold, t.id";
    let mut rows = q::all(c, sql, params![id, client], |r| {
        Ok(LetterRow {
            id: r.get(0)?,
            client: r.get(1)?,
            client_name: r.get(2)?,
            contact: r.get(3)?,
            contact_name: r.get(4)?,
            receiver: r.get(5)?,
            receiver_name: r.get(6)?,
            state: r.get(7)?,
            address: r.get(8)?,
            salutation: r.get(9)?,
            problem: r.get(10)?,
            message_id: r.get(11)?,
            subject: r.get(12)?,
            body: r.get(13)?,
            file: r.get(14)?,
            approved_at: r.get(15)?,
            sent_at: r.get(16)?,
            kind: r.get(17)?,
            tell: r.get::<_, Option<String>>(18)?.zip(r.get(19)?),
            singly: r.get(20)?,
            call_first: r.get(21)?,
            away: None,
        })
    })?;
    for row in rows.iter_mut().filter(|r| r.call_first) {
        row.call_first = row.state == LetterState::Draft && !rung(c, id, row.client, head)?.reached;
    }
    let absences = absences(c, clock.today())?;
    for row in rows.iter_mut().filter(|r| r.state == LetterState::Draft) {
        let Some(theirs) = absences.get(&row.receiver) else { continue };
        row.away = away(theirs, clock.today(), agreed(c, id, row.client, clock.today())?);
    }
    Ok(rows)
}

/// Kind, first and last day.
type Absences = Vec<(AbsenceKind, Day, Day)>;

/// What is not over yet of everybody's absences, the earliest first.
fn absences(c: &Connection, today: Day) -> Res<BTreeMap<EmployeeId, Absences>> {
    let sql = "SELECT employee_id, kind, from_day, to_day FROM absence WHERE to_day >= ?1 ORDER BY from_day, to_day";
    let mut out: BTreeMap<EmployeeId, Absences> = BTreeMap::new();
    for (who, absence) in
        q::all(c, sql, params![today], |r| Ok((r.get::<_, EmployeeId>(0)?, (r.get(1)?, r.get(2)?, r.get(3)?))))?
    {
        out.entry(who).or_default().push(absence);
    }
    Ok(out)
}

/// The absence that today lies in, with those that follow it without a day between.
fn away_now(theirs: &Absences, today: Day) -> Option<(AbsenceKind, Day)> {
    theirs.iter().fold(None, |now, (kind, from, to)| match now {
        None if *from <= today => Some((*kind, *to)),
        Some((_, until)) if *to > until && *from <= until.plus(1) => Some((*kind, *to)),
        _ => now,
    })
}

/// The agreed contact weighs more than the next few days.
fn away(theirs: &Absences, today: Day, contact: Option<Due>) -> Option<LetterAway> {
    let missed = contact.and_then(|due| {
        let on_it = theirs.iter().find(|(_, from, to)| (*from..=*to).contains(&due.day))?;
        Some(LetterAway { kind: on_it.0, until: on_it.2, missed: contact })
    });
    missed.or_else(|| away_now(theirs, today).map(|(kind, until)| LetterAway { kind, until, missed: None }))
}

/// What a letter says: its manager, and those of the same contact's other clients in this case (2 §9.4); the head signs.
pub fn letter_data(
    c: &Connection,
    scope: &Scope,
    id: CaseId,
    row: &LetterRow,
    office: &Office,
    clock: &Clock,
) -> Res<LetterData> {
    let view = case::case(c, scope, id, clock)?;
    let head = view.head.map(|w| w.id);
    let today = clock.today();
    Ok(LetterData {
        salutation: row.salutation.clone(),
        office: office.name.clone(),
        client: row.client_name.clone(),
        managers: managers(c, id, row, today)?,
        before: match row.kind {
            LetterKind::First => None,
            LetterKind::Clarify => told_before(c, row)?,
        },
        from_day: None,
        // Nobody keeps it while the new manager is away: the head has been told.
        next_contact: match row.away.and_then(|a| a.missed) {
            None => agreed(c, id, row.client, today)?,
            Some(_) => None,
        },
        signer: letter_person(c, head)?,
        signer_role: person(c, head)?.role,
    })
}

/// The next contact the client was told of: what is written in the context of the client or of its open deals, else the
/// day on the card as it stood before the case. A receiver's own first action is nobody's agreement with the client.
fn agreed(c: &Connection, id: CaseId, client: ClientId, today: Day) -> Res<Option<Due>> {
    let sql = "SELECT b.on_day, b.on_minute FROM context_block b WHERE b.state = 'filled' AND b.on_day >= ?2 \
                 AND (b.kind = 'client' AND b.object_id = ?1 AND b.block = 'next_contact' \
                   OR b.kind = 'deal' AND b.block = 'next_step' AND b.object_id IN \
                     (SELECT d.id FROM deal d WHERE d.client_id = ?1 AND d.stage_kind IN ('open','final'))) \
               ORDER BY b.kind = 'deal', b.on_day, b.on_minute LIMIT 1";
    let written = q::one(c, sql, params![client, today], |r| Ok(Due { day: r.get(0)?, minute: r.get(1)? }))?;
    if written.is_some() {
        return Ok(written);
    }
    let sql = "SELECT o.old FROM op_row o JOIN journal j ON j.seq = o.seq WHERE o.kind = 'client' AND o.id = ?1 \
               AND o.field = 'next_contact_on' AND j.case_id = ?2 ORDER BY o.seq LIMIT 1";
    let before = q::one(c, sql, params![client, id], |r| r.get::<_, Option<Day>>(0))?;
    let day = match before {
        Some(day) => day,
        None => q::one(c, "SELECT next_contact_on FROM client WHERE id = ?1", params![client], |r| r.get(0))?.flatten(),
    };
    Ok(day.filter(|d| *d >= today).map(Due::day))
}

/// Whom the client was told of before this letter, in whichever handover.
fn told_before(c: &Connection, row: &LetterRow) -> Res<Option<LetterPerson>> {
    let sql = "SELECT receiver_id FROM letter WHERE client_id = ?1 AND id < ?2 AND receiver_id <> ?3 \
                AND state IN ('sending','sent','not_bounced','confirmed','unknown') ORDER BY id DESC LIMIT 1";
    let who: Option<EmployeeId> = q::one(c, sql, params![row.client, row.id, row.receiver], |r| r.get(0))?;
    who.map(|who| letter_person(c, Some(who))).transpose()
}

/// Every manager the contact now has, each once, with the clients they lead: what stands at each client's last letter of
/// this kind, and is still so.
fn managers(c: &Connection, id: CaseId, row: &LetterRow, today: Day) -> Res<Vec<LetterManager>> {
    let absences = absences(c, today)?;
    let sql = "SELECT t.receiver_id, c.name, coalesce((SELECT a.state FROM acceptance a JOIN ledger_line l ON l.id = a.line_id \
                 WHERE l.case_id = t.case_id AND l.kind = 'client' AND l.object_id = t.client_id \
                   AND a.receiver_id = t.receiver_id ORDER BY a.id DESC LIMIT 1), '') <> 'forced' FROM current_letter t JOIN client c ON c.id = t.client_id \
               WHERE t.case_id = ?1 AND (t.id = ?2 OR (t.contact_id = ?3 AND t.kind = ?4 AND EXISTS (SELECT 1 FROM acceptance a \
                 JOIN ledger_line l ON l.id = a.line_id WHERE l.case_id = t.case_id AND l.kind = 'client' AND l.object_id = t.client_id \
                  AND a.receiver_id = t.receiver_id AND a.state IN ('accepted','forced')))) \
               ORDER BY t.id <> ?2, c.name_fold, c.id";
    let pairs = q::all(c, sql, params![id, row.id, row.contact, row.kind], |r| {
        Ok((r.get::<_, EmployeeId>(0)?, r.get::<_, String>(1)?, r.get::<_, bool>(2)?))
    })?;
    let mut out: Vec<(EmployeeId, LetterManager)> = Vec::new();
    for (who, client, knows) in pairs {
        match out.iter_mut().find(|(id, _)| *id == who) {
            Some((_, manager)) => {
                manager.clients.push(client);
                manager.knows &= knows;
            }
            None => {
                let away_until = absences.get(&who).and_then(|a| away_now(a, today)).map(|(_, until)| until);
                let person = letter_person(c, Some(who))?;
                out.push((who, LetterManager { person, clients: vec![client], knows, away_until }));
            }
        }
    }
    Ok(out.into_iter().map(|(_, m)| m).collect())
}

fn letter_person(c: &Connection, id: Option<EmployeeId>) -> Res<LetterPerson> {
    let sql = "SELECT name, gender, coalesce(phone, ''), coalesce(email, '') FROM employee WHERE id = ?1";
    let found = q::one(c, sql, params![id], |r| {
        let (phone, email): (String, String) = (r.get(2)?, r.get(3)?);
        Ok(LetterPerson::of(&r.get::<_, String>(0)?, r.get(1)?, &phone, &email))
    })?;
    Ok(found.unwrap_or_else(|| LetterPerson::of("", None, "", "")))
}
