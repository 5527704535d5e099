//! What a mail file says of a letter that went out: that it came back, that somebody answered, or nothing (2 §6).
//!
//! Only what mail servers write in plain lines is read: the reports of RFC 3464, and the older ones that quote the letter.

use crate::base::clean;

/// The part behind the `@` of every letter's number.
const OURS: &str = "@estafeta.invalid";

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Returned {
    /// `to` are the addresses that failed; `note` is the server's answer.
    Bounced {
        ids: Vec<String>,
        to: Vec<String>,
        note: Option<String>,
    },
    /// A person answered letters of ours.
    Reply {
        ids: Vec<String>,
    },
    /// An automatic answer, or a report that nothing has failed yet.
    Automatic,
    Unrelated,
}

/// Reads the bytes of an `.eml`.
pub fn returned(bytes: &[u8]) -> Returned {
    let text = unfolded(&String::from_utf8_lossy(bytes));
    let head = text.split("\n\n").next().unwrap_or_default();
    if is_report(head) {
        return report(&text);
    }
    let automatic = values(head, "auto-submitted").any(|v| !v.eq_ignore_ascii_case("no"))
        || values(head, "precedence").any(|v| v.eq_ignore_ascii_case("auto_reply"))
        || values(head, "x-autoreply").next().is_some();
    if automatic {
        return Returned::Automatic;
    }
    let ids: Vec<String> = values(head, "in-reply-to").chain(values(head, "references")).flat_map(numbers).collect();
    if ids.is_empty() { Returned::Unrelated } else { Returned::Reply { ids } }
}

fn is_report(head: &str) -> bool {
    let by_type = values(head, "content-type").any(|v| {
        v.to_lowercase().contains("report-type=delivery-status")
            || v.to_lowercase().contains("report-type=\"delivery-status\"")
    });
    let by_name = values(head, "from").any(|v| {
        let v = v.to_lowercase();
        v.contains("mailer-daemon@") || v.contains("postmaster@")
    });
    by_type || by_name || values(head, "x-failed-recipients").next().is_some()
}

fn report(text: &str) -> Returned {
    let actions: Vec<String> = values(text, "action").map(str::to_lowercase).collect();
    if !actions.is_empty() && actions.iter().all(|a| a != "failed") {
        return Returned::Automatic;
    }
    let address = |v: &str| v.rsplit(';').next().unwrap_or(v).trim().trim_matches(['<', '>']).to_owned();
    let to = ["final-recipient", "original-recipient", "x-failed-recipients"];
    let mut to: Vec<String> = to
        .iter()
        .flat_map(|h| values(text, h))
        .flat_map(|v| v.split(',').map(address))
        .filter(|a| a.contains('@'))
        .collect();
    to.sort_unstable();
    to.dedup();
    let note =
        values(text, "diagnostic-code").next().map(address_free).or(values(text, "status").next().map(str::to_owned));
    Returned::Bounced { ids: numbers(text).collect(), to, note }
}

/// «smtp; 550 5.1.1 no such user» without the kind of server before it.
fn address_free(v: &str) -> String {
    let said = v.split_once(';').map_or(v, |(_, said)| said).trim();
    clean(said).chars().take(200).collect()
}

/// Header lines that go on in the next line are one line.
fn unfolded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        match line.strip_prefix([' ', '\t']) {
            Some(more) if !more.trim().is_empty() && !out.is_empty() && !out.ends_with("\n\n") => {
                out.pop();
                out.push(' ');
                out.push_str(more.trim_start());
            }
            _ => out.push_str(line),
        }
        out.push('\n');
    }
    out
}

/// The values of a header, wherever in the text it stands at the beginning of a line.
fn values<'a>(text: &'a str, header: &'a str) -> impl Iterator<Item = &'a str> {
    text.lines().filter_map(move |line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case(header).then(|| value.trim())
    })
}

/// Our own numbers in a text, without brackets.
fn numbers(text: &str) -> impl Iterator<Item = String> {
    text.match_indices(OURS).filter_map(|(at, _)| {
        let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
        let start = text[..at].rfind(|c: char| !is_part(c)).map_or(0, |i| i + 1);
        (start < at).then(|| format!("{}{OURS}", &text[start..at]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT: &str = "From: MAILER-DAEMON@mx.vector.example\r\nTo: ivanova@vector.example\r\n\
        Content-Type: multipart/report;\r\n report-type=delivery-status; boundary=b\r\n\r\n--b\r\n\
        Content-Type: message/delivery-status\r\n\r\nFinal-Recipient: rfc822; Orlov@kaskad.example\r\n\
        Action: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1\r\n no such user\r\n\r\n--b\r\n\
        Content-Type: message/rfc822\r\n\r\nMessage-ID: <0a1b.7@estafeta.invalid>\r\nSubject: x\r\n\r\ntext\r\n--b--\r\n";

    #[test]
    fn a_report_names_the_letter_the_address_and_the_servers_answer() {
        let Returned::Bounced { ids, to, note } = returned(REPORT.as_bytes()) else { panic!() };
        assert_eq!(ids, ["0a1b.7@estafeta.invalid"]);
        assert_eq!(to, ["Orlov@kaskad.example"]);
        assert_eq!(note.unwrap(), "550 5.1.1 no such user");
        let delayed = REPORT.replace("Action: failed", "Action: delayed");
        assert_eq!(returned(delayed.as_bytes()), Returned::Automatic, "it is still on its way");
    }

    #[test]
    fn an_answer_of_a_person_is_none_of_a_machine() {
        let reply =
            "From: orlov@kaskad.example\nSubject: Re: x\nIn-Reply-To:\n <0a1b.7@estafeta.invalid>\n\nСпасибо!\n";
        assert_eq!(returned(reply.as_bytes()), Returned::Reply { ids: vec!["0a1b.7@estafeta.invalid".into()] });
        let away = reply.replace("Subject", "Auto-Submitted: auto-replied\nSubject");
        assert_eq!(returned(away.as_bytes()), Returned::Automatic);
        let other = reply.replace("estafeta.invalid", "kaskad.example");
        assert_eq!(returned(other.as_bytes()), Returned::Unrelated);
        let quoted = "From: orlov@kaskad.example\n\nYou wrote <0a1b.7@estafeta.invalid>\n";
        assert_eq!(returned(quoted.as_bytes()), Returned::Unrelated, "only the headers say whom a mail answers");
        assert_eq!(returned(&[0xff, 0x00, b'\n', 0xfe]), Returned::Unrelated);
    }
}
