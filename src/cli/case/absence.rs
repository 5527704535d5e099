//! An absence: opened with its days and its substitute, moved, given back.

use serde_json::json;

use super::show::show;
use super::{Answer, App, number, refs};
use crate::base::{CaseId, Code, Day, EmployeeId, Fault, Ref, Res, Seq};
use crate::cli::vocab;
use crate::domain::{AbsenceKind, Extent, Offers};
use crate::ops::{AbsenceMove, AbsenceOpen, AbsenceOpened, AbsenceReturn, Undo};
use crate::reads::absence;
use crate::store::Base;
use crate::texts::Noun;

/// What `case open --kind absence` takes beside the person; `--temporary` names the substitute.
#[derive(Debug, clap::Args)]
pub struct Days {
    #[arg(long, value_name = "DATE", requires = "until")]
    from: Option<String>,
    #[arg(long, value_name = "DATE", required_if_eq("kind", "absence"))]
    until: Option<String>,
    #[arg(long, value_name = "leave|illness|trip", requires = "until", value_parser = vocab(AbsenceKind::of))]
    absent_kind: Option<AbsenceKind>,
    #[arg(long, value_name = "due|all", requires = "until", value_parser = vocab(Extent::of))]
    extent: Option<Extent>,
    #[arg(long, requires = "until")]
    leads_stay: bool,
    #[arg(long, value_name = "wait|back", requires = "until", value_parser = vocab(Offers::of))]
    offers: Option<Offers>,
}

/// Without `--from` it begins today.
pub fn open(
    days: &Days,
    employee: EmployeeId,
    substitute: Option<EmployeeId>,
    acting_head: Option<EmployeeId>,
    app: &App,
    base: &mut Base,
) -> Res<AbsenceOpened> {
    let until = days.until.as_deref().ok_or_else(|| Fault::new(Code::BadDate).with("value", ""))?;
    let from = days.from.as_deref().map(|d| app.day(d)).transpose()?.unwrap_or_else(|| app.clock.today());
    let command = AbsenceOpen {
        employee,
        kind: days.absent_kind.unwrap_or(AbsenceKind::Leave),
        from,
        to: app.day(until)?,
        substitute,
        extent: days.extent.unwrap_or(Extent::Due),
        leads: !days.leads_stay,
        acting_head,
        offers: days.offers.unwrap_or(Offers::Wait),
    };
    Ok(app.run(base, &command)?.out)
}

/// `case change --until`.
pub fn moved(case: CaseId, to: Day, app: &App) -> Res<()> {
    app.run(&mut app.base()?, &AbsenceMove { case, to }).map(drop)
}

#[derive(Debug, clap::Args)]
pub struct Returning {
    #[arg(value_name = "ID", value_parser = number)]
    id: CaseId,
    #[arg(id = "came", long = "object", value_name = "REF", num_args = 1.., conflicts_with = "waive")]
    came: Vec<String>,
    #[arg(long, value_name = "REASON")]
    waive: Option<String>,
}

pub fn give_back(args: &Returning, app: &App) -> Res<Answer> {
    let command = AbsenceReturn { case: args.id, came: refs(&args.came)?, waive: args.waive.clone() };
    app.run(&mut app.base()?, &command)?;
    show(app, args.id)
}

/// The return of a closed absence, where `case undo` has one to take back.
pub fn returned(case: CaseId, batch: Option<i64>, base: &Base) -> Res<Option<Seq>> {
    Ok(absence::returned(base.conn(), case)?.filter(|seq| batch.is_none_or(|b| b == seq.0)))
}

pub fn undo(seq: Seq, app: &App, base: &mut Base) -> Res<Answer> {
    let out = app.run(base, &Undo { seq })?.out;
    let restored = i64::try_from(out.restored).unwrap_or(i64::MAX);
    let text = app.texts.t().cli_undone(seq.0.to_string(), app.texts.count(Noun::Object, restored));
    let conflicts: Vec<String> = out.conflicts.iter().map(Ref::to_string).collect();
    let left = !conflicts.is_empty();
    Ok(Answer::new(json!({ "batch": seq.0, "restored": out.restored, "conflicts": conflicts }), text)?
        .with_questions(left))
}
