//! «Передать клиента»: one form from the client's card (1-B6, S4). It says what moves and what stays, asks for the reason, the
//! receiver, the whole story, the next action and the word to the client; saving hands the client over.

use crate::base::{CaseId, ClientId, EmployeeId, Fault};
use crate::domain::context::{Problem, check_next_step, check_text};
use crate::domain::names::short;
use crate::domain::rail::StepKind;
use crate::domain::{Block, DecisionRole, SingleReason};
use crate::ops::{Applied, Apply, FIFTH, SingleOpen};
use crate::reads::Query;
use crate::reads::employees::EmployeeRow;
use crate::reads::single::SinglePlan;
use crate::ui::cx::Cx;
use crate::ui::effect::{Out, RunId, Slot};
use crate::ui::popup::{FormPopup, PickItem, Popup, Reply, Tag};
use crate::ui::receivers::{self, Bound, For};
use crate::ui::said;
use crate::ui::screens::cases;
use crate::ui::widgets::{Field, Form, Notice, Problems, Values};

const PLAN: Slot = Slot("clients.single");
const FORM_TAG: Tag = Tag("clients.single");

/// The handover of one client on its way: asked about, filled in, opened, applied.
#[derive(Default)]
pub(super) struct Passing {
    asked: Option<RunId>,
    plan: Option<Box<SinglePlan>>,
    /// Who takes it, and whether context is still owed after the form.
    said: Option<(String, bool)>,
    case: Option<CaseId>,
}

impl Passing {
    pub fn begin(&mut self, client: ClientId, out: &mut Out) {
        *self = Passing { asked: Some(out.load(PLAN, Query::SinglePlan(client))), ..Passing::default() };
    }

    /// Takes the answer it asked for.
    pub fn plan(&mut self, run: RunId, plan: Option<Box<SinglePlan>>, people: &[EmployeeRow], cx: &Cx, out: &mut Out) {
        if self.asked.take_if(|r| *r == run).is_none() {
            return;
        }
        let Some(plan) = plan else { return };
        let t = cx.texts.t();
        match (plan.in_case, plan.card.row.owner_id) {
            (Some(case), _) => return out.notice(Notice::bad(t.single_in_case(case.0.to_string()))),
            (_, None) => return out.notice(Notice::bad(t.single_no_manager())),
            _ => {}
        }
        out.open(FORM_TAG, Popup::Form(form(&plan, people, cx)));
        self.plan = Some(plan);
    }

    pub fn failed(&mut self, run: RunId, fault: &Fault, cx: &Cx, out: &mut Out) -> bool {
        let ours = self.asked.take_if(|r| *r == run).is_some();
        if ours {
            out.notice(Notice::bad(cx.texts.fault(fault).line()));
        }
        ours
    }

    /// Gives false for a popup that is not of this flow.
    pub fn reply(&mut self, tag: Tag, reply: &Reply, people: &[EmployeeRow], cx: &Cx, out: &mut Out) -> bool {
        if tag != FORM_TAG {
            return false;
        }
        if let (Reply::Filled(v), Some(plan)) = (reply, &self.plan)
            && let Some(order) = order(plan, v, people, cx)
        {
            let name = people.iter().find(|p| p.id == order.to).map_or_else(String::new, |p| short(&p.name));
            self.said = Some((name, owes(plan, order.people.is_some())));
            out.run(order);
        }
        true
    }

    /// The case is open: what was shown before F2 is applied in the same breath.
    pub fn opened(&mut self, case: CaseId, out: &mut Out) {
        self.case = Some(case);
        out.run(Apply { case });
    }

    /// The client is the receiver's. Where context is owed it is written next; else the list goes on.
    pub fn applied(&mut self, done: &Applied, cx: &Cx, out: &mut Out) {
        let Some(case) = self.case.take() else { return };
        let t = cx.texts.t();
        let (name, owes) = self.said.take().unwrap_or_default();
        if done.applied.total() == 0 {
            return out.go_step(case, StepKind::Distribution);
        }
        if owes {
            out.notice(Notice::good(t.single_done_context(name)));
            return out.go_step(case, StepKind::Context);
        }
        out.next(cases::ID, case.into());
        out.notice(Notice::good(t.single_done(case.0.to_string(), name)));
    }
}

const PEOPLE: [Block; 2] = [Block::People, Block::Deciders];
const TOLD: [Block; 4] = [Block::History, Block::NextStep, Block::Terms, Block::NextContact];

/// Something is left to write after what the form itself says.
fn owes(plan: &SinglePlan, people: bool) -> bool {
    let written = |b: &Block| TOLD.contains(b) || (people && PEOPLE.contains(b));
    !plan.owed.iter().all(written)
}

fn form(plan: &SinglePlan, people: &[EmployeeRow], cx: &Cx) -> FormPopup {
    let t = cx.texts.t();
    let reasons = SingleReason::ALL.iter().map(|r| PickItem::new(r.word(), cx.texts.term(*r))).collect();
    let mut fields = vec![
        Field::choice("reason", t.single_reason(), reasons, None),
        Field::choice("to", t.single_to(), receivers::items(people, plan.card.row.owner_id, For::Good, cx), None),
        Field::area("comment", t.single_comment(), ""),
    ];
    if plan.owed.iter().any(|b| PEOPLE.contains(b)) {
        fields.push(Field::area("people", t.single_people(), &contacts(plan, cx)));
    }
    let by_letter = if plan.has_address { t.single_by_letter() } else { t.single_nowhere_to_write() };
    let notice = vec![PickItem::new("letter", by_letter), PickItem::new("told", t.single_told())];
    fields.extend([
        Field::line("next", t.single_next(), ""),
        Field::spoken("on", t.single_on(), "", said::echo),
        Field::choice("notice", t.single_notice(), notice, Some("letter".to_owned())),
    ]);
    let manager = short(&plan.card.row.owner);
    FormPopup::new(t.single_title(plan.card.row.name.clone(), manager), Form::new(fields, check).day_from("next", "on"))
        .note(note(plan, cx))
        .live(loads(plan, people))
        .draft(format!("client-single:{}", plan.client.0))
}

/// What the load of whoever gets the client becomes, and that of whoever had it.
fn loads(plan: &SinglePlan, people: &[EmployeeRow]) -> impl Fn(&Values, &Cx) -> Vec<(String, String)> + 'static {
    let (moved, owner, people) = (plan.moves.held(), plan.card.row.owner_id, people.to_vec());
    move |v, cx| {
        let Some(to) = v["to"].parse().ok().map(EmployeeId) else { return Vec::new() };
        let of = |id: EmployeeId| people.iter().find(|p| p.id == id);
        let after = |e: &EmployeeRow, held| receivers::load_after(e, held, Bound::Exact, cx);
        let gets = of(to).and_then(|e| after(e, e.held.plus(moved)));
        let had = owner.and_then(of).and_then(|e| after(e, e.held.less(moved)));
        gets.into_iter().chain(had).collect()
    }
}

/// What moves, what stays with colleagues, and that the client has asked before.
fn note(plan: &SinglePlan, cx: &Cx) -> String {
    let (x, t) = (cx.texts, cx.texts.t());
    let mut out = receivers::along(&plan.moves, cx).map_or_else(|| t.single_moves_alone(), |what| t.single_moves(what));
    if !plan.stays.is_empty() {
        let stays: Vec<String> = plan.stays.iter().map(|(deal, who)| format!("{deal} ({})", short(who))).collect();
        out = format!("{out} {}", t.single_stays(stays.join(", ")));
    }
    if plan.requests > 0 {
        out = format!("{out} {}", t.single_asked(x.number(plan.requests as i64), x.number(FIFTH)));
    }
    out
}

/// What the card knows of the people there, to be put right and not typed.
fn contacts(plan: &SinglePlan, cx: &Cx) -> String {
    let known = plan.card.contacts.iter().filter(|k| k.decision != DecisionRole::Unknown);
    known.map(|k| format!("{} — {}", k.name, cx.texts.term(k.decision))).collect::<Vec<_>>().join("; ")
}

fn check(v: &Values, cx: &Cx) -> Problems {
    let t = cx.texts.t();
    let mut out = Problems::new();
    if v["reason"].is_empty() {
        out.push(("reason", t.single_reason_needed()));
    }
    if v["to"].is_empty() {
        out.push(("to", t.single_to_needed()));
    }
    let mut told = |id, text: &str, problem: Problem| {
        let empty = problem == Problem::Empty;
        let line = match id {
            "comment" if empty => t.single_comment_needed(),
            "next" if empty => t.single_next_needed(),
            _ => cx.texts.fault(&problem.fault(text)).line(),
        };
        out.push((id, line));
    };
    if let Err(p) = check_text(&v["comment"]) {
        told("comment", &v["comment"], p);
    }
    if let Some(text) = v.get("people").filter(|p| !p.is_empty())
        && let Err(p) = check_text(text)
    {
        told("people", text, p);
    }
    let on = said::due(&v["on"], cx);
    match check_next_step(&v["next"], on, cx.clock) {
        Ok(_) => {}
        Err(p @ (Problem::NoDate | Problem::DateInPast)) => told("on", &v["on"], p),
        Err(p) => told("next", &v["next"], p),
    }
    out
}

fn order(plan: &SinglePlan, v: &Values, people: &[EmployeeRow], cx: &Cx) -> Option<SingleOpen> {
    let to = EmployeeId(v["to"].parse().ok()?);
    let name = people.iter().find(|p| p.id == to).map_or_else(String::new, |p| short(&p.name));
    Some(SingleOpen {
        client: plan.client,
        to,
        reason: SingleReason::of(&v["reason"])?,
        comment: v["comment"].clone(),
        people: v.get("people").filter(|p| !p.is_empty()).cloned(),
        next_step: v["next"].clone(),
        on: said::due(&v["on"], cx),
        told: (v["notice"] == "told").then(|| cx.texts.t().single_told_outcome(name)),
    })
}
