//! Dates as people say them, for the fields of forms: understood, and echoed in full.

use crate::base::Due;
use crate::domain::spoken;
use crate::ui::cx::Cx;

/// For `Field::spoken`: «вт 11:00» → «вторник, 1 декабря, 11:00»; a day that has gone by is a problem.
pub fn echo(text: &str, cx: &Cx) -> Result<String, String> {
    if text.is_empty() {
        return Ok(String::new());
    }
    spoken::read(text, cx.clock).map(|d| cx.texts.due_long(d, cx.today())).map_err(|f| cx.texts.fault(&f).line())
}

/// The same for what is past by its nature: when a notice was received.
pub fn echo_any(text: &str, cx: &Cx) -> Result<String, String> {
    if text.is_empty() {
        return Ok(String::new());
    }
    spoken::read_any(text, cx.clock).map(|d| cx.texts.due_long(d, cx.today())).map_err(|f| cx.texts.fault(&f).line())
}

/// What the field means; `None` when it is empty or not understood (the form has said so).
pub fn due(text: &str, cx: &Cx) -> Option<Due> {
    spoken::read_any(text, cx.clock).ok()
}
