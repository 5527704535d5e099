//! One folding for everything that is compared, searched or sorted.

use unicode_normalization::UnicodeNormalization;

/// Lower case, ё→е, NFC, every run of blanks (NBSP too) one space, ends trimmed.
///
/// The binary order of the result is the Russian order, so SQLite needs no collation of ours.
pub fn fold(s: &str) -> String {
    let mut out = String::with_capacity(s.len());
    let mut gap = false;
    for c in s.nfc().flat_map(char::to_lowercase) {
        if c.is_whitespace() || c == '\u{feff}' {
            gap = !out.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            out.push(' ');
        }
        out.push(if c == 'ё' { 'е' } else { c });
    }
    out
}

/// Legal forms, folded.
const FORMS: [&str; 24] = [
    "ооо", "оао", "зао", "пао", "ао", "нао", "ип", "чп", "тоо", "нко", "ано", "гуп", "муп", "фгуп", "гбу", "мбу",
    "llc", "ltd", "inc", "corp", "co", "gmbh", "plc", "llp",
];

/// A company's name for a narrow place: without the legal form before or after it and without the quotes around it. A
/// name that is nothing but a form keeps it.
pub fn bare_name(name: &str) -> &str {
    let is_form = |word: &str| FORMS.contains(&fold(word.trim_matches(['.', ','])).as_str());
    let mut bare = name.trim();
    if let Some((first, rest)) = bare.split_once(char::is_whitespace)
        && is_form(first)
    {
        bare = rest.trim();
    }
    if let Some((rest, last)) = bare.rsplit_once(char::is_whitespace)
        && is_form(last)
    {
        bare = rest.trim_end_matches([',', ' ']);
    }
    let quoted = [('«', '»'), ('"', '"'), ('“', '”')].into_iter().find_map(|(open, close)| {
        bare.strip_prefix(open)?.strip_suffix(close).filter(|inner| !inner.contains([open, close]))
    });
    match quoted.unwrap_or(bare) {
        "" => name.trim(),
        bare => bare,
    }
}

/// A company's name as likely duplicates share it: folded, without its legal form, quotes, marks and blanks. A name
/// that is nothing but a form keeps it.
pub fn match_fold(name: &str) -> String {
    let folded = fold(name);
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let core: String = words.iter().filter(|w| !FORMS.contains(w)).copied().collect();
    if core.is_empty() { words.concat() } else { core }
}

/// The digits of a text and nothing else.
pub fn digits(s: &str) -> String {
    s.chars().filter(char::is_ascii_digit).collect()
}

/// Fewer digits are no number: an extension, a flat, an hour.
const PHONE_DIGITS: usize = 5;

/// Where numbers stand in a text, by bytes: stretches of digits and of the signs that people write between them. A word ends
/// a stretch, so that «доб. 105» or «после 18:00» is no part of the number before it, and so does the plus of another number.
pub fn phone_spans(s: &str) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let (mut from, mut count) = (None, 0);
    let mut end = |from: &mut Option<usize>, count: &mut usize, at: usize| {
        if let Some(start) = from.take().filter(|_| *count >= PHONE_DIGITS) {
            out.push((start, at));
        }
        *count = 0;
    };
    for (i, c) in s.char_indices() {
        match c {
            '+' if count >= PHONE_DIGITS => {
                end(&mut from, &mut count, i);
                from = Some(i);
            }
            '0'..='9' | '+' | '(' | ')' | '-' | '–' | '‑' | '.' | ' ' | '\u{a0}' | '\u{202f}' => {
                from.get_or_insert(i);
                count += usize::from(c.is_ascii_digit());
            }
            _ => end(&mut from, &mut count, i),
        }
    }
    end(&mut from, &mut count, s.len());
    out
}

/// The first number of a text; the whole of it where its digits stand apart.
pub fn phone_number(s: &str) -> &str {
    phone_spans(s).first().map_or(s, |(from, to)| &s[*from..*to])
}

/// What two spellings of one Russian phone have in common: the last ten digits; `None` under five digits. An extension does
/// not count.
pub fn phone_key(s: &str) -> Option<String> {
    let d = digits(phone_number(s));
    (d.len() >= PHONE_DIGITS).then(|| d[d.len().saturating_sub(10)..].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_makes_spellings_equal() {
        assert_eq!(fold("  Ёлкин\u{a0} ПЁТР "), "елкин петр");
        assert_eq!(fold("и\u{306}"), "й");
        assert_eq!(fold(&fold("Ёж  Ё")), fold("Ёж  Ё"));
    }

    #[test]
    fn companies_match_without_form_quotes_and_blanks() {
        assert_eq!(match_fold("ООО «Ромашка-Плюс»"), match_fold("ромашка плюс, ООО"));
        assert_eq!(match_fold("ИП"), "ип");
        assert_eq!(match_fold("Acme Corp."), match_fold("ACME"));
    }

    #[test]
    fn a_name_in_a_narrow_place_keeps_what_tells_it_apart() {
        for (whole, bare) in [
            ("ООО «Галактика-Дом»", "Галактика-Дом"),
            ("ИП Быков А. В.", "Быков А. В."),
            ("Ромашка, ООО", "Ромашка"),
            ("Acme Corp.", "Acme"),
            ("ПАО «Банк «Северный»", "«Банк «Северный»"),
            ("АО «Берег» и «Волна»", "«Берег» и «Волна»"),
            ("Оазис", "Оазис"),
            ("ИП", "ИП"),
            (" ООО «» ", "ООО «»"),
        ] {
            assert_eq!(bare_name(whole), bare, "{whole}");
        }
    }

    #[test]
    fn phones_compare_by_their_last_ten_digits() {
        assert_eq!(phone_key("8 (912) 345-67-89"), phone_key("+7 912 345 67 89"));
        for ext in [
            "8 912 345-67-89 доб. 105",
            "+7(912)345-67-89 #105",
            "тел. 89123456789, доб 5 (после 18:00)",
            "89123456789x12",
        ] {
            assert_eq!(phone_key(ext).as_deref(), Some("9123456789"), "{ext}");
        }
        assert_eq!(phone_key("1a2b3c4d5").as_deref(), Some("12345"));
        assert_eq!(phone_key("12-3"), None);
    }
}
