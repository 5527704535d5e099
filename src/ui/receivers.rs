//! Who may be given clients, as one list of all forms that ask: the least loaded first, who is away marked, and those whom
//! the rules refuse with why, so that nobody is looked for in vain.

use super::cx::Cx;
use super::popup::PickItem;
use crate::base::EmployeeId;
use crate::domain::distribution::Held;
use crate::domain::names::short;
use crate::domain::{EmployeeStatus, Role};
use crate::reads::employees::EmployeeRow;
use crate::reads::receives::{Away, Shut};
use crate::reads::single::Moves;
use crate::texts::Noun;

/// What they are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum For {
    Good,
    /// To stand in on days that the form asks for: who is away today may be back by then.
    AWhile,
}

/// Whether what is given is known to the piece, or only its most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    Exact,
    AtMost,
}

/// Everybody but the dismissed and `but`, who has it already.
pub fn items(people: &[EmployeeRow], but: Option<EmployeeId>, what: For, cx: &Cx) -> Vec<PickItem> {
    let shut = |e: &EmployeeRow| e.shut.filter(|s| what == For::Good || !matches!(s, Shut::Away(..)));
    let young = |e: &EmployeeRow| e.status == EmployeeStatus::Probation;
    let mut all: Vec<&EmployeeRow> =
        people.iter().filter(|e| Some(e.id) != but && e.status != EmployeeStatus::Dismissed).collect();
    all.sort_by_key(|e| {
        let fit = (e.role == Role::Head, e.absent.is_some(), young(e), e.load.unwrap_or(0), e.open_deals);
        (shut(e).is_some(), shut(e).is_none().then_some(fit))
    });
    let item = |e: &EmployeeRow| {
        PickItem::new(e.id.0.to_string(), e.name.clone()).note(note(e, cx)).refused(shut(e).map(|s| why(s, cx)))
    };
    all.into_iter().map(item).collect()
}

/// «отпуск по 5 дек., замещает Юдин С. П. · менеджер · 12 сделок · 35 %»; to those who may know, that he is to leave too.
fn note(e: &EmployeeRow, cx: &Cx) -> String {
    let x = cx.texts;
    let role = if e.status == EmployeeStatus::Probation { x.term(e.status).to_lowercase() } else { x.term(e.role) };
    let load = e.load.map(|l| format!("{l} %"));
    let away = e.absent.as_ref().map(|a| away(a, cx));
    let deals = x.count(crate::texts::Noun::Deal, e.open_deals as i64);
    let prepared = cx.facts.is_prepared(e.id).then(|| x.t().receives_prepared());
    [prepared, away, Some(role), Some(deals), load].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// «29 % → 31 %, сделки 12 → 13», under the form that gives somebody work; `None` where the load is not known.
pub fn load_after(e: &EmployeeRow, held: Held, bound: Bound, cx: &Cx) -> Option<(String, String)> {
    let (x, t) = (cx.texts, cx.texts.t());
    let percent = |n: u64| x.number(n as i64);
    let (before, after) = (percent(e.load?), percent(e.load_holding(held, cx.office)?));
    let deals = |h: Held| x.number(h.deals.into());
    let (was, is) = (deals(e.held), deals(held));
    let said = match bound {
        Bound::Exact => t.receives_load(before, after, was, is),
        Bound::AtMost => t.receives_load_most(before, after, was, is),
    };
    Some((short(&e.name), said))
}

/// «отпуск по 5 дек., замещает Юдин С. П.»
pub fn away(a: &Away, cx: &Cx) -> String {
    let (x, t) = (cx.texts, cx.texts.t());
    let (kind, until) = (x.term(a.kind).to_lowercase(), x.day_short(a.until, cx.today()));
    match &a.stands_in {
        Some(name) => t.away_stands_in(kind, until, short(name)),
        None => t.away_until_day(kind, until),
    }
}

fn why(s: Shut, cx: &Cx) -> String {
    let (x, t) = (cx.texts, cx.texts.t());
    match s {
        Shut::Itself => t.receives_itself(),
        Shut::Leaves => t.receives_leaves(),
        Shut::Gone => t.receives_gone(),
        Shut::Role(role) => t.receives_role(x.term(role)),
        Shut::Closed => t.receives_closed(),
        Shut::Off => t.receives_off(),
        Shut::Away(kind, until) => t.receives_away(x.term(kind).to_lowercase(), x.day_short(until, cx.today())),
    }
}

/// «2 сделки на 1 240 000 ₽, 3 задачи»: what goes along; `None` where nothing does.
pub fn along(m: &Moves, cx: &Cx) -> Option<String> {
    let (x, t) = (cx.texts, cx.texts.t());
    let mut parts = Vec::new();
    if m.deals > 0 {
        let deals = x.count(Noun::Deal, m.deals as i64);
        parts.push(if m.sums.is_zero() { deals } else { t.cli_count_for(deals, x.sums(&m.sums)) });
    }
    parts.extend((m.tasks > 0).then(|| x.count(Noun::Task, m.tasks as i64)));
    parts.extend((m.leads > 0).then(|| x.count(Noun::Lead, m.leads as i64)));
    (!parts.is_empty()).then(|| parts.join(", "))
}
