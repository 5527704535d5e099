//! `estafeta.toml` and what it sets, as values. Reading the file is the program's start; this room only understands its
//! text. Every key is told in `assets/estafeta.toml`.

mod hooks;
mod near;
pub mod own;
mod signals;

use std::path::PathBuf;

use toml::{Table, Value};

use crate::base::{Code, Currency, Fault, Res, Zone};
use crate::domain::settings::Office;

pub use near::nearest;

/// The documented example: every key with its default, in Russian.
pub const EXAMPLE: &str = include_str!("../../assets/estafeta.toml");

/// The settings of one installation.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Config {
    /// The base to open when neither `--db` nor `ESTAFETA_DB` names one.
    pub db: Option<PathBuf>,
    /// `ru` or `en`.
    pub lang: Option<String>,
    /// Who works at this machine: a name, or `employee:7`; absent: the owner of the file.
    pub actor: Option<String>,
    /// `dark`, `light`, `mono` or `contrast`.
    pub theme: Option<String>,
    /// Marks and frames without anything beyond ASCII.
    pub ascii: bool,
    /// Leave the mouse to the terminal.
    pub mouse: bool,
    /// Look only; nothing is written.
    pub readonly: bool,
    pub office: Office,
}

/// The keys of the first level and of `[office]`.
const KEYS: &[&str] = &["db", "lang", "actor", "theme", "ascii", "mouse", "readonly", "office", "hooks", "signals"];
const OFFICE: &[&str] = &[
    "name",
    "place",
    "zone",
    "currency",
    "capacity",
    "points_deal",
    "points_client",
    "points_task",
    "hot_hours",
    "warm_days",
    "accept_vip_hours",
    "accept_hot_days",
    "accept_other_days",
    "day_start",
    "day_end",
];

impl Config {
    /// Understands the text of `estafeta.toml`. Errors: `BadConfig` (no TOML, or a value of the wrong kind, with
    /// `key`), `UnknownConfigKey` with the nearest known one in `near`.
    pub fn parse(text: &str) -> Res<Config> {
        let table: Table = text.parse().map_err(|e: toml::de::Error| {
            let line = e.span().map_or(1, |s| text[..s.start.min(text.len())].lines().count().max(1));
            Fault::from(Code::BadConfig, e).with("line", line)
        })?;
        known(&table, KEYS, "")?;
        let mut c = Config { mouse: true, ..Config::default() };
        for (key, value) in &table {
            let at = At { key: key.clone(), value };
            match key.as_str() {
                "db" => c.db = Some(PathBuf::from(at.text()?)),
                "lang" => c.lang = Some(at.one_of(&["ru", "en"])?),
                "actor" => c.actor = Some(at.text()?),
                "theme" => c.theme = Some(at.one_of(&["dark", "light", "mono", "contrast"])?),
                "ascii" => c.ascii = at.flag()?,
                "mouse" => c.mouse = at.flag()?,
                "readonly" => c.readonly = at.flag()?,
                "hooks" => c.office.hooks = hooks::read(value)?,
                "signals" => signals::read(value, &mut c.office.signals)?,
                _ => office(value, &mut c.office)?,
            }
        }
        Ok(c)
    }
}

fn office(value: &Value, o: &mut Office) -> Res<()> {
    let table = value.as_table().ok_or_else(|| Fault::new(Code::BadConfig).with("key", "office"))?;
    known(table, OFFICE, "office.")?;
    for (key, value) in table {
        let at = At { key: format!("office.{key}"), value };
        match key.as_str() {
            "name" => o.name = at.text()?,
            "place" => o.place = at.text()?,
            "zone" => o.zone = at.parsed(Zone::parse)?,
            "currency" => o.currency = at.parsed(Currency::parse)?,
            "capacity" => o.capacity = at.count(1, 10_000)?,
            "points_deal" => o.points_deal = at.count(0, 100_000)?,
            "points_client" => o.points_client = at.count(0, 100_000)?,
            "points_task" => o.points_task = at.count(0, 100_000)?,
            "hot_hours" => o.hot_hours = at.count(1, 10_000)?,
            "warm_days" => o.warm_days = at.count(1, 10_000)?,
            "accept_vip_hours" => o.accept_vip_hours = at.count(1, 1_000)?,
            "accept_hot_days" => o.accept_hot_days = at.count(1, 365)?,
            "accept_other_days" => o.accept_other_days = at.count(1, 365)?,
            "day_start" => o.day_start = at.parsed(minute)?,
            _ => o.day_end = at.parsed(minute)?,
        }
    }
    if o.day_start >= o.day_end {
        return Err(Fault::new(Code::BadConfig).with("key", "office.day_end"));
    }
    Ok(())
}

/// «09:30» as minutes from midnight.
fn minute(s: &str) -> Option<u16> {
    let (h, m) = s.split_once(':')?;
    let (h, m): (u16, u16) = (h.parse().ok()?, m.parse().ok()?);
    (h < 24 && m < 60).then_some(h * 60 + m)
}

fn known(table: &Table, keys: &[&str], prefix: &str) -> Res<()> {
    match table.keys().find(|k| !keys.contains(&k.as_str())) {
        None => Ok(()),
        Some(k) => {
            let fault = Fault::new(Code::UnknownConfigKey).with("key", format!("{prefix}{k}"));
            Err(fault.with("near", format!("{prefix}{}", nearest(k, keys))))
        }
    }
}

/// A value and the key it stands under, for the sentence.
struct At<'a> {
    key: String,
    value: &'a Value,
}

impl At<'_> {
    fn bad(&self) -> Fault {
        Fault::new(Code::BadConfig).with("key", &self.key).with("value", self.value)
    }

    fn text(&self) -> Res<String> {
        self.value.as_str().map(str::to_owned).ok_or_else(|| self.bad())
    }

    fn texts(&self) -> Res<Vec<String>> {
        let list = self.value.as_array().ok_or_else(|| self.bad())?;
        list.iter().map(|v| v.as_str().map(str::to_owned).ok_or_else(|| self.bad())).collect()
    }

    fn flag(&self) -> Res<bool> {
        self.value.as_bool().ok_or_else(|| self.bad())
    }

    fn one_of(&self, words: &[&str]) -> Res<String> {
        self.value.as_str().filter(|v| words.contains(v)).map(str::to_owned).ok_or_else(|| self.bad())
    }

    fn parsed<T>(&self, f: impl Fn(&str) -> Option<T>) -> Res<T> {
        self.value.as_str().and_then(f).ok_or_else(|| self.bad())
    }

    fn count(&self, min: i64, max: i64) -> Res<u32> {
        let n = self.value.as_integer().filter(|n| (min..=max).contains(n));
        n.and_then(|n| u32::try_from(n).ok()).ok_or_else(|| self.bad())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_key_names_its_neighbour() {
        let f = Config::parse("[office]\ncapasity = 40\n").unwrap_err();
        assert_eq!(
            (f.code, f.arg("key"), f.arg("near")),
            (Code::UnknownConfigKey, "office.capasity", "office.capacity")
        );
        assert_eq!(Config::parse("langg = 'ru'").unwrap_err().arg("near"), "lang");
    }

    #[test]
    fn values_of_a_wrong_kind_are_refused_with_their_key() {
        for (text, key) in [
            ("lang = 'de'", "lang"),
            ("readonly = 'да'", "readonly"),
            ("[office]\nzone = 'Москва'", "office.zone"),
            ("[office]\ncapacity = 0", "office.capacity"),
            ("[office]\nday_start = '19:00'", "office.day_end"),
            ("office = 1", "office"),
            ("[signals]\ndeletions = -1", "signals.deletions"),
        ] {
            let f = Config::parse(text).unwrap_err();
            assert_eq!((f.code, f.arg("key")), (Code::BadConfig, key));
        }
        assert_eq!(Config::parse("a = 1\nb = ").unwrap_err().arg("line"), "2");
    }

    #[test]
    fn the_example_tells_every_key_and_sets_the_defaults() {
        // Uncommented, it must parse and change nothing but what has no default.
        let live: String = EXAMPLE
            .lines()
            .map(|l| l.strip_prefix("# ").filter(|l| l.contains(" = ") || l.starts_with('[')).unwrap_or(l))
            .map(|l| format!("{l}\n"))
            .collect();
        let c = Config::parse(&live).unwrap();
        let told = c.office.clone();
        let shipped = Office { name: told.name, place: told.place, hooks: told.hooks, ..Office::default() };
        assert_eq!(c.office, shipped);
        let tables = ["office", "hooks", "signals"];
        let signals = signals::keys();
        for key in KEYS.iter().filter(|k| !tables.contains(k)).chain(OFFICE).chain(hooks::KEYS).chain(&signals) {
            assert!(live.lines().any(|l| l.starts_with(&format!("{key} = "))), "{key} is not told");
        }
        assert_eq!(Config::parse(EXAMPLE).unwrap(), Config { mouse: true, ..Config::default() });
    }
}
