//! The first letter to a client whose line was accepted (2 §6): one per contact and case, to whoever decides most and can
//! be written to. What keeps it from being approved stands beside it as `problem`.

use super::Ctx;
use crate::base::{CaseId, ClientId, ContactId, EmployeeId, Kind, LetterId, Res};
use crate::domain::letter::{Greeting, greeting};
use crate::domain::{Gender, LetterState, Salutation};
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
          k.id, p.id LIMIT 1";

fn addressee(tx: &Tx<'_>, client: ClientId) -> Res<Result<Addressee, &'static str>> {
    let found = tx.one(CONTACTS, params![client], |r| {
        let own: String = r.get(2)?;
        let checked = r.get::<_, Salutation>(3)? == Salutation::Certain;
        let greeting = greeting(&r.get::<_, String>(5)?, r.get(6)?);
        let salutation = if own.is_empty() { dear(&greeting) } else { own };
        // Checked by a person, or said by a full name; without a name there is nothing to be sure of.
        let sure = !salutation.is_empty() && (checked || greeting.certainty == Salutation::Certain);
        Ok((Addressee { contact: r.get(0)?, address: r.get(1)?, salutation, sure }, r.get::<_, bool>(4)?))
    })?;
    match found {
        Some((to, false)) => return Ok(Ok(to)),
        Some((_, true)) => return Ok(Err(DO_NOT_WRITE)),
        None => {}
    }
    let sql = "SELECT written FROM point WHERE client_id = ?1 AND kind = 'mail' ORDER BY id LIMIT 1";
    let own: Option<String> = tx.one(sql, params![client], |r| r.get(0))?;
    // The client's own mailbox is greeted without a name, which needs no looking at.
    Ok(own.map(|address| Addressee { contact: None, address, salutation: String::new(), sure: true }).ok_or(NO_ADDRESS))
}

/// «Уважаемый Иван Петрович»: data like the name itself, whatever language the screen speaks.
fn dear(g: &Greeting) -> String {
    match g.gender {
        Some(Gender::Male) if !g.name.is_empty() => format!("Уважаемый {}", g.name),
        Some(Gender::Female) if !g.name.is_empty() => format!("Уважаемая {}", g.name),
        _ => String::new(),
    }
}

/// Writes the draft, or brings one that was not sent yet up to the new receiver.
pub(super) fn draft(tx: &mut Tx<'_>, cx: &Ctx<'_>, case: CaseId, client: ClientId, receiver: EmployeeId) -> Res<()> {
    let sql = "SELECT id, state FROM letter WHERE case_id = ?1 AND client_id = ?2 ORDER BY id DESC LIMIT 1";
    let old = tx.one(sql, params![case, client], |r| Ok((r.get::<_, LetterId>(0)?, r.get::<_, LetterState>(1)?)))?;
    let to = addressee(tx, client)?;
    let (contact, address, salutation, problem) = match to {
        Err(problem) => (None, String::new(), String::new(), problem),
        Ok(to) => {
            let problem = if joined(tx, case, client, to.contact)? {
                JOINED
            } else if to.sure {
                ""
            } else {
                SALUTATION
            };
            (to.contact, to.address, to.salutation, problem)
        }
    };
    let fields = [
        ("contact_id", Val::from(contact)),
        ("receiver_id", receiver.into()),
        ("state", LetterState::Draft.into()),
        ("address", address.into()),
        ("salutation", salutation.into()),
        ("problem", problem.into()),
    ];
    match old {
        Some((id, LetterState::Draft | LetterState::Approved)) => {
            tx.set(Kind::Letter, id.0, &fields)?;
        }
        Some(_) => {}
        None => {
            let op: String = cx.op_id.0.iter().map(|b| format!("{b:02x}")).collect();
            let key = [
                ("case_id", Val::from(case)),
                ("client_id", client.into()),
                ("message_id", format!("{op}.{}@estafeta.invalid", client.0).into()),
            ];
            tx.insert(Kind::Letter, &[&key[..], &fields[..]].concat())?;
        }
    }
    Ok(())
}

/// Whether the contact gets a letter of this case on behalf of another client, and it has not gone out yet: it must name
/// this manager too, so one that was approved is to be approved again. After it has gone, this client gets its own.
fn joined(tx: &mut Tx<'_>, case: CaseId, client: ClientId, contact: Option<ContactId>) -> Res<bool> {
    let sql = "SELECT id, state FROM letter WHERE case_id = ?1 AND client_id <> ?2 AND contact_id = ?3 AND problem <> ?4 \
           AND state IN ('draft','approved') ORDER BY id LIMIT 1";
    let found = tx.one(sql, params![case, client, contact, JOINED], |r| {
        Ok((r.get::<_, LetterId>(0)?, r.get::<_, LetterState>(1)?))
    })?;
    if let Some((letter, LetterState::Approved)) = found {
        let again = [("state", Val::from(LetterState::Draft)), ("approved_by", Val::NULL), ("approved_at", Val::NULL)];
        tx.set(Kind::Letter, letter.0, &again)?;
    }
    Ok(found.is_some())
}
