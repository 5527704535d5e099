//! What may reach a terminal, a paper or a mail. Text from files is data and never drives anything.

use unicode_normalization::UnicodeNormalization;

/// Not allowed anywhere: C0 and C1 controls, bidirectional overrides, zero-width marks, line separators.
pub fn is_hostile(c: char) -> bool {
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
    s.chars().map(|c| if matches!(c, '\n' | '\t' | '\r') { ' ' } else { mark(c) }).collect()
}

/// Lines on the way out of the program, each of them shown already: the last look, which keeps newlines and nothing else
/// that `clean` would remove.
pub fn show_lines(s: &str) -> String {
    s.chars().map(|c| if c == '\n' { c } else { mark(c) }).collect()
}

/// JSON on the way out: a terminal must not obey it either. Hostile characters stand only inside strings there, where an
/// escape says the same.
pub fn show_json(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if c == '\n' || !is_hostile(c) {
            out.push(c);
        } else {
            let mut units = [0; 2];
            out.extend(c.encode_utf16(&mut units).iter().map(|u| format!("\\u{u:04x}")));
        }
    }
    out
}

fn mark(c: char) -> char {
    match c {
        '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + c as u32).unwrap_or('?'),
        '\u{7f}' => '␡',
        c if is_hostile(c) => '\u{fffd}',
        c => c,
    }
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
        assert_eq!(show_lines("a\n\u{1b}b\tc\u{9b}"), "a\n␛b␉c\u{fffd}");
    }

    #[test]
    fn json_says_the_same_and_drives_nothing() {
        let evil = "\u{9b}2J \u{202e} \u{e0041} \u{7f} \u{1b}[A 👍";
        let json = serde_json::json!({ "name": evil });
        let out = show_json(&serde_json::to_string_pretty(&json).unwrap());
        assert!(out.chars().all(|c| c == '\n' || !is_hostile(c)), "{out}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&out).unwrap(), json);
    }
}
