//! The figures of 2 §8 on a case made by hand, each number known.

use estafeta::base::*;
use estafeta::domain::metrics::{FigureState, Metric};
use estafeta::domain::*;
use estafeta::ops::*;
use estafeta::reads::{Scope, metrics};
use estafeta::store::Val;

use super::hand::{COLD, Frozen, Hand};

fn figure(h: &Hand, case: CaseId, metric: Metric) -> (i128, Option<i128>, FigureState) {
    let all = metrics::of_case(h.base.conn(), case, &h.clock, &h.office).unwrap();
    let f = all.get(metric).unwrap();
    (f.numerator, f.denominator, f.state)
}

/// Four deals of 100 each (hot, cold, cold, cold) of two clients and one task; opened Tue 10:00, notice an hour before.
fn case() -> (Hand, CaseId, EmployeeId, Vec<DealId>, Vec<ClientId>) {
    let mut h = Hand::new();
    let (leaver, head) = (h.person("Ковалёв Д.", Role::Manager), h.person("Иванова М.", Role::Head));
    let receiver = h.person("Смирнов А.", Role::Manager);
    let case = h.case(leaver, head);
    let notice = h.clock.now.plus(-HOUR_MS);
    h.set(Kind::Case, case.0, &[("notice_at", notice.into())]);
    let clients = vec![h.client("Каскад", leaver, Segment::Vip), h.client("Ладога", leaver, Segment::Regular)];
    let vip = h.line(case, clients[0].into(), None, Frozen { segment: Segment::Vip, ..COLD }, 0);
    let other = h.line(case, clients[1].into(), None, COLD, 0);
    let mut deals = Vec::new();
    for (i, temperature) in
        [Temperature::Hot, Temperature::Cold, Temperature::Cold, Temperature::Cold].into_iter().enumerate()
    {
        let deal = h.deal(&format!("Сделка {i}"), Some(clients[1]), leaver, StageKind::Open, 100);
        let frozen = Frozen { temperature, stage: Some(StageKind::Open), amount: 10_000, ..COLD };
        h.line(case, deal.into(), Some(other), frozen, if temperature == Temperature::Hot { 5 } else { 1 });
        deals.push(deal);
    }
    let task = h.task("Счёт", TaskKind::Invoice, Some(clients[1]), leaver, "2026-11-24 12:00");
    let line = h.line(case, task.into(), Some(other), COLD, 0);
    let due = At::parse("2026-11-24 12:00", Zone::MOSCOW).unwrap();
    h.set(Kind::Line, line.0, &[("due_at", due.into())]);
    h.exec("UPDATE ledger_line SET rule = 'even' WHERE kind <> 'client'");
    h.exec("UPDATE ledger_line SET rule = 'hand' WHERE kind = 'client'");
    assert_eq!((vip.0, other.0), (1, 2));
    (h, case, receiver, deals, clients)
}

fn accept(h: &mut Hand, case: CaseId, receiver: EmployeeId, objects: Vec<Ref>) {
    h.done(&Accept {
        case,
        receiver,
        which: Which::Objects(objects),
        next_step: Some("позвонить и представиться".into()),
        on: Due::parse("2026-12-01"),
        via: Via::Screen,
        force: Some("проверка цифр".into()),
    });
}

#[test]
fn lost_deals_of_the_snapshot_with_what_left_the_denominator() {
    let (mut h, case, _, deals, _) = case();
    let say = |object: DealId, disposition, reason: &str| Dispose {
        case,
        objects: vec![object.into()],
        disposition,
        to: None,
        reason: reason.into(),
    };
    h.done(&say(deals[0], Disposition::CloseLost, "Ушёл за менеджером"));
    h.set(Kind::Deal, deals[1].0, &[("owner_id", 2.into())]);
    h.done(&say(deals[1], Disposition::Exclude, "чужая сделка"));
    assert_eq!(figure(&h, case, Metric::LostDeals), (1, Some(3), FigureState::Preliminary));
    assert_eq!(figure(&h, case, Metric::LostBecause), (1, Some(3), FigureState::Preliminary));
    assert_eq!(figure(&h, case, Metric::LostAmount), (10_000, Some(30_000), FigureState::Preliminary));
    let all = metrics::of_case(h.base.conn(), case, &h.clock, &h.office).unwrap();
    assert_eq!((all.left_out, all.reason_missing), (1, 0));
    // The window ends 90 days after 4 December; without an import in its last 30 days nothing is claimed.
    h.at("2027-03-05 10:00");
    assert_eq!(figure(&h, case, Metric::LostDeals).2, FigureState::NotMeasured);
    let at = At::parse("2027-02-20 10:00", Zone::MOSCOW).unwrap();
    h.exec(&format!(
        "INSERT INTO import (seq, at, source, files, kinds) VALUES (1, {}, 'other', '[]', 'clients,deals')",
        at.0
    ));
    assert_eq!(figure(&h, case, Metric::LostDeals), (1, Some(3), FigureState::Final));
}

#[test]
fn hours_run_until_the_last_acceptance() {
    let (mut h, case, receiver, deals, clients) = case();
    assert_eq!(figure(&h, case, Metric::HotHours), (60, None, FigureState::Preliminary), "from the notice until now");
    for line in 1..=7 {
        h.assign(LineId(line), receiver);
    }
    h.at("2026-11-24 15:00");
    accept(&mut h, case, receiver, vec![clients[0].into(), deals[0].into()]);
    assert_eq!(figure(&h, case, Metric::HotHours), (6 * 60, None, FigureState::Final));
    assert_eq!(figure(&h, case, Metric::FullHours), (6 * 60, None, FigureState::Preliminary));
    h.at("2026-11-25 11:00");
    let rest = deals[1..].iter().map(|d| Ref::from(*d)).chain([clients[1].into(), TaskId(1).into()]).collect();
    accept(&mut h, case, receiver, rest);
    assert_eq!(figure(&h, case, Metric::FullHours), (26 * 60, None, FigureState::Final));
    // Notice 9:00, end of day 18:00, next day from 9:00 to 11:00.
    assert_eq!(figure(&h, case, Metric::FullWorkingHours), (11 * 60, None, FigureState::Final));
    assert_eq!(figure(&h, case, Metric::OpeningLag), (60, None, FigureState::Final));
    assert_eq!(figure(&h, case, Metric::ProposalsKept), (5, Some(7), FigureState::Final));
    assert_eq!(figure(&h, case, Metric::CardComments), (0, Some(6), FigureState::Preliminary), "a task has no card");
    h.done(&CommentTick { case, receiver: None, objects: Vec::new() });
    assert_eq!(figure(&h, case, Metric::CardComments), (6, Some(6), FigureState::Preliminary));
}

#[test]
fn clients_are_notified_and_contacted_only_when_it_happened() {
    let (mut h, case, receiver, _, clients) = case();
    h.assign(LineId(1), receiver);
    h.assign(LineId(2), receiver);
    accept(&mut h, case, receiver, clients.iter().map(|c| Ref::from(*c)).collect());
    assert_eq!(figure(&h, case, Metric::NotifiedByLastDay), (0, Some(2), FigureState::Preliminary));
    let now = h.clock.now;
    let touch = |client: ClientId, who: EmployeeId, at: At| {
        [
            ("client_id", Val::from(client)),
            ("employee_id", who.into()),
            ("kind", "call".into()),
            ("at", at.into()),
            ("outcome", "представился".into()),
        ]
    };
    h.insert(Kind::Touch, &touch(clients[0], receiver, now.plus(2 * HOUR_MS)));
    // VIP: one working day; the other has five, and its letter came through.
    h.exec(&format!(
        "UPDATE letter SET state = 'not_bounced', result_at = {} WHERE client_id = {}",
        now.plus(DAY_MS).0,
        clients[1].0
    ));
    assert_eq!(figure(&h, case, Metric::NotifiedByLastDay), (2, Some(2), FigureState::Preliminary));
    assert_eq!(figure(&h, case, Metric::FirstContact), (1, Some(2), FigureState::Preliminary));
    h.at("2026-12-10 10:00");
    assert_eq!(figure(&h, case, Metric::FirstContact), (1, Some(2), FigureState::Final));
    assert_eq!(figure(&h, case, Metric::NotifiedByLastDay), (2, Some(2), FigureState::Final));
    h.exec(&format!("UPDATE letter SET problem = 'do_not_write', state = 'draft' WHERE client_id = {}", clients[1].0));
    assert_eq!(figure(&h, case, Metric::NotifiedByLastDay), (1, Some(1), FigureState::Final));
}

#[test]
fn context_tasks_accesses_and_what_was_not_measured() {
    let (mut h, case, ..) = case();
    // Two clients with and without deals of their own: 5 + 1 + 1 + 1 of the deals, 3 of the VIP without deals.
    assert_eq!(figure(&h, case, Metric::Context), (0, Some(11), FigureState::Preliminary));
    h.done(&ContextSave {
        case: Some(case),
        object: DealId(1).into(),
        block: Block::History,
        said: Said::NothingSpecial,
        on: None,
        seen: None,
    });
    h.done(&Waive { case, objects: vec![DealId(2).into()], block: None, reason: "холодная".into() });
    assert_eq!(figure(&h, case, Metric::Context), (1, Some(11), FigureState::Preliminary), "a waiver fills nothing");
    assert_eq!(figure(&h, case, Metric::OverdueTasks), (0, Some(1), FigureState::Preliminary));
    h.at("2026-11-24 13:00");
    assert_eq!(figure(&h, case, Metric::OverdueTasks), (1, Some(1), FigureState::Preliminary));
    assert_eq!(figure(&h, case, Metric::Leaks).2, FigureState::NotMeasured);
    assert_eq!(figure(&h, case, Metric::AccessLagWorst).2, FigureState::NoData);
    let due = h.clock.now.plus(-HOUR_MS);
    h.insert(
        Kind::Access,
        &[
            ("employee_id", 1.into()),
            ("system", "vpn".into()),
            ("title", "VPN".into()),
            ("case_id", case.into()),
            ("due_at", due.into()),
        ],
    );
    assert_eq!(figure(&h, case, Metric::AccessLagWorst), (60, None, FigureState::Preliminary));
    let rows = metrics::of_cases(h.base.conn(), &Scope::All, &h.clock, &h.office, 10).unwrap();
    assert_eq!((rows.len(), rows[0].metrics.headline().iter().filter(|f| f.is_some()).count()), (1, 4));
    let json = rows[0].metrics.json(h.clock.zone);
    assert_eq!(
        (&json["lost_deals"]["denominator"], &json["lost_amount"]["RUB"]["denominator"]),
        (&4.into(), &40_000.into())
    );
    let unknown = metrics::of_case(h.base.conn(), CaseId(9), &h.clock, &h.office);
    assert_eq!(unknown.unwrap_err().code, Code::UnknownCase);
}
