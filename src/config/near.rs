//! The known word that a misspelt one most resembles.

/// Levenshtein's distance, in characters.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, cb) in b.iter().enumerate() {
            let substitute = diagonal + usize::from(ca != *cb);
            diagonal = row[j + 1];
            row[j + 1] = substitute.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

/// The nearest of `known`; empty only when nothing is known.
pub fn nearest<'k>(word: &str, known: &[&'k str]) -> &'k str {
    known.iter().min_by_key(|k| distance(word, k)).copied().unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_is_one_step_away() {
        assert_eq!(distance("capasity", "capacity"), 1);
        assert_eq!(distance("", "ab"), 2);
        assert_eq!(nearest("chekc", &["demo", "check", "case"]), "check");
    }
}
