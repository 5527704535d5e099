//! A suspected incident: out of a signal, by hand, or «звонил бывший менеджер» from a client's card (2 §9.20).

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{About, Asks, Command, Ctx, guard, inbox, signal_look, signals};
use crate::base::{ClientId, Code, Day, EmployeeId, Fault, HOUR_MS, IncidentId, Kind, Ref, Res, SignalId, clean};
use crate::domain::rights::Right;
use crate::domain::{InboxKind, IncidentKind, Notice, Role, SignalKind, SignalState};
use crate::reads::signals::AFTER_DAYS;
use crate::store::{Tx, params};

/// What an incident begins with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Suspicion {
    Signal(SignalId),
    /// The former manager called this client; who that was is found by the owners' history.
    FormerCall(ClientId),
    Hand {
        kind: IncidentKind,
        employee: Option<EmployeeId>,
        client: Option<ClientId>,
    },
}

#[derive(Debug, Clone, Serialize)]
pub struct IncidentAdd {
    pub from: Suspicion,
    /// What happened, in words; may be empty where the kind says it.
    pub what: String,
    /// Personal data is in it, also where the beginning alone does not say so: the clocks of 152-ФЗ start.
    pub personal: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncidentAdded {
    pub incident: IncidentId,
    /// Whom it is about.
    pub employee: Option<EmployeeId>,
}

/// The columns that the beginning decides.
struct Row {
    kind: IncidentKind,
    employee: Option<EmployeeId>,
    client: Option<ClientId>,
    signal: Option<SignalId>,
    personal: bool,
}

impl Command for IncidentAdd {
    type Out = IncidentAdded;
    const WORD: &'static str = "incident-add";

    fn object(&self) -> Option<Ref> {
        match &self.from {
            Suspicion::Signal(id) => Some((*id).into()),
            Suspicion::FormerCall(id) => Some((*id).into()),
            Suspicion::Hand { client, employee, .. } => client.map(Ref::from).or(employee.map(Ref::from)),
        }
    }

    fn asks(&self) -> Vec<Asks> {
        vec![match self.from {
            Suspicion::Signal(id) => Asks::new(Right::Incidents, About::Object(id.into())),
            Suspicion::FormerCall(_) | Suspicion::Hand { .. } => Asks::new(Right::IncidentReport, About::Office),
        }]
    }

    /// Errors: `UnknownObject`, `UnknownClient`; `WrongState` for a signal that is an incident already; for a call
    /// `NoFormerOwner`, and `FormerOwnerTooLate` more than 180 days after the last day; `ReasonNeeded` for one by hand
    /// without words.
    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<IncidentAdded> {
        let what = clean(&self.what).trim().to_owned();
        let mut row = match &self.from {
            Suspicion::Signal(id) => from_signal(tx, cx, *id)?,
            Suspicion::FormerCall(client) => former_call(tx, cx, *client)?,
            Suspicion::Hand { kind, employee, client } => {
                if what.is_empty() {
                    return Err(Code::ReasonNeeded.into());
                }
                Row { kind: *kind, employee: *employee, client: *client, signal: None, personal: false }
            }
        };
        row.personal |= self.personal;
        let fields = [
            ("kind", row.kind.into()),
            ("employee_id", row.employee.into()),
            ("client_id", row.client.into()),
            ("signal_id", row.signal.into()),
            ("what", what.into()),
            ("personal", row.personal.into()),
            ("found_at", cx.clock.now.into()),
            ("by_actor", (&cx.actor).into()),
        ];
        let id = IncidentId(tx.insert(Kind::Incident, &fields)?);
        tell(tx, cx, id, &row)?;
        Ok(IncidentAdded { incident: id, employee: row.employee })
    }
}

fn from_signal(tx: &mut Tx<'_>, cx: &Ctx<'_>, id: SignalId) -> Res<Row> {
    let person = signal_look::whose(tx, id)?;
    guard::not_oneself(cx, Some(person))?;
    let sql = "SELECT kind, state FROM signal WHERE id = ?1";
    let row = tx.one(sql, params![id], |r| Ok((r.get::<_, SignalKind>(0)?, r.get::<_, SignalState>(1)?)))?;
    let Some((kind, state)) = row else { return Err(Code::UnknownObject.into()) };
    if state == SignalState::Incident {
        return Err(Fault::new(Code::WrongState).with("name", id).with("state", state.word()));
    }
    let fields = [
        ("state", SignalState::Incident.into()),
        ("looked_by", (&cx.actor).into()),
        ("looked_at", cx.clock.now.into()),
    ];
    tx.set(Kind::Signal, id.0, &fields)?;
    signals::looked(tx, person)?;
    Ok(Row {
        kind: kind.incident(),
        employee: Some(person),
        client: None,
        signal: Some(id),
        personal: kind.is_personal(),
    })
}

fn former_call(tx: &Tx<'_>, cx: &Ctx<'_>, client: ClientId) -> Res<Row> {
    let exists = "SELECT count(*) FROM client WHERE id = ?1 AND deleted = 0";
    if tx.count(exists, params![client])? == 0 {
        return Err(Fault::new(Code::UnknownClient).with("name", client));
    }
    // Whoever held it and leaves or has left: by the inverses of the owner, and by the ledgers of handovers. The one who
    // went last is the one who calls.
    let sql = "SELECT e.id, e.name, CASE e.status WHEN 'dismissed' THEN coalesce(e.dismissed_on, e.last_day) \
               ELSE e.last_day END AS gone FROM employee e \
        WHERE e.status IN ('leaving','dismissed') AND e.id IS NOT (SELECT owner_id FROM client WHERE id = ?1) \
          AND (e.id IN (SELECT from_id FROM owner_history WHERE kind = 'client' AND id = ?1) \
            OR e.id IN (SELECT h.leaver_id FROM ledger_line l JOIN handover_case h ON h.id = l.case_id \
                         WHERE l.kind = 'client' AND l.object_id = ?1 AND h.state NOT IN ('draft','withdrawn'))) \
        ORDER BY gone IS NULL DESC, gone DESC, e.id DESC LIMIT 1";
    let found = tx.one(sql, params![client], |r| {
        Ok((r.get::<_, EmployeeId>(0)?, r.get::<_, String>(1)?, r.get::<_, Option<Day>>(2)?))
    })?;
    let Some((employee, name, gone)) = found else {
        return Err(Fault::new(Code::NoFormerOwner).with("name", client));
    };
    let today = cx.office.zone.day(cx.clock.now);
    if gone.is_some_and(|d| d.plus(AFTER_DAYS) < today) {
        return Err(Fault::new(Code::FormerOwnerTooLate).with("name", name));
    }
    let people = "SELECT count(*) FROM client_contact WHERE client_id = ?1";
    let personal = tx.count(people, params![client])? > 0;
    let kind = IncidentKind::FormerCall;
    Ok(Row { kind, employee: Some(employee), client: Some(client), signal: None, personal })
}

/// Security is told, and the head of whom it is about; with the nearer clock where one runs.
fn tell(tx: &mut Tx<'_>, cx: &Ctx<'_>, id: IncidentId, row: &Row) -> Res<()> {
    let name = |sql: &str, id: i64| tx.one(sql, [id], |r| r.get::<_, String>(0));
    let about = match (row.employee, row.client) {
        (Some(e), _) => name("SELECT name FROM employee WHERE id = ?1", e.0)?,
        (None, Some(c)) => name("SELECT name FROM client WHERE id = ?1", c.0)?,
        (None, None) => None,
    };
    let args = json!({ "name": about.unwrap_or_default(), "kind": row.kind.word(), "personal": row.personal });
    let due = row.personal.then(|| cx.clock.now.plus(Notice::Hours24.hours() * HOUR_MS));
    let sql = "SELECT coalesce(e.head_id, d.head_id) FROM employee e LEFT JOIN department d ON d.id = e.department_id \
        WHERE e.id = ?1";
    let head = match row.employee {
        Some(e) => tx.one(sql, params![e], |r| r.get::<_, Option<EmployeeId>>(0))?.flatten(),
        None => None,
    };
    if let Some(to) = head.filter(|h| Some(*h) != row.employee) {
        let note = inbox::Note { to, kind: InboxKind::IncidentFound, object: id.into(), args: args.clone(), due };
        inbox::tell(tx, note)?;
    }
    inbox::tell_role(tx, Role::Security, InboxKind::IncidentFound, id.into(), args, due)
}
