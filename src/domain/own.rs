//! The office's own files: each takes the place of the shipped one in `assets/` (4 §6). `config` reads them, `Office`
//! carries them, rules ask the office for what holds.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::de::DeserializeOwned;

use super::accesses::{self, CatalogueItem};
use super::calendar::DayKind;
use super::chain::{self, Step};
use super::checklist::{self, TemplateItem};
use super::phrases::{self, Phrase};
use super::settings::Office;
use super::words::CaseKind;
use crate::base::{Code, Day, Fault, Res};

/// What an office wrote itself; `None`: the shipped text holds.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Own {
    pub chain: Option<Vec<Step>>,
    pub accesses: Option<Vec<CatalogueItem>>,
    pub checklist: Option<Vec<TemplateItem>>,
    pub crisis: Option<Vec<TemplateItem>>,
    pub phrases: Option<Vec<Phrase>>,
    pub days: BTreeMap<Day, DayKind>,
}

impl Office {
    /// The chain of automatic actions that holds here.
    pub fn chain(&self) -> Res<Cow<'_, [Step]>> {
        match &self.own.chain {
            Some(own) => Ok(Cow::Borrowed(own)),
            None => chain::read(chain::CHAIN).map(Cow::Owned),
        }
    }

    /// The catalogue of accesses that holds here.
    pub fn catalogue(&self) -> Res<Cow<'_, [CatalogueItem]>> {
        match &self.own.accesses {
            Some(own) => Ok(Cow::Borrowed(own)),
            None => accesses::read(accesses::CATALOGUE).map(Cow::Owned),
        }
    }

    /// The ready phrases that hold here.
    pub fn phrases(&self) -> Res<Cow<'_, [Phrase]>> {
        match &self.own.phrases {
            Some(own) => Ok(Cow::Borrowed(own)),
            None => phrases::read(phrases::PHRASES).map(Cow::Owned),
        }
    }

    /// The checklist of a kind of departure that holds here.
    pub fn checklist(&self, kind: CaseKind) -> Res<Cow<'_, [TemplateItem]>> {
        let (own, shipped) = match kind {
            CaseKind::Crisis => (&self.own.crisis, checklist::CRISIS),
            CaseKind::Planned | CaseKind::Absence | CaseKind::Single => (&self.own.checklist, checklist::PLANNED),
        };
        match own {
            Some(own) => Ok(Cow::Borrowed(own)),
            None => checklist::read(shipped).map(Cow::Owned),
        }
    }
}

/// Reads a TOML text of ours or of an office. Errors: `BadConfig` with the `line` and the `key` it breaks at.
pub(super) fn read_toml<T: DeserializeOwned>(text: &str) -> Res<T> {
    toml::from_str(text).map_err(|e| {
        let at = e.span().map_or(0, |s| s.start.min(text.len()));
        let before = text.get(..at).unwrap_or_default();
        let line = before.lines().count().max(1) + usize::from(before.ends_with('\n'));
        let key = text.lines().nth(line - 1).and_then(|l| l.split_once('=')).map_or("", |(key, _)| key.trim());
        Fault::from(Code::BadConfig, e).with("line", line).with("key", key)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_file_names_the_line_and_the_key() {
        let f = accesses::read("[[access]]\ncode = 'a'\ndue = 'soon'\n").unwrap_err();
        assert_eq!((f.code, f.arg("line"), f.arg("key")), (Code::BadConfig, "3", "due"));
        let f = accesses::read("[[access]]\ncolour = 'red'\n").unwrap_err();
        assert_eq!((f.arg("line"), f.arg("key")), ("2", "colour"));
    }

    #[test]
    fn an_office_without_files_has_the_shipped_ones() {
        let mut office = Office::default();
        let shipped = office.catalogue().unwrap().len();
        let own = Own { accesses: Some(office.catalogue().unwrap()[..1].to_vec()), ..Own::default() };
        office.own = std::sync::Arc::new(own);
        assert!(shipped > 1);
        assert_eq!(office.catalogue().unwrap().len(), 1);
        assert!(!office.checklist(CaseKind::Crisis).unwrap().is_empty());
    }
}
