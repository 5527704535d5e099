//! Mass changes as set-based SQL: the same inverses, `rev`s and derived values as `insert` and `set` row by row, at the
//! cost of a few statements. One mass change is one journal entry (2 §5, 6 §1).

use rusqlite::{Params, params, params_from_iter};

use super::tx::{Tx, table};
use super::values::Val;
use crate::base::{Kind, Res};

/// The new values of one mass change, by row. TEMP, so that it is gone with the connection and rolled back with the command.
const STAGE: &str = "CREATE TEMP TABLE IF NOT EXISTS bulk_new (id INTEGER PRIMARY KEY, v0 ANY, v1 ANY, v2 ANY, v3 ANY, v4 ANY, v5 ANY) STRICT";

/// So many columns one mass change may set.
pub(super) const WIDTH: usize = 6;

impl Tx<'_> {
    /// Inserts what `select` yields (columns in the order of `columns`) and keeps the inverse of every row made.
    /// Gives the number of rows. Only for kinds without derived values (lines, items, acceptances, signatures…).
    pub fn insert_all(&mut self, kind: Kind, columns: &str, select: &str, p: impl Params) -> Res<u64> {
        debug_assert!(!matches!(kind, Kind::Client | Kind::Deal | Kind::Task | Kind::Touch | Kind::Contact));
        let (t, seq) = (table(kind), self.seq());
        let last = self.count("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = ?", [t])?;
        let sql = format!("INSERT INTO {t} (rev, {columns}) SELECT {}, q.* FROM ({select}) q", seq.0);
        let n = self.conn().prepare(&sql)?.execute(p)? as u64;
        let sql = format!(
            "INSERT INTO op_row (seq, kind, id, field, old) SELECT ?1, ?2, id, '', NULL FROM {t} WHERE id > ?3"
        );
        self.conn().prepare(&sql)?.execute(params![seq, kind, last])?;
        self.touched(n);
        Ok(n)
    }

    /// Sets columns of many rows: `select` yields `(id, value, …)`, a value for each of `fields`. Only rows that differ are
    /// written, with their inverses. Gives their number.
    pub fn set_all(&mut self, kind: Kind, fields: &[&str], select: &str, p: impl Params) -> Res<u64> {
        let columns = self.stage(fields.len())?;
        self.conn().prepare(&format!("INSERT INTO temp.bulk_new (id{columns}) {select}"))?.execute(p)?;
        Ok(self.write_staged(kind, fields)?.0)
    }

    /// `set_all` that gives the number of values it changed instead: what an undo tells.
    pub(super) fn put_back(&mut self, kind: Kind, fields: &[&str], select: &str, p: impl Params) -> Res<u64> {
        let columns = self.stage(fields.len())?;
        self.conn().prepare(&format!("INSERT INTO temp.bulk_new (id{columns}) {select}"))?.execute(p)?;
        Ok(self.write_staged(kind, fields)?.1)
    }

    /// The same with values computed here: `(id, values)` in the order of `fields`.
    pub fn set_rows(
        &mut self,
        kind: Kind,
        fields: &[&str],
        rows: impl IntoIterator<Item = (i64, Vec<Val>)>,
    ) -> Res<u64> {
        let columns = self.stage(fields.len())?;
        let marks = ",?".repeat(fields.len());
        let mut st = self.conn().prepare(&format!("INSERT INTO temp.bulk_new (id{columns}) VALUES (?{marks})"))?;
        for (id, values) in rows {
            st.execute(params_from_iter(std::iter::once(&Val::from(id)).chain(&values)))?;
        }
        drop(st);
        Ok(self.write_staged(kind, fields)?.0)
    }

    fn stage(&self, width: usize) -> Res<String> {
        debug_assert!(width <= WIDTH);
        self.conn().execute_batch(STAGE)?;
        self.conn().prepare_cached("DELETE FROM temp.bulk_new")?.execute([])?;
        Ok((0..width).map(|i| format!(", v{i}")).collect())
    }

    /// Gives the rows written and the values changed in them.
    fn write_staged(&mut self, kind: Kind, fields: &[&str]) -> Res<(u64, u64)> {
        let (t, seq) = (table(kind), self.seq());
        let named = || fields.iter().enumerate();
        let same: Vec<String> = named().map(|(i, f)| format!("t.{f} IS n.v{i}")).collect();
        let sql = format!(
            "DELETE FROM temp.bulk_new AS n WHERE NOT EXISTS (SELECT 1 FROM {t} t WHERE t.id = n.id AND NOT ({}))",
            same.join(" AND ")
        );
        self.conn().prepare(&sql)?.execute([])?;
        let mut values = 0;
        for (i, field) in named() {
            let sql = format!(
                "INSERT OR IGNORE INTO op_row (seq, kind, id, field, old) SELECT ?1, ?2, t.id, ?3, t.{field} \
                 FROM {} WHERE t.{field} IS NOT n.v{i}",
                staged(t)
            );
            values += self.conn().prepare(&sql)?.execute(params![seq, kind, field])? as u64;
            self.mark_all(kind, field, i)?;
        }
        let sets: String = named().map(|(i, f)| format!(", {f} = n.v{i}")).collect();
        let sql = update(t, &sets);
        let n = self.conn().prepare(&sql)?.execute([seq])? as u64;
        self.touched(n);
        Ok((n, values))
    }

    /// Marks what is derived from a staged column, before it is written.
    fn mark_all(&mut self, kind: Kind, field: &str, i: usize) -> Res<()> {
        if !super::kept::depends(kind, field) {
            return Ok(());
        }
        let t = table(kind);
        let sql = format!("SELECT n.id, t.{field}, n.v{i} FROM {} WHERE t.{field} IS NOT n.v{i}", staged(t));
        for (id, old, new) in self.all(&sql, [], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))? {
            self.mark(kind, id, field, &old, &new)?;
        }
        Ok(())
    }
}

/// The staged rows beside what they change. CROSS JOIN fixes the order: without statistics the planner may read the whole
/// table and look each row up among the few that are staged.
fn staged(t: &str) -> String {
    format!("temp.bulk_new n CROSS JOIN {t} t ON t.id = n.id")
}

/// The plus forbids the same wrong order: it hides the staged key from the planner.
fn update(t: &str, sets: &str) -> String {
    format!("UPDATE {t} SET rev = ?1{sets} FROM temp.bulk_new n WHERE {t}.id = +n.id")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{At, Seq};
    use crate::store::OpId;
    use rusqlite::Connection;

    #[test]
    fn a_mass_change_is_undone_like_single_ones() {
        let c = Connection::open_in_memory().unwrap();
        for step in crate::store::migrate::STEPS {
            c.execute_batch(step.sql).unwrap();
        }
        let mut tx = Tx::begin(&c, At(0)).unwrap();
        let person = |tx: &mut Tx<'_>, n: &str| {
            tx.insert(Kind::Employee, &[("name", n.into()), ("name_fold", n.into())]).unwrap()
        };
        let (p, q) = (person(&mut tx, "p"), person(&mut tx, "q"));
        for n in 0..5i64 {
            let name = format!("client{n}");
            let fields = [
                ("name", (&name).into()),
                ("name_fold", (&name).into()),
                ("match_fold", (&name).into()),
                ("owner_id", if n < 4 { p.into() } else { q.into() }),
            ];
            tx.insert(Kind::Client, &fields).unwrap();
        }
        tx.finish(OpId([1; 16]), "owner", "t", "", "{}").unwrap();
        let stats = |who: i64| -> i64 {
            c.query_row("SELECT coalesce(sum(n), 0) FROM owner_stats WHERE owner_id = ?", [who], |r| r.get(0)).unwrap()
        };
        assert_eq!((stats(p), stats(q)), (4, 1));

        let mut tx = Tx::begin(&c, At(1)).unwrap();
        let moved = tx.seq();
        let n = tx.set_all(Kind::Client, &["owner_id"], "SELECT id, ?1 FROM client WHERE deleted = 0", [q]).unwrap();
        assert_eq!(n, 4, "the fifth is q's already");
        tx.finish(OpId([2; 16]), "owner", "t", "", "{}").unwrap();
        assert_eq!((stats(p), stats(q)), (0, 5));
        let rows = "SELECT count(*) FROM op_row WHERE seq = ?";
        assert_eq!(c.query_row(rows, [moved], |r| r.get::<_, i64>(0)).unwrap(), 4);
        let found: i64 = c
            .query_row(
                "SELECT count(*) FROM client_search WHERE client_search MATCH ?",
                [format!("\"¤{q}¤\"")],
                |r| r.get(0),
            )
            .unwrap();
        assert_eq!(found, 5);

        let mut tx = Tx::begin(&c, At(2)).unwrap();
        assert_eq!(tx.undo(moved).unwrap().restored, 4);
        tx.finish(OpId([3; 16]), "owner", "t", "", "{}").unwrap();
        assert_eq!((stats(p), stats(q)), (4, 1));

        let mut tx = Tx::begin(&c, At(3)).unwrap();
        let n = tx
            .insert_all(Kind::Inbox, "kind, at", "SELECT name, 5 FROM client WHERE owner_id = ?1 ORDER BY id", [p])
            .unwrap();
        assert_eq!((n, tx.seq()), (4, Seq(4)));
        tx.finish(OpId([4; 16]), "owner", "t", "", "{}").unwrap();
        let revs: i64 = c
            .query_row(
                "SELECT count(*) FROM inbox i JOIN op_row o ON o.kind = 'inbox' AND o.id = i.id AND o.seq = i.rev",
                [],
                |r| r.get(0),
            )
            .unwrap();
        assert_eq!(revs, 4);
    }

    #[test]
    fn a_mass_change_looks_up_what_it_changes_and_reads_no_whole_table() {
        let c = Connection::open_in_memory().unwrap();
        c.execute_batch(include_str!("schema.sql")).unwrap();
        c.execute_batch(STAGE).unwrap();
        let plan = |sql: &str| -> String {
            let mut st = c.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
            let rows = st.query_map([], |r| r.get::<_, String>(3)).unwrap();
            rows.map(Result::unwrap).collect::<Vec<_>>().join("; ")
        };
        for kind in [Kind::Client, Kind::Deal, Kind::Task] {
            let t = table(kind);
            for sql in [format!("SELECT t.rev FROM {}", staged(t)), update(t, ", owner_id = n.v0").replace("?1", "7")] {
                let plan = plan(&sql);
                assert!(plan.contains("SCAN n") && plan.contains("USING INTEGER PRIMARY KEY"), "{sql}: {plan}");
            }
        }
    }
}
