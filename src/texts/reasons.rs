//! Why something is refused: the words that rules and rights give, as parts of a sentence.

use super::Texts;
use crate::domain::papers::LetterGap;

impl Texts {
    /// A reason's word in words: `other_department` is «это другой отдел». `None` for a word that is not known here.
    pub fn reason(&self, word: &str) -> Option<String> {
        let t = self.t();
        Some(match word {
            "no_right" => t.reason_no_right(),
            "not_own" => t.reason_not_own(),
            "other_department" => t.reason_other_department(),
            "too_many" => t.reason_too_many(),
            "only_part" => t.reason_only_part(),
            "by_two" => t.reason_by_two(),
            "leaver" => t.reason_leaver(),
            "closed" => t.reason_closed(),
            "read_only" => t.reason_read_only(),
            "closed_it_himself" => t.reason_closed_it_himself(),
            "oneself" => t.reason_oneself(),
            "adds_only" => t.reason_adds_only(),
            "head_decided" => t.reason_head_decided(),
            "accepted_by_other" => t.reason_accepted_by_other(),
            "no_address" => t.reason_no_address(),
            "do_not_write" => t.reason_do_not_write(),
            "same_address" => t.reason_same_address(),
            "no_such_address" => t.reason_no_such_address(),
            "salutation" => t.reason_salutation(),
            "singly" => t.reason_singly(),
            "joined" => t.reason_joined(),
            "not_accepted" => t.reason_not_accepted(),
            "call_first" => t.reason_call_first(),
            "text" => t.reason_text(),
            "state" => t.reason_state(),
            "no_signer_mail" => t.reason_no_signer_mail(),
            "chain_lacks" => t.reason_chain_lacks(),
            "too_early" => t.reason_too_early(),
            "only_by_order" => t.reason_only_by_order(),
            "no_receiver" => t.reason_no_receiver(),
            "too_often" => t.reason_too_often(),
            "hands_over" => t.receives_itself(),
            "leaves" => t.receives_leaves(),
            "gone" => t.receives_gone(),
            "sells_nothing" => t.reason_sells_nothing(),
            "access_closed" => t.receives_closed(),
            "receives_off" => t.receives_off(),
            "away" => t.reason_away(),
            "twice_or_empty" => t.reason_twice_or_empty(),
            _ => return LetterGap::of(word).map(|g| self.letter_gap(g)),
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::base::{Code, Fault};
    use crate::domain::Role;
    use crate::domain::chain::Wrong;
    use crate::domain::rights::{Part, Reason};
    use crate::texts::{Lang, Texts};

    #[test]
    fn every_refusal_of_the_rights_has_its_words() {
        let part = *Part::ALL.first().unwrap();
        let all = [
            Reason::NoRight(Role::Manager),
            Reason::NotOwn,
            Reason::OtherDepartment,
            Reason::TooMany { limit: 50 },
            Reason::Only(part),
            Reason::ByTwo,
            Reason::Leaver,
            Reason::Closed,
            Reason::ReadOnly,
        ];
        for lang in [Lang::Ru, Lang::En] {
            let t = Texts::load(lang);
            assert!(all.iter().all(|r| t.reason(r.word()).is_some()));
            assert!(Wrong::ALL.iter().all(|w| t.reason(w.word()).is_some()));
        }
        let said = Texts::load(Lang::Ru).fault(&Fault::new(Code::Denied).with("reason", "not_own")).what;
        assert_eq!(said, "Это действие вам не разрешено: это не ваше.");
        let said = Texts::load(Lang::Ru).fault(&Fault::new(Code::Denied).with("reason", "some_new_word")).what;
        assert_eq!(said, "Это действие вам не разрешено.", "a word of the program never reaches the screen");
    }
}
