//! Context (2 §4): what a line owes before it can be offered, what counts as filled, what a next step must look like.

use super::spoken::read_any;
use super::words::{Block, BlockState, Segment, TaskField, TaskKind, Temperature};
use crate::base::{Clock, Code, Due, Fault, Res, fold};

/// The blocks a deal owes: VIP, final stage and hot all five; warm what comes next, what was promised and who decides;
/// cold what comes next.
pub fn required_of_deal(segment: Segment, temperature: Temperature, final_stage: bool) -> &'static [Block] {
    const WARM: [Block; 3] = [Block::NextStep, Block::History, Block::People];
    if segment == Segment::Vip || final_stage || temperature == Temperature::Hot {
        &Block::DEAL
    } else if temperature == Temperature::Warm {
        &WARM
    } else {
        &WARM[..1]
    }
}

/// The short fields a client without an open deal owes; a cold one only the next contact, as a cold deal its next step.
pub fn required_of_client(segment: Segment, temperature: Temperature) -> &'static [Block] {
    if segment == Segment::Vip || temperature != Temperature::Cold { &Block::CLIENT } else { &Block::CLIENT[2..] }
}

/// Filled or confirmed blocks of the required ones; a waiver lets a line be offered but fills nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Completeness {
    pub filled: u32,
    pub required: u32,
    pub waived: u32,
}

impl Completeness {
    pub fn of(required: &[Block], state: impl Fn(Block) -> BlockState) -> Self {
        let mut out = Self { required: required.len() as u32, ..Self::default() };
        for block in required {
            match state(*block) {
                BlockState::Filled | BlockState::Confirmed => out.filled += 1,
                BlockState::Waived => out.waived += 1,
                BlockState::Empty => {}
            }
        }
        out
    }

    /// Every required block is filled, confirmed or waived: the line can be offered.
    pub const fn is_ready(self) -> bool {
        self.filled + self.waived == self.required
    }

    pub const fn plus(self, other: Self) -> Self {
        Self {
            filled: self.filled + other.filled,
            required: self.required + other.required,
            waived: self.waived + other.waived,
        }
    }

    /// Whole percent, rounded down so that 100 means all; `None` when nothing is required.
    pub fn percent(self) -> Option<u32> {
        (self.required > 0).then(|| (u64::from(self.filled) * 100 / u64::from(self.required)) as u32)
    }
}

/// The required blocks that keep a line from being offered.
pub fn missing(required: &[Block], state: impl Fn(Block) -> BlockState) -> Vec<Block> {
    required.iter().copied().filter(|b| state(*b) == BlockState::Empty).collect()
}

/// Why a text does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    Empty,
    /// Nothing but marks: «-», «.», «???».
    Marks,
    /// One letter over and over: «ааа».
    OneLetter,
    /// «см. CRM», «н/д»: it sends the reader elsewhere.
    Elsewhere,
    /// «Бюджет утверждён:»: a ready phrase with nothing behind it.
    Unfinished,
    /// A bare «созвониться»: the shape is «глагол + о чём + когда».
    Vague,
    NoDate,
    DateInPast,
}

impl Problem {
    /// The fault with the text in question.
    pub fn fault(self, text: &str) -> Fault {
        let code = match self {
            Problem::Empty | Problem::Marks | Problem::OneLetter | Problem::Elsewhere => Code::Placeholder,
            Problem::Unfinished => Code::Unfinished,
            Problem::Vague => Code::NextStepVague,
            Problem::NoDate => Code::NextStepNoDate,
            Problem::DateInPast => Code::DateInPast,
        };
        Fault::new(code).with("value", text)
    }
}

/// Advice that refuses nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hint {
    /// Enough words, but the verb says little: what about?
    SayWhatAbout,
}

/// Whether a text says something; blank, marks, one repeated letter, «см. CRM» and a phrase that ends with its colon do not.
pub fn check_text(text: &str) -> Result<(), Problem> {
    let text = fold(text);
    if text.is_empty() {
        return Err(Problem::Empty);
    }
    let letters: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
    let Some(first) = letters.first() else { return Err(Problem::Marks) };
    if first.is_alphabetic() && letters.iter().all(|c| c == first) {
        return Err(Problem::OneLetter);
    }
    if sends_elsewhere(&text) {
        return Err(Problem::Elsewhere);
    }
    if text.trim_end().ends_with(':') {
        return Err(Problem::Unfinished);
    }
    Ok(())
}

fn words(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty())
}

fn sends_elsewhere(folded: &str) -> bool {
    const NOTHING: [&str; 8] = ["н/д", "нд", "n/a", "na", "tbd", "todo", "xxx", "asdf"];
    const POINTER: [&str; 6] = ["см", "смотри", "смотрите", "смотреть", "see", "все"];
    const SMALL: [&str; 10] = ["в", "во", "по", "карточку", "карточке", "карточка", "сделки", "in", "the", "there"];
    const PLACE: [&str; 10] =
        ["crm", "срм", "црм", "битрикс", "битрикс24", "bitrix", "bitrix24", "amocrm", "амо", "card"];
    if NOTHING.contains(&folded) {
        return true;
    }
    let all: Vec<&str> = words(folded).collect();
    let place = |w: &&str| PLACE.contains(w) || w.starts_with("карточк");
    let known = |w: &&str| POINTER.contains(w) || SMALL.contains(w) || place(w);
    all.len() <= 5 && all.iter().all(known) && all.iter().any(place)
}

/// A next step: a text that says something, more than a bare vague verb, with a date that is not in the past.
///
/// Two words or less with «созвониться», «связаться» or «напомнить» among them are refused; in a longer step such a
/// verb only earns a hint.
pub fn check_next_step(text: &str, on: Option<Due>, clock: Clock) -> Result<Option<Hint>, Problem> {
    check_text(text)?;
    let text = fold(text);
    let vague = is_vague(&text);
    // A day alone says when, and not what.
    if (vague && words(&text).count() <= 2) || read_any(&text, clock).is_ok() {
        return Err(Problem::Vague);
    }
    let on = on.ok_or(Problem::NoDate)?;
    if is_past(on, clock) {
        return Err(Problem::DateInPast);
    }
    // A short step with a vague verb, or a single word of any kind, could say more.
    let thin = words(&text).count() == 1 || (vague && words(&text).count() <= 5);
    Ok(thin.then_some(Hint::SayWhatAbout))
}

/// The check as a fault, for commands.
pub fn require_next_step(text: &str, on: Option<Due>, clock: Clock) -> Res<()> {
    let problem = match check_next_step(text, on, clock) {
        Ok(_) => return Ok(()),
        Err(p) => p,
    };
    Err(match (problem, on) {
        (Problem::DateInPast, Some(on)) => problem.fault(&on.to_string()),
        _ => problem.fault(text),
    })
}

fn is_vague(folded: &str) -> bool {
    const STEMS: [&str; 8] = ["созвон", "связать", "связыва", "свяжусь", "свяжемся", "свяжитесь", "напомн", "напомин"];
    const WORDS: [&str; 4] = ["remind", "contact", "reconnect", "followup"];
    words(folded).any(|w| STEMS.iter().any(|s| w.starts_with(s)) || WORDS.contains(&w)) || folded == "follow up"
}

/// Before today, or earlier today than now. A day without a time lasts until it ends.
pub fn is_past(due: Due, clock: Clock) -> bool {
    let today = clock.today();
    due.day < today || (due.day == today && due.minute.is_some_and(|m| m < clock.zone.minute(clock.now)))
}

impl TaskField {
    /// What a task of this kind needs before it is handed over.
    pub const fn of_kind(kind: TaskKind) -> &'static [TaskField] {
        match kind {
            TaskKind::Call => &[TaskField::Why, TaskField::Said],
            TaskKind::Meeting => &[TaskField::Place, TaskField::Participants, TaskField::Agenda],
            TaskKind::Document => &[TaskField::What, TaskField::Format],
            TaskKind::Invoice => &[TaskField::Promised, TaskField::Problems],
            TaskKind::Other => &[],
        }
    }
}

/// The fields a task still lacks; a placeholder lacks as much as nothing.
pub fn missing_fields<'v>(kind: TaskKind, value: impl Fn(TaskField) -> Option<&'v str>) -> Vec<(TaskField, Problem)> {
    let lacks = |f: &TaskField| check_text(value(*f).unwrap_or_default()).err().map(|p| (*f, p));
    TaskField::of_kind(kind).iter().filter_map(lacks).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::base::{Day, Zone};

    fn clock() -> Clock {
        let zone = Zone::MOSCOW;
        Clock { now: zone.at(Day::parse("2026-11-24").unwrap(), 14 * 60), zone }
    }

    fn due(s: &str) -> Option<Due> {
        Some(Due::parse(s).unwrap())
    }

    #[test]
    fn what_is_required_follows_the_weight_of_the_line() {
        use Temperature::{Cold, Hot, Warm};
        let n = |s, t, f| required_of_deal(s, t, f).len();
        assert_eq!(n(Segment::Vip, Cold, false), 5);
        assert_eq!(n(Segment::Regular, Cold, true), 5);
        assert_eq!(n(Segment::Regular, Hot, false), 5);
        assert_eq!(required_of_deal(Segment::Important, Warm, false), [Block::NextStep, Block::History, Block::People]);
        assert_eq!(required_of_deal(Segment::Occasional, Cold, false), [Block::NextStep]);
        assert_eq!(required_of_client(Segment::Regular, Warm).len(), 3);
        assert_eq!(required_of_client(Segment::Regular, Cold), [Block::NextContact]);
    }

    #[test]
    fn a_waiver_offers_but_does_not_fill() {
        let state = |b| match b {
            Block::State => BlockState::Filled,
            Block::NextStep => BlockState::Confirmed,
            Block::History => BlockState::Waived,
            _ => BlockState::Empty,
        };
        let c = Completeness::of(&Block::DEAL, state);
        assert_eq!((c.filled, c.waived, c.required, c.percent()), (2, 1, 5, Some(40)));
        assert!(!c.is_ready());
        assert_eq!(missing(&Block::DEAL, state), [Block::Specifics, Block::People]);
        assert!(Completeness::of(&Block::DEAL, |_| BlockState::Waived).is_ready());
        assert_eq!(Completeness::default().percent(), None);
    }

    #[test]
    fn placeholders_are_named() {
        for (text, problem) in [
            ("", Problem::Empty),
            (" \u{a0} ", Problem::Empty),
            ("-", Problem::Marks),
            (".", Problem::Marks),
            ("— ?!", Problem::Marks),
            ("ааа", Problem::OneLetter),
            ("Аа а", Problem::OneLetter),
            ("х", Problem::OneLetter),
            ("см. CRM", Problem::Elsewhere),
            ("Смотри в СРМ", Problem::Elsewhere),
            ("всё в карточке", Problem::Elsewhere),
            ("см. карточку сделки", Problem::Elsewhere),
            ("н/д", Problem::Elsewhere),
            ("Бюджет утверждён:", Problem::Unfinished),
            ("Возражений нет. Клиент взял паузу: ", Problem::Unfinished),
        ] {
            assert_eq!(check_text(text), Err(problem), "{text}");
        }
        for text in
            ["нет бюджета", "5", "ok", "решает директор, см. CRM про скидку", "Внедряем CRM", "ЛПР — Анна", "Срок: май"]
        {
            assert_eq!(check_text(text), Ok(()), "{text}");
        }
        assert_eq!(Problem::Marks.fault("-").code, Code::Placeholder);
    }

    #[test]
    fn a_bare_verb_is_refused_and_a_whole_step_passes() {
        let on = due("2026-11-24 14:00");
        for bare in ["созвониться", "Связаться", "напомнить клиенту", "Созвон завтра", "созвонимся!", "follow up"]
        {
            assert_eq!(check_next_step(bare, on, clock()), Err(Problem::Vague), "{bare}");
        }
        for day in ["02.12.2026", "завтра", "в пятницу в 11:00", "2 декабря", "через неделю"]
        {
            assert_eq!(check_next_step(day, on, clock()), Err(Problem::Vague), "{day}");
        }
        let step = "позвонить во вторник, обсудить скидку на объём";
        assert_eq!(check_next_step(step, on, clock()), Ok(None));
        assert_eq!(check_next_step("созвониться с Анной завтра", on, clock()), Ok(Some(Hint::SayWhatAbout)));
        assert_eq!(check_next_step("отправить КП", on, clock()), Ok(None));
        assert_eq!(check_next_step("отправить", on, clock()), Ok(Some(Hint::SayWhatAbout)));
        assert_eq!(check_next_step(step, None, clock()), Err(Problem::NoDate));
        assert_eq!(check_next_step("-", None, clock()), Err(Problem::Marks));
        let fault = require_next_step(step, due("2026-11-23"), clock()).unwrap_err();
        assert_eq!((fault.code, fault.arg("value")), (Code::DateInPast, "2026-11-23"));
        assert_eq!(require_next_step("созвониться", on, clock()).unwrap_err().code, Code::NextStepVague);
    }

    #[test]
    fn today_is_past_only_by_its_minute() {
        for (s, past) in
            [("2026-11-23", true), ("2026-11-24", false), ("2026-11-24 13:59", true), ("2026-11-24 14:00", false)]
        {
            assert_eq!(is_past(Due::parse(s).unwrap(), clock()), past, "{s}");
        }
    }

    #[test]
    fn each_kind_of_task_needs_its_fields() {
        assert!(missing_fields(TaskKind::Other, |_| None).is_empty());
        let call = |f| if f == TaskField::Why { Some("цена на объём") } else { Some("-") };
        assert_eq!(missing_fields(TaskKind::Call, call), [(TaskField::Said, Problem::Marks)]);
        assert_eq!(missing_fields(TaskKind::Meeting, |_| None).len(), 3);
    }

    proptest! {
        #[test]
        fn any_text_is_judged_without_a_panic(text in ".{0,80}") {
            let _ = check_next_step(&text, Some(Due::day(clock().today())), clock());
        }

        #[test]
        fn a_text_of_many_words_is_never_refused_as_vague(tail in "[а-я]{3,9}( [а-я]{3,9}){2,5}") {
            let text = format!("созвониться {tail}");
            prop_assert!(check_next_step(&text, Some(Due::day(clock().today())), clock()).is_ok());
        }
    }
}
