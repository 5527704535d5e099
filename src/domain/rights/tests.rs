//! Every cell of the matrix, executed.

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
    access_read     --- --- AA- AAA AAA AAA ---
    cut_off         --- --- AA- AAA AAA AAA AAA
    letters         --- --- AA- --- --- --- ---
    letters_read    --- --- AA- AAA --- AAA ---
    incident_report AAA AAA AAA --- --- AAA ---
    incidents       --- --- AA- --- --- AAA ---
    incidents_read  --- --- AA- --- --- AAA AAA
    sign_act        A-- A-- AA- AAA --- AAA AAA
    inbox           A-- A-- A-- A-- A-- A-- A--
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
                let kept = matches!(right, Right::See | Right::Add | Right::SignAct | Right::Inbox) && n == 0
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
    (prop::option::of(6i64..9), prop::option::of(1i64..3), 0u64..2_000, parts).prop_map(|(owner, dept, count, part)| {
        Object { owner: owner.map(EmployeeId), department: dept.map(DepartmentId), count, part }
    })
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
