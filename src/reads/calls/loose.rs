//! Deals that burn and have no client: the list goes by clients, so they would be missed on it.

use super::{CallDeal, Horizon};
use crate::base::{CaseId, Currency, DAY_MS, Money, Res};
use crate::reads::case::{VISIBLE, own_lines};
use crate::reads::q;
use crate::store::{Connection, params};

/// More than so many are an import that lost its clients, not calls.
const ROWS: u32 = 100;

/// A deal, and whom its own card names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LooseDeal {
    pub deal: CallDeal,
    pub contact: Option<String>,
    pub phones: Vec<String>,
}

/// The final ones first, then by the day they were to be closed on; by the same signs as clients burn.
pub(super) fn loose(
    c: &Connection,
    case: CaseId,
    (department, person): (Option<i64>, Option<i64>),
    h: Horizon,
) -> Res<Vec<LooseDeal>> {
    let sql = format!(
        "SELECT d.id, d.title, s.name, d.stage_kind, d.amount, d.currency, d.expected_close, k.name, \
           (SELECT group_concat(p.written, char(10) ORDER BY p.id) FROM point p WHERE p.contact_id = k.id AND p.kind = 'phone') \
         FROM handover_case h CROSS JOIN ledger_line l ON l.case_id = h.id AND l.kind = 'deal' \
         JOIN deal d ON d.id = l.object_id JOIN stage s ON s.id = d.stage_id LEFT JOIN contact k ON k.id = d.contact_id \
         WHERE h.id = ?1 AND {VISIBLE} AND {} AND (l.disposition IS NULL OR l.disposition = 'assign') \
           AND d.client_id IS NULL AND d.stage_kind IN ('open','final') \
           AND (d.stage_kind = 'final' OR d.expected_close BETWEEN ?5 AND ?7 \
             OR EXISTS (SELECT 1 FROM task t WHERE t.deal_id = d.id AND t.state = 'open' AND t.due_at BETWEEN ?4 AND ?6) \
             OR EXISTS (SELECT 1 FROM context_block b WHERE b.kind = 'deal' AND b.object_id = d.id \
                  AND b.block = 'next_step' AND b.on_day BETWEEN ?5 AND ?7)) \
         ORDER BY d.stage_kind <> 'final', d.expected_close IS NULL, d.expected_close, d.amount DESC, d.id LIMIT {ROWS}",
        own_lines()
    );
    let since_day = h.since.0.div_euclid(DAY_MS);
    q::all(c, &sql, params![case, department, person, h.since, since_day, h.until, h.day()], |r| {
        let currency: Currency = r.get(5)?;
        let deal = CallDeal {
            id: r.get(0)?,
            title: r.get(1)?,
            stage: r.get(2)?,
            stage_kind: r.get(3)?,
            amount: Money::new(r.get(4)?, currency),
            expected_close: r.get(6)?,
        };
        let phones: Option<String> = r.get(8)?;
        let phones = phones.iter().flat_map(|p| p.lines()).map(str::to_owned).collect();
        Ok(LooseDeal { deal, contact: r.get(7)?, phones })
    })
}
