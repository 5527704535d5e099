//! What a deed may do to the owners, said without looking at how it is done.

use std::collections::BTreeMap;

use estafeta::base::*;

use super::office::{Line, Office, Seen};

/// What a step came to, as its command answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// It meant nothing in this office.
    Nothing,
    Refused(Code),
    /// Done, and nobody's objects go anywhere.
    Still,
    Opened {
        seq: Option<Seq>,
        case: CaseId,
        leaver: EmployeeId,
    },
    Applied {
        seq: Option<Seq>,
        case: CaseId,
        skipped: Vec<i64>,
    },
    Declined {
        seq: Option<Seq>,
        case: CaseId,
        line: Option<i64>,
    },
    Expired {
        seqs: Vec<Seq>,
    },
    Undone {
        seq: Option<Seq>,
        of: Seq,
    },
    Withdrawn {
        seq: Option<Seq>,
        case: CaseId,
    },
    Returned {
        seq: Option<Seq>,
        case: CaseId,
        stays: Vec<Ref>,
    },
    Turned {
        seq: Option<Seq>,
        case: CaseId,
    },
    Disposed {
        seq: Option<Seq>,
        case: CaseId,
        object: Ref,
    },
    Temporary {
        seq: Option<Seq>,
        case: CaseId,
    },
    Imported,
}

impl Told {
    const fn seq(&self) -> Option<Seq> {
        match self {
            Told::Opened { seq, .. }
            | Told::Applied { seq, .. }
            | Told::Declined { seq, .. }
            | Told::Undone { seq, .. }
            | Told::Withdrawn { seq, .. }
            | Told::Returned { seq, .. }
            | Told::Turned { seq, .. }
            | Told::Disposed { seq, .. }
            | Told::Temporary { seq, .. } => *seq,
            _ => None,
        }
    }
}

/// An object that went from one to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Move {
    object: Ref,
    from: i64,
    to: i64,
}

fn moves(before: &Seen, after: &Seen) -> Vec<Move> {
    let went = |(object, to): (&Ref, &i64)| {
        let from = *before.owners.get(object)?;
        (from != *to).then_some(Move { object: *object, from, to: *to })
    };
    after.owners.iter().filter_map(went).collect()
}

type Wrong = Result<(), String>;

/// Compares what happened with what may happen.
pub fn judge(o: &mut Office, before: &Seen, told: &Told, after: &Seen) -> Wrong {
    let moves = moves(before, after);
    always(before, told, after, &moves)?;
    let wrong = match told {
        Told::Nothing | Told::Refused(_) | Told::Still => nothing_moves(&moves),
        Told::Opened { case, leaver, .. } => opened(before, after, &moves, *case, *leaver),
        Told::Applied { case, skipped, .. } => applied(before, after, *case, skipped),
        Told::Declined { case, line, .. } => returned_to_head(before, after, &moves, Some(*case), *line),
        Told::Expired { .. } => returned_to_head(before, after, &moves, None, None),
        Told::Undone { of, .. } => undone(o, after, &moves, *of),
        Told::Withdrawn { case, .. } => withdrawn(before, after, &moves, *case),
        Told::Returned { case, stays, .. } => came_back(before, after, &moves, *case, stays),
        Told::Turned { case, .. } | Told::Temporary { case, .. } => inside(before, after, &moves, *case),
        Told::Disposed { object, .. } => only(&moves, |m| m.object == *object, "not disposed of"),
        Told::Imported => only(&moves, |m| m.object.kind != Kind::Task, "the CRM tells of no tasks"),
    };
    wrong.map_err(|why| format!("{why} · {told:?}"))?;
    if let Some(seq) = told.seq() {
        o.moves.insert(seq, moves.iter().map(|m| (m.object, m.from, m.to)).collect());
    }
    Ok(())
}

/// What holds whatever is done.
fn always(before: &Seen, told: &Told, after: &Seen, moves: &[Move]) -> Wrong {
    let told = || format!("{told:?}");
    for (object, owner) in &before.owners {
        let now = after.owners.get(object).ok_or_else(|| format!("{object} is gone · {}", told()))?;
        if *owner > 0 && *now == 0 {
            return Err(format!("{object} has no owner any more · {}", told()));
        }
    }
    for (id, case) in &before.cases {
        let now = after.cases.get(id).ok_or_else(|| format!("case {id} is gone"))?;
        let frozen = now.snapshot == case.snapshot || now.kind != case.kind;
        if !frozen {
            return Err(format!(
                "case {id}: the snapshot was {:?} and is {:?} · {}",
                case.snapshot,
                now.snapshot,
                told()
            ));
        }
    }
    // What is over stays credited (2 §9.17); what was held for the time being goes back to whoever closed it.
    for m in moves.iter().filter(|m| before.over.contains(&m.object) && after.over.contains(&m.object)) {
        let leavers: Vec<i64> = before
            .lines
            .iter()
            .filter(|l| l.object == m.object)
            .filter_map(|l| before.cases.get(&l.case.0))
            .map(|c| c.leaver)
            .collect();
        let imported = told() == "Imported";
        let taken_back = matches!(told().split_whitespace().next(), Some("Undone"));
        if !leavers.contains(&m.to) && !imported && !taken_back {
            return Err(format!("{} is over and went from {} to {} · {}", m.object, m.from, m.to, told()));
        }
    }
    Ok(())
}

fn nothing_moves(moves: &[Move]) -> Wrong {
    match moves.first() {
        Some(m) => Err(format!("{} went from {} to {}", m.object, m.from, m.to)),
        None => Ok(()),
    }
}

fn only(moves: &[Move], may: impl Fn(&Move) -> bool, why: &str) -> Wrong {
    match moves.iter().find(|m| !may(m)) {
        Some(m) => Err(format!("{} went from {} to {}: {why}", m.object, m.from, m.to)),
        None => Ok(()),
    }
}

fn lines_of(seen: &Seen, case: CaseId) -> impl Iterator<Item = &Line> {
    seen.lines.iter().filter(move |l| l.case == case)
}

/// Somebody leaves: his own go to a temporary owner at most; of other cases only what he was offered, answered for or led.
fn opened(before: &Seen, after: &Seen, moves: &[Move], case: CaseId, leaver: EmployeeId) -> Wrong {
    let now = &after.cases[&case.0];
    only(
        moves,
        |m| {
            let own = lines_of(after, case).any(|l| l.object == m.object);
            let others = before.lines.iter().filter(|l| l.object == m.object && before.cases[&l.case.0].active);
            let returns = others.clone().any(|l| {
                let led = before.cases[&l.case.0].head == leaver.0;
                !(l.taken && before.cases[&l.case.0].kind != "absence")
                    && (l.to == Some(leaver.0) || led || l.temporary == Some(leaver.0))
            });
            m.from == leaver.0 && (own && Some(m.to) == now.temporary || returns)
        },
        "opening takes nothing else",
    )
}

/// Exactly what was proposed and not skipped goes, and to exactly that person.
fn applied(before: &Seen, after: &Seen, case: CaseId, skipped: &[i64]) -> Wrong {
    let mut want: BTreeMap<Ref, i64> = before.owners.clone();
    for l in lines_of(before, case).filter(|l| !l.decided && !skipped.contains(&l.id)) {
        if let Some(to) = l.proposed {
            want.insert(l.object, to);
        }
    }
    for (object, owner) in &after.owners {
        if want.get(object).is_some_and(|w| w != owner) {
            return Err(format!("{object} should be with {} and is with {owner}", want[object]));
        }
    }
    Ok(())
}

/// Declined or expired: with all that moves with it and nobody has taken, the head's for the time being.
fn returned_to_head(before: &Seen, after: &Seen, moves: &[Move], case: Option<CaseId>, line: Option<i64>) -> Wrong {
    only(
        moves,
        |m| {
            let of = before
                .lines
                .iter()
                .find(|l| l.object == m.object && l.assigned && !l.taken && case.is_none_or(|c| c == l.case));
            of.is_some_and(|l| {
                m.to == before.cases[&l.case.0].head && after.lines.iter().any(|n| n.id == l.id && !n.decided)
            })
        },
        "only what nobody took returns, and to the head",
    )?;
    let Some(line) = line else { return Ok(()) };
    let of = before.lines.iter().find(|l| l.id == line).ok_or("no such line")?;
    let head = before.cases[&of.case.0].head;
    match after.owners[&of.object] == head {
        true => Ok(()),
        false => Err(format!("{} was declined and is with {}", of.object, after.owners[&of.object])),
    }
}

/// Each object is with whom it was before that entry, or stays; where a crisis has somebody for the time being, with him.
fn undone(o: &Office, after: &Seen, moves: &[Move], of: Seq) -> Wrong {
    let none = Vec::new();
    let did = o.moves.get(&of).unwrap_or(&none);
    only(
        moves,
        |m| {
            let temporary = after.lines.iter().any(|l| l.object == m.object && l.temporary == Some(m.to));
            let given_back = after.cases.values().any(|c| c.active && c.leaver == m.to);
            did.iter().any(|(object, from, to)| *object == m.object && *to == m.from && *from == m.to)
                || temporary
                || given_back
        },
        "that entry did not move it so",
    )
}

/// He stays: everything that nobody took is his again. Of somebody who did not come, by another case, it is the temporary
/// owner's there.
fn withdrawn(before: &Seen, after: &Seen, moves: &[Move], case: CaseId) -> Wrong {
    let was = &before.cases[&case.0];
    let absence = was.kind == "absence";
    let crisis = after.cases.values().find(|c| c.active && c.leaver == was.leaver && c.temporary.is_some());
    let home = crisis.and_then(|c| c.temporary).unwrap_or(was.leaver);
    only(
        moves,
        |m| {
            let over = before.over.contains(&m.object);
            let own = lines_of(before, case).any(|l| l.object == m.object && (absence || !l.taken));
            own && m.to == if over { was.leaver } else { home }
        },
        "not his to have back",
    )?;
    for l in lines_of(before, case).filter(|l| l.assigned && (absence || !l.taken) && !before.over.contains(&l.object))
    {
        let in_place = Some(before.owners[&l.object]) == l.to;
        if in_place && after.owners[&l.object] != home {
            return Err(format!("{} is with {} and not with {home}", l.object, after.owners[&l.object]));
        }
    }
    Ok(())
}

/// He is back: what is still with whoever stood in for him is his again.
fn came_back(before: &Seen, after: &Seen, moves: &[Move], case: CaseId, stays: &[Ref]) -> Wrong {
    let who = before.cases[&case.0].leaver;
    only(
        moves,
        |m| m.to == who && lines_of(before, case).any(|l| l.object == m.object),
        "not handed over for the time",
    )?;
    for l in lines_of(before, case).filter(|l| l.assigned && !stays.contains(&l.object)) {
        if after.owners[&l.object] != who {
            return Err(format!("{} is with {} though he is back", l.object, after.owners[&l.object]));
        }
    }
    Ok(())
}

/// The kind changes, or who answers for the time being: only what is undecided goes, or what somebody only stood in for.
fn inside(before: &Seen, after: &Seen, moves: &[Move], case: CaseId) -> Wrong {
    let (was, now) = (&before.cases[&case.0], &after.cases[&case.0]);
    only(
        moves,
        |m| {
            let to = m.to == now.leaver || Some(m.to) == now.temporary;
            let own = lines_of(before, case)
                .chain(lines_of(after, case))
                .any(|l| l.object == m.object && (!l.decided || was.kind == "absence"));
            let others = before
                .lines
                .iter()
                .any(|l| l.case != case && l.object == m.object && !l.taken && before.cases[&l.case.0].active);
            own && to || others && was.kind == "absence"
        },
        "decided already, or nobody's business here",
    )
}
