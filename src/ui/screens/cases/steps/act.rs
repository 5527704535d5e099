//! Акт: written as DOCX with an annex per receiver, then signed, refused or signed without those who are absent.

use std::collections::BTreeSet;

use ratatui::layout::{Position, Rect};

use crate::base::{EmployeeId, Fault};
use crate::domain::names::short;
use crate::domain::papers::Party;
use crate::domain::rights::Right;
use crate::domain::{CaseKind, CaseState, SignatureState};
use crate::jobs::task::{Paper, Task, TaskDone};
use crate::ops::{CommissionSet, Done, Outcome, Sign};
use crate::reads::act_state::ActState;
use crate::reads::person_form::Person;
use crate::reads::signatures::{ActFile, SignatureView};
use crate::reads::wizard::{StepKind, Wizard};
use crate::reads::{Answer, Page, Query};
use crate::texts::Noun;
use crate::ui::actions::{self, Act, Decl, Place, places};
use crate::ui::body_panes;
use crate::ui::cx::Cx;
use crate::ui::effect::{Out, RunId, Slot};
use crate::ui::popup::{Button, Dialog, FormPopup, PickItem, Popup, Reply, Tag, Viewer};
use crate::ui::screens::Focus;
use crate::ui::screens::cases::Step;
use crate::ui::theme::Tone;
use crate::ui::widgets::{
    Card, Col, Field, Form, ListState, Notice, Paint, Problems, Row, Section, Span, Table, Values, Wide, list_totals,
    page_rows, table, wrap,
};

pub const PLACE: Place = Place("cases.act");
pub const WRITE: Act = Act("act.write");
pub const READ: Act = Act("act.read");
pub const SIGNED: Act = Act("act.signed");
pub const REFUSED: Act = Act("act.refused");
pub const ABSENT: Act = Act("act.absent");
pub const COMMISSION: Act = Act("act.commission");

const ROWS: Slot = Slot("cases.act");
const REFUSED_TAG: Tag = Tag("act.refused");
const ABSENT_TAG: Tag = Tag("act.absent");
const COMMISSION_TAG: Tag = Tag("act.commission");
const EARLY_TAG: Tag = Tag("act.early");
const OVER_TAG: Tag = Tag("act.over");
const PEOPLE: Slot = Slot("cases.act.people");
/// Members of a commission: two at least, three are usual.
const MEMBERS: [&str; 3] = ["first", "second", "third"];

pub const ACTIONS: &[Decl] = &[
    Decl::new(WRITE, PLACE, &["F2"], |x| x.t().actstep_write(), |x| x.t().actstep_write_help())
        .right(Right::SignAct)
        .footer(10),
    Decl::new(READ, PLACE, &["v"], |x| x.t().actstep_read(), |x| x.t().actstep_read_help()).footer(11),
    Decl::new(SIGNED, PLACE, &["d"], |x| x.t().actstep_signed(), |x| x.t().actstep_signed_help())
        .right(Right::SignAct)
        .footer(12),
    Decl::new(REFUSED, PLACE, &["r"], |x| x.t().actstep_refused(), |x| x.t().actstep_refused_help())
        .right(Right::SignAct)
        .footer(13),
    Decl::new(ABSENT, PLACE, &["o"], |x| x.t().actstep_absent(), |x| x.t().actstep_absent_help()),
    Decl::new(COMMISSION, PLACE, &["c"], |x| x.t().commission_act(), |x| x.t().commission_act_help())
        .right(Right::SignAct)
        .footer(14),
];

impl Row for SignatureView {
    fn id(&self) -> i64 {
        // One person may stand on two sides: the head who also receives.
        let side = match self.party.as_str() {
            "leaver" => 0,
            "receiver" => 1,
            "commission" => 2,
            _ => 3,
        };
        self.id.0 * 4 + side
    }
}

#[derive(Default)]
pub struct ActStep {
    sides: ListState<SignatureView>,
    files: Vec<ActFile>,
    state: ActState,
    /// Whom the commission may be made of: read for its form.
    people: Option<RunId>,
    /// So many signatures the question before a new act has named.
    asked: usize,
}

impl ActStep {
    /// What is said of one side stands as it is said. Of several only those who are still waited for are answered for: what is
    /// on record, with whoever attested it, stays, and whose it is is told.
    fn record(&self, w: &Wizard, state: SignatureState, note: Option<&str>, cx: &Cx, out: &mut Out) {
        let rows = super::chosen(&self.sides);
        let (write, stay): (Vec<&SignatureView>, Vec<&SignatureView>) =
            rows.iter().copied().partition(|s| rows.len() == 1 || s.state == SignatureState::Waiting);
        for s in write {
            out.run(Sign { case: w.case.id, who: s.id, state, note: note.map(str::to_owned) });
        }
        let kept: Vec<String> = stay.iter().filter(|s| s.state != state).map(|s| short(&s.name)).collect();
        if !kept.is_empty() {
            let (t, names) = (cx.texts.t(), kept.join(", "));
            let signed = state == SignatureState::Signed;
            out.notice(Notice::bad(if signed { t.actstep_over_kept(names) } else { t.actstep_answered_kept(names) }));
        }
    }

    /// A refusal or an absence gives way to a signature only where that is said of it alone, and asked.
    fn have_signed(&self, w: &Wizard, cx: &Cx, out: &mut Out) {
        let t = cx.texts.t();
        match super::chosen(&self.sides).as_slice() {
            [one] if matches!(one.state, SignatureState::Refused | SignatureState::Absent) => {
                let said = [cx.texts.term(one.state), one.note.clone()].into_iter().filter(|s| !s.is_empty());
                let text = t.actstep_over_text(short(&one.name), said.collect::<Vec<_>>().join(" · "));
                let buttons = vec![Button::new("no", t.actstep_over_no()), Button::new("signed", t.actstep_over_yes())];
                out.open(OVER_TAG, Popup::Dialog(Dialog::new(t.actstep_over(), text, buttons)));
            }
            _ => self.record(w, SignatureState::Signed, None, cx, out),
        }
    }

    fn signed(&self) -> usize {
        self.sides.rows().iter().filter(|s| s.state == SignatureState::Signed).count()
    }

    /// Signatures that go with the act that stands when another one is written.
    fn lost(&self) -> usize {
        if self.state.stands() { self.signed() } else { 0 }
    }

    /// What is asked before an act is written: that signatures under the one that stands are lost, or that it is early.
    fn asks_first(&mut self, w: &Wizard, cx: &Cx) -> Option<Popup> {
        self.asked = self.lost();
        if self.asked == 0 { too_early(w, cx) } else { Some(Self::anew(self.asked, cx)) }
    }

    fn anew(signed: usize, cx: &Cx) -> Popup {
        let t = cx.texts.t();
        let text = t.actstep_anew_text(cx.texts.count(Noun::Signature, signed as i64));
        let buttons = vec![Button::new("wait", t.actstep_anew_no()), Button::new("now", t.actstep_anew_yes())];
        Popup::Dialog(Dialog::new(t.actstep_anew(), text, buttons))
    }

    /// Of people at work, those named before chosen already.
    fn commission(&self, others: &[Person], cx: &Cx) -> Popup {
        let t = cx.texts.t();
        let now: Vec<String> = self
            .sides
            .rows()
            .iter()
            .filter(|s| s.party == Party::Commission.word())
            .map(|s| s.id.0.to_string())
            .collect();
        let mut options = vec![PickItem::new("", t.ui_none())];
        options.extend(
            others.iter().map(|o| PickItem::new(o.id.0.to_string(), o.name.clone()).note(cx.texts.term(o.role))),
        );
        let field = |(i, id): (usize, &&'static str)| {
            let label = t.commission_member(cx.texts.number(i as i64 + 1));
            Field::choice(id, label, options.clone(), Some(now.get(i).cloned().unwrap_or_default()))
        };
        let form = Form::new(MEMBERS.iter().enumerate().map(field).collect(), two_members);
        Popup::Form(FormPopup::new(t.commission_title(), form).note(t.commission_note()))
    }

    /// Says how the act stands, and what to do about it; gives the line under it.
    fn stands(&self, area: Rect, w: &Wizard, cx: &Cx, p: &mut Paint) -> u16 {
        let (x, t) = (cx.texts, cx.texts.t());
        let accepted = w.count(StepKind::Acceptance);
        let of = |done: usize, all: usize| x.n_of(done as i64, all as i64);
        let mut lines: Vec<Span> = Vec::new();
        match (self.state.written, self.files.first()) {
            (Some(at), Some(file)) => {
                let when = x.at(at, &cx.clock);
                let sides = self.sides.rows();
                let signed = self.signed();
                let others = sides.iter().filter(|s| s.state != SignatureState::Waiting).count() - signed;
                let said = of(signed, sides.len());
                lines.push(match self.state.outdated {
                    0 if signed == sides.len() => (t.actstep_all_signed(when), Tone::Good),
                    0 if signed + others == sides.len() => (t.actstep_all_answered(when, said), Tone::Good),
                    0 if others > 0 => (t.actstep_some_answered(when, said, x.number(others as i64)), Tone::Accent),
                    0 => (t.actstep_is_written(when, said), Tone::Accent),
                    n => (t.actstep_outdated(when, x.count_of(Noun::Line, n as i64)), Tone::Warn),
                });
                if self.state.outdated == 0 && self.state.accepted_since > 0 {
                    let since = x.count(Noun::Line, self.state.accepted_since as i64);
                    lines.push((t.actstep_accepted_since(since), Tone::Warn));
                }
                // Where nobody is left to sign, there is nothing to wait with.
                if self.state.outdated == 0 && signed + others < sides.len() && !accepted.is_done() {
                    lines.push((t.actstep_sign_when(of(accepted.done as usize, accepted.total as usize)), Tone::Warn));
                }
                lines.push((file.file.clone(), Tone::Plain));
                lines.push((format!("SHA-256 {}", file.sha256), Tone::Dim));
            }
            _ if w.case.state == CaseState::Withdrawn => lines.push((t.cases_called_off(), Tone::Dim)),
            _ if w.count(StepKind::Distribution).done == 0 => lines.push((t.actstep_early(), Tone::Accent)),
            _ => {
                lines.push((t.actstep_next(), Tone::Accent));
                if !accepted.is_done() {
                    let n = x.n_of(accepted.done as i64, accepted.total as i64);
                    lines.push((t.actstep_early_lines(n), Tone::Dim));
                }
            }
        }
        let mut y = area.y;
        for (text, tone) in lines {
            for part in wrap(&text, area.width) {
                p.text(area.x, y, area.width, &part, tone);
                y += 1;
            }
        }
        y
    }

    /// Who attested it; the commission that is named already stands there. That of the leaver is attested by two (2 §3).
    fn reason(&self, title: String, note: String, cx: &Cx) -> Popup {
        let named = self.sides.rows().iter().filter(|s| s.party == Party::Commission.word()).map(|s| short(&s.name));
        let named = named.collect::<Vec<_>>().join(", ");
        let of_leaver = super::chosen(&self.sides).iter().any(|s| s.party == Party::Leaver.word());
        let fields = vec![Field::line("note", cx.texts.t().actstep_note(), &named)];
        let form = Form::new(fields, if of_leaver { by_two } else { by_somebody });
        Popup::Form(FormPopup::new(title, form).note(note))
    }
}

/// Puts the act on paper and on record. `anew`: that signatures go with the old one was asked.
fn write(w: &Wizard, anew: bool, out: &mut Out) {
    out.job(Task::Paper(w.case.id, Paper::Act { anew }));
}

/// The question before an act that will have to be written again; `None` where nothing is open any more.
fn too_early(w: &Wizard, cx: &Cx) -> Option<Popup> {
    let (x, t) = (cx.texts, cx.texts.t());
    let (accepted, undecided) = (w.count(StepKind::Acceptance), left(w));
    let mut text = Vec::new();
    if !accepted.is_done() {
        text.push(t.actstep_too_early_accepted(x.n_of(accepted.done as i64, accepted.total as i64)));
    }
    if undecided > 0 {
        text.push(t.actstep_too_early_undecided(x.count(Noun::Line, undecided as i64)));
    }
    if text.is_empty() {
        return None;
    }
    text.push(t.actstep_too_early_then());
    let buttons = vec![Button::new("wait", t.actstep_wait()), Button::new("now", t.actstep_now())];
    Some(Popup::Dialog(Dialog::new(t.actstep_too_early(), text.join(" "), buttons)))
}

/// Lines without an applied decision.
fn left(w: &Wizard) -> u64 {
    let c = w.count(StepKind::Distribution);
    c.total.saturating_sub(c.done)
}

/// Two at least are named, parted by a comma or «и».
fn by_two(v: &Values, cx: &Cx) -> Problems {
    let names = v["note"].split([',', ';']).flat_map(|part| part.split(" и "));
    let named = names.filter(|n| n.chars().filter(|c| c.is_alphabetic()).count() > 2).count();
    if named > 1 { Problems::new() } else { vec![("note", cx.texts.t().actstep_two_needed())] }
}

fn by_somebody(v: &Values, cx: &Cx) -> Problems {
    if v["note"].is_empty() { vec![("note", cx.texts.t().actstep_note_needed())] } else { Problems::new() }
}

fn two_members(v: &Values, cx: &Cx) -> Problems {
    let chosen: BTreeSet<&String> = MEMBERS.iter().map(|m| &v[*m]).filter(|m| !m.is_empty()).collect();
    if chosen.len() < 2 { vec![("second", cx.texts.t().commission_two())] } else { Problems::new() }
}

impl Step for ActStep {
    fn focus(&self) -> Focus {
        Focus::on(&[PLACE, places::LIST])
    }

    fn enter(&mut self, w: &Wizard, _cx: &Cx, out: &mut Out) {
        self.sides.restart(true);
        if self.sides.wants().is_some() {
            let run = out.load(ROWS, Query::Act(w.case.id));
            self.sides.asked(run);
        }
    }

    fn act(&mut self, act: Act, w: &Wizard, cx: &Cx, out: &mut Out) -> bool {
        let t = cx.texts.t();
        match act {
            WRITE => match self.asks_first(w, cx) {
                Some(ask) => out.open(EARLY_TAG, ask),
                None => write(w, false, out),
            },
            READ | actions::OPEN => {
                out.job(Task::Paper(w.case.id, Paper::ActText(Viewer::columns(cx.size).into())));
            }
            SIGNED => self.have_signed(w, cx, out),
            REFUSED => {
                let popup = self.reason(t.actstep_refused_title(), t.actstep_refused_text(), cx);
                out.open(REFUSED_TAG, popup);
            }
            COMMISSION => {
                if let Some(leaver) = &w.case.leaver {
                    self.people = Some(out.load(PEOPLE, Query::PersonForm(leaver.id)));
                }
            }
            ABSENT => out.open(ABSENT_TAG, self.reason(t.actstep_absent_title(), t.actstep_absent_text(), cx)),
            actions::BACK if self.sides.has_marks() => self.sides.clear_marks(),
            _ => return self.sides.act(act, page_rows(body_panes(cx).list).saturating_sub(8).max(1)),
        }
        true
    }

    fn refuses(&self, act: Act, w: &Wizard, cx: &Cx) -> Option<String> {
        let t = cx.texts.t();
        match act {
            COMMISSION if !w.case.state.is_work() => Some(t.start_case_over()),
            COMMISSION if w.case.kind != CaseKind::Crisis => Some(t.commission_only_crisis()),
            READ | actions::OPEN if !w.part.is_whole() => self.files.is_empty().then(|| t.actstep_no_act()),
            WRITE | READ | actions::OPEN if w.count(StepKind::Distribution).done == 0 => Some(t.actstep_early()),
            // Whether somebody has signed the act that stands is not known yet.
            WRITE if self.sides.is_waiting() => Some(t.ui_reading()),
            SIGNED | REFUSED | ABSENT if self.files.is_empty() => Some(t.actstep_write_first()),
            SIGNED if !self.state.stands() => Some(t.actstep_outdated_sign()),
            SIGNED | REFUSED | ABSENT if self.sides.cursor().is_none() => Some(t.ui_no_row()),
            _ => None,
        }
    }

    fn answer(&mut self, run: RunId, answer: Result<Answer, Fault>, _w: &Wizard, cx: &Cx, out: &mut Out) {
        match answer {
            Ok(Answer::PersonForm(Some(form))) if self.people.take_if(|r| *r == run).is_some() => {
                out.open(COMMISSION_TAG, self.commission(&form.others, cx));
            }
            Ok(Answer::Act(sides, files, state)) => {
                let ours = self.sides.answer(run, Ok(Page::whole(sides)));
                if ours {
                    (self.files, self.state) = (files, state);
                }
            }
            Err(fault) if self.sides.is_pending(run) => {
                self.sides.answer(run, Err(fault));
            }
            _ => {}
        }
    }

    /// The commission stands in for the leaver, who is recorded as absent with it.
    fn ran(&mut self, _run: RunId, result: Result<Done<Outcome>, Fault>, w: &Wizard, cx: &Cx, out: &mut Out) {
        let Ok(Outcome::CommissionSet(_)) = result.map(|d| d.out) else { return };
        out.notice(Notice::good(cx.texts.t().commission_named()));
        let waits = |s: &&SignatureView| s.party == Party::Leaver.word() && s.state == SignatureState::Waiting;
        if let (Some(leaver), Some(_)) = (&w.case.leaver, self.sides.rows().iter().find(waits)) {
            let note = Some(cx.texts.t().commission_absent_note());
            out.run(Sign { case: w.case.id, who: leaver.id, state: SignatureState::Absent, note });
        }
    }

    fn finished(&mut self, _run: RunId, result: Result<TaskDone, Fault>, _w: &Wizard, cx: &Cx, out: &mut Out) {
        let t = cx.texts.t();
        match result {
            Ok(TaskDone::Text(text)) => {
                let mut s = Section::new("");
                for line in text.lines() {
                    s.as_it_is(line, Tone::Plain);
                }
                let card = Card { title: t.actstep_preview(), sections: vec![s], top: 0 };
                out.open(Tag("act.preview"), Popup::Viewer(Viewer::new(card)));
            }
            Ok(TaskDone::Files(_, files)) => {
                let path = files.first().map_or_else(String::new, |f| f.display().to_string());
                out.notice(Notice::good(t.actstep_written(path)));
            }
            Ok(_) => {}
            Err(fault) => out.notice(Notice::bad(cx.texts.fault(&fault).line())),
        }
    }

    fn reply(&mut self, tag: Tag, reply: Reply, w: &Wizard, cx: &Cx, out: &mut Out) {
        if tag == EARLY_TAG && reply == Reply::Pressed("now") {
            // Signatures that came while the question stood were not in it.
            if self.lost() > self.asked {
                self.asked = self.lost();
                return out.open(EARLY_TAG, Self::anew(self.asked, cx));
            }
            return write(w, self.asked > 0, out);
        }
        if tag == OVER_TAG && reply == Reply::Pressed("signed") {
            return self.record(w, SignatureState::Signed, None, cx, out);
        }
        let Reply::Filled(v) = reply else { return };
        if tag == COMMISSION_TAG {
            let members = MEMBERS.iter().filter_map(|m| v[*m].parse().ok()).map(EmployeeId).collect();
            out.run(CommissionSet { case: w.case.id, members });
            return;
        }
        let note = Some(v["note"].as_str());
        match tag {
            REFUSED_TAG => self.record(w, SignatureState::Refused, note, cx, out),
            ABSENT_TAG => self.record(w, SignatureState::Absent, note, cx, out),
            _ => {}
        }
    }

    fn view(&self, area: Rect, w: &Wizard, cx: &Cx, p: &mut Paint) -> Option<Position> {
        let t = cx.texts.t();
        let y = self.stands(area, w, cx, p);
        if w.case.state == CaseState::Withdrawn && self.files.is_empty() {
            // Nobody is waited for.
            return None;
        }
        p.hline(area.x, y, area.width);
        let cols = vec![
            Col::new(t.actstep_col_who(), Wide::Flex { weight: 2, min: 16 }, |s: &SignatureView, _| {
                (short(&s.name), Tone::Plain)
            }),
            Col::new(t.actstep_col_party(), Wide::Fixed(18), |s: &SignatureView, cx| {
                let t = cx.texts.t();
                let text = match s.party.as_str() {
                    "leaver" => t.actstep_party_leaver(),
                    "receiver" if s.accepted.done < s.accepted.all => {
                        t.actstep_party_receives(cx.texts.n_of(s.accepted.done as i64, s.accepted.all as i64))
                    }
                    "receiver" => t.actstep_party_receiver(),
                    "commission" => t.actstep_party_commission(),
                    _ => t.actstep_party_head(),
                };
                (text, Tone::Dim)
            }),
            Col::new(t.actstep_col_state(), Wide::Flex { weight: 2, min: 14 }, |s: &SignatureView, cx| {
                let note = if s.note.is_empty() { String::new() } else { format!(" · {}", s.note) };
                let tone = match s.state {
                    SignatureState::Signed => Tone::Good,
                    SignatureState::Waiting => Tone::Plain,
                    SignatureState::Refused | SignatureState::Absent => Tone::Warn,
                };
                (format!("{}{note}", cx.texts.term(s.state)), tone)
            }),
        ];
        let body = Rect { y: y + 1, height: area.bottom().saturating_sub(y + 1), ..area };
        let totals = list_totals(&self.sides, Noun::Signature, cx);
        table(p, body, &self.sides, &Table { cols: &cols, active: true, empty: t.actstep_no_sides(), totals }, cx);
        None
    }
}
