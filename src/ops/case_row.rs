//! The case a command works in, read once, and the refusals that every such command shares.

use crate::base::{CaseId, Code, Day, EmployeeId, Fault, Res};
use crate::domain::{CaseKind, CaseState};
use crate::store::{Tx, params};

/// What the commands of a case need to know of it.
#[derive(Debug, Clone)]
pub(super) struct CaseRow {
    pub id: CaseId,
    pub kind: CaseKind,
    pub state: CaseState,
    pub leaver: Option<EmployeeId>,
    /// Who leads the case; owns for the time being what nobody has taken.
    pub head: Option<EmployeeId>,
    pub last_day: Option<Day>,
}

impl CaseRow {
    /// Any case but one that is prepared in hiding: no refusal tells that there is one. Errors: `UnknownCase`.
    pub fn any(tx: &Tx<'_>, id: CaseId) -> Res<Self> {
        Self::with_hidden(tx, id, false)
    }

    /// A hidden one too, for the commands of the preparation itself, which ask who may know of it. Errors: `UnknownCase`.
    pub fn or_hidden(tx: &Tx<'_>, id: CaseId) -> Res<Self> {
        Self::with_hidden(tx, id, true)
    }

    fn with_hidden(tx: &Tx<'_>, id: CaseId, hidden: bool) -> Res<Self> {
        let sql = "SELECT kind, state, leaver_id, head_id, last_day FROM handover_case WHERE id = ?1 AND hidden <= ?2";
        tx.one(sql, params![id, hidden], |r| {
            Ok(Self { id, kind: r.get(0)?, state: r.get(1)?, leaver: r.get(2)?, head: r.get(3)?, last_day: r.get(4)? })
        })?
        .ok_or_else(|| Self::unknown(id))
    }

    /// The one refusal for what is not there and for what may not be known of.
    pub fn unknown(id: CaseId) -> Fault {
        Fault::new(Code::UnknownCase).with("case", id.0).with("name", id.0)
    }

    /// A case whose ledger may still change; files the entry under it.
    ///
    /// Errors: `UnknownCase`; `CaseClosed` once it is closed or later; `WrongState` for a draft, a withdrawn or a paused one.
    pub fn open(tx: &mut Tx<'_>, id: CaseId) -> Res<Self> {
        let case = Self::any(tx, id)?;
        match case.state {
            CaseState::Open | CaseState::Distributing | CaseState::HandingOver | CaseState::Signing => {}
            CaseState::Closed | CaseState::Observing | CaseState::Finished => {
                return Err(Fault::new(Code::CaseClosed).with("case", id.0));
            }
            CaseState::Draft | CaseState::Withdrawn | CaseState::Paused => {
                return Err(Fault::new(Code::WrongState).with("case", id.0).with("state", case.state.word()));
            }
        }
        tx.about(id);
        Ok(case)
    }

    /// A case whose items may still be ticked: those of the phase «в наблюдении» are done after the closing.
    ///
    /// Errors: as `open`, but `CaseClosed` only when the case is finished.
    pub fn tickable(tx: &mut Tx<'_>, id: CaseId) -> Res<Self> {
        let case = Self::any(tx, id)?;
        match case.state {
            CaseState::Closed | CaseState::Observing => {
                tx.about(id);
                Ok(case)
            }
            _ => Self::open(tx, id),
        }
    }

    /// A case whose clients are written to: those of a withdrawn one who were told of somebody are told that it changed.
    ///
    /// Errors: as `tickable`, but not for a withdrawn case.
    pub fn writes(tx: &mut Tx<'_>, id: CaseId) -> Res<Self> {
        let case = Self::any(tx, id)?;
        match case.state {
            CaseState::Withdrawn => {
                tx.about(id);
                Ok(case)
            }
            _ => Self::tickable(tx, id),
        }
    }

    /// The head, where something has to fall to somebody.
    pub fn head(&self) -> Res<EmployeeId> {
        self.head.ok_or_else(|| Fault::new(Code::UnknownEmployee).with("case", self.id.0))
    }
}
