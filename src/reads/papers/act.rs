//! The values of «Акт приёма-передачи дел» of a case.

use std::collections::BTreeMap;

use super::annexes::annexes;
use super::{actor_name, person};
use crate::base::{At, CaseId, Clock, Code, EmployeeId, Fault, Res, Seq};
use crate::domain::papers::*;
use crate::domain::settings::Office;
use crate::domain::sheets::SheetKind;
use crate::domain::{BlockState, CaseKind, Disposition, LineKind, SignatureState};
use crate::reads::case::{CaseView, Part};
use crate::reads::freshness::freshness;
use crate::reads::frozen::money;
use crate::reads::{Scope, case, correspondence, q};
use crate::store::{Connection, journal, params};

/// What the act says now: everything to whoever leads the case, to its sides what is theirs.
///
/// Errors: `UnknownCase`; `WrongState` for a case that was never opened.
pub fn act(c: &Connection, scope: &Scope, id: CaseId, office: &Office, clock: &Clock) -> Res<ActData> {
    let view = case::case(c, scope, id, clock)?;
    let part = case::part(&view, scope);
    let mut act = written(c, view, part, office, clock)?;
    if !part.is_whole() {
        // The accesses are the head's concern until they are closed.
        act.accesses.clear();
    }
    match part {
        Part::Whole => {}
        Part::HandsOver(_) => {
            act.read_by = ActReader::Leaver;
            for deal in act.annexes.iter_mut().flat_map(|a| &mut a.deals) {
                deal.bonus.take_if(|b| b.name != act.leaver.name);
            }
        }
        Part::Receives(_) => {
            let (ledger, settled, confirmed, waived, correspondence) = Default::default();
            let read_by = ActReader::Receiver;
            act = ActData { read_by, ledger, settled, confirmed, waived, correspondence, ..act };
        }
    }
    Ok(act)
}

/// With the annexes and the signatures of a part.
fn written(c: &Connection, view: CaseView, part: Part, office: &Office, clock: &Clock) -> Res<ActData> {
    let id = view.id;
    if view.opened_at.is_none() {
        return Err(Fault::new(Code::WrongState).with("state", view.state.word()));
    }
    let leaver_id = view.leaver.as_ref().map(|w| w.id);
    let led = view.head.as_ref().map(|w| w.id);
    // Whoever looks after a closed case since has signed nothing.
    let head_id = if view.state.is_active() { led } else { signed_as_head(c, id)?.or(led) };
    let (leaver, head) = (person(c, leaver_id)?, person(c, head_id)?);
    let is_theirs = |who: &EmployeeId| part.receiver().is_none_or(|me| me == *who);
    let theirs = annexes(c, id)?.into_iter().filter(|(who, _)| is_theirs(who));
    let (receivers, annexes): (Vec<EmployeeId>, Vec<Annex>) = theirs.unzip();
    let mut parties = parties(leaver_id, &receivers, head_id);
    let members = "SELECT employee_id FROM signature WHERE case_id = ?1 AND party = 'commission' ORDER BY id";
    parties.extend(q::all(c, members, params![id], |r| Ok((Party::Commission, r.get(0)?)))?);
    if let Part::HandsOver(me) | Part::Receives(me) = part {
        parties.retain(|(_, who)| *who == me);
    }
    let (seq, hash) = journal::head(c)?;
    // As it is now: what was missing when the case was opened may have come since, or have been taken back.
    let (loaded, not_loaded) = freshness(c)?.kinds();
    Ok(ActData {
        case: id,
        kind: view.kind,
        made_at: clock.now,
        zone: clock.zone,
        office: office.name.clone(),
        place: office.place.clone(),
        notice_at: view.notice_at,
        last_day: view.last_day,
        since_at: view.since,
        annexes,
        ledger: ledger(c, id)?,
        settled: settled(c, id)?,
        accesses: accesses(c, leaver_id)?,
        confirmed: notes(c, id, BlockState::Confirmed, &head.name)?,
        waived: notes(c, id, BlockState::Waived, &head.name)?,
        correspondence: match view.kind {
            CaseKind::Planned => correspondence::totals(c, id)?,
            CaseKind::Crisis | CaseKind::Absence | CaseKind::Single => Vec::new(),
        },
        loaded,
        not_loaded,
        data_at: view.data_at,
        snapshot_hash: view.snapshot_hash,
        journal_seq: seq.unwrap_or(Seq(0)),
        journal_head: hash.iter().map(|b| format!("{b:02x}")).collect(),
        remarks: Vec::new(),
        signatures: signatures(c, id, &parties)?,
        leaver,
        head,
        read_by: ActReader::Head,
    })
}

/// Everybody who led the case may have a line; the one who signed is the head of the paper, else the last of them.
fn signed_as_head(c: &Connection, id: CaseId) -> Res<Option<EmployeeId>> {
    let sql = "SELECT employee_id FROM signature WHERE case_id = ?1 AND party = 'head' \
               ORDER BY state = 'signed' DESC, id DESC LIMIT 1";
    q::one(c, sql, params![id], |r| r.get(0))
}

/// Who signs, in the order of the paper.
fn parties(leaver: Option<EmployeeId>, receivers: &[EmployeeId], head: Option<EmployeeId>) -> Vec<(Party, EmployeeId)> {
    let receivers = receivers.iter().map(|id| (Party::Receiver, *id));
    let leaver = leaver.map(|id| (Party::Leaver, id));
    leaver.into_iter().chain(receivers).chain(head.map(|id| (Party::Head, id))).collect()
}

fn signatures(c: &Connection, id: CaseId, parties: &[(Party, EmployeeId)]) -> Res<Vec<SignatureRow>> {
    let sql =
        "SELECT state, at, coalesce(note, '') FROM signature WHERE case_id = ?1 AND employee_id = ?2 AND party = ?3";
    parties
        .iter()
        .map(|(party, who)| {
            let found = q::one(c, sql, params![id, who, party.word()], |r| {
                Ok((r.get::<_, SignatureState>(0)?, r.get::<_, Option<At>>(1)?, r.get::<_, String>(2)?))
            })?;
            let (state, at, note) = found.unwrap_or((SignatureState::Waiting, None, String::new()));
            Ok(SignatureRow { party: *party, person: person(c, Some(*who))?, state, at, note })
        })
        .collect()
}

/// Decisions count once they are applied.
fn ledger(c: &Connection, id: CaseId) -> Res<Vec<LedgerCount>> {
    let sql = "SELECT kind, late, CASE WHEN batch_seq IS NOT NULL THEN disposition END, currency, amount \
               FROM ledger_line WHERE case_id = ?1";
    let mut by_kind: BTreeMap<LineKind, LedgerCount> = BTreeMap::new();
    let rows = q::all(c, sql, params![id], |r| {
        Ok((r.get::<_, LineKind>(0)?, r.get::<_, bool>(1)?, r.get::<_, Option<Disposition>>(2)?, money(r, 3, 4)?))
    })?;
    for (kind, late, disposition, amount) in rows {
        let empty = LedgerCount { kind, snapshot: 0, late: 0, by: BTreeMap::new(), sums: Default::default() };
        let count = by_kind.entry(kind).or_insert(empty);
        if late {
            count.late += 1;
        } else {
            count.snapshot += 1;
            amount.into_iter().for_each(|m| count.sums.add(m));
        }
        if let Some(d) = disposition {
            *count.by.entry(d).or_default() += 1;
        }
    }
    Ok(by_kind.into_values().collect())
}

fn settled(c: &Connection, id: CaseId) -> Res<Vec<SettledRow>> {
    let sql = "SELECT kind, title, disposition, coalesce(reason, '') FROM ledger_line \
               WHERE case_id = ?1 AND batch_seq IS NOT NULL AND disposition <> 'assign' ORDER BY kind, title, id";
    q::all(c, sql, params![id], |r| {
        Ok(SettledRow { kind: r.get(0)?, title: r.get(1)?, disposition: r.get(2)?, reason: r.get(3)? })
    })
}

fn accesses(c: &Connection, leaver: Option<EmployeeId>) -> Res<Vec<AccessRow>> {
    let sql =
        "SELECT title, login, state, done_at, coalesce(redirected, '') FROM access WHERE employee_id = ?1 ORDER BY id";
    q::all(c, sql, params![leaver], |r| {
        Ok(AccessRow {
            title: r.get(0)?,
            login: r.get(1)?,
            state: r.get(2)?,
            done_at: r.get(3)?,
            redirected: r.get(4)?,
        })
    })
}

/// What came with a sheet is said by whoever filled it in: the block and the sheet were written by one entry, whoever made
/// it.
fn notes(c: &Connection, id: CaseId, state: BlockState, head: &str) -> Res<Vec<BlockNote>> {
    let sql = "SELECT l.title, b.block, b.by_actor, b.at, coalesce(b.reason, ''), \
                 (SELECT e.name FROM op_row o JOIN sheet s ON s.id = o.id JOIN employee e ON e.id = s.employee_id \
                   WHERE o.seq = b.rev AND o.kind = 'sheet' AND o.field = 'came' AND s.kind = ?3 \
                     AND (SELECT count(DISTINCT x.employee_id) FROM op_row y JOIN sheet x ON x.id = y.id \
                           WHERE y.seq = b.rev AND y.kind = 'sheet' AND y.field = 'came' AND x.kind = ?3) = 1 LIMIT 1) \
               FROM ledger_line l JOIN context_block b ON b.kind = l.kind AND b.object_id = l.object_id \
               WHERE l.case_id = ?1 AND b.state = ?2 ORDER BY l.title, l.id, b.id";
    let rows = q::all(c, sql, params![id, state, SheetKind::Context], |r| {
        let entered_by = r.get(2)?;
        let who: Option<String> = r.get(5)?;
        let (title, block, at, reason) = (r.get(0)?, r.get(1)?, r.get(3)?, r.get(4)?);
        Ok((who, BlockNote { title, block, who: String::new(), entered_by, at, reason }))
    })?;
    let named = |(who, note): (Option<String>, BlockNote)| {
        let actor = actor_name(c, &note.entered_by, head)?;
        Ok(match who {
            Some(who) if who != actor => BlockNote { who, entered_by: actor, ..note },
            _ => BlockNote { who: actor, entered_by: String::new(), ..note },
        })
    };
    rows.into_iter().map(named).collect()
}
