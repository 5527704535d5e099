//! How people look: columns, the load bar, the card.

use ratatui::layout::{Position, Rect};

use super::{Employees, Sort};
use crate::domain::distribution::Points;
use crate::domain::employment::last_day_passed;
use crate::domain::names::short;
use crate::domain::{CaseKind, EmployeeStatus};
use crate::reads::employees::{EmployeeCard, EmployeeRow};
use crate::texts::Noun;
use crate::ui::cx::Cx;
use crate::ui::popup::{Pick, PickItem};
use crate::ui::theme::{Look, Theme, Tone};
use crate::ui::widgets::{Card, Col, Paint, Section, Span, Table, Wide, bar, list_totals};

const BAR_W: u16 = 9;

pub(super) fn sorts(now: Sort, cx: &Cx) -> Pick {
    let t = cx.texts.t();
    let items = vec![
        PickItem::new("name", t.employees_sort_name()),
        PickItem::new("load", t.employees_sort_load()),
        PickItem::new("status", t.employees_sort_status()),
    ];
    Pick::new(t.ui_sort_title(), items).at(now.word())
}

/// Ready-made filters, as one would type them.
pub(super) fn filters(cx: &Cx) -> Pick {
    let t = cx.texts.t();
    let coded = |code: String, label: String| PickItem::new(code.clone(), label).note(code);
    let items = vec![
        PickItem::new("", t.employees_filter_all()),
        coded(t.employees_code_active(), t.employees_filter_active()),
        coded(t.employees_code_leaving(), t.employees_filter_leaving()),
        coded(t.employees_code_probation(), t.employees_filter_probation()),
        coded(t.employees_code_dismissed(), t.employees_filter_dismissed()),
    ];
    Pick::new(t.ui_filter_title(), items)
}

fn columns(sort: Sort, cx: &Cx) -> Vec<Col<EmployeeRow>> {
    let t = cx.texts.t();
    vec![
        Col::new(t.employees_col_name(), Wide::Flex { weight: 3, min: 14 }, |r: &EmployeeRow, _| {
            let gone = r.status == EmployeeStatus::Dismissed;
            (short(&r.name), if gone { Tone::Dim } else { Tone::Plain })
        })
        .sorted((sort == Sort::Name).then_some(false)),
        Col::new(t.employees_col_role(), Wide::Fixed(16), |r: &EmployeeRow, cx| (cx.texts.term(r.role), Tone::Dim))
            .from(92),
        Col::new(t.employees_col_status(), Wide::Fixed(11), status).sorted((sort == Sort::Status).then_some(false)),
        // The handover's number, beside the status that it explains.
        Col::new("", Wide::Fixed(4), |r: &EmployeeRow, _| {
            (r.case.map_or_else(String::new, |c| format!("№{}", c.0)), Tone::Accent)
        }),
        Col::new(t.employees_col_department(), Wide::Flex { weight: 1, min: 12 }, |r: &EmployeeRow, _| {
            (r.department.clone(), Tone::Dim)
        })
        .from(105),
        Col::new(t.employees_col_load(), Wide::Fixed(BAR_W), load_bar).sorted((sort == Sort::Load).then_some(true)),
        Col::new("", Wide::Fixed(5), |r: &EmployeeRow, cx| match load(r) {
            Some(n) => (format!("{} %", cx.texts.number(n as i64)), load_tone(n)),
            None => (String::new(), Tone::Plain),
        })
        .right(),
        Col::new(t.employees_col_clients(), Wide::Fixed(7), |r: &EmployeeRow, cx| some(r, r.clients, cx))
            .right()
            .from(70),
        Col::new(t.employees_col_deals(), Wide::Fixed(6), |r: &EmployeeRow, cx| some(r, r.open_deals, cx)).right(),
    ]
}

/// A dash where whoever looks may not see how many.
fn some(r: &EmployeeRow, n: u64, cx: &Cx) -> Span {
    match n {
        _ if !r.seen => ("–".to_owned(), Tone::Dim),
        0 => (String::new(), Tone::Plain),
        n => (cx.texts.number(n as i64), Tone::Plain),
    }
}

/// Who sells nothing has no load to show.
fn load(r: &EmployeeRow) -> Option<u64> {
    use crate::domain::Role::{Head, Manager, Senior};
    r.load.filter(|n| *n > 0 || (matches!(r.role, Head | Manager | Senior) && r.status != EmployeeStatus::Dismissed))
}

fn load_tone(percent: u64) -> Tone {
    match percent {
        0..=90 => Tone::Plain,
        91..=100 => Tone::Warn,
        _ => Tone::Late,
    }
}

fn load_bar(r: &EmployeeRow, _: &Cx) -> Span {
    match load(r) {
        // Cells have no theme at hand; the marks of a bar are the same in all of them but the plain one.
        Some(n) => (bar(&Theme::new(Look::Dark), n, 100, BAR_W), if n > 100 { Tone::Late } else { Tone::Accent }),
        None => (String::new(), Tone::Plain),
    }
}

fn status(r: &EmployeeRow, cx: &Cx) -> Span {
    match (r.status, &r.absent) {
        (EmployeeStatus::Leaving, _) => (cx.texts.term(r.status), Tone::Warn),
        (EmployeeStatus::Dismissed, _) => (cx.texts.term(r.status), Tone::Dim),
        (_, Some(away)) => (cx.texts.term(away.kind), Tone::Warn),
        (EmployeeStatus::Probation, _) => (cx.texts.t().employees_status_trial(), Tone::Plain),
        (EmployeeStatus::Active, _) => (cx.texts.term(r.status), Tone::Plain),
    }
}

pub(super) fn view(s: &Employees, area: Rect, cx: &Cx, p: &mut Paint) -> Option<Position> {
    let t = Table {
        cols: &columns(s.sort, cx),
        active: s.browse.is_active(),
        empty: if s.browse.filter.is_empty() { cx.texts.t().employees_empty() } else { cx.texts.t().ui_filter_empty() },
        totals: list_totals(&s.browse.list, Noun::Employee, cx),
    };
    let card = || s.browse.card.value().map(|c| Card { title: c.row.name.clone(), sections: sections(c, cx), top: 0 });
    s.browse.view(area, &cx.texts.t().employees_name(), &t, card, cx, p)
}

fn sections(c: &EmployeeCard, cx: &Cx) -> Vec<Section> {
    let (x, t, r) = (cx.texts, cx.texts.t(), &c.row);
    let mut head = Section::new("");
    head.pair(t.employees_col_role(), x.term(r.role));
    head.pair(t.employees_col_status(), x.term(r.status));
    if let Some(a) = &r.absent {
        head.pair(t.employees_card_absent(), t.employees_card_absent_until(x.term(a.kind), x.day(a.until, cx.today())));
    }
    head.pair(t.employees_col_department(), &r.department);
    head.pair(t.employees_card_head(), &r.head);
    head.pair(t.employees_card_deputy(), &r.deputy);
    head.pair(t.employees_field_regions(), r.regions.join(", "));
    head.pair(t.employees_field_industries(), r.industries.join(", "));
    head.pair(t.employees_card_phone(), &c.phone);
    head.pair(t.employees_card_email(), &c.email);
    head.pair(t.employees_card_login(), &c.login);
    head.pair(t.employees_card_leads_dep(), c.head_of.join(", "));
    head.pair(t.employees_card_deputy_of(), c.deputy_of.join(", "));
    vec![head, leaving(c, cx), holds(c, cx), absences(c, cx), accesses(c, cx), past(c, cx)]
}

fn leaving(c: &EmployeeCard, cx: &Cx) -> Section {
    let (x, t, r) = (cx.texts, cx.texts.t(), &c.row);
    let is_gone = c.dismissed_on.is_some() || matches!(r.status, EmployeeStatus::Leaving | EmployeeStatus::Dismissed);
    let mut s = Section::new(match r.case_kind {
        Some(CaseKind::Absence) => t.employees_card_away(),
        Some(CaseKind::Crisis) => t.employees_card_crisis(),
        _ if is_gone || r.case.is_some() => t.employees_card_case(),
        // Somebody at work whose access or leads are shut: nobody leaves.
        _ => t.employees_card_limits(),
    });
    if let Some(case) = r.case.map(|c| c.0.to_string()) {
        let is_away = r.case_kind == Some(CaseKind::Absence);
        s.line(if is_away { t.employees_card_away_open(case) } else { t.employees_card_case_open(case) }, Tone::Accent);
    }
    if r.status == EmployeeStatus::Leaving {
        if let Some(day) = r.last_day {
            let tone = if last_day_passed(r.status, r.last_day, cx.today()) { Tone::Late } else { Tone::Warn };
            let days = x.in_days(i64::from(day.0 - cx.today().0));
            s.line(t.employees_card_last_day(x.day(day, cx.today()), days), tone);
        }
        if let Some(at) = c.notice_at {
            s.pair(t.employees_notice(), x.at(at, &cx.clock));
        }
    }
    if let Some(day) = c.dismissed_on {
        s.pair(t.employees_card_dismissed(), t.employees_card_order(x.day(day, cx.today()), c.order_no.clone()));
    }
    let off: Vec<String> = [
        (r.export_off, t.employees_card_export_off()),
        (r.leads_off, t.employees_card_leads_off()),
        (r.access_closed, t.employees_card_access_closed()),
    ]
    .into_iter()
    .filter_map(|(on, word)| on.then_some(word))
    .collect();
    if !off.is_empty() {
        s.line(off.join(" · "), Tone::Dim);
    }
    s
}

fn holds(c: &EmployeeCard, cx: &Cx) -> Section {
    let (x, t, r) = (cx.texts, cx.texts.t(), &c.row);
    let mut s = Section::new(t.employees_card_holds());
    if !r.seen {
        s.line(t.employees_card_holds_unseen(), Tone::Dim);
        return s;
    }
    if r.clients + r.open_deals + r.open_tasks + c.teams == 0 {
        s.line(t.employees_card_holds_nothing(), Tone::Dim);
        return s;
    }
    let deals = x.count(Noun::Deal, r.open_deals as i64);
    s.line(x.count(Noun::Client, r.clients as i64), Tone::Plain);
    s.line(if r.open_deals == 0 { deals } else { t.employees_card_deals(deals, x.sums(&r.open_amounts)) }, Tone::Plain);
    s.line(x.count(Noun::Task, r.open_tasks as i64), Tone::Plain);
    if c.teams > 0 {
        s.line(t.employees_card_teams(x.count(Noun::Client, c.teams as i64)), Tone::Dim);
    }
    let for_now = [(Noun::Client, r.for_now.clients), (Noun::Deal, r.for_now.deals), (Noun::Task, r.for_now.tasks)];
    let for_now: Vec<String> =
        for_now.into_iter().filter(|(_, n)| *n > 0).map(|(noun, n)| x.count(noun, n as i64)).collect();
    if !for_now.is_empty() {
        s.line(t.employees_card_for_now(for_now.join(", ")), Tone::Dim);
    }
    if let Some(n) = load(r) {
        let (o, h) = (cx.office, r.held);
        let weight = |points: u32| x.decimal(points.into(), 2);
        let points = Points { deal: o.points_deal, client_without_deal: o.points_client, task: o.points_task };
        let all =
            t.employees_card_of(x.decimal(points.of(h) as i64, 2), x.number(r.capacity.unwrap_or(o.capacity).into()));
        s.spans(vec![
            (format!("{:<14} ", t.employees_col_load()), Tone::Dim),
            (t.employees_card_load(x.number(n as i64), all), load_tone(n)),
        ]);
        let number = |n: u32| x.number(n.into());
        let made_of = t.employees_card_load_of(
            number(h.deals),
            weight(points.deal),
            number(h.clients_without_deals),
            weight(points.client_without_deal),
            number(h.tasks),
            weight(points.task),
        );
        s.line(made_of, Tone::Dim);
    }
    s
}

fn absences(c: &EmployeeCard, cx: &Cx) -> Section {
    let (x, t) = (cx.texts, cx.texts.t());
    let mut s = Section::new(t.employees_card_absences());
    for a in c.absences.iter().take(5) {
        let days = t.employees_card_from_to(x.day(a.from, cx.today()), x.day(a.to, cx.today()));
        let instead = if a.substitute.is_empty() { t.employees_card_no_substitute() } else { a.substitute.clone() };
        s.line(format!("{} {days}: {instead}", x.term(a.kind)), Tone::Plain);
    }
    s
}

fn accesses(c: &EmployeeCard, cx: &Cx) -> Section {
    let mut s = Section::new(cx.texts.t().employees_card_accesses());
    let leaves = c.row.case_kind.is_some_and(|k| k != CaseKind::Absence);
    for a in &c.accesses {
        // The usual login stands on the card already; what is done about an access matters while the person leaves.
        let mut parts = vec![a.title.clone()];
        parts.extend((!a.login.is_empty() && a.login != c.login).then(|| a.login.clone()));
        parts.extend(leaves.then(|| cx.texts.term(a.state)));
        parts.extend(a.shared.then(|| cx.texts.t().employees_card_shared()));
        s.line(parts.join(" · "), Tone::Plain);
    }
    s
}

fn past(c: &EmployeeCard, cx: &Cx) -> Section {
    let (x, t) = (cx.texts, cx.texts.t());
    let mut s = Section::new(t.employees_card_past());
    for k in &c.past {
        let when = k.closed.or(k.opened).map_or_else(String::new, |at| format!(" · {}", x.at(at, &cx.clock)));
        s.line(format!("№{} {} · {}{when}", k.case.0, x.term(k.kind), x.term(k.state)), Tone::Dim);
    }
    s
}
