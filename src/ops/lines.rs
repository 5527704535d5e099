//! Ledger lines as the commands see them, found by what people and scripts write: `deal:42`, `client:7`, `line:3`.

use crate::base::{CaseId, Code, EmployeeId, Fault, Kind, LineId, Ref, Res, Seq};
use crate::domain::{Disposition, LineKind};
use crate::store::{Row, Tx, params};

/// One line of the ledger.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub id: LineId,
    pub kind: LineKind,
    /// The client, deal, task, lead or team row; of a reference what it names.
    pub object: i64,
    pub reference: String,
    pub title: String,
    pub disposition: Option<Disposition>,
    pub to: Option<EmployeeId>,
    /// The entry that applied the disposition; without one the line is still to be decided.
    pub batch: Option<Seq>,
}

/// The columns `Line::read` takes, of `ledger_line l`.
const COLUMNS: &str = "l.id, l.kind, l.object_id, l.reference, l.title, l.disposition, l.to_id, l.batch_seq";

impl Line {
    fn read(r: &Row<'_>) -> Result<Self, crate::store::SqlError> {
        Ok(Self {
            id: r.get(0)?,
            kind: r.get(1)?,
            object: r.get(2)?,
            reference: r.get(3)?,
            title: r.get(4)?,
            disposition: r.get(5)?,
            to: r.get(6)?,
            batch: r.get(7)?,
        })
    }

    /// The object as people name it; a reference has only its line's number.
    pub fn object(&self) -> Ref {
        match self.kind {
            LineKind::Client => Ref::new(Kind::Client, self.object),
            LineKind::Deal => Ref::new(Kind::Deal, self.object),
            LineKind::Task | LineKind::Authored => Ref::new(Kind::Task, self.object),
            LineKind::Lead => Ref::new(Kind::Lead, self.object),
            LineKind::Team => Ref::new(Kind::Team, self.object),
            LineKind::Reference => Ref::new(Kind::Line, self.id.0),
        }
    }

    /// Receivers accept clients, deals, tasks and leads; positions and team places need no acceptance.
    pub fn is_offered_kind(&self) -> bool {
        matches!(self.kind, LineKind::Client | LineKind::Deal | LineKind::Task | LineKind::Lead)
    }

    /// Assigned to somebody by an applied batch.
    pub fn is_assigned(&self) -> bool {
        self.disposition == Some(Disposition::Assign) && self.batch.is_some()
    }
}

/// The lines of a case for which `cond` (over `l`, parameters from ?2 on) holds, in id order.
pub(super) fn lines(tx: &Tx<'_>, case: CaseId, cond: &'static str, who: Option<EmployeeId>) -> Res<Vec<Line>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM ledger_line l WHERE l.case_id = ?1 AND (?2 IS NULL OR l.to_id = ?2) AND ({cond}) ORDER BY l.id"
    );
    tx.all(&sql, params![case, who], Line::read)
}

/// The line of an object in this case. Errors: `NotInCase` when the case's ledger does not hold it.
pub(super) fn find(tx: &Tx<'_>, case: CaseId, object: Ref) -> Res<Line> {
    let kind = match object.kind {
        Kind::Client => "l.kind = 'client'",
        Kind::Deal => "l.kind = 'deal'",
        Kind::Task => "l.kind IN ('task', 'authored')",
        Kind::Lead => "l.kind = 'lead'",
        Kind::Team => "l.kind = 'team'",
        Kind::Rule => "l.kind = 'reference' AND l.reference LIKE 'rule:%'",
        Kind::Department => "l.kind = 'reference' AND l.reference LIKE 'department:%'",
        Kind::Line => {
            let sql = format!("SELECT {COLUMNS} FROM ledger_line l WHERE l.case_id = ?1 AND l.id = ?2");
            return tx.one(&sql, params![case, object.id], Line::read)?.ok_or_else(|| unknown(object));
        }
        _ => return Err(unknown(object)),
    };
    let sql = format!("SELECT {COLUMNS} FROM ledger_line l WHERE l.case_id = ?1 AND l.object_id = ?2 AND {kind}");
    tx.one(&sql, params![case, object.id], Line::read)?.ok_or_else(|| unknown(object))
}

/// Several at once, in the order given and each once. Errors: `NotInCase`.
pub(super) fn find_all(tx: &Tx<'_>, case: CaseId, objects: &[Ref]) -> Res<Vec<Line>> {
    let mut seen = std::collections::BTreeSet::new();
    let mut out = Vec::with_capacity(objects.len());
    for object in objects {
        let line = find(tx, case, *object)?;
        if seen.insert(line.id) {
            out.push(line);
        }
    }
    Ok(out)
}

/// Lines that move with this one: a client's deals and tasks, a deal's tasks.
pub(super) fn children(tx: &Tx<'_>, line: LineId) -> Res<Vec<Line>> {
    let sql = format!("SELECT {COLUMNS} FROM ledger_line l WHERE l.parent_id = ?1 ORDER BY l.id");
    tx.all(&sql, params![line], Line::read)
}

/// Tasks the leaver had set for others about this client or deal, as they went to `to` with it.
pub(super) fn authored(tx: &Tx<'_>, case: CaseId, line: &Line, to: EmployeeId) -> Res<Vec<Line>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM ledger_line l JOIN task t ON t.id = l.object_id LEFT JOIN deal d ON d.id = t.deal_id \
         WHERE l.case_id = ?1 AND l.kind = 'authored' AND l.disposition = 'assign' AND l.to_id = ?2 AND l.batch_seq IS NOT NULL \
           AND CASE ?3 WHEN 'deal' THEN t.deal_id = ?4 WHEN 'client' THEN coalesce(t.client_id, d.client_id) = ?4 END \
         ORDER BY l.id"
    );
    tx.all(&sql, params![case, to, line.kind, line.object], Line::read)
}

fn unknown(object: Ref) -> Fault {
    Fault::new(Code::NotInCase).with("name", object)
}
