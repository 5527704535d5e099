//! The fields a task of its kind needs (2 §4), as a form: a task is saved field by field, only what was changed.

use std::collections::BTreeMap;

use crate::base::TaskId;
use crate::domain::TaskField;
use crate::domain::context::check_text;
use crate::ops::TaskFieldSave;
use crate::reads::tasks::TaskCard;
use crate::ui::cx::Cx;
use crate::ui::popup::FormPopup;
use crate::ui::widgets::{Field, Form, Problems, Values};

/// What the fields of the task's kind hold now, in their order.
pub(super) fn held(card: &TaskCard) -> Vec<(TaskField, String)> {
    let words: BTreeMap<String, String> = serde_json::from_str(&card.fields).unwrap_or_default();
    let of = |f: &TaskField| (*f, words.get(f.word()).cloned().unwrap_or_default());
    TaskField::of_kind(card.row.kind).iter().map(of).collect()
}

pub(super) fn form(card: &TaskCard, held: &[(TaskField, String)], cx: &Cx) -> FormPopup {
    let x = cx.texts;
    let fields = held.iter().map(|(f, text)| Field::area(f.word(), x.term(*f), text)).collect();
    let title = format!("{}: {}", x.term(card.row.kind), card.row.title);
    FormPopup::new(title, Form::new(fields, empty_talk))
        .note(x.t().tasks_form_note())
        .draft(format!("task-{}", card.row.id.0))
}

/// A field may stay empty, but «-» or «уточнить» is no answer.
fn empty_talk(v: &Values, cx: &Cx) -> Problems {
    let wrong = |(id, text): (&&'static str, &String)| {
        if text.is_empty() {
            return None;
        }
        check_text(text).err().map(|p| (*id, cx.texts.fault(&p.fault(text)).line()))
    };
    v.iter().filter_map(wrong).collect()
}

/// One command for each field that was changed.
pub(super) fn changes(task: TaskId, held: &[(TaskField, String)], values: &Values) -> Vec<TaskFieldSave> {
    held.iter()
        .filter_map(|(field, was)| {
            let text = values.get(field.word())?;
            (text != was).then(|| TaskFieldSave { task, field: *field, text: text.clone() })
        })
        .collect()
}
