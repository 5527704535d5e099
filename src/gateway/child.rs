//! A command as a child process: no shell, an environment of ours, the access as JSON on its standard input, a limit of
//! time after which its whole process group is ended, its output kept up to a cap.
//!
//! Whatever it started and left behind in its group is ended with it: a deed that goes on unseen is no deed that is done.
//! A grandchild that makes a group of its own escapes that; it cannot hold us up, since nobody waits for its pipe.

use std::io::{self, PipeReader, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::ioctl_fionbio;
use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process_group, waitid};

use super::taken::Taken;
use super::{HookOrder, HookRunner};
use crate::base::clean;
use crate::domain::hooks::{HookEnd, HookRan, NoStart};

/// Where programs are looked for by the command itself; nobody's own search path is passed on.
const PATH: &str = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/// How long a command that is told to end may take to do so.
const GRACE: Duration = Duration::from_secs(2);

/// How long the last words of an ended command are waited for.
const LAST_WORDS: Duration = Duration::from_millis(200);

/// Commands as children of this process.
#[derive(Debug, Clone, Copy, Default)]
pub struct Children;

impl HookRunner for Children {
    fn run(&self, order: &HookOrder) -> HookRan {
        let started = now();
        let (end, output) = match spawn(order) {
            Ok(child) => attend(child, order, started),
            Err(e) => (HookEnd::NotStarted(why(&e)), String::new()),
        };
        let took_ms = u64::try_from(now().duration_since(started).as_millis()).unwrap_or(u64::MAX);
        HookRan { end, output: clean(&output).trim().to_owned(), took_ms }
    }
}

#[allow(clippy::disallowed_methods, reason = "a child's limit of time is measured where the child is run")]
fn now() -> Instant {
    Instant::now()
}

fn why(e: &io::Error) -> NoStart {
    match e.kind() {
        io::ErrorKind::NotFound => NoStart::Missing,
        io::ErrorKind::PermissionDenied => NoStart::NotExecutable,
        _ => NoStart::Other,
    }
}

fn spawn(order: &HookOrder) -> io::Result<Child> {
    let Some((program, args)) = order.argv.split_first() else { return Err(io::ErrorKind::NotFound.into()) };
    let facts = order.facts.pairs().map(|(name, value)| (format!("ESTAFETA_{}", name.to_uppercase()), value));
    Command::new(program)
        .args(args)
        .env_clear()
        .env("PATH", PATH)
        .env("LANG", "C.UTF-8")
        // A zero byte cannot stand in an environment; the JSON carries the fact as it is.
        .envs(facts.into_iter().filter(|(_, value)| !value.contains('\0')))
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .process_group(0)
        .spawn()
}

/// How far the command is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Running,
    /// Its time is over, it was told to end.
    Ending,
    /// It was ended.
    Killed,
    /// It is gone; what it said is still taken in.
    Gone,
}

fn attend(mut child: Child, order: &HookOrder, started: Instant) -> (HookEnd, String) {
    let Ok(gone) = watch(&child) else {
        end_group(&child, Signal::KILL);
        let _ = child.wait();
        return (HookEnd::TimedOut, String::new());
    };
    let mut input = Input::new(child.stdin.take(), &order.facts);
    let mut out = Taken::from(quick(child.stdout.take().map(OwnedFd::from)));
    let mut err = Taken::from(quick(child.stderr.take().map(OwnedFd::from)));
    let mut stage = Stage::Running;
    let mut late = false;
    let mut until = started + order.limit;
    loop {
        if stage == Stage::Gone && out.is_over() && err.is_over() {
            break;
        }
        let left = until.saturating_duration_since(now());
        if left.is_zero() {
            stage = match stage {
                Stage::Running => {
                    late = true;
                    end_group(&child, Signal::TERM);
                    // A stopped process hears nothing but this.
                    end_group(&child, Signal::CONT);
                    Stage::Ending
                }
                Stage::Ending => {
                    end_group(&child, Signal::KILL);
                    Stage::Killed
                }
                // A process that even this does not end hangs in the kernel: nobody can wait for it.
                Stage::Killed | Stage::Gone => break,
            };
            until = now() + GRACE;
            continue;
        }
        let ready = wait(stage, &gone, &input, &out, &err, left);
        if ready.input {
            input.bite();
        }
        if ready.out {
            out.bite();
        }
        if ready.err {
            err.bite();
        }
        if ready.gone {
            // Before it is reaped, while its number is still its own.
            end_group(&child, Signal::KILL);
            stage = Stage::Gone;
            until = now() + LAST_WORDS;
        }
    }
    let output = join(&out.text(), &err.text());
    if stage != Stage::Gone {
        return (HookEnd::TimedOut, output);
    }
    let end = match child.wait() {
        _ if late => HookEnd::TimedOut,
        Ok(status) => match (status.code(), status.signal()) {
            (Some(code), _) => HookEnd::Exited(code),
            (None, signal) => HookEnd::Signal(signal.unwrap_or(0)),
        },
        Err(_) => HookEnd::Signal(0),
    };
    (end, output)
}

/// What a wait has found.
struct Ready {
    gone: bool,
    input: bool,
    out: bool,
    err: bool,
}

fn wait(stage: Stage, gone: &PipeReader, input: &Input, out: &Taken, err: &Taken, left: Duration) -> Ready {
    let gone = (stage != Stage::Gone).then(|| gone.as_fd());
    let asked =
        [(gone, PollFlags::IN), (input.fd(), PollFlags::OUT), (out.fd(), PollFlags::IN), (err.fd(), PollFlags::IN)];
    let mut fds: Vec<PollFd<'_>> =
        asked.iter().filter_map(|(fd, flags)| fd.map(|fd| PollFd::from_borrowed_fd(fd, *flags))).collect();
    let span = Timespec::try_from(left).ok();
    if poll(&mut fds, span.as_ref()).is_err() {
        fds.clear();
    }
    // In the order they were asked, those that were asked.
    let mut answers = fds.iter().map(|f| !f.revents().is_empty());
    let mut next = |asked: bool| asked && answers.next().unwrap_or(false);
    Ready {
        gone: next(asked[0].0.is_some()),
        input: next(asked[1].0.is_some()),
        out: next(asked[2].0.is_some()),
        err: next(asked[3].0.is_some()),
    }
}

/// A pipe that is closed when the child has ended. The child is only looked at, not reaped: its number, and with it the
/// number of its group, stays its own until we have ended what is left of the group.
fn watch(child: &Child) -> io::Result<PipeReader> {
    let (reader, writer) = io::pipe()?;
    let pid = pid_of(child).ok_or(io::ErrorKind::NotFound)?;
    std::thread::Builder::new().name("hook".to_owned()).spawn(move || {
        let _held = writer;
        while let Err(rustix::io::Errno::INTR) = waitid(WaitId::Pid(pid), WaitIdOptions::EXITED | WaitIdOptions::NOWAIT)
        {
        }
    })?;
    Ok(reader)
}

fn pid_of(child: &Child) -> Option<Pid> {
    i32::try_from(child.id()).ok().and_then(Pid::from_raw)
}

/// The child leads a group of its own from its first moment.
fn end_group(child: &Child, signal: Signal) {
    if let Some(pid) = pid_of(child) {
        let _ = kill_process_group(pid, signal);
    }
}

/// Without waiting, whatever the other side does.
fn quick(fd: Option<OwnedFd>) -> Option<OwnedFd> {
    fd.filter(|fd| ioctl_fionbio(fd, true).is_ok())
}

/// The facts as JSON on the way into the child; closed when they are all there, or when nobody reads them.
struct Input {
    pipe: Option<ChildStdin>,
    rest: Vec<u8>,
}

impl Input {
    fn new(pipe: Option<ChildStdin>, facts: &crate::domain::hooks::HookFacts) -> Self {
        let mut rest = serde_json::to_vec(facts).unwrap_or_default();
        rest.push(b'\n');
        Self { pipe: pipe.filter(|p| ioctl_fionbio(p, true).is_ok()), rest }
    }

    fn fd(&self) -> Option<std::os::fd::BorrowedFd<'_>> {
        self.pipe.as_ref().map(AsFd::as_fd)
    }

    fn bite(&mut self) {
        let Some(pipe) = &mut self.pipe else { return };
        match pipe.write(&self.rest) {
            Ok(n) => {
                self.rest.drain(..n);
            }
            Err(e) if matches!(e.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::Interrupted) => return,
            Err(_) => self.rest.clear(),
        }
        if self.rest.is_empty() {
            self.pipe = None;
        }
    }
}

/// What it said, and after it what it complained of.
fn join(out: &str, err: &str) -> String {
    match (out.trim(), err.trim()) {
        ("", err) => err.to_owned(),
        (out, "") => out.to_owned(),
        (out, err) => format!("{out}\n{err}"),
    }
}

#[cfg(test)]
mod tests;
