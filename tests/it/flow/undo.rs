//! «Отменить» for whoever asks: their own operations, however many others there were since, each told apart.

use estafeta::base::{CaseId, ClientId, EmployeeId, Ref};
use estafeta::domain::{Role, TouchKind};
use estafeta::ops::{Apply, EmployeeSet, Propose, TouchAdd, Waive};
use estafeta::reads::Scope;
use estafeta::reads::acceptance::{ReceiverRow, receivers};
use estafeta::reads::ledger::{LedgerFilter, window};
use estafeta::texts::{Lang, Noun, Texts};

use super::app::{App, clock, command};
use super::handover::leaving;

const CASE: CaseId = CaseId(1);

fn offered() -> App {
    let mut app = leaving();
    command(&app, &Propose { case: CASE });
    command(&app, &Apply { case: CASE });
    let all = window(app.base().conn(), &Scope::All, CASE, &LedgerFilter::default(), None, 5_000).unwrap();
    let objects: Vec<Ref> = all.iter().filter(|l| l.ctx_required > l.ctx_filled).map(|l| l.object).collect();
    command(&app, &Waive { case: CASE, objects, block: None, reason: "проверка отмены".into() });
    app.ring();
    app
}

fn count(app: &App, sql: &str) -> i64 {
    app.base().conn().query_row(sql, [], |r| r.get(0)).unwrap()
}

/// The managers whom something is offered to, the busiest first.
fn managers(app: &App) -> Vec<ReceiverRow> {
    let mut all = receivers(app.base().conn(), &Scope::All, CASE, &clock()).unwrap();
    let role = |r: &ReceiverRow| {
        count(app, &format!("SELECT role = 'manager' FROM employee WHERE id = {}", r.id.0)) == 1 && r.offered > 1
    };
    all.retain(role);
    all.sort_by_key(|r| std::cmp::Reverse(r.offered));
    all
}

fn surname(r: &ReceiverRow) -> String {
    r.name.split(' ').next().unwrap().to_owned()
}

fn lines(n: u64) -> String {
    Texts::load(Lang::Ru).count(Noun::Line, n as i64)
}

fn accept_all(app: &mut App) {
    app.keys("6<Enter>").see("Enter прочитать").keys("a<F2>");
    app.keys("позвонить, представиться<Tab>завтра<F2>").see("Принято: ");
}

#[test]
fn a_receiver_takes_her_own_answers_back_however_much_was_done_since() {
    let app = offered();
    let her = managers(&app).remove(0);
    let tasks = count(&app, "SELECT count(*) FROM task WHERE state = 'open'");
    let mut hers = app.second_as(&surname(&her));
    accept_all(&mut hers);
    let client = ClientId(count(&app, "SELECT min(id) FROM client WHERE deleted = 0"));
    for _ in 0..31 {
        let touch = TouchAdd {
            client,
            kind: TouchKind::Call,
            outcome: "обсудили счёт".into(),
            by: None,
            at: None,
            recorded: false,
        };
        command(&app, &touch);
    }
    hers.ring();
    let lines = lines(her.offered);
    hers.keys("u").see("Что отменить").see(&format!("Приняты дела: {lines}")).see("№1").see_not("Касание");
    hers.keys("<Enter>")
        .see("Отменить операцию?")
        .see(&format!("вернётся  {lines}"))
        .keys("<Enter>")
        .see_not("Отменено");
    hers.keys("u<Enter><Tab><Enter>").see(&format!("Отменено, как было до операции: {lines}"));
    let of =
        |state: &str| format!("SELECT count(*) FROM acceptance WHERE receiver_id = {} AND state = '{state}'", her.id.0);
    assert_eq!((count(&app, &of("offered")), count(&app, &of("accepted"))), (her.offered as i64, 0));
    // The first actions of an answer that does not stand are not there to be done.
    assert_eq!(count(&app, "SELECT count(*) FROM task WHERE state = 'open'"), tasks);
    hers.keys("u").see("уже отменено");
}

#[test]
fn the_head_tells_answers_apart_and_sees_nothing_of_another_department() {
    let app = offered();
    let two: Vec<ReceiverRow> = managers(&app).into_iter().take(2).collect();
    for r in &two {
        accept_all(&mut app.second_as(&surname(r)));
    }
    let mut head = app.second_as("Иванова");
    head.keys("u").see("Что отменить");
    for r in &two {
        head.see(&format!("Приняты дела: {}", lines(r.offered))).see(&surname(r));
    }
    // An opening is listed, and says that it is taken back elsewhere.
    head.see("отменяется в самой передаче");
    let director = EmployeeId(count(&app, "SELECT id FROM employee WHERE name LIKE 'Вершинин%'"));
    let (role, department) = (Some(Role::Head), Some("Опт".into()));
    command(&app, &EmployeeSet { role, department, ..EmployeeSet::of(director) });
    let mut other = app.second_as("Вершинин");
    other.keys("u").see("Изменена карточка").see_not("Приняты дела").see_not("Распределение");
    // Nobody takes back what another answered.
    let mut his = app.second_as("Ковалёв");
    his.keys("u").see("Отменять нечего");
}

/// Applying asked; so does taking back: what goes back, what stays and why.
#[test]
fn many_things_go_back_only_after_a_question_that_says_what_stays() {
    let app = offered();
    let her = managers(&app).remove(0);
    let owned = |app: &App| count(app, &format!("SELECT count(*) FROM client WHERE owner_id = {}", her.id.0));
    accept_all(&mut app.second_as(&surname(&her)));
    let (before, mut head) = (owned(&app), app.second_as("Иванова"));
    head.keys("uраспределение<Space>применено<Enter>").see("Отменить операцию?").see("Распределение применено:");
    head.see("вернётся").see("останется: принято").see_not("изменено позже");
    // The safe button has the focus, and nothing has been written.
    head.keys("<Enter>").see_not("Отменить операцию?").see_not("Отменено");
    assert_eq!(owned(&app), before);
    head.keys("uраспределение<Space>применено<Enter><Tab><Enter>").see("Осталось, потому что");
    assert_eq!(
        count(
            &app,
            &format!("SELECT count(*) FROM acceptance WHERE receiver_id = {} AND state = 'accepted'", her.id.0)
        ),
        her.offered as i64,
        "what is accepted stays"
    );
}

/// The same by the key of the step: what stays is named, and nothing is said of conflicts where there are none.
#[test]
fn the_distribution_taken_back_says_what_stays_by_name() {
    let app = offered();
    let her = managers(&app).remove(0);
    accept_all(&mut app.second_as(&surname(&her)));
    let mut head = app.second_as("Иванова");
    head.keys("6<Enter>");
    for _ in 0..10 {
        if head.screen().contains("РАСПРЕДЕЛЕНИЕ") {
            break;
        }
        head.keys("n");
    }
    let stayed = Texts::load(Lang::Ru).count(Noun::Object, her.offered as i64);
    head.keys("z<Tab><Enter>").see(&format!("и осталось: {stayed}: ")).see_not("конфликт");
}
