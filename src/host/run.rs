//! The loop: wait for an event or the model's deadline, take all that waits, step, draw once.

use std::process::ExitCode;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use ratatui::buffer::Buffer;

use super::clock::Clocks;
use super::leave::{Leave, on_panic};
use super::signals::{self, Told};
use super::tty::{Heard, Tty, listen, size};
use super::writer::Writer;
use crate::base::{At, Res, clean};
use crate::session::{Options, Session, Step, Tell, View};
use crate::texts::Texts;
#[cfg(debug_assertions)]
use crate::ui::input::{Input, Key, KeyCode};
use crate::ui::theme::Theme;
use crate::ui::{Msg, plan, view};

/// How long a frame waits for the answer to a load, so that a page is one frame.
const ANSWER_MS: u64 = 8;
/// The hang-up of a line, as a shell reports it.
const GONE: i32 = 129;

/// How the workstation is opened.
pub struct Start {
    pub options: Options,
    /// `ESTAFETA_NOW`.
    pub fixed: Option<At>,
    pub texts: Texts,
    pub theme: Theme,
    pub mouse: bool,
    /// F11 panics: how a test sees that a panic leaves a usable terminal. Never in a release build.
    pub panic_key: bool,
}

enum Event {
    Heard(Heard),
    /// From the session of that number: what an earlier one still says is not for this base.
    Msg(u64, Msg),
    Told(Told),
}

struct Host {
    tty: Arc<Tty>,
    leave: Arc<Leave>,
    clocks: Clocks,
    texts: Texts,
    theme: Theme,
    writer: Writer,
    size: (u16, u16),
    #[cfg(debug_assertions)]
    panic_key: bool,
    events: Receiver<Event>,
    send: Sender<Event>,
    /// The number of the session that is open.
    session: u64,
}

/// Opens the workstation and runs it to its end. Errors: `NoTerminal`, and those of opening the base, all before the
/// screen is taken over.
pub fn run(start: Start) -> Res<ExitCode> {
    let tty = Arc::new(Tty::open(start.mouse)?);
    let (send, events) = channel();
    let mut options = start.options;
    let mut host = Host {
        leave: Arc::new(Leave::new(Arc::clone(&tty))),
        clocks: Clocks::new(options.office.zone, start.fixed),
        tty,
        texts: start.texts,
        theme: start.theme,
        writer: Writer::default(),
        size: size(),
        #[cfg(debug_assertions)]
        panic_key: start.panic_key,
        events,
        send,
        session: 0,
    };
    let mut session = host.open(&options)?;
    host.tty.enter()?;
    on_panic(Arc::clone(&host.leave));
    host.threads()?;
    let end = loop {
        match host.session(&mut session) {
            Ok(Some(path)) => {
                options.path = path;
                match host.open(&options) {
                    Ok(s) => session = s,
                    Err(f) => break Err(f),
                }
            }
            Ok(None) => break Ok(ExitCode::SUCCESS),
            Err(f) => break Err(f),
        }
    };
    host.leave.now();
    end
}

impl Host {
    fn open(&mut self, o: &Options) -> Res<Session> {
        self.session += 1;
        let (send, number) = (self.send.clone(), self.session);
        let tell: Tell = Arc::new(move |msg| {
            let _ = send.send(Event::Msg(number, msg));
        });
        let session = Session::open(o, &tell)?;
        self.leave.watch(session.drafts());
        Ok(session)
    }

    fn threads(&self) -> Res<()> {
        let send = self.send.clone();
        listen(self.tty.input(), move |heard| send.send(Event::Heard(heard)).is_ok())?;
        let send = self.send.clone();
        signals::watch(Arc::clone(&self.leave), move |told| {
            let _ = send.send(Event::Told(told));
        })?;
        Ok(())
    }

    fn view(&self) -> View<'_> {
        View {
            clock: self.clocks.wall(),
            fixed: self.clocks.is_fixed(),
            mono: self.clocks.mono(),
            size: self.size,
            texts: &self.texts,
        }
    }

    /// One session to its end: `Some` names the base to open next.
    fn session(&mut self, session: &mut Session) -> Res<Option<std::path::PathBuf>> {
        self.writer.forget();
        let mut step = session.start(&self.view());
        loop {
            if session.is_loading() && step == Step::Go {
                step = self.answers(session, step);
            }
            match step {
                Step::Quit => return Ok(None),
                Step::Open(path) => return Ok(Some(path)),
                Step::Go => {}
            }
            self.draw(session)?;
            step = self.wait(session);
        }
    }

    /// Blocks until something happens or the model's deadline, then takes all that waits.
    fn wait(&mut self, session: &mut Session) -> Step {
        let deadline = {
            let v = self.view();
            let ctx = v.ctx(&session.path, session.office(), false);
            session.model.next_deadline(&ctx)
        };
        let first = match deadline {
            None => self.events.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(at) => self.events.recv_timeout(Duration::from_millis(at.saturating_sub(self.clocks.mono()))),
        };
        let mut step = match first {
            Ok(e) => self.event(e, session),
            Err(RecvTimeoutError::Timeout) => session.step(Msg::Tick, &self.view()),
            Err(RecvTimeoutError::Disconnected) => return Step::Quit,
        };
        while step == Step::Go {
            match self.events.try_recv() {
                Ok(e) => step = self.event(e, session),
                Err(_) => break,
            }
        }
        step
    }

    /// The answer to a load belongs to the same frame, if it comes at once.
    fn answers(&mut self, session: &mut Session, mut step: Step) -> Step {
        let until = self.clocks.mono() + ANSWER_MS;
        while step == Step::Go && session.is_loading() {
            let left = until.saturating_sub(self.clocks.mono());
            if left == 0 {
                break;
            }
            match self.events.recv_timeout(Duration::from_millis(left)) {
                Ok(e) => step = self.event(e, session),
                Err(_) => break,
            }
        }
        step
    }

    fn event(&mut self, e: Event, session: &mut Session) -> Step {
        match e {
            #[cfg(debug_assertions)]
            #[allow(
                clippy::panic,
                reason = "how a panic leaves the terminal is shown by a test (R9); no release has it"
            )]
            Event::Heard(Heard::Input(Input::Key(Key { code: KeyCode::F(11), .. }))) if self.panic_key => {
                std::panic::panic_any("asked for by a test")
            }
            Event::Heard(Heard::Input(i)) => session.step(Msg::Input(i), &self.view()),
            Event::Heard(Heard::Gone) => self.leave.exit(GONE),
            Event::Msg(number, _) if number != self.session => Step::Go,
            Event::Msg(_, m) => session.step(m, &self.view()),
            Event::Told(t) => {
                if t == Told::Resumed && self.tty.enter().is_err() {
                    self.leave.exit(GONE);
                }
                self.size = size();
                self.writer.forget();
                session.step(Msg::Resized, &self.view())
            }
        }
    }

    fn draw(&mut self, session: &mut Session) -> Res<()> {
        let layout = plan(self.size);
        let mut buf = Buffer::empty(layout.area);
        let cursor = {
            let v = self.view();
            let ctx = v.ctx(&session.path, session.office(), session.is_readonly());
            view(&session.model, &layout, &self.theme, &ctx, &mut buf)
        };
        let mut bytes = self.writer.frame(buf, cursor);
        for text in session.take_copied() {
            // What is pasted elsewhere, into a shell perhaps, must not drive that either.
            bytes.extend_from_slice(clipboard(&clean(&text)).as_bytes());
        }
        if !bytes.is_empty() {
            self.tty.write(&bytes);
        }
        Ok(())
    }
}

/// OSC 52: the terminal's own clipboard, also over SSH.
fn clipboard(text: &str) -> String {
    const ABC: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::from("\x1b]52;c;");
    for c in text.as_bytes().chunks(3) {
        let n = u32::from(c[0]) << 16
            | u32::from(c.get(1).copied().unwrap_or(0)) << 8
            | u32::from(c.get(2).copied().unwrap_or(0));
        for i in 0..4 {
            if i <= c.len() {
                out.push(char::from(ABC[(n >> (18 - 6 * i) & 63) as usize]));
            } else {
                out.push('=');
            }
        }
    }
    out.push('\x07');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clipboard_gets_base64() {
        assert_eq!(clipboard("foobar"), "\x1b]52;c;Zm9vYmFy\x07");
        assert_eq!(clipboard("fo"), "\x1b]52;c;Zm8=\x07");
        assert_eq!(clipboard("f"), "\x1b]52;c;Zg==\x07");
    }
}
