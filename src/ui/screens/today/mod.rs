//! Сегодня: what to do now over all open cases, how each goes, what alarms. Enter goes where the thing is done, `d` ticks
//! what can be ticked right here, `z` puts a row off until the next working morning.

mod cases;
mod rows;
mod trend;
mod view;

use std::collections::BTreeMap;

use ratatui::layout::{Position, Rect};
use serde_json::{Value, json};

use rows::Entry;

use super::{Focus, Screen, ScreenDecl, ScreenId};
use crate::base::{At, DAY_MS, Fault, Ref, TaskId};
use crate::domain::calendar::Calendar;
use crate::ops::{CheckItem, Done, InboxDone, Outcome, TaskDone, Tick};
use crate::reads::metrics::MetricsRow;
use crate::reads::today::{Today as Read, Waits};
use crate::reads::{Answer, Query};
use crate::ui::actions::{self, Act, Decl, Place, places};
use crate::ui::cx::Cx;
use crate::ui::effect::{Out, RunId, Slot};
use crate::ui::input::{Mouse, MouseKind};
use crate::ui::plan::panes;
use crate::ui::screens::cases as cases_screen;
use crate::ui::widgets::{Notice, Paint};

pub const ID: ScreenId = ScreenId("today");
pub const PLACE: Place = Place("today");
pub const GO: Act = Act("go.today");
/// To the other pane: what to do, and the cases.
pub const PANE: Act = Act("today.pane");
pub const DONE: Act = Act("today.done");
pub const LATER: Act = Act("today.later");
pub const AGAIN: Act = Act("today.again");
pub const ALARM: Act = Act("today.alarm");

const READ: Slot = Slot("today.read");
const TREND: Slot = Slot("today.trend");
/// «Вчера» and «просрочено» come by themselves while the screen stands open.
const STALE_MS: i64 = DAY_MS / 288;

pub const DECL: ScreenDecl = ScreenDecl {
    id: ID,
    kind: None,
    tab: true,
    actions: &[
        Decl::new(GO, places::ANYWHERE, &["1"], |x| x.t().today_name(), |x| x.t().today_go_help()),
        Decl::new(actions::OPEN, PLACE, &["Enter"], |x| x.t().ui_act_open(), |x| x.t().today_open_help()).footer(1),
        Decl::new(DONE, PLACE, &["d"], |x| x.t().today_done(), |x| x.t().today_done_help()).footer(2),
        Decl::new(LATER, PLACE, &["z"], |x| x.t().today_later_act(), |x| x.t().today_later_help()).footer(3),
        Decl::new(AGAIN, PLACE, &["Z"], |x| x.t().today_again(), |x| x.t().today_again_help()).footer(6),
        Decl::new(ALARM, PLACE, &["t"], |x| x.t().today_alarm_act(), |x| x.t().today_alarm_help()).footer(4),
        Decl::new(PANE, PLACE, &["Tab"], |x| x.t().today_pane(), |x| x.t().today_pane_help()).footer(5),
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
    /// The figures of past cases; asked for when the screen is entered, after what is urgent.
    past: Option<Vec<MetricsRow>>,
    past_pending: Option<RunId>,
    /// When it was last asked for, by the wall clock.
    asked_at: i64,
    /// The cursor among the things to do (the alarms are the last of them), and among the cases.
    at: usize,
    case_at: usize,
    in_cases: bool,
    /// What was put off, until when. Kept with the screen's place: it hides a row from this person, and changes nothing.
    later: BTreeMap<String, At>,
    /// The tick that runs.
    ticked: Option<RunId>,
}

impl Today {
    fn ask(&mut self, cx: &Cx, out: &mut Out) {
        self.asked_at = cx.clock.now.0;
        self.pending = Some(out.load(READ, Query::Today));
    }

    /// Everything that waits and was not put off.
    fn entries(&self, cx: &Cx) -> Vec<Entry<'_>> {
        let Some(read) = &self.read else { return Vec::new() };
        let mut out = rows::entries(read, cx);
        out.retain(|e| !self.is_put_off(e, cx));
        out
    }

    fn is_put_off(&self, e: &Entry<'_>, cx: &Cx) -> bool {
        e.may_wait() && self.later.get(&e.key()).is_some_and(|until| *until > cx.clock.now)
    }

    /// How many rows are put off.
    fn put_off(&self, cx: &Cx) -> usize {
        let all = self.read.as_ref().map(|r| rows::entries(r, cx)).unwrap_or_default();
        all.iter().filter(|e| self.is_put_off(e, cx)).count()
    }

    fn cases(&self) -> usize {
        self.read.as_ref().map_or(0, |r| r.cases.len())
    }

    fn clamp(&mut self, cx: &Cx) {
        self.at = self.at.min(self.entries(cx).len().saturating_sub(1));
        self.case_at = self.case_at.min(self.cases().saturating_sub(1));
        self.in_cases &= self.cases() > 0;
    }

    fn step(&mut self, by: isize, cx: &Cx) {
        let (n, at) = match self.in_cases {
            true => (self.cases(), &mut self.case_at),
            false => (self.read.as_ref().map_or(0, |_| usize::MAX), &mut self.at),
        };
        *at = at.saturating_add_signed(by).min(n.saturating_sub(1));
        self.clamp(cx);
    }

    fn open(&self, cx: &Cx, out: &mut Out) {
        if self.in_cases {
            if let Some(c) = self.read.as_ref().and_then(|r| r.cases.get(self.case_at)) {
                out.go(cases_screen::ID, Some(Ref::from(c.case)));
            }
            return;
        }
        if let Some(e) = self.entries(cx).get(self.at) {
            e.open(out);
        }
    }

    /// Ticks what can be ticked without going there.
    fn done(&mut self, cx: &Cx, out: &mut Out) {
        let run = match self.entries(cx).get(self.at) {
            Some(Entry::Row(r)) => match (r.waits, r.case, r.number, r.id) {
                (Waits::Item, Some(case), Some(item), _) => {
                    out.run(CheckItem { case, item, tick: Tick::Done { evidence: None } })
                }
                (Waits::Task, _, _, Some(id)) => out.run(TaskDone { task: TaskId(id), result: None }),
                _ => return,
            },
            Some(Entry::Told(r)) => out.run(InboxDone { entries: vec![r.id], done: true }),
            _ => return,
        };
        self.ticked = Some(run);
    }

    /// Until the beginning of the next working day.
    fn put_off_here(&mut self, cx: &Cx, out: &mut Out) {
        let Some(key) = self.entries(cx).get(self.at).map(Entry::key) else { return };
        let calendar = Calendar::of(cx.office);
        let until = calendar.start_of(calendar.on_or_after(cx.today().plus(1)));
        self.later.retain(|_, at| *at > cx.clock.now);
        self.later.insert(key, until);
        out.remember();
        out.say(cx.texts.t().today_put_off(cx.texts.at(until, &cx.clock)));
        self.clamp(cx);
    }

    /// The alarm under the cursor, else the first.
    fn alarm<'a>(&self, entries: &'a [Entry<'a>]) -> Option<&'a Entry<'a>> {
        let here = entries.get(self.at).filter(|e| matches!(e, Entry::Alarm(_)));
        here.or_else(|| entries.iter().find(|e| matches!(e, Entry::Alarm(_))))
    }
}

impl Screen for Today {
    fn focus(&self) -> Focus {
        Focus::on(&[PLACE])
    }

    fn enter(&mut self, cx: &Cx, out: &mut Out) {
        self.ask(cx, out);
        self.past_pending = Some(out.load(TREND, Query::Metrics));
    }

    fn act(&mut self, act: Act, cx: &Cx, out: &mut Out) -> bool {
        match act {
            actions::OPEN => self.open(cx, out),
            PANE => self.in_cases = !self.in_cases && self.cases() > 0,
            DONE => self.done(cx, out),
            LATER => self.put_off_here(cx, out),
            AGAIN => {
                self.later.clear();
                out.remember();
            }
            ALARM => {
                if let Some(e) = self.alarm(&self.entries(cx)) {
                    e.open(out);
                }
            }
            actions::RIGHT => self.in_cases = self.cases() > 0,
            actions::LEFT => self.in_cases = false,
            actions::BACK if self.in_cases => self.in_cases = false,
            actions::UP => self.step(-1, cx),
            actions::DOWN => self.step(1, cx),
            actions::PAGE_UP => self.step(-(PAGE as isize), cx),
            actions::PAGE_DOWN => self.step(PAGE as isize, cx),
            actions::FIRST => self.step(isize::MIN + 1, cx),
            actions::LAST => self.step(isize::MAX, cx),
            _ => return false,
        }
        true
    }

    fn refuses(&self, act: Act, cx: &Cx) -> Option<String> {
        let t = cx.texts.t();
        let entries = self.entries(cx);
        let here = entries.get(self.at).filter(|_| !self.in_cases);
        match act {
            actions::OPEN if !self.in_cases && here.is_none() => Some(t.today_nothing_to_open()),
            PANE if self.cases() == 0 => Some(t.today_no_cases()),
            DONE | LATER if here.is_none() => Some(t.today_nothing_here()),
            DONE if here.is_some_and(|e| !e.by_hand()) => Some(t.today_done_there()),
            LATER if here.is_some_and(|e| !e.may_wait()) => Some(t.today_not_later()),
            AGAIN if self.put_off(cx) == 0 => Some(t.today_nothing_put_off()),
            ALARM if self.alarm(&entries).is_none() => Some(t.today_no_alarms()),
            _ => None,
        }
    }

    fn mouse(&mut self, mouse: Mouse, area: Rect, cx: &Cx, _out: &mut Out) {
        match mouse.kind {
            MouseKind::WheelUp => self.step(-1, cx),
            MouseKind::WheelDown => self.step(1, cx),
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

    fn answer(&mut self, run: RunId, answer: Result<Answer, Fault>, cx: &Cx, _out: &mut Out) {
        if self.past_pending == Some(run) {
            self.past_pending = None;
            if let Ok(Answer::Metrics(rows)) = answer {
                self.past = Some(rows);
            }
            return;
        }
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
        self.clamp(cx);
    }

    fn ran(&mut self, run: RunId, result: Result<Done<Outcome>, Fault>, cx: &Cx, out: &mut Out) {
        if self.ticked == Some(run) {
            self.ticked = None;
            if result.is_ok() {
                out.notice(Notice::good(cx.texts.t().today_ticked()));
            }
        }
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

    fn memory(&self) -> Value {
        json!({ "later": self.later.iter().map(|(k, at)| (k.clone(), at.0)).collect::<BTreeMap<_, _>>() })
    }

    fn recall(&mut self, m: &Value) {
        if let Some(map) = m["later"].as_object() {
            self.later = map.iter().filter_map(|(k, v)| Some((k.clone(), At(v.as_i64()?)))).collect();
        }
    }

    fn view(&self, area: Rect, cx: &Cx, p: &mut Paint) -> Option<Position> {
        view::view(self, area, cx, p);
        None
    }
}
