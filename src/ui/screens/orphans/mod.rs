//! Без ответственного: who holds objects that nobody answers for, and giving them to somebody, one or many at once.

mod view;

use ratatui::layout::{Position, Rect};

use super::{Focus, Screen, ScreenDecl, ScreenId, of_kind};
use crate::base::{Code, EmployeeId, Fault, Kind, Ref};
use crate::ops::{ALONE, Done, GiveOrphans, Orphans as Which, Outcome};
use crate::reads::orphans::{Find, KINDS, Of, OrphanRow, OwnerRow};
use crate::reads::{Answer, Page, Query};
use crate::ui::actions::{self, Act, Decl, Place, places};
use crate::ui::body_panes;
use crate::ui::cx::Cx;
use crate::ui::effect::{Out, RunId, Slot};
use crate::ui::input::{Mouse, MouseKind};
use crate::ui::popup::{Popup, Reply, Tag};
use crate::ui::widgets::{ListState, Marks, Notice, Paint, Row};

pub const ID: ScreenId = ScreenId("orphans");
pub const PLACE: Place = Place("orphans");
pub const GO: Act = Act("go.orphans");
pub const GIVE: Act = Act("orphans.give");
pub const KIND: Act = Act("orphans.kind");

const OWNERS: Slot = Slot("orphans.owners");
const OBJECTS: Slot = Slot("orphans.objects");
const PEOPLE: Slot = Slot("orphans.people");
const GIVE_TAG: Tag = Tag("orphans.give");
const SECOND_TAG: Tag = Tag("orphans.second");

pub const DECL: ScreenDecl = ScreenDecl {
    id: ID,
    kind: None,
    tab: false,
    actions: &[
        Decl::new(GO, places::ANYWHERE, &["O"], |x| x.t().orphans_name(), |x| x.t().orphans_go_help()),
        Decl::new(GIVE, PLACE, &["g"], |x| x.t().orphans_give(), |x| x.t().orphans_give_help()).footer(3),
        Decl::new(KIND, PLACE, &["Tab", "f"], |x| x.t().orphans_kind(), |x| x.t().orphans_kind_help()).footer(4),
    ],
    inner: &[],
    make: || Box::new(Orphans::default()),
};

impl Row for OwnerRow {
    fn id(&self) -> i64 {
        self.of.0.map_or(0, |e| e.0)
    }
}

impl Row for OrphanRow {
    fn id(&self) -> i64 {
        self.object.id
    }
}

/// The state of the screen.
pub struct Orphans {
    owners: ListState<OwnerRow>,
    objects: ListState<OrphanRow>,
    /// What `objects` shows.
    find: Find,
    /// The objects have the keys.
    in_objects: bool,
    loaded: bool,
    /// The people asked for by the form, and what it will give.
    asked: Option<(RunId, Which, u64)>,
    giving: Option<(Which, u64)>,
    /// Who can be chosen in the form, by name.
    people: Vec<(EmployeeId, String)>,
    /// Runs, or waits for the surname.
    command: Option<GiveOrphans>,
    given: Option<RunId>,
}

impl Default for Orphans {
    fn default() -> Self {
        Self {
            owners: ListState::default(),
            objects: ListState::default(),
            find: Find { of: Of(None), kind: Kind::Client },
            in_objects: false,
            loaded: false,
            asked: None,
            giving: None,
            people: Vec::new(),
            command: None,
            given: None,
        }
    }
}

impl Orphans {
    /// Asks for what the lists want now. Called at the end of every step.
    fn pump(&mut self, out: &mut Out) {
        if self.owners.wants().is_some() {
            let run = out.load(OWNERS, Query::OrphanOwners);
            self.owners.asked(run);
        }
        if self.owners.current().is_some() {
            // The owners stand beside the objects.
            self.objects.pump(OBJECTS, true, out, |window| Query::Orphans(self.find, window));
        }
    }

    /// The objects follow the owner under the cursor, at the first kind there is anything of.
    fn follow(&mut self) {
        let Some(o) = self.owners.current() else {
            self.in_objects = false;
            return;
        };
        let kept = Find { of: o.of, ..self.find };
        let kind = if kept == self.find && o.held.of(kept.kind) > 0 {
            kept.kind
        } else {
            KINDS.into_iter().find(|k| o.held.of(*k) > 0).unwrap_or(Kind::Client)
        };
        let find = Find { of: o.of, kind };
        let same = find == self.find;
        self.find = find;
        self.objects.restart(same);
    }

    /// The next kind this owner has anything of.
    fn next_kind(&mut self) {
        let Some(o) = self.owners.current() else { return };
        let at = KINDS.iter().position(|k| *k == self.find.kind).unwrap_or(0);
        let next = (1..=KINDS.len()).map(|i| KINDS[(at + i) % KINDS.len()]).find(|k| o.held.of(*k) > 0);
        self.find.kind = next.unwrap_or(self.find.kind);
        self.objects.restart(false);
    }

    /// What `g` gives now, and how many that are at least.
    fn picked(&self) -> Option<(Which, u64)> {
        let owner = self.owners.current()?;
        if !self.in_objects {
            return Some((Which::AllOf { owner: owner.of.0, kind: None, except: Vec::new() }, owner.held.all()));
        }
        let kind = self.find.kind;
        Some(match self.objects.marks() {
            Marks::AllOf { except } => {
                let n = owner.held.of(kind).saturating_sub(except.len() as u64);
                let except = except.iter().copied().collect();
                (Which::AllOf { owner: owner.of.0, kind: Some(kind), except }, n)
            }
            Marks::Ids(ids) if !ids.is_empty() => {
                (Which::Objects(ids.iter().map(|id| Ref::new(kind, *id)).collect()), ids.len() as u64)
            }
            Marks::Ids(_) => (Which::Objects(vec![self.objects.current()?.object]), 1),
        })
    }

    fn give(&mut self, command: GiveOrphans, out: &mut Out) {
        self.command = Some(command.clone());
        self.given = Some(out.run(command));
    }

    /// One user on an own machine: the second person is the receiver's surname typed again.
    fn ask_surname(&mut self, command: GiveOrphans, name: &str, n: u64, cx: &Cx, out: &mut Out) {
        out.close();
        out.open(SECOND_TAG, Popup::Dialog(view::second(name, n, cx)));
        self.command = Some(GiveOrphans { alone: Some(name.to_owned()), ..command });
    }
}

impl Screen for Orphans {
    fn focus(&self) -> Focus {
        Focus::on(&[PLACE, places::LIST])
    }

    fn enter(&mut self, _cx: &Cx, out: &mut Out) {
        self.owners.restart(self.loaded);
        self.loaded = true;
        self.pump(out);
    }

    fn act(&mut self, act: Act, cx: &Cx, out: &mut Out) -> bool {
        let page = view::page(body_panes(cx).list);
        match act {
            actions::BACK if self.in_objects && self.objects.has_marks() => self.objects.clear_marks(),
            actions::BACK | actions::LEFT if self.in_objects => self.in_objects = false,
            actions::OPEN if self.in_objects => {
                if let Some(r) = self.objects.current()
                    && let Some(screen) = of_kind(r.object.kind)
                {
                    out.go(screen, Some(r.object));
                }
            }
            actions::OPEN | actions::RIGHT => self.in_objects = self.objects.cursor().is_some(),
            KIND => self.next_kind(),
            GIVE => {
                if let Some((which, n)) = self.picked() {
                    let run = out.load(PEOPLE, Query::Employees(String::new()));
                    self.asked = Some((run, which, n));
                }
            }
            _ if self.in_objects => return self.objects.act(act, page) && self.pumped(out),
            // Owners have no marks of their own: what is marked are objects.
            actions::MARK | actions::MARK_ALL => self.in_objects = self.objects.cursor().is_some(),
            _ if self.owners.act(act, page) => self.follow(),
            _ => return false,
        }
        self.pump(out);
        true
    }

    fn refuses(&self, act: Act, cx: &Cx) -> Option<String> {
        let t = cx.texts.t();
        match act {
            actions::OPEN | actions::MARK | actions::MARK_ALL | KIND | GIVE if self.owners.cursor().is_none() => {
                Some(t.orphans_none())
            }
            actions::OPEN if self.in_objects && of_kind(self.find.kind).is_none() => Some(t.orphans_no_card()),
            _ => None,
        }
    }

    fn mouse(&mut self, mouse: Mouse, area: Rect, cx: &Cx, out: &mut Out) {
        let split = crate::ui::plan::panes(area);
        let page = view::page(body_panes(cx).list);
        if mouse.kind == MouseKind::Click && split.card.is_some() {
            self.in_objects = mouse.x >= split.list.right() && self.objects.cursor().is_some();
        }
        let row = view::row_at(split.list, mouse);
        if self.in_objects {
            self.objects.mouse(mouse, row, page);
        } else {
            self.owners.mouse(mouse, row, page);
            self.follow();
        }
        self.pump(out);
    }

    fn answer(&mut self, run: RunId, answer: Result<Answer, Fault>, cx: &Cx, out: &mut Out) {
        match answer {
            Ok(Answer::OrphanOwners(rows)) => {
                if self.owners.answer(run, Ok(Page::whole(rows))) {
                    self.follow();
                }
            }
            Ok(Answer::Orphans(find, page)) if find == self.find => {
                self.objects.answer(run, Ok(page));
                self.in_objects &= self.objects.cursor().is_some();
            }
            Ok(Answer::Employees(page)) if self.asked.as_ref().is_some_and(|(r, ..)| *r == run) => {
                if let Some((_, which, n)) = self.asked.take() {
                    out.open(GIVE_TAG, Popup::Form(view::give(self.owners.current(), &page.rows, n, cx)));
                    self.people = page.rows.into_iter().map(|p| (p.id, p.name)).collect();
                    self.giving = Some((which, n));
                }
            }
            Ok(_) => {}
            Err(fault) if self.owners.is_pending(run) => {
                self.owners.answer(run, Err(fault));
            }
            Err(fault) => {
                self.objects.answer(run, Err(fault));
            }
        }
        self.pump(out);
    }

    fn reply(&mut self, tag: Tag, reply: Reply, cx: &Cx, out: &mut Out) {
        match (tag, reply) {
            (GIVE_TAG, Reply::Filled(values)) => {
                let Some((which, n)) = self.giving.clone() else { return };
                let Ok(to) = values["to"].parse::<i64>().map(EmployeeId) else { return };
                let command = GiveOrphans { which, to, reason: values["reason"].clone(), alone: None };
                let name = self.people.iter().find(|(id, _)| *id == to).map(|(_, name)| name.clone());
                match name {
                    Some(name) if n > ALONE && cx.facts.role.is_none() => {
                        self.ask_surname(command, &name, n, cx, out);
                    }
                    _ => self.give(command, out),
                }
            }
            (SECOND_TAG, Reply::Pressed("give")) => {
                if let Some(command) = self.command.take() {
                    self.give(command, out);
                }
            }
            _ => {}
        }
    }

    fn ran(&mut self, run: RunId, result: Result<Done<Outcome>, Fault>, cx: &Cx, out: &mut Out) {
        if self.given != Some(run) {
            return;
        }
        self.given = None;
        let command = self.command.take();
        match (&result, command) {
            // With what goes along it became more than was counted before.
            (Err(fault), Some(command)) if fault.code == Code::NeedsSecond && !fault.arg("name").is_empty() => {
                let n = fault.arg("limit").parse().unwrap_or_default();
                return self.ask_surname(command, fault.arg("name"), n, cx, out);
            }
            _ => {}
        }
        if let Ok(Done { out: Outcome::GiveOrphans(given), .. }) = result {
            self.giving = None;
            self.objects.clear_marks();
            out.notice(Notice::good(view::given(&given, cx)));
        }
    }

    fn changed(&mut self, _cx: &Cx, out: &mut Out) {
        self.owners.restart(true);
        self.objects.restart(true);
        self.pump(out);
    }

    fn about(&self, cx: &Cx) -> String {
        cx.texts.t().orphans_about()
    }

    fn view(&self, area: Rect, cx: &Cx, p: &mut Paint) -> Option<Position> {
        view::view(self, area, cx, p);
        None
    }
}

impl Orphans {
    fn pumped(&mut self, out: &mut Out) -> bool {
        self.pump(out);
        true
    }
}
