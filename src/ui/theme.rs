//! Colours by the sixteen ANSI names and the terminal's own foreground: the person's palette is respected, and meaning
//! is never by colour alone (4 §5).

use ratatui::style::{Color, Modifier, Style};

/// The looks a person may choose; `Mono` is also what `NO_COLOR` asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Look {
    #[default]
    Dark,
    Light,
    Mono,
    Contrast,
}

impl Look {
    pub const ALL: [(&'static str, Look); 4] =
        [("dark", Look::Dark), ("light", Look::Light), ("mono", Look::Mono), ("contrast", Look::Contrast)];

    /// Reads `dark`, `light`, `mono`, `contrast`.
    pub fn of(word: &str) -> Option<Look> {
        Self::ALL.into_iter().find(|(w, _)| *w == word).map(|(_, l)| l)
    }
}

/// What a piece of the screen means; the theme says how that looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    #[default]
    Plain,
    /// Secondary.
    Dim,
    /// Headings of a pane.
    Title,
    /// The one accent: what is selected or active.
    Accent,
    /// The row under the cursor.
    Cursor,
    /// The row under the cursor of a pane that does not have the keys.
    CursorAway,
    /// Late, refused, dangerous.
    Late,
    /// Needs a look.
    Warn,
    Good,
    /// The name of a key in the footer.
    Key,
    Frame,
    /// A field that takes text.
    Field,
    /// The header line.
    Header,
}

/// Colours and marks of one look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    pub look: Look,
    /// Single-width marks from ASCII only, for consoles without the others.
    pub ascii: bool,
}

impl Theme {
    pub const fn new(look: Look) -> Theme {
        Theme { look, ascii: false }
    }

    pub fn style(&self, tone: Tone) -> Style {
        let s = Style::default();
        let bold = s.add_modifier(Modifier::BOLD);
        match (self.look, tone) {
            (_, Tone::Plain) => s,
            (_, Tone::Title) => bold,
            (Look::Mono, t) => match t {
                Tone::Cursor | Tone::Header => s.add_modifier(Modifier::REVERSED),
                Tone::CursorAway | Tone::Field => s.add_modifier(Modifier::UNDERLINED),
                Tone::Dim | Tone::Frame => s.add_modifier(Modifier::DIM),
                _ => bold,
            },
            (Look::Contrast, t) => match t {
                Tone::Cursor => s.fg(Color::Black).bg(Color::Yellow).add_modifier(Modifier::BOLD),
                Tone::Header => s.add_modifier(Modifier::REVERSED | Modifier::BOLD),
                Tone::CursorAway | Tone::Field => s.add_modifier(Modifier::UNDERLINED | Modifier::BOLD),
                Tone::Late => s.fg(Color::LightRed).add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
                Tone::Warn | Tone::Accent | Tone::Key => s.fg(Color::LightYellow).add_modifier(Modifier::BOLD),
                Tone::Good => s.fg(Color::LightGreen).add_modifier(Modifier::BOLD),
                _ => s,
            },
            (look, t) => {
                let light = look == Look::Light;
                match t {
                    Tone::Dim | Tone::Frame => {
                        s.fg(if light { Color::Gray } else { Color::DarkGray }).patch(dim(light))
                    }
                    Tone::Accent | Tone::Key => s.fg(if light { Color::Blue } else { Color::Cyan }),
                    Tone::Cursor => {
                        if light {
                            s.fg(Color::White).bg(Color::Blue)
                        } else {
                            s.fg(Color::Black).bg(Color::Cyan)
                        }
                    }
                    Tone::CursorAway | Tone::Field => s.add_modifier(Modifier::UNDERLINED),
                    Tone::Late => s.fg(if light { Color::Red } else { Color::LightRed }),
                    Tone::Warn => s.fg(if light { Color::Magenta } else { Color::Yellow }),
                    Tone::Good => s.fg(Color::Green),
                    Tone::Header => s.add_modifier(Modifier::REVERSED),
                    Tone::Plain | Tone::Title => s,
                }
            }
        }
    }

    /// A mark of one column, or its ASCII twin.
    pub fn glyph(&self, g: Glyph) -> &'static str {
        if self.ascii { g.plain() } else { g.mark() }
    }

    /// Corners: rounded by default, plain where marks are ASCII or contrast is wanted.
    pub fn corners(&self) -> [&'static str; 4] {
        match (self.ascii, self.look) {
            (true, _) => ["+", "+", "+", "+"],
            (_, Look::Contrast) => ["┌", "┐", "└", "┘"],
            _ => ["╭", "╮", "╰", "╯"],
        }
    }
}

impl Glyph {
    const fn pair(self) -> (&'static str, &'static str) {
        match self {
            Glyph::Cursor => ("▸", ">"),
            Glyph::Marked => ("●", "*"),
            Glyph::Done => ("✓", "v"),
            Glyph::Open => ("○", "o"),
            Glyph::Half => ("◐", "c"),
            Glyph::Here => ("▶", ">"),
            Glyph::Problem => ("✗", "x"),
            Glyph::Alarm => ("!", "!"),
            Glyph::Up => ("↑", "^"),
            Glyph::Down => ("↓", "v"),
            Glyph::Arrow => ("→", ">"),
            Glyph::Ellipsis => ("…", "~"),
            Glyph::Full => ("█", "#"),
            Glyph::Empty => ("░", "."),
            Glyph::Horizontal => ("─", "-"),
            Glyph::Vertical => ("│", "|"),
        }
    }

    /// The mark as cells of a table write it; `Paint` puts the twin in its place where marks are ASCII.
    pub const fn mark(self) -> &'static str {
        self.pair().0
    }

    const fn plain(self) -> &'static str {
        self.pair().1
    }
}

/// The ASCII twin of a mark or of a piece of a bar; every other character is itself.
pub fn plain(c: char) -> char {
    match c {
        '▸' | '▶' | '→' => '>',
        '●' => '*',
        '✓' | '↓' => 'v',
        '○' => 'o',
        '◐' => 'c',
        '✗' => 'x',
        '↑' => '^',
        '←' => '<',
        '…' => '~',
        '█' | '▉' | '▊' | '▋' => '#',
        '░' | '▌' | '▍' | '▎' | '▏' => '.',
        '─' | '·' | '—' | '–' => '-',
        '│' => '|',
        c => c,
    }
}

/// On a light ground plain gray is readable; on a dark one DarkGray is already the dim colour.
fn dim(light: bool) -> Style {
    if light { Style::default().add_modifier(Modifier::DIM) } else { Style::default() }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Glyph {
    Cursor,
    Marked,
    Done,
    Open,
    Half,
    Here,
    Problem,
    Alarm,
    Up,
    Down,
    Arrow,
    Ellipsis,
    Full,
    Empty,
    Horizontal,
    Vertical,
}
