//! A notice that is taken back, by keys: what nobody accepted returns, what others hold is a list in sight.

use estafeta::base::{CaseId, Due, EmployeeId};
use estafeta::domain::Via;
use estafeta::ops::{Accept, Waive, Which};

use super::app::command;
use super::leaving;

#[test]
fn what_was_accepted_is_a_list_to_decide_on_and_nothing_runs_on() {
    let mut app = leaving();
    app.keys("6<Enter><F2>").see("Правила предложили").keys("<F2><Tab><Enter>").see("Применено");
    let (case, sql) = (
        CaseId(1),
        "SELECT l.to_id, l.object_id, l.title FROM ledger_line l WHERE l.kind = 'client' \
        AND l.disposition = 'assign' ORDER BY l.id LIMIT 1",
    );
    let row = |r: &rusqlite::Row<'_>| Ok((r.get::<_, i64>(0)?, r.get::<_, i64>(1)?, r.get::<_, String>(2)?));
    let (to, client, title) = app.base().conn().query_row(sql, [], row).unwrap();
    let objects = vec![estafeta::base::ClientId(client).into()];
    command(&app, &Waive { case, objects: objects.clone(), block: None, reason: "источник молчит".into() });
    command(
        &app,
        &Accept {
            case,
            receiver: EmployeeId(to),
            which: Which::Objects(objects),
            next_step: Some("позвонить и представиться".into()),
            on: Due::parse("2026-12-01"),
            via: Via::Words,
            force: None,
        },
    );
    app.ring();
    app.keys("<Esc><Home><Enter>").see("СТАРТ").keys("x").see("Заявление отозвано?");
    app.keys("Ковалёв<Tab><Enter>").see("Передача отозвана. Осталось у новых менеджеров");
    app.see("Осталось у других: 1 объект").see(&title).see("Вернуть клиента");
    // Nothing that was not done asks for anything any more.
    app.see_not("опозда");
    // The rail at the left has its own marks.
    for line in app.screen().lines().filter_map(|l| l.split_once('│')).map(|(_, body)| body) {
        assert!(!line.contains('○'), "{line}");
        // What was ticked while it ran has come apart since, and is not counted beside its tick.
        assert!(!line.contains(" из ") || line.contains("23 пункта"), "{line}");
    }
    for line in app.screen().lines().filter_map(|l| l.split_once('│')).map(|(rail, _)| rail) {
        assert!(!line.contains(" 0/"), "{line}");
    }
    app.keys("d").see("Передача уже завершена");
    app.keys("<Esc><End><Up><Enter>")
        .see("АКТ")
        .see("Передача отозвана: делать здесь больше нечего")
        .see_not("примените")
        .see_not("ждёт подписи");
    app.keys("<Esc><Home><Enter>");
    // Opened anew, it is looked at from where it ended.
    app.keys("<Esc><Esc>").see("Отозвана");
    let row = app.screen().lines().find(|l| l.contains("Отозвана")).map(str::to_owned).unwrap();
    assert!(!row.contains('/'), "{row}");
    app.keys("<Enter>").see("Осталось у других");
}
