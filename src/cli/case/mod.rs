//! `case …`: one handover from start to end; whatever the wizard does can be done here.

mod absence;
mod accept;
mod after;
mod bonus;
mod compare;
mod context;
mod context_show;
mod crisis;
mod crisis_week;
mod decide;
mod distribution;
mod interview;
mod life;
mod papers;
mod promise;
mod sheet;
mod show;
mod tell;
mod words;

use clap::Subcommand;

use super::{Answer, App};
use crate::base::{CaseId, Code, Fault, Ref, Res};

#[derive(Debug, Subcommand)]
pub enum Args {
    Open(Box<life::Open>),
    List,
    Show(One),
    Propose(One),
    Reassign(distribution::Reassigning),
    Apply(One),
    Bonus(bonus::Noting),
    Undo(distribution::Undoing),
    Accept(accept::Accepting),
    Decline(accept::Declining),
    Dispose(decide::Disposing),
    Waive(decide::Waiving),
    CheckItem(decide::Ticking),
    Context(context::Writing),
    Interview(One),
    Promise(promise::Promising),
    Task(context::Filling),
    Calls(One),
    Call(crisis::Calling),
    Temporary(crisis::Appointing),
    Fresh(One),
    Mail(crisis_week::Mailing),
    Correspondence(tell::Archiving),
    Tell(tell::Telling),
    Crm(after::Crm),
    Access(after::AccessArgs),
    Sheet(sheet::Sheet),
    Papers(papers::Args),
    Sign(after::Signing),
    Change(life::Changing),
    Start(One),
    Withdraw(One),
    Return(absence::Returning),
    Close(One),
}

/// The answer of `case show`, for commands that open one.
pub fn show_one(app: &App, id: CaseId) -> Res<Answer> {
    show::show(app, id)
}

/// A case by its number.
#[derive(Debug, Clone, clap::Args)]
pub struct One {
    #[arg(value_name = "ID", value_parser = number)]
    id: CaseId,
}

/// `3` or `case:3`.
fn number(text: &str) -> Result<CaseId, String> {
    text.parse::<CaseId>().or_else(|()| text.parse().map(CaseId)).map_err(|_| text.to_owned())
}

pub fn run(args: &Args, app: &App) -> Res<Answer> {
    match args {
        Args::Open(a) => life::open(a, app),
        Args::List => show::list(app),
        Args::Show(a) => show::read(app, a.id),
        Args::Propose(a) => distribution::propose(app, a.id),
        Args::Reassign(a) => distribution::reassign(a, app),
        Args::Bonus(a) => bonus::note(a, app),
        Args::Apply(a) => distribution::apply(app, a.id),
        Args::Undo(a) => distribution::undo(a, app),
        Args::Accept(a) => accept::accept(a, app),
        Args::Decline(a) => accept::decline(a, app),
        Args::Dispose(a) => decide::dispose(a, app),
        Args::Waive(a) => decide::waive(a, app),
        Args::CheckItem(a) => decide::check_item(a, app),
        Args::Context(a) => context::context(a, app),
        Args::Interview(a) => interview::list(app, a.id),
        Args::Promise(a) => promise::promise(a, app),
        Args::Task(a) => context::fill(a, app),
        Args::Calls(a) => crisis::list(a, app),
        Args::Call(a) => crisis::call(a, app),
        Args::Temporary(a) => crisis::temporary(a, app),
        Args::Fresh(a) => crisis_week::fresh_list(a, app),
        Args::Mail(a) => crisis_week::mail(a, app),
        Args::Correspondence(a) => tell::correspondence(a, app),
        Args::Tell(a) => tell::telling(a, app),
        Args::Crm(a) => after::crm(a, app),
        Args::Access(a) => after::access(a, app),
        Args::Sheet(a) => sheet::sheet(a, app),
        Args::Papers(a) => papers::run(a, app),
        Args::Sign(a) => after::sign(a, app),
        Args::Change(a) => life::change(a, app),
        Args::Start(a) => life::start(app, a.id),
        Args::Return(a) => absence::give_back(a, app),
        Args::Withdraw(a) => life::withdraw(app, a.id),
        Args::Close(a) => life::close(app, a.id),
    }
}

/// References as people write them.
fn refs(list: &[String]) -> Res<Vec<Ref>> {
    list.iter().map(|s| one_ref(s)).collect()
}

fn one_ref(text: &str) -> Res<Ref> {
    text.parse().map_err(|()| Fault::new(Code::UnknownObject).with("object", text).with("name", text))
}
