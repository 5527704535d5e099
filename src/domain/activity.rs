//! What people did in the CRM, as its activity log tells it, and what follows from it: the closed sets of words.

use serde::{Deserialize, Serialize};

use super::words::words;

words! {
    /// What an event of the CRM's log was. The names CRMs write for them are in `assets/import/events.toml`.
    LogKind {
        Login = "login", Logout = "logout", FailedLogin = "failed_login", Export = "export", View = "view",
        Edit = "edit", EditContact = "edit_contact", Delete = "delete", Bulk = "bulk", Other = "other",
    }
    /// Something in the log that needs a look.
    SignalKind {
        /// Seen in the CRM after the last day, or after the cut-off of a crisis.
        LoginAfter = "login_after",
        Export = "export", Viewing = "viewing", Deletion = "deletion", ContactEdit = "contact_edit",
        OffHours = "off_hours", Address = "address",
        /// Phones and mails of the portfolio differ between two imports.
        Portfolio = "portfolio",
    }
    SignalState {
        New = "new",
        /// Looked at: «норма», with a reason.
        Normal = "normal",
        /// Became an incident.
        Incident = "incident",
    }
    IncidentKind {
        LoginAfter = "login_after", Export = "export", Viewing = "viewing", Deletion = "deletion",
        ContactEdit = "contact_edit", OffHours = "off_hours", Address = "address", Portfolio = "portfolio",
        /// «Звонил бывший менеджер» (2 §9.20).
        FormerCall = "former_call",
        Other = "other",
    }
    IncidentState { Suspected = "suspected", Confirmed = "confirmed", Dismissed = "dismissed" }
    /// The duties of notice of 152-ФЗ ст. 21: within 24 hours of the incident, within 72 of what was found out.
    Notice { Hours24 = "24", Hours72 = "72" }
    /// What differs between two imports.
    PortfolioField {
        Phone = "phone", Mail = "mail", Amount = "amount",
        /// Went to a lost stage.
        Lost = "lost",
        /// Was in the export before and is not any more.
        Missing = "missing",
    }
}

impl SignalKind {
    /// The events a signal is made of; empty means all.
    pub const fn events(self) -> &'static [LogKind] {
        match self {
            SignalKind::Export => &[LogKind::Export],
            SignalKind::Viewing => &[LogKind::View],
            SignalKind::Deletion => &[LogKind::Delete],
            SignalKind::ContactEdit => &[LogKind::EditContact],
            SignalKind::LoginAfter | SignalKind::OffHours | SignalKind::Address | SignalKind::Portfolio => &[],
        }
    }

    /// What it becomes when it is taken for an incident.
    pub const fn incident(self) -> IncidentKind {
        match self {
            SignalKind::LoginAfter => IncidentKind::LoginAfter,
            SignalKind::Export => IncidentKind::Export,
            SignalKind::Viewing => IncidentKind::Viewing,
            SignalKind::Deletion => IncidentKind::Deletion,
            SignalKind::ContactEdit => IncidentKind::ContactEdit,
            SignalKind::OffHours => IncidentKind::OffHours,
            SignalKind::Address => IncidentKind::Address,
            SignalKind::Portfolio => IncidentKind::Portfolio,
        }
    }

    /// Whether contact persons' data is in it as a rule: the base was exported, looked through, changed.
    pub const fn is_personal(self) -> bool {
        matches!(
            self,
            SignalKind::Export
                | SignalKind::Viewing
                | SignalKind::Deletion
                | SignalKind::ContactEdit
                | SignalKind::Portfolio
        )
    }
}

impl Notice {
    pub const fn hours(self) -> i64 {
        match self {
            Notice::Hours24 => 24,
            Notice::Hours72 => 72,
        }
    }
}
