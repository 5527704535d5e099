//! A crisis in words.

use super::Texts;
use crate::base::{Clock, show};
use crate::domain::crisis::Burn;
use crate::domain::{CallResult, FileKind, Source};

impl Texts {
    /// Why a client is called today.
    pub fn burn(&self, burn: &Burn, clock: &Clock) -> String {
        let (t, today) = (self.t(), clock.today());
        match burn {
            Burn::Task { title, due, .. } => {
                let when = due.map(|at| self.at(at, clock)).unwrap_or_default();
                t.burn_task(show(title), when)
            }
            Burn::NextStep { text, on } => t.burn_next_step(show(text), self.due(*on, today)),
            Burn::Close(day) => t.burn_close(self.day(*day, today)),
            Burn::Contact(day) => t.burn_contact(self.day(*day, today)),
            Burn::Final => t.burn_final(),
            Burn::Over => t.burn_over(),
        }
    }

    /// Where a CRM keeps the export of a kind of data; empty for what it does not export.
    pub fn export_menu(&self, source: Source, kind: FileKind) -> String {
        let t = self.t();
        match (source, kind) {
            (Source::Bitrix24, FileKind::Deals) => t.fresh_menu_bitrix24_deals(),
            (Source::Bitrix24, FileKind::Tasks) => t.fresh_menu_bitrix24_tasks(),
            (Source::Bitrix24, FileKind::Clients) => t.fresh_menu_bitrix24_clients(),
            (Source::Bitrix24, FileKind::Contacts) => t.fresh_menu_bitrix24_contacts(),
            (Source::Bitrix24, FileKind::Log) => t.fresh_menu_bitrix24_log(),
            (Source::Amocrm, FileKind::Deals) => t.fresh_menu_amocrm_deals(),
            (Source::Amocrm, FileKind::Tasks) => t.fresh_menu_amocrm_tasks(),
            (Source::Amocrm, FileKind::Clients) => t.fresh_menu_amocrm_clients(),
            (Source::Amocrm, FileKind::Contacts) => t.fresh_menu_amocrm_contacts(),
            (Source::Amocrm, FileKind::Log) => t.fresh_menu_amocrm_log(),
            (Source::Onec, FileKind::Deals) => t.fresh_menu_onec_deals(),
            (Source::Onec, FileKind::Tasks) => t.fresh_menu_onec_tasks(),
            (Source::Onec, FileKind::Clients) => t.fresh_menu_onec_clients(),
            (Source::Onec, FileKind::Contacts) => t.fresh_menu_onec_contacts(),
            (Source::Onec, FileKind::Log) => t.fresh_menu_onec_log(),
            (Source::Hubspot, FileKind::Deals) => t.fresh_menu_hubspot_deals(),
            (Source::Hubspot, FileKind::Tasks) => t.fresh_menu_hubspot_tasks(),
            (Source::Hubspot, FileKind::Clients) => t.fresh_menu_hubspot_clients(),
            (Source::Hubspot, FileKind::Contacts) => t.fresh_menu_hubspot_contacts(),
            (Source::Hubspot, FileKind::Log) => t.fresh_menu_hubspot_log(),
            (Source::Pipedrive, FileKind::Deals) => t.fresh_menu_pipedrive_deals(),
            (Source::Pipedrive, FileKind::Tasks) => t.fresh_menu_pipedrive_tasks(),
            (Source::Pipedrive, FileKind::Clients) => t.fresh_menu_pipedrive_clients(),
            (Source::Pipedrive, FileKind::Contacts) => t.fresh_menu_pipedrive_contacts(),
            (Source::Pipedrive, FileKind::Log) => t.fresh_menu_pipedrive_log(),
            _ => String::new(),
        }
    }

    /// What came of a touch: of a call from the call list first whether anybody was reached.
    pub fn touch_outcome(&self, result: Option<CallResult>, said: &str) -> String {
        match (result.map(|r| self.term(r)), said.is_empty()) {
            (None, _) => said.to_owned(),
            (Some(result), true) => result,
            (Some(result), false) => self.t().touch_result(result, show(said)),
        }
    }
}
