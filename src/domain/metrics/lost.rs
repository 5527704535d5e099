//! Lost deals, by count and by amount, and how many because of the departure.

use std::collections::BTreeMap;

use super::{Figure, FigureState, Metric, Unit};
use crate::base::{At, Currency, DAY_MS, Money, fold};
use crate::domain::words::{Disposition, words};
use serde::{Deserialize, Serialize};

words! {
    /// Why a deal was lost, as far as the departure is concerned.
    LossKind {
        /// «Ушёл за менеджером».
        FollowedManager = "followed_manager",
        /// «Не связались».
        NotContacted = "not_contacted",
        /// «Сорван срок».
        MissedDeadline = "missed_deadline",
        /// «Потеряна договорённость».
        LostAgreement = "lost_agreement",
        Other = "other",
        /// «Причина не указана».
        Unknown = "unknown",
    }
}

impl LossKind {
    /// Reads the CRM's words or our own code.
    pub fn of_text(reason: &str) -> Self {
        const KNOWN: [(&str, LossKind); 9] = [
            ("за менеджером", LossKind::FollowedManager),
            ("followed the manager", LossKind::FollowedManager),
            ("не связал", LossKind::NotContacted),
            ("not contacted", LossKind::NotContacted),
            ("сорван срок", LossKind::MissedDeadline),
            ("срыв срок", LossKind::MissedDeadline),
            ("missed deadline", LossKind::MissedDeadline),
            ("потеряна договоренность", LossKind::LostAgreement),
            ("lost agreement", LossKind::LostAgreement),
        ];
        let folded = fold(reason);
        if folded.is_empty() {
            return LossKind::Unknown;
        }
        let known = KNOWN.iter().find(|(w, _)| folded.contains(w)).map(|(_, k)| *k);
        LossKind::of(&folded).or(known).unwrap_or(LossKind::Other)
    }

    /// Because of the departure.
    pub const fn is_departure(self) -> bool {
        matches!(
            self,
            LossKind::FollowedManager | LossKind::NotContacted | LossKind::MissedDeadline | LossKind::LostAgreement
        )
    }
}

/// One deal that was open in the snapshot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LostDeal {
    /// As frozen.
    pub amount: Money,
    pub disposition: Option<Disposition>,
    /// When it became lost, if it is lost now.
    pub lost_at: Option<At>,
    pub reason: LossKind,
}

#[derive(Debug, Clone, Copy)]
pub struct LostInput<'a> {
    pub deals: &'a [LostDeal],
    /// The opening of the case.
    pub start: At,
    /// The end of the last day.
    pub last_day_end: At,
    /// 30, 60 or 90.
    pub window_days: u32,
    pub now: At,
    /// The last import of deals; what the CRM did after it is not known.
    pub last_import: Option<At>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    pub count: Figure,
    /// One per currency of the snapshot; amounts are never added across currencies.
    pub amounts: Vec<Figure>,
    /// Because of the departure, of the same deals.
    pub because: Figure,
    /// Lost with «причина не указана».
    pub reason_missing: u64,
    /// Excluded and merged: left the denominator, visibly.
    pub left_out: u64,
}

/// Snapshot deals lost within the window (dispositions «закрыть: проиграна» included) of the open deals in the snapshot.
///
/// Preliminary until the window ends; «не измерялось» when it has ended and nothing was imported in its last 30 days.
pub fn lost_deals(input: &LostInput) -> Lost {
    let end = input.last_day_end.plus(i64::from(input.window_days) * DAY_MS);
    let state = if input.now < end {
        FigureState::Preliminary
    } else if input.last_import.is_none_or(|at| at < end.plus(-30 * DAY_MS)) {
        FigureState::NotMeasured
    } else {
        FigureState::Final
    };
    let as_of = input.last_import.unwrap_or(input.start);
    let counted = |d: &&LostDeal| !matches!(d.disposition, Some(Disposition::Exclude | Disposition::Merge));
    let is_lost = |d: &LostDeal| {
        d.disposition == Some(Disposition::CloseLost) || d.lost_at.is_some_and(|at| at >= input.start && at <= end)
    };
    let (mut all, mut lost, mut because, mut reason_missing) = (0u64, 0u64, 0u64, 0u64);
    let mut sums: BTreeMap<Currency, (i128, i128)> = BTreeMap::new();
    for deal in input.deals.iter().filter(counted) {
        all += 1;
        let sum = sums.entry(deal.amount.currency).or_default();
        sum.1 += i128::from(deal.amount.minor);
        if is_lost(deal) {
            lost += 1;
            sum.0 += i128::from(deal.amount.minor);
            because += u64::from(deal.reason.is_departure());
            reason_missing += u64::from(deal.reason == LossKind::Unknown);
        }
    }
    let share = |metric, n| Figure::of(metric, n, all, as_of).window(input.start, end).state(state);
    let amount = |(currency, (lost, all)): (Currency, (i128, i128))| {
        let figure = Figure {
            unit: Unit::Minor,
            currency: Some(currency),
            denominator: Some(all),
            ..Figure::new(Metric::LostAmount, lost, as_of)
        };
        figure.window(input.start, end).state(state)
    };
    Lost {
        count: share(Metric::LostDeals, lost),
        because: share(Metric::LostBecause, because),
        amounts: sums.into_iter().map(amount).collect(),
        reason_missing,
        left_out: input.deals.iter().filter(|d| !counted(d)).count() as u64,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: At = At(1_000 * DAY_MS);

    fn deal(minor: i64) -> LostDeal {
        LostDeal { amount: Money::rub(minor), disposition: None, lost_at: None, reason: LossKind::Unknown }
    }

    fn of(deals: &[LostDeal], now_days: i64, import_days: Option<i64>) -> Lost {
        lost_deals(&LostInput {
            deals,
            start: START,
            last_day_end: START.plus(14 * DAY_MS),
            window_days: 90,
            now: START.plus(now_days * DAY_MS),
            last_import: import_days.map(|d| START.plus(d * DAY_MS)),
        })
    }

    #[test]
    fn lost_in_the_window_of_what_was_open() {
        let at = |d: i64| Some(START.plus(d * DAY_MS));
        let deals = [
            deal(100),
            LostDeal { lost_at: at(20), reason: LossKind::FollowedManager, ..deal(300) },
            LostDeal { lost_at: at(105), ..deal(50) },
            LostDeal { lost_at: at(-1), ..deal(50) },
            LostDeal { disposition: Some(Disposition::CloseLost), ..deal(400) },
            LostDeal { disposition: Some(Disposition::Exclude), lost_at: at(3), ..deal(9_000) },
            LostDeal { disposition: Some(Disposition::Merge), ..deal(9_000) },
            LostDeal { amount: Money::new(7, Currency::USD), ..deal(0) },
        ];
        let l = of(&deals, 110, Some(100));
        assert_eq!((l.count.numerator, l.count.denominator, l.count.state), (2, Some(6), FigureState::Final));
        assert_eq!((l.because.numerator, l.reason_missing, l.left_out), (1, 1, 2));
        let rub = l.amounts.iter().find(|f| f.currency == Some(Currency::RUB)).unwrap();
        assert_eq!((rub.numerator, rub.denominator), (700, Some(900)));
        assert_eq!(l.amounts.len(), 2);
    }

    #[test]
    fn the_state_follows_the_window_and_the_imports() {
        let deals = [deal(1)];
        assert_eq!(of(&deals, 50, None).count.state, FigureState::Preliminary);
        assert_eq!(of(&deals, 104, Some(74)).count.state, FigureState::Final);
        assert_eq!(of(&deals, 104, Some(73)).count.state, FigureState::NotMeasured);
        assert_eq!(of(&deals, 104, None).count.state, FigureState::NotMeasured);
        assert_eq!(of(&[], 50, None).count.state, FigureState::NoData);
        assert_eq!(of(&[deal(0)], 50, None).amounts[0].state, FigureState::NoData, "zero amounts are no share");
    }

    #[test]
    fn reasons_are_read_from_the_crms_words() {
        for (text, kind) in [
            ("Ушёл за менеджером", LossKind::FollowedManager),
            ("клиент: сорван срок поставки", LossKind::MissedDeadline),
            ("Потеряна договорённость", LossKind::LostAgreement),
            ("не связались вовремя", LossKind::NotContacted),
            ("дорого", LossKind::Other),
            ("missed_deadline", LossKind::MissedDeadline),
            (" ", LossKind::Unknown),
        ] {
            assert_eq!(LossKind::of_text(text), kind, "{text}");
        }
    }
}
