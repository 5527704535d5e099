//! What comes to somebody who is away (2 §3, 1-A5): it is the substitute's like the rest. Where he has taken over already it
//! is his at once and offered; else it waits in the ledger for the same apply. Nobody there to take it: the head is told.

use serde_json::json;

use super::absence::{Absence, next_in_line, propose, substitutes};
use super::apply::{give_authors, give_owners, take_over};
use super::inbox::{Note, tell};
use super::snapshot::Window;
use super::{Ctx, after, snapshot};
use crate::base::{Code, Day, LineId, Res};
use crate::domain::InboxKind;
use crate::reads::orphans::Held;
use crate::store::{Tx, params};

impl Absence {
    /// From its first day to the day before he is back: what comes then comes to somebody who is not there.
    fn runs(&self, cx: &Ctx<'_>, today: Day) -> bool {
        self.from <= today && today < self.back(cx)
    }
}

/// Takes what has come into the ledger and gives the number of its lines.
///
/// Errors: those of the commands whose part it is; nobody to stand in is none.
pub(super) fn take(tx: &mut Tx<'_>, cx: &Ctx<'_>, a: &Absence) -> Res<u64> {
    if !a.runs(cx, cx.clock.today()) {
        return Ok(0);
    }
    let last =
        tx.one("SELECT max(id) FROM ledger_line WHERE case_id = ?1", params![a.case.id], |r| r.get(0))?.flatten();
    let last = last.unwrap_or(LineId(0));
    let window = Window { from: a.from, to: a.to, extent: a.extent, late: true, leads: a.leads_too };
    let lines = snapshot::take_window(tx, cx, a.case.id, a.who, &window)?;
    if lines == 0 {
        return Ok(0);
    }
    match next_in_line(tx, cx, a) {
        Ok(Some(to)) => propose(tx, cx, a, to)?,
        Ok(None) => {}
        Err(nobody) if nobody.code == Code::NotEligible => {}
        Err(other) => return Err(other),
    }
    if is_handed_over(tx, a)? && take_over(tx, a.case.id, last)? > 0 {
        give_owners(tx, a.case.id)?;
        give_authors(tx, a.case.id, a.case.leaver)?;
        tell_of(tx, a)?;
    }
    after::settle(tx, cx, a.case.id)?;
    Ok(lines)
}

/// The head has applied the substitution: what follows needs no second word.
fn is_handed_over(tx: &Tx<'_>, a: &Absence) -> Res<bool> {
    let sql =
        "SELECT count(*) FROM ledger_line WHERE case_id = ?1 AND disposition = 'assign' AND batch_seq IS NOT NULL";
    Ok(tx.count(sql, params![a.case.id])? > 0)
}

/// The head and whoever stands in learn what has come and who has it now.
fn tell_of(tx: &mut Tx<'_>, a: &Absence) -> Res<()> {
    let sql = "SELECT l.kind, count(*) FROM ledger_line l WHERE l.case_id = ?1 AND l.batch_seq = ?2 GROUP BY l.kind";
    let seq = tx.seq();
    let mut n = Held::default();
    for (kind, count) in tx.all(sql, params![a.case.id, seq], |r| Ok((r.get::<_, String>(0)?, r.get::<_, i64>(1)?)))? {
        n.add(&kind, count.unsigned_abs());
    }
    let sql = "SELECT e.name FROM ledger_line l JOIN employee e ON e.id = l.to_id WHERE l.case_id = ?1 AND l.batch_seq = ?2 LIMIT 1";
    let by = tx.one(sql, params![a.case.id, seq], |r| r.get::<_, String>(0))?.unwrap_or_default();
    let mut people = substitutes(tx, a.case.id)?;
    people.push(a.head);
    people.sort_unstable();
    people.dedup();
    for to in people {
        let args = json!({
            "name": a.name, "by": by, "clients": n.clients, "deals": n.deals, "tasks": n.tasks, "leads": n.leads,
        });
        tell(tx, Note { to, kind: InboxKind::AbsenceCame, object: a.case.id.into(), args, due: None })?;
    }
    Ok(())
}
