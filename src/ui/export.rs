//! A drawn frame as text, as ANSI or as an SVG picture: for `screen`, for the README, for tests. Nothing asks a terminal.

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier, Style};
use unicode_width::UnicodeWidthStr;

/// Rows without trailing blanks, each ended by a newline.
pub fn text(b: &Buffer) -> String {
    let mut out = String::new();
    for y in 0..b.area.height {
        let mut row = String::new();
        let mut skip = 0;
        for x in 0..b.area.width {
            if skip > 0 {
                skip -= 1;
                continue;
            }
            let s = b[(x, y)].symbol();
            skip = s.width().saturating_sub(1);
            row.push_str(s);
        }
        out.push_str(row.trim_end());
        out.push('\n');
    }
    out
}

/// The same with colours, for a terminal or a file that one is shown.
pub fn ansi(b: &Buffer) -> String {
    let mut out = String::new();
    for y in 0..b.area.height {
        for (text, style) in runs(b, y) {
            out.push_str(&sgr(style));
            out.push_str(&text);
        }
        out.push_str("\x1b[0m\n");
    }
    out
}

fn sgr(s: Style) -> String {
    let mut codes = vec!["0".to_owned()];
    for (m, code) in
        [(Modifier::BOLD, "1"), (Modifier::DIM, "2"), (Modifier::UNDERLINED, "4"), (Modifier::REVERSED, "7")]
    {
        if s.add_modifier.contains(m) {
            codes.push(code.to_owned());
        }
    }
    if let Some(n) = s.fg.and_then(index) {
        codes.push((if n < 8 { 30 + n } else { 82 + n }).to_string());
    }
    if let Some(n) = s.bg.and_then(index) {
        codes.push((if n < 8 { 40 + n } else { 92 + n }).to_string());
    }
    format!("\x1b[{}m", codes.join(";"))
}

/// The number of a named colour; the theme uses no others.
fn index(c: Color) -> Option<u8> {
    Some(match c {
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
        _ => return None,
    })
}

/// Cells of one row with equal style, joined.
fn runs(b: &Buffer, y: u16) -> Vec<(String, Style)> {
    let mut out: Vec<(String, Style)> = Vec::new();
    let mut skip = 0;
    for x in 0..b.area.width {
        if skip > 0 {
            skip -= 1;
            continue;
        }
        let cell = &b[(x, y)];
        skip = cell.symbol().width().saturating_sub(1);
        match out.last_mut() {
            Some((text, style)) if *style == cell.style() => text.push_str(cell.symbol()),
            _ => out.push((cell.symbol().to_owned(), cell.style())),
        }
    }
    out
}

const CELL_W: f32 = 8.4;
const CELL_H: u16 = 18;
const PALETTE: [&str; 16] = [
    "#1d2021", "#cc4b3c", "#6fa35c", "#c9a03d", "#5a86c5", "#a877b8", "#4fa7a7", "#c8c3b5", "#7a756b", "#f0705f",
    "#98c379", "#f0c674", "#81a8e0", "#cfa0dc", "#7ccfcf", "#f5f0e4",
];
const PAPER: &str = "#1d2021";
const INK: &str = "#dcd7c9";

/// A picture that needs no font of ours: text stays text, every run is stretched to its columns.
pub fn svg(b: &Buffer) -> String {
    let (w, h) = (f32::from(b.area.width) * CELL_W + 20.0, b.area.height * CELL_H + 20);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {w:.1} {h}\" width=\"{w:.0}\" height=\"{h}\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{PAPER}\"/>\n\
         <g font-family=\"'JetBrains Mono','DejaVu Sans Mono',Menlo,Consolas,monospace\" font-size=\"14\" xml:space=\"preserve\">\n"
    );
    for y in 0..b.area.height {
        let mut x = 0usize;
        for (text, style) in runs(b, y) {
            let cols = text.width();
            picture_run(&mut out, &text, style, x, y, cols);
            x += cols;
        }
    }
    out.push_str("</g>\n</svg>\n");
    out
}

fn picture_run(out: &mut String, text: &str, style: Style, x: usize, y: u16, cols: usize) {
    let named = |c: Option<Color>| c.and_then(index).map(|i| PALETTE[usize::from(i)]);
    let (mut fg, mut bg) = (named(style.fg).unwrap_or(INK), named(style.bg));
    if style.add_modifier.contains(Modifier::REVERSED) {
        let old = fg;
        fg = bg.unwrap_or(PAPER);
        bg = Some(old);
    }
    let (px, py, w) = (10.0 + x as f32 * CELL_W, 10 + y * CELL_H, cols as f32 * CELL_W);
    if let Some(bg) = bg {
        out.push_str(&format!("<rect x=\"{px:.1}\" y=\"{py}\" width=\"{w:.1}\" height=\"{CELL_H}\" fill=\"{bg}\"/>\n"));
    }
    if text.trim().is_empty() {
        return;
    }
    let mut more = String::new();
    if style.add_modifier.contains(Modifier::BOLD) {
        more.push_str(" font-weight=\"bold\"");
    }
    if style.add_modifier.contains(Modifier::DIM) {
        more.push_str(" opacity=\"0.6\"");
    }
    if style.add_modifier.contains(Modifier::UNDERLINED) {
        more.push_str(" text-decoration=\"underline\"");
    }
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let base = py + 14;
    out.push_str(&format!(
        "<text x=\"{px:.1}\" y=\"{base}\" textLength=\"{w:.1}\" lengthAdjust=\"spacingAndGlyphs\" fill=\"{fg}\"{more}>{escaped}</text>\n"
    ));
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;

    #[test]
    fn three_forms_of_one_frame() {
        let mut b = Buffer::empty(Rect::new(0, 0, 12, 2));
        b.set_string(1, 0, "АО <Каскад>", Style::default().fg(Color::LightRed));
        b.set_string(0, 1, "日本", Style::default().add_modifier(Modifier::BOLD));
        assert_eq!(text(&b), " АО <Каскад>\n日本\n");
        assert!(ansi(&b).contains("\x1b[0;91mАО <Каскад>"));
        let s = svg(&b);
        assert!(s.contains("АО &lt;Каскад&gt;") && s.contains("font-weight") && s.ends_with("</svg>\n"));
    }
}
