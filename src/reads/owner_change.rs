//! «Сменить куратора» for many clients at once (1-C4): which they are, what goes along, and what it leads to before anybody
//! says so. The command asks with the same statements (`sql`), so that what was shown is what moves.

mod people;
mod sql;

use serde::{Deserialize, Serialize};

use super::ask::Asker;
use super::receives::{Term, receiver};
use super::{clients, facts, q};
use crate::base::{ClientId, Code, EmployeeId, Fault, Kind, Money, Ref, Res, Seq, Sums};
use crate::domain::OwnerSkip;
use crate::domain::distribution::{Load, Points};
use crate::domain::filter::filter;
use crate::store::params_from_iter;

pub use super::receives::Receiver;
pub use people::PersonLoad;
pub(crate) use sql::Statements;

/// Objects, refusals and colleagues' deals that a preview names; how many there are is counted.
const NAMED: usize = 500;

/// Which clients.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Chosen {
    These(Vec<ClientId>),
    /// All that the list finds, as its window shows them, but these.
    Found {
        find: clients::Find,
        except: Vec<i64>,
    },
}

/// What goes along with a client, of what its own manager has open: deals with requests, tasks, plans.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Along {
    pub deals: bool,
    pub tasks: bool,
    pub plans: bool,
}

impl Along {
    pub const ALL: Along = Along { deals: true, tasks: true, plans: true };
    pub const NOTHING: Along = Along { deals: false, tasks: false, plans: false };
}

/// A change of owners as somebody wishes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Wish {
    pub chosen: Chosen,
    pub to: EmployeeId,
    pub along: Along,
    /// The journal's head that the preview was made at: what changed after it is a conflict and stays (2 §5).
    pub seen: Option<Seq>,
}

/// How many change hands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    pub clients: u64,
    pub deals: u64,
    pub tasks: u64,
    pub leads: u64,
}

impl Moved {
    pub const fn all(&self) -> u64 {
        self.clients + self.deals + self.tasks + self.leads
    }
}

/// One object that changes hands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    pub object: Ref,
    pub title: String,
    /// `None`: nobody's.
    pub from: Option<(EmployeeId, String)>,
    pub amount: Option<Money>,
    /// The receiver's load right before and after this object.
    pub load_before: Load,
    pub load_after: Load,
}

/// One object that stays where it is, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stays {
    pub object: Ref,
    pub title: String,
    pub why: OwnerSkip,
    /// The handover that holds it.
    pub case: Option<i64>,
}

/// A colleague's open deal on a client that moves: shown, never moved (2 §5).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Colleagues {
    pub object: Ref,
    pub title: String,
    pub client: String,
    pub owner: String,
}

/// What a change of owners would do.
#[derive(Debug, Clone)]
pub struct Preview {
    /// To be given back with the wish, so that what changed meanwhile is found.
    pub seen: Seq,
    pub to: Receiver,
    pub moved: Moved,
    /// Of the deals that move.
    pub sums: Sums,
    /// Clients that are the receiver's already.
    pub same: u64,
    /// The first [`NAMED`], clients by name with what goes along.
    pub moves: Vec<Move>,
    pub stays: Vec<Stays>,
    pub stays_total: u64,
    pub colleagues: Vec<Colleagues>,
    pub colleagues_total: u64,
    /// The receiver first, then who gives, by name.
    pub people: Vec<PersonLoad>,
    /// The receiver's open deals pass his capacity.
    pub over_capacity: bool,
}

/// Errors: `UnknownEmployee`, `NotEligible`; `BadQuery` for a filter that is not understood whole: nobody moves clients
/// by a guess; `UnknownClient` for one that is not there or out of the scope.
pub fn preview(a: &Asker<'_>, wish: &Wish) -> Res<Preview> {
    let to = receiver(a.conn, wish.to, None, Term::Since(a.clock.today()))?;
    let st = Statements::of(a, wish, &to)?;
    let points =
        Points { deal: a.office.points_deal, client_without_deal: a.office.points_client, task: a.office.points_task };
    let people = people::loads(a, &st, &to, points)?;
    let start = people.first().map_or(Load::default(), |p| p.before);
    let (stays, stays_total) = st.stays(a.conn, NAMED)?;
    let (colleagues, colleagues_total) = colleagues(a, &st)?;
    Ok(Preview {
        seen: Seq(facts::seq(a.conn)?),
        moved: st.moved(a.conn)?,
        sums: sums(a, &st)?,
        same: st.same(a, wish)?,
        moves: moves(a, &st, start, points)?,
        stays,
        stays_total,
        colleagues,
        colleagues_total,
        over_capacity: people.first().is_some_and(PersonLoad::is_over),
        people,
        to,
    })
}

fn sums(a: &Asker<'_>, st: &Statements) -> Res<Sums> {
    let sql = st.with("SELECT sum(amount), currency FROM deals WHERE why IS NULL GROUP BY currency");
    let rows = q::all(a.conn, &sql, params_from_iter(&st.values), |r| Ok(Money::new(r.get(0)?, r.get(1)?)))?;
    Ok(rows.into_iter().collect())
}

/// In the order of the clients' names, each with its deals, tasks and requests; the load grows with every row.
fn moves(a: &Asker<'_>, st: &Statements, start: Load, points: Points) -> Res<Vec<Move>> {
    let sql = st.with(&format!(
        "SELECT m.kind, m.id, m.title, m.owner_id, e.name, m.amount, m.currency, m.points_of FROM ( \
           SELECT 'client' kind, id, name title, owner_id, NULL amount, NULL currency, id client_id, 0 rank, \
                  iif(open_deals = 0, 'client', '') points_of FROM picked WHERE why IS NULL \
           UNION ALL SELECT 'deal', id, title, owner_id, amount, currency, client_id, 1, 'deal' FROM deals WHERE why IS NULL \
           UNION ALL SELECT 'task', id, title, owner_id, NULL, NULL, client_id, 2, 'task' FROM tasks WHERE why IS NULL \
           UNION ALL SELECT 'lead', id, title, owner_id, NULL, NULL, client_id, 3, '' FROM leads WHERE why IS NULL) m \
         JOIN client c ON c.id = m.client_id LEFT JOIN employee e ON e.id = m.owner_id \
         ORDER BY c.name_fold, c.id, m.rank, m.id LIMIT {NAMED}"
    ));
    let mut load = start;
    q::all(a.conn, &sql, params_from_iter(&st.values), |r| {
        let from: Option<EmployeeId> = r.get(3)?;
        let amount = match r.get::<_, Option<i64>>(5)? {
            Some(minor) => Some(Money::new(minor, r.get(6)?)),
            None => None,
        };
        let weight = match r.get::<_, String>(7)?.as_str() {
            "client" => points.client_without_deal,
            "deal" => points.deal,
            "task" => points.task,
            _ => 0,
        };
        let before = load;
        load.points += u64::from(weight);
        Ok(Move {
            object: Ref::new(r.get::<_, Kind>(0)?, r.get(1)?),
            title: r.get(2)?,
            from: from.zip(r.get(4)?),
            amount,
            load_before: before,
            load_after: load,
        })
    })
}

fn colleagues(a: &Asker<'_>, st: &Statements) -> Res<(Vec<Colleagues>, u64)> {
    const FROM: &str = "FROM picked p CROSS JOIN deal d ON d.client_id = p.id AND d.owner_id IS NOT p.owner_id \
        AND d.stage_kind IN ('open','final') LEFT JOIN employee e ON e.id = d.owner_id WHERE p.why IS NULL";
    let values = || params_from_iter(&st.values);
    let total =
        q::count(a.conn, &st.with(&format!("SELECT count(*) {FROM} AND d.owner_id IS NOT {}", st.to.0)), values())?;
    let sql = st.with(&format!(
        "SELECT d.id, d.title, p.name, coalesce(e.name, '') {FROM} AND d.owner_id IS NOT {} \
          ORDER BY p.name_fold, p.id, d.id LIMIT {NAMED}",
        st.to.0
    ));
    let rows = q::all(a.conn, &sql, values(), |r| {
        let object = Ref::new(Kind::Deal, r.get(0)?);
        Ok(Colleagues { object, title: r.get(1)?, client: r.get(2)?, owner: r.get(3)? })
    })?;
    Ok((rows, total.unsigned_abs()))
}

/// Errors: `BadQuery` with what is not understood.
fn understood(text: &str) -> Res<()> {
    match filter(text).unknown.first() {
        Some(piece) => Err(Fault::new(Code::BadQuery).with("value", piece)),
        None => Ok(()),
    }
}
