//! The first letter to a client whose line was accepted (2 §6): one per contact and case, to whoever decides most and can
//! be written to; where the manager changes after it, an «уточнение». What keeps a letter from being approved stands
//! beside it as `problem`, and where there is nowhere to write, who tells the client instead.

use std::collections::BTreeSet;

use serde_json::json;

use super::Ctx;
use super::inbox::{Note, tell};
use crate::base::{At, CaseId, ClientId, ContactId, EmployeeId, Kind, LetterId, Res, fold};
use crate::domain::deadlines::first_contact_due;
use crate::domain::letter::{Greeting, greeting};
use crate::domain::{Gender, InboxKind, LetterKind, LetterState, Salutation, Segment, Temperature};
use crate::store::{Tx, Val, params};

/// Nobody at the client has an address: «некуда писать».
pub const NO_ADDRESS: &str = "no_address";
/// Everybody who has one asked not to be written to.
pub const DO_NOT_WRITE: &str = "do_not_write";
/// The salutation is guessed or unknown: the letter is looked at singly.
pub const SALUTATION: &str = "salutation";
/// Another client's letter to the same contact in this case names this manager too (2 §9.4).
pub const JOINED: &str = "joined";

struct Addressee {
    contact: Option<ContactId>,
    address: String,
    salutation: String,
    sure: bool,
}

/// Those with a mail of their own, the deciding first; whom not to involve never gets a letter.
const CONTACTS: &str = "\
SELECT k.id, p.written, coalesce(k.salutation, ''), k.salutation_state, k.do_not_write, k.name, k.gender \
  FROM client_contact cc JOIN contact k ON k.id = cc.contact_id \
  JOIN point p ON p.contact_id = k.id AND p.kind = 'mail' \
 WHERE cc.client_id = ?1 AND k.decision <> 'avoid' \
 ORDER BY k.do_not_write, CASE k.decision WHEN 'decides' THEN 0 WHEN 'influences' THEN 1 WHEN 'unknown' THEN 2 ELSE 3 END, \
          k.id, p.id";

/// Addresses that letters to the client, or to its people on behalf of another, came back from: as a letter has it now, or
/// had it before it was written anew. What was taken back since does not count.
const CAME_BACK: &str = "\
WITH theirs(id) AS ( \
  SELECT x.id FROM letter x WHERE x.client_id = ?1 \
  UNION SELECT x.id FROM client_contact cc JOIN client_contact o ON o.contact_id = cc.contact_id \
    JOIN letter x ON x.client_id = o.client_id AND x.contact_id = cc.contact_id WHERE cc.client_id = ?1) \
SELECT x.address FROM theirs t JOIN letter x ON x.id = t.id WHERE x.state IN ('bounced','failed') \
UNION SELECT a.old FROM theirs t JOIN op_row a ON a.kind = 'letter' AND a.id = t.id AND a.field = 'address' \
  JOIN op_row s ON s.seq = a.seq AND s.kind = a.kind AND s.id = a.id AND s.field = 'state' \
  JOIN journal j ON j.seq = a.seq WHERE s.old IN ('bounced','failed') AND j.undone_by IS NULL";

/// The address that letters came back from is the last resort: who else can be reached is written to before it.
fn addressee(tx: &Tx<'_>, client: ClientId) -> Res<Result<Addressee, &'static str>> {
    let came_back = tx.all(CAME_BACK, params![client], |r| r.get::<_, String>(0))?;
    let came_back: BTreeSet<String> = came_back.iter().map(|a| fold(a)).collect();
    let reaches = |to: &Addressee| !came_back.contains(&fold(&to.address));
    let contacts = tx.all(CONTACTS, params![client], |r| {
        let own: String = r.get(2)?;
        // What somebody has checked is the words: without them only the name can be sure.
        let checked = !own.is_empty() && r.get::<_, Salutation>(3)? == Salutation::Certain;
        let greeting = greeting(&r.get::<_, String>(5)?, r.get(6)?);
        let salutation = if own.is_empty() { dear(&greeting) } else { own };
        // Checked by a person, or said by a full name; without a name there is nothing to be sure of.
        let sure = !salutation.is_empty() && (checked || greeting.certainty == Salutation::Certain);
        Ok((Addressee { contact: r.get(0)?, address: r.get(1)?, salutation, sure }, r.get::<_, bool>(4)?))
    })?;
    let some_asked_not_to = contacts.iter().any(|(_, do_not_write)| *do_not_write);
    let mut to: Vec<Addressee> = contacts.into_iter().filter(|(_, no)| !no).map(|(to, _)| to).collect();
    if some_asked_not_to && to.is_empty() {
        return Ok(Err(DO_NOT_WRITE));
    }
    if !some_asked_not_to {
        let sql = "SELECT written FROM point WHERE client_id = ?1 AND kind = 'mail' ORDER BY id";
        // The client's own mailbox is greeted without a name, which needs no looking at.
        let own = |address| Addressee { contact: None, address, salutation: String::new(), sure: true };
        to.extend(tx.all(sql, params![client], |r| r.get(0).map(own))?);
    }
    let best = to.iter().position(reaches).unwrap_or(0);
    Ok(to.into_iter().nth(best).ok_or(NO_ADDRESS))
}

/// «Уважаемый Иван Петрович»: data like the name itself, whatever language the screen speaks.
fn dear(g: &Greeting) -> String {
    match g.gender {
        Some(Gender::Male) if !g.name.is_empty() => format!("Уважаемый {}", g.name),
        Some(Gender::Female) if !g.name.is_empty() => format!("Уважаемая {}", g.name),
        _ => String::new(),
    }
}

/// The last letter to a client in a case.
struct Last {
    id: LetterId,
    state: LetterState,
    kind: LetterKind,
    receiver: EmployeeId,
}

/// Writes the draft, or brings one that was not sent yet up to the new receiver. Where the client was told of somebody
/// else already it is an «уточнение»; a letter that never arrived is written anew in its row.
pub(super) fn draft(tx: &mut Tx<'_>, cx: &Ctx<'_>, case: CaseId, client: ClientId, receiver: EmployeeId) -> Res<()> {
    let last = last(tx, case, client)?;
    let kind = match &last {
        Some(l) if l.receiver == receiver && !is_open(l.state) => return Ok(()),
        Some(l) if is_open(l.state) || never_arrived(l.state) => l.kind,
        Some(_) => LetterKind::Clarify,
        None if told_elsewhere(tx, case, client, receiver)? => LetterKind::Clarify,
        None => LetterKind::First,
    };
    let to = addressee(tx, client)?;
    let (contact, address, salutation, problem) = match to {
        Err(problem) => (None, String::new(), String::new(), problem),
        Ok(to) => {
            let problem = if joined(tx, case, client, to.contact, kind)? {
                JOINED
            } else if to.sure {
                ""
            } else {
                SALUTATION
            };
            (to.contact, to.address, to.salutation, problem)
        }
    };
    let tell_by = match problem {
        NO_ADDRESS | DO_NOT_WRITE => Some(tell_by(tx, cx, case, client)?),
        _ => None,
    };
    let fields = [
        ("contact_id", Val::from(contact)),
        ("receiver_id", receiver.into()),
        ("state", LetterState::Draft.into()),
        ("address", address.into()),
        ("salutation", salutation.into()),
        ("problem", problem.into()),
        // A file written before names somebody else.
        ("file", Val::NULL),
        ("tell_id", tell_by.map(|_| receiver).into()),
        ("tell_by", tell_by.into()),
    ];
    let id = match last {
        Some(l) if is_open(l.state) => {
            tx.set(Kind::Letter, l.id.0, &fields)?;
            l.id
        }
        // Not the letter that bounced: its answer may still come.
        Some(l) if never_arrived(l.state) => {
            let anew = [
                ("message_id", Val::from(message_id(cx, client))),
                ("sent_at", Val::NULL),
                ("result_at", Val::NULL),
                ("result", Val::NULL),
            ];
            tx.set(Kind::Letter, l.id.0, &[&fields[..], &anew[..]].concat())?;
            l.id
        }
        _ => {
            let key = [
                ("case_id", Val::from(case)),
                ("client_id", client.into()),
                ("kind", kind.into()),
                ("message_id", message_id(cx, client).into()),
            ];
            LetterId(tx.insert(Kind::Letter, &[&key[..], &fields[..]].concat())?)
        }
    };
    match tell_by {
        Some(due) => tell_client(tx, case, id, receiver, due),
        None => Ok(()),
    }
}

/// «Некуда писать» is somebody's to do by telephone: told in the inbox, for as long as it is not done.
pub(super) fn tell_client(tx: &mut Tx<'_>, case: CaseId, letter: LetterId, to: EmployeeId, due: At) -> Res<()> {
    let sql = "SELECT c.name, t.problem FROM letter t JOIN client c ON c.id = t.client_id WHERE t.id = ?1";
    let said = tx.one(sql, params![letter], |r| Ok((r.get::<_, String>(0)?, r.get::<_, String>(1)?)))?;
    let Some((client, problem)) = said else { return Ok(()) };
    let args = json!({ "case": case.0, "client": client, "problem": problem });
    tell(tx, Note { to, kind: InboxKind::TellClient, object: letter.into(), args, due: Some(due) })
}

/// The call that stands for a letter is the new manager's first contact, and has its term.
pub(super) fn tell_by(tx: &Tx<'_>, cx: &Ctx<'_>, case: CaseId, client: ClientId) -> Res<At> {
    let sql = "SELECT segment, temperature FROM ledger_line WHERE case_id = ?1 AND kind = 'client' AND object_id = ?2";
    let words = tx.one(sql, params![case, client], |r| Ok((r.get::<_, String>(0)?, r.get::<_, String>(1)?)))?;
    let (segment, temperature) = words.unwrap_or_default();
    let segment = Segment::of(&segment).unwrap_or(Segment::Regular);
    let temperature = Temperature::of(&temperature).unwrap_or(Temperature::Cold);
    Ok(first_contact_due(&cx.calendar(), tx.at(), segment, temperature))
}

const fn is_open(state: LetterState) -> bool {
    matches!(state, LetterState::Draft | LetterState::Approved)
}

pub(super) const fn never_arrived(state: LetterState) -> bool {
    matches!(state, LetterState::Bounced | LetterState::Failed)
}

fn last(tx: &Tx<'_>, case: CaseId, client: ClientId) -> Res<Option<Last>> {
    let sql = "SELECT id, state, kind, receiver_id FROM current_letter WHERE case_id = ?1 AND client_id = ?2";
    tx.one(sql, params![case, client], |r| {
        Ok(Last { id: r.get(0)?, state: r.get(1)?, kind: r.get(2)?, receiver: r.get(3)? })
    })
}

/// Another handover that is still looked after told the client of somebody else.
fn told_elsewhere(tx: &Tx<'_>, case: CaseId, client: ClientId, receiver: EmployeeId) -> Res<bool> {
    let sql = "SELECT t.receiver_id <> ?3 FROM letter t JOIN handover_case h ON h.id = t.case_id \
                WHERE t.client_id = ?2 AND t.case_id <> ?1 AND t.state IN ('sent','not_bounced','confirmed') \
                  AND h.state NOT IN ('finished','withdrawn') ORDER BY t.sent_at DESC, t.id DESC LIMIT 1";
    Ok(tx.one(sql, params![case, client, receiver], |r| r.get(0))?.unwrap_or(false))
}

pub(super) fn message_id(cx: &Ctx<'_>, client: ClientId) -> String {
    let op: String = cx.op_id.0.iter().map(|b| format!("{b:02x}")).collect();
    format!("{op}.{}@estafeta.invalid", client.0)
}

/// Whether the contact gets a letter of this kind and case on behalf of another client, and it has not gone out yet: it
/// must name this manager too, so one that was approved is to be approved again. After it has gone, this client gets its own.
fn joined(tx: &mut Tx<'_>, case: CaseId, client: ClientId, contact: Option<ContactId>, kind: LetterKind) -> Res<bool> {
    let sql = "SELECT id, state FROM letter WHERE case_id = ?1 AND client_id <> ?2 AND contact_id = ?3 AND problem <> ?4 \
           AND kind = ?5 AND state IN ('draft','approved') ORDER BY id LIMIT 1";
    let found = tx.one(sql, params![case, client, contact, JOINED, kind], |r| {
        Ok((r.get::<_, LetterId>(0)?, r.get::<_, LetterState>(1)?))
    })?;
    if let Some((letter, LetterState::Approved)) = found {
        let again = [
            ("state", Val::from(LetterState::Draft)),
            ("approved_by", Val::NULL),
            ("approved_at", Val::NULL),
            ("file", Val::NULL),
        ];
        tx.set(Kind::Letter, letter.0, &again)?;
    }
    Ok(found.is_some())
}

/// Clients whose manager this operation changed past any handover (somebody gave them, a file of the CRM said so), and that
/// a letter told of another one: an «уточнение» for each. A withdrawn case's clients were told too. Nothing is written of
/// somebody who leaves, nor where a later letter names the manager already or
/// another handover decides.
pub(super) fn clarify_changed(tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<()> {
    let sql = "SELECT t.case_id, c.id, c.owner_id FROM letter t CROSS JOIN client c ON c.id = t.client_id AND c.rev = ?1 \
                 JOIN handover_case h ON h.id = t.case_id JOIN employee e ON e.id = c.owner_id \
                WHERE t.id = (SELECT max(x.id) FROM letter x WHERE x.client_id = c.id \
                    AND x.state IN ('sent','not_bounced','confirmed')) AND t.receiver_id <> c.owner_id AND h.state NOT IN ('finished','draft') \
                  AND e.status NOT IN ('leaving','dismissed') \
                  AND NOT EXISTS (SELECT 1 FROM letter y WHERE y.client_id = c.id AND y.id > t.id AND y.receiver_id = c.owner_id) \
                  AND NOT EXISTS (SELECT 1 FROM active_object o WHERE o.kind = 'client' AND o.id = c.id AND o.case_id <> t.case_id) \
                ORDER BY c.id";
    let told = tx.all(sql, params![tx.seq()], |r| {
        Ok((r.get::<_, CaseId>(0)?, r.get::<_, ClientId>(1)?, r.get::<_, EmployeeId>(2)?))
    })?;
    for (case, client, owner) in told {
        draft(tx, cx, case, client, owner)?;
    }
    Ok(())
}

/// A first contact of the manager a letter named says that the client knows (2 §6): what went out is confirmed by it.
pub(super) fn confirm(tx: &mut Tx<'_>, case: CaseId) -> Res<()> {
    // Who knew already, because nothing had come back, does not know later for having been called since.
    let sql = "SELECT t.id, 'confirmed', CASE t.state WHEN 'not_bounced' THEN coalesce(t.result_at, u.at) ELSE u.at END \
                 FROM letter t JOIN (SELECT t.id, min(u.at) AS at FROM letter t JOIN reached_touch u ON u.client_id = t.client_id \
                     AND u.employee_id = t.receiver_id AND u.at >= t.sent_at WHERE t.case_id = ?1 GROUP BY t.id) u ON u.id = t.id \
                WHERE t.case_id = ?1 AND t.state IN ('sent','not_bounced')";
    tx.set_all(Kind::Letter, &["state", "result_at"], sql, params![case])?;
    Ok(())
}
