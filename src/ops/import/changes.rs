//! Which records an import changed, field by field: read off the inverses of its own entry.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::fields::compared;
use super::upsert::{called, json, said};
use crate::base::{Ref, Res, Zone};
use crate::store::{Tx, params, table};

/// How many a report names; all are counted.
pub const SHOWN: usize = 200;

/// A record that was there before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changed {
    pub file: usize,
    pub object: Ref,
    pub name: String,
    /// Empty: what came stands beside its fields, a note, a number, a contact.
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
    let mut out = Vec::new();
    for field in compared(object.kind).iter().filter(|f| before.contains_key(**f)) {
        let sql = format!("SELECT {field} FROM {} WHERE id = ?", table(object.kind));
        let after = tx.one(&sql, params![object.id], |r| json(r, 0))?.unwrap_or_default();
        // It was written twice and is again what it was.
        if after == before[*field] {
            continue;
        }
        if *field == "extra" {
            out.extend(columns(&before[*field], &after));
            continue;
        }
        let say = |v: &Value| said(tx, zone, field, v);
        let (before, after) = (say(&before[*field])?, say(&after)?);
        out.push(FieldChanged { field: (*field).to_owned(), column: String::new(), before, after });
    }
    Ok(out)
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
