//! The office's own commands that close an access, or give it back (2 §7): what may be written, and what is run.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::words::{JobState, words};

words! {
    /// What a command does.
    HookAction { Revoke = "revoke", Restore = "restore" }
}

/// The commands of one system: a program and its arguments, never a line for a shell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Hook {
    pub revoke: Vec<String>,
    /// Empty: a person gives it back.
    pub restore: Vec<String>,
    /// May be repeated by itself when nobody knows whether it ran to its end.
    pub idempotent: bool,
    /// Seconds it may take.
    pub limit: u32,
}

impl Default for Hook {
    fn default() -> Self {
        Self { revoke: Vec::new(), restore: Vec::new(), idempotent: false, limit: 60 }
    }
}

/// By code of the catalogue, or by the office's own word for a system.
pub type Hooks = BTreeMap<String, Hook>;

/// What a command may be told: as arguments, in its environment, and as one JSON object on its standard input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HookFacts {
    pub system: String,
    pub title: String,
    pub login: String,
    /// The person's name, and `employee:7`.
    pub employee: String,
    pub employee_id: String,
    /// `case:12`; empty outside a handover.
    pub case: String,
    pub action: HookAction,
    /// Names this very deed, the same when it is repeated.
    pub op_id: String,
}

/// The words that stand for a fact, in braces.
pub const PLACEHOLDERS: [&str; 8] = ["system", "title", "login", "employee", "employee_id", "case", "action", "op_id"];

impl HookFacts {
    /// In the order of [`PLACEHOLDERS`].
    pub fn pairs(&self) -> [(&'static str, &str); 8] {
        let values = [
            self.system.as_str(),
            &self.title,
            &self.login,
            &self.employee,
            &self.employee_id,
            &self.case,
            self.action.word(),
            &self.op_id,
        ];
        std::array::from_fn(|i| (PLACEHOLDERS[i], values[i]))
    }
}

words! {
    /// Why nothing was started, so that nothing can have happened.
    NoStart {
        Missing = "missing", NotExecutable = "not_executable", Other = "not_started",
        /// The configuration has no command for this system any more, or the account lacks what it needs.
        NoCommand = "no_command",
    }
}

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HookEnd {
    Exited(i32),
    NotStarted(NoStart),
    /// By a signal that was not ours: how far it came, nobody knows.
    Signal(i32),
    /// Its time was over, and we ended it.
    TimedOut,
    /// The program itself ended while the command ran.
    Lost,
}

impl HookEnd {
    /// A failure is never taken for success, and a doubt for neither (2 §7).
    pub const fn state(self) -> JobState {
        match self {
            HookEnd::Exited(0) => JobState::Done,
            HookEnd::Exited(_) | HookEnd::NotStarted(_) => JobState::Failed,
            HookEnd::Signal(_) | HookEnd::TimedOut | HookEnd::Lost => JobState::Unknown,
        }
    }
}

/// What came of a command. `output` is cleaned and capped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HookRan {
    pub end: HookEnd,
    pub output: String,
    pub took_ms: u64,
}

/// Why a command cannot be written, or cannot be run for this account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unfit {
    /// The program is not named by its absolute path, the same for everybody.
    NotAbsolute,
    /// A placeholder that is none of ours.
    Unknown(String),
    /// The account lacks a fact that an argument is made of: no command is run on a guess.
    Lacking(String),
    /// The fact would read as an option of the command, or cannot stand in an argument at all.
    Hostile(String),
}

impl Hook {
    /// The command for `action`; empty when there is none.
    pub fn command(&self, action: HookAction) -> &[String] {
        match action {
            HookAction::Revoke => &self.revoke,
            HookAction::Restore => &self.restore,
        }
    }

    /// Whether its closing command can be made for this login: one that lacks what an argument is made of never can, and
    /// people have to do it.
    pub fn closes(&self, system: &str, login: &str) -> bool {
        let facts = HookFacts {
            system: system.to_owned(),
            title: system.to_owned(),
            login: login.to_owned(),
            employee: "x".to_owned(),
            employee_id: "x".to_owned(),
            case: "x".to_owned(),
            action: HookAction::Revoke,
            op_id: "x".to_owned(),
        };
        self.argv(&facts).is_ok_and(|argv| !argv.is_empty())
    }

    /// What is run: every placeholder filled, argument by argument, so that a blank in a name stays inside its argument.
    pub fn argv(&self, facts: &HookFacts) -> Result<Vec<String>, Unfit> {
        self.command(facts.action).iter().map(|arg| fill(arg, facts)).collect()
    }
}

/// Checks a command as it stands in the configuration.
pub fn check(command: &[String]) -> Result<(), Unfit> {
    if !command.first().is_some_and(|p| Path::new(p).is_absolute() && !p.contains('{')) {
        return Err(Unfit::NotAbsolute);
    }
    for name in command.iter().flat_map(|arg| parts(arg)).filter_map(Part::name) {
        if !PLACEHOLDERS.contains(&name) {
            return Err(Unfit::Unknown(name.to_owned()));
        }
    }
    Ok(())
}

enum Part<'a> {
    Text(&'a str),
    Fact(&'a str),
}

impl<'a> Part<'a> {
    fn name(self) -> Option<&'a str> {
        match self {
            Part::Fact(name) => Some(name),
            Part::Text(_) => None,
        }
    }
}

/// An argument cut at its placeholders; a brace without its partner is text.
fn parts(arg: &str) -> Vec<Part<'_>> {
    let (mut out, mut rest) = (Vec::new(), arg);
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, tail)) = after.split_once('}') else { break };
        out.push(Part::Text(before));
        out.push(Part::Fact(name));
        rest = tail;
    }
    out.push(Part::Text(rest));
    out
}

fn fill(arg: &str, facts: &HookFacts) -> Result<String, Unfit> {
    let mut out = String::new();
    for part in parts(arg) {
        match part {
            Part::Text(text) => out.push_str(text),
            Part::Fact(name) => {
                let value = facts.pairs().into_iter().find(|(n, _)| *n == name).map_or("", |(_, v)| v);
                if value.trim().is_empty() {
                    return Err(Unfit::Lacking(name.to_owned()));
                }
                if value.contains('\0') || (out.is_empty() && value.starts_with('-')) {
                    return Err(Unfit::Hostile(name.to_owned()));
                }
                out.push_str(value);
            }
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts() -> HookFacts {
        HookFacts {
            system: "crm_login".into(),
            title: "CRM: вход".into(),
            login: "p.ivanov".into(),
            employee: "Иванов Пётр".into(),
            employee_id: "employee:7".into(),
            case: "case:3".into(),
            action: HookAction::Revoke,
            op_id: "0f".into(),
        }
    }

    fn hook(args: &[&str]) -> Hook {
        Hook { revoke: args.iter().map(|a| (*a).to_owned()).collect(), ..Hook::default() }
    }

    #[test]
    fn placeholders_are_filled_inside_their_argument() {
        let h = hook(&["/opt/off", "{login}", "--who={employee}", "{{login}", "}{", "{case"]);
        let argv = h.argv(&facts()).unwrap_err();
        assert_eq!(argv, Unfit::Lacking("{login".to_owned()), "a brace inside a brace is no name of ours");
        let h = hook(&["/opt/off", "{login}", "--who={employee}", "}{", "{case"]);
        assert_eq!(h.argv(&facts()).unwrap(), ["/opt/off", "p.ivanov", "--who=Иванов Пётр", "}{", "{case"]);
    }

    #[test]
    fn a_command_is_an_absolute_path_and_known_words() {
        let of = |args: &[&str]| check(&hook(args).revoke);
        assert_eq!(of(&["/opt/off", "{login}"]), Ok(()));
        assert_eq!(of(&[]), Err(Unfit::NotAbsolute));
        assert_eq!(of(&["crm-off", "{login}"]), Err(Unfit::NotAbsolute));
        assert_eq!(of(&["./off"]), Err(Unfit::NotAbsolute));
        assert_eq!(of(&["/opt/{login}"]), Err(Unfit::NotAbsolute), "an account does not choose the program");
        assert_eq!(of(&["/opt/off", "{logn}"]), Err(Unfit::Unknown("logn".into())));
    }

    #[test]
    fn a_login_never_becomes_an_option_or_nothing() {
        let h = hook(&["/opt/off", "{login}"]);
        let with = |login: &str| h.argv(&HookFacts { login: login.into(), ..facts() });
        assert_eq!(with("--all"), Err(Unfit::Hostile("login".into())));
        assert_eq!(with("a\0b"), Err(Unfit::Hostile("login".into())));
        assert_eq!(with(" "), Err(Unfit::Lacking("login".into())));
        assert!(with("a b;rm -rf /").is_ok(), "no shell reads it");
        assert!(hook(&["/opt/off", "--who={login}"]).argv(&HookFacts { login: "-x".into(), ..facts() }).is_ok());
    }
}
