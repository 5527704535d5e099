//! Клиенты by keys.

use super::App;

#[test]
fn the_list_is_searched_filtered_sorted_and_marked() {
    let mut app = App::demo();
    app.keys("3").see("120 клиентов").see("1 из 120");
    app.keys("<End>").see("120 из 120").keys("<Home>").see("1 из 120");
    app.keys("<F3>сег:вип<Enter>").see_not("120 клиентов").see("VIP");
    app.keys("<Esc>").see("120 клиентов");
    app.keys("<Space><Space>").see("отмечено 2").keys("<Esc>").see_not("отмечено");
    app.keys("s").see("Порядок строк").keys("<Down><Enter>").see("Срок↑");
}

#[test]
fn a_filter_gets_a_name_is_chosen_by_it_and_outlives_the_session() {
    let mut app = App::demo();
    app.keys("3f").see_not("Запомнить").keys("<Esc><F3>сег:вип<Enter>f").see("Запомнить этот фильтр");
    app.keys("запомн<Enter>").see("Имя фильтра").keys("<F2>").see("Назовите фильтр");
    app.keys("Мои важные<F2>").see("Фильтр «Мои важные» запомнен").keys("<Esc>").see("120 клиентов");
    let mut app = app.hang_up();
    app.keys("3f").see("Мои важные").keys("мои<Enter>").see("сег:вип").see_not("120 клиентов");
    app.keys("fзабыть<Enter>").see("Какой фильтр забыть").keys("<Enter>").see("Фильтр «Мои важные» забыт");
    app.keys("f").see_not("Забыть запомненный");
}

#[test]
fn what_is_not_understood_is_told() {
    let mut app = App::demo();
    app.keys("3/цвет:синий").see("не понял «цвет:синий»");
}

#[test]
fn the_card_is_beside_the_list_where_there_is_room_and_on_enter_where_not() {
    let mut app = App::demo();
    app.keys("3").see("Сегмент");
    let mut app = app.size(80, 24);
    app.see_not("Сегмент").keys("<Enter>").see("Сегмент").keys("<Esc>").see_not("Сегмент");
}

#[test]
fn nothing_found_says_how_to_go_back() {
    let mut app = App::demo();
    app.keys("3/ъъъъъъ").see("Esc сбросит фильтр").keys("<Esc>").see("120 клиентов");
}

/// A card left standing beside an empty list would be taken for what was found.
#[test]
fn a_filter_that_finds_nothing_leaves_no_card_standing() {
    for (screen, said) in [("2", "Отдел"), ("3", "Сегмент"), ("4", "Этап"), ("5", "Поставил")] {
        let mut app = App::demo();
        app.keys(screen).pass(500).see(said).keys("/ъъъъъъ<Enter>").pass(500).see("Esc сбросит фильтр");
        app.see_not("Ответственные").see_not(&format!(" │ {said}"));
    }
}

#[test]
fn a_touch_is_written_down_refused_when_it_says_nothing_and_undone() {
    let mut app = App::demo();
    app.keys("3t").see("Касание: ").keys("<Tab>-<F2>").see("✗");
    app.keys("<Backspace>Обсудили отгрузку, ждут счёт до пятницы<F2>").see("Касание записано").see_not("Что было");
    app.keys("u").see("Что отменить").see("Касание записано").keys("<Enter>").see("Отменено");
}

#[test]
fn a_form_left_with_esc_or_lost_with_the_line_is_there_again() {
    let mut app = App::demo();
    app.keys("3t<Tab>Обещана отсрочка<Esc>").see("сохранено как черновик");
    app.keys("t").see("Обещана отсрочка").see("Восстановлен черновик").keys("<Tab> 30 дней");
    let mut app = app.hang_up();
    app.keys("3t").see("Обещана отсрочка 30 дней");
    app.keys("<Tab><F2>").see("Касание записано");
    app.keys("t").see_not("Обещана отсрочка");
}

#[test]
fn the_card_is_edited_with_dates_as_they_are_spoken() {
    let mut app = App::demo();
    app.keys("3e").see("След. контакт").keys("<Tab>Урал-2<Tab><Tab>вт").see("вторник, 1 декабря");
    app.keys("<F2>").see("Сохранено").see("Урал-2");
}

#[test]
fn another_persons_change_comes_with_the_bell() {
    let mut app = App::demo();
    app.keys("3").see_not("Регион-Икс");
    let mut other = app.second();
    other.keys("3e<Tab>Регион-Икс<F2>").see("Сохранено");
    app.ring().pass(500).see("Регион-Икс");
}

#[test]
fn whose_clients_is_a_ready_filter_and_a_word() {
    let mut app = App::demo();
    app.keys("3/менеджер:юдин<Enter>").see("Юдин С. П.").see_not("не понял").keys("<Esc>");
    app.keys("f").see("Клиенты: Юдин С. П.").keys("юдин<Enter>").see("отв:юдин").see_not("Белова З. А. ");
}

/// A card that has the keys scrolls, and leaves every other key to the frame.
#[test]
fn the_frames_keys_work_in_a_card() {
    for size in [(80, 24), (120, 36)] {
        let mut app = App::demo().size(size.0, size.1);
        app.keys("3/спектр-агро<Enter><Enter>").see("Контакты");
        app.keys("ь")
            .see("Что здесь можно сделать")
            .keys("<Esc>")
            .keys("<F1>")
            .see("Клавиши")
            .keys("<Esc>г")
            .see("Отменять нечего");
        app.keys("<F9>").keys("<Esc><Down>").see("Контакты");
    }
}

/// Sums are whole, or they are not there: what was cut could be another sum.
#[test]
fn no_sum_of_a_card_is_cut() {
    for width in [80, 100, 120, 140] {
        let mut app = App::demo().size(width, 50);
        app.keys("3<Enter>");
        for _ in 0..20 {
            let screen = app.screen();
            let cut = screen.lines().find(|l| {
                let next = l.chars().skip(1);
                l.chars().zip(next).any(|(c, next)| c.is_ascii_digit() && next == '…')
            });
            assert_eq!(cut, None, "{screen}");
            app.keys("<Esc><Down><Enter>");
        }
    }
}
