//! How full everybody is before and after.

use std::collections::BTreeMap;

use super::Statements;
use crate::base::{EmployeeId, Res};
use crate::domain::distribution::{Held, Load, Points};
use crate::reads::ask::Asker;
use crate::reads::distribution::{Days, persons};
use crate::reads::q;
use crate::reads::receives::Receiver;
use crate::store::params_from_iter;

/// One person's load, before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonLoad {
    pub id: EmployeeId,
    pub name: String,
    pub clients: (u32, u32),
    pub deals: (u32, u32),
    pub before: Load,
    pub after: Load,
    /// Open deals beside which nothing more is due.
    pub capacity: u32,
}

impl PersonLoad {
    /// Open deals beyond the capacity, and more than there were.
    pub fn is_over(&self) -> bool {
        self.deals.1 > self.capacity && self.deals.1 > self.deals.0
    }
}

/// What one person gives away, or gets.
#[derive(Default, Clone, Copy)]
struct Part {
    clients: u32,
    light: u32,
    deals: u32,
    tasks: u32,
}

/// The receiver first, then who gives, by name. Whoever is gone has no load.
pub(super) fn loads(a: &Asker<'_>, st: &Statements, to: &Receiver, points: Points) -> Res<Vec<PersonLoad>> {
    let parts = parts(a, st)?;
    let mut got = Part::default();
    for p in parts.values() {
        got.clients += p.clients;
        got.light += p.light;
        got.deals += p.deals;
        got.tasks += p.tasks;
    }
    let mut out = Vec::new();
    for p in persons(a.conn, &Days::just(a.clock.today()), a.office)? {
        let receives = p.id == to.id;
        let (part, h) = match parts.get(&p.id) {
            _ if receives => (got, p.held),
            Some(part) => (*part, p.held),
            None => continue,
        };
        let step = |n: u32, by: u32| if receives { n + by } else { n.saturating_sub(by) };
        let after = Held {
            deals: step(h.deals, part.deals),
            clients_without_deals: step(h.clients_without_deals, part.light),
            tasks: step(h.tasks, part.tasks),
            clients: step(h.clients, part.clients),
        };
        let room = u64::from(p.capacity) * u64::from(p.weight);
        let half = if receives && to.probation { 2 } else { 1 };
        out.push(PersonLoad {
            id: p.id,
            name: p.name,
            clients: (h.clients, after.clients),
            deals: (h.deals, after.deals),
            before: Load { points: points.of(h), room },
            after: Load { points: points.of(after), room },
            capacity: u32::try_from(room / 100 / half).unwrap_or(u32::MAX),
        });
    }
    out.sort_by_cached_key(|p| (p.id != to.id, crate::base::fold(&p.name), p.id));
    Ok(out)
}

/// What moves, by whose it is; nobody's counts under 0.
fn parts(a: &Asker<'_>, st: &Statements) -> Res<BTreeMap<EmployeeId, Part>> {
    let sql = st.with(
        "SELECT coalesce(owner_id, 0), count(*), sum(open_deals = 0), 0, 0 FROM picked WHERE why IS NULL GROUP BY 1 \
         UNION ALL SELECT coalesce(owner_id, 0), 0, 0, count(*), 0 FROM deals WHERE why IS NULL GROUP BY 1 \
         UNION ALL SELECT coalesce(owner_id, 0), 0, 0, 0, count(*) FROM tasks WHERE why IS NULL GROUP BY 1",
    );
    let mut out: BTreeMap<EmployeeId, Part> = BTreeMap::new();
    let rows = q::all(a.conn, &sql, params_from_iter(&st.values), |r| {
        let part = Part { clients: r.get(1)?, light: r.get(2)?, deals: r.get(3)?, tasks: r.get(4)? };
        Ok((r.get::<_, EmployeeId>(0)?, part))
    })?;
    for (id, p) in rows {
        let sum = out.entry(id).or_default();
        sum.clients += p.clients;
        sum.light += p.light;
        sum.deals += p.deals;
        sum.tasks += p.tasks;
    }
    Ok(out)
}
