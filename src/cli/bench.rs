//! `bench`: the figures of 6 §1 that need no terminal, with their floors in the same run, in a folder of its own.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use serde_json::json;

use super::table::{Align, Table};
use super::{Answer, App};
use crate::base::{Clock, Res};
use crate::jobs::bench::{self, Env, FEWEST, Figure, USUAL, What};
use crate::texts::Texts;

#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(long, value_name = "N", default_value_t = USUAL, hide_default_value = true,
        value_parser = clap::value_parser!(u32).range(i64::from(FEWEST)..=1_000_000))]
    clients: u32,
}

pub fn run(args: &Args, app: &App) -> Res<Answer> {
    let folder = Folder::new()?;
    let started = started();
    let watch = || started.elapsed().as_micros() as u64;
    // The training office is dated around its clock; an office's own rules would make figures that nobody can compare.
    let office = crate::domain::settings::Office { zone: app.clock.zone, ..Default::default() };
    let clock = Clock { now: app.clock.now, zone: app.clock.zone };
    let watched = std::io::stderr().is_terminal() && !app.json;
    let rows = bench::run(&Env::new(&folder.0, &office, clock, &watch), args.clients, &mut |f| {
        if watched {
            let _ = writeln!(std::io::stderr(), "{}", title(f.what, &app.texts));
        }
    })?;
    let text = words(&rows, &app.texts);
    Answer::new(json!({ "clients": args.clients, "rows": rows }), text)
}

#[allow(clippy::disallowed_methods, reason = "measuring is what this subcommand is for")]
fn started() -> Instant {
    Instant::now()
}

/// A private folder in the system's place for such, gone at the end.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Res<Folder> {
        let path = std::env::temp_dir().join(format!("estafeta-bench-{}", std::process::id()));
        make_private(&path)?;
        Ok(Folder(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Nobody else may have made it: somebody else's folder is refused.
fn make_private(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    std::fs::DirBuilder::new().mode(0o700).create(path)
}

fn words(rows: &[Figure], x: &Texts) -> String {
    let t = x.t();
    let right = |s: String| (s, Align::Right);
    let mut table = Table::new(vec![
        (t.bench_what(), Align::Left),
        right(t.bench_n()),
        right(t.bench_value()),
        right(t.bench_spread()),
        right(t.bench_floor()),
        right(t.bench_ratio()),
        right(t.bench_goal()),
    ]);
    let ms = |v: f64| number(v, x);
    for f in rows {
        let goal = [f.goal.map(|g| t.bench_goal_ms(ms(g))), f.goal_ratio.map(|g| t.bench_goal_ratio(number(g, x)))];
        table.row([
            title(f.what, x),
            x.number(i64::try_from(f.n).unwrap_or(i64::MAX)),
            ms(f.value),
            format!("{}–{}", ms(f.spread[0]), ms(f.spread[1])),
            f.floor.map(ms).unwrap_or_default(),
            f.ratio.map(|r| number(r, x)).unwrap_or_default(),
            goal.into_iter().flatten().collect::<Vec<_>>().join(", "),
        ]);
    }
    format!("{}{}", table.text(), t.bench_note())
}

/// Three figures are enough to compare two times.
fn number(v: f64, x: &Texts) -> String {
    let digits = match v.abs() {
        a if a >= 100.0 => 0,
        a if a >= 10.0 => 1,
        _ => 2,
    };
    x.decimal((v * f64::from(10_i32.pow(digits))).round() as i64, digits)
}

fn title(what: What, x: &Texts) -> String {
    let t = x.t();
    match what {
        What::List => t.bench_list(),
        What::Page => t.bench_page(),
        What::Search => t.bench_search(),
        What::Filter => t.bench_filter(),
        What::Order => t.bench_order(),
        What::Sums => t.bench_sums(),
        What::ListGrown => t.bench_list_grown(),
        What::SearchGrown => t.bench_search_grown(),
        What::OpenGrown => t.bench_open_grown(),
        What::Distribution => t.bench_distribution(),
        What::CaseOpen => t.bench_case_open(),
        What::Apply => t.bench_apply(),
        What::Undo => t.bench_undo(),
        What::Import => t.bench_import(),
    }
}
