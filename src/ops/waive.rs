//! «Не нужно, потому что…»: required blocks that nobody can fill any more, one or many with one reason, counted (2 §4).

use std::collections::{BTreeSet, HashMap};

use serde::{Deserialize, Serialize};

use super::case_row::CaseRow;
use super::context_save::write_block;
use super::{About, Asks, Command, Ctx, after, ctx_counts, lines};
use crate::base::{CaseId, Code, Fault, Kind, LineId, Ref, Res, clean};
use crate::domain::context::check_text;
use crate::domain::rights::Right;
use crate::domain::{Block, BlockState, LineKind};
use crate::reads::owed::{Owed, owed};
use crate::store::{Tx, Val};

/// Waives the missing required blocks of the objects, or only `block` of them. A client whose deals carry its context
/// stands for those deals.
///
/// Errors: `ReasonNeeded`, `NotInCase`, `UnknownCase`, `CaseClosed`.
#[derive(Debug, Clone, Serialize)]
pub struct Waive {
    pub case: CaseId,
    pub objects: Vec<Ref>,
    pub block: Option<Block>,
    pub reason: String,
}

/// Blocks waived now, the lines they belong to, and the lines offered by it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waived {
    pub blocks: u32,
    pub lines: u32,
    pub offered: u32,
}

impl Command for Waive {
    type Out = Waived;
    const WORD: &'static str = "waive";

    fn object(&self) -> Option<Ref> {
        Some(self.case.into())
    }

    fn asks(&self) -> Vec<Asks> {
        vec![Asks::new(Right::Case, About::Case(self.case))]
    }

    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<Waived> {
        let reason = reason(&self.reason)?;
        CaseRow::open(tx, self.case)?;
        let mut out = Waived { blocks: 0, lines: 0, offered: 0 };
        // Read once: a bulk waiver names thousands of lines of the same case.
        let all: HashMap<LineId, Owed> = owed(tx.conn(), self.case, None)?.into_iter().map(|o| (o.line, o)).collect();
        let mut seen = BTreeSet::new();
        for line in lines::find_all(tx, self.case, &self.objects)? {
            let mut wanted: Vec<&Owed> = all.get(&line.id).into_iter().collect();
            if line.kind == LineKind::Client && wanted.iter().all(|o| o.required.is_empty()) {
                wanted.extend(lines::children(tx, line.id)?.iter().filter_map(|child| all.get(&child.id)));
            }
            for o in wanted.into_iter().filter(|o| seen.insert(o.line)) {
                let missing: Vec<Block> =
                    o.missing().into_iter().filter(|b| self.block.is_none_or(|only| only == *b)).collect();
                for block in &missing {
                    let fields = [
                        ("state", Val::from(BlockState::Waived)),
                        ("text", "".into()),
                        ("on_day", Val::NULL),
                        ("on_minute", Val::NULL),
                        ("reason", reason.as_str().into()),
                    ];
                    let kind = if o.kind == LineKind::Deal { Kind::Deal } else { Kind::Client };
                    write_block(tx, cx, Ref::new(kind, o.object), *block, None, &fields)?;
                }
                out.blocks += missing.len() as u32;
                out.lines += u32::from(!missing.is_empty());
            }
        }
        if out.blocks > 0 {
            ctx_counts::recount(tx, self.case, None)?;
            out.offered = after::settle(tx, cx, self.case)?;
        }
        Ok(out)
    }
}

/// A reason that says something. Errors: `ReasonNeeded` for a blank or a placeholder.
pub(super) fn reason(text: &str) -> Res<String> {
    let text = clean(text).trim().to_owned();
    check_text(&text).map_err(|_| Fault::new(Code::ReasonNeeded).with("value", &text))?;
    Ok(text)
}
