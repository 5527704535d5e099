//! Parts of screens. They draw through `Paint` only.

mod area;
mod card;
mod filter_line;
mod form;
mod form_days;
mod form_field;
mod form_help;
mod form_view;
mod gauge;
mod line;
mod list;
mod notice;
mod paint;
mod rail;
mod table;

pub use area::Area;
pub use card::{Beside, Card, Section};
pub use filter_line::{FilterLine, FilterStep};
pub use form::{Field, Form, FormStep, Kind as FieldKind, Problems, Values};
pub use gauge::{bar, gauge, spark};
pub use line::Line;
pub use list::{ListState, Marks, Row};
pub use notice::{Notice, NoticeKind};
pub use paint::{Paint, Span, fit, width, wrap};
pub use rail::{RailRow, RailStep, StepState, rail};
pub use table::{Col, Table, Wide, list_totals, page_rows, table};
