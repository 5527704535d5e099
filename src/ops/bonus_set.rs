//! «Премия: кому, доля, согласовано»: who is paid for a deal that closes after the last day, noted on its line (2 §5).

use serde::{Deserialize, Serialize};

use super::case_row::CaseRow;
use super::{About, Asks, Command, Ctx, lines};
use crate::base::{CaseId, Code, EmployeeId, Fault, Kind, Ref, Res, clean};
use crate::domain::LineKind;
use crate::domain::rights::Right;
use crate::store::{Tx, Val, params};

/// What is noted. Whatever is left of a share under a hundred is the receiver's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BonusNote {
    pub to: EmployeeId,
    /// Percent, 1 to 100.
    pub share: u32,
    /// With whom and when; empty: not agreed yet.
    pub agreed: String,
}

/// Notes it on the lines of these deals; `None` takes it away. It stays possible after the closing: deals close later.
///
/// Errors: `NotDeal` for a line of another kind, `BadNumber` for a share that is none, `UnknownEmployee`, `NotInCase`,
/// `NothingToDo`, `UnknownCase`, `WrongState` for a withdrawn case.
#[derive(Debug, Clone, Serialize)]
pub struct BonusSet {
    pub case: CaseId,
    pub objects: Vec<Ref>,
    pub bonus: Option<BonusNote>,
}

/// How many lines say something else now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BonusIsSet {
    pub lines: u64,
}

impl Command for BonusSet {
    type Out = BonusIsSet;
    const WORD: &'static str = "bonus-set";

    fn object(&self) -> Option<Ref> {
        Some(self.case.into())
    }

    /// The head's, like the batch it belongs to: neither the leaver's nor a receiver's to say.
    fn asks(&self) -> Vec<Asks> {
        vec![Asks::new(Right::Batch, About::Case(self.case))]
    }

    fn run(&self, tx: &mut Tx<'_>, _cx: &Ctx<'_>) -> Res<BonusIsSet> {
        let case = CaseRow::tickable(tx, self.case)?;
        let fields = self.fields(tx)?;
        let chosen = lines::find_all(tx, case.id, &self.objects)?;
        if chosen.is_empty() {
            return Err(Code::NothingToDo.into());
        }
        if let Some(l) = chosen.iter().find(|l| l.kind != LineKind::Deal) {
            return Err(Fault::new(Code::NotDeal).with("name", &l.title));
        }
        let mut out = BonusIsSet { lines: 0 };
        for line in &chosen {
            out.lines += u64::from(tx.set(Kind::Line, line.id.0, &fields)?);
        }
        Ok(out)
    }
}

impl BonusSet {
    fn fields(&self, tx: &Tx<'_>) -> Res<[(&'static str, Val); 3]> {
        let Some(b) = &self.bonus else {
            return Ok([("bonus_id", Val::NULL), ("bonus_share", Val::NULL), ("bonus_agreed", Val::NULL)]);
        };
        if !(1..=100).contains(&b.share) {
            return Err(Fault::new(Code::BadNumber).with("value", b.share));
        }
        if tx.count("SELECT count(*) FROM employee WHERE id = ?1", params![b.to])? == 0 {
            return Err(Fault::new(Code::UnknownEmployee).with("name", b.to));
        }
        let agreed = clean(&b.agreed).trim().to_owned();
        Ok([("bonus_id", b.to.into()), ("bonus_share", i64::from(b.share).into()), ("bonus_agreed", agreed.into())])
    }
}
