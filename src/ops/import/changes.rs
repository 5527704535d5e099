//! Which records an import changed, field by field: read off the inverses of its own entry.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::fields::compared;
use super::upsert::{called, json, said};
use crate::base::{Fault, Ref, Res, Zone};
use crate::store::{Tx, params, table};

/// How many a report names; all are counted.
pub const SHOWN: usize = 200;

/// A record that was there before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changed {
    pub file: usize,
    pub object: Ref,
    pub name: String,
    /// Empty: what came stands beside its fields, a note, a number, a contact. A term is its day with the minute; when
    /// something ended is told where it had ended before.
    pub fields: Vec<FieldChanged>,
}

/// Both values as a person reads them; words of the vocabulary stay words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldChanged {
    pub field: String,
    /// The column of the file, where it is one that has no field of its own.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub column: String,
    pub before: String,
    pub after: String,
}

#[derive(Default)]
pub struct Changes(Vec<(usize, Ref)>);

impl Changes {
    pub fn add(&mut self, file: usize, object: Ref) {
        if self.0.len() < SHOWN {
            self.0.push((file, object));
        }
    }

    /// In the order in which they were merged.
    pub fn told(&self, tx: &Tx<'_>, zone: Zone) -> Res<Vec<Changed>> {
        let one = |(file, object): &(usize, Ref)| {
            let (object, name) = (*object, called(tx, *object)?);
            Ok(Changed { file: *file, object, name, fields: fields(tx, zone, object)? })
        };
        self.0.iter().map(one).collect()
    }
}

fn fields(tx: &Tx<'_>, zone: Zone, object: Ref) -> Res<Vec<FieldChanged>> {
    let sql = "SELECT field, old FROM op_row WHERE seq = ? AND kind = ? AND id = ?";
    let before: BTreeMap<String, Value> =
        tx.all(sql, params![tx.seq(), object.kind, object.id], |r| Ok((r.get(0)?, json(r, 1)?)))?.into_iter().collect();
    let now = |column: &str| {
        let sql = format!("SELECT {column} FROM {} WHERE id = ?", table(object.kind));
        Ok::<_, Fault>(tx.one(&sql, params![object.id], |r| json(r, 0))?.unwrap_or_default())
    };
    let mut out = Vec::new();
    for field in compared(object.kind) {
        for column in [field].into_iter().chain(along(field)) {
            let Some(was) = before.get(*column) else { continue };
            let is = now(column)?;
            // It was written twice and is again what it was.
            if is == *was {
                continue;
            }
            if *column == "extra" {
                out.extend(columns(was, &is));
                break;
            }
            let (mut was, mut is) = (said(tx, zone, column, was)?, said(tx, zone, column, &is)?);
            if *field == "due_day" {
                let minute = now("due_minute")?;
                let day = now(field)?;
                let old = |column: &str, now: &Value| before.get(column).unwrap_or(now).clone();
                was = term(&said(tx, zone, field, &old(field, &day))?, &old("due_minute", &minute));
                is = term(&said(tx, zone, field, &day)?, &minute);
            }
            let field = if *field == "due_day" { field } else { column };
            out.push(FieldChanged { field: (*field).to_owned(), column: String::new(), before: was, after: is });
            break;
        }
    }
    Ok(out)
}

/// Columns that are told where the field they go with has not changed.
fn along(field: &str) -> &'static [&'static str] {
    match field {
        "due_day" => &["due_minute"],
        "stage_id" => &["closed_at"],
        "state" => &["done_at"],
        _ => &[],
    }
}

/// «2026-11-24 15:00»; the day alone where no time was named.
fn term(day: &str, minute: &Value) -> String {
    minute.as_i64().map_or_else(|| day.to_owned(), |m| format!("{day} {:02}:{:02}", m / 60, m % 60))
}

/// The columns that are kept with the row as they came, one by one.
fn columns(before: &Value, after: &Value) -> Vec<FieldChanged> {
    let map =
        |v: &Value| -> Map<String, Value> { v.as_str().and_then(|s| serde_json::from_str(s).ok()).unwrap_or_default() };
    let (before, after) = (map(before), map(after));
    let text = |m: &Map<String, Value>, k: &str| m.get(k).and_then(Value::as_str).unwrap_or_default().to_owned();
    let mut names: Vec<&String> = before.keys().chain(after.keys()).collect();
    names.sort();
    names.dedup();
    let one = |name: &String| {
        let (before, after) = (text(&before, name), text(&after, name));
        let differ = before != after;
        differ.then(|| FieldChanged { field: "extra".to_owned(), column: name.clone(), before, after })
    };
    names.into_iter().filter_map(one).collect()
}
