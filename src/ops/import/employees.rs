//! People from a file of people. In the Maven set a person's manager is the head of the department.

use serde_json::{Value, json};

use super::clients::some;
use super::upsert::{Known, State, Theirs, by_ext_id};
use super::{Merge, OwnerAnswer, Question};
use crate::base::{DepartmentId, EmployeeId, Kind, Res, fold};
use crate::domain::Role;
use crate::domain::records::RecordEmployee;
use crate::store::{Tx, Val, params};

use super::people::Found;

fn expand(column: &str, v: &Value, out: &mut Vec<(&'static str, Val)>) {
    if column == "name" {
        out.push(("name_fold", fold(v.as_str().unwrap_or_default()).into()));
    }
}

impl Merge<'_> {
    pub(super) fn employee(&mut self, tx: &mut Tx<'_>, file: usize, r: &RecordEmployee) -> Res<()> {
        let f = &self.files[file];
        let source = f.shape.source;
        let head = if r.head.is_empty() { None } else { self.head(tx, file, r)? };
        let department = match (&head, r.department.is_empty()) {
            (_, false) => Some(self.department(tx, &r.department, None)?),
            (Some((_, department)), true) => Some(*department),
            (None, true) => None,
        };
        let mut columns = vec![("name", Value::from(r.name.as_str()))];
        let phone = r.phones.first().map_or("", |p| &p.written);
        for (column, told, v) in
            [("email", "email", r.email.as_str()), ("phone", "phone", phone), ("login", "login", r.login.as_str())]
        {
            if f.tells(told) {
                columns.push((column, some(v)));
            }
        }
        if let Some((head, _)) = head {
            columns.push(("head_id", head.0.into()));
        }
        if let Some(d) = department {
            columns.push(("department_id", d.0.into()));
        }
        let known = match by_ext_id(tx, source, Kind::Employee, &r.ext_id)? {
            Some(k) => Some(k),
            None => match (self.answer(&r.name), self.people.listed(&r.name, &r.email)) {
                (Some(OwnerAnswer::Is(id)), _) | (_, Found::One(id)) => Some(Known { id: id.0, seen: None }),
                (Some(OwnerAnswer::Create), _) | (None, Found::Nobody) => None,
                (Some(OwnerAnswer::Nobody), _) => return Ok(()),
                // Neither taken for one of them nor made anew: the row waits for the answer.
                (None, Found::Maybe(candidates)) => {
                    let written = r.name.clone();
                    self.questions.add(&mut self.counts, Question::Owner { file, written, objects: 1, candidates });
                    return Ok(());
                }
            },
        };
        let beside = vec![("region", some(&r.region)), ("post", some(&r.post)), ("extra", json!(r.extra))];
        let fresh = known.is_none();
        let up = self.upsert(tx, file, Kind::Employee, &r.ext_id, known, Theirs { columns, beside }, &[], expand)?;
        let since = tx.written();
        if fresh {
            self.people.add(EmployeeId(up.id), &r.name, &r.email);
        }
        if up.state != State::Unchanged {
            region(tx, EmployeeId(up.id), &r.region)?;
        }
        self.counted(tx, file, EmployeeId(up.id).into(), up.state, since);
        Ok(())
    }

    /// The head a row names, and the department they lead; both made when they are not there.
    fn head(&mut self, tx: &mut Tx<'_>, file: usize, r: &RecordEmployee) -> Res<Option<(EmployeeId, DepartmentId)>> {
        let id = match self.people.find(&r.head, "") {
            Found::One(id) => id,
            Found::Maybe(candidates) => {
                let written = r.head.clone();
                self.questions.add(&mut self.counts, Question::Owner { file, written, objects: 1, candidates });
                return Ok(None);
            }
            Found::Nobody => {
                let fields =
                    [("name", (&r.head).into()), ("name_fold", fold(&r.head).into()), ("role", Role::Head.into())];
                let id = EmployeeId(tx.insert(Kind::Employee, &fields)?);
                self.people.add(id, &r.head, "");
                self.done.employees_created += 1;
                id
            }
        };
        let led = tx.one("SELECT id FROM department WHERE head_id = ? ORDER BY id", params![id], |r| r.get(0))?;
        let department = match led {
            Some(d) => d,
            None => {
                // Two heads may sit in one regional office: the department is named by both.
                let name = if r.region.is_empty() { r.head.clone() } else { format!("{} · {}", r.region, r.head) };
                let d = self.department(tx, &name, Some(id))?;
                tx.set(Kind::Employee, id.0, &[("department_id", d.into()), ("role", Role::Head.into())])?;
                region(tx, id, &r.region)?;
                d
            }
        };
        Ok(Some((id, department)))
    }

    fn department(&mut self, tx: &mut Tx<'_>, name: &str, head: Option<EmployeeId>) -> Res<DepartmentId> {
        let known = tx.one("SELECT id FROM department WHERE name_fold = ?", params![fold(name)], |r| r.get(0))?;
        if let Some(id) = known {
            return Ok(id);
        }
        let fields = [("name", name.into()), ("name_fold", fold(name).into()), ("head_id", head.into())];
        Ok(DepartmentId(tx.insert(Kind::Department, &fields)?))
    }
}

fn region(tx: &mut Tx<'_>, id: EmployeeId, region: &str) -> Res<()> {
    if !region.is_empty() {
        tx.exec(
            "INSERT OR IGNORE INTO employee_tag (employee_id, tag, value, value_fold) VALUES (?, 'region', ?, ?)",
            params![id, region, fold(region)],
        )?;
    }
    Ok(())
}
