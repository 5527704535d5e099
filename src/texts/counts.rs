//! Numbers with their nouns in the right form, grouped digits, shares.

use super::{Lang, Texts};

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Noun {
    Client,
    Deal,
    Task,
    Lead,
    Line,
    Letter,
    Access,
    Item,
    Reference,
    Object,
    Employee,
    Receiver,
    Contact,
    Case,
    Batch,
    Entry,
    File,
    Question,
    Conflict,
    Proposal,
    Block,
    Signature,
    Second,
    Minute,
    Hour,
    WorkHour,
    Day,
    WorkDay,
    Week,
    Month,
    Signal,
    Promise,
    Incident,
    Event,
    Action,
}

/// Digits in groups of three: plain blanks in Russian, so that columns stay single-width everywhere.
pub(super) fn grouped(n: i128, lang: Lang) -> String {
    let digits = n.unsigned_abs().to_string();
    let mut out = String::with_capacity(digits.len() * 4 / 3 + 1);
    if n < 0 {
        out.push('-');
    }
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(if lang == Lang::Ru { ' ' } else { ',' });
        }
        out.push(c);
    }
    out
}

impl Texts {
    /// A bare number: «1 234 567».
    pub fn number(&self, n: i64) -> String {
        grouped(i128::from(n), self.lang())
    }

    /// A count with its noun in the nominative: «1 клиент», «2 клиента», «1 480 строк».
    pub fn count(&self, noun: Noun, n: i64) -> String {
        let (t, s) = (self.t(), self.number(n));
        match noun {
            Noun::Client => t.count_client(n, s),
            Noun::Deal => t.count_deal(n, s),
            Noun::Task => t.count_task(n, s),
            Noun::Lead => t.count_lead(n, s),
            Noun::Line => t.count_line(n, s),
            Noun::Letter => t.count_letter(n, s),
            Noun::Access => t.count_access(n, s),
            Noun::Item => t.count_item(n, s),
            Noun::Reference => t.count_reference(n, s),
            Noun::Object => t.count_object(n, s),
            Noun::Employee => t.count_employee(n, s),
            Noun::Receiver => t.count_receiver(n, s),
            Noun::Contact => t.count_contact(n, s),
            Noun::Case => t.count_case(n, s),
            Noun::Batch => t.count_batch(n, s),
            Noun::Entry => t.count_entry(n, s),
            Noun::File => t.count_file(n, s),
            Noun::Question => t.count_question(n, s),
            Noun::Conflict => t.count_conflict(n, s),
            Noun::Proposal => t.count_proposal(n, s),
            Noun::Block => t.count_block(n, s),
            Noun::Signature => t.count_signature(n, s),
            Noun::Second => t.count_second(n, s),
            Noun::Minute => t.count_minute(n, s),
            Noun::Hour => t.count_hour(n, s),
            Noun::WorkHour => t.count_work_hour(n, s),
            Noun::Day => t.count_day(n, s),
            Noun::WorkDay => t.count_work_day(n, s),
            Noun::Week => t.count_week(n, s),
            Noun::Month => t.count_month(n, s),
            Noun::Signal => t.count_signal(n, s),
            Noun::Promise => t.count_promise(n, s),
            Noun::Action => t.count_action(n, s),
            Noun::Incident => t.count_incident(n, s),
            Noun::Event => t.count_event(n, s),
        }
    }

    /// A count with its noun in the genitive, as after «из», «до», «не больше»: «50 клиентов», «1 клиента».
    pub fn count_of(&self, noun: Noun, n: i64) -> String {
        let (t, s) = (self.t(), self.number(n));
        match noun {
            Noun::Client => t.count_client_of(n, s),
            Noun::Deal => t.count_deal_of(n, s),
            Noun::Task => t.count_task_of(n, s),
            Noun::Lead => t.count_lead_of(n, s),
            Noun::Line => t.count_line_of(n, s),
            Noun::Letter => t.count_letter_of(n, s),
            Noun::Access => t.count_access_of(n, s),
            Noun::Item => t.count_item_of(n, s),
            Noun::Reference => t.count_reference_of(n, s),
            Noun::Object => t.count_object_of(n, s),
            Noun::Employee => t.count_employee_of(n, s),
            Noun::Receiver => t.count_receiver_of(n, s),
            Noun::Contact => t.count_contact_of(n, s),
            Noun::Case => t.count_case_of(n, s),
            Noun::Batch => t.count_batch_of(n, s),
            Noun::Entry => t.count_entry_of(n, s),
            Noun::File => t.count_file_of(n, s),
            Noun::Question => t.count_question_of(n, s),
            Noun::Conflict => t.count_conflict_of(n, s),
            Noun::Proposal => t.count_proposal_of(n, s),
            Noun::Block => t.count_block_of(n, s),
            Noun::Signature => t.count_signature_of(n, s),
            Noun::Second => t.count_second_of(n, s),
            Noun::Minute => t.count_minute_of(n, s),
            Noun::Hour => t.count_hour_of(n, s),
            Noun::WorkHour => t.count_work_hour_of(n, s),
            Noun::Day => t.count_day_of(n, s),
            Noun::WorkDay => t.count_work_day_of(n, s),
            Noun::Week => t.count_week_of(n, s),
            Noun::Month => t.count_month_of(n, s),
            Noun::Signal => t.count_signal_of(n, s),
            Noun::Promise => t.count_promise_of(n, s),
            Noun::Action => t.count_action_of(n, s),
            Noun::Incident => t.count_incident_of(n, s),
            Noun::Event => t.count_event_of(n, s),
        }
    }

    /// The first of a list in one line: «А; Б и ещё 12».
    pub fn first_of(&self, all: &[String]) -> String {
        const NAMED: usize = 10;
        let shown = all.iter().take(NAMED).cloned().collect::<Vec<_>>().join("; ");
        match all.len().saturating_sub(NAMED) {
            0 => shown,
            more => format!("{shown} {}", self.t().withdrawn_more(self.number(more as i64))),
        }
    }

    /// Progress: «47 из 50».
    pub fn n_of(&self, done: i64, total: i64) -> String {
        self.t().n_of(self.number(done), self.number(total))
    }

    /// A share in percent with one decimal: «3,1 %»; «н/д» when there is nothing to divide by (2 §8).
    pub fn percent(&self, part: i128, whole: i128) -> String {
        if whole == 0 {
            return self.t().not_available();
        }
        let tenths = (part * 2000 + whole) / (whole * 2);
        format!("{} %", self.decimal(i64::try_from(tenths).unwrap_or(i64::MAX), 1))
    }

    /// A number given in units of its last digit: `decimal(108, 2)` is «1,08»; zeros at the end are left out.
    pub fn decimal(&self, value: i64, digits: u32) -> String {
        let unit = 10_u64.pow(digits);
        let (whole, rest) = (value.unsigned_abs() / unit, value.unsigned_abs() % unit);
        let mut out = if value < 0 { "-".to_owned() } else { String::new() };
        out.push_str(&grouped(i128::from(whole), self.lang()));
        if rest > 0 {
            let fraction = format!("{rest:0width$}", width = digits as usize);
            out.push(if self.lang() == Lang::Ru { ',' } else { '.' });
            out.push_str(fraction.trim_end_matches('0'));
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_take_the_form_of_their_number() {
        let ru = Texts::load(Lang::Ru);
        let all = [0, 1, 2, 5, 11, 14, 21, 111, 1480].map(|n| ru.count(Noun::Line, n));
        let want = [
            "0 строк",
            "1 строка",
            "2 строки",
            "5 строк",
            "11 строк",
            "14 строк",
            "21 строка",
            "111 строк",
            "1 480 строк",
        ];
        assert_eq!(all, want);
        assert_eq!(ru.count(Noun::WorkDay, 3), "3 рабочих дня");
        assert_eq!(
            [1, 2, 50, 21].map(|n| ru.count_of(Noun::Client, n)),
            ["1 клиента", "2 клиентов", "50 клиентов", "21 клиента"]
        );
        assert_eq!(Texts::load(Lang::En).count(Noun::Client, 1), "1 client");
    }

    #[test]
    fn shares_say_when_there_is_nothing_to_divide_by() {
        let ru = Texts::load(Lang::Ru);
        assert_eq!(ru.percent(31, 1000), "3,1 %");
        assert_eq!(ru.percent(2, 3), "66,7 %");
        assert_eq!(ru.percent(5, 5), "100 %");
        assert_eq!(ru.percent(0, 0), "н/д");
        assert_eq!(ru.decimal(108, 2), "1,08");
        assert_eq!(ru.decimal(-50, 2), "-0,5");
        assert_eq!(ru.n_of(47, 1050), "47 из 1 050");
    }
}
