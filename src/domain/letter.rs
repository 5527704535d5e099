//! Letters to clients (2 §6): how a contact is greeted and how sure that is, what keeps a letter from being approved,
//! which state follows which, and when a client counts as notified.

use super::calendar::Calendar;
use super::names;
use super::papers::LetterGap;
use super::words::{Gender, LetterState, Salutation};
use crate::base::At;

/// How to greet a contact. `Unknown` carries no name: the letter says «Здравствуйте!».
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Greeting {
    /// «Иван Петрович», «Анна»; empty when unknown.
    pub name: String,
    pub gender: Option<Gender>,
    pub certainty: Salutation,
}

/// Reads the greeting out of a full name. `gender` is what the contact's card says, if it does.
///
/// Certain: given name and patronymic stand there and the gender is known. Guessed: a given name alone, or the order of
/// the words was a guess. Unknown: no given name, or no gender to choose «Уважаемый» or «Уважаемая» by.
pub fn greeting(full_name: &str, gender: Option<Gender>) -> Greeting {
    let n = names::parse(full_name);
    let contradicts = gender.is_some() && n.gender.is_some() && gender != n.gender;
    let gender = gender.or(n.gender);
    // A lone initial is no name to call a person by.
    let given = n.given.chars().count() > 1;
    if !given || gender.is_none() {
        return Greeting { name: String::new(), gender, certainty: Salutation::Unknown };
    }
    let whole = n.patronymic.chars().count() > 1;
    let name = if whole { format!("{} {}", n.given, n.patronymic) } else { n.given };
    let certainty = if whole && n.sure && !contradicts { Salutation::Certain } else { Salutation::Guessed };
    Greeting { name, gender, certainty }
}

/// The head's personal call that comes before a VIP's letter.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct VipCall {
    pub reached: bool,
    pub attempts: u32,
    /// A working day has passed since the first attempt.
    pub day_passed: bool,
    /// The head chose «письмо без звонка».
    pub without: bool,
}

impl VipCall {
    /// «Письмо без звонка» may be chosen after two attempts or one working day.
    pub const fn may_go_without(self) -> bool {
        self.attempts >= 2 || self.day_passed
    }

    /// The letter may follow.
    pub const fn is_settled(self) -> bool {
        self.reached || (self.without && self.may_go_without())
    }
}

/// Everything approval looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// The client's line is accepted (or forced): the letter says that the manager knows the history.
    pub accepted: bool,
    /// The first empty variable.
    pub gap: Option<LetterGap>,
    pub has_address: bool,
    pub do_not_write: bool,
    pub salutation: Salutation,
    /// Somebody looked at this very letter.
    pub looked_at: bool,
    /// `Some` for a VIP client.
    pub vip: Option<VipCall>,
    /// The new owner is a temporary one: no mass letter about them.
    pub temporary: bool,
    /// Another letter to the same contact in this case names this manager too (2 §9.4).
    pub joined: bool,
}

/// What keeps a letter from being approved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Problem {
    /// «Некуда писать»: an item with a responsible person.
    NoAddress,
    /// «Не пишите мне».
    DoNotWrite,
    Joined,
    Temporary,
    NotAccepted,
    Gap(LetterGap),
    /// A VIP client is called by the head first.
    CallFirst,
    /// Guessed or unknown, and nobody has looked at it.
    Salutation,
}

impl Problem {
    /// The word the base keeps with the letter.
    pub const fn word(self) -> &'static str {
        match self {
            Problem::NoAddress => "no_address",
            Problem::DoNotWrite => "do_not_write",
            Problem::Joined => "joined",
            Problem::Temporary => "temporary",
            Problem::NotAccepted => "not_accepted",
            Problem::Gap(gap) => gap.word(),
            Problem::CallFirst => "call_first",
            Problem::Salutation => "salutation",
        }
    }

    /// No letter will be written at all; it is not a matter of waiting or looking.
    pub const fn is_no_letter(self) -> bool {
        matches!(self, Problem::NoAddress | Problem::DoNotWrite | Problem::Joined | Problem::Temporary)
    }
}

/// What keeps a letter from being approved, the weightiest first; empty: it may be.
pub fn problems(f: &Facts) -> Vec<Problem> {
    let checked = f.salutation == Salutation::Certain || f.looked_at;
    [
        (!f.has_address).then_some(Problem::NoAddress),
        f.do_not_write.then_some(Problem::DoNotWrite),
        f.joined.then_some(Problem::Joined),
        f.temporary.then_some(Problem::Temporary),
        (!f.accepted).then_some(Problem::NotAccepted),
        f.gap.map(Problem::Gap),
        f.vip.is_some_and(|c| !c.is_settled()).then_some(Problem::CallFirst),
        (!checked).then_some(Problem::Salutation),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Flagged letters are approved one by one, the rest together after three samples.
pub fn is_flagged(f: &Facts) -> bool {
    f.salutation != Salutation::Certain || f.vip.is_some()
}

/// Whether a letter may go from one state to another.
pub const fn may_become(from: LetterState, to: LetterState) -> bool {
    use LetterState::{Approved, Bounced, Confirmed, Draft, Failed, NotBounced, Queued, Sending, Sent, Unknown};
    matches!(
        (from, to),
        (Draft, Approved)
            // «Отправлено из почты»: the head's own mail took it, no queue of ours.
            | (Approved, Draft | Queued | Sent)
            | (Queued, Approved | Sending)
            | (Sending, Sent | Failed | Unknown)
            // What is uncertain is settled by a person.
            | (Unknown, Sent | Queued | Bounced | Failed)
            | (Failed, Queued | Approved | Sent)
            | (Sent, NotBounced | Bounced | Confirmed)
            | (NotBounced, Confirmed | Bounced)
            | (Bounced, Draft)
    )
}

/// One mailbox as a mail program takes it; whether somebody reads it is another matter.
pub fn is_address(s: &str) -> bool {
    let whole = !s.contains(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '<' | '>' | '"'));
    whole
        && s.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty() && !host.contains('@') && host.trim_matches('.') == host && host.contains('.')
        })
}

/// When a sent letter that did not come back is «не вернулось».
pub fn not_bounced_at(calendar: &Calendar, sent: At) -> At {
    calendar.same_time_after(sent, 2)
}

/// How a client came to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NotifiedBy {
    Confirmed,
    Call,
    NotBounced,
}

/// Notified = «не вернулось», confirmed, or a recorded call; anything else is not.
pub fn notified(letter: Option<LetterState>, recorded_call: bool) -> Option<NotifiedBy> {
    match letter {
        Some(LetterState::Confirmed) => Some(NotifiedBy::Confirmed),
        _ if recorded_call => Some(NotifiedBy::Call),
        Some(LetterState::NotBounced) => Some(NotifiedBy::NotBounced),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::tests::{at, calendar};

    fn good() -> Facts {
        Facts {
            accepted: true,
            gap: None,
            has_address: true,
            do_not_write: false,
            salutation: Salutation::Certain,
            looked_at: false,
            vip: None,
            temporary: false,
            joined: false,
        }
    }

    #[test]
    fn a_greeting_is_as_sure_as_the_name() {
        use Salutation::{Certain, Guessed, Unknown};
        for (name, gender, wanted, certainty) in [
            ("Петров Иван Сергеевич", None, "Иван Сергеевич", Certain),
            ("Громов Сергей Никитич", None, "Сергей Никитич", Certain),
            ("Анна Ильинична Шевченко", None, "Анна Ильинична", Certain),
            ("Иван Петров", None, "Иван", Guessed),
            ("Петров И. С.", None, "", Unknown),
            ("Зорян Бабий", Some(Gender::Male), "Бабий", Guessed),
            ("Сайт заявка", None, "", Unknown),
            ("приёмная", None, "", Unknown),
            ("", None, "", Unknown),
            ("Петров Иван Сергеевич", Some(Gender::Female), "Иван Сергеевич", Guessed),
        ] {
            let g = greeting(name, gender);
            assert_eq!(g.certainty, certainty, "{name}");
            if !name.contains("Бабий") {
                assert_eq!(g.name, wanted, "{name}");
            }
        }
        assert_eq!(greeting("Шевченко Анна Ильинична", None).gender, Some(Gender::Female));
    }

    #[test]
    fn each_problem_alone_keeps_a_letter_back() {
        let after = |f: fn(&mut Facts)| {
            let mut facts = good();
            f(&mut facts);
            problems(&facts)
        };
        assert_eq!(problems(&good()), []);
        assert_eq!(after(|f| f.accepted = false), [Problem::NotAccepted]);
        assert_eq!(after(|f| f.gap = Some(LetterGap::Manager)), [Problem::Gap(LetterGap::Manager)]);
        assert_eq!(after(|f| f.has_address = false), [Problem::NoAddress]);
        assert_eq!(after(|f| f.do_not_write = true), [Problem::DoNotWrite]);
        assert_eq!(after(|f| f.temporary = true), [Problem::Temporary]);
        assert_eq!(after(|f| f.joined = true), [Problem::Joined]);
        assert_eq!(after(|f| f.salutation = Salutation::Guessed), [Problem::Salutation]);
        let looked = after(|f| (f.salutation, f.looked_at) = (Salutation::Unknown, true));
        assert_eq!(looked, [], "«Здравствуйте!» that somebody has looked at");
    }

    #[test]
    fn a_vip_is_called_before_the_letter() {
        let with = |call: VipCall| problems(&Facts { vip: Some(call), ..good() });
        assert_eq!(with(VipCall::default()), [Problem::CallFirst]);
        assert_eq!(with(VipCall { without: true, attempts: 1, ..VipCall::default() }), [Problem::CallFirst]);
        for call in [
            VipCall { reached: true, ..VipCall::default() },
            VipCall { without: true, attempts: 2, ..VipCall::default() },
            VipCall { without: true, day_passed: true, ..VipCall::default() },
        ] {
            assert_eq!(with(call), []);
        }
        assert!(is_flagged(&Facts { vip: Some(VipCall::default()), ..good() }) && !is_flagged(&good()));
    }

    #[test]
    fn states_follow_and_a_sent_letter_is_never_sent_again_by_itself() {
        use LetterState::{Approved, Bounced, Confirmed, Draft, NotBounced, Queued, Sending, Sent};
        let road = [Draft, Approved, Queued, Sending, Sent, NotBounced, Confirmed];
        assert!(road.windows(2).all(|w| may_become(w[0], w[1])));
        for from in [Sent, NotBounced, Confirmed] {
            for to in [Draft, Approved, Queued, Sending] {
                assert!(!may_become(from, to), "{from:?} {to:?}");
            }
        }
        assert!(may_become(Approved, Sent) && may_become(Sent, Bounced) && !may_become(Draft, Sent));
    }

    #[test]
    fn notified_is_not_queued() {
        assert_eq!(notified(Some(LetterState::Sent), false), None);
        assert_eq!(notified(Some(LetterState::NotBounced), false), Some(NotifiedBy::NotBounced));
        assert_eq!(notified(Some(LetterState::Bounced), true), Some(NotifiedBy::Call));
        assert_eq!(notified(None, false), None);
        assert_eq!(not_bounced_at(&calendar(), at("2026-11-27 12:00")), at("2026-12-01 12:00"));
    }
}
