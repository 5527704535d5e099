//! A list of accounts and what is done with them: one thing for the screen and for the wizard's step.

use ratatui::layout::Rect;

use super::card::{card, late, state};
use super::forms;
use crate::base::EmployeeId;
use crate::domain::accesses::is_open;
use crate::domain::rights::Right;
use crate::domain::{AccessState, JobState};
use crate::ops::{AccessCut, AccessMark, AccessPick, AccessTick, AccessVoid, CutWhich, HookAnswer};
use crate::reads::accesses::AccessView;
use crate::texts::Noun;
use crate::ui::actions::{self, Act, Decl, Place};
use crate::ui::cx::Cx;
use crate::ui::effect::Out;
use crate::ui::popup::{Popup, Reply, Tag, Viewer};
use crate::ui::theme::Tone;
use crate::ui::widgets::{Col, ListState, Paint, Row, Table, Wide, list_totals, table, wrap};

pub const PLACE: Place = Place("accesses.rows");
const ASKED: Act = Act("accesses.asked");
const REDIRECT: Act = Act("accesses.redirect");
const DONE: Act = Act("accesses.done");
const VERIFY: Act = Act("accesses.verify");
const YES: Act = Act("accesses.yes");
const AGAIN: Act = Act("accesses.again");
const GIVEN: Act = Act("accesses.given");
const CUT: Act = Act("accesses.cut");
/// Declared by the screen: in the wizard its key is the next step.
pub const NEW: Act = Act("accesses.new");
const EDIT: Act = Act("accesses.edit");
const VOID: Act = Act("accesses.void");

const REDIRECT_TAG: Tag = Tag("accesses.redirect");
const DONE_TAG: Tag = Tag("accesses.done");
const YES_TAG: Tag = Tag("accesses.yes");
const CUT_TAG: Tag = Tag("accesses.cut");
const NEW_TAG: Tag = Tag("accesses.new");
const EDIT_TAG: Tag = Tag("accesses.edit");
const VOID_TAG: Tag = Tag("accesses.void");

pub const ACTIONS: &[Decl] = &[
    Decl::new(DONE, PLACE, &["d"], |x| x.t().acc_done(), |x| x.t().acc_done_help()).right(Right::AccessDone).footer(10),
    Decl::new(ASKED, PLACE, &["p"], |x| x.t().acc_asked(), |x| x.t().acc_asked_help())
        .right(Right::AccessAsk)
        .footer(11),
    Decl::new(REDIRECT, PLACE, &["r"], |x| x.t().acc_redirect(), |x| x.t().acc_redirect_help())
        .right(Right::AccessDone)
        .footer(12),
    Decl::new(VERIFY, PLACE, &["v"], |x| x.t().acc_verify(), |x| x.t().acc_verify_help())
        .right(Right::AccessVerify)
        .footer(13),
    Decl::new(YES, PLACE, &["y"], |x| x.t().acc_yes(), |x| x.t().acc_yes_help()).right(Right::AccessDone).footer(5),
    Decl::new(AGAIN, PLACE, &["x"], |x| x.t().acc_again(), |x| x.t().acc_again_help())
        .right(Right::AccessDone)
        .footer(6),
    Decl::new(GIVEN, PLACE, &["b"], |x| x.t().acc_given(), |x| x.t().acc_given_help()).footer(7),
    Decl::new(CUT, PLACE, &["c"], |x| x.t().acc_cut(), |x| x.t().acc_cut_help()).right(Right::CutOff),
    Decl::new(EDIT, PLACE, &["e"], |x| x.t().acc_edit(), |x| x.t().acc_edit_help()).right(Right::AccessPlan).footer(16),
    Decl::new(VOID, PLACE, &["z"], |x| x.t().acc_void(), |x| x.t().acc_void_help()).right(Right::AccessPlan),
];

impl Row for AccessView {
    fn id(&self) -> i64 {
        self.id.0
    }
}

#[derive(Default)]
pub struct Rows {
    pub list: ListState<AccessView>,
    /// Whose register it is; none where several people's accounts are shown.
    pub of: Option<(EmployeeId, String)>,
    /// Who an account may be passed on to.
    pub people: Vec<(EmployeeId, String)>,
    /// Whom the open form adds an account to.
    adding: Option<EmployeeId>,
}

impl Rows {
    /// The marked rows, else the one under the cursor.
    fn chosen(&self) -> Vec<&AccessView> {
        let marked = self.list.has_marks();
        let wanted =
            |r: &&AccessView| if marked { self.list.is_marked(r.id.0) } else { Some(r.id.0) == self.list.cursor() };
        self.list.rows().iter().filter(wanted).collect()
    }

    /// Gives the mark to those of the chosen rows that it can be about.
    fn give(&self, mark: AccessMark, evidence: Option<String>, out: &mut Out) {
        let fits = |a: &&AccessView| match mark {
            AccessMark::Redirected => a.needs_redirect && a.redirected.is_none(),
            AccessMark::Asked => a.state == AccessState::Planned,
            AccessMark::Done => matches!(a.state, AccessState::Planned | AccessState::Asked),
            AccessMark::Verified => a.state == AccessState::Done,
            AccessMark::Restored => a.state == AccessState::Restore,
        };
        for a in self.chosen().into_iter().filter(fits) {
            let Some(case) = a.case else { continue };
            out.run(AccessTick { case, which: AccessPick::One(a.id), mark, evidence: evidence.clone() });
        }
    }

    fn answer_for(&self, done: bool, evidence: Option<String>, out: &mut Out) {
        for a in self.chosen() {
            let Some(case) = a.case else { continue };
            out.run(HookAnswer { case, access: a.id, done, evidence: evidence.clone() });
        }
    }

    /// Who a new account is for: whose register it is, else whose row is under the cursor.
    fn holder(&self) -> Option<(EmployeeId, String)> {
        self.of.clone().or_else(|| self.list.current().map(|a| (a.employee, a.name.clone())))
    }

    /// Asks for one more account of somebody.
    pub fn new_for(&mut self, who: Option<(EmployeeId, String)>, cx: &Cx, out: &mut Out) {
        if let Some((id, name)) = who {
            self.adding = Some(id);
            out.open(NEW_TAG, forms::add(&name, cx));
        }
    }

    /// Takes the list's own actions too; false for one that is not its own.
    pub fn act(&mut self, act: Act, page: usize, cx: &Cx, out: &mut Out) -> bool {
        let t = cx.texts.t();
        match act {
            ASKED => self.give(AccessMark::Asked, None, out),
            VERIFY => self.give(AccessMark::Verified, None, out),
            GIVEN => self.give(AccessMark::Restored, None, out),
            AGAIN => self.answer_for(false, None, out),
            REDIRECT => out.open(
                REDIRECT_TAG,
                forms::one_line(t.acc_redirect_title(), t.acc_redirect_to(), t.acc_redirect_note(), forms::needs_where),
            ),
            DONE => out.open(
                DONE_TAG,
                forms::one_line(t.acc_done_title(), t.start_evidence(), t.acc_done_note(), forms::free),
            ),
            YES => out.open(
                YES_TAG,
                forms::one_line(t.acc_yes_title(), t.start_evidence(), t.acc_yes_note(), forms::needs_proof),
            ),
            VOID => out.open(
                VOID_TAG,
                forms::one_line(t.acc_void_title(), t.acc_void_why(), t.acc_void_note(), forms::needs_reason),
            ),
            CUT => {
                if let Some(first) = self.chosen().first() {
                    out.open(CUT_TAG, Popup::Dialog(forms::cut(&self.chosen(), &first.name, cx)));
                }
            }
            NEW => self.new_for(self.holder(), cx, out),
            EDIT => {
                if let Some(a) = self.list.current() {
                    out.open(EDIT_TAG, forms::edit(a, &self.people, cx));
                }
            }
            actions::OPEN => {
                if let Some(a) = self.list.current() {
                    out.open(Tag("accesses.card"), Popup::Viewer(Viewer::new(card(a, cx))));
                }
            }
            actions::BACK if self.list.has_marks() => self.list.clear_marks(),
            _ => return self.list.act(act, page),
        }
        true
    }

    pub fn refuses(&self, act: Act, cx: &Cx) -> Option<String> {
        let t = cx.texts.t();
        let rows = self.chosen();
        let all = |f: &dyn Fn(&AccessView) -> bool| rows.iter().all(|a| f(a));
        let any = |f: &dyn Fn(&AccessView) -> bool| rows.iter().any(|a| f(a));
        let ours = [ASKED, REDIRECT, DONE, VERIFY, YES, AGAIN, GIVEN, CUT, EDIT, VOID];
        match act {
            NEW => self.holder().is_none().then(|| t.ui_no_row()),
            _ if !ours.contains(&act) => None,
            _ if rows.is_empty() => Some(t.ui_no_row()),
            EDIT => None,
            VOID if !all(&|a| is_open(a.state)) => Some(t.acc_void_closed()),
            VOID => None,
            YES if !all(&|a| a.is_trouble() && a.command == Some(JobState::Unknown)) => Some(t.acc_no_doubt()),
            AGAIN if !all(&AccessView::is_trouble) => Some(t.acc_no_trouble()),
            YES | AGAIN => None,
            GIVEN => (!any(&|a| a.state == AccessState::Restore)).then(|| t.acc_no_restore()),
            _ if any(&|a| a.case.is_none()) => Some(t.acc_not_in_case()),
            VERIFY if !all(&|a| a.state == AccessState::Done) => Some(t.acc_verify_later()),
            VERIFY => None,
            REDIRECT if !any(&|a| a.needs_redirect) => Some(t.acc_no_redirect()),
            _ if all(&|a| matches!(a.state, AccessState::Done | AccessState::Verified)) => Some(t.acc_closed_already()),
            DONE if any(&|a| a.needs_redirect && a.redirected.is_none() && is_open(a.state)) => {
                Some(t.acc_redirect_first())
            }
            ASKED if all(&|a| a.state != AccessState::Planned) => Some(t.acc_asked_already()),
            CUT if rows.iter().any(|a| a.employee != rows[0].employee) => Some(t.acc_cut_one_person()),
            _ => None,
        }
    }

    pub fn reply(&mut self, tag: Tag, reply: Reply, cx: &Cx, out: &mut Out) {
        match (tag, reply) {
            (CUT_TAG, Reply::Pressed("cut")) => {
                let ids = self.chosen().iter().map(|a| a.id).collect();
                if let Some(case) = self.chosen().first().and_then(|a| a.case) {
                    out.run(AccessCut { case, which: CutWhich::These(ids) });
                }
            }
            (NEW_TAG, Reply::Filled(v)) => {
                if let Some(who) = self.adding {
                    out.run(forms::to_add(who, &v));
                }
            }
            (EDIT_TAG, Reply::Filled(v)) => {
                if let Some(a) = self.list.current() {
                    out.run(forms::to_set(a, &v, cx));
                }
            }
            (_, Reply::Filled(v)) => {
                let said = v.get("said").cloned().unwrap_or_default();
                let evidence = Some(said.clone()).filter(|s| !s.is_empty());
                match tag {
                    REDIRECT_TAG => self.give(AccessMark::Redirected, evidence, out),
                    DONE_TAG => self.give(AccessMark::Done, evidence, out),
                    YES_TAG => self.answer_for(true, evidence, out),
                    VOID_TAG => {
                        for a in self.chosen() {
                            out.run(AccessVoid { access: a.id, employee: a.employee, reason: said.clone() });
                        }
                    }
                    _ => {}
                }
            }
            _ => {}
        }
    }

    /// Whom to ring about what is late, above the table.
    fn ring(&self, area: Rect, cx: &Cx) -> Vec<String> {
        let late = late(self.list.rows(), cx);
        if late.is_empty() { Vec::new() } else { wrap(&late, area.width.saturating_sub(2)) }
    }

    /// Where the table itself stands: what a page and a click are measured by.
    pub fn table_area(&self, area: Rect, cx: &Cx) -> Rect {
        let used = self.ring(area, cx).len() as u16;
        Rect { y: area.y + used, height: area.height.saturating_sub(used), ..area }
    }

    /// The table; with the names where several people's accounts stand in it.
    pub fn view(&self, area: Rect, active: bool, empty: String, cx: &Cx, p: &mut Paint) {
        let t = cx.texts.t();
        let mut cols = Vec::new();
        if self.of.is_none() {
            let name = |a: &AccessView, _: &Cx| (crate::domain::names::short(&a.name), Tone::Plain);
            cols.push(Col::new(t.acc_col_who(), Wide::Fixed(16), name));
        }
        cols.extend([
            Col::new(t.acc_col_what(), Wide::Flex { weight: 4, min: 20 }, |a: &AccessView, _| {
                let login = if a.login.is_empty() { String::new() } else { format!(" · {}", a.login) };
                (format!("{}{login}", a.title), Tone::Plain)
            }),
            Col::new(t.acc_col_redirect(), Wide::Flex { weight: 1, min: 14 }, |a: &AccessView, cx| {
                match (&a.redirected, a.needs_redirect) {
                    (Some(to), _) => (to.clone(), Tone::Dim),
                    (None, true) => (cx.texts.t().acc_needs_redirect(), Tone::Warn),
                    (None, false) => (String::new(), Tone::Dim),
                }
            })
            .from(88),
            Col::new(t.acc_col_due(), Wide::Fixed(9), |a: &AccessView, cx| match a.due_at {
                Some(at) if a.done_at.is_none() => {
                    let day = cx.texts.day_short(cx.clock.zone.day(at), cx.today());
                    let now = cx.clock.zone.day(at) == cx.today();
                    let when = if now { cx.texts.time(at, &cx.clock) } else { day };
                    (when, if a.overdue { Tone::Late } else { Tone::Plain })
                }
                _ => (String::new(), Tone::Dim),
            })
            .right(),
            Col::new(t.acc_col_state(), Wide::Flex { weight: 1, min: 24 }, state),
        ]);
        let totals = list_totals(&self.list, Noun::Access, cx);
        for (i, l) in self.ring(area, cx).iter().enumerate() {
            p.text(area.x + 1, area.y + i as u16, area.width.saturating_sub(2), l, Tone::Late);
        }
        let area = self.table_area(area, cx);
        table(p, area, &self.list, &Table { cols: &cols, active, empty, totals }, cx);
    }
}
