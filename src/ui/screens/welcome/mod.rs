//! The welcome on an empty base: three ways to begin (4 §1).

use ratatui::layout::{Position, Rect};

use super::{Focus, Screen, ScreenDecl, ScreenId};
use crate::base::Fault;
use crate::jobs::task::{Task, TaskDone};
use crate::ui::actions::{self, Act, Decl, Place, places};
use crate::ui::cx::Cx;
use crate::ui::effect::{Effect, Out, RunId};
use crate::ui::popup::{Popup, Progress, Reply, Tag};
use crate::ui::theme::{Glyph, Tone};
use crate::ui::widgets::{Notice, Paint, wrap};

pub const ID: ScreenId = ScreenId("welcome");
pub const PLACE: Place = Place("welcome");
pub const GO: Act = Act("go.welcome");
pub const UP: Act = Act("welcome.up");
pub const DOWN: Act = Act("welcome.down");
pub const CHOOSE: Act = Act("welcome.choose");

pub const DECL: ScreenDecl = ScreenDecl {
    id: ID,
    kind: None,
    tab: false,
    actions: &[
        Decl::new(GO, places::ANYWHERE, &["F12"], |x| x.t().welcome_name(), |x| x.t().welcome_go_help()),
        Decl::new(CHOOSE, PLACE, &["Enter"], |x| x.t().welcome_choose(), |x| x.t().welcome_choose_help()).footer(1),
        Decl::new(UP, PLACE, &["Up", "k"], |x| x.t().ui_act_up(), |x| x.t().ui_act_up_help()).plain(),
        Decl::new(DOWN, PLACE, &["Down", "j"], |x| x.t().ui_act_down(), |x| x.t().ui_act_down_help()).plain(),
    ],
    inner: &[],
    make: || Box::new(Welcome::default()),
};

/// Which of the three has the cursor.
#[derive(Default)]
pub struct Welcome {
    at: usize,
    making: Option<RunId>,
}

const MAKING_TAG: Tag = Tag("welcome.making");

impl Welcome {
    /// The training base stands beside this one, in a file of its own.
    fn training(&mut self, cx: &Cx, out: &mut Out) {
        let path = cx.path.with_file_name("estafeta-training.db");
        self.making = Some(out.job(Task::Training(path)));
        out.open(MAKING_TAG, Popup::Progress(Progress::new(cx.texts.t().welcome_making(), cx.mono)));
    }
}

/// The screens that the choices lead to; the training base is a file of its own and is opened by the session.
const IMPORT: ScreenId = ScreenId("import");
const EMPLOYEES: ScreenId = ScreenId("employees");

impl Screen for Welcome {
    fn focus(&self) -> Focus {
        Focus::on(&[PLACE])
    }

    fn enter(&mut self, _cx: &Cx, _out: &mut Out) {}

    fn act(&mut self, act: Act, cx: &Cx, out: &mut Out) -> bool {
        match act {
            UP => self.at = self.at.saturating_sub(1),
            DOWN => self.at = (self.at + 1).min(2),
            CHOOSE => match self.at {
                0 => out.go(IMPORT, None),
                1 => self.training(cx, out),
                _ => out.go(EMPLOYEES, None),
            },
            actions::BACK => {}
            _ => return false,
        }
        true
    }

    fn progress(&mut self, run: RunId, done: u64, total: Option<u64>, _cx: &Cx, out: &mut Out) {
        if self.making == Some(run) {
            out.progress(done, total, "");
        }
    }

    fn finished(&mut self, run: RunId, result: Result<TaskDone, Fault>, cx: &Cx, out: &mut Out) {
        if self.making != Some(run) {
            return;
        }
        self.making = None;
        out.close();
        match result {
            Ok(TaskDone::Training(path)) => out.effect(Effect::OpenBase(path)),
            Ok(_) => {}
            Err(f) => out.notice(Notice::bad(cx.texts.fault(&f).line())),
        }
    }

    fn reply(&mut self, tag: Tag, reply: Reply, _cx: &Cx, out: &mut Out) {
        if let (MAKING_TAG, Reply::Stop, Some(run)) = (tag, reply, self.making) {
            out.effect(Effect::Stop(run));
        }
    }

    fn about(&self, cx: &Cx) -> String {
        cx.texts.t().welcome_about()
    }

    fn view(&self, area: Rect, cx: &Cx, p: &mut Paint) -> Option<Position> {
        let t = cx.texts.t();
        let w = area.width.saturating_sub(8).min(84);
        let x = area.x + (area.width - w) / 2;
        let mut y = area.y + area.height.saturating_sub(15) / 2;
        let put = |p: &mut Paint, dx: u16, text: &str, tone: Tone, y: &mut u16| {
            for l in wrap(text, w - dx) {
                p.text(x + dx, *y, w - dx, &l, tone);
                *y += 1;
            }
        };
        put(p, 0, &t.welcome_title(), Tone::Title, &mut y);
        put(p, 0, &t.welcome_about(), Tone::Dim, &mut y);
        y += 1;
        let choices = [
            (t.welcome_import(), t.welcome_import_note()),
            (t.welcome_training(), t.welcome_training_note()),
            (t.welcome_by_hand(), t.welcome_by_hand_note()),
        ];
        for (i, (title, note)) in choices.iter().enumerate() {
            let here = i == self.at;
            if here {
                let mark = p.theme.glyph(Glyph::Cursor);
                p.text(x, y, 1, mark, Tone::Accent);
            }
            put(p, 2, title, if here { Tone::Cursor } else { Tone::Plain }, &mut y);
            put(p, 2, note, Tone::Dim, &mut y);
            y += 1;
        }
        None
    }
}
