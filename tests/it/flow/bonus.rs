//! «Премия» by one key on the lines of the distribution; on a Russian keyboard the key is И.

use super::handover::leaving;

#[test]
fn a_bonus_is_noted_on_a_deal_shown_with_it_and_taken_back() {
    let mut app = leaving();
    app.keys("6<Enter><F2>").see("F2 — применить всё").keys("<Enter>");
    // A client has none.
    app.keys("<Home>");
    for _ in 0..40 {
        app.keys("и");
        if app.screen().contains("Премия: 1 сделка") {
            break;
        }
        app.see("Премию отмечают у сделки").keys("<Down>");
    }
    app.see("Ковалёв").keys("<Tab>0<F2>").see("Доля — целое число от 1 до 100");
    app.keys("<Backspace><Backspace><Backspace><Backspace>40<Tab>с директором 20.11<F2>")
        .see("Премия отмечена: 1 строка");
    app.keys("<Enter>").see("Премия").see("40 %, согласовано: с директором 20.11").keys("<Esc>");
    app.keys("и").see("с директором 20.11").keys("<Esc>");
    app.keys("u").see("Отмечена премия").keys("<Enter>").see("Отменено").keys("<Enter>").see_not("с директором 20.11");
}
