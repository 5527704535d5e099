//! The deeds, drawn from a seed, and how each is done in the office as it stands.

use estafeta::base::*;
use estafeta::domain::*;
use estafeta::ops::*;

use super::model::Told;
use super::office::{Line, Office, STAGES};

/// Numbers are places among what there is when the step's turn comes: the same steps mean something in every office.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Planned {
        who: usize,
        acting: usize,
    },
    Crisis {
        who: usize,
        acting: usize,
    },
    Absence {
        who: usize,
        substitute: usize,
        all: bool,
    },
    Single {
        client: usize,
        to: usize,
    },
    Propose {
        case: usize,
    },
    Reassign {
        case: usize,
        line: usize,
        to: usize,
    },
    Apply {
        case: usize,
    },
    Waive {
        case: usize,
    },
    Accept {
        case: usize,
        line: usize,
    },
    AcceptAll {
        case: usize,
        to: usize,
    },
    Force {
        case: usize,
        line: usize,
    },
    Decline {
        case: usize,
        line: usize,
    },
    UndoBatch {
        case: usize,
    },
    Undo {
        back: i64,
    },
    Withdraw {
        case: usize,
    },
    Return {
        case: usize,
    },
    ReturnMoves {
        case: usize,
        days: i32,
    },
    LastDay {
        case: usize,
        days: i32,
    },
    Kind {
        case: usize,
        crisis: bool,
    },
    Dispose {
        case: usize,
        line: usize,
        how: usize,
        to: usize,
    },
    Temporary {
        case: usize,
        to: usize,
    },
    Confirm {
        case: usize,
    },
    Close {
        case: usize,
    },
    /// Terms that have passed meanwhile expire.
    Later {
        hours: i64,
    },
    /// The CRM changes a deal's owner and stage, and a fresh export comes in.
    CrmGoesOn {
        deal: usize,
        owner: usize,
        stage: usize,
    },
    /// The group operation in the CRM: it names the owners of the base.
    CrmCatchesUp,
}

/// The steps of a seed; somebody leaves first, or is away.
pub fn sequence(seed: u64) -> Vec<Step> {
    let mut r = fastrand::Rng::with_seed(seed);
    let mut steps = vec![beginning(&mut r)];
    steps.extend((0..r.usize(8..20)).map(|_| any(&mut r)));
    steps
}

fn beginning(r: &mut fastrand::Rng) -> Step {
    let who = if r.u8(..) < 150 { 1 } else { r.usize(..5) };
    match r.u8(..10) {
        0..=4 => Step::Planned { who, acting: r.usize(..5) },
        5..=6 => Step::Crisis { who, acting: r.usize(..5) },
        7..=8 => Step::Absence { who, substitute: r.usize(..5), all: r.bool() },
        _ => Step::Single { client: r.usize(..4), to: r.usize(..5) },
    }
}

fn any(r: &mut fastrand::Rng) -> Step {
    // The newest case is meant most often.
    let case = if r.bool() { 0 } else { r.usize(..4) };
    let (line, to) = (r.usize(..20), r.usize(..5));
    match r.u8(..100) {
        0..=7 => beginning(r),
        8..=17 => Step::Propose { case },
        18..=23 => Step::Reassign { case, line, to },
        24..=36 => Step::Apply { case },
        37..=43 => Step::Waive { case },
        44..=49 => Step::Accept { case, line },
        50..=54 => Step::AcceptAll { case, to },
        55..=57 => Step::Force { case, line },
        58..=62 => Step::Decline { case, line },
        63..=67 => Step::UndoBatch { case },
        68..=72 => Step::Undo { back: r.i64(..6) },
        73..=75 => Step::Withdraw { case },
        76..=78 => Step::Return { case },
        79 => Step::ReturnMoves { case, days: r.i32(1..30) },
        80..=81 => Step::LastDay { case, days: r.i32(0..30) },
        82..=83 => Step::Kind { case, crisis: r.bool() },
        84..=87 => Step::Dispose { case, line, how: r.usize(..5), to },
        88..=89 => Step::Temporary { case, to: r.usize(..6) },
        90 => Step::Confirm { case },
        91 => Step::Close { case },
        92..=94 => Step::Later { hours: r.i64(1..80) },
        95..=97 => Step::CrmGoesOn { deal: r.usize(..5), owner: r.usize(..5), stage: r.usize(..STAGES.len()) },
        _ => Step::CrmCatchesUp,
    }
}

/// Does a step; one that means nothing now does nothing.
pub fn take(o: &mut Office, step: Step) -> Told {
    o.desk.later(MINUTE_MS);
    let told = deed(o, step);
    told.unwrap_or(Told::Nothing)
}

/// The n-th active case from the newest on.
fn case(o: &Office, n: usize) -> Option<CaseId> {
    let active = "SELECT id || '' FROM handover_case WHERE state IN ('open','distributing','handing_over','signing','paused') ORDER BY id DESC";
    let ids = o.desk.all(active);
    (!ids.is_empty()).then(|| CaseId(ids[n % ids.len()].parse().unwrap()))
}

fn line(o: &Office, case: CaseId, n: usize) -> Option<Line> {
    let lines: Vec<Line> = o.seen().lines.into_iter().filter(|l| l.case == case).collect();
    (!lines.is_empty()).then(|| lines[n % lines.len()].clone())
}

/// The answer of a command that moves nobody's objects.
fn still<T>(done: Res<(Option<Seq>, T)>) -> Told {
    match done {
        Ok(_) => Told::Still,
        Err(f) => Told::Refused(f.code),
    }
}

fn told<T>(done: Res<(Option<Seq>, T)>, f: impl FnOnce(Option<Seq>, T) -> Told) -> Told {
    match done {
        Ok((seq, out)) => f(seq, out),
        Err(fault) => Told::Refused(fault.code),
    }
}

fn accept(o: &Office, case: CaseId, receiver: EmployeeId, which: Which, force: bool) -> Accept {
    Accept {
        case,
        receiver,
        which,
        next_step: Some("Позвонить и обсудить условия поставки".into()),
        on: Some(Due::day(o.desk.clock.today().plus(2))),
        via: Via::Screen,
        force: force.then(|| "договорились устно".into()),
    }
}

fn deed(o: &mut Office, step: Step) -> Option<Told> {
    let today = o.desk.clock.today();
    let who = |n: usize| o.people[n % 5];
    Some(match step {
        Step::Planned { who: n, acting } => {
            let (leaver, acting) = (who(n), who(acting));
            let open =
                CaseOpen { acting_head: (n == 0).then_some(acting), ..CaseOpen::planned(leaver, today.plus(14)) };
            told(o.run(&open), |seq, out| Told::Opened { seq, case: out.case, leaver })
        }
        Step::Crisis { who: n, acting } => {
            let (leaver, acting) = (who(n), who(acting));
            let open = CrisisOpen { acting_head: (n == 0).then_some(acting), ..CrisisOpen::of(leaver) };
            told(o.run(&open), |seq, out| Told::Opened { seq, case: out.case, leaver })
        }
        Step::Absence { who: n, substitute, all } => {
            let leaver = who(n);
            let open = AbsenceOpen {
                employee: leaver,
                kind: AbsenceKind::Leave,
                from: today,
                to: today.plus(13),
                substitute: Some(who(substitute)),
                extent: if all { Extent::All } else { Extent::Due },
                leads: true,
                acting_head: None,
                offers: Offers::Wait,
            };
            told(o.run(&open), |seq, out| Told::Opened { seq, case: out.case, leaver })
        }
        Step::Single { client, to } => {
            let client = o.clients[client % 4];
            let leaver = EmployeeId(o.desk.owner(client));
            let open = SingleOpen {
                client,
                to: who(to),
                reason: SingleReason::ClientRequest,
                comment: "Просят другого менеджера, с этим не сошлись".into(),
                people: None,
                next_step: "Позвонить и познакомиться с закупщиком".into(),
                on: Some(Due::day(today.plus(3))),
                told: None,
            };
            told(o.run(&open), |seq, out| Told::Opened { seq, case: out.case, leaver })
        }
        Step::Propose { case: n } => {
            let case = case(o, n)?;
            still(o.run(&Propose { case }))
        }
        Step::Reassign { case: n, line: l, to } => {
            let case = case(o, n)?;
            let objects = vec![line(o, case, l)?.object];
            let to = o.people[to];
            still(o.run(&Reassign { case, objects, to, reason: "так лучше".into() }))
        }
        Step::Apply { case: n } => {
            let case = case(o, n)?;
            told(o.run(&Apply { case }), |seq, out| Told::Applied {
                seq,
                case,
                skipped: out.conflicts.iter().map(|c| c.line.0).collect(),
            })
        }
        Step::Waive { case: n } => {
            let case = case(o, n)?;
            let lines = o.seen().lines.into_iter().filter(|l| l.case == case).map(|l| l.object);
            let objects = lines.filter(|r| matches!(r.kind, Kind::Client | Kind::Deal)).collect();
            still(o.run(&Waive { case, objects, block: None, reason: "спросить некого".into() }))
        }
        Step::Accept { case: n, line: l } => {
            let case = case(o, n)?;
            let line = line(o, case, l)?;
            let to = EmployeeId(line.to.unwrap_or(0));
            still(o.run(&accept(o, case, to, Which::Objects(vec![line.object]), false)))
        }
        Step::AcceptAll { case: n, to } => {
            let case = case(o, n)?;
            still(o.run(&accept(o, case, o.people[to], Which::All, false)))
        }
        Step::Force { case: n, line: l } => {
            let case = case(o, n)?;
            let line = line(o, case, l)?;
            let to = EmployeeId(line.to.unwrap_or(0));
            still(o.run(&accept(o, case, to, Which::Objects(vec![line.object]), true)))
        }
        Step::Decline { case: n, line: l } => {
            let case = case(o, n)?;
            let line = line(o, case, l)?;
            let (receiver, objects) = (EmployeeId(line.to.unwrap_or(0)), vec![line.object]);
            let reason = "не мой профиль".into();
            let decline = Decline { case, receiver, objects, reason, via: Via::Words };
            told(o.run(&decline), |seq, _| Told::Declined { seq, case, line: Some(line.id) })
        }
        Step::UndoBatch { case: n } => {
            let case = case(o, n)?;
            told(o.run(&UndoBatch { case, batch: None }), |seq, out| Told::Undone { seq, of: out.batch })
        }
        Step::Undo { back } => {
            let of = Seq(o.desk.one("SELECT max(seq) FROM journal") - back);
            told(o.run(&Undo { seq: of }), |seq, _| Told::Undone { seq, of })
        }
        Step::Withdraw { case: n } => {
            let case = case(o, n)?;
            told(o.run(&CaseWithdraw { case }), |seq, _| Told::Withdrawn { seq, case })
        }
        Step::Return { case: n } => {
            let case = case(o, n)?;
            let back = AbsenceReturn { case, came: vec![], waive: None };
            told(o.run(&back), |seq, out| Told::Returned { seq, case, stays: [out.closed, out.moved].concat() })
        }
        Step::ReturnMoves { case: n, days } => {
            let case = case(o, n)?;
            still(o.run(&AbsenceMove { case, to: today.plus(days) }))
        }
        Step::LastDay { case: n, days } => {
            let case = case(o, n)?;
            let last_day = Some(today.plus(days));
            still(o.run(&CaseChange { case, kind: None, last_day, dismissed_on: None, order: None }))
        }
        Step::Kind { case: n, crisis } => {
            let case = case(o, n)?;
            let kind = Some(if crisis { CaseKind::Crisis } else { CaseKind::Planned });
            let last_day = (!crisis).then(|| today.plus(10));
            let change = CaseChange { case, kind, last_day, dismissed_on: None, order: None };
            told(o.run(&change), |seq, _| Told::Turned { seq, case })
        }
        Step::Dispose { case: n, line: l, how, to } => {
            let case = case(o, n)?;
            let line = line(o, case, l)?;
            let (disposition, to) = match how {
                0 => (Disposition::CloseWon, None),
                1 => (Disposition::CloseLost, None),
                2 => (Disposition::Keep, Some(Ref::from(o.people[to]))),
                3 => (Disposition::Archive, None),
                _ => (Disposition::Exclude, None),
            };
            let dispose =
                Dispose {
                    case, objects: vec![line.object], disposition, to, reason: "решено на планёрке".into()
                };
            told(o.run(&dispose), |seq, _| Told::Disposed { seq, case, object: line.object })
        }
        Step::Temporary { case: n, to } => {
            let case = case(o, n)?;
            let to = o.people.get(to).copied();
            told(o.run(&TemporarySet { case, to }), |seq, _| Told::Temporary { seq, case })
        }
        Step::Confirm { case: n } => {
            let case = case(o, n)?;
            still(o.run(&CrmConfirm { case, objects: vec![] }))
        }
        Step::Close { case: n } => {
            let case = case(o, n)?;
            still(o.run(&CaseClose { case }))
        }
        Step::Later { hours } => {
            o.desk.later(hours * HOUR_MS);
            let all = o.desk.all(
                "SELECT id || '' FROM handover_case WHERE state IN ('open','distributing','handing_over','signing')",
            );
            let mut seqs = Vec::new();
            for case in all {
                if let Ok((Some(seq), _)) = o.run(&Expire { case: CaseId(case.parse().unwrap()) }) {
                    seqs.push(seq);
                }
            }
            Told::Expired { seqs }
        }
        Step::CrmGoesOn { deal, owner, stage } => {
            o.crm[deal].owner = owner;
            o.crm[deal].stage = stage;
            o.bring();
            Told::Imported
        }
        Step::CrmCatchesUp => {
            let owners: Vec<i64> = o.crm_deals().iter().map(|r| o.desk.owner(*r)).collect();
            for (deal, owner) in o.crm.iter_mut().zip(owners) {
                deal.owner = o.people.iter().position(|p| p.0 == owner).unwrap_or(deal.owner);
            }
            o.bring();
            Told::Imported
        }
    })
}
