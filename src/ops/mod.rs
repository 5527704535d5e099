//! The commands, and the only writers. A command is data; `run` gives it a transaction, a journal entry and its inverse.
//!
//! A verb is a file. Each is a struct that implements [`Command`]; [`Order`] lists them all for the screens.

mod absence;
mod absence_due;
mod absence_late;
mod absence_move;
mod absence_offers;
mod absence_open;
mod absence_return;
mod accept;
mod access_add;
mod access_cut;
mod access_import;
mod access_restore;
mod access_set;
mod access_take;
mod access_tick;
mod access_void;
mod access_wish;
mod act_record;
mod after;
mod apply;
mod bonus_set;
mod call_outcome;
mod case_change;
mod case_checklist;
mod case_close;
mod case_kind;
mod case_open;
mod case_prepare;
mod case_row;
mod case_state;
mod case_withdraw;
mod case_withdraw_told;
mod chain;
mod check_item;
mod checklist_compute;
mod client_set;
mod comment_tick;
mod commission_set;
mod context_form;
mod context_many;
mod context_save;
mod correspondence;
mod crisis_open;
mod crm_confirm;
mod ctx_counts;
mod deal_stage;
mod decline;
mod dispose;
mod employee_set;
mod expire;
mod exported;
mod first_action;
mod give_back;
mod guard;
mod hook_answer;
mod hook_end;
mod hook_follow;
mod hook_job;
mod hook_take;
pub mod import;
mod inbox;
mod inbox_close;
mod inbox_mark;
mod incident_add;
mod incident_decide;
mod interview_save;
mod job_step;
mod knowledge;
mod late;
mod lead_passes;
mod letters_anew;
mod letters_approve;
mod letters_draft;
mod letters_exported;
mod letters_mark;
mod letters_returned;
mod lines;
mod mail_finding;
mod merge;
mod offer;
mod offer_terms;
mod order;
mod orphans_give;
mod owner;
mod owner_change;
mod passed_on;
mod prepared;
mod promise_decide;
mod promise_save;
mod promise_task;
mod propose;
mod reassign;
mod second;
pub mod seed;
mod sheets;
mod sign;
mod signal_look;
mod signals;
mod single_open;
mod single_withdraw;
mod snapshot;
mod task_done;
mod task_field;
mod tell_call;
mod tell_who;
mod temporary;
mod temporary_end;
mod temporary_who;
mod touch;
mod undo;
mod undo_batch;
mod undo_import;
mod undo_stands;
mod waive;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::base::{Clock, Code, Fault, Ref, Res, Seq};
use crate::domain::Actor;
use crate::domain::calendar::Calendar;
use crate::domain::settings::Office;
use crate::store::journal::OpId;
use crate::store::{Base, Ended, Stamp, Tx};

pub use absence_due::{AbsenceDue, AbsenceTold};
pub use absence_move::{AbsenceMove, AbsenceMoved};
pub use absence_open::{AbsenceOpen, AbsenceOpened};
pub use absence_return::{AbsenceReturn, AbsenceReturned};
pub use accept::{Accept, Accepted, RefusedLine, Which};
pub use access_add::{AccessAdd, AccessAdded};
pub use access_cut::{AccessCut, CUT_TERM_MS, CutCounts, CutWhich};
pub use access_import::{AccessImport, AccessLine, AccessesImported};
pub use access_restore::{AccessRestore, AccessRestored};
pub use access_set::{AccessIsSet, AccessSet};
pub use access_tick::{AccessMark, AccessPick, AccessTick, AccessTicked};
pub use access_void::{AccessIsVoid, AccessVoid};
pub use act_record::{ActRecord, ActRecorded};
pub use apply::{Applied, AppliedCounts, Apply, Conflict, ConflictReason};
pub use bonus_set::{BonusIsSet, BonusNote, BonusSet};
pub use call_outcome::{CallOutcome, CallRecorded};
pub use case_change::{CaseChange, CaseChanged};
pub use case_close::{CaseClose, CaseClosed};
pub use case_open::{CaseOpen, CaseOpened};
pub use case_prepare::{CasePrepare, CasePrepared, CaseStart, CaseStarted};
pub use case_withdraw::{CaseWithdraw, Withdrawn};
pub use chain::{JobAgain, JobAgainDone, StepRan, StepRun};
pub use check_item::{CheckItem, ItemChecked, Tick};
pub use client_set::{ClientSaved, ClientSet};
pub use comment_tick::{CommentTick, CommentTicked};
pub use commission_set::{CommissionNamed, CommissionSet};
pub use context_form::{ContextForm, ContextFormSaved};
pub use context_many::{ContextMany, ContextManySaved};
pub use context_save::{ContextSave, ContextSaved, Said};
pub use correspondence::{CorrespondenceSaid, CorrespondenceSet};
pub use crisis_open::{CrisisOpen, CrisisWho};
pub use crm_confirm::{CrmConfirm, CrmConfirmed};
pub use decline::{Decline, Declined};
pub use dispose::{Dispose, Disposed};
pub use employee_set::{AbsenceSet, EmployeeSaved, EmployeeSet};
pub use expire::{Expire, Expired};
pub use exported::{ExportNoted, Exported};
pub use guard::{ALONE, About, Asks};
pub use hook_answer::{HookAnswer, HookAnswered};
pub use hook_end::{HookEnded, HookRecorded};
pub use hook_take::{HookRun, HookTake, HookTaken};
pub use inbox_mark::{InboxDone, InboxMarked, InboxRead};
pub use incident_add::{IncidentAdd, IncidentAdded, Suspicion};
pub use incident_decide::{
    IncidentDecide, IncidentDecided, IncidentNotified, IncidentNotify, IncidentTell, IncidentTold,
};
pub use interview_save::{InterviewSave, InterviewSaved};
pub use job_step::{JobEnd, JobEnded, JobTake, JobTaken, Remind, Reminded};
pub use late::{LateLook, LateLooked, LateWatch, LateWatched};
pub use letters_anew::{LetterAnew, LettersAnew};
pub use letters_approve::{ApprovedText, LettersApprove, LettersApproved, RefusedLetter};
pub use letters_draft::{JOINED, SALUTATION};
pub use letters_exported::{LettersExported, LettersWritten};
pub use letters_mark::{LetterMark, LettersMark, LettersMarked};
pub use letters_returned::{LettersReturned, MailTaken};
pub use mail_finding::{MailCombed, MailDone, MailFinding, MailFollowed};
pub use order::{Order, Outcome};
pub use orphans_give::{GiveOrphans, Orphans, OrphansGiven};
pub use owner_change::{OwnerChange, OwnersChanged};
pub use prepared::{PrepareWish, Wished};
pub use promise_decide::{PromiseDecide, PromiseDecided};
pub use promise_save::{PromiseDrop, PromiseSave, PromiseSaved};
pub use promise_task::{PromiseTask, PromiseTasked};
pub use propose::{Propose, Proposed};
pub use reassign::{Reassign, Reassigned};
pub use second::{SecondAnswer, SecondAnswered, SecondAsk, SecondAsked};
pub use sheets::{
    AnswerSaid, BlockSaid, CellTrouble, FieldSaid, RowSaid, SheetIn, SheetIssued, SheetRow, SheetTaken, SheetsKept,
    SheetsOut,
};
pub use sign::{Sign, Signed};
pub use signal_look::{SignalLook, SignalLooked};
pub use single_open::{FIFTH, SingleOpen};
pub use task_done::{TaskDone, TaskIsDone};
pub use task_field::{TaskFieldSave, TaskFieldSaved};
pub use tell_call::{TellCall, Told};
pub use tell_who::{TellGiven, TellWho};
pub use temporary::{TemporaryDone, TemporarySet};
pub use temporary_end::{TemporaryEnd, TemporaryEnded};
pub use touch::{TouchAdd, TouchAdded};
pub use undo::{Undo, UndoDone};
pub use undo_batch::{BatchUndone, UndoBatch};
pub use waive::{Waive, Waived};

/// Who, when and by which settings a command runs. `op_id` is made once per wish of a person, kept over retries.
pub struct Ctx<'a> {
    pub actor: Actor,
    pub clock: Clock,
    pub op_id: OpId,
    pub office: &'a Office,
}

impl Ctx<'_> {
    /// The production calendar of the office.
    pub fn calendar(&self) -> Calendar {
        Calendar::of(self.office)
    }
}

/// One thing that can be done to the base.
pub trait Command: Serialize {
    /// What it gives back; stored in the journal, so that a repeated command answers as the first did.
    type Out: Serialize + DeserializeOwned;
    /// Its word in the journal, and the key of its title in the catalogue.
    const WORD: &'static str;

    /// What the entry is about, when one object stands out.
    fn object(&self) -> Option<Ref> {
        None
    }

    /// The rights it needs, checked before `run`. None: only for the file's owner and the program's own jobs.
    fn asks(&self) -> Vec<Asks>;

    /// Checks versions and rules, then writes through `tx`; everything here is one transaction.
    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<Self::Out>;
}

/// A finished command.
#[derive(Debug)]
pub struct Done<T> {
    /// Its number in the journal; `None` when nothing had to change.
    pub seq: Option<Seq>,
    pub out: T,
    /// The same `op_id` had been done before, and this is that answer.
    pub repeated: bool,
}

impl<T> Done<T> {
    /// The same with its answer turned into another.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Done<U> {
        Done { seq: self.seq, out: f(self.out), repeated: self.repeated }
    }
}

/// The payload of an entry: what was asked, and what came of it.
#[derive(Serialize, serde::Deserialize)]
struct Payload<C, O> {
    command: C,
    out: O,
}

/// What a command would come to if it were run now: it runs to its end, with its rights and rules, and nothing of it is
/// kept. Errors: those of `run`.
pub fn rehearse<C: Command>(base: &mut Base, cx: &Ctx<'_>, command: &C) -> Res<C::Out> {
    let actor = cx.actor.to_string();
    let mut out = None;
    let ended = base.command(&stamp(cx, &actor, command), |tx| -> Res<((), String)> {
        guard::check(tx, cx, &command.asks())?;
        out = Some(command.run(tx, cx)?);
        Err(Code::NothingToDo.into())
    });
    match (out, ended) {
        (Some(out), _) => Ok(out),
        (None, Err(fault)) => Err(fault),
        (None, Ok(_)) => Err(Code::NothingToDo.into()),
    }
}

fn stamp<'a, C: Command>(cx: &Ctx<'_>, actor: &'a str, command: &C) -> Stamp<'a> {
    let object = command.object().map_or_else(String::new, |r| r.to_string());
    Stamp { op_id: cx.op_id, actor, at: cx.clock.now, word: C::WORD, object }
}

/// Runs one command; all or nothing.
pub fn run<C: Command>(base: &mut Base, cx: &Ctx<'_>, command: &C) -> Res<Done<C::Out>> {
    let actor = cx.actor.to_string();
    let ended = base.command(&stamp(cx, &actor, command), |tx| {
        guard::check(tx, cx, &command.asks())?;
        let out = command.run(tx, cx)?;
        let payload =
            serde_json::to_string(&Payload { command, out: &out }).map_err(|e| Fault::from(Code::Internal, e))?;
        Ok((out, payload))
    })?;
    Ok(match ended {
        Ended::Done { seq, value } => Done { seq: Some(seq), out: value, repeated: false },
        Ended::Nothing(value) => Done { seq: None, out: value, repeated: false },
        Ended::Before { seq, payload } => {
            let text = payload.ok_or_else(|| Fault::new(Code::NothingToDo))?;
            let p: Payload<serde_json::Value, C::Out> =
                serde_json::from_str(&text).map_err(|e| Fault::from(Code::Internal, e))?;
            Done { seq: Some(seq), out: p.out, repeated: true }
        }
    })
}
