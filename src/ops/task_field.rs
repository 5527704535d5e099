//! What a task of its kind needs before it is handed over: call why and what was said, meeting place, people, agenda,
//! document what and in which format, invoice when promised and what went wrong (2 §4).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{About, Asks, Command, Ctx, ctx_counts, knowledge};
use crate::base::{Code, Fault, Kind, Ref, Res, TaskId, clean};
use crate::domain::context::{check_text, missing_fields};
use crate::domain::rights::Right;
use crate::domain::spoken_dated::{Kept, Written, corrected};
use crate::domain::{TaskField as Field, TaskKind};
use crate::store::{Tx, params};

/// An empty text takes the field back.
///
/// Errors: `UnknownObject`, `BlockNotHere` (the kind has no such field), `Placeholder`; `Denied` for what others wrote, to
/// whoever hands it over.
#[derive(Debug, Clone, Serialize)]
pub struct TaskFieldSave {
    pub task: TaskId,
    pub field: Field,
    pub text: String,
}

/// The fields the task still lacks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskFieldSaved {
    pub missing: Vec<Field>,
}

impl Command for TaskFieldSave {
    type Out = TaskFieldSaved;
    const WORD: &'static str = "task-field";

    fn object(&self) -> Option<Ref> {
        Some(self.task.into())
    }

    fn asks(&self) -> Vec<Asks> {
        vec![Asks::new(Right::Add, About::Knowledge(self.task.into()))]
    }

    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<TaskFieldSaved> {
        self.keep(tx, cx, Written::Now)
    }
}

impl TaskFieldSave {
    /// Checks and writes. Every refusal comes before the write.
    pub(super) fn keep(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>, written: Written) -> Res<TaskFieldSaved> {
        let sql = "SELECT kind, fields FROM task WHERE id = ?1";
        let row = tx.one(sql, params![self.task], |r| Ok((r.get::<_, TaskKind>(0)?, r.get::<_, String>(1)?)))?;
        let (kind, fields) = row.ok_or_else(|| Fault::new(Code::UnknownObject).with("name", self.task))?;
        if !Field::of_kind(kind).contains(&self.field) {
            return Err(Fault::new(Code::BlockNotHere).with("name", self.task).with("block", self.field.word()));
        }
        let mut fields: BTreeMap<String, String> = serde_json::from_str(&fields).unwrap_or_default();
        knowledge::may_write_field(tx, cx, self.task, !fields.contains_key(self.field.word()))?;
        let text = clean(&self.text).trim().to_owned();
        if text.is_empty() {
            fields.remove(self.field.word());
        } else {
            check_text(&text).map_err(|p| p.fault(&text))?;
            let word = self.field.word().to_owned();
            let kept = Kept { text: fields.get(&word).map_or("", String::as_str), on: None };
            let text = corrected(&text, None, kept, cx.clock, written);
            fields.insert(word, text);
        }
        let json = serde_json::to_string(&fields).map_err(|e| Fault::from(Code::Internal, e))?;
        if let Some((case, _)) = ctx_counts::active_line(tx, self.task.into())? {
            tx.about(case);
        }
        tx.set(Kind::Task, self.task.0, &[("fields", json.into())])?;
        let missing = missing_fields(kind, |f| fields.get(f.word()).map(String::as_str));
        Ok(TaskFieldSaved { missing: missing.into_iter().map(|(f, _)| f).collect() })
    }
}
