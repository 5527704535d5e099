//! Сделки: the list with filter, order and sums, and the card with what is known of a deal.

mod view;

use ratatui::layout::{Position, Rect};
use serde_json::{Value, json};

use super::browse::{Browse, Step};
use super::{Focus, Screen, ScreenDecl, ScreenId, clients};
use crate::base::{DealId, Fault, Kind, Ref, Sums};
use crate::reads::deals::{DealCard, DealRow, Find, Sort};
use crate::reads::{Answer, Query};
use crate::ui::actions::{self, Act, Decl, Place, places};
use crate::ui::body_panes;
use crate::ui::cx::Cx;
use crate::ui::effect::{Out, RunId, Slot};
use crate::ui::input::{Key, Mouse};
use crate::ui::popup::{PickItem, Popup, Reply, Tag};
use crate::ui::saved_filters::{Replied, SavedFilters};
use crate::ui::widgets::{Paint, Row};

pub const ID: ScreenId = ScreenId("deals");
pub const PLACE: Place = Place("deals");
pub const GO: Act = Act("go.deals");
pub const COPY: Act = Act("deals.copy");
pub const CLIENT: Act = Act("deals.client");

const LIST: Slot = Slot("deals.list");
const SUMS: Slot = Slot("deals.sums");
const CARD: Slot = Slot("deals.card");
const COUNT: Slot = Slot("deals.count");
const SORT_TAG: Tag = Tag("deals.sort");

pub const DECL: ScreenDecl = ScreenDecl {
    id: ID,
    kind: Some(Kind::Deal),
    tab: true,
    actions: &[
        Decl::new(GO, places::ANYWHERE, &["4"], |x| x.t().deals_name(), |x| x.t().deals_go_help()),
        Decl::new(CLIENT, PLACE, &["c"], |x| x.t().deals_client(), |x| x.t().deals_client_help()).footer(3),
        Decl::new(COPY, PLACE, &["y"], |x| x.t().deals_copy(), |x| x.t().deals_copy_help()),
    ],
    inner: &[],
    make: || Box::new(Deals::default()),
};

impl Row for DealRow {
    fn id(&self) -> i64 {
        self.id.0
    }
}

/// The state of the screen.
#[derive(Default)]
pub struct Deals {
    browse: Browse<DealRow, DealCard>,
    saved: SavedFilters,
    sort: Sort,
    /// Of the whole list, per currency, and for which question; they come after the rows.
    sums: Option<(Find, Sums)>,
}

impl Deals {
    fn find(&self) -> Find {
        Find { filter: self.browse.filter.text().to_owned(), sort: self.sort }
    }

    /// The sums of what is listed now; nothing while they are still being added up.
    fn sums(&self) -> Option<&Sums> {
        self.sums.as_ref().filter(|(of, _)| *of == self.find()).map(|(_, sums)| sums)
    }

    /// Asks for what the list and the card want now. Called at the end of every step.
    fn pump(&mut self, cx: &Cx, out: &mut Out) {
        let wide = body_panes(cx).card.is_some();
        let find = self.find();
        self.browse.list.pump(LIST, wide, out, |window| Query::Deals(find, window));
        self.browse.pump_card(cx, |id| out.load(CARD, Query::Deal(DealId(id))));
    }

    fn restart(&mut self, cx: &Cx, out: &mut Out) {
        self.browse.restart(out);
        self.pump(cx, out);
    }
}

impl Screen for Deals {
    fn focus(&self) -> Focus {
        self.browse.focus(&[PLACE])
    }

    fn enter(&mut self, cx: &Cx, out: &mut Out) {
        self.browse.enter();
        self.pump(cx, out);
    }

    fn act(&mut self, act: Act, cx: &Cx, out: &mut Out) -> bool {
        match act {
            actions::SORT => out.open(SORT_TAG, Popup::Pick(view::sorts(self.sort, cx))),
            actions::FILTER => self.saved.open(filters(cx), &self.browse.filter, cx, out),
            COPY => {
                if let Some(r) = self.browse.list.current() {
                    out.copy(r.title.clone());
                    out.say(cx.texts.t().ui_copied());
                }
            }
            CLIENT => {
                if let Some(id) = self.browse.list.current().and_then(|r| r.client_id) {
                    out.go(clients::ID, Some(id.into()));
                }
            }
            _ => match self.browse.act(act, cx) {
                Step::Unknown => return false,
                Step::Restart => self.browse.restart(out),
                Step::Done | Step::Moved => {}
            },
        }
        self.pump(cx, out);
        true
    }

    fn refuses(&self, act: Act, cx: &Cx) -> Option<String> {
        let needs_row = matches!(act, actions::OPEN | actions::MARK | actions::MARK_ALL | COPY | CLIENT);
        if act == CLIENT && self.browse.list.current().is_some_and(|r| r.client_id.is_none()) {
            return Some(cx.texts.t().deals_no_client());
        }
        (needs_row && !self.browse.filter.is_open() && self.browse.list.cursor().is_none())
            .then(|| cx.texts.t().ui_no_row())
    }

    fn text(&mut self, key: Key, cx: &Cx, out: &mut Out) {
        if self.browse.text(key) {
            self.restart(cx, out);
        }
    }

    fn paste(&mut self, text: &str, cx: &Cx, out: &mut Out) {
        if self.browse.paste(text) {
            self.restart(cx, out);
        }
    }

    fn mouse(&mut self, mouse: Mouse, area: Rect, cx: &Cx, out: &mut Out) {
        self.browse.mouse(mouse, area, cx);
        self.pump(cx, out);
    }

    fn answer(&mut self, run: RunId, answer: Result<Answer, Fault>, cx: &Cx, out: &mut Out) {
        match answer {
            Ok(Answer::Deals(page)) => {
                let counted = page.total.is_some();
                if self.browse.list.answer(run, Ok(page)) {
                    let find = self.find();
                    self.browse.list.place(COUNT, out, |id| Query::DealPlace(find, DealId(id)));
                    if counted {
                        out.load(SUMS, Query::DealSums(self.find()));
                    }
                    self.browse.follow(cx);
                }
            }
            Ok(Answer::DealSums(find, sums)) => self.sums = Some((find, sums)),
            Ok(Answer::Deal(id, card)) => {
                self.browse.card.answer(run, id.0, card.map(|c| *c));
            }
            Ok(Answer::Place(place)) => self.browse.list.placed(run, place),
            Ok(_) => {}
            Err(fault) => {
                if self.browse.list.is_pending(run) {
                    self.browse.list.answer(run, Err(fault));
                }
            }
        }
        self.pump(cx, out);
    }

    fn reply(&mut self, tag: Tag, reply: Reply, cx: &Cx, out: &mut Out) {
        match self.saved.reply(tag, &reply, &mut self.browse.filter, cx, out) {
            Replied::NotOurs => {}
            Replied::Done => return,
            Replied::Changed => return self.restart(cx, out),
        }
        let Reply::Picked(key) = reply else { return };
        if tag == SORT_TAG {
            self.sort = view::sort_of(&key);
            self.browse.sorted(out);
            self.pump(cx, out);
        }
    }

    fn changed(&mut self, cx: &Cx, out: &mut Out) {
        self.browse.changed(cx);
        self.pump(cx, out);
    }

    fn deadline(&self) -> Option<u64> {
        self.browse.card.deadline()
    }

    fn tick(&mut self, cx: &Cx, out: &mut Out) {
        self.pump(cx, out);
    }

    fn show(&mut self, at: Ref, cx: &Cx, out: &mut Out) {
        self.browse.show(at.id, cx);
        self.pump(cx, out);
    }

    fn about(&self, cx: &Cx) -> String {
        cx.texts.t().deals_about()
    }

    fn memory(&self) -> Value {
        json!({
            "filter": self.browse.filter.text(), "sort": view::sort_word(self.sort), "cursor": self.browse.list.cursor(),
            "saved": self.saved.memory(),
        })
    }

    fn recall(&mut self, m: &Value) {
        self.browse.filter.set(m["filter"].as_str().unwrap_or(""));
        self.saved.recall(&m["saved"]);
        self.sort = view::sort_of(m["sort"].as_str().unwrap_or(""));
        self.browse.recall(m["cursor"].as_i64());
    }

    fn view(&self, area: Rect, cx: &Cx, p: &mut Paint) -> Option<Position> {
        view::view(self, area, cx, p)
    }
}

/// Ready-made filters, as one would type them.
fn filters(cx: &Cx) -> Vec<PickItem> {
    let t = cx.texts.t();
    let coded = |code: String, label: String| PickItem::new(code.clone(), label).note(code);
    vec![
        PickItem::new("", t.deals_filter_open()),
        coded(t.deals_code_final(), t.deals_filter_final()),
        coded(t.deals_code_context(), t.deals_filter_context()),
        coded(t.deals_code_overdue(), t.deals_filter_overdue()),
        coded(t.deals_code_soon(), t.deals_filter_soon()),
        coded(t.deals_code_orphans(), t.deals_filter_orphans()),
        coded(t.deals_code_won(), t.deals_filter_won()),
        coded(t.deals_code_lost(), t.deals_filter_lost()),
        coded(t.deals_code_all(), t.deals_filter_all()),
    ]
}
