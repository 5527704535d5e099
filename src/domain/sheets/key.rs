//! The key of a row: of which sheet it is, about what, and what stood in its cells when it went out.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::base::{Due, Ref, Seq, clean};

/// The version of a cell that went out: the row of the base it was taken from, and the print of its text. A cell that
/// still has its print was not touched by anybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    pub rev: Seq,
    pub print: u32,
}

/// A row's key: of which sheet, about what, with which versions. Written with a check that only the base can make, so
/// that a damaged or invented one is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowKey {
    pub code: String,
    pub object: Ref,
    pub sent: Vec<Sent>,
    check: String,
}

impl RowKey {
    pub fn new(code: &str, object: Ref, sent: Vec<Sent>, secret: &str) -> RowKey {
        let mut key = RowKey { code: code.to_owned(), object, sent, check: String::new() };
        key.check = key.made_check(secret);
        key
    }

    fn body(&self) -> String {
        let sent: String = self.sent.iter().map(|s| format!("/{}.{:08x}", s.rev.0, s.print)).collect();
        format!("{}/{}{sent}", self.code, self.object)
    }

    fn made_check(&self, secret: &str) -> String {
        hex(&Sha256::digest(format!("{secret}\n{}", self.body()))[..4])
    }

    pub fn written(&self) -> String {
        format!("{}/{}", self.body(), self.check)
    }

    /// What stands in a cell, if it has the shape of a key.
    pub fn read(text: &str) -> Option<RowKey> {
        let mut parts: Vec<&str> = text.trim().split('/').collect();
        let check = parts.pop().filter(|c| c.len() == 8)?.to_owned();
        let [code, object, sent @ ..] = parts.as_slice() else { return None };
        let one = |s: &&str| {
            let (rev, print) = s.split_once('.')?;
            Some(Sent { rev: Seq(rev.parse().ok()?), print: u32::from_str_radix(print, 16).ok()? })
        };
        let sent = sent.iter().map(one).collect::<Option<Vec<Sent>>>()?;
        Some(RowKey { code: (*code).to_owned(), object: object.parse().ok()?, sent, check })
    }

    pub fn is_whole(&self, secret: &str) -> bool {
        self.check == self.made_check(secret)
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

/// The name of a new sheet and its secret, out of bytes that come once.
pub fn name_and_secret(once: &[u8], nth: usize) -> (String, String) {
    let sum = |what: &str| hex(&Sha256::digest([once, what.as_bytes(), &nth.to_be_bytes()].concat()));
    (sum("code")[..12].to_owned(), sum("secret"))
}

/// The print of a cell with its day. What a spreadsheet does to a text by itself does not change it.
pub fn print(text: &str, on: Option<Due>) -> u32 {
    let on = on.map_or_else(String::new, |d| format!("{} {}", d.day, d.minute.unwrap_or(0)));
    let sum = Sha256::digest(format!("{}\n{on}", plain(text)));
    u32::from_be_bytes([sum[0], sum[1], sum[2], sum[3]])
}

/// A cell's text without what spreadsheets add: the apostrophe that kept it from being a formula, blanks around it,
/// foreign line ends.
pub fn plain(text: &str) -> String {
    let text = clean(&text.replace("\r\n", "\n").replace('\r', "\n"));
    let text = text.trim();
    text.strip_prefix('\'').unwrap_or(text).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::DealId;

    fn key() -> RowKey {
        let sent = vec![Sent { rev: Seq(12), print: 0xabc }, Sent { rev: Seq(0), print: 0 }];
        RowKey::new("3f9a1c2277b0", DealId(42).into(), sent, "secret")
    }

    #[test]
    fn a_key_comes_back_whole_or_is_known_to_be_damaged() {
        let text = key().written();
        let read = RowKey::read(&format!(" {text} ")).unwrap();
        assert_eq!(read, key());
        assert!(read.is_whole("secret") && !read.is_whole("another base"));
        // Any one character changed: no key, or not a whole one.
        for i in 0..text.len() {
            let mut bytes = text.clone().into_bytes();
            bytes[i] = if bytes[i] == b'7' { b'8' } else { b'7' };
            let damaged = RowKey::read(std::str::from_utf8(&bytes).unwrap());
            assert!(damaged.is_none_or(|k| !k.is_whole("secret")), "{i}");
        }
        for no in ["", "42", "deal:42", "///", "a/b/c/12345678", "x/deal:1/1.zz/12345678"] {
            assert_eq!(RowKey::read(no), None, "{no}");
        }
    }

    #[test]
    fn what_a_spreadsheet_does_to_a_text_is_no_change() {
        let on = Due::parse("2026-12-01");
        assert_eq!(print("'=1+1\r\nдва ", on), print("=1+1\nдва", on));
        assert_eq!(print("а", on), print("а", Some(Due::at(on.unwrap().day, 0))));
        assert_ne!(print("а", on), print("а", None));
        assert_ne!(print("а", None), print("б", None));
    }
}
