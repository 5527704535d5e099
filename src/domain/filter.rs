//! The filter language (4 §4): words search, `owner:`, `seg:`, `stage:`, `region:`, `industry:`, `due:<3d`,
//! `context:<5`, `temp:`, `state:`, in Russian words too. What was understood is echoed; what was not is told.

use super::words::{Segment, Temperature};
use crate::base::{EmployeeId, digits, fold, phone_key, swap_layout};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cmp {
    Less,
    More,
    Is,
}

/// One condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cond {
    /// Folded part of the owner's name; empty: nobody.
    Owner(String),
    /// Exactly this person: `owner:employee:7`.
    OwnerIs(EmployeeId),
    Segment(Segment),
    Temperature(Temperature),
    /// Folded part of the stage's name.
    Stage(String),
    Region(String),
    Industry(String),
    /// Days from today to the next deadline: less than, more than, exactly. `due:<0` is overdue.
    Due(Cmp, i32),
    /// Filled blocks of context.
    Context(Cmp, u32),
    /// A word of the object's own state: `open`, `won`, `lost`, `done`… as typed, folded.
    State(String),
}

/// A filter as understood.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Folded words to search for.
    pub words: Vec<String>,
    pub conds: Vec<Cond>,
    /// `name:value` pieces that mean nothing here, as typed.
    pub unknown: Vec<String>,
}

impl Filter {
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.conds.is_empty() && self.unknown.is_empty()
    }

    /// The words as they would read in the other layout; `None` when that makes no difference.
    pub fn swapped(&self) -> Option<Vec<String>> {
        let other: Vec<String> = self.words.iter().map(|w| fold(&swap_layout(w))).collect();
        (!other.is_empty() && other != self.words).then_some(other)
    }
}

/// Reads what was typed. Never fails: what is not understood is in `unknown` and shown.
pub fn filter(text: &str) -> Filter {
    let mut out = Filter::default();
    for piece in joined_phones(pieces(text)) {
        match named(&piece) {
            Some((name, value)) => match cond(&fold(name), value.trim()) {
                Some(c) => out.conds.push(c),
                None => out.unknown.push(piece),
            },
            _ => {
                let w = fold(&piece);
                if !w.is_empty() {
                    out.words.push(w);
                }
            }
        }
    }
    out
}

/// A condition's name and value. Its colon may be left out before a comparison (`срок<3д`), which no name or title has in it.
fn named(piece: &str) -> Option<(&str, &str)> {
    let (name, value) = match (piece.split_once(':'), piece.find(['<', '>', '='])) {
        (Some(two), _) => two,
        (None, Some(at)) => (&piece[..at], piece[at..].trim_start_matches('=')),
        (None, None) => return None,
    };
    (!name.is_empty()).then_some((name, value))
}

/// Words, with `owner:"Иванов И."` kept whole.
fn pieces(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut cur = String::new();
    let mut quoted = false;
    for c in text.chars() {
        match c {
            '"' => quoted = !quoted,
            c if c.is_whitespace() && !quoted => {
                if !cur.is_empty() {
                    out.push(std::mem::take(&mut cur));
                }
            }
            c => cur.push(c),
        }
    }
    if !cur.is_empty() {
        out.push(cur);
    }
    out
}

/// A phone typed with blanks, brackets and dashes is one word: its last ten digits, as the base keeps them.
fn joined_phones(pieces: Vec<String>) -> Vec<String> {
    let part =
        |p: &str| p.chars().all(|c| c.is_ascii_digit() || "+()-".contains(c)) && p.chars().any(|c| c.is_ascii_digit());
    let mut out: Vec<String> = Vec::new();
    let mut run: Vec<String> = Vec::new();
    let flush = |run: &mut Vec<String>, out: &mut Vec<String>| {
        let whole = run.concat();
        // A lone number stays what it is: an INN, or the number in a title.
        let phone = digits(&whole).len() >= 5 && (run.len() > 1 || whole.contains(['+', '(', '-']));
        match phone_key(&whole).filter(|_| phone) {
            Some(key) => {
                out.push(key);
                run.clear();
            }
            None => out.append(run),
        }
    };
    for p in pieces {
        if part(&p) {
            run.push(p);
        } else {
            flush(&mut run, &mut out);
            out.push(p);
        }
    }
    flush(&mut run, &mut out);
    out
}

fn cond(name: &str, value: &str) -> Option<Cond> {
    let v = fold(value);
    Some(match name {
        "owner" | "manager" | "ответственный" | "отв" | "куратор" | "менеджер" => {
            match v.parse::<EmployeeId>() {
                Ok(id) => Cond::OwnerIs(id),
                Err(()) => Cond::Owner(if matches!(v.as_str(), "-" | "нет" | "none") { String::new() } else { v }),
            }
        }
        "seg" | "segment" | "сегмент" | "сег" => Cond::Segment(segment(&v)?),
        "temp" | "temperature" | "температура" | "темп" => Cond::Temperature(temperature(&v)?),
        "stage" | "этап" | "стадия" => Cond::Stage(v),
        "region" | "регион" => Cond::Region(v),
        "industry" | "отрасль" => Cond::Industry(v),
        "due" | "срок" => {
            let (cmp, n) = number(&v)?;
            Cond::Due(cmp, n)
        }
        "context" | "контекст" => {
            let (cmp, n) = number(&v)?;
            Cond::Context(cmp, u32::try_from(n).ok()?)
        }
        "state" | "статус" | "состояние" => Cond::State(v),
        _ => return None,
    })
}

fn segment(v: &str) -> Option<Segment> {
    Segment::of(v).or(match v {
        "вип" => Some(Segment::Vip),
        "важный" | "важные" => Some(Segment::Important),
        "обычный" | "обычные" => Some(Segment::Regular),
        "случайный" | "случайные" => Some(Segment::Occasional),
        _ => None,
    })
}

fn temperature(v: &str) -> Option<Temperature> {
    Temperature::of(v).or(match v {
        "горячий" | "горячие" | "г" => Some(Temperature::Hot),
        "теплый" | "теплые" | "т" => Some(Temperature::Warm),
        "холодный" | "холодные" | "х" => Some(Temperature::Cold),
        _ => None,
    })
}

/// `<3d`, `>5`, `0`, `<3д`.
fn number(v: &str) -> Option<(Cmp, i32)> {
    let (cmp, rest) = match v.chars().next()? {
        '<' => (Cmp::Less, &v[1..]),
        '>' => (Cmp::More, &v[1..]),
        '=' => (Cmp::Is, &v[1..]),
        _ => (Cmp::Is, v),
    };
    let rest = rest.trim_end_matches(['d', 'д']);
    Some((cmp, rest.trim().parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_conditions_in_both_languages() {
        let f = filter("Ёлкин owner:Иванов сег:vip due:<3d контекст:<5 регион:\"Нижний Новгород\" foo:1");
        assert_eq!(f.words, ["елкин"]);
        assert_eq!(
            f.conds,
            [
                Cond::Owner("иванов".into()),
                Cond::Segment(Segment::Vip),
                Cond::Due(Cmp::Less, 3),
                Cond::Context(Cmp::Less, 5),
                Cond::Region("нижний новгород".into()),
            ]
        );
        assert_eq!(f.unknown, ["foo:1"]);
        assert_eq!(filter("bdfyjd").swapped(), Some(vec!["иванов".into()]));
        assert_eq!(filter("79").swapped(), None);
        assert_eq!(filter("срок<3д контекст=5").conds, filter("срок:<3д контекст:5").conds);
        assert_eq!(filter("срок<3д").conds, [Cond::Due(Cmp::Less, 3)]);
        assert_eq!(filter("лыков сумма>300000").unknown, ["сумма>300000"], "told, and not looked for as a word");
        assert_eq!(filter("owner:employee:7").conds, [Cond::OwnerIs(EmployeeId(7))]);
        for word in ["отв:юдин", "ответственный:юдин", "менеджер:юдин", "куратор:юдин", "manager:юдин"]
        {
            assert_eq!(filter(word).conds, [Cond::Owner("юдин".into())], "{word}");
        }
    }

    #[test]
    fn a_phone_is_one_word_however_it_is_typed() {
        assert_eq!(filter("+7 (912) 345-67-89 ковалев").words, ["9123456789", "ковалев"]);
        assert_eq!(filter("8 912 345 67 89").words, ["9123456789"]);
        assert_eq!(filter("поставка 118").words, ["поставка", "118"]);
        assert_eq!(filter("7707083893").words, ["7707083893"]);
    }

    #[test]
    fn half_typed_conditions_are_told_not_feared() {
        for s in ["seg:", "due:", "due:<", "context:-1", "::", ":", "\"", "due:99999999999"] {
            let _ = filter(s);
        }
        assert_eq!(filter("seg:").unknown, ["seg:"]);
    }
}
