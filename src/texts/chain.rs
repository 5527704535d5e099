//! The chain in words: what a link is called, who learns of it, what came of it.

use super::{Lang, Noun, Texts};
use crate::base::{Code, Fault, Kind, Ref, show};
use crate::domain::chain::{Deed, Receiver, Trigger};

/// Why a link may not come off; the job keeps the word of the code.
const CAUSES: [Code; 9] = [
    Code::DiskFull,
    Code::Io,
    Code::FileMissing,
    Code::FileNotReadable,
    Code::OutputExists,
    Code::BaseReadOnly,
    Code::UnknownEmployee,
    Code::Denied,
    Code::Internal,
];

impl Texts {
    /// The title of a link, as the office's file gives it.
    pub fn deed(&self, deed: &Deed) -> String {
        show(deed.title(if self.lang() == Lang::Ru { "ru" } else { "en" }))
    }

    /// Who learns of it: «руководитель», «ИТ»; a dash where nobody does.
    pub fn receiver(&self, to: Option<Receiver>) -> String {
        let t = self.t();
        match to {
            Some(Receiver::Head) => t.chain_to_head(),
            Some(Receiver::Leaver) => t.chain_to_leaver(),
            Some(Receiver::Hr) => t.chain_to_hr(),
            Some(Receiver::It) => t.chain_to_it(),
            Some(Receiver::Security) => t.chain_to_security(),
            None => "–".to_owned(),
        }
    }

    /// When a link fires that has no time yet.
    pub fn waits_for(&self, on: Trigger) -> String {
        match on {
            Trigger::Dismissed => self.t().chain_on_order(),
            Trigger::Due(_) | Trigger::Short => String::new(),
        }
    }

    /// What came of it; empty where the title says all. A cause that this version does not know is named so.
    pub fn link_result(&self, result: &str, failed: bool) -> String {
        let t = self.t();
        if failed {
            let known = CAUSES.into_iter().find(|c| c.word() == result);
            return known.map_or_else(|| t.chain_failed(), |c| self.fault(&Fault::new(c)).what);
        }
        match result {
            "" => String::new(),
            "told" => t.chain_told(),
            "skipped" => t.chain_skipped(),
            _ => match result.parse::<Ref>() {
                Ok(r) if r.kind == Kind::Task => t.chain_task(),
                Ok(_) => t.chain_told(),
                Err(()) => self.cut_result(result).unwrap_or_else(|| show(result)),
            },
        }
    }

    /// «поручено 5 доступов, командой 2»: `asked 5, ordered 2`.
    fn cut_result(&self, result: &str) -> Option<String> {
        let mut n = [0i64; 2];
        for part in result.split(", ") {
            let (word, count) = part.split_once(' ')?;
            let at = match word {
                "asked" => 0,
                "ordered" => 1,
                _ => return None,
            };
            n[at] = count.parse().ok()?;
        }
        let t = self.t();
        Some(match n {
            [0, 0] => t.chain_cut_none(),
            [asked, 0] => t.chain_cut_asked(self.count(Noun::Access, asked)),
            [0, ordered] => t.chain_cut_ordered(self.count(Noun::Access, ordered)),
            [asked, ordered] => t.chain_cut_both(self.count(Noun::Access, asked), self.count(Noun::Access, ordered)),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_result_is_words_and_never_a_code() {
        let t = Texts::load(Lang::Ru);
        assert_eq!(t.link_result("asked 5, ordered 2", false), "поручено: 5 доступов, командой: 2 доступа");
        assert_eq!(t.link_result("asked 0, ordered 0", false), "закрывать нечего");
        assert_eq!(t.link_result("task:7", false), "задача поставлена");
        assert_eq!(t.link_result("/srv/x.csv", false), "/srv/x.csv");
        assert_eq!(t.link_result("disk_full", true), t.fault(&Code::DiskFull.into()).what);
        assert_eq!(t.link_result("what_is_this", true), "причина записана в журнале программы");
    }
}
