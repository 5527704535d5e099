//! The snapshot as it was frozen: its hash and its tally (2 §3).

use sha2::{Digest, Sha256};

use super::q;
use crate::base::{CaseId, Currency, Money, Res};
use crate::domain::LineKind;
use crate::domain::ledger::Tally;
use crate::store::{Connection, params};

/// Frozen values only, in the order of the lines' numbers; what arrives late is no part of it.
const LINES: &str = "SELECT kind, object_id, reference, title, segment, temperature, stage_kind, amount, currency, due_at \
  FROM ledger_line WHERE case_id = ?1 AND late = 0 ORDER BY id";

/// sha256 over the frozen lines of a case, each field by its length and text. The act prints it, `check` computes it anew.
pub fn hash(c: &Connection, case: CaseId) -> Res<[u8; 32]> {
    let mut h = Sha256::new();
    let mut st = c.prepare_cached(LINES)?;
    let mut rows = st.query(params![case])?;
    while let Some(r) = rows.next()? {
        for i in 0..10 {
            let text = match i {
                1 | 7 => r.get::<_, i64>(i)?.to_string(),
                9 => r.get::<_, Option<i64>>(i)?.map_or_else(String::new, |n| n.to_string()),
                _ => r.get::<_, String>(i)?,
            };
            h.update((text.len() as u32).to_le_bytes());
            h.update(text.as_bytes());
        }
    }
    Ok(h.finalize().into())
}

/// Counts and sums of the snapshot, grouped by the base so that it costs the same for any ledger.
pub fn tally(c: &Connection, case: CaseId) -> Res<Tally> {
    let sql = "SELECT kind, currency, amount, 1 FROM ledger_line WHERE case_id = ?1 AND late = 0";
    let mut out = Tally::default();
    for (kind, money) in q::all(c, sql, params![case], |r| Ok((r.get::<_, LineKind>(0)?, money(r, 1, 2)?)))? {
        out.add(kind, money);
    }
    Ok(out)
}

/// The amount of a line; lines without a currency carry none.
pub(crate) fn money(
    r: &crate::store::Row<'_>,
    currency: usize,
    amount: usize,
) -> Result<Option<Money>, crate::store::SqlError> {
    let c = Currency::parse(&r.get::<_, String>(currency)?);
    let minor = r.get(amount)?;
    Ok(c.map(|c| Money::new(minor, c)))
}
