//! Tasks on «Лист передачи»: a tab per kind, since each kind asks for something else (2 §4).

use super::book::{Cell, Column, Tab, Use};
use super::context::head;
use crate::base::{Clock, Kind, Ref};
use crate::domain::sheets::{OutSheet, OutTask, RowKey, Sent, SheetColumn, print};
use crate::domain::{TaskField, TaskKind};
use crate::texts::Texts;

/// Kinds that have no task, or ask for nothing, have no tab.
pub(super) fn tabs(out: &OutSheet, tasks: &[OutTask], texts: &Texts, clock: &Clock) -> Vec<Tab> {
    let t = texts.t();
    let of = |kind: TaskKind| {
        let rows: Vec<&OutTask> = tasks.iter().filter(|row| row.kind == kind).collect();
        (!rows.is_empty()).then(|| Tab {
            name: texts.sheet_tab_tasks(kind),
            intro: vec![head(out, texts, clock), t.sheet_tasks_how(), t.sheet_tasks_step(), t.sheet_back()],
            columns: columns(kind, texts),
            rows: (1..).zip(rows).map(|(n, row)| cells(n, row, out, texts, clock)).collect(),
        })
    };
    TaskKind::ALL.iter().filter_map(|kind| of(*kind)).collect()
}

fn columns(kind: TaskKind, texts: &Texts) -> Vec<Column> {
    let told = |column, width| Column { column, width, used: Use::Told, hint: String::new() };
    let mut out = vec![told(SheetColumn::No, 4), told(SheetColumn::Subject, 36)];
    out.extend(TaskField::of_kind(kind).iter().map(|field| Column {
        column: SheetColumn::of_field(*field),
        width: 34,
        used: Use::Typed(Vec::new()),
        hint: texts.sheet_hint_field(*field),
    }));
    out.push(Column { column: SheetColumn::Key, width: 10, used: Use::Hidden, hint: String::new() });
    out
}

fn cells(n: u32, row: &OutTask, out: &OutSheet, texts: &Texts, clock: &Clock) -> Vec<Cell> {
    let due = row.due.map(|due| texts.t().sheet_task_due(texts.due(due, clock.today())));
    let about = row.client.iter().chain(&row.deal).chain([&row.title]).cloned().chain(due);
    let about: Vec<String> = about.chain(row.receiver.as_ref().map(|r| format!("→ {r}"))).collect();
    let mut cells = vec![Cell::Text(n.to_string()), Cell::Text(about.join("\n"))];
    cells.extend(row.told.iter().map(|(_, text)| Cell::Text(text.clone())));
    let sent = row.told.iter().map(|(_, text)| Sent { rev: row.rev, print: print(text, None) }).collect();
    let key = RowKey::new(&out.code, Ref::new(Kind::Task, row.task.0), sent, &out.secret);
    cells.push(Cell::Text(key.written()));
    cells
}
