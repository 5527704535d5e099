//! Inputs for parsers: seeds that a parser takes, cut, joined, repeated and dressed with what it knows, so that most of
//! them get past the first look (6 R16). The same seed gives the same inputs; `ESTAFETA_SEED` gives others.

use std::panic::{AssertUnwindSafe, catch_unwind};

/// Inputs for each target in CI.
const INPUTS: u32 = 200_000;

pub struct Fuzz<'a> {
    rng: fastrand::Rng,
    seeds: &'a [String],
    words: &'a [&'a str],
}

/// What any parser may meet in any place.
const SPICE: &[&str] = &[
    "\"",
    "'",
    "\\",
    "\n",
    "\r\n",
    "\t",
    "\0",
    " ",
    ":",
    ";",
    ",",
    ".",
    "-",
    "+",
    "=",
    "<",
    ">",
    "[",
    "]",
    "{",
    "}",
    "(",
    ")",
    "#",
    "%",
    "&",
    "/",
    "0",
    "1",
    "-1",
    "9999999999999999999999",
    "0.1e309",
    "65536",
    "2147483648",
    "-9223372036854775808",
    "\u{feff}",
    "\u{a0}",
    "\u{301}",
    "\u{202e}",
    "\u{1b}[",
    "Ё",
    "ß",
    "İ",
    "ﬁ",
    "𝒳",
    "👩‍👩‍👧‍👦",
    "١",
    "я",
];

impl Fuzz<'_> {
    fn next(&mut self) -> String {
        let mut s: Vec<char> = self.seed();
        for _ in 0..self.rng.u8(1..=4) {
            let at = self.rng.usize(..=s.len());
            let to = (at + self.rng.usize(..12)).min(s.len());
            match self.rng.u8(..9) {
                0 => drop(s.drain(at..to)),
                1 => s.truncate(at),
                2 => {
                    let piece: Vec<char> = s[at..to].to_vec();
                    let times = [1, 2, 30][self.rng.usize(..3)];
                    (0..times).for_each(|_| drop(s.splice(at..at, piece.iter().copied())));
                }
                3 | 4 => drop(s.splice(at..at, pick(&mut self.rng, SPICE).chars())),
                5 if !self.words.is_empty() => drop(s.splice(at..to, pick(&mut self.rng, self.words).chars())),
                6 => {
                    let other = self.seed();
                    s.truncate(at);
                    s.extend(&other[self.rng.usize(..=other.len())..]);
                }
                7 if at < s.len() => {
                    let digit = s[at..].iter().position(char::is_ascii_digit).map(|i| i + at);
                    let with: Vec<char> =
                        pick(&mut self.rng, &["0", "9", "99", "31", "13", "2024", "1e9", ""]).chars().collect();
                    if let Some(i) = digit {
                        s.splice(i..=i, with);
                    }
                }
                _ if at < s.len() => s[at] = self.rng.char(..),
                _ => s.push(self.rng.char(..)),
            }
        }
        s.into_iter().collect()
    }

    fn seed(&mut self) -> Vec<char> {
        self.seeds[self.rng.usize(..self.seeds.len())].chars().collect()
    }
}

fn pick<'s>(rng: &mut fastrand::Rng, list: &[&'s str]) -> &'s str {
    list[rng.usize(..list.len())]
}

/// Feeds `parse`, which says whether it took the input; fails with the input that made it panic. Enough must be taken
/// and enough refused, else the seeds are off the mark.
pub fn fuzz(target: &str, seeds: &[String], words: &[&str], parse: impl FnMut(&str) -> bool) {
    fuzz_some(target, INPUTS, seeds, words, parse);
}

/// The same for what costs more than some microseconds an input.
pub fn fuzz_some(target: &str, inputs: u32, seeds: &[String], words: &[&str], mut parse: impl FnMut(&str) -> bool) {
    let number = |name: &str| std::env::var(name).ok().and_then(|s| s.parse::<u64>().ok());
    let seed = number("ESTAFETA_SEED").unwrap_or(20_261_124);
    let inputs = if std::env::var_os("ESTAFETA_SOAK").is_some() { inputs.max(INPUTS) * 10 } else { inputs };
    for s in seeds {
        assert!(!s.is_empty(), "{target}: an empty seed");
    }
    let mut fuzz = Fuzz { rng: fastrand::Rng::with_seed(seed), seeds, words };
    let (mut taken, mut tried) = (0_u32, 0_u32);
    while tried < inputs {
        let input = fuzz.next();
        match catch_unwind(AssertUnwindSafe(|| parse(&input))) {
            Ok(ok) => taken += u32::from(ok),
            Err(_) => panic!("{target}, seed {seed}, input {tried}: panicked at {input:?}"),
        }
        tried += 1;
    }
    println!("{target}: {tried} inputs, {taken} taken");
    assert!(taken > tried / 2_000, "{target}: only {taken} of {tried} were taken");
}

/// Windows of some lines of a text, from lines that begin with `start`: seeds out of a file of ours.
pub fn sections(text: &str, start: &str) -> Vec<String> {
    let lines: Vec<&str> = text.lines().collect();
    let heads: Vec<usize> = (0..lines.len()).filter(|i| lines[*i].starts_with(start)).collect();
    let ends = heads.iter().skip(1).copied().chain([lines.len()]);
    heads.iter().zip(ends).map(|(from, to)| lines[*from..to].join("\n") + "\n").collect()
}
