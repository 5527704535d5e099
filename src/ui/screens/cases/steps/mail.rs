//! Почта: what the leaver's mailbox still holds becomes tasks of whoever answers for the client; then it is combed.

use ratatui::layout::{Position, Rect};

use crate::base::{ClientId, Fault, Kind, Ref};
use crate::domain::MailFound;
use crate::domain::names::short;
use crate::domain::rights::Right;
use crate::ops::{Done, MailCombed, MailFinding, Outcome};
use crate::reads::ledger::{LedgerFilter, LedgerRow};
use crate::reads::mail::{FindingRow, MailView};
use crate::reads::wizard::Wizard;
use crate::reads::{Answer, Page, Query};
use crate::ui::actions::{self, Act, Decl, Place, places};
use crate::ui::clocks::near;
use crate::ui::cx::Cx;
use crate::ui::effect::{Out, RunId, Slot};
use crate::ui::popup::{FormPopup, PickItem, Popup, Reply, Tag};
use crate::ui::screens::cases::Step;
use crate::ui::screens::{Focus, of_kind};
use crate::ui::theme::{Glyph, Tone};
use crate::ui::widgets::{
    Col, Field, Form, ListState, Notice, Paint, Problems, Row, Table, Values, Wide, page_rows, table, wrap,
};
use crate::ui::{body_panes, said};

pub const PLACE: Place = Place("cases.mail");
pub const FOUND: Act = Act("mail.found");
pub const COMBED: Act = Act("mail.combed");

const ROWS: Slot = Slot("cases.mail");
const CLIENTS: Slot = Slot("cases.mail.clients");
const FOUND_TAG: Tag = Tag("mail.found");
const COMBED_TAG: Tag = Tag("mail.combed");

pub const ACTIONS: &[Decl] = &[
    Decl::new(FOUND, PLACE, &["r"], |x| x.t().mailstep_found(), |x| x.t().mailstep_found_help())
        .right(Right::PlanTasks)
        .footer(10),
    Decl::new(COMBED, PLACE, &["d"], |x| x.t().mailstep_combed(), |x| x.t().mailstep_combed_help())
        .right(Right::PlanTasks)
        .footer(11),
    Decl::new(actions::OPEN, PLACE, &["Enter"], |x| x.t().mailstep_task(), |x| x.t().mailstep_task_help()).footer(1),
];

impl Row for FindingRow {
    fn id(&self) -> i64 {
        self.id.0
    }
}

#[derive(Default)]
pub struct Mail {
    rows: ListState<FindingRow>,
    combed: Option<u32>,
    /// The clients of the case, for the form.
    clients: Vec<LedgerRow>,
    asked: Option<RunId>,
}

impl Mail {
    fn form(&self, cx: &Cx) -> FormPopup {
        let t = cx.texts.t();
        let kinds = MailFound::ALL.iter().map(|k| PickItem::new(k.word(), cx.texts.term(*k))).collect();
        let mut clients = vec![PickItem::new("", t.mailstep_no_client())];
        clients.extend(self.clients.iter().map(|l| PickItem::new(l.object.id.to_string(), l.title.clone())));
        let fields = vec![
            Field::choice("kind", t.mailstep_kind(), kinds, Some(MailFound::Unanswered.word().to_owned())),
            Field::choice("client", t.ring_col_client(), clients, Some(String::new())),
            Field::area("text", t.mailstep_text(), ""),
            Field::spoken("due", t.mailstep_due(), "", said::echo),
        ];
        FormPopup::new(t.mailstep_found_title(), Form::new(fields, worded)).note(t.mailstep_found_note())
    }
}

fn worded(v: &Values, cx: &Cx) -> Problems {
    if v["text"].trim().is_empty() { vec![("text", cx.texts.t().mailstep_text_needed())] } else { Problems::new() }
}

fn counted(v: &Values, cx: &Cx) -> Problems {
    match v["letters"].trim().parse::<u32>() {
        Ok(_) => Problems::new(),
        Err(_) => vec![("letters", cx.texts.t().mailstep_letters_needed())],
    }
}

impl Step for Mail {
    fn focus(&self) -> Focus {
        Focus::on(&[PLACE, places::LIST])
    }

    fn enter(&mut self, w: &Wizard, _cx: &Cx, out: &mut Out) {
        self.rows.restart(true);
        if self.rows.wants().is_some() {
            let run = out.load(ROWS, Query::Mail(w.case.id));
            self.rows.asked(run);
        }
        if self.clients.is_empty() {
            let filter = LedgerFilter { kind: Some(crate::domain::LineKind::Client), ..LedgerFilter::default() };
            self.asked = Some(out.load(CLIENTS, Query::Ledger(w.case.id, filter)));
        }
    }

    fn act(&mut self, act: Act, _w: &Wizard, cx: &Cx, out: &mut Out) -> bool {
        let t = cx.texts.t();
        match act {
            FOUND => out.open(FOUND_TAG, Popup::Form(self.form(cx))),
            COMBED => {
                let was = self.combed.map_or_else(String::new, |n| n.to_string());
                let form = Form::new(vec![Field::line("letters", t.mailstep_letters(), &was)], counted);
                let popup = FormPopup::new(t.mailstep_combed_title(), form).note(t.mailstep_combed_note());
                out.open(COMBED_TAG, Popup::Form(popup));
            }
            actions::OPEN => {
                if let (Some(row), Some(screen)) = (self.rows.current(), of_kind(Kind::Task)) {
                    out.go(screen, Some(Ref::from(row.task)));
                }
            }
            _ => return self.rows.act(act, page_rows(body_panes(cx).list).saturating_sub(6)),
        }
        true
    }

    fn refuses(&self, act: Act, w: &Wizard, cx: &Cx) -> Option<String> {
        let t = cx.texts.t();
        match act {
            FOUND | COMBED if !w.case.state.is_work() => Some(t.start_case_over()),
            actions::MARK | actions::MARK_ALL => Some(t.freshstep_no_marks()),
            actions::OPEN if self.rows.cursor().is_none() => Some(t.mailstep_empty()),
            _ => None,
        }
    }

    fn answer(&mut self, run: RunId, answer: Result<Answer, Fault>, _w: &Wizard, _cx: &Cx, _out: &mut Out) {
        match answer {
            Ok(Answer::Mail(view)) => {
                let MailView { combed_at, letters, findings } = *view;
                if self.rows.answer(run, Ok(Page::whole(findings))) {
                    self.combed = combed_at.and(letters);
                }
            }
            Ok(Answer::Ledger(page)) if self.asked.take_if(|r| *r == run).is_some() => self.clients = page.rows,
            Err(fault) if self.rows.is_pending(run) => {
                self.rows.answer(run, Err(fault));
            }
            _ => {}
        }
    }

    fn ran(&mut self, _run: RunId, result: Result<Done<Outcome>, Fault>, _w: &Wizard, cx: &Cx, out: &mut Out) {
        match result.map(|d| d.out) {
            Ok(Outcome::MailFinding(_)) => out.notice(Notice::good(cx.texts.t().mailstep_followed())),
            Ok(Outcome::MailCombed(_)) => out.notice(Notice::good(cx.texts.t().mailstep_is_combed())),
            _ => {}
        }
    }

    fn reply(&mut self, tag: Tag, reply: Reply, w: &Wizard, cx: &Cx, out: &mut Out) {
        let Reply::Filled(v) = reply else { return };
        match tag {
            FOUND_TAG => {
                let Some(kind) = MailFound::of(&v["kind"]) else { return };
                let client = v["client"].parse().ok().map(ClientId);
                let due = said::due(&v["due"], cx).filter(|_| !v["due"].is_empty());
                out.run(MailFinding { case: w.case.id, client, kind, text: v["text"].clone(), due });
            }
            COMBED_TAG => {
                out.run(MailCombed { case: w.case.id, letters: v["letters"].trim().parse().ok() });
            }
            _ => {}
        }
    }

    fn view(&self, area: Rect, _w: &Wizard, cx: &Cx, p: &mut Paint) -> Option<Position> {
        let t = cx.texts.t();
        let (state, tone) = match self.combed {
            Some(n) => (t.mailstep_state_combed(cx.texts.number(n.into())), Tone::Good),
            None => (t.mailstep_hint(), Tone::Plain),
        };
        let lines = wrap(&state, area.width);
        for (i, l) in lines.iter().enumerate() {
            p.text(area.x, area.y + i as u16, area.width, l, tone);
        }
        let used = lines.len() as u16 + 1;
        let cols = vec![
            Col::new("", Wide::Fixed(1), |r: &FindingRow, _| match r.done {
                true => (Glyph::Done.mark().to_owned(), Tone::Good),
                false => (Glyph::Open.mark().to_owned(), Tone::Plain),
            }),
            Col::new(t.mailstep_kind(), Wide::Fixed(14), |r: &FindingRow, cx| (cx.texts.term(r.kind), Tone::Plain)),
            Col::new(t.ring_col_client(), Wide::Flex { weight: 1, min: 12 }, |r: &FindingRow, _| {
                (r.client.as_ref().map_or_else(String::new, |(_, name)| name.clone()), Tone::Plain)
            }),
            Col::new(t.mailstep_text(), Wide::Flex { weight: 4, min: 16 }, |r: &FindingRow, _| {
                (r.text.clone(), if r.done { Tone::Dim } else { Tone::Plain })
            }),
            Col::new(t.start_col_who(), Wide::Fixed(13), |r: &FindingRow, _| {
                (r.owner.as_ref().map_or_else(String::new, |(_, name)| short(name)), Tone::Dim)
            })
            .from(76),
            Col::new(t.acc_col_due(), Wide::Fixed(12), |r: &FindingRow, cx| match r.due_at {
                Some(at) if !r.done => (near(at, cx), if at < cx.clock.now { Tone::Late } else { Tone::Plain }),
                _ => (String::new(), Tone::Dim),
            })
            .right(),
        ];
        let n = cx.texts.number(self.rows.rows().len() as i64);
        let totals = vec![(t.mailstep_total(n), Tone::Plain)];
        let body = Rect { y: area.y + used, height: area.height.saturating_sub(used), ..area };
        table(p, body, &self.rows, &Table { cols: &cols, active: true, empty: t.mailstep_empty(), totals }, cx);
        None
    }
}
