//! `case list`, `case show`: how a case stands and what keeps it from closing.

use serde::Serialize;
use serde_json::{Value, json};

use super::{Answer, App};
use crate::base::{CaseId, Code, Res};
use crate::cli::table::{Align, Table, fields};
use crate::domain::ledger::Tally;
use crate::domain::offers::OffersLeft;
use crate::domain::{CaseState, ItemState, JobState};
use crate::reads::Scope;
use crate::reads::accesses::{self, AccessView};
use crate::reads::case::{CaseJson, CaseView, Part, case, part};
use crate::reads::cases::{CaseItem, listed};
use crate::reads::chain::{self, LinkRow};
use crate::reads::checklist::{self, ItemView};
use crate::reads::closing;
use crate::reads::metrics::{self, CaseMetrics};
use crate::reads::withdrawn::{self, Taken};
use crate::store::Connection;
use crate::texts::{Noun, Texts};

/// A blocker of the contract, with the objects it is about.
#[derive(Debug, Serialize)]
struct Missing {
    code: &'static str,
    message: String,
    word: &'static str,
    count: u64,
}

#[derive(Debug, Serialize)]
struct Case {
    #[serde(flatten)]
    case: CaseJson,
    blockers: Vec<Missing>,
    /// Only of a withdrawn case: what others hold of it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    to_decide: Vec<Taken>,
    metrics: Value,
    /// By the number that `case check-item` takes.
    items: Vec<Value>,
    /// By the system that `case access` takes.
    accesses: Vec<Value>,
    /// What is done by itself: what has happened and what will.
    chain: Vec<Value>,
    /// Only of an absence just opened: offers that `--offers back` did not take back.
    #[serde(skip_serializing_if = "<[OffersLeft]>::is_empty")]
    offers_left: Vec<OffersLeft>,
}

fn item_json(i: &ItemView, app: &App) -> Value {
    json!({
        "item": i.n,
        "title": i.title,
        "list": i.list,
        "phase": i.phase,
        "role": i.role,
        "person": i.person.as_ref().map(|p| &p.1),
        "due": i.due_at.map(|a| a.iso(app.clock.zone)),
        "overdue": i.overdue,
        "mandatory": i.mandatory,
        "computed": i.computed.as_ref().map(|(_, c)| json!({ "done": c.done, "total": c.all })),
        "awaits_export": i.awaits_export,
        "state": i.state,
        "evidence": i.evidence,
        "reason": i.reason,
    })
}

fn access_json(a: &AccessView, app: &App) -> Value {
    json!({
        "id": a.id.to_string(),
        "system": a.system,
        "title": a.title,
        "state": a.state,
        "due": a.due_at.map(|d| d.iso(app.clock.zone)),
        "needs_redirect": a.needs_redirect,
        "redirected": a.redirected,
        "evidence": a.evidence,
    })
}

/// `case show`. Errors: `UnknownCase`, also for one that is not for whoever asks.
pub fn read(app: &App, id: CaseId) -> Res<Answer> {
    whole(app, id, Vec::new())
}

/// The case after a command on it.
pub fn show(app: &App, id: CaseId) -> Res<Answer> {
    show_left(app, id, Vec::new())
}

/// The same after it was opened, with what was asked for and not done. HR and IT open, withdraw and sign what they may not
/// read: the command was done, and its answer says so.
pub fn show_left(app: &App, id: CaseId, offers_left: Vec<OffersLeft>) -> Res<Answer> {
    match whole(app, id, offers_left.clone()) {
        Err(fault) if fault.code == Code::UnknownCase => unseen(app, id, &offers_left),
        other => other,
    }
}

/// No more than whoever has just done something to it knows already.
fn unseen(app: &App, id: CaseId, offers_left: &[OffersLeft]) -> Res<Answer> {
    let view = case(app.look()?.conn(), &Scope::All, id, &app.clock)?;
    let json = json!({
        "id": id.0, "kind": view.kind, "state": view.state, "employee": view.leaver.as_ref().map(|l| &l.name),
        "last_day": view.last_day.map(|d| d.to_string()), "offers_left": offers_left,
    });
    let done = app.texts.t().cli_case_unseen(id.0.to_string(), app.texts.term(view.state));
    let left = app.texts.offers_left(offers_left).map(|left| format!("\n{left}")).unwrap_or_default();
    Ok(Answer::new(json, format!("{done}{left}"))?.with_questions(!offers_left.is_empty()))
}

fn whole(app: &App, id: CaseId, offers_left: Vec<OffersLeft>) -> Res<Answer> {
    let base = app.look()?;
    let scope = app.scope_in(&base, Some(id))?;
    let view = case(base.conn(), &scope, id, &app.clock)?;
    let called_off = view.state == CaseState::Withdrawn;
    // Whoever has only received something reads what is theirs to do, as on the screen.
    let part = part(&view, &scope);
    let missing = match part {
        _ if called_off => Vec::new(),
        Part::Receives(me) => closing::of_receiver(base.conn(), id, me)?,
        Part::HandsOver(_) => Vec::new(),
        Part::Whole => closing::of_case(base.conn(), id)?,
    };
    let blockers: Vec<Missing> = missing
        .iter()
        .map(|b| Missing { code: b.code(), message: app.texts.blocker(b), word: b.word(), count: b.count() })
        .collect();
    let items = checklist::of_case(base.conn(), &scope, id, app.clock.now)?;
    let accesses = accesses::of_case(base.conn(), &scope, id, app.clock.now)?;
    let mut text = text(&view, &blockers, app);
    text.push_str(&open_items(&items, app));
    let to_decide = withdrawn::taken(base.conn(), id, part)?;
    text.push_str(&decide(&to_decide, app));
    let figures = figures(&view, part, app, base.conn())?;
    let metrics = figures.as_ref().map_or_else(|| json!({}), |m| m.json(app.clock.zone));
    if let Some(m) = &figures {
        text.push('\n');
        let shown: Vec<(String, String)> =
            m.headline().into_iter().flatten().map(|f| (app.texts.metric(f.metric), app.texts.figure(f))).collect();
        text.push_str(&fields(&shown));
    }
    let links = chain::of_case(&app.asker(&base, &scope)?, id)?;
    text.push_str(&chain_lines(&links, app));
    let chain = links.iter().map(|l| link_json(l, app)).collect();
    let items = items.iter().map(|i| item_json(i, app)).collect();
    let accesses = accesses.iter().map(|a| access_json(a, app)).collect();
    let left = !offers_left.is_empty();
    text.extend(app.texts.offers_left(&offers_left).map(|said| format!("\n{said}\n")));
    let case = view.json(&app.clock);
    let json = Case { case, blockers, to_decide, metrics, items, accesses, chain, offers_left };
    Ok(Answer::new(json, text)?.with_questions(left))
}

fn link_json(l: &LinkRow, app: &App) -> Value {
    json!({
        "job": l.job.map(|j| j.0),
        "step": l.step,
        "title": app.texts.deed(&l.deed),
        "on": l.on.to_string(),
        "due_at": l.due_at.map(|a| a.iso(app.clock.zone)),
        "receiver": l.deed.to,
        "person": l.to,
        "state": l.state_word(),
        "result": l.result,
        "done_at": l.done_at.map(|a| a.iso(app.clock.zone)),
        "tries": l.tries,
    })
}

/// The links that are still ahead or need a person; what is done stays out of the way.
fn chain_lines(links: &[LinkRow], app: &App) -> String {
    let (x, t) = (&app.texts, app.texts.t());
    let mut table = Table::new(vec![
        (t.chain_col_when(), Align::Left),
        (t.chain_col_what(), Align::Left),
        (t.chain_col_who(), Align::Left),
        (t.chain_col_result(), Align::Left),
    ]);
    for l in links.iter().filter(|l| l.state != Some(JobState::Done)) {
        let state = l.state.filter(|s| *s != JobState::Queued || l.tries > 0).map(|s| x.term(s)).unwrap_or_default();
        table.row([
            l.due_at.map_or_else(|| x.waits_for(l.on), |at| x.at(at, &app.clock)),
            x.deed(&l.deed),
            l.to.clone().unwrap_or_else(|| x.receiver(l.deed.to)),
            state,
        ]);
    }
    if table.is_empty() { String::new() } else { format!("\n{}", table.text()) }
}

/// A case that has not started has no figures; those of the whole are not for whoever has a part of it.
fn figures(v: &CaseView, part: Part, app: &App, c: &Connection) -> Res<Option<CaseMetrics>> {
    match v.opened_at.filter(|_| part.is_whole()) {
        None => Ok(None),
        Some(_) => metrics::of_case(c, v.id, &app.clock, app.office()).map(Some),
    }
}

/// What is still to be done, by the numbers that `case check-item` takes.
fn open_items(items: &[ItemView], app: &App) -> String {
    let (x, t) = (&app.texts, app.texts.t());
    let mut table = Table::new(vec![
        (t.cli_col_id(), Align::Right),
        (t.cli_field_checklist(), Align::Left),
        (t.cli_col_who(), Align::Left),
        (t.cli_col_due(), Align::Left),
        (t.cli_col_done(), Align::Right),
    ]);
    for i in items.iter().filter(|i| i.state == ItemState::Open && !i.dropped()) {
        let n = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
        table.row([
            i.n.to_string(),
            if i.overdue { format!("! {}", i.title) } else { i.title.clone() },
            i.person.as_ref().map(|p| p.1.clone()).or(i.role.map(|r| x.term(r))).unwrap_or_default(),
            i.due_at.map(|d| x.at(d, &app.clock)).unwrap_or_default(),
            match &i.computed {
                Some(_) if i.awaits_export => t.cases_awaits_export(),
                Some((_, c)) => x.n_of(n(c.done), n(c.all)),
                None => String::new(),
            },
        ]);
    }
    if table.is_empty() { String::new() } else { format!("\n{}", table.text()) }
}

/// What a withdrawn case leaves to the head.
fn decide(taken: &[Taken], app: &App) -> String {
    let (x, t) = (&app.texts, app.texts.t());
    if taken.is_empty() {
        return String::new();
    }
    let mut out = format!("\n{}\n", t.withdrawn_taken(x.count(Noun::Object, taken.len() as i64)));
    for line in taken {
        let told = if line.told { format!(" · {}", t.withdrawn_told()) } else { String::new() };
        out.push_str(&format!(
            "  {} {} — {}{told}\n",
            line.object,
            crate::base::show(&line.title),
            crate::base::show(&line.holder)
        ));
    }
    out
}

fn text(v: &CaseView, blockers: &[Missing], app: &App) -> String {
    let (x, t) = (&app.texts, app.texts.t());
    let today = app.clock.today();
    let leaver = v.leaver.as_ref().map(|w| w.name.clone()).unwrap_or_default();
    let mut out = format!("№ {} · {} · {} · {}\n", v.id.0, crate::base::show(&leaver), x.term(v.kind), x.term(v.state));
    let c = &v.checklist;
    // Of what was called off nothing is left to count.
    let runs = v.state != CaseState::Withdrawn;
    let n = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    out.push_str(&fields(&[
        (t.cli_field_head(), v.head.as_ref().map(|w| w.name.clone()).unwrap_or_default()),
        (t.cli_field_last_day(), v.last_day.map(|d| x.day(d, today)).unwrap_or_default()),
        (t.cli_field_snapshot(), tally(&v.ledger.snapshot, x)),
        (t.cli_field_remaining(), if runs { tally(&v.ledger.remaining, x) } else { String::new() }),
        (t.cli_field_late(), if v.ledger.late > 0 { x.number(n(v.ledger.late)) } else { String::new() }),
        (t.cli_field_checklist(), if runs { x.n_of(n(c.done), n(c.total)) } else { String::new() }),
        (t.cli_field_overdue(), if c.overdue > 0 { x.count(Noun::Item, n(c.overdue)) } else { String::new() }),
    ]));
    if !blockers.is_empty() {
        out.push_str(&t.cli_case_missing());
        out.push('\n');
        blockers.iter().for_each(|b| out.push_str(&format!("  · {}\n", b.message)));
    }
    out
}

/// «156 клиентов, 50 сделок на 8 420 000 ₽, 38 задач».
pub(super) fn tally(v: &Tally, x: &Texts) -> String {
    let n = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let counted = [
        (Noun::Client, v.clients, None),
        (Noun::Deal, v.deals, (!v.amounts.is_zero()).then(|| x.sums(&v.amounts))),
        (Noun::Task, v.tasks + v.authored, None),
        (Noun::Lead, v.leads, None),
        (Noun::Reference, v.references, None),
    ];
    let parts: Vec<String> = counted
        .into_iter()
        .filter(|(_, count, _)| *count > 0)
        .map(|(noun, count, sum)| match sum {
            Some(sum) => x.t().cli_count_for(x.count(noun, n(count)), sum),
            None => x.count(noun, n(count)),
        })
        .collect();
    if parts.is_empty() { "—".to_owned() } else { parts.join(", ") }
}

pub fn list(app: &App) -> Res<Answer> {
    let base = app.look()?;
    let scope = app.scope(&base)?;
    let rows = listed(&app.asker(&base, &scope)?)?;
    let (x, t) = (&app.texts, app.texts.t());
    let mut table = Table::new(vec![
        (t.cli_col_id(), Align::Right),
        (t.cli_col_person(), Align::Left),
        (t.cli_col_kind(), Align::Left),
        (t.cli_col_state(), Align::Left),
        (t.cli_field_last_day(), Align::Left),
        (t.cli_field_remaining(), Align::Right),
        (t.cli_col_accepted(), Align::Right),
        (t.cli_field_checklist(), Align::Right),
    ]);
    let n = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    for c in &rows {
        let runs = c.state != CaseState::Withdrawn;
        let of = |done, all| if runs { x.n_of(n(done), n(all)) } else { "—".to_owned() };
        table.row([
            c.id.0.to_string(),
            c.name.clone(),
            x.term(c.kind),
            c.starts_at.map_or_else(|| x.term(c.state), |at| t.hidden_starts(x.at(at, &app.clock))),
            c.last_day.map(|d| x.day(d, app.clock.today())).unwrap_or_default(),
            of(c.remaining, c.lines),
            of(c.accepted, c.assigned),
            of(c.items_done, c.items),
        ]);
    }
    let items: Vec<_> = rows.iter().map(|c| item(c, app)).collect();
    let text = if table.is_empty() { t.cli_no_cases() } else { table.text() };
    Answer::new(json!({ "cases": items }), text)
}

fn item(c: &CaseItem, app: &App) -> serde_json::Value {
    json!({
        "id": c.id.0,
        "kind": c.kind,
        "state": c.state,
        "employee": c.name,
        "employee_id": c.employee,
        "client": c.client,
        "until": c.until.map(|d| d.to_string()),
        "starts_at": c.starts_at.map(|a| a.iso(app.clock.zone)),
        "opened_at": c.opened_at.map(|a| a.iso(app.clock.zone)),
        "last_day": c.last_day.map(|d| d.to_string()),
        "lines": c.lines,
        "remaining": c.remaining,
        "assigned": c.assigned,
        "accepted": c.accepted,
        "checklist": { "done": c.items_done, "total": c.items, "overdue": c.items_overdue },
    })
}
