//! Сделки and Задачи by keys.

use super::App;

#[test]
fn deals_are_filtered_sorted_and_summed() {
    let mut app = App::demo();
    app.keys("4").see("Сделки").see("на ").see("Контекст:");
    app.keys("/").paste("контекст:<5").keys("<Enter>").see("контекст < 5").keys("<Esc>");
    app.keys("s").see("крупные сверху").keys("<End><Enter>").see("Сумма↓");
    app.keys("f").see("Финальная стадия").keys("<Esc>");
    app.keys("/статус:выиграна<Enter>").see("состояние: выиграна");
    // The client of the deal is one key away, and Esc leads back.
    app.keys("<Esc>c").see("Сегмент").keys("<Esc><Esc><Esc>").see("Контекст:");
}

#[test]
fn what_a_call_needs_is_written_down() {
    let mut app = App::demo();
    app.keys("5").see("Задачи").keys("/статус:звонки<Enter>").see("звонок");
    app.keys("e").see("Зачем").see("О чём говорили");
    // A dash is no answer.
    app.keys("<C-u>-<F2>").see("Зачем");
    let n = "SELECT count(*) FROM journal WHERE kind = 'task-field'";
    let count = |app: &App| app.base().conn().query_row(n, [], |r| r.get::<_, i64>(0)).unwrap();
    let before = count(&app);
    app.keys("<C-u>Согласовать цену партии на декабрь<F2>").see("Подробности задачи записаны");
    assert_eq!(count(&app), before + 1);
    app.see("Согласовать цену партии на декабрь");
}
