//! The same work imported again, after somebody has worked with it here.

use estafeta::base::Kind;
use estafeta::domain::{LeadState, Source, TaskState};
use estafeta::exchange::read::Options;
use estafeta::jobs::import::{Report, say};
use estafeta::ops::import::{Answers, LinkAnswer, Question};
use estafeta::store::{Tx, Val};
use estafeta::texts::{Lang, Texts};

use super::Desk;
use crate::kit;

const DEALS: &str = "ID;Название сделки;Стадия сделки;Сумма;Компания;Контакт;Контакт: Рабочий телефон;Ответственный\n";
const TASKS: &str = "ID;Название;Ответственный;Постановщик;Статус;Крайний срок;CRM\n";
const CALLS: &str = "Дата;Номер;Сотрудник;Направление;Длительность;Результат\n";

fn write(d: &mut Desk, f: impl FnOnce(&mut Tx<'_>)) {
    kit::command(&mut d.base, kit::op(), "test", |tx| {
        f(tx);
        Ok(())
    })
    .unwrap();
}

fn links(d: &Desk) -> Vec<String> {
    d.list(
        "SELECT coalesce(d.ext_id, '–') || ' / ' || coalesce(c.name, '–') FROM task t \
         LEFT JOIN ext_ref d ON d.kind = 'deal' AND d.id = t.deal_id LEFT JOIN client c ON c.id = t.client_id ORDER BY t.id",
    )
}

#[test]
fn a_task_keeps_its_deal_while_the_crm_says_the_same_of_it() {
    let mut d = Desk::new();
    let deals = format!(
        "{DEALS}1;Сервис;Новая;10;ООО «Кварц»;;;Ким А.\n2;Сервис;Новая;10;ООО «Кварц»;;;Ким А.\n\
         3;Насосы;Новая;10;ООО «Кварц»;;;Ким А.\n"
    );
    let tasks = |third: &str, note: &str| {
        format!(
            "{TASKS}1;Позвонить{note};Ким А.;Ким А.;Новая;01.12.2026;\"Сделка: Сервис;Компания: ООО «Кварц»;\"\n\
             2;Проверить{note};Ким А.;Ким А.;Новая;01.12.2026;Сделка: Насосы\n\
             3;Отгрузить{note};Ким А.;Ким А.;Новая;01.12.2026;{third}\n\
             4;Узнать{note};Ким А.;Ким А.;Новая;01.12.2026;Компания: ООО «Кварц»\n"
        )
    };
    let deals = d.text("d", &deals);
    let said = d.text("t", &tasks("Сделка: Насосы", ""));
    let r = d.import(&[deals, said.clone()]);
    let [Question::Link { candidates, .. }] = &r.questions[..] else { panic!("{:?}", r.questions) };
    let links_said = vec![LinkAnswer { source: Source::Bitrix24, ext_id: "1".into(), to: Some(candidates[1].object) }];
    let answers = Answers { create_employees: true, links: links_said, ..Answers::default() };
    d.import_with(std::slice::from_ref(&said), &Options::default(), &answers);
    let linked = ["2 / ООО «Кварц»", "3 / ООО «Кварц»", "3 / ООО «Кварц»", "– / ООО «Кварц»"];
    assert_eq!(links(&d), linked);

    // The same once more, and with other words in other columns: nothing is asked and nothing comes off.
    for note in ["", " ещё"] {
        let again = d.text("again", &tasks("Сделка: Насосы", note));
        let r = d.import(&[again]);
        assert_eq!((r.questions.len(), links(&d)), (0, linked.map(str::to_owned).to_vec()), "{note}");
    }
    // Renamed here: the old name finds nothing any more, neither the deal nor the client.
    write(&mut d, |tx| {
        tx.set(Kind::Deal, 3, &[("title", "Насосы и монтаж".into()), ("title_fold", "насосы и монтаж".into())])
            .unwrap();
        tx.set(Kind::Client, 1, &[("name", "Кварц+".into()), ("match_fold", "кварц+".into())]).unwrap();
    });
    let again = d.text("again", &tasks("Сделка: Насосы", " снова"));
    let r = d.import(&[again]);
    assert_eq!(r.questions, []);
    assert_eq!(links(&d), linked.map(|l| l.replace("ООО «Кварц»", "Кварц+")));
    // Another name that is not here takes nothing off, an empty cell does.
    let third = |d: &mut Desk, cell: &str| {
        let text = d.text("again", &tasks(cell, ""));
        d.import(&[text]);
        links(d).swap_remove(2)
    };
    assert_eq!(third(&mut d, "Сделка: Неизвестная"), "3 / Кварц+");
    assert_eq!(third(&mut d, ""), "– / –");
}

#[test]
fn a_number_that_is_missed_again_after_its_lead_is_over_is_another_lead() {
    let mut d = Desk::new();
    let call = |day: u32| format!("{day:02}.11.2026 10:00:00;+7 900 555-44-33;Ким А.;Входящий;00:00:00;Не отвечен\n");
    let calls = |d: &mut Desk, days: &[u32]| {
        let text: String = days.iter().map(|n| call(*n)).collect();
        let file = d.text("calls", &format!("{CALLS}{text}"));
        let r = d.import(&[file]);
        (r.files[0].new, r.files[0].unchanged)
    };
    assert_eq!(calls(&mut d, &[5]), (1, 0));
    assert_eq!(calls(&mut d, &[5, 6]), (0, 2), "somebody works on it: the same lead");
    write(&mut d, |tx| {
        tx.set(Kind::Lead, 1, &[("state", LeadState::Closed.into())]).unwrap();
    });
    assert_eq!(calls(&mut d, &[5, 6]), (0, 2), "calls that are known say nothing new");
    assert_eq!(calls(&mut d, &[5, 6, 20]), (1, 2), "over, and missed again");
    assert_eq!(calls(&mut d, &[6, 20]), (0, 2));
    assert_eq!(d.list("SELECT state FROM lead ORDER BY id"), ["closed", "new"]);
}

#[test]
fn the_number_of_any_lead_is_found_among_many() {
    let mut d = Desk::new();
    write(&mut d, |tx| {
        for n in 0..2_500_u32 {
            let phone = format!("+7 911 {:03}-00-00, 8 (912) {:03}-11-11", n % 1000, n / 3);
            tx.insert(Kind::Lead, &[("title", "Заявка".into()), ("phone", phone.into())]).unwrap();
        }
        let last: [(&str, Val); 2] = [("title", "Заявка".into()), ("phone", "+7 900 555-44-33".into())];
        tx.insert(Kind::Lead, &last).unwrap();
    });
    let line = |phone: &str| format!("05.11.2026 10:00:00;{phone};Ким А.;Входящий;00:00:00;Не отвечен\n");
    let known = ["89005554433", "8 911 000 00 00", "+7 (912) 833-11-11"].map(line).concat();
    let file = d.text("calls", &format!("{CALLS}{known}{}", line("+7 900 555-44-34")));
    let r = d.import(&[file]);
    assert_eq!((r.files[0].new, r.files[0].unchanged), (1, 3));
}

fn conflicts(r: &Report) -> Vec<String> {
    let texts = Texts::load(Lang::Ru);
    r.questions.iter().map(|q| say::question(q, &texts)).map(|s| s.split_once("», ").unwrap().1.to_owned()).collect()
}

#[test]
fn what_the_base_and_the_crm_do_not_agree_on_is_told_in_words() {
    let mut d = Desk::new();
    let deals = d
        .text("d", &format!("{DEALS}1;Сервис;Новая;10;ООО «Кварц»;;;Ким А.\n2;Насосы;Новая;10;АО «Бета»;;;Орлов П.\n"));
    let task =
        |state: &str, due: &str, who: &str, crm: &str| format!("{TASKS}1;Позвонить;{who};{who};{state};{due};{crm}\n");
    let lead = |state: &str, created: &str| {
        format!(
            "ID;Название лида;Стадия;Рабочий телефон;Ответственный;Дата создания\n1;Заявка;{state};+7 900 111-22-33;Ким А.;{created}\n"
        )
    };
    let tasks = d.text("t", &task("Новая", "01.12.2026", "Ким А.", ""));
    let leads = d.text("l", &lead("Новый", "01.11.2026 10:00:00"));
    d.import(&[deals, tasks, leads]);
    // Somebody changes everything here, to what the CRM does not say either.
    write(&mut d, |tx| {
        let orlov = tx.count("SELECT id FROM employee WHERE name LIKE 'Орлов%'", []).unwrap();
        let fields: [(&str, Val); 6] = [
            ("state", TaskState::Done.into()),
            ("due_day", 20_800_i64.into()),
            ("owner_id", orlov.into()),
            ("author_id", orlov.into()),
            ("deal_id", 2_i64.into()),
            ("client_id", 2_i64.into()),
        ];
        tx.set(Kind::Task, 1, &fields).unwrap();
        tx.exec("UPDATE ext_ref SET seen = json_set(seen, '$.state', 'other', '$.owner_id', 0, '$.author_id', 0)", [])
            .unwrap();
        let fields: [(&str, Val); 2] = [("state", LeadState::Closed.into()), ("at", 1_000_000_000_000_i64.into())];
        tx.set(Kind::Lead, 1, &fields).unwrap();
    });
    let tasks = d.text("t", &task("Новая", "05.12.2026", "Ким А.", "\"Сделка: Сервис;Компания: ООО «Кварц»;\""));
    let leads = d.text("l", &lead("В работе", "02.11.2026 10:00:00"));
    let r = d.import(&[tasks, leads]);
    let mut said = conflicts(&r);
    said.sort();
    let expected = [
        "Автор: в базе «Орлов П.», в CRM «Ким А.»",
        "Клиент: в базе «АО „Бета“», в CRM «ООО „Кварц“»",
        "Ответственный: в базе «Орлов П.», в CRM «Ким А.»",
        "Сделка: в базе «Насосы», в CRM «Сервис»",
        "Создано: в базе «09.09.2001 04:46», в CRM «02.11.2026 10:00»",
        "Состояние: в базе «выполнена», в CRM «открыта»",
        "Состояние: в базе «закрыт», в CRM «в работе»",
        "Срок: в базе «13.12.2026», в CRM «05.12.2026»",
    ];
    assert_eq!(said, expected.map(|e| format!("{e}. Оставлено как в базе")));
}
