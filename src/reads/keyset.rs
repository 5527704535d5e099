//! One window of a list by keyset, for any table: fixed pieces of SQL, values bound. The user's text is never part of a
//! statement.

use super::q;
use super::window::{Anchor, Page, Place, Total, Window};
use crate::base::Res;
use crate::store::{Connection, Row, SqlError, Val, params_from_iter};

/// Counting stops here; beyond it a total is «at least», a position unknown.
const COUNT_MAX: i64 = 50_000;

/// A list as pieces: `SELECT {columns} FROM {from} WHERE {filter} ORDER BY {key}, {id}`.
pub struct Keyset<'a> {
    pub columns: &'a str,
    /// Tables and joins that the columns need.
    pub from: &'a str,
    /// The one table that filter and key need, with the same alias: what counting reads.
    pub base: &'a str,
    pub id: &'a str,
    /// The order's expression; never NULL, so that rows compare.
    pub key: &'a str,
    pub descending: bool,
    /// Conditions joined by AND, with `?` for each of `values`; empty means all.
    pub filter: String,
    pub values: Vec<Val>,
}

impl Keyset<'_> {
    fn and(&self) -> &str {
        if self.filter.is_empty() { "1" } else { &self.filter }
    }

    fn bind(&self, more: impl IntoIterator<Item = Val>) -> Vec<Val> {
        self.values.iter().cloned().chain(more).collect()
    }

    /// The rows on one side of the row with `id` (which must have given `key`), nearest first.
    fn side<R>(
        &self,
        c: &Connection,
        edge: Option<(Val, i64, bool)>,
        forward: bool,
        limit: u32,
        read: fn(&Row<'_>) -> Result<R, SqlError>,
    ) -> Res<Vec<R>> {
        let down = forward == self.descending;
        let order = if down { "DESC" } else { "ASC" };
        let (cols, from, filter, key, id) = (self.columns, self.from, self.and(), self.key, self.id);
        let mut values = self.bind([]);
        let mut edge_sql = String::new();
        if let Some((k, i, inclusive)) = edge {
            let cmp = match (down, inclusive) {
                (true, true) => "<=",
                (true, false) => "<",
                (false, true) => ">=",
                (false, false) => ">",
            };
            edge_sql = format!("AND ({key}, {id}) {cmp} (?, ?)");
            values.extend([k, Val::from(i)]);
        }
        values.push(Val::from(i64::from(limit)));
        let sql =
            format!("SELECT {cols} FROM {from} WHERE {filter} {edge_sql} ORDER BY {key} {order}, {id} {order} LIMIT ?");
        q::all(c, &sql, params_from_iter(values), read)
    }

    /// The key of a row that the filter still finds.
    fn key_of(&self, c: &Connection, row: i64) -> Res<Option<Val>> {
        let sql = format!("SELECT {} FROM {} WHERE {} AND {} = ?", self.key, self.base, self.and(), self.id);
        q::one(c, &sql, params_from_iter(self.bind([Val::from(row)])), |r| r.get::<_, Val>(0))
    }

    fn count(&self, c: &Connection) -> Res<Total> {
        let sql =
            format!("SELECT count(*) FROM (SELECT 1 FROM {} WHERE {} LIMIT {})", self.base, self.and(), COUNT_MAX + 1);
        let n = q::count(c, &sql, params_from_iter(self.bind([])))?;
        Ok(if n > COUNT_MAX { Total::AtLeast(COUNT_MAX as u64) } else { Total::Exact(n as u64) })
    }

    /// Rows above the one at (`key`, `id`).
    fn above(&self, c: &Connection, key: Val, id: i64) -> Res<Option<u64>> {
        let cmp = if self.descending { ">" } else { "<" };
        let sql = format!(
            "SELECT count(*) FROM (SELECT 1 FROM {} WHERE {} AND ({}, {}) {cmp} (?, ?) LIMIT {})",
            self.base,
            self.and(),
            self.key,
            self.id,
            COUNT_MAX + 1
        );
        let n = q::count(c, &sql, params_from_iter(self.bind([key, Val::from(id)])))?;
        Ok((n <= COUNT_MAX).then_some(n as u64))
    }

    /// Where a row stands, counted without a bound; `None` when the filter does not find it. `known` as for `page`.
    pub fn place(&self, c: &Connection, id: i64, known: Option<u64>) -> Res<Option<Place>> {
        let Some(key) = self.key_of(c, id)? else { return Ok(None) };
        let count = |and: &str, more: Vec<Val>| -> Res<u64> {
            let sql = format!("SELECT count(*) FROM {} WHERE {}{and}", self.base, self.and());
            Ok(q::count(c, &sql, params_from_iter(self.bind(more)))?.unsigned_abs())
        };
        let cmp = if self.descending { ">" } else { "<" };
        let above = count(&format!(" AND ({}, {}) {cmp} (?, ?)", self.key, self.id), vec![key, Val::from(id)])?;
        let total = known.map_or_else(|| count("", Vec::new()), Ok)?;
        Ok(Some(Place { id, above, total }))
    }

    /// The window. `known` is the total where the caller keeps it; else it is counted up to a bound.
    pub fn page<R>(
        &self,
        c: &Connection,
        w: Window,
        known: Option<u64>,
        read: fn(&Row<'_>) -> Result<R, SqlError>,
        id_of: fn(&R) -> i64,
    ) -> Res<Page<R>> {
        let total = |c: &Connection| match known {
            Some(n) => Ok(Total::Exact(n)),
            None => self.count(c),
        };
        let limit = w.limit;
        let full = |rows: &[R]| rows.len() as u32 == limit;
        let extended = |rows, at_start, at_end| Page { rows, at_start, at_end, before: None, total: None };
        match w.anchor {
            Anchor::First => {
                let rows = self.side(c, None, true, limit, read)?;
                let at_end = !full(&rows);
                Ok(Page { rows, at_start: true, at_end, before: Some(0), total: Some(total(c)?) })
            }
            Anchor::Last => {
                let mut rows = self.side(c, None, false, limit, read)?;
                let at_start = !full(&rows);
                rows.reverse();
                let total = total(c)?;
                let before = match total {
                    Total::Exact(n) => Some(n.saturating_sub(rows.len() as u64)),
                    _ => None,
                };
                Ok(Page { rows, at_start, at_end: true, before, total: Some(total) })
            }
            Anchor::After(id) => match self.key_of(c, id)? {
                Some(k) => {
                    let rows = self.side(c, Some((k, id, false)), true, limit, read)?;
                    let at_end = !full(&rows);
                    Ok(extended(rows, false, at_end))
                }
                None => Ok(extended(Vec::new(), false, true)),
            },
            Anchor::Before(id) => match self.key_of(c, id)? {
                Some(k) => {
                    let mut rows = self.side(c, Some((k, id, false)), false, limit, read)?;
                    let at_start = !full(&rows);
                    rows.reverse();
                    Ok(extended(rows, at_start, false))
                }
                None => Ok(extended(Vec::new(), true, false)),
            },
            Anchor::Around(id) => {
                let Some(k) = self.key_of(c, id)? else {
                    return self.page(c, Window { anchor: Anchor::First, limit }, known, read, id_of);
                };
                let half = limit / 2 + 1;
                let mut rows = self.side(c, Some((k.clone(), id, false)), false, half, read)?;
                let at_start = (rows.len() as u32) < half;
                rows.reverse();
                let above = rows.len() as u64;
                let below = self.side(c, Some((k.clone(), id, true)), true, half, read)?;
                let at_end = (below.len() as u32) < half;
                rows.extend(below);
                debug_assert!(rows.iter().any(|r| id_of(r) == id));
                let before = if at_start { Some(0) } else { self.above(c, k, id)?.map(|n| n.saturating_sub(above)) };
                Ok(Page { rows, at_start, at_end, before, total: Some(total(c)?) })
            }
        }
    }
}
