//! A row of «Лист передачи» about a task: what its kind asks for, compared by what it said when the sheet went out.

use std::collections::BTreeMap;

use super::super::Ctx;
use super::super::task_field::TaskFieldSave;
use super::context::{came_with, may_write};
use super::{FieldSaid, SheetRow, Taking, lines};
use crate::base::{Res, Seq, TaskId};
use crate::domain::TaskField;
use crate::domain::sheets::{SheetColumn, SheetTrouble, plain, print};
use crate::domain::spoken_dated::{Written, dated};
use crate::store::{Tx, params};

pub(super) fn take(
    tx: &mut Tx<'_>,
    cx: &Ctx<'_>,
    taking: &mut Taking,
    row: &SheetRow,
    fields: &[FieldSaid],
) -> Res<()> {
    if lines::find(tx, taking.case, row.object).is_err() {
        taking.against(row, None, SheetTrouble::Gone, "");
        return Ok(());
    }
    if !may_write(tx, cx, taking, row)? {
        taking.against(row, None, SheetTrouble::Denied, "");
        return Ok(());
    }
    let task = TaskId(row.object.id);
    let before = (taking.out.taken(), taking.out.troubles.len());
    for said in fields {
        // Nobody touched the cell: whatever became of the card since is no business of the sheet's.
        if print(&said.text, None) == said.sent.print {
            continue;
        }
        let column = SheetColumn::of_field(said.field);
        let (now, text) = (now(tx, task, said.field)?, plain(&said.text));
        if now == dated(&text, None, cx.clock, Written::Sometime) {
            continue;
        }
        if !taking.over {
            if text.is_empty() {
                taking.against(row, Some(column), SheetTrouble::Emptied, &now);
                continue;
            }
            if print(&now, None) != said.sent.print && !is_ours(tx, row, said.field, &now)? {
                taking.against(row, Some(column), SheetTrouble::Changed, &now);
                continue;
            }
        }
        match (TaskFieldSave { task, field: said.field, text: text.clone() }).keep(tx, cx, Written::Sometime) {
            Ok(_) => {
                let count = if text.is_empty() { &mut taking.out.cleared } else { &mut taking.out.filled };
                *count += 1;
                taking.came.insert(row.sheet);
            }
            Err(fault) => taking.refused(row, column, fault, &text)?,
        }
    }
    if before == (taking.out.taken(), taking.out.troubles.len()) {
        taking.out.unchanged += 1;
    }
    Ok(())
}

fn now(tx: &Tx<'_>, task: TaskId, field: TaskField) -> Res<String> {
    let fields: Option<String> = tx.one("SELECT fields FROM task WHERE id = ?1", params![task], |r| r.get(0))?;
    Ok(of_field(&fields.unwrap_or_default(), field))
}

fn of_field(fields: &str, field: TaskField) -> String {
    let mut words: BTreeMap<String, String> = serde_json::from_str(fields).unwrap_or_default();
    words.remove(field.word()).unwrap_or_default()
}

/// Whether what the card says now was brought by this very sheet: the last entry before which the field said something
/// else. The fields of a task share one column, so the entries that changed its neighbours are passed over.
fn is_ours(tx: &Tx<'_>, row: &SheetRow, field: TaskField, now: &str) -> Res<bool> {
    let sql = "SELECT seq, old FROM op_row WHERE kind = 'task' AND id = ?1 AND field = 'fields' ORDER BY seq DESC";
    let before: Vec<(Seq, String)> =
        tx.all(sql, params![row.object.id], |r| Ok((r.get(0)?, r.get::<_, Option<String>>(1)?.unwrap_or_default())))?;
    match before.iter().find(|(_, old)| of_field(old, field) != now) {
        Some((seq, _)) => came_with(tx, *seq, row.sheet),
        None => Ok(false),
    }
}
