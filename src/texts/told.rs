//! What a task of its kind has to say (2 §4), in one line.

use std::collections::BTreeSet;

use super::Texts;
use crate::domain::{TaskField, TaskKind};

impl Texts {
    /// «не сказано: зачем, о чём говорили»; empty where nothing is missing.
    pub fn task_lacks(&self, missing: &[TaskField]) -> String {
        if missing.is_empty() {
            return String::new();
        }
        let names: Vec<String> = missing.iter().map(|f| self.term(*f).to_lowercase()).collect();
        self.t().told_lacks(names.join(", "))
    }

    /// «у задач: зачем, о чём говорили»; empty where nothing is missing.
    pub fn tasks_lack(&self, missing: &BTreeSet<TaskField>) -> String {
        let names: Vec<String> = missing.iter().map(|f| self.term(*f).to_lowercase()).collect();
        if names.is_empty() { String::new() } else { self.t().told_fields_lack(names.join(", ")) }
    }

    /// «Зачем: скидка на объём. О чём говорили: ждут расчёт. Не сказано: …», what is written first.
    pub fn task_told(&self, kind: TaskKind, told: &[(TaskField, String)]) -> String {
        let written = told.iter().filter(|(_, text)| !text.trim().is_empty());
        let mut parts: Vec<String> = written.map(|(f, text)| format!("{}: {text}", self.term(*f))).collect();
        let value = |f: TaskField| told.iter().find(|(k, _)| *k == f).map(|(_, text)| text.as_str());
        let missing: Vec<TaskField> =
            crate::domain::context::missing_fields(kind, value).into_iter().map(|(f, _)| f).collect();
        parts.extend(Some(self.task_lacks(&missing)).filter(|l| !l.is_empty()));
        parts.join("; ")
    }
}
