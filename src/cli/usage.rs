//! A wrong command line in our own words: clap's sentences are English.

use std::io::Write;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

use super::answer::complain;
use crate::texts::Texts;

/// Exit status 2; help and version asked for are answers and end with 0.
pub fn say(e: &Error, texts: &Texts, as_json: bool) -> ExitCode {
    if matches!(e.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        let _ = write!(std::io::stdout().lock(), "{}", e.render());
        return ExitCode::SUCCESS;
    }
    if e.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        let _ = write!(std::io::stderr().lock(), "{}", e.render());
        return ExitCode::from(2);
    }
    complain("usage", &message(e, texts), &hint(e, texts), as_json);
    ExitCode::from(2)
}

fn value(e: &Error, kind: ContextKind) -> String {
    match e.get(kind) {
        Some(ContextValue::String(s)) => s.clone(),
        Some(ContextValue::Strings(s)) => s.join(", "),
        Some(ContextValue::StyledStr(s)) => s.to_string(),
        _ => String::new(),
    }
}

fn message(e: &Error, texts: &Texts) -> String {
    let t = texts.t();
    let arg = value(e, ContextKind::InvalidArg);
    match e.kind() {
        ErrorKind::InvalidSubcommand => t.cli_usage_subcommand(value(e, ContextKind::InvalidSubcommand)),
        ErrorKind::UnknownArgument => t.cli_usage_unknown(arg),
        ErrorKind::MissingRequiredArgument => t.cli_usage_missing(arg),
        ErrorKind::MissingSubcommand => t.cli_usage_no_subcommand(),
        ErrorKind::ArgumentConflict => t.cli_usage_conflict(arg, value(e, ContextKind::PriorArg)),
        ErrorKind::InvalidValue if value(e, ContextKind::InvalidValue).is_empty() => t.cli_usage_no_value(option(&arg)),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            t.cli_usage_value(value(e, ContextKind::InvalidValue), arg)
        }
        ErrorKind::TooFewValues => match e.get(ContextKind::MinValues) {
            Some(ContextValue::Number(n)) => t.cli_usage_too_few(option(&arg), n.to_string()),
            _ => t.cli_usage_no_value(option(&arg)),
        },
        ErrorKind::NoEquals | ErrorKind::WrongNumberOfValues => t.cli_usage_no_value(option(&arg)),
        _ => t.cli_usage_other(arg),
    }
}

/// «--commission» of clap's «--commission <NAME> <NAME>...».
fn option(arg: &str) -> String {
    arg.split(' ').next().unwrap_or_default().to_owned()
}

fn hint(e: &Error, texts: &Texts) -> String {
    let t = texts.t();
    let known = value(e, ContextKind::ValidValue);
    let near = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue]
        .into_iter()
        .map(|k| value(e, k).split(',').next().unwrap_or_default().to_owned())
        .find(|v| !v.is_empty());
    match near {
        Some(near) => t.cli_usage_near(near),
        None if !known.is_empty() => t.cli_usage_known(known),
        None => t.cli_usage_help(),
    }
}
