//! The head's correction of proposals: kept with its reason, counted into every load before the rules run again (2 §5).

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::absence::Absence;
use super::case_row::CaseRow;
use super::lines::{self, Line};
use super::propose::why;
use super::waive::reason;
use super::{About, Asks, Command, Ctx, case_state};
use crate::base::{CaseId, Code, EmployeeId, Fault, Kind, LineId, Ref, Res};
use crate::domain::CaseKind;
use crate::domain::distribution::{Proposal, propose};
use crate::domain::rights::Right;
use crate::reads::distribution::{Fixed, world};
use crate::reads::receives::{Term, receiver};
use crate::store::{Tx, Val, params};

/// Proposes `to` for these objects; what moves with them follows.
#[derive(Debug, Clone, Serialize)]
pub struct Reassign {
    pub case: CaseId,
    pub objects: Vec<Ref>,
    pub to: EmployeeId,
    pub reason: String,
}

/// How many lines have another receiver now, followers included, and how many of them pass the receiver's capacity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reassigned {
    pub lines: u64,
    pub over_capacity: u64,
}

impl Command for Reassign {
    type Out = Reassigned;
    const WORD: &'static str = "case-reassign";

    fn object(&self) -> Option<Ref> {
        Some(self.case.into())
    }

    fn asks(&self) -> Vec<Asks> {
        vec![Asks::new(Right::Batch, About::Case(self.case))]
    }

    /// Errors: `ReasonNeeded`, `NotEligible` (the leaver, somebody who leaves, is away, gone or switched off, or sells nothing), `NotInCase`,
    /// `LineTaken`, `LineGiven`, `WrongState` for a line that is decided already.
    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<Reassigned> {
        let case = CaseRow::open(tx, self.case)?;
        let reason = reason(&self.reason)?;
        may_receive(tx, case.leaver, self.to, term(tx, cx, &case)?)?;
        let mut chosen = lines::find_all(tx, case.id, &self.objects)?;
        if chosen.is_empty() {
            return Err(Code::NothingToDo.into());
        }
        if let Some(l) = chosen.iter().find(|l| l.batch.is_some() || l.disposition.is_some()) {
            return Err(decided(tx, l)?);
        }
        let mut followers = Vec::new();
        for line in &chosen {
            followers.extend(following(tx, line.id)?);
        }
        followers.retain(|f| chosen.iter().all(|c| c.id != f.id));
        for l in &chosen {
            let fields =
                [("proposed_id", Val::from(self.to)), ("rule", "hand".into()), ("hand_reason", (&reason).into())];
            tx.set(Kind::Line, l.id.0, &fields)?;
        }
        for l in &followers {
            tx.set(Kind::Line, l.id.0, &[("proposed_id", self.to.into()), ("rule", "with_client".into())])?;
        }
        chosen.append(&mut followers);
        let over = explain(tx, cx, case.id, &chosen)?;
        case_state::advance(tx, case.id)?;
        Ok(Reassigned { lines: chosen.len() as u64, over_capacity: over })
    }
}

/// Why a line is not proposed any more: whose it is, and the entry to take back where it was taken. The head's decision
/// without an offer made the acceptance itself, and that stays when its entry is taken back.
fn decided(tx: &Tx<'_>, line: &Line) -> Res<Fault> {
    if !line.is_assigned() {
        let state = line.disposition.map(|d| d.word()).unwrap_or_default();
        return Ok(Fault::new(Code::WrongState).with("name", &line.title).with("state", state));
    }
    let sql = "SELECT e.name, (SELECT CASE WHEN EXISTS (SELECT 1 FROM op_row o WHERE o.seq = a.rev \
                   AND o.kind = 'acceptance' AND o.id = a.id AND o.field = '') THEN '' ELSE a.rev || '' END FROM acceptance a WHERE a.line_id = l.id AND a.receiver_id = l.to_id \
                 AND a.state IN ('accepted','forced') ORDER BY a.id DESC LIMIT 1) \
               FROM ledger_line l JOIN employee e ON e.id = l.to_id WHERE l.id = ?1";
    let found = tx.one(sql, params![line.id], |r| Ok((r.get::<_, String>(0)?, r.get::<_, Option<String>>(1)?)))?;
    let (who, taken) = found.unwrap_or_default();
    let fault = |code| Fault::new(code).with("name", &line.title).with("who", who);
    Ok(match taken {
        Some(seq) => fault(Code::LineTaken).with("entry", seq),
        None => fault(Code::LineGiven),
    })
}

/// What the line takes along: not decided, not chosen by hand, and not split off by a rule of its own. In an absence every
/// line is the substitute's by hand, and without a reason as long as nobody has chosen somebody for it.
fn following(tx: &Tx<'_>, line: LineId) -> Res<Vec<Line>> {
    let mut out = Vec::new();
    for child in lines::children(tx, line)? {
        let sql = "SELECT CASE WHEN rule = 'hand' AND hand_reason IS NULL THEN '' ELSE coalesce(rule, '') END \
                   FROM ledger_line WHERE id = ?1";
        let rule = tx.one(sql, params![child.id], |r| r.get::<_, String>(0))?.unwrap_or_default();
        if child.batch.is_none() && child.disposition.is_none() && matches!(rule.as_str(), "" | "with_client") {
            out.extend(following(tx, child.id)?);
            out.push(child);
        }
    }
    Ok(out)
}

/// For how long the receivers of a case are given something.
pub(super) fn term(tx: &Tx<'_>, cx: &Ctx<'_>, case: &CaseRow) -> Res<Term> {
    Ok(match case.kind {
        CaseKind::Absence => Absence::of(tx, case.clone())?.ahead(cx),
        _ => Term::Since(cx.clock.today()),
    })
}

/// Whether somebody may be given anything at all (2 §9.1, §9.2). Errors: `UnknownEmployee`, `NotEligible`.
pub(super) fn may_receive(tx: &Tx<'_>, leaver: Option<EmployeeId>, to: EmployeeId, term: Term) -> Res<()> {
    receiver(tx.conn(), to, leaver, term).map(drop)
}

/// Loads before and after, with everything as it is proposed now; on the changed lines only, so that nobody else's
/// proposal moves. Gives how many pass the capacity.
fn explain(tx: &mut Tx<'_>, cx: &Ctx<'_>, case: CaseId, changed: &[Line]) -> Res<u64> {
    let world = world(tx.conn(), case, &cx.clock, cx.office, Fixed::AllProposed)?;
    let plan = propose(&world.input());
    let of: HashMap<LineId, &Proposal> = plan.proposals.iter().map(|p| (p.line, p)).collect();
    let mut over = 0;
    for line in changed {
        let Some(p) = of.get(&line.id) else { continue };
        over += u64::from(p.over_capacity);
        tx.set(Kind::Line, line.id.0, &[("why", why(p)?), ("over_capacity", p.over_capacity.into())])?;
    }
    Ok(over)
}
