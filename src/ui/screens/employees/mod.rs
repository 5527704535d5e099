//! Сотрудники: who works here, how much each holds, who leaves. A handover starts here.

mod absence;
mod crisis;
mod forms;
mod reports;
mod view;

use ratatui::layout::{Position, Rect};
use serde_json::{Value, json};

use super::browse::{Browse, Step};
use super::{Focus, Screen, ScreenDecl, ScreenId, cases, papers};
use crate::base::{CaseId, EmployeeId, Fault, Kind, Ref};
use crate::domain::rights::Right;
use crate::domain::{CaseKind, EmployeeStatus};
use crate::jobs::task::TaskDone;
use crate::ops::{Done, Outcome};
use crate::reads::employees::{EmployeeCard, EmployeeRow};
use crate::reads::person_form::PersonForm;
use crate::reads::{Answer, Query};
use crate::texts::Noun;
use crate::ui::actions::{self, Act, Decl, Place, places};
use crate::ui::cx::Cx;
use crate::ui::effect::{Out, RunId, Slot};
use crate::ui::input::{Key, Mouse};
use crate::ui::popup::{Popup, Reply, Tag};
use crate::ui::widgets::{Notice, Paint, Row};

pub const ID: ScreenId = ScreenId("employees");
pub const PLACE: Place = Place("employees");
pub const GO: Act = Act("go.employees");
/// «Увольняется»: on a Russian keyboard the key is У.
pub const LEAVES: Act = Act("employees.leaves");
pub const CASE: Act = Act("employees.case");
pub const EDIT: Act = Act("employees.edit");
/// Leave, illness, a trip.
pub const AWAY: Act = Act("employees.away");
pub const NEW: Act = Act("employees.new");

const LIST: Slot = Slot("employees.list");
const CARD: Slot = Slot("employees.card");
const FORM: Slot = Slot("employees.form");
const SORT_TAG: Tag = Tag("employees.sort");
const FILTER_TAG: Tag = Tag("employees.filter");
const LEAVES_TAG: Tag = Tag("employees.leaves");
const EDIT_TAG: Tag = Tag("employees.edit");
const AWAY_TAG: Tag = Tag("employees.away");
const NEW_TAG: Tag = Tag("employees.new");

pub const DECL: ScreenDecl = ScreenDecl {
    id: ID,
    kind: Some(Kind::Employee),
    tab: true,
    actions: &[
        Decl::new(GO, places::ANYWHERE, &["2"], |x| x.t().employees_name(), |x| x.t().employees_go_help()),
        Decl::new(LEAVES, PLACE, &["e"], |x| x.t().employees_leaves(), |x| x.t().employees_leaves_help())
            .right(Right::Case)
            .footer(10),
        Decl::new(CASE, PLACE, &["g"], |x| x.t().employees_case(), |x| x.t().employees_case_help()).footer(11),
        Decl::new(EDIT, PLACE, &["r"], |x| x.t().employees_edit(), |x| x.t().employees_edit_help()).footer(12),
        Decl::new(AWAY, PLACE, &["v"], |x| x.t().away_act(), |x| x.t().away_act_help()).right(Right::Case).footer(14),
        Decl::new(papers::PAPERS, PLACE, &[papers::KEY], |x| x.t().files_act(), |x| x.t().files_act_help())
            .right(Right::Export)
            .footer(95),
        Decl::new(NEW, PLACE, &["n"], |x| x.t().employees_new(), |x| x.t().employees_new_help()),
        Decl::new(actions::CRISIS, PLACE, &["!", "F8"], |x| x.t().krizis_act(), |x| x.t().krizis_act_help())
            .right(Right::CutOff)
            .footer(13),
    ],
    inner: &[],
    make: || Box::new(Employees::default()),
};

impl Row for EmployeeRow {
    fn id(&self) -> i64 {
        self.id.0
    }
}

/// The order of the rows: the list comes whole, so it is sorted here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Sort {
    #[default]
    Name,
    Load,
    Status,
}

impl Sort {
    const ALL: [(&'static str, Sort); 3] = [("name", Sort::Name), ("load", Sort::Load), ("status", Sort::Status)];

    fn word(self) -> &'static str {
        Self::ALL.iter().find(|(_, s)| *s == self).map_or("name", |(w, _)| w)
    }

    fn of(word: &str) -> Sort {
        Self::ALL.iter().find(|(w, _)| *w == word).map_or(Sort::Name, |(_, s)| *s)
    }

    fn apply(self, rows: &mut [EmployeeRow]) {
        match self {
            Sort::Name => {}
            Sort::Load => rows.sort_by_key(|r| std::cmp::Reverse((r.load.unwrap_or(0), r.open_deals))),
            // Those who leave first, the dismissed last.
            Sort::Status => rows.sort_by_key(|r| match r.status {
                EmployeeStatus::Leaving => (0, r.last_day),
                EmployeeStatus::Probation => (1, None),
                EmployeeStatus::Active => (2, None),
                EmployeeStatus::Dismissed => (3, None),
            }),
        }
    }
}

/// The state of the screen.
#[derive(Default)]
pub struct Employees {
    browse: Browse<EmployeeRow, EmployeeCard>,
    sort: Sort,
    /// Which form waits for its answer, and what the open one knows.
    asked: Option<(RunId, Act)>,
    form: Option<Box<PersonForm>>,
    crisis: crisis::Starting,
    files: papers::Files,
}

impl Employees {
    fn pump(&mut self, cx: &Cx, out: &mut Out) {
        if self.browse.list.wants().is_some() {
            let run = out.load(LIST, Query::Employees(self.browse.filter.text().to_owned()));
            self.browse.list.asked(run);
        }
        self.browse.pump_card(cx, |id| out.load(CARD, Query::Employee(EmployeeId(id))));
    }

    fn restart(&mut self, cx: &Cx, out: &mut Out) {
        self.browse.restart(out);
        self.pump(cx, out);
    }

    fn ask_form(&mut self, act: Act, out: &mut Out) {
        if let Some(id) = self.browse.list.cursor() {
            let id = EmployeeId(id);
            let query = if act == AWAY { Query::AbsenceForm(id) } else { Query::PersonForm(id) };
            self.asked = Some((out.load(FORM, query), act));
        }
    }

    /// Why this person cannot be said to leave; `None` where it can.
    fn cannot_leave(&self, r: &EmployeeRow, cx: &Cx) -> Option<String> {
        let t = cx.texts.t();
        if let Some(case) = r.case.map(|c| c.0.to_string()) {
            let is_away = r.case_kind == Some(CaseKind::Absence);
            return Some(if is_away { t.employees_in_absence(case) } else { t.employees_in_case(case) });
        }
        match r.status {
            EmployeeStatus::Dismissed => Some(t.employees_is_dismissed()),
            _ => None,
        }
    }
}

/// HR and IT open what they may not read.
fn reads_cases(cx: &Cx) -> bool {
    cx.facts.lacks(Right::See).is_none()
}

/// To what was opened, for whoever may read it.
fn to_case(case: CaseId, cx: &Cx, out: &mut Out) {
    if reads_cases(cx) {
        out.go(cases::ID, Some(Ref::from(case)));
    }
}

impl Screen for Employees {
    fn focus(&self) -> Focus {
        self.browse.focus(&[PLACE])
    }

    fn enter(&mut self, cx: &Cx, out: &mut Out) {
        self.browse.enter();
        self.pump(cx, out);
    }

    fn act(&mut self, act: Act, cx: &Cx, out: &mut Out) -> bool {
        match act {
            actions::SORT => out.open(SORT_TAG, Popup::Pick(view::sorts(self.sort, cx))),
            actions::FILTER => out.open(FILTER_TAG, Popup::Pick(view::filters(cx))),
            LEAVES | EDIT | AWAY => self.ask_form(act, out),
            actions::CRISIS => self.crisis.begin(self.browse.list.current().map(|r| r.id), cx, out),
            papers::PAPERS => {
                if let Some(r) = self.browse.list.current() {
                    reports::offer(&mut self.files, r, cx, out);
                }
            }
            NEW => out.open(NEW_TAG, Popup::Form(forms::new_person(cx))),
            CASE => {
                if let Some(case) = self.browse.list.current().and_then(|r| r.case) {
                    out.go(cases::ID, Some(Ref::from(case)));
                }
            }
            _ => match self.browse.act(act, cx) {
                Step::Unknown => return false,
                Step::Restart => self.browse.restart(out),
                Step::Done | Step::Moved => {}
            },
        }
        self.pump(cx, out);
        true
    }

    fn refuses(&self, act: Act, cx: &Cx) -> Option<String> {
        if self.browse.filter.is_open() {
            return None;
        }
        // Every action here is about one person.
        if matches!(act, actions::MARK | actions::MARK_ALL) {
            return Some(cx.texts.t().employees_no_marks());
        }
        let Some(r) = self.browse.list.current() else {
            let needs_row = matches!(act, actions::OPEN | LEAVES | CASE | EDIT | AWAY | papers::PAPERS);
            return needs_row.then(|| cx.texts.t().ui_no_row());
        };
        match act {
            LEAVES => self.cannot_leave(r, cx),
            AWAY if r.case.is_some() => self.cannot_leave(r, cx),
            AWAY => absence::refused(r.status, cx),
            CASE if r.case.is_none() => Some(cx.texts.t().employees_no_case()),
            _ => None,
        }
    }

    fn text(&mut self, key: Key, cx: &Cx, out: &mut Out) {
        if self.browse.text(key) {
            self.restart(cx, out);
        }
    }

    fn paste(&mut self, text: &str, cx: &Cx, out: &mut Out) {
        if self.browse.paste(text) {
            self.restart(cx, out);
        }
    }

    fn mouse(&mut self, mouse: Mouse, area: Rect, cx: &Cx, out: &mut Out) {
        self.browse.mouse(mouse, area, cx);
        self.pump(cx, out);
    }

    fn answer(&mut self, run: RunId, answer: Result<Answer, Fault>, cx: &Cx, out: &mut Out) {
        match answer {
            Ok(Answer::Employees(page)) if self.crisis.people(run, &page.rows, cx, out) => {}
            Ok(Answer::CrisisPlan(plan)) => self.crisis.plan(run, plan, cx, out),
            Ok(Answer::Employees(mut page)) => {
                self.sort.apply(&mut page.rows);
                if self.browse.list.answer(run, Ok(page)) {
                    self.browse.follow(cx);
                }
            }
            Ok(Answer::Employee(id, card)) => {
                self.browse.card.answer(run, id.0, card.map(|c| *c));
            }
            Ok(Answer::PersonForm(form)) => {
                let Some((_, act)) = self.asked.take_if(|(r, _)| *r == run) else { return };
                let Some(f) = form else { return };
                match act {
                    LEAVES => out.open(LEAVES_TAG, Popup::Form(forms::leaves(&f, cx))),
                    AWAY => out.open(AWAY_TAG, Popup::Form(absence::form(&f, cx))),
                    _ => out.open(EDIT_TAG, Popup::Form(forms::edit(&f, cx))),
                }
                self.form = Some(f);
            }
            Ok(_) => {}
            Err(fault) if self.crisis.failed(run, &fault, cx, out) => {}
            Err(fault) if self.browse.list.is_pending(run) => {
                self.browse.list.answer(run, Err(fault));
            }
            Err(fault) if self.asked.take_if(|(r, _)| *r == run).is_some() => {
                out.notice(Notice::bad(cx.texts.fault(&fault).line()));
            }
            Err(_) => {}
        }
        self.pump(cx, out);
    }

    fn reply(&mut self, tag: Tag, reply: Reply, cx: &Cx, out: &mut Out) {
        if self.files.reply(tag, &reply, cx, out) || self.crisis.reply(tag, reply.clone(), cx, out) {
            return;
        }
        match (tag, reply) {
            (SORT_TAG, Reply::Picked(key)) => {
                self.sort = Sort::of(&key);
                self.restart(cx, out);
            }
            (FILTER_TAG, Reply::Picked(key)) => {
                self.browse.filter.set(&key);
                self.restart(cx, out);
            }
            (LEAVES_TAG, Reply::Filled(v)) => {
                if let Some(order) = self.form.as_ref().and_then(|f| forms::to_open(f, &v, cx)) {
                    out.run(order);
                }
            }
            (AWAY_TAG, Reply::Filled(v)) => {
                if let Some(order) = self.form.as_ref().and_then(|f| absence::order(f, &v, cx)) {
                    out.run(order);
                }
            }
            (EDIT_TAG, Reply::Filled(v)) => {
                if let Some(order) = self.form.as_ref().and_then(|f| forms::to_set(f, &v, cx)) {
                    out.run(order);
                }
            }
            (NEW_TAG, Reply::Filled(v)) => {
                out.run(forms::to_add(&v));
            }
            _ => {}
        }
    }

    fn ran(&mut self, _run: RunId, result: Result<Done<Outcome>, Fault>, cx: &Cx, out: &mut Out) {
        let t = cx.texts.t();
        match result.map(|d| d.out) {
            Ok(Outcome::CaseOpen(done)) => {
                let lines = cx.texts.count(Noun::Line, done.lines as i64);
                out.notice(Notice::good(t.employees_case_opened(done.case.0.to_string(), lines)));
                to_case(done.case, cx, out);
            }
            Ok(Outcome::CasePrepare(done)) => {
                out.notice(Notice::good(t.hidden_prepared(cx.texts.at(done.start, &cx.clock))));
            }
            Ok(Outcome::AbsenceOpen(done)) => {
                let lines = cx.texts.count(Noun::Line, done.lines as i64);
                let opened = if reads_cases(cx) { t.away_opened(lines) } else { t.away_opened_unseen(lines) };
                out.notice(match cx.texts.offers_left(&done.left) {
                    Some(left) => Notice::bad(format!("{opened} {left}")),
                    None => Notice::good(opened),
                });
                to_case(done.case, cx, out);
            }
            Ok(Outcome::CrisisOpen(done)) => crisis::Starting::begun(done.case, done.lines > 0, cx, out),
            Ok(Outcome::CaseChange(done)) => crisis::Starting::begun(done.case, true, cx, out),
            Ok(Outcome::EmployeeSet(done)) => {
                self.browse.list.go(done.employee.0);
                out.notice(Notice::good(t.employees_saved()));
            }
            _ => {}
        }
    }

    fn finished(&mut self, run: RunId, result: Result<TaskDone, Fault>, cx: &Cx, out: &mut Out) {
        self.files.finished(run, result, cx, out);
    }

    fn changed(&mut self, cx: &Cx, out: &mut Out) {
        self.browse.changed(cx);
        self.pump(cx, out);
    }

    fn deadline(&self) -> Option<u64> {
        self.browse.card.deadline()
    }

    fn tick(&mut self, cx: &Cx, out: &mut Out) {
        self.pump(cx, out);
    }

    fn show(&mut self, at: Ref, cx: &Cx, out: &mut Out) {
        self.browse.show(at.id, cx);
        self.pump(cx, out);
    }

    fn about(&self, cx: &Cx) -> String {
        cx.texts.t().employees_about()
    }

    fn memory(&self) -> Value {
        json!({ "filter": self.browse.filter.text(), "sort": self.sort.word(), "cursor": self.browse.list.cursor() })
    }

    fn recall(&mut self, m: &Value) {
        self.browse.filter.set(m["filter"].as_str().unwrap_or(""));
        self.sort = Sort::of(m["sort"].as_str().unwrap_or(""));
        self.browse.recall(m["cursor"].as_i64());
    }

    fn view(&self, area: Rect, cx: &Cx, p: &mut Paint) -> Option<Position> {
        view::view(self, area, cx, p)
    }
}
