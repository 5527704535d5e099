//! The same work imported again, after somebody has worked with it here.

use estafeta::base::Kind;
use estafeta::domain::Source;
use estafeta::exchange::read::Options;
use estafeta::ops::import::{Answers, LinkAnswer, Question};
use estafeta::store::Tx;

use super::Desk;
use crate::kit;

const DEALS: &str = "ID;Название сделки;Стадия сделки;Сумма;Компания;Контакт;Контакт: Рабочий телефон;Ответственный\n";
const TASKS: &str = "ID;Название;Ответственный;Постановщик;Статус;Крайний срок;CRM\n";

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
