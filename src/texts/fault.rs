//! What a fault says to a person: what happened, why, what to do.

use super::Texts;
use crate::base::{Code, Due, Fault, show};
use crate::domain::second::Want;
use crate::domain::{Block, CaseState, EmployeeStatus, FileKind, IncidentState, LetterState, Role, SignalState, names};

/// A fault in words. Each part is one whole sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// What happened.
    pub what: String,
    /// Why.
    pub why: String,
    /// What to do; the JSON contract calls it `hint`.
    pub hint: String,
}

impl Sentence {
    /// All three parts in one line.
    pub fn line(&self) -> String {
        format!("{} {} {}", self.what, self.why, self.hint)
    }

    /// The first two parts: `message` of the JSON contract.
    pub fn message(&self) -> String {
        format!("{} {}", self.what, self.why)
    }
}

/// The values of a fault as its sentence takes them: cleaned for the screen, with the blank or colon that leads them,
/// empty when the fault does not carry them.
///
/// Names understood: `path` (also `file`), `name` (also `value`, `id`), `value` (also `name`), `key`, `near`,
/// `candidates`, `who`, `what`, `percent`, `row` (also `line`), `limit`, `reason` (also `gap`), `state`, `case`, `blockers`,
/// `blocks`, `done` with `all`. The technical `detail` goes to the log and never into a sentence.
struct Values<'a>(&'a Fault, &'a Texts);

impl Values<'_> {
    fn first(&self, names: &[&str]) -> String {
        names.iter().map(|n| self.0.arg(n)).find(|v| !v.is_empty()).map(show).unwrap_or_default()
    }

    fn quoted(&self, names: &[&str]) -> String {
        let value = self.first(names);
        if value.is_empty() { value } else { format!(" {}", self.1.t().quoted(value)) }
    }

    fn after_colon(value: String) -> String {
        if value.is_empty() { value } else { format!(": {value}") }
    }

    fn in_brackets(&self, value: String, text: impl Fn(String) -> String) -> String {
        if value.is_empty() { value } else { format!(" ({})", text(value)) }
    }

    fn path(&self) -> String {
        self.quoted(&["path", "file"])
    }

    fn name(&self) -> String {
        self.quoted(&["name", "value", "id"])
    }

    fn value(&self) -> String {
        self.quoted(&["value", "name"])
    }

    fn key(&self) -> String {
        self.quoted(&["key", "name"])
    }

    /// A kind of file, as its term.
    fn kind(&self) -> String {
        FileKind::of(self.0.arg("kind")).map(|k| format!(" {}", self.1.t().quoted(self.1.term(k)))).unwrap_or_default()
    }

    /// Lines, each quoted: headings of a file, cleaned one by one.
    fn list(&self, name: &str) -> String {
        self.0.arg(name).lines().map(|l| self.1.t().quoted(show(l))).collect::<Vec<_>>().join(", ")
    }

    /// A day that the program knows, as people write it; whatever was typed, as it was typed.
    fn date(&self) -> String {
        match Due::parse(self.0.arg("value")) {
            Some(due) => format!(" {}", self.1.due_paper(due)),
            None => self.value(),
        }
    }

    /// Something known by when it was and what it is called: «: 24 ноября 2026 г., 14:05, „clients.csv“».
    fn dated(&self) -> String {
        let parts = [self.date(), self.quoted(&["name"])];
        let parts = parts.iter().map(|p| p.trim()).filter(|p| !p.is_empty());
        Self::after_colon(parts.collect::<Vec<_>>().join(", "))
    }

    /// What is not allowed, and who does it: the role with a name, or whose it is.
    fn denied(&self) -> String {
        let (t, who) = (self.1.t(), names::short(&self.first(&["who"])));
        match (Role::of(self.0.arg("role")).map(|r| self.1.term(r)), who.is_empty()) {
            (Some(role), false) => t.err_denied_role_who(self.reason(), role, who),
            (Some(role), true) => t.err_denied_role(self.reason(), role),
            (None, false) => t.err_denied_who(self.reason(), who),
            (None, true) => t.err_denied(self.reason()),
        }
    }

    fn near(&self) -> String {
        let near = self.first(&["near"]);
        if near.is_empty() { near } else { Self::after_colon(self.1.t().err_near(self.1.t().quoted(near))) }
    }

    fn candidates(&self) -> String {
        Self::after_colon(self.first(&["candidates"]))
    }

    fn who(&self) -> String {
        Self::after_colon(self.first(&["who"]))
    }

    /// Text as it is; of a word only what is known, so that none of ours reaches the screen.
    fn reason(&self) -> String {
        let reason = self.first(&["gap", "reason"]);
        let is_word = !reason.is_empty() && reason.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
        let said = if is_word { self.1.reason(&reason).unwrap_or_default() } else { reason };
        Self::after_colon(said)
    }

    fn blockers(&self) -> String {
        let list = self.first(&["blockers"]);
        let parts = list.split(", ").filter_map(|p| p.split_once(' '));
        let said: Vec<String> = parts.map(|(word, n)| self.1.blocker_words(word, n.parse().unwrap_or(0))).collect();
        Self::after_colon(if said.is_empty() { list } else { said.join("; ") })
    }

    /// Who holds the write gate, doing what, how far.
    fn by(&self) -> String {
        let percent = self.first(&["percent"]);
        let percent = if percent.is_empty() { percent } else { format!("{percent} %") };
        let parts = [self.first(&["who"]), self.first(&["what"]), percent];
        Self::after_colon(parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(", "))
    }

    /// «3 из 54»
    fn done_of_all(&self) -> String {
        let n = |name| self.0.arg(name).parse().unwrap_or(0);
        self.1.n_of(n("done"), n("all"))
    }

    fn row(&self) -> String {
        self.in_brackets(self.first(&["row", "line"]), |v| self.1.t().err_row(v))
    }

    fn limit(&self) -> String {
        self.in_brackets(self.first(&["limit"]), |v| self.1.t().err_limit(v))
    }

    /// A limit of size, where it is one.
    fn size_limit(&self) -> String {
        match self.first(&["megabytes"]) {
            n if n.is_empty() => self.limit(),
            n => self.in_brackets(self.1.t().imp_megabytes(n), |v| self.1.t().err_limit(v)),
        }
    }

    fn case(&self) -> String {
        self.in_brackets(self.first(&["case"]), |v| format!("№ {}", v.trim_start_matches("case:")))
    }

    fn errno(&self) -> String {
        let io = self.0.source.as_ref().and_then(|s| s.downcast_ref::<std::io::Error>());
        let number = io.and_then(std::io::Error::raw_os_error).map(|n| n.to_string()).unwrap_or_default();
        self.in_brackets(number, |v| self.1.t().err_errno(v))
    }

    /// A state comes as the word the base stores; a word that no vocabulary knows stays as it is.
    fn state(&self) -> String {
        let word = self.first(&["state"]);
        let t = self.1;
        let term = CaseState::of(&word)
            .map(|s| t.term(s))
            .or_else(|| LetterState::of(&word).map(|s| t.term(s)))
            .or_else(|| EmployeeStatus::of(&word).map(|s| t.term(s)))
            .or_else(|| SignalState::of(&word).map(|s| t.term(s)))
            .or_else(|| IncidentState::of(&word).map(|s| t.term(s)))
            .unwrap_or(word);
        if term.is_empty() { term } else { Self::after_colon(t.t().quoted(term)) }
    }

    /// Block words separated by commas.
    fn blocks(&self) -> String {
        let list = self.first(&["blocks", "block"]);
        let terms = list.split(',').map(str::trim).filter(|w| !w.is_empty());
        let terms = terms.map(|w| Block::of(w).map_or_else(|| w.to_owned(), |b| self.1.term(b)));
        Self::after_colon(terms.collect::<Vec<_>>().join(", "))
    }
}

impl Texts {
    /// The sentence of a fault. The match is exhaustive, so a code without a sentence does not compile.
    pub fn fault(&self, fault: &Fault) -> Sentence {
        let (t, v) = (self.t(), Values(fault, self));
        let text = match fault.code {
            Code::BaseNotOurs => t.err_base_not_ours(v.path()),
            Code::BaseNotABase => t.err_base_not_a_base(v.path()),
            Code::BaseEmptyFile => t.err_base_empty_file(v.path()),
            Code::BaseNewer => t.err_base_newer(v.path()),
            Code::BaseOlder => t.err_base_older(v.path()),
            Code::BaseReadOnly => t.err_base_read_only(v.path()),
            Code::BaseLink => t.err_base_link(v.path()),
            Code::BaseOwner => t.err_base_owner(v.path()),
            Code::BaseNetworkFs => t.err_base_network_fs(v.path()),
            Code::BaseExists => t.err_base_exists(v.path()),
            Code::BaseMissing => t.err_base_missing(v.path()),
            Code::BaseCorrupt => t.err_base_corrupt(v.path()),
            Code::BackupBroken => t.err_backup_broken(v.path()),
            Code::BaseBusy => t.err_base_busy(v.by()),
            Code::DiskFull => t.err_disk_full(),
            Code::Io => t.err_io(v.path(), v.errno()),
            Code::SqliteTooOld => t.err_sqlite_too_old(),
            Code::Interrupted => t.err_interrupted(),
            Code::FileMissing => t.err_file_missing(v.path()),
            Code::FileNotReadable => t.err_file_not_readable(v.path()),
            Code::FileTooLarge => t.err_file_too_large(v.path(), v.size_limit()),
            Code::FileNoHeader => t.err_file_no_header(v.path()),
            Code::FileUnknownKind => t.err_file_unknown_kind(v.path()),
            Code::FileLacksColumns => {
                t.err_file_lacks_columns(v.path(), v.kind(), v.list("lacks"), fault.arg("keys"), v.list("columns"))
            }
            Code::FileBroken => t.err_file_broken(v.path(), v.row()),
            Code::FileEmpty => t.err_file_empty(v.path()),
            Code::FileNotXlsx => t.err_file_not_xlsx(v.path()),
            Code::FileProtected => t.err_file_protected(v.path()),
            Code::FileEncoding => t.err_file_encoding(v.path()),
            Code::FileTooManyRows => t.err_file_too_many_rows(v.path(), v.limit()),
            Code::FileTooManyColumns => t.err_file_too_many_columns(v.path(), v.limit()),
            Code::FileTagTooLong => t.err_file_tag_too_long(v.path()),
            Code::LogTooManyUsers => t.err_log_too_many_users(v.path(), v.limit()),
            Code::SheetForeign => t.err_sheet_foreign(v.path()),
            Code::SheetNobody => t.err_sheet_nobody(v.name()),
            Code::BadMap => t.err_bad_map(v.value()),
            Code::BadAnswer => t.err_bad_answer(v.value()),
            Code::NoSuchField => t.err_no_such_field(v.value(), fault.arg("fields")),
            Code::AnsweredTwice => t.err_answered_twice(v.value()),
            Code::OutputExists => t.err_output_exists(v.path()),
            Code::BadDate => t.err_bad_date(v.value()),
            Code::DateInPast if !fault.arg("name").is_empty() => t.err_step_in_past(v.name(), v.date()),
            Code::DateInPast => t.err_date_in_past(v.date()),
            Code::BadTime if fault.arg("reason") == "past" => t.err_time_past(v.value()),
            Code::BadTime => t.err_bad_time(v.value()),
            Code::BadNumber => t.err_bad_number(v.value()),
            Code::BadName => t.err_bad_name(v.value()),
            Code::BadConfig => t.err_bad_config(v.path(), v.row(), v.key(), v.reason()),
            Code::UnknownConfigKey => t.err_unknown_config_key(v.key(), v.near()),
            Code::HookPath => t.err_hook_path(v.key()),
            Code::HookWord => t.err_hook_word(v.key(), v.value(), v.near()),
            Code::BadQuery => t.err_bad_query(v.value()),
            Code::BadAddress => t.err_bad_address(v.value()),
            Code::BadTemplate => t.err_bad_template(v.path(), v.row()),
            Code::UnknownEmployee if !fault.arg("roles").is_empty() => {
                t.err_unknown_receiver(v.name(), v.near(), v.first(&["roles"]))
            }
            Code::UnknownEmployee => t.err_unknown_employee(v.name(), v.near()),
            Code::AmbiguousEmployee => t.err_ambiguous_employee(v.name(), v.candidates()),
            Code::UnknownClient => t.err_unknown_client(v.name(), v.near()),
            Code::AmbiguousClient => t.err_ambiguous_client(v.name(), v.candidates()),
            Code::UnknownObject => t.err_unknown_object(v.name()),
            Code::NotInCase => t.err_not_in_case(v.name()),
            Code::UnknownCase => t.err_unknown_case(v.name()),
            Code::UnknownBatch => t.err_unknown_batch(v.name()),
            Code::UnknownItem => t.err_unknown_item(v.name()),
            Code::UnknownAccess => t.err_unknown_access(v.name()),
            Code::UnknownLetter => t.err_unknown_letter(v.name()),
            Code::Stale => t.err_stale(v.name(), v.who()),
            Code::Denied => v.denied(),
            Code::NeedsSecond if !v.name().is_empty() => t.err_needs_surname(v.name()),
            Code::NeedsSecond if Want::of(fault).is_some() => t.err_needs_second_many(v.reason()),
            Code::NeedsSecond => t.err_needs_second(v.reason()),
            Code::NoSecond => t.err_no_second(),
            Code::WrongState => t.err_wrong_state(v.state()),
            Code::AlreadyInCase => t.err_already_in_case(v.name(), v.case()),
            Code::CaseClosed => t.err_case_closed(v.case()),
            Code::CaseBlocked => t.err_case_blocked(v.case(), v.blockers()),
            Code::LineGiven => t.err_line_given(v.name(), v.who()),
            Code::LineTaken if v.first(&["entry"]).is_empty() => t.err_line_taken_stays(v.name(), v.who()),
            Code::LineTaken => t.err_line_taken(v.name(), v.who(), v.first(&["entry"])),
            Code::NotOffered => t.err_not_offered(v.name()),
            Code::BlockNotHere => t.err_block_not_here(v.name(), v.blocks()),
            Code::ContextMissing => t.err_context_missing(v.name(), v.blocks()),
            Code::NextStepVague => t.err_next_step_vague(v.value()),
            Code::NextStepNoDate if !fault.arg("name").is_empty() => t.err_line_no_step(v.name()),
            Code::NextStepNoDate => t.err_next_step_no_date(),
            Code::PromiseNoDate => t.err_promise_no_date(v.value()),
            Code::PromisesStand => t.err_promises_stand(),
            Code::NotOccasional => t.err_not_occasional(v.name()),
            Code::Placeholder if fault.arg("value").trim().is_empty() => t.err_empty_text(),
            Code::Placeholder => t.err_placeholder(v.value()),
            Code::Unfinished => t.err_unfinished(v.value()),
            Code::ReasonNeeded => t.err_reason_needed(),
            Code::EvidenceNeeded => t.err_evidence_needed(v.name(), v.done_of_all()),
            Code::OrderNeeded => t.err_order_needed(),
            Code::CommissionNeeded => t.err_commission_needed(),
            Code::ActMissing => t.err_act_missing(),
            Code::ActSigned => t.err_act_signed(),
            Code::ActOutdated => t.err_act_outdated(),
            Code::HeadNeeded => t.err_head_needed(v.name()),
            Code::WithdrawTooLate => t.err_withdraw_too_late(v.value()),
            Code::NotHidden => t.err_not_hidden(),
            Code::SubstituteNeeded => t.err_substitute_needed(v.name()),
            Code::StandsIn => t.err_stands_in(v.name(), v.value(), v.case()),
            Code::NoManager => t.err_no_manager(v.name()),
            Code::NotDeal => t.err_not_deal(v.name()),
            Code::NotOrphan => t.err_not_orphan(v.name()),
            Code::NotEligible if fault.arg("for") == "commission" => t.err_not_for_commission(v.name()),
            Code::NotEligible => t.err_not_eligible(v.name(), v.reason()),
            Code::ComputedItem => t.err_computed_item(v.name()),
            Code::NoFormerOwner => t.err_no_former_owner(),
            Code::FormerOwnerTooLate => t.err_former_owner_too_late(v.name()),
            Code::NothingToDo => t.err_nothing_to_do(),
            Code::OwnWayBack => t.err_own_way_back(),
            Code::ImportLater => t.err_import_later(v.dated()),
            Code::LetterNotReady => t.err_letter_not_ready(v.name(), v.reason()),
            Code::AccessNotRedirected => t.err_access_not_redirected(v.name()),
            Code::AccessDue => t.err_access_due(),
            Code::ReadOnlyMode => t.err_read_only_mode(),
            Code::NotBuilt => t.err_not_built(v.name()),
            Code::NoTerminal => t.err_no_terminal(),
            Code::Internal => t.err_internal(),
        };
        let mut lines = text.lines().map(str::trim);
        let mut next = || lines.next().unwrap_or_default().to_owned();
        Sentence { what: next(), why: next(), hint: next() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::Lang;

    fn ru(f: &Fault) -> Sentence {
        Texts::load(Lang::Ru).fault(f)
    }

    #[test]
    fn a_sentence_reads_with_and_without_its_values() {
        let f = Fault::new(Code::UnknownEmployee).with("name", "Ковалёв Д.").with("near", "Ковалев Денис");
        let s = ru(&f);
        assert_eq!(s.what, "Сотрудник «Ковалёв Д.» не найден.");
        assert_eq!(s.why, "В базе нет человека с таким именем: похоже на «Ковалев Денис».");
        let later = Fault::new(Code::ImportLater).with("value", "2026-11-24 14:05").with("name", "clients.csv");
        assert_eq!(
            ru(&later).what.replace('\u{a0}', " "),
            "После этого импорта был ещё один: 24 ноября 2026 г., 14:05, «clients.csv»."
        );
        assert_eq!(ru(&Code::ImportLater.into()).what, "После этого импорта был ещё один.");
        let s = ru(&Code::UnknownEmployee.into());
        assert_eq!(s.what, "Сотрудник не найден.");
        assert_eq!(s.why, "В базе нет человека с таким именем.");
    }

    #[test]
    fn a_line_that_is_no_deal_and_a_missing_surname_are_said_so() {
        let s = ru(&Fault::new(Code::NotDeal).with("name", "ООО Ромашка"));
        assert_eq!(s.what, "Строка «ООО Ромашка» — не сделка.");
        let s = ru(&Fault::new(Code::NeedsSecond).with("name", "Белова Анна"));
        assert_eq!(s.what, "Больше 500 объектов сразу передают вдвоём; получатель «Белова Анна».");
        assert!(s.hint.contains("--second"));
        let t = Texts::load(Lang::Ru);
        let came = t.t().inbox_absence_came("Ковалёв А.", "2 лида");
        assert_eq!(came, "Ковалёв А. отсутствует. Пришло: 2 лида");
    }

    #[test]
    fn a_refusal_says_whom_to_ask_and_says_nothing_twice() {
        let no = |f: Fault| ru(&f.with("reason", "no_right"));
        let s = no(Fault::new(Code::Denied).with("role", "head").with("who", "Иванова Марина Сергеевна"));
        assert_eq!(s.what, "Это действие вам не разрешено: у вашей роли такого права нет.");
        assert_eq!(s.why, "Это делает РОП (Иванова М. С.).");
        assert_eq!(no(Fault::new(Code::Denied).with("role", "it")).why, "Это делает ИТ.");
        assert_eq!(
            no(Fault::new(Code::Denied).with("who", "Белова Анна")).why,
            "Здесь решает другой человек (Белова А.)."
        );
        for f in [Fault::new(Code::Denied).with("role", "head"), Fault::new(Code::Denied)] {
            assert_eq!(no(f).line().matches("прав").count(), 1, "the right is named once");
        }
    }

    #[test]
    fn a_day_is_said_as_people_say_it_and_the_line_is_named() {
        let f = Fault::new(Code::DateInPast).with("value", "2026-11-23 15:30");
        assert_eq!(ru(&f).what, "Дата 23 ноября 2026 г., 15:30 уже прошла.");
        assert_eq!(ru(&Fault::new(Code::DateInPast).with("value", "вчера")).what, "Дата «вчера» уже прошла.");
        let f = f.with("name", "Модернизация склада");
        assert_eq!(
            ru(&f).what,
            "Строка «Модернизация склада»: день следующего шага уже прошёл, 23 ноября 2026 г., 15:30."
        );
        let f = Fault::new(Code::NextStepNoDate).with("name", "Модернизация склада");
        assert_eq!(ru(&f).what, "Строка «Модернизация склада»: следующий шаг не записан или без даты.");
    }

    #[test]
    fn words_of_the_base_become_terms() {
        let s = ru(&Fault::new(Code::WrongState).with("state", "handing_over"));
        assert_eq!(s.what, "Сейчас это сделать нельзя: «Передача».");
        let s = ru(&Fault::new(Code::ContextMissing).with("blocks", "next_step,history"));
        assert_eq!(s.what, "Контекст не заполнен: Следующий шаг, История и обещания.");
        let s = ru(&Fault::new(Code::BaseBusy).with("what", "импорт").with("percent", 40));
        assert_eq!(s.what, "База занята: импорт, 40 %.");
    }

    #[test]
    fn the_systems_english_stays_out_of_the_sentence() {
        let s = ru(&Fault::from(Code::Io, std::io::Error::from_raw_os_error(5)).with("path", "/tmp/x"));
        assert_eq!(s.what, "Не удалось прочитать или записать «/tmp/x» (код системы 5).");
    }

    #[test]
    fn hostile_values_cannot_drive_the_terminal() {
        let s = ru(&Fault::new(Code::BadDate).with("value", "\u{1b}[2J\nвт"));
        assert_eq!(s.what, "Дата «␛[2J вт» не понята.");
    }
}
