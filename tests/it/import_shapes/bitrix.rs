//! Bitrix24: every kind of file it exports.

use std::path::{Path, PathBuf};

use super::grid::{Dress, Grid, day, money};
use super::truth::{End, Truth};

const STAGES: [(End, &str); 4] = [
    (End::Open, "Подготовка документов"),
    (End::Final, "Счёт на предоплату"),
    (End::Won, "Сделка успешна"),
    (End::Lost, "Сделка провалена"),
];

fn stage(end: End) -> String {
    STAGES.iter().find(|(e, _)| *e == end).unwrap().1.to_owned()
}

fn or<T>(list: &[T], i: usize) -> String
where
    T: AsRef<str>,
{
    list.get(i).map_or_else(String::new, |s| s.as_ref().to_owned())
}

pub fn write(t: &Truth, dir: &Path, dress: Dress) -> Vec<PathBuf> {
    vec![
        users(t).save(dir, "users", dress),
        companies(t).save(dir, "companies", dress),
        contacts(t).save(dir, "contacts", dress),
        deals(t).save(dir, "deals", dress),
        tasks(t).save(dir, "tasks", Dress::Html),
        leads(t).save(dir, "leads", dress),
    ]
}

fn users(t: &Truth) -> Grid {
    let mut g = Grid::new(&["ID", "Имя и фамилия", "Имя", "Фамилия", "Логин", "E-Mail", "Подразделение", "Должность"]);
    for (i, e) in t.employees.iter().enumerate() {
        let mail = format!("u{i}@vector.example");
        let cells =
            [&i.to_string(), &e.reversed(), e.first, e.last, &format!("u{i}"), &mail, "Отдел продаж", "менеджер"];
        g.row(cells.map(str::to_owned).to_vec());
    }
    g
}

fn companies(t: &Truth) -> Grid {
    let mut g = Grid::new(&[
        "ID",
        "Название компании",
        "Тип компании",
        "ИНН",
        "Рабочий телефон",
        "Мобильный телефон",
        "Рабочий e-mail",
        "Ответственный",
        "Дата создания",
    ]);
    for (i, c) in t.companies.iter().enumerate() {
        g.row(vec![
            i.to_string(),
            c.name.clone(),
            "Клиент".into(),
            c.inn.clone(),
            or(&c.phones, 0),
            or(&c.phones, 1),
            or(&c.mails, 0),
            t.employees[c.owner].reversed(),
            day(1),
        ]);
    }
    g
}

fn contacts(t: &Truth) -> Grid {
    let mut g = Grid::new(&[
        "ID",
        "Обращение",
        "Имя",
        "Фамилия",
        "Отчество",
        "Имя, Фамилия",
        "Компания",
        "Ответственный",
        "Рабочий телефон",
        "Мобильный телефон",
        "Рабочий e-mail",
        "Должность",
        "Тип контакта",
    ]);
    for (i, p) in t.people.iter().enumerate() {
        let of = if p.told_by_deal { &[][..] } else { &p.companies };
        g.row(vec![
            i.to_string(),
            "Г-н".into(),
            p.first.clone(),
            p.last.clone(),
            p.middle.clone(),
            p.called(),
            of.iter().map(|c| t.companies[*c].name.as_str()).collect::<Vec<_>>().join(", "),
            t.employees[p.owner].name(),
            or(&p.phones, 0),
            or(&p.phones, 1),
            or(&p.mails, 0),
            p.post.into(),
            "Клиенты".into(),
        ]);
    }
    g
}

/// The deal once per product, «Сумма» the row's own.
fn deals(t: &Truth) -> Grid {
    let mut g = Grid::new(&[
        "ID",
        "Название сделки",
        "Стадия сделки",
        "Сумма",
        "Валюта",
        "Компания",
        "Контакт",
        "Контакт: Рабочий телефон",
        "Ответственный",
        "Дата создания",
        "Товар",
    ]);
    for (i, d) in t.deals.iter().enumerate() {
        let p = &t.people[d.person];
        for (n, part) in d.parts.iter().enumerate() {
            g.row(vec![
                i.to_string(),
                d.title.clone(),
                stage(d.end),
                money(*part),
                "RUB".into(),
                d.company.map_or_else(String::new, |c| t.companies[c].name.clone()),
                p.called(),
                p.phones[0].clone(),
                t.employees[d.owner].reversed(),
                day(d.day),
                format!("Товар {n}"),
            ]);
        }
    }
    g
}

fn tasks(t: &Truth) -> Grid {
    let mut g = Grid::new(&[
        "ID",
        "Название",
        "Описание",
        "Ответственный",
        "Постановщик",
        "Статус",
        "Крайний срок",
        "Дата создания",
        "Дата закрытия",
        "CRM",
    ]);
    for (i, k) in t.tasks.iter().enumerate() {
        let deal = k.deal.map_or_else(String::new, |d| format!("Сделка: {};", t.deals[d].title));
        let company = k.company.map_or_else(String::new, |c| format!("Компания: {};", t.companies[c].name));
        g.row(vec![
            i.to_string(),
            format!("\u{a0}\u{a0}{}", k.title),
            "как обычно".into(),
            t.employees[k.owner].short(),
            t.employees[k.author].short(),
            if k.done { "Завершена" } else { "Ждет выполнения" }.into(),
            format!("{} {:02}:{:02}:00", day(k.day), k.minute / 60, k.minute % 60),
            day(1),
            if k.done { day(k.day) } else { String::new() },
            format!("{deal}{company}"),
        ]);
    }
    g
}

fn leads(t: &Truth) -> Grid {
    let mut g = Grid::new(&[
        "ID",
        "Название лида",
        "Имя",
        "Фамилия",
        "Стадия",
        "Рабочий телефон",
        "Возможная сумма",
        "Ответственный",
        "Источник",
        "Дата создания",
    ]);
    for (i, l) in t.leads.iter().enumerate() {
        g.row(vec![
            i.to_string(),
            l.title.clone(),
            "Глеб".into(),
            "Новиков".into(),
            l.state.0.into(),
            l.phone.clone(),
            "1000".into(),
            t.employees[l.owner].reversed(),
            "Сайт".into(),
            day(2),
        ]);
    }
    g
}
