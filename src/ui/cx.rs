//! What the pure part is told about the world: time, size, language. Never read, always passed.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::path::Path;

use crate::base::{Clock, Day};
use crate::domain::rights::Right;
use crate::domain::settings::Office;
use crate::reads::Facts;
use crate::texts::Texts;

/// Given to `update` and `view` by whoever drives the model.
#[derive(Clone, Copy)]
pub struct Ctx<'a> {
    /// The wall clock in the office's zone; `ESTAFETA_NOW` sets this one only.
    pub clock: Clock,
    /// The wall clock is fixed by `ESTAFETA_NOW`: said in the header, and no minute marks.
    pub fixed: bool,
    /// Nothing may be written.
    pub readonly: bool,
    /// Where the base stands.
    pub path: &'a Path,
    pub office: &'a Office,
    /// Milliseconds of a clock that never jumps; guards, rests and autosave run on it.
    pub mono: u64,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    pub texts: &'a Texts,
}

/// What was typed and is not saved, by the key of its form.
pub type Drafts = BTreeMap<String, serde_json::Value>;

/// `Ctx` with the facts and the drafts: what a screen sees.
#[derive(Clone, Copy)]
pub struct Cx<'a> {
    pub ctx: &'a Ctx<'a>,
    pub facts: &'a Facts,
    pub drafts: &'a Drafts,
}

impl<'a> Deref for Cx<'a> {
    type Target = Ctx<'a>;

    fn deref(&self) -> &Ctx<'a> {
        self.ctx
    }
}

impl Cx<'_> {
    /// Whoever sits here has nothing of the right: who does it instead.
    pub fn lacks(&self, right: Option<Right>) -> Option<String> {
        let role = self.facts.lacks(right?)?;
        let t = self.texts.t();
        Some(role.map_or_else(|| t.ui_not_yours(), |role| t.ui_does(self.texts.term(role))))
    }
}

impl Ctx<'_> {
    pub fn today(&self) -> Day {
        self.clock.today()
    }
}
