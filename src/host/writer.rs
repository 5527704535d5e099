//! A frame becomes bytes: the difference of two buffers, one write. A scrolled list is shifted by a scroll region
//! instead of being drawn again (5, "Terminal output").

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};

use super::cells;

/// A shift is worth its bytes when it saves so many cells.
const WORTH: usize = 60;
/// Longer frames are wrapped in a synchronized update.
const LONG: usize = 400;

/// What the terminal shows, and what it is to show.
pub struct Writer {
    prev: Buffer,
    cursor: Option<Position>,
    fresh: bool,
}

impl Default for Writer {
    fn default() -> Self {
        Self { prev: Buffer::empty(Rect::ZERO), cursor: None, fresh: true }
    }
}

impl Writer {
    /// The screen is not what we think (resize, resume): everything is drawn again.
    pub fn forget(&mut self) {
        self.fresh = true;
    }

    /// The bytes that turn the screen into `next`; empty when nothing changed.
    pub fn frame(&mut self, next: Buffer, cursor: Option<Position>) -> Vec<u8> {
        let mut body = Vec::with_capacity(4096);
        if self.fresh || self.prev.area != next.area {
            body.extend_from_slice(b"\x1b[0m\x1b[2J");
            self.prev = Buffer::empty(next.area);
            self.fresh = false;
        } else if let Some(s) = shift(&self.prev, &next) {
            s.emit(&mut body);
            s.apply(&mut self.prev);
        }
        let before = body.len();
        cells::write(&self.prev, &next, &mut body);
        let drew = body.len() > before || before > 0;
        self.prev = next;
        let mut out = Vec::with_capacity(body.len() + 48);
        if !drew && cursor == self.cursor {
            return out;
        }
        let long = body.len() > LONG;
        if long {
            out.extend_from_slice(b"\x1b[?2026h");
        }
        // Drawing moves the terminal's cursor: hide it while it is not where it belongs.
        if self.cursor.is_some() {
            out.extend_from_slice(b"\x1b[?25l");
        }
        out.extend_from_slice(&body);
        if let Some(p) = cursor {
            out.extend_from_slice(format!("\x1b[{};{}H\x1b[?25h", p.y + 1, p.x + 1).as_bytes());
        }
        if long {
            out.extend_from_slice(b"\x1b[?2026l");
        }
        self.cursor = cursor;
        out
    }
}

/// Rows `top..=bottom` move by `by` rows: up when positive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Shift {
    top: u16,
    bottom: u16,
    by: i16,
}

impl Shift {
    /// `\n` at the lower edge and `ESC M` at the upper one work on consoles that know no SU and SD.
    fn emit(self, out: &mut Vec<u8>) {
        let (top, bottom) = (self.top + 1, self.bottom + 1);
        let n = usize::from(self.by.unsigned_abs());
        out.extend_from_slice(format!("\x1b[0m\x1b[{top};{bottom}r").as_bytes());
        if self.by > 0 {
            out.extend_from_slice(format!("\x1b[{bottom};1H").as_bytes());
            out.extend_from_slice(&b"\n".repeat(n));
        } else {
            out.extend_from_slice(format!("\x1b[{top};1H").as_bytes());
            out.extend_from_slice(&b"\x1bM".repeat(n));
        }
        out.extend_from_slice(b"\x1b[r");
    }

    fn source(self, y: u16) -> Option<u16> {
        let from = i32::from(y) + i32::from(self.by);
        (from >= i32::from(self.top) && from <= i32::from(self.bottom)).then_some(from as u16)
    }

    /// What the terminal then shows: moved rows, and blank ones where nothing moved in.
    fn apply(self, b: &mut Buffer) {
        let old = b.clone();
        let w = b.area.width;
        for y in self.top..=self.bottom {
            for x in 0..w {
                b[(x, y)] = self.source(y).map_or_else(Cell::default, |from| old[(x, from)].clone());
            }
        }
    }

    /// Rows that the shift alone brings where they belong.
    fn arrived(self, prev: &Buffer, next: &Buffer) -> usize {
        let same = |from: u16, y: u16| (0..prev.area.width).all(|x| prev[(x, from)] == next[(x, y)]);
        (self.top..=self.bottom).filter(|y| self.source(*y).is_some_and(|from| same(from, *y))).count()
    }

    /// Cells that still differ after the shift.
    fn cost(self, prev: &Buffer, next: &Buffer) -> usize {
        let blank = Cell::default();
        let w = prev.area.width;
        (self.top..=self.bottom)
            .map(|y| {
                let from = self.source(y);
                (0..w).filter(|x| from.map_or(&blank, |f| &prev[(*x, f)]) != &next[(*x, y)]).count()
            })
            .sum()
    }
}

/// A scroll changes nearly every row between its edges; a cursor that moves changes three.
const SCROLLED: usize = 6;

/// The shift by a few rows that saves most, if it saves enough to be worth its bytes.
fn shift(prev: &Buffer, next: &Buffer) -> Option<Shift> {
    let differ = |y: u16| cells::row(prev, y).iter().zip(cells::row(next, y)).filter(|(a, b)| a != b).count();
    let rows: Vec<(u16, usize)> = (0..prev.area.height).map(|y| (y, differ(y))).filter(|(_, n)| *n > 0).collect();
    if rows.len() < SCROLLED {
        return None;
    }
    let total: usize = rows.iter().map(|(_, n)| n).sum();
    let (top, bottom) = (rows.first()?.0, rows.last()?.0);
    if total < WORTH {
        return None;
    }
    // The last changed row may be a line of totals under the list, the first one a heading over it.
    let edges = [(top, bottom), (top, bottom - 1), (top + 1, bottom), (top + 1, bottom - 1)];
    // Two rows that are not the same mostly differ in their first cells, so that looking costs little.
    let best = edges
        .into_iter()
        .flat_map(|(top, bottom)| [1, -1, 2, -2, 3, -3].into_iter().map(move |by| Shift { top, bottom, by }))
        .max_by_key(|s| (s.arrived(prev, next), s.by.abs() == 1))?;
    let outside: usize = rows.iter().filter(|(y, _)| *y < best.top || *y > best.bottom).map(|(_, n)| n).sum();
    (best.cost(prev, next) + outside + WORTH < total).then_some(best)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::{Color, Style};

    /// A list of rows from `top`, the cursor on `at`, a line of totals under it.
    fn list(top: u32, at: u32) -> Buffer {
        let mut b = Buffer::empty(Rect::new(0, 0, 120, 36));
        b.set_string(0, 0, "ЭСТАФЕТА  заголовок", Style::default());
        for i in 0..30 {
            let n = top + i;
            let style = if n == at { Style::default().fg(Color::Black).bg(Color::Cyan) } else { Style::default() };
            let words = ["Каскад", "Ладога", "Магнит-Снаб", "Орион", "Факел", "Кварц", "Северный путь"];
            let name: String =
                (0..6).map(|k| words[((n * 31 + k * 5 + n * n * 3) % 7) as usize]).collect::<Vec<_>>().join(" ");
            b.set_string(
                0,
                3 + i as u16,
                format!("  {:<90} {:>20} ₽  ", name.chars().take(60).collect::<String>(), n * 7919 % 99991),
                style,
            );
        }
        b.set_string(0, 34, format!("{at} из 1000"), Style::default());
        b
    }

    fn text(b: &Buffer) -> String {
        (0..b.area.height)
            .map(|y| (0..b.area.width).map(|x| b[(x, y)].symbol()).collect::<String>().trim_end().to_owned() + "\n")
            .collect::<String>()
            .trim_end()
            .to_owned()
    }

    fn same(vt: &vt100::Parser, next: &Buffer, step: u32) {
        let (shown, want) = (vt.screen().contents(), text(next));
        for (i, (a, b)) in shown.lines().zip(want.lines()).enumerate() {
            assert_eq!(a.trim_end(), b, "step {step}, row {i}");
        }
    }

    #[test]
    fn a_scroll_costs_a_few_hundred_bytes_and_shows_the_same() {
        let mut w = Writer::default();
        let mut vt = vt100::Parser::new(36.try_into().unwrap(), 120.try_into().unwrap(), 0);
        vt.process(&w.frame(list(0, 29), None));
        for step in 1..20u32 {
            let next = list(step, 29 + step);
            let bytes = w.frame(next.clone(), None);
            assert!(bytes.len() <= 700, "{} bytes {:?}", bytes.len(), String::from_utf8_lossy(&bytes));
            vt.process(&bytes);
            same(&vt, &next, step);
        }
        for step in (0..19u32).rev() {
            let next = list(step, step);
            vt.process(&w.frame(next.clone(), None));
            same(&vt, &next, step);
        }
    }

    #[test]
    fn nothing_changed_is_nothing_written() {
        let mut w = Writer::default();
        let at = Some(Position::new(3, 3));
        assert!(!w.frame(list(0, 0), at).is_empty());
        assert!(w.frame(list(0, 0), at).is_empty());
        assert!(w.frame(list(0, 0), Some(Position::new(4, 3))).len() < 30);
        w.forget();
        assert!(w.frame(list(0, 0), at).len() > 1000);
    }

    #[test]
    fn a_minute_of_the_clock_is_a_few_bytes() {
        let mut w = Writer::default();
        let at = |m: u8| {
            let mut b = list(0, 0);
            b.set_string(110, 0, format!("14:0{m}"), Style::default());
            b
        };
        w.frame(at(5), None);
        let n = w.frame(at(6), None).len();
        assert!(n <= 40, "{n} bytes");
    }
}
