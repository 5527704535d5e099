//! The activity log: its users are matched with the employees, never guessed; its events are appended, and what is there
//! already adds nothing.

use std::collections::HashMap;

use super::people::{Found, People};
use super::{KeepImport, Merge, OwnerAnswer, Question};
use crate::base::{Code, EmployeeId, Kind, LogUserId, Res, fold};
use crate::domain::Source;
use crate::domain::names::NameKey;
use crate::store::{Tx, Val, params};

/// A user as the log writes them: once for all their events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogUserSeen {
    /// The first file that names them.
    pub file: usize,
    pub source: Source,
    pub written: String,
    pub events: u64,
}

const PAGE: usize = 2_000;
/// Users nobody could be found for are looked at again by every import, so many of them.
const AGAIN: u32 = 2_000;
/// So many users whom nobody knows are named in the report.
const UNKNOWN_NAMED: usize = 5;

/// What an employee can be known by in a log.
struct Known {
    logins: HashMap<String, Vec<EmployeeId>>,
    mails: HashMap<String, Vec<EmployeeId>>,
    /// By the CRM's own number.
    ids: HashMap<(Source, String), EmployeeId>,
}

impl Known {
    fn load(tx: &Tx<'_>) -> Res<Known> {
        let mut k = Known { logins: HashMap::new(), mails: HashMap::new(), ids: HashMap::new() };
        let sql = "SELECT id, coalesce(login, ''), coalesce(email, '') FROM employee ORDER BY id";
        let people =
            tx.all(sql, [], |r| Ok((r.get::<_, EmployeeId>(0)?, r.get::<_, String>(1)?, r.get::<_, String>(2)?)))?;
        for (id, login, mail) in people {
            for (map, word) in [(&mut k.logins, login), (&mut k.mails, mail)] {
                if !word.is_empty() {
                    map.entry(fold(&word)).or_default().push(id);
                }
            }
        }
        let sql = "SELECT source, ext_id, id FROM ext_ref WHERE kind = 'employee'";
        for (source, ext_id, id) in tx.all(sql, [], |r| Ok((r.get::<_, Source>(0)?, r.get(1)?, r.get(2)?)))? {
            k.ids.insert((source, ext_id), id);
        }
        Ok(k)
    }

    fn by_id(&self, source: Source, ext_id: &str) -> Option<EmployeeId> {
        if source != Source::Other {
            return self.ids.get(&(source, ext_id.to_owned())).copied();
        }
        // A table of no known CRM: the number counts where all CRMs mean the same person by it.
        let mut found = Source::ALL.iter().filter_map(|s| self.ids.get(&(*s, ext_id.to_owned())));
        let first = found.next()?;
        found.all(|id| id == first).then_some(*first)
    }

    /// By login, mail, number, then by name. More than one person by any of these is a question.
    fn find(&self, people: &People, source: Source, written: &str) -> Found {
        let (name, number) = parts(written);
        let word = fold(name.rsplit('\\').next().unwrap_or_default());
        for map in [&self.logins, &self.mails] {
            match map.get(&word).map(Vec::as_slice) {
                Some([one]) => return Found::One(*one),
                Some(many) => return Found::Maybe(people.candidates(many)),
                None => {}
            }
        }
        if let Some(id) = number.and_then(|n| self.by_id(source, n)) {
            return Found::One(id);
        }
        if name.contains('@') || name.is_empty() { Found::Nobody } else { people.find(name, "") }
    }
}

/// A user, and the other ones that are the same person: a login here, a name there.
fn of_person(tx: &Tx<'_>, id: LogUserId) -> Res<Vec<LogUserId>> {
    let sql = "SELECT ?1 UNION ALL SELECT o.id FROM log_user u JOIN log_user o ON o.employee_id = u.employee_id \
        WHERE u.id = ?1 AND o.id <> ?1";
    tx.all(sql, [id], |r| r.get(0))
}

/// «[12] Иванов Иван» and «Иванов Иван [12]» are a name and a number; a bare number is only that.
fn parts(written: &str) -> (&str, Option<&str>) {
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    let w = written.trim();
    if digits(w) {
        return (w, Some(w));
    }
    if let Some((number, name)) = w.strip_prefix('[').and_then(|r| r.split_once(']'))
        && digits(number)
    {
        return (name.trim(), Some(number));
    }
    if let Some((name, number)) = w.strip_suffix(']').and_then(|r| r.rsplit_once('['))
        && digits(number)
    {
        return (name.trim(), Some(number));
    }
    (w, None)
}

impl Merge<'_> {
    /// Keeps the events of the import. `told` is given the events done and says whether to go on.
    pub(super) fn log(&mut self, tx: &mut Tx<'_>, keep: &KeepImport<'_>, told: &dyn Fn(u64) -> bool) -> Res<()> {
        let known = Known::load(tx)?;
        self.found_since(tx, &known)?;
        if keep.users.is_empty() {
            return Ok(());
        }
        let users = self.log_users(tx, &known, keep.users)?;
        let users = users.into_iter().map(|id| of_person(tx, id)).collect::<Res<Vec<_>>>()?;
        let before = tx.last_event()?;
        let (mut after, mut done) = (0, 0);
        loop {
            let page = keep.staging.events(after, PAGE)?;
            let Some(last) = page.last() else { break };
            after = last.id;
            let of = |u: usize| users.get(u).map_or(&[][..], Vec::as_slice);
            let fresh = tx.append_events(self.done.import, before, &page, of)?;
            for (s, new) in page.iter().zip(fresh) {
                let counts = &mut self.counts[s.file];
                if new { counts.new += 1 } else { counts.unchanged += 1 }
            }
            done += page.len() as u64;
            if !told(done) {
                return Err(Code::Interrupted.into());
            }
        }
        self.seen_last(tx)
    }

    /// The rows of the users, in the order of the list.
    fn log_users(&mut self, tx: &mut Tx<'_>, known: &Known, seen: &[LogUserSeen]) -> Res<Vec<LogUserId>> {
        let mut ids = Vec::with_capacity(seen.len());
        for u in seen {
            let row = tx.one(
                "SELECT id, employee_id FROM log_user WHERE source = ? AND written = ?",
                params![u.source, u.written],
                |r| Ok((r.get::<_, LogUserId>(0)?, r.get::<_, Option<EmployeeId>>(1)?)),
            )?;
            let same = |w: &str| w == u.written || NameKey::of(w).text() == NameKey::of(&u.written).text();
            let answer = self.answers.owners.iter().find(|(w, _)| same(w)).map(|(_, a)| *a);
            let found = match (answer, row) {
                (Some(OwnerAnswer::Is(id)), _) | (None, Some((_, Some(id)))) => Found::One(id),
                (Some(OwnerAnswer::Nobody), _) => Found::Nobody,
                _ => known.find(&self.people, u.source, &u.written),
            };
            let (employee, maybe) = match &found {
                Found::One(id) => (Some(*id), 0),
                Found::Maybe(list) => (None, list.len() as i64),
                Found::Nobody => (None, 0),
            };
            match found {
                Found::Maybe(candidates) => {
                    let q = Question::Owner { file: u.file, written: u.written.clone(), objects: u.events, candidates };
                    self.questions.add(&mut self.counts, q);
                }
                Found::Nobody => {
                    self.done.log_unknown += 1;
                    if self.done.log_unknown_names.len() < UNKNOWN_NAMED {
                        self.done.log_unknown_names.push(u.written.clone());
                    }
                }
                Found::One(_) => {}
            }
            let fields = [("employee_id", Val::from(employee)), ("maybe", maybe.into())];
            ids.push(match row {
                Some((id, _)) => {
                    tx.set(Kind::LogUser, id.0, &fields)?;
                    id
                }
                None => {
                    let named = [("source", u.source.into()), ("written", (&u.written).into())];
                    LogUserId(tx.insert(Kind::LogUser, &[&named[..], &fields].concat())?)
                }
            });
        }
        Ok(ids)
    }

    /// Users of earlier logs whom the base knows by now.
    fn found_since(&mut self, tx: &mut Tx<'_>, known: &Known) -> Res<()> {
        let sql = "SELECT id, source, written FROM log_user WHERE employee_id IS NULL AND maybe = 0 LIMIT ?";
        let open =
            tx.all(sql, [AGAIN], |r| Ok((r.get::<_, LogUserId>(0)?, r.get::<_, Source>(1)?, r.get::<_, String>(2)?)))?;
        for (id, source, written) in open {
            if let Found::One(employee) = known.find(&self.people, source, &written) {
                tx.set(Kind::LogUser, id.0, &[("employee_id", employee.into())])?;
            }
        }
        Ok(())
    }

    /// When each person was last seen: what a crisis takes for its beginning.
    fn seen_last(&self, tx: &mut Tx<'_>) -> Res<()> {
        let sql = "SELECT e.id, max(v.at) FROM employee e JOIN log_user u ON u.employee_id = e.id \
            JOIN log_event v ON v.user_id = u.id AND v.at = (SELECT max(at) FROM log_event WHERE user_id = u.id) \
            WHERE v.at > coalesce(e.seen_at, 0) GROUP BY e.id";
        for (id, at) in tx.all(sql, [], |r| Ok((r.get::<_, EmployeeId>(0)?, r.get::<_, i64>(1)?)))? {
            tx.set(Kind::Employee, id.0, &[("seen_at", at.into())])?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_user_is_a_name_a_number_or_both() {
        assert_eq!(parts("12"), ("12", Some("12")));
        assert_eq!(parts("[12] Иванов Иван"), ("Иванов Иван", Some("12")));
        assert_eq!(parts("Иванов Иван [12]"), ("Иванов Иван", Some("12")));
        assert_eq!(parts("ivanov"), ("ivanov", None));
        assert_eq!(parts("[я] Иванов"), ("[я] Иванов", None));
    }
}
