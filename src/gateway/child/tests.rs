//! Commands that answer, fail, hang, flood, fork and die.

use super::*;
use crate::domain::JobState;
use crate::domain::hooks::{HookAction, HookFacts};

fn facts() -> HookFacts {
    HookFacts {
        system: "crm_login".into(),
        title: "CRM: вход".into(),
        login: "p.ivanov".into(),
        employee: "Иванов Пётр".into(),
        employee_id: "employee:7".into(),
        case: "case:3".into(),
        action: HookAction::Revoke,
        op_id: "0f-1".into(),
    }
}

fn run(argv: &[&str], limit_ms: u64) -> HookRan {
    let argv = argv.iter().map(|a| (*a).to_owned()).collect();
    Children.run(&HookOrder { argv, facts: facts(), limit: Duration::from_millis(limit_ms) })
}

/// A script through the shell of the test, not of the program.
fn sh(script: &str, limit_ms: u64) -> HookRan {
    run(&["/bin/sh", "-c", script], limit_ms)
}

/// Long enough that no slow machine passes it by chance.
const AMPLE: u64 = 60_000;

#[test]
fn what_it_says_is_kept_and_its_code_decides() {
    let r = sh("echo закрыто; echo осторожно >&2", AMPLE);
    assert_eq!((r.end, r.output.as_str()), (HookEnd::Exited(0), "закрыто\nосторожно"));
    let r = sh("echo нет такого; exit 3", AMPLE);
    assert_eq!((r.end, r.output.as_str()), (HookEnd::Exited(3), "нет такого"));
    assert_eq!(r.end.state(), JobState::Failed);
}

#[test]
fn it_is_told_the_access_and_nothing_else() {
    let script = "cat; env | cut -d= -f1 | tr '\\n' ' '; echo; [ $(cut -d' ' -f5 /proc/self/stat) = $$ ] && echo own";
    let r = sh(script, AMPLE);
    let json = r.output.lines().next().unwrap();
    let read: HookFacts = serde_json::from_str(json).unwrap();
    assert_eq!(read, facts());
    let env: Vec<&str> = r.output.lines().nth(1).unwrap().split_whitespace().collect();
    let ours = |n: &&str| n.starts_with("ESTAFETA_") || ["LANG", "PATH", "PWD", "SHLVL", "_", "OLDPWD"].contains(n);
    assert!(env.iter().all(ours), "{env:?}");
    assert!(env.contains(&"ESTAFETA_LOGIN") && env.contains(&"ESTAFETA_OP_ID"));
    assert!(r.output.ends_with("own"), "it leads its group: {}", r.output);
}

#[test]
fn what_cannot_be_started_is_a_failure() {
    let missing = run(&["/no/such/program"], AMPLE);
    assert_eq!(missing.end, HookEnd::NotStarted(NoStart::Missing));
    let plain = run(&["/etc/passwd"], AMPLE);
    assert_eq!(plain.end, HookEnd::NotStarted(NoStart::NotExecutable));
    assert_eq!(run(&[], AMPLE).end, HookEnd::NotStarted(NoStart::Missing));
    assert_eq!(missing.end.state(), JobState::Failed);
}

#[test]
fn one_that_hangs_is_ended_with_all_it_started() {
    use rustix::event::{PollFd, PollFlags, poll};
    use rustix::fs::{CWD, FileType, Mode, OFlags};
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("held");
    rustix::fs::mknodat(CWD, &path, FileType::Fifo, Mode::RWXU, 0).unwrap();
    let held = rustix::fs::open(&path, OFlags::RDONLY | OFlags::NONBLOCK, Mode::empty()).unwrap();
    // Deaf to the polite signal, with a child of its own that would outlive it and holds the pipe while it lives.
    let script = format!("trap '' TERM; sleep 600 > {} & echo начато; wait; sleep 600", path.display());
    let r = sh(&script, 3_000);
    assert_eq!((r.end, r.output.as_str()), (HookEnd::TimedOut, "начато"));
    assert_eq!(r.end.state(), JobState::Unknown, "it may have done it, or not");
    // The kernel takes a moment to bury it; only one that was not killed holds the pipe for as long as this.
    let mut ends = [PollFd::new(&held, PollFlags::IN)];
    let long = rustix::event::Timespec { tv_sec: 60, tv_nsec: 0 };
    let n = poll(&mut ends, Some(&long)).unwrap();
    assert!(n == 1 && ends[0].revents().contains(PollFlags::HUP), "its child lives");
}

#[test]
fn a_polite_end_after_the_limit_is_still_a_doubt() {
    let r = sh("trap 'echo понял; exit 0' TERM; sleep 600 & wait", 2_000);
    assert_eq!((r.end, r.output.as_str()), (HookEnd::TimedOut, "понял"));
}

#[test]
fn a_flood_neither_stops_it_nor_fills_the_memory() {
    let r = sh("head -c 50000000 /dev/zero | tr '\\0' 'x'; echo конец >&2", AMPLE);
    assert_eq!(r.end, HookEnd::Exited(0));
    assert!(r.output.len() <= 64 * 1024 + 64, "{}", r.output.len());
    assert!(r.output.ends_with("конец"), "the other stream is not drowned");
    let endless = sh("exec cat /dev/zero", 500);
    assert_eq!(endless.end, HookEnd::TimedOut);
}

#[test]
fn a_grandchild_that_keeps_the_pipe_holds_nobody_up() {
    // In a group of its own, out of our reach, with our pipe in its hand until after the limit.
    let r = sh("setsid sleep 30 & echo сделано", 20_000);
    assert_eq!((r.end, r.output.as_str()), (HookEnd::Exited(0), "сделано"));
}

#[test]
fn death_by_a_signal_is_a_doubt() {
    let r = sh("kill -SEGV $$", AMPLE);
    assert_eq!(r.end, HookEnd::Signal(11));
    assert_eq!(r.end.state(), JobState::Unknown);
}

#[test]
fn one_that_reads_nothing_and_one_that_stops_itself_end_too() {
    assert_eq!(sh("exec <&-; exit 0", AMPLE).end, HookEnd::Exited(0));
    assert_eq!(sh("kill -STOP $$; exit 0", 300).end, HookEnd::TimedOut);
}

#[test]
fn what_it_says_cannot_drive_a_terminal() {
    let r = sh("printf '\\033[2Jстёрто\\007'", AMPLE);
    assert!(!r.output.contains('\u{1b}') && r.output.contains("стёрто"));
}
