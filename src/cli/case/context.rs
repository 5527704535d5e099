//! What is in the leaver's head: blocks of context and the fields of tasks (2 §4).

use clap::ArgGroup;

use super::show::show;
use super::{Answer, App, due, number, one_ref};
use crate::base::{CaseId, Code, Fault, Kind, Res, TaskId};
use crate::cli::vocab;
use crate::domain::{Block, TaskField};
use crate::ops::{ContextSave, Said, TaskFieldSave};

#[derive(Debug, clap::Args)]
#[command(group = ArgGroup::new("said").required(true).args(["text", "nothing_special"]))]
pub struct Writing {
    #[arg(value_name = "ID", value_parser = number)]
    id: CaseId,
    #[arg(long, value_name = "REF")]
    object: String,
    #[arg(long, value_name = "BLOCK", value_parser = vocab(Block::of))]
    block: Block,
    #[arg(long, value_name = "TEXT")]
    text: Option<String>,
    #[arg(long)]
    nothing_special: bool,
    #[arg(long, value_name = "DAY")]
    on: Option<String>,
}

pub fn write(args: &Writing, app: &App) -> Res<Answer> {
    let command = ContextSave {
        case: Some(args.id),
        object: one_ref(&args.object)?,
        block: args.block,
        said: args.text.clone().map_or(Said::NothingSpecial, Said::Text),
        on: args.on.as_deref().map(due).transpose()?,
        seen: None,
    };
    app.run(&mut app.base()?, &command)?;
    show(app, args.id)
}

#[derive(Debug, clap::Args)]
pub struct Filling {
    #[arg(value_name = "ID", value_parser = number)]
    id: CaseId,
    #[arg(long, value_name = "REF")]
    object: String,
    #[arg(long, value_name = "F", value_parser = vocab(TaskField::of))]
    field: TaskField,
    #[arg(long, value_name = "TEXT")]
    text: String,
}

pub fn fill(args: &Filling, app: &App) -> Res<Answer> {
    let task = one_ref(&args.object)?;
    if task.kind != Kind::Task {
        return Err(Fault::new(Code::UnknownObject).with("object", task).with("name", task));
    }
    let command = TaskFieldSave { task: TaskId(task.id), field: args.field, text: args.text.clone() };
    app.run(&mut app.base()?, &command)?;
    show(app, args.id)
}
