//! The office's numbers: every default of the spec that a person may change. `config` fills it, rules read it.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::hooks::Hooks;
use super::own::Own;
use super::signals::SignalRules;
use crate::base::{Currency, Zone};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Office {
    /// The office's name, as header, letters and act show it.
    pub name: String,
    /// Its town, as the act names the place: «г. Екатеринбург».
    pub place: String,
    pub zone: Zone,
    pub currency: Currency,
    /// Open deals a person may hold (2 §5).
    pub capacity: u32,
    /// Load points in hundredths (2 §5).
    pub points_deal: u32,
    pub points_client: u32,
    pub points_task: u32,
    /// Hot: an activity due within so many hours; warm: touched within so many days.
    pub hot_hours: u32,
    pub warm_days: u32,
    /// Terms of acceptance (2 §5).
    pub accept_vip_hours: u32,
    pub accept_hot_days: u32,
    pub accept_other_days: u32,
    /// The working day in minutes from midnight.
    pub day_start: u16,
    pub day_end: u16,
    /// Commands that close accesses by themselves (2 §7).
    pub hooks: Hooks,
    /// Its own files; shared, since settings travel with every command.
    #[serde(skip)]
    pub own: Arc<Own>,
    /// When the CRM's log needs a look.
    pub signals: SignalRules,
}

impl Default for Office {
    fn default() -> Self {
        Self {
            name: String::new(),
            place: String::new(),
            zone: Zone::MOSCOW,
            currency: Currency::RUB,
            capacity: 40,
            points_deal: 100,
            points_client: 10,
            points_task: 5,
            hot_hours: 72,
            warm_days: 60,
            accept_vip_hours: 4,
            accept_hot_days: 1,
            accept_other_days: 2,
            day_start: 9 * 60,
            day_end: 18 * 60,
            hooks: Hooks::new(),
            own: Arc::default(),
            signals: SignalRules::default(),
        }
    }
}
