//! The ЙЦУКЕН table: a Cyrillic letter counts as the key it sits on.

const LATIN: &str = "qwertyuiop[]asdfghjkl;'zxcvbnm,./`QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>?~@#$^&";
const CYRILLIC: &str = "йцукенгшщзхъфывапролджэячсмитьбю.ёЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,Ё\"№;:?";

fn map(c: char, from: &str, to: &str) -> Option<char> {
    from.chars().position(|f| f == c).and_then(|i| to.chars().nth(i))
}

/// The Latin key under a Cyrillic letter; every other character is itself. Punctuation is left alone: `.` typed in
/// the Russian layout is ambiguous, so hotkeys on punctuation have a letter or F-key twin.
pub fn key_of(c: char) -> char {
    match c {
        'а'..='я' | 'А'..='Я' | 'ё' | 'Ё' => map(c, CYRILLIC, LATIN).unwrap_or(c),
        '№' => '#',
        _ => c,
    }
}

/// The query as it would read in the other layout: «bdfyjd» → «иванов», «шмфтщм» → «ivanov».
pub fn swap_layout(s: &str) -> String {
    let cyrillic = s.chars().any(|c| matches!(c, 'а'..='я' | 'А'..='Я' | 'ё' | 'Ё'));
    let (from, to) = if cyrillic { (CYRILLIC, LATIN) } else { (LATIN, CYRILLIC) };
    s.chars().map(|c| map(c, from, to).unwrap_or(c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layouts_swap_both_ways() {
        assert_eq!(swap_layout("bdfyjd"), "иванов");
        assert_eq!(swap_layout("шмфтщм"), "ivanov");
        assert_eq!(key_of('й'), 'q');
        assert_eq!(key_of('Ё'), '~');
        assert_eq!(key_of('x'), 'x');
        assert_eq!(LATIN.chars().count(), CYRILLIC.chars().count());
    }
}
