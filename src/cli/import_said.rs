//! The answers to questions of an import that a command can give beforehand: for all that are alike at once.

use crate::base::{Code, Fault, Kind, Ref, Res};
use crate::domain::Source;
use crate::ops::import::{Alike, Answers, ConflictAlike, LinkAlike, Same, Take};

#[derive(Debug, clap::Args)]
pub struct Said {
    #[arg(long)]
    create_employees: bool,
    #[arg(long, value_name = "same|other", value_parser = ["same", "other"], hide_possible_values = true)]
    duplicates: Option<String>,
    #[arg(long, value_name = "ours|theirs")]
    take: Vec<String>,
    #[arg(long, value_name = "NAME=deal:N")]
    link: Vec<String>,
}

impl Said {
    /// Errors: `BadAnswer`.
    pub fn answers(&self) -> Res<Answers> {
        let mut alike = Alike { duplicates: self.duplicates.as_deref().map(same), ..Alike::default() };
        let bad = |s: &String| Fault::new(Code::BadAnswer).with("value", s);
        for said in &self.take {
            match take(said).ok_or_else(|| bad(said))? {
                (None, take) => alike.versions = Some(take),
                (Some((kind, field)), take) => alike.conflicts.push(ConflictAlike { kind, field, take }),
            }
        }
        for said in &self.link {
            let (written, to) = link(said).ok_or_else(|| bad(said))?;
            // Whichever of the files names it so.
            let of = |source: &Source| LinkAlike { source: *source, written: written.clone(), to };
            alike.links.extend(Source::ALL.iter().map(of));
        }
        Ok(Answers { create_employees: self.create_employees, alike, ..Answers::default() })
    }
}

fn same(word: &str) -> Same {
    if word == "same" { Same::TheOne } else { Same::Other }
}

/// `theirs`, or `deal.title=theirs` for one field.
fn take(said: &str) -> Option<(Option<(Kind, String)>, Take)> {
    let (of, word) = said.rsplit_once('=').map_or((None, said), |(of, word)| (Some(of), word));
    let take = match word.trim() {
        "ours" => Take::Ours,
        "theirs" => Take::Theirs,
        _ => return None,
    };
    let Some(of) = of else { return Some((None, take)) };
    let (kind, field) = of.trim().split_once('.')?;
    Some((Some((Kind::of(kind)?, field.to_owned())), take))
}

/// `Поставка=deal:12`, or `Поставка=none` where it is none of them.
fn link(said: &str) -> Option<(String, Option<Ref>)> {
    let (written, to) = said.rsplit_once('=')?;
    let to = match to.trim() {
        "none" => None,
        to => Some(to.parse().ok().filter(|to: &Ref| to.kind == Kind::Deal)?),
    };
    let written = written.trim();
    (!written.is_empty()).then(|| (written.to_owned(), to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_is_understood_or_refused() {
        assert_eq!(take("theirs"), Some((None, Take::Theirs)));
        assert_eq!(take("deal.title=ours"), Some((Some((Kind::Deal, "title".to_owned())), Take::Ours)));
        assert_eq!(link("А = Б=deal:12").unwrap(), ("А = Б".to_owned(), "deal:12".parse().ok()));
        assert_eq!(link("Поставка=none"), Some(("Поставка".to_owned(), None)));
        for no in ["", "both", "title=ours", "сделка.title=ours", "deal.title="] {
            assert_eq!(take(no), None, "{no}");
        }
        for no in ["", "Поставка", "Поставка=12", "Поставка=", "Поставка=client:5", " =none"]
        {
            assert_eq!(link(no), None, "{no}");
        }
    }
}
