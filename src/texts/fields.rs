//! What the journal's fields are called, and what stood in them, as far as a person can read it.

use std::collections::BTreeMap;

use super::Texts;
use crate::base::{At, Clock, Day, Kind};
use crate::domain::{
    AcceptanceState, AccessState, CaseState, CrmState, Disposition, EmployeeStatus, ItemState, LeadState, LetterState,
    Role, Segment, SignatureState, StageKind, TaskField, TaskState,
};

impl Texts {
    /// The name of a field by its column; one without a name of its own is «служебное поле».
    pub fn field_name(&self, column: &str) -> String {
        let t = self.t();
        match column {
            "owner_id" | "receiver_id" | "employee_id" | "to_id" => t.field_owner(),
            "proposed_id" => t.field_proposed(),
            "author_id" => t.field_author(),
            "deputy_id" => t.field_deputy(),
            "head_id" => t.field_head(),
            "temporary_id" => t.field_temporary(),
            "name" | "title" => t.field_name(),
            "status" | "prior_status" => t.field_status(),
            "state" | "crm_state" => t.field_state(),
            "role" => t.field_role(),
            "segment" => t.field_segment(),
            "region" => t.field_region(),
            "industry" => t.field_industry(),
            "stage_kind" | "kind" => t.field_kind(),
            "amount" => t.field_amount(),
            "disposition" => t.field_disposition(),
            "reason" | "hand_reason" | "why" => t.field_reason(),
            "bonus_id" | "bonus_share" | "bonus_agreed" => t.field_bonus(),
            "text" => t.field_text(),
            "fields" => t.field_details(),
            "next_step" => t.field_next_step(),
            "on_day" | "on_minute" | "last_day" | "next_contact_on" | "due_at" | "due_day" => t.field_due(),
            "done_at" | "closed_at" | "answered_at" | "asked_at" | "verified_at" => t.field_done(),
            "evidence" | "result" => t.field_result(),
            "capacity" => t.field_capacity(),
            "leads_off" => t.field_leads(),
            "export_off" => t.field_export(),
            _ => t.field_service(),
        }
    }

    /// The name of a field that a CRM tells too, where the base and a file do not agree.
    pub fn told_field(&self, column: &str) -> String {
        let t = self.t();
        match column {
            "client_id" => t.told_field_client(),
            "deal_id" => t.told_field_deal(),
            "stage_id" => t.told_field_stage(),
            "department_id" => t.told_field_department(),
            "amount" => t.told_field_amount(),
            "currency" => t.told_field_currency(),
            "expected_close" => t.told_field_expected(),
            "created_at" | "at" => t.told_field_created(),
            "closed_at" => t.imp_field_closed(),
            "loss_reason" => t.told_field_loss(),
            "source" => t.told_field_source(),
            "phone" => t.told_field_phone(),
            "email" => t.told_field_mail(),
            "login" => t.told_field_login(),
            "inn" => t.told_field_inn(),
            "address" => t.told_field_address(),
            "site" => t.told_field_site(),
            "position" => t.told_field_position(),
            "extra" => t.told_field_extra(),
            other => self.field_name(other),
        }
    }

    /// A value of such a field: terms for words, days as they are typed into a table.
    pub fn told_value(&self, kind: Kind, column: &str, value: &str) -> String {
        let term = match (kind, column) {
            (Kind::Task, "state") => TaskState::of(value).map(|w| self.term(w)),
            (Kind::Lead, "state") => LeadState::of(value).map(|w| self.term(w)),
            (_, "segment") => Segment::of(value).map(|w| self.term(w)),
            (_, "due_day" | "expected_close" | "created_at" | "at" | "closed_at" | "done_at") => {
                let (day, time) = value.split_once(' ').unwrap_or((value, ""));
                Day::parse(day).map(|d| format!("{} {time}", self.day_figures(d)).trim_end().to_owned())
            }
            _ => None,
        };
        term.unwrap_or_else(|| value.to_owned())
    }

    /// What a field held: words of the vocabulary and times as people read them, anything else as it stands.
    pub fn old_value(&self, column: &str, old: &str, clock: &Clock) -> String {
        if let Some(ms) = column.ends_with("_at").then(|| old.parse::<i64>().ok()).flatten() {
            return self.at(At(ms), clock);
        }
        if column == "fields" {
            return self.details(old);
        }
        let state = || {
            TaskState::of(old)
                .map(|w| self.term(w))
                .or_else(|| CaseState::of(old).map(|w| self.term(w)))
                .or_else(|| AcceptanceState::of(old).map(|w| self.term(w)))
                .or_else(|| ItemState::of(old).map(|w| self.term(w)))
                .or_else(|| AccessState::of(old).map(|w| self.term(w)))
                .or_else(|| LetterState::of(old).map(|w| self.term(w)))
                .or_else(|| SignatureState::of(old).map(|w| self.term(w)))
        };
        let word = match column {
            "status" | "prior_status" => EmployeeStatus::of(old).map(|w| self.term(w)),
            "role" => Role::of(old).map(|w| self.term(w)),
            "segment" => Segment::of(old).map(|w| self.term(w)),
            "stage_kind" | "kind" => StageKind::of(old).map(|w| self.term(w)),
            "disposition" => Disposition::of(old).map(|w| self.term(w)),
            "crm_state" => CrmState::of(old).map(|w| self.term(w)),
            "state" => state(),
            _ => None,
        };
        word.unwrap_or_else(|| old.to_owned())
    }

    /// The fields of a task, kept as JSON by their words: «Зачем: …; О чём говорили: …».
    fn details(&self, json: &str) -> String {
        let fields: BTreeMap<String, String> = serde_json::from_str(json).unwrap_or_default();
        let part = |(word, text): (&String, &String)| {
            let name = TaskField::of(word).map_or_else(String::new, |f| self.term(f));
            format!("{name}: {text}")
        };
        fields.iter().map(part).collect::<Vec<_>>().join("; ")
    }
}
