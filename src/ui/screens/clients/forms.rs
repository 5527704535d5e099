//! The two forms of a client: its card's fields, and a touch written down.

use crate::base::{ClientId, EmployeeId, IncidentId};
use crate::domain::context::check_text;
use crate::domain::names::short;
use crate::domain::{Segment, TouchKind};
use crate::ops::{ClientSet, TouchAdd};
use crate::reads::clients::ClientRow;
use crate::reads::employees::EmployeeRow;
use crate::ui::cx::Cx;
use crate::ui::popup::{FormPopup, PickItem};
use crate::ui::said;
use crate::ui::widgets::{Field, Form, Problems, Values};

/// The card's fields. `people` may be the second manager.
pub(super) fn edit(r: &ClientRow, people: &[EmployeeRow], cx: &Cx) -> FormPopup {
    let t = cx.texts.t();
    let segments = Segment::ALL.iter().map(|s| PickItem::new(s.word(), cx.texts.term(*s))).collect();
    let seconds = people
        .iter()
        .filter(|e| Some(e.id) != r.owner_id)
        .map(|e| PickItem::new(e.id.to_string(), e.name.clone()).note(cx.texts.term(e.role)))
        .collect();
    let fields = vec![
        Field::choice("segment", t.clients_card_segment(), segments, Some(r.segment.word().to_owned())),
        Field::line("region", t.clients_col_region(), &r.region),
        Field::choice("second", t.clients_card_second(), seconds, None),
        Field::spoken("next", t.clients_card_next(), "", said::echo),
    ];
    FormPopup::new(r.name.clone(), Form::new(fields, |_, _| Problems::new()))
        .note(t.clients_edit_note())
        .draft(format!("client-edit:{}", r.id.0))
}

/// What the form changed; what stayed as it was is not written.
pub(super) fn edited(r: &ClientRow, v: &Values, cx: &Cx) -> ClientSet {
    let text = |id: &str| v.get(id).map(String::as_str).unwrap_or_default();
    ClientSet {
        segment: Segment::of(text("segment")).filter(|s| *s != r.segment),
        region: (text("region") != r.region).then(|| text("region").to_owned()),
        second: text("second").parse::<EmployeeId>().ok(),
        next_contact: said::due(text("next"), cx).map(|d| d.day),
        ..ClientSet::of(r.id)
    }
}

pub(super) fn touch(r: &ClientRow, cx: &Cx) -> FormPopup {
    let t = cx.texts.t();
    let kinds = TouchKind::ALL.iter().map(|k| PickItem::new(k.word(), cx.texts.term(*k))).collect();
    let fields = vec![
        Field::choice("kind", t.clients_touch_kind(), kinds, Some(TouchKind::Call.word().to_owned())),
        Field::area("outcome", t.clients_touch_outcome(), ""),
    ];
    FormPopup::new(t.clients_touch_title(r.name.clone()), Form::new(fields, outcome_told))
        .draft(format!("client-touch:{}", r.id.0))
}

/// The outcome must say something.
fn outcome_told(v: &Values, cx: &Cx) -> Problems {
    let text = v.get("outcome").map(String::as_str).unwrap_or_default();
    check_text(text).err().map(|p| vec![("outcome", cx.texts.fault(&p.fault(text)).line())]).unwrap_or_default()
}

pub(super) fn touched(client: ClientId, v: &Values) -> TouchAdd {
    let text = |id: &str| v.get(id).cloned().unwrap_or_default();
    TouchAdd {
        client,
        kind: TouchKind::of(&text("kind")).unwrap_or(TouchKind::Call),
        outcome: text("outcome"),
        by: None,
        at: None,
        recorded: false,
    }
}

/// A note to an incident that is recorded already; leaving it empty is no fault.
pub(super) fn former(incident: IncidentId, name: &str, cx: &Cx) -> FormPopup {
    let t = cx.texts.t();
    let fields = vec![Field::area("what", t.clients_former_what(), "")];
    let title = t.clients_former_title(incident.0.to_string(), short(name));
    FormPopup::new(title, Form::new(fields, |_, _| Problems::new())).note(t.clients_former_note())
}
