//! Every command as one value, so that a screen can ask for any of them and a worker can run it.

use super::{Command, Ctx, Done};
use crate::base::Res;
use crate::store::Base;

macro_rules! orders {
    ($($path:ident :: $name:ident),* $(,)?) => {
        /// What a person wishes done. Boxed: one order is large, and orders travel inside small messages.
        /// What a person wishes done.
        #[allow(clippy::large_enum_variant, reason = "one at a time, moved and gone: a box would only hide it")]
        #[derive(Debug, Clone)]
        pub enum Order { $($name(Box<super::$path::$name>)),* }

        /// What came of it.
        #[derive(Debug, Clone)]
        pub enum Outcome { $($name(<super::$path::$name as Command>::Out)),* }

        $(impl From<super::$path::$name> for Order {
            fn from(c: super::$path::$name) -> Order { Order::$name(Box::new(c)) }
        })*

        impl Order {
            /// The command's word in the journal.
            pub fn word(&self) -> &'static str {
                match self { $(Order::$name(_) => <super::$path::$name as Command>::WORD),* }
            }

            /// Runs it, as [`super::run`] does.
            pub fn run(&self, base: &mut Base, cx: &Ctx<'_>) -> Res<Done<Outcome>> {
                match self {
                    $(Order::$name(c) => Ok(super::run(base, cx, c.as_ref())?.map(Outcome::$name))),*
                }
            }

            /// What it would come to, as [`super::rehearse`] says.
            pub fn rehearse(&self, base: &mut Base, cx: &Ctx<'_>) -> Res<Outcome> {
                match self {
                    $(Order::$name(c) => Ok(Outcome::$name(super::rehearse(base, cx, c.as_ref())?))),*
                }
            }
        }
    };
}

// One line per verb, in alphabetical order.
orders! {
    absence_move::AbsenceMove,
    absence_open::AbsenceOpen,
    absence_return::AbsenceReturn,
    accept::Accept,
    access_add::AccessAdd,
    access_cut::AccessCut,
    access_restore::AccessRestore,
    access_set::AccessSet,
    access_tick::AccessTick,
    access_void::AccessVoid,
    act_record::ActRecord,
    apply::Apply,
    bonus_set::BonusSet,
    call_outcome::CallOutcome,
    case_change::CaseChange,
    case_close::CaseClose,
    case_open::CaseOpen,
    case_prepare::CasePrepare,
    case_prepare::CaseStart,
    case_withdraw::CaseWithdraw,
    chain::JobAgain,
    check_item::CheckItem,
    client_set::ClientSet,
    commission_set::CommissionSet,
    context_form::ContextForm,
    context_many::ContextMany,
    comment_tick::CommentTick,
    context_save::ContextSave,
    correspondence::CorrespondenceSet,
    crisis_open::CrisisOpen,
    crm_confirm::CrmConfirm,
    decline::Decline,
    dispose::Dispose,
    employee_set::EmployeeSet,
    expire::Expire,
    hook_answer::HookAnswer,
    inbox_mark::InboxDone,
    inbox_mark::InboxRead,
    incident_add::IncidentAdd,
    incident_decide::IncidentDecide,
    incident_decide::IncidentNotify,
    incident_decide::IncidentTell,
    interview_save::InterviewSave,
    letters_anew::LettersAnew,
    letters_approve::LettersApprove,
    letters_exported::LettersExported,
    letters_mark::LettersMark,
    letters_returned::LettersReturned,
    mail_finding::MailCombed,
    mail_finding::MailFinding,
    orphans_give::GiveOrphans,
    owner_change::OwnerChange,
    prepared::PrepareWish,
    promise_decide::PromiseDecide,
    promise_save::PromiseDrop,
    promise_save::PromiseSave,
    promise_task::PromiseTask,
    propose::Propose,
    reassign::Reassign,
    second::SecondAnswer,
    second::SecondAsk,
    sign::Sign,
    signal_look::SignalLook,
    single_open::SingleOpen,
    task_done::TaskDone,
    task_field::TaskFieldSave,
    tell_call::TellCall,
    tell_who::TellWho,
    temporary::TemporarySet,
    touch::TouchAdd,
    undo::Undo,
    undo_batch::UndoBatch,
    waive::Waive,
}
