//! A company's taxpayer number.

use crate::base::digits;

/// The last digits an INN must have after its first nine (a company) or ten (a person).
fn checksum(first: &[u32]) -> Option<String> {
    const WEIGHTS: [u32; 11] = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];
    let digit = |d: &[u32]| {
        let w = &WEIGHTS[WEIGHTS.len() - d.len()..];
        d.iter().zip(w).map(|(a, b)| a * b).sum::<u32>() % 11 % 10
    };
    match first.len() {
        9 => Some(digit(first).to_string()),
        10 => {
            let a = digit(first);
            let b = digit(&[first, &[a]].concat());
            Some(format!("{a}{b}"))
        }
        _ => None,
    }
}

/// A whole INN from its first nine or ten digits.
pub fn inn(first: &str) -> Option<String> {
    let d: Vec<u32> = first.chars().filter_map(|c| c.to_digit(10)).collect();
    checksum(&d).map(|c| format!("{first}{c}"))
}

/// Ten digits of a company or twelve of a person, with the right check digits.
pub fn is_inn(text: &str) -> bool {
    let d = digits(text);
    let first = match d.len() {
        10 => &d[..9],
        12 => &d[..10],
        _ => return false,
    };
    inn(first).as_deref() == Some(d.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn taxpayer_numbers_carry_their_check_digits() {
        assert!(is_inn("7707083893") && is_inn("500100732259"));
        assert!(!is_inn("7707083894") && !is_inn("500100732258") && !is_inn("770708389"));
        assert_eq!(inn("770708389").as_deref(), Some("7707083893"));
    }
}
