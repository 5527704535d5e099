//! «Распределение» says what comes of it: before the rules are asked, after, and when all is applied.

use estafeta::base::{CaseId, Ref};
use estafeta::domain::Via;
use estafeta::ops::{Decline, Waive};

use super::App;
use super::handover::{leaving, run};

/// The rows of the receivers: name, deals, loads and the mix, without what waits above them.
fn receivers(app: &App) -> Vec<String> {
    let screen = app.screen();
    let rows = screen.lines().filter(|l| l.contains(" % → ") && l.contains('/'));
    rows.map(|l| {
        l.rsplit('│')
            .next()
            .unwrap_or(l)
            .split_whitespace()
            .filter(|w| !w.starts_with(['▸', '>']))
            .collect::<Vec<_>>()
            .join(" ")
    })
    .collect()
}

#[test]
fn the_forecast_is_what_the_rules_give_and_what_stands_there_when_all_is_applied() {
    let mut app = leaving();
    app.keys("6<Enter>").see("Показано, что дали бы правила");
    let forecast = receivers(&app);
    assert!(forecast.len() > 2, "{}", app.screen());
    app.keys("<F2>").see("F2 — применить всё");
    assert_eq!(receivers(&app), forecast, "what was forecast");
    app.keys("<F2><Tab><Enter>").see("Всё применено");
    assert_eq!(receivers(&app), forecast, "what was applied");
}

/// Two have declined: the line says who and why, and the rules ask neither of them again.
#[test]
fn a_line_declined_twice_says_by_whom_and_goes_to_a_third() {
    let mut app = leaving();
    app.keys("6<Enter><F2><F2><Tab><Enter>").see("Применено");
    let case = CaseId(1);
    let one = |app: &App, sql: &str| app.base().conn().query_row(sql, [], |r| r.get::<_, i64>(0)).unwrap();
    // A client whose line goes by the even rule.
    let line = one(&app, "SELECT min(id) FROM ledger_line WHERE kind = 'client' AND rule = 'even'");
    let client = one(&app, &format!("SELECT object_id FROM ledger_line WHERE id = {line}"));
    let object: Ref = format!("client:{client}").parse().unwrap();
    let mut asked = Vec::new();
    for n in 0..2u8 {
        let to = one(&app, &format!("SELECT to_id FROM ledger_line WHERE id = {line}"));
        assert!(!asked.contains(&to), "asked again");
        asked.push(to);
        let mut base = app.base();
        let reason = "случайный клиент".to_owned();
        run(&mut base, 20 + n, &Waive { case, objects: vec![object], block: None, reason }).unwrap();
        let reason = format!("некогда {n}");
        let receiver = estafeta::base::EmployeeId(to);
        run(&mut base, 30 + n, &Decline { case, receiver, objects: vec![object], reason, via: Via::Words }).unwrap();
        app.ring();
        if n == 0 {
            app.keys("p").see("Правила предложили").keys("<F2><Tab><Enter>").see("Применено");
        }
    }
    // Undecided and under the cursor: nothing is proposed for it, and still its card says all there is.
    app.keys("<Home><Enter><Enter>").see("ещё не решено").see("Уже не приняли");
    app.see("«некогда 0»").see("«некогда 1»").see("правила эту строку больше не предложат").keys("<Esc><Esc>");
    app.keys("<F2>").see("Правила предложили");
    let to = one(&app, &format!("SELECT proposed_id FROM ledger_line WHERE id = {line}"));
    assert!(!asked.contains(&to), "the rules ask {to} again");
}

/// A deal in its final stage goes to the head, its client to a manager: both halves say so, and so does a deal that is given
/// away by hand.
#[test]
fn a_client_and_its_deal_with_two_people_are_said_to_be() {
    let mut app = leaving();
    app.keys("6<Enter><F2>").see("F2 — применить всё");
    let sql = "SELECT l.title, k.title, e.name FROM ledger_line l JOIN ledger_line k ON k.id = l.parent_id \
               JOIN employee e ON e.id = k.proposed_id WHERE l.rule = 'final' AND k.proposed_id <> l.proposed_id ORDER BY l.id LIMIT 1";
    let said = app.base().conn().query_row(sql, [], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)));
    let (deal, client, manager): (String, String, String) = said.unwrap();
    let manager = estafeta::domain::names::short(&manager);
    // The head's lines: one of them names who has the client.
    find(&mut app, "Иванова М. С.");
    app.see(&format!("клиент: {manager}"));
    app.keys("<Enter>");
    for _ in 0..60 {
        app.keys("<Enter>");
        if app.screen().contains(&format!("Клиента «{client}» ведёт {manager}")) {
            break;
        }
        app.keys("<Esc><Down>");
    }
    app.see(&deal).see(&format!("Клиента «{client}» ведёт {manager}")).keys("<Esc>");
    app.keys("r").see("Отдельно").see(&format!("ведёт {manager}")).keys("<Esc><Esc>");
    // And the other half.
    find(&mut app, &manager);
    app.see("сделка: Иванова М. С.");
}

/// Everybody can be looked for: who may not be given anything is there with why, and who has said no is marked.
#[test]
fn a_choice_by_hand_says_whom_it_refuses_and_where_the_load_would_be() {
    let mut app = leaving();
    app.keys("6<Enter><F2>").see("F2 — применить всё").keys("<Enter>r<F4>");
    app.see("9 сделок · 28 % → ")
        .see("выбрать и дальше")
        .keys("верш")
        .see("клиентов не ведёт")
        .see_not("Ничего не нашлось");
    app.keys("<Esc><F4>ковал").see("Ничего не нашлось").keys("<Esc>");
    // Enter chooses and goes on; the Tab of habit does not lead back, and the reason stands where it belongs.
    app.keys("<F4>юдин<Enter><Tab>знает клиента<F2>").see("Отдано: ");
}

/// Walks the receivers to somebody.
fn find(app: &mut App, name: &str) {
    app.keys("<Home>");
    for _ in 0..12 {
        let here = app.screen().lines().any(|l| l.contains(&format!("▸  {name}")) || l.contains(&format!("▸ {name}")));
        if here {
            return;
        }
        app.keys("<Down>");
    }
    panic!("no {name} among the receivers:\n{}", app.screen());
}
