//! A small believable act for the tests of what renders it.

use std::collections::BTreeMap;

use crate::base::{At, CaseId, Day, Due, Money, Seq, Zone};
use crate::domain::checklist::Count;
use crate::domain::papers::*;
use crate::domain::*;

fn person(name: &str, role: Role) -> Person {
    Person { name: name.to_owned(), role, department: "Отдел продаж".to_owned() }
}

fn due(s: &str) -> Option<Due> {
    Due::parse(s)
}

fn client(
    name: &str,
    segment: Segment,
    contacts: &[(&str, DecisionRole, &str)],
    next_step: &str,
    on: &str,
    docs: &str,
) -> ClientRow {
    ClientRow {
        name: name.to_owned(),
        segment,
        contacts: contacts
            .iter()
            .map(|(name, decision, phone)| ContactRow {
                name: (*name).to_owned(),
                decision: *decision,
                phone: (*phone).to_owned(),
            })
            .collect(),
        next_contact: due(on),
        next_step: next_step.to_owned(),
        docs_owed: docs.to_owned(),
    }
}

fn deal(title: &str, client: Option<&str>, stage: &str, rub: i64, next_step: &str, on: &str) -> DealRow {
    DealRow {
        title: title.to_owned(),
        client: client.map(str::to_owned),
        stage: stage.to_owned(),
        amount: Money::rub(rub * 100),
        next_step: next_step.to_owned(),
        due: due(on),
        bonus: None,
    }
}

fn task(title: &str, kind: TaskKind, client: &str, on: &str) -> TaskRow {
    TaskRow { title: title.to_owned(), kind, client: Some(client.to_owned()), due: due(on) }
}

/// Two receivers, a waived block, a refused signature is left to the caller.
pub fn act() -> ActData {
    let zone = Zone::MOSCOW;
    let at = |s: &str| At::parse(s, zone).unwrap();
    let leaver = person("Ковалёв Денис Игоревич", Role::Manager);
    let head = person("Иванова Мария Сергеевна", Role::Head);
    let petrova = person("Петрова Елена Викторовна", Role::Manager);
    let smirnov = person("Смирнов Алексей Павлович", Role::Senior);
    let signature = |party, p: &Person| SignatureRow {
        party,
        person: p.clone(),
        state: SignatureState::Waiting,
        at: None,
        note: String::new(),
    };
    let count = |kind, snapshot, late, by: &[(Disposition, i64)], rub: i64| LedgerCount {
        kind,
        snapshot,
        late,
        by: by.iter().copied().collect::<BTreeMap<_, _>>(),
        sums: [Money::rub(rub * 100)].into_iter().collect(),
    };
    ActData {
        case: CaseId(12),
        kind: CaseKind::Planned,
        made_at: at("2026-11-27 16:30"),
        zone,
        office: "ООО «Вектор»".to_owned(),
        place: "г. Екатеринбург".to_owned(),
        leaver: leaver.clone(),
        head: head.clone(),
        notice_at: Some(at("2026-11-13 10:00")),
        last_day: Day::ymd(2026, 11, 27),
        annexes: vec![
            Annex {
                number: 1,
                receiver: petrova.clone(),
                clients: vec![
                    client(
                        "АО «Каскад»",
                        Segment::Important,
                        &[
                            ("Орлов Пётр", DecisionRole::Decides, "+7 343 200-11-22"),
                            ("Ким Анна", DecisionRole::Helps, ""),
                        ],
                        "позвонить, обсудить отсрочку 30 дней",
                        "2026-12-01 11:00",
                        "мы: счёт-фактура за октябрь; клиент: подписанная спецификация",
                    ),
                    client(
                        "ООО «Ладога-Трейд»",
                        Segment::Regular,
                        &[("Жуков Роман", DecisionRole::Unknown, "+7 921 555-01-02")],
                        "",
                        "2027-03-10",
                        "",
                    ),
                    client("ИП Сидоренко", Segment::Occasional, &[], "", "", ""),
                ],
                deals: vec![
                    deal(
                        "Поставка №118",
                        Some("АО «Каскад»"),
                        "Договор согласован",
                        1_240_000,
                        "позвонить во вторник, обсудить отсрочку",
                        "2026-12-01 11:00",
                    ),
                    deal("Пробная партия", Some("ООО «Ладога-Трейд»"), "Коммерческое предложение", 86_500, "", ""),
                    deal("Заявка с сайта, без карточки", None, "Новая", 0, "уточнить потребность", "2026-11-30"),
                ],
                tasks: vec![
                    task("Отправить КП на расширение поставки", TaskKind::Document, "АО «Каскад»", "2026-11-30"),
                    task("Проверить оплату счёта №442", TaskKind::Invoice, "ООО «Ладога-Трейд»", "2026-12-02 12:00"),
                ],
                promises: vec![PromiseRow {
                    of: "АО «Каскад» — Поставка №118".to_owned(),
                    said: PromiseSaid {
                        text: "отсрочка 30 дней на весь объём".to_owned(),
                        due: due("2026-12-10"),
                        agreed_with: "Иванова М. С.".to_owned(),
                        state: PromiseState::Approved,
                        answer: "пришлём дополнительное соглашение".to_owned(),
                    },
                    has_task: true,
                }],
                others: vec![OtherRow {
                    kind: LineKind::Team, title: "ПАО «Орион», напарник".to_owned()
                }],
                accepted: AcceptedCount { total: 6, accepted: 5, by_list: 1, by_sheet: 0, by_words: 0, forced: 1 },
            },
            Annex {
                number: 2,
                receiver: smirnov.clone(),
                clients: vec![client(
                    "ООО «Магнит-Снаб»",
                    Segment::Vip,
                    &[("Белова Ирина", DecisionRole::Decides, "+7 912 345-67-89")],
                    "встретиться, представить нового менеджера",
                    "2026-11-30 15:00",
                    "",
                )],
                deals: vec![deal(
                    "Годовой контракт",
                    Some("ООО «Магнит-Снаб»"),
                    "Оплата",
                    2_100_000,
                    "проконтролировать оплату аванса",
                    "2026-12-03",
                )],
                tasks: vec![],
                promises: vec![],
                others: vec![],
                accepted: AcceptedCount { total: 2, accepted: 2, ..AcceptedCount::default() },
            },
        ],
        ledger: vec![
            count(LineKind::Client, 5, 0, &[(Disposition::Assign, 4), (Disposition::Archive, 1)], 0),
            count(LineKind::Deal, 5, 1, &[(Disposition::Assign, 4), (Disposition::CloseLost, 2)], 3_526_500),
            count(LineKind::Task, 2, 0, &[(Disposition::Assign, 2)], 0),
            count(LineKind::Team, 1, 0, &[(Disposition::Assign, 1)], 0),
        ],
        settled: vec![
            SettledRow {
                kind: LineKind::Deal,
                title: "Пробный заказ «Аргон»".to_owned(),
                disposition: Disposition::CloseLost,
                reason: "клиент выбрал другого поставщика ещё в октябре".to_owned(),
            },
            SettledRow {
                kind: LineKind::Client,
                title: "ООО «Тишина»".to_owned(),
                disposition: Disposition::Archive,
                reason: "ликвидировано".to_owned(),
            },
        ],
        accesses: vec![
            AccessRow {
                title: "CRM: вход".to_owned(),
                login: "kovalev".to_owned(),
                state: AccessState::Verified,
                done_at: Some(at("2026-11-27 16:00")),
                redirected: String::new(),
            },
            AccessRow {
                title: "Почта".to_owned(),
                login: "kovalev@vector.example".to_owned(),
                state: AccessState::Done,
                done_at: Some(at("2026-11-27 16:05")),
                redirected: "на sales@vector.example".to_owned(),
            },
            AccessRow {
                title: "SIM-карта".to_owned(),
                login: String::new(),
                state: AccessState::Asked,
                done_at: None,
                redirected: String::new(),
            },
        ],
        confirmed: vec![BlockNote {
            title: "Годовой контракт".to_owned(),
            block: Block::Specifics,
            who: "Ковалёв Денис".to_owned(),
            entered_by: "Иванова Мария Сергеевна".to_owned(),
            at: at("2026-11-20 12:00"),
            reason: String::new(),
        }],
        waived: vec![BlockNote {
            title: "Заявка с сайта, без карточки".to_owned(),
            block: Block::NextStep,
            who: "Иванова Мария".to_owned(),
            entered_by: String::new(),
            at: at("2026-11-24 09:00"),
            reason: "заявка пришла вчера, разговора ещё не было".to_owned(),
        }],
        correspondence: vec![
            (CorrespondencePart::Mail, Count { done: 3, all: 3 }),
            (CorrespondencePart::Chats, Count { done: 2, all: 3 }),
            (CorrespondencePart::Recordings, Count { done: 0, all: 3 }),
        ],
        loaded: vec![FileKind::Clients, FileKind::Deals, FileKind::Contacts, FileKind::Leads],
        not_loaded: vec![FileKind::Tasks, FileKind::Calls, FileKind::Log],
        data_at: Some(at("2026-11-26 08:00")),
        snapshot_hash: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".to_owned(),
        journal_seq: Seq(418),
        journal_head: "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752".to_owned(),
        remarks: vec![],
        since_at: None,
        read_by: ActReader::Head,
        signatures: vec![
            signature(Party::Leaver, &leaver),
            signature(Party::Receiver, &petrova),
            signature(Party::Receiver, &smirnov),
            signature(Party::Head, &head),
        ],
    }
}
