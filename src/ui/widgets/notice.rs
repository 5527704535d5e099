//! The line above the footer that tells what has just happened.

/// How it is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeKind {
    Info,
    Good,
    /// Stays until the next key: a person has to see it.
    Bad,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    pub kind: NoticeKind,
    pub text: String,
}

impl Notice {
    pub fn info(text: impl Into<String>) -> Notice {
        Notice { kind: NoticeKind::Info, text: text.into() }
    }

    pub fn good(text: impl Into<String>) -> Notice {
        Notice { kind: NoticeKind::Good, text: text.into() }
    }

    pub fn bad(text: impl Into<String>) -> Notice {
        Notice { kind: NoticeKind::Bad, text: text.into() }
    }
}
