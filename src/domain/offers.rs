//! Lines offered to somebody who goes away.

use serde::{Deserialize, Serialize};

use crate::base::CaseId;

/// What of a handover was to be taken back and was not: another decides on it, so the lines wait for the return.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OffersLeft {
    pub case: CaseId,
    pub lines: u64,
    /// Who decides.
    pub head: String,
}
