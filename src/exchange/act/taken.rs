//! What a receiver's signature stands under: what was accepted, how, and what was not.

use super::Maker;
use crate::domain::papers::AcceptedCount;

impl Maker<'_> {
    /// «Принято: 13 из 38 (из них по листу 2).»
    pub(super) fn accepted(&self, c: &AcceptedCount) -> String {
        let t = self.texts.t();
        let ways = [(c.by_list, t.act_accepted_by_list(self.texts.number(c.by_list)))].into_iter();
        let ways = parts(ways.chain(self.not_by_hand(c)));
        let done = self.texts.n_of(c.accepted + c.forced, c.total);
        if ways.is_empty() { t.act_annex_accepted(done) } else { t.act_annex_accepted_ways(done, ways) }
    }

    /// Beside the signature: «Дела принял(а)» says only who has accepted everything, and by themselves; of everybody else
    /// it says what became of their lines.
    pub(super) fn took(&self, c: &AcceptedCount) -> String {
        let t = self.texts.t();
        let own = c.accepted - c.by_sheet - c.by_words;
        let waiting = c.total - c.accepted - c.forced;
        match c.total {
            0 => t.act_took_nothing(),
            all if own == all => t.act_took(),
            all if c.by_sheet == all => t.act_took_by_sheet(),
            all if c.by_words == all => t.act_took_by_words(),
            all if c.forced == all => t.act_took_forced(),
            all if waiting == all => t.act_took_none(),
            all => {
                let n = |v: i64| self.texts.number(v);
                let own = [(own, t.act_took_own(n(own)))].into_iter();
                let rest = [(waiting, t.act_took_rest(n(waiting)))];
                t.act_took_parts(n(all), parts(own.chain(self.not_by_hand(c)).chain(rest)))
            }
        }
    }

    /// The answers that were not the receiver's own in the program.
    fn not_by_hand(&self, c: &AcceptedCount) -> [(i64, String); 3] {
        let t = self.texts.t();
        let n = |v: i64| self.texts.number(v);
        [
            (c.by_sheet, t.act_accepted_by_sheet(n(c.by_sheet))),
            (c.by_words, t.act_accepted_by_words(n(c.by_words))),
            (c.forced, t.act_accepted_forced(n(c.forced))),
        ]
    }
}

/// What there is none of is not said.
fn parts(all: impl Iterator<Item = (i64, String)>) -> String {
    all.filter(|(n, _)| *n > 0).map(|(_, said)| said).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::papers::SignatureRow;
    use crate::exchange::act::{act, sample};
    use crate::exchange::plain::plain;
    use crate::texts::{Lang, Texts};

    /// The act whose first receiver's lines stand so.
    fn printed(accepted: AcceptedCount) -> String {
        let mut data = sample::act();
        data.annexes[0].accepted = accepted;
        one_line(&plain(&act(&data, &Texts::load(Lang::Ru))))
    }

    /// However the page breaks it.
    fn one_line(text: &str) -> String {
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_signature_stands_under_what_has_happened() {
        let all = AcceptedCount { total: 6, ..AcceptedCount::default() };
        for (count, said) in [
            (AcceptedCount { accepted: 6, by_list: 2, ..all }, "Дела принял(а)"),
            (AcceptedCount { accepted: 6, by_sheet: 6, ..all }, "Дела принял(а) по листу приёма"),
            (AcceptedCount { accepted: 6, by_words: 6, ..all }, "Дела принял(а), записано со слов"),
            (AcceptedCount { forced: 6, ..all }, "Дела назначены решением руководителя"),
            (all, "Дела распределены, приём не подтверждён"),
            (AcceptedCount::default(), "С приложением ознакомлен(а)"),
            (
                AcceptedCount { accepted: 4, by_sheet: 2, by_words: 1, forced: 1, ..all },
                "Строк 6: принял(а) 1, по листу 2, со слов 1, решением руководителя 1, не принято 1",
            ),
        ] {
            let text = printed(count);
            assert!(text.contains(&format!(" {said} __")), "{said}, in the annex:\n{text}");
            assert!(text.contains(&format!(" {said}, приложение № 1 __")), "{said}, in the act:\n{text}");
        }
    }

    /// Who has given everything back is a side that was asked, and has no annex.
    #[test]
    fn whoever_has_nothing_left_took_nothing() {
        let mut data = sample::act();
        let mut gone: SignatureRow = data.signatures[1].clone();
        gone.person.name = "Юдин Сергей".to_owned();
        data.signatures.push(gone);
        let text = plain(&act(&data, &Texts::load(Lang::Ru)));
        assert!(text.contains("Дел по этому акту нет: возвращены или переданы другим"), "{text}");
        assert!(!text.contains("№ 0"), "{text}");
    }
}
