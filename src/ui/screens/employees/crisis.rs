//! «Не вышел на работу»: `!`, the surname, Enter, the consequences in figures, and the crisis runs (4 §2). Two keys
//! beside the surname choose the person, two more confirm; a surname typed whole to choose the person is the one that the
//! confirmation asks for.

use crate::base::{CaseId, EmployeeId, Fault, Ref};
use crate::domain::CaseKind;
use crate::domain::EmployeeStatus;
use crate::domain::crisis::WEEK_MS;
use crate::domain::names::short;
use crate::domain::rail::StepKind;
use crate::ops::{CaseChange, CrisisOpen, CrisisWho};
use crate::reads::Query;
use crate::reads::crisis_plan::CrisisPlan;
use crate::reads::employees::EmployeeRow;
use crate::reads::person_form::Person;
use crate::texts::Noun;
use crate::ui::cx::Cx;
use crate::ui::effect::{Out, RunId, Slot};
use crate::ui::popup::{Button, Dialog, NEW, Pick, PickItem, Popup, Progress, Reply, TYPED, Tag};
use crate::ui::screens::cases;
use crate::ui::widgets::Notice;

const PEOPLE: Slot = Slot("employees.crisis-people");
const PLAN: Slot = Slot("employees.crisis-plan");
const WHO_TAG: Tag = Tag("crisis.who");
const HEAD_TAG: Tag = Tag("crisis.head");
const TEMPORARY_TAG: Tag = Tag("crisis.temporary");
const CONFIRM_TAG: Tag = Tag("crisis.confirm");
/// The consequences are being read: keys do not reach the list under it, and a held Enter decides nothing.
const READING_TAG: Tag = Tag("crisis.reading");

/// What has been said so far; the popups ask for the rest.
#[derive(Default)]
pub(super) struct Starting {
    people: Option<RunId>,
    asked: Option<RunId>,
    who: Option<CrisisWho>,
    typed: String,
    plan: Option<Box<CrisisPlan>>,
    temporary: Option<Person>,
    head: Option<Person>,
}

impl Starting {
    /// `at` is whose row the key was pressed on: nobody else is as likely to be meant.
    pub fn begin(&mut self, at: Option<EmployeeId>, cx: &Cx, out: &mut Out) {
        let t = cx.texts.t();
        *self = Starting::default();
        let pick = Pick::new(t.krizis_who(), Vec::new()).offering(t.krizis_new(TYPED));
        let pick = pick.at(&at.map_or_else(String::new, |id| id.0.to_string()));
        out.open(WHO_TAG, Popup::Pick(pick));
        self.people = Some(out.load(PEOPLE, Query::Employees(String::new())));
    }

    /// Takes the list of people it asked for; gives it back when it is not its own.
    pub fn people(&mut self, run: RunId, rows: &[EmployeeRow], cx: &Cx, out: &mut Out) -> bool {
        if self.people.take_if(|r| *r == run).is_none() {
            return false;
        }
        let mut rows: Vec<&EmployeeRow> = rows.iter().collect();
        rows.sort_by_key(|r| r.status == EmployeeStatus::Dismissed);
        out.fill(WHO_TAG, rows.into_iter().map(|r| person_item(r, cx)).collect());
        true
    }

    pub fn plan(&mut self, run: RunId, plan: Option<Box<CrisisPlan>>, cx: &Cx, out: &mut Out) {
        if self.asked.take_if(|r| *r == run).is_none() {
            return;
        }
        out.close();
        let Some(plan) = plan else { return };
        if let Some((case, CaseKind::Crisis)) = plan.case {
            return out.go(cases::ID, Some(Ref::from(case)));
        }
        self.temporary = plan.may_answer.first().cloned();
        let needs_head = plan.case.is_none() && plan.needs_head();
        if needs_head && plan.heads.is_empty() {
            *self = Starting::default();
            return out.notice(Notice::bad(cx.texts.t().krizis_no_heads()));
        }
        self.plan = Some(plan);
        if needs_head { self.ask_head(cx, out) } else { self.confirm(cx, out) }
    }

    pub fn failed(&mut self, run: RunId, fault: &Fault, cx: &Cx, out: &mut Out) -> bool {
        let reading = self.asked.take_if(|r| *r == run).is_some();
        if reading {
            out.close();
        }
        let ours = reading || self.people.take_if(|r| *r == run).is_some();
        if ours {
            out.notice(Notice::bad(cx.texts.fault(fault).line()));
        }
        ours
    }

    /// Gives false for a popup that is not of this flow.
    pub fn reply(&mut self, tag: Tag, reply: Reply, cx: &Cx, out: &mut Out) -> bool {
        match (tag, reply) {
            (WHO_TAG, Reply::Named(key, typed)) => self.chosen(&key, typed, cx, out),
            (HEAD_TAG, Reply::Picked(key)) => {
                self.head = self.plan.as_ref().and_then(|p| by_key(&p.heads, &key));
                // The head answers unless somebody else is named; one who is away today leaves the first of the others.
                let answers = self.plan.as_ref().and_then(|p| by_key(&p.may_answer, &key));
                self.temporary = answers.or(self.temporary.take());
                self.confirm(cx, out);
            }
            (TEMPORARY_TAG, Reply::Picked(key)) => {
                self.temporary = self.plan.as_ref().and_then(|p| by_key(&p.may_answer, &key));
                self.confirm(cx, out);
            }
            (TEMPORARY_TAG, _) => self.confirm(cx, out),
            (CONFIRM_TAG, Reply::Pressed("other")) => self.ask_temporary(cx, out),
            (CONFIRM_TAG, Reply::Pressed("begin")) => self.run(out),
            (READING_TAG, _) => {
                out.close();
                *self = Starting::default();
            }
            (WHO_TAG | HEAD_TAG | CONFIRM_TAG, _) => *self = Starting::default(),
            _ => return false,
        }
        true
    }

    fn chosen(&mut self, key: &str, typed: String, cx: &Cx, out: &mut Out) {
        let who = match key.strip_prefix(NEW) {
            Some(name) => CrisisWho::New { name: name.to_owned() },
            None => match key.parse() {
                Ok(id) => CrisisWho::Known(EmployeeId(id)),
                Err(_) => return,
            },
        };
        let known = match who {
            CrisisWho::Known(id) => Some(id),
            CrisisWho::New { .. } => None,
        };
        self.who = Some(who);
        self.typed = typed;
        let mut reading = Progress::new(cx.texts.t().krizis_title_any(), cx.mono);
        reading.what = cx.texts.t().ui_reading();
        out.open(READING_TAG, Popup::Progress(reading));
        self.asked = Some(out.load(PLAN, Query::CrisisPlan(known)));
    }

    fn ask_head(&self, cx: &Cx, out: &mut Out) {
        let Some(plan) = &self.plan else { return };
        out.open(HEAD_TAG, Popup::Pick(Pick::new(cx.texts.t().krizis_head(), people(&plan.heads, cx))));
    }

    fn ask_temporary(&self, cx: &Cx, out: &mut Out) {
        let Some(plan) = &self.plan else { return };
        let pick = Pick::new(cx.texts.t().krizis_temporary(), people(&plan.may_answer, cx));
        let now = self.temporary.as_ref().map_or_else(String::new, |p| p.id.0.to_string());
        out.open(TEMPORARY_TAG, Popup::Pick(pick.at(&now)));
    }

    fn confirm(&self, cx: &Cx, out: &mut Out) {
        let (Some(plan), Some(who)) = (&self.plan, &self.who) else { return };
        let t = cx.texts.t();
        let name = match (&plan.person, who) {
            (Some(p), _) => p.card.row.name.clone(),
            (None, CrisisWho::New { name }) => name.clone(),
            (None, CrisisWho::Known(_)) => return,
        };
        let text = match (plan.case, &plan.person) {
            (Some((case, _)), _) => t.krizis_text_turn(case.0.to_string()),
            (None, Some(p)) => match p.card.row.department.as_str() {
                "" => t.krizis_text(cx.texts.term(p.card.row.role)),
                department => t.krizis_text(format!("{}, {department}", cx.texts.term(p.card.row.role))),
            },
            (None, None) => t.krizis_text_new(),
        };
        let mut buttons = vec![Button::new("no", t.krizis_no())];
        if plan.case.is_none() && plan.may_answer.len() > 1 {
            buttons.push(Button::new("other", t.krizis_other()));
        }
        buttons.push(Button::new("begin", t.krizis_begin()).danger());
        let dialog = Dialog::new(t.krizis_title(name.clone()), text, buttons).facts(self.facts(plan, cx));
        out.open(CONFIRM_TAG, Popup::Dialog(dialog.surname(&name).typed(&self.typed)));
    }

    fn facts(&self, plan: &CrisisPlan, cx: &Cx) -> Vec<(String, String)> {
        let (x, t) = (cx.texts, cx.texts.t());
        let accesses = match plan.accesses {
            0 => t.krizis_accesses_none(),
            n => t.krizis_accesses_of(x.count(Noun::Access, n as i64)),
        };
        let mut out = vec![(t.krizis_accesses(), accesses), (t.krizis_export(), t.krizis_export_off())];
        let held = match &plan.person {
            None => t.krizis_held_unknown(),
            Some(p) if !p.card.row.seen => t.employees_snapshot_unseen(),
            Some(p) => {
                let parts = [
                    (Noun::Client, p.clients()),
                    (Noun::Deal, p.deals()),
                    (Noun::Task, p.tasks()),
                    (Noun::Lead, p.leads()),
                ];
                let parts = parts.into_iter().filter(|(_, n)| *n > 0).map(|(noun, n)| x.count(noun, n as i64));
                match parts.collect::<Vec<_>>().join(", ") {
                    none if none.is_empty() => t.krizis_held_none(),
                    held => held,
                }
            }
        };
        let until = x.day(cx.clock.zone.day(cx.clock.now.plus(WEEK_MS)), cx.today());
        let temporary = match &self.temporary {
            Some(p) => t.krizis_temporary_is(short(&p.name), held, until),
            None => t.krizis_temporary_nobody(),
        };
        out.push((t.krizis_temporary_label(), temporary));
        if let Some(head) = &self.head {
            out.push((t.krizis_head_label(), head.name.clone()));
        }
        let data = match plan.data_at {
            None => t.krizis_data_none(),
            Some(at) => {
                let days = cx.clock.days_since(at);
                let day = x.day_short(cx.clock.zone.day(at), cx.today());
                if days > 0 { t.cases_data_at(day, x.count(Noun::Day, days)) } else { t.cases_data_fresh(day) }
            }
        };
        out.push((t.krizis_data(), data));
        out
    }

    fn run(&mut self, out: &mut Out) {
        let Starting { who: Some(who), plan: Some(plan), temporary, head, .. } = std::mem::take(self) else { return };
        match plan.case {
            Some((case, _)) => {
                out.run(CaseChange {
                    case,
                    kind: Some(CaseKind::Crisis),
                    last_day: None,
                    dismissed_on: None,
                    order: None,
                });
            }
            None => {
                let id = |p: Option<Person>| p.map(|p| p.id);
                // Whoever `ops` would choose anyway is not named: to name somebody needs more of a right than to cut off.
                // A head named here is of that right already, and may change the choice.
                let usual = plan.may_answer.first().map(|p| p.id).filter(|_| head.is_none());
                let temporary = id(temporary).filter(|t| usual != Some(*t));
                out.run(CrisisOpen { employee: who, since: None, temporary, acting_head: id(head) });
            }
        }
    }

    /// The crisis runs: the list of calls is what comes next, and where nothing of his is known, what shows whom to call.
    pub fn begun(case: CaseId, known: bool, cx: &Cx, out: &mut Out) {
        let (t, case_no) = (cx.texts.t(), case.0.to_string());
        out.notice(Notice::good(if known { t.krizis_begun(case_no) } else { t.krizis_begun_unknown(case_no) }));
        // HR and IT begin what they may not read.
        if !super::reads_cases(cx) {
            return;
        }
        out.go_step(case, if known { StepKind::Calls } else { StepKind::Fresh });
    }
}

/// Homonyms are told apart by department and load.
fn person_item(r: &EmployeeRow, cx: &Cx) -> PickItem {
    let (x, t) = (cx.texts, cx.texts.t());
    let mut note = if r.department.is_empty() { x.term(r.role) } else { r.department.clone() };
    if r.open_deals > 0 {
        note = format!("{note} · {}", x.count(Noun::Deal, r.open_deals as i64));
    }
    if let Some(load) = r.load.filter(|l| *l > 0) {
        note = format!("{note} · {load} %");
    }
    if let Some(case) = r.case {
        note = format!("{} · {note}", t.krizis_in_case(case.0.to_string()));
    }
    let gone = (r.status == EmployeeStatus::Dismissed).then(|| t.krizis_dismissed());
    PickItem::new(r.id.0.to_string(), r.name.clone()).note(note).refused(gone)
}

fn people(people: &[Person], cx: &Cx) -> Vec<PickItem> {
    people.iter().map(|o| PickItem::new(o.id.0.to_string(), o.name.clone()).note(cx.texts.term(o.role))).collect()
}

fn by_key(people: &[Person], key: &str) -> Option<Person> {
    people.iter().find(|p| p.id.0.to_string() == key).cloned()
}
