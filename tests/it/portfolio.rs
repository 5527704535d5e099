//! What changed at a person's clients between two exports (1-E3).

use estafeta::base::*;
use estafeta::domain::*;
use estafeta::ops::{CaseOpen, SignalLook, Undo};
use estafeta::reads::{Scope, signals};

use super::activity_log::Bench;
use super::desk::day;

const COMPANIES: &str = "ID;Название компании;Тип компании;Телефон;E-mail;Ответственный\n";

fn companies(phone: impl Fn(usize) -> String, skip: &[usize]) -> String {
    let row = |i: usize| format!("{i};ООО «Клиент {i}»;Клиент;{};k{i}@mail.ru;Ковалёв Дмитрий\n", phone(i));
    COMPANIES.to_owned() + &(1..=12).filter(|i| !skip.contains(i)).map(row).collect::<String>()
}

fn number(i: usize) -> String {
    format!("+7 912 345-67-{i:02}")
}

fn found(b: &Bench) -> Vec<(String, PortfolioField, String, String)> {
    let all = signals::changes(b.desk.base.conn(), &Scope::All, b.people[0], None).unwrap();
    all.into_iter().map(|c| (c.client, c.field, c.before, c.after)).collect()
}

#[test]
fn phones_replaced_before_leaving_are_listed_and_raise_a_signal() {
    let mut b = Bench::new();
    b.read(&companies(number, &[]));
    // The same again, and one number more at a client, are no loss.
    b.read(&companies(|i| if i == 3 { number(3) + ", +7 343 200-11-22" } else { number(i) }, &[]));
    assert_eq!(found(&b), []);
    b.desk.later(DAY_MS);
    let r = b.read(&companies(|i| if i <= 10 { format!("+7 900 000-00-{i:02}") } else { number(i) }, &[]));
    // The third client had two.
    assert_eq!((r.portfolio, r.signals), (11, 1));
    let first = ("ООО «Клиент 1»".to_owned(), PortfolioField::Phone, number(1), "+7 900 000-00-01".to_owned());
    assert!(found(&b).contains(&first), "{:?}", found(&b));
    assert_eq!(b.signals(), [(b.people[0], SignalKind::Portfolio, day("2026-11-11"))]);
    // A file without the column says nothing of phones.
    let bare = "ID;Название компании;Тип компании;Ответственный\n1;ООО «Клиент 1»;Клиент;Ковалёв Дмитрий\n";
    assert_eq!(b.read(bare).portfolio, 0);
    super::kit::assert_sound(&b.desk.base, "after portfolio changes");
}

/// The import that found the changes is taken back: nothing of them is left to look at, so nobody is asked to look.
#[test]
fn what_an_import_found_at_the_clients_goes_with_it() {
    let mut b = Bench::new();
    b.read(&companies(number, &[]));
    b.desk.later(DAY_MS);
    let told = "SELECT count(*) FROM inbox WHERE kind = 'signals_raised' AND done_at IS NULL";
    let other = companies(|i| format!("+7 900 000-00-{i:02}"), &[]);
    for looked_at in [false, true] {
        assert_eq!((b.read(&other).signals, b.desk.one(told) > 0), (1, true));
        let seq = Seq(b.desk.one("SELECT max(seq) FROM import"));
        if looked_at {
            let signal = SignalId(b.desk.one("SELECT id FROM signal"));
            b.desk.run(&SignalLook { signal, reason: "клиент сменил номера".into() });
        }
        let done = b.desk.run(&Undo { seq });
        assert_eq!((found(&b).len(), b.signals().len(), b.desk.one(told)), (0, usize::from(looked_at), 0));
        assert_eq!(done.left.len(), usize::from(looked_at), "{done:?}");
        super::kit::assert_sound(&b.desk.base, "taken back");
    }
}

#[test]
fn amounts_and_lost_deals_are_seen_missing_clients_only_of_whoever_leaves() {
    let mut b = Bench::new();
    let deals = |amount: u32, stage: &str| {
        format!(
            "ID;Название сделки;Стадия сделки;Сумма;Валюта;Ответственный\n\
             1;Поставка;{stage};{amount};RUB;Ковалёв Дмитрий\n2;Сервис;КП;500;RUB;Ковалёв Дмитрий\n"
        )
    };
    b.read(&companies(number, &[]));
    b.read(&deals(1_000, "КП"));
    b.read(&companies(number, &[2]));
    assert_eq!(found(&b), [], "nobody leaves: a client that is not in one export is no news");
    let leaver = b.people[0];
    b.desk.run(&CaseOpen::planned(leaver, day("2026-11-27")));
    b.desk.later(HOUR_MS);
    b.read(&deals(700, "Сделка провалена"));
    b.read(&companies(number, &[2, 5]));
    // A filtered export names few of them and says nothing of the others.
    b.read(&companies(number, &[1, 2, 3, 4, 5, 6, 7, 8]));
    let mut got: Vec<_> = found(&b).into_iter().map(|(c, f, before, after)| (c, f.word(), before, after)).collect();
    got.sort();
    let row = |c: &str, f: &'static str, b: &str, a: &str| (c.to_owned(), f, b.to_owned(), a.to_owned());
    assert_eq!(
        got,
        [
            row("ООО «Клиент 2»", "missing", "", ""),
            row("ООО «Клиент 5»", "missing", "", ""),
            row("Поставка", "amount", "100000 RUB", "70000 RUB"),
            row("Поставка", "lost", "КП", "Сделка провалена"),
        ]
    );
}

#[test]
fn of_those_who_stay_thirty_days_are_kept() {
    let mut b = Bench::new();
    b.read(&companies(number, &[]));
    b.read(&companies(|i| if i == 1 { "+7 900 000-00-01".to_owned() } else { number(i) }, &[]));
    assert_eq!(found(&b).len(), 1);
    b.desk.later(31 * DAY_MS);
    b.read(&companies(|i| if i == 1 { "+7 900 000-00-01".to_owned() } else { number(i) }, &[]));
    assert_eq!(found(&b), []);
}
