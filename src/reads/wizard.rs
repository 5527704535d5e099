//! What the wizard's frame shows of one case: the case, how far each step is, and what keeps it from closing.

use super::case::{self, CaseView, Part};
use super::crisis::{CrisisHead, crisis_head};
use super::moved::{IS_ACCEPTED, TO_ACCEPT};
use super::withdrawn::{Taken, taken};
use super::{Asker, closing, computed, q};
use crate::base::{At, CaseId, EmployeeId, Res};
use crate::domain::checklist::Computed;
use crate::domain::closing::Blocker;
use crate::domain::rights::Who;
use crate::domain::{CaseKind, CaseState};
pub use crate::domain::{Stage, StepKind};
use crate::store::{Connection, params};

/// How far one step is: `done` of `total`; `due` is its earliest open deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StepCount {
    pub step: StepKind,
    pub done: u64,
    pub total: u64,
    pub due: Option<At>,
}

impl StepCount {
    pub const fn is_done(&self) -> bool {
        self.done >= self.total
    }
}

/// Of what somebody is to accept: how the lines stand that nobody has accepted yet.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Unaccepted {
    /// Offered, and without an answer.
    pub offered: u64,
    /// Given, and not offered: the context is missing.
    pub waiting: u64,
    /// To be decided, for the first time or again.
    pub undecided: u64,
}

impl Unaccepted {
    pub const fn all(self) -> u64 {
        self.offered + self.waiting + self.undecided
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Wizard {
    pub case: CaseView,
    pub steps: Vec<StepCount>,
    /// Of the whole case; of a part nothing.
    pub unaccepted: Unaccepted,
    pub blockers: Vec<Blocker>,
    /// Lines that nobody has decided and no rule has been asked about.
    pub unproposed: u64,
    /// Lines that the rules leave to the head, and for which nobody has been chosen: declined twice.
    pub left: u64,
    /// The base knows nothing of the one who did not come: what is to be done shows with the fresh export.
    pub awaits_export: bool,
    /// What others hold of a withdrawn case.
    pub taken: Vec<Taken>,
    /// What the first minutes have done; only of a crisis.
    pub crisis: Option<CrisisHead>,
    /// What whoever looks has to do with it: of a part the steps, counts and lines are theirs alone.
    pub part: Part,
    /// Something is offered to whoever looks, who does not lead the case.
    pub asks_me: bool,
}

impl Wizard {
    pub fn count(&self, step: StepKind) -> StepCount {
        let none = StepCount { step, done: 0, total: 0, due: None };
        self.steps.iter().copied().find(|s| s.step == step).unwrap_or(none)
    }

    /// The first step where work waits; a closed case is looked at from its end. Accesses that are asked for and whose
    /// time has not come wait for others, not for the head.
    pub fn waiting(&self, now: At) -> StepKind {
        let waits = |s: &&StepCount| s.step != StepKind::Accesses || s.due.is_none_or(|due| due < now);
        let known = |s: &&StepCount| !self.awaits_export || !of_data(s.step);
        let open = |s: &&StepCount| !s.is_done() && s.step != StepKind::Start && waits(s) && known(s);
        // The answer comes first of all that a receiver has to do.
        if self.asks_me {
            return StepKind::Acceptance;
        }
        let last = self.steps.last().map_or(StepKind::Reconcile, |s| s.step);
        if self.case.state == CaseState::Withdrawn {
            // Nothing waits any more but what others have: it is to be decided where the case began.
            return self.steps.first().map_or(last, |s| s.step);
        }
        self.steps.iter().find(open).map_or(last, |s| s.step)
    }
}

/// Errors: `UnknownCase`, also for one the scope does not see.
pub fn wizard(a: &Asker<'_>, id: CaseId) -> Res<Wizard> {
    let c = a.conn;
    let case = case::case(c, a.scope, id, &a.clock)?;
    let me = match a.who {
        Who::Person { id, .. } => Some(id),
        Who::Owner { .. } | Who::System => None,
    };
    let mine = "SELECT count(*) FROM acceptance WHERE receiver_id = ?2 AND state = 'offered' AND case_id = ?1";
    let leads = case.head.as_ref().map(|h| h.id);
    let asks_me = me.is_some() && me != leads && q::count(c, mine, params![id, me])? > 0;
    let part = case::part(&case, a.scope);
    if !part.is_whole() {
        let steps = own_steps(c, &case, part)?;
        let none = (Vec::new(), 0, 0, false, None);
        let (blockers, unproposed, left, awaits_export, crisis) = none;
        let taken = Vec::new();
        let unaccepted = Unaccepted::default();
        return Ok(Wizard {
            case,
            steps,
            unaccepted,
            blockers,
            taken,
            unproposed,
            left,
            awaits_export,
            crisis,
            part,
            asks_me,
        });
    }
    let awaits_export = computed::awaits_export(c, id)?;
    let count = |step: &StepKind| match *step {
        step if awaits_export && of_data(step) => Ok(StepCount { step, done: 0, total: 1, due: None }),
        step => count(c, id, step),
    };
    let mut steps = StepKind::of_case(case.kind).iter().map(count).collect::<Res<Vec<_>>>()?;
    let called_off = case.state == CaseState::Withdrawn;
    if called_off {
        // It has no terms, and nothing keeps it from being closed.
        steps.iter_mut().for_each(|s| s.due = None);
    }
    let sql = "SELECT count(*) FILTER (WHERE rule IS NULL), count(rule) FROM ledger_line \
               WHERE case_id = ?1 AND batch_seq IS NULL AND proposed_id IS NULL AND disposition IS NULL";
    let n = |v: i64| v.unsigned_abs();
    let undecided = q::one(c, sql, params![id], |r| Ok((n(r.get(0)?), n(r.get(1)?))))?;
    let (unproposed, left) = undecided.unwrap_or_default();
    let crisis = if case.kind == CaseKind::Crisis { crisis_head(c, &a.watch()?, id)? } else { None };
    Ok(Wizard {
        case,
        steps,
        unaccepted: unaccepted(c, id)?,
        blockers: if called_off { Vec::new() } else { closing::of_case(c, id)? },
        unproposed,
        left,
        awaits_export,
        taken: taken(c, id, part)?,
        crisis,
        part,
        asks_me,
    })
}

/// The same lines as the step of accepting counts, parted by what they wait for.
fn unaccepted(c: &Connection, id: CaseId) -> Res<Unaccepted> {
    let sql = format!(
        "WITH open AS (SELECT l.batch_seq IS NOT NULL AND l.disposition = 'assign' AS given, \
             (SELECT x.state FROM acceptance x WHERE x.line_id = l.id ORDER BY x.id DESC LIMIT 1) AS answer \
           FROM ledger_line l WHERE l.case_id = ?1 AND {TO_ACCEPT} AND NOT {IS_ACCEPTED}) \
         SELECT count(*) FILTER (WHERE given AND answer IS 'offered'), \
           count(*) FILTER (WHERE given AND answer IS NOT 'offered'), count(*) FILTER (WHERE NOT given) FROM open"
    );
    let n = |v: i64| v.unsigned_abs();
    let found = q::one(c, &sql, params![id], |r| {
        Ok(Unaccepted { offered: n(r.get(0)?), waiting: n(r.get(1)?), undecided: n(r.get(2)?) })
    })?;
    Ok(found.unwrap_or_default())
}

/// What a receiver has to do with: the context that comes, the answer, the comments for the CRM's cards, the signature.
const RECEIVERS: [StepKind; 4] = [StepKind::Context, StepKind::Acceptance, StepKind::Crm, StepKind::Act];

/// What the one who hands over has to do with: what is in the head, who has taken it, the signature. Not when which access
/// ends, and not what the head has still to decide.
const HANDS_OVER: [StepKind; 5] =
    [StepKind::Reason, StepKind::Away, StepKind::Context, StepKind::Acceptance, StepKind::Act];

/// The steps of somebody's own part. A paper to be signed is a step once it is there.
fn own_steps(c: &Connection, case: &CaseView, part: Part) -> Res<Vec<StepCount>> {
    let wanted: &[StepKind] = if part.receiver().is_some() { &RECEIVERS } else { &HANDS_OVER };
    let mut out = Vec::new();
    for step in StepKind::of_case(case.kind).iter().filter(|s| wanted.contains(s)) {
        let count = match part {
            Part::Receives(me) | Part::HandsOver(me) if *step == StepKind::Act => signature(c, case.id, me)?,
            Part::Receives(me) => received(c, case.id, me, *step)?,
            Part::HandsOver(_) | Part::Whole => count(c, case.id, *step)?,
        };
        if *step != StepKind::Act || count.total > 0 {
            out.push(count);
        }
    }
    Ok(out)
}

/// Whether somebody has signed, once there is an act.
fn signature(c: &Connection, id: CaseId, me: EmployeeId) -> Res<StepCount> {
    let sql = "SELECT count(*) FILTER (WHERE state <> 'waiting'), count(*), NULL FROM signature s \
               WHERE s.case_id = ?1 AND s.employee_id = ?2 AND EXISTS (SELECT 1 FROM act WHERE act.case_id = s.case_id)";
    counted(c, sql, StepKind::Act, id, me)
}

/// A step as far as it is one receiver's.
fn received(c: &Connection, id: CaseId, me: EmployeeId, step: StepKind) -> Res<StepCount> {
    let sql = match step {
        StepKind::Context => {
            "SELECT count(*) FILTER (WHERE ctx_filled >= ctx_required), count(*), NULL FROM ledger_line \
              WHERE case_id = ?1 AND to_id = ?2 AND kind IN ('deal','client') AND ctx_required > 0 AND disposition = 'assign'"
        }
        StepKind::Crm => {
            "SELECT count(comment_at), count(*), NULL FROM ledger_line l WHERE case_id = ?1 AND to_id = ?2 \
                AND kind IN ('client','deal') AND EXISTS (SELECT 1 FROM acceptance a WHERE a.line_id = l.id \
                  AND a.state IN ('accepted','forced'))"
        }
        _ => {
            "SELECT count(*) FILTER (WHERE a.state IN ('accepted','forced')), count(*), \
                    min(a.due_at) FILTER (WHERE a.state = 'offered') FROM ledger_line l \
               LEFT JOIN acceptance a ON a.id = (SELECT max(x.id) FROM acceptance x WHERE x.line_id = l.id) \
              WHERE l.case_id = ?1 AND l.to_id = ?2 AND l.disposition = 'assign' AND l.batch_seq IS NOT NULL \
                AND l.kind IN ('client','deal','task','lead')"
        }
    };
    counted(c, sql, step, id, me)
}

fn counted(c: &Connection, sql: &str, step: StepKind, id: CaseId, me: EmployeeId) -> Res<StepCount> {
    let row = q::one(c, sql, params![id, me], |r| Ok((r.get::<_, i64>(0)?, r.get::<_, i64>(1)?, r.get(2)?)))?;
    let (done, total, due) = row.unwrap_or((0, 0, None));
    Ok(StepCount { step, done: done.unsigned_abs(), total: total.unsigned_abs(), due })
}

/// Steps about what the leaver held.
const fn of_data(step: StepKind) -> bool {
    match step {
        StepKind::Burning
        | StepKind::Calls
        | StepKind::Distribution
        | StepKind::Crm
        | StepKind::Context
        | StepKind::Acceptance
        | StepKind::Letters
        | StepKind::Correspondence
        | StepKind::Act => true,
        StepKind::Start
        | StepKind::Accesses
        | StepKind::Reconcile
        | StepKind::Temporary
        | StepKind::Fresh
        | StepKind::Logs
        | StepKind::Mail
        | StepKind::Away
        | StepKind::Return
        | StepKind::Reason => false,
    }
}

/// `done, total, due` of one step; `?1` is the case.
const fn sql(step: StepKind) -> &'static str {
    match step {
        StepKind::Start => {
            "SELECT count(*) FILTER (WHERE state <> 'open'), count(*), min(due_at) FILTER (WHERE state = 'open') \
               FROM checklist_item WHERE case_id = ?1"
        }
        StepKind::Distribution => "SELECT count(batch_seq), count(*), NULL FROM ledger_line WHERE case_id = ?1",
        StepKind::Context => {
            "SELECT count(*) FILTER (WHERE ctx_filled >= ctx_required), count(*), NULL FROM ledger_line \
              WHERE case_id = ?1 AND kind IN ('deal','client') AND ctx_required > 0 \
                AND (disposition IS NULL OR disposition = 'assign')"
        }
        StepKind::Letters => {
            "SELECT count(*) FILTER (WHERE EXISTS (SELECT 1 FROM current_letter t WHERE t.case_id = l.case_id AND t.client_id = l.object_id AND t.receiver_id IS l.to_id \
                      AND (t.state IN ('sent','not_bounced','confirmed') OR ((t.problem IN ('no_address','do_not_write') OR t.state = 'bounced') \
                        AND EXISTS (SELECT 1 FROM reached_touch u WHERE u.client_id = t.client_id AND u.kind = 'call' AND u.at >= h.opened_at \
                          AND u.employee_id IS NOT h.leaver_id))))), count(*), NULL \
               FROM ledger_line l JOIN handover_case h ON h.id = l.case_id \
              WHERE l.case_id = ?1 AND l.kind = 'client' AND (l.disposition IS NULL OR l.disposition = 'assign')"
        }
        StepKind::Accesses => {
            "SELECT count(*) FILTER (WHERE state IN ('done','verified')), count(*), \
                    min(due_at) FILTER (WHERE state NOT IN ('done','verified')) FROM access WHERE case_id = ?1"
        }
        // Told at the opening.
        StepKind::Reason | StepKind::Away => "SELECT 1, 1, NULL WHERE ?1",
        // The log is read, he is in it (or somebody said why not), and nothing in it waits for a look.
        StepKind::Logs => {
            "SELECT (SELECT count(*) FROM signal s WHERE s.employee_id = h.leaver_id AND s.state <> 'new') + r.n, \
                    (SELECT count(*) FROM signal s WHERE s.employee_id = h.leaver_id) + 1, NULL \
               FROM handover_case h, (SELECT EXISTS (SELECT 1 FROM checklist_item i WHERE i.case_id = ?1 \
                    AND i.computed = 'log_read' AND i.state <> 'open') AS n) r WHERE h.id = ?1"
        }
        StepKind::Return => "SELECT returned_seq IS NOT NULL, 1, NULL FROM handover_case WHERE id = ?1",
        // These count as items of the checklist do.
        StepKind::Burning
        | StepKind::Calls
        | StepKind::Fresh
        | StepKind::Mail
        | StepKind::Correspondence
        | StepKind::Crm
        | StepKind::Acceptance
        | StepKind::Act => "SELECT 0, 0, NULL WHERE ?1",
        StepKind::Temporary => {
            "SELECT temporary_id IS NOT NULL OR NOT EXISTS (SELECT 1 FROM ledger_line l WHERE l.case_id = h.id \
                      AND l.kind IN ('client','deal','task','lead') AND l.batch_seq IS NULL), 1, temporary_until \
               FROM handover_case h WHERE id = ?1"
        }
        StepKind::Reconcile => {
            "SELECT state IN ('closed','observing','finished','withdrawn'), 1, NULL FROM handover_case WHERE id = ?1"
        }
    }
}

/// One step of a case: what its rail shows, and the bars of «Сегодня».
pub(super) fn count(c: &Connection, id: CaseId, step: StepKind) -> Res<StepCount> {
    if step == StepKind::Correspondence {
        return correspondence(c, id);
    }
    if let Some(meaning) = meaning(step) {
        let all = computed::counts(c, id, &[meaning])?.first().copied().unwrap_or_default();
        let due = if step == StepKind::Acceptance { offered_until(c, id)? } else { due_of(c, id, meaning)? };
        return Ok(StepCount { step, done: all.done, total: all.all, due });
    }
    let row = q::one(c, sql(step), params![id], |r| Ok((r.get::<_, i64>(0)?, r.get::<_, i64>(1)?, r.get(2)?)))?;
    let (done, total, due) = row.unwrap_or((0, 0, None));
    Ok(StepCount { step, done: done.unsigned_abs(), total: total.unsigned_abs(), due })
}

/// By clients, until somebody has said of the whole that it is done or need not be: then nothing waits here.
fn correspondence(c: &Connection, id: CaseId) -> Res<StepCount> {
    let step = StepKind::Correspondence;
    let all = computed::counts(c, id, &[Computed::Correspondence])?.first().copied().unwrap_or_default();
    let sql = "SELECT state = 'open', due_at FROM checklist_item WHERE case_id = ?1 AND code = 'correspondence'";
    let item = q::one(c, sql, params![id], |r| Ok((r.get::<_, bool>(0)?, r.get::<_, Option<At>>(1)?)))?;
    Ok(match item {
        Some((false, _)) => StepCount { step, done: all.done, total: all.done, due: None },
        Some((true, due)) => StepCount { step, done: all.done, total: all.all, due },
        None => StepCount { step, done: all.done, total: all.all, due: None },
    })
}

/// A step that is one item of the checklist counts as that does.
const fn meaning(step: StepKind) -> Option<Computed> {
    Some(match step {
        StepKind::Burning => Computed::Listed,
        StepKind::Calls => Computed::BurningCalled,
        StepKind::Fresh => Computed::FreshExport,
        StepKind::Mail => Computed::MailboxCombed,
        StepKind::Crm => Computed::CrmConfirmed,
        StepKind::Acceptance => Computed::AllAccepted,
        // Written is not signed: it is done when every side has signed, refused or is recorded as absent.
        StepKind::Act => Computed::ActSigned,
        _ => return None,
    })
}

/// When the first answer is due.
fn offered_until(c: &Connection, id: CaseId) -> Res<Option<At>> {
    let sql = "SELECT min(due_at) FROM acceptance WHERE case_id = ?1 AND state = 'offered'";
    Ok(q::one(c, sql, params![id], |r| r.get(0))?.flatten())
}

/// The open deadline of the item with this meaning.
fn due_of(c: &Connection, id: CaseId, computed: Computed) -> Res<Option<At>> {
    let sql = "SELECT min(due_at) FROM checklist_item WHERE case_id = ?1 AND computed = ?2 AND state = 'open'";
    Ok(q::one(c, sql, params![id, computed.word()], |r| r.get(0))?.flatten())
}
