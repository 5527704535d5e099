//! What an entry in somebody's inbox is made of, beside its word: the values its sentence needs, and when it is over.

use super::{InboxKind, JobState};

impl InboxKind {
    /// The values its sentence is built from. Whoever tells must give them all; `null` where there is nothing to say.
    pub const fn needs(self) -> &'static [&'static str] {
        use InboxKind::*;
        match self {
            CaseOpened => &["name", "last_day"],
            Reminder => &["name", "last_day", "step", "remaining", "items"],
            ReportDone | ReportFailed => &["result"],
            JobFailed => &["what", "result"],
            JobUnknown => &["what"],
            Offered | Expired | AccessesAsked => &["case", "n"],
            AccessesCut => &["case", "name", "n", "ordered", "redirect"],
            AccessesRestore => &["case", "name", "n", "ordered", "until"],
            HookFailed | HookUnknown => &["title", "login", "name", "action", "end"],
            Declined => &["case", "title", "receiver", "reason"],
            DeclinedAgain => &["case", "title", "receiver", "reason", "times"],
            ReceiverAsks => &["case", "title", "receiver", "question"],
            ReceiverLeaves => &["name", "n", "case"],
            OffersBack => &["name", "n", "case", "until"],
            OffersOff => &["case", "name", "by", "returned", "accepted"],
            CaseWithdrawn => &["name", "accepted"],
            LetterBounced => &["case", "client", "note"],
            TellClient => &["case", "client", "problem"],
            LateArrivals | LateDismissed => &["name", "clients", "deals", "tasks", "leads", "sources"],
            LateOver | DraftHeadless => &["name"],
            CrisisOpened => &["name", "case"],
            TemporaryOwner => &["case", "name", "clients", "deals", "tasks"],
            TemporaryOver | TemporaryNobody => &["case", "name", "n"],
            SecondAsked => &["name", "right", "count"],
            SecondAnswered => &["by", "right", "count", "yes", "until"],
            PromiseWaits => &["case", "title", "promise"],
            PromiseAnswered => &["case", "title", "promise", "approved", "answer"],
            OrphansGiven => &["n", "reason", "by"],
            ClientsGiven => &["clients", "deals", "tasks", "leads", "reason", "by"],
            ClientsTaken => &["clients", "deals", "tasks", "leads", "reason", "by", "to"],
            SignalsRaised => &["name", "n", "kinds"],
            IncidentFound => &["name", "kind", "personal"],
            ClientPassed => &["client", "receiver", "case"],
            ClientAsks => &["client", "n"],
            SubstituteFor => &["name", "until", "clients", "deals", "tasks"],
            AbsenceStarts => &["name", "until", "n", "unaccepted"],
            AbsenceEnds => &["name", "back"],
            AbsenceOver => &["name", "back", "n"],
            AbsenceReturned => &["name", "n", "came"],
            AbsenceCame => &["name", "by", "clients", "deals", "tasks", "leads"],
            AbsenceWaits => &["name", "clients", "deals", "tasks", "leads"],
            ChainDone => &["name", "title"],
        }
    }

    /// Plain news asks for nothing: it is done as soon as it is read.
    pub const fn is_news(self) -> bool {
        matches!(
            self,
            InboxKind::ReportDone
                | InboxKind::ChainDone
                | InboxKind::CaseWithdrawn
                | InboxKind::OffersOff
                | InboxKind::LateOver
                | InboxKind::ClientPassed
                | InboxKind::ClientsTaken
                | InboxKind::AbsenceReturned
                | InboxKind::AbsenceCame
                | InboxKind::ReceiverLeaves
                | InboxKind::SecondAnswered
                | InboxKind::PromiseAnswered
        )
    }

    /// «Сегодня» has a row, a bar or an alarm of its own for it, so that whoever sees the cases is not told twice.
    pub const fn is_shown_apart(self) -> bool {
        use InboxKind::*;
        matches!(
            self,
            CaseOpened
                | CrisisOpened
                | Offered
                | AccessesAsked
                | AccessesCut
                | HookUnknown
                | DeclinedAgain
                | LetterBounced
                | LateArrivals
                | LateDismissed
                | TemporaryOver
                | AbsenceOver
                | AbsenceWaits
                | PromiseWaits
                | SignalsRaised
        )
    }

    /// What the end of a side effect is told as; `None` where its success is nobody's news.
    pub fn of_job(job: &str, state: JobState) -> Option<InboxKind> {
        match (job, state) {
            ("report", JobState::Done) => Some(InboxKind::ReportDone),
            ("report", JobState::Failed) => Some(InboxKind::ReportFailed),
            (_, JobState::Failed) => Some(InboxKind::JobFailed),
            (_, JobState::Unknown) => Some(InboxKind::JobUnknown),
            (_, JobState::Done | JobState::Queued | JobState::Running) => None,
        }
    }
}
