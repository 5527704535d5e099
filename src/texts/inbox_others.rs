//! What was offered to whom; and an entry that was told to another, in the words of whoever looks on: nobody is called
//! «вы» who is not meant.

use super::inbox::{Entry, Told};
use super::{Noun, Texts};
use crate::base::Day;
use crate::domain::InboxKind;
use crate::domain::names::short;

impl Texts {
    /// «Примите дела (№1, Ковалёв Д. О.): 3 строки ждут вашего ответа»: two offers are told apart.
    pub(super) fn offered(&self, e: &Entry<'_>) -> String {
        let (t, n) = (self.t(), e.number("n"));
        let lines = self.number(n);
        match (e.leaver, e.text("case")) {
            ("", _) => t.inbox_offered(n, lines),
            (name, case) => t.inbox_offered_by(n, case, short(name), lines),
        }
    }

    /// The sentences that speak to the one they were told to; `None` for all others, and for the reader's own.
    pub(super) fn told_to_another(&self, e: &Entry<'_>) -> Option<Told> {
        if e.other.is_empty() {
            return None;
        }
        let (t, who, name) = (self.t(), short(e.other), short(&e.text("name")));
        let held = |nouns: &[(Noun, &str)]| {
            nouns.iter().map(|(noun, key)| self.count(*noun, e.number(key))).collect::<Vec<_>>().join(", ")
        };
        let book = || held(&[(Noun::Client, "clients"), (Noun::Deal, "deals"), (Noun::Task, "tasks")]);
        let (what, why) = match e.kind {
            InboxKind::CaseOpened if e.is_leaver() => {
                (t.inbox_opened_leaver_other(who), t.inbox_opened_leaver_other_why(self.last_day_of(e)))
            }
            InboxKind::Offered => {
                let lines = self.count(Noun::Line, e.number("n"));
                (t.inbox_offered_other(who, lines), t.inbox_offered_other_why())
            }
            InboxKind::SecondAsked => (t.inbox_second_other(name, who, self.second(e)), t.inbox_second_why()),
            InboxKind::SubstituteFor => {
                let until = Day::parse(&e.text("until")).map_or_else(String::new, |d| self.day(d, e.today));
                (t.inbox_substitute_other(who, name, until), t.inbox_substitute_other_why(book()))
            }
            InboxKind::TemporaryOwner => (t.inbox_temporary_other(who, name), t.inbox_temporary_other_why(book())),
            InboxKind::OrphansGiven => {
                let objects = self.count(Noun::Object, e.number("n"));
                (t.inbox_orphans_other(who, objects), t.inbox_orphans_other_why(short(&e.text("by")), e.text("reason")))
            }
            InboxKind::ClientsGiven => (t.inbox_clients_given_other(who, self.late_parts(e)), self.owners_why(e)),
            InboxKind::ClientsTaken => {
                let to = short(&e.text("to"));
                (t.inbox_clients_taken_other(who, self.late_parts(e), to), self.owners_why(e))
            }
            _ => return None,
        };
        Some(Told { what, why })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::Value;

    use super::*;
    use crate::texts::Lang;

    fn told(lang: Lang, kind: InboxKind, other: &str, leaver: &str) -> Told {
        let args = ["name", "until", "clients", "deals", "tasks", "leads", "n", "case", "by", "reason", "to"];
        let value = |k: &str| match k {
            "name" => Value::from("Юдин Сергей Павлович"),
            "until" => Value::from("2026-11-28"),
            "by" | "to" => Value::from("Иванова М. С."),
            "reason" => Value::from("отпуск"),
            _ => Value::from(2),
        };
        let args: BTreeMap<String, Value> = args.iter().map(|k| ((*k).to_owned(), value(k))).collect();
        let today = Day::ymd(2026, 11, 24).unwrap();
        Texts::load(lang).inbox(&Entry { kind, role: None, to: Some(4), other, leaver, args: &args, today })
    }

    #[test]
    fn whoever_looks_on_is_not_taken_for_the_one_who_was_told() {
        let kinds = [
            InboxKind::Offered,
            InboxKind::SubstituteFor,
            InboxKind::TemporaryOwner,
            InboxKind::OrphansGiven,
            InboxKind::ClientsGiven,
            InboxKind::ClientsTaken,
        ];
        for kind in kinds {
            let (mine, other) = (told(Lang::Ru, kind, "", ""), told(Lang::Ru, kind, "Смирнов Алексей Юрьевич", ""));
            assert!(other.what.contains("Смирнов А. Ю.") && mine.what != other.what, "{other:?}");
            for word in ["Вы", "вы ", "вам", "вас", "ваш", "Примите"] {
                assert!(!format!("{} {}", other.what, other.why).contains(word), "{kind:?} says {word}: {other:?}");
            }
            let en = told(Lang::En, kind, "Смирнов Алексей Юрьевич", "");
            assert!(en.what.contains("Смирнов А. Ю.") && en.what != other.what, "{en:?}");
        }
        let said = told(Lang::Ru, InboxKind::SubstituteFor, "Смирнов Алексей Юрьевич", "").what;
        assert_eq!(said, "Смирнов А. Ю. замещает: Юдин С. П., по сб, 28 нояб.");
    }

    #[test]
    fn two_offers_of_two_handovers_are_told_apart() {
        let said = told(Lang::Ru, InboxKind::Offered, "", "Ковалёв Дмитрий Олегович").what;
        assert_eq!(said, "Примите дела (№2, Ковалёв Д. О.): 2 строки ждут вашего ответа");
    }
}
