//! The life of a handover (2 §3): which state may follow which, by kind.

use super::words::{CaseKind, CaseState};

use CaseState::{Closed, Distributing, Draft, Finished, HandingOver, Observing, Open, Paused, Signing, Withdrawn};

impl CaseState {
    /// Between the opening and the closing, paused included: its objects belong to this handover and to no other
    /// (2 §9.18).
    pub const fn is_active(self) -> bool {
        self.is_work() || matches!(self, Paused)
    }

    /// The four states in which work is done; steps can be entered in any order.
    pub const fn is_work(self) -> bool {
        matches!(self, Open | Distributing | HandingOver | Signing)
    }

    /// Nothing follows.
    pub const fn is_over(self) -> bool {
        matches!(self, Finished | Withdrawn)
    }

    /// Terms of acceptance run; a pause stops them, never the access cuts.
    pub const fn terms_run(self) -> bool {
        self.is_work()
    }
}

impl CaseKind {
    /// Planned and crisis end with the signed act; a single one on wish, an absence never.
    pub const fn has_act(self) -> bool {
        matches!(self, CaseKind::Planned | CaseKind::Crisis)
    }
}

/// Whether a case of this kind may go from one state to another. Whether its conditions hold is `closing`'s question.
pub fn may_move(kind: CaseKind, from: CaseState, to: CaseState) -> bool {
    let known = |s: CaseState| s != Signing || kind.has_act();
    if from == to || !known(to) {
        return false;
    }
    match (from, to) {
        (Draft, Open | Withdrawn) => true,
        // Undo goes back, a case with nothing in it closes at once: between the states of work every step is open.
        (a, b) if a.is_work() && b.is_work() => b != Open,
        (a, Closed) => a.is_work(),
        (a, Paused) => a.is_work(),
        (Paused, b) => b.is_work() || b == Withdrawn,
        (a, Withdrawn) => a.is_work(),
        (Closed, Observing) => kind.has_act(),
        (Closed, Finished) => !kind.has_act(),
        (Observing, Finished) => true,
        _ => false,
    }
}

/// How far the work is, for the state that the case shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// Lines with a proposal or a decision that is not applied yet.
    pub proposed: u64,
    pub applied: u64,
    /// Lines without an applied disposition.
    pub remaining: u64,
    /// Assigned lines that nobody has accepted yet.
    pub unaccepted: u64,
}

/// The state of work that the facts say; `open` until something is proposed.
pub fn state_of_work(kind: CaseKind, p: Progress) -> CaseState {
    if p.proposed == 0 && p.applied == 0 {
        Open
    } else if p.remaining > 0 && p.applied == 0 {
        Distributing
    } else if p.remaining > 0 || p.unaccepted > 0 || !kind.has_act() {
        HandingOver
    } else {
        Signing
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_main_road_of_each_kind() {
        let road = [Draft, Open, Distributing, HandingOver, Signing, Closed, Observing, Finished];
        for kind in [CaseKind::Planned, CaseKind::Crisis] {
            assert!(road.windows(2).all(|w| may_move(kind, w[0], w[1])));
            assert!(!may_move(kind, Closed, Finished), "observing comes first");
        }
        assert!(may_move(CaseKind::Single, Closed, Finished));
        assert!(!may_move(CaseKind::Absence, HandingOver, Signing));
        assert!(may_move(CaseKind::Absence, HandingOver, Closed));
    }

    #[test]
    fn closed_things_stay_closed_and_side_exits_are_where_the_spec_puts_them() {
        for kind in CaseKind::ALL {
            for to in CaseState::ALL {
                assert!(!may_move(*kind, Finished, *to));
                assert!(!may_move(*kind, Withdrawn, *to));
                assert!(!to.is_work() || !may_move(*kind, Closed, *to));
                assert!(!may_move(*kind, *to, Draft));
                assert_eq!(may_move(*kind, *to, Paused), to.is_work());
            }
            assert!(may_move(*kind, Paused, HandingOver) && may_move(*kind, Paused, Withdrawn));
            assert!(!may_move(*kind, Closed, Withdrawn));
            assert!(!may_move(*kind, Draft, Closed) && !may_move(*kind, Draft, Paused));
        }
        assert!(may_move(CaseKind::Planned, HandingOver, Distributing), "an undone batch");
        assert!(may_move(CaseKind::Planned, Open, Closed), "a case with nothing in it");
    }

    #[test]
    fn the_state_follows_the_work() {
        let p = |proposed, applied, remaining, unaccepted| Progress { proposed, applied, remaining, unaccepted };
        let of = |p| state_of_work(CaseKind::Planned, p);
        assert_eq!(of(p(0, 0, 9, 0)), Open);
        assert_eq!(of(p(9, 0, 9, 0)), Distributing);
        assert_eq!(of(p(0, 8, 1, 8)), HandingOver);
        assert_eq!(of(p(0, 9, 0, 1)), HandingOver);
        assert_eq!(of(p(0, 9, 0, 0)), Signing);
        for kind in [CaseKind::Absence, CaseKind::Single] {
            assert_eq!(state_of_work(kind, p(0, 9, 0, 0)), HandingOver, "nothing is signed");
        }
    }
}
