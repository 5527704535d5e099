//! Hidden preparation (2 §3): the head, HR and security know, nobody is told, nothing is touched, and at its minute it
//! becomes the planned case it was prepared to be.

use estafeta::base::*;
use estafeta::domain::promised::Promised;
use estafeta::domain::*;
use estafeta::gateway::Children;
use estafeta::jobs::due::{self, DueEnv, Ran};
use estafeta::ops::*;
use estafeta::reads::cases::{listed, of_leaver};
use estafeta::reads::journal::{self, Find};
use estafeta::reads::journal::{JournalFilter, entries};
use estafeta::reads::{Anchor, Answer, Asker, Query, Scope, Window, ask, case, interview, rehearsal, who};
use estafeta::texts::{Lang, Texts};

use super::desk::{Cast, Desk, cast, day};
use super::kit::assert_sound;

fn at(s: &str) -> At {
    At::parse(s, Zone::MOSCOW).unwrap()
}

fn order(c: &Cast) -> CasePrepare {
    CasePrepare {
        employee: c.leaver,
        last_day: day("2026-11-24"),
        start: at("2026-11-12T11:30:00+03:00"),
        notice: None,
        acting_head: None,
        risk: true,
    }
}

fn due(d: &mut Desk, when: &str) -> Vec<Ran> {
    d.clock.now = at(when);
    let texts = Texts::load(Lang::Ru);
    let env = DueEnv { office: &d.office, clock: d.clock, texts: &texts, new_op: &super::kit::op, hooks: &Children };
    due::run(&mut d.base, &env).unwrap()
}

/// The cases a person sees in the list, with the scope that a careless caller might give them.
fn seen(d: &Desk, actor: Actor) -> Vec<i64> {
    let who = who::who(d.base.conn(), &actor, &d.clock, false).unwrap();
    let a = Asker { conn: d.base.conn(), scope: &Scope::All, who, clock: d.clock, office: &d.office };
    listed(&a).unwrap().into_iter().map(|c| c.id.0).collect()
}

fn state(d: &Desk, case: CaseId) -> String {
    d.text(&format!("SELECT state FROM handover_case WHERE id = {}", case.0))
}

#[test]
fn nobody_is_told_and_nothing_is_touched_before_its_minute() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let hr = d.person("Кадрова Нина", Role::Hr, c.sales, None);
    let security = d.person("Стражев Олег", Role::Security, c.sales, None);
    let it = d.person("Сетев Иван", Role::It, c.sales, None);
    let director = d.person("Главный Павел", Role::Director, c.sales, None);
    let person = format!("SELECT rev || status || export_off || leads_off FROM employee WHERE id = {}", c.leaver.0);
    let before = d.text(&person);
    let case = d.run(&order(&c)).case;
    assert_eq!((d.text(&person), state(&d, case).as_str()), (before, "draft"));
    let made = "SELECT (SELECT count(*) FROM inbox) + (SELECT count(*) FROM ledger_line) + (SELECT count(*) FROM active_object) \
                + (SELECT count(*) FROM checklist_item) + (SELECT count(*) FROM task WHERE case_id IS NOT NULL)";
    assert_eq!(d.one(made), 0);
    for knows in [Actor::Owner, Actor::Person(c.head), Actor::Person(hr), Actor::Person(security)] {
        assert_eq!(seen(&d, knows.clone()), [case.0], "{knows:?}");
    }
    for other in [c.leaver, c.anna, c.vera, it, director] {
        assert!(seen(&d, Actor::Person(other)).is_empty(), "{other:?}");
    }
    // Nowhere else, for nobody: no card, no entry of the journal, no way to it from the employee.
    assert!(case::case(d.base.conn(), &Scope::All, case, &d.clock).is_err());
    assert_eq!(of_leaver(d.base.conn(), c.leaver).unwrap(), None);
    let told = entries(d.base.conn(), &Scope::All, &JournalFilter::default(), None, 500).unwrap();
    assert!(told.iter().all(|e| e.kind != "case-prepare"));
    d.actor = Actor::Person(director);
    assert_eq!(d.refused(&CaseStart { case, job: None }), Code::UnknownCase);
    assert_eq!(d.refused(&CaseWithdraw { case }), Code::UnknownCase);
    assert_eq!(d.refused(&order(&c)), Code::Denied);
    assert_eq!(due(&mut d, "2026-11-12T11:29:00+03:00"), []);
    assert_sound(&d.base, "prepared");

    let ran = due(&mut d, "2026-11-12T11:30:00+03:00");
    let begun = ran.iter().find(|r| r.what == "case_start").unwrap();
    assert_eq!((begun.case, begun.state), (Some(case.0), JobState::Done));
    assert_eq!(state(&d, case), "distributing");
    assert_eq!(
        d.text(&format!("SELECT status || export_off || leads_off FROM employee WHERE id = {}", c.leaver.0)),
        "leaving11"
    );
    assert!(d.one("SELECT count(*) FROM ledger_line") > 0 && d.one("SELECT count(*) FROM checklist_item") > 0);
    assert!(d.one("SELECT count(*) FROM inbox WHERE kind = 'case_opened'") > 0, "now everybody is told");
    let row = "SELECT opened_at || ' ' || last_day || ' ' || risk || ' ' || hidden FROM handover_case";
    let want = format!("{} {} 1 0", at("2026-11-12T11:30:00+03:00").0, day("2026-11-24").0);
    assert_eq!(d.text(row), want);
    let told = entries(d.base.conn(), &Scope::All, &JournalFilter::default(), None, 500).unwrap();
    assert!(told.iter().any(|e| e.kind == "case-prepare"), "the journal keeps all");
    due(&mut d, "2026-11-12T11:31:00+03:00");
    assert_eq!(d.one("SELECT count(*) FROM handover_case"), 1);
    assert_sound(&d.base, "begun");
}

#[test]
fn the_preparation_changes_begins_by_hand_or_is_called_off() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    d.actor = Actor::Person(c.head);
    let case = d.run(&order(&c)).case;
    let again = d.run(&CasePrepare { start: at("2026-11-13T10:00:00+03:00"), ..order(&c) });
    assert_eq!(
        (again.case, d.one("SELECT count(*) FROM job WHERE kind = 'case_start'")),
        (case, 1),
        "one draft a person"
    );
    for (bad, code) in [
        (CasePrepare { start: d.clock.now, ..order(&c) }, Code::DateInPast),
        (CasePrepare { last_day: day("2026-11-11"), ..order(&c) }, Code::BadDate),
        (
            CasePrepare { start: at("2027-11-12T11:30:00+03:00"), last_day: day("2027-11-24"), ..order(&c) },
            Code::BadDate,
        ),
    ] {
        assert_eq!(d.refused(&bad), code);
    }
    d.run(&CaseWithdraw { case });
    assert_eq!((state(&d, case).as_str(), d.one("SELECT count(*) FROM inbox")), ("withdrawn", 0));
    assert_eq!(due(&mut d, "2026-11-13T10:00:00+03:00").len(), 0);
    assert!(seen(&d, Actor::Person(c.head)).is_empty(), "who called it off is not reminded of it");
    let second = d.run(&CasePrepare { start: at("2026-11-16T10:00:00+03:00"), ..order(&c) }).case;
    assert_ne!(second, case);
    d.run(&CaseStart { case: second, job: None });
    assert_eq!(state(&d, second), "distributing");
    assert_eq!(d.refused(&CaseStart { case: second, job: None }), Code::UnknownCase, "begun once");
    assert_eq!(d.refused(&order(&c)), Code::AlreadyInCase);
    let ran = due(&mut d, "2026-11-16T10:00:00+03:00");
    assert!(ran.iter().all(|r| r.what != "case_start"));
    assert_sound(&d.base, "by hand");
}

#[test]
fn what_happens_first_overtakes_it_and_a_start_that_cannot_be_is_told_to_the_head() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    // He gives notice himself: the open case takes the place of the hidden one.
    let draft = d.run(&order(&c)).case;
    let open = d.run(&CaseOpen::planned(c.leaver, day("2026-11-24"))).case;
    assert_eq!((state(&d, draft).as_str(), state(&d, open).as_str()), ("withdrawn", "open"));
    assert!(due(&mut d, "2026-11-12T11:30:00+03:00").iter().all(|r| r.what != "case_start"));
    d.run(&CaseWithdraw { case: open });
    // He is on leave with a substitute when the minute comes: nothing begins behind anybody's back.
    let third = d.run(&CasePrepare { start: at("2026-11-13T11:30:00+03:00"), ..order(&c) }).case;
    d.run(&AbsenceOpen {
        employee: c.leaver,
        kind: AbsenceKind::Illness,
        from: day("2026-11-12"),
        to: day("2026-11-20"),
        substitute: Some(c.anna),
        extent: Extent::Due,
        leads: true,
        acting_head: None,
        offers: Offers::Wait,
    });
    let ran = due(&mut d, "2026-11-13T11:30:00+03:00");
    let failed = ran.iter().find(|r| r.what == "case_start").unwrap();
    assert_eq!((failed.state, failed.result.as_str()), (JobState::Failed, "already_in_case"));
    assert_eq!(state(&d, third), "draft");
    let told = format!("SELECT count(*) FROM inbox WHERE kind = 'job_failed' AND employee_id = {}", c.head.0);
    assert_eq!(d.one(&told), 1);
    assert_eq!(d.one("SELECT count(*) FROM inbox WHERE kind = 'job_failed'"), 1, "the head alone");
    assert_sound(&d.base, "not begun");
}

/// What the head writes down of the warm deal, and whom she wishes its client.
fn answer(c: &Cast, case: CaseId) -> InterviewSave {
    InterviewSave {
        case,
        deal: c.warm_deal,
        promised: Promised::These("отгрузка до 20 ноября; ! скидка 7 %".into()),
        next: Some(("Позвонить завтра, обсудить смету".into(), Due::parse("2026-11-11"))),
        seen: None,
    }
}

fn wish(c: &Cast, case: CaseId, to: EmployeeId) -> PrepareWish {
    PrepareWish { case, object: c.plain.into(), to, reason: "знает клиента".into() }
}

fn asker<'a>(d: &'a Desk, who: &Actor) -> Asker<'a> {
    let known = who::who(d.base.conn(), who, &d.clock, false).unwrap();
    Asker { conn: d.base.conn(), scope: &Scope::All, who: known, clock: d.clock, office: &d.office }
}

fn asked(d: &Desk, who: &Actor, case: CaseId) -> Vec<interview::Asked> {
    let Answer::Interview(found) = ask(&asker(d, who), Query::Interview(case)).unwrap() else { panic!() };
    found.rows
}

/// The interview and the distribution are prepared before the minute; no card, inbox or journal tells of them, and in that
/// minute they are where the same words would have gone in the open.
#[test]
fn what_is_prepared_is_on_no_card_before_the_minute_and_in_its_place_after() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let director = d.person("Главный Павел", Role::Director, c.sales, None);
    d.actor = Actor::Person(c.head);
    let case = d.run(&order(&c)).case;
    // What is written of a deal says more than that nothing was promised.
    let story = Said::Text("договор согласован юристами".into());
    let object = Ref::from(c.final_deal);
    d.run(&ContextSave { case: None, object, block: Block::History, said: story, on: None, seen: None });
    let before = d.text("SELECT (SELECT count(*) FROM promise) || ' ' || (SELECT count(*) FROM context_block)");
    let nothing = InterviewSave { deal: c.final_deal, promised: Promised::Nothing, next: None, ..answer(&c, case) };
    d.run(&nothing);
    assert_eq!(d.run(&answer(&c, case)).waiting, 1);
    d.run(&wish(&c, case, c.boris));
    d.run(&wish(&c, case, c.anna));
    let head = Actor::Person(c.head);
    let row = |d: &Desk| asked(d, &head, case).into_iter().find(|a| a.deal == c.warm_deal).unwrap();
    assert!(row(&d).is_answered() && row(&d).drafted.unwrap().len() == 2);
    assert_eq!(row(&d).next.text, "Позвонить завтра (11 нояб.), обсудить смету");
    let plan = rehearsal::rehearsal(&asker(&d, &head), case).unwrap();
    let plain = plan.lines.iter().find(|l| l.object == c.plain.into()).unwrap();
    assert_eq!((plain.to, plain.reason.as_deref()), (c.anna, Some("знает клиента")));
    assert!(plan.shares.iter().any(|s| s.id == c.anna && s.given.clients > 0));

    let now = d.text("SELECT (SELECT count(*) FROM promise) || ' ' || (SELECT count(*) FROM context_block)");
    assert_eq!(now, before, "nothing is on a card");
    let made = "SELECT (SELECT count(*) FROM inbox) + (SELECT count(*) FROM ledger_line) + (SELECT count(*) FROM active_object)";
    assert_eq!(d.one(made), 0);
    for other in [c.leaver, c.anna, c.vera, director] {
        let other = Actor::Person(other);
        assert!(asked(&d, &other, case).is_empty(), "{other:?}");
        assert_eq!(rehearsal::rehearsal(&asker(&d, &other), case).unwrap_err().code, Code::UnknownCase);
    }
    let told = entries(d.base.conn(), &Scope::All, &JournalFilter::default(), None, 500).unwrap();
    assert!(told.iter().all(|e| e.kind != "interview-save" && e.kind != "prepare-wish"));

    // Another minute takes along what is written down.
    d.run(&CasePrepare { start: at("2026-11-12T12:30:00+03:00"), ..order(&c) });
    due(&mut d, "2026-11-12T12:30:00+03:00");
    assert_eq!(state(&d, case), "distributing", "what was wished is proposed");
    let promises = d.text("SELECT group_concat(text || ' ' || state || ' ' || by_actor, '; ') FROM promise");
    let who = format!("employee:{}", c.head.0);
    assert_eq!(promises, format!("отгрузка до 20 ноября noted {who}; скидка 7 % waiting {who}"));
    assert_eq!(d.one("SELECT count(*) FROM inbox WHERE kind = 'promise_waits'"), 1);
    let step = format!(
        "SELECT text || ' ' || state FROM context_block WHERE block = 'next_step' AND object_id = {}",
        c.warm_deal.0
    );
    assert_eq!(
        d.text(&step),
        "Позвонить завтра (11 нояб.), обсудить смету filled",
        "agreed, though its day has passed"
    );
    let line = format!(
        "SELECT proposed_id || ' ' || rule FROM ledger_line WHERE kind = 'client' AND object_id = {}",
        c.plain.0
    );
    assert_eq!(d.text(&line), format!("{} hand", c.anna.0));
    assert_eq!(d.owner(c.plain), c.leaver.0, "proposed, not given");
    let story = format!(
        "SELECT text || ' ' || state FROM context_block WHERE block = 'history' AND object_id = {}",
        c.final_deal.0
    );
    assert_eq!(d.text(&story), "договор согласован юристами filled");
    assert_sound(&d.base, "brought");
}

/// The head herself is prepared, and another head would lead it.
fn of_the_head(d: &mut Desk, c: &Cast) -> (CaseId, EmployeeId) {
    let boss = d.person("Старшева Ольга", Role::Head, c.sales, None);
    let order = CasePrepare { employee: c.head, acting_head: Some(boss), ..order(c) };
    (d.run(&order).case, boss)
}

#[test]
fn no_list_of_entries_tells_of_it_and_nothing_of_it_is_undone() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    d.run(&ClientSet { region: Some("Тверь".into()), ..ClientSet::of(c.plain) });
    let (_, boss) = of_the_head(&mut d, &c);
    let seq = Seq(d.one("SELECT seq FROM journal WHERE kind = 'case-prepare'"));
    let window = Window { anchor: Anchor::First, limit: 500 };
    for actor in [Actor::Person(c.head), Actor::Person(boss), Actor::Owner] {
        let who = who::who(d.base.conn(), &actor, &d.clock, false).unwrap();
        let a = Asker { conn: d.base.conn(), scope: &Scope::All, who, clock: d.clock, office: &d.office };
        let Answer::Undoable(rows) = ask(&a, Query::Undoable).unwrap() else { panic!() };
        assert!(!rows.is_empty() && rows.iter().all(|r| r.seq != seq), "{actor:?}: the list behind «u»");
        let Answer::Journal(page) = ask(&a, Query::Journal(Find::default(), window)).unwrap() else { panic!() };
        assert!(!page.rows.is_empty() && page.rows.iter().all(|r| r.entry.seq != seq), "{actor:?}: the journal");
        assert_eq!(journal::changes(&a, seq).unwrap(), [], "{actor:?}: what it changed");
    }
    for (actor, code) in [
        (Actor::Owner, Code::UnknownBatch),
        (Actor::Person(boss), Code::UnknownBatch),
        (Actor::Person(c.head), Code::Denied),
    ] {
        d.actor = actor;
        assert_eq!(d.refused(&Undo { seq }), code);
    }
    assert_eq!(d.refused(&Undo { seq: Seq(999) }), Code::Denied, "the same to her as an entry that is not there");
}

/// A refusal in full, with the number it was asked about left out.
fn refusal<C: Command>(d: &mut Desk, case: CaseId, command: &C) -> (Code, Vec<(&'static str, String)>) {
    let fault = match d.try_run(command) {
        Ok(_) => panic!("{} was not refused", C::WORD),
        Err(fault) => fault,
    };
    let number = case.0.to_string();
    let args = fault.args.into_iter().map(|(key, value)| (key, if value == number { "N".into() } else { value }));
    (fault.code, args.collect())
}

/// What the commands of a case answer about this one.
fn refusals(d: &mut Desk, c: &Cast, case: CaseId) -> Vec<(Code, Vec<(&'static str, String)>)> {
    let objects = vec![Ref::from(c.plain)];
    let reason = "просил клиент".to_owned();
    let change = CaseChange { case, kind: None, last_day: None, dismissed_on: None, order: None };
    let accept = Accept {
        case,
        receiver: c.anna,
        which: Which::All,
        next_step: None,
        on: None,
        via: Via::Words,
        force: Some(reason.clone()),
    };
    vec![
        refusal(d, case, &CaseChange { last_day: Some(day("2026-12-01")), ..change.clone() }),
        refusal(d, case, &CaseChange { kind: Some(CaseKind::Crisis), ..change }),
        refusal(d, case, &CaseStart { case, job: None }),
        refusal(d, case, &CaseWithdraw { case }),
        refusal(d, case, &CaseClose { case }),
        refusal(d, case, &Propose { case }),
        refusal(d, case, &Reassign { case, objects: objects.clone(), to: c.anna, reason: reason.clone() }),
        refusal(d, case, &Apply { case }),
        refusal(d, case, &UndoBatch { case, batch: None }),
        refusal(d, case, &accept),
        refusal(
            d,
            case,
            &Decline { case, receiver: c.anna, objects: objects.clone(), reason: reason.clone(), via: Via::Words },
        ),
        refusal(d, case, &Waive { case, objects: objects.clone(), block: None, reason }),
        refusal(d, case, &CommentTick { case, receiver: None, objects }),
        refusal(d, case, &TemporarySet { case, to: Some(c.anna) }),
        refusal(d, case, &AbsenceReturn { case, came: Vec::new(), waive: None }),
        refusal(d, case, &JobAgain { case, job: JobId(777) }),
        refusal(d, case, &answer(c, case)),
        refusal(d, case, &wish(c, case, c.anna)),
    ]
}

#[test]
fn a_refusal_tells_nobody_that_there_is_one() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let director = d.person("Главный Павел", Role::Director, c.sales, None);
    let (case, _) = of_the_head(&mut d, &c);
    let north = d.department("Север");
    let neighbour = d.person("Соседов Лев", Role::Head, north, None);
    let nothing = CaseId(999);
    for called_off in [false, true] {
        if called_off {
            d.actor = Actor::Owner;
            d.run(&CaseWithdraw { case });
        }
        for who in [c.head, neighbour, director, c.vera, c.anna] {
            d.actor = Actor::Person(who);
            assert_eq!(refusals(&mut d, &c, case), refusals(&mut d, &c, nothing), "{who:?}, called off: {called_off}");
        }
    }
}
