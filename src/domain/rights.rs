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
        AccessDone = "access_done", AccessVerify = "access_verify", CutOff = "cut_off", Letters = "letters",
        LettersRead = "letters_read", IncidentReport = "incident_report", Incidents = "incidents",
        IncidentsRead = "incidents_read", SignAct = "sign_act", Metrics = "metrics", Journal = "journal",
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
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ME: EmployeeId = EmployeeId(7);
    const MINE: DepartmentId = DepartmentId(1);

    /// The table of 6 §3 by hand, cell by cell, for one ordinary object: mine, my department's, another's.
    /// A = allow, 2 = by two persons, - = denied. Columns: manager senior head hr it security director.
    const TABLE: &str = "
        see             A-- AA- AA- --- --- AAA AAA
        add             A-- AA- AA- --- --- --- ---
        change          A-- AA- AA- --- --- --- ---
        delete_client   --- --- 22- --- --- --- ---
        change_owner    --- AA- AA2 --- --- --- ---
        bulk            --- AA- AA- --- --- --- ---
        deal_stage      A-- AA- AA- --- --- --- ---
        dates           --- --- AA- --- --- --- ---
        reference_lists --- --- AA- --- --- --- ---
        plan_tasks      --- AA- AA- --- --- --- ---
        import          --- --- AA- --- --- --- ---
        export          --- --- AA- --- --- --- ---
        case            --- --- AA- AAA --- --- AAA
        dismiss         --- --- AA- AAA --- --- AAA
        batch           --- --- AA- --- --- --- ---
        accept          A-- A-- A-- --- --- --- ---
        access_ask      --- --- AA- AAA AAA AAA ---
        access_plan     --- --- --- --- AAA AAA ---
        access_done     --- --- --- --- AAA --- ---
        access_verify   --- --- --- --- --- AAA ---
        cut_off         --- --- AA- AAA AAA AAA AAA
        letters         --- --- AA- --- --- --- ---
        letters_read    --- --- AA- AAA --- AAA ---
        incident_report AAA AAA AAA --- --- AAA ---
        incidents       --- --- AA- --- --- AAA ---
        incidents_read  --- --- AA- --- --- AAA AAA
        sign_act        A-- A-- AA- AAA --- AAA AAA
        metrics         A-- AA- AA- --- --- --- AAA
        journal         A-- --- AA- --- --- AAA AAA
        people          --- --- --- --- 222 222 ---
        settings        --- --- --- --- 222 222 ---
    ";

    fn matrix() -> Matrix {
        Matrix::shipped().unwrap()
    }

    fn who(role: Role, overlays: Overlays) -> Who {
        Who::Person { id: ME, role, department: Some(MINE), overlays }
    }

    fn objects() -> [Object; 3] {
        let of = |owner, department| Object {
            owner: Some(EmployeeId(owner)),
            department: Some(DepartmentId(department)),
            ..Object::default()
        };
        [of(7, 1), of(8, 1), of(8, 2)]
    }

    const COLUMNS: [Role; 7] =
        [Role::Manager, Role::Senior, Role::Head, Role::Hr, Role::It, Role::Security, Role::Director];

    #[test]
    fn every_cell_is_what_the_spec_says() {
        let m = matrix();
        let mut rows = 0;
        for row in TABLE.lines().map(str::trim).filter(|l| !l.is_empty()) {
            let mut words = row.split_whitespace();
            let right = Right::of(words.next().unwrap()).unwrap();
            for (role, wanted) in COLUMNS.into_iter().zip(words) {
                let got: String = objects()
                    .iter()
                    .map(|o| match m.may(&who(role, Overlays::default()), right, o) {
                        Verdict::Allow => 'A',
                        Verdict::NeedsSecond(_) => '2',
                        Verdict::Deny(_) => '-',
                    })
                    .collect();
                assert_eq!(got, wanted, "{} for {}", right.word(), role.word());
            }
            rows += 1;
        }
        assert_eq!(rows, Right::ALL.len(), "every right has its row");
    }

    #[test]
    fn reach_is_what_the_scopes_say() {
        let m = matrix();
        let of = |role, overlays| m.reach(&who(role, overlays), Right::See);
        let plain = Overlays::default();
        assert_eq!(of(Role::Manager, plain), Reach::Own(ME));
        assert_eq!(of(Role::Head, plain), Reach::Department(MINE));
        assert_eq!(of(Role::Security, plain), Reach::All);
        assert_eq!(of(Role::Hr, plain), Reach::Nothing);
        assert_eq!(of(Role::Head, Overlays { leaver: true, ..plain }), Reach::Own(ME));
        assert_eq!(of(Role::Director, Overlays { closed: true, ..plain }), Reach::Nothing);
        assert_eq!(m.reach(&Who::Owner { read_only: true }, Right::See), Reach::All);
        let homeless = Who::Person { id: ME, role: Role::Head, department: None, overlays: plain };
        assert_eq!(m.reach(&homeless, Right::See), Reach::Own(ME));
    }

    #[test]
    fn limits_and_parts_hold() {
        let m = matrix();
        let may = |role, right, object: Object| m.may(&who(role, Overlays::default()), right, &object);
        let n = |count| Object { count, ..objects()[1] };
        let part = |p| Object { part: Some(p), ..objects()[2] };
        assert_eq!(may(Role::Senior, Right::Bulk, n(50)), Verdict::Allow);
        assert_eq!(may(Role::Senior, Right::Bulk, n(51)), Verdict::Deny(Reason::TooMany { limit: 50 }));
        assert_eq!(may(Role::Head, Right::Bulk, n(500)), Verdict::Allow);
        assert_eq!(may(Role::Head, Right::Bulk, n(501)), Verdict::NeedsSecond(Reason::TooMany { limit: 500 }));
        assert_eq!(may(Role::Head, Right::Export, n(1_001)), Verdict::NeedsSecond(Reason::TooMany { limit: 1_000 }));
        for (role, right, p) in [
            (Role::Hr, Right::Export, Part::Acts),
            (Role::Security, Right::Export, Part::Journal),
            (Role::Security, Right::Import, Part::ActivityLog),
            (Role::It, Right::PlanTasks, Part::OwnChecklist),
            (Role::Hr, Right::Metrics, Part::Totals),
            (Role::Hr, Right::Journal, Part::Cases),
            (Role::It, Right::Journal, Part::Technical),
            (Role::Security, Right::Case, Part::Urgent),
        ] {
            assert_eq!(may(role, right, part(p)), Verdict::Allow, "{} {}", role.word(), right.word());
            assert_eq!(may(role, right, objects()[0]), Verdict::Deny(Reason::Only(p)));
        }
    }

    #[test]
    fn the_leaver_keeps_own_rows_and_may_only_add() {
        let m = matrix();
        let leaver = Overlays { leaver: true, ..Overlays::default() };
        for role in COLUMNS {
            for right in Right::ALL {
                for (n, object) in objects().iter().enumerate() {
                    let allowed = m.may(&who(role, leaver), *right, object) == Verdict::Allow;
                    let kept = matches!(right, Right::See | Right::Add | Right::SignAct) && n == 0
                        || *right == Right::IncidentReport;
                    assert!(!allowed || kept, "{} {}", role.word(), right.word());
                }
            }
        }
        let may = |right| m.may(&who(Role::Manager, leaver), right, &objects()[0]);
        assert_eq!(may(Right::Add), Verdict::Allow);
        for right in [Right::Change, Right::Export, Right::Bulk, Right::ChangeOwner, Right::Accept, Right::DealStage] {
            assert!(matches!(may(right), Verdict::Deny(_)), "{}", right.word());
        }
    }

    #[test]
    fn one_user_on_an_own_machine_is_head_and_administrator() {
        let m = matrix();
        let owner = Who::Owner { read_only: false };
        for right in Right::ALL {
            assert!(!matches!(m.may(&owner, *right, &objects()[2]), Verdict::Deny(_)), "{}", right.word());
        }
        assert_eq!(m.may(&owner, Right::DeleteClient, &objects()[0]), Verdict::NeedsSecond(Reason::ByTwo));
        let many = Object { count: 5_000, ..Object::default() };
        assert_eq!(m.may(&owner, Right::Export, &many), Verdict::NeedsSecond(Reason::TooMany { limit: 1_000 }));
        let reader = Who::Owner { read_only: true };
        assert_eq!(m.may(&reader, Right::See, &many), Verdict::Allow);
        assert_eq!(m.may(&reader, Right::Batch, &many), Verdict::Deny(Reason::ReadOnly));
        assert_eq!(m.may(&Who::System, Right::AccessDone, &many), Verdict::Allow);
    }

    #[test]
    fn a_right_without_a_row_is_denied_and_a_broken_file_refused() {
        let bare = Matrix::read("[right.see]\nmanager = \"own\"\n[leaver]\n").unwrap();
        let verdict = bare.may(&who(Role::Head, Overlays::default()), Right::See, &objects()[0]);
        assert_eq!(verdict, Verdict::Deny(Reason::NoRight(Role::Head)));
        assert_eq!(
            bare.may(&Who::Owner { read_only: false }, Right::Batch, &objects()[0]),
            Verdict::Deny(Reason::NoRight(Role::Head))
        );
        for bad in [
            "[right.fly]\nmanager = \"own\"\n[leaver]\n",
            "[right.see]\nboss = \"own\"\n[leaver]\n",
            "[right.see]\nmanager = \"mine\"\n[leaver]\n",
            "[right.see]\nmanager = \"own sometimes\"\n[leaver]\n",
            "[right.see]\nmanager = \"own\"\n",
        ] {
            assert_eq!(Matrix::read(bad).unwrap_err().code, Code::BadConfig, "{bad}");
        }
    }

    fn any_object() -> impl Strategy<Value = Object> {
        let parts = prop::option::of(prop::sample::select(Part::ALL));
        (prop::option::of(6i64..9), prop::option::of(1i64..3), 0u64..2_000, parts).prop_map(
            |(owner, dept, count, part)| Object {
                owner: owner.map(EmployeeId),
                department: dept.map(DepartmentId),
                count,
                part,
            },
        )
    }

    proptest! {
        /// Every role × right × object × overlay: an overlay never gives anything, «доступ закрыт» leaves nothing.
        #[test]
        fn overlays_only_take_away(object in any_object(), bits in 0u8..8) {
            let m = matrix();
            let overlays = Overlays { leaver: bits & 1 > 0, closed: bits & 2 > 0, read_only: bits & 4 > 0 };
            for role in COLUMNS {
                for right in Right::ALL {
                    let plain = m.may(&who(role, Overlays::default()), *right, &object);
                    let under = m.may(&who(role, overlays), *right, &object);
                    prop_assert!(under.rank() >= plain.rank());
                    if overlays.closed {
                        prop_assert_eq!(under, Verdict::Deny(Reason::Closed));
                    }
                    if overlays.read_only && under == Verdict::Allow {
                        prop_assert!(m.reads(*right));
                    }
                }
            }
        }
    }
}
