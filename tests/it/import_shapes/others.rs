//! amoCRM, 1С, HubSpot, Pipedrive, a telephony and a table of the office's own.

use std::path::{Path, PathBuf};

use super::grid::{Dress, Grid, day, money};
use super::truth::{End, Truth};

fn at(list: &[String], i: usize) -> String {
    list.get(i).cloned().unwrap_or_default()
}

fn stage(end: End, names: [&str; 4]) -> String {
    let i = [End::Open, End::Final, End::Won, End::Lost].iter().position(|e| *e == end).unwrap();
    names[i].to_owned()
}

/// People and companies in one file; headers that stand twice.
pub fn amocrm(t: &Truth, dir: &Path, dress: Dress) -> Vec<PathBuf> {
    let mut g = Grid::new(&[
        "ID",
        "Тип",
        "Полное имя контакта",
        "Имя",
        "Фамилия",
        "Название компании",
        "Ответственный",
        "Дата создания контакта",
        "Сделки",
        "Теги",
        "Рабочий телефон",
        "Рабочий прямой телефон",
        "Мобильный телефон",
        "Рабочий email",
        "Должность",
        "cid",
        "cid",
    ]);
    for (i, c) in t.companies.iter().enumerate() {
        let mut row = vec![String::new(); 17];
        (row[0], row[1], row[5]) = (i.to_string(), "компания".into(), c.name.clone());
        (row[6], row[7]) = (t.employees[c.owner].reversed(), day(1));
        (row[10], row[11], row[13]) = (at(&c.phones, 0), at(&c.phones, 1), at(&c.mails, 0));
        (row[15], row[16]) = ("первый".into(), "второй".into());
        g.row(row);
    }
    for (i, p) in t.people.iter().enumerate() {
        let of = if p.told_by_deal { None } else { p.companies.first() };
        let mut row = vec![String::new(); 17];
        (row[0], row[1], row[2]) = (i.to_string(), "контакт".into(), p.name());
        row[5] = of.map_or_else(String::new, |c| t.companies[*c].name.clone());
        (row[6], row[7]) = (t.employees[p.owner].reversed(), day(1));
        (row[10], row[12], row[13]) = (at(&p.phones, 0), at(&p.phones, 1), at(&p.mails, 0));
        row[14] = p.post.into();
        g.row(row);
    }
    let mut d = Grid::new(&[
        "ID",
        "Название сделки",
        "Бюджет ",
        "Ответственный",
        "Дата создания сделки",
        "Этап сделки",
        "Воронка",
        "Основной контакт",
        "Компания",
        "Рабочий телефон",
        "Источник",
        "Источник",
    ]);
    let names = ["Первичный контакт", "Договор", "Успешно реализовано", "Закрыто и не реализовано"];
    for (i, x) in t.deals.iter().enumerate() {
        let p = &t.people[x.person];
        d.row(vec![
            i.to_string(),
            x.title.clone(),
            money(x.amount()),
            t.employees[x.owner].reversed(),
            day(x.day),
            stage(x.end, names),
            "Воронка".into(),
            p.name(),
            x.company.map_or_else(String::new, |c| t.companies[c].name.clone()),
            p.phones[0].clone(),
            "Сайт".into(),
            "Звонок".into(),
        ]);
    }
    vec![d.save(dir, "amo-deals", dress), g.save(dir, "amo-contacts", dress)]
}

pub fn onec(t: &Truth, dir: &Path, dress: Dress) -> Vec<PathBuf> {
    let mut g = Grid::new(&["Код", "Наименование", "ИНН", "КПП", "Основной менеджер покупателя", "Телефон"]);
    for (i, c) in t.companies.iter().enumerate() {
        let owner = t.employees[c.owner].name();
        g.row(vec![
            format!("00-{i:05}"),
            c.name.clone(),
            c.inn.clone(),
            "667001001".into(),
            owner,
            c.phones.join(", "),
        ]);
    }
    vec![g.save(dir, "onec", dress)]
}

pub fn hubspot(t: &Truth, dir: &Path, dress: Dress) -> Vec<PathBuf> {
    let mut g = Grid::new(&["Record ID", "Company name", "Company owner", "Industry", "Phone Number"]);
    for (i, c) in t.companies.iter().enumerate() {
        let owner = t.employees[c.owner].reversed();
        g.row(vec![format!("90{i}"), c.name.clone(), owner, "Metals".into(), c.phones.join("; ")]);
    }
    let mut d = Grid::new(&[
        "Record ID",
        "Deal Name",
        "Deal Stage",
        "Amount",
        "Deal owner",
        "Close Date",
        "Create Date",
        "Associated Company",
        "Associated Company IDs",
    ]);
    for (i, x) in t.deals.iter().enumerate().filter(|(_, x)| x.company.is_some()) {
        let c = x.company.unwrap();
        d.row(vec![
            format!("70{i}"),
            x.title.clone(),
            stage(x.end, ["Qualification", "Contract sent", "Closed Won", "Closed Lost"]),
            format!("{}.{:02}", x.amount() / 100, x.amount() % 100),
            t.employees[x.owner].reversed(),
            format!("2026-10-{:02} 12:00", x.day),
            "2026-09-01 09:30".into(),
            t.companies[c].name.clone(),
            format!("90{c}"),
        ]);
    }
    vec![d.save(dir, "hub-deals", dress), g.save(dir, "hub-companies", dress)]
}

pub fn pipedrive(t: &Truth, dir: &Path, dress: Dress) -> Vec<PathBuf> {
    let mut d = Grid::new(&[
        "Deal - ID",
        "Deal - Title",
        "Deal - Value",
        "Deal - Currency of value",
        "Deal - Organization",
        "Deal - Contact person",
        "Deal - Owner",
        "Deal - Stage",
        "Deal - Status",
        "Deal - Expected close date",
        "Deal - Won time",
        "Deal - Lost time",
        "Person - Email - Work",
    ]);
    for (i, x) in t.deals.iter().enumerate().filter(|(_, x)| x.company.is_some()) {
        let ended = |end: End| if x.end == end { format!("2026-10-{:02} 18:00:00", x.day) } else { String::new() };
        d.row(vec![
            i.to_string(),
            x.title.clone(),
            format!("{}.{:02}", x.amount() / 100, x.amount() % 100),
            "RUB".into(),
            t.companies[x.company.unwrap()].name.clone(),
            t.people[x.person].called(),
            t.employees[x.owner].reversed(),
            // A lost deal keeps the stage it was lost in.
            if x.end == End::Open { "Negotiation" } else { "Contract" }.into(),
            stage(x.end, ["Open", "Open", "Won", "Lost"]),
            format!("2026-10-{:02}", x.day),
            ended(End::Won),
            ended(End::Lost),
            at(&t.people[x.person].mails, 0),
        ]);
    }
    vec![d.save(dir, "pipe-deals", dress)]
}

pub fn calls(t: &Truth, dir: &Path, dress: Dress) -> PathBuf {
    let mut g = Grid::new(&["Дата", "Номер", "Сотрудник", "Направление", "Длительность", "Результат"]);
    for c in &t.calls {
        let (h, m, s) = (c.second / 3600, c.second / 60 % 60, c.second % 60);
        g.row(vec![
            format!("05.11.2026 {h:02}:{m:02}:{s:02}"),
            c.phone.clone(),
            t.employees[c.employee].short(),
            if c.incoming { "Входящий" } else { "Исходящий" }.into(),
            if c.answered { "00:02:15" } else { "00:00:00" }.into(),
            if c.answered { "Отвечен" } else { "Не отвечен" }.into(),
        ]);
    }
    g.save(dir, "calls", dress)
}
