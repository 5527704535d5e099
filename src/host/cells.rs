//! The cells that changed, in few bytes: colours by their short names, of a look only what changes, a short gap written
//! over instead of jumped over, the bare end of a row erased (6 §1, the rows of bytes).

use std::fmt::{Arguments, Write};

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr;

/// A gap of so many cells may be cheaper to write again than to jump over.
const GAP: u16 = 6;
/// To erase the end of a row costs three bytes: from so many blanks on it is worth them.
const BLANKS: usize = 4;
/// Looks that show on a blank.
const ON_BLANKS: Modifier = Modifier::UNDERLINED.union(Modifier::REVERSED).union(Modifier::CROSSED_OUT);

/// What turns a terminal that shows `prev` into one that shows `next`. The pen is plain before and after; where the cursor
/// ends is not said.
pub fn write(prev: &Buffer, next: &Buffer, out: &mut Vec<u8>) {
    let mut pen = Pen {
        out: String::new(),
        ink: (Color::Reset, false),
        ground: Color::Reset,
        looks: Modifier::empty(),
        at: None,
    };
    let mut erased = None;
    // A frame leaves most rows as they were: those are found by comparing, without asking how wide each character is.
    let changed = (prev.area.y..prev.area.bottom()).filter(|y| row(prev, *y) != row(next, *y));
    let rows: Vec<[Buffer; 2]> = changed.map(|y| [alone(prev, y), alone(next, y)]).collect();
    for (x, y, cell) in rows.iter().flat_map(|[old, new]| old.diff_iter(new)) {
        let old = &prev[(x, y)];
        // What was the second half of a wide character is blank by name only.
        let half = x > 0 && prev[(x - 1, y)].symbol().width() > 1;
        let unseen = is_blank(old) && is_blank(cell) && old.bg == cell.bg && !half;
        if erased == Some(y) || unseen {
            continue;
        }
        pen.go(x, y, next);
        if is_bare_from(next, x, y) && (x..prev.area.width).filter(|x| !is_bare(&prev[(*x, y)])).count() >= BLANKS {
            pen.wear(&Cell::default());
            pen.say(format_args!("\x1b[K"));
            erased = Some(y);
        } else {
            pen.put(cell);
        }
    }
    pen.plain();
    out.extend_from_slice(pen.out.as_bytes());
}

/// The cells of a row; empty for a row that is not there.
pub(super) fn row(b: &Buffer, y: u16) -> &[Cell] {
    let w = usize::from(b.area.width);
    let from = usize::from(y - b.area.y) * w;
    b.content.get(from..from + w).unwrap_or_default()
}

/// One row as a buffer that stands where the row stands.
fn alone(b: &Buffer, y: u16) -> Buffer {
    Buffer { area: Rect { y, height: 1, ..b.area }, content: row(b, y).to_vec() }
}

/// Shows its ground alone.
fn is_blank(c: &Cell) -> bool {
    c.symbol() == " " && !c.modifier.intersects(ON_BLANKS)
}

fn is_bare(c: &Cell) -> bool {
    is_blank(c) && c.bg == Color::Reset
}

fn is_bare_from(b: &Buffer, x: u16, y: u16) -> bool {
    (x..b.area.width).all(|x| is_bare(&b[(x, y)]))
}

/// One character that takes one column, so that it is known where the cursor is after it.
fn is_single(c: &Cell) -> bool {
    c.symbol().chars().nth(1).is_none() && c.symbol().width() == 1
}

/// A colour, and whether it goes by its long name: some terminals show the short names of the first eight brighter in bold.
type Ink = (Color, bool);

struct Pen {
    out: String,
    ink: Ink,
    ground: Color,
    looks: Modifier,
    /// Where the terminal's cursor is, as far as it is known.
    at: Option<(u16, u16)>,
}

impl Pen {
    fn go(&mut self, x: u16, y: u16, next: &Buffer) {
        match self.at {
            Some(at) if at == (x, y) => return,
            Some((from, row)) if row == y && from < x => {
                let jump = if x - from == 1 { "\x1b[C".to_owned() } else { format!("\x1b[{}C", x - from) };
                let over: Vec<&Cell> = (from..x).map(|x| &next[(x, y)]).collect();
                let bytes: usize = over.iter().map(|c| c.symbol().len()).sum();
                let same = over.iter().all(|c| is_single(c) && self.wanted(c) == (self.ink, self.ground, self.looks));
                if x - from <= GAP && bytes <= jump.len() && same {
                    over.iter().for_each(|c| self.out.push_str(c.symbol()));
                } else {
                    self.out.push_str(&jump);
                }
            }
            _ if x == 0 => self.say(format_args!("\x1b[{}H", y + 1)),
            _ => self.say(format_args!("\x1b[{};{}H", y + 1, x + 1)),
        }
        self.at = Some((x, y));
    }

    fn put(&mut self, cell: &Cell) {
        self.wear(cell);
        self.out.push_str(cell.symbol());
        self.at = self.at.filter(|_| is_single(cell)).map(|(x, y)| (x + 1, y));
    }

    /// How the pen has to be for this cell: for a blank as it is, but for the ground and what shows on one.
    fn wanted(&self, c: &Cell) -> (Ink, Color, Modifier) {
        if is_blank(c) {
            return (self.ink, c.bg, self.looks - ON_BLANKS);
        }
        let dark = code(c.fg, 0).len() == 1 && c.fg != Color::Reset;
        ((c.fg, dark && c.modifier.contains(Modifier::BOLD)), c.bg, c.modifier)
    }

    /// The fewest bytes that make it so: what changes, or everything anew.
    fn wear(&mut self, c: &Cell) {
        let (ink, ground, looks) = self.wanted(c);
        let gone = !(self.looks - looks).is_empty();
        let written = |base: &Ink, below: Color, worn: Modifier| {
            let mut codes: Vec<String> =
                LOOKS.iter().filter(|l| (looks - worn).contains(l.0)).map(|l| l.1.to_owned()).collect();
            codes.extend(
                (ink != *base).then(|| if ink.1 { format!("38;5;{}", code(ink.0, 0)) } else { code(ink.0, 30) }),
            );
            codes.extend((ground != below).then(|| code(ground, 40)));
            codes
        };
        let mut anew = vec![String::new()];
        anew.extend(written(&(Color::Reset, false), Color::Reset, Modifier::empty()));
        let (anew, change) = (anew.join(";"), written(&self.ink, self.ground, self.looks).join(";"));
        match change {
            _ if gone => self.say(format_args!("\x1b[{anew}m")),
            c if c.is_empty() => {}
            c if c.len() <= anew.len() => self.say(format_args!("\x1b[{c}m")),
            _ => self.say(format_args!("\x1b[{anew}m")),
        }
        (self.ink, self.ground, self.looks) = (ink, ground, looks);
    }

    fn plain(&mut self) {
        if (self.ink, self.ground, self.looks) != ((Color::Reset, false), Color::Reset, Modifier::empty()) {
            self.out.push_str("\x1b[m");
        }
    }

    fn say(&mut self, what: Arguments<'_>) {
        // Writing to a string does not fail.
        let _ = self.out.write_fmt(what);
    }
}

const LOOKS: [(Modifier, &str); 8] = [
    (Modifier::BOLD, "1"),
    (Modifier::DIM, "2"),
    (Modifier::ITALIC, "3"),
    (Modifier::UNDERLINED, "4"),
    (Modifier::SLOW_BLINK, "5"),
    (Modifier::REVERSED, "7"),
    (Modifier::HIDDEN, "8"),
    (Modifier::CROSSED_OUT, "9"),
];

/// The number of a colour; `base` is 30 for the ink and 40 for the ground.
fn code(c: Color, base: u16) -> String {
    let n = match c {
        Color::Reset => 9,
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 60,
        Color::LightRed => 61,
        Color::LightGreen => 62,
        Color::LightYellow => 63,
        Color::LightBlue => 64,
        Color::LightMagenta => 65,
        Color::LightCyan => 66,
        Color::White => 67,
        Color::Indexed(n) => return format!("{};5;{n}", base + 8),
        Color::Rgb(r, g, b) => return format!("{};2;{r};{g};{b}", base + 8),
    };
    (base + n).to_string()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::backend::{Backend, CrosstermBackend};
    use ratatui::style::Style;

    use super::*;

    fn bytes(prev: &Buffer, next: &Buffer) -> String {
        let mut out = Vec::new();
        write(prev, next, &mut out);
        String::from_utf8(out).unwrap()
    }

    const AREA: Rect = Rect::new(0, 0, 24, 5);

    /// Rows of words, looks and blanks, as screens have them.
    fn buffer() -> impl Strategy<Value = Buffer> {
        let word = prop::sample::select(vec!["Каскад", " ", "     ", "12 500 ₽", "─│", "▸", "é", "e\u{301}", "x"]);
        let colour = prop::sample::select(vec![
            Color::Reset,
            Color::Cyan,
            Color::Black,
            Color::DarkGray,
            Color::White,
            Color::Indexed(200),
            Color::Rgb(1, 2, 3),
        ]);
        let looks = prop::sample::select(vec![
            Modifier::empty(),
            Modifier::BOLD,
            Modifier::REVERSED,
            Modifier::UNDERLINED | Modifier::BOLD,
            Modifier::DIM,
        ]);
        let piece = (0..24u16, 0..5u16, word, colour.clone(), colour, looks);
        prop::collection::vec(piece, 0..14).prop_map(|pieces| {
            let mut b = Buffer::empty(AREA);
            for (x, y, word, fg, bg, looks) in pieces {
                b.set_string(x, y, word, Style::reset().fg(fg).bg(bg).add_modifier(looks));
            }
            b
        })
    }

    fn terminal() -> vt100::Parser {
        vt100::Parser::new(AREA.height.try_into().unwrap(), AREA.width.try_into().unwrap(), 0)
    }

    /// All that can be seen of a cell; the ink of a blank cannot.
    fn seen(vt: &vt100::Parser) -> Vec<String> {
        let cells = (0..AREA.height).flat_map(|y| (0..AREA.width).map(move |x| (y, x)));
        cells
            .map(|(y, x)| {
                let c = vt.screen().cell(y, x).unwrap();
                let (text, lined) = (c.contents(), c.underline() || c.inverse());
                if text.trim().is_empty() && !lined {
                    return format!("{:?}", c.bgcolor());
                }
                // A colour of the first sixteen is the same by its short and by its long name.
                let ink = format!("{:?} {:?}", c.fgcolor(), c.bgcolor());
                format!("{text:?} {ink} {} {} {} {}", c.bold(), c.dim(), c.underline(), c.inverse())
            })
            .collect()
    }

    proptest! {
        /// The reference is ratatui's own backend on a blank terminal. Wide characters are left to the next test: the
        /// difference of two buffers passes over what their second halves were painted with.
        #[test]
        fn a_terminal_shows_the_frame_in_no_more_bytes(frames in prop::collection::vec(buffer(), 1..5)) {
            let mut ours = terminal();
            let mut prev = Buffer::empty(AREA);
            for next in frames {
                let bytes = bytes(&prev, &next);
                let (mut changed, mut whole) = (Vec::new(), Vec::new());
                CrosstermBackend::new(&mut changed).draw(prev.diff_iter(&next)).unwrap();
                CrosstermBackend::new(&mut whole).draw(Buffer::empty(AREA).diff_iter(&next)).unwrap();
                let mut fresh = terminal();
                fresh.process(&whole);
                ours.process(bytes.as_bytes());
                prop_assert_eq!(seen(&ours), seen(&fresh), "{:?} after {:?}", bytes, prev);
                prop_assert!(bytes.len() <= changed.len(), "{:?} {:?}", bytes, String::from_utf8_lossy(&changed));
                prev = next;
            }
        }
    }

    #[test]
    fn both_halves_of_a_wide_character_go() {
        let row = |text: &str| {
            let mut b = Buffer::empty(AREA);
            b.set_string(2, 1, text, Style::default());
            b
        };
        let mut vt = terminal();
        for (from, to) in [("", "日本 x"), ("日本 x", "а  x"), ("а  x", "日本"), ("日本", "")] {
            vt.process(bytes(&row(from), &row(to)).as_bytes());
            assert_eq!(vt.screen().contents().trim(), to, "after {from}");
        }
    }

    #[test]
    fn the_end_of_a_row_is_erased_and_a_short_gap_written_over() {
        let row = |text: &str| {
            let mut b = Buffer::empty(AREA);
            b.set_string(0, 1, text, Style::default());
            b
        };
        assert_eq!(bytes(&row("Каскад и Ладога"), &row("Каскад")), "\x1b[2;8H\x1b[K");
        assert_eq!(bytes(&row("аб вг"), &row("аж вз")), "\x1b[2;2Hж вз");
    }
}
