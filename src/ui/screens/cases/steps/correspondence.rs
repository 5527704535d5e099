//! Переписка: of each client what is in the card before the manager goes (1-B5). Confirmed of one client or of all marked
//! by one key; what is missing comes first.

use ratatui::layout::{Position, Rect};

use crate::base::{ClientId, Fault, Ref};
use crate::domain::{CorrespondencePart, CorrespondenceState, Segment};
use crate::ops::{CorrespondenceSet, Done, Outcome};
use crate::reads::correspondence::{CorrespondenceRow, PartSaid};
use crate::reads::wizard::Wizard;
use crate::reads::{Answer, Page, Query};
use crate::texts::Noun;
use crate::ui::actions::{self, Act, Decl, Place, places};
use crate::ui::body_panes;
use crate::ui::cx::Cx;
use crate::ui::effect::{Out, RunId, Slot};
use crate::ui::popup::{FormPopup, PickItem, Popup, Reply, Tag, Viewer};
use crate::ui::screens::cases::Step;
use crate::ui::screens::{Focus, clients};
use crate::ui::theme::{Glyph, Tone};
use crate::ui::widgets::{
    Card, Col, Field, Form, ListState, Notice, Paint, Problems, Row, Section, Span, Table, Values, Wide, list_totals,
    page_rows, table,
};

pub const PLACE: Place = Place("cases.correspondence");
pub const CONFIRM: Act = Act("correspondence.confirm");
pub const SAY: Act = Act("correspondence.say");
pub const MISSING: Act = Act("correspondence.missing");
pub const CLIENT: Act = Act("correspondence.client");

const ROWS: Slot = Slot("cases.correspondence");
const CONFIRM_TAG: Tag = Tag("correspondence.confirm");
const SAY_TAG: Tag = Tag("correspondence.say");
/// The choice that means all three parts.
const ALL: &str = "all";

pub const ACTIONS: &[Decl] = &[
    Decl::new(actions::OPEN, PLACE, &["Enter"], |x| x.t().corr_card(), |x| x.t().corr_card_help()).footer(1),
    Decl::new(CONFIRM, PLACE, &["F2"], |x| x.t().corr_confirm(), |x| x.t().corr_confirm_help()).footer(10),
    Decl::new(SAY, PLACE, &["d"], |x| x.t().corr_say(), |x| x.t().corr_say_help()).footer(11),
    Decl::new(MISSING, PLACE, &["w"], |x| x.t().corr_missing(), |x| x.t().corr_missing_help()).footer(12),
    Decl::new(CLIENT, PLACE, &["v"], |x| x.t().ring_client(), |x| x.t().ring_client_help()),
];

impl Row for CorrespondenceRow {
    fn id(&self) -> i64 {
        self.client.0
    }
}

#[derive(Default)]
pub struct Correspondence {
    rows: ListState<CorrespondenceRow>,
    /// Only clients of whom something is missing.
    missing: bool,
}

impl Correspondence {
    fn chosen(&self) -> Vec<ClientId> {
        super::chosen(&self.rows).into_iter().map(|r| r.client).collect()
    }

    /// «Подтвердить» asks on whose word; «по частям» also what of it there is at all.
    fn form(&self, tag: Tag, cx: &Cx) -> FormPopup {
        let (x, t) = (cx.texts, cx.texts.t());
        let mut parts = vec![PickItem::new(ALL, t.corr_all_parts())];
        parts.extend(CorrespondencePart::ALL.iter().map(|p| PickItem::new(p.word(), x.term(*p))));
        let states = CorrespondenceState::ALL.iter().map(|s| PickItem::new(s.word(), x.term(*s))).collect();
        let state = Field::choice("state", t.corr_state(), states, Some(CorrespondenceState::Done.word().to_owned()));
        let words = [t.corr_word_seen(), t.corr_word_leaver(), t.corr_word_it()];
        let word = words.into_iter().map(|w| PickItem::new(w.clone(), w)).collect();
        let mut fields = vec![
            Field::choice("word", t.corr_word(), word, None),
            Field::choice("part", t.corr_part(), parts, Some(ALL.to_owned())),
            Field::line("note", t.ring_note(), ""),
        ];
        if tag == SAY_TAG {
            fields.insert(0, state);
        }
        let n = x.count(Noun::Client, self.chosen().len() as i64);
        FormPopup::new(t.corr_say_title(n), Form::new(fields, grounds)).note(t.corr_say_note())
    }

    fn load(&mut self, w: &Wizard, out: &mut Out) {
        self.rows.restart(true);
        if self.rows.wants().is_some() {
            let run = out.load(ROWS, Query::Correspondence(w.case.id));
            self.rows.asked(run);
        }
    }
}

/// That it is there is somebody's word; that there was none has its reason.
fn grounds(v: &Values, cx: &Cx) -> Problems {
    let t = cx.texts.t();
    match v.get("state").map_or(Some(CorrespondenceState::Done), |s| CorrespondenceState::of(s)) {
        Some(CorrespondenceState::Done) if v["word"].is_empty() => vec![("word", t.corr_word_needed())],
        Some(CorrespondenceState::None) if v["note"].trim().is_empty() => vec![("note", t.corr_why_none())],
        _ => Problems::new(),
    }
}

impl Step for Correspondence {
    fn focus(&self) -> Focus {
        Focus::on(&[PLACE, places::LIST])
    }

    fn enter(&mut self, w: &Wizard, _cx: &Cx, out: &mut Out) {
        self.load(w, out);
    }

    fn act(&mut self, act: Act, w: &Wizard, cx: &Cx, out: &mut Out) -> bool {
        match act {
            CONFIRM => out.open(CONFIRM_TAG, Popup::Form(self.form(CONFIRM_TAG, cx))),
            SAY => out.open(SAY_TAG, Popup::Form(self.form(SAY_TAG, cx))),
            MISSING => {
                self.missing = !self.missing;
                self.load(w, out);
            }
            CLIENT => out.go(clients::ID, self.rows.cursor().map(|id| Ref::from(ClientId(id)))),
            actions::OPEN => {
                if let Some(row) = self.rows.current() {
                    out.open(Tag("correspondence.card"), Popup::Viewer(Viewer::new(card(row, cx))));
                }
            }
            actions::BACK if self.rows.has_marks() => self.rows.clear_marks(),
            _ => return self.rows.act(act, page_rows(body_panes(cx).list).saturating_sub(5)),
        }
        true
    }

    fn refuses(&self, act: Act, w: &Wizard, cx: &Cx) -> Option<String> {
        let t = cx.texts.t();
        match act {
            CONFIRM | SAY if !w.case.state.is_work() => Some(t.start_case_over()),
            CONFIRM | SAY | CLIENT | actions::OPEN if self.rows.cursor().is_none() => Some(t.ui_no_row()),
            _ => None,
        }
    }

    fn answer(&mut self, run: RunId, answer: Result<Answer, Fault>, _w: &Wizard, _cx: &Cx, _out: &mut Out) {
        match answer {
            Ok(Answer::Correspondence(mut rows)) => {
                rows.retain(|r| !self.missing || !r.is_complete());
                self.rows.answer(run, Ok(Page::whole(rows)));
            }
            Err(fault) if self.rows.is_pending(run) => {
                self.rows.answer(run, Err(fault));
            }
            _ => {}
        }
    }

    fn ran(&mut self, _run: RunId, result: Result<Done<Outcome>, Fault>, _w: &Wizard, cx: &Cx, out: &mut Out) {
        let (x, t) = (cx.texts, cx.texts.t());
        if let Ok(Outcome::CorrespondenceSet(said)) = result.map(|d| d.out) {
            self.rows.clear_marks();
            out.notice(match said.clients {
                0 => Notice::bad(t.corr_nothing()),
                n => Notice::good(t.corr_done(x.count(Noun::Client, n.into()))),
            });
        }
    }

    fn reply(&mut self, tag: Tag, reply: Reply, w: &Wizard, _cx: &Cx, out: &mut Out) {
        let (CONFIRM_TAG | SAY_TAG, Reply::Filled(v)) = (tag, reply) else { return };
        let said = v.get("state").map_or(Some(CorrespondenceState::Done), |s| CorrespondenceState::of(s));
        let Some(state) = said else { return };
        let parts = CorrespondencePart::of(&v["part"]).map_or_else(|| CorrespondencePart::ALL.to_vec(), |p| vec![p]);
        let word = if state == CorrespondenceState::Done { v["word"].as_str() } else { "" };
        let note = [word, v["note"].trim()].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join("; ");
        let note = Some(note);
        out.run(CorrespondenceSet { case: w.case.id, clients: self.chosen(), parts, state, note });
    }

    fn view(&self, area: Rect, _w: &Wizard, cx: &Cx, p: &mut Paint) -> Option<Position> {
        let t = cx.texts.t();
        let mark = |n: usize| -> fn(&CorrespondenceRow, &Cx) -> Span {
            match n {
                0 => |r, _| glyph(r.parts.first()),
                1 => |r, _| glyph(r.parts.get(1)),
                _ => |r, _| glyph(r.parts.get(2)),
            }
        };
        let cols = vec![
            Col::new(t.let_col_client(), Wide::Flex { weight: 2, min: 16 }, |r: &CorrespondenceRow, cx| {
                let vip =
                    if r.segment == Segment::Vip { format!("{} ", cx.texts.term(r.segment)) } else { String::new() };
                (format!("{vip}{}", r.name), if r.is_complete() { Tone::Dim } else { Tone::Plain })
            }),
            Col::new(t.corr_col_mail(), Wide::Fixed(6), mark(0)),
            Col::new(t.corr_col_chats(), Wide::Fixed(5), mark(1)),
            Col::new(t.corr_col_recordings(), Wide::Fixed(6), mark(2)),
            Col::new(t.corr_col_head(), Wide::Fixed(9), |r: &CorrespondenceRow, cx| match r.context.all {
                0 => (cx.texts.t().corr_head_none(), Tone::Dim),
                all if r.context.done >= all => (Glyph::Done.mark().to_owned(), Tone::Good),
                all => (cx.texts.n_of(r.context.done.cast_signed(), all.cast_signed()), Tone::Warn),
            }),
            Col::new(t.corr_col_who(), Wide::Flex { weight: 2, min: 14 }, |r: &CorrespondenceRow, cx| {
                let last = r.parts.iter().filter(|p| p.at.is_some()).max_by_key(|p| p.at);
                (last.map_or_else(String::new, |p| told(p, cx)), Tone::Dim)
            })
            .from(70),
        ];
        let mut totals = list_totals(&self.rows, Noun::Client, cx);
        let open = self.rows.rows().iter().filter(|r| !r.is_complete()).count();
        totals.push(match open {
            0 => (format!(" · {}", t.corr_whole()), Tone::Good),
            n => (format!(" · {}", t.corr_open(cx.texts.number(n as i64))), Tone::Accent),
        });
        let empty = if self.missing { t.corr_whole() } else { t.corr_empty() };
        table(p, area, &self.rows, &Table { cols: &cols, active: true, empty, totals }, cx);
        None
    }
}

fn glyph(part: Option<&PartSaid>) -> Span {
    match part.map(|p| p.state) {
        Some(CorrespondenceState::Done) => (Glyph::Done.mark().to_owned(), Tone::Good),
        Some(CorrespondenceState::None) => ("–".to_owned(), Tone::Dim),
        Some(CorrespondenceState::Open) | None => (Glyph::Open.mark().to_owned(), Tone::Warn),
    }
}

/// «Иванова М., вт, 24 нояб., 10:00».
fn who(p: &PartSaid, cx: &Cx) -> String {
    let at = p.at.map_or_else(String::new, |at| cx.texts.at(at, &cx.clock));
    let by = if p.by_owner { cx.texts.t().ui_owner() } else { crate::domain::names::short(&p.by) };
    [by, at].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(", ")
}

/// With the word it stands on: «Иванова М., 10:00 · видел в карточке».
fn told(p: &PartSaid, cx: &Cx) -> String {
    [who(p, cx), p.note.clone()].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn card(r: &CorrespondenceRow, cx: &Cx) -> Card {
    let (x, t) = (cx.texts, cx.texts.t());
    let part = |p: &PartSaid| {
        let mut s = Section::new(x.term(p.part));
        s.line(x.term(p.state), if p.state == CorrespondenceState::Open { Tone::Warn } else { Tone::Good });
        s.pair(t.corr_by(), who(p, cx));
        s.pair(t.ring_note(), p.note.clone());
        if p.state == CorrespondenceState::Open {
            s.line(how(p.part, cx), Tone::Dim);
        }
        s
    };
    let mut head = Section::new(t.corr_col_head());
    match r.context.all {
        0 => head.line(t.corr_head_not_owed(), Tone::Dim),
        all => {
            let n = x.n_of(r.context.done.cast_signed(), all.cast_signed());
            let tone = if r.context.done >= all { Tone::Good } else { Tone::Warn };
            head.line(t.corr_head_lines(n), tone)
        }
    };
    Card { title: r.name.clone(), sections: r.parts.iter().map(part).chain([head]).collect(), top: 0 }
}

/// What is to be done in the CRM for this part.
fn how(part: CorrespondencePart, cx: &Cx) -> String {
    let t = cx.texts.t();
    match part {
        CorrespondencePart::Mail => t.corr_how_mail(),
        CorrespondencePart::Chats => t.corr_how_chats(),
        CorrespondencePart::Recordings => t.corr_how_recordings(),
    }
}
