//! Subcommands as scripts call them: names, fields and exit statuses are a contract (spec 8).

mod access;
mod bonus;
mod by_two;
mod case;
mod context;
mod crisis;
pub mod crm;
mod demo;
mod due;
mod errors;
mod hidden;
mod kinds;
mod letters;
mod lists;
mod owners;
mod sheet;
mod signals;

use std::path::PathBuf;

use assert_cmd::Command;
use serde_json::Value;

/// A fixed clock, so that every answer is the same on every day.
pub const NOW: &str = "2026-11-24T14:05:00+03:00";

/// The program with a home of its own.
pub struct Est {
    dir: tempfile::TempDir,
}

impl Est {
    pub fn new() -> Est {
        Est { dir: tempfile::tempdir().unwrap() }
    }

    /// A small training base.
    pub fn demo() -> Est {
        let e = Est::new();
        let (code, out, err) = e.run(&["demo", "--clients", "60", "--employees", "8"]);
        assert_eq!(code, 0, "{out}{err}");
        e
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub fn command(&self) -> Command {
        let mut c = Command::cargo_bin("estafeta").unwrap();
        c.env_clear()
            .env("PATH", "/usr/bin:/bin")
            .env("HOME", self.dir.path())
            .env("ESTAFETA_NOW", NOW)
            .env("ESTAFETA_DB", self.path("e.db"));
        c
    }

    pub fn run(&self, args: &[&str]) -> (i32, String, String) {
        let out = self.command().args(args).output().unwrap();
        let text = |b: Vec<u8>| String::from_utf8(b).unwrap();
        (out.status.code().unwrap(), text(out.stdout), text(out.stderr))
    }

    /// The JSON of a command that must be done.
    pub fn json(&self, args: &[&str]) -> Value {
        let (code, out, err) = self.run(&[&["--json"], args].concat());
        assert!(matches!(code, 0 | 3), "{args:?} → {code}\n{out}{err}");
        serde_json::from_str(&out).unwrap_or_else(|e| panic!("{args:?}: {e}\n{out}{err}"))
    }

    /// The code of a refusal and its exit status.
    pub fn refused(&self, args: &[&str]) -> (i32, String) {
        let (code, out, err) = self.run(&[&["--json"], args].concat());
        assert!(code == 1 || code == 2, "{args:?} → {code}\n{out}{err}");
        assert_eq!(out, "", "a refusal says nothing on standard output");
        let v: Value = serde_json::from_str(&err).unwrap_or_else(|e| panic!("{args:?}: {e}\n{err}"));
        for field in ["code", "message", "hint"] {
            assert!(!v["error"][field].as_str().unwrap_or_default().is_empty(), "{args:?} has no {field}: {err}");
        }
        (code, v["error"]["code"].as_str().unwrap().to_owned())
    }
}
