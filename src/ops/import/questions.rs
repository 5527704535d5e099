//! Questions of an import: counted by file, kept in the base until they are answered.

use super::{Candidate, Counts, Question};
use crate::base::{ImportId, Res};
use crate::store::{Tx, params};

/// How many a report lists; all are counted.
pub const SHOWN: usize = 500;

#[derive(Default)]
pub struct Questions {
    list: Vec<Question>,
}

impl Question {
    fn file(&self) -> usize {
        match self {
            Question::Owner { file, .. }
            | Question::Stage { file, .. }
            | Question::Segment { file, .. }
            | Question::Duplicate { file, .. }
            | Question::Link { file, .. }
            | Question::Conflict { file, .. } => *file,
        }
    }

    /// The word of `import_question.kind`.
    pub const fn word(&self) -> &'static str {
        match self {
            Question::Owner { .. } => "owner",
            Question::Stage { .. } => "stage",
            Question::Segment { .. } => "segment",
            Question::Duplicate { .. } => "duplicate",
            Question::Link { .. } => "link",
            Question::Conflict { .. } => "conflict",
        }
    }
}

/// Candidates as they are kept: what tells them apart changes, and a question asked again is the same one.
fn kept(candidates: &[Candidate]) -> Vec<Candidate> {
    candidates.iter().map(|c| Candidate { about: String::new(), ..c.clone() }).collect()
}

impl Questions {
    pub fn add(&mut self, counts: &mut [Counts], q: Question) {
        if let Some(c) = counts.get_mut(q.file()) {
            match q {
                Question::Conflict { .. } => c.conflicts += 1,
                _ => c.questions += 1,
            }
        }
        if self.list.len() < SHOWN {
            self.list.push(q);
        }
    }

    /// Writes what is not open already from an earlier import.
    pub fn keep(&self, tx: &mut Tx<'_>, import: ImportId) -> Res<()> {
        for q in &self.list {
            let (object, detail) = match q {
                Question::Owner { written, candidates, .. } => {
                    (String::new(), serde_json::json!({ "written": written, "candidates": kept(candidates) }))
                }
                Question::Stage { source, pipeline, stage, .. } => {
                    (String::new(), serde_json::json!({ "source": source, "pipeline": pipeline, "stage": stage }))
                }
                Question::Segment { source, written, .. } => {
                    (String::new(), serde_json::json!({ "source": source, "written": written }))
                }
                Question::Duplicate { source, ext_id, name, candidates, .. } => (
                    String::new(),
                    serde_json::json!({ "source": source, "ext_id": ext_id, "name": name, "candidates": kept(candidates) }),
                ),
                Question::Link { source, ext_id, name, written, candidates, .. } => (
                    String::new(),
                    serde_json::json!({
                        "source": source, "ext_id": ext_id, "name": name, "written": written, "candidates": kept(candidates),
                    }),
                ),
                Question::Conflict { object, field, ours, theirs, .. } => {
                    (object.to_string(), serde_json::json!({ "field": field, "ours": ours, "theirs": theirs }))
                }
            };
            let detail = detail.to_string();
            let open = tx.count(
                "SELECT count(*) FROM import_question WHERE answered IS NULL AND kind = ? AND object = ? AND detail = ?",
                params![q.word(), object, detail],
            )?;
            if open == 0 {
                tx.exec(
                    "INSERT INTO import_question (import_id, kind, object, detail) VALUES (?,?,?,?)",
                    params![import, q.word(), object, detail],
                )?;
            }
        }
        Ok(())
    }

    pub fn shown(self) -> Vec<Question> {
        self.list
    }
}
