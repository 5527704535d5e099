//! How our values stand in a column. Here, because only this room may name the SQLite crate.

use rusqlite::ToSql;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSqlOutput, Value, ValueRef};

use crate::base::*;
use crate::domain::sheets::SheetKind;
use crate::domain::*;

macro_rules! numbers {
    ($($t:ident),+ $(,)?) => {$(
        impl ToSql for $t {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> { Ok(ToSqlOutput::from(i64::from(self.0))) }
        }
        impl FromSql for $t {
            fn column_result(v: ValueRef<'_>) -> FromSqlResult<Self> { FromSql::column_result(v).map($t) }
        }
        impl From<$t> for Val {
            fn from(v: $t) -> Val { Val(Value::Integer(i64::from(v.0))) }
        }
    )+};
}

numbers!(
    EmployeeId,
    DepartmentId,
    ClientId,
    ContactId,
    StageId,
    DealId,
    TaskId,
    LeadId,
    TouchId,
    CaseId,
    LineId,
    AcceptanceId,
    ItemId,
    AccessId,
    LetterId,
    ActId,
    JobId,
    InboxId,
    ImportId,
    RuleId,
    EventId,
    LogUserId,
    SignalId,
    IncidentId,
    FindingId,
    PromiseId,
    SheetId,
    Seq,
    At,
    Day,
    Zone,
);

macro_rules! word_columns {
    ($($t:ident),+ $(,)?) => {$(
        impl ToSql for $t {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> { Ok(ToSqlOutput::from(self.word())) }
        }
        impl FromSql for $t {
            fn column_result(v: ValueRef<'_>) -> FromSqlResult<Self> {
                $t::of(v.as_str()?).ok_or(FromSqlError::InvalidType)
            }
        }
        impl From<$t> for Val {
            fn from(v: $t) -> Val { Val(Value::Text(v.word().to_owned())) }
        }
    )+};
}

word_columns!(
    Role,
    EmployeeStatus,
    AbsenceKind,
    Segment,
    Temperature,
    DecisionRole,
    Salutation,
    Gender,
    StageKind,
    TaskKind,
    TaskSource,
    TaskState,
    LeadState,
    TouchKind,
    CallResult,
    MailFound,
    OwnerSkip,
    CaseKind,
    SingleReason,
    Extent,
    CaseState,
    LineKind,
    Disposition,
    CrmState,
    AcceptanceState,
    Via,
    ListKind,
    Phase,
    ItemState,
    AccessState,
    LetterState,
    LetterKind,
    CorrespondencePart,
    CorrespondenceState,
    SignatureState,
    JobState,
    InboxKind,
    Block,
    BlockState,
    PromiseState,
    Source,
    FileKind,
    LogKind,
    SignalKind,
    SignalState,
    IncidentKind,
    IncidentState,
    PortfolioField,
    SheetKind,
    Kind,
);

impl ToSql for Currency {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(self.as_str()))
    }
}

impl FromSql for Currency {
    fn column_result(v: ValueRef<'_>) -> FromSqlResult<Self> {
        Currency::parse(v.as_str()?).ok_or(FromSqlError::InvalidType)
    }
}

/// A value on its way into a column; every `From` here is a type the writers may store.
#[derive(Debug, Clone, PartialEq)]
pub struct Val(pub(super) Value);

impl Val {
    pub const NULL: Val = Val(Value::Null);
}

impl ToSql for Val {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        self.0.to_sql()
    }
}

impl FromSql for Val {
    fn column_result(v: ValueRef<'_>) -> FromSqlResult<Self> {
        Value::column_result(v).map(Val)
    }
}

impl<T: Into<Val>> From<Option<T>> for Val {
    fn from(v: Option<T>) -> Val {
        v.map_or(Val::NULL, Into::into)
    }
}

impl From<i64> for Val {
    fn from(v: i64) -> Val {
        Val(Value::Integer(v))
    }
}

impl From<i32> for Val {
    fn from(v: i32) -> Val {
        Val(Value::Integer(v.into()))
    }
}

impl From<u32> for Val {
    fn from(v: u32) -> Val {
        Val(Value::Integer(v.into()))
    }
}

impl From<u16> for Val {
    fn from(v: u16) -> Val {
        Val(Value::Integer(v.into()))
    }
}

impl From<bool> for Val {
    fn from(v: bool) -> Val {
        Val(Value::Integer(v.into()))
    }
}

impl From<&str> for Val {
    fn from(v: &str) -> Val {
        Val(Value::Text(v.to_owned()))
    }
}

impl From<String> for Val {
    fn from(v: String) -> Val {
        Val(Value::Text(v))
    }
}

impl From<&String> for Val {
    fn from(v: &String) -> Val {
        Val(Value::Text(v.clone()))
    }
}

impl From<Vec<u8>> for Val {
    fn from(v: Vec<u8>) -> Val {
        Val(Value::Blob(v))
    }
}

impl From<Currency> for Val {
    fn from(v: Currency) -> Val {
        Val(Value::Text(v.as_str().to_owned()))
    }
}

impl From<&Actor> for Val {
    fn from(v: &Actor) -> Val {
        Val(Value::Text(v.to_string()))
    }
}

impl From<Ref> for Val {
    fn from(v: Ref) -> Val {
        Val(Value::Text(v.to_string()))
    }
}
