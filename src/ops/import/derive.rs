//! The owner of a client that no file tells: most open deals, then most won value, then name (3 §1). Marked as derived.

use crate::base::{ClientId, Currency, EmployeeId, Kind, Res};
use crate::store::{Tx, params};

/// Gives an owner to every client that has none and whose deals have owners. A client that has one keeps it: what a
/// case has moved is not derived back.
pub fn owners(tx: &mut Tx<'_>, office: Currency) -> Res<u64> {
    let sql = "SELECT d.client_id, d.owner_id \
          FROM client c JOIN deal d ON d.client_id = c.id JOIN employee e ON e.id = d.owner_id \
         WHERE c.owner_id IS NULL AND c.deleted = 0 AND e.status <> 'dismissed' \
         GROUP BY d.client_id, d.owner_id \
         ORDER BY d.client_id, sum(d.stage_kind IN ('open', 'final')) DESC, \
           sum(CASE WHEN d.stage_kind = 'won' AND d.currency = ?1 THEN d.amount ELSE 0 END) DESC, \
           sum(CASE WHEN d.stage_kind = 'won' THEN d.amount ELSE 0 END) DESC, e.name_fold, e.id";
    let ranked = tx.all(sql, params![office], |r| Ok((r.get::<_, ClientId>(0)?, r.get::<_, EmployeeId>(1)?)))?;
    give(tx, ranked)
}

/// A client without deals whom only its contacts' cards tell an owner: the one most of them name.
pub fn from_contacts(tx: &mut Tx<'_>) -> Res<u64> {
    let sql = "SELECT c.id, e.id FROM client c JOIN client_contact l ON l.client_id = c.id \
          JOIN ext_ref x ON x.kind = 'contact' AND x.id = l.contact_id \
          JOIN employee e ON e.id = json_extract(x.seen, '$.owner_id') \
         WHERE c.owner_id IS NULL AND c.deleted = 0 AND e.status <> 'dismissed' \
           AND NOT EXISTS (SELECT 1 FROM ext_ref y WHERE y.kind = 'client' AND y.id = c.id AND y.seen LIKE '%\"owner_id\":%') \
         GROUP BY c.id, e.id ORDER BY c.id, count(*) DESC, e.name_fold, e.id";
    let ranked = tx.all(sql, [], |r| Ok((r.get::<_, ClientId>(0)?, r.get::<_, EmployeeId>(1)?)))?;
    give(tx, ranked)
}

/// The first owner of each client becomes its derived one.
fn give(tx: &mut Tx<'_>, ranked: Vec<(ClientId, EmployeeId)>) -> Res<u64> {
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
