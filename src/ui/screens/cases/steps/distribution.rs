//! Распределение: who gets what, why, and what it does to each person's load; corrected by hand, applied as one batch.

mod bonus;
pub mod explain;
mod give;
mod view;

use std::collections::BTreeMap;

use ratatui::layout::{Position, Rect};

use crate::base::{EmployeeId, Fault, LineId, Sums};
use crate::domain::LineKind;
use crate::domain::rights::Right;
use crate::ops::{Apply, BonusSet, Done, Outcome, Propose, Reassign, UndoBatch};
use crate::reads::Page;
use crate::reads::employees::EmployeeRow;
use crate::reads::ledger::{LedgerFilter, LedgerRow, LineStand};
use crate::reads::proposals::{Preview, ReceiverRow};
use crate::reads::wizard::{StepKind, Wizard};
use crate::reads::{Answer, Query};
use crate::texts::Noun;
use crate::ui::actions::{self, Act, Decl, Place, places};
use crate::ui::cx::Cx;
use crate::ui::effect::{Out, RunId, Slot};
use crate::ui::popup::{Button, Dialog, Popup, Reply, Tag, Viewer};
use crate::ui::screens::Focus;
use crate::ui::screens::cases::Step;
use crate::ui::widgets::{ListState, Notice, Paint, Row};

pub const PEOPLE: Place = Place("cases.distribution.people");
pub const LINES: Place = Place("cases.distribution.lines");
pub const DO: Act = Act("distribution.do");
pub const GIVE: Act = Act("distribution.give");
pub const BONUS: Act = Act("distribution.bonus");
pub const AGAIN: Act = Act("distribution.again");
pub const WARNED: Act = Act("distribution.warned");
pub const TAKE_BACK: Act = Act("distribution.take-back");

/// So many of what stays as it is are named.
const NAMED: usize = 3;

const PREVIEW: Slot = Slot("cases.preview");
const ROWS: Slot = Slot("cases.lines");
const STAFF: Slot = Slot("cases.distribution.staff");
const CARD: Slot = Slot("cases.distribution.card");
const GIVE_TAG: Tag = Tag("distribution.give");
const APPLY_TAG: Tag = Tag("distribution.apply");
const BONUS_TAG: Tag = Tag("distribution.bonus");
const BACK_TAG: Tag = Tag("distribution.take-back");

pub const ACTIONS: &[Decl] = &[
    Decl::new(DO, PEOPLE, &["F2"], |x| x.t().dist_do(), |x| x.t().dist_do_help()).right(Right::Batch).footer(10),
    Decl::new(AGAIN, PEOPLE, &["p"], |x| x.t().dist_again(), |x| x.t().dist_again_help())
        .right(Right::Batch)
        .footer(12),
    Decl::new(TAKE_BACK, PEOPLE, &["z"], |x| x.t().dist_back(), |x| x.t().dist_back_help())
        .right(Right::Batch)
        .footer(13),
    Decl::new(WARNED, PEOPLE, &["w"], |x| x.t().dist_warned(), |x| x.t().dist_warned_help()),
    Decl::new(WARNED, LINES, &["w"], |x| x.t().dist_warned(), |x| x.t().dist_warned_help()),
    Decl::new(DO, LINES, &["F2"], |x| x.t().dist_do(), |x| x.t().dist_do_help()).right(Right::Batch).footer(10),
    Decl::new(GIVE, LINES, &["r"], |x| x.t().dist_give(), |x| x.t().dist_give_help()).right(Right::Batch).footer(11),
    Decl::new(BONUS, LINES, &["b"], |x| x.t().bonus_act(), |x| x.t().bonus_act_help()).right(Right::Batch).footer(12),
];

/// One row of the upper table.
#[derive(Debug, Clone)]
pub(super) enum Person {
    /// How many lines no rule and no hand has given to anybody yet, and how many of them the rules leave to the head.
    Nobody {
        all: u64,
        left: u64,
    },
    Receiver(ReceiverRow),
}

/// The row of what nobody is proposed for; people have numbers of their own.
const NOBODY: i64 = 0;

impl Row for Person {
    fn id(&self) -> i64 {
        match self {
            Person::Nobody { .. } => NOBODY,
            Person::Receiver(r) => r.id.0,
        }
    }
}

impl Row for LedgerRow {
    fn id(&self) -> i64 {
        self.line.0
    }
}

/// A client shows what its deals among these lines are worth, where that is one currency.
fn with_sums(rows: &mut [LedgerRow]) {
    let mut of_client: BTreeMap<LineId, Sums> = BTreeMap::new();
    for (parent, amount) in rows.iter().filter_map(|r| r.parent.zip(r.amount)) {
        of_client.entry(parent).or_default().add(amount);
    }
    for row in rows.iter_mut().filter(|r| r.kind == LineKind::Client) {
        row.amount = of_client.get(&row.line).and_then(Sums::single);
    }
}

#[derive(Default)]
pub struct Distribution {
    people: ListState<Person>,
    lines: ListState<LedgerRow>,
    preview: Preview,
    preview_run: Option<RunId>,
    /// Everybody, for a choice by hand: read once, when the lines get the keys, and again after a change.
    staff: Vec<EmployeeRow>,
    staff_run: Option<RunId>,
    in_lines: bool,
    /// Whose lines are below: a row of the upper table.
    of: Option<i64>,
    applying: Option<RunId>,
    /// The card of a line is being read.
    reading: Option<RunId>,
}

impl Distribution {
    fn load(&mut self, w: &Wizard, out: &mut Out) {
        self.preview_run = Some(out.load(PREVIEW, Query::Preview(w.case.id)));
        self.staff_run = None;
        self.load_lines(w, out);
        self.load_staff(out);
    }

    /// Only the lines are given to somebody by hand: until they have the keys nobody needs everybody's name and load.
    fn load_staff(&mut self, out: &mut Out) {
        if self.in_lines && self.staff_run.is_none() {
            self.staff_run = Some(out.load(STAFF, Query::Employees(String::new())));
        }
    }

    /// The keys go to the lines, where there are any.
    fn go_to_lines(&mut self, out: &mut Out) {
        self.in_lines = !self.lines.rows().is_empty();
        self.load_staff(out);
    }

    fn load_lines(&mut self, w: &Wizard, out: &mut Out) {
        let filter = match self.of {
            Some(NOBODY) => LedgerFilter { stand: LineStand::Unproposed, ..LedgerFilter::default() },
            of => LedgerFilter { receiver: of.map(EmployeeId), ..LedgerFilter::default() },
        };
        self.lines.restart(true);
        if self.lines.wants().is_some() {
            let run = out.load(ROWS, Query::Ledger(w.case.id, filter));
            self.lines.asked(run);
        }
    }

    fn follow(&mut self, w: &Wizard, out: &mut Out) {
        let now = self.people.cursor();
        if now != self.of {
            self.of = now;
            self.lines.clear_marks();
            self.load_lines(w, out);
        }
    }

    /// Who is in the upper table, and the cursor where work waits: on what nobody is proposed for, else on the first whose
    /// lines wait to be applied. Once it stands on a person it stays there.
    fn show_people(&mut self, run: RunId, w: &Wizard) {
        let all = w.unproposed + w.left;
        let nobody = (all > 0).then_some(Person::Nobody { all, left: w.left });
        let receivers = self.preview.receivers.iter().cloned().map(Person::Receiver);
        let rows: Vec<Person> = nobody.into_iter().chain(receivers).collect();
        let waits = self.preview.receivers.iter().find(|r| r.waits > 0).map(|r| r.id.0);
        let first = if all > 0 { Some(NOBODY) } else { waits };
        let stands = self.people.cursor().is_some_and(|id| id != NOBODY && rows.iter().any(|r| r.id() == id));
        if let Some(id) = first.filter(|_| !stands) {
            self.people.go(id);
        }
        self.people.restart(true);
        if self.people.wants().is_some() {
            self.people.asked(run);
            self.people.answer(run, Ok(Page::whole(rows)));
        }
    }

    /// The marked lines, or the one under the cursor.
    fn picked(&self) -> impl Iterator<Item = &LedgerRow> {
        let marked = self.lines.has_marks();
        let of = move |l: &&LedgerRow| match marked {
            true => self.lines.is_marked(l.line.0),
            false => Some(l.line.0) == self.lines.cursor(),
        };
        self.lines.rows().iter().filter(of)
    }

    /// Something is proposed and not applied.
    fn waits(&self) -> bool {
        self.preview.receivers.iter().any(|r| r.waits > 0)
    }

    /// Of these, what is still to be applied.
    fn chosen(&self) -> Vec<&LedgerRow> {
        self.picked().filter(|l| l.batch.is_none()).collect()
    }

    /// Of these, the deals: only they close with a bonus, applied or not.
    fn deals(&self) -> Vec<&LedgerRow> {
        self.picked().filter(|l| l.kind == LineKind::Deal).collect()
    }

    fn ask_apply(&self, w: &Wizard, cx: &Cx, out: &mut Out) {
        let t = cx.texts.t();
        let left = crate::ui::screens::cases::tally(&w.case.ledger.remaining, cx).join(", ");
        let buttons = vec![Button::new("no", t.dist_apply_no()), Button::new("apply", t.dist_apply_yes())];
        out.open(APPLY_TAG, Popup::Dialog(Dialog::new(t.dist_apply_title(), t.dist_apply_text(left), buttons)));
    }
}

impl Step for Distribution {
    fn focus(&self) -> Focus {
        if self.in_lines { Focus::on(&[LINES, places::LIST]) } else { Focus::on(&[PEOPLE, places::LIST]) }
    }

    fn has_own_heading(&self, cx: &Cx) -> bool {
        view::is_tight(cx)
    }

    fn enter(&mut self, w: &Wizard, _cx: &Cx, out: &mut Out) {
        self.load(w, out);
    }

    fn act(&mut self, act: Act, w: &Wizard, cx: &Cx, out: &mut Out) -> bool {
        let page = view::pages(self, cx);
        match act {
            DO if w.unproposed > 0 => {
                out.run(Propose { case: w.case.id });
            }
            DO => self.ask_apply(w, cx, out),
            AGAIN => {
                out.run(Propose { case: w.case.id });
            }
            WARNED => {
                let card = explain::warned(view::warnings(self, cx), cx);
                out.open(Tag("distribution.warned"), Popup::Viewer(Viewer::new(card)));
            }
            TAKE_BACK => {
                let t = cx.texts.t();
                let buttons = vec![Button::new("no", t.dist_back_no()), Button::new("back", t.dist_back_yes())];
                out.open(BACK_TAG, Popup::Dialog(Dialog::new(t.dist_back_title(), t.dist_back_text(), buttons)));
            }
            GIVE => out.open(
                GIVE_TAG,
                Popup::Form(give::form(&self.chosen(), self.lines.rows(), &self.staff, &self.preview, w, cx)),
            ),
            BONUS => out.open(BONUS_TAG, Popup::Form(bonus::form(&self.deals(), w, &self.preview.receivers, cx))),
            actions::OPEN | actions::RIGHT if !self.in_lines => self.go_to_lines(out),
            actions::OPEN if self.in_lines => {
                if let Some(line) = self.lines.current().map(|l| l.line) {
                    self.reading = Some(out.load(CARD, Query::Offered(w.case.id, line)));
                }
            }
            actions::BACK if self.in_lines && self.lines.has_marks() => self.lines.clear_marks(),
            actions::BACK | actions::LEFT if self.in_lines => self.in_lines = false,
            _ if self.in_lines => return self.lines.act(act, page.1),
            // The people have no marks of their own.
            actions::MARK | actions::MARK_ALL => self.go_to_lines(out),
            _ if self.people.act(act, page.0) => self.follow(w, out),
            _ => return false,
        }
        true
    }

    fn refuses(&self, act: Act, w: &Wizard, cx: &Cx) -> Option<String> {
        let t = cx.texts.t();
        let done = w.count(StepKind::Distribution).is_done();
        match act {
            DO | AGAIN if done => Some(t.dist_all_applied()),
            DO if w.unproposed == 0 && !self.waits() && w.left > 0 => Some(t.dist_left_refused()),
            BONUS if self.deals().is_empty() => Some(t.bonus_no_deal()),
            WARNED if view::warnings(self, cx).is_empty() => Some(t.dist_warned_none()),
            GIVE if self.chosen().is_empty() => Some(t.dist_nothing_chosen()),
            GIVE if self.staff.is_empty() => Some(t.ui_reading()),
            TAKE_BACK if w.count(StepKind::Distribution).done == 0 => Some(t.dist_nothing_applied()),
            _ => None,
        }
    }

    fn answer(&mut self, run: RunId, answer: Result<Answer, Fault>, w: &Wizard, cx: &Cx, out: &mut Out) {
        match answer {
            Ok(Answer::Preview(p)) if self.preview_run == Some(run) => {
                self.preview = *p;
                self.show_people(run, w);
                self.follow(w, out);
            }
            Ok(Answer::Employees(page)) if self.staff_run == Some(run) => self.staff = page.rows,
            Ok(Answer::Offered(found)) => {
                if self.reading.take_if(|r| *r == run).is_some()
                    && let Some(o) = found
                {
                    let to = o.row.to.as_ref().or(o.row.proposed.as_ref());
                    let is_young = |id| self.preview.receivers.iter().any(|r| r.id == id && r.young);
                    let young = to.is_some_and(|(id, _)| is_young(*id));
                    out.open(Tag("distribution.why"), Popup::Viewer(Viewer::new(explain::card(&o, young, cx))));
                }
            }
            Ok(Answer::Ledger(mut page)) => {
                with_sums(&mut page.rows);
                self.lines.answer(run, Ok(page));
            }
            Err(fault) if self.lines.is_pending(run) => {
                self.lines.answer(run, Err(fault));
            }
            // Asked again with the next step into the lines.
            Err(_) if self.staff_run == Some(run) => self.staff_run = None,
            _ => {}
        }
    }

    fn ran(&mut self, run: RunId, result: Result<Done<Outcome>, Fault>, _w: &Wizard, cx: &Cx, out: &mut Out) {
        let (x, t) = (cx.texts, cx.texts.t());
        match result.map(|d| d.out) {
            Ok(Outcome::Propose(p)) if p.lines == 0 => out.say(t.dist_left_refused()),
            Ok(Outcome::Propose(p)) => out.say(t.dist_proposed(x.count(Noun::Line, p.lines as i64))),
            Ok(Outcome::Reassign(r)) => {
                self.lines.clear_marks();
                out.say(t.dist_given(x.count(Noun::Line, r.lines as i64)));
            }
            Ok(Outcome::Apply(a)) if self.applying == Some(run) => {
                self.in_lines = false;
                let n = x.count(Noun::Object, a.applied.total() as i64);
                if a.conflicts.is_empty() {
                    out.say(t.dist_applied(n));
                } else {
                    out.notice(Notice::bad(
                        t.dist_applied_conflicts(n, x.count(Noun::Conflict, a.conflicts.len() as i64)),
                    ));
                    out.open(
                        Tag("distribution.conflicts"),
                        Popup::Viewer(Viewer::new(explain::conflicts(&a.conflicts, cx))),
                    );
                }
            }
            Ok(Outcome::BonusSet(b)) => {
                self.lines.clear_marks();
                out.say(t.bonus_done(x.count(Noun::Line, b.lines as i64)));
            }
            Ok(Outcome::UndoBatch(u)) if u.conflicts.is_empty() => out.notice(Notice::good(t.dist_taken_back_whole())),
            Ok(Outcome::UndoBatch(u)) => {
                // Who has accepted what keeps it; the first are named.
                let names = u.conflicts.iter().take(NAMED).map(|c| c.title.clone()).collect::<Vec<_>>().join(", ");
                let more = if u.conflicts.len() > NAMED { ", …" } else { "" };
                let stayed = x.count(Noun::Object, u.conflicts.len() as i64);
                out.notice(Notice::bad(t.dist_taken_back(format!("{stayed}: {names}{more}"))));
            }
            _ => {}
        }
    }

    fn reply(&mut self, tag: Tag, reply: Reply, w: &Wizard, _cx: &Cx, out: &mut Out) {
        match (tag, reply) {
            (APPLY_TAG, Reply::Pressed("apply")) => self.applying = Some(out.run(Apply { case: w.case.id })),
            (BACK_TAG, Reply::Pressed("back")) => {
                out.run(UndoBatch { case: w.case.id, batch: None });
            }
            (BONUS_TAG, Reply::Filled(v)) => {
                let objects = self.deals().iter().map(|l| l.object).collect();
                out.run(BonusSet { case: w.case.id, objects, bonus: bonus::note(&v) });
            }
            (GIVE_TAG, Reply::Filled(v)) => {
                if let Ok(to) = v["to"].parse() {
                    let objects = self.chosen().iter().map(|l| l.object).collect();
                    out.run(Reassign { case: w.case.id, objects, to: EmployeeId(to), reason: v["reason"].clone() });
                }
            }
            _ => {}
        }
    }

    fn view(&self, area: Rect, w: &Wizard, cx: &Cx, p: &mut Paint) -> Option<Position> {
        view::view(self, area, w, cx, p);
        None
    }
}

/// The line a proposal is about, for the explanation.
pub(super) fn with_client(row: &LedgerRow) -> Option<LineId> {
    row.why.as_ref().and_then(|w| w.with)
}
