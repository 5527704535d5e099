//! Russian full names: which word is what, the short form, the gender, and whether two spellings are one person.

mod first;
mod same;

use super::words::Gender;
use crate::base::{fold, swap_layout};

pub use same::{NameKey, Same, same_person};

/// A full name taken apart. Words stand as they were written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Name {
    pub surname: String,
    pub given: String,
    pub patronymic: String,
    pub gender: Option<Gender>,
    /// A patronymic or a known first name says which word is which; otherwise the order was guessed.
    pub sure: bool,
}

/// Takes a name apart: «Иванов Иван Петрович», «Иван Петрович Иванов», «Иванов Иван», «Иванов И. П.», «John Smith».
pub fn parse(name: &str) -> Name {
    let words = split(name);
    let folded: Vec<String> = words.iter().map(|w| fold(w)).collect();
    let (full, initials): (Vec<usize>, Vec<usize>) = (0..words.len()).partition(|i| !is_initial(&folded[*i]));
    let take = |ids: &[usize]| ids.iter().map(|i| words[*i].as_str()).collect::<Vec<_>>().join(" ");
    if let Some((given, patronymic)) = patronymic(&folded, &full) {
        let rest: Vec<usize> = full.iter().copied().filter(|i| *i != given && *i != patronymic).collect();
        return Name {
            surname: take(&rest),
            given: words[given].clone(),
            patronymic: words[patronymic].clone(),
            gender: patronymic_gender(&folded[patronymic]).or_else(|| first_name(&folded[given])),
            sure: true,
        };
    }
    let known = |i: &usize| first_name(&folded[*i]).is_some();
    let initial = |n: usize| initials.get(n).map(|i| words[*i].clone()).unwrap_or_default();
    match full.as_slice() {
        [] => Name::default(),
        [one] if known(one) && initials.is_empty() => {
            Name { given: words[*one].clone(), gender: first_name(&folded[*one]), sure: true, ..Name::default() }
        }
        [one] => Name {
            surname: words[*one].clone(),
            given: initial(0),
            patronymic: initial(1),
            gender: surname_gender(&folded[*one]),
            sure: false,
        },
        [a, .., z] => {
            let given = *match (known(a), known(z)) {
                (true, false) => a,
                (false, true) => z,
                // Both or neither: Russian offices write the surname first, Latin names the given one.
                _ if folded[*a].is_ascii() => a,
                _ if !looks_like_surname(&folded[*a]) && looks_like_surname(&folded[*z]) => a,
                _ => z,
            };
            let rest: Vec<usize> = full.iter().copied().filter(|i| *i != given).collect();
            let surname = take(&rest);
            let gender = first_name(&folded[given]).or_else(|| surname_gender(&fold(&surname)));
            Name { sure: known(a) != known(z), surname, given: words[given].clone(), patronymic: initial(0), gender }
        }
    }
}

/// What was typed is the surname of this person, the first word of the name, in either layout.
pub fn is_surname(typed: &str, name: &str) -> bool {
    let want = fold(name.split_whitespace().next().unwrap_or(name));
    !want.is_empty() && (fold(typed) == want || fold(&swap_layout(typed)) == want)
}

/// «Иванов Иван Петрович» → «Иванов И. П.»; a single word stays as it is.
pub fn short(name: &str) -> String {
    let n = parse(name);
    let mut out = if n.surname.is_empty() { n.given.clone() } else { n.surname.clone() };
    if !n.surname.is_empty() {
        for part in [&n.given, &n.patronymic] {
            if let Some(c) = part.chars().next() {
                out.push(' ');
                out.extend(c.to_uppercase());
                out.push('.');
            }
        }
    }
    if out.is_empty() { name.trim().to_owned() } else { out }
}

/// Words of a name; the dots of initials and commas separate too («Иванов И.П.», «Иванов, Иван»).
fn split(name: &str) -> Vec<String> {
    let apart = |c: char| c.is_whitespace() || matches!(c, '.' | ',' | ';');
    name.split(apart)
        .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|w| !w.is_empty())
        .map(str::to_owned)
        .collect()
}

fn is_initial(folded: &str) -> bool {
    folded.chars().count() == 1
}

fn first_name(folded: &str) -> Option<Gender> {
    if first::MALE.contains(&folded) {
        Some(Gender::Male)
    } else {
        first::FEMALE.contains(&folded).then_some(Gender::Female)
    }
}

/// The places of the given name and the patronymic. A word like a patronymic may be a surname («Абрамович Роман
/// Аркадьевич»), so a known first name before it decides, else the last such word.
fn patronymic(folded: &[String], full: &[usize]) -> Option<(usize, usize)> {
    // Of three words «-ич» after a man's name is a patronymic, whatever the name it comes from; of two it may be a surname.
    let old = |g: usize, p: usize| {
        full.len() > 2 && first_name(&folded[g]) == Some(Gender::Male) && folded[p].ends_with("ич")
    };
    let is_pair = |(g, p): &(usize, usize)| patronymic_gender(&folded[*p]).is_some() || old(*g, *p);
    let pairs = full.windows(2).map(|w| (w[0], w[1])).filter(is_pair);
    let pairs: Vec<(usize, usize)> = pairs.collect();
    let known = pairs.iter().find(|(g, _)| first_name(&folded[*g]).is_some());
    let (given, place) = known.or(pairs.last()).copied()?;
    // «Иванов Маркович» alone: the word before is more likely a surname than a name.
    let sure = full.len() > 2 || first_name(&folded[given]).is_some();
    sure.then_some((given, place))
}

fn patronymic_gender(folded: &str) -> Option<Gender> {
    const MALE: [&str; 9] = ["ович", "евич", "ьич", "лукич", "кузьмич", "никитич", "саввич", "фокич", "оглы"];
    const FEMALE: [&str; 6] = ["овна", "евна", "ична", "инична", "кызы", "ьинична"];
    let long = folded.chars().count() > 4;
    let ends = |list: &[&str]| list.iter().any(|e| folded.ends_with(e)) && long;
    if ends(&MALE) || ["фомич", "оглы"].contains(&folded) {
        Some(Gender::Male)
    } else {
        (ends(&FEMALE) || folded == "кызы").then_some(Gender::Female)
    }
}

fn surname_gender(folded: &str) -> Option<Gender> {
    const MALE: [&str; 6] = ["ов", "ев", "ин", "ын", "ский", "цкий"];
    const FEMALE: [&str; 6] = ["ова", "ева", "ина", "ына", "ская", "цкая"];
    let ends = |list: &[&str]| list.iter().any(|e| folded.ends_with(e));
    if ends(&FEMALE) { Some(Gender::Female) } else { ends(&MALE).then_some(Gender::Male) }
}

fn looks_like_surname(folded: &str) -> bool {
    const MORE: [&str; 9] = ["ко", "ук", "юк", "ян", "дзе", "швили", "их", "ых", "чук"];
    surname_gender(folded).is_some() || MORE.iter().any(|e| folded.ends_with(e))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parts(name: &str) -> (String, String, String, Option<Gender>) {
        let n = parse(name);
        (n.surname, n.given, n.patronymic, n.gender)
    }

    #[test]
    fn every_order_is_taken_apart() {
        let m = Some(Gender::Male);
        let f = Some(Gender::Female);
        for (name, surname, given, patronymic, gender) in [
            ("Иванов Иван Петрович", "Иванов", "Иван", "Петрович", m),
            ("Иван Петрович Иванов", "Иванов", "Иван", "Петрович", m),
            ("Абрамович Роман Аркадьевич", "Абрамович", "Роман", "Аркадьевич", m),
            ("Роман Аркадьевич Абрамович", "Абрамович", "Роман", "Аркадьевич", m),
            ("Громов Сергей Никитич", "Громов", "Сергей", "Никитич", m),
            ("Игорь Никитич", "", "Игорь", "Никитич", m),
            ("Пётр Вавилич Громов", "Громов", "Пётр", "Вавилич", m),
            ("Бабич Иван", "Бабич", "Иван", "", m),
            ("Иван Бабич", "Бабич", "Иван", "", m),
            ("Бабич Иван Петрович", "Бабич", "Иван", "Петрович", m),
            ("Шевченко Анна Ильинична", "Шевченко", "Анна", "Ильинична", f),
            ("Анна Шевченко", "Шевченко", "Анна", "", f),
            ("Иванова Мария", "Иванова", "Мария", "", f),
            ("Алексей Смирнов", "Смирнов", "Алексей", "", m),
            ("Семён", "", "Семён", "", m),
            ("Иванов И.П.", "Иванов", "И", "П", m),
            ("Кузнецова А.", "Кузнецова", "А", "", f),
            ("Иван Петрович", "", "Иван", "Петрович", m),
            ("Darcel Schlecht", "Schlecht", "Darcel", "", None),
            ("Салтыков-Щедрин Михаил", "Салтыков-Щедрин", "Михаил", "", m),
            ("", "", "", "", None),
        ] {
            let wanted = (surname.to_owned(), given.to_owned(), patronymic.to_owned(), gender);
            assert_eq!(parts(name), wanted, "{name}");
        }
        assert_eq!(parse("Мамедов Октай Гасан оглы").gender, m);
        assert!(parse("Иванов Иван").sure && !parse("Бабий Зорян").sure);
    }

    #[test]
    fn the_short_form_is_surname_and_initials() {
        for (name, s) in [
            ("Иванов Иван Петрович", "Иванов И. П."),
            ("Иван Петрович Иванов", "Иванов И. П."),
            ("иванов и.п.", "иванов И. П."),
            ("Анна Шевченко", "Шевченко А."),
            ("Иван Петрович", "Иван"),
            ("Анна", "Анна"),
            ("Darcel Schlecht", "Schlecht D."),
            ("  ", ""),
        ] {
            assert_eq!(short(name), s, "{name}");
        }
    }

    #[test]
    fn the_lists_are_folded_and_apart() {
        for n in first::MALE.iter().chain(first::FEMALE) {
            assert_eq!(fold(n), *n);
        }
        assert!(first::MALE.iter().all(|n| !first::FEMALE.contains(n)));
    }

    proptest! {
        #[test]
        fn nothing_typed_panics(name in ".{0,40}") {
            let _ = (parse(&name), short(&name), same_person(&name, "Иванов И."));
        }
    }
}
