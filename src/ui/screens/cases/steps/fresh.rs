//! Свежая выгрузка: which files to fetch from which menu, and what has come since the crisis began. The call list sorts
//! itself anew when they do.

use ratatui::layout::{Position, Rect};

use crate::base::Fault;
use crate::reads::fresh::FreshRow;
use crate::reads::wizard::Wizard;
use crate::reads::{Answer, Page, Query};
use crate::texts::Noun;
use crate::ui::actions::{self, Act, Decl, Place, places};
use crate::ui::body_panes;
use crate::ui::clocks::near;
use crate::ui::cx::Cx;
use crate::ui::effect::{Out, RunId, Slot};
use crate::ui::popup::{Popup, Tag, Viewer};
use crate::ui::screens::cases::Step;
use crate::ui::screens::{Focus, import};
use crate::ui::theme::{Glyph, Tone};
use crate::ui::widgets::{Card, Col, ListState, Paint, Row, Section, Span, Table, Wide, page_rows, table, wrap};

pub const PLACE: Place = Place("cases.fresh");
pub const IMPORT: Act = Act("fresh.import");

const ROWS: Slot = Slot("cases.fresh");

pub const ACTIONS: &[Decl] = &[
    Decl::new(actions::OPEN, PLACE, &["Enter"], |x| x.t().freshstep_menu(), |x| x.t().freshstep_menu_help()).footer(1),
    Decl::new(IMPORT, PLACE, &["i"], |x| x.t().freshstep_import(), |x| x.t().freshstep_import_help()).footer(10),
];

impl Row for FreshRow {
    fn id(&self) -> i64 {
        self.kind as i64
    }
}

#[derive(Default)]
pub struct Fresh {
    rows: ListState<FreshRow>,
}

impl Step for Fresh {
    fn focus(&self) -> Focus {
        Focus::on(&[PLACE, places::LIST])
    }

    fn enter(&mut self, w: &Wizard, _cx: &Cx, out: &mut Out) {
        self.rows.restart(true);
        if self.rows.wants().is_some() {
            let run = out.load(ROWS, Query::Fresh(w.case.id));
            self.rows.asked(run);
        }
    }

    fn act(&mut self, act: Act, _w: &Wizard, cx: &Cx, out: &mut Out) -> bool {
        match act {
            IMPORT => out.go(import::ID, None),
            actions::OPEN => {
                if let Some(row) = self.rows.current() {
                    out.open(Tag("fresh.menu"), Popup::Viewer(Viewer::new(card(row, cx))));
                }
            }
            _ => return self.rows.act(act, page_rows(body_panes(cx).list).saturating_sub(5)),
        }
        true
    }

    fn refuses(&self, act: Act, _w: &Wizard, cx: &Cx) -> Option<String> {
        match act {
            actions::MARK | actions::MARK_ALL => Some(cx.texts.t().freshstep_no_marks()),
            actions::OPEN if self.rows.cursor().is_none() => Some(cx.texts.t().ui_no_row()),
            _ => None,
        }
    }

    fn answer(&mut self, run: RunId, answer: Result<Answer, Fault>, _w: &Wizard, _cx: &Cx, _out: &mut Out) {
        match answer {
            Ok(Answer::Fresh(rows)) => {
                self.rows.answer(run, Ok(Page::whole(rows)));
            }
            Err(fault) if self.rows.is_pending(run) => {
                self.rows.answer(run, Err(fault));
            }
            _ => {}
        }
    }

    fn view(&self, area: Rect, _w: &Wizard, cx: &Cx, p: &mut Paint) -> Option<Position> {
        let t = cx.texts.t();
        let cols = vec![
            Col::new("", Wide::Fixed(1), |r: &FreshRow, _| match r.arrived {
                true => (Glyph::Done.mark().to_owned(), Tone::Good),
                false => (Glyph::Open.mark().to_owned(), Tone::Plain),
            }),
            Col::new(t.freshstep_col_kind(), Wide::Fixed(15), |r: &FreshRow, cx| (cx.texts.term(r.kind), Tone::Plain)),
            Col::new(t.freshstep_col_data(), Wide::Fixed(23), age),
            Col::new(t.freshstep_col_menu(), Wide::Flex { weight: 3, min: 20 }, |r: &FreshRow, cx| {
                let source = r.sources.first().copied();
                (source.map_or_else(String::new, |s| cx.texts.export_menu(s, r.kind)), Tone::Dim)
            }),
        ];
        let n = self.rows.rows().iter().filter(|r| r.arrived).count() as i64;
        let came = t.freshstep_came(cx.texts.n_of(n, self.rows.rows().len() as i64));
        let hint = wrap(&t.freshstep_hint(), area.width);
        let body = Rect { height: area.height.saturating_sub(hint.len() as u16 + 1), ..area };
        let totals = vec![(came, Tone::Plain)];
        table(p, body, &self.rows, &Table { cols: &cols, active: true, empty: t.ui_reading(), totals }, cx);
        for (i, l) in hint.iter().enumerate() {
            p.text(area.x, body.bottom() + 1 + i as u16, area.width, l, Tone::Dim);
        }
        None
    }
}

/// «20 нояб., 4 дня назад», «ещё не загружалось», «пришло 15:10».
fn age(r: &FreshRow, cx: &Cx) -> Span {
    let (x, t) = (cx.texts, cx.texts.t());
    match (r.arrived, r.data_at, r.loaded_at) {
        (true, _, Some(at)) => (t.freshstep_arrived(near(at, cx)), Tone::Good),
        (_, Some(at), _) => {
            let days = cx.clock.days_since(at);
            let day = x.day_short(cx.clock.zone.day(at), cx.today());
            if days > 0 { (t.freshstep_at(day, x.count(Noun::Day, days)), Tone::Warn) } else { (day, Tone::Plain) }
        }
        (_, None, _) => (t.freshstep_never(), Tone::Warn),
    }
}

/// The way through the menus of each CRM the office uses.
fn card(r: &FreshRow, cx: &Cx) -> Card {
    let mut s = Section::new("");
    for source in &r.sources {
        s.pair(cx.texts.term(*source), cx.texts.export_menu(*source, r.kind));
    }
    s.line(cx.texts.t().freshstep_then(), Tone::Dim);
    Card { title: cx.texts.t().freshstep_card_title(cx.texts.term(r.kind)), sections: vec![s], top: 0 }
}
