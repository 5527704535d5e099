//! What of a ledger somebody has to take, and what is taken: one meaning for the rail, «Сегодня», the list of handovers and
//! the checklist, over `ledger_line l`. The answer is looked for where one is asked for only: a ledger has many other lines.

/// A line that somebody is to accept, those that nobody has decided yet included: the work does not shrink when one returns.
pub(crate) const TO_ACCEPT: &str =
    "(l.kind IN ('client','deal','task','lead') AND (l.disposition IS NULL OR l.disposition = 'assign'))";

/// Its last answer was a yes, or the head's decision.
pub(crate) const IS_ACCEPTED: &str = "coalesce((SELECT x.state FROM acceptance x WHERE x.line_id = l.id \
    ORDER BY x.id DESC LIMIT 1) IN ('accepted','forced'), 0)";
