//! Read and done: what a person says about entries of their own inbox, or of their role's.

use serde::{Deserialize, Serialize};

use super::{About, Asks, Command, Ctx};
use crate::base::{At, Code, Fault, InboxId, Kind, Ref, Res};
use crate::domain::InboxKind;
use crate::domain::rights::Right;
use crate::store::{Tx, Val, params};

/// Marks entries as read, or as unread again. Plain news is done as soon as it is read.
///
/// Errors: `UnknownObject`; `Denied` for another's entry.
#[derive(Debug, Clone, Serialize)]
pub struct InboxRead {
    pub entries: Vec<InboxId>,
    pub read: bool,
}

/// Marks entries as done, or as open again. What is done has been read.
///
/// Errors: `UnknownObject`; `Denied` for another's entry.
#[derive(Debug, Clone, Serialize)]
pub struct InboxDone {
    pub entries: Vec<InboxId>,
    pub done: bool,
}

/// `marked` counts the entries that changed, `done` those of them that ended with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InboxMarked {
    pub marked: u64,
    pub done: u64,
}

struct Entry {
    kind: InboxKind,
    read_at: Option<At>,
    done_at: Option<At>,
}

fn entry(tx: &Tx<'_>, id: InboxId) -> Res<Entry> {
    let sql = "SELECT kind, read_at, done_at FROM inbox WHERE id = ?1";
    let found = tx.one(sql, params![id], |r| Ok(Entry { kind: r.get(0)?, read_at: r.get(1)?, done_at: r.get(2)? }))?;
    found.ok_or_else(|| Fault::new(Code::UnknownObject).with("object", Ref::from(id)))
}

fn asks_for(entries: &[InboxId]) -> Vec<Asks> {
    entries.iter().map(|id| Asks::new(Right::Inbox, About::Inbox(*id))).collect()
}

fn write(tx: &mut Tx<'_>, id: InboxId, fields: &[(&'static str, Val)], out: &mut InboxMarked, ends: bool) -> Res<()> {
    if !fields.is_empty() && tx.set(Kind::Inbox, id.0, fields)? {
        out.marked += 1;
        out.done += u64::from(ends);
    }
    Ok(())
}

impl Command for InboxRead {
    type Out = InboxMarked;
    const WORD: &'static str = "inbox-read";

    fn object(&self) -> Option<Ref> {
        self.entries.first().map(|id| Ref::from(*id))
    }

    fn asks(&self) -> Vec<Asks> {
        asks_for(&self.entries)
    }

    fn run(&self, tx: &mut Tx<'_>, _cx: &Ctx<'_>) -> Res<InboxMarked> {
        let mut out = InboxMarked { marked: 0, done: 0 };
        for id in &self.entries {
            let e = entry(tx, *id)?;
            let ends = self.read && e.kind.is_news() && e.done_at.is_none();
            let mut fields = Vec::new();
            if self.read != e.read_at.is_some() {
                fields.push(("read_at", self.read.then(|| tx.at()).into()));
            }
            if ends {
                fields.push(("done_at", tx.at().into()));
            }
            write(tx, *id, &fields, &mut out, ends)?;
        }
        Ok(out)
    }
}

impl Command for InboxDone {
    type Out = InboxMarked;
    const WORD: &'static str = "inbox-done";

    fn object(&self) -> Option<Ref> {
        self.entries.first().map(|id| Ref::from(*id))
    }

    fn asks(&self) -> Vec<Asks> {
        asks_for(&self.entries)
    }

    fn run(&self, tx: &mut Tx<'_>, _cx: &Ctx<'_>) -> Res<InboxMarked> {
        let mut out = InboxMarked { marked: 0, done: 0 };
        for id in &self.entries {
            let e = entry(tx, *id)?;
            let mut fields = Vec::new();
            if self.done != e.done_at.is_some() {
                fields.push(("done_at", self.done.then(|| tx.at()).into()));
                if self.done && e.read_at.is_none() {
                    fields.push(("read_at", tx.at().into()));
                }
            }
            write(tx, *id, &fields, &mut out, self.done)?;
        }
        Ok(out)
    }
}
