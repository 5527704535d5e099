//! `due --install-help`: a systemd service with its timer and a line for cron, with the paths of this program and of this
//! base, so that what is due is done without anybody having the workstation open.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::{Answer, App};
use crate::base::{Code, Fault, Res};
use crate::exchange::files::write_new;
use crate::texts::Lang;

const UNIT: &str = "estafeta-due";

/// Prints them, or writes them as files into `dir`. Errors: `OutputExists`, those of the file system; `BadName` for a path
/// that no such file can carry.
pub(super) fn help(app: &App, dir: Option<&Path>) -> Res<Answer> {
    let words = command(app)?;
    let t = app.texts.t();
    let about = t.due_install_about();
    let exec: Vec<String> = words.iter().map(|w| systemd(w)).collect();
    let service = format!(
        "# {}\n[Unit]\nDescription={about}\n\n[Service]\nType=oneshot\nExecStart={}\n",
        t.due_install_service(),
        exec.join(" ")
    );
    let timer = format!(
        "# {}\n[Unit]\nDescription={about}\n\n[Timer]\nOnCalendar=*-*-* *:*:00\nAccuracySec=1s\nPersistent=true\n\n\
         [Install]\nWantedBy=timers.target\n",
        t.due_install_timer()
    );
    let line: Vec<String> = words.iter().map(|w| cron(w)).collect();
    let cron = format!("# {}\n* * * * * {} >/dev/null\n", t.due_install_cron(), line.join(" "));
    let names = [format!("{UNIT}.service"), format!("{UNIT}.timer"), format!("{UNIT}.cron")];
    let texts = [&service, &timer, &cron];
    let mut files = Vec::new();
    let text = match dir {
        Some(dir) => {
            std::fs::create_dir_all(dir)?;
            for (name, text) in names.iter().zip(texts) {
                let path = dir.join(name);
                write_new(&path, text.as_bytes())?;
                files.push(path.display().to_string());
            }
            format!("{}\n\n{}", files.join("\n"), how(app, &words))
        }
        None => {
            let parts = names.iter().zip(texts).map(|(name, text)| format!("# ── {name}\n{text}\n"));
            format!("{}{}", parts.collect::<String>(), how(app, &words))
        }
    };
    Answer::new(json!({ "service": service, "timer": timer, "cron": cron, "files": files }), text)
}

/// What a person does with them.
fn how(app: &App, words: &[String]) -> String {
    let t = app.texts.t();
    let commands = |list: &[&str]| list.iter().map(|c| format!("  {c}\n")).collect::<String>();
    let again = words.iter().map(|w| shell(w)).collect::<Vec<_>>().join(" ");
    let systemd = commands(&[
        &format!("{again} --install-help -o ~/.config/systemd/user"),
        "systemctl --user daemon-reload",
        "systemctl --user enable --now estafeta-due.timer",
        "systemctl --user list-timers estafeta-due.timer",
    ]);
    [
        (t.due_install_systemd(), systemd),
        (t.due_install_linger(), commands(&["loginctl enable-linger"])),
        (t.due_install_crontab(), commands(&["crontab -e"])),
        (t.due_install_one(), String::new()),
    ]
    .map(|(said, commands)| format!("{said}\n{commands}"))
    .concat()
    .trim_end()
    .to_owned()
}

/// The command as its words, every path absolute: neither cron nor systemd knows where we stand.
fn command(app: &App) -> Res<Vec<String>> {
    let absolute = |p: &Path| std::path::absolute(p).map_err(<Fault as From<std::io::Error>>::from);
    let program = std::env::current_exe()?;
    let mut words = vec![word(&program)?, "--db".to_owned(), word(&absolute(&app.db)?)?];
    if let Some(config) = &app.config_file {
        words.extend(["--config".to_owned(), word(&absolute(config)?)?]);
    }
    let lang = match app.texts.lang() {
        Lang::Ru => "ru",
        Lang::En => "en",
    };
    words.extend(["--lang", lang, "due"].map(str::to_owned));
    Ok(words)
}

fn word(path: &Path) -> Res<String> {
    let text = path.to_str().filter(|s| !s.chars().any(char::is_control));
    text.map(str::to_owned).ok_or_else(|| Fault::new(Code::BadName).with("value", PathBuf::from(path).display()))
}

/// A word of `ExecStart`: quoted, with what systemd would fill in doubled.
fn systemd(word: &str) -> String {
    let escaped = word.replace('\\', "\\\\").replace('"', "\\\"").replace('%', "%%").replace('$', "$$");
    if is_plain(word) { escaped } else { format!("\"{escaped}\"") }
}

/// A word for the shell that cron starts; an unescaped `%` would end the line.
fn cron(word: &str) -> String {
    shell(word).replace('%', "\\%")
}

/// A word for a shell.
fn shell(word: &str) -> String {
    if is_plain(word) { word.to_owned() } else { format!("'{}'", word.replace('\'', "'\\''")) }
}

fn is_plain(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '-' | '_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_reach_the_program_as_they_are() {
        assert_eq!(systemd("/srv/База 100%/x.db"), "\"/srv/База 100%%/x.db\"");
        assert_eq!(systemd("/a/$HOME\"\\"), "\"/a/$$HOME\\\"\\\\\"");
        assert_eq!(systemd("/usr/bin/estafeta"), "/usr/bin/estafeta");
        assert_eq!(cron("/srv/it's 100%/x.db"), "'/srv/it'\\''s 100\\%/x.db'");
        assert_eq!(word(Path::new("/a\nb")).unwrap_err().code, Code::BadName);
    }
}
