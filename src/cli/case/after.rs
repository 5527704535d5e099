//! Around the objects themselves: the CRM, accesses, signatures.

use clap::ArgGroup;

use super::show::show;
use super::{Answer, App, number, refs};
use crate::base::{AccessId, CaseId, Res};
use crate::cli::vocab;
use crate::domain::SignatureState;
use crate::ops::{AccessMark, AccessPick, AccessTick, CommentTick, CommissionSet, CrmConfirm, Sign};
use crate::reads::find;

#[derive(Debug, clap::Args)]
#[command(group = ArgGroup::new("which").required(true).args(["object", "all"]))]
pub struct Crm {
    #[arg(value_name = "ID", value_parser = number)]
    id: CaseId,
    #[arg(long, required_unless_present = "card")]
    confirm: bool,
    #[arg(long)]
    card: bool,
    #[arg(long, value_name = "REF", num_args = 1..)]
    object: Vec<String>,
    #[arg(long)]
    all: bool,
}

/// «Проверено в CRM», and with `--card` «комментарий в карточке».
pub fn crm(args: &Crm, app: &App) -> Res<Answer> {
    let objects = refs(&args.object)?;
    let mut base = app.base()?;
    if args.card {
        app.run(&mut base, &CommentTick { case: args.id, objects: objects.clone() })?;
    }
    if args.confirm {
        app.run(&mut base, &CrmConfirm { case: args.id, objects })?;
    }
    show(app, args.id)
}

#[derive(Debug, clap::Args)]
#[command(group = ArgGroup::new("mark").required(true).args(["done", "verify", "redirected"]))]
pub struct AccessArgs {
    #[arg(value_name = "ID", value_parser = number)]
    id: CaseId,
    #[arg(long, value_name = "S")]
    system: String,
    #[arg(long)]
    done: bool,
    #[arg(long)]
    verify: bool,
    #[arg(long)]
    redirected: bool,
    #[arg(long, value_name = "TEXT")]
    evidence: Option<String>,
}

pub fn access(args: &AccessArgs, app: &App) -> Res<Answer> {
    let mark = match (args.done, args.verify) {
        (true, _) => AccessMark::Done,
        (_, true) => AccessMark::Verified,
        _ => AccessMark::Redirected,
    };
    let which = match args.system.parse::<AccessId>() {
        Ok(id) => AccessPick::One(id),
        Err(()) => AccessPick::System(args.system.clone()),
    };
    let command = AccessTick { case: args.id, which, mark, evidence: args.evidence.clone() };
    app.run(&mut app.base()?, &command)?;
    show(app, args.id)
}

#[derive(Debug, clap::Args)]
pub struct Signing {
    #[arg(value_name = "ID", value_parser = number)]
    id: CaseId,
    #[arg(long, value_name = "NAME")]
    who: String,
    #[arg(long = "as", value_name = "signed|refused|absent", value_parser = vocab(SignatureState::of))]
    as_: SignatureState,
    /// Names the commission first, where the leaver does not sign.
    #[arg(long, value_name = "NAME", num_args = 2..)]
    commission: Vec<String>,
    #[arg(long, value_name = "TEXT")]
    evidence: Option<String>,
}

pub fn sign(args: &Signing, app: &App) -> Res<Answer> {
    let mut base = app.base()?;
    let who = find::employee(base.conn(), &args.who)?;
    if !args.commission.is_empty() {
        let members = args.commission.iter().map(|n| find::employee(base.conn(), n)).collect::<Res<Vec<_>>>()?;
        app.run(&mut base, &CommissionSet { case: args.id, members })?;
    }
    app.run(&mut base, &Sign { case: args.id, who, state: args.as_, note: args.evidence.clone() })?;
    show(app, args.id)
}
