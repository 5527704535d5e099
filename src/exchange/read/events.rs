//! What an event of an activity log was, by the name its CRM gives it: `assets/import/events.toml`.

use std::collections::HashMap;

use serde::Deserialize;

use crate::base::{Code, Fault, Res, fold};
use crate::domain::LogKind;

const SHIPPED: &str = include_str!("../../../assets/import/events.toml");
/// Words that follow the number of exported rows in a description.
const COUNTED: [&str; 14] = [
    "строк",
    "запис",
    "элемент",
    "сделок",
    "сделк",
    "контакт",
    "компани",
    "лид",
    "клиент",
    "карточ",
    "row",
    "record",
    "item",
    "entries",
];

/// Names of events whose kind is known, in the order in which kinds are tried.
#[derive(Debug, Clone, Default)]
pub struct EventWords {
    exact: HashMap<String, LogKind>,
    words: Vec<(String, LogKind)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KindToml {
    exact: Vec<String>,
    words: Vec<String>,
}

impl EventWords {
    /// The names that ship with the program. Errors: `Internal`, if the asset itself is broken.
    pub fn shipped() -> Res<EventWords> {
        Self::read(SHIPPED).map_err(|f| Fault { code: Code::Internal, ..f })
    }

    /// Errors: `BadConfig`.
    pub fn read(text: &str) -> Res<EventWords> {
        let mut kinds: HashMap<LogKind, KindToml> =
            toml::from_str(text).map_err(|e| Fault::from(Code::BadConfig, e))?;
        // «Выход» before «вход», «неудачный вход» before both; a deletion in bulk is a bulk operation.
        let order = [
            LogKind::FailedLogin,
            LogKind::Logout,
            LogKind::Login,
            LogKind::Export,
            LogKind::Bulk,
            LogKind::Delete,
            LogKind::EditContact,
            LogKind::View,
            LogKind::Edit,
        ];
        let mut out = EventWords::default();
        for kind in order {
            let Some(k) = kinds.remove(&kind) else { continue };
            out.exact.extend(k.exact.iter().map(|n| (fold(n), kind)));
            out.words.extend(k.words.iter().map(|n| (if n.ends_with(' ') { fold(n) + " " } else { fold(n) }, kind)));
        }
        Ok(out)
    }

    /// The kind of an event by its name; `Other` when no known word is in it.
    pub fn kind(&self, name: &str) -> LogKind {
        let name = fold(name);
        if let Some(kind) = self.exact.get(&name) {
            return *kind;
        }
        let name = name + " ";
        let begins = |word: &str| {
            name.match_indices(word).any(|(i, _)| !name[..i].chars().next_back().is_some_and(char::is_alphanumeric))
        };
        self.words.iter().find(|(word, _)| begins(word)).map_or(LogKind::Other, |(_, kind)| *kind)
    }
}

/// How many rows a description speaks of: «Экспортировано 1 480 строк» is 1480; 0 when it does not say.
pub fn rows_in(text: &str) -> u64 {
    let folded = fold(text);
    let words: Vec<&str> =
        folded.split(|c: char| c.is_whitespace() || matches!(c, ':' | '(' | ')' | ';' | '=')).collect();
    let words: Vec<&str> = words.into_iter().filter(|w| !w.is_empty()).collect();
    let number = |w: &&str| !w.is_empty() && w.bytes().all(|b| b.is_ascii_digit());
    for (i, w) in words.iter().enumerate() {
        if !COUNTED.iter().any(|c| w.starts_with(c)) {
            continue;
        }
        // «1 480 строк»: thousands stand apart.
        let before: Vec<&str> = words[..i].iter().rev().take_while(|w| number(w)).copied().collect();
        let first = before.iter().take_while(|w| w.len() == 3).count().min(before.len().saturating_sub(1));
        let digits: String = before[..(first + 1).min(before.len())].iter().rev().copied().collect();
        let after = words.get(i + 1).filter(|w| number(w)).copied().unwrap_or_default();
        let found = if digits.is_empty() { after.parse() } else { digits.parse() };
        if let Ok(n) = found {
            return n;
        }
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_are_known_by_code_or_word() {
        let w = EventWords::shipped().unwrap();
        for (name, kind) in [
            ("USER_AUTHORIZE", LogKind::Login),
            ("USER_LOGIN", LogKind::FailedLogin),
            ("user_logout", LogKind::Logout),
            ("Вход", LogKind::Login),
            ("Неудачный вход", LogKind::FailedLogin),
            ("Выход из системы", LogKind::Logout),
            ("Входящий звонок", LogKind::Other),
            ("Экспорт сделок", LogKind::Export),
            ("CRM_DEAL_EXPORT", LogKind::Export),
            ("Просмотр карточки", LogKind::View),
            ("Удаление контакта", LogKind::Delete),
            ("Изменение телефона", LogKind::EditContact),
            ("Изменение сделки", LogKind::Edit),
            ("Массовое изменение ответственного", LogKind::Bulk),
            ("TASK_CHANGED", LogKind::Edit),
            ("Ждём звезду", LogKind::Other),
        ] {
            assert_eq!(w.kind(name), kind, "{name}");
        }
    }

    #[test]
    fn the_size_of_an_export_is_read_from_its_description() {
        for (text, n) in [
            ("Экспортировано 1480 строк", 1480),
            ("Экспорт: 1 480 строк в CSV", 1480),
            ("выгружено записей: 312", 312),
            ("rows=77", 77),
            ("Сделка 15, 240 записей", 240),
            ("Экспорт сделок", 0),
            ("", 0),
            ("99999999999999999999999 строк", 0),
        ] {
            assert_eq!(rows_in(text), n, "{text}");
        }
    }
}
