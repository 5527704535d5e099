//! What may reach a terminal, a paper or a mail. Text from files is data and never drives anything.

use unicode_normalization::UnicodeNormalization;

/// Not allowed anywhere: C0 and C1 controls, bidirectional overrides, zero-width marks, line separators.
fn is_hostile(c: char) -> bool {
    matches!(c,
        '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        | '\u{ad}' | '\u{61c}' | '\u{180e}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}' | '\u{e0000}'..='\u{e007f}')
}

/// On the way in: NFC, hostile characters removed, newline and tab kept, CRLF made LF.
pub fn clean(s: &str) -> String {
    let mut out = String::with_capacity(s.len());
    let mut prev_cr = false;
    for c in s.nfc() {
        match c {
            '\n' if prev_cr => {}
            '\r' | '\n' => out.push('\n'),
            '\t' => out.push('\t'),
            c if is_hostile(c) => {}
            c => out.push(c),
        }
        prev_cr = c == '\r';
    }
    out
}

/// On the way to a screen line: what `clean` would remove is marked, newlines and tabs become spaces.
pub fn show(s: &str) -> String {
    s.chars()
        .map(|c| match c {
            '\n' | '\t' | '\r' => ' ',
            '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + c as u32).unwrap_or('?'),
            '\u{7f}' => '␡',
            c if is_hostile(c) => '\u{fffd}',
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_drives_a_terminal_survives() {
        let evil = "a\u{1b}]0;x\u{7}b\u{9b}31m\u{202e}c\u{200b}d\r\ne\tf";
        assert_eq!(clean(evil), "a]0;xb31mcd\ne\tf");
        assert!(show(evil).chars().all(|c| !c.is_control() && !is_hostile(c)));
        assert!(show("\u{1b}[A").starts_with('␛'));
    }
}
