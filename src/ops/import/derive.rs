//! The owner of a client that no file tells: most open deals, then most won value, then name (3 §1). Marked as derived.

use crate::base::{ClientId, Currency, EmployeeId, Kind, Res};
use crate::store::{Tx, params};

/// Clients without an owner that are looked at together: what is sorted and remembered of them is bounded, however many an
/// import has brought.
const TOGETHER: i64 = if cfg!(test) { 2 } else { 20_000 };

/// Gives an owner to every client that has none and whose deals have owners. A client that has one keeps it: what a
/// case has moved is not derived back.
pub fn owners(tx: &mut Tx<'_>, office: Currency) -> Res<u64> {
    by_parts(tx, |tx, which| {
        let sql = format!(
            "SELECT d.client_id, d.owner_id \
              FROM client c JOIN deal d ON d.client_id = c.id JOIN employee e ON e.id = d.owner_id \
             WHERE {which} AND c.owner_id IS NULL AND c.deleted = 0 AND e.status <> 'dismissed' \
             GROUP BY d.client_id, d.owner_id \
             ORDER BY d.client_id, sum(d.stage_kind IN ('open', 'final')) DESC, \
               sum(CASE WHEN d.stage_kind = 'won' AND d.currency = ?1 THEN d.amount ELSE 0 END) DESC, \
               sum(CASE WHEN d.stage_kind = 'won' THEN d.amount ELSE 0 END) DESC, e.name_fold, e.id"
        );
        tx.all(&sql, params![office], |r| Ok((r.get(0)?, r.get(1)?)))
    })
}

/// A client without deals whom only its contacts' cards tell an owner: the one most of them name.
pub fn from_contacts(tx: &mut Tx<'_>) -> Res<u64> {
    by_parts(tx, |tx, which| {
        let sql = format!(
            "SELECT c.id, e.id FROM client c JOIN client_contact l ON l.client_id = c.id \
              JOIN ext_ref x ON x.kind = 'contact' AND x.id = l.contact_id \
              JOIN employee e ON e.id = json_extract(x.seen, '$.owner_id') \
             WHERE {which} AND c.owner_id IS NULL AND c.deleted = 0 AND e.status <> 'dismissed' \
               AND NOT EXISTS (SELECT 1 FROM ext_ref y WHERE y.kind = 'client' AND y.id = c.id AND y.seen LIKE '%\"owner_id\":%') \
             GROUP BY c.id, e.id ORDER BY c.id, count(*) DESC, e.name_fold, e.id"
        );
        tx.all(&sql, [], |r| Ok((r.get(0)?, r.get(1)?)))
    })
}

/// Clients with those who may own them, the likeliest first.
type Ranked = Vec<(ClientId, EmployeeId)>;

/// All clients without an owner at once where they are few, found by their index; else range by range of their numbers.
fn by_parts(tx: &mut Tx<'_>, ranked: impl Fn(&Tx<'_>, &str) -> Res<Ranked>) -> Res<u64> {
    let open = "SELECT count(*) FROM client WHERE owner_id IS NULL AND deleted = 0";
    if tx.count(open, [])? <= TOGETHER {
        let all = ranked(tx, "1")?;
        return give(tx, all);
    }
    let part = "SELECT coalesce(max(id), 0) FROM (SELECT id FROM client NOT INDEXED \
                WHERE id > ?1 AND owner_id IS NULL AND deleted = 0 ORDER BY id LIMIT ?2)";
    let (mut given, mut after) = (0, 0);
    loop {
        let last = tx.count(part, params![after, TOGETHER])?;
        if last == 0 {
            return Ok(given);
        }
        let some = ranked(tx, &format!("c.id > {after} AND c.id <= {last}"))?;
        given += give(tx, some)?;
        after = last;
    }
}

/// The first owner of each client becomes its derived one.
fn give(tx: &mut Tx<'_>, ranked: Ranked) -> Res<u64> {
    let mut last = None;
    let mut n = 0;
    for (client, owner) in ranked {
        if last.replace(client) != Some(client) {
            tx.set(Kind::Client, client.0, &[("owner_id", owner.into()), ("owner_derived", true.into())])?;
            n += 1;
        }
    }
    Ok(n)
}
