//! The titles of operations, by the command's word: journal, undo list, inbox.

use super::Texts;

impl Texts {
    /// What a command did, in a few words: «отмена операции». A word of a newer version is shown as it is.
    pub fn op(&self, word: &str) -> String {
        let t = self.t();
        match word {
            "undo" => t.op_undo(),
            "context-save" => t.op_context_save(),
            "waive" => t.op_waive(),
            "accept" => t.op_accept(),
            "decline" => t.op_decline(),
            "task-field" => t.op_task_field(),
            "expire" => t.op_expire(),
            "access-add" => t.op_access_add(),
            "access-cut" => t.op_access_cut(),
            "access-tick" => t.op_access_tick(),
            "act" => t.op_act(),
            "case-apply" => t.op_case_apply(),
            "case-change" => t.op_case_change(),
            "case-close" => t.op_case_close(),
            "case-crm" => t.op_case_crm(),
            "case-open" => t.op_case_open(),
            "case-propose" => t.op_case_propose(),
            "case-reassign" => t.op_case_reassign(),
            "case-undo" => t.op_case_undo(),
            "case-withdraw" => t.op_case_withdraw(),
            "check-item" => t.op_check_item(),
            "client-set" => t.op_client_set(),
            "dispose" => t.op_dispose(),
            "employee-set" => t.op_employee_set(),
            "letters-approve" => t.op_letters_approve(),
            "letters-exported" => t.op_letters_exported(),
            "letters-mark" => t.op_letters_mark(),
            "sign" => t.op_sign(),
            "touch" => t.op_touch(),
            "context-form" => t.op_context_form(),
            "import" => t.op_import(),
            "seed-book" => t.op_seed_book(),
            "seed-office" => t.op_seed_office(),
            "chain-step" => t.op_chain_step(),
            "job-again" => t.op_job_again(),
            "reminder" => t.op_reminder(),
            "inbox-read" => t.op_inbox_read(),
            "inbox-done" => t.op_inbox_done(),
            "hook-answer" => t.op_hook_answer(),
            "hook-end" => t.op_hook_end(),
            "hook-take" => t.op_hook_take(),
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
}
