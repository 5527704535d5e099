//! Everything a person reads, in Russian and English. Keys live in `assets/texts/{ru,en}/*.ftl`; the build turns each
//! into a typed function of `L10nLanguage`.

mod absence;
mod blockers;
mod chain;
mod columns;
mod counts;
mod crisis;
mod crm_comment;
mod crm_ways;
mod dates;
mod fault;
mod fields;
mod import;
mod inbox;
mod inbox_others;
mod metrics;
mod money;
mod ops;
mod owners;
mod promise;
mod quotes;
mod reasons;
mod second;
mod sheets;
mod signals;
mod told;
mod words;

pub use counts::Noun;
pub use fault::Sentence;
pub use inbox::{Entry as InboxSaid, Told};
pub use owners::Came as OwnerCame;
pub use quotes::nested;
pub use words::Term;

// Private: were it public, rustc could no longer name the keys nobody uses.
#[allow(
    clippy::derivable_impls,
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "generated: every key was checked when it was built"
)]
mod l10n {
    include!(concat!(env!("OUT_DIR"), "/l10n.rs"));

    // These helpers are generated and not ours to drop; an `allow` on the whole module would hide unused keys.
    #[allow(dead_code)]
    fn keep(l: L10n) {
        let _ = (L10n::iter, L10n::load_all, l.load());
        let _ = L10nLanguage::new_external("ru", &[]);
        let _ = ALL_LANGS;
    }
}

/// The screen's language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    #[default]
    Ru,
    En,
}

impl Lang {
    /// Reads `ru` or `en`.
    pub fn of(word: &str) -> Option<Lang> {
        match word {
            "ru" => Some(Lang::Ru),
            "en" => Some(Lang::En),
            _ => None,
        }
    }

    /// What `of` reads.
    pub const fn word(self) -> &'static str {
        match self {
            Lang::Ru => "ru",
            Lang::En => "en",
        }
    }
}

/// One loaded language. Rooms above read keys by `texts.t().key(…)`.
pub struct Texts {
    lang: Lang,
    typed: l10n::L10nLanguage,
}

impl Texts {
    pub fn load(lang: Lang) -> Self {
        let typed = match lang {
            Lang::Ru => l10n::L10n::Ru,
            Lang::En => l10n::L10n::En,
        }
        .load();
        Self { lang, typed }
    }

    pub fn lang(&self) -> Lang {
        self.lang
    }

    pub(crate) fn t(&self) -> &l10n::L10nLanguage {
        &self.typed
    }
}
