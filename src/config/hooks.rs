//! `[hooks.SYSTEM]`: the office's commands that close accesses (2 §7).

use toml::Value;

use super::{At, known, nearest};
use crate::base::{Code, Fault, Res};
use crate::domain::hooks::{Hook, Hooks, PLACEHOLDERS, Unfit, check};

pub(super) const KEYS: &[&str] = &["revoke", "restore", "idempotent", "limit"];

/// The longest a command may be waited for: an hour.
const LIMIT: i64 = 3_600;

/// Errors: `UnknownConfigKey`, `BadConfig`; `HookPath` for a program without its absolute path, `HookWord` for a
/// placeholder that is none of ours, with the nearest one.
pub(super) fn read(value: &Value) -> Res<Hooks> {
    let table = value.as_table().ok_or_else(|| Fault::new(Code::BadConfig).with("key", "hooks"))?;
    table.iter().map(|(system, value)| Ok((system.clone(), hook(system, value)?))).collect()
}

fn hook(system: &str, value: &Value) -> Res<Hook> {
    let name = format!("hooks.{system}");
    let table = value.as_table().ok_or_else(|| Fault::new(Code::BadConfig).with("key", &name))?;
    known(table, KEYS, &format!("{name}."))?;
    let mut h = Hook::default();
    for (key, value) in table {
        let at = At { key: format!("{name}.{key}"), value };
        match key.as_str() {
            "revoke" => h.revoke = command(&at)?,
            "restore" => h.restore = command(&at)?,
            "idempotent" => h.idempotent = at.flag()?,
            _ => h.limit = at.count(1, LIMIT)?,
        }
    }
    if h.revoke.is_empty() {
        return Err(Fault::new(Code::HookPath).with("key", format!("{name}.revoke")));
    }
    Ok(h)
}

fn command(at: &At<'_>) -> Res<Vec<String>> {
    let list = at.texts()?;
    let refused = |code| Fault::new(code).with("key", &at.key);
    match check(&list) {
        Ok(()) => Ok(list),
        Err(Unfit::Unknown(word)) => {
            let near = nearest(&word, &PLACEHOLDERS);
            Err(refused(Code::HookWord).with("value", format!("{{{word}}}")).with("near", format!("{{{near}}}")))
        }
        Err(_) => Err(refused(Code::HookPath)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Config;
    use super::*;

    fn refused(text: &str) -> (Code, String, String) {
        let f = Config::parse(text).unwrap_err();
        (f.code, f.arg("key").to_owned(), f.arg("near").to_owned())
    }

    #[test]
    fn a_hook_is_read_whole() {
        let text = "[hooks.vpn]\nrevoke = ['/bin/off', '{login}']\nidempotent = true\nlimit = 5\n[hooks.'1С']\nrevoke = ['/b']";
        let c = Config::parse(text).unwrap();
        let vpn = &c.office.hooks["vpn"];
        assert_eq!((vpn.revoke.len(), vpn.restore.len(), vpn.idempotent, vpn.limit), (2, 0, true, 5));
        assert_eq!(c.office.hooks["1С"].limit, 60);
    }

    #[test]
    fn what_cannot_be_run_safely_is_refused_before_it_is_needed() {
        let of = |line: &str| refused(&format!("[hooks.vpn]\n{line}"));
        let s = String::from;
        assert_eq!(of("revoke = ['off']"), (Code::HookPath, s("hooks.vpn.revoke"), s("")));
        assert_eq!(of("revoke = []"), (Code::HookPath, s("hooks.vpn.revoke"), s("")));
        assert_eq!(of("limit = 5"), (Code::HookPath, s("hooks.vpn.revoke"), s("")));
        assert_eq!(of("revoke = ['/off', '{logn}']"), (Code::HookWord, s("hooks.vpn.revoke"), s("{login}")));
        assert_eq!(of("revok = ['/off']"), (Code::UnknownConfigKey, s("hooks.vpn.revok"), s("hooks.vpn.revoke")));
        assert_eq!(of("revoke = '/off'").0, Code::BadConfig, "a line for a shell");
        assert_eq!(of("revoke = ['/off']\nlimit = 0").0, Code::BadConfig);
        assert_eq!(refused("hooks = 1").0, Code::BadConfig);
    }
}
