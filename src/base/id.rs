//! Numbers of rows, one type per kind, so that a client is never taken for a deal.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident = $word:literal),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($word, ":{}"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = ();
            /// Reads `word:42`; a bare number is not an id, so that a name made of digits stays a name.
            fn from_str(s: &str) -> Result<Self, ()> {
                s.strip_prefix(concat!($word, ":")).and_then(|n| n.parse().ok()).map($name).ok_or(())
            }
        }
    )+};
}

ids! {
    EmployeeId = "employee",
    DepartmentId = "department",
    ClientId = "client",
    ContactId = "contact",
    StageId = "stage",
    DealId = "deal",
    TaskId = "task",
    LeadId = "lead",
    TouchId = "touch",
    CaseId = "case",
    LineId = "line",
    AcceptanceId = "acceptance",
    ItemId = "item",
    AccessId = "access",
    LetterId = "letter",
    ActId = "act",
    JobId = "job",
    InboxId = "inbox",
    ImportId = "import",
    RuleId = "rule",
    /// An event of the CRM's activity log.
    EventId = "event",
    /// A user of the CRM as its log writes them.
    LogUserId = "log_user",
    SignalId = "signal",
    IncidentId = "incident",
    FindingId = "finding",
    PromiseId = "promise",
    /// A sheet that went out to a person.
    SheetId = "sheet",
    /// A number in the journal; a batch is named by the entry that applied it.
    Seq = "journal",
}

/// The kinds of business rows that carry a `rev` and take part in undo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Employee,
    Department,
    Client,
    Contact,
    Stage,
    Deal,
    Task,
    Lead,
    Touch,
    Case,
    Line,
    Acceptance,
    Item,
    Access,
    Letter,
    Act,
    Inbox,
    Rule,
    Context,
    Signature,
    Absence,
    Team,
    Note,
    LogUser,
    Signal,
    Incident,
    Finding,
    Promise,
    Sheet,
    Correspondence,
}

impl Kind {
    pub const ALL: [Kind; 30] = [
        Kind::Employee,
        Kind::Department,
        Kind::Client,
        Kind::Contact,
        Kind::Stage,
        Kind::Deal,
        Kind::Task,
        Kind::Lead,
        Kind::Touch,
        Kind::Case,
        Kind::Line,
        Kind::Acceptance,
        Kind::Item,
        Kind::Access,
        Kind::Letter,
        Kind::Act,
        Kind::Inbox,
        Kind::Rule,
        Kind::Context,
        Kind::Signature,
        Kind::Absence,
        Kind::Team,
        Kind::Note,
        Kind::LogUser,
        Kind::Signal,
        Kind::Incident,
        Kind::Finding,
        Kind::Promise,
        Kind::Sheet,
        Kind::Correspondence,
    ];

    /// The word people and scripts write before the colon, and the base stores.
    pub const fn word(self) -> &'static str {
        match self {
            Kind::Employee => "employee",
            Kind::Department => "department",
            Kind::Client => "client",
            Kind::Contact => "contact",
            Kind::Stage => "stage",
            Kind::Deal => "deal",
            Kind::Task => "task",
            Kind::Lead => "lead",
            Kind::Touch => "touch",
            Kind::Case => "case",
            Kind::Line => "line",
            Kind::Acceptance => "acceptance",
            Kind::Item => "item",
            Kind::Access => "access",
            Kind::Letter => "letter",
            Kind::Act => "act",
            Kind::Inbox => "inbox",
            Kind::Rule => "rule",
            Kind::Context => "context",
            Kind::Signature => "signature",
            Kind::Absence => "absence",
            Kind::Team => "team",
            Kind::Note => "note",
            Kind::LogUser => "log_user",
            Kind::Signal => "signal",
            Kind::Incident => "incident",
            Kind::Finding => "finding",
            Kind::Promise => "promise",
            Kind::Sheet => "sheet",
            Kind::Correspondence => "correspondence",
        }
    }

    pub fn of(word: &str) -> Option<Kind> {
        Self::ALL.into_iter().find(|k| k.word() == word)
    }
}

/// A reference to any row: `client:42`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ref {
    pub kind: Kind,
    pub id: i64,
}

impl Ref {
    pub const fn new(kind: Kind, id: i64) -> Self {
        Self { kind, id }
    }
}

impl fmt::Display for Ref {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.kind.word(), self.id)
    }
}

impl FromStr for Ref {
    type Err = ();
    fn from_str(s: &str) -> Result<Self, ()> {
        let (word, id) = s.split_once(':').ok_or(())?;
        Ok(Self { kind: Kind::of(word).ok_or(())?, id: id.parse().map_err(|_| ())? })
    }
}

impl Serialize for Ref {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Ref {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let s = String::deserialize(d)?;
        s.parse().map_err(|()| serde::de::Error::custom(format!("not a reference: {s}")))
    }
}

macro_rules! refs {
    ($($id:ident => $kind:ident),+ $(,)?) => {$(
        impl From<$id> for Ref {
            fn from(id: $id) -> Ref { Ref::new(Kind::$kind, id.0) }
        }
    )+};
}

refs! {
    EmployeeId => Employee, DepartmentId => Department, ClientId => Client, ContactId => Contact,
    StageId => Stage, DealId => Deal, TaskId => Task, LeadId => Lead, TouchId => Touch, CaseId => Case,
    LineId => Line, AcceptanceId => Acceptance, ItemId => Item, AccessId => Access, LetterId => Letter,
    ActId => Act, InboxId => Inbox, RuleId => Rule, LogUserId => LogUser, SignalId => Signal, IncidentId => Incident,
    FindingId => Finding, PromiseId => Promise, SheetId => Sheet,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_reads_what_it_writes() {
        let r = Ref::from(ClientId(42));
        assert_eq!(r.to_string(), "client:42");
        assert_eq!("client:42".parse(), Ok(r));
        assert!("client:x".parse::<Ref>().is_err());
        assert!("42".parse::<Ref>().is_err());
        for k in Kind::ALL {
            assert_eq!(Kind::of(k.word()), Some(k));
        }
    }
}
