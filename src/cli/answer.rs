//! What a subcommand says: one JSON value for scripts, lines for people.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Value, json};

use crate::base::{Code, Fault, Res, show_json, show_lines};
use crate::texts::Texts;

/// The two forms of one answer.
#[derive(Debug)]
pub struct Answer {
    /// Fields in the order the contract names them; `None` when the text itself is the answer.
    json: Option<String>,
    text: String,
    /// A frame or a script of ours, whose control characters are meant.
    raw: bool,
    end: End,
}

/// How an answered subcommand ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Done,
    /// Something is left to answer: exit status 3.
    Questions,
    /// What was looked at is broken: exit status 1.
    Broken,
}

impl Answer {
    pub fn new(json: impl Serialize, text: impl Into<String>) -> Res<Answer> {
        let json = serde_json::to_string_pretty(&json).map_err(|e| Fault::from(Code::Internal, e))?;
        Ok(Answer { json: Some(json), text: text.into(), raw: false, end: End::Done })
    }

    /// Text that is the answer itself (a script for the shell, a manual page): `--json` does not change it.
    pub fn raw(text: impl Into<String>) -> Answer {
        Answer { json: None, text: text.into(), raw: true, end: End::Done }
    }

    pub fn with_questions(self, any: bool) -> Answer {
        Answer { end: if any { End::Questions } else { self.end }, ..self }
    }

    pub fn broken(self, is: bool) -> Answer {
        Answer { end: if is { End::Broken } else { self.end }, ..self }
    }

    /// Its value and its text, to be part of a larger answer.
    pub fn into_parts(self) -> (Value, String) {
        let json = self.json.and_then(|j| serde_json::from_str(&j).ok()).unwrap_or_default();
        (json, self.text)
    }

    /// The exit status.
    pub fn status(&self) -> u8 {
        match self.end {
            End::Done => 0,
            End::Questions => 3,
            End::Broken => 1,
        }
    }

    /// Writes it to standard output. A reader that has gone away (`| head`) is no error.
    pub fn print(&self, as_json: bool) -> Res<()> {
        let body = match self.json.as_deref().filter(|_| as_json) {
            Some(json) => show_json(json),
            None if self.raw => self.text.clone(),
            None => show_lines(&self.text),
        };
        let mut out = io::stdout().lock();
        let end = if body.is_empty() || body.ends_with('\n') { "" } else { "\n" };
        match write!(out, "{body}{end}").and_then(|()| out.flush()) {
            Err(e) if e.kind() != io::ErrorKind::BrokenPipe => Err(e.into()),
            _ => Ok(()),
        }
    }
}

/// The error of the contract, or a sentence, on standard error.
pub fn complain(code: &str, message: &str, hint: &str, as_json: bool) {
    let text = if as_json {
        show_json(&json!({ "error": { "code": code, "message": message, "hint": hint } }).to_string())
    } else {
        [message, hint].iter().filter(|p| !p.is_empty()).copied().collect::<Vec<_>>().join("\n")
    };
    say(&text);
}

/// A fault as [`complain`] writes it.
pub fn complain_of(fault: &Fault, texts: &Texts, as_json: bool) {
    let s = texts.fault(fault);
    complain(&fault.code.word(), &s.message(), &s.hint, as_json);
}

/// A message beside the answer; nobody listening is no error.
pub fn say(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", show_lines(text));
}
