//! Сотрудники, Сегодня and Метрики by keys: a handover is started, the day shows it, nothing typed is lost.

use super::App;

#[test]
fn a_handover_is_started_by_keys_and_the_wizard_opens() {
    let mut app = App::demo();
    app.keys("2/ковал<Enter>").see("1 сотрудник").see("Что ведёт");
    // «У» of the Russian layout.
    app.keys("у").see("Увольняется: Ковалёв").see("Что произойдёт").see("вторник, 8 декабря");
    app.keys("<F2>").see("РАСПРЕДЕЛЕНИЕ").see("Передача №1 начата");
    // The same person cannot leave twice: the way to the case is told, and works.
    app.keys("2e").see("Уже идёт передача №1").keys("g").see("РАСПРЕДЕЛЕНИЕ");
    app.keys("1").see("ПЕРЕДАЧИ").see("№1 Ковалёв").see("осталось");
}

#[test]
fn the_leave_form_says_what_is_wrong_and_keeps_what_was_typed() {
    let mut app = App::demo();
    app.keys("2/ковал<Enter>e");
    for _ in 0..10 {
        app.keys("<Backspace>");
    }
    app.keys("<F2>").see("Когда последний рабочий день?").keys("вчера<F2>").see("Увольняется: Ковалёв");
    for _ in 0..5 {
        app.keys("<Backspace>");
    }
    app.keys("через 3 недели<Tab>завтра<F2>").see("не могло прийти в будущем");
    app.keys("<Esc>").see_not("Что произойдёт");
    let mut app = app.hang_up();
    app.keys("2e").see("через 3 недели").see("вторник, 15 декабря");
}

#[test]
fn a_handover_is_prepared_in_hiding_by_keys() {
    let mut app = App::demo();
    app.keys("2/ковал<Enter>e").see("сразу; или скрыто до минуты");
    app.keys("<Tab><Tab>вчера<F2>").see("Это время уже прошло");
    for _ in 0..5 {
        app.keys("<Backspace>");
    }
    app.keys("завтра 10:30").see("до этой минуты знают только");
    app.keys("<F2>").see("Подготовлено: начнётся само").see_not("Увольняется");
    app.keys("6")
        .see("скрыто до 25 нояб. 10:30")
        .keys("<Enter>")
        .see("Скрытая подготовка: Ковалёв")
        .see("Отменить подготовку");
    // What it is prepared for works before its minute: the interview, and who shall get what.
    app.keys("<Esc>o").see("Опрос за час, 1 из 15").keys("! скидка 7 %").see("пойдёт на решение РОПу");
    app.keys("<F2>").see("Опрос за час, 2 из 15").keys("<Esc>o").see("! скидка 7 %").keys("<Esc>");
    app.keys("r").see("Кому что уйдёт").see("Владельцы не меняются").keys("<Tab><Enter>").see("Enter — отдать другому");
    app.keys("<Enter>").see("Сейчас:").keys("<Right><Tab>знает клиента<F2>").see("Владельцы не меняются").keys("<Esc>");
    let kept = "SELECT count(*) FROM job WHERE payload LIKE '%скидка 7%' AND payload LIKE '%знает клиента%'";
    assert_eq!(app.base().conn().query_row(kept, [], |r| r.get::<_, i64>(0)).unwrap(), 1);
    let told = "SELECT (SELECT count(*) FROM promise WHERE text LIKE 'скидка 7%') + (SELECT count(*) FROM ledger_line)";
    assert_eq!(app.base().conn().query_row(told, [], |r| r.get::<_, i64>(0)).unwrap(), 0);
    app.keys("<Esc>")
        .see("скрыто до")
        .keys("<Enter><Tab><Tab><Enter>")
        .see("Сотруднику и остальным ничего не сообщалось")
        .see_not("скрыто до");
}

#[test]
fn who_leads_people_names_an_acting_head_first() {
    let mut app = App::demo();
    app.keys("2/иванова марина<Enter>e").see("Передачу ведёт   Вершинин Павел").keys("<Esc>");
    // Nobody stands above the director: somebody has to be named.
    app.keys("<Esc>/вершинин<Enter>e<F2>").see("Кто ведёт передачу");
}

#[test]
fn a_card_is_changed_and_only_what_differs_is_written() {
    let mut app = App::demo();
    app.keys("2/ковал<Enter>r").see("Карточка: Ковалёв").keys("<F2>").see_not("Карточка: Ковалёв");
    app.see_not("Карточка сохранена");
    app.keys("r<Tab><Tab><Tab><Tab><Tab><Tab>25<F2>").see("Карточка сохранена").see("из 25");
    app.keys("n").see("Новый сотрудник").keys("<F2>").see("Как зовут?").keys("Рябов Илья Сергеевич<F2>");
    app.keys("<Esc>").see("Рябов И. С.");
}

#[test]
fn people_are_filtered_and_sorted() {
    let mut app = App::demo();
    app.keys("2s").see("сначала самые занятые").keys("<Down><Enter>").see("Загрузка↓");
    app.keys("f").see("статус:увольняется").keys("<Down><Down><Enter>").see("Esc сбросит фильтр");
}

#[test]
fn the_day_is_the_first_screen_and_leads_to_the_place_of_each_thing() {
    let mut app = App::demo();
    app.see("СЕЙЧАС").see("Открытых передач нет").see("клавиша 2");
    app.keys("2/ковал<Enter>e<F2>").see("РАСПРЕДЕЛЕНИЕ");
    app.keys("1")
        .see("завтра")
        .see("на неделе")
        .keys("<Enter>")
        .see("№1 Ковалёв")
        .keys("<Esc><Esc>")
        .keys("1<Tab><Enter>");
    app.see("РАСПРЕДЕЛЕНИЕ");
    // On 80 columns one pane at a time.
    let mut app = app.size(80, 24);
    app.keys("1<Esc>").see("СЕЙЧАС").see_not("приём дел").keys("<Tab>").see("приём дел").keys("<Tab>").see("СЕЙЧАС");
}

#[test]
fn starting_by_hand_adds_the_first_person() {
    let mut app = App::empty();
    app.keys("<Down><Down><Enter>").see("Сотрудников пока нет");
    app.keys("nРябов Илья Сергеевич<F2>").see("Рябов И. С.").see("1 сотрудник");
}

#[test]
fn figures_say_what_they_are_made_of_and_what_was_not_measured() {
    let mut app = App::demo();
    app.keys("9").see("Передач ещё не было");
    app.keys("2/ковал<Enter>e<F2>").see("РАСПРЕДЕЛЕНИЕ");
    app.keys("9").see("Потеряно сделок").see("≤ 5 %").see("не измерялось").see("н/д").see("предварительно");
    app.keys("<Tab><Enter>").see("Знаменатель").see("Окно").see("Как считается").keys("<Esc><Esc>g").see("№1 Ковалёв");
    let mut app = app.size(80, 24);
    app.keys("9").see("До передачи").keys("<Enter>").see("Утечек").keys("<Esc>").see("1 передача");
}

/// The minute a preparation begins by hand its case is open on the screen, with what the rules propose.
#[test]
fn a_preparation_begun_by_hand_opens_with_proposals() {
    let mut app = App::demo();
    let employee = estafeta::reads::find::employee(app.base().conn(), "Ковалёв").unwrap();
    let prepare = estafeta::ops::CasePrepare {
        employee,
        last_day: estafeta::base::Day::parse("2026-12-08").unwrap(),
        start: estafeta::base::At::parse("2026-11-25T10:00:00+03:00", estafeta::base::Zone::MOSCOW).unwrap(),
        notice: None,
        acting_head: None,
        risk: false,
    };
    super::app::command(&app, &prepare);
    app.ring().keys("6<Enter>").see("Начать сейчас").keys("<Tab><Enter>");
    app.see("РАСПРЕДЕЛЕНИЕ").see("F2 — применить всё").see_not("Не предложено");
}

#[test]
fn who_leads_says_how_to_come_into_the_list_and_nobody_is_no_owner() {
    let mut app = App::demo();
    app.keys("2/иванова<Enter>e").see("Передачу ведёт").see("завести себя").keys("<Esc>");
    app.keys("r").see("Заместитель").see_not("без ответственного");
}
