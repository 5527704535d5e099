//! What two spellings of one company have in common, and its taxpayer number.

use crate::base::{digits, fold};

/// Legal forms as they stand in names, folded.
const FORMS: [&str; 14] = [
    "общество с ограниченной ответственностью",
    "публичное акционерное общество",
    "закрытое акционерное общество",
    "открытое акционерное общество",
    "акционерное общество",
    "индивидуальный предприниматель",
    "ооо",
    "пао",
    "зао",
    "оао",
    "ао",
    "ип",
    "llc",
    "ltd",
];

/// The name without its legal form, quotes, marks and blanks: «ООО «Магнит-Снаб»» and «Магнит Снаб, ООО» are one key.
pub fn company_key(name: &str) -> String {
    let folded = fold(name);
    let plain: String = folded.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let mut text = format!(" {} ", plain.split_whitespace().collect::<Vec<_>>().join(" "));
    for form in FORMS {
        text = text.replace(&format!(" {form} "), " ");
    }
    let key: String = text.split_whitespace().collect();
    // A name that is nothing but its form keeps it: two nameless companies are not one.
    if key.is_empty() { folded.split_whitespace().collect() } else { key }
}

/// The last digits an INN must have after its first nine (a company) or ten (a person).
fn checksum(first: &[u32]) -> Option<String> {
    const WEIGHTS: [u32; 11] = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];
    let digit = |d: &[u32]| {
        let w = &WEIGHTS[WEIGHTS.len() - d.len()..];
        d.iter().zip(w).map(|(a, b)| a * b).sum::<u32>() % 11 % 10
    };
    match first.len() {
        9 => Some(digit(first).to_string()),
        10 => {
            let a = digit(first);
            let b = digit(&[first, &[a]].concat());
            Some(format!("{a}{b}"))
        }
        _ => None,
    }
}

/// A whole INN from its first nine or ten digits.
pub fn inn(first: &str) -> Option<String> {
    let d: Vec<u32> = first.chars().filter_map(|c| c.to_digit(10)).collect();
    checksum(&d).map(|c| format!("{first}{c}"))
}

/// Ten digits of a company or twelve of a person, with the right check digits.
pub fn is_inn(text: &str) -> bool {
    let d = digits(text);
    let first = match d.len() {
        10 => &d[..9],
        12 => &d[..10],
        _ => return false,
    };
    inn(first).as_deref() == Some(d.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_company_share_a_key() {
        for s in [
            "ООО «Магнит-Снаб»",
            "Магнит Снаб, ООО",
            "\"МАГНИТ-СНАБ\"",
            "ooo".replace("ooo", "ООО Магнит Снаб").as_str(),
        ] {
            assert_eq!(company_key(s), "магнитснаб", "{s}");
        }
        assert_ne!(company_key("АО «Кварц»"), company_key("АО «Кварц-М»"));
        assert_eq!(company_key("ООО"), "ооо");
        assert_eq!(company_key("Общество с ограниченной ответственностью «Заря»"), "заря");
    }

    #[test]
    fn taxpayer_numbers_carry_their_check_digits() {
        assert!(is_inn("7707083893") && is_inn("500100732259"));
        assert!(!is_inn("7707083894") && !is_inn("500100732258") && !is_inn("770708389"));
        assert_eq!(inn("770708389").as_deref(), Some("7707083893"));
    }
}
