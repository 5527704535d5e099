//! The forms of a signal and an incident, and the commands they become.

use crate::base::{EmployeeId, IncidentId, SignalId};
use crate::domain::IncidentKind;
use crate::domain::context::check_text;
use crate::ops::{IncidentAdd, IncidentDecide, IncidentTell, SignalLook, Suspicion};
use crate::reads::employees::EmployeeRow;
use crate::reads::incidents::IncidentRow;
use crate::ui::cx::Cx;
use crate::ui::popup::{FormPopup, PickItem};
use crate::ui::widgets::{Field, Form, Problems, Values};

/// What the reason is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    Normal,
    Dismiss,
}

fn text(v: &Values, id: &str) -> String {
    v.get(id).cloned().unwrap_or_default()
}

/// A reason must say something.
fn reason_told(v: &Values, cx: &Cx) -> Problems {
    let t = text(v, "reason");
    check_text(&t).err().map(|p| vec![("reason", cx.texts.fault(&p.fault(&t)).line())]).unwrap_or_default()
}

fn nothing(_: &Values, _: &Cx) -> Problems {
    Problems::new()
}

pub(super) fn reason(why: Why, cx: &Cx) -> FormPopup {
    let t = cx.texts.t();
    let (title, note) = match why {
        Why::Normal => (t.signals_normal_title(), t.signals_normal_note()),
        Why::Dismiss => (t.signals_dismiss_title(), t.signals_dismiss_note()),
    };
    FormPopup::new(title, Form::new(vec![Field::line("reason", t.signals_reason(), "")], reason_told)).note(note)
}

fn personal(now: bool, cx: &Cx) -> Field {
    let t = cx.texts.t();
    let options = vec![PickItem::new("yes", t.signals_yes()), PickItem::new("no", t.signals_no())];
    Field::choice("personal", t.signals_personal(), options, Some(if now { "yes" } else { "no" }.to_owned()))
}

pub(super) fn confirm(i: &IncidentRow, cx: &Cx) -> FormPopup {
    let t = cx.texts.t();
    let fields = vec![Field::line("reason", t.signals_confirm_reason(), ""), personal(i.personal, cx)];
    FormPopup::new(t.signals_confirm_title(), Form::new(fields, nothing)).note(t.signals_confirm_note())
}

pub(super) fn tell(i: &IncidentRow, cx: &Cx) -> FormPopup {
    let t = cx.texts.t();
    let fields = vec![Field::area("what", t.signals_write_what(), &i.what), personal(i.personal, cx)];
    FormPopup::new(t.signals_tell_title(), Form::new(fields, nothing)).draft(format!("incident:{}", i.id.0))
}

pub(super) fn write(people: &[EmployeeRow], cx: &Cx) -> FormPopup {
    let t = cx.texts.t();
    let kinds = IncidentKind::ALL.iter().rev().map(|k| PickItem::new(k.word(), cx.texts.incident_title(*k))).collect();
    let people =
        people.iter().map(|e| PickItem::new(e.id.to_string(), e.name.clone()).note(cx.texts.term(e.status))).collect();
    let fields = vec![
        Field::area("what", t.signals_write_what(), ""),
        Field::choice("person", t.signals_write_person(), people, None),
        Field::choice("kind", t.signals_write_kind(), kinds, Some(IncidentKind::Other.word().to_owned())),
        personal(false, cx),
    ];
    let check = |v: &Values, cx: &Cx| match text(v, "what").trim().is_empty() {
        true => vec![("what", cx.texts.t().signals_write_what_needed())],
        false => Problems::new(),
    };
    FormPopup::new(t.signals_write_title(), Form::new(fields, check))
        .note(t.signals_write_note())
        .draft("incident-new".to_owned())
}

pub(super) fn normal(signal: SignalId, v: &Values) -> SignalLook {
    SignalLook { signal, reason: text(v, "reason") }
}

pub(super) fn dismissed(incident: IncidentId, v: &Values) -> IncidentDecide {
    IncidentDecide { incident, confirm: false, reason: text(v, "reason"), personal: None }
}

pub(super) fn confirmed(incident: IncidentId, v: &Values) -> IncidentDecide {
    let personal = Some(text(v, "personal") == "yes");
    IncidentDecide { incident, confirm: true, reason: text(v, "reason"), personal }
}

pub(super) fn told(incident: IncidentId, v: &Values) -> IncidentTell {
    IncidentTell { incident, what: Some(text(v, "what")), personal: Some(text(v, "personal") == "yes") }
}

pub(super) fn written(v: &Values) -> IncidentAdd {
    let from = Suspicion::Hand {
        kind: IncidentKind::of(&text(v, "kind")).unwrap_or(IncidentKind::Other),
        employee: text(v, "person").parse::<EmployeeId>().ok(),
        client: None,
    };
    IncidentAdd { from, what: text(v, "what"), personal: text(v, "personal") == "yes" }
}
