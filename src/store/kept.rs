//! Derived and kept values: what stands on the client, the sums by owner, and the search documents. One module owns
//! them; a command only marks what it touched, and they are made anew before its entry is written. `check` recomputes
//! them from nothing.

use std::collections::BTreeSet;

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params};

use super::tx::{Field, table};
use super::values::Val;
use crate::base::{Kind, Res};

/// The rows whose derived values are out of date. Owner 0 is nobody.
///
/// An import marks a client for every row it brings: what is marked is made anew whenever it grows past [`HELD`], so that
/// a transaction of any length holds no more than that. What changes afterwards is marked again.
#[derive(Debug, Default)]
pub(super) struct Dirty {
    clients: BTreeSet<i64>,
    owners: BTreeSet<i64>,
    search: BTreeSet<i64>,
}

/// Clients marked at once. So few in unit tests that every import of theirs goes past it.
const HELD: usize = if cfg!(test) { 2 } else { 50_000 };

macro_rules! client_kept {
    ($which:literal) => {
        concat!(
            "UPDATE client SET \
             open_deals = (SELECT count(*) FROM deal d WHERE d.client_id = client.id AND d.stage_kind IN ('open','final')), \
             final_deals = (SELECT count(*) FROM deal d WHERE d.client_id = client.id AND d.stage_kind = 'final'), \
             next_due_at = (SELECT min(t.due_at) FROM task t INDEXED BY task_client WHERE t.client_id = client.id AND t.state = 'open'), \
             last_touch_at = (SELECT max(u.at) FROM live_touch u WHERE u.client_id = client.id) WHERE ",
            $which
        )
    };
}

/// The kept values of one client, from its deals, tasks and touches.
const CLIENT_KEPT: &str = client_kept!("id = ?");

/// The sums of one owner; `?1` is the owner's id, 0 for nobody.
const OWNER_STATS: &str = "INSERT INTO owner_stats (owner_id, kind, stage_kind, currency, n, amount) \
   SELECT ?1, 'client', '', '', count(*), 0 FROM client \
    WHERE owner_id IS nullif(?1, 0) AND deleted = 0 HAVING count(*) > 0 \
   UNION ALL \
   SELECT ?1, 'deal', stage_kind, currency, count(*), sum(amount) FROM deal \
    WHERE owner_id IS nullif(?1, 0) GROUP BY stage_kind, currency \
   UNION ALL \
   SELECT ?1, 'task', 'open', '', count(*), 0 FROM task \
    WHERE owner_id IS nullif(?1, 0) AND state = 'open' HAVING count(*) > 0";

/// The text a client is found by. The owner stands in it as a token, so that a scoped search stays fast.
macro_rules! search_body {
    () => {
        "c.name_fold || ' ' || coalesce(c.inn, '') || ' ¤' || coalesce(c.owner_id, 0) || '¤ ' || \
         coalesce((SELECT group_concat(p.norm, ' ') FROM point p WHERE p.client_id = c.id), '') || ' ' || \
         coalesce((SELECT group_concat(k.name_fold || ' ' || coalesce((SELECT group_concat(p.norm, ' ') FROM point p \
             WHERE p.contact_id = k.id), ''), ' ') \
           FROM client_contact l JOIN contact k ON k.id = l.contact_id WHERE l.client_id = c.id), '')"
    };
}
const SEARCH_BODY: &str = concat!("SELECT ", search_body!(), " FROM client c WHERE c.id = ? AND c.deleted = 0");

/// The end of a load: the kept values of clients whose numbers are in this range.
pub(super) fn fill_clients(c: &Connection, from: i64, to: i64) -> Res<()> {
    c.prepare_cached(client_kept!("id BETWEEN ? AND ?"))?.execute([from, to])?;
    Ok(())
}

/// Makes the values of the clients that `unmake` has taken something from.
pub(super) fn fill_unmade(c: &Connection) -> Res<()> {
    c.prepare_cached(client_kept!("id IN (SELECT id FROM temp.unmake_client)"))?.execute([])?;
    Ok(())
}

/// The end of a load: search documents that are not there yet, so a plain INSERT does.
pub(super) fn fill_search(c: &Connection, from: i64, to: i64) -> Res<()> {
    let sql = concat!(
        "INSERT INTO client_search (rowid, body) SELECT c.id, ",
        search_body!(),
        " FROM client c WHERE c.id BETWEEN ? AND ? AND c.deleted = 0 ORDER BY c.id"
    );
    c.prepare_cached(sql)?.execute([from, to])?;
    Ok(())
}

/// The end of a load: the sums of every owner, each table read once. One statement each: in one, all three would hold what
/// they sort at the same time.
pub(super) fn fill_owners(c: &Connection) -> Res<()> {
    c.execute_batch(
        "DELETE FROM owner_stats;
         INSERT INTO owner_stats (owner_id, kind, stage_kind, currency, n, amount)
           SELECT coalesce(owner_id, 0), 'client', '', '', count(*), 0 FROM client WHERE deleted = 0 GROUP BY 1;
         INSERT INTO owner_stats (owner_id, kind, stage_kind, currency, n, amount)
           SELECT coalesce(owner_id, 0), 'deal', stage_kind, currency, count(*), sum(amount) FROM deal GROUP BY 1, 3, 4;
         INSERT INTO owner_stats (owner_id, kind, stage_kind, currency, n, amount)
           SELECT coalesce(owner_id, 0), 'task', 'open', '', count(*), 0 FROM task WHERE state = 'open' GROUP BY 1;",
    )?;
    Ok(())
}

fn number(v: &Val) -> i64 {
    match v.0 {
        Value::Integer(i) => i,
        _ => 0,
    }
}

fn field(fields: &[Field<'_>], name: &str) -> i64 {
    fields.iter().find(|(n, _)| *n == name).map_or(0, |(_, v)| number(v))
}

/// Whether anything derived hangs on a column; `Dirty::changed` says what.
pub(super) fn depends(kind: Kind, field: &str) -> bool {
    match kind {
        Kind::Client => matches!(field, "owner_id" | "name_fold" | "inn" | "deleted"),
        Kind::Deal => matches!(field, "owner_id" | "client_id" | "stage_kind" | "amount" | "currency"),
        Kind::Task => matches!(field, "owner_id" | "client_id" | "state" | "due_at"),
        Kind::Touch => matches!(field, "client_id" | "undone"),
        Kind::Contact => field == "name_fold",
        _ => false,
    }
}

impl Dirty {
    /// Marks a client's search document.
    pub(super) fn owner(&mut self, id: i64) {
        self.owners.insert(id);
    }

    pub(super) fn search(&mut self, client: i64) {
        self.search.insert(client);
    }

    /// Clients marked now.
    #[cfg(test)]
    pub(super) fn held(&self) -> usize {
        self.clients.len().max(self.search.len())
    }

    fn client(&mut self, id: i64) {
        if id != 0 {
            self.clients.insert(id);
        }
    }

    pub(super) fn inserted(&mut self, c: &Connection, kind: Kind, id: i64, fields: &[Field<'_>]) -> Res<()> {
        match kind {
            Kind::Client => {
                self.owners.insert(field(fields, "owner_id"));
                self.search.insert(id);
                self.client(id);
            }
            Kind::Deal | Kind::Task => {
                self.owners.insert(field(fields, "owner_id"));
                self.client(field(fields, "client_id"));
            }
            Kind::Touch => self.client(field(fields, "client_id")),
            Kind::Contact => self.contact(c, id)?,
            _ => {}
        }
        Ok(())
    }

    pub(super) fn changed(&mut self, c: &Connection, kind: Kind, id: i64, name: &str, old: &Val, new: &Val) -> Res<()> {
        match (kind, name) {
            (Kind::Client | Kind::Deal | Kind::Task, "owner_id") => {
                self.owners.insert(number(old));
                self.owners.insert(number(new));
                if kind == Kind::Client {
                    self.search.insert(id);
                }
            }
            (Kind::Client, "name_fold" | "inn") => {
                self.search.insert(id);
            }
            (Kind::Client, "deleted") => {
                self.search.insert(id);
                self.of_row(c, kind, id)?;
            }
            (Kind::Deal | Kind::Task | Kind::Touch, "client_id") => {
                self.client(number(old));
                self.client(number(new));
            }
            (Kind::Deal, "stage_kind" | "amount" | "currency") | (Kind::Task, "state" | "due_at") => {
                self.of_row(c, kind, id)?;
            }
            (Kind::Touch, "undone") => {
                let client = format!("SELECT client_id FROM {} WHERE id = ?", table(kind));
                self.client(c.prepare_cached(&client)?.query_row([id], |r| r.get(0))?);
            }
            (Kind::Contact, "name_fold") => self.contact(c, id)?,
            _ => {}
        }
        Ok(())
    }

    /// Marks the owner and the client of a row as they stand now.
    fn of_row(&mut self, c: &Connection, kind: Kind, id: i64) -> Res<()> {
        let client = if kind == Kind::Client { "id" } else { "client_id" };
        let sql = format!("SELECT coalesce(owner_id, 0), coalesce({client}, 0) FROM {} WHERE id = ?", table(kind));
        let row: Option<(i64, i64)> =
            c.prepare_cached(&sql)?.query_row([id], |r| Ok((r.get(0)?, r.get(1)?))).optional()?;
        if let Some((owner, client)) = row {
            self.owners.insert(owner);
            self.client(client);
        }
        Ok(())
    }

    fn contact(&mut self, c: &Connection, id: i64) -> Res<()> {
        let mut st = c.prepare_cached("SELECT client_id FROM client_contact WHERE contact_id = ?")?;
        for client in st.query_map([id], |r| r.get(0))? {
            self.search.insert(client?);
        }
        Ok(())
    }

    /// Makes the clients' own values anew where too many are marked. The owners' sums wait for the end: each costs that
    /// owner's rows, and there are as many as people.
    pub(super) fn keep_small(&mut self, c: &Connection) -> Res<()> {
        if self.clients.len().max(self.search.len()) > HELD {
            self.refresh_clients(c)?;
        }
        Ok(())
    }

    pub(super) fn refresh(&mut self, c: &Connection) -> Res<()> {
        for id in std::mem::take(&mut self.owners) {
            c.prepare_cached("DELETE FROM owner_stats WHERE owner_id = ?")?.execute([id])?;
            c.prepare_cached(OWNER_STATS)?.execute([id])?;
        }
        self.refresh_clients(c)
    }

    fn refresh_clients(&mut self, c: &Connection) -> Res<()> {
        for id in std::mem::take(&mut self.clients) {
            c.prepare_cached(CLIENT_KEPT)?.execute([id])?;
        }
        for id in std::mem::take(&mut self.search) {
            let body: Option<String> = c.prepare_cached(SEARCH_BODY)?.query_row([id], |r| r.get(0)).optional()?;
            match body {
                // REPLACE, never INSERT: on an existing rowid a plain INSERT leaves the old words found.
                Some(b) => c
                    .prepare_cached("REPLACE INTO client_search (rowid, body) VALUES (?, ?)")?
                    .execute(params![id, b])?,
                None => c.prepare_cached("DELETE FROM client_search WHERE rowid = ?")?.execute([id])?,
            };
        }
        Ok(())
    }
}
