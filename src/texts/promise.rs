//! A promise in one line: what, by when, what has become of it.

use super::Texts;
use crate::base::Day;
use crate::domain::PromiseState;
use crate::domain::papers::PromiseSaid;

impl Texts {
    /// «согласовано со слов: Петров», wherever it is shown: nobody has asked Petrov, and what the head has approved is a
    /// state of the promise.
    pub fn agreed(&self, who: &str) -> String {
        self.t().prom_agreed(who)
    }

    /// What has become of it: «ждёт РОПа · согласовано со слов: Петров · в задачах»; empty where nothing has.
    pub fn promise_stands(&self, state: PromiseState, agreed_with: &str, has_task: bool) -> String {
        let parts = [
            (state != PromiseState::Noted).then(|| self.term(state)),
            (!agreed_with.is_empty()).then(|| self.agreed(agreed_with)),
            has_task.then(|| self.t().prom_has_task()),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    /// «образцы бесплатно — пт, 4 дек. · подтверждено · клиенту: «пришлём две упаковки»».
    pub fn promise(&self, p: &PromiseSaid, today: Day) -> String {
        let t = self.t();
        let mut out = p.text.clone();
        if let Some(due) = p.due {
            out = format!("{out} — {}", self.due(due, today));
        }
        let stands = self.promise_stands(p.state, &p.agreed_with, false);
        if !stands.is_empty() {
            out = format!("{out} · {stands}");
        }
        if !p.answer.is_empty() {
            out = format!("{out} · {}", t.prom_to_client(p.answer.clone()));
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::Lang;

    #[test]
    fn an_agreement_is_on_its_writers_word_and_the_heads_answer_is_not() {
        let agreed = PromiseSaid {
            text: "скидка 7 %".into(),
            due: None,
            agreed_with: "РОП".into(),
            state: PromiseState::Noted,
            answer: String::new(),
        };
        let texts = Texts::load(Lang::Ru);
        let today = Day::parse("2026-11-24").unwrap();
        assert_eq!(texts.promise(&agreed, today), "скидка 7 % · согласовано со слов: РОП");
        let approved = PromiseSaid { agreed_with: String::new(), state: PromiseState::Approved, ..agreed };
        assert!(!texts.promise(&approved, today).contains("со слов"));
    }
}
