//! What keeps a case from closing (2 §3): the six conditions as one pure function from plain facts.

use std::collections::BTreeMap;

use serde::Serialize;

use super::ledger::{Ledger, Tally};
use super::words::{AcceptanceState, CaseKind, CrmState, Disposition, ItemState, Phase};
use crate::base::{ItemId, LineId, Ref};

/// So many references are named in a blocker; the count is always whole.
pub const NAMED: usize = 20;

/// One ledger line as closing looks at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    pub id: LineId,
    pub object: Ref,
    pub disposition: Option<Disposition>,
    pub applied: bool,
    pub late: bool,
    /// Somebody has to accept it: assigned, and not merely following its client.
    pub needs_acceptance: bool,
    /// The last acceptance of the line.
    pub acceptance: Option<AcceptanceState>,
    /// `None`: the CRM need not know (nothing was reassigned, or it did not come from a CRM).
    pub crm: Option<CrmState>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item {
    pub id: ItemId,
    /// Its number within the case.
    pub n: u32,
    pub phase: Phase,
    pub mandatory: bool,
    pub state: ItemState,
}

/// Everything the six conditions look at.
#[derive(Debug, Clone)]
pub struct Facts<'a> {
    pub kind: CaseKind,
    pub lines: &'a [Line],
    pub ledger: &'a Ledger,
    /// Counts and sums frozen at the opening.
    pub frozen: &'a Tally,
    /// Open objects of the base that still point to the leaver, ledger or not.
    pub on_leaver: &'a [Ref],
    pub items: &'a [Item],
    pub act_exists: bool,
    /// absence: the return batch is applied or waived.
    pub returned: bool,
    /// single: the client is notified (§6).
    pub notified: bool,
}

/// What is missing. `count` is the whole number, `refs` names the first [`NAMED`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Blocker {
    /// 1: lines without a disposition.
    Undecided { count: u64, refs: Vec<Ref> },
    /// 1: chosen, not applied.
    NotApplied { count: u64, refs: Vec<Ref> },
    /// 1: late arrivals need a disposition too.
    LateUndecided { count: u64, refs: Vec<Ref> },
    /// 1: counts or sums differ from the snapshot's though every line is decided.
    SumsDiffer,
    /// 2: open in the base and still on the leaver; `by_kind` counts clients, deals, tasks, leads….
    OnLeaver { count: u64, refs: Vec<Ref>, by_kind: BTreeMap<&'static str, u64> },
    /// 3: assigned, and neither accepted nor forced.
    NotAccepted { count: u64, refs: Vec<Ref> },
    /// 4: mandatory items of the phase «к закрытию», by their numbers.
    ItemsOpen { count: u64, refs: Vec<Ref>, numbers: Vec<u32> },
    /// 5.
    NoAct,
    /// 6: reassigned here, unknown to the CRM.
    CrmUnknown { count: u64, refs: Vec<Ref> },
    /// 6: a later import still names the leaver («в CRM ещё на …»).
    CrmStillLeaver { count: u64, refs: Vec<Ref> },
    /// absence: the return is neither applied nor waived.
    NotReturned,
    /// single: the client does not know yet.
    NotNotified,
}

impl Blocker {
    /// The word of the JSON contract; finer differences are in `word` and in the sentence.
    pub const fn code(&self) -> &'static str {
        match self {
            Blocker::Undecided { .. } | Blocker::NotApplied { .. } | Blocker::LateUndecided { .. } => "undisposed",
            Blocker::OnLeaver { .. } => "still_on_leaver",
            Blocker::ItemsOpen { .. } => "checklist",
            Blocker::CrmUnknown { .. } | Blocker::CrmStillLeaver { .. } => "crm_pending",
            other => other.word(),
        }
    }

    /// What exactly is missing, as faults and the catalogue name it.
    pub const fn word(&self) -> &'static str {
        match self {
            Blocker::Undecided { .. } => "undecided",
            Blocker::NotApplied { .. } => "not_applied",
            Blocker::LateUndecided { .. } => "late_undecided",
            Blocker::SumsDiffer => "sums_differ",
            Blocker::OnLeaver { .. } => "on_leaver",
            Blocker::NotAccepted { .. } => "not_accepted",
            Blocker::ItemsOpen { .. } => "items_open",
            Blocker::NoAct => "no_act",
            Blocker::CrmUnknown { .. } => "crm_unknown",
            Blocker::CrmStillLeaver { .. } => "crm_still_leaver",
            Blocker::NotReturned => "not_returned",
            Blocker::NotNotified => "not_notified",
        }
    }

    /// How many objects wait; 1 where the blocker is about one thing.
    pub fn count(&self) -> u64 {
        self.parts().map_or(1, |(n, _)| n)
    }

    /// The first objects that wait, to open from the screen.
    pub fn refs(&self) -> &[Ref] {
        self.parts().map_or(&[], |(_, refs)| refs)
    }

    fn parts(&self) -> Option<(u64, &[Ref])> {
        match self {
            Blocker::Undecided { count, refs }
            | Blocker::NotApplied { count, refs }
            | Blocker::LateUndecided { count, refs }
            | Blocker::OnLeaver { count, refs, .. }
            | Blocker::NotAccepted { count, refs }
            | Blocker::ItemsOpen { count, refs, .. }
            | Blocker::CrmUnknown { count, refs }
            | Blocker::CrmStillLeaver { count, refs } => Some((*count, refs)),
            _ => None,
        }
    }
}

/// What is missing, in the order of the conditions; empty: the case may close.
pub fn blockers(facts: &Facts) -> Vec<Blocker> {
    match facts.kind {
        CaseKind::Planned | CaseKind::Crisis => six(facts),
        CaseKind::Absence => (!facts.returned).then_some(Blocker::NotReturned).into_iter().collect(),
        CaseKind::Single => {
            let undecided = some(facts.lines.iter().filter(|l| !l.applied).map(|l| l.object));
            let mut out: Vec<Blocker> =
                undecided.map(|(count, refs)| Blocker::Undecided { count, refs }).into_iter().collect();
            out.extend(accepted(facts.lines));
            if !facts.notified {
                out.push(Blocker::NotNotified);
            }
            out
        }
    }
}

fn six(facts: &Facts) -> Vec<Blocker> {
    let mut out = Vec::new();
    let lines = |f: &dyn Fn(&Line) -> bool| some(facts.lines.iter().filter(|l| f(l)).map(|l| l.object));
    out.extend(lines(&|l| l.disposition.is_none() && !l.late).map(|(count, refs)| Blocker::Undecided { count, refs }));
    out.extend(
        lines(&|l| l.disposition.is_some() && !l.applied).map(|(count, refs)| Blocker::NotApplied { count, refs }),
    );
    out.extend(
        lines(&|l| l.disposition.is_none() && l.late).map(|(count, refs)| Blocker::LateUndecided { count, refs }),
    );
    if out.is_empty() && !facts.ledger.adds_up(facts.frozen) {
        out.push(Blocker::SumsDiffer);
    }
    if let Some((count, refs)) = some(facts.on_leaver.iter().copied()) {
        let mut by_kind = BTreeMap::new();
        facts.on_leaver.iter().for_each(|r| *by_kind.entry(r.kind.word()).or_default() += 1);
        out.push(Blocker::OnLeaver { count, refs, by_kind });
    }
    out.extend(accepted(facts.lines));
    let missing = |i: &&Item| i.mandatory && i.phase == Phase::Closing && i.state == ItemState::Open;
    let open: Vec<&Item> = facts.items.iter().filter(missing).collect();
    if let Some((count, refs)) = some(open.iter().map(|i| Ref::from(i.id))) {
        out.push(Blocker::ItemsOpen { count, refs, numbers: open.iter().map(|i| i.n).collect() });
    }
    // A case with nothing in it closes without ceremony (2 §9.19).
    if !facts.act_exists && !facts.lines.is_empty() {
        out.push(Blocker::NoAct);
    }
    let crm = |state: CrmState| lines(&|l| l.crm == Some(state));
    out.extend(crm(CrmState::Pending).map(|(count, refs)| Blocker::CrmUnknown { count, refs }));
    out.extend(crm(CrmState::StillLeaver).map(|(count, refs)| Blocker::CrmStillLeaver { count, refs }));
    out
}

/// 3: what waits for its receiver's answer.
pub fn accepted(lines: &[Line]) -> Option<Blocker> {
    let done = |l: &Line| matches!(l.acceptance, Some(AcceptanceState::Accepted | AcceptanceState::Forced));
    let waiting = |l: &&Line| l.needs_acceptance && l.disposition == Some(Disposition::Assign) && !done(l);
    let (count, refs) = some(lines.iter().filter(waiting).map(|l| l.object))?;
    Some(Blocker::NotAccepted { count, refs })
}

fn some(objects: impl Iterator<Item = Ref>) -> Option<(u64, Vec<Ref>)> {
    let (mut count, mut refs) = (0, Vec::new());
    for object in objects {
        count += 1;
        if refs.len() < NAMED {
            refs.push(object);
        }
    }
    (count > 0).then_some((count, refs))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{ClientId, DealId};
    use crate::domain::ledger::Row;
    use crate::domain::words::LineKind;

    struct Case {
        kind: CaseKind,
        lines: Vec<Line>,
        frozen: Tally,
        on_leaver: Vec<Ref>,
        items: Vec<Item>,
        act: bool,
        returned: bool,
        notified: bool,
    }

    /// A case in which everything is done.
    fn done() -> Case {
        let line = Line {
            id: LineId(1),
            object: ClientId(7).into(),
            disposition: Some(Disposition::Assign),
            applied: true,
            late: false,
            needs_acceptance: true,
            acceptance: Some(AcceptanceState::Accepted),
            crm: Some(CrmState::Confirmed),
        };
        let item = Item { id: ItemId(1), n: 1, phase: Phase::Closing, mandatory: true, state: ItemState::Done };
        Case {
            kind: CaseKind::Planned,
            lines: vec![line],
            frozen: Tally { clients: 1, ..Tally::default() },
            on_leaver: vec![],
            items: vec![item, Item { phase: Phase::Observing, state: ItemState::Open, n: 2, ..item }],
            act: true,
            returned: true,
            notified: true,
        }
    }

    impl Case {
        fn ledger(&self) -> Ledger {
            Ledger::of(self.lines.iter().map(|l| Row {
                kind: LineKind::Client,
                late: l.late,
                own: false,
                amount: None,
                disposition: l.disposition,
                applied: l.applied,
            }))
        }

        fn says(&self) -> Vec<Blocker> {
            blockers(&Facts {
                kind: self.kind,
                lines: &self.lines,
                ledger: &self.ledger(),
                frozen: &self.frozen,
                on_leaver: &self.on_leaver,
                items: &self.items,
                act_exists: self.act,
                returned: self.returned,
                notified: self.notified,
            })
        }

        fn codes(&self) -> Vec<&'static str> {
            self.says().iter().map(Blocker::word).collect()
        }
    }

    fn after(change: impl FnOnce(&mut Case)) -> Vec<&'static str> {
        let mut case = done();
        change(&mut case);
        case.codes()
    }

    #[test]
    fn nothing_missing_closes_and_observing_items_do_not_block() {
        assert_eq!(done().codes(), Vec::<&str>::new());
        let empty = after(|c| {
            c.lines.clear();
            c.frozen = Tally::default();
            c.act = false;
        });
        assert_eq!(empty, Vec::<&str>::new(), "a case with nothing in it");
    }

    #[test]
    fn each_condition_alone_blocks() {
        assert_eq!(after(|c| c.lines[0].disposition = None), ["undecided"]);
        assert_eq!(after(|c| c.lines[0].applied = false), ["not_applied"]);
        let late = after(|c| c.lines.push(Line { late: true, disposition: None, crm: None, ..c.lines[0] }));
        assert_eq!(late, ["late_undecided"]);
        assert_eq!(after(|c| c.frozen.clients = 2), ["sums_differ"]);
        assert_eq!(after(|c| c.on_leaver.push(DealId(3).into())), ["on_leaver"]);
        for state in
            [None, Some(AcceptanceState::Offered), Some(AcceptanceState::Declined), Some(AcceptanceState::Expired)]
        {
            assert_eq!(after(|c| c.lines[0].acceptance = state), ["not_accepted"]);
        }
        assert_eq!(after(|c| c.lines[0].acceptance = Some(AcceptanceState::Forced)), Vec::<&str>::new());
        assert_eq!(after(|c| c.items[0].state = ItemState::Open), ["items_open"]);
        for state in [ItemState::Waived, ItemState::NotApplicable] {
            assert_eq!(after(|c| c.items[0].state = state), Vec::<&str>::new());
        }
        assert_eq!(after(|c| c.act = false), ["no_act"]);
        assert_eq!(after(|c| c.lines[0].crm = Some(CrmState::Pending)), ["crm_unknown"]);
        assert_eq!(after(|c| c.lines[0].crm = Some(CrmState::StillLeaver)), ["crm_still_leaver"]);
    }

    #[test]
    fn the_other_kinds_close_by_their_own_conditions() {
        assert_eq!(after(|c| (c.kind, c.returned) = (CaseKind::Absence, false)), ["not_returned"]);
        let single = after(|c| {
            c.kind = CaseKind::Single;
            c.lines[0].acceptance = None;
            c.notified = false;
            c.act = false;
        });
        assert_eq!(single, ["not_accepted", "not_notified"]);
        let undone = after(|c| (c.kind, c.lines[0].disposition, c.lines[0].applied) = (CaseKind::Single, None, false));
        assert_eq!(undone, ["undecided"], "a batch that was taken back");
    }

    #[test]
    fn counts_are_whole_and_references_bounded() {
        let mut case = done();
        case.on_leaver = (0..50).map(|n| DealId(n).into()).chain([ClientId(1).into()]).collect();
        let says = case.says();
        assert_eq!((says[0].count(), says[0].refs().len()), (51, NAMED));
        let json = serde_json::to_value(&says[0]).unwrap();
        assert_eq!((&json["kind"], &json["by_kind"]["deal"]), (&"on_leaver".into(), &50.into()));
        assert_eq!((says[0].code(), Blocker::NoAct.code(), Blocker::NoAct.count()), ("still_on_leaver", "no_act", 1));
    }
}
