//! Incidents: out of a signal, by hand, «звонил бывший менеджер»; the clocks of 152-ФЗ; the leaks of 2 §8; who may what.

use estafeta::base::*;
use estafeta::domain::metrics::{FigureState, Metric};
use estafeta::domain::*;
use estafeta::exchange::read::Names;
use estafeta::ops::import::Answers;
use estafeta::ops::*;
use estafeta::reads::inbox::{self, InboxRow};
use estafeta::reads::today::{AlarmKind, Today, Waits};
use estafeta::reads::who::Sight;
use estafeta::reads::{Anchor, Answer, Asker, Query, Total, Window, ask, incidents, log, metrics, signals, watch, who};

use super::activity_log::Bench;
use super::desk::day;
use super::logbook::Logbook;

/// A log with one deletion spree of the third person.
fn spree(b: &mut Bench) -> SignalId {
    let mut book = Logbook::new(5);
    book.ordinary(&["kovalev", "petrova", "yudin"], day("2026-09-21"), day("2026-11-09"));
    book.plant("yudin", day("2026-11-06"), SignalKind::Deletion);
    b.read(&book.csv());
    SignalId(b.desk.one("SELECT id FROM signal"))
}

fn one(b: &Bench, id: IncidentId) -> incidents::IncidentRow {
    incidents::one(b.desk.base.conn(), &Sight::ALL, id).unwrap().unwrap()
}

#[test]
fn a_signal_becomes_an_incident_whose_clocks_run_until_both_notices_are_made() {
    let mut b = Bench::new();
    let signal = spree(&mut b);
    let from = Suspicion::Signal(signal);
    let id = b.desk.run(&IncidentAdd { from: from.clone(), what: String::new(), personal: false }).incident;
    assert_eq!(b.desk.refused(&IncidentAdd { from, what: String::new(), personal: false }), Code::WrongState);
    let found = one(&b, id);
    assert_eq!((found.kind, found.state, found.personal), (IncidentKind::Deletion, IncidentState::Suspected, true));
    assert_eq!(found.due(Notice::Hours24), Some(b.desk.clock.now.plus(DAY_MS)));
    let due = |b: &Bench| incidents::due(b.desk.base.conn(), &Sight::ALL, b.desk.clock.now).unwrap();
    assert_eq!(due(&b).iter().map(|d| (d.notice, d.overdue)).collect::<Vec<_>>().len(), 2);
    b.desk.later(25 * HOUR_MS);
    assert_eq!(due(&b).iter().map(|d| d.overdue).collect::<Vec<_>>(), [true, false]);
    b.desk.run(&IncidentNotify { incident: id, notice: Notice::Hours24 });
    assert_eq!(due(&b).len(), 1);
    b.desk.run(&IncidentDecide { incident: id, confirm: true, reason: String::new(), personal: None });
    b.desk.run(&IncidentNotify { incident: id, notice: Notice::Hours72 });
    assert_eq!(due(&b), []);
    // What the inbox told of it is over with the decision.
    assert_eq!(b.desk.one("SELECT count(*) FROM inbox WHERE done_at IS NULL"), 0);
    super::kit::assert_sound(&b.desk.base, "after an incident");
}

#[test]
fn a_dismissal_needs_its_reason_and_stops_the_clocks() {
    let mut b = Bench::new();
    let signal = spree(&mut b);
    let id =
        b.desk.run(&IncidentAdd { from: Suspicion::Signal(signal), what: String::new(), personal: false }).incident;
    let no = |reason: &str| IncidentDecide { incident: id, confirm: false, reason: reason.into(), personal: None };
    assert_eq!(b.desk.refused(&no("")), Code::ReasonNeeded);
    assert_eq!(b.desk.refused(&no("...")), Code::Placeholder);
    b.desk.run(&no("удалял дубли по поручению РОПа"));
    assert_eq!(one(&b, id).next(), None);
    assert_eq!(b.desk.refused(&IncidentNotify { incident: id, notice: Notice::Hours24 }), Code::WrongState);
}

#[test]
fn the_former_manager_is_found_by_the_owners_history_for_180_days() {
    let mut b = Bench::new();
    let (old, new) = (b.people[0], b.people[1]);
    let client = b.desk.client("ООО «Каскад»", old, Segment::Vip);
    let call = IncidentAdd { from: Suspicion::FormerCall(client), what: String::new(), personal: false };
    assert_eq!(b.desk.refused(&call), Code::NoFormerOwner);
    b.desk.set(client, "owner_id", new);
    assert_eq!(b.desk.refused(&call), Code::NoFormerOwner, "who only changed desks is no former manager");
    b.desk.set(old, "last_day", day("2026-11-10"));
    b.desk.set(old, "dismissed_on", day("2026-11-10"));
    b.desk.set(old, "status", EmployeeStatus::Dismissed);
    let done = b.desk.run(&call);
    assert_eq!((done.employee, one(&b, done.incident).kind), (Some(old), IncidentKind::FormerCall));
    b.desk.run(&IncidentTell {
        incident: done.incident, what: Some("звал к себе".into()), personal: Some(true)
    });
    assert_eq!((one(&b, done.incident).what.as_str(), one(&b, done.incident).personal), ("звал к себе", true));
    b.desk.later(180 * DAY_MS);
    b.desk.run(&call);
    b.desk.later(DAY_MS);
    assert_eq!(b.desk.refused(&call), Code::FormerOwnerTooLate);
}

#[test]
fn leaks_are_not_measured_until_a_log_is_read_and_only_confirmed_ones_count() {
    let mut b = Bench::new();
    let leaver = b.people[2];
    let case = b.desk.run(&CaseOpen::planned(leaver, day("2026-11-27"))).case;
    let leaks = |b: &Bench| {
        let all = metrics::of_case(b.desk.base.conn(), case, &b.desk.clock, &b.desk.office).unwrap();
        let f = *all.get(Metric::Leaks).unwrap();
        (f.state, f.numerator, all.leaks_suspected)
    };
    assert_eq!(leaks(&b), (FigureState::NotMeasured, 0, 0));
    let signal = spree(&mut b);
    assert_eq!(leaks(&b), (FigureState::Preliminary, 0, 0));
    let id =
        b.desk.run(&IncidentAdd { from: Suspicion::Signal(signal), what: String::new(), personal: false }).incident;
    assert_eq!(leaks(&b), (FigureState::Preliminary, 0, 1));
    b.desk.run(&IncidentDecide { incident: id, confirm: true, reason: String::new(), personal: Some(false) });
    assert_eq!(leaks(&b), (FigureState::Preliminary, 1, 0));
}

/// What each role is answered: the head of the department, of another one, security, a senior, a manager, HR, the director,
/// the leaver.
#[test]
fn who_may_read_the_log_see_and_decide() {
    let mut b = Bench::new();
    let signal = spree(&mut b);
    let dept = DepartmentId(b.desk.one("SELECT department_id FROM employee WHERE role = 'head'"));
    let other = b.desk.department("Другой отдел");
    let head = EmployeeId(b.desk.one("SELECT id FROM employee WHERE role = 'head'"));
    let mut person = |name: &str, role, d| b.desk.person(name, role, d, None);
    let stranger = person("Чужой Пётр", Role::Head, other);
    let security = person("Орлов Виктор", Role::Security, other);
    let director = person("Вершинин Павел", Role::Director, other);
    let hr = person("Кузнецова Ольга", Role::Hr, other);
    let senior = person("Смирнов Алексей", Role::Senior, dept);
    let (manager, culprit) = (b.people[0], b.people[2]);
    b.desk.run(&CaseOpen::planned(culprit, day("2026-11-27")));

    let seen = |b: &Bench, id: EmployeeId| {
        let me = who::who(b.desk.base.conn(), &Actor::Person(id), &b.desk.clock, false).unwrap();
        let watch = who::watch(&rights::Matrix::shipped().unwrap(), &me);
        signals::open_count(b.desk.base.conn(), &watch, None).unwrap()
    };
    for (id, n) in
        [(head, 1), (security, 1), (director, 1), (stranger, 0), (hr, 0), (senior, 0), (manager, 0), (culprit, 0)]
    {
        assert_eq!(seen(&b, id), n, "{id}");
    }

    let look = SignalLook { signal, reason: "проверено с руководителем".into() };
    for id in [director, stranger, hr, senior, manager, culprit] {
        b.desk.actor = Actor::Person(id);
        assert_eq!(b.desk.refused(&look), Code::Denied, "{id}");
        assert_eq!(
            b.desk.refused(&IncidentAdd { from: Suspicion::Signal(signal), what: String::new(), personal: false }),
            Code::Denied
        );
    }
    b.desk.actor = Actor::Person(head);
    b.desk.run(&look);
    b.desk.actor = Actor::Person(security);
    let id =
        b.desk.run(&IncidentAdd { from: Suspicion::Signal(signal), what: String::new(), personal: false }).incident;

    // Whoever works with clients may report; only the head and security decide.
    let hand = Suspicion::Hand { kind: IncidentKind::Other, employee: Some(manager), client: None };
    let report =
        IncidentAdd { from: hand, what: "видели базу у конкурента".into(), personal: false };
    for (id, may) in [(senior, true), (manager, true), (culprit, true), (hr, false), (director, false)] {
        b.desk.actor = Actor::Person(id);
        assert_eq!(b.desk.try_run(&report).is_ok(), may, "{id}");
    }
    let confirm = IncidentDecide { incident: id, confirm: true, reason: String::new(), personal: None };
    for id in [senior, manager, culprit, hr, director, stranger] {
        b.desk.actor = Actor::Person(id);
        assert_eq!(b.desk.refused(&confirm), Code::Denied, "{id}");
    }
    b.desk.actor = Actor::Person(head);
    b.desk.run(&confirm);

    // Security imports the log and nothing else; the head imports both, the manager neither.
    let log = "Дата;Пользователь;Событие\n10.11.2026 09:00;yudin;Вход\n";
    let companies = "ID;Название компании;Тип компании;Ответственный\n1;ООО «Х»;Клиент;Юдин Сергей\n";
    for (id, may_log, may_rest) in [(security, true, false), (head, true, true), (manager, false, false)] {
        b.desk.actor = Actor::Person(id);
        for (text, may) in [(log, may_log), (companies, may_rest)] {
            assert_eq!(b.try_read(text, &Answers::default()).is_ok(), may, "{id}: {text}");
        }
    }
}

#[test]
fn nobody_judges_what_is_said_of_oneself() {
    let mut b = Bench::new();
    let head = EmployeeId(b.desk.one("SELECT id FROM employee WHERE role = 'head'"));
    b.desk.set(head, "login", "boss");
    let mut book = Logbook::new(2);
    book.ordinary(&["boss"], day("2026-10-01"), day("2026-11-09"));
    book.plant("boss", day("2026-11-06"), SignalKind::Export);
    b.read(&book.csv());
    let signal = SignalId(b.desk.one("SELECT id FROM signal"));
    b.desk.actor = Actor::Person(head);
    assert_eq!(b.desk.refused(&SignalLook { signal, reason: "это моя работа".into() }), Code::Denied);
}

/// What a screen answers this person, through the rights that a session gives it.
fn answer(b: &Bench, actor: Actor, query: Query) -> Answer {
    let (conn, matrix) = (b.desk.base.conn(), rights::Matrix::shipped().unwrap());
    let me = who::who(conn, &actor, &b.desk.clock, false).unwrap();
    let scope = who::scope(&matrix, &me);
    ask(&Asker { conn, scope: &scope, who: me, clock: b.desk.clock, office: &b.desk.office }, query).unwrap()
}

fn told(b: &Bench, id: EmployeeId) -> Vec<InboxRow> {
    match answer(b, Actor::Person(id), Query::Inbox(inbox::Find::default())) {
        Answer::Inbox(page) => page.rows,
        other => panic!("{other:?}"),
    }
}

fn watched(b: &Bench, id: EmployeeId) -> watch::Watch {
    match answer(b, Actor::Person(id), Query::Watch(watch::Find { text: String::new(), person: None, open: false })) {
        Answer::Watch(w) => *w,
        other => panic!("{other:?}"),
    }
}

fn listed(b: &Bench, id: EmployeeId) -> usize {
    watched(b, id).rows.len()
}

#[test]
fn security_is_not_shown_what_the_log_says_of_security() {
    let mut b = Bench::new();
    let dept = DepartmentId(b.desk.one("SELECT min(id) FROM department"));
    let watched = b.desk.person("Орлов Виктор", Role::Security, dept, None);
    let other = b.desk.person("Сомов Игорь", Role::Security, dept, None);
    b.desk.set(watched, "login", "orlov");
    let mut book = Logbook::new(2);
    book.ordinary(&["orlov"], day("2026-10-01"), day("2026-11-09"));
    book.plant("orlov", day("2026-11-06"), SignalKind::Export);
    b.read(&book.csv());
    let signal = SignalId(b.desk.one("SELECT id FROM signal"));
    let kinds = |b: &Bench, id| told(b, id).iter().map(|r| r.kind).collect::<Vec<_>>();
    assert_eq!((kinds(&b, other), listed(&b, other)), (vec![InboxKind::SignalsRaised], 1));
    assert_eq!((kinds(&b, watched), listed(&b, watched)), (vec![], 0), "a signal");

    let entry = told(&b, other)[0].id;
    b.desk.actor = Actor::Person(watched);
    assert_eq!(b.desk.refused(&InboxDone { entries: vec![entry], done: true }), Code::Denied);

    b.desk.actor = Actor::Person(other);
    b.desk.run(&IncidentAdd { from: Suspicion::Signal(signal), what: String::new(), personal: false });
    assert_eq!((kinds(&b, other), listed(&b, other)), (vec![InboxKind::IncidentFound], 1));
    assert_eq!((kinds(&b, watched), listed(&b, watched)), (vec![], 0), "an incident");
    let entry = told(&b, other)[0].id;
    b.desk.actor = Actor::Person(watched);
    assert_eq!(b.desk.refused(&InboxRead { entries: vec![entry], read: true }), Code::Denied);
    b.desk.actor = Actor::Person(other);
    assert_eq!(b.desk.run(&InboxRead { entries: vec![entry], read: true }).marked, 1);
}

/// Nobody reads in the raw log what it says of oneself: what raised a signal would be told by its rows.
#[test]
fn the_raw_log_does_not_show_the_reader_to_himself() {
    let mut b = Bench::new();
    let dept = DepartmentId(b.desk.one("SELECT min(id) FROM department"));
    let watched = b.desk.person("Орлов Виктор", Role::Security, dept, None);
    let other = b.desk.person("Сомов Игорь", Role::Security, dept, None);
    b.desk.set(watched, "login", "orlov");
    let mut book = Logbook::new(2);
    book.ordinary(&["orlov", "yudin"], day("2026-11-02"), day("2026-11-09"));
    b.read(&book.csv());
    let events = |b: &Bench, id, find: log::Find| {
        let window = Window { anchor: Anchor::First, limit: 5_000 };
        match answer(b, Actor::Person(id), Query::Log(find, window)) {
            Answer::Log(page) => {
                let of = |name: &str| page.rows.iter().filter(|r| r.who.starts_with(name)).count();
                assert_eq!(page.total, Some(Total::Exact(page.rows.len() as u64)), "counted as it is shown");
                (of("Орлов"), of("Юдин"))
            }
            found => panic!("{found:?}"),
        }
    };
    let all = events(&b, other, log::Find::default());
    assert!(all.0 > 0 && all.1 > 0, "{all:?}");
    assert_eq!(events(&b, watched, log::Find::default()), (0, all.1));
    let of = |person, text: &str| log::Find { person, text: text.into(), ..log::Find::default() };
    assert_eq!(events(&b, watched, of(Some(watched), "")), (0, 0));
    assert_eq!(events(&b, watched, of(None, "орлов")), (0, 0));
    assert_eq!(events(&b, other, of(Some(watched), "")), (all.0, 0));
}

/// Signals, their number in a case and the clocks of 152-ФЗ stand on the first screen of those who may see incidents, and
/// of nobody else.
#[test]
fn the_first_screen_tells_of_signals_only_whom_they_are_for() {
    let mut b = Bench::new();
    let dept = DepartmentId(b.desk.one("SELECT min(id) FROM department"));
    let head = EmployeeId(b.desk.one("SELECT id FROM employee WHERE role = 'head'"));
    let senior = b.desk.person("Смирнов Алексей", Role::Senior, dept, Some(head));
    let security = b.desk.person("Орлов Виктор", Role::Security, dept, None);
    let case = b.desk.run(&CrisisOpen::of(b.people[2])).case;
    let signal = spree(&mut b);
    let today = |b: &Bench, id: EmployeeId| match answer(b, Actor::Person(id), Query::Today) {
        Answer::Today(t) => *t,
        other => panic!("{other:?}"),
    };
    let rail = |b: &Bench, id: EmployeeId| match answer(b, Actor::Person(id), Query::Wizard(case)) {
        Answer::Wizard(w) => w.crisis.unwrap().signals,
        other => panic!("{other:?}"),
    };
    let shown = |t: &Today| (t.alarm(AlarmKind::Signals), t.cases.first().map(|c| (c.signals, c.signal.is_some())));
    for id in [head, security] {
        assert_eq!((shown(&today(&b, id)), rail(&b, id)), ((1, Some((1, true))), 1), "{id}");
    }
    // Nor of a handover that is nothing of theirs.
    assert_eq!(shown(&today(&b, senior)), (0, None));
    // Nothing to be seen is not nothing there.
    assert_eq!((watched(&b, senior).hidden, watched(&b, head).hidden), (true, false));
    let step = |id| match answer(&b, Actor::Person(id), Query::CaseLog(case)) {
        Answer::CaseLog(log) => log.hidden,
        other => panic!("{other:?}"),
    };
    assert_eq!((step(senior), step(head)), (true, false));

    b.desk.run(&IncidentAdd { from: Suspicion::Signal(signal), what: String::new(), personal: false });
    let clocks = |t: &Today| {
        let notices = t.rows.iter().filter(|r| r.waits == Waits::Notice);
        notices.map(|r| r.number.unwrap()).collect::<Vec<_>>()
    };
    for (id, hours) in [(head, vec![24, 72]), (security, vec![24, 72]), (senior, vec![])] {
        assert_eq!(clocks(&today(&b, id)), hours, "{id}");
    }
}

#[test]
fn hostile_lines_come_in_clean_and_a_broken_file_leaves_nothing() {
    let mut b = Bench::new();
    let long = "я".repeat(40_000);
    let text = format!(
        "Дата;Пользователь;Событие;Объект;IP;Описание\n\
         09.11.2026 10:00;yu\u{1b}[2Jdin;Прос\u{202e}мотр;\u{1b}]0;title\u{7}Сделка;10.0.0.1;x\n\
         09.11.2026 10:01;yudin;Просмотр;{long};10.0.0.1;x\n\
         не дата;yudin;Просмотр;Сделка;10.0.0.1;x\n\
         09.11.2026 10:02;yudin;Экспорт;=cmd|' /C calc'!A0;10.0.0.1;\"12 строк\"\n"
    );
    let r = b.read(&text);
    // The semicolon of the OSC makes a cell too many, the long cell and the wrong date are refused with their reasons.
    assert_eq!((r.files[0].new, r.files[0].refused), (1, 3), "{:?}", r.files[0]);
    assert_eq!(b.desk.one("SELECT n_rows FROM log_event"), 12);
    let clean =
        "Дата;Пользователь;Событие;Объект\n09.11.2026 10:00;yu\u{1b}[2Jdin;Прос\u{202e}мотр;\u{7}Сделка\u{200b}\n";
    b.read(clean);
    let stored = b.desk.text("SELECT group_concat(written || object || detail) FROM log_event");
    let users = b.desk.text("SELECT group_concat(written) FROM log_user");
    for c in ['\u{1b}', '\u{7}', '\u{202e}', '\u{200b}'] {
        assert!(!stored.contains(c) && !users.contains(c), "{c:?}");
    }
    assert!(b.signals().is_empty());

    // Cut off in the middle, or stopped by the person: nothing is left of it.
    let before = b.desk.one("SELECT count(*) FROM log_event");
    let many: String = (0..9_000).map(|i| format!("09.11.2026 11:{:02};yudin;Просмотр;Сделка {i}\n", i % 60)).collect();
    let path = b.desk.base.path().with_file_name("stop.csv");
    std::fs::write(&path, format!("Дата;Пользователь;Событие;Объект\n{many}")).unwrap();
    let (names, clock) = (Names::shipped().unwrap(), b.desk.clock);
    let (op, keep) = (b.desk.next_op(), b.desk.next_op());
    let options = estafeta::exchange::read::Options::default();
    let p =
        estafeta::jobs::import::prepare(b.desk.base.path(), op, &[path], &names, &options, clock, &|_| true).unwrap();
    let cx = Ctx { actor: Actor::Owner, clock, op_id: keep, office: &b.desk.office };
    let stop = |p: estafeta::jobs::import::Progress| p.done < 4_000;
    let ended = estafeta::jobs::import::keep(&mut b.desk.base, &cx, &p, &Answers::default(), &stop);
    assert_eq!(ended.unwrap_err().code, Code::Interrupted);
    assert_eq!(b.desk.one("SELECT count(*) FROM log_event"), before);
}

#[test]
fn a_slip_of_the_hand_is_undone_and_the_log_cannot_be_thinned_out_unseen() {
    let mut b = Bench::new();
    let signal = spree(&mut b);
    let done =
        b.desk.try_run(&IncidentAdd { from: Suspicion::Signal(signal), what: String::new(), personal: false }).unwrap();
    b.desk.run(&Undo { seq: done.seq.unwrap() });
    assert_eq!(b.desk.text("SELECT state FROM signal"), "new");
    assert_eq!(one(&b, done.out.incident).state, IncidentState::Dismissed);
    super::kit::assert_sound(&b.desk.base, "after an undo");
    b.desk.write(|tx| tx.exec("DELETE FROM log_event WHERE kind = 'delete' AND id % 2 = 0", []).unwrap());
    let bad = estafeta::reads::check::check(b.desk.base.conn()).unwrap();
    let bad: Vec<_> = bad.into_iter().filter(|c| !c.ok).map(|c| c.name).collect();
    assert_eq!(bad, [estafeta::reads::check::CheckName::LogEvents]);
}
