//! What was answered to questions of earlier imports, for the next one of the same source: answered rows of
//! `import_question`. They belong to the import that brought the answer, and go with it when it is taken back.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::{Candidate, OwnerAnswer};
use crate::base::{EmployeeId, ImportId, Kind, Ref, Res, fold};
use crate::domain::names::NameKey;
use crate::domain::{Segment, Source};
use crate::store::{Row, Tx, params};

const OWNER: &str = "owner";
const SEGMENT: &str = "segment";

/// Whom a name was said to mean, and whom else it could have meant then.
#[derive(PartialEq, Eq)]
struct Meant {
    who: EmployeeId,
    among: Vec<Ref>,
}

/// The later answer holds.
#[derive(Default)]
pub struct Memory {
    /// By source, name and the mail beside it: people of one name are told apart by it.
    owners: HashMap<(Source, String, String), Meant>,
    /// `None`: the word is no segment.
    segments: HashMap<(Source, String), Option<Segment>>,
    /// Answers of this import: kind, detail, answer.
    fresh: Vec<(&'static str, Value, String)>,
}

fn key(source: Source, written: &str, email: &str) -> (Source, String, String) {
    (source, NameKey::of(written).text(), email.to_lowercase())
}

fn objects(list: &[Candidate]) -> Vec<Ref> {
    list.iter().map(|c| c.object).collect()
}

impl Memory {
    pub fn load(tx: &Tx<'_>) -> Res<Memory> {
        let sql = "SELECT kind, detail, answered FROM import_question WHERE kind IN (?, ?) AND answered IS NOT NULL ORDER BY id";
        let mut m = Memory::default();
        let read = |r: &Row<'_>| Ok((r.get::<_, String>(0)?, r.get::<_, String>(1)?, r.get::<_, String>(2)?));
        for (kind, detail, answer) in tx.all(sql, params![OWNER, SEGMENT], read)? {
            let detail: Value = serde_json::from_str(&detail).unwrap_or_default();
            let word = |k: &str| detail.get(k).and_then(Value::as_str);
            let (Some(source), Some(written)) = (word("source").and_then(Source::of), word("written")) else {
                continue;
            };
            if kind == SEGMENT {
                m.segments.insert((source, fold(written)), Segment::of(&answer));
                continue;
            }
            let key = key(source, written, word("email").unwrap_or_default());
            let among = detail.get("among").and_then(Value::as_array).into_iter().flatten();
            let among = among.filter_map(|v| v.as_str()?.parse().ok()).collect();
            match answer.parse::<Ref>().ok().filter(|r| r.kind == Kind::Employee) {
                Some(r) => m.owners.insert(key, Meant { who: EmployeeId(r.id), among }),
                // «Без ответственного» is said of one import, and asked again.
                None => m.owners.remove(&key),
            };
        }
        Ok(m)
    }

    /// Who was said to be meant by this name, with this mail, in files of the source; nobody where somebody of now could not
    /// have been meant then: it may be that one.
    pub fn owner(&self, source: Source, written: &str, email: &str, now: &[Candidate]) -> Option<EmployeeId> {
        let meant = self.owners.get(&key(source, written, email))?;
        let known = |c: &Candidate| c.object == meant.who.into() || meant.among.contains(&c.object);
        now.iter().all(known).then_some(meant.who)
    }

    /// Somebody of `now` is said to be meant by it.
    pub fn say_owner(&mut self, source: Source, written: &str, email: &str, now: &[Candidate], answer: OwnerAnswer) {
        let said = match answer {
            OwnerAnswer::Is(id) => Some(id),
            OwnerAnswer::Create | OwnerAnswer::Nobody => None,
        };
        let (key, among) = (key(source, written, email), objects(now));
        let meant = said.map(|who| Meant { who, among });
        if written.is_empty() || self.owners.get(&key) == meant.as_ref() {
            return;
        }
        let among: Vec<String> = now.iter().map(|c| c.object.to_string()).collect();
        let detail = json!({ "source": source, "written": written, "email": email, "among": among });
        let text = said.map_or_else(|| "nobody".to_owned(), |id| Ref::from(id).to_string());
        match meant {
            Some(meant) => self.owners.insert(key, meant),
            None => self.owners.remove(&key),
        };
        self.fresh.push((OWNER, detail, text));
    }

    /// What a word was said to say of clients; `Some(None)`: it is no segment.
    pub fn segment(&self, source: Source, written: &str) -> Option<Option<Segment>> {
        self.segments.get(&(source, fold(written))).copied()
    }

    pub fn say_segment(&mut self, source: Source, written: &str, segment: Option<Segment>) {
        if self.segments.insert((source, fold(written)), segment) != Some(segment) {
            let answer = segment.map_or("none", Segment::word).to_owned();
            self.fresh.push((SEGMENT, json!({ "source": source, "written": written }), answer));
        }
    }

    /// Writes what this import was told.
    pub fn keep(&self, tx: &mut Tx<'_>, import: ImportId) -> Res<()> {
        for (kind, detail, answer) in &self.fresh {
            tx.exec(
                "INSERT INTO import_question (import_id, kind, object, detail, answered) VALUES (?, ?, '', ?, ?)",
                params![import, kind, detail.to_string(), answer],
            )?;
        }
        Ok(())
    }
}
