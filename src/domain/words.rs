//! The vocabulary of `2-domain.md` §1: closed sets of words. `word` is what the base stores and JSON carries; the
//! Russian and English terms are in the catalogue.

use serde::{Deserialize, Serialize};

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $word)] $variant),+ }

        impl $name {
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            pub const fn word(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }

            pub fn of(word: &str) -> Option<Self> {
                match word { $($word => Some($name::$variant),)+ _ => None }
            }
        }
    )+};
}
pub(crate) use words;

words! {
    /// Роль.
    Role {
        Head = "head", Senior = "senior", Manager = "manager", Hr = "hr", It = "it", Security = "security",
        Director = "director",
    }
    /// Статус сотрудника; the allowed moves are `employment::may_become`.
    EmployeeStatus { Active = "active", Probation = "probation", Leaving = "leaving", Dismissed = "dismissed" }
    AbsenceKind { Leave = "leave", Illness = "illness", Trip = "trip" }
    /// Сегмент клиента.
    Segment { Vip = "vip", Important = "important", Regular = "regular", Occasional = "occasional" }
    /// Derived from deals, tasks and touches (§5), never stored as truth.
    Temperature { Hot = "hot", Warm = "warm", Cold = "cold" }
    /// Роль контактного лица; `Avoid` is never printed in act, letter or CRM.
    DecisionRole { Decides = "decides", Influences = "influences", Helps = "helps", Avoid = "avoid", Unknown = "unknown" }
    /// How sure the salutation is (§6).
    Salutation { Certain = "certain", Guessed = "guessed", Unknown = "unknown" }
    Gender { Male = "male", Female = "female" }
    /// Вид этапа: «финальная стадия» is `Final`.
    StageKind { Open = "open", Final = "final", Won = "won", Lost = "lost" }
    TaskKind { Call = "call", Meeting = "meeting", Document = "document", Invoice = "invoice", Other = "other" }
    /// What the source called it: задача, дело, план.
    /// Why an object stays where it is when many clients get another manager.
    OwnerSkip {
        /// A running handover holds it (2 §9.18).
        InHandover = "in_handover",
        /// It changed after the preview.
        Changed = "changed",
        /// The receiver is on probation: no VIP, no final stage.
        Probation = "probation",
    }
    TaskSource { Task = "task", Activity = "activity", Plan = "plan" }
    TaskState { Open = "open", Done = "done" }
    LeadState { New = "new", Working = "working", Converted = "converted", Closed = "closed" }
    TouchKind { Call = "call", Mail = "mail", Meeting = "meeting" }
    /// What the leaver's mailbox still held: a letter nobody answered, something promised, something agreed.
    MailFound { Unanswered = "unanswered", Promise = "promise", Agreement = "agreement" }
    /// What came of a call from the call list; only `Reached` tells the client anything.
    CallResult { Reached = "reached", NoAnswer = "no_answer", CallBack = "call_back" }
    /// What of a client's correspondence has to be in the card before the manager goes (1-B5); the fourth, «что в голове», is
    /// told by the context.
    CorrespondencePart { Mail = "mail", Chats = "chats", Recordings = "recordings" }
    /// `None`: there was nothing of the kind, and somebody says so.
    CorrespondenceState { Open = "open", Done = "done", None = "none" }
    CaseKind { Planned = "planned", Crisis = "crisis", Absence = "absence", Single = "single" }
    CaseState {
        Draft = "draft", Open = "open", Distributing = "distributing", HandingOver = "handing_over",
        Signing = "signing", Closed = "closed", Observing = "observing", Finished = "finished",
        Withdrawn = "withdrawn", Paused = "paused",
    }
    /// What a substitute takes over: deals, and what falls due while somebody is away; or everything that is open.
    Extent { Due = "due", All = "all" }
    /// What becomes of lines of other handovers that wait for the answer of somebody who goes away: they wait for the return,
    /// or the head decides them anew.
    Offers { Wait = "wait", Back = "back" }
    /// Why one client is handed over outside any departure (1-B6): the manager does not cope, the client asks, the dialogue
    /// begins anew, the manager asks.
    SingleReason {
        Overloaded = "overloaded", ClientRequest = "client_request", FreshStart = "fresh_start",
        OwnRequest = "own_request",
    }
    /// What a ledger line is about. `Reference` is a rule, deputy or head position that names the leaver; `Team` a
    /// place in a client's team; `Authored` a task the leaver set for somebody else.
    LineKind {
        Client = "client", Deal = "deal", Task = "task", Lead = "lead", Team = "team", Authored = "authored",
        Reference = "reference",
    }
    /// Решение по строке сверки.
    Disposition {
        Assign = "assign", Keep = "keep", CloseWon = "close-won", CloseLost = "close-lost", Archive = "archive",
        Merge = "merge", Exclude = "exclude",
    }
    /// What the CRM itself is known to say about a reassigned object (§3, condition 6).
    /// Whom the CRM names for what was given to somebody, as far as the last export tells; what needs a hand first.
    CrmNames { StillLeaver = "still_leaver", Other = "other", NotCompared = "not_compared", Agreed = "agreed" }
    CrmState { Pending = "pending", Confirmed = "confirmed", StillLeaver = "still_leaver" }
    AcceptanceState {
        Offered = "offered", Accepted = "accepted", Declined = "declined", Expired = "expired", Forced = "forced",
        Withdrawn = "withdrawn",
    }
    /// How an acceptance came: on the screen, by a sheet, or by word of mouth recorded by the head.
    Via { Screen = "screen", Sheet = "sheet", Words = "words" }
    /// The seed's list an item comes from.
    ListKind { Preventive = "preventive", Notice = "notice", Day = "day", Hours24 = "hours24", Week = "week" }
    /// `Closing` items block closing, `Observing` items block only «Итоги».
    Phase { Closing = "closing", Observing = "observing" }
    ItemState { Open = "open", Done = "done", NotApplicable = "not_applicable", Waived = "waived" }
    /// Доступ. `Restore` is to be given back, `Restored` is open again; `Void` was never there.
    AccessState {
        Planned = "planned", Asked = "asked", Done = "done", Verified = "verified", Restore = "restore",
        Restored = "restored", Void = "void",
    }
    LetterState {
        Draft = "draft", Approved = "approved", Queued = "queued", Sending = "sending", Sent = "sent",
        NotBounced = "not_bounced", Confirmed = "confirmed", Bounced = "bounced", Failed = "failed",
        Unknown = "unknown",
    }
    /// The first letter about a new manager, or an «уточнение» where the manager changed after it.
    LetterKind { First = "first", Clarify = "clarify" }
    SignatureState { Waiting = "waiting", Signed = "signed", Refused = "refused", Absent = "absent" }
    /// What an entry in an inbox tells. Each has its sentence in `inbox.ftl`, built from `InboxKind::needs`.
    InboxKind {
        /// A case has opened: to the head, the leaver, HR, IT and security, each in its own words.
        CaseOpened = "case_opened",
        Reminder = "reminder",
        ReportDone = "report_done",
        ReportFailed = "report_failed",
        /// A side effect that did not come off, or of which nobody knows whether it did.
        JobFailed = "job_failed",
        JobUnknown = "job_unknown",
        /// Lines wait for the receiver's answer.
        Offered = "offered",
        Declined = "declined",
        /// The second decline of a line alarms.
        DeclinedAgain = "declined_again",
        /// A receiver did not understand something, and says what.
        ReceiverAsks = "receiver_asks",
        Expired = "expired",
        /// More than one may do alone: to everybody else who has the right, and the answer to whoever asked.
        SecondAsked = "second_asked",
        SecondAnswered = "second_answered",
        AccessesAsked = "accesses_asked",
        /// Accesses are closed by commands and by people, before their redirection or after it.
        AccessesCut = "accesses_cut",
        /// He stays: what was closed is to be given back.
        AccessesRestore = "accesses_restore",
        /// A command did not close an access, or nobody knows whether it did.
        HookFailed = "hook_failed",
        HookUnknown = "hook_unknown",
        /// A receiver leaves too: unaccepted lines are to be decided again.
        ReceiverLeaves = "receiver_leaves",
        /// A receiver goes away: what waited for the answer is to be decided again.
        OffersBack = "offers_back",
        /// The handover is withdrawn: to whoever was to take something over, or has taken it.
        OffersOff = "offers_off",
        CaseWithdrawn = "case_withdrawn",
        LetterBounced = "letter_bounced",
        /// There is nowhere to write to a client: this person tells them.
        TellClient = "tell_client",
        /// What still lands on the leaver, counted anew every working morning until zero.
        LateArrivals = "late_arrivals",
        /// The same in a closed case: on somebody who is gone.
        LateDismissed = "late_dismissed",
        LateOver = "late_over",
        /// Somebody did not come: to the head, HR, IT and security, each in its own words.
        CrisisOpened = "crisis_opened",
        /// Everything the one who did not come held answers to this one now.
        TemporaryOwner = "temporary_owner",
        /// The seven days of a temporary owner are over, and something is still undecided.
        TemporaryOver = "temporary_over",
        /// Nobody is here to answer for the time being: the clients of a crisis lie on the leaver's card.
        TemporaryNobody = "temporary_nobody",
        /// Whoever was to lead what is prepared in hiding leaves: to HR, to name another.
        DraftHeadless = "draft_headless",
        /// An unusual promise that nobody approved: to the head.
        PromiseWaits = "promise_waits",
        /// What the head said to it: to whoever promised it or has to keep it.
        PromiseAnswered = "promise_answered",
        /// Open objects of nobody or of a dismissed person were given to this one.
        OrphansGiven = "orphans_given",
        /// Many clients at once got this one as their manager, or lost him.
        ClientsGiven = "clients_given",
        ClientsTaken = "clients_taken",
        /// The log of the CRM shows something that needs a look.
        SignalsRaised = "signals_raised",
        IncidentFound = "incident_found",
        /// One client of this one's was given to somebody else.
        ClientPassed = "client_passed",
        /// A client has asked for another manager for the fifth time or more: the head talks to them.
        ClientAsks = "client_asks",
        /// This one stands in for somebody who is away.
        SubstituteFor = "substitute_for",
        /// Somebody's absence begins today, ends on the next working day, is over.
        AbsenceStarts = "absence_starts",
        AbsenceEnds = "absence_ends",
        AbsenceOver = "absence_over",
        /// Everything is back with the one who was away.
        AbsenceReturned = "absence_returned",
        /// What came meanwhile is the substitute's already, or waits for somebody who stands in.
        AbsenceCame = "absence_came",
        AbsenceWaits = "absence_waits",
        /// A link of the chain was done by itself.
        ChainDone = "chain_done",
    }
    JobState { Queued = "queued", Running = "running", Done = "done", Failed = "failed", Unknown = "unknown" }
    /// The blocks of context (§4): five of a deal, three of a client without an open deal.
    Block {
        State = "state", NextStep = "next_step", Specifics = "specifics", History = "history", People = "people",
        Deciders = "deciders", Terms = "terms", NextContact = "next_contact",
    }
    /// What a task of a kind needs (§4): `task.fields` holds them by these words.
    TaskField {
        Why = "why", Said = "said", Place = "place", Participants = "participants", Agenda = "agenda", What = "what",
        Format = "format", Promised = "promised", Problems = "problems",
    }
    BlockState { Empty = "empty", Filled = "filled", Confirmed = "confirmed", Waived = "waived" }
    /// What has become of a promise to a client (§4). An unusual one that nobody approved waits for the head.
    PromiseState {
        Noted = "noted", Waiting = "waiting", Approved = "approved", Refused = "refused", Dropped = "dropped",
    }
    /// What makes a context urgent.
    Urgency { Deadline = "deadline", Close = "close", Promise = "promise", Contact = "contact" }
    /// Source of an import.
    Source {
        Bitrix24 = "bitrix24", Amocrm = "amocrm", Onec = "onec", Hubspot = "hubspot", Pipedrive = "pipedrive",
        Maven = "maven", Other = "other",
    }
    /// Kind of an imported file.
    FileKind {
        Deals = "deals", Clients = "clients", Contacts = "contacts", Tasks = "tasks", Leads = "leads",
        Calls = "calls", Employees = "employees", Log = "log", Products = "products",
    }
}

impl Block {
    /// A deal's context.
    pub const DEAL: [Block; 5] = [Block::State, Block::NextStep, Block::Specifics, Block::History, Block::People];
    /// The context of a client without an open deal.
    pub const CLIENT: [Block; 3] = [Block::Deciders, Block::Terms, Block::NextContact];

    /// The blocks of a deal and of a client that say the same: a text of one may be taken over by the other.
    pub fn is_like(self, other: Block) -> bool {
        const TWINS: [(Block, Block); 3] =
            [(Block::People, Block::Deciders), (Block::History, Block::Terms), (Block::NextStep, Block::NextContact)];
        self == other || TWINS.contains(&(self, other)) || TWINS.contains(&(other, self))
    }
}

impl StageKind {
    /// Work that somebody still has to do; only open work moves (§9.17).
    pub const fn is_open(self) -> bool {
        matches!(self, StageKind::Open | StageKind::Final)
    }
}

impl FileKind {
    /// What a person may say a file is, likeliest first; a tie of the guesses goes to the earlier one. Products are of no use
    /// to anybody here: their files are recognised, never said.
    pub const SAID: [FileKind; 8] = [
        FileKind::Clients,
        FileKind::Deals,
        FileKind::Contacts,
        FileKind::Tasks,
        FileKind::Leads,
        FileKind::Employees,
        FileKind::Calls,
        FileKind::Log,
    ];

    /// The words of the columns of which a file of this kind has to have one: what a row is told by.
    pub const fn key_fields(self) -> &'static [&'static str] {
        match self {
            FileKind::Log | FileKind::Calls => &["at"],
            FileKind::Deals | FileKind::Tasks => &["ext_id", "title"],
            FileKind::Clients => &["ext_id", "name", "inn"],
            FileKind::Contacts => &["ext_id", "contact", "contact_last", "phone", "email"],
            FileKind::Leads => &["ext_id", "title", "contact", "contact_last", "phone"],
            FileKind::Employees => &["ext_id", "name", "contact_last"],
            FileKind::Products => &["ext_id"],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_read_back() {
        for d in Disposition::ALL {
            assert_eq!(Disposition::of(d.word()), Some(*d));
        }
        assert_eq!(serde_json::to_string(&CaseState::HandingOver).unwrap(), "\"handing_over\"");
    }
}
