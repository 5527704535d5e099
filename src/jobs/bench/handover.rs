//! A case opened, a handover applied and taken back, beside scripts that do nothing but write the same rows.

use std::path::Path;

use super::Env;
use super::sample::{Figure, Sample, TIMES, What, timed};
use crate::base::{At, CaseId, Res};
use crate::domain::calendar::Calendar;
use crate::domain::deadlines::acceptance_due;
use crate::domain::{Segment, Temperature};
use crate::jobs::demo::{LEAVER, Shape};
use crate::ops::{Apply, CaseOpen, Propose, UndoBatch};
use crate::store::floor::Floor;
use crate::store::{Base, Mode, Val};

const APPLY: &str = include_str!("../../../benches/floor/apply.sql");
const UNDO: &str = include_str!("../../../benches/floor/undo.sql");

/// Clients of the case whose opening has a goal: with their deals and tasks ten thousand objects.
const OPENED: u32 = 1_667;
const OPEN_MS: f64 = 100.0;
const APPLY_MS: f64 = 10_000.0;
const OVER_FLOOR: f64 = 1.5;
/// A month is more than any notice.
const LAST_DAY: i32 = 30;

/// Opens a case of ten thousand objects, each time on a copy of the same base.
pub fn open(env: &Env<'_>) -> Res<Figure> {
    let from = env.made("open.db", OPENED, Shape::Leaver)?;
    let objects = held(&from)?;
    let path = from.path().to_path_buf();
    drop(from);
    let mut sample = Sample::default();
    for _ in 0..TIMES {
        let copy = env.copy(&path, "opened.db")?;
        let mut base = Base::open(&copy, Mode::ReadWrite)?;
        sample.add(timed(env.watch, || opened(env, &mut base).map(|_| ()))?);
        drop(base);
        env.forget(&copy);
    }
    env.forget(&path);
    Ok(Figure::new(What::CaseOpen, objects, &sample).goal(OPEN_MS))
}

fn held(base: &Base) -> Res<u64> {
    let sql = "SELECT (SELECT count(*) FROM client WHERE owner_id = ?1) + (SELECT count(*) FROM task WHERE owner_id = ?1 \
               AND state = 'open') + (SELECT count(*) FROM deal WHERE owner_id = ?1 AND stage_kind IN ('open','final'))";
    Ok(base.conn().query_row(sql, [LEAVER], |r| r.get::<_, i64>(0))?.unsigned_abs())
}

pub(super) fn opened(env: &Env<'_>, base: &mut Base) -> Res<CaseId> {
    let last = env.clock.today().plus(LAST_DAY);
    Ok(env.run(base, &CaseOpen::planned(LEAVER, last))?.case)
}

/// Applies everything a leaver holds and takes it back, five times in turn with the scripts on a copy of the same base.
pub fn apply_and_undo(env: &Env<'_>, clients: u32) -> Res<Vec<Figure>> {
    let (mut base, case) = proposed(env, clients)?;
    let objects = held(&base)?;
    let path = base.path().to_path_buf();
    drop(base);
    let beside = env.copy(&path, "floor.db")?;
    base = Base::open(&path, Mode::ReadWrite)?;
    let mut floor = Scripts::open(env, &beside, case)?;
    let [mut apply, mut undo, mut apply_floor, mut undo_floor] = <[Sample; 4]>::default();
    for _ in 0..TIMES {
        apply.add(timed(env.watch, || env.run(&mut base, &Apply { case }).map(|_| ()))?);
        apply_floor.add(timed(env.watch, || floor.apply())?);
        undo.add(timed(env.watch, || env.run(&mut base, &UndoBatch { case, batch: None }).map(|_| ()))?);
        undo_floor.add(timed(env.watch, || floor.undo())?);
    }
    drop((base, floor));
    env.forget(&path);
    env.forget(&beside);
    let figure = |what, value: &Sample, floor: &Sample| {
        let f = Figure::new(what, objects, value).floor(floor, Some(OVER_FLOOR));
        // The goal in seconds is one for the largest handover there is.
        if clients <= 100_000 { f.goal(APPLY_MS) } else { f }
    };
    Ok(vec![figure(What::Apply, &apply, &apply_floor), figure(What::Undo, &undo, &undo_floor)])
}

/// A base whose leaver's case has a receiver proposed for every line.
pub(super) fn proposed(env: &Env<'_>, clients: u32) -> Res<(Base, CaseId)> {
    let mut base = env.made("handover.db", clients, Shape::Leaver)?;
    let case = opened(env, &mut base)?;
    env.run(&mut base, &Propose { case })?;
    Ok((base, case))
}

/// The floor's side of it.
pub(super) struct Scripts {
    floor: Floor,
    case: CaseId,
    at: At,
    terms: [At; 3],
    batch: i64,
}

impl Scripts {
    pub fn open(env: &Env<'_>, path: &Path, case: CaseId) -> Res<Scripts> {
        let calendar = Calendar::of(env.office);
        let term = |s, t| acceptance_due(&calendar, env.office, env.clock.now, s, false, t);
        let terms = [
            term(Segment::Vip, Temperature::Hot),
            term(Segment::Regular, Temperature::Hot),
            term(Segment::Regular, Temperature::Cold),
        ];
        Ok(Scripts { floor: Floor::open(path)?, case, at: env.clock.now, terms, batch: 0 })
    }

    fn args(&self) -> Res<Vec<(&'static str, Val)>> {
        let seq: i64 = self.floor.conn().query_row("SELECT max(seq) + 1 FROM journal", [], |r| r.get(0))?;
        let [vip, hot, other] = self.terms;
        Ok(vec![
            (":case", self.case.into()),
            (":leaver", LEAVER.into()),
            (":seq", seq.into()),
            (":at", self.at.into()),
            (":vip", vip.into()),
            (":hot", hot.into()),
            (":other", other.into()),
            (":batch", self.batch.into()),
        ])
    }

    pub fn apply(&mut self) -> Res<()> {
        let args = self.args()?;
        self.floor.run(APPLY, &args)?;
        self.batch = self.floor.conn().query_row("SELECT max(seq) FROM journal", [], |r| r.get(0))?;
        Ok(())
    }

    pub fn undo(&mut self) -> Res<()> {
        let args = self.args()?;
        self.floor.run(UNDO, &args)
    }

    #[cfg(test)]
    pub fn conn(&self) -> &crate::store::Connection {
        self.floor.conn()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jobs::bench::tests::{differences, env};

    const ROWS: [&str; 8] = [
        "SELECT * FROM client",
        "SELECT * FROM deal",
        "SELECT * FROM task",
        "SELECT * FROM ledger_line",
        "SELECT * FROM acceptance",
        "SELECT * FROM owner_stats",
        "SELECT * FROM op_row WHERE kind IN ('client','deal','task','line','acceptance')",
        "SELECT e.id, s.rowid FROM employee e JOIN client_search s ON s.client_search MATCH '\"¤' || e.id || '¤\"'",
    ];

    #[test]
    fn the_floor_of_a_handover_leaves_what_the_program_leaves() {
        let dir = tempfile::tempdir().unwrap();
        let office = crate::domain::settings::Office::default();
        let watch = || 0;
        let env = env(dir.path(), &office, &watch);
        let (base, case) = proposed(&env, 60).unwrap();
        let path = base.path().to_path_buf();
        drop(base);
        let beside = env.copy(&path, "floor.db").unwrap();
        let mut base = Base::open(&path, Mode::ReadWrite).unwrap();
        let mut scripts = Scripts::open(&env, &beside, case).unwrap();
        for turn in 0..2 {
            let done = env.run(&mut base, &Apply { case }).unwrap();
            assert!(done.conflicts.is_empty() && done.applied.deals > 150, "{done:?}");
            scripts.apply().unwrap();
            for sql in ROWS {
                assert_eq!(differences(base.conn(), scripts.conn(), sql), "", "applied {turn}: {sql}");
            }
            env.run(&mut base, &UndoBatch { case, batch: None }).unwrap();
            scripts.undo().unwrap();
            for sql in ROWS {
                assert_eq!(differences(base.conn(), scripts.conn(), sql), "", "undone {turn}: {sql}");
            }
        }
    }
}
