//! When two written names mean one company (3 §1): compared without what is no part of the name. Persons are `names`.

use crate::base::fold;

/// Legal forms and what stands for them; no part of a company's own name.
const FORMS: [&str; 28] = [
    "ооо", "оао", "зао", "пао", "ао", "нао", "ип", "нко", "ано", "гк", "тд", "чоу", "фгуп", "гуп", "муп", "тоо", "чп",
    "ltd", "llc", "inc", "gmbh", "corp", "plc", "limited", "co", "jsc", "pjsc", "ojsc",
];
const LONG_FORMS: [&str; 4] = [
    "общество с ограниченной ответственностью",
    "публичное акционерное общество",
    "акционерное общество",
    "индивидуальный предприниматель",
];

/// What likely duplicates of a company share: without legal form, quotes, punctuation and blanks. «ООО "Кварц"» and
/// «кварц ооо» are `кварц`. A name that is nothing but its form stays itself.
pub fn match_fold(name: &str) -> String {
    let mut folded = fold(name);
    for form in LONG_FORMS {
        folded = folded.replace(form, " ");
    }
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let own: String = words.filter(|w| !FORMS.contains(w)).collect();
    if own.is_empty() { fold(name).chars().filter(|c| c.is_alphanumeric()).collect() } else { own }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn companies_are_compared_without_form_quotes_and_blanks() {
        for s in ["ООО «Кварц»", "кварц ооо", "ООО \"КВАРЦ\"", "Общество с ограниченной ответственностью «Кварц»"]
        {
            assert_eq!(match_fold(s), "кварц", "{s}");
        }
        assert_eq!(match_fold("Магнит-Снаб"), match_fold("ПАО магнит снаб"));
        assert_eq!(match_fold("ООО"), "ооо");
        assert_eq!(match_fold("АОКварц"), "аокварц");
        assert_ne!(match_fold("Кварц-1"), match_fold("Кварц-2"));
    }
}
