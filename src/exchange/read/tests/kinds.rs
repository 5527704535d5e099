//! Every kind of file by the headers its source writes, and what its rows say.

use super::*;
use crate::base::{Due, Kind};
use crate::domain::records::{RecordCall, RecordContact, RecordLead, RecordTask};
use crate::domain::{LeadState, TaskKind, TaskSource, TaskState};

/// The headers of 3 §1.
const KNOWN: &[(Source, FileKind, &str)] = &[
    (
        Source::Bitrix24,
        FileKind::Deals,
        "ID;Название сделки;Стадия сделки;Воронка;Группа стадий;Тип;Сумма;Валюта;Вероятность;Компания;Контакт;Клиент;\
         Ответственный;Кем создана;Дата создания;Дата изменения;Дата начала;Предполагаемая дата закрытия;Сделка закрыта;\
         Комментарий;Источник;Повторная сделка;Дела;Товар;Контакт: Имя;Контакт: Фамилия;Контакт: Рабочий телефон;\
         Контакт: Мобильный телефон;Компания: Название компании",
    ),
    (
        Source::Bitrix24,
        FileKind::Contacts,
        "ID;Обращение;Имя;Фамилия;Отчество;\"Имя, Фамилия\";Компания;Ответственный;Рабочий телефон;Мобильный телефон;\
         Другой телефон;Рабочий e-mail;Частный e-mail;Другой e-mail;Должность;Комментарий;Тип контакта;Источник",
    ),
    (
        Source::Bitrix24,
        FileKind::Clients,
        "ID;Название компании;Тип компании;Сфера деятельности;Телефон;E-mail;Сайт;Фактический адрес;Юридический адрес;\
         Годовой оборот;Валюта;Кол-во сотрудников;Комментарий;Ответственный;Дата создания;Дата изменения",
    ),
    (
        Source::Bitrix24,
        FileKind::Tasks,
        "ID;Название;Описание;Ответственный;Постановщик;Статус;Приоритет;Крайний срок;Дата создания;Дата изменения;\
         Дата закрытия;Проект;Теги;Соисполнители;Наблюдатели;CRM",
    ),
    (
        Source::Bitrix24,
        FileKind::Employees,
        "ID;Имя и фамилия;Имя;Фамилия;Отчество;Логин;E-Mail;Подразделение;Должность;Рабочий телефон;Мобильный телефон;\
         Город;Дата регистрации;Дата последней активности",
    ),
    (
        Source::Bitrix24,
        FileKind::Leads,
        "ID;Название лида;Обращение;Имя;Фамилия;Стадия;Регион;Возможная сумма;Валюта;Ответственный;Источник;Дата создания",
    ),
    (Source::Bitrix24, FileKind::Log, "timestampX;auditTypeId;itemId;remoteAddr;userAgent;userId;description"),
    (
        Source::Amocrm,
        FileKind::Deals,
        "ID;Название сделки;Бюджет ;Ответственный;Дата создания;Кем создана сделка;Дата редактирования;Дата закрытия;Теги;\
         Примечание;Примечание 2;Этап сделки;Воронка;Полное имя контакта;Компания контакта;Ответственный за контакт;Компания;\
         Рабочий телефон;Мобильный телефон;Рабочий email;Город;Источник;Должность;Товар;utm_source;Источник;Товар;cid;cid",
    ),
    (
        Source::Amocrm,
        FileKind::Contacts,
        "ID;Тип;Полное имя контакта;Имя;Фамилия;Название компании;Ответственный;Дата создания контакта;Сделки;Теги;\
         Примечание 1;Рабочий телефон;Мобильный телефон;Рабочий email;Web;Адрес;Должность",
    ),
    (
        Source::Onec,
        FileKind::Clients,
        "Код;Наименование;ИНН;КПП;Полное наименование;Основной менеджер покупателя;Головной контрагент;Категория клиента A",
    ),
    (
        Source::Hubspot,
        FileKind::Deals,
        "Record ID;Deal Name;Deal Stage;Amount;Deal owner;Close Date;Create Date;Last Activity Date",
    ),
    (Source::Hubspot, FileKind::Clients, "Record ID;Company name;Company owner;Industry"),
    (
        Source::Pipedrive,
        FileKind::Deals,
        "Deal - ID;Deal - Title;Deal - Value;Deal - Currency of value;Deal - Organization;Deal - Contact person;\
         Deal - Owner;Deal - Stage;Deal - Status;Deal - Expected close date;Deal - Won time;Deal - Lost time;\
         Deal - Lost reason;Person - Email - Work",
    ),
    (Source::Other, FileKind::Calls, "Дата;Номер;Сотрудник;Направление;Длительность;Результат"),
    (Source::Other, FileKind::Log, "Дата;Пользователь;Событие;Объект;IP"),
    (Source::Other, FileKind::Clients, "№ п/п;Компания;Менеджер;Контактное лицо;Телефон;Примечание"),
    (Source::Other, FileKind::Contacts, "ФИО;Компания;Должность;Телефон;E-mail"),
    (Source::Other, FileKind::Deals, "№;Сделка;Клиент;Сумма;Этап;Менеджер;Дата"),
    (Source::Other, FileKind::Tasks, "Задача;Клиент;Ответственный;Срок;Статус"),
];

#[test]
fn every_known_set_of_headers_is_told_from_the_others() {
    let names = Names::shipped().unwrap();
    for (source, kind, head) in KNOWN {
        let of = |text: String| {
            let input = open(Cursor::new(text), &names, &Options::default()).unwrap();
            let shape = input.shapes().remove(0);
            (shape.source, shape.kind)
        };
        assert_eq!(of(format!("{head}\n")), (*source, *kind), "{head}");
        // A report may begin lower and further right.
        let lower = format!("Отчёт\n\n;;\n\n{}\n", head.split(';').fold(";".to_owned(), |a, h| a + ";" + h));
        assert_eq!(of(lower), (*source, *kind), "{head}");
    }
}

fn contacts(rows: &[Row]) -> Vec<&RecordContact> {
    rows.iter()
        .filter_map(|r| match r {
            Row::Record(Record::Contact(c)) => Some(&**c),
            _ => None,
        })
        .collect()
}

#[test]
fn contacts_of_bitrix24() {
    let (_, rows) = read(Cursor::new(
        "ID;Имя;Фамилия;Отчество;\"Имя, Фамилия\";Компания;Ответственный;Рабочий телефон;Мобильный телефон;Должность;Тип контакта\n\
         7;Юрий;Жуков;Ильич;Юрий Жуков;ООО «Кварц»;Ким А.;\"8 912 345-67-89, 200-11-22\";+7 900 000-00-01;директор;Клиенты\n\
         8;;;;Анна;;Ким А.;;;;\n9;;;;;;;;+7 900 000-00-02;;\n10;;;;;;;;;;\n",
    ));
    let c = contacts(&rows);
    assert_eq!(c.iter().map(|c| c.name.as_str()).collect::<Vec<_>>(), ["Жуков Юрий Ильич", "Анна", "+7 900 000-00-02"]);
    assert_eq!((c[0].company.as_str(), c[0].owner.as_str(), c[0].phones.len()), ("ООО «Кварц»", "Ким А.", 3));
    assert_eq!(c[0].extra, [("Тип контакта".to_owned(), "Клиенты".to_owned())]);
    assert_eq!(refused(&rows), [(5, "Имя, Фамилия", "", Reason::NoName)]);
}

#[test]
fn people_and_companies_of_amocrm_stand_in_one_file() {
    let (shape, rows) = read(Cursor::new(
        "ID,Тип,Полное имя контакта,Название компании,Ответственный,Рабочий телефон,cid,cid\n\
         1,контакт,Жуков Юрий,ООО «Кварц»,Анна Ким,+7 912 345-67-89,а,б\n\
         1,компания,,ООО «Кварц»,Анна Ким,200-11-22,,\n",
    ));
    assert_eq!((shape.kind, contacts(&rows).len(), clients(&rows).len()), (FileKind::Contacts, 1, 1));
    let c = clients(&rows)[0];
    assert_eq!((c.ext_id.as_str(), c.name.as_str(), c.phones.len()), ("1", "ООО «Кварц»", 1));
    let both = [("cid", "а"), ("cid (2)", "б")].map(|(k, v)| (k.to_owned(), v.to_owned()));
    assert_eq!(contacts(&rows)[0].extra, both);
}

#[test]
fn tasks_with_their_links() {
    let (_, rows) = read(Cursor::new(
        "<table><tr><th>ID<th>Название<th>Ответственный<th>Постановщик<th>Статус<th>Крайний срок<th>CRM\
         <tr><td>5<td>&nbsp;&nbsp;Позвонить<td>Иванов И.<td>Ким А.<td>Ждет выполнения<td>01.12.2026 15:00:00<td>Сделка: A, B;Компания: C;\
         <tr><td>6<td>Отчёт<td>Ким А.<td>Ким А.<td>Завершена<td><td>",
    ));
    let t: Vec<&RecordTask> = rows
        .iter()
        .filter_map(|r| match r {
            Row::Record(Record::Task(t)) => Some(&**t),
            _ => None,
        })
        .collect();
    assert_eq!((t[0].title.as_str(), t[0].kind, t[0].source_kind), ("Позвонить", TaskKind::Call, TaskSource::Task));
    assert_eq!((t[0].owner.as_str(), t[0].author.as_str()), ("Иванов И.", "Ким А."));
    assert_eq!(t[0].due, Some(Due::at(Day::ymd(2026, 12, 1).unwrap(), 900)));
    assert_eq!(t[0].about, [(Kind::Deal, "A, B".to_owned()), (Kind::Client, "C".to_owned())]);
    assert_eq!((t[0].state, t[1].state, t[1].due), (TaskState::Open, TaskState::Done, None));
}

#[test]
fn leads_and_calls() {
    let (_, rows) = read(Cursor::new(
        "ID;Название лида;Имя;Фамилия;Стадия;Рабочий телефон;Рабочий e-mail;Ответственный;Источник\n\
         3;;Глеб;Новиков;В работе;+7 900 000-00-01;g@x.example;Ким А.;Сайт\n",
    ));
    let Row::Record(Record::Lead(l)) = &rows[0] else { panic!("{rows:?}") };
    let RecordLead { title, state, person, source, .. } = &**l;
    let said = (title.as_str(), *state, person.as_str(), source.as_str());
    assert_eq!(said, ("Новиков Глеб", LeadState::Working, "Новиков Глеб", "Сайт"));

    let (_, rows) = read(Cursor::new(
        "Дата;Номер;Сотрудник;Направление;Длительность\n24.11.2026 10:05:00;89123456789;Ким А.;входящий;00:02:15\n\
         24.11.2026 10:06:00;+79123456789;Ким А.;Пропущенный;0\n24.11.2026 10:07:00;101;Ким А.;исходящий;60\n",
    ));
    let c: Vec<&RecordCall> = rows
        .iter()
        .filter_map(|r| match r {
            Row::Record(Record::Call(c)) => Some(&**c),
            _ => None,
        })
        .collect();
    assert_eq!(
        c.iter().map(|c| (c.incoming, c.answered, c.seconds)).collect::<Vec<_>>(),
        [(Some(true), true, 135), (Some(true), false, 0)]
    );
    assert_eq!(c[0].phone.normal, c[1].phone.normal);
    assert_eq!(refused(&rows), [(4, "Номер", "", Reason::NoNumber)]);
}

#[test]
fn users_are_named_surname_first() {
    let (_, rows) =
        read(Cursor::new("ID;Имя и фамилия;Имя;Фамилия;Логин;E-Mail\n1;Анна Ким;Анна;Ким;kim;Kim@x.example\n"));
    let Row::Record(Record::Employee(e)) = &rows[0] else { panic!("{rows:?}") };
    assert_eq!((e.name.as_str(), e.login.as_str(), e.email.as_str()), ("Ким Анна", "kim", "kim@x.example"));
}

#[test]
fn a_lost_deal_of_pipedrive_is_lost_in_whatever_stage() {
    let (_, rows) = read(Cursor::new(
        "Deal - ID,Deal - Title,Deal - Value,Deal - Stage,Deal - Status,Deal - Lost time,Deal - Owner\n\
         1,Насос,10.50,Contract,Lost,2026-10-05 18:00:00,anna@x.example\n2,Труба,5,Contract,Open,,Anna Kim\n",
    ));
    let d = deals(&rows);
    assert_eq!((d[0].stage.as_str(), d[0].stage_kind, d[0].amount), ("Lost", StageKind::Lost, Some(1050)));
    assert_eq!(d[0].closed.map(|at| Zone::MOSCOW.day(at)), Day::ymd(2026, 10, 5));
    assert_eq!(d[0].extra, [("Deal - Stage".to_owned(), "Contract".to_owned())]);
    assert_eq!((d[1].stage_kind, d[0].owner_email.as_str()), (StageKind::Final, "anna@x.example"));
}

/// Whatever stands in a cell is somewhere in the record: in its place, or kept with the row under its heading. Words that mean
/// something (a state, a direction, yes or no) are in it by what they mean.
#[test]
fn nothing_that_a_row_tells_is_dropped() {
    let names = Names::shipped().unwrap();
    let by_meaning = [
        Field::RowKind,
        Field::StageGroup,
        Field::ClosedFlag,
        Field::Currency,
        Field::TaskKind,
        Field::State,
        Field::Ended,
        Field::Direction,
        Field::Duration,
        Field::Recorded,
    ];
    for (source, kind, head) in KNOWN {
        // An event and a call are counted, not kept as cards.
        if matches!(kind, FileKind::Log | FileKind::Calls) {
            continue;
        }
        let shape = open(Cursor::new(format!("{head}\n")), &names, &Options::default()).unwrap().shapes().remove(0);
        let mut told: Vec<String> = Vec::new();
        let cells = shape.columns.iter().enumerate().map(|(i, (_, field))| {
            let (cell, seen) = match field.as_deref().and_then(Field::of) {
                Some(f) if by_meaning.contains(&f) => (String::new(), String::new()),
                Some(Field::Phone) => (format!("8 912 345-67-{i:02}"), format!("+791234567{i:02}")),
                Some(Field::Email) => (format!("m{i}@x.example"), format!("m{i}@x.example")),
                Some(Field::Amount) => (format!("10{i:02},50"), format!("10{i:02}50")),
                Some(Field::Inn) => ("6670000001".to_owned(), "6670000001".to_owned()),
                Some(f @ (Field::Created | Field::Modified | Field::ExpectedClose | Field::Closed | Field::Due)) => {
                    let day = Day::ymd(2026, 1, 1).unwrap().plus(f as i32);
                    (day.to_string(), String::new())
                }
                Some(Field::Crm) => (format!("Сделка: слово{i};"), format!("слово{i}")),
                _ => (format!("слово{i:02}"), format!("слово{i:02}")),
            };
            told.push(seen);
            cell
        });
        let row: Vec<String> = cells.collect();
        let (_, rows) = read(Cursor::new(format!("{head}\n{}\n", row.join(";"))));
        let Row::Record(record) = &rows[0] else { panic!("{source:?} {kind:?}: {rows:?}") };
        let text = serde_json::to_string(record).unwrap();
        for ((name, _), seen) in shape.columns.iter().zip(&told) {
            // A card of a person is called by its parts; the whole is the same once more.
            let twice = matches!(name.as_str(), "Имя, Фамилия" | "Имя и фамилия" | "Полное имя контакта");
            assert!(twice || text.contains(seen.as_str()), "{source:?} {kind:?}, «{name}»: {seen} is not in {text}");
        }
    }
}

#[test]
fn the_company_of_a_deal_goes_before_the_company_of_its_contact() {
    let head = "ID;Название сделки;Этап сделки;Полное имя контакта;Компания контакта;Компания";
    let (_, rows) = read(Cursor::new(format!(
        "{head}\n1;А;Договор;Жуков Юрий;ООО «Каскад»;АО «Бета»\n2;Б;Договор;Жуков Юрий;ООО «Каскад»;\n3;В;Договор;Жуков Юрий;АО «Бета»;АО «Бета»\n"
    )));
    let d = deals(&rows);
    assert_eq!(d.iter().map(|d| d.client.as_str()).collect::<Vec<_>>(), ["АО «Бета»", "ООО «Каскад»", "АО «Бета»"]);
    assert_eq!(d[0].extra, [("Компания контакта".to_owned(), "ООО «Каскад»".to_owned())]);
    assert!(d[1].extra.is_empty() && d[2].extra.is_empty());
}

#[test]
fn what_is_no_number_and_no_mail_is_kept_with_the_row() {
    let (_, rows) = read(Cursor::new(
        "ID;Название компании;Тип компании;Телефон;E-mail\n1;А;Клиент;доб. 12;info@\n2;Б;Клиент;200-11-22 доб. 12;a@x.ru\n",
    ));
    let c = clients(&rows);
    let kept = |k: &str, v: &str| (k.to_owned(), v.to_owned());
    assert_eq!(c[0].extra, [kept("Тип компании", "Клиент"), kept("Телефон", "доб. 12"), kept("E-mail", "info@")]);
    assert_eq!((c[1].phones[0].written.as_str(), c[1].phones[0].normal.as_str()), ("200-11-22 доб. 12", "2001122"));
}

/// All states of 3 §1: what waits, is put off or is in work is open; only what is over is over.
#[test]
fn every_state_of_a_task() {
    for (state, done) in [
        ("Новая", false),
        ("Ждет выполнения", false),
        ("Ждёт выполнения", false),
        ("Выполняется", false),
        ("Ждет контроля", false),
        ("Завершена", true),
        ("Отложена", false),
        ("Отклонена", true),
    ] {
        let text = format!("ID;Название;Ответственный;Постановщик;Статус;Крайний срок\n1;а;Ким А.;Ким А.;{state};\n");
        let (_, rows) = read(Cursor::new(text));
        let Row::Record(Record::Task(t)) = &rows[0] else { panic!("{rows:?}") };
        assert_eq!(t.state == TaskState::Done, done, "{state}");
    }
}
