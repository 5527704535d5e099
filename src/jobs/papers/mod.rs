//! Papers to files: the act, letters, the CRM's work lists, reports, checklists. Each is written whole, never over
//! another, and recorded.

mod act;
mod crm;
mod dossier;
mod letters;
mod noted;
mod report;
mod report_out;
mod returned;
mod sheets_in;
mod sheets_out;

pub use act::{ActFormat, ActWritten, act_text, checklist_text, write_act};
pub use crm::{CrmFiles, CrmOf, take_crm, write_crm};
pub use dossier::{Dossier, MANIFEST, Summed, take_dossier, write_dossier};
pub use letters::{Approval, Exported, Preview, SAMPLES, approve, away_line, export, previews, samples};
pub use noted::{Taken, note_taken};
pub use report::{ReportOf, report};
pub use report_out::{ReportFile, ReportFormat, take_report, write_checklist, write_report};
pub use returned::{LeftAlone, MailRead, read_mail};
pub use sheets_in::{SheetLine, SheetReport, read_sheet};
pub use sheets_out::{ForWhom, write_sheets};

use crate::ops::Ctx;
use crate::reads::Scope;
use crate::texts::Texts;

/// What every paper is made with: who wants it, whose rows they see, the words.
pub struct Papers<'a> {
    pub cx: &'a Ctx<'a>,
    pub scope: &'a Scope,
    pub texts: &'a Texts,
}
