//! One registry of everything that can go wrong. `texts` renders a code in both languages: what happened, why, what
//! to do.

use std::error::Error;

/// What went wrong. The `snake_case` word is part of the JSON contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Code {
    // The base as a file.
    BaseNotOurs,
    BaseNotABase,
    BaseEmptyFile,
    BaseNewer,
    BaseOlder,
    BaseReadOnly,
    BaseLink,
    BaseOwner,
    BaseNetworkFs,
    BaseExists,
    BaseMissing,
    BaseCorrupt,
    BackupBroken,
    BaseBusy,
    DiskFull,
    Io,
    SqliteTooOld,
    Interrupted,
    // Input.
    FileMissing,
    FileNotReadable,
    FileTooLarge,
    FileNoHeader,
    FileUnknownKind,
    /// The kind was named, and the columns it is told by are not there.
    FileLacksColumns,
    FileBroken,
    FileEmpty,
    FileNotXlsx,
    FileProtected,
    FileEncoding,
    FileTooManyRows,
    FileTooManyColumns,
    FileTagTooLong,
    LogTooManyUsers,
    /// A book without a single row of a sheet that this base gave out.
    SheetForeign,
    /// Nothing in the case is for this person to fill in.
    SheetNobody,
    BadMap,
    BadAnswer,
    /// An import compares no such field.
    NoSuchField,
    /// The same thing was answered in two ways.
    AnsweredTwice,
    OutputExists,
    // Words people give.
    BadDate,
    DateInPast,
    BadTime,
    BadNumber,
    BadName,
    BadConfig,
    UnknownConfigKey,
    HookPath,
    HookWord,
    BadQuery,
    BadAddress,
    BadTemplate,
    // Rows.
    UnknownEmployee,
    AmbiguousEmployee,
    UnknownClient,
    AmbiguousClient,
    UnknownObject,
    NotInCase,
    UnknownCase,
    UnknownBatch,
    UnknownItem,
    UnknownAccess,
    UnknownLetter,
    Stale,
    // Rules.
    Denied,
    NeedsSecond,
    /// Another would have to agree, and nobody else has the right.
    NoSecond,
    WrongState,
    AlreadyInCase,
    CaseClosed,
    CaseBlocked,
    NotOffered,
    /// A line that was given to somebody: its receiver is not proposed any more.
    LineGiven,
    /// And that they have taken.
    LineTaken,
    BlockNotHere,
    ContextMissing,
    NextStepVague,
    NextStepNoDate,
    PromiseNoDate,
    PromisesStand,
    NotOccasional,
    Placeholder,
    /// «Бюджет утверждён:» and nothing behind it.
    Unfinished,
    ReasonNeeded,
    /// A word about the whole while its parts say otherwise.
    EvidenceNeeded,
    OrderNeeded,
    HeadNeeded,
    CommissionNeeded,
    ActMissing,
    /// A new act would make signatures void.
    ActSigned,
    /// An act that says what is not so any more is signed by nobody.
    ActOutdated,
    WithdrawTooLate,
    NotEligible,
    /// Somebody who works here answers for it.
    NotOrphan,
    /// Only a deal has a bonus.
    NotDeal,
    /// A client of nobody has no manager to hand it over.
    NoManager,
    /// Nobody stands in: neither named nor a deputy.
    SubstituteNeeded,
    /// Whoever goes away stands in for somebody else in these days.
    StandsIn,
    ComputedItem,
    /// Only a planned departure is prepared in hiding.
    NotHidden,
    NoFormerOwner,
    FormerOwnerTooLate,
    NothingToDo,
    /// An operation that undo does not take back: it has its own way back.
    OwnWayBack,
    /// Another import came after: that one is taken back first.
    ImportLater,
    LetterNotReady,
    AccessNotRedirected,
    /// It is to be closed by now: nobody gives it back.
    AccessDue,
    ReadOnlyMode,
    NotBuilt,
    // The program itself.
    NoTerminal,
    Internal,
}

/// An error that knows its code and the values its sentence needs; `source` keeps the technical cause for the log.
#[derive(Debug, thiserror::Error)]
#[error("{code:?} {args:?}")]
pub struct Fault {
    pub code: Code,
    /// Named values for the sentence: `name`, `path`, `detail`…; clean text, safe to show after `show`.
    pub args: Vec<(&'static str, String)>,
    #[source]
    pub source: Option<Box<dyn Error + Send + Sync>>,
}

pub type Res<T> = Result<T, Fault>;

impl Fault {
    pub fn new(code: Code) -> Self {
        Self { code, args: Vec::new(), source: None }
    }

    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, value.to_string()));
        self
    }

    pub fn from(code: Code, cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        let source = cause.into();
        Self { code, args: vec![("detail", source.to_string())], source: Some(source) }
    }

    /// The value of a named argument, empty when it was not given.
    pub fn arg(&self, name: &str) -> &str {
        self.args.iter().find(|(n, _)| *n == name).map_or("", |(_, v)| v.as_str())
    }
}

impl From<Code> for Fault {
    fn from(code: Code) -> Self {
        Self::new(code)
    }
}

impl From<std::io::Error> for Fault {
    fn from(e: std::io::Error) -> Self {
        let code = match e.kind() {
            std::io::ErrorKind::StorageFull => Code::DiskFull,
            std::io::ErrorKind::NotFound => Code::FileMissing,
            std::io::ErrorKind::PermissionDenied => Code::FileNotReadable,
            std::io::ErrorKind::ReadOnlyFilesystem => Code::BaseReadOnly,
            _ => Code::Io,
        };
        Self::from(code, e)
    }
}

impl Code {
    /// `UnknownEmployee` → `unknown_employee`, as JSON carries it.
    pub fn word(self) -> String {
        let mut out = String::new();
        for c in format!("{self:?}").chars() {
            if c.is_ascii_uppercase() && !out.is_empty() {
                out.push('_');
            }
            out.push(c.to_ascii_lowercase());
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_have_stable_words() {
        assert_eq!(Code::UnknownEmployee.word(), "unknown_employee");
        assert_eq!(Code::Io.word(), "io");
    }
}
