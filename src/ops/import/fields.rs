//! The fields of an object that an import compares three ways: by these words `--take` and the JSON name them.

use crate::base::Kind;

/// Kinds that have such fields.
pub const KINDS: [Kind; 6] = [Kind::Client, Kind::Contact, Kind::Deal, Kind::Task, Kind::Lead, Kind::Employee];

/// What both sides may have changed of an object of this kind. A term's minute goes with its day, the time of an end with
/// the stage or the state that says it has ended.
pub const fn compared(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Client => {
            &["name", "inn", "industry", "region", "address", "site", "segment", "owner_id", "created_at", "extra"]
        }
        Kind::Contact => &["name", "position", "extra"],
        Kind::Deal => &[
            "title",
            "stage_id",
            "client_id",
            "owner_id",
            "amount",
            "currency",
            "expected_close",
            "created_at",
            "loss_reason",
            "extra",
        ],
        Kind::Task => {
            &["title", "owner_id", "author_id", "due_day", "state", "client_id", "deal_id", "created_at", "extra"]
        }
        Kind::Lead => &["title", "owner_id", "source", "phone", "state", "at", "client_id", "extra"],
        Kind::Employee => &["name", "email", "phone", "login", "head_id", "department_id"],
        _ => &[],
    }
}
