//! Ready phrases for the blocks of a context: whoever writes 150 deals says much of it many times.

use serde::Deserialize;

use super::own::read_toml;
use super::words::Block;
use crate::base::{Code, Fault, Res};

/// The shipped phrases.
pub const PHRASES: &str = include_str!("../../assets/phrases.toml");

/// A phrase and the block it is offered in. A blank at its end leaves room to go on writing.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phrase {
    pub block: Block,
    pub text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default, rename = "phrase")]
    phrases: Vec<Phrase>,
}

/// Reads a text of phrases. Errors: `BadConfig` with the line and the key; an empty phrase is one.
pub fn read(text: &str) -> Res<Vec<Phrase>> {
    let file: File = read_toml(text)?;
    match file.phrases.iter().position(|p| p.text.trim().is_empty()) {
        None => Ok(file.phrases),
        Some(n) => {
            let heads = text.lines().enumerate().filter(|(_, l)| l.trim_start().starts_with("[[phrase]]"));
            let line = heads.map(|(i, _)| i + 1).nth(n).unwrap_or(1);
            Err(Fault::new(Code::BadConfig).with("line", line).with("key", "text"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::context::{Problem, check_text};

    #[test]
    fn every_block_has_phrases_and_none_of_them_is_a_placeholder() {
        let all = read(PHRASES).unwrap();
        for block in Block::ALL {
            let of = all.iter().filter(|p| p.block == *block);
            assert!(of.clone().count() >= 2, "{block:?}");
            for p in of {
                // One that leaves its end to be written does not count before that.
                let open = p.text.ends_with(": ");
                let judged = check_text(&p.text);
                assert_eq!(judged, if open { Err(Problem::Unfinished) } else { Ok(()) }, "{}", p.text);
                assert_eq!(check_text(&format!("{}до июня", p.text)), Ok(()), "{}", p.text);
            }
        }
    }

    #[test]
    fn a_broken_file_names_the_line() {
        let f = read("[[phrase]]\nblock = \"history\"\ntext = \" \"\n").unwrap_err();
        assert_eq!((f.code, f.arg("line"), f.arg("key")), (Code::BadConfig, "1", "text"));
        let f = read("[[phrase]]\nblock = \"mood\"\ntext = \"x\"\n").unwrap_err();
        assert_eq!((f.code, f.arg("line")), (Code::BadConfig, "2"));
    }
}
