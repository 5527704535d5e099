//! A person's status and the only moves it may make (2 §2).

use super::words::EmployeeStatus;
use crate::base::{Code, Day, Fault, Res};

/// One allowed change of status, by what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    /// The notice was received, or the head starts a crisis.
    Notice,
    /// «Отозвано», or he came back: the status before the notice returns.
    Withdrawn,
    /// The order is given; the role becomes «Заблокирован».
    Dismissed,
    /// Probation is over.
    Passed,
    /// A new employment period; old cases stay.
    Rehired,
}

/// The dismissal order: «Уволен» needs its date and number from HR or the head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    pub day: Day,
    pub number: String,
}

/// The move between two statuses, or `None` when there is none. `prior` is the status before the notice.
pub fn movement(from: EmployeeStatus, to: EmployeeStatus, prior: Option<EmployeeStatus>) -> Option<Move> {
    use EmployeeStatus::{Active, Dismissed, Leaving, Probation};
    match (from, to) {
        (Active | Probation, Leaving) => Some(Move::Notice),
        (Leaving, Active | Probation) if to == prior.unwrap_or(Active) => Some(Move::Withdrawn),
        (Leaving, Dismissed) => Some(Move::Dismissed),
        (Probation, Active) => Some(Move::Passed),
        (Dismissed, Active | Probation) => Some(Move::Rehired),
        _ => None,
    }
}

/// Checks a change of status. `WrongState` (with the status held) for a move that does not exist, `OrderNeeded` for
/// «Уволен» without the order's date and number.
pub fn may_become(
    from: EmployeeStatus,
    to: EmployeeStatus,
    prior: Option<EmployeeStatus>,
    order: Option<&Order>,
) -> Res<Move> {
    let found = movement(from, to, prior).ok_or_else(|| Fault::new(Code::WrongState).with("state", from.word()))?;
    if found == Move::Dismissed && order.is_none_or(|o| o.number.trim().is_empty()) {
        return Err(Code::OrderNeeded.into());
    }
    Ok(found)
}

/// «Увольняется, последний день прошёл»: between the last working day and the order.
pub fn last_day_passed(status: EmployeeStatus, last_day: Option<Day>, today: Day) -> bool {
    status == EmployeeStatus::Leaving && last_day.is_some_and(|d| d < today)
}

#[cfg(test)]
mod tests {
    use super::*;
    use EmployeeStatus::{Active, Dismissed, Leaving, Probation};

    #[test]
    fn exactly_the_moves_of_the_spec() {
        let mut allowed = Vec::new();
        for from in EmployeeStatus::ALL {
            for to in EmployeeStatus::ALL {
                for prior in [None, Some(Active), Some(Probation)] {
                    if movement(*from, *to, prior).is_some() {
                        allowed.push((*from, *to, prior));
                    }
                }
            }
        }
        let any = [None, Some(Active), Some(Probation)];
        let mut wanted = Vec::new();
        for p in any {
            wanted.extend([(Active, Leaving, p), (Probation, Active, p), (Probation, Leaving, p)]);
            wanted.extend([(Leaving, Dismissed, p), (Dismissed, Active, p), (Dismissed, Probation, p)]);
        }
        wanted.extend([
            (Leaving, Active, None),
            (Leaving, Active, Some(Active)),
            (Leaving, Probation, Some(Probation)),
        ]);
        let sort = |v: &mut Vec<(EmployeeStatus, EmployeeStatus, Option<EmployeeStatus>)>| {
            v.sort();
            v.clone()
        };
        assert_eq!(sort(&mut allowed), sort(&mut wanted));
    }

    #[test]
    fn dismissed_needs_the_order() {
        let order = |n: &str| Order { day: Day(0), number: n.to_owned() };
        assert_eq!(may_become(Leaving, Dismissed, None, None).unwrap_err().code, Code::OrderNeeded);
        assert_eq!(may_become(Leaving, Dismissed, None, Some(&order(" "))).unwrap_err().code, Code::OrderNeeded);
        assert_eq!(may_become(Leaving, Dismissed, None, Some(&order("12-к"))).unwrap(), Move::Dismissed);
        let fault = may_become(Active, Dismissed, None, Some(&order("12-к"))).unwrap_err();
        assert_eq!((fault.code, fault.arg("state")), (Code::WrongState, "active"));
    }

    #[test]
    fn the_last_day_has_passed_only_the_day_after() {
        assert!(!last_day_passed(Leaving, Some(Day(5)), Day(5)));
        assert!(last_day_passed(Leaving, Some(Day(5)), Day(6)));
        assert!(!last_day_passed(Dismissed, Some(Day(5)), Day(6)));
    }
}
