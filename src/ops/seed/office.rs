//! The people of a new base: departments, employees, who leads and replaces whom, accesses, stages.

use serde::{Deserialize, Serialize};

use crate::base::{At, Code, Day, EmployeeId, Kind, Res, StageId, fold};
use crate::domain::{AbsenceKind, EmployeeStatus, Gender, Role, Source, StageKind};
use crate::ops::Asks;
use crate::ops::{Command, Ctx};
use crate::store::{Tx, params};

/// One person; others are named by their place in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonSeed {
    pub name: String,
    pub gender: Gender,
    pub role: Role,
    pub status: EmployeeStatus,
    pub department: Option<usize>,
    pub head: Option<usize>,
    pub deputy: Option<usize>,
    pub capacity: Option<u32>,
    pub regions: Vec<String>,
    pub industries: Vec<String>,
    pub phone: String,
    pub email: String,
    pub login: String,
    pub accesses: Vec<AccessSeed>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccessSeed {
    pub system: String,
    pub title: String,
    pub action: String,
    pub role: Role,
    pub login: String,
    pub shared: bool,
    pub needs_redirect: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageSeed {
    pub pipeline: String,
    pub name: String,
    pub kind: StageKind,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AbsenceSeed {
    pub person: usize,
    pub kind: AbsenceKind,
    pub from: Day,
    pub to: Day,
    pub substitute: Option<usize>,
}

/// Fills an empty base with its office. Errors: `BaseExists` when somebody is already there.
#[derive(Debug, Clone, Serialize)]
pub struct SeedOffice {
    pub name: String,
    /// The training base says so in the header.
    pub training: bool,
    pub source: Source,
    /// How fresh the data says it is.
    pub data_at: At,
    /// Departments with the place of their head in `people`.
    #[serde(skip)]
    pub departments: Vec<(String, Option<usize>)>,
    #[serde(skip)]
    pub people: Vec<PersonSeed>,
    #[serde(skip)]
    pub stages: Vec<StageSeed>,
    #[serde(skip)]
    pub absences: Vec<AbsenceSeed>,
}

/// The numbers the base gave, in the order of the lists.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct SeedOfficeDone {
    pub people: Vec<EmployeeId>,
    pub stages: Vec<StageId>,
}

impl Command for SeedOffice {
    type Out = SeedOfficeDone;
    const WORD: &'static str = "seed-office";

    fn asks(&self) -> Vec<Asks> {
        Vec::new()
    }

    fn run(&self, tx: &mut Tx<'_>, _cx: &Ctx<'_>) -> Res<SeedOfficeDone> {
        if tx.count("SELECT count(*) FROM employee", [])? > 0 {
            return Err(Code::BaseExists.into());
        }
        let training = if self.training { "1" } else { "0" };
        for (key, value) in [("office", self.name.as_str()), ("training", training)] {
            tx.exec("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", params![key, value])?;
        }
        let departments = self.write_departments(tx)?;
        let people = self.write_people(tx, &departments)?;
        for ((_, head), id) in self.departments.iter().zip(&departments) {
            let head = head.and_then(|h| people.get(h)).copied();
            tx.set(Kind::Department, *id, &[("head_id", head.into())])?;
        }
        for (i, p) in self.people.iter().enumerate() {
            let at = |place: Option<usize>| place.and_then(|n| people.get(n)).copied();
            tx.set(Kind::Employee, people[i].0, &[("head_id", at(p.head).into()), ("deputy_id", at(p.deputy).into())])?;
        }
        for a in &self.absences {
            let substitute = a.substitute.and_then(|n| people.get(n)).copied();
            let fields = [
                ("employee_id", people[a.person].into()),
                ("kind", a.kind.into()),
                ("from_day", a.from.into()),
                ("to_day", a.to.into()),
                ("substitute_id", substitute.into()),
            ];
            tx.insert(Kind::Absence, &fields)?;
        }
        let stages = self.write_stages(tx)?;
        tx.exec(
            "INSERT INTO import (seq, at, data_at, source, files, kinds) VALUES (?, ?, ?, ?, '[]', ?)",
            params![tx.seq(), tx.at(), self.data_at, self.source, "employees,clients,contacts,deals,tasks,leads,calls"],
        )?;
        Ok(SeedOfficeDone { people, stages })
    }
}

impl SeedOffice {
    fn write_departments(&self, tx: &mut Tx<'_>) -> Res<Vec<i64>> {
        let mut ids = Vec::new();
        for (name, _) in &self.departments {
            ids.push(tx.insert(Kind::Department, &[("name", name.into()), ("name_fold", fold(name).into())])?);
        }
        Ok(ids)
    }

    fn write_people(&self, tx: &mut Tx<'_>, departments: &[i64]) -> Res<Vec<EmployeeId>> {
        let mut ids = Vec::new();
        for p in &self.people {
            let department = p.department.and_then(|d| departments.get(d)).copied();
            let fields = [
                ("name", (&p.name).into()),
                ("name_fold", fold(&p.name).into()),
                ("role", p.role.into()),
                ("status", p.status.into()),
                ("gender", p.gender.into()),
                ("department_id", department.into()),
                ("capacity", p.capacity.into()),
                ("phone", (&p.phone).into()),
                ("email", (&p.email).into()),
                ("login", (&p.login).into()),
            ];
            let id = EmployeeId(tx.insert(Kind::Employee, &fields)?);
            let regions = p.regions.iter().map(|v| ("region", v));
            for (tag, value) in regions.chain(p.industries.iter().map(|v| ("industry", v))) {
                tx.exec(
                    "INSERT INTO employee_tag (employee_id, tag, value, value_fold) VALUES (?, ?, ?, ?)",
                    params![id, tag, value, fold(value)],
                )?;
            }
            for a in &p.accesses {
                let fields = [
                    ("employee_id", id.into()),
                    ("system", (&a.system).into()),
                    ("title", (&a.title).into()),
                    ("action", (&a.action).into()),
                    ("role", a.role.into()),
                    ("login", (&a.login).into()),
                    ("shared", a.shared.into()),
                    ("needs_redirect", a.needs_redirect.into()),
                ];
                tx.insert(Kind::Access, &fields)?;
            }
            ids.push(id);
        }
        Ok(ids)
    }

    fn write_stages(&self, tx: &mut Tx<'_>) -> Res<Vec<StageId>> {
        let mut ids = Vec::new();
        for (s, ord) in self.stages.iter().zip(0_i64..) {
            let fields = [
                ("source", self.source.into()),
                ("pipeline", (&s.pipeline).into()),
                ("name", (&s.name).into()),
                ("name_fold", fold(&s.name).into()),
                ("kind", s.kind.into()),
                ("ord", ord.into()),
                ("confirmed", true.into()),
            ];
            ids.push(StageId(tx.insert(Kind::Stage, &fields)?));
        }
        Ok(ids)
    }
}
