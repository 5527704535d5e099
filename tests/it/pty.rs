//! The program in a real terminal: start, quit, a hang-up, a termination, typed bytes in, screens out.

use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// Far beyond anything that works; only a hang runs into it.
const LIMIT: Duration = Duration::from_secs(60);

struct Pty {
    child: Box<dyn Child + Send + Sync>,
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    bytes: Receiver<Vec<u8>>,
    stop: Arc<AtomicBool>,
    reader: Option<JoinHandle<()>>,
    vt: vt100::Parser,
    raw: Vec<u8>,
}

impl Pty {
    fn start(db: &Path) -> Pty {
        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut c = CommandBuilder::new(env!("CARGO_BIN_EXE_estafeta"));
        c.args(["--db", db.to_str().unwrap()]);
        c.env("ESTAFETA_NOW", "2026-11-24T14:05:00+03:00");
        c.env("ESTAFETA_PANIC_KEY", "1");
        c.env("TERM", "xterm-256color");
        c.env_remove("ESTAFETA_DB");
        c.env_remove("NO_COLOR");
        c.env("XDG_CONFIG_HOME", db.parent().unwrap());
        let child = pair.slave.spawn_command(c).unwrap();
        drop(pair.slave);
        let (send, bytes) = channel();
        let stop = Arc::new(AtomicBool::new(false));
        let fd = pair.master.as_raw_fd().unwrap();
        // The descriptor itself is read, not a duplicate: one that is alive would keep the line open at a hang-up.
        let flag = Arc::clone(&stop);
        let reader = std::thread::spawn(move || {
            // SAFETY: the master outlives this thread: `hang_up` and `drop` join it before dropping the master.
            let fd = unsafe { std::os::fd::BorrowedFd::borrow_raw(fd) };
            let mut buf = [0u8; 8192];
            while !flag.load(Ordering::Relaxed) {
                let mut fds = [rustix::event::PollFd::new(&fd, rustix::event::PollFlags::IN)];
                let wait = rustix::event::Timespec { tv_sec: 0, tv_nsec: 20_000_000 };
                if rustix::event::poll(&mut fds, Some(&wait)).unwrap_or(0) == 0 {
                    continue;
                }
                match rustix::io::read(fd, &mut buf) {
                    Ok(n) if n > 0 && send.send(buf[..n].to_vec()).is_ok() => {}
                    _ => return,
                }
            }
        });
        let vt = vt100::Parser::new(24.try_into().unwrap(), 80.try_into().unwrap(), 0);
        let writer = Some(pair.master.take_writer().unwrap());
        Pty { child, master: Some(pair.master), writer, bytes, stop, reader: Some(reader), vt, raw: Vec::new() }
    }

    fn send(&mut self, s: &str) {
        let w = self.writer.as_mut().unwrap();
        w.write_all(s.as_bytes()).unwrap();
        w.flush().unwrap();
    }

    /// Reads until the screen shows the text.
    #[track_caller]
    fn see(&mut self, text: &str) {
        let end = Instant::now() + LIMIT;
        while !self.vt.screen().contents().contains(text) {
            match self.bytes.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(b) => {
                    self.vt.process(&b);
                    self.raw.extend(b);
                }
                Err(_) => panic!("«{text}» never came:\n{}", self.vt.screen().contents()),
            }
        }
    }

    /// The line is cut: the terminal is gone.
    fn hang_up(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        if let Some(r) = self.reader.take() {
            r.join().unwrap();
        }
        self.writer = None;
        self.master = None;
    }

    fn wait(&mut self) -> u32 {
        let end = Instant::now() + LIMIT;
        loop {
            if let Some(s) = self.child.try_wait().unwrap() {
                return s.exit_code();
            }
            match self.bytes.recv_timeout(Duration::from_millis(20)) {
                Ok(b) => {
                    self.vt.process(&b);
                    self.raw.extend(b);
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => std::thread::yield_now(),
            }
            assert!(Instant::now() < end, "it does not end:\n{}", self.vt.screen().contents());
        }
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        self.hang_up();
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn base(dir: &Path) -> std::path::PathBuf {
    let path = dir.join("estafeta.db");
    std::fs::copy(super::flow::training(), &path).unwrap();
    path
}

#[test]
fn it_starts_answers_split_keys_and_quits_leaving_the_terminal_as_it_was() {
    let dir = tempfile::tempdir().unwrap();
    let mut p = Pty::start(&base(dir.path()));
    p.see("ООО «Вектор»");
    p.send("3");
    p.see("120 клиентов");
    // An arrow that comes in two pieces is still an arrow, not Esc.
    p.send("\x1b");
    p.send("[B");
    p.see("2 из 120");
    p.send("/");
    p.send("сег:вип");
    p.see("/ сег:вип");
    p.send("\r");
    p.send("й");
    assert_eq!(p.wait(), 0);
    let end = String::from_utf8_lossy(&p.raw);
    for code in ["\x1b[?1049l", "\x1b[?2004l", "\x1b[?25h", "\x1b[?1000l"] {
        assert!(end.contains(code), "{code:?} was not sent at the end");
    }
    assert!(!p.vt.screen().alternate_screen());
}

#[test]
fn a_lost_line_ends_it_and_loses_nothing_typed() {
    let dir = tempfile::tempdir().unwrap();
    let db = base(dir.path());
    let mut p = Pty::start(&db);
    p.see("ООО «Вектор»");
    p.send("3/барс");
    p.see("/ барс");
    p.hang_up();
    p.wait();
    let mut p = Pty::start(&db);
    p.see("/ барс");
    p.send("q");
    assert_eq!(p.wait(), 0);
}

#[test]
fn a_panic_leaves_a_usable_terminal_and_saves_what_was_typed() {
    let dir = tempfile::tempdir().unwrap();
    let db = base(dir.path());
    let mut p = Pty::start(&db);
    p.see("ООО «Вектор»");
    p.send("3/барс");
    p.see("/ барс");
    p.send("\x1b[23~");
    assert_eq!(p.wait(), 101);
    let end = String::from_utf8_lossy(&p.raw).into_owned();
    assert!(end.contains("\x1b[?1049l") && end.contains("\x1b[?25h"));
    let mut p = Pty::start(&db);
    p.see("/ барс");
    p.send("q");
    assert_eq!(p.wait(), 0);
}

#[test]
fn a_termination_leaves_a_usable_terminal() {
    let dir = tempfile::tempdir().unwrap();
    let mut p = Pty::start(&base(dir.path()));
    p.see("ООО «Вектор»");
    let pid = p.child.process_id().unwrap();
    let pid = rustix::process::Pid::from_raw(pid as i32).unwrap();
    rustix::process::kill_process(pid, rustix::process::Signal::TERM).unwrap();
    assert_eq!(p.wait(), 143);
    assert!(String::from_utf8_lossy(&p.raw).contains("\x1b[?1049l"));
}

#[test]
fn without_a_terminal_it_says_so() {
    let dir = tempfile::tempdir().unwrap();
    let out = std::process::Command::new(env!("CARGO_BIN_EXE_estafeta"))
        .args(["--db", base(dir.path()).to_str().unwrap()])
        .env("XDG_CONFIG_HOME", dir.path())
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap();
    assert_eq!(out.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&out.stderr).contains("терминал"));
}
