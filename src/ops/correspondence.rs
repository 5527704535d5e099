//! The correspondence archive of each client (1-B5): mail linked, chats moved, recordings reachable, as a person says of one
//! client or of many at once.

use serde::{Deserialize, Serialize};

use super::case_row::CaseRow;
use super::waive::reason;
use super::{About, Asks, Command, Ctx, after};
use crate::base::{CaseId, ClientId, Code, Fault, Kind, Ref, Res, clean};
use crate::domain::checklist::{CORRESPONDENCE, Computed};
use crate::domain::rights::Right;
use crate::domain::{CorrespondencePart, CorrespondenceState, ItemState};
use crate::reads::computed;
use crate::store::{Tx, Val, params};

/// Without clients it speaks of all that the case hands over. `note` is where it is to be found, or why there is none;
/// «не было» needs one.
///
/// Errors: `NotInCase` for a client that this case does not hand over; `ReasonNeeded`, `Placeholder`; `UnknownCase`,
/// `CaseClosed`, `WrongState`.
#[derive(Debug, Clone, Serialize)]
pub struct CorrespondenceSet {
    pub case: CaseId,
    pub clients: Vec<ClientId>,
    pub parts: Vec<CorrespondencePart>,
    pub state: CorrespondenceState,
    pub note: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrespondenceSaid {
    pub clients: u32,
    pub parts: u32,
}

impl Command for CorrespondenceSet {
    type Out = CorrespondenceSaid;
    const WORD: &'static str = "correspondence";

    fn object(&self) -> Option<Ref> {
        Some(self.case.into())
    }

    /// Whoever may write what is known of a client may say where its correspondence is; of all at once, who leads the case.
    fn asks(&self) -> Vec<Asks> {
        match self.clients.as_slice() {
            [] => vec![Asks::new(Right::Case, About::Case(self.case))],
            some => some.iter().map(|c| Asks::new(Right::Add, About::Knowledge((*c).into()))).collect(),
        }
    }

    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<CorrespondenceSaid> {
        CaseRow::tickable(tx, self.case)?;
        let note = match (self.state, self.note.as_deref().map(str::trim).filter(|n| !n.is_empty())) {
            (CorrespondenceState::None, note) => reason(note.unwrap_or_default())?,
            (_, note) => clean(note.unwrap_or_default()).trim().to_owned(),
        };
        let mut out = CorrespondenceSaid { clients: 0, parts: 0 };
        for client in self.of_case(tx)? {
            let before = out.parts;
            for part in &self.parts {
                out.parts += u32::from(self.say(tx, cx, client, *part, &note)?);
            }
            out.clients += u32::from(out.parts > before);
        }
        if out.parts > 0 {
            self.tick(tx, cx)?;
            after::settle(tx, cx, self.case)?;
        }
        Ok(out)
    }
}

impl CorrespondenceSet {
    /// The clients spoken of, each a line that is handed over or still to be decided.
    fn of_case(&self, tx: &Tx<'_>) -> Res<Vec<ClientId>> {
        let sql = "SELECT object_id FROM ledger_line WHERE case_id = ?1 AND kind = 'client' \
                    AND (disposition IS NULL OR disposition = 'assign') ORDER BY id";
        let all: Vec<ClientId> = tx.all(sql, params![self.case], |r| r.get(0))?;
        if self.clients.is_empty() {
            return Ok(all);
        }
        match self.clients.iter().find(|c| !all.contains(c)) {
            None => Ok(self.clients.clone()),
            Some(stranger) => {
                let sql = "SELECT name FROM client WHERE id = ?1";
                let name: Option<String> = tx.one(sql, params![stranger], |r| r.get(0))?;
                Err(Fault::new(Code::NotInCase).with("name", name.unwrap_or_else(|| stranger.to_string())))
            }
        }
    }

    /// The item of the checklist is a person's word about the whole: given with the last confirmation, open again when one
    /// is taken back. Ticked by hand or waived earlier it stays.
    fn tick(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<()> {
        let counted = computed::counts(tx.conn(), self.case, &[Computed::Correspondence])?;
        let whole = counted.iter().all(|n| n.done >= n.all);
        let (from, to) = match (whole, self.state) {
            (true, _) => (ItemState::Open, ItemState::Done),
            (false, CorrespondenceState::Open) => (ItemState::Done, ItemState::Open),
            (false, _) => return Ok(()),
        };
        let sql = "SELECT id FROM checklist_item WHERE case_id = ?1 AND code = ?3 AND computed = '' AND state = ?2";
        let Some(item) = tx.one(sql, params![self.case, from, CORRESPONDENCE], |r| r.get::<_, i64>(0))? else {
            return Ok(());
        };
        let (by, at) = if whole { (Val::from(&cx.actor), Val::from(tx.at())) } else { (Val::NULL, Val::NULL) };
        tx.set(Kind::Item, item, &[("state", to.into()), ("done_by", by), ("done_at", at)])?;
        Ok(())
    }

    fn say(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>, client: ClientId, part: CorrespondencePart, note: &str) -> Res<bool> {
        let sql = "SELECT id, state, note FROM correspondence WHERE case_id = ?1 AND client_id = ?2 AND part = ?3";
        let old = tx.one(sql, params![self.case, client, part], |r| {
            Ok((r.get::<_, i64>(0)?, r.get::<_, CorrespondenceState>(1)?, r.get::<_, String>(2)?))
        })?;
        let open = self.state == CorrespondenceState::Open;
        let (by, at) = if open { (Val::NULL, Val::NULL) } else { (Val::from(&cx.actor), tx.at().into()) };
        let fields = [("state", Val::from(self.state)), ("by_actor", by), ("at", at), ("note", note.into())];
        match old {
            // Said already: who said it first stays.
            Some((_, state, was)) if state == self.state && was == note => Ok(false),
            None if open => Ok(false),
            Some((id, ..)) => tx.set(Kind::Correspondence, id, &fields),
            None => {
                let key = [("case_id", Val::from(self.case)), ("client_id", client.into()), ("part", part.into())];
                tx.insert(Kind::Correspondence, &[&key[..], &fields[..]].concat())?;
                Ok(true)
            }
        }
    }
}
