//! Who gets what: propose, correct, apply, take back.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::words::{conflict, rule};
use super::{Answer, App, number, refs};
use crate::base::{CaseId, Res, Seq};
use crate::cli::table::{Align, Table};
use crate::ops::{Apply, Conflict, Propose, Reassign, UndoBatch};
use crate::reads::find;
use crate::reads::proposals::{Preview, ProposalRow, preview, proposals};
use crate::store::Base;
use crate::texts::Noun;

#[derive(Debug, clap::Args)]
pub struct Reassigning {
    #[arg(value_name = "ID", value_parser = number)]
    id: CaseId,
    #[arg(long, value_name = "REF", num_args = 1.., required = true)]
    object: Vec<String>,
    #[arg(long, value_name = "NAME")]
    to: String,
    #[arg(long, value_name = "TEXT")]
    reason: String,
}

#[derive(Debug, clap::Args)]
pub struct Undoing {
    #[arg(value_name = "ID", value_parser = number)]
    id: CaseId,
    #[arg(long, value_name = "N")]
    batch: Option<i64>,
}

pub fn propose(app: &App, case: CaseId) -> Res<Answer> {
    let mut base = app.base()?;
    app.run(&mut base, &Propose { case })?;
    proposed(app, &base, case)
}

pub fn reassign(args: &Reassigning, app: &App) -> Res<Answer> {
    let mut base = app.base()?;
    let to = find::employee(base.conn(), &args.to)?;
    let command = Reassign { case: args.id, objects: refs(&args.object)?, to, reason: args.reason.clone() };
    app.run(&mut base, &command)?;
    proposed(app, &base, args.id)
}

fn proposed(app: &App, base: &Base, case: CaseId) -> Res<Answer> {
    let scope = app.scope(base)?;
    let rows = proposals(base.conn(), &scope, case)?;
    let seen = preview(base.conn(), &scope, case, &app.clock, app.office())?;
    let mut given: BTreeMap<i64, u64> = BTreeMap::new();
    rows.iter().for_each(|r| *given.entry(r.to.0.0).or_default() += 1);
    let items: Vec<Value> = rows.iter().map(item).collect();
    let receivers: Vec<Value> = seen
        .receivers
        .iter()
        .map(|r| {
            json!({
                "id": r.id.0,
                "name": r.name,
                "load_before": r.load_before.percent(),
                "load_after": r.load_after.percent(),
                "objects": given.get(&r.id.0).copied().unwrap_or(0),
                "deals_before": r.deals_before,
                "deals_after": r.deals_after,
            })
        })
        .collect();
    let text = text(&rows, &seen, &given, app);
    Answer::new(json!({ "proposals": items, "receivers": receivers, "left": seen.left }), text)
}

fn item(r: &ProposalRow) -> Value {
    json!({
        "object": r.object,
        "title": r.title,
        "from": r.from.as_ref().map(|f| &f.1),
        "to": r.to.1,
        "to_id": r.to.0.0,
        "rule": r.rule,
        "why": r.why.as_ref().map(|w| &w.why),
        "load_before": r.why.as_ref().and_then(|w| w.before.percent()),
        "load_after": r.why.as_ref().and_then(|w| w.after.percent()),
        "hand_reason": r.hand_reason,
        "over_capacity": r.over_capacity,
    })
}

fn text(rows: &[ProposalRow], seen: &Preview, given: &BTreeMap<i64, u64>, app: &App) -> String {
    let (x, t) = (&app.texts, app.texts.t());
    let mut who = Table::new(vec![
        (t.cli_col_receiver(), Align::Left),
        (t.cli_col_load_before(), Align::Right),
        (t.cli_col_load_after(), Align::Right),
        (t.cli_col_deals_after(), Align::Right),
        (t.cli_col_gets(), Align::Right),
    ]);
    let percent = |p: Option<u64>| p.map_or_else(|| t.not_available(), |p| format!("{p} %"));
    for r in &seen.receivers {
        who.row([
            r.name.clone(),
            percent(r.load_before.percent()),
            percent(r.load_after.percent()),
            r.deals_after.to_string(),
            given.get(&r.id.0).copied().unwrap_or(0).to_string(),
        ]);
    }
    let mut what = Table::new(vec![
        (t.cli_col_object(), Align::Left),
        (t.cli_col_name(), Align::Left),
        (t.cli_col_receiver(), Align::Left),
        (t.cli_col_rule(), Align::Left),
    ]);
    for r in rows {
        let over = if r.over_capacity { " !" } else { "" };
        what.row([r.object.to_string(), r.title.clone(), format!("{}{over}", r.to.1), rule(&r.rule, x)]);
    }
    let n = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    format!("{}\n{}{}", who.text(), what.text(), t.cli_proposed(x.count(Noun::Proposal, n)))
}

fn conflicts(list: &[Conflict]) -> Vec<Value> {
    list.iter().map(|c| json!({ "object": c.object, "title": c.title, "reason": c.reason })).collect()
}

fn listed(list: &[Conflict], app: &App) -> String {
    let line = |c: &Conflict| {
        format!("  ! {} {}: {}\n", c.object, crate::base::show(&c.title), conflict(c.reason, &app.texts))
    };
    list.iter().map(line).collect()
}

pub fn apply(app: &App, case: CaseId) -> Res<Answer> {
    let mut base = app.base()?;
    let out = app.run(&mut base, &Apply { case })?.out;
    let (x, t, a) = (&app.texts, app.texts.t(), &out.applied);
    let n = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let text = match out.batch {
        None => t.cli_apply_nothing(),
        Some(Seq(batch)) => t.cli_applied(
            batch.to_string(),
            x.count(Noun::Client, n(a.clients)),
            x.count(Noun::Deal, n(a.deals)),
            x.count(Noun::Task, n(a.tasks)),
        ),
    };
    let value = json!({
        "batch": out.batch.map(|s| s.0),
        "applied": a,
        "conflicts": conflicts(&out.conflicts),
    });
    let left = !out.conflicts.is_empty();
    Ok(Answer::new(value, format!("{text}\n{}", listed(&out.conflicts, app)))?.with_questions(left))
}

pub fn undo(args: &Undoing, app: &App) -> Res<Answer> {
    let mut base = app.base()?;
    if let Some(seq) = super::absence::returned(args.id, args.batch, &base)? {
        return super::absence::undo(seq, app, &mut base);
    }
    let out = app.run(&mut base, &UndoBatch { case: args.id, batch: args.batch.map(Seq) })?.out;
    let (x, t) = (&app.texts, app.texts.t());
    let restored = i64::try_from(out.restored).unwrap_or(i64::MAX);
    let text = t.cli_undone(out.batch.0.to_string(), x.count(Noun::Object, restored));
    let value = json!({ "batch": out.batch.0, "restored": out.restored, "conflicts": conflicts(&out.conflicts) });
    let left = !out.conflicts.is_empty();
    Ok(Answer::new(value, format!("{text}\n{}", listed(&out.conflicts, app)))?.with_questions(left))
}
