//! What is in the leaver's head: blocks of context and the fields of tasks (2 §4).

use clap::ArgGroup;

use super::show::show;
use super::{Answer, App, context_show, number, one_ref, refs};
use crate::base::{CaseId, Code, Fault, Kind, Ref, Res, TaskId};
use crate::cli::vocab;
use crate::domain::{Block, TaskField};
use crate::ops::{ContextMany, ContextSave, Said, TaskFieldSave};

/// Without an object the queue, without a block the card, with both what is written.
#[derive(Debug, clap::Args)]
#[command(group = ArgGroup::new("said").args(["text", "nothing_special", "like"]))]
pub struct Writing {
    #[arg(value_name = "ID", value_parser = number)]
    id: CaseId,
    #[arg(long, value_name = "REF")]
    object: Vec<String>,
    #[arg(long, value_name = "BLOCK", value_parser = vocab(Block::of), requires = "said", requires = "object")]
    block: Option<Block>,
    #[arg(long, value_name = "TEXT", requires = "block")]
    text: Option<String>,
    #[arg(long, requires = "block")]
    nothing_special: bool,
    #[arg(long, value_name = "REF", requires = "block")]
    like: Option<String>,
    #[arg(long, value_name = "DAY", requires = "block")]
    on: Option<String>,
}

pub fn context(args: &Writing, app: &App) -> Res<Answer> {
    match (refs(&args.object)?.as_slice(), args.block) {
        ([], _) => context_show::queue_of(app, args.id),
        ([object, ..], None) => context_show::card_of(app, args.id, *object),
        ([object], Some(block)) => write(args, *object, block, app),
        (many, Some(block)) => write_many(args, many, block, app),
    }
}

/// Several at once: only occasional clients are written so.
fn write_many(args: &Writing, objects: &[Ref], block: Block, app: &App) -> Res<Answer> {
    let said = args.text.clone().map_or(Said::NothingSpecial, Said::Text);
    let on = args.on.as_deref().map(|d| app.due(d)).transpose()?;
    let command = ContextMany { case: args.id, objects: objects.to_vec(), blocks: vec![(block, said)], on };
    app.run(&mut app.base()?, &command)?;
    show(app, args.id)
}

fn write(args: &Writing, object: Ref, block: Block, app: &App) -> Res<Answer> {
    let said = match (&args.text, &args.like) {
        (Some(text), _) => Said::Text(text.clone()),
        (None, Some(from)) => Said::Text(context_show::like(app, args.id, object, block, one_ref(from)?)?),
        (None, None) => Said::NothingSpecial,
    };
    let command = ContextSave {
        case: Some(args.id),
        object,
        block,
        said,
        on: args.on.as_deref().map(|d| app.due(d)).transpose()?,
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
