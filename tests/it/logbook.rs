//! A seeded activity log: people at work on ordinary days, and exactly the unusual things that are asked for.

use estafeta::base::{At, Day, Zone};
use estafeta::domain::SignalKind;
use estafeta::domain::calendar::Calendar;
use estafeta::domain::settings::Office;

/// One line of the log.
#[derive(Debug, Clone)]
pub struct Line {
    pub at: At,
    pub user: String,
    pub event: &'static str,
    pub object: String,
    pub ip: String,
    pub detail: String,
}

pub struct Logbook {
    rng: fastrand::Rng,
    pub lines: Vec<Line>,
    calendar: Calendar,
}

const ZONE: Zone = Zone::MOSCOW;

impl Logbook {
    pub fn new(seed: u64) -> Self {
        let calendar = Calendar::new(&Office::default(), std::collections::BTreeMap::new());
        Self { rng: fastrand::Rng::with_seed(seed), lines: Vec::new(), calendar }
    }

    pub fn line(&mut self, user: &str, day: Day, minute: u16, event: &'static str, ip: &str, detail: &str) {
        let at = ZONE.at(day, minute).plus(self.rng.i64(0..60) * 1000);
        let object = format!("Сделка {}", self.rng.u32(1..5_000));
        let (user, ip, detail) = (user.to_owned(), ip.to_owned(), detail.to_owned());
        self.lines.push(Line { at, user, event, object, ip, detail });
    }

    pub fn office_ip(user: &str) -> String {
        format!("10.0.0.{}", user.bytes().map(u32::from).sum::<u32>() % 200)
    }

    /// Ordinary working days of these people: nothing in them needs a look.
    pub fn ordinary(&mut self, users: &[&str], from: Day, to: Day) {
        for day in (from.0..=to.0).map(Day).filter(|d| self.calendar.is_working(*d)).collect::<Vec<_>>() {
            for user in users {
                let ip = Self::office_ip(user);
                let came = 540 + self.rng.u16(0..20);
                self.line(user, day, came, "Вход", &ip, "");
                for _ in 0..self.rng.u32(5..20) {
                    let minute = self.rng.u16(565..1_050);
                    self.line(user, day, minute, "Просмотр карточки", &ip, "");
                }
                for _ in 0..self.rng.u32(0..4) {
                    let minute = self.rng.u16(565..1_050);
                    self.line(user, day, minute, "Изменение сделки", &ip, "");
                }
                for (event, one_in) in [("Удаление задачи", 6), ("Изменение телефона", 4)]
                {
                    if self.rng.u32(0..one_in) == 0 {
                        self.line(user, day, 700, event, &ip, "");
                    }
                }
                if self.rng.u32(0..10) == 0 {
                    self.line(user, day, 800, "Экспорт сделок", &ip, "Экспортировано 40 строк");
                }
                let out = 1_070 + self.rng.u16(0..60);
                self.line(user, day, out, "Выход", &ip, "");
            }
        }
    }

    /// What raises this signal for this person on this day, and no other.
    pub fn plant(&mut self, user: &str, day: Day, kind: SignalKind) {
        let ip = Self::office_ip(user);
        let mut many = |n: u32, minute: u16, event: &'static str, ip: &str| {
            for i in 0..n {
                self.line(user, day, minute + (i % 50) as u16, event, ip, "");
            }
        };
        match kind {
            SignalKind::Viewing => many(70, 660, "Просмотр карточки", &ip),
            SignalKind::Deletion => many(12, 660, "Удаление контакта", &ip),
            SignalKind::ContactEdit => many(16, 660, "Изменение телефона", &ip),
            SignalKind::OffHours => many(25, 1_380, "Изменение сделки", &ip),
            SignalKind::Address => many(3, 660, "Изменение сделки", "91.203.4.17"),
            SignalKind::LoginAfter => many(1, 660, "Вход", &ip),
            SignalKind::Export => self.line(user, day, 660, "Экспорт сделок", &ip, "Экспортировано 1 480 строк"),
            SignalKind::Portfolio => panic!("not in a log"),
        }
    }

    /// As «Дата;Пользователь;Событие;Объект;IP;Описание», in the order of time.
    pub fn csv(&self) -> String {
        let mut lines: Vec<&Line> = self.lines.iter().collect();
        lines.sort_by_key(|l| l.at);
        let mut out = String::from("Дата;Пользователь;Событие;Объект;IP;Описание\n");
        for l in lines {
            let day = ZONE.day(l.at);
            let (m, s) = (ZONE.minute(l.at), l.at.0 / 1000 % 60);
            let date = format!("{:02}.{:02}.{}", day.day_of_month(), day.month(), day.year());
            out.push_str(&format!(
                "{date} {:02}:{:02}:{s:02};{};{};{};{};{}\n",
                m / 60,
                m % 60,
                l.user,
                l.event,
                l.object,
                l.ip,
                l.detail
            ));
        }
        out
    }

    /// The same as Bitrix24 writes its event log, users by number.
    pub fn bitrix(&self, number: impl Fn(&str) -> u32) -> String {
        let mut out = String::from("timestampX,auditTypeId,itemId,remoteAddr,userAgent,userId,description\n");
        for l in &self.lines {
            let event = match l.event {
                "Вход" => "USER_AUTHORIZE",
                "Выход" => "USER_LOGOUT",
                "Экспорт сделок" => "CRM_DEAL_EXPORT",
                "Просмотр карточки" => "CRM_DEAL_VIEW",
                "Удаление контакта" | "Удаление задачи" => "CRM_CONTACT_DELETE",
                other => other,
            };
            let at = l.at.iso(ZONE);
            let n = number(&l.user);
            out.push_str(&format!("{at},{event},{},{},Mozilla/5.0,{n},{}\n", l.object, l.ip, l.detail));
        }
        out
    }
}
