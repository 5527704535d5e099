//! Доступы: what the leaver can still open, in the order it must be closed; redirected first, then closed, then
//! verified by another. The list and its keys are those of the screen «Доступы».

use ratatui::layout::{Position, Rect};

use crate::base::Fault;
use crate::reads::wizard::Wizard;
use crate::reads::{Answer, Page, Query};
use crate::ui::actions::{Act, places};
use crate::ui::body_panes;
use crate::ui::cx::Cx;
use crate::ui::effect::{Out, RunId, Slot};
use crate::ui::popup::{Reply, Tag};
use crate::ui::screens::Focus;
use crate::ui::screens::accesses::rows::{PLACE, Rows};
use crate::ui::screens::cases::Step;
use crate::ui::widgets::{Paint, page_rows};

const ROWS: Slot = Slot("cases.accesses");

#[derive(Default)]
pub struct Accesses {
    rows: Rows,
}

impl Step for Accesses {
    fn focus(&self) -> Focus {
        Focus::on(&[PLACE, places::LIST])
    }

    fn enter(&mut self, w: &Wizard, _cx: &Cx, out: &mut Out) {
        self.rows.of = w.case.leaver.as_ref().map(|l| (l.id, l.name.clone()));
        self.rows.list.restart(true);
        if self.rows.list.wants().is_some() {
            let run = out.load(ROWS, Query::Accesses(w.case.id));
            self.rows.list.asked(run);
        }
    }

    fn act(&mut self, act: Act, _w: &Wizard, cx: &Cx, out: &mut Out) -> bool {
        let page = page_rows(self.rows.table_area(body_panes(cx).list, cx)).saturating_sub(5);
        self.rows.act(act, page, cx, out)
    }

    fn refuses(&self, act: Act, _w: &Wizard, cx: &Cx) -> Option<String> {
        self.rows.refuses(act, cx)
    }

    fn answer(&mut self, run: RunId, answer: Result<Answer, Fault>, _w: &Wizard, _cx: &Cx, _out: &mut Out) {
        match answer {
            Ok(Answer::Accesses(rows)) => {
                self.rows.list.answer(run, Ok(Page::whole(rows)));
            }
            Err(fault) if self.rows.list.is_pending(run) => {
                self.rows.list.answer(run, Err(fault));
            }
            _ => {}
        }
    }

    fn reply(&mut self, tag: Tag, reply: Reply, _w: &Wizard, cx: &Cx, out: &mut Out) {
        self.rows.reply(tag, reply, cx, out);
    }

    fn view(&self, area: Rect, _w: &Wizard, cx: &Cx, p: &mut Paint) -> Option<Position> {
        self.rows.view(area, true, cx.texts.t().acc_empty(), cx, p);
        None
    }
}
