//! What the journal's fields are called, and what stood in them, as far as a person can read it.

use std::collections::BTreeMap;

use super::Texts;
use crate::base::{At, Clock};
use crate::domain::{
    AcceptanceState, AccessState, CaseState, CrmState, Disposition, EmployeeStatus, ItemState, LetterState, Role,
    Segment, SignatureState, StageKind, TaskField, TaskState,
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
