//! Calls: a call with a client is a touch; a call that nobody took, from a number that is nobody's, is a lead. A number
//! that several clients share is the one's whose owner spoke, else nobody's.

use std::collections::HashMap;

use super::Merge;
use super::leads::callers;
use crate::base::{CaseId, ClientId, EmployeeId, Kind, Res, phone_key};
use crate::domain::records::RecordCall;
use crate::domain::{CallResult, Source, TouchKind};
use crate::store::{Tx, params};

/// What a lead made of a missed call is called.
const TITLE: &str = include_str!("../../../assets/import/missed-call.txt");

/// Numbers of leads, read when the first number is asked for.
#[derive(Default)]
pub(super) struct LeadNumbers(Option<HashMap<String, i64>>);

impl LeadNumbers {
    fn knows(&mut self, tx: &Tx<'_>, norm: &str) -> Res<bool> {
        if self.0.is_none() {
            let mut all = HashMap::new();
            let sql = "SELECT id, phone FROM lead WHERE phone IS NOT NULL AND state IN ('new', 'working')";
            for (id, phone) in tx.all(sql, [], |r| Ok((r.get::<_, i64>(0)?, r.get::<_, String>(1)?)))? {
                all.extend(phone.split(',').filter_map(phone_key).map(|norm| (norm, id)));
            }
            self.0 = Some(all);
        }
        Ok(self.0.as_ref().is_some_and(|all| all.contains_key(norm)))
    }

    fn add(&mut self, norm: &str, id: i64) {
        if let Some(all) = &mut self.0 {
            all.insert(norm.to_owned(), id);
        }
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
        let ext_id = format!("call:{norm}");
        if is_known(tx, source, Kind::Lead, &ext_id)? || self.lead_numbers.knows(tx, &norm)? {
            self.counts[file].unchanged += 1;
            return Ok(());
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
        self.lead_numbers.add(&norm, id);
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
