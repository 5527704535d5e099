//! One field of a form: what it holds and what it asks.

use super::area::Area;
use super::line::Line;
use super::paint::Span;
use crate::ui::cx::Cx;
use crate::ui::popup::PickItem;

pub enum Kind {
    Line(Line),
    Area(Box<Area>),
    Choice {
        options: Vec<PickItem>,
        chosen: Option<String>,
    },
    /// A line whose meaning is echoed beside it: a spoken date. `Err` is the problem in words.
    Spoken {
        line: Line,
        echo: fn(&str, &Cx) -> Result<String, String>,
    },
    /// Rows to walk over, each opened with Enter by whoever shows the form.
    Rows {
        rows: Vec<Span>,
        at: usize,
    },
    /// Told, not asked.
    Told(String),
}

pub struct Field {
    pub id: &'static str,
    pub label: String,
    pub kind: Kind,
    /// Told under it while nothing is wrong with it.
    pub(super) note: String,
    /// What belongs into it, for the help.
    pub(super) hint: String,
    pub(super) touched: bool,
}

impl Field {
    fn new(id: &'static str, label: impl Into<String>, kind: Kind) -> Field {
        Field { id, label: label.into(), kind, note: String::new(), hint: String::new(), touched: false }
    }

    pub fn line(id: &'static str, label: impl Into<String>, value: &str) -> Field {
        Field::new(id, label, Kind::Line(Line::new(value)))
    }

    pub fn area(id: &'static str, label: impl Into<String>, value: &str) -> Field {
        Field::new(id, label, Kind::Area(Box::new(Area::new(value))))
    }

    pub fn choice(id: &'static str, label: impl Into<String>, options: Vec<PickItem>, chosen: Option<String>) -> Field {
        Field::new(id, label, Kind::Choice { options, chosen })
    }

    pub fn spoken(
        id: &'static str,
        label: impl Into<String>,
        value: &str,
        echo: fn(&str, &Cx) -> Result<String, String>,
    ) -> Field {
        Field::new(id, label, Kind::Spoken { line: Line::new(value), echo })
    }

    pub fn note(mut self, note: impl Into<String>) -> Field {
        self.note = note.into();
        self
    }

    /// What belongs into it: told by the help, where there is room for it.
    pub fn hint(mut self, hint: impl Into<String>) -> Field {
        self.hint = hint.into();
        self
    }

    /// Rows, the first of them under the cursor.
    pub fn rows(id: &'static str, label: impl Into<String>, rows: Vec<Span>) -> Field {
        Field::new(id, label, Kind::Rows { rows, at: 0 })
    }

    pub fn told(id: &'static str, label: impl Into<String>, text: impl Into<String>) -> Field {
        Field::new(id, label, Kind::Told(text.into()))
    }

    pub(super) fn value(&self) -> String {
        match &self.kind {
            Kind::Line(l) | Kind::Spoken { line: l, .. } => l.text().trim().to_owned(),
            Kind::Area(a) => a.text().trim().to_owned(),
            Kind::Choice { chosen, .. } => chosen.clone().unwrap_or_default(),
            Kind::Rows { .. } | Kind::Told(_) => String::new(),
        }
    }

    pub(super) fn set(&mut self, value: &str) {
        match &mut self.kind {
            Kind::Line(l) | Kind::Spoken { line: l, .. } => *l = Line::new(value),
            Kind::Area(a) => **a = Area::new(value),
            Kind::Choice { options, chosen } => {
                if let Some(o) = options.iter().find(|o| o.key == value) {
                    *chosen = Some(o.key.clone());
                }
            }
            Kind::Rows { .. } | Kind::Told(_) => {}
        }
    }

    pub(super) fn is_told(&self) -> bool {
        matches!(self.kind, Kind::Told(_))
    }

    /// Has a value of its own.
    pub(super) fn is_asked(&self) -> bool {
        !matches!(self.kind, Kind::Told(_) | Kind::Rows { .. })
    }
}

/// Left and Right walk the options.
pub(super) fn cycle(options: &[PickItem], chosen: &mut Option<String>, forward: bool) -> bool {
    let open: Vec<&PickItem> = options.iter().filter(|o| o.refused.is_none()).collect();
    if open.is_empty() {
        return false;
    }
    let at = open.iter().position(|o| Some(&o.key) == chosen.as_ref());
    let n = open.len();
    let next = match (at, forward) {
        (None, _) => 0,
        (Some(i), true) => (i + 1) % n,
        (Some(i), false) => (i + n - 1) % n,
    };
    *chosen = Some(open[next].key.clone());
    true
}
