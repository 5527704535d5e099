//! `import FILE…`: all files as one import. Questions that are left give exit status 3.

use std::cell::Cell;
use std::collections::HashMap;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use super::app::new_op;
use super::import_said::Said;
use super::{Answer, App};
use crate::base::{Code, Fault, Res};
use crate::domain::{FileKind, Source};
use crate::exchange::read::{Encoding, Field, Names, Options, Wish};
use crate::jobs::import::{self, Phase, Prepared, Progress, Report, say};
use crate::ops::Ctx;
use crate::ops::import::Answers;
use crate::store::{Base, Mode};

#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    #[arg(long, value_name = "K", value_parser = ["deals", "clients", "contacts", "tasks", "leads", "calls", "employees", "products", "log"], hide_possible_values = true)]
    kind: Option<String>,
    #[arg(long, value_name = "S", value_parser = ["bitrix24", "amocrm", "onec", "hubspot", "pipedrive", "maven", "other"], hide_possible_values = true)]
    source: Option<String>,
    #[arg(long, value_name = "E")]
    encoding: Option<String>,
    #[arg(long, value_name = "COLUMN=FIELD")]
    map: Vec<String>,
    #[command(flatten)]
    said: Said,
    #[arg(long)]
    dry_run: bool,
    #[arg(long)]
    skip_broken: bool,
    #[arg(long, value_name = "FILE")]
    refused: Option<PathBuf>,
}

/// How many questions, changed records and skipped sheets a person is shown here; more are in the JSON, questions in the base too.
const SHOWN: usize = 20;

pub fn run(args: &Args, app: &App) -> Res<Answer> {
    if app.readonly && !args.dry_run {
        return Err(Code::ReadOnlyMode.into());
    }
    let names = Names::shipped()?;
    // `--map "A=x" "B=y"`: what follows the first pair is one too, unless a file is called so.
    let (pairs, files): (Vec<&PathBuf>, Vec<&PathBuf>) =
        args.files.iter().partition(|p| !args.map.is_empty() && p.to_string_lossy().contains('=') && !p.exists());
    let files: Vec<PathBuf> = files.into_iter().cloned().collect();
    let map: Vec<String> = args.map.iter().cloned().chain(pairs.iter().map(|p| p.to_string_lossy().into())).collect();
    let options = options(args, &map, app)?;
    let answers = args.said.answers()?;
    if let Some(folder) = app.db.parent().filter(|_| app.db_is_default) {
        std::fs::create_dir_all(folder)?;
    }
    // Read before the base is made: a broken file must not leave an empty base behind.
    let line = Line::new(app);
    let watch = |p| line.tell(p);
    let prepared = match args.skip_broken {
        true => {
            let broken = &mut Vec::new();
            import::prepare_readable(&app.db, new_op(), &files, &names, &options, app.clock, &watch, broken)?
        }
        false => import::prepare(&app.db, new_op(), &files, &names, &options, app.clock, &watch)?,
    };
    let report = match args.dry_run {
        true => look(app, &prepared, &answers, &line)?,
        false => {
            let mut base = open_or_make(&app.db)?;
            let actor = app.acting(&base)?;
            let cx = Ctx { actor, clock: app.clock, op_id: new_op(), office: app.office() };
            import::keep(&mut base, &cx, &prepared, &answers, &watch)?
        }
    };
    line.end();
    let saved = match &args.refused {
        Some(path) if prepared.refused_count() > 0 => import::save_refused(&prepared, path, &app.texts)?,
        _ => Vec::new(),
    };
    let text = words(&report, &saved, app);
    // A file that was left out is left to do, as a question is.
    let questions = report.has_questions() || !report.broken.is_empty();
    Ok(Answer::new(report, text)?.with_questions(questions))
}

fn options(args: &Args, map: &[String], app: &App) -> Res<Options> {
    let encoding = match &args.encoding {
        Some(e) => Some(Encoding::of(e).ok_or_else(|| Fault::new(Code::FileEncoding).with("value", e))?),
        None => None,
    };
    let map = map.iter().map(|m| {
        let pair = m.rsplit_once('=').map(|(column, field)| (column.trim().to_owned(), Field::of(field.trim())));
        match pair {
            Some((column, Some(field))) if !column.is_empty() => Ok((column, field)),
            _ => Err(Fault::new(Code::BadMap).with("value", m)),
        }
    });
    let remembered = match app.look() {
        Ok(base) => import::remembered(&base)?,
        Err(f) if matches!(f.code, Code::BaseMissing | Code::BaseEmptyFile) => HashMap::new(),
        Err(f) => return Err(f),
    };
    let wish = Wish {
        kind: args.kind.as_deref().and_then(FileKind::of),
        source: args.source.as_deref().and_then(Source::of),
        map: map.collect::<Res<_>>()?,
        remembered,
        ..Wish::default()
    };
    Ok(Options { wish, encoding, zone: app.clock.zone, currency: app.office().currency })
}

fn open_or_make(db: &Path) -> Res<Base> {
    match Base::open(db, Mode::ReadWrite) {
        Err(f) if matches!(f.code, Code::BaseMissing | Code::BaseEmptyFile) => Base::create(db),
        other => other,
    }
}

/// The report alone. Where there is no base yet, on an empty one that is thrown away.
fn look(app: &App, prepared: &Prepared, answers: &Answers, line: &Line<'_>) -> Res<Report> {
    let on = |base: &mut Base| {
        let cx = Ctx { actor: app.acting(base)?, clock: app.clock, op_id: new_op(), office: app.office() };
        import::report(base, &cx, prepared, answers, &|p| line.tell(p))
    };
    match Base::open(&app.db, Mode::ReadWrite) {
        Err(f) if matches!(f.code, Code::BaseMissing | Code::BaseEmptyFile) => {
            let dir = std::env::temp_dir().join(format!("estafeta-{}", new_op().text()));
            std::fs::create_dir(&dir)?;
            let report = Base::create(&dir.join("dry.db")).and_then(|mut base| on(&mut base));
            // Nothing of value is in it; a temporary folder that stays is no reason to fail.
            let _ = std::fs::remove_dir_all(&dir);
            report
        }
        base => on(&mut base?),
    }
}

fn words(r: &Report, saved: &[PathBuf], app: &App) -> String {
    let texts = &app.texts;
    let mut lines = Vec::new();
    for f in &r.files {
        let mut of_file = say::file(f, texts).into_iter();
        lines.extend(of_file.next());
        lines.extend(of_file.map(|l| format!("  {l}")));
    }
    lines.extend(r.broken.iter().map(|b| say::broken(b, texts)));
    lines.extend(r.skipped.iter().take(SHOWN).map(|s| say::skipped(s, texts)));
    if let Some(more) = r.skipped.len().checked_sub(SHOWN).filter(|n| *n > 0) {
        lines.push(texts.t().import_skipped_more(texts.number(more as i64)));
    }
    lines.extend(r.questions.iter().take(SHOWN).map(|q| format!("? {}", say::question(q, texts))));
    lines.extend(say::changes(r, SHOWN, texts).into_iter().map(|l| format!("~ {l}")));
    if !saved.is_empty() {
        let paths: Vec<String> = saved.iter().map(|p| crate::base::show(&p.display().to_string())).collect();
        lines.push(texts.t().import_refused_saved(paths.join(", ")));
    }
    lines.extend(say::outcome(r, texts));
    lines.join("\n")
}

/// The line of progress on standard error: only for a person, only when it takes over a second.
struct Line<'a> {
    app: &'a App,
    begun: Cell<(Phase, Instant)>,
    told: Cell<Option<Instant>>,
    person: bool,
}

#[allow(clippy::disallowed_methods, reason = "the rate of a command that a person waits for")]
fn now() -> Instant {
    Instant::now()
}

impl<'a> Line<'a> {
    fn new(app: &'a App) -> Self {
        let person = !app.json && std::io::stderr().is_terminal();
        Line { app, begun: Cell::new((Phase::Reading, now())), told: Cell::new(None), person }
    }

    fn tell(&self, p: Progress) -> bool {
        if !self.person {
            return true;
        }
        let (phase, mut since) = self.begun.get();
        let at = now();
        if phase != p.phase {
            since = at;
            self.begun.set((p.phase, at));
        }
        let ms = |t: Instant| u64::try_from(at.duration_since(t).as_millis()).unwrap_or(u64::MAX);
        if ms(since) > 1000 && self.told.get().is_none_or(|t| ms(t) > 200) {
            self.told.set(Some(at));
            let text = say::progress(p, ms(since), &self.app.texts);
            // Nobody listening is no error.
            let _ = write!(std::io::stderr().lock(), "\r\u{1b}[K{text}");
        }
        true
    }

    fn end(&self) {
        if self.told.get().is_some() {
            let _ = write!(std::io::stderr().lock(), "\r\u{1b}[K");
        }
    }
}
