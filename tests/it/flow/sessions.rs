//! Two people's sessions in one process, with their threads, on one base.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use estafeta::domain::settings::Office;
use estafeta::session::{Options, Session, View};
use estafeta::texts::{Lang, Texts};
use estafeta::ui::input::{Input, keys};
use estafeta::ui::theme::{Look, Theme};
use estafeta::ui::{Msg, draw, export, plan};

use super::app::{clock, training};

/// Far beyond anything that works; only a hang runs into it.
const LIMIT: Duration = Duration::from_secs(60);

struct Person {
    session: Session,
    told: Receiver<Msg>,
    texts: Texts,
    mono: u64,
}

impl Person {
    fn at(path: &std::path::Path) -> Person {
        let (send, told) = channel();
        let options = Options {
            path: path.to_path_buf(),
            office: Office::default(),
            actor: None,
            readonly: false,
            lang: Lang::Ru,
            clock: clock(),
        };
        let tell: estafeta::session::Tell = Arc::new(move |m| {
            let _ = send.send(m);
        });
        let mut p =
            Person { session: Session::open(&options, &tell).unwrap(), told, texts: Texts::load(Lang::Ru), mono: 0 };
        let v = View { clock: clock(), fixed: true, mono: 0, size: (120, 36), texts: &p.texts };
        p.session.start(&v);
        p
    }

    fn step(&mut self, msg: Msg) {
        let v = View { clock: clock(), fixed: true, mono: self.mono, size: (120, 36), texts: &self.texts };
        self.session.step(msg, &v);
    }

    fn keys(&mut self, script: &str) {
        for k in keys(script).unwrap() {
            self.step(Msg::Input(Input::Key(k)));
            self.mono += 200;
            self.step(Msg::Tick);
        }
    }

    fn screen(&self) -> String {
        let office = Office::default();
        let v = View { clock: clock(), fixed: true, mono: self.mono, size: (120, 36), texts: &self.texts };
        let ctx = v.ctx(&self.session.path, &office, false);
        export::text(&draw(&self.session.model, &plan((120, 36)), &Theme::new(Look::Dark), &ctx))
    }

    /// Takes what the workers tell until the screen shows the text.
    #[track_caller]
    fn see(&mut self, text: &str) {
        while !self.screen().contains(text) {
            match self.told.recv_timeout(LIMIT) {
                Ok(m) => self.step(m),
                Err(_) => panic!("«{text}» never came:\n{}", self.screen()),
            }
            self.mono += 200;
            self.step(Msg::Tick);
        }
    }
}

#[test]
fn what_one_saves_the_other_sees_and_held_keys_end_where_they_should() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("estafeta.db");
    std::fs::copy(training(), &path).unwrap();
    let (mut a, mut b) = (Person::at(&path), Person::at(&path));
    a.keys("3");
    a.see("120 клиентов");
    b.keys("3");
    b.see("120 клиентов");
    // Letters typed faster than answers come: only the last query counts.
    b.keys("/з<Backspace>у<Backspace>о<Backspace>");
    b.see("120 клиентов");
    b.keys("<Esc><Home>");
    a.keys("e");
    a.see("Пустое поле");
    a.keys("<Tab>Регион-Икс<F2>");
    a.see("Сохранено");
    // The bell rings, the list and the card are read again.
    b.see("Регион-Икс");
}
