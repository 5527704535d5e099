//! What was offered to whom; and an entry that was told to another, in the words of whoever looks on: nobody is called
//! «вы» who is not meant.

use serde_json::Value;

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

    /// «Передача отозвана: Ковалёв Д. О. остаётся», what went back and what stays for now. Of an absence nobody was leaving:
    /// the standing in is over.
    pub(super) fn offers_off(&self, e: &Entry<'_>) -> Told {
        let (t, name, client) = (self.t(), short(&e.text("name")), e.text("client"));
        let lines = |key: &str| Some(e.number(key)).filter(|n| *n > 0).map(|n| self.count(Noun::Line, n));
        let is = |key: &str| e.args.get(key).and_then(Value::as_bool).unwrap_or(false);
        let absence = is("absence");
        let what = match (e.other.is_empty(), client.is_empty()) {
            (true, _) if absence => t.inbox_substitute_off(name),
            (false, _) if absence => t.inbox_substitute_off_other(short(e.other), name),
            (true, true) => t.inbox_withdrawn(name),
            (true, false) => t.inbox_withdrawn_client(client),
            (false, true) => t.inbox_offers_off_other(short(e.other), name),
            (false, false) => t.inbox_withdrawn_client_other(short(e.other), client),
        };
        let back = |lines| if absence { t.inbox_substitute_off_back(lines) } else { t.inbox_offers_off_back(lines) };
        let stays = |lines| match e.other.is_empty() {
            true => t.inbox_offers_off_stays(lines),
            false => t.inbox_offers_off_stays_other(lines),
        };
        // Initials bring the full stop of the sentence along.
        let by = short(&e.text("by")).trim_end_matches('.').to_owned();
        let by = Some(by).filter(|by| !by.is_empty()).map(|by| t.inbox_offers_off_by(by));
        let keeps = is("keeps").then(|| match e.other.is_empty() {
            true => t.inbox_offers_off_keeps(),
            false => t.inbox_offers_off_keeps_other(),
        });
        let said = [keeps, lines("returned").map(back), lines("accepted").map(stays), by];
        Told { what, why: said.into_iter().flatten().collect::<Vec<_>>().join(" ") }
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
            InboxKind::OffersOff => return Some(self.offers_off(e)),
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
        let args = [
            "name", "until", "clients", "deals", "tasks", "leads", "n", "case", "by", "reason", "to", "returned",
            "accepted",
        ];
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
            InboxKind::OffersOff,
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
    fn who_withdrew_what_went_back_and_what_stays_is_said() {
        let said = told(Lang::Ru, InboxKind::OffersOff, "", "");
        assert_eq!(said.what, "Передача отозвана: Юдин С. П. остаётся");
        let why = "Вернулось прежнему владельцу: 2 строки, отвечать по ним не нужно. Принятое пока остаётся у вас: 2 строки; \
                   вернуть ли их, решит руководитель. Решение: Иванова М. С.";
        assert_eq!(said.why, why);
    }

    #[test]
    fn of_an_absence_no_handover_is_said_to_be_withdrawn() {
        let args = [("name", "Юдин Сергей Павлович".into()), ("returned", 2.into()), ("absence", true.into())];
        let args: BTreeMap<String, Value> = args.into_iter().map(|(k, v)| (k.to_owned(), v)).collect();
        let (kind, today) = (InboxKind::OffersOff, Day::ymd(2026, 11, 24).unwrap());
        let of = |other| {
            Texts::load(Lang::Ru).inbox(&Entry { kind, role: None, to: Some(4), other, leaver: "", args: &args, today })
        };
        let mine = of("");
        assert_eq!(mine.what, "Замещение отменено: Юдин С. П.");
        assert_eq!(mine.why, "По замещению снято: 2 строки, отвечать по ним не нужно.");
        assert_eq!(of("Смирнов Алексей Юрьевич").what, "Смирнов А. Ю. больше не замещает: Юдин С. П.");
    }

    #[test]
    fn two_offers_of_two_handovers_are_told_apart() {
        let said = told(Lang::Ru, InboxKind::Offered, "", "Ковалёв Дмитрий Олегович").what;
        assert_eq!(said, "Примите дела (№2, Ковалёв Д. О.): 2 строки ждут вашего ответа");
    }
}
