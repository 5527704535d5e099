//! The CRM's activity log: read once, matched with the people, and what in it needs a look.

use std::path::PathBuf;

use estafeta::base::*;
use estafeta::domain::*;
use estafeta::exchange::read::{Names, Options};
use estafeta::jobs::import::{self, Report};
use estafeta::ops::import::{Answers, OwnerAnswer};
use estafeta::ops::{CaseOpen, Ctx, EmployeeSet, SignalLook, Undo};
use estafeta::reads::signals::Find;
use estafeta::reads::who::Sight;
use estafeta::reads::{log, signals};

use super::desk::{Desk, day};
use super::logbook::Logbook;

const FROM: &str = "2026-09-21";
const TO: &str = "2026-11-09";

/// A desk with a head and people known by their logins, and files to read.
pub struct Bench {
    pub desk: Desk,
    files: tempfile::TempDir,
    pub people: Vec<EmployeeId>,
}

const LOGINS: [&str; 3] = ["kovalev", "petrova", "yudin"];

impl Bench {
    pub fn new() -> Bench {
        let mut desk = Desk::new();
        let dept = desk.department("Отдел продаж");
        let head = desk.person("Иванова Мария", Role::Head, dept, None);
        let names = ["Ковалёв Дмитрий", "Петрова Елена", "Юдин Сергей"];
        let people: Vec<EmployeeId> = names.iter().map(|n| desk.person(n, Role::Manager, dept, Some(head))).collect();
        for (id, login) in people.iter().zip(LOGINS) {
            desk.set(*id, "login", login);
        }
        Bench { desk, files: tempfile::tempdir().unwrap(), people }
    }

    pub fn try_read(&mut self, text: &str, answers: &Answers) -> Res<Report> {
        let path: PathBuf = self.files.path().join("log.csv");
        std::fs::write(&path, text).unwrap();
        let (names, clock) = (Names::shipped().unwrap(), self.desk.clock);
        let (op, keep) = (self.desk.next_op(), self.desk.next_op());
        let go: import::Watch<'_> = &|_| true;
        let p = import::prepare(self.desk.base.path(), op, &[path], &names, &Options::default(), clock, go)?;
        let cx = Ctx { actor: self.desk.actor.clone(), clock, op_id: keep, office: &self.desk.office };
        import::keep(&mut self.desk.base, &cx, &p, answers, go)
    }

    pub fn read(&mut self, text: &str) -> Report {
        self.try_read(text, &Answers::default()).unwrap()
    }

    pub fn signals(&self) -> Vec<(EmployeeId, SignalKind, Day)> {
        let all = signals::list(self.desk.base.conn(), &Sight::ALL, &Find::default()).unwrap();
        let mut out: Vec<_> = all.into_iter().map(|s| (s.employee, s.kind, s.day)).collect();
        out.sort();
        out
    }
}

const PLANTED: [SignalKind; 6] = [
    SignalKind::Export,
    SignalKind::Viewing,
    SignalKind::Deletion,
    SignalKind::ContactEdit,
    SignalKind::OffHours,
    SignalKind::Address,
];

#[test]
fn a_log_gives_exactly_the_signals_it_contains_and_a_clean_one_none() {
    for seed in 0..12 {
        let mut b = Bench::new();
        let mut book = Logbook::new(seed);
        book.ordinary(&LOGINS, day(FROM), day(TO));
        let clean = b.read(&book.csv());
        assert_eq!((clean.signals, b.signals()), (0, vec![]), "seed {seed}: a clean log");
        let mut rng = fastrand::Rng::with_seed(seed);
        let mut wanted = Vec::new();
        let days: Vec<Day> = ["2026-10-28", "2026-10-30", "2026-11-03", "2026-11-06"].map(day).to_vec();
        for kind in PLANTED {
            if rng.bool() {
                let (who, on) = (rng.usize(0..3), days[rng.usize(0..days.len())]);
                if !wanted.iter().any(|(w, _, d)| (*w, *d) == (b.people[who], on)) {
                    book.plant(LOGINS[who], on, kind);
                    wanted.push((b.people[who], kind, on));
                }
            }
        }
        wanted.sort();
        let r = b.read(&book.csv());
        assert_eq!(b.signals(), wanted, "seed {seed}");
        assert_eq!(r.signals, wanted.len() as u64, "seed {seed}");
        // Read again, nothing is new: neither events nor signals.
        let again = b.read(&book.csv());
        assert_eq!((again.files[0].new, again.signals), (0, 0), "seed {seed}");
        assert_eq!(again.files[0].unchanged, book.lines.len() as u64);
    }
}

#[test]
fn overlapping_exports_add_only_what_is_new() {
    let mut b = Bench::new();
    let mut book = Logbook::new(7);
    book.ordinary(&LOGINS, day(FROM), day(TO));
    let text = book.csv();
    let (head, lines): (&str, Vec<&str>) = {
        let mut all = text.lines();
        (all.next().unwrap(), all.collect())
    };
    let part = |l: &[&str]| format!("{head}\n{}\n", l.join("\n"));
    let cut = lines.len() / 3;
    assert_eq!(b.read(&part(&lines[..2 * cut])).files[0].new, 2 * cut as u64);
    let r = b.read(&part(&lines[cut..]));
    assert_eq!((r.files[0].new, r.files[0].unchanged), ((lines.len() - 2 * cut) as u64, cut as u64));
    assert_eq!(b.desk.one("SELECT count(*) FROM log_event"), lines.len() as i64);
    super::kit::assert_sound(&b.desk.base, "after two overlapping logs");
}

#[test]
fn the_same_evening_exported_with_other_columns_counts_once() {
    const POOR: &str = "Дата;Пользователь;Событие;Объект\n";
    const RICH: &str = "Дата;Пользователь;Событие;Объект;IP;Описание\n";
    let rows = [
        ("kovalev", "Просмотр карточки", "Сделка 7", "10.0.0.9", ""),
        ("kovalev", "Просмотр карточки", "Сделка 7", "10.0.0.9", ""),
        ("kovalev", "Экспорт сделок", "", "10.0.0.9", "Экспортировано 1480 строк"),
        ("petrova", "Просмотр карточки", "Сделка 7", "10.0.0.8", ""),
    ];
    let poor: String = rows.iter().map(|r| format!("06.11.2026 19:10:00;{};{};{}\n", r.0, r.1, r.2)).collect();
    let rich: String =
        rows.iter().map(|r| format!("06.11.2026 19:10:00;{};{};{};{};{}\n", r.0, r.1, r.2, r.3, r.4)).collect();
    let counts = |r: &Report| (r.files[0].new, r.files[0].unchanged);
    for first_poor in [true, false] {
        let mut b = Bench::new();
        let (first, then) = if first_poor { (&poor, &rich) } else { (&rich, &poor) };
        let text = |body: &str| format!("{}{body}", if body == poor { POOR } else { RICH });
        assert_eq!(counts(&b.read(&text(first))), (4, 0));
        assert_eq!(counts(&b.read(&text(then))), (0, 4), "first without addresses: {first_poor}");
        // What either of them told is known, and only once.
        assert_eq!(b.desk.one("SELECT count(*) FROM log_event WHERE address <> ''"), 4);
        assert_eq!(b.desk.one("SELECT sum(n_rows) FROM log_event"), 1480);
        assert!(b.signals().contains(&(b.people[0], SignalKind::Export, day("2026-11-06"))));
        // One more look at that card in the same second is one more event.
        let more = format!("{}06.11.2026 19:10:00;kovalev;Просмотр карточки;Сделка 7\n", text(&poor));
        assert_eq!(counts(&b.read(&more)), (1, 4));
        // Under the name instead of the login it is the same person; and so are rows kept by earlier versions.
        let named = text(&rich).replace("kovalev", "Ковалёв Дмитрий");
        assert_eq!(counts(&b.read(&named)), (0, 4));
        b.desk.write(|tx| tx.exec("UPDATE log_event SET digest = id", []).unwrap());
        assert_eq!(counts(&b.read(&more)), (0, 5));
        super::kit::assert_sound(&b.desk.base, "after the same evening in two forms");
    }
}

#[test]
fn a_case_looks_thirty_days_back_and_sees_who_comes_after_the_last_day() {
    let mut b = Bench::new();
    let leaver = b.people[0];
    let mut book = Logbook::new(3);
    book.ordinary(&LOGINS, day(FROM), day(TO));
    // Older than the fourteen days in which everybody is looked at.
    book.plant("kovalev", day("2026-10-20"), SignalKind::Export);
    b.read(&book.csv());
    assert_eq!(b.signals(), []);
    let case = b.desk.run(&CaseOpen::planned(leaver, day("2026-11-13"))).case;
    assert_eq!(b.signals(), [(leaver, SignalKind::Export, day("2026-10-20"))]);
    let open = |b: &Bench, c| signals::open_count(b.desk.base.conn(), &Sight::ALL, c).unwrap();
    assert_eq!((open(&b, Some(case)), open(&b, None)), (1, 1));
    b.desk.later(6 * DAY_MS);
    book.plant("kovalev", day("2026-11-16"), SignalKind::LoginAfter);
    b.read(&book.csv());
    let found = b.signals();
    assert!(found.contains(&(leaver, SignalKind::LoginAfter, day("2026-11-16"))), "{found:?}");
    let seen = log::seen(b.desk.base.conn(), leaver).unwrap();
    assert_eq!(seen.login.map(|at| Zone::MOSCOW.day(at)), Some(day("2026-11-16")));
}

#[test]
fn who_was_taken_on_again_comes_to_work_and_is_no_signal() {
    let mut b = Bench::new();
    let back = b.people[0];
    let mut book = Logbook::new(3);
    book.ordinary(&LOGINS, day(FROM), day(TO));
    b.read(&book.csv());
    b.desk.run(&CaseOpen::planned(back, day("2026-11-13")));
    let to = |status| EmployeeSet { status: Some(status), ..EmployeeSet::of(back) };
    let order = EmployeeSet {
        dismissed_on: Some(day("2026-11-13")),
        order: Some("17-к".into()),
        ..to(EmployeeStatus::Dismissed)
    };
    b.desk.later(4 * DAY_MS);
    b.desk.run(&order);
    b.desk.run(&to(EmployeeStatus::Active));
    b.desk.later(3 * DAY_MS);
    book.plant("kovalev", day("2026-11-16"), SignalKind::LoginAfter);
    b.read(&book.csv());
    assert_eq!(b.signals(), []);
}

#[test]
fn what_was_called_normal_comes_back_only_if_it_grew() {
    let mut b = Bench::new();
    let mut book = Logbook::new(5);
    book.ordinary(&LOGINS, day(FROM), day(TO));
    book.plant("yudin", day("2026-11-06"), SignalKind::Deletion);
    b.read(&book.csv());
    let id = SignalId(b.desk.one("SELECT id FROM signal"));
    assert_eq!(b.desk.refused(&SignalLook { signal: id, reason: "-".into() }), Code::Placeholder);
    b.desk.run(&SignalLook { signal: id, reason: "чистил дубли по поручению".into() });
    let state = |b: &Bench| b.desk.text("SELECT state FROM signal");
    b.read(&book.csv());
    assert_eq!(state(&b), "normal");
    let ip = Logbook::office_ip("yudin");
    book.line("yudin", day("2026-11-06"), 900, "Удаление контакта", &ip, "");
    let r = b.read(&book.csv());
    assert_eq!((state(&b).as_str(), r.signals), ("new", 1));
    assert_eq!(b.desk.one("SELECT count(*) FROM signal"), 1);
}

/// The rows of a log are evidence and stay: so does what they say, when the import that brought them is taken back.
#[test]
fn a_signal_stands_as_long_as_the_rows_it_stands_on() {
    let mut b = Bench::new();
    let mut book = Logbook::new(5);
    book.ordinary(&LOGINS, day(FROM), day(TO));
    book.plant("yudin", day("2026-11-06"), SignalKind::Deletion);
    b.read(&book.csv());
    let id = SignalId(b.desk.one("SELECT id FROM signal"));
    b.desk.run(&SignalLook { signal: id, reason: "чистил дубли по поручению".into() });
    book.line("yudin", day("2026-11-06"), 900, "Удаление контакта", &Logbook::office_ip("yudin"), "");
    b.read(&book.csv());
    let n = b.desk.one("SELECT n FROM signal");
    let seq = Seq(b.desk.one("SELECT max(seq) FROM import"));
    let undone = b.desk.run(&Undo { seq });
    assert_eq!((undone.events, undone.is_whole()), (1, false));
    assert_eq!((b.desk.text("SELECT state FROM signal").as_str(), b.desk.one("SELECT n FROM signal")), ("new", n));
}

#[test]
fn users_are_known_by_login_mail_number_or_name_and_never_guessed() {
    let mut b = Bench::new();
    let dept = b.desk.one("SELECT min(id) FROM department");
    let twin = b.desk.person("Петрова Елена", Role::Manager, DepartmentId(dept), None);
    b.desk.set(b.people[2], "email", "yudin@vector.ru");
    b.desk.write(|tx| {
        tx.exec(
            "INSERT INTO ext_ref (source, kind, ext_id, id, seen, seen_at) VALUES ('bitrix24', 'employee', '17', ?, '{}', 0)",
            [b.people[0]],
        )
        .unwrap();
    });
    let text = "Дата;Пользователь;Событие;Объект;IP\n\
        24.10.2026 10:00;VECTOR\\kovalev;Вход;;\n\
        24.10.2026 10:01;Yudin@vector.ru;Вход;;\n\
        24.10.2026 10:02;Петрова Елена;Вход;;\n\
        24.10.2026 10:03;Робот;Вход;;\n\
        24.10.2026 10:04;[17] Ковалёв Д.;Вход;;\n";
    let r = b.read(text);
    let who = |b: &Bench, w: &str| b.desk.one(&format!("SELECT employee_id FROM log_user WHERE written = '{w}'"));
    assert_eq!(who(&b, "VECTOR\\kovalev"), b.people[0].0);
    assert_eq!(who(&b, "Yudin@vector.ru"), b.people[2].0);
    assert_eq!(who(&b, "[17] Ковалёв Д."), b.people[0].0);
    // Two are called so: asked, kept as written.
    assert_eq!(who(&b, "Петрова Елена"), 0);
    assert_eq!((r.log_unknown, r.files[0].questions), (1, 1), "{:?}", r.questions);
    let answers =
        Answers { owners: vec![("Петрова Елена".into(), OwnerAnswer::Is(twin))], ..Answers::default() };
    let r = b.try_read(text, &answers).unwrap();
    assert_eq!((who(&b, "Петрова Елена"), r.files[0].questions, r.files[0].new), (twin.0, 0, 0));
}

#[test]
fn the_event_log_of_bitrix24_is_known_by_its_headers() {
    let mut b = Bench::new();
    for (i, id) in b.people.clone().into_iter().enumerate() {
        b.desk.write(|tx| {
            tx.exec(
                "INSERT INTO ext_ref (source, kind, ext_id, id, seen, seen_at) VALUES ('bitrix24', 'employee', ?, ?, '{}', 0)",
                estafeta::store::params![(i + 10).to_string(), id],
            )
            .unwrap();
        });
    }
    let mut book = Logbook::new(1);
    book.ordinary(&LOGINS, day(FROM), day(TO));
    book.plant("petrova", day("2026-11-06"), SignalKind::Export);
    let number = |u: &str| 10 + LOGINS.iter().position(|l| *l == u).unwrap() as u32;
    let r = b.read(&book.bitrix(number));
    assert_eq!((r.files[0].kind, r.files[0].source), (FileKind::Log, Source::Bitrix24));
    assert_eq!(b.signals(), [(b.people[1], SignalKind::Export, day("2026-11-06"))]);
    assert_eq!(b.desk.one("SELECT n_rows FROM signal"), 1480);
}
