//! «Отсутствие»: leave, illness or a trip with its days, who stands in, and what the substitute takes over for the time.

use crate::base::EmployeeId;
use crate::domain::calendar::Calendar;
use crate::domain::{AbsenceKind, EmployeeStatus, Extent, Offers};
use crate::ops::AbsenceOpen;
use crate::reads::person_form::{Asked, PersonForm};
use crate::texts::Noun;
use crate::ui::cx::Cx;
use crate::ui::popup::{FormPopup, PickItem};
use crate::ui::receivers::{self, Bound, For};
use crate::ui::said;
use crate::ui::widgets::{Field, Form, Problems, Values};

pub(super) fn form(f: &PersonForm, cx: &Cx) -> FormPopup {
    let (x, t) = (cx.texts, cx.texts.t());
    let row = &f.card.row;
    let kinds = AbsenceKind::ALL.iter().map(|k| PickItem::new(k.word(), x.term(*k))).collect();
    let people = receivers::items(&f.staff, Some(row.id), For::AWhile, cx);
    let extents = Extent::ALL.iter().map(|e| PickItem::new(e.word(), x.term(*e))).collect();
    let leads = vec![PickItem::new("yes", t.away_leads_yes()), PickItem::new("no", t.away_leads_no())];
    let deputy =
        f.deputy_id.map(|d| d.0.to_string()).filter(|d| people.iter().any(|p| p.key == *d && p.refused.is_none()));
    let mut fields = vec![
        Field::choice("kind", t.away_kind(), kinds, Some(AbsenceKind::Leave.word().to_owned())),
        Field::spoken("from", t.away_from(), "", said::echo),
        Field::spoken("to", t.away_to(), "", said::echo),
        Field::choice("substitute", t.away_substitute(), people, deputy),
        Field::choice("extent", t.away_extent(), extents, Some(Extent::Due.word().to_owned())),
        Field::choice("leads", t.away_leads(), leads, Some("yes".to_owned())),
    ];
    if let Some(asked) = &f.asked {
        let offers = Offers::ALL.iter().map(|o| PickItem::new(o.word(), x.term(*o))).collect();
        let field = Field::choice("offers", t.away_offers(), offers, Some(Offers::Wait.word().to_owned()));
        fields.push(field.note(waits(asked, cx)));
    }
    let open = [
        x.count(Noun::Client, row.clients as i64),
        x.count(Noun::Deal, row.open_deals as i64),
        x.count(Noun::Task, row.open_tasks as i64),
    ];
    FormPopup::new(t.away_title(row.name.clone()), Form::new(fields, check))
        .note(if row.seen { t.away_note(open.join(", ")) } else { t.away_note_unseen() })
        .live(what_comes(f))
        .draft(format!("employees.absence.{}", row.id.0))
}

/// The substitute's load, then the days.
fn what_comes(f: &PersonForm) -> impl Fn(&Values, &Cx) -> Vec<(String, String)> + 'static {
    let (all, staff) = (f.held(), f.staff.clone());
    move |v, cx| {
        let to = v["substitute"].parse().ok().map(EmployeeId);
        // What falls due in the days is known when the snapshot is taken; the deals go in any case.
        let bound = if v["extent"] == Extent::All.word() { Bound::Exact } else { Bound::AtMost };
        let substitute = staff.iter().find(|e| Some(e.id) == to);
        let load = substitute.and_then(|e| receivers::load_after(e, e.held.plus(all), bound, cx));
        load.into_iter().chain(days(v, cx)).collect()
    }
}

/// «21 строка из передачи №1, первый срок сегодня в 13:00».
fn waits(asked: &Asked, cx: &Cx) -> String {
    let x = cx.texts;
    let cases: Vec<String> = asked.cases.iter().map(|c| format!("№{}", c.0)).collect();
    let lines = x.count(Noun::Line, asked.lines as i64);
    x.t().away_offers_note(lines, cases.join(", "), x.at(asked.due_at, &cx.clock))
}

fn check(v: &Values, cx: &Cx) -> Problems {
    let t = cx.texts.t();
    let mut out = Problems::new();
    for id in ["from", "to"] {
        if v[id].is_empty() {
            out.push((id, t.away_day_needed()));
        }
    }
    let day = |id: &str| said::due(&v[id], cx).map(|d| d.day);
    if let (Some(from), Some(to)) = (day("from"), day("to"))
        && to < from
    {
        out.push(("to", t.away_before_from()));
    }
    if v["substitute"].is_empty() {
        out.push(("substitute", t.away_substitute_needed()));
    }
    out
}

/// When the program says what: the beginning, the day before the return, the return.
fn days(v: &Values, cx: &Cx) -> Vec<(String, String)> {
    let (Some(from), Some(to)) = (said::due(&v["from"], cx), said::due(&v["to"], cx)) else { return Vec::new() };
    let (x, t, calendar) = (cx.texts, cx.texts.t(), Calendar::of(cx.office));
    let day = |d| x.day(d, cx.today());
    let back = calendar.on_or_after(to.day.plus(1));
    vec![
        (day(calendar.on_or_after(from.day)), t.away_link_start()),
        (day(calendar.add_working_days(back, -1)), t.away_link_remind(day(back))),
        (day(back), t.away_link_return()),
    ]
}

pub(super) fn order(f: &PersonForm, v: &Values, cx: &Cx) -> Option<AbsenceOpen> {
    Some(AbsenceOpen {
        employee: f.card.row.id,
        kind: AbsenceKind::of(&v["kind"])?,
        from: said::due(&v["from"], cx)?.day,
        to: said::due(&v["to"], cx)?.day,
        substitute: v["substitute"].parse().ok().map(EmployeeId),
        extent: Extent::of(&v["extent"])?,
        leads: v["leads"] == "yes",
        acting_head: None,
        offers: v.get("offers").and_then(|o| Offers::of(o)).unwrap_or(Offers::Wait),
    })
}

/// Why nobody can stand in for this person now; `None` where somebody can.
pub(super) fn refused(status: EmployeeStatus, cx: &Cx) -> Option<String> {
    let t = cx.texts.t();
    match status {
        EmployeeStatus::Dismissed => Some(t.employees_is_dismissed()),
        EmployeeStatus::Leaving => Some(t.away_leaves()),
        EmployeeStatus::Active | EmployeeStatus::Probation => None,
    }
}
