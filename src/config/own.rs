//! The office's own files beside `estafeta.toml`: which there are, and what their text means (4 §6).

use crate::base::Res;
use crate::domain::calendar::Calendar;
use crate::domain::own::Own;
use crate::domain::{accesses, chain, checklist, phrases};

/// A file that may lie beside `estafeta.toml`, and what understands it.
pub struct OwnFile {
    pub name: &'static str,
    read: fn(&mut Own, &str) -> Res<()>,
}

/// Each takes the place of the file of its kind in `assets/`.
pub const FILES: &[OwnFile] = &[
    OwnFile { name: "chain.toml", read: |own, text| chain::read(text).map(|v| own.chain = Some(v)) },
    OwnFile { name: "accesses.toml", read: |own, text| accesses::read(text).map(|v| own.accesses = Some(v)) },
    OwnFile { name: "checklist.toml", read: |own, text| checklist::read(text).map(|v| own.checklist = Some(v)) },
    OwnFile { name: "crisis.toml", read: |own, text| checklist::read(text).map(|v| own.crisis = Some(v)) },
    OwnFile { name: "phrases.toml", read: |own, text| phrases::read(text).map(|v| own.phrases = Some(v)) },
    OwnFile { name: "calendar.toml", read: |own, text| Calendar::read_overrides(text).map(|v| own.days = v) },
];

impl OwnFile {
    /// Takes the file's text over. Errors: `BadConfig` with the line and the key; the caller adds the path.
    pub fn take(&self, own: &mut Own, text: &str) -> Res<()> {
        (self.read)(own, text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Code;
    use crate::domain::{accesses::CATALOGUE, chain::CHAIN, checklist::CRISIS, checklist::PLANNED, phrases::PHRASES};

    #[test]
    fn the_shipped_texts_are_what_an_office_may_write() {
        let mut own = Own::default();
        for file in FILES {
            let text = match file.name {
                "chain.toml" => CHAIN,
                "accesses.toml" => CATALOGUE,
                "checklist.toml" => PLANNED,
                "crisis.toml" => CRISIS,
                "phrases.toml" => PHRASES,
                _ => "2026-12-31 = \"off\"\n",
            };
            file.take(&mut own, text).unwrap();
            assert_eq!(file.take(&mut Own::default(), "what = [").unwrap_err().code, Code::BadConfig, "{}", file.name);
        }
        assert!(own.chain.is_some() && own.accesses.is_some() && own.checklist.is_some() && own.crisis.is_some());
        assert!(own.phrases.is_some());
        assert_eq!(own.days.len(), 1);
    }
}
