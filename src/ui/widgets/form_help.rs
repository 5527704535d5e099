//! What the fields of a form are for, from what the form itself says: the hint of a field, what is said when it is left empty,
//! what may be chosen.

use super::form::{Field, Form, Kind, Values};
use crate::ui::cx::Cx;

/// So many options are named; of longer lists it is said how they are looked through.
const NAMED: usize = 6;

impl Form {
    /// Each field by its label.
    pub fn meanings(&self, cx: &Cx) -> Vec<(String, String)> {
        let empty: Values = self.values().into_keys().map(|id| (id, String::new())).collect();
        let needed = (self.check)(&empty, cx);
        let told = |f: &Field| {
            let need = needed.iter().find(|(id, _)| *id == f.id).map(|(_, said)| said.clone());
            (f.label.clone(), f.meaning(need, cx))
        };
        self.fields.iter().filter(|f| !f.is_told()).map(told).collect()
    }
}

impl Field {
    /// `need` is what is said where it must not stay empty.
    fn meaning(&self, need: Option<String>, cx: &Cx) -> String {
        let t = cx.texts.t();
        let free = need.is_none() && self.hint.is_empty() && self.note.is_empty();
        let how = match &self.kind {
            Kind::Choice { options, .. } if options.len() > NAMED => Some(t.ui_help_choice_long()),
            Kind::Choice { options, .. } if options.is_empty() => None,
            Kind::Choice { options, .. } => {
                let names: Vec<&str> = options.iter().map(|o| o.label.as_str()).collect();
                Some(t.ui_help_choice(names.join(", ")))
            }
            Kind::Spoken { .. } => Some(t.ui_help_spoken()),
            Kind::Rows { .. } => Some(t.ui_help_rows()),
            Kind::Line(_) | Kind::Area(_) if free => Some(t.ui_help_free()),
            Kind::Line(_) | Kind::Area(_) | Kind::Told(_) => None,
        };
        let parts = [Some(self.hint.clone()), need, Some(self.note.clone()), how];
        let said = parts.into_iter().flatten().filter(|p| !p.is_empty()).map(|p| sentence(&p));
        said.collect::<Vec<_>>().join(" ")
    }
}

/// Ends with a point, as the parts stand one after another.
fn sentence(text: &str) -> String {
    let text = text.trim();
    if text.ends_with(['.', '!', '?', '…']) { text.to_owned() } else { format!("{text}.") }
}
