//! What an import says otherwise than the one before it, of clients and deals that had a manager: phones and mails gone or
//! replaced, amounts, deals lost, objects that are not in the export any more (1-E3). Whoever leaves is looked at for good,
//! of all others the last thirty days are kept.

use serde_json::{Map, Value};

use super::upsert::Theirs;
use super::{KeepImport, Merge};
use crate::base::{DAY_MS, EmployeeId, Kind, Ref, Res, fold, phone_key};
use crate::domain::{FileKind, PortfolioField, Source, StageKind};
use crate::store::{Tx, params};

/// Of those who stay nothing older is kept.
const KEPT_DAYS: i64 = 30;

/// One difference, as it is kept.
struct Diff {
    field: PortfolioField,
    before: String,
    after: String,
}

impl Merge<'_> {
    /// Notes what one object of the CRM has become. `before` is what the CRM said of it at the last import.
    pub(super) fn differs(
        &mut self,
        tx: &mut Tx<'_>,
        file: usize,
        object: Ref,
        before: &Map<String, Value>,
        theirs: &Theirs,
    ) -> Res<()> {
        if !matches!(object.kind, Kind::Client | Kind::Deal) {
            return Ok(());
        }
        let mut diffs = points(before, theirs, [self.files[file].tells("phone"), self.files[file].tells("email")]);
        if object.kind == Kind::Deal {
            diffs.extend(amount(before, theirs));
            diffs.extend(lost(tx, before, theirs)?);
        }
        if diffs.is_empty() {
            return Ok(());
        }
        if let Some(owner) = holder(tx, object, before)? {
            for d in diffs {
                self.note_diff(tx, owner, object, &d)?;
            }
        }
        Ok(())
    }

    fn note_diff(&mut self, tx: &mut Tx<'_>, owner: EmployeeId, object: Ref, d: &Diff) -> Res<()> {
        let sql = "INSERT INTO portfolio_change (seq, at, owner_id, kind, object_id, field, before, after) VALUES (?,?,?,?,?,?,?,?)";
        tx.exec(sql, params![tx.seq(), self.at, owner, object.kind, object.id, d.field, d.before, d.after])?;
        self.done.portfolio += 1;
        Ok(())
    }

    /// Objects of people in an open handover that a fresh export of the same kind does not hold any more. An export with
    /// less than half of them is a filtered one and says nothing.
    pub(super) fn gone_missing(&mut self, tx: &mut Tx<'_>, keep: &KeepImport<'_>) -> Res<()> {
        let old = self.at.plus(-KEPT_DAYS * DAY_MS);
        tx.exec(
            "DELETE FROM portfolio_change WHERE at < ?1 AND owner_id IN (SELECT id FROM employee \
               WHERE status IN ('active','probation')) \
               AND owner_id NOT IN (SELECT leaver_id FROM handover_case WHERE leaver_id IS NOT NULL)",
            [old],
        )?;
        let sql = "SELECT DISTINCT leaver_id FROM handover_case WHERE leaver_id IS NOT NULL AND kind IN ('planned','crisis') \
            AND state NOT IN ('draft','withdrawn','finished')";
        let leavers = tx.all(sql, [], |r| r.get::<_, EmployeeId>(0))?;
        let mut told: Vec<(Source, FileKind, Kind)> = Vec::new();
        for f in self.files {
            let kind = match f.shape.kind {
                FileKind::Clients => Kind::Client,
                FileKind::Deals => Kind::Deal,
                _ => continue,
            };
            let one = (f.shape.source, f.shape.kind, kind);
            if !told.contains(&one) {
                told.push(one);
            }
        }
        for (source, file, kind) in told {
            for leaver in &leavers {
                self.missing_of(tx, keep, *leaver, source, file, kind)?;
            }
        }
        Ok(())
    }

    fn missing_of(
        &mut self,
        tx: &mut Tx<'_>,
        keep: &KeepImport<'_>,
        leaver: EmployeeId,
        source: Source,
        file: FileKind,
        kind: Kind,
    ) -> Res<()> {
        let sql = "SELECT DISTINCT r.ext_id, r.id FROM ledger_line l JOIN handover_case h ON h.id = l.case_id \
             JOIN ext_ref r ON r.kind = l.kind AND r.id = l.object_id AND r.source = ?3 \
            WHERE h.leaver_id = ?1 AND h.state NOT IN ('draft','withdrawn','finished') AND l.kind = ?2 \
              AND r.ext_id NOT LIKE 'name:%' AND r.ext_id NOT LIKE 'contact:%' AND r.seen_at < ?4 ORDER BY r.id";
        let had =
            tx.all(sql, params![leaver, kind, source, self.at], |r| Ok((r.get::<_, String>(0)?, r.get::<_, i64>(1)?)))?;
        let mut missing = Vec::new();
        for (ext_id, id) in &had {
            if keep.staging.get(file, source, ext_id)?.is_none() {
                missing.push(*id);
            }
        }
        if missing.len() * 2 > had.len() {
            return Ok(());
        }
        for id in missing {
            let sql = "SELECT count(*) FROM portfolio_change WHERE kind = ?1 AND object_id = ?2 AND field = 'missing'";
            if tx.count(sql, params![kind, id])? == 0 {
                let d = Diff { field: PortfolioField::Missing, before: String::new(), after: String::new() };
                self.note_diff(tx, leaver, Ref::new(kind, id), &d)?;
            }
        }
        Ok(())
    }
}

/// Whose portfolio an object belongs to: the leaver's of its handover, else whom the CRM named at the last import, else
/// its owner here.
fn holder(tx: &Tx<'_>, object: Ref, before: &Map<String, Value>) -> Res<Option<EmployeeId>> {
    let sql = "SELECT h.leaver_id FROM ledger_line l JOIN handover_case h ON h.id = l.case_id \
        WHERE l.kind = ?1 AND l.object_id = ?2 AND h.leaver_id IS NOT NULL AND h.kind IN ('planned','crisis') \
          AND h.state NOT IN ('draft','withdrawn','finished') ORDER BY h.id DESC LIMIT 1";
    if let Some(leaver) = tx.one(sql, params![object.kind, object.id], |r| r.get(0))? {
        return Ok(Some(leaver));
    }
    if let Some(id) = before.get("owner_id").and_then(Value::as_i64) {
        return Ok(Some(EmployeeId(id)));
    }
    let sql = match object.kind {
        Kind::Deal => "SELECT owner_id FROM deal WHERE id = ?1",
        _ => "SELECT owner_id FROM client WHERE id = ?1",
    };
    Ok(tx.one(sql, params![object.id], |r| r.get(0))?.flatten())
}

/// Phones and mails that were there and are not any more, with what stands in their place; of what the file tells:
/// phones, mails.
fn points(before: &Map<String, Value>, theirs: &Theirs, [phones, mails]: [bool; 2]) -> Vec<Diff> {
    let mut out = Vec::new();
    for (name, now) in &theirs.beside {
        let Some(was) = before.get(*name) else { continue };
        match *name {
            "phones" if phones => gone(PortfolioField::Phone, was, now, &mut out),
            "emails" if mails => gone(PortfolioField::Mail, was, now, &mut out),
            // Name, position, phones, mails: see `Merge::deal`.
            "contact" => {
                if phones {
                    gone(PortfolioField::Phone, &was[2], &now[2], &mut out);
                }
                if mails {
                    gone(PortfolioField::Mail, &was[3], &now[3], &mut out);
                }
            }
            _ => {}
        }
    }
    out
}

fn gone(field: PortfolioField, was: &Value, now: &Value, out: &mut Vec<Diff>) {
    let list = |v: &Value| -> Vec<String> {
        v.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
    };
    let key = |s: &String| match field {
        PortfolioField::Phone => phone_key(s).unwrap_or_else(|| s.clone()),
        _ => fold(s),
    };
    let (was, now) = (list(was), list(now));
    let mut added = now.iter().filter(|n| !was.iter().any(|w| key(w) == key(n)));
    for w in was.iter().filter(|w| !now.iter().any(|n| key(n) == key(w))) {
        out.push(Diff { field, before: w.clone(), after: added.next().cloned().unwrap_or_default() });
    }
}

fn told<'t>(theirs: &'t Theirs, column: &str) -> Option<&'t Value> {
    theirs.columns.iter().find(|(c, _)| *c == column).map(|(_, v)| v)
}

/// Minor units and currency, as they are kept: `125000000 RUB`.
fn amount(before: &Map<String, Value>, theirs: &Theirs) -> Option<Diff> {
    let (was, now) = (before.get("amount")?.as_i64()?, told(theirs, "amount")?.as_i64()?);
    let currency = |v: Option<&Value>| v.and_then(Value::as_str).unwrap_or_default().to_owned();
    let (from, to) = (currency(before.get("currency")), currency(told(theirs, "currency")));
    let text = |n: i64, c: &str| format!("{n} {c}");
    (was != now || from != to).then(|| Diff {
        field: PortfolioField::Amount,
        before: text(was, &from),
        after: text(now, &to),
    })
}

fn lost(tx: &Tx<'_>, before: &Map<String, Value>, theirs: &Theirs) -> Res<Option<Diff>> {
    let (Some(was), Some(now)) =
        (before.get("stage_id").and_then(Value::as_i64), told(theirs, "stage_id").and_then(Value::as_i64))
    else {
        return Ok(None);
    };
    if was == now {
        return Ok(None);
    }
    let stage = |id: i64| {
        tx.one("SELECT name, kind FROM stage WHERE id = ?", [id], |r| {
            Ok((r.get::<_, String>(0)?, r.get::<_, StageKind>(1)?))
        })
    };
    let (Some((from, was)), Some((to, now))) = (stage(was)?, stage(now)?) else { return Ok(None) };
    let fell = now == StageKind::Lost && was != StageKind::Lost;
    Ok(fell.then_some(Diff { field: PortfolioField::Lost, before: from, after: to }))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn diffs(was: Value, now: Value) -> Vec<(PortfolioField, String, String)> {
        let before: Map<String, Value> = serde_json::from_value(was).unwrap();
        let theirs = Theirs { columns: Vec::new(), beside: vec![("phones", now)] };
        points(&before, &theirs, [true, true]).into_iter().map(|d| (d.field, d.before, d.after)).collect()
    }

    #[test]
    fn a_number_that_is_gone_or_replaced_counts_an_added_one_does_not() {
        let was = || json!({ "phones": ["+7 912 345-67-89"] });
        assert_eq!(diffs(was(), json!(["8 (912) 345-67-89", "+7 343 200-11-22"])), []);
        let replaced = (PortfolioField::Phone, "+7 912 345-67-89".to_owned(), "+7 900 000-00-00".to_owned());
        assert_eq!(diffs(was(), json!(["+7 900 000-00-00"])), [replaced]);
        assert_eq!(diffs(was(), json!([]))[0].2, "");
        assert_eq!(diffs(json!({}), json!(["+7 900 000-00-00"])), []);
    }
}
