//! Calls: a call with a client is a touch; a call that nobody took, from a number that is nobody's, is a lead. A number
//! that several clients share is the one's whose owner spoke, else nobody's.

use super::Merge;
use super::leads::callers;
use crate::base::{At, CaseId, ClientId, EmployeeId, Kind, Res, phone_key};
use crate::domain::records::RecordCall;
use crate::domain::{CallResult, Source, TouchKind};
use crate::store::{Tx, params};

/// What a lead made of a missed call is called.
const TITLE: &str = include_str!("../../../assets/import/missed-call.txt");

/// The numbers of leads somebody works on, gathered when the first number is asked for. TEMP, so that it grows beside the
/// base and not in memory.
#[derive(Default)]
pub(super) struct LeadNumbers {
    gathered: bool,
}

/// Leads between two looks for more.
const PAGE: i64 = 1_000;

impl LeadNumbers {
    /// The lead of a number.
    fn lead(&mut self, tx: &Tx<'_>, norm: &str) -> Res<Option<i64>> {
        if !self.gathered {
            Self::gather(tx)?;
            self.gathered = true;
        }
        tx.one("SELECT lead FROM temp.lead_number WHERE norm = ?", [norm], |r| r.get(0))
    }

    fn gather(tx: &Tx<'_>) -> Res<()> {
        tx.conn().execute_batch(
            "CREATE TEMP TABLE IF NOT EXISTS lead_number (norm TEXT PRIMARY KEY, lead INTEGER NOT NULL) WITHOUT ROWID; \
             DELETE FROM temp.lead_number",
        )?;
        let sql = "SELECT id, phone FROM lead WHERE id > ?1 AND phone IS NOT NULL AND state IN ('new', 'working') \
                    ORDER BY id LIMIT ?2";
        let mut after = 0;
        loop {
            let page = tx.all(sql, params![after, PAGE], |r| Ok((r.get::<_, i64>(0)?, r.get::<_, String>(1)?)))?;
            let Some((last, _)) = page.last() else { return Ok(()) };
            after = *last;
            for (id, phone) in &page {
                for norm in phone.split(',').filter_map(phone_key) {
                    Self::add(tx, &norm, *id)?;
                }
            }
        }
    }

    fn add(tx: &Tx<'_>, norm: &str, id: i64) -> Res<()> {
        let sql = "INSERT OR IGNORE INTO temp.lead_number (norm, lead) VALUES (?, ?)";
        tx.conn().prepare_cached(sql)?.execute(params![norm, id])?;
        Ok(())
    }
}

impl Merge<'_> {
    pub(super) fn call(&mut self, tx: &mut Tx<'_>, file: usize, r: &RecordCall) -> Res<()> {
        let source = self.files[file].shape.source;
        if is_known(tx, source, Kind::Touch, &r.ext_id)? {
            self.counts[file].unchanged += 1;
            return Ok(());
        }
        let employee = self.people.owner(&r.employee, "").flatten();
        let all = callers(tx, std::slice::from_ref(&r.phone))?;
        let theirs: Vec<ClientId> =
            all.iter().filter(|(_, o)| employee.is_some() && *o == employee).map(|(id, _)| *id).collect();
        match (&all[..], &theirs[..]) {
            ([(client, owner)], _) => self.call_with(tx, file, r, *client, employee.or(*owner)),
            (_, [client]) => self.call_with(tx, file, r, *client, employee),
            ([], _) if !r.answered && r.incoming != Some(false) => self.missed(tx, file, r, employee),
            _ => {
                self.done.calls_unknown += 1;
                Ok(())
            }
        }
    }

    fn call_with(
        &mut self,
        tx: &mut Tx<'_>,
        file: usize,
        r: &RecordCall,
        client: ClientId,
        employee: Option<EmployeeId>,
    ) -> Res<()> {
        let source = self.files[file].shape.source;
        let result = if r.answered { CallResult::Reached } else { CallResult::NoAnswer };
        let fields = [
            ("client_id", client.into()),
            ("employee_id", employee.into()),
            ("kind", TouchKind::Call.into()),
            ("at", r.at.into()),
            ("outcome", (&r.result).into()),
            ("result", result.into()),
            ("recorded", r.recorded.into()),
            ("source", source.into()),
        ];
        let id = tx.insert(Kind::Touch, &fields)?;
        self.known_from_now(tx, source, Kind::Touch, &r.ext_id, id)?;
        self.counts[file].new += 1;
        Ok(())
    }

    fn missed(&mut self, tx: &mut Tx<'_>, file: usize, r: &RecordCall, employee: Option<EmployeeId>) -> Res<()> {
        let source = self.files[file].shape.source;
        let Some(norm) = phone_key(&r.phone.written) else { return Ok(()) };
        let ext_id = format!("call:{norm}:{}", r.ext_id);
        if is_known(tx, source, Kind::Lead, &ext_id)? || is_known_by_number(tx, source, &norm, r.at)? {
            self.counts[file].unchanged += 1;
            return Ok(());
        }
        // Who calls again while somebody works on it is the same lead; after it is over, another one.
        if let Some(lead) = self.lead_numbers.lead(tx, &norm)? {
            self.counts[file].unchanged += 1;
            self.note_before(tx, source, Kind::Lead, &ext_id)?;
            return self.known_from_now(tx, source, Kind::Lead, &ext_id, lead);
        }
        let title = format!("{} {}", TITLE.trim(), r.phone.written);
        let fields = [
            ("title", title.into()),
            ("source", TITLE.trim().into()),
            ("at", r.at.into()),
            ("phone", (&r.phone.written).into()),
            ("owner_id", employee.into()),
        ];
        let id = tx.insert(Kind::Lead, &fields)?;
        LeadNumbers::add(tx, &norm, id)?;
        self.known_from_now(tx, source, Kind::Lead, &ext_id, id)?;
        self.counts[file].new += 1;
        Ok(())
    }

    fn known_from_now(&self, tx: &mut Tx<'_>, source: Source, kind: Kind, ext_id: &str, id: i64) -> Res<()> {
        let sql = "INSERT INTO ext_ref (source, kind, ext_id, id, seen, seen_at) VALUES (?,?,?,?,'{}',?)";
        tx.exec(sql, params![source, kind, ext_id, id, self.at])?;
        Ok(())
    }

    /// Open cases whose clients were called with.
    pub(super) fn called(&mut self, tx: &Tx<'_>) -> Res<()> {
        if !self.files.iter().any(|f| f.kinds.contains(&crate::domain::FileKind::Calls)) {
            return Ok(());
        }
        let sql = "SELECT DISTINCT l.case_id FROM ledger_line l JOIN handover_case h ON h.id = l.case_id \
             JOIN live_touch t ON t.client_id = l.object_id WHERE l.kind = 'client' AND t.rev = ?1 \
              AND h.state IN ('open', 'distributing', 'handing_over', 'signing')";
        self.crm.cases.extend(tx.all(sql, [tx.seq()], |r| r.get::<_, CaseId>(0))?);
        Ok(())
    }
}

fn is_known(tx: &Tx<'_>, source: Source, kind: Kind, ext_id: &str) -> Res<bool> {
    let sql = "SELECT count(*) FROM ext_ref WHERE source = ? AND kind = ? AND ext_id = ?";
    Ok(tx.count(sql, params![source, kind, ext_id])? > 0)
}

/// Bases of versions before remember a number and no call of it: what was missed before that import is told by it.
fn is_known_by_number(tx: &Tx<'_>, source: Source, norm: &str, at: At) -> Res<bool> {
    let sql =
        "SELECT count(*) FROM ext_ref WHERE source = ? AND kind = 'lead' AND ext_id = 'call:' || ? AND seen_at >= ?";
    Ok(tx.count(sql, params![source, norm, at])? > 0)
}
