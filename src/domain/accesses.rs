//! The catalogue of accesses (2 §7) and the steps of one: поручено → закрыто → проверено.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::due_rule::DueRule;
use super::own::read_toml;
use super::words::words;
use super::words::{AccessState, Role};
use crate::base::{Code, Fault, Res, fold};

/// The shipped catalogue; an office's own text may take its place.
pub const CATALOGUE: &str = include_str!("../../assets/accesses.toml");

words! {
    /// A field of the employee's card.
    LoginFrom { Login = "login", Email = "email", Phone = "phone" }
}

/// One system an employee may have an account in.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CatalogueItem {
    pub code: String,
    pub ru: String,
    pub en: String,
    /// A few letters for the heading of a table; cut from the title where they are not given.
    #[serde(default)]
    ru_short: String,
    #[serde(default)]
    en_short: String,
    pub ru_action: String,
    pub en_action: String,
    pub role: Role,
    /// Where the account's name is taken from when nobody kept a register.
    pub login: Option<LoginFrom>,
    pub due: DueRule,
    due_risk: Option<DueRule>,
    /// A mailbox or a number: its redirection comes first.
    #[serde(default)]
    pub needs_redirect: bool,
    #[serde(default)]
    pub shared: bool,
    /// Planned for everybody, beside what the register holds.
    #[serde(default)]
    pub usual: bool,
}

impl CatalogueItem {
    pub fn title(&self, lang: &str) -> &str {
        if lang == "en" && !self.en.is_empty() { &self.en } else { &self.ru }
    }

    pub fn short(&self, lang: &str) -> String {
        let short = if lang == "en" { &self.en_short } else { &self.ru_short };
        if short.is_empty() { self.title(lang).chars().take(5).collect() } else { short.clone() }
    }

    pub fn action(&self, lang: &str) -> &str {
        if lang == "en" && !self.en_action.is_empty() { &self.en_action } else { &self.ru_action }
    }

    /// When it is closed; suspicions plan some limits earlier.
    pub fn due(&self, risk: bool) -> DueRule {
        self.due_risk.filter(|_| risk).unwrap_or(self.due)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    access: Vec<CatalogueItem>,
}

/// Reads a catalogue. `BadConfig` with the parser's words, and for a code that comes twice or has no words.
pub fn read(text: &str) -> Res<Vec<CatalogueItem>> {
    let file: File = read_toml(text)?;
    let mut seen = BTreeSet::new();
    for item in &file.access {
        let closes = matches!(item.role, Role::It | Role::Security | Role::Head | Role::Hr);
        if item.code.is_empty() || item.ru.trim().is_empty() || !closes || !seen.insert(item.code.as_str()) {
            return Err(Fault::new(Code::BadConfig).with("key", &item.code).with("reason", "twice_or_empty"));
        }
    }
    Ok(file.access)
}

/// What the office calls so: by code, or by its title in either language.
pub fn find<'c>(catalogue: &'c [CatalogueItem], word: &str) -> Option<&'c CatalogueItem> {
    let wanted = fold(word.trim());
    let same = |title: &str| !title.is_empty() && fold(title) == wanted;
    catalogue.iter().find(|i| i.code == word.trim() || same(&i.ru) || same(&i.en))
}

/// Checks a step. `WrongState` when it does not follow (verifying what is not closed, closing twice), `AccessNotRedirected`
/// for a mailbox or number whose redirection is neither recorded nor waived.
pub fn may_step(from: AccessState, to: AccessState, needs_redirect: bool, redirected: bool) -> Res<()> {
    use AccessState::{Asked, Done, Planned, Restore, Restored, Verified, Void};
    match (from, to) {
        (Planned | Asked, Done) if needs_redirect && !redirected => Err(Code::AccessNotRedirected.into()),
        (Planned, Asked) | (Planned | Asked, Done) | (Done, Verified) => Ok(()),
        (Done | Verified, Restore) | (Restore, Restored) => Ok(()),
        (Planned | Asked | Restored, Void) => Ok(()),
        _ => Err(Fault::new(Code::WrongState).with("state", from.word())),
    }
}

/// It counts from «закрыто» on; an access that is only asked for is open.
pub const fn is_closed(state: AccessState) -> bool {
    matches!(state, AccessState::Done | AccessState::Verified)
}

/// The person can still get in, and somebody has to see to it.
pub const fn is_open(state: AccessState) -> bool {
    matches!(state, AccessState::Planned | AccessState::Asked | AccessState::Restored)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_catalogue_names_what_the_spec_names() {
        let all = read(CATALOGUE).unwrap();
        let find = |code: &str| all.iter().find(|i| i.code == code).unwrap();
        for code in [
            "crm_login",
            "crm_export",
            "crm_tokens",
            "crm_webhooks",
            "crm_sessions",
            "mail",
            "telephony",
            "chats",
            "client_chats",
            "sim",
            "cloud",
            "onec",
            "edo",
            "etp",
            "signature",
            "attorney",
            "vpn",
            "keys",
            "shared",
        ] {
            assert!(!find(code).action("en").is_empty() && !find(code).title("ru").is_empty());
        }
        assert!(find("mail").needs_redirect && find("telephony").needs_redirect && find("sim").needs_redirect);
        assert!(find("shared").shared);
        assert_eq!(find("crm_export").due(false), DueRule::AfterStart(0), "export off at the start");
        assert_eq!(find("crm_login").due(true), DueRule::Last, "login off at the end of the last day (ТК ст. 76)");
        assert_eq!(find("crm_tokens").due(true), DueRule::AfterStart(0));
        assert_eq!(read(&CATALOGUE.replace("crm_login", "mail")).unwrap_err().code, Code::BadConfig);
    }

    #[test]
    fn steps_follow_one_another() {
        use AccessState::{Asked, Done, Planned, Restore, Restored, Verified, Void};
        let mut allowed = Vec::new();
        for from in AccessState::ALL {
            for to in AccessState::ALL {
                if may_step(*from, *to, false, false).is_ok() {
                    allowed.push((*from, *to));
                }
            }
        }
        let closing = [(Planned, Asked), (Planned, Done), (Asked, Done), (Done, Verified)];
        let back = [(Done, Restore), (Verified, Restore), (Restore, Restored)];
        let never = [(Planned, Void), (Asked, Void), (Restored, Void)];
        let mut all = [&closing[..], &back, &never].concat();
        all.sort();
        assert_eq!(allowed, all);
        assert_eq!(may_step(Planned, Done, true, false).unwrap_err().code, Code::AccessNotRedirected);
        assert!(may_step(Planned, Done, true, true).is_ok());
        assert!(is_closed(Done) && !is_closed(Asked));
    }
}
