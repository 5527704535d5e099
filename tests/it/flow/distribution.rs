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

/// Two have declined: the line says who and why, the rules give it to nobody, and the head does by hand.
#[test]
fn a_line_declined_twice_says_by_whom_and_is_decided_by_the_head() {
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
    // Marked, and under the cursor: nothing is proposed for it, and its card says all there is.
    app.see("Решаете вы").see("Отказались дважды — решает руководитель");
    app.keys("<Home><Enter>").see("отказались дважды").keys("<Enter>").see("ещё не решено").see("Уже не приняли");
    app.see("«некогда 0»").see("«некогда 1»").see("правила эту строку больше не предложат").keys("<Esc><Esc>");
    // Neither what there is to apply nor the rules asked anew give it to a third.
    app.keys("<F2>").see("правила больше никого не предлагают").keys("p");
    let proposed = format!("SELECT count(proposed_id) FROM ledger_line WHERE id = {line}");
    assert_eq!(one(&app, &proposed), 0, "the rules propose a third person by themselves");
    // What moves with the client waits with it.
    let along = format!("SELECT count(proposed_id) FROM ledger_line WHERE parent_id = {line} AND rule = 'with_client'");
    assert_eq!(one(&app, &along), 0, "the client and what is its own go apart");
    app.keys("<Home><Enter>r<F4>уже отказ").see("уже отказ").keys("<Esc><Esc>");
    app.keys("r<F4>иванова<Enter><Tab>возьму сама<F2>").see("Предложено другому: ").keys("<Esc>").see_not("Решаете вы");
    app.see("F2 — применить всё");
}

/// The head's term for what came back runs from now, by the same terms as its receiver's.
#[test]
fn what_was_declined_this_minute_is_not_late() {
    let mut app = leaving();
    app.keys("6<Enter><F2><F2><Tab><Enter>").see("Применено");
    let one = |app: &App, sql: &str| app.base().conn().query_row(sql, [], |r| r.get::<_, i64>(0)).unwrap();
    let line = one(&app, "SELECT min(id) FROM ledger_line WHERE kind = 'client' AND rule = 'even'");
    let client = one(&app, &format!("SELECT object_id FROM ledger_line WHERE id = {line}"));
    let object: Ref = format!("client:{client}").parse().unwrap();
    let mut base = app.base();
    let case = CaseId(1);
    let reason = "случайный клиент".to_owned();
    run(&mut base, 20, &Waive { case, objects: vec![object], block: None, reason }).unwrap();
    let receiver = estafeta::base::EmployeeId(one(&app, &format!("SELECT to_id FROM ledger_line WHERE id = {line}")));
    let reason = "некогда".to_owned();
    run(&mut base, 30, &Decline { case, receiver, objects: vec![object], reason, via: Via::Words }).unwrap();
    let due = one(&app, "SELECT due_at FROM inbox WHERE kind = 'declined'");
    let now = super::app::clock().now.0;
    assert!(due >= now + 4 * estafeta::base::HOUR_MS, "{} minutes", (due - now) / 60_000);
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
    let leads = estafeta::texts::nested(format!("Клиента «{client}» ведёт {manager}"));
    // The head's lines: one of them names who has the client.
    find(&mut app, "Иванова М. С.");
    app.see(&format!("клиент: {manager}"));
    app.keys("<Enter>");
    for _ in 0..60 {
        app.keys("<Enter>");
        if app.screen().contains(&leads) {
            break;
        }
        app.keys("<Esc><Down>");
    }
    app.see(&deal).see(&leads).keys("<Esc>");
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
    app.keys("<F4>юдин<Enter><Tab>знает клиента<F2>").see("Предложено другому: ");
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

/// The rows where a cursor stands, with what the row says.
fn cursors(app: &App) -> Vec<String> {
    app.screen().lines().filter_map(|l| Some(l.split_once('▸')?.1.trim().to_owned())).collect()
}

/// What comes above the lines (a warning, the first proposal) does not push the row under the cursor out of sight.
#[test]
fn the_line_under_the_cursor_is_on_the_screen_at_every_size() {
    for (w, h) in [(80, 24), (120, 36), (140, 40)] {
        let mut app = leaving().size(w, h);
        app.keys("6<Enter><F2>").see("применить всё");
        find(&mut app, "Смирнов");
        app.keys("<Enter>");
        for keys in ["<End>", "<PgUp>", "<PgDn>", "<Up><Up>", "<Home><PgDn><PgDn>", "<End><F1><Esc>"] {
            app.keys(keys);
            assert_eq!(cursors(&app).len(), 2, "{w}×{h} after {keys}:\n{}", app.screen());
        }
        app.keys("<Esc>");
        assert_eq!(cursors(&app).len(), 2, "{w}×{h} among the people:\n{}", app.screen());
    }
}

/// The smallest terminal shows everybody with what they get, what is warned of, and lines enough to read.
#[test]
fn the_smallest_terminal_shows_everybody_and_the_warnings_by_a_key() {
    let mut app = leaving().size(80, 24);
    app.base().with_write("test", |tx| Ok(tx.execute("UPDATE employee SET capacity = 12", [])?)).unwrap();
    app.keys("6<Enter><F2>").see("применить всё").see("0 из ").see("Гор/тёп/хол").see("4 Сделки");
    app.see("Предупреждений: 3. Показать: w")
        .keys("ц")
        .see("О чём предупреждает")
        .see("испытательном сроке: Белова")
        .see("Сверх нагрузки")
        .keys("<Esc>");
    let shown = app.screen();
    for name in ["Белова", "Иванова", "Смирнов", "Юдин"] {
        assert!(shown.contains(name), "{name}:\n{shown}");
    }
    let lines = shown.lines().skip_while(|l| !l.contains("Правило")).take_while(|l| !l.contains(" из ")).count() - 1;
    assert!(lines >= 6, "{lines}:\n{shown}");
}

/// What is shown as 100 % is not said to be more than that, and the temperatures add up to the clients.
#[test]
fn the_figures_of_a_receiver_agree_with_each_other() {
    let mut app = leaving();
    app.keys("6<Enter><F2>").see("применить всё");
    app.see_not(" 100 %,").see_not("больше 100 %: Смирнов А. Ю. 100 %");
    for row in receivers(&app) {
        let words: Vec<&str> = row.split(' ').collect();
        let (mix, clients) = (words[words.len() - 1], words[words.len() - 2]);
        let sum: u32 = mix.split('/').filter_map(|n| n.parse::<u32>().ok()).sum();
        assert_eq!(sum, clients.parse().unwrap_or(0), "{row}");
        let over = row.contains("! ");
        let after: u32 = row.split(" % ").nth(1).and_then(|s| s.trim_start_matches("→ ").parse().ok()).unwrap_or(0);
        assert_eq!(over, after > 100, "{row}");
    }
}
