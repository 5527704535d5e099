//! Raw mode, the alternate screen, pasting in brackets; and back again, whatever happened.

use std::io::{IsTerminal, stdin, stdout};
use std::os::fd::BorrowedFd;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use rustix::io::{Errno, write};
use rustix::stdio;
use rustix::termios::tcgetwinsize;

use crate::base::{Code, Fault, Res};

/// Alternate screen, no line wrap while we draw, bracketed paste.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[?2004h\x1b[?25l\x1b[2J";
const MOUSE: &[u8] = b"\x1b[?1000h\x1b[?1006h";
const LEAVE: &[u8] = b"\x1b[?2026l\x1b[?2004l\x1b[?1006l\x1b[?1000l\x1b[r\x1b[?25h\x1b[?1049l\x1b[0m";

/// The terminal this process was started on.
pub struct Tty {
    mouse: bool,
    entered: AtomicBool,
}

impl Tty {
    /// Errors: `NoTerminal` when input or output is not one.
    pub fn open(mouse: bool) -> Res<Tty> {
        if !stdin().is_terminal() || !stdout().is_terminal() {
            return Err(Code::NoTerminal.into());
        }
        Ok(Tty { mouse, entered: AtomicBool::new(false) })
    }

    pub fn input(&self) -> BorrowedFd<'static> {
        stdio::stdin()
    }

    /// Takes the screen over; also after SIGCONT.
    pub fn enter(&self) -> Res<()> {
        enable_raw_mode().map_err(|e| Fault::from(Code::NoTerminal, e))?;
        self.entered.store(true, Ordering::SeqCst);
        self.write(ENTER);
        if self.mouse {
            self.write(MOUSE);
        }
        Ok(())
    }

    /// Gives the screen back. Safe to call twice, from any thread, after a hang-up.
    pub fn leave(&self) {
        if self.entered.swap(false, Ordering::SeqCst) {
            self.write(LEAVE);
            let _ = disable_raw_mode();
        }
    }

    /// All of it; a terminal that is gone is told by the input thread, not here.
    pub fn write(&self, mut bytes: &[u8]) {
        while !bytes.is_empty() {
            match write(stdio::stdout(), bytes) {
                Ok(0) => return,
                Ok(n) => bytes = &bytes[n..],
                Err(Errno::INTR | Errno::AGAIN) => {}
                Err(_) => return,
            }
        }
    }
}

/// Columns and rows of our own terminal; nonsense is clamped.
pub fn size() -> (u16, u16) {
    match tcgetwinsize(stdio::stdout()) {
        Ok(w) if w.ws_col > 0 && w.ws_row > 0 => (w.ws_col.min(500), w.ws_row.min(200)),
        _ => (80, 24),
    }
}
