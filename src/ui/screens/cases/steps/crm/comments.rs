//! The comments for the cards: read, copied by one key, ticked by one.

use ratatui::layout::Rect;

use super::{COPY, Crm, OTHER, TEXT_TAG, TICK};
use crate::domain::names::short;
use crate::domain::papers::CrmChange;
use crate::ops::CommentTick;
use crate::reads::wizard::Wizard;
use crate::texts::Noun;
use crate::ui::actions::{self, Act};
use crate::ui::body_panes;
use crate::ui::cx::Cx;
use crate::ui::effect::Out;
use crate::ui::popup::{Popup, Viewer};
use crate::ui::screens::cases::steps::chosen;
use crate::ui::theme::Tone;
use crate::ui::widgets::{Card, Col, Paint, Section, Table, Wide, list_totals, page_rows, table};

impl Crm {
    pub(super) fn in_comments(&mut self, act: Act, w: &Wizard, cx: &Cx, out: &mut Out) -> bool {
        let (x, t) = (cx.texts, cx.texts.t());
        match act {
            OTHER => self.in_comments = false,
            COPY => {
                let all: Vec<String> =
                    chosen(&self.comments).into_iter().map(|c| x.crm_comment(c, &cx.clock)).collect();
                out.copy(all.join("\n\n"));
                out.say(t.comm_copied());
            }
            TICK => {
                let objects = chosen(&self.comments).into_iter().map(|c| c.object).collect();
                out.run(CommentTick { case: w.case.id, receiver: w.part.receiver(), objects });
            }
            actions::OPEN => {
                if let Some(c) = self.comments.current() {
                    let mut s = Section::new("");
                    for line in x.crm_comment(c, &cx.clock).lines() {
                        s.line(line.to_owned(), Tone::Plain);
                    }
                    let card = Card { title: named(c), sections: vec![s], top: 0 };
                    out.open(TEXT_TAG, Popup::Viewer(Viewer::new(card)));
                }
            }
            actions::BACK if self.comments.has_marks() => self.comments.clear_marks(),
            actions::BACK | actions::LEFT if w.part.is_whole() => self.in_comments = false,
            _ => return self.comments.act(act, page_rows(body_panes(cx).list).saturating_sub(5)),
        }
        true
    }

    /// «3 из 20».
    pub(super) fn ticked(&self, cx: &Cx) -> String {
        let rows = self.comments.rows();
        cx.texts.n_of(rows.iter().filter(|c| c.commented).count() as i64, rows.len() as i64)
    }

    pub(super) fn comments_view(&self, area: Rect, cx: &Cx, p: &mut Paint) {
        let t = cx.texts.t();
        let mut totals = list_totals(&self.comments, Noun::Object, cx);
        if !self.comments.rows().is_empty() {
            totals.push((format!(" · {}", t.comm_done(self.ticked(cx))), Tone::Accent));
        }
        let cols = vec![
            Col::new(t.dist_col_to(), Wide::Flex { weight: 1, min: 12 }, |c: &CrmChange, _| {
                (short(&c.to), Tone::Plain)
            }),
            Col::new(t.dist_col_title(), Wide::Flex { weight: 3, min: 18 }, |c: &CrmChange, _| (named(c), Tone::Plain)),
            Col::new(t.comm_col_number(), Wide::Flex { weight: 1, min: 12 }, |c: &CrmChange, cx| {
                let all: Vec<String> = c.ext.iter().map(|(s, id)| format!("{} {id}", cx.texts.term(*s))).collect();
                (all.join(", "), Tone::Dim)
            })
            .from(64),
            Col::new(t.comm_col_ticked(), Wide::Fixed(11), |c: &CrmChange, cx| match c.commented {
                true => (cx.texts.t().comm_is_there(), Tone::Good),
                false => ("–".to_owned(), Tone::Dim),
            }),
        ];
        let table_of = Table { cols: &cols, active: true, empty: t.comm_empty(), totals };
        table(p, area, &self.comments, &table_of, cx);
    }
}

/// «Поставка № 118 · АО «Каскад»».
fn named(c: &CrmChange) -> String {
    let client = c.client.as_ref().map_or_else(String::new, |n| format!(" · {n}"));
    format!("{}{client}", c.title)
}
