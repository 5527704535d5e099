//! The frame itself: welcome, help, menu, palette, sizes, languages.

use estafeta::texts::Lang;

use super::App;

#[test]
fn an_empty_base_welcomes_and_the_training_base_opens() {
    let mut app = App::empty();
    app.see("Добро пожаловать").see("Загрузить выгрузку из CRM");
    app.keys("<Down><Enter>").see("УЧЕБНАЯ БАЗА").see("ООО «Вектор»");
}

#[test]
fn help_menu_and_palette_are_made_of_the_same_declarations() {
    let mut app = App::demo();
    app.keys("3<F1>").see("Клавиши").see("Строка поиска и фильтра").keys("<Esc>");
    app.keys("m").see("Что здесь можно сделать").see("Отметить всё найденное").keys("<Esc>");
    // The palette understands the other layout.
    app.keys("<F9>rkbtyns").see("3 Клиенты").keys("<Enter>").see_not("Найти экран");
}

#[test]
fn a_key_of_the_menu_does_what_it_says() {
    let mut app = App::demo();
    app.keys("3m").see("Что здесь можно сделать");
    app.keys("a").see_not("Что здесь можно сделать").see("отмечено 120");
}

#[test]
fn the_layout_of_the_keyboard_does_not_matter() {
    let mut app = App::demo();
    app.keys("3ф").see("отмечено 120");
    app.keys("ь").see("Что здесь можно сделать");
}

#[test]
fn a_small_window_says_so_and_keeps_the_state() {
    let mut app = App::demo();
    app.keys("3/каскад");
    let mut app = app.size(50, 12);
    app.see("Окно слишком мало").keys("q");
    assert!(!app.quit);
    app.size(80, 24).see("/ каскад");
}

#[test]
fn english_is_english() {
    let mut app = App::demo().lang(Lang::En);
    app.keys("3").see("Clients").see("120 clients").keys("<F1>").see("Keys");
}

#[test]
fn quitting_needs_no_question_and_the_place_is_remembered() {
    let mut app = App::demo();
    app.keys("3/ар<Enter>").keys("q");
    assert!(app.quit);
    app.hang_up().see("/ ар");
}

/// What was said of one screen does not hang on the next; of text that fits no key turns its page; the rail answers every key.
#[test]
fn nothing_is_said_where_it_does_not_belong_and_no_key_is_silent() {
    let mut app = super::handover::leaving();
    app.keys("6<Enter><F2>").see("Правила предложили").keys("3").see_not("Правила предложили");
    app.keys("6<Enter><Enter>").see("Почему").see_not("страница вниз").keys("<Esc><Esc><Esc>");
    app.see("F2 действие шага").keys("<F2>").see("Применить распределение?").keys("<Esc>n").see("В CRM");
}

/// F1 speaks of what is open: of the form with its fields, of the dialog, of the list; and what is typed waits.
#[test]
fn help_is_of_what_is_open() {
    let mut app = App::demo();
    app.keys("3t<Tab>Обещана отсрочка<F1>").see("Поля").see("Одно из: звонок").see("F2");
    app.keys("<F1>").see("Поля").keys("<Esc>").see("Обещана отсрочка").keys("<Esc>");
    app.keys("2/ковал<Enter>e<F1>").see("Последний день").see("День словами или числом").keys("<Esc>");
    app.keys("<Tab><Tab>завтра 10:30<F2>").see("Подготовлено").keys("6<Home>r").see("Кому что уйдёт");
    app.keys("<F1>").see("Так распределили бы правила сегодня").see("Клавиши").see("Выбранная кнопка выделена");
    app.keys("<Esc>").see("По клиентам").keys("<Tab><Enter><F1>").see("Что кому").see("Печатайте, чтобы найти");
    app.keys("<Esc><Enter><F1>")
        .see("Кому передаёте?")
        .see("Esc закрывает форму без сохранения")
        .keys("<Esc>")
        .see("Сейчас: ");
}

/// What has just happened is read under whatever is open.
#[test]
fn a_popup_leaves_the_line_of_what_has_happened_in_sight() {
    let mut app = App::demo().size(80, 24);
    app.keys("3t<Tab>Обещана отсрочка<Esc>").see("сохранено как черновик");
    app.keys("<F9>").see("сохранено как черновик").see("F1");
    // The list of a field covers neither that line nor the keys, however long it is.
    app.keys("<Esc>");
    for letter in "абвгдежзиклмноп".chars() {
        app.keys(&format!("2nЯшин{letter}<F2><Esc>"));
    }
    app.keys("2/ковал<Enter>r<Tab><Tab><Tab><Tab><F4>").see("Enter").see("F1");
    let frame = app.screen().lines().collect::<Vec<_>>().iter().rposition(|l| l.contains('╰')).unwrap();
    assert!(frame < 22, "{}", app.screen());
}
