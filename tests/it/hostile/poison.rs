//! Hostile text in every text column that the schema has, put there behind the program's back by somebody who edited
//! the file. The columns are asked of the base, so a new one is covered by itself.

use std::collections::BTreeMap;
use std::path::Path;

use estafeta::store::Connection;
use rusqlite::types::Value;

/// Columns, anywhere or of one table, that hold words of the program or a reference and no text of people. They are poisoned too, one at a time:
/// nothing can be read past most of them.
const WORDS: &[&str] = &[
    "block",
    "code",
    "computed",
    "crm_state",
    "currency",
    "decision",
    "disposition",
    "due_rule",
    "extent",
    "field",
    "format",
    "gender",
    "key",
    "kind",
    "kinds",
    "list",
    "part",
    "party",
    "phase",
    "prior_status",
    "reference",
    "role",
    "rule",
    "salutation_state",
    "segment",
    "source",
    "source_kind",
    "stage_kind",
    "state",
    "status",
    "step",
    "tag",
    "temperature",
    "via",
    "handover_case.reason",
    "touch.result",
];

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    pub table: String,
    pub name: String,
    pub is_word: bool,
}

/// Opens a base as a stranger does: nothing it promises is kept.
pub fn stranger(path: &Path) -> Connection {
    let c = Connection::open(path).unwrap();
    c.execute_batch("PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF")
        .unwrap();
    c
}

fn strings(c: &Connection, sql: &str) -> Vec<String> {
    let mut st = c.prepare(sql).unwrap();
    st.query_map([], |r| r.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
}

/// Every text column of every table.
pub fn columns(c: &Connection) -> Vec<Column> {
    let tables = "SELECT name FROM pragma_table_list
                  WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name";
    let mut out = Vec::new();
    for table in strings(c, tables) {
        for name in strings(c, &format!("SELECT name FROM pragma_table_info('{table}') WHERE type = 'TEXT'")) {
            let full = format!("{table}.{name}");
            let is_word = WORDS.iter().any(|w| *w == name || *w == full);
            out.push(Column { table: table.clone(), name, is_word });
        }
    }
    assert!(out.len() > 150, "hardly any columns: {}", out.len());
    out
}

/// The tables that hold nothing, so that nothing of theirs is tried.
pub fn empty_tables(c: &Connection) -> Vec<String> {
    let mut tables: Vec<String> = columns(c).into_iter().map(|c| c.table).collect();
    tables.dedup();
    tables.retain(|t| c.query_row(&format!("SELECT count(*) FROM {t}"), [], |r| r.get::<_, i64>(0)).unwrap() == 0);
    tables
}

/// Puts `evil` into a column, one string after the other down its rows, beginning with number `from`.
pub fn poison(c: &Connection, column: &Column, evil: &[String], from: usize) {
    let Column { table, name, .. } = column;
    let keys = strings(c, &format!("SELECT name FROM pragma_table_info('{table}') WHERE pk > 0 ORDER BY pk"));
    let list = keys.join(", ");
    let mut st = c.prepare(&format!("SELECT {name}, {list} FROM {table} ORDER BY {list}")).unwrap();
    let rows: Vec<Vec<Value>> =
        st.query_map([], |r| (0..=keys.len()).map(|i| r.get(i)).collect()).unwrap().collect::<Result<_, _>>().unwrap();
    let at: Vec<String> = keys.iter().enumerate().map(|(i, k)| format!("{k} IS ?{}", i + 2)).collect();
    let mut set = c.prepare(&format!("UPDATE {table} SET {name} = ?1 WHERE {}", at.join(" AND "))).unwrap();
    for (i, mut row) in rows.into_iter().enumerate() {
        let s = &evil[(from + i) % evil.len()];
        let old = std::mem::replace(&mut row[0], Value::Null);
        row[0] = Value::Text(inside(&old, s));
        if set.execute(rusqlite::params_from_iter(&row)).is_err() {
            // The column is unique.
            row[0] = Value::Text(format!("{s}{i}"));
            set.execute(rusqlite::params_from_iter(&row)).unwrap();
        }
    }
}

/// The whole corpus in every column, however few rows it has: a row holds one string after the other, each on a line of its own.
pub fn poison_dense(path: &Path, evil: &[String]) {
    let c = stranger(path);
    c.execute_batch("BEGIN").unwrap();
    for column in columns(&c).iter().filter(|c| !c.is_word) {
        let rows: usize = c
            .query_row(&format!("SELECT count(*) FROM {}", column.table), [], |r| r.get::<_, i64>(0))
            .unwrap() as usize;
        let parts = rows.clamp(1, evil.len());
        let dense: Vec<String> = (0..parts)
            .map(|i| evil.iter().skip(i).step_by(parts).map(String::as_str).collect::<Vec<_>>().join("\n"))
            .collect();
        poison(&c, column, &dense, 0);
    }
    c.execute_batch("COMMIT").unwrap();
}

/// A JSON keeps its form and its words get poisoned; anything else is the string itself.
fn inside(old: &Value, evil: &str) -> String {
    let json = match old {
        Value::Text(t) if t.starts_with(['{', '[']) => serde_json::from_str::<serde_json::Value>(t).ok(),
        _ => None,
    };
    json.map_or_else(
        || evil.to_owned(),
        |mut j| {
            leaves(&mut j, evil);
            j.to_string()
        },
    )
}

fn leaves(v: &mut serde_json::Value, evil: &str) {
    match v {
        serde_json::Value::String(s) => evil.clone_into(s),
        serde_json::Value::Array(a) => a.iter_mut().for_each(|v| leaves(v, evil)),
        serde_json::Value::Object(o) => o.values_mut().for_each(|v| leaves(v, evil)),
        _ => {}
    }
}

/// All text of people made hostile; every column begins elsewhere in the corpus, so that a row holds many of them.
pub fn poison_all(path: &Path, evil: &[String], from: usize) {
    let c = stranger(path);
    c.execute_batch("BEGIN").unwrap();
    let mut offsets: BTreeMap<&str, usize> = BTreeMap::new();
    let columns = columns(&c);
    for column in columns.iter().filter(|c| !c.is_word) {
        let n = offsets.len();
        let offset = *offsets.entry(&column.name).or_insert(n * 37);
        poison(&c, column, evil, from + offset);
    }
    c.execute_batch("COMMIT").unwrap();
}
