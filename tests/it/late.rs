//! Late arrivals, every working morning until zero; orphans of people who are gone, and of nobody.

use estafeta::base::*;
use estafeta::domain::*;
use estafeta::gateway::Children;
use estafeta::jobs::due::{self, DueEnv, Ran};
use estafeta::ops::*;
use estafeta::reads::check::{CheckName, check};
use estafeta::reads::orphans::{self, Find, Of};
use estafeta::reads::{Anchor, Asker, Scope, Window, who};
use estafeta::texts::{Lang, Texts};

use super::desk::{Cast, Desk, cast, day};
use super::kit::assert_sound;

/// What `due` does at this moment, beside other work.
fn due(d: &mut Desk, at: &str) -> Vec<Ran> {
    d.clock.now = At::parse(at, Zone::MOSCOW).unwrap();
    let texts = Texts::load(Lang::Ru);
    let env = DueEnv { office: &d.office, clock: d.clock, texts: &texts, new_op: &super::kit::op, hooks: &Children };
    let ran = due::run(&mut d.base, &env).unwrap();
    ran.into_iter().filter(|r| r.what == "late").collect()
}

fn told(d: &Desk, kind: &str) -> i64 {
    d.one(&format!("SELECT count(*) FROM inbox WHERE kind = '{kind}' AND done_at IS NULL AND read_at IS NULL"))
}

fn opened() -> (Desk, Cast, CaseId) {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = d.run(&CaseOpen::planned(c.leaver, day("2026-11-24"))).case;
    (d, c, case)
}

#[test]
fn what_lands_on_a_leaver_is_told_every_working_morning_until_zero() {
    let (mut d, c, case) = opened();
    assert_eq!(due(&mut d, "2026-11-10T10:01:00+03:00"), [], "the day it opens nothing can be late");
    let lead = d.lead("Пропущенный звонок", c.leaver);
    d.set(lead, "source", "звонок");
    assert_eq!(due(&mut d, "2026-11-11T08:59:00+03:00"), [], "not before the morning");
    let ran = due(&mut d, "2026-11-11T09:00:00+03:00");
    assert_eq!((ran[0].result.as_str(), ran[0].case), ("1", Some(case.0)));
    assert_eq!(d.text("SELECT json_extract(args, '$.sources') FROM inbox WHERE kind = 'late_arrivals'"), "звонок");
    assert_eq!(told(&d, "late_arrivals"), 1);
    assert_eq!(due(&mut d, "2026-11-11T17:00:00+03:00"), [], "nothing is told twice a day");

    // Read and left alone, it is told again the next morning; weekends are quiet.
    let id = InboxId(d.one("SELECT id FROM inbox WHERE kind = 'late_arrivals'"));
    d.run(&InboxRead { entries: vec![id], read: true });
    assert_eq!(told(&d, "late_arrivals"), 0);
    d.task("Ответить клиенту", c.leaver, None, None, None, None);
    assert_eq!(due(&mut d, "2026-11-13T09:30:00+03:00")[0].result, "2");
    assert_eq!(told(&d, "late_arrivals"), 1);
    assert_eq!(due(&mut d, "2026-11-14T12:00:00+03:00"), []);

    // Every late line needs a decision like the others.
    d.run(&Propose { case });
    d.run(&Apply { case });
    assert_eq!(told(&d, "late_arrivals"), 0, "what is decided is not asked for any more");
    let over = due(&mut d, "2026-11-16T09:00:00+03:00");
    assert_eq!(over.iter().map(|r| r.result.as_str()).collect::<Vec<_>>(), ["over"]);
    assert_eq!(told(&d, "late_over"), 1);
    assert_eq!(due(&mut d, "2026-11-17T09:00:00+03:00"), [], "the end is told once");
    assert_sound(&d.base, "after the late arrivals");
}

/// Gone and closed: what lands there now are orphans, told daily until somebody has them.
#[test]
fn a_closed_case_goes_on_looking() {
    let (mut d, c, case) = opened();
    due(&mut d, "2026-11-10T10:01:00+03:00");
    d.write(|tx| {
        tx.exec("UPDATE client SET owner_id = 1 WHERE owner_id = 2", []).unwrap();
        tx.exec("DELETE FROM active_object", []).unwrap();
    });
    for (kind, table) in [(Kind::Deal, "deal"), (Kind::Task, "task"), (Kind::Lead, "lead")] {
        let sql = format!("SELECT group_concat(id) FROM {table} WHERE owner_id = {}", c.leaver.0);
        for id in d.text(&sql).split(',').filter_map(|i| i.parse().ok()) {
            d.set(Ref::new(kind, id), "owner_id", c.anna);
        }
    }
    super::kit::command(&mut d.base, super::kit::op(), "case-close", |tx| {
        tx.about(case);
        tx.set(Kind::Case, case.0, &[("state", CaseState::Closed.into())])
    })
    .unwrap();
    d.set(c.leaver, "status", EmployeeStatus::Dismissed);
    assert_eq!(due(&mut d, "2026-11-25T09:00:00+03:00"), []);
    let lead = d.lead("Заявка с сайта", c.leaver);
    assert_eq!(due(&mut d, "2026-11-26T09:00:00+03:00")[0].result, "1");
    assert_eq!(told(&d, "late_dismissed"), 1);
    let dismissed =
        |d: &Desk| check(d.base.conn()).unwrap().into_iter().find(|c| c.name == CheckName::Dismissed).unwrap();
    assert!(dismissed(&d).ok, "what came after the closing is late, and no fault of the base: {:?}", dismissed(&d));
    let given = d.run(&GiveOrphans {
        which: Orphans::Objects(vec![lead.into()]),
        to: c.anna,
        reason: "её регион".into(),
        alone: None,
    });
    assert_eq!((given.leads, d.owner(lead)), (1, c.anna.0));
    assert_eq!(told(&d, "late_dismissed"), 0);
    assert_eq!(due(&mut d, "2026-11-27T09:00:00+03:00")[0].result, "over");
}

fn asked<T>(d: &Desk, scope: &Scope, f: impl FnOnce(&Asker<'_>) -> T) -> T {
    let who = who::who(d.base.conn(), &Actor::Owner, &d.clock, false).unwrap();
    f(&Asker { conn: d.base.conn(), scope, who, clock: d.clock, office: &d.office })
}

/// The leaver is dismissed with everything still on him; one client is nobody's.
fn orphaned() -> (Desk, Cast) {
    let mut d = Desk::new();
    let c = cast(&mut d);
    d.set(c.leaver, "status", EmployeeStatus::Dismissed);
    d.write(|tx| tx.set(Kind::Client, c.foreign.0, &[("owner_id", estafeta::store::Val::NULL)]).unwrap());
    (d, c)
}

#[test]
fn orphans_are_listed_by_owner_and_kind() {
    let (d, c) = orphaned();
    let rows = orphans::owners(d.base.conn(), &Scope::All).unwrap();
    let of: Vec<_> = rows.iter().map(|r| (r.of.0, r.held.clients, r.held.deals, r.held.tasks, r.held.leads)).collect();
    assert_eq!(of, [(Some(c.leaver), 3, 4, 2, 1), (None, 1, 0, 0, 0)]);
    assert_eq!(orphans::counts(d.base.conn(), &Scope::All).unwrap(), (10, 1));
    assert_eq!(orphans::counts(d.base.conn(), &Scope::Department(c.sales)).unwrap(), (10, 1));
    assert_eq!(orphans::counts(d.base.conn(), &Scope::Department(DepartmentId(9))).unwrap(), (0, 1));
    for none in [Scope::Own(c.anna), Scope::Nothing] {
        assert_eq!(orphans::counts(d.base.conn(), &none).unwrap(), (0, 0));
    }
    let page = |kind, scope: &Scope, limit| {
        let find = Find { of: Of(Some(c.leaver)), kind };
        asked(&d, scope, |a| orphans::list(a, find, Window { anchor: Anchor::First, limit }).unwrap())
    };
    let deals = page(Kind::Deal, &Scope::All, 2);
    assert_eq!((deals.rows.len(), deals.at_end, deals.total), (2, false, Some(estafeta::reads::Total::Exact(4))));
    assert_eq!(page(Kind::Lead, &Scope::All, 9).rows[0].title, "Заявка с сайта");
    assert!(page(Kind::Deal, &Scope::Own(c.anna), 9).rows.is_empty());
}

#[test]
fn a_running_handover_is_no_orphan() {
    let (mut d, c, _) = opened();
    d.set(c.leaver, "status", EmployeeStatus::Dismissed);
    assert_eq!(orphans::counts(d.base.conn(), &Scope::All).unwrap(), (0, 0));
    let give = GiveOrphans {
        which: Orphans::Objects(vec![c.plain.into()]),
        to: c.anna,
        reason: "его уже нет".into(),
        alone: None,
    };
    assert_eq!(d.refused(&give), Code::AlreadyInCase);
}

#[test]
fn a_client_takes_its_deals_along_and_all_is_undone_as_one() {
    let (mut d, c) = orphaned();
    let before = d.owners();
    let give = GiveOrphans {
        which: Orphans::Objects(vec![c.plain.into(), c.foreign.into()]),
        to: c.boris,
        reason: "ближе по региону".into(),
        alone: None,
    };
    let out = d.run(&give);
    assert_eq!((out.clients, out.deals, out.tasks, out.leads), (2, 1, 1, 0));
    assert_eq!((d.owner(c.warm_deal), d.owner(c.colleague_deal)), (c.boris.0, c.boris.0));
    assert_eq!(d.owner(c.lone_deal), c.leaver.0);
    assert_eq!(told(&d, "orphans_given"), 1);
    let history = "SELECT count(*) FROM owner_history WHERE command = 'orphans-give'";
    assert_eq!(d.one(history), 4);
    let seq = Seq(d.one("SELECT max(seq) FROM journal WHERE kind = 'orphans-give'"));
    d.run(&Undo { seq });
    assert_eq!(d.owners(), before);
    assert_eq!(told(&d, "orphans_given"), 0);
    let all =
        d.run(&GiveOrphans { which: Orphans::AllOf { owner: Some(c.leaver), kind: None, except: vec![] }, ..give });
    assert_eq!(all.all(), 10);
    assert_eq!(orphans::counts(d.base.conn(), &Scope::All).unwrap(), (0, 1));
    assert_sound(&d.base, "after giving all");
}

#[test]
fn only_what_nobody_answers_for_is_given_and_only_to_somebody_who_can() {
    let (mut d, c) = orphaned();
    let give = |objects: Vec<Ref>, to| GiveOrphans {
        which: Orphans::Objects(objects),
        to,
        reason: "так решено".into(),
        alone: None,
    };
    assert_eq!(d.refused(&give(vec![c.colleague_deal.into()], c.anna)), Code::NotOrphan);
    assert_eq!(d.refused(&give(vec![c.won_deal.into()], c.anna)), Code::UnknownObject);
    assert_eq!(d.refused(&give(vec![c.plain.into()], c.leaver)), Code::NotEligible);
    assert_eq!(
        d.refused(&GiveOrphans { reason: " ".into(), ..give(vec![c.plain.into()], c.anna) }),
        Code::ReasonNeeded
    );
    d.actor = Actor::Person(c.anna);
    assert_eq!(d.refused(&give(vec![c.plain.into()], c.anna)), Code::Denied, "a manager changes no owners");
    // A senior gives fifty at once, not more; the head five hundred by herself.
    d.actor = Actor::Person(c.vera);
    let mut many: Vec<Ref> = Vec::new();
    for i in 0..51 {
        many.push(d.client(&format!("Клиент {i}"), c.leaver, Segment::Occasional).into());
    }
    assert_eq!(d.refused(&give(many.clone(), c.anna)), Code::Denied);
    assert_eq!(d.run(&give(many[..50].to_vec(), c.anna)).clients, 50);
    d.actor = Actor::Person(c.head);
    assert_eq!(d.run(&give(many[50..].to_vec(), c.anna)).clients, 1);
}

#[test]
fn the_owner_of_the_file_gives_more_than_five_hundred_with_the_surname_typed_again() {
    let (mut d, c) = orphaned();
    d.clients(501, c.leaver);
    let which = Orphans::AllOf { owner: Some(c.leaver), kind: Some(Kind::Client), except: vec![] };
    let give = GiveOrphans { which, to: c.anna, reason: "её регион".into(), alone: None };
    assert_eq!(d.refused(&give), Code::NeedsSecond);
    assert_eq!(d.run(&GiveOrphans { alone: Some("белова".into()), ..give }).clients, 504);
    let kept = "SELECT json_extract(payload, '$.command.alone') FROM journal_payload ORDER BY seq DESC LIMIT 1";
    assert_eq!(d.text(kept), "белова", "the journal keeps that nobody else agreed");
}
