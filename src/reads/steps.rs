//! A line's own next step: what «принять всё» takes (2 §5).

use serde::{Deserialize, Serialize};

use super::q;
use crate::base::{CaseId, Day, Due, Res};
use crate::domain::LineKind;
use crate::store::{Connection, Row, SqlError, params};

/// What is to be done next, and by when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    pub text: String,
    pub on: Option<Due>,
}

fn read(r: &Row<'_>) -> Result<Step, SqlError> {
    let day: Option<Day> = r.get(1)?;
    let minute: Option<u16> = r.get(2)?;
    Ok(Step { text: r.get(0)?, on: day.map(|day| Due { day, minute }) })
}

const BLOCK: &str = "SELECT text, on_day, on_minute FROM context_block \
                     WHERE kind = ?1 AND object_id = ?2 AND block = ?3 AND state = 'filled'";

/// The earliest dated step of the client's deals that go with it: what another has to do is no step of whoever gets the
/// client, else two would ring.
const OF_DEALS: &str = "\
SELECT b.text, b.on_day, b.on_minute FROM deal d \
  JOIN ledger_line l ON l.case_id = ?1 AND l.kind = 'deal' AND l.object_id = d.id \
  JOIN context_block b ON b.kind = 'deal' AND b.object_id = d.id AND b.block = 'next_step' AND b.state = 'filled' \
 WHERE d.client_id = ?2 AND b.on_day IS NOT NULL \
   AND coalesce(l.to_id, l.proposed_id) IS (SELECT coalesce(k.to_id, k.proposed_id) FROM ledger_line k \
     WHERE k.case_id = ?1 AND k.kind = 'client' AND k.object_id = ?2) \
 ORDER BY b.on_day, coalesce(b.on_minute, 1440), d.id LIMIT 1";

/// Deal: its block. Client: its block, else the earliest step of its deals that go with it. Task: its title and due. A lead
/// and the rest have none of their own.
pub fn own_step(c: &Connection, case: CaseId, kind: LineKind, object: i64) -> Res<Option<Step>> {
    match kind {
        LineKind::Deal => q::one(c, BLOCK, params!["deal", object, "next_step"], read),
        LineKind::Client => match q::one(c, BLOCK, params!["client", object, "next_contact"], read)? {
            Some(step) => Ok(Some(step)),
            None => q::one(c, OF_DEALS, params![case, object], read),
        },
        LineKind::Task => q::one(c, "SELECT title, due_day, due_minute FROM task WHERE id = ?1", params![object], read),
        _ => Ok(None),
    }
}
