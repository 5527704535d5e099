//! The fields a task of its kind needs (2 §4), as a form: a task is saved field by field, only what was changed. Also opened
//! beside the deal it belongs to, while its context is written.

use crate::base::TaskId;
use crate::domain::context::check_text;
use crate::domain::{TaskField, TaskKind};
use crate::ops::TaskFieldSave;
use crate::ui::cx::Cx;
use crate::ui::popup::FormPopup;
use crate::ui::widgets::{Field, Form, Problems, Values};

/// The task whose form is open, and what its fields held.
pub type Filling = (TaskId, Vec<(TaskField, String)>);

pub fn form(kind: TaskKind, title: &str, filling: &Filling, cx: &Cx) -> FormPopup {
    let x = cx.texts;
    let fields = filling.1.iter().map(|(f, text)| Field::area(f.word(), x.term(*f), text)).collect();
    FormPopup::new(format!("{}: {title}", x.term(kind)), Form::new(fields, empty_talk))
        .note(x.t().tasks_form_note())
        .draft(format!("task-{}", filling.0.0))
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
pub fn changes((task, held): &Filling, values: &Values) -> Vec<TaskFieldSave> {
    held.iter()
        .filter_map(|(field, was)| {
            let text = values.get(field.word())?;
            (text != was).then(|| TaskFieldSave { task: *task, field: *field, text: text.clone() })
        })
        .collect()
}
