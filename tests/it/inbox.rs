//! The inbox: who reads what, marks it, and what ends by itself.

use estafeta::base::*;
use estafeta::domain::*;
use estafeta::ops::*;
use estafeta::reads::inbox::{Find, InboxRow, Whose};
use estafeta::reads::{Answer, Asker, Query, Scope, ask, who};

use super::desk::{Cast, Desk, cast, day};

/// What `actor` sees.
fn seen(d: &Desk, actor: Actor, find: Find) -> Vec<InboxRow> {
    let who = who::who(d.base.conn(), &actor, &d.clock, false).unwrap();
    let a = Asker { conn: d.base.conn(), scope: &Scope::All, who, clock: d.clock, office: &d.office };
    match ask(&a, Query::Inbox(find)).unwrap() {
        Answer::Inbox(page) => page.rows,
        other => panic!("{other:?}"),
    }
}

fn kinds(d: &Desk, who: EmployeeId) -> Vec<InboxKind> {
    seen(d, Actor::Person(who), Find::default()).iter().map(|r| r.kind).collect()
}

/// Whom a refusal names.
fn named(fault: &Fault) -> Option<&str> {
    fault.args.iter().find(|(name, _)| *name == "who").map(|(_, who)| who.as_str())
}

fn opened() -> (Desk, Cast, CaseId, EmployeeId) {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let it = d.person("Седов Илья", Role::It, c.sales, None);
    let case = d.run(&CaseOpen::planned(c.leaver, day("2026-11-24"))).case;
    (d, c, case, it)
}

#[test]
fn everybody_reads_their_own_and_their_roles() {
    let (d, c, _, it) = opened();
    assert_eq!(kinds(&d, c.head), [InboxKind::CaseOpened]);
    assert_eq!(kinds(&d, c.leaver), [InboxKind::CaseOpened]);
    assert_eq!(kinds(&d, it), [InboxKind::CaseOpened]);
    assert_eq!(kinds(&d, c.anna), []);
    let all = seen(&d, Actor::Owner, Find::default());
    assert_eq!(all.len(), 6, "head, leaver, HR, IT, security, and security of the export");
    assert!(all.iter().all(|r| r.leaver == "Иванов Пётр" && r.unread && r.case.is_some()));
    let roles = seen(&d, Actor::Owner, Find { whose: Whose::Role, ..Find::default() });
    assert_eq!(roles.len(), 4);
}

#[test]
fn what_a_role_is_told_about_ones_own_leaving_stays_hidden() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let it = d.person("Седов Илья", Role::It, c.sales, Some(c.head));
    let other = d.person("Рогов Олег", Role::It, c.sales, Some(c.head));
    d.run(&CaseOpen::planned(it, day("2026-11-24")));
    let mine = seen(&d, Actor::Person(it), Find::default());
    assert!(mine.iter().all(|r| r.employee == Some(it)), "{mine:?}");
    assert_eq!(seen(&d, Actor::Person(other), Find::default()).len(), 1);
    // Nor may he tick it.
    let role = seen(&d, Actor::Person(other), Find::default())[0].id;
    d.actor = Actor::Person(it);
    assert_eq!(d.refused(&InboxDone { entries: vec![role], done: true }), Code::Denied);
    d.actor = Actor::Person(other);
    assert_eq!(d.run(&InboxDone { entries: vec![role], done: true }).done, 1);
}

#[test]
fn a_case_in_hidden_preparation_is_told_to_few() {
    let (mut d, c, case, it) = opened();
    d.set(case, "state", CaseState::Draft);
    d.set(case, "hidden", true);
    assert_eq!(kinds(&d, it), []);
    assert_eq!(kinds(&d, c.head), [InboxKind::CaseOpened]);
}

#[test]
fn whoever_has_no_access_any_more_reads_nothing() {
    let (mut d, c, _, _) = opened();
    d.set(c.leaver, "access_closed", true);
    assert_eq!(kinds(&d, c.leaver), []);
}

/// Whoever would be refused as well is not named.
#[test]
fn a_refusal_names_the_head_of_the_department_and_no_other() {
    let (mut d, c, case, _) = opened();
    let other = d.department("Опт");
    d.person("Власова Нина", Role::Head, other, None);
    d.actor = Actor::Person(c.anna);
    let who = |d: &mut Desk| named(&d.try_run(&Propose { case }).unwrap_err()).map(str::to_owned);
    assert_eq!(who(&mut d).as_deref(), Some("Орлова Мария"));
    d.set(c.head, "blocked", true);
    assert_eq!(who(&mut d), None);
}

#[test]
fn an_entry_is_read_done_and_undone_by_its_own_person_only() {
    let (mut d, c, _, _) = opened();
    let id = seen(&d, Actor::Person(c.head), Find::default())[0].id;
    d.actor = Actor::Person(c.anna);
    let refusal = d.try_run(&InboxRead { entries: vec![id], read: true }).unwrap_err();
    assert_eq!((refusal.code, named(&refusal)), (Code::Denied, None), "nobody is told whose it is");
    d.actor = Actor::Person(c.head);
    assert_eq!(d.run(&InboxRead { entries: vec![id], read: true }), InboxMarked { marked: 1, done: 0 });
    assert!(!seen(&d, Actor::Person(c.head), Find::default())[0].unread);
    assert_eq!(d.run(&InboxRead { entries: vec![id], read: true }).marked, 0, "the same again changes nothing");
    d.run(&InboxDone { entries: vec![id], done: true });
    assert_eq!(kinds(&d, c.head), []);
    let done = seen(&d, Actor::Person(c.head), Find { done: true, ..Find::default() });
    assert_eq!((done.len(), done[0].id), (1, id));
    d.actor = Actor::Owner;
    let seq = Seq(d.one("SELECT max(seq) FROM journal WHERE kind = 'inbox-done'"));
    d.run(&Undo { seq });
    assert_eq!(kinds(&d, c.head), [InboxKind::CaseOpened]);
    assert_eq!(d.refused(&InboxDone { entries: vec![InboxId(999)], done: true }), Code::UnknownObject);
}

#[test]
fn plain_news_is_done_when_it_is_read() {
    let (mut d, c, case, _) = opened();
    d.run(&CaseWithdraw { case });
    assert_eq!(kinds(&d, c.head), [InboxKind::CaseWithdrawn], "what the case asked for has ended with it");
    let id = seen(&d, Actor::Person(c.head), Find::default())[0].id;
    assert_eq!(d.run(&InboxRead { entries: vec![id], read: true }), InboxMarked { marked: 1, done: 1 });
    assert_eq!(kinds(&d, c.head), []);
}

/// Offers, declines and expired terms end when they are answered, decided or offered anew.
#[test]
fn what_is_answered_elsewhere_ends_by_itself() {
    let (mut d, c, case, _) = opened();
    d.run(&Propose { case });
    d.run(&Apply { case });
    let objects: Vec<Ref> = vec![c.plain.into(), c.warm_deal.into()];
    d.run(&Waive { case, objects, block: None, reason: "источник молчит".into() });
    let first = |d: &Desk, column: &str| {
        d.one(&format!("SELECT (SELECT {column} FROM acceptance WHERE state = 'offered' ORDER BY id LIMIT 1)"))
    };
    assert!(kinds(&d, EmployeeId(first(&d, "receiver_id"))).contains(&InboxKind::Offered));
    while first(&d, "id") > 0 {
        let receiver = EmployeeId(first(&d, "receiver_id"));
        let objects = vec![Ref::new(Kind::Line, first(&d, "line_id"))];
        d.run(&Decline { case, receiver, objects, reason: "нет времени".into(), via: Via::Screen });
    }
    assert_eq!(d.one("SELECT count(*) FROM inbox WHERE kind = 'offered' AND done_at IS NULL"), 0);
    assert!(kinds(&d, c.head).contains(&InboxKind::Declined));
    d.run(&Propose { case });
    d.run(&Apply { case });
    assert!(!kinds(&d, c.head).contains(&InboxKind::Declined), "{:?}", kinds(&d, c.head));
}

/// What was answered since neither counts nor presses any more.
#[test]
fn an_offer_counts_what_still_waits() {
    let (mut d, c, case, _) = opened();
    d.run(&Propose { case });
    d.run(&Apply { case });
    let objects: Vec<Ref> = vec![c.plain.into(), c.warm_deal.into()];
    d.run(&Waive { case, objects, block: None, reason: "источник молчит".into() });
    let most =
        "SELECT (SELECT receiver_id FROM acceptance WHERE state = 'offered' GROUP BY 1 ORDER BY count(*) DESC LIMIT 1)";
    let receiver = EmployeeId(d.one(most));
    let entry = |d: &Desk| {
        let all = seen(d, Actor::Person(receiver), Find::default());
        all.into_iter()
            .find(|r| r.kind == InboxKind::Offered)
            .map(|r| (r.args["n"].as_i64().unwrap(), r.due_at, r.overdue))
    };
    let (n, due, _) = entry(&d).unwrap();
    assert!(n > 1, "{n}");
    // The line whose term is the first is answered; the next one runs a day longer.
    let line = |order: &str| {
        format!(
            "SELECT (SELECT line_id FROM acceptance WHERE state = 'offered' AND receiver_id = {} ORDER BY due_at {order}, id LIMIT 1)",
            receiver.0
        )
    };
    let first = d.one(&line(""));
    d.write(|tx| {
        tx.exec(
            "UPDATE acceptance SET due_at = due_at + 86400000 WHERE line_id <> ?1",
            estafeta::store::params![first],
        )
        .unwrap();
    });
    let objects = vec![Ref::new(Kind::Line, first)];
    d.run(&Decline { case, receiver, objects, reason: "нет времени".into(), via: Via::Screen });
    let (left, later, _) = entry(&d).unwrap();
    assert_eq!(left, n - 1);
    assert!(later > due, "{later:?} {due:?}");
}

#[test]
fn it_hears_once_of_an_urgent_cut() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    d.run(&CrisisOpen::of(c.leaver));
    assert_eq!(d.text("SELECT group_concat(kind) FROM inbox WHERE role = 'it' AND done_at IS NULL"), "accesses_cut");
}
