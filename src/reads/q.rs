//! The three shapes of a question, with statements kept prepared. SQL is a literal beside the one function that asks.

use crate::base::Res;
use crate::store::{Connection, OptionalExtension, Params, Row, SqlError};

/// Exactly one row, or `None`.
pub(crate) fn one<T>(
    c: &Connection,
    sql: &str,
    p: impl Params,
    f: impl FnOnce(&Row<'_>) -> Result<T, SqlError>,
) -> Res<Option<T>> {
    Ok(c.prepare_cached(sql)?.query_row(p, f).optional()?)
}

pub(crate) fn all<T>(
    c: &Connection,
    sql: &str,
    p: impl Params,
    f: impl FnMut(&Row<'_>) -> Result<T, SqlError>,
) -> Res<Vec<T>> {
    let mut st = c.prepare_cached(sql)?;
    let rows = st.query_map(p, f)?;
    Ok(rows.collect::<Result<Vec<T>, SqlError>>()?)
}

/// A single number; 0 when there is no row or it is NULL.
pub(crate) fn count(c: &Connection, sql: &str, p: impl Params) -> Res<i64> {
    Ok(one(c, sql, p, |r| r.get::<_, Option<i64>>(0))?.flatten().unwrap_or(0))
}

/// How SQLite would answer, step by step.
#[cfg(test)]
pub(crate) fn plan(c: &Connection, sql: &str, p: impl Params) -> Vec<String> {
    all(c, &format!("EXPLAIN QUERY PLAN {sql}"), p, |r| r.get(3)).unwrap()
}
