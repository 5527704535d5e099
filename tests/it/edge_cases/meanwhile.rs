//! What happens beside a case: the CRM changes its objects, a fresh export comes in, the program dies in the middle, the same
//! command comes twice (2 §9.13, §9.15).

use estafeta::ops::import::Question;
use estafeta::reads::{Scope, case};

use super::*;
use crate::desk::cast;
use crate::kit::assert_sound;

/// The leaver's three deals as the CRM knows them.
const FIRST: [&str; 3] = [
    "1,Станки,1000,Иванов Пётр,,Переговоры,Вектор",
    "2,Насосы,2000,Иванов Пётр,,Переговоры,Вектор",
    "3,Кабель,3000,Иванов Пётр,,Переговоры,Каскад",
];

fn conflicts(r: &Report) -> Vec<(Ref, &str, &str, &str)> {
    let all = r.questions.iter().filter_map(|q| match q {
        Question::Conflict { object, field, ours, theirs, .. } => {
            Some((*object, field.as_str(), ours.as_str(), theirs.as_str()))
        }
        _ => None,
    });
    all.collect()
}

#[test]
fn case_13_the_crm_changed_an_object_between_snapshot_and_apply() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    bring(&mut d, &FIRST, &Answers::default());
    let case = opened(&mut d, &c);
    d.run(&Propose { case });
    let fresh = [
        "1,Станки,1000,Белова Анна,,Переговоры,Вектор",
        "2,Насосы,2000,Иванов Пётр,,Успешно реализовано,Вектор",
        "3,Кабель,3500,Иванов Пётр,,Переговоры,Каскад",
    ];
    bring(&mut d, &fresh, &Answers::default());
    let [taken, won, dearer] = [1, 2, 3].map(|n| crm_deal(&d, n));
    let reasons: Vec<_> = d.run(&Apply { case }).conflicts.iter().map(|x| (x.object, x.reason)).collect();
    let expected = [(taken.into(), ConflictReason::OwnerChanged), (won.into(), ConflictReason::Closed)];
    assert_eq!(reasons, expected, "listed and skipped");
    assert_eq!((d.owner(taken), d.owner(won)), (c.anna.0, c.leaver.0), "and never overwritten");
    assert_eq!(d.one(&format!("SELECT amount FROM deal WHERE id = {}", dearer.0)), 350_000, "the CRM's news is taken");
    assert_eq!(line(&d, case, dearer, "amount"), "300000", "what is frozen stays frozen");
    assert_ne!(d.owner(dearer), c.leaver.0);
    assert_sound(&d.base, "changed meanwhile");
}

#[test]
fn case_13_a_fresh_export_undoes_nothing_that_the_case_has_done() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    bring(&mut d, &FIRST, &Answers::default());
    let case = opened(&mut d, &c);
    let [a, b, lost] = [1, 2, 3].map(|n| crm_deal(&d, n));
    d.run(&Propose { case });
    d.run(&give(case, [a.into(), b.into()], c.boris));
    let close = Dispose {
        case,
        objects: vec![lost.into()],
        disposition: Disposition::CloseLost,
        to: None,
        reason: "ушёл за менеджером".into(),
    };
    d.run(&close);
    assert_eq!(d.run(&Apply { case }).conflicts, []);
    d.run(&block(case, a, Block::NextStep, "Согласовать спецификацию с закупщиком"));
    // The CRM still names the leaver, and has gone on otherwise: a stage, an amount.
    let fresh = [
        "1,Станки,1100,Иванов Пётр,,Договор,Вектор",
        "2,Насосы,2000,Иванов Пётр,,Переговоры,Вектор",
        "3,Кабель,3000,Иванов Пётр,,КП отправлено,Каскад",
    ];
    let r = bring(&mut d, &fresh, &Answers::default());
    assert_eq!((d.owner(a), d.owner(b)), (c.boris.0, c.boris.0));
    assert_eq!(r.crm_still_leaver, 2);
    let deal =
        |d: &Desk, id: DealId| d.text(&format!("SELECT stage_kind || ' ' || amount FROM deal WHERE id = {}", id.0));
    assert_eq!(deal(&d, a), "final 110000", "what only the CRM changed is taken");
    assert_eq!(deal(&d, lost), "lost 300000", "what the case has closed stays closed");
    assert!(
        conflicts(&r).iter().any(|(o, field, ..)| *o == lost.into() && *field == "stage_id"),
        "and both are shown: {r:?}"
    );
    let text = "SELECT text FROM context_block WHERE kind = 'deal' AND block = 'next_step'";
    assert_eq!(d.text(text), "Согласовать спецификацию с закупщиком");
    // The CRM gave one of them to a third person: ours stays, the difference is shown, and it is the leaver's no more.
    let fresh = ["1,Станки,1100,Белова Анна,,Договор,Вектор", "2,Насосы,2000,Громов Борис,,Переговоры,Вектор"];
    let r = bring(&mut d, &fresh, &Answers::default());
    assert_eq!((d.owner(a), d.owner(b)), (c.boris.0, c.boris.0));
    assert!(conflicts(&r).iter().any(|(o, field, ..)| *o == a.into() && *field == "owner_id"), "{r:?}");
    assert_eq!(
        (line(&d, case, b, "crm_state").as_str(), line(&d, case, a, "crm_state").as_str()),
        ("confirmed", "pending")
    );
    let ledger = case::case(d.base.conn(), &Scope::All, case, &d.clock).unwrap().ledger;
    assert!(ledger.remaining.is_empty());
    assert_sound(&d.base, "a fresh export");
}

/// Breaks the next command that takes this object from the leaver, in the middle of its work: a key that may not stand
/// twice does when the row changes its owner.
fn fuse(d: &mut Desk, object: Ref, leaver: Option<EmployeeId>) {
    let table = object.kind.word();
    let other = d.one(&format!("SELECT id FROM {table} WHERE id <> {} LIMIT 1", object.id));
    let sql = match leaver {
        Some(leaver) => format!(
            "CREATE UNIQUE INDEX fuse ON {table}(CASE WHEN id = {} AND owner_id <> {} THEN {other} ELSE id END)",
            object.id, leaver.0
        ),
        None => "DROP INDEX fuse".to_owned(),
    };
    d.write(|tx| {
        tx.exec(&sql, []).unwrap();
        // A command that changes no row is rolled back.
        tx.set(Kind::Employee, 1, &[("phone", sql.as_str().into())]).unwrap()
    });
}

#[test]
fn case_15_cut_off_in_the_middle_of_applying_it_is_whole_or_nothing() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    d.lead("Чужая заявка", c.anna);
    let case = opened(&mut d, &c);
    d.run(&Propose { case });
    let before = d.owners();
    for object in [Ref::from(c.idle), c.warm_deal.into(), c.lone_task.into(), c.lead.into()] {
        fuse(&mut d, object, Some(c.leaver));
        assert!(d.try_run(&Apply { case }).is_err(), "{object}");
        assert_eq!(d.owners(), before, "cut at {object}: nothing has moved");
        assert_eq!(d.one("SELECT count(*) FROM ledger_line WHERE batch_seq IS NOT NULL"), 0);
        assert_eq!(d.one("SELECT count(*) FROM journal WHERE kind = 'case-apply'"), 0);
        fuse(&mut d, object, None);
    }
    assert_eq!(d.run(&Apply { case }).applied.total(), 13);
    assert_sound(&d.base, "cut off");
}

#[test]
fn case_15_the_same_command_twice_is_done_once() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = opened(&mut d, &c);
    d.run(&Propose { case });
    let op = d.next_op();
    let (office, clock, actor) = (d.office.clone(), d.clock, d.actor.clone());
    let ctx = Ctx { actor, clock, op_id: op, office: &office };
    // The line is lost after the commit: the answer never came, and the same wish is sent again.
    let first = run(&mut d.base, &ctx, &Apply { case }).unwrap();
    let entries = d.one("SELECT count(*) FROM journal");
    let again = run(&mut d.base, &ctx, &Apply { case }).unwrap();
    assert!(again.repeated && !first.repeated);
    assert_eq!(again.out, first.out, "the same answer");
    assert_eq!(d.one("SELECT count(*) FROM journal"), entries);
    // Said again as a new wish it finds nothing to do.
    assert_eq!(d.run(&Apply { case }).batch, None);
    let take = accept(case, EmployeeId(d.owner(c.lone_task)), [c.lone_task.into()]);
    assert_eq!(d.run(&take).accepted, 1);
    let tasks = d.one("SELECT count(*) FROM task");
    assert_eq!(d.run(&take).accepted, 0);
    assert_eq!(d.one("SELECT count(*) FROM task"), tasks, "no second first action");
    assert_eq!(d.one("SELECT count(*) FROM journal"), entries + 1);
    assert_sound(&d.base, "twice");
}
