//! The report before keeping: what was understood, what the program cannot know, and the answers given so far.

use std::path::PathBuf;

use ratatui::layout::Rect;

use super::files::top;
use crate::base::{ClientId, EmployeeId, Kind, Ref};
use crate::domain::{Segment, Source, StageKind};
use crate::jobs::import::Report;
use crate::jobs::import::screen::{Held, Seen};
use crate::ops::import::{
    Answers, Candidate, ClientAnswer, LinkAnswer, OwnerAnswer, Question, Same, SegmentAnswer, StageAnswer,
};
use crate::ui::cx::Cx;
use crate::ui::input::Mouse;
use crate::ui::popup::{Pick, PickItem};

/// One line a cursor can stand on. Headings stand between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Item {
    File(usize),
    /// An index of `Report::skipped`.
    Skipped(usize),
    /// An index of `Report::broken`.
    Broken(usize),
    /// An index of `Report::questions`.
    Question(usize),
    /// An index of `Report::owners_known`.
    Known(usize),
    /// An index of `Report::segments_known`.
    KnownSegment(usize),
    /// An index of `Report::stages`.
    Stage(usize),
    /// An index of `Seen::refused`.
    Refused(usize),
    /// An index of `Report::changes`.
    Changed(usize),
}

pub(super) struct Review {
    pub held: Held,
    pub seen: Seen,
    pub report: Option<Report>,
    pub given: Answers,
    /// Everybody in the base, for the question who an owner is.
    pub people: Vec<(EmployeeId, String)>,
    pub items: Vec<Item>,
    pub at: usize,
}

impl Review {
    pub fn new(held: Held, seen: Seen) -> Review {
        let (given, people, items) = (Answers::default(), Vec::new(), Vec::new());
        Review { held, seen, report: None, given, people, items, at: 0 }
    }

    /// The same files read again: what was answered stays answered.
    pub fn again(self, held: Held, seen: Seen) -> Review {
        Review { held, seen, report: None, items: Vec::new(), ..self }
    }

    pub fn take(&mut self, report: Report) {
        let asks = report.questions.iter().enumerate();
        // A stage is asked among the stages.
        let asks = asks.filter(|(_, q)| !matches!(q, Question::Stage { .. })).map(|(i, _)| Item::Question(i));
        self.items = (0..report.files.len())
            .map(Item::File)
            .chain((0..report.broken.len()).map(Item::Broken))
            .chain((0..report.skipped.len()).map(Item::Skipped))
            .chain(asks)
            .chain((0..report.owners_known.len()).map(Item::Known))
            .chain((0..report.segments_known.len()).map(Item::KnownSegment))
            .chain((0..report.stages.len()).map(Item::Stage))
            .chain((0..self.seen.refused.len()).map(Item::Refused))
            .chain((0..report.changes.len()).map(Item::Changed))
            .collect();
        self.report = Some(report);
        self.at = self.at.min(self.items.len().saturating_sub(1));
    }

    pub fn answers(&self, create: bool) -> Answers {
        Answers { create_employees: create, ..self.given.clone() }
    }

    pub fn item(&self) -> Option<Item> {
        self.items.get(self.at).copied()
    }

    /// The skipped sheet or the unread file under the cursor, where a person can say what its columns mean.
    pub fn to_say(&self) -> Option<(PathBuf, String)> {
        let report = self.report.as_ref()?;
        match self.item()? {
            Item::Skipped(i) => {
                let s = report.skipped.get(i).filter(|s| s.reason.can_be_said())?;
                Some((s.path.clone(), s.sheet.clone()))
            }
            Item::Broken(i) => report.broken.get(i).filter(|b| b.can_be_said()).map(|b| (b.path.clone(), b.sheet())),
            _ => None,
        }
    }

    pub fn question(&self, item: Item) -> Option<&Question> {
        match item {
            Item::Question(i) => self.report.as_ref()?.questions.get(i),
            _ => None,
        }
    }

    pub fn owner_answer(&self, written: &str) -> Option<OwnerAnswer> {
        self.given.owners.iter().find(|(w, _)| w == written).map(|(_, a)| *a)
    }

    /// The client it is, or `None` for another one: as answered for this one, else for all alike.
    pub fn client_answer(&self, ext_id: &str, one: Option<ClientId>) -> Option<Option<ClientId>> {
        let own = self.given.clients.iter().find(|c| c.ext_id == ext_id).map(|c| c.same);
        own.or_else(|| match self.given.alike.duplicates? {
            Same::TheOne => one.map(Some),
            Same::Other => Some(None),
        })
    }

    /// What a word was said to be; `Some(None)`: no segment.
    pub fn segment_answer(&self, source: Source, written: &str) -> Option<Option<Segment>> {
        let given = self.given.segments.iter().find(|a| a.source == source && a.written == written);
        given.map(|a| a.segment)
    }

    /// The deal of a task, or `None` for none of them.
    pub fn link_answer(&self, source: Source, ext_id: &str, written: &str) -> Option<Option<Ref>> {
        let own = self.given.links.iter().find(|l| l.source == source && l.ext_id == ext_id).map(|l| l.to);
        let alike = || self.given.alike.links.iter().find(|l| l.source == source && l.written == written);
        own.or_else(|| alike().map(|l| l.to))
    }

    /// The kind of a stage as it will be kept, and whether somebody has looked at it.
    pub fn stage(&self, i: usize) -> Option<(StageKind, bool)> {
        let s = self.report.as_ref()?.stages.get(i)?;
        let given = self.given.stages.iter().find(|a| {
            (a.source, a.pipeline.as_str(), a.stage.as_str()) == (s.source, s.pipeline.as_str(), s.stage.as_str())
        });
        Some(given.map_or((s.kind, s.settled), |a| (a.kind, true)))
    }

    /// Whether a line still waits for an answer.
    pub fn is_open(&self, item: Item, create: bool) -> bool {
        match (item, self.question(item)) {
            (Item::Stage(i), _) => self.stage(i).is_some_and(|(_, settled)| !settled),
            (_, Some(Question::Owner { written, candidates, .. })) => {
                self.owner_answer(written).is_none() && !(create && candidates.is_empty())
            }
            (_, Some(Question::Segment { source, written, .. })) => self.segment_answer(*source, written).is_none(),
            (_, Some(Question::Duplicate { ext_id, one, .. })) => self.client_answer(ext_id, *one).is_none(),
            (_, Some(Question::Link { source, ext_id, written, .. })) => {
                self.link_answer(*source, ext_id, written).is_none()
            }
            _ => false,
        }
    }

    /// How many questions are left.
    pub fn open(&self, create: bool) -> usize {
        self.items.iter().filter(|i| self.is_open(**i, create)).count()
    }

    pub fn turn_to_question(&mut self, create: bool) {
        if let Some(i) = self.items.iter().position(|i| self.is_open(*i, create)) {
            self.at = i;
        }
    }

    /// The possible answers to the line under the cursor; `None` where nothing is asked.
    pub fn pick(&self, cx: &Cx) -> Option<Pick> {
        let (x, t) = (cx.texts, cx.texts.t());
        let item = self.item()?;
        if let Item::Stage(i) = item {
            let s = self.report.as_ref()?.stages.get(i)?;
            let items = StageKind::ALL.iter().map(|k| PickItem::new(k.word(), x.term(*k))).collect();
            let now = self.stage(i).map_or("", |(k, _)| k.word());
            return Some(Pick::new(t.imp_stage_title(x.t().quoted(s.stage.clone())), items).at(now));
        }
        if let Item::Known(i) = item {
            let known = self.report.as_ref()?.owners_known.get(i)?;
            let (object, name) = (known.employee.into(), known.name.clone());
            return Some(self.who(&known.written, &[Candidate { object, name, about: String::new() }], cx));
        }
        if let Item::KnownSegment(i) = item {
            return Some(segments(&self.report.as_ref()?.segments_known.get(i)?.written, cx));
        }
        match self.question(item)? {
            Question::Owner { written, candidates, .. } => Some(self.who(written, candidates, cx)),
            Question::Duplicate { name, candidates, .. } => {
                let mut items: Vec<PickItem> = candidates
                    .iter()
                    .map(|c| {
                        let same = t.imp_same_client(t.quoted(c.name.clone()));
                        PickItem::new(c.object.to_string(), same).note(c.about.clone())
                    })
                    .collect();
                items.push(PickItem::new("other", t.imp_other_client()));
                Some(Pick::new(t.imp_client_title(t.quoted(name.clone())), items))
            }
            Question::Link { name, candidates, .. } => {
                let mut items: Vec<PickItem> =
                    candidates.iter().map(|c| PickItem::new(c.object.to_string(), c.name.clone())).collect();
                items.push(PickItem::new("none", t.imp_link_none()));
                Some(Pick::new(t.imp_link_title(t.quoted(name.clone())), items))
            }
            Question::Segment { written, .. } => Some(segments(written, cx)),
            Question::Stage { .. } | Question::Conflict { .. } => None,
        }
    }

    /// Who an owner's name may mean: those it resembles, somebody new, nobody, and everybody else of the base.
    fn who(&self, written: &str, candidates: &[Candidate], cx: &Cx) -> Pick {
        let t = cx.texts.t();
        let mut items: Vec<PickItem> = candidates
            .iter()
            .map(|c| {
                let note = if c.about.is_empty() { t.imp_resembles() } else { c.about.clone() };
                PickItem::new(c.object.to_string(), c.name.clone()).note(note)
            })
            .collect();
        items.push(PickItem::new("create", t.imp_owner_create(t.quoted(written))));
        items.push(PickItem::new("nobody", t.imp_owner_nobody()));
        let others = self.people.iter().filter(|(id, _)| !candidates.iter().any(|c| c.object == (*id).into()));
        items.extend(others.map(|(id, name)| PickItem::new(crate::base::Ref::from(*id).to_string(), name)));
        Pick::new(t.imp_owner_title(t.quoted(written)), items)
    }

    /// Something was answered that leaving would lose.
    pub fn is_answered(&self) -> bool {
        self.given != Answers::default()
    }

    /// Takes the answer to the line under the cursor and goes to the next question.
    pub fn answer(&mut self, key: &str) {
        let Some(item) = self.item() else { return };
        self.answer_item(item, key);
        self.at = (self.at + 1).min(self.items.len().saturating_sub(1));
    }

    pub(super) fn answer_item(&mut self, item: Item, key: &str) {
        if let Item::Stage(i) = item {
            let stage = self.report.as_ref().and_then(|r| r.stages.get(i)).cloned();
            if let (Some(s), Some(kind)) = (stage, StageKind::of(key)) {
                self.given.stages.retain(|a| (a.source, &a.pipeline, &a.stage) != (s.source, &s.pipeline, &s.stage));
                self.given.stages.push(StageAnswer { source: s.source, pipeline: s.pipeline, stage: s.stage, kind });
            }
        }
        if let Item::KnownSegment(i) = item
            && let Some(known) = self.report.as_ref().and_then(|r| r.segments_known.get(i))
        {
            self.say_segment(known.source, known.written.clone(), key);
        }
        let object = key.parse::<crate::base::Ref>().ok();
        let known = match item {
            Item::Known(i) => self.report.as_ref().and_then(|r| r.owners_known.get(i)).map(|k| k.written.clone()),
            _ => None,
        };
        let owner = match self.question(item) {
            Some(Question::Owner { written, .. }) => Some(written.clone()),
            _ => known,
        };
        if let Some(written) = owner {
            let answer = match (key, object) {
                ("create", _) => OwnerAnswer::Create,
                (_, Some(r)) if r.kind == Kind::Employee => OwnerAnswer::Is(EmployeeId(r.id)),
                _ => OwnerAnswer::Nobody,
            };
            self.given.owners.retain(|(w, _)| *w != written);
            self.given.owners.push((written, answer));
        }
        match self.question(item).cloned() {
            Some(Question::Duplicate { source, ext_id, .. }) => {
                let same = object.filter(|r| r.kind == Kind::Client).map(|r| ClientId(r.id));
                self.given.clients.retain(|c| c.ext_id != ext_id);
                self.given.clients.push(ClientAnswer { source, ext_id, same });
            }
            Some(Question::Segment { source, written, .. }) => self.say_segment(source, written, key),
            Some(Question::Link { source, ext_id, .. }) => {
                self.given.links.retain(|l| (l.source, &l.ext_id) != (source, &ext_id));
                self.given.links.push(LinkAnswer { source, ext_id, to: object });
            }
            _ => {}
        }
    }

    fn say_segment(&mut self, source: Source, written: String, key: &str) {
        self.given.segments.retain(|a| (a.source, &a.written) != (source, &written));
        self.given.segments.push(SegmentAnswer { source, written, segment: Segment::of(key) });
    }

    /// The name of an employee of the base.
    pub fn person(&self, id: EmployeeId) -> String {
        self.people.iter().find(|(i, _)| *i == id).map_or_else(String::new, |(_, n)| n.clone())
    }

    /// What stands above an item: a heading where a new part begins.
    pub fn begins(&self, i: usize) -> bool {
        let part = |item: &Item| match item {
            Item::File(_) => (0, None),
            Item::Skipped(_) => (7, None),
            Item::Question(q) => match self.report.as_ref().and_then(|r| r.questions.get(*q)) {
                Some(Question::Owner { .. }) => (1, None),
                Some(Question::Duplicate { .. }) => (2, None),
                Some(Question::Link { .. }) => (6, None),
                Some(Question::Segment { .. }) => (11, None),
                _ => (3, None),
            },
            Item::Known(_) | Item::KnownSegment(_) => (9, None),
            Item::Broken(_) => (10, None),
            Item::Stage(s) => {
                (4, self.report.as_ref().and_then(|r| r.stages.get(*s)).map(|s| (s.source, s.pipeline.clone())))
            }
            Item::Refused(_) => (5, None),
            Item::Changed(_) => (8, None),
        };
        match i.checked_sub(1).and_then(|before| self.items.get(before)) {
            None => true,
            Some(before) => part(before) != part(&self.items[i]),
        }
    }

    /// The rows of the list: `None` is a heading above the item that follows, or the blank before it.
    pub fn lines(&self) -> Vec<Line> {
        let mut out = Vec::new();
        for i in 0..self.items.len() {
            if self.begins(i) {
                if i > 0 {
                    out.push(Line::Blank);
                }
                out.push(Line::Head(i));
            }
            out.push(Line::Item(i));
        }
        out
    }

    /// The first of `lines` to draw so that the cursor is seen.
    pub fn top(&self, lines: &[Line], rows: u16) -> usize {
        let at = lines.iter().position(|l| *l == Line::Item(self.at)).unwrap_or(0);
        top(at, rows)
    }

    pub fn row_at(&self, mouse: Mouse, area: Rect) -> Option<usize> {
        let lines = self.lines();
        let rows = Self::height(area);
        let y = mouse.y.checked_sub(area.y + 3).filter(|y| *y < rows)?;
        match lines.get(self.top(&lines, rows) + usize::from(y))? {
            Line::Item(i) => Some(*i),
            _ => None,
        }
    }

    /// Rows of the list in an area of the screen: a title, a sentence and a blank above, the totals below.
    pub fn height(area: Rect) -> u16 {
        area.height.saturating_sub(5)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Line {
    Blank,
    Head(usize),
    Item(usize),
}

/// What a word may mean: a segment, or none.
fn segments(written: &str, cx: &Cx) -> Pick {
    let (x, t) = (cx.texts, cx.texts.t());
    let mut items: Vec<PickItem> = Segment::ALL.iter().map(|s| PickItem::new(s.word(), x.term(*s))).collect();
    items.push(PickItem::new("none", t.imp_segment_none()));
    Pick::new(t.imp_segment_title(t.quoted(written)), items)
}
