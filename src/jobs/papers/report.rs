//! `report`: active deals, clients, tasks of an employee, the ledger of a case, as rows with their columns (1-F3).

use super::Papers;
use crate::base::{CaseId, Code, EmployeeId, Fault, Ref, Res};
use crate::domain::Source;
use crate::exchange::table::{Cell, Report, ReportColumn};
use crate::reads::{employees, metrics, report as rows};
use crate::store::Connection;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportOf {
    Deals,
    Clients,
    Tasks,
    Ledger(CaseId),
    /// One case, or every case the scope sees.
    Metrics(Option<CaseId>),
}

/// The rows of a report. Without an employee, everything the scope sees.
///
/// Errors: `UnknownCase`.
pub fn report(c: &Connection, p: &Papers<'_>, of: ReportOf, employee: Option<EmployeeId>) -> Res<Report> {
    match of {
        ReportOf::Deals => deals(c, p, employee),
        ReportOf::Clients => clients(c, p, employee),
        ReportOf::Tasks => tasks(c, p, employee),
        ReportOf::Ledger(case) => ledger(c, p, case, employee),
        ReportOf::Metrics(case) => figures(c, p, case, employee),
    }
}

fn column(key: &'static str, title: String) -> ReportColumn {
    ReportColumn { key, title }
}

/// An empty text is an empty cell.
fn text(s: Option<String>) -> Cell {
    s.filter(|s| !s.is_empty()).map_or(Cell::Empty, Cell::Text)
}

/// The number by which the CRM finds it; in a list of several systems each says which it is of.
fn crm_number(numbers: &[(Source, String)], several: bool, p: &Papers<'_>) -> Cell {
    let one =
        |(source, id): &(Source, String)| if several { format!("{} {id}", p.texts.term(*source)) } else { id.clone() };
    text(Some(numbers.iter().map(one).collect::<Vec<_>>().join(", ")))
}

fn are_several<'a>(mut numbers: impl Iterator<Item = &'a (Source, String)>) -> bool {
    let Some((first, _)) = numbers.next() else { return false };
    numbers.any(|(source, _)| source != first)
}

fn deals(c: &Connection, p: &Papers<'_>, employee: Option<EmployeeId>) -> Res<Report> {
    let t = p.texts.t();
    let columns = vec![
        column("id", t.report_col_id()),
        column("crm_id", t.report_col_crm_id()),
        column("title", t.report_col_deal()),
        column("client", t.report_col_client()),
        column("owner", t.report_col_owner()),
        column("stage", t.report_col_stage()),
        column("amount", t.report_col_amount()),
        column("expected_close", t.report_col_close()),
        column("next_step", t.report_col_next()),
        column("next_on", t.report_col_next_on()),
    ];
    let deals = rows::deals(c, p.scope, employee)?;
    let several = are_several(deals.iter().flat_map(|d| &d.numbers));
    let rows = deals.into_iter().map(|d| {
        vec![
            Cell::Text(d.id.to_string()),
            crm_number(&d.numbers, several, p),
            Cell::Text(d.title),
            text(d.client),
            text(d.owner),
            Cell::Text(d.stage),
            Cell::Money(d.amount),
            Cell::maybe(d.expected_close, Cell::Day),
            text(d.next_step),
            Cell::maybe(d.next_on, Cell::Due),
        ]
    });
    Ok(Report { columns, rows: rows.collect() })
}

fn clients(c: &Connection, p: &Papers<'_>, employee: Option<EmployeeId>) -> Res<Report> {
    let t = p.texts.t();
    let columns = vec![
        column("id", t.report_col_id()),
        column("crm_id", t.report_col_crm_id()),
        column("name", t.report_col_client()),
        column("owner", t.report_col_owner()),
        column("segment", t.report_col_segment()),
        column("region", t.report_col_region()),
        column("industry", t.report_col_industry()),
        column("open_deals", t.report_col_open_deals()),
        column("last_touch", t.report_col_last_touch()),
        column("next_contact", t.report_col_next_contact()),
    ];
    let clients = rows::clients(c, p.scope, employee)?;
    let several = are_several(clients.iter().flat_map(|k| &k.numbers));
    let rows = clients.into_iter().map(|k| {
        vec![
            Cell::Text(k.id.to_string()),
            crm_number(&k.numbers, several, p),
            Cell::Text(k.name),
            text(k.owner),
            Cell::Word(k.segment.word(), p.texts.term(k.segment)),
            text(k.region),
            text(k.industry),
            Cell::Int(k.open_deals),
            Cell::maybe(k.last_touch, Cell::At),
            Cell::maybe(k.next_contact, Cell::Day),
        ]
    });
    Ok(Report { columns, rows: rows.collect() })
}

fn tasks(c: &Connection, p: &Papers<'_>, employee: Option<EmployeeId>) -> Res<Report> {
    let t = p.texts.t();
    let columns = vec![
        column("id", t.report_col_id()),
        column("title", t.report_col_task()),
        column("kind", t.report_col_kind()),
        column("client", t.report_col_client()),
        column("owner", t.report_col_owner()),
        column("due", t.report_col_due()),
    ];
    let rows = rows::tasks(c, p.scope, employee)?.into_iter().map(|k| {
        vec![
            Cell::Text(k.id.to_string()),
            Cell::Text(k.title),
            Cell::Word(k.kind.word(), p.texts.term(k.kind)),
            text(k.client),
            text(k.owner),
            Cell::maybe(k.due, Cell::Due),
        ]
    });
    Ok(Report { columns, rows: rows.collect() })
}

fn ledger(c: &Connection, p: &Papers<'_>, case: CaseId, employee: Option<EmployeeId>) -> Res<Report> {
    let t = p.texts.t();
    let columns = vec![
        column("line", t.report_col_id()),
        column("object", t.report_col_object()),
        column("crm_id", t.report_col_crm_id()),
        column("kind", t.report_col_kind()),
        column("title", t.report_col_title()),
        column("client", t.report_col_client()),
        column("amount", t.report_col_amount()),
        column("disposition", t.report_col_decision()),
        column("to", t.report_col_to()),
        column("acceptance", t.report_col_acceptance()),
        column("crm", t.report_col_crm()),
        column("reason", t.report_col_reason()),
        column("bonus_to", t.report_col_bonus_to()),
        column("bonus_share", t.report_col_bonus_share()),
        column("bonus_agreed", t.report_col_bonus_agreed()),
    ];
    let lines = rows::ledger(c, p.scope, case, employee, &p.cx.clock)?;
    let numbers = rows::numbers(c, case)?;
    let of = |object: &Ref| numbers.get(object).map(Vec::as_slice).unwrap_or_default();
    let several = are_several(lines.iter().flat_map(|l| of(&l.object)));
    let rows = lines.into_iter().map(|l| {
        vec![
            Cell::Text(l.line.to_string()),
            Cell::Text(l.object.to_string()),
            crm_number(of(&l.object), several, p),
            Cell::Word(l.kind.word(), p.texts.term(l.kind)),
            Cell::Text(l.title),
            text(l.client),
            Cell::maybe(l.amount, Cell::Money),
            Cell::maybe(l.disposition, |d| Cell::Word(d.word(), p.texts.term(d))),
            text(l.to.map(|(_, name)| name)),
            Cell::maybe(l.acceptance, |a| Cell::Word(a.word(), p.texts.term(a))),
            Cell::maybe(l.crm, |s| Cell::Word(s.word(), p.texts.term(s))),
            text(l.reason.or(l.hand_reason)),
            text(l.bonus.as_ref().map(|b| b.name.clone())),
            Cell::maybe(l.bonus.as_ref(), |b| Cell::Int(b.share.into())),
            text(l.bonus.map(|b| b.agreed)),
        ]
    });
    Ok(Report { columns, rows: rows.collect() })
}

/// So many cases a report of all holds; more is a matter for the screen.
const CASES: u32 = 10_000;

/// A row per figure, with what it was made of: numerator, denominator, window and the date of its data (2 §8).
fn figures(c: &Connection, p: &Papers<'_>, only: Option<CaseId>, employee: Option<EmployeeId>) -> Res<Report> {
    let (t, x) = (p.texts.t(), p.texts);
    let columns = vec![
        column("case", t.report_col_case()),
        column("employee", t.report_col_leaver()),
        column("metric", t.report_col_metric()),
        column("value", t.report_col_value()),
        column("numerator", t.report_col_numerator()),
        column("denominator", t.report_col_denominator()),
        column("state", t.report_col_state()),
        column("from", t.report_col_from()),
        column("to", t.report_col_until()),
        column("as_of", t.report_col_as_of()),
    ];
    let mut cases = metrics::of_cases(c, p.scope, &p.cx.clock, p.cx.office, CASES)?;
    if let Some(id) = only {
        cases.retain(|r| r.case == id);
        if cases.is_empty() {
            return Err(Fault::new(Code::UnknownCase).with("name", id.0));
        }
    }
    if let Some(who) = employee {
        let name = employees::name(c, who)?;
        cases.retain(|r| r.leaver == name);
    }
    let number = |n: i128| Cell::Int(i64::try_from(n).unwrap_or(i64::MAX));
    let rows = cases.iter().flat_map(|r| {
        r.metrics.figures.iter().map(|f| {
            vec![
                Cell::Int(r.case.0),
                Cell::Text(r.leaver.clone()),
                Cell::Word(f.metric.word(), x.metric(f.metric)),
                Cell::Text(x.figure(f)),
                // What was not measured is never 0.
                Cell::maybe(Some(f.numerator).filter(|_| f.has_value()), number),
                Cell::maybe(f.denominator.filter(|_| f.has_value()), number),
                Cell::Word(f.state.word(), x.figure_state(f.state)),
                Cell::maybe(f.from, Cell::At),
                Cell::maybe(f.to, Cell::At),
                Cell::At(f.as_of),
            ]
        })
    });
    Ok(Report { columns, rows: rows.collect() })
}
