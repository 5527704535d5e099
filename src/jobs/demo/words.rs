//! The word lists of `assets/demo`, and picking from them.

use fastrand::Rng;

/// Whitespace-separated words of a file.
fn words(text: &'static str) -> Vec<&'static str> {
    text.split_whitespace().collect()
}

/// A line of a file, cut at `|`.
#[derive(Debug)]
pub struct Line(Vec<&'static str>);

fn lines(text: &'static str) -> Vec<Line> {
    text.lines().filter(|l| !l.is_empty()).map(|l| Line(l.split('|').collect())).collect()
}

macro_rules! lists {
    ($($name:ident: $form:ident = $file:literal),+ $(,)?) => {
        /// Everything the demo is worded with.
        pub struct Words { $(pub $name: Vec<lists!(@type $form)>),+ }

        impl Words {
            pub fn load() -> Words {
                Words { $($name: $form(include_str!(concat!("../../../assets/demo/", $file, ".txt")))),+ }
            }
        }
    };
    (@type words) => { &'static str };
    (@type lines) => { Line };
}

lists! {
    surnames: words = "surnames",
    names_m: lines = "names_m",
    names_f: words = "names_f",
    roots: words = "roots",
    suffixes: words = "suffixes",
    regions: lines = "regions",
    industries: lines = "industries",
    positions: lines = "positions",
    deals: lines = "deals",
    notes: lines = "notes",
    promises: lines = "promises",
    specifics: lines = "specifics",
    states: lines = "states",
    steps: lines = "steps",
    calls: lines = "tasks_call",
    meetings: lines = "tasks_meeting",
    documents: lines = "tasks_document",
    invoices: lines = "tasks_invoice",
    others: lines = "tasks_other",
    outcomes: lines = "outcomes",
    losses: lines = "losses",
    leads: lines = "leads",
    people: lines = "people",
    stages: lines = "stages",
    phrases: lines = "phrases",
}

impl Words {
    /// The phrases of one name, in their order.
    pub fn phrases(&self, name: &str) -> impl Iterator<Item = &'static str> {
        self.phrases.iter().filter(move |l| cell(l, 0) == name).map(|l| cell(l, 1))
    }

    /// The first of them.
    pub fn phrase(&self, name: &str) -> &'static str {
        self.phrases(name).next().unwrap_or("")
    }
}

/// One of a list; the lists are never empty (a test looks).
pub fn pick<'a, T>(rng: &mut Rng, list: &'a [T]) -> &'a T {
    &list[rng.usize(..list.len())]
}

/// True in `percent` cases of a hundred.
pub fn chance(rng: &mut Rng, percent: u32) -> bool {
    rng.u32(..100) < percent
}

/// One of a line's places; empty when the line is shorter.
pub fn cell(line: &Line, n: usize) -> &'static str {
    line.0.get(n).copied().unwrap_or("")
}

/// A surname as a woman bears it.
pub fn feminine(surname: &str) -> String {
    if let Some(stem) = surname.strip_suffix("ский") {
        return format!("{stem}ская");
    }
    let takes_a = ["ов", "ев", "ёв", "ин", "ын"].iter().any(|e| surname.ends_with(e));
    if takes_a { format!("{surname}а") } else { surname.to_owned() }
}

/// Cyrillic as it stands in an address.
pub fn latin(s: &str) -> String {
    let mut out = String::new();
    for c in s.chars().flat_map(char::to_lowercase) {
        match c {
            'а' => out.push('a'),
            'б' => out.push('b'),
            'в' => out.push('v'),
            'г' => out.push('g'),
            'д' => out.push('d'),
            'е' | 'ё' | 'э' => out.push('e'),
            'ж' => out.push_str("zh"),
            'з' => out.push('z'),
            'и' | 'й' => out.push('i'),
            'к' => out.push('k'),
            'л' => out.push('l'),
            'м' => out.push('m'),
            'н' => out.push('n'),
            'о' => out.push('o'),
            'п' => out.push('p'),
            'р' => out.push('r'),
            'с' => out.push('s'),
            'т' => out.push('t'),
            'у' => out.push('u'),
            'ф' => out.push('f'),
            'х' => out.push_str("kh"),
            'ц' => out.push_str("ts"),
            'ч' => out.push_str("ch"),
            'ш' => out.push_str("sh"),
            'щ' => out.push_str("sch"),
            'ы' => out.push('y'),
            'ю' => out.push_str("yu"),
            'я' => out.push_str("ya"),
            c if c.is_ascii_alphanumeric() || c == '-' => out.push(c),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surnames_agree_and_addresses_are_latin() {
        assert_eq!(feminine("Ковалёв"), "Ковалёва");
        assert_eq!(feminine("Никольский"), "Никольская");
        assert_eq!(feminine("Ким"), "Ким");
        assert_eq!(latin("Щукин-Ёж"), "schukin-ezh");
    }

    #[test]
    fn every_list_has_words_and_every_line_its_places() {
        let w = Words::load();
        assert!(w.surnames.len() > 150 && w.roots.len() > 80 && w.suffixes.len() > 25 && w.names_f.len() > 25);
        for (lists, places) in [
            (&w.regions, 4),
            (&w.industries, 2),
            (&w.positions, 2),
            (&w.calls, 3),
            (&w.meetings, 4),
            (&w.documents, 3),
            (&w.invoices, 3),
            (&w.leads, 2),
            (&w.people, 6),
            (&w.stages, 2),
            (&w.phrases, 2),
        ] {
            assert!(!lists.is_empty());
            lists.iter().for_each(|l| assert_eq!(l.0.len(), places, "{l:?}"));
        }
        for name in ["company", "pipeline", "department", "further", "city", "duty", "owed", "plan", "errand"] {
            assert!(!w.phrase(name).is_empty(), "{name}");
        }
        for l in [&w.deals, &w.notes, &w.promises, &w.specifics, &w.states, &w.steps, &w.others, &w.outcomes, &w.losses]
        {
            assert!(l.len() > 3);
        }
    }
}
