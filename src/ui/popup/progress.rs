//! Long work: a bar with rate and time left; Esc asks to stop. It never blocks the screen.

use ratatui::layout::{Position, Rect};

use super::{Reply, Step};
use crate::ui::actions::{self, Act};
use crate::ui::cx::Cx;
use crate::ui::plan::centered;
use crate::ui::theme::Tone;
use crate::ui::widgets::{Paint, gauge, width};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    pub title: String,
    /// What is being done now.
    pub what: String,
    pub done: u64,
    pub total: Option<u64>,
    /// On the `mono` clock.
    pub since: u64,
    pub stopping: bool,
}

impl Progress {
    pub fn new(title: impl Into<String>, mono: u64) -> Progress {
        Progress { title: title.into(), what: String::new(), done: 0, total: None, since: mono, stopping: false }
    }

    pub fn act(&mut self, act: Act) -> Step {
        if act == actions::BACK && !self.stopping {
            self.stopping = true;
            return Step::Reply(Reply::Stop);
        }
        Step::Stay
    }

    /// Rows per second and milliseconds left, once there is something to tell from.
    fn pace(&self, mono: u64) -> Option<(u64, Option<u64>)> {
        let ms = mono.saturating_sub(self.since);
        if self.done == 0 || ms < 500 {
            return None;
        }
        let rate = self.done * 1_000 / ms;
        let left = self.total.map(|t| t.saturating_sub(self.done) * ms / self.done);
        Some((rate, left))
    }

    pub fn view(&self, area: Rect, cx: &Cx, p: &mut Paint) -> Option<Position> {
        let w = 60.min(area.width.saturating_sub(4));
        let inner = p.frame(centered(area, w, 7), &self.title);
        let t = cx.texts;
        p.text(inner.x, inner.y, inner.width, &self.what, Tone::Plain);
        let figure = match self.total {
            Some(total) => t.n_of(self.done as i64, total as i64),
            None => t.number(self.done as i64),
        };
        let fw = width(&figure);
        if let Some(total) = self.total {
            let bar = gauge(p.theme, self.done, total, inner.width.saturating_sub(fw + 2));
            p.text(inner.x, inner.y + 2, inner.width, &bar, Tone::Accent);
        }
        p.right(inner.x, inner.y + 2, inner.width, &figure, Tone::Plain);
        p.text(inner.x, inner.y + 4, inner.width, &self.told(cx), Tone::Dim);
        None
    }

    /// Rate and time left, once there is something to tell from; what comes after the last row has no measure.
    fn told(&self, cx: &Cx) -> String {
        let t = cx.texts;
        let last = if self.stopping {
            t.t().ui_stopping()
        } else if self.total.is_some_and(|total| total > 0 && self.done >= total) {
            t.t().ui_rows_done()
        } else if let Some((rate, left)) = self.pace(cx.mono) {
            let left = left.map_or_else(String::new, |ms| t.t().ui_time_left(t.span(ms as i64)));
            format!("{} {left}", t.t().ui_rate(t.number(rate as i64)))
        } else {
            String::new()
        };
        last.trim().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::base::{At, Clock, Zone};
    use crate::domain::settings::Office;
    use crate::reads::Facts;
    use crate::texts::{Lang, Texts};
    use crate::ui::cx::{Ctx, Drafts};

    /// What stands under the bar `mono` milliseconds after the start.
    fn told(p: &Progress, mono: u64) -> String {
        let (office, facts, drafts, texts) =
            (Office::default(), Facts::default(), Drafts::default(), Texts::load(Lang::Ru));
        let clock = Clock { now: At(0), zone: Zone::MOSCOW };
        let path = Path::new("x.db");
        let ctx =
            Ctx { clock, fixed: true, readonly: false, path, office: &office, mono, size: (80, 24), texts: &texts };
        p.told(&Cx { ctx: &ctx, facts: &facts, drafts: &drafts }).replace('\u{a0}', " ")
    }

    #[test]
    fn rate_and_time_left_follow_what_the_work_tells() {
        let mut p = Progress::new("Читаю файлы", 1_000);
        assert_eq!(told(&p, 60_000), "", "nothing is guessed before anything was told");
        (p.done, p.total) = (500, Some(20_000));
        assert_eq!(told(&p, 1_400), "", "half a second says nothing yet");
        p.done = 5_000;
        assert_eq!(told(&p, 3_000), "2 500 в секунду · осталось 6 с");
        p.done = 20_000;
        assert_eq!(told(&p, 9_000), "Почти готово, завершаю…");
        p.act(actions::BACK);
        assert_eq!(told(&p, 9_000), "Останавливаю…");
        // Asked to stop once is asked.
        assert_eq!(p.act(actions::BACK), Step::Stay);
    }
}
