//! Checklists as data (2 §3): a template is read from text, an item with a computable meaning ticks itself.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::due_rule::DueRule;
use super::own::read_toml;
use super::words::words;
use super::words::{ItemState, ListKind, Phase};
use crate::base::{Code, Fault, Res};

/// The shipped template of a planned departure; an office's own text may take its place.
pub const PLANNED: &str = include_str!("../../assets/checklists/planned.toml");
/// The shipped template of a sudden departure: the first 24 hours and the first week.
pub const CRISIS: &str = include_str!("../../assets/checklists/crisis.toml");

/// The item of the clients' correspondence, by its code: unless an office lets it count itself, a person's word about the whole.
pub const CORRESPONDENCE: &str = "correspondence";

words! {
    /// Who answers for an item: a side of the handover, or whoever holds a role.
    Responsible {
        Leaver = "leaver", Receivers = "receivers", Head = "head", Hr = "hr", It = "it", Security = "security",
    }
    /// What ticks an item by itself, counted as done of all.
    Computed {
        /// The leaver's status is «Увольняется» (or already «Уволен»).
        StatusLeaving = "status_leaving",
        /// The export is closed in the CRM itself; where no access of the case is it, in this program.
        ExportBlocked = "export_blocked",
        LeadsOff = "leads_off",
        /// Ledger lines of the kind with an applied disposition.
        AllClientsDistributed = "all_clients_distributed",
        AllDealsReassigned = "all_deals_reassigned",
        AllTasksReassigned = "all_tasks_reassigned",
        /// Assigned lines whose required context is filled, confirmed or waived.
        ContextFilled = "context_filled",
        /// Reassigned objects the CRM is known to name the new owner of.
        CrmConfirmed = "crm_confirmed",
        /// Assigned lines accepted or forced.
        AllAccepted = "all_accepted",
        /// Signatures that are recorded: signed, refused or absent; none before the act exists.
        ActSigned = "act_signed",
        /// Accesses from «закрыто» on.
        AccessesClosed = "accesses_closed",
        /// Of these the shared ones.
        SharedClosed = "shared_closed",
        /// Reassigned clients with a letter sent, a recorded call, or nowhere to write.
        LettersSent = "letters_sent",
        /// Reassigned clients notified as 2 §6 says: «не вернулось», confirmed or a recorded call.
        ClientsNotified = "clients_notified",
        /// Reassigned clients with a touch by the new owner.
        FirstContacts = "first_contacts",
        /// What the leaver held stands in the ledger, and with it the list of what burns.
        Listed = "listed",
        /// Everything open that the leaver held answers to somebody who is here.
        TemporaryOwner = "temporary_owner",
        /// Clients of the call list who were reached.
        BurningCalled = "burning_called",
        /// The CRM's activity log was read since the crisis began, and the leaver is in it.
        LogRead = "log_read",
        /// A fresh export of deals has come since the crisis began.
        FreshExport = "fresh_export",
        /// Every client's correspondence is in the card, and what is in the head is written.
        Correspondence = "correspondence",
        /// The leaver's mailbox was combed.
        MailboxCombed = "mailbox_combed",
    }
}

impl Computed {
    /// It speaks of what the leaver held: before any export has named that, nothing of it can be done.
    pub const fn of_data(self) -> bool {
        match self {
            Computed::AllClientsDistributed
            | Computed::AllDealsReassigned
            | Computed::AllTasksReassigned
            | Computed::ContextFilled
            | Computed::CrmConfirmed
            | Computed::AllAccepted
            | Computed::ActSigned
            | Computed::LettersSent
            | Computed::ClientsNotified
            | Computed::FirstContacts
            | Computed::Listed
            | Computed::Correspondence
            | Computed::BurningCalled => true,
            Computed::StatusLeaving
            | Computed::ExportBlocked
            | Computed::LeadsOff
            | Computed::AccessesClosed
            | Computed::SharedClosed
            | Computed::TemporaryOwner
            | Computed::LogRead
            | Computed::FreshExport
            | Computed::MailboxCombed => false,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TemplateItem {
    pub code: String,
    pub ru: String,
    pub en: String,
    pub list: ListKind,
    pub phase: Phase,
    pub role: Responsible,
    pub due: DueRule,
    #[serde(default = "yes")]
    pub mandatory: bool,
    pub computed: Option<Computed>,
}

impl TemplateItem {
    /// The wording in a language (`ru`, `en`); Russian where the office gave no other.
    pub fn title(&self, lang: &str) -> &str {
        if lang == "en" && !self.en.is_empty() { &self.en } else { &self.ru }
    }
}

fn yes() -> bool {
    true
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    item: Vec<TemplateItem>,
}

/// Reads a template. `BadConfig` with the parser's words, for a code that comes twice, and for an item without words.
pub fn read(text: &str) -> Res<Vec<TemplateItem>> {
    let file: File = read_toml(text)?;
    let mut seen = BTreeSet::new();
    for item in &file.item {
        if item.code.is_empty() || item.ru.trim().is_empty() || !seen.insert(item.code.as_str()) {
            return Err(Fault::new(Code::BadConfig).with("key", &item.code).with("reason", "twice_or_empty"));
        }
    }
    Ok(file.item)
}

/// «47 из 50»: what a computable item has and needs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    pub done: u64,
    pub all: u64,
}

impl Count {
    /// How much there is nobody knows: not done.
    pub const UNKNOWN: Self = Self { done: 0, all: 1 };

    pub const fn is_done(self) -> bool {
        self.done >= self.all
    }

    /// The state a computable item has by itself. «Неприменимо» and a waiver stay: people gave a reason for them.
    pub const fn state(self, now: ItemState) -> ItemState {
        match now {
            ItemState::NotApplicable | ItemState::Waived => now,
            ItemState::Open | ItemState::Done => {
                if self.is_done() {
                    ItemState::Done
                } else {
                    ItemState::Open
                }
            }
        }
    }
}

/// Whether a person may set this state by hand. `ComputedItem`: such an item ticks itself, it can only be declared not
/// applicable or waived; `ReasonNeeded`: these two need a reason.
pub fn may_set(computed: bool, to: ItemState, reason: &str) -> Res<()> {
    match to {
        ItemState::Done | ItemState::Open if computed => Err(Code::ComputedItem.into()),
        ItemState::NotApplicable | ItemState::Waived if reason.trim().is_empty() => Err(Code::ReasonNeeded.into()),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_template_carries_the_seeds_lists() {
        let items = read(PLANNED).unwrap();
        let of = |list| items.iter().filter(|i| i.list == list).count();
        assert_eq!((of(ListKind::Notice), of(ListKind::Day), of(ListKind::Preventive)), (11, 7, 5));
        for words in [
            "Статус сотрудника изменён на «Увольняется»",
            "Экспорт данных заблокирован",
            "Акт приёма-передачи дел подписан всеми сторонами",
            "Пароли от общих аккаунтов сменены",
            "Клиенты уведомлены о смене менеджера",
        ] {
            assert!(items.iter().any(|i| i.title("ru") == words), "{words}");
        }
        for item in &items {
            assert!(!item.en.is_empty() && item.title("en") == item.en, "{}", item.code);
            assert!(item.list != ListKind::Preventive || !item.mandatory, "{}: shown, never a blocker", item.code);
        }
        let used: BTreeSet<_> = items.iter().chain(&read(CRISIS).unwrap()).filter_map(|i| i.computed).collect();
        // Of the correspondence the shipped item is a person's word about the whole; an office may let it tick itself.
        let own = [Computed::Correspondence];
        assert_eq!(used.len() + own.len(), Computed::ALL.len(), "every meaning is used");
        assert!(own.iter().all(|c| !used.contains(c)));
    }

    #[test]
    fn a_crisis_has_the_seeds_two_lists_and_its_terms() {
        use crate::domain::calendar::tests::{at, calendar};
        let items = read(CRISIS).unwrap();
        assert!(
            items
                .iter()
                .filter(|i| i.phase == Phase::Closing)
                .all(|i| matches!(i.list, ListKind::Hours24 | ListKind::Week))
        );
        let start = at("2026-11-28 22:10");
        let due = |code: &str| {
            let item = items.iter().find(|i| i.code == code).unwrap();
            item.due.resolve(&calendar(), start, calendar().zone().day(start)).at
        };
        assert_eq!(due("accesses_closed"), at("2026-11-28 22:40"), "thirty minutes, on a Saturday night too");
        assert_eq!(due("temporary_owner"), at("2026-11-28 23:10"));
        assert_eq!(due("burning_called"), at("2026-11-30 18:00"), "clients are called on a working day");
        assert_eq!((due("log_read"), due("fresh_export")), (at("2026-11-29 22:10"), at("2026-11-29 22:10")));
        assert_eq!(due("mail_checked"), at("2026-12-05 22:10"));
    }

    #[test]
    fn a_broken_template_is_refused() {
        let one = "[[item]]\ncode='a'\nru='А'\nen=''\nlist='day'\nphase='closing'\nrole='head'\ndue='last'\n";
        assert_eq!(read(one).unwrap()[0].title("en"), "А");
        for bad in [
            one.repeat(2),
            one.replace("'А'", "' '"),
            one.replace("'last'", "'soon'"),
            one.replace("'head'", "'boss'"),
            format!("{one}colour='red'\n"),
            "item = 1".to_owned(),
        ] {
            assert_eq!(read(&bad).unwrap_err().code, Code::BadConfig, "{bad}");
        }
    }

    #[test]
    fn computed_items_tick_themselves_and_only_so() {
        let count = |done, all| Count { done, all };
        assert_eq!(count(47, 50).state(ItemState::Done), ItemState::Open, "and untick when something comes back");
        assert_eq!(count(50, 50).state(ItemState::Open), ItemState::Done);
        assert_eq!(count(0, 0).state(ItemState::Open), ItemState::Done);
        assert_eq!(count(0, 5).state(ItemState::Waived), ItemState::Waived);
        assert_eq!(may_set(true, ItemState::Done, "").unwrap_err().code, Code::ComputedItem);
        assert_eq!(may_set(true, ItemState::Waived, " ").unwrap_err().code, Code::ReasonNeeded);
        assert!(may_set(true, ItemState::Waived, "нет общих аккаунтов").is_ok());
        assert!(may_set(false, ItemState::Done, "").is_ok());
    }

    #[test]
    fn words_read_back() {
        assert!(Computed::ALL.iter().all(|c| Computed::of(c.word()) == Some(*c)));
        assert!(Responsible::ALL.iter().all(|r| Responsible::of(r.word()) == Some(*r)));
    }
}
