//! Rights (6 §3): one data file, one pure function, default deny.

use std::collections::BTreeMap;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::words::{Role, words};
use crate::base::{Code, DepartmentId, EmployeeId, Fault, Res};

/// The shipped matrix.
pub const SHIPPED: &str = include_str!("../../assets/rights.toml");

words! {
    /// What a person may want to do; the comments of `assets/rights.toml` say what each covers.
    Right {
        See = "see", Add = "add", Change = "change", DeleteClient = "delete_client", ChangeOwner = "change_owner",
        Bulk = "bulk", DealStage = "deal_stage", Dates = "dates", ReferenceLists = "reference_lists",
        PlanTasks = "plan_tasks", Import = "import", Export = "export", Case = "case", Dismiss = "dismiss",
        Batch = "batch", Accept = "accept", AccessAsk = "access_ask", AccessPlan = "access_plan",
        AccessDone = "access_done", AccessVerify = "access_verify",
        AccessRead = "access_read", CutOff = "cut_off", Letters = "letters",
        LettersRead = "letters_read", IncidentReport = "incident_report", Incidents = "incidents",
        IncidentsRead = "incidents_read", SignAct = "sign_act", Inbox = "inbox", Metrics = "metrics", Journal = "journal",
        People = "people", Settings = "settings",
    }
    /// A part of what a right is about, for cells that give no more than that.
    Part {
        Acts = "acts", Journal = "journal", ActivityLog = "activity_log", OwnChecklist = "own_checklist",
        Totals = "totals", Cases = "cases", Technical = "technical",
        /// A crisis: opened now.
        Urgent = "urgent",
    }
}

/// What takes rights away, always on top of the role.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Overlays {
    /// «Увольняется».
    pub leaver: bool,
    /// After the last day, «доступ закрыт», «Заблокирован».
    pub closed: bool,
    pub read_only: bool,
}

/// Who acts, with everything a decision needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    Person {
        id: EmployeeId,
        role: Role,
        department: Option<DepartmentId>,
        overlays: Overlays,
    },
    /// One user on their own machine: head and administrator at once. "Second" is then the surname typed again,
    /// journaled as «без второго лица».
    Owner {
        read_only: bool,
    },
    /// A job of the program, doing what a person was allowed to order.
    System,
}

/// What the right is wanted on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Object {
    /// Whose it is: owner, receiver, signer, responsible. `None`: nobody's.
    pub owner: Option<EmployeeId>,
    pub department: Option<DepartmentId>,
    /// How many objects at once; 0 and 1 are one.
    pub count: u64,
    pub part: Option<Part>,
}

/// Why not, or why not alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// The role has no such right at all.
    NoRight(Role),
    NotOwn,
    OtherDepartment,
    /// More objects than the role may touch (alone).
    TooMany {
        limit: u64,
    },
    /// The role has only this part of the right.
    Only(Part),
    /// Always by two persons.
    ByTwo,
    Leaver,
    Closed,
    ReadOnly,
}

impl Reason {
    pub const fn word(self) -> &'static str {
        match self {
            Reason::NoRight(_) => "no_right",
            Reason::NotOwn => "not_own",
            Reason::OtherDepartment => "other_department",
            Reason::TooMany { .. } => "too_many",
            Reason::Only(_) => "only_part",
            Reason::ByTwo => "by_two",
            Reason::Leaver => "leaver",
            Reason::Closed => "closed",
            Reason::ReadOnly => "read_only",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Allow,
    /// Another person with the right has to agree.
    NeedsSecond(Reason),
    Deny(Reason),
}

impl Verdict {
    /// Errors: `NeedsSecond`, `Denied`, with the reason's word.
    pub fn given(self) -> Res<()> {
        match self {
            Verdict::Allow => Ok(()),
            Verdict::NeedsSecond(r) => Err(Fault::new(Code::NeedsSecond).with("reason", r.word())),
            Verdict::Deny(r) => Err(Fault::new(Code::Denied).with("reason", r.word())),
        }
    }

    /// Allow first, then by two, then not at all.
    const fn rank(self) -> u8 {
        match self {
            Verdict::Allow => 0,
            Verdict::NeedsSecond(_) => 1,
            Verdict::Deny(_) => 2,
        }
    }
}

/// Whose rows a right reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    Nothing,
    Own(EmployeeId),
    Department(DepartmentId),
    All,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Scope {
    Own,
    Dept,
    All,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
struct Cell {
    scope: Scope,
    second: bool,
    second_over: Option<u64>,
    at_most: Option<u64>,
    other_second: bool,
    only: Option<Part>,
}

impl TryFrom<String> for Cell {
    type Error = String;
    fn try_from(s: String) -> Result<Self, String> {
        s.parse().map_err(|()| format!("not a cell of rights: {s}"))
    }
}

impl FromStr for Cell {
    type Err = ();
    fn from_str(s: &str) -> Result<Self, ()> {
        let mut words = s.split_whitespace();
        let scope = match words.next().ok_or(())? {
            "own" => Scope::Own,
            "dept" => Scope::Dept,
            "all" => Scope::All,
            _ => return Err(()),
        };
        let mut cell = Cell { scope, second: false, second_over: None, at_most: None, other_second: false, only: None };
        for word in words {
            if let Some(n) = word.strip_prefix("second-over-") {
                cell.second_over = Some(n.parse().map_err(drop)?);
            } else if let Some(n) = word.strip_prefix("at-most-") {
                cell.at_most = Some(n.parse().map_err(drop)?);
            } else if let Some(part) = word.strip_prefix("only-") {
                cell.only = Some(Part::of(part).ok_or(())?);
            } else if word == "second" {
                cell.second = true;
            } else if word == "other-second" {
                cell.other_second = true;
            } else {
                return Err(());
            }
        }
        Ok(cell)
    }
}

impl Cell {
    fn judge(&self, id: EmployeeId, department: Option<DepartmentId>, object: &Object) -> Verdict {
        if let Some(part) = self.only.filter(|p| object.part != Some(*p)) {
            return Verdict::Deny(Reason::Only(part));
        }
        let own = object.owner == Some(id);
        let dept = own || (department.is_some() && object.department == department);
        let other = match self.scope {
            Scope::Own if !own => return Verdict::Deny(Reason::NotOwn),
            Scope::Dept if !dept && self.other_second => true,
            Scope::Dept if !dept => return Verdict::Deny(Reason::OtherDepartment),
            _ => false,
        };
        self.limits(object, other)
    }

    fn limits(&self, object: &Object, other: bool) -> Verdict {
        if let Some(limit) = self.at_most.filter(|n| object.count > *n) {
            return Verdict::Deny(Reason::TooMany { limit });
        }
        if self.second {
            return Verdict::NeedsSecond(Reason::ByTwo);
        }
        if other {
            return Verdict::NeedsSecond(Reason::OtherDepartment);
        }
        match self.second_over.filter(|n| object.count > *n) {
            Some(limit) => Verdict::NeedsSecond(Reason::TooMany { limit }),
            None => Verdict::Allow,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
struct RowFile {
    #[serde(default)]
    reads: bool,
    #[serde(flatten)]
    cells: BTreeMap<Role, Cell>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    right: BTreeMap<Right, RowFile>,
    leaver: BTreeMap<Right, Cell>,
}

/// The matrix, read once and passed to whoever asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matrix(File);

impl Matrix {
    /// Reads a matrix of the form of `assets/rights.toml`; `BadConfig` with the parser's words.
    pub fn read(text: &str) -> Res<Self> {
        toml::from_str(text).map(Matrix).map_err(|e| Fault::from(Code::BadConfig, e))
    }

    pub fn shipped() -> Res<Self> {
        Self::read(SHIPPED)
    }

    fn cell(&self, right: Right, role: Role) -> Option<&Cell> {
        self.0.right.get(&right)?.cells.get(&role)
    }

    fn reads(&self, right: Right) -> bool {
        self.0.right.get(&right).is_some_and(|r| r.reads)
    }

    /// The one question: may this one do that to it? Called inside the write transaction, and by the screen for the
    /// reason it greys out with.
    pub fn may(&self, who: &Who, right: Right, object: &Object) -> Verdict {
        match *who {
            Who::System => Verdict::Allow,
            Who::Owner { read_only: true } if !self.reads(right) => Verdict::Deny(Reason::ReadOnly),
            Who::Owner { .. } => self.owner(right, object),
            Who::Person { id, role, department, overlays } => {
                if overlays.closed {
                    return Verdict::Deny(Reason::Closed);
                }
                if overlays.read_only && !self.reads(right) {
                    return Verdict::Deny(Reason::ReadOnly);
                }
                let Some(cell) = self.cell(right, role) else { return Verdict::Deny(Reason::NoRight(role)) };
                let verdict = cell.judge(id, department, object);
                if !overlays.leaver {
                    return verdict;
                }
                let left = self.0.leaver.get(&right).map(|c| c.judge(id, department, object));
                match left {
                    Some(Verdict::Allow) => verdict,
                    _ => Verdict::Deny(Reason::Leaver),
                }
            }
        }
    }

    /// So many objects need a second person, whoever it is: on one's own machine the surname typed again.
    pub fn needs_two(&self, right: Right, count: u64) -> bool {
        let object = Object { count, ..Object::default() };
        matches!(self.may(&Who::Owner { read_only: false }, right, &object), Verdict::NeedsSecond(_))
    }

    /// Something of the right is there, if only with a second person, or only a part of it.
    pub fn has_any(&self, who: &Who, right: Right) -> bool {
        let (id, department) = match *who {
            Who::System | Who::Owner { .. } => (None, None),
            Who::Person { id, department, .. } => (Some(id), department),
        };
        let parts = Part::ALL.iter().map(|p| Some(*p)).chain([None]);
        parts.into_iter().any(|part| {
            let object = Object { owner: id, department, part, ..Object::default() };
            !matches!(self.may(who, right, &object), Verdict::Deny(_))
        })
    }

    /// The role to turn to for a right: the head where the head has it.
    pub fn first_with(&self, right: Right) -> Option<Role> {
        const ROLES: [Role; 5] = [Role::Head, Role::It, Role::Security, Role::Hr, Role::Director];
        ROLES.into_iter().find(|role| self.cell(right, *role).is_some())
    }

    /// How far a right reaches without asking for a second person: what scoped reads are made from. A part is no reach.
    pub fn reach(&self, who: &Who, right: Right) -> Reach {
        let (id, department) = match *who {
            Who::System | Who::Owner { .. } => (EmployeeId(0), None),
            Who::Person { id, department, .. } => (id, department),
        };
        let allowed = |owner, department| {
            let object = Object { owner, department, ..Object::default() };
            self.may(who, right, &object) == Verdict::Allow
        };
        if allowed(None, None) {
            Reach::All
        } else if let Some(d) = department.filter(|d| allowed(None, Some(*d))) {
            Reach::Department(d)
        } else if allowed(Some(id), None) {
            Reach::Own(id)
        } else {
            Reach::Nothing
        }
    }

    /// The best that head and administrators have, over everything: there are no other departments and no parts.
    fn owner(&self, right: Right, object: &Object) -> Verdict {
        let roles = [Role::Head, Role::It, Role::Security];
        let cells: Vec<&Cell> = roles.iter().filter_map(|r| self.cell(right, *r)).collect();
        // A narrow cell («only the journal») must not outweigh the head's own limit on the whole.
        let whole = cells.iter().any(|c| c.only.is_none());
        let fitting = cells.into_iter().filter(|c| !whole || c.only.is_none());
        let best = fitting.map(|c| c.limits(object, false)).min_by_key(|v| v.rank());
        best.unwrap_or(Verdict::Deny(Reason::NoRight(Role::Head)))
    }
}

#[cfg(test)]
mod tests;
