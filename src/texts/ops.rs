//! The titles of operations, by the command's word: journal, undo list, inbox.

use super::Texts;

impl Texts {
    /// What a command did, in a few words: «отмена операции». A word of a newer version is shown as it is.
    pub fn op(&self, word: &str) -> String {
        let t = self.t();
        match word {
            "undo" => t.op_undo(),
            _ => word.to_owned(),
        }
    }
}
