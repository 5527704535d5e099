//! An absence from the employee's card to the return, by keys alone.

use super::App;
use crate::kit::assert_sound;

/// The days and the substitute: leave is the reason already, and what was wrong has the focus.
const FILL: &str = "пн<Tab>11.12<Tab>юдин<Enter>";

fn opened() -> App {
    let mut app = App::demo();
    app.keys("2/белова<Enter>v").see("Отсутствие: Белова").see("Сейчас открыто").keys("<F2>").see("Укажите день");
    app.keys(FILL).see("понедельник, 30 ноября").see("пн, 14 дек.").see("выход: вернуть дела");
    app.keys("<F2>").see("Замещение начато").see("ЗАМЕСТИТЕЛЬ").see("отсутствует по");
    app
}

/// Somebody who looks over a shoulder must not read of a dismissal.
#[test]
fn the_card_and_the_list_of_cases_call_an_absence_one() {
    let mut app = opened();
    app.keys("2").see("Белова Зоя").see("Отсутствие").see("Идёт замещение №1 — открыть: g").see_not("Увольнение");
    app.keys("v").see("Идёт замещение №1: открыть его — клавиша g").keys("6<Esc><Esc>");
    app.see("Сотрудник или клиент").see_not("Кто уходит");
}

/// Loads, and why somebody cannot: nobody is looked for in vain.
#[test]
fn who_may_stand_in_is_told_with_loads_and_why_not() {
    let mut app = App::demo();
    app.keys("2/белова<Enter>v<Tab><Tab><Tab><F4>").see("Юдин Сергей").see("9 сделок · 28 %");
    app.keys("верш").see("Вершинин Павел").see("клиентов не ведёт").keys("<Enter>").see("клиентов не ведёт");
    let mut app = opened();
    // Every line is the substitute's: a column that says so of each of them says nothing.
    app.see_not("заместитель").see_not("вручную").see_not("Правило").see("Сумма");
    app.keys("<F2><Tab><Enter>").see("Применено").see_not("заместитель");
    let screen = app.screen();
    let clients: Vec<&str> = screen.lines().filter(|l| l.contains("│ ") && l.contains(" клиент ")).collect();
    assert!(
        !clients.is_empty() && clients.iter().any(|l| l.contains('₽')),
        "a client shows what its deals are worth:\n{screen}"
    );
}

#[test]
fn a_leave_goes_from_the_substitute_to_the_return_and_back_again() {
    let mut app = opened();
    app.keys("<F2><Tab><Enter>").see("Применено");
    assert_sound(&app.base(), "with the substitute");
    app.keys("<Esc><Home>").see("ОТСУТСТВИЕ").see("Юдин Сергей Павлович").see("Что программа скажет сама");
    app.keys("<Enter>t10.12<F2>").see("День выхода перенесён");
    app.keys("n")
        .see("ЗАМЕСТИТЕЛЬ")
        .keys("n")
        .see("КОНТЕКСТ")
        .keys("aw")
        .see("Передать без контекста")
        .keys("две недели<F2>");
    app.keys("n").see("ПРИЁМ ДЕЛ");
    for _ in 0..4 {
        if app.screen().contains("Всё принято") {
            break;
        }
        app.keys("<F2>");
        if app.screen().contains("Первое действие") {
            app.keys("Позвонить и представиться на время отпуска<Tab>пн<F2>");
        }
    }
    app.see("Всё принято").keys("n").see("КЛИЕНТЫ").see("Массового письма о замещении не бывает");
    app.keys("n").see("ВОЗВРАТ").see("Вернётся: ").see("Позвонить и представиться на врем");
    app.keys("<F2>").see("Вернуть дела: Белова").keys("<Tab><Enter>").see("Возвращено").see("Дела возвращены");
    assert_sound(&app.base(), "returned");
    app.keys("z").see("снова у заместителя").see("Вернётся: ");
    assert_sound(&app.base(), "undone");
    // F2 of the rail is the F2 of the step that is chosen.
    app.keys("<Esc>").see("F2 действие шага").keys("<F2>").see("Вернуть дела: Белова").keys("<Tab><Enter>");
    app.see("✓▸Возврат").see_not("▶").keys("<Esc><Home><Down>").see("✓ Возврат");
    app.keys("<Esc>").see("Закрыта").see("замещение");
}

#[test]
fn an_absence_that_ended_on_its_first_day_was_one() {
    let mut app = App::demo();
    app.keys("2/белова<Enter>v").keys("<Tab>сегодня<Tab>пт<Tab>юдин<Enter><F2>").see("Замещение начато");
    app.see_not("просрочено").keys("<F2><Tab><Enter>").see("Применено");
    app.keys("<Esc><End><F2>").see("Вернуть дела").keys("<Tab><Enter>").see("Возвращено");
    app.see("отсутствие 24 нояб., выход в тот же день").see_not("отсутствия не было");
    // The undo list counts what the screen counts, though offers that nobody had answered ended with it.
    let said = app.screen();
    let n: u32 = said.split("Возвращено: ").nth(1).and_then(|s| s.split(' ').next()).unwrap().parse().unwrap();
    let listed = app.keys("u").see("Что отменить").screen();
    let row = listed.lines().find_map(|l| l.split("Дела возвращены после отсутствия: ").nth(1)).unwrap();
    let counts = row.split_whitespace().filter_map(|w| w.parse::<u32>().ok());
    assert_eq!(counts.sum::<u32>(), n, "{row}");
    app.keys("<Esc>");
    app.keys("1").see_not("просрочено");
}

#[test]
fn what_came_is_marked_by_hand_and_a_return_is_waived() {
    let mut app = opened();
    app.keys("<F2><Tab><Enter>").see("Применено");
    app.keys("3/отв:юдин<Enter>t<Tab>Просили новое КП<F2>").see("Касание записано");
    app.keys("6").keys("<Esc><End><Enter>").see("ВОЗВРАТ").see("ничего нового по его клиентам не пришло");
    app.keys("w").see("Дела остаются у заместителя").keys("<F2>").see("✗").keys("переходит в другой отдел<F2>");
    app.see("переходит в другой отдел");
    assert_sound(&app.base(), "waived");
}

#[test]
fn an_absence_is_called_off_or_becomes_a_departure() {
    let mut app = opened();
    app.keys("<F2><Tab><Enter>").see("Применено").keys("<Esc><Home><Enter>x").see("Отсутствия не будет");
    app.keys("<Tab><Enter>").see("Отсутствие отменено");
    assert_sound(&app.base(), "called off");
    let mut app = opened();
    app.keys("<F2><Tab><Enter>").see("Применено").keys("<Esc><Home><Enter>p").see("Увольняется: Белова");
    app.keys("8.12<F2>").see("Сверка");
    assert_sound(&app.base(), "leaves");
}

#[test]
fn somebody_in_a_case_or_gone_cannot_go_on_leave_here() {
    let mut app = super::handover::leaving();
    app.keys("2/ковал<Enter>v").see("№1");
}

/// HR writes down an absence and may not read whose clients it moves: no noughts, no instruction that is the head's, and no
/// page that is refused.
#[test]
fn hr_opens_an_absence_and_stays_where_it_may_read() {
    let app = App::demo();
    let mut hr = app.second_as("Кузнецова");
    hr.keys("2/юдин<Enter>e").see("Увольняется: Юдин").see("сколько их, вам не").see_not("0 клиентов").keys("<Esc>");
    hr.keys("v").see("Отсутствие: Юдин").see_not("0 клиентов").see("вам не показывают");
    hr.keys("<Tab>завтра<Tab>4 декабря<Tab>петрова<Enter><F2>");
    hr.see("Замещение начато").see("применит руководитель").see("Сотрудники").see_not("не найдена");
}
