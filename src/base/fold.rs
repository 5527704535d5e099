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

/// What two spellings of one Russian phone have in common: the last ten digits; `None` under five digits.
pub fn phone_key(s: &str) -> Option<String> {
    let d = digits(s);
    (d.len() >= 5).then(|| d[d.len().saturating_sub(10)..].to_owned())
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
        assert_eq!(phone_key("12-3"), None);
    }
}
