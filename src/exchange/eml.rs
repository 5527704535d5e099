//! A letter as an `.eml` file: UTF-8, a stable Message-ID, no header that a name could have written.

use std::time::{Duration, UNIX_EPOCH};

use lettre::Message;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, header};

use super::letter::LetterText;
use crate::base::{At, Code, Fault, Res, clean};

/// One addressed letter.
#[derive(Debug, Clone)]
pub struct Mail<'a> {
    /// With or without angle brackets; the base keeps it with the letter.
    pub message_id: &'a str,
    pub at: At,
    /// Name and address of the head who signs.
    pub from: (&'a str, &'a str),
    /// Name and address of the contact.
    pub to: (&'a str, &'a str),
    pub text: &'a LetterText,
}

/// The letter as the bytes of an `.eml` file. The same mail gives the same bytes.
///
/// # Errors
/// `BadAddress` with the address in question; `Internal` when the message cannot be built.
pub fn eml(mail: &Mail<'_>) -> Res<Vec<u8>> {
    let seconds = u64::try_from(mail.at.0.div_euclid(1000)).unwrap_or(0);
    let message = Message::builder()
        .message_id(Some(format!("<{}>", id(mail.message_id))))
        .date(UNIX_EPOCH + Duration::from_secs(seconds))
        .from(mailbox(mail.from)?)
        .to(mailbox(mail.to)?)
        .subject(line(&mail.text.subject))
        .header(ContentType::TEXT_PLAIN)
        .header(Unsent)
        .body(clean(&mail.text.body))
        .map_err(|e| Fault::from(Code::Internal, e))?;
    Ok(message.formatted())
}

/// An id is ours and plain; whoever edited the base must not write a header with it.
fn id(s: &str) -> String {
    s.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '@')).collect()
}

/// A header is one line: the builder panics on CR or LF in a name, so nothing of the kind reaches it.
fn line(s: &str) -> String {
    clean(s).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn mailbox((name, address): (&str, &str)) -> Res<Mailbox> {
    let bad = || Fault::new(Code::BadAddress).with("value", address);
    // An address that needs cleaning is somebody's trick, not a slip.
    if address.chars().any(|c| c.is_control() || c.is_whitespace()) {
        return Err(bad());
    }
    let email = address.parse().map_err(|_| bad())?;
    let name = line(name);
    Ok(Mailbox::new((!name.is_empty()).then_some(name), email))
}

/// Mail programs open the file as a letter to be sent, not as one that came.
#[derive(Clone)]
struct Unsent;

impl header::Header for Unsent {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("X-Unsent")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Unsent)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "1".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Zone;

    fn text() -> LetterText {
        LetterText {
            subject: "Ваш менеджер — Алексей Смирнов".to_owned(),
            body: "Здравствуйте!\n\nТекст.\n".to_owned(),
        }
    }

    fn build(to_name: &str, to: &str) -> Res<String> {
        let at = At::parse("2026-11-24T14:00:00+03:00", Zone::UTC).unwrap();
        let text = text();
        let mail = Mail {
            message_id: "letter-42.case-12.0123456789abcdef@estafeta.invalid",
            at,
            from: ("Мария Иванова", "ivanova@vector.example"),
            to: (to_name, to),
            text: &text,
        };
        eml(&mail).map(|b| String::from_utf8(b).unwrap())
    }

    fn headers(eml: &str) -> Vec<String> {
        let head = eml.split_once("\r\n\r\n").unwrap().0.replace("\r\n ", " ");
        head.split("\r\n").map(|h| h.split(':').next().unwrap().to_owned()).collect()
    }

    const ONLY: [&str; 8] =
        ["Message-ID", "Date", "From", "To", "Subject", "Content-Type", "X-Unsent", "Content-Transfer-Encoding"];

    #[test]
    fn a_letter_is_stable_and_complete() {
        let one = build("Иван Орлов", "orlov@kaskad.example").unwrap();
        assert_eq!(one, build("Иван Орлов", "orlov@kaskad.example").unwrap());
        assert!(one.contains("Message-ID: <letter-42.case-12.0123456789abcdef@estafeta.invalid>\r\n"), "{one}");
        assert!(one.contains("Date: Tue, 24 Nov 2026 11:00:00 +0000\r\n"), "{one}");
        assert!(one.contains("charset=utf-8"), "{one}");
        assert_eq!(headers(&one).len(), ONLY.len(), "{one}");
        assert!(headers(&one).iter().all(|h| ONLY.contains(&h.as_str())), "{one}");
    }

    #[test]
    fn hostile_names_write_no_header() {
        let evil = [
            "Иван\r\nBcc: all@evil.example",
            "a\nb\rc\u{2028}d\u{85}Bcc: x@y.z",
            "\"><b>\\\"; x",
            "\u{202e}Иван\u{0}\u{1b}[2J",
            "Иван <x@evil.example>, Пётр",
            "=?utf-8?q?=0D=0ABcc:_x?=",
            &"я".repeat(5000),
            "",
        ];
        for name in evil {
            let one = build(name, "orlov@kaskad.example").unwrap();
            let h = headers(&one);
            assert!(h.iter().all(|h| ONLY.contains(&h.as_str())) && h.len() == ONLY.len(), "{name:?}: {h:?}");
            assert!(one.split("\r\n").all(|l| l.len() <= 998), "{name:?}: a line too long");
            let to = one.replace("\r\n ", " ").split("\r\n").find(|l| l.starts_with("To:")).unwrap().to_owned();
            assert!(to.ends_with("orlov@kaskad.example>") || to.ends_with(" orlov@kaskad.example"), "{to}");
        }
    }

    #[test]
    fn bad_addresses_are_refused_by_name() {
        for address in ["", "нет", "a@b\r\nBcc: x@y.z", "a b@c.example", "a@", "a@b.example, c@d.example"] {
            let f = build("Иван", address).unwrap_err();
            assert_eq!((f.code, f.arg("value")), (Code::BadAddress, address));
        }
    }
}
