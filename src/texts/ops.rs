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
            "dispose" => t.op_dispose(),
            "check-item" => t.op_check_item(),
            "access-tick" => t.op_access_tick(),
            "sign" => t.op_sign(),
            "act" => t.op_act(),
            "case-close" => t.op_case_close(),
            "letters-approve" => t.op_letters_approve(),
            "letters-exported" => t.op_letters_exported(),
            "letters-mark" => t.op_letters_mark(),
            _ => word.to_owned(),
        }
    }
}
