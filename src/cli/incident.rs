//! `incident list|add|confirm|dismiss|notified`: leaks that are suspected, what became of them, and the notices of
//! 152-ФЗ with their clocks.

use serde_json::{Value, json};

use super::table::{Align, Table};
use super::{Answer, App, vocab};
use crate::base::{Code, Fault, IncidentId, Res, SignalId};
use crate::domain::{IncidentKind, IncidentState, Notice};
use crate::ops::{IncidentAdd, IncidentDecide, IncidentNotify, Suspicion};
use crate::reads::find;
use crate::reads::incidents::{IncidentRow, list};
use crate::store::Base;

#[derive(Debug, clap::Subcommand)]
pub enum Args {
    List(List),
    Add(Add),
    Confirm(Decide),
    Dismiss(Decide),
    Notified(Notified),
}

#[derive(Debug, clap::Args)]
pub struct List {
    #[arg(long, value_name = "NAME")]
    employee: Option<String>,
    #[arg(long, id = "closed_too")]
    all: bool,
}

#[derive(Debug, clap::Args)]
pub struct Add {
    /// Out of a signal.
    #[arg(long, id = "from_signal", value_name = "ID", conflicts_with_all = ["client", "employee"])]
    signal: Option<i64>,
    #[arg(long, value_name = "NAME")]
    client: Option<String>,
    /// The former manager called this client.
    #[arg(long, requires = "client")]
    former_call: bool,
    #[arg(long, value_name = "NAME")]
    employee: Option<String>,
    #[arg(long, id = "incident_kind", value_name = "K", value_parser = vocab(IncidentKind::of))]
    kind: Option<IncidentKind>,
    #[arg(long, id = "happened", value_name = "TEXT", default_value = "", hide_default_value = true)]
    what: String,
    #[arg(long)]
    personal: bool,
}

#[derive(Debug, clap::Args)]
pub struct Decide {
    #[arg(id = "incident", value_name = "ID")]
    id: i64,
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    reason: String,
    #[arg(long, id = "has_personal", value_name = "yes|no", value_parser = ["yes", "no"], hide_possible_values = true)]
    personal: Option<String>,
}

#[derive(Debug, clap::Args)]
pub struct Notified {
    #[arg(id = "incident", value_name = "ID")]
    id: i64,
    #[arg(long, value_name = "24|72", value_parser = vocab(Notice::of))]
    hours: Notice,
}

pub fn run(args: &Args, app: &App) -> Res<Answer> {
    let mut base = match args {
        Args::List(a) => return all(a, app),
        _ => app.base()?,
    };
    let (id, said) = match args {
        Args::List(_) => return Err(Code::Internal.into()),
        Args::Add(a) => {
            let command = a.command(&base)?;
            let id = app.run(&mut base, &command)?.out.incident;
            (id, app.texts.t().signals_saved_incident(id.0.to_string()))
        }
        Args::Confirm(a) => (decide(a, true, &mut base, app)?, app.texts.t().signals_saved_confirmed()),
        Args::Dismiss(a) => (decide(a, false, &mut base, app)?, app.texts.t().signals_saved_dismissed()),
        Args::Notified(a) => {
            let incident = IncidentId(a.id);
            app.run(&mut base, &IncidentNotify { incident, notice: a.hours })?;
            (incident, app.texts.t().signals_saved_notice())
        }
    };
    // Whoever only reports may not see what became of it; the number is theirs all the same.
    let scope = app.scope(&base)?;
    let watch = app.asker(&base, &scope)?.watch()?;
    let row = crate::reads::incidents::one(base.conn(), &watch, id)?;
    Answer::new(row.map_or_else(|| json!({ "id": id.0 }), |i| item(&i, app)), said)
}

fn decide(a: &Decide, confirm: bool, base: &mut Base, app: &App) -> Res<IncidentId> {
    let incident = IncidentId(a.id);
    let personal = a.personal.as_deref().map(|p| p == "yes");
    app.run(base, &IncidentDecide { incident, confirm, reason: a.reason.clone(), personal })?;
    Ok(incident)
}

impl Add {
    fn command(&self, base: &Base) -> Res<IncidentAdd> {
        let client = self.client.as_deref().map(|n| find::client(base.conn(), n)).transpose()?;
        let employee = self.employee.as_deref().map(|n| find::employee(base.conn(), n)).transpose()?;
        let from = match (self.signal, client) {
            (Some(id), _) => Suspicion::Signal(SignalId(id)),
            (None, Some(client)) if self.former_call => Suspicion::FormerCall(client),
            _ if self.what.trim().is_empty() => return Err(Fault::new(Code::ReasonNeeded)),
            _ => Suspicion::Hand { kind: self.kind.unwrap_or(IncidentKind::Other), employee, client },
        };
        Ok(IncidentAdd { from, what: self.what.clone(), personal: self.personal })
    }
}

/// The fields of one incident, both clocks among them.
fn item(i: &IncidentRow, app: &App) -> Value {
    let zone = app.clock.zone;
    let notices: Vec<Value> = Notice::ALL
        .iter()
        .filter_map(|n| {
            let due = i.due(*n)?;
            let made = i.notified(*n);
            Some(json!({
                "hours": n.hours(), "due_at": due.iso(zone), "notified_at": made.map(|at| at.iso(zone)),
                "overdue": made.is_none() && due < app.clock.now,
            }))
        })
        .collect();
    json!({
        "id": i.id.0, "kind": i.kind, "state": i.state, "employee": (!i.name.is_empty()).then_some(&i.name),
        "employee_id": i.employee.map(|e| e.0), "client": i.client.map(|c| c.0), "signal": i.signal.map(|s| s.0),
        "what": i.what, "personal": i.personal, "found_at": i.found_at.iso(zone), "notices": notices,
        "reason": (!i.reason.is_empty()).then_some(&i.reason), "decided_at": i.decided_at.map(|at| at.iso(zone)),
    })
}

fn all(a: &List, app: &App) -> Res<Answer> {
    let base = app.look()?;
    let scope = app.scope(&base)?;
    let watch = app.asker(&base, &scope)?.watch()?;
    let person = a.employee.as_deref().map(|n| find::employee(base.conn(), n)).transpose()?;
    let mut rows = list(base.conn(), &watch, person, false)?;
    let found = rows.len();
    // A confirmed leak stays in sight also when nothing is left to do about it.
    rows.retain(|i| a.all || i.state != IncidentState::Dismissed);
    let (x, t) = (&app.texts, app.texts.t());
    let mut table = Table::new(vec![
        (t.cli_col_id(), Align::Right),
        (t.cli_col_when(), Align::Left),
        (t.cli_col_who(), Align::Left),
        (t.cli_col_what(), Align::Left),
        (t.cli_col_state(), Align::Left),
        (t.cli_col_due(), Align::Left),
    ]);
    for i in &rows {
        let due = match i.next() {
            Some((_, due)) if due < app.clock.now => x.late(app.clock.now.0 - due.0),
            Some((_, due)) => t.signals_notice_due(x.at(due, &app.clock)),
            None => String::new(),
        };
        let who = if i.name.is_empty() { t.signals_nobody() } else { i.name.clone() };
        let cells = [i.id.0.to_string(), x.at(i.found_at, &app.clock), who, x.term(i.kind), x.term(i.state), due];
        table.row(cells);
    }
    let text = match table.is_empty() {
        true if found == 0 => t.cli_incidents_none(),
        true => t.cli_incidents_dismissed_only(x.number(found as i64)),
        false => table.text(),
    };
    Answer::new(json!({ "incidents": rows.iter().map(|i| item(i, app)).collect::<Vec<_>>() }), text)
}
