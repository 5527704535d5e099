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

/// Who asks for the largest first wants to see them: wherever the cursor stood, the new order is read from its top, and the
/// marks stay.
#[test]
fn another_order_is_read_from_its_top() {
    let mut app = App::demo();
    app.keys("4").see("Контекст:").keys("<Space><End>").see("отмечено 1");
    let largest = "SELECT title FROM deal WHERE stage_kind IN ('open', 'final') ORDER BY amount DESC, id DESC LIMIT 1";
    let largest: String = app.base().conn().query_row(largest, [], |r| r.get(0)).unwrap();
    app.keys("s").see("крупные сверху").keys("<End><Enter>").see("Сумма↓");
    app.see(&largest).see("отмечено 1");
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
