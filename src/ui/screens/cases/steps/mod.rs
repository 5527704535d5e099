//! The steps of the wizard, one file each.

pub mod distribution;
pub mod reconcile;
pub mod start;

use super::step::Step;
use crate::reads::wizard::StepKind;

/// A step in its first state; it is made anew every time it is entered.
pub fn make(step: StepKind) -> Box<dyn Step> {
    match step {
        StepKind::Start => Box::new(start::Start::default()),
        StepKind::Distribution => Box::new(distribution::Distribution::default()),
        _ => Box::new(reconcile::Reconcile::default()),
    }
}
