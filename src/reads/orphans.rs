//! «Без ответственного» (2 §1, §8): open objects of dismissed people, or of nobody, over the whole base. Counts come from
//! kept sums, rows by window through the owners' indexes, so that a million clients cost what a hundred do.

use serde::Serialize;

use super::ask::Asker;
use super::keyset::Keyset;
use super::window::{Page, Window};
use super::{Scope, q};
use crate::base::{At, CaseId, Currency, Day, EmployeeId, Kind, Money, Ref, Res, Sums};
use crate::domain::Segment;
use crate::store::{Connection, Row, SqlError, Val, params};

/// Leads have no kept sums: more than this many are «at least».
const LEADS_MOST: i64 = 10_000;

/// Whose orphans: a dismissed person's, or nobody's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Of(pub Option<EmployeeId>);

/// How many open objects of each kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Held {
    pub clients: u64,
    pub deals: u64,
    pub tasks: u64,
    pub leads: u64,
}

impl Held {
    pub const fn all(&self) -> u64 {
        self.clients + self.deals + self.tasks + self.leads
    }

    pub const fn of(&self, kind: Kind) -> u64 {
        match kind {
            Kind::Client => self.clients,
            Kind::Deal => self.deals,
            Kind::Task => self.tasks,
            Kind::Lead => self.leads,
            _ => 0,
        }
    }

    /// So many more of the kind with this word; of another kind none.
    pub fn add(&mut self, kind: &str, n: u64) {
        match kind {
            "client" => self.clients += n,
            "deal" => self.deals += n,
            "task" | "authored" => self.tasks += n,
            "lead" => self.leads += n,
            _ => {}
        }
    }
}

/// The kinds an orphan may be of, in the order they are looked at.
pub const KINDS: [Kind; 4] = [Kind::Client, Kind::Deal, Kind::Task, Kind::Lead];

/// One who holds orphans.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnerRow {
    pub of: Of,
    /// Empty: nobody.
    pub name: String,
    pub dismissed_on: Option<Day>,
    pub held: Held,
    pub amounts: Sums,
    /// The newest handover this person left in.
    pub case: Option<CaseId>,
}

/// One open object that nobody answers for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrphanRow {
    pub object: Ref,
    pub title: String,
    /// The client of a deal, task or lead; empty where there is none.
    pub client: String,
    pub segment: Option<Segment>,
    pub amount: Option<Money>,
    pub due_at: Option<At>,
    /// Where a lead came from: «звонок», «сайт».
    pub source: String,
}

/// The objects of one kind and one owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Find {
    pub of: Of,
    pub kind: Kind,
}

/// Somebody who is gone, and not in a handover that still runs: there every object has its line in the ledger.
const GONE: &str = "e.status = 'dismissed' AND NOT EXISTS (SELECT 1 FROM handover_case h WHERE h.leaver_id = e.id \
    AND h.kind IN ('planned','crisis') AND h.state IN ('open','distributing','handing_over','signing','paused'))";

/// The department a scope is limited to; `None` where it sees no orphans: they are the heads' to give.
fn department(scope: &Scope) -> Option<Option<i64>> {
    match scope {
        Scope::All => Some(None),
        Scope::Department(d) => Some(Some(d.0)),
        Scope::Own(_) | Scope::Nothing => None,
    }
}

/// What somebody holds that is open; `None`: nobody.
pub fn held(c: &Connection, of: Option<EmployeeId>) -> Res<Held> {
    let mut out = Held { leads: leads(c, of)?, ..Held::default() };
    let sql = "SELECT kind, sum(n) FROM owner_stats WHERE owner_id = coalesce(?1, 0) \
               AND (kind = 'client' OR stage_kind IN ('open','final')) GROUP BY kind";
    for (kind, n) in q::all(c, sql, params![of], |r| Ok((r.get::<_, String>(0)?, r.get::<_, i64>(1)?)))? {
        let n = n.unsigned_abs();
        match kind.as_str() {
            "client" => out.clients = n,
            "deal" => out.deals = n,
            "task" => out.tasks = n,
            _ => {}
        }
    }
    Ok(out)
}

fn leads(c: &Connection, of: Option<EmployeeId>) -> Res<u64> {
    let sql = "SELECT count(*) FROM (SELECT 1 FROM lead WHERE owner_id IS ?1 AND state IN ('new','working') LIMIT ?2)";
    Ok(q::count(c, sql, params![of, LEADS_MOST])?.unsigned_abs())
}

/// Everybody who holds orphans, who was dismissed last first, nobody's at the end.
pub fn owners(c: &Connection, scope: &Scope) -> Res<Vec<OwnerRow>> {
    let Some(department) = department(scope) else { return Ok(Vec::new()) };
    let sql = format!(
        "SELECT e.id, e.name, e.dismissed_on, (SELECT max(h.id) FROM handover_case h WHERE h.leaver_id = e.id) \
         FROM employee e WHERE {GONE} AND (?1 IS NULL OR e.department_id = ?1) \
         ORDER BY e.dismissed_on IS NULL, e.dismissed_on DESC, e.name_fold, e.id"
    );
    let mut people = q::all(c, &sql, params![department], |r| {
        let id: EmployeeId = r.get(0)?;
        Ok((Of(Some(id)), r.get::<_, String>(1)?, r.get::<_, Option<Day>>(2)?, r.get::<_, Option<CaseId>>(3)?))
    })?;
    people.push((Of(None), String::new(), None, None));
    let mut out = Vec::new();
    for (of, name, dismissed_on, case) in people {
        let held = held(c, of.0)?;
        if held.all() > 0 {
            out.push(OwnerRow { of, name, dismissed_on, held, amounts: amounts(c, of)?, case });
        }
    }
    Ok(out)
}

fn amounts(c: &Connection, of: Of) -> Res<Sums> {
    let sql = "SELECT currency, sum(amount) FROM owner_stats WHERE owner_id = coalesce(?1, 0) AND kind = 'deal' \
               AND stage_kind IN ('open','final') GROUP BY currency";
    let rows = q::all(c, sql, params![of.0], |r| Ok(Money::new(r.get(1)?, r.get::<_, Currency>(0)?)))?;
    Ok(rows.into_iter().collect())
}

/// Objects of dismissed people, and objects of nobody: the alarms.
pub fn counts(c: &Connection, scope: &Scope) -> Res<(u64, u64)> {
    let rows = owners(c, scope)?;
    let sum = |nobody: bool| rows.iter().filter(|r| r.of.0.is_none() == nobody).map(|r| r.held.all()).sum();
    Ok((sum(false), sum(true)))
}

/// Whether the scope reaches this owner's orphans.
fn sees(c: &Connection, scope: &Scope, of: Of) -> Res<bool> {
    let Some(department) = department(scope) else { return Ok(false) };
    let Some(id) = of.0 else { return Ok(true) };
    let sql =
        format!("SELECT count(*) FROM employee e WHERE e.id = ?1 AND {GONE} AND (?2 IS NULL OR e.department_id = ?2)");
    Ok(q::count(c, &sql, params![id, department])? > 0)
}

/// How the objects of one kind are asked for.
struct Source {
    columns: &'static str,
    from: &'static str,
    table: &'static str,
    key: &'static str,
    open: &'static str,
    read: fn(&Row<'_>) -> Result<OrphanRow, SqlError>,
}

const CLIENTS: Source = Source {
    columns: "o.id, o.name, '', o.segment, NULL, NULL, o.next_due_at, ''",
    from: "client o",
    table: "client o",
    key: "o.name_fold",
    open: "o.deleted = 0",
    read: |r| row(r, Kind::Client),
};
const DEALS: Source = Source {
    columns: "o.id, o.title, coalesce(k.name, ''), k.segment, o.amount, o.currency, NULL, ''",
    from: "deal o LEFT JOIN client k ON k.id = o.client_id",
    table: "deal o",
    key: "o.title_fold",
    open: "o.stage_kind IN ('open','final')",
    read: |r| row(r, Kind::Deal),
};
const TASKS: Source = Source {
    columns: "o.id, o.title, coalesce(k.name, ''), k.segment, NULL, NULL, o.due_at, ''",
    from: "task o LEFT JOIN client k ON k.id = o.client_id",
    table: "task o",
    key: "o.id",
    open: "o.state = 'open'",
    read: |r| row(r, Kind::Task),
};
const LEADS: Source = Source {
    columns: "o.id, o.title, coalesce(k.name, ''), k.segment, NULL, NULL, o.at, o.source",
    from: "lead o LEFT JOIN client k ON k.id = o.client_id",
    table: "lead o",
    key: "o.id",
    open: "o.state IN ('new','working')",
    read: |r| row(r, Kind::Lead),
};

/// One window of the objects of one owner and kind. Row ids are the objects' own.
pub fn list(a: &Asker<'_>, find: Find, w: Window) -> Res<Page<OrphanRow>> {
    let source = match find.kind {
        Kind::Client => CLIENTS,
        Kind::Deal => DEALS,
        Kind::Task => TASKS,
        Kind::Lead => LEADS,
        _ => return Ok(Page::empty()),
    };
    if !sees(a.conn, a.scope, find.of)? {
        return Ok(Page::empty());
    }
    let keyset = Keyset {
        columns: source.columns,
        from: source.from,
        base: source.table,
        id: "o.id",
        key: source.key,
        descending: false,
        filter: format!("o.owner_id IS ? AND {}", source.open),
        values: vec![Val::from(find.of.0)],
    };
    keyset.page(a.conn, w, None, source.read, |r| r.object.id)
}

fn row(r: &Row<'_>, kind: Kind) -> Result<OrphanRow, SqlError> {
    let amount: Option<i64> = r.get(4)?;
    let amount = match amount {
        Some(minor) => Some(Money::new(minor, r.get(5)?)),
        None => None,
    };
    Ok(OrphanRow {
        object: Ref::new(kind, r.get(0)?),
        title: r.get(1)?,
        client: r.get(2)?,
        segment: r.get(3)?,
        amount,
        due_at: r.get(6)?,
        source: r.get(7)?,
    })
}
