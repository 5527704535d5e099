//! `case bonus`: «премия: кому, доля, согласовано» of a case's deals (2 §5).

use serde_json::json;

use super::{number, refs};
use crate::base::{CaseId, Res};
use crate::cli::{Answer, App};
use crate::ops::{BonusNote, BonusSet};
use crate::reads::find;
use crate::texts::Noun;

#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("what").required(true).args(["to", "none"]))]
pub struct Noting {
    #[arg(value_name = "ID", value_parser = number)]
    id: CaseId,
    #[arg(long, value_name = "REF", num_args = 1.., required = true)]
    object: Vec<String>,
    #[arg(long, value_name = "NAME")]
    to: Option<String>,
    #[arg(long, value_name = "N", default_value_t = 100, hide_default_value = true, requires = "to")]
    share: u32,
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true, requires = "to")]
    agreed: String,
    #[arg(long)]
    none: bool,
}

pub fn note(a: &Noting, app: &App) -> Res<Answer> {
    let mut base = app.base()?;
    let bonus = match &a.to {
        Some(name) => {
            let to = find::employee(base.conn(), name)?;
            Some(BonusNote { to, share: a.share, agreed: a.agreed.clone() })
        }
        None => None,
    };
    let out = app.run(&mut base, &BonusSet { case: a.id, objects: refs(&a.object)?, bonus })?.out;
    let n = app.texts.count(Noun::Line, i64::try_from(out.lines).unwrap_or(i64::MAX));
    Answer::new(json!({ "lines": out.lines }), app.texts.t().cli_bonus_done(n))
}
