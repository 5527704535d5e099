//! Keys written down: `3/иванов<Enter><F2>` for tests and scripts, `Ctrl+P` for people.

use super::key::{Code, Key};

/// The piece of a key script that names no key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadNotation(pub String);

const NAMED: [(&str, Code); 16] = [
    ("Enter", Code::Enter),
    ("Esc", Code::Esc),
    ("Tab", Code::Tab),
    ("S-Tab", Code::BackTab),
    ("Backspace", Code::Backspace),
    ("Delete", Code::Delete),
    ("Insert", Code::Insert),
    ("Home", Code::Home),
    ("End", Code::End),
    ("PgUp", Code::PageUp),
    ("PgDn", Code::PageDown),
    ("Up", Code::Up),
    ("Down", Code::Down),
    ("Left", Code::Left),
    ("Right", Code::Right),
    ("Space", Code::Char(' ')),
];

/// Reads a key script: characters stand for themselves, `<Enter>`, `<F2>`, `<C-p>`, `<A-x>`, `<S-Up>`, `<lt>`.
pub fn keys(script: &str) -> Result<Vec<Key>, BadNotation> {
    let mut out = Vec::new();
    let mut rest = script;
    while let Some(c) = rest.chars().next() {
        if c == '<' {
            let end = rest.find('>').ok_or_else(|| BadNotation(rest.to_owned()))?;
            out.push(one(&rest[1..end]).ok_or_else(|| BadNotation(rest[..=end].to_owned()))?);
            rest = &rest[end + 1..];
        } else {
            out.push(if c == '\n' { Key::of(Code::Enter) } else { Key::ch(c) });
            rest = &rest[c.len_utf8()..];
        }
    }
    Ok(out)
}

/// One key by its name without the brackets; a single character is itself.
fn one(name: &str) -> Option<Key> {
    if let Some((_, code)) = NAMED.iter().find(|(n, _)| *n == name) {
        return Some(Key::of(*code));
    }
    if name == "lt" {
        return Some(Key::ch('<'));
    }
    if let Some(n) = name.strip_prefix('F').and_then(|n| n.parse().ok()) {
        return (1..=12).contains(&n).then(|| Key::of(Code::F(n)));
    }
    if let Some(rest) = name.strip_prefix("C-") {
        return one(rest).map(Key::ctrl);
    }
    if let Some(rest) = name.strip_prefix("A-") {
        return one(rest).map(Key::alt);
    }
    if let Some(rest) = name.strip_prefix("S-") {
        return one(rest).map(Key::shift);
    }
    let mut cs = name.chars();
    match (cs.next(), cs.next()) {
        (Some(c), None) => Some(Key::ch(c)),
        _ => None,
    }
}

/// How a key of a declaration (`C-p`, `Space`, `a`) is shown to people: `Ctrl+P`, `Space`, `a`. Key names are what is
/// printed on the keyboard, the same in every language.
pub fn name(decl: &str) -> String {
    if let Some(rest) = decl.strip_prefix("C-") {
        return format!("Ctrl+{}", rest.to_uppercase());
    }
    if let Some(rest) = decl.strip_prefix("A-") {
        return format!("Alt+{}", rest.to_uppercase());
    }
    match decl {
        "Up" => "↑".into(),
        "Down" => "↓".into(),
        "Left" => "←".into(),
        "Right" => "→".into(),
        "S-Tab" => "Shift+Tab".into(),
        _ => decl.to_owned(),
    }
}

/// One key of a declaration.
pub(super) fn declared(decl: &str) -> Option<Key> {
    one(decl)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_reads_as_its_keys() {
        let k = keys("3/ив<Enter><F2><C-p><S-Tab><lt>").unwrap();
        assert_eq!(
            k,
            vec![
                Key::ch('3'),
                Key::ch('/'),
                Key::ch('и'),
                Key::ch('в'),
                Key::of(Code::Enter),
                Key::of(Code::F(2)),
                Key::ch('p').ctrl(),
                Key::of(Code::BackTab),
                Key::ch('<')
            ]
        );
        assert_eq!(keys("<Nope>"), Err(BadNotation("<Nope>".into())));
        assert!(keys("a<").is_err());
    }
}
