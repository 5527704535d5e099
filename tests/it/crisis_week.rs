//! The first week of a crisis and its ends (1-G2, 1-G3, 2 §9.9): mailbox, rights, terms, the act with a commission, both
//! changes of kind, figures.

use estafeta::base::*;
use estafeta::domain::metrics::{FigureState, Metric};
use estafeta::domain::*;
use estafeta::ops::*;
use estafeta::reads::{Scope, case, closing, metrics, papers};

use crate::desk::{Cast, Desk, cast, day};
use crate::due_work::due;
use crate::kit::assert_sound;

fn crisis(d: &mut Desk, c: &Cast) -> CaseId {
    d.run(&CrisisOpen::of(c.leaver)).case
}

fn change(case: CaseId, kind: CaseKind, last_day: Option<&str>) -> CaseChange {
    CaseChange { case, kind: Some(kind), last_day: last_day.map(day), dismissed_on: None, order: None }
}

fn e(d: &Desk, who: EmployeeId, field: &str) -> String {
    d.text(&format!("SELECT ({field}) || '' FROM employee WHERE id = {}", who.0))
}

fn missing(d: &Desk, case: CaseId) -> Vec<&'static str> {
    closing::of_case(d.base.conn(), case).unwrap().iter().map(|b| b.word()).collect()
}

/// Everything decided by the rules, context waived because nobody is there to ask, accepted by the receivers.
fn hand_over(d: &mut Desk, c: &Cast, case: CaseId) {
    d.run(&Propose { case });
    d.run(&Apply { case });
    let objects: Vec<Ref> = vec![
        c.vip.into(),
        c.plain.into(),
        c.idle.into(),
        c.final_deal.into(),
        c.warm_deal.into(),
        c.lone_deal.into(),
        c.foreign_deal.into(),
    ];
    d.run(&Waive {
        case, objects, block: None, reason: "увольняющегося нет, спросить некого".into()
    });
    for receiver in [c.head, c.anna, c.boris, c.vera] {
        let accept = Accept {
            case,
            receiver,
            which: Which::All,
            next_step: Some("позвонить и представиться, уточнить договорённости".into()),
            on: Some(Due::day(d.clock.today().plus(1))),
            via: Via::Screen,
            force: None,
        };
        // Who got nothing has nothing to accept.
        let _ = d.try_run(&accept);
    }
    d.run(&CrmConfirm { case, objects: vec![] });
}

#[test]
fn from_the_first_minute_to_the_closed_case() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = crisis(&mut d, &c);
    hand_over(&mut d, &c, case);
    for client in [c.vip, c.plain, c.idle] {
        let outcome = CallResult::Reached;
        d.run(&CallOutcome {
            case, client, outcome, note: "знает о новом менеджере".into(), again_at: None
        });
    }
    d.run(&MailCombed { case, letters: Some(143) });
    let sql = "SELECT group_concat(id) FROM access WHERE state = 'asked' AND case_id IS NOT NULL";
    let accesses: Vec<i64> = d.text(sql).split(',').map(|n| n.parse().unwrap()).collect();
    for id in accesses {
        for mark in [AccessMark::Redirected, AccessMark::Done] {
            let evidence = Some("закрыто вручную, на sales@".to_owned());
            let _ = d.try_run(&AccessTick { case, which: AccessPick::One(AccessId(id)), mark, evidence });
        }
    }
    for code in ["log_read", "fresh_export"] {
        let item = d.one(&format!("SELECT n FROM checklist_item WHERE code = '{code}'"));
        d.run(&CheckItem { case, item, tick: Tick::Waive("CRM не ведёт журнала".into()) });
    }
    assert_eq!(missing(&d, case), ["items_open", "no_act"]);
    // The act is written with a commission, and says so.
    let data = papers::act(d.base.conn(), &Scope::All, case, &d.office, &d.clock).unwrap();
    assert!(data.without_leaver());
    let act = |n: u8| ActRecord {
        anew: false,
        case,
        format: "docx".into(),
        file: format!("act-{n}.docx"),
        sha256: "ab".repeat(32),
        journal_head: "00".into(),
    };
    d.run(&act(1));
    let absent = Sign { case, who: c.leaver, state: SignatureState::Absent, note: None };
    assert_eq!(d.refused(&absent), Code::CommissionNeeded, "nobody attests in his place");
    let members = |members: &[EmployeeId]| CommissionSet { case, members: members.to_vec() };
    assert_eq!(d.refused(&members(&[c.anna])), Code::CommissionNeeded);
    assert_eq!(d.refused(&members(&[c.anna, c.leaver])), Code::NotEligible);
    d.run(&members(&[c.boris, c.vera]));
    d.run(&members(&[c.anna, c.vera]));
    d.run(&absent);
    for who in [c.head, c.anna, c.boris, c.vera] {
        let _ = d.try_run(&Sign { case, who, state: SignatureState::Signed, note: None });
    }
    assert_eq!(missing(&d, case), Vec::<&str>::new());
    let data = papers::act(d.base.conn(), &Scope::All, case, &d.office, &d.clock).unwrap();
    let texts = estafeta::texts::Texts::load(estafeta::texts::Lang::Ru);
    let text = estafeta::exchange::plain::plain(&estafeta::exchange::act::act(&data, &texts));
    for words in [
        "Акт составлен без увольняющегося",
        "когда был на связи в последний раз, неизвестно",
        "Член комиссии",
        "Белова Анна",
    ] {
        let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains(words), "{words}\n{text}");
    }
    assert_eq!(d.run(&CaseClose { case }).state, CaseState::Closed);
    assert_eq!(e(&d, c.leaver, "status"), "leaving", "only an order makes him «Уволен»");
    let order = CaseChange {
        dismissed_on: Some(day("2026-11-24")),
        order: Some("12-к".into()),
        kind: None,
        ..change(case, CaseKind::Crisis, None)
    };
    d.run(&order);
    assert_eq!(e(&d, c.leaver, "status || blocked"), "dismissed1");
    assert_sound(&d.base, "a crisis is closed");
}

#[test]
fn what_the_mailbox_held_becomes_work() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = crisis(&mut d, &c);
    let found = |client, kind, text: &str, due| MailFinding { case, client, kind, text: text.into(), due };
    assert_eq!(d.refused(&found(Some(c.plain), MailFound::Promise, "…", None)), Code::Placeholder);
    let past = Some(Due::day(day("2026-11-01")));
    assert_eq!(d.refused(&found(Some(c.plain), MailFound::Promise, "отсрочка 30 дней", past)), Code::DateInPast);
    let out = d.run(&found(Some(c.plain), MailFound::Promise, "отсрочка 30 дней", None));
    assert_eq!(out.owner, c.head, "whoever answers for the time being");
    let task = d.text(&format!("SELECT title || due_day FROM task WHERE id = {}", out.task.0));
    assert_eq!(task, format!("Выполнить обещанное в письме: отсрочка 30 дней{}", day("2026-11-11").0));
    assert_eq!(d.one(&format!("SELECT count(*) FROM note WHERE client_id = {}", c.plain.0)), 1, "and on the card");
    let loose = d.run(&found(None, MailFound::Unanswered, "счёт от поставщика", None));
    let foreign = d.run(&found(Some(c.foreign), MailFound::Unanswered, "вопрос о сроке", None));
    assert_eq!((loose.owner, foreign.owner), (c.head, c.anna), "a colleague's client is the colleague's");
    // The distribution takes what it became along with the client.
    d.run(&Propose { case });
    let applied = d.run(&Apply { case });
    assert!(applied.conflicts.is_empty());
    assert_eq!(d.owner(out.task), d.owner(c.plain));
    assert_eq!(d.one("SELECT count(*) FROM ledger_line WHERE late = 1"), 2);
    let after = d.run(&found(Some(c.plain), MailFound::Agreement, "встреча в декабре", None));
    assert_eq!(after.owner.0, d.owner(c.plain), "by now the new manager's");
    assert_eq!(d.run(&MailCombed { case, letters: Some(143) }).findings, 4);
    let item = "SELECT state FROM checklist_item WHERE computed = 'mailbox_combed'";
    assert_eq!(d.text(item), "done");
    d.run(&MailCombed { case, letters: None });
    assert_eq!(d.text(item), "open");
    assert_sound(&d.base, "the mailbox is combed");
}

#[test]
fn seven_days_are_enough_and_then_it_alarms() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = crisis(&mut d, &c);
    let alarms = "SELECT count(*) FROM inbox WHERE kind = 'temporary_over' AND done_at IS NULL";
    d.later(7 * DAY_MS - 1);
    due(&mut d);
    assert_eq!(d.one(alarms), 0);
    d.later(1);
    let ran = due(&mut d);
    let ended = ran.iter().find(|r| r.what == "temporary_end").unwrap();
    assert_eq!((ended.case, ended.result.as_str()), (Some(case.0), "10"));
    assert_eq!(d.one(alarms), 2, "the head and the director");
    assert!(due(&mut d).iter().all(|r| r.what != "temporary_end"), "once");
    d.run(&Propose { case });
    d.run(&Apply { case });
    assert_eq!(d.one(alarms), 0, "and it is over when everything is decided");
    assert_sound(&d.base, "seven days");
}

#[test]
fn he_works_his_notice_after_all() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = crisis(&mut d, &c);
    d.run(&Propose { case });
    let lines = d.one("SELECT count(*) FROM ledger_line");
    assert_eq!(d.refused(&change(case, CaseKind::Planned, None)), Code::BadDate);
    assert_eq!(d.refused(&change(case, CaseKind::Planned, Some("2026-11-09"))), Code::DateInPast);
    assert_eq!(d.refused(&change(case, CaseKind::Absence, None)), Code::NotBuilt);
    d.later(DAY_MS);
    d.run(&change(case, CaseKind::Planned, Some("2026-11-24")));
    assert_eq!(d.one("SELECT count(*) FROM ledger_line"), lines, "the ledger goes on");
    assert_eq!(e(&d, c.leaver, "status || access_closed || export_off || leads_off"), "leaving011");
    assert_eq!((d.owner(c.plain), d.owner(c.call)), (c.leaver.0, c.leaver.0), "his to hand over");
    let v = case::case(d.base.conn(), &Scope::All, case, &d.clock).unwrap();
    assert_eq!((v.kind, v.last_day, v.clocks, v.temporary), (CaseKind::Planned, Some(day("2026-11-24")), None, None));
    let open = |code: &str| d.text(&format!("SELECT state FROM checklist_item WHERE code = '{code}'"));
    assert_eq!((open("burning_called").as_str(), open("correspondence").as_str()), ("not_applicable", "open"));
    let at = d.one("SELECT min(due_at) FROM checklist_item WHERE code = 'clients_distributed'");
    assert!(At(at) > d.clock.now, "terms are planned anew");
    d.run(&Apply { case });
    assert_sound(&d.base, "planned after all");
    // And he does not come again.
    d.run(&change(case, CaseKind::Crisis, None));
    assert_eq!(open_of(&d, "burning_called"), "open");
    assert_eq!(e(&d, c.leaver, "access_closed"), "1");
    assert_sound(&d.base, "a crisis again");
}

fn open_of(d: &Desk, code: &str) -> String {
    d.text(&format!("SELECT state FROM checklist_item WHERE code = '{code}'"))
}

#[test]
fn he_stops_coming_in_the_middle_of_his_notice() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = d.run(&CaseOpen::planned(c.leaver, day("2026-11-24"))).case;
    d.run(&Propose { case });
    d.run(&Reassign { case, objects: vec![c.idle.into()], to: c.anna, reason: "её регион".into() });
    // One client is decided before he is gone.
    d.write(|tx| {
        tx.set_all(Kind::Line, &["proposed_id"], "SELECT id, NULL FROM ledger_line WHERE rule IS NOT 'hand'", [])
            .unwrap()
    });
    d.run(&Apply { case });
    assert_eq!(d.owner(c.idle), c.anna.0);
    d.later(3 * DAY_MS);
    d.run(&change(case, CaseKind::Crisis, None));
    assert_eq!(d.owner(c.idle), c.anna.0, "what a receiver has stays there");
    assert_eq!((d.owner(c.vip), d.owner(c.call)), (c.head.0, c.head.0));
    let v = case::case(d.base.conn(), &Scope::All, case, &d.clock).unwrap();
    let clocks = v.clocks.unwrap();
    assert_eq!(clocks[0].ends_at, d.clock.now.plus(DAY_MS), "the clocks run from the morning he did not come");
    assert!(!clocks[0].is_late(d.clock.now));
    assert_eq!(v.temporary_until, Some(d.clock.now.plus(7 * DAY_MS)));
    let due = "SELECT max(due_at) FROM access WHERE state = 'asked'";
    assert!(At(d.one(due)) <= d.clock.now.plus(30 * MINUTE_MS));
    assert_eq!(e(&d, c.leaver, "status || access_closed"), "leaving1");
    assert_sound(&d.base, "from planned to crisis");
}

/// The last day is the last one somebody worked, accesses go at once and are waited for since then (2 §2, §7).
#[test]
fn nothing_of_the_plan_stands_beside_the_crisis() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = d.run(&CaseOpen::planned(c.leaver, day("2026-11-24"))).case;
    d.later(3 * DAY_MS);
    d.run(&change(case, CaseKind::Crisis, None));
    let last_day = |d: &Desk| case::case(d.base.conn(), &Scope::All, case, &d.clock).unwrap().last_day;
    assert_eq!((last_day(&d), e(&d, c.leaver, "last_day").as_str()), (None, ""));
    let asked = |d: &Desk, role: &str| {
        d.text(&format!(
            "SELECT group_concat(kind) FROM inbox WHERE role = '{role}' AND kind <> 'chain_done' AND done_at IS NULL"
        ))
    };
    assert_eq!(asked(&d, "it"), "accesses_cut", "one thing is asked for once");
    assert_eq!(asked(&d, "hr"), "crisis_opened");
    let (now, at) = (d.clock.now.0, "SELECT count(*) FROM access WHERE state = 'asked'");
    assert!(d.one(&format!("{at} AND asked_at = {now}")) > 0);
    assert_eq!(d.one(&format!("{at} AND asked_at < {now} AND due_at >= {now}")), 0, "waited for since now");
    let late = AccessAdd {
        employee: c.leaver,
        system: "Портал поставщика".into(),
        title: None,
        login: "ivanov".into(),
        shared: None,
        needs_redirect: None,
        note: String::new(),
    };
    let access = d.run(&late).access;
    let term = d.one(&format!("SELECT due_at FROM access WHERE id = {}", access.0));
    assert_eq!(At(term), d.clock.now.plus(30 * MINUTE_MS), "by the clock of the crisis");
    assert_sound(&d.base, "from planned to crisis");
    d.later(HOUR_MS);
    d.run(&change(case, CaseKind::Planned, Some("2026-11-27")));
    assert_eq!(last_day(&d), Some(day("2026-11-27")));
    let until = d.one("SELECT due_at FROM inbox WHERE role = 'it' AND kind = 'case_opened' AND done_at IS NULL");
    assert_eq!(d.clock.zone.day(At(until)), day("2026-11-27"), "IT is to close by the new last day");
    assert_sound(&d.base, "planned again");
}

#[test]
fn who_may_cut_somebody_off() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let other = d.department("Опт");
    let stranger = d.person("Чужих Игорь", Role::Head, other, None);
    let mut allowed = Vec::new();
    let people = [
        ("manager", c.anna),
        ("senior", c.vera),
        ("head of another department", stranger),
        ("it", d.person("Айтишников", Role::It, other, None)),
        ("hr", d.person("Кадров", Role::Hr, other, None)),
        ("security", d.person("Безопасных", Role::Security, other, None)),
        ("director", d.person("Директоров", Role::Director, other, None)),
        ("head", c.head),
    ];
    for (name, who) in people {
        d.actor = Actor::Person(who);
        match d.try_run(&CrisisOpen::of(c.leaver)) {
            Ok(done) => {
                allowed.push(name);
                assert_eq!(d.one("SELECT temporary_id FROM handover_case ORDER BY id DESC LIMIT 1"), c.head.0);
                d.actor = Actor::Owner;
                d.run(&CaseWithdraw { case: done.out.case });
            }
            Err(f) => assert_eq!(f.code, Code::Denied, "{name}"),
        }
    }
    assert_eq!(allowed, ["it", "hr", "security", "director", "head"]);
    // IT cuts off; who answers in the meantime is not IT's to say.
    d.actor = Actor::Person(people[3].1);
    let choose = CrisisOpen { temporary: Some(c.vera), ..CrisisOpen::of(c.leaver) };
    assert_eq!(d.refused(&choose), Code::Denied);
    let new = CrisisOpen { employee: CrisisWho::New { name: "Лукина Жанна".into() }, ..choose };
    assert_eq!(d.refused(&new), Code::Denied);
    d.actor = Actor::Person(c.head);
    d.run(&CrisisOpen { temporary: Some(c.vera), ..CrisisOpen::of(c.leaver) });
    // He himself is outside from this second on.
    d.actor = Actor::Person(c.leaver);
    let touch = TouchAdd {
        client: c.plain,
        kind: TouchKind::Call,
        outcome: "звонил сам".into(),
        by: None,
        at: None,
        recorded: false,
    };
    assert_eq!(d.refused(&touch), Code::Denied);
}

#[test]
fn figures_of_a_crisis_never_pretend() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let new =
        CrisisOpen { employee: CrisisWho::New { name: "Лукина Жанна".into() }, ..CrisisOpen::of(c.leaver) };
    let empty = d.run(&new).case;
    let of = |d: &Desk, case| metrics::of_case(d.base.conn(), case, &d.clock, &d.office).unwrap();
    let state = |m: &metrics::CaseMetrics, metric| m.get(metric).unwrap().state;
    let m = of(&d, empty);
    for metric in [Metric::LostDeals, Metric::HotHours, Metric::NotifiedByLastDay, Metric::Context, Metric::OpeningLag]
    {
        let f = m.get(metric).unwrap();
        assert!(f.denominator == Some(0) || f.state == FigureState::NoData, "{metric:?}: {f:?}");
        assert_eq!(f.permille(), None, "{metric:?}");
    }
    let case = crisis(&mut d, &c);
    d.later(5 * HOUR_MS);
    hand_over(&mut d, &c, case);
    let m = of(&d, case);
    assert_eq!(state(&m, Metric::OpeningLag), FigureState::NoData, "начало неизвестно");
    let hot = m.get(Metric::HotHours).unwrap();
    assert_eq!((hot.numerator, hot.state), (300, FigureState::Final), "from the opening");
    let told = |d: &Desk| of(d, case).get(Metric::NotifiedByLastDay).unwrap().numerator;
    let call = |outcome| CallOutcome {
        case,
        client: c.plain,
        outcome,
        note: String::new(),
        again_at: (outcome == CallResult::CallBack).then(|| now_plus(8)),
    };
    d.run(&call(CallResult::NoAnswer));
    d.run(&call(CallResult::CallBack));
    assert_eq!(told(&d), 0, "who was not reached was not told");
    d.run(&call(CallResult::Reached));
    assert_eq!(told(&d), 1);
    assert_eq!(m.get(Metric::NotifiedByLastDay).unwrap().to, Some(crate::desk::now().plus(7 * DAY_MS)));
}

fn now_plus(hours: i64) -> At {
    crate::desk::now().plus(hours * HOUR_MS)
}

#[test]
fn no_letter_goes_out_about_a_temporary_owner() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = crisis(&mut d, &c);
    assert_eq!(d.one("SELECT count(*) FROM letter"), 0, "a temporary owner is nobody's new manager");
    hand_over(&mut d, &c, case);
    assert_eq!(d.one("SELECT count(*) FROM letter"), 3, "the new managers are");
    // A draft of a line that fell back to somebody for the time being must not go out.
    let letter = LetterId(d.one(&format!("SELECT id FROM letter WHERE client_id = {}", c.plain.0)));
    let address = "UPDATE letter SET address = 'x@y.example', problem = ''";
    d.write(|tx| tx.exec(address, []).unwrap());
    let line =
        format!("UPDATE ledger_line SET temp_id = {} WHERE object_id = {} AND kind = 'client'", c.head.0, c.plain.0);
    d.write(|tx| tx.exec(&line, []).unwrap());
    let text = ApprovedText {
        letter,
        subject: "Ваш менеджер".into(),
        body: "Здравствуйте!".into(),
        salutation: None,
        without_call: false,
    };
    let fault = d.try_run(&LettersApprove { case, letters: vec![text] }).unwrap_err();
    assert_eq!((fault.code, fault.arg("reason")), (Code::LetterNotReady, "temporary"));
}

#[test]
fn a_temporary_owner_who_leaves_too_is_replaced() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = d.run(&CrisisOpen { temporary: Some(c.vera), ..CrisisOpen::of(c.leaver) }).case;
    let second = d.run(&CrisisOpen::of(c.vera));
    assert_eq!(second.lines, 0, "what she held for the time being was never hers");
    assert_eq!(d.one(&format!("SELECT temporary_id FROM handover_case WHERE id = {}", case.0)), c.head.0);
    assert_eq!(d.owner(c.plain), c.head.0);
    assert_sound(&d.base, "the temporary owner leaves too");
}

#[test]
fn what_still_lands_on_him_answers_to_the_temporary_owner() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = crisis(&mut d, &c);
    let lead = d.lead("Пропущенный звонок", c.leaver);
    let client = d.client("Эпсилон", c.leaver, Segment::Regular);
    due(&mut d);
    d.later(DAY_MS);
    let ran = due(&mut d);
    assert!(ran.iter().any(|r| r.what == "late" && r.case == Some(case.0)), "{ran:?}");
    assert_eq!((d.owner(lead), d.owner(client)), (c.head.0, c.head.0));
    assert_eq!(d.one("SELECT count(*) FROM ledger_line WHERE late = 1 AND temp_id IS NOT NULL"), 2);
    assert_sound(&d.base, "late arrivals of a crisis");
}
