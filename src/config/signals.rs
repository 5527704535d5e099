//! `[signals]`: when the CRM's log needs a look.

use toml::Value;

use super::{At, known};
use crate::base::{Code, Fault, Res};
use crate::domain::signals::SignalRules;

type Field = fn(&mut SignalRules) -> &mut u32;

/// Every key and where it goes. All are whole numbers from 0, which switches the rule off.
const FIELDS: [(&str, Field); 13] = [
    ("export_rows", |r| &mut r.export_rows),
    ("exports", |r| &mut r.exports),
    ("views_hour", |r| &mut r.views_hour),
    ("views_day", |r| &mut r.views_day),
    ("views_times", |r| &mut r.views_times),
    ("views_floor", |r| &mut r.views_floor),
    ("deletions", |r| &mut r.deletions),
    ("contact_edits", |r| &mut r.contact_edits),
    ("off_hours", |r| &mut r.off_hours),
    ("off_hours_margin", |r| &mut r.off_hours_margin),
    ("address_days", |r| &mut r.address_days),
    ("portfolio", |r| &mut r.portfolio),
    ("everybody_days", |r| &mut r.everybody_days),
];

pub(super) fn keys() -> Vec<&'static str> {
    FIELDS.iter().map(|(name, _)| *name).collect()
}

/// Errors: `BadConfig`, `UnknownConfigKey`.
pub(super) fn read(value: &Value, rules: &mut SignalRules) -> Res<()> {
    let table = value.as_table().ok_or_else(|| Fault::new(Code::BadConfig).with("key", "signals"))?;
    known(table, &keys(), "signals.")?;
    for (name, field) in FIELDS {
        if let Some(value) = table.get(name) {
            *field(rules) = At { key: format!("signals.{name}"), value }.count(0, 1_000_000)?;
        }
    }
    Ok(())
}
