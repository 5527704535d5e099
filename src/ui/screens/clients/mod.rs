//! Клиенты: the list with filter, order and marks, and the card. The pattern for the other list screens.

mod forms;
mod owner_change;
mod owner_change_view;
mod single;
mod view;

use ratatui::layout::{Position, Rect};
use serde_json::{Value, json};

use super::browse::{Browse, Step};
use super::{Focus, Screen, ScreenDecl, ScreenId};
use crate::base::{ClientId, Fault, IncidentId, Kind, Ref, fold};
use crate::domain::names::short;
use crate::domain::rights::Right;
use crate::ops::{Done, IncidentAdd, IncidentTell, Outcome, Suspicion};
use crate::reads::clients::{ClientCard, ClientRow, Find, Sort};
use crate::reads::employees::EmployeeRow;
use crate::reads::{Answer, Query};
use crate::ui::actions::{self, Act, Decl, Place, places};
use crate::ui::body_panes;
use crate::ui::cx::Cx;
use crate::ui::effect::{Out, RunId, Slot};
use crate::ui::input::{Key, Mouse};
use crate::ui::popup::{PickItem, Popup, Reply, Tag};
use crate::ui::saved_filters::{Replied, SavedFilters};
use crate::ui::widgets::{Notice, Paint, Row};

pub const ID: ScreenId = ScreenId("clients");
pub const PLACE: Place = Place("clients");
pub const GO: Act = Act("go.clients");
pub const COPY: Act = Act("clients.copy");
pub const EDIT: Act = Act("clients.edit");
pub const TOUCH: Act = Act("clients.touch");
/// «Передать»: on a Russian keyboard the key is П.
pub const PASS: Act = Act("clients.pass");
/// «Сменить»: on a Russian keyboard the key is С.
pub const OWNER: Act = Act("clients.owner");
pub const FORMER: Act = Act("clients.former");

const LIST: Slot = Slot("clients.list");
const CARD: Slot = Slot("clients.card");
const COUNT: Slot = Slot("clients.count");
const SORT_TAG: Tag = Tag("clients.sort");
const EDIT_TAG: Tag = Tag("clients.edit");
const TOUCH_TAG: Tag = Tag("clients.touch");
const FORMER_TAG: Tag = Tag("clients.former");
const PEOPLE: Slot = Slot("clients.people");

pub const DECL: ScreenDecl = ScreenDecl {
    id: ID,
    kind: Some(Kind::Client),
    tab: true,
    actions: &[
        Decl::new(GO, places::ANYWHERE, &["3"], |x| x.t().clients_name(), |x| x.t().clients_go_help()),
        Decl::new(PASS, PLACE, &["g"], |x| x.t().single_pass(), |x| x.t().single_pass_help())
            .right(Right::Batch)
            .footer(2),
        Decl::new(OWNER, PLACE, &["c"], |x| x.t().owners_act(), |x| x.t().owners_act_help())
            .right(Right::ChangeOwner)
            .footer(3),
        Decl::new(EDIT, PLACE, &["e"], |x| x.t().clients_edit(), |x| x.t().clients_edit_help())
            .right(Right::Change)
            .footer(4),
        Decl::new(TOUCH, PLACE, &["t"], |x| x.t().clients_touch(), |x| x.t().clients_touch_help())
            .right(Right::Add)
            .footer(5),
        Decl::new(FORMER, PLACE, &["b"], |x| x.t().clients_former_call(), |x| x.t().clients_former_call_help())
            .footer(6),
        Decl::new(COPY, PLACE, &["y"], |x| x.t().clients_copy(), |x| x.t().clients_copy_help()),
    ],
    inner: &[owner_change::ACTIONS],
    make: || Box::new(Clients::default()),
};

impl Row for ClientRow {
    fn id(&self) -> i64 {
        self.id.0
    }
}

/// The state of the screen.
#[derive(Default)]
pub struct Clients {
    browse: Browse<ClientRow, ClientCard>,
    saved: SavedFilters,
    sort: Sort,
    /// Who may be a second manager.
    people: Vec<EmployeeRow>,
    /// The row a form was opened on, and the form waiting for the people.
    edited: Option<ClientRow>,
    passing: single::Passing,
    changing: owner_change::Changing,
    /// The incident of a call just recorded: a note may follow.
    former: Option<IncidentId>,
}

impl Clients {
    /// Asks for what the list and the card want now. Called at the end of every step.
    fn pump(&mut self, cx: &Cx, out: &mut Out) {
        let wide = body_panes(cx).card.is_some();
        let find = self.find();
        self.browse.list.pump(LIST, wide, out, |window| Query::Clients(find, window));
        self.browse.pump_card(cx, |id| out.load(CARD, Query::Client(ClientId(id))));
    }

    fn find(&self) -> Find {
        Find { filter: self.browse.filter.text().to_owned(), sort: self.sort }
    }

    fn restart(&mut self, cx: &Cx, out: &mut Out) {
        self.browse.restart(out);
        self.pump(cx, out);
    }
}

impl Screen for Clients {
    fn focus(&self) -> Focus {
        if self.changing.is_shown() {
            Focus::on(&[owner_change::PREVIEW, places::CARD])
        } else {
            self.browse.focus(&[PLACE])
        }
    }

    fn enter(&mut self, cx: &Cx, out: &mut Out) {
        self.browse.enter();
        out.load(PEOPLE, Query::Employees(String::new()));
        self.pump(cx, out);
    }

    fn act(&mut self, act: Act, cx: &Cx, out: &mut Out) -> bool {
        if self.changing.is_shown() {
            let height = body_panes(cx).list.height.saturating_sub(2);
            return self.changing.act(act, height, &self.people, cx, out);
        }
        match act {
            actions::SORT => out.open(SORT_TAG, Popup::Pick(view::sorts(self.sort, cx))),
            actions::FILTER => self.saved.open(filters(&self.people, cx), &self.browse.filter, cx, out),
            EDIT => {
                // At once: keys typed while something is still being read would mean other things.
                if let Some(r) = self.browse.list.current().cloned() {
                    out.open(EDIT_TAG, Popup::Form(forms::edit(&r, &self.people, cx)));
                    self.edited = Some(r);
                }
            }
            PASS => {
                if let Some(r) = self.browse.list.current() {
                    self.passing.begin(r.id, out);
                }
            }
            OWNER => self.changing.begin(&self.browse.list, self.find(), &self.people, cx, out),
            TOUCH => {
                if let Some(r) = self.browse.list.current().cloned() {
                    out.open(TOUCH_TAG, Popup::Form(forms::touch(&r, cx)));
                    self.edited = Some(r);
                }
            }
            FORMER => {
                // Recorded at once, since the client may still be on the line; words may follow.
                if let Some(r) = self.browse.list.current() {
                    out.run(IncidentAdd { from: Suspicion::FormerCall(r.id), what: String::new(), personal: false });
                }
            }
            COPY => {
                if let Some(r) = self.browse.list.current() {
                    out.copy(r.name.clone());
                    out.say(cx.texts.t().ui_copied());
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
        if self.changing.is_shown() {
            return self.changing.refuses(act, cx);
        }
        let needs_row = matches!(
            act,
            actions::OPEN | actions::MARK | actions::MARK_ALL | COPY | EDIT | TOUCH | FORMER | PASS | OWNER
        );
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
        if self.changing.is_shown() {
            return;
        }
        self.browse.mouse(mouse, area, cx);
        self.pump(cx, out);
    }

    fn answer(&mut self, run: RunId, answer: Result<Answer, Fault>, cx: &Cx, out: &mut Out) {
        match answer {
            Ok(Answer::Clients(page)) => {
                if self.browse.list.answer(run, Ok(page)) {
                    let find = self.find();
                    self.browse.list.place(COUNT, out, |id| Query::ClientPlace(find, ClientId(id)));
                    self.browse.follow(cx);
                }
            }
            Ok(Answer::Client(id, card)) => {
                self.browse.card.answer(run, id.0, card.map(|c| *c));
            }
            Ok(Answer::Employees(page)) => self.people = page.rows,
            Ok(Answer::OwnerChange(preview)) => self.changing.preview(run, preview),
            Ok(Answer::SinglePlan(plan)) => self.passing.plan(run, plan, &self.people, cx, out),
            Ok(Answer::Place(place)) => self.browse.list.placed(run, place),
            Ok(_) => {}
            Err(fault) if self.passing.failed(run, &fault, cx, out) || self.changing.failed(run, &fault, cx, out) => {}
            Err(fault) => {
                if self.browse.list.is_pending(run) {
                    self.browse.list.answer(run, Err(fault));
                }
            }
        }
        self.pump(cx, out);
    }

    fn reply(&mut self, tag: Tag, reply: Reply, cx: &Cx, out: &mut Out) {
        if self.passing.reply(tag, &reply, &self.people, cx, out) || self.changing.reply(tag, &reply, out) {
            return;
        }
        match self.saved.reply(tag, &reply, &mut self.browse.filter, cx, out) {
            Replied::NotOurs => {}
            Replied::Done => return,
            Replied::Changed => return self.restart(cx, out),
        }
        if let (Reply::Filled(v), FORMER_TAG, Some(incident)) = (&reply, tag, self.former) {
            out.run(IncidentTell { incident, what: v.get("what").cloned(), personal: None });
            return;
        }
        if let (Reply::Filled(v), Some(r)) = (&reply, &self.edited) {
            match tag {
                EDIT_TAG => out.run(forms::edited(r, v, cx)),
                _ => out.run(forms::touched(r.id, v)),
            };
            return;
        }
        let Reply::Picked(key) = reply else { return };
        if tag == SORT_TAG {
            self.sort = if key == "due" { Sort::Due } else { Sort::Name };
            self.browse.sorted(out);
            self.pump(cx, out);
        }
    }

    fn ran(&mut self, run: RunId, result: Result<Done<Outcome>, Fault>, cx: &Cx, out: &mut Out) {
        match result {
            Ok(Done { out: Outcome::TouchAdd(_), .. }) => out.notice(Notice::good(cx.texts.t().clients_touch_done())),
            Ok(Done { out: Outcome::IncidentAdd(a), .. }) => {
                self.former = Some(a.incident);
                let named = self.people.iter().find(|e| Some(e.id) == a.employee).map(|e| e.name.as_str());
                out.open(FORMER_TAG, Popup::Form(forms::former(a.incident, named.unwrap_or_default(), cx)));
            }
            Ok(Done { out: Outcome::OwnerChange(done), .. }) => {
                if let Some(notice) = self.changing.done(run, &done, cx) {
                    self.browse.list.clear_marks();
                    out.notice(notice);
                }
            }
            Ok(Done { out: Outcome::SingleOpen(opened), .. }) => self.passing.opened(opened.case, out),
            Ok(Done { out: Outcome::Apply(done), .. }) => self.passing.applied(&done, cx, out),
            Ok(_) => out.notice(Notice::good(cx.texts.t().ui_saved())),
            // Told by the frame.
            Err(_) => {}
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
        self.changing = owner_change::Changing::default();
        self.browse.show(at.id, cx);
        self.pump(cx, out);
    }

    fn about(&self, cx: &Cx) -> String {
        if self.changing.is_shown() { cx.texts.t().owners_about_preview() } else { cx.texts.t().clients_about() }
    }

    fn memory(&self) -> Value {
        let sort = if self.sort == Sort::Due { "due" } else { "name" };
        json!({
            "filter": self.browse.filter.text(), "sort": sort, "cursor": self.browse.list.cursor(),
            "saved": self.saved.memory(),
        })
    }

    fn recall(&mut self, m: &Value) {
        self.browse.filter.set(m["filter"].as_str().unwrap_or(""));
        self.saved.recall(&m["saved"]);
        self.sort = if m["sort"] == "due" { Sort::Due } else { Sort::Name };
        self.browse.recall(m["cursor"].as_i64());
    }

    fn view(&self, area: Rect, cx: &Cx, p: &mut Paint) -> Option<Position> {
        if self.changing.is_shown() {
            self.changing.view(area, cx, p);
            return None;
        }
        view::view(self, area, cx, p)
    }
}

/// «отв:юдин»; by number where the surname alone would find somebody else too.
fn owned_by(who: &EmployeeRow, people: &[EmployeeRow], cx: &Cx) -> String {
    let surname = fold(who.name.split_whitespace().next().unwrap_or_default());
    let alone = people.iter().filter(|p| fold(&p.name).contains(&surname)).count() == 1;
    cx.texts.t().clients_code_of(if alone { surname } else { who.id.to_string() })
}

/// Ready-made filters, as one would type them: by what is urgent, then whose they are.
fn filters(people: &[EmployeeRow], cx: &Cx) -> Vec<PickItem> {
    let t = cx.texts.t();
    let coded = |code: String, label: String| PickItem::new(code.clone(), label).note(code);
    let mut all = vec![
        PickItem::new("", t.clients_filter_all()),
        coded(t.clients_code_vip(), t.clients_filter_vip()),
        coded(t.clients_code_hot(), t.clients_filter_hot()),
        coded(t.clients_code_overdue(), t.clients_filter_overdue()),
        coded(t.clients_code_soon(), t.clients_filter_soon()),
        coded(t.clients_code_orphans(), t.clients_filter_orphans()),
    ];
    let holds = people.iter().filter(|p| p.clients > 0);
    all.extend(holds.map(|p| coded(owned_by(p, people, cx), t.clients_filter_of(short(&p.name)))));
    all
}
