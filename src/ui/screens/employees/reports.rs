//! What a person holds, as files.

use crate::domain::names::short;
use crate::jobs::papers::{ReportFile, ReportFormat, ReportOf};
use crate::reads::employees::EmployeeRow;
use crate::texts::Noun;
use crate::ui::cx::Cx;
use crate::ui::effect::Out;
use crate::ui::screens::papers::{Choice, Files};

pub(super) fn offer(files: &mut Files, r: &EmployeeRow, cx: &Cx, out: &mut Out) {
    let t = cx.texts.t();
    let all = [
        (t.report_title_deals(), Noun::Deal, r.open_deals, ReportOf::Deals),
        (t.report_title_clients(), Noun::Client, r.clients, ReportOf::Clients),
        (t.report_title_tasks(), Noun::Task, r.open_tasks, ReportOf::Tasks),
    ];
    let choices = all.iter().flat_map(|(label, noun, n, of)| {
        let file = ReportFile { of: *of, employee: Some(r.id), format: ReportFormat::Xlsx };
        Choice::report(label, &cx.texts.count(*noun, *n as i64), *n, file, cx)
    });
    files.offer(t.files_title_of(short(&r.name)), &r.name, choices.collect(), out);
}
