//! Amounts as people write them. Never converted, never added across currencies.

use super::counts::grouped;
use super::{Lang, Texts};
use crate::base::{Currency, Money, Sums};

fn sign(currency: Currency) -> String {
    match currency {
        Currency::RUB => "₽".to_owned(),
        Currency::USD => "$".to_owned(),
        Currency::EUR => "€".to_owned(),
        other => other.to_string(),
    }
}

impl Texts {
    /// «1 234 567 ₽»; the minor part only when it is not zero: «0,50 ₽».
    pub fn money(&self, money: Money) -> String {
        self.amount(i128::from(money.minor), money.currency)
    }

    /// The sums of every currency, roubles first: «8 420 000 ₽, 1 200 $»; a dash when there is none.
    pub fn sums(&self, sums: &Sums) -> String {
        let mut list: Vec<_> = sums.0.iter().collect();
        list.sort_by_key(|(c, _)| **c != Currency::RUB);
        let parts: Vec<_> = list.into_iter().map(|(c, v)| self.amount(*v, *c)).collect();
        if parts.is_empty() { "—".to_owned() } else { parts.join(", ") }
    }

    fn amount(&self, minor: i128, currency: Currency) -> String {
        let digits = currency.exponent();
        let unit = 10_i128.pow(digits);
        let (whole, rest) = (minor / unit, (minor % unit).unsigned_abs());
        let minus = if minor < 0 && whole == 0 { "-" } else { "" };
        let mark = if self.lang() == Lang::Ru { ',' } else { '.' };
        let fraction = if rest == 0 { String::new() } else { format!("{mark}{rest:0w$}", w = digits as usize) };
        format!("{minus}{}{fraction} {}", grouped(whole, self.lang()), sign(currency))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_reads_as_people_write_it() {
        let ru = Texts::load(Lang::Ru);
        assert_eq!(ru.money(Money::rub(123_456_700)), "1 234 567 ₽");
        assert_eq!(ru.money(Money::rub(123_450)), "1 234,50 ₽");
        assert_eq!(ru.money(Money::rub(-50)), "-0,50 ₽");
        assert_eq!(ru.money(Money::rub(0)), "0 ₽");
        assert_eq!(Currency::parse("JPY").map(|c| ru.money(Money::new(1500, c))).as_deref(), Some("1 500 JPY"));
        assert_eq!(Texts::load(Lang::En).money(Money::new(123_450, Currency::USD)), "1,234.50 $");
    }

    #[test]
    fn sums_keep_currencies_apart_and_never_overflow() {
        let ru = Texts::load(Lang::Ru);
        let s: Sums = [Money::new(120_000, Currency::EUR), Money::rub(842_000_000)].into_iter().collect();
        assert_eq!(ru.sums(&s), "8 420 000 ₽, 1 200 €");
        assert_eq!(ru.sums(&Sums::default()), "—");
        let huge: Sums = [Money::rub(i64::MAX), Money::rub(i64::MAX)].into_iter().collect();
        assert_eq!(ru.sums(&huge), "184 467 440 737 095 516,14 ₽");
    }
}
