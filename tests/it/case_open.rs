//! Opening a planned case: the ledger holds exactly what the leaver holds, everything else follows in one transaction.

use estafeta::base::*;
use estafeta::domain::*;
use estafeta::ops::{CaseOpen, CaseOpened};
use estafeta::reads::{Scope, case, freshness};

use crate::desk::{Desk, cast, day};

fn open(d: &mut Desk, who: EmployeeId) -> CaseOpened {
    d.run(&CaseOpen::planned(who, day("2026-11-24")))
}

#[test]
fn the_ledger_holds_exactly_what_the_leaver_holds() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let opened = open(&mut d, c.leaver);
    assert_eq!(opened.lines, 3 + 4 + 2 + 1 + 1 + 1 + 1);
    let view = case::case(d.base.conn(), &Scope::All, opened.case, &d.clock).unwrap();
    assert_eq!((view.state, view.kind), (CaseState::Open, CaseKind::Planned));
    let s = &view.ledger.snapshot;
    assert_eq!((s.clients, s.deals, s.tasks, s.leads, s.references, s.authored), (3, 4, 2, 1, 2, 1));
    assert_eq!(s.amounts.get(Currency::RUB), 636_000);
    assert_eq!(view.ledger.remaining, *s);
    let json = serde_json::to_value(view.json(&d.clock)).unwrap();
    assert_eq!(json["ledger"]["snapshot"]["amounts"]["RUB"], 636_000);
    assert_eq!(json["employee"], "Иванов Пётр");
    assert_eq!(json["opened_at"], "2026-11-10T10:00:00+03:00");
    assert_eq!(json["last_day"], "2026-11-24");
    assert_eq!(json["snapshot_sha256"].as_str().map(str::len), Some(64));
    // Deals and tasks follow their client's line; what has none stands alone.
    let parent = |kind: &str, id: i64| {
        d.text(&format!(
            "SELECT p.title FROM ledger_line l JOIN ledger_line p ON p.id = l.parent_id WHERE l.kind = '{kind}' AND l.object_id = {id}"
        ))
    };
    assert_eq!(parent("deal", c.final_deal.0), "ООО «Альфа»");
    assert_eq!(parent("task", c.call.0), "Поставка Бете");
    assert_eq!(d.one("SELECT count(*) FROM ledger_line WHERE parent_id IS NULL AND kind IN ('deal','task')"), 3);
}

#[test]
fn what_each_line_owes_is_what_the_rules_of_context_say() {
    use estafeta::domain::context::{required_of_client, required_of_deal};
    let mut d = Desk::new();
    let c = cast(&mut d);
    let n = d.one("SELECT count(*) FROM client");
    for i in 0..12 {
        let segment = [Segment::Vip, Segment::Regular, Segment::Occasional][i as usize % 3];
        let client = d.client(&format!("К{n}-{i}"), c.leaver, segment);
        if i % 2 == 0 {
            let at = d.clock.now.plus(-i * 20 * DAY_MS);
            d.write(|tx| {
                tx.insert(Kind::Touch, &[("client_id", client.into()), ("kind", "call".into()), ("at", at.into())])
                    .unwrap()
            });
        }
        if i % 4 == 0 {
            let stage = if i % 8 == 0 { StageKind::Final } else { StageKind::Open };
            d.deal(&format!("С{i}"), c.leaver, Some(client), stage, 100);
        }
    }
    let case = open(&mut d, c.leaver).case;
    let mut st = d
        .base
        .conn()
        .prepare(
            "SELECT kind, segment, temperature, stage_kind, ctx_required, \
             EXISTS (SELECT 1 FROM ledger_line x WHERE x.parent_id = l.id AND x.kind = 'deal') \
             FROM ledger_line l WHERE case_id = ?1 AND kind IN ('client','deal')",
        )
        .unwrap();
    let rows = st
        .query_map([case.0], |r| {
            let words =
                (r.get::<_, String>(0)?, r.get::<_, String>(1)?, r.get::<_, String>(2)?, r.get::<_, String>(3)?);
            Ok((words, r.get::<_, u32>(4)? as usize, r.get::<_, bool>(5)?))
        })
        .unwrap();
    let mut seen = 0;
    for row in rows {
        let ((kind, segment, temperature, stage), required, has_deals) = row.unwrap();
        let segment = Segment::of(&segment).unwrap_or(Segment::Regular);
        let temperature = Temperature::of(&temperature).unwrap();
        let want = match kind.as_str() {
            "client" if has_deals => 0,
            "client" => required_of_client(segment, temperature).len(),
            _ => required_of_deal(segment, temperature, stage == "final").len(),
        };
        assert_eq!(required, want, "{kind} {segment:?} {temperature:?} {stage}");
        seen += 1;
    }
    assert_eq!(seen, 3 + 12 + 4 + 3);
}

#[test]
fn one_change_of_status_starts_the_chain() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let case = open(&mut d, c.leaver).case;
    let e = format!("FROM employee WHERE id = {}", c.leaver.0);
    assert_eq!(d.text(&format!("SELECT status {e}")), "leaving");
    assert_eq!(d.text(&format!("SELECT prior_status {e}")), "active");
    assert_eq!(d.one(&format!("SELECT export_off + leads_off {e}")), 2);
    assert_eq!(d.one(&format!("SELECT last_day {e}")), i64::from(day("2026-11-24").0));
    assert_eq!(d.one(&format!("SELECT count(*) FROM task WHERE case_id = {}", case.0)), 2);
    assert_eq!(d.text("SELECT title FROM task WHERE case_id IS NOT NULL LIMIT 1"), "Передача дел: Иванов Пётр");
    for role in ["hr", "it", "security"] {
        assert_eq!(
            d.one(&format!("SELECT count(*) FROM inbox WHERE role = '{role}' AND kind = 'case_opened'")),
            1,
            "{role}"
        );
    }
    assert_eq!(d.one("SELECT count(*) FROM inbox WHERE role = 'security' AND kind = 'chain_done'"), 1, "export is off");
    assert_eq!(d.one(&format!("SELECT count(*) FROM inbox WHERE employee_id IN ({}, {})", c.head.0, c.leaver.0)), 2);
    assert_eq!(d.one("SELECT count(*) FROM job WHERE kind = 'report' AND state = 'queued'"), 2, "deals and clients");
    assert_eq!(d.one("SELECT count(*) FROM job WHERE kind = 'reminder'"), 3, "five days, three days, the last morning");
    // Two switches, two tasks and five people told stand there as done, with their time and result.
    let done = format!(
        "SELECT count(*) FROM job WHERE case_id = {} AND state = 'done' AND done_at = {}",
        case.0, d.clock.now.0
    );
    assert_eq!(d.one(&done), 9);
    assert_eq!(d.one("SELECT count(*) FROM job WHERE step = 'cut_accesses' AND state = 'queued'"), 1);
    assert_eq!(d.one("SELECT count(*) FROM job WHERE step = 'block_role'"), 0, "it waits for the order");
    // One transaction: one entry, and the case's own tasks are no lines of its ledger.
    assert_eq!(d.one("SELECT count(*) FROM journal WHERE kind = 'case-open'"), 1);
    assert_eq!(d.one("SELECT count(*) FROM ledger_line WHERE title LIKE 'Передача дел%'"), 0);
}

#[test]
fn what_cannot_be_opened_says_why_and_changes_nothing() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let before = d.one("SELECT max(seq) FROM journal");
    let mut order = CaseOpen::planned(c.leaver, day("2026-11-24"));
    assert_eq!(d.refused(&CaseOpen { last_day: Some(day("2026-11-09")), ..order.clone() }), Code::DateInPast);
    assert_eq!(d.refused(&CaseOpen { last_day: None, ..order.clone() }), Code::BadDate);
    assert_eq!(d.refused(&CaseOpen { kind: CaseKind::Crisis, ..order.clone() }), Code::NotBuilt);
    assert_eq!(d.refused(&CaseOpen { kind: CaseKind::Absence, ..order.clone() }), Code::NotBuilt);
    let tomorrow = Some(d.clock.now.plus(DAY_MS));
    assert_eq!(d.refused(&CaseOpen { notice: tomorrow, ..order.clone() }), Code::BadDate);
    assert_eq!(d.refused(&CaseOpen { employee: EmployeeId(99), ..order.clone() }), Code::UnknownEmployee);
    assert_eq!(d.refused(&CaseOpen::planned(c.head, day("2026-11-24"))), Code::HeadNeeded);
    assert_eq!(d.one("SELECT max(seq) FROM journal"), before);
    open(&mut d, c.leaver);
    assert_eq!(d.refused(&order), Code::AlreadyInCase);
    order.employee = c.boris;
    d.set(c.boris, "status", "dismissed");
    assert_eq!(d.refused(&order), Code::WrongState);
}

#[test]
fn a_head_who_leaves_needs_somebody_to_lead() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let order = CaseOpen { acting_head: Some(c.vera), ..CaseOpen::planned(c.head, day("2026-11-24")) };
    let case = d.run(&order).case;
    assert_eq!(d.one(&format!("SELECT head_id FROM handover_case WHERE id = {}", case.0)), c.vera.0);
    // A head's own ledger: five people and the department name the head.
    assert_eq!(d.one("SELECT count(*) FROM ledger_line WHERE kind = 'reference'"), 5);
    let gone = CaseOpen { acting_head: Some(c.head), ..CaseOpen::planned(c.leaver, day("2026-11-24")) };
    assert_eq!(d.refused(&gone), Code::NotEligible, "the head leaves and leads nothing any more");
}

#[test]
fn the_same_command_twice_opens_one_case() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let op_id = d.next_op();
    let cx = estafeta::ops::Ctx { actor: Actor::Owner, clock: d.clock, op_id, office: &d.office };
    let order = CaseOpen::planned(c.leaver, day("2026-11-24"));
    let first = estafeta::ops::run(&mut d.base, &cx, &order).unwrap();
    let second = estafeta::ops::run(&mut d.base, &cx, &order).unwrap();
    assert!(!first.repeated && second.repeated);
    assert_eq!(first.out, second.out);
    assert_eq!(d.one("SELECT count(*) FROM handover_case"), 1);
}

#[test]
fn an_empty_case_opens_too_and_data_says_how_fresh_it_is() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    d.write(|tx| {
        tx.exec(
            "INSERT INTO import (seq, at, data_at, source, files, kinds) VALUES (1, 2000, 1000, 'maven', '[]', 'clients,deals')",
            [],
        )
        .unwrap()
    });
    let fresh = freshness::freshness(d.base.conn()).unwrap();
    assert_eq!(fresh.data_at, Some(At(1000)));
    assert_eq!(fresh.not_loaded_words(), "contacts,tasks,leads,calls");
    let opened = open(&mut d, c.vera);
    assert_eq!(opened.lines, 0);
    let view = case::case(d.base.conn(), &Scope::All, opened.case, &d.clock).unwrap();
    assert_eq!(view.not_loaded.len(), 4);
}
