//! «Опрос за час» (2 §3): the two answers about one deal, in one go. What was promised becomes promises, a line or a sentence
//! each; what is next becomes the next step.

use serde::{Deserialize, Serialize};

use super::case_row::CaseRow;
use super::context_save::{ContextSave, Said};
use super::promise_save::{PromiseSave, recounted};
use super::{About, Asks, Command, Ctx, lines, prepared};
use crate::base::{CaseId, Code, DealId, Due, Fault, Kind, Ref, Res, Seq};
use crate::domain::promised::{Promised, told};
use crate::domain::rights::Right;
use crate::domain::spoken_dated::Written;
use crate::domain::{Block, PromiseState};
use crate::reads::hidden;
use crate::store::{Tx, params};

/// In a hidden preparation the answers are kept apart until its minute. `next` is what to do and when; `None`: no answer yet. `seen` is the `rev` of the next step that the form was filled over.
///
/// Errors: those of [`ContextSave`] and [`PromiseSave`], and then nothing is saved; `NothingToDo` without any answer.
#[derive(Debug, Clone, Serialize)]
pub struct InterviewSave {
    pub case: CaseId,
    pub deal: DealId,
    pub promised: Promised,
    pub next: Option<(String, Option<Due>)>,
    pub seen: Option<Seq>,
}

/// `waiting` of the `promises` are unusual and go to the head; `offered` counts the lines that could be offered by this.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InterviewSaved {
    pub promises: u32,
    pub waiting: u32,
    pub offered: u32,
}

impl Command for InterviewSave {
    type Out = InterviewSaved;
    const WORD: &'static str = "interview-save";

    fn object(&self) -> Option<Ref> {
        Some(self.deal.into())
    }

    fn asks(&self) -> Vec<Asks> {
        vec![Asks::new(Right::Add, About::Knowledge(self.deal.into()))]
    }

    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<InterviewSaved> {
        if self.promised == Promised::Unsaid && self.next.is_none() {
            return Err(Fault::new(Code::NothingToDo));
        }
        if hidden::of(tx.conn(), self.case)?.is_some() {
            return prepared::answer(tx, cx, self.case, self.deal, &self.promised, self.next.as_ref());
        }
        CaseRow::open(tx, self.case)?;
        let mut out = InterviewSaved::default();
        match &self.promised {
            Promised::Unsaid => {}
            // What is written of the history says more than that nothing was promised.
            Promised::Nothing if has_history(tx, self.deal)? => {}
            Promised::Nothing => {
                self.block(Block::History, Said::NothingSpecial, None).keep(tx, cx, Written::Now)?;
            }
            Promised::These(answer) => self.promise(tx, cx, answer, &mut out)?,
        }
        if let Some((text, on)) = &self.next {
            let step = self.block(Block::NextStep, Said::Text(text.clone()), *on);
            ContextSave { seen: self.seen, ..step }.keep(tx, cx, Written::Now)?;
        }
        let line = lines::find(tx, self.case, self.deal.into())?;
        out.offered = recounted(tx, cx, self.case, &line)?;
        Ok(out)
    }
}

impl InterviewSave {
    fn block(&self, block: Block, said: Said, on: Option<Due>) -> ContextSave {
        ContextSave { case: Some(self.case), object: self.deal.into(), block, said, on, seen: None }
    }

    fn promise(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>, answer: &str, out: &mut InterviewSaved) -> Res<()> {
        let all = told(answer, cx.clock);
        if all.is_empty() {
            return Err(Fault::new(Code::Placeholder).with("value", answer.trim()));
        }
        for p in all {
            let save = PromiseSave {
                case: self.case,
                object: self.deal.into(),
                promise: None,
                text: p.text,
                due: p.due,
                unusual: p.unusual,
                agreed_with: p.agreed_with,
                agreed_on: None,
                why: String::new(),
                seen: None,
            };
            let (_, state, _) = save.keep(tx, cx)?;
            out.promises += 1;
            out.waiting += u32::from(state == PromiseState::Waiting);
        }
        Ok(())
    }
}

pub(super) fn has_history(tx: &Tx<'_>, deal: DealId) -> Res<bool> {
    let sql = "SELECT count(*) FROM context_block WHERE kind = ?1 AND object_id = ?2 AND block = ?3 AND text <> ''";
    Ok(tx.count(sql, params![Kind::Deal, deal, Block::History])? > 0)
}
