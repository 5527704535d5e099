//! Quotation marks inside quotation marks: «Письмо «ООО „Факел“» вернулось» in Russian print. A sentence puts a name into
//! «», and most names of companies have their own.

use std::borrow::Cow;

/// What stands inside «» gets „“ instead. Text whose marks do not pair is left as it is: nobody knows what is inside there.
pub fn nested(text: String) -> String {
    match inner(&text) {
        Cow::Borrowed(_) => text,
        Cow::Owned(told) => told,
    }
}

fn inner(text: &str) -> Cow<'_, str> {
    let (mut depth, mut deepest) = (0_u32, 0);
    for c in text.chars() {
        match c {
            '«' => depth += 1,
            '»' if depth == 0 => return Cow::Borrowed(text),
            '»' => depth -= 1,
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    if depth > 0 || deepest < 2 {
        return Cow::Borrowed(text);
    }
    let told = text.chars().map(|c| match c {
        '«' => {
            depth += 1;
            if depth > 1 { '„' } else { c }
        }
        '»' => {
            depth -= 1;
            if depth > 0 { '“' } else { c }
        }
        _ => c,
    });
    Cow::Owned(told.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::{Lang, Texts};

    #[test]
    fn a_name_with_quotation_marks_of_its_own_is_quoted_as_in_print() {
        let x = Texts::load(Lang::Ru);
        let t = x.t();
        assert_eq!(t.quoted("ООО «Факел»"), "«ООО „Факел“»");
        assert_eq!(x.op_about("client:7", "ООО «Новатор»"), "клиент «ООО „Новатор“»");
        assert_eq!(t.single_title("ООО «Факел»", "Юдин С. П."), "Передать: ООО «Факел» (Юдин С. П.)", "not quoted");
        assert_eq!(
            t.inbox_client_passed("АО «НПО «Каскад»»", "Юдин С. П."),
            "Клиент «АО „НПО „Каскад““» передан: теперь отвечает Юдин С. П."
        );
    }

    #[test]
    fn what_does_not_pair_is_left_as_it_is() {
        for odd in ["«ООО «Факел»", "ООО Факел»", "»«", "«Факел» и «Каскад»", ""]
        {
            assert_eq!(nested(odd.to_owned()), odd);
        }
    }
}
