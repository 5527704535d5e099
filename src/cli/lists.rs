//! `client list`, `deal list`, `task list`: the filter language of the screens, the whole answer or `--limit` rows of it.

use serde::Serialize;
use serde_json::json;

use super::{Answer, App};
use crate::base::Res;
use crate::reads::{Anchor, Page, Total, Window, find};
use crate::store::Connection;

/// What the three lists are asked with.
#[derive(Debug, clap::Args)]
pub struct ListArgs {
    #[arg(long, value_name = "NAME")]
    owner: Option<String>,
    #[arg(long, value_name = "Q", default_value = "", hide_default_value = true)]
    query: String,
    #[arg(long, value_name = "N", default_value_t = 50, hide_default_value = true,
        value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    limit: u32,
}

impl ListArgs {
    /// The filter, with `--owner` as exactly that person.
    pub fn filter(&self, c: &Connection) -> Res<String> {
        match &self.owner {
            None => Ok(self.query.clone()),
            Some(name) => Ok(format!("owner:{} {}", find::employee(c, name)?, self.query)),
        }
    }

    pub fn window(&self) -> Window {
        Window { anchor: Anchor::First, limit: self.limit }
    }
}

/// `total` and `items`; a total that was not counted to its end says so.
pub fn answer<R>(
    page: &Page<R>,
    items: Vec<impl Serialize>,
    more: Option<(&str, serde_json::Value)>,
    text: String,
) -> Res<Answer> {
    let (total, exact) = match page.total.unwrap_or_default() {
        Total::Exact(n) => (n, true),
        Total::AtLeast(n) => (n, false),
        Total::Unknown => (page.rows.len() as u64, false),
    };
    let mut value = json!({ "total": total, "items": items });
    if let Some(map) = value.as_object_mut() {
        if !exact {
            map.insert("total_at_least".into(), json!(true));
        }
        if let Some((key, v)) = more {
            map.insert(key.to_owned(), v);
        }
    }
    Answer::new(value, text)
}

/// «Показано 50 из 400.»
pub fn footer<R>(page: &Page<R>, sum: Option<String>, app: &App) -> String {
    let (x, t) = (&app.texts, app.texts.t());
    let n = |n: u64| x.number(i64::try_from(n).unwrap_or(i64::MAX));
    let total = match page.total.unwrap_or_default() {
        Total::Exact(total) => n(total),
        Total::AtLeast(total) => t.cli_at_least(n(total)),
        Total::Unknown => n(page.rows.len() as u64),
    };
    let shown = n(page.rows.len() as u64);
    match sum {
        Some(sum) => t.cli_total_sum(shown, total, sum),
        None => t.cli_total(shown, total),
    }
}
