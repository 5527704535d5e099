//! The training base: a believable Russian sales office, the same for the same seed, dated around the clock it is given.
//!
//! Made in chunks, one owner's clients after another, so that memory does not grow with the base and the sums by owner
//! are made anew only for those a chunk touches.

mod book;
mod people;
mod tasks;
mod words;

use std::path::Path;

use fastrand::Rng;
use serde::Serialize;

use crate::base::{Clock, Code, DAY_MS, EmployeeId, Res};
use crate::domain::settings::Office;
use crate::domain::{Actor, Role, Source, accesses};
use crate::ops::seed::{PersonSeed, SeedBook, SeedOffice};
use crate::ops::{self, Command, Ctx};
use crate::reads;
use crate::store::{Base, Mode, OpId, backup, file, forget};

use book::{Author, Seller};
use words::Words;

/// Clients per transaction.
const CHUNK: u64 = 500;
/// Fewer people make no office: a head, the leaver and two to receive.
pub const FEWEST: u32 = 4;

/// What to make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Demo {
    pub clients: u32,
    pub employees: u32,
    pub seed: u64,
    pub shape: Shape,
}

impl Default for Demo {
    fn default() -> Self {
        Demo { clients: 400, employees: 12, seed: 1, shape: Shape::Office }
    }
}

/// Whose the clients are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Everybody's, as in an office.
    Office,
    /// All of them the leaver's, each with three open deals and two open tasks: the handover that `bench` measures.
    Leaver,
}

/// Who leaves in a base that was just made.
pub const LEAVER: EmployeeId = EmployeeId(people::LEAVER as i64 + 1);

/// What was made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Made {
    pub clients: u64,
    pub deals: u64,
    pub tasks: u64,
    pub employees: u64,
}

/// Makes a base of its own at `path`, which is there only when it is whole; one that nobody has written into yet is filled.
/// `progress` is told how much is done of how much; `false` stops with `Interrupted`. Errors: `BaseExists`, and those of
/// making a base.
pub fn make_at(
    path: &Path,
    office: &Office,
    clock: Clock,
    demo: &Demo,
    progress: &mut dyn FnMut(u64, u64) -> bool,
) -> Res<Made> {
    let free = file::is_free(path)?;
    if !free {
        // Only looked at: whatever else stands there is not so much as brought up to date.
        Base::open(path, Mode::ReadOnly).ok().filter(is_untouched).ok_or_else(|| file::at(Code::BaseExists, path))?;
    }
    let part = file::beside(path, ".part");
    // What a killed making left behind.
    forget(&part);
    let made = Base::create(&part).and_then(|mut base| {
        let made = make(&mut base, office, clock, demo, progress)?;
        if free {
            base.rename(path)?;
        } else {
            let mut empty = Base::open(path, Mode::ReadWrite)?;
            if !is_untouched(&empty) {
                return Err(file::at(Code::BaseExists, path));
            }
            backup::pour(base.conn(), &mut empty, &mut |_, _| true)?;
        }
        Ok(made)
    });
    if made.is_err() || !free {
        forget(&part);
    }
    made
}

/// A base as the first start of the program leaves it: nothing was ever written by anybody.
fn is_untouched(base: &Base) -> bool {
    reads::seq(base.conn()).is_ok_and(|seq| seq == 0)
}

/// Fills an empty base. `progress` is told how much is done of how much; `false` stops with `Interrupted`.
/// Errors: `BaseExists` when the base has clients already.
pub fn make(
    base: &mut Base,
    office: &Office,
    clock: Clock,
    demo: &Demo,
    progress: &mut dyn FnMut(u64, u64) -> bool,
) -> Res<Made> {
    let words = Words::load();
    let mut rng = Rng::with_seed(demo.seed);
    let n = demo.employees.max(FEWEST) as usize;
    let (departments, people) = people::office(n, &words, &accesses::read(accesses::CATALOGUE)?, &mut rng);
    let seed_office = SeedOffice {
        name: if office.name.is_empty() { words.phrase("company").to_owned() } else { office.name.clone() },
        training: true,
        source: Source::Bitrix24,
        data_at: clock.now.plus(-DAY_MS),
        // Terms of those who are away run from their return: what is measured has one term for all.
        absences: if demo.shape == Shape::Leaver { Vec::new() } else { people::absences(n, &clock) },
        stages: people::stages(&words),
        departments,
        people,
    };
    base.begin_load()?;
    let mut ops = OpIds(rng.fork());
    let made = run(base, office, clock, &mut ops, &seed_office)?;
    let sellers = sellers(&seed_office.people, &made.people);
    let books = match demo.shape {
        Shape::Office => shares(&sellers, u64::from(demo.clients)),
        Shape::Leaver => sellers.iter().map(|s| if s.id == LEAVER { u64::from(demo.clients) } else { 0 }).collect(),
    };
    let mut author = Author::new(&words, clock, &sellers, made.stages, demo.clients, rng.fork());
    let mut out = Made { employees: made.people.len() as u64, ..Made::default() };
    let mut chunk = 0;
    // Indexes and search take about half as long as the rows.
    let (rows, all) = (u64::from(demo.clients), u64::from(demo.clients) * 3 / 2);
    for (seller, held) in sellers.iter().zip(&books) {
        let mut left = *held;
        loop {
            let now = left.min(CHUNK);
            left -= now;
            let from = *held - left - now;
            let clients = (from..from + now).map(|nth| author.client(seller, nth, demo.shape)).collect();
            let mut book =
                SeedBook { chunk, source: Source::Bitrix24, clients, deals: vec![], tasks: vec![], leads: vec![] };
            if left == 0 && demo.shape == Shape::Office {
                author.loose(seller, &mut book);
            }
            let done = run(base, office, clock, &mut ops, &book)?;
            out.clients += done.clients;
            out.deals += done.deals;
            out.tasks += done.tasks;
            chunk += 1;
            if !progress(out.clients, all) {
                return Err(Code::Interrupted.into());
            }
            if left == 0 {
                break;
            }
        }
    }
    base.end_load(&mut |done, steps| progress(rows + (all - rows) * done / steps.max(1), all))?;
    Ok(out)
}

/// Names of the entries, from the seed too, so that two bases of one seed are alike.
struct OpIds(Rng);

fn run<C: Command>(base: &mut Base, office: &Office, clock: Clock, ops: &mut OpIds, command: &C) -> Res<C::Out> {
    let op_id = OpId(ops.0.u128(..).to_be_bytes());
    let cx = Ctx { actor: Actor::System("demo".to_owned()), clock, op_id, office };
    Ok(ops::run(base, &cx, command)?.out)
}

fn sellers(people: &[PersonSeed], ids: &[EmployeeId]) -> Vec<Seller> {
    let both = people.iter().zip(ids).enumerate();
    both.filter(|(_, (p, _))| matches!(p.role, Role::Head | Role::Senior | Role::Manager))
        .map(|(i, (p, id))| Seller::new(i, *id, p))
        .collect()
}

/// How many clients each holds: exactly `clients` in all.
fn shares(sellers: &[Seller], clients: u64) -> Vec<u64> {
    let total: u64 = sellers.iter().map(|s| s.share).sum::<u64>().max(1);
    let mut given = 0;
    let mut sum = 0;
    sellers
        .iter()
        .map(|s| {
            sum += s.share;
            let upto = clients * sum / total;
            let mine = upto - given;
            given = upto;
            mine
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{At, StageId, Zone};
    use crate::domain::{EmployeeStatus, Gender};

    #[test]
    fn shares_add_up_and_the_leaver_holds_fifty_of_four_hundred() {
        let words = Words::load();
        for n in [4, 7, 12, 40] {
            let (_, people) = people::office(n, &words, &[], &mut Rng::with_seed(1));
            assert_eq!(people.len(), n);
            let ids: Vec<EmployeeId> = (1..=n as i64).map(EmployeeId).collect();
            let s = sellers(&people, &ids);
            for clients in [0, 1, 400, 20_000] {
                assert_eq!(shares(&s, clients).iter().sum::<u64>(), clients);
            }
            if n == 12 {
                let books = shares(&s, 400);
                let leaver = s.iter().position(|x| x.place == people::LEAVER).unwrap();
                assert!((48..=52).contains(&books[leaver]), "{books:?}");
                assert_eq!(people[people::LEAVER].name, "Ковалёв Дмитрий Олегович");
                assert_eq!(people[5].status, EmployeeStatus::Probation);
                assert_eq!(people[0].gender, Gender::Female);
            }
        }
    }

    #[test]
    fn a_large_base_has_three_deals_and_two_tasks_to_a_client() {
        let words = Words::load();
        let (_, people) = people::office(12, &words, &[], &mut Rng::with_seed(1));
        let s = sellers(&people, &(1..=12).map(EmployeeId).collect::<Vec<_>>());
        let stages: Vec<StageId> = (1..20).map(StageId).collect();
        let clock = Clock { now: At::parse("2026-11-25 10:00", Zone::MOSCOW).unwrap(), zone: Zone::MOSCOW };
        let per_hundred = |clients: u32| {
            let mut author = Author::new(&words, clock, &s, stages.clone(), clients, Rng::with_seed(1));
            let all: Vec<_> = (0..2_000).map(|i| author.client(&s[i % s.len()], 3 + i as u64, Shape::Office)).collect();
            let deals: usize = all.iter().map(|c| c.deals.len()).sum();
            let tasks: usize =
                all.iter().map(|c| c.tasks.len() + c.deals.iter().map(|d| d.tasks.len()).sum::<usize>()).sum();
            (deals / 20, tasks / 20)
        };
        let (usual, large) = (per_hundred(400), per_hundred(1_000_000));
        assert!((290..=310).contains(&large.0) && (190..=215).contains(&large.1), "{large:?}");
        assert!(usual.0 < 250 && usual.1 < 140, "{usual:?}");
    }
}
