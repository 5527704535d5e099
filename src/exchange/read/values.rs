//! What a cell says: amounts, dates, phones, mails, yes and no.

use crate::base::{At, Currency, Day, Due, Kind, Zone, clean, fold, phone_spans};
use crate::domain::records::Phone;

/// A cell as text: cleaned (6 R10), the leading apostrophe of spreadsheets taken off, ends trimmed.
pub fn text(cell: &str) -> String {
    // Most cells are clean already: letters that have no other form, digits, common signs. The rest is normalised.
    let plain = cell
        .chars()
        .all(|c| matches!(c, ' '..='~' | 'А'..='я' | 'ё' | 'Ё' | '«' | '»' | '№' | '–' | '—' | '₽' | '\u{a0}'));
    let cleaned = if plain { cell.to_owned() } else { clean(cell) };
    let t = cleaned.trim_matches(|c: char| c.is_whitespace() || c == '\u{a0}');
    let t = match t.strip_prefix('\'') {
        Some(rest) if !rest.is_empty() => rest,
        _ => t,
    };
    if t.len() == cleaned.len() { cleaned } else { t.to_owned() }
}

/// Words that CRMs write for «nothing».
pub fn is_nothing(s: &str) -> bool {
    // A figure, a date or a name is not worth folding.
    let quick = s.len() > 40 || s.starts_with(|c: char| matches!(c, '1'..='9'));
    s.is_empty()
        || !quick
            && matches!(
                fold(s).as_str(),
                "-" | "–"
                    | "—"
                    | "н/д"
                    | "нет данных"
                    | "не указано"
                    | "не указана"
                    | "не указан"
                    | "не закрыта"
                    | "null"
                    | "0000-00-00"
                    | "0000-00-00 00:00:00"
                    | "00.00.0000"
            )
}

/// An amount in minor units of the currency written in the cell, else of `default`. `Err` when it is no amount.
pub fn amount(s: &str, default: Currency) -> Result<(i64, Currency), ()> {
    let (number, sign) = match s.split_once('|') {
        Some((n, c)) => (n, Currency::parse(c)),
        None => (s, None),
    };
    let letters: String = number.chars().filter(|c| c.is_alphabetic() || matches!(c, '₽' | '$' | '€')).collect();
    let currency = match (sign, letters.is_empty()) {
        (Some(c), true) => c,
        (None, true) => default,
        _ => Currency::parse(&letters).ok_or(())?,
    };
    let mut negative = false;
    let mut digits: Vec<char> = Vec::new();
    for c in number.chars() {
        match c {
            '0'..='9' | ',' | '.' => digits.push(c),
            '-' | '−' if digits.is_empty() && !negative => negative = true,
            '\'' | '+' | '₽' | '$' | '€' => {}
            c if c.is_whitespace() || c.is_alphabetic() => {}
            _ => return Err(()),
        }
    }
    // The dot of «руб.».
    if !letters.is_empty() && digits.last() == Some(&'.') {
        digits.pop();
    }
    let point = decimal_point(&digits);
    let (whole, part) = match point {
        Some(i) => (&digits[..i], &digits[i + 1..]),
        None => (&digits[..], &[][..]),
    };
    // Separators left in the whole part count thousands: groups of three after the first.
    if whole.split(|c| !c.is_ascii_digit()).skip(1).any(|group| group.len() != 3) {
        return Err(());
    }
    let whole: Vec<char> = whole.iter().copied().filter(char::is_ascii_digit).collect();
    if whole.is_empty() && part.is_empty() || part.iter().any(|c| !c.is_ascii_digit()) {
        return Err(());
    }
    let exponent = currency.exponent() as usize;
    let mut minor: i64 = 0;
    for i in 0..whole.len() + exponent {
        let c = whole.get(i).or_else(|| part.get(i - whole.len())).copied().unwrap_or('0');
        let d = i64::from(c as u32 - '0' as u32);
        minor = minor.checked_mul(10).and_then(|m| m.checked_add(d)).ok_or(())?;
    }
    if part.get(exponent).is_some_and(|c| *c >= '5') {
        minor = minor.checked_add(1).ok_or(())?;
    }
    Ok((if negative { -minor } else { minor }, currency))
}

/// A currency as a CRM names it, by code or by word.
pub fn currency(s: &str) -> Option<Currency> {
    Currency::parse(s).or_else(|| match fold(s).as_str() {
        "рубли" | "рубль" | "российские рубли" => Some(Currency::RUB),
        "доллар" | "доллары сша" => Some(Currency::USD),
        "белорусский рубль" => Currency::parse("BYN"),
        "тенге" | "казахстанский тенге" => Currency::parse("KZT"),
        "юань" | "китайский юань" => Currency::parse("CNY"),
        _ => None,
    })
}

/// Which of the separators stands before the fraction: the last of two kinds; a single one unless exactly three digits
/// follow it after one to three others (`1,234` counts thousands, `0,125` does not).
fn decimal_point(d: &[char]) -> Option<usize> {
    let last = d.iter().rposition(|c| !c.is_ascii_digit())?;
    let kinds = [',', '.'].iter().filter(|k| d.contains(k)).count();
    let count = d.iter().filter(|c| **c == d[last]).count();
    if kinds == 2 {
        return (count == 1).then_some(last);
    }
    let thousands = count > 1 || (d.len() - last == 4 && (1..=3).contains(&last) && d[0] != '0');
    (!thousands).then_some(last)
}

/// An instant: `DD.MM.YYYY[ HH:MM[:SS]]`, ISO, or a spreadsheet's serial number; a bare day is its midnight in `zone`.
pub fn instant(s: &str, zone: Zone) -> Result<At, ()> {
    if let Some(at) = dotted(s, zone) {
        return Ok(at);
    }
    if let Some(at) = At::parse(s, zone) {
        return Ok(at);
    }
    // Serial numbers of 1955…2173: anything else is more likely a wrong column.
    let serial: f64 = s.replace(',', ".").parse().map_err(|_| ())?;
    if !(20_000.0..100_000.0).contains(&serial) {
        return Err(());
    }
    let minutes = (serial.fract() * 1440.0).round() as u16;
    Ok(zone.at(Day(serial.trunc() as i32 - 25_569), minutes))
}

/// A term: the day, and the time where one is written.
pub fn due(s: &str, zone: Zone) -> Result<Due, ()> {
    let at = instant(s, zone)?;
    let (day, minute) = (zone.day(at), zone.minute(at));
    Ok(if s.contains(':') || minute > 0 { Due::at(day, minute) } else { Due::day(day) })
}

/// A duration in seconds: `00:02:15`, `2:15`, `135`, «2 мин 15 сек»; 0 where it says nothing.
pub fn seconds(s: &str) -> u32 {
    if s.contains(':') {
        return s
            .split(':')
            .map(|p| p.trim().parse().unwrap_or(0))
            .fold(0u32, |sum, n: u32| sum.saturating_mul(60).saturating_add(n));
    }
    let mut sum = 0u32;
    let mut number = String::new();
    let mut chars = s.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '0'..='9' => number.push(c),
            c if c.is_alphabetic() && !number.is_empty() => {
                let unit = match c {
                    'ч' | 'Ч' | 'h' => 3600,
                    'м' | 'М' | 'm' => 60,
                    _ => 1,
                };
                sum = sum.saturating_add(number.parse().unwrap_or(0u32).saturating_mul(unit));
                number.clear();
                while chars.peek().is_some_and(|c| c.is_alphabetic()) {
                    chars.next();
                }
            }
            // «135,4»: a fraction of a second is not worth a word.
            '.' | ',' if !number.is_empty() => break,
            _ => {}
        }
    }
    sum.saturating_add(number.parse().unwrap_or(0))
}

/// What a task is about, as Bitrix24 writes it: `Сделка: A, B;Компания: C;`. What names no kind belongs to the name before.
pub fn about(s: &str, out: &mut Vec<(Kind, String)>) {
    for part in s.split([';', '\n']).map(str::trim).filter(|p| !p.is_empty()) {
        let kind = part.split_once(':').and_then(|(word, rest)| Some((crm_kind(word)?, rest.trim())));
        match (kind, out.last_mut()) {
            (Some((_, "")), _) => {}
            (Some((kind, rest)), _) => out.push((kind, rest.to_owned())),
            (None, Some((_, name))) => *name = format!("{name}; {part}"),
            (None, None) => {}
        }
    }
}

fn crm_kind(word: &str) -> Option<Kind> {
    match fold(word).as_str() {
        "сделка" | "сделки" | "deal" | "deals" => Some(Kind::Deal),
        "компания" | "компании" | "company" | "companies" => Some(Kind::Client),
        "контакт" | "контакты" | "contact" | "contacts" => Some(Kind::Contact),
        "лид" | "лиды" | "lead" | "leads" => Some(Kind::Lead),
        _ => None,
    }
}

fn dotted(s: &str, zone: Zone) -> Option<At> {
    let mut halves = s.split_whitespace();
    let mut d = halves.next()?.split('.');
    let (day, month, year) = (d.next()?, d.next()?, d.next()?);
    if d.next().is_some() || year.len() != 4 || day.len() > 2 || month.len() > 2 {
        return None;
    }
    let date = Day::ymd(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)?;
    let (mut minute, mut second) = (0u16, 0i64);
    if let Some(time) = halves.next() {
        let mut t = time.split(':');
        let (h, m): (u16, u16) = (t.next()?.parse().ok()?, t.next()?.parse().ok()?);
        second = t.next().map_or(Some(0), |s| s.parse().ok())?;
        if h > 23 || m > 59 || !(0..60).contains(&second) || t.next().is_some() {
            return None;
        }
        minute = h * 60 + m;
    }
    halves.next().is_none().then(|| zone.at(date, minute).plus(second * 1000))
}

/// Every phone of a cell; `false` when there is none. What stands beside a number (an extension, a name, an hour) stays with
/// the number as written.
pub fn phones(s: &str, out: &mut Vec<Phone>) -> bool {
    let (mut found, mut from, mut last) = (false, 0, None);
    for (start, end) in pieces(s) {
        let Some(p) = Phone::read(&s[start..end]) else {
            if let Some((start, i)) = last {
                let known: &mut Phone = &mut out[i];
                known.written = s[start..end].trim().to_owned();
                from = end;
            }
            continue;
        };
        // A name in front of the first number says whose it is.
        let start = if found { start } else { from };
        (found, last) = (true, None);
        if !out.iter().any(|known| known.normal == p.normal) {
            last = Some((start, out.len()));
            out.push(Phone { written: s[start..end].trim().to_owned(), ..p });
        }
    }
    found
}

/// The parts of a cell between separators, each with one number at most.
fn pieces(s: &str) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut from = 0;
    for part in s.split([',', ';', '\n', '/', '|']) {
        let end = from + part.len();
        let numbers = phone_spans(part);
        let mut start = from;
        for (_, to) in &numbers[..numbers.len().saturating_sub(1)] {
            out.push((start, from + to));
            start = from + to;
        }
        out.push((start, end));
        // Every separator is one byte.
        from = end + 1;
    }
    out
}

/// Every mail of a cell, in lower case; `false` when there is none.
pub fn emails(s: &str, out: &mut Vec<String>) -> bool {
    let mut found = false;
    for part in s.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '|' | '<' | '>')) {
        let part = part.trim_matches(['.', '"', '\'']).to_lowercase();
        let sound = part.split_once('@').is_some_and(|(a, b)| !a.is_empty() && b.contains('.') && !b.contains('@'));
        found |= sound;
        if sound && !out.contains(&part) {
            out.push(part);
        }
    }
    found
}

/// An ИНН is ten or twelve digits; anything else is not compared by. A spreadsheet that took it for a number has lost the
/// zero it began with: that is put back where the check digits then fit.
pub fn inn(s: &str) -> String {
    // «ИНН/КПП» in one cell.
    let d = crate::base::digits(s.split('/').next().unwrap_or_default());
    match d.len() {
        10 | 12 => d,
        9 | 11 => Some(format!("0{d}")).filter(|d| inn_checks(d)).unwrap_or_default(),
        _ => String::new(),
    }
}

fn inn_checks(inn: &str) -> bool {
    const WEIGHTS: [u32; 11] = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];
    let d: Vec<u32> = inn.chars().filter_map(|c| c.to_digit(10)).collect();
    let fits = |at: usize| {
        let sum: u32 = WEIGHTS[WEIGHTS.len() - at..].iter().zip(&d).map(|(w, d)| w * d).sum();
        d.get(at) == Some(&(sum % 11 % 10))
    };
    if d.len() == 10 { fits(9) } else { fits(10) && fits(11) }
}

/// Да, Y, true, 1 and the like.
pub fn yes(s: &str) -> bool {
    matches!(fold(s).as_str(), "да" | "y" | "yes" | "true" | "1" | "истина")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_as_people_and_programs_write_them() {
        let ok = [
            ("1 234,56", 123_456, "RUB"),
            ("1\u{a0}234\u{202f}567,5 ₽", 123_456_750, "RUB"),
            ("1234.56", 123_456, "RUB"),
            ("1,234.56", 123_456, "RUB"),
            ("1.234,56", 123_456, "RUB"),
            ("1,234,567", 123_456_700, "RUB"),
            ("1,234", 123_400, "RUB"),
            ("12,5", 1_250, "RUB"),
            ("0,125", 13, "RUB"),
            ("15000 руб.", 1_500_000, "RUB"),
            ("$1,200.50", 120_050, "USD"),
            ("12000|EUR", 1_200_000, "EUR"),
            ("-5", -500, "RUB"),
            ("0", 0, "RUB"),
            ("1000 JPY", 1000, "JPY"),
            ("9 223 372 036 854 775,80", 922_337_203_685_477_580, "RUB"),
        ];
        for (s, minor, cur) in ok {
            assert_eq!(amount(s, Currency::RUB).map(|(m, c)| (m, c.to_string())), Ok((minor, cur.to_owned())), "{s}");
        }
        for s in ["", "много", "12 попугаев", "1-2", "12..5", "99999999999999999999", "=1+1", ".", "1 000 $ €"]
        {
            assert!(amount(s, Currency::RUB).is_err(), "{s}");
        }
    }

    #[test]
    fn dates_of_every_shape() {
        let z = Zone::MOSCOW;
        let want = At::parse("2026-11-24T14:05:06+03:00", z).unwrap();
        for s in ["24.11.2026 14:05:06", "2026-11-24 14:05:06", "2026-11-24T11:05:06Z"] {
            assert_eq!(instant(s, z), Ok(want), "{s}");
        }
        let midnight = z.at(Day::ymd(2026, 11, 24).unwrap(), 0);
        for s in ["24.11.2026", "2026-11-24", "46350"] {
            assert_eq!(instant(s, z), Ok(midnight), "{s}");
        }
        assert_eq!(instant("46350,5", z), Ok(midnight.plus(12 * 3_600_000)));
        for s in ["31.02.2026", "24.11.26", "24.11.2026 25:00", "вчера", "7", "1e300", "24.11.2026 10:00 лишнее"]
        {
            assert!(instant(s, z).is_err(), "{s}");
        }
    }

    #[test]
    fn several_phones_and_mails_in_a_cell() {
        let mut p = Vec::new();
        phones("+7 (912) 345-67-89, 8 912 345 67 89; 200-11-22", &mut p);
        assert_eq!(p.iter().map(|p| p.normal.as_str()).collect::<Vec<_>>(), ["+79123456789", "2001122"]);
        let written = |cell: &str| {
            let mut p = Vec::new();
            phones(cell, &mut p);
            p.into_iter().map(|p| (p.normal, p.written)).collect::<Vec<_>>()
        };
        let own =
            |list: &[(&str, &str)]| list.iter().map(|(n, w)| ((*n).to_owned(), (*w).to_owned())).collect::<Vec<_>>();
        // What stands beside a number stays with it, and never becomes digits of it.
        for (cell, want) in [
            ("8 (343) 200-11-22, доб. 105", &[("+73432001122", "8 (343) 200-11-22, доб. 105")][..]),
            ("Иван, 8 912 345-67-89", &[("+79123456789", "Иван, 8 912 345-67-89")]),
            (
                "+7 912 345-67-89 +7 343 200-11-22",
                &[("+79123456789", "+7 912 345-67-89"), ("+73432001122", "+7 343 200-11-22")],
            ),
            (
                "тел. 200-11-22 доб. 5 моб. 8 912 345-67-89 (после 18 ч)",
                &[("2001122", "тел. 200-11-22"), ("+79123456789", "доб. 5 моб. 8 912 345-67-89 (после 18 ч)")],
            ),
            ("200-11-22/33", &[("2001122", "200-11-22/33")]),
            ("доб. 12", &[]),
        ] {
            assert_eq!(written(cell), own(want), "{cell}");
        }
        let mut m = Vec::new();
        assert!(!emails("нет@", &mut m) && !phones("101", &mut p));
        emails("Иван <Ivan@Firma.ru>; b@c.рф, нет, @x.ru", &mut m);
        assert_eq!(m, ["ivan@firma.ru", "b@c.рф"]);
    }

    #[test]
    fn terms_durations_and_what_a_task_is_about() {
        let day = Day::ymd(2026, 11, 24).unwrap();
        assert_eq!(due("24.11.2026", Zone::MOSCOW), Ok(Due::day(day)));
        assert_eq!(due("24.11.2026 14:05:30", Zone::MOSCOW), Ok(Due::at(day, 845)));
        assert_eq!(due("46350,5", Zone::MOSCOW), Ok(Due::at(day, 720)));
        for (s, n) in [("00:02:15", 135), ("2:15", 135), ("135", 135), ("2 мин 15 сек", 135), ("1 ч", 3600), ("", 0)]
        {
            assert_eq!(seconds(s), n, "{s}");
        }
        let mut out = Vec::new();
        about("Сделка: Насосы, монтаж; Ангар: крыша;Компания: ООО «А»;Лид: ;", &mut out);
        let want = [(Kind::Deal, "Насосы, монтаж; Ангар: крыша"), (Kind::Client, "ООО «А»")];
        assert_eq!(out, want.map(|(k, s)| (k, s.to_owned())));
    }

    #[test]
    fn an_inn_gets_back_the_zero_a_spreadsheet_took() {
        for (s, want) in [
            ("7707083893", "7707083893"),
            ("274062111", "0274062111"),
            ("274062112", ""),
            ("500100732259", "500100732259"),
            ("12345", ""),
            ("6670000001/667001001", "6670000001"),
            ("ИНН 6670000001", "6670000001"),
        ] {
            assert_eq!(inn(s), want, "{s}");
        }
    }

    #[test]
    fn text_is_clean_and_bare() {
        assert_eq!(text("'+7 912"), "+7 912");
        assert_eq!(text("\u{a0} a\u{1b}[31mб\u{202e} "), "a[31mб");
        assert_eq!(text("'"), "'");
    }
}
