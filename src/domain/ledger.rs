//! «Сверка» (2 §3): counts and sums of the ledger, what remains, and whether it adds up to the frozen snapshot.

use std::collections::BTreeMap;

use serde::Serialize;

use super::words::{Disposition, LineKind};
use crate::base::{Money, Sums};

/// What is counted of one ledger line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    pub kind: LineKind,
    /// Came after the snapshot.
    pub late: bool,
    /// The handover made it itself: a promise that became a task, a finding in the mailbox.
    pub own: bool,
    /// Only a deal's amount is summed.
    pub amount: Option<Money>,
    pub disposition: Option<Disposition>,
    /// The disposition is applied, not just chosen.
    pub applied: bool,
}

/// Counts by kind and sums by currency, in the shape the JSON contract names.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    pub clients: u64,
    pub deals: u64,
    pub tasks: u64,
    pub leads: u64,
    /// Rules, positions and teams that name the leaver.
    pub references: u64,
    /// Tasks the leaver set for others.
    pub authored: u64,
    pub amounts: Sums,
}

/// «Премия»: who is paid for a deal that closes after the last day (2 §5).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bonus {
    pub name: String,
    /// Percent, 1 to 100; the rest is the receiver's.
    pub share: u32,
    /// With whom and when; empty: not agreed yet.
    pub agreed: String,
}

impl Tally {
    pub fn add(&mut self, kind: LineKind, amount: Option<Money>) {
        match kind {
            LineKind::Client => self.clients += 1,
            LineKind::Deal => {
                self.deals += 1;
                amount.into_iter().for_each(|m| self.amounts.add(m));
            }
            LineKind::Task => self.tasks += 1,
            LineKind::Lead => self.leads += 1,
            LineKind::Team | LineKind::Reference => self.references += 1,
            LineKind::Authored => self.authored += 1,
        }
    }

    pub fn lines(&self) -> u64 {
        self.clients + self.deals + self.tasks + self.leads + self.references + self.authored
    }

    pub fn is_empty(&self) -> bool {
        self.lines() == 0
    }
}

/// The ledger of a case, as every screen of it and `case show` tell it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Ledger {
    pub snapshot: Tally,
    /// Without an applied disposition, late arrivals included.
    pub remaining: Tally,
    /// Applied dispositions, late arrivals included.
    pub by_disposition: BTreeMap<Disposition, Tally>,
    /// Lines that arrived after the snapshot from outside.
    pub late: u64,
    /// Snapshot lines with an applied disposition; equals `snapshot` in the end.
    #[serde(skip)]
    pub settled: Tally,
}

impl Ledger {
    pub fn of(rows: impl IntoIterator<Item = Row>) -> Self {
        let mut out = Self::default();
        for row in rows {
            out.late += u64::from(row.late && !row.own);
            if !row.late {
                out.snapshot.add(row.kind, row.amount);
            }
            match row.disposition.filter(|_| row.applied) {
                Some(d) => {
                    out.by_disposition.entry(d).or_default().add(row.kind, row.amount);
                    if !row.late {
                        out.settled.add(row.kind, row.amount);
                    }
                }
                None => out.remaining.add(row.kind, row.amount),
            }
        }
        out
    }

    /// Counts and sums equal those frozen with the snapshot (condition 1).
    pub fn adds_up(&self, frozen: &Tally) -> bool {
        same(&self.snapshot, frozen) && same(&self.settled, frozen)
    }
}

/// A currency that sums to nothing is no difference.
fn same(a: &Tally, b: &Tally) -> bool {
    let sums =
        |t: &Tally| -> BTreeMap<_, _> { t.amounts.0.iter().filter(|(_, v)| **v != 0).map(|(c, v)| (*c, *v)).collect() };
    let counts = |t: &Tally| (t.clients, t.deals, t.tasks, t.leads, t.references, t.authored);
    counts(a) == counts(b) && sums(a) == sums(b)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::base::Currency;

    fn row(kind: LineKind, disposition: Option<Disposition>, applied: bool, minor: i64) -> Row {
        Row { kind, late: false, own: false, amount: Some(Money::rub(minor)), disposition, applied }
    }

    #[test]
    fn what_is_chosen_but_not_applied_remains() {
        let rows = [
            row(LineKind::Client, Some(Disposition::Assign), true, 5),
            row(LineKind::Deal, Some(Disposition::Assign), true, 100),
            row(LineKind::Deal, Some(Disposition::CloseLost), false, 30),
            row(LineKind::Team, None, false, 0),
            Row { late: true, ..row(LineKind::Lead, None, false, 0) },
            Row { late: true, own: true, ..row(LineKind::Task, None, false, 0) },
        ];
        let l = Ledger::of(rows);
        assert_eq!((l.snapshot.clients, l.snapshot.deals, l.snapshot.references, l.late), (1, 2, 1, 1));
        assert_eq!(l.snapshot.amounts.get(Currency::RUB), 130, "a client line's amount is not summed again");
        assert_eq!((l.remaining.deals, l.remaining.references, l.remaining.leads), (1, 1, 1));
        assert_eq!(l.by_disposition[&Disposition::Assign].lines(), 2);
        assert!(!l.adds_up(&l.snapshot));
        let json = serde_json::to_value(&l).unwrap();
        assert_eq!(json["snapshot"]["amounts"]["RUB"], 130);
        assert_eq!(json["by_disposition"]["assign"]["deals"], 1);
    }

    fn any_row() -> impl Strategy<Value = Row> {
        let kinds = prop::sample::select(LineKind::ALL);
        let dispositions = prop::option::weighted(0.8, prop::sample::select(Disposition::ALL));
        (kinds, any::<bool>(), any::<bool>(), prop::option::of(-5i64..1_000), dispositions, any::<bool>()).prop_map(
            |(kind, late, own, amount, disposition, applied)| Row {
                kind,
                late,
                own,
                amount: amount.map(Money::rub),
                disposition,
                applied,
            },
        )
    }

    proptest! {
        #[test]
        fn nothing_is_lost_between_the_columns(rows in prop::collection::vec(any_row(), 0..60)) {
            let l = Ledger::of(rows.clone());
            let settled: u64 = l.by_disposition.values().map(Tally::lines).sum();
            prop_assert_eq!(settled + l.remaining.lines(), rows.len() as u64);
            let own = rows.iter().filter(|r| r.late && r.own).count() as u64;
            prop_assert_eq!(l.snapshot.lines() + l.late + own, rows.len() as u64);
            let mut sums = l.remaining.amounts.clone();
            l.by_disposition.values().for_each(|t| sums.merge(&t.amounts));
            let deals = rows.iter().filter(|r| r.kind == LineKind::Deal);
            let all: i128 = deals.filter_map(|r| r.amount).map(|m| i128::from(m.minor)).sum();
            prop_assert_eq!(sums.get(Currency::RUB), all);
        }

        #[test]
        fn it_adds_up_exactly_when_every_snapshot_line_is_settled(rows in prop::collection::vec(any_row(), 0..20)) {
            let l = Ledger::of(rows.clone());
            let all = rows.iter().filter(|r| !r.late).all(|r| r.applied && r.disposition.is_some());
            prop_assert_eq!(l.adds_up(&l.snapshot), all);
            let mut wrong = l.snapshot.clone();
            wrong.amounts.add(Money::rub(1));
            prop_assert!(!l.adds_up(&wrong));
        }
    }
}
