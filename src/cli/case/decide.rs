//! The rest of the ledger and the checklist: dispositions, waivers, ticks.

use clap::ArgGroup;

use super::show::show;
use super::{Answer, App, number, one_ref, refs};
use crate::base::{CaseId, Res};
use crate::cli::vocab;
use crate::domain::{Block, Disposition};
use crate::ops::{CheckItem, Dispose, Tick, Waive};

#[derive(Debug, clap::Args)]
pub struct Disposing {
    #[arg(value_name = "ID", value_parser = number)]
    id: CaseId,
    #[arg(long, value_name = "REF", num_args = 1.., required = true)]
    object: Vec<String>,
    #[arg(long, value_name = "REF")]
    to: Option<String>,
    #[arg(long = "as", value_name = "close-won|close-lost|archive|keep|merge|exclude", value_parser = vocab(Disposition::of))]
    as_: Disposition,
    #[arg(long, value_name = "TEXT")]
    reason: String,
}

pub fn dispose(args: &Disposing, app: &App) -> Res<Answer> {
    let command = Dispose {
        case: args.id,
        objects: refs(&args.object)?,
        disposition: args.as_,
        to: args.to.as_deref().map(one_ref).transpose()?,
        reason: args.reason.clone(),
    };
    app.run(&mut app.base()?, &command)?;
    show(app, args.id)
}

#[derive(Debug, clap::Args)]
pub struct Waiving {
    #[arg(value_name = "ID", value_parser = number)]
    id: CaseId,
    #[arg(long, value_name = "REF", num_args = 1.., required = true)]
    object: Vec<String>,
    #[arg(long, value_name = "BLOCK", value_parser = vocab(Block::of))]
    block: Option<Block>,
    #[arg(long, value_name = "TEXT")]
    reason: String,
}

pub fn waive(args: &Waiving, app: &App) -> Res<Answer> {
    let objects = refs(&args.object)?;
    let command = Waive { case: args.id, objects, block: args.block, reason: args.reason.clone() };
    app.run(&mut app.base()?, &command)?;
    show(app, args.id)
}

#[derive(Debug, clap::Args)]
#[command(group = ArgGroup::new("tick").args(["evidence", "not_applicable", "waive"]))]
pub struct Ticking {
    #[arg(value_name = "ID", value_parser = number)]
    id: CaseId,
    #[arg(long, value_name = "N")]
    item: i64,
    #[arg(long, value_name = "TEXT")]
    evidence: Option<String>,
    #[arg(long, value_name = "REASON")]
    not_applicable: Option<String>,
    #[arg(long, value_name = "REASON")]
    waive: Option<String>,
}

pub fn check_item(args: &Ticking, app: &App) -> Res<Answer> {
    let tick = match (&args.not_applicable, &args.waive) {
        (Some(reason), _) => Tick::NotApplicable(reason.clone()),
        (_, Some(reason)) => Tick::Waive(reason.clone()),
        _ => Tick::Done { evidence: args.evidence.clone() },
    };
    app.run(&mut app.base()?, &CheckItem { case: args.id, item: args.item, tick })?;
    show(app, args.id)
}
