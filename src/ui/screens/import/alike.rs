//! One answer for all questions that are alike.

use super::report::{Item, Review};
use crate::ops::import::{LinkAlike, Question, Same};
use crate::ui::cx::Cx;
use crate::ui::popup::{Pick, PickItem};

const THE_ONE: &str = "same";

impl Review {
    /// The lines that ask the same as the one under the cursor, itself among them.
    pub fn alike(&self) -> Vec<usize> {
        let Some(here) = self.item() else { return Vec::new() };
        let like = |i: &usize| self.is_like(here, self.items[*i]);
        (0..self.items.len()).filter(like).collect()
    }

    fn is_like(&self, a: Item, b: Item) -> bool {
        match (a, b) {
            (Item::Stage(_), Item::Stage(i)) => a == b || self.report.as_ref().is_some_and(|r| !r.stages[i].settled),
            _ => match (self.question(a), self.question(b)) {
                (Some(Question::Owner { candidates: a, .. }), Some(Question::Owner { candidates: b, .. })) => {
                    a.is_empty() == b.is_empty()
                }
                (Some(Question::Duplicate { .. }), Some(Question::Duplicate { .. })) => true,
                // Deals of one title may be of several clients: the same ones must be meant.
                (
                    Some(Question::Link { source: a, written: at, candidates: ac, .. }),
                    Some(Question::Link { source: b, written: bt, candidates: bc, .. }),
                ) => (a, at) == (b, bt) && ac.iter().map(|c| c.object).eq(bc.iter().map(|c| c.object)),
                _ => false,
            },
        }
    }

    /// The answers that can be given to all of them; `None` where nothing else is alike.
    pub fn pick_alike(&self, cx: &Cx) -> Option<Pick> {
        let (x, t) = (cx.texts, cx.texts.t());
        let n = self.alike().len();
        if n < 2 {
            return None;
        }
        let n = x.number(n as i64);
        let pick = match self.question(self.item()?) {
            Some(Question::Duplicate { .. }) => {
                let one = PickItem::new(THE_ONE, t.imp_alike_same());
                Pick::new(String::new(), vec![one, PickItem::new("other", t.imp_alike_other())])
            }
            // Each is made under the name that is written of him.
            Some(Question::Owner { .. }) => self.pick(cx)?.worded("create", t.imp_alike_create()),
            _ => self.pick(cx)?,
        };
        Some(pick.titled(t.imp_alike_title(n)))
    }

    /// Takes one answer for all; gives how many lines it decides.
    pub fn answer_alike(&mut self, key: &str) -> usize {
        let all = self.alike();
        match self.item().and_then(|i| self.question(i)).cloned() {
            // These hold for the ones beyond the list too.
            Some(Question::Duplicate { .. }) => {
                self.given.clients.clear();
                self.given.alike.duplicates = Some(if key == THE_ONE { Same::TheOne } else { Same::Other });
            }
            Some(Question::Link { source, written, .. }) => {
                let of_these = |ext_id: &str| {
                    all.iter().any(|i| {
                        matches!(self.question(self.items[*i]), Some(Question::Link { ext_id: e, .. }) if e == ext_id)
                    })
                };
                let singly: Vec<bool> = self.given.links.iter().map(|l| !of_these(&l.ext_id)).collect();
                let mut keep = singly.into_iter();
                self.given.links.retain(|_| keep.next().unwrap_or(true));
                self.given.alike.links.retain(|l| (l.source, &l.written) != (source, &written));
                self.given.alike.links.push(LinkAlike { source, written, to: key.parse().ok() });
            }
            _ => all.iter().for_each(|i| self.answer_item(self.items[*i], key)),
        }
        all.iter().filter(|i| !self.is_open(self.items[**i], false)).count()
    }
}
