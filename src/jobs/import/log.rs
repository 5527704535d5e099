//! Events on their way into the staging file: each user once, each event with its digest.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use crate::base::{At, Code, Fault, Res};
use crate::domain::Source;
use crate::domain::records::RecordEvent;
use crate::exchange::read::limits;
use crate::ops::import::LogUserSeen;
use crate::store::Same;

/// Equal events of one instant that are told apart; a log that has more in one second tells them by nothing.
const ALIKE: usize = 65_536;

/// What an import has to know of the events it has staged.
#[derive(Default)]
pub struct Log {
    pub users: Vec<LogUserSeen>,
    pub newest: Option<At>,
    places: HashMap<(Source, String), usize>,
    /// Of the file and instant of the last event: how often each digest came.
    now: Option<(usize, At)>,
    alike: HashMap<i64, u32>,
}

impl Log {
    /// The place of the event's user in `users`, which of the equal events of its instant it is, and its digest: the same
    /// for the same event in another export. Equal lines of one second are as many events as there are lines.
    ///
    /// Errors: `LogTooManyUsers`.
    pub fn event(&mut self, file: usize, source: Source, e: &RecordEvent) -> Res<(usize, Same)> {
        self.newest = self.newest.max(Some(e.at));
        if self.now != Some((file, e.at)) {
            self.now = Some((file, e.at));
            self.alike.clear();
        }
        let first = digest(e, 0);
        let n = match self.alike.get_mut(&first) {
            Some(n) => {
                *n += 1;
                *n
            }
            None => {
                if self.alike.len() < ALIKE {
                    self.alike.insert(first, 0);
                }
                0
            }
        };
        let user = self.user(file, source, &e.user)?;
        Ok((user, Same { digest: if n == 0 { first } else { digest(e, n) }, nth: n }))
    }

    fn user(&mut self, file: usize, source: Source, written: &str) -> Res<usize> {
        let key = (source, written.to_owned());
        if let Some(place) = self.places.get(&key) {
            self.users[*place].events += 1;
            return Ok(*place);
        }
        if self.users.len() >= limits::LOG_USERS {
            return Err(Fault::new(Code::LogTooManyUsers).with("limit", limits::LOG_USERS));
        }
        self.places.insert(key, self.users.len());
        self.users.push(LogUserSeen { file, source, written: written.to_owned(), events: 1 });
        Ok(self.users.len() - 1)
    }
}

/// Of what makes an event the one it is: who, what and on what. Where from, how many rows and the description are what an
/// export tells of it, and another one of the same evening may not.
fn digest(e: &RecordEvent, nth: u32) -> i64 {
    let mut h = Sha256::new();
    for part in [&e.user, &e.written, &e.object] {
        h.update((part.len() as u64).to_le_bytes());
        h.update(part);
    }
    h.update(nth.to_le_bytes());
    let sum = h.finalize();
    i64::from_le_bytes([sum[0], sum[1], sum[2], sum[3], sum[4], sum[5], sum[6], sum[7]])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::LogKind;

    fn event(at: i64, object: &str) -> RecordEvent {
        RecordEvent {
            row: 1,
            at: At(at),
            kind: LogKind::View,
            written: "Просмотр".into(),
            user: "ivanov".into(),
            object: object.into(),
            address: String::new(),
            detail: String::new(),
            rows: 0,
        }
    }

    #[test]
    fn equal_lines_of_one_second_are_counted_and_read_again_are_the_same() {
        let read = || {
            let mut log = Log::default();
            let list = [event(1, "а"), event(1, "б"), event(1, "а"), event(2, "а")];
            list.iter().map(|e| log.event(0, Source::Other, e).unwrap().1.digest).collect::<Vec<_>>()
        };
        let once = read();
        let mut different = once.clone();
        different.sort_unstable();
        different.dedup();
        // The third is another event of the same second; the first and the fourth differ by their instant alone.
        assert_eq!(different.len(), 3);
        assert_eq!(once[0], once[3]);
        assert_eq!(once, read());
    }

    #[test]
    fn a_wrong_column_of_users_is_noticed() {
        let mut log = Log::default();
        let user = |n: usize| RecordEvent { user: n.to_string(), ..event(1, "") };
        for n in 0..limits::LOG_USERS {
            log.event(0, Source::Other, &user(n)).unwrap();
        }
        assert_eq!(log.event(0, Source::Other, &user(0)).unwrap().0, 0);
        let fault = log.event(0, Source::Other, &user(limits::LOG_USERS)).unwrap_err();
        assert_eq!(fault.code, Code::LogTooManyUsers);
    }
}
