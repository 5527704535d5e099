//! Takes back the last import as one batch: rows it made go, fields it changed go back, what it added beside rows that were
//! there before goes; what somebody has touched since, and what handovers stand on, stays and is listed (1-C6).

use super::undo::{self, UndoDone};
use super::{Ctx, letters_draft, signals, undo_stands};
use crate::base::{At, CaseId, ClientId, Code, Due, EmployeeId, Fault, ImportId, Kind, Ref, Res, Seq};
use crate::reads::journal::TRACELESS;
use crate::store::{Tx, params};

/// A letter to be drafted, by its case, client and receiver.
type Draft = (CaseId, ClientId, EmployeeId);

/// What became of what was added beside rows that were there before.
#[derive(Default)]
struct Beside {
    /// Letters to be drafted anew.
    drafts: Vec<Draft>,
    /// Whose mail stays because somebody wrote to it.
    written_to: Vec<Ref>,
    /// So many numbers, mails and links are gone.
    gone: u64,
}

pub const WORD: &str = "import";

/// An object that the entry made and that stays keeps what was added beside it.
const STAYS: &str = "EXISTS (SELECT 1 FROM temp.undo_keep k WHERE k.kind = ";

/// The next import that stands and wrote something, if only what the CRM is remembered to have said: it may have found what
/// this one made, and what it wrote over is what it would put back. Taken back in turn, each finds its own. One that wrote
/// nothing holds up nothing; what is told is the last one, which goes first.
const LATER: &str = "SELECT i.at, coalesce(json_extract(i.files, '$[0].name'), '') FROM import i JOIN journal j ON j.seq = i.seq \
     WHERE i.seq > ?1 AND j.undone_by IS NULL AND (EXISTS (SELECT 1 FROM op_row o WHERE o.seq = i.seq) \
       OR EXISTS (SELECT 1 FROM import_ref r WHERE r.seq = i.seq) OR EXISTS (SELECT 1 FROM import_link l WHERE l.seq = i.seq) \
       OR i.points_last > i.points_after) ORDER BY i.seq DESC LIMIT 1";

/// Errors: `ImportLater` when another import came after; `NothingToDo` when it is taken back already.
pub fn undo(tx: &mut Tx<'_>, cx: &Ctx<'_>, seq: Seq) -> Res<UndoDone> {
    let row = "SELECT i.id, i.at, i.points_after, i.points_last FROM import i JOIN journal j ON j.seq = i.seq \
                WHERE i.seq = ? AND j.undone_by IS NULL";
    let import = tx.one(row, params![seq], |r| {
        Ok((r.get::<_, ImportId>(0)?, r.get::<_, At>(1)?, r.get::<_, Option<i64>>(2)?, r.get::<_, Option<i64>>(3)?))
    })?;
    let Some((import, at, after, last)) = import else { return Err(Code::NothingToDo.into()) };
    let points = after.zip(last);
    if let Some((at, file)) = tx.one(LATER, params![seq], |r| Ok((r.get::<_, At>(0)?, r.get::<_, String>(1)?)))? {
        let zone = cx.clock.zone;
        let when = Due::at(zone.day(at), zone.minute(at)).to_string();
        return Err(Fault::new(Code::ImportLater).with("value", when).with("name", file));
    }
    let stood = undo_stands::stood(tx, seq, points)?;
    // What the import had made and what stays is among what is left.
    let mut conflicts: Vec<Ref> = stood.iter().filter(|(_, made)| !made).map(|(r, _)| *r).collect();
    let mut stand: Vec<Ref> = stood.into_iter().map(|(r, _)| r).collect();
    let (cases, letters) = (undo_stands::cases(tx, seq)?, undo_stands::drop_corrections(tx, seq, &stand)?);
    tx.exec("DELETE FROM portfolio_change WHERE seq = ?", params![seq])?;
    let (unseen, seen) = undo_stands::drop_signals(tx, seq)?;
    let closed = undo_stands::closed(tx, seq)?;
    conflicts.extend(closed.iter().filter(|r| r.kind == Kind::Case));
    stand.extend(closed);
    let traceless =
        tx.count(&format!("SELECT count(*) FROM journal j WHERE j.seq = ? AND {TRACELESS}"), params![seq])? > 0;
    let made = tx.unmake(seq, points.is_some(), &stand)?;
    let went = match points {
        Some(points) => beside(tx, seq, points)?,
        None => {
            as_before(tx, seq, at)?;
            Beside::default()
        }
    };
    conflicts.extend(went.written_to);
    let done = tx.undo_fields(seq)?;
    tx.exec("DELETE FROM import_question WHERE import_id = ?", params![import])?;
    let events = tx.count("SELECT count(*) FROM log_event WHERE import_id = ?", params![import])?;
    // The data is as fresh as the import before says. Rows of the log are evidence: they stay, and so does which file they are of.
    let gone = match events {
        0 => "DELETE FROM import WHERE id = ?",
        _ => "UPDATE import SET kinds = 'log', data_at = NULL WHERE id = ?",
    };
    tx.exec(gone, params![import])?;
    if events > 0 || unseen > 0 {
        // What they say, and what other imports have found, is read off them again.
        signals::recompute(tx, cx)?;
    }
    for (case, client, receiver) in went.drafts {
        letters_draft::draft(tx, cx, case, client, receiver)?;
    }
    for case in cases {
        undo::settle(tx, cx, case)?;
    }
    conflicts.extend(done.conflicts);
    conflicts.sort();
    conflicts.dedup();
    let left_in_all = made.stays + (letters.len() + seen.len()) as u64;
    Ok(UndoDone {
        restored: done.restored,
        removed: made.removed,
        beside: went.gone,
        stay: undo::named(tx, &conflicts)?,
        conflicts,
        left_in_all,
        left: made.named.into_iter().chain(letters).chain(seen).collect(),
        events: events.unsigned_abs(),
        traceless,
        ..UndoDone::default()
    })
}

/// Numbers, links and ids of the CRM that were added to what was there before go again, and the CRM is remembered to have
/// said what it said before, so that the same file loaded again changes the same again.
fn beside(tx: &mut Tx<'_>, seq: Seq, (after, last): (i64, i64)) -> Res<Beside> {
    let mut written_to = Vec::new();
    for (point, holder) in undo_stands::written_to(tx, seq, (after, last))? {
        tx.conn().execute("INSERT INTO temp.undo_keep VALUES ('point', ?)", [point])?;
        written_to.push(holder);
    }
    let stays = |kind: &str, id: &str| format!("{STAYS}'{kind}' AND k.id = {id})");
    let these = format!(
        "p.id > ?1 AND p.id <= ?2 AND NOT {} AND NOT {} AND NOT {}",
        stays("point", "p.id"),
        stays("client", "p.client_id"),
        stays("contact", "p.contact_id")
    );
    let held = format!(
        "SELECT p.client_id FROM point p WHERE {these} AND p.client_id IS NOT NULL \
         UNION SELECT l.client_id FROM point p JOIN client_contact l ON l.contact_id = p.contact_id WHERE {these}"
    );
    let mut clients = tx.all(&held, params![after, last], |r| r.get::<_, ClientId>(0))?;
    let drafts = undo_stands::drafts_to(tx, &these, (after, last))?;
    let mut gone = tx.exec(&format!("DELETE FROM point AS p WHERE {these}"), params![after, last])?;
    clients
        .extend(tx.all("SELECT client_id FROM import_link WHERE seq = ?", params![seq], |r| r.get::<_, ClientId>(0))?);
    gone += tx.exec(
        &format!(
            "DELETE FROM client_contact WHERE (client_id, contact_id) IN \
               (SELECT client_id, contact_id FROM import_link i WHERE i.seq = ? AND NOT {})",
            stays("client", "i.client_id")
        ),
        params![seq],
    )?;
    clients.into_iter().for_each(|c| tx.reindex(c));
    let kept = format!("{STAYS}ext_ref.kind AND k.id = ext_ref.id)");
    let given = "(SELECT source, kind, ext_id FROM import_ref WHERE seq = ?1 AND seen IS NULL)";
    tx.exec(&format!("DELETE FROM ext_ref WHERE (source, kind, ext_id) IN {given} AND NOT {kept}"), params![seq])?;
    tx.exec(
        &format!(
            "UPDATE ext_ref SET seen = i.seen, seen_at = i.seen_at FROM import_ref i \
              WHERE i.seq = ?1 AND i.seen IS NOT NULL AND i.source = ext_ref.source AND i.kind = ext_ref.kind \
                AND i.ext_id = ext_ref.ext_id AND NOT {kept}"
        ),
        params![seq],
    )?;
    tx.exec("DELETE FROM import_ref WHERE seq = ?", params![seq])?;
    tx.exec("DELETE FROM import_link WHERE seq = ?", params![seq])?;
    Ok(Beside { drafts, written_to, gone: gone as u64 })
}

/// Of an import that an earlier version made: what the CRM is remembered to have said of fields that go back is what it said
/// before. What
/// stands beside a row (numbers, notes) was added without a trace and stays.
fn as_before(tx: &mut Tx<'_>, seq: Seq, at: At) -> Res<()> {
    let fields = tx.all(
        "SELECT DISTINCT field FROM op_row WHERE seq = ?1 AND field <> '' AND kind IN ('client','deal','task','lead','contact','employee')",
        params![seq],
        |r| r.get::<_, String>(0),
    )?;
    let sql = format!(
        "UPDATE ext_ref SET seen = json_set(seen, '$.' || ?2, o.old) FROM op_row o \
          WHERE o.seq = ?1 AND o.field = ?2 AND o.kind = ext_ref.kind AND o.id = ext_ref.id AND ext_ref.seen_at = ?3 \
            AND json_type(ext_ref.seen, '$.' || ?2) IS NOT NULL AND NOT {STAYS}o.kind AND k.id = o.id)"
    );
    for field in fields {
        tx.exec(&sql, params![seq, field, at])?;
    }
    Ok(())
}
