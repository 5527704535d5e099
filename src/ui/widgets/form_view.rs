//! How a form looks: labels at the left, the field with the focus whole, what is wrong or understood under each.

use ratatui::layout::{Position, Rect};

use super::form::{Form, Kind, Problems};
use super::paint::{Paint, width, wrap};
use crate::ui::cx::Cx;
use crate::ui::plan::plan;
use crate::ui::theme::{Glyph, Tone};

/// Rows of a text area on the screen.
const AREA_ROWS: u16 = 3;

impl Form {
    fn label_width(&self, w: u16) -> u16 {
        let widest = self.fields.iter().map(|f| width(&f.label)).max().unwrap_or(0);
        (widest + 2).min(w / 3)
    }

    /// What stands under a field: its problem once the person has been there, else the echo of what was understood.
    fn under(&self, i: usize, problems: &Problems, cx: &Cx) -> Option<(String, Tone)> {
        let f = &self.fields[i];
        let problem = problems.iter().find(|(id, _)| *id == f.id);
        match problem {
            Some((_, p)) if self.tried || (f.touched && i != self.focus) => Some((p.clone(), Tone::Late)),
            Some((_, p)) if f.touched && i == self.focus => Some((p.clone(), Tone::Warn)),
            _ if !f.note.is_empty() => Some((f.note.clone(), Tone::Dim)),
            _ => match &f.kind {
                Kind::Spoken { line, echo } => {
                    let said = echo(line.text().trim(), cx).ok().filter(|e| !e.is_empty())?;
                    let unseen = self.is_unseen(f.id);
                    Some(if unseen { (cx.texts.t().ui_check_day(said), Tone::Warn) } else { (said, Tone::Dim) })
                }
                _ => None,
            },
        }
    }

    fn rows(&self, i: usize, w: u16) -> u16 {
        match &self.fields[i].kind {
            Kind::Area(_) if i == self.focus => AREA_ROWS,
            Kind::Area(a) => (wrap(&a.text(), w).len() as u16).clamp(1, AREA_ROWS),
            Kind::Told(t) => wrap(t, w).len() as u16,
            Kind::Rows { rows, .. } => rows.len().max(1) as u16,
            _ => 1,
        }
    }

    /// Rows the whole form takes at this width.
    pub fn height(&self, w: u16, cx: &Cx) -> u16 {
        let fw = w.saturating_sub(self.label_width(w));
        let problems = self.problems(cx);
        (0..self.fields.len())
            .map(|i| {
                let under =
                    self.under(i, &problems, cx).map_or(0, |(t, _)| wrap(&t, fw.saturating_sub(2)).len() as u16);
                self.rows(i, fw) + under
            })
            .sum()
    }

    pub fn view(&self, area: Rect, cx: &Cx, p: &mut Paint) -> Option<Position> {
        let lw = self.label_width(area.width);
        let (x, w) = (area.x + lw, area.width.saturating_sub(lw));
        let problems = self.problems(cx);
        let heights: Vec<u16> = (0..self.fields.len())
            .map(|i| {
                let under = self.under(i, &problems, cx).map_or(0, |(t, _)| wrap(&t, w.saturating_sub(2)).len() as u16);
                self.rows(i, w) + under
            })
            .collect();
        // Scrolled so that the focused field is whole.
        let mut first = 0;
        while first < self.focus && heights[first..=self.focus].iter().sum::<u16>() > area.height {
            first += 1;
        }
        let mut y = area.y;
        let mut cursor = None;
        for i in first..self.fields.len() {
            let rows = self.rows(i, w);
            if y + rows > area.bottom() {
                break;
            }
            let c = self.field(i, Rect { x, y, width: w, height: rows }, area.x, lw, p);
            cursor = cursor.or(c);
            y += rows;
            if let Some((text, tone)) = self.under(i, &problems, cx) {
                let mark = p.theme.glyph(if tone == Tone::Dim { Glyph::Arrow } else { Glyph::Problem });
                for (n, l) in wrap(&text, w.saturating_sub(2)).iter().enumerate() {
                    if y >= area.bottom() {
                        break;
                    }
                    if n == 0 {
                        p.text(x, y, 1, mark, tone);
                    }
                    p.text(x + 2, y, w.saturating_sub(2), l, tone);
                    y += 1;
                }
            }
        }
        if let Some(pick) = &self.pick {
            // Under it the line of what has happened and the keys stay in sight.
            return pick.view(plan(cx.size).body, cx, p);
        }
        cursor
    }

    fn field(&self, i: usize, at: Rect, label_x: u16, lw: u16, p: &mut Paint) -> Option<Position> {
        let f = &self.fields[i];
        let here = i == self.focus;
        p.text(label_x, at.y, lw.saturating_sub(1), &f.label, if here { Tone::Accent } else { Tone::Dim });
        match &f.kind {
            Kind::Line(l) | Kind::Spoken { line: l, .. } => {
                let c = l.view(p, at.x, at.y, at.width, if here { Tone::Field } else { Tone::Plain });
                here.then_some(c)
            }
            Kind::Area(a) if here => {
                let style = p.theme.style(Tone::Plain);
                Some(a.view(at, p.buf, style))
            }
            Kind::Area(a) => {
                let lines = wrap(&a.text(), at.width);
                let more = lines.len() > usize::from(at.height);
                for (n, l) in lines.iter().take(usize::from(at.height)).enumerate() {
                    let last = more && n + 1 == usize::from(at.height);
                    let l = if last { format!("{l} {}", p.theme.glyph(Glyph::Ellipsis)) } else { l.clone() };
                    p.text(at.x, at.y + n as u16, at.width, &l, Tone::Plain);
                }
                None
            }
            Kind::Choice { options, chosen } => {
                let label = options.iter().find(|o| Some(&o.key) == chosen.as_ref()).map_or("", |o| o.label.as_str());
                let tone = if here { Tone::Field } else { Tone::Plain };
                let mark = p.theme.glyph(Glyph::Down);
                let text = if here { format!("{label} {mark}") } else { label.to_owned() };
                p.text(at.x, at.y, at.width, &text, tone);
                here.then(|| Position::new(at.x, at.y))
            }
            Kind::Rows { rows, at: row } => {
                for (n, (text, tone)) in rows.iter().enumerate() {
                    let tone = if here && n == *row { Tone::Field } else { *tone };
                    p.text(at.x, at.y + n as u16, at.width, text, tone);
                }
                None
            }
            Kind::Told(t) => {
                for (n, l) in wrap(t, at.width).iter().enumerate() {
                    p.text(at.x, at.y + n as u16, at.width, l, Tone::Plain);
                }
                None
            }
        }
    }
}
