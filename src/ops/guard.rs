//! Rights inside the write transaction (6 §3): who acts is read from the base, the verdict is `domain::rights`.

use super::{Ctx, ctx_counts, give_back};
use crate::base::{CaseId, Code, DepartmentId, EmployeeId, Fault, InboxId, Kind, Ref, Res, Seq};
use crate::domain::rights::{Matrix, Object, Overlays, Part, Reason, Right, Verdict, Who};
use crate::domain::second::Want;
use crate::domain::{Actor, Role, names};
use crate::reads::inbox::OF_ONESELF;
use crate::reads::who::who;
use crate::reads::{ANSWERS, TOUCHES, WRITINGS};
use crate::reads::{hidden, second};
use crate::store::{Tx, params};

/// What a command wants a right for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// The office as a whole.
    Office,
    /// A person the base does not know yet: counts as one of the actor's own department.
    Newcomer,
    /// Whose it is: an employee's own lines, card, signature.
    Person(EmployeeId),
    /// A client, deal, task…: its owner and the owner's department.
    Object(Ref),
    /// What somebody knows of a client, deal, task or promise: its owner's, and in an open handover still the leaver's, who
    /// has to write it down also after the owners have changed. What he may not touch then is in `ops::knowledge`.
    Knowledge(Ref),
    /// A case: the department its leaver belongs to. It is nobody's own, the leaver's least of all.
    Case(CaseId),
    /// Somebody's signature under the act of a case: their own, or the case's.
    Signature(CaseId, EmployeeId),
    /// An entry of the journal: the case it is filed under, or what it is about.
    Entry(Seq),
    /// An entry of the inbox: whose it is; one that was told to a role belongs to everybody who has it.
    Inbox(InboxId),
}

/// One right a command needs; all of them must be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asks {
    pub right: Right,
    pub about: About,
    /// How many objects at once.
    pub count: u64,
    pub part: Option<Part>,
}

impl Asks {
    pub const fn new(right: Right, about: About) -> Asks {
        Asks { right, about, count: 1, part: None }
    }

    pub const fn many(mut self, count: usize) -> Asks {
        self.count = count as u64;
        self
    }
}

/// Errors: `Denied` with the reason's word, `NeedsSecond` where another person must agree.
///
/// A command that asks for nothing is for the file's owner and the program's own jobs only: default deny.
pub fn check(tx: &Tx<'_>, cx: &Ctx<'_>, asks: &[Asks]) -> Res<()> {
    let Actor::Person(_) = cx.actor else {
        // One's own machine: "second" is the surname typed again, which the screen asks for.
        return Ok(());
    };
    let who = who(tx.conn(), &cx.actor, &cx.clock, false)?;
    if asks.is_empty() {
        return Err(denied(Reason::NoRight(role_of(&who))));
    }
    let matrix = Matrix::shipped()?;
    for a in asks {
        if let About::Entry(seq) = a.about
            && may_take_back_own(tx, cx, &matrix, &who, seq)?
        {
            continue;
        }
        let (right, about) = (a.right, a.about);
        let (owner, department) = match (about, &who) {
            (About::Inbox(id), _) => (told_to(tx, id, &who)?, None),
            (About::Newcomer, Who::Person { department, .. }) => (None, *department),
            (About::Knowledge(r), Who::Person { id, .. }) if hands_over(tx, *id, r)? => whose(tx, About::Person(*id))?,
            (About::Signature(_, signer), Who::Person { id, .. }) if signer == *id => whose(tx, About::Person(signer))?,
            (about, who) if is_hidden_from(tx, who, about)? => (None, None),
            (about, _) => whose(tx, about)?,
        };
        let object = Object { owner, department, count: a.count, part: a.part };
        match matrix.may(&who, right, &object) {
            Verdict::Allow => {}
            Verdict::NeedsSecond(r) => {
                let want = Want { right, count: a.count };
                // Many at once are agreed to as many; any other second is for this one thing.
                let agreed = match (&who, r) {
                    (Who::Person { id, .. }, Reason::TooMany { .. }) => {
                        second::is_given(tx.conn(), *id, want, cx.clock.now)?
                    }
                    _ => false,
                };
                if !agreed {
                    return Err(want.refused(r));
                }
            }
            Verdict::Deny(r) => return who_may(tx, cx, &matrix, (right, about, &object), denied(r)),
        }
    }
    Ok(())
}

/// What is prepared in hiding, and the entries about it, are to whoever may not know of it like a number that is not there:
/// nobody's, and refused with the same words.
fn is_hidden_from(tx: &Tx<'_>, who: &Who, about: About) -> Res<bool> {
    let case = match about {
        About::Case(case) | About::Signature(case, _) => Some(case),
        About::Entry(seq) => {
            tx.one("SELECT case_id FROM journal WHERE seq = ?1", params![seq], |r| r.get(0))?.flatten()
        }
        _ => None,
    };
    case.map_or(Ok(false), |case| hidden::is_kept_from(tx.conn(), who, case))
}

/// What somebody did themselves they take back as long as they might still do it: a call, an answer, a text, a signature.
fn may_take_back_own(tx: &Tx<'_>, cx: &Ctx<'_>, matrix: &Matrix, who: &Who, seq: Seq) -> Res<bool> {
    let (Some((right, about)), Who::Person { id, .. }) = (own_entry(tx, cx, seq)?, who) else { return Ok(false) };
    let (owner, department) = match about {
        About::Signature(_, signer) if signer == *id => whose(tx, About::Person(signer))?,
        About::Knowledge(r) if hands_over(tx, *id, r)? => {
            let line = ctx_counts::active_line(tx, r)?;
            if line.map_or(Ok(false), |(_, line)| give_back::taken(tx, line))? {
                return Ok(false);
            }
            whose(tx, About::Person(*id))?
        }
        about => whose(tx, about)?,
    };
    let object = Object { owner, department, count: 1, part: None };
    Ok(matrix.may(who, right, &object) == Verdict::Allow)
}

/// The right that an entry of the actor's own asked for, and about what; of an answer and a signature only one's own.
fn own_entry(tx: &Tx<'_>, cx: &Ctx<'_>, seq: Seq) -> Res<Option<(Right, About)>> {
    let Actor::Person(me) = cx.actor else { return Ok(None) };
    let sql = "SELECT kind, object, case_id FROM journal WHERE seq = ?1 AND actor = ?2";
    type Row = (String, String, Option<CaseId>);
    let found: Option<Row> =
        tx.one(sql, params![seq, cx.actor.to_string()], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?;
    let Some((word, object, case)) = found else { return Ok(None) };
    let others = |kind: &str, table: &str, whose: &str| {
        let sql = format!(
            "SELECT count(*) FROM op_row o JOIN {table} t ON t.id = o.id WHERE o.seq = ?1 AND o.kind = '{kind}' AND t.{whose} IS NOT ?2"
        );
        tx.count(&sql, params![seq, me])
    };
    let object: Option<Ref> = object.parse().ok();
    let is_touch = "SELECT count(*) FROM journal WHERE seq = ?1 AND ";
    Ok(match (word.as_str(), object, case) {
        (word, _, _) if ANSWERS.contains(&word) => {
            let own = match word {
                "comment-tick" => others("line", "ledger_line", "to_id")?,
                _ => others("acceptance", "acceptance", "receiver_id")?,
            } == 0;
            own.then_some((Right::Accept, About::Person(me)))
        }
        (word, Some(card), _) if WRITINGS.contains(&word) => Some((Right::Add, About::Knowledge(card))),
        ("task-done", Some(task), _) => Some((Right::Add, About::Object(task))),
        ("sign", _, Some(case)) => (others("signature", "signature", "employee_id")? == 0)
            .then_some((Right::SignAct, About::Signature(case, me))),
        (_, Some(client), _) if tx.count(&format!("{is_touch}{TOUCHES}"), params![seq])? > 0 => {
            Some((Right::Add, About::Object(client)))
        }
        _ => None,
    })
}

/// So many objects at once are changed by two (6 §3).
pub const ALONE: u64 = 500;

/// On one's own machine the second person is the receiver's surname typed again; the command keeps it, so that the journal
/// says «без второго лица». A person's own bound is the matrix's.
///
/// Errors: `NeedsSecond` with the receiver and how many it is about.
pub fn surname_again(cx: &Ctx<'_>, n: u64, typed: Option<&str>, receiver: &str) -> Res<()> {
    if cx.actor != Actor::Owner || n <= ALONE || typed.is_some_and(|t| names::is_surname(t, receiver)) {
        return Ok(());
    }
    Err(Fault::new(Code::NeedsSecond).with("name", receiver).with("limit", n))
}

/// Nobody judges what is said of oneself. Errors: `Denied`.
pub fn not_oneself(cx: &Ctx<'_>, about: Option<EmployeeId>) -> Res<()> {
    match cx.actor {
        Actor::Person(id) if about == Some(id) => Err(Fault::new(Code::Denied).with("reason", "oneself")),
        _ => Ok(()),
    }
}

/// The refusal with whom to ask: the first role that may do this to it, and who of that role may; else whose it is. Whose
/// an entry of an inbox or of the journal is, is not told.
fn who_may(
    tx: &Tx<'_>,
    cx: &Ctx<'_>,
    matrix: &Matrix,
    (right, about, object): (Right, About, &Object),
    fault: Fault,
) -> Res<()> {
    const ROLES: [Role; 5] = [Role::Head, Role::It, Role::Security, Role::Hr, Role::Director];
    let overlays = Overlays::default();
    let may = |id, role, department| {
        matrix.may(&Who::Person { id, role, department, overlays }, right, object) == Verdict::Allow
    };
    let named = !matches!(about, About::Inbox(_) | About::Entry(_));
    let Some(role) = ROLES.into_iter().find(|r| may(NOBODY, *r, object.department)) else {
        let theirs = object.owner.filter(|o| named && cx.actor != Actor::Person(*o));
        let sql = "SELECT name FROM employee WHERE id = ?1";
        let name: Option<String> = theirs.map_or(Ok(None), |o| tx.one(sql, params![o], |r| r.get(0)))?;
        return Err(name.into_iter().fold(fault, |f, name| f.with("who", name)));
    };
    let fault = fault.with("role", role.word());
    if !named {
        return Err(fault);
    }
    let sql = "SELECT id, department_id, name FROM employee WHERE role = ?1 AND status IN ('active','probation') \
               AND access_closed = 0 AND blocked = 0 ORDER BY department_id IS NOT ?2, id";
    type Person = (EmployeeId, Option<DepartmentId>, String);
    let people: Vec<Person> =
        tx.all(sql, params![role, object.department], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?;
    // A head of another department would be refused as well.
    let able = people.into_iter().find(|(id, department, _)| may(*id, role, *department));
    Err(able.into_iter().fold(fault, |f, (.., name)| f.with("who", name)))
}

/// Nobody in particular: whose own nothing is.
const NOBODY: EmployeeId = EmployeeId(0);

fn denied(reason: Reason) -> Fault {
    Fault::new(Code::Denied).with("reason", reason.word())
}

fn role_of(who: &Who) -> Role {
    match who {
        Who::Person { role, .. } => *role,
        Who::Owner { .. } | Who::System => Role::Head,
    }
}

/// Whose entry of an inbox it is: the person's it was told to, or the asker's own when it was told to their role. What a
/// role is told about oneself is not one's own.
fn told_to(tx: &Tx<'_>, id: InboxId, who: &Who) -> Res<Option<EmployeeId>> {
    let me = match who {
        Who::Person { id, role, .. } => Some((*id, *role)),
        Who::Owner { .. } | Who::System => None,
    };
    let sql = format!("SELECT i.employee_id, i.role, {OF_ONESELF} FROM inbox i WHERE i.id = ?2");
    type Row = (Option<EmployeeId>, Option<Role>, bool);
    let found: Option<Row> = tx.one(&sql, params![me.map(|m| m.0), id], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?;
    Ok(match (found, me) {
        (Some((Some(person), ..)), _) => Some(person),
        (Some((None, role, false)), Some((id, mine))) if role == Some(mine) => Some(id),
        _ => None,
    })
}

/// The person is the leaver of the open case that hands this over.
pub(super) fn hands_over(tx: &Tx<'_>, who: EmployeeId, of: Ref) -> Res<bool> {
    let card = match of.kind {
        Kind::Promise => {
            let sql = "SELECT kind, object_id FROM promise WHERE id = ?1";
            tx.one(sql, params![of.id], |r| Ok(Ref::new(r.get(0)?, r.get(1)?)))?
        }
        _ => Some(of),
    };
    let Some(card) = card else { return Ok(false) };
    let Some((case, _)) = ctx_counts::active_line(tx, card)? else { return Ok(false) };
    let sql = "SELECT count(*) FROM handover_case WHERE id = ?1 AND leaver_id = ?2";
    Ok(tx.count(sql, params![case, who])? > 0)
}

/// Whose an object is.
pub(super) fn owner(tx: &Tx<'_>, of: Ref) -> Res<Option<EmployeeId>> {
    Ok(whose(tx, About::Object(of))?.0)
}

type Whose = (Option<EmployeeId>, Option<DepartmentId>);

fn whose(tx: &Tx<'_>, about: About) -> Res<Whose> {
    let by = |sql: &str, id: i64| -> Res<Whose> {
        Ok(tx.one(sql, [id], |r| Ok((r.get(0)?, r.get(1)?)))?.unwrap_or((None, None)))
    };
    const PERSON: &str = "SELECT id, department_id FROM employee WHERE id = ?";
    match about {
        About::Office | About::Newcomer => Ok((None, None)),
        About::Person(id) => by(PERSON, id.0),
        // Who came into the base with a crisis has no department yet: the case is his head's.
        About::Case(id) | About::Signature(id, _) => by(
            "SELECT NULL, coalesce(e.department_id, (SELECT department_id FROM employee WHERE id = c.head_id)) FROM handover_case c JOIN employee e ON e.id = c.leaver_id WHERE c.id = ?",
            id.0,
        ),
        About::Entry(seq) => {
            let sql = "SELECT case_id, object FROM journal WHERE seq = ?1";
            let entry = tx.one(sql, params![seq], |r| Ok((r.get::<_, Option<CaseId>>(0)?, r.get::<_, String>(1)?)))?;
            match entry {
                Some((Some(case), _)) => whose(tx, About::Case(case)),
                Some((None, object)) => object.parse().map_or(Ok((None, None)), |r: Ref| whose(tx, About::Object(r))),
                None => Ok((None, None)),
            }
        }
        About::Knowledge(r) => whose(tx, About::Object(r)),
        // Whose a role's entry is depends on who asks: `check` answers it.
        About::Inbox(_) => Ok((None, None)),
        About::Object(r) => {
            let table = match r.kind {
                Kind::Client => "client",
                Kind::Deal => "deal",
                Kind::Task => "task",
                Kind::Lead => "lead",
                Kind::Employee => return by(PERSON, r.id),
                // Whose the card is that it stands on.
                Kind::Promise => {
                    let sql = "SELECT kind, object_id FROM promise WHERE id = ?1";
                    let card = tx.one(sql, params![r.id], |row| Ok(Ref::new(row.get(0)?, row.get(1)?)))?;
                    return card.map_or(Ok((None, None)), |card| whose(tx, About::Object(card)));
                }
                Kind::Signal => {
                    let sql = "SELECT e.id, e.department_id FROM signal s JOIN employee e ON e.id = s.employee_id WHERE s.id = ?";
                    return by(sql, r.id);
                }
                // Of whom it is about, else of the client's manager, else of whoever found it.
                Kind::Incident => {
                    let sql = "SELECT e.id, e.department_id FROM incident i JOIN employee e ON e.id = coalesce(i.employee_id, \
                        (SELECT c.owner_id FROM client c WHERE c.id = i.client_id), \
                        CASE WHEN i.by_actor LIKE 'employee:%' THEN CAST(substr(i.by_actor, 10) AS INTEGER) END) WHERE i.id = ?";
                    return by(sql, r.id);
                }
                _ => return Ok((None, None)),
            };
            by(
                &format!(
                    "SELECT e.id, e.department_id FROM {table} o JOIN employee e ON e.id = o.owner_id WHERE o.id = ?"
                ),
                r.id,
            )
        }
    }
}
