//! The five rules over a hundred thousand clients: the domain alone, no base.

use super::sample::{Figure, Sample, TIMES, Watch, What, timed};
use crate::base::{ClientId, Currency, DealId, DepartmentId, EmployeeId, LineId, Money, Res};
use crate::domain::distribution::{Client, Held, Input, Line, Person, Points, propose, shipped};
use crate::domain::{EmployeeStatus, LineKind, Role, Segment, Temperature};

/// Clients, as the goal counts them.
const CLIENTS: i64 = 100_000;
const GOAL_MS: f64 = 300.0;
const DEALS: i64 = 3;
const TASKS: i64 = 2;
const PEOPLE: i64 = 40;
const PLACES: i64 = 12;
const LEAVER: EmployeeId = EmployeeId(1);
const HEAD: EmployeeId = EmployeeId(2);

pub fn measure(watch: Watch<'_>) -> Res<Figure> {
    let (clients, lines, persons, rules) = (clients(), lines(), persons(), shipped());
    let input = Input {
        leaver: LEAVER,
        department: Some(DepartmentId(1)),
        head: HEAD,
        lines: &lines,
        clients: &clients,
        persons: &persons,
        holders: &[],
        declined: &[],
        refused: &[],
        rules: &rules,
        points: Points::default(),
        base_currency: Currency::RUB,
    };
    let mut sample = Sample::default();
    for _ in 0..TIMES {
        sample.add(timed(watch, || {
            std::hint::black_box(propose(std::hint::black_box(&input)));
            Ok(())
        })?);
    }
    Ok(Figure::new(What::Distribution, CLIENTS as u64, &sample).goal(GOAL_MS))
}

/// A word for a place or a trade: what matters is whether two are the same.
fn word(n: i64) -> String {
    format!("w{n}")
}

/// Every rule meets its clients: one in sixteen is VIP, of the rest two thirds have a region, half a trade.
fn clients() -> Vec<Client> {
    (0..CLIENTS)
        .map(|n| Client {
            id: ClientId(n + 1),
            owner: Some(LEAVER),
            segment: if n % 16 == 0 { Segment::Vip } else { Segment::Regular },
            region: (n % 3 != 0).then(|| word(n * 7 % (PLACES * 2))),
            industry: (n % 2 == 0).then(|| word(100 + n * 5 % (PLACES * 2))),
            team: if n % 32 == 0 { vec![EmployeeId(3 + n % PEOPLE)] } else { Vec::new() },
            temperature: Temperature::ALL[(n % 3) as usize],
            has_deals: true,
        })
        .collect()
}

fn lines() -> Vec<Line> {
    let mut out = Vec::with_capacity((CLIENTS * (1 + DEALS + TASKS)) as usize);
    for n in 0..CLIENTS {
        let client = Some(ClientId(n + 1));
        let line = |kind, deal: Option<i64>, id| Line {
            id: LineId(id),
            kind,
            client,
            deal: deal.map(DealId),
            final_stage: kind == LineKind::Deal && n % 10 == 0,
            temperature: Temperature::ALL[(n % 3) as usize],
            due: (n % 4 == 0).then_some(n * 1000),
            amount: (kind == LineKind::Deal).then(|| Money::rub(n * 7_919 % 5_000_000)),
            fixed: None,
        };
        let first = n * (1 + DEALS + TASKS) + 1;
        out.push(line(LineKind::Client, None, first));
        out.extend((0..DEALS).map(|k| line(LineKind::Deal, Some(n * DEALS + k + 1), first + 1 + k)));
        out.extend((0..TASKS).map(|k| line(LineKind::Task, None, first + 1 + DEALS + k)));
    }
    out
}

fn persons() -> Vec<Person> {
    (1..=PEOPLE + 2)
        .map(|n| Person {
            id: EmployeeId(n),
            name: word(n),
            role: match n {
                2 => Role::Head,
                n if n % 8 == 3 => Role::Senior,
                _ => Role::Manager,
            },
            status: if n == 1 { EmployeeStatus::Leaving } else { EmployeeStatus::Active },
            department: Some(DepartmentId(1 + i64::from(n > 20))),
            regions: if n % 2 == 0 { vec![word(n % PLACES)] } else { Vec::new() },
            industries: if n % 3 == 0 { vec![word(100 + n % PLACES)] } else { Vec::new() },
            capacity: 40,
            weight: 100,
            held: Held { deals: (n * 3 % 20) as u32, clients_without_deals: 5, tasks: 4, clients: 30 },
            absent: n % 11 == 0,
            substitute: None,
            switched_off: false,
        })
        .collect()
}
