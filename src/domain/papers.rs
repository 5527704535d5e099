//! What the papers of a case say, as values: the act (3 §3), the comments for the CRM's cards and the work list (3 §2,
//! 2 §4). Filled by `reads`, rendered by `exchange`. A contact that must not be involved is never in here (2 §1).

use std::collections::BTreeMap;

use crate::base::{At, CaseId, Day, Due, Kind, LineId, Money, Ref, Seq, Sums, Zone};
use crate::domain::checklist::Count;
use crate::domain::ledger::Bonus;
use crate::domain::names;
use crate::domain::words::{
    AbsenceKind, AccessState, Block, CaseKind, CorrespondencePart, DecisionRole, Disposition, FileKind, Gender,
    ItemState, LineKind, ListKind, PromiseState, Role, Segment, SignatureState, Source, TaskKind,
};

/// A person as a paper names one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    pub name: String,
    pub role: Role,
    pub department: String,
}

/// «Акт приёма-передачи дел» of one case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActData {
    pub case: CaseId,
    pub kind: CaseKind,
    /// When the act was made, and the office's zone that turns instants into dates on it.
    pub made_at: At,
    pub zone: Zone,
    /// The office's name and town; empty when the office gave none.
    pub office: String,
    pub place: String,
    pub leaver: Person,
    pub head: Person,
    pub notice_at: Option<At>,
    pub last_day: Option<Day>,
    /// A crisis: when the leaver was last seen; `None`: nobody knows.
    pub since_at: Option<At>,
    /// One per receiver, in the order of their numbers.
    pub annexes: Vec<Annex>,
    /// The snapshot against what became of it, per kind of line.
    pub ledger: Vec<LedgerCount>,
    /// Lines that ended otherwise than with a receiver.
    pub settled: Vec<SettledRow>,
    pub accesses: Vec<AccessRow>,
    /// «Ничего особенного, подтверждаю».
    pub confirmed: Vec<BlockNote>,
    /// Context that was waived, with the reason.
    pub waived: Vec<BlockNote>,
    /// Of how many clients each part of the correspondence is confirmed; empty where a handover of the kind looks after none.
    pub correspondence: Vec<(CorrespondencePart, Count)>,
    /// Kinds of data that were never loaded, the activity log among them: the act claims nothing about them (2 §3).
    pub not_loaded: Vec<FileKind>,
    /// Kinds a handover speaks of that were loaded; none where nothing ever was.
    pub loaded: Vec<FileKind>,
    /// How fresh the CRM's data is.
    pub data_at: Option<At>,
    /// SHA-256 of the snapshot, hexadecimal; empty when the case has none.
    pub snapshot_hash: String,
    /// The journal's last entry when the act was made.
    pub journal_seq: Seq,
    pub journal_head: String,
    pub remarks: Vec<String>,
    pub signatures: Vec<SignatureRow>,
    pub read_by: ActReader,
}

/// Who reads the act. Only the whole of it is written and signed; on the screen each side reads what is theirs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActReader {
    /// Whoever leads the case.
    Head,
    /// All that is handed over; not when which access ends, nor what others are paid for it.
    Leaver,
    /// One annex.
    Receiver,
}

/// What one receiver takes over and signs for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annex {
    /// From 1.
    pub number: usize,
    pub receiver: Person,
    pub clients: Vec<ClientRow>,
    pub deals: Vec<DealRow>,
    pub tasks: Vec<TaskRow>,
    /// What was promised of these clients and deals and is still open.
    pub promises: Vec<PromiseRow>,
    /// Leads, places in teams, tasks set for others, rules and positions that named the leaver.
    pub others: Vec<OtherRow>,
    pub accepted: AcceptedCount,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientRow {
    pub name: String,
    pub segment: Segment,
    /// Without those who must not be involved.
    pub contacts: Vec<ContactRow>,
    pub next_contact: Option<Due>,
    pub next_step: String,
    /// Documents owed in either direction.
    pub docs_owed: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactRow {
    pub name: String,
    pub decision: DecisionRole,
    /// As written in the CRM; empty when there is none.
    pub phone: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DealRow {
    pub title: String,
    /// `None`: a deal without a client.
    pub client: Option<String>,
    pub stage: String,
    pub amount: Money,
    /// The receiver's first action where it was accepted with one, else the context's next step.
    pub next_step: String,
    pub due: Option<Due>,
    /// Who is paid where it closes after the last day, if that was noted.
    pub bonus: Option<Bonus>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskRow {
    pub title: String,
    pub kind: TaskKind,
    pub client: Option<String>,
    pub due: Option<Due>,
}

/// A promise that goes to the receiver with its client or deal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PromiseRow {
    /// «АО «Каскад» — Поставка № 118».
    pub of: String,
    pub said: PromiseSaid,
    /// It is a task as well.
    pub has_task: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherRow {
    pub kind: LineKind,
    pub title: String,
}

/// How the lines of an annex were accepted (2 §5); `total` counts lines that need an acceptance.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct AcceptedCount {
    pub total: i64,
    pub accepted: i64,
    /// Of these «принято списком», by a returned sheet, by word of mouth.
    pub by_list: i64,
    pub by_sheet: i64,
    pub by_words: i64,
    /// By the head's decision.
    pub forced: i64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerCount {
    pub kind: LineKind,
    pub snapshot: i64,
    pub late: i64,
    pub by: BTreeMap<Disposition, i64>,
    /// Amounts frozen with the snapshot.
    pub sums: Sums,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettledRow {
    pub kind: LineKind,
    pub title: String,
    pub disposition: Disposition,
    pub reason: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccessRow {
    pub title: String,
    pub login: String,
    pub state: AccessState,
    pub done_at: Option<At>,
    /// How mail or calls are redirected; empty when nothing had to be.
    pub redirected: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockNote {
    pub title: String,
    pub block: Block,
    /// The name of who confirmed or waived, or of whose sheet says it.
    pub who: String,
    /// Who read that sheet in, where it was somebody else; empty otherwise.
    pub entered_by: String,
    pub at: At,
    /// Empty for a confirmation.
    pub reason: String,
}

/// A side that signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Party {
    Leaver,
    Receiver,
    Head,
    /// Attests what was handed over where the leaver does not sign.
    Commission,
}

impl Party {
    pub const fn word(self) -> &'static str {
        match self {
            Party::Leaver => "leaver",
            Party::Receiver => "receiver",
            Party::Head => "head",
            Party::Commission => "commission",
        }
    }

    pub fn of(word: &str) -> Option<Party> {
        [Party::Leaver, Party::Receiver, Party::Head, Party::Commission].into_iter().find(|p| p.word() == word)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignatureRow {
    pub party: Party,
    pub person: Person,
    pub state: SignatureState,
    pub at: Option<At>,
    pub note: String,
}

/// A block with its text, and the day of one that has a day.
pub type BlockSaid = (Block, String, Option<Due>);

/// One changed owner as the CRM has to learn it (3 §2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CrmChange {
    pub object: Ref,
    pub title: String,
    pub client: Option<String>,
    /// The CRM's own numbers of the object: source and external id.
    pub ext: Vec<(Source, String)>,
    pub from: String,
    pub to: String,
    /// What the receiver must know, with the day of what has one, for the card's comment; empty blocks are left out.
    pub blocks: Vec<BlockSaid>,
    /// What was promised, each with what has become of it.
    pub promises: Vec<PromiseSaid>,
    pub first_action: String,
    pub due: Option<Due>,
    pub accepted_on: Option<Day>,
    /// `None` for what was done outside a case.
    pub line: Option<LineId>,
    /// «Комментарий в карточке» is ticked.
    pub commented: bool,
    /// The CRM names the new owner already: an import has shown it, or somebody has looked.
    pub confirmed: bool,
}

impl CrmChange {
    /// Accepted, and of a kind that has a card in the CRM.
    pub fn has_comment(&self) -> bool {
        self.accepted_on.is_some() && matches!(self.object.kind, Kind::Client | Kind::Deal)
    }
}

/// A promise as the receiver and the card are told of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PromiseSaid {
    pub text: String,
    pub due: Option<Due>,
    pub agreed_with: String,
    pub state: PromiseState,
    /// What the head says is to be told to the client.
    pub answer: String,
}

/// What a letter about a new manager says (2 §6). Promises never enter it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterData {
    /// «Уважаемый Иван Петрович»; empty: the neutral greeting.
    pub salutation: String,
    /// Who writes from where: the office's name, may be empty.
    pub office: String,
    pub client: String,
    /// One; several when the contact serves clients that went to different managers (2 §9.4).
    pub managers: Vec<LetterManager>,
    /// An «уточнение»: whom the client was told of before.
    pub before: Option<LetterPerson>,
    /// From when the new manager answers; `None`: from now on.
    pub from_day: Option<Day>,
    /// The next agreed contact, which the letter repeats.
    pub next_contact: Option<Due>,
    /// The head, or the acting one: signs.
    pub signer: LetterPerson,
    pub signer_role: Role,
}

/// A person as a letter names one: «Алексей Смирнов», then «Алексей».
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterPerson {
    pub name: String,
    pub given: String,
    pub gender: Option<Gender>,
    pub phone: String,
    pub email: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterManager {
    pub person: LetterPerson,
    /// The clients this manager now leads, for a letter that names several managers.
    pub clients: Vec<String>,
    /// Took the clients over; where the head decided in their place, the letter does not say that they know the history.
    pub knows: bool,
    /// Is away through this day: the letter promises no contact before.
    pub away_until: Option<Day>,
}

/// Where the new manager is away while the letter introduces them: the letter promises nothing for that time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LetterAway {
    pub kind: AbsenceKind,
    /// The last day.
    pub until: Day,
    /// The agreed contact that falls into it: somebody else has to keep it.
    pub missed: Option<Due>,
}

/// What a letter still lacks before it can be approved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LetterGap {
    Manager,
    ManagerContacts,
    Signer,
    Client,
}

impl LetterGap {
    pub const ALL: [LetterGap; 4] =
        [LetterGap::Manager, LetterGap::ManagerContacts, LetterGap::Signer, LetterGap::Client];

    pub fn of(word: &str) -> Option<LetterGap> {
        Self::ALL.into_iter().find(|g| g.word() == word)
    }

    /// The word the base keeps as the letter's problem.
    pub const fn word(self) -> &'static str {
        match self {
            LetterGap::Manager => "no_manager",
            LetterGap::ManagerContacts => "no_manager_contacts",
            LetterGap::Signer => "no_signer",
            LetterGap::Client => "no_client",
        }
    }
}

impl LetterPerson {
    /// From a name as the base keeps it: «Смирнов Алексей Павлович» signs and is named as «Алексей Смирнов».
    pub fn of(full: &str, gender: Option<Gender>, phone: &str, email: &str) -> Self {
        let n = names::parse(full);
        let (name, given) = match (n.given.as_str(), n.surname.as_str()) {
            ("", _) | (_, "") => (full.trim().to_owned(), full.trim().to_owned()),
            // A lone initial is no name to call a person by.
            (given, _) if given.chars().count() < 2 => (full.trim().to_owned(), full.trim().to_owned()),
            (given, surname) => (format!("{given} {surname}"), given.to_owned()),
        };
        Self { name, given, gender: gender.or(n.gender), phone: phone.to_owned(), email: email.to_owned() }
    }

    /// Phone and mail, what there is of them.
    pub fn contacts(&self) -> String {
        [&self.phone, &self.email].into_iter().filter(|s| !s.is_empty()).cloned().collect::<Vec<_>>().join(", ")
    }
}

impl LetterData {
    /// The first thing that is missing: no letter goes out with an empty variable.
    pub fn gap(&self) -> Option<LetterGap> {
        if self.client.is_empty() {
            Some(LetterGap::Client)
        } else if self.managers.is_empty() || self.managers.iter().any(|m| m.person.name.is_empty()) {
            Some(LetterGap::Manager)
        } else if self.managers.iter().any(|m| m.person.contacts().is_empty()) {
            Some(LetterGap::ManagerContacts)
        } else {
            self.signer.name.is_empty().then_some(LetterGap::Signer)
        }
    }
}

/// One line of a printed checklist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TickRow {
    pub n: i64,
    pub list: ListKind,
    pub title: String,
    /// Who answers for it: a name, or the role in words.
    pub who: String,
    pub due: Option<At>,
    pub state: ItemState,
    /// Evidence, or why it was waived or does not apply.
    pub note: String,
}

/// What an annex hands over in figures.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Totals {
    pub clients: i64,
    pub deals: i64,
    pub sums: Sums,
    pub tasks: i64,
    pub others: i64,
}

impl Annex {
    pub fn totals(&self) -> Totals {
        Totals {
            clients: self.clients.len() as i64,
            deals: self.deals.len() as i64,
            sums: self.deals.iter().map(|d| d.amount).collect(),
            tasks: self.tasks.len() as i64,
            others: self.others.len() as i64,
        }
    }
}

impl ActData {
    /// The sums of all annexes.
    pub fn totals(&self) -> Totals {
        self.annexes.iter().map(Annex::totals).fold(Totals::default(), |mut all, one| {
            all.clients += one.clients;
            all.deals += one.deals;
            all.sums.merge(&one.sums);
            all.tasks += one.tasks;
            all.others += one.others;
            all
        })
    }

    /// The leaver of a crisis has not signed, and is not expected to: a commission attests in his place.
    pub fn without_leaver(&self) -> bool {
        let signed = |s: &SignatureRow| s.party == Party::Leaver && s.state == SignatureState::Signed;
        self.kind == CaseKind::Crisis && !self.signatures.iter().any(signed)
    }

    /// A receiver, leaver or head whose refusal or absence the act has to state (2 §3, condition 5).
    pub fn unsigned(&self) -> impl Iterator<Item = &SignatureRow> {
        self.signatures.iter().filter(|s| matches!(s.state, SignatureState::Refused | SignatureState::Absent))
    }
}

impl LedgerCount {
    pub fn of(&self, d: Disposition) -> i64 {
        self.by.get(&d).copied().unwrap_or(0)
    }

    /// Lines without a disposition.
    pub fn undecided(&self) -> i64 {
        self.snapshot + self.late - self.by.values().sum::<i64>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ledger_row_says_what_is_left() {
        let by = BTreeMap::from([(Disposition::Assign, 40), (Disposition::CloseLost, 3)]);
        let c = LedgerCount { kind: LineKind::Deal, snapshot: 42, late: 2, by, sums: Sums::default() };
        assert_eq!(c.undecided(), 1);
        assert_eq!(c.of(Disposition::Keep), 0);
    }

    #[test]
    fn letters_name_people_as_one_speaks_of_them() {
        let of = |s: &str| LetterPerson::of(s, None, "", "");
        let p = of("Смирнов Алексей Павлович");
        assert_eq!((p.name.as_str(), p.given.as_str(), p.gender), ("Алексей Смирнов", "Алексей", Some(Gender::Male)));
        assert_eq!(of("Петрова Елена").name, "Елена Петрова");
        assert_eq!(of("Darcel Schlecht").name, "Darcel Schlecht");
        assert_eq!(of("Иванов И.").given, "Иванов И.");
    }

    #[test]
    fn parties_read_back() {
        assert_eq!(Party::of("receiver"), Some(Party::Receiver));
        assert_eq!(Party::of("commission"), Some(Party::Commission));
        assert_eq!(Party::of("witness"), None);
    }
}
