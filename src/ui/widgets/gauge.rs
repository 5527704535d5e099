//! Figures for people who would rather look than read. The number always stands beside; these are only the picture.

use crate::ui::theme::{Glyph, Theme};

const EIGHTHS: [char; 8] = ['▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'];
const SPARK: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// A progress bar of `w` columns: `███░░`. Full only when all is done, empty only when nothing is.
pub fn gauge(theme: &Theme, done: u64, total: u64, w: u16) -> String {
    let w = u64::from(w);
    let mut n = (done.min(total) * w).checked_div(total).unwrap_or(w);
    if done > 0 && n == 0 && total > 0 {
        n = 1.min(w);
    }
    let full = theme.glyph(Glyph::Full).repeat(n as usize);
    full + &theme.glyph(Glyph::Empty).repeat((w - n) as usize)
}

/// A load bar in eighths of a column, `value` of `max` over `w` columns: `███▌`; not padded.
pub fn bar(theme: &Theme, value: u64, max: u64, w: u16) -> String {
    if max == 0 {
        return String::new();
    }
    let eighths = value.min(max) * u64::from(w) * 8 / max;
    let mut out = theme.glyph(Glyph::Full).repeat((eighths / 8) as usize);
    if !theme.ascii && !eighths.is_multiple_of(8) {
        out.push(EIGHTHS[(eighths % 8 - 1) as usize]);
    }
    out
}

/// A trend, one column per value, scaled to the largest; `None` (not measured) is a blank.
pub fn spark(theme: &Theme, values: &[Option<u64>]) -> String {
    let max = values.iter().flatten().copied().max().unwrap_or(0).max(1);
    values
        .iter()
        .map(|v| match v {
            None => ' ',
            Some(v) if theme.ascii => char::from(b'0' + (v * 9 / max) as u8),
            Some(v) => SPARK[(v * 7 / max) as usize],
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme::Look;

    #[test]
    fn a_gauge_is_full_only_at_the_end() {
        let t = Theme::new(Look::Dark);
        assert_eq!(gauge(&t, 47, 50, 20), "██████████████████░░");
        assert_eq!(gauge(&t, 1, 1000, 5), "█░░░░");
        assert_eq!(gauge(&t, 0, 5, 3), "░░░");
        assert_eq!(gauge(&t, 5, 5, 3), "███");
        assert_eq!(bar(&t, 41, 52, 10), "███████▉");
        assert_eq!(spark(&t, &[Some(0), None, Some(7)]), "▁ █");
        assert_eq!(gauge(&Theme { ascii: true, ..t }, 1, 2, 4), "##..");
    }
}
