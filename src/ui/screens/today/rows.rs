//! What stands in «Сейчас» and «Тревоги», and the sentence of each.

use crate::domain::names::short;
use crate::reads::today::{Today, TodayRow, Waits};
use crate::texts::Noun;
use crate::ui::cx::Cx;

/// What nobody should have to find by chance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Alarm {
    Late,
    DeclinedAgain,
    Bounced,
    Orphans,
    Ownerless,
}

/// One thing under the cursor.
pub(super) enum Entry<'a> {
    Row(&'a TodayRow),
    Alarm(Alarm, u64),
}

/// The rows by time, then the alarms that ring.
pub(super) fn entries(read: &Today) -> Vec<Entry<'_>> {
    let a = &read.alarms;
    let alarms = [
        (Alarm::Late, a.late),
        (Alarm::DeclinedAgain, a.declined_again),
        (Alarm::Bounced, a.bounced),
        (Alarm::Orphans, a.orphans),
        (Alarm::Ownerless, a.ownerless),
    ];
    read.rows
        .iter()
        .map(Entry::Row)
        .chain(alarms.into_iter().filter(|(_, n)| *n > 0).map(|(a, n)| Entry::Alarm(a, n)))
        .collect()
}

/// What is to be done, in one sentence.
pub(super) fn sentence(r: &TodayRow, cx: &Cx) -> String {
    let (x, t) = (cx.texts, cx.texts.t());
    let more = |one: String| {
        if r.n > 1 { t.today_and_more(one, x.number(r.n as i64 - 1)) } else { one }
    };
    let who = r.who.as_deref().map(short).unwrap_or_default();
    match r.waits {
        Waits::Item => r.title.clone(),
        Waits::Access => t.today_access(more(r.title.clone())),
        Waits::Acceptance => t.today_acceptance(who, x.count(Noun::Line, r.n as i64)),
        Waits::LettersToApprove => t.today_letters_approve(x.count(Noun::Letter, r.n as i64)),
        Waits::LettersToSend => t.today_letters_send(x.count(Noun::Letter, r.n as i64)),
        Waits::VipCall => t.today_vip_call(more(r.title.clone())),
        Waits::Signature => t.today_signature(more(who)),
        Waits::Task if who.is_empty() => r.title.clone(),
        Waits::Task => t.today_task(r.title.clone(), who),
    }
}

pub(super) fn alarm(a: Alarm, n: u64, cx: &Cx) -> String {
    let t = cx.texts.t();
    let objects = cx.texts.count(Noun::Object, n as i64);
    match a {
        Alarm::Late => t.today_alarm_late(objects),
        Alarm::DeclinedAgain => t.today_alarm_declined(cx.texts.count(Noun::Line, n as i64)),
        Alarm::Bounced => t.today_alarm_bounced(cx.texts.count(Noun::Letter, n as i64)),
        Alarm::Orphans => t.today_alarm_orphans(objects),
        Alarm::Ownerless => t.today_alarm_ownerless(objects),
    }
}
