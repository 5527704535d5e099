//! Around the objects themselves: the CRM, accesses, signatures.

use clap::ArgGroup;
use serde_json::json;

use super::show::show;
use super::{Answer, App, number, refs};
use crate::base::{AccessId, CaseId, Ref, Res};
use crate::cli::vocab;
use crate::domain::SignatureState;
use crate::ops::{
    AccessCut, AccessMark, AccessPick, AccessRestore, AccessTick, CommentTick, CommissionSet, CrmConfirm, CutWhich,
    Sign,
};
use crate::reads::find;

#[derive(Debug, clap::Args)]
#[command(group = ArgGroup::new("which").args(["object", "all"]))]
pub struct Crm {
    #[arg(value_name = "ID", value_parser = number)]
    id: CaseId,
    #[arg(long, requires = "which")]
    confirm: bool,
    #[arg(long, requires = "which")]
    card: bool,
    #[arg(long, conflicts_with_all = ["confirm", "card"])]
    comments: bool,
    #[arg(long, value_name = "REF", num_args = 1..)]
    object: Vec<String>,
    #[arg(long)]
    all: bool,
}

/// «Проверено в CRM», and with `--card` «комментарий в карточке»; with neither, the owners compared with the CRM's.
pub fn crm(args: &Crm, app: &App) -> Res<Answer> {
    let objects = refs(&args.object)?;
    if args.comments {
        return comments(args.id, &objects, app);
    }
    if !args.confirm && !args.card {
        return super::compare::compare(args.id, &objects, app);
    }
    let mut base = app.base()?;
    if args.card {
        app.run(&mut base, &CommentTick { case: args.id, receiver: None, objects: objects.clone() })?;
    }
    if args.confirm {
        app.run(&mut base, &CrmConfirm { case: args.id, objects })?;
    }
    show(app, args.id)
}

/// The comment of each accepted client and deal, by the CRM's own numbers.
fn comments(id: CaseId, objects: &[Ref], app: &App) -> Res<Answer> {
    let base = app.look()?;
    let all = crate::reads::papers::comments(base.conn(), &app.scope(&base)?, id, &app.clock)?;
    let chosen = all.into_iter().filter(|c| objects.is_empty() || objects.contains(&c.object));
    let (mut items, mut text) = (Vec::new(), String::new());
    for c in chosen {
        let said = app.texts.crm_comment(&c, &app.clock);
        let ext: Vec<_> = c.ext.iter().map(|(source, id)| json!({ "source": source, "id": id })).collect();
        text.push_str(&format!("{} {}\n{}\n\n", c.object, crate::base::show(&c.title), crate::base::clean(&said)));
        items.push(json!({
            "object": c.object, "title": c.title, "client": c.client, "ext": ext, "from": c.from, "to": c.to,
            "accepted_on": c.accepted_on.map(|d| d.to_string()), "commented": c.commented, "text": said,
        }));
    }
    let text = if items.is_empty() { app.texts.t().comm_empty() } else { text.trim_end().to_owned() };
    Answer::new(json!({ "comments": items }), text)
}

#[derive(Debug, clap::Args)]
#[command(group = ArgGroup::new("mark").required(true)
    .args(["done", "verify", "redirected", "asked", "given_back", "cut", "restore_all"]))]
pub struct AccessArgs {
    #[arg(value_name = "ID", value_parser = number)]
    id: CaseId,
    #[arg(long, value_name = "S", required_unless_present_any = ["cut", "restore_all"])]
    system: Option<String>,
    #[arg(long)]
    done: bool,
    #[arg(long)]
    verify: bool,
    #[arg(long)]
    redirected: bool,
    #[arg(long)]
    asked: bool,
    #[arg(long = "given-back", id = "given_back")]
    given_back: bool,
    #[arg(long)]
    cut: bool,
    #[arg(long = "restore", id = "restore_all", conflicts_with = "system")]
    restore: bool,
    #[arg(long, value_name = "TEXT")]
    evidence: Option<String>,
}

/// A mark on a system's accounts; `--cut` closes them (or all) without waiting, `--restore` gives everything back.
pub fn access(args: &AccessArgs, app: &App) -> Res<Answer> {
    let mut base = app.base()?;
    let case = args.id;
    if args.restore {
        app.run(&mut base, &AccessRestore { case })?;
        return show(app, case);
    }
    if args.cut {
        let which = args.system.clone().map_or(CutWhich::All, |system| CutWhich::Codes(vec![system]));
        app.run(&mut base, &AccessCut { case, which })?;
        return show(app, case);
    }
    let marks = [
        (args.done, AccessMark::Done),
        (args.verify, AccessMark::Verified),
        (args.asked, AccessMark::Asked),
        (args.given_back, AccessMark::Restored),
    ];
    let mark = marks.into_iter().find(|(given, _)| *given).map_or(AccessMark::Redirected, |(_, mark)| mark);
    let system = args.system.clone().unwrap_or_default();
    let which = match system.parse::<AccessId>() {
        Ok(id) => AccessPick::One(id),
        Err(()) => AccessPick::System(system),
    };
    app.run(&mut base, &AccessTick { case, which, mark, evidence: args.evidence.clone() })?;
    show(app, case)
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
