//! An answer to «Что обещали?» told in one breath (2 §3, «опрос за час»): a promise a line or a sentence, its day from its own
//! words, unusual where it begins with «!», agreed where it says with whom.

use serde::{Deserialize, Serialize};

use super::promise::words;
use super::spoken_within::term_within;
use crate::base::{Clock, Due, fold};

/// Before a promise that we do not give to everybody.
pub const UNUSUAL: char = '!';

/// What was answered to «Что обещали?».
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Promised {
    /// No answer yet.
    Unsaid,
    Nothing,
    These(String),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    pub text: String,
    pub due: Option<Due>,
    pub unusual: bool,
    /// Empty: with nobody.
    pub agreed_with: String,
}

/// The promises of an answer, in its order.
pub fn told(answer: &str, clock: Clock) -> Vec<Told> {
    answer.lines().flat_map(sentences).filter_map(|s| one(&s, clock)).collect()
}

/// What a running text tells of promises, a sentence each: «Обещал скидку 12 % до 15 декабря». Unusual by its words.
pub fn mentioned(text: &str, clock: Clock) -> Vec<Told> {
    let tells = |t: &Told| {
        let words: Vec<String> = words(&t.text).collect();
        words.iter().position(|w| promises(w)).is_some_and(|at| is_ours(&words, at))
    };
    let guessed = |t: Told| Told { unusual: t.unusual || looks_unusual(&t.text), ..t };
    told(text, clock).into_iter().filter(tells).map(guessed).collect()
}

fn promises(word: &str) -> bool {
    word.starts_with("обеща") || word.starts_with("пообеща") || word.starts_with("promise")
}

/// «Ничего не обещали» is no promise; nor is what the client has promised to us: by who promises, to whom, and what, since
/// it is not we who pay and sign.
fn is_ours(words: &[String], at: usize) -> bool {
    const TO_US: [&str; 4] = ["нам", "мне", "us", "me"];
    const BETWEEN: [&str; 8] = ["твёрдо", "твердо", "устно", "письменно", "тоже", "уже", "давно", "also"];
    const NOT_WE: [&str; 17] = [
        "без",
        "нет",
        "никаких",
        "without",
        "не",
        "ничего",
        "not",
        "nothing",
        "клиент",
        "заказчик",
        "покупатель",
        "директор",
        "бухгалтер",
        "бухгалтерия",
        "они",
        "client",
        "they",
    ];
    const PEOPLE: [&str; 4] = ["директор", "бухгалтер", "представитель", "менеджер"];
    const OF_THEIRS: [&str; 3] = ["клиента", "заказчика", "покупателя"];
    const THEIRS: [&str; 5] = ["оплат", "заплат", "предоплат", "подписать", "доплат"];
    let is = |all: &[&str], w: Option<&String>| w.is_some_and(|w| all.contains(&w.as_str()));
    let mut back = words[..at].iter().rev().filter(|w| !BETWEEN.contains(&w.as_str()));
    let (before, first) = (back.next(), back.next());
    let after = words.get(at + 1);
    // «Директор клиента обещал», and not «по просьбе клиента обещали».
    let theirs = is(&OF_THEIRS, before) && is(&PEOPLE, first)
        // One of them pays and signs; «обещали оплатить доставку» is what we all do.
        || !words[at].ends_with('и') && after.is_some_and(|w| THEIRS.iter().any(|s| w.starts_with(s)));
    // «Обещаний нет», «обещаний не было».
    let none = is(&["нет", "не"], after) && words[at].starts_with("обещани");
    !(theirs || none || is(&TO_US, before) || is(&TO_US, after) || is(&NOT_WE, before))
}

/// Whether the words tell of what is not promised to everybody: a discount, a deferral, a price, a bonus, an exception.
pub fn looks_unusual(text: &str) -> bool {
    unusual_word(text).is_some()
}

/// The first of such words, as it is written.
pub fn unusual_word(text: &str) -> Option<String> {
    const STEMS: [&str; 14] = [
        "скидк",
        "скидок",
        "отсрочк",
        "отсрочек",
        "бонус",
        "исключ",
        "бесплатн",
        "эксклюзив",
        "рассрочк",
        "спеццен",
        "discount",
        "bonus",
        "deferr",
        "exception",
    ];
    const WHOLE: [&str; 8] = ["цена", "цену", "цене", "цены", "ценой", "ценам", "price", "prices"];
    words(text).find(|w| STEMS.iter().any(|s| w.starts_with(s)) || WHOLE.contains(&w.as_str()))
}

/// Whether a promise that is written down is the one a sentence tells of: most of its words are there, in whatever form, and
/// all its figures: «скидка 12 %» is not the one of 15 %.
pub fn is_told_of(promise: &str, sentence: &str) -> bool {
    let stems = |text: &str| words(text).map(|w| w.chars().take(5).collect()).collect::<Vec<String>>();
    let (promised, said) = (stems(promise), stems(sentence));
    let there = promised.iter().filter(|w| said.contains(w)).count();
    let figures = promised.iter().filter(|w| w.starts_with(char::is_numeric)).all(|w| said.contains(w));
    !promised.is_empty() && figures && there * 2 >= promised.len()
}

fn one(said: &str, clock: Clock) -> Option<Told> {
    let text = said.trim_start_matches(|c: char| c.is_whitespace() || "-–—•*".contains(c));
    let unusual = text.starts_with(UNUSUAL);
    let text = text.trim_start_matches(|c: char| c == UNUSUAL || c.is_whitespace()).trim_end();
    let text = text.strip_suffix('.').unwrap_or(text);
    let due = term_within(text, clock);
    (!text.is_empty()).then(|| Told { text: text.to_owned(), due, unusual, agreed_with: agreed_with(text) })
}

/// Cut at a semicolon, and where a sentence ends and a capital begins the next; «И. И. Орлов» and «до 10 дек.» end none.
fn sentences(line: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    let mut words = line.split_whitespace().peekable();
    while let Some(word) = words.next() {
        if let Some(last) = out.last_mut() {
            if !last.is_empty() {
                last.push(' ');
            }
            last.push_str(word.trim_end_matches(';'));
        }
        let begins = words.peek().is_some_and(|w| w.starts_with(|c: char| c.is_uppercase() || c == UNUSUAL));
        let short =
            word.ends_with('.') && (2..=4).contains(&word.chars().count()) && word.starts_with(char::is_alphabetic);
        if word.ends_with(';') || (word.ends_with(['.', '!', '?']) && word.chars().count() > 1 && begins && !short) {
            out.push(String::new());
        }
    }
    out
}

/// «Согласовано с Ивановой»: who it was; a client's word is no agreement of ours.
fn agreed_with(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let folded = |i: usize| words.get(i).map(|w| fold(w)).unwrap_or_default();
    let at = (0..words.len()).find(|i| {
        let agreed = folded(*i).trim_start_matches('(').starts_with("согласован") || folded(*i) == "agreed";
        agreed && matches!(folded(i + 1).as_str(), "с" | "со" | "with")
    });
    let Some(at) = at else { return String::new() };
    let mut who: Vec<&str> = Vec::new();
    for word in words.iter().skip(at + 2).take(3) {
        let bare = word.trim_end_matches([',', ';', ')', ':']);
        who.push(bare);
        if bare.len() < word.len() {
            break;
        }
    }
    let who = who.join(" ");
    let theirs = ["клиент", "ним", "ней", "client", "them"].iter().any(|s| fold(&who).starts_with(s));
    if theirs { String::new() } else { who }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::base::{Day, Zone};

    /// Tuesday, 24 November 2026, 14:00 in Moscow.
    fn clock() -> Clock {
        let zone = Zone::MOSCOW;
        Clock { now: zone.at(Day::parse("2026-11-24").unwrap(), 14 * 60), zone }
    }

    fn texts(answer: &str) -> Vec<String> {
        told(answer, clock()).into_iter().map(|t| t.text).collect()
    }

    #[test]
    fn a_promise_is_a_line_or_a_sentence() {
        assert_eq!(texts("отгрузка до 10 декабря\nскидка 7 %"), ["отгрузка до 10 декабря", "скидка 7 %"]);
        assert_eq!(texts("Скидка 7 %. Отгрузка в мае."), ["Скидка 7 %", "Отгрузка в мае"]);
        assert_eq!(texts("скидка; отсрочка 30 дней"), ["скидка", "отсрочка 30 дней"]);
        assert_eq!(texts("- скидка\n• отсрочка"), ["скидка", "отсрочка"]);
        assert_eq!(
            texts("до 10 дек. Орлову И. И. обещан счёт на 5 тыс. Руками"),
            ["до 10 дек. Орлову И. И. обещан счёт на 5 тыс. Руками"]
        );
        assert_eq!(texts(" \n ; "), [""; 0]);
    }

    #[test]
    fn its_day_its_agreement_and_what_is_unusual_are_in_its_words() {
        let all = told(
            "отгрузка до 10 декабря\n! скидка 7 % (согласовано с Ивановой)\nотсрочка, согласована с клиентом",
            clock(),
        );
        let due = |s: &str| Due::parse(s);
        assert_eq!((all[0].due, all[0].unusual, all[0].agreed_with.as_str()), (due("2026-12-10"), false, ""));
        assert_eq!((all[1].text.as_str(), all[1].due), ("скидка 7 % (согласовано с Ивановой)", None));
        assert_eq!((all[1].unusual, all[1].agreed_with.as_str()), (true, "Ивановой"));
        assert_eq!((all[2].unusual, all[2].agreed_with.as_str()), (false, ""));
    }

    #[test]
    fn a_term_is_only_what_was_named_as_one() {
        let dues = |s: &str| told(s, clock()).into_iter().map(|t| t.due).collect::<Vec<_>>();
        assert_eq!(dues("оплата через 30 дней\nскидка с 1 декабря\nсчёт от 27.11"), [None; 3]);
        let friday = Due::parse("2026-11-27");
        assert_eq!(dues("отгрузка в пятницу; с 1 декабря скидка, счёт до 27 ноября"), [friday, friday]);
    }

    #[test]
    fn a_story_mentions_its_promises() {
        let all =
            mentioned("Покупают три года. Обещал скидку 12 % до 15 декабря. Отгрузку обещали в пятницу.", clock());
        let said: Vec<_> = all.iter().map(|t| (t.text.as_str(), t.due, t.unusual)).collect();
        let due = |s: &str| Due::parse(s);
        assert_eq!(
            said,
            [
                ("Обещал скидку 12 % до 15 декабря", due("2026-12-15"), true),
                ("Отгрузку обещали в пятницу", due("2026-11-27"), false)
            ]
        );
        for none in [
            "",
            "Покупают три года",
            "Ничего не обещали",
            "Второй год, без обещаний",
            "Обещаний нет",
            "Обещаний не было",
            "Клиент обещал оплату до пятницы",
            "Клиент нам обещал заказ в мае",
            "Обещали нам ответить до пятницы",
            "Орлов обещал оплату на неделе",
            "Директор клиента твёрдо обещал подписать",
        ] {
            assert_eq!(mentioned(none, clock()), [], "{none}");
        }
        for ours in [
            "Клиенту обещали отсрочку оплаты",
            "Устно обещал образцы",
            "Мы обещали скидку",
            "Орлову обещана отгрузка",
            "По просьбе клиента обещали отсрочку",
            "Она обещала скидку 12 %",
            "Обещали оплатить доставку",
        ] {
            assert_eq!(mentioned(ours, clock()).len(), 1, "{ours}");
        }
    }

    #[test]
    fn what_is_not_for_everybody_shows_in_its_words() {
        for text in
            ["Скидка 7 %", "отсрочка 30 дней", "держим цену до мая", "монтаж бесплатно", "в виде исключения, бонус"]
        {
            assert!(looks_unusual(text), "{text}");
        }
        for text in ["отгрузка до 10 декабря", "прислать образцы", "ценные образцы", ""]
        {
            assert!(!looks_unusual(text), "{text}");
        }
    }

    #[test]
    fn a_promise_that_is_written_is_not_told_of_anew() {
        let sentence = "Обещал скидку 12 % до 15 декабря";
        assert!(is_told_of("Скидка 12 %", sentence) && is_told_of(sentence, sentence));
        assert!(!is_told_of("Скидка 17 %", sentence), "another figure is another promise");
        assert!(!is_told_of("Отгрузка в пятницу", sentence) && !is_told_of("", sentence));
    }

    proptest! {
        #[test]
        fn any_answer_is_heard(text in "[ .;!а-яА-Я0-9\n]{0,60}") {
            for t in told(&text, clock()) {
                prop_assert!(!t.text.trim().is_empty());
            }
        }
    }
}
