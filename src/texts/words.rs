//! The screen term of every word of the vocabulary (2 §1), in both languages.

use super::Texts;
use crate::base::{Day, Kind};
use crate::domain::checklist::Responsible;
use crate::domain::papers::{LetterAway, LetterGap};
use crate::domain::*;

/// A word of a closed vocabulary that has a term people read.
pub trait Term: Copy {
    /// The term as the screen shows it in a cell or a pick list.
    fn term(self, texts: &Texts) -> String;
}

macro_rules! terms {
    ($($name:ident { $($variant:ident => $key:ident),+ $(,)? })+) => {$(
        impl Term for $name {
            fn term(self, texts: &Texts) -> String {
                match self { $($name::$variant => texts.t().$key()),+ }
            }
        }
    )+};
}

terms! {
    Role {
        Head => word_role_head, Senior => word_role_senior, Manager => word_role_manager, Hr => word_role_hr,
        It => word_role_it, Security => word_role_security, Director => word_role_director,
    }
    EmployeeStatus {
        Active => word_employee_status_active, Probation => word_employee_status_probation,
        Leaving => word_employee_status_leaving, Dismissed => word_employee_status_dismissed,
    }
    AbsenceKind {
        Leave => word_absence_kind_leave, Illness => word_absence_kind_illness, Trip => word_absence_kind_trip,
    }
    Segment {
        Vip => word_segment_vip, Important => word_segment_important, Regular => word_segment_regular,
        Occasional => word_segment_occasional,
    }
    Temperature { Hot => word_temperature_hot, Warm => word_temperature_warm, Cold => word_temperature_cold }
    DecisionRole {
        Decides => word_decision_role_decides, Influences => word_decision_role_influences,
        Helps => word_decision_role_helps, Avoid => word_decision_role_avoid,
        Unknown => word_decision_role_unknown,
    }
    Salutation {
        Certain => word_salutation_certain, Guessed => word_salutation_guessed,
        Unknown => word_salutation_unknown,
    }
    Gender { Male => word_gender_male, Female => word_gender_female }
    StageKind {
        Open => word_stage_kind_open, Final => word_stage_kind_final, Won => word_stage_kind_won,
        Lost => word_stage_kind_lost,
    }
    TaskKind {
        Call => word_task_kind_call, Meeting => word_task_kind_meeting, Document => word_task_kind_document,
        Invoice => word_task_kind_invoice, Other => word_task_kind_other,
    }
    TaskSource { Task => word_task_source_task, Activity => word_task_source_activity, Plan => word_task_source_plan }
    TaskState { Open => word_task_state_open, Done => word_task_state_done }
    LeadState {
        New => word_lead_state_new, Working => word_lead_state_working, Converted => word_lead_state_converted,
        Closed => word_lead_state_closed,
    }
    OwnerSkip {
        InHandover => owners_skip_in_handover, Changed => owners_skip_changed, Probation => owners_skip_probation,
    }
    MailFound {
        Unanswered => word_mail_unanswered, Promise => word_mail_promise, Agreement => word_mail_agreement,
    }
    CallResult { Reached => word_call_result_reached, NoAnswer => word_call_result_no_answer, CallBack => word_call_result_call_back }
    TouchKind { Call => word_touch_kind_call, Mail => word_touch_kind_mail, Meeting => word_touch_kind_meeting }
    CaseKind {
        Planned => word_case_kind_planned, Crisis => word_case_kind_crisis, Absence => word_case_kind_absence,
        Single => word_case_kind_single,
    }
    CaseState {
        Draft => word_case_state_draft, Open => word_case_state_open,
        Distributing => word_case_state_distributing, HandingOver => word_case_state_handing_over,
        Signing => word_case_state_signing, Closed => word_case_state_closed,
        Observing => word_case_state_observing, Finished => word_case_state_finished,
        Withdrawn => word_case_state_withdrawn, Paused => word_case_state_paused,
    }
    Extent { Due => away_extent_due, All => away_extent_all }
    Offers { Wait => away_offers_wait, Back => away_offers_back }
    SingleReason {
        Overloaded => single_reason_overloaded, ClientRequest => single_reason_client_request,
        FreshStart => single_reason_fresh_start, OwnRequest => single_reason_own_request,
    }
    LineKind {
        Client => word_line_kind_client, Deal => word_line_kind_deal, Task => word_line_kind_task,
        Lead => word_line_kind_lead, Team => word_line_kind_team, Authored => word_line_kind_authored,
        Reference => word_line_kind_reference,
    }
    Disposition {
        Assign => word_disposition_assign, Keep => word_disposition_keep,
        CloseWon => word_disposition_close_won, CloseLost => word_disposition_close_lost,
        Archive => word_disposition_archive, Merge => word_disposition_merge,
        Exclude => word_disposition_exclude,
    }
    CrmState {
        Pending => word_crm_state_pending, Confirmed => word_crm_state_confirmed,
        StillLeaver => word_crm_state_still_leaver,
    }
    AcceptanceState {
        Offered => word_acceptance_state_offered, Accepted => word_acceptance_state_accepted,
        Declined => word_acceptance_state_declined, Expired => word_acceptance_state_expired,
        Forced => word_acceptance_state_forced, Withdrawn => word_acceptance_state_withdrawn,
    }
    Via { Screen => word_via_screen, Sheet => word_via_sheet, Words => word_via_words }
    ListKind {
        Preventive => word_list_kind_preventive, Notice => word_list_kind_notice, Day => word_list_kind_day,
        Hours24 => word_list_kind_hours24, Week => word_list_kind_week,
    }
    Phase { Closing => word_phase_closing, Observing => word_phase_observing }
    ItemState {
        Open => word_item_state_open, Done => word_item_state_done,
        NotApplicable => word_item_state_not_applicable, Waived => word_item_state_waived,
    }
    AccessState {
        Planned => word_access_state_planned, Asked => word_access_state_asked, Done => word_access_state_done,
        Verified => word_access_state_verified, Restore => word_access_state_restore,
        Restored => word_access_state_restored, Void => word_access_state_void,
    }
    LetterState {
        Draft => word_letter_state_draft, Approved => word_letter_state_approved,
        Queued => word_letter_state_queued, Sending => word_letter_state_sending,
        Sent => word_letter_state_sent, NotBounced => word_letter_state_not_bounced,
        Confirmed => word_letter_state_confirmed, Bounced => word_letter_state_bounced,
        Failed => word_letter_state_failed, Unknown => word_letter_state_unknown,
    }
    LetterKind { First => word_letter_kind_first, Clarify => word_letter_kind_clarify }
    CorrespondencePart {
        Mail => word_correspondence_mail, Chats => word_correspondence_chats,
        Recordings => word_correspondence_recordings,
    }
    CorrespondenceState {
        Open => word_correspondence_open, Done => word_correspondence_done, None => word_correspondence_none,
    }
    SignatureState {
        Waiting => word_signature_state_waiting, Signed => word_signature_state_signed,
        Refused => word_signature_state_refused, Absent => word_signature_state_absent,
    }
    JobState {
        Queued => word_job_state_queued, Running => word_job_state_running, Done => word_job_state_done,
        Failed => word_job_state_failed, Unknown => word_job_state_unknown,
    }
    Block {
        State => word_block_state, NextStep => word_block_next_step, Specifics => word_block_specifics,
        History => word_block_history, People => word_block_people, Deciders => word_block_deciders,
        Terms => word_block_terms, NextContact => word_block_next_contact,
    }
    BlockState {
        Empty => word_block_state_empty, Filled => word_block_state_filled,
        Confirmed => word_block_state_confirmed, Waived => word_block_state_waived,
    }
    Source {
        Bitrix24 => word_source_bitrix24, Amocrm => word_source_amocrm, Onec => word_source_onec,
        Hubspot => word_source_hubspot, Pipedrive => word_source_pipedrive, Maven => word_source_maven,
        Other => word_source_other,
    }
    FileKind {
        Deals => word_file_kind_deals, Clients => word_file_kind_clients, Contacts => word_file_kind_contacts,
        Tasks => word_file_kind_tasks, Leads => word_file_kind_leads, Calls => word_file_kind_calls,
        Employees => word_file_kind_employees, Log => word_file_kind_log, Products => word_file_kind_products,
    }
    LogKind {
        Login => word_log_kind_login, Logout => word_log_kind_logout, FailedLogin => word_log_kind_failed_login,
        Export => word_log_kind_export, View => word_log_kind_view, Edit => word_log_kind_edit,
        EditContact => word_log_kind_edit_contact, Delete => word_log_kind_delete, Bulk => word_log_kind_bulk,
        Other => word_log_kind_other,
    }
    SignalKind {
        LoginAfter => word_signal_kind_login_after, Export => word_signal_kind_export,
        Viewing => word_signal_kind_viewing, Deletion => word_signal_kind_deletion,
        ContactEdit => word_signal_kind_contact_edit, OffHours => word_signal_kind_off_hours,
        Address => word_signal_kind_address, Portfolio => word_signal_kind_portfolio,
    }
    SignalState {
        New => word_signal_state_new, Normal => word_signal_state_normal, Incident => word_signal_state_incident,
    }
    IncidentKind {
        LoginAfter => word_signal_kind_login_after, Export => word_signal_kind_export,
        Viewing => word_signal_kind_viewing, Deletion => word_signal_kind_deletion,
        ContactEdit => word_signal_kind_contact_edit, OffHours => word_signal_kind_off_hours,
        Address => word_signal_kind_address, Portfolio => word_signal_kind_portfolio,
        FormerCall => word_incident_kind_former_call, Other => word_incident_kind_other,
    }
    IncidentState {
        Suspected => word_incident_state_suspected, Confirmed => word_incident_state_confirmed,
        Dismissed => word_incident_state_dismissed,
    }
    PortfolioField {
        Phone => word_portfolio_field_phone, Mail => word_portfolio_field_mail, Amount => word_portfolio_field_amount,
        Lost => word_portfolio_field_lost, Missing => word_portfolio_field_missing,
    }
    Responsible {
        Leaver => word_responsible_leaver, Receivers => word_responsible_receivers, Head => word_role_head,
        Hr => word_role_hr, It => word_role_it, Security => word_role_security,
    }
    TaskField {
        Why => word_task_field_why, Said => word_task_field_said, Place => word_task_field_place,
        Participants => word_task_field_participants, Agenda => word_task_field_agenda,
        What => word_task_field_what, Format => word_task_field_format, Promised => word_task_field_promised,
        Problems => word_task_field_problems,
    }
    PromiseState {
        Noted => word_promise_noted, Waiting => word_promise_waiting, Approved => word_promise_approved,
        Refused => word_promise_refused, Dropped => word_promise_dropped,
    }
    Urgency {
        Deadline => word_urgency_deadline, Close => word_urgency_close, Promise => word_urgency_promise, Contact => word_urgency_contact,
    }
    Kind {
        Employee => word_kind_employee, Department => word_kind_department, Client => word_kind_client,
        Contact => word_kind_contact, Stage => word_kind_stage, Deal => word_kind_deal, Task => word_kind_task,
        Lead => word_kind_lead, Touch => word_kind_touch, Case => word_kind_case, Line => word_kind_line,
        Acceptance => word_kind_acceptance, Item => word_kind_item, Access => word_kind_access,
        Letter => word_kind_letter, Act => word_kind_act, Inbox => word_kind_inbox, Rule => word_kind_rule,
        Context => word_kind_context, Signature => word_kind_signature, Absence => word_kind_absence,
        Team => word_kind_team, Note => word_kind_note, LogUser => word_kind_log_user, Signal => word_kind_signal,
        Incident => word_kind_incident, Finding => word_kind_finding,
        Promise => word_kind_promise, Sheet => word_kind_sheet, Correspondence => word_kind_correspondence,
    }
}

impl Texts {
    /// The screen term of any vocabulary word: `texts.term(Role::Head)` is «РОП».
    pub fn term(&self, word: impl Term) -> String {
        word.term(self)
    }

    /// A role as letters and papers write it under a name: «руководитель отдела продаж».
    pub fn role_title(&self, role: Role) -> String {
        match role {
            Role::Head => self.t().word_role_title_head(),
            other => self.term(other),
        }
    }

    /// What a letter lacks: «у нового менеджера нет ни телефона, ни почты».
    pub fn letter_gap(&self, gap: LetterGap) -> String {
        match gap {
            LetterGap::Manager => self.t().letter_gap_manager(),
            LetterGap::ManagerContacts => self.t().letter_gap_manager_contacts(),
            LetterGap::Signer => self.t().letter_gap_signer(),
            LetterGap::Client => self.t().letter_gap_client(),
        }
    }

    /// Why a letter cannot be approved yet, by the word the base keeps (2 §6).
    pub fn letter_problem(&self, word: &str) -> String {
        let t = self.t();
        match word {
            "no_address" => t.letter_problem_no_address(),
            "do_not_write" => t.letter_problem_do_not_write(),
            "salutation" => t.letter_problem_salutation(),
            "joined" => t.letter_problem_joined(),
            "not_accepted" => t.letter_problem_not_accepted(),
            "call_first" => t.letter_problem_call_first(),
            other => other.to_owned(),
        }
    }

    /// «отпуск по 5 дек.; контакт 3 дек. выпадает на это время, в письме его нет».
    pub fn letter_away(&self, a: &LetterAway, today: Day) -> String {
        let (t, kind, until) = (self.t(), self.term(a.kind).to_lowercase(), self.day_short(a.until, today));
        match a.missed {
            None => t.let_away(kind, until),
            Some(due) => t.let_away_missed(kind, until, self.day_short(due.day, today)),
        }
    }

    /// One letter for narrow columns: Г, Т, Х.
    pub fn temperature_short(&self, temperature: Temperature) -> String {
        match temperature {
            Temperature::Hot => self.t().word_temperature_short_hot(),
            Temperature::Warm => self.t().word_temperature_short_warm(),
            Temperature::Cold => self.t().word_temperature_short_cold(),
        }
    }

    /// A block's name where the full one does not fit: the labels of the context form at 80 columns.
    pub fn block_short(&self, block: Block) -> String {
        match block {
            Block::Specifics => self.t().word_block_short_specifics(),
            Block::History => self.t().word_block_short_history(),
            Block::People => self.t().word_block_short_people(),
            Block::Terms => self.t().word_block_short_terms(),
            other => self.term(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::Lang;

    #[test]
    fn terms_are_the_ones_of_the_field() {
        let ru = Texts::load(Lang::Ru);
        assert_eq!(ru.term(EmployeeStatus::Probation), "На испытательном");
        assert_eq!(ru.term(Disposition::CloseLost), "закрыть: проиграна");
        assert_eq!(ru.role_title(Role::Head), "руководитель отдела продаж");
        assert_eq!(Texts::load(Lang::En).term(CaseState::HandingOver), "Handover");
    }

    #[test]
    fn words_of_one_enum_are_told_apart() {
        for lang in [Lang::Ru, Lang::En] {
            let t = Texts::load(lang);
            let mut seen: Vec<String> = Kind::ALL.iter().map(|k| t.term(*k)).collect();
            seen.sort();
            seen.dedup();
            assert_eq!(seen.len(), Kind::ALL.len());
        }
    }
}
