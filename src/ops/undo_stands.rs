//! What handovers stand on of an import that is taken back (1-C6, 2 §9.13). What was frozen, written down or answered since
//! relied on what the import had said, and stays with what it had added; figures that are read off the rows of a running
//! case, a first contact among them, are counted again instead.

use std::collections::BTreeSet;

use super::{inbox, signals};
use crate::base::{CaseId, ClientId, ContactId, EmployeeId, Kind, LetterId, Ref, Res, Seq, SignalId, fold};
use crate::domain::{InboxKind, SignalKind};
use crate::store::{Tx, params, written_since};

/// Phones and mails of the import are numbered above the first and up to the second.
pub(super) type Points = Option<(i64, i64)>;

/// A case that was closed by the import itself, as it does with one client who was told, or since: what it was closed with stays.
const CLOSED: &str = "h.state IN ('closed','observing','finished') \
     AND EXISTS (SELECT 1 FROM op_row e WHERE e.kind = 'case' AND e.id = h.id AND e.field = 'closed_at' AND e.seq >= ?1)";

/// A line frozen since; context written since, with what its form showed of the client; what a receiver has taken since; a
/// letter that a call of the import has confirmed since.
const SINCE: &str = "\
  SELECT l.kind, l.object_id FROM handover_case h JOIN ledger_line l ON l.case_id = h.id AND l.rev >= ?1 \
   WHERE h.state NOT IN ('draft','withdrawn') \
     AND EXISTS (SELECT 1 FROM op_row o WHERE o.kind = 'line' AND o.id = l.id AND o.field = '' AND o.seq >= ?1) \
  UNION SELECT b.kind, b.object_id FROM context_block b WHERE b.rev > ?1 AND b.state <> 'empty' \
  UNION SELECT 'client', d.client_id FROM context_block b JOIN deal d ON d.id = b.object_id \
   WHERE b.rev > ?1 AND b.state <> 'empty' AND b.kind = 'deal' \
  UNION SELECT l.kind, l.object_id FROM acceptance a JOIN ledger_line l ON l.id = a.line_id \
   WHERE a.rev > ?1 AND a.state IN ('accepted','forced') \
  UNION SELECT 'client', t.client_id FROM letter t JOIN live_touch u ON u.client_id = t.client_id AND u.at = t.result_at \
     JOIN op_row o ON o.seq = ?1 AND o.kind = 'touch' AND o.id = u.id AND o.field = '' \
   WHERE t.state = 'confirmed' AND t.rev > ?1";

/// Of these what was there before the import and what it changed or added something to; and contacts of such clients, those
/// too that the import made: the card shows them with the client.
const STOOD: &str = "\
SELECT s.kind, s.id, 0 FROM since s WHERE s.kind IN ('client','deal','task','lead') \
   AND NOT EXISTS (SELECT 1 FROM op_row o WHERE o.seq = ?1 AND o.kind = s.kind AND o.id = s.id AND o.field = '') \
   AND (EXISTS (SELECT 1 FROM op_row o WHERE o.seq = ?1 AND o.kind = s.kind AND o.id = s.id) \
     OR s.kind = 'deal' AND EXISTS (SELECT 1 FROM note n JOIN op_row o ON o.seq = ?1 AND o.kind = 'note' AND o.id = n.id \
          AND o.field = '' WHERE n.deal_id = s.id) \
     OR s.kind = 'client' AND ( \
          EXISTS (SELECT 1 FROM note n JOIN op_row o ON o.seq = ?1 AND o.kind = 'note' AND o.id = n.id AND o.field = '' \
            WHERE n.client_id = s.id) \
          OR EXISTS (SELECT 1 FROM live_touch u JOIN op_row o ON o.seq = ?1 AND o.kind = 'touch' AND o.id = u.id AND o.field = '' \
            WHERE u.client_id = s.id) \
          OR EXISTS (SELECT 1 FROM point p WHERE p.client_id = s.id AND p.id > ?2 AND p.id <= ?3) \
          OR EXISTS (SELECT 1 FROM import_link i WHERE i.seq = ?1 AND i.client_id = s.id))) \
UNION SELECT 'contact', k.contact_id, EXISTS (SELECT 1 FROM op_row o WHERE o.seq = ?1 AND o.kind = 'contact' \
     AND o.id = k.contact_id AND o.field = '') \
   FROM since s JOIN client_contact k ON k.client_id = s.id WHERE s.kind = 'client' \
   AND (EXISTS (SELECT 1 FROM op_row o WHERE o.seq = ?1 AND o.kind = 'contact' AND o.id = k.contact_id) \
     OR EXISTS (SELECT 1 FROM point p WHERE p.contact_id = k.contact_id AND p.id > ?2 AND p.id <= ?3)) \
 ORDER BY 1, 2";

/// Objects that stay as the import left them, each with whether the import had made it.
pub(super) fn stood(tx: &Tx<'_>, seq: Seq, points: Points) -> Res<Vec<(Ref, bool)>> {
    let (after, last) = points.unzip();
    let sql = format!(
        "WITH since(kind, id) AS (SELECT l.kind, l.object_id FROM handover_case h JOIN ledger_line l ON l.case_id = h.id \
           WHERE {CLOSED} UNION {SINCE}) {STOOD}"
    );
    tx.all(&sql, params![seq, after, last], |r| Ok((Ref::new(r.get::<_, Kind>(0)?, r.get(1)?), r.get(2)?)))
}

/// Closed cases that the import changed: each stays closed, with all its rows as they were at the closing.
pub(super) fn closed(tx: &Tx<'_>, seq: Seq) -> Res<Vec<Ref>> {
    let sql = format!(
        "SELECT h.id, EXISTS (SELECT 1 FROM op_row o WHERE o.seq = ?1 AND o.kind = 'case' AND o.id = h.id) \
           FROM handover_case h WHERE {CLOSED} ORDER BY h.id"
    );
    let mut out = Vec::new();
    for (case, changed) in tx.all(&sql, params![seq], |r| Ok((r.get::<_, CaseId>(0)?, r.get::<_, bool>(1)?)))? {
        let mut rows = Vec::new();
        for (kind, table) in [
            (Kind::Line, "ledger_line"),
            (Kind::Item, "checklist_item"),
            (Kind::Letter, "letter"),
            (Kind::Inbox, "inbox"),
            (Kind::Task, "task"),
        ] {
            let sql = format!(
                "SELECT DISTINCT o.id FROM op_row o JOIN {table} x ON x.id = o.id \
                  WHERE o.seq = ?1 AND o.kind = ?2 AND o.field <> '' AND x.case_id = ?3"
            );
            rows.extend(tx.all(&sql, params![seq, kind, case], |r| Ok(Ref::new(kind, r.get(0)?)))?);
        }
        if changed || !rows.is_empty() {
            out.push(case.into());
            out.extend(rows);
        }
    }
    Ok(out)
}

/// Cases that count anew: their lines, or what these are about, were changed by the import, or their clients called. One that
/// was closed since counts no more.
pub(super) fn cases(tx: &Tx<'_>, seq: Seq) -> Res<Vec<CaseId>> {
    let sql = format!(
        "WITH these(id) AS ( \
           SELECT l.case_id FROM op_row o JOIN ledger_line l ON l.id = o.id WHERE o.seq = ?1 AND o.kind = 'line' \
           UNION SELECT l.case_id FROM op_row o JOIN ledger_line l ON l.kind = o.kind AND l.object_id = o.id \
             WHERE o.seq = ?1 AND o.kind IN ('client','deal','task','lead') \
           UNION SELECT l.case_id FROM op_row o JOIN live_touch u ON u.id = o.id \
             JOIN ledger_line l ON l.kind = 'client' AND l.object_id = u.client_id WHERE o.seq = ?1 AND o.kind = 'touch' \
           UNION SELECT t.case_id FROM op_row o JOIN letter t ON t.id = o.id WHERE o.seq = ?1 AND o.kind = 'letter' \
           UNION SELECT k.case_id FROM op_row o JOIN checklist_item k ON k.id = o.id WHERE o.seq = ?1 AND o.kind = 'item') \
         SELECT h.id FROM these JOIN handover_case h ON h.id = these.id WHERE NOT ({CLOSED}) ORDER BY h.id"
    );
    tx.all(&sql, params![seq], |r| r.get(0))
}

/// Corrections that the import had drafted, because it changed the manager a letter had named: where the manager goes back
/// and nobody has looked at the draft, it corrects nothing any more. Gives those that stay.
pub(super) fn drop_corrections(tx: &mut Tx<'_>, seq: Seq, stood: &[Ref]) -> Res<Vec<Ref>> {
    let since = written_since("c.kind", "c.id", "c.field", "c.seq");
    let sql = format!(
        "SELECT t.id, t.client_id, t.kind = 'clarify' AND t.state = 'draft' AND t.rev = ?1 AND EXISTS (SELECT 1 FROM op_row c \
             WHERE c.seq = ?1 AND c.kind = 'client' AND c.id = t.client_id AND c.field = 'owner_id' AND NOT {since}) \
           FROM op_row o JOIN letter t ON t.id = o.id WHERE o.seq = ?1 AND o.kind = 'letter' AND o.field = '' ORDER BY t.id"
    );
    let made =
        tx.all(&sql, params![seq], |r| Ok((r.get::<_, LetterId>(0)?, r.get::<_, ClientId>(1)?, r.get::<_, bool>(2)?)))?;
    let mut stay = Vec::new();
    for (letter, client, corrects_nothing) in made {
        if !corrects_nothing || stood.contains(&client.into()) {
            stay.push(letter.into());
            continue;
        }
        inbox::over(tx, InboxKind::TellClient, letter.into())?;
        tx.exec("DELETE FROM letter WHERE id = ?1", params![letter])?;
    }
    Ok(stay)
}

/// Signals of changes at somebody's clients that go with the import: there is nothing left to look at. One that somebody has
/// looked at stays. Gives how many went, and those that stay.
pub(super) fn drop_signals(tx: &mut Tx<'_>, seq: Seq) -> Res<(usize, Vec<Ref>)> {
    let sql = "SELECT s.id, s.employee_id, s.state = 'new' AND s.rev = ?1 AND NOT EXISTS (SELECT 1 FROM incident i WHERE i.signal_id = s.id) \
                 FROM op_row o JOIN signal s ON s.id = o.id WHERE o.seq = ?1 AND o.kind = 'signal' AND o.field = '' AND s.kind = ?2 \
                ORDER BY s.id";
    let made = tx.all(sql, params![seq, SignalKind::Portfolio], |r| {
        Ok((r.get::<_, SignalId>(0)?, r.get::<_, EmployeeId>(1)?, r.get::<_, bool>(2)?))
    })?;
    let (mut gone, mut stay) = (0, Vec::new());
    for (signal, person, unseen) in made {
        if !unseen {
            stay.push(Ref::new(Kind::Signal, signal.0));
            continue;
        }
        gone += tx.exec("DELETE FROM signal WHERE id = ?1", params![signal])?;
        signals::looked(tx, person)?;
    }
    Ok((gone, stay))
}

/// Mails of the import that a letter has gone to since, or that somebody typed by hand for one: the numbers of the points, and
/// whose they are.
pub(super) fn written_to(tx: &Tx<'_>, seq: Seq, (after, last): (i64, i64)) -> Res<Vec<(i64, Ref)>> {
    let sql = "SELECT t.client_id, t.contact_id, t.address FROM letter t WHERE t.rev > ?1 AND t.state <> 'draft' AND t.address <> '' \
         UNION SELECT t.client_id, t.contact_id, p.payload ->> '$.command.address' FROM journal j \
           JOIN journal_payload p ON p.seq = j.seq JOIN letter t ON t.id = p.payload ->> '$.command.letter' \
          WHERE j.seq > ?1 AND j.kind = 'letters-anew' AND j.undone_by IS NULL";
    let typed = tx.all(sql, params![seq], |r| {
        Ok((r.get::<_, ClientId>(0)?, r.get::<_, Option<ContactId>>(1)?, r.get::<_, Option<String>>(2)?))
    })?;
    let (of_client, of_contact) = (by_holder("client_id"), by_holder("contact_id"));
    let mut out = BTreeSet::new();
    for (client, contact, address) in typed {
        let Some(norm) = address.map(|a| fold(&a)) else { continue };
        let point = match contact {
            Some(contact) => tx.one(&of_contact, params![contact, norm, after, last], |r| r.get::<_, i64>(0))?,
            None => tx.one(&of_client, params![client, norm, after, last], |r| r.get(0))?,
        };
        out.extend(point.map(|p| (p, contact.map_or_else(|| client.into(), Ref::from))));
    }
    Ok(out.into_iter().collect())
}

fn by_holder(column: &str) -> String {
    format!("SELECT id FROM point WHERE {column} = ?1 AND kind = 'mail' AND norm = ?2 AND id > ?3 AND id <= ?4")
}

/// Drafts to a mail that is about to go, by what they are drafted again from.
pub(super) fn drafts_to(
    tx: &Tx<'_>,
    these: &str,
    (after, last): (i64, i64),
) -> Res<Vec<(CaseId, ClientId, EmployeeId)>> {
    let goes = |whose: &str| {
        format!(
            "EXISTS (SELECT 1 FROM point p WHERE {whose} AND p.kind = 'mail' AND p.written = t.address AND {these})"
        )
    };
    let sql = format!(
        "SELECT t.case_id, t.client_id, t.receiver_id FROM letter t JOIN handover_case h ON h.id = t.case_id \
          WHERE t.state = 'draft' AND t.address <> '' AND h.state NOT IN ('finished','withdrawn') AND ({} OR {}) ORDER BY t.id",
        goes("t.contact_id IS NULL AND p.client_id = t.client_id"),
        goes("p.contact_id = t.contact_id")
    );
    tx.all(&sql, params![after, last], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))
}
