//! Schema versions. A migration makes a backup first, then does DDL and version in one transaction: a crash at any step
//! leaves the old base or the new one.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::backup;
use super::file::at;
use super::open::APPLICATION_ID;
use crate::base::{Code, Res};

/// One version of the schema and the SQL that leads to it from the version before.
#[derive(Debug, Clone, Copy)]
pub struct Step {
    pub version: i32,
    pub sql: &'static str,
}

/// All versions ever released, in order.
pub const STEPS: &[Step] = &[
    Step { version: 1, sql: include_str!("schema.sql") },
    Step { version: 2, sql: include_str!("schema_2.sql") },
    Step { version: 3, sql: include_str!("schema_3.sql") },
    Step { version: 4, sql: include_str!("schema_4.sql") },
    Step { version: 5, sql: include_str!("schema_5.sql") },
    Step { version: 6, sql: include_str!("schema_6.sql") },
];

/// The schema this program works with.
pub const VERSION: i32 = STEPS[STEPS.len() - 1].version;

/// Where a migration stands; tests cut the power at each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Point {
    BackedUp,
    Begun,
    Step(i32),
    BeforeCommit,
    Committed,
}

/// Makes the first schema in an empty file. Another process may have been quicker: then `BaseExists`.
pub(super) fn found(conn: &mut Connection, path: &Path) -> Res<()> {
    let tx = Transaction::new(conn, TransactionBehavior::Immediate)?;
    let app: i32 = tx.query_row("PRAGMA application_id", [], |r| r.get(0))?;
    if app == APPLICATION_ID {
        return Err(at(Code::BaseExists, path));
    }
    for step in STEPS {
        tx.execute_batch(step.sql)?;
    }
    tx.pragma_update(None, "application_id", APPLICATION_ID)?;
    tx.pragma_update(None, "user_version", VERSION)?;
    tx.commit()?;
    Ok(())
}

/// Brings a base to the last of `steps`; gives the path of the backup when there was something to do. `point` is told
/// of each stage and may refuse to go on.
pub fn bring_up(
    conn: &mut Connection,
    path: &Path,
    steps: &[Step],
    point: &mut dyn FnMut(Point) -> Res<()>,
) -> Res<Option<PathBuf>> {
    let Some(last) = steps.last().map(|s| s.version) else { return Ok(None) };
    let have = version(conn)?;
    if have == last {
        return Ok(None);
    }
    if have > last {
        return Err(at(Code::BaseNewer, path).with("version", have));
    }
    let copy = backup::free_name(path, &format!("v{have}"));
    backup::copy(conn, &copy, &mut |_, _| true, &mut |_| Ok(()))?;
    point(Point::BackedUp)?;
    // Renaming a table that others refer to needs foreign keys off, and that works only outside a transaction.
    conn.pragma_update(None, "foreign_keys", false)?;
    let done = run(conn, path, have, steps, point);
    conn.pragma_update(None, "foreign_keys", true)?;
    done.map(|()| Some(copy))
}

fn run(
    conn: &mut Connection,
    path: &Path,
    have: i32,
    steps: &[Step],
    point: &mut dyn FnMut(Point) -> Res<()>,
) -> Res<()> {
    let tx = Transaction::new(conn, TransactionBehavior::Immediate)?;
    point(Point::Begun)?;
    // Another process may have migrated while we made the backup.
    let now = version(&tx)?;
    for step in steps.iter().filter(|s| s.version > now) {
        tx.execute_batch(step.sql)?;
        tx.pragma_update(None, "user_version", step.version)?;
        point(Point::Step(step.version))?;
    }
    let broken: i64 = tx.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |r| r.get(0))?;
    if broken > 0 {
        let detail = format!("{broken} foreign keys after migration from {have}");
        return Err(at(Code::BaseCorrupt, path).with("detail", detail));
    }
    point(Point::BeforeCommit)?;
    tx.commit()?;
    point(Point::Committed)
}

fn version(conn: &Connection) -> Res<i32> {
    Ok(conn.query_row("PRAGMA user_version", [], |r| r.get(0))?)
}

/// The schema as the base itself tells it, in a stable order: what `assets/sql/schema.sql` holds.
pub fn dump(conn: &Connection) -> Res<String> {
    let mut st = conn.prepare(
        "SELECT sql FROM sqlite_schema s
         WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
           AND NOT EXISTS (SELECT 1 FROM pragma_table_list t WHERE t.name = s.name AND t.type = 'shadow')
         ORDER BY CASE type WHEN 'table' THEN 0 WHEN 'index' THEN 1 ELSE 2 END, name",
    )?;
    let parts = st.query_map([], |r| r.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
    let version = version(conn)?;
    Ok(format!("-- Generated from a migrated base, schema {version}; do not edit.\n\n{};\n", parts.join(";\n\n")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::file::beside;
    use crate::store::{Base, Mode, open};
    use rusqlite::OpenFlags;
    use std::fs;

    const NEXT: i32 = VERSION + 1;
    const AFTER: i32 = VERSION + 2;

    /// The next version writes more than the cache holds, so that pages reach the log before the commit.
    const FAKE: &[Step] = &[
        Step {
            version: NEXT,
            sql: "CREATE TABLE fake (id INTEGER PRIMARY KEY, t TEXT NOT NULL) STRICT;
                  WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
                  INSERT INTO fake SELECT i, hex(randomblob(400)) FROM n;",
        },
        Step { version: AFTER, sql: "ALTER TABLE fake ADD COLUMN u TEXT" },
    ];

    fn writer(path: &Path) -> Connection {
        let mut conn = open::connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE).unwrap();
        open::prepare_writer(&mut conn, path).unwrap();
        conn.pragma_update(None, "cache_size", 10).unwrap();
        conn
    }

    /// What a kill −9 at this moment would leave on the disk.
    fn snap(from: &Path, to: &Path) {
        for s in ["", "-wal"] {
            let _ = fs::copy(beside(from, s), beside(to, s));
        }
    }

    #[test]
    fn a_crash_at_any_step_leaves_the_old_base_or_the_new() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("x.db");
        drop(Base::create(&path).unwrap());
        let mut conn = writer(&path);
        let mut seen = Vec::new();
        let backup = bring_up(&mut conn, &path, FAKE, &mut |p| {
            let to = dir.path().join(format!("crash{}.db", seen.len()));
            snap(&path, &to);
            seen.push((p, to));
            Ok(())
        })
        .unwrap()
        .unwrap();
        let points: Vec<Point> = seen.iter().map(|(p, _)| *p).collect();
        use Point::*;
        assert_eq!(points, [BackedUp, Begun, Step(NEXT), Step(AFTER), BeforeCommit, Committed]);
        assert!(fs::metadata(beside(&seen[4].1, "-wal")).unwrap().len() > 500_000, "nothing was cut in the middle");
        for (point, path) in &seen {
            let mut c = writer(path);
            let v = version(&c).unwrap();
            assert_eq!(v, if *point == Committed { AFTER } else { VERSION }, "{point:?}");
            assert_eq!(c.prepare("SELECT u FROM fake").is_ok(), v == AFTER, "{point:?}");
            assert!(open::quick_check(&c).unwrap().is_empty());
            bring_up(&mut c, path, FAKE, &mut |_| Ok(())).unwrap();
            assert_eq!(version(&c).unwrap(), AFTER);
            assert_eq!(c.query_row("SELECT count(*) FROM fake", [], |r| r.get::<_, i64>(0)).unwrap(), 3000);
        }
        // The backup is the old base; this program opens it, and refuses the new one.
        assert!(Base::open(&backup, Mode::ReadWrite).is_ok());
        drop(conn);
        assert_eq!(Base::open(&path, Mode::ReadWrite).map(|_| ()).map_err(|f| f.code), Err(Code::BaseNewer));
    }

    #[test]
    fn a_migration_that_fails_changes_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("x.db");
        drop(Base::create(&path).unwrap());
        let before = dump(&writer(&path)).unwrap();
        for sql in ["CREATE TABLE fake (x) STRICT", "CREATE TABLE fake (x INT) STRICT; nonsense"] {
            let mut conn = writer(&path);
            let steps = [Step { version: NEXT, sql }];
            assert!(bring_up(&mut conn, &path, &steps, &mut |_| Ok(())).is_err());
            assert_eq!(dump(&conn).unwrap(), before);
        }
        let mut conn = writer(&path);
        let orphan = "INSERT INTO employee_tag VALUES (77, 'region', 'x', 'x')";
        let steps = [Step { version: NEXT, sql: orphan }];
        let failed = bring_up(&mut conn, &path, &steps, &mut |_| Ok(()));
        assert_eq!(failed.map_err(|f| f.code), Err(Code::BaseCorrupt));
        assert_eq!(version(&conn).unwrap(), VERSION);
        assert!(Base::open(&path, Mode::ReadWrite).is_ok());
    }

    #[test]
    fn a_base_that_was_migrated_meanwhile_is_not_written_by_the_old_program() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("x.db");
        let mut old = Base::create(&path).unwrap();
        bring_up(&mut writer(&path), &path, FAKE, &mut |_| Ok(())).unwrap();
        let refused = old.with_write("test", |tx| Ok(tx.execute("DELETE FROM meta", [])?));
        assert_eq!(refused.map_err(|f| f.code), Err(Code::BaseNewer));
    }
}
