//! «Клиенты» and «Переписка» by keys: the VIPs are called before their letters, samples come before many letters go
//! together, the correspondence is confirmed in bulk.

use super::app::App;
use super::handover::leaving;

/// Distributed, and taken by everybody: the step «Клиенты» is on the screen.
fn taken() -> App {
    let mut app = leaving();
    app.keys("6<Enter><F2>").see("Правила предложили").keys("<F2><Tab><Enter>").see("Применено");
    app.keys("nn").see("КОНТЕКСТ").keys("aw").see("Передать без контекста").keys("источник молчит<F2>").see("Снято");
    app.keys("n").see("ПРИЁМ ДЕЛ");
    for _ in 0..9 {
        if app.screen().contains("Всё принято") {
            break;
        }
        app.keys("<F2>");
        if app.screen().contains("Первое действие") {
            app.keys("позвонить и обсудить поставку<Tab>через 3 дня<F2>");
        }
        app.keys("<Down>");
    }
    app.see("Всё принято").keys("n").see("КЛИЕНТЫ");
    app
}

fn number(app: &App, sql: &str) -> i64 {
    app.base().conn().query_row(sql, [], |r| r.get(0)).unwrap()
}

#[test]
fn the_head_introduces_the_new_manager_to_a_vip_by_keys() {
    let mut app = taken();
    let vips =
        number(&app, "SELECT count(*) FROM letter t JOIN client c ON c.id = t.client_id WHERE c.segment = 'vip'");
    assert!(vips > 0, "the training base has VIP clients");
    app.see("Позвонить лично: представить VIP").see("— v");
    app.keys("v").see("Что сказать").see("представить:");
    app.keys("<Enter>").see("Хочу лично представить").see("Тел. менеджера").keys("<Esc>");
    // Nobody answers: an attempt is no introduction, and one is too few to write without.
    app.keys("o").see("попытка 1");
    assert_eq!(number(&app, "SELECT count(*) FROM touch WHERE result = 'no_answer' AND case_id IS NULL"), 1);
    app.keys("<Esc>").see("Состояние");
    // What was recorded stands on the client's card too, and the next one is reached.
    app.pass(500);
    app.keys("v").keys("<Home>c");
    assert_eq!(number(&app, "SELECT count(*) FROM touch WHERE result = 'reached' AND case_id IS NULL"), 1);
    let by_head = "SELECT count(*) FROM touch t JOIN handover_case h ON h.id = 1 WHERE t.case_id IS NULL AND t.result <> '' \
                   AND t.employee_id = h.head_id";
    assert_eq!(number(&app, by_head), 2, "the calls are the head's");
    app.keys("<Esc>");
}

#[test]
fn at_half_past_three_in_the_night_a_call_is_asked_about_first() {
    let mut app = taken();
    let reached = "SELECT count(*) FROM touch WHERE result = 'reached'";
    app.until("2026-11-25T03:31:00+03:00");
    app.keys("v").see("Что сказать").keys("c").see("Записать звонок сейчас?").see("нерабочее время").keys("<Enter>");
    assert_eq!(number(&app, reached), 0);
    app.keys("c<Tab><Enter>");
    assert_eq!(number(&app, reached), 1);
    // By day one key is enough.
    app.until("2026-11-25T10:00:00+03:00");
    app.keys("<Home>c").see_not("Записать звонок сейчас?");
    assert_eq!(number(&app, reached), 2);
}

#[test]
fn letters_go_together_only_after_their_samples() {
    let mut app = taken();
    app.keys("<F2>").see("Образцы").see("персональным менеджером");
    assert_eq!(number(&app, "SELECT count(*) FROM letter WHERE state = 'approved'"), 0);
    // Esc means what it means elsewhere, and the bar says so.
    app.see("К этим письмам вопросов нет")
        .see("F2 утвердить все")
        .see("Esc не утверждать")
        .keys("<Esc>")
        .see_not("Образцы");
    assert_eq!(number(&app, "SELECT count(*) FROM letter WHERE state = 'approved'"), 0);
    // A held F2 only shows them.
    app.hold("<F2>", 900).see("Образцы");
    assert_eq!(number(&app, "SELECT count(*) FROM letter WHERE state = 'approved'"), 0);
    app.pass(500).keys("<F2>").see("Утверждено");
    assert!(number(&app, "SELECT count(*) FROM letter WHERE state = 'approved'") > 0);
    let flagged = "SELECT count(*) FROM letter t JOIN client c ON c.id = t.client_id WHERE t.state = 'approved' \
                   AND t.problem <> 'joined' AND (c.segment = 'vip' OR t.problem <> '')";
    assert_eq!(number(&app, flagged), 0, "a VIP and a guessed greeting wait");
}

#[test]
fn correspondence_is_confirmed_for_one_for_many_and_by_parts() {
    let mut app = taken();
    app.keys("n").see("ПЕРЕПИСКА").see("Почта").see("не всё у");
    app.keys("<F2>").see("На чьём слове").keys("<Right><Right><F2>").see("Записано: 1 клиент");
    assert_eq!(number(&app, "SELECT count(*) FROM correspondence WHERE note LIKE 'со слов%'"), 3);
    app.keys("d").see("Подтверждайте то, что сами видели").keys("<Esc>");
    app.keys("a<F2><Right><F2>").see("Записано:").see("вся переписка на месте");
    app.keys("<Enter>").see("подтверждено").keys("<Esc>");
    app.keys("w").see("вся переписка на месте");
    assert_eq!(number(&app, "SELECT count(*) FROM checklist_item WHERE code = 'correspondence' AND state = 'done'"), 1);
}
