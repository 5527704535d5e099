//! Amounts in minor units with their currency; never converted, never added across currencies.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

/// An ISO 4217 code, three capital letters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    pub const RUB: Currency = Currency(*b"RUB");
    pub const USD: Currency = Currency(*b"USD");
    pub const EUR: Currency = Currency(*b"EUR");

    /// Takes a code in either case or one of the signs and words that CRMs write.
    pub fn parse(s: &str) -> Option<Self> {
        let t = s.trim().trim_end_matches('.');
        match t {
            "₽" | "руб" | "р" | "Рубль" | "Российский рубль" | "RUR" => {
                return Some(Self::RUB);
            }
            "$" | "Доллар США" => return Some(Self::USD),
            "€" | "Евро" => return Some(Self::EUR),
            _ => {}
        }
        let b = t.as_bytes();
        (b.len() == 3 && b.iter().all(u8::is_ascii_alphabetic)).then(|| {
            let up = [b[0].to_ascii_uppercase(), b[1].to_ascii_uppercase(), b[2].to_ascii_uppercase()];
            Currency(up)
        })
    }

    pub fn as_str(&self) -> &str {
        // Only ASCII letters get in through `parse`.
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }

    /// ISO 4217 exponent: how many decimal digits the minor unit takes.
    pub fn exponent(self) -> u32 {
        match &self.0 {
            b"JPY" | b"KRW" | b"VND" | b"CLP" | b"ISK" | b"UGX" | b"XAF" | b"XOF" | b"PYG" => 0,
            b"BHD" | b"KWD" | b"OMR" | b"TND" | b"JOD" | b"IQD" | b"LYD" => 3,
            _ => 2,
        }
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Currency {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let s = String::deserialize(d)?;
        Self::parse(&s).ok_or_else(|| serde::de::Error::custom(format!("not a currency: {s}")))
    }
}

/// `minor` counts kopecks (or whatever the currency's minor unit is).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    pub minor: i64,
    pub currency: Currency,
}

impl Money {
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    pub const fn rub(minor: i64) -> Self {
        Self::new(minor, Currency::RUB)
    }
}

/// Sums per currency, in i128 so that no base is large enough to overflow them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sums(pub BTreeMap<Currency, i128>);

impl Sums {
    pub fn add(&mut self, m: Money) {
        *self.0.entry(m.currency).or_default() += i128::from(m.minor);
    }

    pub fn merge(&mut self, other: &Sums) {
        for (c, v) in &other.0 {
            *self.0.entry(*c).or_default() += v;
        }
    }

    pub fn get(&self, c: Currency) -> i128 {
        self.0.get(&c).copied().unwrap_or(0)
    }

    /// The amount, where it is of one currency and fits.
    pub fn single(&self) -> Option<Money> {
        let mut all = self.0.iter().filter(|(_, minor)| **minor != 0);
        match (all.next(), all.next()) {
            (Some((currency, minor)), None) => i64::try_from(*minor).ok().map(|minor| Money::new(minor, *currency)),
            _ => None,
        }
    }

    /// Nothing, or nothing but zeros.
    pub fn is_zero(&self) -> bool {
        self.0.values().all(|v| *v == 0)
    }
}

impl FromIterator<Money> for Sums {
    fn from_iter<T: IntoIterator<Item = Money>>(iter: T) -> Self {
        let mut s = Sums::default();
        iter.into_iter().for_each(|m| s.add(m));
        s
    }
}

/// JSON of sums: `{"RUB": 124000000}`; beyond i64 a string keeps the digits.
impl Serialize for Sums {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_map(self.0.iter().map(|(c, v)| {
            let n = i64::try_from(*v).map_or_else(|_| serde_json::Value::from(v.to_string()), serde_json::Value::from);
            (c.as_str().to_owned(), n)
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn currencies_are_read_as_crms_write_them() {
        for (s, c) in [("руб.", "RUB"), ("₽", "RUB"), ("usd", "USD"), ("Российский рубль", "RUB")] {
            assert_eq!(Currency::parse(s).map(|c| c.to_string()).as_deref(), Some(c));
        }
        assert!(Currency::parse("рубли").is_none());
        assert_eq!(Currency::parse("JPY").map(Currency::exponent), Some(0));
    }

    #[test]
    fn sums_never_mix_currencies_nor_overflow() {
        let s: Sums = [Money::rub(i64::MAX), Money::rub(i64::MAX), Money::new(5, Currency::USD)].into_iter().collect();
        assert_eq!(s.get(Currency::RUB), 2 * i128::from(i64::MAX));
        assert_eq!(s.get(Currency::USD), 5);
    }
}
