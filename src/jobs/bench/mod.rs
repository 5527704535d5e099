//! The figures of 6 §1 that need no terminal, each with its floor in the same run: frozen scripts in `benches/floor/`.
//! Everything happens in one folder, on bases made for it; nobody's own base is looked at.

mod distribution;
mod handover;
mod import;
mod lists;
mod sample;

use std::cell::Cell;
use std::path::{Path, PathBuf};

use crate::base::{Clock, Res};
use crate::domain::Actor;
use crate::domain::settings::Office;
use crate::jobs::demo::{self, Demo, Shape};
use crate::ops::{self, Command, Ctx};
use crate::store::{Base, Mode, OpId, forget};

pub use sample::{Figure, Watch, What};

/// So many clients measure well and take less than a minute.
pub const USUAL: u32 = 10_000;
/// Fewer tell nothing: a list would not fill its first window.
pub const FEWEST: u32 = 1_000;

/// Where and with what is measured.
pub struct Env<'a> {
    folder: &'a Path,
    office: &'a Office,
    clock: Clock,
    watch: Watch<'a>,
    ops: Cell<u128>,
}

impl<'a> Env<'a> {
    pub fn new(folder: &'a Path, office: &'a Office, clock: Clock, watch: Watch<'a>) -> Env<'a> {
        Env { folder, office, clock, watch, ops: Cell::new(0) }
    }

    fn op(&self) -> OpId {
        self.ops.set(self.ops.get() + 1);
        OpId(self.ops.get().to_be_bytes())
    }

    fn run<C: Command>(&self, base: &mut Base, command: &C) -> Res<C::Out> {
        let cx = Ctx { actor: Actor::Owner, clock: self.clock, op_id: self.op(), office: self.office };
        Ok(ops::run(base, &cx, command)?.out)
    }

    fn made(&self, name: &str, clients: u32, shape: Shape) -> Res<Base> {
        let path = self.folder.join(name);
        let demo = Demo { clients, shape, ..Demo::default() };
        demo::make_at(&path, self.office, self.clock, &demo, &mut |_, _| true)?;
        Base::open(&path, Mode::ReadWrite)
    }

    /// A copy of a base that nobody has open.
    fn copy(&self, from: &Path, name: &str) -> Res<PathBuf> {
        let to = self.folder.join(name);
        std::fs::copy(from, &to)?;
        Ok(to)
    }

    fn forget(&self, path: &Path) {
        forget(path);
    }
}

/// Measures everything; `told` hears each figure as it comes.
pub fn run(env: &Env<'_>, clients: u32, told: &mut dyn FnMut(&Figure)) -> Res<Vec<Figure>> {
    let mut out = Vec::new();
    let mut add = |figures: Vec<Figure>| {
        figures.iter().for_each(&mut *told);
        out.extend(figures);
    };
    add(vec![distribution::measure(env.watch)?]);
    let base = env.made("lists.db", clients, Shape::Office)?;
    let tenth = env.made("tenth.db", clients / 10, Shape::Office)?;
    add(lists::measure(env, &base, u64::from(clients))?);
    add(lists::grown(env, &base, &tenth, u64::from(clients))?);
    add(vec![import::measure(env, &base, u64::from(clients))?]);
    for done in [base, tenth] {
        let path = done.path().to_path_buf();
        drop(done);
        env.forget(&path);
    }
    add(vec![handover::open(env)?]);
    add(handover::apply_and_undo(env, clients)?);
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{At, Zone};
    use crate::store::{Connection, Val};

    pub fn env<'a>(folder: &'a Path, office: &'a Office, watch: Watch<'a>) -> Env<'a> {
        let now = At::parse("2026-11-24 10:00", Zone::MOSCOW).unwrap();
        Env::new(folder, office, Clock { now, zone: Zone::MOSCOW }, watch)
    }

    pub fn made(folder: &Path, name: &str, clients: u32, shape: Shape) -> Base {
        let (office, watch) = (Office::default(), || 0);
        env(folder, &office, &watch).made(name, clients, shape).unwrap()
    }

    /// The first row in which two bases differ, or how many more the one has; empty where they say the same.
    pub fn differences(a: &Connection, b: &Connection, sql: &str) -> String {
        let rows = |c: &Connection| -> Vec<String> {
            let mut st = c.prepare(sql).unwrap();
            let n = st.column_count();
            let all = st.query_map([], |r| (0..n).map(|i| r.get::<_, Val>(i)).collect::<Result<Vec<_>, _>>());
            let mut out: Vec<String> = all.unwrap().map(|r| format!("{:?}", r.unwrap())).collect();
            out.sort_unstable();
            out
        };
        let (a, b) = (rows(a), rows(b));
        assert!(!a.is_empty() || b.is_empty(), "nothing to compare: {sql}");
        match a.iter().zip(&b).find(|(x, y)| x != y) {
            Some((x, y)) => format!("{x}\n{y}"),
            None if a.len() != b.len() => format!("{} and {} rows", a.len(), b.len()),
            None => String::new(),
        }
    }

    #[test]
    fn every_figure_comes_with_what_the_goals_ask() {
        let dir = tempfile::tempdir().unwrap();
        let (office, ticks) = (Office::default(), Cell::new(0));
        // A clock that moves by itself: every figure takes some of it.
        let watch = || {
            ticks.set(ticks.get() + 1_000);
            ticks.get()
        };
        let env = env(dir.path(), &office, &watch);
        let mut heard = 0;
        let figures = run(&env, FEWEST / 5, &mut |_| heard += 1).unwrap();
        assert_eq!(figures.len(), heard);
        let of = |w: What| figures.iter().find(|f| f.what == w).unwrap();
        for w in [What::Apply, What::Undo, What::Import, What::List, What::Search] {
            let f = of(w);
            assert!(f.floor.is_some() && f.ratio.is_some() && f.goal.is_some(), "{f:?}");
        }
        assert_eq!((of(What::CaseOpen).n, of(What::Distribution).n), (10_002, 100_000));
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0, "nothing is left in the folder");
    }
}
