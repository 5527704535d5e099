//! «Проверено в CRM»: a person says that the CRM names the new owners (2 §3, condition 6); an import says the same by itself.

use serde::{Deserialize, Serialize};

use super::case_row::CaseRow;
use super::{About, Asks, Command, Ctx, after, lines};
use crate::base::{CaseId, Kind, Ref, Res};
use crate::domain::rights::Right;
use crate::store::{Tx, params};

/// Ticks these objects, or with none named everything that waits.
#[derive(Debug, Clone, Serialize)]
pub struct CrmConfirm {
    pub case: CaseId,
    pub objects: Vec<Ref>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CrmConfirmed {
    pub confirmed: u64,
    pub waiting: u64,
}

impl Command for CrmConfirm {
    type Out = CrmConfirmed;
    const WORD: &'static str = "case-crm";

    fn object(&self) -> Option<Ref> {
        Some(self.case.into())
    }

    fn asks(&self) -> Vec<Asks> {
        vec![Asks::new(Right::Batch, About::Case(self.case))]
    }

    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<CrmConfirmed> {
        let case = CaseRow::open(tx, self.case)?;
        let ids: Vec<i64> = lines::find_all(tx, case.id, &self.objects)?.iter().map(|l| l.id.0).collect();
        let chosen = serde_json::Value::from(ids).to_string();
        let by = cx.actor.to_string();
        let confirmed = tx.set_all(
            Kind::Line,
            &["crm_state", "crm_at", "crm_by"],
            "SELECT id, 'confirmed', ?2, ?3 FROM ledger_line WHERE case_id = ?1 AND crm_state IN ('pending','still_leaver') \
             AND (?4 OR id IN (SELECT value FROM json_each(?5)))",
            params![case.id, cx.clock.now, by, self.objects.is_empty(), chosen],
        )?;
        let sql = "SELECT count(*) FROM ledger_line WHERE case_id = ?1 AND crm_state IN ('pending','still_leaver')";
        let waiting = tx.count(sql, params![case.id])?.unsigned_abs();
        if confirmed > 0 {
            after::settle(tx, cx, case.id)?;
        }
        Ok(CrmConfirmed { confirmed, waiting })
    }
}
