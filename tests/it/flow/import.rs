//! Импорт by keys, from an empty base.

use std::path::{Path, PathBuf};

use estafeta::domain::Actor;
use estafeta::domain::settings::Office;
use estafeta::ops::{self, ClientSet, Command, Ctx};
use estafeta::store::OpId;

use super::App;
use super::app::clock;
use crate::kit;

fn fixtures(set: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(set)
}

/// From the welcome to the folder of these files.
fn at(set: &str) -> App {
    let mut app = App::empty();
    app.keys("<Enter>").see("Папка:");
    app.keys("p<C-u>").paste(&fixtures(set).display().to_string()).keys("<F2>");
    app
}

/// Writes a file beside the base and reads it from the screen.
fn read(app: &mut App, name: &str, text: &str) {
    let path = app.path().with_file_name(name);
    std::fs::write(&path, text).unwrap();
    app.keys("p<C-u>").paste(&path.display().to_string()).keys("<F2>");
}

fn count(app: &App, sql: &str) -> i64 {
    app.base().conn().query_row(sql, [], |r| r.get(0)).unwrap()
}

/// Something done beside the import.
fn run<C: Command>(app: &App, command: &C) -> C::Out {
    let office = Office::default();
    let cx =
        Ctx { actor: Actor::Owner, clock: clock(), op_id: OpId(*uuid::Uuid::now_v7().as_bytes()), office: &office };
    ops::run(&mut app.base(), &cx, command).unwrap().out
}

#[test]
fn several_files_are_reported_and_kept_as_one() {
    let mut app = at("maven-small");
    app.see("sales_pipeline.csv").keys("a").see("К чтению 4 файла").keys("<F2>");
    app.see("Ещё ничего не сохранено").see("набор Maven").see("Этапы сделок");
    assert_eq!(estafeta::reads::seq(app.base().conn()).unwrap(), 0, "the report has kept something");
    app.keys("<F2>").see("Импорт сохранён").see("Сохранено.");
    app.keys("<Enter>").see("Клиенты");
    assert_eq!(estafeta::reads::seq(app.base().conn()).unwrap(), 1);
}

#[test]
fn leaving_the_report_keeps_nothing_and_leaves_no_file() {
    let mut app = at("maven-small");
    app.keys("a<F2>").see("Ещё ничего не сохранено").keys("<Esc>").see("ничего не сохранено");
    app.see("Папка:").see("К чтению 4 файла");
    assert_eq!(estafeta::reads::seq(app.base().conn()).unwrap(), 0);
    let folder = app.path().parent().unwrap().to_path_buf();
    let left: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert!(!left.iter().any(|n| n.to_string_lossy().contains("-import-")), "{left:?}");
}

#[test]
fn questions_are_answered_and_refused_rows_saved() {
    let mut app = at("import");
    app.keys("p<C-u>refused.csv<F2>").see("Не приняты строки").see("не сумма");
    app.see("Кто эти ответственные?").see("«Иванов Иван»").see("без ответа");
    // Unanswered questions are asked about once more before keeping.
    app.keys("<F2>").see("Без ответа").keys("<Enter>");
    app.keys("<Enter>").see("Кто такой").keys("<Enter>").see("завести сотрудника");
    let out = app.path().with_file_name("refused.csv");
    app.keys("w<C-u>").paste(&out.display().to_string()).keys("<F2>").see("Непринятые строки:");
    assert!(std::fs::read_to_string(&out).unwrap().contains("Причина"));
    app.keys("<F2>");
    let names = "SELECT count(*) FROM employee WHERE name = 'Иванов Иван'";
    if app.screen().contains("Без ответа") {
        app.keys("<Tab><Enter>");
    }
    app.see("Импорт сохранён");
    let n: i64 = app.base().conn().query_row(names, [], |r| r.get(0)).unwrap();
    assert_eq!(n, 1);
}

#[test]
fn a_file_that_cannot_be_read_says_why() {
    let mut app = at("import");
    app.keys("p<C-u>нет.csv<F2>").see("Файл не прочитан").keys("<Enter>").see("Папка:");
}

/// One file that cannot be read does not hold up the others: it is told with its reason, and they can be kept. One that
/// nobody knows can be said there.
#[test]
fn a_broken_file_among_several_is_told_and_the_others_are_kept() {
    let mut app = App::empty();
    let folder = app.path().with_file_name("выгрузки");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("книга.xlsx"), b"PK\x03\x04").unwrap();
    let deals = "ID;Название сделки;Этап сделки;Ответственный\n1;А;Переговоры;Ким Анна\n2;Б;Переговоры;Ким Анна\n";
    std::fs::write(folder.join("сделки.csv"), deals).unwrap();
    std::fs::copy(fixtures("own").join("партнёры.csv"), folder.join("партнёры.csv")).unwrap();
    app.keys("<Enter>").see("Папка:").keys("p<C-u>").paste(&folder.display().to_string()).keys("<F2>");
    app.keys("a").see("К чтению 3 файла").keys("<F2>").see("Отчёт").see("новых 2");
    app.see("Не прочитаны, остальные загрузятся без них").see("книга.xlsx").see("партнёры.csv");
    app.keys("<Down><Enter>").see("Исправьте файл").keys("<Esc>");
    app.keys("<Down><Enter>").see("Незнакомый файл").see("партнёры.csv").keys("<F2>").see("Отчёт").see("новых 3");
    app.keys("c<F2>").see("Импорт сохранён").see("книга.xlsx — не прочитан. Файл испорчен");
    assert_eq!(count(&app, "SELECT count(*) FROM deal"), 2);
}

#[test]
fn which_deal_a_task_is_about_is_chosen_from_those_of_its_name() {
    let mut app = at("links");
    app.keys("ca<F2>").see("О какой сделке эти задачи?").see("«Позвонить»").see("без ответа");
    app.keys("<F2>").see("Без ответа").keys("<Enter>");
    app.keys("<Enter>").see("О чём задача «Позвонить»?").see("Сервис · № 2 · Договор");
    app.keys("<Down><Enter>").see("сделка выбрана").keys("<F2>").see("Импорт сохранён");
    let sql = "SELECT d.title || ' ' || d.amount FROM task t JOIN deal d ON d.id = t.deal_id";
    let of: String = app.base().conn().query_row(sql, [], |r| r.get(0)).unwrap();
    assert_eq!(of, "Сервис 2000");
}

#[test]
fn a_file_is_looked_at_before_it_is_kept() {
    let mut app = at("maven-small").size(80, 24);
    app.keys("a<F2>").see("набор Maven · 4 файла · 54 строки · даты 01.03.2017 – 28.05.2017");
    app.keys("<Down><Down><Enter>").see("Файл 3 из 4").see("sales_pipeline.csv").see("Ещё ничего не сохранено");
    app.see("набор Maven · сделки · utf-8 · разделитель «,»").see("столбцов понято 8 из 8");
    // Twenty rows at most, as they stand in the file, under what each column means.
    app.see("первые 20 строк из 40").see("DEGZD8P1").see("Номер в CRM").see("столбец 1 из 8 «opportunity_id»");
    app.see_not("S9ZLYQ80").keys("<PgDn>").see("S9ZLYQ80").see_not("DEGZD8P1");
    // The columns that do not fit come with the arrows.
    app.see_not("close_value").keys("<End>").see("close_value").see("столбец 8 из 8 «close_value» — Сумма");
    app.see("3452").keys("<Home>").see("opportunity_id");
    app.keys("n").see("Файл 4 из 4").see("дат нет").keys("n").see("Файл 1 из 4");
    // What nobody has a use for is kept, and said to be.
    app.see("столбцов понято 2 из 7 · ещё 5 хранятся как есть").see("year_established").see("как есть");
    app.keys("<Esc>").see("Отчёт").keys("<F2>").see("Импорт сохранён");
}

#[test]
fn a_refused_row_stands_among_the_first_ones() {
    let mut app = at("import");
    app.keys("p<C-u>refused.csv<F2>").see("Не приняты строки").keys("<Enter>").see("все строки:");
    app.see("     2            1  Хорошая").see("✗ 4            3  Не сумма").see("двести");
    app.keys("<Esc>").see("Отчёт");
}

#[test]
fn an_unknown_file_is_mapped_by_hand_once() {
    let mut app = at("own").size(80, 24);
    app.keys("<F2>").see("Незнакомый файл").see("партнёры.csv").see("заголовки в строке 3");
    // What the names and the cells look like is proposed, and marked as a guess.
    app.see("? Телефон").see("? Почта").see("Имя или название (догадка)");
    app.keys("<Tab>").see("Ким Анна · Рябов Игорь");
    // The one column nobody could guess is said by hand; the cursor goes on.
    app.keys("<Down><Enter>").see("Что значит столбец «Кто ведёт»?").keys("ответств<Enter>");
    app.see("✓ Ответственный").see("столбец 3 из 6 «Связь»");
    app.keys("<F2>").see("Отчёт").see("новых 3").see("Кто эти ответственные?").see("«Рябов Игорь»");
    assert_eq!(estafeta::reads::seq(app.base().conn()).unwrap(), 0, "the mapping was kept before the import");
    app.keys("c<F2>").see("Импорт сохранён");
    let owned = "SELECT count(*) FROM client c JOIN employee e ON e.id = c.owner_id JOIN point p ON p.client_id = c.id";
    let n: i64 = app.base().conn().query_row(owned, [], |r| r.get(0)).unwrap();
    assert_eq!(n, 6, "three clients with an owner, a phone and a mail each");
    // Another time nobody is asked.
    app.keys("<Esc><F2>").see("Отчёт").see("как было 3").keys("<Enter>").see("✓ Ответственный");
}

#[test]
fn a_kind_without_what_tells_its_rows_is_not_read() {
    let mut app = at("own");
    app.keys("<F2>t").see("Что в этом файле?").keys("задачи<Enter>").see("задачи · другой источник");
    app.see("нужен хотя бы один столбец: «Номер в CRM», «Название»");
    app.keys("<F2>").see("нужен хотя бы один столбец").see("Незнакомый файл");
    app.keys("<Enter>назв<Enter><F2>").see("Отчёт").see("новых 3");
    // Left with Esc, nothing of it stays.
    app.keys("<Esc>").see("ничего не сохранено").keys("<F2>").see("Незнакомый файл").keys("<Esc>").see("Папка:");
}

#[test]
fn the_headings_of_an_unknown_file_may_stand_elsewhere() {
    let mut app = at("own");
    app.keys("<F2>g").see("В какой строке заголовки?").keys("кварц<Enter>");
    app.see("заголовки в строке 4").see("первых строк: 2").see("«ООО „Кварц“»");
}

#[test]
fn another_kind_keeps_what_was_said_of_columns_and_leaving_asks() {
    let mut app = at("own").size(80, 24);
    app.keys("<F2>").see("Незнакомый файл").keys("<Tab><Down><Enter>ответств<Enter>").see("✓ Ответственный");
    app.keys("tзадачи<Enter>").see("задачи · другой источник").see("✓ Ответственный");
    // Headings of another row have no such column: it is remembered all the same.
    app.keys("gкварц<Enter>").see("заголовки в строке 4").keys("<Esc>").see("Столбцы изменены").keys("<Esc>");
    app.keys("gведёт<Enter>").see("заголовки в строке 3").see("✓ Ответственный");
    app.keys("<Esc>").see("Столбцы изменены").keys("<Tab><Tab><Enter>").see("Папка:");
}

#[test]
fn the_meaning_of_a_known_column_is_changed_and_the_file_read_again() {
    let mut app = at("import");
    app.keys("p<C-u>amocrm-deals-utf8.csv<F2>").see("Отчёт").see("amoCRM").keys("<Enter>");
    app.keys("<F2>").see("Ничего не изменено");
    let column = |app: &mut App| {
        let s = app.screen();
        s.lines().find(|l| l.contains("столбец ")).unwrap_or_default().to_owned()
    };
    for _ in 0..40 {
        if column(&mut app).contains("«Источник»") {
            break;
        }
        app.keys("<Right>");
    }
    app.see("«Источник» — Источник")
        .keys("<Enter>причина<Enter>")
        .see("✓ Причина проигрыша")
        .see("F2 — перечитать с этим");
    // Left without reading: asked first.
    app.keys("<Esc>").see("Столбцы изменены").keys("<Esc>").see("✓ Причина").keys("n").see("Сначала F2");
    app.keys("<F2>").see("Отчёт").keys("<Enter><Tab><End>").see("✓ Причина").see_not("F2 — перечитать с этим");
}

#[test]
fn one_answer_is_given_for_all_likely_duplicates() {
    let mut app = App::empty();
    app.keys("<Enter>").see("Папка:");
    let head = "ID;Название компании;Тип компании;ИНН\n";
    let list = "1;ООО «Кварц»;Клиент;7707083893\n2;АО «Бета»;Клиент;\n3;ИП Жуков;Клиент;\n";
    read(&mut app, "first.csv", &format!("{head}{list}"));
    app.keys("<F2>").see("Импорт сохранён").keys("<Esc>");
    // The same companies stand under other numbers now; one of them has another ИНН.
    let list = "11;ООО «Кварц»;Клиент;5260999999\n12;АО «Бета»;Клиент;\n13;ИП Жуков;Клиент;\n";
    let again = format!("{head}{list}");
    read(&mut app, "second.csv", &again);
    app.see("Эти клиенты уже есть?").see("Вопросов       3");
    app.keys("<Down>").see("Похожи").see("7707083893").see("a — ответить так на все 3 таких");
    app.keys("a")
        .see("Для всех таких (3)")
        .see("Тот же клиент, где похожий один")
        .keys("<Enter>")
        .see("Решено: 2 вопроса");
    app.see("без ответа").see("тот же клиент");
    // The one whose ИНН says otherwise is still asked about, and its own answer goes before that for all.
    app.keys("<F2>")
        .see("Без ответа: 1 вопрос")
        .keys("<Enter><Enter>")
        .see("уже есть?")
        .keys("<End><Enter>")
        .see("другой клиент");
    app.keys("<F2>").see("Импорт сохранён");
    assert_eq!(count(&app, "SELECT count(*) FROM client"), 4);
    assert_eq!(count(&app, "SELECT count(*) FROM ext_ref WHERE kind = 'client'"), 6);
    assert_eq!(count(&app, "SELECT count(*) FROM import_question"), 0);
}

#[test]
fn answers_are_compared_with_the_base_again() {
    let mut app = at("import");
    app.keys("p<C-u>bitrix-deals.csv<F2>").see("Кто эти ответственные?").keys("<Down>");
    app.keys("a").see("Для всех таких").keys("завести<Enter>").see("Решено:").see("завести сотрудника");
    app.keys("<F5>")
        .see("Отчёт")
        .see_not("Кто эти ответственные?")
        .keys("<F2>")
        .see("Импорт сохранён")
        .see("Заведено сотрудников");
}

/// Three clients whose region both sides have changed since the first import.
fn changed_on_both_sides() -> App {
    let mut app = App::empty();
    app.keys("<Enter>").see("Папка:");
    let list = |region: &str| {
        let row = |n: &str| format!("{n};Ким Анна;{region} {n}\n");
        format!("Клиент;Менеджер;Регион\n{}{}{}", row("Кварц"), row("Бета"), row("Гамма"))
    };
    read(&mut app, "first.csv", &list("Урал"));
    app.keys("c<F2>").see("Импорт сохранён").keys("<Esc>");
    for id in 1..=3 {
        run(&app, &ClientSet { region: Some(format!("Наш {id}")), ..ClientSet::of(estafeta::base::ClientId(id)) });
    }
    read(&mut app, "second.csv", &list("Тверь"));
    app
}

#[test]
fn three_versions_are_compared_and_one_is_taken() {
    let mut app = changed_on_both_sides().size(80, 24);
    app.see("Расхождения с CRM").see("оставлено как в базе").keys("<Down><Down><Enter>").see("Три версии");
    app.see("клиент «Бета», Регион: было Урал Бета, у нас Наш 2, в файле Тверь Бета.").see("○ Наш 2");
    app.see("из файла будет взято: 0").keys(" ").see("✓ Тверь").see("из файла будет взято: 1");
    // The cursor has gone on; the way back is the same key, and the letters say it outright.
    app.see("клиент «Гамма», Регион")
        .keys("iщ")
        .see("✓ Наш 3")
        .keys("<Esc>")
        .see("Отчёт")
        .see("как в файле")
        .see("как у нас");
    app.keys("<F2>").see("Импорт сохранён");
    let regions = "SELECT group_concat(region, ', ') FROM (SELECT region FROM client ORDER BY id)";
    let now: String = app.base().conn().query_row(regions, [], |r| r.get(0)).unwrap();
    assert_eq!(now, "Наш 1, Тверь Бета, Наш 3");
}

#[test]
fn one_choice_is_made_for_a_field_of_all_records() {
    let mut app = changed_on_both_sides();
    app.keys("<Down><Enter>i").see("✓ Тверь Кварц").keys("a").see("Решено: 3 конфликта").see("из файла будет взято: 3");
    // One of them singly after that: its own answer goes before that for all.
    app.keys("<Down>o").see("✓ Наш 2").see("из файла будет взято: 2").keys("<Enter>").see("Отчёт");
    app.keys("<F5>").see("Отчёт").see_not("Расхождения с CRM").keys("<F2>").see("Импорт сохранён");
    assert_eq!(count(&app, "SELECT count(*) FROM client WHERE region LIKE 'Тверь%'"), 2);
    assert_eq!(count(&app, "SELECT count(*) FROM import_question"), 0);
}

fn dump(app: &App) -> String {
    kit::dump(&app.base())
}

fn is_sound(app: &App) {
    let broken: Vec<_> =
        estafeta::reads::check::check(app.base().conn()).unwrap().into_iter().filter(|c| !c.ok).collect();
    assert!(broken.is_empty(), "{broken:?}");
}

#[test]
fn an_import_is_taken_back_as_one() {
    let mut app = at("maven-small");
    let before = dump(&app);
    app.keys("ac<F2><F2>").see("Импорт сохранён").see("u — отменить импорт");
    let full = dump(&app);
    assert!(count(&app, "SELECT count(*) FROM deal") == 40 && full != before);
    app.keys("u").see("Отменить импорт?").keys("<Esc>").see("Импорт сохранён");
    let rows = ["client", "contact", "deal", "task", "lead", "employee", "department", "stage"];
    let made: i64 = rows.iter().map(|t| count(&app, &format!("SELECT count(*) FROM {t}"))).sum();
    app.keys("u<Tab><Enter>")
        .see(&format!("Импорт отменён: убрано записей {made}, возвращено значений 0"))
        .see("Папка:");
    assert_eq!(dump(&app), before);
    assert_eq!(count(&app, "SELECT count(*) FROM client_search"), 0);
    is_sound(&app);
    // The same files again are the same import.
    app.keys("a<F2><F2>").see("Импорт сохранён");
    assert_eq!(count(&app, "SELECT count(*) FROM deal"), 40);
    is_sound(&app);
}

#[test]
fn what_was_worked_with_stays_and_a_later_import_goes_first() {
    let mut app = changed_on_both_sides();
    app.keys("<F2>").see("Импорт сохранён").keys("<Esc>");
    let second = dump(&app);
    read(
        &mut app,
        "third.csv",
        "Клиент;Менеджер;Регион\nКварц;Ким Анна;Омск\nДельта;Ким Анна;Омск\nЭпсилон;Рябов И.;Омск\n",
    );
    app.keys("c<F2>").see("Импорт сохранён");
    let new = "SELECT id FROM client WHERE name = 'Дельта'";
    let delta = estafeta::base::ClientId(count(&app, new));
    run(&app, &ClientSet { industry: Some("Логистика".into()), ..ClientSet::of(delta) });
    // The one before is refused, in words.
    app.keys("<Esc>3u<Down><Down><Down><Down><Down><Down><Enter>");
    app.see("После этого импорта был ещё один");
    app.keys("iu<Down><Enter>")
        .see("будет убрано")
        .see("останется")
        .keys("<Tab><Enter>")
        .see("Остались, потому что с ними уже работали: 1");
    assert_eq!(count(&app, "SELECT count(*) FROM client WHERE name IN ('Дельта', 'Эпсилон')"), 1);
    assert_eq!(count(&app, "SELECT count(*) FROM employee WHERE name LIKE 'Рябов%'"), 0);
    is_sound(&app);
    assert_ne!(dump(&app), second, "what stays is there");
}

#[test]
fn changed_values_go_back_and_come_again_with_the_same_file() {
    let mut app = App::empty();
    app.keys("<Enter>").see("Папка:");
    let text = |region: &str| format!("Клиент;Менеджер;Регион\nКварц;Ким Анна;{region}\nБета;Ким Анна;{region}\n");
    read(&mut app, "first.csv", &text("Урал"));
    app.keys("c<F2>").see("Импорт сохранён").keys("<Esc>");
    read(&mut app, "second.csv", &text("Тверь"));
    app.keys("<F2>").see("Импорт сохранён").keys("u<Tab><Enter>").see("Отменено");
    assert_eq!(count(&app, "SELECT count(*) FROM client WHERE region = 'Урал'"), 2);
    is_sound(&app);
    read(&mut app, "second.csv", &text("Тверь"));
    app.see("изменено 2").keys("<F2>").see("Импорт сохранён");
    assert_eq!(count(&app, "SELECT count(*) FROM client WHERE region = 'Тверь'"), 2);
}

/// A book with companies, a list that nobody knows, and a sheet with nothing in it.
fn book(app: &App) -> PathBuf {
    let mut book = rust_xlsxwriter::Workbook::new();
    let rows: [(&str, &[[&str; 3]]); 3] = [
        ("Компании", &[["ID", "Название компании", "Тип компании"], ["1", "ООО «Кварц»", "Клиент"]]),
        ("Партнёры", &[["Фирма-партнёр", "Кто ведёт", "Связь"], ["ООО «Бета»", "Ким Анна", "+7 912 345-67-89"]]),
        ("Лист3", &[]),
    ];
    for (name, rows) in rows {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        for (r, cells) in rows.iter().enumerate() {
            for (c, cell) in cells.iter().enumerate() {
                sheet.write(r as u32, c as u16, *cell).unwrap();
            }
        }
    }
    let path = app.path().with_file_name("учёт.xlsx");
    book.save(&path).unwrap();
    path
}

#[test]
fn a_sheet_that_was_left_out_is_listed_and_can_be_said() {
    let mut app = at("own").size(80, 24);
    let path = book(&app);
    app.keys("p<C-u>").paste(&path.display().to_string()).keys("<F2>");
    app.see("Пропущенные листы").see("лист «Партнёры»").see("не нашлась строка заголовков");
    app.see("лист «Лист3»").see("в первых 15 строках ничего нет");
    // Nothing can be said of a blank one.
    app.keys("<Down><Down><Enter>").see("этого листа читать нечего");
    app.keys("<Up><Enter>").see("Незнакомый лист").see("учёт.xlsx, лист «Партнёры»").see("Фирма-партнёр");
    // Esc leaves it as it was.
    app.keys("<Esc>").see("Пропущенные листы").keys("<Enter><Right><Enter>").see("«Кто ведёт»").keys("ответств<Enter>");
    app.keys("<F2>").see("Отчёт").see("лист «Партнёры»  клиенты").see_not("не нашлась строка заголовков");
    app.keys("c<F2>").see("Импорт сохранён").see("лист «Лист3» — пропущен");
    assert_eq!(count(&app, "SELECT count(*) FROM client c JOIN employee e ON e.id = c.owner_id"), 1);
    assert_eq!(count(&app, "SELECT count(*) FROM client"), 2);
}

/// The one sheet that is known has no rows: the other one is what the person has to say.
#[test]
fn a_book_with_an_unfilled_form_is_still_said_by_hand() {
    let mut app = at("own").size(80, 24);
    let mut book = rust_xlsxwriter::Workbook::new();
    let form = book.add_worksheet().set_name("Шаблон").unwrap();
    for (c, cell) in ["ID", "Название компании", "Тип компании", "Телефон"].iter().enumerate()
    {
        form.write(0, c as u16, *cell).unwrap();
    }
    let sheet = book.add_worksheet().set_name("Партнёры").unwrap();
    for (c, cell) in ["Фирма-партнёр", "Связь"].iter().enumerate() {
        sheet.write(0, c as u16, *cell).unwrap().write(1, c as u16, "ООО «Бета»").unwrap();
    }
    let path = app.path().with_file_name("форма.xlsx");
    book.save(&path).unwrap();
    app.keys("p<C-u>").paste(&path.display().to_string()).keys("<F2>");
    app.see("Незнакомый лист").see("форма.xlsx, лист «Партнёры»");
}

/// The folder stands in the field of the path; a path pasted behind it is read all the same.
#[test]
fn a_path_pasted_behind_the_folder_is_the_one_that_is_read() {
    let mut app = at("own");
    let path = fixtures("own").join("партнёры.csv");
    app.keys("p").paste(&path.display().to_string()).keys("<F2>").see("Незнакомый файл");
}

#[test]
fn coming_back_begins_at_the_files_as_they_are_now() {
    let mut app = at("maven-small");
    app.keys("ac<F2><F2>").see("Импорт сохранён").keys("3i").see_not("Импорт сохранён").see("Папка:");
}
