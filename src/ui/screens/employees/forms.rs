//! The forms about a person and the commands they come to.

use super::EmployeeStatus;
use crate::base::{At, Due, EmployeeId};
use crate::domain::calendar::Calendar;
use crate::domain::chain::{self, Action, Deed, Planned};
use crate::domain::employment::movement;
use crate::domain::names::short;
use crate::domain::{CaseKind, Role, prepared};
use crate::ops::{CaseOpen, CasePrepare, EmployeeSet, Order};
use crate::reads::borrowed::Returns;
use crate::reads::person_form::{Person, PersonForm};
use crate::texts::Noun;
use crate::ui::cx::Cx;
use crate::ui::popup::{FormPopup, PickItem};
use crate::ui::said;
use crate::ui::widgets::{Field, Form, Problems, Values};

// ── «Увольняется» ──

/// The form that starts a handover; its note says what happens on saving.
pub(super) fn leaves(f: &PersonForm, cx: &Cx) -> FormPopup {
    let (x, t) = (cx.texts, cx.texts.t());
    let mut fields = vec![
        Field::spoken("last_day", t.employees_last_day(), &x.day_figures(f.proposed), said::echo),
        Field::spoken("notice", t.employees_notice(), "", notice_echo),
        Field::spoken("start", t.hidden_field(), "", start_echo),
    ];
    match f.leads.and_then(|id| f.others.iter().find(|o| o.id == id)) {
        Some(head) if !f.is_head => fields.push(Field::told("leads", t.employees_leads(), head.name.clone())),
        head => {
            let chosen = head.map(|h| h.id.0.to_string());
            let leads = Field::choice("acting", t.employees_acting(), people(&f.others, cx), chosen);
            fields.push(leads.note(t.employees_acting_new()));
        }
    }
    let risk = vec![PickItem::new("no", t.employees_risk_no()), PickItem::new("yes", t.employees_risk_yes())];
    fields.push(Field::choice("risk", t.employees_risk(), risk, Some("no".to_owned())));
    let row = &f.card.row;
    let mut snapshot = vec![
        x.count(Noun::Client, f.clients() as i64),
        x.count(Noun::Deal, f.deals() as i64),
        x.count(Noun::Task, f.tasks() as i64),
    ];
    // The card counts the person's own tasks alone: what was set for others stands apart.
    snapshot.extend((f.authored > 0).then(|| t.tasks_for_others(x.count(Noun::Task, f.authored as i64))));
    if f.leads() > 0 {
        snapshot.push(x.count(Noun::Lead, f.leads() as i64));
    }
    let accesses =
        if f.accesses == 0 { t.employees_accesses_catalogue() } else { x.count(Noun::Access, f.accesses as i64) };
    let snapshot = if row.seen { snapshot.join(", ") } else { t.employees_snapshot_unseen() };
    let mut note = vec![t.employees_leaves_note(snapshot, accesses)];
    note.extend(not_taken_over(f, cx));
    FormPopup::new(t.employees_leaves_title(row.name.clone()), Form::new(fields, leaves_check))
        .note(note.join(" "))
        .live(what_happens)
        .draft(format!("employees.leaves.{}", row.id.0))
}

/// What the person holds of others' handovers, and where it goes.
fn not_taken_over(f: &PersonForm, cx: &Cx) -> Vec<String> {
    let (x, t) = (cx.texts, cx.texts.t());
    let returns =
        |r: &Returns| t.leaves_returns(x.count(Noun::Line, r.lines as i64), r.case.0.to_string(), short(&r.leaver));
    let mut out: Vec<String> = f.borrowed.returns.iter().map(returns).collect();
    let held = &f.borrowed.for_now;
    let parts: Vec<String> = [(Noun::Client, held.clients), (Noun::Deal, held.deals), (Noun::Task, held.tasks)]
        .into_iter()
        .filter(|(_, n)| *n > 0)
        .map(|(noun, n)| x.count(noun, n as i64))
        .collect();
    if !parts.is_empty() {
        out.push(t.leaves_for_now(parts.join(", ")));
    }
    out
}

/// «Что произойдёт»: each automatic action, when, and who learns of it, as the day and the suspicions stand now.
fn what_happens(v: &Values, cx: &Cx) -> Vec<(String, String)> {
    let Some(day) = said::due(&v["last_day"], cx).map(|d| d.day) else { return Vec::new() };
    let Ok(chain) = cx.office.chain() else { return Vec::new() };
    let now = cx.clock.now;
    let begins = start(v, cx).unwrap_or(now);
    let plan = chain::plan(&chain, &Calendar::of(cx.office), begins, begins, day, v["risk"] == "yes");
    let (t, mut out): (_, Vec<(String, String)>) = (cx.texts.t(), Vec::new());
    let (reminders, rest): (Vec<&Planned<'_>>, Vec<&Planned<'_>>) =
        plan.iter().partition(|p| p.step.action == Action::Remind);
    for same in rest.chunk_by(|a, b| a.at == b.at) {
        let heading = match same[0].at {
            Some(at) if at <= now => t.chain_now(),
            Some(at) => moment(at, cx),
            None => t.chain_on_order(),
        };
        out.push((heading, deeds(same, cx)));
    }
    for same in reminders.chunk_by(|a, b| a.step.to == b.step.to) {
        let times: Vec<String> = same.iter().filter_map(|p| p.at).map(|at| moment(at, cx)).collect();
        let said = format!("{} ({})", times.join(", "), cx.texts.receiver(same[0].step.to));
        out.insert(out.len().min(1), (t.chain_reminders(), said));
    }
    out.insert(0, (t.chain_what_happens(), String::new()));
    out
}

/// «17 нояб. 09:00».
fn moment(at: At, cx: &Cx) -> String {
    format!("{} {}", cx.texts.day_short(cx.clock.zone.day(at), cx.today()), cx.texts.time(at, &cx.clock))
}

/// «Запрет экспорта данных (безопасность) · Задача «Передача дел» (увольняющийся, руководитель)».
fn deeds(steps: &[&Planned<'_>], cx: &Cx) -> String {
    let mut out: Vec<(String, Vec<String>)> = Vec::new();
    for p in steps {
        let title = cx.texts.deed(&Deed::of(p.step));
        let to = p.step.to.map(|to| cx.texts.receiver(Some(to)));
        match out.iter_mut().find(|(known, _)| *known == title) {
            Some((_, all)) => all.extend(to),
            None => out.push((title, to.into_iter().collect())),
        }
    }
    let said =
        out.into_iter().map(|(title, to)| if to.is_empty() { title } else { format!("{title} ({})", to.join(", ")) });
    said.collect::<Vec<_>>().join(" · ")
}

/// An empty notice is one received now; one from tomorrow is a slip.
fn notice_echo(text: &str, cx: &Cx) -> Result<String, String> {
    if text.is_empty() {
        return Ok(cx.texts.t().employees_notice_now());
    }
    let echo = said::echo_any(text, cx)?;
    match said::due(text, cx) {
        Some(d) if d.day > cx.today() => Err(cx.texts.t().employees_notice_future()),
        _ => Ok(echo),
    }
}

fn leaves_check(v: &Values, cx: &Cx) -> Problems {
    let t = cx.texts.t();
    let mut out = Problems::new();
    if v["last_day"].is_empty() {
        out.push(("last_day", t.employees_last_day_needed()));
    }
    if let Some(at) = start(v, cx) {
        let last_day = said::due(&v["last_day"], cx).map(|d| d.day);
        if at <= cx.clock.now {
            out.push(("start", t.hidden_past()));
        } else if last_day.is_some_and(|d| d < cx.clock.zone.day(at)) {
            out.push(("last_day", t.hidden_after()));
        }
    }
    if v.get("acting").is_some_and(String::is_empty) {
        out.push(("acting", t.employees_acting_needed()));
    }
    out
}

pub(super) fn to_open(f: &PersonForm, v: &Values, cx: &Cx) -> Option<Order> {
    let last_day = said::due(&v["last_day"], cx)?.day;
    let (employee, notice, risk) = (f.card.row.id, notice(&v["notice"], cx), v["risk"] == "yes");
    let acting_head = v.get("acting").and_then(|id| id.parse().ok()).map(EmployeeId);
    Some(match start(v, cx) {
        Some(start) => CasePrepare { employee, last_day, start, notice, acting_head, risk }.into(),
        None => {
            let last_day = Some(last_day);
            CaseOpen { employee, kind: CaseKind::Planned, last_day, notice, acting_head, risk }.into()
        }
    })
}

/// The minute a hidden preparation begins; `None`: at once.
fn start(v: &Values, cx: &Cx) -> Option<At> {
    let text = v.get("start").map_or("", String::as_str);
    let due = said::due(text, cx).filter(|_| !text.is_empty())?;
    Some(begins(due, cx))
}

/// A day without a time begins as it does where no day was said (`case open --hidden`).
fn begins(due: Due, cx: &Cx) -> At {
    let by_itself = || prepared::begins(&Calendar::of(cx.office), due.day, cx.clock.now);
    due.minute.map_or_else(by_itself, |minute| cx.clock.zone.at(due.day, minute))
}

fn start_echo(text: &str, cx: &Cx) -> Result<String, String> {
    let t = cx.texts.t();
    if text.is_empty() {
        return Ok(t.hidden_now());
    }
    said::echo_any(text, cx)?;
    match said::due(text, cx).map(|due| begins(due, cx)) {
        Some(at) if at > cx.clock.now => Ok(t.hidden_until(cx.texts.at(at, &cx.clock))),
        _ => Err(t.hidden_past()),
    }
}

/// A day without a time counts from the morning; never later than now.
fn notice(text: &str, cx: &Cx) -> Option<At> {
    let due = said::due(text, cx).filter(|_| !text.is_empty())?;
    let at = cx.clock.zone.at(due.day, due.minute.unwrap_or(cx.office.day_start));
    Some(at.min(cx.clock.now))
}

fn people(others: &[Person], cx: &Cx) -> Vec<PickItem> {
    others.iter().map(|o| PickItem::new(o.id.0.to_string(), o.name.clone()).note(cx.texts.term(o.role))).collect()
}

// ── The card ──

pub(super) fn edit(f: &PersonForm, cx: &Cx) -> FormPopup {
    let t = cx.texts.t();
    let row = &f.card.row;
    let mut fields = vec![
        Field::line("name", t.employees_field_name(), &row.name),
        Field::choice("status", t.employees_col_status(), statuses(f, cx), Some(row.status.word().to_owned())),
    ];
    if row.status == EmployeeStatus::Leaving {
        fields.push(Field::line("order", t.employees_field_order(), ""));
        fields.push(Field::spoken("ordered", t.employees_field_ordered(), "", said::echo_any));
    }
    let chosen = |id: Option<EmployeeId>| Some(id.map_or_else(String::new, |i| i.0.to_string()));
    let nobody_or = || {
        let mut items = vec![PickItem::new("", t.ui_none())];
        items.extend(people(&f.others, cx));
        items
    };
    fields.extend([
        Field::choice("role", t.employees_col_role(), roles(cx), Some(row.role.word().to_owned())),
        department(&f.departments, &row.department, cx),
        Field::choice("head", t.employees_card_head(), nobody_or(), chosen(f.head_id)),
        Field::choice("deputy", t.employees_card_deputy(), nobody_or(), chosen(f.deputy_id)),
        Field::line(
            "capacity",
            t.employees_field_capacity(),
            &row.capacity.map_or_else(String::new, |n| n.to_string()),
        ),
        Field::line("regions", t.employees_field_regions(), &row.regions.join(", ")),
        Field::line("industries", t.employees_field_industries(), &row.industries.join(", ")),
        Field::line("phone", t.employees_card_phone(), &f.card.phone),
        Field::line("email", t.employees_card_email(), &f.card.email),
    ]);
    FormPopup::new(t.employees_edit_title(row.name.clone()), Form::new(fields, edit_check))
        .note(t.employees_edit_note(cx.texts.number(cx.office.capacity.into())))
        .draft(format!("employees.edit.{}", row.id.0))
}

/// With departments known one is chosen, so that a slip does not make another; the first one is typed.
fn department(known: &[String], now: &str, cx: &Cx) -> Field {
    let label = cx.texts.t().employees_col_department();
    if known.is_empty() {
        return Field::line("department", label, now);
    }
    let mut options: Vec<PickItem> = known.iter().map(|d| PickItem::new(d.clone(), d.clone())).collect();
    if now.is_empty() {
        options.insert(0, PickItem::new("", cx.texts.t().employees_no_department()));
    }
    Field::choice("department", label, options, Some(now.to_owned()))
}

fn roles(cx: &Cx) -> Vec<PickItem> {
    Role::ALL.iter().map(|r| PickItem::new(r.word(), cx.texts.term(*r))).collect()
}

/// All statuses; those that are not reached from here say where they are.
fn statuses(f: &PersonForm, cx: &Cx) -> Vec<PickItem> {
    let t = cx.texts.t();
    let now = f.card.row.status;
    let why = |to: EmployeeStatus| match (now, to) {
        _ if now == to => None,
        (_, EmployeeStatus::Leaving) => Some(t.employees_status_by_leaves()),
        (EmployeeStatus::Leaving, EmployeeStatus::Active | EmployeeStatus::Probation) => {
            Some(t.employees_status_by_withdraw())
        }
        _ if movement(now, to, None).is_none() => Some(t.employees_status_no_way()),
        _ => None,
    };
    EmployeeStatus::ALL.iter().map(|s| PickItem::new(s.word(), cx.texts.term(*s)).refused(why(*s))).collect()
}

fn edit_check(v: &Values, cx: &Cx) -> Problems {
    let t = cx.texts.t();
    let mut out = Problems::new();
    if v["name"].is_empty() {
        out.push(("name", t.employees_name_needed()));
    }
    if v["status"] == EmployeeStatus::Dismissed.word() {
        if v.get("order").is_some_and(String::is_empty) {
            out.push(("order", t.employees_order_needed()));
        }
        if v.get("ordered").is_some_and(String::is_empty) {
            out.push(("ordered", t.employees_order_needed()));
        }
    } else if ["order", "ordered"].iter().any(|f| v.get(f).is_some_and(|said| !said.is_empty())) {
        out.push(("status", t.employees_order_dismisses()));
    }
    if !v["capacity"].is_empty() && v["capacity"].parse::<u32>().is_err() {
        out.push(("capacity", t.employees_capacity_wrong()));
    }
    out
}

fn items(text: &str) -> Vec<String> {
    text.split([',', ';']).map(str::trim).filter(|s| !s.is_empty()).map(str::to_owned).collect()
}

/// Only what differs from the card is set; `None` when nothing does.
pub(super) fn to_set(f: &PersonForm, v: &Values, cx: &Cx) -> Option<EmployeeSet> {
    let row = &f.card.row;
    let mut set = EmployeeSet::of(row.id);
    let other = |id: &str, now: &str| v.get(id).filter(|new| new.as_str() != now).cloned();
    set.name = other("name", &row.name);
    set.status = other("status", row.status.word()).and_then(|w| EmployeeStatus::of(&w));
    if set.status == Some(EmployeeStatus::Dismissed) {
        set.order = v.get("order").cloned();
        set.dismissed_on = v.get("ordered").and_then(|d| said::due(d, cx)).map(|d| d.day);
    }
    set.role = other("role", row.role.word()).and_then(|w| Role::of(&w));
    set.department = other("department", &row.department).filter(|d| !d.is_empty());
    let person = |id: &str, now: Option<EmployeeId>| {
        v.get(id).and_then(|k| k.parse().ok()).map(EmployeeId).filter(|new| Some(*new) != now)
    };
    set.head = person("head", f.head_id);
    set.deputy = person("deputy", f.deputy_id);
    set.capacity = v["capacity"].parse().ok().filter(|n| Some(*n) != row.capacity);
    set.regions = Some(items(&v["regions"])).filter(|r| *r != row.regions);
    set.industries = Some(items(&v["industries"])).filter(|r| *r != row.industries);
    set.phone = other("phone", &f.card.phone);
    set.email = other("email", &f.card.email);
    let changes = serde_json::to_value(&set).ok() != serde_json::to_value(EmployeeSet::of(row.id)).ok();
    changes.then_some(set)
}

// ── A new person ──

pub(super) fn new_person(cx: &Cx) -> FormPopup {
    let t = cx.texts.t();
    let status = [EmployeeStatus::Active, EmployeeStatus::Probation];
    let fields = vec![
        Field::line("name", t.employees_field_name(), ""),
        Field::choice("role", t.employees_col_role(), roles(cx), Some(Role::Manager.word().to_owned())),
        Field::choice(
            "status",
            t.employees_col_status(),
            status.iter().map(|s| PickItem::new(s.word(), cx.texts.term(*s))).collect(),
            Some(EmployeeStatus::Active.word().to_owned()),
        ),
        Field::line("department", t.employees_col_department(), ""),
        Field::line("phone", t.employees_card_phone(), ""),
        Field::line("email", t.employees_card_email(), ""),
    ];
    FormPopup::new(t.employees_new_title(), Form::new(fields, named))
        .note(t.employees_new_note())
        .draft("employees.new")
}

fn named(v: &Values, cx: &Cx) -> Problems {
    if v["name"].is_empty() { vec![("name", cx.texts.t().employees_name_needed())] } else { Problems::new() }
}

pub(super) fn to_add(v: &Values) -> EmployeeSet {
    let filled = |id: &str| v.get(id).filter(|s| !s.is_empty()).cloned();
    EmployeeSet {
        name: filled("name"),
        role: v.get("role").and_then(|w| Role::of(w)),
        status: v.get("status").and_then(|w| EmployeeStatus::of(w)),
        department: filled("department"),
        phone: filled("phone"),
        email: filled("email"),
        ..EmployeeSet::default()
    }
}
