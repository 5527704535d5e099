//! «Второе лицо» (6 §3): more than one person does alone goes through once another with the same right has agreed.

use super::rights::{Reason, Right};
use crate::base::{Code, Fault};

/// What somebody wants to do and may not alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Want {
    pub right: Right,
    /// Objects at once.
    pub count: u64,
}

impl Want {
    /// The refusal that says so, with what another would have to agree to.
    pub fn refused(self, reason: Reason) -> Fault {
        let fault = Fault::new(Code::NeedsSecond).with("reason", reason.word());
        match reason {
            Reason::TooMany { .. } => fault.with("right", self.right.word()).with("count", self.count),
            _ => fault,
        }
    }

    /// What a refusal leaves to another person; `None` for every other refusal.
    pub fn of(fault: &Fault) -> Option<Want> {
        let right = Right::of(fault.arg("right")).filter(|_| fault.code == Code::NeedsSecond)?;
        Some(Want { right, count: fault.arg("count").parse().ok()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_tells_what_another_has_to_agree_to() {
        let want = Want { right: Right::Export, count: 1_340 };
        assert_eq!(Want::of(&want.refused(Reason::TooMany { limit: 1_000 })), Some(want));
        assert_eq!(Want::of(&want.refused(Reason::OtherDepartment)), None);
        assert_eq!(Want::of(&Fault::new(Code::Denied).with("right", "export").with("count", 3)), None);
    }
}
