//! «Не вышел»: from the list of employees to accesses out, a temporary owner everywhere and the call list on the screen
//! (4 §2), at most ten keystrokes beside the surname; then the calls, the clocks, and that he comes back.

use estafeta::base::Zone;
use estafeta::domain::CaseKind;
use estafeta::store::{Base, params};
use estafeta::ui::input::keys;

use super::App;

/// Keys pressed beside the surname: a notation may take several characters for one key.
fn pressed(scripts: &[&str]) -> usize {
    scripts.iter().map(|s| keys(s).unwrap().len()).sum()
}

fn one(base: &Base, sql: &str) -> i64 {
    base.conn().query_row(sql, params![], |r| r.get(0)).unwrap()
}

/// What ten minutes of a crisis have to reach, read from the base itself.
#[track_caller]
fn assert_out(app: &App) {
    let base = app.base();
    let case = "SELECT count(*) FROM handover_case WHERE kind = 'crisis' AND state = 'open'";
    assert_eq!(one(&base, case), 1, "one crisis is open");
    let shut = "SELECT count(*) FROM employee e JOIN handover_case h ON h.leaver_id = e.id \
                WHERE e.access_closed AND e.export_off AND e.leads_off AND e.status = 'leaving'";
    assert_eq!(one(&base, shut), 1, "export and leads are off, access is closed, and he is not «Уволен»");
    let waiting = "SELECT count(*) FROM access WHERE case_id IS NOT NULL AND state = 'planned'";
    assert_eq!(one(&base, waiting), 0, "every access is asked for or closed");
    assert!(one(&base, "SELECT count(*) FROM access WHERE case_id IS NOT NULL") > 0);
    let left = "SELECT (SELECT count(*) FROM client c JOIN handover_case h ON c.owner_id = h.leaver_id WHERE c.deleted = 0) \
                     + (SELECT count(*) FROM deal d JOIN handover_case h ON d.owner_id = h.leaver_id WHERE d.stage_kind IN ('open','final')) \
                     + (SELECT count(*) FROM task t JOIN handover_case h ON t.owner_id = h.leaver_id WHERE t.state = 'open')";
    assert_eq!(one(&base, left), 0, "the temporary owner answers for everything open");
}

fn begun() -> App {
    let mut app = App::demo();
    app.keys("2!ковалёв<Enter><Tab><Tab><Enter>").see("ЗВОНКИ");
    app
}

#[test]
fn from_the_list_of_employees_to_the_call_list_in_five_keys_beside_the_surname() {
    let mut app = App::demo();
    app.keys("2");
    let (first, then) = ("!", ["<Enter>", "<Tab><Tab><Enter>"]);
    app.keys(first).see("кто не вышел на работу?").keys("ковалёв").keys(then[0]);
    app.see("Кризис: Ковалёв Дмитрий Олегович").see("11 доступов").see("19 клиентов, 18 сделок").see("Иванова М. С.");
    app.keys(then[1]).see("ЗВОНКИ").see("сделано 0 из 9").see("дозвонился").see("Временно отвечает: Иванова М. С.");
    app.see("поручено: ИТ").see("звонить +7").see("В Эстафете закрыты вход, выгрузка и новые лиды");
    assert!(pressed(&[first, then[0], then[1]]) <= 10);
    assert_out(&app);
}

#[test]
fn the_whole_way_works_in_the_russian_layout_on_a_small_screen_and_with_the_twin_key() {
    let mut app = App::demo().size(80, 24);
    app.keys("2");
    // The surname in the wrong layout; `F8` where `!` is out of reach.
    app.keys("<F8>rjdfk`d<Enter>").see("Кризис: Ковалёв").keys("<Tab><Tab><Enter>").see("ЗВОНКИ").see("КРИЗИС Ковалёв");
    // «с» is the key c, «щ» is o, «з» is p.
    app.keys("с").see("попытка 1").keys("щ").see("не ответил 1 раз");
    app.keys("з").see("Перезвонить:").keys("через 2 часа<F2>").see("снова 16:0");
    assert_out(&app);
}

#[test]
fn from_any_screen_and_esc_goes_back_there() {
    let mut app = App::demo();
    app.keys("3").see("Клиент").keys("<F8>").see("кто не вышел на работу?").keys("<Esc><Esc>").see("3 Клиенты");
    app.keys("<F9>не вышел<Enter>").see("кто не вышел на работу?");
}

#[test]
fn the_beginning_of_a_surname_names_the_only_one_who_has_it() {
    let mut app = App::demo();
    app.keys("2!ковал<Enter>").see("Кризис: Ковалёв Дмитрий Олегович").keys("<Tab><Tab><Enter>").see("ЗВОНКИ");
    let mut app = App::demo();
    app.keys("2!rjdfk<Enter>").see("Кризис: Ковалёв Дмитрий Олегович").keys("<Tab><Tab><Enter>").see("ЗВОНКИ");
}

#[test]
fn a_beginning_that_fits_two_or_says_little_has_to_be_typed_whole() {
    for (beginning, other) in [("ковал", "Ковальчук Пётр Ильич"), ("ко", "Яшин Пётр Ильич")]
    {
        let mut app = App::demo();
        app.keys(&format!("2n{other}<F2><Esc>!{beginning}")).see("Ковалёв Дмитрий Олегович").keys("<Enter>");
        app.see("наберите фамилию Ковалёв:").keys("<Tab><Tab><Enter>").see("Фамилия не совпадает");
        app.see_not("ЗВОНКИ").keys("ковалев<Enter>").see("ЗВОНКИ");
    }
}

#[test]
fn a_held_enter_never_begins_a_crisis() {
    let mut app = App::demo();
    app.keys("2!ковалёв<Enter><Enter><Enter>").see_not("КРИЗИС").see("Сотрудники");
    assert_eq!(one(&app.base(), "SELECT count(*) FROM handover_case"), 0);
}

#[test]
fn keys_that_repeat_or_come_too_soon_confirm_nothing() {
    let cases = "SELECT count(*) FROM handover_case";
    let mut app = App::demo();
    // The Enter that opened the dialog is still held, then all three keys come within its first moment.
    app.keys("2!ковалёв").hold("<Enter>", 200).see("Кризис: Ковалёв Дмитрий Олегович");
    app.hold("<Tab>", 60).hold("<Enter>", 30).see("Кризис: Ковалёв Дмитрий Олегович");
    assert_eq!(one(&app.base(), cases), 0);
    // Held for longer it presses the safe button; no repeat reaches the other one.
    app.hold("<Enter>", 2_000).see_not("Кризис: Ковалёв");
    assert_eq!(one(&app.base(), cases), 0);
    // Of keys that come one after another from the first moment on none is heard: without its first Tab the Enter would
    // press another button.
    app.keys("2!ковалёв").hold("<Enter>", 1).hold("<Tab>", 200).hold("<Enter>", 300).see("Кризис: Ковалёв");
    assert_eq!(one(&app.base(), cases), 0);
    app.pass(500).keys("<Esc>");
    app.keys("2!ковалёв<Enter><Tab><Tab>").hold("<Enter>", 1_000).see("ЗВОНКИ");
    assert_eq!(one(&app.base(), cases), 1);
    // Nor is anybody further down said to be reached by a key held on the first.
    app.hold("c", 1_500).see("сделано 1 из 9").pass(500).hold("o", 900);
    assert_eq!(one(&app.base(), "SELECT count(*) FROM touch WHERE case_id = 1 AND result <> ''"), 2);
}

/// Whom to ring, by the one number the base has of them.
#[test]
fn a_phone_is_whole_on_every_size_and_the_money_is_there_where_it_fits() {
    let mut app = begun();
    let phones = |sql: &str, app: &App| app.base().conn().query_row(sql, params![], |r| r.get::<_, String>(0)).unwrap();
    let it = phones("SELECT phone FROM employee WHERE role = 'it'", &app);
    for (w, h) in [(60, 16), (80, 24), (100, 30), (120, 36), (140, 40), (200, 50)] {
        app = app.size(w, h);
        app.keys("<F5>").see(&it);
        let screen = app.screen();
        let rows = screen.lines().filter(|l| l.contains("+7 9") && !l.contains(&it));
        for row in rows {
            assert!(row.trim_end().chars().last().is_some_and(|c| c.is_ascii_digit()), "{w}×{h}: {row}");
        }
        assert_eq!(screen.contains("Сумма"), w >= 100, "{w}×{h}:\n{screen}");
    }
}

#[test]
fn a_deal_without_a_client_burns_in_sight() {
    let mut app = begun();
    app.see("без клиента: 1 сделка");
    let lone = "UPDATE deal SET client_id = NULL, title = 'Заказ без хозяина' WHERE id = (SELECT min(d.id) FROM deal d \
        JOIN ledger_line l ON l.kind = 'deal' AND l.object_id = d.id AND l.case_id = 1 WHERE d.stage_kind = 'final')";
    app.base().with_write("test", |tx| Ok(tx.execute(lone, [])?)).unwrap();
    app.keys("<F5>").see("без клиента: 2 сделки").keys("w").see("Горят, но клиента у них нет").see("Заказ без хозяина");
    app.keys("<Esc>");
    at_step(&mut app, "Что горит");
    app.see("без клиента: 2 сделки");
    let found = "UPDATE deal SET client_id = (SELECT min(id) FROM client) WHERE client_id IS NULL";
    app.base().with_write("test", |tx| Ok(tx.execute(found, [])?)).unwrap();
    app.keys("<F5>").see_not("без клиента:").keys("w").see("сделок без клиента нет");
}

#[test]
fn the_start_says_when_each_thing_was_done() {
    let mut app = begun();
    at_step(&mut app, "Старт");
    app.see("закрыты вход, выгрузка и новые лиды 14:05").see("Временно отвечает: Иванова М. С.").see("· с 14:05");
    app.see("сделано 14:05");
    app.pass(10 * 60_000);
    at_step(&mut app, "Временный ответственный");
    app.keys("rпетрова<Enter>").see("Ответственный сменён");
    at_step(&mut app, "Старт");
    app.see("новые лиды 14:05").see("· с 14:15");
    app.keys("g").see("ЛОГИ");
}

#[test]
fn a_surname_that_is_not_in_the_base_is_added_with_the_crisis() {
    let mut app = App::demo();
    app.keys("2!лукина<Enter>").see("Кризис: Лукина").see("Такого сотрудника в базе нет").see("будет заведён");
    app.keys("<Tab><Tab><Enter>").see("СВЕЖАЯ ВЫГРУЗКА").see("КРИЗИС Лукина").see("ждёт выгрузки");
    let base = app.base();
    let added = "SELECT count(*) FROM employee WHERE name = 'Лукина' AND status = 'leaving' AND access_closed";
    assert_eq!(one(&base, added), 1);
}

#[test]
fn an_empty_base_says_whom_a_crisis_needs_first() {
    let mut app = App::empty();
    app.keys("<Down><Down><Enter>").see("Сотрудников пока нет");
    app.keys("!Лукина<Enter>").see("Вести передачу некому: заведите руководителя");
    app.keys("nСоколова Анна<F2><Esc>").see("Соколова Анна");
}

#[test]
fn homonyms_are_told_apart_by_department_and_load() {
    let mut app = App::demo();
    app.keys("2nКовалёв Пётр Ильич<F2><Esc>");
    app.keys("!ковалёв").see("Ковалёв Дмитрий Олегович").see("Отдел продаж · 18 сделок").see("Ковалёв Пётр Ильич");
    app.keys("<Down><Enter>").see("Кризис: Ковалёв Пётр Ильич");
}

#[test]
fn another_temporary_owner_can_be_named_before_and_after() {
    let mut app = App::demo();
    app.keys("2!ковалёв<Enter><Tab><Enter>").see("Кто временно отвечает").keys("смирнов<Enter>");
    app.see("Смирнов А. Ю. — 19 клиентов").keys("<Tab><Tab><Enter>").see("Временно отвечает: Смирнов А. Ю.");
    app.keys("<Esc><Up><Up><Enter>").see("ВРЕМЕННЫЙ ОТВЕТСТВЕННЫЙ").see("осталось 6 д 23 ч");
    app.keys("r").see("Кто временно отвечает").keys("петрова<Enter>").see("Петрова").see("Ответственный сменён");
    assert_out(&app);
    app.keys("x<Tab><Enter>").see("никто");
    app.keys("u<Enter>").see("Отменить операцию?").keys("<Tab><Enter>").see("Петрова");
}

#[test]
fn what_came_of_a_call_is_recorded_and_the_list_sorts_itself() {
    let mut app = begun();
    app.keys("<Enter>").see("Что сказать").see("Кого спросить").keys("<Esc>");
    app.keys("c").see("сделано 1 из 9").keys("o").see("не ответил 1 раз");
    app.keys("p<F2>")
        .see("Когда перезвонить?")
        .keys("завтра 10:00<Tab>спросить про аванс<F2>")
        .see("снова завтра 10:00");
    app.keys("r").see("Итог звонка").keys("<Tab>обещал оплатить в пятницу<F2>").see("сделано 2 из 9");
    let base = app.base();
    let said =
        "SELECT count(*) FROM touch WHERE case_id = 1 AND outcome = 'обещал оплатить в пятницу' AND result = 'reached'";
    assert_eq!(one(&base, said), 1);
    assert_eq!(one(&base, "SELECT count(*) FROM touch WHERE case_id = 1 AND result <> ''"), 4);
    // A slip is put right by what is said next.
    app.keys("<End>o").see("сделано 1 из 9");
}

#[test]
fn what_burns_is_the_same_list_by_its_reason() {
    let mut app = begun();
    app.keys("<Esc><Up><Enter>").see("ЧТО ГОРИТ").see("финальная стадия").see("9 клиентов");
    app.keys("n").see("ЗВОНКИ");
}

#[test]
fn both_clocks_are_on_every_screen_and_say_in_words_what_is_late() {
    let mut app = begun();
    for screen in ["1", "2", "3", "4", "5", "6", "9"] {
        app.keys(screen).see("КРИЗИС Ковалёв Д. О. · 24 ч").see("неделя");
    }
    app.pass(31 * 60_000).see("просрочено");
    app.keys("6<Esc>").see("10 минут: опоздание 21 мин");
    app.pass(24 * 3_600_000).see("24 ч ▕████████▏ опоздание").see("10 минут: опоздание 1 д");
    let kind =
        app.base().conn().query_row("SELECT kind FROM handover_case", params![], |r| r.get::<_, CaseKind>(0)).unwrap();
    assert_eq!(kind, CaseKind::Crisis);
}

/// The wizard of the crisis at a step: the rail is walked down from its first row.
fn at_step(app: &mut App, name: &str) {
    app.keys("<Esc><Home>");
    for _ in 0..20 {
        let screen = app.screen();
        if screen.contains(&format!("▶ {name}")) || screen.contains(&format!("✓▸{name}")) {
            app.keys("<Enter>").see(&name.to_uppercase());
            return;
        }
        app.keys("<Down>");
    }
    panic!("no step «{name}»:\n{}", app.screen());
}

#[test]
fn which_exports_to_fetch_and_from_where() {
    let mut app = begun();
    at_step(&mut app, "Свежая выгрузка");
    app.see("сделки")
        .see("23 нояб., 1 день назад")
        .see("пришло 0 из 5")
        .keys("<Enter>")
        .see("Где взять: сделки")
        .see("Экспорт");
    app.keys("<Esc>i").see("Импорт");
}

#[test]
fn what_the_mailbox_holds_becomes_tasks_and_then_it_is_combed() {
    let mut app = begun();
    at_step(&mut app, "Почта");
    app.see("Находок пока нет").keys("r<F2>").see("Напишите, о чём письмо");
    app.keys("клиент ждёт счёт на оплату<F2>").see("стала задачей").see("клиент ждёт счёт");
    app.keys("d").see("Почта прочёсана до конца").keys("много<F2>").see("Число писем");
    app.keys("<Backspace><Backspace><Backspace><Backspace><Backspace>120<F2>").see("писем просмотрено: 120");
    let task = "SELECT count(*) FROM task WHERE title LIKE '%клиент ждёт счёт на оплату%' AND state = 'open'";
    assert_eq!(one(&app.base(), task), 1);
}

#[test]
fn he_was_ill_and_comes_back_and_nothing_is_lost() {
    let mut app = begun();
    app.keys("cc");
    at_step(&mut app, "Старт");
    app.keys("b").see("Возвращается: Ковалёв").keys("ковалёв<Tab><Enter>").see_not("КРИЗИС");
    let base = app.base();
    let back = "SELECT count(*) FROM employee e JOIN handover_case h ON h.leaver_id = e.id \
                WHERE e.status = 'active' AND NOT e.access_closed AND NOT e.export_off AND NOT e.leads_off AND h.state = 'withdrawn'";
    assert_eq!(one(&base, back), 1);
    let his = "SELECT count(*) FROM client c JOIN handover_case h ON c.owner_id = h.leaver_id WHERE c.deleted = 0";
    assert_eq!(one(&base, his), 19);
    assert_eq!(one(&base, "SELECT count(*) FROM touch WHERE result = 'reached'"), 2, "the calls stay");
}

#[test]
fn a_crisis_becomes_planned_and_a_planned_case_a_crisis() {
    let mut app = begun();
    at_step(&mut app, "Старт");
    app.keys("t").see("В кризисе последнего дня нет");
    app.keys("p").see("становится плановой").keys("через 2 недели<F2>").see("последний день").see_not("КРИЗИС");
    app.see("○ Переписка");
    app.keys("o").see("Идёт плановая передача №1").keys("ковалёв<Tab><Enter>").see("КРИЗИС Ковалёв").see("10 минут:");
    assert_eq!(one(&app.base(), "SELECT count(*) FROM handover_case"), 1, "the ledger is the same");
}

#[test]
fn who_gives_notice_and_then_stays_away_is_found_by_the_same_key() {
    let mut app = App::demo();
    app.keys("2/ковал<Enter>e<F2>").see("РАСПРЕДЕЛЕНИЕ");
    app.keys("2<F8>ковалёв").see("передача №1").keys("<Enter>").see("Идёт плановая передача №1");
    app.keys("<Tab><Enter>").see("ЗВОНКИ").see("КРИЗИС Ковалёв");
}

#[test]
fn a_commission_signs_for_the_one_who_is_not_there() {
    let mut app = begun();
    at_step(&mut app, "Акт");
    app.see("комиссия").keys("c").see("Не меньше двух человек").keys("<F2>").see("хотя бы двое");
    app.keys("<F4>петрова<Enter><Tab><F4>смирнов<Enter><F2>").see("ушедший отмечен отсутствующим");
    let base = app.base();
    assert_eq!(one(&base, "SELECT count(*) FROM signature WHERE party = 'commission'"), 2);
    assert_eq!(one(&base, "SELECT count(*) FROM signature WHERE party = 'leaver' AND state = 'absent'"), 1);
}

#[test]
fn accesses_that_are_not_closed_in_time_say_whom_to_ring() {
    let mut app = begun();
    at_step(&mut app, "Доступы");
    app.see("поручено: ИТ").see("14:35").see_not("Не закрыто в срок");
    app.pass(31 * 60_000).see("Не закрыто в срок. Звонить: ИТ").see("опоздание");
    app.keys("d<F2>").see("закрыто 14:");
}

#[test]
fn a_command_that_closes_an_access_says_how_it_stands() {
    // On the small screen too: a state that is cut off says nothing.
    let mut app = begun().size(80, 24);
    at_step(&mut app, "Доступы");
    for (state, said) in [
        ("queued", "команда в очереди"),
        ("running", "команда выполняется"),
        ("failed", "сбой: закройте сами"),
        ("unknown", "итог неясен: проверьте"),
    ] {
        let sql = "INSERT INTO job (seq, kind, payload, state, due_at, case_id, access_id) \
                   SELECT 1, 'revoke', '{}', ?1, 0, 1, min(id) FROM access WHERE case_id = 1";
        app.base().with_write("test", |tx| Ok(tx.execute(sql, params![state])?)).unwrap();
        app.keys("<F5>").see(said);
    }
}

#[test]
fn an_office_that_is_empty_today_is_told_that_nobody_answers() {
    let mut app = App::demo();
    let away = "INSERT INTO absence (rev, employee_id, kind, from_day, to_day) \
                SELECT 1, id, 'leave', ?1, ?1 + 30 FROM employee WHERE role IN ('head','senior','manager','director')";
    let today = Zone::MOSCOW.day(super::app::clock().now).0;
    app.base().with_write("test", |tx| Ok(tx.execute(away, params![today])?)).unwrap();
    app.keys("2!ковалёв<Enter>").see("сейчас некому: все в отъезде или увольняются");
    app.keys("<Tab><Enter>").see("ЗВОНКИ").see_not("всё решено").see("Временный ответственный не назначен");
    app.keys("I").see("Некому временно отвечать за клиентов").see_not(" 0 доступов");
    app.keys("<Home><Enter>");
    app.see("ВРЕМЕННЫЙ ОТВЕТСТВЕННЫЙ").see("на ушедшем").see("19 клиентов");
}

#[test]
fn a_crisis_that_runs_is_opened_instead_of_begun_again() {
    let mut app = begun();
    app.keys("2!ковалёв<Enter>").see("№1 Ковалёв").see("КРИЗИС");
    assert_eq!(one(&app.base(), "SELECT count(*) FROM handover_case"), 1);
}

/// Cells that differ between two minutes, as stretches: each costs a move of the cursor.
fn changes(app: &mut App) -> (usize, usize) {
    let before = app.buffer();
    app.pass(60_000);
    let after = app.buffer();
    let differ: Vec<usize> = (0..after.content.len()).filter(|i| before.content[*i] != after.content[*i]).collect();
    let stretches = differ.iter().enumerate().filter(|(n, i)| *n == 0 || differ[n - 1] + 1 != **i).count();
    (stretches, differ.len())
}

#[test]
fn a_minute_moves_only_the_clocks() {
    let mut app = begun();
    app.pass(121 * 60_000);
    for screen in ["1", "2", "6"] {
        let got = changes(app.keys(screen));
        assert!(got.0 <= 4 && got.1 <= 8, "screen {screen}: {got:?} stretches and cells");
    }
}

#[test]
fn inside_a_crisis_its_own_clocks_run() {
    let mut app = App::demo();
    for name in ["Ковалёв", "Юдин"] {
        let who = estafeta::reads::find::employee(app.base().conn(), name).unwrap();
        let open = estafeta::ops::CrisisOpen {
            employee: estafeta::ops::CrisisWho::Known(who),
            since: None,
            temporary: None,
            acting_head: None,
        };
        super::app::command(&app, &open);
        app.ring();
    }
    app.keys("6").see("КРИЗИС Ковалёв").see("▸  №2").keys("<Enter>").see("КРИЗИС Юдин").see_not("КРИЗИС Ковалёв");
    app.keys("<Esc><Esc>").see("КРИЗИС Ковалёв");
}

/// Whoever the list stands on is the first to choose; nobody is chosen by it.
#[test]
fn a_crisis_called_on_a_persons_row_begins_with_them() {
    for surname in ["Петрова", "Юдин"] {
        let mut app = App::demo();
        app.keys(&format!("2/{surname}<Enter>!")).see("Белова").keys("<Enter>").see_not("Белова З").see(surname);
        app.see("фамили");
    }
}
