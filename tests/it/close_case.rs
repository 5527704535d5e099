//! The rest of the ledger, the checklist, accesses, signatures, and the closing: refused with the whole list, then done.

use estafeta::base::*;
use estafeta::domain::*;
use estafeta::ops::*;
use estafeta::reads::closing;
use estafeta::texts::{Lang, Texts};

use super::hand::{COLD, Frozen, Hand};

struct Desk {
    h: Hand,
    case: CaseId,
    leaver: EmployeeId,
    head: EmployeeId,
    receiver: EmployeeId,
    client: ClientId,
    deal: DealId,
    task: TaskId,
}

/// A client with one open deal and one task, a checklist of three, two accesses; nothing decided yet.
fn desk() -> Desk {
    let mut h = Hand::new();
    let (leaver, head) = (h.person("Ковалёв Д.", Role::Manager), h.person("Иванова М.", Role::Head));
    let receiver = h.person("Смирнов А.", Role::Manager);
    h.set(Kind::Employee, leaver.0, &[("status", EmployeeStatus::Leaving.into()), ("head_id", head.into())]);
    let client = h.client("АО «Каскад»", leaver, Segment::Regular);
    let deal = h.deal("Поставка", Some(client), leaver, StageKind::Open, 1000);
    let task = h.task("Отправить договор", TaskKind::Document, Some(client), leaver, "2026-11-30");
    let case = h.case(leaver, head);
    let c = h.line(case, client.into(), None, COLD, 0);
    let d = h.line(case, deal.into(), Some(c), Frozen { stage: Some(StageKind::Open), amount: 100_000, ..COLD }, 1);
    h.line(case, task.into(), Some(d), COLD, 0);
    for (n, code, computed, mandatory) in [
        (1, "deals_reassigned", "all_deals_reassigned", true),
        (2, "correspondence", "", true),
        (3, "accesses_closed", "accesses_closed", true),
        (4, "nda", "", false),
    ] {
        h.insert(
            Kind::Item,
            &[
                ("case_id", case.into()),
                ("n", n.into()),
                ("code", code.into()),
                ("title", code.into()),
                ("list", ListKind::Notice.into()),
                ("phase", Phase::Closing.into()),
                ("role", "head".into()),
                ("mandatory", mandatory.into()),
                ("computed", computed.into()),
            ],
        );
    }
    for (system, redirect) in [("crm_login", false), ("mail", true)] {
        h.insert(
            Kind::Access,
            &[
                ("employee_id", leaver.into()),
                ("system", system.into()),
                ("title", if redirect { "Почта" } else { "CRM" }.into()),
                ("needs_redirect", redirect.into()),
                ("case_id", case.into()),
            ],
        );
    }
    Desk { h, case, leaver, head, receiver, client, deal, task }
}

impl Desk {
    fn dispose(&self, object: Ref, disposition: Disposition, to: Option<Ref>, reason: &str) -> Dispose {
        Dispose { case: self.case, objects: vec![object], disposition, to, reason: reason.into() }
    }

    fn tick(&self, item: i64, tick: Tick) -> CheckItem {
        CheckItem { case: self.case, item, tick }
    }

    fn access(&self, system: &str, mark: AccessMark, evidence: Option<&str>) -> AccessTick {
        let which = AccessPick::System(system.into());
        AccessTick { case: self.case, which, mark, evidence: evidence.map(str::to_owned) }
    }

    fn item(&self, n: i64) -> String {
        self.h.text(&format!("SELECT state FROM checklist_item WHERE n = {n}"))
    }

    fn missing(&self) -> Vec<&'static str> {
        closing::of_case(self.h.base.conn(), self.case).unwrap().iter().map(|b| b.word()).collect()
    }

    fn assign_all(&mut self) {
        for id in 1..=3 {
            self.h.assign(LineId(id), self.receiver);
        }
    }
}

#[test]
fn each_end_of_a_line_does_what_it_says() {
    let mut d = desk();
    let c = d.dispose(d.deal.into(), Disposition::CloseWon, None, "  ");
    assert_eq!(d.h.refused(&c), Code::ReasonNeeded);
    for (object, disposition) in [
        (Ref::from(d.client), Disposition::CloseWon),
        (Ref::from(d.deal), Disposition::Assign),
        (Ref::from(d.deal), Disposition::Exclude),
        (Ref::from(d.task), Disposition::Merge),
    ] {
        let c = d.dispose(object, disposition, Some(TaskId(9).into()), "так решили");
        assert!(matches!(d.h.refused(&c), Code::WrongState), "{object} {disposition:?}");
    }
    let c = d.dispose(d.client.into(), Disposition::Keep, Some(EmployeeId(99).into()), "так решили");
    assert_eq!(d.h.refused(&c), Code::UnknownEmployee);
    let c = d.dispose(d.client.into(), Disposition::Keep, Some(d.head.into()), "остаётся у руководителя");
    assert_eq!(d.h.done(&c).lines, 1);
    assert_eq!(d.h.int("SELECT owner_id FROM client"), d.head.0);
    let lost = d.h.stage(StageKind::Lost);
    let c = d.dispose(d.deal.into(), Disposition::CloseLost, None, "ушли к конкуренту");
    d.h.done(&c);
    assert_eq!(
        d.h.text("SELECT stage_kind || ' ' || stage_id || ' ' || loss_reason FROM deal"),
        format!("lost {lost} ушли к конкуренту")
    );
    let c = d.dispose(d.task.into(), Disposition::Archive, None, "договор уже отправлен");
    d.h.done(&c);
    assert_eq!(d.h.text("SELECT state || ' ' || result FROM task"), "done договор уже отправлен");
    assert_eq!(d.h.int("SELECT count(*) FROM ledger_line WHERE batch_seq IS NOT NULL AND reason <> ''"), 3);
    // With its last deal closed, the client owes its own next contact now.
    assert_eq!(d.h.int("SELECT ctx_required FROM ledger_line WHERE kind = 'client'"), 1);
    assert_eq!(d.h.run(&c).unwrap().seq, None, "the same again");
    assert_eq!(d.h.text("SELECT state FROM handover_case"), "signing");
}

#[test]
fn merging_moves_everything_and_leaves_one() {
    let mut d = desk();
    let twin = d.h.client("Каскад, АО", d.head, Segment::Regular);
    let same = d.dispose(d.client.into(), Disposition::Merge, Some(d.client.into()), "дубль");
    assert_eq!(d.h.refused(&same), Code::UnknownObject);
    let c = d.dispose(d.client.into(), Disposition::Merge, Some(twin.into()), "дубль");
    d.h.done(&c);
    assert_eq!(d.h.int("SELECT client_id FROM deal"), twin.0);
    assert_eq!(d.h.int("SELECT client_id FROM task"), twin.0);
    assert_eq!(d.h.int("SELECT deleted FROM client WHERE id = 1"), 1);
    assert_eq!(d.h.int("SELECT open_deals FROM client WHERE id = 2"), 1);
}

#[test]
fn what_was_accepted_is_not_decided_otherwise() {
    let mut d = desk();
    d.assign_all();
    d.h.done(&Accept {
        case: d.case,
        receiver: d.receiver,
        which: Which::Objects(vec![d.deal.into()]),
        next_step: None,
        on: None,
        via: Via::Screen,
        force: Some("спросить некого".into()),
    });
    let c = d.dispose(d.deal.into(), Disposition::CloseLost, None, "передумали");
    assert_eq!(d.h.refused(&c), Code::WrongState);
}

#[test]
fn items_tick_by_hand_or_by_themselves_never_both() {
    let mut d = desk();
    assert_eq!(d.h.refused(&d.tick(1, Tick::Done { evidence: None })), Code::ComputedItem);
    assert_eq!(d.h.refused(&d.tick(2, Tick::Waive(" ".into()))), Code::ReasonNeeded);
    assert_eq!(d.h.refused(&d.tick(9, Tick::Done { evidence: None })), Code::UnknownItem);
    d.h.done(&d.tick(2, Tick::Done { evidence: Some("почта привязана 24.11".into()) }));
    assert_eq!(d.item(2), "done");
    assert_eq!(
        d.h.text("SELECT evidence || ' ' || done_by FROM checklist_item WHERE n = 2"),
        "почта привязана 24.11 owner"
    );
    d.h.done(&d.tick(2, Tick::NotApplicable("переписки не было".into())));
    assert_eq!(d.item(2), "not_applicable");
    assert_eq!(d.item(1), "open");
    let won = d.dispose(d.deal.into(), Disposition::CloseWon, None, "оплата пришла");
    d.h.done(&won);
    assert_eq!(d.item(1), "done", "the last deal was decided");
    // And back: the line is open again, and the item with it.
    d.h.set(Kind::Line, 2, &[("batch_seq", estafeta::store::Val::NULL), ("disposition", estafeta::store::Val::NULL)]);
    d.h.done(&d.tick(2, Tick::Open));
    assert_eq!((d.item(1).as_str(), d.item(2).as_str()), ("open", "open"));
    d.h.done(&d.tick(1, Tick::Waive("сделка спорная".into())));
    assert_eq!(d.item(1), "waived");
    d.h.done(&d.tick(1, Tick::Open));
    assert_eq!(d.item(1), "open");
}

#[test]
fn a_mailbox_is_redirected_before_it_is_closed() {
    let mut d = desk();
    assert_eq!(d.h.refused(&d.access("mail", AccessMark::Done, None)), Code::AccessNotRedirected);
    assert_eq!(d.h.refused(&d.access("mail", AccessMark::Redirected, None)), Code::ReasonNeeded);
    assert_eq!(d.h.refused(&d.access("mail", AccessMark::Verified, None)), Code::WrongState);
    assert_eq!(d.h.refused(&d.access("1С", AccessMark::Done, None)), Code::UnknownAccess);
    d.h.done(&d.access("почта", AccessMark::Redirected, Some("на sales@")));
    d.h.done(&d.access("mail", AccessMark::Done, Some("заявка 118")));
    assert_eq!(d.item(3), "open", "one of two");
    d.h.done(&d.access("crm_login", AccessMark::Done, None));
    assert_eq!(d.item(3), "done");
    d.h.done(&d.access("mail", AccessMark::Verified, None));
    assert_eq!(d.h.refused(&d.access("mail", AccessMark::Done, None)), Code::WrongState);
    assert_eq!(d.h.text("SELECT group_concat(state) FROM access"), "done,verified");
}

#[test]
fn a_case_closes_when_the_six_conditions_hold_and_not_before() {
    let mut d = desk();
    let close = CaseClose { case: d.case };
    assert_eq!(d.missing(), ["undecided", "on_leaver", "items_open", "no_act"]);
    let fault = d.h.run(&close).unwrap_err();
    assert_eq!(fault.code, Code::CaseBlocked);
    let said = Texts::load(Lang::Ru).fault(&fault).why;
    assert_eq!(
        said,
        "Не всё сделано: 3 строки без решения; 3 открытых объекта ещё на увольняющемся; \
         3 обязательных пункта не выполнены; акт приёма-передачи не составлен или устарел."
    );
    d.assign_all();
    assert_eq!(d.missing(), ["not_accepted", "items_open", "no_act", "crm_unknown"]);
    d.h.done(&Accept {
        case: d.case,
        receiver: d.receiver,
        which: Which::Objects(vec![d.client.into(), d.deal.into(), d.task.into()]),
        next_step: Some("позвонить и согласовать отгрузку".into()),
        on: Due::parse("2026-11-27"),
        via: Via::Words,
        force: Some("договорились устно".into()),
    });
    assert_eq!(d.h.text("SELECT state FROM handover_case"), "signing");
    d.h.exec("UPDATE ledger_line SET crm_state = 'confirmed'");
    assert_eq!(d.missing(), ["items_open", "no_act"]);
    d.h.done(&d.tick(2, Tick::Done { evidence: Some("ящик разобран с ИТ".into()) }));
    d.h.done(&d.access("mail", AccessMark::Redirected, Some("на sales@")));
    d.h.done(&d.access("mail", AccessMark::Done, None));
    d.h.done(&d.access("crm", AccessMark::Done, None));
    assert_eq!(d.missing(), ["no_act"]);
    let act = |sha: &str| ActRecord {
        anew: false,
        case: d.case,
        format: "docx".into(),
        file: "act-1.docx".into(),
        sha256: sha.into(),
        journal_head: "00".into(),
    };
    let (bad, good) = (act("zz"), act(&"ab".repeat(32)));
    assert_eq!(d.h.refused(&bad), Code::Internal);
    d.h.done(&good);
    let sides = "SELECT group_concat(party ORDER BY id) FROM signature";
    assert_eq!(d.h.text(sides), "leaver,receiver,head");
    let sign = |who, state| Sign {
        case: d.case, who, state, note: Some("комиссия: Иванова, Петров".into())
    };
    let stranger = sign(EmployeeId(77), SignatureState::Signed);
    let refused = sign(d.leaver, SignatureState::Refused);
    assert_eq!(d.h.refused(&stranger), Code::UnknownEmployee);
    assert_eq!(d.h.done(&refused).waiting, 2);
    // The leaver's own «Передача дел» ends with the case, and never blocks it.
    let own = d.h.task("Передача дел", TaskKind::Other, None, d.leaver, "2026-12-04");
    d.h.set(Kind::Task, own.0, &[("case_id", d.case.into())]);
    assert_eq!(d.missing(), Vec::<&str>::new());
    assert_eq!(d.h.done(&close).state, CaseState::Closed);
    assert_eq!(d.h.int("SELECT count(*) FROM active_object"), 0);
    assert_eq!(d.h.text(&format!("SELECT state FROM task WHERE id = {}", own.0)), "done");
    assert_eq!(d.h.refused(&close), Code::CaseClosed);
    let late = d.dispose(d.task.into(), Disposition::Archive, None, "поздно");
    assert_eq!(d.h.refused(&late), Code::CaseClosed);
}

#[test]
fn an_empty_case_closes_without_ceremony() {
    let mut h = Hand::new();
    let (leaver, head) = (h.person("Новенький Н.", Role::Manager), h.person("Иванова М.", Role::Head));
    let case = h.case(leaver, head);
    assert_eq!(h.done(&CaseClose { case }).state, CaseState::Closed);
}

#[test]
fn whatever_still_names_the_leaver_blocks_ledger_or_not() {
    let mut h = Hand::new();
    let (leaver, head) = (h.person("Ковалёв Д.", Role::Manager), h.person("Иванова М.", Role::Head));
    let case = h.case(leaver, head);
    let other = h.person("Смирнов А.", Role::Manager);
    h.set(Kind::Employee, other.0, &[("deputy_id", leaver.into())]);
    let client = h.client("Чужой", other, Segment::Regular);
    h.insert(Kind::Team, &[("client_id", client.into()), ("employee_id", leaver.into())]);
    h.insert(Kind::Lead, &[("title", "звонок".into()), ("owner_id", leaver.into())]);
    h.deal("Выиграна", Some(client), leaver, StageKind::Won, 5);
    let found = closing::of_case(h.base.conn(), case).unwrap();
    let json = serde_json::to_value(&found[0]).unwrap();
    assert_eq!(json["by_kind"], serde_json::json!({ "employee": 1, "lead": 1, "team": 1 }));
    assert_eq!(found[0].code(), "still_on_leaver");
}
