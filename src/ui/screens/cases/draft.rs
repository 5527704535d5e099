//! A hidden preparation in the list of cases: what it is, the work that is done before its minute (the interview, who shall get
//! what), begun by hand or called off.

use crate::base::{CaseId, EmployeeId, Fault, Kind, Ref};
use crate::domain::distribution::Load;
use crate::domain::names::short;
use crate::ops::{CaseStart, CaseWithdraw, Done, Outcome, PrepareWish};
use crate::reads::cases::CaseItem;
use crate::reads::employees::EmployeeRow;
use crate::reads::rehearsal::{Rehearsal, Rehearsed, Share};
use crate::reads::single::Moves;
use crate::reads::{Answer, Query};
use crate::texts::Noun;
use crate::ui::actions::{Act, Decl};
use crate::ui::cx::Cx;
use crate::ui::effect::{Out, RunId, Slot};
use crate::ui::popup::{Button, Dialog, FormPopup, Pick, PickItem, Popup, Reply, Tag};
use crate::ui::receivers::{self, For};
use crate::ui::screens::cases::steps::context::hour::Hour;
use crate::ui::widgets::{Field, Form, Notice, Problems, Values};

pub const HOUR: Act = Act("cases.draft.hour");
pub const PLAN: Act = Act("cases.draft.plan");

pub const HOUR_DECL: Decl =
    Decl::new(HOUR, super::PLACE, &["o"], |x| x.t().hour_act(), |x| x.t().hidden_hour_help()).footer(10);
pub const PLAN_DECL: Decl =
    Decl::new(PLAN, super::PLACE, &["r"], |x| x.t().hidden_plan(), |x| x.t().hidden_plan_help()).footer(11);

const ROWS: Slot = Slot("cases.draft.plan");
const STAFF: Slot = Slot("cases.draft.staff");
const TAG: Tag = Tag("cases.draft");
const PLAN_TAG: Tag = Tag("cases.draft.plan");
const LINES_TAG: Tag = Tag("cases.draft.lines");
const GIVE_TAG: Tag = Tag("cases.draft.give");

/// So many of what goes apart are named.
const APART: usize = 4;

#[derive(Default)]
pub struct Draft {
    hour: Hour,
    asked: Option<RunId>,
    plan: Option<Box<Rehearsal>>,
    /// Everybody, for a choice by hand.
    staff: Vec<EmployeeRow>,
    staff_run: Option<RunId>,
    /// Whom another receiver is chosen for, and the wish on its way.
    giving: Option<Ref>,
    saving: Option<RunId>,
}

pub fn show(row: &CaseItem, cx: &Cx, out: &mut Out) {
    let (x, t) = (cx.texts, cx.texts.t());
    let mut facts = Vec::new();
    facts.extend(row.starts_at.map(|at| (t.hidden_starts_label(), x.at(at, &cx.clock))));
    facts.extend(row.last_day.map(|d| (t.employees_last_day(), x.day(d, cx.today()))));
    let buttons = vec![
        Button::new("no", t.hidden_keep()),
        Button::new("start", t.hidden_start()).danger(),
        Button::new("off", t.hidden_call_off()),
    ];
    let text = format!("{} {}", t.hidden_text(), t.hidden_work());
    let dialog = Dialog::new(t.hidden_title(&row.name), text, buttons).facts(facts);
    out.open(TAG, Popup::Dialog(dialog.with_keys(super::PLACE).telling()));
}

impl Draft {
    /// True for what is done in a preparation.
    pub fn act(&mut self, act: Act, row: &CaseItem, out: &mut Out) -> bool {
        match act {
            HOUR => self.hour.begin(row.id, out),
            PLAN => self.ask(row.id, out),
            _ => return false,
        }
        true
    }

    fn ask(&mut self, case: CaseId, out: &mut Out) {
        self.asked = Some(out.load(ROWS, Query::Rehearsal(case)));
        self.staff_run = Some(out.load(STAFF, Query::Employees(String::new())));
    }

    /// True for an answer to its own question.
    pub fn answer(&mut self, run: RunId, answer: &Result<Answer, Fault>, cx: &Cx, out: &mut Out) -> bool {
        if self.hour.answer(run, answer, cx, out) {
            return true;
        }
        if self.staff_run.take_if(|r| *r == run).is_some() {
            if let Ok(Answer::Employees(page)) = answer {
                self.staff.clone_from(&page.rows);
            }
            return true;
        }
        if self.asked.take_if(|r| *r == run).is_none() {
            return false;
        }
        match answer {
            Ok(Answer::Rehearsal(plan)) => {
                out.open(PLAN_TAG, Popup::Dialog(shares(plan, cx)));
                self.plan = Some(plan.clone());
            }
            Err(fault) => out.notice(Notice::bad(cx.texts.fault(fault).line())),
            Ok(_) => {}
        }
        true
    }

    pub fn reply(&mut self, tag: Tag, reply: &Reply, row: &CaseItem, cx: &Cx, out: &mut Out) {
        if self.hour.reply(tag, reply, cx, out) || row.starts_at.is_none() {
            return;
        }
        match (tag, reply, &self.plan) {
            (TAG, Reply::Pressed(key), _) if *key == HOUR.0 || *key == PLAN.0 => {
                self.act(Act(key), row, out);
            }
            (TAG, Reply::Pressed("start"), _) => {
                out.run(CaseStart { case: row.id, job: None });
            }
            (TAG, Reply::Pressed("off"), _) => {
                out.run(CaseWithdraw { case: row.id });
            }
            (PLAN_TAG, Reply::Pressed("lines"), Some(plan)) => {
                out.open(LINES_TAG, Popup::Pick(lines(plan, cx)));
            }
            (LINES_TAG, Reply::Picked(key), Some(plan)) => {
                if let Some(line) = plan.lines.iter().find(|l| l.object.to_string() == *key) {
                    self.giving = Some(line.object);
                    out.open(GIVE_TAG, Popup::Form(give(line, plan, &self.staff, cx)));
                }
            }
            (GIVE_TAG, Reply::Filled(v), Some(plan)) => {
                let (Some(object), Ok(to)) = (self.giving.take(), v["to"].parse()) else { return };
                let (case, to, reason) = (plan.case, EmployeeId(to), v["reason"].clone());
                self.saving = Some(out.run(PrepareWish { case, object, to, reason }));
            }
            _ => {}
        }
    }

    pub fn ran(&mut self, run: RunId, result: Result<Done<Outcome>, Fault>, cx: &Cx, out: &mut Out) {
        if self.hour.ran(run, &result, cx, out) {
            return;
        }
        match result.map(|d| d.out) {
            Ok(Outcome::CaseStart(done)) => out.go(super::ID, Some(Ref::from(done.case))),
            Ok(Outcome::CaseWithdraw(_)) => out.notice(Notice::good(cx.texts.t().hidden_called_off())),
            // What the wish moves is shown by the same figures.
            Ok(Outcome::PrepareWish(_)) if self.saving.take_if(|r| *r == run).is_some() => {
                if let Some(case) = self.plan.as_ref().map(|p| p.case) {
                    self.ask(case, out);
                }
            }
            _ => {}
        }
    }
}

fn percent(load: Load) -> String {
    load.percent().map_or_else(|| "—".to_owned(), |p| format!("{p} %"))
}

/// Who would get how much, by the rules and the words said so far.
fn shares(plan: &Rehearsal, cx: &Cx) -> Dialog {
    let (x, t) = (cx.texts, cx.texts.t());
    let told = |s: &Share| {
        let g = s.given;
        let counts = [(Noun::Client, g.clients), (Noun::Deal, g.deals), (Noun::Task, g.tasks), (Noun::Lead, g.leads)];
        let counts = counts.iter().filter(|(_, n)| *n > 0).map(|(noun, n)| x.count(*noun, i64::from(*n)));
        let given = counts.collect::<Vec<_>>().join(", ");
        let marks = [
            s.after.percent().is_none_or(|p| p > 100).then(|| t.hidden_over()),
            cx.facts.is_prepared(s.id).then(|| t.receives_prepared()),
            s.away.as_ref().map(|a| receivers::away(a, cx)),
        ];
        let loads = format!("{} → {}", percent(s.before), percent(s.after));
        let said = [loads, given].into_iter().chain(marks.into_iter().flatten().map(|m| format!("! {m}")));
        (short(&s.name), said.collect::<Vec<_>>().join(" · "))
    };
    let facts = plan.shares.iter().map(told).collect();
    let buttons = vec![Button::new("no", t.hidden_keep()), Button::new("lines", t.hidden_lines())];
    Dialog::new(t.hidden_plan_title(), t.hidden_plan_text(), buttons).facts(facts).telling()
}

fn lines(plan: &Rehearsal, cx: &Cx) -> Pick {
    let (x, t) = (cx.texts, cx.texts.t());
    let item = |l: &Rehearsed| {
        let by_hand = l.reason.as_ref().map_or_else(String::new, |r| format!(" · {}", t.hidden_by_hand(r.clone())));
        let to = short(&l.to_name);
        // What goes with no client is decided when the case is there.
        let by_rules = !matches!(l.object.kind, Kind::Client | Kind::Deal);
        let refused = by_rules.then(|| t.hidden_by_rules(x.term(l.object.kind).to_lowercase(), to.clone()));
        PickItem::new(l.object.to_string(), l.title.clone()).note(format!("{to}{by_hand}")).refused(refused)
    };
    Pick::new(t.hidden_lines_title(), plan.lines.iter().map(item).collect())
}

/// Everybody: who may get it with the load that would be theirs, who may not with why.
fn give(line: &Rehearsed, plan: &Rehearsal, staff: &[EmployeeRow], cx: &Cx) -> FormPopup {
    let t = cx.texts.t();
    let others: Vec<EmployeeRow> = staff.iter().filter(|e| e.id != plan.leaver).cloned().collect();
    let mut people = receivers::items(&others, Some(line.to), For::Good, cx);
    for item in &mut people {
        let after = plan.people.iter().find(|(id, _)| id.0.to_string() == item.key).map(|(_, load)| percent(*load));
        item.note = after.map_or_else(|| item.note.clone(), |after| format!("{} → {after}", item.note));
    }
    let fields = vec![Field::choice("to", t.dist_give_to(), people, None), Field::line("reason", t.start_reason(), "")];
    let form = Form::new(fields, |v, cx| {
        let t = cx.texts.t();
        let mut out = Problems::new();
        out.extend(v["to"].is_empty().then(|| ("to", t.single_to_needed())));
        out.extend(v["reason"].is_empty().then(|| ("reason", t.start_reason_needed())));
        out
    });
    let (along, apart) = (line.along.clone(), plan.apart(line).cloned().collect::<Vec<_>>());
    FormPopup::new(line.title.clone(), form)
        .note(t.hidden_give_note(short(&line.to_name)))
        .live(move |v, cx| what_follows(&along, &apart, v, cx))
}

/// Told before F2: what goes along, and what goes to somebody else, by a rule or by what was said of it before.
fn what_follows(along: &Moves, apart: &[Rehearsed], v: &Values, cx: &Cx) -> Vec<(String, String)> {
    let t = cx.texts.t();
    let goes = receivers::along(along, cx).map(|what| (t.dist_give_along(), what));
    let to = v["to"].parse().ok().map(EmployeeId);
    let mut others: Vec<&Rehearsed> = apart.iter().filter(|a| Some(a.to) != to).collect();
    // Words said before come first: they go against this one.
    others.sort_by_key(|a| a.reason.is_none());
    let told = |a: &&Rehearsed| {
        let (title, name) = (a.title.clone(), short(&a.to_name));
        let text = match &a.reason {
            Some(reason) => t.hidden_apart_said(title, name, reason.clone()),
            None => t.hidden_apart(title, name),
        };
        (t.dist_give_stays(), text)
    };
    let more = others.len().saturating_sub(APART);
    let more = (more > 0).then(|| (String::new(), t.withdrawn_more(cx.texts.number(more as i64))));
    goes.into_iter().chain(others.iter().take(APART).map(told)).chain(more).collect()
}
