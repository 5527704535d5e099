//! The whole form of one object: all its changed blocks at once, or none of them.

use serde::{Deserialize, Serialize};

use super::context_save::ContextSave;
use super::{Asks, Command, Ctx, after, ctx_counts};
use crate::base::{Ref, Res};
use crate::domain::spoken_dated::Written;
use crate::store::Tx;

/// Errors: those of [`ContextSave`] for the first block that is refused; then nothing is saved.
#[derive(Debug, Clone, Serialize)]
pub struct ContextForm {
    pub object: Ref,
    pub blocks: Vec<ContextSave>,
}

/// `offered` counts the lines that could be offered by this.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContextFormSaved {
    pub blocks: u32,
    pub offered: u32,
}

impl Command for ContextForm {
    type Out = ContextFormSaved;
    const WORD: &'static str = "context-form";

    fn object(&self) -> Option<Ref> {
        Some(self.object)
    }

    fn asks(&self) -> Vec<Asks> {
        self.blocks.first().map(Command::asks).unwrap_or_default()
    }

    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<ContextFormSaved> {
        let mut out = ContextFormSaved { blocks: 0, offered: 0 };
        let mut at = None;
        for block in &self.blocks {
            at = block.keep(tx, cx, Written::Now)?.1.or(at);
            out.blocks += 1;
        }
        // What follows from it follows once: all of them are of one object.
        if let Some((case, line)) = at {
            ctx_counts::recount(tx, case, Some(line))?;
            out.offered = after::settle(tx, cx, case)?;
        }
        Ok(out)
    }
}
