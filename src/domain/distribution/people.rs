//! The persons as the run sees them: who is eligible for what, who of a pool takes the next piece.

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};

use super::ids::IdMap;
use super::{Given, Held, Input, Load, NoSecond, Person};
use crate::base::{EmployeeId, fold};
use crate::domain::words::{EmployeeStatus, Role};

/// How much room a piece finds with a person; a better one is taken before the load is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// Stays within the capacity.
    Fits,
    /// Under the capacity now, beyond it with this piece.
    Passes,
    /// Already full.
    Beyond,
}

/// What a piece asks of its receiver.
#[derive(Debug, Clone, Copy, Default)]
pub struct Ask {
    /// The piece's own index.
    pub piece: usize,
    pub deals: u32,
    pub points: u64,
    /// VIP or final stage: not for people on probation.
    pub seasoned: bool,
}

/// Own department first, then the company (indexes into `People`).
#[derive(Debug, Clone, Default)]
pub struct Pool {
    pub own: Vec<usize>,
    pub company: Vec<usize>,
}

pub struct People<'a> {
    pub list: Vec<&'a Person>,
    pub by_id: IdMap<EmployeeId, usize>,
    /// Capacity × weight, in hundredths of a deal.
    room: Vec<u64>,
    points: Vec<u64>,
    deals: Vec<u32>,
    count: Vec<u32>,
    /// Weightless pieces given in this run: they spread by their number.
    light: Vec<u32>,
    available: Vec<bool>,
    probation: Vec<bool>,
    declined: HashSet<(usize, EmployeeId)>,
    pub given: Vec<Given>,
    start: Vec<(u64, u32)>,
    pub everyone: Pool,
    pub seniors: Pool,
    regions: HashMap<String, Pool>,
    industries: HashMap<String, Pool>,
}

impl<'a> People<'a> {
    /// Persons sorted by name, then id, so that an index is the last tie-break. `declined`: pieces by who is not asked for them.
    pub fn new(input: &Input<'a>, declined: HashSet<(usize, EmployeeId)>) -> Self {
        let mut list: Vec<&Person> = input.persons.iter().collect();
        list.sort_by_cached_key(|p| (fold(&p.name), p.id));
        list.dedup_by_key(|p| p.id);
        let by_id: IdMap<_, _> = list.iter().enumerate().map(|(i, p)| (p.id, i)).collect();
        let present = |id: EmployeeId| {
            by_id.get(&id).is_some_and(|i| {
                let p = list[*i];
                p.id != input.leaver && employed(p) && !p.absent
            })
        };
        let available: Vec<bool> = list
            .iter()
            .map(|p| {
                p.id != input.leaver
                    && employed(p)
                    && !p.switched_off
                    && (!p.absent || p.substitute.is_some_and(present))
            })
            .collect();
        let room: Vec<u64> = list.iter().map(|p| u64::from(p.capacity) * u64::from(p.weight)).collect();
        let points: Vec<u64> = list.iter().map(|p| input.points.of(p.held)).collect();
        let mut people = Self {
            start: list.iter().zip(&points).map(|(p, n)| (*n, p.held.deals)).collect(),
            deals: list.iter().map(|p| p.held.deals).collect(),
            count: list.iter().map(|p| p.held.clients).collect(),
            light: vec![0; list.len()],
            given: vec![Given::default(); list.len()],
            probation: list.iter().map(|p| p.status == EmployeeStatus::Probation).collect(),
            everyone: Pool::default(),
            seniors: Pool::default(),
            regions: HashMap::new(),
            industries: HashMap::new(),
            list,
            by_id,
            room,
            points,
            available,
            declined,
        };
        people.fill_pools(input);
        people
    }

    fn fill_pools(&mut self, input: &Input) {
        for (i, p) in self.list.iter().enumerate() {
            let sells = matches!(p.role, Role::Manager | Role::Senior);
            if !sells || !self.available[i] || self.room[i] == 0 {
                continue;
            }
            let own = p.department.is_some() && p.department == input.department
                || input.department.is_none() && p.department.is_none();
            let put = |pool: &mut Pool| if own { pool.own.push(i) } else { pool.company.push(i) };
            put(&mut self.everyone);
            if p.role == Role::Senior {
                put(&mut self.seniors);
            }
            for (words, pools) in [(&p.regions, &mut self.regions), (&p.industries, &mut self.industries)] {
                let mut keys: Vec<String> = words.iter().map(|w| fold(w)).filter(|w| !w.is_empty()).collect();
                keys.sort();
                keys.dedup();
                for key in keys {
                    put(pools.entry(key).or_default());
                }
            }
        }
    }

    /// Why none of a client's team takes it over, by the first of them beside the leaver.
    pub fn no_second(&self, team: &[EmployeeId], leaver: EmployeeId, ask: Ask) -> NoSecond {
        let Some(id) = team.iter().find(|id| **id != leaver) else { return NoSecond::Nobody };
        match self.by_id.get(id).map(|i| self.list[*i]) {
            None => NoSecond::Leaves,
            Some(p) if matches!(p.status, EmployeeStatus::Leaving | EmployeeStatus::Dismissed) => NoSecond::Leaves,
            Some(p) if self.has_declined(p.id, ask) => NoSecond::Declined,
            Some(p) if p.absent => NoSecond::Away,
            Some(_) => NoSecond::NotEligible,
        }
    }

    pub fn region(&self, folded: &str) -> Option<&Pool> {
        self.regions.get(folded)
    }

    pub fn industry(&self, folded: &str) -> Option<&Pool> {
        self.industries.get(folded)
    }

    pub fn employed(&self, i: usize) -> bool {
        employed(self.list[i])
    }

    pub fn load(&self, i: usize) -> Load {
        Load { points: self.points[i], room: self.room[i] }
    }

    pub fn load_at_start(&self, i: usize) -> (Load, u32) {
        let (points, deals) = self.start[i];
        (Load { points, room: self.room[i] }, deals)
    }

    pub fn deals(&self, i: usize) -> u32 {
        self.deals[i]
    }

    fn has_declined(&self, id: EmployeeId, ask: Ask) -> bool {
        !self.declined.is_empty() && self.declined.contains(&(ask.piece, id))
    }

    /// Whether this person may get the piece at all: nobody gets what he has declined, probation takes no VIP, no final stage, at most half the capacity.
    pub fn eligible(&self, i: usize, ask: Ask) -> bool {
        if !self.available[i] || self.has_declined(self.list[i].id, ask) {
            return false;
        }
        let half = || u64::from(self.deals[i] + ask.deals) * 200 <= self.room[i];
        !self.probation[i] || (!ask.seasoned && (ask.deals == 0 || half()))
    }

    pub fn fit(&self, i: usize, ask: Ask) -> Fit {
        if ask.deals == 0 || u64::from(self.deals[i] + ask.deals) * 100 <= self.room[i] {
            Fit::Fits
        } else if u64::from(self.deals[i]) * 100 < self.room[i] {
            Fit::Passes
        } else {
            Fit::Beyond
        }
    }

    /// The least loaded of a pool: room first (own department before the company), then load, count, name, id.
    ///
    /// A plain scan: with 500 people and 100,000 clients it stays far under the 300 ms of 6 §1, and unlike a heap it
    /// needs no repair when one person stands in several pools.
    pub fn pick(&self, pool: &Pool, ask: Ask) -> Option<usize> {
        let own = self.best(&pool.own, ask);
        if own.is_some_and(|(fit, _)| fit == Fit::Fits) || pool.company.is_empty() {
            return own.map(|(_, i)| i);
        }
        let company = self.best(&pool.company, ask);
        match (own, company) {
            (Some((a, i)), Some((b, j))) => Some(if a <= b { i } else { j }),
            (a, b) => a.or(b).map(|(_, i)| i),
        }
    }

    fn best(&self, members: &[usize], ask: Ask) -> Option<(Fit, usize)> {
        let mut best: Option<(Fit, usize)> = None;
        for &i in members {
            if !self.eligible(i, ask) {
                continue;
            }
            let fit = self.fit(i, ask);
            let better = best.is_none_or(|(f, b)| fit.cmp(&f).then_with(|| self.lighter(i, b, ask)) == Ordering::Less);
            if better {
                best = Some((fit, i));
            }
        }
        best
    }

    fn lighter(&self, a: usize, b: usize, ask: Ask) -> Ordering {
        let by_number = if ask.points == 0 { self.light[a].cmp(&self.light[b]) } else { Ordering::Equal };
        by_number
            .then_with(|| self.load(a).compare(self.load(b)))
            .then_with(|| self.count[a].cmp(&self.count[b]))
            .then_with(|| a.cmp(&b))
    }

    /// Books a piece; gives the loads before and after and whether the capacity is passed.
    pub fn give(&mut self, i: usize, ask: Ask) -> (Load, Load, bool) {
        let before = self.load(i);
        let over = self.fit(i, ask) != Fit::Fits;
        self.points[i] += ask.points;
        self.deals[i] += ask.deals;
        self.count[i] += 1;
        self.light[i] += u32::from(ask.points == 0);
        (before, self.load(i), over)
    }
}

fn employed(p: &Person) -> bool {
    matches!(p.status, EmployeeStatus::Active | EmployeeStatus::Probation)
}

impl Held {
    /// With so much more.
    pub const fn plus(self, more: Held) -> Held {
        Held {
            deals: self.deals.saturating_add(more.deals),
            clients_without_deals: self.clients_without_deals.saturating_add(more.clients_without_deals),
            tasks: self.tasks.saturating_add(more.tasks),
            clients: self.clients.saturating_add(more.clients),
        }
    }

    /// Without a part of it.
    pub fn less(self, part: Held) -> Held {
        Held {
            deals: self.deals.saturating_sub(part.deals),
            clients_without_deals: self.clients_without_deals.saturating_sub(part.clients_without_deals),
            tasks: self.tasks.saturating_sub(part.tasks),
            clients: self.clients.saturating_sub(part.clients),
        }
    }

    /// What a bundle of these counts adds to a person.
    pub fn bundle(deals: u32, tasks: u32, client: bool) -> Held {
        Held { deals, clients_without_deals: u32::from(client && deals == 0), tasks, clients: u32::from(client) }
    }
}
