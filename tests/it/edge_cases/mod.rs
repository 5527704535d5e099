//! What a naive program gets wrong (2 §9): a test per case, named by its number. 9 is `crisis`, 20 is `incidents`.

mod days;
mod heads;
mod holdings;
mod letters;
mod meanwhile;
mod names;
mod receivers;

use estafeta::base::*;
use estafeta::domain::*;
use estafeta::exchange::read::{Field, Names, Options, Wish};
use estafeta::jobs::import::{self, Report};
use estafeta::ops::import::Answers;
use estafeta::ops::*;
use estafeta::reads::closing;
use estafeta::store::OpId;

use crate::desk::{Cast, Desk, day};

/// A planned case of the leaver; the last day is two weeks ahead.
fn opened(d: &mut Desk, c: &Cast) -> CaseId {
    d.run(&CaseOpen::planned(c.leaver, day("2026-11-24"))).case
}

/// Proposed and applied without a conflict.
fn distributed(d: &mut Desk, case: CaseId) {
    d.run(&Propose { case });
    assert_eq!(d.run(&Apply { case }).conflicts, []);
}

fn give(case: CaseId, objects: impl IntoIterator<Item = Ref>, to: EmployeeId) -> Reassign {
    Reassign { case, objects: objects.into_iter().collect(), to, reason: "знает клиента".into() }
}

/// One block of a deal or a client, written as the form writes it.
fn block(case: CaseId, object: impl Into<Ref>, block: Block, text: &str) -> ContextSave {
    let on = matches!(block, Block::NextStep | Block::NextContact).then(|| Due::day(day("2026-11-18")));
    ContextSave { case: Some(case), object: object.into(), block, said: Said::Text(text.into()), on, seen: None }
}

fn accept(case: CaseId, receiver: EmployeeId, objects: impl IntoIterator<Item = Ref>) -> Accept {
    Accept {
        case,
        receiver,
        which: Which::Objects(objects.into_iter().collect()),
        next_step: Some("Позвонить и обсудить условия поставки".into()),
        on: Some(Due::day(day("2026-11-18"))),
        via: Via::Screen,
        force: None,
    }
}

/// `column` of the line of an object in a case; empty where there is none.
fn line(d: &Desk, case: CaseId, object: impl Into<Ref>, column: &str) -> String {
    let r = object.into();
    d.text(&format!(
        "SELECT CAST({column} AS TEXT) FROM ledger_line WHERE case_id = {} AND kind = '{}' AND object_id = {}",
        case.0,
        r.kind.word(),
        r.id
    ))
}

fn proposed(d: &Desk, case: CaseId, object: impl Into<Ref>) -> i64 {
    line(d, case, object, "proposed_id").parse().unwrap_or(0)
}

/// What keeps the case from closing, by its words.
fn missing(d: &Desk, case: CaseId) -> Vec<&'static str> {
    closing::of_case(d.base.conn(), case).unwrap().iter().map(|b| b.word()).collect()
}

/// Keeps a file of deals as amoCRM writes it; «Почта» is the owner's.
fn bring(d: &mut Desk, rows: &[&str], answers: &Answers) -> Report {
    let file = d.base.path().with_file_name("deals.csv");
    let header = "ID,Название сделки,Бюджет,Ответственный,Почта,Этап сделки,Компания";
    std::fs::write(&file, [&[header], rows].concat().join("\n")).unwrap();
    let op = || OpId(*uuid::Uuid::now_v7().as_bytes());
    let wish = Wish { map: vec![("Почта".to_owned(), Field::OwnerEmail)], ..Wish::default() };
    let options = Options { wish, ..Options::default() };
    let names = Names::shipped().unwrap();
    let read = import::prepare(d.base.path(), op(), &[file], &names, &options, d.clock, &|_| true).unwrap();
    let cx = Ctx { actor: d.actor.clone(), clock: d.clock, op_id: op(), office: &d.office };
    import::keep(&mut d.base, &cx, &read, answers, &|_| true).unwrap()
}

/// The deal that the CRM knows by this number.
fn crm_deal(d: &Desk, number: u32) -> DealId {
    DealId(d.one(&format!("SELECT id FROM ext_ref WHERE kind = 'deal' AND ext_id = '{number}'")))
}

/// Each case of the list is found by its number; 9 and 20 have topics of their own.
#[test]
fn every_case_of_the_list_has_a_test_named_by_its_number() {
    let here = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/edge_cases");
    let files = std::fs::read_dir(here).unwrap().map(|f| std::fs::read_to_string(f.unwrap().path()).unwrap());
    let all: String = files.collect();
    for n in (1..=19).filter(|n| *n != 9) {
        assert!(all.contains(&format!("\nfn case_{n:02}_")), "nothing tests case {n}");
    }
}
