//! The context form by keys: deal after deal, what the card knows, what is taken over, what survives a lost line.

use estafeta::base::{CaseId, Zone};
use estafeta::domain::{BlockState, PromiseState, Segment};
use estafeta::ops::{Propose, Waive};
use estafeta::reads::context::{QueueRow, queue};
use estafeta::reads::{Scope, context};
use estafeta::ui::input::keys;

use super::app::{App, command};
use super::handover::leaving;

const CASE: CaseId = CaseId(1);

/// The queue of the case, with somebody proposed for every line.
fn opened() -> App {
    let mut app = leaving();
    command(&app, &Propose { case: CASE });
    app.ring();
    app.keys("6<Enter>");
    while !app.screen().contains("КОНТЕКСТ") {
        app.keys("n");
    }
    app
}

fn rows(app: &App) -> Vec<QueueRow> {
    queue(app.base().conn(), &Scope::All, CASE, Zone::MOSCOW).unwrap()
}

/// The form of the first row that owes all five blocks and has none.
fn whole(app: &mut App) -> QueueRow {
    let rows = rows(app);
    let at = rows.iter().position(|r| r.required == 5 && r.filled == 0).unwrap();
    app.keys("<Home>").keys(&"<Down>".repeat(at)).keys("<Enter>").see(&rows[at].title);
    rows[at].clone()
}

/// Keys of a script that are no text.
fn bare(script: &str) -> usize {
    keys(script).unwrap().iter().filter(|k| !k.is_text()).count()
}

/// The leaver goes home by this sentence: it is not said over blocks that nobody has written.
#[test]
fn the_last_line_is_not_said_to_be_written_while_it_lacks_something() {
    let mut app = opened();
    let all = rows(&app);
    let last = all.iter().find(|r| r.required == 3 && r.filled == 0).unwrap();
    let objects = all.iter().map(|r| r.object).filter(|o| *o != last.object).collect();
    command(&app, &Waive { case: CASE, objects, block: None, reason: "договорённостей нет".into() });
    app.ring().keys("<Home>");
    let at = rows(&app).iter().position(|r| r.object == last.object).unwrap();
    app.keys(&"<Down>".repeat(at)).keys("<Enter>").see(&last.title).keys("<F2>");
    app.see_not("Всё написано").see("у этой ещё не написано: 3 блока");
    app.keys("<Enter>позвонить, согласовать отсрочку<Tab>вт 11:00<F2>").see("у этой ещё не написано: 2 блока");
}

#[test]
fn deal_after_deal_without_leaving_the_form() {
    let mut app = opened();
    let queue = rows(&app);
    app.keys("<Enter>").see(&queue[0].title).see("сделано 0 из").see("Следующий шаг*").see("Известно");
    // What is known stands beside the form, and behind a key where there is no room for it.
    app.see("В этапе").see("Получит");

    // The first block that is missing has the focus: a warm deal owes no state.
    app.keys("созвониться<Tab>вт 11:00").see("вторник, 1 декабря, 11:00");
    app.keys("<F2>").see("слишком общий").see(&queue[0].title);
    app.keys("<C-u>позвонить, согласовать отсрочку<F2>").see(&queue[1].title);
    assert_eq!(rows(&app)[0].filled, 1);
    app.keys("<PgUp>").see(&queue[0].title).see("согласовать отсрочку").see("1/3");
    app.keys("<PgDn>").see(&queue[1].title);
    app.keys("<PgDn>").see(&queue[2].title).keys("<Esc>").see("КОНТЕКСТ");
}

/// The figure: what a wholly written hot deal costs beyond its own text.
#[test]
fn a_wholly_written_deal_takes_six_keys_beyond_its_text() {
    let mut app = opened();
    let first = whole(&mut app);
    let script = "Договор у юристов<Tab>позвонить, согласовать отсрочку<Tab>вт 11:00<Tab>бюджет до конца года<Tab>\
                  обещали отсрочку 30 дней<Tab>решает Орлов<F2>";
    assert_eq!(bare(script), 6);
    // One more for the promise that the story tells of: written down, or left alone.
    app.keys(script).see("Записать обещание?").keys("<Esc>").see_not("Записать обещание?");
    let now = rows(&app).into_iter().find(|r| r.line == first.line).unwrap();
    assert_eq!((now.filled, now.is_ready()), (5, true));
    // After the first blocks the time left is said, from this very session.
    app.see("сделано 1 из").see("≈");
}

/// A warm deal owes three: the form begins where something is missing.
#[test]
fn a_warm_deal_takes_five() {
    let mut app = opened();
    let script = "позвонить, согласовать отсрочку<Tab>вт 11:00<Tab><Tab>обещали отсрочку<Tab>решает Орлов<F2>";
    assert_eq!(bare(script), 5);
    app.keys("<Enter>").keys(script);
    assert!(rows(&app)[0].is_ready());
}

/// A promise in a running text is nobody's task and waits for nobody: it is offered to be written down, once.
#[test]
fn a_promise_that_the_story_tells_of_is_offered_to_be_written_down() {
    let mut app = opened();
    app.keys("<Enter>позвонить, согласовать договор<Tab>вт 11:00<Tab><Tab>Обещал скидку 12 % до 15 декабря<Tab>решает Орлов<F2>");
    app.see("Записать обещание?").see("похоже на необычное").see("пойдёт на решение РОПу").see("15 декабря");
    app.keys("<F2>").see("ждёт решения РОПа").see_not("Записать обещание?");
    let sql = "SELECT count(*) FROM promise WHERE state = 'waiting' AND unusual AND due_day = (SELECT max(due_day) FROM promise)";
    let n: i64 = app.base().conn().query_row(sql, [], |r| r.get(0)).unwrap();
    assert_eq!(n, 1);
    app.keys("<PgUp>").see("! Обещал скидку 12 %").keys("<Tab><Tab><Tab><Tab>, ждут подтверждения<F2>");
    app.see_not("Записать обещание?");
    let text = "SELECT text FROM context_block WHERE text LIKE 'Обещал скидку%'";
    let text: String = app.base().conn().query_row(text, [], |r| r.get(0)).unwrap();
    assert_eq!(text, "Обещал скидку 12 % до 15 декабря, ждут подтверждения");
}

/// Whoever writes on without looking up writes into the next card, not into a promise; and a no is a no.
#[test]
fn keys_meant_for_the_next_card_do_not_fall_into_an_offered_promise() {
    let mut app = opened();
    let queue = rows(&app);
    app.keys("<Enter>позвонить, согласовать договор<Tab>вт 11:00<Tab><Tab>Обещал скидку 12 %<Tab>решает Орлов");
    app.quick("<F2>узнать про оплату", 120).see("Записать обещание?").see("Обещал скидку 12 %");
    app.pass(500).keys("<Esc>").see_not("Записать обещание?").see(&queue[1].title).see("узнать про оплату");
    let n: i64 = app
        .base()
        .conn()
        .query_row("SELECT count(*) FROM promise WHERE text LIKE '%оплат%'", [], |r| r.get(0))
        .unwrap();
    assert_eq!(n, 0);
    // The same sentence is not asked about again, also after a restart.
    app.keys("<PgUp>").see(&queue[0].title).keys("<Tab><Tab><Tab><Tab>. Ждут ответа<F2>").see_not("Записать обещание?");
    let mut app = app.hang_up();
    app.keys("<Enter><PgUp>")
        .see(&queue[0].title)
        .keys("<Tab><Tab><Tab><Tab>. Звонили<F2>")
        .see_not("Записать обещание?");
}

/// What is decided is the head's: whoever leaves is not led into a form that will be refused.
#[test]
fn the_decision_is_offered_to_whom_it_belongs() {
    let mut app = opened();
    app.keys("<Enter>позвонить, согласовать договор<Tab>вт 11:00<Tab><Tab>Обещал скидку 12 %<Tab>решает Орлов<F2>");
    app.see("похоже на необычное: «скидку»").keys("<F2>").see("ждёт решения РОПа");
    let mut his = app.second_as("Ковалёв");
    his.keys("6<Enter>").see("КОНТЕКСТ").keys("p").see("ждёт РОПа").see_not("Enter решить");
    his.keys("<Enter>").see("Это делает РОП").see_not("Что ответить");
}

/// What was written is counted before it goes, and by what went.
#[test]
fn a_form_is_taken_back_after_a_question_that_says_how_much_goes() {
    let mut app = opened();
    app.keys("<Enter>позвонить, согласовать график<Tab>вт 11:00<Tab><Tab>отгрузка в два этапа<Tab>решает Орлов<F2>");
    app.keys("<Esc>u").see("Контекст записан").keys("<Enter>").see("Отменить операцию?").see("3 блока");
    app.see("исчезнет с карточки").keys("<Tab><Enter>").see("Отменено, как было до операции: ").see("3 блока");
    assert_eq!(rows(&app)[0].filled, 0);
}

/// What is agreed with somebody is on the word of whoever says so, and the form does not pretend otherwise.
#[test]
fn an_agreement_is_on_the_word_of_whoever_writes_it() {
    let mut app = opened();
    app.keys("<Enter><S-Tab><S-Tab><Enter>отгрузка в два этапа").see("похоже на обычное");
    app.keys("<Tab><Tab><Tab>Иванова").see("с ваших слов").see_not("пойдёт на решение РОПу");
}

#[test]
fn a_block_is_confirmed_empty_taken_over_or_waived() {
    let mut app = opened();
    let first = whole(&mut app);
    app.keys("<F7>").see("ничего особенного, подтверждаю");
    app.keys("<F7>").see_not("ничего особенного, подтверждаю");
    app.keys("договор на подписи<F7>").see("ничего особенного, подтверждаю").see_not("договор на подписи");
    app.keys("<F7>").see("договор на подписи").keys("<F7>");
    // Phrases, found as one types.
    app.keys("<Tab><Tab><Tab><F4>")
        .see("Взять готовое")
        .see("фраза")
        .keys("бюджет утв<Enter>1,2 млн")
        .see("Бюджет утверждён: 1,2 млн");
    app.keys("<Tab><F6>").see("Не нужно: История").keys("клиент новый, истории нет<F2>").see("снято: клиент новый");
    app.see("Бюджет утверждён: 1,2 млн").keys("<F6>").see("не требуется");
    app.keys("<F2>");
    let card = context::card(app.base().conn(), &Scope::All, Some(CASE), first.object).unwrap();
    let states: Vec<BlockState> = card.blocks.iter().map(|b| b.state).collect();
    use BlockState::{Confirmed, Empty, Filled, Waived};
    assert_eq!(states, [Confirmed, Empty, Filled, Waived, Empty]);
}

/// Each field says in the help what belongs into it, in the words of the sheet.
#[test]
fn help_in_the_form_tells_its_fields() {
    let mut app = opened();
    app.keys("<Enter><F1>").see("Поля").see("На каком этапе, что сделано").keys("<PgDn>").see("Клавиши");
}

#[test]
fn what_says_the_same_as_the_card_is_no_draft() {
    let mut app = opened();
    app.keys("<Enter><S-Tab>а<Backspace><Esc>").see_not("черновик").keys("<Enter>").see_not("Восстановлен");
    // A draft that was restored is told of until it is none.
    app.keys("<S-Tab>аб<Esc>").see("черновик").keys("<Enter>").see("Восстановлен черновик");
    app.keys("<S-Tab><Backspace><Backspace>").see_not("Восстановлен черновик").keys("<Esc>").see_not("черновик");
    app.keys("3t<Tab>а<Backspace><Esc>").see_not("черновик").keys("t").see_not("Восстановлен");
}

#[test]
fn what_is_typed_survives_a_lost_line() {
    let mut app = opened();
    let title = rows(&app)[0].title.clone();
    app.keys("<Enter><S-Tab>Договор у юри").pass(4_000);
    let mut app = app.hang_up();
    app.keys("<Enter>").see(&title).see("Договор у юри").see("Восстановлен черновик");
    app.keys("<S-Tab>стов<PgDn>").see("черновик").keys("<PgUp>").see("Договор у юристов");
    app.keys("<F2><PgUp>")
        .see("Договор у юристов")
        .pass(9_000)
        .keys("<PgDn><PgUp>")
        .see("Договор у юристов")
        .see_not("Восстановлен черновик");
}

#[test]
fn what_another_has_written_meanwhile_is_told_and_not_lost() {
    let mut app = opened();
    let mut other = app.second();
    app.keys("<Enter><S-Tab>Договор у нас");
    other.keys("6<Enter>");
    while !other.screen().contains("КОНТЕКСТ") {
        other.keys("n");
    }
    other.keys("<Enter><S-Tab>Договор подписан<F2>");
    app.ring();
    app.see("Договор у нас").see("записали: «Договор подписан»");
    app.keys("<F2><PgUp>").see("Договор у нас");
}

#[test]
fn at_eighty_columns_the_card_is_behind_a_key() {
    let mut app = opened().size(80, 24);
    app.keys("<Enter>").see("F2 сохранить и дальше").see("F3 Известно:").see("Контактные лица*");
    app.keys("<F3>").see("Контакты").see("Открытые задачи").keys("<Esc>").see("Контактные лица*");
    app.keys("отправить договор<Tab>в чт").see("Контактные лица*").see("четверг, 26 ноября");
    app.keys("<C-u>позавчера").see("уже прошла");
    app.keys("<C-u>когда-нибудь<Tab>").see("не понята");
}

#[test]
fn promises_stand_under_the_form_and_become_tasks_by_one_key() {
    let mut app = opened();
    app.keys("<Enter><S-Tab><S-Tab>").see("+ записать обещание").keys("<Enter>").see("Новое обещание");
    app.keys("прислать образцы<Tab>в пятницу").see("пятница, 27 ноября").keys("<F2>").see("Обещание записано");
    app.see("прислать образцы — пт, 27 нояб.").keys("t").see("в задачах").see("Задача поставлена");
    app.keys("t").see("уже есть");
    // What was being written in the other fields is still there.
    app.keys("<Tab><Tab>позвонить<S-Tab><S-Tab><Down><Enter>отсрочка 90 дней<Tab><Tab><Right>")
        .see("пойдёт на решение РОПу");
    app.keys("<F2>").see("ждёт решения РОПа").see("позвонить").see("! отсрочка 90 дней · ждёт РОПа");
    let base = app.base();
    let n = |sql: &str| -> i64 { base.conn().query_row(sql, [], |r| r.get(0)).unwrap() };
    assert_eq!(n("SELECT count(*) FROM promise WHERE task_id IS NOT NULL"), 1);
    assert_eq!(n("SELECT count(*) FROM promise WHERE state = 'waiting'"), 1);
}

/// What nobody approved is on the head's first screen, and is decided from there.
#[test]
fn the_head_decides_what_waits() {
    let mut app = opened();
    app.keys("<Enter><S-Tab><S-Tab><Enter>отсрочка 90 дней<Tab><Tab><Right><F2><Esc>").see("ждут решения: 1 обещание");
    let mut head = app.second_as("Иванова");
    head.keys("1").see("Решить по обещанию: «отсрочка 90 дней»");
    head.keys("6<Enter>");
    while !head.screen().contains("КОНТЕКСТ") {
        head.keys("n");
    }
    head.keys("p").see("отсрочка 90 дней").keys("<Enter>").see("Что сказать клиенту").keys("<Right><F2>");
    head.see("Напишите, что сказать клиенту").keys("обсудим в пятницу<F2>").see("Решение записано");
    head.see("обсудить лично").keys("<Esc>").see_not("ждут решения");
}

/// «Позвонить во вторник, обсудить скидку на объём» has its day in itself.
#[test]
fn a_step_that_names_its_day_needs_no_date_typed() {
    let mut app = opened();
    let title = rows(&app)[0].title.clone();
    app.keys("<Enter>позвонить во вторник, обсудить скидку<Tab>").see("вторник, 1 декабря");
    // It is a proposal: what is typed takes its place.
    app.keys("чт")
        .see("четверг, 26 ноября")
        .keys("<C-u><S-Tab><F2>")
        .see("Проверьте день: вторник, 1 декабря. Ещё раз F2")
        .see(&title);
    app.keys("<F2>");
    let on = "SELECT on_day FROM context_block WHERE text LIKE 'позвонить во вторник%'";
    let day: i32 = app.base().conn().query_row(on, [], |r| r.get(0)).unwrap();
    assert_eq!(estafeta::base::Day(day).to_string(), "2026-12-01");
}

/// The date in the text does for every form that asks for a day, stands there as it is typed, and one F2 saves it.
#[test]
fn a_date_in_the_text_is_understood_as_in_the_field() {
    let mut app = opened();
    let queue = rows(&app);
    app.keys("<Enter>позвонить 27 ноября в 11:00, обсудить отсрочку").see("пятница, 27 ноября, 11:00");
    app.see(&queue[0].title).keys("<F2>").see(&queue[1].title).keys("<Esc>").see("КОНТЕКСТ");
    app.keys("o").see("Опрос за час, 1 из 15").keys("<Tab>отправить счёт до 27.11<Tab>").see("пятница, 27 ноября");
}

/// A ready phrase that nobody finished says nothing yet.
#[test]
fn a_phrase_that_ends_with_its_colon_fills_no_block() {
    let mut app = opened();
    whole(&mut app);
    app.keys("Договор у юристов").see("1/5").keys("<Tab><Tab><Tab>Бюджет утверждён: ").see("1/5");
    app.keys("до июня").see("2/5");
}

#[test]
fn occasional_clients_are_written_with_one_text() {
    let mut app = opened();
    let queue = rows(&app);
    let of = |r: &QueueRow| r.segment == Segment::Occasional && r.client.is_none() && r.required == 1;
    let at: Vec<usize> = queue.iter().enumerate().filter(|(_, r)| of(r)).map(|(i, _)| i).collect();
    let other = queue.iter().position(|r| !of(r)).unwrap();
    assert!(!at.is_empty());
    app.keys("<Home>").keys(&"<Down>".repeat(other)).keys("b").see("только случайных клиентов");
    app.keys("<Home>");
    let mut here = 0;
    for i in &at {
        app.keys(&"<Down>".repeat(i - here)).keys("<Space>");
        // A mark moves on by itself.
        here = i + 1;
    }
    app.keys("b")
        .see("Одним текстом")
        .keys("<Tab><Tab>позвонить, узнать о закупке<Tab>через 3 недели<F2>")
        .see("Записано:");
    assert!(rows(&app).iter().filter(|r| of(r)).all(QueueRow::is_ready));
}

/// Two questions a deal, the hottest first; what is typed is the context, and saving goes on.
#[test]
fn the_hour_is_asked_deal_after_deal() {
    let mut app = App::demo();
    app.keys("2/ковал<Enter>e<F2>").see("РАСПРЕДЕЛЕНИЕ").keys("<Esc>");
    for _ in 0..4 {
        if app.screen().contains("КОНТЕКСТ") {
            break;
        }
        app.keys("<Down>");
    }
    app.keys("<Enter>").see("КОНТЕКСТ").keys("o").see("Опрос за час, 1 из 15").see("Что обещали");
    // Who is not asked about is said, by name and why, and so is how to stop and go on.
    app.see("Не спрашиваем: ")
        .keys("<F1>")
        .see("Спрашиваем не обо всех открытых сделках: 15 из ")
        .see("Слово «ничего» подтверждает");
    app.see("остаётся черновиком").see("Не спрашиваем здесь").keys("<Esc>").see("Что обещали");
    // A slip of a finger is refused in the words of this form.
    app.keys("ь<F2>").see("слово «ничего»").see_not("ничего особенного").keys("<Backspace>");
    app.keys("<F2>").see("Опрос за час, 2 из 15");
    app.keys("отгрузка до 10 декабря; ! скидка 7 %").see("четверг, 10 декабря · обычное").see("пойдёт на решение РОПу");
    app.keys("<Tab>Отправить счёт на вторую партию<F2>");
    app.see("Когда это сделать?").keys("завтра 14:00<F2>").see("Опрос за час, 3 из 15");
    app.keys("ничего").see("Будет записано: ничего не обещали").keys("<F2>").see("Опрос за час, 4 из 15");
    app.keys("<Esc>").see_not("Опрос за час,");
    // What was promised are promises, the unusual one the head's to decide, and what is answered is not asked again.
    let asked = estafeta::reads::interview::of_case(app.base().conn(), &Scope::All, CASE).unwrap().rows;
    assert_eq!(asked.len(), 15);
    assert!(asked[1].is_answered() && asked[1].next.on.is_some() && !asked[0].is_answered());
    let said: Vec<_> = asked[1].promises.iter().map(|p| (p.text.as_str(), p.due.is_some(), p.state)).collect();
    let want = [("отгрузка до 10 декабря", true, PromiseState::Noted), ("скидка 7 %", false, PromiseState::Waiting)];
    assert_eq!(said, want);
    assert_eq!((asked[2].promised.state, asked[2].next.state), (Some(BlockState::Confirmed), None));
    app.keys("p").see("ждёт РОПа").see("10 дек.").keys("<Esc>");
    app.keys("o").see("Опрос за час, 1 из 15").keys("<F2>").see("Опрос за час, 3 из 15").see("ничего");
}
