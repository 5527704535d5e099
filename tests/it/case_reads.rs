//! What the steps of a case show: the order of the context, the desk of a receiver, accesses, items, inbox, «Сегодня».

use std::collections::BTreeSet;

use estafeta::base::*;
use estafeta::domain::rights::Who;
use estafeta::domain::settings::Office;
use estafeta::domain::*;
use estafeta::ops::*;
use estafeta::reads::today::{AlarmKind, Waits, When};
use estafeta::reads::{
    Asker, Scope, acceptance, accesses, calls, checklist, context, crm, inbox, ledger, promises, proposals, today, who,
};
use estafeta::store::Val;

use super::hand::{COLD, Frozen, Hand};

struct Desk {
    h: Hand,
    case: CaseId,
    leaver: EmployeeId,
    head: EmployeeId,
    receiver: EmployeeId,
    deals: Vec<DealId>,
}

/// Three deals of one client: cold, final and hot, and a client of its own.
fn desk() -> Desk {
    let mut h = Hand::new();
    let (leaver, head) = (h.person("Ковалёв Д.", Role::Manager), h.person("Иванова М.", Role::Head));
    let receiver = h.person("Смирнов А.", Role::Manager);
    let case = h.case(leaver, head);
    let client = h.client("АО «Каскад»", leaver, Segment::Regular);
    let single = h.client("Одинокий", leaver, Segment::Occasional);
    let parent = h.line(case, client.into(), None, COLD, 0);
    let mut deals = Vec::new();
    for (title, temperature, stage, owed) in [
        ("Холодная", Temperature::Cold, StageKind::Open, 1),
        ("Договор", Temperature::Hot, StageKind::Final, 5),
        ("Горячая", Temperature::Hot, StageKind::Open, 5),
    ] {
        let deal = h.deal(title, Some(client), leaver, stage, 100);
        let frozen = Frozen { temperature, stage: Some(stage), amount: 10_000, ..COLD };
        let line = h.line(case, deal.into(), Some(parent), frozen, owed);
        h.assign(line, receiver);
        deals.push(deal);
    }
    h.assign(parent, receiver);
    h.line(case, single.into(), None, COLD, 1);
    Desk { h, case, leaver, head, receiver, deals }
}

impl Desk {
    fn save(&mut self, deal: DealId, block: Block, text: &str, on: Option<&str>) {
        let c = ContextSave {
            case: Some(self.case),
            object: deal.into(),
            block,
            said: Said::Text(text.into()),
            on: on.map(|d| Due::parse(d).unwrap()),
            seen: None,
        };
        self.h.done(&c);
    }
}

#[test]
fn context_is_ordered_by_receiver_and_by_what_burns() {
    let mut d = desk();
    let queue = context::queue(d.h.base.conn(), &Scope::All, d.case, Zone::MOSCOW).unwrap();
    let titles: Vec<String> = queue.iter().map(|r| d.h.text(&format!("SELECT coalesce((SELECT title FROM deal WHERE 'deal:' || id = '{0}'), (SELECT name FROM client WHERE 'client:' || id = '{0}'))", r.object))).collect();
    assert_eq!(titles, ["Договор", "Горячая", "Холодная", "Одинокий"]);
    assert_eq!((queue[0].filled, queue[0].required), (0, 5));
    assert_eq!(queue[3].receiver, None);
    let cold = d.deals[0];
    d.save(cold, Block::NextStep, "отправить новое предложение", Some("2026-11-30"));
    d.save(d.deals[1], Block::People, "Орлов решает", None);
    let p = context::progress(d.h.base.conn(), d.case).unwrap();
    assert_eq!((p.ready, p.objects, p.filled, p.required), (1, 4, 2, 12));
    assert!(context::queue(d.h.base.conn(), &Scope::Nothing, d.case, Zone::MOSCOW).unwrap().is_empty());
    assert!(context::queue(d.h.base.conn(), &Scope::Own(EmployeeId(99)), d.case, Zone::MOSCOW).unwrap().is_empty());
    // What nobody has got yet is not the receiver's to read.
    assert_eq!(context::queue(d.h.base.conn(), &Scope::Own(d.receiver), d.case, Zone::MOSCOW).unwrap().len(), 3);
}

#[test]
fn the_form_has_what_the_card_knows_beside_it() {
    let mut d = desk();
    let deal = d.deals[1];
    d.save(deal, Block::NextStep, "подписать договор", Some("2026-11-26 15:00"));
    let contact = d.h.insert(
        Kind::Contact,
        &[("name", "Орлов П.".into()), ("name_fold", "орлов п.".into()), ("decision", DecisionRole::Decides.into())],
    );
    d.h.exec(&format!("INSERT INTO client_contact VALUES (1, {contact})"));
    d.h.exec(&format!("INSERT INTO point (contact_id, kind, written, norm) VALUES ({contact}, 'phone', '+7 912 345-67-89', '9123456789')"));
    d.h.insert(Kind::Note, &[("deal_id", deal.into()), ("text", "юристы согласовали".into())]);
    d.h.insert(
        Kind::Touch,
        &[("client_id", 1.into()), ("kind", "call".into()), ("at", 5.into()), ("outcome", "ждут счёт".into())],
    );
    let card = context::card(d.h.base.conn(), &Scope::All, Some(d.case), deal.into()).unwrap();
    assert_eq!((card.title.as_str(), card.stage.as_str(), card.amount), ("Договор", "final", Some(Money::rub(10_000))));
    let step = &card.blocks[1];
    assert_eq!((step.block, step.required, step.state), (Block::NextStep, true, BlockState::Filled));
    assert_eq!(step.on, Due::parse("2026-11-26 15:00"));
    assert!(step.rev.0 > 0 && card.blocks[0].rev == Seq(0));
    assert_eq!(card.contacts[0].points, ["+7 912 345-67-89"]);
    // What another deal of the client says may be taken over.
    let other = d.deals[0];
    d.save(other, Block::History, "обещана отсрочка 30 дней", None);
    let card = context::card(d.h.base.conn(), &Scope::All, Some(d.case), deal.into()).unwrap();
    let taken: Vec<_> = card.others.iter().map(|o| (o.object, o.block, o.text.as_str())).collect();
    assert_eq!(taken, [(other.into(), Block::History, "обещана отсрочка 30 дней")]);
    assert_eq!((card.notes.len(), card.touches[0].outcome.as_str()), (1, "ждут счёт"));
    assert_eq!(card.receiver.as_ref().map(|r| r.1.as_str()), Some("Смирнов А."));
    let unknown = context::card(d.h.base.conn(), &Scope::All, Some(d.case), DealId(77).into());
    assert_eq!(unknown.unwrap_err().code, Code::UnknownObject);
    let outside =
        |scope| context::card(d.h.base.conn(), &scope, None, deal.into()).map(|c| c.title).map_err(|f| f.code);
    assert_eq!(outside(Scope::Own(d.receiver)).as_deref(), Ok("Договор"));
    assert_eq!(outside(Scope::Own(d.leaver)), Err(Code::UnknownObject), "a deal of somebody else");
    assert_eq!(outside(Scope::Nothing), Err(Code::UnknownObject));
}

#[test]
fn a_receivers_desk_shows_the_terms_and_the_step_it_would_take() {
    let mut d = desk();
    d.save(d.deals[0], Block::NextStep, "отправить новое предложение", Some("2026-11-30"));
    let rows = acceptance::receivers(d.h.base.conn(), &Scope::All, d.case, &d.h.clock).unwrap();
    assert_eq!(rows.len(), 1);
    assert_eq!((rows[0].assigned, rows[0].offered, rows[0].waiting, rows[0].accepted), (4, 2, 2, 0));
    let desk = acceptance::desk(d.h.base.conn(), &Scope::All, d.receiver, Some(d.case), 0, 50).unwrap();
    let steps: Vec<Option<String>> = desk.iter().map(|r| r.step.as_ref().map(|s| s.text.clone())).collect();
    assert_eq!(steps, vec![Some("отправить новое предложение".to_owned()); 2], "the client takes its deal's");
    d.h.done(&Accept {
        case: d.case,
        receiver: d.receiver,
        which: Which::All,
        next_step: None,
        on: None,
        via: Via::Sheet,
        force: None,
    });
    let row = &acceptance::receivers(d.h.base.conn(), &Scope::All, d.case, &d.h.clock).unwrap()[0];
    assert_eq!((row.accepted, row.by_sheet, row.offered, row.due_at), (2, 2, 0, None));
}

#[test]
fn items_count_what_they_mean_and_late_ones_are_marked() {
    let mut d = desk();
    let yesterday = d.h.clock.now.plus(-DAY_MS);
    for (n, computed) in [(1i64, "all_deals_reassigned"), (2, "all_clients_distributed"), (3, "")] {
        d.h.insert(
            Kind::Item,
            &[
                ("case_id", d.case.into()),
                ("n", n.into()),
                ("code", "x".into()),
                ("title", "пункт".into()),
                ("list", ListKind::Notice.into()),
                ("phase", Phase::Closing.into()),
                ("role", "head".into()),
                ("computed", computed.into()),
                ("due_at", yesterday.into()),
            ],
        );
    }
    let items = checklist::of_case(d.h.base.conn(), &Scope::All, d.case, d.h.clock.now).unwrap();
    let counts: Vec<Option<(u64, u64)>> = items.iter().map(|i| i.computed.map(|(_, c)| (c.done, c.all))).collect();
    assert_eq!(counts, [Some((3, 3)), Some((1, 2)), None]);
    assert!(items[2].overdue);
}

#[test]
fn today_goes_by_deadline_and_tells_what_alarms() {
    let mut d = desk();
    let now = d.h.clock.now;
    let at = |h: i64| now.plus(h * HOUR_MS);
    for (system, due, state) in [
        ("crm_export", at(-2), AccessState::Planned),
        ("crm_login", at(3), AccessState::Asked),
        ("mail", at(3), AccessState::Planned),
        ("vpn", at(24), AccessState::Planned),
        ("old", at(-3), AccessState::Done),
        ("far", at(24 * 30), AccessState::Planned),
    ] {
        d.h.insert(
            Kind::Access,
            &[
                ("employee_id", d.leaver.into()),
                ("system", system.into()),
                ("title", system.into()),
                ("case_id", d.case.into()),
                ("state", state.into()),
                ("due_at", due.into()),
            ],
        );
    }
    d.save(d.deals[0], Block::NextStep, "отправить новое предложение", Some("2026-11-30"));
    let gone = d.h.person("Зуев", Role::Manager);
    d.h.set(Kind::Employee, gone.0, &[("status", EmployeeStatus::Dismissed.into())]);
    d.h.deal("Сирота", None, gone, StageKind::Open, 1);
    let office = Office::default();
    let asked = |scope: &Scope| {
        let who = Who::Owner { read_only: false };
        let a = Asker { conn: d.h.base.conn(), scope, who, clock: d.h.clock, office: &office };
        today::today(&a, 7).unwrap()
    };
    let t = asked(&Scope::All);
    let rows: Vec<(When, Waits, u64)> = t.rows.iter().map(|r| (r.when, r.waits, r.n)).collect();
    assert_eq!(
        rows,
        [
            (When::Overdue, Waits::Access, 1),
            (When::Today, Waits::Access, 2),
            (When::Tomorrow, Waits::Access, 1),
            (When::Later, Waits::Acceptance, 2),
        ]
    );
    let bar = &t.cases[0];
    assert_eq!((bar.context, bar.accepted, bar.accesses), ((1, 4), (0, 5), (1, 6)));
    let left = &bar.remaining;
    assert_eq!((left.clients, left.deals, left.tasks, left.leads), (1, 0, 0, 0));
    assert_eq!((t.alarm(AlarmKind::Orphans), t.alarm(AlarmKind::Ownerless)), (1, 0));
    let list = accesses::of_case(d.h.base.conn(), &Scope::All, d.case, now).unwrap();
    assert_eq!(list.iter().filter(|a| a.overdue).count(), 1);
    assert!(asked(&Scope::Nothing).rows.is_empty());
    let counts = |actor: Actor, now: At| {
        let clock = Clock { now, ..d.h.clock };
        let who = who::who(d.h.base.conn(), &actor, &clock, false).unwrap();
        inbox::counts(d.h.base.conn(), &who, now, 99).unwrap()
    };
    assert_eq!(counts(Actor::Person(d.receiver), now), (1, 0));
    assert_eq!(counts(Actor::Person(d.head), now), (0, 0));
    assert_eq!(counts(Actor::Owner, at(24 * 30)), (1, 1));
}

/// Two receivers of one case: neither reads in any of its lists what went to the other.
#[test]
fn who_received_a_part_of_a_case_reads_that_part_only() {
    let mut h = Hand::new();
    let (leaver, head) = (h.person("Ковалёв Д.", Role::Manager), h.person("Иванова М.", Role::Head));
    let temporary = h.person("Петров К.", Role::Manager);
    let case = h.case(leaver, head);
    h.set(Kind::Case, case.0, &[("temporary_id", temporary.into()), ("state", CaseState::HandingOver.into())]);
    let mut parts = Vec::new();
    for (name, mark) in [("Смирнов А.", "Роза"), ("Юдин Б.", "Тюльпан")] {
        let to = h.person(name, Role::Manager);
        let client = h.client(&format!("{mark} клиент"), leaver, Segment::Regular);
        let deal = h.deal(&format!("{mark} сделка"), Some(client), leaver, StageKind::Final, 1000);
        let alone = h.deal(&format!("{mark} без клиента"), None, leaver, StageKind::Final, 1000);
        let parent = h.line(case, client.into(), None, COLD, 1);
        for object in [deal, alone] {
            let line = h.line(case, object.into(), Some(parent), Frozen { stage: Some(StageKind::Final), ..COLD }, 3);
            h.assign(line, to);
            h.set(Kind::Line, line.0, &[("title", mark.into())]);
        }
        h.assign(parent, to);
        h.set(Kind::Line, parent.0, &[("title", mark.into())]);
        let offered = |state: AcceptanceState, line: LineId, at: i64| {
            [
                ("case_id", Val::from(case)),
                ("line_id", line.into()),
                ("receiver_id", to.into()),
                ("state", state.into()),
                ("offered_at", At(at).into()),
                ("due_at", At(at).into()),
                ("answered_at", At(at).into()),
            ]
        };
        let now = h.clock.now.0;
        h.insert(Kind::Acceptance, &offered(AcceptanceState::Accepted, parent, now));
        h.insert(Kind::Acceptance, &offered(AcceptanceState::Offered, LineId(parent.0 + 1), now));
        let c = PromiseSave {
            case,
            object: deal.into(),
            promise: None,
            text: format!("{mark}: скидка 5 %"),
            due: None,
            unusual: false,
            agreed_with: String::new(),
            agreed_on: None,
            why: String::new(),
            seen: None,
        };
        h.done(&c);
        let proposed = h.client(&format!("{mark} новый"), to, Segment::Regular);
        let line = h.line(case, proposed.into(), None, COLD, 0);
        h.set(Kind::Line, line.0, &[("title", mark.into()), ("proposed_id", to.into())]);
        parts.push((to, mark, deal));
    }
    let office = Office::default();
    let said = |scope: Scope| -> Vec<(&'static str, String)> {
        let (c, who) = (h.base.conn(), Who::Owner { read_only: false });
        let a = Asker { conn: c, scope: &scope, who, clock: h.clock, office: &office };
        let filter = ledger::LedgerFilter::default();
        let desks: Vec<_> = parts.iter().map(|p| acceptance::desk(c, &scope, p.0, Some(case), 0, 9).unwrap()).collect();
        let cards: Vec<_> =
            parts.iter().map(|p| context::card(c, &scope, Some(case), p.2.into()).map(|c| c.title).ok()).collect();
        vec![
            ("promises", format!("{:?}", promises::of_case(c, &scope, case).unwrap())),
            ("queue", format!("{:?}", context::queue(c, &scope, case, Zone::MOSCOW).unwrap())),
            ("cards", format!("{cards:?}")),
            ("ledger", format!("{:?}", ledger::window(c, &scope, case, &filter, None, 99).unwrap())),
            ("desks", format!("{desks:?}")),
            ("proposals", format!("{:?}", proposals::proposals(c, &scope, case).unwrap())),
            ("calls", format!("{:?}", calls::calls(&a, case).unwrap())),
            ("loose", format!("{:?}", calls::loose(&a, case).unwrap())),
            ("today", format!("{:?}", today::today(&a, 7).unwrap().rows)),
        ]
    };
    let people = |scope: Scope| {
        let c = h.base.conn();
        let told: BTreeSet<_> = crm::compare(c, &scope, case).unwrap().lines.into_iter().map(|l| l.to.0).collect();
        (acceptance::receivers(c, &scope, case, &h.clock).unwrap().len(), told.len())
    };
    for scope in [Scope::All, Scope::Own(leaver), Scope::Own(head), Scope::Own(temporary)] {
        for (list, text) in said(scope) {
            // Who is to call first is nothing that whoever hands over could do.
            if list == "today" && scope == Scope::Own(leaver) {
                continue;
            }
            assert!(parts.iter().all(|p| text.contains(p.1)), "{list} of {scope:?}: {text}");
        }
        assert_eq!(people(scope), (2, 2));
    }
    for (mine, other) in [(0, 1), (1, 0)] {
        for (list, text) in said(Scope::Own(parts[mine].0)) {
            assert!(text.contains(parts[mine].1), "{list}: {text}");
            assert!(!text.contains(parts[other].1), "{list} tells of what another received: {text}");
        }
        assert_eq!(people(Scope::Own(parts[mine].0)), (1, 1));
    }
}
