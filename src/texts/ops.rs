//! The titles of operations, by the command's word: journal, undo list, inbox.

use super::{Noun, Texts};
use crate::base::{Kind, Ref, show};
use crate::domain::Actor;
use crate::domain::names::short;

impl Texts {
    /// Who did something, from what the base keeps: a name as it is, the owner of the file and the program in words.
    pub fn doer(&self, said: &str) -> String {
        match said.parse() {
            Ok(Actor::Owner) => self.t().ui_owner(),
            Ok(Actor::System(_)) => self.t().journal_program(),
            Ok(Actor::Person(_)) | Err(()) => said.to_owned(),
        }
    }

    /// What a command did, in a few words: «отмена операции». A word of a newer version is shown as it is.
    pub fn op(&self, word: &str) -> String {
        let t = self.t();
        match word {
            "undo" => t.op_undo(),
            "absence-due" => t.op_absence_due(),
            "absence-move" => t.op_absence_move(),
            "absence-open" => t.op_absence_open(),
            "absence-return" => t.op_absence_return(),
            "context-save" => t.op_context_save(),
            "waive" => t.op_waive(),
            "accept" => t.op_accept(),
            "decline" => t.op_decline(),
            "task-done" => t.op_task_done(),
            "task-field" => t.op_task_field(),
            "expire" => t.op_expire(),
            "access-add" => t.op_access_add(),
            "access-cut" => t.op_access_cut(),
            "access-import" => t.op_access_import(),
            "access-restore" => t.op_access_restore(),
            "access-set" => t.op_access_set(),
            "access-void" => t.op_access_void(),
            "access-tick" => t.op_access_tick(),
            "act" => t.op_act(),
            "case-apply" => t.op_case_apply(),
            "case-change" => t.op_case_change(),
            "case-close" => t.op_case_close(),
            "case-crm" => t.op_case_crm(),
            "case-open" => t.op_case_open(),
            "case-prepare" => t.op_case_prepare(),
            "case-start" => t.op_case_start(),
            "case-propose" => t.op_case_propose(),
            "case-reassign" => t.op_case_reassign(),
            "commission-set" => t.op_commission_set(),
            "correspondence" => t.op_correspondence(),
            "crisis-open" => t.op_crisis_open(),
            "mail-combed" => t.op_mail_combed(),
            "mail-finding" => t.op_mail_finding(),
            "temporary-end" => t.op_temporary_end(),
            "temporary-set" => t.op_temporary_set(),
            "letters-returned" => t.op_letters_returned(),
            "touch-tell" => t.op_touch_tell(),
            "tell-who" => t.op_tell_who(),
            "touch-call" => t.op_touch_call(),
            "case-undo" => t.op_case_undo(),
            "case-withdraw" => t.op_case_withdraw(),
            "check-item" => t.op_check_item(),
            "client-set" => t.op_client_set(),
            "dispose" => t.op_dispose(),
            "employee-set" => t.op_employee_set(),
            "letters-anew" => t.op_letters_anew(),
            "letters-approve" => t.op_letters_approve(),
            "exported" => t.op_exported(),
            "letters-exported" => t.op_letters_exported(),
            "letters-mark" => t.op_letters_mark(),
            "sheet-in" => t.op_sheet_in(),
            "sheets-out" => t.op_sheets_out(),
            "sign" => t.op_sign(),
            "single-open" => t.op_single_open(),
            "touch" => t.op_touch(),
            "prepare-wish" => t.op_prepare_wish(),
            "interview-save" => t.op_interview_save(),
            "context-form" => t.op_context_form(),
            "context-many" => t.op_context_many(),
            "promise-save" => t.op_promise_save(),
            "promise-drop" => t.op_promise_drop(),
            "promise-decide" => t.op_promise_decide(),
            "promise-task" => t.op_promise_task(),
            "import" => t.op_import(),
            "seed-book" => t.op_seed_book(),
            "seed-office" => t.op_seed_office(),
            "chain-step" => t.op_chain_step(),
            "job-again" => t.op_job_again(),
            "reminder" => t.op_reminder(),
            "second-ask" => t.op_second_ask(),
            "second-answer" => t.op_second_answer(),
            "inbox-read" => t.op_inbox_read(),
            "inbox-done" => t.op_inbox_done(),
            "hook-answer" => t.op_hook_answer(),
            "hook-end" => t.op_hook_end(),
            "hook-take" => t.op_hook_take(),
            "bonus-set" => t.op_bonus_set(),
            "orphans-give" => t.op_orphans_give(),
            "owner-change" => t.op_owner_change(),
            "late-watch" | "late-look" => t.op_late(),
            "job-take" => t.op_job_take(),
            "job-end" => t.op_job_end(),
            "signal-look" => t.op_signal_look(),
            "incident-add" => t.op_incident_add(),
            "incident-decide" => t.op_incident_decide(),
            "incident-notify" => t.op_incident_notify(),
            "incident-tell" => t.op_incident_tell(),
            "comment-tick" => t.op_comment_tick(),
            _ => word.to_owned(),
        }
    }

    /// «9 строк», «5 клиентов, 8 сделок»: what an operation touched, as people count it.
    pub fn touched(&self, all: &[(Kind, u64)]) -> String {
        let noun = |kind: Kind| match kind {
            Kind::Client => Noun::Client,
            Kind::Deal => Noun::Deal,
            Kind::Task => Noun::Task,
            Kind::Lead => Noun::Lead,
            Kind::Acceptance => Noun::Line,
            Kind::Letter => Noun::Letter,
            Kind::Access => Noun::Access,
            Kind::Context => Noun::Block,
            Kind::Item => Noun::Item,
            _ => Noun::Object,
        };
        all.iter().map(|(kind, n)| self.count(noun(*kind), *n as i64)).collect::<Vec<_>>().join(", ")
    }

    /// What taking an operation back came to.
    pub fn undone(&self, objects: &[(Kind, u64)]) -> String {
        match self.touched(objects) {
            none if none.is_empty() => self.t().ui_undone(),
            some => self.t().ui_undone_what(some),
        }
    }

    /// What an entry of the journal is about: «клиент «Факел»», «передача № 3 (Ковалёв Д. А.)», and where the object has no
    /// name of its own its kind and number. Empty for an entry about nothing in particular.
    pub fn op_about(&self, object: &str, name: &str) -> String {
        let Ok(r) = object.parse::<Ref>() else { return object.to_owned() };
        let (t, kind, id) = (self.t(), self.term(r.kind), r.id.to_string());
        match (r.kind, name) {
            (_, "") => t.op_about_number(kind, id),
            (Kind::Case, name) => t.op_about_case(id, short(name)),
            (Kind::Employee, name) => short(name),
            (_, name) => t.op_about_named(kind, show(name)),
        }
    }
}
