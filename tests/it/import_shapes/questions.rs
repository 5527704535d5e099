//! What an import cannot know is asked, and never merged by guess; and what a person said of a file is remembered.

use std::collections::HashMap;

use estafeta::base::{DealId, Kind, Ref};
use estafeta::domain::{FileKind, Source};
use estafeta::exchange::read::{Field, Options, Wish};
use estafeta::jobs::import;
use estafeta::ops::import::{Alike, Answers, ClientAnswer, LinkAlike, LinkAnswer, Question, Same};

use super::Desk;

const CONTACTS: &str = "ID;Имя;Фамилия;Компания;Рабочий телефон;Ответственный;Тип контакта\n";
const DEALS: &str = "ID;Название сделки;Стадия сделки;Сумма;Компания;Контакт;Контакт: Рабочий телефон;Ответственный\n";
const TASKS: &str = "ID;Название;Ответственный;Постановщик;Статус;Крайний срок;CRM\n";

#[test]
fn a_person_shared_by_clients_is_one_contact() {
    let mut d = Desk::new();
    let contacts = d.text("c", &format!("{CONTACTS}1;Юрий;Жуков;;8 912 345-67-89;Ким А.;Клиенты\n"));
    let deals = d.text(
        "d",
        &format!(
            "{DEALS}1;Насос;Новая;10;ООО «Кварц»;Юрий Жуков;+7 912 345 67 89;Ким А.\n\
             2;Труба;Новая;10;АО «Бета»;Жуков Юрий;89123456789;Ким А.\n"
        ),
    );
    d.import(&[contacts, deals]);
    assert_eq!(d.list("SELECT name FROM contact"), ["Жуков Юрий"]);
    let clients = "SELECT c.name FROM client_contact l JOIN client c ON c.id = l.client_id ORDER BY c.name";
    assert_eq!(d.list(clients), ["АО «Бета»", "ООО «Кварц»"]);
    assert_eq!(d.number("SELECT count(DISTINCT contact_id) FROM deal WHERE contact_id IS NOT NULL"), 1);
    assert_eq!(d.number("SELECT count(*) FROM client"), 2, "the card names no company, and he is no client himself");
}

#[test]
fn people_of_one_name_stay_two_unless_a_number_says_otherwise() {
    let mut d = Desk::new();
    // Known from another CRM: one of the name alone, one by a number.
    let old = "ID,Тип,Полное имя контакта,Рабочий телефон,Ответственный\n\
               7,контакт,Ким Анна,+7 900 111-11-11,Орлов П.\n8,контакт,Зуев Олег,+7 900 222-22-22,Орлов П.\n";
    let old = d.text("old", old);
    d.import(&[old]);
    let text = format!(
        "{CONTACTS}1;Анна;Ким;;+7 900 333-33-33;Орлов П.;Клиенты\n2;Олег;Зуев;;8 900 222 22 22;Орлов П.;Клиенты\n"
    );
    let new = d.text("new", &text);
    let r = d.import(std::slice::from_ref(&new));
    let [Question::Duplicate { ext_id, name, candidates, .. }] = &r.questions[..] else { panic!("{:?}", r.questions) };
    assert_eq!((ext_id.as_str(), name.as_str(), candidates.len()), ("contact:1", "Ким Анна", 1));
    assert_eq!(d.list("SELECT name FROM client ORDER BY name"), ["Зуев Олег", "Ким Анна", "Ким Анна"]);
    // The same question answered beforehand makes them one.
    let mut d = Desk::new();
    let old = d.text("old", "ID,Тип,Полное имя контакта,Рабочий телефон\n7,контакт,Ким Анна,+7 900 111-11-11\n");
    d.import(&[old]);
    let same = candidates[0].object;
    let answer = ClientAnswer {
        source: Source::Bitrix24,
        ext_id: "contact:1".into(),
        same: Some(estafeta::base::ClientId(same.id)),
    };
    let new = d.text("new", &text);
    d.import_with(
        &[new],
        &Options::default(),
        &Answers { create_employees: true, clients: vec![answer], ..Answers::default() },
    );
    assert_eq!(d.list("SELECT name FROM client ORDER BY name"), ["Зуев Олег", "Ким Анна"]);
}

#[test]
fn a_task_about_one_of_several_deals_is_asked_about() {
    let mut d = Desk::new();
    let deals = d.text(
        "d",
        &format!(
            "{DEALS}1;Сервис;Новая;10;ООО «Кварц»;;;Ким А.\n2;Сервис;Новая;10;ООО «Кварц»;;;Ким А.\n\
             3;Сервис;Новая;10;АО «Бета»;;;Ким А.\n4;Насосы, монтаж;Новая;10;АО «Бета»;;;Ким А.\n"
        ),
    );
    let tasks = d.text(
        "t",
        &format!(
            "{TASKS}1;Позвонить;Ким А.;Ким А.;Новая;01.12.2026 15:00;Сделка: Сервис;Компания: Кварц;\n\
             2;Проверить;Ким А.;Ким А.;Новая;01.12.2026;\"Сделка: Сервис;Компания: АО «Бета»;\"\n\
             3;Отгрузить;Ким А.;Ким А.;Новая;;\"Сделка: Неизвестная, Насосы, монтаж;\"\n"
        )
        .replace("Сделка: Сервис;Компания: Кварц;", "\"Сделка: Сервис;Компания: Кварц;\""),
    );
    let files = [tasks, deals];
    let r = d.import(&files);
    let [Question::Link { ext_id, candidates, .. }] = &r.questions[..] else { panic!("{:?}", r.questions) };
    assert_eq!((ext_id.as_str(), candidates.len()), ("1", 2));
    let of = "SELECT coalesce(d.title || ' / ' || c.name, c.name, '–') FROM task t LEFT JOIN deal d ON d.id = t.deal_id \
              LEFT JOIN client c ON c.id = t.client_id ORDER BY t.id";
    assert_eq!(d.list(of), ["ООО «Кварц»", "Сервис / АО «Бета»", "Насосы, монтаж / АО «Бета»"]);
    let to = candidates[1].object;
    let links = vec![LinkAnswer { source: Source::Bitrix24, ext_id: "1".into(), to: Some(to) }];
    let r =
        d.import_with(&files, &Options::default(), &Answers { create_employees: true, links, ..Answers::default() });
    assert_eq!((r.questions.len(), r.files[0].changed), (0, 1));
    assert_eq!(Ref::from(DealId(d.number("SELECT deal_id FROM task ORDER BY id LIMIT 1"))), to);
    assert_eq!(to.kind, Kind::Deal);
    // Answered once is answered: neither asked again nor taken back.
    let r = d.import(&files);
    assert_eq!((r.questions.len(), r.files[0].changed), (0, 0));
    assert_eq!(Ref::from(DealId(d.number("SELECT deal_id FROM task ORDER BY id LIMIT 1"))), to);
}

#[test]
fn one_answer_for_all_moves_no_task_to_another_clients_deal() {
    let mut d = Desk::new();
    let deals = d.text(
        "d",
        &format!(
            "{DEALS}1;Сервис;Новая;10;ООО «Кварц»;;;Ким А.\n2;Сервис;Новая;10;ООО «Кварц»;;;Ким А.\n\
             3;Сервис;Новая;10;АО «Бета»;;;Ким А.\n4;Сервис;Новая;10;АО «Бета»;;;Ким А.\n"
        ),
    );
    let tasks = d.text(
        "t",
        &format!(
            "{TASKS}1;Позвонить;Ким А.;Ким А.;Новая;01.12.2026;\"Сделка: Сервис;Компания: Кварц;\"\n\
             2;Проверить;Ким А.;Ким А.;Новая;01.12.2026;\"Сделка: Сервис;Компания: АО «Бета»;\"\n"
        ),
    );
    let files = [tasks, deals];
    let r = d.import(&files);
    let [Question::Link { source, written, candidates, .. }, Question::Link { .. }] = &r.questions[..] else {
        panic!("{:?}", r.questions)
    };
    let to = candidates[0].object;
    let link = LinkAlike { source: *source, written: written.clone(), to: Some(to) };
    let alike = Alike { links: vec![link], ..Alike::default() };
    let answers = Answers { create_employees: true, alike, ..Answers::default() };
    let r = d.import_with(&files, &Options::default(), &answers);
    assert_eq!(r.questions.len(), 1, "which deal of Бета is meant nobody has said");
    let of =
        "SELECT coalesce(t.deal_id, 0) || ' ' || c.name FROM task t JOIN client c ON c.id = t.client_id ORDER BY t.id";
    assert_eq!(d.list(of), [format!("{} ООО «Кварц»", to.id), "0 АО «Бета»".to_owned()]);
}

#[test]
fn one_answer_for_all_joins_no_two_cards_of_one_file() {
    let mut d = Desk::new();
    let list = "ID;Название компании;Тип компании\n1;ООО «Кварц»;Клиент\n2;ООО «Кварц»;Клиент\n";
    let file = d.text("c", list);
    let alike = Alike { duplicates: Some(Same::TheOne), ..Alike::default() };
    let r = d.import_with(&[file], &Options::default(), &Answers { alike, ..Answers::default() });
    assert_eq!((r.questions.len(), d.number("SELECT count(*) FROM client")), (1, 2));
}

#[test]
fn a_table_of_ones_own_is_mapped_once_and_remembered() {
    let mut d = Desk::new();
    let text = "Фирма-партнёр;Кто ведёт;Мобила;Прочее\nООО «Кварц»;Ким Анна;+7 912 345-67-89, 200-11-22;важно\n";
    let file = d.text("own.txt", text);
    let map = [("Фирма-партнёр", Field::Name), ("Кто ведёт", Field::Owner), ("Мобила", Field::Phone)];
    let map = map.map(|(h, f)| (h.to_owned(), f)).to_vec();
    let wish = Wish { kind: Some(FileKind::Clients), map, ..Wish::default() };
    let answers = Answers { create_employees: true, ..Answers::default() };
    let r = d.import_with(std::slice::from_ref(&file), &Options { wish, ..Options::default() }, &answers);
    assert_eq!((r.files[0].kind, r.files[0].new), (FileKind::Clients, 1));
    assert_eq!(d.number("SELECT count(*) FROM point"), 2);
    // Another day, another export of the same headers: nobody has to map it again.
    let remembered: HashMap<_, _> = import::remembered(&d.base).unwrap();
    let options = Options { wish: Wish { remembered, ..Wish::default() }, ..Options::default() };
    let next = d.text("next.txt", &format!("{text}АО «Бета»;Ким Анна;;\n"));
    let r = d.import_with(&[next], &options, &answers);
    assert_eq!((r.files[0].new, r.files[0].unchanged), (1, 1));
    assert_eq!(d.list("SELECT e.name FROM client c JOIN employee e ON e.id = c.owner_id"), ["Ким Анна", "Ким Анна"]);
}

#[test]
fn activities_are_told_by_their_type() {
    let mut d = Desk::new();
    let text = "ID;Тип;Тема;Ответственный;Крайний срок;Выполнено;Сделка;Компания\n\
                1;Звонок;Жуков;Ким Анна;01.12.2026 15:00;Нет;;ООО «Кварц»\n\
                2;Встреча;У них;Ким Анна;02.12.2026;Да;;ООО «Кварц»\n";
    let clients = d.text("c", "ID;Название компании;Тип компании\n5;ООО «Кварц»;Клиент\n");
    let file = d.text("a", text);
    d.import(&[file, clients]);
    let said = d.list("SELECT kind || ' ' || source_kind || ' ' || state || ' ' || client_id FROM task ORDER BY id");
    assert_eq!(said, ["call activity open 1", "meeting activity done 1"]);
    assert_eq!(d.number("SELECT due_minute FROM task WHERE id = 1"), 15 * 60);
}
