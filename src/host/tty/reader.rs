//! A thread of our own reads the terminal. It ends with the line, never the process: leaving is done in one place.

use std::os::fd::BorrowedFd;
use std::thread;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::{Errno, read};

use super::decode::decode;
use super::framer::Framer;
use crate::ui::input::Input;

/// What the thread tells.
pub enum Heard {
    Input(Input),
    /// End of input: the line is gone.
    Gone,
}

/// Reads `fd` for ever and passes on what was heard; ends when `tell` says false.
pub fn listen(fd: BorrowedFd<'static>, mut tell: impl FnMut(Heard) -> bool + Send + 'static) -> std::io::Result<()> {
    thread::Builder::new().name("tty".into()).spawn(move || {
        let mut framer = Framer::default();
        let (mut buf, mut toks) = ([0u8; 4096], Vec::new());
        loop {
            match wait(fd, framer.wait_ms()) {
                Ok(true) => match read(fd, &mut buf) {
                    Ok(0) => break,
                    Ok(n) => framer.feed(&buf[..n], &mut toks),
                    Err(Errno::INTR | Errno::AGAIN) => {}
                    Err(_) => break,
                },
                Ok(false) => framer.timeout(&mut toks),
                Err(()) => break,
            }
            for input in toks.drain(..).filter_map(decode) {
                if !tell(Heard::Input(input)) {
                    return;
                }
            }
        }
        tell(Heard::Gone);
    })?;
    Ok(())
}

/// True when there is something to read (an end of input is something), false after the time.
fn wait(fd: BorrowedFd<'_>, ms: Option<u64>) -> Result<bool, ()> {
    let ts = ms.map(|ms| Timespec { tv_sec: (ms / 1000) as i64, tv_nsec: ((ms % 1000) * 1_000_000) as _ });
    let mut fds = [PollFd::new(&fd, PollFlags::IN)];
    match poll(&mut fds, ts.as_ref()) {
        Ok(0) => Ok(false),
        Ok(_) => Ok(true),
        Err(Errno::INTR) => wait(fd, ms),
        Err(_) => Err(()),
    }
}
