//! Tasks that go along, under the blocks of the form: what their kind asks for is written here too (1-B3).

use crate::reads::context::{ContextCard, KnownTask};
use crate::ui::actions::{self, Decl, Place};
use crate::ui::cx::Cx;
use crate::ui::screens::tasks::form::Filling;
use crate::ui::theme::Tone;
use crate::ui::widgets::Span;

/// The rows under the form.
pub const ROWS: Place = Place("cases.context.form.tasks");

pub const ACTIONS: &[Decl] = &[
    Decl::new(actions::OPEN, ROWS, &["Enter"], |x| x.t().told_row_open(), |x| x.t().told_row_open_help()).footer(1),
    Decl::new(actions::UP, ROWS, &["Up"], |x| x.t().ui_act_up(), |x| x.t().ui_act_up_help()).plain(),
    Decl::new(actions::DOWN, ROWS, &["Down"], |x| x.t().ui_act_down(), |x| x.t().ui_act_down_help()).plain(),
];

/// Those of the case; a colleague's task on the same deal is only known.
pub fn handed(card: &ContextCard) -> impl Iterator<Item = &KnownTask> {
    card.tasks.iter().filter(|k| k.handed)
}

/// «не сказано: зачем · звонок: обсудить скидку · чт, 26 нояб.»: what is missing first, since the row is cut at its end.
pub fn rows(card: &ContextCard, cx: &Cx) -> Vec<Span> {
    let row = |k: &KnownTask| {
        let lacks = cx.texts.task_lacks(&k.missing());
        let tone = if lacks.is_empty() { Tone::Plain } else { Tone::Warn };
        let due = k.due.map(|d| cx.texts.due(d, cx.today())).unwrap_or_default();
        let parts = [lacks, format!("{}: {}", cx.texts.term(k.kind), k.title), due];
        (parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" · "), tone)
    };
    handed(card).map(row).collect()
}

pub fn filling(task: &KnownTask) -> Filling {
    (task.id, task.told.all().to_vec())
}
