//! Tables for people: columns as wide as their widest cell, figures to the right.

use unicode_width::UnicodeWidthStr;

use crate::base::show;

/// Where a column's cells stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    Left,
    Right,
}

/// Rows under a header. Cells come as data and are made safe for a terminal here.
pub struct Table {
    head: Vec<(String, Align)>,
    rows: Vec<Vec<String>>,
}

/// A longer cell is cut with «…», so that one hostile name does not push the table off the screen.
const WIDEST: usize = 48;

impl Table {
    pub fn new(head: Vec<(String, Align)>) -> Table {
        Table { head, rows: Vec::new() }
    }

    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().map(|c| cut(&show(&c), WIDEST)).collect());
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The whole table with a rule under its header.
    pub fn text(&self) -> String {
        let width = |i: usize| {
            let cells = self.rows.iter().filter_map(|r| r.get(i)).map(|c| c.width());
            cells.chain(self.head.get(i).map(|(h, _)| h.width())).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..self.head.len()).map(width).collect();
        let mut out = String::new();
        let line = |cells: &[String], out: &mut String| {
            let mut l = String::new();
            for (i, ((_, align), w)) in self.head.iter().zip(&widths).enumerate() {
                let cell = cells.get(i).map_or("", String::as_str);
                let pad = " ".repeat(w.saturating_sub(cell.width()));
                if i > 0 {
                    l.push_str("  ");
                }
                match align {
                    Align::Left => l.extend([cell, &pad]),
                    Align::Right => l.extend([pad.as_str(), cell]),
                }
            }
            out.push_str(l.trim_end());
            out.push('\n');
        };
        line(&self.head.iter().map(|(h, _)| h.clone()).collect::<Vec<_>>(), &mut out);
        line(&widths.iter().map(|w| "─".repeat(*w)).collect::<Vec<_>>(), &mut out);
        self.rows.iter().for_each(|r| line(r, &mut out));
        out
    }
}

/// Lines «name  value» under one another; what is empty is left out.
pub fn fields(list: &[(String, String)]) -> String {
    let shown: Vec<&(String, String)> = list.iter().filter(|(_, v)| !v.is_empty()).collect();
    let widest = shown.iter().map(|(k, _)| k.width()).max().unwrap_or(0);
    let line = |(k, v): &(String, String)| format!("{k}{}  {}\n", " ".repeat(widest - k.width()), show(v));
    shown.into_iter().map(line).collect()
}

/// At most `max` columns; what is cut ends with «…».
pub fn cut(s: &str, max: usize) -> String {
    if s.width() <= max {
        return s.to_owned();
    }
    let mut out = String::new();
    let mut used = 0;
    for c in s.chars() {
        let w = unicode_width::UnicodeWidthChar::width(c).unwrap_or(0);
        if used + w + 1 > max {
            break;
        }
        out.push(c);
        used += w;
    }
    out.push('…');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_stand_under_one_another() {
        let mut t = Table::new(vec![("Имя".into(), Align::Left), ("Сделок".into(), Align::Right)]);
        t.row(["Ковалёв".into(), "7".into()]);
        t.row(["Ян\u{1b}[31m".into(), "1 204".into()]);
        assert_eq!(t.text(), "Имя      Сделок\n───────  ──────\nКовалёв       7\nЯн␛[31m   1 204\n");
        assert_eq!(cut("абвгд", 4), "абв…");
    }
}
