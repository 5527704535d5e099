//! The chain of automatic actions (1-A2…A4): what one change of status does by itself, read from text, and when each link
//! of it falls due in one handover. An office's own text may take the place of the shipped one.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize};

use super::calendar::Calendar;
use super::deadlines::before_last_day;
use super::due_rule::DueRule;
use super::own::read_toml;
use super::words::{Role, words};
use crate::base::{At, Code, DAY_MS, Day, Fault, MINUTE_MS, Res};

/// The shipped chain.
pub const CHAIN: &str = include_str!("../../assets/chain.toml");

/// Before this deadline a short case reminds (2 §2).
const READY_DAYS: u32 = 3;

words! {
    /// What a step does. The set is closed: the file says when and to whom, never something new.
    Action {
        ExportOff = "export_off", LeadsOff = "leads_off", ReportDeals = "report_deals",
        ReportClients = "report_clients", Task = "task", Inform = "inform", Remind = "remind",
        CutAccesses = "cut_accesses", BlockRole = "block_role",
    }
    /// Who learns of a step: a side of the handover, or whoever holds a role.
    Receiver { Head = "head", Leaver = "leaver", Hr = "hr", It = "it", Security = "security" }
    /// What is wrong with a step of a chain; each has its words in `reasons.ftl`.
    Wrong {
        TwiceOrEmpty = "twice_or_empty", ChainLacks = "chain_lacks", TooEarly = "too_early",
        OnlyByOrder = "only_by_order", NoReceiver = "no_receiver", TooOften = "too_often",
    }
}

impl Action {
    /// The kind of its `job` row: files and reminders are run by what has always run them.
    pub const fn job_kind(self) -> &'static str {
        match self {
            Action::ReportDeals | Action::ReportClients => "report",
            Action::Remind => "reminder",
            _ => "chain",
        }
    }

    /// It makes a file, so it cannot be done inside the opening's transaction.
    pub const fn is_file(self) -> bool {
        matches!(self, Action::ReportDeals | Action::ReportClients)
    }
}

impl Receiver {
    /// The role that is told; `None` where a person of the case is.
    pub const fn role(self) -> Option<Role> {
        match self {
            Receiver::Head | Receiver::Leaver => None,
            Receiver::Hr => Some(Role::Hr),
            Receiver::It => Some(Role::It),
            Receiver::Security => Some(Role::Security),
        }
    }
}

/// When a step fires.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trigger {
    Due(DueRule),
    /// Only where no reminder of an earlier day lies ahead: two working hours before the deadline «за 3 дня».
    Short,
    /// With the order of dismissal.
    Dismissed,
}

impl Trigger {
    /// It has its time from the opening alone.
    pub const fn is_from_start(self) -> bool {
        matches!(self, Trigger::Due(rule) if rule.is_from_start())
    }

    /// It moves with the last day.
    pub const fn follows_last_day(self) -> bool {
        match self {
            Trigger::Due(rule) => !rule.is_from_start(),
            Trigger::Short => true,
            Trigger::Dismissed => false,
        }
    }

    /// A time of a day before the last one, which a short case passes over.
    const fn is_ahead_of_last(self) -> bool {
        matches!(self, Trigger::Due(DueRule::OnDay(1.., _)))
    }
}

impl fmt::Display for Trigger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Trigger::Due(rule) => rule.fmt(f),
            Trigger::Short => f.write_str("short"),
            Trigger::Dismissed => f.write_str("dismissed"),
        }
    }
}

impl FromStr for Trigger {
    type Err = ();
    fn from_str(s: &str) -> Result<Self, ()> {
        match s {
            "short" => Ok(Trigger::Short),
            "dismissed" => Ok(Trigger::Dismissed),
            _ => s.parse().map(Trigger::Due),
        }
    }
}

impl<'de> Deserialize<'de> for Trigger {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let s = String::deserialize(d)?;
        s.parse().map_err(|()| serde::de::Error::custom(format!("not a trigger: {s}")))
    }
}

/// One link of the chain.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    pub code: String,
    pub ru: String,
    #[serde(default)]
    pub en: String,
    pub action: Action,
    pub on: Trigger,
    pub to: Option<Receiver>,
    /// Until when the task or entry it makes has to be done.
    #[serde(default = "last")]
    pub until: DueRule,
    /// Only with suspicions; never shown to the leaver (2 §7).
    #[serde(default)]
    pub only_risk: bool,
    #[serde(default)]
    pub retry: u32,
    #[serde(default = "five")]
    pub pause: u32,
}

const fn last() -> DueRule {
    DueRule::Last
}

const fn five() -> u32 {
    5
}

/// What a `job` row keeps of its step, so that it is done as it was announced even if the file has changed since.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deed {
    pub action: Action,
    pub ru: String,
    pub en: String,
    pub to: Option<Receiver>,
    pub until: DueRule,
    #[serde(default)]
    pub only_risk: bool,
}

impl Deed {
    pub fn of(step: &Step) -> Deed {
        Deed {
            action: step.action,
            ru: step.ru.clone(),
            en: step.en.clone(),
            to: step.to,
            until: step.until,
            only_risk: step.only_risk,
        }
    }

    /// The wording in a language (`ru`, `en`); Russian where the office gave no other.
    pub fn title(&self, lang: &str) -> &str {
        if lang == "en" && !self.en.is_empty() { &self.en } else { &self.ru }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    step: Vec<Step>,
}

/// Reads a chain. Errors: `BadConfig` with the `line` and `key` the text breaks at, or with the step's code as `key` and a
/// word of [`Wrong`] as `reason`.
pub fn read(text: &str) -> Res<Vec<Step>> {
    let file: File = read_toml(text)?;
    let wrong = |key: &str, why: Wrong| Err(Fault::new(Code::BadConfig).with("key", key).with("reason", why.word()));
    let mut seen = BTreeSet::new();
    for step in &file.step {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        let named = !step.code.is_empty() && step.code.chars().all(plain) && !step.ru.trim().is_empty();
        if !named || !seen.insert(step.code.as_str()) {
            return wrong(&step.code, Wrong::TwiceOrEmpty);
        }
        if let Some(why) = amiss(step) {
            return wrong(&step.code, why);
        }
    }
    // What the domain promises whatever the file says (2 §2, §7).
    for action in [Action::ExportOff, Action::LeadsOff, Action::CutAccesses, Action::BlockRole] {
        let holds = |s: &&Step| match action {
            Action::CutAccesses => on_last_day(s.on),
            Action::BlockRole => true,
            _ => s.on == Trigger::Due(DueRule::AfterStart(0)),
        };
        if !file.step.iter().filter(|s| s.action == action && !s.only_risk).any(|s| holds(&s)) {
            return wrong(action.word(), Wrong::ChainLacks);
        }
    }
    Ok(file.step)
}

const fn on_last_day(on: Trigger) -> bool {
    matches!(on, Trigger::Due(DueRule::Last | DueRule::OnDay(0, _)))
}

fn amiss(step: &Step) -> Option<Wrong> {
    // Never before the last day, unless there are suspicions; after it, and by the order, as often as the office likes.
    let late_enough =
        on_last_day(step.on) || matches!(step.on, Trigger::Dismissed | Trigger::Due(DueRule::AfterLast(_)));
    let person = matches!(step.to, Some(Receiver::Head | Receiver::Leaver));
    match step.action {
        Action::CutAccesses if !step.only_risk && !late_enough => Some(Wrong::TooEarly),
        Action::BlockRole if step.on != Trigger::Dismissed => Some(Wrong::OnlyByOrder),
        Action::Task | Action::Remind | Action::ReportDeals | Action::ReportClients if !person => {
            Some(Wrong::NoReceiver)
        }
        Action::Inform if step.to.is_none() => Some(Wrong::NoReceiver),
        _ if step.retry > 20 || step.pause == 0 || step.pause > 1_440 => Some(Wrong::TooOften),
        _ => None,
    }
}

/// One link as it falls due in a handover. `at` is `None` while it waits for the order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Planned<'c> {
    pub step: &'c Step,
    pub at: Option<At>,
    /// «Срок сокращён»: its usual time lies behind.
    pub shortened: bool,
    /// Its own time is not ahead of `now`: whoever has done it already does not do it again.
    pub passed: bool,
}

/// What will happen, in the order in which it happens; what waits for the order stands last. `start` is the opening;
/// `now` is the same, or later where the last day moves.
///
/// A step whose time has passed is done at once, but for a reminder, which is passed over (2 §2). Accesses are never cut
/// before the last day begins, unless the step is one of suspicions.
pub fn plan<'c>(
    chain: &'c [Step],
    calendar: &Calendar,
    start: At,
    now: At,
    last_day: Day,
    risk: bool,
) -> Vec<Planned<'c>> {
    let of = |step: &'c Step| match step.on {
        Trigger::Dismissed => Some(Planned { step, at: None, shortened: false, passed: false }),
        Trigger::Short => None,
        Trigger::Due(rule) => {
            let due = rule.resolve(calendar, start, last_day);
            let passed = due.at < now || (due.at == now && step.on.follows_last_day());
            if step.action == Action::Remind && passed {
                return None;
            }
            let shortened = due.shortened || due.at < now;
            Some(Planned { step, at: Some(due.at.max(now)), shortened, passed: due.at <= now })
        }
    };
    let holds = |step: &&Step| risk || !step.only_risk;
    let mut out: Vec<Planned<'c>> = chain.iter().filter(holds).filter_map(of).collect();
    if !out.iter().any(|p| p.step.action == Action::Remind && p.step.on.is_ahead_of_last()) {
        let ready = before_last_day(calendar, start, last_day, READY_DAYS).at;
        let at = calendar.sub_working_hours(ready, 2);
        let short = chain.iter().filter(holds).filter(|s| s.on == Trigger::Short);
        out.extend(short.map(|step| Planned { step, at: Some(at.max(now)), shortened: true, passed: at <= now }));
    }
    out.sort_by_key(|p| (p.at.is_none(), p.at));
    out
}

/// How long after the `tries`-th failure the next attempt comes: twice as long each time, a day at most.
pub const fn pause_after(pause_min: u32, tries: u32) -> i64 {
    let doublings = if tries == 0 { 0 } else { tries - 1 };
    let factor = if doublings > 16 { 1 << 16 } else { 1 << doublings };
    let ms = pause_min as i64 * MINUTE_MS * factor;
    if ms > DAY_MS { DAY_MS } else { ms }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::tests::{at, calendar, day};

    fn shipped() -> Vec<Step> {
        read(CHAIN).unwrap()
    }

    fn times(start: &str, last: &str, risk: bool) -> Vec<(String, Option<At>)> {
        let chain = shipped();
        let plan = plan(&chain, &calendar(), at(start), at(start), day(last), risk);
        plan.iter().map(|p| (p.step.code.clone(), p.at)).collect()
    }

    fn time_of(times: &[(String, Option<At>)], code: &str) -> Option<At> {
        times.iter().find(|(c, _)| c == code).and_then(|(_, at)| *at)
    }

    #[test]
    fn the_shipped_chain_is_the_seeds_table() {
        let chain = shipped();
        let of = |action| chain.iter().filter(move |s| s.action == action);
        assert_eq!(of(Action::ExportOff).next().unwrap().to, Some(Receiver::Security));
        assert_eq!(of(Action::ReportDeals).next().unwrap().to, Some(Receiver::Head));
        let told: Vec<_> = of(Action::Task).map(|s| s.to).collect();
        assert_eq!(told, [Some(Receiver::Leaver), Some(Receiver::Head)]);
        assert!(of(Action::Task).all(|s| s.until == DueRule::BeforeLast(3)));
        assert_eq!(of(Action::CutAccesses).find(|s| !s.only_risk).unwrap().to, Some(Receiver::It));
        assert_eq!(of(Action::BlockRole).next().unwrap().on, Trigger::Dismissed);
        for step in &chain {
            assert!(!step.en.is_empty(), "{}", step.code);
            assert_eq!(step.on.to_string().parse(), Ok(step.on));
        }
    }

    #[test]
    fn the_plan_knows_the_holidays() {
        // The third and the fifth working day before the last one lie on both sides of the long holidays.
        let t = times("2026-12-28 11:00", "2027-01-14", false);
        assert_eq!(time_of(&t, "export_off"), Some(at("2026-12-28 11:00")));
        assert_eq!(time_of(&t, "remind_5"), Some(at("2026-12-29 09:00")));
        assert_eq!(time_of(&t, "remind_3"), Some(at("2027-01-11 09:00")));
        assert_eq!(time_of(&t, "remind_last"), Some(at("2027-01-14 09:00")));
        assert_eq!(time_of(&t, "cut_accesses"), Some(at("2027-01-14 18:00")));
        assert_eq!((time_of(&t, "remind_short"), time_of(&t, "early_limits")), (None, None));
        assert_eq!(t.last().unwrap(), &("tell_security".to_owned(), None), "the order stands last");
    }

    #[test]
    fn a_short_case_reminds_two_hours_before_its_deadline() {
        let t = times("2026-11-23 10:00", "2026-11-24", false);
        assert_eq!(time_of(&t, "remind_short"), Some(at("2026-11-23 12:00")));
        assert_eq!(time_of(&t, "remind_last"), Some(at("2026-11-24 09:00")));
        assert!(!t.iter().any(|(c, _)| c == "remind_5" || c == "remind_3"));
        let t = times("2026-11-24 12:00", "2026-11-24", false);
        assert_eq!(time_of(&t, "remind_short"), Some(at("2026-11-24 14:00")), "one day happens");
        assert!(!t.iter().any(|(c, _)| c == "remind_last"));
        let late = times("2026-11-24 20:00", "2026-11-24", false);
        assert_eq!(time_of(&late, "cut_accesses"), Some(at("2026-11-24 20:00")), "what is late is done at once");
    }

    #[test]
    fn suspicions_limit_early_and_nothing_else_does() {
        let t = times("2026-11-10 10:00", "2026-11-24", true);
        assert_eq!(time_of(&t, "early_limits"), Some(at("2026-11-10 10:00")));
        assert_eq!(time_of(&t, "cut_accesses"), Some(at("2026-11-24 18:00")));
    }

    #[test]
    fn a_chain_that_breaks_a_rule_is_refused_with_the_reason() {
        let one = |code: &str, from: &str, to: &str| {
            let (before, rest) = CHAIN.split_once(&format!("code = \"{code}\"")).unwrap();
            format!("{before}code = \"{code}\"{}", rest.replacen(from, to, 1))
        };
        for (text, key, why) in [
            (one("cut_accesses", "\"last\"", "\"last-1d\""), "cut_accesses", Wrong::TooEarly),
            (one("cut_accesses", "\"last\"", "\"last+1d\""), "cut_accesses", Wrong::ChainLacks),
            (one("export_off", "\"start\"", "\"start+4h\""), "export_off", Wrong::ChainLacks),
            (one("block_role", "\"dismissed\"", "\"last\""), "block_role", Wrong::OnlyByOrder),
            (one("task_head", "\"head\"", "\"it\""), "task_head", Wrong::NoReceiver),
            (one("report_deals", "retry = 5", "retry = 99"), "report_deals", Wrong::TooOften),
            (CHAIN.replace("\"tell_security\"", "\"block_role\""), "block_role", Wrong::TwiceOrEmpty),
        ] {
            let f = read(&text).unwrap_err();
            assert_eq!((f.code, f.arg("key"), f.arg("reason")), (Code::BadConfig, key, why.word()));
        }
        let f = read(&CHAIN.replace("\"dismissed\"", "\"some day\"")).unwrap_err();
        assert_eq!((f.code, f.arg("key")), (Code::BadConfig, "on"));
        assert!(read(&one("cut_accesses", "\"last\"", "\"last@18:30\"")).is_ok());
    }

    #[test]
    fn each_pause_is_twice_the_one_before() {
        let minutes = |tries| pause_after(2, tries) / MINUTE_MS;
        assert_eq!([minutes(1), minutes(2), minutes(3), minutes(40)], [2, 4, 8, 1_440]);
    }
}
