//! Two files of a CRM, clients and deals, read with every check and kept; and a script that writes the rows they came to.

use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

use super::Env;
use super::sample::{Figure, Sample, TIMES, What, timed};
use crate::base::{At, Money, Res};
use crate::domain::Actor;
use crate::exchange::read::{Names, Options};
use crate::jobs::demo::Shape;
use crate::jobs::import::{keep, prepare};
use crate::ops::Ctx;
use crate::ops::import::Answers;
use crate::store::floor::Floor;
use crate::store::{Base, Connection, Mode};

const IMPORT: &str = include_str!("../../../benches/floor/import.sql");
const CLIENTS: &str = include_str!("../../../benches/import/clients.head");
const DEALS: &str = include_str!("../../../benches/import/deals.head");

const OVER_FLOOR: f64 = 2.0;
/// Rows a second that the import is to keep up with.
const RATE: f64 = 25_000.0;

/// `from` is the base whose clients and deals the files hold, half of the rows each.
pub fn measure(env: &Env<'_>, from: &Base, rows: u64) -> Res<Figure> {
    let files = files(env, from.conn(), rows / 2)?;
    let empty = people_only(env)?;
    let (mut value, mut floor) = (Sample::default(), Sample::default());
    for _ in 0..TIMES {
        let (kept, beside) = (env.copy(&empty, "import.db")?, env.copy(&empty, "import-floor.db")?);
        let mut base = Base::open(&kept, Mode::ReadWrite)?;
        value.add(timed(env.watch, || imported(env, &mut base, &files))?);
        // Closed, so that its log is folded in before it is read.
        drop(base);
        let mut script = Scripts::open(&beside, &kept)?;
        floor.add(timed(env.watch, || script.run())?);
        drop(script);
        env.forget(&kept);
        env.forget(&beside);
    }
    files.iter().for_each(|f| drop(fs::remove_file(f)));
    env.forget(&empty);
    let goal = rows as f64 / RATE * 1000.0;
    Ok(Figure::new(What::Import, rows, &value).floor(&floor, Some(OVER_FLOOR)).goal(goal))
}

/// An office without a client.
pub(super) fn people_only(env: &Env<'_>) -> Res<PathBuf> {
    let base = env.made("people.db", 0, Shape::Office)?;
    Ok(base.path().to_path_buf())
}

pub(super) fn imported(env: &Env<'_>, base: &mut Base, files: &[PathBuf]) -> Res<()> {
    let go = |_| true;
    let options = Options { zone: env.clock.zone, currency: env.office.currency, ..Options::default() };
    let read = prepare(base.path(), env.op(), files, &Names::shipped()?, &options, env.clock, &go)?;
    let cx = Ctx { actor: Actor::Owner, clock: env.clock, op_id: env.op(), office: env.office };
    keep(base, &cx, &read, &Answers::default(), &go)?;
    Ok(())
}

/// The floor: the program's own base is where the values come from.
pub(super) struct Scripts {
    floor: Floor,
    last: i64,
}

impl Scripts {
    pub fn open(path: &std::path::Path, done: &std::path::Path) -> Res<Scripts> {
        let floor = Floor::open(path)?;
        floor.beside(done, "done")?;
        let last = floor.conn().query_row("SELECT max(seq) FROM main.journal", [], |r| r.get(0))?;
        Ok(Scripts { floor, last })
    }

    pub fn run(&mut self) -> Res<()> {
        self.floor.run(IMPORT, &[(":last", self.last.into())])
    }

    #[cfg(test)]
    pub fn conn(&self) -> &Connection {
        self.floor.conn()
    }
}

/// Writes the files: so many clients, and as many deals of theirs.
pub(super) fn files(env: &Env<'_>, c: &Connection, each: u64) -> Res<Vec<PathBuf>> {
    let zone = env.clock.zone;
    let day = |at: i64| zone.day(At(at)).to_string();
    let mut text = String::from(CLIENTS);
    let limit = i64::try_from(each).unwrap_or(i64::MAX);
    let mut st = c.prepare(
        "SELECT c.id, c.name, coalesce(c.industry, ''), coalesce((SELECT written FROM point p WHERE p.client_id = c.id AND p.kind = 'phone'), ''), \
           coalesce((SELECT written FROM point p WHERE p.client_id = c.id AND p.kind = 'mail'), ''), coalesce(c.address, ''), e.name, \
           coalesce(c.created_at, 0), coalesce(c.region, ''), coalesce(c.inn, '') \
         FROM client c JOIN employee e ON e.id = c.owner_id ORDER BY c.id LIMIT ?1",
    )?;
    let mut rows = st.query([limit])?;
    while let Some(r) = rows.next()? {
        let s = |i| r.get::<_, String>(i);
        let (id, made): (i64, i64) = (r.get(0)?, r.get(7)?);
        let _ = writeln!(
            text,
            "{id};{};{};{};{};{};{};{};{};{}",
            s(1)?,
            s(2)?,
            s(3)?,
            s(4)?,
            s(5)?,
            s(6)?,
            day(made),
            s(8)?,
            s(9)?
        );
    }
    let clients = env.folder.join("clients.csv");
    fs::write(&clients, &text)?;
    text.clear();
    text.push_str(DEALS);
    let mut st = c.prepare(
        "SELECT d.id, d.title, s.name, s.pipeline, d.amount, d.currency, c.name, e.name, coalesce(d.created_at, 0), d.expected_close \
         FROM deal d JOIN stage s ON s.id = d.stage_id JOIN client c ON c.id = d.client_id JOIN employee e ON e.id = d.owner_id \
         WHERE c.id <= ?1 ORDER BY d.id LIMIT ?1",
    )?;
    let mut rows = st.query([limit])?;
    while let Some(r) = rows.next()? {
        let s = |i| r.get::<_, String>(i);
        let (id, minor, made): (i64, i64, i64) = (r.get(0)?, r.get(4)?, r.get(8)?);
        let close: Option<crate::base::Day> = r.get(9)?;
        let amount = Money::new(minor, r.get(5)?);
        let _ = writeln!(
            text,
            "{id};{};{};{};;{}.{:02};{};{};{};{};{};",
            s(1)?,
            s(2)?,
            s(3)?,
            amount.minor / 100,
            amount.minor % 100,
            amount.currency.as_str(),
            s(6)?,
            s(7)?,
            day(made),
            close.map_or_else(String::new, |d| d.to_string()),
        );
    }
    let deals = env.folder.join("deals.csv");
    fs::write(&deals, &text)?;
    Ok(vec![clients, deals])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jobs::bench::tests::{differences, env, made};

    const ROWS: [&str; 12] = [
        "SELECT * FROM main.employee",
        "SELECT * FROM main.stage",
        "SELECT * FROM main.client",
        "SELECT * FROM main.contact",
        "SELECT * FROM main.client_contact",
        "SELECT * FROM main.point",
        "SELECT * FROM main.deal",
        "SELECT * FROM main.note",
        "SELECT * FROM main.ext_ref",
        "SELECT * FROM main.op_row",
        "SELECT * FROM main.owner_stats",
        "SELECT e.id, s.rowid FROM main.employee e JOIN main.client_search s ON s.client_search MATCH '\"¤' || e.id || '¤\"'",
    ];

    #[test]
    fn the_floor_of_an_import_leaves_what_the_program_leaves() {
        let dir = tempfile::tempdir().unwrap();
        let office = crate::domain::settings::Office::default();
        let watch = || 0;
        let env = env(dir.path(), &office, &watch);
        let from = made(dir.path(), "from.db", 80, Shape::Office);
        let files = files(&env, from.conn(), 60).unwrap();
        let empty = people_only(&env).unwrap();
        let (kept, beside) = (env.copy(&empty, "import.db").unwrap(), env.copy(&empty, "floor.db").unwrap());
        let mut base = Base::open(&kept, Mode::ReadWrite).unwrap();
        imported(&env, &mut base, &files).unwrap();
        let n = |sql: &str| -> i64 { base.conn().query_row(sql, [], |r| r.get(0)).unwrap() };
        // The office has a few deals without a client from the start.
        let deals = "SELECT count(*) FROM deal WHERE client_id IS NOT NULL";
        assert_eq!((n("SELECT count(*) FROM client"), n(deals)), (60, 60));
        assert_eq!(n("SELECT count(*) FROM client WHERE owner_id IS NULL OR region IS NULL AND inn IS NULL"), 0);
        assert_eq!(n("SELECT count(*) FROM deal WHERE owner_id IS NULL"), 0);
        drop(base);
        let mut scripts = Scripts::open(&beside, &kept).unwrap();
        scripts.run().unwrap();
        let base = Base::open(&kept, Mode::ReadWrite).unwrap();
        for sql in ROWS {
            assert_eq!(differences(base.conn(), scripts.conn(), sql), "", "{sql}");
        }
        let schema = "SELECT group_concat(sql, ';') FROM (SELECT replace(sql, 'main.', '') AS sql FROM main.sqlite_schema WHERE type = 'index' ORDER BY name)";
        let indexes = |c: &Connection| -> String {
            let all: String = c.query_row(schema, [], |r| r.get(0)).unwrap();
            all.split_whitespace().collect()
        };
        assert_eq!(
            indexes(base.conn()),
            indexes(scripts.conn()),
            "an index that the floor does not make is a free one"
        );
    }
}
