//! What was answered to questions of earlier imports, for the next one of the same source: answered rows of
//! `import_question`. They belong to the import that brought the answer, and go with it when it is taken back.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::OwnerAnswer;
use crate::base::{EmployeeId, ImportId, Kind, Ref, Res, fold};
use crate::domain::names::NameKey;
use crate::domain::{Segment, Source};
use crate::store::{Row, Tx, params};

const OWNER: &str = "owner";
const SEGMENT: &str = "segment";

/// The later answer holds.
#[derive(Default)]
pub struct Memory {
    owners: HashMap<(Source, String), EmployeeId>,
    /// `None`: the word is no segment.
    segments: HashMap<(Source, String), Option<Segment>>,
    /// Answers of this import: kind, detail, answer.
    fresh: Vec<(&'static str, Value, String)>,
}

fn key(source: Source, written: &str) -> (Source, String) {
    (source, NameKey::of(written).text())
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
            match answer.parse::<Ref>().ok().filter(|r| r.kind == Kind::Employee) {
                Some(r) => m.owners.insert(key(source, written), EmployeeId(r.id)),
                // «Без ответственного» is said of one import, and asked again.
                None => m.owners.remove(&key(source, written)),
            };
        }
        Ok(m)
    }

    /// Who was said to be meant by this name in files of the source.
    pub fn owner(&self, source: Source, written: &str) -> Option<EmployeeId> {
        self.owners.get(&key(source, written)).copied()
    }

    /// Somebody is said to be meant by it now. A name alone: an address says who it is by itself.
    pub fn say_owner(&mut self, source: Source, written: &str, answer: OwnerAnswer) {
        let said = match answer {
            OwnerAnswer::Is(id) => Some(id),
            OwnerAnswer::Create | OwnerAnswer::Nobody => None,
        };
        if written.is_empty() || self.owner(source, written) == said {
            return;
        }
        let text = said.map_or_else(|| "nobody".to_owned(), |id| Ref::from(id).to_string());
        match said {
            Some(id) => self.owners.insert(key(source, written), id),
            None => self.owners.remove(&key(source, written)),
        };
        self.fresh.push((OWNER, json!({ "source": source, "written": written }), text));
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
