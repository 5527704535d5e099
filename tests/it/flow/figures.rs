//! One figure is one figure: what a form, the rail, «Сегодня» and the list of handovers count by the same name is the same.

use estafeta::base::{CaseId, EmployeeId};
use estafeta::domain::settings::Office;
use estafeta::ops::{Apply, Decline, Propose};
use estafeta::reads::wizard::{StepKind, Wizard, wizard};
use estafeta::reads::{Asker, Scope, cases, find, person_form, today};

use super::App;
use super::app::{clock, command};
use super::handover::leaving;

const CASE: CaseId = CaseId(1);

fn asked<T>(app: &App, f: impl FnOnce(&Asker<'_>) -> T) -> T {
    let (base, office) = (app.base(), Office::default());
    let who = estafeta::domain::rights::Who::Owner { read_only: false };
    f(&Asker { conn: base.conn(), scope: &Scope::All, who, clock: clock(), office: &office })
}

fn of(w: &Wizard, step: StepKind) -> (u64, u64) {
    let c = w.count(step);
    (c.done, c.total)
}

/// Distributed, a client of it declined again: some lines are decided, some are not.
fn half_way() -> App {
    let app = leaving();
    command(&app, &Propose { case: CASE });
    command(&app, &Apply { case: CASE });
    let sql = "SELECT a.receiver_id, l.object_id FROM acceptance a JOIN ledger_line l ON l.id = a.line_id \
               WHERE a.state = 'offered' AND l.kind = 'client' ORDER BY a.id LIMIT 1";
    let (receiver, client) = app
        .base()
        .conn()
        .query_row(sql, [], |r| Ok((EmployeeId(r.get(0)?), estafeta::base::ClientId(r.get(1)?))))
        .unwrap();
    let reason = "не моя отрасль, есть кому".to_owned();
    let via = estafeta::domain::Via::Words;
    command(&app, &Decline { case: CASE, receiver, objects: vec![client.into()], reason, via });
    app
}

#[test]
fn the_rail_the_day_and_the_list_count_alike() {
    let app = half_way();
    let w = asked(&app, |a| wizard(a, CASE).unwrap());
    let day = asked(&app, |a| today::today(a, 7).unwrap());
    let bars = &day.cases[0];
    assert_eq!(bars.accepted, of(&w, StepKind::Acceptance));
    assert_eq!(bars.letters, of(&w, StepKind::Letters));
    assert_eq!(bars.context, of(&w, StepKind::Context));
    assert_eq!(bars.accesses, of(&w, StepKind::Accesses));
    assert_eq!(bars.remaining, w.case.ledger.remaining);
    let row = asked(&app, |a| cases::listed(a).unwrap()).remove(0);
    assert_eq!((row.accepted, row.to_accept), of(&w, StepKind::Acceptance));
    // Nothing that returned has left the work: the CRM's count speaks of the same lines as the acceptance.
    assert_eq!(of(&w, StepKind::Crm).1, of(&w, StepKind::Acceptance).1);
    assert!(row.remaining > 0, "a line has returned");
}

#[test]
fn whoever_leaves_with_others_lines_on_him_is_told_so_before() {
    let mut app = leaving();
    command(&app, &Propose { case: CASE });
    command(&app, &Apply { case: CASE });
    let sql = "SELECT e.name FROM ledger_line l JOIN employee e ON e.id = l.to_id WHERE l.case_id = 1 AND e.role = 'manager' \
               AND l.kind = 'client' GROUP BY e.id ORDER BY count(*) DESC LIMIT 1";
    let name: String = app.base().conn().query_row(sql, [], |r| r.get(0)).unwrap();
    let who = find::employee(app.base().conn(), &name).unwrap();
    let form = asked(&app, |a| person_form::person_form(a, who).unwrap().unwrap());
    let surname = name.split(' ').next().unwrap().to_lowercase();
    app.ring().keys(&format!("2/{surname}<Enter>e")).see("№1 (Ковалёв Д. О.)").see("вернётся туда");
    app.keys("<F2>").see("Передача №2 начата");
    let w = asked(&app, |a| wizard(a, CaseId(2)).unwrap());
    let s = &w.case.ledger.snapshot;
    assert_eq!((form.clients(), form.deals(), form.leads()), (s.clients, s.deals, s.leads));
    assert_eq!(form.tasks() + form.authored, s.tasks + s.authored);
    assert!(form.borrowed.returns[0].lines > 0 && form.card.row.clients > s.clients);
}

/// What the rail counts and a table does not list is said beside the table; tasks for others stand apart everywhere.
#[test]
fn a_table_says_what_the_rail_counts_beyond_it() {
    let mut app = half_way();
    app.ring()
        .keys("6<Enter>n")
        .see("В CRM сейчас")
        .see("не распределено: ")
        .keys("nn")
        .see("Принято")
        .see("не распределено: ");
    let mut app = App::demo();
    app.keys("2/ковал<Enter>e").see(" другим");
}
