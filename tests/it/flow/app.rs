//! `app.keys("3/иванов<Enter>").see("42 клиента")`.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use estafeta::base::{At, Clock, Res, Zone};
use estafeta::domain::settings::Office;
use estafeta::jobs::demo::{self, Demo};
use estafeta::session::{Options, Session, Step, View};
use estafeta::store::{Base, Mode};
use estafeta::texts::{Lang, Texts};
use estafeta::ui::input::{Input, Key, keys};
use estafeta::ui::theme::{Look, Theme};
use estafeta::ui::{Msg, export, plan, view};
use ratatui::buffer::Buffer;

/// Tuesday, 24 November 2026, 14:05 in Moscow.
pub const NOW: &str = "2026-11-24T14:05:00+03:00";

pub struct App {
    session: Session,
    texts: Texts,
    clock: Clock,
    mono: u64,
    size: (u16, u16),
    path: PathBuf,
    actor: Option<String>,
    dir: Option<tempfile::TempDir>,
    pub quit: bool,
}

pub fn clock() -> Clock {
    Clock { now: At::parse(NOW, Zone::MOSCOW).unwrap(), zone: Zone::MOSCOW }
}

/// A small training base, made once per run and copied.
pub fn training() -> &'static Path {
    static MADE: OnceLock<(tempfile::TempDir, PathBuf)> = OnceLock::new();
    let (_, path) = MADE.get_or_init(|| {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("demo.db");
        let mut base = Base::create(&path).unwrap();
        let demo = Demo { clients: 120, employees: 10, ..Demo::default() };
        demo::make(&mut base, &Office::default(), clock(), &demo, &mut |_, _| true).unwrap();
        base.conn().execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
        (dir, path)
    });
    path
}

impl App {
    /// On a copy of the training base: 120 clients, 10 people.
    pub fn demo() -> App {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("estafeta.db");
        std::fs::copy(training(), &path).unwrap();
        App::open(path, Some(dir), None)
    }

    /// On a base that does not exist yet.
    pub fn empty() -> App {
        let dir = tempfile::tempdir().unwrap();
        App::open(dir.path().join("estafeta.db"), Some(dir), None)
    }

    /// On a base of the test's own.
    pub fn on(path: &Path) -> App {
        App::open(path.to_path_buf(), None, None)
    }

    /// On a base that the program may refuse.
    pub fn try_on(path: &Path) -> Option<App> {
        let session = try_session(path, &None).ok()?;
        Some(App::with(session, path.to_path_buf(), None, None))
    }

    fn open(path: PathBuf, dir: Option<tempfile::TempDir>, actor: Option<String>) -> App {
        let session = session(&path, &actor);
        App::with(session, path, dir, actor)
    }

    fn with(session: Session, path: PathBuf, dir: Option<tempfile::TempDir>, actor: Option<String>) -> App {
        let mut app = App {
            session,
            texts: Texts::load(Lang::Ru),
            clock: clock(),
            mono: 10_000,
            size: (120, 36),
            path,
            actor,
            dir,
            quit: false,
        };
        app.start();
        app
    }

    fn start(&mut self) {
        let v = self.time();
        let step = self.session.start(&v(&self.texts));
        self.after(step);
    }

    fn time(&self) -> impl Fn(&Texts) -> View<'_> + use<> {
        let (clock, mono, size) = (self.clock, self.mono, self.size);
        move |texts| View { clock, fixed: true, mono, size, texts }
    }

    fn step(&mut self, msg: Msg) {
        let v = self.time();
        let step = self.session.step(msg, &v(&self.texts));
        self.after(step);
    }

    fn after(&mut self, step: Step) {
        match step {
            Step::Go => {}
            Step::Quit => self.quit = true,
            Step::Open(path) => {
                self.path = path;
                self.session = session(&self.path, &self.actor);
                self.start();
            }
        }
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    pub fn size(mut self, w: u16, h: u16) -> App {
        self.size = (w, h);
        self.step(Msg::Resized);
        self
    }

    pub fn lang(mut self, lang: Lang) -> App {
        self.texts = Texts::load(lang);
        self
    }

    /// Types a script, half a second between keys; whatever falls due in between is done.
    pub fn keys(&mut self, script: &str) -> &mut App {
        for k in keys(script).unwrap_or_else(|e| panic!("no such key: {e:?}")) {
            self.key(k);
        }
        self
    }

    fn key(&mut self, k: Key) {
        self.step(Msg::Input(Input::Key(k)));
        self.pass(500);
    }

    /// The same without a rest: so many milliseconds from key to key.
    pub fn quick(&mut self, script: &str, ms: u64) -> &mut App {
        for k in keys(script).unwrap_or_else(|e| panic!("no such key: {e:?}")) {
            self.step(Msg::Input(Input::Key(k)));
            self.pass(ms);
        }
        self
    }

    /// A key held down: it comes again every thirtieth of a second.
    pub fn hold(&mut self, key: &str, ms: u64) -> &mut App {
        const EVERY_MS: u64 = 33;
        let k = keys(key).unwrap_or_else(|e| panic!("no such key: {e:?}"))[0];
        for _ in 0..ms.div_ceil(EVERY_MS) {
            self.step(Msg::Input(Input::Key(k)));
            self.pass(EVERY_MS);
        }
        self
    }

    pub fn paste(&mut self, text: &str) -> &mut App {
        self.step(Msg::Input(Input::Paste(text.into())));
        self.pass(500);
        self
    }

    /// Lets time pass.
    pub fn pass(&mut self, ms: u64) -> &mut App {
        self.mono += ms;
        self.clock.now = self.clock.now.plus(ms as i64);
        self.step(Msg::Tick);
        self
    }

    /// Lets time pass until an instant of the office's day.
    pub fn until(&mut self, s: &str) -> &mut App {
        let to = At::parse(s, Zone::MOSCOW).unwrap();
        self.pass((to.0 - self.clock.now.0) as u64)
    }

    /// The program ends as after a hang-up, and is started again on the same base.
    pub fn hang_up(mut self) -> App {
        self.session.drafts().save_now();
        let actor = self.actor.clone();
        App::open(self.path.clone(), self.dir.take(), actor).size(self.size.0, self.size.1)
    }

    pub fn buffer(&self) -> Buffer {
        let layout = plan(self.size);
        let mut buf = Buffer::empty(layout.area);
        let v = self.time();
        let v = v(&self.texts);
        let ctx = v.ctx(&self.path, self.session.office(), false);
        view(&self.session.model, &layout, &Theme::new(Look::Dark), &ctx, &mut buf);
        buf
    }

    pub fn screen(&self) -> String {
        export::text(&self.buffer())
    }

    #[track_caller]
    pub fn see(&mut self, text: &str) -> &mut App {
        let s = self.screen();
        assert!(s.contains(text), "«{text}» is not on the screen:\n{s}");
        self
    }

    #[track_caller]
    pub fn see_not(&mut self, text: &str) -> &mut App {
        let s = self.screen();
        assert!(!s.contains(text), "«{text}» is on the screen:\n{s}");
        self
    }

    /// The base beside the program, to look into.
    pub fn base(&self) -> Base {
        Base::open(&self.path, Mode::ReadWrite).unwrap()
    }

    /// Rows that no command would write, past the program.
    pub fn sql(&self, batch: &str) {
        rusqlite::Connection::open(&self.path).unwrap().execute_batch(batch).unwrap();
    }

    /// A second person's program on the same base.
    pub fn second(&self) -> App {
        App::open(self.path.clone(), None, None)
    }

    /// The same at the desk of one of the people in the base.
    pub fn second_as(&self, name: &str) -> App {
        App::open(self.path.clone(), None, Some(name.to_owned()))
    }

    /// What the doorbell does when somebody else has written.
    pub fn ring(&mut self) -> &mut App {
        let seq = estafeta::reads::seq(self.base().conn()).unwrap();
        self.step(Msg::Bell(seq));
        self
    }
}

fn session(path: &Path, actor: &Option<String>) -> Session {
    try_session(path, actor).unwrap_or_else(|f| panic!("{f:?}"))
}

fn try_session(path: &Path, actor: &Option<String>) -> Res<Session> {
    let options = Options {
        path: path.to_path_buf(),
        office: Office::default(),
        actor: actor.clone(),
        readonly: false,
        lang: Lang::Ru,
        clock: clock(),
    };
    Session::open_in_place(&options)
}

/// Somebody else does something, as the file's owner.
pub fn command<C: estafeta::ops::Command>(app: &App, c: &C) -> C::Out {
    try_command(app, c).unwrap()
}

/// The same, where it may be refused.
pub fn try_command<C: estafeta::ops::Command>(app: &App, c: &C) -> Res<C::Out> {
    let office = Office::default();
    let mut bytes = [0; 16];
    let seq = estafeta::reads::seq(app.base().conn()).unwrap();
    bytes[..8].copy_from_slice(&seq.to_le_bytes());
    bytes[15] = 99;
    let cx = estafeta::ops::Ctx {
        actor: estafeta::domain::Actor::Owner,
        clock: clock(),
        op_id: estafeta::store::OpId(bytes),
        office: &office,
    };
    estafeta::ops::run(&mut app.base(), &cx, c).map(|done| done.out)
}
