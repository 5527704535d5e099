//! A letter that came back is written anew for the same manager, to another address (2 §6).

use serde::{Deserialize, Serialize};

use super::case_row::CaseRow;
use super::letters_approve::with_it;
use super::letters_draft::{message_id, never_arrived};
use super::{About, Asks, Command, Ctx, after};
use crate::base::{CaseId, ClientId, Code, ContactId, Fault, Kind, LetterId, Ref, Res, Seq, clean, fold};
use crate::domain::letter::is_address;
use crate::domain::rights::Right;
use crate::domain::{LetterKind, LetterState};
use crate::store::{Tx, Val, params};

/// The address is kept with the contact, the letter is to be approved again.
///
/// Errors: `LetterNotReady` for what is no address, or the one it came back from; `WrongState` for a letter that did not
/// come back; `UnknownLetter`, `UnknownCase`, `CaseClosed`.
#[derive(Debug, Clone, Serialize)]
pub struct LettersAnew {
    pub case: CaseId,
    pub letter: LetterId,
    pub address: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterAnew {
    pub letter: LetterId,
    pub address: String,
    /// The point that was made for it; none where the address stood there already. What an undo takes away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kept: Option<i64>,
}

struct Row {
    state: LetterState,
    kind: LetterKind,
    client: ClientId,
    contact: Option<ContactId>,
    address: String,
    name: String,
}

impl Command for LettersAnew {
    type Out = LetterAnew;
    const WORD: &'static str = "letters-anew";

    fn object(&self) -> Option<Ref> {
        Some(self.case.into())
    }

    fn asks(&self) -> Vec<Asks> {
        vec![Asks::new(Right::Letters, About::Case(self.case))]
    }

    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<LetterAnew> {
        let case = CaseRow::writes(tx, self.case)?;
        let row = self.row(tx)?;
        if !never_arrived(row.state) || case.state.is_over() && row.kind == LetterKind::First {
            return Err(Fault::new(Code::WrongState).with("name", &row.name).with("state", row.state.word()));
        }
        let address = clean(&self.address).trim().to_owned();
        let refused = |why| Fault::new(Code::LetterNotReady).with("name", &row.name).with("reason", why);
        if !is_address(&address) {
            return Err(refused("no_such_address"));
        }
        if fold(&address) == fold(&row.address) {
            return Err(refused("same_address"));
        }
        let kept = keep(tx, &row, &address)?;
        let spoken_for = with_it(tx, self.case, row.contact, self.letter)?;
        write(tx, cx, self.letter, row.client, &address)?;
        for other in spoken_for {
            let sql = "SELECT client_id, state FROM letter WHERE id = ?1";
            let found = tx.one(sql, params![other], |r| Ok((r.get::<_, ClientId>(0)?, r.get::<_, LetterState>(1)?)))?;
            if let Some((client, _)) = found.filter(|(_, state)| *state == row.state) {
                write(tx, cx, other, client, &address)?;
            }
        }
        after::settle(tx, cx, self.case)?;
        Ok(LetterAnew { letter: self.letter, address, kept })
    }
}

impl LettersAnew {
    fn row(&self, tx: &Tx<'_>) -> Res<Row> {
        let sql = "SELECT t.state, t.kind, t.client_id, t.contact_id, t.address, c.name FROM letter t \
                   JOIN client c ON c.id = t.client_id WHERE t.id = ?1 AND t.case_id = ?2";
        tx.one(sql, params![self.letter, self.case], |r| {
            Ok(Row {
                state: r.get(0)?,
                kind: r.get(1)?,
                client: r.get(2)?,
                contact: r.get(3)?,
                address: r.get(4)?,
                name: r.get(5)?,
            })
        })?
        .ok_or_else(|| Fault::new(Code::UnknownLetter).with("name", self.letter))
    }
}

/// With the contact, or the client where its own mailbox was written to. Gives the point where it was made for it.
fn keep(tx: &mut Tx<'_>, row: &Row, address: &str) -> Res<Option<i64>> {
    let client = if row.contact.is_none() { Some(row.client) } else { None };
    let sql = "INSERT OR IGNORE INTO point (client_id, contact_id, kind, written, norm) VALUES (?,?,'mail',?,?)";
    if tx.exec(sql, params![client, row.contact, address, fold(address)])? == 0 {
        return Ok(None);
    }
    let made = tx.conn().last_insert_rowid();
    found_by(tx, client, row.contact)?;
    Ok(Some(made))
}

/// The entry is taken back: an address that it had kept goes, unless a letter is written to it by now.
pub(super) fn unkeep(tx: &mut Tx<'_>, seq: Seq) -> Res<()> {
    let sql = "SELECT p.id, p.client_id, p.contact_id FROM journal_payload j JOIN point p ON p.id = j.payload ->> '$.out.kept' \
               WHERE j.seq = ?1 AND NOT EXISTS (SELECT 1 FROM letter x WHERE x.address = p.written)";
    let kept = tx.one(sql, params![seq], |r| Ok((r.get::<_, i64>(0)?, r.get(1)?, r.get(2)?)))?;
    let Some((point, client, contact)) = kept else { return Ok(()) };
    tx.exec("DELETE FROM point WHERE id = ?1", params![point])?;
    found_by(tx, client, contact)
}

/// Who is found by the points of this client, or of this contact of some.
fn found_by(tx: &mut Tx<'_>, client: Option<ClientId>, contact: Option<ContactId>) -> Res<()> {
    let sql = "SELECT client_id FROM client_contact WHERE contact_id = ?1";
    let clients: Vec<ClientId> = tx.all(sql, params![contact], |r| r.get(0))?;
    clients.into_iter().chain(client).for_each(|c| tx.reindex(c));
    Ok(())
}

/// A draft again. Not the letter that came back: its answer may still come.
fn write(tx: &mut Tx<'_>, cx: &Ctx<'_>, letter: LetterId, client: ClientId, address: &str) -> Res<()> {
    let mut fields = vec![
        ("state", Val::from(LetterState::Draft)),
        ("address", address.into()),
        ("message_id", message_id(cx, client).into()),
    ];
    let gone = ["approved_by", "approved_at", "file", "sent_at", "result_at", "result", "tell_id", "tell_by"];
    fields.extend(gone.map(|name| (name, Val::NULL)));
    tx.set(Kind::Letter, letter.0, &fields)?;
    Ok(())
}
