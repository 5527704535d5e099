//! Доступы: who can open what, what is to be closed until when and by whom. First employees × systems; Enter is one
//! person's accounts; a filter is a list of everything that waits, for IT, for security, for today.

mod card;
mod forms;
mod matrix;
pub mod rows;

use ratatui::layout::{Position, Rect};
use serde_json::{Value, json};

use self::card::card;
use self::rows::Rows;
use super::browse::scroll;
use super::{Focus, Screen, ScreenDecl, ScreenId};
use crate::base::{EmployeeId, Fault, Kind, Ref};
use crate::domain::Role;
use crate::domain::rights::Right;
use crate::ops::{Done, Outcome};
use crate::reads::access_matrix::{MatrixRow, System};
use crate::reads::accesses::{Find, Which};
use crate::reads::{Answer, Page, Query};
use crate::ui::actions::{self, Act, Decl, Place, places};
use crate::ui::body_panes;
use crate::ui::cx::Cx;
use crate::ui::effect::{Out, RunId, Slot};
use crate::ui::input::Mouse;
use crate::ui::plan::{panes, plan};
use crate::ui::popup::{Pick, PickItem, Popup, Reply, Tag};
use crate::ui::theme::Tone;
use crate::ui::widgets::{Card, ListState, Notice, Paint, page_rows};

pub const ID: ScreenId = ScreenId("accesses");
pub const PLACE: Place = Place("accesses");
pub const GO: Act = Act("go.accesses");
pub const SHOW: Act = Act("accesses.show");

const PEOPLE: Slot = Slot("accesses.people");
const LIST: Slot = Slot("accesses.list");
const SHOW_TAG: Tag = Tag("accesses.show");

pub const DECL: ScreenDecl = ScreenDecl {
    id: ID,
    kind: Some(Kind::Access),
    tab: true,
    actions: &[
        Decl::new(GO, places::ANYWHERE, &["8"], |x| x.t().acc_name(), |x| x.t().acc_go_help()),
        Decl::new(SHOW, PLACE, &["f"], |x| x.t().acc_show(), |x| x.t().acc_show_help()).footer(4),
        Decl::new(rows::NEW, PLACE, &["n"], |x| x.t().acc_new(), |x| x.t().acc_new_help())
            .right(Right::AccessPlan)
            .footer(15),
    ],
    inner: &[rows::ACTIONS],
    make: || Box::new(Accesses::default()),
};

/// What stands on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Shown {
    #[default]
    Matrix,
    /// The accounts of the person under the matrix's cursor.
    Person,
    List(Which),
}

/// The words of the lists: for the filter and for what is remembered.
const LISTS: [(&str, Which); 9] = [
    ("all", Which::All),
    ("waits", Which::Waits),
    ("overdue", Which::Overdue),
    ("today", Which::Today),
    ("it", Which::For(Role::It)),
    ("security", Which::For(Role::Security)),
    ("trouble", Which::Trouble),
    ("restore", Which::Restore),
    ("unverified", Which::Unverified),
];

/// The state of the screen.
#[derive(Default)]
pub struct Accesses {
    shown: Shown,
    people: ListState<MatrixRow>,
    systems: Vec<System>,
    /// The first system that is shown.
    shift: usize,
    rows: Rows,
    in_card: bool,
    card_top: u16,
    loaded: bool,
}

impl Accesses {
    fn pump(&mut self, cx: &Cx, out: &mut Out) {
        if self.people.wants().is_some() {
            let run = out.load(PEOPLE, Query::AccessMatrix(cx.texts.lang().word()));
            self.people.asked(run);
        }
        if self.shown != Shown::Matrix && self.rows.list.wants().is_some() {
            let run = out.load(LIST, Query::AccessList(self.find()));
            self.rows.list.asked(run);
        }
    }

    fn find(&self) -> Find {
        match self.shown {
            Shown::List(which) => Find { which, ..Find::default() },
            _ => Find { employee: self.rows.of.as_ref().map(|(id, _)| *id), ..Find::default() },
        }
    }

    fn show(&mut self, shown: Shown, cx: &Cx, out: &mut Out) {
        self.shown = shown;
        self.in_card = false;
        self.card_top = 0;
        self.rows.of = match shown {
            Shown::Person => self.people.current().map(holder),
            _ => None,
        };
        self.rows.list.restart(false);
        out.remember();
        self.pump(cx, out);
    }

    fn is_matrix(&self) -> bool {
        self.shown == Shown::Matrix
    }

    /// The systems stay in sight of the last one.
    fn shift(&mut self, by: isize, cx: &Cx) {
        let room = matrix::columns(body(cx));
        let most = self.systems.len().saturating_sub(room);
        self.shift = self.shift.saturating_add_signed(by).min(most);
    }

    fn title(&self, cx: &Cx) -> String {
        match self.shown {
            Shown::Person => self.rows.of.as_ref().map_or_else(String::new, |(_, name)| name.clone()),
            Shown::List(which) => list_name(which, cx),
            Shown::Matrix => String::new(),
        }
    }
}

fn holder(r: &MatrixRow) -> (EmployeeId, String) {
    (r.employee, r.name.clone())
}

/// What the screen has to itself.
fn body(cx: &Cx) -> Rect {
    plan(cx.size).body
}

fn list_name(which: Which, cx: &Cx) -> String {
    let t = cx.texts.t();
    match which {
        Which::All => t.acc_list_all(),
        Which::Waits => t.acc_list_waits(),
        Which::Overdue => t.acc_list_overdue(),
        Which::Today => t.acc_list_today(),
        Which::For(Role::It) => t.acc_list_it(),
        Which::For(Role::Security) => t.acc_list_security(),
        Which::For(role) => cx.texts.term(role),
        Which::Trouble => t.acc_list_trouble(),
        Which::Restore => t.acc_list_restore(),
        Which::Unverified => t.acc_list_unverified(),
    }
}

fn word(shown: Shown) -> &'static str {
    match shown {
        Shown::List(which) => LISTS.iter().find(|(_, w)| *w == which).map_or("", |(word, _)| word),
        _ => "",
    }
}

fn lists(now: Shown, cx: &Cx) -> Pick {
    let mut items = vec![PickItem::new("", cx.texts.t().acc_matrix_title())];
    items.extend(LISTS.iter().map(|(word, which)| PickItem::new(*word, list_name(*which, cx))));
    Pick::new(cx.texts.t().ui_filter_title(), items).at(word(now))
}

/// The name of the list stands above it.
fn rows_area(list: Rect) -> Rect {
    Rect { y: list.y + 1, height: list.height.saturating_sub(1), ..list }
}

impl Screen for Accesses {
    fn focus(&self) -> Focus {
        match (self.is_matrix(), self.in_card) {
            (true, _) => Focus::on(&[PLACE, places::LIST, places::CARD]),
            (false, true) => Focus::on(&[PLACE, rows::PLACE, places::CARD]),
            (false, false) => Focus::on(&[PLACE, rows::PLACE, places::LIST]),
        }
    }

    fn enter(&mut self, cx: &Cx, out: &mut Out) {
        self.people.restart(self.loaded);
        if !self.is_matrix() {
            self.rows.list.restart(true);
        }
        self.loaded = true;
        self.pump(cx, out);
    }

    fn act(&mut self, act: Act, cx: &Cx, out: &mut Out) -> bool {
        match act {
            SHOW | actions::FILTER => out.open(SHOW_TAG, Popup::Pick(lists(self.shown, cx))),
            actions::OPEN if self.is_matrix() => {
                if self.people.cursor().is_some() {
                    self.show(Shown::Person, cx, out);
                }
            }
            rows::NEW if self.is_matrix() => self.rows.new_for(self.people.current().map(holder), cx, out),
            actions::RIGHT if self.is_matrix() => self.shift(1, cx),
            actions::LEFT if self.is_matrix() => self.shift(-1, cx),
            _ if self.is_matrix() => {
                if !self.people.act(act, matrix::page(body(cx), cx)) {
                    return false;
                }
            }
            actions::BACK | actions::LEFT | actions::QUIT if self.in_card => self.in_card = false,
            actions::BACK if self.rows.list.has_marks() => self.rows.list.clear_marks(),
            actions::BACK | actions::LEFT => self.show(Shown::Matrix, cx, out),
            actions::OPEN | actions::RIGHT if self.rows.list.cursor().is_some() => self.in_card = true,
            _ if self.in_card && scroll(&mut self.card_top, act, cx) => {}
            _ => {
                let page = page_rows(self.rows.table_area(rows_area(body_panes(cx).list), cx));
                if !self.rows.act(act, page, cx, out) {
                    return false;
                }
                self.card_top = 0;
            }
        }
        self.pump(cx, out);
        true
    }

    fn refuses(&self, act: Act, cx: &Cx) -> Option<String> {
        let t = cx.texts.t();
        if self.is_matrix() {
            return match act {
                actions::MARK | actions::MARK_ALL => Some(t.acc_matrix_no_marks()),
                actions::OPEN | rows::NEW if self.people.cursor().is_none() => Some(t.ui_no_row()),
                actions::RIGHT | actions::LEFT if self.systems.len() <= matrix::columns(body(cx)) => {
                    Some(t.acc_matrix_whole())
                }
                _ => None,
            };
        }
        match act {
            actions::OPEN | actions::RIGHT if self.rows.list.cursor().is_none() => Some(t.ui_no_row()),
            _ => self.rows.refuses(act, cx),
        }
    }

    fn mouse(&mut self, mouse: Mouse, area: Rect, cx: &Cx, out: &mut Out) {
        if self.is_matrix() {
            self.people.mouse(mouse, matrix::row_at(area, mouse.y), matrix::page(area, cx));
        } else {
            let list = self.rows.table_area(rows_area(panes(area).list), cx);
            let row = (mouse.y > list.y && mouse.x < list.right()).then(|| usize::from(mouse.y - list.y - 1));
            self.rows.list.mouse(mouse, row, page_rows(list));
            self.card_top = 0;
        }
        self.pump(cx, out);
    }

    fn answer(&mut self, run: RunId, answer: Result<Answer, Fault>, cx: &Cx, out: &mut Out) {
        match answer {
            Ok(Answer::AccessMatrix(m)) => {
                self.systems = m.systems;
                self.rows.people = m.rows.iter().map(holder).collect();
                self.people.answer(run, Ok(Page::whole(m.rows)));
                self.shift(0, cx);
            }
            Ok(Answer::Accesses(rows)) => {
                self.rows.list.answer(run, Ok(Page::whole(rows)));
            }
            Ok(_) => {}
            Err(fault) if self.people.is_pending(run) => {
                self.people.answer(run, Err(fault));
            }
            Err(fault) => {
                self.rows.list.answer(run, Err(fault));
            }
        }
        self.in_card &= self.rows.list.cursor().is_some();
        self.pump(cx, out);
    }

    fn reply(&mut self, tag: Tag, reply: Reply, cx: &Cx, out: &mut Out) {
        match (tag, reply) {
            (SHOW_TAG, Reply::Picked(key)) => {
                let which = LISTS.iter().find(|(word, _)| *word == key).map(|(_, w)| Shown::List(*w));
                self.show(which.unwrap_or_default(), cx, out);
            }
            (_, reply) => self.rows.reply(tag, reply, cx, out),
        }
    }

    fn ran(&mut self, _run: RunId, result: Result<Done<Outcome>, Fault>, cx: &Cx, out: &mut Out) {
        let t = cx.texts.t();
        let number = |n: u32| cx.texts.number(n.into());
        let told = match result.map(|d| d.out) {
            Ok(Outcome::AccessCut(c)) => t.acc_said_cut(number(c.ordered), number(c.asked)),
            Ok(Outcome::AccessAdd(_)) => t.acc_said_added(),
            Ok(Outcome::HookAnswer(a)) if a.again => t.acc_said_again(),
            _ => return,
        };
        self.rows.list.clear_marks();
        out.notice(Notice::good(told));
    }

    fn changed(&mut self, cx: &Cx, out: &mut Out) {
        self.people.restart(true);
        self.rows.list.restart(true);
        self.pump(cx, out);
    }

    fn show(&mut self, at: Ref, cx: &Cx, out: &mut Out) {
        Accesses::show(self, Shown::List(Which::All), cx, out);
        self.rows.list.go(at.id);
        self.pump(cx, out);
    }

    fn about(&self, cx: &Cx) -> String {
        // The headings of the table are a few letters each: here stand their names.
        let names: Vec<String> = self.systems.iter().map(|s| format!("{} — {}", s.short, s.title)).collect();
        let about = cx.texts.t().acc_about();
        if names.is_empty() { about } else { format!("{about} {}.", cx.texts.t().acc_about_columns(names.join("; "))) }
    }

    fn memory(&self) -> Value {
        json!({ "show": word(self.shown), "who": self.people.cursor() })
    }

    fn recall(&mut self, m: &Value) {
        let shown = m["show"].as_str().unwrap_or("");
        self.shown = LISTS.iter().find(|(w, _)| *w == shown).map_or(Shown::Matrix, |(_, which)| Shown::List(*which));
        if let Some(id) = m["who"].as_i64() {
            self.people.go(EmployeeId(id).0);
            self.loaded = true;
        }
        if !self.is_matrix() {
            self.rows.list.restart(false);
        }
    }

    fn view(&self, area: Rect, cx: &Cx, p: &mut Paint) -> Option<Position> {
        if self.is_matrix() {
            matrix::view(self, area, cx, p);
            return None;
        }
        let split = panes(area);
        let beside = split.card.map(|c| Rect { x: c.x + 1, width: c.width - 2, ..c });
        let alone =
            (split.card.is_none() && self.in_card).then(|| Rect { x: area.x + 1, width: area.width - 2, ..area });
        if alone.is_none() {
            let head = Rect { x: split.list.x + 1, width: split.list.width.saturating_sub(2), height: 1, ..split.list };
            p.text(head.x, head.y, head.width, &self.title(cx), Tone::Title);
            let t = cx.texts.t();
            let empty = if self.shown == Shown::Person { t.acc_empty_person() } else { t.acc_list_empty() };
            self.rows.view(rows_area(split.list), !self.in_card, empty, cx, p);
        }
        if let (Some(c), Some(area)) = (split.card, beside) {
            p.vline(c.x - 1, c.y, c.height);
            self.card(area, cx, p);
        }
        if let Some(area) = alone {
            self.card(area, cx, p);
        }
        None
    }
}

impl Accesses {
    fn card(&self, area: Rect, cx: &Cx, p: &mut Paint) {
        if let Some(a) = self.rows.list.current() {
            Card { top: self.card_top, ..card(a, cx) }.view(p, area, self.in_card);
        }
    }
}
