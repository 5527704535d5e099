//! Сегодня: what to do now over all open cases, how each goes, what alarms. Enter goes where the thing is done.

mod rows;
mod view;

use ratatui::layout::{Position, Rect};

use rows::Entry;

use super::{Focus, Screen, ScreenDecl, ScreenId, cases, clients, employees, of_kind};
use crate::base::{CaseId, DAY_MS, Fault, Kind, Ref};
use crate::reads::today::{Today as Read, TodayRow, Waits};
use crate::reads::wizard::StepKind;
use crate::reads::{Answer, Query};
use crate::ui::actions::{self, Act, Decl, Place, places};
use crate::ui::cx::Cx;
use crate::ui::effect::{Out, RunId, Slot};
use crate::ui::input::{Mouse, MouseKind};
use crate::ui::plan::panes;
use crate::ui::widgets::Paint;

pub const ID: ScreenId = ScreenId("today");
pub const PLACE: Place = Place("today");
pub const GO: Act = Act("go.today");
/// To the other pane: what to do, and the cases.
pub const PANE: Act = Act("today.pane");

const READ: Slot = Slot("today.read");
/// «Вчера» and «просрочено» come by themselves while the screen stands open.
const STALE_MS: i64 = DAY_MS / 288;

pub const DECL: ScreenDecl = ScreenDecl {
    id: ID,
    kind: None,
    tab: true,
    actions: &[
        Decl::new(GO, places::ANYWHERE, &["1"], |x| x.t().today_name(), |x| x.t().today_go_help()),
        Decl::new(actions::OPEN, PLACE, &["Enter"], |x| x.t().ui_act_open(), |x| x.t().today_open_help()).footer(1),
        Decl::new(PANE, PLACE, &["Tab"], |x| x.t().today_pane(), |x| x.t().today_pane_help()).footer(2),
        Decl::new(actions::UP, PLACE, &["Up", "k"], |x| x.t().ui_act_up(), |x| x.t().ui_act_up_help()).plain(),
        Decl::new(actions::DOWN, PLACE, &["Down", "j"], |x| x.t().ui_act_down(), |x| x.t().ui_act_down_help()).plain(),
        Decl::new(actions::PAGE_UP, PLACE, &["PgUp"], |x| x.t().ui_act_page_up(), |x| x.t().ui_act_page_up_help())
            .plain(),
        Decl::new(
            actions::PAGE_DOWN,
            PLACE,
            &["PgDn"],
            |x| x.t().ui_act_page_down(),
            |x| x.t().ui_act_page_down_help(),
        )
        .plain(),
        Decl::new(actions::FIRST, PLACE, &["Home"], |x| x.t().ui_act_first(), |x| x.t().ui_act_first_help()).plain(),
        Decl::new(actions::LAST, PLACE, &["End"], |x| x.t().ui_act_last(), |x| x.t().ui_act_last_help()).plain(),
        Decl::new(actions::LEFT, PLACE, &["Left", "h"], |x| x.t().ui_act_left(), |x| x.t().ui_act_left_help()).plain(),
        Decl::new(actions::RIGHT, PLACE, &["Right", "l"], |x| x.t().ui_act_right(), |x| x.t().ui_act_right_help())
            .plain(),
    ],
    inner: &[],
    make: || Box::new(Today::default()),
};

/// Rows of one page key.
const PAGE: usize = 10;

#[derive(Default)]
pub struct Today {
    read: Option<Read>,
    fault: Option<Fault>,
    pending: Option<RunId>,
    /// When it was last asked for, by the wall clock.
    asked_at: i64,
    /// The cursor among the things to do (the alarms are the last of them), and among the cases.
    at: usize,
    case_at: usize,
    in_cases: bool,
}

impl Today {
    fn ask(&mut self, cx: &Cx, out: &mut Out) {
        self.asked_at = cx.clock.now.0;
        self.pending = Some(out.load(READ, Query::Today));
    }

    fn entries(&self) -> Vec<Entry<'_>> {
        self.read.as_ref().map(rows::entries).unwrap_or_default()
    }

    fn cases(&self) -> usize {
        self.read.as_ref().map_or(0, |r| r.cases.len())
    }

    /// The only open case, where there is one: then an alarm is about it.
    fn only_case(&self) -> Option<CaseId> {
        self.read.as_ref().and_then(|r| match r.cases.as_slice() {
            [one] => Some(one.case),
            _ => None,
        })
    }

    fn clamp(&mut self) {
        self.at = self.at.min(self.entries().len().saturating_sub(1));
        self.case_at = self.case_at.min(self.cases().saturating_sub(1));
        self.in_cases &= self.cases() > 0;
    }

    fn step(&mut self, by: isize) {
        let (n, at) =
            if self.in_cases { (self.cases(), &mut self.case_at) } else { (self.entries().len(), &mut self.at) };
        *at = at.saturating_add_signed(by).min(n.saturating_sub(1));
    }

    fn open(&self, out: &mut Out) {
        if self.in_cases {
            if let Some(c) = self.read.as_ref().and_then(|r| r.cases.get(self.case_at)) {
                out.go(cases::ID, Some(Ref::from(c.case)));
            }
            return;
        }
        match self.entries().get(self.at) {
            Some(Entry::Row(r)) => open_row(r, out),
            Some(Entry::Alarm(alarm, _)) => self.open_alarm(*alarm, out),
            None => {}
        }
    }

    fn open_alarm(&self, alarm: rows::Alarm, out: &mut Out) {
        use rows::Alarm::{Bounced, DeclinedAgain, Late, Orphans, Ownerless};
        let step = match alarm {
            Late | DeclinedAgain => StepKind::Distribution,
            Bounced => StepKind::Letters,
            Orphans => return out.go(employees::ID, None),
            Ownerless => return out.go(clients::ID, None),
        };
        match self.only_case() {
            Some(case) => out.go_step(case, step),
            None => out.go(cases::ID, None),
        }
    }
}

/// The place where a thing is done.
fn open_row(r: &TodayRow, out: &mut Out) {
    let step = match r.waits {
        Waits::Item => StepKind::Start,
        Waits::Access => StepKind::Accesses,
        Waits::Acceptance => StepKind::Acceptance,
        Waits::LettersToApprove | Waits::LettersToSend | Waits::VipCall => StepKind::Letters,
        Waits::Signature => StepKind::Act,
        Waits::Task => {
            return match (of_kind(Kind::Task), r.id) {
                (Some(screen), Some(id)) => out.go(screen, Some(Ref { kind: Kind::Task, id })),
                _ => out.go(cases::ID, Some(Ref::from(r.case))),
            };
        }
    };
    out.go_step(r.case, step);
}

impl Screen for Today {
    fn focus(&self) -> Focus {
        Focus::on(&[PLACE])
    }

    fn enter(&mut self, cx: &Cx, out: &mut Out) {
        self.ask(cx, out);
    }

    fn act(&mut self, act: Act, _cx: &Cx, out: &mut Out) -> bool {
        match act {
            actions::OPEN => self.open(out),
            PANE => self.in_cases = !self.in_cases && self.cases() > 0,
            actions::RIGHT => self.in_cases = self.cases() > 0,
            actions::LEFT => self.in_cases = false,
            actions::BACK if self.in_cases => self.in_cases = false,
            actions::UP => self.step(-1),
            actions::DOWN => self.step(1),
            actions::PAGE_UP => self.step(-(PAGE as isize)),
            actions::PAGE_DOWN => self.step(PAGE as isize),
            actions::FIRST => self.step(isize::MIN + 1),
            actions::LAST => self.step(isize::MAX),
            _ => return false,
        }
        true
    }

    fn refuses(&self, act: Act, cx: &Cx) -> Option<String> {
        match act {
            actions::OPEN if !self.in_cases && self.entries().is_empty() => Some(cx.texts.t().today_nothing_to_open()),
            PANE if self.cases() == 0 => Some(cx.texts.t().today_no_cases()),
            _ => None,
        }
    }

    fn mouse(&mut self, mouse: Mouse, area: Rect, cx: &Cx, _out: &mut Out) {
        match mouse.kind {
            MouseKind::WheelUp => self.step(-1),
            MouseKind::WheelDown => self.step(1),
            MouseKind::Click => {
                let split = panes(area);
                self.in_cases = split.card.map_or(self.in_cases, |c| mouse.x >= c.x && self.cases() > 0);
                if !self.in_cases
                    && let Some(i) = view::entry_at(self, split.list, mouse.y, cx)
                {
                    self.at = i;
                }
            }
        }
    }

    fn answer(&mut self, run: RunId, answer: Result<Answer, Fault>, _cx: &Cx, _out: &mut Out) {
        if self.pending != Some(run) {
            return;
        }
        self.pending = None;
        match answer {
            Ok(Answer::Today(read)) => {
                self.fault = None;
                self.read = Some(*read);
            }
            Ok(_) => {}
            Err(fault) => self.fault = Some(fault),
        }
        self.clamp();
    }

    fn changed(&mut self, cx: &Cx, out: &mut Out) {
        self.ask(cx, out);
    }

    fn tick(&mut self, cx: &Cx, out: &mut Out) {
        if self.pending.is_none() && !cx.fixed && cx.clock.now.0 - self.asked_at > STALE_MS {
            self.ask(cx, out);
        }
    }

    fn about(&self, cx: &Cx) -> String {
        cx.texts.t().today_about()
    }

    fn view(&self, area: Rect, cx: &Cx, p: &mut Paint) -> Option<Position> {
        view::view(self, area, cx, p);
        None
    }
}
