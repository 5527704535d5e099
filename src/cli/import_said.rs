//! The answers to questions of an import that a command can give beforehand: for all that are alike at once.

use crate::base::{Code, Fault, Kind, Ref, Res};
use crate::domain::{Segment, Source};
use crate::ops::import::{
    Alike, Answers, COMPARED_KINDS, ConflictAlike, LinkAlike, Same, SegmentAnswer, Take, compared,
};

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
    #[arg(long = "segment", value_name = "WORD=SEGMENT")]
    segment_means: Vec<String>,
}

impl Said {
    /// Errors: `BadAnswer`; `NoSuchField` with those there are; `AnsweredTwice` when two of the switches contradict.
    pub fn answers(&self) -> Res<Answers> {
        let mut alike = Alike { duplicates: self.duplicates.as_deref().map(same), ..Alike::default() };
        let refuse = |code: Code, s: &String| Fault::new(code).with("value", s);
        for said in &self.take {
            let (of, take) = take(said).ok_or_else(|| refuse(Code::BadAnswer, said))?;
            let before = match &of {
                None => alike.versions.replace(take),
                Some((kind, field)) => {
                    if !compared(*kind).contains(&field.as_str()) {
                        return Err(refuse(Code::NoSuchField, said).with("fields", fields(*kind)));
                    }
                    alike.conflicts.iter().find(|c| (c.kind, &c.field) == (*kind, field)).map(|c| c.take)
                }
            };
            match before {
                Some(before) if before != take => return Err(refuse(Code::AnsweredTwice, said)),
                Some(_) => {}
                None => alike.conflicts.extend(of.map(|(kind, field)| ConflictAlike { kind, field, take })),
            }
        }
        let mut words: Vec<(String, Option<Segment>)> = Vec::new();
        for said in &self.segment_means {
            let (written, segment) = segment(said).ok_or_else(|| refuse(Code::BadAnswer, said))?;
            match words.iter().find(|(w, _)| *w == written) {
                Some((_, before)) if *before != segment => return Err(refuse(Code::AnsweredTwice, said)),
                Some(_) => {}
                None => words.push((written, segment)),
            }
        }
        let in_all = |(written, segment): (String, Option<Segment>)| {
            Source::ALL.iter().map(move |source| SegmentAnswer { source: *source, written: written.clone(), segment })
        };
        let segments = words.into_iter().flat_map(in_all).collect();
        let mut links: Vec<(String, Option<Ref>)> = Vec::new();
        for said in &self.link {
            let (written, to) = link(said).ok_or_else(|| refuse(Code::BadAnswer, said))?;
            match links.iter().find(|(w, _)| *w == written) {
                Some((_, before)) if *before != to => return Err(refuse(Code::AnsweredTwice, said)),
                Some(_) => {}
                None => links.push((written, to)),
            }
        }
        for (written, to) in links {
            // Whichever of the files names it so.
            let of = |source: &Source| LinkAlike { source: *source, written: written.clone(), to };
            alike.links.extend(Source::ALL.iter().map(of));
        }
        Ok(Answers { create_employees: self.create_employees, alike, segments, ..Answers::default() })
    }
}

/// The fields of a kind as `--take` names them; of a kind that has none, those of all others.
fn fields(kind: Kind) -> String {
    let of = |kind: Kind| compared(kind).iter().map(move |field| format!("{}.{field}", kind.word()));
    let own: Vec<String> = of(kind).collect();
    let all = if own.is_empty() { COMPARED_KINDS.into_iter().flat_map(of).collect() } else { own };
    all.join(", ")
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
    Some((Some((Kind::of(kind.trim())?, field.trim().to_owned())), take))
}

/// `А=vip`, or `А=none` where it is no segment.
fn segment(said: &str) -> Option<(String, Option<Segment>)> {
    let (written, word) = said.rsplit_once('=')?;
    let segment = match word.trim() {
        "none" => None,
        word => Some(Segment::of(word)?),
    };
    let written = written.trim();
    (!written.is_empty()).then(|| (written.to_owned(), segment))
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

    fn code(take: &[&str], link: &[&str]) -> Option<Code> {
        let owned = |list: &[&str]| list.iter().map(|s| (*s).to_owned()).collect();
        let said = Said {
            create_employees: false,
            duplicates: None,
            take: owned(take),
            link: owned(link),
            segment_means: Vec::new(),
        };
        said.answers().err().map(|f| f.code)
    }

    #[test]
    fn switches_that_contradict_each_other_are_refused() {
        assert_eq!(code(&["ours", "ours", "client.name=theirs", "client.name=theirs", "deal.title=ours"], &[]), None);
        assert_eq!(code(&["ours", "theirs"], &[]), Some(Code::AnsweredTwice));
        assert_eq!(code(&["client.name=ours", "client.name=theirs"], &[]), Some(Code::AnsweredTwice));
        assert_eq!(code(&[], &["Поставка=deal:1", " Поставка =deal:1", "Сервис=none"]), None);
        assert_eq!(code(&[], &["Поставка=deal:1", "Поставка=deal:2"]), Some(Code::AnsweredTwice));
        assert_eq!(code(&[], &["Поставка=none", "Поставка=deal:2"]), Some(Code::AnsweredTwice));
    }

    #[test]
    fn a_field_that_is_not_compared_is_named_with_those_that_are() {
        assert_eq!(code(&["client.nane=theirs"], &[]), Some(Code::NoSuchField));
        assert_eq!(code(&["case.title=theirs"], &[]), Some(Code::NoSuchField));
        assert!(fields(Kind::Client).starts_with("client.name, client.inn"));
        assert!(fields(Kind::Case).contains("lead.title"));
    }

    #[test]
    fn what_is_said_is_understood_or_refused() {
        assert_eq!(take("theirs"), Some((None, Take::Theirs)));
        assert_eq!(take("deal.title=ours"), Some((Some((Kind::Deal, "title".to_owned())), Take::Ours)));
        assert_eq!(link("А = Б=deal:12").unwrap(), ("А = Б".to_owned(), "deal:12".parse().ok()));
        assert_eq!(segment("А=vip"), Some(("А".to_owned(), Some(Segment::Vip))));
        assert_eq!(
            (segment("А = none"), segment("А=лучший"), segment("А")),
            (Some(("А".to_owned(), None)), None, None)
        );
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
