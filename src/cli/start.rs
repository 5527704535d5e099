//! From the command line to an exit status.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::{CommandFactory, FromArgMatches};
use etcetera::{BaseStrategy, choose_base_strategy};

use super::answer::complain_of;
use super::opts::{Global, Opts};
use super::{App, commands, help, usage};
use crate::base::{At, Clock, Code, Fault, Res, Zone};
use crate::config::Config;
use crate::config::own::FILES;
use crate::domain::own::Own;
use crate::texts::{Lang, Texts};

/// The environment, read once, here.
#[allow(clippy::disallowed_methods, reason = "the start of the program is where the environment is read")]
fn env(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|v| !v.is_empty())
}

/// For the test of a panic, in a debug build only.
pub(super) fn panic_key() -> bool {
    cfg!(debug_assertions) && env("ESTAFETA_PANIC_KEY").is_some()
}

/// <https://no-color.org>
pub(super) fn no_color() -> bool {
    env("NO_COLOR").is_some()
}

#[allow(clippy::disallowed_methods, reason = "the start of the program is where the clock is read")]
fn wall() -> At {
    At(chrono::Utc::now().timestamp_millis())
}

pub fn run() -> ExitCode {
    let args = asks_help(std::env::args_os().collect());
    // The language and the form of an answer are needed to say what is wrong with the arguments themselves.
    let texts = Texts::load(lang_of(&args).unwrap_or_default());
    let as_json = args.iter().any(|a| a == "--json");
    let command = help::localised(Opts::command(), &texts);
    let opts = match command.try_get_matches_from(args).and_then(|m| Opts::from_arg_matches(&m)) {
        Ok(o) => o,
        Err(e) => return usage::say(&e, &texts, as_json),
    };
    match go(opts, texts, as_json) {
        Ok(code) => code,
        Err(failed) => {
            complain_of(&failed.0, &failed.1, as_json);
            ExitCode::from(1)
        }
    }
}

/// `help case open` is what people type who mean `case open --help`.
fn asks_help(mut args: Vec<OsString>) -> Vec<OsString> {
    if args.get(1).is_some_and(|a| a == "help") {
        args.remove(1);
        args.push("--help".into());
    }
    args
}

/// The value of `--lang`, before the arguments are read properly.
fn lang_of(args: &[OsString]) -> Option<Lang> {
    let words: Vec<&str> = args.iter().filter_map(|a| a.to_str()).collect();
    let after = words.iter().position(|w| *w == "--lang").and_then(|i| words.get(i + 1)).copied();
    after.or_else(|| words.iter().find_map(|w| w.strip_prefix("--lang="))).and_then(Lang::of)
}

fn go(opts: Opts, texts: Texts, as_json: bool) -> Result<ExitCode, Box<(Fault, Texts)>> {
    let app = match app(opts.global, as_json) {
        Ok(app) => app,
        Err(f) => return Err(Box::new((f, texts))),
    };
    let done = match opts.command {
        None => super::commands::workstation(&app),
        Some(command) => commands::run(command, &app).and_then(|answer| {
            answer.print(app.json)?;
            Ok(ExitCode::from(answer.status()))
        }),
    };
    done.map_err(|f| Box::new((f, app.texts)))
}

fn app(global: Global, json: bool) -> Res<App> {
    let config = config(global.config.as_deref())?;
    let lang = global.lang.as_deref().or(config.lang.as_deref()).and_then(Lang::of).unwrap_or_default();
    let zone = config.office.zone;
    let (now, clock_fixed) = match env("ESTAFETA_NOW") {
        None => (wall(), false),
        Some(text) => (fixed(&text)?, true),
    };
    let named = global.db.or_else(|| config.db.clone());
    Ok(App {
        db_is_default: named.is_none(),
        db: named.map_or_else(default_base, Ok)?,
        texts: Texts::load(lang),
        clock: Clock { now, zone },
        clock_fixed,
        readonly: global.readonly || config.readonly,
        json,
        actor: global.actor,
        config,
        config_file: global.config,
    })
}

/// An ISO time with its offset; without one nobody knows which instant is meant.
fn fixed(text: &str) -> Res<At> {
    let bad = || Fault::new(Code::BadTime).with("value", text);
    // The same text read in two zones: only one that names its offset means one instant.
    let at = At::parse(text, Zone::UTC).ok_or_else(bad)?;
    (At::parse(text, Zone::MOSCOW) == Some(at)).then_some(at).ok_or_else(bad)
}

fn dirs() -> Res<impl BaseStrategy> {
    choose_base_strategy().map_err(|e| Fault::from(Code::Io, e))
}

/// `estafeta.db` in the XDG data folder.
fn default_base() -> Res<PathBuf> {
    Ok(dirs()?.data_dir().join("estafeta").join("estafeta.db"))
}

/// The named file must be there; the one in the XDG place may be absent.
fn config(named: Option<&Path>) -> Res<Config> {
    let path = match named {
        Some(p) => p.to_path_buf(),
        None => dirs()?.config_dir().join("estafeta").join("estafeta.toml"),
    };
    let mut config = match text_of(&path)? {
        Some(text) => Config::parse(&text).map_err(|f| f.with("path", path.display()))?,
        None if named.is_none() => Config::default(),
        None => return Err(Fault::new(Code::FileMissing).with("path", path.display())),
    };
    config.office.own = Arc::new(own(path.parent().unwrap_or(Path::new("")))?);
    Ok(config)
}

/// The office's own files, which lie beside the settings.
fn own(folder: &Path) -> Res<Own> {
    let mut own = Own::default();
    for file in FILES {
        let path = folder.join(file.name);
        if let Some(text) = text_of(&path)? {
            file.take(&mut own, &text).map_err(|f| f.with("path", path.display()))?;
        }
    }
    Ok(own)
}

/// A file of settings; `None` where there is none.
fn text_of(path: &Path) -> Res<Option<String>> {
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(e) => Err(<Fault as From<std::io::Error>>::from(e).with("path", path.display())),
    }
}
