//! What is being typed and where everybody was, in a file beside the base (5, "Drafts"). One file per person.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use serde_json::Value;

use crate::base::Res;
use crate::domain::Actor;
use crate::store::file::{beside, open_private};

/// The file, and what is not in it yet: saved by the loop after a rest, or at once by whoever ends the program.
pub struct Drafts {
    path: PathBuf,
    latest: Mutex<Option<Vec<u8>>>,
}

impl Drafts {
    pub fn of(base: &Path, actor: &Actor) -> Drafts {
        let who = match actor {
            Actor::Person(id) => id.0.to_string(),
            _ => "owner".to_owned(),
        };
        Drafts { path: beside(base, &format!("-drafts-{who}")), latest: Mutex::new(None) }
    }

    /// What an earlier session left; nothing where there is none or it cannot be read.
    pub fn read(&self) -> Value {
        fs::read(&self.path).ok().and_then(|b| serde_json::from_slice(&b).ok()).unwrap_or(Value::Null)
    }

    /// Not saved yet: kept for `save_now`.
    pub fn hold(&self, bytes: Vec<u8>) {
        if let Ok(mut l) = self.latest.lock() {
            *l = Some(bytes);
        }
    }

    /// Writes beside and renames, so that a cut never leaves half a file.
    pub fn save(&self, bytes: &[u8]) -> Res<()> {
        let part = beside(&self.path, "-part");
        let written = open_private(&part).and_then(|mut f| {
            f.set_len(0)?;
            f.write_all(bytes)
        });
        written.and_then(|()| fs::rename(&part, &self.path)).inspect_err(|_| {
            let _ = fs::remove_file(&part);
        })?;
        if let Ok(mut l) = self.latest.lock() {
            *l = None;
        }
        Ok(())
    }

    /// From the signal thread or the panic hook. Does not wait for a lock that the panicking thread may hold.
    pub fn save_now(&self) {
        let bytes = self.latest.try_lock().ok().and_then(|mut l| l.take());
        if let Some(b) = bytes {
            let _ = self.save(&b);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_held_is_saved_at_once_when_it_must_be() {
        let dir = tempfile::tempdir().unwrap();
        let d = Drafts::of(&dir.path().join("a.db"), &Actor::Owner);
        assert_eq!(d.read(), Value::Null);
        d.hold(r#"{"drafts":{"x":"обещана отсрочка"}}"#.as_bytes().to_vec());
        d.save_now();
        assert_eq!(d.read()["drafts"]["x"], "обещана отсрочка");
        d.save_now();
        assert_eq!(d.read()["drafts"]["x"], "обещана отсрочка");
    }
}
