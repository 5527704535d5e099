//! The one set of statements behind preview and command. Nothing is read row by row: a selection of a million clients is
//! the same few statements as one of ten.

use super::{Along, Chosen, Moved, Receiver, Stays, Wish, understood};
use crate::base::{Code, EmployeeId, Fault, Kind, Ref, Res};
use crate::domain::OwnerSkip;
use crate::reads::ask::Asker;
use crate::reads::{clients, q};
use crate::store::{Connection, Val, params_from_iter};

/// Four named sets, each row with whose it is and why it stays (`why`; NULL: it moves): `picked` clients, and of what their
/// own managers have open of them `deals`, `tasks`, `leads`. An object in a running handover stays (2 §9.18), and so does
/// what changed after the preview.
pub(crate) struct Statements {
    /// By name, each over those before it; none when they are kept as tables.
    sets: Vec<(&'static str, String)>,
    pub values: Vec<Val>,
    pub to: EmployeeId,
}

impl Statements {
    /// Errors: `BadQuery`; `UnknownClient` for one that is not there or out of the scope.
    pub fn of(a: &Asker<'_>, wish: &Wish, to: &Receiver) -> Res<Statements> {
        let (cond, values) = condition(a, &wish.chosen)?;
        let held = |kind: &str, id: &str| {
            format!(
                "WHEN EXISTS (SELECT 1 FROM active_object o WHERE o.kind = '{kind}' AND o.id = {id}.id) THEN 'in_handover'"
            )
        };
        let changed = |t: &str| match wish.seen {
            Some(seen) => format!("WHEN {t}.rev > {} THEN 'changed'", seen.0),
            None => String::new(),
        };
        let why = |kind: &str, t: &str| format!("CASE {} {} END", held(kind, t), changed(t));
        let along = wish.along;
        // Probation takes neither VIP nor a deal in a final stage (2 §5).
        let young = match (to.probation, along.deals) {
            (false, _) => "",
            (true, false) => "WHEN c.segment = 'vip' THEN 'probation'",
            (true, true) => {
                "WHEN c.segment = 'vip' OR EXISTS (SELECT 1 FROM deal d WHERE d.client_id = c.id \
                   AND d.owner_id IS c.owner_id AND d.stage_kind = 'final') THEN 'probation'"
            }
        };
        let deal_why = why("deal", "d");
        let deals_on = i32::from(along.deals);
        // What belongs to a deal that stays with its manager stays with it.
        let with_deal = format!(
            "NOT EXISTS (SELECT 1 FROM deal d WHERE d.id = t.deal_id AND d.owner_id IS p.owner_id \
               AND d.stage_kind IN ('open','final') AND ({deals_on} = 0 OR {deal_why} IS NOT NULL))"
        );
        let task = format!(
            "SELECT t.id, p.id AS client_id, t.owner_id, t.author_id, t.title, {} AS why FROM picked p",
            why("task", "t")
        );
        let tasks_on = format!(
            "p.why IS NULL AND t.owner_id IS p.owner_id AND t.state = 'open' AND {} AND {with_deal}",
            sources(along)
        );
        let picked = format!(
            "SELECT c.id, c.owner_id, c.name, c.name_fold, c.open_deals, CASE {} {} {young} END AS why \
               FROM client c WHERE {cond} AND c.owner_id IS NOT {to}",
            held("client", "c"),
            changed("c"),
            to = to.id.0,
        );
        let deals = format!(
            "SELECT d.id, d.client_id, d.owner_id, d.title, d.amount, d.currency, {deal_why} AS why \
               FROM picked p CROSS JOIN deal d ON d.client_id = p.id \
              WHERE {deals_on} AND p.why IS NULL AND d.owner_id IS p.owner_id AND d.stage_kind IN ('open','final')"
        );
        let tasks = format!(
            "{task} CROSS JOIN task t ON t.client_id = p.id WHERE {tasks_on} \
             UNION ALL {task} CROSS JOIN deal k ON k.client_id = p.id CROSS JOIN task t ON t.deal_id = k.id \
               WHERE t.client_id IS NULL AND {tasks_on}"
        );
        let leads = format!(
            "SELECT l.id, l.client_id, l.owner_id, l.title, {} AS why FROM picked p CROSS JOIN lead l ON l.client_id = p.id \
              WHERE {deals_on} AND p.why IS NULL AND l.owner_id IS p.owner_id AND l.state IN ('new','working')",
            why("lead", "l"),
        );
        let sets = vec![("picked", picked), ("deals", deals), ("tasks", tasks), ("leads", leads)];
        Ok(Statements { sets, values, to: to.id })
    }

    /// The four sets as tables of this transaction: looked for once, however many statements ask them, and unchanged by
    /// what is written. Gives the statements over them.
    pub fn keep(&self, c: &Connection) -> Res<Statements> {
        for (name, select) in &self.sets {
            c.execute_batch(&format!("DROP TABLE IF EXISTS temp.{name}"))?;
            let values = if *name == "picked" { &self.values[..] } else { &[] };
            c.prepare(&format!("CREATE TEMP TABLE {name} AS {select}"))?.execute(params_from_iter(values))?;
        }
        Ok(Statements { sets: Vec::new(), values: Vec::new(), to: self.to })
    }

    /// Drops what `keep` made.
    pub fn forget(c: &Connection) -> Res<()> {
        const DROP: &str = "DROP TABLE IF EXISTS temp.picked; DROP TABLE IF EXISTS temp.deals; \
            DROP TABLE IF EXISTS temp.tasks; DROP TABLE IF EXISTS temp.leads";
        Ok(c.execute_batch(DROP)?)
    }

    /// A statement over the four sets.
    pub fn with(&self, sql: &str) -> String {
        let sets: Vec<String> =
            self.sets.iter().map(|(name, select)| format!("{name} AS MATERIALIZED ({select})")).collect();
        if sets.is_empty() { sql.to_owned() } else { format!("WITH {} {sql}", sets.join(", ")) }
    }

    pub fn moved(&self, c: &Connection) -> Res<Moved> {
        let n = |set: &str| {
            let sql = self.with(&format!("SELECT count(*) FROM {set} WHERE why IS NULL"));
            Ok::<_, Fault>(q::count(c, &sql, params_from_iter(&self.values))?.unsigned_abs())
        };
        Ok(Moved { clients: n("picked")?, deals: n("deals")?, tasks: n("tasks")?, leads: n("leads")? })
    }

    /// Whose the objects are that move; nobody's left out.
    pub fn owners(&self, c: &Connection) -> Res<Vec<EmployeeId>> {
        let sql =
            self.with("SELECT DISTINCT owner_id FROM picked WHERE why IS NULL AND owner_id IS NOT NULL ORDER BY 1");
        q::all(c, &sql, params_from_iter(&self.values), |r| r.get(0))
    }

    /// How many of the chosen clients are the receiver's already.
    pub fn same(&self, a: &Asker<'_>, wish: &Wish) -> Res<u64> {
        let (cond, values) = condition(a, &wish.chosen)?;
        let sql = format!("SELECT count(*) FROM client c WHERE {cond} AND c.owner_id IS {}", self.to.0);
        Ok(q::count(a.conn, &sql, params_from_iter(values))?.unsigned_abs())
    }

    /// The first `limit` objects that stay, clients first, and how many there are.
    pub fn stays(&self, c: &Connection, limit: usize) -> Res<(Vec<Stays>, u64)> {
        const ALL: &str = "(SELECT 0 rank, 'client' kind, id, name title, why FROM picked WHERE why IS NOT NULL \
            UNION ALL SELECT 1, 'deal', id, title, why FROM deals WHERE why IS NOT NULL \
            UNION ALL SELECT 2, 'task', id, title, why FROM tasks WHERE why IS NOT NULL \
            UNION ALL SELECT 3, 'lead', id, title, why FROM leads WHERE why IS NOT NULL) s";
        let total = q::count(c, &self.with(&format!("SELECT count(*) FROM {ALL}")), params_from_iter(&self.values))?;
        let sql = self.with(&format!(
            "SELECT s.kind, s.id, s.title, s.why, \
               (SELECT o.case_id FROM active_object o WHERE o.kind = s.kind AND o.id = s.id) \
             FROM {ALL} ORDER BY s.rank, s.id LIMIT {limit}"
        ));
        let rows = q::all(c, &sql, params_from_iter(&self.values), |r| {
            Ok(Stays {
                object: Ref::new(r.get::<_, Kind>(0)?, r.get(1)?),
                title: r.get(2)?,
                why: r.get::<_, OwnerSkip>(3)?,
                case: r.get(4)?,
            })
        })?;
        Ok((rows, total.unsigned_abs()))
    }
}

/// Which kinds of open work go along.
const fn sources(along: Along) -> &'static str {
    match (along.tasks, along.plans) {
        (true, true) => "1",
        (true, false) => "t.source_kind <> 'plan'",
        (false, true) => "t.source_kind = 'plan'",
        (false, false) => "0",
    }
}

/// The chosen clients as a condition on `client c`.
fn condition(a: &Asker<'_>, chosen: &Chosen) -> Res<(String, Vec<Val>)> {
    let list = |ids: &[i64]| Val::from(serde_json::Value::from(ids).to_string());
    match chosen {
        Chosen::These(ids) => {
            let ids: Vec<i64> = ids.iter().map(|c| c.0).collect();
            let (cond, mut values) = clients::found(a, &clients::Find::default())?;
            values.push(list(&ids));
            let cond = format!("{cond} AND c.id IN (SELECT value FROM json_each(?))");
            there(a, &ids, &cond, &values)?;
            Ok((cond, values))
        }
        Chosen::Found { find, except } => {
            understood(&find.filter)?;
            let (cond, mut values) = clients::found(a, find)?;
            values.push(list(except));
            Ok((format!("{cond} AND c.id NOT IN (SELECT value FROM json_each(?))"), values))
        }
    }
}

/// Errors: `UnknownClient` for the first that is not there or out of the scope.
fn there(a: &Asker<'_>, ids: &[i64], cond: &str, values: &[Val]) -> Res<()> {
    let sql =
        format!("SELECT value FROM json_each(?) WHERE value NOT IN (SELECT c.id FROM client c WHERE {cond}) LIMIT 1");
    let all = Val::from(serde_json::Value::from(ids).to_string());
    let missing = q::one(a.conn, &sql, params_from_iter(std::iter::once(&all).chain(values)), |r| r.get::<_, i64>(0))?;
    missing.map_or(Ok(()), |id| Err(Fault::new(Code::UnknownClient).with("name", id)))
}
