//! Метрики: the figures of each handover by their exact definitions; Enter on a figure says what it is made of.

mod figure;
mod view;

use ratatui::layout::{Position, Rect};
use serde_json::{Value, json};

use super::papers::{Choice, Files, KEY, PAPERS};
use super::{Focus, Screen, ScreenDecl, ScreenId};
use crate::base::{Fault, Ref};
use crate::domain::metrics::Figure;
use crate::domain::rights::Right;
use crate::jobs::papers::{ReportFile, ReportFormat, ReportOf};
use crate::jobs::task::TaskDone;
use crate::reads::metrics::MetricsRow;
use crate::reads::{Answer, Page, Query};
use crate::texts::Noun;
use crate::ui::actions::{self, Act, Decl, Place, places};
use crate::ui::cx::Cx;
use crate::ui::effect::{Out, RunId, Slot};
use crate::ui::input::Mouse;
use crate::ui::popup::{Popup, Reply, Tag, Viewer};
use crate::ui::screens::cases;
use crate::ui::widgets::{ListState, Paint, Row};

pub const ID: ScreenId = ScreenId("metrics");
/// The list of cases, and the figures of one.
pub const PLACE: Place = Place("metrics");
pub const FIGURES: Place = Place("metrics.figures");
pub const GO: Act = Act("go.metrics");
pub const PANE: Act = Act("metrics.pane");
pub const CASE: Act = Act("metrics.case");

const LIST: Slot = Slot("metrics.list");
const FIGURE_TAG: Tag = Tag("metrics.figure");

pub const DECL: ScreenDecl = ScreenDecl {
    id: ID,
    kind: None,
    tab: true,
    actions: &[
        Decl::new(GO, places::ANYWHERE, &["9"], |x| x.t().metrics_name(), |x| x.t().metrics_go_help()),
        Decl::new(CASE, PLACE, &["g"], |x| x.t().metrics_case(), |x| x.t().metrics_case_help()).footer(10),
        Decl::new(PAPERS, PLACE, &[KEY], |x| x.t().files_act(), |x| x.t().files_act_help())
            .right(Right::Export)
            .footer(11),
        Decl::new(PANE, PLACE, &["Tab"], |x| x.t().metrics_pane(), |x| x.t().metrics_pane_help()).footer(2),
    ],
    inner: &[&[
        Decl::new(actions::OPEN, FIGURES, &["Enter"], |x| x.t().metrics_made_of(), |x| x.t().metrics_made_of_help())
            .footer(1),
        Decl::new(actions::UP, FIGURES, &["Up", "k"], |x| x.t().ui_act_up(), |x| x.t().ui_act_up_help()).plain(),
        Decl::new(actions::DOWN, FIGURES, &["Down", "j"], |x| x.t().ui_act_down(), |x| x.t().ui_act_down_help())
            .plain(),
        Decl::new(actions::FIRST, FIGURES, &["Home"], |x| x.t().ui_act_first(), |x| x.t().ui_act_first_help()).plain(),
        Decl::new(actions::LAST, FIGURES, &["End"], |x| x.t().ui_act_last(), |x| x.t().ui_act_last_help()).plain(),
        Decl::new(actions::LEFT, FIGURES, &["Left", "h"], |x| x.t().ui_act_left(), |x| x.t().ui_act_left_help())
            .plain(),
    ]],
    make: || Box::new(Metrics::default()),
};

impl Row for MetricsRow {
    fn id(&self) -> i64 {
        self.case.0
    }
}

#[derive(Default)]
pub struct Metrics {
    list: ListState<MetricsRow>,
    in_figures: bool,
    at: usize,
    loaded: bool,
    files: Files,
}

impl Metrics {
    fn pump(&mut self, out: &mut Out) {
        if self.list.wants().is_some() {
            let run = out.load(LIST, Query::Metrics);
            self.list.asked(run);
        }
    }

    /// All of them as a file; there is no name to type again, and no client stands in it.
    fn offer_files(&mut self, cx: &Cx, out: &mut Out) {
        let t = cx.texts.t();
        let of = ReportFile { of: ReportOf::Metrics(None), employee: None, format: ReportFormat::Xlsx };
        let note = cx.texts.count(Noun::Case, self.list.rows().len() as i64);
        self.files.offer(
            t.report_title_metrics(),
            "",
            Choice::report(&t.files_row_metrics(), &note, 0, of, cx).into(),
            out,
        );
    }

    /// The figures of the case under the cursor: the four of the headline, then the others.
    fn figures(&self) -> Vec<&Figure> {
        let Some(row) = self.list.current() else { return Vec::new() };
        let head: Vec<&Figure> = row.metrics.headline().into_iter().flatten().collect();
        let rest = row.metrics.figures.iter().filter(|f| !head.iter().any(|h| h.metric == f.metric));
        head.iter().copied().chain(rest).collect()
    }
}

impl Screen for Metrics {
    fn focus(&self) -> Focus {
        if self.in_figures { Focus::on(&[PLACE, FIGURES]) } else { Focus::on(&[PLACE, places::LIST]) }
    }

    fn enter(&mut self, _cx: &Cx, out: &mut Out) {
        self.list.restart(self.loaded);
        self.loaded = true;
        self.pump(out);
    }

    fn act(&mut self, act: Act, cx: &Cx, out: &mut Out) -> bool {
        let last = self.figures().len().saturating_sub(1);
        match act {
            CASE => {
                if let Some(r) = self.list.current() {
                    out.go(cases::ID, Some(Ref::from(r.case)));
                }
            }
            PAPERS => self.offer_files(cx, out),
            PANE => self.in_figures = !self.in_figures && self.list.current().is_some(),
            actions::BACK | actions::LEFT | actions::QUIT if self.in_figures => self.in_figures = false,
            actions::OPEN if self.in_figures => {
                if let (Some(row), Some(f)) = (self.list.current(), self.figures().get(self.at)) {
                    out.open(FIGURE_TAG, Popup::Viewer(Viewer::new(figure::card(f, &row.metrics, cx))));
                }
            }
            actions::UP if self.in_figures => self.at = self.at.saturating_sub(1),
            actions::DOWN if self.in_figures => self.at = (self.at + 1).min(last),
            actions::FIRST if self.in_figures => self.at = 0,
            actions::LAST if self.in_figures => self.at = last,
            actions::OPEN | actions::RIGHT => self.in_figures = self.list.current().is_some(),
            _ if !self.in_figures && self.list.act(act, view::page(cx)) => self.pump(out),
            _ => return false,
        }
        true
    }

    fn refuses(&self, act: Act, cx: &Cx) -> Option<String> {
        let t = cx.texts.t();
        match act {
            actions::MARK | actions::MARK_ALL => Some(t.metrics_only_look()),
            actions::OPEN | CASE | PANE | PAPERS if self.list.current().is_none() => Some(t.metrics_none()),
            _ => None,
        }
    }

    fn finished(&mut self, run: RunId, result: Result<TaskDone, Fault>, cx: &Cx, out: &mut Out) {
        self.files.finished(run, result, cx, out);
    }

    fn reply(&mut self, tag: Tag, reply: Reply, cx: &Cx, out: &mut Out) {
        self.files.reply(tag, &reply, cx, out);
    }

    fn mouse(&mut self, mouse: Mouse, area: Rect, cx: &Cx, out: &mut Out) {
        self.list.mouse(mouse, view::row_at(area, mouse), view::page(cx));
        self.pump(out);
    }

    fn answer(&mut self, run: RunId, answer: Result<Answer, Fault>, _cx: &Cx, out: &mut Out) {
        match answer {
            Ok(Answer::Metrics(rows)) => {
                self.list.answer(run, Ok(Page::whole(rows)));
                self.in_figures &= self.list.current().is_some();
                self.pump(out);
            }
            Ok(_) => {}
            Err(fault) => {
                if self.list.is_pending(run) {
                    self.list.answer(run, Err(fault));
                }
            }
        }
    }

    fn changed(&mut self, _cx: &Cx, out: &mut Out) {
        self.list.restart(true);
        self.pump(out);
    }

    fn about(&self, cx: &Cx) -> String {
        cx.texts.t().metrics_about()
    }

    fn memory(&self) -> Value {
        json!({ "cursor": self.list.cursor() })
    }

    fn recall(&mut self, m: &Value) {
        if let Some(id) = m["cursor"].as_i64() {
            self.list.go(id);
            self.loaded = true;
        }
    }

    fn view(&self, area: Rect, cx: &Cx, p: &mut Paint) -> Option<Position> {
        view::view(self, area, cx, p);
        None
    }
}
