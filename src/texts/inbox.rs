//! What an entry of the inbox says: the line of the list, and why it is there. «Until when» is the entry's own term.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Noun, Texts};
use crate::base::{Code, Day, Fault, show};
use crate::domain::hooks::{HookAction, HookEnd, NoStart};
use crate::domain::names::short;
use crate::domain::{InboxKind, IncidentKind, Role, SignalKind};

/// Why a side effect may not come off; `job.result` holds the word of the code.
const CAUSES: [Code; 6] =
    [Code::DiskFull, Code::Io, Code::FileMissing, Code::FileNotReadable, Code::BaseReadOnly, Code::Denied];

/// An entry as its sentence takes it.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    pub kind: InboxKind,
    /// The role it was told to, where no person was.
    pub role: Option<Role>,
    /// The person it was told to.
    pub to: Option<i64>,
    /// That person's name, where somebody else reads it; empty where it was told to the reader, or to a role.
    pub other: &'a str,
    /// Who leaves in the case it belongs to; empty where nobody does.
    pub leaver: &'a str,
    pub args: &'a BTreeMap<String, Value>,
    pub today: Day,
}

/// `what` has no full stop, `why` is whole sentences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    pub what: String,
    pub why: String,
}

impl Entry<'_> {
    /// A value's text, cleaned for the screen; empty when it is not known.
    pub(super) fn text(&self, key: &str) -> String {
        match self.args.get(key) {
            Some(Value::String(s)) => show(s),
            Some(Value::Number(n)) => n.to_string(),
            _ => String::new(),
        }
    }

    pub(super) fn number(&self, key: &str) -> i64 {
        self.args.get(key).and_then(Value::as_i64).unwrap_or(0)
    }

    pub(super) fn is_leaver(&self) -> bool {
        self.to.is_some() && self.args.get("leaver").and_then(Value::as_i64) == self.to
    }
}

impl Texts {
    /// The sentence of one entry.
    pub fn inbox(&self, e: &Entry<'_>) -> Told {
        if let Some(told) = self.told_to_another(e) {
            return told;
        }
        let t = self.t();
        let name = || short(&e.text("name"));
        let lines = |key: &str| self.count(Noun::Line, e.number(key));
        let (what, why) = match e.kind {
            InboxKind::CaseOpened => return self.opened(e),
            InboxKind::Reminder => (t.inbox_reminder(name()), self.what_is_left(e)),
            InboxKind::ChainDone => (t.inbox_chain_done(e.text("title"), name()), t.inbox_chain_done_why()),
            InboxKind::ReportDone if e.text("report") == "report_clients" => {
                (t.inbox_report_clients_done(), t.inbox_report_done_why(e.text("result")))
            }
            InboxKind::ReportDone => (t.inbox_report_done(), t.inbox_report_done_why(e.text("result"))),
            InboxKind::ReportFailed => (t.inbox_report_failed(), self.cause(e)),
            InboxKind::JobFailed => (t.inbox_job_failed(self.job_word(e)), self.cause(e)),
            InboxKind::JobUnknown => (t.inbox_job_unknown(self.job_word(e)), t.inbox_job_unknown_why()),
            InboxKind::Offered => (self.offered(e), t.inbox_offered_why()),
            InboxKind::Declined => {
                let what = t.inbox_declined(short(&e.text("receiver")), e.text("title"));
                (what, t.inbox_declined_why(e.text("reason")))
            }
            InboxKind::DeclinedAgain => {
                let times = self.number(e.number("times"));
                let what = t.inbox_declined_again(times, e.text("title"), short(&e.text("receiver")));
                (what, t.inbox_declined_why(e.text("reason")))
            }
            InboxKind::ReceiverAsks => {
                let what = t.inbox_receiver_asks(short(&e.text("receiver")), e.text("title"));
                (what, t.inbox_receiver_asks_why(e.text("question")))
            }
            InboxKind::Expired => (t.inbox_expired(lines("n")), t.inbox_expired_why()),
            InboxKind::AccessesAsked => {
                (t.inbox_accesses(self.count(Noun::Access, e.number("n"))), t.inbox_accesses_why())
            }
            InboxKind::AccessesCut => (self.accesses_cut(e), self.accesses_cut_why(e)),
            InboxKind::AccessesRestore => {
                let accesses = self.count(Noun::Access, e.number("n"));
                let what = match Day::parse(&e.text("until")) {
                    Some(day) => t.inbox_restore_until(self.day(day, e.today), name(), accesses),
                    None => t.inbox_restore(name(), accesses),
                };
                let by_command = match e.number("ordered") {
                    0 => t.inbox_restore_why(),
                    n => t.inbox_restore_by_command(self.count(Noun::Access, n)),
                };
                (what, by_command)
            }
            InboxKind::HookFailed | InboxKind::HookUnknown => self.hook_trouble(e),
            InboxKind::ReceiverLeaves => (t.inbox_receiver_leaves(name()), t.inbox_receiver_leaves_why(lines("n"))),
            InboxKind::CaseWithdrawn => return self.withdrawn(e),
            InboxKind::OffersOff => return self.offers_off(e),
            InboxKind::LetterBounced => {
                let note = e.text("note");
                let why = if note.is_empty() { t.inbox_bounced_why() } else { t.inbox_bounced_note(note) };
                (t.inbox_bounced(e.text("client")), why)
            }
            InboxKind::TellClient => {
                let problem = self.letter_problem(&e.text("problem"));
                (t.inbox_tell_client(e.text("client")), t.inbox_tell_client_why(problem))
            }
            InboxKind::LateArrivals => {
                (t.inbox_late(name(), self.late_parts(e)), self.with_sources(e, t.inbox_late_why()))
            }
            InboxKind::LateDismissed => {
                (t.inbox_late_gone(name(), self.late_parts(e)), self.with_sources(e, t.inbox_late_gone_why()))
            }
            InboxKind::LateOver => (t.inbox_late_over(name()), t.inbox_late_over_why()),
            InboxKind::CrisisOpened => return self.crisis_opened(e),
            InboxKind::TemporaryOwner => {
                let n = |noun, key| self.count(noun, e.number(key));
                let held = [n(Noun::Client, "clients"), n(Noun::Deal, "deals"), n(Noun::Task, "tasks")].join(", ");
                (t.inbox_temporary(name()), t.inbox_temporary_why(held))
            }
            InboxKind::TemporaryOver => (t.inbox_temporary_over(name()), t.inbox_temporary_over_why(lines("n"))),
            InboxKind::TemporaryNobody => (t.inbox_temporary_nobody(name()), t.inbox_temporary_nobody_why(lines("n"))),
            InboxKind::DraftHeadless => (t.inbox_draft_headless(name()), t.inbox_draft_headless_why()),
            InboxKind::SecondAsked => (t.inbox_second(name(), self.second(e)), t.inbox_second_why()),
            InboxKind::SecondAnswered => return self.second_answered(e),
            InboxKind::PromiseWaits => (t.inbox_promise(e.text("title")), t.inbox_promise_why(e.text("promise"))),
            InboxKind::PromiseAnswered => {
                let approved = e.args.get("approved").and_then(Value::as_bool).unwrap_or(false);
                let what = match approved {
                    true => t.inbox_promise_approved(e.text("title")),
                    false => t.inbox_promise_refused(e.text("title")),
                };
                let why = match e.text("answer") {
                    answer if answer.is_empty() => t.inbox_promise_said(e.text("promise")),
                    answer => t.inbox_promise_answer(e.text("promise"), answer),
                };
                (what, why)
            }
            InboxKind::OrphansGiven => {
                let what = t.inbox_orphans(self.count(Noun::Object, e.number("n")));
                (what, t.inbox_orphans_why(short(&e.text("by")), e.text("reason")))
            }
            InboxKind::ClientsGiven => (t.inbox_clients_given(self.late_parts(e)), self.owners_why(e)),
            InboxKind::ClientsTaken => {
                (t.inbox_clients_taken(self.late_parts(e), short(&e.text("to"))), self.owners_why(e))
            }
            InboxKind::SignalsRaised => {
                let what = t.inbox_signals(name(), self.count(Noun::Signal, e.number("n")));
                (what, t.inbox_signals_why(self.signal_kinds(e)))
            }
            InboxKind::ClientPassed => {
                (t.inbox_client_passed(e.text("client"), short(&e.text("receiver"))), t.inbox_client_passed_why())
            }
            InboxKind::ClientAsks => {
                let times = self.number(e.number("n"));
                (t.inbox_client_asks(e.text("client"), times), t.inbox_client_asks_why())
            }
            InboxKind::SubstituteFor
            | InboxKind::AbsenceStarts
            | InboxKind::OffersBack
            | InboxKind::AbsenceEnds
            | InboxKind::AbsenceOver
            | InboxKind::AbsenceCame
            | InboxKind::AbsenceWaits
            | InboxKind::AbsenceReturned => return self.absence_told(e),
            InboxKind::IncidentFound => {
                let kind = IncidentKind::of(&e.text("kind")).map_or_else(String::new, |k| self.term(k));
                let personal = e.args.get("personal").and_then(Value::as_bool).unwrap_or(false);
                let why = if personal { t.inbox_incident_personal() } else { t.inbox_incident_why() };
                (t.inbox_incident(name(), kind), why)
            }
        };
        Told { what, why }
    }

    /// «выгрузка, массовый просмотр»: each kind once.
    fn signal_kinds(&self, e: &Entry<'_>) -> String {
        let Some(Value::Array(words)) = e.args.get("kinds") else { return String::new() };
        let mut kinds: Vec<SignalKind> = words.iter().filter_map(Value::as_str).filter_map(SignalKind::of).collect();
        kinds.sort_unstable();
        kinds.dedup();
        kinds.into_iter().map(|k| self.term(k)).collect::<Vec<_>>().join(", ")
    }

    /// The same event asks something else of everybody.
    fn opened(&self, e: &Entry<'_>) -> Told {
        let (t, name, day) = (self.t(), short(&e.text("name")), self.last_day_of(e));
        let (what, why) = match e.role {
            Some(Role::Hr) => (t.inbox_opened_hr(name), t.inbox_opened_hr_why(day)),
            Some(Role::It) => (t.inbox_opened_it(name), t.inbox_opened_it_why(day)),
            Some(Role::Security) => (t.inbox_opened_security(name), t.inbox_opened_security_why(day)),
            _ if e.is_leaver() => (t.inbox_opened_leaver(), t.inbox_opened_leaver_why(day)),
            _ => (t.inbox_opened_head(name), t.inbox_opened_head_why(day)),
        };
        Told { what, why }
    }

    fn withdrawn(&self, e: &Entry<'_>) -> Told {
        let (t, name, n) = (self.t(), short(&e.text("name")), e.number("accepted"));
        let (what, why) = match e.role {
            Some(Role::It | Role::Security) => (t.inbox_withdrawn_it(name), t.inbox_withdrawn_it_why()),
            Some(_) => (t.inbox_withdrawn(name), t.inbox_withdrawn_hr_why()),
            None if n > 0 => (t.inbox_withdrawn(name), t.inbox_withdrawn_accepted(self.count(Noun::Line, n))),
            None => (t.inbox_withdrawn(name), t.inbox_withdrawn_why()),
        };
        Told { what, why }
    }

    fn accesses_cut(&self, e: &Entry<'_>) -> String {
        let (t, name) = (self.t(), short(&e.text("name")));
        match (e.number("n"), e.number("ordered")) {
            (0, 0) => t.inbox_cut_people(name),
            (0, ordered) => t.inbox_cut_ordered(name, self.count(Noun::Access, ordered)),
            (n, _) => t.inbox_cut_asked(name, self.count(Noun::Access, n)),
        }
    }

    fn accesses_cut_why(&self, e: &Entry<'_>) -> String {
        let t = self.t();
        let parts = [("redirect", t.inbox_cut_redirect()), ("n", t.inbox_accesses_why())];
        let mut said: Vec<String> = parts.into_iter().filter(|(k, _)| e.number(k) > 0).map(|(_, s)| s).collect();
        if e.number("ordered") > 0 {
            said.push(t.inbox_cut_by_command(self.count(Noun::Access, e.number("ordered"))));
        }
        if said.is_empty() {
            said.push(t.inbox_cut_people_why());
        }
        said.join(" ")
    }

    fn crisis_opened(&self, e: &Entry<'_>) -> Told {
        let (t, name) = (self.t(), short(&e.text("name")));
        let (what, why) = match e.role {
            Some(Role::Hr) => (t.inbox_crisis_hr(name), t.inbox_crisis_hr_why()),
            Some(Role::It) => (t.inbox_crisis_it(name), t.inbox_crisis_it_why()),
            Some(Role::Security) => (t.inbox_crisis_security(name), t.inbox_crisis_security_why()),
            _ => (t.inbox_crisis_head(name), t.inbox_crisis_head_why()),
        };
        Told { what, why }
    }

    fn hook_trouble(&self, e: &Entry<'_>) -> (String, String) {
        let (t, name) = (self.t(), short(&e.text("name")));
        let login = e.text("login");
        let account = if login.is_empty() { e.text("title") } else { format!("{} ({login})", e.text("title")) };
        let end: Option<HookEnd> = e.args.get("end").and_then(|v| serde_json::from_value(v.clone()).ok());
        let why = end.map_or_else(|| t.inbox_failed_unknown(), |end| self.hook_end(end));
        let restore = e.text("action") == HookAction::Restore.word();
        let what = match (e.kind, restore) {
            (InboxKind::HookFailed, false) => t.inbox_hook_failed(name, account),
            (InboxKind::HookFailed, true) => t.inbox_hook_failed_restore(name, account),
            (_, false) => t.inbox_hook_unknown(name, account),
            (_, true) => t.inbox_hook_unknown_restore(name, account),
        };
        let todo =
            if e.kind == InboxKind::HookFailed { t.inbox_hook_failed_todo() } else { t.inbox_hook_unknown_todo() };
        (what, format!("{why} {todo}"))
    }

    /// How a command ended, as a sentence.
    pub fn hook_end(&self, end: HookEnd) -> String {
        let t = self.t();
        match end {
            HookEnd::Exited(0) => t.hook_done(),
            HookEnd::Exited(code) => t.hook_exited(code.to_string()),
            HookEnd::NotStarted(NoStart::Missing) => t.hook_missing(),
            HookEnd::NotStarted(NoStart::NotExecutable) => t.hook_not_executable(),
            HookEnd::NotStarted(NoStart::Other) => t.hook_not_started(),
            HookEnd::NotStarted(NoStart::NoCommand) => t.hook_no_command(),
            HookEnd::Signal(n) => t.hook_signal(n.to_string()),
            HookEnd::TimedOut => t.hook_timed_out(),
            HookEnd::Lost => t.hook_lost(),
        }
    }

    pub(super) fn last_day_of(&self, e: &Entry<'_>) -> String {
        let Some(day) = Day::parse(&e.text("last_day")) else { return self.t().inbox_last_day_none() };
        let said = self.t().inbox_last_day(self.day(day, e.today));
        // «27 нояб.» has its full stop already, «8 мая» has not.
        if said.ends_with('.') { said } else { said + "." }
    }

    fn what_is_left(&self, e: &Entry<'_>) -> String {
        let (lines, items) = (e.number("remaining"), e.number("items"));
        if lines == 0 && items == 0 {
            return self.t().inbox_reminder_ready(self.last_day_of(e));
        }
        self.t().inbox_reminder_why(self.last_day_of(e), self.count(Noun::Line, lines), self.count(Noun::Item, items))
    }

    /// Why clients got another manager, and who decided it; the owner of the file has no name.
    pub(super) fn owners_why(&self, e: &Entry<'_>) -> String {
        let (t, by, reason) = (self.t(), e.text("by"), e.text("reason"));
        if by.is_empty() {
            t.inbox_clients_given_why_owner(reason)
        } else {
            t.inbox_clients_given_why(short(&by), reason)
        }
    }

    /// «2 лида · 1 задача»: the kinds that came at all.
    pub(super) fn late_parts(&self, e: &Entry<'_>) -> String {
        [(Noun::Lead, "leads"), (Noun::Client, "clients"), (Noun::Deal, "deals"), (Noun::Task, "tasks")]
            .into_iter()
            .filter(|(_, key)| e.number(key) > 0)
            .map(|(noun, key)| self.count(noun, e.number(key)))
            .collect::<Vec<_>>()
            .join(" · ")
    }

    /// The sources of new leads, before what to do about them.
    fn with_sources(&self, e: &Entry<'_>, why: String) -> String {
        let sources = e.text("sources");
        if sources.is_empty() { why } else { format!("{} {why}", self.t().inbox_late_sources(sources)) }
    }

    /// Why a side effect failed; a cause that this version does not know never reaches the screen as a word.
    fn cause(&self, e: &Entry<'_>) -> String {
        let word = e.text("result");
        let known = CAUSES.into_iter().find(|c| c.word() == word);
        let reason = known.map(|c| self.fault(&Fault::new(c)).what);
        self.t().inbox_failed_why(reason.unwrap_or_else(|| self.t().inbox_failed_unknown()))
    }

    fn job_word(&self, e: &Entry<'_>) -> String {
        match e.text("what").as_str() {
            _ if !e.text("title").is_empty() => self.t().quoted(e.text("title")),
            "report" => self.t().inbox_job_report(),
            "revoke" => self.t().inbox_job_revoke(),
            "case_start" => self.t().hidden_job(),
            _ => self.t().inbox_job_other(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::Lang;

    /// A value for each key that no sentence would hold by chance.
    fn args(kind: InboxKind) -> BTreeMap<String, Value> {
        let value = |key: &str| match key {
            "last_day" | "until" | "back" => Value::from("2026-11-27"),
            "n" | "ordered" | "redirect" | "times" | "remaining" | "items" | "accepted" | "clients" | "deals"
            | "tasks" | "leads" | "case" | "came" | "returned" | "unaccepted" | "count" => Value::from(7),
            "what" => Value::from("revoke"),
            "kinds" => Value::from(vec!["export"]),
            "kind" => Value::from("former_call"),
            "personal" | "approved" | "yes" => Value::from(true),
            "right" => Value::from("export"),
            "end" => serde_json::json!({ "exited": 3 }),
            "action" => Value::from("restore"),
            "result" => Value::from(Code::DiskFull.word()),
            other => Value::from(format!("Мерка {other}")),
        };
        kind.needs().iter().map(|k| ((*k).to_owned(), value(k))).collect()
    }

    fn told(lang: Lang, kind: InboxKind, role: Option<Role>, args: &BTreeMap<String, Value>) -> Told {
        let today = Day::ymd(2026, 11, 24).unwrap();
        Texts::load(lang).inbox(&Entry { kind, role, to: None, other: "", leaver: "", args, today })
    }

    #[test]
    fn every_kind_has_its_sentence_in_both_languages() {
        for kind in InboxKind::ALL {
            let args = args(*kind);
            let (ru, en) = (told(Lang::Ru, *kind, None, &args), told(Lang::En, *kind, None, &args));
            assert!(ru.why.ends_with('.') || *kind == InboxKind::ReportDone, "{kind:?}: {}", ru.why);
            assert!(ru.what != en.what && ru.why != en.why, "{kind:?}: {ru:?} {en:?}");
            for t in [&ru, &en] {
                assert!(!t.what.contains("  ") && !t.what.ends_with([' ', ',', ':']), "{kind:?}: {}", t.what);
            }
        }
    }

    /// A value that was not given leaves a hole: the sentence of any kind changes with each value it says it needs.
    #[test]
    fn a_sentence_uses_what_it_says_it_needs() {
        // Where it leads and who made it, for whoever reads the entry as data.
        let silent = ["case", "step", "what"];
        for kind in InboxKind::ALL {
            let full = args(*kind);
            let whole = told(Lang::Ru, *kind, None, &full);
            for key in kind.needs().iter().filter(|k| !silent.contains(k)) {
                let mut less = full.clone();
                less.remove(*key);
                assert_ne!(told(Lang::Ru, *kind, None, &less), whole, "{kind:?} does not say {key}");
            }
        }
    }

    #[test]
    fn everybody_is_told_what_is_theirs() {
        let args = args(InboxKind::CaseOpened);
        let to = |role| told(Lang::Ru, InboxKind::CaseOpened, role, &args).what;
        assert_eq!(to(Some(Role::It)), "Подготовьте закрытие доступов: Мерка N.");
        assert!(to(Some(Role::Hr)).starts_with("Подготовьте документы"));
        assert!(to(None).starts_with("Открыта передача"));
    }

    #[test]
    fn who_closes_nothing_himself_is_told_that_others_do() {
        let mut args = args(InboxKind::AccessesCut);
        for key in ["n", "ordered", "redirect"] {
            args.insert(key.to_owned(), Value::from(0));
        }
        let said = told(Lang::Ru, InboxKind::AccessesCut, Some(Role::Security), &args);
        assert!(!said.what.contains('0') && said.what.starts_with("Доступы закрывают люди"), "{said:?}");
        assert!(!said.why.is_empty());
    }

    #[test]
    fn counts_are_declined() {
        let offered = |n: i64| {
            let args = BTreeMap::from([("case".to_owned(), Value::from(3)), ("n".to_owned(), Value::from(n))]);
            told(Lang::Ru, InboxKind::Offered, None, &args).what
        };
        assert_eq!(offered(1), "Примите дела: 1 строка ждёт вашего ответа");
        assert_eq!(offered(2), "Примите дела: 2 строки ждут вашего ответа");
        assert_eq!(offered(5), "Примите дела: 5 строк ждут вашего ответа");
    }
}
