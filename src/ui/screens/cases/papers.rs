//! The papers of a case as files: the ledger, the figures, the checklists.

use crate::domain::CaseState;
use crate::jobs::papers::{ReportFile, ReportFormat, ReportOf};
use crate::jobs::task::{Paper, Task};
use crate::reads::wizard::Wizard;
use crate::texts::Noun;
use crate::ui::cx::Cx;
use crate::ui::effect::Out;
use crate::ui::screens::papers::{Choice, Files, refused};

pub(super) fn offer(files: &mut Files, w: &Wizard, cx: &Cx, out: &mut Out) {
    let (x, t) = (cx.texts, cx.texts.t());
    let case = w.case.id;
    let lines = w.case.ledger.snapshot.lines() + w.case.ledger.late;
    let file = |of| ReportFile { of, employee: None, format: ReportFormat::Xlsx };
    let held = x.count(Noun::Line, lines as i64);
    let ledger = Choice::report(&t.files_row_ledger(), &held, lines, file(ReportOf::Ledger(case)), cx);
    let figures = Choice::report(&t.files_row_metrics(), "", 0, file(ReportOf::Metrics(Some(case))), cx);
    let items = w.case.checklist;
    let checklist = Choice {
        label: t.files_row(t.files_row_checklist(), "TXT"),
        note: match w.case.state {
            CaseState::Withdrawn => x.term(w.case.state),
            _ => x.n_of(items.done as i64, items.total as i64),
        },
        rows: 0,
        task: Task::Paper(case, Paper::Checklist),
        refused: None,
    };
    let everything = Choice {
        label: t.files_row_dossier(),
        note: String::new(),
        rows: lines,
        task: Task::Paper(case, Paper::Everything),
        refused: refused(lines, cx),
    };
    let surname = w.case.leaver.as_ref().map_or("", |l| l.name.as_str());
    let choices = ledger.into_iter().chain([checklist]).chain(figures).chain([everything]).collect();
    files.offer(t.files_title_case(case.0.to_string()), surname, choices, out);
}
