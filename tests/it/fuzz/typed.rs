//! What people type: filters, dates in words, keys, names, and the values of the command line.

use estafeta::base::{
    At, ClientId, Clock, Code, Currency, Day, Due, EmployeeId, Kind, Ref, Zone, clean, fold, phone_key, show,
    swap_layout,
};
use estafeta::domain::chain::Trigger;
use estafeta::domain::company::is_inn;
use estafeta::domain::context::{check_next_step, check_text};
use estafeta::domain::due_rule::{DayTime, DueRule};
use estafeta::domain::filter::filter;
use estafeta::domain::{Actor, names, sheets, spoken, spoken_within};
use estafeta::exchange::files::safe_name;
use estafeta::reads::find;
use estafeta::ui::input::keys;

use super::engine::{fuzz, fuzz_some};
use crate::flow::{clock, training};

fn strings(list: &[&str]) -> Vec<String> {
    list.iter().map(|s| (*s).to_owned()).collect()
}

#[test]
fn filters() {
    let seeds = strings(&[
        "владелец:ковалёв сегмент:vip",
        "owner:employee:7 due:<3d",
        "срок:<0 контекст:<5",
        "\"ООО Ромашка\" регион:Урал",
        "+7 912 345-67-89",
        "temp:hot stage:Договор state:won",
        "кфскфв",
        "due:>-5 context:=2",
    ]);
    let words = [
        "owner:",
        "seg:",
        "stage:",
        "due:<",
        "context:>",
        "temp:",
        "state:",
        "сегмент:",
        "\"",
        "<",
        ">",
        "=",
        "d",
        "дн",
    ];
    fuzz("filter", &seeds, &words, |s| {
        let f = filter(s);
        let _ = f.swapped();
        !f.conds.is_empty()
    });
}

#[test]
fn dates_in_words() {
    let seeds = strings(&[
        "завтра 15:00",
        "через 3 дня",
        "в пятницу в 11",
        "24.11",
        "24 ноября 2026 10:30",
        "послезавтра утром",
        "через 2 недели",
        "в конце месяца",
        "2026-11-24 11:00",
        "пн",
        "через час",
        "сегодня вечером",
        "31 декабря",
    ]);
    let words = [
        "завтра",
        "через",
        "недел",
        "рабочих",
        "дня",
        "в",
        "понедельник",
        "ноября",
        "утра",
        ":",
        "24:00",
        "99999",
        "-",
    ];
    let clock: Clock = clock();
    fuzz("dates", &seeds, &words, |s| {
        let _ = (spoken::read_any(s, clock), spoken_within::day_within(s, clock));
        let _ = check_next_step(s, Due::parse(s), clock);
        spoken::read(s, clock).is_ok()
    });
}

#[test]
fn key_scripts() {
    let seeds = strings(&["3/иванов<Enter>", "<F2><C-p><A-x><S-Up>", "<lt>a<Space>", "<S-Tab>ё"]);
    fuzz("keys", &seeds, &["<", ">", "<F", "<C-", "<A-", "<S-", "Enter", "12", "99"], |s| keys(s).is_ok());
}

#[test]
fn values_of_the_command_line() {
    let seeds = strings(&[
        "client:42",
        "employee:7",
        "deal:9223372036854775807",
        "2026-11-24",
        "2026-11-24 11:00",
        "2026-11-24T14:05:00+03:00",
        "+03:00",
        "RUB",
        "₽",
        "owner",
        "system:due",
        "line:3",
        "1",
        "-3 рабочих дня 18:00",
        "order",
        "last_day",
        "+2h",
        "18:00",
        "7707083893",
    ]);
    let words = [
        "client:",
        "employee:",
        "day",
        "-",
        ":",
        "T",
        "Z",
        "+",
        "00",
        "60",
        "24",
        "руб",
        "рабочих",
        "e",
        "last_day",
        "order",
    ];
    fuzz("values", &seeds, &words, |s| {
        let _ =
            (s.parse::<ClientId>().is_ok(), s.parse::<EmployeeId>().is_ok(), Kind::of(s), s.parse::<Actor>().is_ok());
        let _ = (At::parse(s, Zone::MOSCOW), Zone::parse(s), Day::parse(s), Due::parse(s), Currency::parse(s));
        let _ = (s.parse::<DueRule>().is_ok(), s.parse::<DayTime>().is_ok(), s.parse::<Trigger>().is_ok(), is_inn(s));
        let _ = (sheets::RowKey::read(s), sheets::plain(s), sheets::answer(s), check_text(s));
        s.parse::<Ref>().is_ok() || Day::parse(s).is_some()
    });
}

#[test]
fn text_and_names() {
    let seeds = strings(&[
        "Иванов Иван Иванович",
        "Иванов И. И.",
        "ООО «Ромашка»",
        "Ким-Петрова Анна",
        "оглы Мамед",
        "../x.docx",
    ]);
    fuzz(
        "names",
        &seeds,
        &["ООО", "«", "»", ".", "-", "оглы", "кызы", "Иван", "\u{1b}", "/", ".."],
        |s| {
            let _ = (clean(s), show(s), phone_key(s), swap_layout(s), names::parse(s));
            let name = safe_name(s);
            assert!(!name.is_empty() && !name.contains(['/', '\0']) && name != "." && name != "..", "{name:?}");
            assert_eq!(clean(&clean(s)), clean(s), "cleaning is not done at once");
            !fold(s).is_empty()
        },
    );
}

/// What is typed becomes a question to the search index, which has a language of its own.
#[test]
fn searches() {
    let base = estafeta::store::Base::open(training(), estafeta::store::Mode::ReadOnly).unwrap();
    let name: String = base.conn().query_row("SELECT name FROM client LIMIT 1", [], |r| r.get(0)).unwrap();
    let seeds = strings(&[&name, "каскад", "ООО", "+7 912", "ivan@", "client:1", "кфскфв", "а", "аб"]);
    fuzz_some(
        "searches",
        20_000,
        &seeds,
        &["\"", "*", "NEAR(", "AND", "NOT", "^", "body:", "-", "(", ")", "¤", "'"],
        |s| {
            let found = find::client(base.conn(), s);
            let fault = found.as_ref().err().map(|f| f.code);
            assert_ne!(fault, Some(Code::Internal), "the question was no question: {s:?}");
            found.is_ok() | find::employee(base.conn(), s).is_ok()
        },
    );
}
