//! Long work a screen may ask for, as a value; run on a worker with progress and a way to stop.

use std::path::PathBuf;

use crate::base::{CaseId, ClientId, Clock, Code, Fault, Res};
use crate::domain::settings::Office;
use crate::exchange::files::private_folder;
use crate::jobs::demo::{self, Demo};
use crate::jobs::folder::{self, Folder};
use crate::jobs::import::screen::{self, Came, Wanted};
use crate::jobs::papers::{self, ActFormat, Approval, ForWhom, MailRead, Papers, ReportFile, SheetReport};
use crate::ops::{Ctx, LettersApproved};
use crate::reads::Scope;
use crate::store::verify;
pub use crate::store::verify::{Mark, Verified};
use crate::store::{Base, file as store_file};
use crate::texts::Texts;

#[derive(Debug, Clone)]
pub enum Task {
    /// Makes the training base at this path where there is none.
    Training(PathBuf),
    /// A paper of a case, into the folder of its papers.
    Paper(CaseId, Paper),
    /// A report, into the folder of the case's papers, or of reports where it is of none.
    Report(ReportFile),
    /// What stands in this folder.
    Folder(PathBuf),
    /// Mail that came back or was answered: a file, or a folder of them.
    MailIn(CaseId, PathBuf),
    /// A sheet of this case that was filled in; whether it is right where the card has changed since.
    SheetIn(CaseId, PathBuf, bool),
    /// A step of an import.
    Import(Box<Wanted>),
    /// Whether anybody changed the journal by hand.
    VerifyJournal,
}

impl Task {
    /// The case whose rows it reads.
    pub const fn case(&self) -> Option<CaseId> {
        match self {
            Task::Paper(case, _) | Task::MailIn(case, _) | Task::SheetIn(case, ..) => Some(*case),
            Task::Report(file) => file.of.case(),
            Task::Training(_) | Task::Folder(_) | Task::Import(_) | Task::VerifyJournal => None,
        }
    }
}

/// What is made of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Paper {
    /// The act as text of so many columns, to be read on the screen; nothing is written.
    ActText(usize),
    /// The act as DOCX, on record; `anew`: signatures under the one that stands are given up.
    Act { anew: bool },
    /// One client's letter as text.
    LetterText(ClientId),
    /// What is looked at before letters are approved together.
    LetterSamples,
    /// One client's letter, or all that nothing stands against.
    ApproveLetters(Approval),
    /// Approved letters as `.eml`.
    ExportLetters,
    /// Work lists and comments for the CRM.
    Crm,
    /// Sheets to be filled in.
    Sheets(ForWhom),
    /// The checklists, to print.
    Checklist,
    /// All of it in one folder, with sums.
    Everything,
}

#[derive(Debug, Clone)]
pub enum TaskDone {
    /// It stands at this path.
    Training(PathBuf),
    /// A text to look at.
    Text(String),
    /// Files that were written, and the folder they are in.
    Files(PathBuf, Vec<PathBuf>),
    Approved(LettersApproved),
    Sheet(Box<SheetReport>),
    Mail(MailRead),
    Folder(Folder),
    Import(Box<Came>),
    Verified(Verified),
}

/// With what a task works. `base` is the open base of the session.
pub struct TaskEnv<'a> {
    pub base: &'a mut Base,
    pub office: &'a Office,
    pub clock: Clock,
    /// For the commands of a paper: who wants it, whose rows they see, in which words.
    pub cx: Ctx<'a>,
    pub scope: &'a Scope,
    pub texts: &'a Texts,
}

/// Told (done, in all); gives false to stop, and the task ends with `Interrupted`.
pub type Told<'a> = &'a mut dyn FnMut(u64, Option<u64>) -> bool;

pub fn run(task: Task, env: &mut TaskEnv<'_>, told: Told<'_>) -> Res<TaskDone> {
    match task {
        Task::Paper(case, paper) => made(case, paper, env),
        Task::Report(wanted) => {
            let dir = match wanted.of.case() {
                Some(case) => folder(env.base, case)?,
                None => papers_in(env.base, "reports")?,
            };
            let p = Papers { cx: &env.cx, scope: env.scope, texts: env.texts };
            let (file, _) = papers::take_report(env.base, &p, &wanted, &dir)?;
            Ok(TaskDone::Files(dir, vec![file]))
        }
        Task::Folder(path) => Ok(TaskDone::Folder(folder::list(&path)?)),
        Task::SheetIn(case, path, over) => {
            let p = Papers { cx: &env.cx, scope: env.scope, texts: env.texts };
            let report = papers::read_sheet(env.base, &p, case, &path, over)?;
            Ok(TaskDone::Sheet(Box::new(report)))
        }
        Task::MailIn(case, path) => {
            let p = Papers { cx: &env.cx, scope: env.scope, texts: env.texts };
            Ok(TaskDone::Mail(papers::read_mail(env.base, &p, case, &path)?))
        }
        Task::Import(wanted) => Ok(TaskDone::Import(Box::new(screen::run(*wanted, env, told)?))),
        Task::VerifyJournal => {
            let mut reader = env.base.reader()?;
            Ok(TaskDone::Verified(reader.view(|tx| verify::verify(tx, &[]))?))
        }
        Task::Training(path) => {
            if path.exists() {
                return Ok(TaskDone::Training(path));
            }
            demo::make_at(&path, env.office, env.clock, &Demo::default(), &mut |n, all| told(n, Some(all)))?;
            Ok(TaskDone::Training(path))
        }
    }
}

/// The folder of a case's papers: beside the base, named after it.
fn folder(base: &Base, case: CaseId) -> Res<PathBuf> {
    papers_in(base, &format!("case-{}", case.0))
}

fn papers_in(base: &Base, name: &str) -> Res<PathBuf> {
    let dir = store_file::beside(base.path(), "-papers").join(name);
    private_folder(&dir)?;
    Ok(dir)
}

fn made(case: CaseId, paper: Paper, env: &mut TaskEnv<'_>) -> Res<TaskDone> {
    let p = Papers { cx: &env.cx, scope: env.scope, texts: env.texts };
    Ok(match paper {
        Paper::ActText(columns) => TaskDone::Text(papers::act_text(env.base.conn(), &p, case, columns)?),
        Paper::Act { anew } => {
            let dir = folder(env.base, case)?;
            let file = papers::write_act(env.base, &p, case, ActFormat::Docx, &dir, anew)?.file;
            TaskDone::Files(dir, vec![file])
        }
        Paper::LetterText(client) => {
            let all = papers::previews(env.base.conn(), &p, case, Some(client), None)?;
            let shown = all.into_iter().next().ok_or_else(|| Fault::new(Code::UnknownLetter))?;
            let (away, text) = (papers::away_line(&p, &shown.row), shown.text?);
            TaskDone::Text(format!("{away}{}\n\n{}", text.subject, text.body))
        }
        Paper::LetterSamples => {
            let all = papers::samples(env.base.conn(), &p, case, None)?;
            let text = |s: papers::Preview| {
                let (away, text) = (papers::away_line(&p, &s.row), s.text?);
                Ok(format!("{} <{}>\n\n{away}{}\n\n{}", s.row.client_name, s.row.address, text.subject, text.body))
            };
            let texts = all.into_iter().map(text).collect::<Res<Vec<String>>>()?;
            TaskDone::Text(texts.join(&format!("\n{}\n\n", "─".repeat(24))))
        }
        Paper::ApproveLetters(approval) => TaskDone::Approved(papers::approve(env.base, &p, case, &approval, None)?),
        Paper::ExportLetters => {
            let dir = folder(env.base, case)?;
            TaskDone::Files(dir.clone(), papers::export(env.base, &p, case, None, &dir)?.files)
        }
        Paper::Sheets(whom) => {
            let dir = folder(env.base, case)?;
            let files = papers::write_sheets(env.base, &p, case, whom, &dir)?;
            TaskDone::Files(dir, files)
        }
        Paper::Everything => {
            let dir = folder(env.base, case)?;
            let done = papers::take_dossier(env.base, &p, case, &dir)?;
            let files = done.files.into_iter().map(|f| done.folder.join(f.file)).chain([done.manifest]).collect();
            TaskDone::Files(done.folder, files)
        }
        Paper::Checklist => {
            let dir = folder(env.base, case)?;
            let file = papers::write_checklist(env.base.conn(), &p, case, &dir)?;
            TaskDone::Files(dir, vec![file])
        }
        Paper::Crm => {
            let dir = folder(env.base, case)?;
            TaskDone::Files(dir.clone(), papers::take_crm(env.base, &p, papers::CrmOf::Case(case, None), &dir)?.files)
        }
    })
}
